//! The two certificates of a package (RFC 5280): that of the bureau's journal, which signs itself, and that of the key that
//! signs packages, which the journal's key signs. Both are functions of the keys alone: whoever knows the journal's key
//! from the directory makes the first one again and compares.

use sha2::{Digest, Sha256};

use super::der::{
    BIT_STRING, GENERALIZED_TIME, INTEGER, TRUE, UTC_TIME, UTF8_STRING, bits, element, holds, object, octets,
    sequence, set,
};
use super::lines::word;
use crate::note::SIGNATURE_BYTES;

/// Length of a key that signs packages: an uncompressed point of P-256.
pub const EVIDENCE_KEY_BYTES: usize = 65;
/// Length of a certificate's serial number, in bytes.
const SERIAL_BYTES: usize = 16;
/// A line of a certificate in text has at most so many letters (RFC 7468).
const LINE_LETTERS: usize = 64;

/// 2.5.4.3
const COMMON_NAME: [u8; 3] = [0x55, 0x04, 0x03];
/// 1.3.101.112, RFC 8410
const ED25519: [u8; 3] = [0x2b, 0x65, 0x70];
/// 1.2.840.10045.2.1
const EC_PUBLIC_KEY: [u8; 7] = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01];
/// 1.2.840.10045.3.1.7
const P_256: [u8; 8] = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07];
/// 2.5.29.14, .15, .19, .35
const SUBJECT_KEY: [u8; 3] = [0x55, 0x1d, 0x0e];
const KEY_USAGE: [u8; 3] = [0x55, 0x1d, 0x0f];
const BASIC_CONSTRAINTS: [u8; 3] = [0x55, 0x1d, 0x13];
const AUTHORITY_KEY: [u8; 3] = [0x55, 0x1d, 0x23];
/// Bits for digital signature and for commitment to content, which has no end.
const SIGNS: [u8; 2] = [0x06, 0xc0];
/// The bit for signing certificates.
const SIGNS_CERTIFICATES: [u8; 2] = [0x02, 0x04];

/// A key in a certificate.
pub(super) struct Certified<'a> {
    /// The bureau's code.
    pub(super) bureau: &'a str,
    /// Which of the bureau's keys.
    pub(super) keys: u32,
    /// The key.
    pub(super) evidence: &'a [u8; EVIDENCE_KEY_BYTES],
    /// The journal's key.
    pub(super) journal: &'a [u8; 32],
}

/// A name with one part.
fn name(text: &str) -> Vec<u8> {
    let part = sequence(&[&object(&COMMON_NAME), &element(UTF8_STRING, &[text.as_bytes()])]);
    sequence(&[&set(super::der::SET, vec![part])])
}

/// Until when: for ever (RFC 5280, section 4.1.2.5). Whether keys count on a day is said by the signed directory of bureaus.
fn validity() -> Vec<u8> {
    sequence(&[&element(UTC_TIME, &[b"250101000000Z"]), &element(GENERALIZED_TIME, &[b"99991231235959Z"])])
}

fn extension(kind: &[u8], critical: bool, value: &[u8]) -> Vec<u8> {
    let critical: &[u8] = if critical { &TRUE } else { &[] };
    sequence(&[&object(kind), critical, &octets(value)])
}

fn key_name(key: &[u8]) -> Vec<u8> {
    Sha256::digest(key).iter().take(20).copied().collect()
}

/// A positive number made from a key.
fn serial_of(key: &[u8]) -> Vec<u8> {
    let digest = Sha256::digest(key);
    let number: Vec<u8> = [1].into_iter().chain(digest.iter().take(SERIAL_BYTES - 1).copied()).collect();
    element(INTEGER, &[&number])
}

impl Certified<'_> {
    pub(super) fn issuer(&self) -> Vec<u8> {
        name(&format!("Comity journal {}", self.bureau))
    }

    /// The serial number of the certificate that the journal's key signs.
    pub(super) fn serial(&self) -> Vec<u8> {
        serial_of(self.evidence)
    }

    /// What the journal's key signs in the certificate of the key that signs packages.
    pub(super) fn evidence_body(&self) -> Vec<u8> {
        let extensions = sequence(&[
            &extension(&BASIC_CONSTRAINTS, true, &sequence(&[])),
            &extension(&KEY_USAGE, true, &element(BIT_STRING, &[&SIGNS])),
            &extension(&SUBJECT_KEY, false, &octets(&key_name(self.evidence))),
            &extension(&AUTHORITY_KEY, false, &sequence(&[&element(0x80, &[&key_name(self.journal)])])),
        ]);
        let subject = name(&format!("Comity evidence {}/{}", self.bureau, self.keys));
        let key = sequence(&[&sequence(&[&object(&EC_PUBLIC_KEY), &object(&P_256)]), &bits(self.evidence)]);
        self.body(&self.serial(), &subject, &key, &extensions)
    }

    /// What the journal's key signs in its own certificate.
    pub(super) fn journal_body(&self) -> Vec<u8> {
        let extensions = sequence(&[
            &extension(&BASIC_CONSTRAINTS, true, &sequence(&[&TRUE, &element(INTEGER, &[&[0]])])),
            &extension(&KEY_USAGE, true, &element(BIT_STRING, &[&SIGNS_CERTIFICATES])),
            &extension(&SUBJECT_KEY, false, &octets(&key_name(self.journal))),
        ]);
        let key = sequence(&[&sequence(&[&object(&ED25519)]), &bits(self.journal)]);
        self.body(&serial_of(self.journal), &self.issuer(), &key, &extensions)
    }

    fn body(&self, serial: &[u8], subject: &[u8], key: &[u8], extensions: &[u8]) -> Vec<u8> {
        let version = element(holds(0), &[&element(INTEGER, &[&[2]])]);
        let signed_with = sequence(&[&object(&ED25519)]);
        let extensions = element(holds(3), &[extensions]);
        sequence(&[&version, serial, &signed_with, &self.issuer(), &validity(), subject, key, &extensions])
    }
}

/// A certificate in DER.
pub(super) fn signed(body: &[u8], signature: &[u8; SIGNATURE_BYTES]) -> Vec<u8> {
    sequence(&[body, &sequence(&[&object(&ED25519)]), &bits(signature)])
}

/// A certificate as text (RFC 7468).
pub(super) fn text(certificate: &[u8]) -> String {
    let letters = word(certificate);
    let mut text = String::from("-----BEGIN CERTIFICATE-----\n");
    let mut rest = letters.as_str();
    while !rest.is_empty() {
        let (line, after) = rest.split_at(rest.len().min(LINE_LETTERS));
        text.push_str(line);
        text.push('\n');
        rest = after;
    }
    text + "-----END CERTIFICATE-----\n"
}

/// The signature at the end of a certificate in text, none of which is verified.
pub(super) fn signature_in(text: &str) -> Option<[u8; SIGNATURE_BYTES]> {
    let letters: String = text.lines().filter(|line| !line.starts_with('-')).collect();
    super::lines::bytes(&letters)?.last_chunk().copied()
}
