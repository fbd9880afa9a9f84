//! Answers about the law itself, in the words of one language: the shape that the command line prints as JSON and that
//! pages show. Codes are those of the closed lists of `term` and `instrument`.

use case::bureau::StateCode;
use serde::Serialize;
use utoipa::ToSchema;

use crate::corpus::Law;
use crate::instrument::Instrument;
use crate::route::{Closure, Effective, Fit, Remains, Route, Search, Speaker, Standing};
use crate::rule::Strength;
use crate::term::{Number, Term};

/// The routes between two States.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct RoutesAnswer {
    /// The State that asks, ISO 3166-1 alpha-2.
    pub from: String,
    /// The State that is asked.
    pub to: String,
    /// What is wanted: `surrender` or `assistance`.
    pub matter: &'static str,
    /// The measure meant.
    pub measure: Option<String>,
    /// The offence, a code of the ICCS.
    pub offence: Option<String>,
    /// The day, ISO 8601.
    pub on: String,
    /// The version of the law.
    pub law: String,
    /// The instruments that are open, best first.
    pub routes: Vec<RouteRow>,
    /// Those that are not, with the reason.
    pub closed: Vec<ClosedRow>,
    /// What remains besides.
    pub remains: Vec<RemainsRow>,
}

/// An instrument that is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct RouteRow {
    /// Its stable name.
    pub instrument: String,
    /// How practitioners cite it.
    pub short: String,
    /// Its title.
    pub title: String,
    /// How near it stands: a code of `Layer`.
    pub layer: &'static str,
    /// Since when it is known to bind both.
    pub since: String,
    /// Whether that day is the first one; else both were seen to be bound on it, and since when is not on file.
    pub since_is_on_file: bool,
    /// Whether that was read in a source for both.
    pub since_is_verified: bool,
    /// `yes`, or `depends` where the offence decides.
    pub fit: &'static str,
    /// The offences it is about, in words; empty for all.
    pub offences: String,
    /// `governs`, `besides` or `yields`.
    pub standing: &'static str,
    /// The instrument to which it yields.
    pub yields_to: Option<String>,
    /// The article that makes it a basis.
    pub provision: String,
    /// Where it was read.
    pub source: String,
    /// The day it was last checked.
    pub checked: String,
    /// How sure its description is.
    pub confidence: &'static str,
    /// What a reader should know besides.
    pub note: String,
    /// How many of the terms nobody has verified.
    pub unverified: usize,
    /// Its grounds of refusal by strength, as (code, number), strongest first; none of number zero.
    pub refusals: Vec<(&'static str, usize)>,
    /// What counts on it, in the order of topics.
    pub terms: Vec<TermRow>,
}

/// A term in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TermRow {
    /// The point: a code of `Topic`.
    pub topic: &'static str,
    /// What it says.
    pub says: String,
    /// The position it takes.
    pub position: Option<&'static str>,
    /// The languages accepted, BCP 47.
    pub languages: Vec<String>,
    /// How strong it is, where it is a ground of refusal.
    pub strength: Option<&'static str>,
    /// Which ground.
    pub ground: Option<&'static str>,
    /// The number it sets.
    pub number: Option<NumberRow>,
    /// The article.
    pub provision: String,
    /// Where it was read.
    pub source: String,
    /// The day it was last checked.
    pub checked: String,
    /// How sure its text is.
    pub confidence: &'static str,
    /// Who says it: how an instrument is cited, or a State's two letters.
    pub speaker: String,
    /// Whether that is the law of the State asked.
    pub is_own_law: bool,
    /// The State whose declaration it is.
    pub declared_by: Option<String>,
    /// The provision whose place it takes.
    pub replaces: Option<String>,
}

/// A number that a term sets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct NumberRow {
    /// How many.
    pub value: u16,
    /// Of what.
    pub unit: &'static str,
    /// The event that starts it.
    pub runs_from: Option<String>,
    /// What happens at the end.
    pub at_end: String,
}

/// An instrument that is not open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ClosedRow {
    /// Its stable name.
    pub instrument: String,
    /// How practitioners cite it.
    pub short: String,
    /// Its title.
    pub title: String,
    /// `not-in-force`, `not-bound`, `displaced` or `other-offences`.
    pub why: &'static str,
    /// The State that is not bound, or the instrument that takes its place.
    pub by: Option<String>,
    /// What the instrument says of it: why it is not in force, which offences it is about.
    pub says: String,
}

/// What remains besides instruments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct RemainsRow {
    /// `own-law`, `law-unknown`, `comity` or `police-to-police`.
    pub what: &'static str,
    /// What the law of the State asked says.
    pub term: Option<TermRow>,
}

/// Two legal systems side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CompareAnswer {
    /// The State that asks.
    pub from: String,
    /// The State that is asked.
    pub to: String,
    /// What is wanted: `surrender` or `assistance`.
    pub matter: &'static str,
    /// The offence, a code of the ICCS.
    pub offence: Option<String>,
    /// The day, ISO 8601.
    pub on: String,
    /// The version of the law.
    pub law: String,
    /// The instrument that governs; none where none is known to.
    pub governs: Option<String>,
    /// The points, each with what both laws say.
    pub points: Vec<ComparedRow>,
    /// The tests of double criminality, by route.
    pub dual: Vec<DualRow>,
    /// Where the offence is listed.
    pub listed: Vec<ListedRow>,
}

/// Two laws on one point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ComparedRow {
    /// The point: a code of `Topic`.
    pub topic: &'static str,
    /// What the law of the State that asks says.
    pub requesting: Vec<TermRow>,
    /// What the law of the State that is asked says.
    pub requested: Vec<TermRow>,
    /// What the instrument that governs says.
    pub governing: Vec<TermRow>,
    /// `same`, `differs`, `to-read` or `one-sided`.
    pub difference: &'static str,
    /// What to do about it.
    pub bridges: Vec<BridgeRow>,
}

/// What to do where two laws differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct BridgeRow {
    /// What to do.
    pub act: String,
    /// The fact whose field carries it.
    pub fact: Option<String>,
}

/// The test of double criminality on a route.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct DualRow {
    /// How the instrument is cited.
    pub short: String,
    /// Which test.
    pub tests: Vec<TermRow>,
    /// The thresholds that count.
    pub thresholds: Vec<TermRow>,
    /// Whether a list waives the test for this offence.
    pub waived: Option<bool>,
}

/// An offence that an instrument lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ListedRow {
    /// The instrument or list.
    pub list: String,
    /// The article or number.
    pub item: String,
    /// The offence, in our words.
    pub offence: String,
}

impl Law {
    /// Two legal systems side by side, in the words of a language (BCP 47).
    #[must_use]
    pub fn compare_in_words(&self, search: &Search<'_>, language: &str) -> CompareAnswer {
        let governs = self.open_routes(search).into_iter().find(Route::leads);
        let own = |terms: &[&Term], state: StateCode| -> Vec<TermRow> {
            terms.iter().map(|term| term_row(term, state.to_string(), true, language)).collect()
        };
        let effective = |terms: &[Effective<'_>]| -> Vec<TermRow> {
            terms.iter().map(|one| effective_row(one, language)).collect()
        };
        let points = self.compare(search).into_iter().map(|point| ComparedRow {
            topic: point.topic.code(),
            requesting: own(&point.requesting, search.from),
            requested: own(&point.requested, search.to),
            governing: effective(&point.governing),
            difference: point.difference.code(),
            bridges: point
                .bridges
                .iter()
                .map(|bridge| BridgeRow { act: bridge.act(language).to_owned(), fact: bridge.fact.clone() })
                .collect(),
        });
        let dual = self.dual_tests(search).into_iter().map(|test| DualRow {
            short: test.route.instrument.short.clone(),
            tests: effective(&test.tests),
            thresholds: effective(&test.thresholds),
            waived: test.waived,
        });
        let listed = search.offence.map(|code| self.listed(code)).unwrap_or_default();
        CompareAnswer {
            from: search.from.to_string(),
            to: search.to.to_string(),
            matter: search.matter.code(),
            offence: search.offence.map(str::to_owned),
            on: search.on.to_string(),
            law: self.version().to_owned(),
            governs: governs.map(|route| route.instrument.short.clone()),
            points: points.collect(),
            dual: dual.collect(),
            listed: listed
                .into_iter()
                .map(|listed| ListedRow {
                    list: listed.list.clone(),
                    item: listed.item.clone(),
                    offence: listed.offence.clone(),
                })
                .collect(),
        }
    }

    /// The routes between two States, in the words of a language (BCP 47).
    #[must_use]
    pub fn routes_in_words(&self, search: &Search<'_>, language: &str) -> RoutesAnswer {
        let found = self.routes(search);
        let closed = found.closed.iter().copied().chain(self.not_common(search));
        RoutesAnswer {
            from: search.from.to_string(),
            to: search.to.to_string(),
            matter: search.matter.code(),
            measure: search.measure.map(str::to_owned),
            offence: search.offence.map(str::to_owned),
            on: search.on.to_string(),
            law: self.version().to_owned(),
            routes: found.open.iter().map(|route| route_row(route, search, language)).collect(),
            closed: closed.map(|(instrument, why)| closed_row(instrument, why)).collect(),
            remains: found.remains.iter().map(|remains| remains_row(*remains, search.to, language)).collect(),
        }
    }
}

fn route_row(route: &Route<'_>, search: &Search<'_>, language: &str) -> RouteRow {
    let instrument = route.instrument;
    let (standing, yields_to) = match route.standing {
        Standing::Governs => ("governs", None),
        Standing::GovernsIfBound => ("governs-if-bound", None),
        Standing::Besides => ("besides", None),
        Standing::YieldsTo(other) => ("yields", Some(other.short.clone())),
    };
    let counted = Strength::ALL.iter().map(|strength| (strength.code(), route.refusals(*strength)));
    RouteRow {
        instrument: instrument.id.clone(),
        short: instrument.short.clone(),
        title: instrument.title.clone(),
        layer: instrument.layer.code(),
        since: route.since.to_string(),
        since_is_on_file: route.since <= search.on,
        since_is_verified: route.is_verified,
        fit: match route.fit {
            Fit::Yes => "yes",
            Fit::Depends => "depends",
        },
        offences: instrument.offences_say.clone(),
        standing,
        yields_to,
        provision: instrument.provision.clone(),
        source: instrument.source.clone(),
        checked: instrument.checked.to_string(),
        confidence: instrument.confidence.code(),
        note: instrument.note.clone(),
        unverified: route.unverified(),
        refusals: counted.filter(|(_, number)| *number > 0).collect(),
        terms: route.terms.iter().map(|effective| effective_row(effective, language)).collect(),
    }
}

fn effective_row(effective: &Effective<'_>, language: &str) -> TermRow {
    let (speaker, is_own_law) = match effective.speaker {
        Speaker::Instrument(instrument) => (instrument.short.clone(), false),
        Speaker::OwnLaw(state) => (state.to_string(), true),
    };
    let replaces = effective.replaces.map(|term| term.provision.clone());
    TermRow { replaces, ..term_row(effective.term, speaker, is_own_law, language) }
}

/// A term in the words of a language.
pub(crate) fn term_row(term: &Term, speaker: String, is_own_law: bool, language: &str) -> TermRow {
    TermRow {
        topic: term.topic.code(),
        says: term.says(language).to_owned(),
        position: term.position,
        languages: term.languages.clone(),
        strength: term.strength.map(Strength::code),
        ground: term.ground.map(case::ground::Ground::tag),
        number: term.number.as_ref().map(number_row),
        provision: term.provision.clone(),
        source: term.source.clone(),
        checked: term.checked.to_string(),
        confidence: term.confidence.code(),
        speaker,
        is_own_law,
        declared_by: term.declared_by.map(|state| state.to_string()),
        replaces: None,
    }
}

fn number_row(number: &Number) -> NumberRow {
    NumberRow {
        value: number.value,
        unit: number.unit,
        runs_from: number.runs_from.clone(),
        at_end: number.at_end.clone(),
    }
}

fn closed_row(instrument: &Instrument, why: Closure<'_>) -> ClosedRow {
    let (why, by, says) = match why {
        Closure::NotInForce => ("not-in-force", None, instrument.not_in_force.clone()),
        Closure::NotBound(state) => ("not-bound", Some(state.to_string()), String::new()),
        Closure::DisplacedBy(other) => ("displaced", Some(other.short.clone()), String::new()),
        Closure::OtherOffences => ("other-offences", None, instrument.offences_say.clone()),
    };
    ClosedRow {
        instrument: instrument.id.clone(),
        short: instrument.short.clone(),
        title: instrument.title.clone(),
        why,
        by,
        says,
    }
}

fn remains_row(remains: Remains<'_>, to: StateCode, language: &str) -> RemainsRow {
    let (what, term) = match remains {
        Remains::OwnLaw(term) => ("own-law", Some(term_row(term, to.to_string(), true, language))),
        Remains::LawUnknown => ("law-unknown", None),
        Remains::Comity => ("comity", None),
        Remains::PoliceToPolice => ("police-to-police", None),
    };
    RemainsRow { what, term }
}
