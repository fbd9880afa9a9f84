//! The cases beside the rules: each states facts and what a rule says of them. They are run by the tests and by
//! whoever writes a rule.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::LazyLock;

use case::bureau::StateCode;
use case::fact::Facts;
use case::opinion::FindingResult;
use case::request::Kind;

use crate::check::Question;
use crate::corpus::Law;
use crate::load::shipped_files;
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

/// A case of the shipped packs, to show what a rule means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Illustration {
    /// Its sentence.
    pub says: String,
    /// What it comes to: the code of a result, or `none` where the rule does not apply.
    pub expect: String,
}

/// The cases of a rule in the packs that the program carries; none for a rule of other packs.
#[must_use]
pub fn illustrations(rule: &str) -> &'static [Illustration] {
    static ALL: LazyLock<BTreeMap<String, Vec<Illustration>>> = LazyLock::new(|| {
        let mut all: BTreeMap<String, Vec<Illustration>> = BTreeMap::new();
        let files = shipped_files().iter().filter(|(path, _)| path.ends_with(".cases.toml"));
        // The tests read the same files: none has a fault.
        for file in files.filter_map(|(_, text)| toml::from_str::<CaseFile>(text).ok()) {
            for table in file.case {
                let shown = Illustration { says: table.says, expect: table.expect };
                all.entry(table.rule).or_default().push(shown);
            }
        }
        all
    });
    ALL.get(rule).map_or(&[], Vec::as_slice)
}

/// What a case expects: a result, or that the rule does not apply.
type Expected = Option<FindingResult>;

/// Runs every file of cases (path, text) against the law, and looks for rules of these packs with too few cases: each
/// needs one that is met, one that is not met and one not known; a rule that a person judges needs one to judge, one to
/// which it does not apply and one not known.
#[must_use]
pub fn run<'a>(
    law: &Law,
    files: impl IntoIterator<Item = (&'a str, &'a str)>,
    packs: &[&str],
) -> Vec<CaseFault> {
    let outcomes = outcomes(law, files);
    let mut faults = lacking(law, &outcomes, packs);
    let failed = outcomes.into_iter().filter_map(|CaseOutcome { file, rule, says, came }| {
        let wrong = came.err()?;
        Some(CaseFault { file, rule, says, wrong })
    });
    faults.splice(0..0, failed);
    faults
}

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

/// Runs every case of these files (path, text), in order.
#[must_use]
pub fn outcomes<'a>(law: &Law, files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<CaseOutcome> {
    let mut outcomes = Vec::new();
    for (path, text) in files {
        let outcome = |rule, says, came| CaseOutcome { file: path.to_owned(), rule, says, came };
        match toml::from_str::<CaseFile>(text) {
            Err(wrong) => outcomes.push(outcome(String::new(), String::new(), Err(wrong.to_string()))),
            Ok(file) => outcomes.extend(file.case.into_iter().map(|table| {
                let came = run_case(law, &table).map(told);
                outcome(table.rule, table.says, came)
            })),
        }
    }
    outcomes
}

/// The rules of these packs that have too few cases among those that were run.
#[must_use]
pub fn lacking(law: &Law, outcomes: &[CaseOutcome], packs: &[&str]) -> Vec<CaseFault> {
    let mut seen: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for outcome in outcomes {
        if let Ok(result) = outcome.came {
            seen.entry(&outcome.rule).or_default().insert(result);
        }
    }
    let mut faults = Vec::new();
    for rule in law.rules().iter().filter(|rule| packs.contains(&rule.pack.as_str())) {
        let wanted: &[&str] = if rule.is_judged() {
            &["to-judge", "none", "not-known"]
        } else {
            &["met", "not-met", "not-known"]
        };
        let lacks = |kind: &&&str| !seen.get(rule.id.as_str()).is_some_and(|kinds| kinds.contains(**kind));
        let lacking: Vec<_> = wanted.iter().filter(lacks).copied().collect();
        if !lacking.is_empty() {
            let wrong = format!("no case expects {}; add one beside the rule", lacking.join(", "));
            faults.push(CaseFault { file: String::new(), rule: rule.id.clone(), says: String::new(), wrong });
        }
    }
    faults
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
