//! What a verification found, as values, as text for an auditor and as JSON for a program.

use std::fmt;
use std::ops::Range;

use case::id::CaseId;
use jiff::Timestamp;

use crate::cosignature::BadCosignature;
use crate::entry::BadHeader;
use crate::export::{CheckpointFault, ReadFault};

/// Most faults that one report lists. A journal with more is not read to its end.
pub const FAULTS_MAX: usize = 1_000;

/// Where a checkpoint came from; checkpoints are counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// From the export, so many from its beginning.
    Export(u64),
    /// Kept by the auditor from an earlier day.
    Kept(u64),
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Export(number) => write!(f, "checkpoint {number}"),
            Self::Kept(number) => write!(f, "kept checkpoint {number}"),
        }
    }
}

/// One thing that does not verify. Positions are those of entries, counted from 0; ranges exclude their end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// A header cannot be read.
    HeaderUnreadable {
        /// The position where it stands.
        position: u64,
        /// Why not.
        why: BadHeader,
    },
    /// The body is not the one that the header commits to.
    BodyAltered {
        /// The entry's position.
        position: u64,
    },
    /// The body is absent, and no later entry says that the case was erased.
    BodyMissing {
        /// The entry's position.
        position: u64,
    },
    /// The key of the case is absent, so that the body cannot be opened, and no later entry says that the case was erased.
    KeyMissing {
        /// The entry's position.
        position: u64,
    },
    /// Entries are not there.
    EntriesMissing {
        /// Their positions.
        entries: Range<u64>,
    },
    /// An entry stands in another place than its own.
    EntryMisplaced {
        /// The entry's position.
        position: u64,
        /// The position where it stands.
        place: u64,
    },
    /// Another entry, or one whose position was altered, stands in the place of an entry.
    EntryReplaced {
        /// The position where it stands.
        position: u64,
        /// The position that it says it has.
        says: u64,
    },
    /// A position occurs a second time.
    EntryRepeated {
        /// The position that occurs twice.
        position: u64,
        /// The position before which the second one stands.
        place: u64,
    },
    /// An entry stands where none belongs.
    EntryInserted {
        /// The position that it says it has.
        position: u64,
        /// The position before which it stands.
        place: u64,
    },
    /// The entries since the last checkpoint that matches are not those that the next one signs: at least one was
    /// altered, or some were removed or inserted and the rest renumbered.
    EntriesDiffer {
        /// Where the change is.
        entries: Range<u64>,
        /// The checkpoint that does not match.
        source: Source,
    },
    /// The journal ends before the last entry that a checkpoint signs.
    EntriesCut {
        /// What is missing.
        entries: Range<u64>,
    },
    /// No checkpoint that matches covers these entries.
    EntriesUnproven {
        /// Their positions.
        entries: Range<u64>,
    },
    /// The file of entries cannot be read on from here.
    EntriesUnreadable {
        /// The position that would come next.
        position: u64,
        /// Why not.
        why: ReadFault,
    },
    /// A checkpoint cannot be read.
    CheckpointUnreadable {
        /// Which.
        source: Source,
        /// Why not.
        why: CheckpointFault,
    },
    /// A checkpoint is of another journal.
    CheckpointForeign {
        /// Which.
        source: Source,
    },
    /// A checkpoint is not signed with the journal's key, or the signature is wrong.
    CheckpointSignature {
        /// Which.
        source: Source,
        /// The size that it states.
        size: u64,
    },
    /// A checkpoint states fewer entries than the one before it.
    CheckpointOrder {
        /// Which.
        source: Source,
        /// The size that it states.
        size: u64,
    },
    /// A checkpoint carries a good signature but belongs to another history: a later checkpoint proves the entries.
    CheckpointDiffers {
        /// Which.
        source: Source,
        /// The size that it states.
        size: u64,
    },
    /// There is no checkpoint at all with a good signature.
    CheckpointMissing,
    /// A checkpoint carries what claims to be a witness's cosignature, and is none.
    Cosignature {
        /// Which.
        source: Source,
        /// The name of the witness.
        by: String,
        /// Why it is none.
        why: BadCosignature,
    },
    /// Fewer witnesses than were asked for have cosigned the journal.
    WitnessesMissing {
        /// How many were asked for.
        wanted: usize,
        /// How many there are.
        found: usize,
    },
}

impl Fault {
    /// A stable code for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::HeaderUnreadable { .. } => "header-unreadable",
            Self::BodyAltered { .. } => "body-altered",
            Self::BodyMissing { .. } => "body-missing",
            Self::KeyMissing { .. } => "key-missing",
            Self::EntriesMissing { .. } => "entries-missing",
            Self::EntryMisplaced { .. } => "entry-misplaced",
            Self::EntryReplaced { .. } => "entry-replaced",
            Self::EntryRepeated { .. } => "entry-repeated",
            Self::EntryInserted { .. } => "entry-inserted",
            Self::EntriesDiffer { .. } => "entries-differ",
            Self::EntriesCut { .. } => "entries-cut",
            Self::EntriesUnproven { .. } => "entries-unproven",
            Self::EntriesUnreadable { .. } => "entries-unreadable",
            Self::CheckpointUnreadable { .. } => "checkpoint-unreadable",
            Self::CheckpointForeign { .. } => "checkpoint-foreign",
            Self::CheckpointSignature { .. } => "checkpoint-signature",
            Self::CheckpointOrder { .. } => "checkpoint-order",
            Self::CheckpointDiffers { .. } => "checkpoint-differs",
            Self::CheckpointMissing => "checkpoint-missing",
            Self::Cosignature { .. } => "cosignature",
            Self::WitnessesMissing { .. } => "witnesses-missing",
        }
    }

    /// The positions of the entries that are at fault; nothing when it is a checkpoint.
    #[must_use]
    pub fn entries(&self) -> Option<Range<u64>> {
        match self {
            Self::HeaderUnreadable { position, .. }
            | Self::BodyAltered { position }
            | Self::BodyMissing { position }
            | Self::KeyMissing { position }
            | Self::EntryMisplaced { position, .. }
            | Self::EntryReplaced { position, .. }
            | Self::EntryRepeated { position, .. }
            | Self::EntryInserted { place: position, .. }
            | Self::EntriesUnreadable { position, .. } => Some(*position..position.saturating_add(1)),
            Self::EntriesMissing { entries }
            | Self::EntriesDiffer { entries, .. }
            | Self::EntriesCut { entries }
            | Self::EntriesUnproven { entries } => Some(entries.clone()),
            Self::CheckpointUnreadable { .. }
            | Self::CheckpointForeign { .. }
            | Self::CheckpointSignature { .. }
            | Self::CheckpointOrder { .. }
            | Self::CheckpointDiffers { .. }
            | Self::CheckpointMissing
            | Self::Cosignature { .. }
            | Self::WitnessesMissing { .. } => None,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::HeaderUnreadable { why, .. } => write!(f, "the header cannot be read: {why}"),
            Self::BodyAltered { .. } => f.write_str("the body is not the one that the header commits to"),
            Self::BodyMissing { .. } => f.write_str("the body is absent, and no later entry erases the case"),
            Self::KeyMissing { .. } => {
                f.write_str("the key of its case is absent, and no later entry erases the case")
            }
            Self::EntriesMissing { .. } => f.write_str("not in the journal"),
            Self::EntryMisplaced { place, .. } => {
                write!(f, "out of order: stands in the place of entry {place}")
            }
            Self::EntryReplaced { says, .. } => {
                write!(f, "in its place stands one that says it is entry {says}")
            }
            Self::EntryRepeated { place, .. } => write!(f, "occurs a second time, before entry {place}"),
            Self::EntryInserted { position, place } => {
                write!(
                    f,
                    "before entry {place} stands one that does not belong there and says it is entry {position}"
                )
            }
            Self::EntriesDiffer { source, .. } => {
                write!(f, "at least one was altered, removed or inserted: {source} does not match")
            }
            Self::EntriesCut { .. } => {
                f.write_str("not in the journal, which ends too early: a checkpoint signs more")
            }
            Self::EntriesUnproven { .. } => f.write_str("no checkpoint that matches covers them"),
            Self::EntriesUnreadable { why, .. } => write!(f, "nothing can be read from here on: {why}"),
            Self::CheckpointUnreadable { source, why } => write!(f, "{source} cannot be read: {why}"),
            Self::CheckpointForeign { source } => write!(f, "{source} is of another journal"),
            Self::CheckpointSignature { source, size } => {
                write!(f, "{source}, of {size} entries, is not signed with the journal's key")
            }
            Self::CheckpointOrder { source, size } => {
                write!(f, "{source}, of {size} entries, states fewer entries than the one before")
            }
            Self::CheckpointDiffers { source, size } => {
                write!(
                    f,
                    "{source}, of {size} entries, is signed but belongs to another history of this journal"
                )
            }
            Self::CheckpointMissing => f.write_str("there is no checkpoint with a good signature"),
            Self::Cosignature { source, by, why } => write!(f, "{source}, by {by}: {why}"),
            Self::WitnessesMissing { wanted, found } => {
                write!(f, "{wanted} independent witnesses are asked for, and {found} cosigned the journal")
            }
        }
    }
}

/// Bodies of one case that were erased as they may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Erased {
    /// The case.
    pub case: CaseId,
    /// How many bodies are absent.
    pub bodies: u64,
    /// The position of the entry that records the erasure.
    pub by: u64,
}

/// How far a witness that the auditor trusts has cosigned the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witnessed {
    /// The name of the witness.
    pub by: String,
    /// How many entries, from the first; 0 where it cosigned nothing of this journal.
    pub entries: u64,
    /// When, in seconds since 1970.
    pub at: u64,
}

impl Witnessed {
    /// A witness that has cosigned nothing yet.
    pub(crate) fn nothing_by(name: &str) -> Self {
        Self { by: name.to_owned(), entries: 0, at: 0 }
    }

    /// Takes into account that it cosigned so many entries; sizes come in rising order.
    pub(crate) fn take(&mut self, entries: u64, at: Option<u64>) {
        if let Some(at) = at {
            (self.entries, self.at) = (entries, at);
        }
    }

    /// The time as text (RFC 3339).
    fn time(&self) -> String {
        let at = i64::try_from(self.at).ok().and_then(|at| Timestamp::from_second(at).ok());
        at.map_or_else(|| format!("second {}", self.at), |at| at.to_string())
    }
}

/// What a verification found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The verifier key that the checkpoints were verified with; the auditor should know it from elsewhere.
    pub key: String,
    /// After how many entries a key was exchanged, and the verifier key from then on.
    pub exchanged: Vec<(u64, String)>,
    /// How many entries were read.
    pub entries: u64,
    /// How many entries, from the first, are proven to be those that the bureau signed.
    pub proven: u64,
    /// How many checkpoints with a good signature were read.
    pub checkpoints: u64,
    /// How far each witness that the auditor trusts has cosigned the journal.
    pub witnessed: Vec<Witnessed>,
    /// What was erased, by case.
    pub erased: Vec<Erased>,
    /// What does not verify, by position; first what concerns checkpoints.
    pub faults: Vec<Fault>,
    /// Whether there are more faults than [`FAULTS_MAX`].
    pub more: bool,
}

impl Report {
    /// Whether the journal is what the bureau signed, from its first entry to its last.
    #[must_use]
    pub const fn is_verified(&self) -> bool {
        self.faults.is_empty()
    }

    /// The report as one JSON object:
    /// `{"verified","key","exchanged":[{"after","key"}],"entries","proven","checkpoints","witnessed":[{"by","entries","at"}],"erased":[{"case","bodies","by"}],"faults":[{"code","first","last","says"}],"more"}`.
    /// `first` and `last` are positions, both included, or null; `at` is a time (RFC 3339), or null where `entries` is 0.
    #[must_use]
    pub fn to_json(&self) -> String {
        let erased = self
            .erased
            .iter()
            .map(|Erased { case, bodies, by }| format!(r#"{{"case":"{case}","bodies":{bodies},"by":{by}}}"#));
        let exchanged = self.exchanged.iter();
        let exchanged =
            exchanged.map(|(after, key)| format!(r#"{{"after":{after},"key":{}}}"#, json_text(key)));
        let witnessed = self.witnessed.iter().map(|witnessed| {
            let at = if witnessed.entries > 0 { json_text(&witnessed.time()) } else { "null".to_owned() };
            format!(r#"{{"by":{},"entries":{},"at":{at}}}"#, json_text(&witnessed.by), witnessed.entries)
        });
        let faults = self.faults.iter().map(|fault| {
            let (first, last) = fault.entries().map_or(("null".to_owned(), "null".to_owned()), |entries| {
                (entries.start.to_string(), entries.end.saturating_sub(1).to_string())
            });
            let says = json_text(&fault.to_string());
            format!(r#"{{"code":"{}","first":{first},"last":{last},"says":{says}}}"#, fault.code())
        });
        format!(
            r#"{{"verified":{},"key":{},"exchanged":[{}],"entries":{},"proven":{},"checkpoints":{},"witnessed":[{}],"erased":[{}],"faults":[{}],"more":{}}}"#,
            self.is_verified(),
            json_text(&self.key),
            exchanged.collect::<Vec<_>>().join(","),
            self.entries,
            self.proven,
            self.checkpoints,
            witnessed.collect::<Vec<_>>().join(","),
            erased.collect::<Vec<_>>().join(","),
            faults.collect::<Vec<_>>().join(","),
            self.more,
        )
    }
}

/// A JSON string.
pub(crate) fn json_text(text: &str) -> String {
    let mut json = String::from('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => json.extend(['\\', letter]),
            _ if letter.is_control() => json.push_str(&format!("\\u{:04x}", u32::from(letter))),
            _ => json.push(letter),
        }
    }
    json.push('"');
    json
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "key          {}", self.key)?;
        for (after, key) in &self.exchanged {
            writeln!(f, "exchanged    after {after} entries, by both keys, for {key}")?;
        }
        writeln!(f, "entries      {} read, the headers of the first {} proven", self.entries, self.proven)?;
        writeln!(f, "checkpoints  {} with a good signature", self.checkpoints)?;
        for witnessed in &self.witnessed {
            match witnessed.entries {
                0 => writeln!(f, "witnessed    nothing, by {}", witnessed.by)?,
                entries => {
                    writeln!(
                        f,
                        "witnessed    the first {entries} entries, by {} at {}",
                        witnessed.by,
                        witnessed.time()
                    )?;
                }
            }
        }
        for Erased { case, bodies, by } in &self.erased {
            writeln!(f, "erased       {case}: {bodies} without body, as entry {by} records")?;
        }
        for fault in &self.faults {
            match fault.entries() {
                None => write!(f, "fault        {}", fault.code())?,
                Some(entries) if entries.end.saturating_sub(entries.start) <= 1 => {
                    write!(f, "fault        entry {}, {}", entries.start, fault.code())?;
                }
                Some(entries) => {
                    let last = entries.end.saturating_sub(1);
                    write!(f, "fault        entries {} to {last}, {}", entries.start, fault.code())?;
                }
            }
            writeln!(f, ": {fault}")?;
        }
        if self.more {
            writeln!(f, "fault        there are more than {FAULTS_MAX} faults; the rest is not listed")?;
        }
        f.write_str(if self.is_verified() { "verified\n" } else { "does not verify\n" })
    }
}

/// Faults as they are found.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    list: Vec<Fault>,
    more: bool,
}

impl Faults {
    /// Adds a fault while there is room.
    pub(crate) fn push(&mut self, fault: Fault) {
        if self.list.len() < FAULTS_MAX {
            self.list.push(fault);
        } else {
            self.more = true;
        }
    }

    /// How many there are.
    pub(crate) const fn len(&self) -> usize {
        self.list.len()
    }

    /// Notes that the journal was not read to its end.
    pub(crate) const fn stop(&mut self) {
        self.more = true;
    }

    /// The faults by position, and whether there are more.
    pub(crate) fn sorted(mut self) -> (Vec<Fault>, bool) {
        self.list.sort_by_key(|fault| fault.entries().map(|entries| entries.start));
        (self.list, self.more)
    }
}
