//! How an entry of a source record is written in the journal: a version of its own, then deterministic CBOR, later sealed under
//! the record's own key. By the version byte it is told from an entry of a case once it is opened; sealed, the two are alike.

use case::id::{CaseId, OfficerId};
use jiff::Timestamp;
use liaison::wire::v1::Bytes;
use serde::{Deserialize, Serialize};

use crate::record::{self, RecordFault};
use crate::source::{SourceContent, SourceEntry, SourceEvent, Target};
use crate::telltale::{Found, Spot, Tell};

/// Version of the entries of source records. No record of a case has it.
pub(crate) const SOURCE_VERSION: u8 = 101;

/// The bytes of an entry.
pub(crate) fn write(entry: &SourceEntry) -> Result<Vec<u8>, RecordFault> {
    record::encode_as(SOURCE_VERSION, &Written::from(entry.clone()))
}

/// The entry in these bytes.
pub(crate) fn read(bytes: &[u8]) -> Result<SourceEntry, RecordFault> {
    record::decode_as::<Written>(SOURCE_VERSION, bytes)?.try_into()
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    at: i64,
    by: Option<Bytes>,
    purpose: String,
    event: WrittenEvent,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
enum WrittenEvent {
    Begun { case: Bytes, named: Vec<Bytes>, content: WrittenContent },
    Written { content: WrittenContent },
    Opened,
    Named { named: Vec<Bytes>, reasons: String },
    Prepared { field: Option<String>, text: String },
    Approved { number: u32, reasons: Vec<String> },
    Put { number: u32 },
    Held { found: Vec<WrittenFound> },
    LetGo { reasons: String },
    GivenUp,
    Ending { reasons: String },
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenContent {
    cover: String,
    grading: String,
    said: String,
    when: String,
    place: String,
    basis: String,
    only_source: bool,
    identifiers: Vec<String>,
}

/// What, where, and the words.
type WrittenFound = (String, WrittenSpot, String);

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
enum WrittenSpot {
    Line(u32),
    Field(String),
    Words,
    File(String),
}

fn whose(id: OfficerId) -> Bytes {
    Bytes(id.bytes().to_vec())
}

fn officer(bytes: Bytes) -> Result<OfficerId, RecordFault> {
    Ok(OfficerId::from_bytes(bytes.array()?))
}

fn officers(all: Vec<Bytes>) -> Result<Vec<OfficerId>, RecordFault> {
    all.into_iter().map(officer).collect()
}

impl From<SourceContent> for WrittenContent {
    fn from(content: SourceContent) -> Self {
        let SourceContent { cover, grading, said, when, place, basis, only_source, identifiers } = content;
        Self { cover, grading, said, when, place, basis, only_source, identifiers }
    }
}

impl From<WrittenContent> for SourceContent {
    fn from(written: WrittenContent) -> Self {
        let WrittenContent { cover, grading, said, when, place, basis, only_source, identifiers } = written;
        Self { cover, grading, said, when, place, basis, only_source, identifiers }
    }
}

fn write_found(found: Found) -> WrittenFound {
    let spot = match found.spot {
        Spot::Line(number) => WrittenSpot::Line(number),
        Spot::Field(name) => WrittenSpot::Field(name),
        Spot::Words => WrittenSpot::Words,
        Spot::File(name) => WrittenSpot::File(name),
    };
    (found.tell.code().to_owned(), spot, found.words)
}

fn read_found((tell, spot, words): WrittenFound) -> Result<Found, RecordFault> {
    let tell = Tell::parse(&tell).ok_or_else(|| RecordFault::Unreadable(format!("found {tell}")))?;
    let spot = match spot {
        WrittenSpot::Line(number) => Spot::Line(number),
        WrittenSpot::Field(name) => Spot::Field(name),
        WrittenSpot::Words => Spot::Words,
        WrittenSpot::File(name) => Spot::File(name),
    };
    Ok(Found { tell, spot, words })
}

impl From<SourceEntry> for Written {
    fn from(entry: SourceEntry) -> Self {
        let event = match entry.event {
            SourceEvent::Begun { case, named, content } => WrittenEvent::Begun {
                case: Bytes(case.bytes().to_vec()),
                named: named.into_iter().map(whose).collect(),
                content: content.into(),
            },
            SourceEvent::Written { content } => WrittenEvent::Written { content: content.into() },
            SourceEvent::Opened => WrittenEvent::Opened,
            SourceEvent::Named { named, reasons } => {
                WrittenEvent::Named { named: named.into_iter().map(whose).collect(), reasons }
            }
            SourceEvent::Prepared { target, text } => {
                let field = match target {
                    Target::Field(field) => Some(field),
                    Target::File => None,
                };
                WrittenEvent::Prepared { field, text }
            }
            SourceEvent::Approved { number, reasons } => WrittenEvent::Approved { number, reasons },
            SourceEvent::Put { number } => WrittenEvent::Put { number },
            SourceEvent::Held { found } => {
                WrittenEvent::Held { found: found.into_iter().map(write_found).collect() }
            }
            SourceEvent::LetGo { reasons } => WrittenEvent::LetGo { reasons },
            SourceEvent::GivenUp => WrittenEvent::GivenUp,
            SourceEvent::Ending { reasons } => WrittenEvent::Ending { reasons },
        };
        let SourceEntry { at, by, purpose, .. } = entry;
        Self { at: at.as_millisecond(), by: by.map(whose), purpose, event }
    }
}

impl TryFrom<Written> for SourceEntry {
    type Error = RecordFault;

    fn try_from(written: Written) -> Result<Self, RecordFault> {
        let event = match written.event {
            WrittenEvent::Begun { case, named, content } => SourceEvent::Begun {
                case: CaseId::from_bytes(case.array()?),
                named: officers(named)?,
                content: content.into(),
            },
            WrittenEvent::Written { content } => SourceEvent::Written { content: content.into() },
            WrittenEvent::Opened => SourceEvent::Opened,
            WrittenEvent::Named { named, reasons } => SourceEvent::Named { named: officers(named)?, reasons },
            WrittenEvent::Prepared { field, text } => {
                SourceEvent::Prepared { target: field.map_or(Target::File, Target::Field), text }
            }
            WrittenEvent::Approved { number, reasons } => SourceEvent::Approved { number, reasons },
            WrittenEvent::Put { number } => SourceEvent::Put { number },
            WrittenEvent::Held { found } => {
                SourceEvent::Held { found: found.into_iter().map(read_found).collect::<Result<_, _>>()? }
            }
            WrittenEvent::LetGo { reasons } => SourceEvent::LetGo { reasons },
            WrittenEvent::GivenUp => SourceEvent::GivenUp,
            WrittenEvent::Ending { reasons } => SourceEvent::Ending { reasons },
        };
        let at = Timestamp::from_millisecond(written.at)
            .map_err(|error| RecordFault::Unreadable(error.to_string()))?;
        Ok(Self { at, by: written.by.map(officer).transpose()?, purpose: written.purpose, event })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::source::{SourceRecord, apply};

    fn content() -> impl Strategy<Value = SourceContent> {
        (".{0,20}", ".{0,20}", any::<bool>(), proptest::collection::vec(".{0,9}", 0..4)).prop_map(
            |(cover, said, only_source, identifiers)| SourceContent {
                cover,
                grading: "4x4 B2 H1".into(),
                said,
                only_source,
                identifiers,
                ..SourceContent::default()
            },
        )
    }

    fn found() -> impl Strategy<Value = Found> {
        let spot = prop_oneof![
            any::<u32>().prop_map(Spot::Line),
            "[a-z.]{1,9}".prop_map(Spot::Field),
            Just(Spot::Words),
            ".{1,9}".prop_map(Spot::File),
        ];
        (proptest::sample::select(&Tell::ALL[..]), spot, ".{0,9}").prop_map(|(tell, spot, words)| Found {
            tell,
            spot,
            words,
        })
    }

    fn event() -> impl Strategy<Value = SourceEvent> {
        let named = || proptest::collection::vec(any::<[u8; 16]>().prop_map(OfficerId::from_bytes), 2..4);
        let case = any::<[u8; 16]>().prop_map(CaseId::from_bytes);
        prop_oneof![
            (case, named(), content()).prop_map(|(case, named, content)| SourceEvent::Begun {
                case,
                named,
                content
            }),
            content().prop_map(|content| SourceEvent::Written { content }),
            Just(SourceEvent::Opened),
            Just(SourceEvent::GivenUp),
            (named(), ".{0,9}").prop_map(|(named, reasons)| SourceEvent::Named { named, reasons }),
            (proptest::option::of("[a-z.]{1,9}"), ".{0,20}").prop_map(|(field, text)| {
                SourceEvent::Prepared { target: field.map_or(Target::File, Target::Field), text }
            }),
            (1..4_u32, proptest::collection::vec(".{0,9}", 0..3))
                .prop_map(|(number, reasons)| SourceEvent::Approved { number, reasons }),
            (1..4_u32).prop_map(|number| SourceEvent::Put { number }),
            proptest::collection::vec(found(), 0..3).prop_map(|found| SourceEvent::Held { found }),
            ".{0,9}".prop_map(|reasons| SourceEvent::LetGo { reasons }),
            ".{0,9}".prop_map(|reasons| SourceEvent::Ending { reasons }),
        ]
    }

    fn entry() -> impl Strategy<Value = SourceEntry> {
        let by = proptest::option::of(any::<[u8; 16]>().prop_map(OfficerId::from_bytes));
        (0..4_000_000_000_000_i64, by, ".{0,9}", event()).prop_map(|(at, by, purpose, event)| SourceEntry {
            at: Timestamp::from_millisecond(at).unwrap(),
            by,
            purpose,
            event,
        })
    }

    fn fold(entries: &[SourceEntry]) -> Option<SourceRecord> {
        entries.iter().fold(None, apply)
    }

    proptest! {
        #[test]
        fn an_entry_is_read_as_it_was_written(entry in entry()) {
            let bytes = write(&entry).unwrap();
            prop_assert_eq!(read(&bytes), Ok(entry));
            // An entry of a case is another thing.
            prop_assert_eq!(record::read(&bytes.clone().into()), Err(RecordFault::UnknownVersion(SOURCE_VERSION)));
        }

        /// Whatever happened: folded from what was written it is the same record, two are named, and nothing that never leaves
        /// was let go.
        #[test]
        fn a_source_record_is_the_fold_of_its_entries(entries in proptest::collection::vec(entry(), 0..20)) {
            let again: Vec<_> = entries.iter().map(|entry| read(&write(entry).unwrap()).unwrap()).collect();
            let record = fold(&entries);
            prop_assert_eq!(&record, &fold(&again));
            let begun = entries.iter().position(|entry| matches!(entry.event, SourceEvent::Begun { .. }));
            prop_assert_eq!(record.is_some(), begun.is_some());
            if let (Some(record), Some(begun)) = (record, begun) {
                let after = &entries[begun..];
                let opened = after.iter().filter(|one| one.event == SourceEvent::Opened && one.by.is_some()).count();
                prop_assert_eq!(record.openings.len(), opened);
                prop_assert!(record.named.len() >= 2);
                prop_assert!(record.let_go.iter().all(|found| !found.tell.never_leaves()));
            }
        }

        #[test]
        fn any_bytes_are_read_without_panic(mut bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
            let _ = read(&bytes);
            if let Some(first) = bytes.first_mut() {
                *first = SOURCE_VERSION;
            }
            let _ = read(&bytes);
        }
    }
}
