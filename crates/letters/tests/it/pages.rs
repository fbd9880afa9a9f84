//! The pages themselves, read by programs of others: the text is all there, the file is sound, and what it carries comes back.

use std::fs;
use std::process::Command;

use case::fact::Facts;
use letters::carried::{self, CarriedFault};
use letters::draw::carries;
use letters::typeset::Typesetter;
use letters::{Form, Language, Paper, signed};
use proptest::prelude::*;

use crate::world::{DAY, LIBRARY, facts_for, paper_to};

/// Who signs, and what is said of the keys.
const BY: (&str, &str) = ("FR", "of FR");
const INSIDE: &[u8] = br#"{"kind": "mla", "facts": {"person.family_name": "Ndlovu"}}"#;

fn pdf(paper: &Paper, inside: Option<&[u8]>) -> Vec<u8> {
    Typesetter::new().unwrap().typeset(paper, DAY, inside).unwrap().pdf
}

/// What a program prints that is given the file.
fn told(program: &str, arguments: &[&str], file: &[u8], after: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("paper.pdf");
    fs::write(&path, file).unwrap();
    let done = Command::new(program).args(arguments).arg(&path).args(after).output().unwrap();
    assert!(done.status.success(), "{program}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

/// Letters and digits alone, in the order of reading, with Arabic letters in their own form: how lines break and which marks of
/// direction a program puts between is not what is compared.
fn letters_of(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// What of a paper its page does not show.
fn not_shown(paper: &Paper, text: &str) -> Vec<String> {
    let shown = letters_of(text);
    let boxes = paper.sections.iter().flat_map(|section| &section.boxes);
    let words = boxes.flat_map(|field| {
        let originals = field.lines.iter().filter_map(|line| line.original.as_ref());
        let originals = originals.flat_map(|original| original.text.split_whitespace());
        let lines = field.lines.iter().flat_map(|line| line.text.split_whitespace()).chain(originals);
        field
            .label
            .split_whitespace()
            .chain(lines)
            .chain(field.missing.iter().flat_map(|label| label.split_whitespace()))
    });
    let heads = paper.sections.iter().flat_map(|section| section.title.split_whitespace());
    words
        .chain(heads)
        .chain(paper.title.split_whitespace())
        .filter(|word| !shown.contains(&letters_of(word)))
        .map(str::to_owned)
        .collect()
}

/// A form whose boxes are all full, in one language.
fn check(form: &Form, language: Language) {
    let name = format!("{} in {}", form.id, language.tag());
    let paper = paper_to(form, "KE", &facts_for(form), &[], language);
    let inside = carries(form).then_some(INSIDE);
    let file = pdf(&paper, inside);
    assert_eq!(file, pdf(&paper, inside), "{name}: the same paper, other bytes");
    let text = told("pdftotext", &["-enc", "UTF-8"], &file, &["-"]);
    let missing = not_shown(&paper, &text);
    assert!(missing.is_empty(), "{name}: the page does not show {missing:?}\n{text}");
    check_signed(&name, &file, &text);
    let read = carried::read(&file);
    match inside {
        Some(inside) => assert_eq!(read.as_deref(), Ok(inside), "{name}"),
        None => assert_eq!(read, Err(CarriedFault::Nothing), "{name}"),
    }
}

/// With room for a signature the file is as sound, tagged and readable as before, and all of it is signed.
fn check_signed(name: &str, file: &[u8], text: &str) {
    let at = "2026-11-28T12:30:45Z".parse().unwrap();
    let ready = signed::ready(file.to_vec(), BY, at).unwrap();
    let covered = ready.covered();
    let done = ready.sign(&[0x30, 0x03, 0x02, 0x01, 0x05]).unwrap();
    assert!(done.starts_with(file), "{name}: what was typeset is left as it was");
    assert_eq!(done.len() - covered.len(), signed::SIGNATURE_BYTES_MAX * 2 + 2, "{name}");
    assert!(covered.starts_with(file) && covered.ends_with(b"%%EOF\n"), "{name}");
    assert!(told("qpdf", &["--check"], &done, &[]).contains("No syntax or stream encoding errors"), "{name}");
    assert_eq!(told("pdftotext", &["-enc", "UTF-8"], &done, &["-"]), text, "{name}");
    assert!(
        told("pdfinfo", &[], &done, &[])
            .lines()
            .any(|line| line.starts_with("Tagged") && line.ends_with("yes"))
    );
    assert_eq!(carried::read(&done), carried::read(file), "{name}");
}

#[test]
fn only_what_was_typeset_here_is_made_ready_for_a_signature() {
    let at = "2026-11-28T12:30:45Z".parse().unwrap();
    let file = extradition(Language::English, &facts_for(LIBRARY.form("extradition").unwrap()));
    let ready = signed::ready(file.clone(), BY, at).unwrap();
    let large = vec![0; signed::SIGNATURE_BYTES_MAX + 1];
    assert!(matches!(ready.clone().sign(&large), Err(signed::SignedFault::TooLarge(_))));
    let named = signed::ready(file.clone(), ("FR)", ""), at);
    assert_eq!(named.err(), Some(signed::SignedFault::Name));
    let twice = signed::ready(ready.sign(&[]).unwrap(), BY, at);
    assert!(matches!(twice, Err(signed::SignedFault::Foreign(_))), "nothing is signed over: {twice:?}");
    for length in (0..file.len()).step_by(997) {
        assert!(signed::ready(file[..length].to_vec(), BY, at).is_err());
    }
}

/// Every form in one language. A language is a test, so that they run side by side.
fn check_all(language: Language) {
    for form in LIBRARY.forms() {
        check(form, language);
    }
}

#[test]
fn every_form_is_whole_on_the_page_in_english() {
    check_all(Language::English);
}

#[test]
fn every_form_is_whole_on_the_page_in_french() {
    check_all(Language::French);
}

#[test]
fn every_form_is_whole_on_the_page_in_spanish() {
    check_all(Language::Spanish);
}

#[test]
fn every_form_is_whole_on_the_page_in_arabic() {
    check_all(Language::Arabic);
}

fn extradition(language: Language, facts: &Facts) -> Vec<u8> {
    pdf(&paper_to(LIBRARY.form("extradition").unwrap(), "KE", facts, &[], language), Some(INSIDE))
}

#[test]
fn a_paper_is_sound_tagged_and_can_be_archived() {
    for language in Language::ALL {
        let file = extradition(language, &facts_for(LIBRARY.form("extradition").unwrap()));
        assert!(told("qpdf", &["--check"], &file, &[]).contains("No syntax or stream encoding errors"));
        let facts = told("pdfinfo", &[], &file, &[]);
        assert!(facts.lines().any(|line| line.starts_with("Tagged") && line.ends_with("yes")), "{facts}");
        let about = told("pdfinfo", &["-meta"], &file, &[]);
        for claim in ["<pdfaid:part>3", "<pdfaid:conformance>A", "<pdfuaid:part>1"] {
            assert!(about.contains(claim), "{claim}: {about}");
        }
        assert!(told("pdffonts", &[], &file, &[]).lines().skip(2).all(|line| line.contains(" yes ")));
        assert!(told("pdfdetach", &["-list"], &file, &[]).contains("request.json"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn words_of_any_script_are_set_or_refused(text in "\\PC{0,200}") {
        let facts: Facts = [("person.family_name".to_owned(), case::fact::Value::Text(text))].into();
        let paper = paper_to(LIBRARY.form("extradition").unwrap(), "KE", &facts, &[], Language::Arabic);
        let set = Typesetter::new().unwrap().typeset(&paper, DAY, Some(INSIDE));
        prop_assert!(set.is_err() || set.is_ok_and(|set| set.pages > 0));
    }
}

#[test]
fn no_word_runs_off_the_page() {
    let digest = "0123456789abcdef".repeat(40);
    for (language, text) in [
        (Language::English, digest.clone()),
        (Language::Arabic, digest),
        (Language::Arabic, "كتاب".repeat(60)),
    ] {
        let facts: Facts = [("person.family_name".to_owned(), case::fact::Value::Text(text))].into();
        let paper = paper_to(LIBRARY.form("extradition").unwrap(), "KE", &facts, &[], language);
        let boxes = told("pdftotext", &["-bbox"], &pdf(&paper, None), &["-"]);
        let number = |line: &str, name: &str| -> f64 {
            line.split(&format!("{name}=\"")).nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
        };
        let words: Vec<&str> = boxes.lines().filter(|line| line.contains("<word ")).collect();
        // A4 is 595 points wide.
        let off = words.iter().filter(|word| number(word, "xMax") > 595.0 || number(word, "xMin") < 0.0);
        assert_eq!((off.count(), words.is_empty()), (0, false), "{}", language.tag());
    }
}

#[test]
fn letters_without_a_font_are_shown_by_number_and_the_page_says_so() {
    let facts: Facts = [("person.family_name".to_owned(), case::fact::Value::from("王 สมชาย"))].into();
    let paper = paper_to(LIBRARY.form("extradition").unwrap(), "KE", &facts, &[], Language::English);
    let text = told("pdftotext", &["-enc", "UTF-8"], &pdf(&paper, None), &["-"]);
    assert!(
        text.contains("[U+738B]") && text.contains("has no font for") && !text.contains("U+0E"),
        "{text}"
    );
}

#[test]
fn marks_that_turn_the_direction_are_left_out() {
    let facts: Facts =
        [("person.family_name".to_owned(), case::fact::Value::from("paid \u{2069}\u{202e} 000,1 RUE"))]
            .into();
    let paper = paper_to(LIBRARY.form("extradition").unwrap(), "KE", &facts, &[], Language::English);
    let lines = paper.sections.iter().flat_map(|section| &section.boxes).flat_map(|field| &field.lines);
    assert!(lines.clone().any(|line| line.text == "paid  000,1 RUE"));
}
