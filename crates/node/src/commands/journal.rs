//! `comity journal`: proof for an auditor.

use std::path::{Path, PathBuf};

use ::journal::checkpoint::SignedCheckpoint;
use ::journal::export::ENTRIES_FILE;
use ::journal::report::Report;
use bureau::CopyKind;

use super::keys::account;
use super::terminal::Terminal;
use super::{Exit, Problem, block_on, node_at, place_of};
use crate::audit;
use crate::home::Home;

#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// Verify the journal of a data directory, or one that was exported
    ///
    /// A journal cut at its end together with its checkpoints, or replaced as a whole, is found only against a checkpoint
    /// that was kept elsewhere: keep one from each visit, and give it with --checkpoint.
    Verify {
        /// A data directory, or a folder written by `comity journal export`
        #[arg(value_name = "DIR")]
        directory: PathBuf,
        /// A signed checkpoint kept from an earlier day: the journal must still begin with what it signs; may be repeated
        #[arg(long = "checkpoint", value_name = "FILE")]
        checkpoints: Vec<PathBuf>,
        /// Answer in JSON
        #[arg(long)]
        json: bool,
    },
    /// Write the journal out for an auditor, who verifies it with `journal-verify` and needs nothing of ours
    Export {
        /// The data directory
        #[arg(value_name = "DIR")]
        directory: PathBuf,
        /// The folder to write; it is new or empty
        #[arg(long, value_name = "OUT", default_value = "journal-export")]
        out: PathBuf,
        /// Also write the headers and the tree, without bodies, into OUT/tiles for tools that read tiled logs
        /// (c2sp.org/tlog-tiles)
        #[arg(long)]
        tiles: bool,
    },
}

pub(super) fn run(command: &Command, terminal: &Terminal) -> Result<Exit, Problem> {
    match command {
        Command::Verify { directory, checkpoints, json } => {
            let kept = audit::read_kept(checkpoints).map_err(Problem::input)?;
            let report = verify(directory, kept)?;
            let text = if *json { report.to_json() } else { report.to_string() };
            terminal.say(text.trim_end());
            Ok(if report.is_verified() { Exit::Clear } else { Exit::NotClear })
        }
        Command::Export { directory, out, tiles } => {
            let home = node_at(directory)?;
            let place = place_of(&home)?;
            home.add_copy(CopyKind::Export, &account()).map_err(Problem::failed)?;
            let entries =
                block_on(async { audit::export(&home, &place, out, *tiles).await.map_err(Problem::failed) })?;
            terminal.say(&format!("{entries} entries in {}", out.display()));
            Ok(Exit::Clear)
        }
    }
}

fn verify(directory: &Path, kept: Vec<SignedCheckpoint>) -> Result<Report, Problem> {
    let home = Home::at(directory);
    if home.is_set_up().map_err(Problem::failed)? {
        let place = place_of(&home)?;
        return block_on(async { audit::verify_at(&home, &place, kept).await.map_err(Problem::failed) });
    }
    if !directory.join(ENTRIES_FILE).exists() {
        return Err(Problem::input(format!(
            "{}: neither a node's data directory nor a folder written by `comity journal export`",
            directory.display()
        )));
    }
    audit::verify_export(directory, &kept).map_err(Problem::input)
}
