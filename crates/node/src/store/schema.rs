//! The shape of the journal in either database, brought up to date in steps that are never changed once released.

use bureau::ports::StoreFault;
use sqlx::{Connection, PgConnection, SqliteConnection};

use super::rows::fault;

/// Each step and the version that the journal has after it.
type Steps = &'static [(i64, &'static str)];

const SQLITE: Steps = &[(1, include_str!("../../migrations/1.sql"))];
const POSTGRES: Steps = &[(1, include_str!("../../migrations/postgres-1.sql"))];

/// Brings a file to the newest version; each step is done whole or not at all.
///
/// # Errors
/// [`StoreFault::Broken`] when a later program wrote the file.
pub(super) async fn of_file(connection: &mut SqliteConnection) -> Result<(), StoreFault> {
    let version = sqlx::query_scalar("PRAGMA user_version").fetch_one(&mut *connection).await;
    for (step, sql) in missing(SQLITE, version.map_err(fault)?)? {
        let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await.map_err(fault)?;
        sqlx::raw_sql(*sql).execute(&mut *transaction).await.map_err(fault)?;
        let set = sqlx::AssertSqlSafe(format!("PRAGMA user_version = {step}"));
        sqlx::raw_sql(set).execute(&mut *transaction).await.map_err(fault)?;
        transaction.commit().await.map_err(fault)?;
    }
    Ok(())
}

/// Brings a database to the newest version, within the transaction that is open on this connection.
///
/// # Errors
/// [`StoreFault::Broken`] when a later program wrote it.
pub(super) async fn of_database(connection: &mut PgConnection) -> Result<(), StoreFault> {
    let version = if has_journal(connection).await? {
        let version = sqlx::query_scalar("SELECT max(version) FROM schema_version");
        version.fetch_one(&mut *connection).await.map_err(fault)?
    } else {
        0
    };
    for (step, sql) in missing(POSTGRES, version)? {
        sqlx::raw_sql("CREATE TABLE IF NOT EXISTS schema_version (version BIGINT PRIMARY KEY)")
            .execute(&mut *connection)
            .await
            .map_err(fault)?;
        sqlx::raw_sql(*sql).execute(&mut *connection).await.map_err(fault)?;
        sqlx::query("INSERT INTO schema_version (version) VALUES ($1)")
            .bind(step)
            .execute(&mut *connection)
            .await
            .map_err(fault)?;
    }
    Ok(())
}

/// Whether a journal was ever begun in this database.
pub(super) async fn has_journal(connection: &mut PgConnection) -> Result<bool, StoreFault> {
    let table = sqlx::query_scalar("SELECT to_regclass('schema_version') IS NOT NULL");
    table.fetch_one(connection).await.map_err(fault)
}

/// The steps that a journal of this version lacks.
fn missing(
    steps: Steps,
    version: i64,
) -> Result<impl Iterator<Item = &'static (i64, &'static str)>, StoreFault> {
    let newest = steps.last().map_or(0, |(version, _)| *version);
    if version > newest {
        return Err(StoreFault::Broken(format!(
            "the journal has version {version} and this program knows {newest}; use the program that wrote it"
        )));
    }
    Ok(steps.iter().filter(move |(step, _)| *step > version))
}
