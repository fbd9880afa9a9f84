//! One world: its bureaus, its time, and what happens next.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use bureau::memory::{MemoryStore, NextFault};
use bureau::ports::{Bell, Clock, Ring};
use bureau::{Bureau, Setup};
use case::bureau::{BureauCode, Level, Officer, Role};
use case::id::OfficerId;
use futures::executor::block_on;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use law::Law;
use seal::directory::{Directory, DirectoryEntry, Edition, SignedDirectory};
use seal::identity::Identity;
use seal::keeper::MasterKey;
use seal::root::Root;

use crate::chance::Chance;
use crate::network::Network;
use crate::officers::Office;
use crate::verdict;

/// How long officers work and faults occur, in simulated milliseconds.
const TROUBLED_MS: i64 = 120_000;
/// How long the network then has to settle everything, in simulated milliseconds.
const SETTLING_MS_MAX: i64 = 3_600_000;
/// When the exercise begins: 2026-01-01T00:00:00Z.
const BEGIN_MS: i64 = 1_767_225_600_000;

/// What is the same in all worlds: keys and law, which are slow to make.
pub(crate) struct Cast {
    pub(crate) bureaus: Vec<BureauCode>,
    identities: BTreeMap<BureauCode, seal::secret::Secret>,
    directory: Directory,
    law: Arc<Law>,
}

/// What happened, for the report.
#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) worlds: u64,
    pub(crate) requests: u64,
    pub(crate) messages: u64,
    pub(crate) tries: u64,
    pub(crate) lost: u64,
    pub(crate) doubled: u64,
    pub(crate) altered: u64,
    pub(crate) turned_away: u64,
    pub(crate) crashes: u64,
    pub(crate) cosigned: u64,
    pub(crate) entries: u64,
}

impl Tally {
    pub(crate) fn add(&mut self, other: &Tally) {
        self.worlds += other.worlds;
        self.requests += other.requests;
        self.messages += other.messages;
        self.tries += other.tries;
        self.lost += other.lost;
        self.doubled += other.doubled;
        self.altered += other.altered;
        self.turned_away += other.turned_away;
        self.crashes += other.crashes;
        self.cosigned += other.cosigned;
        self.entries += other.entries;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} worlds, {} requests, {} messages in {} tries ({} lost, {} doubled, {} altered, {} turned away), {} crashes, {} cosignatures, {} entries",
            self.worlds,
            self.requests,
            self.messages,
            self.tries,
            self.lost,
            self.doubled,
            self.altered,
            self.turned_away,
            self.crashes,
            self.cosigned,
            self.entries
        )
    }
}

/// The time of a world, which only the world moves; each bureau's clock may be off by some seconds, and may jump.
#[derive(Clone)]
pub(crate) struct WorldClock(Arc<AtomicI64>, Arc<AtomicI64>);

impl Clock for WorldClock {
    fn now(&self) -> Timestamp {
        let ms = self.0.load(Ordering::Relaxed) + self.1.load(Ordering::Relaxed);
        Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

struct NoBell;

impl Bell for NoBell {
    fn ring(&self, _: Ring) {}
    fn sessions_end(&self, _: OfficerId) {}
}

/// A bureau's node: what outlives a crash, and what does not.
pub(crate) struct Node {
    pub(crate) code: BureauCode,
    pub(crate) store: MemoryStore,
    pub(crate) bureau: Bureau,
    /// Counts restarts: an answer that comes for an earlier life is not heard.
    pub(crate) life: u64,
    master: seal::secret::Secret,
    skew: Arc<AtomicI64>,
}

/// One world.
pub(crate) struct World<'a> {
    pub(crate) cast: &'a Cast,
    pub(crate) chance: Chance,
    pub(crate) now: Arc<AtomicI64>,
    pub(crate) nodes: Vec<Node>,
    pub(crate) tally: Tally,
}

impl Cast {
    pub(crate) fn new(codes: &[&str]) -> Result<Self, String> {
        let mut chance = Chance::new(0);
        let mut identity = |code: &str| -> Result<Identity, String> {
            let code = code.parse().map_err(|fault| format!("{fault}"))?;
            Identity::generate(code, 1, &mut chance).map_err(|fault| fault.to_string())
        };
        let secretariat = identity("GS")?;
        let identities = codes.iter().map(|code| identity(code)).collect::<Result<Vec<_>, _>>()?;
        let entries = identities
            .iter()
            .map(|identity| DirectoryEntry {
                identity: identity.public().clone(),
                state: identity.bureau().as_str().parse().ok(),
                name: format!("Bureau {}", identity.bureau()),
                address: format!("https://{}.invalid", identity.bureau()),
                certificate: seal::digest::sha256(identity.bureau().as_str().as_bytes()),
                languages: vec!["en".into()],
            })
            .collect();
        let at = Timestamp::from_millisecond(BEGIN_MS).unwrap_or(Timestamp::UNIX_EPOCH);
        let expires_at = Timestamp::from_millisecond(BEGIN_MS * 2).unwrap_or(Timestamp::MAX);
        let edition = Edition { serial: 1, issued_at: at, expires_at, entries, withdrawn: Vec::new() };
        let directory = SignedDirectory::sign(edition, &secretariat)
            .map_err(|fault| fault.to_string())?
            .verify(&Root::of_one(secretariat.public()), at, 0)
            .map_err(|fault| fault.to_string())?;
        let law = Law::shipped().map_err(|faults| format!("{} faults in the law packs", faults.len()))?;
        Ok(Self {
            bureaus: identities.iter().map(|identity| identity.bureau().clone()).collect(),
            identities: identities.iter().map(|id| (id.bureau().clone(), id.to_secret())).collect(),
            directory,
            law: Arc::new(law),
        })
    }

    pub(crate) fn identity(&self, code: &BureauCode) -> Result<Identity, String> {
        let secret = self.identities.get(code).ok_or("no such bureau")?;
        Identity::from_secret(secret).map_err(|fault| fault.to_string())
    }

    pub(crate) fn public(&self, code: &BureauCode) -> Option<&seal::identity::PublicIdentity> {
        self.directory.find(code).map(|entry| &entry.identity)
    }
}

/// The officers of every bureau: one writes, one judges, one approves and receives.
pub(crate) fn officers() -> Vec<Officer> {
    let officer = |number: u8, roles: &[Role]| Officer {
        id: OfficerId::from_bytes([number; 16]),
        name: format!("Officer {number}"),
        roles: roles.to_vec(),
        clearance: Level::Confidential,
        language: "en".into(),
        certificates: Vec::new(),
    };
    vec![
        officer(1, &[Role::LiaisonOfficer]),
        officer(2, &[Role::LegalReviewer]),
        officer(3, &[Role::Approver, Role::DutyOfficer]),
    ]
}

impl<'a> World<'a> {
    pub(crate) fn new(cast: &'a Cast, seed: u64) -> Result<Self, String> {
        let mut world = Self {
            cast,
            chance: Chance::new(seed),
            now: Arc::new(AtomicI64::new(BEGIN_MS)),
            nodes: Vec::new(),
            tally: Tally { worlds: 1, ..Tally::default() },
        };
        for code in &cast.bureaus {
            let master = MasterKey::generate(&mut world.chance).to_secret();
            let (store, skew) = (MemoryStore::default(), Arc::new(AtomicI64::new(0)));
            let bureau = world.start(code, &store, &master, &skew)?;
            world.nodes.push(Node { code: code.clone(), store, bureau, life: 0, master, skew });
        }
        Ok(world)
    }

    pub(crate) fn ms(&self) -> i64 {
        self.now.load(Ordering::Relaxed)
    }

    fn start(
        &mut self,
        code: &BureauCode,
        store: &MemoryStore,
        master: &seal::secret::Secret,
        skew: &Arc<AtomicI64>,
    ) -> Result<Bureau, String> {
        let setup = Setup {
            zone: TimeZone::UTC,
            identity: self.cast.identity(code)?,
            keeper: Box::new(MasterKey::from_secret(master).ok_or("a master key is too short")?),
            law: self.cast.law.clone(),
            directory: self.cast.directory.clone(),
            officers: officers(),
            store: Arc::new(store.clone()),
            clock: Box::new(WorldClock(self.now.clone(), skew.clone())),
            randomness: Box::new(Chance::new(self.chance.next())),
            bell: Box::new(NoBell),
            kept_months: 60,
            beside_others: false,
        };
        block_on(Bureau::start(setup)).map_err(|fault| format!("{code} cannot start: {fault}"))
    }

    /// Stops a node where it stands and starts it on what its store holds.
    fn crash(&mut self, place: usize) -> Result<(), String> {
        let Some(node) = self.nodes.get(place) else { return Ok(()) };
        let (code, store, skew) = (node.code.clone(), node.store.clone(), node.skew.clone());
        let master = seal::secret::Secret::new(node.master.expose().to_vec());
        let bureau = self.start(&code, &store, &master, &skew)?;
        if let Some(node) = self.nodes.get_mut(place) {
            node.bureau = bureau;
            node.life += 1;
        }
        self.tally.crashes += 1;
        Ok(())
    }

    /// Lets something go wrong in a node: a crash, a fault of its store, a jump of its clock.
    fn trouble(&mut self) -> Result<(), String> {
        let place = usize::try_from(self.chance.below(5)).unwrap_or(0);
        match self.chance.below(6) {
            0 | 1 => self.crash(place)?,
            kind => {
                let skew = i64::try_from(self.chance.below(7_200_000)).unwrap_or(0) - 3_600_000;
                let Some(node) = self.nodes.get(place) else { return Ok(()) };
                match kind {
                    2 => node.store.fail_next(NextFault::Full),
                    3 => node.store.fail_next(NextFault::LostBefore),
                    4 => node.store.fail_next(NextFault::LostAfter),
                    _ => node.skew.store(skew, Ordering::Relaxed),
                }
            }
        }
        Ok(())
    }

    /// Runs to the end and judges it.
    pub(crate) fn run(mut self) -> Result<Tally, String> {
        let mut network = Network::new();
        let mut office = Office::new(4 + self.chance.below(5));
        let troubled_until = BEGIN_MS + TROUBLED_MS;
        while self.ms() < troubled_until {
            self.step(&mut network, &mut office, true)?;
            if self.chance.percent(2) {
                self.trouble()?;
            }
        }
        network.heal();
        self.nodes.iter().for_each(|node| node.store.heal());
        let settle_until = self.ms() + SETTLING_MS_MAX;
        while !(office.is_done(&self) && network.is_quiet() && self.nothing_waits()) {
            if self.ms() > settle_until {
                return Err(format!("not settled after an hour: {}", office.open(&self)));
            }
            self.step(&mut network, &mut office, false)?;
        }
        self.tally.requests = office.requests();
        self.tally.messages = verdict::judge(&self)?;
        self.tally.entries = self.nodes.iter().map(|node| node.store.contents().0.len() as u64).sum();
        Ok(self.tally)
    }

    fn step(&mut self, network: &mut Network, office: &mut Office, troubled: bool) -> Result<(), String> {
        let forward = 20 + i64::try_from(self.chance.below(180)).unwrap_or(0);
        self.now.fetch_add(forward, Ordering::Relaxed);
        network.carry(self, troubled)?;
        office.work(self, troubled)
    }

    fn nothing_waits(&self) -> bool {
        self.nodes.iter().all(|node| node.bureau.next_due().is_none())
    }
}
