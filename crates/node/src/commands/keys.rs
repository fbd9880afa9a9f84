//! `comity keys`: the master keys of a data directory, putting another one in use, and shares that bring one back; new keys of
//! the bureau's own.

mod renew;
mod shares;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::ValueEnum;
use seal::keeper::MasterKeyId;
use serde::Serialize;

use super::terminal::Terminal;
use super::{Exit, Problem, block_on, configured, node_at, place};
use crate::home::{FoundKey, Home, HomeFault, KeyPlace, NewKey};
use crate::rotation;
use crate::store::Place;

/// How long the command waits for the node at work.
const WAIT_MAX: Duration = Duration::from_secs(10 * 60);
/// How often it looks.
const LOOK_PAUSE: Duration = Duration::from_millis(500);

#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// List the master keys, and how many keys of cases and of the bureau are wrapped under each
    List {
        /// The node's data directory
        #[arg(long, value_name = "DIR", default_value = ".")]
        data: PathBuf,
        /// Answer in JSON: {"keys": [{"id", "place", "current", "wraps"}], "unnamed"}
        #[arg(long)]
        json: bool,
    },
    /// Put a new master key in use, also while the node works: it wraps every key anew under it
    RotateMaster {
        /// The node's data directory
        #[arg(long, value_name = "DIR", default_value = ".")]
        data: PathBuf,
        /// Where the new key lies; left out, in the HSM where the configuration names one
        #[arg(long)]
        to: Option<To>,
    },
    /// Make new keys of the bureau's own, which come into use once the directory of bureaus lists them
    Renew(renew::Arguments),
    /// Split the master key in use into shares for officers, so many of whom bring it back together
    Split(shares::SplitArguments),
    /// Bring a master key back from the shares of so many officers
    Join(shares::JoinArguments),
    /// Destroy a former master key under which nothing here is wrapped any more; backups from its time never open again
    RemoveMaster {
        /// Its identifier, from `comity keys list`
        #[arg(value_name = "ID")]
        id: MasterKeyId,
        /// The node's data directory
        #[arg(long, value_name = "DIR", default_value = ".")]
        data: PathBuf,
    },
}

/// Where a master key may lie.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum To {
    /// A file of the data directory
    File,
    /// The HSM that [hsm] in the configuration names
    Hsm,
}

pub(super) fn run(command: &Command, terminal: &Terminal) -> Result<Exit, Problem> {
    match command {
        Command::List { data, json } => list(&Site::at(data)?, *json, terminal),
        Command::RotateMaster { data, to } => rotate(&Site::at(data)?, *to, terminal),
        Command::Renew(arguments) => renew::run(arguments, terminal),
        Command::Split(arguments) => shares::split(arguments, terminal),
        Command::Join(arguments) => shares::join(arguments, terminal),
        Command::RemoveMaster { id, data } => remove(&Site::at(data)?, *id, terminal),
    }
}

/// A data directory, and where its journal lies.
struct Site {
    home: Home,
    place: Place,
    has_hsm: bool,
}

impl Site {
    fn at(data: &Path) -> Result<Self, Problem> {
        let home = node_at(data)?;
        let config = configured(&home)?;
        let (place, has_hsm) = (place(&home, &config), config.hsm.is_some());
        Ok(Self { home: home.with_hsm(config.hsm.as_ref()), place, has_hsm })
    }

    fn count(&self) -> Result<BTreeMap<Option<MasterKeyId>, u64>, Problem> {
        block_on(async { rotation::count(&self.home, &self.place).await.map_err(Problem::failed) })
    }
}

/// A master key in JSON.
#[derive(Serialize)]
struct Listed {
    id: String,
    place: &'static str,
    current: bool,
    wraps: u64,
}

/// The answer in JSON.
#[derive(Serialize)]
struct Answer {
    keys: Vec<Listed>,
    /// What was wrapped before there was more than one key, and names none.
    unnamed: u64,
}

fn list(site: &Site, json: bool, terminal: &Terminal) -> Result<Exit, Problem> {
    let master = site.home.master().map_err(problem)?;
    let (counted, current) = (site.count()?, master.current());
    let wraps = |id| counted.get(&id).copied().unwrap_or(0);
    let listed = |key: &FoundKey| Listed {
        id: key.id.to_string(),
        place: key.place.kind(),
        current: key.id == current,
        wraps: wraps(Some(key.id)),
    };
    let answer = Answer { keys: master.found().iter().map(listed).collect(), unnamed: wraps(None) };
    if json {
        terminal.say(&serde_json::to_string_pretty(&answer).map_err(Problem::failed)?);
        return Ok(Exit::Clear);
    }
    for (key, Listed { id, current, wraps, .. }) in master.found().iter().zip(&answer.keys) {
        let state = if *current { "in use" } else { "former" };
        terminal.say(&format!("{id}  {state}  {wraps} keys are wrapped under it  {}", lies(&key.place)));
    }
    if answer.unnamed > 0 {
        terminal
            .say(&format!("{} keys name no master key; the next rotation has them name one", answer.unnamed));
    }
    Ok(Exit::Clear)
}

fn lies(place: &KeyPlace) -> &str {
    match place {
        KeyPlace::File(name) => name,
        KeyPlace::Hsm => "in the HSM",
    }
}

fn rotate(site: &Site, to: Option<To>, terminal: &Terminal) -> Result<Exit, Problem> {
    // Nothing is put in use beside keys that do not open.
    let before = site.home.master().map_err(problem)?.current();
    let to = match to.unwrap_or(if site.has_hsm { To::Hsm } else { To::File }) {
        To::Hsm => NewKey::InHsm,
        To::File => NewKey::InFile,
    };
    let id = site.home.rotate_master(to, &account()).map_err(problem)?;
    let lies = match to {
        NewKey::InHsm => "in the HSM".to_owned(),
        NewKey::InFile => format!("in master-{id}.key; keep a copy of it in another place"),
    };
    terminal.say(&format!("Master key {id} is in use in place of {before}. It lies {lies}."));
    if !site.home.known_shares().map_err(problem)?.is_empty() {
        terminal.say(&format!(
            "Shares of {before} do not bring it back: make new ones with `comity keys split`."
        ));
    }
    if !is_at_work(&site.home)? {
        terminal.say("No node is at work here: it wraps every key anew at its next start.");
        return Ok(Exit::Clear);
    }
    if !wait(site, id)? {
        return Err(Problem::failed(
            "the node has not wrapped every key anew yet; its log says why. It goes on by itself: see `comity keys list`",
        ));
    }
    terminal.say(&format!(
        "The node has wrapped every key anew under it. {before} serves nothing here any more but older backups: once they are \
         gone too, `comity keys remove-master {before}`."
    ));
    Ok(Exit::Clear)
}

/// Whether a node holds the data directory.
fn is_at_work(home: &Home) -> Result<bool, Problem> {
    match home.hold() {
        Ok(_) => Ok(false),
        Err(HomeFault::Held { .. }) => Ok(true),
        Err(fault) => Err(Problem::failed(fault)),
    }
}

/// Waits until everything is wrapped under this key; says whether it is.
fn wait(site: &Site, id: MasterKeyId) -> Result<bool, Problem> {
    let looks = WAIT_MAX.as_millis() / LOOK_PAUSE.as_millis();
    for _ in 0..looks {
        if site.count()?.keys().all(|under| *under == Some(id)) {
            return Ok(true);
        }
        std::thread::sleep(LOOK_PAUSE);
    }
    Ok(false)
}

fn remove(site: &Site, id: MasterKeyId, terminal: &Terminal) -> Result<Exit, Problem> {
    let master = site.home.master().map_err(problem)?;
    if id == master.current() {
        return Err(Problem::input(format!(
            "{id} is in use; put another in use with `comity keys rotate-master`"
        )));
    }
    let keys: Vec<FoundKey> = master.found().into_iter().filter(|key| key.id == id).collect();
    if keys.is_empty() {
        return Err(Problem::input(format!("there is no master key {id}; see `comity keys list`")));
    }
    let counted = site.count()?;
    let left: u64 = [None, Some(id)].iter().filter_map(|under| counted.get(under)).sum();
    if left > 0 {
        return Err(Problem::input(format!(
            "{left} keys are or may be wrapped under {id} still; the node wraps them anew while it works"
        )));
    }
    let by = account();
    keys.iter().try_for_each(|key| site.home.remove_master(key, &by)).map_err(problem)?;
    terminal.say(&format!("Master key {id} is destroyed here. What was sealed under it, such as older backups, needs a copy of it."));
    for made in site.home.known_shares().map_err(problem)?.iter().filter(|made| made.key == id) {
        terminal.say(&format!(
            "{} of the {} shares of set {} bring it back: have their holders destroy them once those backups are gone.",
            made.need,
            made.holders.len(),
            made.set
        ));
    }
    Ok(Exit::Clear)
}

/// The account that gives the command, as this machine names it.
pub(super) fn account() -> String {
    let named = |wanted: &str| {
        let found = std::env::vars_os().find(|(name, value)| name == wanted && !value.is_empty());
        found.and_then(|(_, value)| value.into_string().ok())
    };
    let account = named("SUDO_USER").or_else(|| named("USER")).or_else(|| named("LOGNAME"));
    account.unwrap_or_else(|| "unknown".to_owned())
}

fn problem(fault: HomeFault) -> Problem {
    match fault {
        HomeFault::Key { .. } => Problem::input(fault),
        fault => Problem::failed(fault),
    }
}
