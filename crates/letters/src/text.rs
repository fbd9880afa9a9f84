//! The languages of papers, and words in all of them.

use serde::Deserialize;

/// A language that papers are complete in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// English.
    English,
    /// French.
    French,
    /// Spanish.
    Spanish,
    /// Arabic, written from right to left.
    Arabic,
}

impl Language {
    /// Every language.
    pub const ALL: [Language; 4] = [Language::English, Language::French, Language::Spanish, Language::Arabic];

    /// Its tag (BCP 47).
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::French => "fr",
            Language::Spanish => "es",
            Language::Arabic => "ar",
        }
    }

    /// The language with this tag, or with the main language of it: `fr-CA` is French.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Language> {
        let main = tag.split(['-', '_']).next().unwrap_or(tag).to_ascii_lowercase();
        Language::ALL.into_iter().find(|language| language.tag() == main)
    }
}

/// Words in every language of [`Language`]; a file that lacks one is refused.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    en: String,
    fr: String,
    es: String,
    ar: String,
}

impl Text {
    /// The words in a language.
    #[must_use]
    pub fn of(&self, language: Language) -> &str {
        match language {
            Language::English => &self.en,
            Language::French => &self.fr,
            Language::Spanish => &self.es,
            Language::Arabic => &self.ar,
        }
    }

    /// Whether words are there in every language.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        Language::ALL.into_iter().all(|language| !self.of(language).trim().is_empty())
    }
}
