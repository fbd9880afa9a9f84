//! The desk as a browser meets it.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod world;
mod kinds;
mod letters;
mod liar;
mod openid;
mod pages;
mod agenda;
mod api;
mod course;
mod drafts;
mod considered;
mod trip;
mod terms;
mod corrections;
mod evidence;
mod sign_in;
mod device;
mod guard;
mod hostile;
mod routes;
mod tasks;
mod dossiers;
mod sources;
mod browser;
