//! Texts as words that are the same however they are written: without case, accents, vowel signs, forms of a letter, foreign
//! digits, letters that only look alike, or characters that are not seen. Each word knows where it stands.

use std::collections::BTreeSet;

use icu_normalizer::DecomposingNormalizerBorrowed;
use icu_normalizer::properties::CanonicalCombiningClassMapBorrowed;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// The word, folded: letters only or digits only.
    pub(crate) text: String,
    /// Where it begins in the text, in bytes.
    pub(crate) from: usize,
    /// Where it ends.
    pub(crate) to: usize,
}

impl Word {
    /// Whether it is of digits.
    pub(crate) fn is_number(&self) -> bool {
        self.text.starts_with(|letter: char| letter.is_ascii_digit())
    }
}

/// The words of a text in their order. A word ends where letters and digits meet, as in `5th`.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let decomposing = DecomposingNormalizerBorrowed::new_nfkd();
    let classes = CanonicalCombiningClassMapBorrowed::new();
    let (mut words, mut open): (Vec<Word>, bool) = (Vec::new(), false);
    let mut letters = String::new();
    for (from, letter) in text.char_indices() {
        let to = from + letter.len_utf8();
        letters.clear();
        if letter.is_ascii() {
            letters.push(letter.to_ascii_lowercase());
        } else {
            let lower: String = letter.to_lowercase().collect();
            let parts = decomposing.normalize(&lower);
            let kept = parts.chars().filter(|part| classes.get_u8(*part) == 0 && !is_unseen(*part));
            kept.flat_map(char::to_lowercase).for_each(|part| fold(part, &mut letters));
            // Marks, and what is not seen, belong to the word they stand in.
            if letters.is_empty() {
                continue;
            }
        }
        for part in letters.chars() {
            if !part.is_alphanumeric() {
                open = false;
                continue;
            }
            match words.last_mut().filter(|word| open && word.is_number() == part.is_ascii_digit()) {
                Some(word) => {
                    word.text.push(part);
                    word.to = to;
                }
                None => words.push(Word { text: part.to_string(), from, to }),
            }
            open = true;
        }
    }
    words
}

/// The words of a name, in no order. An apostrophe joins what some write in one word and some in two.
pub(crate) fn name(text: &str) -> BTreeSet<String> {
    let joined: String = text.chars().filter(|letter| !matches!(letter, '\'' | '’' | 'ʼ')).collect();
    words(&joined).into_iter().map(|word| word.text).collect()
}

/// A number of a document or a reference, with nothing but its letters and digits.
pub(crate) fn number(text: &str) -> String {
    words(text).into_iter().map(|word| word.text).collect()
}

/// Characters that take no room in a line, and the Arabic stroke that only lengthens a word.
const fn is_unseen(letter: char) -> bool {
    matches!(letter,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{640}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' | '\u{FFA0}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Where the ten digits of other scripts begin.
const ZEROS: [char; 12] = [
    '\u{660}', '\u{6F0}', '\u{7C0}', '\u{966}', '\u{9E6}', '\u{A66}', '\u{AE6}', '\u{B66}', '\u{BE6}',
    '\u{C66}', '\u{E50}', '\u{17E0}',
];

/// Adds a letter, which is lower case and bears no marks, as all that are read alike are written.
fn fold(letter: char, to: &mut String) {
    let digit = ZEROS.iter().find_map(|zero| {
        let place = u32::from(letter).checked_sub(u32::from(*zero)).filter(|place| *place < 10)?;
        char::from_digit(place, 10)
    });
    let plain = match letter {
        'ß' => return to.push_str("ss"),
        'æ' => return to.push_str("ae"),
        'œ' => return to.push_str("oe"),
        'þ' => return to.push_str("th"),
        'ø' => 'o',
        'ł' => 'l',
        'đ' | 'ð' => 'd',
        'ħ' => 'h',
        'ı' => 'i',
        // Forms of one Arabic letter, and those of Persian and Urdu.
        'ٱ' => 'ا',
        'ى' | 'ی' | 'ې' => 'ي',
        'ک' | 'ڪ' => 'ك',
        'ة' | 'ھ' | 'ہ' | 'ە' => 'ه',
        // Cyrillic and Greek letters whose capital or small form looks like a Latin one.
        'а' | 'α' => 'a',
        'в' | 'β' => 'b',
        'с' | 'ϲ' => 'c',
        'е' | 'ε' => 'e',
        'н' | 'η' => 'h',
        'і' | 'ι' => 'i',
        'ј' => 'j',
        'к' | 'κ' => 'k',
        'м' | 'μ' => 'm',
        'ν' => 'n',
        'о' | 'ο' => 'o',
        'р' | 'ρ' => 'p',
        'ѕ' => 's',
        'ς' => 'σ',
        'т' | 'τ' => 't',
        'х' | 'χ' => 'x',
        'у' | 'υ' => 'y',
        'ζ' => 'z',
        other => digit.unwrap_or(other),
    };
    to.push(plain);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = words(text).into_iter().map(|word| word.text).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_text_is_the_same_words_however_it_is_written() {
        check("", &[]);
        check("Zoë O'NEILL-Ångström", &["zoe", "o", "neill", "angstrom"]);
        check("on the 5th at 14h30", &["on", "the", "5", "th", "at", "14", "h", "30"]);
        check("STRAẞE Straße", &["strasse", "strasse"]);
        check("İstanbul ısparta", &["istanbul", "isparta"]);
        check("Ｍａｒｅｋ 𝐌𝐚𝐫𝐞𝐤", &["marek", "marek"]);
        check("M\u{430}r\u{435}k", &["marek"]);
        check("Ma\u{200B}r\u{AD}ek Ma\u{301}rek", &["marek", "marek"]);
        check("أَحْمَد احمد أحـمـد", &["احمد", "احمد", "احمد"]);
        check("فاطمة فاطمه", &["فاطمه", "فاطمه"]);
        check("٠٥/۰۱/२०२६", &["05", "01", "2026"]);
        check("Σωκράτης ΣΩΚΡΑΤΗΣ", &["σωkpathσ", "σωkpathσ"]);
    }

    #[test]
    fn names_are_compared_without_marks_case_or_order() {
        let check = |one: &str, other: &str, same: bool| {
            assert_eq!(name(one) == name(other), same, "{one} {other}");
        };
        check("Müller, Jürgen", "JURGEN MULLER", true);
        check("Łukasz Żółć", "zolc lukasz", true);
        check("O’Brien", "OBRIEN", true);
        check("İbrahim Işık", "ibrahim isik", true);
        check("مُحَمَّد", "محمد", true);
        check("Иванов", "ИВАНОВ", true);
        check("Jean-Paul Sartre", "Sartre Jean Paul", true);
        check("Marie Dubois", "Marie Dupont", false);
        assert_eq!(number("X 12-34.56/B"), "x123456b");
    }

    proptest::proptest! {
        #[test]
        fn what_was_folded_stays_so(text in "\\PC{0,60}") {
            let once = number(&text);
            proptest::prop_assert_eq!(number(&once), once);
        }
    }

    #[test]
    fn a_word_knows_where_it_stands() {
        let text = "Ici É\u{301}mile, 7e.";
        let found = words(text);
        let stands: Vec<&str> = found.iter().map(|word| &text[word.from..word.to]).collect();
        assert_eq!(stands[..2], ["Ici", "É\u{301}mile"]);
        assert_eq!(stands[2..], ["7", "e"]);
    }
}
