mod corrections;
mod course;
mod handling;
mod pair;
mod random;

use jiff::Timestamp;

use super::{Act, Case, Judgement, Refusal, Side, Stage};
use crate::exchange::{Message, Question, Said};
use crate::fact::Value;
use crate::ground::Ground;
use crate::handling::Handling;
use crate::id::{AttachmentId, MessageId};
use crate::limits;
use crate::opinion::Opinion;
use crate::request::Kind;
use Side::{Requested, Requesting};
use pair::{ACTS, FR, Pair, US, bureau, change, facts, file, opening, opinion, plain};

/// What may be done on one side at each stage, by an officer who wrote nothing and holds every posting.
fn check_stage(side: Side, stage: Stage, expected: &str) {
    let may: Vec<&str> =
        ACTS.into_iter().filter(|name| Pair::at(stage).plainly(side, 3, name).is_ok()).collect();
    assert_eq!(Pair::at(stage).desk(side).stage(), stage, "{side:?}");
    assert_eq!(may.join(" "), expected, "{side:?} {}", stage.code());
}

const MAY: [(Side, Stage, &str); 23] = [
    (Requesting, Stage::Draft, "edit attach submit look assign restrict note close"),
    (Requesting, Stage::Review, "judge send-back look assign restrict note close"),
    (Requesting, Stage::Approval, "send-back approve look assign restrict note close"),
    (Requesting, Stage::Waiting, "withdraw look assign restrict note export recall correct"),
    (Requesting, Stage::TurnedAway, "edit attach submit look assign restrict note close"),
    (Requesting, Stage::Delivered, "attach withdraw report look assign restrict note export recall correct"),
    (Requesting, Stage::Read, "attach withdraw report look assign restrict note export recall correct"),
    (
        Requesting,
        Stage::MoreAsked,
        "edit attach submit withdraw report look assign restrict note export recall correct",
    ),
    (Requesting, Stage::Accepted, "attach withdraw report look assign restrict note export recall correct"),
    (Requesting, Stage::Forwarded, "attach withdraw report look assign restrict note export recall correct"),
    (
        Requesting,
        Stage::Answered,
        "attach report look assign restrict note use export ask-consent recall correct close",
    ),
    (Requesting, Stage::Refused, "attach report look assign restrict note export recall correct close"),
    (Requesting, Stage::Withdrawn, "attach report look assign restrict note export recall correct close"),
    (Requesting, Stage::Closed, "look assign restrict note export recall correct"),
    (
        Requested,
        Stage::Delivered,
        "attach accept report ask-more forward answer refuse look assign restrict note use export ask-consent",
    ),
    (
        Requested,
        Stage::Read,
        "attach accept report ask-more forward answer refuse look assign restrict note use export ask-consent",
    ),
    (
        Requested,
        Stage::MoreAsked,
        "attach accept report ask-more forward answer refuse look assign restrict note use export ask-consent",
    ),
    (
        Requested,
        Stage::Accepted,
        "attach report ask-more forward answer refuse look assign restrict note use export ask-consent",
    ),
    (
        Requested,
        Stage::Forwarded,
        "attach report ask-more forward answer refuse look assign restrict note use export ask-consent",
    ),
    (
        Requested,
        Stage::Answered,
        "attach report look assign restrict note use export ask-consent recall correct close",
    ),
    (Requested, Stage::Refused, "attach report look assign restrict note use export ask-consent close"),
    (Requested, Stage::Withdrawn, "attach report look assign restrict note use export ask-consent close"),
    (Requested, Stage::Closed, "look assign restrict note use export ask-consent"),
];

#[test]
fn who_may_do_what_when() {
    for (side, stage, expected) in MAY {
        check_stage(side, stage, expected);
    }
}

/// An act on the asking side at a stage, by an officer: the code of the refusal, or nothing where it is done.
fn check_act(stage: Stage, officer: u8, act: Act, expected: &str) {
    check_on(Pair::at(stage), Requesting, officer, act, expected);
}

fn check_on(mut pair: Pair, side: Side, officer: u8, act: Act, expected: &str) {
    let said = format!("{act:?}");
    let before = pair.desk(side).case.clone();
    let code = pair.does(side, officer, act).map_or_else(|refusal| refusal.code(), |_| "");
    assert_eq!(code, expected, "{}", said.chars().take(200).collect::<String>());
    assert!(expected.is_empty() || before == pair.desk(side).case, "a refusal changes nothing");
}

#[test]
fn nobody_approves_or_judges_their_own() {
    // Officer 1 opened the case in every pair.
    check_act(Stage::Review, 1, plain("judge", 9), "own-work");
    check_act(Stage::Review, 2, plain("judge", 9), "");
    check_act(Stage::Approval, 1, plain("approve", 9), "own-work");
    check_act(Stage::Approval, 2, plain("approve", 9), "");
    for contributes in ["edit", "attach", "detach", "submit"] {
        let mut pair = Pair::at(Stage::Draft);
        pair.does(Requesting, 1, file(1, b"paper")).unwrap();
        let act = if contributes == "detach" { plain("detach", 1) } else { plain(contributes, 80) };
        pair.does(Requesting, 2, act).unwrap();
        if contributes != "submit" {
            pair.plainly(Requesting, 1, "submit").unwrap();
        }
        assert_eq!(pair.plainly(Requesting, 2, "approve"), Err(Refusal::OwnWork), "{contributes}");
        assert!(pair.plainly(Requesting, 3, "approve").is_ok());
    }
    let mut pair = Pair::at(Stage::Approval);
    let approve = plain("approve", 9);
    assert_eq!(pair.asking.act(None, approve), Err(Refusal::OwnWork), "the node approves nothing");
}

/// Two tabs edit: the first saves `first`, the second `second`, having seen the revision before.
fn check_tabs(first: (&str, &str), second: &[(&str, &str)], conflicts: &[&str], stands: &[(&str, &str)]) {
    let mut pair = Pair::at(Stage::Draft);
    let seen = |pair: &Pair, name: &str| pair.asking.case().fields.get(name).map_or(0, |f| f.revision);
    pair.does(Requesting, 1, Act::Edit(vec![change("request.reason", "old", 0)])).unwrap();
    let second: Vec<_> = second.iter().map(|(name, value)| change(name, value, seen(&pair, name))).collect();
    let first = change(first.0, first.1, seen(&pair, first.0));
    pair.does(Requesting, 1, Act::Edit(vec![first])).unwrap();
    let decided = pair.does(Requesting, 2, Act::Edit(second)).unwrap();
    let held: Vec<&str> = decided.conflicts.iter().map(|conflict| conflict.field.as_str()).collect();
    assert_eq!(held, conflicts);
    assert!(decided.conflicts.iter().all(|c| pair.asking.case().fields[&c.field] == c.stands));
    assert_eq!(pair.asking.case().facts(), facts(stands));
}

#[test]
fn the_change_of_another_tab_is_shown_not_overwritten() {
    let (reason, due) = ("request.reason", "request.purpose");
    check_tabs((reason, "A"), &[(reason, "B")], &[reason], &[(reason, "A")]);
    check_tabs((reason, "A"), &[(reason, "B"), (due, "D")], &[reason], &[(reason, "A"), (due, "D")]);
    check_tabs((reason, "A"), &[(reason, "A")], &[], &[(reason, "A")]);
    check_tabs((reason, "A"), &[(reason, "")], &[reason], &[(reason, "A")]);
    check_tabs((reason, ""), &[(reason, "B")], &[reason], &[]);
    check_tabs((due, "A"), &[(reason, "B")], &[], &[(due, "A"), (reason, "B")]);
    check_tabs((due, "A"), &[(due, "B")], &[due], &[(reason, "old"), (due, "A")]);
}

#[test]
fn a_submission_answers_or_explains_what_is_asked() {
    let submit = |says: &str, why: &str| {
        let explained = if why.is_empty() { Vec::new() } else { vec![("r".into(), why.into())] };
        Act::Submit { opinion: opinion(&[("r", says)]), explained }
    };
    for (says, why, expected, stage) in [
        ("met", "", "", Stage::Approval),
        ("warn", "", "", Stage::Approval),
        ("block", "", "blocked", Stage::Draft),
        ("block", "we know", "blocked", Stage::Draft),
        ("ask", "", "unanswered", Stage::Draft),
        ("ask", "  ", "unanswered", Stage::Draft),
        ("ask", "not on file", "", Stage::Review),
        ("unknown", "", "unanswered", Stage::Draft),
        ("unknown", "not on file", "", Stage::Review),
        ("refer", "", "", Stage::Review),
    ] {
        check_act(Stage::Draft, 1, submit(says, why), expected);
        let mut pair = Pair::at(Stage::Draft);
        let _ = pair.does(Requesting, 1, submit(says, why));
        assert_eq!(pair.asking.stage(), stage, "{says} {why}");
        let explained = pair.asking.case().referrals.first().map(|referral| referral.explained.as_str());
        assert_eq!(explained.unwrap_or_default(), if stage == Stage::Review { why } else { "" });
    }
}

#[test]
fn a_decision_against_sends_the_draft_back() {
    let mut pair = Pair::at(Stage::Review);
    let against = Act::Judge {
        rule: "r".into(),
        judgement: Judgement::Against,
        weighed: Vec::new(),
        reasons: "political".into(),
        seen: u64::MAX,
    };
    pair.does(Requesting, 2, against).unwrap();
    assert_eq!(pair.asking.stage(), Stage::Draft);
    resubmit(&mut pair, opinion(&[("r", "refer")]));
    assert_eq!(pair.asking.stage(), Stage::Review, "a decision against is put again");
}

#[test]
fn a_second_person_decides_on_what_they_read() {
    let mut pair = Pair::at(Stage::Approval);
    let read = pair.asking.case().revision;
    let approve =
        |seen| Act::Approve { opinion: opinion(&[]), message: MessageId::from_bytes([7; 16]), seen };
    pair.plainly(Requesting, 3, "note").unwrap();
    pair.plainly(Requesting, 2, "send-back").unwrap();
    pair.plainly(Requesting, 1, "edit").unwrap();
    resubmit(&mut pair, opinion(&[]));
    assert_eq!(pair.does(Requesting, 2, approve(read)), Err(Refusal::Changed));
    let (message, reasons) = (MessageId::from_bytes([7; 16]), "a child is missing".to_owned());
    let alone = Act::BreakGlass { opinion: opinion(&[]), reasons, message, seen: read };
    assert_eq!(pair.does(Requesting, 2, alone), Err(Refusal::Changed), "nor alone");
    let read = pair.asking.case().revision;
    pair.plainly(Requesting, 3, "note").unwrap();
    pair.does(Requesting, 2, approve(read)).unwrap();
}

fn resubmit(pair: &mut Pair, opinion: Opinion) {
    pair.does(Requesting, 1, Act::Submit { opinion, explained: Vec::new() }).unwrap();
}

/// A question is decided, the draft comes back, a field is changed, and it is submitted again.
fn check_kept(edited: &str, expected: Stage) {
    let mut pair = Pair::at(Stage::Review);
    pair.plainly(Requesting, 2, "judge").unwrap();
    pair.plainly(Requesting, 2, "send-back").unwrap();
    pair.does(Requesting, 1, Act::Edit(vec![change(edited, "new", u64::MAX)])).unwrap();
    resubmit(&mut pair, opinion(&[("r", "refer")]));
    assert_eq!(pair.asking.stage(), expected, "{edited}");
}

#[test]
fn a_decision_holds_while_its_facts_stand() {
    check_kept("request.reason", Stage::Approval);
    check_kept("r", Stage::Review);
}

#[test]
fn approval_needs_every_question_decided_on_the_facts_as_they_are() {
    let mut pair = Pair::at(Stage::Review);
    pair.plainly(Requesting, 2, "judge").unwrap();
    for (says, expected) in [
        (&[("r", "refer")][..], ""),
        (&[("r", "refer"), ("s", "refer")], "undecided"),
        (&[("s", "unknown")], "undecided"),
        (&[("r", "block")], "blocked"),
        (&[("s", "warn")], ""),
    ] {
        let act =
            Act::Approve { opinion: opinion(says), message: MessageId::from_bytes([7; 16]), seen: u64::MAX };
        let decided = super::decide(pair.asking.case.as_ref(), act, Some(&pair::person(3)), &bureau(FR));
        assert_eq!(decided.map_or_else(|refusal| refusal.code(), |_| ""), expected, "{says:?}");
    }
}

#[test]
fn what_is_supplied_is_approved_again() {
    let mut pair = Pair::at(Stage::MoreAsked);
    assert_eq!(pair.plainly(Requesting, 2, "approve").unwrap_err().code(), "wrong-stage");
    pair.does(Requesting, 1, Act::Edit(vec![change("request.reason", "account 12", 0)])).unwrap();
    resubmit(&mut pair, opinion(&[("r", "refer")]));
    pair.plainly(Requesting, 2, "judge").unwrap();
    assert_eq!(pair.plainly(Requesting, 1, "approve"), Err(Refusal::OwnWork));
    let approve = Act::Approve {
        opinion: opinion(&[("r", "refer")]),
        message: MessageId::from_bytes([77; 16]),
        seen: u64::MAX,
    };
    pair.does(Requesting, 2, approve).unwrap();
    assert_eq!(pair.asking.stage(), Stage::Waiting);
    pair.settle();
    assert_eq!((pair.asking.stage(), pair.asked.stage()), (Stage::Delivered, Stage::Delivered));
    assert!(matches!(pair.asked.case().told.last().unwrap().said, Said::Supplied { .. }));
    assert_eq!(pair.asked.case().facts(), pair.asking.case().facts());
    let mut sent_back = Pair::at(Stage::MoreAsked);
    resubmit(&mut sent_back, opinion(&[]));
    sent_back.plainly(Requesting, 2, "send-back").unwrap();
    assert_eq!(sent_back.asking.stage(), Stage::MoreAsked, "the questions of the other side still stand");
}

/// Both sides speak before hearing the other; whichever message arrives first, both end at the same stage.
fn check_crossing(asking: &str, asked: &[&str], expected: Stage) {
    for asking_first in [true, false] {
        let mut pair = Pair::at(Stage::Delivered);
        pair.plainly(Requesting, 1, asking).unwrap();
        for name in asked {
            pair.plainly(Requested, 1, name).unwrap();
        }
        let order = if asking_first { [Requesting, Requested] } else { [Requested, Requesting] };
        for side in order {
            while let Some(heard) = pair.carry(side) {
                heard.unwrap();
            }
        }
        pair.settle();
        assert_eq!((pair.asking.stage(), pair.asked.stage()), (expected, expected), "{asking} {asked:?}");
    }
}

#[test]
fn crossing_messages_end_the_same_on_both_sides() {
    check_crossing("withdraw", &["answer"], Stage::Answered);
    check_crossing("withdraw", &["refuse"], Stage::Refused);
    check_crossing("withdraw", &["accept"], Stage::Withdrawn);
    check_crossing("withdraw", &["look"], Stage::Withdrawn);
    check_crossing("withdraw", &["ask-more", "forward"], Stage::Withdrawn);
    check_crossing("withdraw", &["accept", "answer"], Stage::Answered);
}

#[test]
fn the_word_that_it_was_read_may_overtake_the_receipt() {
    let mut pair = Pair::at(Stage::Waiting);
    pair.carry(Requesting).unwrap().unwrap();
    pair.plainly(Requested, 1, "look").unwrap();
    pair.carry(Requested).unwrap().unwrap();
    assert_eq!(pair.asking.stage(), Stage::Waiting, "only the receipt says that it was taken");
    pair.settle();
    assert_eq!(pair.asking.stage(), Stage::Read);
}

/// What the asked side answers to a message that was altered on the way.
fn check_heard(alter: impl FnOnce(&mut Message), expected: &str) {
    let mut pair = Pair::at(Stage::Delivered);
    pair.plainly(Requesting, 1, "withdraw").unwrap();
    let mut message = pair.on_the_way[0].pop_front().unwrap();
    alter(&mut message);
    check_on(pair, Requested, 1, pair::hearing(message), expected);
}

#[test]
fn what_is_heard_fits_the_request() {
    let request = Said::Request { fields: facts(&[]), opinion: opinion(&[]) };
    check_heard(|_| {}, "");
    check_heard(|message| message.number = 3, "out-of-order");
    check_heard(|message| message.number = 1, "out-of-order");
    check_heard(|message| message.from = bureau("BR"), "mismatch");
    check_heard(|message| message.from = bureau(US), "mismatch");
    check_heard(|message| message.to = bureau("BR"), "mismatch");
    check_heard(|message| message.kind = Kind::Extradition, "mismatch");
    check_heard(|message| message.request = crate::id::RequestId::from_bytes([1; 16]), "mismatch");
    check_heard(|message| message.said = Said::Read, "mismatch");
    check_heard(|message| message.said = request, "mismatch");
    check_heard(|message| message.attachments = vec![paper(1), paper(1)], "mismatch");
    let first = Pair::at(Stage::Delivered).asked.case().told[0].message;
    check_heard(|message| message.id = first, "identifier-taken");
}

#[test]
fn only_the_same_again_was_heard_before() {
    let mut pair = Pair::at(Stage::Waiting);
    let first = pair.on_the_way[0].front().unwrap().clone();
    pair.settle();
    let forged = Message { said: Said::Withdrawn { reasons: "never said".into() }, ..first.clone() };
    let files = Message { attachments: vec![paper(1)], ..first.clone() };
    for (message, expected) in
        [(first, "heard-before"), (forged, "identifier-taken"), (files, "identifier-taken")]
    {
        let heard = pair.asked.act(None, pair::hearing(message));
        assert_eq!(heard.map_or_else(|refusal| refusal.code(), |_| ""), expected);
    }
}

/// A word is turned away: the side that said it stands where it stood, is told, and can say it again.
fn check_turned_away(before: Stage, side: Side, name: &str) {
    let mut pair = Pair::at(before);
    pair.does(side, 1, file(40, b"paper")).ok();
    let said = pair.desk(side).case().said;
    pair.plainly(side, 2, name).unwrap();
    pair.plainly(side, 2, "note").unwrap();
    pair.turn_away(side);
    let case = pair.desk(side).case();
    assert_eq!((case.stage, case.said), (before, said), "{name}");
    assert!(case.turned_away().is_some(), "{name}: it is told");
    assert!(case.undelivered().is_none());
    let enclosed = case.enclosed.len();
    pair.plainly(side, 2, name).unwrap();
    assert!(pair.desk(side).case().turned_away().is_none(), "{name}: said again");
    pair.settle();
    let (asking, asked) = (pair.asking.case(), pair.asked.case());
    assert_eq!(asking.stage, asked.stage, "{name}");
    let arrived = pair.desk(pair::other(side)).case().told.last().unwrap().attachments.len();
    // Only what is marked and can be recalled takes files along; to the others they stay enclosed.
    assert_eq!(arrived, if name == "answer" { enclosed } else { 0 }, "{name}: with its files");
}

#[test]
fn what_is_turned_away_counts_as_not_said() {
    check_turned_away(Stage::Read, Requested, "accept");
    check_turned_away(Stage::Accepted, Requested, "answer");
    check_turned_away(Stage::Accepted, Requested, "refuse");
    check_turned_away(Stage::Delivered, Requested, "ask-more");
    check_turned_away(Stage::Read, Requesting, "withdraw");
    check_turned_away(Stage::Forwarded, Requesting, "withdraw");
}

#[test]
fn a_request_that_was_turned_away_is_mended_and_sent_again() {
    let mut pair = Pair::at(Stage::TurnedAway);
    assert!(pair.asking.case().turned_away().is_some());
    pair.plainly(Requesting, 1, "edit").unwrap();
    pair.plainly(Requesting, 1, "submit").unwrap();
    pair.plainly(Requesting, 2, "approve").unwrap();
    assert_eq!(pair.asking.stage(), Stage::Waiting);
    pair.settle();
    assert_eq!((pair.asking.stage(), pair.asked.stage()), (Stage::Delivered, Stage::Delivered));
}

#[test]
fn what_was_said_after_a_word_turned_away_is_not_sent() {
    let mut pair = Pair::at(Stage::Read);
    pair.plainly(Requested, 1, "accept").unwrap();
    pair.plainly(Requested, 1, "answer").unwrap();
    pair.turn_away(Requested);
    let case = pair.asked.case();
    assert_eq!((case.stage, case.undelivered()), (Stage::Read, None));
    let codes: Vec<_> = case.outgoing.iter().filter_map(|out| out.turned_away.as_deref()).collect();
    assert_eq!(codes, ["too-large", "earlier-turned-away"]);
}

fn paper(number: u8) -> (crate::exchange::Attachment, Vec<u8>) {
    let Act::Attach { attachment, content } = file(number, b"paper") else { panic!("a file") };
    (attachment, content)
}

#[test]
fn a_case_begins_with_a_request_or_an_opening() {
    let mut stranger = pair::Desk::new(US);
    let mut pair = Pair::at(Stage::Waiting);
    let request = pair.on_the_way[0].pop_front().unwrap();
    let late = Message { number: 2, ..request.clone() };
    let read = Message { said: Said::Read, ..request.clone() };
    for (act, expected) in [
        (pair::hearing(late), "out-of-order"),
        (pair::hearing(read), "mismatch"),
        (plain("note", 1), "no-case"),
        (pair::hearing(request), ""),
        (opening(), "case-exists"),
    ] {
        let code = stranger.act(None, act).map_or_else(|refusal| refusal.code(), |_| "");
        assert_eq!(code, expected);
    }
}

#[test]
fn a_file_that_was_known_is_not_taken_again() {
    let mut pair = Pair::at(Stage::Delivered);
    pair.does(Requested, 1, file(40, b"paper")).unwrap();
    pair.plainly(Requesting, 1, "withdraw").unwrap();
    let mut message = pair.on_the_way[0].pop_front().unwrap();
    message.attachments = vec![paper(40)];
    check_on(pair, Requested, 1, pair::hearing(message), "mismatch");
}

#[test]
fn a_failure_is_noted_once_and_a_receipt_counts_once() {
    let mut pair = Pair::at(Stage::Waiting);
    let message = pair.asking.case().outgoing[0].message;
    let failed = |code: &str| Act::RecordFailure { message, code: code.into() };
    for (code, entries) in [("unreachable", 1), ("unreachable", 0), ("timeout", 1)] {
        assert_eq!(pair.asking.act(None, failed(code)).unwrap().events.len(), entries, "{code}");
    }
    pair.settle();
    assert_eq!(pair.asking.act(None, failed("late")), Err(Refusal::NoMessage));
    let receipt = Act::RecordReceipt { message, outcome: Ok(Timestamp::UNIX_EPOCH), receipt: Vec::new() };
    assert_eq!(pair.asking.act(None, receipt), Err(Refusal::NoMessage));
}

#[test]
fn what_is_enclosed_goes_with_the_answer_and_not_with_the_word_that_it_was_read() {
    let mut pair = Pair::at(Stage::Delivered);
    pair.does(Requested, 1, file(40, b"paper")).unwrap();
    pair.plainly(Requested, 1, "look").unwrap();
    let answer = Act::Answer {
        text: String::new(),
        complete: true,
        handling: Handling::default(),
        message: MessageId::from_bytes([50; 16]),
    };
    pair.does(Requested, 1, answer).unwrap();
    pair.settle();
    let files = |case: &Case| case.told.iter().map(|told| told.attachments.len()).collect::<Vec<_>>();
    assert_eq!(files(pair.asking.case()), [0, 0, 1]);
    assert_eq!(files(pair.asked.case()), [0, 0, 1]);
    assert_eq!(pair.asking.case().attachments.len(), 1);
    assert!(pair.asking.case().enclosed.is_empty(), "what was heard is not ours to send");
    let mut empty = Pair::at(Stage::Delivered);
    let nothing = Act::Answer {
        text: " ".into(),
        complete: true,
        handling: Handling::default(),
        message: MessageId::from_bytes([50; 16]),
    };
    assert_eq!(empty.does(Requested, 1, nothing), Err(Refusal::NoReasons));
}

#[test]
fn limits_are_refused_and_what_is_just_within_them_is_not() {
    let text = |bytes: usize| Some(Value::Text("x".repeat(bytes)));
    let list = |items: usize| Some(Value::List(vec![true.into(); items]));
    let deep = Some(Value::List(vec![Value::List(vec![true.into(); limits::LIST_ITEMS_MAX + 1])]));
    let edit = |value: Option<Value>| {
        Act::Edit(vec![super::FieldChange { field: "request.reason".into(), value, seen: 0 }])
    };
    let many = |count: usize| Act::Edit((0..count).map(|i| change(&format!("f{i}"), "x", 0)).collect());
    let reasons = |bytes: usize| Act::Note { text: "x".repeat(bytes) };
    for (act, expected) in [
        (edit(text(limits::FIELD_BYTES_MAX)), ""),
        (edit(text(limits::FIELD_BYTES_MAX + 1)), "too-large"),
        (edit(list(limits::LIST_ITEMS_MAX)), ""),
        (edit(list(limits::LIST_ITEMS_MAX + 1)), "too-large"),
        (edit(deep), "too-large"),
        (edit(Some("\u{202E}fdp".into())), "no-text"),
        (plainly_named("a\nb"), "no-text"),
        (many(limits::FIELDS_MAX), ""),
        (many(limits::FIELDS_MAX + 1), "too-large"),
        (reasons(limits::REASONS_BYTES_MAX), ""),
        (reasons(limits::REASONS_BYTES_MAX + 1), "too-large"),
        (reasons(0), "no-reasons"),
        (file(1, &vec![0; limits::ATTACHMENT_BYTES_MAX]), ""),
        (file(1, &vec![0; limits::ATTACHMENT_BYTES_MAX + 1]), "too-large"),
        (named("n".repeat(limits::ATTACHMENT_NAME_BYTES_MAX), ""), ""),
        (named("n".repeat(limits::ATTACHMENT_NAME_BYTES_MAX + 1), ""), "too-large"),
        (named("n".into(), &"t".repeat(limits::MEDIA_TYPE_BYTES_MAX + 1)), "too-large"),
        (Act::Detach(AttachmentId::from_bytes([1; 16])), "no-attachment"),
    ] {
        check_act(Stage::Draft, 1, act, expected);
    }
    let mut pair = Pair::at(Stage::Draft);
    for number in 0..limits::ATTACHMENTS_MAX {
        pair.does(Requesting, 1, file(u8::try_from(number).unwrap(), b"paper")).unwrap();
    }
    check_on(pair, Requesting, 1, file(99, b"paper"), "too-large");
}

fn plainly_named(name: &str) -> Act {
    named(name.to_owned(), "")
}

fn named(name: String, media_type: &str) -> Act {
    let (attachment, content) = paper(1);
    let media_type = media_type.to_owned();
    Act::Attach { attachment: crate::exchange::Attachment { name, media_type, ..attachment }, content }
}

#[test]
fn a_decision_says_enough_and_not_too_much() {
    let message = MessageId::from_bytes([60; 16]);
    let refuse =
        |grounds: &[Ground]| Act::Refuse { grounds: grounds.to_vec(), reasons: "law".into(), message };
    let ask = |count: usize, text: &str| Act::AskMore {
        questions: vec![Question { fact: None, text: text.into() }; count],
        message,
    };
    let [one, two, three] = [Ground::ALL[0], Ground::ALL[1], Ground::ALL[2]];
    let long = "x".repeat(limits::REASONS_BYTES_MAX + 1);
    for (act, expected) in [
        (refuse(&[]), "bad-grounds"),
        (refuse(&[one, one]), "bad-grounds"),
        (refuse(&[one, two, three]), "bad-grounds"),
        (refuse(&[one, two]), ""),
        (ask(0, "Which?"), "no-reasons"),
        (ask(1, " "), "no-reasons"),
        (ask(1, &long), "too-large"),
        (ask(limits::QUESTIONS_MAX + 1, "Which?"), "too-large"),
        (ask(limits::QUESTIONS_MAX, "Which?"), ""),
        (Act::Accept { note: long.clone(), expected: None, message }, "too-large"),
        (Act::Forward { authority: " ".into(), note: String::new(), message }, "no-reasons"),
        (plain("withdraw", 60), "wrong-side"),
    ] {
        check_on(Pair::at(Stage::Delivered), Requested, 1, act, expected);
    }
}

/// A request that officer 1 wrote, urgent or not, submitted with this finding.
fn submitted(urgency: &str, finds: &str) -> Pair {
    let mut pair = Pair::open();
    pair.does(Requesting, 1, Act::Edit(vec![change("request.urgency", urgency, 0)])).unwrap();
    let submit = Act::Submit { opinion: opinion(&[("r", finds)]), explained: Vec::new() };
    pair.does(Requesting, 1, submit).unwrap();
    pair
}

fn breaking(finds: &str, why: &str) -> Act {
    let (opinion, reasons) = (opinion(&[("r", finds)]), why.to_owned());
    Act::BreakGlass { opinion, reasons, message: MessageId::from_bytes([50; 16]), seen: u64::MAX }
}

#[test]
fn one_officer_sends_alone_only_in_danger_and_another_reviews_it() {
    for (urgency, finds, why, expected) in [
        ("urgent", "refer", "a child is missing", ""),
        ("urgent", "met", "a child is missing", ""),
        ("high", "refer", "a child is missing", "not-urgent"),
        ("urgent", "refer", " ", "no-reasons"),
    ] {
        let mut pair = submitted(urgency, finds);
        let code = pair.does(Requesting, 1, breaking(finds, why)).map_or_else(|no| no.code(), |_| "");
        assert_eq!(code, expected, "{urgency} {finds}");
    }
    let mut pair = submitted("urgent", "refer");
    let blocked = pair.does(Requesting, 1, breaking("block", "a child is missing"));
    assert_eq!(blocked.map_err(|no| no.code()).err(), Some("blocked"), "what is forbidden stays so");
    pair.does(Requesting, 1, breaking("refer", "a child is missing")).unwrap();
    pair.settle();
    assert_eq!(pair.asked.stage(), Stage::Delivered);
    assert_eq!(pair.asking.case().emergencies[0].undecided, ["r"]);
    pair.plainly(Requested, 1, "answer").unwrap();
    pair.settle();
    assert_eq!(pair.plainly(Requesting, 2, "close"), Err(Refusal::NotReviewed));
    assert_eq!(pair.plainly(Requesting, 1, "review-emergency"), Err(Refusal::OwnWork));
    pair.plainly(Requesting, 2, "review-emergency").unwrap();
    assert_eq!(pair.plainly(Requesting, 3, "review-emergency"), Err(Refusal::NoEmergency));
    pair.plainly(Requesting, 2, "close").unwrap();
}

#[test]
fn nobody_sends_alone_what_a_second_person_decided_against() {
    let mut pair = submitted("urgent", "refer");
    let against = Act::Judge {
        rule: "r".into(),
        judgement: Judgement::Against,
        weighed: Vec::new(),
        reasons: "politics outweighs".into(),
        seen: u64::MAX,
    };
    pair.does(Requesting, 2, against).unwrap();
    let submit = || Act::Submit { opinion: opinion(&[("r", "refer")]), explained: Vec::new() };
    pair.does(Requesting, 1, submit()).unwrap();
    let alone = pair.does(Requesting, 1, breaking("refer", "a child is missing"));
    assert_eq!(alone, Err(Refusal::Objected));
    // A field that is typed there and back is what was decided on.
    pair.plainly(Requesting, 2, "send-back").unwrap();
    for typed in ["another", ""] {
        pair.does(Requesting, 1, Act::Edit(vec![change("r", typed, u64::MAX)])).unwrap();
        pair.does(Requesting, 1, submit()).unwrap();
        let alone = breaking("refer", "a child is missing");
        if typed.is_empty() {
            assert_eq!(pair.does(Requesting, 1, alone), Err(Refusal::Objected));
        }
        pair.plainly(Requesting, 2, "send-back").unwrap();
    }
}
