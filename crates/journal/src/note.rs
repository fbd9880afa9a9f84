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
const ED25519: u8 = 1;

/// The sort of key with which a witness cosigns: Ed25519 over a time and a checkpoint (c2sp.org/tlog-cosignature).
const COSIGNATURE: u8 = 4;

/// Answers whether a signature over a message is good under the journal's Ed25519 key.
pub type SignatureCheck<'a> = dyn Fn(&[u8], &[u8; SIGNATURE_BYTES]) -> bool + 'a;

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

/// The public key that verifies a journal's checkpoints, and the journal's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    public: [u8; 32],
}

impl VerifierKey {
    /// A key with its name, which is the origin of the checkpoints it signs.
    ///
    /// # Errors
    /// [`BadKey::Name`] when no key may have this name.
    pub fn new(name: &str, public: [u8; 32]) -> Result<Self, BadKey> {
        if is_key_name(name) { Ok(Self { name: name.to_owned(), public }) } else { Err(BadKey::Name) }
    }

    /// The journal's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The Ed25519 public key.
    #[must_use]
    pub const fn public(&self) -> &[u8; 32] {
        &self.public
    }

    /// The short identifier that stands in each signature. It finds the key and proves nothing.
    #[must_use]
    pub fn id(&self) -> u32 {
        key_id(&self.name, ED25519, &self.public)
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_key(f, &self.name, ED25519, &self.public)
    }
}

impl FromStr for VerifierKey {
    type Err = BadKey;

    fn from_str(text: &str) -> Result<Self, BadKey> {
        let (name, public) = read_key(text, ED25519)?;
        Self::new(name, public)
    }
}

/// The public key that verifies the cosignatures of a witness, and the name of the witness.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WitnessKey {
    name: String,
    public: [u8; 32],
}

impl WitnessKey {
    /// A key with the name of its witness.
    ///
    /// # Errors
    /// [`BadKey::Name`] when no key may have this name.
    pub fn new(name: &str, public: [u8; 32]) -> Result<Self, BadKey> {
        if is_key_name(name) { Ok(Self { name: name.to_owned(), public }) } else { Err(BadKey::Name) }
    }

    /// The name of the witness.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The Ed25519 public key.
    #[must_use]
    pub const fn public(&self) -> &[u8; 32] {
        &self.public
    }

    /// The short identifier that stands in each cosignature; another than that of the same key for checkpoints.
    #[must_use]
    pub fn id(&self) -> u32 {
        key_id(&self.name, COSIGNATURE, &self.public)
    }
}

impl fmt::Display for WitnessKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_key(f, &self.name, COSIGNATURE, &self.public)
    }
}

impl FromStr for WitnessKey {
    type Err = BadKey;

    fn from_str(text: &str) -> Result<Self, BadKey> {
        let (name, public) = read_key(text, COSIGNATURE)?;
        Self::new(name, public)
    }
}

fn key_id(name: &str, sort: u8, public: &[u8; 32]) -> u32 {
    let digest: [u8; 32] =
        Sha256::new().chain_update(name).chain_update([b'\n', sort]).chain_update(public).finalize().into();
    let [a, b, c, d, ..] = digest;
    u32::from_be_bytes([a, b, c, d])
}

fn write_key(f: &mut fmt::Formatter<'_>, name: &str, sort: u8, public: &[u8; 32]) -> fmt::Result {
    let mut key = vec![sort];
    key.extend(public);
    write!(f, "{name}+{:08x}+{}", key_id(name, sort, public), BASE64.encode(key))
}

/// The name and the public key in the text of a key of this sort.
fn read_key(text: &str, wanted: u8) -> Result<(&str, [u8; 32]), BadKey> {
    let mut parts = text.splitn(3, '+');
    let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(BadKey::Form);
    };
    let key = BASE64.decode(key).map_err(|_| BadKey::Form)?;
    let (sort, public) = key.split_first().ok_or(BadKey::Form)?;
    if *sort != wanted {
        return Err(BadKey::Sort);
    }
    let public = public.try_into().map_err(|_| BadKey::Form)?;
    if !is_key_name(name) {
        return Err(BadKey::Name);
    }
    if id == format!("{:08x}", key_id(name, wanted, &public)) {
        Ok((name, public))
    } else {
        Err(BadKey::Identifier)
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
    pub fn claims(&self, key: &VerifierKey) -> bool {
        self.name == key.name && self.key_id == key.id()
    }

    /// Whether it claims to be a cosignature by this witness.
    #[must_use]
    pub fn claims_witness(&self, key: &WitnessKey) -> bool {
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
