//! The course of a proceeding as officers see it: what may come next, who is competent for it, and which periods it starts.

use std::collections::BTreeSet;

use case::life::{Case, Deadline, Step as Reported};
use case::opinion::Confidence;
use law::step::Step;

use crate::advice;
use crate::door::{Bureau, day_of};

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
