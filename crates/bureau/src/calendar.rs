//! Days and times of day as people write them, found among the words of a text: with the month in figures or by its name in
//! English, French, Spanish or Arabic. Where a date can be read in two ways it is read in both.

use std::sync::LazyLock;

use crate::folded::{Word, words};

/// The months, each by its names. Three or four letters of one stand for it too.
const MONTHS: [&str; 12] = [
    "january janvier enero يناير جانفي",
    "february février febrero فبراير فيفري شباط",
    "march mars marzo مارس آذار",
    "april avril abril أبريل إبريل أفريل نيسان",
    "may mai mayo مايو ماي أيار",
    "june juin junio يونيو يونيه جوان حزيران",
    "july juillet julio يوليو يوليه جويلية تموز",
    "august août agosto أغسطس أوت آب",
    "september septembre septiembre setiembre سبتمبر أيلول",
    "october octobre octubre أكتوبر",
    "november novembre noviembre نوفمبر",
    "december décembre diciembre ديسمبر",
];
/// Words that stand between the parts of a date.
const BETWEEN: &str = "of the de du del le el st nd rd th er من";
/// Fewest and most letters of a month cut short.
const SHORT_MONTH: std::ops::RangeInclusive<usize> = 3..=4;

static MONTHS_FOLDED: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| MONTHS.map(texts).to_vec());
static BETWEEN_FOLDED: LazyLock<Vec<String>> = LazyLock::new(|| texts(BETWEEN));

fn texts(names: &str) -> Vec<String> {
    words(names).into_iter().map(|word| word.text).collect()
}

/// A day as a text names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NamedDay {
    year: Option<u32>,
    month: u32,
    day: u32,
}

impl NamedDay {
    fn new(year: Option<u32>, month: u32, day: u32) -> Option<Self> {
        ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some(Self { year, month, day })
    }

    /// Whether both may mean the same day: a year that is not said may be any, and one of two figures of any century.
    pub(crate) fn may_be(self, other: Self) -> bool {
        let years = match (self.year, other.year) {
            (Some(one), Some(two)) => one == two || ((one < 100 || two < 100) && one % 100 == two % 100),
            _ => true,
        };
        years && (self.month, self.day) == (other.month, other.day)
    }
}

/// Every day that words may name, with the places of its first and last word.
pub(crate) fn days(words: &[Word]) -> Vec<(NamedDay, usize, usize)> {
    let between = |word: &Word| BETWEEN_FOLDED.contains(&word.text);
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        found.extend(in_one(&word.text).into_iter().map(|day| (day, at, at)));
        // The words from here on that could be parts of a date: no more than three.
        let rest = words.iter().enumerate().skip(at);
        let parts: Vec<(usize, &Word)> = rest.take(7).filter(|(_, word)| !between(word)).take(3).collect();
        if let [(first, one), (second, two), third @ ..] = parts.as_slice()
            && *first == at
        {
            let third = third.first().map(|(place, word)| (*place, *word));
            found.extend(in_parts(one, two, third.map(|(_, word)| word)).into_iter().map(|day| {
                let last =
                    if day.year.is_some() { third.map_or(*second, |(place, _)| place) } else { *second };
                (day, at, last)
            }));
        }
    }
    found
}

/// A date without anything between its parts, such as 20260105.
fn in_one(text: &str) -> Vec<NamedDay> {
    let part = |from: usize, to: usize| text.get(from..to).and_then(|part| part.parse().ok());
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let first = || NamedDay::new(part(0, 4), part(4, 6)?, part(6, 8)?);
    let last = || NamedDay::new(part(4, 8), part(2, 4)?, part(0, 2)?);
    let turned = || NamedDay::new(part(4, 8), part(0, 2)?, part(2, 4)?);
    [first(), last(), turned()].into_iter().flatten().collect()
}

fn in_parts(one: &Word, two: &Word, three: Option<&Word>) -> Vec<NamedDay> {
    let number = |word: &Word| word.text.parse::<u32>().ok().filter(|_| word.text.len() <= 4);
    let third = three.and_then(number);
    // Of a month by its name, a year is said with four figures; two may be anything.
    let year = third.filter(|year| *year >= 1000);
    let found = match (number(one), number(two)) {
        (Some(day), None) => months(&two.text).map(|month| NamedDay::new(year, month, day)).collect(),
        (None, Some(day)) => months(&one.text).map(|month| NamedDay::new(year, month, day)).collect(),
        (Some(first), Some(second)) if first >= 1000 => {
            vec![
                third.and_then(|third| NamedDay::new(Some(first), second, third)),
                third.and_then(|third| NamedDay::new(Some(first), third, second)),
            ]
        }
        (Some(first), Some(second)) => vec![
            third.and_then(|year| NamedDay::new(Some(year), second, first)),
            third.and_then(|year| NamedDay::new(Some(year), first, second)),
        ],
        (None, None) => Vec::new(),
    };
    found.into_iter().flatten().collect()
}

/// The months that a word may name.
fn months(word: &str) -> impl Iterator<Item = u32> {
    let short = SHORT_MONTH.contains(&word.chars().count());
    let named = move |name: &String| name == word || (short && name.starts_with(word));
    (1..).zip(MONTHS_FOLDED.iter()).filter(move |(_, names)| names.iter().any(named)).map(|(month, _)| month)
}

/// Every time of day that a text names with hours and minutes, with the places of its first and last word.
pub(crate) fn times(text: &str, words: &[Word]) -> Vec<((u32, u32), usize, usize)> {
    let mut found = Vec::new();
    for (at, hour) in words.iter().enumerate() {
        let next = words.get(at + 1);
        let letter = next.is_some_and(|next| matches!(next.text.as_str(), "h" | "uhr"));
        let place = if letter { at + 2 } else { at + 1 };
        let Some(minute) = words.get(place) else { continue };
        let between = text.get(hour.to..minute.from).unwrap_or_default();
        let joined = letter || matches!(between, ":" | "." | "h");
        let read = |word: &Word, max: u32| word.text.parse::<u32>().ok().filter(|number| *number <= max);
        if let (true, 2, Some(hours), Some(minutes)) =
            (joined, minute.text.len(), read(hour, 24), read(minute, 59))
        {
            found.push(((hours, minutes), at, place));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: bool) {
        let wanted = NamedDay { year: Some(2026), month: 1, day: 5 };
        let found = days(&words(text));
        assert_eq!(found.iter().any(|(day, ..)| day.may_be(wanted)), expected, "{text}: {found:?}");
    }

    #[test]
    fn a_day_is_known_in_any_usual_form() {
        for text in [
            "on 2026-01-05 there",
            "2026/1/5",
            "05.01.2026",
            "5/1/26",
            "1/5/2026",
            "20260105",
            "05012026",
            "le 5 janvier 2026",
            "the 5th of January",
            "January 5, 2026",
            "5 janv. 2026",
            "5 de enero de 2026",
            "Jan 5",
            "في ٥ يناير ٢٠٢٦",
            "5 كانون يناير",
        ] {
            check(text, text != "5 كانون يناير");
        }
        for text in ["2025-01-05", "6 January 2026", "January", "5", "15 January 2026", "5 marks", ""] {
            check(text, false);
        }
    }

    #[test]
    fn a_time_of_day_is_known() {
        let check = |text: &str, expected: &[(u32, u32)]| {
            let found: Vec<_> = times(text, &words(text)).into_iter().map(|(time, ..)| time).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("at 14:30 or 14.30 or 14h30", &[(14, 30), (14, 30), (14, 30)]);
        check("الساعة ١٤:٣٠", &[(14, 30)]);
        check("14 30 or 25:30 or 14:3", &[]);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_fail(text in any::<String>()) {
            let words = words(&text);
            for (_, from, to) in days(&words) {
                prop_assert!(from <= to && to < words.len());
            }
            times(&text, &words);
        }
    }
}
