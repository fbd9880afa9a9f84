//! Receipts: the other node's signed word on what became of an envelope. Without one, nothing counts as sent.

use case::bureau::BureauCode;
use case::id::MessageId;
use jiff::Timestamp;
use seal::identity::{Identity, PublicIdentity};
use seal::statement::{Context, StatementSignature, sign_statement, verify_statement};
use serde::{Deserialize, Serialize};

use crate::wire::v1::Bytes;

/// Version of the receipts that this node writes.
const RECEIPT_VERSION: u8 = 1;
/// Largest receipt, in bytes: two signatures and a few codes.
pub const RECEIPT_BYTES_MAX: usize = 8 * 1024;
/// Longest code in a receipt, in letters.
const CODE_LETTERS_MAX: usize = 40;

/// What the recipient's node did with an envelope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is in the recipient's journal.
    Taken,
    /// It was refused for good; the code says why.
    TurnedAway {
        /// A stable code.
        code: String,
    },
    /// It cannot be taken now, and should be tried again; the code says why.
    Later {
        /// A stable code.
        code: String,
    },
}

impl Outcome {
    /// The outcome in a word, without its code.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Outcome::Taken => "taken",
            Outcome::TurnedAway { .. } => "turned-away",
            Outcome::Later { .. } => "later",
        }
    }

    /// Why it was not taken; empty where it was.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Outcome::Taken => "",
            Outcome::TurnedAway { code } | Outcome::Later { code } => code,
        }
    }
}

/// How far a bureau's journal was when it signed: whoever keeps the receipt can tell if that journal is cut or written anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JournalState {
    /// How many entries it had.
    pub size: u64,
    /// The root of its tree over them (RFC 6962, section 2.1).
    pub root: [u8; 32],
}

/// A receipt whose signature was verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The message, as the envelope names it; none where it was refused before that could be read.
    pub message: Option<MessageId>,
    /// SHA-256 of the envelope's bytes: the receipt is for exactly these.
    pub envelope: [u8; 32],
    /// SHA-256 of the message as it was written on the wire; none where the envelope was not opened. The sender can make the
    /// same from its record at any later time, so that the recipient cannot deny what it took.
    pub digest: Option<[u8; 32]>,
    /// The bureau that signs.
    pub from: BureauCode,
    /// When it was taken or refused, by the signer's clock.
    pub at: Timestamp,
    /// What was done.
    pub outcome: Outcome,
    /// How far the signer's journal was at that time; none where nothing was taken, or not now.
    pub journal: Option<JournalState>,
}

/// Why a receipt proves nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptFault {
    /// Not the bytes of a receipt.
    #[error("the receipt cannot be read")]
    Unreadable,
    /// It is for another message, another envelope or from another bureau.
    #[error("the receipt is for something else")]
    ForSomethingElse,
    /// The signatures are not the recipient's.
    #[error("the receipt is not signed by the recipient")]
    BadSignature,
    /// It could not be signed.
    #[error("the receipt could not be signed")]
    CannotSign,
}

impl ReceiptFault {
    /// A stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            ReceiptFault::Unreadable => "receipt-unreadable",
            ReceiptFault::ForSomethingElse => "receipt-for-something-else",
            ReceiptFault::BadSignature => "receipt-bad-signature",
            ReceiptFault::CannotSign => "receipt-cannot-sign",
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Statement {
    message: Bytes,
    envelope: Bytes,
    digest: Bytes,
    from: String,
    at: i64,
    outcome: String,
    code: String,
    size: u64,
    root: Bytes,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Signed {
    statement: Bytes,
    signature: Bytes,
}

/// Signs a receipt. The bytes are the version and CBOR of statement and signature.
///
/// # Errors
/// [`ReceiptFault::CannotSign`] when the keys fail.
pub fn sign(receipt: &Receipt, identity: &Identity) -> Result<Vec<u8>, ReceiptFault> {
    let statement = to_cbor(&Statement {
        message: Bytes(receipt.message.map(|id| id.bytes().to_vec()).unwrap_or_default()),
        envelope: Bytes(receipt.envelope.to_vec()),
        digest: Bytes(receipt.digest.map(|digest| digest.to_vec()).unwrap_or_default()),
        from: receipt.from.to_string(),
        at: receipt.at.as_millisecond(),
        outcome: receipt.outcome.word().to_owned(),
        code: receipt.outcome.code().to_owned(),
        size: receipt.journal.map_or(0, |journal| journal.size),
        root: Bytes(receipt.journal.map(|journal| journal.root.to_vec()).unwrap_or_default()),
    })?;
    let signature =
        sign_statement(identity, Context::Receipt, &statement).map_err(|_| ReceiptFault::CannotSign)?;
    let signed = Signed { statement: Bytes(statement), signature: Bytes(signature.as_bytes().to_vec()) };
    let mut bytes = vec![RECEIPT_VERSION];
    bytes.extend(to_cbor(&signed)?);
    Ok(bytes)
}

/// Reads a receipt and verifies that `signer` gave it for this message, with this digest, and this envelope.
///
/// # Errors
/// A [`ReceiptFault`]; the message then still waits.
pub fn verify(
    bytes: &[u8],
    signer: &PublicIdentity,
    message: MessageId,
    digest: [u8; 32],
    envelope: &[u8],
) -> Result<Receipt, ReceiptFault> {
    let receipt = read_signed(bytes, signer)?;
    let taken = receipt.outcome == Outcome::Taken;
    let names = receipt.message.map_or(!taken, |named| named == message)
        && receipt.digest.map_or(!taken, |named| named == digest);
    let fits =
        names && receipt.envelope == seal::digest::sha256(envelope) && receipt.from == *signer.bureau();
    if fits { Ok(receipt) } else { Err(ReceiptFault::ForSomethingElse) }
}

/// Reads a receipt that `signer` signed, whatever it is for; a kept one can be shown to anybody.
///
/// # Errors
/// A [`ReceiptFault`].
pub fn read_signed(bytes: &[u8], signer: &PublicIdentity) -> Result<Receipt, ReceiptFault> {
    let (version, rest) = bytes.split_first().ok_or(ReceiptFault::Unreadable)?;
    if *version != RECEIPT_VERSION || bytes.len() > RECEIPT_BYTES_MAX {
        return Err(ReceiptFault::Unreadable);
    }
    let signed: Signed = from_cbor(rest)?;
    let signature = StatementSignature::from_bytes(&signed.signature.0).ok_or(ReceiptFault::BadSignature)?;
    verify_statement(signer, Context::Receipt, &signed.statement.0, &signature)
        .map_err(|_| ReceiptFault::BadSignature)?;
    let statement: Statement = from_cbor(&signed.statement.0)?;
    read(statement)
    // The digest binds every receipt to the envelope; that something was taken is said by name besides.
}

fn read(statement: Statement) -> Result<Receipt, ReceiptFault> {
    let code = statement.code;
    if code.len() > CODE_LETTERS_MAX
        || !code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    {
        return Err(ReceiptFault::Unreadable);
    }
    let message = match statement.message.0.as_slice() {
        [] => None,
        id => Some(MessageId::from_bytes(id.try_into().map_err(|_| ReceiptFault::Unreadable)?)),
    };
    Ok(Receipt {
        message,
        envelope: statement.envelope.array().map_err(|_| ReceiptFault::Unreadable)?,
        digest: match statement.digest.0.as_slice() {
            [] => None,
            digest => Some(digest.try_into().map_err(|_| ReceiptFault::Unreadable)?),
        },
        from: statement.from.parse().map_err(|_| ReceiptFault::Unreadable)?,
        at: Timestamp::from_millisecond(statement.at).map_err(|_| ReceiptFault::Unreadable)?,
        outcome: match statement.outcome.as_str() {
            "taken" => Outcome::Taken,
            "turned-away" => Outcome::TurnedAway { code },
            "later" => Outcome::Later { code },
            _ => return Err(ReceiptFault::Unreadable),
        },
        journal: match statement.root.0.as_slice() {
            [] => None,
            root => Some(JournalState {
                size: statement.size,
                root: root.try_into().map_err(|_| ReceiptFault::Unreadable)?,
            }),
        },
    })
}

fn to_cbor(value: &impl Serialize) -> Result<Vec<u8>, ReceiptFault> {
    let mut bytes = Vec::new();
    ciborium::into_writer(value, &mut bytes).map_err(|_| ReceiptFault::CannotSign)?;
    Ok(bytes)
}

fn from_cbor<T: for<'de> Deserialize<'de>>(mut bytes: &[u8]) -> Result<T, ReceiptFault> {
    let value = ciborium::from_reader(&mut bytes).map_err(|_| ReceiptFault::Unreadable)?;
    if bytes.is_empty() { Ok(value) } else { Err(ReceiptFault::Unreadable) }
}
