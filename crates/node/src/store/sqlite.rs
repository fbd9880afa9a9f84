//! The store in one SQLite file: write-ahead log, every commit synced, one writer and several readers.

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use bureau::ports::{Batch, Rewrapped, Store, StoreFault, StoredEntry, WriteLock};
use case::id::CaseId;
use journal::entry::Header;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Connection, Sqlite, SqliteConnection};
use tokio::sync::{Mutex, MutexGuard, mpsc};

use super::kept::{Kept, beside, kept_checkpoint};
use super::port::{Filling, NodeStore, broken_off};
use super::rows::fault;
use super::schema;
use super::tables::Tables;
use super::writer::Writer;

/// Connections that read at the same time.
const READERS_MAX: u32 = 4;
/// How long a connection waits for another one's lock, in milliseconds. One process holds the file, so this is short.
const BUSY_MS_MAX: u64 = 5_000;
/// How often, and with what pause, it is tried to empty the log while a reader is at work.
const WRITE_BACK_TRIES: u32 = 20;
const WRITE_BACK_PAUSE: Duration = Duration::from_millis(50);
/// Size of a page of the file, in bytes.
const PAGE_BYTES: u64 = 4_096;
/// What a probe tries to write, in bytes: more than one act of an officer needs.
const PROBE_BYTES: i64 = 64 * 1024;

/// The store of one bureau in one SQLite file. Cloning gives another handle to the same store.
#[derive(Clone)]
pub struct SqliteStore {
    writer: Option<Arc<Mutex<Writer>>>,
    tables: Tables<Sqlite>,
}

impl SqliteStore {
    /// Opens the file, which may be empty but must be there: a journal that was taken away is not begun again unnoticed.
    /// `bytes_max` is a quota; none leaves it to the disk.
    ///
    /// # Errors
    /// [`StoreFault`] when the file is missing, cannot be opened, was written by a later program, or does not contain the
    /// checkpoint that was kept beside it.
    pub async fn open(file: &Path, bytes_max: Option<u64>) -> Result<Self, StoreFault> {
        is_there(file)?;
        let store = Self::open_to_write(file, bytes_max).await?;
        if let Some(kept) = kept_checkpoint(file) {
            let beside = beside(file).display().to_string();
            store.tables.contains(&kept, &file.display().to_string(), &beside).await?;
        }
        Ok(store)
    }

    /// Opens a file to be filled with a journal that lies elsewhere; it is made where there is none.
    ///
    /// # Errors
    /// [`StoreFault`], as [`SqliteStore::open`].
    pub async fn open_to_fill(file: &Path) -> Result<Self, StoreFault> {
        let made = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(file);
        made.map_err(|error| cannot_open(file, &error))?;
        Self::open_to_write(file, None).await
    }

    async fn open_to_write(file: &Path, bytes_max: Option<u64>) -> Result<Self, StoreFault> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .busy_timeout(Duration::from_millis(BUSY_MS_MAX))
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full);
        // What is deleted is overwritten: the key of an erased case stays in no free page.
        let mut writing = options.clone().pragma("secure_delete", "ON");
        if let Some(bytes) = bytes_max {
            writing = writing.pragma("max_page_count", (bytes / PAGE_BYTES).max(1).to_string());
        }
        let mut writer =
            SqliteConnection::connect_with(&writing).await.map_err(|error| cannot_open(file, &error))?;
        schema::of_file(&mut writer).await?;
        // The log may still hold what an erasure took out before the last stop.
        write_back(&mut writer).await;
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS_MAX)
            .connect_with(options.read_only(true))
            .await
            .map_err(|error| cannot_open(file, &error))?;
        let tables = Tables(readers);
        let kept = Kept::open(file).map_err(|error| cannot_open(file, &error))?;
        Ok(Self { writer: Some(Arc::new(Mutex::new(Writer::new(writer, kept)))), tables })
    }

    /// Opens the file to read it only, also while a node is at work on it.
    ///
    /// # Errors
    /// [`StoreFault`] when the file is missing or cannot be opened.
    pub async fn open_to_read(file: &Path) -> Result<Self, StoreFault> {
        is_there(file)?;
        if file.metadata().is_ok_and(|about| about.len() == 0) {
            let why = format!("{} is empty: it begins when its node is started", file.display());
            return Err(StoreFault::Broken(why));
        }
        let options = SqliteConnectOptions::new()
            .filename(file)
            .busy_timeout(Duration::from_millis(BUSY_MS_MAX))
            .read_only(true);
        let readers = SqlitePoolOptions::new().max_connections(READERS_MAX).connect_with(options).await;
        let readers = readers.map_err(|error| cannot_open(file, &error))?;
        Ok(Self { writer: None, tables: Tables(readers) })
    }

    async fn writer(&self) -> Result<MutexGuard<'_, Writer>, StoreFault> {
        match &self.writer {
            Some(writer) => Ok(writer.lock().await),
            None => Err(StoreFault::Broken("it was opened to be read only".to_owned())),
        }
    }
}

#[async_trait]
impl Store for SqliteStore {
    async fn lock(&self) -> Result<WriteLock, StoreFault> {
        Ok(WriteLock::alone())
    }

    async fn size_among_others(&self) -> Result<Option<u64>, StoreFault> {
        Ok(None)
    }

    async fn append(&self, batch: Batch) -> Result<(), StoreFault> {
        let mut writer = self.writer().await?;
        writer.begin().await?;
        let written = match Tables::<Sqlite>::write(&mut writer.connection, &batch).await {
            Ok(()) => writer.commit().await,
            Err(fault) => Err(fault),
        };
        match &written {
            Ok(()) if batch.entries.is_empty() => {}
            Ok(()) => writer.kept.keep(&batch.checkpoint),
            Err(_) => writer.roll_back().await,
        }
        if written.is_ok() && !batch.erased.is_empty() {
            // The log would keep what was erased until it is written over; where a reader is at work, until the next time.
            write_back(&mut writer.connection).await;
        }
        written
    }

    async fn entries(&self, from: u64, count: u32) -> Result<Vec<StoredEntry>, StoreFault> {
        self.tables.entries(from, count).await
    }

    async fn headers(&self, from: u64, count: u32) -> Result<Vec<Header>, StoreFault> {
        self.tables.headers(from, count).await
    }

    async fn case_entries(&self, case: CaseId) -> Result<Vec<StoredEntry>, StoreFault> {
        self.tables.case_entries(case).await
    }

    async fn file_entries(&self, case: CaseId) -> Result<Vec<StoredEntry>, StoreFault> {
        self.tables.file_entries(case).await
    }

    async fn cases(
        &self,
        after: Option<CaseId>,
        count: u32,
    ) -> Result<Vec<(CaseId, Vec<StoredEntry>)>, StoreFault> {
        self.tables.cases(after, count).await
    }

    async fn key(&self, case: CaseId) -> Result<Option<Vec<u8>>, StoreFault> {
        self.tables.key(case).await
    }

    async fn keys(&self) -> Result<Vec<(CaseId, Vec<u8>)>, StoreFault> {
        self.tables.keys().await
    }

    async fn rewrap(&self, keys: Vec<Rewrapped>) -> Result<(), StoreFault> {
        let mut writer = self.writer().await?;
        writer.begin().await?;
        let written = match Tables::<Sqlite>::rewrap(&mut writer.connection, &keys).await {
            Ok(()) => writer.commit().await,
            Err(fault) => Err(fault),
        };
        if written.is_err() {
            writer.roll_back().await;
        }
        written
    }

    async fn last_checkpoint(&self) -> Result<Option<String>, StoreFault> {
        self.tables.last_checkpoint().await
    }

    async fn checkpoints(&self) -> Result<Vec<String>, StoreFault> {
        self.tables.checkpoints_up_to(u64::MAX).await
    }

    async fn cosign(&self, size: u64, line: &str) -> Result<(), StoreFault> {
        let mut writer = self.writer().await?;
        writer.begin().await?;
        let written = match Tables::<Sqlite>::cosign(&mut writer.connection, size, line).await {
            Ok(()) => writer.commit().await,
            Err(fault) => Err(fault),
        };
        if written.is_err() {
            writer.roll_back().await;
        }
        written
    }

    async fn cosigned(&self) -> Result<Vec<String>, StoreFault> {
        self.tables.cosigned().await
    }
}

#[async_trait]
impl NodeStore for SqliteStore {
    async fn size(&self) -> Result<u64, StoreFault> {
        self.tables.size().await
    }

    async fn checkpoints_up_to(&self, size: u64) -> Result<Vec<String>, StoreFault> {
        self.tables.checkpoints_up_to(size).await
    }

    async fn probe(&self) -> Result<(), StoreFault> {
        let mut writer = self.writer().await?;
        writer.begin().await?;
        let tried = sqlx::query("INSERT INTO checkpoint (size, note) VALUES (-1, CAST(zeroblob(?) AS TEXT))")
            .bind(PROBE_BYTES)
            .execute(&mut writer.connection)
            .await;
        writer.roll_back().await;
        tried.map(|_| ()).map_err(fault)
    }

    /// The data directory is held by one process, and the file with it: there are no others.
    async fn join(&self) -> Result<(), StoreFault> {
        Ok(())
    }

    async fn is_beside_others(&self) -> Result<bool, StoreFault> {
        Ok(false)
    }

    async fn take_job(&self, _: &str) -> Result<bool, StoreFault> {
        Ok(true)
    }

    async fn leave_jobs(&self) -> Result<(), StoreFault> {
        Ok(())
    }

    async fn leave_job(&self, _: &str) -> Result<(), StoreFault> {
        Ok(())
    }

    async fn appended(&self) -> Result<u64, StoreFault> {
        std::future::pending().await
    }

    async fn fill(&self, mut with: mpsc::Receiver<Filling>) -> Result<(), StoreFault> {
        let mut writer = self.writer().await?;
        writer.begin().await?;
        let mut last = None;
        let filled = loop {
            match with.recv().await {
                Some(Filling::Done) => break writer.commit().await,
                None => break Err(broken_off()),
                Some(Filling::Batches(batches)) => {
                    last = batches.last().map(|batch| batch.checkpoint.clone()).or(last);
                    if let Err(fault) = write_all(&mut writer.connection, &batches).await {
                        break Err(fault);
                    }
                }
            }
        };
        match &filled {
            Ok(()) => last.iter().for_each(|last| writer.kept.keep(last)),
            Err(_) => writer.roll_back().await,
        }
        filled
    }

    /// Closes the readers and writes the log back into the file: where this fails, the log is read back at the next start.
    async fn close(&self) {
        self.tables.0.close().await;
        let Ok(mut writer) = self.writer().await else { return };
        write_back(&mut writer.connection).await;
    }
}

/// Writes the log back into the file and empties it. A reader at work stands in the way; it is waited for a while.
async fn write_back(connection: &mut SqliteConnection) {
    for _ in 0..WRITE_BACK_TRIES {
        // Whether it was in the way, the frames in the log, those written back.
        let told: Result<(i64, i64, i64), _> =
            sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut *connection).await;
        match told {
            Ok((0, ..)) => return,
            Ok(_) => tokio::time::sleep(WRITE_BACK_PAUSE).await,
            Err(error) => {
                tracing::warn!(%error, "the store's log was not written back");
                return;
            }
        }
    }
    tracing::warn!(
        "a reader kept the store's log from being written back; it is tried again at the next start"
    );
}

async fn write_all(connection: &mut SqliteConnection, batches: &[Batch]) -> Result<(), StoreFault> {
    for batch in batches {
        Tables::<Sqlite>::write(connection, batch).await?;
    }
    Ok(())
}

fn is_there(file: &Path) -> Result<(), StoreFault> {
    if file.try_exists().map_err(|error| cannot_open(file, &error))? {
        return Ok(());
    }
    Err(StoreFault::Broken(format!(
        "{} is missing; put it back, newest copy first: a new journal is begun only by `comity init`, with new keys",
        file.display()
    )))
}

fn cannot_open(file: &Path, error: &dyn std::fmt::Display) -> StoreFault {
    StoreFault::Broken(format!(
        "{} cannot be opened: {error}; see that it is a journal and that this user may read and write it",
        file.display()
    ))
}
