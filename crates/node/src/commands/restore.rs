//! `comity restore`: a data directory and a journal from a backup.

use std::path::PathBuf;

use case::bureau::BureauCode;
use jiff::Timestamp;
use seal::identity::Identity;
use seal::keeper::MasterKey;

use super::backup::{problem, what};
use super::terminal::Terminal;
use super::{Exit, Problem, block_on, place_of};
use crate::backup::{self, UpTo, Verified};
use crate::home::{Home, read_key};
use crate::store::{Address, Place};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The backup
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The data directory to make; it is new or empty
    #[arg(long, value_name = "DIR")]
    into: PathBuf,
    /// The key that it was sealed under: the bureau's master.key, or that of `backup --key`
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// Restore the journal only up to so many entries, or up to a time such as 2026-11-26T12:00:00Z
    #[arg(long, value_name = "SIZE_OR_TIME", value_parser = up_to)]
    up_to: Option<UpTo>,
    /// Restore the journal into this empty database in place of the file
    #[arg(long, value_name = "ADDRESS", value_parser = address)]
    store: Option<Box<Address>>,
}

fn up_to(text: &str) -> Result<UpTo, String> {
    if let Ok(size) = text.parse() {
        return Ok(UpTo::Size(size));
    }
    let time: Result<Timestamp, _> = text.parse();
    time.map(UpTo::Time)
        .map_err(|_| "write a number of entries, or a time as 2026-11-26T12:00:00Z".to_owned())
}

fn address(text: &str) -> Result<Box<Address>, String> {
    text.parse().map(Box::new).map_err(|error| format!("it {error}"))
}

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Exit, Problem> {
    let Arguments { file, into, key, .. } = arguments;
    let home = Home::at(into);
    backup::may_restore_into(&home).map_err(problem)?;
    let keeper = read_key(key).map_err(Problem::input)?;
    let verified = backup::verify(file, &keeper, arguments.up_to.unwrap_or(UpTo::End)).map_err(problem)?;
    let address = arguments.store.as_deref().cloned();
    let place = Place { address, ..Place::file(home.journal_file()) };
    block_on(async { verified.restore(&keeper, &home, &place).await.map_err(problem) })?;
    let has_master = master_key(&home, &verified, &keeper)?;
    terminal.say(&format!(
        "Restored the node of {} into {}, its journal into {place}, and verified it there: {}.",
        verified.contents.bureau,
        into.display(),
        what(&verified, verified.end)
    ));
    if let (Some(end), Some(whole)) = (verified.end, verified.whole)
        && end != whole
    {
        terminal.say(&format!(
            "The backup goes on to {} entries at {}; what came after {} was left out as you asked.",
            whole.size, whole.at, end.at
        ));
    }
    terminal.say(&format!(
        "Made at {}: whatever was recorded later is not in it, and other bureaus may have had messages of it. Ask them, \
         before officers work on. Never run it beside the node that it was made from.",
        verified.contents.made_at
    ));
    if !has_master {
        terminal.say(&format!("Next: put the bureau's master.key into {}.", into.display()));
    }
    if let Some(line) = line(&home, &place) {
        terminal.say(&format!("Next: in {}, {line}.", home.config_file().display()));
    }
    Ok(Exit::Clear)
}

/// Puts the key that opened the backup in its place where it is the master key; says whether there is one now.
fn master_key(home: &Home, verified: &Verified, keeper: &MasterKey) -> Result<bool, Problem> {
    if verified.contents.has_master_key() {
        return Ok(true);
    }
    let identity = home.read("identity").map_err(Problem::failed)?;
    let bureau: Option<BureauCode> = verified.contents.bureau.parse().ok();
    let is_master = bureau.is_some_and(|bureau| Identity::recover(keeper, &bureau, &identity).is_ok());
    if is_master {
        home.write_master_key(keeper).map_err(Problem::failed)?;
    }
    Ok(is_master)
}

/// What to change in the configuration, where it says that the journal lies elsewhere.
fn line(home: &Home, place: &Place) -> Option<String> {
    let configured = place_of(home).ok()?;
    match (&configured.address, &place.address) {
        (configured, restored) if configured == restored => None,
        (_, Some(address)) => Some(format!("write under [store]: address = \"{address}\"")),
        (_, None) => Some("take `address` out of [store]: the journal lies in journal.db now".to_owned()),
    }
}
