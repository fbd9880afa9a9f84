//! Steps of proceedings: which periods they start and end, and that every period of a proceeding can be started.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use case::bureau::StateCode;
use case::life::Side;
use case::request::Kind;
use jiff::civil::{Date, date};
use jiff::{Timestamp, ZonedDateTime};
use law::Law;
use law::clock::Taken;
use law::step::Step;
use proptest::prelude::*;

static LAW: LazyLock<Law> = LazyLock::new(|| Law::shipped().unwrap());

/// Events that a message starts, and no step.
const BY_MESSAGE: [&str; 3] = ["sent", "received", "accepted"];

fn state(code: &str) -> Option<StateCode> {
    Some(code.parse().unwrap())
}

fn on(day: Date, step: &str) -> Taken<'_> {
    Taken { step, side: Side::Requested, place: 0, day, time: None, at: None }
}

/// Each step in the place in which it was reported.
fn placed<'a>(taken: &[Taken<'a>]) -> Vec<Taken<'a>> {
    taken.iter().cloned().enumerate().map(|(place, one)| Taken { place, ..one }).collect()
}

fn running(kind: Kind, between: (&str, &str), taken: &[Taken<'_>]) -> Vec<String> {
    let clocks = LAW.clocks(kind, (state(between.0), state(between.1)), &placed(taken));
    clocks.iter().map(|clock| format!("{} {}", clock.rule.id, clock.due)).collect()
}

fn check(kind: Kind, between: (&str, &str), taken: &[Taken<'_>], expected: &[&str]) {
    assert_eq!(running(kind, between, taken), expected, "{taken:?}");
}

#[test]
fn every_period_of_a_proceeding_can_be_started_by_a_step() {
    // What speaks of no kind of request comes in no proceeding of two bureaus; nor does what the Secretariat decides on its own, and
    // what is due at once has no time to run.
    let elsewhere = [
        "published",
        "changed",
        "purpose-reached",
        "retention-ends",
        "recorded",
        "secretariat-refusal-",
        "dispute-",
        "directorate-",
        "secretary-general-",
    ];
    let mut unstarted = BTreeSet::new();
    for rule in LAW.all_deadlines().iter().filter(|rule| !rule.is_of(Kind::Message)) {
        let known = BY_MESSAGE.contains(&rule.event.as_str())
            || elsewhere.iter().any(|one| rule.event.starts_with(one));
        for kind in Kind::ALL.iter().filter(|kind| !known && rule.is_of(**kind)) {
            let starts = |step: &Step| step.starts.contains(&rule.event) && step.kinds.contains(kind);
            if !LAW.steps().iter().any(starts) {
                unstarted.insert(format!("{} {}", kind.code(), rule.event));
            }
        }
    }
    assert_eq!(unstarted, BTreeSet::new());
}

#[test]
fn provisional_arrest_runs_until_the_request_has_come() {
    let (arrest, came) = (date(2026, 1, 28), date(2026, 2, 20));
    let between = ("FR", "CH");
    let kind = Kind::ProvisionalArrest;
    let expected = [
        "ch-provisional-arrest-first 2026-02-15",
        "ch-provisional-arrest-outer 2026-03-09",
        "ets24-16-4-may-release 2026-02-15",
        "ets24-16-4-must-release 2026-03-09",
    ];
    check(kind, between, &[on(arrest, "arrested-provisionally")], &expected);
    check(
        kind,
        between,
        &[on(arrest, "arrested-provisionally"), on(came, "custody-prolonged")],
        &[expected[1], expected[3]],
    );
    check(kind, between, &[on(arrest, "arrested-provisionally"), on(came, "request-received")], &[]);
    check(kind, between, &[on(arrest, "arrested-provisionally"), on(came, "no-such-step")], &expected);
    // The order told is the order taken: after a release, a new arrest counts anew.
    let again = [
        on(arrest, "arrested-provisionally"),
        on(came, "released"),
        on(date(2026, 3, 1), "arrested-provisionally"),
    ];
    let anew = running(kind, between, &again);
    assert!(anew.contains(&"ets24-16-4-must-release 2026-04-10".to_owned()), "{anew:?}");
}

#[test]
fn a_warrant_runs_from_arrest_to_surrender() {
    let kind = Kind::Surrender;
    let between = ("FR", "BE");
    let arrest = on(date(2026, 3, 2), "arrested");
    check(
        kind,
        between,
        std::slice::from_ref(&arrest),
        &["eaw-17-3-decision 2026-05-01", "eaw-17-4-extension 2026-05-31"],
    );
    let consent = on(date(2026, 3, 4), "consented");
    let with = running(kind, between, &[arrest.clone(), consent.clone()]);
    assert!(with.contains(&"eaw-17-2-consent 2026-03-14".to_owned()), "{with:?}");
    let decided = on(date(2026, 3, 10), "decision-final");
    check(
        kind,
        between,
        &[arrest.clone(), consent.clone(), decided.clone()],
        &["eaw-23-2-surrender 2026-03-20"],
    );
    let surrendered = on(date(2026, 3, 18), "surrendered");
    check(kind, between, &[arrest, consent, decided, surrendered], &[]);
}

#[test]
fn hours_count_by_the_clock_of_the_place_whatever_it_does() {
    // In Brussels clocks go back on 25 October 2026: eight hours from 23:30 end at 06:30.
    let at: ZonedDateTime = "2026-10-24T23:30[Europe/Brussels]".parse().unwrap();
    let taken = Taken {
        step: "emergency-order-received",
        place: 0,
        side: Side::Requested,
        day: at.date(),
        time: None,
        at: Some(at),
    };
    let clocks = LAW.clocks(Kind::DataAccess, (state("FR"), state("BE")), &[taken]);
    let clock = clocks.iter().find(|clock| clock.rule.id == "eevidence-10-4-emergency").unwrap();
    let until: Timestamp = "2026-10-25T06:30+01".parse().unwrap();
    assert_eq!((clock.due, clock.until), (date(2026, 10, 25), Some(until)));
}

#[test]
fn each_kind_has_a_first_step_and_a_way_to_its_last() {
    for kind in [
        Kind::RedNotice,
        Kind::ProvisionalArrest,
        Kind::Extradition,
        Kind::Surrender,
        Kind::MutualLegalAssistance,
        Kind::InvestigationOrder,
        Kind::DataAccess,
    ] {
        let of_kind: Vec<_> = LAW.steps().iter().filter(|step| step.kinds.contains(&kind)).collect();
        let mut reached: BTreeSet<&str> =
            of_kind.iter().filter(|step| LAW.may_begin(step, kind)).map(|step| step.id.as_str()).collect();
        loop {
            let next: Vec<&str> = of_kind
                .iter()
                .filter(|step| step.after.iter().any(|one| reached.contains(one.as_str())))
                .map(|step| step.id.as_str())
                .filter(|id| !reached.contains(id))
                .collect();
            if next.is_empty() {
                break;
            }
            reached.extend(next);
        }
        let lost: Vec<&str> =
            of_kind.iter().map(|step| step.id.as_str()).filter(|id| !reached.contains(id)).collect();
        assert_eq!(lost, Vec::<&str>::new(), "{}: steps that nothing leads to", kind.code());
        for side in [Side::Requesting, Side::Requested] {
            assert!(of_kind.iter().any(|step| step.is_taken(kind, side)), "{}", kind.code());
        }
    }
}

#[test]
fn a_step_told_twice_lengthens_nothing_and_a_day_fixed_anew_counts() {
    let kind = Kind::ProvisionalArrest;
    let arrest = on(date(2026, 1, 28), "arrested-provisionally");
    let again = on(date(2026, 2, 7), "arrested-provisionally");
    let once = running(kind, ("FR", "CH"), std::slice::from_ref(&arrest));
    assert_eq!(running(kind, ("FR", "CH"), &[arrest.clone(), again]), once);
    let kind = Kind::Extradition;
    let fixed = |day| on(day, "surrender-appointed");
    let first = [fixed(date(2026, 5, 1))];
    assert!(running(kind, ("FR", "CH"), &first).contains(&"ets24-18-4-must-release 2026-05-31".to_owned()));
    let anew = [fixed(date(2026, 5, 1)), fixed(date(2026, 5, 10))];
    assert!(running(kind, ("FR", "CH"), &anew).contains(&"ets24-18-4-must-release 2026-06-09".to_owned()));
    // Handed over earlier than was fixed.
    let early = [
        on(date(2026, 4, 1), "decision-final"),
        fixed(date(2026, 5, 1)),
        on(date(2026, 4, 20), "surrendered"),
    ];
    check(kind, ("FR", "CH"), &early, &[]);
}

#[test]
fn of_one_day_the_time_tells_and_else_the_order_of_the_reports() {
    let noon =
        |step, hour| Taken { time: Some(jiff::civil::time(hour, 0, 0, 0)), ..on(date(2026, 1, 28), step) };
    let kind = Kind::ProvisionalArrest;
    let held = [noon("arrested-provisionally", 15), noon("released", 9)];
    assert_eq!(running(kind, ("FR", "CH"), &held).len(), 4, "arrested anew after a release");
    let free = [on(date(2026, 1, 28), "arrested-provisionally"), on(date(2026, 1, 28), "released")];
    check(kind, ("FR", "CH"), &free, &[]);
    let held = [free[1].clone(), free[0].clone()];
    assert_eq!(running(kind, ("FR", "CH"), &held).len(), 4);
}

#[test]
fn what_one_side_reports_moves_no_fixed_day_of_the_other() {
    let theirs = |day, step| Taken { side: Side::Requesting, ..on(day, step) };
    let fixed = [on(date(2026, 4, 1), "decision-final"), on(date(2026, 5, 1), "surrender-appointed")];
    let with = [fixed[0].clone(), theirs(date(2026, 4, 28), "assurance-given"), fixed[1].clone()];
    let between = ("FR", "CH");
    assert_eq!(running(Kind::Extradition, between, &fixed), running(Kind::Extradition, between, &with));
    let early = [with[0].clone(), with[1].clone(), with[2].clone(), on(date(2026, 4, 20), "surrendered")];
    check(Kind::Extradition, between, &early, &[]);
}

#[test]
fn a_release_ends_custody_and_not_the_period_for_the_decision() {
    let arrest = on(date(2026, 3, 2), "arrested");
    let released = on(date(2026, 3, 3), "released");
    let runs = running(Kind::Surrender, ("FR", "BE"), &[arrest, released]);
    assert!(runs.contains(&"eaw-17-3-decision 2026-05-01".to_owned()), "{runs:?}");
}

#[test]
fn a_surrender_that_was_put_off_has_ten_days_from_the_new_date() {
    let arrest = on(date(2026, 3, 2), "arrested");
    let decided = on(date(2026, 3, 10), "decision-final");
    let (put_off, fixed) = (on(date(2026, 3, 15), "postponed"), on(date(2026, 4, 1), "surrender-appointed"));
    let expected = ["eaw-23-2-surrender 2026-03-20", "eaw-23-3-new-date 2026-04-11"];
    check(Kind::Surrender, ("FR", "BE"), &[arrest, decided, put_off, fixed], &expected);
}

#[test]
fn papers_that_are_missing_do_not_end_the_period_until_they_come() {
    let arrest = on(date(2026, 1, 28), "arrested-provisionally");
    let part = on(date(2026, 2, 1), "request-incomplete");
    let runs = running(Kind::ProvisionalArrest, ("FR", "CH"), &[arrest, part]);
    assert_eq!(runs.len(), 4, "{runs:?}");
}

proptest! {
    /// Once the person is surrendered or released no period of custody runs, whatever came before; and the fold is one of its
    /// steps alone, so that a step that changes nothing may stand anywhere.
    #[test]
    fn surrender_and_release_end_custody(
        places in proptest::collection::vec(0..1_000_usize, 0..20),
        released in any::<bool>(),
    ) {
        let steps: Vec<&str> = LAW.steps().iter().map(|step| step.id.as_str()).collect();
        let mut taken: Vec<Taken<'_>> = places
            .iter()
            .zip(1_i8..)
            .map(|(place, day)| on(date(2026, 3, day), steps[place % steps.len()]))
            .collect();
        taken.push(on(date(2026, 3, 30), if released { "released" } else { "surrendered" }));
        for kind in [Kind::Extradition, Kind::Surrender, Kind::ProvisionalArrest] {
            let between = (state("FR"), state("CH"));
            let clocks = LAW.clocks(kind, between, &placed(&taken));
            // Whoever was released may yet be sought: the periods of decision go on.
            let custody: &[&str] = match released {
                true => &["provisional-arrest", "arrest-notified", "surrender-agreed"],
                false => &["provisional-arrest", "arrested", "committal", "surrender-agreed", "finally-decided"],
            };
            prop_assert!(clocks.iter().all(|clock| !custody.contains(&clock.rule.event.as_str())), "{clocks:?}");
            let mut with = taken.clone();
            with.insert(taken.len() / 2, on(date(2026, 3, 5), "costs-agreed"));
            prop_assert_eq!(clocks, LAW.clocks(kind, between, &placed(&with)));
        }
    }
}
