//! `comity compare`: two legal systems side by side for one matter, without any node.

use ::law::answer::{CompareAnswer, ComparedRow, DualRow, TermRow};

use super::between::Between;
use super::routes::said;
use super::terminal::{Terminal, Tone, paragraph};
use super::{Exit, Problem};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    between: Between,
}

pub(super) fn run(Arguments { between }: &Arguments, terminal: &Terminal) -> Result<Exit, Problem> {
    let law = super::law::shipped()?;
    let answer = law.compare_in_words(&between.search(&law)?, &between.language);
    between.say(&answer, words, terminal)?;
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
        lines.push(paragraph(&format!("listed: {}, {}, {}", listed.list, listed.item, listed.offence), 4));
    }
    lines.push(paragraph("Whether the acts are an offence in both States is for a person.", 4));
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
            text.push_str(&paragraph(&format!("{who}: {}", said(term)), 4));
        }
    }
    for bridge in &row.bridges {
        let field = bridge.fact.as_ref().map(|fact| format!(" ({fact})")).unwrap_or_default();
        text.push('\n');
        text.push_str(&paragraph(&format!("-> {}{field}", bridge.act), 4));
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
    says.iter().map(|part| paragraph(&format!("{}: {part}", row.short), 4)).collect::<Vec<_>>().join("\n")
}
