//! Three bureaus and a General Secretariat with their desks, real law and real seals, a clock that stands still, and no network.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use axum::http::StatusCode;
use bureau::memory::MemoryStore;
use bureau::ports::Clock;
use bureau::{Bureau, Command, Setup};
use case::bureau::{BureauCode, Level, Officer, Role};
use case::id::{CaseId, OfficerId};
use case::life::FieldChange;
use case::request::Kind;
use desk::{Desk, Live, Neighbour, Sessions, SignIn};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use law::Law;
use seal::directory::{Directory, DirectoryEntry, Edition, SignedDirectory};
use seal::identity::Identity;
use seal::keeper::MasterKey;
use seal::random::Randomness;
use seal::root::Root;

use crate::browser::Browser;

/// 2026-11-23T12:00:00Z.
const BEGIN_MS: i64 = 1_795_435_200_000;

/// A clock that tests move.
#[derive(Clone)]
pub(crate) struct HandClock(Arc<AtomicI64>);

impl HandClock {
    pub(crate) fn pass(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1000, Ordering::Relaxed);
    }
}

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.0.load(Ordering::Relaxed)).unwrap()
    }
}

/// Chance from a seed (SplitMix64).
pub(crate) struct Chance(u64);

impl Randomness for Chance {
    fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            *byte = ((z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb) >> 56) as u8;
        }
    }
}

pub(crate) struct Seat {
    pub(crate) bureau: Bureau,
    pub(crate) desk: Router,
    pub(crate) live: Live,
    pub(crate) store: MemoryStore,
    pub(crate) sessions: Sessions,
}

pub(crate) struct World {
    pub(crate) clock: HandClock,
    pub(crate) seats: BTreeMap<&'static str, Seat>,
}

pub(crate) fn id(number: u8) -> OfficerId {
    OfficerId::from_bytes([number; 16])
}

pub(crate) const WRITER: u8 = 1;
pub(crate) const REVIEWER: u8 = 2;
pub(crate) const APPROVER: u8 = 3;
pub(crate) const DUTY: u8 = 4;
pub(crate) const OVERSEER: u8 = 5;
pub(crate) const ADMINISTRATOR: u8 = 6;
pub(crate) const SECOND_ADMINISTRATOR: u8 = 7;
pub(crate) const AUTHORITY: u8 = 8;

pub(crate) fn officers() -> Vec<Officer> {
    let officer = |number: u8, name: &str, role: Role, language: &str| Officer {
        id: id(number),
        name: name.into(),
        roles: vec![role],
        clearance: Level::Confidential,
        language: language.into(),
        certificates: Vec::new(),
    };
    vec![
        officer(WRITER, "Camille Morel", Role::LiaisonOfficer, "en"),
        officer(REVIEWER, "Nadia Benali", Role::LegalReviewer, "en"),
        officer(APPROVER, "Luc Fontaine", Role::Approver, "en"),
        officer(DUTY, "Inès <Garnier>", Role::DutyOfficer, "en"),
        officer(OVERSEER, "Paul Henry", Role::DataProtectionOfficer, "en"),
        officer(ADMINISTRATOR, "ليلى حداد", Role::Administrator, "ar"),
        officer(SECOND_ADMINISTRATOR, "Anaïs Rocher", Role::Administrator, "fr"),
        officer(AUTHORITY, "A prosecutor", Role::Authority, "en"),
    ]
}

const CODES: [&str; 4] = ["FR", "BR", "ES", "GS"];

impl World {
    pub(crate) async fn new() -> World {
        World::reached(false).await
    }

    /// A world whose desks are reached over HTTPS only, or not.
    pub(crate) async fn reached(secure: bool) -> World {
        let neighbour = Neighbour { name: "Brazil".into(), address: "http://127.0.0.1:7402/".into() };
        World::with(secure, || SignIn::Demo { neighbours: vec![neighbour.clone()] }).await
    }

    /// A world with this way to sign in at every desk.
    pub(crate) async fn with(secure: bool, sign_in: impl Fn() -> SignIn) -> World {
        let clock = HandClock(Arc::new(AtomicI64::new(BEGIN_MS)));
        let law = Arc::new(Law::shipped().unwrap());
        let mut chance = Chance(7);
        let identities: Vec<Identity> = CODES
            .iter()
            .map(|code| Identity::generate(code.parse().unwrap(), 1, &mut chance).unwrap())
            .collect();
        let directory = directory(&identities, clock.now());
        let mut seats = BTreeMap::new();
        for (code, identity) in CODES.into_iter().zip(identities) {
            let (live, store, sessions) = (Live::default(), MemoryStore::default(), Sessions::default());
            let bureau = Bureau::start(Setup {
                zone: TimeZone::UTC,
                identity,
                keeper: Box::new(MasterKey::generate(&mut chance)),
                law: law.clone(),
                directory: directory.clone(),
                officers: officers(),
                store: Arc::new(store.clone()),
                clock: Box::new(clock.clone()),
                randomness: Box::new(Chance(code.len() as u64 + u64::from(code.as_bytes()[0]))),
                bell: Box::new(live.clone()),
                kept_months: 60,
                beside_others: false,
            })
            .await
            .unwrap();
            let desk = desk::router(Desk {
                bureau: bureau.clone(),
                sign_in: sign_in(),
                live: live.clone(),
                sessions: sessions.clone(),
                clock: Arc::new(clock.clone()),
                random: Arc::new({
                    let chance = std::sync::Mutex::new(Chance(99));
                    move || {
                        let mut bytes = [0; 32];
                        chance.lock().unwrap().fill(&mut bytes);
                        bytes
                    }
                }),
                secure,
            });
            seats.insert(code, Seat { bureau, desk, live, store, sessions });
        }
        World { clock, seats }
    }

    pub(crate) fn bureau(&self, code: &str) -> &Bureau {
        &self.seats[code].bureau
    }

    /// A draft with these fields.
    pub(crate) async fn draft(&self, kind: Kind, fields: &[(&str, &str)]) -> CaseId {
        let fr = self.bureau("FR");
        let to: BureauCode = "BR".parse().unwrap();
        let opened = fr
            .act(
                id(WRITER),
                None,
                Command::Open { kind, to, origin: String::new(), circle: Vec::new() },
                "handling",
            )
            .await
            .unwrap();
        let changes = fields
            .iter()
            .map(|(field, text)| FieldChange {
                field: (*field).into(),
                value: fr.read_field(field, text).unwrap_or_else(|fault| panic!("{fault}")),
                seen: 0,
            })
            .collect();
        fr.act(id(WRITER), Some(opened.case), Command::Edit(changes), "handling").await.unwrap();
        opened.case
    }

    /// Submits, decides every question and approves; the request then waits to be delivered.
    pub(crate) async fn send(&self, case: CaseId) {
        self.submit(case).await;
        self.bureau("FR")
            .act(id(APPROVER), Some(case), Command::Approve { seen: u64::MAX }, "approval")
            .await
            .unwrap();
    }

    /// Submits, and decides every question.
    pub(crate) async fn submit(&self, case: CaseId) {
        let fr = self.bureau("FR");
        let view = fr.case(id(WRITER), case, "handling").await.unwrap();
        let explained =
            view.opinion.findings.iter().map(|f| (f.rule.clone(), "Not known to us.".to_owned())).collect();
        fr.act(id(WRITER), Some(case), Command::Submit { explained }, "handling").await.unwrap();
        let view = fr.case(id(REVIEWER), case, "review").await.unwrap();
        for referral in &view.case.referrals {
            let judge = Command::Judge {
                rule: referral.finding.rule.clone(),
                judgement: case::life::Judgement::Satisfied,
                weighed: Vec::new(),
                reasons: "Weighed on the papers.".into(),
                seen: u64::MAX,
            };
            fr.act(id(REVIEWER), Some(case), judge, "review").await.unwrap();
        }
    }

    /// Carries everything that waits, both ways.
    pub(crate) async fn carry(&self) {
        for code in CODES {
            let bureau = self.bureau(code);
            for errand in bureau.due() {
                let parcel = bureau.parcel(&errand).await.unwrap();
                let receipt = self.bureau(errand.to.as_str()).receive(&parcel.envelope, None).await;
                bureau.delivered(&parcel, Ok(receipt)).await.unwrap();
            }
        }
    }

    /// The case at the other end.
    pub(crate) fn received(&self) -> CaseId {
        self.received_at("BR")
    }

    /// The case that came last to a bureau.
    pub(crate) fn received_at(&self, code: &str) -> CaseId {
        self.bureau(code).docket(id(DUTY), &bureau::Filter::default()).unwrap().rows[0].id
    }
}

/// The revision that a page's form carries, as a form field: what its reader saw.
pub(crate) fn seen(page: &str) -> String {
    let value = page.split_once("name=\"seen\" value=\"").unwrap().1;
    format!("seen={}", value.split('"').next().unwrap())
}

/// Opens an act's page and decides on what it shows.
pub(crate) async fn decide(browser: &Browser, path: &str) {
    let page = browser.get(path).await.text;
    act(browser, path, &seen(&page)).await;
}

/// Sends a form that acts, and finds that it did.
pub(crate) async fn act(browser: &Browser, path: &str, form: &str) {
    let answer = browser.post(path, form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}: {}", answer.text);
}

fn directory(identities: &[Identity], at: Timestamp) -> Directory {
    let secretariat = identities.last().unwrap();
    let entries = identities
        .iter()
        .map(|identity| DirectoryEntry {
            identity: identity.public().clone(),
            state: ["FR", "BR", "ES"]
                .contains(&identity.bureau().as_str())
                .then(|| identity.bureau().as_str().parse().unwrap()),
            name: format!("National Central Bureau {}", identity.bureau()),
            address: format!("https://{}.invalid", identity.bureau()),
            certificate: seal::digest::sha256(identity.bureau().as_str().as_bytes()),
            languages: vec!["en".into(), "fr".into()],
        })
        .collect();
    let expires_at = at + jiff::SignedDuration::from_hours(24 * 30);
    SignedDirectory::sign(
        Edition { serial: 1, issued_at: at, expires_at, entries, withdrawn: Vec::new() },
        secretariat,
    )
    .unwrap()
    .verify(&Root::of_one(secretariat.public()), at, 0)
    .unwrap()
}

/// A red notice that is nearly whole.
pub(crate) const NOTICE: &[(&str, &str)] = &[
    ("request.sought_for", "prosecution"),
    ("request.urgency", "urgent"),
    ("request.handling", "restricted"),
    ("person.family_name", "Doe <b>&\"'"),
    ("person.forename", "Jean"),
    ("person.original_script", "جان دو"),
    ("person.birth_date", "1980-02-03"),
    ("person.nationality_iso", "FR, BR"),
    ("offence.category", "fraud"),
    ("offence.facts_summary", "He sold flats that did not exist.\nSecond line."),
    ("offence.max_penalty_months", "60"),
    ("political_element", "argued-with-specifics"),
    ("warrant.present", "true"),
];
