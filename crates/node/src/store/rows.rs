//! Rows of the store, and what they stand for.

use bureau::ports::{StoreFault, StoredEntry};
use case::id::CaseId;
use jiff::Timestamp;
use journal::entry::{EntryKind, Header};
use sqlx::{ColumnIndex, Decode, FromRow, Row, Type};

/// That there is no room: `SQLITE_FULL` (<https://www.sqlite.org/rescode.html#full>: the disk or the quota), and
/// `disk_full` of PostgreSQL (<https://www.postgresql.org/docs/15/errcodes-appendix.html>).
const FULL: [&str; 2] = ["13", "53100"];
/// That a lock was not to be had in time: `lock_not_available` of PostgreSQL.
const HELD: &str = "55P03";

/// The database's own words, but for what has a name: no room, that somebody else wrote at the same place first, or has the lock.
pub(super) fn fault(error: sqlx::Error) -> StoreFault {
    match error.as_database_error() {
        Some(said) if said.is_unique_violation() => StoreFault::Overtaken,
        Some(said) if said.code().is_some_and(|code| FULL.contains(&code.as_ref())) => StoreFault::Full,
        Some(said) if said.code().as_deref() == Some(HELD) => StoreFault::Held,
        _ => StoreFault::Broken(error.to_string()),
    }
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

impl<'r, R: Row> FromRow<'r, R> for HeaderRow
where
    usize: ColumnIndex<R>,
    i64: Decode<'r, R::Database> + Type<R::Database>,
    Vec<u8>: Decode<'r, R::Database> + Type<R::Database>,
{
    fn from_row(row: &'r R) -> Result<Self, sqlx::Error> {
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

impl<'r, R: Row> FromRow<'r, R> for EntryRow
where
    usize: ColumnIndex<R>,
    i64: Decode<'r, R::Database> + Type<R::Database>,
    Vec<u8>: Decode<'r, R::Database> + Type<R::Database>,
{
    fn from_row(row: &'r R) -> Result<Self, sqlx::Error> {
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

/// A position as databases count.
pub(super) fn number(position: u64) -> Result<i64, StoreFault> {
    i64::try_from(position).map_err(|_| StoreFault::Overtaken)
}

pub(super) fn case_id(bytes: &[u8]) -> Result<CaseId, StoreFault> {
    bytes.try_into().map(CaseId::from_bytes).map_err(|_| unreadable("an identifier"))
}

fn unreadable(what: &str) -> StoreFault {
    StoreFault::Broken(format!("{what} in the journal cannot be read; check it with `comity journal verify`"))
}
