//! `comity directory issue`: a directory of the bureaus that have introduced themselves.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use seal::directory::{DirectoryEntry, DirectoryFault, Edition, IssueFault, SignedDirectory, WithdrawnKey};
use seal::root::SignedRoot;

use super::account::{NOT_ENOUGH, introduced_as, shown};
use super::{keys_of, read, write};
use crate::commands::terminal::Terminal;
use crate::commands::{Exit, Problem, node_at};
use crate::home::Home;
use crate::introduction;
use crate::join::{self, JoinFault, Known};

/// A directory that has not enough signatures yet, in the data directory where it was made.
const NEXT: &str = "next-directory";

#[derive(Debug, clap::Args)]
pub(in crate::commands) struct Arguments {
    /// The Secretariat's data directory, or that of a signer of the root
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// Keys that somebody else may have had, and since when (RFC 3339, or a day); all bureaus are told, then and with
    /// every later directory
    #[arg(long, value_name = "BUREAU/SERIAL=SINCE", value_parser = withdrawn)]
    withdraw: Vec<WithdrawnKey>,
    /// The next root, which enough have signed; its signers sign this directory, which brings it to all bureaus
    #[arg(long, value_name = "FILE")]
    root: Option<PathBuf>,
    /// The introductions, the Secretariat's own among them
    #[arg(required = true, value_name = "INTRODUCTION")]
    introductions: Vec<PathBuf>,
}

/// Reads `FR/1=2026-11-20` or `FR/1=2026-11-20T08:00:00Z`.
fn withdrawn(text: &str) -> Result<WithdrawnKey, String> {
    let parts = || {
        let (key, since) = text.split_once('=')?;
        let (bureau, serial) = key.split_once('/')?;
        let day = || TimeZone::UTC.to_timestamp(since.parse::<Date>().ok()?.into()).ok();
        let since = since.parse().ok().or_else(day)?;
        Some(WithdrawnKey { bureau: bureau.parse().ok()?, serial: serial.parse().ok()?, since })
    };
    parts().ok_or_else(|| "keys and since when are expected, such as FR/1=2026-11-20T08:00:00Z".to_owned())
}

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Exit, Problem> {
    let home = node_at(&arguments.data)?;
    let keys = keys_of(&home)?;
    let mut known = join::known(&home).map_err(Problem::failed)?;
    let mut entries = Vec::new();
    for file in &arguments.introductions {
        entries.push(introduced(file, known.last.as_ref(), terminal)?);
    }
    let withdrawn = all_withdrawn(known.last.as_ref(), &arguments.withdraw);
    for key in &withdrawn {
        terminal.say(&format!("{}/{}  withdrawn since {}", key.bureau, key.serial, key.since));
    }
    if let Some(file) = &arguments.root {
        add_root(&mut known, file)?;
    }
    let now = Timestamp::now();
    if known.roots.is_empty() {
        let signed = join::issue(entries, withdrawn, &keys.identity, now).map_err(refused)?;
        return taken(&home, &signed, terminal);
    }
    let signed = SignedDirectory::propose(join::edition(entries, withdrawn, now), &known.roots);
    let mut signed = signed.map_err(|fault| refused(fault.into()))?;
    let broken = |fault: DirectoryFault| Problem::failed(fault);
    if signed.root(&known.root).map_err(|fault| broken(fault.into()))?.has(keys.identity.public()) {
        signed.add_signature(&keys.identity, &known.root).map_err(|fault| refused(fault.into()))?;
    }
    let missing = signed.proposal(&known.root).map_err(broken)?.missing;
    if missing == 0 {
        return taken(&home, &signed, terminal);
    }
    let file = home.file(NEXT);
    write(&file, &signed.to_bytes())?;
    terminal.say(&format!(
        "Made: {}. Signatures still missing: {missing}. Give the file and the introductions to the other signers, who look at \
         it and sign it with `comity directory sign`. {NOT_ENOUGH}",
        file.display()
    ));
    Ok(Exit::NotClear)
}

/// The next root after the roots known here, where enough have signed it.
fn add_root(known: &mut Known, file: &Path) -> Result<(), Problem> {
    let cannot = |why: &dyn std::fmt::Display| Problem::input(format!("{}: {why}", file.display()));
    let signed = SignedRoot::read(&read(file)?).map_err(|fault| cannot(&fault))?;
    let next = signed.proposed().map_err(|fault| cannot(&fault))?;
    if next == known.root {
        return Err(cannot(&"this root is in force already; leave out --root"));
    }
    let followed = known.root.follow(std::slice::from_ref(&signed));
    followed.map_err(|fault| cannot(&format!("{fault}; nothing was made")))?;
    known.roots.push(signed);
    Ok(())
}

/// The keys that were withdrawn before, and now.
fn all_withdrawn(last: Option<&Edition>, now: &[WithdrawnKey]) -> Vec<WithdrawnKey> {
    let mut all = last.map(|edition| edition.withdrawn.clone()).unwrap_or_default();
    all.retain(|old| !now.iter().any(|new| (&new.bureau, new.serial) == (&old.bureau, old.serial)));
    all.extend(now.iter().cloned());
    all
}

fn refused(fault: JoinFault) -> Problem {
    match fault {
        JoinFault::Issue(IssueFault::Edition(DirectoryFault::WithdrawnKey)) => Problem::input(
            "nothing was signed: a bureau whose keys are withdrawn needs new ones first (`comity keys renew`) and introduces \
             itself with them; or leave it out of this directory until then",
        ),
        JoinFault::Issue(IssueFault::Edition(why)) => {
            Problem::input(format!("nothing was signed: {why}; look through the introductions again"))
        }
        fault => Problem::failed(fault),
    }
}

/// Takes here what enough have signed, so that the Secretariat's node hands it out.
fn taken(home: &Home, signed: &SignedDirectory, terminal: &Terminal) -> Result<Exit, Problem> {
    join::take(home, &signed.to_bytes(), Timestamp::now()).map_err(Problem::failed)?;
    terminal.say(&format!(
        "Signed: {}. Compare each fingerprint above with what its bureau reads aloud, then give the bureaus this file and \
         {}.",
        home.file("directory").display(),
        home.file("secretariat").display(),
    ));
    Ok(Exit::Clear)
}

/// The bureau that a file introduces, and how its keys stand to those that the last directory lists.
fn introduced(file: &Path, last: Option<&Edition>, terminal: &Terminal) -> Result<DirectoryEntry, Problem> {
    let bytes = read(file)?;
    let entry = introduction::read_introduction(&bytes);
    let entry = entry.map_err(|fault| Problem::input(format!("{}: {fault}", file.display())))?;
    let known = introduced_as(&entry, last, Some(&bytes));
    let known = known.map_err(|why| Problem::input(format!("{}: {why}", file.display())))?;
    let identity = &entry.identity;
    let (bureau, serial) = (identity.bureau(), identity.serial());
    let name = shown(&entry.name);
    terminal.say(&format!("{bureau}/{serial}  {name}  {known}\n    {}", identity.fingerprint()));
    Ok(entry)
}
