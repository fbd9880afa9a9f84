//! What is found in a text, and that what is planted always is.

use proptest::prelude::*;

use super::*;

fn finds(identifier: &str, text: &str) -> bool {
    let known =
        Known { cover: "", identifiers: vec![identifier], said: "", when: "", place: "", only_source: false };
    !never_leaving(&known, text).is_empty()
}

#[test]
fn an_identifier_is_found_however_it_is_written() {
    for (identifier, text) in [
        ("Marek Novák", "He met NOVAK, Marek on the quay."),
        ("Marek Novák", "Marek J. Novak was there"),
        ("Marek Novák", "m\u{430}r\u{435}k n\u{200B}ovak"),
        ("Novak", "the Novaks own it"),
        ("Jürgen Müller", "MUELLER Juergen"),
        ("Mohammed", "Mohamed says"),
        ("O'Neill", "Oneill and ONEILL"),
        ("al-Harbi", "alharbi"),
        ("Alharbi", "Al Harbi"),
        ("Marek", "M a r e k"),
        ("أحمد الحربي", "قال احمد الحربي"),
        ("أحمد", "لأحمد"),
        ("الحربي", "والحربى"),
        ("王小明", "昨天王小明说"),
        ("+33 6 12 34 56 78", "call 0612345678 now"),
        ("0612345678", "+33 (0)6.12.34.56.78"),
        ("AB-123-CD", "a car ab123cd"),
        ("2026-01-05", "on the 5th of January"),
        ("5 janvier 2026", "01/05/2026"),
        ("5 يناير 2026", "2026-01-05"),
        ("Hotel Belvédère", "the belvedere hotel"),
    ] {
        assert!(finds(identifier, text), "`{identifier}` in `{text}`");
    }
}

#[test]
fn what_is_another_word_is_not_found() {
    for (identifier, text) in [
        ("Marek Novák", "Marek went. Much later and far from there another one, Novak, came."),
        ("Ana", "an analysis of bananas"),
        ("علي", "عليها"),
        ("2026-01-05", "on 2026-01-06, at 5"),
        ("0612345678", "0612345679"),
        ("Novak", ""),
    ] {
        assert!(!finds(identifier, text), "`{identifier}` in `{text}`");
    }
}

fn check(text: &str, expected: &[(&str, u32, &str)]) {
    let known = Known {
        cover: "Heron",
        identifiers: vec!["Marek Novák"],
        said: "I was alone with the captain when he counted the money at 22:40 on the quay",
        when: "2026-01-05 22:40",
        place: "quay 7",
        only_source: true,
    };
    let found = found_in(&known, text);
    let told: Vec<(&str, u32, &str)> = found
        .iter()
        .map(|one| {
            let Spot::Line(line) = one.spot else { panic!("{one:?}") };
            (one.tell.code(), line, one.words.as_str())
        })
        .collect();
    assert_eq!(told, expected, "{text}");
}

#[test]
fn everything_that_may_tell_who_the_source_is_is_shown_with_its_place() {
    check("The captain handles cash.", &[]);
    check("A\nNovak (Marek)", &[("identifier", 2, "Novak (Marek")]);
    check("as HERON says", &[("cover-name", 1, "HERON")]);
    check("He counted, when he counted the money at noon", &[("taken-over", 1, "when he counted the money")]);
    check("at 22.40 on 5 January", &[("time", 1, "22.40"), ("time", 1, "5 January")]);
    check("on Quay 7", &[("place", 1, "Quay 7")]);
    check("three men were there, nobody else", &[("few", 1, "three men")]);
    check("We saw it", &[("first-person", 1, "We")]);
}

proptest! {
    /// Whatever stands around it: a name that is planted is found.
    #[test]
    fn a_planted_identifier_is_always_found(
        name in "[A-Za-zÀ-ÖØ-öø-ÿĀ-žА-яا-ي]{3,12}( [A-Za-zÀ-ÖØ-öø-ÿА-я]{2,12}){0,2}",
        before in "[ -~]{0,40}", after in "[ -~]{0,40}", upper in any::<bool>(),
    ) {
        prop_assume!(is_identifier(&name));
        let planted = if upper { name.to_uppercase() } else { name.clone() };
        let text = format!("{before} {planted} {after}");
        prop_assert!(finds(&name, &text), "{text}");
    }

    #[test]
    fn turned_around_too(one in "[A-Z][a-z]{2,9}", other in "[A-Z][a-z]{2,9}") {
        let text = format!("There was {other}, {one} too");
        let name = format!("{one} {other}");
        prop_assert!(finds(&name, &text), "{text}");
    }

    #[test]
    fn no_text_makes_it_fail(identifier in any::<String>(), text in any::<String>()) {
        finds(&identifier, &text);
        let known = Known { cover: &identifier, identifiers: vec![&identifier], said: &text, when: &text, place: &identifier, only_source: true };
        found_in(&known, &text);
    }
}
