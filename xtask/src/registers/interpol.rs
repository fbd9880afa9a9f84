//! The register of provisions, from the packs of the crate `law`: what carries each, or why it is only listed.

use std::collections::{BTreeMap, BTreeSet};

use toml::Value;

use super::rules::{PACKS, field, list, parse};
use super::{MADE, cell};
use crate::shell::Failure;
use crate::tree::Tree;

/// The page: one table of provisions, and the duties in full.
///
/// # Errors
/// A file of a pack is not TOML.
pub(super) fn page(tree: &Tree) -> Result<String, Failure> {
    let mut carriers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut duties: BTreeMap<String, Value> = BTreeMap::new();
    for (path, text) in tree.texts(PACKS, ".toml").filter(|(path, _)| !path.ends_with(".cases.toml")) {
        let table = parse(path, text)?;
        for one in list(&table, "rule").iter().chain(&list(&table, "deadline")) {
            let id = field(one, "id");
            let covers = one.get("covers").and_then(Value::as_array).into_iter().flatten();
            for provision in covers.filter_map(Value::as_str).chain([id.as_str()]) {
                carriers.entry(provision.to_owned()).or_default().insert(id.clone());
            }
        }
        duties.extend(list(&table, "duty").into_iter().map(|duty| (field(&duty, "id"), duty)));
    }
    let (mut rows, mut checked, mut listed) = (String::new(), 0, 0);
    for (path, text) in tree.texts(PACKS, "/provisions.toml") {
        for (id, article) in parse(path, text)? {
            let by = carriers.get(&id).into_iter().flatten().map(|by| format!("`{by}`"));
            let by = by.collect::<Vec<_>>().join(", ");
            checked += usize::from(!by.is_empty());
            let why = duties.get(&id).map(why).unwrap_or_default();
            listed += usize::from(!why.is_empty());
            let article = cell(article.as_str().unwrap_or_default());
            rows.push_str(&format!("| `{id}` | {article} | {by} | {why} |\n"));
        }
    }
    let told = duties.values().map(told).collect::<String>();
    Ok(format!(
        "# Provisions\n\n{MADE}Each provision of INTERPOL's texts that the packs answer for, with the rules and periods that check it, or the reason why no \
         program can and who must mind it.\n\n{checked} are checked, {listed} are listed as duties.\n\n| provision | article | checked by | listed because |\n\
         |---|---|---|---|\n{rows}\n## Duties\n\nShown to whoever is bound, at these stages and where what is stated calls for it.\n\n\
         | duty | bound | stages | what it says | source |\n|---|---|---|---|---|\n{told}"
    ))
}

fn why(duty: &Value) -> String {
    format!("{}: {}", field(duty, "why_listed"), cell(&field(duty, "because")))
}

fn told(duty: &Value) -> String {
    let stages = duty.get("stages").and_then(Value::as_array).into_iter().flatten();
    let stages = stages.filter_map(Value::as_str).collect::<Vec<_>>().join(", ");
    let [id, bound, says, provision] =
        ["id", "bound", "says", "provision"].map(|key| cell(&field(duty, key)));
    format!("| `{id}` | {bound} | {stages} | {says} | {provision} |\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn provisions_are_told_with_what_carries_them_or_why_nothing_does() {
        let rule = "[[rule]]\nid = \"r-1\"\ncovers = [\"r-2\"]\n";
        let duty = "[[duty]]\nid = \"d-1\"\nbound = \"officer\"\nstages = [\"draft\", \"receipt\"]\nsays = \"Mind it.\"\nwhy_listed = \"judgement\"\nbecause = \"No factors.\"\nprovision = \"art. 3\"\n";
        let page = page(&Tree::sample(&[
            ("crates/law/packs/a/a.toml", rule),
            ("crates/law/packs/a/duties.toml", duty),
            (
                "crates/law/packs/a/provisions.toml",
                "r-1 = \"art. 1 | 2\"\nr-2 = \"art. 2\"\nd-1 = \"art. 3\"\nx-1 = \"art. 4\"\n",
            ),
        ]))
        .unwrap();
        assert!(page.contains("2 are checked, 1 are listed"), "{page}");
        assert!(page.contains("| `r-1` | art. 1 \\| 2 | `r-1` |  |\n"), "{page}");
        assert!(page.contains("| `r-2` | art. 2 | `r-1` |  |\n"), "{page}");
        assert!(page.contains("| `d-1` | art. 3 |  | judgement: No factors. |\n"), "{page}");
        assert!(page.contains("| `x-1` | art. 4 |  |  |\n"), "what nobody minds stands out: {page}");
        assert!(page.ends_with("| `d-1` | officer | draft, receipt | Mind it. | art. 3 |\n"), "{page}");
    }
}
