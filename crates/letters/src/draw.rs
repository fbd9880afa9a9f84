//! Drawing: a form and what is stated become a paper.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use case::bureau::StateCode;
use case::fact::{Facts, Value};
use case::translation;
use jiff::civil::Date;
use serde::Deserialize;
use unicode_bidi::{Direction, get_base_direction};

use crate::form::{Form, FormBox, Need, PaperKind, Recipient};
use crate::library::{FactWords, Library};
use crate::paper::{Line, Original, Paper, PaperBox, Section};
use crate::text::{Language, Text};

/// How words that fill a box are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reads {
    /// As they stand.
    Words,
    /// As a code, which has a name in every language.
    Code,
    /// As the code of a State.
    State,
}

/// The fact that says in which language the texts of a request are written.
const WRITTEN_IN: &str = "request.language";

/// Names in the language of the paper. Codes, States and days are named alike on papers and on pages.
pub trait Naming {
    /// The language.
    fn language(&self) -> Language;
    /// A State.
    fn state(&self, state: StateCode) -> String;
    /// A code that a fact has.
    fn code(&self, fact: &str, code: &str) -> String;
    /// A number in its unit.
    fn number(&self, number: i64, unit: Option<&str>) -> String;
    /// A day.
    fn day(&self, day: Date) -> String;
}

/// What the register says of facts.
pub trait Reading {
    /// How the words of a fact are to be read.
    fn reads(&self, fact: &str) -> Reads;
    /// The unit of a fact that is a number.
    fn unit(&self, fact: &str) -> Option<&str>;
    /// Whether it is a text that is translated for a reader of another language.
    fn is_prose(&self, fact: &str) -> bool;
}

/// What a paper is drawn from.
pub struct Matter<'a> {
    /// The State that asks.
    pub from: Option<StateCode>,
    /// The State that is asked.
    pub to: Option<StateCode>,
    /// The day of the paper.
    pub on: Date,
    /// The number under which the sender keeps the case.
    pub reference: Option<&'a str>,
    /// The handling code that it bears.
    pub handling: Option<&'a str>,
    /// What is stated.
    pub facts: &'a Facts,
    /// Facts that the law asks for in this request and that are not stated: a box of theirs is a gap, whatever its form says.
    pub lacking: &'a BTreeSet<String>,
    /// What stands against the request: what the law refuses or asks for, by title, with the facts that would settle it.
    pub against: &'a [(String, BTreeSet<String>)],
    /// What the register says of facts.
    pub register: &'a dyn Reading,
}

/// The words that stand on every paper.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PageWords {
    from: Text,
    to: Text,
    date: Text,
    reference: Text,
    handling: Text,
    yes: Text,
    no: Text,
    not_stated: Text,
    draft: Text,
    gaps: Text,
    unwritable: Text,
    carries: Text,
    follows: Text,
    unverified: Text,
    page: Text,
    signature: Text,
    translated: Text,
    by_machine: Text,
    unread: Text,
    anonymous: Text,
    untranslated: Text,
    languages: BTreeMap<String, Text>,
}

static PAGE: LazyLock<Option<PageWords>> =
    LazyLock::new(|| toml::from_str(include_str!("../page.toml")).ok());

/// Draws a paper. None only where the program's own words cannot be read, which a test excludes.
#[must_use]
pub fn draw(library: &Library, form: &Form, matter: &Matter<'_>, naming: &dyn Naming) -> Option<Paper> {
    Some(Pen { library, matter, naming, language: naming.language(), page: PAGE.as_ref()? }.paper(form))
}

/// Whether a paper carries the facts that it shows inside: only the request itself, to an authority. Nothing that it does not show
/// goes with any paper.
#[must_use]
pub fn carries(form: &Form) -> bool {
    form.paper == PaperKind::Request && form.to == Recipient::Authority
}

struct Pen<'a> {
    library: &'a Library,
    matter: &'a Matter<'a>,
    naming: &'a dyn Naming,
    language: Language,
    page: &'a PageWords,
}

impl Pen<'_> {
    fn paper(&self, form: &Form) -> Paper {
        let sections: Vec<Section> = form
            .sections
            .iter()
            .filter_map(|section| {
                let boxes: Vec<_> =
                    section.boxes.iter().filter_map(|field| self.field(field, form.to)).collect();
                let title = section.title.of(self.language).to_owned();
                (!boxes.is_empty()).then_some(Section { title, boxes })
            })
            .collect();
        let mut paper = Paper {
            language: self.language.tag(),
            form: form.id.clone(),
            title: form.title.of(self.language).to_owned(),
            head: if form.to == Recipient::Public { Vec::new() } else { self.head(form) },
            opening: form.opening.as_ref().map(|text| self.between(text)),
            sections,
            closing: form.closing.as_ref().map(|text| self.between(text)),
            draft: None,
            against: Vec::new(),
            unwritable: self.say(&self.page.unwritable),
            not_stated: self.say(&self.page.not_stated),
            signature: (form.to != Recipient::Public).then(|| self.say(&self.page.signature)),
            notes: Vec::new(),
            page: self.say(&self.page.page),
        };
        paper.notes = self.notes(form, &paper);
        paper.against = self.against(&paper);
        paper.draft = (!paper.against.is_empty()).then(|| self.say(&self.page.draft));
        paper
    }

    /// What stands against the paper. What the law asks for and a gap on the page asks for too is not told twice.
    fn against(&self, paper: &Paper) -> Vec<String> {
        let gaps = paper.gaps().count();
        let asked_for = |fact: &String| paper.gaps().any(|field| field.lacking.contains(fact));
        let told = |(_, missing): &&(String, BTreeSet<String>)| !missing.iter().any(asked_for);
        let count = (gaps > 0).then(|| self.say(&self.page.gaps).replace("{count}", &gaps.to_string()));
        let titles = self.matter.against.iter().filter(told).map(|(title, _)| title.clone());
        count.into_iter().chain(titles).collect()
    }

    fn head(&self, form: &Form) -> Vec<Line> {
        let (from, to) = match form.paper {
            // Either may have written it; its opening says which State is which.
            PaperKind::Custody => (None, None),
            paper if paper.is_answer() => (self.matter.to, self.matter.from),
            _ => (self.matter.from, self.matter.to),
        };
        let state = |state: Option<StateCode>| state.map(|state| self.naming.state(state));
        let addressee = form.addressee.as_ref().map(|text| self.say(text));
        let handling = self.matter.handling.map(|code| self.naming.code("request.handling", code));
        let rows = [
            (&self.page.from, state(from)),
            (&self.page.to, addressee.or_else(|| state(to))),
            (&self.page.date, Some(self.naming.day(self.matter.on))),
            (&self.page.reference, self.matter.reference.map(str::to_owned)),
            (&self.page.handling, handling),
        ];
        rows.into_iter().filter_map(|(label, text)| Some(line(self.say(label), text?))).collect()
    }

    fn notes(&self, form: &Form, paper: &Paper) -> Vec<String> {
        // The public is told no name of who worked on it.
        if form.to == Recipient::Public {
            return Vec::new();
        }
        let told: Vec<String> = self.told_of_translation(paper).into_iter().collect();
        let mut source = form.source.clone();
        if !form.verified {
            source = format!("{source} ({})", self.page.unverified.of(self.language));
        }
        let mut notes = vec![self.say(&self.page.follows).replace("{source}", &source)];
        if carries(form) {
            notes.push(self.say(&self.page.carries));
        }
        told.into_iter().chain(notes).collect()
    }

    /// Who translated what stands on the paper; or that texts stand in the language in which they were written.
    fn told_of_translation(&self, paper: &Paper) -> Option<String> {
        let written = self.written_in();
        let language = written.map_or("other", Language::tag);
        let say = |text: &Text| {
            let language = self.page.languages.get(language).map(|name| self.say(name)).unwrap_or_default();
            self.say(text).replace("{language}", &language)
        };
        let lines = || paper.boxes().flat_map(|field| &field.lines);
        if lines().any(|line| line.original.is_some()) {
            let (by, engine) = (self.credit(translation::BY), self.credit(translation::ENGINE));
            return Some(match (engine, by) {
                (None, None) => say(&self.page.anonymous),
                (None, Some(name)) => say(&self.page.translated).replace("{name}", &name),
                (Some(engine), Some(name)) => {
                    say(&self.page.by_machine).replace("{engine}", &engine).replace("{name}", &name)
                }
                (Some(engine), None) => say(&self.page.unread).replace("{engine}", &engine),
            });
        }
        let has_prose = paper.boxes().flat_map(|field| &field.shown).any(|fact| self.is_foreign(fact));
        has_prose.then(|| say(&self.page.untranslated))
    }

    /// The language in which the request's texts were written.
    fn written_in(&self) -> Option<Language> {
        self.matter.facts.get(WRITTEN_IN).and_then(Value::text).and_then(Language::parse)
    }

    fn credit(&self, of: &str) -> Option<String> {
        let name = translation::of(of, self.language.tag());
        self.matter.facts.get(&name).filter(|_| self.is_stated(&name)).map(ToString::to_string)
    }

    /// Whether it is a text in another language than the paper's.
    fn is_foreign(&self, fact: &str) -> bool {
        self.written_in().is_some_and(|written| written != self.language)
            && self.matter.register.is_prose(fact)
    }

    /// What a text says in the language of the paper, where it was translated.
    fn translation(&self, fact: &str) -> Option<&str> {
        if self.written_in() == Some(self.language) || !self.matter.register.is_prose(fact) {
            return None;
        }
        let translated = self.matter.facts.get(&translation::of(fact, self.language.tag()))?;
        translated.text().filter(|text| !text.trim().is_empty())
    }

    /// A box as it is drawn; none where it is not asked for, or where nothing of it is stated and it may be empty.
    fn field(&self, field: &FormBox, to: Recipient) -> Option<PaperBox> {
        let facts = self.matter.facts;
        let asked =
            field.for_states.is_empty() || self.matter.to.is_some_and(|to| field.for_states.contains(&to));
        if !asked || !field.when.iter().all(|condition| condition.holds(facts)) {
            return None;
        }
        let lacking = self.lacking(field);
        let missing = lacking.iter().map(|fact| self.label(fact)).collect();
        let mut shown: Vec<String> =
            field.facts.iter().filter(|fact| self.is_stated(fact)).cloned().collect();
        let translated: Vec<&String> = shown.iter().filter(|fact| self.translation(fact).is_some()).collect();
        if !translated.is_empty() {
            let by =
                [translation::BY, translation::ENGINE].map(|name| translation::of(name, self.language.tag()));
            let names = translated.into_iter().map(|fact| translation::of(fact, self.language.tag()));
            let names: Vec<String> = names.chain(by).collect();
            shown.extend(names);
        }
        let alone = field.facts.len() == 1;
        let lines: Vec<Line> = field.facts.iter().filter_map(|fact| self.line(fact, alone)).collect();
        if lines.is_empty() && lacking.is_empty() {
            return None;
        }
        let label = match &field.label {
            Some(label) => self.say(label),
            None => field.facts.iter().map(|fact| self.label(fact)).next().unwrap_or_default(),
        };
        // The public has no use for the articles of a rule book.
        let provision = field.provision.clone().filter(|_| to != Recipient::Public);
        Some(PaperBox { id: field.id.clone(), label, provision, lines, missing, shown, lacking })
    }

    /// What has to be stated in a box and is not.
    fn lacking(&self, field: &FormBox) -> Vec<String> {
        let open = |fact: &&String| !self.is_stated(fact);
        let needed = match field.need {
            Need::All => true,
            Need::Any => field.facts.iter().all(|fact| open(&fact)),
            Need::IfKnown => false,
        };
        let lacks = |fact: &&String| open(fact) && (needed || self.matter.lacking.contains(*fact));
        field.facts.iter().filter(lacks).cloned().collect()
    }

    fn is_stated(&self, fact: &str) -> bool {
        match self.matter.facts.get(fact) {
            None => false,
            Some(Value::Text(text)) => !text.trim().is_empty(),
            Some(Value::List(values)) => !values.is_empty(),
            Some(Value::Flag(_) | Value::Number(_) | Value::Day(_)) => true,
        }
    }

    /// What is stated of a fact. A fact that has a box for itself needs no label; a sentence says what it is about.
    fn line(&self, fact: &str, alone: bool) -> Option<Line> {
        let value = self.matter.facts.get(fact).filter(|_| self.is_stated(fact))?;
        let words = self.library.words(fact);
        if let (Value::Flag(flag), Some(FactWords { yes, no, .. })) = (value, words)
            && let Some(sentence) = if *flag { yes } else { no }
        {
            return Some(line(String::new(), self.say(sentence)));
        }
        let label = if alone { String::new() } else { self.label(fact) };
        let written = line(label, self.value(fact, value));
        Some(match self.translation(fact) {
            None => written,
            Some(text) => Line {
                original: Some(Original { text: written.text, right_to_left: written.right_to_left }),
                ..line(written.label, text.to_owned())
            },
        })
    }

    fn value(&self, fact: &str, value: &Value) -> String {
        match value {
            Value::Flag(flag) => self.say(if *flag { &self.page.yes } else { &self.page.no }),
            Value::Number(number) => self.naming.number(*number, self.matter.register.unit(fact)),
            Value::Day(day) => self.naming.day(*day),
            Value::Text(text) => match self.matter.register.reads(fact) {
                Reads::Words => text.clone(),
                Reads::Code => self.naming.code(fact, text),
                Reads::State => match text.parse() {
                    Ok(state) => self.naming.state(state),
                    Err(_) => text.clone(),
                },
            },
            Value::List(values) => {
                let between = if self.language == Language::Arabic { "، " } else { ", " };
                values.iter().map(|value| self.value(fact, value)).collect::<Vec<_>>().join(between)
            }
        }
    }

    fn label(&self, fact: &str) -> String {
        self.library.words(fact).map_or_else(|| fact.to_owned(), |words| self.say(&words.label))
    }

    /// Words with the names of the two States put in.
    fn between(&self, text: &Text) -> String {
        let state = |state: Option<StateCode>| match state {
            Some(state) => self.naming.state(state),
            None => self.say(&self.page.not_stated),
        };
        self.say(text).replace("{from}", &state(self.matter.from)).replace("{to}", &state(self.matter.to))
    }

    fn say(&self, text: &Text) -> String {
        text.of(self.language).to_owned()
    }
}

/// A line. Marks that turn the direction of what follows are left out: the page sets each text in its own, and a mark inside a name
/// could make it read otherwise than it is.
fn line(label: String, text: String) -> Line {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    let text = text.replace(turns, "");
    let right_to_left = get_base_direction(text.as_str()) == Direction::Rtl;
    Line { label, text, right_to_left, original: None }
}

#[cfg(test)]
mod checks {
    use super::*;

    #[test]
    fn the_words_of_the_page_are_whole() {
        let page = PAGE.as_ref();
        assert!(
            page.is_some_and(|page| page.carries.is_whole() && page.page.is_whole() && page.draft.is_whole())
        );
    }
}
