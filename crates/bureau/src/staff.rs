//! Who came, left or was posted otherwise: administrators hear of it (CJIS Security Policy AC-2(h)).

use case::bureau::Officer;
use jiff::Timestamp;

/// For how many days a change is told on the first page of who answers for accounts.
pub const CHANGES_TOLD_DAYS: i64 = 7;

/// What became of an officer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Staffing {
    /// They are new.
    Came,
    /// They are none any more.
    Left,
    /// Their postings, clearance, certificates or name are others.
    Changed,
}

impl Staffing {
    /// As the catalogues write it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Staffing::Came => "came",
            Staffing::Left => "left",
            Staffing::Changed => "changed",
        }
    }
}

/// A change of one officer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffRow {
    /// When the node took it up.
    pub at: Timestamp,
    /// The officer, as they are now; who left, as they were.
    pub officer: Officer,
    /// What became of them.
    pub change: Staffing,
}

/// What differs between two lists of officers.
pub(crate) fn changes(at: Timestamp, before: &[Officer], now: &[Officer]) -> Vec<StaffRow> {
    let row = |officer: &Officer, change| StaffRow { at, officer: officer.clone(), change };
    let known =
        |list: &[Officer], officer: &Officer| list.iter().find(|known| known.id == officer.id).cloned();
    let gone = before.iter().filter(|officer| known(now, officer).is_none());
    let mut rows: Vec<StaffRow> = gone.map(|officer| row(officer, Staffing::Left)).collect();
    for officer in now {
        match known(before, officer) {
            None => rows.push(row(officer, Staffing::Came)),
            Some(before) if before != *officer => rows.push(row(officer, Staffing::Changed)),
            Some(_) => {}
        }
    }
    rows
}
