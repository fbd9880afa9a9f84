//! The bell: tells open pages and the courier at once that something changed.

use std::sync::Arc;

use bureau::ports::{Bell, Ring};
use case::id::OfficerId;
use desk::{Live, Sessions};
use tokio::sync::Notify;

/// The bell of a node. Cloning gives another handle to the same bell.
#[derive(Clone, Default)]
pub struct NodeBell {
    live: Live,
    outgoing: Arc<Notify>,
    sessions: Sessions,
}

impl NodeBell {
    /// For the desk.
    #[must_use]
    pub fn live(&self) -> Live {
        self.live.clone()
    }

    /// The sessions that end when another process says so.
    #[must_use]
    pub fn sessions(&self) -> Sessions {
        self.sessions.clone()
    }

    /// Returns when something new waits to be delivered; one ring is remembered while nobody listens.
    pub async fn outgoing(&self) {
        self.outgoing.notified().await;
    }
}

impl Bell for NodeBell {
    fn ring(&self, ring: Ring) {
        if ring.outgoing {
            self.outgoing.notify_one();
        }
        self.live.ring(ring);
    }

    fn sessions_end(&self, officer: OfficerId) {
        self.sessions.end_all_of(officer);
    }
}
