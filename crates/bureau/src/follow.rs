//! Following the journal: what another process of this bureau wrote, and what was written while nobody waited for the outcome,
//! comes into memory as if it had been written here.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use case::id::{CaseId, DossierId};
use case::life::{self, Case, Entry};
use jiff::Timestamp;
use journal::entry::{EntryKind, Header};

use crate::door::{Bureau, Inner, Writer, open_dossier};
use crate::dossier::{self, Dossier, DossierEntry};
use crate::fault::DoorFault;
use crate::key_event::KeyEvent;
use crate::policy::Policy;
use crate::ports::StoredEntry;
use crate::register::{REGISTER, RegisterEvent};

/// Entries of the register read at a time.
const ENTRIES_PER_READ: u32 = 200;

/// What was written, read whole before any of it counts.
#[derive(Default)]
struct Read {
    /// Cases as they stand now, each with its new entries and the position of the last one.
    cases: Vec<(CaseId, Arc<Case>, Vec<Entry>, u64)>,
    dossiers: Vec<(DossierId, Dossier)>,
    registered: Vec<(Timestamp, RegisterEvent)>,
}

impl Bureau {
    /// Takes in what other processes of this bureau wrote, where the journal has so many entries by now.
    ///
    /// # Errors
    /// A [`DoorFault`]: the store, or what is written cannot be read here; nothing of it then counts.
    pub async fn follow(&self, size: u64) -> Result<(), DoorFault> {
        if self.0.writer.lock().await.tree.size() < size {
            drop(self.0.take_pen().await?);
        }
        Ok(())
    }

    /// As [`Bureau::follow`], as far as the journal is now; nothing where no other process writes. A page is not made before.
    ///
    /// # Errors
    /// As [`Bureau::follow`].
    pub async fn follow_others(&self) -> Result<(), DoorFault> {
        match self.0.store.size_among_others().await? {
            Some(size) => self.follow(size).await,
            None => Ok(()),
        }
    }
}

impl Inner {
    /// Reads what was written since this process read the journal last. It is read whole before any of it counts: who breaks
    /// off here leaves the doubt as it was.
    pub(crate) async fn catch_up(&self, writer: &mut Writer) -> Result<(), DoorFault> {
        let from = writer.tree.size();
        let headers = self.store.headers(from, u32::MAX).await?;
        let (mut tree, mut last_at) = (writer.tree.clone(), writer.last_at);
        let mut changed: BTreeMap<CaseId, Vec<Header>> = BTreeMap::new();
        for header in headers {
            tree.append(header.leaf());
            last_at = last_at.max(header.at);
            changed.entry(header.case).or_default().push(header);
        }
        let read = self.read_changes(from, &changed).await?;
        let signed_by = self.last_signed_by(&tree).await?;
        self.take_in(&read)?;
        *writer = Writer { tree, last_at, signed_by };
        self.in_doubt.store(false, Ordering::Release);
        Ok(())
    }

    async fn read_changes(
        &self,
        from: u64,
        changed: &BTreeMap<CaseId, Vec<Header>>,
    ) -> Result<Read, DoorFault> {
        self.read_keys(changed.keys()).await?;
        let mut read = Read::default();
        if changed.contains_key(&REGISTER) {
            read.registered = self.registered_since(from).await?;
        }
        for (&id, headers) in changed.iter().filter(|(id, _)| **id != REGISTER) {
            let has = |kind| headers.iter().any(|header| header.kind == kind);
            if has(EntryKind::Erasure) {
                continue;
            }
            let stored = self.store.case_entries(id).await?;
            if self.noted_source(&self.key(id)?, id, &stored)? {
                continue;
            }
            if has(EntryKind::Dossier) {
                let id = DossierId::from_bytes(id.bytes());
                let dossier = self.dossier_entries(id).await?.into_iter().fold(None, dossier::apply);
                read.dossiers.extend(dossier.map(|dossier| (id, dossier)));
                continue;
            }
            let (mut case, mut entries) = (None, Vec::new());
            for (position, entry) in self.opened(id).await? {
                case = life::apply(case, &entry);
                entries.extend((position >= from).then_some(entry));
            }
            let last = headers.last().map_or(from, |header| header.position);
            read.cases.extend(case.map(|case| (id, Arc::new(case), entries, last)));
        }
        // What cannot be held to here is found before any of it counts.
        for (_, event) in &read.registered {
            if let RegisterEvent::Policy { text, .. } = event {
                text.parse::<Policy>()?;
            }
        }
        // Another process wrapped every key anew: how each is wrapped says no entry.
        let is_rewrapped =
            |(_, event): &(_, RegisterEvent)| matches!(event, RegisterEvent::Key(KeyEvent::Rewrapped { .. }));
        if read.registered.iter().any(is_rewrapped) {
            let keys = self.store.keys().await?;
            self.book_mut().keys.extend(keys);
        }
        Ok(read)
    }

    /// The wrapped keys that this process does not know yet.
    async fn read_keys(&self, cases: impl Iterator<Item = &CaseId>) -> Result<(), DoorFault> {
        let unknown: Vec<CaseId> = {
            let book = self.book();
            cases.filter(|id| !book.keys.contains_key(id)).copied().collect()
        };
        for id in unknown {
            if let Some(wrapped) = self.store.key(id).await? {
                self.book_mut().keys.insert(id, wrapped);
            }
        }
        Ok(())
    }

    /// Memory follows.
    fn take_in(&self, read: &Read) -> Result<(), DoorFault> {
        for (at, event) in &read.registered {
            self.registered(*at, event)?;
            event.ends_sessions_of().into_iter().for_each(|officer| self.bell.sessions_end(officer));
        }
        for (id, case, entries, last) in &read.cases {
            for entry in entries.iter().filter(|entry| entry.event.is_look()) {
                if let Some(who) = entry.by.and_then(|by| self.officer(by).ok()) {
                    // What stands out was raised by the process that recorded the look.
                    drop(self.book_mut().watch.looked(entry.at, who, *id, case));
                }
            }
            self.enter_in_book(*id, case, entries, last.saturating_add(1));
        }
        for (id, dossier) in &read.dossiers {
            self.book_mut().take_dossier(*id, dossier.clone());
        }
        Ok(())
    }

    /// The entries of a dossier, opened.
    pub(crate) async fn dossier_entries(&self, id: DossierId) -> Result<Vec<DossierEntry>, DoorFault> {
        let stored = self.store.case_entries(dossier::place(id)).await?;
        open_dossier(&self.key(dossier::place(id))?, &stored)
    }

    /// What the register says from a place in the journal on.
    async fn registered_since(&self, mut from: u64) -> Result<Vec<(Timestamp, RegisterEvent)>, DoorFault> {
        let mut registered = Vec::new();
        loop {
            let stored: Vec<StoredEntry> = self.store.entries(from, ENTRIES_PER_READ).await?;
            let Some(last) = stored.last() else { return Ok(registered) };
            from = last.header.position.saturating_add(1);
            registered
                .extend(self.read_register(stored.iter().filter(|entry| entry.header.case == REGISTER))?);
        }
    }
}
