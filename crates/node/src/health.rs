//! `GET /healthz`: whether the node can do its work. Anybody may ask, so an answer serves for a few seconds and names no file.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use bureau::ports::StoreFault;
use jiff::Timestamp;
use serde::Serialize;
use tokio::sync::Mutex;
use tokio::time::Instant;

use crate::behind::Behind;
use crate::home::{Home, Master};
use crate::store::NodeStore;

/// How long a look serves: a look takes the writer and writes to the disk.
const LOOK_AGE_MAX: Duration = Duration::from_secs(3);

/// Every state, for a monitor that shows which it is.
pub(crate) const STATES: [&str; 8] = [
    "ok",
    "store-held",
    "behind",
    "disk-full",
    "store-failed",
    "disk-failed",
    "master-key-failed",
    "directory-expired",
];

/// What a monitor is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Health {
    /// `ok`, or a stable code for what stands in the way.
    pub state: &'static str,
    /// What to do, in plain words; empty when all is well.
    pub remedy: &'static str,
    /// The version of the program.
    pub version: &'static str,
}

impl Health {
    const OK: Health = Health { state: "ok", remedy: "", version: env!("CARGO_PKG_VERSION") };

    const fn not(state: &'static str, remedy: &'static str) -> Self {
        Self { state, remedy, ..Self::OK }
    }
}

/// What the answer rests on.
#[derive(Clone)]
pub struct Doctor {
    /// The data directory.
    pub home: Home,
    /// The store.
    pub store: Arc<dyn NodeStore>,
    /// The master keys.
    pub master: Arc<Master>,
    /// Whether this process does not know what others recorded.
    pub behind: Behind,
    expires_at: Arc<AtomicI64>,
    last: Arc<Mutex<Option<(Instant, Health)>>>,
}

impl Doctor {
    /// A doctor for this node.
    #[must_use]
    pub fn new(
        home: Home,
        store: Arc<dyn NodeStore>,
        master: Arc<Master>,
        directory_expires_at: Timestamp,
    ) -> Self {
        let expires_at = Arc::new(AtomicI64::new(directory_expires_at.as_second()));
        Self { home, store, master, behind: Behind::default(), expires_at, last: Arc::default() }
    }

    /// Takes note of a newer directory.
    pub fn directory_expires_at(&self, at: Timestamp) {
        self.expires_at.store(at.as_second(), Ordering::Relaxed);
    }

    /// Looks whether the journal takes entries, the disk has room, the master key serves, and the directory is in force.
    pub async fn look(&self) -> Health {
        match self.store.probe().await {
            Err(StoreFault::Held) => {
                return Health::not(
                    "store-held",
                    "end the process that hangs, or the command that has the database for itself",
                );
            }
            Err(StoreFault::Full) => {
                return Health::not("disk-full", "make room, or raise [store] bytes_max");
            }
            Err(fault) => {
                tracing::error!(%fault, "the journal takes no entries");
                return Health::not("store-failed", "the node's log says why the journal takes no entries");
            }
            Ok(()) => {}
        }
        if self.behind.is() {
            let remedy =
                "the node's log says why what other processes of this bureau recorded is not known here";
            return Health::not("behind", remedy);
        }
        let home = self.home.clone();
        let probed = tokio::task::spawn_blocking(move || home.probe()).await;
        if !matches!(probed, Ok(Ok(()))) {
            tracing::error!(?probed, "the disk takes no files");
            return Health::not("disk-failed", "the node's log says why the disk takes no files");
        }
        let master = self.master.clone();
        let probed = tokio::task::spawn_blocking(move || master.probe()).await;
        if !matches!(probed, Ok(Ok(()))) {
            tracing::error!(?probed, "the master key does not serve");
            let remedy = "see that the HSM is connected and lets this node in; the node's log says more";
            return Health::not("master-key-failed", remedy);
        }
        if self.expires_at.load(Ordering::Relaxed) <= Timestamp::now().as_second() {
            return Health::not("directory-expired", "get a new directory from the General Secretariat");
        }
        Health::OK
    }
}

impl Doctor {
    /// The last look, or a new one where that is too old; one at a time, however many ask.
    pub(crate) async fn looked(&self) -> Health {
        let mut last = self.last.lock().await;
        if let Some((at, health)) = &*last
            && at.elapsed() < LOOK_AGE_MAX
        {
            return health.clone();
        }
        let health = self.look().await;
        *last = Some((Instant::now(), health.clone()));
        health
    }
}

/// The route.
pub fn routes(doctor: Doctor) -> Router {
    Router::new().route("/healthz", get(answer)).with_state(doctor)
}

async fn answer(State(doctor): State<Doctor>) -> Response {
    let health = doctor.looked().await;
    let status = if health == Health::OK { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, axum::Json(health)).into_response()
}
