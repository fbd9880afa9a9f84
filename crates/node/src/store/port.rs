//! What a node asks of its store beyond the bureau's port.

use async_trait::async_trait;
use bureau::ports::{Batch, Store, StoreFault};
use tokio::sync::mpsc;

/// What an empty journal is filled with.
#[derive(Debug)]
pub enum Filling {
    /// Batches, each following on the one before.
    Batches(Vec<Batch>),
    /// That was all. Without this word nothing is kept.
    Done,
}

/// A store as a node, an auditor and a backup use it.
#[async_trait]
pub trait NodeStore: Store {
    /// How many entries there are.
    async fn size(&self) -> Result<u64, StoreFault>;
    /// The signed checkpoints over the first `size` entries, oldest first.
    async fn checkpoints_up_to(&self, size: u64) -> Result<Vec<String>, StoreFault>;
    /// Tries whether an act could be recorded now, as an append would meet it; leaves nothing behind.
    async fn probe(&self) -> Result<(), StoreFault>;
    /// Has this process count as at work from here on.
    async fn join(&self) -> Result<(), StoreFault>;
    /// Whether other processes count as at work.
    async fn is_beside_others(&self) -> Result<bool, StoreFault>;
    /// Takes a job that one process has at a time, and keeps it until it is left or the process ends; whether it has it.
    async fn take_job(&self, job: &str) -> Result<bool, StoreFault>;
    /// Leaves a job to others.
    async fn leave_job(&self, job: &str) -> Result<(), StoreFault>;
    /// Leaves every job to others.
    async fn leave_jobs(&self) -> Result<(), StoreFault>;
    /// Returns when another process may have appended, with how many entries there are.
    async fn appended(&self) -> Result<u64, StoreFault>;
    /// Fills an empty journal, all of it in one transaction: broken off, it is empty again.
    async fn fill(&self, with: mpsc::Receiver<Filling>) -> Result<(), StoreFault>;
    /// Closes it. Nothing is lost where this fails.
    async fn close(&self);
}

/// Why a filling ends without its last word.
pub(super) fn broken_off() -> StoreFault {
    StoreFault::Broken("what was to be written ended early; nothing was kept".to_owned())
}
