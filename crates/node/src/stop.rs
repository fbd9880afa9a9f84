//! The word to stop, heard by everything that runs.

use tokio::sync::watch;

/// Says when the node is to stop. Cloning gives another listener to the same word.
#[derive(Debug, Clone)]
pub struct Stop(watch::Receiver<bool>);

impl Stop {
    /// The word, and the one who gives it: by sending `true`, or by being dropped.
    #[must_use]
    pub fn new() -> (watch::Sender<bool>, Self) {
        let (sender, receiver) = watch::channel(false);
        (sender, Self(receiver))
    }

    /// Whether the word was given.
    #[must_use]
    pub fn given(&self) -> bool {
        *self.0.borrow()
    }

    /// Returns when the word is given.
    pub async fn wait(&mut self) {
        let _ = self.0.wait_for(|stop| *stop).await;
    }
}
