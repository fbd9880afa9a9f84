//! Names on papers: States, codes and days as the pages have them, in the language of the paper.

use bureau::{Language as PaperLanguage, Naming};
use case::bureau::StateCode;
use jiff::civil::Date;

use crate::texts::{Language, Texts};
use crate::when;

/// The names of one language.
pub struct Names {
    language: PaperLanguage,
    texts: &'static Texts,
}

impl Names {
    /// The names of the language with this tag (BCP 47); none where papers are not written in it.
    #[must_use]
    pub fn of(tag: &str) -> Option<Names> {
        let (language, own) = (PaperLanguage::parse(tag)?, Language::parse(tag)?);
        Some(Names { language, texts: Texts::of(own) })
    }
}

impl Naming for Names {
    fn language(&self) -> PaperLanguage {
        self.language
    }

    fn state(&self, state: StateCode) -> String {
        self.texts.code("country", state.as_str())
    }

    fn code(&self, fact: &str, code: &str) -> String {
        let of = match fact {
            "said.grounds" => "ground",
            "said.steps" => "step",
            "said.custody" => "exhibit",
            "said.gaps" => "gap",
            _ => "code",
        };
        self.texts.code_or_text(of, code)
    }

    fn number(&self, number: i64, unit: Option<&str>) -> String {
        match unit {
            // A year is a number that needs no unit beside it.
            None | Some("year") => number.to_string(),
            Some(unit) => format!("{number} {}", self.texts.code("unit", unit)),
        }
    }

    fn day(&self, day: Date) -> String {
        // The marks that isolate numbers on a page would stay in the text that a reader copies out of a paper.
        when::day(self.texts, day).replace(['\u{2068}', '\u{2069}'], "")
    }
}
