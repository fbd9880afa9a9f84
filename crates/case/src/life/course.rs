//! The course of a proceeding: the steps that both sides have reported, as they stand now.

use std::collections::BTreeSet;

use jiff::tz::TimeZone;

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
}

impl Step<'_> {
    /// Whether our side reported it.
    #[must_use]
    pub fn is_ours(&self, case: &Case) -> bool {
        self.told.from != *case.other()
    }
}

impl Case {
    /// The steps that stand, in the order of the days on which they were taken, and of one day in that in which they were reported. A
    /// step whose day lies ahead, as a hearing that is fixed, stands where it was reported. Those that were recalled, or in whose
    /// place their sender has put another report, are left out.
    #[must_use]
    pub fn course(&self) -> Vec<Step<'_>> {
        let recalled = self.recalled();
        let counts =
            |told: &&Told| !recalled.contains(&told.message) && !self.blocked.contains(&told.message);
        let reported = || self.standing().filter(counts);
        let replaced: BTreeSet<MessageId> = reported()
            .filter_map(|told| match &told.said {
                Said::Reported(report) => report.instead_of,
                _ => None,
            })
            .collect();
        let mut steps: Vec<Step<'_>> = reported()
            .filter(|told| !replaced.contains(&told.message))
            .filter_map(|told| match &told.said {
                Said::Reported(report) => Some(Step { told, report }),
                _ => None,
            })
            .collect();
        steps
            .sort_by_key(|step| step.report.happened.day.min(TimeZone::UTC.to_datetime(step.told.at).date()));
        steps
    }
}
