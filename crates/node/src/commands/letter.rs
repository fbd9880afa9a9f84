//! `comity letter`: a request as the paper that the requested State takes, and reading such a paper back, without any node.

use std::fs;
use std::path::{Path, PathBuf};

use ::law::Law;
use ::law::request_file::{self, FILE_BYTES_MAX, RequestFile};
use bureau::{PaperAsked, PaperDrawn, PaperKind};
use case::bureau::StateCode;
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
    /// Which paper: request, cover, poster, receipt, refusal, assurance or certificate
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
    #[arg(long, conflicts_with_all = ["list", "output", "to"])]
    read: bool,
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
    let several = arguments.files.len() > 1;
    let mut exit = Exit::Clear;
    for file in &arguments.files {
        let told = writer.write(file, several, terminal)?;
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
    asked: Vec<Asked>,
}

/// A box that must be filled and is not.
#[derive(Serialize)]
struct Gap {
    field: String,
    label: String,
    missing: Vec<String>,
}

/// What the law asks for and is not stated.
#[derive(Serialize)]
struct Asked {
    rule: String,
    title: String,
    provision: String,
    missing: Vec<String>,
}

impl Told {
    fn words(&self, terminal: &Terminal) -> String {
        let pages = if self.pages == 1 { "page" } else { "pages" };
        let mut lines = vec![format!("{}: {} {pages}, form {}", self.output, self.pages, self.form)];
        if self.complete {
            lines.push(format!("  {}: no required box is empty", terminal.tone(Tone::Good, "complete")));
        }
        for gap in &self.gaps {
            let empty = terminal.tone(Tone::Bad, "empty");
            lines.push(format!("  {empty}: {} ({})", gap.label, gap.missing.join(", ")));
        }
        for asked in &self.asked {
            let word = terminal.tone(Tone::Warn, "asked");
            let missing = asked.missing.join(", ");
            lines.push(format!("  {word}: {} ({}); state {missing}", asked.title, asked.provision));
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
    fn write(&self, file: &Path, several: bool, terminal: &Terminal) -> Result<Told, Problem> {
        let shown = file.display();
        let bytes = read_file(file, FILE_BYTES_MAX)?;
        let request = request_file::read(self.law.register(), &bytes)
            .map_err(|fault| Problem::input(format!("{shown}: {fault}")))?;
        for warning in &request.warnings {
            terminal.complain(&format!("{shown}: {warning}"));
        }
        let drawn = self.draw(&request).map_err(|fault| Problem::input(format!("{shown}: {fault}")))?;
        let output = self.output(file, several)?;
        fs::write(&output, &drawn.pdf)
            .map_err(|error| Problem::failed(format!("{}: {error}", output.display())))?;
        Ok(self.told(file, &output, drawn))
    }

    fn draw(&self, request: &RequestFile) -> Result<PaperDrawn, bureau::PaperFault> {
        let asked = PaperAsked {
            paper: self.arguments.paper,
            kind: request.kind,
            from: request.from,
            to: self.arguments.to.or(request.to),
            on: request.on.unwrap_or_else(today),
            reference: self.arguments.reference.as_deref(),
            facts: &request.facts,
        };
        bureau::draw_paper(&self.law, self.library, &asked, &self.names)
    }

    /// Where the paper of a request goes.
    fn output(&self, file: &Path, several: bool) -> Result<PathBuf, Problem> {
        let output = self.arguments.output.clone().unwrap_or_default();
        if !several && !output.is_dir() {
            return Ok(output);
        }
        fs::create_dir_all(&output).map_err(|error| {
            Problem::input(format!("{}: {error}; several papers need a folder", output.display()))
        })?;
        let name = file.file_stem().filter(|_| file.as_os_str() != "-").unwrap_or("request".as_ref());
        Ok(output.join(name).with_extension("pdf"))
    }

    fn told(&self, file: &Path, output: &Path, drawn: PaperDrawn) -> Told {
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
        let asked = drawn.asked.iter().map(|finding| Asked {
            rule: finding.rule.clone(),
            title: finding.title.to_string(),
            provision: finding.provision.to_string(),
            missing: finding.missing.iter().map(label).collect(),
        });
        Told {
            file: file.display().to_string(),
            output: output.display().to_string(),
            form: drawn.paper.form.clone(),
            pages: drawn.pages,
            complete,
            gaps: gaps.collect(),
            asked: asked.collect(),
        }
    }
}

fn read_back(arguments: &Arguments, terminal: &Terminal) -> Result<Exit, Problem> {
    for file in &arguments.files {
        let bytes = read_file(file, PDF_BYTES_MAX)?;
        let wrong = |fault: String| Problem::input(format!("{}: {fault}", file.display()));
        let inside = carried::read(&bytes).map_err(|fault| wrong(fault.to_string()))?;
        let text = String::from_utf8(inside).map_err(|_| wrong("what it carries is no text".to_owned()))?;
        terminal.say(text.trim_end());
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
    let language = letters::Language::parse(tag).unwrap_or(letters::Language::English);
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
