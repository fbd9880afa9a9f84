//! The line to the bureau's own sign-in provider: HTTP over the node's TLS, one connection for each request.

use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::http::{Request, Response};
use desk::{LineFault, ProviderLine};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper::header::{HOST, HeaderValue};
use hyper_util::rt::TokioIo;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

/// How long a request may take, from finding the provider to the last byte of its answer.
const ANSWER_TIME_MAX: Duration = Duration::from_secs(10);
/// Largest answer, in bytes: a description or a set of keys has a few thousand.
const ANSWER_BYTES_MAX: usize = 256 * 1024;

/// What came over the line.
type Answer = Result<Response<Vec<u8>>, LineFault>;

/// Why the authority of the provider's certificate cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {why}")]
pub struct BadAuthority {
    file: String,
    why: String,
}

/// A line that believes certificates of these authorities.
#[derive(Clone)]
pub struct NodeLine(TlsConnector);

impl NodeLine {
    /// Believes the authorities in this file (PEM) and no other; without a file, those that browsers believe.
    ///
    /// # Errors
    /// [`BadAuthority`].
    pub fn new(authority: Option<&Path>) -> Result<Self, BadAuthority> {
        let roots = match authority {
            Some(file) => roots_of(file)?,
            None => RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() },
        };
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_protocol_versions(&[&rustls::version::TLS13, &rustls::version::TLS12])
            .map_err(|error| BadAuthority { file: "TLS".to_owned(), why: error.to_string() })?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self(TlsConnector::from(Arc::new(config))))
    }
}

fn roots_of(file: &Path) -> Result<RootCertStore, BadAuthority> {
    let bad = |why: String| BadAuthority { file: file.display().to_string(), why };
    let chain = CertificateDer::pem_file_iter(file)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|error| bad(error.to_string()))?;
    let mut roots = RootCertStore::empty();
    for certificate in chain {
        roots.add(certificate).map_err(|error| bad(error.to_string()))?;
    }
    if roots.is_empty() { Err(bad("no certificate is in it".to_owned())) } else { Ok(roots) }
}

impl ProviderLine for NodeLine {
    fn ask(&self, request: Request<Vec<u8>>) -> Pin<Box<dyn Future<Output = Answer> + Send>> {
        let tls = self.0.clone();
        Box::pin(
            async move { timeout(ANSWER_TIME_MAX, ask(tls, request)).await.map_err(|_| LineFault::Silent)? },
        )
    }
}

async fn ask(tls: TlsConnector, request: Request<Vec<u8>>) -> Answer {
    let gone = |error: std::io::Error| {
        // For whoever runs the node: a name that is not found, nobody there, a certificate that is not believed.
        tracing::warn!(%error, "the sign-in provider was not reached");
        LineFault::Unreachable
    };
    let uri = request.uri();
    let host = uri.host().ok_or(LineFault::Unreachable)?.trim_matches(['[', ']']).to_owned();
    let is_tls = uri.scheme_str() == Some("https");
    let port = uri.port_u16().unwrap_or(if is_tls { 443 } else { 80 });
    let stream = TcpStream::connect((host.as_str(), port)).await.map_err(gone)?;
    if !is_tls {
        // Plain HTTP is for a provider on this machine; a name that leads elsewhere leads nowhere.
        let is_here = stream.peer_addr().is_ok_and(|address| address.ip().is_loopback());
        return if is_here { exchange(stream, request).await } else { Err(LineFault::Unreachable) };
    }
    let name = ServerName::try_from(host).map_err(|_| LineFault::Unreachable)?;
    let stream = tls.connect(name, stream).await.map_err(gone)?;
    exchange(stream, request).await
}

async fn exchange(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    request: Request<Vec<u8>>,
) -> Answer {
    let (mut line, connection) =
        http1::handshake(TokioIo::new(stream)).await.map_err(|_| LineFault::Unreachable)?;
    let connection = tokio::spawn(connection);
    let answered = answered(&mut line, request).await;
    connection.abort();
    answered
}

async fn answered(line: &mut http1::SendRequest<Full<Bytes>>, request: Request<Vec<u8>>) -> Answer {
    let (mut head, body) = request.into_parts();
    let authority = head.uri.authority().ok_or(LineFault::Unreachable)?.as_str();
    head.headers.insert(HOST, HeaderValue::from_str(authority).map_err(|_| LineFault::Unreachable)?);
    // To the server itself, an address is its path alone (RFC 9112, 3.2.1).
    let path = head.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
    head.uri = path.parse().map_err(|_| LineFault::Unreachable)?;
    let request = Request::from_parts(head, Full::new(Bytes::from(body)));
    let answer = line.send_request(request).await.map_err(|_| LineFault::Unreachable)?;
    let (head, body) = answer.into_parts();
    let body = Limited::new(body, ANSWER_BYTES_MAX).collect().await.map_err(|error| {
        if error.is::<LengthLimitError>() { LineFault::TooLarge } else { LineFault::Unreachable }
    })?;
    Ok(Response::from_parts(head, body.to_bytes().to_vec()))
}
