//! The one session that writes to a PostgreSQL database, and the lock it holds there.
//!
//! The server gives the lock to one session and takes it back when that session ends, after whatever it was doing. So who
//! holds it writes alone, and who lost the session cannot write any more, however late they learn of it.

use std::time::Duration;

use bureau::ports::StoreFault;
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection, PgConnection};
use tokio::time::timeout;

use super::rows::fault;

/// The lock of a journal, among the advisory locks of its database: `comity` in ASCII.
const LOCK: i64 = 0x63_6f_6d_69_74_79;
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

/// The session; none between its loss and the next attempt.
pub(super) struct Session {
    options: PgConnectOptions,
    connection: Option<PgConnection>,
}

impl Session {
    /// Opens a session and takes the lock.
    pub(super) async fn open(options: PgConnectOptions) -> Result<Self, StoreFault> {
        let mut session = Self { options, connection: None };
        session.hold().await?;
        Ok(session)
    }

    /// The connection, holding the lock; a new one where the last was lost.
    pub(super) async fn hold(&mut self) -> Result<&mut PgConnection, StoreFault> {
        let connection = match self.connection.take() {
            Some(connection) => connection,
            None => answered(CONNECT_TIME_MAX, connect(&self.options)).await?,
        };
        Ok(self.connection.insert(connection))
    }

    /// As [`Session::hold`], after asking the server whether it still knows the session.
    pub(super) async fn ask(&mut self) -> Result<(), StoreFault> {
        if let Some(connection) = &mut self.connection {
            let asked = answered(ANSWER_TIME_MAX, async { connection.ping().await.map_err(fault) }).await;
            if asked.is_err() {
                self.connection = None;
            }
        }
        self.hold().await.map(|_| ())
    }

    /// Takes back whatever a failed transaction left. A connection on which that fails is given up.
    pub(super) async fn roll_back(&mut self) {
        if let Some(connection) = &mut self.connection
            && answered(ANSWER_TIME_MAX, run(connection, "ROLLBACK")).await.is_err()
        {
            self.connection = None;
        }
    }

    /// Gives the lock back and ends the session. The server gives it back by itself where this fails, a moment later.
    pub(super) async fn close(&mut self) {
        if let Some(mut connection) = self.connection.take() {
            let _ = answered(ANSWER_TIME_MAX, run(&mut connection, "SELECT pg_advisory_unlock_all()")).await;
            let _ = timeout(ANSWER_TIME_MAX, connection.close()).await;
        }
    }
}

/// A new connection that holds the lock, on a server where what is committed stays.
async fn connect(options: &PgConnectOptions) -> Result<PgConnection, StoreFault> {
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
    let free: bool = sqlx::query_scalar("SELECT pg_try_advisory_lock($1)")
        .bind(LOCK)
        .fetch_one(&mut connection)
        .await
        .map_err(fault)?;
    if free { Ok(connection) } else { Err(StoreFault::Held) }
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
