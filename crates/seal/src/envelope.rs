//! Messages between bureaus: signed by the sender, then sealed to the recipient.
//!
//! Out: [`seal`] gives [`Sealed`], bytes for a carrier. In: [`Received::read`] → [`Received::open`] → [`Opened::verify`]
//! → [`Verified`], each step consuming the last. Only [`Received`] can be made from bytes, and only [`Verified`] gives a
//! payload, so what skipped a check does not compile.
//!
//! The carrier sees the recipient's code, which of its keys, a random message identifier and a size class; not the sender,
//! the payload or its exact length. `docs/decisions/2026-11-23-envelope.md` has the reasons and what is not covered.

mod content;
mod hpke;
mod padding;
mod header;
mod fault;

pub use fault::{EnvelopeFault, SealFault};

use case::bureau::BureauCode;
use case::id::MessageId;

use crate::directory::Directory;
use crate::identity::{Identity, PublicIdentity};
use crate::limits::{MESSAGE_BYTES_MAX, PAYLOAD_BYTES_MAX};
use crate::random::Randomness;
use content::Content;
use header::Header;
use hpke::HpkeBox;

/// A message on its way out: bytes that a carrier may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    message: MessageId,
    recipient: BureauCode,
    bytes: Vec<u8>,
}

impl Sealed {
    /// The message's identifier, the same on both sides.
    #[must_use]
    pub fn message(&self) -> MessageId {
        self.message
    }

    /// Who can open it.
    #[must_use]
    pub fn recipient(&self) -> &BureauCode {
        &self.recipient
    }

    /// The bytes, at most [`MESSAGE_BYTES_MAX`].
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The bytes, taken out.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

/// Signs `payload` as `sender` and seals it to the key that the directory lists for `recipient`.
///
/// # Errors
/// [`SealFault`]: a payload above [`PAYLOAD_BYTES_MAX`], a recipient that is not listed, or keys that the library refuses.
pub fn seal(
    sender: &Identity,
    directory: &Directory,
    recipient: &BureauCode,
    message: MessageId,
    payload: &[u8],
    randomness: &mut dyn Randomness,
) -> Result<Sealed, SealFault> {
    if payload.len() > PAYLOAD_BYTES_MAX {
        return Err(SealFault::TooLarge);
    }
    let to = &directory.find(recipient).ok_or(SealFault::UnknownRecipient)?.identity;
    let header = Header { recipient: recipient.clone(), recipient_key: to.serial(), message };
    let header_bytes = header.to_bytes();
    let content = content::sign(sender, &header_bytes, payload)?;
    let padded = padding::pad(&content).ok_or(SealFault::TooLarge)?;
    let key = to.sealing_key().ok_or(SealFault::Refused)?;
    let boxed = HpkeBox::seal(&key, &header_bytes, &padded, randomness).ok_or(SealFault::Refused)?;
    let bytes = [header_bytes, boxed.to_bytes()].concat();
    Ok(Sealed { message, recipient: recipient.clone(), bytes })
}

/// Bytes that have the form of a message. Nothing in them is to be believed yet.
#[derive(Debug)]
pub struct Received {
    header: Header,
    header_bytes: Vec<u8>,
    boxed: HpkeBox,
}

impl Received {
    /// Reads the form and the header in clear.
    ///
    /// # Errors
    /// [`EnvelopeFault::TooLarge`], [`EnvelopeFault::NotAnEnvelope`], [`EnvelopeFault::UnknownVersion`],
    /// [`EnvelopeFault::UnknownSuite`], [`EnvelopeFault::Truncated`], [`EnvelopeFault::Malformed`].
    pub fn read(bytes: &[u8]) -> Result<Self, EnvelopeFault> {
        if bytes.len() > MESSAGE_BYTES_MAX {
            return Err(EnvelopeFault::TooLarge);
        }
        let (header, rest) = Header::read(bytes)?;
        let boxed = HpkeBox::read(rest)?;
        Ok(Self { header_bytes: header.to_bytes(), header, boxed })
    }

    /// Whom it is addressed to.
    #[must_use]
    pub fn recipient(&self) -> &BureauCode {
        &self.header.recipient
    }

    /// Which of the recipient's keys it is sealed to; a bureau that rotates its keys keeps the last for a while.
    #[must_use]
    pub fn recipient_key(&self) -> u32 {
        self.header.recipient_key
    }

    /// The identifier it bears.
    #[must_use]
    pub fn message(&self) -> MessageId {
        self.header.message
    }

    /// Opens it with the recipient's keys.
    ///
    /// # Errors
    /// [`EnvelopeFault::WrongRecipient`], [`EnvelopeFault::StaleKey`], [`EnvelopeFault::CannotOpen`],
    /// [`EnvelopeFault::MalformedContent`].
    pub fn open(self, identity: &Identity) -> Result<Opened, EnvelopeFault> {
        if self.header.recipient != *identity.bureau() {
            return Err(EnvelopeFault::WrongRecipient);
        }
        if self.header.recipient_key != identity.public().serial() {
            return Err(EnvelopeFault::StaleKey);
        }
        let padded =
            self.boxed.open(identity.opening_key(), &self.header_bytes).ok_or(EnvelopeFault::CannotOpen)?;
        let content =
            padding::unpad(&padded).and_then(Content::read).ok_or(EnvelopeFault::MalformedContent)?;
        Ok(Opened { header: self.header, header_bytes: self.header_bytes, content })
    }
}

/// A message that this bureau could open. Its sender is only claimed.
#[derive(Debug)]
pub struct Opened {
    header: Header,
    header_bytes: Vec<u8>,
    content: Content,
}

impl Opened {
    /// The identifier it bears.
    #[must_use]
    pub fn message(&self) -> MessageId {
        self.header.message
    }

    /// Who it says sent it: for the record of a refusal, never for a decision.
    #[must_use]
    pub fn claimed_sender(&self) -> &BureauCode {
        self.content.sender()
    }

    /// Checks both signatures with the keys that the directory lists for the claimed sender.
    ///
    /// # Errors
    /// [`EnvelopeFault::UnknownSender`], [`EnvelopeFault::UnknownKey`], [`EnvelopeFault::BadSignature`].
    pub fn verify(self, directory: &Directory) -> Result<Verified, EnvelopeFault> {
        let listed = directory.find(self.content.sender()).ok_or(EnvelopeFault::UnknownSender)?;
        if listed.identity.serial() != self.content.sender_key() {
            return Err(EnvelopeFault::UnknownKey);
        }
        if !self.content.signed_by(&listed.identity, &self.header_bytes) {
            return Err(EnvelopeFault::BadSignature);
        }
        let detached = self.content.detached().ok_or(EnvelopeFault::MalformedContent)?;
        let proof = [self.header_bytes, detached].concat();
        let sender_key = self.content.sender_key();
        let (sender, payload) = self.content.into_parts();
        Ok(Verified {
            proof,
            sender,
            sender_key,
            recipient: self.header.recipient,
            message: self.header.message,
            payload,
            directory_serial: directory.serial(),
        })
    }
}

/// A message whose sender and content are proven.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    proof: Vec<u8>,
    sender: BureauCode,
    sender_key: u32,
    recipient: BureauCode,
    message: MessageId,
    payload: Vec<u8>,
    directory_serial: u64,
}

impl Verified {
    /// Who signed it.
    #[must_use]
    pub fn sender(&self) -> &BureauCode {
        &self.sender
    }

    /// With which of its keys, by their serial.
    #[must_use]
    pub fn sender_key(&self) -> u32 {
        self.sender_key
    }

    /// Whom it was signed for.
    #[must_use]
    pub fn recipient(&self) -> &BureauCode {
        &self.recipient
    }

    /// Its identifier, signed by the sender. The same one twice is a repetition.
    #[must_use]
    pub fn message(&self) -> MessageId {
        self.message
    }

    /// What was said.
    #[must_use]
    pub fn payload(&self) -> &[u8] {
        &self.payload
    }

    /// What was said, taken out.
    #[must_use]
    pub fn into_payload(self) -> Vec<u8> {
        self.payload
    }

    /// The header and both signatures without the payload: with the payload, anybody who has the sender's public keys can
    /// verify them ([`verify_proof`]). So a sender cannot deny what it said.
    #[must_use]
    pub fn proof(&self) -> &[u8] {
        &self.proof
    }

    /// Which edition of the directory proved it.
    #[must_use]
    pub fn directory_serial(&self) -> u64 {
        self.directory_serial
    }
}

/// Checks that `sender` signed this payload, for the recipient and under the identifier that are given back. Needs neither
/// the recipient's keys nor the envelope.
///
/// # Errors
/// [`EnvelopeFault::BadSignature`] where it proves nothing of the kind; a fault of form where it is no proof.
pub fn verify_proof(
    proof: &[u8],
    payload: &[u8],
    sender: &PublicIdentity,
) -> Result<(BureauCode, MessageId), EnvelopeFault> {
    let (header, rest) = Header::read(proof)?;
    let content = Content::read_detached(rest, payload).ok_or(EnvelopeFault::MalformedContent)?;
    let named = content.sender() == sender.bureau() && content.sender_key() == sender.serial();
    if named && content.signed_by(sender, &header.to_bytes()) {
        Ok((header.recipient, header.message))
    } else {
        Err(EnvelopeFault::BadSignature)
    }
}

/// For the fuzz target alone: reads what a hostile peer may put inside the sealing.
#[cfg(fuzzing)]
#[must_use]
pub fn content_reads(padded: &[u8]) -> bool {
    padding::unpad(padded).and_then(Content::read).is_some() || Content::read(padded).is_some()
}

#[cfg(test)]
mod tests;
