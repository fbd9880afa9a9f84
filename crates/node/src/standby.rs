//! Standing by: several processes may be started on one database, and one works. When it ends, however it ends, another
//! takes over with everything that was acknowledged, for all of that is in the database.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use bureau::ports::StoreFault;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::health;
use crate::metrics;
use crate::stop::Stop;
use crate::store::{NodeStore, Place};
use crate::web;

/// Pause between two attempts to take over, and between two looks whether this process still may write.
const PAUSE: Duration = Duration::from_secs(1);

/// Opens the journal to be written by this process; while another one works, stands by and says so at the desk's address and, where
/// there is one, at that of the figures.
///
/// # Errors
/// [`StoreFault`] when it cannot be opened and nobody else works on it.
pub async fn open(
    place: &Place,
    desk: SocketAddr,
    tls: Option<web::Tls>,
    metrics: Option<SocketAddr>,
) -> Result<Arc<dyn NodeStore>, StoreFault> {
    match place.open().await {
        Err(StoreFault::Held) => {}
        opened => return opened,
    }
    tracing::info!(%place, "another process is at work on the journal: standing by");
    let (_stop, stopped) = Stop::new();
    let mut pages = JoinSet::new();
    let figures = metrics.map(|listen| (listen, None, metrics::standing_by()));
    for (listen, tls, routes) in [(desk, tls, health::standing_by())].into_iter().chain(figures) {
        match TcpListener::bind(listen).await {
            Ok(listener) => {
                pages.spawn(web::serve(listener, tls, routes, stopped.clone()));
            }
            // It stands by all the same, and is merely not seen to.
            Err(error) => tracing::warn!(%error, %listen, "nobody can ask whether this process stands by"),
        }
    }
    let mut last = StoreFault::Held;
    let store = loop {
        sleep(PAUSE).await;
        match place.open().await {
            Ok(store) => break store,
            // The database may itself be changing over.
            Err(fault) if fault != last => {
                tracing::warn!(%fault, "standing by");
                last = fault;
            }
            Err(_) => {}
        }
    };
    pages.shutdown().await;
    tracing::info!(%place, "taking over");
    Ok(store)
}

/// Keeps asking whether this process still may write, and says so when another one has taken over.
pub(crate) async fn watch(store: Arc<dyn NodeStore>, superseded: watch::Sender<bool>, mut stop: Stop) {
    let mut was_well = true;
    loop {
        tokio::select! {
            () = sleep(PAUSE) => {}
            () = stop.wait() => return,
        }
        match store.hold().await {
            Ok(()) => was_well = true,
            Err(StoreFault::Held) => {
                tracing::warn!("another process has taken over the journal");
                let _ = superseded.send(true);
                return;
            }
            Err(fault) if was_well => {
                tracing::error!(%fault, "the journal takes no entries until the database answers");
                was_well = false;
            }
            Err(_) => {}
        }
    }
}
