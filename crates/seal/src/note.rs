//! Signed notes for the journal's checkpoints (C2SP signed-note, signature type 0x01: Ed25519), and cosignatures of those of other
//! journals (C2SP tlog-cosignature, type 0x04).
//!
//! One key signs both. No signature of one use passes for the other: a cosigned message begins with the line `cosignature/v1`, and
//! a note is signed here only where it does not. The type is part of the key's identifier, so that neither is taken for the other.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use crate::digest::sha256_of_parts;
use crate::hybrid::{ED25519_KEY_BYTES, Ed25519Secret, ed25519_holds};
use crate::identity::{Identity, PublicIdentity};
use crate::limits::NOTE_BYTES_MAX;

/// Ed25519 among the specification's signature types.
const ED25519_TYPE: u8 = 1;
/// A witness's cosignature among them.
const COSIGNATURE_TYPE: u8 = 4;
/// The line that a cosigned message begins with, and no note that is signed here.
const COSIGNATURE_START: &str = "cosignature/v1\n";
/// Length of the time in a cosignature, in bytes.
const TIME_BYTES: usize = 8;
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
    /// The text does not end in a newline, has other control characters, or begins as what a witness signs.
    #[error(
        "a note's text must end in a newline, have no other control character and not begin as a cosignature does"
    )]
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
    let is_cosigned = text.starts_with(COSIGNATURE_START);
    if !text.ends_with('\n') || text.contains(bad) || is_cosigned { Err(NoteFault::BadText) } else { Ok(()) }
}

/// Whether an Ed25519 signature over a message is good under a public key, such as that of a journal.
#[must_use]
pub fn is_signed_by(key: &[u8; ED25519_KEY_BYTES], message: &[u8], signature: &[u8; 64]) -> bool {
    ed25519_holds(key, message, signature)
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
        self.key_text(ED25519_TYPE)
    }

    /// The verifier key for this bureau's cosignatures as text, for an auditor of another bureau's journal.
    #[must_use]
    pub fn witness_vkey(&self) -> String {
        self.key_text(COSIGNATURE_TYPE)
    }

    fn key_text(&self, sort: u8) -> String {
        let id: String = self.key_id(sort).iter().map(|b| format!("{b:02x}")).collect();
        format!("{}+{id}+{}", self.name, BASE64.encode([&[sort], self.key.as_slice()].concat()))
    }

    /// The key's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The Ed25519 public key.
    #[must_use]
    pub fn key(&self) -> &[u8; ED25519_KEY_BYTES] {
        &self.key
    }

    /// First four bytes of SHA-256 of name, newline, type and key.
    fn key_id(&self, sort: u8) -> [u8; KEY_ID_BYTES] {
        let [a, b, c, d, ..] = sha256_of_parts(&[self.name.as_bytes(), b"\n", &[sort], &self.key]);
        [a, b, c, d]
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
        let ours = lines.lines().filter_map(|line| self.signature_in(line, ED25519_TYPE));
        let ours: Vec<Vec<u8>> = ours.collect();
        if ours.is_empty() {
            return Err(NoteFault::NotSigned);
        }
        let all_hold = ours.iter().all(|signature| ed25519_holds(&self.key, text.as_bytes(), signature));
        if all_hold { Ok(text) } else { Err(NoteFault::BadSignature) }
    }

    /// When this bureau cosigned the text of another journal's checkpoint, in seconds since 1970, by one of these lines. Lines of
    /// other keys are passed over; of several the last time counts.
    ///
    /// # Errors
    /// [`NoteFault::NotSigned`], or [`NoteFault::BadSignature`] where one that names this key is not over this text and time.
    pub fn cosigned_at(&self, text: &str, lines: &str) -> Result<u64, NoteFault> {
        let mut last = None;
        for blob in lines.lines().filter_map(|line| self.signature_in(line, COSIGNATURE_TYPE)) {
            let (at, signature) = blob.split_first_chunk::<TIME_BYTES>().ok_or(NoteFault::BadSignature)?;
            let at = u64::from_be_bytes(*at);
            if i64::try_from(at).is_err()
                || !ed25519_holds(&self.key, cosigned_message(at, text).as_bytes(), signature)
            {
                return Err(NoteFault::BadSignature);
            }
            last = last.max(Some(at));
        }
        last.ok_or(NoteFault::NotSigned)
    }

    /// The signature in a line that names this key.
    fn signature_in(&self, line: &str, sort: u8) -> Option<Vec<u8>> {
        let (name, signature) = line.strip_prefix(LINE_START)?.split_once(' ')?;
        let bytes = BASE64.decode(signature).ok()?;
        let (id, signature) = bytes.split_at_checked(KEY_ID_BYTES)?;
        (name == self.name && id == self.key_id(sort)).then(|| signature.to_vec())
    }
}

/// What a witness signs.
fn cosigned_message(at: u64, text: &str) -> String {
    format!("{COSIGNATURE_START}time {at}\n{text}")
}

/// Signs the journal's checkpoints with the bureau's journal key, and cosigns those of other journals.
pub struct NoteSigner<'a> {
    secret: &'a Ed25519Secret,
    verifier: NoteVerifier,
}

impl<'a> NoteSigner<'a> {
    /// A signer under this key name, such as `comity.example/fr`.
    ///
    /// # Errors
    /// [`NoteFault::BadName`].
    pub fn new(name: &str, identity: &'a Identity) -> Result<Self, NoteFault> {
        Ok(Self { secret: identity.journal(), verifier: NoteVerifier::new(name, identity.public())? })
    }

    /// The signer with the journal's former key, while it is here: it signs the checkpoint that names the new one and nothing else.
    ///
    /// # Errors
    /// [`NoteFault::BadName`].
    pub fn former(name: &str, identity: &'a Identity) -> Result<Option<Self>, NoteFault> {
        check_name(name)?;
        let former = identity.former_journal();
        Ok(former.map(|(secret, key)| Self { secret, verifier: NoteVerifier { name: name.to_owned(), key } }))
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
        let signature = self.secret.sign(text.as_bytes()).map_err(|_| NoteFault::Refused)?;
        Ok(self.line(ED25519_TYPE, &signature))
    }

    /// The line with which this bureau cosigns the text of another journal's checkpoint at this time, in seconds since 1970.
    /// Whoever calls it has verified that checkpoint against all that this bureau cosigned before.
    ///
    /// # Errors
    /// [`NoteFault::BadText`], [`NoteFault::Refused`].
    pub fn cosignature_line(&self, text: &str, at: u64) -> Result<String, NoteFault> {
        check_text(text)?;
        let message = cosigned_message(at, text);
        let signature = self.secret.sign(message.as_bytes()).map_err(|_| NoteFault::Refused)?;
        Ok(self.line(COSIGNATURE_TYPE, &[at.to_be_bytes().as_slice(), &signature].concat()))
    }

    fn line(&self, sort: u8, signature: &[u8]) -> String {
        let bytes = [self.verifier.key_id(sort).as_slice(), signature].concat();
        format!("{LINE_START}{} {}\n", self.verifier.name, BASE64.encode(bytes))
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

    #[test]
    fn a_cosignature_is_over_a_text_and_a_time_and_is_no_signature() {
        let text = "comity/US\n12\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
        let identity = Identity::generate("FR".parse().unwrap(), 1, &mut Seeded::new(3)).unwrap();
        let signer = NoteSigner::new("comity/FR", &identity).unwrap();
        let line = signer.cosignature_line(text, 1_679_315_147).unwrap();
        let verifier = signer.verifier();
        assert_eq!(verifier.cosigned_at(text, &line), Ok(1_679_315_147));
        assert_eq!(verifier.cosigned_at(&text.replace("12", "13"), &line), Err(NoteFault::BadSignature));
        let others = format!("{}{line}", signer.signature_line(text).unwrap());
        assert_eq!(
            verifier.cosigned_at(text, &others),
            Ok(1_679_315_147),
            "a plain signature is passed over"
        );
        assert_eq!(
            verifier.cosigned_at(text, &signer.signature_line(text).unwrap()),
            Err(NoteFault::NotSigned)
        );
        assert_eq!(verifier.verify(&format!("{text}\n{line}")), Err(NoteFault::NotSigned));
        let earlier = signer.cosignature_line(text, 5).unwrap();
        assert_eq!(verifier.cosigned_at(text, &format!("{line}{earlier}")), Ok(1_679_315_147));
        let other = NoteVerifier::new("comity/BR", identity.public()).unwrap();
        assert_eq!(
            other.cosigned_at(text, &line),
            Err(NoteFault::NotSigned),
            "the name is part of the key's identifier"
        );
        assert_ne!(verifier.vkey(), verifier.witness_vkey());
    }

    #[test]
    fn what_a_witness_signs_is_signed_as_no_note() {
        let identity = Identity::generate("FR".parse().unwrap(), 1, &mut Seeded::new(3)).unwrap();
        let signer = NoteSigner::new("comity/FR", &identity).unwrap();
        let text = "comity/US\n12\nabc\n";
        let disguised = cosigned_message(9, text);
        assert_eq!(signer.sign(&disguised), Err(NoteFault::BadText));
        assert_eq!(signer.cosignature_line(&disguised, 9), Err(NoteFault::BadText));
        // Nor is a signature of that text, however it was had, taken for one of a note.
        let line = signer.cosignature_line(text, 9).unwrap();
        assert_eq!(signer.verifier().verify(&format!("{disguised}\n{line}")), Err(NoteFault::BadText));
    }
}
