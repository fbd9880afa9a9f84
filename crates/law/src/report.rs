//! The state of the law's own house: how many rules stand where, and which need somebody to read their text again.

use std::collections::BTreeMap;

use case::opinion::Confidence;
use jiff::ToSpan;
use jiff::civil::Date;

use crate::corpus::Law;
use crate::words::{Made, Words};

/// What a pack holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PackCount {
    /// Its title.
    pub title: String,
    /// Rules.
    pub rules: usize,
    /// Rules that a person judges.
    pub judged: usize,
    /// Periods.
    pub deadlines: usize,
    /// Duties that are listed and not checked.
    pub duties: usize,
}

/// A report on the law on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The version of the law.
    pub version: String,
    /// Facts in the register.
    pub facts: usize,
    /// What each pack holds, by name.
    pub packs: BTreeMap<String, PackCount>,
    /// Rules, periods and duties whose text nobody has verified.
    pub unverified: Vec<String>,
    /// Rules, periods and duties whose text was not checked for a year before the day.
    pub stale: Vec<String>,
    /// Rules that are law no more on the day.
    pub ended: Vec<String>,
    /// Provisions that no rule or period carries and no duty lists.
    pub unminded: Vec<String>,
    /// Files of words made by a machine that nobody has reviewed, each with its facts.
    pub unreviewed: Vec<String>,
}

impl Law {
    /// The report on a day.
    #[must_use]
    pub fn report(&self, on: Date) -> Report {
        let year_ago = on.saturating_sub(1.year());
        let mut packs: BTreeMap<String, PackCount> = self
            .packs()
            .iter()
            .map(|pack| (pack.name.clone(), PackCount { title: pack.title.clone(), ..PackCount::default() }))
            .collect();
        let mut report = Report {
            version: self.version().to_owned(),
            facts: self.facts().len(),
            packs: BTreeMap::new(),
            unverified: Vec::new(),
            stale: Vec::new(),
            ended: Vec::new(),
            unminded: self.unminded().map(str::to_owned).collect(),
            unreviewed: self
                .words()
                .iter()
                .filter(|words| words.made == Made::Machine)
                .map(machine_made)
                .collect(),
        };
        for rule in self.rules() {
            let count = packs.entry(rule.pack.clone()).or_default();
            count.rules += 1;
            count.judged += usize::from(rule.is_judged());
            report.note(&rule.id, rule.confidence, rule.checked < year_ago);
            if rule.in_force.until.is_some_and(|until| until <= on) {
                report.ended.push(rule.id.clone());
            }
        }
        for deadline in self.all_deadlines() {
            packs.entry(deadline.pack.clone()).or_default().deadlines += 1;
            report.note(&deadline.id, deadline.confidence, deadline.checked < year_ago);
        }
        for duty in self.duties() {
            packs.entry(duty.pack.clone()).or_default().duties += 1;
            report.note(&duty.id, duty.confidence, duty.checked < year_ago);
        }
        report.packs = packs;
        report
    }
}

fn machine_made(words: &Words) -> String {
    format!("{} ({} facts)", words.file, words.facts)
}

impl Report {
    fn note(&mut self, id: &str, confidence: Confidence, is_stale: bool) {
        if confidence == Confidence::Unverified {
            self.unverified.push(id.to_owned());
        }
        if is_stale {
            self.stale.push(id.to_owned());
        }
    }
}
