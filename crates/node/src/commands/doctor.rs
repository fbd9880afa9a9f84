//! `comity doctor`: whether a data directory is in order, and what to do where it is not.

use std::path::PathBuf;
use std::sync::Arc;

use ::law::Law;
use bureau::ports::StoreFault;
use jiff::Timestamp;
use seal::keeper::KeeperFault;
use seal::law_edition::PublishedLaw;
use seal::rest::CaseKey;
use serde::Serialize;

use super::serve::what_to_do;
use super::terminal::{Terminal, Tone};
use super::{Exit, Problem, block_on, configured, node_at};
use crate::config::Config;
use crate::editions;
use crate::home::{Home, HomeFault, KeyPlace, Keys, KnownShares, Master, ShareHolder};
use crate::join;
use crate::seclusion;
use crate::store::Place;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The data directory
    #[arg(long, value_name = "DIR", default_value = ".")]
    data: PathBuf,
    /// Answer in JSON: {"ok", "looks": [{"what", "ok", "says"}]}
    #[arg(long)]
    json: bool,
}

/// Cases named where their keys do not open.
const CASES_NAMED_MAX: usize = 5;

/// What was found of one thing.
#[derive(Serialize)]
struct Look {
    what: &'static str,
    ok: bool,
    says: String,
}

impl Look {
    fn new<E: ToString>(what: &'static str, found: Result<String, E>) -> Self {
        let ok = found.is_ok();
        Self { what, ok, says: found.unwrap_or_else(|fault| fault.to_string()) }
    }
}

/// The answer in JSON.
#[derive(Serialize)]
struct Answer {
    ok: bool,
    looks: Vec<Look>,
}

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Exit, Problem> {
    let home = node_at(&arguments.data)?;
    let config = configured(&home);
    let looks = looks(&home, config)?;
    let ok = looks.iter().all(|look| look.ok);
    if arguments.json {
        let answer = Answer { ok, looks };
        terminal.say(&serde_json::to_string_pretty(&answer).map_err(Problem::failed)?);
    } else {
        for Look { what, ok, says } in &looks {
            let word = if *ok { terminal.tone(Tone::Good, "ok ") } else { terminal.tone(Tone::Bad, "not") };
            terminal.say(&format!("{word} {what:<15} {says}"));
        }
    }
    Ok(if ok { Exit::Clear } else { Exit::NotClear })
}

fn looks(home: &Home, config: Result<Config, Problem>) -> Result<Vec<Look>, Problem> {
    let mut looks = Vec::new();
    let (mut master, mut place) = (None, Place::file(home.journal_file()));
    match config {
        Ok(config) => {
            let says = format!("{}, {} officers", config.bureau, config.officers.len());
            looks.push(Look::new("configuration", Ok::<_, String>(says)));
            let keys = home.clone().with_hsm(config.hsm.as_ref()).keys(&config.bureau);
            looks.push(Look::new("keys", own_keys(home, &config, keys.as_ref())));
            master = keys.ok().map(|keys| keys.master);
            let shares = master.as_deref().map(|master| shares(home, &config, master));
            looks.extend(master.as_deref().map(|master| Look::new("master key", says_of(master))));
            looks.extend(shares.map(|shares| Look::new("shares", shares)));
            looks.extend(provider(home, &config)?);
            place = super::place(home, &config);
        }
        Err(Problem::Input(why) | Problem::Failed(why)) => looks.push(Look::new("configuration", Err(why))),
    }
    let held = home.hold();
    let is_free = held.is_ok();
    let busy = |fault| format!("{fault} (while a node runs, ask GET /healthz)");
    looks.push(Look::new("data directory", held.as_ref().map(|_| "free".to_owned()).map_err(busy)));
    let directory = join::directory(home, Timestamp::now()).map(|(directory, _)| {
        let signed = match directory.root() {
            root if root.serial() == 0 => String::new(),
            root => format!(
                ", signed by {} of {} under root {}",
                root.need(),
                root.signers().len(),
                root.serial()
            ),
        };
        format!("{} bureaus, in force until {}{signed}", directory.entries().len(), directory.expires_at())
    });
    looks.push(Look::new("directory", directory.map_err(|fault| what_to_do(&fault))));
    looks.push(Look::new("law", law(home)));
    if is_free {
        let journal = block_on(async { Ok(journal(&place, master.as_deref()).await) })?;
        looks.push(Look::new("journal", journal));
    }
    looks.push(Look::new("memory", seclusion::swap()));
    looks.push(Look::new("disk", home.probe().map(|()| "takes files".to_owned())));
    Ok(looks)
}

/// The bureau's own keys, and whether they are those that the directory lists.
fn own_keys(home: &Home, config: &Config, keys: Result<&Keys, &HomeFault>) -> Result<String, String> {
    let keys = keys.map_err(ToString::to_string)?;
    let own = keys.identity.public();
    let next = home.next_identity(&keys.master, &config.bureau).map_err(|fault| fault.to_string())?;
    let says = format!("{}/{}  {}", config.bureau, own.serial(), own.fingerprint());
    let edition = join::last_edition(home).ok().flatten();
    let listed = edition.iter().flat_map(|edition| &edition.entries);
    let listed = listed.map(|entry| &entry.identity).find(|identity| *identity.bureau() == config.bureau);
    if join::known(home).is_ok_and(|known| known.root.serial() > 0 && known.root.has(own)) {
        return Ok(format!("{says}; a signer of the directory"));
    }
    match (listed, next) {
        (Some(listed), next) if listed != own && next.as_ref().is_none_or(|next| next.public() != listed) => {
            Err(format!(
                "the directory lists other keys for {0} ({0}/{1}) than those here ({says}): nothing that comes can be opened. \
                 Bring back the `identity` of that time, or make new keys with `comity keys renew`",
                config.bureau,
                listed.serial()
            ))
        }
        (_, Some(next)) => {
            Ok(format!("{says}; {}/{} wait for the directory", config.bureau, next.public().serial()))
        }
        (_, None) => Ok(says),
    }
}

/// The master keys, once the one in use has served for a try.
fn says_of(master: &Master) -> Result<String, KeeperFault> {
    master.probe()?;
    let place = match master.place() {
        Some(KeyPlace::Hsm) => "in the HSM, and serves".to_owned(),
        Some(KeyPlace::File(name)) => format!("in {name}"),
        None => String::new(),
    };
    let former = master.found().len().saturating_sub(1);
    Ok(format!("{} {place}; {former} former; `comity keys list` says what is under each", master.current()))
}

/// The bureau's sign-in provider, where it has one: whether it answers from here.
fn provider(home: &Home, config: &Config) -> Result<Option<Look>, Problem> {
    let Some(openid) = &config.openid else { return Ok(None) };
    let provider = openid.provider(home.path(), &config.desk.address(), &config.accounts);
    let probed = match provider {
        Ok(provider) => block_on(async { Ok(provider.probe(Timestamp::now()).await) })?,
        Err(fault) => Err(fault.to_string()),
    };
    let says =
        || format!("{} answers, {} officers have an account there", openid.issuer, config.accounts.len());
    Ok(Some(Look::new("provider", probed.map(|()| says()))))
}

/// Whether so many officers of today bring the master key in use back. Where none were ever made the bureau keeps its key
/// otherwise.
fn shares(home: &Home, config: &Config, master: &Master) -> Result<String, String> {
    let current = master.current();
    if master.place() == Some(KeyPlace::Hsm) {
        return Ok("none, because the key never leaves the HSM; keep the HSM's own backup".to_owned());
    }
    let made = home.known_shares().map_err(|fault| fault.to_string())?;
    let ours: Vec<&KnownShares> = made.iter().filter(|made| made.key == current).collect();
    let Some(newest) = ours.last() else {
        return if made.is_empty() {
            Ok("none were made; without a copy of the key a lost disk loses everything: see `comity keys split`".to_owned())
        } else {
            Err(format!("none bring {current} back, which is in use; make new ones with `comity keys split`"))
        };
    };
    // Those of an older set of the same key serve too.
    let numbered = ours
        .iter()
        .flat_map(|made| made.holders.iter().zip(1..).map(move |(who, number)| (made.set, number, who)));
    let is_left = |who: &ShareHolder| config.officers.iter().all(|officer| officer.id != who.officer);
    let left = numbered.filter(|(_, _, who)| is_left(who));
    let left: Vec<String> = left
        .map(|(set, number, who)| format!("share {number} of set {set} is held by {}", who.name))
        .collect();
    if !left.is_empty() {
        return Err(format!(
            "{}, who is no officer any more: put another master key in use with `comity keys rotate-master`, then make new shares",
            left.join(", ")
        ));
    }
    Ok(format!(
        "any {} of {} in set {} bring the key in use back",
        newest.need,
        newest.holders.len(),
        newest.set
    ))
}

/// The law in force; out of order also where a newer edition was due, which somebody may be holding back.
fn law(home: &Home) -> Result<String, String> {
    let carried =
        Arc::new(Law::shipped().map_err(|faults| format!("{} faults in the law carried", faults.len()))?);
    let law = editions::in_force(home, carried).map_err(|fault| fault.to_string())?;
    let taken = editions::last_taken(home).map_err(|fault| fault.to_string())?;
    let edition = taken.as_ref().map(PublishedLaw::edition).filter(|taken| taken.version == law.version());
    match edition {
        None => Ok(format!("{}, as this program carries it", law.version())),
        Some(edition) if edition.renew_by > Timestamp::now() => {
            Ok(format!("{}, edition {}", edition.version, edition.number))
        }
        Some(edition) => Err(format!(
            "{}, edition {}; a newer one was due by {}: ask the General Secretariat for it",
            edition.version, edition.number, edition.renew_by
        )),
    }
}

/// The journal, and that every case's key opens: a bureau does not start on one that does not.
async fn journal(place: &Place, master: Option<&Master>) -> Result<String, String> {
    let store = place.open().await.map_err(|fault| match fault {
        StoreFault::Held => format!("{place} is being filled or left by another command; wait for its end"),
        fault => fault.to_string(),
    })?;
    store.probe().await.map_err(|fault| fault.to_string())?;
    let checkpoint = store.last_checkpoint().await.map_err(|fault| fault.to_string())?.unwrap_or_default();
    let keys = store.keys().await.map_err(|fault| fault.to_string())?;
    store.close().await;
    let entries = checkpoint.lines().nth(1).unwrap_or("0");
    let Some(master) = master else {
        return Ok(format!("{entries} entries under the last checkpoint; the keys of cases were not tried"));
    };
    let opened = CaseKey::recover_all(master, &keys).into_iter().zip(&keys);
    let shut: Vec<String> =
        opened.filter(|(key, _)| key.is_err()).map(|(_, (case, _))| case.to_string()).collect();
    if !shut.is_empty() {
        let named = shut.iter().take(CASES_NAMED_MAX).map(String::as_str).collect::<Vec<_>>().join(", ");
        return Err(format!(
            "the keys of {} of {} cases do not open: {named}; the node does not start: bring the data directory back from a \
             backup, or the master key that belongs to it",
            shut.len(),
            keys.len()
        ));
    }
    Ok(format!(
        "{entries} entries under the last checkpoint, {} case keys open; `comity journal verify` proves the entries",
        keys.len()
    ))
}
