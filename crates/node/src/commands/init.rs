//! `comity init`: a bureau's own node.

use std::path::PathBuf;

use case::bureau::{BureauCode, StateCode};
use case::id::OfficerId;
use hyper::Uri;
use seal::limits::{ADDRESS_BYTES_MAX, BUREAU_NAME_BYTES_MAX, LANGUAGE_BYTES_MAX};
use seal::random::Randomness;

use super::terminal::Terminal;
use super::{Exit, Problem, configured};
use crate::home::{Home, KeyPlace};
use crate::introduction;
use crate::join;
use crate::random::SystemRandomness;

/// The configuration that a new node begins with.
const EXAMPLE: &str = include_str!("../../example.toml");
/// How an officer begins there.
const OFFICER: &str = "[[officer]]\n";

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The data directory to make
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// The bureau's code, such as FR
    #[arg(long)]
    bureau: BureauCode,
    /// The bureau's name, as it writes it
    #[arg(long, value_parser = name)]
    name: String,
    /// Its State, ISO 3166-1 alpha-2; left out for an organisation
    #[arg(long)]
    state: Option<StateCode>,
    /// The languages it reads, BCP 47, separated by commas
    #[arg(long, value_delimiter = ',', default_value = "en", value_parser = language)]
    languages: Vec<String>,
    /// Where other nodes reach it, such as https://comity.example.org:7501
    #[arg(long, value_name = "URL", value_parser = address)]
    address: String,
    /// A first administrator, by name; two can recover each other and everybody else. Other officers are written into comity.toml
    #[arg(long = "administrator", value_name = "NAME", value_parser = officer)]
    administrators: Vec<String>,
    /// This is the General Secretariat, which signs the directory
    #[arg(long)]
    secretariat: bool,
}

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Exit, Problem> {
    let home = Home::at(&arguments.data);
    let _hold = home.hold().map_err(Problem::failed)?;
    let config = if home.config_file().exists() { Some(configured(&home)?) } else { None };
    let home = home.with_hsm(config.as_ref().and_then(|config| config.hsm.as_ref()));
    let keys = home.make_keys(&arguments.bureau).map_err(Problem::failed)?;
    if arguments.secretariat {
        home.write("secretariat", &keys.identity.public().to_bytes()).map_err(Problem::failed)?;
    }
    if !home.config_file().exists() {
        home.write("comity.toml", configuration(arguments).as_bytes()).map_err(Problem::failed)?;
    }
    let entry = join::entry(
        keys.identity.public(),
        keys.certificate.digest(),
        &arguments.name,
        arguments.state,
        &arguments.address,
        &arguments.languages,
    );
    let introduction = introduction::introduce(&entry, &keys.identity).map_err(Problem::failed)?;
    home.write("introduction.toml", introduction.as_bytes()).map_err(Problem::failed)?;
    let (data, introduction) = (home.path().display(), home.file("introduction.toml"));
    let steps = if arguments.secretariat {
        format!(
            "2. Gather the introductions of the bureaus, and have each fingerprint read aloud to you.\n\
             3. Sign the directory: comity directory issue --data {data} {} INTRODUCTION...",
            introduction.display()
        )
    } else {
        format!(
            "2. Give {} to the General Secretariat.\n\
             3. Take the directory that it signs: comity directory take --data {data} --secretariat FILE DIRECTORY",
            introduction.display()
        )
    };
    let secret = match keys.master.place() {
        Some(KeyPlace::Hsm) => {
            "The master key lies in the HSM. Keep the HSM's own backup, without which nothing here opens again."
        }
        _ => "Whoever has master.key can read everything here. Keep it where only this service reads it.",
    };
    terminal.say(&format!(
        "The node of {} is set up in {data}.\n\n\
         Fingerprint of its keys, to be read aloud:\n  {}\n\n\
         1. Name your officers in {}.\n{steps}\n4. Start: comity serve --data {data}\n\n\
         {secret}",
        arguments.bureau,
        keys.identity.public().fingerprint(),
        home.config_file().display(),
    ));
    Ok(Exit::Clear)
}

/// A name that the directory can hold.
fn name(text: &str) -> Result<String, String> {
    let name = text.trim();
    if name.is_empty() || name.len() > BUREAU_NAME_BYTES_MAX {
        return Err(format!("a name of 1 to {BUREAU_NAME_BYTES_MAX} bytes is expected"));
    }
    Ok(name.to_owned())
}

/// A language tag that the directory can hold.
fn language(text: &str) -> Result<String, String> {
    let is_tag = text.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
    if text.len() < 2 || text.len() > LANGUAGE_BYTES_MAX || !is_tag {
        return Err("a language is written as fr or pt-BR (BCP 47)".to_owned());
    }
    Ok(text.to_owned())
}

/// An address that other nodes can dial.
fn address(text: &str) -> Result<String, String> {
    let uri: Option<Uri> = text.parse().ok();
    let dialled = uri.is_some_and(|uri| uri.scheme_str() == Some("https") && uri.host().is_some());
    if !dialled || text.len() > ADDRESS_BYTES_MAX {
        return Err("an address is written as https://comity.example.org:7501".to_owned());
    }
    Ok(text.to_owned())
}

/// The name of an officer, in one line.
fn officer(text: &str) -> Result<String, String> {
    let name = text.trim();
    if name.is_empty() || name.len() > BUREAU_NAME_BYTES_MAX || name.chars().any(char::is_control) {
        return Err(format!("a name of 1 to {BUREAU_NAME_BYTES_MAX} bytes is expected, in one line"));
    }
    Ok(name.to_owned())
}

/// The example with the bureau's code and its first administrators. The example's officers, whom nobody is, stay as remarks.
fn configuration(arguments: &Arguments) -> String {
    let code = format!("code = \"{}\" ", arguments.bureau);
    let text = EXAMPLE.replace("code = \"FR\" ", &code);
    let (settings, examples) = text.split_once(OFFICER).unwrap_or((&text, ""));
    let language = arguments.languages.first().map_or("en", String::as_str);
    let mut text = settings.to_owned();
    for name in &arguments.administrators {
        let mut bytes = [0; 16];
        SystemRandomness.fill(&mut bytes);
        let (id, name) = (OfficerId::from_bytes(bytes), toml::Value::from(name.as_str()));
        text.push_str(&format!(
            "{OFFICER}id = \"{id}\"\nname = {name}\nroles = [\"administrator\"]\nlanguage = \"{language}\"\n\n"
        ));
    }
    let examples = format!("{OFFICER}{examples}");
    for line in examples.lines() {
        text.push_str(format!("# {line}").trim_end());
        text.push('\n');
    }
    text
}
