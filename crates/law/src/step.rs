//! Steps of proceedings: what is done after a request, by whom, what it may follow, and which periods it starts and ends.

use std::collections::BTreeSet;

use case::life::Side;
use case::opinion::Confidence;
use case::request::Kind;
use jiff::civil::Date;
use serde::Deserialize;

use crate::code::{all, codes};
use crate::deadline::DeadlineRule;
use crate::pack::{Pack, day};
use crate::rule::{BadRule, Faults};

codes! {
    /// Who is competent for a step.
    pub enum Competent {
        /// The police.
        Police = "police";
        /// The bureau itself.
        Bureau = "bureau";
        /// A prosecutor.
        Prosecutor = "prosecutor";
        /// A court or judge.
        Court = "court";
        /// The authority that a State has named for the instrument, most often in a ministry of justice.
        CentralAuthority = "central-authority";
        /// The member of government, or who acts for it, where the executive decides.
        Executive = "executive";
        /// The prison service, or whoever keeps the person.
        Custody = "custody";
        /// The person concerned.
        Person = "person";
        /// A provider of services, bank or other private body.
        Provider = "provider";
    }
}

codes! {
    /// Which side takes a step.
    pub enum By {
        /// The State that asks.
        Requesting = "requesting";
        /// The State that is asked.
        Requested = "requested";
        /// Either.
        Both = "both";
    }
}

impl By {
    /// Whether this side takes it.
    #[must_use]
    pub fn is(self, side: Side) -> bool {
        match self {
            By::Requesting => side == Side::Requesting,
            By::Requested => side == Side::Requested,
            By::Both => true,
        }
    }
}

codes! {
    /// What a step does to the liberty of the person concerned.
    pub enum Liberty {
        /// It is taken: from here on they are held.
        Taken = "taken";
        /// It is given back, or they are handed over.
        Given = "given";
    }
}

codes! {
    /// What a step does with an object that is held as evidence.
    pub enum Custody {
        /// It is seized or handed in: its chain begins.
        Taken = "taken";
        /// It is put under a seal, for the first time or again.
        Sealed = "sealed";
        /// Its seal is opened.
        Opened = "opened";
        /// It is given to somebody else.
        HandedOver = "handed-over";
        /// Whoever was given it confirms that they have it.
        Received = "received";
        /// It is examined.
        Examined = "examined";
        /// It is given back: to whom it belongs, or to the State that lent it.
        Returned = "returned";
        /// It is destroyed or disposed of otherwise: its chain ends.
        Destroyed = "destroyed";
    }
}

/// `steps.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StepFile {
    #[serde(default)]
    pub(crate) step: Vec<toml::Table>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StepTable {
    pub(crate) id: String,
    kinds: Vec<String>,
    side: String,
    competent: String,
    provision: String,
    source: String,
    #[serde(deserialize_with = "day")]
    checked: Date,
    confidence: String,
    #[serde(default)]
    after: Vec<String>,
    #[serde(default)]
    starts: Vec<String>,
    #[serde(default)]
    ends: Vec<String>,
    #[serde(default)]
    ahead: bool,
    liberty: Option<String>,
    custody: Option<String>,
}

/// A step of a proceeding. Its words stand in the catalogue of the desk, under its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its stable name.
    pub id: String,
    /// The pack it stands in.
    pub pack: String,
    /// The article or paragraph.
    pub provision: String,
    /// Where it was read.
    pub source: String,
    /// The day its text was last checked.
    pub checked: Date,
    /// How sure its text is.
    pub confidence: Confidence,
    /// The kinds of request in whose course it comes.
    pub kinds: Vec<Kind>,
    /// Which side takes it.
    pub by: By,
    /// Who is competent for it.
    pub competent: Competent,
    /// The steps after one of which it most often comes; empty for one that may come first.
    pub after: Vec<String>,
    /// The events of periods that begin with it.
    pub starts: Vec<String>,
    /// What it ends: events, for every period that began with them, and single periods by their names.
    pub ends: Vec<String>,
    /// Whether its day is fixed beforehand, as that of a hearing, so that it may lie ahead.
    pub ahead: bool,
    /// What it does to the liberty of the person concerned, where it does something.
    pub liberty: Option<Liberty>,
    /// What it does with an object that is held as evidence, where it is about one.
    pub custody: Option<Custody>,
}

impl Step {
    pub(crate) fn read(table: StepTable, pack: &Pack) -> Result<Self, Vec<BadRule>> {
        let mut faults = Faults::default();
        let confidence = faults.confidence(&table.confidence);
        let source = faults.source(&table.source, pack);
        let by = faults.code("side", &table.side, By::parse, || all(By::ALL, By::code));
        let known = || all(Competent::ALL, Competent::code);
        let competent = faults.code("competent authority", &table.competent, Competent::parse, known);
        let liberty = table.liberty.as_ref().and_then(|code| {
            faults.code("liberty", code, Liberty::parse, || all(Liberty::ALL, Liberty::code))
        });
        let custody = table.custody.as_ref().and_then(|code| {
            faults.code("custody", code, Custody::parse, || all(Custody::ALL, Custody::code))
        });
        if table.kinds.is_empty() {
            faults.add("`kinds` is empty", "name the kinds of request in whose course the step comes");
        }
        let kinds = faults.kinds(&table.kinds);
        match (confidence, source, by, competent) {
            (Some(confidence), Some(source), Some(by), Some(competent)) if faults.0.is_empty() => Ok(Self {
                id: table.id,
                pack: pack.name.clone(),
                provision: table.provision,
                source,
                checked: table.checked,
                confidence,
                kinds,
                by,
                competent,
                after: table.after,
                starts: table.starts,
                ends: table.ends,
                ahead: table.ahead,
                liberty,
                custody,
            }),
            _ => Err(faults.0),
        }
    }

    /// What it names that is not there: of steps and of periods.
    pub(crate) fn lost<'a>(
        &'a self,
        known: &'a BTreeSet<&str>,
        periods: &'a [DeadlineRule],
    ) -> impl Iterator<Item = String> + 'a {
        let event = |name: &str| periods.iter().any(|one| one.event == name);
        let period = move |name: &str| event(name) || periods.iter().any(|one| one.id == name);
        let after = self.after.iter().filter(|name| !known.contains(name.as_str()));
        let after = after.map(|name| format!("`{name}` in `after` is no step"));
        let starts = self.starts.iter().filter(move |name| !event(name));
        let starts = starts.map(|name| format!("`{name}` in `starts` is no event that starts a period"));
        let ends = self.ends.iter().filter(move |name| !period(name));
        let ends = ends.map(|name| format!("`{name}` in `ends` is neither a period nor its event"));
        after.chain(starts).chain(ends)
    }

    /// Whether a side takes it in the course of a kind of request.
    #[must_use]
    pub fn is_taken(&self, kind: Kind, side: Side) -> bool {
        self.kinds.contains(&kind) && self.by.is(side)
    }
}
