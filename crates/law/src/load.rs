//! Loading the law from its files: whole, or not at all, with everything that is wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use sha2::{Digest, Sha256};

use crate::corpus::Law;
use crate::deadline::DeadlineRule;
use crate::pack::{DeadlineFile, DeadlineTable, Pack, RuleFile, RuleTable};
use crate::parties::Parties;
use crate::register::{FactFile, Register};
use crate::rule::{BadRule, Rule};

/// The files that the program carries: path from the crate's folder, text.
static SHIPPED: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// Where the parties stand.
pub(crate) const PARTIES: &str = "data/parties.csv";
/// The end of the name of a file of cases.
pub(crate) const CASES: &str = ".cases.toml";
/// Most letters of somebody's initials.
const INITIALS_LETTERS_MAX: usize = 5;
/// Bytes of the hash that stand in the version: 12 hexadecimal digits.
const VERSION_BYTES: usize = 6;

/// Something that is wrong with a file of the law, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadFault {
    /// The file's path.
    pub file: String,
    /// The rule, fact or period, where one is meant.
    pub rule: Option<String>,
    /// What is wrong.
    pub wrong: String,
    /// What to do.
    pub remedy: String,
}

impl fmt::Display for LoadFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some(rule) = &self.rule {
            write!(f, ", {rule}")?;
        }
        write!(f, ": {}; {}", self.wrong, self.remedy)
    }
}

impl std::error::Error for LoadFault {}

/// The files that the program carries, cases included: path, text.
#[must_use]
pub fn shipped_files() -> &'static [(&'static str, &'static str)] {
    SHIPPED
}

impl Law {
    /// The law that the program carries.
    ///
    /// # Errors
    /// The faults of its files; the tests see to it that there are none.
    pub fn shipped() -> Result<Law, Vec<LoadFault>> {
        Law::load(SHIPPED.iter().copied())
    }

    /// The law of these files: `packs/<pack>/*.toml` and `data/parties.csv`, each with its text. Files of cases are
    /// passed over.
    ///
    /// # Errors
    /// Everything that is wrong with the files. No part of a law with a fault is loaded.
    pub fn load<P, T>(files: impl IntoIterator<Item = (P, T)>) -> Result<Law, Vec<LoadFault>>
    where
        P: Into<String>,
        T: Into<String>,
    {
        let files: BTreeMap<String, String> = files
            .into_iter()
            .map(|(path, text)| (path.into(), text.into()))
            .filter(|(path, _)| !path.ends_with(CASES))
            .collect();
        let mut loader = Loader { files: &files, faults: Vec::new() };
        let packs = loader.packs();
        let register = loader.register();
        let parties = loader.parties();
        let rules = loader.rules(&packs, &register, &parties);
        let deadlines = loader.deadlines(&packs, &parties);
        if !loader.faults.is_empty() {
            return Err(loader.faults);
        }
        let version = version(packs.values(), &files);
        Ok(Law::new(version, packs.into_values().collect(), register, rules, parties, deadlines))
    }
}

fn version<'a>(packs: impl Iterator<Item = &'a Pack>, files: &BTreeMap<String, String>) -> String {
    let mut hash = Sha256::new();
    for (path, text) in files {
        for part in [path, text] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
    }
    let digits: String =
        hash.finalize().iter().take(VERSION_BYTES).map(|byte| format!("{byte:02x}")).collect();
    let newest =
        packs.map(|pack| pack.version.as_str()).max_by_key(|version| numbers(version)).unwrap_or("0");
    format!("{newest}+{digits}")
}

/// The numbers of a version, so that 2026.11.0 comes after 2026.2.0.
fn numbers(version: &str) -> Vec<u32> {
    version.split('.').map(|part| part.parse().unwrap_or(0)).collect()
}

/// Whether the packs of one version are older than those of another; what stands after `+` is passed over.
#[must_use]
pub fn is_older(version: &str, other: &str) -> bool {
    let of_packs = |version: &str| numbers(version.split('+').next().unwrap_or_default());
    of_packs(version) < of_packs(other)
}

/// Whether this is how somebody signs a line: two to five letters.
fn is_initials(text: &str) -> bool {
    (2..=INITIALS_LETTERS_MAX).contains(&text.chars().count()) && text.chars().all(char::is_alphabetic)
}

/// `packs/<pack>/<file>` in its parts.
pub(crate) fn in_pack(path: &str) -> Option<(&str, &str)> {
    path.strip_prefix("packs/")?.split_once('/')
}

fn holds_deadlines(file: &str) -> bool {
    file == "deadlines.toml" || file.ends_with(".deadlines.toml")
}

struct Loader<'a> {
    files: &'a BTreeMap<String, String>,
    faults: Vec<LoadFault>,
}

impl<'a> Loader<'a> {
    fn fault(&mut self, file: &str, rule: Option<&str>, wrong: impl Into<String>, remedy: &str) {
        let rule = rule.map(str::to_owned);
        self.faults.push(LoadFault {
            file: file.to_owned(),
            rule,
            wrong: wrong.into(),
            remedy: remedy.to_owned(),
        });
    }

    fn bad_rules(&mut self, file: &str, rule: &str, found: Vec<BadRule>) {
        for bad in found {
            self.fault(file, Some(rule), bad.wrong, &bad.remedy);
        }
    }

    /// The text of a file as TOML of this shape.
    fn read<T: serde::de::DeserializeOwned>(&mut self, path: &str, text: &str) -> Option<T> {
        let read = toml::from_str(text);
        read.map_err(|fault| {
            self.fault(
                path,
                None,
                fault.to_string().trim_end(),
                "mend the line shown, see docs/adding-a-rule.md",
            );
        })
        .ok()
    }

    /// A table of a file in its shape. The `id` names it in messages.
    fn table<T: serde::de::DeserializeOwned>(&mut self, path: &str, mut table: toml::Table) -> Option<T> {
        let id = table.get("id").and_then(toml::Value::as_str).unwrap_or("a table without id").to_owned();
        if let Some(by) = table.remove("by")
            && !by.as_str().is_some_and(is_initials)
        {
            self.fault(
                path,
                Some(&id),
                format!("`by` is {by}"),
                "write the initials of who checked the text, such as `by = \"AB\"`",
            );
        }
        let read = table.try_into();
        read.map_err(|fault: toml::de::Error| {
            self.fault(path, Some(&id), fault.message(), "mend the key named, see docs/adding-a-rule.md");
        })
        .ok()
    }

    fn packs(&mut self) -> BTreeMap<String, Pack> {
        let mut packs = BTreeMap::new();
        let mut folders = BTreeSet::new();
        for (path, text) in self.files {
            let Some((folder, file)) = in_pack(path) else { continue };
            folders.insert(folder);
            if file == "pack.toml"
                && let Some(pack) = self.read::<Pack>(path, text)
            {
                if pack.name != folder {
                    self.fault(
                        path,
                        None,
                        format!("the pack is named `{}`", pack.name),
                        "give it the name of its folder",
                    );
                }
                packs.insert(folder.to_owned(), pack);
            }
        }
        for folder in folders {
            let path = format!("packs/{folder}/pack.toml");
            if !self.files.contains_key(&path) {
                self.fault(
                    &path,
                    None,
                    "the pack has no pack.toml",
                    "write one with name, title, version and [sources]",
                );
            }
        }
        packs
    }

    fn register(&mut self) -> Register {
        let mut files = Vec::new();
        for (path, text) in self.files {
            if in_pack(path).is_some_and(|(_, file)| file == "facts.toml")
                && let Some(file) = self.read::<FactFile>(path, text)
            {
                files.push((path.clone(), file));
            }
        }
        let (register, bad) = Register::new(files);
        for fault in bad {
            self.fault(&fault.file, Some(&fault.fact), fault.wrong, fault.remedy);
        }
        register
    }

    fn parties(&mut self) -> Parties {
        let Some(text) = self.files.get(PARTIES) else { return Parties::default() };
        Parties::read(text).unwrap_or_else(|wrong| {
            self.fault(PARTIES, None, wrong, "mend the line, see data/README.md");
            Parties::default()
        })
    }

    /// The files of a pack whose name passes, with the pack.
    fn of_packs<'p>(
        &self,
        packs: &'p BTreeMap<String, Pack>,
        passes: impl Fn(&str) -> bool,
    ) -> Vec<(&'a str, &'a str, &'p Pack)> {
        let of_pack = |(path, text): (&'a String, &'a String)| {
            let (folder, file) = in_pack(path)?;
            let pack = packs.get(folder)?;
            passes(file).then_some((path.as_str(), text.as_str(), pack))
        };
        self.files.iter().filter_map(of_pack).collect()
    }

    fn rules(&mut self, packs: &BTreeMap<String, Pack>, register: &Register, parties: &Parties) -> Vec<Rule> {
        let mut rules: Vec<Rule> = Vec::new();
        let mut known = BTreeSet::new();
        let is_topic = |file: &str| {
            file.ends_with(".toml") && !["pack.toml", "facts.toml"].contains(&file) && !holds_deadlines(file)
        };
        for (path, text, pack) in self.of_packs(packs, is_topic) {
            let Some(file) = self.read::<RuleFile>(path, text) else { continue };
            for table in file.rule {
                let Some(table) = self.table::<RuleTable>(path, table) else { continue };
                let id = table.id.clone();
                if !known.insert(id.clone()) {
                    self.fault(
                        path,
                        Some(&id),
                        "a rule of this id stands elsewhere",
                        "give it an id of its own",
                    );
                }
                match Rule::read(table, pack, register, parties) {
                    Ok(rule) => rules.push(rule),
                    Err(found) => self.bad_rules(path, &id, found),
                }
            }
        }
        rules
    }

    fn deadlines(&mut self, packs: &BTreeMap<String, Pack>, parties: &Parties) -> Vec<DeadlineRule> {
        let mut deadlines = Vec::new();
        let mut known = BTreeSet::new();
        for (path, text, pack) in self.of_packs(packs, holds_deadlines) {
            let Some(file) = self.read::<DeadlineFile>(path, text) else { continue };
            for table in file.deadline {
                let Some(table) = self.table::<DeadlineTable>(path, table) else { continue };
                let id = table.id.clone();
                if !known.insert(id.clone()) {
                    self.fault(
                        path,
                        Some(&id),
                        "a period of this id stands elsewhere",
                        "give it an id of its own",
                    );
                }
                match DeadlineRule::read(table, pack, parties) {
                    Ok(deadline) => deadlines.push(deadline),
                    Err(found) => self.bad_rules(path, &id, found),
                }
            }
        }
        deadlines
    }
}
