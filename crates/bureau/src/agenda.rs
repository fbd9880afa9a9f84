//! The agenda: every day by which something is due in the cases that an officer sees.

use std::ops::RangeInclusive;

use case::id::{CaseId, OfficerId};
use case::life::{Deadline, Side, Stage};
use case::request::Kind;
use jiff::civil::Date;

use crate::book::{Due, Line};
use crate::door::Bureau;
use crate::fault::DoorFault;

/// Most rows that are given at once.
pub const AGENDA_ROWS_MAX: usize = 2_000;

/// Something that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaRow {
    /// The case.
    pub case: CaseId,
    /// Its reference.
    pub reference: String,
    /// What is asked for.
    pub kind: Kind,
    /// Which side we are on.
    pub side: Side,
    /// What is due, on which day, and what happens at its end.
    pub deadline: Deadline,
}

/// What is due between two days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agenda {
    /// The nearest first, [`AGENDA_ROWS_MAX`] at most.
    pub rows: Vec<AgendaRow>,
    /// How many there are in all.
    pub total: usize,
}

impl Bureau {
    /// What is due within these days in the cases that an officer sees. Cases that are over have no days.
    ///
    /// # Errors
    /// [`DoorFault::UnknownOfficer`], or [`DoorFault::NotPermitted`] for one who sees no cases.
    pub fn agenda(&self, officer: OfficerId, days: &RangeInclusive<Date>) -> Result<Agenda, DoorFault> {
        let who = self.may_list(officer)?;
        let book = self.0.book();
        let seen = self.0.seen_by(who, &book);
        let mut found: Vec<(&Due, &CaseId, &Line)> = Vec::new();
        for (id, line) in
            book.lines.iter().filter(|(_, line)| line.stage != Stage::Closed && seen.sees(line.sight))
        {
            found.extend(line.due.iter().filter(|due| days.contains(&due.day)).map(|due| (due, id, line)));
        }
        let total = found.len();
        let by = |(a, a_id, _): &(&Due, &CaseId, &Line), (b, b_id, _): &(&Due, &CaseId, &Line)| {
            (a, a_id).cmp(&(b, b_id))
        };
        if total > AGENDA_ROWS_MAX {
            found.select_nth_unstable_by(AGENDA_ROWS_MAX, by);
            found.truncate(AGENDA_ROWS_MAX);
        }
        found.sort_by(by);
        Ok(Agenda {
            rows: found.into_iter().map(|(due, id, line)| self.row(due, *id, line)).collect(),
            total,
        })
    }

    fn row(&self, due: &Due, case: CaseId, line: &Line) -> AgendaRow {
        let rule = self.0.law.all_deadlines().iter().find(|rule| *rule.id == *due.name);
        let deadline = Deadline {
            name: due.name.to_string(),
            what: rule.map(|rule| rule.event.clone()).unwrap_or_default(),
            due: due.day,
            until: None,
            provision: due.provision.to_string(),
            at_end: rule.map(|rule| rule.at_end.clone()).unwrap_or_default(),
        };
        AgendaRow { case, reference: line.reference.to_string(), kind: line.kind, side: line.side, deadline }
    }
}
