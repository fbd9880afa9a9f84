//! The course of a proceeding: the steps that both sides have reported, as they stand now.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Time;

use super::state::{Case, Told};
use crate::exchange::{Report, Said};
use crate::id::MessageId;

/// A step of the proceeding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step<'a> {
    /// The message that reports it.
    pub told: &'a Told,
    /// Which step, when, and in which words.
    pub report: &'a Report,
    /// Its place among what its sender reported first; a report in the place of another has that one's.
    pub place: usize,
}

impl Step<'_> {
    /// The time of day at which it was taken, where that is told.
    #[must_use]
    pub fn time(&self) -> Option<Time> {
        self.report.happened.time.as_ref().map(|(time, _)| *time)
    }

    /// Whether our side reported it.
    #[must_use]
    pub fn is_ours(&self, case: &Case) -> bool {
        self.told.from != *case.other()
    }
}

impl Case {
    /// The steps that stand, by their days, those of a day by the time where it is told, then in the order in which they were first said
    /// or heard here. Those that were recalled, or in whose place their sender has put another report, are left out.
    #[must_use]
    pub fn course(&self) -> Vec<Step<'_>> {
        let recalled = self.recalled();
        let counts =
            |told: &&Told| !recalled.contains(&told.message) && !self.blocked.contains(&told.message);
        // Of each report: its place among its sender's, and among all. One in the place of another has that one's.
        let mut places: BTreeMap<MessageId, (usize, usize)> = BTreeMap::new();
        let mut replaced: BTreeSet<MessageId> = BTreeSet::new();
        let (mut of_requesting, mut of_requested) = (0, 0);
        let mut steps: Vec<(usize, Step<'_>)> = Vec::new();
        for told in self.standing().filter(counts) {
            let Said::Reported(report) = &told.said else { continue };
            let next = if told.from == self.from { &mut of_requesting } else { &mut of_requested };
            let instead = report.instead_of.and_then(|wrong| places.get(&wrong).copied());
            let (place, among_all) = instead.unwrap_or((*next, steps.len()));
            *next += 1;
            places.insert(told.message, (place, among_all));
            replaced.extend(report.instead_of);
            steps.push((among_all, Step { told, report, place }));
        }
        steps.retain(|(_, step)| !replaced.contains(&step.told.message));
        steps.sort_by_key(|(among_all, step)| (step.report.happened.day, step.time(), *among_all));
        steps.into_iter().map(|(_, step)| step).collect()
    }
}
