//! `comity check`: findings on a request, without any node.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use ::law::Law;
use ::law::duty::Duty;
use ::law::request_file::{self, FILE_BYTES_MAX, RequestFile};
use ::law::settle::{Answer, Settlement};
use ::law::{Question, Stage};
use case::ground::Ground;
use case::opinion::{Effect, Finding, FindingResult, Opinion, Outcome};
use serde::Serialize;

use super::terminal::{Terminal, Tone, paragraph};
use super::{Exit, Problem, node_at, read_file, today};
use crate::editions::{self, EditionFault};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The request as JSON: {"kind", "from", "to", "on", "facts": {…}}; `-` reads it from standard input
    file: PathBuf,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
    /// The version of the law to use, as an opinion names it: one that this program carries or the data directory keeps
    #[arg(long, value_name = "VERSION")]
    law: Option<String>,
    /// The packs of this project folder are used, as they stand on disk: for a jurist at work on them
    #[arg(long, value_name = "DIR", conflicts_with_all = ["law", "data"])]
    packs: Option<PathBuf>,
    /// A node's data directory: the law in force there is used, or with --law any that was
    #[arg(long, visible_alias = "home", value_name = "DIR")]
    data: Option<PathBuf>,
    /// The language of the explanations
    #[arg(long, default_value = "en")]
    language: String,
}

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Exit, Problem> {
    let law = law(arguments)?;
    let request = request_file::read(law.register(), &read_file(&arguments.file, FILE_BYTES_MAX)?)
        .map_err(|fault| Problem::input(format!("{}: {fault}", arguments.file.display())))?;
    for warning in &request.warnings {
        terminal.complain(&warning.to_string());
    }
    let question = Question {
        kind: request.kind,
        stages: Stage::ALL,
        from: request.from,
        to: request.to,
        on: request.on.unwrap_or_else(today),
        facts: &request.facts,
        language: &arguments.language,
    };
    let opinion = law.check(&question);
    let settlement = law.settle(&question, &opinion);
    let duties = law.to_mind(&question);
    let text = if arguments.json {
        json(&opinion, &settlement, &duties)?
    } else {
        words(&request, (&opinion, &settlement, &duties), terminal)
    };
    terminal.say(&text);
    Ok(if opinion.outcome() == Outcome::Clear { Exit::Clear } else { Exit::NotClear })
}

/// The law asked for: of that version, or in force in the data directory, or the one that this program carries.
fn law(arguments: &Arguments) -> Result<Law, Problem> {
    if let Some(directory) = &arguments.packs {
        return super::law::of_folder(directory);
    }
    let carried = super::law::shipped()?;
    let home = arguments.data.as_deref().map(node_at).transpose()?;
    let found = match (&arguments.law, &home) {
        (Some(wanted), home) => editions::by_version(home.as_ref(), carried, wanted),
        (None, Some(home)) => editions::in_force(home, Arc::new(carried)).map(Arc::unwrap_or_clone),
        (None, None) => Ok(carried),
    };
    found.map_err(|fault| match fault {
        EditionFault::NoSuchVersion { .. } if home.is_none() => {
            Problem::input(format!("{fault}; name with --data the data directory that keeps others"))
        }
        EditionFault::NoSuchVersion { .. } => Problem::input(fault),
        fault => Problem::failed(fault),
    })
}

/// The answer in JSON; its shape is a contract.
#[derive(Serialize)]
struct Told<'a> {
    outcome: &'static str,
    findings: Vec<Row<'a>>,
    law: &'a str,
    decides: Vec<&'a str>,
    settle: Settle<'a>,
    to_mind: Vec<ToMind<'a>>,
}

/// A duty that no program checks and that somebody must mind.
#[derive(Serialize)]
struct ToMind<'a> {
    duty: &'a str,
    bound: &'static str,
    says: &'a str,
    provision: &'a str,
    why_listed: &'static str,
    because: &'a str,
    title: &'a str,
    source: &'a str,
    confidence: &'static str,
}

impl<'a> From<&&'a Duty> for ToMind<'a> {
    fn from(duty: &&'a Duty) -> Self {
        Self {
            duty: &duty.id,
            bound: duty.bound.code(),
            says: &duty.says,
            provision: &duty.provision,
            why_listed: duty.why_listed.code(),
            because: &duty.because,
            title: &duty.title,
            source: &duty.source,
            confidence: duty.confidence.code(),
        }
    }
}

/// The least set of answers that would settle the outcome.
#[derive(Serialize)]
struct Settle<'a> {
    least: bool,
    answers: Vec<Ask<'a>>,
}

#[derive(Serialize)]
struct Ask<'a> {
    fact: &'a str,
    question: &'a str,
    asked_of: &'static str,
}

impl<'a> From<&'a Settlement> for Settle<'a> {
    fn from(settlement: &'a Settlement) -> Self {
        let ask = |answer: &'a Answer| Ask {
            fact: &answer.fact,
            question: &answer.question,
            asked_of: answer.asked_of,
        };
        Self { least: settlement.least, answers: settlement.answers.iter().map(ask).collect() }
    }
}

#[derive(Serialize)]
struct Row<'a> {
    rule: &'a str,
    ground: &'static str,
    result: &'static str,
    effect: &'static str,
    provision: &'a str,
    explanation: &'a str,
    facts: Vec<&'a str>,
    missing: Vec<&'a str>,
    title: &'a str,
    remedy: &'a str,
    source: &'a str,
    confidence: &'static str,
    essential: bool,
}

impl<'a> From<&'a Finding> for Row<'a> {
    fn from(finding: &'a Finding) -> Self {
        Self {
            rule: &finding.rule,
            ground: finding.ground.tag(),
            result: finding.result.code(),
            effect: finding.effect.code(),
            provision: &finding.provision,
            explanation: &finding.explanation,
            facts: finding.facts.iter().map(String::as_str).collect(),
            missing: finding.missing.iter().map(String::as_str).collect(),
            title: &finding.title,
            remedy: &finding.remedy,
            source: &finding.source,
            confidence: finding.confidence.code(),
            essential: finding.essential,
        }
    }
}

fn json(opinion: &Opinion, settlement: &Settlement, duties: &[&Duty]) -> Result<String, Problem> {
    let told = Told {
        outcome: opinion.outcome().code(),
        findings: opinion.findings.iter().map(Row::from).collect(),
        law: &opinion.law,
        decides: settlement.decides.iter().map(String::as_str).collect(),
        settle: settlement.into(),
        to_mind: duties.iter().map(ToMind::from).collect(),
    };
    serde_json::to_string_pretty(&told).map_err(Problem::failed)
}

fn words(
    request: &RequestFile,
    (opinion, settlement, duties): (&Opinion, &Settlement, &[&Duty]),
    terminal: &Terminal,
) -> String {
    let state =
        |state: Option<case::bureau::StateCode>| state.map_or("?".to_owned(), |code| code.to_string());
    let outcome = opinion.outcome();
    let unstated = unstated(opinion);
    let so_far = if outcome == Outcome::Clear && !unstated.is_empty() { " in what is stated" } else { "" };
    let mut lines = vec![format!(
        "{}  {} from {} to {}",
        terminal.tone(tone(outcome), &format!("{}{so_far}", outcome.code())),
        request.kind.code(),
        state(request.from),
        state(request.to)
    )];
    let shown = opinion.findings.iter().filter(|finding| finding.is_raised() || finding.is_open());
    let (first, rest): (Vec<&Finding>, Vec<&Finding>) =
        shown.partition(|finding| settlement.decides.contains(&finding.rule));
    lines.extend(first.into_iter().map(|finding| entry(finding, terminal)));
    lines.extend(asked(settlement, terminal));
    lines.extend(rest.into_iter().map(|finding| entry(finding, terminal)));
    lines.extend(minding(duties, terminal));
    let count = |result| opinion.findings.iter().filter(|finding| finding.result == result).count();
    if !unstated.is_empty() {
        let grounds = unstated.iter().map(|ground| ground.tag()).collect::<Vec<_>>().join(", ");
        let head = terminal
            .tone(Tone::Strong, "Nothing is stated on these grounds, and each could speak against it");
        lines.push(format!("\n{head}\n{}", paragraph(&grounds, 4)));
    }
    let met = format!(
        "{} rules are met, {} cannot be told from the facts stated. Law {}.",
        count(FindingResult::Met),
        count(FindingResult::NotKnown),
        opinion.law
    );
    lines.push(format!("\n{}", terminal.tone(Tone::Quiet, &met)));
    lines.join("\n")
}

/// The grounds of rules that could block, ask or refer and whose occasion nobody stated; an outcome says nothing of them.
fn unstated(opinion: &Opinion) -> BTreeSet<Ground> {
    let silent = |finding: &&Finding| finding.is_silent() && finding.effect > Effect::Warn;
    opinion.findings.iter().filter(silent).map(|finding| finding.ground).collect()
}

/// The least set of answers, each with who can give it.
fn asked(settlement: &Settlement, terminal: &Terminal) -> Option<String> {
    if settlement.answers.is_empty() {
        return None;
    }
    let head = if settlement.least {
        "These answers would settle it; no fewer would do."
    } else {
        "These answers would settle it; fewer may do."
    };
    let row = |answer: &Answer| {
        paragraph(&format!("{} ({}, ask: {})", answer.question, answer.fact, answer.asked_of), 4)
    };
    let rows: Vec<String> = settlement.answers.iter().map(row).collect();
    Some(format!("\n{}\n{}", terminal.tone(Tone::Strong, head), rows.join("\n")))
}

/// What somebody of the bureau must mind because of what is stated. What holds for every request is not repeated here.
fn minding(duties: &[&Duty], terminal: &Terminal) -> Option<String> {
    let called = duties.iter().filter(|duty| duty.bound.is_of_bureau() && duty.applies_when.is_some());
    let told = called
        .map(|duty| paragraph(&format!("{} ({}; {})", duty.says, duty.bound.code(), duty.provision), 4));
    let told: Vec<String> = told.collect();
    let head = terminal.tone(Tone::Strong, "To mind, which no rule checks");
    (!told.is_empty()).then(|| format!("\n{head}\n{}", told.join("\n")))
}

fn entry(finding: &Finding, terminal: &Terminal) -> String {
    let word = match finding.result {
        FindingResult::NotKnown => "not known",
        _ => finding.effect.code(),
    };
    let tone = match (finding.result, finding.effect) {
        (FindingResult::NotKnown, _) | (_, Effect::Ask | Effect::Refer | Effect::Warn) => Tone::Warn,
        _ => Tone::Bad,
    };
    let mut text = format!(
        "\n{}  {}\n{}",
        terminal.tone(tone, word),
        terminal.tone(Tone::Strong, &finding.title),
        paragraph(&format!("{} ({}, {})", finding.provision, finding.ground, finding.rule), 4),
    );
    let missing = finding.missing.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
    let missing = if missing.is_empty() { String::new() } else { format!("Not stated: {missing}.") };
    for part in [&*finding.explanation, &missing, &finding.remedy].into_iter().filter(|part| !part.is_empty())
    {
        text.push('\n');
        text.push_str(&paragraph(part, 4));
    }
    text
}

const fn tone(outcome: Outcome) -> Tone {
    match outcome {
        Outcome::Clear => Tone::Good,
        Outcome::Refer | Outcome::Ask => Tone::Warn,
        Outcome::Block => Tone::Bad,
    }
}
