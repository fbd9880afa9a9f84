//! What stands on a paper, and what is a gap.

use case::fact::{Facts, Value};
use letters::{Form, Language, Library};

use crate::world::{LIBRARY, paper_to, state};

const FORM: &str = r#"
paper = "request"
kinds = ["mla"]
to = "authority"
source = "nowhere"
verified = true
title = { en = "Title", fr = "Titre", es = "Título", ar = "عنوان" }
opening = { en = "{from} asks {to}.", fr = "{from}, {to}.", es = "{from}, {to}.", ar = "{from}، {to}." }
[[sections]]
title = { en = "Part", fr = "Partie", es = "Parte", ar = "جزء" }
[[sections.boxes]]
id = "name"
label = { en = "Name", fr = "Nom", es = "Nombre", ar = "الاسم" }
facts = ["person.family_name", "person.forename"]
need = "must"
any = true
[[sections.boxes]]
id = "sex"
facts = ["person.sex"]
need = "must"
[[sections.boxes]]
id = "measures"
facts = ["mla.measures"]
[[sections.boxes]]
id = "kenya"
facts = ["request.reason"]
for_states = ["KE"]
need = "must"
[[sections.boxes]]
id = "hearing"
facts = ["request.due"]
when = ["mla.measures = hearing", "not person.is_minor"]
need = "must"
"#;

fn form() -> Form {
    letters::form::read("f", FORM).unwrap()
}

/// `box: what fills it` for each box; a gap as `box! what is missing`.
fn drawn(to: &str, facts: &[(&str, Value)], lacking: &[&str]) -> Vec<String> {
    let facts: Facts = facts.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    let paper = paper_to(&form(), to, &facts, lacking, Language::English);
    assert_eq!(paper.draft.is_some(), paper.gaps().next().is_some());
    let boxes = paper.sections.iter().flat_map(|section| &section.boxes);
    let told = boxes.map(|field| {
        let lines: Vec<_> = field.lines.iter().map(|line| format!("{} {}", line.label, line.text)).collect();
        let gap =
            if field.missing.is_empty() { String::new() } else { format!(" ! {}", field.missing.len()) };
        format!("{}:{}{gap}", field.id, lines.join("|"))
    });
    told.collect()
}

#[test]
fn a_box_shows_what_is_stated_and_a_gap_what_has_to_be() {
    let name = ("person.family_name", Value::from("Ndlovu"));
    let sex = ("person.sex", Value::from("male"));
    assert_eq!(drawn("CH", &[], &[]), ["name: ! 2", "sex: ! 1"]);
    assert_eq!(drawn("CH", std::slice::from_ref(&name), &[]), ["name:Family name Ndlovu", "sex: ! 1"]);
    assert_eq!(
        drawn("CH", &[name.clone(), ("person.sex", Value::from("  "))], &[]),
        ["name:Family name Ndlovu", "sex: ! 1"]
    );
    assert_eq!(
        drawn("CH", &[name.clone(), sex.clone()], &["person.forename"]),
        ["name:Family name Ndlovu ! 1", "sex: male"]
    );
    assert_eq!(
        drawn("KE", &[name.clone(), sex.clone()], &[]),
        ["name:Family name Ndlovu", "sex: male", "kenya: ! 1"]
    );
}

#[test]
fn a_box_is_there_where_all_its_conditions_hold() {
    let hearing = ("mla.measures", Value::List(vec![Value::from("service"), Value::from("hearing")]));
    let name = ("person.family_name", Value::from("Ndlovu"));
    let sex = ("person.sex", Value::from("male"));
    let known = [name, sex, hearing];
    let boxes = drawn("CH", &known, &[]);
    assert_eq!(boxes.last().unwrap(), "hearing: ! 1");
    assert!(boxes.contains(&"measures: <service>, <hearing>".to_owned()));
    let minor = [known.as_slice(), &[("person.is_minor", Value::Flag(true))]].concat();
    assert!(!drawn("CH", &minor, &[]).iter().any(|field| field.starts_with("hearing")));
    let adult = [known.as_slice(), &[("person.is_minor", Value::Flag(false))]].concat();
    assert!(drawn("CH", &adult, &[]).iter().any(|field| field.starts_with("hearing")));
}

#[test]
fn words_of_another_direction_are_marked() {
    let facts: Facts = [("person.family_name", "محمد"), ("person.forename", "Jean"), ("person.sex", "x")]
        .map(|(name, value)| (name.to_owned(), Value::from(value)))
        .into();
    let paper = paper_to(&form(), "CH", &facts, &[], Language::French);
    let marks: Vec<_> = paper
        .sections
        .iter()
        .flat_map(|s| &s.boxes)
        .flat_map(|b| &b.lines)
        .map(|l| l.right_to_left)
        .collect();
    assert_eq!(marks, [true, false, false]);
    assert_eq!(paper.opening.unwrap(), "State FR, State CH.");
}

#[test]
fn a_poster_tells_nothing_of_the_request() {
    for form in LIBRARY.forms().iter().filter(|form| form.to == letters::Recipient::Public) {
        let paper = paper_to(form, "KE", &Facts::new(), &[], Language::English);
        assert!(paper.head.is_empty() && paper.notes.is_empty() && paper.signature.is_none(), "{}", form.id);
        assert!(paper.sections.is_empty(), "{}: shows something though nothing allows it", form.id);
        assert!(!letters::draw::carries(form), "{}", form.id);
    }
    assert!(state("KE").is_some() && Library::shipped().is_ok());
}

/// A paper in Spanish of a reason in French: what stands in its box, then what is told at the end.
fn check_translated(facts: &[(&str, &str)], box_: &str, told: &str) {
    let french = [("request.language", "fr"), ("request.reason", "Pour entendre le témoin.")];
    let facts = french.iter().chain(facts);
    let facts: Facts = facts.map(|(name, value)| ((*name).to_owned(), (*value).into())).collect();
    let paper = paper_to(&form(), "KE", &facts, &[], Language::Spanish);
    let lines = paper.boxes().filter(|field| field.id == "kenya").flat_map(|field| &field.lines);
    let lines = lines.map(|line| {
        let original = line.original.as_ref().map(|original| format!(" <- {}", original.text));
        format!("{}{}", line.text, original.unwrap_or_default())
    });
    assert_eq!(lines.collect::<Vec<_>>(), [box_]);
    assert!(paper.notes.first().is_some_and(|note| note.starts_with(told)), "{:?}", paper.notes);
    let translated = box_.contains("<-");
    assert_eq!(paper.shows("request.reason@es"), translated);
}

#[test]
fn a_translation_stands_beside_its_original_and_says_who_made_it() {
    let translation = ("request.reason@es", "Para oír al testigo.");
    let both = "Para oír al testigo. <- Pour entendre le témoin.";
    check_translated(
        &[],
        "Pour entendre le témoin.",
        "Los textos figuran en la lengua en que fueron redactados (francés)",
    );
    check_translated(&[translation], both, "Traducido de la lengua original (francés); no consta quién");
    let by = ("translation.by@es", "Rosa Quispe");
    check_translated(&[translation, by], both, "Traducido de la lengua original (francés) por Rosa Quispe.");
    let engine = ("translation.engine@es", "LibreTranslate 1.9");
    let told = "Traducido de la lengua original (francés) por una máquina (LibreTranslate 1.9) y cotejado con el original por Rosa";
    check_translated(&[translation, engine, by], both, told);
    let unread = "Traducido de la lengua original (francés) por una máquina (LibreTranslate 1.9); nadie";
    check_translated(&[translation, engine], both, unread);
    // A translation into another language is no help to this reader.
    check_translated(
        &[("request.reason@en", "To hear the witness.")],
        "Pour entendre le témoin.",
        "Los textos figuran",
    );
}
