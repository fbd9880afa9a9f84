//! Facts: what a request states, by name. The names are the register's (`law`), the same in forms, rules and schemas.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use jiff::civil::Date;

/// The value of a fact. That something is not known is the absence of the fact, never a value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// Yes or no.
    Flag(bool),
    /// A whole number, in the unit that the register gives.
    Number(i64),
    /// A day.
    Day(Date),
    /// Words, or one of the register's codes.
    Text(String),
    /// Several, in the order stated.
    List(Vec<Value>),
}

impl Value {
    /// The words, when it is words.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The day, when it is one.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        match self {
            Value::Day(day) => Some(*day),
            _ => None,
        }
    }
}

/// The names of what is stated otherwise in one set of facts than in another.
#[must_use]
pub fn changed<'a>(before: &'a Facts, after: &'a Facts) -> BTreeSet<&'a str> {
    let differs = |name: &&String| before.get(*name) != after.get(*name);
    before.keys().chain(after.keys()).filter(differs).map(String::as_str).collect()
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Value::Flag(flag)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Value::Number(number)
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Flag(flag) => write!(f, "{flag}"),
            Value::Number(number) => write!(f, "{number}"),
            Value::Day(day) => write!(f, "{day}"),
            Value::Text(text) => f.write_str(text),
            Value::List(values) => {
                for (i, value) in values.iter().enumerate() {
                    if i > 0 {
                        f.write_str(", ")?;
                    }
                    write!(f, "{value}")?;
                }
                Ok(())
            }
        }
    }
}

/// Facts by name.
pub type Facts = BTreeMap<String, Value>;
