//! The law as loaded: rules, facts, parties and periods, under one version.

use std::collections::BTreeMap;
use std::sync::Arc;

use case::bureau::StateCode;
use case::request::Kind;
use jiff::civil::Date;

use crate::bridge::Bridge;
use crate::deadline::DeadlineRule;
use crate::duty::Duty;
use crate::instrument::Instrument;
use crate::jurisdiction::Jurisdiction;
use crate::offence::Offences;
use crate::pack::Pack;
use crate::parties::Parties;
use crate::register::{Fact, Register};
use crate::rule::{Rule, Stage};
use crate::step::Step;
use crate::term::Matter;
use crate::words::{Made, Words};

/// The fact whose codes are the measures of assistance.
const MEASURES: &str = "mla.measures";

/// The law. It is loaded whole or not at all, and does not change. A clone shares the files it was made of.
#[derive(Clone, PartialEq)]
pub struct Law {
    version: String,
    parts: Parts,
    /// Places in the rules, ascending, of those that speak to a kind of request at a stage.
    speaking: BTreeMap<(Kind, Stage), Vec<usize>>,
    /// Places in the instruments, ascending, of those that bind a State at some time.
    binding: BTreeMap<StateCode, Vec<usize>>,
}

/// What the files hold.
#[derive(Clone, PartialEq)]
pub(crate) struct Parts {
    /// The files themselves, cases included: path, text.
    pub(crate) files: Arc<BTreeMap<String, String>>,
    pub(crate) packs: Vec<Pack>,
    pub(crate) register: Register,
    pub(crate) words: Vec<Words>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) parties: Parties,
    pub(crate) deadlines: Vec<DeadlineRule>,
    /// In the order of a proceeding.
    pub(crate) steps: Vec<Step>,
    pub(crate) duties: Vec<Duty>,
    /// The provisions that the packs answer for: name, article.
    pub(crate) provisions: BTreeMap<String, String>,
    /// Nearest layer first, then in the order of names.
    pub(crate) instruments: Vec<Instrument>,
    pub(crate) jurisdictions: BTreeMap<StateCode, Jurisdiction>,
    pub(crate) offences: Offences,
    pub(crate) bridges: Vec<Bridge>,
}

impl std::fmt::Debug for Law {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Law")
            .field("version", &self.version)
            .field("rules", &self.parts.rules.len())
            .finish_non_exhaustive()
    }
}

impl Law {
    pub(crate) fn new(version: String, parts: Parts) -> Self {
        let mut speaking: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (place, rule) in parts.rules.iter().enumerate() {
            for kind in &rule.kinds {
                for stage in &rule.stages {
                    speaking.entry((*kind, *stage)).or_default().push(place);
                }
            }
        }
        let mut binding: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (place, instrument) in parts.instruments.iter().enumerate() {
            for (state, _) in instrument.parties() {
                binding.entry(state).or_default().push(place);
            }
        }
        Self { version, parts, speaking, binding }
    }

    /// The files that it was made of, cases included, in the order of paths: path, text.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.parts.files.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The version: that of the packs, `+`, and the first 12 hexadecimal digits of the SHA-256 of the files that make
    /// the law, in the order of their paths. The hash names the law, it protects nothing.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The packs, by name.
    #[must_use]
    pub fn packs(&self) -> &[Pack] {
        &self.parts.packs
    }

    /// Every rule, in the order of packs and files.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.parts.rules
    }

    /// The rule of this name.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.parts.rules.iter().find(|rule| rule.id == id)
    }

    /// The register of facts.
    #[must_use]
    pub const fn register(&self) -> &Register {
        &self.parts.register
    }

    /// The fact of this name.
    #[must_use]
    pub fn fact(&self, name: &str) -> Option<&Fact> {
        self.parts.register.fact(name)
    }

    /// The measures of assistance that can be asked for.
    #[must_use]
    pub fn measures(&self) -> &[String] {
        self.fact(MEASURES).map(|fact| fact.codes.as_slice()).unwrap_or_default()
    }

    /// The matter and the measure that a word means: a matter, `extradition`, `mla`, or a measure of assistance.
    pub(crate) fn wanted_by<'a>(&self, word: &'a str) -> Option<(Matter, Option<&'a str>)> {
        match word {
            "extradition" => Some((Matter::Surrender, None)),
            "mla" => Some((Matter::Assistance, None)),
            _ if self.measures().iter().any(|known| known == word) => Some((Matter::Assistance, Some(word))),
            _ => Matter::parse(word).map(|matter| (matter, None)),
        }
    }

    /// Every fact, in the order of names.
    #[must_use]
    pub fn facts(&self) -> &[Fact] {
        self.parts.register.facts()
    }

    /// The files of words that facts have in other languages.
    #[must_use]
    pub fn words(&self) -> &[Words] {
        &self.parts.words
    }

    /// Whether words that facts have in this language (BCP 47) were made by a machine and nobody has reviewed them.
    #[must_use]
    pub fn is_machine_made(&self, language: &str) -> bool {
        let main = language.split('-').next().unwrap_or(language);
        let is_language = |words: &&Words| words.language == language || words.language == main;
        self.parts.words.iter().filter(is_language).any(|words| words.made == Made::Machine)
    }

    /// The parties to instruments.
    #[must_use]
    pub const fn parties(&self) -> &Parties {
        &self.parts.parties
    }

    /// Every period that law sets.
    #[must_use]
    pub fn all_deadlines(&self) -> &[DeadlineRule] {
        &self.parts.deadlines
    }

    /// Every step of a proceeding, in the order of a proceeding.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.parts.steps
    }

    /// Whether a step may be the first of a proceeding: nothing that it follows comes in one of this kind.
    #[must_use]
    pub fn may_begin(&self, step: &Step, kind: Kind) -> bool {
        !step.after.iter().filter_map(|one| self.step(one)).any(|one| one.kinds.contains(&kind))
    }

    /// The step of this name.
    #[must_use]
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.parts.steps.iter().find(|step| step.id == id)
    }

    /// Every duty that is listed because no program can check it.
    #[must_use]
    pub fn duties(&self) -> &[Duty] {
        &self.parts.duties
    }

    /// The provisions that the packs answer for: name, article.
    pub fn provisions(&self) -> impl Iterator<Item = (&str, &str)> {
        self.parts.provisions.iter().map(|(id, article)| (id.as_str(), article.as_str()))
    }

    /// The provisions that no rule or period carries and no duty lists.
    pub fn unminded(&self) -> impl Iterator<Item = &str> {
        let is_listed = |id: &str| self.parts.duties.iter().any(|duty| duty.id == id);
        self.provisions().map(|(id, _)| id).filter(move |id| !is_listed(id) && self.carrying(id).is_empty())
    }

    /// The rules and periods that carry a provision, by their names.
    #[must_use]
    pub fn carrying(&self, provision: &str) -> Vec<&str> {
        let rules = self.parts.rules.iter().map(|rule| (&rule.id, &rule.covers));
        let periods = self.parts.deadlines.iter().map(|period| (&period.id, &period.covers));
        let carries =
            |id: &str, covers: &[String]| id == provision || covers.iter().any(|one| one == provision);
        rules.chain(periods).filter(|(id, covers)| carries(id, covers)).map(|(id, _)| id.as_str()).collect()
    }

    /// Every instrument, nearest layer first, then in the order of names.
    #[must_use]
    pub fn instruments(&self) -> &[Instrument] {
        &self.parts.instruments
    }

    /// The instruments that join two States at some time, nearest layer first.
    pub(crate) fn common(&self, one: StateCode, other: StateCode) -> impl Iterator<Item = &Instrument> {
        let of = |state| self.binding.get(&state).map(Vec::as_slice).unwrap_or_default();
        let others = of(other);
        of(one)
            .iter()
            .filter(move |place| others.binary_search(place).is_ok())
            .filter_map(|place| self.parts.instruments.get(*place))
            .filter(move |instrument| instrument.joins(one, other))
    }

    /// The instruments that bind a State at some time, nearest layer first.
    pub fn ties(&self, state: StateCode) -> impl Iterator<Item = &Instrument> {
        let places = self.binding.get(&state).map(Vec::as_slice).unwrap_or_default();
        places.iter().filter_map(|place| self.parts.instruments.get(*place))
    }

    /// The instrument of this name.
    #[must_use]
    pub fn instrument(&self, id: &str) -> Option<&Instrument> {
        self.parts.instruments.iter().find(|instrument| instrument.id == id)
    }

    /// The offences known by code.
    #[must_use]
    pub const fn offences(&self) -> &Offences {
        &self.parts.offences
    }

    /// What to do where two laws differ.
    #[must_use]
    pub fn bridges(&self) -> &[Bridge] {
        &self.parts.bridges
    }

    /// The profiles of States, in the order of their letters.
    pub fn jurisdictions(&self) -> impl Iterator<Item = &Jurisdiction> {
        self.parts.jurisdictions.values()
    }

    /// The profile of a State.
    #[must_use]
    pub fn jurisdiction(&self, state: StateCode) -> Option<&Jurisdiction> {
        self.parts.jurisdictions.get(&state)
    }

    /// The periods that an event starts for a kind of request between two States, on the day of the event.
    #[must_use]
    pub fn deadlines(
        &self,
        kind: Kind,
        event: &str,
        from: Option<StateCode>,
        to: Option<StateCode>,
        on: Date,
    ) -> Vec<&DeadlineRule> {
        self.parts
            .deadlines
            .iter()
            .filter(|rule| rule.runs(kind, event, (from, to), on, &self.parts.parties))
            .collect()
    }

    /// The periods that an event which belongs to no request starts in a State, on the day of the event.
    #[must_use]
    pub fn periods(&self, event: &str, state: Option<StateCode>, on: Date) -> Vec<&DeadlineRule> {
        let parties = &self.parts.parties;
        self.parts.deadlines.iter().filter(|rule| rule.runs_in(event, state, on, parties)).collect()
    }

    /// The rules that speak to a kind of request at one of these stages, each once, in the order of `rules`.
    pub(crate) fn speaking(&self, kind: Kind, stages: &[Stage]) -> impl Iterator<Item = &Rule> {
        let mut places: Vec<usize> =
            stages.iter().filter_map(|stage| self.speaking.get(&(kind, *stage))).flatten().copied().collect();
        places.sort_unstable();
        places.dedup();
        places.into_iter().filter_map(|place| self.parts.rules.get(place))
    }
}
