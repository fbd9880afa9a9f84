//! Papers under the law: forms that name what exists, and what the law asks for on the page.

use std::sync::LazyLock;

use bureau::{
    Language, Naming, PaperAsked, PaperDrawn, PaperFault, PaperKind, draw_paper, paper_forms, papers,
};
use case::bureau::{Level, StateCode};
use case::fact::{Facts, Value};
use case::form::{FORMS, Form};
use case::request::Kind;
use jiff::civil::{Date, date};
use law::Law;
use letters::form::{Condition, Need};

static LAW: LazyLock<Law> = LazyLock::new(|| Law::shipped().unwrap());

pub(crate) struct Plain;

impl Naming for Plain {
    fn language(&self) -> Language {
        Language::English
    }

    fn state(&self, state: StateCode) -> String {
        state.to_string()
    }

    fn code(&self, _: &str, code: &str) -> String {
        code.to_owned()
    }

    fn number(&self, number: i64, unit: Option<&str>) -> String {
        format!("{number} {}", unit.unwrap_or_default())
    }

    fn day(&self, day: Date) -> String {
        day.to_string()
    }
}

fn asked<'a>(paper: PaperKind, kind: Kind, to: &str, facts: &'a Facts) -> PaperAsked<'a> {
    let state = |code: &str| Some(code.parse().unwrap());
    PaperAsked {
        paper,
        kind,
        from: state("FR"),
        to: state(to),
        on: date(2026, 2, 28),
        reference: None,
        level: Level::OfficialUse,
        facts,
    }
}

fn draw(paper: PaperKind, kind: Kind, to: &str, facts: &Facts) -> Result<PaperDrawn, PaperFault> {
    draw_paper(&LAW, paper_forms().unwrap(), &asked(paper, kind, to, facts), &Plain)
}

fn facts(some: &[(&str, Value)]) -> Facts {
    some.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
}

#[test]
fn forms_name_facts_codes_and_instruments_that_exist() {
    for form in paper_forms().unwrap().forms() {
        for id in &form.instruments {
            assert!(LAW.instrument(id).is_some(), "{}: no instrument {id}", form.id);
        }
        for field in form.sections.iter().flat_map(|section| &section.boxes) {
            let place = format!("{}, box {}", form.id, field.id);
            for fact in &field.facts {
                // What was said is no fact of a request; only papers that tell it show it.
                let said = fact.starts_with("said.") && form.paper.is_of_what_was_said();
                assert!(said || LAW.fact(fact).is_some(), "{place}: no fact {fact}");
            }
            for condition in &field.when {
                let fact =
                    LAW.fact(condition.fact()).unwrap_or_else(|| panic!("{place}: no fact {condition:?}"));
                if let Condition::Is(_, code) | Condition::IsNot(_, code) = condition {
                    assert!(fact.codes.contains(code), "{place}: {} has no code {code}", fact.name);
                }
            }
        }
    }
}

#[test]
fn a_box_that_must_be_filled_can_be_filled_by_an_officer() {
    let mut bad = Vec::new();
    for form in paper_forms().unwrap().forms().iter().filter(|form| form.paper == PaperKind::Request) {
        for kind in &form.kinds {
            assert!(Form::of(*kind).is_some(), "{}: no officer writes a {}", form.id, kind.code());
        }
        let fields: Vec<&str> =
            form.kinds.iter().filter_map(|kind| Form::of(*kind)).flat_map(Form::fields).collect();
        for field in form.sections.iter().flat_map(|section| &section.boxes) {
            let reached = |fact: &String| fields.contains(&fact.as_str());
            let can = match field.need {
                Need::All => field.facts.iter().all(reached),
                Need::Any => field.facts.iter().any(reached),
                Need::IfKnown => true,
            };
            if !can {
                bad.push(format!("{}/{}: {:?}", form.id, field.id, field.facts));
            }
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

/// Boxes that the form of a kind has no field for: of a letter that goes with other kinds too, and facts of those.
const OF_OTHER_KINDS: [(Kind, &str, &str); 1] = [(Kind::Surrender, "cover-extradition", "seal")];

#[test]
fn every_box_can_be_filled_in_the_form_of_its_kind() {
    let counted = |fact: &str| fact == "papers.attached";
    for kind in [Kind::Surrender, Kind::InvestigationOrder, Kind::DataAccess, Kind::Message] {
        let fields = Form::of(kind).unwrap();
        let sent = |paper| matches!(paper, PaperKind::Request | PaperKind::Cover);
        let ours = paper_forms().unwrap().forms().iter().filter(|form| form.kinds.contains(&kind));
        for form in ours.filter(|form| sent(form.paper)) {
            for field in form.sections.iter().flat_map(|section| &section.boxes) {
                let can = field.facts.iter().any(|fact| fields.has(fact) || counted(fact));
                let elsewhere = OF_OTHER_KINDS.contains(&(kind, &*form.id, &*field.id));
                assert_eq!(can, !elsewhere, "{}: {}/{}", kind.code(), form.id, field.id);
            }
        }
    }
}

#[test]
fn every_kind_that_an_officer_writes_becomes_a_request_and_a_letter_beside_it() {
    for kind in FORMS.iter().map(|form| form.kind) {
        let papers = papers(kind);
        assert!(
            papers.contains(&PaperKind::Request) && papers.contains(&PaperKind::Cover),
            "{}",
            kind.code()
        );
    }
}

#[test]
fn what_the_law_asks_for_is_a_gap_on_the_page() {
    let name = [("person.family_name", Value::from("Ndlovu"))];
    let drawn = draw(PaperKind::Request, Kind::Extradition, "CH", &facts(&name)).unwrap();
    assert_eq!(drawn.paper.form, "extradition-ets-24");
    assert!(!drawn.is_complete() && drawn.paper.draft.is_some() && !drawn.against.is_empty());
    let lines = drawn.paper.sections.iter().flat_map(|section| &section.boxes).flat_map(|field| &field.lines);
    assert!(lines.clone().any(|line| line.text == "Ndlovu"));
    let read = letters::carried::read(&drawn.typeset().unwrap().pdf).unwrap();
    let request = law::request_file::read(LAW.register(), &read).unwrap();
    assert_eq!((request.kind, request.facts), (Kind::Extradition, facts(&name)));
}

#[test]
fn what_may_not_stand_on_a_paper_makes_none() {
    let told = |paper, kind| draw(paper, kind, "KE", &Facts::new()).unwrap_err().to_string();
    assert!(told(PaperKind::Poster, Kind::RedNotice).contains("may not be made public"));
    assert!(told(PaperKind::Poster, Kind::Extradition).contains("there are: request"));
}

#[test]
fn nothing_goes_with_a_paper_that_it_does_not_show() {
    let hidden = [
        ("person.family_name", Value::from("Ndlovu")),
        ("human_rights.torture_risk", Value::from("established")),
        ("mla.refusal_ground", Value::from("an internal view")),
    ];
    for kind in [Kind::Extradition, Kind::MutualLegalAssistance, Kind::InformationRequest, Kind::Diffusion] {
        let drawn = draw(PaperKind::Request, kind, "CH", &facts(&hidden)).unwrap();
        let inside = letters::carried::read(&drawn.typeset().unwrap().pdf).unwrap();
        let request = law::request_file::read(LAW.register(), &inside).unwrap();
        let not_shown: Vec<_> = request.facts.keys().filter(|fact| !drawn.paper.shows(fact)).collect();
        assert!(not_shown.is_empty(), "{}: {not_shown:?}", kind.code());
        assert!(request.facts.len() < hidden.len(), "{}: {:?}", kind.code(), request.facts);
    }
}

#[test]
fn what_the_law_refuses_is_no_finished_paper() {
    let refused = [("warrant.present", Value::Flag(false)), ("person.family_name", Value::from("Ndlovu"))];
    let drawn = draw(PaperKind::Request, Kind::Extradition, "CH", &facts(&refused)).unwrap();
    let blocks =
        drawn.against.iter().filter(|finding| finding.result == case::opinion::FindingResult::NotMet);
    let titles: Vec<String> = blocks.map(|finding| finding.title.to_string()).collect();
    assert!(
        !titles.is_empty() && titles.iter().all(|title| drawn.paper.against.contains(title)),
        "{titles:?}"
    );
}

#[test]
fn what_is_confidential_is_no_poster() {
    let nothing = Facts::new();
    let asked =
        PaperAsked { level: Level::Restricted, ..asked(PaperKind::Poster, Kind::RedNotice, "KE", &nothing) };
    let fault = draw_paper(&LAW, paper_forms().unwrap(), &asked, &Plain).unwrap_err();
    assert!(fault.to_string().contains("restricted"), "{fault}");
}
