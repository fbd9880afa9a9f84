//! Translations of a request: its texts in another language, each beside its original, with what differs between the two.

use case::fact::{Facts, Value};
use case::life::Case;
use case::translation::{self, BY, ENGINE};
use law::register::{Fact, FactKind};
use letters::Language;

use crate::compare::{Difference, Written, differences};
use crate::door::Bureau;

/// The fact that says in which language the texts of a request are written.
const WRITTEN_IN: &str = "request.language";

/// The texts of a request in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translation {
    /// The language.
    pub language: Language,
    /// Who answers for it.
    pub by: Option<String>,
    /// The program that made it, where one did.
    pub engine: Option<String>,
    /// The texts that the request states, in the order of its form.
    pub texts: Vec<Translated>,
}

/// A text and its translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translated {
    /// The fact whose text it is.
    pub field: String,
    /// As it was written.
    pub original: String,
    /// In the other language; none where nobody translated it.
    pub text: Option<String>,
    /// Whether the original was changed after it was translated.
    pub is_outdated: bool,
    /// What stands in one of the two and not in the other.
    pub differences: Vec<Difference>,
}

impl Translation {
    /// Whether something of it is there.
    #[must_use]
    pub fn is_begun(&self) -> bool {
        self.texts.iter().any(|one| one.text.is_some())
    }

    /// How many texts have no translation.
    #[must_use]
    pub fn untranslated(&self) -> usize {
        self.texts.iter().filter(|one| one.text.is_none()).count()
    }

    /// How much there is to be looked at before somebody signs: what differs, and what is out of date.
    #[must_use]
    pub fn to_look_at(&self) -> usize {
        self.texts.iter().map(|one| one.differences.len() + usize::from(one.is_outdated)).sum()
    }
}

impl Bureau {
    /// The language in which the texts of a request are written: none where that is not stated, or is none of papers.
    #[must_use]
    pub fn written_in(&self, case: &Case) -> Option<Language> {
        case.fact(WRITTEN_IN).and_then(Value::text).and_then(Language::parse)
    }

    /// The translations that a request can have: into every language of papers but its own. None where it states no text.
    #[must_use]
    pub fn translations(&self, case: &Case) -> Vec<Translation> {
        let own = self.written_in(case);
        let others = Language::ALL.into_iter().filter(|language| Some(*language) != own);
        let all = others.map(|language| self.translation(case, language));
        all.filter(|one| !one.texts.is_empty()).collect()
    }

    /// The texts of a request in one language. Whoever has the case has looked; this is no further look.
    #[must_use]
    pub fn translation(&self, case: &Case, language: Language) -> Translation {
        // Where a correction waits, what it would state is what is signed.
        let facts = if case.correction.is_some() { case.facts_to_be() } else { case.facts() };
        let form = case::form::Form::of(case.kind);
        let place = |name: &String| form.and_then(|form| form.fields().position(|field| field == name));
        let is_prose = |name: &&String| self.0.law.fact(name).is_some_and(Fact::is_prose);
        let mut fields: Vec<&String> =
            facts.keys().filter(is_prose).filter(|name| translation::parts(name).is_none()).collect();
        fields.sort_by_key(|name| (place(name).unwrap_or(usize::MAX), (*name).clone()));
        let stated = self.stated_once(&facts);
        let texts =
            fields.into_iter().filter_map(|field| self.translated(case, &facts, field, language, &stated));
        let credit = |of| facts.get(&translation::of(of, language.tag())).map(ToString::to_string);
        Translation { language, by: credit(BY), engine: credit(ENGINE), texts: texts.collect() }
    }

    fn translated(
        &self,
        case: &Case,
        facts: &Facts,
        field: &str,
        language: Language,
        stated: &[&str],
    ) -> Option<Translated> {
        let original = facts.get(field)?.text().filter(|text| !text.trim().is_empty())?;
        let name = translation::of(field, language.tag());
        let now = case.fact(field).and_then(Value::text);
        let is_corrected = now.is_some_and(|now| now != original) && facts.get(&name) == case.fact(&name);
        let text = facts.get(&name).and_then(Value::text).filter(|text| !text.trim().is_empty());
        let revision = |name: &str| case.fields.get(name).map_or(0, |state| state.revision);
        // Figures in a language that papers are not written in are read as those of Spanish: a comma before what is less than one.
        let written = self.written_in(case).unwrap_or(Language::Spanish);
        let compare = |text| {
            differences(Written { text: original, language: written }, Written { text, language }, stated)
        };
        Some(Translated {
            field: field.to_owned(),
            original: original.to_owned(),
            text: text.map(str::to_owned),
            is_outdated: text.is_some() && (is_corrected || revision(&name) < revision(field)),
            differences: text.map(compare).unwrap_or_default(),
        })
    }

    /// Names and references that the request states in fields of their own.
    fn stated_once<'a>(&self, facts: &'a Facts) -> Vec<&'a str> {
        let is_name = |name: &str| {
            let fact = self.0.law.fact(name).filter(|_| translation::parts(name).is_none());
            fact.is_some_and(|fact| {
                let is_text = matches!(fact.kind, FactKind::Text | FactKind::List);
                is_text && !fact.is_prose() && fact.codes.is_empty() && name != WRITTEN_IN
            })
        };
        let mut stated = Vec::new();
        for (_, value) in facts.iter().filter(|(name, _)| is_name(name)) {
            match value {
                Value::List(items) => stated.extend(items.iter().filter_map(Value::text)),
                single => stated.extend(single.text()),
            }
        }
        stated
    }
}
