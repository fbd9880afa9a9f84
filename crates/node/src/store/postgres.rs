//! The store in a PostgreSQL database: one session of each process writes, several connections read.

use std::path::Path;
use std::pin::Pin;
use std::sync::{Arc, Weak};
use std::time::Duration;

use async_trait::async_trait;
use bureau::ports::{Batch, Rewrapped, Store, StoreFault, StoredEntry, WriteLock};
use case::id::CaseId;
use journal::entry::Header;
use sqlx::postgres::{PgListener, PgPool, PgPoolOptions};
use sqlx::{PgConnection, Postgres};
use tokio::runtime::Handle;
use tokio::sync::{Mutex, mpsc};
use tokio::time::timeout;

use super::address::Address;
use super::kept::{Kept, beside, kept_checkpoint};
use super::port::{Filling, NodeStore, broken_off};
use super::rows::fault;
use super::schema;
use super::session::{Presence, Session, answered, cannot_connect, run, watched};
use super::tables::Tables;

/// Connections that read at the same time.
const READERS_MAX: u32 = 8;
/// Connections beside those, to listen for what other processes append.
const LISTENERS: u32 = 1;
/// Where processes tell each other that they appended.
const CHANNEL: &str = "comity";
/// That word.
const APPENDED: &str = "NOTIFY comity";
/// How long a word is waited for.
const LISTEN_TIME_MAX: Duration = Duration::from_secs(5);
/// Pause between two words of a session to the server, which ends one that says nothing for long.
const WORD_PAUSE: Duration = Duration::from_secs(1);
/// How long the server has to give a reader a connection.
const READER_TIME_MAX: Duration = Duration::from_secs(10);
/// How long the server has to answer a question of a line.
const QUESTION_TIME_MAX: Duration = Duration::from_secs(10);
/// How long the server has to answer a question of many.
const READ_TIME_MAX: Duration = Duration::from_secs(120);
/// How long the server has to make a batch durable; the largest holds the files of one message.
const APPEND_TIME_MAX: Duration = Duration::from_secs(60);
/// What a probe tries to write, in bytes: more than one act of an officer needs.
const PROBE_BYTES: i32 = 64 * 1024;

/// The store of one bureau in one PostgreSQL database. Cloning gives another handle to the same store.
#[derive(Clone)]
pub struct PostgresStore {
    writer: Option<Arc<Mutex<Writer>>>,
    tables: Tables<Postgres>,
    /// Hears of what other processes append.
    listener: Arc<Mutex<Option<PgListener>>>,
}

struct Writer {
    session: Session,
    /// Where the last checkpoint is kept in the data directory.
    kept: Kept,
    /// Over how many entries that one is.
    kept_size: Option<u64>,
    bytes_max: Option<u64>,
    is_closed: bool,
}

/// What is being done with a session.
type Doing<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreFault>> + Send + 'a>>;

/// Gives the journal's lock back when it is dropped.
struct Hold {
    writer: Arc<Mutex<Writer>>,
    number: u64,
}

impl Drop for Hold {
    fn drop(&mut self) {
        let (writer, number) = (self.writer.clone(), self.number);
        // Without a runtime the process ends, and with it the session.
        if let Ok(runtime) = Handle::try_current() {
            runtime.spawn(async move { writer.lock().await.session.end(number).await });
        }
    }
}

impl PostgresStore {
    /// Opens the database to be written, also while other processes write to it. The last checkpoint is kept beside `file`, as
    /// that of a journal in this file would be. `bytes_max` is a quota; none leaves it to the disk.
    ///
    /// # Errors
    /// [`StoreFault::Held`] while another process has it for itself; another fault when it cannot be reached, was written by
    /// a later program, or does not contain the checkpoint that was kept.
    pub async fn open(address: &Address, file: &Path, bytes_max: Option<u64>) -> Result<Self, StoreFault> {
        let store = Self::open_to_write(address, file, bytes_max, Presence::Aside).await?;
        if let Some(kept) = kept_checkpoint(file) {
            let beside = beside(file).display().to_string();
            store.tables.contains(&kept, &address.to_string(), &beside).await?;
        }
        Ok(store)
    }

    /// Opens the database for this process alone: to be filled with a journal that lies elsewhere, or to be left for good.
    ///
    /// # Errors
    /// [`StoreFault::Held`] while a process is at work on it; another, as [`PostgresStore::open`].
    pub async fn open_alone(address: &Address, file: &Path) -> Result<Self, StoreFault> {
        Self::open_to_write(address, file, None, Presence::Alone).await
    }

    async fn open_to_write(
        address: &Address,
        file: &Path,
        bytes_max: Option<u64>,
        presence: Presence,
    ) -> Result<Self, StoreFault> {
        let mut session = Session::open(watched(address.options()), presence).await?;
        if session.is_beside(Presence::Alone).await? {
            return Err(StoreFault::Held);
        }
        let hold = session.lock().await?;
        let shaped = session.transact(APPEND_TIME_MAX, schema::of_database).await;
        session.end(hold).await;
        shaped?;
        let tables = Tables(readers(address).await?);
        let kept = Kept::open(file)
            .map_err(|error| StoreFault::Broken(format!("{}: {error}", beside(file).display())))?;
        let kept_size = kept_checkpoint(file).map(|kept| kept.checkpoint().size);
        let writer = Writer { session, kept, kept_size, bytes_max, is_closed: false };
        let writer = Arc::new(Mutex::new(writer));
        tokio::spawn(keep_alive(Arc::downgrade(&writer)));
        Ok(Self { writer: Some(writer), tables, listener: Arc::default() })
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
        Ok(Self { writer: None, tables: Tables(pool), listener: Arc::default() })
    }

    fn writing(&self) -> Result<&Arc<Mutex<Writer>>, StoreFault> {
        self.writer.as_ref().ok_or_else(|| StoreFault::Broken("it was opened to be read only".to_owned()))
    }

    /// Does something with the session. Whoever asked may go away; the session is not left in the middle of it.
    async fn with_writer<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Writer) -> Doing<'_, T> + Send + 'static,
    ) -> Result<T, StoreFault> {
        let mut writer = self.writing()?.clone().lock_owned().await;
        let done = tokio::spawn(async move { work(&mut writer).await }).await;
        done.unwrap_or_else(|broken| Err(StoreFault::Broken(broken.to_string())))
    }
}

async fn readers(address: &Address) -> Result<PgPool, StoreFault> {
    PgPoolOptions::new()
        .max_connections(READERS_MAX + LISTENERS)
        .acquire_timeout(READER_TIME_MAX)
        .connect_with(watched(address.options()).options([("default_transaction_read_only", "on")]))
        .await
        .map_err(cannot_connect)
}

/// Keeps a session alive, and opens another one where it was lost, for as long as its store is in use: the server ends that
/// of a process that hangs.
async fn keep_alive(writer: Weak<Mutex<Writer>>) {
    let mut was_well = true;
    loop {
        tokio::time::sleep(WORD_PAUSE).await;
        let Some(writer) = writer.upgrade() else { return };
        let mut writer = writer.lock().await;
        if writer.is_closed {
            return;
        }
        match writer.session.ask().await {
            Ok(()) => was_well = true,
            Err(fault) if was_well => {
                tracing::error!(%fault, "the journal takes no entries until the database answers");
                was_well = false;
            }
            Err(_) => {}
        }
    }
}

impl Writer {
    /// Does something in a transaction under the journal's lock, taking that for as long as it lasts where it is not held.
    async fn transact(
        &mut self,
        time: Duration,
        work: impl AsyncFnOnce(&mut PgConnection) -> Result<(), StoreFault>,
    ) -> Result<(), StoreFault> {
        let own = if self.session.is_locked() { None } else { Some(self.session.lock().await?) };
        let done = self.session.transact(time, work).await;
        if let Some(hold) = own {
            self.session.end(hold).await;
        }
        done
    }

    /// Makes a batch durable, or leaves nothing of it behind.
    async fn append(&mut self, batch: &Batch) -> Result<(), StoreFault> {
        let bytes_max = self.bytes_max;
        self.transact(APPEND_TIME_MAX, async |connection| {
            // An erasure takes out more than it writes.
            let bytes_max = bytes_max.filter(|_| batch.erased.is_empty());
            has_room(connection, bytes_max, bytes_of(batch)).await?;
            Tables::<Postgres>::write(connection, batch).await?;
            run(connection, APPENDED).await
        })
        .await?;
        if !batch.entries.is_empty() {
            self.keep(&batch.checkpoint);
        }
        Ok(())
    }

    /// Keeps a checkpoint beside the data directory, unless one over as many entries is kept: a journal that was cut is to be
    /// known by what was kept before.
    fn keep(&mut self, checkpoint: &str) {
        let size = checkpoint.lines().nth(1).and_then(|size| size.parse::<u64>().ok());
        if size > self.kept_size {
            self.kept.keep(checkpoint);
            self.kept_size = size;
        }
    }

    /// Writes what comes into one transaction, and makes it durable at the last word.
    async fn fill(&mut self, mut with: mpsc::Receiver<Filling>) -> Result<(), StoreFault> {
        let mut last = None;
        let filled = self.transact(Duration::MAX, async |connection| {
            loop {
                match with.recv().await.ok_or_else(broken_off)? {
                    Filling::Done => return Ok(()),
                    Filling::Batches(batches) => {
                        for batch in batches {
                            Tables::<Postgres>::write(connection, &batch).await?;
                            last = Some(batch.checkpoint);
                        }
                    }
                }
            }
        });
        filled.await?;
        last.iter().for_each(|last| self.keep(last));
        Ok(())
    }

    /// Tries whether an act could be recorded now, and leaves nothing behind.
    async fn probe(&mut self) -> Result<(), StoreFault> {
        let bytes_max = self.bytes_max;
        let own = if self.session.is_locked() { None } else { Some(self.session.lock().await?) };
        let connection = self.session.connected().await?;
        let tried = answered(APPEND_TIME_MAX, async {
            has_room(connection, bytes_max, usize::try_from(PROBE_BYTES).unwrap_or(0)).await?;
            sqlx::query("INSERT INTO checkpoint (size, note) VALUES (-1, repeat('x', $1))")
                .bind(PROBE_BYTES)
                .execute(&mut *connection)
                .await
                .map(|_| ())
                .map_err(fault)
        })
        .await;
        self.session.roll_back().await;
        if let Some(hold) = own {
            self.session.end(hold).await;
        }
        tried
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
    async fn lock(&self) -> Result<WriteLock, StoreFault> {
        let (held, tables) = (self.writing()?.clone(), self.tables.clone());
        let locked = self.with_writer(|writer| {
            Box::pin(async move {
                let hold = Hold { number: writer.session.lock().await?, writer: held };
                // After the lock is had: whoever had it before may have written.
                let last = answered(QUESTION_TIME_MAX, tables.last_checkpoint()).await?;
                last.iter().for_each(|last| writer.keep(last));
                Ok((hold, last))
            })
        });
        let (hold, last) = locked.await?;
        Ok(WriteLock::among_others(last, Box::new(hold)))
    }

    async fn size_among_others(&self) -> Result<Option<u64>, StoreFault> {
        self.size().await.map(Some)
    }

    async fn append(&self, batch: Batch) -> Result<(), StoreFault> {
        self.with_writer(|writer| Box::pin(async move { writer.append(&batch).await })).await
    }

    async fn entries(&self, from: u64, count: u32) -> Result<Vec<StoredEntry>, StoreFault> {
        answered(READ_TIME_MAX, self.tables.entries(from, count)).await
    }

    async fn headers(&self, from: u64, count: u32) -> Result<Vec<Header>, StoreFault> {
        answered(READ_TIME_MAX, self.tables.headers(from, count)).await
    }

    async fn case_entries(&self, case: CaseId) -> Result<Vec<StoredEntry>, StoreFault> {
        answered(READ_TIME_MAX, self.tables.case_entries(case)).await
    }

    async fn file_entries(&self, case: CaseId) -> Result<Vec<StoredEntry>, StoreFault> {
        answered(READ_TIME_MAX, self.tables.file_entries(case)).await
    }

    async fn cases(
        &self,
        after: Option<CaseId>,
        count: u32,
    ) -> Result<Vec<(CaseId, Vec<StoredEntry>)>, StoreFault> {
        answered(READ_TIME_MAX, self.tables.cases(after, count)).await
    }

    async fn key(&self, case: CaseId) -> Result<Option<Vec<u8>>, StoreFault> {
        answered(QUESTION_TIME_MAX, self.tables.key(case)).await
    }

    async fn keys(&self) -> Result<Vec<(CaseId, Vec<u8>)>, StoreFault> {
        answered(READ_TIME_MAX, self.tables.keys()).await
    }

    async fn rewrap(&self, keys: Vec<Rewrapped>) -> Result<(), StoreFault> {
        let rewrap =
            async move |connection: &mut PgConnection| Tables::<Postgres>::rewrap(connection, &keys).await;
        self.with_writer(|writer| Box::pin(writer.transact(APPEND_TIME_MAX, rewrap))).await
    }

    async fn last_checkpoint(&self) -> Result<Option<String>, StoreFault> {
        answered(QUESTION_TIME_MAX, self.tables.last_checkpoint()).await
    }

    async fn checkpoints(&self) -> Result<Vec<String>, StoreFault> {
        answered(READ_TIME_MAX, self.tables.checkpoints_up_to(u64::MAX)).await
    }

    async fn cosign(&self, size: u64, line: &str) -> Result<(), StoreFault> {
        let line = line.to_owned();
        let cosign = async move |connection: &mut PgConnection| {
            Tables::<Postgres>::cosign(connection, size, &line).await
        };
        self.with_writer(|writer| Box::pin(writer.transact(APPEND_TIME_MAX, cosign))).await
    }

    async fn cosigned(&self) -> Result<Vec<String>, StoreFault> {
        answered(READ_TIME_MAX, self.tables.cosigned()).await
    }
}

#[async_trait]
impl NodeStore for PostgresStore {
    async fn size(&self) -> Result<u64, StoreFault> {
        answered(QUESTION_TIME_MAX, self.tables.size()).await
    }

    async fn checkpoints_up_to(&self, size: u64) -> Result<Vec<String>, StoreFault> {
        answered(READ_TIME_MAX, self.tables.checkpoints_up_to(size)).await
    }

    async fn probe(&self) -> Result<(), StoreFault> {
        self.with_writer(|writer| Box::pin(writer.probe())).await
    }

    async fn join(&self) -> Result<(), StoreFault> {
        self.with_writer(|writer| Box::pin(writer.session.join())).await
    }

    async fn is_beside_others(&self) -> Result<bool, StoreFault> {
        self.with_writer(|writer| Box::pin(writer.session.is_beside(Presence::AtWork))).await
    }

    async fn take_job(&self, job: &str) -> Result<bool, StoreFault> {
        let job = job.to_owned();
        self.with_writer(|writer| Box::pin(async move { writer.session.take_job(&job).await })).await
    }

    async fn leave_jobs(&self) -> Result<(), StoreFault> {
        self.with_writer(|writer| Box::pin(writer.session.leave_jobs())).await
    }

    async fn leave_job(&self, job: &str) -> Result<(), StoreFault> {
        let job = job.to_owned();
        self.with_writer(|writer| Box::pin(async move { writer.session.leave_job(&job).await })).await
    }

    async fn appended(&self) -> Result<u64, StoreFault> {
        let mut listening = self.listener.lock().await;
        let listener = match listening.take() {
            Some(listener) => listener,
            None => {
                let mut listener = PgListener::connect_with(&self.tables.0).await.map_err(fault)?;
                listener.listen(CHANNEL).await.map_err(fault)?;
                listener
            }
        };
        let listener = listening.insert(listener);
        // Where no word comes, one looks all the same.
        match timeout(LISTEN_TIME_MAX, listener.recv()).await {
            Ok(Ok(_)) => while listener.next_buffered().is_some() {},
            Ok(Err(error)) => {
                *listening = None;
                return Err(fault(error));
            }
            Err(_) => {}
        }
        drop(listening);
        answered(QUESTION_TIME_MAX, self.tables.size()).await
    }

    async fn fill(&self, with: mpsc::Receiver<Filling>) -> Result<(), StoreFault> {
        self.writing()?.lock().await.fill(with).await
    }

    async fn close(&self) {
        drop(self.listener.lock().await.take());
        self.tables.0.close().await;
        if let Ok(writer) = self.writing() {
            let mut writer = writer.lock().await;
            writer.is_closed = true;
            writer.session.close().await;
        }
    }
}
