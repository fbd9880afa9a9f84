//! Verifies an exported journal, an evidence package, or a signed paper. It needs that and nothing else: no database, no secret, no network.
//!
//! It reads the arguments, opens the files, and prints what [`journal::verify::verify`] or
//! [`journal::evidence::check::check`] or [`paper::check`] finds. Signatures are checked with public keys: Ed25519 by the library `signed_note`,
//! ECDSA over P-256 by the library `p256`.

use std::fs::File;
use std::io::{BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use journal::checkpoint::SignedCheckpoint;
use journal::evidence::check;
use journal::evidence::package::{EVIDENCE_KEY_BYTES, PACKAGE_BYTES_MAX};
use journal::evidence::paper::{self, PAPER_BYTES_MAX, Proven};
use journal::export::{
    CHECKPOINTS_FILE, CheckpointFault, CheckpointReader, ENTRIES_FILE, EntryReader, KEY_FILE, ReadFault,
};
use journal::note::{BadKey, PublicKey, SIGNATURE_BYTES, VerifierKey, WitnessKey};
use journal::report::Report;
use journal::trust::{Trust, exchanges};
use journal::verify::verify;
use p256::ecdsa::signature::Verifier as _;
use p256::ecdsa::{DerSignature, VerifyingKey};
use signed_note::{StandardVerifier, Verifier, VerifierError};

const HELP: &str = "\
Verifies an exported journal: that no entry was altered, removed, inserted or reordered since its bureau signed it.

Usage: journal-verify DIR [--key FILE] [--checkpoint FILE]... [--witness KEY]... [--witnesses NUMBER] [--json]
       journal-verify evidence PACKAGE [--key FILE] [--json]
       journal-verify paper PDF [--key FILE] [--json]

  DIR                directory with the files `journal.key`, `checkpoints` and `entries`
  PACKAGE            evidence package (a file that ends in .asice): that its files are those that the bureau signed, and
                     that what it shows of a case stood in the bureau's journal
  PDF                signed paper: that it is as the bureau's node signed it
  --key FILE         verifier key from elsewhere, instead of the one in DIR; for a package, the one that has to be in it
  --checkpoint FILE  signed checkpoint kept from an earlier day, or by a witness: the journal must still begin with what it
                     signs
  --witness KEY      verifier key of a witness, as text: the report says how far this witness cosigned the journal
  --witnesses NUMBER so many of these witnesses must have cosigned it, else it does not verify
  --json             the report as one JSON object
  --version          the version of this program

Exit code: 0 the journal verifies, 1 it does not and the report says where, 2 the input cannot be read.

A package says itself what is proven and what is not. An export alone proves nothing about a journal that was replaced as a whole, key included, or cut at its end together with
its checkpoints. Compare the key with the one you know, keep a checkpoint from each visit for the next, and ask the bureau's
witnesses for the checkpoint that each cosigned last. Keys of witnesses come from the witnesses, not from the export. A journal's key can be exchanged: what both keys signed leads from one
to the other, and the report says so. Whoever stole a former key could lead you astray: know the key of today.
";

/// Largest file with a key, in bytes.
const KEY_FILE_BYTES_MAX: u64 = 4 * 1024;

/// Size of the buffer for each file, in bytes.
const BUFFER_BYTES: usize = 256 * 1024;

/// What the command line asks for.
#[derive(Default)]
struct Arguments {
    /// What is verified in place of an export.
    of: Option<Sort>,
    directory: Option<PathBuf>,
    key: Option<PathBuf>,
    kept: Vec<PathBuf>,
    witnesses: Vec<String>,
    witnesses_min: usize,
    json: bool,
    help: bool,
    version: bool,
}

/// What can be verified besides an export.
#[derive(Clone, Copy)]
enum Sort {
    Evidence,
    Paper,
}

/// Why nothing was verified.
#[derive(Debug, thiserror::Error)]
enum BadInput {
    #[error("`{0}` is not known; see --help")]
    Option(String),
    #[error("{0} needs the name of a file; see --help")]
    Value(&'static str),
    #[error("--witness needs the verifier key of a witness, as the witness gives it; see --help")]
    NoWitness,
    #[error("`{0}` is no verifier key of a witness: {1}")]
    Witness(String, BadKey),
    #[error("`{0}` is a verifier key of a witness that cannot be used: {1}")]
    WitnessVerifier(String, VerifierError),
    #[error("--witnesses needs a number; see --help")]
    Number,
    #[error("exactly one directory is expected; see --help")]
    Directory,
    #[error("exactly one file is expected, and no --checkpoint; see --help")]
    Package,
    #[error("{0} is larger than {1} bytes, which no file of this kind is")]
    TooLarge(PathBuf, usize),
    #[error("cannot open {0}: {1}")]
    Open(PathBuf, std::io::Error),
    #[error("{0} holds no verifier key: {1}")]
    Key(PathBuf, BadKey),
    #[error("{0} holds no verifier key that can be used: {1}")]
    Verifier(PathBuf, VerifierError),
    #[error("{0} cannot be read: {1}")]
    Entries(PathBuf, ReadFault),
    #[error("{0} cannot be read: {1}")]
    Kept(PathBuf, CheckpointFault),
    #[error("{0} holds no checkpoint")]
    KeptNone(PathBuf),
}

fn main() -> ExitCode {
    match run() {
        Ok((text, verified)) => {
            let written = std::io::stdout().lock().write_all(text.as_bytes());
            match (written, verified) {
                (Ok(()), true) => ExitCode::SUCCESS,
                (Ok(()), false) => ExitCode::from(1),
                (Err(_), _) => ExitCode::from(2),
            }
        }
        Err(fault) => {
            let _ = writeln!(std::io::stderr(), "journal-verify: {fault}");
            ExitCode::from(2)
        }
    }
}

/// What to print, and whether the journal verifies.
fn run() -> Result<(String, bool), BadInput> {
    let arguments = arguments(std::env::args_os().skip(1))?;
    if arguments.help {
        return Ok((HELP.to_owned(), true));
    }
    if arguments.version {
        return Ok((format!("journal-verify {}\n", env!("CARGO_PKG_VERSION")), true));
    }
    match arguments.of {
        Some(Sort::Evidence) => return evidence(arguments),
        Some(Sort::Paper) => return paper(arguments),
        None => {}
    }
    let directory = arguments.directory.ok_or(BadInput::Directory)?;
    let key_file = arguments.key.unwrap_or_else(|| directory.join(KEY_FILE));
    let witnesses: Vec<_> = arguments.witnesses.iter().map(|key| witness(key)).collect::<Result<_, _>>()?;
    let report = report(&directory, &key_file, &arguments.kept, (&witnesses, arguments.witnesses_min))?;
    let text = if arguments.json { report.to_json() + "\n" } else { report.to_string() };
    Ok((text, report.is_verified()))
}

fn arguments(words: impl Iterator<Item = std::ffi::OsString>) -> Result<Arguments, BadInput> {
    let mut words = words;
    let mut arguments = Arguments::default();
    while let Some(word) = words.next() {
        let mut next = || words.next().and_then(|word| word.into_string().ok());
        match word.to_str() {
            Some("--witness") => {
                arguments.witnesses.push(next().ok_or(BadInput::NoWitness)?);
                continue;
            }
            Some("--witnesses") => {
                arguments.witnesses_min =
                    next().and_then(|word| word.parse().ok()).ok_or(BadInput::Number)?;
                continue;
            }
            _ => {}
        }
        let mut file = |option| words.next().map(PathBuf::from).ok_or(BadInput::Value(option));
        match word.to_str() {
            Some("evidence") if arguments.of.is_none() && arguments.directory.is_none() => {
                arguments.of = Some(Sort::Evidence);
            }
            Some("paper") if arguments.of.is_none() && arguments.directory.is_none() => {
                arguments.of = Some(Sort::Paper);
            }
            Some("--json") => arguments.json = true,
            Some("--help" | "-h") => arguments.help = true,
            Some("--version" | "-V") => arguments.version = true,
            Some("--key") => arguments.key = Some(file("--key")?),
            Some("--checkpoint") => arguments.kept.push(file("--checkpoint")?),
            Some(option) if option.starts_with('-') => return Err(BadInput::Option(option.to_owned())),
            _ if arguments.directory.is_some() => return Err(BadInput::Directory),
            _ => arguments.directory = Some(PathBuf::from(word)),
        }
    }
    Ok(arguments)
}

/// Verifies an evidence package.
fn evidence(arguments: Arguments) -> Result<(String, bool), BadInput> {
    let file = arguments.directory.filter(|_| arguments.kept.is_empty()).ok_or(BadInput::Package)?;
    let key = arguments.key.as_deref().map(key_in).transpose()?;
    let bytes = bytes_of(file, PACKAGE_BYTES_MAX)?;
    let trust = check::Trust { key: key.as_ref(), journal: &is_signed_by, package: &is_signed };
    let report = check::check(&bytes, &trust);
    let text = if arguments.json { report.to_json() + "\n" } else { report.to_string() };
    Ok((text, report.is_verified()))
}

/// Verifies a paper.
fn paper(arguments: Arguments) -> Result<(String, bool), BadInput> {
    let file = arguments.directory.filter(|_| arguments.kept.is_empty()).ok_or(BadInput::Package)?;
    let key = arguments.key.as_deref().map(key_in).transpose()?;
    let bytes = bytes_of(file, PAPER_BYTES_MAX)?;
    let trust = check::Trust { key: key.as_ref(), journal: &is_signed_by, package: &is_signed };
    let found = paper::check(&bytes, &trust);
    let text = match &found {
        Ok(Proven { bureau, keys, is_known }) if arguments.json => {
            format!("{{\"verified\":true,\"bureau\":\"{bureau}\",\"keys\":{keys},\"known\":{is_known}}}\n")
        }
        Err(fault) if arguments.json => format!("{{\"verified\":false,\"fault\":\"{fault}\"}}\n"),
        Ok(Proven { bureau, keys, is_known: true }) => {
            format!("verified: all of the file is as the node of {bureau} signed it (keys {keys})\n")
        }
        Ok(Proven { bureau, keys, is_known: false }) => format!(
            "whole: all of the file is as it was signed, by a node that calls itself {bureau} (keys {keys}); without --key nothing tells whose it is\n"
        ),
        Err(fault) => format!("NOT verified: {fault}\n"),
    };
    Ok((text, found.is_ok()))
}

/// What a file holds, and not more of it than it may have.
fn bytes_of(file: PathBuf, max: usize) -> Result<Vec<u8>, BadInput> {
    let mut bytes = Vec::new();
    let read = open(&file)?.take(max as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|fault| BadInput::Open(file.clone(), fault))?;
    if bytes.len() > max { Err(BadInput::TooLarge(file, max)) } else { Ok(bytes) }
}

/// Whether an Ed25519 signature over a message is good under a key, whatever its name.
fn is_signed_by(key: &PublicKey, message: &[u8], signature: &[u8; SIGNATURE_BYTES]) -> bool {
    let named = VerifierKey::new("key", *key).map(|key| StandardVerifier::new(&key.to_string()));
    named.is_ok_and(|verifier| verifier.is_ok_and(|verifier| verifier.verify(message, signature)))
}

/// Whether an ECDSA signature over a message is good under a key of P-256.
fn is_signed(key: &[u8; EVIDENCE_KEY_BYTES], message: &[u8], signature: &[u8]) -> bool {
    let (Ok(key), Ok(signature)) = (VerifyingKey::from_sec1_bytes(key), DerSignature::from_bytes(signature))
    else {
        return false;
    };
    key.verify(message, &signature).is_ok()
}

/// The verifier key in a file.
fn key_in(file: &Path) -> Result<VerifierKey, BadInput> {
    let mut text = String::new();
    let read = open(file)?.take(KEY_FILE_BYTES_MAX).read_to_string(&mut text);
    read.map_err(|fault| BadInput::Open(file.to_owned(), fault))?;
    text.trim().parse().map_err(|fault| BadInput::Key(file.to_owned(), fault))
}

/// Verifies the export in a directory.
fn report(
    directory: &Path,
    key_file: &Path,
    kept_files: &[PathBuf],
    (witnesses, witnesses_min): (&[WitnessKey], usize),
) -> Result<Report, BadInput> {
    let key = key_in(key_file)?;
    StandardVerifier::new(&key.to_string())
        .map_err(|fault| BadInput::Verifier(key_file.to_owned(), fault))?;

    let mut kept = Vec::new();
    for file in kept_files {
        kept.extend(checkpoints_of(file)?);
    }

    let entries_file = directory.join(ENTRIES_FILE);
    let entries =
        EntryReader::new(open(&entries_file)?).map_err(|fault| BadInput::Entries(entries_file, fault))?;
    let checkpoints = || Ok(CheckpointReader::new(open(&directory.join(CHECKPOINTS_FILE))?));
    // Which key follows which is known before any checkpoint is verified.
    let exchanges = exchanges(checkpoints()?.filter_map(Result::ok));
    let trust = Trust {
        key: &key,
        exchanges: &exchanges,
        check: &is_signed_by,
        kept: &kept,
        witnesses,
        witnesses_min,
    };
    Ok(verify(entries, checkpoints()?, &trust))
}

/// The witness with this key. The library knows no keys of witnesses; the algorithm is the same as for a journal's.
fn witness(text: &str) -> Result<WitnessKey, BadInput> {
    let bad = |fault| BadInput::Witness(text.to_owned(), fault);
    let key: WitnessKey = text.parse().map_err(bad)?;
    let plain = VerifierKey::new(key.name(), *key.public()).map_err(bad)?.to_string();
    StandardVerifier::new(&plain).map_err(|fault| BadInput::WitnessVerifier(text.to_owned(), fault))?;
    Ok(key)
}

/// The checkpoints in a file that the auditor kept.
fn checkpoints_of(file: &Path) -> Result<Vec<SignedCheckpoint>, BadInput> {
    let checkpoints: Result<Vec<_>, _> = CheckpointReader::new(open(file)?).collect();
    match checkpoints {
        Ok(checkpoints) if checkpoints.is_empty() => Err(BadInput::KeptNone(file.to_owned())),
        Ok(checkpoints) => Ok(checkpoints),
        Err(fault) => Err(BadInput::Kept(file.to_owned(), fault)),
    }
}

fn open(file: &Path) -> Result<BufReader<File>, BadInput> {
    let opened = File::open(file).map_err(|fault| BadInput::Open(file.to_owned(), fault))?;
    Ok(BufReader::with_capacity(BUFFER_BYTES, opened))
}
