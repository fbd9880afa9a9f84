//! What the tests share: the shipped forms, names, and facts that fill every box.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use case::bureau::StateCode;
use case::fact::{Facts, Value};
use jiff::civil::{Date, date};
use letters::draw::{Matter, Naming, Reading, Reads};
use letters::form::Condition;
use letters::{Form, Language, Library, Paper};

pub(crate) static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::shipped().unwrap());
pub(crate) const DAY: Date = date(2026, 2, 28);

/// Names that need no catalogue.
pub(crate) struct Plain(pub(crate) Language);

impl Naming for Plain {
    fn language(&self) -> Language {
        self.0
    }

    fn state(&self, state: StateCode) -> String {
        format!("State {state}")
    }

    fn code(&self, _: &str, code: &str) -> String {
        format!("<{code}>")
    }

    fn number(&self, number: i64, unit: Option<&str>) -> String {
        format!("{number} {}", unit.unwrap_or_default()).trim_end().to_owned()
    }

    fn day(&self, day: Date) -> String {
        day.to_string()
    }
}

/// A text that is translated.
const PROSE: &str = "request.reason";

/// A register in which measures are codes.
struct Codes;

impl Reading for Codes {
    fn reads(&self, fact: &str) -> Reads {
        if fact.ends_with("measures") { Reads::Code } else { Reads::Words }
    }

    fn unit(&self, _: &str) -> Option<&str> {
        None
    }

    fn is_prose(&self, fact: &str) -> bool {
        fact == PROSE
    }
}

/// A State.
pub(crate) fn state(code: &str) -> Option<StateCode> {
    Some(code.parse().unwrap())
}

/// A paper of these facts, from France to Kenya.
pub(crate) fn paper_to(form: &Form, to: &str, facts: &Facts, lacking: &[&str], language: Language) -> Paper {
    let lacking: BTreeSet<String> = lacking.iter().map(|fact| (*fact).to_owned()).collect();
    let matter = Matter {
        from: state("FR"),
        to: state(to),
        on: DAY,
        reference: Some("FR-2026-0001"),
        handling: Some("restricted"),
        facts,
        lacking: &lacking,
        against: &[],
        register: &Codes,
    };
    letters::draw(&LIBRARY, form, &matter, &Plain(language)).unwrap()
}

/// Facts under which a box of the form is there and full, for as many boxes as conditions allow.
pub(crate) fn facts_for(form: &Form) -> Facts {
    let mut facts: Facts = BTreeMap::new();
    for (place, fact) in form.sections.iter().flat_map(|s| &s.boxes).flat_map(|b| &b.facts).enumerate() {
        facts.entry(fact.clone()).or_insert_with(|| Value::Text(format!("word{place:03} محمد Łódź")));
    }
    // A text that is translated stands beside its original.
    if facts.contains_key(PROSE) {
        for language in Language::ALL {
            let translated = Value::Text(format!("translated {} مترجم", language.tag()));
            facts.insert(case::translation::of(PROSE, language.tag()), translated);
        }
    }
    for condition in form.sections.iter().flat_map(|s| &s.boxes).flat_map(|b| &b.when) {
        match condition {
            Condition::Yes(fact) => drop(facts.insert(fact.clone(), Value::Flag(true))),
            Condition::Is(fact, code) => {
                let mut codes = match facts.remove(fact) {
                    Some(Value::List(codes)) => codes,
                    _ => Vec::new(),
                };
                codes.push(Value::Text(code.clone()));
                facts.insert(fact.clone(), Value::List(codes));
            }
            Condition::NotYes(_) | Condition::IsNot(..) => {}
        }
    }
    facts
}
