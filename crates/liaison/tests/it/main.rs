//! Tests of the conversation with real keys and a signed directory.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod post;
mod receipt;
mod world;
