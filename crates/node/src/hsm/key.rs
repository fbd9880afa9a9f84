//! A master key in a token: made there, found there, used there.

use std::sync::Arc;
use std::thread;

use cryptoki::mechanism::Mechanism;
use cryptoki::mechanism::aead::GcmParams;
use cryptoki::object::{Attribute, AttributeType, KeyType, ObjectClass, ObjectHandle};
use cryptoki::session::Session;
use cryptoki::types::Ulong;
use seal::keeper::{
    KeeperFault, KeyKeeper, MASTER_KEY_BYTES, MASTER_KEY_ID_BYTES, MasterKeyId, Wrapped, binding,
};
use seal::random::Randomness;
use seal::secret::Secret;

use super::fault::HsmFault;
use super::token::{SESSIONS_MAX, Token};

/// Length of an initialisation vector, in bytes (NIST SP 800-38D, section 5.2.1.1).
const IV_BYTES: usize = 12;
/// Length of a tag, in bits.
const TAG_BITS: u64 = 128;
/// Secrets that are worth a thread of their own.
const SECRETS_PER_THREAD_MIN: usize = 8;

/// A master key in a token, which lends its use to this process. It wraps under 2^32 secrets, as one in a file does.
pub struct HsmKey {
    token: Arc<Token>,
    id: MasterKeyId,
}

impl HsmKey {
    /// The key with this identifier.
    #[must_use]
    pub fn new(token: Arc<Token>, id: MasterKeyId) -> Self {
        Self { token, id }
    }

    /// The handle of the key; it is looked for once.
    fn handle(&self, session: &Session) -> Result<ObjectHandle, HsmFault> {
        if let Some(handle) = self.token.handle(self.id) {
            return Ok(handle);
        }
        let id = Attribute::Id(self.id.0.to_vec());
        let found = session.find_objects(&[&wanted(&self.token.key_label), [id].as_slice()].concat())?;
        let handle = *found.first().ok_or(HsmFault::Key { id: self.id })?;
        is_fit(session, handle, &self.token.key_label)?;
        self.token.found(self.id, handle);
        Ok(handle)
    }

    /// Vector, ciphertext, tag. A token that makes vectors of its own, as some do, writes its own over the one it is given.
    fn seal(&self, vector: [u8; IV_BYTES], aad: &[u8], secret: &[u8]) -> Result<Vec<u8>, HsmFault> {
        self.token.with(|session| {
            let mut vector = vector;
            let handle = self.handle(session)?;
            let mechanism = Mechanism::AesGcm(gcm(&mut vector, aad)?);
            let body = session.encrypt(&mechanism, handle, secret)?;
            drop(mechanism);
            Ok([vector.as_slice(), &body].concat())
        })
    }

    fn open(&self, aad: &[u8], wrapped: &[u8]) -> Result<Vec<u8>, HsmFault> {
        let (vector, body) = wrapped.split_first_chunk::<IV_BYTES>().ok_or(HsmFault::Altered)?;
        self.token.with(|session| {
            let mut vector = *vector;
            let handle = self.handle(session)?;
            let mechanism = Mechanism::AesGcm(gcm(&mut vector, aad)?);
            let opened = session.decrypt(&mechanism, handle, body).map_err(HsmFault::from);
            match opened {
                // Some tokens say no more of altered bytes than that they failed. Where they still serve, it was the bytes.
                Err(HsmFault::Lost { .. }) if self.serves(session, handle) => Err(HsmFault::Altered),
                opened => opened,
            }
        })
    }

    /// Whether the key still encrypts.
    fn serves(&self, session: &Session, handle: ObjectHandle) -> bool {
        let mut vector = [0; IV_BYTES];
        // What comes out is thrown away; the vector is drawn for a secret one time in 2^96.
        let tried = gcm(&mut vector, b"comity probe").map(Mechanism::AesGcm);
        tried.is_ok_and(|mechanism| session.encrypt(&mechanism, handle, &[0]).is_ok())
    }

    fn said<T>(&self, done: Result<T, HsmFault>) -> Result<T, KeeperFault> {
        done.map_err(|fault| {
            if fault != HsmFault::Altered {
                tracing::error!(code = fault.code(), key = %self.id, %fault, "the master key does not serve");
            }
            KeeperFault::from(fault)
        })
    }
}

impl KeyKeeper for HsmKey {
    fn wrap(
        &self,
        purpose: &[u8],
        secret: &[u8],
        randomness: &mut dyn Randomness,
    ) -> Result<Vec<u8>, KeeperFault> {
        let mut vector = [0; IV_BYTES];
        randomness.fill(&mut vector);
        self.said(self.seal(vector, &binding(purpose), secret))
    }

    fn recover(&self, purpose: &[u8], wrapped: &[u8]) -> Result<Secret, KeeperFault> {
        self.said(self.open(&binding(purpose), wrapped)).map(Secret::new)
    }

    /// On several sessions side by side.
    fn recover_all(&self, wrapped: &[Wrapped]) -> Vec<Result<Secret, KeeperFault>> {
        let one = |(purpose, wrapped): &Wrapped| self.recover(purpose, wrapped);
        let each = wrapped.len().div_ceil(SESSIONS_MAX).max(SECRETS_PER_THREAD_MIN);
        if wrapped.len() <= each {
            return wrapped.iter().map(one).collect();
        }
        thread::scope(|scope| {
            let parts: Vec<_> = wrapped
                .chunks(each)
                .map(|part| (part.len(), scope.spawn(move || part.iter().map(one).collect::<Vec<_>>())))
                .collect();
            let failed = |count| (0..count).map(|_| Err(KeeperFault::CannotRecover)).collect();
            parts
                .into_iter()
                .flat_map(|(count, part)| part.join().unwrap_or_else(|_| failed(count)))
                .collect()
        })
    }
}

/// The master keys in a token, by their `CKA_ID`.
///
/// # Errors
/// [`HsmFault`], also where a key under this label does not serve as one.
pub fn keys(token: &Token) -> Result<Vec<MasterKeyId>, HsmFault> {
    token.with(|session| {
        let found = session.find_objects(&wanted(&token.key_label))?;
        found.into_iter().map(|handle| is_fit(session, handle, &token.key_label)).collect()
    })
}

/// Makes a master key in a token; it can neither be read nor copied out.
///
/// # Errors
/// [`HsmFault`].
pub fn make_key(token: &Token, randomness: &mut dyn Randomness) -> Result<MasterKeyId, HsmFault> {
    let mut id = [0; MASTER_KEY_ID_BYTES];
    randomness.fill(&mut id);
    let length = Ulong::try_from(MASTER_KEY_BYTES)?;
    let mut made = wanted(&token.key_label);
    made.extend([
        Attribute::Id(id.to_vec()),
        Attribute::ValueLen(length),
        Attribute::Private(true),
        Attribute::Sensitive(true),
        Attribute::Extractable(false),
        Attribute::Modifiable(false),
        Attribute::Encrypt(true),
        Attribute::Decrypt(true),
        Attribute::Wrap(false),
        Attribute::Unwrap(false),
    ]);
    token.with(|session| Ok(session.generate_key(&Mechanism::AesKeyGen, &made)?))?;
    Ok(MasterKeyId(id))
}

/// Destroys a master key in a token. What is wrapped under it opens never again.
///
/// # Errors
/// [`HsmFault`].
pub fn remove_key(token: &Arc<Token>, id: MasterKeyId) -> Result<(), HsmFault> {
    let key = HsmKey::new(token.clone(), id);
    token.with(|session| Ok(session.destroy_object(key.handle(session)?)?))?;
    token.forget(id);
    Ok(())
}

/// What every master key in a token is (section *Secret key objects*).
fn wanted(label: &str) -> Vec<Attribute> {
    vec![
        Attribute::Class(ObjectClass::SECRET_KEY),
        Attribute::KeyType(KeyType::AES),
        Attribute::Token(true),
        Attribute::Label(label.as_bytes().to_vec()),
    ]
}

/// The identifier of a key that serves as a master key: of 256 bits, and not to be read out of the token.
fn is_fit(session: &Session, handle: ObjectHandle, label: &str) -> Result<MasterKeyId, HsmFault> {
    let unfit = |why| HsmFault::Unfit { label: label.to_owned(), why };
    let asked =
        [AttributeType::Id, AttributeType::Sensitive, AttributeType::Extractable, AttributeType::ValueLen];
    let (mut id, mut is_kept, mut is_long) = (None, 0, false);
    for attribute in session.get_attributes(handle, &asked)? {
        match attribute {
            Attribute::Id(bytes) => id = bytes.try_into().ok().map(MasterKeyId),
            Attribute::Sensitive(true) | Attribute::Extractable(false) => is_kept += 1,
            Attribute::ValueLen(length) => is_long = *length == MASTER_KEY_BYTES as u64,
            _ => {}
        }
    }
    match (is_kept, is_long) {
        (2, true) => id.ok_or_else(|| unfit("has no CKA_ID of 8 bytes")),
        (2, false) => Err(unfit("is no AES key of 256 bits")),
        _ => Err(unfit("can be read out of it (CKA_SENSITIVE, CKA_EXTRACTABLE)")),
    }
}

fn gcm<'a>(vector: &'a mut [u8; IV_BYTES], aad: &'a [u8]) -> Result<GcmParams<'a>, HsmFault> {
    Ok(GcmParams::new(vector, aad, TAG_BITS.into())?)
}
