//! The conversation between two bureaus: what is put on the wire, the receipts for it, and when to try again.
//!
//! No input or output, no clock, no policy: time and randomness come in as arguments. A module imports only modules
//! declared after it.

pub mod post;
pub mod outbox;
pub mod receipt;
pub mod wire;
