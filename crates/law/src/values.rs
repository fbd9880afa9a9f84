//! Reading the value of a fact: from text typed into a form, and from JSON.

use case::bureau::StateCode;
use case::fact::Value;
use jiff::civil::Date;

use crate::register::{Fact, FactKind};

/// Longest text of a fact, in bytes.
pub const TEXT_BYTES_MAX: usize = 20_000;
/// Most entries in a list.
pub const LIST_ENTRIES_MAX: usize = 500;
/// Largest number. What facts count is never less than nothing.
pub const NUMBER_MAX: i64 = 1_000_000_000_000;
/// The years that a day or a year of a fact may lie in.
pub const YEARS: std::ops::RangeInclusive<i64> = 1800..=2200;
/// The unit of a number that is a year.
const YEAR: &str = "year";
/// The text that says that something is not known; it counts as absent.
pub const UNKNOWN: &str = "unknown";

/// Why a value is not accepted. Each message says what would be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadValue {
    /// Nothing but blanks.
    #[error("nothing is stated; leave the field out while the answer is not known")]
    Empty,
    /// Too long.
    #[error("the text is longer than {TEXT_BYTES_MAX} bytes; shorten it, or attach it as a paper")]
    TooLong,
    /// A character that no text has.
    #[error("the text has a control character in it; type it again without")]
    ControlCharacter,
    /// Not yes or no.
    #[error("yes or no is expected; write `true` or `false`")]
    NotFlag,
    /// Not a number.
    #[error("a whole number is expected{}, in digits only, as 24", .unit.as_ref().map(|unit| format!(" of {unit}")).unwrap_or_default())]
    NotNumber {
        /// The unit, where it has one.
        unit: Option<String>,
    },
    /// Too large.
    #[error("the number is larger than {NUMBER_MAX}; check the unit")]
    NumberTooLarge,
    /// Less than nothing.
    #[error("a number below 0 is given{}; check it", .unit.as_ref().map(|unit| format!(" for {unit}")).unwrap_or_default())]
    Negative {
        /// The unit, where it has one.
        unit: Option<String>,
    },
    /// Not a year of our time.
    #[error("a year from {} to {} is expected; check the digits", YEARS.start(), YEARS.end())]
    NotYear,
    /// Not a day.
    #[error("a day is expected as year, month, day: 2026-06-30")]
    NotDay,
    /// Not a State.
    #[error("a State is expected as two capital letters (ISO 3166-1 alpha-2): FR")]
    NotState,
    /// Not words.
    #[error("words are expected; put them between quotes")]
    NotText,
    /// None of the codes.
    #[error("`{given}` is not among the answers; choose one of: {}", .codes.join(", "))]
    NotCode {
        /// What was given.
        given: String,
        /// What is accepted.
        codes: Vec<String>,
    },
    /// Not a list.
    #[error("a list is expected; write [\"one\", \"two\"]")]
    NotList,
    /// Several where one is expected.
    #[error("one answer is expected and several are given; state the one that counts")]
    Several,
    /// Too many.
    #[error("more than {LIST_ENTRIES_MAX} entries are given; keep those that matter")]
    TooMany,
    /// Something inside something.
    #[error("a table or a list inside a list is given; state a plain value")]
    Nested,
}

/// Reads what an officer typed. A list is separated by commas or new lines.
///
/// # Errors
/// [`BadValue`] says what is expected.
pub fn read_value(fact: &Fact, text: &str) -> Result<Value, BadValue> {
    check_text(text)?;
    let text = text.trim();
    if text.is_empty() {
        return Err(BadValue::Empty);
    }
    match fact.kind {
        FactKind::Flag => flag(text).map(Value::Flag).ok_or(BadValue::NotFlag),
        FactKind::Status => match flag(text) {
            Some(flag) => Ok(Value::Flag(flag)),
            None => word(fact, text),
        },
        FactKind::Number => {
            let number = text.parse().map_err(|_| BadValue::NotNumber { unit: fact.unit.clone() })?;
            number_within(fact, number)
        }
        FactKind::List | FactKind::States => {
            let entries = text.split([',', '\n']).map(str::trim).filter(|entry| !entry.is_empty());
            list(entries.map(|entry| word(fact, entry)))
        }
        FactKind::Day | FactKind::Text | FactKind::Code | FactKind::State | FactKind::Level => {
            word(fact, text)
        }
    }
}

/// Reads a value of JSON; `null` and the text `unknown` say that it is not known.
///
/// # Errors
/// [`BadValue`] says what is expected.
pub fn value_of_json(fact: &Fact, json: &serde_json::Value) -> Result<Option<Value>, BadValue> {
    use serde_json::Value as Json;
    let several = matches!(fact.kind, FactKind::List | FactKind::States);
    match (json, fact.kind) {
        (Json::Null, _) => Ok(None),
        (Json::String(text), _) if text == UNKNOWN => Ok(None),
        (Json::Bool(flag), FactKind::Flag | FactKind::Status) => Ok(Some(Value::Flag(*flag))),
        (Json::Number(number), FactKind::Number) => whole(number)
            .ok_or_else(|| BadValue::NotNumber { unit: fact.unit.clone() })
            .and_then(|number| number_within(fact, number))
            .map(Some),
        (Json::Array(entries), _) if several => list(entries.iter().map(|entry| match entry {
            Json::String(text) => check_text(text).and_then(|()| word(fact, text)),
            Json::Array(_) | Json::Object(_) => Err(BadValue::Nested),
            Json::Null | Json::Bool(_) | Json::Number(_) => Err(BadValue::NotText),
        }))
        .map(Some),
        (Json::Array(_), _) => Err(BadValue::Several),
        (Json::Object(_), _) => Err(BadValue::Nested),
        (Json::String(text), kind) if !several && !matches!(kind, FactKind::Flag | FactKind::Number) => {
            check_text(text)?;
            word(fact, text).map(Some)
        }
        (_, kind) => Err(expected(kind, fact)),
    }
}

/// A value as JSON that [`value_of_json`] reads back.
pub(crate) fn json_of_value(value: &Value) -> serde_json::Value {
    match value {
        Value::Flag(flag) => (*flag).into(),
        Value::Number(number) => (*number).into(),
        Value::Day(day) => day.to_string().into(),
        Value::Text(text) => text.as_str().into(),
        Value::List(values) => values.iter().map(json_of_value).collect(),
    }
}

/// A whole number, also where it is written 24.0.
fn whole(number: &serde_json::Number) -> Option<i64> {
    number.as_i64().or_else(|| {
        let float = number.as_f64()?;
        let text = (float.fract() == 0.0).then(|| format!("{float:.0}"))?;
        text.parse().ok()
    })
}

fn expected(kind: FactKind, fact: &Fact) -> BadValue {
    match kind {
        FactKind::Flag => BadValue::NotFlag,
        FactKind::Number => BadValue::NotNumber { unit: fact.unit.clone() },
        FactKind::Day => BadValue::NotDay,
        FactKind::State => BadValue::NotState,
        FactKind::Text | FactKind::Code | FactKind::Level | FactKind::Status => BadValue::NotText,
        FactKind::List | FactKind::States => BadValue::NotList,
    }
}

fn check_text(text: &str) -> Result<(), BadValue> {
    if text.len() > TEXT_BYTES_MAX {
        return Err(BadValue::TooLong);
    }
    let plain = |c: char| !c.is_control() || matches!(c, '\n' | '\r' | '\t');
    if text.chars().all(plain) { Ok(()) } else { Err(BadValue::ControlCharacter) }
}

fn flag(text: &str) -> Option<bool> {
    match text {
        "true" | "yes" => Some(true),
        "false" | "no" => Some(false),
        _ => None,
    }
}

fn number_within(fact: &Fact, number: i64) -> Result<Value, BadValue> {
    match number {
        ..0 => Err(BadValue::Negative { unit: fact.unit.clone() }),
        _ if fact.unit.as_deref() == Some(YEAR) && !YEARS.contains(&number) => Err(BadValue::NotYear),
        0..=NUMBER_MAX => Ok(Value::Number(number)),
        _ => Err(BadValue::NumberTooLarge),
    }
}

/// A single word, code, State or day as the fact's type wants it.
fn word(fact: &Fact, text: &str) -> Result<Value, BadValue> {
    match fact.kind {
        FactKind::Day => {
            let day: Date = text.parse().map_err(|_| BadValue::NotDay)?;
            if YEARS.contains(&i64::from(day.year())) { Ok(Value::Day(day)) } else { Err(BadValue::NotYear) }
        }
        FactKind::State | FactKind::States => {
            text.parse::<StateCode>().map(|state| Value::from(state.as_str())).map_err(|_| BadValue::NotState)
        }
        _ if fact.codes.is_empty() || fact.codes.iter().any(|code| code == text) => Ok(Value::from(text)),
        _ => Err(BadValue::NotCode { given: text.chars().take(80).collect(), codes: fact.codes.clone() }),
    }
}

fn list(entries: impl Iterator<Item = Result<Value, BadValue>>) -> Result<Value, BadValue> {
    let mut values = Vec::new();
    for entry in entries {
        if values.len() == LIST_ENTRIES_MAX {
            return Err(BadValue::TooMany);
        }
        values.push(entry?);
    }
    Ok(Value::List(values))
}
