//! What an auditor trusts, and did not find in the export.

use crate::checkpoint::SignedCheckpoint;
use crate::note::{SignatureCheck, VerifierKey, WitnessKey};

/// What the auditor trusts, and did not find in the export.
pub struct Trust<'a> {
    /// The key that must have signed every checkpoint.
    pub key: &'a VerifierKey,
    /// Answers whether a signature is good under this key.
    pub check: &'a SignatureCheck<'a>,
    /// Checkpoints kept from earlier days, or by witnesses: the journal must still begin with what they sign.
    pub kept: &'a [SignedCheckpoint],
    /// The witnesses whose cosignatures count.
    pub witnesses: &'a [Witness<'a>],
    /// How many of them must have cosigned the journal.
    pub witnesses_min: usize,
}

impl<'a> Trust<'a> {
    /// Trust in a key alone.
    #[must_use]
    pub const fn in_key(key: &'a VerifierKey, check: &'a SignatureCheck<'a>) -> Self {
        Self { key, check, kept: &[], witnesses: &[], witnesses_min: 0 }
    }
}

/// A witness whom the auditor trusts.
pub struct Witness<'a> {
    /// Its key.
    pub key: WitnessKey,
    /// Answers whether a signature is good under this key.
    pub check: Box<SignatureCheck<'a>>,
}
