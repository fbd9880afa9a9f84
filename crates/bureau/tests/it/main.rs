//! Tests of whole bureaus: real keys, law and journal, a store in memory, and time that the tests move.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod trip;
mod course;
mod handling;
mod beside;
mod corrections;
mod evidence;
mod exhibits;
mod retention;
mod dossiers;
mod hostile_peer;
mod door;
mod looks;
mod docket;
mod stored;
mod tasks;
mod witness;
mod figures;
mod law_change;
mod papers;
mod permissions;
mod sign_in;
mod sources;
mod world;
