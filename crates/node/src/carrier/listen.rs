//! Listening for other nodes: only those whose certificate the directory pins come as far as HTTP.

use std::sync::Arc;
use std::time::Duration;

use axum::{Extension, Router};
use case::bureau::BureauCode;
use hyper::server::conn::http2;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use super::limit::{CONNECTIONS_MAX, HANDSHAKE_TIME_MAX, IN_FLIGHT_PER_PEER_MAX, Limits};
use super::tls::Pins;
use crate::stop::Stop;

/// How often a silent connection is asked whether it is alive, and how long it has to answer.
const KEEP_ALIVE: (Duration, Duration) = (Duration::from_secs(20), Duration::from_secs(20));
/// Pause after the system refused a connection, as it does when file handles run out.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);
/// How long other nodes may finish when this one stops.
const FAREWELL_TIME_MAX: Duration = Duration::from_secs(2);
/// Largest head of a request, in bytes.
const HEADERS_BYTES_MAX: u32 = 8 * 1024;

/// The other side, as its certificate showed it when the connection was made.
#[derive(Debug, Clone)]
pub(super) struct Peer {
    /// The bureau.
    pub(super) bureau: BureauCode,
    /// The digest of the certificate.
    pub(super) certificate: [u8; 32],
}

/// Serves other nodes until told to stop; what has begun is finished.
pub async fn listen(
    tcp: TcpListener,
    tls: Arc<rustls::ServerConfig>,
    pins: Pins,
    routes: Router,
    mut stop: Stop,
) {
    let acceptor = TlsAcceptor::from(tls);
    let all = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    let limits = Limits::new();
    let routes = routes.layer(Extension(limits.clone()));
    let mut open = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            accepted = tcp.accept() => accepted,
            Some(_) = open.join_next() => continue,
            () = stop.wait() => break,
        };
        let (stream, from) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(ACCEPT_PAUSE).await;
                continue;
            }
        };
        let Some(stranger) = limits.stranger(from.ip()) else { continue };
        let Ok(place) = all.clone().try_acquire_owned() else { continue };
        let (acceptor, pins, limits) = (acceptor.clone(), pins.clone(), limits.clone());
        let (routes, stop) = (routes.clone(), stop.clone());
        open.spawn(async move {
            let known = shake_hands(stream, &acceptor, &pins).await;
            drop(stranger);
            if let Some((stream, peer)) = known
                && let Some(_connection) = limits.connection(&peer.bureau)
            {
                converse(stream, routes.layer(Extension(peer)), stop).await;
            }
            drop(place);
        });
    }
    // What has begun is finished; who says nothing is not waited for.
    let _ = timeout(FAREWELL_TIME_MAX, async { while open.join_next().await.is_some() {} }).await;
    open.shutdown().await;
}

async fn shake_hands(
    stream: TcpStream,
    acceptor: &TlsAcceptor,
    pins: &Pins,
) -> Option<(TlsStream<TcpStream>, Peer)> {
    stream.set_nodelay(true).ok()?;
    let stream = match timeout(HANDSHAKE_TIME_MAX, acceptor.accept(stream)).await {
        Ok(Ok(stream)) => stream,
        Ok(Err(error)) => {
            tracing::info!(%error, "a stranger was turned away");
            return None;
        }
        Err(_) => return None,
    };
    let certificate = seal::digest::sha256(stream.get_ref().1.peer_certificates()?.first()?);
    let bureau = pins.owner(&certificate)?;
    Some((stream, Peer { bureau, certificate }))
}

async fn converse(stream: TlsStream<TcpStream>, routes: Router, mut stop: Stop) {
    let (interval, patience) = KEEP_ALIVE;
    let streams = u32::try_from(IN_FLIGHT_PER_PEER_MAX).unwrap_or(u32::MAX);
    let connection = http2::Builder::new(TokioExecutor::new())
        .timer(TokioTimer::new())
        .keep_alive_interval(interval)
        .keep_alive_timeout(patience)
        .max_concurrent_streams(streams)
        .max_header_list_size(HEADERS_BYTES_MAX)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(routes));
    tokio::pin!(connection);
    let ended = tokio::select! {
        ended = &mut connection => ended,
        () = stop.wait() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended early");
    }
}
