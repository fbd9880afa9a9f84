//! Serving pages: HTTP/1.1 and HTTP/2, over TLS where the node has a certificate for its desk.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::service::TowerToHyperService;
use jiff::Timestamp;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;

use crate::carrier::tls::{CertificateFault, expires_at};
use crate::stop::Stop;

/// Connections of all browsers together.
const CONNECTIONS_MAX: usize = 2_048;
/// How long a browser has for its handshake, and for the head of each request.
const HEAD_TIME_MAX: Duration = Duration::from_secs(10);
/// How long open pages may finish when the node stops.
const FAREWELL_TIME_MAX: Duration = Duration::from_millis(500);
/// Pause after the system refused a connection, as it does when file handles run out.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// TLS for the desk.
#[derive(Clone)]
pub struct Tls {
    /// How it is spoken.
    pub config: Arc<rustls::ServerConfig>,
    /// When its certificate expires, where that can be read.
    pub expires_at: Option<Timestamp>,
}

/// TLS for the desk, from a certificate chain and a key in PEM.
///
/// # Errors
/// [`CertificateFault::CannotUse`] names the file and why.
pub fn tls(certificate: &Path, key: &Path) -> Result<Tls, CertificateFault> {
    let cannot = |path: &Path, why: String| CertificateFault::CannotUse(format!("{}: {why}", path.display()));
    let chain = CertificateDer::pem_file_iter(certificate)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|error| cannot(certificate, error.to_string()))?;
    let expires_at = chain.first().and_then(expires_at);
    let private = PrivateKeyDer::from_pem_file(key).map_err(|error| cannot(key, error.to_string()))?;
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let mut config = rustls::ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&rustls::version::TLS13, &rustls::version::TLS12])
        .and_then(|builder| builder.with_no_client_auth().with_single_cert(chain, private))
        .map_err(|error| cannot(certificate, error.to_string()))?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(Tls { config: Arc::new(config), expires_at })
}

/// Serves until told to stop.
pub async fn serve(tcp: TcpListener, tls: Option<Tls>, routes: Router, mut stop: Stop) {
    let acceptor = tls.map(|tls| TlsAcceptor::from(tls.config));
    let room = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    let mut open = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            accepted = tcp.accept() => accepted,
            Some(_) = open.join_next() => continue,
            () = stop.wait() => break,
        };
        let Ok((stream, _)) = accepted else {
            tokio::time::sleep(ACCEPT_PAUSE).await;
            continue;
        };
        let Ok(place) = room.clone().try_acquire_owned() else { continue };
        let (acceptor, routes, stop) = (acceptor.clone(), routes.clone(), stop.clone());
        open.spawn(async move {
            converse(stream, acceptor, routes, stop).await;
            drop(place);
        });
    }
    // Pages keep a line open for news; it ends here.
    let _ = timeout(FAREWELL_TIME_MAX, async { while open.join_next().await.is_some() {} }).await;
    open.shutdown().await;
}

async fn converse(stream: TcpStream, acceptor: Option<TlsAcceptor>, routes: Router, stop: Stop) {
    if stream.set_nodelay(true).is_err() {
        return;
    }
    match acceptor {
        None => answer(stream, routes, stop).await,
        Some(acceptor) => {
            if let Ok(Ok(stream)) = timeout(HEAD_TIME_MAX, acceptor.accept(stream)).await {
                answer(stream, routes, stop).await;
            }
        }
    }
}

async fn answer(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    routes: Router,
    mut stop: Stop,
) {
    let mut builder = Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(HEAD_TIME_MAX);
    builder.http2().timer(TokioTimer::new()).keep_alive_interval(Some(HEAD_TIME_MAX));
    let connection = builder.serve_connection(TokioIo::new(stream), TowerToHyperService::new(routes));
    tokio::pin!(connection);
    let ended = tokio::select! {
        ended = &mut connection => ended,
        () = stop.wait() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a browser's connection ended early");
    }
}
