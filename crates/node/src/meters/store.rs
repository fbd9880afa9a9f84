//! A store whose appends are timed and whose faults are counted, in front of the real one.

use std::sync::Arc;

use async_trait::async_trait;
use bureau::ports::{Batch, Rewrapped, Store, StoreFault, StoredEntry, WriteLock};
use case::id::CaseId;
use jiff::Timestamp;
use journal::entry::Header;
use tokio::sync::mpsc;
use tokio::time::Instant;

use super::{Counters, Labels, Meters};
use crate::store::{Filling, NodeStore};

/// How a store fails.
const FAULTS: [&str; 4] = ["full", "overtaken", "held", "broken"];

/// A store and the meters it is read by.
pub struct Metered {
    store: Arc<dyn NodeStore>,
    meters: Meters,
}

impl Metered {
    /// Puts meters in front of a store.
    ///
    /// # Errors
    /// A [`StoreFault`] where it cannot be read how far its journal is.
    pub async fn new(store: Arc<dyn NodeStore>, meters: Meters) -> Result<Self, StoreFault> {
        let size = store.size().await?;
        let last = store.headers(size.saturating_sub(1), 1).await?;
        let metered = Self { store, meters };
        if let Some(header) = last.last() {
            metered.note(header.position, header.at);
        }
        Ok(metered)
    }

    fn note(&self, position: u64, at: Timestamp) {
        self.meters.entries.set(i64::try_from(position.saturating_add(1)).unwrap_or(i64::MAX));
        self.meters.checkpoint_at.set(at.as_second());
    }

    /// Counts a fault, if it is one, and tells of it.
    fn told<T>(&self, answer: Result<T, StoreFault>) -> Result<T, StoreFault> {
        if let Err(fault) = &answer {
            self.meters.store_faults.get_or_create(&labels(name(fault))).inc();
            tracing::error!(%fault, "the store did not do what it was asked for");
        }
        answer
    }
}

/// Every fault, none of which has come up: a series that begins with its first event is not seen to rise.
pub(super) fn no_faults() -> Counters {
    let counters = Counters::default();
    for fault in FAULTS {
        drop(counters.get_or_create(&labels(fault)));
    }
    counters
}

fn labels(fault: &str) -> Labels {
    vec![("fault", fault.to_owned())]
}

const fn name(fault: &StoreFault) -> &'static str {
    let [full, overtaken, held, broken] = FAULTS;
    match fault {
        StoreFault::Full => full,
        StoreFault::Overtaken => overtaken,
        StoreFault::Held => held,
        StoreFault::Broken(_) => broken,
    }
}

#[async_trait]
impl Store for Metered {
    async fn lock(&self) -> Result<WriteLock, StoreFault> {
        self.told(self.store.lock().await)
    }

    async fn size_among_others(&self) -> Result<Option<u64>, StoreFault> {
        self.told(self.store.size_among_others().await)
    }

    async fn append(&self, batch: Batch) -> Result<(), StoreFault> {
        let last = batch.entries.last().map(|entry| (entry.header.position, entry.header.at));
        let begun = Instant::now();
        self.told(self.store.append(batch).await)?;
        self.meters.appends.observe(begun.elapsed().as_secs_f64());
        if let Some((position, at)) = last {
            self.note(position, at);
        }
        Ok(())
    }

    async fn entries(&self, from: u64, count: u32) -> Result<Vec<StoredEntry>, StoreFault> {
        self.told(self.store.entries(from, count).await)
    }

    async fn headers(&self, from: u64, count: u32) -> Result<Vec<Header>, StoreFault> {
        self.told(self.store.headers(from, count).await)
    }

    async fn case_entries(&self, case: CaseId) -> Result<Vec<StoredEntry>, StoreFault> {
        self.told(self.store.case_entries(case).await)
    }

    async fn file_entries(&self, case: CaseId) -> Result<Vec<StoredEntry>, StoreFault> {
        self.told(self.store.file_entries(case).await)
    }

    async fn cases(
        &self,
        after: Option<CaseId>,
        count: u32,
    ) -> Result<Vec<(CaseId, Vec<StoredEntry>)>, StoreFault> {
        self.told(self.store.cases(after, count).await)
    }

    async fn key(&self, case: CaseId) -> Result<Option<Vec<u8>>, StoreFault> {
        self.told(self.store.key(case).await)
    }

    async fn keys(&self) -> Result<Vec<(CaseId, Vec<u8>)>, StoreFault> {
        self.told(self.store.keys().await)
    }

    async fn rewrap(&self, keys: Vec<Rewrapped>) -> Result<(), StoreFault> {
        self.told(self.store.rewrap(keys).await)
    }

    async fn last_checkpoint(&self) -> Result<Option<String>, StoreFault> {
        self.told(self.store.last_checkpoint().await)
    }

    async fn checkpoints(&self) -> Result<Vec<String>, StoreFault> {
        self.told(self.store.checkpoints().await)
    }

    async fn cosign(&self, size: u64, line: &str) -> Result<(), StoreFault> {
        self.told(self.store.cosign(size, line).await)
    }

    async fn cosigned(&self) -> Result<Vec<String>, StoreFault> {
        self.told(self.store.cosigned().await)
    }
}

#[async_trait]
impl NodeStore for Metered {
    async fn size(&self) -> Result<u64, StoreFault> {
        self.told(self.store.size().await)
    }

    async fn checkpoints_up_to(&self, size: u64) -> Result<Vec<String>, StoreFault> {
        self.told(self.store.checkpoints_up_to(size).await)
    }

    /// A probe is a monitor's own question: what it meets is the node's health, and no fault of an act.
    async fn probe(&self) -> Result<(), StoreFault> {
        self.store.probe().await
    }

    async fn join(&self) -> Result<(), StoreFault> {
        self.told(self.store.join().await)
    }

    async fn is_beside_others(&self) -> Result<bool, StoreFault> {
        self.told(self.store.is_beside_others().await)
    }

    async fn take_job(&self, job: &str) -> Result<bool, StoreFault> {
        self.told(self.store.take_job(job).await)
    }

    async fn leave_jobs(&self) -> Result<(), StoreFault> {
        self.told(self.store.leave_jobs().await)
    }

    async fn leave_job(&self, job: &str) -> Result<(), StoreFault> {
        self.told(self.store.leave_job(job).await)
    }

    async fn appended(&self) -> Result<u64, StoreFault> {
        let size = self.told(self.store.appended().await)?;
        self.meters.entries.set(i64::try_from(size).unwrap_or(i64::MAX));
        Ok(size)
    }

    async fn fill(&self, with: mpsc::Receiver<Filling>) -> Result<(), StoreFault> {
        self.told(self.store.fill(with).await)
    }

    async fn close(&self) {
        self.store.close().await;
    }
}
