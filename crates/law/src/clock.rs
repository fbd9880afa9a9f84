//! Clocks: the periods that run in a proceeding, from the steps that were taken.

use std::collections::BTreeMap;

use case::bureau::StateCode;
use case::request::Kind;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};

use crate::corpus::Law;
use crate::deadline::{DeadlineRule, Unit, due, due_in};

/// A step as it was taken.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken<'a> {
    /// Which, by its name; one that the law does not know starts and ends nothing.
    pub step: &'a str,
    /// On which day, by the calendar of the place.
    pub day: Date,
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
    /// The clocks that run after these steps, in the order of their names. The steps come in the order in which they were taken: a
    /// later one of the same effect starts a clock anew, and one that ends it ends it.
    #[must_use]
    pub fn clocks(
        &self,
        kind: Kind,
        (from, to): (Option<StateCode>, Option<StateCode>),
        taken: &[Taken<'_>],
    ) -> Vec<Clock<'_>> {
        let mut running: BTreeMap<&str, Clock<'_>> = BTreeMap::new();
        for one in taken {
            let Some(step) = self.step(one.step).filter(|step| step.kinds.contains(&kind)) else { continue };
            running.retain(|id, clock| !step.ends.iter().any(|end| end == id || *end == clock.rule.event));
            for rule in step.starts.iter().flat_map(|event| self.deadlines(kind, event, from, to, one.day)) {
                running.insert(&rule.id, Clock::of(rule, one));
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

impl<'a> Clock<'a> {
    fn of(rule: &'a DeadlineRule, taken: &Taken<'_>) -> Self {
        let moment = taken.at.as_ref().filter(|_| rule.unit == Unit::Hours);
        let Some(start) = moment else { return Self { rule, due: due(rule, taken.day), until: None } };
        let zone: &TimeZone = start.time_zone();
        let until = due_in(rule, start.timestamp(), zone);
        Self { rule, due: zone.to_datetime(until).date(), until: Some(until) }
    }
}
