//! The register of facts: what a request can state, under which name, of which type, and who can answer it.

use std::collections::BTreeMap;

use case::translation;
use serde::Deserialize;

/// The levels of an argument, from nothing to established.
pub const LEVELS: [&str; 11] = [
    "none",
    "argued",
    "argued-generally",
    "argued-with-specifics",
    "argued-with-documents",
    "possible",
    "evidence-general",
    "evidence-specific",
    "found-by-court",
    "found-by-treaty-body",
    "established",
];

/// What a status may be besides yes and no.
pub const STATUS_WORDS: [&str; 2] = ["partly", "contested"];

/// The type of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FactKind {
    /// Yes or no.
    Flag,
    /// A whole number in the fact's unit.
    Number,
    /// A day.
    Day,
    /// Words.
    Text,
    /// One of the fact's codes.
    Code,
    /// Several words or, where the fact has codes, several codes.
    List,
    /// A State, ISO 3166-1 alpha-2.
    State,
    /// Several States.
    States,
    /// Yes, no, `partly`, `contested`, or one of the fact's further codes.
    Status,
    /// How far something is argued or shown: one of [`LEVELS`].
    Level,
}

impl FactKind {
    /// As the files write it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            FactKind::Flag => "flag",
            FactKind::Number => "number",
            FactKind::Day => "day",
            FactKind::Text => "text",
            FactKind::Code => "code",
            FactKind::List => "list",
            FactKind::State => "state",
            FactKind::States => "states",
            FactKind::Status => "status",
            FactKind::Level => "level",
        }
    }
}

/// Who can answer the question of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AskedOf {
    /// The bureau that asks.
    Requesting,
    /// The bureau that is asked.
    Requested,
    /// The legal reviewer.
    Reviewer,
    /// A court or another authority.
    Authority,
}

impl AskedOf {
    /// As the files write it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            AskedOf::Requesting => "requesting",
            AskedOf::Requested => "requested",
            AskedOf::Reviewer => "reviewer",
            AskedOf::Authority => "authority",
        }
    }
}

/// The words of a fact in one language. An empty one falls back to English.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FactWords {
    pub(crate) label: String,
    pub(crate) help: String,
    pub(crate) question: String,
}

/// How a code is read from the words of another fact, where a file states only the words.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadFrom {
    /// The fact of type text whose words are read.
    pub from: String,
    /// For a code, the words that tell it, in lower case. The code that stands last in the fact's `codes` wins.
    pub words: BTreeMap<String, Vec<String>>,
}

/// `facts.toml`: a table a fact.
pub(crate) type FactFile = BTreeMap<String, FactTable>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FactTable {
    #[serde(rename = "type")]
    kind: FactKind,
    unit: Option<String>,
    #[serde(default)]
    long: bool,
    #[serde(default)]
    codes: Vec<String>,
    label: String,
    #[serde(default)]
    help: String,
    #[serde(default)]
    question: String,
    asked_of: AskedOf,
    #[serde(default = "yes")]
    input: bool,
    #[serde(default)]
    read: Option<ReadFrom>,
    #[serde(default, rename = "in")]
    translations: BTreeMap<String, FactWords>,
}

const fn yes() -> bool {
    true
}

/// A fact of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Its stable name, as `offence.max_penalty_months`.
    pub name: String,
    /// Its type.
    pub kind: FactKind,
    /// The unit of a number, as `months`.
    pub unit: Option<String>,
    /// Whether its text holds more than a line.
    pub long: bool,
    /// The codes it may take; for a level or status, all its words.
    pub codes: Vec<String>,
    /// Who can answer.
    pub asked_of: AskedOf,
    /// Whether a request states it. What is only found by a person or court is no input.
    pub input: bool,
    /// Where its code is read from words.
    pub read: Option<ReadFrom>,
    english: FactWords,
    others: BTreeMap<String, FactWords>,
}

impl Fact {
    /// Whether it is a text that is translated for a reader of another language, or says who translated.
    #[must_use]
    pub fn is_translated(&self) -> bool {
        self.is_prose() || [translation::BY, translation::ENGINE].contains(&self.name.as_str())
    }

    /// Whether it is a text of more than a line.
    #[must_use]
    pub fn is_prose(&self) -> bool {
        self.kind == FactKind::Text && self.long
    }

    fn from_table(name: String, table: FactTable) -> Self {
        let mut codes = match table.kind {
            FactKind::Level => LEVELS.map(str::to_owned).to_vec(),
            FactKind::Status => STATUS_WORDS.map(str::to_owned).to_vec(),
            _ => Vec::new(),
        };
        codes.extend(table.codes);
        Self {
            name,
            kind: table.kind,
            unit: table.unit,
            long: table.long,
            codes,
            asked_of: table.asked_of,
            input: table.input,
            read: table.read,
            english: FactWords { label: table.label, help: table.help, question: table.question },
            others: table.translations,
        }
    }

    /// Its heading in a language (BCP 47), else in English.
    #[must_use]
    pub fn label(&self, language: &str) -> &str {
        self.words(language, |words| &words.label)
    }

    /// What it means, in a language (BCP 47), else in English.
    #[must_use]
    pub fn help(&self, language: &str) -> &str {
        self.words(language, |words| &words.help)
    }

    /// The question to put when it is missing, in a language (BCP 47), else in English.
    #[must_use]
    pub fn question(&self, language: &str) -> &str {
        self.words(language, |words| &words.question)
    }

    /// The code that words tell, with the fact whose words they are: the gravest, as `codes` are ordered. `text_of` gives a text.
    #[must_use]
    pub fn code_in_words(&self, text_of: impl Fn(&str) -> Option<String>) -> Option<(&str, &str)> {
        let read = self.read.as_ref()?;
        let text = text_of(&read.from)?.to_lowercase();
        let tells = |code: &&String| {
            read.words.get(*code).is_some_and(|words| words.iter().any(|word| text.contains(word)))
        };
        self.codes.iter().rev().find(tells).map(|code| (code.as_str(), read.from.as_str()))
    }

    /// Whether it has words of its own in exactly this language.
    #[must_use]
    pub fn has_words(&self, language: &str) -> bool {
        self.others.contains_key(language)
    }

    /// Gives it words in a language; not where it has some.
    pub(crate) fn translate(&mut self, language: &str, words: FactWords) -> bool {
        !self.has_words(language) && self.others.insert(language.to_owned(), words).is_none()
    }

    fn words<'a>(&'a self, language: &str, choose: impl Fn(&'a FactWords) -> &'a String) -> &'a str {
        in_language(&self.others, language)
            .map(&choose)
            .filter(|text| !text.is_empty())
            .unwrap_or(choose(&self.english))
    }
}

/// The entry for a language, else for its main language: `fr-CA`, then `fr`.
pub(crate) fn in_language<'a, T>(entries: &'a BTreeMap<String, T>, language: &str) -> Option<&'a T> {
    let main = language.split('-').next().unwrap_or(language);
    entries.get(language).or_else(|| entries.get(main))
}

/// The place of a fact in the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FactIndex(pub(crate) usize);

/// What is wrong with a fact's table, and what to do about it.
pub(crate) struct BadFact {
    pub(crate) file: String,
    pub(crate) fact: String,
    pub(crate) wrong: String,
    pub(crate) remedy: &'static str,
}

/// What is wrong with a fact's table by itself, each with what to do.
fn faults_of(name: &str, table: &FactTable) -> Vec<(String, &'static str)> {
    let takes_codes = matches!(table.kind, FactKind::Code | FactKind::List | FactKind::Status);
    let checks = [
        (
            !is_name(name),
            "the name of the fact is not usable in rules",
            "write words in lower case with dots and underscores",
        ),
        (
            table.kind == FactKind::Code && table.codes.is_empty(),
            "a fact of type code has no codes",
            "list them in `codes`, or give it the type text",
        ),
        (
            !takes_codes && !table.codes.is_empty(),
            "codes stand in a fact of a type that takes none",
            "leave them out, or give it the type code",
        ),
        (
            table.kind != FactKind::Number && table.unit.is_some(),
            "a unit stands in a fact that is no number",
            "leave it out, or give the fact the type number",
        ),
        (
            table.kind != FactKind::Text && table.long,
            "`long` stands in a fact that is no text",
            "leave it out, or give the fact the type text",
        ),
        (
            table.read.as_ref().is_some_and(|read| {
                table.kind != FactKind::Code || read.words.keys().any(|code| !table.codes.contains(code))
            }),
            "`read` stands in a fact that is no code, or names a code that the fact has not",
            "give the fact the type code and its words to codes of `codes`",
        ),
        (table.label.trim().is_empty(), "the fact has no label", "write the heading of its field"),
    ];
    let found = checks.into_iter().filter(|(is_wrong, ..)| *is_wrong);
    found.map(|(_, wrong, remedy)| (wrong.to_owned(), remedy)).collect()
}

/// Names that expressions give another meaning.
const TAKEN: [&str; 4] = ["kind", "from", "to", "on"];

fn is_name(name: &str) -> bool {
    let word = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_lowercase())
            && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
    };
    !TAKEN.contains(&name) && name.split('.').all(word)
}

/// All facts, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Register {
    facts: Vec<Fact>,
}

impl Register {
    /// The register of these files, and what is wrong with them.
    pub(crate) fn new(files: Vec<(String, FactFile)>) -> (Self, Vec<BadFact>) {
        let mut facts: BTreeMap<String, (Fact, String)> = BTreeMap::new();
        let mut bad = Vec::new();
        for (file, tables) in files {
            for (name, table) in tables {
                let mut faults = faults_of(&name, &table);
                if let Some((_, other)) = facts.get(&name) {
                    faults.push((
                        format!("a fact of this name stands in {other}"),
                        "use that one, and leave this one out",
                    ));
                }
                bad.extend(faults.into_iter().map(|(wrong, remedy)| BadFact {
                    file: file.clone(),
                    fact: name.clone(),
                    wrong,
                    remedy,
                }));
                facts.entry(name.clone()).or_insert_with(|| (Fact::from_table(name, table), file.clone()));
            }
        }
        (Self { facts: facts.into_values().map(|(fact, _)| fact).collect() }, bad)
    }

    /// Every fact, in the order of names.
    #[must_use]
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// The fact of this name. What a text says in another language is of the type of that text.
    #[must_use]
    pub fn fact(&self, name: &str) -> Option<&Fact> {
        let known = |name: &str| self.index(name).and_then(|index| self.at(index));
        let translated = |(name, _)| known(name).filter(|fact| fact.is_translated());
        known(name).or_else(|| translation::parts(name).and_then(translated))
    }

    pub(crate) fn fact_mut(&mut self, name: &str) -> Option<&mut Fact> {
        let index = self.index(name)?;
        self.facts.get_mut(index.0)
    }

    pub(crate) fn index(&self, name: &str) -> Option<FactIndex> {
        self.facts.binary_search_by(|fact| fact.name.as_str().cmp(name)).ok().map(FactIndex)
    }

    /// A fact whose name ends or begins like this one: what was perhaps meant.
    pub(crate) fn like(&self, name: &str) -> Option<String> {
        let shared =
            |other: &str| name.bytes().zip(other.bytes()).take_while(|(one, two)| one == two).count();
        let last = |dotted: &str| dotted.rsplit('.').next().map(str::to_owned);
        let same_end = self.facts.iter().find(|fact| last(&fact.name) == last(name));
        let same_start = || {
            let best = self.facts.iter().max_by_key(|fact| shared(&fact.name))?;
            (shared(&best.name) * 4 >= name.len() * 3).then_some(best)
        };
        same_end.or_else(same_start).map(|fact| fact.name.clone())
    }

    pub(crate) fn at(&self, index: FactIndex) -> Option<&Fact> {
        self.facts.get(index.0)
    }

    pub(crate) fn name(&self, index: FactIndex) -> &str {
        self.at(index).map_or("", |fact| &fact.name)
    }
}
