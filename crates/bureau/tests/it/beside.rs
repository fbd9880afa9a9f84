//! Two processes of one bureau on one store: whatever one does, the other knows as if it had done it itself.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use bureau::ports::{Bell, Ring, StoreFault};
use bureau::{Command, DoorFault, Filter, StartFault};
use case::id::OfficerId;
use case::life::Stage;
use case::request::Kind;
use futures::executor::block_on;

use crate::retention::{closed, end};
use crate::world::{ADMINISTRATOR, DUTY, LIAISON, Node, PROTECTION, REVIEWER, deliver, officers, world};

/// What a process was told.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<(Vec<Ring>, Vec<OfficerId>)>>);

impl Bell for Heard {
    fn ring(&self, ring: Ring) {
        self.0.lock().unwrap().0.push(ring);
    }

    fn sessions_end(&self, officer: OfficerId) {
        self.0.lock().unwrap().1.push(officer);
    }
}

impl Heard {
    fn take(&self) -> (Vec<Ring>, Vec<OfficerId>) {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

fn beside(node: &Node) -> (Node, Heard) {
    let heard = Heard::default();
    (node.beside(officers(), Box::new(heard.clone())).unwrap(), heard)
}

fn follow(node: &Node) {
    let size = u64::try_from(node.entries()).unwrap();
    block_on(node.bureau.follow(size)).unwrap();
}

/// All that a process tells its officers, but for what it counted itself.
fn told(node: &Node) -> String {
    follow(node);
    // No entry tells of what witnesses signed: it is looked at now and then.
    block_on(node.bureau.look_at_witnesses()).unwrap();
    let rows = node.rows(&Filter::default());
    // What happens in one moment has no order once it is read again.
    let look = |id| {
        node.pass_seconds(1);
        node.look(LIAISON, id)
    };
    let cases: Vec<_> = rows.iter().map(|row| look(row.id)).collect();
    let ours = node.bureau.clone();
    let oversight = block_on(ours.oversight(PROTECTION)).unwrap();
    format!(
        "{rows:#?}{cases:#?}{:#?}{oversight:#?}{:#?}{:#?}{:#?}{:#?}{:#?}",
        ours.today(DUTY),
        ours.passkeys(LIAISON),
        ours.recoveries(),
        ours.next_due(),
        ours.awaited(),
        ours.kept(DUTY),
    )
}

/// That both processes tell the same, and one that starts now as well.
#[track_caller]
fn check_alike(one: &Node, other: &Node) {
    // Looking is itself recorded; what was looked at of late is not again.
    drop((told(one), told(other)));
    let expected = told(one);
    similar(&expected, &told(other));
    let (third, _) = beside(one);
    similar(&expected, &told(&third));
}

#[track_caller]
fn similar(one: &str, other: &str) {
    let differs = one.lines().zip(other.lines()).find(|(one, other)| one != other);
    assert_eq!(differs, None);
    assert_eq!(one.len(), other.len());
}

#[test]
fn what_one_does_the_other_knows() {
    let (one, us) = world();
    let (other, heard) = beside(&one);
    let id = one
        .open(Kind::InformationRequest, &[("person.family_name", "Okonkwo"), ("request.urgency", "urgent")]);
    check_alike(&one, &other);
    let (rings, _) = heard.take();
    assert!(rings.iter().any(|ring| ring.case == id && ring.urgent && !ring.from_outside), "{rings:?}");

    // Begun by one, gone on with by the other, with another case in between.
    other.open(Kind::RedNotice, &[]);
    other.edit(id, &[("offence.facts_summary", "Transfers through a harbour")]);
    let attach = Command::Attach {
        name: "a.pdf".into(),
        media_type: "application/pdf".into(),
        content: b"x".to_vec(),
    };
    one.act(LIAISON, id, attach).unwrap();
    other.prepare(id);
    one.act(DUTY, id, Command::Approve { seen: u64::MAX }).unwrap();
    follow(&other);
    assert!(heard.take().0.iter().any(|ring| ring.outgoing), "the other is told that something waits");
    check_alike(&one, &other);

    // Carried by the one that did not send it; the answer comes to the other.
    assert_eq!(deliver(&other, &us), 1);
    follow(&one);
    assert_eq!((one.bureau.due(), one.bureau.next_due()), (Vec::new(), None), "it has nothing left to carry");
    let asked = us.rows(&Filter::default())[0].id;
    us.look(DUTY, asked);
    us.act(DUTY, asked, Command::Accept { note: String::new(), expected: None }).unwrap();
    deliver(&us, &one);
    follow(&other);
    assert!(heard.take().0.iter().any(|ring| ring.from_outside));
    check_alike(&one, &other);
    assert_eq!(other.stage(id), Stage::Accepted);

    // The same message once more, to the process that did not take it.
    let again = us.open(Kind::InformationRequest, &[]);
    us.send(again);
    let errand = us.bureau.due().remove(0);
    let parcel = block_on(us.bureau.parcel(&errand)).unwrap();
    let first = one.answers(&parcel.envelope);
    let second = other.answers(&parcel.envelope);
    assert_eq!((first.as_str(), second.as_str()), ("taken", "taken"));
    check_alike(&one, &other);
}

#[test]
fn what_stands_in_the_register_is_in_force_in_both() {
    let (one, _us) = world();
    let (other, heard) = beside(&one);
    let add = |node: &Node, by: &str| {
        block_on(node.bureau.add_passkey(LIAISON, by, by, b"public".to_vec())).unwrap();
    };
    add(&one, "link");
    add(&other, "account");
    block_on(one.bureau.propose_recovery(ADMINISTRATOR, REVIEWER)).unwrap();
    check_alike(&one, &other);
    assert_eq!(heard.take().1, [LIAISON], "who comes in by a link has lost every other way in");
    block_on(one.bureau.ends_sessions(ADMINISTRATOR, DUTY)).unwrap();
    follow(&other);
    assert_eq!(heard.take().1, [DUTY]);

    let case = one.open(Kind::RedNotice, &[]);
    let text = format!("{}// As decided in November.\n", one.bureau.policy().0.text());
    block_on(one.bureau.propose_policy(ADMINISTRATOR, &text, "a remark")).unwrap();
    block_on(other.bureau.confirm_policy(PROTECTION, &text)).unwrap();
    follow(&one);
    assert_eq!(one.bureau.policy().0.text(), text);
    let (circle, reasons) = (vec![LIAISON], "an informant".to_owned());
    one.act(LIAISON, case, Command::Restrict { circle, reasons }).unwrap();
    follow(&other);
    assert!(block_on(other.bureau.case(REVIEWER, case, "test")).is_err(), "kept to others in both at once");
    check_alike(&one, &other);
}

#[test]
fn a_reference_is_given_once_also_where_a_case_was_erased() {
    let (one, us, id, _) = closed(Kind::InformationRequest);
    let (other, _) = beside(&one);
    let mut given = BTreeSet::from([one.look(LIAISON, id).case.reference]);
    let open = |node: &Node| {
        let id = node.open(Kind::InformationRequest, &[]);
        node.look(LIAISON, id).case.reference
    };
    assert!(given.insert(open(&one)) && given.insert(open(&other)));
    // Erased by one; the other follows, a third starts afterwards.
    end(&one, 6 * 366);
    deliver(&one, &us);
    assert!(!one.rows(&Filter::default()).iter().any(|row| row.id == id), "it is erased");
    let (third, _) = beside(&one);
    for node in [&third, &other, &one, &third, &one.restarted(), &other] {
        assert!(given.insert(open(node)), "{given:?}");
    }
}

#[test]
fn what_a_database_lost_is_not_written_over() {
    let (one, _us) = world();
    let id = one.open(Kind::InformationRequest, &[]);
    one.act(LIAISON, id, note("acknowledged")).unwrap();
    one.store.lose_last();
    let (other, _) = beside(&one);
    other.act(LIAISON, id, note("by one who never knew")).unwrap();
    let entries = one.entries();
    let refused = one.act(LIAISON, id, note("as if nothing had happened")).unwrap_err();
    assert!(
        matches!(&refused, DoorFault::Store(StoreFault::Broken(why)) if why.contains("checkpoint")),
        "{refused}"
    );
    assert_eq!(one.entries(), entries, "it signs nothing over a journal that is none");
    other.act(LIAISON, id, note("and on")).unwrap();
}

fn note(text: &str) -> Command {
    Command::Note { text: text.into() }
}

#[test]
fn who_begins_beside_others_is_given_the_same() {
    let (one, _us) = world();
    let mut fewer = officers();
    fewer.pop();
    let began = one.beside(fewer, Box::new(Heard::default())).map(drop);
    assert_eq!(began, Err(StartFault::Unlike("officers")));
}
