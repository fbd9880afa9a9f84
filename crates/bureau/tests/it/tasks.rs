//! The portal for authorities, cases entered alone in danger to life, and the duty rota: who sees what, and for how long.

use bureau::{Command, DoorFault, RotaFault, TaskCommand, TaskView};
use case::bureau::{Level, Officer, Role};
use case::exchange::RecallOutcome;
use case::handling::Handling;
use case::id::{CaseId, OfficerId, TaskId};
use case::life::{Event, Refusal, TaskEnd};
use case::request::Kind;
use futures::executor::block_on;

use crate::world::{ADMINISTRATOR, DUTY, LIAISON, Node, PROTECTION, REVIEWER, deliver, world};

const PROSECUTOR: OfficerId = OfficerId::from_bytes([6; 16]);
const JUDGE: OfficerId = OfficerId::from_bytes([7; 16]);
/// An officer on duty who approves nothing.
const NIGHT: OfficerId = OfficerId::from_bytes([8; 16]);

const REQUEST: &[(&str, &str)] = &[
    ("person.family_name", "Okonkwo"),
    ("request.purpose", "information"),
    ("request.handling", "for-official-use-only"),
];

fn officer(id: OfficerId, name: &str, role: Role, clearance: Level) -> Officer {
    let (name, language) = (name.to_owned(), "en".to_owned());
    Officer { id, name, roles: vec![role], clearance, language, certificates: Vec::new() }
}

/// A bureau with two authorities and a night officer.
fn with_authorities(node: &Node) -> Node {
    node.restarted_with(|officers| {
        officers.push(officer(PROSECUTOR, "Public prosecutor", Role::Authority, Level::Restricted));
        officers.push(officer(JUDGE, "Investigating judge", Role::Authority, Level::OfficialUse));
        officers.push(officer(NIGHT, "Léa Roy", Role::DutyOfficer, Level::Confidential));
    })
}

fn give(node: &Node, case: CaseId, authority: OfficerId) -> Result<TaskId, DoorFault> {
    let files = node.look(LIAISON, case).case.attachments.iter().map(|file| file.id).collect();
    let asked = "Order the bank to hand over the statements.".to_owned();
    node.act(LIAISON, case, Command::Task(TaskCommand::Give { authority, asked, due: None, files }))?;
    Ok(node.look(LIAISON, case).case.tasks.last().unwrap().id)
}

fn seen(node: &Node, who: OfficerId, case: CaseId, task: TaskId) -> Result<TaskView, DoorFault> {
    block_on(node.bureau.task(who, case, task))
}

fn answer(task: TaskId) -> Command {
    let files = vec![("order.txt".to_owned(), "text/plain".to_owned(), b"ordered".to_vec())];
    Command::Task(TaskCommand::Answer { task, done: true, text: "Ordered today.".to_owned(), files })
}

#[test]
fn an_authority_sees_the_one_request_of_its_task_until_it_has_answered() {
    let (fr, _) = world();
    let fr = with_authorities(&fr);
    let case = fr.open(Kind::MutualLegalAssistance, REQUEST);
    let other = fr.open(Kind::MutualLegalAssistance, REQUEST);
    fr.act(LIAISON, case, Command::Note { text: "internal".into() }).unwrap();
    let task = give(&fr, case, PROSECUTOR).unwrap();
    let rows = block_on(fr.bureau.tasks(PROSECUTOR)).unwrap();
    assert_eq!(rows.iter().map(|row| (row.case, row.task)).collect::<Vec<_>>(), [(case, task)]);
    assert_eq!(block_on(fr.bureau.tasks(JUDGE)).unwrap(), []);
    let view = seen(&fr, PROSECUTOR, case, task).unwrap();
    assert_eq!(view.facts["person.family_name"].to_string(), "Okonkwo");
    assert_eq!((view.changed_since, view.is_contested), (0, false));
    // Its look is in the record, with what for.
    let looked = fr.look(LIAISON, case).timeline.into_iter().find(|row| row.entry.by == Some(PROSECUTOR));
    let looked = looked.unwrap().entry;
    assert_eq!((looked.event, looked.purpose.as_str()), (Event::Looked, "task"));
    // What is written after the task was given is not what was put before the authority.
    fr.edit(case, &[("person.family_name", "Adeyemi")]);
    let view = seen(&fr, PROSECUTOR, case, task).unwrap();
    assert_eq!((view.facts.get("person.family_name"), view.changed_since), (None, 1));
    // Nothing else is there, by whatever way it is asked for.
    let none = Err(DoorFault::NoSuchCase);
    assert_eq!(seen(&fr, PROSECUTOR, other, task), none);
    assert_eq!(seen(&fr, PROSECUTOR, case, TaskId::from_bytes([9; 16])), none);
    assert_eq!(seen(&fr, JUDGE, case, task), none);
    assert_eq!(seen(&fr, LIAISON, case, task), none, "an officer has no tasks");
    assert_eq!(block_on(fr.bureau.case(PROSECUTOR, case, "task")).unwrap_err(), DoorFault::NoSuchCase);
    assert!(matches!(
        fr.bureau.docket(PROSECUTOR, &bureau::Filter::default()),
        Err(DoorFault::NotPermitted { .. })
    ));
    for command in
        [Command::Note { text: "x".into() }, Command::Approve { seen: u64::MAX }, Command::Assign(None)]
    {
        assert_eq!(fr.act(PROSECUTOR, case, command).unwrap_err(), DoorFault::NoSuchCase);
    }
    assert_eq!(fr.act(JUDGE, case, answer(task)).unwrap_err(), DoorFault::NoSuchCase);
    fr.act(PROSECUTOR, case, answer(task)).unwrap();
    assert_eq!(seen(&fr, PROSECUTOR, case, task), none, "it has answered");
    assert_eq!(fr.act(PROSECUTOR, case, answer(task)).unwrap_err(), DoorFault::NoSuchCase);
    let after = fr.look(LIAISON, case).case;
    assert!(after.task_answered && after.tasked().is_empty());
    assert!(matches!(&after.tasks[0].end, Some(TaskEnd::Answered { done: true, .. })));
}

#[test]
fn a_task_is_given_only_where_clearance_and_originator_allow_and_ends_when_it_is_taken_back() {
    let (fr, us) = world();
    let us = with_authorities(&us);
    let restricted: Vec<_> =
        REQUEST[..2].iter().copied().chain([("request.handling", "restricted")]).collect();
    let case = us.open(Kind::MutualLegalAssistance, &restricted);
    assert!(
        matches!(give(&us, case, JUDGE), Err(DoorFault::MayNotSee { .. })),
        "the clearance does not reach"
    );
    assert!(matches!(give(&us, case, LIAISON), Err(DoorFault::MayNotSee { .. })), "no authority");
    let task = give(&us, case, PROSECUTOR).unwrap();
    let deep = us.restarted_with(|officers| {
        officers.push(officer(PROSECUTOR, "Public prosecutor", Role::Authority, Level::OfficialUse));
    });
    assert_eq!(
        seen(&deep, PROSECUTOR, case, task),
        Err(DoorFault::NoSuchCase),
        "a clearance that was lowered"
    );
    let us = with_authorities(&deep);
    let close = Command::Close { reasons: "over".into() };
    assert_eq!(us.act(LIAISON, case, close).unwrap_err(), DoorFault::Refused(Refusal::TaskOpen));
    us.act(LIAISON, case, Command::Task(TaskCommand::TakeBack { task, reasons: "another office".into() }))
        .unwrap();
    assert_eq!(seen(&us, PROSECUTOR, case, task), Err(DoorFault::NoSuchCase));
    assert_eq!(block_on(us.bureau.tasks(PROSECUTOR)).unwrap(), []);
    drop(fr);
}

#[test]
fn what_the_other_bureau_told_is_put_before_an_authority_as_its_originator_allows() {
    let (fr, us) = world();
    let us = with_authorities(&us);
    let case = fr.open(Kind::InformationRequest, REQUEST);
    fr.send(case);
    deliver(&fr, &us);
    let received = us.rows(&bureau::Filter::default())[0].id;
    us.look(LIAISON, received);
    deliver(&us, &fr);
    let task = give(&us, received, PROSECUTOR).unwrap();
    let held = us.look(LIAISON, received).case;
    assert_eq!(held.passed_on(), ["Public prosecutor"], "who had it is answered for in a recall");
    assert!(seen(&us, PROSECUTOR, received, task).is_ok());
    let told = fr.look(LIAISON, case).case.told[0].message;
    fr.act(DUTY, case, Command::Recall { messages: vec![told], reasons: "wrong person".into() }).unwrap();
    deliver(&fr, &us);
    let recalled = Err(DoorFault::Refused(Refusal::Recalled));
    assert_eq!(seen(&us, PROSECUTOR, received, task), recalled, "while the recall waits nothing is shown");
    let recall = us.look(DUTY, received).case.told.last().unwrap().message;
    let outcome = RecallOutcome::Blocked;
    let answer = Command::AnswerRecall { recall, outcome, passed_on: Vec::new(), reasons: String::new() };
    us.act(DUTY, received, answer).unwrap();
    assert_eq!(seen(&us, PROSECUTOR, received, task), recalled, "nor when it is blocked");
}

#[test]
fn a_file_of_the_answer_goes_to_the_other_bureau_only_where_an_officer_encloses_it() {
    let (fr, us) = world();
    let us = with_authorities(&us);
    let case = fr.open(Kind::InformationRequest, REQUEST);
    fr.send(case);
    deliver(&fr, &us);
    let received = us.rows(&bureau::Filter::default())[0].id;
    us.look(LIAISON, received);
    let task = give(&us, received, PROSECUTOR).unwrap();
    us.act(PROSECUTOR, received, answer(task)).unwrap();
    let after = us.look(LIAISON, received).case;
    assert!(after.enclosed.is_empty());
    let file = after.attachments[0].id;
    let (named, content) = block_on(us.bureau.attachment(LIAISON, received, file, "test")).unwrap();
    assert_eq!((named.name.as_str(), content.as_slice()), ("order.txt", b"ordered".as_slice()));
    us.act(LIAISON, received, Command::Enclose(file)).unwrap();
    let twice = us.act(LIAISON, received, Command::Enclose(file)).unwrap_err();
    assert_eq!(twice, DoorFault::Refused(Refusal::NoAttachment));
    let text = "With the order.".to_owned();
    us.act(LIAISON, received, Command::Answer { text, complete: false, handling: Handling::default() })
        .unwrap();
    deliver(&us, &fr);
    assert_eq!(fr.look(LIAISON, case).case.attachments[0].name, "order.txt");
    assert_eq!(us.act(LIAISON, received, Command::Enclose(file)).unwrap_err(), twice, "it went already");
    assert!(!us.look(LIAISON, received).case.task_answered, "an officer has done something since");
}

#[test]
fn what_must_never_leave_is_not_put_before_an_authority_either() {
    // `sources` tries every text of a message; here, that a task counts as one.
    let (fr, _) = world();
    let fr = with_authorities(&fr);
    let case = fr.open(Kind::MutualLegalAssistance, REQUEST);
    crate::sources::with_a_record(&fr, case, "Okonkwo");
    assert!(matches!(give(&fr, case, PROSECUTOR), Err(DoorFault::Source(_))));
    assert_eq!(block_on(fr.bureau.tasks(PROSECUTOR)).unwrap(), []);
}

/// A case kept to the one who wrote it, and its reference.
fn kept(node: &Node) -> (CaseId, String) {
    let case = node.open(Kind::RedNotice, REQUEST);
    let keep = Command::Restrict { circle: vec![LIAISON], reasons: "an informant".into() };
    node.act(LIAISON, case, keep).unwrap();
    (case, node.look(LIAISON, case).case.reference)
}

#[test]
fn a_kept_case_is_entered_alone_in_danger_to_life_and_left_with_the_review() {
    let (fr, _) = world();
    let fr = with_authorities(&fr);
    let (case, reference) = kept(&fr);
    let enter =
        |who, reference: &str| block_on(fr.bureau.enter_circle(who, reference, "the hostage is held there"));
    assert_eq!(enter(REVIEWER, &reference), Err(DoorFault::NoSuchCase), "no duty officer");
    assert_eq!(enter(NIGHT, "FR-2026-999999"), Err(DoorFault::NoSuchCase), "no such case");
    assert_eq!(
        block_on(fr.bureau.enter_circle(NIGHT, &reference, " ")),
        Err(DoorFault::Refused(Refusal::NoReasons))
    );
    assert_eq!(
        block_on(fr.bureau.enter_circle(NIGHT, "FR-2026-999999", " ")),
        Err(DoorFault::Refused(Refusal::NoReasons)),
        "the same where there is no such case"
    );
    assert!(block_on(fr.bureau.case(NIGHT, case, "test")).is_err());
    assert_eq!(enter(NIGHT, &reference.to_lowercase()), Ok(case));
    assert!(block_on(fr.bureau.case(NIGHT, case, "test")).is_ok());
    assert_eq!(enter(NIGHT, &reference), Err(DoorFault::Refused(Refusal::NotKept)), "once is enough");
    let today = fr.bureau.today(PROTECTION).unwrap();
    assert!(
        today.waiting_for_me.rows.iter().any(|row| row.id == case && row.emergency),
        "it is told at once"
    );
    let review = |justified| Command::ReviewEmergency { justified, reasons: "looked into".into() };
    assert!(fr.act(NIGHT, case, review(true)).is_err(), "nobody reviews themselves");
    fr.act(PROTECTION, case, review(true)).unwrap();
    assert!(block_on(fr.bureau.case(NIGHT, case, "test")).is_err(), "the sight ends with the review");
    assert_eq!(fr.look(LIAISON, case).case.circle, [LIAISON]);
    // Whoever is taken into the circle meanwhile stays in it.
    enter(NIGHT, &reference).unwrap();
    let stay = Command::Restrict { circle: vec![LIAISON, NIGHT], reasons: "I stay".into() };
    for command in [stay, Command::Assign(Some(NIGHT))] {
        assert!(
            matches!(fr.act(NIGHT, case, command), Err(DoorFault::NotPermitted { .. })),
            "until the review"
        );
    }
    let keep = Command::Restrict { circle: vec![LIAISON, NIGHT], reasons: "helps".into() };
    fr.act(LIAISON, case, keep).unwrap();
    fr.act(PROTECTION, case, review(false)).unwrap();
    assert!(block_on(fr.bureau.case(NIGHT, case, "test")).is_ok());
}

#[test]
fn a_policy_can_ask_for_the_hour_and_for_who_is_on_duty() {
    let (fr, _) = world();
    let fr = with_authorities(&fr);
    let text = format!(
        "{}\n@id(\"hours\") @says(\"Requests are approved in working hours, or by who is on duty.\")\nforbid (principal, \
         action == Action::\"open\", resource) unless {{ context.hour >= 8 && context.hour < 18 && context.weekday <= 5 || \
         principal.onDuty }};\n",
        fr.bureau.policy().0.text()
    );
    block_on(fr.bureau.propose_policy(ADMINISTRATOR, &text, "hours")).unwrap();
    block_on(fr.bureau.confirm_policy(PROTECTION, &text)).unwrap();
    let opens = |expected: bool, why: &str| {
        let open = Command::Open {
            kind: Kind::RedNotice,
            to: "US".parse().unwrap(),
            origin: String::new(),
            circle: Vec::new(),
        };
        let opened = block_on(fr.bureau.act(LIAISON, None, open, "test"));
        assert_eq!(opened.is_ok(), expected, "{why}: {opened:?}");
    };
    // It begins on a Thursday at midnight.
    opens(false, "at night");
    fr.pass_seconds(8 * 3600);
    opens(true, "from eight o'clock");
    fr.pass_seconds(10 * 3600);
    opens(false, "from six in the evening");
    let turn = |from: &str, until: &str| (from.parse().unwrap(), until.parse().unwrap());
    let add = |by, turn| block_on(fr.bureau.add_turn(by, LIAISON, turn));
    let night = turn("2026-01-01T20:00", "2026-01-02T06:00");
    assert!(
        matches!(add(LIAISON, night), Err(DoorFault::NotPermitted { .. })),
        "nobody writes their own duty"
    );
    add(DUTY, night).unwrap();
    assert_eq!(add(DUTY, turn("2026-01-02T05:00", "2026-01-02T08:00")), Err(RotaFault::Overlaps.into()));
    opens(false, "not on duty yet");
    fr.pass_seconds(2 * 3600);
    opens(true, "on duty");
    let begun = fr.bureau.on_duty()[0];
    block_on(fr.bureau.end_turn(DUTY, LIAISON, begun.from)).unwrap();
    opens(false, "the turn was ended");
    assert_eq!(fr.bureau.rota(), []);
    let again = fr.restarted_on(&fr.store).unwrap();
    assert_eq!(again.bureau.rota(), [], "the journal says the same");
}

#[test]
fn who_could_read_a_case_counts_an_authority_with_a_task() {
    let (fr, _) = world();
    let fr = with_authorities(&fr);
    let case = fr.open(Kind::MutualLegalAssistance, REQUEST);
    let before = fr.now();
    fr.pass_seconds(60);
    give(&fr, case, PROSECUTOR).unwrap();
    let reads = |at| {
        let readers = block_on(fr.bureau.readers(PROTECTION, case, at, "test")).unwrap();
        let prosecutor = readers.officers.into_iter().find(|reader| reader.officer.id == PROSECUTOR).unwrap();
        let rules: Vec<String> = prosecutor.because.into_iter().map(|rule| rule.id).collect();
        (prosecutor.could, rules)
    };
    assert_eq!(reads(fr.now()), (true, vec!["portal".to_owned()]));
    assert!(!reads(before).0, "not before the task was given");
}
