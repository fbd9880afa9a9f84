//! Reading what must be the same in a text and its translation: dates, times, sums, numbers, articles, references.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use letters::Language;
use serde::Deserialize;

use super::What;
use crate::folded::{self, Word};

/// Something in a text that has to be in its translation too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) what: What,
    /// What it says, in one spelling; a day written in figures alone may be read in two ways.
    pub(super) keys: Vec<String>,
    /// Where it stands in the text, in bytes.
    pub(super) place: Range<usize>,
}

/// `words/compare.toml`; every word folded, several words joined by `_`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    months: BTreeMap<String, Vec<String>>,
    between: Vec<String>,
    larger: Vec<String>,
    articles: Vec<String>,
    currencies: BTreeMap<String, Vec<String>>,
    codes: BTreeMap<String, Vec<String>>,
    units: BTreeMap<String, Vec<String>>,
    halves: Halves,
    multipliers: BTreeMap<String, Vec<String>>,
    written: BTreeMap<String, Vec<String>>,
}

/// Words that say which half of the day a time is in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Halves {
    before: Vec<String>,
    after: Vec<String>,
}

static TABLE: LazyLock<Option<Table>> =
    LazyLock::new(|| toml::from_str(include_str!("../../words/compare.toml")).ok());

fn table() -> Option<&'static Table> {
    TABLE.as_ref()
}

/// Digits of a number that is one; longer ones are references.
const DIGITS_MAX: usize = 15;
/// Longest run of words that is one reference, so that a text of strokes alone is read in no time.
const RUN_WORDS_MAX: usize = 40;
/// Figures after the point that are kept.
const FRACTION: usize = 4;

/// Which spellings stand for 1 to 12 in a language, where the number is one of these.
pub(super) fn written(language: Language, key: &str) -> Option<&'static str> {
    let place: usize = key.parse().ok().filter(|number| (1..=12).contains(number))?;
    table()?.written.get(language.tag())?.get(place - 1).map(String::as_str)
}

/// Whether a word is one of a larger number.
pub(super) fn is_larger(word: &str) -> bool {
    table().is_some_and(|table| table.larger.iter().any(|known| known == word))
}

/// Whether a word is the name of a month.
pub(super) fn is_month(word: &str, language: Language) -> bool {
    let Some(names) = table().and_then(|table| table.months.get(language.tag())) else { return false };
    names.iter().any(|names| names.split(' ').any(|name| name == word))
}

/// Whether a word names money.
pub(super) fn is_money(word: &str) -> bool {
    table().is_some_and(|table| {
        table.currencies.values().chain(table.codes.values()).flatten().any(|known| known == word)
    })
}

/// Reads a text from its beginning to its end.
pub(super) fn items(text: &str, language: Language) -> Vec<Item> {
    let Some(table) = table() else { return Vec::new() };
    let words = folded::words(text);
    let mut reader = Reader { text, words: &words, language, table, at: 0, items: Vec::new() };
    while reader.at < words.len() {
        reader.next();
    }
    reader.items
}

struct Reader<'a> {
    text: &'a str,
    words: &'a [Word],
    language: Language,
    table: &'static Table,
    /// The word to be read next.
    at: usize,
    items: Vec<Item>,
}

impl<'a> Reader<'a> {
    fn next(&mut self) {
        let (from, to) = (self.at, self.end_of_run(self.at));
        self.at = from + 1;
        let run = self.words.get(from..to).unwrap_or_default();
        if !run.iter().any(Word::is_number) {
            self.month_first(from);
            return;
        }
        self.at = to;
        let digits: Vec<&str> = run.iter().map(|word| word.text.as_str()).collect();
        let gaps: Vec<&str> = (from + 1..to).map(|place| self.gap(place)).collect();
        match (&digits[..], &gaps[..]) {
            ([one, two, three], [first, second]) if first == second && run.iter().all(Word::is_number) => {
                match self.day_in_figures(one, two, three, first) {
                    Some(keys) => self.push(What::Date, keys, from..to),
                    None => self.number_or_reference(from..to, &digits, &gaps),
                }
            }
            ([hour, minute], [":"]) => self.time(from..to, hour, minute),
            ([hour, "h", minute], ["", ""]) => self.time(from..to, hour, minute),
            ([hour, "h"], [""]) => self.time(from..to, hour, "0"),
            ([number, unit], [""])
                if run.first().is_some_and(Word::is_number) && self.is_unit(from + 1, unit) =>
            {
                self.number(from..from + 1, &[number], &[]);
            }
            _ => self.number_or_reference(from..to, &digits, &gaps),
        }
    }

    /// Where the run of words ends that are written together: a number with its marks, a reference.
    fn end_of_run(&self, from: usize) -> usize {
        let Some(mut before) = self.words.get(from) else { return from };
        let (short, mut spaced, mut to) = (before.is_number() && before.text.len() <= 3, true, from + 1);
        while let Some(after) = self.words.get(to).filter(|_| to - from < RUN_WORDS_MAX) {
            let numbers = before.is_number() && after.is_number();
            let joins = match self.gap(to) {
                "" | "-" | "/" | "_" => true,
                "." | "," | ":" | "'" | "’" | "٫" | "٬" => numbers,
                // Thousands set apart: 12 345.
                " " | "\u{a0}" | "\u{202f}" | "\u{2009}" => {
                    numbers && short && spaced && after.text.len() == 3
                }
                _ => false,
            };
            if !joins {
                break;
            }
            spaced &= !self.gap(to).is_empty() && self.gap(to).trim().is_empty();
            before = after;
            to += 1;
        }
        to
    }

    /// What stands between a word and the one before it.
    fn gap(&self, place: usize) -> &'a str {
        match (place.checked_sub(1).and_then(|before| self.words.get(before)), self.words.get(place)) {
            (Some(before), Some(word)) => self.text.get(before.to..word.from).unwrap_or_default(),
            _ => "",
        }
    }

    fn word(&self, place: usize) -> &'a str {
        self.words.get(place).map_or("", |word| &word.text)
    }

    /// Whether letters right after a number are a unit or the ending of an ordinal, and no part of a reference.
    fn is_unit(&self, place: usize, unit: &str) -> bool {
        let Some(word) = self.words.get(place).filter(|word| !word.is_number()) else { return false };
        let written = self.text.get(word.from..word.to).unwrap_or_default();
        unit.len() <= 4 && !written.chars().any(char::is_uppercase)
    }

    fn push(&mut self, what: What, keys: Vec<String>, words: Range<usize>) {
        let run = self.words.get(words).unwrap_or_default();
        if let (Some(first), Some(last)) = (run.first(), run.last()) {
            self.items.push(Item { what, keys, place: first.from..last.to });
        }
    }

    /// 2024-03-12; 12/03/2024, which in English may be either day.
    fn day_in_figures(&self, one: &str, two: &str, three: &str, gap: &str) -> Option<Vec<String>> {
        if !matches!(gap, "-" | "/" | ".") {
            return None;
        }
        let numbers = [one, two, three].map(|text| text.parse::<u16>().ok());
        let [Some(first), Some(second), Some(third)] = numbers else { return None };
        if one.len() == 4 {
            return is_day(second, third).then(|| vec![date(Some(first), second, Some(third))]);
        }
        if three.len() != 4 || one.len() > 2 || two.len() > 2 {
            return None;
        }
        let mut keys = Vec::new();
        if is_day(second, first) {
            keys.push(date(Some(third), second, Some(first)));
        }
        if is_day(first, second) && (keys.is_empty() || self.language == Language::English) {
            keys.push(date(Some(third), first, Some(second)));
        }
        (!keys.is_empty()).then_some(keys)
    }

    fn time(&mut self, words: Range<usize>, hour: &str, minute: &str) {
        let (mut hour, minute) = match (hour.parse::<u8>(), minute.parse::<u8>()) {
            (Ok(hour), Ok(minute)) if hour <= 24 && minute < 60 => (hour, minute),
            _ => return self.push(What::Reference, vec![format!("{hour}:{minute}")], words),
        };
        let half = match (self.word(words.end), self.word(words.end + 1)) {
            ("pm", _) | ("p", "m") => Some(12),
            ("am", _) | ("a", "m") => Some(0),
            _ => self.half(words.end),
        };
        if let Some(half) = half.filter(|_| hour <= 12) {
            hour = hour % 12 + half;
        }
        self.push(What::Time, vec![format!("{hour:02}:{minute:02}")], words);
    }

    /// Which half of the day the next words say: `de la tarde`, `du soir`.
    fn half(&self, place: usize) -> Option<u8> {
        let is_one = |words: &[String], word: &str| words.iter().any(|known| known == word);
        (place..place + 4).find_map(|place| match self.word(place) {
            word if is_one(&self.table.halves.after, word) => Some(12),
            word if is_one(&self.table.halves.before, word) => Some(0),
            _ => None,
        })
    }

    fn number_or_reference(&mut self, words: Range<usize>, digits: &[&str], gaps: &[&str]) {
        let leads = digits.first().is_some_and(|digits| digits.len() > 2 && digits.starts_with('0'));
        let is_number = !leads
            && self.words.get(words.clone()).is_some_and(|run| run.iter().all(Word::is_number))
            && gaps.iter().all(|gap| !matches!(*gap, "-" | "/" | "_" | ":" | ""));
        if is_number && digits.iter().map(|digits| digits.len()).sum::<usize>() <= DIGITS_MAX {
            return self.number(words, digits, gaps);
        }
        let mut key = String::new();
        for (place, part) in digits.iter().enumerate() {
            key.push_str(place.checked_sub(1).and_then(|before| gaps.get(before)).unwrap_or(&""));
            key.push_str(part);
        }
        let what = if self.follows_article(words.start) { What::Article } else { What::Reference };
        self.push(what, vec![key], words);
    }

    fn number(&mut self, words: Range<usize>, digits: &[&str], gaps: &[&str]) {
        let whole = if let [whole] = digits { whole } else { "" };
        let first: Option<u16> = whole.parse().ok();
        if let Some(day) = first.filter(|day| (1..=31).contains(day))
            && self.day_first(words.start, day)
        {
            return;
        }
        let after = self.word(words.end);
        if first.is_some_and(|hour| hour <= 24) && after == "h" && self.gap(words.end) == " " {
            let minute = self.word(words.end + 1).to_owned();
            let has_minute = minute.len() == 2 && self.words.get(words.end + 1).is_some_and(Word::is_number);
            self.at = words.end + if has_minute { 2 } else { 1 };
            return self.time(words, whole, if has_minute { &minute } else { "0" });
        }
        let is_half = matches!((after, self.word(words.end + 1)), ("pm" | "am", _) | ("p" | "a", "m"));
        if first.is_some_and(|hour| hour <= 12) && is_half {
            return self.time(words, whole, "0");
        }
        let value = decimal(digits, gaps, self.language);
        self.sum_or_number(words, &value);
    }

    /// A sum, where money stands before or after the number; else a number.
    fn sum_or_number(&mut self, words: Range<usize>, value: &str) {
        let (mut value, mut next) = (value.to_owned(), words.end);
        while let Some(larger) = self.multiplied(next, &value) {
            (value, next) = (larger, next + 1);
        }
        let to = next;
        if next > words.end && matches!(self.word(next), "de" | "d" | "of") {
            next += 1;
        }
        let before = self.gap(words.start).trim_end().to_lowercase();
        let after = self.gap(words.end).trim_start();
        let of_word = |word: &str| self.currency(|known| known == word);
        let money = self
            .currency(|known| is_sign(known) && (before.ends_with(known) || after.starts_with(known)))
            .or_else(|| of_word(self.word(next)).filter(|_| self.gap(next).trim().len() <= 3))
            .or_else(|| of_word(self.word_before(words.start)));
        // A code is one currency; a name may stand for each of several.
        let code =
            [self.word(next), self.word_before(words.start)].into_iter().find(|word| self.is_code(word));
        let names = |name: &str| {
            let codes = self.table.codes.get(name).into_iter().flatten();
            codes.map(|code| format!("{code} {value}")).chain([format!("{name} {value}")]).collect()
        };
        self.at = self.at.max(to);
        let (what, keys) = match (code, money) {
            (Some(code), _) => (What::Sum, vec![format!("{code} {value}")]),
            (None, Some(money)) => (What::Sum, names(money)),
            (None, None) if self.follows_article(words.start) => (What::Article, vec![value]),
            (None, None) => (What::Number, vec![self.measured(to, value)]),
        };
        self.push(what, keys, words.start..to);
    }

    /// A number with the weight or measure that follows it.
    fn measured(&self, place: usize, value: String) -> String {
        let word = self.word(place);
        let known = self.table.units.iter().find(|(_, words)| words.iter().any(|known| known == word));
        match known.filter(|_| self.gap(place).trim().is_empty()) {
            Some((unit, _)) => format!("{value} {unit}"),
            None => value,
        }
    }

    fn multiplied(&self, place: usize, value: &str) -> Option<String> {
        let word = self.word(place);
        let noughts =
            self.table.multipliers.iter().find(|(_, words)| words.iter().any(|known| known == word))?;
        shift(value, noughts.0.parse().ok()?)
    }

    fn currency(&self, is: impl Fn(&str) -> bool) -> Option<&'static str> {
        let mut all = self.table.currencies.iter();
        all.find(|(_, words)| words.iter().any(|word| is(word))).map(|(name, _)| name.as_str())
    }

    /// The word before, where nothing but a blank stands between.
    fn word_before(&self, place: usize) -> &'a str {
        let before = place.checked_sub(1).filter(|_| self.gap(place).trim().is_empty());
        before.map_or("", |before| self.word(before))
    }

    fn is_code(&self, word: &str) -> bool {
        self.table.codes.values().flatten().any(|code| code == word)
    }

    fn follows_article(&self, place: usize) -> bool {
        place
            .checked_sub(1)
            .is_some_and(|before| self.table.articles.iter().any(|word| word == self.word(before)))
    }

    /// The month that stands here, and the words it takes.
    fn month(&self, place: usize) -> Option<(u16, usize)> {
        let names = self.table.months.get(self.language.tag())?;
        let two = format!("{}_{}", self.word(place), self.word(place + 1));
        let named = |word: &str| {
            names
                .iter()
                .zip(1..)
                .find(|(names, _)| names.split(' ').any(|name| name == word))
                .map(|(_, month)| month)
        };
        let (month, mut to) = match named(&two) {
            Some(month) => (month, place + 2),
            None => (named(self.word(place)).filter(|_| !self.word(place).is_empty())?, place + 1),
        };
        // The United Nations write both: آذار/مارس.
        if self.gap(to) == "/" && named(self.word(to)) == Some(month) {
            to += 1;
        }
        Some((month, to))
    }

    /// Past words that stand between the parts of a day.
    fn past_between(&self, place: usize) -> usize {
        let is_between = |word: &str| self.table.between.iter().any(|known| known == word);
        if is_between(self.word(place)) { place + 1 } else { place }
    }

    fn year(&self, place: usize) -> Option<u16> {
        let word = self.words.get(place).filter(|word| word.is_number() && word.text.len() == 4)?;
        word.text.parse().ok().filter(|_| self.end_of_run(place) == place + 1)
    }

    /// 12 March 2024, 1er mars, 12 de marzo de 2024.
    fn day_first(&mut self, from: usize, day: u16) -> bool {
        let ordinal = self.gap(from + 1).is_empty() && !self.word(from + 1).is_empty();
        let place = self.past_between(if ordinal { from + 2 } else { from + 1 });
        let Some((month, to)) = self.month(place) else { return false };
        let year_at = self.past_between(to);
        let (year, to) = match self.year(year_at) {
            Some(year) => (Some(year), year_at + 1),
            None => (None, to),
        };
        self.at = to;
        self.push(What::Date, vec![date(year, month, Some(day))], from..to);
        true
    }

    /// March 12, 2024; March 2024.
    fn month_first(&mut self, from: usize) {
        let Some((month, after)) = self.month(from) else { return };
        let place = self.past_between(after);
        if let Some(year) = self.year(place) {
            self.at = place + 1;
            return self.push(What::Date, vec![date(Some(year), month, None)], from..place + 1);
        }
        let day = self.words.get(place).filter(|word| word.is_number() && word.text.len() <= 2);
        let Some(day) = day.and_then(|word| word.text.parse().ok()).filter(|day| is_day(month, *day)) else {
            return;
        };
        let ordinal = self.gap(place + 1).is_empty() && !self.word(place + 1).is_empty();
        let mut to = if ordinal { place + 2 } else { place + 1 };
        let year = self.year(to);
        if year.is_some() {
            to += 1;
        }
        self.at = to;
        self.push(What::Date, vec![date(year, month, Some(day))], from..to);
    }
}

fn is_sign(currency: &str) -> bool {
    currency.ends_with(|letter: char| !letter.is_alphanumeric())
}

const fn is_day(month: u16, day: u16) -> bool {
    month >= 1 && month <= 12 && day >= 1 && day <= 31
}

fn date(year: Option<u16>, month: u16, day: Option<u16>) -> String {
    let year = year.map_or_else(|| "----".to_owned(), |year| format!("{year:04}"));
    let day = day.map_or_else(|| "--".to_owned(), |day| format!("{day:02}"));
    format!("{year}-{month:02}-{day}")
}

/// A number in one spelling: no thousands set apart, a point before what is less than one.
fn decimal(digits: &[&str], gaps: &[&str], language: Language) -> String {
    let last = gaps.last().copied().unwrap_or_default();
    let point = match last {
        "٫" => true,
        "." | "," => {
            let alone = gaps.iter().filter(|gap| **gap == last).count() == 1;
            let mixed = gaps.iter().any(|gap| *gap != last);
            let thousands = digits.last().is_some_and(|digits| digits.len() == 3);
            let is_mark = (last == ".") == (language == Language::English);
            alone && (mixed || !thousands || (is_mark && language != Language::Arabic))
        }
        _ => false,
    };
    let (whole, fraction) = match (point, digits) {
        (true, [whole @ .., fraction]) => (whole.concat(), fraction.trim_end_matches('0')),
        _ => (digits.concat(), ""),
    };
    join(&whole, fraction)
}

fn join(whole: &str, fraction: &str) -> String {
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") }
}

/// A number with as many noughts more; none where it has too many figures.
fn shift(value: &str, noughts: usize) -> Option<String> {
    let (whole, fraction) = value.split_once('.').unwrap_or((value, ""));
    if whole.len() + noughts > DIGITS_MAX || fraction.len() > FRACTION.max(noughts) {
        return None;
    }
    let moved: String = fraction.chars().chain(std::iter::repeat('0')).take(noughts).collect();
    let left = fraction.get(noughts..).unwrap_or_default();
    Some(join(&format!("{whole}{moved}"), left))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(language: Language, text: &str, expected: &[&str]) {
        let found: Vec<String> = items(text, language).into_iter().map(|item| item.keys.join("|")).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn the_words_are_folded_as_texts_are() {
        let table = table().unwrap();
        let lists = table.months.values().chain(table.written.values()).flatten();
        let lists =
            lists.flat_map(|names| names.split([' ', '_'])).chain(table.articles.iter().map(String::as_str));
        let money = [&table.currencies, &table.multipliers, &table.codes, &table.units]
            .into_iter()
            .flat_map(BTreeMap::values)
            .flatten()
            .map(String::as_str);
        for word in
            lists.chain(money.filter(|word| !is_sign(word))).chain(table.between.iter().map(String::as_str))
        {
            let folded: Vec<String> = folded::words(word).into_iter().map(|word| word.text).collect();
            assert_eq!(folded, [word], "write it folded");
        }
    }

    #[test]
    fn days_are_read_in_every_language() {
        check(Language::English, "on 12 March 2024, March 12th, 2024 and 2024-03-12", &["2024-03-12"; 3]);
        check(
            Language::French,
            "le 1er mars 2024, le 12/03/2024, en mars 2024",
            &["2024-03-01", "2024-03-12", "2024-03---"],
        );
        check(Language::Spanish, "el 12 de marzo de 2024 y el 3 de mayo", &["2024-03-12", "-----05-03"]);
        check(Language::Arabic, "في ١٢ آذار/مارس ٢٠٢٤ و 3 كانون الثاني 2024", &["2024-03-12", "2024-01-03"]);
        check(Language::English, "03/04/2024", &["2024-04-03|2024-03-04"]);
        check(Language::English, "13/04/2024", &["2024-04-13"]);
    }

    const DOLLARS: &str =
        "usd 2500000|cad 2500000|aud 2500000|nzd 2500000|sgd 2500000|hkd 2500000|dollar 2500000";

    #[test]
    fn sums_and_numbers_are_read_in_every_language() {
        check(
            Language::English,
            "EUR 1,234.56, $2.5 million, 12,000 euros, 1,000",
            &["eur 1234.56", DOLLARS, "eur 12000|euro 12000", "1000"],
        );
        check(
            Language::French,
            "1 234,56 €, 2,5 millions de dollars, 12 000 euros, 1 000",
            &["eur 1234.56|euro 1234.56", DOLLARS, "eur 12000|euro 12000", "1000"],
        );
        check(
            Language::Spanish,
            "1.234,56 euros, 2,5 millones de dólares, 12.000 €, 1.000",
            &["eur 1234.56|euro 1234.56", DOLLARS, "eur 12000|euro 12000", "1000"],
        );
        check(Language::Arabic, "١٬٢٣٤٫٥٦ يورو و 2.5 مليون دولار", &["eur 1234.56|euro 1234.56", DOLLARS]);
    }

    #[test]
    fn times_articles_and_references_are_read() {
        check(Language::English, "at 2:30 p.m., 14:30 and 9 a.m.", &["14:30", "14:30", "09:00"]);
        check(Language::French, "à 14h30, 14 h 30 et 9 h", &["14:30", "14:30", "09:00"]);
        check(
            Language::French,
            "l’article 222-37 et l’art.12 du code, dossier 2024/123-AB",
            &["222-37", "12", "2024/123-ab"],
        );
        check(
            Language::English,
            "IBAN FR7630006000011234567890189, 5kg, the 3rd",
            &["fr7630006000011234567890189", "5 kg", "3"],
        );
    }
}
