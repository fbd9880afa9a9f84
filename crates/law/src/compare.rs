//! Two legal systems side by side for one matter, and what is known of double criminality between them. The program says
//! where the two differ and which test the route applies; whether the acts are an offence in both is for a person.

use case::bureau::StateCode;

use crate::bridge::Bridge;
use crate::code::codes;
use crate::corpus::Law;
use crate::offence::{Listed, WAIVING_LIST};
use crate::route::{Effective, Fit, Route, Search};
use crate::term::{Matter, Term, Topic};

/// The topics that a comparison shows, in its order: those on which two States' own laws can differ so that it matters to
/// a request.
pub const COMPARED: [Topic; 21] = [
    Topic::LegalSystem,
    Topic::Basis,
    Topic::Reciprocity,
    Topic::Authority,
    Topic::Channel,
    Topic::Language,
    Topic::Formalities,
    Topic::Evidence,
    Topic::Threshold,
    Topic::ThresholdSentence,
    Topic::DualCriminality,
    Topic::Nationals,
    Topic::DeathPenalty,
    Topic::DeathPenaltyAssurance,
    Topic::LifeSentence,
    Topic::InAbsentia,
    Topic::Limitation,
    Topic::ProvisionalArrest,
    Topic::Speciality,
    Topic::UseLimits,
    Topic::DataProtection,
];

codes! {
    /// How two laws stand to each other on a point.
    pub enum Difference {
        /// They take the same position.
        Same = "same";
        /// They differ.
        Differs = "differs";
        /// Both speak, and only a reader can tell whether they differ.
        ToRead = "to-read";
        /// Only one of them is on file.
        OneSided = "one-sided";
    }
}

/// Two laws on one point.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared<'a> {
    /// The point.
    pub topic: Topic,
    /// What the law of the State that asks says.
    pub requesting: Vec<&'a Term>,
    /// What the law of the State that is asked says.
    pub requested: Vec<&'a Term>,
    /// What the instrument that governs says: it comes before both.
    pub governing: Vec<Effective<'a>>,
    /// How the two stand to each other.
    pub difference: Difference,
    /// What to do about it.
    pub bridges: Vec<&'a Bridge>,
}

/// The test of double criminality on a route.
#[derive(Debug, Clone, PartialEq)]
pub struct DualTest<'a> {
    /// The route.
    pub route: Route<'a>,
    /// Which test: the terms on the point, the nearest first.
    pub tests: Vec<Effective<'a>>,
    /// The thresholds that count.
    pub thresholds: Vec<Effective<'a>>,
    /// Whether the offence stands in a list that waives the test on this route; none where no offence was named or the
    /// route knows no such list.
    pub waived: Option<bool>,
}

impl Law {
    /// Two legal systems side by side for a matter on a day.
    #[must_use]
    pub fn compare(&self, search: &Search<'_>) -> Vec<Compared<'_>> {
        let routes = self.routes(search);
        let governing = routes.open.iter().find(|route| route.leads());
        let of = |state: StateCode, topic| -> Vec<&Term> {
            let profile = self.jurisdiction(state);
            let speaking = profile.map(|found| found.on(topic, search.matter, search.measure, search.on));
            speaking.into_iter().flatten().collect()
        };
        COMPARED
            .into_iter()
            .filter_map(|topic| {
                let (requesting, requested) = (of(search.from, topic), of(search.to, topic));
                if requesting.is_empty() && requested.is_empty() {
                    return None;
                }
                let difference = difference(&requesting, &requested);
                let bridges = self.bridging(topic, search.matter, &requesting, &requested, difference);
                let governing = governing.iter().flat_map(|route| &route.terms);
                let own = |effective: &&Effective<'_>| {
                    effective.term.topic == topic
                        && matches!(effective.speaker, crate::route::Speaker::Instrument(_))
                };
                let governing = governing.filter(own).copied().collect();
                Some(Compared { topic, requesting, requested, governing, difference, bridges })
            })
            .collect()
    }

    /// What to do on a point: nothing where both take the same position. A bridge that names neither a position nor how
    /// the numbers stand is for what differs.
    fn bridging(
        &self,
        topic: Topic,
        matter: Matter,
        requesting: &[&Term],
        requested: &[&Term],
        difference: Difference,
    ) -> Vec<&Bridge> {
        if difference == Difference::Same || requested.is_empty() {
            return Vec::new();
        }
        let serving = self.bridges().iter().filter(|bridge| bridge.topic == topic);
        serving
            .filter(|bridge| {
                let is_plain =
                    bridge.requested.is_empty() && bridge.requesting.is_empty() && bridge.number.is_none();
                (!is_plain || difference == Difference::Differs)
                    && bridge.serves(matter, requesting, requested)
            })
            .collect()
    }

    /// Which test of double criminality each open route applies.
    #[must_use]
    pub fn dual_tests(&self, search: &Search<'_>) -> Vec<DualTest<'_>> {
        let listed =
            search.offence.map(|code| self.offences().listed(code).any(|listed| listed.list == WAIVING_LIST));
        let routes = self.routes(search).open.into_iter();
        routes
            .filter(|route| route.leads() || route.fit == Fit::Yes)
            .map(|route| {
                let on = |topic| route.on(topic).copied().collect::<Vec<_>>();
                let tests = on(Topic::DualCriminality);
                let mut thresholds = on(Topic::Threshold);
                thresholds.extend(on(Topic::ThresholdSentence));
                let waives = tests.iter().any(|test| test.term.position == Some("listed-waived"));
                DualTest { waived: listed.filter(|_| waives), tests, thresholds, route }
            })
            .collect()
    }

    /// Where an offence is listed.
    #[must_use]
    pub fn listed(&self, code: &str) -> Vec<&Listed> {
        self.offences().listed(code).collect()
    }
}

/// How two laws stand to each other: by positions, then by languages, then by numbers; words alone are for a reader.
fn difference(requesting: &[&Term], requested: &[&Term]) -> Difference {
    if requesting.is_empty() || requested.is_empty() {
        return Difference::OneSided;
    }
    let positions = |terms: &[&Term]| terms.iter().filter_map(|term| term.position).collect::<Vec<_>>();
    let languages =
        |terms: &[&Term]| -> Vec<String> { terms.iter().flat_map(|term| &term.languages).cloned().collect() };
    let numbers = |terms: &[&Term]| -> Vec<(u16, &str)> {
        terms
            .iter()
            .filter_map(|term| term.number.as_ref())
            .map(|number| (number.value, number.unit))
            .collect()
    };
    let same = |is_same| if is_same { Difference::Same } else { Difference::Differs };
    let (one, other) = (positions(requesting), positions(requested));
    if !one.is_empty() && !other.is_empty() {
        let first = same(one.iter().any(|position| other.contains(position)));
        let (one, other) = (numbers(requesting), numbers(requested));
        let numbered = one.is_empty() || other.is_empty() || one.iter().any(|number| other.contains(number));
        return if numbered { first } else { Difference::Differs };
    }
    let (one, other) = (languages(requesting), languages(requested));
    if !one.is_empty() && !other.is_empty() {
        return same(one.iter().any(|language| other.contains(language)));
    }
    let (one, other) = (numbers(requesting), numbers(requested));
    if !one.is_empty() && !other.is_empty() {
        return same(one.iter().any(|number| other.contains(number)));
    }
    Difference::ToRead
}
