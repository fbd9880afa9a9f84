//! What a node answers to other nodes.

use std::sync::{Arc, PoisonError, RwLock};

use axum::body::Body;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Extension, Router};
use bureau::Bureau;
use case::bureau::BureauCode;
use http_body_util::{BodyExt, Limited};
use seal::limits::MESSAGE_BYTES_MAX;
use tokio::time::timeout;

use super::limit::{BODY_TIME_MAX, Limits};
use super::listen::Peer;
use super::tls::Pins;
use crate::meters::Meters;

/// The signed directory as it is handed out. Cloning gives another handle to the same bytes.
#[derive(Debug, Clone)]
pub struct Published(Arc<RwLock<Vec<u8>>>);

impl Published {
    /// Hands out these bytes.
    #[must_use]
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(Arc::new(RwLock::new(bytes)))
    }

    /// Hands out these bytes from now on.
    pub fn replace(&self, bytes: Vec<u8>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = bytes;
    }

    fn bytes(&self) -> Vec<u8> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

#[derive(Clone)]
struct Node {
    bureau: Bureau,
    directory: Published,
    pins: Pins,
    meters: Meters,
}

impl Node {
    /// Turns a message away before it is read. That is logged and counted and not journaled: a bureau that is listed could
    /// otherwise fill the journal with what costs it nothing to send. What was read and is refused, the bureau journals.
    fn refuse(&self, peer: &BureauCode, status: StatusCode, code: &'static str) -> Response {
        tracing::info!(%peer, code, "an envelope was turned away unread");
        self.meters.turned_away_unread(code);
        status.into_response()
    }
}

/// `POST /v1/envelopes` takes a sealed envelope and answers with a signed receipt; `GET /v1/directory` gives the signed
/// directory that this node uses.
pub fn routes(bureau: Bureau, directory: Published, pins: Pins, meters: Meters) -> Router {
    Router::new()
        .route("/v1/envelopes", post(take_envelope))
        .route("/v1/directory", get(give_directory))
        .with_state(Node { bureau, directory, pins, meters })
}

async fn give_directory(State(node): State<Node>) -> Response {
    ([(header::CONTENT_TYPE, "application/octet-stream")], node.directory.bytes()).into_response()
}

async fn take_envelope(
    State(node): State<Node>,
    Extension(peer): Extension<Peer>,
    Extension(limits): Extension<Limits>,
    request: axum::http::Request<Body>,
) -> Response {
    // The connection may be older than the directory in force, and the certificate withdrawn meanwhile.
    let Peer { bureau: peer, certificate } = peer;
    if node.pins.owner(&certificate).as_ref() != Some(&peer) {
        return node.refuse(&peer, StatusCode::FORBIDDEN, "not-listed");
    }
    let length =
        request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    let Some(length) = length else {
        return node.refuse(&peer, StatusCode::LENGTH_REQUIRED, "length-missing");
    };
    if length > MESSAGE_BYTES_MAX {
        return node.refuse(&peer, StatusCode::PAYLOAD_TOO_LARGE, "too-large");
    }
    let Some(room) = limits.message(&peer, length) else {
        return node.refuse(&peer, StatusCode::TOO_MANY_REQUESTS, "more-than-its-share");
    };
    let envelope = match timeout(BODY_TIME_MAX, Limited::new(request.into_body(), length).collect()).await {
        Ok(Ok(body)) => body.to_bytes(),
        Ok(Err(_)) => return node.refuse(&peer, StatusCode::BAD_REQUEST, "broken-off"),
        Err(_) => return node.refuse(&peer, StatusCode::REQUEST_TIMEOUT, "too-slow"),
    };
    // What has arrived is taken to its end, also when the sender hangs up.
    let taken = tokio::spawn(async move {
        let receipt = node.bureau.receive(&envelope, Some(&peer)).await;
        drop(room);
        receipt
    });
    match taken.await {
        Ok(receipt) if !receipt.is_empty() => {
            ([(header::CONTENT_TYPE, "application/octet-stream")], receipt).into_response()
        }
        _ => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
