//! `comity policy`: the policy that every bureau begins with, and whether another text could be in force. A bureau puts a
//! policy in force on the desk, where it is shown first whose sight it changes.

use std::fs;
use std::path::PathBuf;

use bureau::{Policy, permissions};

use super::terminal::Terminal;
use super::{Exit, Problem};

#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// Print the policy that every bureau begins with
    Show,
    /// Look whether a policy can be in force, and print the permissions that it gives
    Check {
        /// The policy; without it, the one that every bureau begins with
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,
    },
}

pub(super) fn run(command: &Command, terminal: &Terminal) -> Result<Exit, Problem> {
    let built_in = || Policy::built_in().map_err(Problem::failed);
    match command {
        Command::Show => terminal.say(built_in()?.text().trim_end()),
        Command::Check { file: None } => terminal.say(permissions(&built_in()?).trim_end()),
        Command::Check { file: Some(path) } => {
            let bad = |fault: &dyn std::fmt::Display| Problem::input(format!("{}: {fault}", path.display()));
            let text = fs::read_to_string(path).map_err(|error| bad(&error))?;
            let policy: Policy = text.parse().map_err(|fault: bureau::PolicyFault| bad(&fault))?;
            terminal.say(permissions(&policy).trim_end());
        }
    }
    Ok(Exit::Clear)
}
