//! `comity directory root`: who signs the directory next, and how many of them it needs.

use std::path::PathBuf;

use seal::root::{RootFault, SignedRoot};

use super::account;
use super::{keys_of, read, write};
use crate::commands::terminal::Terminal;
use crate::commands::{Exit, Problem, node_at};
use crate::introduction;
use crate::join;

/// A root that is to be signed, in the data directory where it was made.
const NEXT: &str = "next-root";

#[derive(Debug, clap::Args)]
pub(in crate::commands) struct Arguments {
    /// The Secretariat's data directory, or that of a signer of the root
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// How many signers sign together
    #[arg(long, value_name = "NUMBER")]
    need: usize,
    /// The introductions of all its signers, those who stay among them: the `introduction.toml` of each one's data directory
    #[arg(required = true, value_name = "INTRODUCTION")]
    signers: Vec<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Exit, Problem> {
    let home = node_at(&arguments.data)?;
    let keys = keys_of(&home)?;
    let known = join::known(&home).map_err(Problem::failed)?.root;
    let mut signers = Vec::new();
    for file in &arguments.signers {
        let entry = introduction::read_introduction(&read(file)?);
        signers.push(entry.map_err(|fault| Problem::input(format!("{}: {fault}", file.display())))?.identity);
    }
    let refused = |fault: RootFault| Problem::input(format!("no root was made: {fault}"));
    let root = known.next(arguments.need, signers).map_err(refused)?;
    let mut signed = SignedRoot::propose(&root);
    if root.has(keys.identity.public()) || known.has(keys.identity.public()) {
        signed.sign(&keys.identity, &known).map_err(refused)?;
    }
    let file = home.file(NEXT);
    write(&file, &signed.to_bytes())?;
    terminal.say(&account::of_root(&root, &known));
    let (own, former) = signed.missing(&known).map_err(refused)?;
    terminal.say(&format!(
        "Made: {}. Signatures still missing: {own} of its signers, {former} of the signers before. Have each fingerprint read \
         aloud by its signer; the others sign with `comity directory sign`. It comes into force with the next directory \
         (`comity directory issue --root`).",
        file.display()
    ));
    Ok(if own + former == 0 { Exit::Clear } else { Exit::NotClear })
}
