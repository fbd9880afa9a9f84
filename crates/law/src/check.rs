//! Checking a request against the law: one finding a rule that applies, gravest first.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;

use case::bureau::StateCode;
use case::fact::Facts;
use case::opinion::{Finding, FindingResult, Opinion};
use case::request::Kind;
use jiff::civil::Date;

use crate::corpus::Law;
use crate::duty::Duty;
use crate::expression::{Given, Truth};
use crate::rule::{Rule, Stage, Test};

/// What is asked of the law.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// What is requested.
    pub kind: Kind,
    /// The stages whose rules speak: for a draft, `Draft` and `Publication` together.
    pub stages: &'a [Stage],
    /// The State that asks, when it is known.
    pub from: Option<StateCode>,
    /// The State that is asked, when it is known.
    pub to: Option<StateCode>,
    /// The day of the request. It decides which provisions are law and who is bound.
    pub on: Date,
    /// What is stated.
    pub facts: &'a Facts,
    /// The language of the words, BCP 47.
    pub language: &'a str,
}

impl Law {
    /// What the law says of a request. Facts that the register does not have are passed over.
    #[must_use]
    pub fn check(&self, question: &Question<'_>) -> Opinion {
        let states = (question.from.as_ref(), question.to.as_ref());
        let given = Given::new(self.register(), question.facts, question.kind.code(), states, question.on);
        let mut findings: Vec<Finding> = self
            .speaking(question.kind, question.stages)
            .filter_map(|rule| finding(rule, self, question, &given))
            .collect();
        findings.sort_by_key(weight);
        Opinion { law: self.version().to_owned(), findings }
    }

    /// The duties that no program checks and that somebody must mind for this request. Whoever shows them chooses by
    /// the person who is bound.
    #[must_use]
    pub fn to_mind(&self, question: &Question<'_>) -> Vec<&Duty> {
        let states = (question.from.as_ref(), question.to.as_ref());
        let given = Given::new(self.register(), question.facts, question.kind.code(), states, question.on);
        self.duties().iter().filter(|duty| duty.is_for(question.kind, question.stages, &given)).collect()
    }
}

/// Raised by effect, then what lacks essential facts, then what lacks others, then what is met.
fn weight(finding: &Finding) -> (u8, Reverse<case::opinion::Effect>) {
    let group = match finding.result {
        FindingResult::ToJudge | FindingResult::NotMet => 0,
        FindingResult::NotKnown if finding.essential => 1,
        FindingResult::NotKnown => 2,
        FindingResult::Met => 3,
    };
    (group, Reverse(finding.effect))
}

/// What one rule says; nothing where it does not apply.
fn finding(rule: &Rule, law: &Law, question: &Question<'_>, given: &Given<'_>) -> Option<Finding> {
    let states = (question.from, question.to);
    if !rule.in_force.holds(question.on) || !rule.reach.covers(states, question.on, law.parties()) {
        return None;
    }
    let mut missing = BTreeSet::new();
    let applies = rule.applies.as_ref().map_or(Truth::True, |condition| condition.truth(given));
    let (result, essential) = match (applies, &rule.test) {
        (Truth::False, _) => return None,
        (Truth::Unknown, _) => {
            rule.applies.iter().for_each(|condition| condition.missing(given, &mut missing));
            (FindingResult::NotKnown, false)
        }
        (Truth::True, Test::Requires(condition)) => match condition.truth(given) {
            Truth::True => (FindingResult::Met, rule.essential),
            Truth::False => (FindingResult::NotMet, rule.essential),
            Truth::Unknown => {
                condition.missing(given, &mut missing);
                (FindingResult::NotKnown, rule.essential)
            }
        },
        (Truth::True, Test::Judge(factors)) => {
            let lacking = factors.iter().filter(|fact| given.value(**fact).is_none());
            missing.extend(lacking.map(|fact| given.name(*fact).to_owned()));
            (FindingResult::ToJudge, rule.essential)
        }
    };
    let seen = rule.facts.iter().filter(|fact| given.value(**fact).is_some());
    Some(Finding {
        rule: rule.id.clone(),
        title: Arc::clone(rule.title(question.language)),
        ground: rule.ground,
        result,
        effect: rule.effect,
        provision: Arc::clone(&rule.provision),
        source: Arc::clone(&rule.source),
        confidence: rule.confidence,
        explanation: Arc::clone(rule.explain(question.language)),
        remedy: Arc::clone(rule.remedy(question.language)),
        facts: seen.map(|fact| given.name(*fact).to_owned()).collect(),
        missing,
        essential,
    })
}
