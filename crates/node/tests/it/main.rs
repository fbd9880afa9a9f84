//! Whole nodes with their stores, over real sockets.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod audit;
mod backup;
mod carrier;
mod cluster;
mod command_line;
mod demo;
mod directory;
mod erasure;
mod faults;
mod handbook;
mod hsm;
mod law_editions;
mod logs;
mod metrics;
mod migrate;
mod processes;
mod provider;
mod rotation;
mod seclusion;
mod shares;
mod signers;
mod softhsm;
mod store;
mod travel;
mod upgrade;
mod web;
mod world;
