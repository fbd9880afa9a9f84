//! Routes: which instruments link two States for a matter on a day, which of them governs, and what follows for the
//! request, point by point.
//!
//! The nearest layer governs and a farther one fills what it leaves open; a protocol changes its convention between its
//! own parties only; a declaration counts for the State that made it and, where it is reciprocal, against it; what no
//! instrument says is left to the law of the State that is asked.

use std::collections::BTreeSet;

use case::bureau::StateCode;
use case::opinion::Confidence;
use jiff::civil::Date;

use crate::corpus::Law;
use crate::instrument::{Instrument, Layer};
use crate::load::EVERY_BILATERAL;
use crate::parties::Binding;
use crate::rule::Strength;
use crate::term::{Matter, Term, Topic};

/// What is looked for.
#[derive(Debug, Clone, Copy)]
pub struct Search<'a> {
    /// The State that asks.
    pub from: StateCode,
    /// The State that is asked.
    pub to: StateCode,
    /// What is wanted.
    pub matter: Matter,
    /// The measure of assistance, a code of the fact `mla.measures`, when one is meant.
    pub measure: Option<&'a str>,
    /// The offence as a code of the ICCS, when it is known.
    pub offence: Option<&'a str>,
    /// The maximum penalty of the offence in months, when it is known.
    pub max_penalty_months: Option<u16>,
    /// The day.
    pub on: Date,
}

/// Whether an instrument is about the offence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It is, or it is about every offence.
    Yes,
    /// That depends on the offence, which is not known here.
    Depends,
}

/// How an instrument stands to the others that are open.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Standing<'a> {
    /// It governs.
    Governs,
    /// It governs if it binds both, which nobody has read.
    GovernsIfBound,
    /// It serves besides, behind the one that governs.
    Besides,
    /// It serves in detail only where no other treaty does, and this one does (UNTOC art. 18(7)).
    YieldsTo(&'a Instrument),
}

/// Who says a term that counts on a route.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Speaker<'a> {
    /// The instrument of the route, its protocol, or a farther instrument that fills what is open.
    Instrument(&'a Instrument),
    /// The law of the State that is asked.
    OwnLaw(StateCode),
}

/// A term that counts on a route.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effective<'a> {
    /// The term.
    pub term: &'a Term,
    /// Who says it.
    pub speaker: Speaker<'a>,
    /// The term whose place it takes.
    pub replaces: Option<&'a Term>,
}

/// An instrument that is open.
#[derive(Debug, Clone, PartialEq)]
pub struct Route<'a> {
    /// The instrument.
    pub instrument: &'a Instrument,
    /// Since when it is known to bind both. A later day than that of the search is the one on which both were seen to be
    /// bound; since when is then not on file.
    pub since: Date,
    /// Whether that was read in a source for both.
    pub is_verified: bool,
    /// Whether it is about the offence.
    pub fit: Fit,
    /// How it stands to the others.
    pub standing: Standing<'a>,
    /// What counts on it, in the order of topics.
    pub terms: Vec<Effective<'a>>,
}

/// Why an instrument is not open.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Closure<'a> {
    /// It is not in force on the day, or was never.
    NotInForce,
    /// It is not known to bind this State on the day.
    NotBound(StateCode),
    /// Another one takes its place between the two.
    DisplacedBy(&'a Instrument),
    /// It is about other offences.
    OtherOffences,
}

/// What remains beside, or without, an instrument.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Remains<'a> {
    /// What the law of the State asked says of requests without a treaty.
    OwnLaw(&'a Term),
    /// Nothing is on file of that State's own law.
    LawUnknown,
    /// Letters by the diplomatic channel, in comity and with a promise of reciprocity.
    Comity,
    /// A question between police, by INTERPOL; no coercion, and no evidence for a court without more.
    PoliceToPolice,
}

/// The routes between two States.
#[derive(Debug, Clone, PartialEq)]
pub struct Routes<'a> {
    /// The open ones, best first.
    pub open: Vec<Route<'a>>,
    /// Those that bind both and are not open, with the reason.
    pub closed: Vec<(&'a Instrument, Closure<'a>)>,
    /// What remains besides.
    pub remains: Vec<Remains<'a>>,
}

impl<'a> Route<'a> {
    /// The terms on a point.
    pub fn on(&self, topic: Topic) -> impl Iterator<Item = &Effective<'a>> {
        self.terms.iter().filter(move |effective| effective.term.topic == topic)
    }

    /// Whether it governs, surely or if it binds both.
    #[must_use]
    pub const fn leads(&self) -> bool {
        matches!(self.standing, Standing::Governs | Standing::GovernsIfBound)
    }

    /// How many of its terms nobody has verified.
    #[must_use]
    pub fn unverified(&self) -> usize {
        self.terms.iter().filter(|effective| effective.term.confidence == Confidence::Unverified).count()
    }

    /// How many grounds of refusal of a strength it has.
    #[must_use]
    pub fn refusals(&self, strength: Strength) -> usize {
        self.terms.iter().filter(|effective| effective.term.strength == Some(strength)).count()
    }
}

impl Law {
    /// The routes between two States for a matter on a day.
    #[must_use]
    pub fn routes(&self, search: &Search<'_>) -> Routes<'_> {
        let (mut open, closed) = self.sorted(search);
        let terms: Vec<_> = (0..open.len()).map(|place| self.terms(&open, place, search)).collect();
        for (route, terms) in open.iter_mut().zip(terms) {
            route.terms = terms;
        }
        Routes { open, closed, remains: self.remains(search) }
    }

    /// The open instruments alone, best first, without their terms: for many pairs of States at once.
    #[must_use]
    pub fn open_routes(&self, search: &Search<'_>) -> Vec<Route<'_>> {
        self.sorted(search).0
    }

    fn sorted(&self, search: &Search<'_>) -> (Vec<Route<'_>>, Vec<(&Instrument, Closure<'_>)>) {
        let mut open: Vec<Route<'_>> = Vec::new();
        let mut closed = Vec::new();
        let common = self.common(search.from, search.to).filter(|one| one.amends.is_empty());
        for instrument in common.filter(|one| one.serves(search.matter, search.measure)) {
            match opening(instrument, search) {
                Ok(route) => open.push(route),
                Err(why) => closed.push((instrument, why)),
            }
        }
        let displaced = displaced(&open);
        closed.extend(displaced.iter().copied());
        open.retain(|route| !displaced.iter().any(|(instrument, _)| instrument.id == route.instrument.id));
        let instruments: Vec<&Instrument> = open.iter().map(|route| route.instrument).collect();
        let supplementing: BTreeSet<&str> = instruments
            .iter()
            .filter(|one| instruments.iter().any(|other| supplements(one, other)))
            .map(|one| one.id.as_str())
            .collect();
        // Nearest first; in a layer what supplements another one behind it, what serves few measures behind what serves
        // many while none is named, then the newer first.
        open.sort_by_key(|route| {
            let instrument = route.instrument;
            let is_narrow = search.measure.is_none() && !instrument.measures.is_empty();
            (
                instrument.layer,
                route.fit,
                supplementing.contains(&*instrument.id),
                is_narrow.then_some(std::cmp::Reverse(instrument.measures.len())),
                std::cmp::Reverse(route.since),
            )
        });
        stand(&mut open, search.matter, search.on);
        (open, closed)
    }

    /// The instruments for a matter that bind one of the two States and not the other, or are not in force: each with why
    /// it is closed. For a page that answers "why not this one?".
    #[must_use]
    pub fn not_common(&self, search: &Search<'_>) -> Vec<(&Instrument, Closure<'_>)> {
        let is_common: BTreeSet<&str> =
            self.common(search.from, search.to).map(|one| one.id.as_str()).collect();
        // Other States' treaties of two, and unions that one of the two is no member of, answer no question.
        let is_wider = |one: &&Instrument| !matches!(one.layer, Layer::Bilateral | Layer::Union);
        let bases = self.instruments().iter().filter(|one| one.amends.is_empty()).filter(is_wider);
        let others =
            bases.filter(|one| one.serves(search.matter, search.measure) && !is_common.contains(&*one.id));
        let mut found = Vec::new();
        for instrument in others {
            match (instrument.bound(search.from).is_some(), instrument.bound(search.to).is_some()) {
                (true, false) => found.push((instrument, Closure::NotBound(search.to))),
                (false, true) => found.push((instrument, Closure::NotBound(search.from))),
                _ => {}
            }
        }
        found
    }

    /// What counts on a route: its instrument as protocols and declarations change it, then what farther instruments fill,
    /// then the law of the State asked.
    fn terms<'a>(&'a self, routes: &[Route<'a>], place: usize, search: &Search<'_>) -> Vec<Effective<'a>> {
        let mut found: Vec<Effective<'a>> = Vec::new();
        let Some((route, farther)) = routes.get(place..).and_then(<[_]>::split_first) else { return found };
        self.own_terms(route.instrument, search, &mut found);
        let certain = farther.iter().filter(|other| {
            let instrument = other.instrument;
            instrument.offences.is_empty()
                && instrument.min_penalty_months.is_none()
                && !is_yielding(other.standing)
        });
        for other in certain {
            let mut filling = Vec::new();
            self.own_terms(other.instrument, search, &mut filling);
            fill(&mut found, filling, search.to, |topic| !topic.is_many());
        }
        if let Some(jurisdiction) = self.jurisdiction(search.to) {
            let own = jurisdiction
                .under(&route.instrument.id)
                .filter(|term| term.speaks(search.matter, search.measure, search.on))
                .map(|term| Effective { term, speaker: Speaker::OwnLaw(search.to), replaces: None })
                .collect();
            fill(&mut found, own, search.to, |_| true);
        }
        found.sort_by_key(|effective| effective.term.topic);
        found
    }

    /// The terms of one instrument between the two States.
    fn own_terms<'a>(
        &'a self,
        instrument: &'a Instrument,
        search: &Search<'_>,
        found: &mut Vec<Effective<'a>>,
    ) {
        let speaking = |of: &'a Instrument| {
            of.terms.iter().filter(|term| {
                let declared = term
                    .declared_by
                    .is_none_or(|state| state == search.to || (term.is_reciprocal && state == search.from));
                declared && term.speaks(search.matter, search.measure, search.on)
            })
        };
        let speaker = Speaker::Instrument(instrument);
        found.extend(speaking(instrument).map(|term| Effective { term, speaker, replaces: None }));
        let changing = self
            .common(search.from, search.to)
            .filter(|other| other.amends.contains(&instrument.id) && between(other, search).is_ok());
        for protocol in changing {
            let speaker = Speaker::Instrument(protocol);
            for term in speaking(protocol) {
                let replaced = term.replaces.as_deref();
                let old = replaced.and_then(|id| found.iter_mut().find(|effective| effective.term.id == id));
                match old {
                    Some(old) => *old = Effective { term, speaker, replaces: Some(old.term) },
                    None => found.push(Effective { term, speaker, replaces: None }),
                }
            }
        }
        // A declaration of the State asked takes the place of what the instrument says to all; one of the State that asks,
        // held against it, stands beside.
        let declared: Vec<Topic> = found
            .iter()
            .filter(|effective| {
                effective.term.declared_by == Some(search.to) && !effective.term.topic.is_many()
            })
            .map(|effective| effective.term.topic)
            .collect();
        found.retain(|effective| {
            effective.term.declared_by.is_some() || !declared.contains(&effective.term.topic)
        });
        let supplementing = self.common(search.from, search.to).filter(|other| {
            supplements(other, instrument)
                && other.serves(search.matter, search.measure)
                && between(other, search).is_ok()
        });
        for other in supplementing {
            let speaker = Speaker::Instrument(other);
            let more = speaking(other).map(|term| Effective { term, speaker, replaces: None }).collect();
            fill(found, more, search.to, |_| true);
        }
    }

    fn remains(&self, search: &Search<'_>) -> Vec<Remains<'_>> {
        let mut found: Vec<Remains<'_>> = Vec::new();
        match self.jurisdiction(search.to) {
            None => found.push(Remains::LawUnknown),
            Some(jurisdiction) => {
                let speaking = [Topic::Basis, Topic::Reciprocity]
                    .into_iter()
                    .flat_map(|topic| jurisdiction.on(topic, search.matter, search.measure, search.on));
                found.extend(speaking.map(Remains::OwnLaw));
            }
        }
        found.push(Remains::Comity);
        found.push(Remains::PoliceToPolice);
        found
    }
}

/// Whether the first supplements the second.
fn supplements(one: &Instrument, other: &Instrument) -> bool {
    let named = |id: &String| *id == other.id || (id == EVERY_BILATERAL && other.layer == Layer::Bilateral);
    one.id != other.id && one.supplements.iter().any(named)
}

/// The day since which it binds both towards each other and whether both lines were read, or why it does not.
fn between<'a>(instrument: &Instrument, search: &Search<'_>) -> Result<(Date, bool), Closure<'a>> {
    if !instrument.in_force.holds(search.on) || !instrument.not_in_force.is_empty() {
        return Err(Closure::NotInForce);
    }
    let bound = |state| {
        let bound = instrument.bound(state).filter(|bound| bound.on(search.on) != Binding::No);
        bound.ok_or(Closure::NotBound(state))
    };
    let (from, to) = (bound(search.from)?, bound(search.to)?);
    let since = from.since.max(to.since);
    Ok((since, since <= search.on && from.is_verified && to.is_verified))
}

fn opening<'a>(instrument: &'a Instrument, search: &Search<'_>) -> Result<Route<'a>, Closure<'a>> {
    let (since, is_verified) = between(instrument, search)?;
    let fit = fit(instrument, search).ok_or(Closure::OtherOffences)?;
    let standing = Standing::Besides;
    Ok(Route { instrument, since, is_verified, fit, standing, terms: Vec::new() })
}

/// Whether it is about the offence; nothing where it is about others.
fn fit(instrument: &Instrument, search: &Search<'_>) -> Option<Fit> {
    if instrument.offences.is_empty() && instrument.min_penalty_months.is_none() {
        return Some(Fit::Yes);
    }
    let listed =
        search.offence.map(|code| instrument.offences.iter().any(|start| code.starts_with(start.as_str())));
    let grave =
        instrument.min_penalty_months.map(|least| search.max_penalty_months.map(|penalty| penalty >= least));
    let any_offence = &instrument.any_offence_measures;
    match (listed, grave) {
        (Some(true), _) => Some(Fit::Yes),
        _ if search.measure.is_some_and(|measure| any_offence.contains(measure)) => Some(Fit::Yes),
        _ if !any_offence.is_empty() => Some(Fit::Depends),
        // A grave offence may come under it; whether it crosses borders and a group stands behind it is not known here.
        (_, Some(None | Some(true))) | (None, _) => Some(Fit::Depends),
        (Some(false), None | Some(Some(false))) => None,
    }
}

/// The routes whose place another one takes.
fn displaced<'a>(routes: &[Route<'a>]) -> Vec<(&'a Instrument, Closure<'a>)> {
    let mut found = Vec::new();
    for route in routes {
        let by = routes.iter().find(|other| {
            other.instrument.id != route.instrument.id
                && other.fit == Fit::Yes
                && other.instrument.displaces.iter().any(|id| {
                    *id == route.instrument.id
                        || (id == EVERY_BILATERAL
                            && route.instrument.layer == Layer::Bilateral
                            && route.since < other.since)
                })
        });
        found.extend(by.map(|by| (route.instrument, Closure::DisplacedBy(by.instrument))));
    }
    found
}

/// The first governs; one that fills the gaps of treaties on assistance only yields to one that stands before it.
fn stand(routes: &mut [Route<'_>], matter: Matter, on: Date) {
    let treaty = routes
        .iter()
        .find(|route| {
            route.fit == Fit::Yes
                && !route.instrument.fills_gap_only
                && matches!(route.instrument.layer, Layer::Union | Layer::Bilateral | Layer::Regional)
        })
        .map(|route| route.instrument);
    // Where all depend on the offence, which is not known, none is known to govern.
    let governs = routes.iter().position(|route| route.fit == Fit::Yes);
    for (place, route) in routes.iter_mut().enumerate() {
        route.standing = match treaty {
            Some(treaty) if matter == Matter::Assistance && route.instrument.fills_gap_only => {
                Standing::YieldsTo(treaty)
            }
            _ if governs == Some(place) && is_bound(route, on) => Standing::Governs,
            _ if governs == Some(place) => Standing::GovernsIfBound,
            _ => Standing::Besides,
        };
    }
}

/// Whether something of its binding both was read: the treaty, or the list of parties, for a day that is past.
fn is_bound(route: &Route<'_>, on: Date) -> bool {
    route.since <= on && (route.is_verified || route.instrument.confidence != Confidence::Unverified)
}

const fn is_yielding(standing: Standing<'_>) -> bool {
    matches!(standing, Standing::YieldsTo(_))
}

/// Adds the terms on points that are still open, and on points where terms stand beside each other if `many` lets them. A
/// point on which there is only a power to refuse is open: another law says how it is used.
fn fill<'a>(
    found: &mut Vec<Effective<'a>>,
    more: Vec<Effective<'a>>,
    to: StateCode,
    many: impl Fn(Topic) -> bool,
) {
    let settled = found.iter().filter(|effective| {
        !effective.term.leaves_open() && effective.term.declared_by.is_none_or(|state| state == to)
    });
    let spoken: BTreeSet<Topic> = settled.map(|effective| effective.term.topic).collect();
    let known: Vec<&Term> = found.iter().map(|effective| effective.term).collect();
    found.extend(more.into_iter().filter(|effective| {
        let topic = effective.term.topic;
        let is_there = known.iter().any(|id| std::ptr::eq(*id, effective.term));
        !is_there && if topic.is_many() { many(topic) } else { !spoken.contains(&topic) }
    }));
}
