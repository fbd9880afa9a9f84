//! Reading a backup, and the proof that it is whole.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Component, Path, PathBuf};

use case::id::CaseId;
use jiff::Timestamp;
use journal::checkpoint::SignedCheckpoint;
use journal::entry::Header;
use journal::export::{CheckpointReader, EntryReader, ExportedEntry, KEY_FILE};
use journal::trust::exchanges;
use seal::archive::{ArchiveReader, archive_fault};
use seal::keeper::KeyKeeper;

use super::{BackupFault, Contents, MAGIC};
use crate::audit::JournalKey;

/// Largest list of what is in a backup, in bytes.
const CONTENTS_BYTES_MAX: u32 = 4 * 1024 * 1024;
/// Largest file of a data directory, in bytes; an edition of the law is the largest.
const FILE_BYTES_MAX: u64 = 256 * 1024 * 1024;
/// Longest wrapped key of a case, in bytes.
const WRAPPED_KEY_BYTES_MAX: u32 = 4 * 1024;

/// How far a journal is restored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UpTo {
    /// To the last checkpoint in it.
    End,
    /// To the last checkpoint over no more entries than these.
    Size(u64),
    /// To the last checkpoint over nothing later than this.
    Time(Timestamp),
}

/// A moment of a journal: a checkpoint, and the time of the last entry under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Entries.
    pub size: u64,
    /// The time of the last one.
    pub at: Timestamp,
}

/// A backup that was read whole and verified.
#[derive(Debug)]
pub struct Verified {
    pub(super) file: PathBuf,
    /// What is in it.
    pub contents: Contents,
    /// Where it ends, as far as it was asked for; none for an empty journal.
    pub end: Option<Moment>,
    /// Where the whole of it ends.
    pub whole: Option<Moment>,
    pub(super) cases: BTreeSet<CaseId>,
}

/// Reads a backup whole and verifies it: that it opens to its last byte, that every checkpoint is signed and matches the
/// entries, that every body matches its digest, that every case has its key.
///
/// # Errors
/// [`BackupFault`].
pub fn verify(file: &Path, keeper: &dyn KeyKeeper, up_to: UpTo) -> Result<Verified, BackupFault> {
    // First whether it opens at all, so that a damaged file is not mistaken for one with another content.
    io::copy(&mut opened(file, keeper)?, &mut io::sink()).map_err(|error| damaged(file, &error))?;
    let mut open = Opened::read(file, keeper)?;
    let key = open.files.iter().find(|(name, _)| name == KEY_FILE);
    let key = key.and_then(|(_, bytes)| str::from_utf8(bytes).ok());
    let key = JournalKey::parse(key.ok_or_else(|| shape(file, "the key of the journal"))?, file)?;
    let with_keys: BTreeSet<CaseId> = open.keys.iter().map(|(case, _)| *case).collect();
    let mut reached = Reached::new(&open.checkpoints, up_to);
    let entries = EntryReader::new(&mut open.rest).map_err(|_| shape(file, "the journal"))?;
    let seen = entries.inspect(|entry| reached.see(entry.as_ref().ok()));
    let exchanges = exchanges(open.checkpoints.iter().cloned());
    let report = {
        let notes = open.checkpoints.iter().cloned().map(Ok);
        key.verify(seen, notes, &exchanges, &[], &|case| with_keys.contains(&case))
    };
    if !report.is_verified() && (open.contents.entries > 0 || report.entries > 0) {
        return Err(BackupFault::Unverified { path: file.to_owned(), report: Box::new(report) });
    }
    if report.entries != open.contents.entries {
        return Err(shape(file, "the number of entries"));
    }
    if reached.end.is_none() && open.contents.entries > 0 {
        return Err(BackupFault::TooEarly(reached.first));
    }
    let exchanged = exchanges.last().map_or(0, |signed| signed.checkpoint().size);
    if reached.end.as_ref().is_some_and(|end| end.size < exchanged) {
        return Err(BackupFault::BeforeExchange(exchanged));
    }
    let (file, contents) = (file.to_owned(), open.contents);
    Ok(Verified { file, contents, end: reached.end, whole: reached.whole, cases: reached.cases })
}

/// How far a journal goes that is asked for up to a point.
struct Reached {
    sizes: std::vec::IntoIter<u64>,
    next: Option<u64>,
    up_to: UpTo,
    first: u64,
    end: Option<Moment>,
    whole: Option<Moment>,
    cases: BTreeSet<CaseId>,
    since: BTreeSet<CaseId>,
}

impl Reached {
    fn new(checkpoints: &[SignedCheckpoint], up_to: UpTo) -> Self {
        let sizes: Vec<u64> = checkpoints.iter().map(|signed| signed.checkpoint().size).collect();
        let first = sizes.first().copied().unwrap_or(0);
        let mut sizes = sizes.into_iter();
        let next = sizes.next();
        let (cases, since) = (BTreeSet::new(), BTreeSet::new());
        Self { sizes, next, up_to, first, end: None, whole: None, cases, since }
    }

    fn see(&mut self, entry: Option<&ExportedEntry>) {
        let Some(header) = entry.and_then(|entry| Header::from_bytes(&entry.header).ok()) else { return };
        self.since.insert(header.case);
        let size = header.position.saturating_add(1);
        if self.next != Some(size) {
            return;
        }
        self.next = self.sizes.next();
        let here = Moment { size, at: header.at };
        self.whole = Some(here);
        let wanted = match self.up_to {
            UpTo::End => true,
            UpTo::Size(most) => size <= most,
            UpTo::Time(latest) => header.at <= latest,
        };
        if wanted {
            self.end = Some(here);
            self.cases.append(&mut self.since);
        }
    }
}

/// A backup that is open, read as far as its entries.
pub(super) struct Opened {
    contents: Contents,
    pub(super) files: Vec<(String, Vec<u8>)>,
    pub(super) keys: Vec<(CaseId, Vec<u8>)>,
    pub(super) checkpoints: Vec<SignedCheckpoint>,
    pub(super) rest: ArchiveReader<BufReader<File>>,
}

impl Opened {
    pub(super) fn read(file: &Path, keeper: &dyn KeyKeeper) -> Result<Self, BackupFault> {
        let mut rest = opened(file, keeper)?;
        let mut magic = [0; MAGIC.len()];
        rest.read_exact(&mut magic).map_err(|_| shape(file, "the beginning"))?;
        if magic != *MAGIC {
            return Err(shape(file, "the beginning"));
        }
        let listed =
            bytes(&mut rest, CONTENTS_BYTES_MAX).ok_or_else(|| shape(file, "the list of contents"))?;
        let contents: Contents =
            serde_json::from_slice(&listed).map_err(|_| shape(file, "the list of contents"))?;
        let mut files = Vec::new();
        for (name, length) in &contents.files {
            let read = Some(*length).filter(|length| *length <= FILE_BYTES_MAX && is_plain(name));
            let read = read.and_then(|length| exactly(&mut rest, length));
            files.push((name.clone(), read.ok_or_else(|| shape(file, "a file"))?));
        }
        let mut keys = Vec::new();
        for _ in 0..contents.keys {
            let mut case = [0; 16];
            let read = rest.read_exact(&mut case).ok().and_then(|()| bytes(&mut rest, WRAPPED_KEY_BYTES_MAX));
            keys.push((CaseId::from_bytes(case), read.ok_or_else(|| shape(file, "a key"))?));
        }
        let notes = BufReader::new(rest.by_ref().take(contents.checkpoints_bytes));
        let checkpoints = CheckpointReader::new(notes).collect::<Result<_, _>>();
        let checkpoints = checkpoints.map_err(|_| shape(file, "a checkpoint"))?;
        Ok(Self { contents, files, keys, checkpoints, rest })
    }
}

fn opened(file: &Path, keeper: &dyn KeyKeeper) -> Result<ArchiveReader<BufReader<File>>, BackupFault> {
    let source = File::open(file).map(BufReader::new).map_err(BackupFault::file(file))?;
    let opened = ArchiveReader::new(source, keeper);
    opened.map_err(|fault| BackupFault::Archive { path: file.to_owned(), fault })
}

fn damaged(file: &Path, error: &io::Error) -> BackupFault {
    BackupFault::Archive { path: file.to_owned(), fault: archive_fault(error) }
}

pub(super) fn shape(file: &Path, what: &'static str) -> BackupFault {
    BackupFault::Shape { path: file.to_owned(), what }
}

/// Whether a name leads to a file in a data directory and nowhere else.
fn is_plain(name: &str) -> bool {
    let mut parts = Path::new(name).components().peekable();
    parts.peek().is_some() && parts.all(|part| matches!(part, Component::Normal(_)))
}

/// Bytes with their length before them.
fn bytes(source: &mut impl Read, max: u32) -> Option<Vec<u8>> {
    let mut length = [0; 4];
    source.read_exact(&mut length).ok()?;
    let length = u32::from_be_bytes(length);
    if length > max { None } else { exactly(source, u64::from(length)) }
}

fn exactly(source: &mut impl Read, length: u64) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = source.take(length).read_to_end(&mut bytes).ok()?;
    (read as u64 == length).then_some(bytes)
}
