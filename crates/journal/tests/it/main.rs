//! Tests of the journal as an auditor meets it: exported, tampered with, read back and verified.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod program;
mod evidence;
mod exchanges;
mod samples;
mod tamper;
mod witnesses;
mod world;
