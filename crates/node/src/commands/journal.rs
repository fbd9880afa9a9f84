//! `comity journal`: proof for an auditor.

use std::path::PathBuf;

use super::terminal::{Terminal, Tone};
use super::{Exit, Problem, block_on};
use crate::audit;
use crate::home::Home;

#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// Verify the journal of a data directory, or one that was exported
    Verify {
        /// A data directory, or a folder written by `comity journal export`
        #[arg(value_name = "DIR")]
        directory: PathBuf,
        /// Answer in JSON
        #[arg(long)]
        json: bool,
    },
    /// Write the journal out for an auditor, who verifies it with `journal-verify` and needs nothing of ours
    Export {
        /// The data directory
        #[arg(value_name = "DIR")]
        directory: PathBuf,
        /// The folder to write
        #[arg(long, value_name = "OUT")]
        out: PathBuf,
    },
}

pub(super) fn run(command: &Command, terminal: &Terminal) -> Result<Exit, Problem> {
    match command {
        Command::Verify { directory, json } => {
            let home = Home::at(directory);
            let report = if home.journal_file().exists() {
                block_on(async { audit::verify_home(&home).await.map_err(Problem::failed) })?
            } else {
                audit::verify_export(directory).map_err(Problem::input)?
            };
            let verified = report.is_verified();
            if *json {
                terminal.say(&report.to_json());
            } else {
                terminal.say(report.to_string().trim_end());
                let (tone, word) =
                    if verified { (Tone::Good, "it verifies") } else { (Tone::Bad, "it does not verify") };
                terminal.say(&terminal.tone(tone, word));
            }
            Ok(if verified { Exit::Clear } else { Exit::NotClear })
        }
        Command::Export { directory, out } => {
            let home = Home::at(directory);
            let entries = block_on(async { audit::export(&home, out).await.map_err(Problem::failed) })?;
            terminal.say(&format!("{entries} entries in {}", out.display()));
            Ok(Exit::Clear)
        }
    }
}
