//! What those who oversee the bureau see: the journal's state, who looked, what was refused.

use case::bureau::BureauCode;
use case::id::{CaseId, OfficerId};
use case::life::{Case, Entry};
use jiff::Timestamp;

use crate::door::{Bureau, DoorFault};
use crate::permit;
use crate::register::RegisterEvent;

/// The state of the journal and of late events in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Oversight {
    /// How many entries the journal has.
    pub entries: u64,
    /// The signed checkpoint over all of them, as text.
    pub checkpoint: String,
    /// How many cases there are.
    pub cases: usize,
    /// How many messages wait to be delivered.
    pub waiting: usize,
    /// Looks of late, newest first.
    pub looks: Vec<LookRow>,
    /// Refusals of late, newest first.
    pub refusals: Vec<RefusalRow>,
    /// The version of the law packs.
    pub law: String,
}

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

impl Bureau {
    /// The state of the journal and of late events, for those who oversee.
    ///
    /// # Errors
    /// [`DoorFault::NotPermitted`] for other officers, or a fault of the store.
    pub async fn oversight(&self, officer: OfficerId) -> Result<Oversight, DoorFault> {
        let who = self.0.officer(officer)?;
        if !permit::may(who, "oversee") {
            return Err(DoorFault::NotPermitted { command: "oversee" });
        }
        let checkpoint = self.0.store.last_checkpoint().await?.unwrap_or_default();
        let entries = self.0.writer.lock().await.tree.size();
        let book = self.0.book();
        Ok(Oversight {
            entries,
            checkpoint,
            cases: book.lines.len(),
            waiting: book.outbox.len(),
            looks: book.looks.iter().rev().cloned().collect(),
            refusals: book.refusals.iter().rev().cloned().collect(),
            law: self.0.law.version().to_owned(),
        })
    }
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
