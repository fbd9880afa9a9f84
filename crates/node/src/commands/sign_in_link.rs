//! `comity sign-in-link`: how an officer enrols the first passkey, or one in place of all that were lost.

use std::path::PathBuf;

use jiff::Timestamp;

use super::terminal::Terminal;
use super::{Exit, Problem, configured};
use crate::home::Home;
use crate::links::{self, Origin};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The node's data directory
    #[arg(long, value_name = "DIR", default_value = ".")]
    data: PathBuf,
    /// The officer: identifier, or name as in the configuration
    #[arg(long)]
    officer: String,
}

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Exit, Problem> {
    let home = Home::at(&arguments.data);
    let config = configured(&home)?;
    if config.openid.as_ref().is_some_and(|openid| !openid.passkeys) {
        return Err(Problem::input(
            "officers here sign in through the bureau's provider alone: [openid] says `passkeys = false`",
        ));
    }
    let wanted = &arguments.officer;
    let known =
        |officer: &&case::bureau::Officer| officer.id.to_string() == *wanted || officer.name == *wanted;
    let Some(officer) = config.officers.iter().find(known) else {
        let names: Vec<&str> = config.officers.iter().map(|officer| officer.name.as_str()).collect();
        return Err(Problem::input(format!(
            "no officer `{wanted}`; the configuration names: {}",
            names.join(", ")
        )));
    };
    let word = links::make(&home, officer.id, Origin::Machine, Timestamp::now()).map_err(Problem::failed)?;
    terminal.say(&format!("{}/enrol/{word}", config.desk.address()));
    Ok(Exit::Clear)
}
