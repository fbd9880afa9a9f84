//! Traces that overseers look at: who looked at what, and what was refused.

use case::bureau::BureauCode;
use case::id::{CaseId, OfficerId};
use case::life::{Case, Entry};
use jiff::Timestamp;

use crate::register::RegisterEvent;

/// Somebody looked at a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookRow {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub officer: OfficerId,
    /// At which case.
    pub case: CaseId,
    /// Its reference.
    pub reference: String,
    /// Why, as they said.
    pub purpose: String,
}

/// Something was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusalRow {
    /// When.
    pub at: Timestamp,
    /// Why, as a stable code.
    pub code: String,
    /// The officer's command, or nothing for an envelope from outside.
    pub command: Option<String>,
    /// The officer.
    pub officer: Option<OfficerId>,
    /// The bureau that sent it, where that was proven.
    pub sender: Option<BureauCode>,
}

pub(crate) fn look_row(id: CaseId, case: &Case, entry: &Entry) -> Option<LookRow> {
    Some(LookRow {
        at: entry.at,
        officer: entry.by?,
        case: id,
        reference: case.reference.clone(),
        purpose: entry.purpose.clone(),
    })
}

pub(crate) fn refusal_row(at: Timestamp, event: &RegisterEvent) -> Option<RefusalRow> {
    match event.clone() {
        RegisterEvent::Begun { .. } => None,
        RegisterEvent::EnvelopeRefused { code, sender, .. } => {
            Some(RefusalRow { at, code, command: None, officer: None, sender })
        }
        RegisterEvent::ActRefused { officer, command, code, .. } => {
            Some(RefusalRow { at, code, command: Some(command), officer: Some(officer), sender: None })
        }
    }
}
