//! Redress and breach: what those who protect data keep, who sees it, what it holds, and its end.

use bureau::{
    About, Assessed, Basis, Breach, BreachEvent, Channel, Command, Copied, CopyKind, Detected, DoorFault,
    DossierEvent, DossierFault, DossierView, DueDay, Exception, Export, Hold, Known, Milestone, Notice,
    Opening, Received, Redress, RedressEvent, Remedy, Risk, Scope, Settled, Telling, Trace, Verdict,
    Verdicted, Want, Window,
};
use case::handling::{Handling, Use};
use case::id::{CaseId, CopyId, DossierId, OfficerId};
use case::life::Refusal;
use case::request::Kind;
use futures::executor::block_on;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::corrections::{answer_right, answers};
use crate::retention::{closed, end};
use crate::world::{ADMINISTRATOR, DUTY, LIAISON, Node, PROTECTION, REVIEWER, deliver, delivered, world};

const DAY: i64 = 86_400;

fn today(node: &Node) -> jiff::civil::Date {
    TimeZone::UTC.to_datetime(node.now()).date()
}

fn received(node: &Node, names: &[&str]) -> Received {
    Received {
        on: today(node),
        channel: Channel::Direct,
        counsel: String::new(),
        wants: vec![Want::Access, Want::Deletion],
        names: names.iter().map(|name| (*name).to_owned()).collect(),
        born: None,
        documents: Vec::new(),
        references: Vec::new(),
        words: "What do you hold on me?".into(),
        due: None,
    }
}

fn open(node: &Node, who: OfficerId, received: Received) -> Result<DossierId, DoorFault> {
    block_on(node.bureau.open_dossier(who, Opening::Redress(received)))
}

fn step(node: &Node, who: OfficerId, id: DossierId, event: RedressEvent) -> Result<(), DoorFault> {
    block_on(node.bureau.step(who, id, DossierEvent::Redress(event)))
}

fn close(node: &Node, who: OfficerId, id: DossierId) -> Result<(), DoorFault> {
    block_on(node.bureau.step(who, id, DossierEvent::Closed { reasons: "done".into() }))
}

fn name(node: &Node, id: DossierId, who: OfficerId) -> Result<(), DoorFault> {
    block_on(node.bureau.step(PROTECTION, id, DossierEvent::Named { officers: vec![who] }))
}

fn view(node: &Node, who: OfficerId, id: DossierId) -> Result<DossierView, DoorFault> {
    block_on(node.bureau.dossier(who, id))
}

fn redress(node: &Node, id: DossierId) -> Redress {
    let about = view(node, PROTECTION, id).unwrap().dossier.about;
    if let About::Redress(redress) = about { Some(*redress) } else { None }.unwrap()
}

fn breached(node: &Node, id: DossierId) -> Breach {
    let about = view(node, PROTECTION, id).unwrap().dossier.about;
    if let About::Breach(breach) = about { Some(*breach) } else { None }.unwrap()
}

fn identified(proven: bool) -> RedressEvent {
    RedressEvent::Identified { shown: "a passport, seen in person".into(), proven }
}

fn decided(case: CaseId, verdict: Verdict, telling: Telling, basis: Option<Basis>) -> RedressEvent {
    RedressEvent::Decided { case, decision: Verdicted { verdict, telling, basis, reasons: "weighed".into() } }
}

fn answered(node: &Node) -> RedressEvent {
    RedressEvent::Answered {
        on: today(node),
        text: "This is what we hold.".into(),
        remedies: vec![Remedy::Authority, Remedy::Court],
    }
}

fn fault(fault: DossierFault) -> DoorFault {
    DoorFault::Dossier(fault)
}

/// A case about somebody, and a dossier in which it was found for them.
fn found(fields: &[(&str, &str)], asks: Received, node: &Node) -> (DossierId, CaseId, Redress) {
    let case = node.open(Kind::InformationRequest, fields);
    let id = open(node, PROTECTION, asks).unwrap();
    step(node, PROTECTION, id, identified(true)).unwrap();
    block_on(node.bureau.search_for_person(PROTECTION, id)).unwrap();
    (id, case, redress(node, id))
}

/// How a case with these fields is found for somebody.
fn check_found(fields: &[(&str, &str)], change: impl Fn(&mut Received), expected: &[Trace]) {
    let (node, _) = world();
    let mut asks = received(&node, &["Amélie O’Connor"]);
    change(&mut asks);
    let (_, case, redress) = found(fields, asks, &node);
    let traces = redress.found.get(&case).map_or(Vec::new(), |found| found.traces.clone());
    assert_eq!(traces, expected, "{fields:?}");
    assert_eq!(redress.searched.map(|(cases, unseen, _)| (cases, unseen)), Some((1, false)));
}

#[test]
fn a_person_is_found_by_every_form_of_the_name_by_numbers_and_by_what_stands_elsewhere() {
    let named: &[(&str, &str)] = &[("person.family_name", "OCONNOR"), ("person.forename", "Amelie Rose")];
    check_found(named, |_| {}, &[Trace::Name]);
    check_found(&[("person.family_name", "Connor")], |_| {}, &[]);
    check_found(
        &[
            ("person.family_name", "OCONNOR"),
            ("person.forename", "Amelie"),
            ("person.birth_date", "1990-02-03"),
        ],
        |asks| asks.born = Some("1990-02-03".parse().unwrap()),
        &[Trace::Name, Trace::Birth],
    );
    check_found(
        &[("person.family_name", "Weber"), ("person.birth_date", "1990-02-03")],
        |asks| asks.born = Some("1990-02-03".parse().unwrap()),
        &[],
    );
    check_found(
        &[("person.id_documents", "Passport 12 AB-345, issued in Dublin")],
        |asks| asks.documents = vec!["12ab345".into()],
        &[Trace::Document],
    );
    check_found(named, |asks| asks.references = vec!["FR-2026".into()], &[Trace::Name, Trace::Reference]);
    check_found(&[("person.family_name", "Иванов")], |asks| asks.names.push("иванов".into()), &[Trace::Name]);
}

#[test]
fn a_name_that_was_corrected_since_and_one_in_a_note_are_found() {
    let (node, _) = world();
    let corrected = node.open(Kind::InformationRequest, &[("person.family_name", "Moreau")]);
    node.edit(corrected, &[("person.family_name", "Martin")]);
    let noted = node.open(Kind::InformationRequest, &[("person.family_name", "Weber")]);
    node.act(LIAISON, noted, Command::Note { text: "Seen together with Moreau.".into() }).unwrap();
    let (id, other, redress) = found(&[("person.family_name", "Petit")], received(&node, &["MOREAU"]), &node);
    assert_eq!(redress.found[&corrected].traces, [Trace::Name]);
    assert_eq!(redress.found[&noted].traces, [Trace::Mention]);
    assert!(!redress.found.contains_key(&other));
    // Nothing that was decided is lost when it is searched again.
    step(&node, PROTECTION, id, decided(noted, Verdict::NotThem, Telling::Full, Some(Basis::OtherPerson)))
        .unwrap();
    block_on(node.bureau.search_for_person(PROTECTION, id)).unwrap();
    assert!(self::redress(&node, id).found[&noted].decision.is_some());
}

#[test]
fn nothing_is_searched_or_told_before_it_is_proven_who_asks() {
    let (node, _) = world();
    let case = node.open(Kind::InformationRequest, &[("person.family_name", "Moreau")]);
    let id = open(&node, PROTECTION, received(&node, &["Moreau"])).unwrap();
    let search = || block_on(node.bureau.search_for_person(PROTECTION, id));
    let unproven = Err(fault(DossierFault::NotIdentified));
    assert_eq!(search(), unproven);
    assert_eq!(step(&node, PROTECTION, id, answered(&node)), unproven);
    step(&node, PROTECTION, id, identified(false)).unwrap();
    assert_eq!(search(), unproven);
    assert_eq!(
        step(&node, PROTECTION, id, decided(case, Verdict::AccessOnly, Telling::Full, None)),
        unproven
    );
    // That it was not proven may be said, once another officer agrees.
    assert_eq!(step(&node, PROTECTION, id, answered(&node)), Err(fault(DossierFault::NotConfirmed)));
    assert_eq!(step(&node, PROTECTION, id, RedressEvent::Confirmed), Err(fault(DossierFault::OwnDecision)));
    name(&node, id, DUTY).unwrap();
    step(&node, DUTY, id, RedressEvent::Confirmed).unwrap();
    step(&node, PROTECTION, id, answered(&node)).unwrap();
    close(&node, PROTECTION, id).unwrap();
    assert_eq!(step(&node, PROTECTION, id, identified(true)), Err(fault(DossierFault::Closed)));
}

#[test]
fn who_gives_less_than_was_asked_names_the_ground_and_another_officer_confirms_it() {
    let (node, _) = world();
    let (id, case, _) = found(&[("person.family_name", "Moreau")], received(&node, &["Moreau"]), &node);
    let decide =
        |verdict, telling, basis| step(&node, PROTECTION, id, decided(case, verdict, telling, basis));
    assert_eq!(step(&node, PROTECTION, id, answered(&node)), Err(fault(DossierFault::Undecided)));
    assert_eq!(decide(Verdict::Upheld, Telling::Full, None), Err(fault(DossierFault::NoBasis)));
    decide(Verdict::Upheld, Telling::Neither, Some(Basis::Inquiry)).unwrap();
    assert_eq!(step(&node, PROTECTION, id, answered(&node)), Err(fault(DossierFault::NotConfirmed)));
    assert_eq!(step(&node, PROTECTION, id, RedressEvent::Confirmed), Err(fault(DossierFault::OwnDecision)));
    assert_eq!(step(&node, DUTY, id, RedressEvent::Confirmed), Err(fault(DossierFault::NoSuchDossier)));
    assert_eq!(name(&node, id, LIAISON), Err(DoorFault::MayNotSee { name: "Claire Aubert".into() }));
    name(&node, id, DUTY).unwrap();
    let waits = |who| node.bureau.dossiers(who).unwrap().iter().filter(|row| row.waits).count();
    assert_eq!((waits(PROTECTION), waits(DUTY)), (0, 1));
    step(&node, DUTY, id, RedressEvent::SentBack { reasons: "say why".into() }).unwrap();
    // What was sent back is decided anew before anybody confirms it.
    assert_eq!(step(&node, DUTY, id, RedressEvent::Confirmed), Err(fault(DossierFault::Undecided)));
    decide(Verdict::Upheld, Telling::Neither, Some(Basis::Inquiry)).unwrap();
    // Who is named sees it and confirms it, and does nothing else in it.
    let not = DoorFault::NotPermitted { command: "redress" };
    assert_eq!(step(&node, DUTY, id, answered(&node)), Err(not));
    step(&node, DUTY, id, RedressEvent::Confirmed).unwrap();
    // What is decided anew is confirmed anew.
    decide(Verdict::Upheld, Telling::Partial, Some(Basis::Inquiry)).unwrap();
    assert_eq!(step(&node, PROTECTION, id, answered(&node)), Err(fault(DossierFault::NotConfirmed)));
    step(&node, DUTY, id, RedressEvent::Confirmed).unwrap();
    let none = RedressEvent::Answered { on: today(&node), text: "x".into(), remedies: Vec::new() };
    assert_eq!(step(&node, PROTECTION, id, none), Err(fault(DossierFault::NoRemedy)));
    step(&node, PROTECTION, id, answered(&node)).unwrap();
    close(&node, PROTECTION, id).unwrap();
}

#[test]
fn less_than_was_asked_is_measured_by_what_was_asked() {
    let one = |verdict, telling| Verdicted { verdict, telling, basis: None, reasons: String::new() };
    let check = |wants: &[Want], verdict, expected| {
        assert_eq!(one(verdict, Telling::Full).is_less(wants), expected, "{wants:?} {verdict:?}");
        assert!(one(verdict, Telling::Neither).is_less(wants));
    };
    check(&[Want::Access], Verdict::AccessOnly, false);
    check(&[Want::Access, Want::Deletion], Verdict::AccessOnly, true);
    check(&[Want::Correction], Verdict::Correct, false);
    check(&[Want::Deletion], Verdict::Correct, true);
    check(&[Want::Restriction], Verdict::Restrict, false);
    check(&[Want::Deletion], Verdict::Restrict, true);
    check(&[Want::Deletion], Verdict::Erase, false);
    check(&[Want::Access], Verdict::Upheld, true);
}

#[test]
fn that_nothing_was_found_is_confirmed_and_no_officer_alone_closes_what_was_not_answered() {
    let (node, _) = world();
    let (id, _, redress) = found(&[("person.family_name", "Petit")], received(&node, &["Moreau"]), &node);
    assert!(redress.found.is_empty());
    assert_eq!(step(&node, PROTECTION, id, answered(&node)), Err(fault(DossierFault::NotConfirmed)));
    assert_eq!(close(&node, PROTECTION, id), Err(fault(DossierFault::OwnDecision)));
    assert_eq!(close(&node, DUTY, id), Err(fault(DossierFault::NoSuchDossier)));
    name(&node, id, DUTY).unwrap();
    assert!(view(&node, DUTY, id).unwrap().closes && !view(&node, PROTECTION, id).unwrap().closes);
    step(&node, DUTY, id, RedressEvent::Confirmed).unwrap();
    step(&node, PROTECTION, id, answered(&node)).unwrap();
    // Once it was answered, who keeps it closes it.
    assert_eq!(close(&node, DUTY, id), Err(DoorFault::NotPermitted { command: "redress" }));
    close(&node, PROTECTION, id).unwrap();
    let (id, case, _) = found(&[("person.family_name", "Weber")], received(&node, &["Weber"]), &node);
    step(&node, PROTECTION, id, RedressEvent::Contested { case, reasons: "an alibi".into() }).unwrap();
    name(&node, id, DUTY).unwrap();
    close(&node, DUTY, id).unwrap();
    assert_eq!(node.look(LIAISON, case).held, None);
}

#[test]
fn only_those_who_protect_data_and_whom_they_name_learn_that_there_is_a_dossier() {
    let (node, _) = world();
    let id = open(&node, PROTECTION, received(&node, &["Moreau"])).unwrap();
    for who in [LIAISON, REVIEWER, DUTY, ADMINISTRATOR] {
        let other = DossierId::from_bytes([77; 16]);
        for wanted in [id, other] {
            assert_eq!(view(&node, who, wanted).map(|_| ()), Err(fault(DossierFault::NoSuchDossier)));
            assert_eq!(step(&node, who, wanted, identified(true)), Err(fault(DossierFault::NoSuchDossier)));
            let search = block_on(node.bureau.search_for_person(who, wanted));
            assert_eq!(search, Err(fault(DossierFault::NoSuchDossier)));
        }
        assert!(node.bureau.dossiers(who).unwrap().is_empty());
        let opened = open(&node, who, received(&node, &["Moreau"]));
        assert_eq!(opened, Err(DoorFault::NotPermitted { command: "redress" }));
    }
    // Neither a case nor a message goes by the identifier of a dossier.
    let as_case = CaseId::from_bytes(id.bytes());
    assert_eq!(
        block_on(node.bureau.case(PROTECTION, as_case, "test")).map(|_| ()),
        Err(DoorFault::NoSuchCase)
    );
    let foreign = DossierId::from_bytes(node.open(Kind::InformationRequest, &[]).bytes());
    assert_eq!(view(&node, PROTECTION, foreign).map(|_| ()), Err(fault(DossierFault::NoSuchDossier)));
    name(&node, id, DUTY).unwrap();
    assert!(view(&node, DUTY, id).is_ok());
    assert!(!view(&node, DUTY, id).unwrap().keeps);
    name(&node, id, PROTECTION).unwrap();
    assert_eq!(view(&node, DUTY, id).map(|_| ()), Err(fault(DossierFault::NoSuchDossier)));
}

#[test]
fn what_is_contested_goes_no_further_until_it_is_decided_and_carried_out() {
    let (fr, us, asking, case) = delivered(&[("person.family_name", "Moreau")]);
    us.look(LIAISON, case);
    us.act(LIAISON, case, Command::Accept { note: String::new(), expected: None }).unwrap();
    let asks = Received { wants: vec![Want::Correction], ..received(&us, &["Moreau"]) };
    let id = open(&us, PROTECTION, asks).unwrap();
    step(&us, PROTECTION, id, identified(true)).unwrap();
    block_on(us.bureau.search_for_person(PROTECTION, id)).unwrap();
    let answer = |node: &Node| {
        let answer = Command::Answer { text: "Here.".into(), complete: true, handling: Handling::default() };
        node.act(LIAISON, case, answer).map(|_| ())
    };
    let contest = |reasons: &str| RedressEvent::Contested { case, reasons: reasons.into() };
    assert_eq!(step(&us, PROTECTION, id, contest("")), Err(DoorFault::Refused(Refusal::NoReasons)));
    step(&us, PROTECTION, id, contest("they say that it is not them")).unwrap();
    assert_eq!(us.look(LIAISON, case).held.map(|(_, why)| why), Some(Hold::Pending));
    assert_eq!(answer(&us), Err(DoorFault::Contested));
    us.act(LIAISON, case, Command::Note { text: "A note is no use.".into() }).unwrap();
    // A stop forgets nothing.
    let us = us.restarted();
    assert_eq!(answer(&us), Err(DoorFault::Contested));
    step(&us, PROTECTION, id, decided(case, Verdict::Correct, Telling::Full, None)).unwrap();
    step(&us, PROTECTION, id, answered(&us)).unwrap();
    assert_eq!(us.look(LIAISON, case).held.map(|(_, why)| why), Some(Hold::Correct));
    assert_eq!(close(&us, PROTECTION, id), Err(fault(DossierFault::NotExecuted)));
    let release = RedressEvent::Released { case, reasons: "it is no trouble".into() };
    assert_eq!(step(&us, PROTECTION, id, release), Err(fault(DossierFault::NotExecuted)));
    answer(&us).unwrap();
    deliver(&us, &fr);
    // The correction is told as a message of its own, while the case is held for it, and the dossier shows its answer.
    us.act(LIAISON, case, answer_right(&us, case, "Not here.", Vec::new())).unwrap();
    us.act(DUTY, case, Command::Approve { seen: u64::MAX }).unwrap();
    let told = |node: &Node| view(node, PROTECTION, id).unwrap().found[0].corrections.clone();
    assert!(matches!(told(&us)[..], [(_, None)]), "told, and not answered yet");
    deliver(&us, &fr);
    let there = fr.look(LIAISON, asking).case;
    let correction = there.answerable_corrections()[0].correction.message;
    fr.act(DUTY, asking, answers(correction, true)).unwrap();
    deliver(&fr, &us);
    assert!(matches!(told(&us)[..], [(_, Some(true))]));
    let done = RedressEvent::Executed { case, what: "corrected, and France told by message".into() };
    step(&us, PROTECTION, id, done).unwrap();
    assert_eq!(us.look(LIAISON, case).held, None);
    close(&us, PROTECTION, id).unwrap();
}

#[test]
fn a_contested_case_is_not_given_out() {
    let (_, us, _, case) = delivered(&[("person.family_name", "Moreau")]);
    let asks = Received { wants: vec![Want::Correction], ..received(&us, &["Moreau"]) };
    let id = open(&us, PROTECTION, asks).unwrap();
    step(&us, PROTECTION, id, identified(true)).unwrap();
    block_on(us.bureau.search_for_person(PROTECTION, id)).unwrap();
    let given = || {
        let export = Export {
            what: Use::Agencies,
            recipient: "Prosecutor".into(),
            reasons: "the trial".into(),
            with_looks: false,
        };
        block_on(us.bureau.export_evidence(DUTY, case, export, "test", &|_| Vec::new())).map(|_| ())
    };
    assert_eq!(given(), Ok(()));
    let contest = RedressEvent::Contested { case, reasons: "they say that it is not them".into() };
    step(&us, PROTECTION, id, contest).unwrap();
    assert_eq!(given(), Err(DoorFault::Contested));
}

#[test]
fn a_restriction_outlives_its_dossier_until_it_is_lifted() {
    let (node, _) = world();
    let (id, case, _) = found(&[("person.family_name", "Moreau")], received(&node, &["Moreau"]), &node);
    step(&node, PROTECTION, id, decided(case, Verdict::Restrict, Telling::Full, Some(Basis::NotAscertained)))
        .unwrap();
    name(&node, id, DUTY).unwrap();
    step(&node, DUTY, id, RedressEvent::Confirmed).unwrap();
    step(&node, PROTECTION, id, answered(&node)).unwrap();
    step(&node, PROTECTION, id, RedressEvent::Executed { case, what: "marked".into() }).unwrap();
    close(&node, PROTECTION, id).unwrap();
    node.pass_seconds(3_000 * DAY);
    block_on(node.bureau.end_periods()).unwrap();
    assert_eq!(node.look(LIAISON, case).held.map(|(_, why)| why), Some(Hold::Restrict));
    step(&node, PROTECTION, id, RedressEvent::Released { case, reasons: "shown to be accurate".into() })
        .unwrap();
    assert_eq!(node.look(LIAISON, case).held, None);
    node.pass_seconds(DAY);
    block_on(node.bureau.end_periods()).unwrap();
    assert_eq!(view(&node, PROTECTION, id).map(|_| ()), Err(fault(DossierFault::NoSuchDossier)));
}

#[test]
fn a_closed_case_that_is_contested_is_not_erased_before_that_is_decided() {
    let (node, _, case, _) = closed(Kind::InformationRequest);
    let id = open(&node, PROTECTION, received(&node, &["Okonkwo"])).unwrap();
    step(&node, PROTECTION, id, identified(true)).unwrap();
    block_on(node.bureau.search_for_person(PROTECTION, id)).unwrap();
    step(&node, PROTECTION, id, RedressEvent::Contested { case, reasons: "an alibi".into() }).unwrap();
    end(&node, 3_000);
    let row = |node: &Node| view(node, PROTECTION, id).unwrap().found.remove(0);
    assert!(row(&node).line.is_some() && row(&node).erased.is_none());
    step(&node, PROTECTION, id, decided(case, Verdict::Erase, Telling::Full, None)).unwrap();
    step(&node, PROTECTION, id, answered(&node)).unwrap();
    end(&node, 1);
    assert!(row(&node).line.is_none() && row(&node).erased.is_some());
}

#[test]
fn a_closed_dossier_is_erased_after_its_period_and_its_reference_is_not_given_again() {
    let (node, _) = world();
    let id = open(&node, PROTECTION, received(&node, &["Moreau"])).unwrap();
    let reference = |node: &Node, id| view(node, PROTECTION, id).unwrap().dossier.reference;
    let first = reference(&node, id);
    close(&node, PROTECTION, id).unwrap();
    let until = view(&node, PROTECTION, id).unwrap().kept_until.unwrap();
    node.pass_seconds(i64::from((until - today(&node)).get_days()) * DAY);
    block_on(node.bureau.end_periods()).unwrap();
    assert!(view(&node, PROTECTION, id).is_ok(), "its last day is not over");
    node.pass_seconds(DAY);
    block_on(node.bureau.end_periods()).unwrap();
    let place = CaseId::from_bytes(id.bytes());
    let (entries, _) = node.store.contents();
    let mut mine = entries.iter().filter(|entry| entry.header.case == place);
    assert!(
        mine.all(|entry| entry.body.is_none() || entry.header.kind == journal::entry::EntryKind::Erasure)
    );
    assert_eq!(view(&node, PROTECTION, id).map(|_| ()), Err(fault(DossierFault::NoSuchDossier)));
    let node = node.restarted();
    assert_eq!(view(&node, PROTECTION, id).map(|_| ()), Err(fault(DossierFault::NoSuchDossier)));
    let again = open(&node, PROTECTION, received(&node, &["Moreau"])).unwrap();
    assert_ne!(reference(&node, again), first);
}

#[test]
fn the_clocks_of_the_commission_run_from_step_to_step() {
    let (node, _) = world();
    let mut asks = received(&node, &["Moreau"]);
    asks.channel = Channel::Commission;
    asks.due = Some(DueDay { day: today(&node).saturating_add(20.days()), set_by: "CCF/26/17".into() });
    let begin = asks.on;
    let id = open(&node, PROTECTION, asks).unwrap();
    let dues = || -> Vec<(String, String)> {
        let day = |at: Timestamp| TimeZone::UTC.to_datetime(at).date().yesterday().unwrap().to_string();
        view(&node, PROTECTION, id)
            .unwrap()
            .dues
            .into_iter()
            .map(|due| (day(due.over), due.provision))
            .collect()
    };
    let due =
        |span: jiff::Span, provision: &str| (begin.saturating_add(span).to_string(), provision.to_owned());
    assert_eq!(dues(), [due(20.days(), "CCF/26/17"), due(1.month(), "CCF Statute art. 32(1)")]);
    let reached = |milestone| step(&node, PROTECTION, id, RedressEvent::Reached { milestone, on: begin });
    reached(Milestone::Admissible).unwrap();
    assert_eq!(dues(), [due(20.days(), "CCF/26/17"), due(9.months(), "CCF Statute art. 40(2)")]);
    let until = begin.saturating_add(12.months());
    step(
        &node,
        PROTECTION,
        id,
        RedressEvent::Extended { until, reasons: "the Secretariat examines it".into() },
    )
    .unwrap();
    assert_eq!(dues(), [due(12.months(), "CCF/26/17"), due(12.months(), "CCF Statute art. 40(2)")]);
    reached(Milestone::Decided).unwrap();
    assert_eq!(dues()[0], due(1.month(), "CCF Statute art. 41(1)"));
    let ahead = RedressEvent::Reached { milestone: Milestone::Received, on: begin.saturating_add(5.days()) };
    assert_eq!(step(&node, PROTECTION, id, ahead), Err(fault(DossierFault::BadDay)));
}

fn breach(node: &Node, officers: &[OfficerId]) -> DossierId {
    let window = Window {
        since: node.now() - 2.hours(),
        until: node.now(),
        officers: officers.to_vec(),
        bureau: None,
    };
    let known =
        Known { detected: Detected::Looks, at: node.now(), window, words: "Looks without a task.".into() };
    block_on(node.bureau.open_dossier(PROTECTION, Opening::Breach(known))).unwrap()
}

fn in_breach(node: &Node, who: OfficerId, id: DossierId, event: BreachEvent) -> Result<(), DoorFault> {
    block_on(node.bureau.step(who, id, DossierEvent::Breach(event)))
}

fn scope(node: &Node, id: DossierId) -> Scope {
    breached(node, id).scope.unwrap().0
}

fn window(node: &Node, id: DossierId) -> Window {
    breached(node, id).known.window
}

fn told(node: &Node, whom: Notice, late: &str) -> BreachEvent {
    let settled = Settled::Told { at: node.now(), how: "by letter".into(), late: late.into() };
    BreachEvent::Settled { whom, settled }
}

fn assessed(risk: Risk) -> BreachEvent {
    BreachEvent::Assessed(Assessed {
        risk,
        consequences: "they may flee".into(),
        measures: "sessions ended".into(),
    })
}

#[test]
fn the_scope_of_a_breach_is_what_the_journal_says_and_stays_as_it_was_computed() {
    let (_, us, _, asked) = delivered(&[("person.family_name", "Moreau")]);
    let own = us.open(Kind::InformationRequest, &[("person.family_name", "Weber")]);
    us.pass_seconds(DAY);
    us.look(REVIEWER, asked);
    us.look(REVIEWER, own);
    us.look(DUTY, own);
    for (number, at) in [(1, us.now()), (2, us.now() - 48.hours())] {
        let copied =
            Copied { id: CopyId::from_bytes([number; 16]), kind: CopyKind::Backup, by: "backup".into(), at };
        block_on(us.bureau.copied(copied)).unwrap();
    }
    let id = breach(&us, &[REVIEWER]);
    let before = us.entries();
    block_on(us.bureau.compute_scope(PROTECTION, id, window(&us, id))).unwrap();
    let first = scope(&us, id);
    let rows: Vec<_> = first.rows.iter().map(|row| (row.case, row.looks, row.acts)).collect();
    assert_eq!(rows, [(asked, 1, 0), (own, 1, 0)]);
    assert_eq!((first.cases, first.persons, first.unseen), (2, 2, false));
    let originators: Vec<String> = first.originators.iter().map(ToString::to_string).collect();
    assert_eq!(originators, ["FR"], "what we wrote ourselves and told nobody is nobody else's");
    assert_eq!(first.copies, 1, "of that time, whenever it was noted");
    let (entries, checkpoints) = us.store.contents();
    assert!(
        first.size >= u64::try_from(before).unwrap() && first.size < u64::try_from(entries.len()).unwrap()
    );
    let signed =
        |note: &String| note.parse::<journal::checkpoint::SignedCheckpoint>().unwrap().checkpoint().clone();
    assert!(checkpoints.iter().map(signed).any(|one| one.size == first.size && one.root == first.root));
    // A later look is in no scope that was computed before.
    us.pass_seconds(600);
    us.look(REVIEWER, own);
    assert_eq!(scope(&us.restarted(), id), first);
}

#[test]
fn the_bureaus_that_were_told_something_are_told_of_a_breach_too() {
    let (fr, _, sent, _) = delivered(&[("person.family_name", "Moreau")]);
    fr.look(REVIEWER, sent);
    let id = breach(&fr, &[REVIEWER]);
    block_on(fr.bureau.compute_scope(PROTECTION, id, window(&fr, id))).unwrap();
    let notices = breached(&fr, id).notices();
    assert_eq!(
        notices,
        [Notice::Authority, Notice::Recipient("US".parse().unwrap())],
        "INTERPOL where others' data are concerned"
    );
}

#[test]
fn a_breach_ends_when_everybody_who_has_to_be_told_was_told_or_the_exception_is_on_record() {
    let (_, us, _, asked) = delivered(&[("person.family_name", "Moreau")]);
    us.look(REVIEWER, asked);
    let id = breach(&us, &[REVIEWER]);
    let no = |what| Err(fault(what));
    assert_eq!(close(&us, PROTECTION, id), no(DossierFault::NotScoped));
    block_on(us.bureau.compute_scope(PROTECTION, id, window(&us, id))).unwrap();
    let except = |whom: Notice, exception| {
        let settled = Settled::Excepted { exception, reasons: "weighed".into() };
        in_breach(&us, PROTECTION, id, BreachEvent::Settled { whom, settled })
    };
    assert_eq!(except(Notice::Authority, Exception::Unlikely), no(DossierFault::NotAssessed));
    in_breach(&us, PROTECTION, id, assessed(Risk::High)).unwrap();
    assert_eq!(except(Notice::Authority, Exception::Unlikely), no(DossierFault::NoException));
    assert_eq!(close(&us, PROTECTION, id), no(DossierFault::NoticesDue));
    let other = Notice::Originator("US".parse().unwrap());
    assert_eq!(in_breach(&us, PROTECTION, id, told(&us, other, "")), no(DossierFault::NotDue));
    let due = [
        Notice::Authority,
        Notice::Originator("FR".parse().unwrap()),
        Notice::Secretariat,
        Notice::Commission,
    ];
    for whom in due {
        in_breach(&us, PROTECTION, id, told(&us, whom, "")).unwrap();
    }
    assert_eq!(except(Notice::Persons, Exception::NotTheirs), no(DossierFault::NoException));
    except(Notice::Persons, Exception::Withheld).unwrap();
    // With another risk the exception has to be given anew; what was told stays told.
    in_breach(&us, PROTECTION, id, assessed(Risk::Risk)).unwrap();
    in_breach(&us, PROTECTION, id, assessed(Risk::High)).unwrap();
    assert_eq!(close(&us, PROTECTION, id), no(DossierFault::NoticesDue));
    except(Notice::Persons, Exception::Averted).unwrap();
    close(&us, PROTECTION, id).unwrap();
}

#[test]
fn the_supervisory_authority_is_told_within_72_hours_or_with_the_reasons_for_the_delay() {
    let (fr, us) = world();
    let id = breach(&fr, &[]);
    let due = view(&fr, PROTECTION, id).unwrap().dues.remove(0);
    assert_eq!(due.over, Timestamp::from_millisecond(fr.now().as_millisecond()).unwrap() + 72.hours());
    assert_eq!(due.provision, "Directive (EU) 2016/680 art. 30(1)");
    fr.pass_seconds(3 * DAY + 1);
    let row = fr.bureau.dossiers(PROTECTION).unwrap().remove(0);
    assert!(row.soon && row.next.unwrap().over < fr.now());
    assert_eq!(
        in_breach(&fr, PROTECTION, id, told(&fr, Notice::Authority, "")),
        Err(fault(DossierFault::LateReasons))
    );
    in_breach(&fr, PROTECTION, id, told(&fr, Notice::Authority, "the journal had to be restored")).unwrap();
    assert!(view(&fr, PROTECTION, id).unwrap().dues.is_empty());
    // The Directive does not bind the United States.
    let id = breach(&us, &[]);
    assert!(view(&us, PROTECTION, id).unwrap().dues.is_empty());
}

#[test]
fn nobody_settles_a_breach_in_which_they_are_concerned() {
    let (node, _) = world();
    let id = breach(&node, &[PROTECTION]);
    let no = Err(fault(DossierFault::Concerned));
    assert_eq!(in_breach(&node, PROTECTION, id, assessed(Risk::Unlikely)), no);
    assert_eq!(block_on(node.bureau.compute_scope(PROTECTION, id, window(&node, id))), no);
    assert_eq!(close(&node, PROTECTION, id), no);
    let window =
        Window { since: node.now() + 1.hour(), until: node.now(), officers: Vec::new(), bureau: None };
    let known = Known { detected: Detected::Hand, at: node.now(), window, words: "x".into() };
    let opened = block_on(node.bureau.open_dossier(PROTECTION, Opening::Breach(known)));
    assert_eq!(opened, Err(fault(DossierFault::BadDay)));
}

#[test]
fn what_was_written_while_the_answer_was_lost_is_there_and_no_stored_byte_tells_a_name() {
    let (node, _) = world();
    let id = open(&node, PROTECTION, received(&node, &["Zygmuntowicz"])).unwrap();
    node.store.fail_next(bureau::memory::NextFault::LostAfter);
    assert!(step(&node, PROTECTION, id, identified(true)).is_err());
    assert!(redress(&node, id).is_identified());
    let (entries, _) = node.store.contents();
    let told = |bytes: &[u8]| bytes.windows(12).any(|part| part == b"Zygmuntowicz");
    assert!(entries.iter().filter_map(|entry| entry.body.as_deref()).all(|body| !told(body)));
    assert_eq!(redress(&node.restarted(), id), redress(&node, id));
}
