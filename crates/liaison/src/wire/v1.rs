//! Wire version 1. Described in `wire/v1.cddl`. What is written here is also how the journal keeps what was said.

use std::collections::BTreeMap;

use case::bureau::{BureauCode, Role};
use case::exchange;
use case::fact;
use case::ground::Ground;
use case::handling;
use case::id::{AttachmentId, MessageId, RequestId};
use case::opinion as law;
use case::request::Kind;
use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use super::{WireFault, unreadable};

/// Sixteen or thirty-two bytes, as a CBOR byte string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bytes(pub Vec<u8>);

impl Serialize for Bytes {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = Bytes;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("bytes")
            }

            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Bytes, E> {
                Ok(Bytes(bytes.to_vec()))
            }

            fn visit_byte_buf<E>(self, bytes: Vec<u8>) -> Result<Bytes, E> {
                Ok(Bytes(bytes))
            }
        }
        deserializer.deserialize_byte_buf(Visitor)
    }
}

impl Bytes {
    /// As an array of exactly this length.
    ///
    /// # Errors
    /// When the length differs.
    pub fn array<const N: usize>(&self) -> Result<[u8; N], WireFault> {
        self.0.as_slice().try_into().map_err(|_| unreadable("an identifier or digest has the wrong length"))
    }
}

/// The value of a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Number(i64),
    /// ISO 8601.
    Day(String),
    /// Words or a code.
    Text(String),
    /// Several.
    List(Vec<Value>),
}

impl From<&fact::Value> for Value {
    fn from(value: &fact::Value) -> Self {
        match value {
            fact::Value::Flag(flag) => Value::Flag(*flag),
            fact::Value::Number(number) => Value::Number(*number),
            fact::Value::Day(day) => Value::Day(day.to_string()),
            fact::Value::Text(text) => Value::Text(text.clone()),
            fact::Value::List(items) => Value::List(items.iter().map(Value::from).collect()),
        }
    }
}

impl TryFrom<Value> for fact::Value {
    type Error = WireFault;

    fn try_from(value: Value) -> Result<Self, WireFault> {
        Ok(match value {
            Value::Flag(flag) => fact::Value::Flag(flag),
            Value::Number(number) => fact::Value::Number(number),
            Value::Day(day) => fact::Value::Day(day.parse().map_err(|_| unreadable("a day is not a date"))?),
            Value::Text(text) => fact::Value::Text(text),
            Value::List(items) => {
                fact::Value::List(items.into_iter().map(fact::Value::try_from).collect::<Result<_, _>>()?)
            }
        })
    }
}

/// Facts by name.
pub type Facts = BTreeMap<String, Value>;

/// Facts as they are written.
#[must_use]
pub fn write_facts(facts: &fact::Facts) -> Facts {
    facts.iter().map(|(name, value)| (name.clone(), Value::from(value))).collect()
}

/// Facts as they are meant.
///
/// # Errors
/// When a value cannot be read.
pub fn read_facts(facts: Facts) -> Result<fact::Facts, WireFault> {
    facts.into_iter().map(|(name, value)| Ok((name, value.try_into()?))).collect()
}

/// What one rule said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    rule: String,
    title: String,
    ground: String,
    result: String,
    effect: String,
    provision: String,
    source: String,
    confidence: String,
    explanation: String,
    remedy: String,
    facts: Vec<String>,
    missing: Vec<String>,
    essential: bool,
}

/// An opinion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opinion {
    law: String,
    findings: Vec<Finding>,
}

impl From<&law::Opinion> for Opinion {
    fn from(opinion: &law::Opinion) -> Self {
        Self { law: opinion.law.clone(), findings: opinion.findings.iter().map(Finding::from).collect() }
    }
}

impl TryFrom<Opinion> for law::Opinion {
    type Error = WireFault;

    fn try_from(opinion: Opinion) -> Result<Self, WireFault> {
        let findings = opinion.findings.into_iter().map(law::Finding::try_from).collect::<Result<_, _>>()?;
        Ok(Self { law: opinion.law, findings })
    }
}

impl From<&law::Finding> for Finding {
    fn from(finding: &law::Finding) -> Self {
        Self {
            rule: finding.rule.clone(),
            title: finding.title.to_string(),
            ground: finding.ground.tag().to_owned(),
            result: finding.result.code().to_owned(),
            effect: finding.effect.code().to_owned(),
            provision: finding.provision.to_string(),
            source: finding.source.to_string(),
            confidence: finding.confidence.code().to_owned(),
            explanation: finding.explanation.to_string(),
            remedy: finding.remedy.to_string(),
            facts: finding.facts.iter().cloned().collect(),
            missing: finding.missing.iter().cloned().collect(),
            essential: finding.essential,
        }
    }
}

impl TryFrom<Finding> for law::Finding {
    type Error = WireFault;

    fn try_from(finding: Finding) -> Result<Self, WireFault> {
        Ok(Self {
            ground: ground(&finding.ground)?,
            result: law::FindingResult::parse(&finding.result)
                .ok_or_else(|| unreadable("a result is unknown"))?,
            effect: law::Effect::parse(&finding.effect).ok_or_else(|| unreadable("an effect is unknown"))?,
            confidence: law::Confidence::parse(&finding.confidence)
                .ok_or_else(|| unreadable("a degree of confidence is unknown"))?,
            rule: finding.rule,
            title: finding.title.into(),
            provision: finding.provision.into(),
            source: finding.source.into(),
            explanation: finding.explanation.into(),
            remedy: finding.remedy.into(),
            facts: finding.facts.into_iter().collect(),
            missing: finding.missing.into_iter().collect(),
            essential: finding.essential,
        })
    }
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    fact: Option<String>,
    text: String,
}

/// What is said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[expect(missing_docs, reason = "the variants and fields are those of case::exchange::Said, one for one")]
pub enum Said {
    Request { fields: Facts, opinion: Opinion },
    Supplied { fields: Facts, opinion: Opinion },
    Read,
    Accepted { note: String, expected: Option<String> },
    MoreAsked { questions: Vec<Question> },
    Forwarded { authority: String, note: String },
    Answered { text: String, complete: bool, handling: Handling },
    Reported(Report),
    Refused { grounds: Vec<String>, reasons: String },
    Withdrawn { reasons: String },
    ConsentAsked { wanted: String, recipient: String, reasons: String },
    ConsentAnswered { asked: Bytes, granted: bool, terms: String },
    Recalled { messages: Vec<Bytes>, reasons: String },
    RecallAnswered { recall: Bytes, outcome: String, passed_on: Vec<String>, reasons: String },
    RequestCorrected { message: Bytes, fields: Facts, reasons: BTreeMap<String, String>, opinion: Opinion },
    AnswerCorrected { message: Bytes, text: String, handling: Handling, files: Vec<Bytes>, reasons: String },
    CorrectionAnswered { correction: Bytes, followed: bool, passed_on: Vec<String>, reasons: String },
}

impl From<&exchange::Said> for Said {
    fn from(said: &exchange::Said) -> Self {
        use exchange::Said as From;
        match said {
            From::Request { fields, opinion } => {
                Said::Request { fields: write_facts(fields), opinion: opinion.into() }
            }
            From::Supplied { fields, opinion } => {
                Said::Supplied { fields: write_facts(fields), opinion: opinion.into() }
            }
            From::Read => Said::Read,
            From::Accepted { note, expected } => {
                Said::Accepted { note: note.clone(), expected: expected.map(|day| day.to_string()) }
            }
            From::MoreAsked { questions } => Said::MoreAsked {
                questions: questions
                    .iter()
                    .map(|question| Question { fact: question.fact.clone(), text: question.text.clone() })
                    .collect(),
            },
            From::Forwarded { authority, note } => {
                Said::Forwarded { authority: authority.clone(), note: note.clone() }
            }
            From::Answered { text, complete, handling } => {
                Said::Answered { text: text.clone(), complete: *complete, handling: handling.into() }
            }
            From::Reported(report) => Said::Reported(report.into()),
            From::Refused { grounds, reasons } => Said::Refused {
                grounds: grounds.iter().map(|ground| ground.tag().to_owned()).collect(),
                reasons: reasons.clone(),
            },
            From::Withdrawn { reasons } => Said::Withdrawn { reasons: reasons.clone() },
            From::ConsentAsked { wanted, recipient, reasons } => Said::ConsentAsked {
                wanted: wanted.code().to_owned(),
                recipient: recipient.clone(),
                reasons: reasons.clone(),
            },
            From::ConsentAnswered { asked, granted, terms } => {
                Said::ConsentAnswered { asked: written(*asked), granted: *granted, terms: terms.clone() }
            }
            From::Recalled { messages, reasons } => Said::Recalled {
                messages: messages.iter().copied().map(written).collect(),
                reasons: reasons.clone(),
            },
            From::RecallAnswered { recall, outcome, passed_on, reasons } => Said::RecallAnswered {
                recall: written(*recall),
                outcome: outcome.code().to_owned(),
                passed_on: passed_on.clone(),
                reasons: reasons.clone(),
            },
            From::RequestCorrected { message, fields, reasons, opinion } => Said::RequestCorrected {
                message: written(*message),
                fields: write_facts(fields),
                reasons: reasons.clone(),
                opinion: opinion.into(),
            },
            From::AnswerCorrected { message, text, handling, files, reasons } => Said::AnswerCorrected {
                message: written(*message),
                text: text.clone(),
                handling: handling.into(),
                files: write_files(files),
                reasons: reasons.clone(),
            },
            From::CorrectionAnswered { correction, followed, passed_on, reasons } => {
                let (correction, followed) = (written(*correction), *followed);
                let (passed_on, reasons) = (passed_on.clone(), reasons.clone());
                Said::CorrectionAnswered { correction, followed, passed_on, reasons }
            }
        }
    }
}

impl TryFrom<Said> for exchange::Said {
    type Error = WireFault;

    fn try_from(said: Said) -> Result<Self, WireFault> {
        use exchange::Said as To;
        Ok(match said {
            Said::Request { fields, opinion } => {
                To::Request { fields: read_facts(fields)?, opinion: opinion.try_into()? }
            }
            Said::Supplied { fields, opinion } => {
                To::Supplied { fields: read_facts(fields)?, opinion: opinion.try_into()? }
            }
            Said::Read => To::Read,
            Said::Accepted { note, expected } => To::Accepted {
                note,
                expected: expected
                    .map(|day| day.parse().map_err(|_| unreadable("a day is not a date")))
                    .transpose()?,
            },
            Said::MoreAsked { questions } => To::MoreAsked {
                questions: questions
                    .into_iter()
                    .map(|question| exchange::Question { fact: question.fact, text: question.text })
                    .collect(),
            },
            Said::Forwarded { authority, note } => To::Forwarded { authority, note },
            Said::Answered { text, complete, handling } => {
                To::Answered { text, complete, handling: handling.try_into()? }
            }
            Said::Reported(report) => To::Reported(report.try_into()?),
            Said::Refused { grounds, reasons } => To::Refused {
                grounds: grounds.iter().map(|tag| ground(tag)).collect::<Result<_, _>>()?,
                reasons,
            },
            Said::Withdrawn { reasons } => To::Withdrawn { reasons },
            Said::ConsentAsked { wanted, recipient, reasons } => {
                To::ConsentAsked { wanted: read_use(&wanted)?, recipient, reasons }
            }
            Said::ConsentAnswered { asked, granted, terms } => {
                To::ConsentAnswered { asked: read(&asked)?, granted, terms }
            }
            Said::Recalled { messages, reasons } => {
                To::Recalled { messages: messages.iter().map(read).collect::<Result<_, _>>()?, reasons }
            }
            Said::RecallAnswered { recall, outcome, passed_on, reasons } => To::RecallAnswered {
                recall: read(&recall)?,
                outcome: exchange::RecallOutcome::parse(&outcome)
                    .ok_or_else(|| unreadable("what became of a recall is unknown"))?,
                passed_on,
                reasons,
            },
            Said::RequestCorrected { message, fields, reasons, opinion } => {
                let (message, fields) = (read(&message)?, read_facts(fields)?);
                To::RequestCorrected { message, fields, reasons, opinion: opinion.try_into()? }
            }
            Said::AnswerCorrected { message, text, handling, files, reasons } => {
                let (message, files) = (read(&message)?, read_files(&files)?);
                To::AnswerCorrected { message, text, handling: handling.try_into()?, files, reasons }
            }
            Said::CorrectionAnswered { correction, followed, passed_on, reasons } => {
                To::CorrectionAnswered { correction: read(&correction)?, followed, passed_on, reasons }
            }
        })
    }
}

/// A step of a proceeding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    step: String,
    day: String,
    time: Option<(String, String)>,
    text: String,
    // What was said before there were objects is written as it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    exhibit: Option<Exhibit>,
    instead_of: Option<Bytes>,
    handling: Handling,
}

/// An entry of an object's chain of custody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exhibit {
    mark: String,
    what: String,
    seal: String,
    by: String,
    to: String,
    place: String,
}

impl From<&exchange::Exhibit> for Exhibit {
    fn from(exhibit: &exchange::Exhibit) -> Self {
        let exchange::Exhibit { mark, what, seal, by, to, place } = exhibit.clone();
        Self { mark, what, seal, by, to, place }
    }
}

impl From<Exhibit> for exchange::Exhibit {
    fn from(Exhibit { mark, what, seal, by, to, place }: Exhibit) -> Self {
        Self { mark, what, seal, by, to, place }
    }
}

/// How a time of day is written: to the minute.
const MINUTES: &str = "%H:%M";

impl From<&exchange::Report> for Report {
    fn from(report: &exchange::Report) -> Self {
        let time = report.happened.time.as_ref();
        Self {
            step: report.step.clone(),
            day: report.happened.day.to_string(),
            time: time.map(|(time, zone)| (time.strftime(MINUTES).to_string(), zone.clone())),
            text: report.text.clone(),
            exhibit: report.exhibit.as_ref().map(Exhibit::from),
            instead_of: report.instead_of.map(written),
            handling: (&report.handling).into(),
        }
    }
}

impl TryFrom<Report> for exchange::Report {
    type Error = WireFault;

    fn try_from(report: Report) -> Result<Self, WireFault> {
        let time = |(time, zone): (String, String)| {
            let time = Time::strptime(MINUTES, &time).map_err(|_| unreadable("a time of day is none"))?;
            Ok::<_, WireFault>((time, zone))
        };
        let day = report.day.parse().map_err(|_| unreadable("a day is not a date"))?;
        Ok(Self {
            step: report.step,
            happened: exchange::Moment { day, time: report.time.map(time).transpose()? },
            text: report.text,
            exhibit: report.exhibit.map(exchange::Exhibit::from),
            instead_of: report.instead_of.as_ref().map(read).transpose()?,
            handling: report.handling.try_into()?,
        })
    }
}

/// How something may be handled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Handling {
    marking: String,
    consent_for: Vec<String>,
    terms: String,
}

impl From<&handling::Handling> for Handling {
    fn from(handling: &handling::Handling) -> Self {
        Self {
            marking: handling.marking.clone(),
            consent_for: handling.consent_for.iter().map(|wanted| wanted.code().to_owned()).collect(),
            terms: handling.terms.clone(),
        }
    }
}

impl TryFrom<Handling> for handling::Handling {
    type Error = WireFault;

    fn try_from(written: Handling) -> Result<Self, WireFault> {
        let consent_for = written.consent_for.iter().map(|code| read_use(code)).collect::<Result<_, _>>()?;
        Ok(Self { marking: written.marking, consent_for, terms: written.terms })
    }
}

/// The use with this code.
///
/// # Errors
/// When there is none.
pub fn read_use(code: &str) -> Result<handling::Use, WireFault> {
    handling::Use::parse(code).ok_or_else(|| unreadable("a use is unknown"))
}

fn written(message: MessageId) -> Bytes {
    Bytes(message.bytes().to_vec())
}

fn read(bytes: &Bytes) -> Result<MessageId, WireFault> {
    Ok(MessageId::from_bytes(bytes.array()?))
}

/// Identifiers of files as they are written.
#[must_use]
pub fn write_files(files: &[AttachmentId]) -> Vec<Bytes> {
    files.iter().map(|file| Bytes(file.bytes().to_vec())).collect()
}

/// Identifiers of files as they are meant.
///
/// # Errors
/// When one has the wrong length.
pub fn read_files(files: &[Bytes]) -> Result<Vec<AttachmentId>, WireFault> {
    files.iter().map(|bytes| bytes.array().map(AttachmentId::from_bytes)).collect()
}

/// A file without its content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attachment {
    id: Bytes,
    name: String,
    media_type: String,
    bytes: u64,
    digest: Bytes,
}

impl From<&exchange::Attachment> for Attachment {
    fn from(attachment: &exchange::Attachment) -> Self {
        Self {
            id: Bytes(attachment.id.bytes().to_vec()),
            name: attachment.name.clone(),
            media_type: attachment.media_type.clone(),
            bytes: attachment.bytes,
            digest: Bytes(attachment.digest.to_vec()),
        }
    }
}

impl TryFrom<Attachment> for exchange::Attachment {
    type Error = WireFault;

    fn try_from(attachment: Attachment) -> Result<Self, WireFault> {
        Ok(Self {
            id: AttachmentId::from_bytes(attachment.id.array()?),
            name: attachment.name,
            media_type: attachment.media_type,
            bytes: attachment.bytes,
            digest: attachment.digest.array()?,
        })
    }
}

/// A whole message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Message {
    id: Bytes,
    request: Bytes,
    reference: String,
    kind: String,
    from: String,
    to: String,
    number: u32,
    office: Option<String>,
    said: Said,
    attachments: Vec<(Attachment, Bytes)>,
}

impl From<&exchange::Message> for Message {
    fn from(message: &exchange::Message) -> Self {
        let attachments = &message.attachments;
        Self {
            id: Bytes(message.id.bytes().to_vec()),
            request: Bytes(message.request.bytes().to_vec()),
            reference: message.reference.clone(),
            kind: message.kind.code().to_owned(),
            from: message.from.to_string(),
            to: message.to.to_string(),
            number: message.number,
            office: write_office(message.office),
            said: (&message.said).into(),
            attachments: attachments
                .iter()
                .map(|(named, content)| (named.into(), Bytes(content.clone())))
                .collect(),
        }
    }
}

impl TryFrom<Message> for exchange::Message {
    type Error = WireFault;

    fn try_from(message: Message) -> Result<Self, WireFault> {
        Ok(Self {
            id: MessageId::from_bytes(message.id.array()?),
            request: RequestId::from_bytes(message.request.array()?),
            reference: message.reference,
            kind: kind(&message.kind)?,
            from: bureau(&message.from)?,
            to: bureau(&message.to)?,
            number: message.number,
            office: read_office(message.office)?,
            said: message.said.try_into()?,
            attachments: message
                .attachments
                .into_iter()
                .map(|(named, content)| Ok((named.try_into()?, content.0)))
                .collect::<Result<_, WireFault>>()?,
        })
    }
}

/// The ground with this tag.
///
/// # Errors
/// When the register has none.
pub fn ground(tag: &str) -> Result<Ground, WireFault> {
    Ground::parse(tag).ok_or_else(|| unreadable("a ground is not in the register"))
}

/// The kind with this code.
///
/// # Errors
/// When there is none.
pub fn kind(code: &str) -> Result<Kind, WireFault> {
    Kind::parse(code).ok_or_else(|| unreadable("the kind of request is unknown"))
}

/// A posting as it is written.
#[must_use]
pub fn write_office(office: Option<Role>) -> Option<String> {
    office.map(|role| role.code().to_owned())
}

/// The posting with this code.
///
/// # Errors
/// When there is none.
pub fn read_office(code: Option<String>) -> Result<Option<Role>, WireFault> {
    code.map(|code| Role::parse(&code).ok_or_else(|| unreadable("a posting is unknown"))).transpose()
}

/// The bureau's code.
///
/// # Errors
/// When it cannot be one.
pub fn bureau(code: &str) -> Result<BureauCode, WireFault> {
    code.parse().map_err(|_| unreadable("a bureau's code is malformed"))
}
