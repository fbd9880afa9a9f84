//! A journal to test with, its key, and its export as bytes.

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use case::id::CaseId;
use jiff::{SignedDuration, Timestamp};
use journal::checkpoint::{Checkpoint, SignedCheckpoint};
use journal::cosignature::message;
use journal::entry::{EntryKind, Header};
use journal::export::{CheckpointReader, EntryReader, EntryWriter, write_checkpoint};
use journal::note::{PublicKey, Signature, VerifierKey, WitnessKey};
use journal::report::Report;
use journal::submission::read_cosignatures;
use journal::tree::Frontier;
use journal::trust::{Trust, exchanges};
use journal::verify::verify_with_keys;
use signed_note::{Signer, StandardSigner, StandardVerifier, Verifier};

/// A key for tests only.
pub(crate) const SECRET: &str =
    "PRIVATE+KEY+journal.bureau.example+b8d661ca+Ade71Jf5e3hds0qoaU5ohtRGcracZCH0HbK6uaWIrQM1";
pub(crate) const PUBLIC: &str =
    "journal.bureau.example+b8d661ca+AcxU786DmmLE0SDXMmyzYqnmNNAdcgO1Nfuve9cF7K2j";

/// The key of a witness, for tests only; the library gives it as its example.
const WITNESS_SECRET: &str = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
const WITNESS_PUBLIC: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

/// The key of the witness, under a name.
pub(crate) fn witness_key(name: &str) -> WitnessKey {
    WitnessKey::new(name, *WITNESS_PUBLIC.parse::<VerifierKey>().unwrap().public()).unwrap()
}

/// Whether an Ed25519 signature is good under a key.
pub(crate) fn is_signed_by(key: &PublicKey, message: &[u8], signature: &[u8; 64]) -> bool {
    let key = VerifierKey::new("key", *key).unwrap().to_string();
    StandardVerifier::new(&key).is_ok_and(|verifier| verifier.verify(message, signature))
}

/// The line with which the witness cosigns a checkpoint at this time.
pub(crate) fn cosignature(name: &str, checkpoint: &Checkpoint, at: u64) -> Signature {
    let text = message(at, &checkpoint.note_text());
    let signature = StandardSigner::new(WITNESS_SECRET).unwrap().sign(text.as_bytes()).unwrap();
    let blob = [&witness_key(name).id().to_be_bytes(), at.to_be_bytes().as_slice(), &signature].concat();
    let line = format!("\u{2014} {name} {}\n", BASE64.encode(blob));
    read_cosignatures(line.as_bytes()).unwrap().remove(0)
}

pub(crate) fn key() -> VerifierKey {
    PUBLIC.parse().unwrap()
}

/// The journal's signature.
pub(crate) fn signed(message: &[u8]) -> [u8; 64] {
    StandardSigner::new(SECRET).unwrap().sign(message).unwrap().try_into().unwrap()
}

/// An entry with its sealed body.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry {
    pub(crate) header: Header,
    pub(crate) body: Option<Vec<u8>>,
}

/// An entry of the case with this number.
pub(crate) fn entry(position: u64, case: u8, kind: EntryKind, body: &[u8]) -> Entry {
    let start: Timestamp = "2026-03-02T08:00:00Z".parse().unwrap();
    let at = start + SignedDuration::from_secs(i64::try_from(position).unwrap());
    let header = Header::for_body(position, CaseId::from_bytes([case; 16]), at, kind, body).unwrap();
    Entry { header, body: Some(body.to_vec()) }
}

/// A journal, whole or tampered with.
#[derive(Debug, Clone, Default)]
pub(crate) struct Journal {
    pub(crate) entries: Vec<Entry>,
    pub(crate) checkpoints: Vec<SignedCheckpoint>,
}

impl Journal {
    /// A journal of transactions with so many entries each.
    pub(crate) fn of(transactions: &[usize]) -> Self {
        let mut journal = Self::default();
        for entries in transactions {
            for _ in 0..*entries {
                let position = journal.size();
                let body = format!("sealed body of entry {position}");
                journal.entries.push(entry(position, 1, EntryKind::CaseEntry, body.as_bytes()));
            }
            journal.sign();
        }
        journal
    }

    pub(crate) fn size(&self) -> u64 {
        u64::try_from(self.entries.len()).unwrap()
    }

    /// Ends a transaction.
    pub(crate) fn sign(&mut self) {
        self.sign_first(self.entries.len());
    }

    /// Adds a checkpoint over the first so many entries.
    pub(crate) fn sign_first(&mut self, size: usize) {
        let tree: Frontier = self.entries[..size].iter().map(|entry| entry.header.leaf()).collect();
        let checkpoint = Checkpoint::of(key().name(), &tree);
        let signature = Signature::new(&key(), signed(checkpoint.note_text().as_bytes()));
        self.checkpoints.push(SignedCheckpoint::new(checkpoint, signature));
    }

    /// Signs all transactions anew, as only the bureau itself could.
    pub(crate) fn sign_again(&mut self) {
        for old in std::mem::take(&mut self.checkpoints) {
            self.sign_first(usize::try_from(old.checkpoint().size).unwrap());
        }
    }

    /// Has the witness cosign the checkpoint of this index; gives it as the witness keeps it.
    pub(crate) fn cosign(&mut self, index: usize, name: &str, at: u64) -> SignedCheckpoint {
        let signed = &mut self.checkpoints[index];
        let line = cosignature(name, signed.checkpoint(), at);
        signed.add(line).unwrap();
        signed.clone()
    }

    /// Gives every entry the position where it stands.
    pub(crate) fn renumber(&mut self) {
        for (position, entry) in (0..).zip(&mut self.entries) {
            entry.header.position = position;
        }
    }

    /// The entries of the transaction in which this position is.
    pub(crate) fn transaction(&self, position: u64) -> std::ops::Range<u64> {
        let sizes = self.checkpoints.iter().map(|signed| signed.checkpoint().size);
        let start = sizes.clone().filter(|size| *size <= position).max().unwrap_or(0);
        start..sizes.filter(|size| *size > position).min().unwrap()
    }

    pub(crate) fn export(&self) -> Export {
        let mut entries = EntryWriter::new(Vec::new()).unwrap();
        for Entry { header, body } in &self.entries {
            entries.write(header, body.as_deref()).unwrap();
        }
        let mut checkpoints = Vec::new();
        for checkpoint in &self.checkpoints {
            write_checkpoint(&mut checkpoints, checkpoint).unwrap();
        }
        Export { entries: entries.finish().unwrap(), checkpoints }
    }

    pub(crate) fn verify(&self) -> Report {
        self.export().verify(&[])
    }
}

/// The two streams of an export.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Export {
    pub(crate) entries: Vec<u8>,
    pub(crate) checkpoints: Vec<u8>,
}

impl Export {
    pub(crate) fn verify(&self, kept: &[SignedCheckpoint]) -> Report {
        self.verify_with_keys(kept, &|_| true)
    }

    pub(crate) fn verify_with_keys(
        &self,
        kept: &[SignedCheckpoint],
        has_key: &dyn Fn(CaseId) -> bool,
    ) -> Report {
        self.verify_with(&key(), kept, has_key, (&[], 0))
    }

    /// As an auditor who trusts these witnesses and demands so many.
    pub(crate) fn verify_witnessed(
        &self,
        kept: &[SignedCheckpoint],
        witnesses: &[WitnessKey],
        min: usize,
    ) -> Report {
        self.verify_with(&key(), kept, &|_| true, (witnesses, min))
    }

    /// As an auditor who knows this key.
    pub(crate) fn verify_with_key(&self, key: &VerifierKey, kept: &[SignedCheckpoint]) -> Report {
        self.verify_with(key, kept, &|_| true, (&[], 0))
    }

    fn verify_with(
        &self,
        key: &VerifierKey,
        kept: &[SignedCheckpoint],
        has_key: &dyn Fn(CaseId) -> bool,
        (witnesses, witnesses_min): (&[WitnessKey], usize),
    ) -> Report {
        let exchanges = exchanges(CheckpointReader::new(self.checkpoints.as_slice()).filter_map(Result::ok));
        let trust = Trust {
            exchanges: &exchanges,
            kept,
            witnesses,
            witnesses_min,
            ..Trust::in_key(key, &is_signed_by)
        };
        let entries = EntryReader::new(self.entries.as_slice()).unwrap();
        let checkpoints = CheckpointReader::new(self.checkpoints.as_slice());
        verify_with_keys(entries, checkpoints, &trust, has_key)
    }
}
