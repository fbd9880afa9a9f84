//! The register of rules, from the packs of the crate `law`.

use std::collections::BTreeMap;

use toml::{Table, Value};

use super::{MADE, cell, unreadable};
use crate::shell::Failure;
use crate::tree::Tree;

pub(super) const PACKS: &str = "crates/law/packs/";

/// The page: one table a pack.
///
/// # Errors
/// A file of a pack is not TOML.
pub(super) fn page(tree: &Tree) -> Result<String, Failure> {
    let cases = cases(tree)?;
    let mut packs: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (path, text) in tree.texts(PACKS, ".toml").filter(|(path, _)| !path.ends_with(".cases.toml")) {
        let pack = path.strip_prefix(PACKS).and_then(|rest| rest.split('/').next()).unwrap_or_default();
        for rule in list(&parse(path, text)?, "rule") {
            packs.entry(pack).or_default().push(row(&rule, &cases));
        }
    }
    let mut text = format!(
        "# Rules\n\n{MADE}Each rule with the provision it comes from, what follows where it is not met, how strong the ground of refusal is where it is one (`must`, \
         `may`, `may-unless-assured`, `not-a-ground`), how well its text was seen (`seen`, `secondary`, `inference`, `unverified`), and how many cases stand beside it.\n"
    );
    for (pack, rows) in packs {
        text.push_str(&format!(
            "\n## {pack}\n\n{} rules.\n\n| rule | title | ground | provision | effect | strength | confidence | cases |\n|---|---|---|---|---|---|---|---:|\n{}",
            rows.len(),
            rows.concat()
        ));
    }
    Ok(text)
}

/// How many cases each rule has.
fn cases(tree: &Tree) -> Result<BTreeMap<String, usize>, Failure> {
    let mut counts = BTreeMap::new();
    for (path, text) in tree.texts(PACKS, ".cases.toml") {
        for case in list(&parse(path, text)?, "case") {
            *counts.entry(field(&case, "rule")).or_default() += 1;
        }
    }
    Ok(counts)
}

fn row(rule: &Value, cases: &BTreeMap<String, usize>) -> String {
    let [title, ground, provision, effect, strength, confidence] =
        ["title", "ground", "provision", "effect", "strength", "confidence"]
            .map(|key| cell(&field(rule, key)));
    let id = field(rule, "id");
    let count = cases.get(&id).copied().unwrap_or_default();
    format!(
        "| `{id}` | {title} | `{ground}` | {provision} | {effect} | {strength} | {confidence} | {count} |\n"
    )
}

pub(super) fn parse(path: &str, text: &str) -> Result<Table, Failure> {
    text.parse().map_err(|error: toml::de::Error| unreadable(path, error.message()))
}

pub(super) fn list(table: &Table, key: &str) -> Vec<Value> {
    table.get(key).and_then(Value::as_array).cloned().unwrap_or_default()
}

pub(super) fn field(value: &Value, key: &str) -> String {
    value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_listed_with_their_cases() {
        let rule = "[[rule]]\nid = \"r-1\"\ntitle = \"T\"\nground = \"warrant\"\nprovision = \"art. 1 | 2\"\neffect = \"ask\"\nstrength = \"may\"\nconfidence = \"seen\"\n";
        let cases = "[[case]]\nrule = \"r-1\"\n[[case]]\nrule = \"r-1\"\n";
        let page = page(&Tree::sample(&[
            ("crates/law/packs/interpol/a.toml", rule),
            ("crates/law/packs/interpol/a.cases.toml", cases),
            ("crates/law/packs/interpol/pack.toml", "name = \"interpol\"\n"),
        ]))
        .unwrap();
        assert!(page.contains("## interpol\n\n1 rules."));
        assert!(
            page.ends_with("| `r-1` | T | `warrant` | art. 1 \\| 2 | ask | may | seen | 2 |\n"),
            "{page}"
        );
    }
}
