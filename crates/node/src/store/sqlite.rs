//! The store in one SQLite file: write-ahead log, every commit synced, one writer and several readers.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use bureau::ports::{Batch, Store, StoreFault, StoredEntry};
use case::id::CaseId;
use journal::checkpoint::SignedCheckpoint;
use journal::entry::{EntryKind, Header};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{Connection, SqliteConnection};
use tokio::sync::{Mutex, MutexGuard};

use super::kept::{Kept, beside, kept_checkpoint};
use super::rows::{self, EntryRow, HeaderRow, fault};
use super::schema;
use super::writer::Writer;

/// Connections that read at the same time.
const READERS_MAX: u32 = 4;
/// How long a connection waits for another one's lock, in milliseconds. One process holds the file, so this is short.
const BUSY_MS_MAX: u64 = 5_000;
/// Size of a page of the file, in bytes.
const PAGE_BYTES: u64 = 4_096;
/// What a probe tries to write, in bytes: more than one act of an officer needs.
const PROBE_BYTES: i64 = 64 * 1024;

/// The store of one bureau in one SQLite file. Cloning gives another handle to the same store.
#[derive(Clone)]
pub struct SqliteStore {
    writer: Option<Arc<Mutex<Writer>>>,
    readers: SqlitePool,
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
        let options = SqliteConnectOptions::new()
            .filename(file)
            .busy_timeout(Duration::from_millis(BUSY_MS_MAX))
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full);
        let mut writing = options.clone();
        if let Some(bytes) = bytes_max {
            writing = writing.pragma("max_page_count", (bytes / PAGE_BYTES).max(1).to_string());
        }
        let mut writer =
            SqliteConnection::connect_with(&writing).await.map_err(|error| cannot_open(file, &error))?;
        schema::bring_up_to_date(&mut writer).await?;
        if let Some(kept) = kept_checkpoint(file) {
            contains(&mut writer, &kept, file).await?;
        }
        let kept = Kept::open(file).map_err(|error| cannot_open(file, &error))?;
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS_MAX)
            .connect_with(options.read_only(true))
            .await
            .map_err(|error| cannot_open(file, &error))?;
        Ok(Self { writer: Some(Arc::new(Mutex::new(Writer::new(writer, kept)))), readers })
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
        Ok(Self { writer: None, readers: readers.map_err(|error| cannot_open(file, &error))? })
    }

    /// How many entries there are.
    ///
    /// # Errors
    /// [`StoreFault`].
    pub async fn size(&self) -> Result<u64, StoreFault> {
        let size: i64 = sqlx::query_scalar("SELECT coalesce(max(position) + 1, 0) FROM entry")
            .fetch_one(&self.readers)
            .await
            .map_err(fault)?;
        u64::try_from(size).map_err(|error| StoreFault::Broken(error.to_string()))
    }

    /// The signed checkpoints over the first `size` entries, oldest first.
    ///
    /// # Errors
    /// [`StoreFault`].
    pub async fn checkpoints_up_to(&self, size: u64) -> Result<Vec<String>, StoreFault> {
        sqlx::query_scalar("SELECT note FROM checkpoint WHERE size <= ? ORDER BY size")
            .bind(rows::number(size)?)
            .fetch_all(&self.readers)
            .await
            .map_err(fault)
    }

    /// Entries of a case, chosen by whether they hold the content of a file.
    async fn of_case(&self, sql: &'static str, case: CaseId) -> Result<Vec<StoredEntry>, StoreFault> {
        let found: Vec<EntryRow> = sqlx::query_as(sql)
            .bind(case.bytes().to_vec())
            .bind(EntryKind::File.code())
            .fetch_all(&self.readers)
            .await
            .map_err(fault)?;
        found.into_iter().map(EntryRow::into_entry).collect()
    }

    async fn writer(&self) -> Result<MutexGuard<'_, Writer>, StoreFault> {
        match &self.writer {
            Some(writer) => Ok(writer.lock().await),
            None => Err(StoreFault::Broken("it was opened to be read only".to_owned())),
        }
    }

    /// Tries whether an act could be recorded now; leaves nothing behind.
    ///
    /// # Errors
    /// [`StoreFault`], as an append would meet it.
    pub async fn probe(&self) -> Result<(), StoreFault> {
        let mut writer = self.writer().await?;
        writer.begin().await?;
        let tried = sqlx::query("INSERT INTO checkpoint (size, note) VALUES (-1, CAST(zeroblob(?) AS TEXT))")
            .bind(PROBE_BYTES)
            .execute(&mut writer.connection)
            .await;
        writer.roll_back().await;
        tried.map(|_| ()).map_err(fault)
    }

    /// Closes the readers and writes the log back into the file. Nothing is lost where this fails: the log is read back
    /// at the next start.
    pub async fn close(&self) {
        self.readers.close().await;
        let Ok(mut writer) = self.writer().await else { return };
        if let Err(error) =
            sqlx::raw_sql("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut writer.connection).await
        {
            tracing::warn!(%error, "the store's log was not written back");
        }
    }
}

#[async_trait]
impl Store for SqliteStore {
    async fn append(&self, batch: Batch) -> Result<(), StoreFault> {
        let mut writer = self.writer().await?;
        writer.begin().await?;
        let written = match write(&mut writer.connection, &batch).await {
            Ok(()) => writer.commit().await,
            Err(fault) => Err(fault),
        };
        match &written {
            Ok(()) if batch.entries.is_empty() => {}
            Ok(()) => writer.kept.keep(&batch.checkpoint),
            Err(_) => writer.roll_back().await,
        }
        written
    }

    async fn entries(&self, from: u64, count: u32) -> Result<Vec<StoredEntry>, StoreFault> {
        let sql = "SELECT position, case_id, at, kind, digest, bytes, body FROM entry \
                   WHERE position >= ? ORDER BY position LIMIT ?";
        let found: Vec<EntryRow> = sqlx::query_as(sql)
            .bind(rows::number(from)?)
            .bind(count)
            .fetch_all(&self.readers)
            .await
            .map_err(fault)?;
        found.into_iter().map(EntryRow::into_entry).collect()
    }

    async fn headers(&self, from: u64, count: u32) -> Result<Vec<Header>, StoreFault> {
        let sql = "SELECT position, case_id, at, kind, digest, bytes FROM entry \
                   WHERE position >= ? ORDER BY position LIMIT ?";
        let found: Vec<HeaderRow> = sqlx::query_as(sql)
            .bind(rows::number(from)?)
            .bind(count)
            .fetch_all(&self.readers)
            .await
            .map_err(fault)?;
        found.into_iter().map(HeaderRow::into_header).collect()
    }

    async fn case_entries(&self, case: CaseId) -> Result<Vec<StoredEntry>, StoreFault> {
        let sql = "SELECT position, case_id, at, kind, digest, bytes, body FROM entry \
                   WHERE case_id = ? AND kind <> ? ORDER BY position";
        self.of_case(sql, case).await
    }

    async fn file_entries(&self, case: CaseId) -> Result<Vec<StoredEntry>, StoreFault> {
        let sql = "SELECT position, case_id, at, kind, digest, bytes, body FROM entry \
                   WHERE case_id = ? AND kind = ? ORDER BY position";
        self.of_case(sql, case).await
    }

    async fn cases(
        &self,
        after: Option<CaseId>,
        count: u32,
    ) -> Result<Vec<(CaseId, Vec<StoredEntry>)>, StoreFault> {
        // A blob of no bytes stands before every identifier.
        let after = after.map_or_else(Vec::new, |case| case.bytes().to_vec());
        let sql = "SELECT position, case_id, at, kind, digest, bytes, body FROM entry WHERE case_id IN \
                   (SELECT DISTINCT case_id FROM entry WHERE case_id > ? ORDER BY case_id LIMIT ?) \
                   AND kind <> ? ORDER BY case_id, position";
        let found: Vec<EntryRow> = sqlx::query_as(sql)
            .bind(after)
            .bind(count)
            .bind(EntryKind::File.code())
            .fetch_all(&self.readers)
            .await
            .map_err(fault)?;
        let mut cases: Vec<(CaseId, Vec<StoredEntry>)> = Vec::new();
        for row in found {
            let entry = row.into_entry()?;
            match cases.last_mut() {
                Some((case, entries)) if *case == entry.header.case => entries.push(entry),
                _ => cases.push((entry.header.case, vec![entry])),
            }
        }
        Ok(cases)
    }

    async fn keys(&self) -> Result<Vec<(CaseId, Vec<u8>)>, StoreFault> {
        let found: Vec<(Vec<u8>, Vec<u8>)> = sqlx::query_as("SELECT case_id, wrapped FROM case_key")
            .fetch_all(&self.readers)
            .await
            .map_err(fault)?;
        found.into_iter().map(|(case, wrapped)| Ok((rows::case_id(&case)?, wrapped))).collect()
    }

    async fn last_checkpoint(&self) -> Result<Option<String>, StoreFault> {
        sqlx::query_scalar("SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1")
            .fetch_optional(&self.readers)
            .await
            .map_err(fault)
    }

    async fn checkpoints(&self) -> Result<Vec<String>, StoreFault> {
        sqlx::query_scalar("SELECT note FROM checkpoint ORDER BY size")
            .fetch_all(&self.readers)
            .await
            .map_err(fault)
    }
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

/// Whether the checkpoint that was kept beside the file is one of those in it.
async fn contains(
    connection: &mut SqliteConnection,
    kept: &SignedCheckpoint,
    file: &Path,
) -> Result<(), StoreFault> {
    let kept = kept.checkpoint();
    let stored: Option<String> = sqlx::query_scalar("SELECT note FROM checkpoint WHERE size = ?")
        .bind(rows::number(kept.size)?)
        .fetch_optional(&mut *connection)
        .await
        .map_err(fault)?;
    let stored = stored.and_then(|note| note.parse::<SignedCheckpoint>().ok());
    if stored.is_some_and(|stored| stored.checkpoint() == kept) {
        return Ok(());
    }
    let size: i64 = sqlx::query_scalar("SELECT coalesce(max(position) + 1, 0) FROM entry")
        .fetch_one(connection)
        .await
        .map_err(fault)?;
    let beside = beside(file);
    Err(StoreFault::Broken(format!(
        "{} holds {size} entries and not the history of {} entries that {} was signed over: it was cut, replaced, or came \
         back from an old backup. Put the newest copy back. To go on without what is lost, tell the bureaus you work with \
         and remove {}",
        file.display(),
        kept.size,
        beside.display(),
        beside.display()
    )))
}

/// Writes a batch within the open transaction.
async fn write(connection: &mut SqliteConnection, batch: &Batch) -> Result<(), StoreFault> {
    let size = follows(connection, batch).await?;
    for entry in &batch.entries {
        rows::insert_entry(entry)?.execute(&mut *connection).await.map_err(fault)?;
    }
    for (case, wrapped) in &batch.keys {
        sqlx::query("INSERT INTO case_key (case_id, wrapped) VALUES (?, ?)")
            .bind(case.bytes().to_vec())
            .bind(wrapped.as_slice())
            .execute(&mut *connection)
            .await
            .map_err(fault)?;
    }
    if !batch.entries.is_empty() {
        sqlx::query("INSERT INTO checkpoint (size, note) VALUES (?, ?)")
            .bind(size)
            .bind(batch.checkpoint.as_str())
            .execute(connection)
            .await
            .map_err(fault)?;
    }
    Ok(())
}

/// The number of entries after the batch, when its positions follow on what is stored.
async fn follows(connection: &mut SqliteConnection, batch: &Batch) -> Result<i64, StoreFault> {
    let stored: i64 = sqlx::query_scalar("SELECT coalesce(max(position) + 1, 0) FROM entry")
        .fetch_one(connection)
        .await
        .map_err(fault)?;
    batch.entries.iter().try_fold(stored, |next, entry| {
        let position = rows::number(entry.header.position)?;
        if position == next { Ok(next + 1) } else { Err(StoreFault::Overtaken) }
    })
}
