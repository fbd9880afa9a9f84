//! Signed notes for the journal's checkpoints (C2SP signed-note, signature type 0x01: Ed25519).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use crate::digest::sha256_of_parts;
use crate::hybrid::{ED25519_KEY_BYTES, ed25519_holds};
use crate::identity::{Identity, PublicIdentity};
use crate::limits::NOTE_BYTES_MAX;

/// Ed25519 among the specification's signature types.
const ED25519_TYPE: u8 = 1;
/// Length of a key's identifier, in bytes.
const KEY_ID_BYTES: usize = 4;
/// What begins a signature line: an em dash and a space.
const LINE_START: &str = "\u{2014} ";

/// Why a note was not signed, or not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoteFault {
    /// The key's name is empty or has a space, a control character or a plus sign.
    #[error("a note key's name must not be empty nor contain spaces, control characters or `+`")]
    BadName,
    /// The text does not end in a newline, or has other control characters.
    #[error("a note's text must end in a newline and have no other control character")]
    BadText,
    /// The verifier key is not one.
    #[error("this is not the text of a verifier key for Ed25519")]
    BadKey,
    /// The note is larger than [`NOTE_BYTES_MAX`].
    #[error("the note is larger than {NOTE_BYTES_MAX} bytes")]
    TooLarge,
    /// No line is signed by this key.
    #[error("the note is not signed by this key")]
    NotSigned,
    /// A line names this key, and its signature does not hold.
    #[error("the note's signature does not hold")]
    BadSignature,
    /// The library refused to sign.
    #[error("the cryptographic library refused to sign")]
    Refused,
}

fn check_name(name: &str) -> Result<(), NoteFault> {
    let bad = |c: char| c.is_whitespace() || c.is_control() || c == '+';
    if name.is_empty() || name.contains(bad) { Err(NoteFault::BadName) } else { Ok(()) }
}

fn check_text(text: &str) -> Result<(), NoteFault> {
    let bad = |c: char| c < '\u{20}' && c != '\n';
    if !text.ends_with('\n') || text.contains(bad) { Err(NoteFault::BadText) } else { Ok(()) }
}

/// Who may be believed to have signed a note: a name and an Ed25519 key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteVerifier {
    name: String,
    key: [u8; ED25519_KEY_BYTES],
}

impl NoteVerifier {
    /// The verifier for a bureau's journal. `name` is the key's name, such as `comity.example/fr`.
    ///
    /// # Errors
    /// [`NoteFault::BadName`].
    pub fn new(name: &str, bureau: &PublicIdentity) -> Result<Self, NoteFault> {
        check_name(name)?;
        Ok(Self { name: name.to_owned(), key: *bureau.journal_key() })
    }

    /// Reads a verifier key: `<name>+<key id>+<base64 of type and key>`.
    ///
    /// # Errors
    /// [`NoteFault::BadName`], or [`NoteFault::BadKey`] also when the identifier is not that of the key.
    pub fn parse(vkey: &str) -> Result<Self, NoteFault> {
        let (name, rest) = vkey.split_once('+').ok_or(NoteFault::BadKey)?;
        check_name(name)?;
        let (_, material) = rest.split_once('+').ok_or(NoteFault::BadKey)?;
        let material = BASE64.decode(material).map_err(|_| NoteFault::BadKey)?;
        let (&kind, key) = material.split_first().ok_or(NoteFault::BadKey)?;
        let key = key.try_into().map_err(|_| NoteFault::BadKey)?;
        let verifier = Self { name: name.to_owned(), key };
        if kind == ED25519_TYPE && verifier.vkey() == vkey { Ok(verifier) } else { Err(NoteFault::BadKey) }
    }

    /// The verifier key as text, for an auditor.
    #[must_use]
    pub fn vkey(&self) -> String {
        let id: String = self.key_id().iter().map(|b| format!("{b:02x}")).collect();
        format!("{}+{id}+{}", self.name, BASE64.encode([&[ED25519_TYPE], self.key.as_slice()].concat()))
    }

    /// The key's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// First four bytes of SHA-256 of name, newline, type and key.
    fn key_id(&self) -> [u8; KEY_ID_BYTES] {
        let [a, b, c, d, ..] = sha256_of_parts(&[self.name.as_bytes(), b"\n", &[ED25519_TYPE], &self.key]);
        [a, b, c, d]
    }

    /// Whether this is the key's signature over this text.
    #[must_use]
    pub fn holds(&self, text: &[u8], signature: &[u8]) -> bool {
        ed25519_holds(&self.key, text, signature)
    }

    /// The text of a note that this key signed, its last newline included. Lines of other keys are passed over.
    ///
    /// # Errors
    /// [`NoteFault::TooLarge`], [`NoteFault::BadText`], [`NoteFault::NotSigned`], [`NoteFault::BadSignature`].
    pub fn verify<'n>(&self, note: &'n str) -> Result<&'n str, NoteFault> {
        if note.len() > NOTE_BYTES_MAX {
            return Err(NoteFault::TooLarge);
        }
        // The last empty line parts text and signatures; the first newline of the two is the text's own.
        let blank = note.rfind("\n\n").ok_or(NoteFault::BadText)?;
        let (text, lines) = note.split_at_checked(blank + 1).ok_or(NoteFault::BadText)?;
        check_text(text)?;
        check_text(lines)?;
        let ours: Vec<Vec<u8>> = lines.lines().filter_map(|line| self.signature_in(line)).collect();
        if ours.is_empty() {
            return Err(NoteFault::NotSigned);
        }
        let all_hold = ours.iter().all(|signature| ed25519_holds(&self.key, text.as_bytes(), signature));
        if all_hold { Ok(text) } else { Err(NoteFault::BadSignature) }
    }

    /// The signature in a line that names this key.
    fn signature_in(&self, line: &str) -> Option<Vec<u8>> {
        let (name, signature) = line.strip_prefix(LINE_START)?.split_once(' ')?;
        let bytes = BASE64.decode(signature).ok()?;
        let (id, signature) = bytes.split_at_checked(KEY_ID_BYTES)?;
        (name == self.name && id == self.key_id()).then(|| signature.to_vec())
    }
}

/// Signs the journal's checkpoints with the bureau's journal key.
pub struct NoteSigner<'a> {
    identity: &'a Identity,
    verifier: NoteVerifier,
}

impl<'a> NoteSigner<'a> {
    /// A signer under this key name, such as `comity.example/fr`.
    ///
    /// # Errors
    /// [`NoteFault::BadName`].
    pub fn new(name: &str, identity: &'a Identity) -> Result<Self, NoteFault> {
        Ok(Self { identity, verifier: NoteVerifier::new(name, identity.public())? })
    }

    /// Who may verify.
    #[must_use]
    pub fn verifier(&self) -> &NoteVerifier {
        &self.verifier
    }

    /// The verifier key as text.
    #[must_use]
    pub fn vkey(&self) -> String {
        self.verifier.vkey()
    }

    /// The signature line for `text`, newline included, to be set under a note's text and empty line.
    ///
    /// # Errors
    /// [`NoteFault::BadText`], [`NoteFault::Refused`].
    pub fn signature_line(&self, text: &str) -> Result<String, NoteFault> {
        check_text(text)?;
        let signature = self.identity.journal().sign(text.as_bytes()).map_err(|_| NoteFault::Refused)?;
        let bytes = [self.verifier.key_id().as_slice(), &signature].concat();
        Ok(format!("{LINE_START}{} {}\n", self.verifier.name, BASE64.encode(bytes)))
    }

    /// The whole note: text, empty line, signature line.
    ///
    /// # Errors
    /// As [`NoteSigner::signature_line`].
    pub fn sign(&self, text: &str) -> Result<String, NoteFault> {
        Ok(format!("{text}\n{}", self.signature_line(text)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::tests::Seeded;

    // The example of the specification (c2sp.org/signed-note).
    const VKEY: &str = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    const NOTE: &str = "This is an example message.\n\n\
        \u{2014} example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

    fn check(note: &str, expected: Result<&str, NoteFault>) {
        assert_eq!(NoteVerifier::parse(VKEY).unwrap().verify(note), expected);
    }

    #[test]
    fn the_specification_s_example() {
        check(NOTE, Ok("This is an example message.\n"));
        check(&NOTE.replace("an example", "no example"), Err(NoteFault::BadSignature));
        check(&NOTE.replace("/foo Uw2Q", "/bar Uw2Q"), Err(NoteFault::NotSigned));
        check(&NOTE.replace("\n\n", "\n"), Err(NoteFault::BadText));
        check(&format!("{NOTE}\u{2014} other AAAAAAAA\n"), Ok("This is an example message.\n"));
        check(&"x".repeat(NOTE_BYTES_MAX + 1), Err(NoteFault::TooLarge));
    }

    #[test]
    fn keys_are_read_strictly() {
        for vkey in [
            "",
            "a",
            "a+b",
            "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            &VKEY.replace("530d", "530e"),
        ] {
            assert!(NoteVerifier::parse(vkey).is_err(), "{vkey}");
        }
    }

    #[test]
    fn signed_and_verified() {
        let identity = Identity::generate("FR".parse().unwrap(), 1, &mut Seeded::new(3)).unwrap();
        let signer = NoteSigner::new("comity.example/fr", &identity).unwrap();
        let note = signer.sign("comity.example/fr\n12\nabc\n").unwrap();
        let verifier = NoteVerifier::parse(&signer.vkey()).unwrap();
        assert_eq!(&verifier, signer.verifier());
        assert_eq!(verifier.verify(&note), Ok("comity.example/fr\n12\nabc\n"));
        assert_eq!(signer.sign("no newline"), Err(NoteFault::BadText));
        assert_eq!(NoteSigner::new("a b", &identity).err(), Some(NoteFault::BadName));
    }
}
