//! The roots that a journal must have: its own checkpoints and those the auditor kept, by size, each with its signature
//! checked.

use std::collections::VecDeque;
use std::iter::Peekable;

use crate::checkpoint::SignedCheckpoint;
use crate::export::CheckpointFault;
use crate::report::{Fault, Faults, Source};
use crate::tree::Hash;
use crate::trust::{Keys, Trust};

/// A root that the journal's key of its time has signed.
#[derive(Debug, Clone)]
pub(crate) struct SignedRoot {
    pub(crate) size: u64,
    pub(crate) root: Hash,
    pub(crate) source: Source,
    /// When each witness cosigned it, in seconds since 1970, in the order in which the auditor names them.
    pub(crate) cosigned_at: Vec<Option<u64>>,
}

/// All signed roots, in rising size.
pub(crate) struct Roots<'a, C: Iterator> {
    trust: &'a Trust<'a>,
    keys: &'a Keys,
    export: Peekable<C>,
    kept: VecDeque<SignedRoot>,
    /// How many checkpoints of the export were read.
    number: u64,
    /// The size of the last one that was in order.
    last_size: u64,
    /// The next of the export.
    head: Option<SignedRoot>,
    /// How many entries the checkpoints read so far sign.
    signed: u64,
    /// How many checkpoints are good.
    good: u64,
}

impl<'a, C: Iterator<Item = Result<SignedCheckpoint, CheckpointFault>>> Roots<'a, C> {
    /// Begins with the checkpoints that were kept.
    pub(crate) fn new(trust: &'a Trust<'a>, keys: &'a Keys, export: C, faults: &mut Faults) -> Self {
        let mut roots = Self {
            trust,
            keys,
            export: export.peekable(),
            kept: VecDeque::new(),
            number: 0,
            last_size: 0,
            head: None,
            signed: 0,
            good: 0,
        };
        let kept = (1..)
            .zip(trust.kept)
            .filter_map(|(number, note)| roots.admit(note, Source::Kept(number), faults));
        let mut kept: Vec<_> = kept.collect();
        kept.sort_by_key(|root| root.size);
        roots.kept = kept.into();
        roots
    }

    /// How many entries the checkpoints read so far sign, and how many checkpoints are good.
    pub(crate) const fn signed(&self) -> (u64, u64) {
        (self.signed, self.good)
    }

    /// The next root of at most this size.
    pub(crate) fn next_up_to(&mut self, size: u64, faults: &mut Faults) -> Option<SignedRoot> {
        if self.head.is_none() {
            self.head = self.read(faults);
        }
        let kept = self.kept.front().map_or(u64::MAX, |root| root.size);
        if self.head.as_ref().is_some_and(|root| root.size <= size && root.size <= kept) {
            return self.head.take();
        }
        self.kept.pop_front_if(|root| root.size <= size)
    }

    /// Reads all that is left, to know how many entries are signed.
    pub(crate) fn read_to_end(&mut self, faults: &mut Faults) {
        while self.next_up_to(u64::MAX, faults).is_some() {}
    }

    /// The next good checkpoint of the export.
    fn read(&mut self, faults: &mut Faults) -> Option<SignedRoot> {
        loop {
            let note = self.export.next()?;
            self.number += 1;
            let source = Source::Export(self.number);
            let root = match note {
                Err(why) => {
                    faults.push(Fault::CheckpointUnreadable { source, why });
                    continue;
                }
                Ok(note) => self.admit(&note, source, faults),
            };
            match root {
                Some(root) if root.size < self.last_size => {
                    faults.push(Fault::CheckpointOrder { source, size: root.size });
                }
                Some(root) => {
                    self.last_size = root.size;
                    return Some(root);
                }
                None => {}
            }
        }
    }

    /// The root of a checkpoint, if it is of this journal and its signature is good.
    fn admit(&mut self, note: &SignedCheckpoint, source: Source, faults: &mut Faults) -> Option<SignedRoot> {
        let checkpoint = note.checkpoint();
        if checkpoint.origin != self.trust.key.name() {
            faults.push(Fault::CheckpointForeign { source });
            return None;
        }
        if !self.keys.signed(note, self.trust.check) {
            faults.push(Fault::CheckpointSignature { source, size: checkpoint.size });
            return None;
        }
        self.signed = self.signed.max(checkpoint.size);
        self.good += 1;
        let mut cosigned_at = Vec::with_capacity(self.trust.witnesses.len());
        for witness in self.trust.witnesses {
            cosigned_at.push(note.cosigned_at(witness, self.trust.check).unwrap_or_else(|why| {
                faults.push(Fault::Cosignature { source, by: witness.name().to_owned(), why });
                None
            }));
        }
        Some(SignedRoot { size: checkpoint.size, root: checkpoint.root, source, cosigned_at })
    }
}
