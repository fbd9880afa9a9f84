//! What crosses the border, as bytes. A version that was released never changes; a new one is added beside it.

pub mod v1;

use case::exchange::Message;
use case::fit::{self, Misfit};
use case::limits;

// Whatever is within the limits can be sealed.
const _: () = assert!(limits::MESSAGE_BYTES_MAX <= seal::limits::PAYLOAD_BYTES_MAX);

/// Version of the wire that this node writes.
pub const WIRE_VERSION: u16 = 1;

/// Why bytes are not a message.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WireFault {
    /// Not the bytes of a message of this version.
    #[error("the message cannot be read: {what}")]
    Unreadable {
        /// What the reader stumbled over.
        what: String,
    },
    /// Written in a version that this node does not know.
    #[error("the message is written in version {version}, and this node reads version {WIRE_VERSION}")]
    UnknownVersion {
        /// The version it claims.
        version: u16,
    },
    /// Something in it is larger than allowed, or no text where text should be.
    #[error(transparent)]
    Misfit(#[from] Misfit),
    /// A file does not match its digest.
    #[error("a file does not match its digest")]
    FileAltered,
}

impl WireFault {
    /// A stable code, sent back to the sender.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            WireFault::Unreadable { .. } => "wire-unreadable",
            WireFault::UnknownVersion { .. } => "wire-unknown-version",
            WireFault::Misfit(Misfit::TooLarge { .. }) => "wire-too-large",
            WireFault::Misfit(Misfit::NoText { .. }) => "wire-no-text",
            WireFault::FileAltered => "wire-file-altered",
        }
    }
}

/// The bytes of a message: the version, two bytes big-endian, then CBOR (RFC 8949) in the one form of `wire/v1.cddl`.
///
/// # Errors
/// When the encoder fails, which it does only when memory ends.
pub fn write(message: &Message) -> Result<Vec<u8>, WireFault> {
    let mut bytes = WIRE_VERSION.to_be_bytes().to_vec();
    ciborium::into_writer(&v1::Message::from(message), &mut bytes).map_err(unreadable)?;
    Ok(bytes)
}

/// The message in these bytes, within the limits of [`case::limits`].
///
/// # Errors
/// A [`WireFault`] for anything that is not exactly a message of a known version.
pub fn read(bytes: &[u8]) -> Result<Message, WireFault> {
    let (version, rest) = bytes.split_first_chunk::<2>().ok_or_else(|| unreadable("it is empty"))?;
    let version = u16::from_be_bytes(*version);
    if version != WIRE_VERSION {
        return Err(WireFault::UnknownVersion { version });
    }
    let mut rest = rest;
    let message: v1::Message = ciborium::from_reader(&mut rest).map_err(unreadable)?;
    if !rest.is_empty() {
        return Err(unreadable("something follows it"));
    }
    let message = Message::try_from(message)?;
    within_limits(&message)?;
    // A message has one form only, so that what was signed, what is read and what the journal keeps are the same.
    if write(&message)? != bytes {
        return Err(unreadable("it is not in its one form"));
    }
    Ok(message)
}

fn within_limits(message: &Message) -> Result<(), WireFault> {
    fit::line("the reference", &message.reference, limits::REFERENCE_BYTES_MAX)?;
    fit::files(message.attachments.len())?;
    for (attachment, content) in &message.attachments {
        fit::attachment(attachment, content.len())?;
        let same_size = u64::try_from(content.len()).is_ok_and(|bytes| bytes == attachment.bytes);
        if !same_size || seal::digest::sha256(content) != attachment.digest {
            return Err(WireFault::FileAltered);
        }
    }
    Ok(fit::said(&message.said)?)
}

fn unreadable(what: impl std::fmt::Display) -> WireFault {
    WireFault::Unreadable { what: what.to_string() }
}

#[cfg(test)]
mod tests;
