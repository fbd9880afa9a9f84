//! Periods of the law as shipped.

use case::request::Kind;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use law::{Law, deadline};

/// The periods that an event starts, each with the day on which it ends.
fn check(kind: Kind, event: &str, (from, to): (&str, &str), start: &str, ends: &[(&str, &str)]) {
    let law = Law::shipped().unwrap();
    let start: Date = start.parse().unwrap();
    let rules = law.deadlines(kind, event, from.parse().ok(), to.parse().ok(), start);
    let found: Vec<_> =
        rules.iter().map(|rule| (rule.id.clone(), deadline::due(rule, start).to_string())).collect();
    let ends: Vec<_> = ends.iter().map(|(id, day)| ((*id).to_owned(), (*day).to_owned())).collect();
    assert_eq!(found, ends);
}

#[test]
fn periods() {
    let arrest = "provisional-arrest";
    check(
        Kind::ProvisionalArrest,
        arrest,
        ("BR", "FR"),
        "2026-06-01",
        &[("fr-provisional-arrest", "2026-07-01")],
    );
    check(
        Kind::ProvisionalArrest,
        arrest,
        ("FR", "CH"),
        "2026-06-01",
        &[
            ("ets24-16-4-may-release", "2026-06-19"),
            ("ets24-16-4-must-release", "2026-07-11"),
            ("ch-provisional-arrest-first", "2026-06-19"),
            ("ch-provisional-arrest-outer", "2026-07-11"),
            ("ets209-consent-told", "2026-06-11"),
        ],
    );
    check(
        Kind::Diffusion,
        "suspended",
        ("FR", "BR"),
        "2026-08-31",
        &[("rpd-100-1-suspension", "2027-02-28")],
    );
    check(
        Kind::RedNotice,
        "retention-ends",
        ("FR", "BR"),
        "2031-01-31",
        &[("rpd-50-2-call", "2030-07-31"), ("rpd-51-2-deletion", "2031-01-31")],
    );
    check(Kind::RedNotice, "received", ("FR", "BR"), "2026-06-01", &[]);
    // A protocol changes a period between its own Parties only.
    let speciality = |to, id, day| {
        check(Kind::Extradition, "finally-discharged", ("FR", to), "2026-06-01", &[(id, day)]);
    };
    speciality("SE", "ets24-14-1b-speciality", "2026-07-16");
    speciality("CH", "ets212-speciality-leave", "2026-07-01");
}

#[test]
fn the_calendar_ends() {
    let law = Law::shipped().unwrap();
    for rule in law.all_deadlines() {
        assert!(deadline::due(rule, Date::MAX) >= Date::MAX.saturating_sub(1.year()), "{}", rule.id);
        assert!(deadline::due(rule, Date::MIN) >= Date::MIN, "{}", rule.id);
    }
}

/// When a period that an event starts in a State is over; none where the law of that State sets none.
fn check_moment(event: &str, state: &str, start: &str, over: Option<&str>) {
    let law = Law::shipped().unwrap();
    let start: Timestamp = start.parse().unwrap();
    let day = TimeZone::UTC.to_datetime(start).date();
    let rules = law.periods(event, state.parse().ok(), day);
    let found = rules.first().map(|rule| deadline::due_at(rule, start));
    assert_eq!(found, over.map(|over| over.parse().unwrap()), "{event} {state}");
}

#[test]
fn hours_run_from_the_moment_and_days_to_their_end() {
    let start = "2026-06-01T10:20:30Z";
    check_moment("breach-known", "FR", start, Some("2026-06-04T10:20:30Z"));
    check_moment("breach-known", "CH", start, Some("2026-06-04T10:20:30Z"));
    check_moment("breach-known", "US", start, None);
    check_moment("ccf-request-received", "BR", start, Some("2026-07-02T00:00:00Z"));
    check_moment("ccf-file-closed", "", start, Some("2056-06-02T00:00:00Z"));
}
