//! Comparing a text with its translation. What does not depend on the language has to stand in both: days, times, sums, numbers,
//! articles, references, names. And where the field has a term, the translation uses it. What differs is shown to whoever signs; whether it
//! is a fault is theirs to say.

mod read;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use letters::Language;
use serde::Deserialize;

use self::read::{Item, is_larger, is_money, is_month, items, written};
use crate::folded::{self, Word};

/// What differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// A day, or a month of a year.
    Date,
    /// A time of day.
    Time,
    /// A sum of money.
    Sum,
    /// The number of a provision.
    Article,
    /// A number.
    Number,
    /// A number of a file, an account, a document: letters and figures.
    Reference,
    /// A name.
    Name,
    /// A term of the field.
    Term,
}

impl What {
    /// Its name in the catalogue (`differs-<code>`).
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            What::Date => "date",
            What::Time => "time",
            What::Sum => "sum",
            What::Article => "article",
            What::Number => "number",
            What::Reference => "reference",
            What::Name => "name",
            What::Term => "term",
        }
    }
}

/// Something that stands in one of the two texts and not in the other.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// What it is.
    pub what: What,
    /// As it is written.
    pub written: String,
    /// Whether it stands in the original and lacks in the translation, or the other way round.
    pub in_original: bool,
    /// The term that papers use, where it is a term; for a name whether the two are of different scripts, so that only a person can compare them.
    pub instead: Option<String>,
}

/// A text in a language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Written<'a> {
    /// The words.
    pub(crate) text: &'a str,
    /// Their language.
    pub(crate) language: Language,
}

/// What has to stand in both and does not, in the order of kinds. `names` are names and references that the request states elsewhere.
#[must_use]
pub(crate) fn differences(
    original: Written<'_>,
    translation: Written<'_>,
    names: &[&str],
) -> Vec<Difference> {
    let mut found = figures(original, translation);
    found.extend(stated_names(original, translation, names));
    let stated: BTreeSet<String> = names.iter().flat_map(|name| folded::name(name)).collect();
    found.extend(capitals(original, translation, &stated, true));
    found.extend(capitals(translation, original, &stated, false));
    found.extend(terms(original, translation));
    found.sort();
    found.dedup();
    found
}

/// Days, sums, numbers and references of one that are not in the other.
fn figures(original: Written<'_>, translation: Written<'_>) -> Vec<Difference> {
    let mut left = items(original.text, original.language);
    let mut right = Pool::of(items(translation.text, translation.language));
    left.retain(|one| !one.keys.iter().any(|key| right.take(key)));
    left.retain(|one| !right.take_range(one));
    let mut left = Pool::of(left);
    let mut right = right.left();
    right.retain(|one| !left.take_range(one));
    let mut left = left.left();
    left.retain(is_not_written_out(translation));
    right.retain(is_not_written_out(original));
    let differs = |item: Item, of: Written<'_>, in_original| Difference {
        what: item.what,
        written: of.text.get(item.place).unwrap_or_default().to_owned(),
        in_original,
        instead: None,
    };
    let left = left.into_iter().map(|item| differs(item, original, true));
    left.chain(right.into_iter().map(|item| differs(item, translation, false))).collect()
}

/// What one text has, to be taken out as the other is found to have it too.
struct Pool {
    items: Vec<Option<Item>>,
    places: BTreeMap<String, Vec<usize>>,
}

impl Pool {
    fn of(items: Vec<Item>) -> Self {
        let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (place, item) in items.iter().enumerate().rev() {
            for key in &item.keys {
                places.entry(key.clone()).or_default().push(place);
            }
        }
        Self { items: items.into_iter().map(Some).collect(), places }
    }

    /// The first with this key that is still there.
    fn find(&mut self, key: &str) -> Option<usize> {
        let places = self.places.get_mut(key)?;
        while let Some(place) = places.last().copied() {
            if self.items.get(place).is_some_and(Option::is_some) {
                return Some(place);
            }
            places.pop();
        }
        None
    }

    fn take(&mut self, key: &str) -> bool {
        let place = self.find(key);
        place.and_then(|place| self.items.get_mut(place)).is_some_and(|item| item.take().is_some())
    }

    /// `10-15` there and 10 and 15 here are the same.
    fn take_range(&mut self, range: &Item) -> bool {
        let parts = range.keys.first().and_then(|key| key.split_once('-'));
        let Some((from, to)) = parts.filter(|(from, to)| from != to) else { return false };
        self.find(from).is_some() && self.find(to).is_some() && self.take(from) && self.take(to)
    }

    fn left(self) -> Vec<Item> {
        self.items.into_iter().flatten().collect()
    }
}

/// Whether the other text does not have a small number in letters, alone and not as a part of a larger one.
fn is_not_written_out(other: Written<'_>) -> impl FnMut(&Item) -> bool {
    let words: Vec<String> = folded::words(other.text).into_iter().map(|word| word.text).collect();
    let alone = |(place, _): &(usize, &String)| {
        let near = |place: Option<usize>| {
            place.and_then(|place| words.get(place)).is_some_and(|word| is_larger(word))
        };
        !near(place.checked_sub(1)) && !near(place.checked_sub(2)) && !near(place.checked_add(1))
    };
    let words: BTreeSet<String> =
        words.iter().enumerate().filter(alone).map(|(_, word)| word.clone()).collect();
    let mut known: BTreeMap<String, bool> = BTreeMap::new();
    move |item: &Item| {
        let Some(key) = item.keys.first().filter(|_| item.what == What::Number) else { return true };
        let Some(forms) = written(other.language, key) else { return true };
        // Words joined to the number, as the Arabic article is, stand before it.
        let has = |form: &str| {
            let joined = |word: &String| form.len() > 4 && is_arabic(other.language) && word.ends_with(form);
            words.contains(form) || words.iter().any(joined)
        };
        !*known.entry(key.clone()).or_insert_with(|| forms.split(' ').any(has))
    }
}

/// Most names of a request that are looked for in a text; a request of the fullest form states some two hundred.
const NAMES_MAX: usize = 400;
/// Longest name that is looked for, in words.
const NAME_WORDS_MAX: usize = 20;
/// Most places of a name's first word that are looked at.
const PLACES_MAX: usize = 1_000;

/// Names and references stated elsewhere in the request, where only one of the texts has them.
fn stated_names(original: Written<'_>, translation: Written<'_>, names: &[&str]) -> Vec<Difference> {
    let (left, right) = (Words::of(original.text), Words::of(translation.text));
    let mut found = Vec::new();
    for name in names.iter().take(NAMES_MAX) {
        let parts = folded::words(name);
        let letters: usize = parts.iter().map(|part| part.text.chars().count()).sum();
        if letters < 3 || parts.len() > NAME_WORDS_MAX {
            continue;
        }
        let (here, there) = (left.has(&parts), right.has(&parts));
        if here != there {
            let other_script = is_arabic(original.language) != is_arabic(translation.language);
            found.push(Difference {
                what: What::Name,
                written: (*name).to_owned(),
                in_original: here,
                instead: other_script.then(String::new),
            });
        }
    }
    found
}

/// Where each word of a text stands.
struct Words {
    words: Vec<Word>,
    places: BTreeMap<String, Vec<usize>>,
}

impl Words {
    fn of(text: &str) -> Self {
        let words = folded::words(text);
        let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (place, word) in words.iter().enumerate() {
            places.entry(word.text.clone()).or_default().push(place);
        }
        Self { words, places }
    }

    fn has(&self, parts: &[Word]) -> bool {
        let Some(places) = parts.first().and_then(|first| self.places.get(&first.text)) else { return false };
        let run = |place: &usize| self.words.get(*place..*place + parts.len());
        places
            .iter()
            .take(PLACES_MAX)
            .filter_map(run)
            .any(|run| run.iter().zip(parts).all(|(one, part)| one.text == part.text))
    }
}

const fn is_arabic(language: Language) -> bool {
    matches!(language, Language::Arabic)
}

/// Words with a capital inside a sentence that the other text has nowhere; only between languages that have capitals.
fn capitals(
    here: Written<'_>,
    there: Written<'_>,
    stated: &BTreeSet<String>,
    in_original: bool,
) -> Vec<Difference> {
    if is_arabic(here.language) || is_arabic(there.language) {
        return Vec::new();
    }
    let words = folded::words(here.text);
    let others: BTreeSet<String> = folded::words(there.text).into_iter().map(|word| word.text).collect();
    let is_name = |place: usize, word: &Word| {
        let written = here.text.get(word.from..word.to).unwrap_or_default();
        let before = place.checked_sub(1).and_then(|before| words.get(before));
        let gap = before.and_then(|before| here.text.get(before.to..word.from));
        let inside = gap.is_some_and(|gap| {
            !gap.is_empty() && !gap.contains(['.', '!', '?', ':', '\n', '•', '«', '“', '"'])
        });
        inside
            && written.chars().count() >= 3
            && written.starts_with(char::is_uppercase)
            && !is_month(&word.text, here.language)
            && !is_money(&word.text)
            && !stated.contains(&word.text)
            && !others.contains(&word.text)
    };
    let mut found: Vec<(usize, std::ops::Range<usize>)> = Vec::new();
    for (place, word) in words.iter().enumerate().filter(|(place, word)| is_name(*place, word)) {
        match found.last_mut() {
            // Names of several words are shown whole.
            Some((last, range)) if *last + 1 == place && here.text.get(range.end..word.from) == Some(" ") => {
                (*last, range.end) = (place, word.to);
            }
            _ => found.push((place, word.from..word.to)),
        }
    }
    let name = |(_, range): (usize, std::ops::Range<usize>)| Difference {
        what: What::Name,
        written: here.text.get(range).unwrap_or_default().to_owned(),
        in_original,
        instead: None,
    };
    found.into_iter().map(name).collect()
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Terms {
    terms: Vec<Term>,
}

/// A term: the forms that stand for it, the one that papers use first. The last word of a form may go on, as in a plural.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Term {
    en: Vec<String>,
    fr: Vec<String>,
    es: Vec<String>,
    ar: Vec<String>,
}

impl Term {
    fn of(&self, language: Language) -> &[String] {
        match language {
            Language::English => &self.en,
            Language::French => &self.fr,
            Language::Spanish => &self.es,
            Language::Arabic => &self.ar,
        }
    }
}

static TERMS: LazyLock<Option<Terms>> =
    LazyLock::new(|| toml::from_str(include_str!("../words/terms.toml")).ok());

/// Terms of the original that the translation says otherwise.
fn terms(original: Written<'_>, translation: Written<'_>) -> Vec<Difference> {
    let Some(known) = TERMS.as_ref() else { return Vec::new() };
    let (left, right) = (in_words(original.text), in_words(translation.text));
    let has = |text: &str, form: &str, language| {
        let form = in_words(form);
        // Arabic joins the article and small words to the word after them.
        text.contains(if is_arabic(language) { form.trim() } else { form.trim_end() })
    };
    let mut found = Vec::new();
    for term in &known.terms {
        let used = term.of(original.language).iter().find(|form| has(&left, form, original.language));
        let Some(used) = used else { continue };
        if !term.of(translation.language).iter().any(|form| has(&right, form, translation.language)) {
            let instead = term.of(translation.language).first().cloned();
            found.push(Difference { what: What::Term, written: used.clone(), in_original: true, instead });
        }
    }
    found
}

/// The words of a text, folded, each after a blank.
fn in_words(text: &str) -> String {
    folded::words(text).iter().fold(String::new(), |mut text, word| {
        text.push(' ');
        text.push_str(&word.text);
        text
    }) + " "
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The differences, a line each: `-` what only the original has, `+` what only the translation has.
    fn check(original: (Language, &str), translation: (Language, &str), names: &[&str], expected: &[&str]) {
        let written = |(language, text)| Written { text, language };
        let line = |one: Difference| {
            format!("{} {} {}", if one.in_original { '-' } else { '+' }, one.what.code(), one.written)
        };
        let found = differences(written(original), written(translation), names);
        assert_eq!(found.into_iter().map(line).collect::<Vec<_>>(), expected);
    }

    const FRENCH: &str = "Le 12 mars 2024 vers 14h30, Jean Moreau a retiré 12 500,50 € du compte FR7630006000011234567890189 à \
                          Lyon (article 313-1 du code pénal). Trois témoins l’ont vu.";

    #[test]
    fn a_faithful_translation_differs_in_nothing() {
        let english = "On 12 March 2024 at about 2:30 p.m., Jean Moreau withdrew EUR 12,500.50 from account \
                       FR7630006000011234567890189 in Lyon (article 313-1 of the penal code). 3 witnesses saw him.";
        let spanish = "El 12 de marzo de 2024, hacia las 14:30, Jean Moreau retiró 12.500,50 euros de la cuenta \
                       FR7630006000011234567890189 en Lyon (artículo 313-1 del código penal). Tres testigos lo vieron.";
        let arabic = "في 12 مارس 2024 نحو الساعة 14:30 سحب جان مورو (Jean Moreau) مبلغ 12,500.50 يورو من الحساب \
                      FR7630006000011234567890189 في ليون (المادة 313-1 من قانون العقوبات). ورآه ثلاثة شهود.";
        for (language, text) in
            [(Language::English, english), (Language::Spanish, spanish), (Language::Arabic, arabic)]
        {
            check((Language::French, FRENCH), (language, text), &["Moreau", "Jean"], &[]);
        }
    }

    #[test]
    fn what_is_wrong_is_shown_from_both_sides() {
        let wrong = "On 21 March 2024 at about 2:30 a.m., Jean Morel withdrew USD 12,500.50 from account \
                     FR7630006000011234567890188 in Lille (article 313-2 of the penal code). Three people saw him.";
        let expected = [
            "- date 12 mars 2024",
            "+ date 21 March 2024",
            "- time 14h30",
            "+ time 2:30",
            "- sum 12 500,50",
            "+ sum 12,500.50",
            "- article 313-1",
            "+ article 313-2",
            "- reference FR7630006000011234567890189",
            "+ reference FR7630006000011234567890188",
            "+ name Lille",
            "- name Lyon",
            "- name Moreau",
            "+ name Morel",
            "- term témoin",
        ];
        let mut expected: Vec<&str> = expected.to_vec();
        let found = differences(
            Written { text: FRENCH, language: Language::French },
            Written { text: wrong, language: Language::English },
            &["Moreau", "Jean"],
        );
        let mut lines: Vec<String> = found
            .into_iter()
            .map(|one| {
                format!("{} {} {}", if one.in_original { '-' } else { '+' }, one.what.code(), one.written)
            })
            .collect();
        lines.sort();
        expected.sort_unstable();
        assert_eq!(lines, expected);
    }

    #[test]
    fn what_is_nearly_the_same_is_shown() {
        use Language::{Arabic, English, French, Spanish};
        for (original, translation) in [
            ((French, "vingt-deux sacs"), (English, "2 bags")),
            ((French, "deux mille cartouches"), (English, "2 cartridges")),
            ((Arabic, "خمسة عشر كيسا"), (English, "5 bags")),
            ((French, "500 g de cocaïne"), (English, "500 kg of cocaine")),
            ((French, "500 CHF"), (English, "500 XOF")),
            ((English, "USD 500"), (Spanish, "AUD 500")),
            ((Spanish, "a las 2:30 de la tarde"), (English, "at 2:30 a.m.")),
            ((Spanish, "EUR 2 mil millones"), (English, "EUR 2 thousand")),
            ((English, "account 0012345"), (Spanish, "cuenta 12345")),
        ] {
            let written = |(language, text)| Written { text, language };
            assert_ne!(
                differences(written(original), written(translation), &[]),
                [],
                "{original:?} {translation:?}"
            );
        }
        for (original, translation) in [
            ((French, "22 sacs, 2 personnes"), (English, "22 bags, two persons")),
            ((French, "500 grammes"), (Spanish, "500 g")),
            ((English, "USD 500"), (Spanish, "500 dólares")),
            ((Spanish, "a las 2:30 de la tarde"), (English, "at 2:30 p.m.")),
            ((Spanish, "2 mil millones de euros"), (English, "2 billion euros")),
            ((Arabic, "الساعة 2:30 مساء"), (French, "à 14h30")),
        ] {
            check(original, translation, &[], &[]);
        }
    }

    #[test]
    fn hostile_texts_are_compared_in_no_time() {
        for word in ["a-", "a ", "1 ", "12-", "1-a/", "deux ", "$1 "] {
            let text = word.repeat(case::limits::FIELD_BYTES_MAX / word.len());
            let names: Vec<String> = (0..500).map(|number| format!("a a a {number}")).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let (original, translation) = (
                Written { text: &text, language: Language::French },
                Written { text: "a", language: Language::English },
            );
            // Slow reading would show as a test that takes minutes.
            let _ = differences(original, translation, &names);
        }
    }

    #[test]
    fn a_name_in_another_script_is_left_to_a_person() {
        let found = differences(
            Written { text: "Vu avec Nadia Haddad.", language: Language::French },
            Written { text: "شوهد مع نادية حداد.", language: Language::Arabic },
            &["Haddad"],
        );
        let [name] = &found[..] else { panic!("{found:?}") };
        assert!(name.what == What::Name && name.instead.is_some());
    }

    #[test]
    fn every_term_has_a_form_in_every_language() {
        let terms = &TERMS.as_ref().unwrap().terms;
        assert!(terms.len() > 20);
        for term in terms {
            for language in Language::ALL {
                assert!(term.of(language).iter().any(|form| !form.trim().is_empty()), "{term:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn a_text_is_no_other_than_itself(text in ".{0,200}") {
            for language in Language::ALL {
                let written = Written { text: &text, language };
                prop_assert_eq!(differences(written, written, &["Moreau"]), []);
            }
        }

        #[test]
        fn a_number_that_is_left_out_is_shown(number in 13_u32..4_000_000, text in "[a-z ]{0,80}") {
            let with = format!("{text} {number} {text}");
            let original = Written { text: &with, language: Language::English };
            let translation = Written { text: &text, language: Language::Spanish };
            let found = differences(original, translation, &[]);
            prop_assert!(found.iter().any(|one| one.in_original && one.written.contains(&number.to_string())), "{:?}", found);
        }

        #[test]
        fn a_number_is_the_same_however_its_thousands_are_set(number in 0_u64..1_000_000_000_000) {
            let digits = number.to_string();
            let set = |mark: &str| {
                let groups: Vec<&str> = digits.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
                groups.join(mark)
            };
            let (french, english, spanish) = (set("\u{202f}"), set(","), set("."));
            let texts = [(Language::French, &french), (Language::English, &english), (Language::Spanish, &spanish)];
            for (language, text) in texts {
                let (text, plain) = (format!("x {text} y"), format!("x {digits} y"));
                let found = differences(Written { text: &text, language }, Written { text: &plain, language: Language::Arabic }, &[]);
                prop_assert_eq!(found, [], "{}", text);
            }
        }
    }
}
