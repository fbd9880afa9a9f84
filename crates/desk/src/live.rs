//! Live pages: what the bureau's bell tells is passed on to every page that is open, as Server-Sent Events.

use bureau::ports::{Bell, Ring};
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::broadcast::{self, Receiver, Sender};

/// Rings kept for a page that is slow to read; one that falls behind is told to look afresh.
const RINGS_KEPT_MAX: usize = 256;

/// The bell of the desk. Give one clone to the bureau and one to the desk.
#[derive(Debug, Clone)]
pub struct Live(Sender<Ring>);

impl Default for Live {
    fn default() -> Self {
        Self(broadcast::channel(RINGS_KEPT_MAX).0)
    }
}

impl Bell for Live {
    fn ring(&self, ring: Ring) {
        // Nobody may be listening; that is no fault.
        drop(self.0.send(ring));
    }
}

/// What an open page is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum News {
    /// A case changed.
    Ring(Ring),
    /// Some rings were missed.
    Missed,
}

/// The rings from now on.
pub(crate) struct Listener(Receiver<Ring>);

impl Live {
    /// How many pages are open.
    #[must_use]
    pub fn listeners(&self) -> usize {
        self.0.receiver_count()
    }

    /// Begins to listen.
    pub(crate) fn listen(&self) -> Listener {
        Listener(self.0.subscribe())
    }
}

impl Listener {
    /// What comes next; none when the desk shuts down.
    pub(crate) async fn next(&mut self) -> Option<News> {
        match self.0.recv().await {
            Ok(ring) => Some(News::Ring(ring)),
            Err(RecvError::Lagged(_)) => Some(News::Missed),
            Err(RecvError::Closed) => None,
        }
    }
}
