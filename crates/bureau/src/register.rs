//! The bureau's own register: what happens outside any case. Its entries stand in the same journal, under a key of
//! their own, as the file with the identifier of all zeros.

use case::bureau::BureauCode;
use case::id::{CaseId, MessageId, OfficerId};
use jiff::Timestamp;
use liaison::wire::v1::Bytes;
use serde::{Deserialize, Serialize};

use crate::record::{self, RecordFault};

/// Where the register's entries stand.
pub(crate) const REGISTER: CaseId = CaseId::from_bytes([0; 16]);

/// An event of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RegisterEvent {
    /// The journal was begun.
    Begun {
        /// By which bureau.
        bureau: BureauCode,
    },
    /// What came from outside was refused.
    EnvelopeRefused {
        /// The message it names, where it names one.
        message: Option<MessageId>,
        /// SHA-256 of what came.
        digest: [u8; 32],
        /// Why, as a stable code.
        code: String,
        /// Who sent it, where that was proven.
        sender: Option<BureauCode>,
    },
    /// An officer wanted what they may not do.
    ActRefused {
        /// Who.
        officer: OfficerId,
        /// What.
        command: String,
        /// Why, as a stable code.
        code: String,
        /// On which case.
        case: Option<CaseId>,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    at: i64,
    event: Written,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
enum Written {
    Begun { bureau: String },
    EnvelopeRefused { message: Option<Bytes>, digest: Bytes, code: String, sender: Option<String> },
    ActRefused { officer: Bytes, command: String, code: String, case: Option<Bytes> },
}

/// The bytes of an event: a version byte and CBOR, as for the entries of a case.
pub(crate) fn write(at: Timestamp, event: &RegisterEvent) -> Result<Vec<u8>, RecordFault> {
    let event = match event.clone() {
        RegisterEvent::Begun { bureau } => Written::Begun { bureau: bureau.to_string() },
        RegisterEvent::EnvelopeRefused { message, digest, code, sender } => Written::EnvelopeRefused {
            message: message.map(|id| Bytes(id.bytes().to_vec())),
            digest: Bytes(digest.to_vec()),
            code,
            sender: sender.map(|sender| sender.to_string()),
        },
        RegisterEvent::ActRefused { officer, command, code, case } => Written::ActRefused {
            officer: Bytes(officer.bytes().to_vec()),
            command,
            code,
            case: case.map(|id| Bytes(id.bytes().to_vec())),
        },
    };
    record::encode(&Record { at: at.as_millisecond(), event })
}

/// The event in these bytes, with its time.
pub(crate) fn read(bytes: &[u8]) -> Result<(Timestamp, RegisterEvent), RecordFault> {
    let record: Record = record::decode(bytes)?;
    let bad = |_| RecordFault::Unreadable("a code or a time is malformed".into());
    let at =
        Timestamp::from_millisecond(record.at).map_err(|error| RecordFault::Unreadable(error.to_string()))?;
    let event = match record.event {
        Written::Begun { bureau } => RegisterEvent::Begun { bureau: bureau.parse().map_err(bad)? },
        Written::EnvelopeRefused { message, digest, code, sender } => RegisterEvent::EnvelopeRefused {
            message: message.map(|id| id.array().map(MessageId::from_bytes)).transpose()?,
            digest: digest.array()?,
            code,
            sender: sender.map(|sender| sender.parse().map_err(bad)).transpose()?,
        },
        Written::ActRefused { officer, command, code, case } => RegisterEvent::ActRefused {
            officer: OfficerId::from_bytes(officer.array()?),
            command,
            code,
            case: case.map(|id| id.array().map(CaseId::from_bytes)).transpose()?,
        },
    };
    Ok((at, event))
}
