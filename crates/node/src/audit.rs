//! Proof that a journal is whole: verified where it lies, or written out for an auditor.
//!
//! A node may be at work meanwhile: what it adds after the first look is left out, entries and checkpoints alike.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bureau::ports::{StoreFault, StoredEntry};
use case::id::CaseId;
use journal::checkpoint::{BadCheckpoint, SignedCheckpoint};
use journal::export::{
    CHECKPOINTS_FILE, CheckpointFault, CheckpointReader, ENTRIES_FILE, EntryReader, EntryWriter,
    ExportedEntry, KEY_FILE, ReadFault, write_checkpoint,
};
use journal::note::{BadKey, VerifierKey};
use journal::report::Report;
use journal::tiles::{CHECKPOINT_FILE, TileFile, Tiles};
use journal::trust::{Trust, exchanges};
use journal::verify::verify_with_keys;
use seal::note::is_signed_by;
use tokio::sync::mpsc;

use crate::home::{self, Home, HomeFault};
use crate::store::{NodeStore, Place, kept_checkpoint};

/// Entries read at a time.
const ENTRIES_PER_READ: u32 = 200;
/// Reads that wait for the verifier.
const READS_AHEAD_MAX: usize = 2;
/// Largest file with a verifier key, in bytes.
const KEY_FILE_BYTES_MAX: u64 = 4 * 1024;

/// Where an export holds the tiles.
const TILES_FOLDER: &str = "tiles";

/// Why nothing was verified or written.
#[derive(Debug, thiserror::Error)]
pub enum AuditFault {
    /// The store.
    #[error("the journal cannot be read: {0}")]
    Store(#[from] StoreFault),
    /// The data directory.
    #[error(transparent)]
    Home(#[from] HomeFault),
    /// A file.
    #[error("{}: {why}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What is wrong.
        why: String,
    },
    /// What is to be written is there already.
    #[error("{}: there is something here already, and it may be evidence; choose another folder with --out", path.display())]
    Taken {
        /// The folder.
        path: PathBuf,
    },
    /// A checkpoint in the store is none, and cannot be written out.
    #[error("a checkpoint in the store cannot be read: {0}")]
    Checkpoint(#[from] BadCheckpoint),
    /// The verification ended early.
    #[error("the verification was broken off")]
    BrokenOff,
}

impl AuditFault {
    fn file(path: &Path, why: impl std::fmt::Display) -> Self {
        Self::File { path: path.to_owned(), why: why.to_string() }
    }
}

/// The checkpoints that an auditor kept from earlier days: each file holds one signed note, or several as in an export.
///
/// # Errors
/// [`AuditFault::File`] when a file cannot be read or holds none.
pub fn read_kept(files: &[PathBuf]) -> Result<Vec<SignedCheckpoint>, AuditFault> {
    let mut kept = Vec::new();
    for file in files {
        let source = File::open(file).map_err(|error| AuditFault::file(file, error))?;
        let read: Result<Vec<_>, _> = CheckpointReader::new(BufReader::new(source)).collect();
        let read = read.map_err(|fault| AuditFault::file(file, fault))?;
        if read.is_empty() {
            return Err(AuditFault::file(file, "it holds no checkpoint"));
        }
        kept.extend(read);
    }
    Ok(kept)
}

/// Verifies the journal of a data directory under the key that was written when the node was set up. It must contain the
/// checkpoints that were `kept` elsewhere and the one that the node keeps beside it, and a key for every case that was not
/// erased.
///
/// # Errors
/// [`AuditFault`] when it cannot be read; what does not verify is in the report.
pub async fn verify_home(home: &Home, kept: Vec<SignedCheckpoint>) -> Result<Report, AuditFault> {
    verify_at(home, &Place::file(home.journal_file()), kept).await
}

/// As [`verify_home`], for a journal that lies elsewhere.
///
/// # Errors
/// [`AuditFault`], as there.
pub async fn verify_at(
    home: &Home,
    place: &Place,
    mut kept: Vec<SignedCheckpoint>,
) -> Result<Report, AuditFault> {
    let key = JournalKey::read(&home.file(KEY_FILE))?;
    // Read before the journal: a node at work may add to both meanwhile.
    kept.extend(kept_checkpoint(&place.file));
    verify_store(key, place.open_to_read().await?, kept).await
}

/// Verifies what a store holds now under this key.
pub(crate) async fn verify_store(
    key: JournalKey,
    store: Arc<dyn NodeStore>,
    kept: Vec<SignedCheckpoint>,
) -> Result<Report, AuditFault> {
    let (size, notes) = snapshot(store.as_ref()).await?;
    let keys: BTreeSet<CaseId> = store.keys().await?.into_iter().map(|(case, _)| case).collect();
    let (sender, mut receiver) = mpsc::channel::<Result<Vec<StoredEntry>, StoreFault>>(READS_AHEAD_MAX);
    let reading = tokio::spawn(read_entries(store, size, sender));
    let work = tokio::task::spawn_blocking(move || {
        let mut broken = None;
        let read = std::iter::from_fn(|| match receiver.blocking_recv()? {
            Ok(entries) => Some(entries),
            Err(fault) => {
                broken = Some(fault);
                None
            }
        });
        let entries = read.flatten().map(exported);
        let checkpoints = || notes.iter().map(|note| note.parse().map_err(CheckpointFault::Text));
        let exchanges = exchanges(checkpoints().filter_map(Result::ok));
        let report = key.verify(entries, checkpoints(), &exchanges, &kept, &|case| keys.contains(&case));
        broken.map_or(Ok(report), |fault| Err(AuditFault::Store(fault)))
    });
    let report = work.await.map_err(|_| AuditFault::BrokenOff)?;
    reading.await.map_err(|_| AuditFault::BrokenOff)?;
    report
}

/// Verifies what was written out, under the key in the folder. It must contain the checkpoints that were `kept` elsewhere.
///
/// # Errors
/// [`AuditFault::File`].
pub fn verify_export(folder: &Path, kept: &[SignedCheckpoint]) -> Result<Report, AuditFault> {
    let open = |name: &str| {
        let path = folder.join(name);
        File::open(&path).map(BufReader::new).map_err(|error| AuditFault::file(&path, error))
    };
    let entries = EntryReader::new(open(ENTRIES_FILE)?);
    let entries = entries.map_err(|fault| AuditFault::file(&folder.join(ENTRIES_FILE), fault))?;
    let checkpoints = || open(CHECKPOINTS_FILE).map(CheckpointReader::new);
    let exchanges = exchanges(checkpoints()?.filter_map(Result::ok));
    Ok(JournalKey::read(&folder.join(KEY_FILE))?.verify(entries, checkpoints()?, &exchanges, kept, &|_| true))
}

/// Writes the journal of a data directory out into a folder that is new or empty; gives the number of entries. `with_tiles` adds
/// the headers and the tree in the layout of a tiled log, in a folder of their own.
///
/// # Errors
/// [`AuditFault`].
pub async fn export(home: &Home, place: &Place, out: &Path, with_tiles: bool) -> Result<u64, AuditFault> {
    let failed = |name: &'static str| move |error: io::Error| AuditFault::file(&out.join(name), error);
    let create = |name: &'static str| File::create(out.join(name)).map(BufWriter::new).map_err(failed(name));
    let key = home.read(KEY_FILE)?;
    let store = place.open_to_read().await?;
    if !home::is_new_or_empty(out).map_err(|error| AuditFault::file(out, error))? {
        return Err(AuditFault::Taken { path: out.to_owned() });
    }
    fs::create_dir_all(out).map_err(|error| AuditFault::file(out, error))?;
    fs::write(out.join(KEY_FILE), key).map_err(failed(KEY_FILE))?;
    let (size, notes) = snapshot(store.as_ref()).await?;
    let mut checkpoints = create(CHECKPOINTS_FILE)?;
    for note in &notes {
        write_checkpoint(&mut checkpoints, &note.parse::<SignedCheckpoint>()?)
            .map_err(failed(CHECKPOINTS_FILE))?;
    }
    checkpoints.flush().map_err(failed(CHECKPOINTS_FILE))?;
    let mut entries = EntryWriter::new(create(ENTRIES_FILE)?).map_err(failed(ENTRIES_FILE))?;
    let mut tiles = with_tiles.then(Tiles::default);
    let (sender, mut receiver) = mpsc::channel(READS_AHEAD_MAX);
    let reading = tokio::spawn(read_entries(store, size, sender));
    while let Some(read) = receiver.recv().await {
        for entry in read? {
            let written = entries.write(&entry.header, entry.body.as_deref());
            written.map_err(|fault| AuditFault::file(&out.join(ENTRIES_FILE), fault))?;
            if let Some(tiles) = &mut tiles {
                write_tiles(out, tiles.take(&entry.header))?;
            }
        }
    }
    entries.finish().map_err(failed(ENTRIES_FILE))?;
    if let Some(tiles) = tiles {
        let last = notes.last().cloned().unwrap_or_default().into_bytes();
        let checkpoint = TileFile { path: CHECKPOINT_FILE.to_owned(), bytes: last };
        write_tiles(out, tiles.finish().into_iter().chain([checkpoint]))?;
    }
    reading.await.map_err(|_| AuditFault::BrokenOff)?;
    Ok(size)
}

fn write_tiles(out: &Path, files: impl IntoIterator<Item = TileFile>) -> Result<(), AuditFault> {
    for TileFile { path, bytes } in files {
        let file = out.join(TILES_FOLDER).join(path);
        let written = file.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&file, bytes));
        written.map_err(|error| AuditFault::file(&file, error))?;
    }
    Ok(())
}

/// How many entries there are now, and the checkpoints over them.
pub(crate) async fn snapshot(store: &dyn NodeStore) -> Result<(u64, Vec<String>), StoreFault> {
    let size = store.size().await?;
    Ok((size, store.checkpoints_up_to(size).await?))
}

/// Reads the first `size` entries in order and hands them on.
pub(crate) async fn read_entries(
    store: Arc<dyn NodeStore>,
    size: u64,
    to: mpsc::Sender<Result<Vec<StoredEntry>, StoreFault>>,
) {
    let mut from = 0;
    while from < size {
        let read = store.entries(from, ENTRIES_PER_READ).await.map(|mut entries| {
            entries.retain(|entry| entry.header.position < size);
            entries
        });
        let next = match &read {
            Ok(entries) => entries.last().map(|entry| entry.header.position.saturating_add(1)),
            Err(_) => None,
        };
        if to.send(read).await.is_err() {
            return;
        }
        let Some(next) = next else { return };
        from = next;
    }
}

fn exported(entry: StoredEntry) -> Result<ExportedEntry, ReadFault> {
    Ok(ExportedEntry { header: entry.header.to_bytes(), body: entry.body })
}

/// A verifier key of a journal.
#[derive(Clone)]
pub struct JournalKey(VerifierKey);

impl JournalKey {
    /// The key in a file.
    ///
    /// # Errors
    /// [`AuditFault::File`].
    pub fn read(file: &Path) -> Result<Self, AuditFault> {
        let mut text = String::new();
        let read = File::open(file).and_then(|open| open.take(KEY_FILE_BYTES_MAX).read_to_string(&mut text));
        read.map_err(|error| AuditFault::file(file, error))?;
        Self::parse(&text, file)
    }

    /// The key in this text, which came from this file.
    ///
    /// # Errors
    /// [`AuditFault::File`].
    pub fn parse(text: &str, file: &Path) -> Result<Self, AuditFault> {
        text.trim().parse().map(Self).map_err(|fault: BadKey| AuditFault::file(file, fault))
    }

    pub(crate) fn verify(
        &self,
        entries: impl IntoIterator<Item = Result<ExportedEntry, ReadFault>>,
        checkpoints: impl IntoIterator<Item = Result<SignedCheckpoint, CheckpointFault>>,
        exchanges: &[SignedCheckpoint],
        kept: &[SignedCheckpoint],
        has_key: &dyn Fn(CaseId) -> bool,
    ) -> Report {
        let trust = Trust { exchanges, kept, ..Trust::in_key(&self.0, &is_signed_by) };
        verify_with_keys(entries, checkpoints, &trust, has_key)
    }
}
