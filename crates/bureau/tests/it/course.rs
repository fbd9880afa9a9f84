//! The course of a proceeding between two bureaus, and the periods that run with it on both sides.

use bureau::{Command, DoorFault, REMINDER};
use case::exchange::{Message, Moment, Report, Said};
use case::handling::Handling;
use case::id::{CaseId, MessageId};
use case::life::{Refusal, Stage};
use case::request::Kind;
use jiff::civil::{Date, date, time};

use crate::world::{DUTY, LIAISON, Node, deliver, world};

/// The day of the world's clock, and days around it.
const TODAY: Date = date(2026, 1, 1);

/// A provisional arrest that the other side has accepted.
fn accepted(kind: Kind) -> (Node, Node, CaseId, CaseId) {
    // France is asked: its law sets a period of its own, and no treaty that the packs know stands before it.
    let (to, from) = world();
    let asking = from.open(kind, &[("person.family_name", "Okonkwo")]);
    from.send(asking);
    deliver(&from, &to);
    let asked = to.rows(&bureau::Filter::default())[0].id;
    to.act(DUTY, asked, Command::Accept { note: String::new(), expected: None }).unwrap();
    deliver(&to, &from);
    assert_eq!((from.stage(asking), to.stage(asked)), (Stage::Accepted, Stage::Accepted));
    (from, to, asking, asked)
}

fn reporting(step: &str, day: Date) -> Report {
    Report {
        step: step.to_owned(),
        happened: Moment { day, time: None },
        text: "By order of the court.".to_owned(),
        exhibit: None,
        instead_of: None,
        handling: Handling::default(),
    }
}

fn report(step: &str, day: Date) -> Command {
    Command::Report { report: reporting(step, day), remind: None }
}

fn instead(step: &str, day: Date, wrong: MessageId) -> Command {
    Command::Report { report: Report { instead_of: Some(wrong), ..reporting(step, day) }, remind: None }
}

/// The periods that run, with their last days.
fn running(node: &Node, id: CaseId) -> Vec<String> {
    let mut all: Vec<String> = node
        .look(LIAISON, id)
        .case
        .deadlines
        .iter()
        .map(|deadline| format!("{} {}", deadline.name, deadline.due))
        .collect();
    all.sort();
    all
}

#[test]
fn both_sides_count_from_the_same_step_and_from_the_right_day_once_it_is_put_right() {
    let (from, to, asking, asked) = accepted(Kind::ProvisionalArrest);
    assert_eq!(running(&to, asked), Vec::<String>::new());
    to.act(DUTY, asked, report("arrested-provisionally", TODAY)).unwrap();
    deliver(&to, &from);
    let first = running(&to, asked);
    assert!(!first.is_empty(), "some period runs between the two States");
    assert_eq!(running(&from, asking), first);

    let wrong = to.look(DUTY, asked).case.course()[0].told.message;
    to.act(DUTY, asked, instead("arrested-provisionally", date(2025, 12, 30), wrong)).unwrap();
    deliver(&to, &from);
    let right = running(&to, asked);
    assert_eq!(right.len(), first.len());
    assert!(right.iter().all(|one| !first.contains(one)), "each runs from the right day: {right:?}");
    assert_eq!(running(&from, asking), right);
    let trace = to.timeline(asked);
    assert!(trace.matches("deadline-set").count() >= 2, "the record shows both: {trace}");

    to.act(DUTY, asked, report("request-received", TODAY)).unwrap();
    deliver(&to, &from);
    assert_eq!((running(&to, asked), running(&from, asking)), (Vec::new(), Vec::new()));
}

#[test]
fn how_long_somebody_was_held_is_counted_from_the_steps_that_stand() {
    let (from, to, asking, asked) = accepted(Kind::Extradition);
    let held = |node: &Node, id: CaseId| {
        let (times, days) = node.bureau.detentions(&node.look(LIAISON, id).case);
        let times: Vec<_> =
            times.iter().map(|time| (time.from.to_string(), time.until.map(|day| day.to_string()))).collect();
        (times, days)
    };
    assert_eq!(held(&to, asked), (Vec::new(), 0));
    let day = |day: i8| date(2025, 12, day);
    let open = |from: &str| (from.to_owned(), None);
    let over = |from: &str, until: &str| (from.to_owned(), Some(until.to_owned()));
    for (step, on, times, days) in [
        ("arrested-provisionally", day(1), vec![open("2025-12-01")], 32),
        // Held already: the arrest for extradition begins nothing new.
        ("arrested", day(5), vec![open("2025-12-01")], 32),
        ("released-conditionally", day(10), vec![over("2025-12-01", "2025-12-10")], 10),
        ("arrested", day(10), vec![over("2025-12-01", "2025-12-10"), open("2025-12-10")], 32),
        (
            "surrendered",
            day(20),
            vec![over("2025-12-01", "2025-12-10"), over("2025-12-10", "2025-12-20")],
            20,
        ),
    ] {
        to.act(DUTY, asked, report(step, on)).unwrap();
        deliver(&to, &from);
        assert_eq!(held(&to, asked), (times.clone(), days), "{step}");
        assert_eq!(held(&from, asking), (times, days), "both sides count the same");
    }
    // The day of the surrender was wrong.
    let wrong = to.look(DUTY, asked).case.course().last().unwrap().told.message;
    to.act(DUTY, asked, instead("surrendered", day(24), wrong)).unwrap();
    deliver(&to, &from);
    assert_eq!((held(&to, asked).1, held(&from, asking).1), (24, 24));
    let paper = |node: &Node, id| {
        let view = node.look(LIAISON, id);
        let rows = node.bureau.letters(&view, &crate::papers::Plain);
        rows.into_iter().find(|row| row.paper == bureau::PaperKind::Detention).map(|row| row.against)
    };
    assert_eq!(
        paper(&to, asked).map(|against| against.len()),
        Some(0),
        "the requested State writes the record"
    );
    assert_eq!(paper(&from, asking), None);
}

#[test]
fn what_is_recalled_or_turned_away_starts_and_ends_nothing() {
    let (from, to, asking, asked) = accepted(Kind::ProvisionalArrest);
    to.act(DUTY, asked, report("arrested-provisionally", TODAY)).unwrap();
    deliver(&to, &from);
    let first = running(&to, asked);
    to.act(DUTY, asked, report("released", TODAY)).unwrap();
    deliver(&to, &from);
    assert_eq!(running(&from, asking), Vec::<String>::new());
    let released = to.look(DUTY, asked).case.course()[1].told.message;
    let recall = Command::Recall { messages: vec![released], reasons: "It was another person.".into() };
    to.act(crate::world::REVIEWER, asked, recall.clone()).or_else(|_| to.act(DUTY, asked, recall)).unwrap();
    deliver(&to, &from);
    assert_eq!((running(&to, asked), running(&from, asking)), (first.clone(), first));
}

#[test]
fn the_law_says_which_steps_there_are_and_whose() {
    let (from, to, asking, asked) = accepted(Kind::ProvisionalArrest);
    let no_step = |step: &str| DoorFault::NoSuchStep { step: step.into() };
    let check = |node: &Node, id: CaseId, command: Command, expected: DoorFault| {
        assert_eq!(node.act(LIAISON, id, command), Err(expected));
    };
    check(&to, asked, report("recognised", TODAY), no_step("recognised"));
    check(&to, asked, report("no-such-step", TODAY), no_step("no-such-step"));
    check(&from, asking, report("arrested-provisionally", TODAY), no_step("arrested-provisionally"));
    check(&to, asked, report("arrested-provisionally", date(2026, 2, 1)), DoorFault::StepDay);
    check(
        &to,
        asked,
        instead("arrested-provisionally", TODAY, MessageId::from_bytes([9; 16])),
        Refusal::NoReport.into(),
    );
    let in_zone = |zone: &str| {
        let happened = Moment { day: TODAY, time: Some((time(14, 30, 0, 0), zone.to_owned())) };
        Command::Report {
            report: Report { happened, ..reporting("arrested-provisionally", TODAY) },
            remind: None,
        }
    };
    check(&to, asked, in_zone("Mars/Olympus"), DoorFault::NoSuchZone { zone: "Mars/Olympus".into() });
    to.act(LIAISON, asked, in_zone("America/New_York")).unwrap();
    // A hearing is fixed beforehand.
    to.act(LIAISON, asked, report("hearing-appointed", date(2026, 2, 1))).unwrap();
}

#[test]
fn an_assurance_is_followed_up_with_a_reminder_until_it_is_not() {
    let (from, to, asking, asked) = accepted(Kind::Extradition);
    to.act(LIAISON, asked, report("assurance-asked", TODAY)).unwrap();
    deliver(&to, &from);
    let attach = Command::Attach {
        name: "assurance.pdf".into(),
        media_type: "application/pdf".into(),
        content: b"%PDF-1.7 synthetic assurance".to_vec(),
    };
    from.act(LIAISON, asking, attach).unwrap();
    from.act(LIAISON, asking, report("assurance-given", TODAY)).unwrap();
    deliver(&from, &to);
    let course = to.look(LIAISON, asked).case;
    let given = course.course().last().map(|step| (step.report.step.clone(), step.told.attachments.len()));
    assert_eq!(given, Some(("assurance-given".to_owned(), 1)));

    let remind =
        |on: Option<Date>| Command::Report { report: reporting("assurance-followed-up", TODAY), remind: on };
    to.act(LIAISON, asked, report("assurance-accepted", TODAY)).unwrap();
    to.act(LIAISON, asked, remind(Some(date(2026, 7, 1)))).unwrap();
    assert_eq!(running(&to, asked), [format!("{REMINDER}assurance-followed-up 2026-07-01")]);
    deliver(&to, &from);
    assert_eq!(running(&from, asking), Vec::<String>::new(), "a reminder is our own");
    to.act(LIAISON, asked, remind(None)).unwrap();
    assert_eq!(running(&to, asked), Vec::<String>::new());
}

#[test]
fn what_comes_next_is_what_most_often_follows() {
    let (_, to, _, asked) = accepted(Kind::ProvisionalArrest);
    let next = |node: &Node| -> Vec<String> {
        let case = node.look(DUTY, asked).case;
        let rows = node.bureau.steps_ahead(&case).into_iter();
        rows.filter(|row| row.is_next && row.is_ours).map(|row| row.id).collect()
    };
    assert_eq!(next(&to), ["located"]);
    to.act(DUTY, asked, report("arrested-provisionally", TODAY)).unwrap();
    let after = next(&to);
    assert!(
        after.contains(&"request-received".to_owned())
            && !after.contains(&"arrested-provisionally".to_owned()),
        "{after:?}"
    );
}

#[test]
fn the_last_word_stops_no_period_of_liberty_and_a_release_is_reported_after_it() {
    let (from, to, asking, asked) = accepted(Kind::ProvisionalArrest);
    to.act(DUTY, asked, report("arrested-provisionally", TODAY)).unwrap();
    let answer = Command::Answer { text: "Arrested.".into(), complete: true, handling: Handling::default() };
    to.act(DUTY, asked, answer).unwrap();
    deliver(&to, &from);
    assert_eq!((from.stage(asking), to.stage(asked)), (Stage::Answered, Stage::Answered));
    let runs = running(&to, asked);
    assert!(!runs.is_empty() && running(&from, asking) == runs, "{runs:?}");
    let days = jiff::civil::date(2026, 1, 1)..=jiff::civil::date(2026, 12, 31);
    assert_eq!(to.bureau.agenda(DUTY, &days).unwrap().total, runs.len(), "the calendar shows it");
    to.act(DUTY, asked, report("released", TODAY)).unwrap();
    deliver(&to, &from);
    assert_eq!((running(&to, asked), running(&from, asking)), (Vec::new(), Vec::new()));
}

#[test]
fn what_a_side_cannot_have_done_starts_and_ends_nothing() {
    let (from, to, asking, asked) = accepted(Kind::ProvisionalArrest);
    to.act(DUTY, asked, report("arrested-provisionally", TODAY)).unwrap();
    deliver(&to, &from);
    let runs = running(&from, asking);
    // Whoever asks says that the person was released, and whoever is asked that it will be.
    for (node, case, number, step, day) in
        [(&from, asking, 2, "released", TODAY), (&to, asked, 4, "released", date(2026, 3, 1))]
    {
        let other = if std::ptr::eq(node, &from) { &to } else { &from };
        let view = node.look(LIAISON, case).case;
        let message = Message {
            id: MessageId::from_bytes([number; 16]),
            request: view.request,
            reference: view.reference.clone(),
            kind: view.kind,
            from: node.bureau.me().clone(),
            to: other.bureau.me().clone(),
            number: view.said + 1,
            office: None,
            said: Said::Reported(reporting(step, day)),
            attachments: Vec::new(),
        };
        assert_eq!(other.answers(&node.sealed(&message)), "taken", "a hostile node sends it all the same");
    }
    assert_eq!(running(&to, asked), runs);
    let heard = from.look(LIAISON, asking).case;
    let counting = heard.course().into_iter().filter(|step| from.bureau.counts(&heard, step)).count();
    assert_eq!((heard.course().len(), counting), (2, 1));
    assert_eq!(running(&from, asking), runs);
}
