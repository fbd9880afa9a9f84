//! The bell: tells pages and the courier at once that something changed.

use bureau::ports::{Bell, Ring};
use tokio::sync::broadcast;

/// Rings kept for a listener that is slow; it reloads when it missed some.
const RINGS_KEPT_MAX: usize = 1_024;

/// A bell that any number of listeners hear.
#[derive(Debug, Clone)]
pub struct BroadcastBell(broadcast::Sender<Ring>);

impl BroadcastBell {
    /// A new bell.
    #[must_use]
    pub fn new() -> Self {
        Self(broadcast::channel(RINGS_KEPT_MAX).0)
    }

    /// Hears every ring from now on.
    #[must_use]
    pub fn listen(&self) -> broadcast::Receiver<Ring> {
        self.0.subscribe()
    }

    /// For listeners that come and go, such as pages.
    #[must_use]
    pub fn sender(&self) -> broadcast::Sender<Ring> {
        self.0.clone()
    }
}

impl Default for BroadcastBell {
    fn default() -> Self {
        Self::new()
    }
}

impl Bell for BroadcastBell {
    fn ring(&self, ring: Ring) {
        // That nobody listens is no fault.
        let _ = self.0.send(ring);
    }
}
