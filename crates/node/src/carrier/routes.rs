//! What a node answers to other nodes.

use std::sync::{Arc, PoisonError, RwLock};

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Extension, Router};
use bureau::{Bureau, WitnessAnswer};
use case::bureau::BureauCode;
use http_body_util::{BodyExt, Limited};
use journal::submission::{SUBMISSION_BYTES_MAX, write_size};
use seal::limits::MESSAGE_BYTES_MAX;
use tokio::time::timeout;

use super::limit::{BODY_TIME_MAX, Limits, Room};
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
        tracing::info!(%peer, code, "what another node sent was turned away unread");
        self.meters.turned_away_unread(code);
        status.into_response()
    }

    /// What another node sends, read within its limits: whose it is, the bytes, and the room that they take. Else what it is
    /// answered.
    async fn read(
        &self,
        Peer { bureau: peer, certificate }: Peer,
        limits: &Limits,
        request: axum::http::Request<Body>,
        bytes_max: usize,
    ) -> Result<(BureauCode, Bytes, Room), Response> {
        // The connection may be older than the directory in force, and the certificate withdrawn meanwhile.
        if self.pins.owner(&certificate).as_ref() != Some(&peer) {
            return Err(self.refuse(&peer, StatusCode::FORBIDDEN, "not-listed"));
        }
        let length = request.headers().get(header::CONTENT_LENGTH);
        let Some(length) = length.and_then(|value| value.to_str().ok()?.parse().ok()) else {
            return Err(self.refuse(&peer, StatusCode::LENGTH_REQUIRED, "length-missing"));
        };
        if length > bytes_max {
            return Err(self.refuse(&peer, StatusCode::PAYLOAD_TOO_LARGE, "too-large"));
        }
        let Some(room) = limits.message(&peer, length) else {
            return Err(self.refuse(&peer, StatusCode::TOO_MANY_REQUESTS, "more-than-its-share"));
        };
        match timeout(BODY_TIME_MAX, Limited::new(request.into_body(), length).collect()).await {
            Ok(Ok(body)) => Ok((peer, body.to_bytes(), room)),
            Ok(Err(_)) => Err(self.refuse(&peer, StatusCode::BAD_REQUEST, "broken-off")),
            Err(_) => Err(self.refuse(&peer, StatusCode::REQUEST_TIMEOUT, "too-slow")),
        }
    }
}

/// The form of the size that a witness cosigned last (c2sp.org/tlog-witness).
pub(super) const SIZE_TYPE: &str = "text/x.tlog.size";

/// `POST /v1/envelopes` takes a sealed envelope and answers with a signed receipt; `POST /v1/add-checkpoint` takes a checkpoint of
/// the journal of whoever sends it and answers with a cosignature (c2sp.org/tlog-witness); `GET /v1/directory` gives the signed
/// directory that this node uses.
pub fn routes(bureau: Bureau, directory: Published, pins: Pins, meters: Meters) -> Router {
    Router::new()
        .route("/v1/envelopes", post(take_envelope))
        .route("/v1/add-checkpoint", post(witness_checkpoint))
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
    let (peer, envelope, room) = match node.read(peer, &limits, request, MESSAGE_BYTES_MAX).await {
        Ok(read) => read,
        Err(refused) => return refused,
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

async fn witness_checkpoint(
    State(node): State<Node>,
    Extension(peer): Extension<Peer>,
    Extension(limits): Extension<Limits>,
    request: axum::http::Request<Body>,
) -> Response {
    let (peer, body, room) = match node.read(peer, &limits, request, SUBMISSION_BYTES_MAX).await {
        Ok(read) => read,
        Err(refused) => return refused,
    };
    let answered = tokio::spawn(async move {
        let answer = node.bureau.add_checkpoint(&peer, &body).await;
        drop(room);
        answer
    });
    match answered.await.unwrap_or(WitnessAnswer::Later) {
        WitnessAnswer::Cosigned(lines) => lines.into_response(),
        WitnessAnswer::Conflict(size) => {
            (StatusCode::CONFLICT, [(header::CONTENT_TYPE, SIZE_TYPE)], write_size(size)).into_response()
        }
        WitnessAnswer::UnknownOrigin => StatusCode::NOT_FOUND.into_response(),
        WitnessAnswer::NotSigned => StatusCode::FORBIDDEN.into_response(),
        WitnessAnswer::NotConsistent => StatusCode::UNPROCESSABLE_ENTITY.into_response(),
        WitnessAnswer::Malformed => StatusCode::BAD_REQUEST.into_response(),
        WitnessAnswer::Later => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}
