//! What can be wrong with a message; the codes go into the journal and to the sender, and never change.

use crate::identity::IdentityFault;

/// Why a received message is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum EnvelopeFault {
    /// Above [`crate::limits::MESSAGE_BYTES_MAX`]; nothing was read.
    #[error("the message is larger than allowed")]
    TooLarge,
    /// The bytes end before the message does.
    #[error("the message is cut short")]
    Truncated,
    /// The bytes do not begin as a message does.
    #[error("these are not the bytes of a message")]
    NotAnEnvelope,
    /// Of a later version of the envelope.
    #[error("the version of the envelope is not known here")]
    UnknownVersion,
    /// Sealed by algorithms that are not known here.
    #[error("the cipher suite is not known here")]
    UnknownSuite,
    /// The recipient is no bureau's code, or the length is of no size class.
    #[error("the message's header or length is malformed")]
    Malformed,
    /// Addressed to another bureau.
    #[error("the message is addressed to another bureau")]
    WrongRecipient,
    /// Sealed to another of this bureau's keys: the sender's directory may be old.
    #[error("the message is sealed to another of this bureau's keys")]
    StaleKey,
    /// Not sealed to this key, or altered on the way.
    #[error("the message does not open: it was altered or sealed to another key")]
    CannotOpen,
    /// It opens, but what is inside is not a signed message in its one form.
    #[error("the content is not a signed message")]
    MalformedContent,
    /// The claimed sender is not in the directory.
    #[error("the sender is not in the directory")]
    UnknownSender,
    /// Signed by another of the sender's keys than the directory lists: one of the two directories may be old.
    #[error("the message is signed by a key that the directory does not list")]
    UnknownKey,
    /// One of the two signatures does not hold for this sender, recipient, identifier and payload.
    #[error("the signature does not hold")]
    BadSignature,
}

impl EnvelopeFault {
    /// Every fault.
    pub const ALL: [EnvelopeFault; 13] = [
        EnvelopeFault::TooLarge,
        EnvelopeFault::Truncated,
        EnvelopeFault::NotAnEnvelope,
        EnvelopeFault::UnknownVersion,
        EnvelopeFault::UnknownSuite,
        EnvelopeFault::Malformed,
        EnvelopeFault::WrongRecipient,
        EnvelopeFault::StaleKey,
        EnvelopeFault::CannotOpen,
        EnvelopeFault::MalformedContent,
        EnvelopeFault::UnknownSender,
        EnvelopeFault::UnknownKey,
        EnvelopeFault::BadSignature,
    ];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            EnvelopeFault::TooLarge => "too-large",
            EnvelopeFault::Truncated => "truncated",
            EnvelopeFault::NotAnEnvelope => "not-an-envelope",
            EnvelopeFault::UnknownVersion => "unknown-version",
            EnvelopeFault::UnknownSuite => "unknown-suite",
            EnvelopeFault::Malformed => "malformed",
            EnvelopeFault::WrongRecipient => "wrong-recipient",
            EnvelopeFault::StaleKey => "stale-key",
            EnvelopeFault::CannotOpen => "cannot-open",
            EnvelopeFault::MalformedContent => "malformed-content",
            EnvelopeFault::UnknownSender => "unknown-sender",
            EnvelopeFault::UnknownKey => "unknown-key",
            EnvelopeFault::BadSignature => "bad-signature",
        }
    }

    /// The fault with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fault| fault.code() == code)
    }
}

/// Why a message was not sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealFault {
    /// The payload is above [`crate::limits::PAYLOAD_BYTES_MAX`].
    #[error("the payload is larger than allowed")]
    TooLarge,
    /// The directory does not list the recipient.
    #[error("the recipient is not in the directory")]
    UnknownRecipient,
    /// The library refused the recipient's key or the sealing.
    #[error("the cryptographic library refused to seal")]
    Refused,
    /// The library refused to sign.
    #[error("the message cannot be signed")]
    Identity(#[from] IdentityFault),
}
