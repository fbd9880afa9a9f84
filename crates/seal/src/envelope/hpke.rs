//! Sealing to a public key: HPKE in its base mode, one message for each encapsulation (RFC 9180, section 6.1, with the
//! post-quantum suite of draft-ietf-hpke-pq-04).

use ::hpke::aead::AesGcm256;
use ::hpke::kdf::KdfShake256;
use ::hpke::kem::{Kem, XWing};
use ::hpke::{Deserializable, OpModeR, OpModeS, Serializable, single_shot_open, single_shot_seal_with_rng};

use super::{EnvelopeFault, padding};
use crate::random::{Lent, Randomness};

/// Length of an encapsulated key, in bytes (draft-connolly-cfrg-xwing-kem, section 5.1).
const ENCAPSULATED_BYTES: usize = 1120;
/// Length of the tag, in bytes.
const TAG_BYTES: usize = 16;
/// Parts this use of the keys from any other.
const INFO: &[u8] = b"comity envelope 1";

/// An encapsulated key and what is sealed under it.
#[derive(Debug)]
pub(super) struct HpkeBox {
    encapsulated: Vec<u8>,
    ciphertext: Vec<u8>,
}

impl HpkeBox {
    /// Seals `padded`; `None` when the library refuses.
    pub(super) fn seal(
        key: &<XWing as Kem>::PublicKey,
        aad: &[u8],
        padded: &[u8],
        randomness: &mut dyn Randomness,
    ) -> Option<Self> {
        let mut lent = Lent(randomness);
        let (encapsulated, ciphertext) = single_shot_seal_with_rng::<AesGcm256, KdfShake256, XWing>(
            &OpModeS::Base,
            key,
            INFO,
            padded,
            aad,
            &mut lent,
        )
        .ok()?;
        Some(Self { encapsulated: encapsulated.to_bytes().to_vec(), ciphertext })
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        [self.encapsulated.as_slice(), &self.ciphertext].concat()
    }

    /// Splits what follows the header.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, EnvelopeFault> {
        let (encapsulated, ciphertext) =
            bytes.split_at_checked(ENCAPSULATED_BYTES).ok_or(EnvelopeFault::Truncated)?;
        let padded = ciphertext.len().checked_sub(TAG_BYTES).ok_or(EnvelopeFault::Truncated)?;
        if !padding::is_class(padded) {
            return Err(EnvelopeFault::Malformed);
        }
        Ok(Self { encapsulated: encapsulated.to_vec(), ciphertext: ciphertext.to_vec() })
    }

    /// The padded content; `None` when anything differs from what was sealed.
    pub(super) fn open(&self, key: &<XWing as Kem>::PrivateKey, aad: &[u8]) -> Option<Vec<u8>> {
        let encapsulated = <XWing as Kem>::EncappedKey::from_bytes(&self.encapsulated).ok()?;
        single_shot_open::<AesGcm256, KdfShake256, XWing>(
            &OpModeR::Base,
            key,
            &encapsulated,
            INFO,
            &self.ciphertext,
            aad,
        )
        .ok()
    }
}
