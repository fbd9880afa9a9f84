//! Who keeps the bureau's master key, and what it wraps.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use aws_lc_rs::hkdf::{HKDF_SHA256, KeyType, Salt};
use zeroize::Zeroizing;

use crate::aead;
use crate::canonical::Writer;
use crate::random::{self, Randomness};
use crate::secret::Secret;

/// Length of a master key, in bytes.
pub const MASTER_KEY_BYTES: usize = aead::KEY_BYTES;

/// Why a secret was not wrapped or not recovered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeeperFault {
    /// The keeper refused to wrap.
    #[error("the key keeper cannot wrap this secret")]
    CannotWrap,
    /// Another master key, another purpose, or altered bytes.
    #[error("the wrapped secret does not open with this master key for this purpose")]
    CannotRecover,
    /// Wrapped under a master key that is not here.
    #[error("it was wrapped under master key {0}, which is not here")]
    NotHere(MasterKeyId),
    /// The keeper, a device beyond this process, does not answer or does not let this process in.
    #[error("the keeper of the master key does not serve ({code})")]
    Unavailable {
        /// Why, as a stable code of that keeper.
        code: &'static str,
    },
}

/// Length of the identifier of a master key, in bytes.
pub const MASTER_KEY_ID_BYTES: usize = 8;

/// Tells master keys apart and says nothing of the key. What is wrapped names its key by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MasterKeyId(pub [u8; MASTER_KEY_ID_BYTES]);

impl fmt::Display for MasterKeyId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

/// It is written with 16 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a master key is named by 16 hexadecimal digits")]
pub struct BadMasterKeyId;

impl FromStr for MasterKeyId {
    type Err = BadMasterKeyId;

    fn from_str(text: &str) -> Result<Self, BadMasterKeyId> {
        let is_plain = text.len() == MASTER_KEY_ID_BYTES * 2 && text.bytes().all(|b| b.is_ascii_hexdigit());
        let number = u64::from_str_radix(text, 16).ok().filter(|_| is_plain);
        number.map(|number| Self(number.to_be_bytes())).ok_or(BadMasterKeyId)
    }
}

/// A secret to be recovered: its purpose, and the wrapped bytes.
pub type Wrapped = (Vec<u8>, Vec<u8>);

/// Keeps a master key and lends its use, never the key itself: a file's bytes in a trial, a hardware module in service.
pub trait KeyKeeper: Send + Sync {
    /// Wraps `secret` so that only the same keeper recovers it, and only for the same `purpose`.
    ///
    /// # Errors
    /// [`KeeperFault::CannotWrap`].
    fn wrap(
        &self,
        purpose: &[u8],
        secret: &[u8],
        randomness: &mut dyn Randomness,
    ) -> Result<Vec<u8>, KeeperFault>;

    /// What [`KeyKeeper::wrap`] wrapped.
    ///
    /// # Errors
    /// [`KeeperFault::CannotRecover`].
    fn recover(&self, purpose: &[u8], wrapped: &[u8]) -> Result<Secret, KeeperFault>;

    /// As [`KeyKeeper::recover`] for several, in their order; a device does them side by side.
    fn recover_all(&self, wrapped: &[Wrapped]) -> Vec<Result<Secret, KeeperFault>> {
        wrapped.iter().map(|(purpose, wrapped)| self.recover(purpose, wrapped)).collect()
    }

    /// Whether it was wrapped under the key that wraps now. A keeper of one key knows no other.
    fn is_current(&self, _wrapped: &[u8]) -> bool {
        true
    }
}

impl<K: KeyKeeper + ?Sized> KeyKeeper for Arc<K> {
    fn wrap(
        &self,
        purpose: &[u8],
        secret: &[u8],
        randomness: &mut dyn Randomness,
    ) -> Result<Vec<u8>, KeeperFault> {
        self.as_ref().wrap(purpose, secret, randomness)
    }

    fn recover(&self, purpose: &[u8], wrapped: &[u8]) -> Result<Secret, KeeperFault> {
        self.as_ref().recover(purpose, wrapped)
    }

    fn recover_all(&self, wrapped: &[Wrapped]) -> Vec<Result<Secret, KeeperFault>> {
        self.as_ref().recover_all(wrapped)
    }

    fn is_current(&self, wrapped: &[u8]) -> bool {
        self.as_ref().is_current(wrapped)
    }
}

/// A master key in this process's memory: AES-256, wiped when dropped. One key wraps under 2^32 secrets.
pub struct MasterKey(Zeroizing<[u8; MASTER_KEY_BYTES]>);

impl MasterKey {
    /// A new key.
    #[must_use]
    pub fn generate(randomness: &mut dyn Randomness) -> Self {
        Self(Zeroizing::new(random::bytes(randomness)))
    }

    /// The key with these bytes; `None` unless there are [`MASTER_KEY_BYTES`].
    #[must_use]
    pub fn from_secret(secret: &Secret) -> Option<Self> {
        secret.expose().try_into().ok().map(|bytes| Self(Zeroizing::new(bytes)))
    }

    /// The key's bytes, for writing where only the bureau's service account reads.
    #[must_use]
    pub fn to_secret(&self) -> Secret {
        Secret::new(self.0.to_vec())
    }

    /// Its identifier, derived from it (HKDF-SHA-256, RFC 5869); `None` when the library refuses.
    #[must_use]
    pub fn id(&self) -> Option<MasterKeyId> {
        let mut id = [0; MASTER_KEY_ID_BYTES];
        let info: &[&[u8]] = &[b"comity master key id 1"];
        let from = Salt::new(HKDF_SHA256, &[]).extract(self.0.as_slice());
        from.expand(info, IdLength).ok()?.fill(&mut id).ok()?;
        Some(MasterKeyId(id))
    }
}

struct IdLength;

impl KeyType for IdLength {
    fn len(&self) -> usize {
        MASTER_KEY_ID_BYTES
    }
}

/// What a wrapped secret is bound to beside its key, whoever keeps that: the additional data of AES-256-GCM.
#[must_use]
pub fn binding(purpose: &[u8]) -> Vec<u8> {
    Writer::new("comity wrapped secret 1").bytes(purpose).done()
}

impl KeyKeeper for MasterKey {
    fn wrap(
        &self,
        purpose: &[u8],
        secret: &[u8],
        randomness: &mut dyn Randomness,
    ) -> Result<Vec<u8>, KeeperFault> {
        aead::seal(&self.0, &binding(purpose), secret, randomness).ok_or(KeeperFault::CannotWrap)
    }

    fn recover(&self, purpose: &[u8], wrapped: &[u8]) -> Result<Secret, KeeperFault> {
        aead::open(&self.0, &binding(purpose), wrapped).map(Secret::new).ok_or(KeeperFault::CannotRecover)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::tests::Seeded;

    #[test]
    fn recovered_by_the_same_key_for_the_same_purpose_only() {
        let mut seeded = Seeded::new(1);
        let (ours, other) = (MasterKey::generate(&mut seeded), MasterKey::generate(&mut seeded));
        let wrapped = ours.wrap(b"case 1", b"secret", &mut seeded).unwrap();
        assert_eq!(ours.recover(b"case 1", &wrapped).unwrap().expose(), b"secret");
        assert_eq!(ours.recover(b"case 2", &wrapped).err(), Some(KeeperFault::CannotRecover));
        assert_eq!(other.recover(b"case 1", &wrapped).err(), Some(KeeperFault::CannotRecover));
        let same = MasterKey::from_secret(&ours.to_secret()).unwrap();
        assert_eq!(same.recover(b"case 1", &wrapped).unwrap().expose(), b"secret");
        assert!(MasterKey::from_secret(&Secret::new(vec![0; 31])).is_none());
    }
}
