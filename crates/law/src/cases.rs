//! The cases beside the rules: each states facts and what a rule says of them. They are run by the tests and by
//! whoever writes a rule.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use case::bureau::StateCode;
use case::fact::Facts;
use case::opinion::FindingResult;
use case::request::Kind;

use crate::check::Question;
use crate::corpus::Law;
use crate::load::CASES;
use crate::pack::{CaseFile, CaseTable};
use crate::rule::Stage;
use crate::values::value_of_json;

/// A case that a rule does not bear out, or a rule with too few cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFault {
    /// The file's path; empty where a rule has too few cases.
    pub file: String,
    /// The rule.
    pub rule: String,
    /// The case's sentence; empty where a rule has too few cases.
    pub says: String,
    /// What is wrong, and what to do.
    pub wrong: String,
}

impl fmt::Display for CaseFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for part in [&self.file, &self.rule, &self.says] {
            if !part.is_empty() {
                write!(f, "{part}: ")?;
            }
        }
        f.write_str(&self.wrong)
    }
}

impl std::error::Error for CaseFault {}

/// A case, to show what its rule means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Illustration {
    /// Its sentence.
    pub says: String,
    /// What it comes to: the code of a result, or `none` where the rule does not apply.
    pub expect: String,
}

/// What a case expects: a result, or that the rule does not apply.
type Expected = Option<FindingResult>;

/// What became of one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseOutcome {
    /// The file's path.
    pub file: String,
    /// The rule; empty where the file cannot be read.
    pub rule: String,
    /// The case's sentence; empty where the file cannot be read.
    pub says: String,
    /// What it expects and its rule says; or what is wrong, and what to do.
    pub came: Result<&'static str, String>,
}

impl Law {
    /// Runs every case beside the rules, and looks for rules with too few of them.
    #[must_use]
    pub fn case_faults(&self) -> Vec<CaseFault> {
        let outcomes = self.case_outcomes();
        let lacking = self.lacking_cases(&outcomes);
        let failed = outcomes.into_iter().filter_map(|CaseOutcome { file, rule, says, came }| {
            let wrong = came.err()?;
            Some(CaseFault { file, rule, says, wrong })
        });
        failed.chain(lacking).collect()
    }

    /// Runs every case beside the rules, in the order of files.
    #[must_use]
    pub fn case_outcomes(&self) -> Vec<CaseOutcome> {
        let mut outcomes = Vec::new();
        for (path, text) in self.case_files() {
            let outcome = |rule, says, came| CaseOutcome { file: path.to_owned(), rule, says, came };
            match toml::from_str::<CaseFile>(text) {
                Err(wrong) => {
                    outcomes.push(outcome(String::new(), String::new(), Err(wrong.to_string())));
                }
                Ok(file) => outcomes.extend(file.case.into_iter().map(|table| {
                    let came = run_case(self, &table).map(told);
                    outcome(table.rule, table.says, came)
                })),
            }
        }
        outcomes
    }

    /// The rules that have too few cases among those that were run: each needs one that is met, one that is not met and one
    /// not known; a rule that a person judges needs one to judge, one to which it does not apply and one not known.
    #[must_use]
    pub fn lacking_cases(&self, outcomes: &[CaseOutcome]) -> Vec<CaseFault> {
        let mut seen: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for outcome in outcomes {
            if let Ok(result) = outcome.came {
                seen.entry(&outcome.rule).or_default().insert(result);
            }
        }
        let mut faults = Vec::new();
        for rule in self.rules() {
            let wanted: &[&str] = if rule.is_judged() {
                &["to-judge", NONE, "not-known"]
            } else {
                &["met", "not-met", "not-known"]
            };
            let lacks =
                |kind: &&&str| !seen.get(rule.id.as_str()).is_some_and(|kinds| kinds.contains(**kind));
            let lacking: Vec<_> = wanted.iter().filter(lacks).copied().collect();
            if !lacking.is_empty() {
                let wrong = format!("no case expects {}; add one beside the rule", lacking.join(", "));
                faults.push(CaseFault {
                    file: String::new(),
                    rule: rule.id.clone(),
                    says: String::new(),
                    wrong,
                });
            }
        }
        faults
    }

    /// The cases beside each rule that has some, by the rule's name.
    #[must_use]
    pub fn illustrations(&self) -> BTreeMap<String, Vec<Illustration>> {
        let files = self.case_files().filter_map(|(_, text)| toml::from_str::<CaseFile>(text).ok());
        let mut found: BTreeMap<String, Vec<Illustration>> = BTreeMap::new();
        for CaseTable { rule, says, expect, .. } in files.flat_map(|file| file.case) {
            found.entry(rule).or_default().push(Illustration { says, expect });
        }
        found
    }

    fn case_files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files().filter(|(path, _)| path.ends_with(CASES))
    }
}

const NONE: &str = "none";

fn told(expected: Expected) -> &'static str {
    expected.map_or(NONE, FindingResult::code)
}

/// Runs one case: what it expected, or what is wrong.
fn run_case(law: &Law, table: &CaseTable) -> Result<Expected, String> {
    let expected = match table.expect.as_str() {
        NONE => None,
        code => Some(FindingResult::parse(code).ok_or_else(|| {
            format!("`{code}` is no result; write met, not-met, not-known, to-judge or none")
        })?),
    };
    if table.says.trim().is_empty() {
        return Err("`says` is empty; tell the case in a sentence".to_owned());
    }
    let kind = Kind::parse(&table.kind).ok_or_else(|| format!("`{}` is no kind of request", table.kind))?;
    let state = |code: &Option<String>| code.as_deref().map(str::parse::<StateCode>).transpose();
    let from = state(&table.from).map_err(|fault| format!("`from`: {fault}"))?;
    let to = state(&table.to).map_err(|fault| format!("`to`: {fault}"))?;
    let rule = law.rule(&table.rule).ok_or("there is no rule of this id")?;
    let facts = facts(law, table)?;
    let question =
        Question { kind, stages: Stage::ALL, from, to, on: table.on, facts: &facts, language: "en" };
    let opinion = law.check(&question);
    let finding = opinion.findings.iter().find(|finding| finding.rule == rule.id);
    let result = finding.map(|finding| finding.result);
    let lacks = finding.map(|finding| finding.missing.clone()).unwrap_or_default();
    if result != expected {
        let lacks = lacks.into_iter().collect::<Vec<_>>().join(", ");
        let lacks = if lacks.is_empty() { lacks } else { format!(" (it lacks {lacks})") };
        return Err(format!("expected {}, and the rule says {}{lacks}", told(expected), told(result)));
    }
    match &table.missing {
        Some(missing) if missing.iter().cloned().collect::<BTreeSet<_>>() != lacks => {
            let lacks = lacks.into_iter().collect::<Vec<_>>().join(", ");
            Err(format!("expected {} to be missing, and the rule lacks {lacks}", missing.join(", ")))
        }
        _ => Ok(expected),
    }
}

fn facts(law: &Law, table: &CaseTable) -> Result<Facts, String> {
    let mut facts = Facts::new();
    for (name, value) in &table.facts {
        let fact = law.fact(name).ok_or_else(|| format!("`{name}` is no fact of the register"))?;
        let json = json_of_toml(value);
        if let Some(value) = value_of_json(fact, &json).map_err(|fault| format!("{name}: {fault}"))? {
            facts.insert(name.clone(), value);
        }
    }
    Ok(facts)
}

fn json_of_toml(value: &toml::Value) -> serde_json::Value {
    match value {
        toml::Value::String(text) => text.as_str().into(),
        toml::Value::Integer(number) => (*number).into(),
        toml::Value::Float(number) => (*number).into(),
        toml::Value::Boolean(flag) => (*flag).into(),
        toml::Value::Datetime(datetime) => datetime.to_string().into(),
        toml::Value::Array(values) => values.iter().map(json_of_toml).collect(),
        toml::Value::Table(table) => table
            .iter()
            .map(|(key, value)| (key.clone(), json_of_toml(value)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
    }
}
