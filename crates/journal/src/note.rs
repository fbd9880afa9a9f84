//! Signed notes and verifier keys as C2SP writes them (c2sp.org/signed-note, version 1): text, a blank line, then one
//! line for each signature. Signatures are made and checked elsewhere; here they are read and written.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest, Sha256};

/// Largest signed note, in bytes: a checkpoint with sixteen signatures of the longest sort.
pub const NOTE_BYTES_MAX: usize = 128 * 1024;

/// Longest name of a key, in bytes.
pub const KEY_NAME_BYTES_MAX: usize = 200;

/// Length of an Ed25519 signature, in bytes.
pub const SIGNATURE_BYTES: usize = 64;

/// What a line with a signature begins with.
pub(crate) const SIGNATURE_LINE: &str = "\u{2014} ";

/// The sort of key that signs checkpoints: Ed25519.
pub const ED25519: u8 = 1;

/// The sort of key with which a witness cosigns: Ed25519 over a time and a checkpoint (c2sp.org/tlog-cosignature).
pub const COSIGNATURE: u8 = 4;

/// An Ed25519 public key.
pub type PublicKey = [u8; 32];

/// Answers whether an Ed25519 signature over a message is good under a public key.
pub type SignatureCheck<'a> = dyn Fn(&PublicKey, &[u8], &[u8; SIGNATURE_BYTES]) -> bool + 'a;

/// Text that is no verifier key, or a name that no key may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadKey {
    /// The text is not `<name>+<8 hexadecimal digits>+<base64>`.
    #[error("a verifier key has the form `<name>+<8 hexadecimal digits>+<base64>`")]
    Form,
    /// The name is empty, too long, or has a space, a plus or a control character.
    #[error("the name of a key has 1 to {KEY_NAME_BYTES_MAX} bytes and no space, plus or control character")]
    Name,
    /// The key is of another sort than is asked for.
    #[error("the key is of another sort: that of a journal has type 1, that of a witness type 4")]
    Sort,
    /// The digits are not those of this name and key.
    #[error("the identifier does not belong to this name and key")]
    Identifier,
}

/// A public key of one sort, and its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedKey<const SORT: u8> {
    name: String,
    public: PublicKey,
}

/// The public key that verifies a journal's checkpoints, with the journal's name.
pub type VerifierKey = NamedKey<ED25519>;

/// The public key that verifies the cosignatures of a witness, with the name of the witness.
pub type WitnessKey = NamedKey<COSIGNATURE>;

impl<const SORT: u8> NamedKey<SORT> {
    /// A key with its name, which is the origin of the checkpoints it signs.
    ///
    /// # Errors
    /// [`BadKey::Name`] when no key may have this name.
    pub fn new(name: &str, public: PublicKey) -> Result<Self, BadKey> {
        if is_key_name(name) { Ok(Self { name: name.to_owned(), public }) } else { Err(BadKey::Name) }
    }

    /// The name of the journal, or of the witness.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The Ed25519 public key.
    #[must_use]
    pub const fn public(&self) -> &PublicKey {
        &self.public
    }

    /// The short identifier that stands in each signature. It finds the key and proves nothing. The same key has another one as a
    /// witness than for its own journal.
    #[must_use]
    pub fn id(&self) -> u32 {
        let digest: [u8; 32] = Sha256::new()
            .chain_update(&self.name)
            .chain_update([b'\n', SORT])
            .chain_update(self.public)
            .finalize()
            .into();
        let [a, b, c, d, ..] = digest;
        u32::from_be_bytes([a, b, c, d])
    }
}

impl<const SORT: u8> fmt::Display for NamedKey<SORT> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut key = vec![SORT];
        key.extend(&self.public);
        write!(f, "{}+{:08x}+{}", self.name, self.id(), BASE64.encode(key))
    }
}

impl<const SORT: u8> FromStr for NamedKey<SORT> {
    type Err = BadKey;

    fn from_str(text: &str) -> Result<Self, BadKey> {
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(BadKey::Form);
        };
        let key = BASE64.decode(key).map_err(|_| BadKey::Form)?;
        let (sort, public) = key.split_first().ok_or(BadKey::Form)?;
        if *sort != SORT {
            return Err(BadKey::Sort);
        }
        let key = Self::new(name, public.try_into().map_err(|_| BadKey::Form)?)?;
        if id == format!("{:08x}", key.id()) { Ok(key) } else { Err(BadKey::Identifier) }
    }
}

/// Whether a key may have this name.
fn is_key_name(name: &str) -> bool {
    let barred = |letter: char| letter.is_whitespace() || letter.is_control() || letter == '+';
    (1..=KEY_NAME_BYTES_MAX).contains(&name.len()) && !name.contains(barred)
}

/// One signature of a note, not verified. It may be of any sort: those of unknown keys are kept and passed on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    name: String,
    key_id: u32,
    bytes: Vec<u8>,
}

impl Signature {
    /// A signature made with an Ed25519 key.
    #[must_use]
    pub fn new(key: &VerifierKey, signature: [u8; SIGNATURE_BYTES]) -> Self {
        Self { name: key.name.clone(), key_id: key.id(), bytes: signature.to_vec() }
    }

    /// Whether it claims to be by this key.
    #[must_use]
    pub fn claims<const SORT: u8>(&self, key: &NamedKey<SORT>) -> bool {
        self.name == key.name && self.key_id == key.id()
    }

    /// Whether both claim to be by one key.
    pub(crate) fn claims_same(&self, other: &Self) -> bool {
        self.name == other.name && self.key_id == other.key_id
    }

    /// The name of the key that it claims to be by.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The signature itself, without the key's identifier.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Reads one line, without its end.
    pub(crate) fn from_line(line: &str) -> Option<Self> {
        let (name, blob) = line.strip_prefix(SIGNATURE_LINE)?.split_once(' ')?;
        let blob = BASE64.decode(blob).ok()?;
        let (key_id, bytes) = blob.split_first_chunk::<4>()?;
        (is_key_name(name) && !bytes.is_empty()).then(|| Self {
            name: name.to_owned(),
            key_id: u32::from_be_bytes(*key_id),
            bytes: bytes.to_vec(),
        })
    }
}

impl fmt::Display for Signature {
    /// One line, without its end.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut blob = self.key_id.to_be_bytes().to_vec();
        blob.extend(&self.bytes);
        write!(f, "{SIGNATURE_LINE}{} {}", self.name, BASE64.encode(blob))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the C2SP text.
    const KEY: &str = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    const LINE: &str = "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=";

    #[test]
    fn the_published_example_is_read_and_written() {
        let key: VerifierKey = KEY.parse().unwrap();
        assert_eq!((key.name(), key.id()), ("example.com/foo", 0x530d_903a));
        assert_eq!(key.to_string(), KEY);
        let signature = Signature::from_line(LINE).unwrap();
        assert!(signature.claims(&key));
        assert_eq!(signature.bytes().len(), SIGNATURE_BYTES);
        assert_eq!(signature.to_string(), LINE);
    }

    #[test]
    fn other_keys_are_refused() {
        let check = |text: &str, fault| assert_eq!(text.parse::<VerifierKey>(), Err(fault), "{text}");
        check("", BadKey::Form);
        check("example.com/foo+530d903a", BadKey::Form);
        check(&KEY.replace("3U2k", "3U2"), BadKey::Form);
        check(&KEY.replace("+Aeky", "+Beky"), BadKey::Sort);
        check(&KEY.replace("530d", "530e"), BadKey::Identifier);
        check(&KEY.replace("530d", "530D"), BadKey::Identifier);
        check(&KEY.replace("com/foo", "com/fop"), BadKey::Identifier);
        check(&KEY.replace("com/foo", "com/ foo"), BadKey::Name);
        check(&KEY.replace("example.com/foo", ""), BadKey::Name);
        check(&KEY.replace("example.com/foo", &"a".repeat(KEY_NAME_BYTES_MAX + 1)), BadKey::Name);
    }

    #[test]
    fn other_lines_are_refused() {
        for line in ["", "— ", "— a", "— a ====", "— a+b Uw2QOkn8", "- a Uw2QOkn8", "— a Uw2QOg=="]
        {
            assert_eq!(Signature::from_line(line), None, "{line}");
        }
    }
}
