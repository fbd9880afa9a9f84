//! What those who operate a bureau are told: numbers under codes of our own, and nothing of a case or a person.

use std::collections::BTreeMap;

use case::bureau::BureauCode;
use jiff::Timestamp;

use crate::counts::Counts;
use crate::door::Bureau;

/// How a bureau stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// How many messages wait for each bureau of the directory.
    pub waiting: BTreeMap<BureauCode, u64>,
    /// Since when the oldest of them waits; none where nothing does.
    pub oldest_since: Option<Timestamp>,
    /// When the directory in use runs out.
    pub directory_expires_at: Timestamp,
    /// How many entries of the journal some other bureau has cosigned.
    pub entries_witnessed: u64,
    /// What was counted.
    pub counts: Counts,
}

impl Bureau {
    /// How the bureau stands, for a monitor. Nothing is read from the store and nobody is waited for.
    #[must_use]
    pub fn figures(&self) -> Figures {
        let (mut waiting, directory_expires_at) = {
            let directory = self.0.directory();
            let others = directory.entries().iter().map(|entry| entry.identity.bureau());
            let others = others.filter(|code| *code != self.me()).map(|code| (code.clone(), 0));
            (others.collect::<BTreeMap<_, _>>(), directory.expires_at())
        };
        let book = self.0.book();
        for (to, _) in book.outbox.waiting() {
            *waiting.entry(to.clone()).or_default() += 1;
        }
        let oldest_since = book.outbox.waiting().map(|(_, since)| since).min();
        let (entries_witnessed, counts) = (book.witness.size_witnessed(), book.counts.clone());
        Figures { waiting, oldest_since, directory_expires_at, entries_witnessed, counts }
    }
}
