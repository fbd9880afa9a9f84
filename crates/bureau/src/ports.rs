//! Ports: what a bureau needs from the world. `node` provides them; the exercise provides others, from one seed.

use async_trait::async_trait;
use case::id::{CaseId, OfficerId};
use jiff::Timestamp;
use journal::entry::Header;

/// Cases read at a time, by whoever reads all of them.
pub(crate) const CASES_PER_READ: u32 = 200;
/// Headers read at a time, by whoever reads all of them.
pub(crate) const HEADERS_PER_READ: u32 = 50_000;

/// An entry as it is stored: the header in clear, the body sealed; no body where its content was erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEntry {
    /// The header, which the journal's tree commits to.
    pub header: Header,
    /// The sealed body.
    pub body: Option<Vec<u8>>,
}

/// What one act adds to the store: all of it becomes durable, or nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Batch {
    /// New entries, their positions following on the last one stored.
    pub entries: Vec<StoredEntry>,
    /// New case keys, wrapped.
    pub keys: Vec<(CaseId, Vec<u8>)>,
    /// Cases whose keys and sealed bodies are destroyed with it; entries of theirs, which stay, say so.
    pub erased: Vec<CaseId>,
    /// The signed checkpoint after these entries.
    pub checkpoint: String,
}

/// The right to append, which no other process has meanwhile. It is given back when this is dropped.
pub struct WriteLock {
    is_shared: bool,
    last: Option<String>,
    _until: Option<Box<dyn Send + Sync>>,
}

impl WriteLock {
    /// Of a store that no other process ever writes to.
    #[must_use]
    pub const fn alone() -> Self {
        Self { is_shared: false, last: None, _until: None }
    }

    /// Of a store to which others write too; `last` is the last signed checkpoint by now, whoever signed it, and dropping
    /// `until` gives the right back.
    #[must_use]
    pub fn among_others(last: Option<String>, until: Box<dyn Send + Sync>) -> Self {
        Self { is_shared: true, last, _until: Some(until) }
    }

    /// Whether other processes write to the store.
    pub(crate) const fn is_shared(&self) -> bool {
        self.is_shared
    }

    /// The last checkpoint of a store that is shared; none of one that is empty.
    pub(crate) fn last(&self) -> Option<&str> {
        self.last.as_deref()
    }
}

/// The key of a case, wrapped anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewrapped {
    /// The case.
    pub case: CaseId,
    /// As it was wrapped before.
    pub before: Vec<u8>,
    /// As it is wrapped now.
    pub after: Vec<u8>,
}

/// Why the store could not do as asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreFault {
    /// There is no room left; nothing was written.
    #[error("the disk is full: nothing was recorded; make room and try again")]
    Full,
    /// The entries do not follow on what is stored; another process wrote.
    #[error("another process wrote to this journal; nothing was recorded")]
    Overtaken,
    /// Another process has the right to write and does not give it back.
    #[error(
        "another process is at work on this journal and does not let others write; nothing was recorded; try again"
    )]
    Held,
    /// The store answered with a fault of its own.
    #[error("the store failed: {0}")]
    Broken(String),
}

/// The durable store of one bureau: the journal, the wrapped case keys, and nothing else.
#[async_trait]
pub trait Store: Send + Sync {
    /// Takes the right to append; while another process has it, waits.
    async fn lock(&self) -> Result<WriteLock, StoreFault>;
    /// How many entries there are, where other processes write too; none where nobody else does.
    async fn size_among_others(&self) -> Result<Option<u64>, StoreFault>;
    /// Adds a batch; it is durable (synced to disk) when this returns.
    async fn append(&self, batch: Batch) -> Result<(), StoreFault>;
    /// Entries from a position on, at most `count`, in order.
    async fn entries(&self, from: u64, count: u32) -> Result<Vec<StoredEntry>, StoreFault>;
    /// Headers from a position on, at most `count`, in order, without bodies.
    async fn headers(&self, from: u64, count: u32) -> Result<Vec<Header>, StoreFault>;
    /// The entries of one case, in order, without those that hold the content of files.
    async fn case_entries(&self, case: CaseId) -> Result<Vec<StoredEntry>, StoreFault>;
    /// The entries of one case that hold the content of files, in order.
    async fn file_entries(&self, case: CaseId) -> Result<Vec<StoredEntry>, StoreFault>;
    /// The next `count` cases after `after` in the order of their identifiers, each with its entries in order, without
    /// those that hold the content of files.
    async fn cases(
        &self,
        after: Option<CaseId>,
        count: u32,
    ) -> Result<Vec<(CaseId, Vec<StoredEntry>)>, StoreFault>;
    /// The wrapped key of a case.
    async fn key(&self, case: CaseId) -> Result<Option<Vec<u8>>, StoreFault>;
    /// All wrapped case keys.
    async fn keys(&self) -> Result<Vec<(CaseId, Vec<u8>)>, StoreFault>;
    /// Puts wrapped keys in place of those that they were before; durable, all or none, when this returns. One that is not as
    /// it was before stays: a case that was erased does not come back.
    async fn rewrap(&self, keys: Vec<Rewrapped>) -> Result<(), StoreFault>;
    /// The last signed checkpoint; none in a new store.
    async fn last_checkpoint(&self) -> Result<Option<String>, StoreFault>;
    /// All signed checkpoints, oldest first.
    async fn checkpoints(&self) -> Result<Vec<String>, StoreFault>;
    /// Adds the line of a witness to the signed checkpoint over so many entries; durable when this returns.
    async fn cosign(&self, size: u64, line: &str) -> Result<(), StoreFault>;
    /// The checkpoints that witnesses have signed too, oldest first.
    async fn cosigned(&self) -> Result<Vec<String>, StoreFault>;
}

/// The time. It may jump; a bureau never lets its journal run backwards.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Timestamp;
}

/// Told when something changed that an officer may be looking at. Must return at once.
pub trait Bell: Send + Sync {
    /// Something changed.
    fn ring(&self, ring: Ring);
    /// Another process of this bureau ended every session of an officer.
    fn sessions_end(&self, officer: OfficerId);
}

/// What changed; no content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ring {
    /// The case.
    pub case: CaseId,
    /// Its new position in the journal; a page that has seen it need not reload.
    pub position: u64,
    /// Whether it came from the other bureau.
    pub from_outside: bool,
    /// Whether it is urgent.
    pub urgent: bool,
    /// Whether something now waits to be delivered.
    pub outgoing: bool,
}
