//! The files of a pack as they are written. Keys that are not known are refused.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer};

/// `pack.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// The folder's name.
    pub name: String,
    /// What the pack holds.
    pub title: String,
    /// Its version, as `2026.11.0`.
    pub version: String,
    /// Where its provisions were read, by key.
    #[serde(default)]
    pub sources: BTreeMap<String, Source>,
}

/// A text that provisions were read in.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its title.
    pub title: String,
    /// Where it can be read.
    #[serde(default)]
    pub url: String,
    /// Which version of it was read.
    #[serde(default)]
    pub version: String,
}

impl std::fmt::Display for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.title)?;
        if !self.version.is_empty() {
            write!(f, " ({})", self.version)?;
        }
        if !self.url.is_empty() {
            write!(f, ", {}", self.url)?;
        }
        Ok(())
    }
}

/// `<topic>.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleFile {
    #[serde(default)]
    pub(crate) rule: Vec<toml::Table>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleTable {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) ground: String,
    pub(crate) provision: String,
    pub(crate) source: String,
    #[serde(deserialize_with = "day")]
    pub(crate) checked: Date,
    pub(crate) confidence: String,
    #[serde(default)]
    pub(crate) in_force: Period,
    pub(crate) stages: Vec<String>,
    #[serde(default)]
    pub(crate) kinds: Vec<String>,
    #[serde(default)]
    pub(crate) covers: Vec<String>,
    #[serde(default)]
    pub(crate) requesting: Vec<String>,
    #[serde(default)]
    pub(crate) requested: Vec<String>,
    pub(crate) between: Option<String>,
    #[serde(default)]
    pub(crate) not_between: Vec<String>,
    pub(crate) strength: Option<String>,
    pub(crate) applies: Option<String>,
    pub(crate) requires: Option<String>,
    #[serde(default)]
    pub(crate) judge: bool,
    #[serde(default)]
    pub(crate) factors: Vec<String>,
    pub(crate) effect: String,
    #[serde(default)]
    pub(crate) essential: bool,
    pub(crate) explain: String,
    #[serde(default)]
    pub(crate) remedy: String,
    #[serde(default, rename = "in")]
    pub(crate) translations: BTreeMap<String, RuleWords>,
}

/// The words of a rule in one language. An empty one falls back to English.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct RuleWords {
    pub(crate) title: String,
    pub(crate) explain: String,
    pub(crate) remedy: String,
}

/// The days on which a provision is law.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// The first day; open when absent.
    #[serde(default, deserialize_with = "maybe_day")]
    pub from: Option<Date>,
    /// The first day on which it is law no more; open when absent.
    #[serde(default, deserialize_with = "maybe_day")]
    pub until: Option<Date>,
}

impl Period {
    /// Whether a day falls in it.
    #[must_use]
    pub fn holds(&self, day: Date) -> bool {
        self.from.is_none_or(|from| day >= from) && self.until.is_none_or(|until| day < until)
    }
}

/// `deadlines.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DeadlineFile {
    #[serde(default)]
    pub(crate) deadline: Vec<toml::Table>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DeadlineTable {
    pub(crate) id: String,
    pub(crate) provision: String,
    pub(crate) source: String,
    #[serde(deserialize_with = "day")]
    pub(crate) checked: Date,
    pub(crate) confidence: String,
    #[serde(default)]
    pub(crate) kinds: Vec<String>,
    pub(crate) event: String,
    pub(crate) value: i32,
    pub(crate) unit: String,
    pub(crate) at_end: String,
    #[serde(default)]
    pub(crate) covers: Vec<String>,
    #[serde(default)]
    pub(crate) requesting: Vec<String>,
    #[serde(default)]
    pub(crate) requested: Vec<String>,
    pub(crate) between: Option<String>,
    #[serde(default)]
    pub(crate) not_between: Vec<String>,
}

/// `<topic>.cases.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CaseFile {
    #[serde(default)]
    pub(crate) case: Vec<CaseTable>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CaseTable {
    pub(crate) says: String,
    pub(crate) rule: String,
    pub(crate) kind: String,
    #[serde(deserialize_with = "day")]
    pub(crate) on: Date,
    pub(crate) from: Option<String>,
    pub(crate) to: Option<String>,
    #[serde(default)]
    pub(crate) facts: BTreeMap<String, toml::Value>,
    pub(crate) expect: String,
    pub(crate) missing: Option<Vec<String>>,
}

/// A day as TOML writes it, bare or between quotes.
pub(crate) fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Bare(toml::value::Datetime),
        Quoted(String),
    }
    let text = match Written::deserialize(deserializer)? {
        Written::Bare(datetime) => datetime.to_string(),
        Written::Quoted(text) => text,
    };
    text.parse().map_err(|_| serde::de::Error::custom(format!("`{text}` is no day; write it as 2026-06-30")))
}

fn maybe_day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    day(deserializer).map(Some)
}
