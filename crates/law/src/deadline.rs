//! Periods that law sets: from an event, so long, and what happens at the end.

use case::bureau::StateCode;
use case::opinion::Confidence;
use case::request::Kind;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::pack::{DeadlineTable, Pack};
use crate::parties::{Parties, Reach};
use crate::rule::{BadRule, Faults};

/// Longest period, in its own unit.
const VALUE_MAX: i32 = 1_000;

/// The unit of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Hours, from the moment on.
    Hours,
    /// Calendar days.
    Days,
    /// Calendar months: to the same day of a later month, or to its last day.
    Months,
    /// Calendar years.
    Years,
}

/// A period that a provision sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadlineRule {
    /// Its stable name.
    pub id: String,
    /// The pack it stands in.
    pub pack: String,
    /// The article or paragraph.
    pub provision: String,
    /// Where it was read.
    pub source: String,
    /// The day its text was last checked.
    pub checked: Date,
    /// How sure its text is.
    pub confidence: Confidence,
    /// What starts it, as `provisional-arrest`.
    pub event: String,
    /// How many units: after the event, 0 for the same day, negative for before it.
    pub value: i32,
    /// Hours, days, months or years.
    pub unit: Unit,
    /// What happens at its end, in one sentence.
    pub at_end: String,
    /// Provisions of its pack's register that it carries, beside the one of its own name.
    pub covers: Vec<String>,
    kinds: Vec<Kind>,
    reach: Reach,
}

impl DeadlineRule {
    pub(crate) fn read(table: DeadlineTable, pack: &Pack, parties: &Parties) -> Result<Self, Vec<BadRule>> {
        let mut faults = Faults::default();
        let confidence = faults.confidence(&table.confidence);
        let kinds = faults.kinds(&table.kinds);
        let source = faults.source(&table.source, pack);
        let reach = faults.reach(
            (&table.requesting, &table.requested),
            (table.between.as_deref(), &table.not_between),
            parties,
        );
        let unit = match table.unit.as_str() {
            "hours" => Unit::Hours,
            "days" => Unit::Days,
            "months" => Unit::Months,
            "years" => Unit::Years,
            other => {
                faults.add(format!("`{other}` is no unit"), "write hours, days, months or years");
                Unit::Days
            }
        };
        if !(-VALUE_MAX..=VALUE_MAX).contains(&table.value) {
            let range = format!(
                "write 0 for the same day, up to {VALUE_MAX} after the event or -{VALUE_MAX} before it"
            );
            faults.add(format!("the period of {} is out of range", table.value), range);
        }
        if table.event.trim().is_empty() || table.at_end.trim().is_empty() {
            faults.add(
                "`event` or `at_end` is empty",
                "say what starts the period and what happens at its end",
            );
        }
        let (Some(confidence), Some(source), true) = (confidence, source, faults.0.is_empty()) else {
            return Err(faults.0);
        };
        Ok(Self {
            id: table.id,
            pack: pack.name.clone(),
            provision: table.provision,
            source,
            checked: table.checked,
            confidence,
            event: table.event,
            value: table.value,
            unit,
            at_end: table.at_end,
            covers: table.covers,
            kinds,
            reach,
        })
    }

    /// Whether it may run for this kind of request.
    #[must_use]
    pub fn is_of(&self, kind: Kind) -> bool {
        self.kinds.contains(&kind)
    }

    /// Whether it runs in a State from an event that belongs to no request, on this day.
    pub(crate) fn runs_in(&self, event: &str, state: Option<StateCode>, on: Date, parties: &Parties) -> bool {
        self.event == event && self.reach.covers((state, state), on, parties)
    }

    /// Whether it runs for this kind of request between these States, from this event on this day.
    pub(crate) fn runs(
        &self,
        kind: Kind,
        event: &str,
        between: (Option<StateCode>, Option<StateCode>),
        on: Date,
        parties: &Parties,
    ) -> bool {
        self.event == event && self.kinds.contains(&kind) && self.reach.covers(between, on, parties)
    }
}

/// The last day of a period that starts on a day; the start is not counted. A day past the calendar's end is its end. Hours
/// that start at no known moment of that day are counted as whole days.
#[must_use]
pub fn due(rule: &DeadlineRule, start: Date) -> Date {
    let span = match rule.unit {
        Unit::Hours => (rule.value / 24).days(),
        Unit::Days => rule.value.days(),
        Unit::Months => rule.value.months(),
        Unit::Years => rule.value.years(),
    };
    start.saturating_add(span)
}

/// The moment at which a period that starts at a moment is over: to the hour where it is one of hours, whatever clocks do
/// meanwhile; else the end of its last day where the days are counted, which is midnight or, where clocks skip it, the first
/// moment after. A moment past the calendar's end is its end.
#[must_use]
pub fn due_in(rule: &DeadlineRule, start: Timestamp, zone: &TimeZone) -> Timestamp {
    if rule.unit == Unit::Hours {
        return start.saturating_add(rule.value.hours()).unwrap_or(Timestamp::MAX);
    }
    let day = due(rule, zone.to_datetime(start).date());
    let over = day.tomorrow().ok().and_then(|next| zone.to_timestamp(next.into()).ok());
    over.unwrap_or(Timestamp::MAX)
}

/// The same where days are counted in UTC.
#[must_use]
pub fn due_at(rule: &DeadlineRule, start: Timestamp) -> Timestamp {
    due_in(rule, start, &TimeZone::UTC)
}
