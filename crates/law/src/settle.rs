//! What decides an opinion, and the least that would settle it: the fewest facts whose answers could meet every requirement
//! on which the outcome still hangs.

use std::collections::BTreeSet;

use case::opinion::{Effect, FindingResult, Opinion};

use crate::check::Question;
use crate::corpus::Law;
use crate::expression::{Condition, Given, Truth};
use crate::register::FactIndex;
use crate::rule::Test;

/// Ways of meeting one requirement that are looked at.
const WAYS_MAX: usize = 32;
/// Choices that are weighed until the best so far is taken.
const CHOICES_MAX: usize = 20_000;

/// What decides, and what would settle.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settlement {
    /// The rules whose findings make the outcome what it is, gravest first.
    pub deciding: Vec<String>,
    /// The facts whose answers could settle what is open, in the order of the register. Empty when nothing is open.
    pub least: Vec<String>,
    /// Whether no smaller set would do. Not told apart where the search was cut short.
    pub is_least: bool,
}

/// A set of facts that would meet a requirement.
type Way = BTreeSet<FactIndex>;

impl Law {
    /// What decides an opinion on a question, and the least that would settle it.
    #[must_use]
    pub fn settle(&self, question: &Question<'_>, opinion: &Opinion) -> Settlement {
        let states = (question.from.as_ref(), question.to.as_ref());
        let given = Given::new(self.register(), question.facts, question.kind.code(), states, question.on);
        let gravest =
            opinion.findings.iter().filter(|finding| finding.is_raised()).map(|finding| finding.effect).max();
        let deciding = opinion.findings.iter().filter(|finding| match gravest {
            Some(effect) if effect > Effect::Warn => finding.is_raised() && finding.effect == effect,
            _ => finding.essential && finding.result == FindingResult::NotKnown,
        });
        let open = opinion
            .findings
            .iter()
            .filter(|finding| finding.essential && finding.result == FindingResult::NotKnown)
            .filter_map(|finding| self.rule(&finding.rule));
        let mut is_least = true;
        let mut wanted: Vec<Vec<Way>> = Vec::new();
        for rule in open {
            let Test::Requires(condition) = &rule.test else { continue };
            let mut ways = ways(condition, true, &given, &mut is_least);
            if ways.is_empty() {
                ways = self::ways(condition, false, &given, &mut is_least);
            }
            if !ways.is_empty() {
                wanted.push(ways);
            }
        }
        let least = fewest(wanted, &mut is_least);
        Settlement {
            deciding: deciding.map(|finding| finding.rule.clone()).collect(),
            least: least.into_iter().map(|fact| given.name(fact).to_owned()).collect(),
            is_least,
        }
    }
}

/// The sets of missing facts with which a condition could come out as wanted, none within another. The empty set alone
/// where it does already; none where it cannot any more.
fn ways(condition: &Condition, wanted: bool, given: &Given<'_>, is_least: &mut bool) -> Vec<Way> {
    match condition.truth(given) {
        Truth::True | Truth::False if condition.truth(given) == Truth::from(wanted) => {
            return vec![Way::new()];
        }
        Truth::True | Truth::False => return Vec::new(),
        Truth::Unknown => {}
    }
    match condition {
        Condition::Always(_) | Condition::Known(_) => Vec::new(),
        Condition::Not(inner) => ways(inner, !wanted, given, is_least),
        Condition::All(parts) if wanted => all(parts, wanted, given, is_least),
        Condition::Any(parts) if !wanted => all(parts, wanted, given, is_least),
        Condition::All(parts) | Condition::Any(parts) => {
            let found = parts.iter().flat_map(|part| ways(part, wanted, given, is_least)).collect();
            smallest(found, is_least)
        }
        Condition::Flag(_) | Condition::Compare(..) | Condition::Member(..) => {
            let mut facts = BTreeSet::new();
            condition.facts(&mut facts);
            facts.retain(|fact| given.value(*fact).is_none());
            if facts.is_empty() { Vec::new() } else { vec![facts] }
        }
    }
}

/// The ways in which every part comes out as wanted.
fn all(parts: &[Condition], wanted: bool, given: &Given<'_>, is_least: &mut bool) -> Vec<Way> {
    let mut found = vec![Way::new()];
    for part in parts {
        let of_part = ways(part, wanted, given, is_least);
        let joined =
            found.iter().flat_map(|one| of_part.iter().map(|other| one.union(other).copied().collect()));
        found = smallest(joined.collect(), is_least);
    }
    found
}

/// The ways that hold no other one, smallest first, and not too many of them.
fn smallest(mut ways: Vec<Way>, is_least: &mut bool) -> Vec<Way> {
    ways.sort_by_key(BTreeSet::len);
    let mut kept: Vec<Way> = Vec::new();
    for way in ways {
        if kept.len() == WAYS_MAX {
            *is_least = false;
            break;
        }
        if !kept.iter().any(|smaller| smaller.is_subset(&way)) {
            kept.push(way);
        }
    }
    kept
}

/// The smallest set that holds a way of each requirement.
fn fewest(mut wanted: Vec<Vec<Way>>, is_least: &mut bool) -> Way {
    // What can be met in one way only is not a choice; the rest with the fewest ways first.
    wanted.sort_by_key(Vec::len);
    let mut best: Option<Way> = None;
    let mut choices = 0;
    choose(&wanted, &Way::new(), &mut best, &mut choices);
    *is_least &= choices < CHOICES_MAX;
    best.unwrap_or_default()
}

fn choose(wanted: &[Vec<Way>], so_far: &Way, best: &mut Option<Way>, choices: &mut usize) {
    *choices += 1;
    if best.as_ref().is_some_and(|best| so_far.len() >= best.len() || *choices >= CHOICES_MAX) {
        return;
    }
    let Some((first, rest)) = wanted.split_first() else {
        *best = Some(so_far.clone());
        return;
    };
    // What adds least first, so that the first answer is good and later ones are cut early.
    let mut ways: Vec<Way> = first.iter().map(|way| so_far.union(way).copied().collect()).collect();
    ways.sort_by_key(BTreeSet::len);
    let is_free = ways.first().is_some_and(|way| way.len() == so_far.len());
    for way in ways.into_iter().take(if is_free { 1 } else { usize::MAX }) {
        choose(rest, &way, best, choices);
    }
}
