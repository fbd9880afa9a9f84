//! A journal copied from one store into another, and the proof that both hold the same.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use bureau::ports::{Batch, StoreFault, StoredEntry};
use case::id::CaseId;
use journal::checkpoint::{BadCheckpoint, SignedCheckpoint};
use journal::report::Report;
use tokio::sync::mpsc;

use crate::audit::{self, AuditFault, JournalKey};
use crate::store::{Filling, NodeStore};

/// Pages that wait to be written.
const PAGES_AHEAD_MAX: usize = 2;

/// Why a journal was not copied.
#[derive(Debug, thiserror::Error)]
pub enum CopyFault {
    /// One of the two stores.
    #[error(transparent)]
    Store(#[from] StoreFault),
    /// The journal could not be read whole.
    #[error(transparent)]
    Audit(#[from] AuditFault),
    /// There is something in the target.
    #[error("the target holds {0} entries already; nothing was written: give one that is empty")]
    NotEmpty(u64),
    /// A checkpoint is none.
    #[error("a checkpoint cannot be read: {0}")]
    Checkpoint(#[from] BadCheckpoint),
    /// Entries without a checkpoint over them.
    #[error("the entries from {0} on stand under no checkpoint; `comity journal verify` says more")]
    Unsigned(u64),
    /// The source does not verify; nothing was written.
    #[error("the journal does not verify, and nothing was copied:\n{0}")]
    Source(Box<Report>),
    /// The copy does not verify.
    #[error("the copy does not verify; do not use it:\n{0}")]
    Target(Box<Report>),
    /// The copy verifies and is another.
    #[error("the copy has other {0}; do not use it")]
    Differs(&'static str),
    /// The copying ended early.
    #[error("the copying was broken off; nothing was kept")]
    BrokenOff,
}

/// What was proven of two journals: both verify under the bureau's key and hold the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// Entries.
    pub entries: u64,
    /// The last checkpoint with the root of the tree; none in an empty journal.
    pub last: Option<SignedCheckpoint>,
    /// Checkpoints.
    pub checkpoints: usize,
    /// Keys of cases.
    pub keys: usize,
}

/// Cuts a journal into the batches that it was written in: one for each checkpoint.
pub struct Cutter {
    checkpoints: VecDeque<(u64, String)>,
    keys: Vec<(CaseId, Vec<u8>)>,
    entries: Vec<StoredEntry>,
}

impl Cutter {
    /// For a journal with these checkpoints, oldest first, and these keys.
    ///
    /// # Errors
    /// [`BadCheckpoint`].
    pub fn new(notes: Vec<String>, keys: Vec<(CaseId, Vec<u8>)>) -> Result<Self, BadCheckpoint> {
        let sized = |note: String| Ok((note.parse::<SignedCheckpoint>()?.checkpoint().size, note));
        let checkpoints = notes.into_iter().map(sized).collect::<Result<_, BadCheckpoint>>()?;
        Ok(Self { checkpoints, keys, entries: Vec::new() })
    }

    /// Takes the next entry; gives the batch that ends with it.
    pub fn take(&mut self, entry: StoredEntry) -> Option<Batch> {
        let size = entry.header.position.saturating_add(1);
        self.entries.push(entry);
        let (_, checkpoint) = self.checkpoints.pop_front_if(|(covers, _)| *covers == size)?;
        let (entries, keys) = (std::mem::take(&mut self.entries), std::mem::take(&mut self.keys));
        Some(Batch { entries, keys, erased: Vec::new(), checkpoint })
    }

    /// Ends it.
    ///
    /// # Errors
    /// [`CopyFault::Unsigned`] where entries are left.
    pub fn finish(self) -> Result<(), CopyFault> {
        self.entries.first().map_or(Ok(()), |entry| Err(CopyFault::Unsigned(entry.header.position)))
    }
}

/// Copies a whole journal into an empty store, in one transaction, and proves the two equal.
///
/// # Errors
/// [`CopyFault`]; where it is about the source, or the copying was broken off, the target is as empty as before.
pub async fn copy(
    key: &JournalKey,
    from: Arc<dyn NodeStore>,
    to: Arc<dyn NodeStore>,
) -> Result<Proof, CopyFault> {
    let report = audit::verify_store(key.clone(), from.clone(), Vec::new()).await?;
    let (size, notes) = audit::snapshot(from.as_ref()).await?;
    if !report.is_verified() && size > 0 {
        return Err(CopyFault::Source(Box::new(report)));
    }
    is_empty(to.as_ref()).await?;
    let cutter = Cutter::new(notes, from.keys().await?)?;
    let (sender, mut read) = mpsc::channel(PAGES_AHEAD_MAX);
    let mut reading = tokio::spawn(audit::read_entries(from.clone(), size, sender));
    let next = async || match read.recv().await {
        Some(page) => Ok(Some(page?)),
        // Only what was read to its end was read whole.
        None => (&mut reading).await.map(|()| None).map_err(|_| CopyFault::BrokenOff),
    };
    pour(next, cutter, to.clone()).await?;
    prove(key, from.as_ref(), to).await
}

/// Pours a journal into an empty store, in one transaction; `next` gives a page of entries after the other, none at the end.
///
/// # Errors
/// What `next` says, or [`CopyFault`]; the store is as empty as before.
pub(crate) async fn pour<E: From<CopyFault>>(
    mut next: impl AsyncFnMut() -> Result<Option<Vec<StoredEntry>>, E>,
    mut cutter: Cutter,
    target: Arc<dyn NodeStore>,
) -> Result<(), E> {
    let (pages, receiver) = mpsc::channel(PAGES_AHEAD_MAX);
    let writing = tokio::spawn(async move { target.fill(receiver).await });
    let mut taken = true;
    while taken && let Some(entries) = next().await? {
        let batches = entries.into_iter().filter_map(|entry| cutter.take(entry)).collect();
        // Where nobody takes it the writer has failed, and says why below.
        taken = pages.send(Filling::Batches(batches)).await.is_ok();
    }
    if taken {
        cutter.finish()?;
        let _ = pages.send(Filling::Done).await;
    }
    drop(pages);
    let written = writing.await.map_err(|_| CopyFault::BrokenOff)?;
    Ok(written.map_err(CopyFault::from)?)
}

/// Whether a store may be filled.
///
/// # Errors
/// [`CopyFault::NotEmpty`].
pub async fn is_empty(store: &dyn NodeStore) -> Result<(), CopyFault> {
    match store.size().await? {
        0 => Ok(()),
        size => Err(CopyFault::NotEmpty(size)),
    }
}

/// Proves that the second journal verifies and holds what the first one does, which was verified.
async fn prove(key: &JournalKey, from: &dyn NodeStore, to: Arc<dyn NodeStore>) -> Result<Proof, CopyFault> {
    let report = audit::verify_store(key.clone(), to.clone(), Vec::new()).await?;
    let (size, checkpoints) = audit::snapshot(from).await?;
    if !report.is_verified() && size > 0 {
        return Err(CopyFault::Target(Box::new(report)));
    }
    let keys: BTreeMap<_, _> = from.keys().await?.into_iter().collect();
    // Equal checkpoints that verify against the entries are equal trees: their roots are signed in them.
    let (copied, copied_checkpoints) = audit::snapshot(to.as_ref()).await?;
    let copied_keys: BTreeMap<_, _> = to.keys().await?.into_iter().collect();
    for (what, same) in [
        ("entries", size == copied && (size == 0 || report.proven == size)),
        ("checkpoints", checkpoints == copied_checkpoints),
        ("keys", keys == copied_keys),
    ] {
        if !same {
            return Err(CopyFault::Differs(what));
        }
    }
    let last = checkpoints.last().map(|note| note.parse()).transpose()?;
    Ok(Proof { entries: size, last, checkpoints: checkpoints.len(), keys: keys.len() })
}
