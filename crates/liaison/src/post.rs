//! Composing what leaves and opening what comes: the wire inside the envelope.

use case::bureau::BureauCode;
use case::exchange::{Message, Proof};
use case::id::MessageId;
use seal::directory::Directory;
use seal::envelope::{self, EnvelopeFault, Received, SealFault};
use seal::identity::{Identity, PublicIdentity};
use seal::random::Randomness;

use crate::wire::{self, WireFault};

/// Why a message was not sealed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PostFault {
    /// It cannot be written.
    #[error(transparent)]
    Wire(#[from] WireFault),
    /// It cannot be sealed.
    #[error(transparent)]
    Seal(#[from] SealFault),
}

/// What came is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// The message it names, where it could be read.
    pub message: Option<MessageId>,
    /// Why, as a stable code.
    pub code: &'static str,
    /// Whether the same message may pass another time: one of the two directories may be old.
    pub passing: bool,
    /// The sender, where the signatures proved one.
    pub sender: Option<BureauCode>,
}

/// A message sealed for its recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// The envelope; another one at each sealing.
    pub envelope: Vec<u8>,
    /// SHA-256 of the message as it was written on the wire; the same at each sealing.
    pub digest: [u8; 32],
}

/// A message signed by `identity` and sealed for its recipient.
///
/// # Errors
/// A [`PostFault`] where it is too large or the directory does not have the recipient.
pub fn seal(
    message: &Message,
    identity: &Identity,
    directory: &Directory,
    randomness: &mut dyn Randomness,
) -> Result<Sealed, PostFault> {
    let payload = wire::write(message)?;
    let digest = seal::digest::sha256(&payload);
    let sealed = envelope::seal(identity, directory, &message.to, message.id, &payload, randomness)?;
    Ok(Sealed { envelope: sealed.into_bytes(), digest })
}

/// The message in an envelope, and what proves for good that its sender said it: received, opened, verified, read, and found to say of itself what the seal says of it.
///
/// # Errors
/// [`Rejected`], with the code that the sender is told.
pub fn open(bytes: &[u8], identity: &Identity, directory: &Directory) -> Result<(Message, Proof), Rejected> {
    let unproven = |message: Option<MessageId>, fault: EnvelopeFault| {
        let passing = matches!(
            fault,
            EnvelopeFault::StaleKey | EnvelopeFault::UnknownKey | EnvelopeFault::UnknownSender
        );
        Rejected { message, code: fault.code(), passing, sender: None }
    };
    let received = Received::read(bytes).map_err(|fault| unproven(None, fault))?;
    let id = received.message();
    let verified = received
        .open(identity)
        .and_then(|opened| opened.verify(directory))
        .map_err(|fault| unproven(Some(id), fault))?;
    let sender = verified.sender().clone();
    let rejected = |code: &'static str| Rejected {
        message: Some(id),
        code,
        passing: false,
        sender: Some(sender.clone()),
    };
    let message = wire::read(verified.payload()).map_err(|fault| rejected(fault.code()))?;
    if message.id != id || message.from != sender || message.to != *identity.bureau() {
        return Err(rejected("wire-and-seal-differ"));
    }
    let digest = seal::digest::sha256(verified.payload());
    let key = verified.sender_key();
    Ok((message, Proof { digest, key, signatures: verified.proof().to_vec() }))
}

/// Whether `sender` said exactly this message, as the proof that was kept with it shows.
#[must_use]
pub fn was_said(message: &Message, proof: &Proof, sender: &PublicIdentity) -> bool {
    wire::write(message).is_ok_and(|payload| {
        let proven = envelope::verify_proof(&proof.signatures, &payload, sender);
        message.from == *sender.bureau()
            && seal::digest::sha256(&payload) == proof.digest
            && proven == Ok((message.to.clone(), message.id))
    })
}
