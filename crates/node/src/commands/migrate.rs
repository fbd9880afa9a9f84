//! `comity migrate`: a journal moved from its file into a database, or back.

use std::path::PathBuf;

use journal::export::KEY_FILE;

use super::terminal::Terminal;
use super::{Exit, Problem, block_on, configured, node_at, place};
use crate::audit::JournalKey;
use crate::copy::{self, CopyFault, Proof};
use crate::digits::hex;
use crate::store::{Address, Place};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The node's data directory
    #[arg(long, value_name = "DIR", default_value = ".")]
    data: PathBuf,
    /// Where to: postgres://USER@HOST/DATABASE, or a file such as DIR/journal.db; it is new or empty
    #[arg(long, value_name = "ADDRESS|FILE", value_parser = target)]
    to: Target,
}

#[derive(Debug, Clone)]
enum Target {
    Database(Address),
    File(PathBuf),
}

fn target(text: &str) -> Result<Target, String> {
    if text.contains("://") {
        return text.parse().map(Target::Database).map_err(|error| format!("it {error}"));
    }
    Ok(Target::File(PathBuf::from(text)))
}

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Exit, Problem> {
    let home = node_at(&arguments.data)?;
    let _hold = home.hold().map_err(Problem::failed)?;
    let from = place(&home, &configured(&home)?);
    let to = match &arguments.to {
        Target::Database(address) => Place { address: Some(address.clone()), ..from.clone() },
        Target::File(file) => Place::file(std::path::absolute(file).map_err(Problem::input)?),
    };
    let ours = std::path::absolute(&from.file).map_err(Problem::failed)?;
    if to.address == from.address && (to.address.is_some() || to.file == ours) {
        return Err(Problem::input(format!("the journal lies in {to} already")));
    }
    let key = JournalKey::read(&home.file(KEY_FILE)).map_err(Problem::failed)?;
    let proof = block_on(async { moved(&key, &from, &to).await.map_err(problem) })?;
    say(terminal, &from, &to, &proof);
    let line = match &to.address {
        Some(address) => format!("address = \"{address}\""),
        None if to.file == ours => "# no address: the journal lies in journal.db".to_owned(),
        None => format!(
            "# no address, once {to} and {} lie there as journal.db and journal.checkpoint",
            to.file.with_extension("checkpoint").display()
        ),
    };
    let config = home.config_file();
    terminal.say(&format!(
        "\nThe node still uses {from}. Write in {}:\n\n  [store]\n  {line}\n\nA password belongs in PGPASSWORD or the password \
         file. {from} was not changed; remove it when the node has worked on the copy.",
        config.display()
    ));
    Ok(Exit::Clear)
}

async fn moved(key: &JournalKey, from: &Place, to: &Place) -> Result<Proof, CopyFault> {
    let source = from.open_to_leave().await?;
    let target = to.open_to_fill().await?;
    let proof = copy::copy(key, source.clone(), target.clone()).await;
    target.close().await;
    source.close().await;
    proof
}

fn problem(fault: CopyFault) -> Problem {
    match fault {
        CopyFault::NotEmpty(_) => Problem::input(fault),
        fault => Problem::failed(fault),
    }
}

fn say(terminal: &Terminal, from: &Place, to: &Place, proof: &Proof) {
    let root = proof.last.as_ref().map_or_else(|| "no root".to_owned(), |last| hex(&last.checkpoint().root));
    terminal.say(&format!(
        "Copied from {from} to {to}, and proven equal there:\n  {} entries, root of their tree {root}\n  {} checkpoints, each \
         verified against the entries under the key of the journal\n  {} keys of cases",
        proof.entries, proof.checkpoints, proof.keys
    ));
}
