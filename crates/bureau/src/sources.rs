//! What a bureau has in memory of its source records: which case, who is named, who opened them. Nothing of what they hold.

use std::collections::BTreeMap;

use case::id::{CaseId, OfficerId, SourceId};
use jiff::Timestamp;

use crate::source::{Opening, SourceRecord};

/// A source record without its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceRow {
    /// Its identifier.
    pub id: SourceId,
    /// The case that it belongs to.
    pub case: CaseId,
    /// Who may open it.
    pub named: Vec<OfficerId>,
    /// When it was begun.
    pub begun_at: Timestamp,
    /// Who opened it, oldest first.
    pub openings: Vec<Opening>,
    /// Whether something was held back and waits for a named officer.
    pub is_held: bool,
    /// Who wrote a sanitised version that waits for another named officer.
    pub to_approve: Option<OfficerId>,
    /// Who proposed its erasure.
    pub ending: Option<OfficerId>,
}

impl SourceRow {
    pub(crate) fn of(id: SourceId, record: &SourceRecord) -> Self {
        let last = record.versions.last().filter(|version| version.approved.is_none());
        Self {
            id,
            case: record.case,
            named: record.named.clone(),
            begun_at: record.begun_at,
            openings: record.openings.clone(),
            is_held: record.held.is_some(),
            to_approve: last.map(|version| version.by.0),
            ending: record.ending.as_ref().map(|(by, _)| *by),
        }
    }

    /// How often others opened it since this officer opened it last.
    #[must_use]
    pub fn openings_unseen_by(&self, officer: OfficerId) -> usize {
        self.unseen_by(officer).count()
    }

    /// Openings by others since this officer opened it last.
    pub(crate) fn unseen_by(&self, officer: OfficerId) -> impl Iterator<Item = &Opening> {
        let last = self.openings.iter().rposition(|opening| opening.by == officer);
        self.openings.iter().skip(last.map_or(0, |place| place + 1))
    }
}

/// All of them.
#[derive(Debug, Default)]
pub(crate) struct Sources(BTreeMap<SourceId, SourceRow>);

impl Sources {
    pub(crate) fn note(&mut self, row: SourceRow) {
        self.0.insert(row.id, row);
    }

    pub(crate) fn get(&self, id: SourceId) -> Option<&SourceRow> {
        self.0.get(&id)
    }

    pub(crate) fn of_case(&self, case: CaseId) -> impl Iterator<Item = &SourceRow> {
        self.0.values().filter(move |row| row.case == case)
    }

    /// Those in which an officer is named.
    pub(crate) fn naming(&self, officer: OfficerId) -> impl Iterator<Item = &SourceRow> {
        self.0.values().filter(move |row| row.named.contains(&officer))
    }

    pub(crate) fn remove(&mut self, id: SourceId) {
        self.0.remove(&id);
    }

    pub(crate) fn remove_of(&mut self, case: CaseId) -> Vec<SourceId> {
        let gone: Vec<SourceId> = self.of_case(case).map(|row| row.id).collect();
        gone.iter().for_each(|id| self.remove(*id));
        gone
    }
}
