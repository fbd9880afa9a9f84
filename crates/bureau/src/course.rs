//! The course of a proceeding: how a step is reported, which clocks it moves, and what may come next.

use std::collections::BTreeSet;

use case::exchange::Report;
use case::id::MessageId;
use case::life::{Act, Case, Deadline, Step as Reported};
use case::opinion::Confidence;
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use law::step::Step;

use crate::advice;
use crate::door::{Bureau, Inner, day_of};
use crate::exhibit;
use crate::fault::DoorFault;

/// Longest that a step may lie back, in years.
const STEP_YEARS_MAX: i32 = 100;
/// Before the name of a step, the name of the deadline that reminds us of it.
pub const REMINDER: &str = "reminder.";

/// A step that may come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepRow {
    /// Its name in the law and in the catalogue.
    pub id: String,
    /// Whether our side takes it.
    pub is_ours: bool,
    /// Whether it most often comes after a step that was taken, or may come first and none was.
    pub is_next: bool,
    /// Who is competent for it, as catalogues name them.
    pub competent: &'static str,
    /// The article or paragraph.
    pub provision: String,
    /// How sure that is.
    pub confidence: Confidence,
    /// Whether its day may lie ahead.
    pub ahead: bool,
    /// Whether it is about an object that is held as evidence.
    pub is_of_exhibit: bool,
    /// The periods that it would start, were it taken today.
    pub starts: Vec<Deadline>,
}

impl Bureau {
    /// Whether a step that was reported counts: its sender's side takes it, and its day is one on which it can have been taken.
    #[must_use]
    pub fn counts(&self, case: &Case, step: &Reported<'_>) -> bool {
        advice::counts(&self.0.law, case, step)
    }

    /// The steps that either side may yet take in a case, those that most often come next before the others.
    #[must_use]
    pub fn steps_ahead(&self, case: &Case) -> Vec<StepRow> {
        let inner = &self.0;
        let directory = inner.directory();
        let today = day_of(inner.clock.now());
        let course = advice::course(&inner.law, case);
        let taken: BTreeSet<&str> = course.iter().map(|step| step.report.step.as_str()).collect();
        let row = |step: &Step| {
            let starts = |event: &String| advice::deadlines(&inner.law, &directory, case, event, today);
            let periods = step.starts.iter().flat_map(starts);
            StepRow {
                id: step.id.clone(),
                is_ours: step.by.is(case.side),
                is_next: is_next(step, &taken, inner.law.may_begin(step, case.kind)),
                competent: step.competent.code(),
                provision: step.provision.clone(),
                confidence: step.confidence,
                ahead: step.ahead,
                is_of_exhibit: step.custody.is_some(),
                starts: periods.collect(),
            }
        };
        let mut rows: Vec<StepRow> =
            inner.law.steps().iter().filter(|step| step.kinds.contains(&case.kind)).map(row).collect();
        rows.sort_by_key(|row| !row.is_next);
        rows
    }
}

/// Whether a step most often comes now. What was taken already comes again only after a step of its own kind.
fn is_next(step: &Step, taken: &BTreeSet<&str>, may_begin: bool) -> bool {
    let follows = step.after.iter().any(|earlier| taken.contains(earlier.as_str()));
    let again = step.after.contains(&step.id);
    let first = may_begin && taken.is_empty();
    (follows || first) && (again || !taken.contains(step.id.as_str()))
}

impl Inner {
    /// What the steps that stand change of the clocks that run: some begin, some end, and where the day of a step was put right
    /// they run from the right one.
    pub(crate) fn clocks_moved(&self, case: &Case) -> Vec<Act> {
        let steps = advice::course(&self.law, case);
        let clocks = advice::clocks(&self.law, &self.directory(), case, &steps);
        // Of a period that began with a message, a step may say that it is over.
        let over = |one: &Deadline| {
            let ends = |name: &String| *name == one.name || *name == one.what;
            let known = steps.iter().filter_map(|step| self.law.step(&step.report.step));
            known.flat_map(|step| &step.ends).any(ends)
        };
        let gone = |one: &&Deadline| match self.law.begins_with_step(&one.name) {
            true => clocks.iter().all(|clock| clock.name != one.name),
            false => over(one),
        };
        let ended = case.deadlines.iter().filter(gone);
        let ended: Vec<Act> = ended.map(|one| Act::MeetDeadline { name: one.name.clone() }).collect();
        let begun = clocks.into_iter().filter(|clock| !case.deadlines.contains(clock));
        ended.into_iter().chain(begun.map(Act::SetDeadline)).collect()
    }

    /// Reports a step, and sets or ends our own reminder of it.
    pub(crate) fn reporting(
        &self,
        case: Option<&Case>,
        report: Report,
        remind: Option<Date>,
        (message, today): (MessageId, Date),
    ) -> Result<Vec<Act>, DoorFault> {
        let case = case.ok_or(DoorFault::NoSuchCase)?;
        self.step_fits(case, &report, today)?;
        let moved = reminder(case, &report.step, remind);
        Ok(std::iter::once(Act::Report { report, message }).chain(moved).collect())
    }

    /// Whether the law knows the step in this proceeding, our side takes it, and its day is one.
    fn step_fits(&self, case: &Case, report: &Report, today: Date) -> Result<(), DoorFault> {
        let Report { step, happened, .. } = report;
        let known = self.law.step(step).filter(|known| known.is_taken(case.kind, case.side));
        let known = known.ok_or_else(|| DoorFault::NoSuchStep { step: step.clone() })?;
        exhibit::fits(known, report)?;
        // Somewhere it is a day later already.
        let latest = today.tomorrow().unwrap_or(today);
        let earliest = today.saturating_sub(STEP_YEARS_MAX.years());
        if (happened.day > latest && !known.ahead) || happened.day < earliest {
            return Err(DoorFault::StepDay);
        }
        match &happened.time {
            Some((_, zone)) if TimeZone::get(zone).is_err() => {
                Err(DoorFault::NoSuchZone { zone: zone.clone() })
            }
            _ => Ok(()),
        }
    }
}

/// Whether a deadline is a reminder.
pub(crate) fn is_reminder(name: &str) -> bool {
    name.starts_with(REMINDER)
}

/// Sets the day on which we want to be reminded of a step; a new report without one ends an earlier reminder.
fn reminder(case: &Case, step: &str, on: Option<Date>) -> Option<Act> {
    let name = format!("{REMINDER}{step}");
    let Some(due) = on else {
        let runs = case.deadlines.iter().any(|deadline| deadline.name == name);
        return runs.then_some(Act::MeetDeadline { name });
    };
    let (what, nothing) = (step.to_owned(), String::new);
    Some(Act::SetDeadline(Deadline { name, what, due, until: None, provision: nothing(), at_end: nothing() }))
}
