//! `comity restore`: a data directory and a journal from a backup.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use case::bureau::BureauCode;
use jiff::Timestamp;
use seal::identity::Identity;
use seal::keeper::{KeyKeeper, MasterKey};

use super::backup::{problem, what};
use super::terminal::Terminal;
use super::{Exit, Problem, block_on, configured_by, place_of};
use crate::backup::{self, UpTo, Verified};
use crate::home::{Home, MASTER_FILE, MASTER_KEY_FILE, read_key, ring_of};
use crate::hsm::HsmConfig;
use crate::store::{Address, Place};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The backup
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The data directory to make; it is new or empty
    #[arg(long, value_name = "DIR")]
    into: PathBuf,
    /// The key that it was sealed under: the bureau's master.key, or that of `backup --key`; may be repeated where keys in it
    /// are wrapped under several
    #[arg(long = "key", value_name = "FILE", required_unless_present = "config")]
    keys: Vec<PathBuf>,
    /// A configuration whose [hsm] names the HSM with the master key
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
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
    let Arguments { file, into, keys, .. } = arguments;
    let home = Home::at(into);
    backup::may_restore_into(&home).map_err(problem)?;
    let hsm = arguments.config.as_deref().map(hsm_of).transpose()?.flatten();
    let ring = ring_of(keys, hsm.as_ref()).map_err(Problem::input)?;
    let keeper =
        ring.ok_or_else(|| Problem::input("the HSM holds no master key; give --key, or another --config"))?;
    let verified = backup::verify(file, &keeper, arguments.up_to.unwrap_or(UpTo::End)).map_err(problem)?;
    let address = arguments.store.as_deref().cloned();
    let place = Place { address, ..Place::file(home.journal_file()) };
    block_on(async { verified.restore(&keeper, &home, &place).await.map_err(problem) })?;
    let missing = master_keys(&home, &verified, keys, &keeper.ids().map(|id| id.to_string()).collect())?;
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
    if !missing.is_empty() {
        let missing = missing.into_iter().collect::<Vec<_>>().join(", ");
        terminal.say(&format!(
            "Next: put the bureau's master.key into {}, or master-….key where there are several: keys in it are wrapped under \
             master key {missing}.",
            into.display()
        ));
    }
    if let Some(line) = line(&home, &place) {
        terminal.say(&format!("Next: in {}, {line}.", home.config_file().display()));
    }
    Ok(Exit::Clear)
}

/// Puts those of the keys that were given in their place that are master keys of the bureau; gives the master keys that are
/// still missing, of which those in the module are none.
fn master_keys(
    home: &Home,
    verified: &Verified,
    files: &[PathBuf],
    open: &BTreeSet<String>,
) -> Result<BTreeSet<String>, Problem> {
    let needed = &verified.contents.master_keys;
    if verified.contents.has_master_key() {
        return Ok(BTreeSet::new());
    }
    let was_exchanged = home.file(MASTER_FILE).exists();
    let mut placed = false;
    for file in files {
        let key = read_key(file).map_err(Problem::input)?;
        let id = key.id().map(|id| id.to_string()).unwrap_or_default();
        if needed.contains(&id) || is_master(home, verified, &key)? {
            let name = if was_exchanged { format!("master-{id}.key") } else { MASTER_KEY_FILE.to_owned() };
            home.write_master_key(&name, &key).map_err(Problem::failed)?;
            placed = true;
        }
    }
    // A backup from before keys named their master key says of none that it is needed.
    if needed.is_empty() && !placed {
        return Ok(BTreeSet::from(["that is not named".to_owned()]));
    }
    Ok(needed.difference(open).cloned().collect())
}

/// Whether a key opens the bureau's identity.
fn is_master(home: &Home, verified: &Verified, key: &MasterKey) -> Result<bool, Problem> {
    let identity = home.read("identity").map_err(Problem::failed)?;
    let bureau: Option<BureauCode> = verified.contents.bureau.parse().ok();
    Ok(bureau.is_some_and(|bureau| Identity::recover(key as &dyn KeyKeeper, &bureau, &identity).is_ok()))
}

/// The hardware security module that a configuration names.
fn hsm_of(file: &Path) -> Result<Option<HsmConfig>, Problem> {
    let folder = file.parent().unwrap_or(Path::new(""));
    let hsm = configured_by(file)?.hsm;
    Ok(hsm.map(|hsm| HsmConfig { pin_file: folder.join(&hsm.pin_file), ..hsm }))
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
