//! The one door. Whatever changes a bureau's knowledge becomes entries here, sealed and durable together with the
//! checkpoint over them, or it did not happen.

use std::collections::{BTreeMap, btree_map};
use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use case::bureau::{BureauCode, Officer};
use case::id::{CaseId, MessageId, OfficerId};
use case::life::{self, Act, Case, Conflict, Entry, Event, Refusal};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use journal::checkpoint::SignedCheckpoint;
use journal::entry::{BODY_BYTES_MAX, EntryKind, Header};
use journal::tree::Frontier;
use law::Law;
use seal::directory::Directory;
use seal::identity::Identity;
use seal::keeper::{KeeperFault, KeyKeeper};
use seal::random::Randomness;
use seal::rest::{Body, CaseKey, open_body, seal_body};
use seal::ring::wrapped_under;

use crate::book::Book;
use crate::dossier::DossierEntry;
use crate::dossier_record;
use crate::duty::When;
use crate::fault::DoorFault;
use crate::permit::{InForce, Permitted, Seen};
use crate::policy::{On, Policy, Sight};
use crate::ports::{Batch, Bell, Clock, Ring, Store, StoreFault, StoredEntry, WriteLock};
use crate::reading::Reading;
use crate::record::{self, RecordFault};
use crate::register::{self, REGISTER, RegisterEvent};
use crate::trace::{OFFICER_REFUSALS_MAX, look_row};

/// A bureau at work. Cloning gives another handle to the same bureau.
#[derive(Clone)]
pub struct Bureau(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    /// The bureau.
    pub(crate) me: BureauCode,
    /// Its keys in use.
    pub(crate) identity: RwLock<Arc<Identity>>,
    pub(crate) keeper: Box<dyn KeyKeeper>,
    pub(crate) law: Arc<Law>,
    pub(crate) reading: Reading,
    pub(crate) store: Arc<dyn Store>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) bell: Box<dyn Bell>,
    /// The time zone of the bureau.
    pub(crate) zone: TimeZone,
    /// How long a closed case is kept, in months.
    pub(crate) kept_months: u16,
    pub(crate) randomness: Mutex<Box<dyn Randomness + Send>>,
    pub(crate) officers: Vec<Officer>,
    pub(crate) directory: RwLock<Directory>,
    pub(crate) in_force: RwLock<Arc<InForce>>,
    pub(crate) book: RwLock<Book>,
    pub(crate) writer: futures::lock::Mutex<Writer>,
    /// Set where it is not known what became of a batch: the store failed, or nobody waited for its answer.
    pub(crate) in_doubt: AtomicBool,
}

/// The right to write: among the callers of this process, and among the processes of this bureau.
pub(crate) struct Pen<'a> {
    writer: futures::lock::MutexGuard<'a, Writer>,
    lock: WriteLock,
}

impl Pen<'_> {
    /// Whether other processes of this bureau may write too.
    pub(crate) const fn is_shared(&self) -> bool {
        self.lock.is_shared()
    }
}

impl Deref for Pen<'_> {
    type Target = Writer;

    fn deref(&self) -> &Writer {
        &self.writer
    }
}

impl DerefMut for Pen<'_> {
    fn deref_mut(&mut self) -> &mut Writer {
        &mut self.writer
    }
}

/// The end of the journal: who holds it may write.
pub(crate) struct Writer {
    pub(crate) tree: Frontier,
    pub(crate) last_at: Timestamp,
    /// The journal key that signed the last checkpoint; none in an empty journal.
    pub(crate) signed_by: Option<[u8; 32]>,
}

/// Why no case is begun under a master key that another process of the bureau has exchanged.
const FORMER_MASTER_KEY: &str = "another process of this bureau put another master key in use, and this one has not got it; bring it over from there";

/// By which act an officer who wants this sees the case that it is about.
fn reading_act(command: &str) -> &'static str {
    match command {
        "see-task" | "answer-task" => "see-task",
        "enter-circle" => "enter-circle",
        _ => "look",
    }
}

/// Who stands at the door, and why.
pub(crate) struct Actor<'a> {
    officer: Option<Permitted<'a>>,
    purpose: &'a str,
}

impl<'a> Actor<'a> {
    /// The node itself, or the other bureau through it.
    pub(crate) const NODE: Actor<'static> = Actor { officer: None, purpose: "" };

    /// An officer who may.
    pub(crate) const fn officer(permitted: Permitted<'a>, purpose: &'a str) -> Self {
        Self { officer: Some(permitted), purpose }
    }
}

/// The bureau's randomness, taken for one draw at a time: nobody waits for another's sealing.
pub(crate) struct Draws<'a>(&'a Mutex<Box<dyn Randomness + Send>>);

impl Randomness for Draws<'_> {
    fn fill(&mut self, bytes: &mut [u8]) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).fill(bytes);
    }
}

/// What passed the door.
pub(crate) struct Passed {
    pub(crate) case: Arc<Case>,
    pub(crate) conflicts: Vec<Conflict>,
    pub(crate) position: u64,
}

impl Inner {
    pub(crate) fn me(&self) -> &BureauCode {
        &self.me
    }

    /// The bureau's own keys in use.
    pub(crate) fn identity(&self) -> Arc<Identity> {
        self.identity.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn book(&self) -> RwLockReadGuard<'_, Book> {
        self.book.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn book_mut(&self) -> RwLockWriteGuard<'_, Book> {
        self.book.write().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn directory(&self) -> RwLockReadGuard<'_, Directory> {
        self.directory.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the directory in use has not run out.
    pub(crate) fn directory_in_force(&self) -> Result<(), DoorFault> {
        if self.clock.now() < self.directory().expires_at() {
            Ok(())
        } else {
            Err(DoorFault::DirectoryExpired)
        }
    }

    pub(crate) const fn randomness(&self) -> Draws<'_> {
        Draws(&self.randomness)
    }

    pub(crate) fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.randomness().fill(&mut bytes);
        bytes
    }

    pub(crate) fn new_message(&self) -> MessageId {
        MessageId::from_bytes(self.random())
    }

    pub(crate) fn officer(&self, id: OfficerId) -> Result<&Officer, DoorFault> {
        self.officers.iter().find(|officer| officer.id == id).ok_or(DoorFault::UnknownOfficer)
    }

    /// The policy in force.
    pub(crate) fn in_force(&self) -> Arc<InForce> {
        self.in_force.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What a policy can ask of a moment.
    pub(crate) fn when(&self, now: Timestamp) -> When {
        When::at(now, &self.zone, &self.book().rota)
    }

    /// Holds to another policy from here on.
    pub(crate) fn enforce(&self, policy: Policy) {
        let rota = self.book().rota.clone();
        let in_force = Arc::new(InForce::new(policy, self.clock.clone(), (self.zone.clone(), rota)));
        *self.in_force.write().unwrap_or_else(PoisonError::into_inner) = in_force;
    }

    /// Whether an officer may do something in a case as it stands.
    pub(crate) fn may_in(&self, officer: &Officer, command: &str, case: &Case) -> bool {
        self.in_force().allows(officer, command, On::Case(&Sight::of(case)))
    }

    /// An officer's leave to do something outside any case, while its holder has the pen. That somebody wanted what they may
    /// not do is journaled.
    pub(crate) async fn permitted(
        &self,
        writer: &mut Writer,
        officer: OfficerId,
        command: &'static str,
    ) -> Result<Permitted<'_>, DoorFault> {
        match self.in_force().permit(self.officer(officer)?, command, On::Bureau) {
            Some(permitted) => Ok(permitted),
            None => {
                let fault = DoorFault::NotPermitted { command };
                Err(self.refused(writer, officer, command, None, fault).await)
            }
        }
    }

    /// An officer's leave to do something in a case as it stands now, while its holder has the pen. Who may not see the case
    /// is told that there is none, as for a case that there is not. An authority sees it by its task.
    pub(crate) async fn permitted_in(
        &self,
        writer: &mut Writer,
        officer: OfficerId,
        command: &'static str,
        id: CaseId,
    ) -> Result<(Permitted<'_>, Arc<Case>), DoorFault> {
        let who = self.officer(officer)?;
        let fault = match self.seen_case(who, reading_act(command), id).await {
            Ok(Some(case)) => {
                let sight = Sight::of(&case);
                match self.in_force().permit(who, command, On::Case(&sight)) {
                    Some(permitted) => return Ok((permitted, case)),
                    None => DoorFault::NotPermitted { command },
                }
            }
            Ok(None) => DoorFault::NoSuchCase,
            Err(fault) => return Err(fault),
        };
        Err(self.refused(writer, officer, command, Some(id), fault).await)
    }

    /// A case that this officer may see; none also where there is no such case. Nothing of a case that may not be seen is
    /// read, so that the time to answer does not tell it from one that there is not.
    pub(crate) async fn seen_case(
        &self,
        who: &Officer,
        by: &'static str,
        id: CaseId,
    ) -> Result<Option<Arc<Case>>, DoorFault> {
        let seen = {
            let book = self.book();
            let line = book.lines.get(&id);
            line.is_some_and(|line| self.in_force().reached(who, by, &book.sights).sees(line.sight))
        };
        if !seen {
            return Ok(None);
        }
        let case = self.load(id).await?;
        // It may have been kept to others while it was read.
        Ok(self.may_in(who, by, &case).then_some(case))
    }

    /// Whether an officer may see a case.
    pub(crate) fn sees(&self, who: &Officer, id: CaseId) -> bool {
        let book = self.book();
        book.lines.get(&id).is_some_and(|line| self.seen_by(who, &book).sees(line.sight))
    }

    /// Which cases an officer may see.
    pub(crate) fn seen_by(&self, who: &Officer, book: &Book) -> Seen {
        self.in_force().seen(who, &book.sights)
    }

    /// Writes down what an officer wanted and may not, unless it is one of very many; gives why.
    pub(crate) async fn refused(
        &self,
        writer: &mut Writer,
        officer: OfficerId,
        command: &str,
        case: Option<CaseId>,
        fault: DoorFault,
    ) -> DoorFault {
        let now = self.clock.now();
        self.book_mut().counts.refusal(fault.code());
        let Some(more) = self.book_mut().refused_to_officers.entry(officer, OFFICER_REFUSALS_MAX, now) else {
            return fault;
        };
        let (command, code) = (command.to_owned(), fault.code().to_owned());
        let refused = RegisterEvent::ActRefused { officer, command, code, case, more };
        self.note_in_register(writer, &refused).await.err().unwrap_or(fault)
    }

    /// Whether it is not known what became of the last batch.
    pub(crate) fn is_in_doubt(&self) -> bool {
        self.in_doubt.load(Ordering::Acquire)
    }

    /// Takes the pen, which one at a time has, among all processes of this bureau. What others wrote meanwhile, and what a lost
    /// caller left in doubt, is read first.
    pub(crate) async fn take_pen(&self) -> Result<Pen<'_>, DoorFault> {
        let writer = self.writer.lock().await;
        let lock = self.store.lock().await?;
        let mut pen = Pen { writer, lock };
        let is_behind = pen.lock.is_shared() && !covers(pen.lock.last(), &pen.tree);
        if self.is_in_doubt() || is_behind {
            self.catch_up(&mut pen).await?;
        }
        Ok(pen)
    }

    /// The time of what is written now: never before what was written last, and in whole milliseconds as the journal
    /// keeps it, so that a case in memory is the same as one read again.
    pub(crate) fn time_of_entry(&self, writer: &Writer) -> Timestamp {
        let now = self.clock.now();
        Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now).max(writer.last_at)
    }

    /// The case as it stands.
    pub(crate) async fn load(&self, id: CaseId) -> Result<Arc<Case>, DoorFault> {
        if let Some(case) = self.book().case(id) {
            return Ok(case);
        }
        if !self.book().lines.contains_key(&id) {
            return Err(DoorFault::NoSuchCase);
        }
        let case = self.fold(id).await?.ok_or(DoorFault::NoSuchCase)?;
        // Whoever holds the pen may have gone on meanwhile: what they left there is newer.
        Ok(self.book_mut().keep_read(id, Arc::new(case)))
    }

    /// The entries of a case, opened, each with its position.
    pub(crate) async fn opened(&self, id: CaseId) -> Result<Vec<(u64, Entry)>, DoorFault> {
        let stored = self.store.case_entries(id).await?;
        open_all(&self.key(id)?, &stored)
    }

    async fn fold(&self, id: CaseId) -> Result<Option<Case>, DoorFault> {
        let entries = self.opened(id).await?;
        Ok(entries.iter().fold(None, |case, (_, entry)| life::apply(case, entry)))
    }

    /// The key of a case that has one.
    pub(crate) fn key(&self, id: CaseId) -> Result<CaseKey, DoorFault> {
        let wrapped = self.book().keys.get(&id).cloned().ok_or(DoorFault::NoSuchCase)?;
        CaseKey::recover(self.keeper.as_ref(), id, &wrapped)
            .map_err(|fault| DoorFault::Keys(fault.to_string()))
    }

    /// Decides acts one after the other on a case and makes what they come to durable, all of it or nothing.
    pub(crate) async fn pass(
        &self,
        writer: &mut Writer,
        id: CaseId,
        before: Option<Arc<Case>>,
        actor: &Actor<'_>,
        acts: Vec<Act>,
        follow_ups: impl Fn(&Case, &Event, Date) -> Vec<Act>,
    ) -> Result<Passed, DoorFault> {
        let at = self.time_of_entry(writer);
        // An authority that answers sees nothing more; who works here does not lock themselves out.
        let looks = |by: Permitted<'_>, case: &Case| self.may_in(by.officer(), "look", case);
        let saw = actor.officer.is_none_or(|by| before.as_deref().is_none_or(|case| looks(by, case)));
        let mut case = before.as_deref().cloned();
        let (mut entries, mut conflicts) = (Vec::new(), Vec::new());
        let mut acts = std::collections::VecDeque::from(acts);
        while let Some(act) = acts.pop_front() {
            let officer = actor.officer.map(Permitted::officer);
            let decided = life::decide(case.as_ref(), act, officer, self.me())?;
            conflicts.extend(decided.conflicts);
            for event in decided.events {
                let by = officer.map(|officer| officer.id);
                let entry = Entry { at, by, purpose: actor.purpose.to_owned(), event };
                case = life::apply(case, &entry);
                if let Some(case) = &case {
                    acts.extend(follow_ups(case, &entry.event, day_of(at)));
                }
                entries.push(entry);
            }
        }
        let case = Arc::new(case.ok_or(DoorFault::NoSuchCase)?);
        if saw
            && let Some(permitted) = actor.officer
            && !looks(permitted, &case)
        {
            return Err(DoorFault::LocksOut);
        }
        if entries.is_empty() {
            return Ok(Passed { case, conflicts, position: writer.tree.size() });
        }
        self.held_by_sources(writer, id, &case, &entries).await?;
        self.write(writer, id, &entries).await?;
        let position = writer.tree.size();
        self.enter_in_book(id, &case, &entries, position);
        Ok(Passed { case, conflicts, position })
    }

    /// Has memory follow entries of a case that are durable, and tells whoever looks at it; `position` is the next one.
    pub(crate) fn enter_in_book(&self, id: CaseId, case: &Arc<Case>, entries: &[Entry], position: u64) {
        let outgoing = {
            let mut book = self.book_mut();
            let before = book.outbox.len();
            let looks = entries.iter().filter(|entry| entry.event.is_look());
            looks.filter_map(|entry| look_row(id, case, entry)).for_each(|row| book.looked(row));
            book.take(id, case.clone());
            if case.is_to_be_erased() {
                book.to_erase.insert(id);
            }
            if entries.iter().any(|entry| is_exchange(&entry.event)) {
                book.witness.exchanged(case.other(), position.saturating_sub(1));
            }
            book.outbox.len() > before
        };
        if entries.iter().any(|entry| !entry.event.is_look()) {
            let from_outside = entries.iter().any(|entry| matches!(entry.event, Event::Heard(_)));
            let urgent = case.fact("request.urgency").and_then(case::fact::Value::text) == Some("urgent");
            self.bell.ring(Ring { case: id, position, from_outside, urgent, outgoing });
        }
    }

    /// Seals entries and appends them with the checkpoint that covers them.
    async fn write(&self, writer: &mut Writer, id: CaseId, entries: &[Entry]) -> Result<(), DoorFault> {
        let bodies: Vec<(EntryKind, Body)> = entries
            .iter()
            .map(|entry| {
                let body = record::write(entry)?;
                // What another bureau says is read back first: nothing is taken that could not be opened again.
                if matches!(entry.event, Event::Heard(_)) && record::read(&body)? != *entry {
                    return Err(RecordFault::Unreadable("it is read back as something else".into()));
                }
                Ok((kind_of(&entry.event), body))
            })
            .collect::<Result<_, RecordFault>>()?;
        let at = entries.last().map_or(writer.last_at, |entry| entry.at);
        let bodies = bodies.into_iter().map(|(kind, body)| (id, kind, body)).collect();
        self.write_bodies(writer, at, bodies, Vec::new()).await
    }

    /// Notes something in the bureau's own register.
    pub(crate) async fn note_in_register(
        &self,
        writer: &mut Writer,
        event: &RegisterEvent,
    ) -> Result<(), DoorFault> {
        self.note_all_in_register(writer, std::slice::from_ref(event)).await
    }

    /// Events that become durable together.
    pub(crate) async fn note_all_in_register(
        &self,
        writer: &mut Writer,
        events: &[RegisterEvent],
    ) -> Result<(), DoorFault> {
        let at = self.time_of_entry(writer);
        let kind = |event: &RegisterEvent| match event {
            RegisterEvent::EnvelopeRefused { .. }
            | RegisterEvent::ActRefused { .. }
            | RegisterEvent::SignInRefused { .. } => EntryKind::Refusal,
            _ => EntryKind::Register,
        };
        let body = |event| Ok((REGISTER, kind(event), register::write(at, event)?.into()));
        let bodies = events.iter().map(body).collect::<Result<_, RecordFault>>()?;
        self.write_bodies(writer, at, bodies, Vec::new()).await?;
        events.iter().try_for_each(|event| self.registered(at, event))
    }

    /// Takes note of what stands in the register: memory follows, and a policy and the rota are in force.
    pub(crate) fn registered(&self, at: Timestamp, event: &RegisterEvent) -> Result<(), DoorFault> {
        if let RegisterEvent::Policy { text, .. } = event {
            self.enforce(text.parse()?);
        }
        self.book_mut().registered(at, event);
        if matches!(event, RegisterEvent::Duty { .. }) {
            self.enforce(self.in_force().policy().clone());
        }
        Ok(())
    }

    /// Seals bodies, each under the key of its case, and appends them; the keys of erased cases go with them.
    pub(crate) async fn write_bodies(
        &self,
        writer: &mut Writer,
        at: Timestamp,
        bodies: Vec<(CaseId, EntryKind, Body)>,
        erased: Vec<CaseId>,
    ) -> Result<(), DoorFault> {
        let identity = self.identity();
        let (mut batch, tree) = self.batch(writer, &identity, at, bodies)?;
        batch.erased = erased;
        let keys = batch.keys.clone();
        let mut doubt = Doubt { in_doubt: &self.in_doubt, remains: true };
        let stored = self.store.append(batch).await;
        // A full disk is a certain refusal. After any other fault the next act first reads what is stored: what became of
        // this batch, or what another process wrote before it.
        doubt.remains = !matches!(stored, Ok(()) | Err(StoreFault::Full));
        drop(doubt);
        stored?;
        *writer = Writer { tree, last_at: at, signed_by: Some(*identity.public().journal_key()) };
        self.book_mut().keys.extend(keys);
        Ok(())
    }

    /// The key of a case; a new one for a new case, with the form in which it is stored.
    fn key_or_new(&self, id: CaseId) -> Result<(CaseKey, Option<Vec<u8>>), DoorFault> {
        let failed = |fault: KeeperFault| DoorFault::Keys(fault.to_string());
        let known = self.book().keys.get(&id).cloned();
        if let Some(wrapped) = known {
            let key = CaseKey::recover(self.keeper.as_ref(), id, &wrapped).map_err(failed)?;
            return Ok((key, None));
        }
        let mut randomness = self.randomness();
        let key = CaseKey::generate(&mut randomness);
        let wrapped = key.wrap(self.keeper.as_ref(), id, &mut randomness).map_err(failed)?;
        if self.book().is_former(wrapped_under(&wrapped)) {
            return Err(DoorFault::Keys(FORMER_MASTER_KEY.to_owned()));
        }
        Ok((key, Some(wrapped)))
    }

    fn batch(
        &self,
        writer: &Writer,
        identity: &Identity,
        at: Timestamp,
        bodies: Vec<(CaseId, EntryKind, Body)>,
    ) -> Result<(Batch, Frontier), DoorFault> {
        let keys_failed = |fault: &dyn std::fmt::Display| DoorFault::Keys(fault.to_string());
        let mut randomness = self.randomness();
        let mut batch = Batch::default();
        let mut keys: BTreeMap<CaseId, CaseKey> = BTreeMap::new();
        let mut tree = writer.tree.clone();
        for (id, kind, plain) in bodies {
            let key = match keys.entry(id) {
                btree_map::Entry::Occupied(known) => known.into_mut(),
                btree_map::Entry::Vacant(place) => {
                    let (key, new) = self.key_or_new(id)?;
                    batch.keys.extend(new.map(|wrapped| (id, wrapped)));
                    place.insert(key)
                }
            };
            let position = tree.size();
            let body = seal_body(key, &body_aad(id, position), &plain, &mut randomness)
                .map_err(|fault| keys_failed(&fault))?;
            let header = Header::for_body(position, id, at, kind, &body)
                .map_err(|_| Refusal::TooLarge { what: "the entry", max: BODY_BYTES_MAX })?;
            tree.append(header.leaf());
            batch.entries.push(StoredEntry { header, body: Some(body) });
        }
        batch.checkpoint = self.signed_checkpoint(writer, identity, &tree)?;
        Ok((batch, tree))
    }

    /// The events in entries of the register, none of whose content may be gone.
    pub(crate) fn read_register<'a>(
        &self,
        stored: impl Iterator<Item = &'a StoredEntry>,
    ) -> Result<Vec<(Timestamp, RegisterEvent)>, DoorFault> {
        let key = self.key(REGISTER)?;
        let open = |stored: &StoredEntry| {
            let body = stored.body.as_ref().ok_or_else(|| absent(std::slice::from_ref(stored)))?;
            let plain = open_body(&key, &body_aad(REGISTER, stored.header.position), body)
                .map_err(|fault| DoorFault::Keys(fault.to_string()))?;
            Ok(register::read(&plain.told)?)
        };
        stored.map(open).collect()
    }
}

/// Leaves a batch in doubt where whoever wrote it goes away before the store has answered.
struct Doubt<'a> {
    in_doubt: &'a AtomicBool,
    remains: bool,
}

impl Drop for Doubt<'_> {
    fn drop(&mut self) {
        if self.remains {
            self.in_doubt.store(true, Ordering::Release);
        }
    }
}

/// Opens the entries of a case. Content may be gone only where its erasure is recorded.
pub(crate) fn open_all(key: &CaseKey, stored: &[StoredEntry]) -> Result<Vec<(u64, Entry)>, DoorFault> {
    if stored.iter().any(|entry| entry.body.is_none()) && !is_erased(stored) {
        return Err(absent(stored));
    }
    stored.iter().filter_map(|entry| open(key, entry).transpose()).collect()
}

/// Whether this is a checkpoint over the tree; of an empty one there is none.
fn covers(checkpoint: Option<&str>, tree: &Frontier) -> bool {
    let Some(note) = checkpoint else { return tree.size() == 0 };
    let signed = note.parse::<SignedCheckpoint>();
    signed.is_ok_and(|signed| {
        signed.checkpoint().size == tree.size() && signed.checkpoint().root == tree.root()
    })
}

/// Whether a message came or went with this.
pub(crate) const fn is_exchange(event: &Event) -> bool {
    matches!(event, Event::Heard(_) | Event::Delivered { .. })
}

/// Whether the erasure of a case is recorded among its entries.
pub(crate) fn is_erased(stored: &[StoredEntry]) -> bool {
    stored.iter().any(|entry| entry.header.kind == EntryKind::Erasure)
}

/// That content is gone which should be there.
pub(crate) fn absent(stored: &[StoredEntry]) -> DoorFault {
    let gone = stored.iter().find(|entry| entry.body.is_none()).or(stored.first());
    RecordFault::Absent { position: gone.map_or(0, |entry| entry.header.position) }.into()
}

/// Opens a stored entry; nothing where its content was erased.
pub(crate) fn open(key: &CaseKey, stored: &StoredEntry) -> Result<Option<(u64, Entry)>, DoorFault> {
    let Some(plain) = open_plain(key, stored)? else { return Ok(None) };
    Ok(Some((stored.header.position, record::read(&plain)?)))
}

/// The record in a stored entry; nothing where its content was erased.
pub(crate) fn open_plain(key: &CaseKey, stored: &StoredEntry) -> Result<Option<Body>, DoorFault> {
    let Some(body) = &stored.body else { return Ok(None) };
    let position = stored.header.position;
    let plain = open_body(key, &body_aad(stored.header.case, position), body)
        .map_err(|fault| DoorFault::Keys(format!("entry {position}: {fault}")))?;
    Ok(Some(plain))
}

/// Opens the entries of a dossier, none of whose content may be gone.
pub(crate) fn open_dossier(key: &CaseKey, stored: &[StoredEntry]) -> Result<Vec<DossierEntry>, DoorFault> {
    let read = |entry: &StoredEntry| {
        let plain = open_plain(key, entry)?.ok_or_else(|| absent(std::slice::from_ref(entry)))?;
        Ok(dossier_record::read(&plain.told)?)
    };
    stored.iter().map(read).collect()
}

/// Whether these entries are a dossier's and not a case's.
pub(crate) fn is_dossier(stored: &[StoredEntry]) -> bool {
    stored.first().is_some_and(|entry| entry.header.kind == EntryKind::Dossier)
}

/// What a sealed body is bound to: its case and its place.
pub(crate) fn body_aad(id: CaseId, position: u64) -> Vec<u8> {
    [id.bytes().as_slice(), &position.to_be_bytes()].concat()
}

/// The journal's name, which is also that of the key that signs its checkpoints.
pub(crate) fn origin(me: &BureauCode) -> String {
    format!("comity/{me}")
}

/// The day of an instant, in UTC.
pub(crate) fn day_of(at: Timestamp) -> Date {
    TimeZone::UTC.to_datetime(at).date()
}

fn kind_of(event: &Event) -> EntryKind {
    match event {
        Event::Looked | Event::Drawn { .. } => EntryKind::Look,
        Event::Said { .. } | Event::Heard(_) => EntryKind::Message,
        Event::Delivered { .. } | Event::TurnedAway { .. } => EntryKind::Receipt,
        Event::Kept { .. } => EntryKind::File,
        _ => EntryKind::CaseEntry,
    }
}
