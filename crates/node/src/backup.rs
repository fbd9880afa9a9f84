//! A backup: a bureau's journal up to a checkpoint, the keys of its cases and the files of its data directory, in one
//! sealed file; and the way back.
//!
//! Inside the archive, in this order: [`MAGIC`]; what is in it, as JSON; the files; the wrapped keys of cases; the
//! checkpoints and the entries as in an export ([`journal::export`]). Everything read back is verified before any of it is
//! written anywhere.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use bureau::ports::{StoreFault, StoredEntry};
use case::bureau::BureauCode;
use case::id::CaseId;
use jiff::Timestamp;
use journal::checkpoint::SignedCheckpoint;
use journal::entry::Header;
use journal::export::{
    CheckpointReader, EntryReader, EntryWriter, ExportedEntry, KEY_FILE, write_checkpoint,
};
use journal::report::Report;
use seal::archive::{ArchiveFault, ArchiveReader, ArchiveWriter, archive_fault};
use seal::keeper::KeyKeeper;
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;

use crate::audit::{self, AuditFault, JournalKey};
use crate::copy::{CopyFault, Cutter, is_empty};
use crate::home::{Home, HomeFault, MASTER_KEY_FILE};
use crate::random::SystemRandomness;
use crate::store::{Filling, NodeStore, Place};

/// What the content of a backup begins with.
const MAGIC: &[u8; 16] = b"comity backup 1\n";
/// Largest list of what is in a backup, in bytes.
const CONTENTS_BYTES_MAX: u32 = 4 * 1024 * 1024;
/// Largest file of a data directory, in bytes; an edition of the law is the largest.
const FILE_BYTES_MAX: u64 = 256 * 1024 * 1024;
/// Longest wrapped key of a case, in bytes.
const WRAPPED_KEY_BYTES_MAX: u32 = 4 * 1024;
/// Entries written at a time.
const ENTRIES_PER_PAGE: usize = 200;
/// Pages that wait to be written.
const PAGES_AHEAD_MAX: usize = 2;

/// Files of a data directory that a node cannot do without or that explain its past. `identity` comes last: with it a
/// restored directory is one that was set up.
const FILES: &[&str] = &[
    "comity.toml",
    "node.crt",
    "node.key",
    "secretariat",
    "directory",
    "introduction.toml",
    KEY_FILE,
    "identity",
];
/// What else begins so is kept too: earlier directories, by which old receipts are verified.
const EARLIER_DIRECTORIES: &str = "directory-";
/// The folder with the editions of the law.
const LAW: &str = "law";

/// Why there is no backup, or nothing was restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupFault {
    /// The store.
    #[error("the journal cannot be used: {0}")]
    Store(#[from] StoreFault),
    /// The journal cannot be read, or what is written cannot be verified.
    #[error(transparent)]
    Audit(#[from] AuditFault),
    /// The data directory.
    #[error(transparent)]
    Home(#[from] HomeFault),
    /// The target.
    #[error(transparent)]
    Copy(#[from] CopyFault),
    /// A file.
    #[error("{}: {error}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// How.
        error: io::Error,
    },
    /// Something is there already.
    #[error("{}: there is something here already; nothing was written over: choose another", path.display())]
    Taken {
        /// Where.
        path: PathBuf,
    },
    /// The archive does not open.
    #[error("{}: {fault}; nothing was restored: take another copy of it", path.display())]
    Archive {
        /// Which.
        path: PathBuf,
        /// Why.
        fault: ArchiveFault,
    },
    /// It opens and holds something else.
    #[error("{}: {what} in it cannot be read; it was written by another program", path.display())]
    Shape {
        /// Which.
        path: PathBuf,
        /// What.
        what: &'static str,
    },
    /// The journal in it does not verify.
    #[error("{}: the journal in it does not verify, and nothing of it is used:\n{report}", path.display())]
    Unverified {
        /// Which.
        path: PathBuf,
        /// What was found.
        report: Box<Report>,
    },
    /// Nothing is that old.
    #[error(
        "no checkpoint stands so early; the first one covers {0} entries: ask for that size or a later time"
    )]
    TooEarly(u64),
}

impl BackupFault {
    fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |error| Self::File { path: path.to_owned(), error }
    }
}

/// What is in a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contents {
    /// Whose it is.
    pub bureau: String,
    /// When it was made.
    pub made_at: String,
    /// The version of the program that made it.
    pub program: String,
    /// How many entries of the journal.
    pub entries: u64,
    /// Files of the data directory with their lengths, in bytes.
    pub files: Vec<(String, u64)>,
    /// How many keys of cases.
    pub keys: u64,
    /// Length of the checkpoints, in bytes.
    pub checkpoints_bytes: u64,
}

impl Contents {
    /// Whether the bureau's master key lies in it.
    #[must_use]
    pub fn has_master_key(&self) -> bool {
        self.files.iter().any(|(name, _)| name == MASTER_KEY_FILE)
    }
}

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
    /// What is in it.
    pub contents: Contents,
    /// Where it ends, as far as it was asked for; none for an empty journal.
    pub end: Option<Moment>,
    /// Where the whole of it ends.
    pub whole: Option<Moment>,
    cases: BTreeSet<CaseId>,
}

/// Writes a backup of a data directory, also while a node is at work there, and verifies what was written. The master key
/// goes with it only where that is asked for.
///
/// # Errors
/// [`BackupFault`]; there is no file then.
pub async fn backup(
    home: &Home,
    place: &Place,
    bureau: &BureauCode,
    keeper: &dyn KeyKeeper,
    with_master_key: bool,
    out: &Path,
) -> Result<Verified, BackupFault> {
    if out.exists() {
        return Err(BackupFault::Taken { path: out.to_owned() });
    }
    let part = PathBuf::from(format!("{}.part", out.display()));
    let store = place.open_to_read().await?;
    let written = write(home, store.clone(), bureau, keeper, with_master_key, &part).await;
    store.close().await;
    let verified = written.and_then(|()| verify(&part, keeper, UpTo::End));
    let kept = verified.and_then(|verified| {
        fs::rename(&part, out).map_err(BackupFault::file(out))?;
        Ok(verified)
    });
    if kept.is_err() {
        let _ = fs::remove_file(&part);
    }
    kept
}

async fn write(
    home: &Home,
    store: Arc<dyn NodeStore>,
    bureau: &BureauCode,
    keeper: &dyn KeyKeeper,
    with_master_key: bool,
    part: &Path,
) -> Result<(), BackupFault> {
    let failed = || BackupFault::file(part);
    let files = files(home, with_master_key)?;
    let (size, notes) = audit::snapshot(store.as_ref()).await?;
    let keys = store.keys().await?;
    let mut checkpoints = Vec::new();
    for note in &notes {
        let note: SignedCheckpoint = note.parse().map_err(AuditFault::from)?;
        write_checkpoint(&mut checkpoints, &note).map_err(failed())?;
    }
    let contents = Contents {
        bureau: bureau.to_string(),
        made_at: Timestamp::now().to_string(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        entries: size,
        files: files.iter().map(|(name, bytes)| (name.clone(), bytes.len() as u64)).collect(),
        keys: keys.len() as u64,
        checkpoints_bytes: checkpoints.len() as u64,
    };
    let contents = serde_json::to_vec(&contents).map_err(io::Error::other).map_err(failed())?;
    let target = crate::home::private_file(part).map(BufWriter::new).map_err(failed())?;
    let mut archive = ArchiveWriter::new(target, keeper, SystemRandomness).map_err(failed())?;
    let mut head = || -> io::Result<()> {
        archive.write_all(MAGIC)?;
        archive.write_all(&length(&contents)?)?;
        archive.write_all(&contents)?;
        files.iter().try_for_each(|(_, bytes)| archive.write_all(bytes))?;
        for (case, wrapped) in &keys {
            archive.write_all(&case.bytes())?;
            archive.write_all(&length(wrapped)?)?;
            archive.write_all(wrapped)?;
        }
        archive.write_all(&checkpoints)
    };
    head().map_err(failed())?;
    let mut entries = EntryWriter::new(archive).map_err(failed())?;
    let (sender, mut read) = mpsc::channel(PAGES_AHEAD_MAX);
    let reading = tokio::spawn(audit::read_entries(store, size, sender));
    while let Some(page) = read.recv().await {
        for entry in page? {
            let written = entries.write(&entry.header, entry.body.as_deref());
            written.map_err(io::Error::other).map_err(failed())?;
        }
    }
    reading.await.map_err(|_| AuditFault::BrokenOff)?;
    let archive = entries.finish().map_err(failed())?;
    let target = archive.finish().and_then(|target| target.into_inner().map_err(io::Error::other));
    target.and_then(|file| file.sync_all()).map_err(failed())
}

/// The files that belong to a backup, those that are there.
fn files(home: &Home, with_master_key: bool) -> Result<Vec<(String, Vec<u8>)>, BackupFault> {
    let mut names: Vec<String> = Vec::new();
    let in_folder = |folder: &str| -> Result<Vec<String>, BackupFault> {
        let path = home.file(folder);
        let listed = match fs::read_dir(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            listed => listed.map_err(BackupFault::file(&path))?,
        };
        let files = listed.filter_map(Result::ok).filter(|item| item.path().is_file());
        Ok(files.filter_map(|item| item.file_name().into_string().ok()).collect())
    };
    names.extend(in_folder("")?.into_iter().filter(|name| name.starts_with(EARLIER_DIRECTORIES)));
    names.extend(in_folder(LAW)?.into_iter().map(|name| format!("{LAW}/{name}")));
    names.extend(with_master_key.then(|| MASTER_KEY_FILE.to_owned()));
    names.extend(FILES.iter().map(|name| (*name).to_owned()).filter(|name| home.file(name).exists()));
    names.into_iter().map(|name| Ok((name.clone(), home.read(&name)?))).collect()
}

fn length(bytes: &[u8]) -> io::Result<[u8; 4]> {
    u32::try_from(bytes.len()).map(u32::to_be_bytes).map_err(io::Error::other)
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
    let report = {
        let notes = open.checkpoints.iter().cloned().map(Ok);
        key.verify(seen, notes, &[], &|case| with_keys.contains(&case))
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
    Ok(Verified { contents: open.contents, end: reached.end, whole: reached.whole, cases: reached.cases })
}

/// Restores a backup that [`verify`] has verified into a new data directory, its journal into `place` as far as it was asked
/// for; and verifies what was written.
///
/// # Errors
/// [`BackupFault`]; there is no such directory then, and a database is as empty as it was.
pub async fn restore(
    file: &Path,
    keeper: &dyn KeyKeeper,
    verified: &Verified,
    home: &Home,
    place: &Place,
) -> Result<(), BackupFault> {
    may_restore_into(home)?;
    let restored = restore_into(file, keeper, verified, home, place).await;
    if restored.is_err() {
        // It was new or empty.
        let _ = fs::remove_dir_all(home.path());
    }
    restored
}

async fn restore_into(
    file: &Path,
    keeper: &dyn KeyKeeper,
    verified: &Verified,
    home: &Home,
    place: &Place,
) -> Result<(), BackupFault> {
    let _hold = home.hold()?;
    let target = place.open_to_fill().await?;
    is_empty(target.as_ref()).await?;
    let open = Opened::read(file, keeper)?;
    let size = verified.end.map_or(0, |end| end.size);
    let (identity, others): (Vec<_>, Vec<_>) = open.files.iter().partition(|(name, _)| name == "identity");
    let law = home.file(LAW);
    fs::create_dir(&law).map_err(BackupFault::file(&law))?;
    others.into_iter().try_for_each(|(name, bytes)| home.write(name, bytes))?;
    if place.address.is_some() {
        // As `comity init` leaves it: the journal does not lie here.
        home.write("journal.db", b"")?;
    }
    let key = JournalKey::read(&home.file(KEY_FILE))?;
    fill(open.rest, open.checkpoints, open.keys, size, &verified.cases, target.clone(), file).await?;
    let report = audit::verify_store(key, target.clone(), Vec::new()).await?;
    target.close().await;
    if size > 0 && !(report.is_verified() && report.proven == size) {
        return Err(BackupFault::Copy(CopyFault::Target(Box::new(report))));
    }
    identity.into_iter().try_for_each(|(name, bytes)| home.write(name, bytes))?;
    Ok(())
}

/// Whether a data directory is new or empty.
///
/// # Errors
/// [`BackupFault::Taken`].
pub fn may_restore_into(home: &Home) -> Result<(), BackupFault> {
    let path = home.path();
    match fs::read_dir(path).map(|mut listed| listed.next().is_none()) {
        Ok(true) => Ok(()),
        Ok(false) => Err(BackupFault::Taken { path: path.to_owned() }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(BackupFault::file(path)(error)),
    }
}

/// Writes the first `size` entries into an empty store.
async fn fill(
    rest: impl Read + Send + 'static,
    checkpoints: Vec<SignedCheckpoint>,
    mut keys: Vec<(CaseId, Vec<u8>)>,
    size: u64,
    cases: &BTreeSet<CaseId>,
    target: Arc<dyn NodeStore>,
    file: &Path,
) -> Result<(), BackupFault> {
    keys.retain(|(case, _)| cases.contains(case));
    let notes = checkpoints.iter().map(ToString::to_string);
    let mut cutter = Cutter::new(notes.collect(), keys).map_err(CopyFault::from)?;
    let (pages, receiver) = mpsc::channel(PAGES_AHEAD_MAX);
    let writing = tokio::spawn(async move { target.fill(receiver).await });
    let unreadable = || shape(file, "an entry");
    let mut entries = EntryReader::new(rest).map_err(|_| unreadable())?;
    let (mut left, mut taken) = (size, true);
    while taken && left > 0 {
        let mut batches = Vec::new();
        for _ in 0..ENTRIES_PER_PAGE.min(usize::try_from(left).unwrap_or(usize::MAX)) {
            let ExportedEntry { header, body } =
                entries.next().ok_or_else(unreadable)?.map_err(|_| unreadable())?;
            let header = Header::from_bytes(&header).map_err(|_| unreadable())?;
            batches.extend(cutter.take(StoredEntry { header, body }));
            left -= 1;
        }
        taken = pages.send(Filling::Batches(batches)).await.is_ok();
    }
    if taken {
        cutter.finish()?;
        let _ = pages.send(Filling::Done).await;
    }
    drop(pages);
    writing.await.map_err(|_| CopyFault::BrokenOff)??;
    Ok(())
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
struct Opened {
    contents: Contents,
    files: Vec<(String, Vec<u8>)>,
    keys: Vec<(CaseId, Vec<u8>)>,
    checkpoints: Vec<SignedCheckpoint>,
    rest: ArchiveReader<BufReader<File>>,
}

impl Opened {
    fn read(file: &Path, keeper: &dyn KeyKeeper) -> Result<Self, BackupFault> {
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

fn shape(file: &Path, what: &'static str) -> BackupFault {
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
