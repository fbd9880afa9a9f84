//! `comity compare`: two legal systems side by side for one matter, without any node.

use ::law::answer::{CompareAnswer, ComparedRow, DualRow, TermRow};
use ::law::instrument::is_iccs;
use ::law::route::Search;
use jiff::civil::Date;

use super::routes::{said, state, wanted};
use super::terminal::{Terminal, Tone, paragraph};
use super::{Exit, Problem, today};

/// Letters in a line of text for people.
const WIDTH: usize = 100;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The State that asks, as two letters: FR
    from: String,
    /// The State that is asked
    to: String,
    /// What is wanted: `surrender` (or `extradition`), `assistance`, or one measure as `search-and-seizure`
    #[arg(long, default_value = "surrender")]
    measure: String,
    /// The offence as a code of the ICCS, as 0701 for fraud
    #[arg(long, value_name = "ICCS")]
    offence: Option<String>,
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
    let answer = law.compare_in_words(
        &Search {
            from: state(&arguments.from)?,
            to: state(&arguments.to)?,
            matter,
            measure,
            offence: arguments.offence.as_deref(),
            max_penalty_months: None,
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
    let differs = answer.points.iter().any(|point| point.difference == "differs");
    Ok(if differs || answer.points.is_empty() { Exit::NotClear } else { Exit::Clear })
}

fn words(answer: &CompareAnswer, terminal: &Terminal) -> String {
    let governs = answer
        .governs
        .as_ref()
        .map_or("no instrument is known to govern".to_owned(), |short| format!("{short} governs"));
    let head = format!("{} asked by {} on {}: {governs}", answer.to, answer.from, answer.on);
    let mut lines = vec![terminal.tone(Tone::Strong, &head)];
    if answer.points.is_empty() {
        lines.push("    The own law of neither State is on file.".to_owned());
    }
    lines.extend(answer.points.iter().map(|row| point(row, answer, terminal)));
    lines.push(format!("\n{}", terminal.tone(Tone::Strong, "Double criminality")));
    lines.extend(answer.dual.iter().map(dual));
    for listed in &answer.listed {
        lines.push(paragraph(
            &format!("listed: {}, {}, {}", listed.list, listed.item, listed.offence),
            4,
            WIDTH,
        ));
    }
    lines.push(paragraph("Whether the acts are an offence in both States is for a person.", 4, WIDTH));
    lines.push(format!("\n{}", terminal.tone(Tone::Quiet, &format!("Law {}.", answer.law))));
    lines.join("\n")
}

fn point(row: &ComparedRow, answer: &CompareAnswer, terminal: &Terminal) -> String {
    let (tone, word) = match row.difference {
        "differs" => (Tone::Warn, "differs"),
        "same" => (Tone::Good, "same"),
        "one-sided" => (Tone::Quiet, "one side on file"),
        _ => (Tone::Quiet, "to be read"),
    };
    let mut text = format!("\n{}  {}", terminal.tone(Tone::Strong, row.topic), terminal.tone(tone, word));
    let sides: [(&str, &[TermRow]); 3] = [
        ("instrument", &row.governing),
        (answer.from.as_str(), &row.requesting),
        (answer.to.as_str(), &row.requested),
    ];
    for (who, terms) in sides {
        for term in terms {
            text.push('\n');
            text.push_str(&paragraph(&format!("{who}: {}", said(term)), 4, WIDTH));
        }
    }
    for bridge in &row.bridges {
        let field = bridge.fact.as_ref().map(|fact| format!(" ({fact})")).unwrap_or_default();
        text.push('\n');
        text.push_str(&paragraph(&format!("-> {}{field}", bridge.act), 4, WIDTH));
    }
    text
}

fn dual(row: &DualRow) -> String {
    let mut says: Vec<String> = row.tests.iter().chain(&row.thresholds).map(said).collect();
    match row.waived {
        Some(true) => says.push("The offence stands in the list that waives the test.".into()),
        Some(false) => says.push("The offence does not stand in the list that waives the test.".into()),
        None => {}
    }
    if says.is_empty() {
        says.push("nothing on file".into());
    }
    says.iter()
        .map(|part| paragraph(&format!("{}: {part}", row.short), 4, WIDTH))
        .collect::<Vec<_>>()
        .join("\n")
}
