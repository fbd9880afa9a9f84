//! A request as flat facts in JSON: `{"kind", "from", "to", "on", "facts": {name: value}}`. What `comity check` reads.

use std::fmt;

use case::bureau::StateCode;
use case::fact::{Facts, Value};
use case::request::Kind;
use jiff::civil::Date;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};

use crate::register::Register;
use crate::values::{BadValue, YEARS, json_of_value, value_of_json};

/// Largest file, in bytes.
pub const FILE_BYTES_MAX: usize = 1 << 20;
/// Most facts in a file.
pub const FACTS_MAX: usize = 2_000;

/// What a file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestFile {
    /// What is requested.
    pub kind: Kind,
    /// The State that asks.
    pub from: Option<StateCode>,
    /// The State that is asked.
    pub to: Option<StateCode>,
    /// The day of the request; whoever reads the file puts today where it is absent.
    pub on: Option<Date>,
    /// What is stated.
    pub facts: Facts,
    /// What was passed over.
    pub warnings: Vec<Warning>,
}

/// Something stated that makes no sense; a fact counts as not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// The register has no such fact.
    UnknownFact {
        /// The name as written.
        name: String,
        /// A fact with a name like it.
        like: Option<String>,
    },
    /// One State asks itself.
    SameState {
        /// Which.
        given: StateCode,
    },
    /// The answer is none of those that rules know, or several were given for one.
    Unusable {
        /// The fact.
        name: String,
        /// What is wrong with the value.
        fault: BadValue,
    },
    /// A code was not stated and was read from the words of another fact.
    ReadFromWords {
        /// The fact.
        name: String,
        /// The code that counts.
        code: String,
        /// The fact with the words.
        from: String,
    },
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Warning::SameState { given } => {
                write!(f, "from and to are both {given}; a request goes from one State to another")
            }
            Warning::UnknownFact { name, like: None } => {
                write!(f, "{name}: no rule knows this fact; it is passed over")
            }
            Warning::UnknownFact { name, like: Some(like) } => {
                write!(f, "{name}: no rule knows this fact; it is passed over (did you mean `{like}`?)")
            }
            Warning::Unusable { name, fault } => write!(f, "{name}: {fault}; it counts as not known"),
            Warning::ReadFromWords { name, code, from } => {
                write!(f, "{name}: read as `{code}` from the words of {from}; state it to be sure")
            }
        }
    }
}

/// Why a file is not accepted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadRequestFile {
    /// Too large.
    #[error("the file is larger than {FILE_BYTES_MAX} bytes; leave papers out, state their facts")]
    TooLarge,
    /// Not JSON of this shape.
    #[error(
        "the file cannot be read: {0}; write {{\"kind\": …, \"from\": …, \"to\": …, \"on\": …, \"facts\": {{…}}}}"
    )]
    Shape(String),
    /// No such kind.
    #[error("kind: `{given}` is no kind of request; write one of: {}", kinds())]
    Kind {
        /// As written.
        given: String,
    },
    /// No State.
    #[error("{key}: a State is written with its two capital letters of ISO 3166-1, as FR")]
    State {
        /// `from` or `to`.
        key: &'static str,
    },
    /// No day.
    #[error("on: a day is written as 2026-06-30, in a year from {} to {}", YEARS.start(), YEARS.end())]
    Day,
    /// Too many facts.
    #[error("facts: more than {FACTS_MAX} are stated; keep those that matter")]
    TooManyFacts,
    /// A fact stated twice.
    #[error("{name}: the fact is stated twice; keep one")]
    Twice {
        /// The fact.
        name: String,
    },
    /// A value of another type than the fact's.
    #[error("{name}: {fault}")]
    Value {
        /// The fact.
        name: String,
        /// What is expected.
        fault: BadValue,
    },
}

fn kinds() -> String {
    Kind::ALL.iter().map(|kind| kind.code()).collect::<Vec<_>>().join(", ")
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    kind: String,
    from: Option<String>,
    to: Option<String>,
    on: Option<String>,
    #[serde(default)]
    facts: Pairs,
}

/// The facts in the order written, doubles included, so that a fact stated twice is seen.
#[derive(Default)]
struct Pairs(Vec<(String, serde_json::Value)>);

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reading;

        impl<'de> Visitor<'de> for Reading {
            type Value = Pairs;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("facts by name")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }

        deserializer.deserialize_map(Reading)
    }
}

/// Reads a file. Facts that no rule knows, and answers that are none of a fact's codes, are passed over with a warning.
///
/// # Errors
/// [`BadRequestFile`] names the key or fact and says what is expected.
pub fn read(register: &Register, bytes: &[u8]) -> Result<RequestFile, BadRequestFile> {
    if bytes.len() > FILE_BYTES_MAX {
        return Err(BadRequestFile::TooLarge);
    }
    let written: Written =
        serde_json::from_slice(bytes).map_err(|fault| BadRequestFile::Shape(fault.to_string()))?;
    let kind = Kind::parse(&written.kind)
        .ok_or_else(|| BadRequestFile::Kind { given: written.kind.chars().take(80).collect() })?;
    let state = |key: &'static str, code: Option<String>| match code {
        None => Ok(None),
        Some(code) => code.parse().map(Some).map_err(|_| BadRequestFile::State { key }),
    };
    let (from, to) = (state("from", written.from)?, state("to", written.to)?);
    let on = written.on.map(|day| day_of_our_time(&day)).transpose()?;
    let (facts, mut warnings) = read_facts(register, written.facts.0)?;
    // Access to data is asked of a provider at home too.
    if let Some(given) = from.filter(|_| from == to && kind != Kind::DataAccess) {
        warnings.insert(0, Warning::SameState { given });
    }
    Ok(RequestFile { kind, from, to, on, facts, warnings })
}

/// Writes a file that [`read`] reads back to the same request: what a paper carries inside.
#[must_use]
pub fn write(request: &RequestFile) -> Vec<u8> {
    let state = |state: Option<StateCode>| state.map(|state| state.to_string());
    let facts: serde_json::Map<_, _> =
        request.facts.iter().map(|(name, value)| (name.clone(), json_of_value(value))).collect();
    let written = serde_json::json!({
        "kind": request.kind.code(),
        "from": state(request.from),
        "to": state(request.to),
        "on": request.on.map(|day| day.to_string()),
        "facts": facts,
    });
    written.to_string().into_bytes()
}

fn day_of_our_time(text: &str) -> Result<Date, BadRequestFile> {
    let day: Option<Date> = text.parse().ok();
    day.filter(|day| YEARS.contains(&i64::from(day.year()))).ok_or(BadRequestFile::Day)
}

fn read_facts(
    register: &Register,
    pairs: Vec<(String, serde_json::Value)>,
) -> Result<(Facts, Vec<Warning>), BadRequestFile> {
    if pairs.len() > FACTS_MAX {
        return Err(BadRequestFile::TooManyFacts);
    }
    let mut facts = Facts::new();
    let mut warnings = Vec::new();
    for (name, json) in pairs {
        let Some(fact) = register.fact(&name) else {
            warnings.push(Warning::UnknownFact { like: register.like(&name), name });
            continue;
        };
        match value_of_json(fact, &json) {
            Ok(Some(value)) => {
                if facts.insert(name.clone(), value).is_some() {
                    return Err(BadRequestFile::Twice { name });
                }
            }
            Ok(None) => {}
            Err(fault @ (BadValue::NotCode { .. } | BadValue::Several)) => {
                warnings.push(Warning::Unusable { name, fault });
            }
            Err(fault) => return Err(BadRequestFile::Value { name, fault }),
        }
    }
    read_words(register, &mut facts, &mut warnings);
    Ok((facts, warnings))
}

/// Adds the codes that a file tells only in words.
fn read_words(register: &Register, facts: &mut Facts, warnings: &mut Vec<Warning>) {
    for fact in register.facts() {
        let found = fact.code_in_words(|name| facts.get(name).and_then(Value::text).map(str::to_owned));
        let Some((code, from)) = found.filter(|_| facts.get(&fact.name).is_none()) else { continue };
        let (code, from) = (code.to_owned(), from.to_owned());
        facts.insert(fact.name.clone(), Value::Text(code.clone()));
        warnings.push(Warning::ReadFromWords { name: fact.name.clone(), code, from });
    }
}
