//! `comity law`: a jurist's tools over the packs, and the editions of the law as they are published and taken.

mod edition;
mod review;
mod test;

use std::fs;
use std::path::{Path, PathBuf};

use ::law::Law;
use serde::Serialize;

use super::terminal::Terminal;
use super::{Exit, Problem};
use crate::editions::LawFiles;

#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// Load the packs, run the cases beside the rules, and list what a jurist has to look at
    Check {
        /// The folder that holds `packs` and `data`; without it, the law that this program carries
        #[arg(value_name = "DIR")]
        directory: Option<PathBuf>,
        /// Answer in JSON
        #[arg(long)]
        json: bool,
    },
    /// Run the cases beside the rules
    Test {
        /// The folder that holds `packs` and `data`; without it, the law that this program carries
        #[arg(value_name = "DIR")]
        directory: Option<PathBuf>,
        /// Only the cases of this rule, each with what came of it
        #[arg(long, value_name = "ID")]
        rule: Option<String>,
        /// Answer in JSON
        #[arg(long)]
        json: bool,
    },
    /// As the General Secretariat: sign the packs as the next edition of the law
    Publish(edition::Publish),
    /// As a bureau: take a signed edition of the law; it comes into force when the node starts next
    Take(edition::Take),
    /// List the laws that are or were in use in a data directory
    List(edition::List),
}

/// Deepest folder that is read.
const DEPTH_MAX: usize = 4;

pub(super) fn run(command: &Command, terminal: &Terminal) -> Result<Exit, Problem> {
    match command {
        Command::Check { directory, json } => review::run(directory.as_deref(), *json, terminal),
        Command::Test { directory, rule, json } => {
            test::run(directory.as_deref(), rule.as_deref(), *json, terminal)
        }
        Command::Publish(arguments) => edition::publish(arguments, terminal),
        Command::Take(arguments) => edition::take(arguments, terminal),
        Command::List(arguments) => edition::list(arguments, terminal),
    }
}

/// A place in the files, and what is wrong there.
#[derive(Debug, Serialize)]
struct Fault {
    file: String,
    id: String,
    says: String,
}

/// The law of a folder, or the one that this program carries; or everything that is wrong with it.
fn loaded(directory: Option<&Path>) -> Result<Result<Law, Vec<Fault>>, Problem> {
    let law = match directory {
        None => Law::shipped(),
        Some(directory) => Law::load(folder(directory)?),
    };
    Ok(law.map_err(|faults| {
        let fault = |fault: ::law::LoadFault| Fault {
            file: fault.file,
            id: fault.rule.unwrap_or_default(),
            says: format!("{}; {}", fault.wrong, fault.remedy),
        };
        faults.into_iter().map(fault).collect()
    }))
}

/// The files of the law in a folder: those of its `packs` and `data`, each with its path from there.
fn folder(base: &Path) -> Result<LawFiles, Problem> {
    fs::read_dir(base).map_err(|error| cannot(base, &error))?;
    let mut found = Vec::new();
    for part in ["packs", "data"].map(|part| base.join(part)).iter().filter(|part| part.is_dir()) {
        gather(base, part, DEPTH_MAX, &mut found)?;
    }
    if found.iter().any(|(path, _)| path.ends_with("/pack.toml")) {
        return Ok(found);
    }
    let base = base.display();
    Err(Problem::input(format!("{base}: no rules here; name the folder that holds `packs` and `data`")))
}

fn gather(base: &Path, folder: &Path, depth: usize, found: &mut LawFiles) -> Result<(), Problem> {
    for item in fs::read_dir(folder).map_err(|error| cannot(folder, &error))? {
        let path = item.map_err(|error| cannot(folder, &error))?.path();
        if path.is_dir() {
            if depth > 0 {
                gather(base, &path, depth - 1, found)?;
            }
        } else if path.extension().is_some_and(|end| end == "toml" || end == "csv") {
            let text = fs::read_to_string(&path).map_err(|error| cannot(&path, &error))?;
            let name = path.strip_prefix(base).unwrap_or(&path).to_string_lossy().into_owned();
            found.push((name, text));
        }
    }
    Ok(())
}

fn cannot(path: &Path, error: &std::io::Error) -> Problem {
    Problem::input(format!("{}: {error}", path.display()))
}

/// The law of a folder that is being worked on.
pub(super) fn of_folder(directory: &Path) -> Result<Law, Problem> {
    loaded(Some(directory))?.map_err(|faults| {
        let told: Vec<String> =
            faults.iter().map(|fault| format!("{}, {}: {}", fault.file, fault.id, fault.says)).collect();
        Problem::input(told.join("\n"))
    })
}

/// The law that this program carries.
pub(super) fn shipped() -> Result<Law, Problem> {
    Law::shipped().map_err(|faults| {
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        Problem::failed(format!("the law that this program carries cannot be loaded: {}", faults.join("; ")))
    })
}
