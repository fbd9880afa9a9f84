//! What was said turns out wrong: what is right is prepared, approved, said, and answered.

use super::pair::{self, FR, Pair, US, bureau, change, correcting, facts, file, opinion, right};
use crate::exchange::{FieldRight, Message, RecallOutcome, Right, Said};
use crate::fact::Value;
use crate::handling::Handling;
use crate::id::{AttachmentId, MessageId};
use crate::life::Side::{Requested, Requesting};
use crate::life::{Act, Case, Refusal, Side, Stage, may_correct};
use crate::limits::CLAIMS_PER_SIDE_MAX;

const REASON: &str = "request.reason";

/// A request that states a reason, at this stage on both sides.
fn stating(reason: &str, stage: Stage) -> Pair {
    let mut pair = Pair::open();
    let fields = [(REASON, reason), ("request.urgency", "urgent"), ("r", "fact")];
    let changes = fields.iter().map(|(name, value)| change(name, value, 0)).collect();
    pair.does(Requesting, 1, Act::Edit(changes)).unwrap();
    for (officer, act) in [(1, "submit"), (2, "approve")] {
        pair.plainly(Requesting, officer, act).unwrap();
    }
    pair.settle();
    match stage {
        Stage::Accepted => pair.plainly(Requested, 1, "accept").map(|_| ()).unwrap(),
        Stage::Answered => {
            pair.does(Requested, 1, file(60, b"paper")).unwrap();
            pair.plainly(Requested, 1, "answer").unwrap();
        }
        _ => {}
    }
    pair.settle();
    pair
}

/// What a side said last that can be corrected.
fn wrong(pair: &mut Pair, side: Side) -> MessageId {
    let case = pair.desk(side).case();
    let may = may_correct(case, true);
    case.told.iter().rev().map(|told| told.message).find(|message| may.contains(message)).unwrap()
}

fn rights(message: MessageId, rights: Vec<FieldRight>, says: &str) -> Act {
    let opinion = opinion(&[("r", says)]);
    Act::Correct { message, right: Right::Request(rights), opinion, explained: Vec::new() }
}

fn approving(number: u8) -> Act {
    Act::Approve { opinion: opinion(&[]), message: MessageId::from_bytes([number; 16]), seen: u64::MAX }
}

/// Prepares and sends a correction of what a side said last; gives its identifier.
fn correct(pair: &mut Pair, side: Side, number: u8) -> MessageId {
    let message = wrong(pair, side);
    let act = correcting(pair.desk(side).case(), message, number);
    pair.does(side, 2, act).unwrap();
    pair.does(side, 3, approving(number)).unwrap();
    MessageId::from_bytes([number; 16])
}

fn answering(correction: MessageId, followed: bool, number: u8, reasons: &str) -> Act {
    let (reasons, message) = (reasons.to_owned(), MessageId::from_bytes([number; 16]));
    Act::AnswerCorrection { correction, followed, passed_on: vec!["Customs".into()], reasons, message }
}

fn reason(case: &Case) -> Option<&str> {
    case.fact(REASON).and_then(Value::text)
}

#[test]
fn a_field_that_was_wrong_is_right_on_both_sides_and_its_correction_is_answered() {
    let mut pair = stating("old", Stage::Accepted);
    let request = wrong(&mut pair, Requesting);
    pair.does(Requesting, 2, rights(request, vec![right(REASON, "new")], "met")).unwrap();
    assert_eq!((reason(pair.asking.case()), pair.asking.stage()), (Some("old"), Stage::Accepted));
    for (officer, expected) in [(1, "own-work"), (2, "own-work"), (3, "")] {
        let code = pair.does(Requesting, officer, approving(100)).map_or_else(|no| no.code(), |_| "");
        assert_eq!(code, expected, "officer {officer}: one wrote the request, two prepared the correction");
    }
    assert_eq!(reason(pair.asking.case()), Some("new"));
    pair.settle();
    let (asking, asked) = (pair.asking.case(), pair.asked.case());
    assert_eq!((reason(asking), reason(asked)), (Some("new"), Some("new")));
    assert_eq!((asking.stage, asked.stage), (Stage::Accepted, Stage::Accepted), "the request goes on");
    assert_eq!(asked.told[0].said.stated().unwrap()[REASON], "old".into(), "what was told stays told");
    assert_eq!(asked.corrected()[&request], MessageId::from_bytes([100; 16]));
    assert_eq!((asked.waits_for_us(), asking.unanswered(true).len()), (1, 1));
    // The pair's clock stands on the first day of 2026.
    assert_eq!(asking.unanswered(true)[0].answer_by(), jiff::civil::date(2026, 1, 31));
    let correction = MessageId::from_bytes([100; 16]);
    assert_eq!(pair.does(Requested, 1, answering(correction, false, 101, " ")), Err(Refusal::NoReasons));
    pair.does(Requested, 1, answering(correction, true, 101, "")).unwrap();
    pair.settle();
    let (asking, asked) = (pair.asking.case(), pair.asked.case());
    assert_eq!((asked.waits_for_us(), asking.unanswered(true).len()), (0, 0));
    let (_, followed, passed_on, _) = asking.corrections()[0].answer.unwrap();
    assert!(followed && passed_on == ["Customs".to_owned()]);
}

#[test]
fn an_answer_is_corrected_with_its_files_also_after_its_end() {
    for stage in [Stage::Answered, Stage::Closed] {
        let mut pair = stating("old", Stage::Answered);
        if stage == Stage::Closed {
            pair.plainly(Requested, 1, "close").unwrap();
            pair.plainly(Requesting, 1, "close").unwrap();
        }
        let answer = wrong(&mut pair, Requested);
        pair.does(Requested, 4, file(61, b"another")).unwrap();
        let bad = AttachmentId::from_bytes([60; 16]);
        let answered = |text: &str, files: Vec<AttachmentId>| Act::Correct {
            message: answer,
            right: Right::Answer {
                text: text.into(),
                handling: Handling { marking: "TLP:AMBER".into(), ..Handling::default() },
                files,
                reasons: "another person".into(),
            },
            opinion: opinion(&[("r", "block")]),
            explained: Vec::new(),
        };
        let foreign = AttachmentId::from_bytes([61; 16]);
        for files in [vec![foreign], vec![bad, bad]] {
            assert_eq!(pair.does(Requested, 2, answered("so", files)), Err(Refusal::NothingToCorrect));
        }
        pair.does(Requested, 2, answered("so", vec![bad])).unwrap();
        assert_eq!(pair.does(Requested, 2, pair::plain("detach", 61)), Err(Refusal::CorrectionOpen));
        let own = pair.does(Requested, 4, approving(100));
        assert_eq!(own, Err(Refusal::OwnWork), "who put in the file wrote a part of it");
        pair.does(Requested, 3, approving(100)).unwrap();
        pair.settle();
        for case in [pair.asking.case(), pair.asked.case()] {
            assert!(case.wrong_files.contains(&bad) && case.attachments.len() == 2);
            assert_eq!((case.stage, case.told.last().unwrap().attachments.len()), (stage, 1));
        }
        assert!(pair.asked.case().enclosed.is_empty());
        pair.does(Requesting, 1, answering(MessageId::from_bytes([100; 16]), true, 101, "")).unwrap();
        pair.settle();
        assert!(pair.asked.case().unanswered(true).is_empty(), "also where both have closed");
    }
}

/// What a correction of the request comes to, on what its check says.
fn check_prepared(rights_of: Vec<FieldRight>, says: &str, explained: &str, expected: &str) {
    let mut pair = stating("old", Stage::Accepted);
    let message = wrong(&mut pair, Requesting);
    let explained = if explained.is_empty() { Vec::new() } else { vec![("r".into(), explained.into())] };
    let (right, opinion) = (Right::Request(rights_of), opinion(&[("r", says)]));
    let act = Act::Correct { message, right, opinion, explained };
    let code = pair.does(Requesting, 2, act).map_or_else(|no| no.code(), |_| "");
    assert_eq!(code, expected, "{says}");
}

#[test]
fn a_correction_is_as_lawful_as_a_request_and_changes_something() {
    let one = || vec![right(REASON, "new")];
    check_prepared(one(), "met", "", "");
    check_prepared(one(), "block", "", "blocked");
    check_prepared(one(), "ask", "", "unanswered");
    check_prepared(one(), "ask", "not on file", "");
    check_prepared(vec![right(REASON, "")], "met", "", "");
    check_prepared(vec![right("request.purpose", "was left out")], "met", "", "");
    check_prepared(vec![], "met", "", "nothing-to-correct");
    check_prepared(vec![right(REASON, "old")], "met", "", "nothing-to-correct");
    check_prepared(vec![right(REASON, "new"), right(REASON, "newer")], "met", "", "nothing-to-correct");
    check_prepared(vec![right(REASON, "new"), right("r", "fact")], "met", "", "nothing-to-correct");
    check_prepared(vec![FieldRight { reasons: " ".into(), ..right(REASON, "new") }], "met", "", "no-reasons");
    check_prepared(vec![right(REASON, &"x".repeat(70_000))], "met", "", "too-large");
}

#[test]
fn a_question_that_a_correction_raises_is_judged_on_what_is_right() {
    let mut pair = stating("old", Stage::Accepted);
    let message = wrong(&mut pair, Requesting);
    pair.does(Requesting, 2, rights(message, vec![right("r", "another")], "refer")).unwrap();
    let referred = opinion(&[("r", "refer")]);
    let approve = || Act::Approve {
        opinion: referred.clone(),
        message: MessageId::from_bytes([100; 16]),
        seen: u64::MAX,
    };
    assert_eq!(pair.does(Requesting, 3, approve()).unwrap_err().code(), "undecided");
    assert_eq!(pair.asking.case().referrals[0].basis, facts(&[("r", "another")]));
    assert_eq!(pair.plainly(Requesting, 2, "judge"), Err(Refusal::OwnWork));
    pair.plainly(Requesting, 3, "judge").unwrap();
    assert_eq!(pair.asking.stage(), Stage::Accepted, "the request goes on");
    pair.does(Requesting, 3, approve()).unwrap();
    pair.settle();
    assert_eq!(pair.asked.case().fact("r"), Some(&"another".into()));
}

#[test]
fn a_correction_that_is_sent_back_is_none() {
    let mut pair = stating("old", Stage::Accepted);
    let message = wrong(&mut pair, Requesting);
    pair.does(Requesting, 2, rights(message, vec![right(REASON, "new")], "met")).unwrap();
    pair.plainly(Requesting, 3, "send-back").unwrap();
    assert!(pair.asking.case().correction.is_none());
    assert_eq!((pair.asking.stage(), reason(pair.asking.case())), (Stage::Accepted, Some("old")));
    assert_eq!(pair.plainly(Requesting, 3, "approve").unwrap_err().code(), "wrong-stage");
}

#[test]
fn in_danger_of_life_one_officer_corrects_alone_and_another_reviews_it() {
    for side in [Requesting, Requested] {
        let mut pair = stating("old", Stage::Answered);
        let message = wrong(&mut pair, side);
        let act = correcting(pair.desk(side).case(), message, 99);
        pair.does(side, 2, act).unwrap();
        let breaking = pair::plain("break-glass", 100);
        pair.does(side, 2, breaking).unwrap();
        pair.settle();
        assert_eq!(pair.desk(pair::other(side)).case().corrections().len(), 1);
        assert_eq!(pair.plainly(side, 2, "review-emergency"), Err(Refusal::OwnWork));
        pair.plainly(side, 3, "review-emergency").unwrap();
    }
}

#[test]
fn a_correction_that_is_turned_away_counts_as_not_said() {
    let mut pair = stating("old", Stage::Accepted);
    let request = wrong(&mut pair, Requesting);
    pair.does(Requesting, 2, rights(request, vec![right(REASON, "new"), right("r", "another")], "met"))
        .unwrap();
    pair.does(Requesting, 3, approving(100)).unwrap();
    let second = MessageId::from_bytes([100; 16]);
    pair.does(Requesting, 2, rights(second, vec![right(REASON, "newer")], "met")).unwrap();
    pair.does(Requesting, 3, approving(101)).unwrap();
    assert_eq!(reason(pair.asking.case()), Some("newer"));
    pair.turn_away(Requesting);
    let case = pair.asking.case();
    assert_eq!(case.facts(), case.told[0].said.stated().unwrap().clone(), "what was said last stands");
    assert!(case.corrections().is_empty() && case.turned_away().is_some());
    assert_eq!(wrong(&mut pair, Requesting), request, "it can be corrected again");
    let mut pair = stating("old", Stage::Answered);
    pair.does(Requested, 1, file(61, b"another")).unwrap();
    let answer = wrong(&mut pair, Requested);
    let (text, handling) = ("so".to_owned(), Handling::default());
    let (files, reasons) = (vec![AttachmentId::from_bytes([60; 16])], "wrong".to_owned());
    let right = Right::Answer { text, handling, files, reasons };
    let act = Act::Correct { message: answer, right, opinion: opinion(&[]), explained: Vec::new() };
    pair.does(Requested, 2, act).unwrap();
    pair.does(Requested, 3, approving(100)).unwrap();
    pair.turn_away(Requested);
    let case = pair.asked.case();
    assert!(case.wrong_files.is_empty() && case.enclosed.len() == 1, "its file is there to be sent");
}

#[test]
fn a_recall_that_is_turned_away_with_a_correction_leaves_the_one_before_standing() {
    let mut pair = stating("old", Stage::Accepted);
    correct(&mut pair, Requesting, 100);
    pair.settle();
    let first = MessageId::from_bytes([100; 16]);
    pair.does(Requesting, 2, rights(first, vec![right(REASON, "newer")], "met")).unwrap();
    pair.does(Requesting, 3, approving(101)).unwrap();
    let (messages, reasons) = (vec![first], "another person".to_owned());
    let recall = Act::Recall { messages, reasons, message: MessageId::from_bytes([102; 16]) };
    pair.does(Requesting, 3, recall).unwrap();
    pair.turn_away(Requesting);
    assert_eq!(reason(pair.asking.case()), Some("right 100"));
    assert_eq!(pair.asking.case().facts(), pair.asked.case().facts(), "both sides know the same");
}

#[test]
fn what_is_typed_and_not_said_stays_beside_a_correction() {
    let mut pair = stating("old", Stage::Accepted);
    pair.plainly(Requested, 1, "ask-more").unwrap();
    pair.settle();
    let typed = vec![change("request.purpose", "to be supplied", 0)];
    pair.does(Requesting, 1, Act::Edit(typed)).unwrap();
    correct(&mut pair, Requesting, 100);
    pair.settle();
    assert!(pair.asking.case().fact("request.purpose").is_some());
    assert!(pair.asked.case().fact("request.purpose").is_none(), "nothing leaves that nobody approved");
    assert_eq!(reason(pair.asked.case()), Some("right 100"));
    pair.plainly(Requesting, 1, "submit").unwrap();
    pair.plainly(Requesting, 3, "approve").unwrap();
    pair.settle();
    assert_eq!(pair.asked.case().facts(), pair.asking.case().facts());
    assert_eq!(reason(pair.asked.case()), Some("right 100"));
}

#[test]
fn one_thing_at_a_time_waits_for_a_second_officer() {
    let mut pair = stating("old", Stage::Accepted);
    pair.plainly(Requested, 1, "ask-more").unwrap();
    pair.settle();
    let message = wrong(&mut pair, Requesting);
    pair.does(Requesting, 2, rights(message, vec![right(REASON, "new")], "met")).unwrap();
    assert_eq!(pair.plainly(Requesting, 1, "submit"), Err(Refusal::CorrectionOpen));
    pair.plainly(Requesting, 3, "send-back").unwrap();
    pair.plainly(Requesting, 1, "submit").unwrap();
    let again = pair.does(Requesting, 2, rights(message, vec![right(REASON, "new")], "met"));
    assert_eq!(again.unwrap_err().code(), "wrong-stage");
}

#[test]
fn two_corrections_of_one_field_follow_each_other() {
    let mut pair = stating("old", Stage::Accepted);
    let request = wrong(&mut pair, Requesting);
    let first = correct(&mut pair, Requesting, 100);
    let stale = pair.does(Requesting, 2, rights(request, vec![right(REASON, "newer")], "met"));
    assert_eq!(stale, Err(Refusal::NothingToCorrect), "what was corrected is not corrected again");
    let second = correct(&mut pair, Requesting, 101);
    pair.settle();
    assert_eq!(reason(pair.asked.case()), Some("right 101"));
    assert_eq!(pair.asked.case().waits_for_us(), 2, "each is answered");
    let corrected = pair.asked.case().corrected();
    assert_eq!((corrected[&request], corrected[&first]), (first, second));
    pair.does(Requested, 1, answering(second, true, 110, "")).unwrap();
    pair.does(Requested, 1, answering(first, false, 111, "the second stands in its place")).unwrap();
    pair.settle();
    assert!(pair.asking.case().unanswered(true).is_empty());
}

/// Recalls everything that a side can recall.
fn recall(pair: &mut Pair, side: Side, messages: Vec<MessageId>, number: u8) -> MessageId {
    let (reasons, message) = ("a namesake".to_owned(), MessageId::from_bytes([number; 16]));
    pair.does(side, 2, Act::Recall { messages, reasons, message }).unwrap();
    message
}

fn answers_recall(pair: &mut Pair, side: Side, recall: MessageId, outcome: RecallOutcome, number: u8) {
    let (passed_on, reasons) = (Vec::new(), "so".to_owned());
    let message = MessageId::from_bytes([number; 16]);
    pair.does(side, 2, Act::AnswerRecall { recall, outcome, passed_on, reasons, message }).unwrap();
}

#[test]
fn what_was_recalled_is_corrected_only_where_it_was_kept() {
    let mut pair = stating("old", Stage::Accepted);
    let request = wrong(&mut pair, Requesting);
    let recalled = recall(&mut pair, Requesting, vec![request], 90);
    pair.settle();
    let correction = || rights(request, vec![right(REASON, "new")], "met");
    assert_eq!(pair.does(Requesting, 2, correction()), Err(Refusal::NothingToCorrect));
    answers_recall(&mut pair, Requested, recalled, RecallOutcome::Kept, 91);
    pair.settle();
    pair.does(Requesting, 2, correction()).unwrap();
    pair.does(Requesting, 3, approving(100)).unwrap();
    // Meanwhile it was blocked after all: what is right is heard all the same, and is answered.
    answers_recall(&mut pair, Requested, recalled, RecallOutcome::Blocked, 92);
    assert!(pair.asked.case().facts().is_empty());
    pair.settle();
    assert_eq!(reason(pair.asked.case()), Some("new"), "what its originator said last stands");
    assert_eq!(pair.asked.case().waits_for_us(), 1);
}

#[test]
fn a_correction_that_was_recalled_corrects_nothing_and_is_not_read_any_more() {
    let mut pair = stating("old", Stage::Accepted);
    let request = wrong(&mut pair, Requesting);
    let correction = correct(&mut pair, Requesting, 100);
    pair.settle();
    let recalled = recall(&mut pair, Requesting, vec![correction], 90);
    pair.settle();
    answers_recall(&mut pair, Requested, recalled, RecallOutcome::Blocked, 91);
    pair.settle();
    assert_eq!(reason(pair.asked.case()), Some("old"), "what it corrected stands again");
    assert!(!format!("{:?}", pair.asked.case().told).contains("right 100"));
    assert!(pair.asking.case().corrected().is_empty());
    assert_eq!(wrong(&mut pair, Requesting), request);
}

#[test]
fn nothing_is_corrected_where_all_was_deleted() {
    let mut pair = stating("old", Stage::Accepted);
    correct(&mut pair, Requesting, 100);
    pair.settle();
    let request = pair.asking.case().told[0].message;
    let recalled = recall(&mut pair, Requesting, vec![request], 90);
    pair.settle();
    assert_eq!(may_correct(pair.asking.case(), true).len(), 1, "the correction still stands");
    answers_recall(&mut pair, Requested, recalled, RecallOutcome::Deleted, 91);
    pair.settle();
    assert!(may_correct(pair.asking.case(), true).is_empty());
}

#[test]
fn a_correction_crosses_the_last_word_and_is_answered_all_the_same() {
    for (crossing, stage) in
        [("answer", Stage::Answered), ("refuse", Stage::Refused), ("accept", Stage::Accepted)]
    {
        let mut pair = stating("old", Stage::Read);
        pair.plainly(Requested, 1, crossing).unwrap();
        let correction = correct(&mut pair, Requesting, 100);
        pair.settle();
        assert_eq!((pair.asking.stage(), pair.asked.stage()), (stage, stage));
        assert_eq!(reason(pair.asked.case()), Some("right 100"));
        pair.does(Requested, 1, answering(correction, true, 101, "")).unwrap();
        pair.settle();
        assert!(pair.asking.case().unanswered(true).is_empty());
    }
    let mut pair = stating("old", Stage::Read);
    correct(&mut pair, Requesting, 100);
    pair.plainly(Requesting, 1, "withdraw").unwrap();
    pair.settle();
    assert_eq!((pair.asked.stage(), pair.asked.case().waits_for_us()), (Stage::Withdrawn, 1));
}

#[test]
fn a_correction_that_was_not_followed_may_be_followed_later_and_never_back() {
    let mut pair = stating("old", Stage::Accepted);
    let correction = correct(&mut pair, Requesting, 100);
    pair.settle();
    pair.does(Requested, 1, answering(correction, false, 101, "the court has it so")).unwrap();
    assert_eq!(pair.asked.case().waits_for_us(), 0);
    let again = pair.does(Requested, 1, answering(correction, false, 102, "so"));
    assert_eq!(again, Err(Refusal::NotAsked));
    pair.does(Requested, 1, answering(correction, true, 102, "")).unwrap();
    let back = pair.does(Requested, 1, answering(correction, false, 103, "so"));
    assert_eq!(back, Err(Refusal::NotAsked));
    pair.settle();
    assert!(pair.asking.case().corrections()[0].answer.unwrap().1);
}

#[test]
fn a_case_is_kept_until_a_correction_is_answered() {
    let mut pair = stating("old", Stage::Answered);
    let correction = correct(&mut pair, Requesting, 100);
    pair.settle();
    for side in [Requesting, Requested] {
        pair.plainly(side, 1, "close").unwrap();
    }
    let discard = || Act::Discard { reasons: "over".into() };
    assert_eq!(pair.does(Requesting, 4, discard()), Err(Refusal::RecallOpen));
    assert_eq!(pair.does(Requested, 4, discard()), Err(Refusal::StillAsked));
    pair.does(Requested, 1, answering(correction, true, 101, "")).unwrap();
    pair.settle();
    pair.does(Requesting, 4, discard()).unwrap();
    pair.does(Requested, 4, discard()).unwrap();
}

#[test]
fn no_side_corrects_without_end() {
    let mut pair = stating("old", Stage::Accepted);
    let made = usize::from(u8::MAX) - 100;
    for number in 100..100 + u8::try_from(CLAIMS_PER_SIDE_MAX).unwrap() {
        correct(&mut pair, Requesting, number);
        pair.settle();
    }
    assert!(made > CLAIMS_PER_SIDE_MAX);
    let message = wrong(&mut pair, Requesting);
    pair.does(Requesting, 2, rights(message, vec![right(REASON, "once more")], "met")).unwrap();
    assert_eq!(pair.does(Requesting, 3, approving(240)).unwrap_err().code(), "too-large");
}

/// What the other side answers to a correction that is false.
fn check_told(side: Side, said: impl FnOnce(&Case) -> Said, with_file: bool, expected: &str) {
    let mut pair = stating("old", Stage::Answered);
    let (from, to) = if side == Requesting { (FR, US) } else { (US, FR) };
    let hearing = pair.desk(pair::other(side)).case().clone();
    let said = said(&hearing);
    let words = format!("{said:?}");
    let paper = file(70, b"paper");
    let attachments = match paper {
        Act::Attach { attachment, content } if with_file => vec![(attachment, content)],
        _ => Vec::new(),
    };
    let message = Message {
        id: MessageId::from_bytes([120; 16]),
        request: hearing.request,
        reference: hearing.reference.clone(),
        kind: hearing.kind,
        from: bureau(from),
        to: bureau(to),
        number: hearing.heard + 1,
        office: None,
        said,
        attachments,
    };
    let heard = pair.desk(pair::other(side)).act(None, pair::hearing(message));
    assert_eq!(heard.map_or_else(|no| no.code(), |_| ""), expected, "{words}");
}

#[test]
fn nobody_corrects_what_was_not_said_or_not_so() {
    let stated = |case: &Case, reasons: &[(&str, &str)], changes: &[(&str, &str)], place: usize| {
        let told = case.told.iter().filter(|told| told.from == case.from).nth(place);
        let message = told.map_or(MessageId::from_bytes([9; 16]), |told| told.message);
        let mut fields = case.told[0].said.stated().unwrap().clone();
        fields.extend(facts(changes));
        let reasons = reasons.iter().map(|(name, why)| ((*name).to_owned(), (*why).to_owned())).collect();
        Said::RequestCorrected { message, fields, reasons, opinion: opinion(&[]) }
    };
    let new = [(REASON, "new")];
    check_told(Requesting, |case| stated(case, &[(REASON, "so")], &new, 0), false, "");
    check_told(Requesting, |case| stated(case, &[(REASON, "so")], &new, 0), true, "mismatch");
    check_told(Requesting, |case| stated(case, &[(REASON, "so")], &new, 9), false, "mismatch");
    check_told(Requesting, |case| stated(case, &[], &new, 0), false, "mismatch");
    check_told(Requesting, |case| stated(case, &[], &[], 0), false, "mismatch");
    check_told(Requesting, |case| stated(case, &[("r", "so")], &new, 0), false, "mismatch");
    check_told(Requesting, |case| stated(case, &[(REASON, "so"), ("r", "so")], &new, 0), false, "mismatch");
    check_told(Requested, |case| stated(case, &[(REASON, "so")], &new, 0), false, "mismatch");
    let answered = |case: &Case, theirs: bool, files: &[u8]| {
        let by = if theirs { &case.to } else { &case.from };
        let answer = case.told.iter().rev().find(|told| told.from == *by).unwrap();
        let files = files.iter().map(|number| AttachmentId::from_bytes([*number; 16])).collect();
        let (text, handling, reasons) = ("so".to_owned(), Handling::default(), "wrong".to_owned());
        Said::AnswerCorrected { message: answer.message, text, handling, files, reasons }
    };
    check_told(Requested, |case| answered(case, true, &[60]), true, "");
    check_told(Requested, |case| answered(case, true, &[60, 60]), false, "mismatch");
    check_told(Requested, |case| answered(case, true, &[61]), false, "mismatch");
    check_told(Requested, |case| answered(case, false, &[]), false, "mismatch");
    check_told(Requesting, |case| answered(case, true, &[]), false, "mismatch");
    let followed = |case: &Case| Said::CorrectionAnswered {
        correction: case.told[0].message,
        followed: true,
        passed_on: Vec::new(),
        reasons: String::new(),
    };
    check_told(Requested, followed, false, "mismatch");
    check_told(Requesting, followed, false, "mismatch");
}
