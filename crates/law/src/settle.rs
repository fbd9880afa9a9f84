//! What decides an opinion, and the least set of answers that would settle it.
//!
//! An outcome rests on an *open* finding: one that applies, lacks facts, is essential, and would change the outcome when
//! its facts are stated. A set of facts settles an opinion when there are answers to them after which no open finding is
//! left and the outcome is as good as answers can make it. Of sets of one size, one that the form of the kind asks for goes
//! first. Which answers these are is not told: the officer states what is so, not what would pass.

mod values;

use std::collections::{BTreeMap, BTreeSet};

use case::fact::Value;
use case::form::Form;
use case::opinion::{Effect, Opinion, Outcome};

use crate::check::Question;
use crate::corpus::Law;
use crate::expression::{Condition, Given, Truth};
use crate::register::FactIndex;
use crate::rule::{Rule, Test};
use values::{Ways, ways};

/// Most states of knowledge tried before the search says that it stopped.
pub const STEPS_MAX: usize = 1_000;
/// Most answers in a set that is searched for.
pub const ANSWERS_MAX: usize = 40;

/// What an opinion hangs on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settlement {
    /// The rules whose findings make the outcome what it is; none where nothing stands in the way.
    pub decides: Vec<String>,
    /// The answers that would settle it; none where it is settled, or where no answers can settle it.
    pub answers: Vec<Answer>,
    /// Whether no smaller set would do. It is not said where answers can only end in something raised; and where the search
    /// stopped at its limit, `answers` is everything that open findings lack, which may be more than is needed.
    pub least: bool,
}

/// Something to ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The fact.
    pub fact: String,
    /// The question, in the language asked for; the label where the register has none.
    pub question: String,
    /// Who can answer: `requesting`, `requested`, `reviewer` or `authority`.
    pub asked_of: &'static str,
}

impl Law {
    /// What an opinion on this question hangs on. The opinion has to be the one that this law gives on it.
    #[must_use]
    pub fn settle(&self, question: &Question<'_>, opinion: &Opinion) -> Settlement {
        let found = self.least(question);
        let mut facts: Vec<&str> = found.facts.iter().map(|fact| self.register().name(*fact)).collect();
        // In the order in which the findings ask for them.
        let place = |fact: &str| opinion.findings.iter().position(|finding| finding.missing.contains(fact));
        facts.sort_by_key(|fact| (place(fact).unwrap_or(usize::MAX), *fact));
        let answers = facts.into_iter().filter_map(|name| {
            let fact = self.fact(name)?;
            let asked = fact.question(question.language);
            let words = if asked.is_empty() { fact.label(question.language) } else { asked };
            Some(Answer { fact: name.to_owned(), question: words.to_owned(), asked_of: fact.asked_of.code() })
        });
        Settlement { decides: deciding(opinion), answers: answers.collect(), least: found.least }
    }

    /// The facts that rules which apply, or may apply, look at: what a form has to ask.
    #[must_use]
    pub fn wanted(&self, question: &Question<'_>) -> BTreeSet<String> {
        let given = self.given(question);
        let mut wanted = BTreeSet::new();
        for rule in self.spoken(question) {
            let applies = rule.applies.as_ref().map_or(Truth::True, |condition| condition.truth(&given));
            if applies != Truth::False {
                wanted.extend(rule.facts.iter().map(|fact| given.name(*fact).to_owned()));
            }
        }
        wanted
    }

    fn given<'a>(&'a self, question: &'a Question<'a>) -> Given<'a> {
        let states = (question.from.as_ref(), question.to.as_ref());
        Given::new(self.register(), question.facts, question.kind.code(), states, question.on)
    }

    /// The rules that are law on the day between these States.
    fn spoken<'a>(&'a self, question: &Question<'_>) -> Vec<&'a Rule> {
        let (states, on) = ((question.from, question.to), question.on);
        self.speaking(question.kind, question.stages)
            .filter(|rule| rule.in_force.holds(on) && rule.reach.covers(states, on, self.parties()))
            .collect()
    }

    fn least(&self, question: &Question<'_>) -> Found {
        let rules = self.spoken(question);
        let given = self.given(question);
        let start = standing(&rules, &given);
        if start.open.is_empty() {
            return Found { facts: BTreeSet::new(), least: true, witness: Vec::new() };
        }
        let values = values::representatives(&rules, self, question);
        let form = Form::of(question.kind).map(Form::fields).into_iter().flatten();
        let form = form.filter_map(|field| self.register().index(field)).zip(0..).collect();
        let mut search = Search { rules, values: &values, form, steps: 0, worst: None };
        // The best outcome that answers can bring about: first one no graver than stands, then the graver ones.
        for worst in [Effect::Warn, Effect::Refer, Effect::Ask, Effect::Block] {
            if worst != Effect::Warn && start.gravest >= Some(worst) {
                continue;
            }
            search.worst = start.gravest.max(Some(worst));
            for most in bound(&met_by(&start.open, &given))..=ANSWERS_MAX {
                if let Some(witness) = search.within(&given, most) {
                    let facts = witness.iter().map(|(fact, _)| *fact).collect();
                    // Where it can only end in something raised, a single answer that raises another rule may do as well.
                    return Found { facts, least: worst == Effect::Warn, witness };
                }
                if search.steps >= STEPS_MAX {
                    return all_lacking(&start.open, &given);
                }
                if !search.may_need_more(&given, most) {
                    break;
                }
            }
        }
        all_lacking(&start.open, &given)
    }
}

/// A set found.
struct Found {
    facts: BTreeSet<FactIndex>,
    least: bool,
    /// Answers with which it settles: for the tests only, they are told to nobody.
    #[cfg_attr(not(test), expect(dead_code, reason = "tests prove with it that the set settles"))]
    witness: Vec<(FactIndex, Value)>,
}

/// Where a request stands with what is known.
struct Standing<'r> {
    gravest: Option<Effect>,
    open: Vec<(&'r Rule, &'r Condition)>,
}

fn standing<'r>(rules: &[&'r Rule], given: &Given<'_>) -> Standing<'r> {
    let mut gravest = None;
    let mut open = Vec::new();
    for rule in rules {
        if rule.applies.as_ref().is_some_and(|condition| condition.truth(given) != Truth::True) {
            continue;
        }
        match &rule.test {
            Test::Judge(_) => gravest = gravest.max(Some(rule.effect)),
            Test::Requires(condition) => match condition.truth(given) {
                Truth::False => gravest = gravest.max(Some(rule.effect)),
                Truth::Unknown if rule.essential => open.push((*rule, condition)),
                Truth::Unknown | Truth::True => {}
            },
        }
    }
    // Beside something raised that is as grave, an open finding changes nothing.
    if gravest >= Some(Effect::Refer) {
        open.retain(|(rule, _)| Some(rule.effect) > gravest);
    }
    Standing { gravest, open }
}

/// The ways in which each open finding may come to be met.
fn met_by(open: &[(&Rule, &Condition)], given: &Given<'_>) -> Vec<Ways> {
    open.iter().map(|(_, condition)| ways(condition, given, true)).collect()
}

/// How many answers are needed at least: open findings that share no fact each need their own.
fn bound(met_by: &[Ways]) -> usize {
    let mut taken: BTreeSet<FactIndex> = BTreeSet::new();
    let mut least = 0;
    for ways in met_by {
        let facts: BTreeSet<FactIndex> = ways.iter().flatten().copied().collect();
        if facts.is_disjoint(&taken) {
            least += ways.iter().map(BTreeSet::len).min().unwrap_or(0);
            taken.extend(facts);
        }
    }
    least
}

fn all_lacking(open: &[(&Rule, &Condition)], given: &Given<'_>) -> Found {
    let facts = met_by(open, given).into_iter().flatten().flatten().collect();
    Found { facts, least: false, witness: Vec::new() }
}

struct Search<'r> {
    rules: Vec<&'r Rule>,
    values: &'r BTreeMap<FactIndex, Vec<Value>>,
    /// The fields of the form, each with its place.
    form: BTreeMap<FactIndex, usize>,
    steps: usize,
    worst: Option<Effect>,
}

impl<'r> Search<'r> {
    /// Answers to at most so many facts after which nothing is open and nothing graver is raised.
    fn within(&mut self, given: &Given<'r>, most: usize) -> Option<Vec<(FactIndex, Value)>> {
        if self.steps >= STEPS_MAX {
            return None;
        }
        self.steps += 1;
        let now = standing(&self.rules, given);
        if now.gravest > self.worst {
            return None;
        }
        if now.open.is_empty() {
            return Some(Vec::new());
        }
        let met_by = met_by(&now.open, given);
        if bound(&met_by) > most {
            return None;
        }
        // The open finding with the fewest ways out is tried first. Where the outcome may become as grave as its own
        // effect, it is settled by not being met as well.
        let ways_out = |((rule, condition), mut found): (&(&Rule, &Condition), Ways)| {
            if Some(rule.effect) <= self.worst {
                found.extend(ways(condition, given, false));
            }
            found
        };
        let ways: Ways = now.open.iter().zip(met_by).map(ways_out).min_by_key(BTreeSet::len)?;
        let mut ways: Vec<BTreeSet<FactIndex>> =
            ways.into_iter().filter(|way| !way.is_empty() && way.len() <= most).collect();
        // What the form asks first is asked first.
        ways.sort_by_key(|way| {
            let places: Vec<usize> = way.iter().filter_map(|fact| self.form.get(fact).copied()).collect();
            (way.len() - places.len(), places.into_iter().max())
        });
        for way in ways {
            for answers in values::combinations(&way, self.values) {
                let mut then = given.clone();
                answers.iter().for_each(|(fact, value)| then.suppose(*fact, value));
                if let Some(further) = self.within(&then, most - way.len()) {
                    let here = answers.into_iter().map(|(fact, value)| (fact, value.clone()));
                    return Some(here.chain(further).collect());
                }
                if self.steps >= STEPS_MAX {
                    return None;
                }
            }
        }
        None
    }

    /// Whether a larger set could do what one of this size cannot.
    fn may_need_more(&self, given: &Given<'_>, most: usize) -> bool {
        let unknown = self.values.keys().filter(|fact| given.value(**fact).is_none()).count();
        most < unknown
    }
}

/// The findings that make the outcome what it is.
fn deciding(opinion: &Opinion) -> Vec<String> {
    let outcome = opinion.outcome();
    let as_grave = |effect: Effect| match outcome {
        Outcome::Block => effect == Effect::Block,
        Outcome::Ask => effect == Effect::Ask,
        Outcome::Refer => effect == Effect::Refer,
        Outcome::Clear => false,
    };
    let raised = opinion.findings.iter().filter(|finding| finding.is_raised() && as_grave(finding.effect));
    let raised: Vec<String> = raised.map(|finding| finding.rule.clone()).collect();
    if !raised.is_empty() || outcome == Outcome::Clear {
        return raised;
    }
    let findings = opinion.findings.iter().filter(|finding| finding.is_open());
    findings.map(|finding| finding.rule.clone()).collect()
}

#[cfg(test)]
mod tests;
