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
    let next = home.renew_identity(&former.master, &config.bureau, known).map_err(Problem::failed)?;
    entry.identity = next.public().clone();
    let text = introduction::introduce_renewed(&entry, &next, &former.identity).map_err(Problem::failed)?;
    home.write(INTRODUCTION, text.as_bytes()).map_err(Problem::failed)?;
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
