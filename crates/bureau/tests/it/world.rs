//! Two bureaus, their officers, and the way between them.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};

use bureau::memory::MemoryStore;
use bureau::ports::{Bell, Clock, Ring};
use bureau::{Bureau, CaseView, Command, Done, DoorFault, Filter, Parcel, Row, Setup, StartFault};
use case::bureau::{Level, Officer, Role};
use case::exchange::Message;
use case::fact::Value;
use case::id::{CaseId, MessageId, OfficerId};
use case::life::{FieldChange, Judgement, Refusal, Stage};
use case::request::Kind;
use futures::executor::block_on;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use law::Law;
use liaison::post;
use liaison::receipt::{self, Outcome, Receipt};
use seal::directory::{Directory, DirectoryEntry, Edition, SignedDirectory};
use seal::identity::{Identity, PublicIdentity};
use seal::keeper::MasterKey;
use seal::random::Randomness;
use seal::root::Root;
use seal::secret::Secret;

/// Writes, answers.
pub(crate) const LIAISON: OfficerId = OfficerId::from_bytes([1; 16]);
/// Judges.
pub(crate) const REVIEWER: OfficerId = OfficerId::from_bytes([2; 16]);
/// Approves, and receives at any hour.
pub(crate) const DUTY: OfficerId = OfficerId::from_bytes([3; 16]);
/// Oversees.
pub(crate) const PROTECTION: OfficerId = OfficerId::from_bytes([4; 16]);
/// Runs the node, sees no case.
pub(crate) const ADMINISTRATOR: OfficerId = OfficerId::from_bytes([5; 16]);

/// When every test begins: 2026-01-01T00:00:00Z.
const BEGIN_MS: i64 = 1_767_225_600_000;

/// A counter behind SHA-256: repeatable, and never the same block twice.
struct Seeded(u64);

impl Randomness for Seeded {
    fn fill(&mut self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            self.0 += 1;
            chunk.copy_from_slice(&seal::digest::sha256(&self.0.to_le_bytes())[..chunk.len()]);
        }
    }
}

/// Keys and law, which are slow to make.
struct Cast {
    identities: Vec<Secret>,
    directory: Directory,
    law: Arc<Law>,
}

static CAST: LazyLock<Cast> = LazyLock::new(|| {
    let identity =
        |code: &str, seed| Identity::generate(code.parse().unwrap(), 1, &mut Seeded(seed)).unwrap();
    let (secretariat, fr, us) = (identity("GS", 1 << 20), identity("FR", 2 << 20), identity("US", 3 << 20));
    let entry = |identity: &Identity| DirectoryEntry {
        identity: identity.public().clone(),
        state: identity.bureau().as_str().parse().ok(),
        name: format!("Bureau of {}", identity.bureau()),
        address: "https://bureau.example".into(),
        certificate: seal::digest::sha256(identity.bureau().as_str().as_bytes()),
        languages: vec!["en".into()],
    };
    let issued_at = Timestamp::from_millisecond(BEGIN_MS).unwrap();
    let expires_at = Timestamp::from_millisecond(BEGIN_MS * 2).unwrap();
    let edition = Edition {
        serial: 1,
        issued_at,
        expires_at,
        entries: vec![entry(&fr), entry(&us)],
        withdrawn: Vec::new(),
    };
    let signed = SignedDirectory::sign(edition, &secretariat).unwrap();
    Cast {
        identities: vec![fr.to_secret(), us.to_secret()],
        directory: signed.verify(&Root::of_one(secretariat.public()), issued_at, 0).unwrap(),
        law: Arc::new(Law::shipped().unwrap()),
    }
});

/// A clock that only the test moves. It is finer than the journal's milliseconds, as real ones are.
#[derive(Clone)]
struct TestClock(Arc<AtomicI64>);

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        let ns = i128::from(self.0.load(Ordering::Relaxed)) * 1_000_000 + 345_678;
        Timestamp::from_nanosecond(ns).unwrap()
    }
}

struct NoBell;

impl Bell for NoBell {
    fn ring(&self, _: Ring) {}
    fn sessions_end(&self, _: OfficerId) {}
}

/// One bureau: what outlives a stop, and what does not.
pub(crate) struct Node {
    pub(crate) bureau: Bureau,
    pub(crate) store: MemoryStore,
    place: usize,
    now: Arc<AtomicI64>,
}

pub(crate) fn officers() -> Vec<Officer> {
    let officer = |id: OfficerId, name: &str, roles: &[Role]| Officer {
        id,
        name: name.into(),
        roles: roles.to_vec(),
        clearance: Level::Confidential,
        language: "en".into(),
        certificates: Vec::new(),
    };
    vec![
        officer(LIAISON, "Claire Aubert", &[Role::LiaisonOfficer]),
        officer(REVIEWER, "Hugo Lambert", &[Role::LegalReviewer]),
        officer(DUTY, "Nadia Ferrand", &[Role::Approver, Role::DutyOfficer]),
        officer(PROTECTION, "Omar Said", &[Role::DataProtectionOfficer]),
        officer(ADMINISTRATOR, "Ines Costa", &[Role::Administrator]),
    ]
}

/// Starts a bureau on a store.
fn start(
    place: usize,
    store: &MemoryStore,
    now: &Arc<AtomicI64>,
    officers: Vec<Officer>,
    law: Arc<Law>,
    beside: Option<Box<dyn Bell>>,
) -> Result<Bureau, StartFault> {
    static LIVES: AtomicU64 = AtomicU64::new(1 << 32);
    let setup = Setup {
        zone: TimeZone::UTC,
        identity: Identity::from_secret(&CAST.identities[place]).unwrap(),
        keeper: Box::new(MasterKey::from_secret(&Secret::new(vec![9; 32])).unwrap()),
        law,
        directory: CAST.directory.clone(),
        officers,
        store: Arc::new(store.clone()),
        clock: Box::new(TestClock(now.clone())),
        randomness: Box::new(Seeded(LIVES.fetch_add(1 << 20, Ordering::Relaxed))),
        beside_others: beside.is_some(),
        bell: beside.unwrap_or_else(|| Box::new(NoBell)),
        kept_months: 60,
    };
    block_on(Bureau::start(setup))
}

impl Node {
    /// The same bureau, begun anew on a store.
    pub(crate) fn restarted_on(&self, store: &MemoryStore) -> Result<Node, StartFault> {
        let bureau = start(self.place, store, &self.now, officers(), CAST.law.clone(), None)?;
        Ok(Node { bureau, store: store.clone(), place: self.place, now: self.now.clone() })
    }

    pub(crate) fn restarted(&self) -> Node {
        self.restarted_on(&self.store).unwrap()
    }

    /// Another process of the same bureau on the same store, with these officers; this one works on. It rings this bell.
    pub(crate) fn beside(&self, officers: Vec<Officer>, bell: Box<dyn Bell>) -> Result<Node, StartFault> {
        let (law, place) = (CAST.law.clone(), self.place);
        let bureau = start(place, &self.store, &self.now, officers, law, Some(bell))?;
        Ok(Node { bureau, store: self.store.clone(), place, now: self.now.clone() })
    }

    /// The same bureau, begun anew with other officers.
    pub(crate) fn restarted_with(&self, change: impl FnOnce(&mut Vec<Officer>)) -> Node {
        let mut officers = officers();
        change(&mut officers);
        let bureau = start(self.place, &self.store, &self.now, officers, CAST.law.clone(), None).unwrap();
        Node { bureau, store: self.store.clone(), place: self.place, now: self.now.clone() }
    }

    /// The same bureau, begun anew under another law.
    pub(crate) fn restarted_under(&self, law: &Arc<Law>) -> Node {
        let bureau = start(self.place, &self.store, &self.now, officers(), law.clone(), None).unwrap();
        Node { bureau, store: self.store.clone(), place: self.place, now: self.now.clone() }
    }

    /// The receipt with which this bureau's node turns an envelope away.
    pub(crate) fn turns_away(&self, parcel: &Parcel, code: &str) -> Vec<u8> {
        let receipt = Receipt {
            message: Some(parcel.errand.message),
            envelope: seal::digest::sha256(&parcel.envelope),
            digest: Some(parcel.digest),
            from: self.bureau.me().clone(),
            at: Timestamp::from_millisecond(BEGIN_MS).unwrap(),
            outcome: Outcome::TurnedAway { code: code.into() },
            journal: None,
        };
        receipt::sign(&receipt, &self.identity()).unwrap()
    }

    /// The keys of this bureau.
    pub(crate) fn identity(&self) -> Identity {
        Identity::from_secret(&CAST.identities[self.place]).unwrap()
    }

    /// A message properly sealed by this bureau, whatever it says.
    pub(crate) fn sealed(&self, message: &Message) -> Vec<u8> {
        post::seal(message, &self.identity(), &CAST.directory, &mut Seeded(77 << 40)).unwrap().envelope
    }

    /// Any bytes properly sealed by this bureau as a message of this identifier.
    pub(crate) fn sealed_bytes(&self, to: &str, id: MessageId, payload: &[u8]) -> Vec<u8> {
        let to = to.parse().unwrap();
        let mut chance = Seeded(78 << 40);
        seal::envelope::seal(&self.identity(), &CAST.directory, &to, id, payload, &mut chance)
            .unwrap()
            .into_bytes()
    }

    /// What this bureau's node answers to an envelope: the code, or `taken`.
    pub(crate) fn answers(&self, envelope: &[u8]) -> String {
        let answer = block_on(self.bureau.receive(envelope, None));
        let signed = receipt::read_signed(&answer, public(self.bureau.me().as_str())).unwrap();
        match signed.outcome {
            Outcome::Taken => "taken".into(),
            Outcome::Later { code } | Outcome::TurnedAway { code } => code,
        }
    }

    pub(crate) fn now(&self) -> Timestamp {
        TestClock(self.now.clone()).now()
    }

    pub(crate) fn pass_seconds(&self, seconds: i64) {
        self.now.fetch_add(seconds * 1000, Ordering::Relaxed);
    }

    pub(crate) fn act(&self, who: OfficerId, id: CaseId, command: Command) -> Result<Done, DoorFault> {
        block_on(self.bureau.act(who, Some(id), command, "test"))
    }

    /// Opens a case with these fields, each a text.
    pub(crate) fn open(&self, kind: Kind, fields: &[(&str, &str)]) -> CaseId {
        let to = if self.place == 0 { "US" } else { "FR" };
        let open = Command::Open { kind, to: to.parse().unwrap(), origin: String::new(), circle: Vec::new() };
        let id = block_on(self.bureau.act(LIAISON, None, open, "test")).unwrap().case;
        self.edit(id, fields);
        id
    }

    pub(crate) fn edit(&self, id: CaseId, fields: &[(&str, &str)]) {
        let change = |(field, text): &(&str, &str)| FieldChange {
            field: (*field).into(),
            value: self.bureau.read_field(field, text).unwrap(),
            seen: u64::MAX,
        };
        let done = self.act(LIAISON, id, Command::Edit(fields.iter().map(change).collect())).unwrap();
        assert!(done.conflicts.is_empty());
    }

    /// Submits what was written, has it judged and approves it.
    pub(crate) fn send(&self, id: CaseId) {
        self.prepare(id);
        self.act(DUTY, id, Command::Approve { seen: u64::MAX }).unwrap();
    }

    /// Submits what was written, saying of what is asked that it is not known, and has it judged.
    pub(crate) fn prepare(&self, id: CaseId) {
        let submit = |explained| self.act(LIAISON, id, Command::Submit { explained });
        if let Err(DoorFault::Refused(Refusal::Unanswered { rules })) = submit(Vec::new()) {
            let explained = rules.into_iter().map(|rule| (rule, "not known to us".to_owned())).collect();
            submit(explained).unwrap();
        }
        for referral in self.look(REVIEWER, id).case.referrals {
            let (rule, reasons) = (referral.finding.rule, "weighed".to_owned());
            if referral.decision.is_none() {
                let judge = Command::Judge {
                    rule,
                    judgement: Judgement::Satisfied,
                    weighed: Vec::new(),
                    reasons,
                    seen: u64::MAX,
                };
                self.act(REVIEWER, id, judge).unwrap();
            }
        }
    }

    pub(crate) fn look(&self, who: OfficerId, id: CaseId) -> CaseView {
        block_on(self.bureau.case(who, id, "test")).unwrap()
    }

    pub(crate) fn stage(&self, id: CaseId) -> Stage {
        self.rows(&Filter::default()).into_iter().find(|row| row.id == id).unwrap().stage
    }

    pub(crate) fn rows(&self, filter: &Filter) -> Vec<Row> {
        self.bureau.docket(LIAISON, filter).unwrap().rows
    }

    /// How many entries the journal has.
    pub(crate) fn entries(&self) -> usize {
        self.store.contents().0.len()
    }

    /// What happened to a case, in a word each; what happened several times in a row is named once.
    pub(crate) fn timeline(&self, id: CaseId) -> String {
        let rows = self.look(LIAISON, id).timeline;
        let mut words: Vec<String> = rows
            .iter()
            .map(|row| match &row.entry.event {
                case::life::Event::Said { said, .. } => format!("say:{}", said.code()),
                case::life::Event::Heard(heard) => format!("hear:{}", heard.said.code()),
                event => event.code().to_owned(),
            })
            .filter(|word| word != "looked")
            .collect();
        words.dedup();
        words.join(" ")
    }
}

/// Everything that is due goes from one bureau to the other, and the receipts come back. Gives how many were tried.
pub(crate) fn deliver(from: &Node, to: &Node) -> usize {
    let mut tried = 0;
    loop {
        let due = from.bureau.due();
        if due.is_empty() {
            return tried;
        }
        for errand in due {
            let parcel = block_on(from.bureau.parcel(&errand)).unwrap();
            let receipt = block_on(to.bureau.receive(&parcel.envelope, None));
            block_on(from.bureau.delivered(&parcel, Ok(receipt))).unwrap();
            tried += 1;
        }
    }
}

/// Two bureaus that know each other: France and the United States. They share the time.
pub(crate) fn world() -> (Node, Node) {
    let now = Arc::new(AtomicI64::new(BEGIN_MS));
    let node = |place| {
        let store = MemoryStore::default();
        Node {
            bureau: start(place, &store, &now, officers(), CAST.law.clone(), None).unwrap(),
            store,
            place,
            now: now.clone(),
        }
    };
    (node(0), node(1))
}

/// A request that France sent and the United States have, unread: its case in each bureau.
pub(crate) fn delivered(fields: &[(&str, &str)]) -> (Node, Node, CaseId, CaseId) {
    let (fr, us) = world();
    let asking = fr.open(Kind::InformationRequest, fields);
    fr.send(asking);
    deliver(&fr, &us);
    let asked = us.rows(&Filter::default())[0].id;
    (fr, us, asking, asked)
}

pub(crate) fn text(value: Option<&Value>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

/// A newer directory that lists other keys of a bureau, with those keys.
pub(crate) fn listed_anew(code: &str) -> (Directory, Identity) {
    let new = Identity::generate(code.parse().unwrap(), 2, &mut Seeded(9 << 20)).unwrap();
    (listed(&new), new)
}

/// A newer directory that lists keys of a bureau of which that of its journal was exchanged too, with those keys.
pub(crate) fn exchanged(node: &Node) -> (Directory, Identity) {
    let new = node.identity().renewed(2, true, &mut Seeded(9 << 20)).unwrap();
    (listed(&new), new)
}

/// A newer directory that lists these keys of a bureau.
fn listed(new: &Identity) -> Directory {
    let secretariat = Identity::generate("GS".parse().unwrap(), 1, &mut Seeded(1 << 20)).unwrap();
    let mut edition = CAST.directory.edition().clone();
    edition.serial += 1;
    let mut of = edition.entries.iter_mut().filter(|entry| entry.identity.bureau() == new.bureau());
    of.next().unwrap().identity = new.public().clone();
    let issued_at = edition.issued_at;
    let signed = SignedDirectory::sign(edition, &secretariat).unwrap();
    signed.verify(&Root::of_one(secretariat.public()), issued_at, 1).unwrap()
}

/// The keys of a bureau, as the directory lists them.
pub(crate) fn public(code: &str) -> &'static PublicIdentity {
    &CAST.directory.find(&code.parse().unwrap()).unwrap().identity
}
