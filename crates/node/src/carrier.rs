//! Between nodes: HTTP/2 over TLS 1.3 on real sockets.
//!
//! What travels is sealed already; TLS hides who talks about how much with whom, and turns strangers away before they
//! can send a byte. Nothing is trusted but the certificates that the signed directory pins.

mod routes;
mod listen;
mod limit;
mod send;
pub mod tls;

pub use listen::listen;
pub use routes::{Published, routes};
pub use send::{SendFault, Sender};
