//! Forms: which boxes a paper has, in which order, and which facts fill them. One file each, read whole or refused.

use std::fmt;

use case::bureau::StateCode;
use case::fact::{Facts, Value};
use case::request::Kind;
use jiff::civil::Date;
use serde::Deserialize;

use crate::text::Text;

/// What a paper is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PaperKind {
    /// The request itself.
    Request,
    /// The letter that goes with it.
    Cover,
    /// What the public may see of a notice.
    Poster,
    /// That a request was received.
    Receipt,
    /// What was answered.
    Answer,
    /// That the request is refused, and on which grounds.
    Refusal,
    /// The steps of the proceeding so far.
    Course,
    /// How long the person concerned was held.
    Detention,
    /// The objects held as evidence, and their chains of custody.
    Custody,
    /// What the requesting State undertakes.
    Assurance,
    /// That something is what it claims to be.
    Certificate,
}

impl PaperKind {
    /// Every kind, the request first.
    pub const ALL: [PaperKind; 11] = [
        PaperKind::Request,
        PaperKind::Cover,
        PaperKind::Poster,
        PaperKind::Receipt,
        PaperKind::Answer,
        PaperKind::Refusal,
        PaperKind::Course,
        PaperKind::Detention,
        PaperKind::Custody,
        PaperKind::Assurance,
        PaperKind::Certificate,
    ];

    /// As command lines and addresses write it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            PaperKind::Request => "request",
            PaperKind::Cover => "cover",
            PaperKind::Poster => "poster",
            PaperKind::Receipt => "receipt",
            PaperKind::Answer => "answer",
            PaperKind::Refusal => "refusal",
            PaperKind::Course => "course",
            PaperKind::Detention => "detention",
            PaperKind::Custody => "custody",
            PaperKind::Assurance => "assurance",
            PaperKind::Certificate => "certificate",
        }
    }

    /// Whether the requested State writes it.
    #[must_use]
    pub const fn is_answer(self) -> bool {
        matches!(self, PaperKind::Receipt) || (self.is_of_what_was_said() && !self.is_of_both())
    }

    /// Whether both States write it.
    #[must_use]
    pub const fn is_of_both(self) -> bool {
        matches!(self, PaperKind::Request | PaperKind::Custody)
    }

    /// Whether it is drawn from what was said of the request, and not from what the request states alone.
    #[must_use]
    pub const fn is_of_what_was_said(self) -> bool {
        use PaperKind::{Answer, Course, Custody, Detention, Refusal};
        matches!(self, Answer | Refusal | Course | Detention | Custody)
    }

    /// The kind with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<PaperKind> {
        PaperKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Who reads a paper. It bounds what the paper may carry beside what it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Recipient {
    /// A bureau, a court, a prosecutor or a ministry.
    Authority,
    /// A company that holds data.
    Provider,
    /// Everybody.
    Public,
}

/// A form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// The name of its file, without the ending.
    pub id: String,
    /// What it is.
    pub paper: PaperKind,
    /// For which kinds of request.
    pub kinds: Vec<Kind>,
    /// Under which instruments, by their names in the law packs; empty for any.
    pub instruments: Vec<String>,
    /// For which requested States; empty for any.
    pub states: Vec<StateCode>,
    /// Who reads it.
    pub to: Recipient,
    /// To whom it is addressed, where not to the requested State.
    pub addressee: Option<Text>,
    /// The provisions that it follows.
    pub source: String,
    /// The day on which it was compared with them.
    pub checked: Option<Date>,
    /// Whether each box was compared with a text that quotes its source.
    pub verified: bool,
    /// Its heading.
    pub title: Text,
    /// What stands before the first box.
    pub opening: Option<Text>,
    /// What stands after the last.
    pub closing: Option<Text>,
    /// Its parts, in order.
    pub sections: Vec<Section>,
}

/// A part of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its heading.
    pub title: Text,
    /// Its boxes, in order.
    pub boxes: Vec<FormBox>,
}

/// A box of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormBox {
    /// Its name within the form.
    pub id: String,
    /// What it asks for; none where the words of its one fact say it.
    pub label: Option<Text>,
    /// Names of facts that fill it, in order.
    pub facts: Vec<String>,
    /// When it is empty without being complete.
    pub need: Need,
    /// Conditions under which it is there; all have to hold.
    pub when: Vec<Condition>,
    /// Requested States that ask for it; empty for every one.
    pub for_states: Vec<StateCode>,
    /// The provision that asks for it.
    pub provision: Option<String>,
}

/// Whether a box may be empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Every fact of it has to be stated.
    All,
    /// One of its facts has to be stated.
    Any,
    /// It is drawn where something of it is stated.
    IfKnown,
}

/// A condition on one fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// It is stated to be so.
    Yes(String),
    /// It is not stated to be so: stated otherwise, or not stated.
    NotYes(String),
    /// It has this code.
    Is(String, String),
    /// It is not stated to have this code.
    IsNot(String, String),
}

impl Condition {
    /// The fact that it asks about.
    #[must_use]
    pub fn fact(&self) -> &str {
        match self {
            Condition::Yes(fact)
            | Condition::NotYes(fact)
            | Condition::Is(fact, _)
            | Condition::IsNot(fact, _) => fact,
        }
    }

    /// Whether it holds.
    #[must_use]
    pub fn holds(&self, facts: &Facts) -> bool {
        let is = |fact: &str, code: &str| facts.get(fact).is_some_and(|value| has_code(value, code));
        match self {
            Condition::Yes(fact) => facts.get(fact) == Some(&Value::Flag(true)),
            Condition::NotYes(fact) => facts.get(fact) != Some(&Value::Flag(true)),
            Condition::Is(fact, code) => is(fact, code),
            Condition::IsNot(fact, code) => !is(fact, code),
        }
    }

    fn parse(text: &str) -> Option<Condition> {
        let words: Vec<&str> = text.split_whitespace().collect();
        match words.as_slice() {
            ["not", fact] => Some(Condition::NotYes((*fact).to_owned())),
            [fact] => Some(Condition::Yes((*fact).to_owned())),
            [fact, "=", code] => Some(Condition::Is((*fact).to_owned(), (*code).to_owned())),
            [fact, "!=", code] => Some(Condition::IsNot((*fact).to_owned(), (*code).to_owned())),
            _ => None,
        }
    }
}

/// A list has a code where one of its values has it.
fn has_code(value: &Value, code: &str) -> bool {
    match value {
        Value::Text(text) => text == code,
        Value::List(values) => values.iter().any(|value| has_code(value, code)),
        Value::Flag(_) | Value::Number(_) | Value::Day(_) => false,
    }
}

/// What is wrong with a file of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadForm {
    /// The file.
    pub file: String,
    /// What is wrong, and where.
    pub wrong: String,
}

impl fmt::Display for BadForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, self.wrong)
    }
}

impl std::error::Error for BadForm {}

/// The file as it is written. Keys that are not known are refused.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FormFile {
    paper: PaperKind,
    kinds: Vec<String>,
    #[serde(default)]
    instruments: Vec<String>,
    #[serde(default)]
    states: Vec<String>,
    to: Recipient,
    addressee: Option<Text>,
    source: String,
    checked: Option<toml::value::Datetime>,
    verified: bool,
    title: Text,
    opening: Option<Text>,
    closing: Option<Text>,
    sections: Vec<SectionFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SectionFile {
    title: Text,
    boxes: Vec<BoxFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct BoxFile {
    id: String,
    label: Option<Text>,
    facts: Vec<String>,
    #[serde(default)]
    need: NeedWord,
    #[serde(default)]
    any: bool,
    #[serde(default)]
    when: Vec<String>,
    #[serde(default)]
    for_states: Vec<String>,
    provision: Option<String>,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum NeedWord {
    Must,
    #[default]
    Known,
}

/// Reads the file of a form.
///
/// # Errors
/// It is no TOML of this shape, or names a kind, State or condition that does not exist.
pub fn read(id: &str, text: &str) -> Result<Form, BadForm> {
    let bad = |wrong: String| BadForm { file: format!("{id}.toml"), wrong };
    let file: FormFile = toml::from_str(text).map_err(|error| bad(error.to_string()))?;
    let sections = file.sections.into_iter().map(|section| {
        let boxes = section.boxes.into_iter().map(box_of).collect::<Result<_, _>>()?;
        Ok(Section { title: section.title, boxes })
    });
    Ok(Form {
        id: id.to_owned(),
        paper: file.paper,
        kinds: each(&file.kinds, "no kind of request is called", Kind::parse).map_err(bad)?,
        instruments: file.instruments,
        states: states(&file.states).map_err(bad)?,
        to: file.to,
        addressee: file.addressee,
        source: file.source,
        checked: file.checked.map(|day| date(&day)).transpose().map_err(bad)?,
        verified: file.verified,
        title: file.title,
        opening: file.opening,
        closing: file.closing,
        sections: sections.collect::<Result<_, String>>().map_err(bad)?,
    })
}

fn box_of(file: BoxFile) -> Result<FormBox, String> {
    let at = |wrong: String| format!("box {:?}: {wrong}", file.id);
    if file.facts.is_empty() || (file.label.is_none() && file.facts.len() > 1) {
        return Err(at("name one fact, or several and a label".to_owned()));
    }
    if file.any && file.need != NeedWord::Must {
        return Err(at("`any` means nothing without need = \"must\"".to_owned()));
    }
    Ok(FormBox {
        need: match (file.need, file.any) {
            (NeedWord::Must, true) => Need::Any,
            (NeedWord::Must, false) => Need::All,
            (NeedWord::Known, _) => Need::IfKnown,
        },
        when: each(&file.when, "no condition reads", Condition::parse).map_err(at)?,
        for_states: states(&file.for_states).map_err(at)?,
        id: file.id,
        label: file.label,
        facts: file.facts,
        provision: file.provision,
    })
}

fn states(codes: &[String]) -> Result<Vec<StateCode>, String> {
    each(codes, "no State has the code", |code| code.parse().ok())
}

fn each<T>(texts: &[String], wrong: &str, read: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, String> {
    texts.iter().map(|text| read(text).ok_or_else(|| format!("{wrong} {text:?}"))).collect()
}

fn date(day: &toml::value::Datetime) -> Result<Date, String> {
    day.to_string().parse().map_err(|_| format!("`checked` is no day: {day}"))
}
