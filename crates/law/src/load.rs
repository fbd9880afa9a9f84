//! Loading the law from its files: whole, or not at all, with everything that is wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use case::bureau::StateCode;
use sha2::{Digest, Sha256};

use crate::bridge::{Bridge, BridgeFile, BridgeTable};
use crate::corpus::{Law, Parts};
use crate::deadline::DeadlineRule;
use crate::duty::{Duty, DutyFile, DutyTable};
use crate::instrument::{Instrument, InstrumentFile, InstrumentTable};
use crate::jurisdiction::{Jurisdiction, JurisdictionFile};
use crate::offence::Offences;
use crate::pack::{DeadlineFile, DeadlineTable, Pack, RuleFile, RuleTable};
use crate::parties::Parties;
use crate::register::{FactFile, Register};
use crate::rule::{BadRule, Rule};
use crate::step::{Step, StepFile, StepTable};
use crate::term::{Term, TermTable};
use crate::words::{self, Words, WordsFile};

/// The files that the program carries: path from the crate's folder, text.
static SHIPPED: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// What `supplements` and `displaces` say for every treaty of two States.
pub(crate) const EVERY_BILATERAL: &str = "bilateral";
/// Where the parties stand.
pub(crate) const PARTIES: &str = "data/parties.csv";
/// Where the offences and the lists of them stand.
const OFFENCES: &str = "data/iccs/offences.csv";
const LISTS: &str = "data/lists.csv";
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

    /// The law of these files: `packs/<pack>/*.toml` and `data/*.csv`, each with its text. It keeps them; files of cases are
    /// read when the cases are run.
    ///
    /// # Errors
    /// What is wrong with the packs and facts, or else everything that is wrong with the other files. No part of a law with a
    /// fault is loaded.
    pub fn load<P, T>(files: impl IntoIterator<Item = (P, T)>) -> Result<Law, Vec<LoadFault>>
    where
        P: Into<String>,
        T: Into<String>,
    {
        let files: BTreeMap<String, String> =
            files.into_iter().map(|(path, text)| (path.into(), text.into())).collect();
        let mut loader = Loader { files: &files, faults: Vec::new() };
        let packs = loader.packs();
        let mut register = loader.register();
        if !loader.faults.is_empty() {
            // Everything else names packs and facts: its faults would only repeat these.
            return Err(loader.faults);
        }
        let words = loader.words(&mut register);
        let mut parties = loader.parties();
        let instruments = loader.instruments(&packs, &parties);
        instruments.iter().for_each(|one| parties.add(&one.id, one.parties(), &one.hubs));
        let rules = loader.rules(&packs, &register, &parties);
        let deadlines = loader.deadlines(&packs, &parties);
        let steps = loader.steps(&packs, &deadlines);
        let jurisdictions = loader.jurisdictions(&packs, &instruments);
        let offences = loader.offences();
        let bridges = loader.bridges(&packs, &register);
        let duties = loader.duties(&packs, &register);
        let provisions = loader.provisions(&packs, &rules, &deadlines, &duties);
        if !loader.faults.is_empty() {
            return Err(loader.faults);
        }
        let version = version(packs.values(), &files);
        let parts = Parts {
            files: Arc::new(files),
            packs: packs.into_values().collect(),
            register,
            words,
            rules,
            parties,
            deadlines,
            steps,
            duties,
            provisions,
            instruments,
            jurisdictions,
            offences,
            bridges,
        };
        Ok(Law::new(version, parts))
    }
}

fn version<'a>(packs: impl Iterator<Item = &'a Pack>, files: &BTreeMap<String, String>) -> String {
    let mut hash = Sha256::new();
    // A better word for a fact and a further case change no finding, so they make no other law.
    let is_law = |path: &str| !holds_words(path) && !path.ends_with(CASES);
    for (path, text) in files.iter().filter(|(path, _)| is_law(path)) {
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

fn holds_words(path: &str) -> bool {
    in_pack(path).is_some_and(|(_, file)| words::language_of(file).is_some())
}

/// The ends of names of files that hold something else than rules.
const INSTRUMENTS: &str = ".instruments.toml";
const JURISDICTION: &str = ".jurisdiction.toml";
const BRIDGES: &str = "bridges.toml";

/// The file of a pack that lists the provisions it answers for.
const PROVISIONS: &str = "provisions.toml";

fn holds_duties(file: &str) -> bool {
    file == "duties.toml" || file.ends_with(".duties.toml")
}

fn holds_deadlines(file: &str) -> bool {
    file == "deadlines.toml" || file.ends_with(".deadlines.toml")
}

fn holds_steps(file: &str) -> bool {
    file == "steps.toml" || file.ends_with(".steps.toml")
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

    /// The words of facts in other languages, put into the register.
    fn words(&mut self, register: &mut Register) -> Vec<Words> {
        let mut found = Vec::new();
        for (path, text) in self.files {
            if let Some(language) = in_pack(path).and_then(|(_, file)| words::language_of(file))
                && let Some(file) = self.read::<WordsFile>(path, text)
            {
                let (words, bad) = words::put(register, path, language, file);
                found.push(words);
                for fault in bad {
                    self.fault(&fault.file, Some(&fault.fact), fault.wrong, fault.remedy);
                }
            }
        }
        found
    }

    fn parties(&mut self) -> Parties {
        let Some(text) = self.files.get(PARTIES) else { return Parties::default() };
        Parties::read(text).unwrap_or_else(|wrong| {
            self.fault(PARTIES, None, wrong, "mend the line, see data/README.md");
            Parties::default()
        })
    }

    fn offences(&mut self) -> Offences {
        let mut offences = Offences::default();
        for path in [OFFENCES, LISTS] {
            let Some(text) = self.files.get(path) else { continue };
            let read = if path == LISTS { offences.read_lists(text) } else { offences.read_names(text) };
            if let Err(wrong) = read {
                self.fault(path, None, wrong, "mend the line, see data/README.md");
            }
        }
        offences
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
            file.ends_with(".toml")
                && !["pack.toml", "facts.toml", BRIDGES, PROVISIONS].contains(&file)
                && words::language_of(file).is_none()
                && !holds_deadlines(file)
                && !holds_duties(file)
                && !holds_steps(file)
                && !file.ends_with(INSTRUMENTS)
                && !file.ends_with(JURISDICTION)
                && !file.ends_with(CASES)
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

    /// Steps name other steps, events that start a period, and periods: each must be there.
    fn steps(&mut self, packs: &BTreeMap<String, Pack>, deadlines: &[DeadlineRule]) -> Vec<Step> {
        let mut steps: Vec<(&str, Step)> = Vec::new();
        for (path, text, pack) in self.of_packs(packs, holds_steps) {
            let Some(file) = self.read::<StepFile>(path, text) else { continue };
            for table in file.step {
                let Some(table) = self.table::<StepTable>(path, table) else { continue };
                let id = table.id.clone();
                if steps.iter().any(|(_, step)| step.id == id) {
                    let wrong = "a step of this id stands elsewhere";
                    self.fault(path, Some(&id), wrong, "keep one table for each step");
                }
                match Step::read(table, pack) {
                    Ok(step) => steps.push((path, step)),
                    Err(found) => self.bad_rules(path, &id, found),
                }
            }
        }
        let known: BTreeSet<&str> = steps.iter().map(|(_, step)| step.id.as_str()).collect();
        let lost: Vec<_> = steps
            .iter()
            .flat_map(|(path, step)| {
                step.lost(&known, deadlines).map(|wrong| (*path, step.id.clone(), wrong))
            })
            .collect();
        for (path, id, wrong) in lost {
            self.fault(path, Some(&id), wrong, "write the name as the steps and periods do");
        }
        steps.into_iter().map(|(_, step)| step).collect()
    }

    fn duties(&mut self, packs: &BTreeMap<String, Pack>, register: &Register) -> Vec<Duty> {
        let mut duties: Vec<Duty> = Vec::new();
        for (path, text, pack) in self.of_packs(packs, holds_duties) {
            let Some(file) = self.read::<DutyFile>(path, text) else { continue };
            for table in file.duty {
                let Some(table) = self.table::<DutyTable>(path, table) else { continue };
                let id = table.id.clone();
                if duties.iter().any(|duty| duty.id == id) {
                    let wrong = "a duty of this id stands elsewhere";
                    self.fault(path, Some(&id), wrong, "keep one table for each duty");
                }
                match Duty::read(table, pack, register) {
                    Ok(duty) => duties.push(duty),
                    Err(found) => self.bad_rules(path, &id, found),
                }
            }
        }
        duties
    }

    /// The provisions that packs answer for. What a rule, a period or a duty names must be one of its pack's, where the
    /// pack lists them; and what is listed as a duty is not checked as well, or the reason given for listing is untrue.
    fn provisions(
        &mut self,
        packs: &BTreeMap<String, Pack>,
        rules: &[Rule],
        deadlines: &[DeadlineRule],
        duties: &[Duty],
    ) -> BTreeMap<String, String> {
        let mut all = BTreeMap::new();
        let covers = rules
            .iter()
            .map(|rule| (&rule.id, &rule.covers))
            .chain(deadlines.iter().map(|one| (&one.id, &one.covers)));
        let named: Vec<(&str, &str)> = covers
            .flat_map(|(id, covers)| covers.iter().map(move |one| (id.as_str(), one.as_str())))
            .collect();
        for (path, text, _) in self.of_packs(packs, |file| file == PROVISIONS) {
            all.extend(self.read::<BTreeMap<String, String>>(path, text).unwrap_or_default());
        }
        let path = PROVISIONS;
        // A pack loaded alone, as a test does, may name provisions of one that is not there.
        let is_lost = |(_, provision): &&(&str, &str)| !all.is_empty() && !all.contains_key(*provision);
        for (id, provision) in named.iter().filter(is_lost) {
            let wrong = format!("`covers` names `{provision}`, which is no provision of the packs");
            self.fault(path, Some(id), wrong, "write its name as provisions.toml does, or add it there");
        }
        for duty in duties {
            if !all.contains_key(&duty.id) {
                let wrong = "the duty is no provision of the packs";
                self.fault(
                    path,
                    Some(&duty.id),
                    wrong,
                    "give it the name of one in provisions.toml, or add it there",
                );
            }
            let own = rules.iter().any(|rule| rule.id == duty.id);
            if own || named.iter().any(|(_, provision)| *provision == duty.id) {
                let wrong = "it is listed as a duty, and a rule or period carries it";
                self.fault(path, Some(&duty.id), wrong, "take it out of the duties, or out of `covers`");
            }
        }
        all
    }

    /// The terms of an instrument or a State. Their names are their own within it.
    fn terms(
        &mut self,
        path: &str,
        of: &str,
        tables: Vec<toml::Table>,
        pack: &Pack,
        source: Option<&str>,
    ) -> Vec<Term> {
        let mut terms: Vec<Term> = Vec::new();
        for table in tables {
            let id = table.get("id").and_then(toml::Value::as_str).unwrap_or("a term without id").to_owned();
            let name = format!("{of}, {id}");
            let Some(table) = self.table::<TermTable>(path, table) else { continue };
            if terms.iter().any(|term| term.id == id) {
                self.fault(path, Some(&name), "a term of this id stands above", "give it an id of its own");
            }
            match Term::read(table, pack, source) {
                Ok(term) => terms.push(term),
                Err(found) => self.bad_rules(path, &name, found),
            }
        }
        terms
    }

    fn instruments(&mut self, packs: &BTreeMap<String, Pack>, parties: &Parties) -> Vec<Instrument> {
        let mut instruments: Vec<Instrument> = Vec::new();
        for (path, text, pack) in self.of_packs(packs, |file| file.ends_with(INSTRUMENTS)) {
            let Some(file) = self.read::<InstrumentFile>(path, text) else { continue };
            for table in file.instrument {
                let Some(mut table) = self.table::<InstrumentTable>(path, table) else { continue };
                let id = table.id.clone();
                if instruments.iter().any(|instrument| instrument.id == id) {
                    let wrong = "an instrument of this id stands elsewhere";
                    self.fault(path, Some(&id), wrong, "give it an id of its own");
                }
                let tables = std::mem::take(&mut table.term);
                let source = table.source.clone();
                let terms = self.terms(path, &id, tables, pack, Some(&source));
                match Instrument::read(table, terms, pack, parties) {
                    Ok(instrument) => instruments.push(instrument),
                    Err(found) => self.bad_rules(path, &id, found),
                }
            }
        }
        self.references(&instruments);
        instruments.sort_by(|a, b| (a.layer, &a.id).cmp(&(b.layer, &b.id)));
        instruments
    }

    fn bridges(&mut self, packs: &BTreeMap<String, Pack>, register: &Register) -> Vec<Bridge> {
        let mut bridges: Vec<Bridge> = Vec::new();
        for (path, text, _) in self.of_packs(packs, |file| file == BRIDGES) {
            let Some(file) = self.read::<BridgeFile>(path, text) else { continue };
            for table in file.bridge {
                let Some(table) = self.table::<BridgeTable>(path, table) else { continue };
                let id = table.id.clone();
                if bridges.iter().any(|bridge| bridge.id == id) {
                    self.fault(
                        path,
                        Some(&id),
                        "a bridge of this id stands above",
                        "give it an id of its own",
                    );
                }
                match Bridge::read(table, register) {
                    Ok(bridge) => bridges.push(bridge),
                    Err(found) => self.bad_rules(path, &id, found),
                }
            }
        }
        bridges
    }

    /// Instruments and terms that another one names must be there.
    fn references(&mut self, instruments: &[Instrument]) {
        let find = |id: &str| instruments.iter().find(|instrument| instrument.id == id);
        for instrument in instruments {
            let path = format!("packs/{}", instrument.pack);
            let named = [&instrument.amends, &instrument.supplements, &instrument.displaces];
            for other in named.into_iter().flatten() {
                if other != EVERY_BILATERAL && find(other).is_none() {
                    let wrong = format!("`{other}` is no instrument");
                    self.fault(
                        &path,
                        Some(&instrument.id),
                        wrong,
                        "write the id of an instrument of the packs",
                    );
                }
            }
            for term in &instrument.terms {
                let Some(replaced) = &term.replaces else { continue };
                let mut amended = instrument.amends.iter().filter_map(|id| find(id));
                if !amended.any(|other| other.terms.iter().any(|term| &term.id == replaced)) {
                    let wrong = format!("{}: `{replaced}` is no term of an instrument it amends", term.id);
                    self.fault(
                        &path,
                        Some(&instrument.id),
                        wrong,
                        "write the id of the term that it replaces",
                    );
                }
            }
        }
    }

    fn jurisdictions(
        &mut self,
        packs: &BTreeMap<String, Pack>,
        instruments: &[Instrument],
    ) -> BTreeMap<StateCode, Jurisdiction> {
        let mut jurisdictions = BTreeMap::new();
        for (path, text, pack) in self.of_packs(packs, |file| file.ends_with(JURISDICTION)) {
            let Some(file) = self.read::<JurisdictionFile>(path, text) else { continue };
            let state = file.jurisdiction.state.clone();
            let source = file.jurisdiction.source().to_owned();
            let terms = self.terms(path, &state, file.term, pack, Some(&source));
            match Jurisdiction::read(file.jurisdiction, terms, pack) {
                Ok(read) => {
                    for other in &read.other_law_for {
                        if !instruments.iter().any(|instrument| instrument.id == *other) {
                            let wrong = format!("`{other}` is no instrument");
                            self.fault(
                                path,
                                Some(&state),
                                wrong,
                                "write the id of an instrument of the packs",
                            );
                        }
                    }
                    if jurisdictions.insert(read.state, read).is_some() {
                        let wrong = "a profile of this State stands elsewhere";
                        self.fault(path, Some(&state), wrong, "keep one file for each State");
                    }
                }
                Err(found) => self.bad_rules(path, &state, found),
            }
        }
        jurisdictions
    }
}
