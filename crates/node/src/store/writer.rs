//! The one connection that writes, and its transactions.
//!
//! They are begun and ended here by hand: SQLite ends a transaction by itself when the disk is full, and the library's own
//! count of open transactions would then never come right again.

use bureau::ports::StoreFault;
use sqlx::SqliteConnection;

use super::kept::Kept;
use super::rows::fault;

/// The writer.
pub(super) struct Writer {
    pub(super) connection: SqliteConnection,
    /// Where the last checkpoint is kept beside the file.
    pub(super) kept: Kept,
    /// Set from before a transaction begins until after it ended; still set when whoever began it went away.
    is_open: bool,
}

impl Writer {
    pub(super) const fn new(connection: SqliteConnection, kept: Kept) -> Self {
        Self { connection, kept, is_open: false }
    }

    /// Begins a transaction, after taking back what was left open.
    pub(super) async fn begin(&mut self) -> Result<(), StoreFault> {
        if self.is_open {
            self.roll_back().await;
        }
        self.is_open = true;
        self.run("BEGIN IMMEDIATE").await
    }

    /// Makes the transaction durable.
    pub(super) async fn commit(&mut self) -> Result<(), StoreFault> {
        self.run("COMMIT").await?;
        self.is_open = false;
        Ok(())
    }

    /// Takes the transaction back. That there is none any more is what is wanted.
    pub(super) async fn roll_back(&mut self) {
        let _ = self.run("ROLLBACK").await;
        self.is_open = false;
    }

    async fn run(&mut self, sql: &'static str) -> Result<(), StoreFault> {
        sqlx::raw_sql(sql).execute(&mut self.connection).await.map(|_| ()).map_err(fault)
    }
}
