//! The door: what may not be done is refused and written down, and what the store could not keep did not happen.

use bureau::memory::NextFault;
use bureau::{Command, DoorFault, Filter, Parcel};
use case::exchange::{Message, Said};
use case::handling::Handling;
use case::id::{CaseId, MessageId, OfficerId, RequestId};
use case::life::{Event, Heard, Stage};
use case::request::Kind;
use futures::executor::block_on;
use liaison::post;
use liaison::receipt::{self, Outcome};

use crate::world::{
    ADMINISTRATOR, DUTY, LIAISON, Node, PROTECTION, REVIEWER, deliver, delivered, public, text, world,
};

fn note() -> Command {
    Command::Note { text: "call back".into() }
}

/// An act that is refused: nothing of the case changes, and exactly `entries` are added to the journal.
fn check_refused(node: &Node, who: OfficerId, id: CaseId, command: Command, code: &str, entries: usize) {
    let (case, before) = (node.look(LIAISON, id).case, node.entries());
    let refused = node.act(who, id, command).unwrap_err();
    assert_eq!((refused.code(), node.entries() - before), (code, entries));
    assert_eq!(node.look(LIAISON, id).case, case);
}

#[test]
fn what_may_not_be_done_is_refused_and_written_down() {
    let (fr, _) = world();
    let id = fr.open(Kind::InformationRequest, &[]);
    let unknown = OfficerId::from_bytes([99; 16]);
    for (who, command, code, entries) in [
        (LIAISON, Command::Approve { seen: u64::MAX }, "not-permitted", 1),
        (REVIEWER, Command::Edit(Vec::new()), "not-permitted", 1),
        (ADMINISTRATOR, note(), "no-case", 1),
        (PROTECTION, Command::Submit { explained: Vec::new() }, "not-permitted", 1),
        (unknown, note(), "unknown-officer", 0),
        (DUTY, Command::Approve { seen: u64::MAX }, "wrong-stage", 0),
        (LIAISON, Command::Withdraw { reasons: "no".into() }, "wrong-stage", 0),
        (DUTY, Command::Refuse { grounds: Vec::new(), reasons: "no".into() }, "wrong-side", 0),
        (LIAISON, Command::Assign(Some(unknown)), "unknown-officer", 0),
    ] {
        check_refused(&fr, who, id, command, code, entries);
    }
    let rows = block_on(fr.bureau.oversight(PROTECTION)).unwrap().refusals;
    let said: Vec<_> = rows.iter().map(|row| (row.officer.unwrap(), row.command.clone().unwrap())).collect();
    let row = |who, command: &str| (who, command.to_owned());
    let expected = [
        row(PROTECTION, "submit"),
        row(ADMINISTRATOR, "note"),
        row(REVIEWER, "edit"),
        row(LIAISON, "approve"),
    ];
    assert_eq!(said, expected);
    let again = block_on(fr.restarted().bureau.oversight(PROTECTION)).unwrap().refusals;
    assert_eq!(again, rows, "the page is a fold of the journal");
}

#[test]
fn who_sees_no_case_learns_nothing_of_it() {
    let (fr, _) = world();
    let id = fr.open(Kind::InformationRequest, &[]);
    let nobody = CaseId::from_bytes([77; 16]);
    let look = |who, id| block_on(fr.bureau.case(who, id, "test")).map(|_| ()).map_err(|fault| fault.code());
    assert_eq!(look(ADMINISTRATOR, id), Err("no-case"));
    assert_eq!(look(LIAISON, nobody), Err("no-case"));
    assert_eq!(look(LIAISON, CaseId::from_bytes([0; 16])), Err("no-case"), "the register is no case");
    assert_eq!(look(PROTECTION, id), Ok(()));
    let list = fr.bureau.docket(ADMINISTRATOR, &Filter::default()).map(|_| ());
    assert_eq!(list, Err(DoorFault::NotPermitted { command: "list" }));
    assert_eq!(block_on(fr.bureau.oversight(LIAISON)).unwrap_err().code(), "not-permitted");
}

#[test]
fn a_full_disk_changes_nothing_and_says_so() {
    let (fr, _) = world();
    let id = fr.open(Kind::InformationRequest, &[]);
    let look_done = fr.look(LIAISON, id);
    fr.store.fail_next(NextFault::Full);
    let fault = fr.act(LIAISON, id, note()).unwrap_err();
    assert_eq!(fault.code(), "disk-full");
    assert_eq!(fr.look(LIAISON, id), look_done);
    fr.store.fail_next(NextFault::Full);
    let open = Command::Open {
        kind: Kind::RedNotice,
        to: "US".parse().unwrap(),
        origin: String::new(),
        circle: Vec::new(),
    };
    assert_eq!(block_on(fr.bureau.act(LIAISON, None, open, "test")).unwrap_err().code(), "disk-full");
    assert_eq!(fr.rows(&Filter::default()).len(), 1, "no case was begun");
    fr.act(LIAISON, id, note()).unwrap();
    let again = fr.open(Kind::RedNotice, &[]);
    assert_eq!(fr.look(LIAISON, again).case.reference, "FR-2026-000002", "no number is lost");
    assert_eq!(fr.restarted().look(LIAISON, id).case, fr.look(LIAISON, id).case);
}

/// The answer of the store is lost; the next act finds out whether the note was written.
fn check_lost(fault: NextFault, written: bool) {
    let (fr, _) = world();
    let id = fr.open(Kind::InformationRequest, &[]);
    fr.look(LIAISON, id);
    let notes = |node: &Node| node.timeline(id).matches("noted").count();
    fr.store.fail_next(fault);
    assert_eq!(fr.act(LIAISON, id, note()).unwrap_err().code(), "store-failed");
    assert_eq!(notes(&fr), usize::from(written), "{fault:?}");
    fr.edit(id, &[("request.reason", "another")]);
    fr.act(LIAISON, id, note()).unwrap();
    assert_eq!(notes(&fr), 1 + usize::from(written), "{fault:?}");
    let again = fr.restarted();
    assert_eq!(again.look(LIAISON, id).case, fr.look(LIAISON, id).case);
}

#[test]
fn an_answer_of_the_store_that_is_lost_is_looked_up() {
    check_lost(NextFault::LostBefore, false);
    check_lost(NextFault::LostAfter, true);
}

#[test]
fn what_another_process_wrote_is_read_before_going_on() {
    let (fr, _) = world();
    let id = fr.open(Kind::InformationRequest, &[]);
    let other = fr.restarted();
    other.edit(id, &[("request.reason", "by another process")]);
    let second = other.open(Kind::RedNotice, &[]);
    fr.act(LIAISON, id, note()).unwrap();
    fr.act(LIAISON, second, note()).unwrap();
    let case = fr.look(LIAISON, id).case;
    assert_eq!(text(case.fact("request.reason")), "by another process");
    assert_eq!(fr.restarted().look(LIAISON, id).case, case);
}

#[test]
fn a_case_begun_while_the_answer_was_lost_is_there() {
    let (fr, us) = world();
    fr.store.fail_next(NextFault::LostAfter);
    let open = Command::Open {
        kind: Kind::InformationRequest,
        to: "US".parse().unwrap(),
        origin: String::new(),
        circle: Vec::new(),
    };
    assert!(block_on(fr.bureau.act(LIAISON, None, open, "test")).is_err());
    let other = fr.open(Kind::InformationRequest, &[]);
    assert_eq!(fr.look(LIAISON, other).case.reference, "FR-2026-000002");
    let first = fr.rows(&Filter { text: "000001".into(), ..Filter::default() })[0].id;
    fr.prepare(first);
    fr.store.fail_next(NextFault::LostAfter);
    assert!(fr.act(DUTY, first, Command::Approve { seen: u64::MAX }).is_err());
    assert_eq!(
        fr.act(DUTY, first, Command::Approve { seen: u64::MAX }).unwrap_err().code(),
        "wrong-stage",
        "it was done"
    );
    assert_eq!(deliver(&fr, &us), 1, "what was approved goes, once");
    assert_eq!(fr.stage(first), Stage::Delivered);
}

#[test]
fn what_was_said_while_the_answer_was_lost_goes_though_nobody_acts_again() {
    let (fr, us) = world();
    let id = fr.open(Kind::InformationRequest, &[]);
    fr.prepare(id);
    fr.store.fail_next(NextFault::LostAfter);
    assert!(fr.act(DUTY, id, Command::Approve { seen: u64::MAX }).is_err());
    assert_eq!(deliver(&fr, &us), 0, "nothing is known of it");
    block_on(fr.bureau.settle_doubt()).unwrap();
    assert_eq!(deliver(&fr, &us), 1);
}

/// What the United States answer to an envelope: the code, or nothing where it was taken.
fn check_receipt(us: &Node, parcel: &Parcel, expected: &str) {
    let answer = block_on(us.bureau.receive(&parcel.envelope, None));
    let receipt =
        receipt::verify(&answer, public("US"), parcel.errand.message, parcel.digest, &parcel.envelope)
            .unwrap();
    let code = match receipt.outcome {
        Outcome::Taken => String::new(),
        Outcome::Later { code } | Outcome::TurnedAway { code } => code,
    };
    assert_eq!(code, expected);
}

#[test]
fn what_could_not_be_kept_is_not_taken_and_what_comes_twice_is_taken_once() {
    let (fr, us) = world();
    let id = fr.open(Kind::InformationRequest, &[]);
    fr.send(id);
    let errand = fr.bureau.due().remove(0);
    let parcel = block_on(fr.bureau.parcel(&errand)).unwrap();
    us.store.fail_next(NextFault::Full);
    check_receipt(&us, &parcel, "busy");
    assert!(us.rows(&Filter::default()).is_empty());
    us.store.fail_next(NextFault::LostAfter);
    check_receipt(&us, &parcel, "busy");
    check_receipt(&us, &parcel, "");
    let entries = us.entries();
    check_receipt(&us, &parcel, "");
    check_receipt(&us.restarted(), &parcel, "");
    assert_eq!((us.rows(&Filter::default()).len(), us.entries()), (1, entries));
    let later = block_on(us.bureau.receive(&parcel.envelope, None));
    block_on(fr.bureau.delivered(&parcel, Ok(later))).unwrap();
    assert_eq!(fr.stage(id), Stage::Delivered);
}

#[test]
fn an_envelope_that_is_refused_is_written_down_and_harms_nothing() {
    let (fr, us, _, asked) = delivered(&[]);
    let entries = us.entries();
    for bytes in [&b""[..], b"GET / HTTP/1.1\r\n\r\n", &[0xff; 5000]] {
        assert!(!block_on(us.bureau.receive(bytes, None)).is_empty(), "the sender is told");
    }
    let rows = block_on(us.bureau.oversight(PROTECTION)).unwrap().refusals;
    let codes: Vec<&str> = rows.iter().map(|row| row.code.as_str()).collect();
    assert_eq!(codes, ["not-an-envelope", "truncated"], "two alike within a minute make one entry");
    assert_eq!(us.entries(), entries + 2);
    us.pass_seconds(60);
    block_on(us.bureau.receive(&[0xff; 5000], None));
    let row = block_on(us.bureau.oversight(PROTECTION)).unwrap().refusals.remove(0);
    assert_eq!((row.code.as_str(), row.more), ("not-an-envelope", 1), "and are counted");
    us.act(DUTY, asked, note()).unwrap();
    assert_eq!(deliver(&us, &fr), 0);
}

#[test]
fn an_answer_that_proves_nothing_leaves_the_message_waiting() {
    let (fr, us) = world();
    let id = fr.open(Kind::InformationRequest, &[]);
    fr.send(id);
    for answer in [Err("unreachable".to_owned()), Ok(b"<html>200 OK".to_vec()), Ok(Vec::new())] {
        fr.pass_seconds(3600);
        let errand = fr.bureau.due().remove(0);
        let parcel = block_on(fr.bureau.parcel(&errand)).unwrap();
        block_on(fr.bureau.delivered(&parcel, answer)).unwrap();
        assert_eq!(fr.stage(id), Stage::Waiting);
    }
    let delivery = fr.look(LIAISON, id).delivery.unwrap();
    assert_eq!((delivery.failed_tries, delivery.failure.as_deref()), (3, Some("receipt-unreadable")));
    fr.pass_seconds(3600);
    assert_eq!(deliver(&fr, &us), 1);
    assert_eq!(fr.stage(id), Stage::Delivered);
}

#[test]
fn neither_side_can_deny_what_was_said_and_taken() {
    let (fr, us, asking, asked) = delivered(&[("person.family_name", "Okonkwo")]);
    let events = |node: &Node, id| node.look(LIAISON, id).timeline.into_iter().map(|row| row.entry.event);
    let heard = events(&us, asked).find_map(|event| match event {
        Event::Heard(Heard {
            message: id,
            request,
            reference,
            kind,
            from,
            to,
            number,
            office,
            said,
            proof,
            ..
        }) => {
            let attachments = Vec::new();
            Some((
                Message { id, request, reference, kind, from, to, number, office, said, attachments },
                proof,
            ))
        }
        _ => None,
    });
    let (message, proof) = heard.unwrap();
    assert!(post::was_said(&message, &proof, public("FR")), "France said it");
    let receipt = events(&fr, asking).find_map(|event| match event {
        Event::Delivered { receipt, .. } => Some(receipt),
        _ => None,
    });
    let signed = receipt::read_signed(&receipt.unwrap(), public("US")).unwrap();
    assert_eq!(
        (signed.digest, signed.outcome),
        (Some(proof.digest), Outcome::Taken),
        "the United States took it"
    );
}

/// The United States turn the next message of France away, signed.
fn turn_away(fr: &Node, us: &Node) {
    let errand = fr.bureau.due().remove(0);
    let parcel = block_on(fr.bureau.parcel(&errand)).unwrap();
    let receipt = us.turns_away(&parcel, "mismatch");
    block_on(fr.bureau.delivered(&parcel, Ok(receipt))).unwrap();
}

#[test]
fn an_answer_that_was_turned_away_is_shown_and_given_again() {
    let (fr, us, asking, asked) = delivered(&[("request.due", "2026-02-01")]);
    us.look(DUTY, asked);
    deliver(&us, &fr);
    let answer = || Command::Answer {
        text: "The account is closed.".into(),
        complete: true,
        handling: Handling::default(),
    };
    us.act(DUTY, asked, answer()).unwrap();
    turn_away(&us, &fr);
    let case = us.look(DUTY, asked).case;
    assert_eq!((case.stage, case.turned_away().is_some()), (Stage::Read, true));
    assert!(!case.deadlines.is_empty(), "what did not arrive ends no deadline");
    assert_eq!(us.bureau.today(DUTY).unwrap().undelivered.total, 1);
    assert!(us.rows(&Filter::default())[0].turned_away);
    assert!(us.restarted().rows(&Filter::default())[0].turned_away);
    us.act(DUTY, asked, answer()).unwrap();
    deliver(&us, &fr);
    assert_eq!((fr.stage(asking), us.stage(asked)), (Stage::Answered, Stage::Answered));
    assert!(us.look(DUTY, asked).case.deadlines.is_empty());
}

/// A message of France about a request that the United States do not know.
fn out_of_nothing(number: u8) -> Message {
    Message {
        id: MessageId::from_bytes([number; 16]),
        request: RequestId::from_bytes([99; 16]),
        reference: "FR-2026-000099".into(),
        kind: Kind::InformationRequest,
        from: "FR".parse().unwrap(),
        to: "US".parse().unwrap(),
        number: 1,
        office: None,
        said: Said::Withdrawn { reasons: "never asked".into() },
        attachments: Vec::new(),
    }
}

#[test]
fn a_late_copy_of_what_was_turned_away_is_turned_away_again() {
    let (fr, us) = world();
    let envelope = fr.sealed(&out_of_nothing(1));
    let outcome = |node: &Node, envelope: &[u8]| {
        let answer = block_on(node.bureau.receive(envelope, None));
        receipt::read_signed(&answer, public("US")).unwrap().outcome
    };
    let turned_away = Outcome::TurnedAway { code: "mismatch".into() };
    let entries = us.entries();
    assert_eq!(outcome(&us, &envelope), turned_away);
    assert_eq!(us.entries(), entries + 1);
    assert_eq!(outcome(&us, &envelope), turned_away, "the same again");
    assert_eq!(outcome(&us.restarted(), &envelope), turned_away, "and by a node that was started again");
    assert_eq!(us.entries(), entries + 1, "which needs no entry of its own");
    let another = fr.sealed(&out_of_nothing(2));
    let later = Outcome::Later { code: "busy".into() };
    assert_eq!(outcome(&us, &another), later, "what makes no entry now is not turned away for good");
    us.pass_seconds(60);
    assert_eq!(outcome(&us, &another), turned_away);
}

#[test]
fn a_case_is_not_closed_before_the_last_word_has_arrived() {
    let (fr, us, _, asked) = delivered(&[]);
    us.act(
        DUTY,
        asked,
        Command::Answer { text: "It is closed.".into(), complete: true, handling: Handling::default() },
    )
    .unwrap();
    let close = || Command::Close { reasons: "done".into() };
    assert!(!us.look(DUTY, asked).may.contains(&"close"));
    check_refused(&us, DUTY, asked, close(), "undelivered", 0);
    deliver(&us, &fr);
    us.act(DUTY, asked, close()).unwrap();
}

#[test]
fn a_directory_that_has_run_out_seals_and_opens_nothing() {
    let (fr, us) = world();
    let id = fr.open(Kind::InformationRequest, &[]);
    fr.send(id);
    let errand = fr.bureau.due().remove(0);
    let parcel = block_on(fr.bureau.parcel(&errand)).unwrap();
    fr.pass_seconds(1_767_225_600);
    check_receipt(&us, &parcel, "busy");
    assert!(us.rows(&Filter::default()).is_empty());
    let fault = block_on(fr.bureau.parcel(&errand)).unwrap_err();
    assert_eq!(fault, DoorFault::DirectoryExpired);
    block_on(fr.bureau.gave_up(&errand, &fault)).unwrap();
    let delivery = fr.look(LIAISON, id).delivery.unwrap();
    assert_eq!(delivery.failure.as_deref(), Some("directory-expired"), "the page says why");
}

#[test]
fn signing_in_is_written_down_and_so_is_a_look_that_was_refused() {
    let (fr, _) = world();
    let id = fr.open(Kind::InformationRequest, &[]);
    block_on(fr.bureau.signs_in(REVIEWER, "passkey", None)).unwrap();
    assert!(
        block_on(fr.bureau.signs_in(case::id::OfficerId::from_bytes([77; 16]), "passkey", None)).is_err()
    );
    assert_eq!(block_on(fr.bureau.case(ADMINISTRATOR, id, "curious")).unwrap_err(), DoorFault::NoSuchCase);
    for node in [&fr, &fr.restarted()] {
        let seen = block_on(node.bureau.oversight(PROTECTION)).unwrap();
        let sign_ins: Vec<_> = seen.sign_ins.iter().map(|row| (row.officer, row.by.as_str())).collect();
        assert_eq!(sign_ins, [(REVIEWER, "passkey")]);
        let refusal = &seen.refusals[0];
        assert_eq!((refusal.officer, refusal.command.as_deref()), (Some(ADMINISTRATOR), Some("look")));
    }
}

#[test]
fn officers_and_directory_are_written_down_where_they_change() {
    let (fr, _) = world();
    let entries = fr.entries();
    assert_eq!(fr.restarted().entries(), entries, "the same officers and directory make no entry");
    let other = fr.restarted_with(|officers| officers[0].roles.push(case::bureau::Role::Approver));
    assert_eq!(other.entries(), entries + 1);
    assert_eq!(other.restarted().entries(), entries + 2, "and back");
}
