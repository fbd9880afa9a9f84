//! A draft: its form, and saving it. The script saves each field as it is typed; without script a button saves all.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use bureau::{CaseView, Command, Done, FieldFault, FieldView, FormView};
use case::id::CaseId;
use case::life::{Conflict, FieldChange};
use case::limits::FIELDS_MAX;
use case::translation;
use maud::{Markup, html};
use serde::{Deserialize, Serialize};

use super::open::{column, field_words, label_of, view};
use super::typed::Typed;
use crate::app::App;
use crate::fault::Fault;
use crate::officer::Signed;
use crate::parts::chrome::{Place, page};
use crate::parts::field::{Input, Versions, conflict, field, typed};
use crate::parts::header::{position, state};
use crate::parts::translation::compared;
use crate::texts::{Texts, count};

/// The parts of a draft's form, always in sight; the script marks those that findings are about.
pub(crate) fn parts(signed: &Signed, form: &FormView) -> Markup {
    let texts = signed.texts();
    html! {
        nav.parts aria-label=(texts.say("form-parts")) {
            @for section in &form.sections { a href={ "#section-" (section.name) } { (texts.code("section", section.name)) span.count {} } }
        }
    }
}

/// The form of a draft.
pub(crate) fn form(signed: &Signed, view: &CaseView, form: &FormView) -> Markup {
    let texts = signed.texts();
    let fields = &view.case.fields;
    let wanted = signed.app.bureau().wanted(&view.case);
    // What a rule looks at, what every request of the kind carries, and whatever is filled in; the rest folds.
    let is_shown = |known: &FieldView| {
        wanted.contains(&known.name)
            || case::form::is_minimum(&known.name)
            || fields.get(&known.name).is_some_and(|state| state.value.is_some())
    };
    let one = |known: &FieldView| {
        let stands = fields.get(&known.name);
        let value = stands.and_then(|state| state.value.as_ref());
        let revision = stands.map_or(0, |state| state.revision);
        field(texts, &Input { field: known, value, revision })
    };
    html! {
        form #draft .draft method="post" action={ "/case/" (view.id) "/draft" } data-draft novalidate {
            @if form.machine_made { p.quiet { (texts.say("machine-made")) } }
            @for section in &form.sections {
                section #{ "section-" (section.name) } {
                    h3 { (texts.code("section", section.name)) }
                    @let (shown, more): (Vec<&FieldView>, Vec<&FieldView>) = section.fields.iter().partition(|known| is_shown(known));
                    @for known in &shown { (one(known)) }
                    @if !more.is_empty() {
                        details.further {
                            summary { (texts.with("further-fields", &[count("count", more.len())])) }
                            @for known in &more { (one(known)) }
                        }
                    }
                }
            }
            (saving(texts))
        }
    }
}

/// The button that saves where there is no script, and how far saving is where there is.
pub(super) fn saving(texts: &Texts) -> Markup {
    html! {
        div.saving {
            button { (texts.say("save")) }
            p #status role="status" data-saved=(texts.say("status-saved")) data-saving=(texts.say("status-saving"))
                data-offline=(texts.say("status-offline")) data-conflict=(texts.say("status-conflict"))
                data-fault=(texts.say("status-fault")) data-out=(texts.say("status-signed-out"))
                data-unkept=(texts.say("status-unkept")) {
                (texts.say("status-saved"))
            }
        }
    }
}

/// What the script sends: fields with the text typed and the revision that was on the page.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Save {
    /// Whose page it is.
    #[serde(default)]
    officer: String,
    changes: Vec<Change>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    field: String,
    text: String,
    seen: u64,
}

/// What the script is told.
#[derive(Serialize)]
pub(crate) struct Saved {
    position: u64,
    saved: Vec<SavedField>,
    conflicts: Vec<Shown>,
    faults: Vec<Shown>,
    /// What stands in a translation or its original only, at the fields of translations.
    compared: Vec<Shown>,
    findings: String,
    state: String,
}

#[derive(Serialize)]
struct SavedField {
    field: String,
    revision: u64,
}

/// Something to be shown at a field.
#[derive(Serialize)]
struct Shown {
    field: String,
    html: String,
}

/// What came of saving: the done part, and what could not be read.
struct Outcome {
    done: Option<Done>,
    faults: Vec<FieldFault>,
}

/// `POST /case/{id}/fields`: saves fields for the script.
pub(crate) async fn save(
    State(_): State<App>,
    signed: Signed,
    Path(id): Path<String>,
    Json(save): Json<Save>,
) -> Result<Json<Saved>, Fault> {
    signed.wrote(&save.officer)?;
    let id: CaseId = id.parse().map_err(|_| Fault::NotFound)?;
    let changes = save.changes.into_iter().map(|change| (change.field, change.text, change.seen)).collect();
    let outcome = change(&signed, id, changes).await?;
    let view = view(&signed, &id.to_string()).await?;
    let done = outcome.done.as_ref();
    let conflicts = done.map_or(&[][..], |done| &done.conflicts);
    let is_held = |field: &str| conflicts.iter().any(|conflict| conflict.field == field);
    let saved = done.map_or(&[][..], |done| &done.fields).iter().map(|(field, _)| field);
    Ok(Json(Saved {
        position: position(&view),
        saved: done
            .map_or(&[][..], |done| &done.fields)
            .iter()
            .filter(|(field, _)| !is_held(field))
            .map(|(field, revision)| SavedField { field: field.clone(), revision: *revision })
            .collect(),
        conflicts: conflicts.iter().map(|held| shown_conflict(&signed, held)).collect(),
        faults: outcome.faults.iter().map(|fault| shown_fault(&signed, fault)).collect(),
        compared: saved
            .filter_map(|field| Some(Shown { field: field.clone(), html: compared(&signed, &view, field)? }))
            .collect(),
        findings: column(&signed, &view).into_string(),
        state: state(&signed, &view).into_string(),
    }))
}

/// `POST /case/{id}/draft`: saves the plain form.
pub(crate) async fn submit(signed: Signed, Path(id): Path<String>, filled: Typed) -> Result<Response, Fault> {
    let id: CaseId = id.parse().map_err(|_| Fault::NotFound)?;
    let changes = changes_of(&filled);
    let language = changes
        .iter()
        .find_map(|(field, ..)| translation::parts(field))
        .map(|(_, language)| language.to_owned());
    let outcome = change(&signed, id, changes).await?;
    let conflicts = outcome.done.as_ref().map_or(&[][..], |done| &done.conflicts);
    if conflicts.is_empty() && outcome.faults.is_empty() {
        let page =
            language.map_or_else(|| "request".to_owned(), |language| format!("translation/{language}"));
        return Ok(Redirect::to(&format!("/case/{id}/{page}")).into_response());
    }
    Ok(held_back(&signed, id, conflicts, &outcome.faults).into_response())
}

/// The fields of a plain form. Boxes of one field come one by one and make a list; unticked ones do not come at all.
fn changes_of(filled: &Typed) -> Vec<(String, String, u64)> {
    filled
        .under("seen.")
        .map(|(field, seen)| {
            let name = format!("field.{field}");
            let text = filled.all(&name).collect::<Vec<_>>().join("\n");
            (field.to_owned(), text, seen.parse().unwrap_or(0))
        })
        .collect()
}

async fn change(signed: &Signed, id: CaseId, typed: Vec<(String, String, u64)>) -> Result<Outcome, Fault> {
    if typed.len() > FIELDS_MAX {
        return Err(Fault::BadForm);
    }
    let bureau = signed.app.bureau();
    let (mut changes, mut faults) = (Vec::new(), Vec::new());
    for (field, text, seen) in typed {
        match bureau.read_field(&field, &text) {
            Ok(value) => changes.push(FieldChange { field, value, seen }),
            Err(fault) => faults.push(fault),
        }
    }
    let done = if changes.is_empty() {
        None
    } else {
        Some(bureau.act(signed.officer.id, Some(id), Command::Edit(changes), "handling").await?)
    };
    Ok(Outcome { done, faults })
}

fn shown_fault(signed: &Signed, fault: &FieldFault) -> Shown {
    Shown { field: fault.field.clone(), html: html! { (field_words(signed, fault)) }.into_string() }
}

fn shown_conflict(signed: &Signed, held: &Conflict) -> Shown {
    Shown { field: held.field.clone(), html: versions(signed, held).into_string() }
}

fn versions(signed: &Signed, held: &Conflict) -> Markup {
    let Some(field) = signed.app.bureau().field(&held.field, signed.language()) else { return html! {} };
    let officers = signed.app.bureau().officers();
    let by = held.stands.by.and_then(|id| officers.iter().find(|officer| officer.id == id));
    conflict(
        signed.texts(),
        &Versions {
            field: &field,
            theirs: typed(&field, held.stands.value.as_ref()),
            by: by.map(|officer| officer.name.as_str()),
            mine: typed(&field, held.wanted.as_ref()),
            revision: held.stands.revision,
        },
    )
}

/// Without script: what was held back, each with the other version, to be taken over or typed again.
fn held_back(signed: &Signed, id: CaseId, conflicts: &[Conflict], faults: &[FieldFault]) -> Markup {
    let texts = signed.texts();
    let title = texts.say("held-back");
    let body = html! {
        h1 { (title) }
        p.lead { (texts.say("held-back-lead")) }
        @for fault in faults {
            p.fault { a href={ "/case/" (id) "/request#field-" (fault.field) } { (label_of(signed, &fault.field)) } ": " (field_words(signed, fault)) }
        }
        @for held in conflicts {
            @if let Some(field) = signed.app.bureau().field(&held.field, signed.language()) {
                form.conflict method="post" action={ "/case/" (id) "/draft" } {
                    h2 { (field.label) }
                    p { (texts.say("conflict-theirs")) ": " span dir="auto" { (typed(&field, held.stands.value.as_ref())) } }
                    p { (texts.say("conflict-mine")) ": " span dir="auto" { (typed(&field, held.wanted.as_ref())) } }
                    input type="hidden" name={ "seen." (held.field) } value=(held.stands.revision);
                    input type="hidden" name={ "field." (held.field) } value=(typed(&field, held.wanted.as_ref()));
                    button { (texts.say("keep-mine")) }
                }
            }
        }
        p { a href={ "/case/" (id) "/request" } { (texts.say("back-to-case")) } }
    };
    page(signed, Place::Elsewhere, &title, &body)
}
