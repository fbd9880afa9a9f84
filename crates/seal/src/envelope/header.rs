//! The header in clear: all that a carrier needs, and all that it learns.

use case::bureau::{BUREAU_CODE_LETTERS_MAX, BureauCode};
use case::id::MessageId;

use super::EnvelopeFault;

/// What every message begins with.
const MAGIC: &[u8; 6] = b"COMITY";
/// The only version so far.
const VERSION: u8 = 1;
/// X-Wing, SHAKE256 and AES-256-GCM outside (draft-ietf-hpke-pq-04); Ed25519 and ML-DSA-65 inside.
const SUITE: u8 = 1;

/// Magic, version, suite, recipient's code with its length, serial of its key, message identifier.
///
/// These bytes are bound twice: as additional data of the sealing and of both signatures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) recipient: BureauCode,
    pub(super) recipient_key: u32,
    pub(super) message: MessageId,
}

impl Header {
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let code = self.recipient.as_str().as_bytes();
        let mut bytes = MAGIC.to_vec();
        bytes.extend([VERSION, SUITE, u8::try_from(code.len()).unwrap_or(u8::MAX)]);
        bytes.extend_from_slice(code);
        bytes.extend_from_slice(&self.recipient_key.to_be_bytes());
        bytes.extend_from_slice(&self.message.bytes());
        bytes
    }

    /// The header and what follows it.
    pub(super) fn read(bytes: &[u8]) -> Result<(Self, &[u8]), EnvelopeFault> {
        let cut = EnvelopeFault::Truncated;
        let begins = MAGIC.iter().zip(bytes).all(|(a, b)| a == b);
        if !begins {
            return Err(EnvelopeFault::NotAnEnvelope);
        }
        let (_, rest) = bytes.split_first_chunk::<{ MAGIC.len() }>().ok_or(cut)?;
        let (&version, rest) = rest.split_first().ok_or(cut)?;
        if version != VERSION {
            return Err(EnvelopeFault::UnknownVersion);
        }
        let (&suite, rest) = rest.split_first().ok_or(cut)?;
        if suite != SUITE {
            return Err(EnvelopeFault::UnknownSuite);
        }
        let (&letters, rest) = rest.split_first().ok_or(cut)?;
        let letters = usize::from(letters);
        if letters > BUREAU_CODE_LETTERS_MAX {
            return Err(EnvelopeFault::Malformed);
        }
        let (code, rest) = rest.split_at_checked(letters).ok_or(cut)?;
        let recipient = std::str::from_utf8(code).ok().and_then(|code| code.parse().ok());
        let recipient = recipient.ok_or(EnvelopeFault::Malformed)?;
        let (key, rest) = rest.split_first_chunk().ok_or(cut)?;
        let (message, rest) = rest.split_first_chunk().ok_or(cut)?;
        let recipient_key = u32::from_be_bytes(*key);
        Ok((Self { recipient, recipient_key, message: MessageId::from_bytes(*message) }, rest))
    }
}
