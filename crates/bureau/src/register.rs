//! The bureau's own register: what happens outside any case. Its entries stand in the same journal, under a key of
//! their own, as the file with the identifier of all zeros.

use case::bureau::{BureauCode, Certificate, Level, Officer, Role};
use case::id::{CaseId, MessageId, OfficerId, PasskeyId};
use case::opinion::FindingResult;
use jiff::Timestamp;
use liaison::wire::v1::Bytes;
use serde::{Deserialize, Serialize};

use crate::anomaly::{AnomalyReview, Raised, WrittenAnomaly, WrittenReview};
use crate::copied::{Copied, WrittenCopy};
use crate::duty::Turn;
use crate::erased::{
    ErasedCase, ErasedDossier, ErasedSource, WrittenErasedDossier, WrittenErasure, WrittenSourceErasure,
};
use crate::key_event::{KeyEvent, WrittenKeyEvent};
use crate::record::{self, RecordFault};
use crate::witness::{NotCosigned, Witnessed, WrittenNotCosigned, WrittenWitness};

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

/// A passkey after it was used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Used {
    /// Which.
    pub passkey: PasskeyId,
    /// Its public part with what changed.
    pub credential: Vec<u8>,
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
        /// How: `passkey`, or `unlock` where a locked session went on; `openid` and `openid-unlock` through the bureau's own
        /// provider; `demonstration` in one.
        by: String,
        /// The passkey that was used, as it stands after: its signature counter goes on from there.
        used: Option<Used>,
        /// How strongly the provider says that they proved who they are, where it says so (`acr`).
        acr: Option<String>,
    },
    /// Somebody was not let in, and nothing that they showed proves who they are.
    SignInRefused {
        /// Why, as a stable code.
        code: String,
        /// How many more were refused alike since the entry before and made none.
        more: u32,
    },
    /// An officer signs in with another passkey from here on.
    PasskeyAdded {
        /// Whose it is.
        officer: OfficerId,
        /// The passkey.
        passkey: PasskeyId,
        /// Its name.
        name: String,
        /// How: `link` by a link made on the node's machine, `recovery` by one of two administrators, `account` by the
        /// officer themselves.
        by: String,
        /// Its public part, as whoever verifies its signatures wrote it.
        credential: Vec<u8>,
    },
    /// A passkey does not serve any more.
    PasskeyRemoved {
        /// Whose it was.
        officer: OfficerId,
        /// The passkey.
        passkey: PasskeyId,
        /// Who removed it; nobody where another took its place, or its officer left.
        by: Option<OfficerId>,
    },
    /// A link with which an officer enrols a passkey was made on the node's machine.
    LinkMade {
        /// For whom.
        officer: OfficerId,
    },
    /// An administrator says that an officer has lost every passkey.
    RecoveryProposed {
        /// The officer.
        officer: OfficerId,
        /// The administrator.
        by: OfficerId,
    },
    /// Another administrator says so too.
    RecoveryConfirmed {
        /// The officer.
        officer: OfficerId,
        /// The second administrator.
        by: OfficerId,
    },
    /// Sessions of an officer were ended by somebody else.
    SessionsEnded {
        /// The officer.
        officer: OfficerId,
        /// The administrator, who ends every one; nobody where the bureau's provider said that its own session ended.
        by: Option<OfficerId>,
    },
    /// A turn of duty stands in the rota; one that ends where it begins is taken out.
    Duty {
        /// The turn.
        turn: Turn,
        /// Who put it there.
        by: OfficerId,
    },
    /// The officers or their postings are other than at the last start.
    Officers {
        /// Everybody who may act from here on.
        officers: Vec<Officer>,
    },
    /// A policy that is not in force yet was proposed.
    PolicyProposed {
        /// Its text.
        text: String,
        /// Who proposed it.
        by: OfficerId,
        /// Why.
        reasons: String,
    },
    /// A policy is in force from here on.
    Policy {
        /// Its text.
        text: String,
        /// Who confirmed it; nobody where it came with the program.
        by: Option<OfficerId>,
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
    /// Something happened to a master key.
    Key(KeyEvent),
    /// A case was erased.
    Erased(ErasedCase),
    /// Somebody began to make a copy of the journal on the node's machine.
    Copied(Copied),
    /// A source record was erased, at the word of two officers who were named in it.
    SourceErased(ErasedSource),
    /// A dossier was erased; its period was over.
    DossierErased(ErasedDossier),
    /// What another bureau stated of its journal.
    Witnessed(Witnessed),
    /// Another bureau did not cosign a checkpoint of this journal.
    NotCosigned(NotCosigned),
    /// Looks of an officer stood out.
    Anomaly(Raised),
    /// Somebody looked into that.
    AnomalyReviewed(AnomalyReview),
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
        /// How many more of theirs were refused since the entry before and made none.
        more: u32,
    },
}

impl RegisterEvent {
    /// The officer every session of whom ends with this.
    pub(crate) fn ends_sessions_of(&self) -> Option<OfficerId> {
        match self {
            RegisterEvent::SessionsEnded { officer, .. }
            | RegisterEvent::RecoveryConfirmed { officer, .. } => Some(*officer),
            RegisterEvent::PasskeyAdded { officer, by, .. } if by != "account" => Some(*officer),
            _ => None,
        }
    }
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
        // Entries from before there were passkeys have none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        used: Option<(Bytes, Bytes)>,
        // Nor those from before there were providers.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        acr: Option<String>,
    },
    SignInRefused {
        code: String,
        more: u32,
    },
    PasskeyAdded {
        officer: Bytes,
        passkey: Bytes,
        name: String,
        by: String,
        credential: Bytes,
    },
    PasskeyRemoved {
        officer: Bytes,
        passkey: Bytes,
        by: Option<Bytes>,
    },
    LinkMade {
        officer: Bytes,
    },
    RecoveryProposed {
        officer: Bytes,
        by: Bytes,
    },
    RecoveryConfirmed {
        officer: Bytes,
        by: Bytes,
    },
    SessionsEnded {
        officer: Bytes,
        by: Option<Bytes>,
    },
    Officers {
        officers: Vec<WrittenOfficer>,
        /// Whose, for what, until when.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        certificates: Vec<(Bytes, String, String)>,
    },
    PolicyProposed {
        text: String,
        by: Bytes,
        reasons: String,
    },
    Policy {
        text: String,
        by: Option<Bytes>,
    },
    Directory {
        serial: u64,
        digest: Bytes,
    },
    Law {
        from: Option<String>,
        to: String,
        compared: bool,
        cases: Vec<WrittenChange>,
    },
    Key(WrittenKeyEvent),
    Erased(WrittenErasure),
    Copied(WrittenCopy),
    SourceErased(WrittenSourceErasure),
    DossierErased(WrittenErasedDossier),
    Witnessed(WrittenWitness),
    NotCosigned(WrittenNotCosigned),
    Anomaly(WrittenAnomaly),
    AnomalyReviewed(WrittenReview),
    Duty {
        officer: Bytes,
        from: i64,
        until: i64,
        by: Bytes,
    },
    ActRefused {
        officer: Bytes,
        command: String,
        code: String,
        case: Option<Bytes>,
        // Entries from before refusals were counted have none.
        #[serde(default)]
        more: u32,
    },
}

/// Identifier, name, postings, clearance, language.
type WrittenOfficer = (Bytes, String, Vec<String>, String, String);

/// A case, what appeared and what is gone.
type WrittenChange = (Bytes, WrittenFindings, WrittenFindings);

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
        RegisterEvent::SignedIn { officer, by, used, acr } => {
            Written::SignedIn { officer: whose(officer), by, used: used.map(write_used), acr }
        }
        RegisterEvent::SignInRefused { code, more } => Written::SignInRefused { code, more },
        RegisterEvent::PasskeyAdded { officer, passkey, name, by, credential } => Written::PasskeyAdded {
            officer: whose(officer),
            passkey: Bytes(passkey.bytes().to_vec()),
            name,
            by,
            credential: Bytes(credential),
        },
        RegisterEvent::PasskeyRemoved { officer, passkey, by } => {
            let passkey = Bytes(passkey.bytes().to_vec());
            Written::PasskeyRemoved { officer: whose(officer), passkey, by: by.map(whose) }
        }
        RegisterEvent::LinkMade { officer } => Written::LinkMade { officer: whose(officer) },
        RegisterEvent::RecoveryProposed { officer, by } => {
            Written::RecoveryProposed { officer: whose(officer), by: whose(by) }
        }
        RegisterEvent::RecoveryConfirmed { officer, by } => {
            Written::RecoveryConfirmed { officer: whose(officer), by: whose(by) }
        }
        RegisterEvent::SessionsEnded { officer, by } => {
            Written::SessionsEnded { officer: whose(officer), by: by.map(whose) }
        }
        RegisterEvent::Officers { officers } => write_officers(officers),
        RegisterEvent::PolicyProposed { text, by, reasons } => {
            Written::PolicyProposed { text, by: whose(by), reasons }
        }
        RegisterEvent::Policy { text, by } => Written::Policy { text, by: by.map(whose) },
        RegisterEvent::Directory { serial, digest } => {
            Written::Directory { serial, digest: Bytes(digest.to_vec()) }
        }
        RegisterEvent::Law { from, to, compared, cases } => {
            Written::Law { from, to, compared, cases: cases.into_iter().map(write_change).collect() }
        }
        RegisterEvent::Key(event) => Written::Key(event.into()),
        RegisterEvent::Erased(erased) => Written::Erased(erased.into()),
        RegisterEvent::Copied(copied) => Written::Copied(copied.into()),
        RegisterEvent::SourceErased(erased) => Written::SourceErased(erased.into()),
        RegisterEvent::DossierErased(erased) => Written::DossierErased(erased.into()),
        RegisterEvent::Witnessed(witnessed) => Written::Witnessed(witnessed.into()),
        RegisterEvent::NotCosigned(why) => Written::NotCosigned(why.into()),
        RegisterEvent::Anomaly(raised) => Written::Anomaly(raised.into()),
        RegisterEvent::AnomalyReviewed(review) => Written::AnomalyReviewed(review.into()),
        RegisterEvent::Duty { turn, by } => write_duty(turn, by),
        RegisterEvent::ActRefused { officer, command, code, case, more } => Written::ActRefused {
            officer: whose(officer),
            command,
            code,
            case: case.map(|id| Bytes(id.bytes().to_vec())),
            more,
        },
    };
    record::encode(&Record { at: at.as_millisecond(), event })
}

/// The event in these bytes, with its time.
pub(crate) fn read(bytes: &[u8]) -> Result<(Timestamp, RegisterEvent), RecordFault> {
    let Record { at, event } = record::decode(bytes)?;
    let bad = |_| RecordFault::Unreadable("a code or a time is malformed".into());
    let event = match event {
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
        Written::SignedIn { officer, by, used, acr } => {
            RegisterEvent::SignedIn { officer: who(&officer)?, by, used: read_used(used)?, acr }
        }
        Written::SignInRefused { code, more } => RegisterEvent::SignInRefused { code, more },
        Written::PasskeyAdded { officer, passkey, name, by, credential } => {
            let (officer, passkey, credential) = (who(&officer)?, which(&passkey)?, credential.0);
            RegisterEvent::PasskeyAdded { officer, passkey, name, by, credential }
        }
        Written::PasskeyRemoved { officer, passkey, by } => {
            let (officer, passkey) = (who(&officer)?, which(&passkey)?);
            RegisterEvent::PasskeyRemoved { officer, passkey, by: by_whom(by.as_ref())? }
        }
        Written::LinkMade { officer } => RegisterEvent::LinkMade { officer: who(&officer)? },
        Written::RecoveryProposed { officer, by } => {
            RegisterEvent::RecoveryProposed { officer: who(&officer)?, by: who(&by)? }
        }
        Written::RecoveryConfirmed { officer, by } => {
            RegisterEvent::RecoveryConfirmed { officer: who(&officer)?, by: who(&by)? }
        }
        Written::SessionsEnded { officer, by } => {
            RegisterEvent::SessionsEnded { officer: who(&officer)?, by: by_whom(by.as_ref())? }
        }
        Written::Officers { officers, certificates } => {
            RegisterEvent::Officers { officers: read_officers(officers, certificates)? }
        }
        Written::PolicyProposed { text, by, reasons } => {
            RegisterEvent::PolicyProposed { text, by: who(&by)?, reasons }
        }
        Written::Policy { text, by } => RegisterEvent::Policy { text, by: by_whom(by.as_ref())? },
        Written::Directory { serial, digest } => RegisterEvent::Directory { serial, digest: digest.array()? },
        Written::Law { from, to, compared, cases } => {
            let cases = cases.into_iter().map(read_change).collect::<Result<_, _>>()?;
            RegisterEvent::Law { from, to, compared, cases }
        }
        Written::Key(event) => RegisterEvent::Key(event.try_into()?),
        Written::Erased(erased) => RegisterEvent::Erased(erased.try_into()?),
        Written::Copied(copied) => RegisterEvent::Copied(copied.try_into()?),
        Written::SourceErased(erased) => RegisterEvent::SourceErased(erased.try_into()?),
        Written::DossierErased(erased) => RegisterEvent::DossierErased(erased.try_into()?),
        Written::Witnessed(witnessed) => RegisterEvent::Witnessed(witnessed.try_into()?),
        Written::NotCosigned(why) => RegisterEvent::NotCosigned(why.try_into()?),
        Written::Anomaly(raised) => RegisterEvent::Anomaly(raised.try_into()?),
        Written::AnomalyReviewed(review) => RegisterEvent::AnomalyReviewed(review.try_into()?),
        Written::Duty { officer, from, until, by } => read_duty((&officer, &by), (from, until))?,
        Written::ActRefused { officer, command, code, case, more } => RegisterEvent::ActRefused {
            officer: who(&officer)?,
            command,
            code,
            case: case.map(|id| id.array().map(CaseId::from_bytes)).transpose()?,
            more,
        },
    };
    Ok((record::moment(at)?, event))
}

fn whose(officer: OfficerId) -> Bytes {
    Bytes(officer.bytes().to_vec())
}

fn who(officer: &Bytes) -> Result<OfficerId, RecordFault> {
    Ok(OfficerId::from_bytes(officer.array()?))
}

fn which(passkey: &Bytes) -> Result<PasskeyId, RecordFault> {
    Ok(PasskeyId::from_bytes(passkey.array()?))
}

fn by_whom(officer: Option<&Bytes>) -> Result<Option<OfficerId>, RecordFault> {
    officer.map(who).transpose()
}

fn write_duty(Turn { officer, from, until }: Turn, by: OfficerId) -> Written {
    let (from, until) = (from.as_millisecond(), until.as_millisecond());
    Written::Duty { officer: whose(officer), from, until, by: whose(by) }
}

fn read_duty(
    (officer, by): (&Bytes, &Bytes),
    (from, until): (i64, i64),
) -> Result<RegisterEvent, RecordFault> {
    let (from, until) = (record::moment(from)?, record::moment(until)?);
    Ok(RegisterEvent::Duty { turn: Turn { officer: who(officer)?, from, until }, by: who(by)? })
}

fn write_used(Used { passkey, credential }: Used) -> (Bytes, Bytes) {
    (Bytes(passkey.bytes().to_vec()), Bytes(credential))
}

fn read_used(used: Option<(Bytes, Bytes)>) -> Result<Option<Used>, RecordFault> {
    let read = |(passkey, credential): (Bytes, Bytes)| {
        Ok(Used { passkey: which(&passkey)?, credential: credential.0 })
    };
    used.map(read).transpose()
}

fn write_findings(findings: Findings) -> WrittenFindings {
    findings.into_iter().map(|(rule, result)| (rule, result.code().to_owned())).collect()
}

fn read_findings(findings: WrittenFindings) -> Result<Findings, RecordFault> {
    let unknown = || RecordFault::Unreadable("a result is unknown".into());
    let read = |(rule, code): (String, String)| Ok((rule, FindingResult::parse(&code).ok_or_else(unknown)?));
    findings.into_iter().map(read).collect()
}

fn write_change(CaseChange { case, appeared, gone }: CaseChange) -> WrittenChange {
    (Bytes(case.bytes().to_vec()), write_findings(appeared), write_findings(gone))
}

fn read_change((case, appeared, gone): WrittenChange) -> Result<CaseChange, RecordFault> {
    let case = CaseId::from_bytes(case.array()?);
    Ok(CaseChange { case, appeared: read_findings(appeared)?, gone: read_findings(gone)? })
}

fn read_officers(
    written: Vec<WrittenOfficer>,
    certificates: Vec<(Bytes, String, String)>,
) -> Result<Vec<Officer>, RecordFault> {
    let mut officers = written.into_iter().map(read_officer).collect::<Result<Vec<_>, _>>()?;
    for (id, name, until) in certificates {
        let id = who(&id)?;
        let until = until.parse().map_err(|error: jiff::Error| RecordFault::Unreadable(error.to_string()))?;
        let officer = officers.iter_mut().find(|officer| officer.id == id);
        let officer =
            officer.ok_or_else(|| RecordFault::Unreadable("a certificate is nobody's".to_owned()))?;
        officer.certificates.push(Certificate { name, until });
    }
    Ok(officers)
}

fn write_officers(officers: Vec<Officer>) -> Written {
    let certificates = officers.iter().flat_map(|officer| {
        let one = |held: &Certificate| (whose(officer.id), held.name.clone(), held.until.to_string());
        officer.certificates.iter().map(one)
    });
    let certificates = certificates.collect();
    Written::Officers { officers: officers.into_iter().map(write_officer).collect(), certificates }
}

fn write_officer(Officer { id, name, roles, clearance, language, .. }: Officer) -> WrittenOfficer {
    let roles = roles.into_iter().map(|role| role.code().to_owned()).collect();
    (whose(id), name, roles, clearance.code().to_owned(), language)
}

fn read_officer((id, name, roles, clearance, language): WrittenOfficer) -> Result<Officer, RecordFault> {
    let unknown = || RecordFault::Unreadable("a posting or a clearance is unknown".into());
    let roles = roles.iter().map(|code| Role::parse(code).ok_or_else(unknown)).collect::<Result<_, _>>()?;
    let clearance = Level::parse(&clearance).ok_or_else(unknown)?;
    Ok(Officer { id: who(&id)?, name, roles, clearance, language, certificates: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_may_act_and_how_is_read_as_it_was_written() {
        let at = Timestamp::from_millisecond(1_782_000_000_123).unwrap();
        let (officer, by) = (OfficerId::from_bytes([1; 16]), OfficerId::from_bytes([2; 16]));
        let passkey = PasskeyId::from_bytes([3; 16]);
        let credential = vec![0, 159, 146, 150];
        let used = Used { passkey, credential: credential.clone() };
        for event in [
            RegisterEvent::SignedIn { officer, by: "demonstration".into(), used: None, acr: None },
            RegisterEvent::SignedIn { officer, by: "unlock".into(), used: Some(used), acr: None },
            RegisterEvent::SignedIn { officer, by: "openid".into(), used: None, acr: Some("phr".into()) },
            RegisterEvent::SignInRefused { code: "openid-nonce".into(), more: 2 },
            RegisterEvent::PasskeyAdded {
                officer,
                passkey,
                name: "مفتاح".into(),
                by: "link".into(),
                credential,
            },
            RegisterEvent::PasskeyRemoved { officer, passkey, by: None },
            RegisterEvent::PasskeyRemoved { officer, passkey, by: Some(by) },
            RegisterEvent::LinkMade { officer },
            RegisterEvent::RecoveryProposed { officer, by },
            RegisterEvent::RecoveryConfirmed { officer, by },
            RegisterEvent::SessionsEnded { officer, by: Some(by) },
            RegisterEvent::SessionsEnded { officer, by: None },
            RegisterEvent::PolicyProposed { text: "…".into(), by, reasons: "a new desk".into() },
            RegisterEvent::Policy { text: "…".into(), by: Some(by) },
            RegisterEvent::Policy { text: "…".into(), by: None },
            RegisterEvent::NotCosigned(NotCosigned {
                by: "US".parse().unwrap(),
                code: "conflict".into(),
                known: Some(9),
            }),
            RegisterEvent::Officers {
                officers: vec![Officer {
                    id: officer,
                    name: "Amal Haddad".into(),
                    roles: vec![Role::Approver],
                    clearance: Level::Restricted,
                    language: "ar".into(),
                    certificates: vec![Certificate {
                        name: "covert-sources".into(),
                        until: jiff::civil::date(2027, 6, 30),
                    }],
                }],
            },
        ] {
            assert_eq!(read(&write(at, &event).unwrap()).unwrap(), (at, event));
        }
    }

    #[test]
    fn entries_from_before_there_were_passkeys_or_providers_are_read() {
        #[derive(Serialize)]
        #[serde(rename_all = "kebab-case")]
        enum Before {
            SignedIn { officer: Bytes, by: String },
            SessionsEnded { officer: Bytes, by: Bytes },
        }
        #[derive(Serialize)]
        struct Entry {
            at: i64,
            event: Before,
        }
        let check = |event: Before, expected: RegisterEvent| {
            let bytes = record::encode(&Entry { at: 0, event }).unwrap();
            assert_eq!(read(&bytes).unwrap(), (Timestamp::UNIX_EPOCH, expected));
        };
        let (officer, by) = (OfficerId::from_bytes([1; 16]), OfficerId::from_bytes([2; 16]));
        check(
            Before::SignedIn { officer: Bytes(vec![1; 16]), by: "link".into() },
            RegisterEvent::SignedIn { officer, by: "link".into(), used: None, acr: None },
        );
        check(
            Before::SessionsEnded { officer: Bytes(vec![1; 16]), by: Bytes(vec![2; 16]) },
            RegisterEvent::SessionsEnded { officer, by: Some(by) },
        );
    }

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
