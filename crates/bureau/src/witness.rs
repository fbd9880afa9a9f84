//! What is known of journals from outside them. Each receipt states how long the recipient's journal is and its root, signed; and
//! bureaus that exchange messages cosign each other's checkpoints, against a proof that each contains the one before. A journal
//! that was cut, brought back from an old backup or written anew contradicts itself, and the bureaus it spoke with know.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use case::bureau::BureauCode;
use jiff::Timestamp;
use liaison::wire::v1::{self, Bytes};
use serde::{Deserialize, Serialize};

use crate::record::RecordFault;

/// How often what a bureau states is written down, in minutes; every receipt is in the journal besides.
const WRITTEN_EVERY_MINUTES: i64 = 60;

/// How often a bureau is asked to witness this journal at most, in minutes.
const ASKED_EVERY_MINUTES: i64 = 60;

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
    /// The signed checkpoint that states it, which this bureau cosigns unless it contradicts another; none where a receipt did.
    pub checkpoint: Option<String>,
}

/// A checkpoint of another bureau that this one cosigned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cosigned {
    /// What it states; the time is that of the cosignature, by the clock here.
    pub state: Stated,
    /// The signed checkpoint, for an auditor of that bureau.
    pub checkpoint: String,
}

/// Why a bureau did not cosign a checkpoint of this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotCosigned {
    /// Which bureau.
    pub by: BureauCode,
    /// Why, as a stable code.
    pub code: String,
    /// The size that it cosigned last, as it says.
    pub known: Option<u64>,
}

/// How far a bureau has witnessed the journal of this one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WitnessRow {
    /// How many entries it has cosigned, and when by its clock.
    pub cosigned: Option<(u64, Timestamp)>,
    /// Why it did not the last time it was asked, and when that was.
    pub refused: Option<(Timestamp, NotCosigned)>,
    /// The verifier key of its cosignatures, for an auditor; none where the directory does not list it.
    pub key: Option<String>,
}

/// What is known of the journals of other bureaus, and what they know of this one's.
#[derive(Debug, Default)]
pub(crate) struct Witness {
    last: HashMap<BureauCode, Stated>,
    written: HashMap<BureauCode, Timestamp>,
    contradictions: Vec<(Timestamp, Witnessed)>,
    /// The newest checkpoint of each bureau that this one cosigned.
    cosigned: BTreeMap<BureauCode, Cosigned>,
    /// Where in this journal the last message that was exchanged with each bureau stands.
    exchanged: BTreeMap<BureauCode, u64>,
    /// When each was last asked to witness this journal.
    asked: HashMap<BureauCode, Timestamp>,
    /// What came of it.
    rows: BTreeMap<BureauCode, WitnessRow>,
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
            checkpoint: None,
        })
    }

    /// Takes note of what stands in the register.
    pub(crate) fn registered(&mut self, at: Timestamp, witnessed: &Witnessed) {
        let Witnessed { bureau, now, before, checkpoint } = witnessed;
        if before.is_some() {
            self.contradictions.push((at, witnessed.clone()));
        }
        match checkpoint {
            None => {
                self.last.insert(bureau.clone(), *now);
                self.written.insert(bureau.clone(), at);
            }
            Some(checkpoint) if before.is_none() => {
                let cosigned = Cosigned { state: *now, checkpoint: checkpoint.clone() };
                self.cosigned.insert(bureau.clone(), cosigned);
            }
            Some(_) => {}
        }
    }

    /// Takes note that a bureau did not cosign.
    pub(crate) fn not_cosigned(&mut self, at: Timestamp, why: &NotCosigned) {
        self.rows.entry(why.by.clone()).or_default().refused = Some((at, why.clone()));
    }

    /// Takes note that a bureau cosigned so many entries of this journal; it has not refused since.
    pub(crate) fn cosigned_by(&mut self, bureau: &BureauCode, size: u64, at: Timestamp) {
        let row = self.rows.entry(bureau.clone()).or_default();
        if row.cosigned.is_none_or(|(known, _)| known <= size) {
            (row.cosigned, row.refused) = (Some((size, at)), None);
        }
    }

    /// How many entries of this journal a bureau has cosigned; 0 where it never did.
    pub(crate) fn size_cosigned_by(&self, bureau: &BureauCode) -> u64 {
        self.rows.get(bureau).and_then(|row| row.cosigned).map_or(0, |(size, _)| size)
    }

    /// How many bureaus cosigned exactly so many entries.
    pub(crate) fn cosigners_of(&self, size: u64) -> usize {
        self.rows.values().filter(|row| row.cosigned.is_some_and(|(cosigned, _)| cosigned == size)).count()
    }

    /// Takes note that a message was exchanged with a bureau; its entry stands here.
    pub(crate) fn exchanged(&mut self, bureau: &BureauCode, position: u64) {
        let last = self.exchanged.entry(bureau.clone()).or_default();
        *last = (*last).max(position);
    }

    /// Which bureaus are to be asked now: those with which a message was exchanged that they have not witnessed, none twice within
    /// an hour.
    pub(crate) fn due(&mut self, now: Timestamp) -> Vec<BureauCode> {
        let recently =
            |asked: &Timestamp| (0..ASKED_EVERY_MINUTES * 60).contains(&now.duration_since(*asked).as_secs());
        let due = self.exchanged.iter().filter(|(bureau, position)| {
            self.size_cosigned_by(bureau) <= **position && !self.asked.get(*bureau).is_some_and(recently)
        });
        let due: Vec<BureauCode> = due.map(|(bureau, _)| bureau.clone()).collect();
        self.asked.extend(due.iter().map(|bureau| (bureau.clone(), now)));
        due
    }

    /// Whether this contradiction is the last one that was written down of its bureau.
    pub(crate) fn was_noted(&self, found: &Witnessed) -> bool {
        let last = self.contradictions.iter().rev().find(|(_, known)| known.bureau == found.bureau);
        last.is_some_and(|(_, known)| known.checkpoint == found.checkpoint && known.before == found.before)
    }

    /// The newest checkpoint of a bureau that this one cosigned.
    pub(crate) fn cosigned(&self, bureau: &BureauCode) -> Option<&Cosigned> {
        self.cosigned.get(bureau)
    }

    /// What a bureau stated of its journal in a receipt, where it was of this size.
    pub(crate) fn stated_of(&self, bureau: &BureauCode, size: u64) -> Option<Stated> {
        self.last.get(bureau).copied().filter(|stated| stated.size == size)
    }

    /// The newest checkpoint of each bureau that this one cosigned.
    pub(crate) fn all_cosigned(&self) -> Vec<(BureauCode, Cosigned)> {
        self.cosigned.iter().map(|(bureau, cosigned)| (bureau.clone(), cosigned.clone())).collect()
    }

    /// How far each bureau that messages are exchanged with has witnessed this journal.
    pub(crate) fn witnesses(&self) -> Vec<(BureauCode, WitnessRow)> {
        let codes: BTreeSet<&BureauCode> = self.exchanged.keys().chain(self.rows.keys()).collect();
        let row = |code: &BureauCode| (code.clone(), self.rows.get(code).cloned().unwrap_or_default());
        codes.into_iter().map(row).collect()
    }

    /// How many entries of this journal some bureau has cosigned.
    pub(crate) fn size_witnessed(&self) -> u64 {
        self.rows.values().filter_map(|row| row.cosigned).map(|(size, _)| size).max().unwrap_or(0)
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
    // Entries from before there were cosignatures have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    checkpoint: Option<String>,
}

impl From<Witnessed> for WrittenWitness {
    fn from(witnessed: Witnessed) -> Self {
        let write = |stated: Stated| (stated.at.as_millisecond(), stated.size, Bytes(stated.root.to_vec()));
        Self {
            bureau: witnessed.bureau.to_string(),
            now: write(witnessed.now),
            before: witnessed.before.map(write),
            checkpoint: witnessed.checkpoint,
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
            checkpoint: written.checkpoint,
        })
    }
}

/// Who did not cosign and why, as it is written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WrittenNotCosigned {
    by: String,
    code: String,
    known: Option<u64>,
}

impl From<NotCosigned> for WrittenNotCosigned {
    fn from(NotCosigned { by, code, known }: NotCosigned) -> Self {
        Self { by: by.to_string(), code, known }
    }
}

impl TryFrom<WrittenNotCosigned> for NotCosigned {
    type Error = RecordFault;

    fn try_from(written: WrittenNotCosigned) -> Result<Self, RecordFault> {
        Ok(Self { by: v1::bureau(&written.by)?, code: written.code, known: written.known })
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
            for checkpoint in [None, Some("comity/US\n8\n…".to_owned())] {
                let witnessed =
                    Witnessed { bureau: "US".parse().unwrap(), now: stated(2, 8, 4), before, checkpoint };
                assert_eq!(Witnessed::try_from(WrittenWitness::from(witnessed.clone())).unwrap(), witnessed);
            }
        }
    }

    #[test]
    fn a_bureau_is_asked_after_an_exchange_and_once_an_hour() {
        let (us, mut witness): (BureauCode, _) = ("US".parse().unwrap(), Witness::default());
        let asked = vec![us.clone()];
        let here = |minutes: i64| Timestamp::from_second(minutes * 60).unwrap();
        assert_eq!(witness.due(here(0)), []);
        witness.exchanged(&us, 4);
        assert_eq!(witness.due(here(0)), asked);
        assert_eq!(witness.due(here(59)), [], "no answer yet, and no hour");
        assert_eq!(witness.due(here(60)), asked);
        witness.cosigned_by(&us, 5, here(60));
        assert_eq!(witness.due(here(180)), [], "nothing was exchanged since");
        witness.exchanged(&us, 5);
        assert_eq!(witness.due(here(180)), asked);
        witness.cosigned_by(&us, 7, here(180));
        witness.exchanged(&us, 9);
        assert_eq!(witness.due(here(181)), []);
        assert_eq!(witness.due(here(100)), asked, "a clock that went back keeps nobody from being asked");
        witness.cosigned_by(&us, 6, here(182));
        assert_eq!(witness.size_cosigned_by(&us), 7, "an old answer that comes late takes nothing back");
    }
}
