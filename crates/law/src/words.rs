//! The words of facts in languages other than English: `packs/<pack>/facts.<language>.toml`, and who made them.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;

use crate::pack::day;
use crate::register::{BadFact, FactWords, Register};

/// How the name of such a file begins and ends.
const STARTS: &str = "facts.";
const ENDS: &str = ".toml";

/// Who made the words of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Made {
    /// A machine; nobody who knows language and field has read them yet.
    Machine,
    /// A machine or a person; a person has read them and answers for them.
    Reviewed,
}

/// The words that one pack has in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The file.
    pub file: String,
    /// BCP 47.
    pub language: String,
    /// Who made them.
    pub made: Made,
    /// The initials of who reviewed them; empty as long as nobody has.
    pub by: String,
    /// The day on which they were made or reviewed.
    pub on: Date,
    /// How many facts have words there.
    pub facts: usize,
}

/// `facts.<language>.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WordsFile {
    made: Made,
    #[serde(default)]
    by: String,
    #[serde(deserialize_with = "day")]
    on: Date,
    #[serde(default)]
    facts: BTreeMap<String, FactWords>,
}

/// The language of a file of words, by its name within the pack; none where it is no such file.
pub(crate) fn language_of(file: &str) -> Option<&str> {
    file.strip_prefix(STARTS)?.strip_suffix(ENDS)
}

/// Puts the words of a file into the register. The faults are those of its names and of its head.
pub(crate) fn put(
    register: &mut Register,
    path: &str,
    language: &str,
    file: WordsFile,
) -> (Words, Vec<BadFact>) {
    let bad = |fact: &str, wrong: String, remedy| BadFact {
        file: path.to_owned(),
        fact: fact.to_owned(),
        wrong,
        remedy,
    };
    let mut faults = Vec::new();
    if file.made == Made::Reviewed && file.by.trim().is_empty() {
        faults.push(bad("made", "`reviewed` stands without `by`".to_owned(), "write who reviewed the words"));
    }
    let facts = file.facts.len();
    for (name, words) in file.facts {
        if words.label.trim().is_empty() {
            faults.push(bad(&name, "the words have no label".to_owned(), "translate the label too"));
        }
        let Some(fact) = register.fact_mut(&name) else {
            let meant =
                register.like(&name).map(|like| format!(" (did you mean `{like}`?)")).unwrap_or_default();
            let wrong = format!("`{name}` is no fact of the register{meant}");
            faults.push(bad(&name, wrong, "write its name as facts.toml does, or take the words out"));
            continue;
        };
        if !fact.translate(language, words) {
            let wrong = format!("the fact has words in `{language}` already");
            faults.push(bad(&name, wrong, "keep them in one place"));
        }
    }
    let words = Words {
        file: path.to_owned(),
        language: language.to_owned(),
        made: file.made,
        by: file.by,
        on: file.on,
        facts,
    };
    (words, faults)
}
