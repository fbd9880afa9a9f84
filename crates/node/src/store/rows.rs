//! Rows of the store, and what they stand for.

use bureau::ports::{StoreFault, StoredEntry};
use case::id::CaseId;
use jiff::Timestamp;
use journal::entry::{EntryKind, Header};
use sqlx::sqlite::SqliteArguments;
use sqlx::{FromRow, Row, Sqlite};

/// SQLite's own words, and the one case that a person can mend.
pub(super) fn fault(error: sqlx::Error) -> StoreFault {
    // `SQLITE_FULL`, https://www.sqlite.org/rescode.html#full: the disk or the quota.
    let full = error.as_database_error().and_then(|error| error.code()).is_some_and(|code| code == "13");
    if full { StoreFault::Full } else { StoreFault::Broken(error.to_string()) }
}

/// A header as it is stored.
#[derive(Debug)]
pub(super) struct HeaderRow {
    position: i64,
    case_id: Vec<u8>,
    at: i64,
    kind: i64,
    digest: Vec<u8>,
    bytes: i64,
}

/// An entry as it is stored.
#[derive(Debug)]
pub(super) struct EntryRow {
    header: HeaderRow,
    body: Option<Vec<u8>>,
}

impl<'r> FromRow<'r, sqlx::sqlite::SqliteRow> for HeaderRow {
    fn from_row(row: &'r sqlx::sqlite::SqliteRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            position: row.try_get(0)?,
            case_id: row.try_get(1)?,
            at: row.try_get(2)?,
            kind: row.try_get(3)?,
            digest: row.try_get(4)?,
            bytes: row.try_get(5)?,
        })
    }
}

impl<'r> FromRow<'r, sqlx::sqlite::SqliteRow> for EntryRow {
    fn from_row(row: &'r sqlx::sqlite::SqliteRow) -> Result<Self, sqlx::Error> {
        Ok(Self { header: HeaderRow::from_row(row)?, body: row.try_get(6)? })
    }
}

impl HeaderRow {
    pub(super) fn into_header(self) -> Result<Header, StoreFault> {
        let kind = u16::try_from(self.kind).ok().and_then(EntryKind::from_code);
        Ok(Header {
            position: u64::try_from(self.position).map_err(|_| unreadable("a position"))?,
            case: case_id(&self.case_id)?,
            at: Timestamp::from_millisecond(self.at).map_err(|_| unreadable("a time"))?,
            kind: kind.ok_or_else(|| unreadable("a kind of entry"))?,
            body_digest: self.digest.try_into().map_err(|_| unreadable("a digest"))?,
            body_bytes: u32::try_from(self.bytes).map_err(|_| unreadable("a length"))?,
        })
    }
}

impl EntryRow {
    pub(super) fn into_entry(self) -> Result<StoredEntry, StoreFault> {
        Ok(StoredEntry { header: self.header.into_header()?, body: self.body })
    }
}

/// The statement that stores an entry.
pub(super) fn insert_entry(
    entry: &StoredEntry,
) -> Result<sqlx::query::Query<'_, Sqlite, SqliteArguments>, StoreFault> {
    let StoredEntry { header, body } = entry;
    let sql =
        "INSERT INTO entry (position, case_id, at, kind, digest, bytes, body) VALUES (?, ?, ?, ?, ?, ?, ?)";
    Ok(sqlx::query(sql)
        .bind(number(header.position)?)
        .bind(header.case.bytes().to_vec())
        .bind(header.at.as_millisecond())
        .bind(header.kind.code())
        .bind(header.body_digest.to_vec())
        .bind(header.body_bytes)
        .bind(body.as_deref()))
}

/// A position as SQLite counts.
pub(super) fn number(position: u64) -> Result<i64, StoreFault> {
    i64::try_from(position).map_err(|_| StoreFault::Overtaken)
}

pub(super) fn case_id(bytes: &[u8]) -> Result<CaseId, StoreFault> {
    bytes.try_into().map(CaseId::from_bytes).map_err(|_| unreadable("an identifier"))
}

fn unreadable(what: &str) -> StoreFault {
    StoreFault::Broken(format!("{what} in the file cannot be read; check it with `comity journal verify`"))
}
