//! `comity letter`: a request as the paper that the requested State takes, and reading such a paper back, without any node.

use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use ::law::Law;
use ::law::request_file::{self, FILE_BYTES_MAX, RequestFile};
use bureau::{Naming, PaperAsked, PaperDrawn, PaperKind};
use case::bureau::{Level, StateCode};
use desk::Names;
use letters::Library;
use letters::carried::{self, PDF_BYTES_MAX};
use serde::Serialize;

use super::terminal::{Terminal, Tone};
use super::{Exit, Problem, read_file, today};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Requests as JSON: {"kind", "from", "to", "on", "facts": {…}}; `-` reads one from standard input
    #[arg(required_unless_present = "list")]
    files: Vec<PathBuf>,
    /// The State that is asked, where the file does not say it or another one is meant
    #[arg(long, value_name = "STATE")]
    to: Option<StateCode>,
    /// The language of the paper: en, fr, es or ar
    #[arg(long, visible_alias = "language", value_name = "LANGUAGE", default_value = "en")]
    lang: String,
    /// Which paper: request, cover, poster, receipt, assurance or certificate
    #[arg(long, value_name = "PAPER", default_value = "request", value_parser = paper_kind)]
    paper: PaperKind,
    /// The number under which the sender keeps the case
    #[arg(long, value_name = "NUMBER")]
    reference: Option<String>,
    /// Where the PDF goes; a folder where there are several requests
    #[arg(short, long, value_name = "PATH", required_unless_present_any = ["list", "read"])]
    output: Option<PathBuf>,
    /// The forms and words of this folder are used, as they stand on disk: for a jurist at work on them
    #[arg(long, value_name = "DIR")]
    forms: Option<PathBuf>,
    /// List the forms instead
    #[arg(long)]
    list: bool,
    /// Read back the requests that these PDFs carry, and print them
    #[arg(long, conflicts_with_all = ["list", "output", "to", "reference", "forms"])]
    read: bool,
    /// Replace papers that are there already
    #[arg(long)]
    force: bool,
    /// Answer in JSON, a line for each paper
    #[arg(long)]
    json: bool,
}

fn paper_kind(text: &str) -> Result<PaperKind, String> {
    let known = || PaperKind::ALL.map(PaperKind::code).join(", ");
    PaperKind::parse(text).ok_or_else(|| format!("write one of: {}", known()))
}

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Exit, Problem> {
    if arguments.read {
        return read_back(arguments, terminal);
    }
    let own = arguments.forms.as_deref().map(library_at).transpose()?;
    let library = match &own {
        Some(library) => library,
        None => bureau::paper_forms().map_err(Problem::failed)?,
    };
    if arguments.list {
        list(library, &arguments.lang, terminal)?;
        return Ok(Exit::Clear);
    }
    let writer = Writer { law: super::law::shipped()?, library, names: names(&arguments.lang)?, arguments };
    let outputs = outputs(arguments)?;
    let mut exit = Exit::Clear;
    for (file, output) in arguments.files.iter().zip(&outputs) {
        let told = writer.write(file, output, terminal)?;
        if !told.complete {
            exit = Exit::NotClear;
        }
        let text = if arguments.json {
            serde_json::to_string(&told).map_err(Problem::failed)?
        } else {
            told.words(terminal)
        };
        terminal.say(&text);
    }
    Ok(exit)
}

fn names(tag: &str) -> Result<Names, Problem> {
    Names::of(tag).ok_or_else(|| {
        Problem::input(format!("--lang: papers are written in en, fr, es or ar, and not in `{tag}`"))
    })
}

/// What was written, for people and programs; its shape is a contract.
#[derive(Serialize)]
struct Told {
    file: String,
    output: String,
    form: String,
    pages: usize,
    complete: bool,
    gaps: Vec<Gap>,
    against: Vec<Against>,
}

/// A box that must be filled and is not.
#[derive(Serialize)]
struct Gap {
    field: String,
    label: String,
    missing: Vec<String>,
}

/// What the law refuses, or asks for and is not stated.
#[derive(Serialize)]
struct Against {
    rule: String,
    effect: &'static str,
    title: String,
    provision: String,
    missing: Vec<String>,
}

impl Told {
    fn words(&self, terminal: &Terminal) -> String {
        let pages = if self.pages == 1 { "page" } else { "pages" };
        let mut lines = vec![format!("{}: {} {pages}, form {}", self.output, self.pages, self.form)];
        if self.complete {
            lines.push(format!("  {}: nothing stands against it", terminal.tone(Tone::Good, "complete")));
        }
        for gap in &self.gaps {
            let empty = terminal.tone(Tone::Bad, "empty");
            lines.push(format!("  {empty}: {} ({})", gap.label, gap.missing.join(", ")));
        }
        for one in &self.against {
            let tone = if one.effect == "block" { Tone::Bad } else { Tone::Warn };
            let mut line =
                format!("  {}: {} ({})", terminal.tone(tone, one.effect), one.title, one.provision);
            if !one.missing.is_empty() {
                line.push_str(&format!("; state {}", one.missing.join(", ")));
            }
            lines.push(line);
        }
        lines.join("\n")
    }
}

struct Writer<'a> {
    law: Law,
    library: &'a Library,
    names: Names,
    arguments: &'a Arguments,
}

impl Writer<'_> {
    fn write(&self, file: &Path, output: &Path, terminal: &Terminal) -> Result<Told, Problem> {
        let shown = file.display();
        let bytes = read_file(file, FILE_BYTES_MAX)?;
        let request = request_file::read(self.law.register(), &bytes)
            .map_err(|fault| Problem::input(format!("{shown}: {fault}")))?;
        for warning in &request.warnings {
            terminal.complain(&format!("{shown}: {warning}"));
        }
        let wrong = |fault: bureau::PaperFault| Problem::input(format!("{shown}: {fault}"));
        let drawn = self.draw(&request).map_err(wrong)?;
        let set = drawn.typeset().map_err(wrong)?;
        put(output, &set.pdf)?;
        Ok(self.told((file, output), &drawn, set.pages))
    }

    fn draw(&self, request: &RequestFile) -> Result<PaperDrawn, bureau::PaperFault> {
        let asked = PaperAsked {
            paper: self.arguments.paper,
            kind: request.kind,
            from: request.from,
            to: self.arguments.to.or(request.to),
            on: request.on.unwrap_or_else(today),
            reference: self.arguments.reference.as_deref(),
            level: Level::stated(|name| request.facts.get(name)),
            facts: &request.facts,
        };
        bureau::draw_paper(&self.law, self.library, &asked, &self.names)
    }

    fn told(&self, (file, output): (&Path, &Path), drawn: &PaperDrawn, pages: usize) -> Told {
        let complete = drawn.is_complete();
        let gaps = drawn.paper.gaps().map(|field| Gap {
            field: field.id.clone(),
            label: field.label.clone(),
            missing: field.missing.clone(),
        });
        let label = |name: &String| {
            let tag = &self.arguments.lang;
            self.law.fact(name).map_or_else(|| name.clone(), |fact| fact.label(tag).to_owned())
        };
        let against = drawn.against.iter().map(|finding| Against {
            rule: finding.rule.clone(),
            effect: if finding.is_open() { "ask" } else { finding.effect.code() },
            title: finding.title.to_string(),
            provision: finding.provision.to_string(),
            missing: finding.missing.iter().map(label).collect(),
        });
        Told {
            file: file.display().to_string(),
            output: output.display().to_string(),
            form: drawn.paper.form.clone(),
            pages,
            complete,
            gaps: gaps.collect(),
            against: against.collect(),
        }
    }
}

/// Where the papers go: none over another, over a request, or over what is there already.
fn outputs(arguments: &Arguments) -> Result<Vec<PathBuf>, Problem> {
    let output = arguments.output.clone().unwrap_or_default();
    let is_folder = output.is_dir() || output.as_os_str().as_encoded_bytes().ends_with(b"/");
    if arguments.files.len() == 1 && !is_folder {
        return free(arguments, vec![output]);
    }
    fs::create_dir_all(&output).map_err(|error| {
        Problem::input(format!("{}: {error}; several papers need a folder", output.display()))
    })?;
    let named = |file: &PathBuf| {
        let stem = file.file_stem().filter(|_| file.as_os_str() != "-").unwrap_or("request".as_ref());
        let mut name = stem.to_owned();
        name.push(".pdf");
        output.join(name)
    };
    free(arguments, arguments.files.iter().map(named).collect())
}

fn free(arguments: &Arguments, outputs: Vec<PathBuf>) -> Result<Vec<PathBuf>, Problem> {
    let mut seen = BTreeSet::new();
    for output in &outputs {
        let wrong = |what: &str| Err(Problem::input(format!("{}: {what}", output.display())));
        if !seen.insert(output) {
            return wrong("two papers would go there; rename one of the files");
        }
        if arguments.files.iter().any(|file| file == output) {
            return wrong("this is the request; name another place for its paper");
        }
        if output.exists() && !arguments.force {
            return wrong("there is a file already; --force replaces it");
        }
    }
    Ok(outputs)
}

/// Writes a paper for its owner's eyes alone, whole or not at all.
fn put(output: &Path, pdf: &[u8]) -> Result<(), Problem> {
    let bad = |error: std::io::Error| Problem::failed(format!("{}: {error}", output.display()));
    let mut name = output.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let part = output.with_file_name(name);
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true).mode(0o600);
    options.open(&part).and_then(|mut file| file.write_all(pdf)).map_err(bad)?;
    fs::rename(&part, output).map_err(bad)
}

fn read_back(arguments: &Arguments, terminal: &Terminal) -> Result<Exit, Problem> {
    let law = super::law::shipped()?;
    for file in &arguments.files {
        let bytes = read_file(file, PDF_BYTES_MAX)?;
        let wrong = |fault: String| Problem::input(format!("{}: {fault}", file.display()));
        let inside = carried::read(&bytes).map_err(|fault| wrong(fault.to_string()))?;
        let request = request_file::read(law.register(), &inside)
            .map_err(|fault| wrong(format!("what it carries is no request: {fault}")))?;
        for warning in &request.warnings {
            terminal.complain(&format!("{}: {warning}", file.display()));
        }
        // Written anew: nothing of a stranger's file reaches the terminal but what was read.
        terminal.say(String::from_utf8_lossy(&request_file::write(&request)).trim_end());
    }
    Ok(Exit::Clear)
}

/// A row of the list of forms.
#[derive(Serialize)]
struct Row<'a> {
    form: &'a str,
    paper: &'static str,
    kinds: Vec<&'static str>,
    title: &'a str,
    source: &'a str,
    verified: bool,
}

fn list(library: &Library, tag: &str, terminal: &Terminal) -> Result<(), Problem> {
    let language = names(tag)?.language();
    for form in library.forms() {
        let row = Row {
            form: &form.id,
            paper: form.paper.code(),
            kinds: form.kinds.iter().map(|kind| kind.code()).collect(),
            title: form.title.of(language),
            source: &form.source,
            verified: form.verified,
        };
        terminal.say(&serde_json::to_string(&row).map_err(Problem::failed)?);
    }
    Ok(())
}

/// The forms and words of a folder: `forms/*.toml` and `words/*.toml`.
fn library_at(folder: &Path) -> Result<Library, Problem> {
    let mut files = Vec::new();
    for part in ["forms", "words"] {
        let place = folder.join(part);
        let bad = |error: std::io::Error| Problem::input(format!("{}: {error}", place.display()));
        for entry in fs::read_dir(&place).map_err(bad)? {
            let path = entry.map_err(bad)?.path();
            if path.extension().is_some_and(|ending| ending == "toml") {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                files.push((format!("{part}/{name}"), fs::read_to_string(&path).map_err(bad)?));
            }
        }
    }
    files.sort();
    let files = files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    Library::of(files).map_err(|faults| {
        Problem::input(faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    })
}
