//! `comity keys split` and `comity keys join`: shares of the master key, held by officers, and the way back.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use case::bureau::Officer;
use jiff::Timestamp;
use seal::keeper::MasterKey;
use seal::limits::SHARE_BYTES_MAX;
use seal::ring::KeyRing;
use seal::share::{self, Share, ShareFault, ShareSet, ShareSetId};
use zeroize::Zeroizing;

use super::{account, problem};
use crate::commands::terminal::Terminal;
use crate::commands::{Exit, Problem, configured, node_at, today};
use crate::digits::hex;
use crate::home::{
    Home, KeyPlace, KnownShares, ShareHolder, is_new_or_empty, make_directory, new_private_file, read_key,
};
use crate::random::SystemRandomness;

#[derive(Debug, clap::Args)]
pub(in crate::commands) struct SplitArguments {
    /// How many shares bring the key back together
    #[arg(long, value_name = "M")]
    need: u8,
    /// An officer who holds a share: identifier, or name as in the configuration; once for each
    #[arg(long = "holder", value_name = "OFFICER", required = true)]
    holders: Vec<String>,
    /// A new or empty directory: a file for each holder is written there
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The node's data directory
    #[arg(long, value_name = "DIR", default_value = ".")]
    data: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(in crate::commands) struct JoinArguments {
    /// The file to write the key to, such as `master.key` in the data directory; one that is there is not written over
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// The data directory whose keys the key must open; left out, the directory of FILE where a node was set up in it
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Files with the shares, as they were written or typed
    #[arg(value_name = "SHARE", required = true)]
    shares: Vec<PathBuf>,
}

pub(super) fn split(arguments: &SplitArguments, terminal: &Terminal) -> Result<Exit, Problem> {
    let home = node_at(&arguments.data)?;
    let config = configured(&home)?;
    let home = home.with_hsm(config.hsm.as_ref());
    let master = home.master().map_err(problem)?;
    let Some(KeyPlace::File(name)) = master.place() else {
        return Err(Problem::input(format!(
            "master key {} lies in the HSM and never leaves it, so that it cannot be split: the HSM's own backup takes the place of \
             shares",
            master.current()
        )));
    };
    let holders = arguments.holders.iter().map(|wanted| holder(wanted, &config.officers));
    let holders = holders.collect::<Result<Vec<_>, _>>()?;
    let names: Vec<String> = holders.iter().map(|holder| holder.name.clone()).collect();
    let key = read_key(&home.file(&name)).map_err(problem)?;
    let shares = share::split(&key, &config.bureau, arguments.need, &names, today(), &mut SystemRandomness);
    let shares = shares.map_err(|fault| Problem::input(format!("{fault} ({})", fault.code())))?;
    let set = shares.first().map(|share| share.set().clone()).ok_or_else(|| Problem::failed("no share"))?;
    let (id, need) = (set.id(), set.need());
    let files = write_all(&shares, &arguments.out)?;
    let (key, at, by) = (master.current(), Timestamp::now(), account());
    let known = KnownShares { set: id, key, need, at, by, holders };
    if let Err(fault) = home.add_shares(&known) {
        remove_all(&files);
        return Err(problem(fault));
    }
    tell(&set, &shares, &files, terminal);
    Ok(Exit::Clear)
}

/// The officer of this identifier or name.
fn holder(wanted: &str, officers: &[Officer]) -> Result<ShareHolder, Problem> {
    let known = |officer: &&Officer| officer.id.to_string() == wanted || officer.name == wanted;
    let officer = officers.iter().find(known).ok_or_else(|| {
        let names: Vec<&str> = officers.iter().map(|officer| officer.name.as_str()).collect();
        Problem::input(format!("no officer `{wanted}`; the configuration names: {}", names.join(", ")))
    })?;
    Ok(ShareHolder { officer: officer.id, name: officer.name.clone() })
}

/// Writes each share to a file of its own and reads all of them back; else none is left.
fn write_all(shares: &[Share], out: &Path) -> Result<Vec<PathBuf>, Problem> {
    let failed = |error: io::Error| Problem::failed(format!("{}: {error}", out.display()));
    if !is_new_or_empty(out).map_err(failed)? {
        return Err(Problem::input(format!(
            "{}: there is something here already; nothing was written over: choose a new directory",
            out.display()
        )));
    }
    make_directory(out).map_err(Problem::failed)?;
    let mut files = Vec::new();
    let proven = write_each(shares, out, &mut files).map_err(failed).and_then(|()| {
        let read = read_all(&files)?;
        share::join(&read, &[]).map_err(Problem::failed)
    });
    if proven.is_err() {
        remove_all(&files);
    }
    proven.map(|_| files)
}

/// Writes each share, and says which files are there, also where it fails.
fn write_each(shares: &[Share], out: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for share in shares {
        let file = out.join(format!("share-{}-{}.txt", share.set().id(), share.number()));
        write_new(&file, share.to_text().as_bytes())?;
        files.push(file);
    }
    File::open(out)?.sync_all()
}

fn remove_all(files: &[PathBuf]) {
    files.iter().for_each(|file| drop(fs::remove_file(file)));
}

/// Writes a file that was not there before, whole or not at all.
fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = new_private_file(path)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    if written.is_err() {
        let _ = fs::remove_file(path);
    }
    written
}

fn tell(set: &ShareSet, shares: &[Share], files: &[PathBuf], terminal: &Terminal) {
    let (id, need, key) = (set.id(), set.need(), set.key());
    terminal
        .say(&format!("Set {id}: any {need} of these {} shares bring master key {key} back.", set.count()));
    for (share, file) in shares.iter().zip(files) {
        terminal.say(&format!("  share {}  {}  {}", share.number(), share.holder(), file.display()));
    }
    terminal.say(
        "Now, and two persons together: hand each share to its holder, on paper or on a medium of its own, so that nobody sees \
         another's; then destroy these files (`shred -u`), and what a printer keeps. Each holder keeps it sealed, in a place of \
         their own, apart from backups.",
    );
    terminal.say(&format!(
        "The node notes in its journal that this set was made, for whom and when. It brings back nothing that is wrapped under \
         another key than {key}: make new shares after each `comity keys rotate-master`. When a holder leaves, do both, because \
         a new set of the same key takes nothing from the shares of an old one."
    ));
}

pub(super) fn join(arguments: &JoinArguments, terminal: &Terminal) -> Result<Exit, Problem> {
    let out = &arguments.out;
    if out.symlink_metadata().is_ok() {
        return Err(Problem::input(format!(
            "{}: there is something here already; nothing was written over: choose another",
            out.display()
        )));
    }
    let home = home_of(arguments)?;
    let known = home.as_ref().map(Home::known_shares).transpose().map_err(problem)?.unwrap_or_default();
    let known: Vec<ShareSetId> = known.into_iter().map(|known| known.set).collect();
    let shares = read_all(&arguments.shares)?;
    let key = share::join(&shares, &known)
        .map_err(|fault| Problem::input(format!("{fault} ({}); nothing was written", fault.code())))?;
    let set = shares.first().map(Share::set).ok_or_else(|| Problem::failed("no share"))?;
    if let Some(home) = &home {
        try_on(home, &key, set)?;
    }
    let digits = Zeroizing::new(hex(key.to_secret().expose()));
    write_new(out, digits.as_bytes())
        .map_err(|error| Problem::failed(format!("{}: {error}", out.display())))?;
    let from: Vec<&str> = shares.iter().map(Share::holder).collect();
    let (id, bureau) = (set.key(), set.bureau());
    terminal.say(&format!(
        "Master key {id} of {bureau} is in {}, from the shares of {}.",
        out.display(),
        from.join(", ")
    ));
    terminal.say(&match &home {
        Some(home) => format!("It opens the keys of the bureau in {}.", home.path().display()),
        None => "It is the key that the shares name; it was tried on nothing here. `comity restore BACKUP --key FILE` tries it \
                 on a backup."
            .to_owned(),
    });
    terminal.say(
        "The shares were together on this machine: once the node works again, `comity keys rotate-master`, and `comity keys \
         split` for a new set.",
    );
    Ok(Exit::Clear)
}

/// The data directory on whose keys the key is tried.
fn home_of(arguments: &JoinArguments) -> Result<Option<Home>, Problem> {
    if let Some(data) = &arguments.data {
        return node_at(data).map(Some);
    }
    let here = arguments.out.parent().filter(|parent| !parent.as_os_str().is_empty());
    let home = Home::at(here.unwrap_or(Path::new(".")));
    Ok(home.is_set_up().map_err(Problem::failed)?.then_some(home))
}

/// Tries a key on the bureau's own keys before it is written anywhere.
fn try_on(home: &Home, key: &MasterKey, set: &ShareSet) -> Result<(), Problem> {
    let again = MasterKey::from_secret(&key.to_secret()).ok_or_else(|| Problem::failed("no key"))?;
    let ring = KeyRing::new((set.key(), Box::new(again)), Vec::new());
    home.opens_with(&ring, set.bureau()).map_err(|fault| {
        Problem::input(format!(
            "the shares make master key {} of {}, which is not the one that is missing here: {fault}; nothing was \
             written. Where an older backup needs it, name a file elsewhere with --out",
            set.key(),
            set.bureau()
        ))
    })
}

/// Every share, or what is wrong with each that cannot be used.
fn read_all(files: &[PathBuf]) -> Result<Vec<Share>, Problem> {
    let (mut shares, mut wrong) = (Vec::new(), Vec::new());
    for file in files {
        match read(file)? {
            Ok(share) => shares.push(share),
            Err(fault) => wrong.push(format!("{}: {fault} ({})", file.display(), fault.code())),
        }
    }
    if wrong.is_empty() { Ok(shares) } else { Err(Problem::input(wrong.join("\n"))) }
}

fn read(path: &Path) -> Result<Result<Share, ShareFault>, Problem> {
    // Room is taken once, so that no part of the share stays behind where the text grew.
    let mut bytes = Zeroizing::new(Vec::with_capacity(SHARE_BYTES_MAX + 2));
    let limit = u64::try_from(SHARE_BYTES_MAX).unwrap_or(u64::MAX).saturating_add(1);
    let read = File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes));
    read.map_err(|error| Problem::input(format!("{}: {error}", path.display())))?;
    Ok(str::from_utf8(&bytes).map_err(|_| ShareFault::Malformed).and_then(Share::from_text))
}
