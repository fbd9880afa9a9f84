//! The command line. Other tools rely on its words, its JSON and its exit codes.

mod restore;
mod backup;
mod check;
mod completions;
mod demo;
mod directory;
mod doctor;
mod init;
mod journal;
mod keys;
mod letter;
mod migrate;
mod policy;
mod schema;
mod sign_in_link;
mod serve;
mod compare;
mod routes;
mod between;
mod law;
mod terminal;

use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::Path;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use terminal::Terminal;

use crate::config::{self, Config, StoreConfig};
use crate::home::Home;
use crate::seclusion;
use crate::store::Place;

/// How a command ended, where it could be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Done, and nothing stands in the way.
    Clear,
    /// Done, and something was found.
    NotClear,
}

/// Why a command was not done. The text says what is wrong, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Problem {
    /// What was given cannot be used.
    Input(String),
    /// It could not be done.
    Failed(String),
}

impl Problem {
    fn input(what: impl std::fmt::Display) -> Self {
        Self::Input(what.to_string())
    }

    fn failed(what: impl std::fmt::Display) -> Self {
        Self::Failed(what.to_string())
    }
}

#[derive(Parser)]
#[command(name = "comity", version, about, args_conflicts_with_subcommands = true)]
/// Police and judicial cooperation between States: a workbench, and a network that carries what is decided there.
///
/// Without a command it starts the demonstration. Exit codes: 0 done and clear, 1 done and not clear, 2 bad input, 3
/// could not be done.
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    demo: demo::Arguments,
}

#[derive(Subcommand)]
enum Command {
    /// Run a General Secretariat and bureaus on this machine, with cases made from published decisions (the default)
    Demo(demo::Arguments),
    /// Set up a bureau's own node in a data directory
    Init(init::Arguments),
    /// Run a bureau's node
    Serve(serve::Arguments),
    /// Check a request against the law, without any node
    Check(check::Arguments),
    /// Find which instruments and channels link two States, without any node
    Routes(routes::Arguments),
    /// Set two legal systems side by side for one matter, without any node
    Compare(compare::Arguments),
    /// Draw a request as the paper that the requested State takes, or read one back, without any node
    Letter(letter::Arguments),
    /// Print the JSON Schema of a kind of request, or the list of kinds
    Schema(schema::Arguments),
    /// Prove to an auditor that a journal is whole
    #[command(subcommand)]
    Journal(journal::Command),
    /// The master keys: putting another one in use, and shares that bring one back; new keys of the bureau's own
    #[command(subcommand, alias = "key")]
    Keys(keys::Command),
    /// Write a sealed backup of a data directory, also while its node works, and verify it
    Backup(backup::Arguments),
    /// Restore a backup into a new data directory, as it was at its end or at an earlier point
    Restore(restore::Arguments),
    /// Move a bureau's journal from its file into a PostgreSQL database, or back, and prove the two equal
    Migrate(migrate::Arguments),
    /// Sign or take the directory of bureaus
    #[command(subcommand)]
    Directory(directory::Command),
    /// Make a one-time link with which an officer enrols the first passkey, or one in place of all that were lost
    SignInLink(sign_in_link::Arguments),
    /// Look whether a data directory is in order
    Doctor(doctor::Arguments),
    /// Work on the law packs
    #[command(subcommand)]
    Law(law::Command),
    /// Read the policy of access, or look whether another could be in force
    #[command(subcommand)]
    Policy(policy::Command),
    /// Print completions for a shell
    Completions(completions::Arguments),
}

/// Runs the program with the arguments of this process.
#[must_use]
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let terminal = Terminal::of_process();
    if let Err(fault) = seclusion::without_core_dumps() {
        terminal.complain(&format!("this program could leave its memory on the disk: {fault}"));
        return ExitCode::from(3);
    }
    let done = match cli.command.unwrap_or(Command::Demo(cli.demo)) {
        Command::Demo(arguments) => demo::run(&arguments, &terminal),
        Command::Init(arguments) => init::run(&arguments, &terminal),
        Command::Serve(arguments) => serve::run(&arguments, &terminal),
        Command::Check(arguments) => check::run(&arguments, &terminal),
        Command::Routes(arguments) => routes::run(&arguments, &terminal),
        Command::Compare(arguments) => compare::run(&arguments, &terminal),
        Command::Letter(arguments) => letter::run(&arguments, &terminal),
        Command::Schema(arguments) => schema::run(&arguments, &terminal),
        Command::Journal(command) => journal::run(&command, &terminal),
        Command::Keys(command) => keys::run(&command, &terminal),
        Command::Backup(arguments) => backup::run(&arguments, &terminal),
        Command::Restore(arguments) => restore::run(&arguments, &terminal),
        Command::Migrate(arguments) => migrate::run(&arguments, &terminal),
        Command::Directory(command) => directory::run(&command, &terminal),
        Command::SignInLink(arguments) => sign_in_link::run(&arguments, &terminal),
        Command::Doctor(arguments) => doctor::run(&arguments, &terminal),
        Command::Law(command) => law::run(&command, &terminal),
        Command::Policy(command) => policy::run(&command, &terminal),
        Command::Completions(arguments) => completions::run(&arguments, &terminal),
    };
    match done {
        Ok(Exit::Clear) => ExitCode::SUCCESS,
        Ok(Exit::NotClear) => ExitCode::from(1),
        Err(Problem::Input(what)) => {
            terminal.complain(&what);
            ExitCode::from(2)
        }
        Err(Problem::Failed(what)) => {
            terminal.complain(&what);
            ExitCode::from(3)
        }
    }
}

/// The data directory of a node that was set up.
fn node_at(path: &Path) -> Result<Home, Problem> {
    let home = Home::at(path);
    match home.is_set_up() {
        Ok(true) => Ok(home),
        Ok(false) => Err(Problem::input(format!(
            "{}: no node was set up here; `comity init` does that",
            path.display()
        ))),
        Err(fault) => Err(Problem::failed(fault)),
    }
}

/// The configuration of a data directory, with the environment over it.
fn configured(home: &Home) -> Result<Config, Problem> {
    configured_by(&home.config_file())
}

/// A configuration in a file, with the environment over it.
fn configured_by(path: &Path) -> Result<Config, Problem> {
    let text = fs::read_to_string(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => {
            Problem::input(format!("{}: {error}; `comity init` sets a node up", path.display()))
        }
        _ => Problem::failed(format!("{}: {error}; see that this user may read it", path.display())),
    })?;
    let variables = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
    config::read(&text, variables).map_err(|fault| Problem::input(format!("{}: {fault}", path.display())))
}

/// Where a configuration puts the journal of a data directory.
fn place(home: &Home, config: &Config) -> Place {
    let StoreConfig { address, bytes_max } = config.store.clone();
    Place { file: home.journal_file(), address, bytes_max }
}

/// Where the journal of a data directory lies. One without a configuration has it in its file.
fn place_of(home: &Home) -> Result<Place, Problem> {
    if home.config_file().exists() {
        Ok(place(home, &configured(home)?))
    } else {
        Ok(Place::file(home.journal_file()))
    }
}

/// Today, in UTC.
fn today() -> Date {
    TimeZone::UTC.to_datetime(Timestamp::now()).date()
}

/// Runs what needs the network or the store; commands that do not start faster without.
fn block_on<T>(work: impl Future<Output = Result<T, Problem>>) -> Result<T, Problem> {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(Problem::failed)?;
    runtime.block_on(work)
}

/// A file, or standard input for `-`, and one byte more than the limit at most: whoever reads it refuses that.
fn read_file(file: &Path, bytes_max: usize) -> Result<Vec<u8>, Problem> {
    let limit = u64::try_from(bytes_max).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    let read = if file.as_os_str() == "-" {
        std::io::stdin().lock().take(limit).read_to_end(&mut bytes)
    } else {
        File::open(file).and_then(|file| file.take(limit).read_to_end(&mut bytes))
    };
    read.map_err(|error| Problem::input(format!("{}: {error}", file.display())))?;
    Ok(bytes)
}
