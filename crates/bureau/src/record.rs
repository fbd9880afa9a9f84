//! How an entry of a case is written in the journal: version byte, then deterministic CBOR, later sealed. Why an officer acted
//! stands apart from what happened, so that the one can be shown to others without the other.
//!
//! What was said or heard is kept in the form of the wire, so that the record shows what crossed the border.

use case::exchange;
use case::id::{AttachmentId, MessageId, OfficerId, RequestId};
use case::life::{self, Judgement};
use jiff::Timestamp;
use jiff::civil::Date;
use liaison::wire::{WireFault, v1};
use seal::rest::Body;
use serde::{Deserialize, Serialize};

use v1::Bytes;

use crate::task_record::WrittenTask;

/// Version of the records that this node writes, but for those of cases.
const RECORD_VERSION: u8 = 1;
/// Version of the records of cases; in version 1 the purpose stood among the rest.
const CASE_VERSION: u8 = 2;

/// Why a record cannot be read; the journal was altered or written by a later program.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecordFault {
    /// A version that this program does not know.
    #[error("an entry is written in version {0}, and this program reads versions up to {CASE_VERSION}")]
    UnknownVersion(u8),
    /// The content or the key of a case is gone, and no erasure is recorded.
    #[error("the content of entry {position} is gone and no erasure is recorded; have the journal verified")]
    Absent {
        /// The entry's place in the journal.
        position: u64,
    },
    /// Not the bytes of a record.
    #[error("an entry cannot be read: {0}")]
    Unreadable(String),
}

impl From<WireFault> for RecordFault {
    fn from(fault: WireFault) -> Self {
        RecordFault::Unreadable(fault.to_string())
    }
}

/// The bytes of an entry.
///
/// # Errors
/// When the encoder fails, which it does only when memory ends.
pub(crate) fn write(entry: &life::Entry) -> Result<Body, RecordFault> {
    Ok(Body { told: encode_as(CASE_VERSION, &Entry::from(entry))?, own: entry.purpose.clone().into_bytes() })
}

/// The entry in these bytes.
///
/// # Errors
/// When they are not a record of a known version.
pub(crate) fn read(body: &Body) -> Result<life::Entry, RecordFault> {
    if body.told.first() == Some(&RECORD_VERSION) {
        let entry: FirstEntry = decode(&body.told)?;
        let FirstEntry { at, by, purpose, event } = entry;
        return Ok(life::Entry { purpose, ..Entry { at, by, event }.try_into()? });
    }
    let entry: Entry = decode_as(CASE_VERSION, &body.told)?;
    Ok(life::Entry { purpose: purpose(body)?, ..entry.try_into()? })
}

/// Why the officer acted.
fn purpose(body: &Body) -> Result<String, RecordFault> {
    let text =
        str::from_utf8(&body.own).map_err(|_| RecordFault::Unreadable("its purpose is no text".into()));
    text.map(str::to_owned)
}

/// The version and the CBOR of a record.
pub(crate) fn encode(record: &impl Serialize) -> Result<Vec<u8>, RecordFault> {
    encode_as(RECORD_VERSION, record)
}

/// The same in a version that is given.
pub(crate) fn encode_as(version: u8, record: &impl Serialize) -> Result<Vec<u8>, RecordFault> {
    let mut bytes = vec![version];
    ciborium::into_writer(record, &mut bytes).map_err(|error| RecordFault::Unreadable(error.to_string()))?;
    Ok(bytes)
}

/// The record in these bytes, which are of a known version and hold nothing else.
pub(crate) fn decode<T: for<'de> Deserialize<'de>>(bytes: &[u8]) -> Result<T, RecordFault> {
    decode_as(RECORD_VERSION, bytes)
}

/// The same in a version that is given.
pub(crate) fn decode_as<T: for<'de> Deserialize<'de>>(wanted: u8, bytes: &[u8]) -> Result<T, RecordFault> {
    let unreadable = |what: &str| RecordFault::Unreadable(what.to_owned());
    let (version, mut rest) = bytes.split_first().ok_or_else(|| unreadable("it is empty"))?;
    if *version != wanted {
        return Err(RecordFault::UnknownVersion(*version));
    }
    let record = ciborium::from_reader(&mut rest).map_err(|error| unreadable(&error.to_string()))?;
    if rest.is_empty() { Ok(record) } else { Err(unreadable("something follows it")) }
}

/// The instant of a record.
pub(crate) fn moment(milliseconds: i64) -> Result<Timestamp, RecordFault> {
    Timestamp::from_millisecond(milliseconds).map_err(|error| RecordFault::Unreadable(error.to_string()))
}

/// Every text in the record of an entry, whatever it is of: who searches in these forgets no field.
pub(crate) fn texts(body: &Body) -> Result<Vec<String>, RecordFault> {
    let version = body.told.first().copied().filter(|version| *version == RECORD_VERSION);
    let record: ciborium::Value = decode_as(version.unwrap_or(CASE_VERSION), &body.told)?;
    let (mut left, mut texts) = (vec![record], vec![purpose(body)?]);
    while let Some(value) = left.pop() {
        match value {
            ciborium::Value::Text(text) => texts.push(text),
            ciborium::Value::Array(items) => left.extend(items),
            ciborium::Value::Map(pairs) => left.extend(pairs.into_iter().map(|(_, value)| value)),
            ciborium::Value::Tag(_, inner) => left.push(*inner),
            _ => {}
        }
    }
    Ok(texts)
}

/// As an entry of a case was written in version 1.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FirstEntry {
    at: i64,
    by: Option<Bytes>,
    purpose: String,
    event: Event,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    at: i64,
    by: Option<Bytes>,
    event: Event,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
enum Event {
    Opened {
        request: Bytes,
        reference: String,
        kind: String,
        from: String,
        to: String,
        origin: String,
    },
    Edited {
        changes: Vec<(String, Option<v1::Value>)>,
    },
    Attached {
        attachment: v1::Attachment,
    },
    Kept {
        attachment: Bytes,
        content: Bytes,
    },
    Detached {
        attachment: Bytes,
    },
    Submitted {
        opinion: v1::Opinion,
        explained: Vec<(String, String)>,
    },
    Judged {
        rule: String,
        satisfied: bool,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        weighed: Vec<String>,
        reasons: String,
    },
    SentBack {
        reasons: String,
    },
    CorrectionPrepared(Prepared),
    Approved {
        opinion: v1::Opinion,
    },
    GlassBroken {
        reasons: String,
        undecided: Vec<String>,
    },
    EmergencyReviewed {
        justified: bool,
        reasons: String,
    },
    Said {
        message: Bytes,
        number: u32,
        office: Option<String>,
        said: v1::Said,
        attachments: Vec<Bytes>,
    },
    NotDelivered {
        message: Bytes,
        code: String,
    },
    Delivered {
        message: Bytes,
        taken_at: i64,
        receipt: Bytes,
    },
    TurnedAway {
        message: Bytes,
        code: String,
        receipt: Bytes,
    },
    Heard(Heard),
    Assessed {
        opinion: v1::Opinion,
    },
    Assigned {
        officer: Option<Bytes>,
    },
    Restricted {
        circle: Vec<Bytes>,
        reasons: String,
    },
    Used {
        what: String,
        recipient: String,
        reasons: String,
    },
    Exported(Exported),
    DeadlineSet(Deadline),
    DeadlineMet {
        name: String,
    },
    Noted {
        text: String,
    },
    Looked,
    Drawn(Drawn),
    Closed {
        reasons: String,
    },
    Retained {
        until: String,
        reasons: String,
    },
    Discarded {
        reasons: String,
    },
    Task(WrittenTask),
    Enclosed {
        attachment: Bytes,
    },
    CircleEntered {
        reasons: String,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Deadline {
    name: String,
    what: String,
    due: String,
    /// In milliseconds; not written where only a day is due, as before there were such periods.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<i64>,
    provision: String,
    at_end: String,
}

impl From<life::Deadline> for Deadline {
    fn from(deadline: life::Deadline) -> Self {
        let life::Deadline { name, what, due, until, provision, at_end } = deadline;
        let (due, until) = (due.to_string(), until.map(|moment| moment.as_millisecond()));
        Self { name, what, due, until, provision, at_end }
    }
}

impl TryFrom<Deadline> for life::Deadline {
    type Error = WireFault;

    fn try_from(deadline: Deadline) -> Result<Self, WireFault> {
        let Deadline { name, what, due, until, provision, at_end } = deadline;
        let (due, until) = (day(&due)?, until.map(instant).transpose()?);
        Ok(Self { name, what, due, until, provision, at_end })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Drawn {
    form: String,
    language: String,
    digest: Bytes,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Exported {
    what: String,
    recipient: String,
    reasons: String,
    package: Bytes,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Heard {
    message: Bytes,
    request: Bytes,
    reference: String,
    kind: String,
    from: String,
    to: String,
    number: u32,
    office: Option<String>,
    said: v1::Said,
    attachments: Vec<v1::Attachment>,
    digest: Bytes,
    /// Before a bureau could exchange its keys, they were its first.
    #[serde(default = "first_keys", skip_serializing_if = "is_first")]
    key: u32,
    signatures: Bytes,
}

const fn first_keys() -> u32 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the shape that serde asks for")]
const fn is_first(key: &u32) -> bool {
    *key == first_keys()
}

impl From<&life::Entry> for Entry {
    fn from(entry: &life::Entry) -> Self {
        Self {
            at: entry.at.as_millisecond(),
            by: entry.by.map(|officer| bytes(officer.bytes())),
            event: Event::from(&entry.event),
        }
    }
}

impl TryFrom<Entry> for life::Entry {
    type Error = WireFault;

    fn try_from(entry: Entry) -> Result<Self, WireFault> {
        Ok(Self {
            at: instant(entry.at)?,
            by: entry.by.map(|officer| officer.array().map(OfficerId::from_bytes)).transpose()?,
            purpose: String::new(),
            event: entry.event.try_into()?,
        })
    }
}

impl From<&life::Event> for Event {
    fn from(event: &life::Event) -> Self {
        use life::Event as From;
        match event.clone() {
            From::Opened { request, reference, kind, from, to, origin } => {
                let (request, kind) = (bytes(request.bytes()), kind.code().to_owned());
                let (from, to) = (from.to_string(), to.to_string());
                Event::Opened { request, reference, kind, from, to, origin }
            }
            From::Edited { changes } => Event::Edited { changes: write_changes(&changes) },
            From::Attached { attachment } => Event::Attached { attachment: (&attachment).into() },
            From::Kept { attachment, content } => {
                Event::Kept { attachment: bytes(attachment.bytes()), content: Bytes(content) }
            }
            From::Detached { attachment } => Event::Detached { attachment: bytes(attachment.bytes()) },
            From::Submitted { opinion, explained } => {
                Event::Submitted { opinion: (&opinion).into(), explained }
            }
            From::Judged { rule, judgement, weighed, reasons } => {
                Event::Judged { rule, satisfied: judgement == Judgement::Satisfied, weighed, reasons }
            }
            From::SentBack { reasons } => Event::SentBack { reasons },
            From::CorrectionPrepared { message, right, files, opinion, explained } => {
                Event::CorrectionPrepared(Prepared::of(message, &right, &files, (&opinion, explained)))
            }
            From::Approved { opinion } => Event::Approved { opinion: (&opinion).into() },
            From::GlassBroken { reasons, undecided } => Event::GlassBroken { reasons, undecided },
            From::EmergencyReviewed { justified, reasons } => Event::EmergencyReviewed { justified, reasons },
            From::Said { message, number, office, said, attachments } => Event::Said {
                message: bytes(message.bytes()),
                number,
                office: v1::write_office(office),
                said: (&said).into(),
                attachments: attachments.iter().map(|id| bytes(id.bytes())).collect(),
            },
            From::NotDelivered { message, code } => {
                Event::NotDelivered { message: bytes(message.bytes()), code }
            }
            From::Delivered { message, taken_at, receipt } => {
                let (message, taken_at) = (bytes(message.bytes()), taken_at.as_millisecond());
                Event::Delivered { message, taken_at, receipt: Bytes(receipt) }
            }
            From::TurnedAway { message, code, receipt } => {
                Event::TurnedAway { message: bytes(message.bytes()), code, receipt: Bytes(receipt) }
            }
            From::Heard(heard) => Event::Heard(heard.into()),
            From::Assessed { opinion } => Event::Assessed { opinion: (&opinion).into() },
            From::Assigned { officer } => Event::Assigned { officer: officer.map(|id| bytes(id.bytes())) },
            From::Restricted { circle, reasons } => {
                Event::Restricted { circle: circle.iter().map(|id| bytes(id.bytes())).collect(), reasons }
            }
            From::Used { what, recipient, reasons } => {
                Event::Used { what: what.code().to_owned(), recipient, reasons }
            }
            From::Exported { what, recipient, reasons, package } => {
                Event::Exported(Exported::of(what, recipient, reasons, package))
            }
            From::DeadlineSet(deadline) => Event::DeadlineSet(deadline.into()),
            From::DeadlineMet { name } => Event::DeadlineMet { name },
            From::Noted { text } => Event::Noted { text },
            From::Looked => Event::Looked,
            From::Drawn { form, language, digest } => Event::Drawn(Drawn::of(form, language, digest)),
            From::Closed { reasons } => Event::Closed { reasons },
            From::Retained { until, reasons } => Event::Retained { until: until.to_string(), reasons },
            From::Discarded { reasons } => Event::Discarded { reasons },
            From::Task { task, event } => Event::Task(WrittenTask::from((task, event))),
            From::Enclosed { attachment } => Event::Enclosed { attachment: bytes(attachment.bytes()) },
            From::CircleEntered { reasons } => Event::CircleEntered { reasons },
        }
    }
}

impl TryFrom<Event> for life::Event {
    type Error = WireFault;

    fn try_from(event: Event) -> Result<Self, WireFault> {
        use life::Event as To;
        Ok(match event {
            Event::Opened { request, reference, kind, from, to, origin } => {
                let (request, kind) = (RequestId::from_bytes(request.array()?), v1::kind(&kind)?);
                let (from, to) = (v1::bureau(&from)?, v1::bureau(&to)?);
                To::Opened { request, reference, kind, from, to, origin }
            }
            Event::Edited { changes } => To::Edited { changes: read_changes(changes)? },
            Event::Attached { attachment } => To::Attached { attachment: attachment.try_into()? },
            Event::Kept { attachment, content } => {
                To::Kept { attachment: attachment_id(&attachment)?, content: content.0 }
            }
            Event::Detached { attachment } => To::Detached { attachment: attachment_id(&attachment)? },
            Event::Submitted { opinion, explained } => {
                To::Submitted { opinion: opinion.try_into()?, explained }
            }
            Event::Judged { rule, satisfied, weighed, reasons } => {
                To::Judged { rule, judgement: judgement(satisfied), weighed, reasons }
            }
            Event::SentBack { reasons } => To::SentBack { reasons },
            Event::CorrectionPrepared(prepared) => prepared.read()?,
            Event::Approved { opinion } => To::Approved { opinion: opinion.try_into()? },
            Event::GlassBroken { reasons, undecided } => To::GlassBroken { reasons, undecided },
            Event::EmergencyReviewed { justified, reasons } => To::EmergencyReviewed { justified, reasons },
            Event::Said { message, number, office, said, attachments } => To::Said {
                message: message_id(&message)?,
                number,
                office: v1::read_office(office)?,
                said: said.try_into()?,
                attachments: attachments.iter().map(attachment_id).collect::<Result<_, _>>()?,
            },
            Event::NotDelivered { message, code } => {
                To::NotDelivered { message: message_id(&message)?, code }
            }
            Event::Delivered { message, taken_at, receipt } => {
                let (message, taken_at) = (message_id(&message)?, instant(taken_at)?);
                To::Delivered { message, taken_at, receipt: receipt.0 }
            }
            Event::TurnedAway { message, code, receipt } => {
                To::TurnedAway { message: message_id(&message)?, code, receipt: receipt.0 }
            }
            Event::Heard(heard) => To::Heard(heard.try_into()?),
            Event::Assessed { opinion } => To::Assessed { opinion: opinion.try_into()? },
            Event::Assigned { officer } => {
                To::Assigned { officer: officer.map(|id| officer_id(&id)).transpose()? }
            }
            Event::Restricted { circle, reasons } => {
                To::Restricted { circle: circle.iter().map(officer_id).collect::<Result<_, _>>()?, reasons }
            }
            Event::Used { what, recipient, reasons } => {
                To::Used { what: v1::read_use(&what)?, recipient, reasons }
            }
            Event::Exported(exported) => exported.try_into()?,
            Event::DeadlineSet(deadline) => To::DeadlineSet(deadline.try_into()?),
            Event::DeadlineMet { name } => To::DeadlineMet { name },
            Event::Noted { text } => To::Noted { text },
            Event::Looked => To::Looked,
            Event::Drawn(Drawn { form, language, digest }) => {
                To::Drawn { form, language, digest: digest.array()? }
            }
            Event::Closed { reasons } => To::Closed { reasons },
            Event::Retained { until, reasons } => To::Retained { until: day(&until)?, reasons },
            Event::Discarded { reasons } => To::Discarded { reasons },
            Event::Task(written) => written.try_into()?,
            Event::Enclosed { attachment } => To::Enclosed { attachment: attachment_id(&attachment)? },
            Event::CircleEntered { reasons } => To::CircleEntered { reasons },
        })
    }
}

/// Fields, each with its new value.
type Changes<V> = Vec<(String, Option<V>)>;

const fn judgement(satisfied: bool) -> Judgement {
    if satisfied { Judgement::Satisfied } else { Judgement::Against }
}

fn day(text: &str) -> Result<Date, WireFault> {
    text.parse().map_err(|_| unreadable("a day is not a date"))
}

fn write_changes(changes: &Changes<case::fact::Value>) -> Changes<v1::Value> {
    changes.iter().map(|(field, value)| (field.clone(), value.as_ref().map(v1::Value::from))).collect()
}

fn read_changes(changes: Changes<v1::Value>) -> Result<Changes<case::fact::Value>, WireFault> {
    let read = |(field, value): (String, Option<v1::Value>)| {
        Ok((field, value.map(case::fact::Value::try_from).transpose()?))
    };
    changes.into_iter().map(read).collect()
}

/// A correction that waits, as it is written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Prepared {
    message: Bytes,
    right: Right,
    files: Vec<Bytes>,
    opinion: v1::Opinion,
    explained: Vec<(String, String)>,
}

impl Prepared {
    fn of(
        message: MessageId,
        right: &exchange::Right,
        files: &[AttachmentId],
        (opinion, explained): (&case::opinion::Opinion, Vec<(String, String)>),
    ) -> Self {
        let (message, files) = (bytes(message.bytes()), v1::write_files(files));
        Self { message, right: right.into(), files, opinion: opinion.into(), explained }
    }

    fn read(self) -> Result<life::Event, WireFault> {
        Ok(life::Event::CorrectionPrepared {
            message: message_id(&self.message)?,
            right: self.right.try_into()?,
            files: v1::read_files(&self.files)?,
            opinion: self.opinion.try_into()?,
            explained: self.explained,
        })
    }
}

/// What is right, as it is written.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
enum Right {
    Request { fields: Vec<(String, Option<v1::Value>, String)> },
    Answer { text: String, handling: v1::Handling, files: Vec<Bytes>, reasons: String },
}

impl From<&exchange::Right> for Right {
    fn from(right: &exchange::Right) -> Self {
        match right {
            exchange::Right::Request(rights) => {
                let field = |one: &exchange::FieldRight| {
                    (one.field.clone(), one.value.as_ref().map(v1::Value::from), one.reasons.clone())
                };
                Right::Request { fields: rights.iter().map(field).collect() }
            }
            exchange::Right::Answer { text, handling, files, reasons } => Right::Answer {
                text: text.clone(),
                handling: handling.into(),
                files: v1::write_files(files),
                reasons: reasons.clone(),
            },
        }
    }
}

impl TryFrom<Right> for exchange::Right {
    type Error = WireFault;

    fn try_from(right: Right) -> Result<Self, WireFault> {
        Ok(match right {
            Right::Request { fields } => {
                let field = |(field, value, reasons): (String, Option<v1::Value>, String)| {
                    let value = value.map(case::fact::Value::try_from).transpose()?;
                    Ok::<_, WireFault>(exchange::FieldRight { field, value, reasons })
                };
                exchange::Right::Request(fields.into_iter().map(field).collect::<Result<_, _>>()?)
            }
            Right::Answer { text, handling, files, reasons } => {
                let (handling, files) = (handling.try_into()?, v1::read_files(&files)?);
                exchange::Right::Answer { text, handling, files, reasons }
            }
        })
    }
}

impl Drawn {
    fn of(form: String, language: String, digest: [u8; 32]) -> Self {
        Self { form, language, digest: Bytes(digest.to_vec()) }
    }
}

impl Exported {
    fn of(what: case::handling::Use, recipient: String, reasons: String, package: [u8; 32]) -> Self {
        Self { what: what.code().to_owned(), recipient, reasons, package: Bytes(package.to_vec()) }
    }
}

impl TryFrom<Exported> for life::Event {
    type Error = WireFault;

    fn try_from(Exported { what, recipient, reasons, package }: Exported) -> Result<Self, WireFault> {
        let (what, package) = (v1::read_use(&what)?, package.array()?);
        Ok(life::Event::Exported { what, recipient, reasons, package })
    }
}

impl From<life::Heard> for Heard {
    fn from(heard: life::Heard) -> Self {
        Self {
            message: bytes(heard.message.bytes()),
            request: bytes(heard.request.bytes()),
            reference: heard.reference,
            kind: heard.kind.code().to_owned(),
            from: heard.from.to_string(),
            to: heard.to.to_string(),
            number: heard.number,
            office: v1::write_office(heard.office),
            said: (&heard.said).into(),
            attachments: heard.attachments.iter().map(v1::Attachment::from).collect(),
            digest: Bytes(heard.proof.digest.to_vec()),
            key: heard.proof.key,
            signatures: Bytes(heard.proof.signatures),
        }
    }
}

impl TryFrom<Heard> for life::Heard {
    type Error = WireFault;

    fn try_from(heard: Heard) -> Result<Self, WireFault> {
        Ok(Self {
            message: message_id(&heard.message)?,
            request: RequestId::from_bytes(heard.request.array()?),
            reference: heard.reference,
            kind: v1::kind(&heard.kind)?,
            from: v1::bureau(&heard.from)?,
            to: v1::bureau(&heard.to)?,
            number: heard.number,
            office: v1::read_office(heard.office)?,
            said: heard.said.try_into()?,
            attachments: heard
                .attachments
                .into_iter()
                .map(exchange::Attachment::try_from)
                .collect::<Result<_, _>>()?,
            proof: exchange::Proof {
                digest: heard.digest.array()?,
                key: heard.key,
                signatures: heard.signatures.0,
            },
        })
    }
}

fn bytes(id: [u8; 16]) -> Bytes {
    Bytes(id.to_vec())
}

fn attachment_id(bytes: &Bytes) -> Result<AttachmentId, WireFault> {
    bytes.array().map(AttachmentId::from_bytes)
}

fn officer_id(bytes: &Bytes) -> Result<OfficerId, WireFault> {
    bytes.array().map(OfficerId::from_bytes)
}

fn message_id(bytes: &Bytes) -> Result<MessageId, WireFault> {
    bytes.array().map(MessageId::from_bytes)
}

fn instant(milliseconds: i64) -> Result<Timestamp, WireFault> {
    Timestamp::from_millisecond(milliseconds).map_err(|_| unreadable("a time is out of range"))
}

fn unreadable(what: &str) -> WireFault {
    WireFault::Unreadable { what: what.to_owned() }
}

#[cfg(test)]
mod tests;
