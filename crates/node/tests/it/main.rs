//! Whole nodes with their stores, over real sockets.

mod world;

mod audit;
mod carrier;
mod command_line;
mod demo;
mod faults;
mod store;
mod travel;
