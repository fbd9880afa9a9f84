//! `comity directory`: signing and taking the directory of bureaus.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use seal::directory::IssueFault;
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
        Command::Issue { data, introductions } => issue(&node_at(data)?, introductions, terminal),
        Command::Take { data, secretariat, directory } => {
            take(&node_at(data)?, secretariat.as_deref(), directory, terminal)
        }
    }
}

fn issue(home: &Home, introductions: &[PathBuf], terminal: &Terminal) -> Result<Exit, Problem> {
    let config = configured(home)?;
    let keys = home.clone().with_hsm(config.hsm.as_ref()).keys(&config.bureau).map_err(Problem::failed)?;
    let mut entries = Vec::new();
    for file in introductions {
        let entry = introduction::read_introduction(&read(file)?);
        let entry = entry.map_err(|fault| Problem::input(format!("{}: {fault}", file.display())))?;
        terminal.say(&format!(
            "{}  {}\n    {}",
            entry.identity.bureau(),
            entry.name,
            entry.identity.fingerprint()
        ));
        entries.push(entry);
    }
    let signed = join::issue(entries, &keys.identity, Timestamp::now()).map_err(|fault| match fault {
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
