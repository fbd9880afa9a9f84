//! `comity keys renew`: new keys of the bureau's own.

use std::path::PathBuf;

use crate::commands::terminal::Terminal;
use crate::commands::{Exit, Problem, configured, node_at};
use crate::introduction;
use crate::join;

/// The bureau's introduction.
const INTRODUCTION: &str = "introduction.toml";

#[derive(Debug, clap::Args)]
pub(in crate::commands) struct Arguments {
    /// The node's data directory
    #[arg(long, value_name = "DIR", default_value = ".")]
    data: PathBuf,
    /// Exchange the key that signs the journal too; whoever holds its public half has to be given the new one
    #[arg(long)]
    journal: bool,
}

/// Makes the keys and the introduction that names them. They come into use with the directory that lists them.
pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Exit, Problem> {
    let home = node_at(&arguments.data)?;
    let config = configured(&home)?;
    let home = home.with_hsm(config.hsm.as_ref());
    let former = home.keys(&config.bureau).map_err(Problem::failed)?;
    if join::known(&home).is_ok_and(|known| known.root.has(former.identity.public())) {
        return Err(Problem::input(
            "these keys sign the directory, and every bureau knows them for that; first make a root of other signers \
             (`comity directory root`) and issue a directory with it",
        ));
    }
    let file = home.file(INTRODUCTION);
    let entry = introduction::read_introduction(&home.read(INTRODUCTION).map_err(Problem::failed)?);
    let mut entry = entry.map_err(|fault| Problem::failed(format!("{}: {fault}", file.display())))?;
    let known = join::last_serial(&home, &config.bureau).map_err(Problem::failed)?;
    let next = home.renew_identity(&former.master, &config.bureau, known, arguments.journal);
    let next = next.map_err(Problem::failed)?;
    if arguments.journal && next.former_journal_key().is_none() {
        return Err(Problem::input(format!(
            "new keys {}/{} wait already, and they keep the journal's key; once they are in use, exchange that too",
            config.bureau,
            next.public().serial()
        )));
    }
    entry.identity = next.public().clone();
    let text = introduction::introduce_renewed(&entry, &next, &former.identity).map_err(Problem::failed)?;
    home.write(INTRODUCTION, text.as_bytes()).map_err(Problem::failed)?;
    if next.former_journal_key().is_some() {
        terminal.say(
            "The key that signs the journal is exchanged too: the checkpoint with which the new one begins is signed with both, \
             and `journal.key` then holds the new one. Give that to auditors, courts and whoever trusts this bureau as a witness.",
        );
    }
    terminal.say(&format!(
        "New keys {}/{} wait in {}. Fingerprint, to be read aloud:\n  {}\n\n\
         1. Give {} to the General Secretariat, which signs a directory with them.\n\
         2. The node takes that directory by itself and uses the new keys from then on; the former ones are destroyed.\n\
         Until then it works with the former ones. What is on its way meanwhile is tried again until both sides know the new \
         keys.\n\
         If somebody else may have the former keys, tell the General Secretariat since when: it withdraws them.",
        config.bureau,
        next.public().serial(),
        home.path().display(),
        next.public().fingerprint(),
        file.display(),
    ));
    Ok(Exit::Clear)
}
