//! `comity law`: a jurist's tools over the packs.

use std::fs;
use std::path::{Path, PathBuf};

use ::law::{Law, cases};

use super::terminal::{Terminal, Tone};
use super::{Exit, Problem, today};

#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// Load the packs, run the cases beside the rules, and say which texts should be read again
    Check {
        /// The folder that holds `packs` and `data`; without it, the law that this program carries
        #[arg(value_name = "DIR")]
        directory: Option<PathBuf>,
    },
}

/// Deepest folder that is read.
const DEPTH_MAX: usize = 4;

pub(super) fn run(command: &Command, terminal: &Terminal) -> Result<Exit, Problem> {
    let Command::Check { directory } = command;
    let files = match directory {
        None => {
            ::law::load::shipped_files().iter().map(|(path, text)| ((*path).into(), (*text).into())).collect()
        }
        Some(directory) => files(directory, directory, DEPTH_MAX)?,
    };
    let law = match Law::load(files.clone()) {
        Ok(law) => law,
        Err(faults) => {
            faults.iter().for_each(|fault| terminal.say(&fault.to_string()));
            terminal.say(
                &terminal.tone(Tone::Bad, &format!("{} faults; no part of the law was loaded", faults.len())),
            );
            return Ok(Exit::NotClear);
        }
    };
    if law.packs().is_empty() {
        let directory = directory.as_deref().unwrap_or(Path::new("."));
        return Err(Problem::input(format!(
            "{}: no rules here; name the folder that holds `packs` and `data`",
            directory.display()
        )));
    }
    let beside = files.iter().filter(|(path, _)| path.ends_with(".cases.toml"));
    let packs: Vec<&str> = law.packs().iter().map(|pack| pack.name.as_str()).collect();
    let faults = cases::run(&law, beside.map(|(path, text)| (path.as_str(), text.as_str())), &packs);
    faults.iter().for_each(|fault| terminal.say(&fault.to_string()));
    say_report(&law, terminal);
    if faults.is_empty() {
        terminal.say(&terminal.tone(Tone::Good, "every case bears its rule out"));
        return Ok(Exit::Clear);
    }
    terminal.say(&terminal.tone(Tone::Bad, &format!("{} cases or rules need a look", faults.len())));
    Ok(Exit::NotClear)
}

fn say_report(law: &Law, terminal: &Terminal) {
    let report = law.report(today());
    terminal.say(&format!("law {}, {} facts", report.version, report.facts));
    for (name, count) in &report.packs {
        terminal.say(&format!(
            "  {name}: {} rules, {} of them for a person to judge, {} periods, {} duties listed",
            count.rules, count.judged, count.deadlines, count.duties
        ));
    }
    for (what, rules) in [
        ("nobody has verified the text of", &report.unverified),
        ("not checked for a year:", &report.stale),
        ("law no more:", &report.ended),
        ("words made by a machine, not reviewed:", &report.unreviewed),
        ("neither checked nor listed:", &report.open),
    ] {
        if !rules.is_empty() {
            terminal.say(&terminal.tone(Tone::Quiet, &format!("  {what} {}", rules.join(", "))));
        }
    }
}

/// Every text file under a folder: its path from `base`, its text.
fn files(base: &Path, folder: &Path, depth: usize) -> Result<Vec<(String, String)>, Problem> {
    let cannot = |path: &Path, error: std::io::Error| Problem::input(format!("{}: {error}", path.display()));
    let mut found = Vec::new();
    for item in fs::read_dir(folder).map_err(|error| cannot(folder, error))? {
        let path = item.map_err(|error| cannot(folder, error))?.path();
        if path.is_dir() {
            if depth > 0 {
                found.extend(files(base, &path, depth - 1)?);
            }
        } else if path.extension().is_some_and(|end| end == "toml" || end == "csv") {
            let text = fs::read_to_string(&path).map_err(|error| cannot(&path, error))?;
            let name = path.strip_prefix(base).unwrap_or(&path).to_string_lossy().into_owned();
            found.push((name, text));
        }
    }
    Ok(found)
}

/// The law that this program carries.
pub(super) fn shipped() -> Result<Law, Problem> {
    Law::shipped().map_err(|faults| {
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        Problem::failed(format!("the law that this program carries cannot be loaded: {}", faults.join("; ")))
    })
}
