//! `comity law check`: whether the packs are in order, and what a jurist has to look at.

use std::path::Path;

use ::law::Law;
use ::law::cases::CaseFault;
use ::law::review::{PackCount, Remark, Text};
use serde::Serialize;

use super::super::terminal::{Terminal, Tone};
use super::super::{Exit, Problem, today};
use super::{Fault, loaded};

/// The answer in JSON.
#[derive(Debug, Default, Serialize)]
struct Answer {
    ok: bool,
    law: String,
    packs: Vec<Pack>,
    facts: usize,
    texts: usize,
    faults: Vec<Fault>,
    loose: Vec<Fault>,
    stale: Vec<Row>,
    unverified: Vec<Row>,
    unminded: Vec<String>,
    unreviewed_words: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Pack {
    name: String,
    title: String,
    rules: usize,
    judged: usize,
    deadlines: usize,
    duties: usize,
}

/// A text that somebody has to read.
#[derive(Debug, Serialize)]
struct Row {
    file: String,
    line: usize,
    id: String,
    provision: String,
    source: String,
    checked: Option<String>,
    by: String,
    confidence: String,
}

impl From<Text> for Row {
    fn from(text: Text) -> Self {
        let Text { file, line, id, provision, source, checked, by, confidence } = text;
        let checked = checked.map(|day| day.to_string());
        Self { file, line, id, provision, source, checked, by, confidence }
    }
}

impl From<Remark> for Fault {
    fn from(Remark { file, id, says }: Remark) -> Self {
        Self { file, id, says }
    }
}

impl From<CaseFault> for Fault {
    fn from(CaseFault { file, rule, says, wrong }: CaseFault) -> Self {
        let says = if says.is_empty() { wrong } else { format!("\u{201c}{says}\u{201d} {wrong}") };
        Self { file, id: rule, says }
    }
}

pub(super) fn run(directory: Option<&Path>, json: bool, terminal: &Terminal) -> Result<Exit, Problem> {
    let answer = match loaded(directory)? {
        Err(faults) => Answer { faults, ..Answer::default() },
        Ok(law) => look(&law),
    };
    if json {
        terminal.say(&serde_json::to_string_pretty(&answer).map_err(Problem::failed)?);
    } else {
        say(&answer, terminal);
    }
    Ok(if answer.ok { Exit::Clear } else { Exit::NotClear })
}

fn look(law: &Law) -> Answer {
    let found = law.review(today());
    let wrong = found.wrong.into_iter().map(Fault::from);
    let faults: Vec<Fault> = law.case_faults().into_iter().map(Fault::from).chain(wrong).collect();
    let pack = |(name, count): (String, PackCount)| {
        let PackCount { title, rules, judged, deadlines, duties } = count;
        Pack { name, title, rules, judged, deadlines, duties }
    };
    Answer {
        ok: faults.is_empty(),
        law: law.version().to_owned(),
        packs: found.packs.into_iter().map(pack).collect(),
        facts: law.facts().len(),
        texts: found.texts,
        faults,
        loose: found.loose.into_iter().map(Fault::from).collect(),
        stale: found.stale.into_iter().map(Row::from).collect(),
        unverified: found.unverified.into_iter().map(Row::from).collect(),
        unminded: found.unminded,
        unreviewed_words: found.unreviewed,
    }
}

fn say(answer: &Answer, terminal: &Terminal) {
    let head = |tone, text: &str| terminal.say(&format!("\n{}", terminal.tone(tone, text)));
    if answer.law.is_empty() {
        terminal.say(&terminal.tone(Tone::Strong, "the law does not load"));
    } else {
        let Answer { law, facts, texts, .. } = answer;
        let line = format!("law {law}: {texts} texts cited, {facts} facts");
        terminal.say(&terminal.tone(Tone::Strong, &line));
    }
    for Pack { name, rules, judged, deadlines, duties, .. } in &answer.packs {
        let counts = [
            (*rules, format!("{rules} rules, {judged} of them for a person to judge")),
            (*deadlines, format!("{deadlines} periods")),
            (*duties, format!("{duties} duties listed")),
        ];
        let told: Vec<String> =
            counts.into_iter().filter(|(count, _)| *count > 0).map(|(_, told)| told).collect();
        if !told.is_empty() {
            terminal.say(&format!("  {name}: {}", told.join(", ")));
        }
    }
    if !answer.unverified.is_empty() {
        let lead = format!(
            "{} texts that nobody has verified. To verify one: read the provision in the source named; then, in the file, set \
             `checked` to the day, `by` to your initials, and `confidence` to \"seen\" (in a table of parties: `basis` to \
             source, `origin` to the list you read).",
            answer.unverified.len()
        );
        head(Tone::Warn, &lead);
        answer.unverified.iter().for_each(|row| terminal.say(&line(row)));
    }
    if !answer.stale.is_empty() {
        head(Tone::Warn, &format!("{} texts not checked for a year. Read them again:", answer.stale.len()));
        answer.stale.iter().for_each(|row| terminal.say(&line(row)));
    }
    if !answer.unminded.is_empty() {
        head(Tone::Warn, "provisions that no rule or period carries. Write one that does, or list the duty:");
        answer.unminded.iter().for_each(|provision| terminal.say(&format!("  {provision}")));
    }
    if !answer.unreviewed_words.is_empty() {
        head(
            Tone::Quiet,
            "words made by a machine that nobody has reviewed. Read a file whole, then sign it with `made`, `by` and `on`:",
        );
        answer.unreviewed_words.iter().for_each(|file| terminal.say(&format!("  {file}")));
    }
    if !answer.loose.is_empty() {
        head(Tone::Quiet, &format!("{} loose ends", answer.loose.len()));
        answer.loose.iter().for_each(|fault| terminal.say(&place(fault)));
    }
    if answer.ok {
        head(Tone::Good, "in order: every file is read, every case bears its rule out");
    } else {
        head(Tone::Bad, &format!("{} faults", answer.faults.len()));
        answer.faults.iter().for_each(|fault| terminal.say(&place(fault)));
    }
}

/// One line: where, which, what is to be read, and where it can be read.
fn line(row: &Row) -> String {
    let Row { file, line, id, provision, source, checked, .. } = row;
    let place = if *line > 0 { format!("{file}:{line}") } else { file.clone() };
    let checked = checked.as_ref().map_or(String::new(), |day| format!(", last looked at on {day}"));
    format!("  {place}  {id}  {provision}  [read: {source}]{checked}")
}

fn place(Fault { file, id, says }: &Fault) -> String {
    let parts: Vec<&str> = [file.as_str(), id].into_iter().filter(|part| !part.is_empty()).collect();
    format!("  {}: {says}", parts.join(", "))
}
