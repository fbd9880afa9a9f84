//! Sending to other nodes: one warm connection each, believed only under its pinned certificate.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex as SyncMutex, PoisonError};
use std::time::Duration;

use axum::body::Bytes;
use bureau::WitnessAnswer;
use http_body_util::{BodyExt, Full, Limited};
use hyper::client::conn::http2::{self, SendRequest};
use hyper::{Method, Request, Uri};
use hyper_util::rt::{TokioExecutor, TokioIo};
use journal::submission::{ANSWER_BYTES_MAX, read_size};
use rustls::pki_types::ServerName;
use seal::limits::DIRECTORY_BYTES_MAX;
use tokio::net::TcpStream;
use tokio::sync::Mutex;
use tokio::time::{Instant, timeout};
use tokio_rustls::TlsConnector;

use super::tls::{NodeCertificate, client_config};
use crate::meters::Meters;

/// How long a node has to take a connection. A partner that is down is known within a second.
const CONNECT_TIME_MAX: Duration = Duration::from_millis(800);
/// How long the TLS handshake may take, over the longest lines.
const HANDSHAKE_TIME_MAX: Duration = Duration::from_secs(3);
/// How long an answer may take, beside the time for the bytes themselves.
const ANSWER_TIME_MAX: Duration = Duration::from_secs(10);
/// The slowest line that is waited for, in bytes a second.
const LINE_BYTES_PER_SECOND_MIN: u64 = 64 * 1024;
/// A connection that was idle for longer says nothing about whether the partner is there; a new one is made.
const IDLE_TIME_MAX: Duration = Duration::from_millis(1_000);
/// Largest receipt, in bytes.
const RECEIPT_BYTES_MAX: usize = 16 * 1024;

/// Why no answer came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SendFault {
    /// The address in the directory is none.
    #[error("the directory gives an address that cannot be used")]
    BadAddress,
    /// Nobody takes a connection there.
    #[error("the node cannot be reached")]
    Unreachable,
    /// The node there does not hold the certificate that the directory pins, or does not accept ours.
    #[error("the node at this address is not the one in the directory, or does not know this one")]
    NotTrusted,
    /// The connection broke.
    #[error("the connection broke before an answer came")]
    Broken,
    /// No answer in time.
    #[error("the node did not answer in time")]
    Silent,
    /// The node has too much to do.
    #[error("the node asks to come back later")]
    Busy,
    /// The node answered something else than was asked for.
    #[error("the node answered with status {0}")]
    Answer(u16),
}

impl SendFault {
    /// A stable code for journals and pages.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            SendFault::BadAddress => "bad-address",
            SendFault::Unreachable => "unreachable",
            SendFault::NotTrusted => "not-trusted",
            SendFault::Broken => "connection-broken",
            SendFault::Silent => "no-answer",
            SendFault::Busy => "busy",
            SendFault::Answer(_) => "unexpected-answer",
        }
    }
}

type Line = SendRequest<Full<Bytes>>;

/// A connection and when it last proved alive.
#[derive(Default)]
struct Warm(Option<(Line, Instant)>);

/// Connections by the certificate that is pinned for the other end and its address.
type Lines = BTreeMap<([u8; 32], String), Arc<Mutex<Warm>>>;

/// Sends envelopes. Cloning gives another handle to the same connections.
#[derive(Clone)]
pub struct Sender {
    certificate: Arc<NodeCertificate>,
    lines: Arc<SyncMutex<Lines>>,
    meters: Meters,
}

impl Sender {
    /// A sender that shows this certificate.
    #[must_use]
    pub fn new(certificate: Arc<NodeCertificate>) -> Self {
        Self::metered(certificate, Meters::default())
    }

    /// As [`Sender::new`], with meters that are read.
    pub(crate) fn metered(certificate: Arc<NodeCertificate>, meters: Meters) -> Self {
        Self { certificate, lines: Arc::default(), meters }
    }

    /// Sends an envelope to the node that holds the certificate with digest `pin`; gives the bytes of its receipt.
    ///
    /// # Errors
    /// [`SendFault`]; whether the envelope arrived is then not known, and it is sent again.
    pub async fn send(&self, address: &str, pin: [u8; 32], envelope: Vec<u8>) -> Result<Vec<u8>, SendFault> {
        let begun = Instant::now();
        let (path, body) = ("/v1/envelopes", envelope.into());
        let answer = self.ask(address, pin, Method::POST, path, body, RECEIPT_BYTES_MAX).await;
        let answer = answer.and_then(expected);
        self.meters.sent(begun.elapsed(), answer.is_ok());
        answer
    }

    /// Puts a checkpoint to the node of a witness (c2sp.org/tlog-witness); nothing in its answer is verified yet.
    ///
    /// # Errors
    /// [`SendFault`]; whether the witness cosigned is then not known.
    pub async fn add_checkpoint(
        &self,
        address: &str,
        pin: [u8; 32],
        submission: String,
    ) -> Result<WitnessAnswer, SendFault> {
        let (path, body) = ("/v1/add-checkpoint", submission.into());
        let (status, body) = self.ask(address, pin, Method::POST, path, body, ANSWER_BYTES_MAX).await?;
        let unexpected = SendFault::Answer(status);
        Ok(match status {
            200 => WitnessAnswer::Cosigned(String::from_utf8(body).map_err(|_| unexpected)?),
            409 => WitnessAnswer::Conflict(read_size(&body).ok_or(unexpected)?),
            404 => WitnessAnswer::UnknownOrigin,
            403 => WitnessAnswer::NotSigned,
            422 => WitnessAnswer::NotConsistent,
            400 => WitnessAnswer::Malformed,
            _ => return Err(unexpected),
        })
    }

    /// The signed directory that the node hands out; nothing in it is verified yet.
    ///
    /// # Errors
    /// [`SendFault`].
    pub async fn directory(&self, address: &str, pin: [u8; 32]) -> Result<Vec<u8>, SendFault> {
        let (path, nothing) = ("/v1/directory", Bytes::new());
        self.ask(address, pin, Method::GET, path, nothing, DIRECTORY_BYTES_MAX).await.and_then(expected)
    }

    async fn ask(
        &self,
        address: &str,
        pin: [u8; 32],
        method: Method,
        path: &str,
        body: Bytes,
        answer_bytes_max: usize,
    ) -> Result<(u16, Vec<u8>), SendFault> {
        let bytes = u64::try_from(body.len()).unwrap_or(u64::MAX);
        let patience = ANSWER_TIME_MAX + Duration::from_secs(bytes / LINE_BYTES_PER_SECOND_MIN);
        let warm = self.line(address, pin);
        let (mut line, was_warm) = self.connect(&warm, address, pin).await?;
        let request = |body: Bytes| {
            Request::builder()
                .method(method.clone())
                .uri(format!("{}{path}", address.trim_end_matches('/')))
                .body(Full::new(body))
                .map_err(|_| SendFault::BadAddress)
        };
        let mut answered =
            timeout(patience, exchange(&mut line, request(body.clone())?, answer_bytes_max)).await;
        if was_warm && matches!(answered, Ok(Err(SendFault::Broken))) {
            // The partner closed the old connection, perhaps to start again; a new one tells.
            warm.lock().await.0 = None;
            line = self.connect(&warm, address, pin).await?.0;
            answered = timeout(patience, exchange(&mut line, request(body)?, answer_bytes_max)).await;
        }
        let answered = answered.unwrap_or(Err(SendFault::Silent));
        let mut warm = warm.lock().await;
        match &answered {
            Err(SendFault::Broken | SendFault::Silent) => warm.0 = None,
            _ => warm.0.iter_mut().for_each(|(_, seen)| *seen = Instant::now()),
        }
        answered
    }

    fn line(&self, address: &str, pin: [u8; 32]) -> Arc<Mutex<Warm>> {
        let mut lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        lines.entry((pin, address.to_owned())).or_default().clone()
    }

    /// The open connection, or a new one; and whether it was open before.
    async fn connect(
        &self,
        warm: &Mutex<Warm>,
        address: &str,
        pin: [u8; 32],
    ) -> Result<(Line, bool), SendFault> {
        let mut warm = warm.lock().await;
        if let Some((line, seen)) = &warm.0
            && !line.is_closed()
            && seen.elapsed() < IDLE_TIME_MAX
        {
            return Ok((line.clone(), true));
        }
        let line = self.dial(address, pin).await?;
        warm.0 = Some((line.clone(), Instant::now()));
        Ok((line, false))
    }

    async fn dial(&self, address: &str, pin: [u8; 32]) -> Result<Line, SendFault> {
        let uri: Uri = address.parse().map_err(|_| SendFault::BadAddress)?;
        let host = uri.host().ok_or(SendFault::BadAddress)?.trim_matches(['[', ']']);
        let name = ServerName::try_from(host.to_owned()).map_err(|_| SendFault::BadAddress)?;
        let port = uri.port_u16().unwrap_or(443);
        let stream = timeout(CONNECT_TIME_MAX, TcpStream::connect((host, port))).await;
        let stream = stream.map_err(|_| SendFault::Unreachable)?.map_err(|_| SendFault::Unreachable)?;
        stream.set_nodelay(true).map_err(|_| SendFault::Unreachable)?;
        let tls = client_config(&self.certificate, pin).map_err(|_| SendFault::NotTrusted)?;
        let shaken = timeout(HANDSHAKE_TIME_MAX, TlsConnector::from(tls).connect(name, stream)).await;
        let stream = shaken.map_err(|_| SendFault::Silent)?.map_err(|error| {
            let refused = error.get_ref().is_some_and(|inner| inner.is::<rustls::Error>());
            if refused { SendFault::NotTrusted } else { SendFault::Broken }
        })?;
        let opened = http2::handshake(TokioExecutor::new(), TokioIo::new(stream)).await;
        let (line, connection) = opened.map_err(|_| SendFault::Broken)?;
        tokio::spawn(connection);
        Ok(line)
    }
}

/// The body of an answer that can have one status only.
fn expected((status, body): (u16, Vec<u8>)) -> Result<Vec<u8>, SendFault> {
    if status == 200 { Ok(body) } else { Err(SendFault::Answer(status)) }
}

async fn exchange(
    line: &mut Line,
    request: Request<Full<Bytes>>,
    answer_bytes_max: usize,
) -> Result<(u16, Vec<u8>), SendFault> {
    line.ready().await.map_err(|_| SendFault::Broken)?;
    let answer = line.send_request(request).await.map_err(|_| SendFault::Broken)?;
    let status = answer.status().as_u16();
    if matches!(status, 429 | 503) {
        return Err(SendFault::Busy);
    }
    let body =
        Limited::new(answer.into_body(), answer_bytes_max).collect().await.map_err(|_| SendFault::Broken)?;
    Ok((status, body.to_bytes().to_vec()))
}
