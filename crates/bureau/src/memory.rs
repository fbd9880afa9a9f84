//! A store in memory: for the exercise, for tests and for trying things out. Nothing in it outlives the process.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use case::id::CaseId;
use journal::entry::{EntryKind, Header};

use crate::ports::{Batch, Rewrapped, Store, StoreFault, StoredEntry, WriteLock};

/// A store in memory; clones share what is stored, so that a bureau can be started anew on it, or work in two processes.
#[derive(Clone, Default)]
pub struct MemoryStore {
    stored: Arc<Mutex<Stored>>,
    writes: Arc<futures::lock::Mutex<()>>,
}

#[derive(Default)]
struct Stored {
    entries: Vec<StoredEntry>,
    keys: BTreeMap<CaseId, Vec<u8>>,
    checkpoints: Vec<String>,
    /// After how many more appends something goes wrong, and what.
    next_fault: Option<(u32, NextFault)>,
}

/// What goes wrong with the next append.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextFault {
    /// The disk is full: nothing is written.
    Full,
    /// The answer is lost before anything is written.
    LostBefore,
    /// The answer is lost after everything was written.
    LostAfter,
}

impl MemoryStore {
    /// Lets the next append go wrong.
    pub fn fail_next(&self, fault: NextFault) {
        self.fail_after(0, fault);
    }

    /// Lets an append go wrong after so many that do not.
    pub fn fail_after(&self, appends: u32, fault: NextFault) {
        self.stored().next_fault = Some((appends, fault));
    }

    /// Lets nothing go wrong from here on.
    pub fn heal(&self) {
        self.stored().next_fault = None;
    }

    /// Everything stored: the entries and the signed checkpoints.
    #[must_use]
    pub fn contents(&self) -> (Vec<StoredEntry>, Vec<String>) {
        let stored = self.stored();
        (stored.entries.clone(), stored.checkpoints.clone())
    }

    /// Loses the last batch, as a database does where a replica takes over that had not got it.
    pub fn lose_last(&self) {
        let mut stored = self.stored();
        stored.checkpoints.pop();
        let size = stored.checkpoints.last().and_then(|note| note.lines().nth(1)?.parse().ok()).unwrap_or(0);
        stored.entries.truncate(size);
    }

    /// Another store with what this one holds now, as an old copy would.
    #[must_use]
    pub fn copy(&self) -> Self {
        let stored = self.stored();
        let (entries, keys) = (stored.entries.clone(), stored.keys.clone());
        let checkpoints = stored.checkpoints.clone();
        let stored = Stored { entries, keys, checkpoints, next_fault: None };
        Self { stored: Arc::new(Mutex::new(stored)), writes: Arc::default() }
    }

    fn stored(&self) -> MutexGuard<'_, Stored> {
        self.stored.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Store for MemoryStore {
    async fn lock(&self) -> Result<WriteLock, StoreFault> {
        let lock = self.writes.clone().lock_owned().await;
        Ok(WriteLock::among_others(self.stored().checkpoints.last().cloned(), Box::new(lock)))
    }

    async fn size_among_others(&self) -> Result<Option<u64>, StoreFault> {
        Ok(Some(u64::try_from(self.stored().entries.len()).unwrap_or(u64::MAX)))
    }

    async fn append(&self, batch: Batch) -> Result<(), StoreFault> {
        let mut stored = self.stored();
        let lost = || StoreFault::Broken("the answer was lost".into());
        let fault = match stored.next_fault.take() {
            Some((0, fault)) => Some(fault),
            Some((appends, fault)) => {
                stored.next_fault = Some((appends - 1, fault));
                None
            }
            None => None,
        };
        match fault {
            Some(NextFault::Full) => return Err(StoreFault::Full),
            Some(NextFault::LostBefore) => return Err(lost()),
            Some(NextFault::LostAfter) | None => {}
        }
        let next = u64::try_from(stored.entries.len()).unwrap_or(u64::MAX);
        if (next..).zip(&batch.entries).any(|(place, entry)| entry.header.position != place) {
            return Err(StoreFault::Overtaken);
        }
        stored.entries.extend(batch.entries);
        stored.keys.extend(batch.keys);
        stored.keys.retain(|case, _| !batch.erased.contains(case));
        for entry in stored.entries.iter_mut().filter(|entry| batch.erased.contains(&entry.header.case)) {
            if entry.header.kind != EntryKind::Erasure {
                entry.body = None;
            }
        }
        stored.checkpoints.push(batch.checkpoint);
        if fault.is_some() { Err(lost()) } else { Ok(()) }
    }

    async fn entries(&self, from: u64, count: u32) -> Result<Vec<StoredEntry>, StoreFault> {
        Ok(part(&self.stored().entries, from, count).cloned().collect())
    }

    async fn headers(&self, from: u64, count: u32) -> Result<Vec<Header>, StoreFault> {
        Ok(part(&self.stored().entries, from, count).map(|entry| entry.header).collect())
    }

    async fn case_entries(&self, case: CaseId) -> Result<Vec<StoredEntry>, StoreFault> {
        let stored = self.stored();
        Ok(stored.entries.iter().filter(|e| e.header.case == case && !is_file(e)).cloned().collect())
    }

    async fn file_entries(&self, case: CaseId) -> Result<Vec<StoredEntry>, StoreFault> {
        let stored = self.stored();
        Ok(stored.entries.iter().filter(|e| e.header.case == case && is_file(e)).cloned().collect())
    }

    async fn cases(
        &self,
        after: Option<CaseId>,
        count: u32,
    ) -> Result<Vec<(CaseId, Vec<StoredEntry>)>, StoreFault> {
        let stored = self.stored();
        let mut cases: BTreeMap<CaseId, Vec<StoredEntry>> = BTreeMap::new();
        for entry in stored.entries.iter().filter(|entry| !is_file(entry)) {
            if after.is_none_or(|after| entry.header.case > after) {
                cases.entry(entry.header.case).or_default().push(entry.clone());
            }
        }
        Ok(cases.into_iter().take(usize::try_from(count).unwrap_or(usize::MAX)).collect())
    }

    async fn key(&self, case: CaseId) -> Result<Option<Vec<u8>>, StoreFault> {
        Ok(self.stored().keys.get(&case).cloned())
    }

    async fn keys(&self) -> Result<Vec<(CaseId, Vec<u8>)>, StoreFault> {
        Ok(self.stored().keys.iter().map(|(id, wrapped)| (*id, wrapped.clone())).collect())
    }

    async fn rewrap(&self, keys: Vec<Rewrapped>) -> Result<(), StoreFault> {
        let mut stored = self.stored();
        for Rewrapped { case, before, after } in keys {
            if let Some(wrapped) = stored.keys.get_mut(&case).filter(|wrapped| **wrapped == before) {
                *wrapped = after;
            }
        }
        Ok(())
    }

    async fn last_checkpoint(&self) -> Result<Option<String>, StoreFault> {
        Ok(self.stored().checkpoints.last().cloned())
    }

    async fn checkpoints(&self) -> Result<Vec<String>, StoreFault> {
        Ok(self.stored().checkpoints.clone())
    }

    async fn cosign(&self, size: u64, line: &str) -> Result<(), StoreFault> {
        let mut stored = self.stored();
        let over = |note: &&mut String| note.lines().nth(1) == Some(size.to_string().as_str());
        let note = stored.checkpoints.iter_mut().find(over);
        note.ok_or_else(|| StoreFault::Broken(format!("no checkpoint covers {size} entries")))?
            .push_str(line);
        Ok(())
    }

    async fn cosigned(&self) -> Result<Vec<String>, StoreFault> {
        let stored = self.stored();
        let notes = stored.checkpoints.iter().filter(|note| note.matches("\n\u{2014} ").count() > 1);
        Ok(notes.cloned().collect())
    }
}

fn is_file(entry: &StoredEntry) -> bool {
    entry.header.kind == EntryKind::File
}

fn part(entries: &[StoredEntry], from: u64, count: u32) -> impl Iterator<Item = &StoredEntry> {
    let from = usize::try_from(from).unwrap_or(usize::MAX);
    entries.iter().skip(from).take(usize::try_from(count).unwrap_or(usize::MAX))
}
