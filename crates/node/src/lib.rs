//! Every effect of the program `comity`: configuration, command line, store, carrier, clock.
//!
//! A library only so that tests and the benchmark reach it; no other crate may name it. A module imports only modules
//! declared after it.

pub mod courier;
pub mod carrier;
pub mod store;
pub mod bell;
pub mod clock;
pub mod random;
