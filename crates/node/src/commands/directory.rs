//! `comity directory`: signing and taking the directory of bureaus, and who signs it.

mod issue;
mod root;
mod sign;
mod account;

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use seal::root::Root;

use super::terminal::Terminal;
use super::{Exit, Problem, configured, node_at};
use crate::home::{Home, HomeFault, Keys};
use crate::join::{self, JoinFault};

#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// As the General Secretariat: make a directory of the bureaus that have introduced themselves, and sign it
    Issue(issue::Arguments),
    /// As a signer of the root: look at a directory or a root that is to be signed, then add a signature
    Sign(sign::Arguments),
    /// As the General Secretariat: make the next root, which says who signs the directory and how many of them it needs
    Root(root::Arguments),
    /// As a bureau: take a signed directory
    Take {
        /// The bureau's data directory
        #[arg(long, value_name = "DIR")]
        data: PathBuf,
        /// The Secretariat's public identity or root; needed the first time, and never changed silently
        #[arg(long, value_name = "FILE")]
        secretariat: Option<PathBuf>,
        /// The signed directory
        directory: PathBuf,
    },
}

pub(super) fn run(command: &Command, terminal: &Terminal) -> Result<Exit, Problem> {
    match command {
        Command::Issue(arguments) => issue::run(arguments, terminal),
        Command::Sign(arguments) => sign::run(arguments, terminal),
        Command::Root(arguments) => root::run(arguments, terminal),
        Command::Take { data, secretariat, directory } => {
            take(&node_at(data)?, secretariat.as_deref(), directory, terminal)
        }
    }
}

fn take(home: &Home, secretariat: Option<&Path>, file: &Path, terminal: &Terminal) -> Result<Exit, Problem> {
    if let Some(given) = secretariat {
        hand_over(home, given, terminal)?;
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
    let by = match directory.root() {
        root if root.serial() == 0 => String::new(),
        root => {
            format!(", signed under root {} ({} of {})", root.serial(), root.need(), root.signers().len())
        }
    };
    terminal.say(&format!("Taken{by}; in force until {}.", directory.expires_at()));
    Ok(Exit::Clear)
}

/// Keeps who signs the directory, as a person handed it over; what is known already is not changed so.
fn hand_over(home: &Home, file: &Path, terminal: &Terminal) -> Result<(), Problem> {
    let bytes = read(file)?;
    let given = Root::read(&bytes).map_err(|fault| Problem::input(format!("{}: {fault}", file.display())))?;
    let is_first = match home.read("secretariat") {
        Err(HomeFault::File { error, .. }) => error.kind() == ErrorKind::NotFound,
        _ => false,
    };
    if !is_first {
        let known = join::known(home).map_err(Problem::failed)?.root;
        if known != given {
            return Err(Problem::failed(format!(
                "another General Secretariat is known here; where its signers changed, leave out --secretariat: the directory \
                 brings the roots that lead to them. Where none leads there, remove {} and {} first",
                home.file("secretariat").display(),
                home.file("directory").display()
            )));
        }
    } else {
        home.write("secretariat", &bytes).map_err(Problem::failed)?;
    }
    for signer in given.signers() {
        terminal.say(&format!("General Secretariat: {}", signer.fingerprint()));
    }
    if given.serial() > 0 {
        terminal.say(&format!("Root {}: any {} of these sign.", given.serial(), given.need()));
    }
    Ok(())
}

/// The keys of a data directory.
fn keys_of(home: &Home) -> Result<Keys, Problem> {
    let config = configured(home)?;
    home.clone().with_hsm(config.hsm.as_ref()).keys(&config.bureau).map_err(Problem::failed)
}

/// Writes a document where it is, whole or not at all.
fn write(file: &Path, bytes: &[u8]) -> Result<(), Problem> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let name = file.file_name().and_then(|name| name.to_str());
    let name = name.ok_or_else(|| Problem::input(format!("{}: this is no file", file.display())))?;
    Home::at(folder.unwrap_or(Path::new("."))).write(name, bytes).map_err(Problem::failed)
}

fn read(file: &Path) -> Result<Vec<u8>, Problem> {
    fs::read(file).map_err(|error| Problem::input(format!("{}: {error}", file.display())))
}
