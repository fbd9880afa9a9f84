//! The bureau's own register: what happens outside any case. Its entries stand in the same journal, under a key of
//! their own, as the file with the identifier of all zeros.

use case::bureau::{BureauCode, Officer, Role};
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
        /// Whether it may pass another time; else it is turned away for good.
        passing: bool,
        /// Who sent it, where that was proven.
        sender: Option<BureauCode>,
        /// The node that brought it, by the certificate of its connection.
        carrier: Option<BureauCode>,
        /// How many more were refused alike since the entry before: a flood makes few entries.
        more: u32,
    },
    /// An officer signed in.
    SignedIn {
        /// Who.
        officer: OfficerId,
        /// How: `link` or `demonstration`.
        by: String,
    },
    /// The officers or their postings are other than at the last start.
    Officers {
        /// Everybody who may act from here on.
        officers: Vec<Officer>,
    },
    /// A directory of bureaus is in use from here on.
    Directory {
        /// Its serial number.
        serial: u64,
        /// SHA-256 of its signed bytes.
        digest: [u8; 32],
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
    Begun {
        bureau: String,
    },
    EnvelopeRefused {
        message: Option<Bytes>,
        digest: Bytes,
        code: String,
        passing: bool,
        sender: Option<String>,
        carrier: Option<String>,
        more: u32,
    },
    SignedIn {
        officer: Bytes,
        by: String,
    },
    Officers {
        officers: Vec<(Bytes, String, Vec<String>, String)>,
    },
    Directory {
        serial: u64,
        digest: Bytes,
    },
    ActRefused {
        officer: Bytes,
        command: String,
        code: String,
        case: Option<Bytes>,
    },
}

/// The bytes of an event: a version byte and CBOR, as for the entries of a case.
pub(crate) fn write(at: Timestamp, event: &RegisterEvent) -> Result<Vec<u8>, RecordFault> {
    let event = match event.clone() {
        RegisterEvent::Begun { bureau } => Written::Begun { bureau: bureau.to_string() },
        RegisterEvent::EnvelopeRefused { message, digest, code, passing, sender, carrier, more } => {
            Written::EnvelopeRefused {
                message: message.map(|id| Bytes(id.bytes().to_vec())),
                digest: Bytes(digest.to_vec()),
                code,
                passing,
                sender: sender.map(|bureau| bureau.to_string()),
                carrier: carrier.map(|bureau| bureau.to_string()),
                more,
            }
        }
        RegisterEvent::SignedIn { officer, by } => {
            Written::SignedIn { officer: Bytes(officer.bytes().to_vec()), by }
        }
        RegisterEvent::Officers { officers } => Written::Officers {
            officers: officers
                .into_iter()
                .map(|Officer { id, name, roles, language }| {
                    let roles = roles.into_iter().map(|role| role.code().to_owned()).collect();
                    (Bytes(id.bytes().to_vec()), name, roles, language)
                })
                .collect(),
        },
        RegisterEvent::Directory { serial, digest } => {
            Written::Directory { serial, digest: Bytes(digest.to_vec()) }
        }
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
        Written::EnvelopeRefused { message, digest, code, passing, sender, carrier, more } => {
            RegisterEvent::EnvelopeRefused {
                message: message.map(|id| id.array().map(MessageId::from_bytes)).transpose()?,
                digest: digest.array()?,
                code,
                passing,
                sender: sender.map(|bureau| bureau.parse().map_err(bad)).transpose()?,
                carrier: carrier.map(|bureau| bureau.parse().map_err(bad)).transpose()?,
                more,
            }
        }
        Written::SignedIn { officer, by } => {
            RegisterEvent::SignedIn { officer: OfficerId::from_bytes(officer.array()?), by }
        }
        Written::Officers { officers } => RegisterEvent::Officers {
            officers: officers.into_iter().map(read_officer).collect::<Result<_, _>>()?,
        },
        Written::Directory { serial, digest } => RegisterEvent::Directory { serial, digest: digest.array()? },
        Written::ActRefused { officer, command, code, case } => RegisterEvent::ActRefused {
            officer: OfficerId::from_bytes(officer.array()?),
            command,
            code,
            case: case.map(|id| id.array().map(CaseId::from_bytes)).transpose()?,
        },
    };
    Ok((at, event))
}

fn read_officer(
    (id, name, roles, language): (Bytes, String, Vec<String>, String),
) -> Result<Officer, RecordFault> {
    let unknown = || RecordFault::Unreadable("a posting is unknown".into());
    let roles = roles.iter().map(|code| Role::parse(code).ok_or_else(unknown)).collect::<Result<_, _>>()?;
    Ok(Officer { id: OfficerId::from_bytes(id.array()?), name, roles, language })
}
