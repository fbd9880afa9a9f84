//! Every effect of the program `comity`: configuration, command line, store, carrier, clock.
//!
//! A library only so that tests and the benchmark reach it; no other crate may name it. A module imports only modules
//! declared after it.

pub mod commands;
pub mod demo;
pub mod exercise;
pub mod network;
pub mod node;
mod follow;
pub mod refresh;
pub mod editions;
pub mod rotation;
pub mod join;
pub mod introduction;
pub mod metrics;
pub mod health;
mod courier;
mod jobs;
pub mod web;
pub mod links;
pub mod backup;
pub mod copy;
pub mod audit;
pub mod home;
pub mod logs;
pub mod config;
pub mod provider;
pub mod hsm;
pub mod carrier;
pub mod meters;
pub mod behind;
pub mod stop;
pub mod bell;
pub mod store;
pub mod clock;
pub mod random;
pub mod seclusion;
mod private_file;
mod digits;
