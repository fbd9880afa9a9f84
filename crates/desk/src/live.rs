//! Live pages: what the bureau's bell tells is passed on to every page that is open, as Server-Sent Events.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bureau::ports::{Bell, Ring};
use case::id::OfficerId;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::broadcast::{self, Receiver, Sender};

/// Rings kept for a page that is slow to read; one that falls behind is told to look afresh.
const RINGS_KEPT_MAX: usize = 256;

/// The bell of the desk. Give one clone to the bureau and one to the desk.
#[derive(Debug, Clone)]
pub struct Live {
    sender: Sender<(u64, Ring)>,
    /// How many rings there were, so that a page knows whether it heard them all.
    rung: Arc<AtomicU64>,
}

impl Default for Live {
    fn default() -> Self {
        Self { sender: broadcast::channel(RINGS_KEPT_MAX).0, rung: Arc::default() }
    }
}

impl Bell for Live {
    fn ring(&self, ring: Ring) {
        let number = self.rung.fetch_add(1, Ordering::SeqCst) + 1;
        // Nobody may be listening; that is no fault.
        drop(self.sender.send((number, ring)));
    }

    fn sessions_end(&self, _: OfficerId) {}
}

/// What an open page is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum News {
    /// A case changed; rings are numbered.
    Ring(u64, Ring),
    /// How many rings there were: at the beginning, and where some were missed.
    Rung(u64),
}

/// The rings from now on.
pub(crate) struct Listener {
    receiver: Receiver<(u64, Ring)>,
    rung: Arc<AtomicU64>,
    has_begun: bool,
}

impl Live {
    /// How many pages listen.
    #[must_use]
    pub fn listeners(&self) -> usize {
        self.sender.receiver_count()
    }

    /// How many rings there were.
    pub(crate) fn rung(&self) -> u64 {
        self.rung.load(Ordering::SeqCst)
    }

    /// Begins to listen.
    pub(crate) fn listen(&self) -> Listener {
        Listener { receiver: self.sender.subscribe(), rung: self.rung.clone(), has_begun: false }
    }
}

impl Listener {
    /// What comes next, how many rings there were first of all; none when the desk shuts down.
    pub(crate) async fn next(&mut self) -> Option<News> {
        if !std::mem::replace(&mut self.has_begun, true) {
            return Some(News::Rung(self.rung.load(Ordering::SeqCst)));
        }
        match self.receiver.recv().await {
            Ok((number, ring)) => Some(News::Ring(number, ring)),
            Err(RecvError::Lagged(_)) => Some(News::Rung(self.rung.load(Ordering::SeqCst))),
            Err(RecvError::Closed) => None,
        }
    }
}
