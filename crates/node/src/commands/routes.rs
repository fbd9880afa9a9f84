//! `comity routes`: which instruments and channels link two States, without any node.

use ::law::answer::{ClosedRow, RouteRow, RoutesAnswer, TermRow};
use ::law::instrument::is_iccs;
use ::law::register::Fact;
use ::law::route::Search;
use ::law::term::Matter;
use case::bureau::StateCode;
use jiff::civil::Date;

use super::terminal::{Terminal, Tone, paragraph};
use super::{Exit, Problem, today};

/// Letters in a line of text for people.
const WIDTH: usize = 100;
/// The fact whose codes are the measures.
const MEASURES: &str = "mla.measures";

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The State that asks, as two letters: FR
    from: String,
    /// The State that is asked
    to: String,
    /// What is wanted: `surrender` (or `extradition`), `assistance`, or one measure as `search-and-seizure`
    #[arg(long, default_value = "surrender")]
    measure: String,
    /// The offence as a code of the ICCS, as 0601 for drugs
    #[arg(long, value_name = "ICCS")]
    offence: Option<String>,
    /// The maximum penalty of the offence, in months
    #[arg(long, value_name = "MONTHS")]
    max_penalty_months: Option<u16>,
    /// The day; today when left out
    #[arg(long, value_name = "DATE")]
    on: Option<Date>,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
    /// The language of what the law says
    #[arg(long, default_value = "en")]
    language: String,
}

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Exit, Problem> {
    let law = super::law::shipped()?;
    let (matter, measure) = wanted(&law, &arguments.measure)?;
    if let Some(code) = arguments.offence.as_ref().filter(|code| !is_iccs(code)) {
        return Err(Problem::input(format!(
            "--offence: `{code}` is no code of the ICCS; write 2 to 6 digits"
        )));
    }
    let answer = law.routes_in_words(
        &Search {
            from: state(&arguments.from)?,
            to: state(&arguments.to)?,
            matter,
            measure,
            offence: arguments.offence.as_deref(),
            max_penalty_months: arguments.max_penalty_months,
            on: arguments.on.unwrap_or_else(today),
        },
        &arguments.language,
    );
    let text = if arguments.json {
        serde_json::to_string_pretty(&answer).map_err(Problem::failed)?
    } else {
        words(&answer, terminal)
    };
    terminal.say(&text);
    Ok(if answer.routes.is_empty() { Exit::NotClear } else { Exit::Clear })
}

pub(super) fn state(text: &str) -> Result<StateCode, Problem> {
    text.to_ascii_uppercase().parse().map_err(|_| {
        Problem::input(format!("`{text}` is no State; write two letters (ISO 3166-1 alpha-2), as FR"))
    })
}

/// The matter and the measure that a word means.
pub(super) fn wanted<'a>(law: &::law::Law, word: &'a str) -> Result<(Matter, Option<&'a str>), Problem> {
    match word {
        "surrender" | "extradition" => return Ok((Matter::Surrender, None)),
        "assistance" | "mla" => return Ok((Matter::Assistance, None)),
        _ => {}
    }
    let measures = law.fact(MEASURES).map(|fact: &Fact| fact.codes.as_slice()).unwrap_or_default();
    if measures.iter().any(|known| known == word) {
        return Ok((Matter::Assistance, Some(word)));
    }
    Err(Problem::input(format!(
        "--measure: `{word}` is none; write surrender, assistance, or one of: {}",
        measures.join(", ")
    )))
}

fn words(answer: &RoutesAnswer, terminal: &Terminal) -> String {
    let what = answer.measure.as_deref().unwrap_or(answer.matter);
    let head = format!("{what} from {} to {} on {}", answer.to, answer.from, answer.on);
    let head = match answer.routes.len() {
        0 => format!("{}  {head}", terminal.tone(Tone::Warn, "no instrument is known")),
        number => format!("{}  {head}", terminal.tone(Tone::Good, &format!("{number} open"))),
    };
    let mut lines = vec![head];
    lines.extend(answer.routes.iter().map(|row| route(row, terminal)));
    lines.push(format!("\n{}", terminal.tone(Tone::Strong, "Besides")));
    lines.extend(answer.remains.iter().map(|row| {
        let says = match row.what {
            "law-unknown" => format!("Nothing is on file of the law of {}.", answer.to),
            "comity" => "Letters by the diplomatic channel, in comity, with a promise of reciprocity.".into(),
            "police-to-police" => {
                "A question between police by INTERPOL: no coercion, and no evidence for a court without more."
                    .into()
            }
            _ => row.term.as_ref().map(said).unwrap_or_default(),
        };
        paragraph(&says, 4, WIDTH)
    }));
    if !answer.closed.is_empty() {
        lines.push(format!("\n{}", terminal.tone(Tone::Strong, "Not open")));
        lines.extend(answer.closed.iter().map(|row| paragraph(&closed(row), 4, WIDTH)));
    }
    lines.push(format!("\n{}", terminal.tone(Tone::Quiet, &format!("Law {}.", answer.law))));
    lines.join("\n")
}

fn route(row: &RouteRow, terminal: &Terminal) -> String {
    let standing = match (row.standing, &row.yields_to) {
        ("governs", _) => "governs".to_owned(),
        ("yields", Some(other)) => format!("only where {other} is silent"),
        _ => "besides".to_owned(),
    };
    let mut text = format!(
        "\n{}  {}\n{}",
        terminal.tone(Tone::Strong, &row.short),
        terminal.tone(if row.standing == "governs" { Tone::Good } else { Tone::Quiet }, &standing),
        paragraph(&row.title, 4, WIDTH),
    );
    let doubt = if row.since_is_verified { "" } else { ", not verified" };
    let mut says = vec![format!("Binds both since {} at the latest{doubt}. {}.", row.since, row.provision)];
    if row.fit == "depends" {
        says.push(format!("It depends on the offence: {}.", row.offences));
    }
    if !row.note.is_empty() {
        says.push(row.note.clone());
    }
    for part in says {
        text.push('\n');
        text.push_str(&paragraph(&part, 4, WIDTH));
    }
    for term in &row.terms {
        let name = terminal.tone(Tone::Quiet, &format!("    {}", term.topic));
        text.push_str(&format!("\n{name}\n{}", paragraph(&said(term), 6, WIDTH)));
    }
    text
}

/// A term in one line: what it says, who says it where, and whether anybody has verified it.
pub(super) fn said(term: &TermRow) -> String {
    let strength = term.strength.map(|strength| format!("[{strength}] ")).unwrap_or_default();
    let doubt = if term.confidence == "unverified" { ", not verified" } else { "" };
    format!("{strength}{} ({}{doubt})", term.says, term.provision)
}

fn closed(row: &ClosedRow) -> String {
    let by = row.by.as_deref().unwrap_or_default();
    let why = match row.why {
        "not-bound" => format!("{by} is not known to be bound"),
        "displaced" => format!("{by} takes its place"),
        "other-offences" => format!("it is about other offences: {}", row.says),
        _ if row.says.is_empty() => "not in force on this day".to_owned(),
        _ => format!("not in force: {}", row.says),
    };
    format!("{}: {why}.", row.short)
}
