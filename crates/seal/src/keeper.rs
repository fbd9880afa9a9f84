//! Who keeps the bureau's master key, and what it wraps.

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
}

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
}

fn aad(purpose: &[u8]) -> Vec<u8> {
    Writer::new("comity wrapped secret 1").bytes(purpose).done()
}

impl KeyKeeper for MasterKey {
    fn wrap(
        &self,
        purpose: &[u8],
        secret: &[u8],
        randomness: &mut dyn Randomness,
    ) -> Result<Vec<u8>, KeeperFault> {
        aead::seal(&self.0, &aad(purpose), secret, randomness).ok_or(KeeperFault::CannotWrap)
    }

    fn recover(&self, purpose: &[u8], wrapped: &[u8]) -> Result<Secret, KeeperFault> {
        aead::open(&self.0, &aad(purpose), wrapped).map(Secret::new).ok_or(KeeperFault::CannotRecover)
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
