//! The libraries that the program is made of: where they come from, under which licences, who may bring them in, and the
//! bill of materials.
//!
//! What is allowed stands in `deny.toml`, which the program cargo-deny reads too; this needs no other program and no network.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::{Value, json};
use spdx::{Expression, LicenseItem, LicenseReq, ParseMode};
use toml::Table;

use crate::shell::{self, Failure, Program};

/// The only place that libraries may come from, as cargo writes it.
const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";
/// What is allowed.
const ALLOWED: &str = "deny.toml";
/// The version and digest of each library.
const LOCK: &str = "Cargo.lock";
/// The program that is given out.
const PROGRAM: &str = "node";

/// One library, or one crate of ours.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Library {
    name: String,
    version: String,
    licence: String,
    /// Where it comes from; nothing for a crate of ours.
    source: Option<String>,
    /// SHA-256 of its archive, in hexadecimal.
    digest: Option<String>,
}

/// All libraries by cargo's name for them, and which of them each needs: for the program itself, and for building or testing.
#[derive(Debug, Default)]
struct Libraries {
    all: BTreeMap<String, Library>,
    needs: BTreeMap<String, BTreeSet<String>>,
    only_for_tests: BTreeMap<String, BTreeSet<String>>,
}

/// Fails where a library comes from elsewhere, is under a licence that is not allowed, or is brought in by whom it may not.
///
/// # Errors
/// Names each of them; or cargo or a file could not be read.
pub(crate) fn check(root: &Path) -> Result<(), Failure> {
    let libraries = read(root)?;
    let rules = parsed(root, ALLOWED)?;
    let problems = problems(&libraries, &rules);
    for problem in &problems {
        println!("{problem}");
    }
    println!("{} libraries: licences, sources and who brings them in are looked at", libraries.all.len());
    if problems.is_empty() { Ok(()) } else { Err(Failure::Libraries(problems.len())) }
}

/// Writes the bill of materials of the program, in the form CycloneDX 1.6 (ECMA-424). The same libraries give the same bytes.
///
/// # Errors
/// Cargo or a file could not be read, or the file not written.
pub(crate) fn bill(root: &Path, file: &str) -> Result<(), Failure> {
    let libraries = read(root)?;
    let bill = bill_of(&libraries);
    let text = serde_json::to_string_pretty(&bill).unwrap_or_default();
    shell::write(&root.join(file), &(text + "\n"))?;
    println!("wrote {file}");
    Ok(())
}

fn read(root: &Path) -> Result<Libraries, Failure> {
    let words =
        ["metadata", "--locked", "--format-version", "1", "--filter-platform", "x86_64-unknown-linux-gnu"];
    let metadata = Program::cargo(root, &words).output()?;
    let metadata = serde_json::from_str(&metadata).map_err(|fault| unreadable("cargo metadata", fault))?;
    Ok(Libraries::of(&metadata, &parsed(root, LOCK)?))
}

fn parsed(root: &Path, file: &str) -> Result<Table, Failure> {
    let path = root.join(file);
    let text = std::fs::read_to_string(&path).map_err(|source| Failure::File { path, source })?;
    text.parse().map_err(|fault: toml::de::Error| unreadable(file, fault))
}

fn unreadable(path: &str, fault: impl ToString) -> Failure {
    Failure::Unreadable { path: path.to_owned(), fault: fault.to_string() }
}

impl Libraries {
    /// From what `cargo metadata` says and the digests in the lock file.
    fn of(metadata: &Value, lock: &Table) -> Self {
        let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
        let mut found = Self::default();
        for package in list(metadata, "packages") {
            let Some(id) = text(package, "id") else { continue };
            let (name, version) = (text(package, "name"), text(package, "version"));
            let (name, version) = (name.unwrap_or_default(), version.unwrap_or_default());
            let source = text(package, "source");
            let digest = digest(lock, &name, &version, source.as_deref());
            let licence = text(package, "license").unwrap_or_default();
            found.all.insert(id, Library { name, version, licence, source, digest });
        }
        for node in metadata.get("resolve").map(|resolve| list(resolve, "nodes")).unwrap_or_default() {
            let Some(id) = text(node, "id") else { continue };
            for edge in list(node, "deps") {
                let Some(other) = text(edge, "pkg") else { continue };
                let kinds = list(edge, "dep_kinds");
                let ships = kinds.iter().any(|kind| text(kind, "kind").as_deref() != Some("dev"));
                let edges = if ships { &mut found.needs } else { &mut found.only_for_tests };
                edges.entry(id.clone()).or_default().insert(other);
            }
        }
        found
    }

    /// The program and everything that it is built from.
    fn shipped(&self) -> BTreeSet<&str> {
        let program = self.all.iter().find(|(_, one)| one.name == PROGRAM && one.source.is_none());
        let mut waiting: Vec<&str> = program.map(|(id, _)| id.as_str()).into_iter().collect();
        let mut found = BTreeSet::new();
        while let Some(id) = waiting.pop() {
            if found.insert(id) {
                waiting.extend(self.needs.get(id).into_iter().flatten().map(String::as_str));
            }
        }
        found
    }

    /// The names of those that need a library themselves, tests included.
    fn brought_in_by(&self, name: &str) -> BTreeSet<&str> {
        let is_it = |id: &String| self.all.get(id).is_some_and(|one| one.name == name);
        let edges = self.needs.iter().chain(&self.only_for_tests);
        let by = edges.filter(|(_, others)| others.iter().any(is_it)).filter_map(|(id, _)| self.all.get(id));
        by.map(|one| one.name.as_str()).collect()
    }
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn digest(lock: &Table, name: &str, version: &str, source: Option<&str>) -> Option<String> {
    let packages = lock.get("package")?.as_array()?;
    let same = |package: &&toml::Value| {
        let is = |key: &str| package.get(key).and_then(toml::Value::as_str);
        is("name") == Some(name) && is("version") == Some(version) && is("source") == source
    };
    Some(packages.iter().find(same)?.get("checksum")?.as_str()?.to_owned())
}

/// What is wrong with the libraries, a line each.
fn problems(libraries: &Libraries, rules: &Table) -> Vec<String> {
    let allowed: BTreeSet<String> = strings(rules, &["licenses", "allow"]).into_iter().collect();
    let mut found = Vec::new();
    for one in libraries.all.values() {
        let Library { name, version, licence, source, digest } = one;
        let Some(source) = source else { continue };
        if source != REGISTRY {
            found.push(format!("{name} {version}: comes from {source}; libraries come from crates.io only"));
        } else if digest.is_none() {
            found.push(format!("{name} {version}: {LOCK} has no digest of it"));
        }
        if !may_be_used(licence, &allowed) {
            found.push(format!("{name} {version}: its licence `{licence}` is not allowed by {ALLOWED}"));
        }
    }
    for (name, wrappers, reason) in banned(rules) {
        let by = libraries.brought_in_by(&name);
        for other in by.into_iter().filter(|other| !wrappers.iter().any(|wrapper| wrapper == other)) {
            found.push(format!("{name}: `{other}` brings it in, which {ALLOWED} refuses: {reason}"));
        }
        if wrappers.is_empty() && libraries.all.values().any(|one| one.name == name) {
            found.push(format!("{name}: is refused by {ALLOWED}: {reason}"));
        }
    }
    found
}

/// Whether a licence, as a crate names it, can be satisfied with those that are allowed.
fn may_be_used(licence: &str, allowed: &BTreeSet<String>) -> bool {
    let known = |asked: &LicenseReq| {
        let LicenseItem::Spdx { id, .. } = &asked.license else { return false };
        let addition = asked.addition.as_ref().map(|addition| format!(" WITH {addition}"));
        allowed.contains(&format!("{}{}", id.name, addition.unwrap_or_default()))
    };
    // Older crates separate licences to choose from with a stroke.
    Expression::parse_mode(licence, ParseMode::LAX).is_ok_and(|one| one.evaluate(known))
}

/// The crates that `deny.toml` refuses: name, who may bring it in all the same, and why.
fn banned(rules: &Table) -> Vec<(String, Vec<String>, String)> {
    let rows = rules.get("bans").and_then(|bans| bans.get("deny")).and_then(toml::Value::as_array);
    let row = |row: &toml::Value| {
        let text = |key: &str| row.get(key).and_then(toml::Value::as_str).map(str::to_owned);
        let wrappers = row.as_table().map(|row| strings(row, &["wrappers"])).unwrap_or_default();
        Some((text("crate")?, wrappers, text("reason").unwrap_or_default()))
    };
    rows.into_iter().flatten().filter_map(row).collect()
}

fn strings(table: &Table, path: &[&str]) -> Vec<String> {
    let Some((last, first)) = path.split_last() else { return Vec::new() };
    let inner = first.iter().try_fold(table, |table, key| table.get(*key)?.as_table());
    let list = inner.and_then(|table| table.get(*last)).and_then(toml::Value::as_array);
    list.into_iter().flatten().filter_map(|one| one.as_str().map(str::to_owned)).collect()
}

fn bill_of(libraries: &Libraries) -> Value {
    let shipped = libraries.shipped();
    let ships = |(id, one)| shipped.contains(id).then_some((id, one));
    let all = libraries.all.iter().map(|(id, one)| (id.as_str(), one));
    let mut parts: Vec<(&str, &Library)> = all.filter_map(ships).collect();
    parts.sort_unstable_by_key(|(_, one)| *one);
    let program = parts.iter().find(|(_, one)| one.name == PROGRAM && one.source.is_none());
    let program = program.map(|(_, one)| component(one, "application")).unwrap_or_default();
    let others = parts.iter().filter(|(_, one)| one.name != PROGRAM || one.source.is_some());
    let components: Vec<Value> = others.map(|(_, one)| component(one, "library")).collect();
    let edges = |id: &str, one: &Library| {
        let needs = libraries.needs.get(id).into_iter().flatten();
        let mut on: Vec<String> = needs.filter_map(|other| libraries.all.get(other)).map(reference).collect();
        on.sort_unstable();
        json!({ "ref": reference(one), "dependsOn": on })
    };
    json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": { "component": program },
        "components": components,
        "dependencies": parts.iter().map(|(id, one)| edges(id, one)).collect::<Vec<_>>(),
    })
}

fn component(one: &Library, kind: &str) -> Value {
    let Library { name, version, licence, source, digest } = one;
    let mut component = json!({ "type": kind, "bom-ref": reference(one), "name": name, "version": version });
    let Some(fields) = component.as_object_mut() else { return component };
    if let Ok(licence) = Expression::canonicalize(licence).map(|better| better.unwrap_or(licence.clone())) {
        fields.insert("licenses".into(), json!([{ "expression": licence }]));
    }
    if source.is_some() {
        fields.insert("purl".into(), json!(reference(one)));
    }
    if let Some(digest) = digest {
        fields.insert("hashes".into(), json!([{ "alg": "SHA-256", "content": digest }]));
    }
    component
}

/// The library's name in a bill of materials: its package URL, or for a crate of ours name and version.
fn reference(one: &Library) -> String {
    let Library { name, version, source, .. } = one;
    match source {
        Some(_) => format!("pkg:cargo/{name}@{version}"),
        None => format!("{name}@{version}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: &str = "[licenses]\nallow = [\"MIT\", \"Apache-2.0\", \"Apache-2.0 WITH LLVM-exception\"]\n\
        [bans]\ndeny = [{ crate = \"sqlx\", wrappers = [\"node\"], reason = \"one home\" }, { crate = \"openssl\", reason = \"rustls\" }]\n";

    /// A workspace of `node` and `desk`, where `node` needs the libraries that are listed: name, licence, source.
    fn sample(by: &str, listed: &[(&str, &str, &str)]) -> Libraries {
        let ours = ["node", "desk"].map(|name| {
            json!({ "id": name, "name": name, "version": "1.0.0", "license": "Apache-2.0", "source": null })
        });
        let theirs = listed.iter().map(|(name, licence, source)| {
            json!({ "id": name, "name": name, "version": "2.0.0", "license": licence, "source": source })
        });
        let edge = |(name, ..): &(&str, &str, &str)| json!({ "pkg": name, "dep_kinds": [{ "kind": null }] });
        let nodes = json!([{ "id": by, "deps": listed.iter().map(edge).collect::<Vec<_>>() }]);
        let packages: Vec<Value> = ours.into_iter().chain(theirs).collect();
        let metadata = json!({ "packages": packages, "resolve": { "nodes": nodes } });
        let lock = listed.iter().map(|(name, _, source)| {
            format!("[[package]]\nname = \"{name}\"\nversion = \"2.0.0\"\nsource = \"{source}\"\nchecksum = \"ab\"\n")
        });
        Libraries::of(&metadata, &lock.collect::<String>().parse().unwrap())
    }

    fn check(by: &str, library: (&str, &str, &str), expected: &[&str]) {
        let found = problems(&sample(by, &[library]), &RULES.parse().unwrap());
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for (found, expected) in found.iter().zip(expected) {
            assert!(found.contains(expected), "{found}");
        }
    }

    #[test]
    fn licences_sources_and_who_brings_them_in_are_held() {
        check("node", ("a", "MIT OR GPL-3.0-only", REGISTRY), &[]);
        check("node", ("a", "Apache-2.0/MIT", REGISTRY), &[]);
        check("node", ("a", "Apache-2.0 WITH LLVM-exception", REGISTRY), &[]);
        check("node", ("a", "MIT AND GPL-3.0-only", REGISTRY), &["`MIT AND GPL-3.0-only` is not allowed"]);
        check("node", ("a", "", REGISTRY), &["is not allowed"]);
        check("node", ("a", "my own", REGISTRY), &["is not allowed"]);
        check("node", ("a", "MIT", "git+https://example.org/a"), &["comes from git"]);
        check("node", ("sqlx", "MIT", REGISTRY), &[]);
        check("desk", ("sqlx", "MIT", REGISTRY), &["`desk` brings it in"]);
        check("node", ("openssl", "MIT", REGISTRY), &["`node` brings it in", "is refused"]);
    }

    #[test]
    fn a_bill_names_what_the_program_is_built_from_and_nothing_else() {
        let libraries = sample("node", &[("a", "MIT/Apache-2.0", REGISTRY)]);
        let bill = bill_of(&libraries);
        assert_eq!(bill["metadata"]["component"]["name"], "node");
        assert_eq!(
            bill["components"],
            json!([{
                "type": "library", "bom-ref": "pkg:cargo/a@2.0.0", "name": "a", "version": "2.0.0",
                "licenses": [{ "expression": "MIT OR Apache-2.0" }], "purl": "pkg:cargo/a@2.0.0",
                "hashes": [{ "alg": "SHA-256", "content": "ab" }]
            }])
        );
        assert_eq!(
            bill["dependencies"][1],
            json!({ "ref": "node@1.0.0", "dependsOn": ["pkg:cargo/a@2.0.0"] })
        );
    }
}
