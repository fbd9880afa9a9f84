//! The store in a PostgreSQL database: one session writes, several connections read.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use bureau::ports::{Batch, Rewrapped, Store, StoreFault, StoredEntry};
use case::id::CaseId;
use journal::entry::Header;
use sqlx::postgres::{PgPool, PgPoolOptions};
use sqlx::{PgConnection, Postgres};
use tokio::sync::{Mutex, OwnedMutexGuard, mpsc};

use super::address::Address;
use super::kept::{Kept, beside, kept_checkpoint};
use super::port::{Filling, NodeStore, broken_off};
use super::rows::fault;
use super::schema;
use super::session::{Session, answered, cannot_connect, run, watched};
use super::tables::Tables;

/// Connections that read at the same time.
const READERS_MAX: u32 = 8;
/// How long the server has to give a reader a connection.
const READER_TIME_MAX: Duration = Duration::from_secs(10);
/// How long the server has to make a batch durable; the largest holds the files of one message.
const APPEND_TIME_MAX: Duration = Duration::from_secs(60);
/// What a probe tries to write, in bytes: more than one act of an officer needs.
const PROBE_BYTES: i32 = 64 * 1024;

/// The store of one bureau in one PostgreSQL database. Cloning gives another handle to the same store.
#[derive(Clone)]
pub struct PostgresStore {
    writer: Option<Arc<Mutex<Writer>>>,
    tables: Tables<Postgres>,
}

struct Writer {
    session: Session,
    /// Where the last checkpoint is kept in the data directory.
    kept: Kept,
    bytes_max: Option<u64>,
}

impl PostgresStore {
    /// Opens the database for this process alone to write. The last checkpoint is kept beside `file`, as that of a journal
    /// in this file would be. `bytes_max` is a quota; none leaves it to the disk.
    ///
    /// # Errors
    /// [`StoreFault::Held`] while another process works on it; another fault when it cannot be reached, was written by a
    /// later program, or does not contain the checkpoint that was kept.
    pub async fn open(address: &Address, file: &Path, bytes_max: Option<u64>) -> Result<Self, StoreFault> {
        let store = Self::open_to_write(address, file, bytes_max).await?;
        if let Some(kept) = kept_checkpoint(file) {
            let beside = beside(file).display().to_string();
            store.tables.contains(&kept, &address.to_string(), &beside).await?;
        }
        Ok(store)
    }

    /// Opens a database to be filled with a journal that lies elsewhere.
    ///
    /// # Errors
    /// [`StoreFault`], as [`PostgresStore::open`].
    pub async fn open_to_fill(address: &Address, file: &Path) -> Result<Self, StoreFault> {
        Self::open_to_write(address, file, None).await
    }

    async fn open_to_write(
        address: &Address,
        file: &Path,
        bytes_max: Option<u64>,
    ) -> Result<Self, StoreFault> {
        let options = watched(address.options());
        let mut session = Session::open(options).await?;
        schema::of_database(session.hold().await?).await?;
        let tables = Tables(readers(address).await?);
        let kept = Kept::open(file)
            .map_err(|error| StoreFault::Broken(format!("{}: {error}", beside(file).display())))?;
        let writer = Writer { session, kept, bytes_max };
        Ok(Self { writer: Some(Arc::new(Mutex::new(writer))), tables })
    }

    /// Opens the database to read it only, also while a node is at work on it.
    ///
    /// # Errors
    /// [`StoreFault`] when it cannot be reached or holds no journal.
    pub async fn open_to_read(address: &Address) -> Result<Self, StoreFault> {
        let pool = readers(address).await?;
        let mut connection = pool.acquire().await.map_err(fault)?;
        if !schema::has_journal(&mut connection).await? {
            let why = format!("{address} holds no journal yet: it begins when its node is started");
            return Err(StoreFault::Broken(why));
        }
        Ok(Self { writer: None, tables: Tables(pool) })
    }

    async fn writer(&self) -> Result<OwnedMutexGuard<Writer>, StoreFault> {
        match &self.writer {
            Some(writer) => Ok(writer.clone().lock_owned().await),
            None => Err(StoreFault::Broken("it was opened to be read only".to_owned())),
        }
    }
}

async fn readers(address: &Address) -> Result<PgPool, StoreFault> {
    PgPoolOptions::new()
        .max_connections(READERS_MAX)
        .acquire_timeout(READER_TIME_MAX)
        .connect_with(watched(address.options()).options([("default_transaction_read_only", "on")]))
        .await
        .map_err(cannot_connect)
}

impl Writer {
    /// Makes a batch durable, or leaves nothing of it behind.
    async fn append(&mut self, batch: &Batch) -> Result<(), StoreFault> {
        let bytes_max = self.bytes_max;
        let connection = self.session.hold().await?;
        let written = answered(APPEND_TIME_MAX, async {
            run(connection, "BEGIN").await?;
            // An erasure takes out more than it writes.
            let bytes_max = bytes_max.filter(|_| batch.erased.is_empty());
            has_room(connection, bytes_max, bytes_of(batch)).await?;
            Tables::<Postgres>::write(connection, batch).await?;
            run(connection, "COMMIT").await
        })
        .await;
        match &written {
            Ok(()) if batch.entries.is_empty() => {}
            Ok(()) => self.kept.keep(&batch.checkpoint),
            Err(_) => self.session.roll_back().await,
        }
        written
    }

    /// Makes rewrapped keys durable, or leaves the old ones.
    async fn rewrap(&mut self, keys: &[Rewrapped]) -> Result<(), StoreFault> {
        let connection = self.session.hold().await?;
        let written = answered(APPEND_TIME_MAX, async {
            run(connection, "BEGIN").await?;
            Tables::<Postgres>::rewrap(connection, keys).await?;
            run(connection, "COMMIT").await
        })
        .await;
        if written.is_err() {
            self.session.roll_back().await;
        }
        written
    }

    /// Makes the line of a witness durable.
    async fn cosign(&mut self, size: u64, line: &str) -> Result<(), StoreFault> {
        let connection = self.session.hold().await?;
        let written = answered(APPEND_TIME_MAX, async {
            run(connection, "BEGIN").await?;
            Tables::<Postgres>::cosign(connection, size, line).await?;
            run(connection, "COMMIT").await
        })
        .await;
        if written.is_err() {
            self.session.roll_back().await;
        }
        written
    }

    /// Writes what comes into one transaction, and makes it durable at the last word.
    async fn fill(&mut self, mut with: mpsc::Receiver<Filling>) -> Result<(), StoreFault> {
        let connection = self.session.hold().await?;
        let mut last = None;
        let filled = async {
            run(connection, "BEGIN").await?;
            loop {
                match with.recv().await.ok_or_else(broken_off)? {
                    Filling::Done => break,
                    Filling::Batches(batches) => {
                        for batch in batches {
                            Tables::<Postgres>::write(connection, &batch).await?;
                            last = Some(batch.checkpoint);
                        }
                    }
                }
            }
            run(connection, "COMMIT").await
        }
        .await;
        match &filled {
            Ok(()) => last.iter().for_each(|last| self.kept.keep(last)),
            Err(_) => self.session.roll_back().await,
        }
        filled
    }
}

/// Whether the quota leaves room for so many bytes more.
async fn has_room(
    connection: &mut PgConnection,
    bytes_max: Option<u64>,
    more: usize,
) -> Result<(), StoreFault> {
    let Some(bytes_max) = bytes_max else { return Ok(()) };
    let sql = "SELECT pg_total_relation_size('entry') + pg_total_relation_size('case_key') + \
               pg_total_relation_size('checkpoint')";
    let taken: i64 = sqlx::query_scalar(sql).fetch_one(connection).await.map_err(fault)?;
    let wanted = u64::try_from(taken).unwrap_or(0).saturating_add(u64::try_from(more).unwrap_or(u64::MAX));
    if wanted > bytes_max { Err(StoreFault::Full) } else { Ok(()) }
}

fn bytes_of(batch: &Batch) -> usize {
    batch.entries.iter().map(|entry| entry.body.as_ref().map_or(0, Vec::len)).sum()
}

#[async_trait]
impl Store for PostgresStore {
    async fn append(&self, batch: Batch) -> Result<(), StoreFault> {
        let mut writer = self.writer().await?;
        // Whoever asked may go away; the session is not left in the middle of a batch.
        let done = tokio::spawn(async move { writer.append(&batch).await }).await;
        done.unwrap_or_else(|broken| Err(StoreFault::Broken(broken.to_string())))
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

    async fn keys(&self) -> Result<Vec<(CaseId, Vec<u8>)>, StoreFault> {
        self.tables.keys().await
    }

    async fn rewrap(&self, keys: Vec<Rewrapped>) -> Result<(), StoreFault> {
        let mut writer = self.writer().await?;
        let done = tokio::spawn(async move { writer.rewrap(&keys).await }).await;
        done.unwrap_or_else(|broken| Err(StoreFault::Broken(broken.to_string())))
    }

    async fn last_checkpoint(&self) -> Result<Option<String>, StoreFault> {
        self.tables.last_checkpoint().await
    }

    async fn checkpoints(&self) -> Result<Vec<String>, StoreFault> {
        self.tables.checkpoints_up_to(u64::MAX).await
    }

    async fn cosign(&self, size: u64, line: &str) -> Result<(), StoreFault> {
        let (mut writer, line) = (self.writer().await?, line.to_owned());
        let done = tokio::spawn(async move { writer.cosign(size, &line).await }).await;
        done.unwrap_or_else(|broken| Err(StoreFault::Broken(broken.to_string())))
    }

    async fn cosigned(&self) -> Result<Vec<String>, StoreFault> {
        self.tables.cosigned().await
    }
}

#[async_trait]
impl NodeStore for PostgresStore {
    async fn size(&self) -> Result<u64, StoreFault> {
        self.tables.size().await
    }

    async fn checkpoints_up_to(&self, size: u64) -> Result<Vec<String>, StoreFault> {
        self.tables.checkpoints_up_to(size).await
    }

    async fn probe(&self) -> Result<(), StoreFault> {
        let mut writer = self.writer().await?;
        let bytes_max = writer.bytes_max;
        let probed = tokio::spawn(async move {
            let connection = writer.session.hold().await?;
            let tried = answered(APPEND_TIME_MAX, async {
                run(connection, "BEGIN").await?;
                has_room(connection, bytes_max, usize::try_from(PROBE_BYTES).unwrap_or(0)).await?;
                sqlx::query("INSERT INTO checkpoint (size, note) VALUES (-1, repeat('x', $1))")
                    .bind(PROBE_BYTES)
                    .execute(&mut *connection)
                    .await
                    .map(|_| ())
                    .map_err(fault)
            })
            .await;
            writer.session.roll_back().await;
            tried
        });
        probed.await.unwrap_or_else(|broken| Err(StoreFault::Broken(broken.to_string())))
    }

    async fn hold(&self) -> Result<(), StoreFault> {
        self.writer().await?.session.ask().await
    }

    async fn fill(&self, with: mpsc::Receiver<Filling>) -> Result<(), StoreFault> {
        self.writer().await?.fill(with).await
    }

    async fn close(&self) {
        self.tables.0.close().await;
        if let Ok(mut writer) = self.writer().await {
            writer.session.close().await;
        }
    }
}
