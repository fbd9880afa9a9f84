//! The key with which a bureau signs evidence packages, and how the bureau vouches for it.
//!
//! Courts and the defence verify with tools of their own, which know ECDSA with P-256 and SHA-256 (FIPS 186-5) and little
//! else. The key is derived from the bureau's identity, so it is kept, wrapped and renewed with it, whoever holds the
//! master key. The bureau's journal key, which the directory lists and which outlives renewals, signs its certificate.

use aws_lc_rs::hkdf::{HKDF_SHA256, Salt};
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{DerSignature, SigningKey};
use zeroize::Zeroizing;

use crate::canonical::Writer;
use crate::hybrid::{ED25519_SIGNATURE_BYTES, SEED_BYTES};
use crate::identity::{Identity, IdentityFault};

/// Length of the public key: an uncompressed point of P-256 (SEC 1, section 2.3.3).
pub const EVIDENCE_KEY_BYTES: usize = 65;
/// How often a scalar is drawn; one of 2^32 draws is above the curve's order and is drawn again.
const DRAWS_MAX: u32 = 8;
/// What DER of a certificate begins with. Text that the journal key signs beside it begins with a letter.
const SEQUENCE: u8 = 0x30;

/// A bureau's key for evidence packages. Its signatures take no randomness (RFC 6979), so that one package has one form.
pub struct EvidenceKey {
    secret: SigningKey,
    public: [u8; EVIDENCE_KEY_BYTES],
}

impl EvidenceKey {
    /// The key that belongs to an identity.
    ///
    /// # Errors
    /// [`IdentityFault::Refused`] when the library refuses it.
    pub fn of(identity: &Identity) -> Result<Self, IdentityFault> {
        let secret =
            (0..DRAWS_MAX).find_map(|draw| draw_key(identity, draw)).ok_or(IdentityFault::Refused)?;
        let point = secret.verifying_key().to_sec1_point(false);
        let public = point.as_bytes().try_into().map_err(|_| IdentityFault::Refused)?;
        Ok(Self { secret, public })
    }

    /// The public key.
    #[must_use]
    pub const fn public(&self) -> &[u8; EVIDENCE_KEY_BYTES] {
        &self.public
    }

    /// The signature of these bytes: DER of the two numbers (RFC 3279, section 2.2.3).
    ///
    /// # Errors
    /// [`IdentityFault::Refused`].
    pub fn sign(&self, bytes: &[u8]) -> Result<Vec<u8>, IdentityFault> {
        let signature: DerSignature = self.secret.try_sign(bytes).map_err(|_| IdentityFault::Refused)?;
        Ok(signature.as_bytes().to_vec())
    }
}

fn draw_key(identity: &Identity, draw: u32) -> Option<SigningKey> {
    let info = Writer::new("comity evidence key 1").text(identity.bureau().as_str()).u32(draw).done();
    let mut scalar = Zeroizing::new([0; SEED_BYTES]);
    let from = Salt::new(HKDF_SHA256, &[]).extract(identity.seeds());
    from.expand(&[&info], HKDF_SHA256).ok()?.fill(scalar.as_mut_slice()).ok()?;
    SigningKey::from_slice(scalar.as_slice()).ok()
}

/// The signature of the bureau's journal key under what a certificate says, in DER. Checkpoints are text that begins with
/// the journal's name; what begins as DER does is never one, so that neither signature passes for the other.
///
/// # Errors
/// [`IdentityFault::Malformed`] for what is no DER, [`IdentityFault::Refused`].
pub fn sign_certificate(
    identity: &Identity,
    certificate: &[u8],
) -> Result<[u8; ED25519_SIGNATURE_BYTES], IdentityFault> {
    // A long sequence: its second byte, the length of its length, is no letter either.
    if !matches!(certificate, [SEQUENCE, 0x80..=0xff, ..]) {
        return Err(IdentityFault::Malformed);
    }
    let signature = identity.journal().sign(certificate)?;
    signature.try_into().map_err(|_| IdentityFault::Refused)
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1, UnparsedPublicKey};

    use super::*;
    use crate::random::tests::Seeded;

    fn identity(code: &str, seed: u64) -> Identity {
        Identity::generate(code.parse().unwrap(), 1, &mut Seeded::new(seed)).unwrap()
    }

    #[test]
    fn one_identity_one_evidence_key() {
        let (fr, us) = (identity("FR", 1), identity("US", 2));
        let (key, other) = (EvidenceKey::of(&fr).unwrap(), EvidenceKey::of(&us).unwrap());
        assert_eq!(key.public(), EvidenceKey::of(&fr).unwrap().public());
        assert_ne!(key.public(), other.public());
        let renewed = EvidenceKey::of(&fr.renewed(2, false, &mut Seeded::new(3)).unwrap()).unwrap();
        assert_ne!(key.public(), renewed.public());
        let signature = key.sign(b"manifest").unwrap();
        let verifies = |key: &EvidenceKey, text: &[u8]| {
            UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, key.public()).verify(text, &signature).is_ok()
        };
        // Verified by another library than the one that signed.
        assert!(verifies(&key, b"manifest"));
        assert_eq!(signature, EvidenceKey::of(&fr).unwrap().sign(b"manifest").unwrap());
        assert!(
            !verifies(&key, b"Manifest")
                && !verifies(&other, b"manifest")
                && !verifies(&renewed, b"manifest")
        );
    }

    #[test]
    fn a_checkpoint_is_never_signed_as_a_certificate() {
        let fr = identity("FR", 1);
        for text in [b"comity/FR\n1\nAAAA\n".as_slice(), b"0\n1\n", b"", &[SEQUENCE], &[SEQUENCE, 0x10, 1]] {
            assert_eq!(sign_certificate(&fr, text), Err(IdentityFault::Malformed));
        }
        assert!(sign_certificate(&fr, &[SEQUENCE, 0x82, 1, 0]).is_ok());
    }
}
