//! A bureau's keys: the secret half that never leaves the node, and the public half that the directory lists.

use std::fmt;

use case::bureau::{BUREAU_CODE_LETTERS_MAX, BureauCode};
use hpke::kem::{Kem, XWing};
use hpke::{Deserializable, Serializable};
use zeroize::Zeroizing;

use crate::canonical::{Reader, Writer};
use crate::digest::sha256;
use crate::hybrid::{
    ED25519_KEY_BYTES, Ed25519Secret, ML_DSA_KEY_BYTES, MlDsaSecret, Refused, SEED_BYTES, ed25519_holds,
    ml_dsa_holds,
};
use crate::keeper::{KeeperFault, KeyKeeper};
use crate::random::Randomness;
use crate::secret::Secret;

/// Length of an X-Wing public key, in bytes (draft-connolly-cfrg-xwing-kem, section 5.1).
pub(crate) const SEALING_KEY_BYTES: usize = 1216;

type OpeningKey = <XWing as Kem>::PrivateKey;
type SealingKey = <XWing as Kem>::PublicKey;

const PUBLIC_LABEL: &str = "comity public identity 1";
const SECRET_LABEL: &str = "comity secret identity 1";
/// With the seed of the journal's former key after the others; written only while there is one.
const EXCHANGING_LABEL: &str = "comity secret identity 2";
/// Four seeds, each of 32 bytes: Ed25519, ML-DSA-65, the journal's Ed25519, X-Wing.
const SEEDS_BYTES: usize = 4 * SEED_BYTES;
/// Where the seed of the journal's key stands among them.
const JOURNAL_SEED: usize = 2;

/// Why an identity could not be made, stored, read or used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdentityFault {
    /// The bytes are not an identity's.
    #[error("these are not the bytes of an identity")]
    Malformed,
    /// The library refused the seeds or the signature.
    #[error("the cryptographic library refused the identity's keys")]
    Refused,
    /// The bytes are an identity's, but of another bureau.
    #[error("the identity is of another bureau")]
    OtherBureau,
    /// The key keeper refused.
    #[error(transparent)]
    Keeper(#[from] KeeperFault),
}

impl From<Refused> for IdentityFault {
    fn from(_: Refused) -> Self {
        IdentityFault::Refused
    }
}

/// The public half of a bureau's keys.
#[derive(Clone, PartialEq, Eq)]
pub struct PublicIdentity {
    bureau: BureauCode,
    serial: u32,
    ed25519: [u8; ED25519_KEY_BYTES],
    ml_dsa: Box<[u8; ML_DSA_KEY_BYTES]>,
    journal: [u8; ED25519_KEY_BYTES],
    sealing: Box<[u8; SEALING_KEY_BYTES]>,
}

impl PublicIdentity {
    /// Whose keys.
    #[must_use]
    pub fn bureau(&self) -> &BureauCode {
        &self.bureau
    }

    /// Which of the bureau's keys, counted from 1; a rotation adds one.
    #[must_use]
    pub fn serial(&self) -> u32 {
        self.serial
    }

    /// Canonical bytes, about 3.3 kB; what the fingerprint is of.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        Writer::new(PUBLIC_LABEL)
            .text(self.bureau.as_str())
            .u32(self.serial)
            .fixed(&self.ed25519)
            .fixed(self.ml_dsa.as_slice())
            .fixed(&self.journal)
            .fixed(self.sealing.as_slice())
            .done()
    }

    /// Reads what [`PublicIdentity::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`IdentityFault::Malformed`], also for a sealing key that is no key.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, IdentityFault> {
        let identity = Self::parse(bytes).ok_or(IdentityFault::Malformed)?;
        identity.sealing_key().ok_or(IdentityFault::Malformed)?;
        Ok(identity)
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(PUBLIC_LABEL, bytes)?;
        let identity = Self {
            bureau: reader.text(BUREAU_CODE_LETTERS_MAX)?.parse().ok()?,
            serial: reader.u32()?,
            ed25519: reader.fixed()?,
            ml_dsa: Box::new(reader.fixed()?),
            journal: reader.fixed()?,
            sealing: Box::new(reader.fixed()?),
        };
        reader.end()?;
        Some(identity)
    }

    /// SHA-256 of the canonical bytes as 16 groups of four hexadecimal letters, for reading aloud to another bureau.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let groups: Vec<String> = sha256(&self.to_bytes())
            .chunks(2)
            .map(|pair| pair.iter().map(|b| format!("{b:02X}")).collect())
            .collect();
        groups.join(" ")
    }

    /// Which key signed, as it stands in signed bytes: `FR/3`.
    pub(crate) fn key_name(&self) -> String {
        format!("{}/{}", self.bureau, self.serial)
    }

    /// The key that verifies the bureau's checkpoints and the certificate of its evidence key.
    #[must_use]
    pub fn journal_key(&self) -> &[u8; ED25519_KEY_BYTES] {
        &self.journal
    }

    pub(crate) fn sealing_key(&self) -> Option<SealingKey> {
        SealingKey::from_bytes(self.sealing.as_slice()).ok()
    }

    /// Whether both have a key for signing in common, under whatever name.
    pub(crate) fn shares_signing_key(&self, other: &Self) -> bool {
        self.ed25519 == other.ed25519 || self.ml_dsa == other.ml_dsa
    }

    /// Whether this bureau's Ed25519 key signed `bytes`.
    pub(crate) fn ed25519_signed(&self, bytes: &[u8], signature: &[u8]) -> bool {
        ed25519_holds(&self.ed25519, bytes, signature)
    }

    /// Whether this bureau's ML-DSA-65 key signed `bytes`.
    pub(crate) fn ml_dsa_signed(&self, bytes: &[u8], signature: &[u8]) -> bool {
        ml_dsa_holds(&self.ml_dsa, bytes, signature)
    }
}

impl fmt::Debug for PublicIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicIdentity({} {})", self.key_name(), self.fingerprint())
    }
}

/// A bureau's secret keys: Ed25519 and ML-DSA-65 for signing, X-Wing (ML-KEM-768 with X25519) for opening, and a second
/// Ed25519 key for the journal's checkpoints, so that no signature of one use can pass for another.
///
/// Everything is made from 128 bytes of the randomness given, and sealing takes its randomness from the caller too.
/// One thing does not: each ML-DSA-65 signature mixes in the library's own randomness. Two runs from one seed therefore
/// differ in those bytes, and in the ciphertext over them, but in no length, order or outcome.
pub struct Identity {
    seeds: Zeroizing<[u8; SEEDS_BYTES]>,
    public: PublicIdentity,
    ed25519: Ed25519Secret,
    ml_dsa: MlDsaSecret,
    journal: Ed25519Secret,
    former_journal: Option<FormerJournal>,
    opening: OpeningKey,
}

/// The key that signed the journal's checkpoints until the one in its place takes over.
struct FormerJournal {
    seed: Zeroizing<[u8; SEED_BYTES]>,
    secret: Ed25519Secret,
    public: [u8; ED25519_KEY_BYTES],
}

impl FormerJournal {
    fn from_seed(seed: Zeroizing<[u8; SEED_BYTES]>) -> Result<Self, Refused> {
        let secret = Ed25519Secret::from_seed(&seed)?;
        let public = secret.public()?;
        Ok(Self { seed, secret, public })
    }
}

impl Identity {
    /// New keys for a bureau. `serial` counts the bureau's identities from 1.
    ///
    /// # Errors
    /// [`IdentityFault::Refused`] when the library refuses the seeds.
    pub fn generate(
        bureau: BureauCode,
        serial: u32,
        randomness: &mut dyn Randomness,
    ) -> Result<Self, IdentityFault> {
        let mut seeds = Zeroizing::new([0; SEEDS_BYTES]);
        randomness.fill(seeds.as_mut_slice());
        Self::from_seeds(bureau, serial, seeds)
    }

    /// New keys in place of these, with a serial that was given to none before. The key that signs the journal's checkpoints stays,
    /// so that whoever kept a checkpoint goes on verifying with it; unless `journal_too`: then the former one stays beside the new
    /// one until it has vouched for it, see [`Identity::without_former_journal`].
    ///
    /// # Errors
    /// [`IdentityFault::Refused`] when the library refuses the seeds.
    pub fn renewed(
        &self,
        serial: u32,
        journal_too: bool,
        randomness: &mut dyn Randomness,
    ) -> Result<Self, IdentityFault> {
        let mut seeds = Zeroizing::new([0; SEEDS_BYTES]);
        randomness.fill(seeds.as_mut_slice());
        let journal = JOURNAL_SEED * SEED_BYTES..(JOURNAL_SEED + 1) * SEED_BYTES;
        let mut former = Zeroizing::new([0; SEED_BYTES]);
        if let (Some(new), Some(old)) = (seeds.get_mut(journal.clone()), self.seeds.get(journal)) {
            former.copy_from_slice(old);
            if !journal_too {
                new.copy_from_slice(old);
            }
        }
        let mut next = Self::from_seeds(self.bureau().clone(), serial, seeds)?;
        if journal_too {
            next.former_journal = Some(FormerJournal::from_seed(former)?);
        }
        Ok(next)
    }

    /// The same without the journal's former key, which has vouched for the new one.
    ///
    /// # Errors
    /// [`IdentityFault::Refused`] when the library refuses the seeds.
    pub fn without_former_journal(&self) -> Result<Self, IdentityFault> {
        Self::from_seeds(self.bureau().clone(), self.public.serial, self.seeds.clone())
    }

    /// The public half of the journal's former key, while it is here.
    #[must_use]
    pub fn former_journal_key(&self) -> Option<&[u8; ED25519_KEY_BYTES]> {
        self.former_journal.as_ref().map(|former| &former.public)
    }

    fn from_seeds(
        bureau: BureauCode,
        serial: u32,
        seeds: Zeroizing<[u8; SEEDS_BYTES]>,
    ) -> Result<Self, IdentityFault> {
        let ([ed25519, ml_dsa, journal, opening], []) = seeds.as_chunks::<SEED_BYTES>() else {
            return Err(IdentityFault::Malformed);
        };
        let ed25519 = Ed25519Secret::from_seed(ed25519)?;
        let ml_dsa = MlDsaSecret::from_seed(ml_dsa)?;
        let journal = Ed25519Secret::from_seed(journal)?;
        let opening = OpeningKey::from_bytes(opening).map_err(|_| IdentityFault::Refused)?;
        let sealing = XWing::sk_to_pk(&opening).to_bytes();
        let public = PublicIdentity {
            bureau,
            serial,
            ed25519: ed25519.public()?,
            ml_dsa: Box::new(ml_dsa.public()?),
            journal: journal.public()?,
            sealing: Box::new(sealing.as_slice().try_into().map_err(|_| IdentityFault::Refused)?),
        };
        Ok(Self { seeds, public, ed25519, ml_dsa, journal, former_journal: None, opening })
    }

    /// The public half.
    #[must_use]
    pub fn public(&self) -> &PublicIdentity {
        &self.public
    }

    /// Whose keys.
    #[must_use]
    pub fn bureau(&self) -> &BureauCode {
        &self.public.bureau
    }

    /// The identity as secret bytes: code, serial and the four seeds, and the seed of the journal's former key while it is here.
    #[must_use]
    pub fn to_secret(&self) -> Secret {
        let label = if self.former_journal.is_some() { EXCHANGING_LABEL } else { SECRET_LABEL };
        let writer = Writer::new(label).text(self.bureau().as_str()).u32(self.public.serial);
        let writer = writer.fixed(self.seeds.as_slice());
        let former = self.former_journal.iter();
        Secret::new(former.fold(writer, |writer, former| writer.fixed(former.seed.as_slice())).done())
    }

    /// Reads what [`Identity::to_secret`] wrote.
    ///
    /// # Errors
    /// [`IdentityFault::Malformed`], [`IdentityFault::Refused`].
    pub fn from_secret(secret: &Secret) -> Result<Self, IdentityFault> {
        let stored = StoredIdentity::parse(secret.expose()).ok_or(IdentityFault::Malformed)?;
        let mut identity = Self::from_seeds(stored.bureau, stored.serial, stored.seeds)?;
        identity.former_journal = stored.former.map(FormerJournal::from_seed).transpose()?;
        Ok(identity)
    }

    /// The identity wrapped for the store, bound to its bureau.
    ///
    /// # Errors
    /// [`IdentityFault::Keeper`].
    pub fn wrap(
        &self,
        keeper: &dyn KeyKeeper,
        randomness: &mut dyn Randomness,
    ) -> Result<Vec<u8>, IdentityFault> {
        Ok(keeper.wrap(&purpose(self.bureau()), self.to_secret().expose(), randomness)?)
    }

    /// What [`Identity::wrap`] wrapped for this bureau.
    ///
    /// # Errors
    /// [`IdentityFault::Keeper`] for another keeper, another bureau or altered bytes; the others as in
    /// [`Identity::from_secret`].
    pub fn recover(
        keeper: &dyn KeyKeeper,
        bureau: &BureauCode,
        wrapped: &[u8],
    ) -> Result<Self, IdentityFault> {
        let identity = Self::from_secret(&keeper.recover(&purpose(bureau), wrapped)?)?;
        if identity.bureau() == bureau { Ok(identity) } else { Err(IdentityFault::OtherBureau) }
    }

    pub(crate) fn sign_ed25519(&self, bytes: &[u8]) -> Result<Vec<u8>, Refused> {
        self.ed25519.sign(bytes)
    }

    pub(crate) fn sign_ml_dsa(&self, bytes: &[u8]) -> Result<Vec<u8>, Refused> {
        self.ml_dsa.sign(bytes)
    }

    /// The seeds, for keys that are derived from all of them.
    pub(crate) fn seeds(&self) -> &[u8] {
        self.seeds.as_slice()
    }

    pub(crate) fn journal(&self) -> &Ed25519Secret {
        &self.journal
    }

    pub(crate) fn former_journal(&self) -> Option<(&Ed25519Secret, [u8; ED25519_KEY_BYTES])> {
        self.former_journal.as_ref().map(|former| (&former.secret, former.public))
    }

    pub(crate) fn opening_key(&self) -> &OpeningKey {
        &self.opening
    }
}

/// What [`Identity::to_secret`] holds.
struct StoredIdentity {
    bureau: BureauCode,
    serial: u32,
    seeds: Zeroizing<[u8; SEEDS_BYTES]>,
    former: Option<Zeroizing<[u8; SEED_BYTES]>>,
}

impl StoredIdentity {
    fn parse(bytes: &[u8]) -> Option<Self> {
        let exchanging = Reader::new(EXCHANGING_LABEL, bytes);
        let has_former = exchanging.is_some();
        let mut reader = exchanging.or_else(|| Reader::new(SECRET_LABEL, bytes))?;
        let bureau = reader.text(BUREAU_CODE_LETTERS_MAX)?.parse().ok()?;
        let serial = reader.u32()?;
        let seeds = Zeroizing::new(reader.fixed()?);
        let former = if has_former { Some(Zeroizing::new(reader.fixed()?)) } else { None };
        reader.end()?;
        Some(Self { bureau, serial, seeds, former })
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Identity({})", self.public.key_name())
    }
}

fn purpose(bureau: &BureauCode) -> Vec<u8> {
    Writer::new("comity identity of").text(bureau.as_str()).done()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keeper::MasterKey;
    use crate::random::tests::Seeded;

    fn identity(seed: u64) -> Identity {
        Identity::generate("FR".parse().unwrap(), 3, &mut Seeded::new(seed)).unwrap()
    }

    #[test]
    fn one_seed_one_identity() {
        assert_eq!(identity(1).public(), identity(1).public());
        assert_ne!(identity(1).public(), identity(2).public());
        let again = Identity::from_secret(&identity(1).to_secret()).unwrap();
        assert_eq!(again.public(), identity(1).public());
        assert_eq!(format!("{again:?}"), "Identity(FR/3)");
    }

    #[test]
    fn renewed_keys_are_others_but_for_the_journal() {
        let (before, after) = (identity(1), identity(1).renewed(4, false, &mut Seeded::new(9)).unwrap());
        let (old, new) = (before.public(), after.public());
        assert_eq!((new.bureau(), new.serial()), (old.bureau(), 4));
        assert_eq!(new.journal, old.journal);
        assert!(new.ed25519 != old.ed25519 && new.ml_dsa != old.ml_dsa && new.sealing != old.sealing);
    }

    #[test]
    fn public_bytes_and_back() {
        let public = identity(1).public().clone();
        let bytes = public.to_bytes();
        assert_eq!(PublicIdentity::from_bytes(&bytes), Ok(public.clone()));
        for length in 0..bytes.len() {
            assert_eq!(PublicIdentity::from_bytes(&bytes[..length]), Err(IdentityFault::Malformed));
        }
        let longer = [bytes.as_slice(), &[0]].concat();
        assert_eq!(PublicIdentity::from_bytes(&longer), Err(IdentityFault::Malformed));
        let fingerprint = public.fingerprint();
        assert_eq!(fingerprint.len(), 16 * 5 - 1);
        assert!(fingerprint.split(' ').all(|group| group.len() == 4));
    }

    #[test]
    fn wrapped_for_its_bureau_only() {
        let mut seeded = Seeded::new(7);
        let master = MasterKey::generate(&mut seeded);
        let wrapped = identity(1).wrap(&master, &mut seeded).unwrap();
        let recovered = |code: &str| Identity::recover(&master, &code.parse().unwrap(), &wrapped);
        assert_eq!(recovered("FR").unwrap().public(), identity(1).public());
        assert_eq!(recovered("US").err(), Some(IdentityFault::Keeper(KeeperFault::CannotRecover)));
        let no_identity = Secret::new(b"something else".to_vec());
        assert_eq!(Identity::from_secret(&no_identity).err(), Some(IdentityFault::Malformed));
    }
}
