//! `comity completions`: words that a shell can complete.

use clap::CommandFactory;
use clap_complete::Shell;

use super::terminal::Terminal;
use super::{Cli, Exit, Problem};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The shell
    shell: Shell,
}

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Exit, Problem> {
    let mut text = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "comity", &mut text);
    terminal.say(String::from_utf8_lossy(&text).trim_end());
    Ok(Exit::Clear)
}
