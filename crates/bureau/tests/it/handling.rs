//! What becomes of what was told: uses under the originator's terms, consent, recall, erasure, between two whole bureaus.

use bureau::memory::NextFault;
use bureau::ports::Store;
use bureau::{Command, DoorFault, Filter};
use case::exchange::{RecallOutcome, Said};
use case::handling::{Handling, Use};
use case::id::{CaseId, MessageId};
use case::life::{Refusal, Stage};
use futures::executor::block_on;

use crate::world::{DUTY, LIAISON, Node, PROTECTION, REVIEWER, deliver, delivered};

/// Everything that waits goes both ways.
fn settle(fr: &Node, us: &Node) {
    while deliver(fr, us) + deliver(us, fr) > 0 {}
}

fn answered(marking: &str) -> (Node, Node, CaseId, CaseId) {
    let (fr, us, asking, asked) = delivered(&[("person.family_name", "Okonkwo")]);
    us.look(LIAISON, asked);
    let attach = Command::Attach {
        name: "a.pdf".into(),
        media_type: "application/pdf".into(),
        content: b"paper".to_vec(),
    };
    us.act(LIAISON, asked, attach).unwrap();
    let handling = Handling { marking: marking.into(), ..Handling::default() };
    us.act(LIAISON, asked, Command::Answer { text: "At the harbour.".into(), complete: false, handling })
        .unwrap();
    settle(&fr, &us);
    (fr, us, asking, asked)
}

fn using(what: Use, recipient: &str) -> Command {
    Command::Use { what, recipient: recipient.into(), reasons: "for the hearing".into() }
}

/// The message that a bureau said last.
fn last(node: &Node, id: CaseId) -> MessageId {
    let me = node.bureau.me().clone();
    node.look(LIAISON, id).case.told.into_iter().rev().find(|told| told.from == me).unwrap().message
}

#[test]
fn a_court_has_it_once_its_originator_agrees_and_both_records_say_so() {
    let (fr, us, asking, asked) = answered("4x4 B2 H1");
    let needed = Err(DoorFault::Refused(Refusal::ConsentNeeded { what: Use::Court }));
    assert_eq!(fr.act(LIAISON, asking, using(Use::Court, "Court of Lyon")), needed);
    let ask = Command::AskConsent {
        wanted: Use::Court,
        recipient: "Court of Lyon".into(),
        reasons: "the trial opens on Monday".into(),
    };
    fr.act(LIAISON, asking, ask).unwrap();
    settle(&fr, &us);
    let question = last(&fr, asking);
    let waits = |who| us.bureau.today(who).unwrap().waiting_for_me.rows.iter().any(|row| row.asked == 1);
    assert!(waits(DUTY), "it waits for whoever answers for what the bureau says");
    let consent = Command::AnswerConsent { asked: question, granted: true, terms: "unnamed source".into() };
    let denied = us.act(LIAISON, asked, consent.clone());
    assert_eq!(denied, Err(DoorFault::NotPermitted { command: "answer-consent" }));
    us.act(DUTY, asked, consent).unwrap();
    settle(&fr, &us);
    assert!(!waits(DUTY));
    fr.act(LIAISON, asking, using(Use::Court, "Court of Lyon")).unwrap();
    let fr = fr.restarted();
    assert_eq!(fr.look(LIAISON, asking).case.passed_on(), ["Court of Lyon"], "also after a start");
    assert!(fr.timeline(asking).ends_with("say:consent-asked delivered hear:consent-answered used"));
    assert!(us.timeline(asked).ends_with("hear:consent-asked say:consent-answered delivered"));
}

#[test]
fn what_may_not_be_copied_is_not_handed_out() {
    let (fr, us, asking, asked) = answered("TLP:RED");
    let file = us.look(LIAISON, asked).case.attachments[0].id;
    assert!(block_on(us.bureau.attachment(LIAISON, asked, file, "test")).is_ok(), "it is ours");
    let copying = Refusal::ConsentNeeded { what: Use::Copying };
    let handed = block_on(fr.bureau.attachment(LIAISON, asking, file, "test"));
    assert_eq!(handed.map(|_| ()), Err(DoorFault::Refused(copying)));
}

#[test]
fn an_answer_that_is_recalled_is_blocked_and_its_author_learns_who_has_it() {
    let (fr, us, asking, asked) = answered("");
    fr.act(LIAISON, asking, using(Use::Agencies, "Customs of Marseille")).unwrap();
    let recall = Command::Recall { messages: vec![last(&us, asked)], reasons: "a namesake".into() };
    assert!(us.act(LIAISON, asked, recall.clone()).is_err(), "an approver recalls");
    us.act(DUTY, asked, recall).unwrap();
    settle(&fr, &us);
    let recalled = fr.act(LIAISON, asking, using(Use::Agencies, "Police"));
    assert_eq!(recalled, Err(DoorFault::Refused(Refusal::Recalled)));
    let answer = Command::AnswerRecall {
        recall: last(&us, asked),
        outcome: RecallOutcome::Blocked,
        passed_on: Vec::new(),
        reasons: "customs told on the telephone".into(),
    };
    fr.act(DUTY, asking, answer).unwrap();
    settle(&fr, &us);
    let seen = us.look(LIAISON, asked).case;
    let (_, outcome, passed_on, _) = seen.recalls()[0].answer.unwrap();
    assert_eq!((outcome, passed_on), (RecallOutcome::Blocked, &["Customs of Marseille".to_owned()][..]));
    for who in [LIAISON, REVIEWER, DUTY, PROTECTION] {
        let view = fr.look(who, asking);
        assert!(!format!("{view:?}").contains("harbour"), "neither the case nor its record tells it");
        assert!(view.case.attachments.is_empty());
    }
    let file = us.look(LIAISON, asked).case.attachments[0].id;
    assert!(block_on(fr.bureau.attachment(LIAISON, asking, file, "test")).is_err());
    let fr = fr.restarted();
    assert!(!format!("{:?}", fr.look(LIAISON, asking)).contains("harbour"));
}

/// A request that France has recalled and the United States delete, their answer still on its way.
fn deleting() -> (Node, Node, CaseId, CaseId) {
    let (fr, us, asking, asked) = answered("");
    let request = fr.look(LIAISON, asking).case.told[0].message;
    fr.act(DUTY, asking, Command::Recall { messages: vec![request], reasons: "a namesake".into() }).unwrap();
    settle(&fr, &us);
    assert_eq!(us.stage(asked), Stage::Withdrawn);
    let recall = last(&fr, asking);
    let answer = Command::AnswerRecall {
        recall,
        outcome: RecallOutcome::Deleted,
        passed_on: Vec::new(),
        reasons: String::new(),
    };
    us.act(DUTY, asked, answer).unwrap();
    let note =
        Command::AskConsent { wanted: Use::Court, recipient: "Court".into(), reasons: "one more".into() };
    assert_eq!(us.act(LIAISON, asked, note), Err(DoorFault::Refused(Refusal::Recalled)), "the last word");
    (fr, us, asking, asked)
}

/// Whether a bureau has nothing of a case any more, and its journal says why.
fn assert_erased(us: &Node, asked: CaseId) {
    assert!(us.rows(&Filter::default()).is_empty());
    assert_eq!(block_on(us.bureau.case(LIAISON, asked, "test")).map(|_| ()), Err(DoorFault::NoSuchCase));
    assert!(block_on(us.store.keys()).unwrap().iter().all(|(id, _)| *id != asked), "its key is destroyed");
    let (entries, _) = us.store.contents();
    let left = entries.iter().filter(|entry| entry.header.case == asked && entry.body.is_some());
    assert_eq!(left.count(), 1, "what says that it was erased");
    let erased = block_on(us.bureau.oversight(PROTECTION)).unwrap().erased;
    assert!(erased.len() == 1 && erased[0].1.case == asked && erased[0].1.by == Some(DUTY));
}

#[test]
fn a_request_that_is_recalled_is_erased_where_it_went_and_stays_so() {
    let (fr, us, asking, asked) = deleting();
    settle(&fr, &us);
    assert_erased(&us, asked);
    let us = us.restarted();
    assert_erased(&us, asked);
    let view = fr.look(LIAISON, asking).case;
    assert_eq!(view.recalls()[0].answer.unwrap().1, RecallOutcome::Deleted);
    let Said::Request { .. } = view.told[0].said else { panic!("what we said ourselves stays") };
}

#[test]
fn what_was_told_to_be_deleted_is_erased_though_the_node_stopped_before_it_was_done() {
    let (fr, us, _, asked) = deleting();
    for errand in us.bureau.due() {
        let parcel = block_on(us.bureau.parcel(&errand)).unwrap();
        let receipt = block_on(fr.bureau.receive(&parcel.envelope, None));
        us.store.fail_after(1, NextFault::LostBefore);
        let _ = block_on(us.bureau.delivered(&parcel, Ok(receipt)));
    }
    assert_erased(&us.restarted(), asked);
}

#[test]
fn a_late_copy_does_not_bring_an_erased_case_back() {
    let (fr, us, asking, asked) = answered("");
    let request = fr.look(LIAISON, asking).case.told[0].message;
    fr.act(DUTY, asking, Command::Recall { messages: vec![request], reasons: "a namesake".into() }).unwrap();
    let errand = fr.bureau.due().remove(0);
    let copy = block_on(fr.bureau.parcel(&errand)).unwrap();
    let receipt = block_on(us.bureau.receive(&copy.envelope, None));
    block_on(fr.bureau.delivered(&copy, Ok(receipt))).unwrap();
    let recall = last(&fr, asking);
    let (outcome, passed_on, reasons) = (RecallOutcome::Deleted, Vec::new(), String::new());
    us.act(DUTY, asked, Command::AnswerRecall { recall, outcome, passed_on, reasons }).unwrap();
    settle(&fr, &us);
    assert_erased(&us, asked);
    for us in [us.restarted(), us] {
        let receipt = block_on(us.bureau.receive(&copy.envelope, None));
        let said = String::from_utf8_lossy(&receipt);
        assert!(!said.contains("turned-away"), "what was taken was taken");
        assert!(us.rows(&Filter::default()).is_empty());
    }
}

#[test]
fn an_erasure_whose_answer_was_lost_is_known_and_nothing_is_sent_again() {
    for (appends, fault) in [(1, NextFault::LostBefore), (1, NextFault::LostAfter)] {
        let (fr, us, _, asked) = deleting();
        let errand = us.bureau.due().remove(0);
        let parcel = block_on(us.bureau.parcel(&errand)).unwrap();
        let receipt = block_on(fr.bureau.receive(&parcel.envelope, None));
        us.store.fail_after(appends, fault);
        assert!(block_on(us.bureau.delivered(&parcel, Ok(receipt))).is_err(), "{fault:?}");
        block_on(us.bureau.settle_doubt()).unwrap();
        us.pass_seconds(3600);
        settle(&fr, &us);
        assert_erased(&us, asked);
        us.pass_seconds(3600);
        assert!(us.bureau.due().is_empty(), "{fault:?}: nothing waits");
    }
}
