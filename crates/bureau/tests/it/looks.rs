//! Every look is written down with its purpose.

use bureau::LOOK_REPEAT_MINUTES;
use case::id::OfficerId;
use case::life::Stage;
use case::request::Kind;
use futures::executor::block_on;

use crate::world::{DUTY, LIAISON, Node, PROTECTION, deliver, delivered, world};

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
