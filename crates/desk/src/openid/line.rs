//! The line to the provider, as a port: only the node opens sockets.

use axum::http::{Request, Response};
use futures::future::BoxFuture;

/// Why no answer came over the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LineFault {
    /// Nobody takes a connection there, or not one that can be trusted.
    #[error("it cannot be reached over a connection that can be trusted")]
    Unreachable,
    /// No answer in time.
    #[error("no answer came in time")]
    Silent,
    /// The answer is larger than is read.
    #[error("the answer is too large")]
    TooLarge,
}

/// Asks the provider over the node's own HTTP and TLS.
pub trait ProviderLine: Send + Sync {
    /// Sends one request and gives its answer whole, whatever its status. Redirects are not followed, and what is too large or
    /// too slow is given up.
    fn ask(&self, request: Request<Vec<u8>>) -> BoxFuture<'static, Result<Response<Vec<u8>>, LineFault>>;
}
