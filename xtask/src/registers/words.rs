//! The register of words: how many facts of each pack have words in which language, and who made them.

use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

use super::{MADE, unreadable};
use crate::shell::Failure;
use crate::tree::Tree;

const PACKS: &str = "crates/law/packs/";

/// What a pack has: its facts, and its files of words by language.
#[derive(Default)]
struct Pack {
    facts: BTreeSet<String>,
    words: BTreeMap<String, Table>,
}

/// The page: one line a pack and language.
///
/// # Errors
/// A file of a pack is not TOML.
pub(super) fn page(tree: &Tree) -> Result<String, Failure> {
    let mut packs: BTreeMap<&str, Pack> = BTreeMap::new();
    for (path, text) in tree.texts(PACKS, ".toml") {
        let Some((pack, file)) = path.strip_prefix(PACKS).and_then(|rest| rest.split_once('/')) else {
            continue;
        };
        let read = || text.parse().map_err(|error: toml::de::Error| unreadable(path, error.message()));
        if file == "facts.toml" {
            let facts: Table = read()?;
            packs.entry(pack).or_default().facts = facts.keys().cloned().collect();
        } else if let Some(language) = file.strip_prefix("facts.").and_then(|rest| rest.strip_suffix(".toml"))
        {
            packs.entry(pack).or_default().words.insert(language.to_owned(), read()?);
        }
    }
    let mut text = format!(
        "# Words\n\n{MADE}The facts of each pack that have words in a language other than English; the others show their English \
         words. `machine` says that nobody who knows language and field has read them, `reviewed` that somebody has.\n\n\
         | pack | facts | language | with words | made | by | on |\n|---|---:|---|---:|---|---|---|\n"
    );
    for (name, pack) in &packs {
        for (language, words) in &pack.words {
            text.push_str(&row(name, pack, language, words));
        }
    }
    Ok(text)
}

fn row(name: &str, pack: &Pack, language: &str, words: &Table) -> String {
    let [made, by] = ["made", "by"].map(|key| words.get(key).and_then(Value::as_str).unwrap_or_default());
    let on = words.get("on").map(ToString::to_string).unwrap_or_default();
    let facts = words.get("facts").and_then(Value::as_table);
    let translated = facts.map_or(0, |facts| facts.keys().filter(|fact| pack.facts.contains(*fact)).count());
    format!("| {name} | {} | {language} | {translated} | {made} | {by} | {on} |\n", pack.facts.len())
}
