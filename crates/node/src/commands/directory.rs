//! `comity directory`: signing and taking the directory of bureaus.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use seal::directory::{DirectoryEntry, DirectoryFault, Edition, IssueFault, WithdrawnKey};
use seal::identity::PublicIdentity;

use super::terminal::Terminal;
use super::{Exit, Problem, configured, node_at};
use crate::home::Home;
use crate::introduction;
use crate::join::{self, JoinFault};

#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// As the General Secretariat: sign a directory of the bureaus that have introduced themselves
    Issue {
        /// The Secretariat's data directory
        #[arg(long, value_name = "DIR")]
        data: PathBuf,
        /// Keys that somebody else may have had, and since when (RFC 3339, or a day); all bureaus are told, then and with
        /// every later directory
        #[arg(long, value_name = "BUREAU/SERIAL=SINCE", value_parser = withdrawn)]
        withdraw: Vec<WithdrawnKey>,
        /// The introductions, the Secretariat's own among them
        #[arg(required = true, value_name = "INTRODUCTION")]
        introductions: Vec<PathBuf>,
    },
    /// As a bureau: take a signed directory
    Take {
        /// The bureau's data directory
        #[arg(long, value_name = "DIR")]
        data: PathBuf,
        /// The Secretariat's public identity; needed the first time, and never changed silently
        #[arg(long, value_name = "FILE")]
        secretariat: Option<PathBuf>,
        /// The signed directory
        directory: PathBuf,
    },
}

pub(super) fn run(command: &Command, terminal: &Terminal) -> Result<Exit, Problem> {
    match command {
        Command::Issue { data, withdraw, introductions } => {
            issue(&node_at(data)?, withdraw, introductions, terminal)
        }
        Command::Take { data, secretariat, directory } => {
            take(&node_at(data)?, secretariat.as_deref(), directory, terminal)
        }
    }
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

fn issue(
    home: &Home,
    withdraw: &[WithdrawnKey],
    introductions: &[PathBuf],
    terminal: &Terminal,
) -> Result<Exit, Problem> {
    let config = configured(home)?;
    let keys = home.clone().with_hsm(config.hsm.as_ref()).keys(&config.bureau).map_err(Problem::failed)?;
    let last = join::last_edition(home).map_err(Problem::failed)?;
    let mut entries = Vec::new();
    for file in introductions {
        entries.push(introduced(file, last.as_ref(), terminal)?);
    }
    let mut withdrawn = last.map(|edition| edition.withdrawn).unwrap_or_default();
    withdrawn
        .retain(|old| !withdraw.iter().any(|new| (&new.bureau, new.serial) == (&old.bureau, old.serial)));
    withdrawn.extend(withdraw.iter().cloned());
    for key in &withdrawn {
        terminal.say(&format!("{}/{}  withdrawn since {}", key.bureau, key.serial, key.since));
    }
    let signed = join::issue(entries, withdrawn, &keys.identity, Timestamp::now());
    let signed = signed.map_err(|fault| match fault {
        JoinFault::Issue(IssueFault::Edition(DirectoryFault::WithdrawnKey)) => Problem::input(
            "nothing was signed: a bureau whose keys are withdrawn needs new ones first (`comity keys renew`) and introduces \
             itself with them; or leave it out of this directory until then",
        ),
        JoinFault::Issue(IssueFault::Edition(why)) => {
            Problem::input(format!("nothing was signed: {why}; look through the introductions again"))
        }
        fault => Problem::failed(fault),
    })?;
    let signed = signed.to_bytes();
    join::take(home, &signed, Timestamp::now()).map_err(Problem::failed)?;
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
    let identity = &entry.identity;
    let (bureau, serial) = (identity.bureau(), identity.serial());
    let mut listed = last.into_iter().flat_map(|edition| &edition.entries).map(|entry| &entry.identity);
    let known = match listed.find(|former| former.bureau() == bureau) {
        None => "new in the directory",
        Some(former) if former == identity => "as before",
        Some(former) if serial <= former.serial() => {
            return Err(Problem::input(format!(
                "{}: {bureau}/{serial} are other keys than the last directory lists under {bureau}/{}; nothing was signed. The \
                 bureau makes new ones with `comity keys renew`, whose serial is higher",
                file.display(),
                former.serial()
            )));
        }
        Some(former) if introduction::is_signed_by_former(&bytes, former) => {
            "NEW KEYS, signed with the former ones"
        }
        Some(_) => "NEW KEYS, NOT signed with the former ones",
    };
    terminal.say(&format!("{bureau}/{serial}  {}  {known}\n    {}", entry.name, identity.fingerprint()));
    Ok(entry)
}

fn take(home: &Home, secretariat: Option<&Path>, file: &Path, terminal: &Terminal) -> Result<Exit, Problem> {
    if let Some(given) = secretariat {
        let bytes = read(given)?;
        let identity = PublicIdentity::from_bytes(&bytes)
            .map_err(|fault| Problem::input(format!("{}: {fault}", given.display())))?;
        if home.secretariat().is_ok_and(|known| known != identity) {
            return Err(Problem::failed(format!(
                "another General Secretariat is known here; if it has new keys, remove {} and {} first",
                home.file("secretariat").display(),
                home.file("directory").display()
            )));
        }
        home.write("secretariat", &bytes).map_err(Problem::failed)?;
        terminal.say(&format!("General Secretariat: {}", identity.fingerprint()));
    }
    let directory = join::take(home, &read(file)?, Timestamp::now()).map_err(|fault| match fault {
        JoinFault::Directory(_) => {
            Problem::input(format!("{}: {fault}; nothing was changed", file.display()))
        }
        fault => Problem::failed(fault),
    })?;
    for entry in directory.entries() {
        terminal.say(&format!("{}  {}  {}", entry.identity.bureau(), entry.name, entry.address));
    }
    terminal.say(&format!("Taken; in force until {}.", directory.expires_at()));
    Ok(Exit::Clear)
}

fn read(file: &Path) -> Result<Vec<u8>, Problem> {
    fs::read(file).map_err(|error| Problem::input(format!("{}: {error}", file.display())))
}
