//! Days and times as officers read them, in the order and with the month names of their language. Times are UTC.

use case::exchange::Moment;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Unit};
use maud::{Markup, html};

use crate::texts::{Texts, count, word};

/// How far off a day is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Nearness {
    /// It has passed.
    Overdue,
    /// It is today.
    Today,
    /// It is within a week.
    Soon,
    /// It is later.
    Later,
}

impl Nearness {
    /// How far `due` is off on a day.
    pub(crate) fn of(due: Date, today: Date) -> Self {
        match days_between(today, due) {
            days if days < 0 => Nearness::Overdue,
            0 => Nearness::Today,
            1..=7 => Nearness::Soon,
            _ => Nearness::Later,
        }
    }

    /// As style sheets name it.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Nearness::Overdue => "overdue",
            Nearness::Today => "due-today",
            Nearness::Soon => "due-soon",
            Nearness::Later => "due-later",
        }
    }
}

/// Days from one day to another; negative when the second is earlier.
pub(crate) fn days_between(from: Date, to: Date) -> i32 {
    to.since((Unit::Day, from)).map_or(0, |span| span.get_days())
}

/// The UTC day of an instant.
pub(crate) fn day_of(at: Timestamp) -> Date {
    civil(at).date()
}

fn civil(at: Timestamp) -> DateTime {
    TimeZone::UTC.to_datetime(at)
}

/// A day in words.
pub(crate) fn day(texts: &Texts, date: Date) -> String {
    let month = texts.say(&format!("month-{}", date.month()));
    let (day, year) = (date.day().to_string(), date.year().to_string());
    texts.with("day", &[word("day", &day), word("month", &month), word("year", &year)])
}

/// When a step was taken, by the clock of the place.
pub(crate) fn moment(texts: &Texts, happened: &Moment) -> String {
    let date = day(texts, happened.day);
    match &happened.time {
        Some((time, zone)) => format!("{date} {} ({zone})", time.strftime("%H:%M")),
        None => date,
    }
}

/// A day, marked up.
pub(crate) fn day_mark(texts: &Texts, date: Date) -> Markup {
    html! { time datetime=(date) { (day(texts, date)) } }
}

/// An instant: the time alone when it is today, else with its day.
pub(crate) fn time_mark(texts: &Texts, at: Timestamp, now: Timestamp) -> Markup {
    let then = civil(at);
    let clock = format!("{:02}:{:02}", then.hour(), then.minute());
    let today = then.date() == day_of(now);
    html! {
        time datetime=(at) title=(at) {
            @if !today { (day(texts, then.date())) " " }
            bdi { (clock) }
        }
    }
}

/// The moment at which a period of hours is over, whole: its day in UTC may be another than where it began.
pub(crate) fn moment_mark(texts: &Texts, at: Timestamp) -> Markup {
    let then = civil(at);
    html! {
        time datetime=(at) { (day(texts, then.date())) " " bdi { (format!("{:02}:{:02} UTC", then.hour(), then.minute())) } }
    }
}

/// An instant to the second, where seconds matter.
pub(crate) fn second_mark(at: Timestamp) -> Markup {
    let then = civil(at);
    html! { time datetime=(at) { bdi { (format!("{:02}:{:02}:{:02}", then.hour(), then.minute(), then.second())) } } }
}

/// How far off a deadline is, in words.
pub(crate) fn nearness(texts: &Texts, due: Date, today: Date) -> String {
    let days = days_between(today, due);
    let number = usize::try_from(days.unsigned_abs()).unwrap_or(usize::MAX);
    match Nearness::of(due, today) {
        Nearness::Overdue => texts.with("due-overdue", &[count("days", number)]),
        Nearness::Today => texts.say("due-today"),
        Nearness::Soon | Nearness::Later => texts.with("due-in", &[count("days", number)]),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::texts::Language;

    fn check(due: Date, expected: Nearness, words: &str) {
        let today = date(2026, 11, 23);
        assert_eq!(Nearness::of(due, today), expected);
        assert_eq!(nearness(Texts::of(Language::English), due, today), words);
    }

    #[test]
    fn deadlines() {
        check(date(2026, 11, 20), Nearness::Overdue, "3 days overdue");
        check(date(2026, 11, 23), Nearness::Today, "due today");
        check(date(2026, 11, 24), Nearness::Soon, "due in 1 day");
        check(date(2027, 1, 2), Nearness::Later, "due in 40 days");
    }

    #[test]
    fn days_in_words() {
        let english = day(Texts::of(Language::English), date(2026, 3, 1));
        let french = day(Texts::of(Language::French), date(2026, 3, 1));
        assert_eq!((english.as_str(), french.as_str()), ("1 March 2026", "1 mars 2026"));
    }
}
