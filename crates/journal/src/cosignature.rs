//! Cosignatures: a witness's word that at some time this checkpoint was the largest it knew of a journal, and that it contains
//! every smaller one that the witness knew (c2sp.org/tlog-cosignature, version 1, Ed25519).
//!
//! What is signed begins with a line of its own, `cosignature/v1`. A checkpoint begins with its origin, and no journal is called
//! so: one key may sign both, and neither signature passes for the other.

use crate::note::{PublicKey, SIGNATURE_BYTES, Signature, SignatureCheck};

/// The line that every signed message begins with.
const HEADER: &str = "cosignature/v1";

/// Length of the time that stands before the signature, in bytes.
const TIME_BYTES: usize = 8;

/// Why a cosignature proves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadCosignature {
    /// It is not a time and a signature.
    #[error("the cosignature is not a time and an Ed25519 signature")]
    Form,
    /// The signature is not over this time and checkpoint, or not by this key.
    #[error("the cosignature is not over this checkpoint, or not by this witness")]
    Signature,
}

/// What a witness signs: the header, the time in seconds since 1970, and the text of the checkpoint.
#[must_use]
pub fn message(at: u64, note_text: &str) -> String {
    format!("{HEADER}\ntime {at}\n{note_text}")
}

/// When the text of this checkpoint was cosigned, in seconds since 1970.
pub(crate) fn cosigned_at(
    signature: &Signature,
    key: &PublicKey,
    note_text: &str,
    check: &SignatureCheck<'_>,
) -> Result<u64, BadCosignature> {
    let (at, signature) = signature.bytes().split_first_chunk::<TIME_BYTES>().ok_or(BadCosignature::Form)?;
    let signature: &[u8; SIGNATURE_BYTES] = signature.try_into().map_err(|_| BadCosignature::Form)?;
    let at = u64::from_be_bytes(*at);
    if i64::try_from(at).is_err() {
        return Err(BadCosignature::Form);
    }
    if check(key, message(at, note_text).as_bytes(), signature) {
        Ok(at)
    } else {
        Err(BadCosignature::Signature)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checkpoint::SignedCheckpoint;
    use crate::note::{VerifierKey, WitnessKey};

    const NAME: &str = "witness.example.com/w1";
    const TEXT: &str =
        "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

    #[test]
    fn what_is_signed_is_what_the_text_of_the_standard_shows() {
        let expected = "cosignature/v1\ntime 1679315147\nexample.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
        assert_eq!(message(1_679_315_147, TEXT), expected);
    }

    #[test]
    fn keys_of_journals_and_of_witnesses_are_told_apart() {
        let (journal, witness) =
            (VerifierKey::new(NAME, [7; 32]).unwrap(), WitnessKey::new(NAME, [7; 32]).unwrap());
        assert_ne!(journal.id(), witness.id());
        assert_eq!(witness.to_string().parse(), Ok(witness.clone()));
        assert_eq!(witness.to_string().parse::<VerifierKey>(), Err(crate::note::BadKey::Sort));
        assert_eq!(journal.to_string().parse::<WitnessKey>(), Err(crate::note::BadKey::Sort));
    }

    /// A checkpoint with one cosignature whose blob is this.
    fn note(key: &WitnessKey, blob: &[u8]) -> SignedCheckpoint {
        use base64::Engine;
        let bytes = [key.id().to_be_bytes().as_slice(), blob].concat();
        let line =
            format!("\u{2014} {} {}", key.name(), base64::engine::general_purpose::STANDARD.encode(bytes));
        format!("{TEXT}\n{line}\n").parse().unwrap()
    }

    #[test]
    fn only_a_time_and_a_signature_over_both_prove_anything() {
        let key = WitnessKey::new(NAME, [7; 32]).unwrap();
        let check = |key: &[u8; 32], message_seen: &[u8], signature: &[u8; 64]| {
            *key == [7; 32] && message_seen == message(9, TEXT).as_bytes() && *signature == [5; 64]
        };
        let blob = |at: u64, signature: &[u8]| [at.to_be_bytes().as_slice(), signature].concat();
        let cosigned = |blob: &[u8]| note(&key, blob).cosigned_at(&key, &check);
        assert_eq!(cosigned(&blob(9, &[5; 64])), Ok(Some(9)));
        assert_eq!(cosigned(&blob(8, &[5; 64])), Err(BadCosignature::Signature), "another time");
        assert_eq!(cosigned(&blob(9, &[6; 64])), Err(BadCosignature::Signature));
        assert_eq!(cosigned(&blob(9, &[5; 63])), Err(BadCosignature::Form));
        assert_eq!(cosigned(&blob(u64::MAX, &[5; 64])), Err(BadCosignature::Form));
        assert_eq!(
            cosigned(&[5; 64]),
            Err(BadCosignature::Form),
            "a plain signature under the witness's key"
        );
        let other = WitnessKey::new(NAME, [8; 32]).unwrap();
        assert_eq!(note(&key, &blob(9, &[5; 64])).cosigned_at(&other, &check), Ok(None));
    }
}
