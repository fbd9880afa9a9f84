//! Sealing at rest: one key for each case, so that destroying the key erases the case and nothing else.

use aws_lc_rs::hkdf::{HKDF_SHA256, Salt};
use case::id::CaseId;
use zeroize::Zeroizing;

use crate::aead;
use crate::canonical::Writer;
use crate::keeper::{KeeperFault, KeyKeeper};
use crate::random::{self, Randomness};
use crate::secret::Secret;

/// The key of one case: AES-256, wiped when dropped. It has no `Debug` and no way out except wrapped.
///
/// One key seals under 2^32 bodies, which keeps the chance of a repeated 96-bit random nonce below 2^-32
/// (NIST SP 800-38D, section 8.3); a case has some thousands of entries.
pub struct CaseKey(Zeroizing<[u8; aead::KEY_BYTES]>);

/// Length of a derived key, in bytes: AES-256.
pub const DERIVED_KEY_BYTES: usize = 32;

fn purpose(case: CaseId) -> Vec<u8> {
    Writer::new("comity case key 1").fixed(&case.bytes()).done()
}

impl CaseKey {
    /// A new key.
    #[must_use]
    pub fn generate(randomness: &mut dyn Randomness) -> Self {
        Self(Zeroizing::new(random::bytes(randomness)))
    }

    /// The key wrapped for the store, bound to its case.
    ///
    /// # Errors
    /// [`KeeperFault::CannotWrap`].
    pub fn wrap(
        &self,
        keeper: &dyn KeyKeeper,
        case: CaseId,
        randomness: &mut dyn Randomness,
    ) -> Result<Vec<u8>, KeeperFault> {
        keeper.wrap(&purpose(case), self.0.as_slice(), randomness)
    }

    /// The key that was wrapped for this case.
    ///
    /// # Errors
    /// [`KeeperFault::CannotRecover`]: another keeper, another case, or altered bytes.
    pub fn recover(keeper: &dyn KeyKeeper, case: CaseId, wrapped: &[u8]) -> Result<Self, KeeperFault> {
        Self::from_secret(&keeper.recover(&purpose(case), wrapped)?)
    }

    /// The keys of several cases, in their order; a keeper that is a device is asked for them side by side.
    pub fn recover_all(
        keeper: &dyn KeyKeeper,
        wrapped: &[(CaseId, Vec<u8>)],
    ) -> Vec<Result<Self, KeeperFault>> {
        let wrapped: Vec<_> =
            wrapped.iter().map(|(case, wrapped)| (purpose(*case), wrapped.clone())).collect();
        let secrets = keeper.recover_all(&wrapped);
        secrets.into_iter().map(|secret| Self::from_secret(&secret?)).collect()
    }

    fn from_secret(secret: &Secret) -> Result<Self, KeeperFault> {
        let bytes = secret.expose().try_into().map_err(|_| KeeperFault::CannotRecover)?;
        Ok(Self(Zeroizing::new(bytes)))
    }

    /// A key for another purpose, made from this one and gone with it (HKDF-SHA-256, RFC 5869). It tells nothing of
    /// this key, so it may be handed out; `None` when the library refuses.
    #[must_use]
    pub fn derive(&self, purpose: &str, holder: &[u8]) -> Option<[u8; DERIVED_KEY_BYTES]> {
        let info = Writer::new("comity derived key 1").text(purpose).bytes(holder).done();
        let mut key = [0; DERIVED_KEY_BYTES];
        let from = Salt::new(HKDF_SHA256, &[]).extract(self.0.as_slice());
        from.expand(&[&info], HKDF_SHA256).ok()?.fill(&mut key).ok()?;
        Some(key)
    }
}

/// Why a body was not sealed or not opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BodyFault {
    /// The library refused to seal.
    #[error("the body cannot be sealed")]
    CannotSeal,
    /// Another key, other additional data, or altered bytes.
    #[error("the sealed body does not open with this key and header")]
    CannotOpen,
}

fn body_aad(aad: &[u8]) -> Vec<u8> {
    Writer::new("comity sealed body 1").bytes(aad).done()
}

/// Seals an entry's body. `aad` is what stays in clear and must not be exchanged, such as the entry's header.
///
/// The result is nonce (12 bytes), ciphertext, tag (16 bytes).
///
/// # Errors
/// [`BodyFault::CannotSeal`], for a body above 64 GiB.
pub fn seal_body(
    key: &CaseKey,
    aad: &[u8],
    plaintext: &[u8],
    randomness: &mut dyn Randomness,
) -> Result<Vec<u8>, BodyFault> {
    aead::seal(&key.0, &body_aad(aad), plaintext, randomness).ok_or(BodyFault::CannotSeal)
}

/// Opens what [`seal_body`] sealed with the same key and `aad`.
///
/// # Errors
/// [`BodyFault::CannotOpen`].
pub fn open_body(key: &CaseKey, aad: &[u8], sealed: &[u8]) -> Result<Vec<u8>, BodyFault> {
    aead::open(&key.0, &body_aad(aad), sealed).ok_or(BodyFault::CannotOpen)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::keeper::MasterKey;
    use crate::random::tests::Seeded;

    #[test]
    fn a_case_key_is_bound_to_its_case() {
        let mut seeded = Seeded::new(2);
        let master = MasterKey::generate(&mut seeded);
        let key = CaseKey::generate(&mut seeded);
        let (one, two) = (CaseId::from_bytes([1; 16]), CaseId::from_bytes([2; 16]));
        let wrapped = key.wrap(&master, one, &mut seeded).unwrap();
        let sealed = seal_body(&key, b"header", b"body", &mut seeded).unwrap();
        let again = CaseKey::recover(&master, one, &wrapped).unwrap();
        assert_eq!(open_body(&again, b"header", &sealed).unwrap(), b"body");
        assert_eq!(CaseKey::recover(&master, two, &wrapped).err(), Some(KeeperFault::CannotRecover));
    }

    #[test]
    fn a_derived_key_is_one_for_each_case_purpose_and_holder() {
        let mut seeded = Seeded::new(3);
        let (one, two) = (CaseKey::generate(&mut seeded), CaseKey::generate(&mut seeded));
        let key = one.derive("kept text", b"a").unwrap();
        assert_eq!(one.derive("kept text", b"a"), Some(key));
        for other in [one.derive("kept text", b"b"), one.derive("else", b"a"), two.derive("kept text", b"a")]
        {
            assert_ne!(other, Some(key));
        }
    }

    proptest! {
        #[test]
        fn opens_only_as_sealed(
            body in proptest::collection::vec(any::<u8>(), 0..300),
            header in proptest::collection::vec(any::<u8>(), 0..40),
            place in any::<prop::sample::Index>(),
            flip in 1_u8..,
            seed in any::<u64>(),
        ) {
            let mut seeded = Seeded::new(seed);
            let key = CaseKey::generate(&mut seeded);
            let sealed = seal_body(&key, &header, &body, &mut seeded).unwrap();
            prop_assert_eq!(open_body(&key, &header, &sealed), Ok(body));

            let other = CaseKey::generate(&mut seeded);
            prop_assert_eq!(open_body(&other, &header, &sealed), Err(BodyFault::CannotOpen));
            let longer = [header.as_slice(), b"x"].concat();
            prop_assert_eq!(open_body(&key, &longer, &sealed), Err(BodyFault::CannotOpen));
            let place = place.index(sealed.len());
            prop_assert_eq!(open_body(&key, &header, &sealed[..place]), Err(BodyFault::CannotOpen));
            let mut altered = sealed;
            altered[place] ^= flip;
            prop_assert_eq!(open_body(&key, &header, &altered), Err(BodyFault::CannotOpen));
        }
    }
}
