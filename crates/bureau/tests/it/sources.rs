//! Sources and informants: who opens a source record, what leaves of it, and that nobody else learns of it.

use bureau::memory::NextFault;
use bureau::{
    Command, DoorFault, Filter, SourceCommand, SourceContent, SourceFault, SourceView, Target, Tell,
};
use case::handling::Handling;
use case::id::{CaseId, OfficerId, SourceId};
use case::request::Kind;
use futures::executor::block_on;

use crate::world::{ADMINISTRATOR, DUTY, LIAISON, Node, PROTECTION, REVIEWER, deliver, delivered, world};

/// What nobody but the named may ever see.
const SECRET: &str = "Zbigniew Wiśniewski";
const COVER: &str = "Kingfisher";
const SAID: &str = "I was alone with the captain when he counted the money on the quay";
/// A text that says what matters.
const CLEAN: &str = "The captain of the vessel handles large sums in cash.";

fn content() -> SourceContent {
    SourceContent {
        cover: COVER.into(),
        grading: "4x4 B2 H1".into(),
        said: SAID.into(),
        when: "2026-01-05 22:40".into(),
        place: "quay seven".into(),
        basis: "was there".into(),
        only_source: true,
        identifiers: vec![SECRET.into(), "2026-01-05".into(), "+48 601 234 567".into()],
    }
}

fn begin(node: &Node, case: CaseId) -> SourceId {
    let begin = SourceCommand::Begin { named: vec![DUTY], content: content() };
    block_on(node.bureau.act_on_source(LIAISON, case, None, begin, "handling")).unwrap()
}

/// Gives a case a source record with one identifier.
pub(crate) fn with_a_record(node: &Node, case: CaseId, identifier: &str) {
    let content = SourceContent { identifiers: vec![identifier.to_owned()], ..content() };
    let begin = SourceCommand::Begin { named: vec![DUTY], content };
    block_on(node.bureau.act_on_source(LIAISON, case, None, begin, "handling")).unwrap();
}

/// A case with a source record, of which the liaison and the duty officer know.
fn recorded() -> (Node, CaseId, SourceId) {
    let (fr, _) = world();
    let case = fr.open(Kind::InformationRequest, &[]);
    let source = begin(&fr, case);
    (fr, case, source)
}

fn act(
    node: &Node,
    who: OfficerId,
    (case, source): (CaseId, SourceId),
    command: SourceCommand,
) -> Result<(), &'static str> {
    let done =
        block_on(node.bureau.act_on_source(who, case, Some(source), command, "to prepare the request"));
    done.map(|_| ()).map_err(|fault| fault.code())
}

fn open(node: &Node, who: OfficerId, (case, source): (CaseId, SourceId)) -> Result<SourceView, DoorFault> {
    block_on(node.bureau.source(who, case, source, "to prepare the request"))
}

fn prepare(text: &str) -> SourceCommand {
    let target = Target::Field("offence.facts_summary".into());
    SourceCommand::Prepare { target, text: text.into(), grading: "4x4 B2 H1".into() }
}

const fn approve(number: u32) -> SourceCommand {
    SourceCommand::Approve { number, reasons: Vec::new() }
}

#[test]
fn a_source_record_is_opened_by_those_named_and_each_opening_is_kept() {
    let (fr, case, source) = recorded();
    let record = (case, source);
    for _ in 0..2 {
        let opened = open(&fr, DUTY, record).unwrap();
        assert_eq!(opened.record.content, content());
    }
    let rows = block_on(fr.bureau.sources(LIAISON, case)).unwrap();
    let by: Vec<_> = rows[0].openings.iter().map(|one| (one.by, one.purpose.as_str())).collect();
    assert_eq!(by, [(DUTY, "to prepare the request"); 2], "every one, and why");
    assert_eq!(fr.bureau.sources_waiting(LIAISON)[0].openings_unseen_by(LIAISON), 2, "the other is told");
    assert!(fr.bureau.sources_waiting(DUTY).is_empty());
    open(&fr, LIAISON, record).unwrap();
    assert!(fr.bureau.sources_waiting(LIAISON).is_empty());
    assert_eq!(block_on(fr.bureau.source(DUTY, case, source, " ")).unwrap_err().code(), "no-reasons");
    let again = fr.restarted();
    assert_eq!(open(&again, LIAISON, record).unwrap().record.openings.len(), 4, "from the journal");
}

#[test]
fn who_is_not_named_is_answered_as_if_there_were_no_record() {
    let (fr, case, source) = recorded();
    let (other, _) = world();
    let bare = other.open(Kind::InformationRequest, &[]);
    let none = SourceId::from_bytes([7; 16]);
    let elsewhere = fr.open(Kind::InformationRequest, &[]);
    for who in [REVIEWER, PROTECTION, ADMINISTRATOR] {
        let real = open(&fr, who, (case, source)).unwrap_err();
        assert_eq!(real, open(&fr, who, (case, none)).unwrap_err(), "{who}");
        for command in [
            SourceCommand::Write(content()),
            SourceCommand::Name { named: vec![who, DUTY], reasons: "me too".into() },
            prepare(CLEAN),
            approve(1),
            SourceCommand::Put { number: 1 },
            SourceCommand::LetGo { reasons: "go".into() },
            SourceCommand::Erase { reasons: "gone".into() },
            SourceCommand::AgreeToErase,
        ] {
            let real = act(&fr, who, (case, source), command.clone()).unwrap_err();
            assert_eq!(real, act(&fr, who, (case, none), command).unwrap_err(), "{who}");
        }
        let rows = |node: &Node, case| block_on(node.bureau.sources(who, case)).map_err(|fault| fault.code());
        assert_eq!(rows(&fr, case), rows(&other, bare), "{who}: the list");
        assert!(fr.bureau.sources_waiting(who).is_empty());
    }
    assert_eq!(open(&fr, LIAISON, (elsewhere, source)).unwrap_err().code(), "source-none", "another case's");
    assert_eq!(open(&fr, LIAISON, (case, source)).unwrap().record.openings.len(), 1, "nobody else was in");
}

#[test]
fn nothing_that_reads_a_case_reads_its_source_records() {
    let (fr, case, source) = recorded();
    let (other, _) = world();
    let bare = other.open(Kind::InformationRequest, &[]);
    for who in [LIAISON, REVIEWER, PROTECTION] {
        let (with, without) = (fr.look(who, case), other.look(who, bare));
        assert_eq!(
            (with.case.revision, with.may, with.timeline.len()),
            (without.case.revision, without.may, without.timeline.len())
        );
        assert_eq!(with.opinion, without.opinion);
        assert!(!format!("{:?}", with.case).contains("isniewski"));
        let readers = |node: &Node, id| {
            block_on(node.bureau.readers(who, id, node.now(), "test")).map(|it| it.officers.len()).ok()
        };
        assert_eq!(readers(&fr, case), readers(&other, bare));
    }
    let rows = |node: &Node| node.bureau.docket(REVIEWER, &Filter::default()).unwrap().rows.len();
    assert_eq!(rows(&fr), rows(&other), "no line in a list");
    let filed = CaseId::from_bytes(source.bytes());
    for who in [LIAISON, DUTY, REVIEWER, PROTECTION] {
        assert_eq!(block_on(fr.bureau.case(who, filed, "test")).unwrap_err(), DoorFault::NoSuchCase, "{who}");
        assert!(fr.bureau.keep_key(who, filed).is_err(), "{who}");
        assert_eq!(
            fr.act(who, filed, Command::Note { text: "x".into() }).unwrap_err(),
            DoorFault::NoSuchCase
        );
    }
    let again = fr.restarted();
    assert_eq!(rows(&again), rows(&other));
    assert_eq!(block_on(again.bureau.case(LIAISON, filed, "test")).unwrap_err(), DoorFault::NoSuchCase);
}

#[test]
fn never_fewer_than_two_are_named_and_who_is_taken_out_is_out_at_once() {
    let (fr, case, source) = recorded();
    let record = (case, source);
    let name = |who, named: &[OfficerId]| {
        act(
            &fr,
            who,
            record,
            SourceCommand::Name { named: named.to_vec(), reasons: "a change of shift".into() },
        )
    };
    let alone = SourceCommand::Begin { named: Vec::new(), content: content() };
    let alone = block_on(fr.bureau.act_on_source(LIAISON, case, None, alone, "handling"));
    assert_eq!(alone.unwrap_err(), DoorFault::Source(SourceFault::Named));
    assert_eq!(name(LIAISON, &[LIAISON]), Err("source-named"));
    assert_eq!(name(LIAISON, &[LIAISON, LIAISON]), Err("source-named"));
    assert_eq!(name(LIAISON, &[LIAISON, ADMINISTRATOR]), Err("may-not-see"));
    assert_eq!(name(LIAISON, &[LIAISON, PROTECTION]), Err("may-not-see"));
    assert_eq!(name(DUTY, &[DUTY, REVIEWER]), Ok(()));
    assert_eq!(open(&fr, LIAISON, record).unwrap_err().code(), "source-none");
    assert_eq!(act(&fr, LIAISON, record, prepare(CLEAN)), Err("source-none"));
    assert!(block_on(fr.bureau.sources(LIAISON, case)).unwrap().is_empty());
    assert!(open(&fr, REVIEWER, record).is_ok());
    let again = fr.restarted();
    assert_eq!(open(&again, LIAISON, record).unwrap_err().code(), "source-none");
    assert!(open(&again, REVIEWER, record).is_ok());
}

#[test]
fn who_is_named_and_does_not_see_the_case_does_not_open_its_source_records() {
    let (fr, case, source) = recorded();
    let restrict = Command::Restrict { circle: vec![LIAISON], reasons: "few need it".into() };
    fr.act(LIAISON, case, restrict).unwrap();
    assert_eq!(open(&fr, DUTY, (case, source)).unwrap_err(), DoorFault::NoSuchCase);
    assert!(fr.bureau.sources_waiting(DUTY).is_empty());
    assert!(open(&fr, LIAISON, (case, source)).is_ok());
}

#[test]
fn who_protects_data_sees_who_opened_it_and_nothing_of_what_it_holds() {
    let (fr, case, source) = recorded();
    open(&fr, DUTY, (case, source)).unwrap();
    let rows = block_on(fr.bureau.sources_traced(PROTECTION, case)).unwrap();
    assert_eq!((rows[0].named.as_slice(), rows[0].openings.len()), ([LIAISON, DUTY].as_slice(), 1));
    let told = format!("{rows:?}");
    assert!(!told.contains(COVER) && !told.contains("isniewski"));
    for who in [LIAISON, REVIEWER, DUTY, ADMINISTRATOR] {
        assert!(block_on(fr.bureau.sources_traced(who, case)).is_err(), "{who}");
    }
}

#[test]
fn a_sanitised_version_takes_two_and_holds_nothing_that_tells_who_it_is() {
    let (fr, case, source) = recorded();
    let record = (case, source);
    let prepared = |text: &str| act(&fr, LIAISON, record, prepare(text));
    prepared(&format!("As {COVER} says, the captain is rich.")).unwrap();
    assert_eq!(act(&fr, DUTY, record, approve(1)), Err("source-would-identify"));
    let why = |reasons: &[&str]| SourceCommand::Approve {
        number: 2,
        reasons: reasons.iter().map(|one| (*one).into()).collect(),
    };
    prepared("Three men were there.").unwrap();
    assert_eq!(act(&fr, DUTY, record, approve(1)), Err("source-no-version"), "a later one took its place");
    assert_eq!(act(&fr, LIAISON, record, why(&["public"])), Err("source-own-version"));
    assert_eq!(act(&fr, DUTY, record, why(&[])), Err("source-unanswered"));
    assert_eq!(act(&fr, DUTY, record, why(&[" "])), Err("source-unanswered"));
    assert_eq!(act(&fr, LIAISON, record, SourceCommand::Put { number: 2 }), Err("source-not-approved"));
    assert_eq!(act(&fr, DUTY, record, why(&["the newspapers counted them"])), Ok(()));
    // What is known of the source grows, and with it what may not leave.
    let more = SourceContent { identifiers: vec!["three men".into()], ..content() };
    assert_eq!(act(&fr, LIAISON, record, SourceCommand::Write(more)), Ok(()));
    assert_eq!(act(&fr, LIAISON, record, SourceCommand::Put { number: 2 }), Err("source-would-identify"));
    let graded = |grading: &str| {
        let target = Target::File;
        act(
            &fr,
            LIAISON,
            record,
            SourceCommand::Prepare { target, text: CLEAN.into(), grading: grading.into() },
        )
    };
    assert_eq!(graded("4x4 A2 H1"), Err("source-grading-rises"));
    assert_eq!(graded("4x4 B1 H1"), Err("source-grading-rises"));
    assert_eq!(graded("4x4 B2 H0"), Err("source-grading-rises"));
    assert_eq!(graded("TLP:RED"), Err("source-grading-rises"), "it goes with it");
    assert_eq!(graded("4x4 X4 H3"), Ok(()));
    assert_eq!(graded("nonsense"), Err("bad-marking"));
}

/// The text that stands in the field into which versions go.
fn field(node: &Node, case: CaseId) -> String {
    crate::world::text(node.look(LIAISON, case).case.fact("offence.facts_summary"))
}

#[test]
fn only_the_approved_text_leaves_and_as_it_was_approved() {
    let (fr, us, case, source) = {
        let (fr, us) = world();
        let case = fr.open(Kind::InformationRequest, &[("person.family_name", "Okonkwo")]);
        let source = begin(&fr, case);
        (fr, us, case, source)
    };
    let record = (case, source);
    act(&fr, LIAISON, record, prepare(CLEAN)).unwrap();
    act(&fr, DUTY, record, approve(1)).unwrap();
    act(&fr, LIAISON, record, SourceCommand::Put { number: 1 }).unwrap();
    assert_eq!(field(&fr, case), format!("{CLEAN}\n[4x4 B2 H1]"));
    // Somebody who knows nothing of it mends the words.
    fr.edit(case, &[("offence.facts_summary", "The captain handles cash, it seems.")]);
    fr.prepare(case);
    assert_eq!(
        fr.act(DUTY, case, Command::Approve { seen: u64::MAX }).unwrap_err(),
        DoorFault::Source(SourceFault::Held)
    );
    let held = open(&fr, DUTY, record).unwrap().record.held.unwrap();
    assert_eq!((held.by, held.found[0].tell), (Some(DUTY), Tell::Changed));
    fr.act(DUTY, case, Command::SendBack { reasons: "the words were changed".into() }).unwrap();
    act(&fr, LIAISON, record, SourceCommand::Put { number: 1 }).unwrap();
    act(&fr, LIAISON, record, SourceCommand::LetGo { reasons: "put back".into() }).unwrap();
    fr.send(case);
    deliver(&fr, &us);
    let heard = us.look(LIAISON, us.rows(&Filter::default())[0].id).case;
    assert_eq!(crate::world::text(heard.fact("offence.facts_summary")), format!("{CLEAN}\n[4x4 B2 H1]"));
}

/// A request in which a text stands does not leave, and whoever approves it learns no more than that.
fn check_held(change: impl Fn(&Node, CaseId)) {
    let (fr, _) = world();
    let case = fr.open(Kind::InformationRequest, &[("person.family_name", "Okonkwo")]);
    // The approver knows nothing of the source.
    let begin = SourceCommand::Begin { named: vec![REVIEWER], content: content() };
    let source = block_on(fr.bureau.act_on_source(LIAISON, case, None, begin, "handling")).unwrap();
    change(&fr, case);
    fr.prepare(case);
    let before = fr.look(DUTY, case).case;
    let fault = fr.act(DUTY, case, Command::Approve { seen: u64::MAX }).unwrap_err();
    assert_eq!(fault, DoorFault::Source(SourceFault::Held));
    assert_eq!(fr.look(DUTY, case).case, before, "nothing of the case has changed");
    assert!(fr.bureau.due().is_empty());
    let opened = open(&fr, REVIEWER, (case, source)).unwrap();
    assert!(!opened.record.held.unwrap().found.is_empty());
    assert!(fr.bureau.sources_waiting(LIAISON).iter().any(|row| row.is_held));
    assert!(fr.restarted().bureau.sources_waiting(LIAISON).iter().any(|row| row.is_held));
}

#[test]
fn what_would_tell_who_the_source_is_does_not_leave() {
    check_held(|fr, case| fr.edit(case, &[("request.reason", "we know it from WISNIEWSKI, Zbigniew")]));
    check_held(|fr, case| fr.edit(case, &[("request.reason", "ask Z b i g n i e w W i s n i e w s k i")]));
    // The parts of a name, each in its field.
    check_held(|fr, case| {
        fr.edit(case, &[("person.family_name", "Wisniewski"), ("person.forename", "Zbigniew")])
    });
    check_held(|fr, case| fr.edit(case, &[("offence.facts_summary", "on 5 January 2026 at night")]));
    check_held(|fr, case| fr.edit(case, &[("request.reason", "Kingfisher called 0048601234567")]));
    check_held(|fr, case| {
        fr.edit(case, &[("request.reason", "the captain when he counted the money, it is said")])
    });
    let attach = |name: &str, media_type: &str, content: &[u8]| Command::Attach {
        name: name.into(),
        media_type: media_type.into(),
        content: content.to_vec(),
    };
    check_held(|fr, case| {
        drop(fr.act(LIAISON, case, attach("wisniewski zbigniew.txt", "text/plain", b"nothing")).unwrap())
    });
    check_held(|fr, case| {
        drop(fr.act(LIAISON, case, attach("a.txt", "text/plain", "Zbigniew Wiśniewski".as_bytes())).unwrap())
    });
    // What cannot be read may say anything.
    check_held(|fr, case| {
        drop(fr.act(LIAISON, case, attach("a.pdf", "application/pdf", b"%PDF-1.7")).unwrap())
    });
    check_held(|fr, case| drop(fr.act(LIAISON, case, attach("a.txt", "text/plain", b"%PDF-1.7")).unwrap()));
    check_held(|fr, case| {
        drop(fr.act(LIAISON, case, attach("a.txt", "text/plain", &[0xff, 0xfe, 0x5a, 0])).unwrap())
    });
}

#[test]
fn after_something_was_held_nothing_leaves_before_a_named_officer_has_looked() {
    let (fr, us, _, asked) = delivered(&[("person.family_name", "Okonkwo")]);
    let _ = fr;
    let begin = SourceCommand::Begin { named: vec![DUTY], content: content() };
    let source = block_on(us.bureau.act_on_source(LIAISON, asked, None, begin, "handling")).unwrap();
    us.look(LIAISON, asked);
    let accept = |note: &str| us.act(LIAISON, asked, Command::Accept { note: note.into(), expected: None });
    let held = DoorFault::Source(SourceFault::Held);
    // Each try of a name takes a named officer: nobody finds out by trying.
    assert_eq!(accept("Wisniewski Zbigniew says so").unwrap_err(), held);
    assert_eq!(accept("nothing of the kind").unwrap_err(), held);
    assert_eq!(
        us.act(DUTY, asked, Command::Forward { authority: "A".into(), note: String::new() }).unwrap_err(),
        held
    );
    let answer = Command::Answer { text: "done".into(), complete: true, handling: Handling::default() };
    assert_eq!(us.act(LIAISON, asked, answer.clone()).unwrap_err(), held);
    let let_go = || SourceCommand::LetGo { reasons: "the words were taken out".into() };
    assert_eq!(act(&us, REVIEWER, (asked, source), let_go()), Err("source-none"));
    assert_eq!(act(&us, LIAISON, (asked, source), let_go()), Err("source-not-agreed"), "it was their own");
    assert_eq!(act(&us, DUTY, (asked, source), let_go()), Ok(()));
    assert_eq!(act(&us, DUTY, (asked, source), let_go()), Err("source-nothing-held"));
    assert_eq!(accept("Wisniewski Zbigniew says so").unwrap_err(), held, "no reason lets it leave");
    assert_eq!(act(&us, DUTY, (asked, source), let_go()), Ok(()));
    accept("nothing of the kind").unwrap();
    us.act(LIAISON, asked, answer).unwrap();
}

#[test]
fn a_named_officer_lets_go_what_may_go_and_only_that() {
    let (fr, case, source) = recorded();
    fr.edit(case, &[("person.family_name", "Okonkwo")]);
    let attach = Command::Attach {
        name: "a.pdf".into(),
        media_type: "application/pdf".into(),
        content: b"%PDF-1.7".to_vec(),
    };
    fr.act(LIAISON, case, attach).unwrap();
    fr.prepare(case);
    assert_eq!(fr.act(DUTY, case, Command::Approve { seen: u64::MAX }).unwrap_err().code(), "source-held");
    act(&fr, LIAISON, (case, source), SourceCommand::LetGo { reasons: "I read the file".into() }).unwrap();
    fr.act(DUTY, case, Command::Approve { seen: u64::MAX }).unwrap();
}

#[test]
fn an_identifier_is_given_up_by_two() {
    let (fr, case, source) = recorded();
    let record = (case, source);
    let fewer = SourceContent { cover: "Heron".into(), identifiers: vec!["Danuta".into()], ..content() };
    act(&fr, LIAISON, record, SourceCommand::Write(fewer.clone())).unwrap();
    let prepared = |node: &Node, number, text: &str| {
        act(node, LIAISON, record, prepare(text)).unwrap();
        act(node, DUTY, record, approve(number))
    };
    assert_eq!(prepared(&fr, 1, "Wisniewski Zbigniew"), Err("source-would-identify"), "it is looked for on");
    assert_eq!(prepared(&fr, 2, "Kingfisher"), Err("source-would-identify"), "so is the cover name");
    assert_eq!(act(&fr, LIAISON, record, SourceCommand::GiveUp), Err("source-not-agreed"));
    act(&fr, LIAISON, record, SourceCommand::Write(content())).unwrap();
    assert_eq!(act(&fr, DUTY, record, SourceCommand::GiveUp), Ok(()), "of what was left out second");
    act(&fr, LIAISON, record, SourceCommand::Write(fewer)).unwrap();
    let fr = fr.restarted();
    assert_eq!(prepared(&fr, 3, "Wisniewski Zbigniew"), Err("source-would-identify"));
    assert_eq!(act(&fr, DUTY, record, SourceCommand::GiveUp), Ok(()));
    assert_eq!(prepared(&fr, 4, "Wisniewski Zbigniew"), Ok(()));
}

#[test]
fn a_source_record_is_erased_by_two_or_with_its_case_and_alone() {
    let (fr, case, source) = recorded();
    let record = (case, source);
    let kept = begin(&fr, case);
    let erase = || SourceCommand::Erase { reasons: "not needed any more".into() };
    let agree = || SourceCommand::AgreeToErase;
    assert_eq!(act(&fr, LIAISON, record, agree()), Err("source-not-agreed"), "nobody proposed it");
    assert_eq!(act(&fr, LIAISON, record, erase()), Ok(()));
    assert_eq!(act(&fr, LIAISON, record, agree()), Err("source-not-agreed"), "it takes two");
    assert_eq!(act(&fr, DUTY, record, erase()), Ok(()), "who proposes it too, not knowing, erases nothing");
    assert!(open(&fr, DUTY, record).is_ok());
    assert_eq!(act(&fr, LIAISON, record, agree()), Ok(()));
    let gone = |node: &Node| {
        assert_eq!(open(node, DUTY, record).unwrap_err().code(), "source-none");
        assert!(open(node, DUTY, (case, kept)).is_ok(), "the other one stays");
        node.look(LIAISON, case);
        let filed = CaseId::from_bytes(source.bytes());
        let entries = node.store.contents().0;
        let mut bodies = entries.iter().filter(|entry| entry.header.case == filed);
        assert!(
            bodies
                .all(|entry| entry.body.is_none() || entry.header.kind == journal::entry::EntryKind::Erasure)
        );
    };
    gone(&fr);
    let fr = fr.restarted();
    gone(&fr);
    // With the case goes every record of it.
    fr.act(LIAISON, case, Command::Close { reasons: "not sent".into() }).unwrap();
    fr.act(PROTECTION, case, Command::Discard { reasons: "not needed".into() }).unwrap();
    let filed = CaseId::from_bytes(kept.bytes());
    let entries = fr.store.contents().0;
    let left = entries.iter().filter(|entry| {
        entry.header.case == filed && entry.header.kind != journal::entry::EntryKind::Erasure
    });
    assert!(left.clone().count() > 0 && left.into_iter().all(|entry| entry.body.is_none()));
    assert!(fr.restarted().bureau.sources_waiting(DUTY).is_empty());
}

#[test]
fn what_became_of_an_entry_is_looked_up_where_the_answer_was_lost() {
    for (fault, begun) in [(NextFault::LostBefore, 0), (NextFault::LostAfter, 1)] {
        let (fr, _) = world();
        let case = fr.open(Kind::InformationRequest, &[]);
        fr.store.fail_next(fault);
        let begin = SourceCommand::Begin { named: vec![DUTY], content: content() };
        let lost = block_on(fr.bureau.act_on_source(LIAISON, case, None, begin, "handling"));
        assert_eq!(lost.unwrap_err().code(), "store-failed");
        assert_eq!(block_on(fr.bureau.sources(LIAISON, case)).unwrap().len(), begun, "{fault:?}");
        fr.act(LIAISON, case, Command::Note { text: "on".into() }).unwrap();
    }
}

#[test]
fn a_record_is_whole_and_within_its_limits() {
    let (fr, _) = world();
    let case = fr.open(Kind::InformationRequest, &[]);
    let check = |change: fn(&mut SourceContent), code: &str| {
        let mut content = content();
        change(&mut content);
        let begin = SourceCommand::Begin { named: vec![DUTY], content };
        let entries = fr.entries();
        let refused = block_on(fr.bureau.act_on_source(LIAISON, case, None, begin, "handling"));
        assert_eq!(refused.unwrap_err().code(), code);
        assert_eq!(fr.entries(), entries, "{code}: nothing is written");
    };
    check(|content| content.cover = "-".into(), "source-no-cover");
    check(|content| content.identifiers.clear(), "source-no-identifiers");
    check(|content| content.identifiers.push("…".into()), "source-no-identifiers");
    check(|content| content.grading = "good".into(), "bad-marking");
    check(|content| content.said = "x".repeat(64 * 1024 + 1), "too-large");
    check(|content| content.identifiers = vec!["name".into(); 201], "too-large");
    check(|content| content.cover = "a\u{202E}b".into(), "no-text");
}
