//! The law as a reader turns its pages: from an instrument to its terms, parties, protocols and rules; from a State to its
//! own law and its ties; from a rule to the facts it looks at; and what nobody has verified.

use std::collections::BTreeMap;

use case::bureau::StateCode;
use jiff::civil::Date;
use serde::Serialize;

use crate::answer::{TermRow, term_row};
use crate::corpus::Law;
use crate::instrument::{Instrument, Layer};
use crate::route::{Fit, Search};
use crate::rule::{Rule, Strength};
use crate::term::{Matter, Term};

/// A line in a list of instruments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InstrumentLine {
    /// Its stable name.
    pub instrument: String,
    /// How practitioners cite it.
    pub short: String,
    /// Its title.
    pub title: String,
    /// How near it stands: a code of `Layer`.
    pub layer: &'static str,
    /// For which matters it serves.
    pub matters: Vec<&'static str>,
    /// How many States it is known to bind.
    pub parties: usize,
    /// How sure its description is.
    pub confidence: &'static str,
    /// Why it is not in force; empty where it is.
    pub not_in_force: String,
    /// Since when it is known to bind the State in question, and whether that was read; of a State's page only.
    pub since: Option<(String, bool)>,
}

/// An instrument with what hangs on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InstrumentPage {
    /// Its line.
    pub line: InstrumentLine,
    /// The article that makes it a basis.
    pub provision: String,
    /// Where it was read.
    pub source: String,
    /// The day it was last checked.
    pub checked: String,
    /// The offences it is about; empty for all.
    pub offences: String,
    /// What a reader should know besides.
    pub note: String,
    /// Instruments it amends, then those that amend it, then those it displaces and supplements: (relation, short title).
    pub relations: Vec<(&'static str, String, String)>,
    /// The States it binds, with since when and whether that was read.
    pub parties: Vec<(String, String, bool)>,
    /// What it says.
    pub terms: Vec<TermRow>,
    /// The rules that rest on it.
    pub rules: Vec<RuleLine>,
}

/// A State's own law and its ties.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatePage {
    /// The State.
    pub state: String,
    /// What a reader should know besides; empty where no profile is on file.
    pub note: String,
    /// What its own law says.
    pub terms: Vec<TermRow>,
    /// The instruments that bind it.
    pub instruments: Vec<InstrumentLine>,
    /// The rules of its own law.
    pub rules: Vec<RuleLine>,
}

/// A line in a list of rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleLine {
    /// Its stable name.
    pub rule: String,
    /// Its heading.
    pub title: String,
    /// The question it belongs to.
    pub ground: &'static str,
    /// The article.
    pub provision: String,
    /// What follows where it is not met.
    pub effect: &'static str,
    /// How strong the ground is.
    pub strength: Option<&'static str>,
    /// How sure its text is.
    pub confidence: &'static str,
    /// The pack it stands in.
    pub pack: String,
}

/// A rule whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RulePage {
    /// Its line.
    pub line: RuleLine,
    /// What it demands and why.
    pub explain: String,
    /// What to do where it is not met.
    pub remedy: String,
    /// Where it was read.
    pub source: String,
    /// The day it was last checked.
    pub checked: String,
    /// The first day on which it is law, and the first on which it is law no more.
    pub in_force: (Option<String>, Option<String>),
    /// When it speaks.
    pub stages: Vec<&'static str>,
    /// The kinds of request it speaks to.
    pub kinds: Vec<&'static str>,
    /// The instrument that must bind both.
    pub between: Option<String>,
    /// The condition under which it applies, as written.
    pub applies_when: Option<String>,
    /// What it requires, as written; none where a person judges.
    pub requires: Option<String>,
    /// The facts it looks at, with their labels.
    pub facts: Vec<(String, String)>,
}

/// A tie of a State to another: the nearest instrument that is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tie {
    /// The other State.
    pub state: String,
    /// How near the instrument stands.
    pub layer: &'static str,
    /// How it is cited.
    pub short: String,
    /// `yes`, or `depends` where the offence decides.
    pub fit: &'static str,
}

impl Law {
    /// Every instrument, nearest layer first.
    #[must_use]
    pub fn list_of_instruments(&self) -> Vec<InstrumentLine> {
        self.instruments().iter().map(|instrument| instrument_line(instrument, None)).collect()
    }

    /// An instrument with what hangs on it.
    #[must_use]
    pub fn page_of_instrument(&self, id: &str, language: &str) -> Option<InstrumentPage> {
        let instrument = self.instrument(id)?;
        let named = |relation, ids: &[String]| -> Vec<(&'static str, String, String)> {
            let found = ids.iter().filter_map(|id| self.instrument(id));
            found.map(|other| (relation, other.id.clone(), other.short.clone())).collect()
        };
        let naming = |relation, list: fn(&Instrument) -> &Vec<String>| {
            let found = self.instruments().iter().filter(move |other| list(other).contains(&instrument.id));
            found.map(move |other| (relation, other.id.clone(), other.short.clone()))
        };
        let mut relations = named("amends", &instrument.amends);
        relations.extend(naming("amended-by", |other| &other.amends));
        relations.extend(named("displaces", &instrument.displaces));
        relations.extend(naming("displaced-by", |other| &other.displaces));
        relations.extend(named("supplements", &instrument.supplements));
        relations.extend(naming("supplemented-by", |other| &other.supplements));
        let on_it = self.rules().iter().filter(|rule| rule.between() == Some(id));
        Some(InstrumentPage {
            line: instrument_line(instrument, None),
            provision: instrument.provision.clone(),
            source: instrument.source.clone(),
            checked: instrument.checked.to_string(),
            offences: instrument.offences_say.clone(),
            note: instrument.note.clone(),
            relations,
            parties: instrument
                .parties()
                .map(|(state, bound)| (state.to_string(), bound.since.to_string(), bound.is_verified))
                .collect(),
            terms: rows(&instrument.terms, &instrument.short, false, language),
            rules: on_it.map(|rule| rule_line(rule, language)).collect(),
        })
    }

    /// Every State of which the law knows something, in the order of letters: with whether its own law is on file.
    #[must_use]
    pub fn list_of_states(&self) -> BTreeMap<StateCode, bool> {
        let bound = self.instruments().iter().flat_map(Instrument::parties).map(|(state, _)| state);
        let mut states: BTreeMap<StateCode, bool> = bound.map(|state| (state, false)).collect();
        states.extend(self.jurisdictions().map(|jurisdiction| (jurisdiction.state, true)));
        states
    }

    /// A State's own law and its ties; none where nothing is known of it.
    #[must_use]
    pub fn page_of_state(&self, state: StateCode, language: &str) -> Option<StatePage> {
        let jurisdiction = self.jurisdiction(state);
        let instruments: Vec<InstrumentLine> =
            self.ties(state).map(|instrument| instrument_line(instrument, Some(state))).collect();
        if jurisdiction.is_none() && instruments.is_empty() {
            return None;
        }
        let code = state.to_string();
        let own = self.rules().iter().filter(|rule| rule.between().is_none() && rule.names(state));
        Some(StatePage {
            note: jurisdiction.map(|found| found.note.clone()).unwrap_or_default(),
            terms: jurisdiction.map(|found| rows(&found.terms, &code, true, language)).unwrap_or_default(),
            rules: own.map(|rule| rule_line(rule, language)).collect(),
            state: code,
            instruments,
        })
    }

    /// The ties of a State for a matter on a day, in the order of layers and letters: to each other State the nearest
    /// instrument that is open. A State without any is left out.
    #[must_use]
    pub fn ties_of(&self, state: StateCode, matter: Matter, on: Date) -> Vec<Tie> {
        let mut found: Vec<(Layer, Tie)> = Vec::new();
        for (other, _) in self.list_of_states() {
            let search = Search {
                from: state,
                to: other,
                matter,
                measure: None,
                offence: None,
                max_penalty_months: None,
                on,
            };
            let routes = if other == state { continue } else { self.open_routes(&search) };
            let Some(route) = routes.first() else { continue };
            let fit = if route.fit == Fit::Yes { "yes" } else { "depends" };
            let layer = route.instrument.layer;
            let short = route.instrument.short.clone();
            found.push((layer, Tie { state: other.to_string(), layer: layer.code(), short, fit }));
        }
        found.sort_by_key(|(layer, _)| *layer);
        found.into_iter().map(|(_, tie)| tie).collect()
    }

    /// The rules that carry every word of a text in their name, heading, provision or ground; all where it is empty.
    #[must_use]
    pub fn search_rules(&self, text: &str, language: &str) -> Vec<RuleLine> {
        let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
        let fits = |rule: &&Rule| {
            let searched = [
                rule.id.as_str(),
                rule.title(language),
                rule.title("en"),
                &rule.provision,
                rule.ground.tag(),
            ]
            .join(" ")
            .to_lowercase();
            words.iter().all(|word| searched.contains(word.as_str()))
        };
        self.rules().iter().filter(fits).map(|rule| rule_line(rule, language)).collect()
    }

    /// A rule whole.
    #[must_use]
    pub fn page_of_rule(&self, id: &str, language: &str) -> Option<RulePage> {
        let rule = self.rule(id)?;
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        let facts = rule.facts.iter().filter_map(|index| self.register().at(*index));
        Some(RulePage {
            line: rule_line(rule, language),
            explain: rule.explain(language).to_string(),
            remedy: rule.remedy(language).to_string(),
            source: rule.source.to_string(),
            checked: rule.checked.to_string(),
            in_force: (day(rule.in_force.from), day(rule.in_force.until)),
            stages: rule.stages.iter().map(|stage| stage.code()).collect(),
            kinds: rule.kinds.iter().map(|kind| kind.code()).collect(),
            between: rule.between().map(str::to_owned),
            applies_when: rule.applies_when.clone(),
            requires: rule.requires.clone(),
            facts: facts.map(|fact| (fact.name.clone(), fact.label(language).to_owned())).collect(),
        })
    }
}

fn rows(terms: &[Term], speaker: &str, is_own_law: bool, language: &str) -> Vec<TermRow> {
    let mut ordered: Vec<&Term> = terms.iter().collect();
    ordered.sort_by_key(|term| term.topic);
    ordered.into_iter().map(|term| term_row(term, speaker.to_owned(), is_own_law, language)).collect()
}

fn instrument_line(instrument: &Instrument, of: Option<StateCode>) -> InstrumentLine {
    let bound = of.and_then(|state| instrument.bound(state));
    InstrumentLine {
        instrument: instrument.id.clone(),
        short: instrument.short.clone(),
        title: instrument.title.clone(),
        layer: instrument.layer.code(),
        matters: instrument.matters.iter().map(|matter| matter.code()).collect(),
        parties: instrument.parties().count(),
        confidence: instrument.confidence.code(),
        not_in_force: instrument.not_in_force.clone(),
        since: bound.map(|bound| (bound.since.to_string(), bound.is_verified)),
    }
}

fn rule_line(rule: &Rule, language: &str) -> RuleLine {
    RuleLine {
        rule: rule.id.clone(),
        title: rule.title(language).to_string(),
        ground: rule.ground.tag(),
        provision: rule.provision.to_string(),
        effect: rule.effect.code(),
        strength: rule.strength.map(Strength::code),
        confidence: rule.confidence.code(),
        pack: rule.pack.clone(),
    }
}
