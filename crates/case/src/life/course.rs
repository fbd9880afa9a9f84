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
        let reported: Vec<Step<'_>> = self
            .standing()
            .filter(counts)
            .filter_map(|told| match &told.said {
                Said::Reported(report) => Some(Step { told, report, place: 0 }),
                _ => None,
            })
            .collect();
        // A report that stands in the place of another has its place too.
        let mut places: BTreeMap<MessageId, usize> = BTreeMap::new();
        let mut replaced: BTreeSet<MessageId> = BTreeSet::new();
        // Where each stands among all that was reported, for whoever reads here.
        let mut heard: BTreeMap<MessageId, usize> = BTreeMap::new();
        let mut steps: Vec<Step<'_>> = Vec::new();
        for (at, mut step) in reported.into_iter().enumerate() {
            let of_sender = |earlier: &&MessageId| self.is_of(earlier, step.told);
            let next = places.keys().filter(of_sender).count();
            let earlier = step.report.instead_of;
            step.place = earlier.and_then(|wrong| places.get(&wrong).copied()).unwrap_or(next);
            let here = earlier.and_then(|wrong| heard.get(&wrong).copied()).unwrap_or(at);
            heard.insert(step.told.message, here);
            places.insert(step.told.message, step.place);
            replaced.extend(earlier);
            steps.push(step);
        }
        steps.retain(|step| !replaced.contains(&step.told.message));
        let first = |step: &Step<'_>| heard.get(&step.told.message).copied();
        steps.sort_by_key(|step| (step.report.happened.day, step.time(), first(step)));
        steps
    }

    /// Whether a message is of the sender of another one.
    fn is_of(&self, message: &MessageId, told: &Told) -> bool {
        self.told.iter().any(|one| one.message == *message && one.from == told.from)
    }
}
