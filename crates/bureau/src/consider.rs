//! Thinking about a case that an officer has open: what decides, what would change it, what to ask. Nothing is recorded.

use std::collections::BTreeSet;

use case::fact::{Facts, Value};
use case::life::Case;
use case::opinion::{Effect, Finding, FindingResult, Opinion};
use law::duty::Duty;
pub use law::settle::Settlement;
use law::{Question, Stage};

use crate::advice;
use crate::door::{Bureau, day_of};
use crate::look::CaseView;

/// A finding that differs between two opinions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// As it stands; none where it appears.
    pub before: Option<Finding>,
    /// As it would be; none where it goes.
    pub after: Option<Finding>,
}

/// A duty that no program checks, as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyRow {
    /// Its stable name.
    pub duty: String,
    /// Who must mind it.
    pub bound: &'static str,
    /// The duty, in one or two plain sentences.
    pub says: String,
    /// The article or paragraph.
    pub provision: String,
    /// Where it was read.
    pub source: String,
    /// Why no program checks it.
    pub because: String,
}

impl DutyRow {
    fn of(duty: &Duty) -> Self {
        Self {
            duty: duty.id.clone(),
            bound: duty.bound.code(),
            says: duty.says.clone(),
            provision: duty.provision.clone(),
            source: duty.source.clone(),
            because: duty.because.clone(),
        }
    }
}

impl Bureau {
    /// What an opinion hangs on.
    #[must_use]
    pub fn settlement(&self, view: &CaseView, language: &str) -> Settlement {
        let facts = advice::facts_of(&view.case);
        let question = self.question(&view.case, &facts, advice::stages_of(&view.case), language);
        self.0.law.settle(&question, &view.opinion)
    }

    /// The facts that rules which apply to the case, or may apply, look at.
    #[must_use]
    pub fn wanted(&self, case: &Case) -> BTreeSet<String> {
        let facts = advice::facts_of(case);
        self.0.law.wanted(&self.question(case, &facts, advice::stages_of(case), "en"))
    }

    /// What the law would say if fields stood otherwise; nothing for a field that would be empty.
    #[must_use]
    pub fn what_if(&self, case: &Case, supposed: &[(String, Option<Value>)], language: &str) -> Opinion {
        let mut facts = advice::facts_of(case);
        for (field, value) in supposed {
            match value {
                Some(value) => facts.insert(field.clone(), value.clone()),
                None => facts.remove(field),
            };
        }
        self.0.law.check(&self.question(case, &facts, advice::stages_of(case), language))
    }

    /// What to add or change in a request of ours so that it can be granted: what stands against it or is asked, by the
    /// rules for preparing it and by those that the requested bureau reads it by. Gravest first.
    #[must_use]
    pub fn adaptation(&self, case: &Case, language: &str) -> Vec<Finding> {
        let facts = advice::facts_of(case);
        let opinion = self.0.law.check(&self.question(case, &facts, advice::GRANTED, language));
        let to_mend = |finding: &Finding| match finding.result {
            FindingResult::NotMet => finding.effect >= Effect::Refer,
            FindingResult::NotKnown => finding.essential,
            FindingResult::Met | FindingResult::ToJudge => false,
        };
        opinion.findings.into_iter().filter(to_mend).collect()
    }

    /// The duties that no program checks and that somebody of a bureau must mind for this case.
    #[must_use]
    pub fn to_mind(&self, case: &Case) -> Vec<DutyRow> {
        let facts = advice::facts_of(case);
        let duties = self.0.law.to_mind(&self.question(case, &facts, advice::stages_of(case), "en"));
        duties.into_iter().filter(|duty| duty.bound.is_of_bureau()).map(DutyRow::of).collect()
    }

    /// Every duty of the law that no program checks.
    #[must_use]
    pub fn duties(&self) -> Vec<DutyRow> {
        self.0.law.duties().iter().map(DutyRow::of).collect()
    }

    fn question<'a>(
        &self,
        case: &Case,
        facts: &'a Facts,
        stages: &'a [Stage],
        language: &'a str,
    ) -> Question<'a> {
        let on = day_of(self.0.clock.now());
        advice::question(&self.0.directory(), case, facts, stages, on, language)
    }
}

impl Change {
    /// What differs, gravest first. Findings that are raised or asked count; what is met or quiet is not told.
    #[must_use]
    pub fn between(before: &Opinion, after: &Opinion) -> Vec<Change> {
        let find = |opinion: &Opinion, rule: &str| {
            opinion.findings.iter().find(|finding| finding.rule == rule && is_told(finding)).cloned()
        };
        let both = before.findings.iter().chain(&after.findings);
        let rules: BTreeSet<&str> = both.map(|finding| finding.rule.as_str()).collect();
        let mut changes: Vec<Change> = rules
            .into_iter()
            .map(|rule| Change { before: find(before, rule), after: find(after, rule) })
            .filter(|change| {
                let said = |finding: &Option<Finding>| {
                    finding.as_ref().map(|finding| (finding.result, finding.missing.clone()))
                };
                said(&change.before) != said(&change.after)
            })
            .collect();
        changes.sort_by_key(|change| {
            std::cmp::Reverse(change.after.as_ref().or(change.before.as_ref()).map(|finding| finding.effect))
        });
        changes
    }
}

fn is_told(finding: &Finding) -> bool {
    finding.is_raised() || (finding.essential && finding.result == FindingResult::NotKnown)
}
