//! Sealing at rest: one key for each case, so that destroying the key erases the case and nothing else.

use aws_lc_rs::hkdf::{HKDF_SHA256, Salt};
use case::id::CaseId;
use zeroize::Zeroizing;

use crate::aead;
use crate::canonical::Writer;
use crate::digest::sha256_of_parts;
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

/// What a body says, in two parts that can be shown apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Body {
    /// What happened.
    pub told: Vec<u8>,
    /// What stays with the bureau even where the rest is shown to others, such as why an officer acted; may be empty.
    pub own: Vec<u8>,
}

impl From<Vec<u8>> for Body {
    fn from(told: Vec<u8>) -> Self {
        Self { told, own: Vec::new() }
    }
}

/// Length of a commitment and of each salt, in bytes: SHA-256.
pub const COMMITMENT_BYTES: usize = 32;
/// Length of the nonce, in bytes.
const NONCE_BYTES: usize = 12;

/// What each part is committed to under, so that none passes for the other.
const TOLD: &str = "told";
const OWN: &str = "own";

/// The salts with which the parts of one body are committed to. Whoever has one can check that part, and learns nothing of
/// the other part, of other bodies or of the key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Salts {
    /// Of what happened.
    pub told: [u8; COMMITMENT_BYTES],
    /// Of what stays with the bureau.
    pub own: [u8; COMMITMENT_BYTES],
}

/// The commitment to one part of a body: SHA-256 of `comity body <part> 1`, a line feed, the salt and the part. It hides the
/// part, because the salt is as random as the key of the case, and binds to it, because nobody finds a second one with
/// the same hash.
#[must_use]
fn part_commitment(part: &str, salt: &[u8; COMMITMENT_BYTES], bytes: &[u8]) -> [u8; COMMITMENT_BYTES] {
    sha256_of_parts(&[b"comity body ", part.as_bytes(), b" 1\n", salt, bytes])
}

/// The commitment to what stays with the bureau, which lets others check the rest without it.
#[must_use]
pub fn own_commitment(salts: &Salts, body: &Body) -> [u8; COMMITMENT_BYTES] {
    part_commitment(OWN, &salts.own, &body.own)
}

fn commitment(salts: &Salts, body: &Body) -> [u8; COMMITMENT_BYTES] {
    let told = part_commitment(TOLD, &salts.told, &body.told);
    sha256_of_parts(&[b"comity body 1\n", &told, &own_commitment(salts, body)])
}

/// The salts of the body that was sealed with this nonce: derived, so that they are gone with the key.
fn salts(key: &CaseKey, aad: &[u8], nonce: &[u8]) -> Option<Salts> {
    let place = Writer::new("comity body salts 1").bytes(aad).bytes(nonce).done();
    Some(Salts { told: key.derive(TOLD, &place)?, own: key.derive(OWN, &place)? })
}

fn body_aad(aad: &[u8], commitment: &[u8]) -> Vec<u8> {
    Writer::new("comity sealed body 2").bytes(aad).bytes(commitment).done()
}

/// Seals an entry's body. `aad` is what stays in clear and must not be exchanged, such as the entry's header.
///
/// The result is the commitment to the body (32 bytes), nonce (12 bytes), ciphertext, tag (16 bytes); in the ciphertext stand
/// the length of what is told (4 bytes, big-endian), that, and the rest. AES-GCM alone binds nobody to one plaintext: with
/// two keys one ciphertext opens as two. The commitment does, for whoever trusts a digest of the sealed body.
///
/// # Errors
/// [`BodyFault::CannotSeal`], for a body above 4 GiB.
pub fn seal_body(
    key: &CaseKey,
    aad: &[u8],
    body: &Body,
    randomness: &mut dyn Randomness,
) -> Result<Vec<u8>, BodyFault> {
    let told_bytes = u32::try_from(body.told.len()).map_err(|_| BodyFault::CannotSeal)?;
    let plain = [told_bytes.to_be_bytes().as_slice(), &body.told, &body.own].concat();
    let nonce: [u8; NONCE_BYTES] = random::bytes(randomness);
    let salts = salts(key, aad, &nonce).ok_or(BodyFault::CannotSeal)?;
    let commitment = commitment(&salts, body);
    let aad = body_aad(aad, &commitment);
    let sealed = aead::seal_with(&key.0, nonce, &aad, &plain).ok_or(BodyFault::CannotSeal)?;
    Ok([commitment.as_slice(), &sealed].concat())
}

/// Opens what [`seal_body`] sealed with the same key and `aad`, or what it sealed before there were commitments.
///
/// # Errors
/// [`BodyFault::CannotOpen`], also where it opens as another body than it commits to.
pub fn open_body(key: &CaseKey, aad: &[u8], sealed: &[u8]) -> Result<Body, BodyFault> {
    if let Ok((body, _)) = disclose_body(key, aad, sealed) {
        return Ok(body);
    }
    let first = Writer::new("comity sealed body 1").bytes(aad).done();
    aead::open(&key.0, &first, sealed).map(Body::from).ok_or(BodyFault::CannotOpen)
}

/// As [`open_body`], with the salts by which others can check what is shown to them.
///
/// # Errors
/// As [`open_body`]; also for what commits to nothing.
pub fn disclose_body(key: &CaseKey, aad: &[u8], sealed: &[u8]) -> Result<(Body, Salts), BodyFault> {
    opened(key, aad, sealed).ok_or(BodyFault::CannotOpen)
}

fn opened(key: &CaseKey, aad: &[u8], sealed: &[u8]) -> Option<(Body, Salts)> {
    let (committed, rest) = sealed.split_at_checked(COMMITMENT_BYTES)?;
    let plain = aead::open(&key.0, &body_aad(aad, committed), rest)?;
    let (told_bytes, parts) = plain.split_first_chunk::<4>()?;
    let (told, own) = parts.split_at_checked(usize::try_from(u32::from_be_bytes(*told_bytes)).ok()?)?;
    let body = Body { told: told.to_vec(), own: own.to_vec() };
    let salts = salts(key, aad, rest.get(..NONCE_BYTES)?)?;
    (commitment(&salts, &body) == committed).then_some((body, salts))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::keeper::MasterKey;
    use crate::random::tests::Seeded;

    fn body(told: &[u8], own: &[u8]) -> Body {
        Body { told: told.to_vec(), own: own.to_vec() }
    }

    #[test]
    fn a_sealed_body_commits_to_what_it_says() {
        let mut seeded = Seeded::new(4);
        let key = CaseKey::generate(&mut seeded);
        let said = body(b"what", b"why");
        let sealed = seal_body(&key, b"header", &said, &mut seeded).unwrap();
        let (opened, salts) = disclose_body(&key, b"header", &sealed).unwrap();
        assert_eq!(opened, said);
        assert_eq!(sealed[..COMMITMENT_BYTES], commitment(&salts, &said));
        // Neither another text, nor the same letters cut in two elsewhere, nor the parts exchanged.
        for other in [body(b"What", b"why"), body(b"what", b""), body(b"wha", b"twhy"), body(b"why", b"what")]
        {
            assert_ne!(sealed[..COMMITMENT_BYTES], commitment(&salts, &other));
        }
        let again = seal_body(&key, b"header", &said, &mut seeded).unwrap();
        assert_ne!(
            sealed[..COMMITMENT_BYTES],
            again[..COMMITMENT_BYTES],
            "equal bodies are not seen to be equal"
        );
    }

    #[test]
    fn what_was_sealed_before_there_were_commitments_is_opened_and_not_disclosed() {
        let mut seeded = Seeded::new(6);
        let key = CaseKey::generate(&mut seeded);
        let aad = Writer::new("comity sealed body 1").bytes(b"header").done();
        let sealed = aead::seal(&key.0, &aad, b"what", &mut seeded).unwrap();
        assert_eq!(open_body(&key, b"header", &sealed), Ok(body(b"what", b"")));
        assert_eq!(disclose_body(&key, b"header", &sealed).err(), Some(BodyFault::CannotOpen));
        assert_eq!(open_body(&key, b"Header", &sealed), Err(BodyFault::CannotOpen));
    }

    #[test]
    fn a_body_that_opens_as_another_than_it_commits_to_is_refused() {
        let mut seeded = Seeded::new(5);
        let key = CaseKey::generate(&mut seeded);
        let nonce = [7; NONCE_BYTES];
        let salts = salts(&key, b"header", &nonce).unwrap();
        let lie = commitment(&salts, &body(b"said", b""));
        let plain = [4_u32.to_be_bytes().as_slice(), b"meant"].concat();
        let sealed = aead::seal_with(&key.0, nonce, &body_aad(b"header", &lie), &plain).unwrap();
        let sealed = [lie.as_slice(), &sealed].concat();
        assert_eq!(open_body(&key, b"header", &sealed), Err(BodyFault::CannotOpen));
    }

    #[test]
    fn a_case_key_is_bound_to_its_case() {
        let mut seeded = Seeded::new(2);
        let master = MasterKey::generate(&mut seeded);
        let key = CaseKey::generate(&mut seeded);
        let (one, two) = (CaseId::from_bytes([1; 16]), CaseId::from_bytes([2; 16]));
        let wrapped = key.wrap(&master, one, &mut seeded).unwrap();
        let sealed = seal_body(&key, b"header", &body(b"body", b"why"), &mut seeded).unwrap();
        let again = CaseKey::recover(&master, one, &wrapped).unwrap();
        assert_eq!(open_body(&again, b"header", &sealed).unwrap(), body(b"body", b"why"));
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
            said in proptest::collection::vec(any::<u8>(), 0..300),
            header in proptest::collection::vec(any::<u8>(), 0..40),
            place in any::<prop::sample::Index>(),
            flip in 1_u8..,
            seed in any::<u64>(),
        ) {
            let mut seeded = Seeded::new(seed);
            let key = CaseKey::generate(&mut seeded);
            let split = place.index(said.len() + 1);
            let said = body(&said[..split], &said[split..]);
            let sealed = seal_body(&key, &header, &said, &mut seeded).unwrap();
            prop_assert_eq!(open_body(&key, &header, &sealed), Ok(said));

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
