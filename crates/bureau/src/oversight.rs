//! What those who oversee the bureau see: the journal's state, who looked, what was refused.

use case::id::OfficerId;

use crate::door::Bureau;
use crate::fault::DoorFault;
use crate::trace::{LawChangeRow, LookRow, RefusalRow, SignInRow};

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
    /// Who signed in of late, newest first.
    pub sign_ins: Vec<SignInRow>,
    /// The version of the law packs.
    pub law: String,
    /// Changes of the law of late, newest first.
    pub law_changes: Vec<LawChangeRow>,
}

impl Bureau {
    /// The state of the journal and of late events, for those who oversee.
    ///
    /// # Errors
    /// [`DoorFault::NotPermitted`] for other officers, or a fault of the store.
    pub async fn oversight(&self, officer: OfficerId) -> Result<Oversight, DoorFault> {
        self.0.permitted(officer, "oversee", None).await?;
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
            sign_ins: book.sign_ins.iter().rev().cloned().collect(),
            law: self.0.law.version().to_owned(),
            law_changes: book.law_changes.iter().rev().cloned().collect(),
        })
    }
}
