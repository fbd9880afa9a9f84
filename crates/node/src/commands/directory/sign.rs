//! `comity directory sign`: one signer's look at a directory or a root, and then the signature.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use seal::directory::{DirectoryEntry, SignedDirectory};
use seal::root::SignedRoot;

use super::{account, keys_of, read, write};
use crate::commands::terminal::Terminal;
use crate::commands::{Exit, Problem, node_at};
use crate::digits::hex;
use crate::home::{Home, Keys};
use crate::introduction;
use crate::join::{self, Known};

#[derive(Debug, clap::Args)]
pub(in crate::commands) struct Arguments {
    /// The signer's data directory
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// Sign what was shown: the digest that the command says when it is given without this
    #[arg(long, value_name = "DIGEST")]
    shown: Option<String>,
    /// The directory or the root; the signature is added in it
    file: PathBuf,
    /// The introductions of bureaus with new keys, which say whether the former keys signed them
    #[arg(value_name = "INTRODUCTION")]
    introductions: Vec<PathBuf>,
}

/// What is to be signed.
enum Document {
    Directory(SignedDirectory),
    Root(SignedRoot),
}

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Exit, Problem> {
    let home = node_at(&arguments.data)?;
    let keys = keys_of(&home)?;
    let known = join::known(&home).map_err(|fault| {
        Problem::failed(format!(
            "{fault}; take the directory in force with `comity directory take` first, so that what changes can be shown"
        ))
    })?;
    let mut document = document(&arguments.file)?;
    let (says, digest) = match &document {
        Document::Directory(signed) => look_at_directory(signed, &known, &keys, arguments)?,
        Document::Root(signed) => look_at_root(signed, &known, &keys, &arguments.file)?,
    };
    terminal.say(&says);
    let digest = hex(&digest);
    match &arguments.shown {
        None => {
            terminal.say(&unsigned(&home, &arguments.file, &digest));
            return Ok(Exit::NotClear);
        }
        Some(shown) if *shown != digest => {
            return Err(Problem::input(format!(
                "{}: this is not what was shown then; nothing was signed. Look at it again, without --shown",
                arguments.file.display()
            )));
        }
        Some(_) => {}
    }
    let (bytes, missing) = match &mut document {
        Document::Directory(signed) => {
            signed.add_signature(&keys.identity, &known.root).map_err(Problem::failed)?;
            let missing = signed.proposal(&known.root).map_err(Problem::failed)?.missing;
            (signed.to_bytes(), told(&[(missing, "signers")]))
        }
        Document::Root(signed) => {
            signed.sign(&keys.identity, &known.root).map_err(Problem::failed)?;
            let (own, former) = signed.missing(&known.root).map_err(Problem::failed)?;
            (signed.to_bytes(), told(&[(own, "its signers"), (former, "the signers before")]))
        }
    };
    write(&arguments.file, &bytes)?;
    let file = arguments.file.display();
    Ok(match missing {
        Some(missing) => {
            terminal.say(&format!("Signed: {file}. Signatures still missing: {missing}."));
            Exit::NotClear
        }
        None => {
            let next = match document {
                Document::Directory(_) => "take it at the Secretariat's node with `comity directory take`",
                Document::Root(_) => "issue a directory with it: `comity directory issue --root`",
            };
            terminal.say(&format!("Signed: {file}. Enough have signed it; {next}."));
            Exit::Clear
        }
    })
}

/// How many signatures of whom are missing; none where there are enough.
fn told(missing: &[(usize, &str)]) -> Option<String> {
    let missing = missing.iter().filter(|(count, _)| *count > 0);
    let told: Vec<String> = missing.map(|(count, whose)| format!("{count} of {whose}")).collect();
    (!told.is_empty()).then(|| told.join(", "))
}

fn unsigned(home: &Home, file: &Path, digest: &str) -> String {
    format!(
        "Nothing was signed yet. Have each fingerprint of what is new read aloud to you, over a line that you chose; then:\n  \
         comity directory sign --data {} --shown {digest} {}",
        home.path().display(),
        file.display()
    )
}

fn document(file: &Path) -> Result<Document, Problem> {
    let bytes = read(file)?;
    if let Ok(signed) = SignedRoot::read(&bytes) {
        return Ok(Document::Root(signed));
    }
    let signed = SignedDirectory::read(&bytes);
    let signed = signed.map_err(|fault| cannot(file, format!("{fault}, nor those of a root")))?;
    if signed.roots().is_empty() {
        let why = "one key signs this directory and has signed it; make a root of several signers first, with \
                   `comity directory root`";
        return Err(cannot(file, why));
    }
    Ok(Document::Directory(signed))
}

fn look_at_directory(
    signed: &SignedDirectory,
    known: &Known,
    keys: &Keys,
    arguments: &Arguments,
) -> Result<(String, [u8; 32]), Problem> {
    let file = &arguments.file;
    let proposal = signed.proposal(&known.root).map_err(|fault| cannot(file, fault))?;
    if !proposal.root.has(keys.identity.public()) {
        return Err(cannot(file, not_a_signer(keys, proposal.root.serial())));
    }
    let floor = known.last.as_ref().map_or(0, |last| last.serial);
    proposal.edition.check_in_force(Timestamp::now(), floor).map_err(|fault| cannot(file, fault))?;
    let introductions = introductions(&arguments.introductions)?;
    let says = account::of_directory(&proposal, known.last.as_ref(), &introductions);
    let mut says = says.map_err(|why| cannot(file, why))?;
    if proposal.root != known.root {
        says.push_str(&account::of_root(&proposal.root, &known.root));
    }
    Ok((says, proposal.digest))
}

fn look_at_root(
    signed: &SignedRoot,
    known: &Known,
    keys: &Keys,
    file: &Path,
) -> Result<(String, [u8; 32]), Problem> {
    signed.missing(&known.root).map_err(|fault| cannot(file, fault))?;
    let root = signed.proposed().map_err(|fault| cannot(file, fault))?;
    if !root.has(keys.identity.public()) && !known.root.has(keys.identity.public()) {
        return Err(cannot(file, not_a_signer(keys, root.serial())));
    }
    Ok((account::of_root(&root, &known.root), signed.digest()))
}

fn introductions(files: &[PathBuf]) -> Result<Vec<(DirectoryEntry, Vec<u8>)>, Problem> {
    let one = |file: &PathBuf| {
        let bytes = read(file)?;
        let entry = introduction::read_introduction(&bytes).map_err(|fault| cannot(file, fault))?;
        Ok((entry, bytes))
    };
    files.iter().map(one).collect()
}

fn not_a_signer(keys: &Keys, serial: u32) -> String {
    format!(
        "the keys at --data are not those of a signer of root {serial}: {}; nothing was signed",
        keys.identity.public().fingerprint()
    )
}

fn cannot(file: &Path, why: impl std::fmt::Display) -> Problem {
    Problem::input(format!("{}: {why}", file.display()))
}
