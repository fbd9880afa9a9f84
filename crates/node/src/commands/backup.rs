//! `comity backup`: the journal, its keys and the data directory's files in one sealed file.

use std::path::PathBuf;

use bureau::CopyKind;
use seal::keeper::KeyKeeper;

use super::keys::account;
use super::terminal::Terminal;
use super::{Exit, Problem, block_on, configured, node_at, place};
use crate::backup::{self, BackupFault, Moment, Verified};
use crate::home::{KeyPlace, ring_of};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The node's data directory
    #[arg(long, value_name = "DIR", default_value = ".")]
    data: PathBuf,
    /// The file to write; it must not exist
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    /// Seal it under this key in place of the master key: a file with 64 hexadecimal digits, kept elsewhere
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    /// Put the master key into it as well; whoever has the key of the backup can then read everything
    #[arg(long, requires = "key")]
    with_master_key: bool,
}

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Exit, Problem> {
    let home = node_at(&arguments.data)?;
    let config = configured(&home)?;
    let (with_master_key, out) = (arguments.with_master_key, arguments.to.as_path());
    let home = home.with_hsm(config.hsm.as_ref());
    let master = home.master().map_err(Problem::failed)?;
    if with_master_key && master.found().iter().any(|key| key.place == KeyPlace::Hsm) {
        return Err(Problem::input("--with-master-key: a master key lies in the HSM and never leaves it"));
    }
    let other =
        arguments.key.as_ref().map(|key| ring_of(std::slice::from_ref(key), None).map_err(Problem::input));
    let other = other.transpose()?.flatten();
    let keeper: &dyn KeyKeeper = match &other {
        Some(other) => other,
        None => &master,
    };
    let from = place(&home, &config);
    home.add_copy(CopyKind::Backup, &account()).map_err(Problem::failed)?;
    let verified = block_on(async {
        let written = backup::backup(&home, &from, &config.bureau, keeper, with_master_key, out).await;
        written.map_err(problem)
    })?;
    terminal.say(&format!(
        "Backup of {} in {}, read back and verified: {}.",
        config.bureau,
        out.display(),
        what(&verified, verified.end)
    ));
    terminal.say(&match (&arguments.key, with_master_key) {
        (None, _) if master.place() == Some(KeyPlace::Hsm) => format!(
            "It is sealed under master key {} in the HSM: keep the HSM's own backup, or nobody can open this file when the HSM \
             is lost.",
            master.current()
        ),
        (None, _) => "It is sealed under the master key, which is not in it: keep a copy of master.key in another place, or \
                      nobody can open this file when the disk is lost."
            .to_owned(),
        (Some(key), false) => format!(
            "It is sealed under {}. The master key is not in it, and a restored node does not start without: keep a copy of \
             both in other places.",
            key.display()
        ),
        (Some(key), true) => format!(
            "It is sealed under {}, and the master key IS in it: whoever has both can read everything of this bureau.",
            key.display()
        ),
    });
    terminal.say("Not in it: the certificate of the desk, and sign-in links.");
    Ok(Exit::Clear)
}

/// What a backup holds up to a moment, in words.
pub(super) fn what(verified: &Verified, end: Option<Moment>) -> String {
    let entries = match end {
        Some(Moment { size, at }) => format!("{size} entries up to {at}"),
        None => "an empty journal".to_owned(),
    };
    format!("{entries}, {} files", verified.contents.files.len())
}

/// What was given is wrong, or something failed.
pub(super) fn problem(fault: BackupFault) -> Problem {
    match fault {
        BackupFault::Taken { .. }
        | BackupFault::Archive { .. }
        | BackupFault::Shape { .. }
        | BackupFault::TooEarly(_)
        | BackupFault::BeforeExchange(_) => Problem::input(fault),
        fault => Problem::failed(fault),
    }
}
