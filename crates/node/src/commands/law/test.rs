//! `comity law test`: the cases beside the rules, run, and told so that a jurist can dispute them.

use std::path::Path;

use ::law::Law;
use ::law::cases::CaseOutcome;
use serde::Serialize;

use super::super::terminal::{Terminal, Tone};
use super::super::{Exit, Problem};
use super::{Fault, loaded};

/// The answer in JSON.
#[derive(Debug, Serialize)]
struct Answer<'a> {
    ok: bool,
    law: &'a str,
    cases: Vec<Row<'a>>,
    /// Rules with too few cases, and what else is wrong.
    faults: &'a [Fault],
}

#[derive(Debug, Serialize)]
struct Row<'a> {
    file: &'a str,
    rule: &'a str,
    says: &'a str,
    ok: bool,
    /// What came of it: a result, or what is wrong.
    came: &'a str,
}

impl<'a> From<&'a CaseOutcome> for Row<'a> {
    fn from(CaseOutcome { file, rule, says, came }: &'a CaseOutcome) -> Self {
        let told = match came {
            Ok(result) => result,
            Err(wrong) => wrong.as_str(),
        };
        Self { file, rule, says, ok: came.is_ok(), came: told }
    }
}

pub(super) fn run(
    directory: Option<&Path>,
    rule: Option<&str>,
    json: bool,
    terminal: &Terminal,
) -> Result<Exit, Problem> {
    let (version, outcomes, faults) = match loaded(directory)? {
        Err(faults) => (String::new(), Vec::new(), faults),
        Ok(law) => {
            if let Some(rule) = rule.filter(|rule| law.rule(rule).is_none()) {
                return Err(Problem::input(format!("{rule}: there is no rule of this id")));
            }
            let mut outcomes = law.case_outcomes();
            let faults = lacking(&law, &outcomes, rule);
            outcomes.retain(|outcome| rule.is_none_or(|rule| outcome.rule == rule));
            (law.version().to_owned(), outcomes, faults)
        }
    };
    let failed = outcomes.iter().filter(|outcome| outcome.came.is_err()).count();
    let ok = failed == 0 && faults.is_empty();
    if json {
        let cases = outcomes.iter().map(Row::from).collect();
        let answer = Answer { ok, law: &version, cases, faults: &faults };
        terminal.say(&serde_json::to_string_pretty(&answer).map_err(Problem::failed)?);
    } else {
        by_file(&outcomes, rule.is_some(), terminal);
        for Fault { file, id, says } in &faults {
            terminal.say(&format!("{} {file} {id}: {says}", terminal.tone(Tone::Bad, "not")));
        }
        let all = format!("law {version}: {} cases, {failed} not borne out", outcomes.len());
        terminal.say(&terminal.tone(if ok { Tone::Good } else { Tone::Bad }, &all));
    }
    Ok(if ok { Exit::Clear } else { Exit::NotClear })
}

/// Rules with too few cases; of one rule, where only one is looked at.
fn lacking(law: &Law, outcomes: &[CaseOutcome], rule: Option<&str>) -> Vec<Fault> {
    let faults = law.lacking_cases(outcomes).into_iter().map(Fault::from);
    faults.filter(|fault| rule.is_none_or(|rule| fault.id == rule)).collect()
}

/// A line for each file, and the sentence of each case that its rule does not bear out; with `all`, of every case.
fn by_file(outcomes: &[CaseOutcome], all: bool, terminal: &Terminal) {
    for of_file in outcomes.chunk_by(|one, next| one.file == next.file) {
        let Some(first) = of_file.first() else { continue };
        let failed = of_file.iter().filter(|outcome| outcome.came.is_err()).count();
        let (tone, word) = if failed == 0 { (Tone::Good, "ok ") } else { (Tone::Bad, "not") };
        let count = of_file.len();
        terminal.say(&format!("{} {count:>4} cases  {}", terminal.tone(tone, word), first.file));
        for CaseOutcome { rule, says, came, .. } in of_file {
            match came {
                Ok(result) if all => terminal.say(&format!("      {says}\n        {rule}: {result}")),
                Ok(_) => {}
                Err(wrong) => {
                    terminal.say(&format!(
                        "      {says}\n        {}",
                        terminal.tone(Tone::Bad, &format!("{rule}: {wrong}"))
                    ));
                }
            }
        }
    }
}
