//! Ed25519 and ML-DSA-65 side by side: a signature counts when both are right, so that a break of one is no forgery.

use aws_lc_rs::signature::{
    ED25519, Ed25519KeyPair, KeyPair, ML_DSA_65, ML_DSA_65_SIGNING, PqdsaKeyPair, UnparsedPublicKey,
};

/// Length of either signing seed, in bytes (RFC 8032, section 5.1.5; FIPS 204, section 5.1).
pub(crate) const SEED_BYTES: usize = 32;
/// Length of an Ed25519 public key, in bytes (RFC 8032, section 5.1.5).
pub(crate) const ED25519_KEY_BYTES: usize = 32;
/// Length of an Ed25519 signature, in bytes (RFC 8032, section 5.1.6).
pub(crate) const ED25519_SIGNATURE_BYTES: usize = 64;
/// Length of an ML-DSA-65 public key, in bytes (FIPS 204, table 2).
pub(crate) const ML_DSA_KEY_BYTES: usize = 1952;
/// Length of an ML-DSA-65 signature, in bytes (FIPS 204, table 2).
pub(crate) const ML_DSA_SIGNATURE_BYTES: usize = 3309;

/// The library refused: a seed it cannot use, or a signature it cannot make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Refused;

/// An Ed25519 secret key.
pub(crate) struct Ed25519Secret(Ed25519KeyPair);

impl Ed25519Secret {
    pub(crate) fn from_seed(seed: &[u8; SEED_BYTES]) -> Result<Self, Refused> {
        Ed25519KeyPair::from_seed_unchecked(seed).map(Self).map_err(|_| Refused)
    }

    pub(crate) fn public(&self) -> Result<[u8; ED25519_KEY_BYTES], Refused> {
        self.0.public_key().as_ref().try_into().map_err(|_| Refused)
    }

    pub(crate) fn sign(&self, bytes: &[u8]) -> Result<Vec<u8>, Refused> {
        self.0.try_sign(bytes).map(|signature| signature.as_ref().to_vec()).map_err(|_| Refused)
    }
}

/// Whether `signature` is the Ed25519 signature of `bytes` under `key`.
pub(crate) fn ed25519_holds(key: &[u8; ED25519_KEY_BYTES], bytes: &[u8], signature: &[u8]) -> bool {
    UnparsedPublicKey::new(&ED25519, key).verify(bytes, signature).is_ok()
}

/// An ML-DSA-65 secret key. Each signature takes fresh randomness from the library's own source (FIPS 204, section
/// 3.4, the hedged variant); the library offers no other.
pub(crate) struct MlDsaSecret(PqdsaKeyPair);

impl MlDsaSecret {
    pub(crate) fn from_seed(seed: &[u8; SEED_BYTES]) -> Result<Self, Refused> {
        PqdsaKeyPair::from_seed(&ML_DSA_65_SIGNING, seed).map(Self).map_err(|_| Refused)
    }

    pub(crate) fn public(&self) -> Result<[u8; ML_DSA_KEY_BYTES], Refused> {
        self.0.public_key().as_ref().try_into().map_err(|_| Refused)
    }

    pub(crate) fn sign(&self, bytes: &[u8]) -> Result<Vec<u8>, Refused> {
        let mut signature = vec![0; ML_DSA_SIGNATURE_BYTES];
        let length = self.0.sign(bytes, &mut signature).map_err(|_| Refused)?;
        if length == ML_DSA_SIGNATURE_BYTES { Ok(signature) } else { Err(Refused) }
    }
}

/// Whether `signature` is an ML-DSA-65 signature of `bytes` under `key`.
pub(crate) fn ml_dsa_holds(key: &[u8; ML_DSA_KEY_BYTES], bytes: &[u8], signature: &[u8]) -> bool {
    UnparsedPublicKey::new(&ML_DSA_65, key).verify(bytes, signature).is_ok()
}
