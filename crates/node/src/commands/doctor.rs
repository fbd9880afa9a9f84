//! `comity doctor`: whether a data directory is in order, and what to do where it is not.

use std::path::PathBuf;

use bureau::ports::Store;
use jiff::Timestamp;

use super::serve::configured;
use super::terminal::{Terminal, Tone};
use super::{Exit, Problem, block_on};
use crate::home::Home;
use crate::join;
use crate::store::SqliteStore;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The data directory
    #[arg(long, value_name = "DIR", default_value = ".")]
    data: PathBuf,
}

type Found = (&'static str, Result<String, String>);

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Exit, Problem> {
    let home = Home::at(&arguments.data);
    let mut found = Vec::new();
    let config = configured(&home);
    found.push((
        "configuration",
        match &config {
            Ok(config) => Ok(format!("{}, {} officers", config.bureau, config.officers.len())),
            Err(Problem::Input(why) | Problem::Failed(why)) => Err(why.clone()),
        },
    ));
    let held = home.hold();
    found.push((
        "data directory",
        match &held {
            Ok(_) => Ok("free".to_owned()),
            Err(fault) => Err(format!("{fault} (while a node runs, ask GET /healthz)")),
        },
    ));
    if let Ok(config) = &config {
        let keys = home.keys(&config.bureau).map_err(|fault| fault.to_string());
        found.push(("keys", keys.map(|keys| keys.identity.public().fingerprint())));
    }
    found.push((
        "directory",
        match join::directory(&home, Timestamp::now()) {
            Ok((directory, _)) => Ok(format!(
                "{} bureaus, in force until {}",
                directory.entries().len(),
                directory.expires_at()
            )),
            Err(fault) => Err(fault.to_string()),
        },
    ));
    if held.is_ok() && home.journal_file().exists() {
        found.push(("journal", block_on(async { Ok(journal(&home).await) })?));
    }
    found.push(("disk", home.probe().map(|()| "takes files".to_owned()).map_err(|fault| fault.to_string())));
    say(&found, terminal);
    Ok(if found.iter().all(|(_, result)| result.is_ok()) { Exit::Clear } else { Exit::NotClear })
}

async fn journal(home: &Home) -> Result<String, String> {
    let store = SqliteStore::open(&home.journal_file(), None).await.map_err(|fault| fault.to_string())?;
    store.probe().await.map_err(|fault| fault.to_string())?;
    let checkpoint = store.last_checkpoint().await.map_err(|fault| fault.to_string())?.unwrap_or_default();
    store.close().await;
    let entries = checkpoint.lines().nth(1).unwrap_or("0");
    Ok(format!("{entries} entries under the last checkpoint; `comity journal verify` proves them"))
}

fn say(found: &[Found], terminal: &Terminal) {
    for (what, result) in found {
        let (word, text) = match result {
            Ok(text) => (terminal.tone(Tone::Good, "ok "), text),
            Err(text) => (terminal.tone(Tone::Bad, "not"), text),
        };
        terminal.say(&format!("{word} {what:<15} {text}"));
    }
}
