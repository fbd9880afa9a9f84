//! `GET /healthz`: whether the node can do its work.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use bureau::ports::StoreFault;
use jiff::Timestamp;
use serde::Serialize;

use crate::home::Home;
use crate::store::SqliteStore;

/// What a monitor is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Health {
    /// `ok`, or a stable code for what stands in the way.
    pub state: &'static str,
    /// What to do, in plain words; empty when all is well.
    pub remedy: String,
    /// The version of the program.
    pub version: &'static str,
}

impl Health {
    const OK: Health = Health { state: "ok", remedy: String::new(), version: env!("CARGO_PKG_VERSION") };

    fn not(state: &'static str, remedy: impl Into<String>) -> Self {
        Self { state, remedy: remedy.into(), ..Self::OK }
    }
}

/// What the answer rests on.
#[derive(Clone)]
pub struct Doctor {
    /// The data directory.
    pub home: Home,
    /// The store.
    pub store: SqliteStore,
    expires_at: Arc<AtomicI64>,
}

impl Doctor {
    /// A doctor for this node.
    #[must_use]
    pub fn new(home: Home, store: SqliteStore, directory_expires_at: Timestamp) -> Self {
        Self { home, store, expires_at: Arc::new(AtomicI64::new(directory_expires_at.as_second())) }
    }

    /// Takes note of a newer directory.
    pub fn directory_expires_at(&self, at: Timestamp) {
        self.expires_at.store(at.as_second(), Ordering::Relaxed);
    }

    /// Looks whether the journal takes entries, the disk has room, and the directory is in force.
    pub async fn look(&self) -> Health {
        match self.store.probe().await {
            Err(StoreFault::Full) => {
                return Health::not("disk-full", "make room, or raise [store] bytes_max");
            }
            Err(fault) => return Health::not("store-failed", fault.to_string()),
            Ok(()) => {}
        }
        if let Err(fault) = self.home.probe() {
            return Health::not("disk-failed", fault.to_string());
        }
        if self.expires_at.load(Ordering::Relaxed) <= Timestamp::now().as_second() {
            return Health::not("directory-expired", "get a new directory from the General Secretariat");
        }
        Health::OK
    }
}

/// The route.
pub fn routes(doctor: Doctor) -> Router {
    Router::new().route("/healthz", get(answer)).with_state(doctor)
}

async fn answer(State(doctor): State<Doctor>) -> Response {
    let health = doctor.look().await;
    let status = if health == Health::OK { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, axum::Json(health)).into_response()
}
