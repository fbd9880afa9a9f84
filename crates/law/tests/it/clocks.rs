//! When the periods of the law as shipped are over: the tables of `clocks/` against the packs, and what holds of any period.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use case::opinion::Confidence;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ZonedDateTime};
use law::Law;
use law::deadline::{DeadlineRule, Unit, due, due_in};
use law::term::Term;
use proptest::prelude::*;

const DEADLINES: &str = include_str!("clocks/deadlines.csv");
const ARREST_LIMITS: &str = include_str!("clocks/arrest-limits.csv");
const PERIODS: &str = include_str!("clocks/periods.csv");

/// The rows were collected by this day; what was read since may say more than they do.
const COLLECTED: Date = date(2026, 6, 30);

type Line = BTreeMap<String, String>;

/// The cells of a line of CSV: between commas, where those between quotes are text. No cell of the tables has a quote in it.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    for (place, part) in line.split('"').enumerate() {
        if place % 2 == 1 {
            cells.last_mut().unwrap().push_str(part);
            continue;
        }
        let mut plain = part.split(',');
        cells.last_mut().unwrap().push_str(plain.next().unwrap());
        cells.extend(plain.map(str::to_owned));
    }
    cells
}

fn table(text: &str) -> Vec<Line> {
    let mut lines = text.lines().map(cells);
    let head = lines.next().unwrap();
    lines
        .map(|cells| {
            assert_eq!(cells.len(), head.len(), "{cells:?}");
            head.iter().cloned().zip(cells).collect()
        })
        .collect()
}

fn period<'a>(law: &'a Law, name: &str) -> &'a DeadlineRule {
    let found = law.all_deadlines().iter().find(|rule| rule.id == name);
    found.unwrap_or_else(|| panic!("`{name}` is no period of the packs"))
}

const fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Hours => "hours",
        Unit::Days => "days",
        Unit::Months => "months",
        Unit::Years => "years",
    }
}

/// The term of `INSTRUMENT/term` or `STATE/term`.
fn term<'a>(law: &'a Law, name: &str) -> Option<&'a Term> {
    let (owner, id) = name.split_once('/')?;
    let terms = match owner.parse().ok().and_then(|state| law.jurisdiction(state)) {
        Some(own) => &own.terms,
        None => &law.instrument(owner)?.terms,
    };
    terms.iter().find(|term| term.id == id)
}

/// Whether the period, and the term that says the same, have the number and the unit of the line.
fn is_as_long(law: &Law, line: &Line, rule: &DeadlineRule) {
    let number: i32 = line["number"].parse().unwrap();
    let mut whole = number;
    if !line["after"].is_empty() {
        let before = period(law, &line["after"]);
        assert_eq!((&before.event, before.unit), (&rule.event, rule.unit), "{line:?}");
        whole += before.value;
    }
    assert_eq!((rule.value, unit(rule.unit)), (whole, line["of"].as_str()), "{line:?}");
    if !line["term"].is_empty() {
        let term = term(law, &line["term"]).unwrap_or_else(|| panic!("no term: {line:?}"));
        let says = term.number.as_ref().map(|number| (i32::from(number.value), number.unit));
        assert_eq!(says, Some((number.abs(), line["of"].as_str())), "{line:?}");
    }
}

/// Whether the period is over when the line says.
fn ends(line: &Line, rule: &DeadlineRule) {
    let (start, end) = (&line["start"], &line["end"]);
    if let Ok(start) = start.parse::<ZonedDateTime>() {
        // A moment whose offset is not that of its zone is refused here.
        let end: ZonedDateTime = end.parse().unwrap_or_else(|fault| panic!("{fault}: {line:?}"));
        assert_eq!(start.time_zone(), end.time_zone(), "{line:?}");
        let over = due_in(rule, start.timestamp(), start.time_zone());
        assert_eq!(over.to_zoned_datetime(end.time_zone().clone()), end, "{line:?}");
    } else {
        let start: Date = start.parse().unwrap();
        assert_eq!(due(rule, start).to_string(), *end, "{line:?}");
    }
}

/// Whether the row itself has the number, in days or in the unit of its provision.
fn is_in_row(line: &Line, columns: &[&str]) {
    let number: i32 = line["number"].parse::<i32>().unwrap().abs();
    let said: BTreeSet<i32> = columns
        .iter()
        .flat_map(|column| line[*column].split(|letter: char| !letter.is_ascii_digit()))
        .filter_map(|digits| digits.parse().ok())
        .collect();
    let is_said = said.contains(&number) || (line["of"] == "months" && said.contains(&(30 * number)));
    assert!(is_said, "the row has no {number}: {line:?}");
}

/// What the row has from memory is marked until somebody reads it.
fn is_honest(line: &Line, column: &str, rule: &DeadlineRule) {
    let is_memory = line[column].contains("memory");
    let is_marked = rule.confidence == Confidence::Unverified || rule.checked > COLLECTED;
    assert!(!is_memory || is_marked, "from memory and not marked: {line:?}");
}

/// Each line with its period; a line without one says why.
fn check(text: &str, more: impl Fn(&Line, &DeadlineRule)) {
    let law = Law::shipped().unwrap();
    for line in table(text) {
        if line["period"].is_empty() {
            assert!(!line["why_none"].is_empty(), "neither a period nor a reason: {line:?}");
            continue;
        }
        let rule = period(&law, &line["period"]);
        is_as_long(&law, &line, rule);
        ends(&line, rule);
        more(&line, rule);
    }
}

#[test]
fn deadlines() {
    check(DEADLINES, |line, rule| {
        is_in_row(line, &["value", "note"]);
        assert!(line["of"] == line["unit"] || line["of"] == "months", "{line:?}");
        is_honest(line, "note", rule);
    });
}

#[test]
fn limits_of_arrest_run_from_their_event_and_end_in_release() {
    check(ARREST_LIMITS, |line, rule| {
        is_in_row(line, &["first_limit_days", "outer_limit_days", "note"]);
        let events = match line["runs_from"].as_str() {
            "arrest" => &["provisional-arrest"][..],
            "notice_of_arrest_to_requesting_state" => &["arrest-notified"],
            _ => &["provisional-arrest", "arrest-notified"],
        };
        assert!(events.contains(&rule.event.as_str()), "{line:?}");
        assert!(rule.at_end.contains("released"), "{}: {}", rule.id, rule.at_end);
        is_honest(line, "basis", rule);
    });
}

#[test]
fn other_periods() {
    check(PERIODS, |line, rule| assert_eq!(line["provision"], rule.provision));
}

#[test]
fn every_period_has_a_clock_for_days_and_one_for_a_moment() {
    let law = Law::shipped().unwrap();
    let lines: Vec<Line> = [DEADLINES, ARREST_LIMITS, PERIODS].into_iter().flat_map(table).collect();
    let has = |rule: &DeadlineRule, is_moment: bool| {
        lines.iter().any(|line| line["period"] == rule.id && line["start"].contains('[') == is_moment)
    };
    let without: Vec<_> =
        law.all_deadlines().iter().filter(|rule| !has(rule, false) || !has(rule, true)).collect();
    assert!(without.is_empty(), "{:?}", without.iter().map(|rule| &rule.id).collect::<Vec<_>>());
}

/// A row that has a first and an outer limit has a clock for each.
#[test]
fn both_limits_of_a_row_have_a_clock() {
    let law = Law::shipped().unwrap();
    let mut lengths: BTreeMap<(String, String), (Line, BTreeSet<i64>)> = BTreeMap::new();
    for line in table(ARREST_LIMITS).into_iter().filter(|line| !line["period"].is_empty()) {
        let rule = period(&law, &line["period"]);
        let days = i64::from(rule.value) * if rule.unit == Unit::Months { 30 } else { 1 };
        let key = (line["scope"].clone(), line["provision"].clone());
        lengths.entry(key).or_insert_with(|| (line, BTreeSet::new())).1.insert(days);
    }
    for (line, found) in lengths.values() {
        let limits = ["first_limit_days", "outer_limit_days"];
        for limit in limits.iter().filter_map(|column| line[*column].parse::<i64>().ok()) {
            assert!(found.contains(&limit), "no clock of {limit} days: {line:?}");
        }
    }
}

#[test]
fn quoted_cells() {
    assert_eq!(cells("a,\"b, c\",,\"d\""), ["a", "b, c", "", "d"]);
    assert_eq!(cells("a,"), ["a", ""]);
}

const ZONES: [&str; 8] = [
    "UTC",
    "Europe/Paris",
    "America/Sao_Paulo",
    "America/Havana",
    "Africa/Cairo",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Pacific/Kiritimati",
];

static ANY: LazyLock<DeadlineRule> = LazyLock::new(|| Law::shipped().unwrap().all_deadlines()[0].clone());

fn of(value: i32, unit: Unit) -> DeadlineRule {
    let mut rule = ANY.clone();
    (rule.value, rule.unit) = (value, unit);
    rule
}

fn any_unit() -> impl Strategy<Value = Unit> {
    prop::sample::select(vec![Unit::Hours, Unit::Days, Unit::Months, Unit::Years])
}

/// Days of three centuries, half of them at the end of a month.
fn any_day() -> impl Strategy<Value = Date> {
    (1900..2200_i16, 1..=12_i8, 1..=31_i8, any::<bool>()).prop_map(|(year, month, day, is_last)| {
        let last = date(year, month, 1).last_of_month();
        if is_last || day > last.day() { last } else { date(year, month, day) }
    })
}

fn any_moment() -> impl Strategy<Value = Timestamp> {
    (-2_208_988_800..7_258_118_400_i64).prop_map(|second| Timestamp::from_second(second).unwrap())
}

fn any_zone() -> impl Strategy<Value = TimeZone> {
    prop::sample::select(ZONES.to_vec()).prop_map(|name| TimeZone::get(name).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn a_longer_period_ends_no_earlier_and_none_before_its_start(
        unit in any_unit(),
        one in 0..=1_000_i32,
        other in 0..=1_000_i32,
        day in any_day(),
        moment in any_moment(),
        zone in any_zone(),
    ) {
        let (short, long) = (of(one.min(other), unit), of(one.max(other), unit));
        prop_assert!(day <= due(&short, day));
        prop_assert!(due(&short, day) <= due(&long, day));
        prop_assert!(moment <= due_in(&short, moment, &zone));
        prop_assert!(due_in(&short, moment, &zone) <= due_in(&long, moment, &zone));
    }

    #[test]
    fn months_and_years_keep_the_day_or_take_the_last(months in -1_000..=1_000_i32, day in any_day()) {
        let index = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month());
        let years = months / 12;
        for (rule, count) in [(of(months, Unit::Months), months), (of(years, Unit::Years), 12 * years)] {
            let end = due(&rule, day);
            prop_assert_eq!(index(end), index(day) + count);
            prop_assert_eq!(end.day(), day.day().min(end.days_in_month()));
        }
    }

    #[test]
    fn days_are_whole_days_of_the_zone(value in 0..=1_000_i32, moment in any_moment(), zone in any_zone()) {
        let rule = of(value, Unit::Days);
        let over = due_in(&rule, moment, &zone);
        let last = due(&rule, zone.to_datetime(moment).date());
        let before = over - SignedDuration::from_nanos(1);
        prop_assert!(zone.to_datetime(before).date() <= last);
        prop_assert!(zone.to_datetime(over).date() > last);
    }

    #[test]
    fn hours_pass_whatever_clocks_do(value in -1_000..=1_000_i32, moment in any_moment(), zone in any_zone()) {
        let over = due_in(&of(value, Unit::Hours), moment, &zone);
        prop_assert_eq!(over.duration_since(moment), SignedDuration::from_hours(value.into()));
    }
}
