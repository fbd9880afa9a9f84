//! Starting a bureau: its memory is built from its journal.

use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, RwLock};

use case::bureau::Officer;
use case::id::{CaseId, DossierId};
use case::life::{self, Case};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use journal::checkpoint::{KeyExchange, SignedCheckpoint};
use journal::note::VerifierKey;
use journal::tree::Frontier;
use law::Law;
use seal::directory::Directory;
use seal::identity::Identity;
use seal::keeper::KeyKeeper;
use seal::note::NoteSigner;
use seal::random::Randomness;
use seal::rest::CaseKey;

use crate::book::Book;
use crate::door::{
    Bureau, Inner, Writer, absent, is_dossier, is_erased, is_exchange, open_all, open_dossier, origin,
};
use crate::dossier;
use crate::duty::Rota;
use crate::fault::DoorFault;
use crate::permit::InForce;
use crate::policy::{Policy, PolicyFault};
use crate::ports::{Bell, CASES_PER_READ, Clock, HEADERS_PER_READ, Store, StoreFault, StoredEntry};
use crate::reading::Reading;
use crate::register::{REGISTER, RegisterEvent};
use crate::trace::{LookRow, look_row};

/// What a bureau is made of.
pub struct Setup {
    /// Its keys.
    pub identity: Identity,
    /// Who keeps its master key.
    pub keeper: Box<dyn KeyKeeper>,
    /// The law packs.
    pub law: Arc<Law>,
    /// The directory, verified.
    pub directory: Directory,
    /// Its officers.
    pub officers: Vec<Officer>,
    /// The durable store.
    pub store: Arc<dyn Store>,
    /// The time.
    pub clock: Box<dyn Clock>,
    /// Randomness.
    pub randomness: Box<dyn Randomness + Send>,
    /// Told of changes.
    pub bell: Box<dyn Bell>,
    /// The time zone of the bureau: by its clock the policy's hours and the turns of duty are meant.
    pub zone: TimeZone,
    /// How long a closed case is kept, in months from the day of its closing.
    pub kept_months: u16,
    /// Whether other processes of this bureau are at work on the same store.
    pub beside_others: bool,
}

/// Why a bureau cannot start.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StartFault {
    /// The store answered with a fault.
    #[error(transparent)]
    Store(#[from] StoreFault),
    /// An entry cannot be opened or read.
    #[error("the journal cannot be read: {0}")]
    Journal(#[from] DoorFault),
    /// The last checkpoint does not cover what is stored, or is not signed by this bureau.
    #[error("the journal and its last checkpoint do not agree; verify it before going on")]
    Checkpoint,
    /// Other processes of this bureau are at work, and not with the same officers, law or program.
    #[error(
        "other processes of this bureau are at work with other {0} than this one was given; give all of them the same, or stop \
         the others before this one starts"
    )]
    Unlike(&'static str),
    /// The policy in force cannot be held to any more.
    #[error(
        "the policy in force is none that this program can hold to: {0}; start the program that wrote it, and put another in force"
    )]
    Policy(#[from] PolicyFault),
}

impl Bureau {
    /// Builds a bureau from its journal, or begins one.
    ///
    /// # Errors
    /// A [`StartFault`]; a journal that does not agree with its last checkpoint is not worked on.
    pub async fn start(setup: Setup) -> Result<Bureau, StartFault> {
        let Setup {
            identity,
            keeper,
            law,
            directory,
            officers,
            store,
            clock,
            randomness,
            bell,
            zone,
            kept_months,
            beside_others,
        } = setup;
        let clock: Arc<dyn Clock> = Arc::from(clock);
        let in_force = InForce::new(Policy::built_in()?, clock.clone(), (zone.clone(), Rota::default()));
        let mut writer =
            Writer { tree: Frontier::default(), last_at: Timestamp::UNIX_EPOCH, signed_by: None };
        read_headers(store.as_ref(), &mut writer).await?;
        let lock = store.lock().await?;
        // Others may have gone on meanwhile; from here on nobody does.
        read_headers(store.as_ref(), &mut writer).await?;
        writer.signed_by = agrees(store.as_ref(), &writer.tree, &identity).await?;
        drop(lock);
        let size = writer.tree.size();
        let inner = Inner {
            me: identity.bureau().clone(),
            identity: RwLock::new(Arc::new(identity)),
            keeper,
            law,
            reading: Reading::default(),
            store,
            clock,
            bell,
            zone,
            kept_months,
            randomness: Mutex::new(randomness),
            officers,
            directory: RwLock::new(directory),
            in_force: RwLock::new(Arc::new(in_force)),
            book: RwLock::new(Book::default()),
            writer: futures::lock::Mutex::new(writer),
            in_doubt: AtomicBool::new(false),
        };
        let to_erase = inner.read_cases(size).await?;
        inner.read_cosigned().await?;
        inner.begin().await?;
        if beside_others {
            inner.is_like_others()?;
        }
        inner.take_up_policy().await?;
        inner.note_changes().await?;
        inner.book_mut().to_erase.extend(to_erase);
        match inner.finish_erasures().await {
            // A full disk keeps nobody from work; it is tried again with the next delivery.
            Ok(()) | Err(DoorFault::Store(_)) => {}
            Err(fault) => return Err(fault.into()),
        }
        Ok(Bureau(Arc::new(inner)))
    }

    /// The law in use.
    #[must_use]
    pub fn law_version(&self) -> &str {
        self.0.law.version()
    }
}

async fn read_headers(store: &dyn Store, writer: &mut Writer) -> Result<(), StoreFault> {
    loop {
        let headers = store.headers(writer.tree.size(), HEADERS_PER_READ).await?;
        if headers.is_empty() {
            return Ok(());
        }
        for header in &headers {
            writer.tree.append(header.leaf());
            writer.last_at = writer.last_at.max(header.at);
        }
    }
}

/// Whether the last checkpoint is signed by this bureau and covers what is stored, no more and no less; gives the key that signed it.
/// While the journal's key is exchanged, that may be the former one.
async fn agrees(
    store: &dyn Store,
    tree: &Frontier,
    identity: &Identity,
) -> Result<Option<[u8; 32]>, StartFault> {
    let note = match store.last_checkpoint().await? {
        None if tree.size() == 0 => return Ok(None),
        None => return Err(StartFault::Checkpoint),
        Some(note) => note,
    };
    let name = origin(identity.bureau());
    let own = NoteSigner::new(&name, identity).map_err(|_| StartFault::Checkpoint)?;
    let former = NoteSigner::former(&name, identity).map_err(|_| StartFault::Checkpoint)?;
    let mut signers = [Some(own), former].into_iter().flatten();
    let by = signers.find(|signer| signer.verifier().verify(&note).is_ok()).ok_or(StartFault::Checkpoint)?;
    let signed: SignedCheckpoint = note.parse().map_err(|_| StartFault::Checkpoint)?;
    let same = signed.checkpoint().size == tree.size() && signed.checkpoint().root == tree.root();
    // Who has not got the next key of the journal does not go on with the one before.
    let is_next =
        |exchange: &KeyExchange| by.vkey().parse::<VerifierKey>().is_ok_and(|key| key == exchange.next);
    if same && signed.checkpoint().exchange.as_ref().is_none_or(is_next) {
        Ok(Some(*by.verifier().key()))
    } else {
        Err(StartFault::Checkpoint)
    }
}

impl Inner {
    /// The journal key that signed the last checkpoint, which covers this tree.
    pub(crate) async fn last_signed_by(&self, tree: &Frontier) -> Result<Option<[u8; 32]>, DoorFault> {
        let agreed = agrees(self.store.as_ref(), tree, &self.identity()).await;
        agreed.map_err(|fault| StoreFault::Broken(format!("the last checkpoint: {fault}")).into())
    }

    /// Begins the journal, unless another process has.
    async fn begin(&self) -> Result<(), DoorFault> {
        let mut writer = self.take_pen().await?;
        if writer.tree.size() > 0 {
            return Ok(());
        }
        let bureau = self.me().clone();
        self.note_in_register(&mut writer, &RegisterEvent::Begun { bureau }).await
    }

    /// Whether this process works with the officers and the law that the register names.
    fn is_like_others(&self) -> Result<(), StartFault> {
        let book = self.book();
        if book.officers != self.officers {
            return Err(StartFault::Unlike("officers"));
        }
        if book.law.as_deref().is_some_and(|law| law != self.law.version()) {
            return Err(StartFault::Unlike("law"));
        }
        // A policy that came with a program is another one's where it is not this one's.
        let of_program = book.policy.as_ref().filter(|named| named.by.is_none());
        if of_program.is_some_and(|named| Policy::built_in().is_ok_and(|own| *own.text() != *named.text)) {
            return Err(StartFault::Unlike("program"));
        }
        Ok(())
    }

    /// Takes in the first `size` entries. Others may go on writing: what they add is read later. Gives the cases that are
    /// still to be erased.
    async fn read_cases(&self, size: u64) -> Result<Vec<CaseId>, StartFault> {
        let keys = self.store.keys().await?;
        self.book_mut().keys.extend(keys);
        let (mut after, mut to_erase) = (None, Vec::new());
        loop {
            let cases = self.store.cases(after, CASES_PER_READ).await?;
            let Some((last, _)) = cases.last() else { return Ok(to_erase) };
            after = Some(*last);
            // Their erasure may have come after the first entries, and is then read later.
            let there = cases.into_iter().filter(|(_, entries)| !is_erased(entries)).map(first(size));
            let cases: Vec<_> = there.filter(|(_, entries)| !entries.is_empty()).collect();
            if let Some((_, entries)) = cases.iter().find(|(id, _)| *id == REGISTER) {
                let events = self.read_register(entries.iter())?;
                let mut book = self.book_mut();
                events.iter().for_each(|(at, event)| book.registered(*at, event));
            }
            let mut looks = Vec::new();
            let mut keys = self.keys_of(cases.iter().map(|(id, _)| *id))?;
            for (id, entries) in cases {
                if is_dossier(&entries) {
                    self.read_dossier(id, &entries)?;
                    continue;
                }
                let folded = match keys.remove(&id) {
                    Some(key) if self.noted_source(&key, id, &entries)? => None,
                    Some(key) => fold(&key, id, &entries)?,
                    None => self.fold_one(id, &entries)?,
                };
                let Some(Folded { case, looks: of_case, exchanged }) = folded else { continue };
                to_erase.extend(case.is_to_be_erased().then_some(id));
                looks.extend(of_case);
                let mut book = self.book_mut();
                book.note(id, &case);
                exchanged.into_iter().for_each(|position| book.witness.exchanged(case.other(), position));
            }
            self.book_mut().looked_before(looks);
        }
    }

    /// Takes in a dossier.
    fn read_dossier(&self, id: CaseId, entries: &[StoredEntry]) -> Result<(), DoorFault> {
        if !self.book().keys.contains_key(&id) {
            return Err(absent(entries));
        }
        let read = open_dossier(&self.key(id)?, entries)?;
        let dossier = read.into_iter().fold(None, dossier::apply);
        let id = DossierId::from_bytes(id.bytes());
        dossier.into_iter().for_each(|dossier| self.book_mut().take_dossier(id, dossier));
        Ok(())
    }

    /// Writes down which officers, which directory and which keys of the bureau's own are in use, where the register names
    /// others.
    pub(crate) async fn note_changes(&self) -> Result<(), DoorFault> {
        let mut writer = self.take_pen().await?;
        let directory = (self.directory().serial(), *self.directory().digest());
        let (officers_known, directory_known) = {
            let book = self.book();
            // Another process may have a newer one already.
            let is_shared = writer.is_shared();
            let is_behind = is_shared && book.directory.is_some_and(|known| known.0 > directory.0);
            (book.officers == self.officers, is_behind || book.directory == Some(directory))
        };
        if !officers_known {
            let officers = self.officers.clone();
            let mut events = self.passkeys_of_leavers();
            events.push(RegisterEvent::Officers { officers });
            self.note_all_in_register(&mut writer, &events).await?;
        }
        if let Some(renewed) = self.renewed() {
            self.note_in_register(&mut writer, &RegisterEvent::Key(renewed)).await?;
        }
        if !directory_known {
            let (serial, digest) = directory;
            self.note_in_register(&mut writer, &RegisterEvent::Directory { serial, digest }).await?;
        }
        Ok(())
    }

    /// A case as it stands; none for the register, and none where the case was erased.
    pub(crate) fn fold_one(&self, id: CaseId, stored: &[StoredEntry]) -> Result<Option<Folded>, DoorFault> {
        if id == REGISTER {
            return Ok(None);
        }
        if !self.book().keys.contains_key(&id) {
            return if is_erased(stored) { Ok(None) } else { Err(absent(stored)) };
        }
        fold(&self.key(id)?, id, stored)
    }

    /// The keys of those cases that have one, recovered together: a device takes less time for many at once.
    fn keys_of(&self, cases: impl Iterator<Item = CaseId>) -> Result<BTreeMap<CaseId, CaseKey>, DoorFault> {
        let wrapped: Vec<(CaseId, Vec<u8>)> = {
            let book = self.book();
            let known = cases.filter(|id| *id != REGISTER);
            known.filter_map(|id| Some((id, book.keys.get(&id)?.clone()))).collect()
        };
        let recovered = CaseKey::recover_all(self.keeper.as_ref(), &wrapped);
        let named = wrapped
            .iter()
            .zip(recovered)
            .map(|((id, _), key)| Ok((*id, key.map_err(|fault| DoorFault::Keys(fault.to_string()))?)));
        named.collect()
    }
}

/// A case with those of its entries that are among the first so many of the journal.
fn first(size: u64) -> impl Fn((CaseId, Vec<StoredEntry>)) -> (CaseId, Vec<StoredEntry>) {
    move |(id, mut entries)| {
        entries.retain(|entry| entry.header.position < size);
        (id, entries)
    }
}

/// A case as its entries make it.
pub(crate) struct Folded {
    pub(crate) case: Case,
    /// The looks at it.
    looks: Vec<LookRow>,
    /// Where the last message that was exchanged in it stands.
    exchanged: Option<u64>,
}

fn fold(key: &CaseKey, id: CaseId, stored: &[StoredEntry]) -> Result<Option<Folded>, DoorFault> {
    let (mut case, mut looks, mut exchanged) = (None, Vec::new(), None);
    for (position, entry) in open_all(key, stored)? {
        if entry.event.is_look()
            && let Some(case) = &case
        {
            looks.extend(look_row(id, case, &entry));
        }
        exchanged = if is_exchange(&entry.event) { Some(position) } else { exchanged };
        case = life::apply(case, &entry);
    }
    Ok(case.map(|case| Folded { case, looks, exchanged }))
}
