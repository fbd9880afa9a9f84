//! Verifies a whole journal: its headers against the signed roots, its bodies against their headers, its order against
//! the positions. It reads entries and checkpoints once, in step, and keeps only the frontier of the tree.
//!
//! A checkpoint ends each transaction. The first one that does not match says between which entries the change is; all
//! entries up to the last one that matches are proven. What comes after a change is still read: its order and its bodies
//! are checked, but it is not proven, for no root can be computed without what is missing.
//!
//! The costs are one hash of each body, two of each header and one signature for each checkpoint: about a second for a
//! million entries of 500 bytes, and about 45 microseconds for each checkpoint.

use std::collections::{BTreeMap, BTreeSet};

use case::id::CaseId;

use crate::checkpoint::SignedCheckpoint;
use crate::entry::{EntryKind, Header};
use crate::export::{CheckpointFault, ExportedEntry, ReadFault};
use crate::report::{Erased, FAULTS_MAX, Fault, Faults, Report, Witnessed};
use crate::roots::{Roots, SignedRoot};
use crate::sequence::{Place, Sequence};
use crate::tree::{Frontier, leaf_hash};
use crate::trust::{Keys, Trust};

/// Verifies a journal. Everything that is wrong is in the report; nothing fails early but a stream that cannot be read
/// on, or one with more than [`FAULTS_MAX`] faults.
pub fn verify(
    entries: impl IntoIterator<Item = Result<ExportedEntry, ReadFault>>,
    checkpoints: impl IntoIterator<Item = Result<SignedCheckpoint, CheckpointFault>>,
    trust: &Trust<'_>,
) -> Report {
    verify_with_keys(entries, checkpoints, trust, &|_| true)
}

/// As [`verify`], for a journal that lies with the keys of its cases: `has_key` says which cases still have theirs. A body
/// whose key is gone is lost as surely as one that is absent, and only an erasure may be the reason.
pub fn verify_with_keys(
    entries: impl IntoIterator<Item = Result<ExportedEntry, ReadFault>>,
    checkpoints: impl IntoIterator<Item = Result<SignedCheckpoint, CheckpointFault>>,
    trust: &Trust<'_>,
    has_key: &dyn Fn(CaseId) -> bool,
) -> Report {
    let mut faults = Faults::default();
    let keys = Keys::from(trust);
    let roots = Roots::new(trust, &keys, checkpoints.into_iter(), &mut faults);
    let witnessed = trust.witnesses.iter().map(|witness| Witnessed::nothing_by(witness.name())).collect();
    let mut walk = Walk {
        faults,
        roots,
        tree: Some(Frontier::new()),
        sequence: Sequence::default(),
        proven: 0,
        witnessed,
        differing: Vec::new(),
        bodies: Bodies { has_key, absent: BTreeMap::new(), closed: BTreeMap::new(), erased: Vec::new() },
        read: 0,
        complete: true,
    };
    walk.compare_roots();
    let mut entries = entries.into_iter().peekable();
    while let Some(entry) = entries.next() {
        match entry {
            Ok(entry) => walk.take(&entry, || entries.peek().and_then(|next| next.as_ref().ok())),
            Err(why) => {
                walk.faults.push(Fault::EntriesUnreadable { position: walk.sequence.expected(), why });
                walk.complete = false;
                break;
            }
        }
        if walk.faults.len() + walk.sequence.irregularities() >= FAULTS_MAX {
            walk.faults.stop();
            walk.complete = false;
            break;
        }
    }
    walk.report(trust, &keys)
}

/// A verification under way.
struct Walk<'a, C: Iterator> {
    faults: Faults,
    roots: Roots<'a, C>,
    /// The tree over the entries so far; nothing once an entry is known to be missing, for no root can follow.
    tree: Option<Frontier>,
    sequence: Sequence,
    /// The size of the last root that matched.
    proven: u64,
    /// The largest size of a root that matched and that each witness cosigned.
    witnessed: Vec<Witnessed>,
    /// Roots after that which did not.
    differing: Vec<SignedRoot>,
    bodies: Bodies<'a>,
    /// How many entries were read.
    read: u64,
    /// Whether the entries were read to their end.
    complete: bool,
}

impl<'a, C: Iterator<Item = Result<SignedCheckpoint, CheckpointFault>>> Walk<'a, C> {
    /// Takes one entry; `next` shows the one after it.
    fn take<'e>(&mut self, entry: &ExportedEntry, next: impl FnOnce() -> Option<&'e ExportedEntry>) {
        self.read += 1;
        let place = match Header::from_bytes(&entry.header) {
            Err(why) => {
                self.faults.push(Fault::HeaderUnreadable { position: self.sequence.expected(), why });
                self.sequence.take_unreadable();
                Place::Here
            }
            Ok(header) => {
                self.bodies.take(&header, entry.body.as_deref(), &mut self.faults);
                self.place(header.position, next)
            }
        };
        match place {
            Place::Here => {
                if let Some(tree) = &mut self.tree {
                    tree.append(leaf_hash(&entry.header));
                }
                self.compare_roots();
            }
            Place::AfterGap | Place::Instead => self.tree = None,
            Place::Surplus => {}
        }
    }

    /// How the entry with this position stands.
    fn place<'e>(&mut self, position: u64, next: impl FnOnce() -> Option<&'e ExportedEntry>) -> Place {
        let expected = self.sequence.expected();
        if position == expected {
            return self.sequence.take(position, None, 0);
        }
        let next = next().map(|next| {
            Header::from_bytes(&next.header).map_or(expected.saturating_add(1), |header| header.position)
        });
        if next.is_none() {
            self.roots.read_to_end(&mut self.faults);
        }
        let (signed, _) = self.roots.signed();
        self.sequence.take(position, next, signed)
    }

    /// Compares the tree with all roots of its size.
    fn compare_roots(&mut self) {
        while let Some(signed) = self.roots.next_up_to(self.sequence.expected(), &mut self.faults) {
            let Some(tree) = self.tree.as_ref().filter(|tree| tree.size() == signed.size) else { continue };
            if tree.root() == signed.root {
                self.proven = signed.size;
                for (witnessed, at) in self.witnessed.iter_mut().zip(&signed.cosigned_at) {
                    witnessed.take(signed.size, *at);
                }
                for SignedRoot { source, size, .. } in self.differing.drain(..) {
                    self.faults.push(Fault::CheckpointDiffers { source, size });
                }
            } else if self.proven == signed.size {
                self.faults.push(Fault::CheckpointDiffers { source: signed.source, size: signed.size });
            } else if self.differing.len() < FAULTS_MAX {
                self.differing.push(signed);
            }
        }
    }

    /// What was found, now that there are no more entries.
    fn report(mut self, trust: &Trust<'_>, keys: &Keys) -> Report {
        self.roots.read_to_end(&mut self.faults);
        let (signed, good) = self.roots.signed();
        if good == 0 {
            self.faults.push(Fault::CheckpointMissing);
        }
        let reached = self.sequence.expected();
        if let Some(root) = self.differing.first() {
            let entries = self.proven..root.size;
            self.faults.push(Fault::EntriesDiffer { entries, source: root.source });
        }
        let covered = if self.tree.is_some() && self.differing.is_empty() { self.proven } else { signed };
        if covered < reached {
            self.faults.push(Fault::EntriesUnproven { entries: covered..reached });
        }
        let wanted = if self.complete { signed } else { reached };
        for fault in self.sequence.faults(wanted) {
            self.faults.push(fault);
        }
        let found = independent(trust, keys, &self.witnessed);
        if found < trust.witnesses_min {
            self.faults.push(Fault::WitnessesMissing { wanted: trust.witnesses_min, found });
        }
        let erased = self.bodies.finish(&mut self.faults);
        let (faults, more) = self.faults.sorted();
        Report {
            key: trust.key.to_string(),
            exchanged: keys.exchanged(),
            entries: self.read,
            proven: self.proven,
            checkpoints: good,
            witnessed: self.witnessed,
            erased,
            faults,
            more,
        }
    }
}

/// How many witnesses have cosigned a part of the journal. One key is one witness and so is one name, whatever keys it has had; and
/// nobody witnesses their own journal.
fn independent(trust: &Trust<'_>, own: &Keys, witnessed: &[Witnessed]) -> usize {
    let with = trust.witnesses.iter().zip(witnessed).filter(|(_, witnessed)| witnessed.entries > 0);
    let others = with.map(|(witness, _)| witness).filter(|witness| !own.has(witness.public()));
    let others: Vec<_> = others.collect();
    let keys: BTreeSet<_> = others.iter().map(|witness| witness.public()).collect();
    let names: BTreeSet<_> = others.iter().map(|witness| witness.name()).collect();
    keys.len().min(names.len())
}

/// Bodies that are absent or cannot be opened, until an entry says why.
struct Bodies<'a> {
    has_key: &'a dyn Fn(CaseId) -> bool,
    absent: BTreeMap<CaseId, Vec<u64>>,
    closed: BTreeMap<CaseId, Vec<u64>>,
    erased: Vec<Erased>,
}

impl Bodies<'_> {
    /// Checks the body of an entry against its header.
    fn take(&mut self, header: &Header, body: Option<&[u8]>, faults: &mut Faults) {
        let position = header.position;
        let erases = header.kind == EntryKind::Erasure;
        if erases {
            self.closed.remove(&header.case);
            if let Some(absent) = self.absent.remove(&header.case) {
                self.erased.push(Erased { case: header.case, bodies: absent.len() as u64, by: position });
            }
        }
        match body {
            None => self.absent.entry(header.case).or_default().push(position),
            Some(body) if !header.fits(body) => faults.push(Fault::BodyAltered { position }),
            // The entry that records an erasure outlives the key that it destroyed.
            Some(_) if erases || (self.has_key)(header.case) => {}
            Some(_) => self.closed.entry(header.case).or_default().push(position),
        }
    }

    /// What was erased, now that nothing more can say why a body is absent.
    fn finish(self, faults: &mut Faults) -> Vec<Erased> {
        for position in self.absent.into_values().flatten() {
            faults.push(Fault::BodyMissing { position });
        }
        for position in self.closed.into_values().flatten() {
            faults.push(Fault::KeyMissing { position });
        }
        self.erased
    }
}
