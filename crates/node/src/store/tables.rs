//! The statements that both databases understand, once for both.

use bureau::ports::{Batch, Rewrapped, StoreFault, StoredEntry};
use case::id::CaseId;
use journal::checkpoint::SignedCheckpoint;
use journal::entry::{EntryKind, Header};
use sqlx::{ColumnIndex, Database, Decode, Encode, Executor, IntoArguments, Pool, Type};

use super::rows::{self, EntryRow, HeaderRow, fault};

/// The tables of a journal, and the connections that read them.
pub(super) struct Tables<DB: Database>(pub(super) Pool<DB>);

impl<DB: Database> Clone for Tables<DB> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<DB: Database<Arguments: IntoArguments<DB>>> Tables<DB>
where
    for<'c> &'c mut DB::Connection: Executor<'c, Database = DB>,
    usize: ColumnIndex<DB::Row>,
    for<'q> i64: Encode<'q, DB> + Decode<'q, DB> + Type<DB>,
    for<'q> Vec<u8>: Encode<'q, DB> + Decode<'q, DB> + Type<DB>,
    for<'q> Option<&'q [u8]>: Encode<'q, DB> + Type<DB>,
    for<'q> &'q str: Encode<'q, DB> + Type<DB>,
    for<'q> String: Decode<'q, DB> + Type<DB>,
{
    pub(super) async fn entries(&self, from: u64, count: u32) -> Result<Vec<StoredEntry>, StoreFault> {
        let sql = "SELECT position, case_id, at, kind, digest, bytes, body FROM entry \
                   WHERE position >= $1 ORDER BY position LIMIT $2";
        let found: Vec<EntryRow> = sqlx::query_as(sql)
            .bind(rows::number(from)?)
            .bind(i64::from(count))
            .fetch_all(&self.0)
            .await
            .map_err(fault)?;
        found.into_iter().map(EntryRow::into_entry).collect()
    }

    pub(super) async fn headers(&self, from: u64, count: u32) -> Result<Vec<Header>, StoreFault> {
        let sql = "SELECT position, case_id, at, kind, digest, bytes FROM entry \
                   WHERE position >= $1 ORDER BY position LIMIT $2";
        let found: Vec<HeaderRow> = sqlx::query_as(sql)
            .bind(rows::number(from)?)
            .bind(i64::from(count))
            .fetch_all(&self.0)
            .await
            .map_err(fault)?;
        found.into_iter().map(HeaderRow::into_header).collect()
    }

    pub(super) async fn case_entries(&self, case: CaseId) -> Result<Vec<StoredEntry>, StoreFault> {
        let sql = "SELECT position, case_id, at, kind, digest, bytes, body FROM entry \
                   WHERE case_id = $1 AND kind <> $2 ORDER BY position";
        self.of_case(sql, case).await
    }

    pub(super) async fn file_entries(&self, case: CaseId) -> Result<Vec<StoredEntry>, StoreFault> {
        let sql = "SELECT position, case_id, at, kind, digest, bytes, body FROM entry \
                   WHERE case_id = $1 AND kind = $2 ORDER BY position";
        self.of_case(sql, case).await
    }

    /// Entries of a case, chosen by whether they hold the content of a file.
    async fn of_case(&self, sql: &'static str, case: CaseId) -> Result<Vec<StoredEntry>, StoreFault> {
        let found: Vec<EntryRow> = sqlx::query_as(sql)
            .bind(case.bytes().to_vec())
            .bind(i64::from(EntryKind::File.code()))
            .fetch_all(&self.0)
            .await
            .map_err(fault)?;
        found.into_iter().map(EntryRow::into_entry).collect()
    }

    pub(super) async fn cases(
        &self,
        after: Option<CaseId>,
        count: u32,
    ) -> Result<Vec<(CaseId, Vec<StoredEntry>)>, StoreFault> {
        // A blob of no bytes stands before every identifier.
        let after = after.map_or_else(Vec::new, |case| case.bytes().to_vec());
        let sql = "SELECT position, case_id, at, kind, digest, bytes, body FROM entry WHERE case_id IN \
                   (SELECT DISTINCT case_id FROM entry WHERE case_id > $1 ORDER BY case_id LIMIT $2) \
                   AND kind <> $3 ORDER BY case_id, position";
        let found: Vec<EntryRow> = sqlx::query_as(sql)
            .bind(after)
            .bind(i64::from(count))
            .bind(i64::from(EntryKind::File.code()))
            .fetch_all(&self.0)
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

    pub(super) async fn key(&self, case: CaseId) -> Result<Option<Vec<u8>>, StoreFault> {
        sqlx::query_scalar("SELECT wrapped FROM case_key WHERE case_id = $1")
            .bind(case.bytes().to_vec())
            .fetch_optional(&self.0)
            .await
            .map_err(fault)
    }

    pub(super) async fn keys(&self) -> Result<Vec<(CaseId, Vec<u8>)>, StoreFault> {
        let found: Vec<(Vec<u8>, Vec<u8>)> = sqlx::query_as("SELECT case_id, wrapped FROM case_key")
            .fetch_all(&self.0)
            .await
            .map_err(fault)?;
        found.into_iter().map(|(case, wrapped)| Ok((rows::case_id(&case)?, wrapped))).collect()
    }

    pub(super) async fn last_checkpoint(&self) -> Result<Option<String>, StoreFault> {
        sqlx::query_scalar("SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1")
            .fetch_optional(&self.0)
            .await
            .map_err(fault)
    }

    /// The signed checkpoints over the first `size` entries, oldest first.
    pub(super) async fn checkpoints_up_to(&self, size: u64) -> Result<Vec<String>, StoreFault> {
        sqlx::query_scalar("SELECT note FROM checkpoint WHERE size <= $1 ORDER BY size")
            .bind(i64::try_from(size).unwrap_or(i64::MAX))
            .fetch_all(&self.0)
            .await
            .map_err(fault)
    }

    /// How many entries there are.
    pub(super) async fn size(&self) -> Result<u64, StoreFault> {
        let size: i64 = sqlx::query_scalar("SELECT coalesce(max(position) + 1, 0) FROM entry")
            .fetch_one(&self.0)
            .await
            .map_err(fault)?;
        u64::try_from(size).map_err(|error| StoreFault::Broken(error.to_string()))
    }

    /// Whether the journal holds this checkpoint. `place` is named where it does not, `beside` is where it was kept.
    pub(super) async fn contains(
        &self,
        kept: &SignedCheckpoint,
        place: &str,
        beside: &str,
    ) -> Result<(), StoreFault> {
        let kept = kept.checkpoint();
        let stored: Option<String> = sqlx::query_scalar("SELECT note FROM checkpoint WHERE size = $1")
            .bind(rows::number(kept.size)?)
            .fetch_optional(&self.0)
            .await
            .map_err(fault)?;
        let stored = stored.and_then(|note| note.parse::<SignedCheckpoint>().ok());
        if stored.is_some_and(|stored| stored.checkpoint() == kept) {
            return Ok(());
        }
        let size = self.size().await?;
        Err(StoreFault::Broken(format!(
            "{place} holds {size} entries and not the history of {} entries that {beside} was signed over: it was cut, \
             replaced, or came back from an old backup. Put the newest copy back. To go on without what is lost, tell the \
             bureaus you work with and remove {beside}",
            kept.size,
        )))
    }

    /// Writes a batch within the transaction that is open on this connection.
    pub(super) async fn write(connection: &mut DB::Connection, batch: &Batch) -> Result<(), StoreFault> {
        let size = Self::follows(connection, batch).await?;
        for StoredEntry { header, body } in &batch.entries {
            let sql = "INSERT INTO entry (position, case_id, at, kind, digest, bytes, body) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7)";
            sqlx::query(sql)
                .bind(rows::number(header.position)?)
                .bind(header.case.bytes().to_vec())
                .bind(header.at.as_millisecond())
                .bind(i64::from(header.kind.code()))
                .bind(header.body_digest.to_vec())
                .bind(i64::from(header.body_bytes))
                .bind(body.as_deref())
                .execute(&mut *connection)
                .await
                .map_err(fault)?;
        }
        for (case, wrapped) in &batch.keys {
            sqlx::query("INSERT INTO case_key (case_id, wrapped) VALUES ($1, $2)")
                .bind(case.bytes().to_vec())
                .bind(wrapped.clone())
                .execute(&mut *connection)
                .await
                .map_err(fault)?;
        }
        for case in &batch.erased {
            sqlx::query("DELETE FROM case_key WHERE case_id = $1")
                .bind(case.bytes().to_vec())
                .execute(&mut *connection)
                .await
                .map_err(fault)?;
            // Without the key they say nothing; without them an old copy of the key opens nothing here.
            sqlx::query("UPDATE entry SET body = NULL WHERE case_id = $1 AND kind <> $2")
                .bind(case.bytes().to_vec())
                .bind(i64::from(EntryKind::Erasure.code()))
                .execute(&mut *connection)
                .await
                .map_err(fault)?;
        }
        if !batch.entries.is_empty() {
            sqlx::query("INSERT INTO checkpoint (size, note) VALUES ($1, $2)")
                .bind(size)
                .bind(batch.checkpoint.as_str())
                .execute(connection)
                .await
                .map_err(fault)?;
        }
        Ok(())
    }

    /// Puts keys in place of what they were before, within the transaction that is open on this connection.
    pub(super) async fn rewrap(
        connection: &mut DB::Connection,
        keys: &[Rewrapped],
    ) -> Result<(), StoreFault> {
        for Rewrapped { case, before, after } in keys {
            sqlx::query("UPDATE case_key SET wrapped = $1 WHERE case_id = $2 AND wrapped = $3")
                .bind(after.clone())
                .bind(case.bytes().to_vec())
                .bind(before.clone())
                .execute(&mut *connection)
                .await
                .map_err(fault)?;
        }
        Ok(())
    }

    /// Adds the line of a witness to a checkpoint within the transaction that is open on this connection.
    pub(super) async fn cosign(
        connection: &mut DB::Connection,
        size: u64,
        line: &str,
    ) -> Result<(), StoreFault> {
        let found: Option<i64> =
            sqlx::query_scalar("UPDATE checkpoint SET note = note || $1 WHERE size = $2 RETURNING size")
                .bind(line)
                .bind(rows::number(size)?)
                .fetch_optional(connection)
                .await
                .map_err(fault)?;
        found.map(|_| ()).ok_or_else(|| StoreFault::Broken(format!("no checkpoint covers {size} entries")))
    }

    /// The checkpoints that witnesses have signed too, oldest first.
    pub(super) async fn cosigned(&self) -> Result<Vec<String>, StoreFault> {
        sqlx::query_scalar("SELECT note FROM checkpoint WHERE note LIKE $1 ORDER BY size")
            .bind("%\n\u{2014} %\n\u{2014} %")
            .fetch_all(&self.0)
            .await
            .map_err(fault)
    }

    /// The number of entries after the batch, when its positions follow on what is stored.
    async fn follows(connection: &mut DB::Connection, batch: &Batch) -> Result<i64, StoreFault> {
        let stored: i64 = sqlx::query_scalar("SELECT coalesce(max(position) + 1, 0) FROM entry")
            .fetch_one(connection)
            .await
            .map_err(fault)?;
        batch.entries.iter().try_fold(stored, |next, entry| {
            let position = rows::number(entry.header.position)?;
            if position == next { Ok(next + 1) } else { Err(StoreFault::Overtaken) }
        })
    }
}
