//! Several master keys at once: one that wraps, and the former ones, which still recover what was wrapped under them.
//!
//! So a master key is exchanged while the bureau works: what is wrapped names its key, and is wrapped anew one by one.
//! The bytes: [`LABEL`], the identifier of the master key, then what its keeper made of the secret. Without a label they were
//! wrapped before there was more than one key, and every key is tried.

use crate::keeper::{KeeperFault, KeyKeeper, MASTER_KEY_ID_BYTES, MasterKeyId, Wrapped};
use crate::random::Randomness;
use crate::secret::Secret;

/// What a wrapped secret that names its key begins with. One without a label begins with a random nonce, and so with
/// these bytes one time in 2^32: it is then said to be wrapped under a key that is not here.
const LABEL: &[u8; 4] = b"cmk1";

/// The master key that a secret was wrapped under; `None` where that is not said.
#[must_use]
pub fn wrapped_under(wrapped: &[u8]) -> Option<MasterKeyId> {
    labelled(wrapped).map(|(id, _)| id)
}

fn labelled(wrapped: &[u8]) -> Option<(MasterKeyId, &[u8])> {
    let (id, body) = wrapped.strip_prefix(LABEL)?.split_first_chunk::<MASTER_KEY_ID_BYTES>()?;
    Some((MasterKeyId(*id), body))
}

/// A master key and its identifier.
pub type RingKey = (MasterKeyId, Box<dyn KeyKeeper>);

/// The master keys of a bureau. The first one wraps.
pub struct KeyRing {
    current: RingKey,
    former: Vec<RingKey>,
}

impl KeyRing {
    /// A ring of the key that wraps and former ones.
    #[must_use]
    pub fn new(current: RingKey, former: Vec<RingKey>) -> Self {
        Self { current, former }
    }

    /// The key that wraps.
    #[must_use]
    pub fn current(&self) -> MasterKeyId {
        self.current.0
    }

    /// Every key, the one that wraps first.
    pub fn ids(&self) -> impl Iterator<Item = MasterKeyId> {
        self.keys().map(|(id, _)| *id)
    }

    fn keys(&self) -> impl Iterator<Item = &RingKey> {
        std::iter::once(&self.current).chain(&self.former)
    }

    fn key(&self, wanted: MasterKeyId) -> Option<&dyn KeyKeeper> {
        self.keys().find(|(id, _)| *id == wanted).map(|(_, keeper)| keeper.as_ref())
    }
}

impl KeyKeeper for KeyRing {
    fn wrap(
        &self,
        purpose: &[u8],
        secret: &[u8],
        randomness: &mut dyn Randomness,
    ) -> Result<Vec<u8>, KeeperFault> {
        let (id, keeper) = &self.current;
        let body = keeper.wrap(purpose, secret, randomness)?;
        Ok([LABEL.as_slice(), &id.0, &body].concat())
    }

    fn recover(&self, purpose: &[u8], wrapped: &[u8]) -> Result<Secret, KeeperFault> {
        if let Some((id, body)) = labelled(wrapped) {
            return self.key(id).ok_or(KeeperFault::NotHere(id))?.recover(purpose, body);
        }
        let mut last = KeeperFault::CannotRecover;
        for (_, keeper) in self.keys() {
            match keeper.recover(purpose, wrapped) {
                Ok(secret) => return Ok(secret),
                Err(KeeperFault::CannotRecover) => {}
                Err(fault) => last = fault,
            }
        }
        Err(last)
    }

    /// Those under one key go to its keeper together.
    fn recover_all(&self, wrapped: &[Wrapped]) -> Vec<Result<Secret, KeeperFault>> {
        let mut found: Vec<Option<Result<Secret, KeeperFault>>> = wrapped.iter().map(|_| None).collect();
        for (id, keeper) in self.keys() {
            let (mut places, mut theirs) = (Vec::new(), Vec::new());
            for (place, (purpose, wrapped)) in wrapped.iter().enumerate() {
                if let Some((_, body)) = labelled(wrapped).filter(|(under, _)| under == id) {
                    places.push(place);
                    theirs.push((purpose.clone(), body.to_vec()));
                }
            }
            for (place, secret) in places.into_iter().zip(keeper.recover_all(&theirs)) {
                if let Some(slot) = found.get_mut(place) {
                    *slot = Some(secret);
                }
            }
        }
        let rest = found.into_iter().zip(wrapped);
        rest.map(|(found, (purpose, wrapped))| found.unwrap_or_else(|| self.recover(purpose, wrapped)))
            .collect()
    }

    fn is_current(&self, wrapped: &[u8]) -> bool {
        wrapped_under(wrapped) == Some(self.current.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keeper::MasterKey;
    use crate::random::tests::Seeded;

    fn key(seed: u64) -> RingKey {
        let key = MasterKey::generate(&mut Seeded::new(seed));
        (key.id().unwrap(), Box::new(key))
    }

    #[test]
    fn one_wraps_and_the_former_ones_recover() {
        let mut seeded = Seeded::new(9);
        let old = KeyRing::new(key(1), Vec::new());
        let bare = key(1).1.wrap(b"case 1", b"unlabelled", &mut seeded).unwrap();
        let before = old.wrap(b"case 2", b"before", &mut seeded).unwrap();
        let both = KeyRing::new(key(2), vec![key(1)]);
        let after = both.wrap(b"case 3", b"after", &mut seeded).unwrap();
        assert_eq!((wrapped_under(&bare), wrapped_under(&before)), (None, Some(key(1).0)));
        assert_eq!([&bare, &before, &after].map(|wrapped| both.is_current(wrapped)), [false, false, true]);

        let all =
            [(b"case 1".to_vec(), bare), (b"case 2".to_vec(), before), (b"case 3".to_vec(), after.clone())];
        let secrets = both.recover_all(&all);
        for ((secret, (purpose, wrapped)), expected) in
            secrets.iter().zip(&all).zip([b"unlabelled".as_slice(), b"before", b"after"])
        {
            assert_eq!(secret.as_ref().unwrap().expose(), expected);
            assert_eq!(both.recover(purpose, wrapped).unwrap().expose(), expected);
            assert_eq!(both.recover(b"case 9", wrapped).err(), Some(KeeperFault::CannotRecover));
        }
        assert_eq!(old.recover(b"case 3", &after).err(), Some(KeeperFault::NotHere(key(2).0)));
    }

    #[test]
    fn an_altered_label_opens_nothing() {
        let mut seeded = Seeded::new(3);
        let both = KeyRing::new(key(2), vec![key(1)]);
        let wrapped = both.wrap(b"case", b"secret", &mut seeded).unwrap();
        for place in 0..wrapped.len() {
            let mut altered = wrapped.clone();
            altered[place] ^= 1;
            assert!(both.recover(b"case", &altered).is_err(), "{place}");
        }
        // Under the other key's name.
        let mut other = wrapped;
        other[LABEL.len()..][..MASTER_KEY_ID_BYTES].copy_from_slice(&key(1).0.0);
        assert_eq!(both.recover(b"case", &other).err(), Some(KeeperFault::CannotRecover));
    }

    #[test]
    fn an_identifier_is_written_and_read() {
        let id = key(1).0;
        assert_eq!(id.to_string().parse(), Ok(id));
        for bad in ["", "12", "+123456789abcdef", "0123456789abcdeg", "0123456789abcdef0"] {
            assert!(bad.parse::<MasterKeyId>().is_err(), "{bad}");
        }
    }
}
