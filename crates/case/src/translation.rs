//! Translations: what a fact says in another language is a fact of its own, `<fact>@<language>`. So it is written, corrected, sent,
//! recalled and erased as every fact is.

/// The languages that papers are written in (BCP 47), and so that texts are translated into.
pub const LANGUAGES: [&str; 4] = ["en", "fr", "es", "ar"];
/// Who answers for a translation, by language.
pub const BY: &str = "translation.by";
/// The program that made it, where one did, by language.
pub const ENGINE: &str = "translation.engine";

/// The name of what a fact says in this language.
#[must_use]
pub fn of(fact: &str, language: &str) -> String {
    format!("{fact}@{language}")
}

/// The fact that is translated, and the language, where this is the name of a translation.
#[must_use]
pub fn parts(name: &str) -> Option<(&str, &str)> {
    name.rsplit_once('@').filter(|(_, language)| LANGUAGES.contains(language))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: Option<(&str, &str)>) {
        assert_eq!(parts(name), expected);
    }

    #[test]
    fn names_are_taken_apart() {
        check(&of("offence.facts_summary", "es"), Some(("offence.facts_summary", "es")));
        check("offence.facts_summary", None);
        check("offence.facts_summary@xx", None);
        check("a@es@fr", Some(("a@es", "fr")));
    }
}
