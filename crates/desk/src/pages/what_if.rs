//! What if: fields are supposed to stand otherwise, and the page shows what the law would say. Nothing is saved.

use axum::extract::{Path, Query};
use bureau::{CaseView, Change, FieldView};
use case::fact::Value;
use case::limits::FIELDS_MAX;
use case::opinion::{Finding, FindingResult, Opinion};
use maud::{Markup, html};
use serde::Deserialize;

use super::open::{case_page, field_words, view};
use super::typed::Typed;
use crate::fault::Fault;
use crate::officer::Signed;
use crate::parts::badge::{effect_code, icon, outcome};
use crate::parts::chrome::Place;
use crate::parts::field::{Input, control, is_group};
use crate::parts::header::header;

/// Which field to begin with.
#[derive(Deserialize, Default)]
pub(crate) struct Begin {
    #[serde(default)]
    fact: String,
}

/// A field that is supposed to stand otherwise.
struct Supposed {
    field: FieldView,
    value: Option<Value>,
    fault: Option<String>,
}

/// `GET /case/{id}/what-if`.
pub(crate) async fn show(
    signed: Signed,
    Path(id): Path<String>,
    Query(begin): Query<Begin>,
) -> Result<Markup, Fault> {
    let view = view(&signed, &id).await?;
    let supposed = stands(&signed, &view, &begin.fact).into_iter().collect();
    Ok(page(&signed, &view, supposed))
}

/// `POST /case/{id}/what-if`: the same with what was typed, and a further field where one was chosen.
pub(crate) async fn try_out(signed: Signed, Path(id): Path<String>, typed: Typed) -> Result<Markup, Fault> {
    let view = view(&signed, &id).await?;
    let bureau = signed.app.bureau();
    let mut supposed: Vec<Supposed> = Vec::new();
    for name in typed.all("supposed").take(FIELDS_MAX) {
        let Some(field) = bureau.field(name, signed.language()) else { continue };
        if supposed.iter().any(|known| known.field.name == field.name) {
            continue;
        }
        let text = typed.all(&format!("field.{name}")).collect::<Vec<_>>().join("\n");
        let read = bureau.read_field(name, &text);
        let fault = read.as_ref().err().map(|fault| field_words(&signed, fault));
        supposed.push(Supposed { field, value: read.unwrap_or_default(), fault });
    }
    let added = typed.get("add");
    if !supposed.iter().any(|known| known.field.name == added) {
        supposed.extend(stands(&signed, &view, added));
    }
    Ok(page(&signed, &view, supposed))
}

/// A field as it stands, to begin from.
fn stands(signed: &Signed, view: &CaseView, name: &str) -> Option<Supposed> {
    let field = signed.app.bureau().field(name, signed.language())?;
    let value = view.case.fact(name).cloned();
    Some(Supposed { field, value, fault: None })
}

fn page(signed: &Signed, view: &CaseView, supposed: Vec<Supposed>) -> Markup {
    let texts = signed.texts();
    let title = format!("{} · {}", texts.say("what-if"), view.case.reference);
    let body = html! {
        (header(signed, view))
        (part(signed, view, &supposed, true))
        p { a href={ "/case/" (view.id) "/request" } { (texts.say("back-to-case")) } }
    };
    case_page(signed, view, Place::Elsewhere, &title, &body)
}

/// The part beside the form, with nothing supposed yet.
pub(crate) fn section(signed: &Signed, view: &CaseView) -> Markup {
    part(signed, view, &[], false)
}

fn part(signed: &Signed, view: &CaseView, supposed: &[Supposed], whole: bool) -> Markup {
    let texts = signed.texts();
    html! {
        section #what-if .what-if aria-labelledby="what-if-title" {
            h2 #what-if-title { (texts.say("what-if")) }
            p.quiet { (texts.say("what-if-lead")) }
            form method="post" action={ "/case/" (view.id) "/what-if" } {
                @for one in supposed { (suppose(signed, one)) }
                div.control {
                    label for="what-if-add" { (texts.say("what-if-field")) }
                    select #what-if-add name="add" {
                        option value="" { (texts.say("choose")) }
                        @for field in choices(signed, view, whole || !supposed.is_empty()) {
                            @if !supposed.iter().any(|one| one.field.name == field.name) {
                                option value=(field.name) { (field.label) }
                            }
                        }
                    }
                }
                p.acts { button { (texts.say("what-if-see")) } " " @if !supposed.is_empty() { a href={ "/case/" (view.id) "/request" } { (texts.say("what-if-leave")) } } }
            }
            div role="status" { @if !supposed.is_empty() { (result(signed, view, supposed)) } }
        }
    }
}

/// Fields to choose from: those that findings are about; all of the form where more room is.
fn choices(signed: &Signed, view: &CaseView, whole: bool) -> Vec<FieldView> {
    let bureau = signed.app.bureau();
    let mut names: Vec<String> = Vec::new();
    let told = view.opinion.findings.iter().filter(|finding| finding.is_raised() || finding.is_open());
    let named = told.flat_map(|finding| finding.facts.iter().chain(&finding.missing));
    let form = whole.then(|| bureau.form(view.case.kind, signed.language())).flatten();
    let fields = form.into_iter().flat_map(|form| form.sections).flat_map(|section| section.fields);
    for name in named.cloned().chain(fields.map(|field| field.name)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.iter().filter_map(|name| bureau.field(name, signed.language())).collect()
}

fn suppose(signed: &Signed, one: &Supposed) -> Markup {
    let texts = signed.texts();
    let id = format!("w-{}", one.field.name);
    let input = Input { field: &one.field, value: one.value.as_ref(), revision: 0 };
    html! {
        div.supposed {
            input type="hidden" name="supposed" value=(one.field.name);
            @if is_group(&one.field) {
                span.label #{ (id) "-label" } { (one.field.label) }
            } @else {
                label.label #{ (id) "-label" } for=(id) { (one.field.label) }
            }
            div.control { (control(texts, &input, &id, &format!("{id}-label"))) }
            @if let Some(fault) = &one.fault { p.fault role="alert" { (fault) } }
        }
    }
}

fn result(signed: &Signed, view: &CaseView, supposed: &[Supposed]) -> Markup {
    let texts = signed.texts();
    let changes: Vec<(String, Option<Value>)> = supposed
        .iter()
        .filter(|one| one.fault.is_none())
        .map(|one| (one.field.name.clone(), one.value.clone()))
        .collect();
    let after: Opinion = signed.app.bureau().what_if(&view.case, &changes, signed.language());
    let differ = Change::between(&view.opinion, &after);
    let list = |key: &str, findings: Vec<&Finding>| {
        html! {
            @if !findings.is_empty() {
                h3 { (texts.say(key)) }
                ul { @for finding in findings { (line(signed, finding)) } }
            }
        }
    };
    let appear =
        differ.iter().filter(|one| one.before.is_none()).filter_map(|one| one.after.as_ref()).collect();
    let go = differ.iter().filter(|one| one.after.is_none()).filter_map(|one| one.before.as_ref()).collect();
    let change =
        differ.iter().filter(|one| one.before.is_some()).filter_map(|one| one.after.as_ref()).collect();
    html! {
        dl.outcomes {
            div { dt { (texts.say("what-if-before")) } dd { (outcome(texts, view.opinion.outcome())) } }
            div { dt { (texts.say("what-if-after")) } dd { (outcome(texts, after.outcome())) } }
        }
        @if differ.is_empty() { p { (texts.say("what-if-same")) } }
        (list("what-if-appear", appear))
        (list("what-if-go", go))
        (list("what-if-change", change))
    }
}

fn line(signed: &Signed, finding: &Finding) -> Markup {
    let texts = signed.texts();
    let open = finding.result == FindingResult::NotKnown;
    let code = if open { "ask" } else { effect_code(finding.effect) };
    html! {
        li class={ "mean-" (code) } {
            (icon(code)) span.effect { (texts.code("effect", code)) } " "
            span.title { (finding.title) } " " bdi.provision { (finding.provision) }
        }
    }
}
