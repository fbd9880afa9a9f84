//! The catalogue: every text of the desk in every language, embedded. Pages name texts by key and hold none themselves.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

/// A language of the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    English,
    French,
    Spanish,
    Arabic,
}

impl Language {
    /// Every language, in the order in which pages offer them.
    pub(crate) const ALL: [Language; 4] =
        [Language::English, Language::French, Language::Spanish, Language::Arabic];

    /// BCP 47.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::French => "fr",
            Language::Spanish => "es",
            Language::Arabic => "ar",
        }
    }

    /// Its name in itself.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Language::English => "English",
            Language::French => "Français",
            Language::Spanish => "Español",
            Language::Arabic => "العربية",
        }
    }

    /// Whether a person who knows the language has read the texts of its catalogue. Change this in the change that
    /// brings what they corrected.
    pub(crate) const fn is_reviewed(self) -> bool {
        matches!(self, Language::English)
    }

    /// Which way it is written, as HTML names it.
    pub(crate) const fn direction(self) -> &'static str {
        match self {
            Language::Arabic => "rtl",
            _ => "ltr",
        }
    }

    /// The language of a BCP 47 tag, by its main part: `fr-CA` is French.
    pub(crate) fn parse(tag: &str) -> Option<Language> {
        let main = tag.trim().split(['-', ';']).next()?;
        Language::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(main))
    }

    /// The first language of an `Accept-Language` header that the desk has; its order is taken as the reader's.
    pub(crate) fn wanted(header: &str) -> Option<Language> {
        header.split(',').find_map(Language::parse)
    }

    const fn files(self) -> [&'static str; 7] {
        macro_rules! files {
            ($language:literal) => {
                [
                    include_str!(concat!("../texts/", $language, "/desk.ftl")),
                    include_str!(concat!("../texts/", $language, "/field.ftl")),
                    include_str!(concat!("../texts/", $language, "/law.ftl")),
                    include_str!(concat!("../texts/", $language, "/library.ftl")),
                    include_str!(concat!("../texts/", $language, "/period.ftl")),
                    include_str!(concat!("../texts/", $language, "/proceeding.ftl")),
                    include_str!(concat!("../texts/", $language, "/state.ftl")),
                ]
            };
        }
        match self {
            Language::English => files!("en"),
            Language::French => files!("fr"),
            Language::Spanish => files!("es"),
            Language::Arabic => files!("ar"),
        }
    }
}

/// The texts of one language.
pub(crate) struct Texts {
    /// Which.
    pub(crate) language: Language,
    bundle: FluentBundle<FluentResource>,
}

static ALL: LazyLock<[Texts; 4]> = LazyLock::new(|| Language::ALL.map(Texts::load));

/// A value put into a text.
pub(crate) type Argument<'a> = (&'a str, FluentValue<'a>);

/// A word or a code as a value of a text.
pub(crate) fn word<'a>(name: &'a str, value: &'a str) -> Argument<'a> {
    (name, FluentValue::from(value))
}

/// A count as a value of a text; the language's plural follows it.
pub(crate) fn count(name: &str, value: usize) -> Argument<'_> {
    (name, FluentValue::from(value))
}

impl Texts {
    /// The texts of a language.
    pub(crate) fn of(language: Language) -> &'static Texts {
        let [english, french, spanish, arabic] = &*ALL;
        match language {
            Language::English => english,
            Language::French => french,
            Language::Spanish => spanish,
            Language::Arabic => arabic,
        }
    }

    fn load(language: Language) -> Texts {
        let tags = language.code().parse().into_iter().collect();
        let mut bundle = FluentBundle::new_concurrent(tags);
        // Latin names and codes inside Arabic text need isolating; elsewhere the marks would only be in the way of copying.
        bundle.set_use_isolating(language == Language::Arabic);
        for file in language.files() {
            // A faulty line is left out and its key shows on the page; a test refuses such a catalogue.
            let resource = FluentResource::try_new(file.to_owned()).unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
        }
        Texts { language, bundle }
    }

    /// The text of this key.
    pub(crate) fn say(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// The text of this key with values put in.
    pub(crate) fn with(&self, key: &str, arguments: &[Argument<'_>]) -> String {
        self.find(key, arguments).unwrap_or_else(|| key.to_owned())
    }

    /// The text of a code that comes from outside the catalogue: `prefix-code`, else the code with spaces for hyphens.
    pub(crate) fn code(&self, prefix: &str, code: &str) -> String {
        self.find(&key(prefix, code), &[]).unwrap_or_else(|| code.replace(['-', '_'], " "))
    }

    /// The text of a code of the register that may as well be free text: as the catalogue has it, else as it is.
    pub(crate) fn code_or_text(&self, prefix: &str, text: &str) -> String {
        let is_code = text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        let known = if is_code { self.find(&format!("{prefix}-{text}"), &[]) } else { None };
        known.unwrap_or_else(|| text.to_owned())
    }

    /// What happens at the end of a period, in the reader's language. A law that says something else than it did when its words were
    /// translated is shown as it says it.
    pub(crate) fn period(&self, name: &str, at_end: &str) -> String {
        let key = key("period", name);
        let same = Texts::of(Language::English).find(&key, &[]).is_some_and(|words| words == at_end);
        same.then(|| self.find(&key, &[])).flatten().unwrap_or_else(|| at_end.to_owned())
    }

    /// The same by the name of the period alone, where the catalogue knows it.
    pub(crate) fn period_known(&self, name: &str) -> Option<String> {
        self.find(&key("period", name), &[])
    }

    fn find(&self, key: &str, arguments: &[Argument<'_>]) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let arguments: FluentArgs<'_> =
            arguments.iter().map(|(name, value)| (*name, value.clone())).collect();
        let mut faults = Vec::new();
        Some(self.bundle.format_pattern(pattern, Some(&arguments), &mut faults).into_owned())
    }
}

/// The key of a code: what a key cannot hold is left out, and a space is a hyphen.
fn key(prefix: &str, code: &str) -> String {
    let fits = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    format!("{prefix}-{}", code.replace(' ', "-").chars().filter(fits).collect::<String>())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use case::ground::Ground;
    use law::instrument::Layer;
    use law::rule::Strength;
    use law::term::{Matter, Topic};

    use super::*;

    /// Keys of a catalogue, each with the names of its values.
    fn keys(language: Language) -> BTreeSet<(String, Vec<String>)> {
        let mut found: BTreeSet<(String, Vec<String>)> = BTreeSet::new();
        for file in language.files() {
            assert!(
                FluentResource::try_new(file.to_owned()).is_ok(),
                "{} has a faulty line",
                language.code()
            );
            for line in file.lines() {
                if let Some((key, text)) = line.split_once(" =")
                    && key.starts_with(|c: char| c.is_ascii_lowercase())
                {
                    let names: BTreeSet<String> = text
                        .split('$')
                        .skip(1)
                        .map(|rest| rest.chars().take_while(|c| c.is_ascii_alphanumeric()).collect())
                        .collect();
                    // The later one would show in place of the earlier one, with values that its page does not give.
                    let is_there = found.iter().any(|(other, _)| other == key);
                    assert!(!is_there, "{} has {key} twice", language.code());
                    found.insert((key.to_owned(), names.into_iter().collect()));
                }
            }
        }
        found
    }

    #[test]
    fn every_language_has_the_same_keys_with_the_same_values() {
        let english = keys(Language::English);
        assert!(english.len() > 200);
        for language in Language::ALL {
            let other = keys(language);
            let missing: Vec<_> = english.difference(&other).collect();
            let strange: Vec<_> = other.difference(&english).collect();
            assert!(missing.is_empty() && strange.is_empty(), "{}: {missing:?} {strange:?}", language.code());
        }
    }

    #[test]
    fn every_key_that_pages_name_is_there() {
        let keys: BTreeSet<String> = keys(Language::English).into_iter().map(|(key, _)| key).collect();
        let mut sources = Vec::new();
        sources_under(std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut sources);
        for source in sources {
            for call in [".say(\"", ".with(\""] {
                for rest in source.split(call).skip(1) {
                    let key = rest.split('"').next().unwrap();
                    assert!(keys.contains(key) || key == "such-a-key", "the catalogue lacks {key}");
                }
            }
        }
    }

    fn sources_under(folder: &std::path::Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources_under(&path, found);
            } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("texts.rs") {
                found.push(std::fs::read_to_string(path).unwrap());
            }
        }
    }

    /// Keys that the closed lists of the law make; each language has the same keys, so English stands for all.
    #[test]
    fn every_code_of_the_law_has_words() {
        let keys: BTreeSet<String> = keys(Language::English).into_iter().map(|(key, _)| key).collect();
        let mut wanted = BTreeSet::new();
        let mut want = |prefix: &str, code: &str| wanted.insert(key(prefix, code));
        for ground in Ground::ALL {
            want("ground", ground.tag());
            want("ground-means", ground.tag());
            want("ground-group", &ground.group().to_lowercase());
        }
        Matter::ALL.iter().for_each(|matter| _ = want("matter", matter.code()));
        Strength::ALL.iter().for_each(|strength| _ = want("strength", strength.code()));
        Layer::ALL.iter().for_each(|layer| _ = want("layer", layer.code()));
        for topic in Topic::ALL {
            want("topic", topic.code());
            let prefix = format!("position-{}", topic.code());
            topic.positions().iter().for_each(|position| _ = want(&prefix, position));
        }
        let missing: Vec<_> = wanted.difference(&keys).collect();
        assert!(missing.is_empty(), "texts/*/law.ftl lack {missing:?}");
    }

    /// Keys that the closed lists of dossiers make.
    #[test]
    fn every_code_of_a_dossier_has_words() {
        use bureau::{
            Basis, Channel, Detected, Exception, Milestone, Remedy, Risk, Telling, Trace, Verdict, Want,
        };
        let keys: BTreeSet<String> = keys(Language::English).into_iter().map(|(key, _)| key).collect();
        let mut wanted = BTreeSet::new();
        let mut want = |prefix: &str, codes: &[&str]| {
            wanted.extend(codes.iter().map(|code| key(prefix, code)));
        };
        macro_rules! all {
            ($($list:ident = $prefix:literal),*) => { $( want($prefix, &$list::ALL.iter().map(|one| one.code()).collect::<Vec<_>>()); )* };
        }
        all!(
            Basis = "basis",
            Channel = "channel",
            Detected = "detected",
            Exception = "exception",
            Milestone = "milestone",
            Remedy = "remedy",
            Risk = "risk",
            Telling = "telling",
            Trace = "trace",
            Verdict = "verdict",
            Want = "want"
        );
        want("dossier", &["redress", "breach"]);
        want("notice", &["authority", "persons", "originator", "recipient", "secretariat", "commission"]);
        for prefix in ["held", "held-do"] {
            want(prefix, &["pending", "correct", "erase", "restrict"]);
        }
        want("act", &["redress", "breach", "second", "see-dossier"]);
        want("due-what", &["own", "extended", "breach-known"]);
        let steps = [
            "request-received",
            "asked-secretariat",
            "access-admissible",
            "correction-admissible",
            "decided",
            "decision-received",
            "implemented",
        ];
        steps.iter().for_each(|step| want("due-what-ccf", &[step]));
        let missing: Vec<_> = wanted.difference(&keys).collect();
        assert!(missing.is_empty(), "texts/*/desk.ftl lack {missing:?}");
    }

    /// Keys that the steps of the law make, and no others: a step that is gone takes its words with it.
    #[test]
    fn every_step_of_a_proceeding_has_words() {
        let known: BTreeSet<String> = keys(Language::English).into_iter().map(|(key, _)| key).collect();
        let law = law::Law::shipped().unwrap();
        let steps: BTreeSet<&str> = law.steps().iter().map(|step| step.id.as_str()).collect();
        for prefix in ["step-", "needs-"] {
            let named: BTreeSet<&str> = known.iter().filter_map(|key| key.strip_prefix(prefix)).collect();
            assert_eq!(named, steps, "{prefix}");
        }
        for gap in bureau::GapKind::ALL {
            assert!(known.contains(&key("gap", gap.code())), "{}", gap.code());
        }
        for (part, _) in case::exchange::Exhibit::default().parts() {
            assert!(known.contains(&key("exhibit", part)), "{part}");
        }
        for competent in law::step::Competent::ALL {
            assert!(known.contains(&key("competent", competent.code())), "{}", competent.code());
        }
    }

    /// The English words are the law's own, so that a sentence that changes there is translated anew.
    #[test]
    fn every_period_is_said_in_every_language() {
        let law = law::Law::shipped().unwrap();
        for rule in law.all_deadlines() {
            let said = Texts::of(Language::English).say(&key("period", &rule.id));
            assert_eq!(said, rule.at_end, "{}", rule.id);
            let french = Texts::of(Language::French).period(&rule.id, &rule.at_end);
            assert_ne!(french, rule.at_end, "{}", rule.id);
            assert_eq!(
                Texts::of(Language::French).period(&rule.id, "It says more now."),
                "It says more now."
            );
        }
        let periods = keys(Language::English).iter().filter(|(key, _)| key.starts_with("period-")).count();
        assert_eq!(periods, law.all_deadlines().len(), "and no others");
    }

    #[test]
    fn a_ground_means_what_the_code_says() {
        for ground in Ground::ALL {
            assert_eq!(Texts::of(Language::English).code("ground-means", ground.tag()), ground.meaning());
        }
    }

    #[test]
    fn codes_fall_back_to_themselves() {
        let texts = Texts::of(Language::English);
        assert_eq!(texts.code("stage", "draft"), "Draft");
        assert_eq!(texts.code("stage", "such-a-stage"), "such a stage");
        assert_eq!(texts.say("such-a-key"), "such-a-key");
        assert_eq!(texts.code("unit", "US dollars"), "US dollars");
        assert_eq!(Texts::of(Language::French).code("unit", "US dollars"), "dollars des États-Unis");
        assert_eq!(texts.code_or_text("code", "arrest"), "Arrest");
        assert_eq!(texts.code_or_text("code", "no such code"), "no such code");
        assert_eq!(texts.code_or_text("code", "UNTOC-2"), "UNTOC-2");
    }

    #[test]
    fn tags_and_headers() {
        assert_eq!(Language::parse("fr-CA"), Some(Language::French));
        assert_eq!(Language::parse("xx"), None);
        assert_eq!(Language::wanted("de-DE,ar;q=0.8,en;q=0.5"), Some(Language::Arabic));
        assert_eq!(Language::wanted(""), None);
    }
}
