//! The shape of the file, brought up to date in steps that are never changed once released.

use bureau::ports::StoreFault;
use sqlx::{Connection, SqliteConnection};

use super::rows::fault;

/// Each step and the version that the file has after it.
const STEPS: &[(i64, &str)] = &[(1, include_str!("../../migrations/1.sql"))];

/// Brings the file to the newest version; each step is done whole or not at all.
///
/// # Errors
/// [`StoreFault::Broken`] when a later program wrote the file.
pub(super) async fn bring_up_to_date(connection: &mut SqliteConnection) -> Result<(), StoreFault> {
    let newest = STEPS.last().map_or(0, |(version, _)| *version);
    let version: i64 =
        sqlx::query_scalar("PRAGMA user_version").fetch_one(&mut *connection).await.map_err(fault)?;
    if version > newest {
        return Err(StoreFault::Broken(format!(
            "the file has version {version} and this program knows {newest}; use the program that wrote it"
        )));
    }
    for (step, sql) in STEPS.iter().filter(|(step, _)| *step > version) {
        let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await.map_err(fault)?;
        sqlx::raw_sql(*sql).execute(&mut *transaction).await.map_err(fault)?;
        let set = sqlx::AssertSqlSafe(format!("PRAGMA user_version = {step}"));
        sqlx::raw_sql(set).execute(&mut *transaction).await.map_err(fault)?;
        transaction.commit().await.map_err(fault)?;
    }
    Ok(())
}
