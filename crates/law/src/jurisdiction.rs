//! Jurisdictions: what a State's own law says on cooperation, point by point.

use case::bureau::StateCode;
use serde::Deserialize;

use crate::pack::Pack;
use crate::rule::BadRule;
use crate::rule::Faults;
use crate::term::{Matter, Term, Topic};
use jiff::civil::Date;

/// `*.jurisdiction.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct JurisdictionFile {
    pub(crate) jurisdiction: JurisdictionTable,
    #[serde(default)]
    pub(crate) term: Vec<toml::Table>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct JurisdictionTable {
    pub(crate) state: String,
    title: String,
    source: String,
    #[serde(default)]
    note: String,
}

impl JurisdictionTable {
    /// The source of its terms that name none.
    pub(crate) fn source(&self) -> &str {
        &self.source
    }
}

/// The profile of a State's own law on cooperation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jurisdiction {
    /// The State.
    pub state: StateCode,
    /// The pack it stands in.
    pub pack: String,
    /// Its name in English.
    pub title: String,
    /// What a reader should know besides.
    pub note: String,
    /// What it says.
    pub terms: Vec<Term>,
}

impl Jurisdiction {
    pub(crate) fn read(
        table: JurisdictionTable,
        terms: Vec<Term>,
        pack: &Pack,
    ) -> Result<Self, Vec<BadRule>> {
        let mut faults = Faults::default();
        let state = faults.states("state", std::slice::from_ref(&table.state));
        match (state.first(), faults.0.is_empty()) {
            (Some(state), true) => Ok(Self {
                state: *state,
                pack: pack.name.clone(),
                title: table.title,
                note: table.note,
                terms,
            }),
            _ => Err(faults.0),
        }
    }

    /// Its terms on a point, for a matter and a measure on a day.
    pub fn on(
        &self,
        topic: Topic,
        matter: Matter,
        measure: Option<&str>,
        on: Date,
    ) -> impl Iterator<Item = &Term> {
        self.terms.iter().filter(move |term| term.topic == topic && term.speaks(matter, measure, on))
    }
}
