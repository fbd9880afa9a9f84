//! `comity law publish`, `take` and `list`: editions of the law.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use seal::limits::LAW_NEWS_BYTES_MAX;

use super::super::terminal::Terminal;
use super::super::{Exit, Problem, configured, node_at};
use super::folder;
use crate::editions::{self, EditionFault};
use crate::home::HomeFault;

#[derive(Debug, clap::Args)]
pub(in crate::commands) struct Publish {
    /// The folder that holds `packs` and `data`
    #[arg(value_name = "DIR")]
    directory: PathBuf,
    /// The Secretariat's data directory
    #[arg(long, visible_alias = "home", value_name = "DIR")]
    data: PathBuf,
    /// What changed, in a few lines for the bureaus
    #[arg(long, value_name = "TEXT", value_parser = news)]
    news: String,
    /// Where the signed edition is written
    #[arg(short, long, value_name = "FILE")]
    out: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(in crate::commands) struct Take {
    /// The bureau's data directory
    #[arg(long, visible_alias = "home", value_name = "DIR")]
    data: PathBuf,
    /// The signed edition
    #[arg(value_name = "FILE")]
    edition: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(in crate::commands) struct List {
    /// The node's data directory
    #[arg(long, visible_alias = "home", value_name = "DIR", default_value = ".")]
    data: PathBuf,
}

/// Words that an edition can hold.
fn news(text: &str) -> Result<String, String> {
    let text = text.trim();
    let is_plain = text.chars().all(|letter| !letter.is_control() || letter == '\n');
    if text.is_empty() || text.len() > LAW_NEWS_BYTES_MAX || !is_plain {
        return Err(format!("words of 1 to {LAW_NEWS_BYTES_MAX} bytes are expected"));
    }
    Ok(text.to_owned())
}

pub(super) fn publish(arguments: &Publish, terminal: &Terminal) -> Result<Exit, Problem> {
    let home = node_at(&arguments.data)?;
    let config = configured(&home)?;
    let files = folder(&arguments.directory)?;
    let keys = home.clone().with_hsm(config.hsm.as_ref()).keys(&config.bureau).map_err(Problem::failed)?;
    let done = editions::publish(&home, files, &arguments.news, &keys.identity, Timestamp::now());
    let (edition, bytes) = done.map_err(|fault| problem(&arguments.directory, fault))?;
    fs::write(&arguments.out, &bytes).map_err(|error| {
        Problem::failed(format!(
            "{}: {error}; the edition is signed and lies in {}",
            arguments.out.display(),
            home.file("law").display()
        ))
    })?;
    terminal.say(&format!(
        "Edition {}: law {}, signed. Give the bureaus {}; each takes it with `comity law take`.",
        edition.number,
        edition.version,
        arguments.out.display()
    ));
    Ok(Exit::Clear)
}

pub(super) fn take(arguments: &Take, terminal: &Terminal) -> Result<Exit, Problem> {
    let home = node_at(&arguments.data)?;
    let bytes = editions::read_file(&arguments.edition).map_err(Problem::input)?;
    let taken = editions::take(&home, &bytes, Timestamp::now());
    let edition = taken.map_err(|fault| problem(&arguments.edition, fault))?;
    let day = TimeZone::UTC.to_datetime(edition.issued_at).date();
    terminal.say(&format!("Edition {}: law {} of {day}.", edition.number, edition.version));
    terminal.say(&format!("  {}", edition.news.replace('\n', "\n  ")));
    let carried = super::shipped()?;
    if ::law::load::is_older(&edition.version, carried.version()) {
        terminal.say(&format!(
            "Taken and kept. It is older than the law {} that this program carries, which stays in force.",
            carried.version()
        ));
    } else {
        terminal.say("Taken. It comes into force when the node starts next.");
    }
    Ok(Exit::Clear)
}

pub(super) fn list(arguments: &List, terminal: &Terminal) -> Result<Exit, Problem> {
    let home = node_at(&arguments.data)?;
    for kept in editions::kept(&home).map_err(Problem::failed)? {
        let origin = match kept.number {
            0 => "carried by a program".to_owned(),
            number => format!("edition {number}"),
        };
        terminal.say(&format!("{}  {origin}", kept.version));
    }
    Ok(Exit::Clear)
}

/// What came is bad input; what lies here, or the disk, is a failure.
fn problem(file: &Path, fault: EditionFault) -> Problem {
    match fault {
        EditionFault::Home(HomeFault::Held { .. }) => {
            Problem::failed("another process is taking an edition here; try again when it has done")
        }
        EditionFault::Home(_) | EditionFault::Kept { .. } | EditionFault::Issue(_) => Problem::failed(fault),
        fault => {
            Problem::input(format!("{}: {fault} ({}); nothing was changed", file.display(), fault.code()))
        }
    }
}
