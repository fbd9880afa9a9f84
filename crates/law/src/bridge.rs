//! Bridges: what to do where the laws of two States differ in a way that matters to a request.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::code::{all, codes};
use crate::register::{Register, in_language};
use crate::rule::{BadRule, Faults};
use crate::term::{Matter, Number, Term, Topic, matters};

codes! {
    /// How the number of the State asked stands to that of the State that asks.
    pub enum Gap {
        /// It is greater: a threshold that fewer offences reach.
        Higher = "higher";
        /// It is smaller: a period that ends sooner.
        Shorter = "shorter";
    }
}

/// `bridges.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BridgeFile {
    #[serde(default)]
    pub(crate) bridge: Vec<toml::Table>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BridgeTable {
    pub(crate) id: String,
    topic: String,
    #[serde(default)]
    matter: Vec<String>,
    #[serde(default)]
    requested: Vec<String>,
    #[serde(default)]
    requesting: Vec<String>,
    number: Option<String>,
    act: String,
    fact: Option<String>,
    #[serde(default, rename = "in")]
    translations: BTreeMap<String, String>,
}

/// What to do where two laws differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bridge {
    /// Its stable name.
    pub id: String,
    /// The point on which they differ.
    pub topic: Topic,
    /// For which matters.
    pub matters: Vec<Matter>,
    /// Only where the law of the State asked takes one of these positions; any where empty.
    pub requested: Vec<String>,
    /// Only where the law of the State that asks takes one of these positions; any, or none on file, where empty.
    pub requesting: Vec<String>,
    /// Only where the number of the State asked stands so to that of the State that asks, or where that one is not on file.
    pub number: Option<Gap>,
    /// The fact of the register whose field carries the act.
    pub fact: Option<String>,
    act: String,
    others: BTreeMap<String, String>,
}

impl Bridge {
    pub(crate) fn read(table: BridgeTable, register: &Register) -> Result<Self, Vec<BadRule>> {
        let mut faults = Faults::default();
        let topic = faults.code("topic", &table.topic, Topic::parse, || all(Topic::ALL, Topic::code));
        let matters = matters(&mut faults, &table.matter);
        if let Some(topic) = topic {
            for position in table.requested.iter().chain(&table.requesting) {
                if !topic.positions().contains(&position.as_str()) {
                    let remedy = format!("write one of: {}", topic.positions().join(", "));
                    faults.add(format!("`{position}` is no position on {}", topic.code()), remedy);
                }
            }
        }
        let number = table
            .number
            .as_deref()
            .and_then(|code| faults.code("number", code, Gap::parse, || all(Gap::ALL, Gap::code)));
        if let Some(fact) = table.fact.as_ref().filter(|fact| register.fact(fact).is_none()) {
            faults.add(format!("`{fact}` is no fact of the register"), "write its name as facts.toml does");
        }
        if table.act.trim().is_empty() {
            faults.add("`act` is empty", "say in a sentence what to do");
        }
        let (Some(topic), true) = (topic, faults.0.is_empty()) else { return Err(faults.0) };
        Ok(Self {
            id: table.id,
            topic,
            matters,
            requested: table.requested,
            requesting: table.requesting,
            number,
            fact: table.fact,
            act: table.act,
            others: table.translations,
        })
    }

    /// What to do, in a language (BCP 47), else in English.
    #[must_use]
    pub fn act(&self, language: &str) -> &str {
        in_language(&self.others, language).filter(|text| !text.is_empty()).unwrap_or(&self.act)
    }

    /// Whether it serves between what these laws say on its topic.
    #[must_use]
    pub fn serves(&self, matter: Matter, requesting: &[&Term], requested: &[&Term]) -> bool {
        let among = |wanted: &[String], found: &[&Term]| {
            let mut positions = found.iter().filter_map(|term| term.position);
            wanted.is_empty() || positions.any(|position| wanted.iter().any(|one| one == position))
        };
        self.matters.contains(&matter)
            && among(&self.requested, requested)
            && among(&self.requesting, requesting)
            && self.number.is_none_or(|gap| gap.lies_between(requesting, requested))
    }
}

impl Gap {
    /// Of several numbers of one State the least counts: it is the one that a request meets first.
    fn lies_between(self, requesting: &[&Term], requested: &[&Term]) -> bool {
        let least = |terms: &[&Term]| {
            terms.iter().filter_map(|term| term.number.as_ref()).map(Number::about_hours).min()
        };
        match (least(requesting), least(requested), self) {
            (_, None, _) => false,
            (None, Some(_), _) => true,
            (Some(one), Some(other), Gap::Higher) => other > one,
            (Some(one), Some(other), Gap::Shorter) => other < one,
        }
    }
}
