//! Clocks: the periods that run in a proceeding, from the steps that were taken.

use std::collections::BTreeMap;

use case::bureau::StateCode;
use case::life::Side;
use case::request::Kind;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};

use crate::corpus::Law;
use crate::deadline::{DeadlineRule, Unit, due, due_in};

/// A step as it was taken.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken<'a> {
    /// Which, by its name; one that the law does not know starts and ends nothing.
    pub step: &'a str,
    /// The side that reported it.
    pub side: Side,
    /// Its place among what that side reported.
    pub place: usize,
    /// On which day, by the calendar of the place.
    pub day: Date,
    /// At what time of day there, where that is told.
    pub time: Option<Time>,
    /// At which moment, with the zone of the place, where that is known.
    pub at: Option<ZonedDateTime>,
}

/// A period that runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock<'a> {
    /// Which.
    pub rule: &'a DeadlineRule,
    /// The last day on which it is in time, by the calendar of the place where it began.
    pub due: Date,
    /// The moment at which it is over, where it is counted in hours from a known one.
    pub until: Option<Timestamp>,
}

impl Law {
    /// The clocks that run after these steps, in the order of their names. In the order in which they were taken, one
    /// that ends a clock ends it, and after that, and not before, it can start anew.
    #[must_use]
    pub fn clocks(
        &self,
        kind: Kind,
        (from, to): (Option<StateCode>, Option<StateCode>),
        taken: &[Taken<'_>],
    ) -> Vec<Clock<'_>> {
        let mut running: BTreeMap<&str, Clock<'_>> = BTreeMap::new();
        for one in in_order(self, taken) {
            let Some(step) = self.step(one.step).filter(|step| step.kinds.contains(&kind)) else { continue };
            running.retain(|id, clock| !step.ends.iter().any(|end| end == id || *end == clock.rule.event));
            for rule in step.starts.iter().flat_map(|event| self.deadlines(kind, event, from, to, one.day)) {
                let clock = Clock::of(rule, one);
                // Nobody lengthens a period by telling its step twice; another day may be fixed.
                if step.ahead {
                    running.insert(&rule.id, clock);
                } else {
                    running.entry(&rule.id).or_insert(clock);
                }
            }
        }
        running.into_values().collect()
    }

    /// Whether a period begins with a step that is reported, and not with a message.
    #[must_use]
    pub fn begins_with_step(&self, period: &str) -> bool {
        let rule = self.all_deadlines().iter().find(|rule| rule.id == period);
        rule.is_some_and(|rule| self.steps().iter().any(|step| step.starts.contains(&rule.event)))
    }
}

/// The steps in the order in which they were taken, which is the same on both sides whichever message arrives first: by their days, those
/// of a day by the time where it is told, then as each side reported them. A day that was fixed beforehand counts as fixed with the step before
/// it in the order of the reports: what is done earlier than was fixed comes after that.
fn in_order<'a, 'b>(law: &Law, taken: &'a [Taken<'b>]) -> Vec<&'a Taken<'b>> {
    let by_requesting = |one: &Taken<'_>| one.side == Side::Requesting;
    let mut reported: Vec<&Taken<'_>> = taken.iter().collect();
    reported.sort_by_key(|one| (by_requesting(one), one.place));
    let mut latest: Option<(Side, Date)> = None;
    let mut dated: Vec<(Date, &Taken<'_>)> = Vec::new();
    for one in reported {
        let before = latest.filter(|(side, _)| *side == one.side).map_or(Date::MIN, |(_, day)| day);
        if law.step(one.step).is_some_and(|step| step.ahead) {
            dated.push((before.min(one.day), one));
        } else {
            latest = Some((one.side, before.max(one.day)));
            dated.push((one.day, one));
        }
    }
    dated.sort_by_key(|(day, one)| (*day, one.time, one.place, by_requesting(one)));
    dated.into_iter().map(|(_, one)| one).collect()
}

impl<'a> Clock<'a> {
    fn of(rule: &'a DeadlineRule, taken: &Taken<'_>) -> Self {
        let moment = taken.at.as_ref().filter(|_| rule.unit == Unit::Hours);
        let Some(start) = moment else { return Self { rule, due: due(rule, taken.day), until: None } };
        let zone: &TimeZone = start.time_zone();
        let until = due_in(rule, start.timestamp(), zone);
        Self { rule, due: zone.to_datetime(until).date(), until: Some(until) }
    }
}
