//! Instruments: the treaties, acts and schemes on which a request can rest, with their terms and parties.

use std::collections::{BTreeMap, BTreeSet};

use case::bureau::StateCode;
use case::opinion::Confidence;
use jiff::civil::Date;
use serde::Deserialize;

use crate::code::{all, codes};
use crate::pack::{Pack, Period, day};
use crate::parties::{Binding, Bound, Parties};
use crate::rule::{BadRule, Faults};
use crate::term::{Matter, Term, matters};

codes! {
    /// How near an instrument stands to the two States. The nearer governs, and a farther one fills what it leaves open.
    pub enum Layer {
        /// Law of a union of States, such as a framework decision.
        Union = "union";
        /// A treaty of two States, or of a union and one State.
        Bilateral = "bilateral";
        /// A convention of a region.
        Regional = "regional";
        /// A convention that is open to every State, as those of the United Nations.
        Universal = "universal";
        /// A scheme that binds nobody and works through each State's own law.
        Scheme = "scheme";
    }
}

/// `*.instruments.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct InstrumentFile {
    #[serde(default)]
    pub(crate) instrument: Vec<toml::Table>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct InstrumentTable {
    pub(crate) id: String,
    title: String,
    short: String,
    layer: String,
    matter: Vec<String>,
    #[serde(default)]
    measures: Vec<String>,
    provision: String,
    pub(crate) source: String,
    #[serde(deserialize_with = "day")]
    checked: Date,
    #[serde(default)]
    by: String,
    confidence: String,
    #[serde(default)]
    in_force: Period,
    #[serde(default)]
    not_in_force: String,
    #[serde(default)]
    parties: Vec<String>,
    /// The key of `data/parties.csv`, where it is not the id: one convention may stand as two instruments.
    parties_of: Option<String>,
    #[serde(default)]
    hub: Vec<String>,
    #[serde(default)]
    amends: Vec<String>,
    #[serde(default)]
    supplements: Vec<String>,
    #[serde(default)]
    displaces: Vec<String>,
    #[serde(default)]
    fills_gap_only: bool,
    #[serde(default)]
    offences: Vec<String>,
    #[serde(default)]
    offences_say: String,
    min_penalty_months: Option<u16>,
    #[serde(default)]
    any_offence_measures: Vec<String>,
    #[serde(default)]
    note: String,
    #[serde(default)]
    pub(crate) term: Vec<toml::Table>,
}

/// An instrument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instrument {
    /// Its stable name; as a rule the key of `data/parties.csv`.
    pub id: String,
    /// The pack it stands in.
    pub pack: String,
    /// Its title.
    pub title: String,
    /// How practitioners cite it, as `ETS 24`.
    pub short: String,
    /// How near it stands to the two States.
    pub layer: Layer,
    /// For which matters it serves.
    pub matters: Vec<Matter>,
    /// For which measures of assistance it serves; for all where empty.
    pub measures: BTreeSet<String>,
    /// The article that makes it a basis.
    pub provision: String,
    /// Where it was read.
    pub source: String,
    /// The day it was last checked.
    pub checked: Date,
    /// The initials of who checked it.
    pub checked_by: String,
    /// How sure its description is.
    pub confidence: Confidence,
    /// The days on which it is in force at all.
    pub in_force: Period,
    /// Why it is not in force, where it never was.
    pub not_in_force: String,
    /// The instruments that it amends between its own parties.
    pub amends: Vec<String>,
    /// The instruments that it supplements and does not replace; `bilateral` for every treaty of two States.
    pub supplements: Vec<String>,
    /// The instruments whose place it takes between its own parties.
    pub displaces: Vec<String>,
    /// Whether it serves only where no other treaty on the matter binds the two States (UNTOC art. 18(7)).
    pub fills_gap_only: bool,
    /// The offences it is about, as beginnings of ICCS codes; for all where empty.
    pub offences: Vec<String>,
    /// The offences it is about, in words; empty for all.
    pub offences_say: String,
    /// The least maximum penalty that brings any offence under it, in months (UNTOC art. 2(b): 48).
    pub min_penalty_months: Option<u16>,
    /// The measures for which it serves whatever the offence, as one that reaches evidence in electronic form of any
    /// offence. Where there are some, no offence is outside it for sure: what another measure would find decides.
    pub any_offence_measures: BTreeSet<String>,
    /// What a reader should know besides.
    pub note: String,
    /// What it says.
    pub terms: Vec<Term>,
    /// The States or partners through which alone it joins two States; where empty, it joins all its parties. The Union's
    /// agreement with the United States joins France and the United States, and not France and Germany.
    pub hubs: Vec<StateCode>,
    /// Since when it binds whom.
    pub(crate) bound: BTreeMap<StateCode, Bound>,
}

impl Instrument {
    pub(crate) fn read(
        table: InstrumentTable,
        terms: Vec<Term>,
        pack: &Pack,
        parties: &Parties,
    ) -> Result<Self, Vec<BadRule>> {
        let mut faults = Faults::default();
        let layer = faults.code("layer", &table.layer, Layer::parse, || all(Layer::ALL, Layer::code));
        let confidence = faults.confidence(&table.confidence);
        let matters = matters(&mut faults, &table.matter);
        let source = faults.source(&table.source, pack);
        let bound = bound(&mut faults, &table, confidence, parties);
        let hubs = faults.states("hub", &table.hub);
        for hub in hubs.iter().filter(|hub| !bound.contains_key(*hub) && table.not_in_force.is_empty()) {
            faults.add(format!("the hub {hub} is not bound"), "name a State that is a party");
        }
        for (key, text) in [("title", &table.title), ("short", &table.short), ("provision", &table.provision)]
        {
            if text.trim().is_empty() {
                faults
                    .add(format!("`{key}` is empty"), "write it; a reviewer reads it on the page of routes");
            }
        }
        for code in table.offences.iter().filter(|code| !is_iccs(code)) {
            faults.add(format!("`{code}` is no code of the ICCS"), "write 2 to 6 digits, as 0601");
        }
        if !table.offences.is_empty() && table.offences_say.trim().is_empty() {
            faults.add("`offences` stands without `offences_say`", "say in words which offences are meant");
        }
        let (Some(layer), Some(confidence), Some(source), true) =
            (layer, confidence, source, faults.0.is_empty())
        else {
            return Err(faults.0);
        };
        Ok(Self {
            id: table.id,
            pack: pack.name.clone(),
            title: table.title,
            short: table.short,
            layer,
            matters,
            measures: table.measures.into_iter().collect(),
            provision: table.provision,
            source,
            checked: table.checked,
            checked_by: table.by,
            confidence,
            in_force: table.in_force,
            not_in_force: table.not_in_force,
            amends: table.amends,
            supplements: table.supplements,
            displaces: table.displaces,
            fills_gap_only: table.fills_gap_only,
            offences: table.offences,
            offences_say: table.offences_say.trim_end_matches('.').to_owned(),
            min_penalty_months: table.min_penalty_months,
            any_offence_measures: table.any_offence_measures.into_iter().collect(),
            note: table.note,
            terms,
            hubs,
            bound,
        })
    }

    /// Since when it binds this State, as far as the table of parties knows, and how that is known.
    #[must_use]
    pub fn bound(&self, state: StateCode) -> Option<&Bound> {
        self.bound.get(&state)
    }

    /// Every State that the table of parties knows to be bound at some time, with since when.
    pub fn parties(&self) -> impl Iterator<Item = (StateCode, &Bound)> {
        self.bound.iter().map(|(state, bound)| (*state, bound))
    }

    /// Whether it binds this State on this day.
    #[must_use]
    pub fn binds(&self, state: StateCode, on: Date) -> bool {
        self.bound(state).is_some_and(|bound| bound.on(on) == Binding::Yes)
    }

    /// Whether it joins these two, if it binds both: where it has hubs, one of the two must be one.
    #[must_use]
    pub fn joins(&self, one: StateCode, other: StateCode) -> bool {
        self.hubs.is_empty() || self.hubs.contains(&one) || self.hubs.contains(&other)
    }

    /// Whether it serves this matter and this measure at all.
    #[must_use]
    pub fn serves(&self, matter: Matter, measure: Option<&str>) -> bool {
        self.matters.contains(&matter)
            && (self.measures.is_empty() || measure.is_none_or(|measure| self.measures.contains(measure)))
    }
}

/// The States bound: those that the file names, else those of the table of parties.
fn bound(
    faults: &mut Faults,
    table: &InstrumentTable,
    confidence: Option<Confidence>,
    parties: &Parties,
) -> BTreeMap<StateCode, Bound> {
    if table.parties.is_empty() {
        let known = parties.of(table.parties_of.as_deref().unwrap_or(&table.id));
        if known.is_empty() && table.not_in_force.is_empty() {
            faults.add(
                "nobody is bound: no `parties`, and no line of data/parties.csv",
                "name the parties, or say in `not_in_force` why it binds nobody",
            );
        }
        return known;
    }
    let Some(since) = table.in_force.from else {
        faults.add("`parties` stands without `in_force.from`", "say since when the treaty is in force");
        return BTreeMap::new();
    };
    let states = faults.states("parties", &table.parties);
    let is_verified = confidence.is_some_and(|confidence| confidence != Confidence::Unverified);
    let bound = Bound { since, is_first: true, until: None, is_verified };
    states.into_iter().map(|state| (state, bound.clone())).collect()
}

/// Whether it is the beginning of a code of the International Classification of Crime for Statistical Purposes.
#[must_use]
pub fn is_iccs(code: &str) -> bool {
    (2..=6).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit())
}
