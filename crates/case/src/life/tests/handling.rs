//! What becomes of what was told: consent, uses, recall.

use super::pair::{self, FR, Pair, US, bureau, file};
use crate::bureau::Level;
use crate::exchange::{Message, RecallOutcome, Said};
use crate::fact::Value;
use crate::handling::{Handling, Use};
use crate::id::MessageId;
use crate::life::Side::{Requested, Requesting};
use crate::life::{Act, FieldChange, Refusal, Stage};

fn marked(marking: &str) -> Act {
    let handling = Handling { marking: marking.into(), ..Handling::default() };
    Act::Answer { text: "so".into(), complete: false, handling, message: MessageId::from_bytes([50; 16]) }
}

fn using(what: Use, recipient: &str) -> Act {
    Act::Use { what, recipient: recipient.into(), reasons: "needed".into() }
}

fn asking(wanted: Use, recipient: &str, number: u8) -> Act {
    let message = MessageId::from_bytes([number; 16]);
    Act::AskConsent { wanted, recipient: recipient.into(), reasons: "needed".into(), message }
}

fn consent(asked: u8, granted: bool, number: u8) -> Act {
    let (asked, message) = (MessageId::from_bytes([asked; 16]), MessageId::from_bytes([number; 16]));
    Act::AnswerConsent { asked, granted, terms: "in this matter alone".into(), message }
}

#[test]
fn a_use_that_needs_consent_waits_for_it() {
    let mut pair = Pair::at(Stage::Accepted);
    let court = || using(Use::Court, "Court of Lyon");
    assert_eq!(pair.does(Requesting, 1, court()), Err(Refusal::NothingTold));
    pair.does(Requested, 1, marked("4x4 B2 H2; TLP:GREEN")).unwrap();
    pair.settle();
    for (what, free) in [
        (Use::Court, false),
        (Use::Onward, false),
        (Use::OtherPurpose, false),
        (Use::Agencies, false),
        (Use::Copying, true),
    ] {
        let expected = if free { Ok(()) } else { Err(Refusal::ConsentNeeded { what }) };
        assert_eq!(pair.does(Requesting, 1, using(what, "Somebody")).map(|_| ()), expected);
    }
    pair.does(Requesting, 1, asking(Use::Court, "Court of Lyon", 60)).unwrap();
    pair.settle();
    assert_eq!(pair.asked.case().waits_for_us(), 1);
    assert!(pair.does(Requesting, 1, court()).is_err(), "asked is not granted");
    pair.does(Requested, 2, consent(60, true, 61)).unwrap();
    assert_eq!(pair.does(Requested, 2, consent(60, false, 62)), Err(Refusal::NotAsked), "answered once");
    pair.settle();
    assert_eq!((pair.asked.case().waits_for_us(), pair.asking.case().consents().len()), (0, 1));
    pair.does(Requesting, 1, using(Use::Court, " court of lyon ")).unwrap();
    let others = [using(Use::Court, "Court of Paris"), using(Use::Onward, "Court of Lyon")];
    assert!(others.into_iter().all(|act| pair.does(Requesting, 1, act).is_err()), "for this alone");
    assert_eq!(pair.asking.case().passed_on(), ["court of lyon"]);
    pair.does(Requesting, 1, asking(Use::Onward, "Europol", 63)).unwrap();
    pair.settle();
    pair.does(Requested, 2, consent(63, false, 64)).unwrap();
    pair.settle();
    let denied = Err(Refusal::ConsentNeeded { what: Use::Onward });
    assert_eq!(pair.does(Requesting, 1, using(Use::Onward, "Europol")), denied);
}

#[test]
fn a_package_is_a_copy_and_a_use_and_whoever_has_it_is_named_to_a_recall() {
    let export = |what, recipient: &str| Act::Export {
        what,
        recipient: recipient.into(),
        reasons: "the trial opens".into(),
        package: [7; 32],
    };
    let mut pair = Pair::at(Stage::Accepted);
    pair.does(Requesting, 1, export(Use::Court, "Court of Lyon")).unwrap();
    assert!(pair.asking.case().passed_on().is_empty(), "the other bureau had told nothing");
    for what in [Use::Copying, Use::OtherPurpose] {
        let nobody = Refusal::Mismatch { what: "a package is given to somebody" };
        assert_eq!(pair.does(Requesting, 1, export(what, "Court of Lyon")), Err(nobody));
    }
    assert_eq!(pair.does(Requesting, 1, export(Use::Court, " ")), Err(Refusal::NoReasons));
    pair.does(Requested, 1, marked("TLP:RED")).unwrap();
    pair.settle();
    let needs = |what| Err(Refusal::ConsentNeeded { what });
    for (wanted, number) in [(Use::Court, 60), (Use::Copying, 62)] {
        assert_eq!(pair.does(Requesting, 1, export(Use::Court, "Court of Lyon")), needs(wanted));
        pair.does(Requesting, 1, asking(wanted, "Court of Lyon", number)).unwrap();
        pair.settle();
        pair.does(Requested, 2, consent(number, true, number + 1)).unwrap();
        pair.settle();
    }
    pair.does(Requesting, 1, export(Use::Court, "Court of Lyon")).unwrap();
    assert_eq!(pair.does(Requesting, 1, export(Use::Agencies, "Customs")), needs(Use::Agencies));
    assert_eq!(pair.asking.case().passed_on(), ["Court of Lyon"]);
}

#[test]
fn a_marking_that_cannot_be_read_is_not_said_and_counts_as_the_strictest_where_it_is_heard() {
    let mut pair = Pair::at(Stage::Accepted);
    let refused = pair.does(Requested, 1, marked("B2")).map_err(|refusal| refusal.code());
    assert_eq!(refused, Err("bad-marking"));
    let mut case = pair.asking.case().clone();
    let handling = Handling { marking: "GEHEIM".into(), ..Handling::default() };
    let mut told = case.told[0].clone();
    told.from = bureau(US);
    told.said = Said::Answered { text: "so".into(), complete: false, handling };
    case.told.push(told);
    assert_eq!(case.needs_consent().len(), Use::ALL.len());
}

#[test]
fn a_request_under_a_limit_is_forwarded_once_its_sender_agrees() {
    let mut pair = Pair::open();
    let list = Value::List(vec!["agencies".into()]);
    let change = FieldChange { field: "handling.consent_for".into(), value: Some(list), seen: 0 };
    pair.does(Requesting, 1, Act::Edit(vec![change])).unwrap();
    for (officer, act) in [(1, "submit"), (2, "approve")] {
        pair.plainly(Requesting, officer, act).unwrap();
    }
    pair.settle();
    let forward = |pair: &mut Pair| pair.plainly(Requested, 1, "forward").map(|_| ());
    assert_eq!(forward(&mut pair), Err(Refusal::ConsentNeeded { what: Use::Agencies }));
    pair.does(Requested, 1, asking(Use::Agencies, "Prosecutor", 60)).unwrap();
    pair.settle();
    pair.does(Requesting, 2, consent(60, true, 61)).unwrap();
    pair.settle();
    assert_eq!(forward(&mut pair), Ok(()));
    assert_eq!(pair.asked.case().passed_on(), ["Prosecutor"]);
}

fn answering(recall: u8, outcome: RecallOutcome, number: u8) -> Act {
    let (recall, message) = (MessageId::from_bytes([recall; 16]), MessageId::from_bytes([number; 16]));
    let (passed_on, reasons) = (vec!["Europol".into()], "told them on the telephone".into());
    Act::AnswerRecall { recall, outcome, passed_on, reasons, message }
}

#[test]
fn what_is_recalled_is_used_no_more_and_its_answer_names_who_has_it() {
    let mut pair = Pair::at(Stage::Accepted);
    pair.does(Requested, 1, marked("")).unwrap();
    pair.settle();
    pair.does(Requesting, 1, using(Use::Agencies, "Customs")).unwrap();
    let recall = |number: u8, what: u8| Act::Recall {
        messages: vec![MessageId::from_bytes([what; 16])],
        reasons: "another person of that name".into(),
        message: MessageId::from_bytes([number; 16]),
    };
    assert_eq!(pair.does(Requesting, 1, recall(70, 50)), Err(Refusal::NothingToRecall), "not ours");
    pair.does(Requested, 2, recall(70, 50)).unwrap();
    assert_eq!(pair.does(Requested, 2, recall(71, 50)), Err(Refusal::NothingToRecall), "once");
    pair.settle();
    assert_eq!(pair.asking.stage(), Stage::Accepted, "the request goes on");
    let agencies = || using(Use::Agencies, "Police");
    assert_eq!(pair.does(Requesting, 1, agencies()), Err(Refusal::Recalled));
    let deleted = answering(70, RecallOutcome::Deleted, 72);
    assert_eq!(pair.does(Requesting, 2, deleted), Err(Refusal::NotAll));
    pair.does(Requesting, 2, answering(70, RecallOutcome::Blocked, 72)).unwrap();
    pair.settle();
    assert!(pair.asking.case().is_blocked(MessageId::from_bytes([50; 16])));
    assert!(format!("{:?}", pair.asked.case().told).contains("\"so\""));
    assert!(!format!("{:?}", pair.asking.case().told).contains("\"so\""), "the words are gone");
    assert!(!pair.asked.case().is_blocked(MessageId::from_bytes([50; 16])), "its author still reads it");
    let recalls = pair.asked.case().recalls();
    let (_, outcome, passed_on, _) = recalls[0].answer.unwrap();
    assert_eq!((outcome, passed_on), (RecallOutcome::Blocked, &["Customs".to_owned(), "Europol".into()][..]));
    assert_eq!(pair.does(Requesting, 1, agencies()), Err(Refusal::Recalled));
}

#[test]
fn a_request_that_is_recalled_is_carried_out_no_more_and_may_be_deleted_where_it_went() {
    for stage in [Stage::Delivered, Stage::Accepted, Stage::Answered, Stage::Closed] {
        let mut pair = Pair::at(stage);
        pair.plainly(Requesting, 2, "recall").unwrap();
        pair.settle();
        let recall = pair.asked.case().recalls()[0].recall.message.bytes()[0];
        let stands =
            if stage == Stage::Answered || stage == Stage::Closed { stage } else { Stage::Withdrawn };
        assert_eq!((pair.asking.stage(), pair.asked.stage()), (stands, stands));
        assert!(pair.plainly(Requested, 1, "answer").is_err());
        pair.does(Requested, 2, answering(recall, RecallOutcome::Deleted, 80)).unwrap();
        assert!(!pair.asked.case().is_to_be_erased(), "not before the other bureau knows");
        pair.settle();
        assert!(pair.asked.case().is_to_be_erased() && !pair.asking.case().is_to_be_erased());
    }
}

#[test]
fn a_request_that_was_blocked_states_nothing_any_more() {
    let mut pair = Pair::open();
    pair.plainly(Requesting, 1, "edit").unwrap();
    for (officer, act) in [(1, "submit"), (2, "approve")] {
        pair.plainly(Requesting, officer, act).unwrap();
    }
    pair.settle();
    assert_eq!(pair.asked.case().facts().len(), 1);
    pair.plainly(Requesting, 2, "recall").unwrap();
    pair.settle();
    assert_eq!(pair.asked.case().facts().len(), 1, "whoever answers reads it");
    let recall = pair.asked.case().recalls()[0].recall.message.bytes()[0];
    pair.does(Requested, 2, answering(recall, RecallOutcome::Blocked, 80)).unwrap();
    assert!(pair.asked.case().facts().is_empty() && !pair.asking.case().facts().is_empty());
}

#[test]
fn nobody_answers_what_was_not_asked_or_recalls_what_another_said() {
    let told = |said: Said| {
        let mut pair = Pair::at(Stage::Accepted);
        pair.plainly(Requested, 1, "ask-more").unwrap();
        pair.settle();
        let case = pair.asking.case().clone();
        let message = Message {
            id: MessageId::from_bytes([90; 16]),
            request: case.request,
            reference: case.reference.clone(),
            kind: case.kind,
            from: bureau(US),
            to: bureau(FR),
            number: case.heard + 1,
            office: None,
            said,
            attachments: Vec::new(),
        };
        pair.asking.act(None, pair::hearing(message)).map(|_| ()).map_err(|refusal| refusal.code())
    };
    let nothing = MessageId::from_bytes([99; 16]);
    let request = Pair::at(Stage::Accepted).asking.case().told[0].message;
    for said in [
        Said::ConsentAnswered { asked: nothing, granted: true, terms: String::new() },
        Said::RecallAnswered {
            recall: nothing,
            outcome: RecallOutcome::Kept,
            passed_on: Vec::new(),
            reasons: "so".into(),
        },
        Said::Recalled { messages: Vec::new(), reasons: "so".into() },
        Said::Recalled { messages: vec![nothing], reasons: "so".into() },
        Said::Recalled { messages: vec![request], reasons: "it is ours, not theirs".into() },
    ] {
        assert_eq!(told(said.clone()), Err("mismatch"), "{said:?}");
    }
}

/// A partial answer with this marking.
fn answers(marking: &str, number: u8) -> Act {
    let handling = Handling { marking: marking.into(), ..Handling::default() };
    let message = MessageId::from_bytes([number; 16]);
    Act::Answer { text: "more".into(), complete: false, handling, message }
}

fn recalling(number: u8, what: &[u8]) -> Act {
    let messages = what.iter().map(|id| MessageId::from_bytes([*id; 16])).collect();
    let (reasons, message) = ("another person of that name".into(), MessageId::from_bytes([number; 16]));
    Act::Recall { messages, reasons, message }
}

#[test]
fn consent_is_for_what_had_been_told_when_it_was_asked_for() {
    let mut pair = Pair::at(Stage::Accepted);
    pair.does(Requested, 1, answers("4x4 B2 H1", 50)).unwrap();
    pair.settle();
    pair.does(Requesting, 1, asking(Use::Court, "Court of Lyon", 60)).unwrap();
    pair.settle();
    pair.does(Requested, 2, consent(60, true, 61)).unwrap();
    pair.settle();
    let court = || using(Use::Court, "Court of Lyon");
    pair.does(Requesting, 1, court()).unwrap();
    pair.does(Requested, 1, answers("TLP:RED", 51)).unwrap();
    pair.settle();
    let needed = Err(Refusal::ConsentNeeded { what: Use::Court });
    assert_eq!(pair.does(Requesting, 1, court()), needed, "what came later was not agreed to");
    pair.does(Requesting, 1, asking(Use::Court, "Court of Lyon", 62)).unwrap();
    pair.settle();
    let crossed = pair.does(Requested, 2, consent(61, true, 63));
    assert_eq!(crossed, Err(Refusal::NotAsked), "its own answer is no question");
    pair.does(Requested, 2, consent(62, true, 63)).unwrap();
    pair.settle();
    pair.does(Requesting, 1, court()).unwrap();
}

#[test]
fn nothing_is_used_while_a_recall_waits_and_what_was_not_recalled_is_used_again() {
    let mut pair = Pair::at(Stage::Accepted);
    for number in [50, 51] {
        pair.does(Requested, 1, answers("", number)).unwrap();
    }
    pair.does(Requested, 2, recalling(70, &[50])).unwrap();
    pair.settle();
    let agencies = || using(Use::Agencies, "Police");
    assert_eq!(pair.does(Requesting, 1, agencies()), Err(Refusal::Recalled));
    pair.does(Requesting, 2, answering(70, RecallOutcome::Blocked, 71)).unwrap();
    pair.does(Requesting, 1, agencies()).unwrap();
}

#[test]
fn an_answer_to_a_recall_may_go_further_later_and_never_back() {
    let mut pair = Pair::at(Stage::Accepted);
    pair.does(Requested, 1, answers("", 50)).unwrap();
    pair.does(Requested, 2, recalling(70, &[50])).unwrap();
    pair.settle();
    pair.does(Requesting, 2, answering(70, RecallOutcome::Kept, 71)).unwrap();
    pair.settle();
    let consented = pair.does(Requesting, 2, consent(70, true, 72));
    assert_eq!(consented, Err(Refusal::NotAsked), "a recall is no question for consent");
    assert!(pair.asking.case().answerable().len() == 1 && pair.asking.case().waits_for_us() == 0);
    pair.does(Requested, 2, recalling(73, &[50])).unwrap();
    assert_eq!(pair.does(Requested, 2, recalling(74, &[50])), Err(Refusal::NothingToRecall), "it waits");
    pair.settle();
    pair.does(Requesting, 2, answering(73, RecallOutcome::Blocked, 75)).unwrap();
    let back = pair.does(Requesting, 2, answering(73, RecallOutcome::Kept, 76));
    assert_eq!(back, Err(Refusal::NotAsked));
    pair.does(Requesting, 2, answering(70, RecallOutcome::Blocked, 77)).unwrap();
    pair.settle();
    assert_eq!(pair.asked.case().recalls().len(), 2);
    assert!(pair.asked.case().recalls().iter().all(|recall| !recall.is_kept()));
    assert!(pair.asking.case().answerable().is_empty());
}

#[test]
fn what_is_blocked_keeps_its_level_and_what_still_stands_its_words() {
    let mut pair = Pair::open();
    let level = FieldChange {
        field: "request.handling".into(),
        value: Some(Value::Text("confidential".into())),
        seen: 0,
    };
    pair.does(Requesting, 1, Act::Edit(vec![level])).unwrap();
    for (officer, act) in [(1, "submit"), (2, "approve")] {
        pair.plainly(Requesting, officer, act).unwrap();
    }
    let request = pair.asking.case().told[0].message.bytes()[0];
    pair.settle();
    let mut supplied = Vec::new();
    for _ in 0..2 {
        pair.plainly(Requested, 1, "ask-more").unwrap();
        pair.settle();
        pair.plainly(Requesting, 1, "edit").unwrap();
        for (officer, act) in [(1, "submit"), (2, "approve")] {
            pair.plainly(Requesting, officer, act).unwrap();
        }
        supplied.push(pair.asking.case().told.last().unwrap().message.bytes()[0]);
        pair.settle();
    }
    for (place, what) in [(200, supplied[1]), (202, supplied[0])] {
        pair.does(Requesting, 2, recalling(place, &[what])).unwrap();
        pair.settle();
        pair.does(Requested, 2, answering(place, RecallOutcome::Blocked, place + 1)).unwrap();
        pair.settle();
        assert!(pair.asked.case().fact("request.handling").is_some(), "the request still stands");
    }
    pair.does(Requesting, 2, recalling(204, &[request])).unwrap();
    pair.settle();
    pair.does(Requested, 2, answering(204, RecallOutcome::Blocked, 205)).unwrap();
    assert!(pair.asked.case().facts().is_empty());
    assert_eq!(pair.asked.case().level(), Level::Confidential, "nobody sees more than before");
}

#[test]
fn what_cannot_be_recalled_takes_no_files_and_comes_with_none() {
    let mut pair = Pair::at(Stage::Read);
    pair.does(Requested, 1, file(41, b"paper")).unwrap();
    pair.plainly(Requested, 1, "accept").unwrap();
    assert_eq!(pair.asked.case().enclosed.len(), 1, "it stays for the answer");
    let message = pair.on_the_way.iter().flatten().last().unwrap().clone();
    let (name, content) = (pair.asked.case().enclosed[0].clone(), b"paper".to_vec());
    let slipped = Message { attachments: vec![(name, content)], ..message };
    let heard = pair.asking.act(None, pair::hearing(slipped)).map(|_| ()).map_err(|no| no.code());
    assert_eq!(heard, Err("mismatch"));
}

#[test]
fn a_name_that_no_answer_to_a_recall_could_bear_is_forwarded_to_nobody() {
    let mut pair = Pair::at(Stage::Accepted);
    let forward = |letters: usize| Act::Forward {
        authority: "ل".repeat(letters),
        note: String::new(),
        message: MessageId::from_bytes([80; 16]),
    };
    let refused = pair.does(Requested, 1, forward(1_000)).map(|_| ()).map_err(|no| no.code());
    assert_eq!(refused, Err("too-large"));
    pair.does(Requested, 1, forward(400)).unwrap();
}
