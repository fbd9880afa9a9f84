//! Every look is written down with its purpose.

use bureau::{CASES_AN_HOUR_MAX, LOOK_REPEAT_MINUTES, WITHOUT_TASK_A_DAY_MAX};
use case::bureau::Role;
use case::id::{CaseId, OfficerId};
use case::life::Stage;
use case::request::Kind;
use futures::executor::block_on;

use crate::world::{ADMINISTRATOR, DUTY, LIAISON, Node, PROTECTION, REVIEWER, deliver, delivered, world};

/// The looks that the one who oversees sees, newest first: who, and why.
fn looks(node: &Node) -> Vec<(OfficerId, String)> {
    let looks = block_on(node.bureau.oversight(PROTECTION)).unwrap().looks;
    looks.into_iter().map(|row| (row.officer, row.purpose)).collect()
}

/// After a first look, so many seconds pass and an officer looks again: so many looks are recorded.
fn check(seconds: i64, who: OfficerId, restart: bool, recorded: usize) {
    let (fr, _) = world();
    let id = fr.open(Kind::InformationRequest, &[]);
    block_on(fr.bureau.case(LIAISON, id, "taking over from the night shift")).unwrap();
    let fr = if restart { fr.restarted() } else { fr };
    fr.pass_seconds(seconds);
    block_on(fr.bureau.case(who, id, "checking the due date")).unwrap();
    let looks = looks(&fr);
    assert_eq!(looks.len(), recorded, "after {seconds} seconds, {who}, {restart}");
    assert_eq!(looks.last().unwrap(), &(LIAISON, "taking over from the night shift".to_owned()));
    if recorded > 1 {
        assert_eq!(looks[0], (who, "checking the due date".to_owned()));
    }
}

#[test]
fn a_look_is_recorded_with_its_purpose_and_not_again_at_once() {
    let minutes = LOOK_REPEAT_MINUTES * 60;
    for restart in [false, true] {
        check(0, LIAISON, restart, 1);
        check(minutes - 1, LIAISON, restart, 1);
        check(minutes, LIAISON, restart, 2);
        check(0, DUTY, restart, 2);
        check(-7200, LIAISON, restart, 2);
    }
}

#[test]
fn taking_a_file_out_is_a_look_each_time() {
    let (fr, _) = world();
    let id = fr.open(Kind::InformationRequest, &[]);
    let attach = bureau::Command::Attach {
        name: "a.pdf".into(),
        media_type: "application/pdf".into(),
        content: b"paper".to_vec(),
    };
    fr.act(LIAISON, id, attach).unwrap();
    let file = fr.look(LIAISON, id).case.attachments[0].id;
    for _ in 0..2 {
        block_on(fr.bureau.attachment(LIAISON, id, file, "reading the warrant")).unwrap();
    }
    assert_eq!(looks(&fr).iter().filter(|(_, purpose)| purpose == "reading the warrant").count(), 2);
}

#[test]
fn a_look_changes_nothing_but_tells_the_sender_of_the_first() {
    let (fr, us, asking, asked) = delivered(&[]);
    let before = us.bureau.docket(LIAISON, &Default::default()).unwrap().rows[0].changed_at;
    us.pass_seconds(60);
    us.look(DUTY, asked);
    us.look(LIAISON, asked);
    assert_eq!(deliver(&us, &fr), 1);
    assert_eq!(fr.stage(asking), Stage::Read);
    let told = fr.look(LIAISON, asking).case.told;
    assert_eq!(told.len(), 2);
    assert!(us.look(DUTY, asked).case.changed_at > before, "the word that it was read is a change, once");
    let changed = us.look(DUTY, asked).case.changed_at;
    us.pass_seconds(3600);
    assert_eq!(us.look(DUTY, asked).case.changed_at, changed);
}

#[test]
fn looks_are_shown_newest_first_also_after_a_restart() {
    let (fr, _) = world();
    let cases: Vec<_> = (0..6).map(|_| fr.open(Kind::InformationRequest, &[])).collect();
    for (place, id) in cases.iter().enumerate() {
        fr.pass_seconds(60);
        block_on(fr.bureau.case(LIAISON, *id, &format!("look {place}"))).unwrap();
    }
    let expected: Vec<_> = (0..6).rev().map(|place| (LIAISON, format!("look {place}"))).collect();
    assert_eq!(looks(&fr), expected);
    assert_eq!(looks(&fr.restarted()), expected);
}

/// What stands out to those who protect data: what, how many cases, and whether somebody has looked into it.
fn stands_out(node: &Node, officer: OfficerId) -> Vec<(&'static str, u32, bool)> {
    let rows = block_on(node.bureau.oversight(officer)).unwrap().anomalies;
    rows.iter().map(|row| (row.raised.anomaly.code(), row.raised.cases, row.review.is_some())).collect()
}

#[test]
fn looks_that_stand_out_are_raised_once_and_somebody_else_says_what_came_of_it() {
    let (fr, _) = world();
    let open = |_| fr.open(Kind::InformationRequest, &[("person.family_name", "Okonkwo")]);
    let cases: Vec<CaseId> = (0..=CASES_AN_HOUR_MAX + 1).map(open).collect();
    for (place, id) in cases.iter().enumerate() {
        assert_eq!(stands_out(&fr, PROTECTION).len(), usize::from(place > CASES_AN_HOUR_MAX));
        fr.look(DUTY, *id);
    }
    let raised = u32::try_from(CASES_AN_HOUR_MAX).unwrap() + 1;
    assert_eq!(stands_out(&fr, PROTECTION), [("many-cases", raised, false)], "once a day");
    assert!(stands_out(&fr, ADMINISTRATOR).is_empty(), "they see no case");
    let protection = |node: &Node| {
        let officers = node.bureau.officers();
        let who = officers.iter().find(|officer| officer.id == PROTECTION).unwrap();
        node.bureau.anomalies_waiting(who)
    };
    assert_eq!(protection(&fr), 1);
    let row = block_on(fr.bureau.oversight(PROTECTION)).unwrap().anomalies.remove(0);
    let review = |node: &Node, who: OfficerId, reasons: &str| {
        let which = (row.at, row.raised.officer, row.raised.anomaly);
        block_on(node.bureau.review_anomaly(who, which, true, reasons)).map_err(|fault| fault.code())
    };
    assert_eq!(review(&fr, LIAISON, "in order"), Err("not-permitted"));
    assert_eq!(review(&fr, DUTY, "in order"), Err("own-work"), "nobody says it of their own");
    assert_eq!(review(&fr, PROTECTION, " "), Err("no-reasons"));
    let fr = fr.restarted();
    review(&fr, PROTECTION, "the yearly check of open requests").unwrap();
    assert_eq!(review(&fr, PROTECTION, "again"), Err("nothing-stood-out"));
    assert_eq!(
        (stands_out(&fr.restarted(), PROTECTION), protection(&fr)),
        (vec![("many-cases", raised, true)], 0)
    );
}

#[test]
fn a_look_at_a_case_about_ones_own_family_is_raised_for_each_case() {
    let (fr, _) = world();
    let id = fr.open(Kind::InformationRequest, &[("person.family_name", "AUBERT")]);
    fr.look(DUTY, id);
    assert!(stands_out(&fr, PROTECTION).is_empty(), "another's name");
    fr.look(LIAISON, id);
    fr.pass_seconds(3600);
    fr.look(LIAISON, id);
    assert_eq!(stands_out(&fr, PROTECTION), [("own-name", 1, false)]);
    let other = fr.open(Kind::InformationRequest, &[("person.family_name", "aubert")]);
    fr.look(LIAISON, other);
    assert_eq!(stands_out(&fr, PROTECTION).len(), 2);
}

#[test]
fn many_looks_at_what_others_work_on_are_raised_and_work_of_ones_own_is_not() {
    let (fr, _) = world();
    let fr = fr.restarted_with(|officers| officers[2].roles = vec![Role::DutyOfficer]);
    for place in 0..=WITHOUT_TASK_A_DAY_MAX {
        let id = fr.open(Kind::InformationRequest, &[("person.family_name", "Okonkwo")]);
        fr.look(LIAISON, id);
        fr.look(REVIEWER, id);
        assert!(stands_out(&fr, PROTECTION).is_empty(), "{place}");
        fr.look(DUTY, id);
        fr.pass_seconds(3600);
    }
    assert_eq!(stands_out(&fr, PROTECTION).len(), 1);
    assert_eq!(stands_out(&fr, PROTECTION)[0].0, "without-task");
}
