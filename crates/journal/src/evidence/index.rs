//! What a package says of itself: whose it is, of which case, when it was signed, and with which keys.

use case::bureau::BureauCode;
use case::id::CaseId;
use jiff::Timestamp;

use super::certificate::EVIDENCE_KEY_BYTES;
use super::lines::{Lines, array, word};
use crate::note::VerifierKey;

const MAGIC: &str = "comity evidence package 1";

/// What a package says of itself. Nothing here is verified by being read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Index {
    /// The bureau.
    pub bureau: BureauCode,
    /// Which of its keys, counted from 1.
    pub keys: u32,
    /// When it was signed, by the bureau's clock, in whole seconds.
    pub at: Timestamp,
    /// The case, as the journal names it.
    pub case: CaseId,
    /// The journal's key.
    pub journal: VerifierKey,
    /// The key that signed the package.
    pub evidence: [u8; EVIDENCE_KEY_BYTES],
}

impl Index {
    pub(super) fn write(&self) -> String {
        let Self { bureau, keys, at, case, journal, evidence } = self;
        let evidence = word(evidence);
        format!(
            "{MAGIC}\nbureau {bureau}\nkeys {keys}\nsigned {at}\ncase {case}\njournal-key {journal}\nevidence-key {evidence}\n"
        )
    }

    /// None where it is not as it would be written.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut lines = Lines::new(text.strip_prefix(MAGIC)?.strip_prefix('\n')?);
        let index = Self {
            bureau: lines.value("bureau")?.parse().ok()?,
            keys: lines.value("keys")?.parse().ok()?,
            at: lines.value("signed")?.parse().ok()?,
            case: lines.value("case")?.parse().ok()?,
            journal: lines.value("journal-key")?.parse().ok()?,
            evidence: array(lines.value("evidence-key")?)?,
        };
        let whole = index.at.subsec_nanosecond() == 0;
        (whole && index.write() == text).then_some(index)
    }
}
