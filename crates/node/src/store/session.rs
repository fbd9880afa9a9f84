//! The session by which a process writes to a PostgreSQL database, and the locks it holds there.
//!
//! The server gives a lock to one session and takes it back when that session ends, after whatever it was doing. A process
//! writes while it holds the lock of the journal; who lost the session has lost the lock, and what they write then does not
//! follow on what is stored. A process that hangs says nothing, and the server ends its session.

use std::collections::BTreeSet;
use std::time::Duration;

use bureau::ports::StoreFault;
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection, PgConnection};
use tokio::time::timeout;

use super::rows::fault;

/// The lock of a journal, among the advisory locks of its database: `comity` in ASCII.
const LOCK: i64 = 0x63_6f_6d_69_74_79;
/// The lock that every process at work shares, and that one has to itself which may have no other beside it.
const AT_WORK: i64 = LOCK + 1;
/// The first of the two numbers of a lock of a job; the second is a digest of its name.
const JOBS: i32 = 0x6a_6f_62_73;
/// How long a process waits for the journal's lock, in milliseconds.
const LOCK_MS_MAX: u32 = 20_000;
/// After how long without a word, in milliseconds, the server ends a session: its process hangs, and holds up the others.
const HANGS_MS: u32 = 10_000;
/// The oldest server that is known to do, as it numbers itself.
const SERVER_MIN: i32 = 150_000;
/// How long the server has to take a connection.
const CONNECT_TIME_MAX: Duration = Duration::from_secs(5);
/// How long the server has to answer a question that needs no work.
const ANSWER_TIME_MAX: Duration = Duration::from_secs(5);
/// After how many seconds without a sign the server asks whether this machine is still there.
const SILENCE_SECONDS: u32 = 3;
/// How often it asks, once a second, before it gives the session up and another process may take over.
const QUESTIONS_MAX: u32 = 4;

/// What beside the journal's lock a session holds for as long as it lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Presence {
    /// Nothing: it looks on, or is about to work.
    Aside,
    /// It works, and others may too.
    AtWork,
    /// No other works.
    Alone,
}

/// The session.
pub(super) struct Session {
    options: PgConnectOptions,
    presence: Presence,
    /// None between its loss and the next attempt.
    connection: Option<PgConnection>,
    /// The number of the hold of the journal's lock; none while it is not held.
    held: Option<u64>,
    holds: u64,
    jobs: BTreeSet<String>,
}

impl Session {
    /// Opens a session.
    pub(super) async fn open(options: PgConnectOptions, presence: Presence) -> Result<Self, StoreFault> {
        let mut session =
            Self { options, presence, connection: None, held: None, holds: 0, jobs: BTreeSet::new() };
        session.connected().await?;
        Ok(session)
    }

    /// The connection; a new one where the last was lost.
    pub(super) async fn connected(&mut self) -> Result<&mut PgConnection, StoreFault> {
        let connection = match self.connection.take() {
            Some(connection) => connection,
            None => {
                // What the last one held, the server took back.
                (self.held, self.jobs) = (None, BTreeSet::new());
                answered(CONNECT_TIME_MAX, connect(&self.options, self.presence)).await?
            }
        };
        Ok(self.connection.insert(connection))
    }

    /// Counts as at work from here on.
    pub(super) async fn join(&mut self) -> Result<(), StoreFault> {
        if self.presence == Presence::Aside {
            self.ask_for(async |connection| take_presence(connection, Presence::AtWork).await).await?;
            self.presence = Presence::AtWork;
        }
        Ok(())
    }

    /// Whether other sessions count as at work, or one as alone.
    pub(super) async fn is_beside(&mut self, presence: Presence) -> Result<bool, StoreFault> {
        let mode = if presence == Presence::Alone { "ExclusiveLock" } else { "ShareLock" };
        let sql = "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1 \
                   AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) \
                   AND (classid::bigint << 32) + objid::bigint = $1 AND mode = $2 AND pid <> pg_backend_pid())";
        let ask = async |connection: &mut PgConnection| {
            sqlx::query_scalar(sql).bind(AT_WORK).bind(mode).fetch_one(connection).await.map_err(fault)
        };
        self.ask_for(ask).await
    }

    /// Takes a job, which one session has at a time, for as long as the session lasts or until it is left; whether it has it.
    pub(super) async fn take_job(&mut self, job: &str) -> Result<bool, StoreFault> {
        if self.connection.is_some() && self.jobs.contains(job) {
            return Ok(true);
        }
        let sql = "SELECT pg_try_advisory_lock($1, $2)";
        let ask = async |connection: &mut PgConnection| {
            sqlx::query_scalar(sql).bind(JOBS).bind(number_of(job)).fetch_one(connection).await.map_err(fault)
        };
        let taken: bool = self.ask_for(ask).await?;
        if taken {
            self.jobs.insert(job.to_owned());
        }
        Ok(taken)
    }

    /// Leaves a job to others.
    pub(super) async fn leave_job(&mut self, job: &str) -> Result<(), StoreFault> {
        if !self.jobs.remove(job) {
            return Ok(());
        }
        let sql = "SELECT pg_advisory_unlock($1, $2)";
        let ask = async |connection: &mut PgConnection| {
            let left = sqlx::query(sql).bind(JOBS).bind(number_of(job)).execute(connection).await;
            left.map(|_| ()).map_err(fault)
        };
        self.ask_for(ask).await
    }

    /// Leaves every job to others.
    pub(super) async fn leave_jobs(&mut self) -> Result<(), StoreFault> {
        while let Some(job) = self.jobs.first().cloned() {
            self.leave_job(&job).await?;
        }
        Ok(())
    }

    /// Asks the server something that needs no work. A connection on which no answer comes is given up.
    async fn ask_for<T>(
        &mut self,
        work: impl AsyncFnOnce(&mut PgConnection) -> Result<T, StoreFault>,
    ) -> Result<T, StoreFault> {
        let connection = self.connected().await?;
        let answer = answered(ANSWER_TIME_MAX, work(connection)).await;
        if matches!(answer, Err(StoreFault::Broken(_))) {
            self.connection = None;
        }
        answer
    }

    /// Takes the journal's lock; while another process has it, waits. Gives the number of this hold. From here on a transaction
    /// is open, so that the server notices where this process hangs.
    pub(super) async fn lock(&mut self) -> Result<u64, StoreFault> {
        // The hold before is on its way back: others that wait come first.
        if self.held.is_some() {
            self.unlock().await;
        }
        let connection = self.connected().await?;
        let sql = sqlx::AssertSqlSafe(format!("BEGIN; SELECT pg_advisory_lock({LOCK})"));
        let waited = Duration::from_millis(u64::from(LOCK_MS_MAX)) + ANSWER_TIME_MAX;
        let locked = answered(waited, async {
            sqlx::raw_sql(sql).execute(connection).await.map(|_| ()).map_err(fault)
        })
        .await;
        match locked {
            Ok(()) => {}
            Err(StoreFault::Held) => {
                self.roll_back().await;
                return Err(StoreFault::Held);
            }
            // It may have been given and nobody heard of it: it goes back with the connection.
            Err(fault) => {
                self.connection = None;
                return Err(fault);
            }
        }
        self.holds += 1;
        self.held = Some(self.holds);
        Ok(self.holds)
    }

    /// Whether the journal's lock is held.
    pub(super) const fn is_locked(&self) -> bool {
        self.held.is_some() && self.connection.is_some()
    }

    /// Gives the journal's lock back, unless the hold of this number has ended.
    pub(super) async fn end(&mut self, hold: u64) {
        if self.held == Some(hold) {
            self.unlock().await;
        }
    }

    async fn unlock(&mut self) {
        self.held = None;
        let Some(connection) = &mut self.connection else { return };
        let sql = sqlx::AssertSqlSafe(format!("SELECT pg_advisory_unlock({LOCK}); COMMIT"));
        let given = answered(ANSWER_TIME_MAX, async {
            sqlx::raw_sql(sql).execute(connection).await.map(|_| ()).map_err(fault)
        });
        if given.await.is_err() {
            self.connection = None;
        }
    }

    /// Does something in the transaction that the lock has open, and makes it durable, or leaves nothing of it behind.
    pub(super) async fn transact(
        &mut self,
        time: Duration,
        work: impl AsyncFnOnce(&mut PgConnection) -> Result<(), StoreFault>,
    ) -> Result<(), StoreFault> {
        let connection = self.connection.as_mut().filter(|_| self.held.is_some());
        let connection = connection.ok_or_else(|| StoreFault::Broken("the lock was lost".to_owned()))?;
        let done = answered(time, async {
            work(connection).await?;
            run(connection, "COMMIT AND CHAIN").await
        })
        .await;
        if done.is_err() {
            self.roll_back().await;
        }
        done
    }

    /// As [`Session::connected`], after asking the server whether it still knows the session.
    pub(super) async fn ask(&mut self) -> Result<(), StoreFault> {
        if let Some(connection) = &mut self.connection {
            let asked = answered(ANSWER_TIME_MAX, async { connection.ping().await.map_err(fault) }).await;
            if asked.is_err() {
                self.connection = None;
            }
        }
        self.connected().await.map(|_| ())
    }

    /// Takes back whatever a failed transaction left. A connection on which that fails is given up.
    pub(super) async fn roll_back(&mut self) {
        let back = if self.held.is_some() { "ROLLBACK AND CHAIN" } else { "ROLLBACK" };
        if let Some(connection) = &mut self.connection
            && answered(ANSWER_TIME_MAX, run(connection, back)).await.is_err()
        {
            self.connection = None;
        }
    }

    /// Ends the session, and with it every hold. The server ends it by itself where this fails, a moment later.
    pub(super) async fn close(&mut self) {
        if let Some(mut connection) = self.connection.take() {
            let _ = answered(ANSWER_TIME_MAX, run(&mut connection, "SELECT pg_advisory_unlock_all()")).await;
            let _ = timeout(ANSWER_TIME_MAX, connection.close()).await;
        }
    }
}

/// A new connection, on a server where what is committed stays.
async fn connect(options: &PgConnectOptions, presence: Presence) -> Result<PgConnection, StoreFault> {
    // Who is alone holds nobody up.
    let hangs = if presence == Presence::Alone { 0 } else { HANGS_MS };
    let options = options.clone().options([
        ("lock_timeout", LOCK_MS_MAX),
        ("idle_session_timeout", hangs),
        ("idle_in_transaction_session_timeout", hangs),
    ]);
    let mut connection = options.connect().await.map_err(cannot_connect)?;
    let about =
        "SELECT current_setting('server_version_num')::int, current_setting('fsync'), pg_is_in_recovery()";
    let (version, fsync, is_replica): (i32, String, bool) =
        sqlx::query_as(about).fetch_one(&mut connection).await.map_err(fault)?;
    if version < SERVER_MIN {
        let why = format!("the server is older than PostgreSQL {}; use a newer one", SERVER_MIN / 10_000);
        return Err(StoreFault::Broken(why));
    }
    if fsync != "on" {
        let why = "the server runs with fsync = off and may lose what it has committed; set it on";
        return Err(StoreFault::Broken(why.to_owned()));
    }
    // It gives locks too, but they say nothing about the server that takes writes.
    if is_replica {
        let why = "the server is a replica; let `address` in [store] lead to the one that takes writes";
        return Err(StoreFault::Broken(why.to_owned()));
    }
    // Never less than durable here; `remote_apply` is more and stays.
    let durable = "SELECT set_config('synchronous_commit', 'on', false) \
                   WHERE current_setting('synchronous_commit') <> 'remote_apply'";
    run(&mut connection, durable).await?;
    take_presence(&mut connection, presence).await?;
    Ok(connection)
}

async fn take_presence(connection: &mut PgConnection, presence: Presence) -> Result<(), StoreFault> {
    let sql = match presence {
        Presence::Aside => return Ok(()),
        Presence::AtWork => "SELECT pg_try_advisory_lock_shared($1)",
        Presence::Alone => "SELECT pg_try_advisory_lock($1)",
    };
    let free: bool = sqlx::query_scalar(sql).bind(AT_WORK).fetch_one(connection).await.map_err(fault)?;
    if free { Ok(()) } else { Err(StoreFault::Held) }
}

/// A job's number among the locks.
fn number_of(job: &str) -> i32 {
    let [a, b, c, d, ..] = seal::digest::sha256(job.as_bytes());
    i32::from_be_bytes([a, b, c, d])
}

/// Options under which the server soon notices that this machine went away.
pub(super) fn watched(options: &PgConnectOptions) -> PgConnectOptions {
    let options = options.clone().application_name("comity").disable_statement_logging();
    options.options([
        ("tcp_keepalives_idle", SILENCE_SECONDS),
        ("tcp_keepalives_interval", 1),
        ("tcp_keepalives_count", QUESTIONS_MAX),
    ])
}

pub(super) fn cannot_connect(error: sqlx::Error) -> StoreFault {
    StoreFault::Broken(format!(
        "the database does not answer: {error}; see that `address` in [store] leads to it, that it runs and that its \
         password stands in PGPASSWORD, the password file or the address"
    ))
}

pub(super) async fn run(connection: &mut PgConnection, sql: &'static str) -> Result<(), StoreFault> {
    sqlx::raw_sql(sql).execute(connection).await.map(|_| ()).map_err(fault)
}

/// What the work comes to, when it is done in time.
pub(super) async fn answered<T>(
    time: Duration,
    work: impl Future<Output = Result<T, StoreFault>>,
) -> Result<T, StoreFault> {
    let late = || StoreFault::Broken(format!("the database did not answer within {} s", time.as_secs()));
    timeout(time, work).await.unwrap_or_else(|_| Err(late()))
}
