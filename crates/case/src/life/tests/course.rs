//! The course of a proceeding, as both sides report it.

use jiff::civil::date;

use super::pair::{Pair, plain};
use crate::exchange::{Moment, Report};
use crate::handling::Handling;
use crate::id::MessageId;
use crate::life::Side::{Requested, Requesting};
use crate::life::{Act, Case, Refusal, Side, Stage};

/// A report of a step on a day of February, or of March after the 28th; `instead` is the number of an earlier one.
fn report(number: u8, step: &str, day: i8, instead: Option<u8>) -> Act {
    let day = if day > 28 { date(2026, 3, day - 28) } else { date(2026, 2, day) };
    Act::Report {
        report: Report {
            step: step.into(),
            happened: Moment { day, time: None },
            text: "as discussed".into(),
            exhibit: None,
            instead_of: instead.map(|one| MessageId::from_bytes([one; 16])),
            handling: Handling::default(),
        },
        message: MessageId::from_bytes([number; 16]),
    }
}

fn names(case: &Case) -> String {
    let step = |step: &super::super::Step<'_>| {
        format!("{} {}", step.report.step, step.report.happened.day.strftime("%m-%d"))
    };
    case.course().iter().map(step).collect::<Vec<_>>().join(", ")
}

/// Reports, each by a side, and the course on both sides once all have arrived.
fn check(reports: Vec<(Side, Act)>, expected: &str) -> Pair {
    let mut pair = Pair::at(Stage::Accepted);
    for (side, act) in reports {
        pair.does(side, 1, act).unwrap();
        pair.settle();
    }
    assert_eq!(names(pair.asking.case()), expected);
    assert_eq!(names(pair.asked.case()), expected, "both sides read the same");
    pair
}

#[test]
fn both_sides_report_and_read_the_same_course() {
    check(
        vec![
            (Requested, report(40, "arrested", 3, None)),
            (Requesting, report(41, "assurance-given", 9, None)),
            (Requested, report(42, "hearing-held", 5, None)),
        ],
        "arrested 02-03, hearing-held 02-05, assurance-given 02-09",
    );
}

#[test]
fn a_report_that_was_wrong_is_replaced_by_its_sender_and_by_nobody_else() {
    let wrong = || vec![(Requested, report(40, "arrested", 3, None))];
    let mut pair = check(wrong(), "arrested 02-03");
    for (side, act) in
        [(Requesting, report(41, "arrested", 4, Some(40))), (Requested, report(41, "arrested", 4, Some(99)))]
    {
        assert_eq!(pair.does(side, 1, act), Err(Refusal::NoReport));
    }
    pair.does(Requested, 1, report(42, "arrested", 4, Some(40))).unwrap();
    pair.settle();
    assert_eq!(names(pair.asking.case()), "arrested 02-04");
    assert_eq!(pair.does(Requested, 1, report(43, "arrested", 5, Some(40))), Err(Refusal::NoReport), "once");
    pair.does(Requested, 1, report(43, "arrested", 5, Some(42))).unwrap();
    pair.settle();
    assert_eq!(names(pair.asking.case()), "arrested 02-05");
}

#[test]
fn what_was_recalled_or_turned_away_is_no_step() {
    let mut pair = check(
        vec![(Requested, report(40, "arrested", 3, None)), (Requested, report(41, "released", 4, None))],
        "arrested 02-03, released 02-04",
    );
    let messages = vec![MessageId::from_bytes([41; 16])];
    let recall =
        Act::Recall { messages, reasons: "another person".into(), message: MessageId::from_bytes([44; 16]) };
    pair.does(Requested, 2, recall).unwrap();
    assert_eq!(names(pair.asked.case()), "arrested 02-03");
    pair.settle();
    assert_eq!(names(pair.asking.case()), "arrested 02-03");
    pair.does(Requested, 1, report(45, "hearing-held", 6, None)).unwrap();
    pair.turn_away(Requested);
    assert_eq!(names(pair.asked.case()), "arrested 02-03", "it counts as not said");
}

#[test]
fn a_report_takes_the_files_that_were_put_in_for_it() {
    for side in [Requested, Requesting] {
        let mut pair = Pair::at(Stage::Accepted);
        pair.does(side, 1, super::pair::file(7, b"assurance")).unwrap();
        pair.does(side, 1, report(40, "assurance-given", 3, None)).unwrap();
        pair.settle();
        for case in [pair.asking.case(), pair.asked.case()] {
            assert_eq!(case.course()[0].told.attachments.len(), 1);
            assert!(case.enclosed.is_empty());
        }
    }
}

#[test]
fn a_report_is_corrected_by_another_and_not_as_an_answer_is() {
    let pair = check(vec![(Requested, report(40, "arrested", 3, None))], "arrested 02-03");
    let message = MessageId::from_bytes([40; 16]);
    assert!(!crate::life::may_correct(pair.asked.case(), true).contains(&message));
    assert!(crate::life::may_recall(pair.asked.case(), true).contains(&message));
}

#[test]
fn nothing_is_reported_of_what_is_closed_or_has_not_arrived() {
    for stage in [Stage::Closed, Stage::Draft, Stage::Waiting, Stage::TurnedAway] {
        let mut pair = Pair::at(stage);
        let sides: &[Side] = if pair.asked.case.is_some() { &[Requesting, Requested] } else { &[Requesting] };
        for side in sides {
            assert!(pair.does(*side, 1, plain("report", 60)).is_err(), "{stage:?}");
        }
    }
}

#[test]
fn a_report_in_the_place_of_another_keeps_its_place() {
    check(
        vec![
            (Requested, report(40, "arrested", 3, None)),
            (Requested, report(41, "released", 3, None)),
            (Requested, report(42, "arrested", 3, Some(40))),
        ],
        "arrested 02-03, released 02-03",
    );
}

#[test]
fn reports_that_cross_have_the_same_place_on_both_sides() {
    let mut pair = Pair::at(Stage::Accepted);
    for (side, number, step) in
        [(Requesting, 40, "assurance-given"), (Requested, 41, "hearing-held"), (Requested, 42, "released")]
    {
        pair.does(side, 1, report(number, step, 3, None)).unwrap();
    }
    pair.settle();
    let places = |case: &Case| -> Vec<(String, usize)> {
        let mut all: Vec<_> = case.course().iter().map(|one| (one.report.step.clone(), one.place)).collect();
        all.sort();
        all
    };
    assert_eq!(places(pair.asking.case()), places(pair.asked.case()));
}

#[test]
fn files_put_in_for_a_supplement_go_with_it_once_a_second_officer_has_seen_them() {
    let mut pair = Pair::at(Stage::MoreAsked);
    pair.does(Requesting, 1, super::pair::file(7, b"statement")).unwrap();
    pair.does(Requesting, 1, report(40, "assurance-given", 3, None)).unwrap();
    assert_eq!(pair.asking.case().enclosed.len(), 1, "a report takes none of them along");
    pair.plainly(Requesting, 1, "submit").unwrap();
    assert!(pair.does(Requesting, 3, super::pair::file(8, b"other")).is_err(), "nothing is added after that");
    pair.plainly(Requesting, 2, "approve").unwrap();
    pair.settle();
    let supplied = pair.asked.case().told.iter().filter(|told| told.said.code() == "supplied");
    assert_eq!(supplied.map(|told| told.attachments.len()).sum::<usize>(), 1);
}
