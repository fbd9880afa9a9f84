//! Jurisdictions: what a State's own law says on cooperation, point by point.

use case::bureau::StateCode;
use serde::Deserialize;

use crate::pack::Pack;
use crate::rule::BadRule;
use crate::rule::Faults;
use crate::term::{Matter, Term, Topic};
use jiff::civil::Date;

/// What is true of a State whichever of its laws on cooperation applies.
const OF_THE_STATE: [Topic; 6] = [
    Topic::LegalSystem,
    Topic::Authority,
    Topic::Language,
    Topic::DeathPenalty,
    Topic::DataProtection,
    Topic::Partners,
];

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
    #[serde(default)]
    other_law_for: Vec<String>,
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
    /// The instruments for which another law of the State stands, as that on European arrest warrants stands beside that on
    /// extradition. Its terms on conditions, grounds and procedure are silent there.
    pub other_law_for: Vec<String>,
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
                other_law_for: table.other_law_for,
                terms,
            }),
            _ => Err(faults.0),
        }
    }

    /// Its terms that count where this instrument governs.
    pub fn under(&self, instrument: &str) -> impl Iterator<Item = &Term> {
        let is_silent = self.other_law_for.iter().any(|other| other == instrument);
        self.terms.iter().filter(move |term| !is_silent || OF_THE_STATE.contains(&term.topic))
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
