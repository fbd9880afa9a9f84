//! How a checkpoint is put to a witness: the body of `add-checkpoint` (c2sp.org/tlog-witness), and what a witness makes of it.
//!
//! The body is the size that the witness cosigned last, the proof that the journal of that size is the beginning of this one, an
//! empty line, and the signed checkpoint. Nothing in it is verified when it was read.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;

use crate::checkpoint::{BadCheckpoint, SIGNATURES_MAX, SignedCheckpoint};
use crate::note::{NOTE_BYTES_MAX, Signature};
use crate::proof::verify_consistency;
use crate::tree::{Hash, empty_root};

/// Most hashes in a proof: a tree has fewer levels than a size has bits.
pub const PROOF_HASHES_MAX: usize = 63;

/// Largest body, in bytes: the size, a proof of the longest sort and the largest note.
pub const SUBMISSION_BYTES_MAX: usize = NOTE_BYTES_MAX + 4 * 1024;

/// Largest answer with cosignatures, in bytes.
pub const ANSWER_BYTES_MAX: usize = 16 * 1024;

/// A checkpoint on its way to a witness.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// The size that the witness cosigned last; 0 where it never did.
    pub old: u64,
    /// The proof that the journal of that size is the beginning of this one (RFC 6962, section 2.1.2).
    pub proof: Vec<Hash>,
    /// The checkpoint.
    pub checkpoint: SignedCheckpoint,
}

/// Text that is no submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadSubmission {
    /// It is longer than [`SUBMISSION_BYTES_MAX`], or is no UTF-8.
    #[error("it is longer than {SUBMISSION_BYTES_MAX} bytes, or no text")]
    Text,
    /// The first line is not `old` and a plain decimal number.
    #[error("its first line is not `old` and a plain decimal number")]
    OldSize,
    /// A line of the proof is not the base64 of 32 bytes, there are more than [`PROOF_HASHES_MAX`], or no empty line follows.
    #[error("its proof is not up to {PROOF_HASHES_MAX} hashes and an empty line")]
    Proof,
    /// What follows is no signed checkpoint.
    #[error(transparent)]
    Checkpoint(#[from] BadCheckpoint),
    /// The checkpoint covers less than the size that it is said to grow from.
    #[error("the old size is larger than that of the checkpoint")]
    OldAfterNew,
}

/// Why a witness does not cosign a checkpoint that the journal's key signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Uncosigned {
    /// It grows from another size than the witness cosigned last. That says nothing of the journal.
    #[error("the witness last cosigned another size")]
    OtherSize,
    /// It covers less than the witness cosigned: the journal was cut, or came back from an old copy.
    #[error("the journal is shorter than it was")]
    Shrank,
    /// It covers as much as the witness cosigned, with another root.
    #[error("the journal of this size had another root")]
    Forked,
    /// The proof does not lead from what the witness cosigned to this checkpoint.
    #[error("the proof does not hold")]
    NotConsistent,
    /// There is a proof where nothing is to be proven, or an empty tree with another root than it has.
    #[error("no tree has this proof or this root")]
    NoSuchTree,
}

impl Uncosigned {
    /// Whether the journal contradicts what was cosigned of it.
    #[must_use]
    pub const fn is_contradiction(self) -> bool {
        matches!(self, Self::Shrank | Self::Forked | Self::NotConsistent)
    }
}

impl Submission {
    /// Reads a body.
    ///
    /// # Errors
    /// [`BadSubmission`].
    pub fn read(body: &[u8]) -> Result<Self, BadSubmission> {
        str::from_utf8(body).map_err(|_| BadSubmission::Text)?.parse()
    }

    /// Whether a witness that `last` cosigned this size and root of the journal may cosign this checkpoint too. The signature on it
    /// is verified elsewhere.
    ///
    /// # Errors
    /// [`Uncosigned`] says why it may not.
    pub fn follows(&self, last: Option<(u64, &Hash)>) -> Result<(), Uncosigned> {
        let new = self.checkpoint.checkpoint();
        let known = last.map_or(0, |(size, _)| size);
        if new.size < known {
            return Err(Uncosigned::Shrank);
        }
        if last.is_some_and(|(size, root)| size == new.size && *root != new.root) {
            return Err(Uncosigned::Forked);
        }
        if self.old != known {
            return Err(Uncosigned::OtherSize);
        }
        match last {
            // Every tree begins with the empty one; nothing proves it.
            None | Some((0, _)) if new.size == 0 && new.root != empty_root() => Err(Uncosigned::NoSuchTree),
            None | Some((0, _)) if self.proof.is_empty() => Ok(()),
            None | Some((0, _)) => Err(Uncosigned::NoSuchTree),
            Some((size, _)) if size == new.size && !self.proof.is_empty() => Err(Uncosigned::NoSuchTree),
            Some(last) => verify_consistency(&self.proof, last, (new.size, &new.root))
                .map_err(|_| Uncosigned::NotConsistent),
        }
    }
}

impl fmt::Display for Submission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "old {}", self.old)?;
        self.proof.iter().try_for_each(|hash| writeln!(f, "{}", BASE64.encode(hash)))?;
        write!(f, "\n{}", self.checkpoint)
    }
}

impl FromStr for Submission {
    type Err = BadSubmission;

    fn from_str(body: &str) -> Result<Self, BadSubmission> {
        if body.len() > SUBMISSION_BYTES_MAX {
            return Err(BadSubmission::Text);
        }
        let (first, mut rest) = body.split_once('\n').ok_or(BadSubmission::OldSize)?;
        let old = first.strip_prefix("old ").and_then(plain_number).ok_or(BadSubmission::OldSize)?;
        let mut proof = Vec::new();
        loop {
            let (line, more) = rest.split_once('\n').ok_or(BadSubmission::Proof)?;
            rest = more;
            if line.is_empty() {
                break;
            }
            let hash = BASE64.decode(line).ok().and_then(|bytes| bytes.try_into().ok());
            proof.push(hash.ok_or(BadSubmission::Proof)?);
            if proof.len() > PROOF_HASHES_MAX {
                return Err(BadSubmission::Proof);
            }
        }
        let checkpoint: SignedCheckpoint = rest.parse()?;
        if old > checkpoint.checkpoint().size {
            return Err(BadSubmission::OldAfterNew);
        }
        Ok(Self { old, proof, checkpoint })
    }
}

/// A decimal number without sign and leading zeroes.
fn plain_number(text: &str) -> Option<u64> {
    text.parse().ok().filter(|number: &u64| number.to_string() == text)
}

/// The size in the answer of a witness that cosigned another one last (`text/x.tlog.size`).
#[must_use]
pub fn read_size(answer: &[u8]) -> Option<u64> {
    plain_number(str::from_utf8(answer).ok()?.strip_suffix('\n')?)
}

/// The same as it is written.
#[must_use]
pub fn write_size(size: u64) -> String {
    format!("{size}\n")
}

/// The signatures in the answer of a witness that cosigned; nothing where it is anything else. They are not verified.
#[must_use]
pub fn read_cosignatures(answer: &[u8]) -> Option<Vec<Signature>> {
    let lines =
        str::from_utf8(answer).ok().filter(|text| text.len() <= ANSWER_BYTES_MAX)?.strip_suffix('\n')?;
    let read: Option<Vec<_>> = lines.split('\n').take(SIGNATURES_MAX).map(Signature::from_line).collect();
    read.filter(|signatures| signatures.len() < SIGNATURES_MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::checkpoint::Checkpoint;
    use crate::note::VerifierKey;
    use crate::proof::consistency;
    use crate::tree::{Frontier, leaf_hash};

    /// The example of the C2SP text.
    const BODY: &str = "old 20852014\nPlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\njrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=\n5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=\n/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=\n\nexample.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n\u{2014} example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n\u{2014} example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=\n";

    #[test]
    fn the_published_example_is_read_and_written() {
        let submission = Submission::read(BODY.as_bytes()).unwrap();
        assert_eq!((submission.old, submission.proof.len()), (20_852_014, 4));
        assert_eq!(submission.checkpoint.signatures().len(), 2);
        assert_eq!(submission.to_string(), BODY);
    }

    #[test]
    fn other_bodies_are_refused() {
        let check = |from: &str, to: &str, fault| {
            assert_eq!(BODY.replacen(from, to, 1).parse::<Submission>(), Err(fault), "{from:?} to {to:?}");
        };
        check("old 20852014", "", BadSubmission::OldSize);
        check("old 20852014", "old  20852014", BadSubmission::OldSize);
        check("old 20852014", "old 020852014", BadSubmission::OldSize);
        check("old 20852014", "old -1", BadSubmission::OldSize);
        check("old 20852014", "old 18446744073709551616", BadSubmission::OldSize);
        check("old 20852014", "new 20852014", BadSubmission::OldSize);
        check("old 20852014", "old 20852164", BadSubmission::OldAfterNew);
        check("\nPlRNC", "\nlRNC", BadSubmission::Proof);
        check("\nPlRNC", "\n PlRNC", BadSubmission::Proof);
        check("kaw=", "kaw", BadSubmission::Proof);
        check("Kj/0=\n\n", "Kj/0=\n", BadSubmission::Proof);
        check("\n", "\r\n", BadSubmission::OldSize);
        check("example.com", "exam\u{7}ple.com", BadSubmission::Checkpoint(BadCheckpoint::Text));
        check("20852163", "2085216x", BadSubmission::Checkpoint(BadCheckpoint::Size));
        let hash = "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n";
        check(hash, &hash.repeat(PROOF_HASHES_MAX - 2), BadSubmission::Proof);
        check("old", &"o".repeat(SUBMISSION_BYTES_MAX), BadSubmission::Text);
        assert_eq!(Submission::read(&[b'o', 0xff]), Err(BadSubmission::Text));
        assert_eq!(Submission::read(b""), Err(BadSubmission::OldSize));
    }

    #[test]
    fn answers_are_read_strictly() {
        assert_eq!(read_size(write_size(20_852_014).as_bytes()), Some(20_852_014));
        for other in ["", "1", "01\n", "1\n\n", "-1\n", "1\r\n", "x\n"] {
            assert_eq!(read_size(other.as_bytes()), None, "{other:?}");
        }
        let line = BODY.rsplit_once("\n\u{2014}").map(|(_, line)| format!("\u{2014}{line}")).unwrap();
        assert_eq!(read_cosignatures(line.as_bytes()).map(|read| read.len()), Some(1));
        assert_eq!(read_cosignatures(line.repeat(2).as_bytes()).map(|read| read.len()), Some(2));
        for other in ["", "\n", "no\n", line.trim_end(), &line.repeat(300)] {
            assert_eq!(read_cosignatures(other.as_bytes()), None, "{other:?}");
        }
    }

    fn leaves(size: usize, seed: u8) -> Vec<Hash> {
        (0..size).map(|number| leaf_hash(&[number.to_be_bytes().as_slice(), &[seed]].concat())).collect()
    }

    /// The submission of a tree to a witness that last cosigned its first `old` leaves.
    fn submitted(leaves: &[Hash], old: usize) -> Submission {
        let tree: Frontier = leaves.iter().copied().collect();
        let key = VerifierKey::new("comity/FR", [1; 32]).unwrap();
        let signature = Signature::new(&key, [2; 64]);
        Submission {
            old: old as u64,
            proof: if old == leaves.len() {
                Vec::new()
            } else {
                consistency(leaves, old).unwrap_or_default()
            },
            checkpoint: SignedCheckpoint::new(Checkpoint::of("comity/FR", &tree), signature),
        }
    }

    fn state(leaves: &[Hash]) -> (u64, Hash) {
        let tree: Frontier = leaves.iter().copied().collect();
        (tree.size(), tree.root())
    }

    #[test]
    fn every_way_in_which_a_journal_does_not_follow() {
        let (ours, theirs) = (leaves(20, 0), leaves(20, 1));
        let last = state(&ours[..10]);
        let check = |submission: Submission, expected: Result<(), Uncosigned>| {
            assert_eq!(submission.follows(Some((last.0, &last.1))), expected, "{submission}");
        };
        check(submitted(&ours, 10), Ok(()));
        check(submitted(&ours[..10], 10), Ok(()));
        check(submitted(&ours, 9), Err(Uncosigned::OtherSize));
        check(submitted(&ours, 0), Err(Uncosigned::OtherSize));
        check(submitted(&ours, 11), Err(Uncosigned::OtherSize));
        check(submitted(&ours[..9], 9), Err(Uncosigned::Shrank));
        check(submitted(&ours[..9], 0), Err(Uncosigned::Shrank));
        check(submitted(&theirs[..10], 10), Err(Uncosigned::Forked));
        check(submitted(&theirs[..10], 0), Err(Uncosigned::Forked));
        check(submitted(&theirs, 10), Err(Uncosigned::NotConsistent));
        let with = |proof: Vec<Hash>, whole: &[Hash]| Submission { proof, ..submitted(whole, 10) };
        check(with(Vec::new(), &ours), Err(Uncosigned::NotConsistent));
        check(with(vec![[0; 32]; PROOF_HASHES_MAX], &ours), Err(Uncosigned::NotConsistent));
        check(with(vec![[0; 32]], &ours[..10]), Err(Uncosigned::NoSuchTree));
        let first = |submission: Submission| submission.follows(None);
        assert_eq!(first(submitted(&ours, 0)), Ok(()));
        assert_eq!(first(submitted(&[], 0)), Ok(()));
        let empty = Checkpoint { size: 0, ..submitted(&ours, 0).checkpoint.checkpoint().clone() };
        let key = VerifierKey::new("comity/FR", [1; 32]).unwrap();
        let checkpoint = SignedCheckpoint::new(empty, Signature::new(&key, [2; 64]));
        let submission = Submission { old: 0, proof: Vec::new(), checkpoint };
        assert_eq!(first(submission), Err(Uncosigned::NoSuchTree), "an empty tree has one root");
        assert_eq!(first(submitted(&ours, 5)), Err(Uncosigned::OtherSize));
        assert_eq!(
            first(Submission { proof: vec![[0; 32]], ..submitted(&ours, 0) }),
            Err(Uncosigned::NoSuchTree)
        );
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_and_follows(size in 1_usize..120, at in any::<prop::sample::Index>()) {
            let (whole, old) = (leaves(size, 0), at.index(size));
            let submission = submitted(&whole, old);
            prop_assert_eq!(Submission::read(submission.to_string().as_bytes()), Ok(submission.clone()));
            let (known, root) = state(&whole[..old]);
            prop_assert_eq!(submission.follows((known > 0).then_some((known, &root))), Ok(()));
            let (known, root) = state(&leaves(old, 1));
            if known > 0 {
                prop_assert_eq!(submission.follows(Some((known, &root))), Err(Uncosigned::NotConsistent));
            }
        }

        #[test]
        fn what_is_read_is_written_as_it_was(bytes in prop::collection::vec(any::<u8>(), 0..300), cut in any::<prop::sample::Index>()) {
            let mut altered = BODY.as_bytes().to_vec();
            let place = cut.index(altered.len());
            altered.splice(place..(place + bytes.len()).min(BODY.len()), bytes);
            if let Ok(submission) = Submission::read(&altered) {
                prop_assert_eq!(submission.to_string().into_bytes(), altered);
            }
        }
    }
}
