//! `comity routes`: which instruments and channels link two States, without any node.

use ::law::answer::{ClosedRow, RouteRow, RoutesAnswer, TermRow};

use super::between::Between;
use super::terminal::{Terminal, Tone, paragraph};
use super::{Exit, Problem};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    between: Between,
}

pub(super) fn run(Arguments { between }: &Arguments, terminal: &Terminal) -> Result<Exit, Problem> {
    let law = super::law::shipped()?;
    let answer = law.routes_in_words(&between.search(&law)?, &between.language);
    between.say(&answer, words, terminal)?;
    Ok(if answer.routes.is_empty() { Exit::NotClear } else { Exit::Clear })
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
        paragraph(&says, 4)
    }));
    if !answer.closed.is_empty() {
        lines.push(format!("\n{}", terminal.tone(Tone::Strong, "Not open")));
        lines.extend(answer.closed.iter().map(|row| paragraph(&closed(row), 4)));
    }
    lines.push(format!("\n{}", terminal.tone(Tone::Quiet, &format!("Law {}.", answer.law))));
    lines.join("\n")
}

fn route(row: &RouteRow, terminal: &Terminal) -> String {
    let standing = match (row.standing, &row.yields_to) {
        ("governs", _) => "governs".to_owned(),
        ("governs-if-bound", _) => "governs, if it binds both".to_owned(),
        ("yields", Some(other)) => format!("only where {other} is silent"),
        _ => "besides".to_owned(),
    };
    let mut text = format!(
        "\n{}  {}\n{}",
        terminal.tone(Tone::Strong, &row.short),
        terminal.tone(if row.standing == "governs" { Tone::Good } else { Tone::Quiet }, &standing),
        paragraph(&row.title, 4),
    );
    let doubt = if row.since_is_verified { "" } else { ", not verified" };
    let bound = if row.since_is_on_file {
        format!("Binds both since {} at the latest{doubt}. {}.", row.since, row.provision)
    } else {
        format!("Both were bound on {}; since when is not on file. {}.", row.since, row.provision)
    };
    let mut says = vec![bound];
    if row.fit == "depends" {
        says.push(format!("It depends on the offence: {}.", row.offences));
    }
    if !row.note.is_empty() {
        says.push(row.note.clone());
    }
    for part in says {
        text.push('\n');
        text.push_str(&paragraph(&part, 4));
    }
    for term in &row.terms {
        let name = terminal.tone(Tone::Quiet, &format!("    {}", term.topic));
        text.push_str(&format!("\n{name}\n{}", paragraph(&said(term), 6)));
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
