//! The bureau's own register: what happens outside any case. Its entries stand in the same journal, under a key of
//! their own, as the file with the identifier of all zeros.

use case::bureau::{BureauCode, Officer, Role};
use case::id::{CaseId, MessageId, OfficerId};
use case::opinion::FindingResult;
use jiff::Timestamp;
use liaison::wire::v1::Bytes;
use serde::{Deserialize, Serialize};

use crate::record::{self, RecordFault};

/// Where the register's entries stand.
pub(crate) const REGISTER: CaseId = CaseId::from_bytes([0; 16]);

/// Rules that speak against a request or ask for something, each with what it came to.
pub(crate) type Findings = Vec<(String, FindingResult)>;

/// A case on which another law says something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseChange {
    /// The case.
    pub case: CaseId,
    /// What speaks against it, or asks, only under the new law.
    pub appeared: Findings,
    /// What did so only under the law before.
    pub gone: Findings,
}

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
    /// Another law is in use from here on.
    Law {
        /// The version before; none where none was recorded.
        from: Option<String>,
        /// The version now.
        to: String,
        /// Whether the law before was still there, so that the two could be compared.
        compared: bool,
        /// The open cases on which it says something else.
        cases: Vec<CaseChange>,
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
    Law {
        from: Option<String>,
        to: String,
        compared: bool,
        cases: Vec<(Bytes, WrittenFindings, WrittenFindings)>,
    },
    ActRefused {
        officer: Bytes,
        command: String,
        code: String,
        case: Option<Bytes>,
    },
}

/// Rules, each with what it came to.
type WrittenFindings = Vec<(String, String)>;

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
        RegisterEvent::Law { from, to, compared, cases } => {
            let cases = cases.into_iter().map(|CaseChange { case, appeared, gone }| {
                (Bytes(case.bytes().to_vec()), write_findings(appeared), write_findings(gone))
            });
            Written::Law { from, to, compared, cases: cases.collect() }
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
        Written::Law { from, to, compared, cases } => {
            let cases = cases.into_iter().map(|(case, appeared, gone)| {
                let case = CaseId::from_bytes(case.array()?);
                Ok(CaseChange { case, appeared: read_findings(appeared)?, gone: read_findings(gone)? })
            });
            let cases = cases.collect::<Result<_, RecordFault>>()?;
            RegisterEvent::Law { from, to, compared, cases }
        }
        Written::ActRefused { officer, command, code, case } => RegisterEvent::ActRefused {
            officer: OfficerId::from_bytes(officer.array()?),
            command,
            code,
            case: case.map(|id| id.array().map(CaseId::from_bytes)).transpose()?,
        },
    };
    Ok((at, event))
}

fn write_findings(findings: Findings) -> WrittenFindings {
    findings.into_iter().map(|(rule, result)| (rule, result.code().to_owned())).collect()
}

fn read_findings(findings: WrittenFindings) -> Result<Findings, RecordFault> {
    let unknown = || RecordFault::Unreadable("a result is unknown".into());
    let read = |(rule, code): (String, String)| Ok((rule, FindingResult::parse(&code).ok_or_else(unknown)?));
    findings.into_iter().map(read).collect()
}

fn read_officer(
    (id, name, roles, language): (Bytes, String, Vec<String>, String),
) -> Result<Officer, RecordFault> {
    let unknown = || RecordFault::Unreadable("a posting is unknown".into());
    let roles = roles.iter().map(|code| Role::parse(code).ok_or_else(unknown)).collect::<Result<_, _>>()?;
    Ok(Officer { id: OfficerId::from_bytes(id.array()?), name, roles, language })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_of_law_is_read_as_it_was_written() {
        let at = Timestamp::from_millisecond(1_782_000_000_123).unwrap();
        let change = CaseChange {
            case: CaseId::from_bytes([7; 16]),
            appeared: vec![("rule-a".into(), FindingResult::NotMet)],
            gone: vec![("rule-b".into(), FindingResult::ToJudge), ("rule-c".into(), FindingResult::NotKnown)],
        };
        for from in [None, Some("2026.1.0+aa".to_owned())] {
            let event = RegisterEvent::Law {
                compared: from.is_some(),
                from,
                to: "2026.2.0+bb".into(),
                cases: vec![change.clone()],
            };
            assert_eq!(read(&write(at, &event).unwrap()).unwrap(), (at, event));
        }
    }
}
