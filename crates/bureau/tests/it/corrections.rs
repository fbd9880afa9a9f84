//! What was told turns out wrong: it is corrected by two officers, told as a message of its own, assessed anew and answered,
//! between two whole bureaus.

use bureau::{Command, DoorFault, Filter};
use case::exchange::{FieldRight, Right, Said};
use case::handling::{Handling, Use};
use case::id::{AttachmentId, CaseId, MessageId};
use case::life::{Event, Judgement, Refusal, may_correct};
use case::request::Kind;
use futures::executor::block_on;

use crate::world::{DUTY, LIAISON, Node, REVIEWER, deliver, text, world};

fn settle(fr: &Node, us: &Node) {
    while deliver(fr, us) + deliver(us, fr) > 0 {}
}

/// A request that France sent with a day by which it asks for an answer; read and forwarded there.
fn sent() -> (Node, Node, CaseId, CaseId) {
    let (fr, us) = world();
    let fields = [("person.family_name", "Okonkwo"), ("request.due", "2026-03-01")];
    let asking = fr.open(Kind::InformationRequest, &fields);
    fr.send(asking);
    settle(&fr, &us);
    let asked = us.rows(&Filter::default())[0].id;
    us.look(LIAISON, asked);
    us.act(LIAISON, asked, Command::Forward { authority: "Prosecutor".into(), note: String::new() }).unwrap();
    settle(&fr, &us);
    (fr, us, asking, asked)
}

/// What this bureau said last that it can correct.
pub(crate) fn wrong(node: &Node, id: CaseId) -> MessageId {
    let case = node.look(LIAISON, id).case;
    let may = may_correct(&case, true);
    case.told.iter().rev().map(|told| told.message).find(|message| may.contains(message)).unwrap()
}

/// Prepares that these fields are right; says of what is asked that it is not known, and has it judged.
pub(crate) fn prepare(node: &Node, id: CaseId, fields: &[(&str, &str)]) -> Result<(), DoorFault> {
    let message = wrong(node, id);
    let right = |(field, text): &(&str, &str)| FieldRight {
        field: (*field).into(),
        value: node.bureau.read_field(field, text).unwrap(),
        reasons: "the register was wrong".into(),
    };
    let rights: Vec<FieldRight> = fields.iter().map(right).collect();
    let correct = |explained| {
        let right = Right::Request(rights.clone());
        node.act(LIAISON, id, Command::Correct { message, right, explained })
    };
    match correct(Vec::new()) {
        Err(DoorFault::Refused(Refusal::Unanswered { rules })) => {
            correct(rules.into_iter().map(|rule| (rule, "not known to us".to_owned())).collect())?
        }
        done => done?,
    };
    for referral in node.look(REVIEWER, id).case.referrals {
        let (rule, reasons) = (referral.finding.rule, "weighed".to_owned());
        if referral.decision.is_none() {
            let (judgement, weighed) = (Judgement::Satisfied, Vec::new());
            node.act(REVIEWER, id, Command::Judge { rule, judgement, weighed, reasons, seen: u64::MAX })?;
        }
    }
    Ok(())
}

/// What is right in place of what this bureau answered last.
pub(crate) fn answer_right(node: &Node, id: CaseId, words: &str, files: Vec<AttachmentId>) -> Command {
    let (text, handling, reasons) = (words.to_owned(), Handling::default(), "a namesake".to_owned());
    let right = Right::Answer { text, handling, files, reasons };
    Command::Correct { message: wrong(node, id), right, explained: Vec::new() }
}

pub(crate) fn answers(correction: MessageId, followed: bool) -> Command {
    let (passed_on, reasons) = (Vec::new(), "told on the telephone".to_owned());
    Command::AnswerCorrection { correction, followed, passed_on, reasons }
}

fn last(node: &Node, id: CaseId) -> MessageId {
    let me = node.bureau.me().clone();
    node.look(LIAISON, id).case.told.into_iter().rev().find(|told| told.from == me).unwrap().message
}

#[test]
fn a_corrected_field_is_assessed_anew_moves_its_deadline_and_is_answered() {
    let (fr, us, asking, asked) = sent();
    let due = |node: &Node, id| {
        node.look(LIAISON, id).case.deadlines.iter().map(|one| one.due).min().map(|day| day.to_string())
    };
    assert_eq!(due(&us, asked).as_deref(), Some("2026-03-01"));
    let fields = [("person.family_name", "Okonkwo-Bell"), ("request.due", "2026-02-10")];
    prepare(&fr, asking, &fields).unwrap();
    let denied = fr.act(LIAISON, asking, Command::Approve { seen: u64::MAX });
    assert_eq!(denied, Err(DoorFault::NotPermitted { command: "approve" }), "an approver lets it leave");
    let row = |node: &Node| node.rows(&Filter::default()).remove(0);
    assert!(row(&fr).correction && fr.bureau.today(DUTY).unwrap().waiting_for_me.total == 1);
    assert_eq!(us.look(LIAISON, asked).case.corrections().len(), 0, "nothing left yet");
    fr.act(DUTY, asking, Command::Approve { seen: u64::MAX }).unwrap();
    let before = due(&fr, asking);
    assert_eq!(before.as_deref(), Some("2026-03-01"), "it runs anew once it has arrived");
    settle(&fr, &us);
    for (node, id) in [(&fr, asking), (&us, asked)] {
        let case = node.look(LIAISON, id).case;
        assert_eq!(text(case.fact("person.family_name")), "Okonkwo-Bell");
        assert_eq!(due(node, id).as_deref(), Some("2026-02-10"));
    }
    let assessed = us.look(LIAISON, asked).timeline.into_iter().rev();
    let last_law = assessed.map(|row| row.entry.event).find(|event| matches!(event, Event::Assessed { .. }));
    assert!(
        last_law.is_some() && us.timeline(asked).contains("hear:request-corrected assessed deadline-set")
    );
    // Who has not answered yet is seen, with a day by which it is looked for, and where that day has passed.
    let awaited = row(&fr).awaited.unwrap();
    assert_eq!((awaited.to_string().as_str(), row(&us).asked), ("2026-01-31", 1));
    assert!(us.bureau.today(DUTY).unwrap().waiting_for_me.total == 1);
    fr.pass_seconds(40 * 86_400);
    assert_eq!(fr.bureau.today(LIAISON).unwrap().overdue.total, 1);
    let correction = last(&fr, asking);
    let denied = us.act(LIAISON, asked, answers(correction, true));
    assert_eq!(denied, Err(DoorFault::NotPermitted { command: "answer-correction" }));
    us.act(DUTY, asked, answers(correction, true)).unwrap();
    settle(&fr, &us);
    let fr = fr.restarted();
    let case = fr.look(LIAISON, asking).case;
    let (_, followed, passed_on, _) = case.corrections()[0].answer.unwrap();
    assert!(followed && passed_on == ["Prosecutor".to_owned()], "whoever had it is named");
    assert_eq!((row(&fr).awaited, row(&us).asked), (None, 0));
    assert!(fr.timeline(asking).contains("correction-prepared"));
}

#[test]
fn a_correction_that_makes_a_request_unlawful_does_not_leave() {
    let (fr, us) = world();
    let fields = [
        ("request.sought_for", "prosecution"),
        ("person.family_name", "Okonkwo"),
        ("person.forename", "Jean"),
        ("person.birth_date", "1980-02-03"),
        ("offence.category", "fraud"),
        ("offence.facts_summary", "He sold flats that did not exist."),
        ("offence.max_penalty_months", "60"),
        ("warrant.present", "true"),
    ];
    let asking = fr.open(Kind::RedNotice, &fields);
    fr.send(asking);
    settle(&fr, &us);
    let refused = prepare(&fr, asking, &[("offence.max_penalty_months", "6")]);
    let Err(DoorFault::Refused(Refusal::Blocked { rules })) = refused else { panic!("{refused:?}") };
    assert!(rules.iter().any(|rule| rule.starts_with("rpd-83")), "{rules:?}");
    assert_eq!(fr.look(LIAISON, asking).case.correction, None);
    prepare(&fr, asking, &[("offence.max_penalty_months", "48")]).unwrap();
    fr.act(DUTY, asking, Command::Approve { seen: u64::MAX }).unwrap();
    settle(&fr, &us);
    let asked = us.rows(&Filter::default())[0].id;
    assert_eq!(text(us.look(LIAISON, asked).case.fact("offence.max_penalty_months")), "48");
}

#[test]
fn an_answer_is_corrected_by_two_and_its_wrong_file_is_handed_out_no_more() {
    let (fr, us, asking, asked) = sent();
    let attach = |name: &str, content: &[u8]| Command::Attach {
        name: name.into(),
        media_type: "application/pdf".into(),
        content: content.to_vec(),
    };
    us.act(LIAISON, asked, attach("a.pdf", b"paper")).unwrap();
    let answer =
        Command::Answer { text: "At the harbour.".into(), complete: true, handling: Handling::default() };
    us.act(LIAISON, asked, answer).unwrap();
    settle(&fr, &us);
    let using = Command::Use { what: Use::Agencies, recipient: "Customs".into(), reasons: "so".into() };
    fr.act(LIAISON, asking, using).unwrap();
    let bad = us.look(LIAISON, asked).case.attachments[0].id;
    us.act(LIAISON, asked, attach("b.pdf", b"another")).unwrap();
    let correct = answer_right(&us, asked, "At the station.", vec![bad]);
    us.act(LIAISON, asked, correct).unwrap();
    us.act(DUTY, asked, Command::Approve { seen: u64::MAX }).unwrap();
    settle(&fr, &us);
    let case = fr.look(LIAISON, asking).case;
    let Said::AnswerCorrected { text, .. } = &case.told.last().unwrap().said else { panic!("a correction") };
    assert_eq!(text, "At the station.");
    let taken = |file| block_on(fr.bureau.attachment(LIAISON, asking, file, "test")).map(|_| ());
    assert_eq!(taken(bad), Err(DoorFault::Refused(Refusal::NoAttachment)));
    assert_eq!(taken(case.attachments[1].id), Ok(()));
    assert!(block_on(us.bureau.attachment(LIAISON, asked, bad, "test")).is_ok(), "it is ours");
    fr.act(DUTY, asking, answers(last(&us, asked), false)).unwrap();
    settle(&fr, &us);
    let seen = us.restarted().look(LIAISON, asked).case;
    let (_, followed, passed_on, _) = seen.corrections()[0].answer.unwrap();
    assert_eq!((followed, passed_on), (false, &["Customs".to_owned()][..]));
}

#[test]
fn a_correction_of_a_case_that_was_erased_is_turned_away_and_said_to_be() {
    let (fr, us, asking, asked) = sent();
    us.act(
        LIAISON,
        asked,
        Command::Answer { text: "Nothing known.".into(), complete: true, handling: Handling::default() },
    )
    .unwrap();
    settle(&fr, &us);
    us.act(LIAISON, asked, Command::Close { reasons: "done".into() }).unwrap();
    us.act(DUTY, asked, Command::Discard { reasons: "no longer needed".into() }).unwrap();
    prepare(&fr, asking, &[("person.family_name", "Okonkwo-Bell")]).unwrap();
    fr.act(DUTY, asking, Command::Approve { seen: u64::MAX }).unwrap();
    deliver(&fr, &us);
    let case = fr.look(LIAISON, asking).case;
    assert_eq!(case.turned_away().and_then(|out| out.turned_away.as_deref()), Some("erased"));
    assert_eq!(text(case.fact("person.family_name")), "Okonkwo", "it counts as not said");
    assert!(case.unanswered(true).is_empty());
}
