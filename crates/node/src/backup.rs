//! A backup: a bureau's journal up to a checkpoint, the keys of its cases and the files of its data directory, in one
//! sealed file; and the way back.
//!
//! Inside the archive, in this order: [`MAGIC`]; what is in it, as JSON; the files; the wrapped keys of cases; the
//! checkpoints and the entries as in an export ([`journal::export`]). Everything read back is verified before any of it is
//! written anywhere.

mod restore;
mod verify;

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bureau::ports::StoreFault;
use case::bureau::BureauCode;
use jiff::Timestamp;
use journal::checkpoint::SignedCheckpoint;
use journal::export::{EntryWriter, KEY_FILE, write_checkpoint};
use journal::report::Report;
use seal::archive::{ArchiveFault, ArchiveWriter};
use seal::keeper::KeyKeeper;
use seal::ring::wrapped_under;
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;

use crate::audit::{self, AuditFault};
use crate::copy::CopyFault;
use crate::home::{Home, HomeFault, MASTER_FILE, NEXT_IDENTITY, SHARES_FILE, is_master_key_file};
use crate::random::SystemRandomness;
use crate::store::{NodeStore, Place};

pub use restore::may_restore_into;
pub use verify::{Moment, UpTo, Verified, verify};

/// What the content of a backup begins with.
const MAGIC: &[u8; 16] = b"comity backup 1\n";
/// Pages read before they are written.
const PAGES_AHEAD_MAX: usize = 2;

/// Files of a data directory that a node cannot do without or that explain its past. `identity` comes last: with it a
/// restored directory is one that was set up.
const FILES: &[&str] = &[
    "comity.toml",
    MASTER_FILE,
    SHARES_FILE,
    "node.crt",
    "node.key",
    "secretariat",
    "directory",
    "introduction.toml",
    KEY_FILE,
    NEXT_IDENTITY,
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
    /// It is asked for up to a point before the journal's key was exchanged, after so many entries.
    #[error(
        "the journal's key was exchanged after {0} entries, and the keys in this backup do not go on from an earlier point: choose a \
         later one, or a backup from before"
    )]
    BeforeExchange(u64),
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
    /// The master keys that keys in it are wrapped under; a restored node needs every one of them.
    #[serde(default)]
    pub master_keys: BTreeSet<String>,
}

impl Contents {
    /// Whether master keys of the bureau lie in it.
    #[must_use]
    pub fn has_master_key(&self) -> bool {
        self.files.iter().any(|(name, _)| is_master_key_file(name))
    }
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
    let wrapped =
        files.iter().filter(|(name, _)| ["identity", NEXT_IDENTITY, "node.key"].contains(&name.as_str()));
    let wrapped = wrapped.map(|(_, bytes)| bytes).chain(keys.iter().map(|(_, wrapped)| wrapped));
    let contents = Contents {
        master_keys: wrapped.filter_map(|wrapped| wrapped_under(wrapped)).map(|id| id.to_string()).collect(),
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
    if with_master_key {
        names.extend(home.master_key_files()?);
    }
    names.extend(FILES.iter().map(|name| (*name).to_owned()).filter(|name| home.file(name).exists()));
    names.into_iter().map(|name| Ok((name.clone(), home.read(&name)?))).collect()
}

fn length(bytes: &[u8]) -> io::Result<[u8; 4]> {
    u32::try_from(bytes.len()).map(u32::to_be_bytes).map_err(io::Error::other)
}
