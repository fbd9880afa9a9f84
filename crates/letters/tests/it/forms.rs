//! The forms that the program carries.

use std::collections::BTreeSet;

use case::form::FORMS;
use letters::form::{self, BadForm};
use letters::{Library, PaperKind, Sought};

use crate::world::{LIBRARY, state};

/// A form with one box, with `box_lines` in it and `head_lines` before its sections.
fn with(head_lines: &str, box_lines: &str) -> String {
    let four = r#"{ en = "a", fr = "b", es = "c", ar = "d" }"#;
    format!(
        "paper = \"request\"\nkinds = [\"extradition\"]\nto = \"authority\"\nsource = \"s\"\nverified = false\n{head_lines}\ntitle = {four}\n\
         [[sections]]\ntitle = {four}\n[[sections.boxes]]\nid = \"one\"\n{box_lines}\n"
    )
}

fn refused(head_lines: &str, box_lines: &str, telling: &str) {
    let fault: BadForm = form::read("f", &with(head_lines, box_lines)).unwrap_err();
    assert!(fault.to_string().contains(telling), "{telling}: {fault}");
}

#[test]
fn a_form_that_is_not_right_is_refused_and_told_why() {
    let one = r#"facts = ["person.sex"]"#;
    assert!(form::read("f", &with("", one)).is_ok());
    refused("", "facts = []", "box \"one\"");
    refused("", r#"facts = ["a.b", "a.c"]"#, "a label");
    refused("", &format!("{one}\nneed = \"perhaps\""), "perhaps");
    refused("", &format!("{one}\nany = true"), "means nothing");
    refused("", &format!("{one}\nwhen = [\"a is b\"]"), "no condition reads");
    refused("", &format!("{one}\nfor_states = [\"XX\"]"), "no State");
    refused("", &format!("{one}\ncolour = 1"), "colour");
    refused("states = [\"Kenya\"]", one, "no State");
    refused("checked = 10:00:00", one, "no day");
}

#[test]
fn words_that_are_missing_or_stand_twice_are_told() {
    let form = with("", r#"facts = ["person.sex"]"#);
    let words = r#""person.sex" = { label = { en = "a", fr = "b", es = "c", ar = "d" } }"#;
    assert!(Library::of([("forms/f.toml", form.as_str()), ("words/a.toml", words)]).is_ok());
    let told = |files: &[(&'static str, &str)]| {
        let faults = Library::of(files.iter().copied()).unwrap_err();
        faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    assert!(told(&[("forms/f.toml", &form)]).contains("has words for person.sex"));
    assert!(told(&[("words/a.toml", words), ("words/b.toml", words)]).contains("in another file too"));
}

#[test]
fn every_kind_of_request_that_an_officer_writes_has_its_paper() {
    for kind in FORMS.iter().map(|form| form.kind) {
        let sought = Sought { paper: PaperKind::Request, kind, to: None, instruments: &[] };
        assert!(LIBRARY.choose(&sought).is_some(), "{}", kind.code());
    }
}

#[test]
fn no_two_forms_are_for_the_same() {
    let mut seen = BTreeSet::new();
    for form in LIBRARY.forms() {
        for kind in &form.kinds {
            let instruments: Vec<_> = if form.instruments.is_empty() {
                vec![""]
            } else {
                form.instruments.iter().map(String::as_str).collect()
            };
            let states: Vec<_> = if form.states.is_empty() {
                vec![String::new()]
            } else {
                form.states.iter().map(ToString::to_string).collect()
            };
            for instrument in instruments {
                for state in &states {
                    let serves = (form.paper, *kind, instrument, state.clone());
                    assert!(seen.insert(serves), "{}: {} {instrument} {state}", form.id, kind.code());
                }
            }
        }
    }
}

#[test]
fn words_that_no_form_uses_are_not_kept() {
    let used: BTreeSet<&str> = LIBRARY
        .forms()
        .iter()
        .flat_map(|form| &form.sections)
        .flat_map(|section| &section.boxes)
        .flat_map(|field| field.facts.iter().map(String::as_str))
        .collect();
    let unused: Vec<_> = LIBRARY.worded().filter(|fact| !used.contains(fact)).collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn the_nearest_form_is_chosen() {
    let choose = |to: &str, instruments: &[&str]| {
        let instruments: Vec<String> = instruments.iter().map(|id| (*id).to_owned()).collect();
        let kind = case::request::Kind::Extradition;
        let sought = Sought { paper: PaperKind::Request, kind, to: state(to), instruments: &instruments };
        LIBRARY.choose(&sought).unwrap().id.clone()
    };
    assert_eq!(choose("KE", &[]), "extradition");
    assert_eq!(choose("CH", &["COE-024-EXTRADITION"]), "extradition-ets-24");
    assert_eq!(choose("CH", &["no such", "COE-024-EXTRADITION"]), "extradition-ets-24");
}

/// What an instrument or a State requires of a request.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    of: String,
    provision: String,
    request: String,
    asks: String,
    obligation: String,
    form: Option<String>,
    r#box: Option<String>,
    reason: Option<String>,
}

#[derive(Debug, serde::Deserialize)]
struct Contents {
    row: Vec<Row>,
}

#[test]
fn what_instruments_require_has_its_box_or_a_reason() {
    let files =
        [include_str!("../../contents/extradition.toml"), include_str!("../../contents/assistance.toml")];
    let rows: Vec<Row> =
        files.into_iter().flat_map(|file| toml::from_str::<Contents>(file).unwrap().row).collect();
    assert_eq!(rows.len(), 173, "rows of the list");
    let mut seen = BTreeSet::new();
    for row in &rows {
        assert!(seen.insert((&row.of, &row.provision, &row.request, &row.asks)), "twice: {row:?}");
        assert!(!row.obligation.is_empty(), "{row:?}");
        match (&row.form, &row.r#box) {
            (Some(form), Some(name)) => {
                let form = LIBRARY.form(form).unwrap_or_else(|| panic!("no form: {row:?}"));
                let mut boxes = form.sections.iter().flat_map(|section| &section.boxes);
                assert!(boxes.any(|field| field.id == *name), "no box: {row:?}");
            }
            (None, None) => {
                assert!(row.reason.as_ref().is_some_and(|why| !why.is_empty()), "no reason: {row:?}")
            }
            _ => panic!("form without box, or box without form: {row:?}"),
        }
    }
}
