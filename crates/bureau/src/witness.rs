//! Witnessing: each receipt states how long the recipient's journal is and its root, signed. A journal that was cut, brought
//! back from an old backup or written anew contradicts what it had stated, and the bureaus it spoke with know.

use std::collections::HashMap;

use case::bureau::BureauCode;
use jiff::Timestamp;
use liaison::wire::v1::{self, Bytes};
use serde::{Deserialize, Serialize};

use crate::record::RecordFault;

/// How often what a bureau states is written down, in minutes; every receipt is in the journal besides.
const WRITTEN_EVERY_MINUTES: i64 = 60;

/// What a bureau stated of its journal, and when by its own clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stated {
    /// When, by its clock.
    pub at: Timestamp,
    /// How many entries its journal has.
    pub size: u64,
    /// The root of its tree over them (RFC 6962).
    pub root: [u8; 32],
}

impl Stated {
    /// Whether one journal that only grows cannot have been in both states.
    #[must_use]
    pub fn contradicts(&self, other: &Stated) -> bool {
        let shrank = |before: &Stated, after: &Stated| before.at < after.at && after.size < before.size;
        let forked = self.size == other.size && self.root != other.root;
        forked || shrank(self, other) || shrank(other, self)
    }
}

/// What was witnessed of another bureau's journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witnessed {
    /// Whose journal.
    pub bureau: BureauCode,
    /// What it states now.
    pub now: Stated,
    /// What it had stated before, where the two contradict each other.
    pub before: Option<Stated>,
}

/// What is known of the journals of other bureaus.
#[derive(Debug, Default)]
pub(crate) struct Witness {
    last: HashMap<BureauCode, Stated>,
    written: HashMap<BureauCode, Timestamp>,
    contradictions: Vec<(Timestamp, Witnessed)>,
}

impl Witness {
    /// Takes what a receipt states into account; what is to be written down, if anything is.
    pub(crate) fn heard(&mut self, bureau: &BureauCode, now: Stated, here: Timestamp) -> Option<Witnessed> {
        let before = self.last.get(bureau).copied();
        let contradicted = before.filter(|before| before.contradicts(&now));
        // Receipts of messages that travelled side by side come in any order.
        if contradicted.is_some() || before.is_none_or(|before| before.size <= now.size) {
            self.last.insert(bureau.clone(), now);
        }
        let due = self
            .written
            .get(bureau)
            .is_none_or(|written| here.duration_since(*written).as_secs() >= WRITTEN_EVERY_MINUTES * 60);
        (contradicted.is_some() || due).then(|| Witnessed {
            bureau: bureau.clone(),
            now,
            before: contradicted,
        })
    }

    /// Takes note of what stands in the register.
    pub(crate) fn registered(&mut self, at: Timestamp, witnessed: &Witnessed) {
        self.last.insert(witnessed.bureau.clone(), witnessed.now);
        self.written.insert(witnessed.bureau.clone(), at);
        if witnessed.before.is_some() {
            self.contradictions.push((at, witnessed.clone()));
        }
    }

    /// What each bureau stated last, by its code.
    pub(crate) fn rows(&self) -> Vec<(BureauCode, Stated)> {
        let mut rows: Vec<_> = self.last.iter().map(|(bureau, stated)| (bureau.clone(), *stated)).collect();
        rows.sort_by(|one, other| one.0.cmp(&other.0));
        rows
    }

    /// Every contradiction, newest first, with when it was noticed.
    pub(crate) fn contradictions(&self) -> Vec<(Timestamp, Witnessed)> {
        self.contradictions.iter().rev().cloned().collect()
    }
}

/// The same as it is written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WrittenWitness {
    bureau: String,
    now: (i64, u64, Bytes),
    before: Option<(i64, u64, Bytes)>,
}

impl From<Witnessed> for WrittenWitness {
    fn from(witnessed: Witnessed) -> Self {
        let write = |stated: Stated| (stated.at.as_millisecond(), stated.size, Bytes(stated.root.to_vec()));
        Self {
            bureau: witnessed.bureau.to_string(),
            now: write(witnessed.now),
            before: witnessed.before.map(write),
        }
    }
}

impl TryFrom<WrittenWitness> for Witnessed {
    type Error = RecordFault;

    fn try_from(written: WrittenWitness) -> Result<Self, RecordFault> {
        let read = |(at, size, root): (i64, u64, Bytes)| {
            let at = Timestamp::from_millisecond(at)
                .map_err(|error| RecordFault::Unreadable(error.to_string()))?;
            Ok::<_, RecordFault>(Stated { at, size, root: root.array()? })
        };
        Ok(Self {
            bureau: v1::bureau(&written.bureau)?,
            now: read(written.now)?,
            before: written.before.map(read).transpose()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stated(at: i64, size: u64, root: u8) -> Stated {
        Stated { at: Timestamp::from_second(at).unwrap(), size, root: [root; 32] }
    }

    #[test]
    fn one_journal_that_grows_was_in_both_states_or_was_not() {
        for (one, other, contradicts) in [
            (stated(1, 10, 1), stated(2, 12, 2), false),
            (stated(1, 10, 1), stated(2, 10, 1), false),
            (stated(1, 10, 1), stated(2, 9, 2), true),
            (stated(1, 10, 1), stated(2, 10, 2), true),
            (stated(2, 12, 2), stated(1, 10, 1), false),
            (stated(2, 10, 1), stated(1, 12, 2), true),
            (stated(1, 10, 1), stated(1, 9, 2), false),
        ] {
            assert_eq!(one.contradicts(&other), contradicts, "{one:?} {other:?}");
        }
    }

    #[test]
    fn it_is_written_down_once_an_hour_and_each_contradiction_at_once() {
        let (us, mut witness): (BureauCode, _) = ("US".parse().unwrap(), Witness::default());
        let here = |minutes: i64| Timestamp::from_second(minutes * 60).unwrap();
        let mut heard = |minutes: i64, size: u64, root: u8| {
            let noted = witness.heard(&us, stated(minutes * 60, size, root), here(minutes));
            noted.iter().for_each(|noted| witness.registered(here(minutes), noted));
            noted.map(|noted| noted.before.map(|before| before.size))
        };
        assert_eq!(heard(0, 5, 1), Some(None));
        assert_eq!(heard(1, 7, 2), None);
        assert_eq!(heard(61, 9, 3), Some(None));
        assert_eq!(heard(62, 8, 4), Some(Some(9)), "it shrank");
        assert_eq!(heard(63, 9, 5), None, "and goes on from there");
        assert_eq!(heard(64, 9, 6), Some(Some(9)), "another history of the same length");
    }

    #[test]
    fn it_is_read_as_it_was_written() {
        for before in [None, Some(stated(1, 9, 3))] {
            let witnessed = Witnessed { bureau: "US".parse().unwrap(), now: stated(2, 8, 4), before };
            assert_eq!(Witnessed::try_from(WrittenWitness::from(witnessed.clone())).unwrap(), witnessed);
        }
    }
}
