//! Whole nodes with their stores, over real sockets.

mod world;

mod carrier;
mod store;
mod travel;
