//! Sources and informants of a case: for whoever is named, the source records; for whoever protects data, who opened them. To
//! everybody else the page is the same whether there is a record or none.

mod record;
mod read;

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use bureau::{CaseView, DoorFault, SourceCommand, SourceFault, SourceRow};
use case::bureau::Officer;
use case::id::{OfficerId, SourceId};
use case::limits::{REASONS_BYTES_MAX, SOURCE_LINE_BYTES_MAX};
use maud::{Markup, html};

use super::case::tabs;
use super::open::{case_page, view};
use super::typed::Typed;
use crate::fault::{Fault, door_words};
use crate::officer::Signed;
use crate::parts::badge::icon;
use crate::parts::chrome::Place;
use crate::parts::header::header;
use crate::texts::word;
use crate::when::time_mark;

/// `GET /case/{id}/sources`.
pub(crate) async fn show(signed: Signed, Path(id): Path<String>) -> Result<Markup, Fault> {
    let view = view(&signed, &id).await?;
    page(&signed, &view, &Typed::default(), None).await
}

/// `GET /case/{id}/sources/{source}`: a record is opened by saying why, never by its address.
pub(crate) async fn closed(signed: Signed, Path((id, _)): Path<(String, String)>) -> Result<Response, Fault> {
    let view = view(&signed, &id).await?;
    Ok(Redirect::to(&format!("/case/{}/sources", view.id)).into_response())
}

/// `POST /case/{id}/sources`: begins a record.
pub(crate) async fn begin(signed: Signed, Path(id): Path<String>, typed: Typed) -> Result<Response, Fault> {
    signed.wrote(typed.get("by"))?;
    let view = view(&signed, &id).await?;
    let command = SourceCommand::Begin {
        named: read::named(&typed).ok_or(Fault::BadForm)?,
        content: read::content(&typed),
    };
    match act(&signed, &view, &typed, None, command).await {
        Ok(()) => Ok(Redirect::to(&format!("/case/{}/sources", view.id)).into_response()),
        Err(fault) if is_answerable(&fault) => {
            let words = door_words(signed.texts(), &fault);
            let again = page(&signed, &view, &typed, Some(&words)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, again).into_response())
        }
        Err(fault) => Err(fault.into()),
    }
}

/// `POST /case/{id}/sources/{source}`: opens a record, after doing what is asked with it. Opened is opened: whoever acts on
/// a record sees it, and each time is written down.
pub(crate) async fn open(
    signed: Signed,
    Path((id, source)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Fault> {
    signed.wrote(typed.get("by"))?;
    let view = view(&signed, &id).await?;
    // An identifier that is none is answered as one that nobody has.
    let source = source.parse().unwrap_or(SourceId::from_bytes([0; 16]));
    let mut fault = None;
    if let Some(command) = read::command(&typed).ok_or(Fault::BadForm)? {
        let ends = matches!(command, SourceCommand::Name { .. } | SourceCommand::AgreeToErase);
        match act(&signed, &view, &typed, Some(source), command).await {
            // Whoever took themselves out, or erased it, sees it no more.
            Ok(()) if ends => {
                return Ok(Redirect::to(&format!("/case/{}/sources", view.id)).into_response());
            }
            Ok(()) => {}
            Err(refused) if is_answerable(&refused) => fault = Some(door_words(signed.texts(), &refused)),
            Err(refused) => return Err(refused.into()),
        }
    }
    let opened = signed.app.bureau().source(signed.officer.id, view.id, source, typed.get("purpose")).await;
    match opened {
        Ok(opened) => {
            let status = if fault.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
            Ok((status, record::page(&signed, &view, &opened, &typed, fault.as_deref())).into_response())
        }
        Err(refused @ DoorFault::Refused(_)) => {
            let words = door_words(signed.texts(), &refused);
            let again = page(&signed, &view, &typed, Some(&words)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, again).into_response())
        }
        Err(refused) => Err(refused.into()),
    }
}

async fn act(
    signed: &Signed,
    view: &CaseView,
    typed: &Typed,
    source: Option<SourceId>,
    command: SourceCommand,
) -> Result<(), DoorFault> {
    let (app, officer, case) = (signed.app.clone(), signed.officer.id, view.id);
    let purpose = match source {
        Some(_) => typed.get("purpose").to_owned(),
        None => signed.purpose(Some(&view.case)).to_owned(),
    };
    let act = async move {
        app.bureau().act_on_source(officer, case, source, command, &purpose).await?;
        Ok(case)
    };
    signed.app.forms().once(officer, typed.get("form"), act).await.map(|_| ())
}

/// Whether the officer can mend it in the form.
const fn is_answerable(fault: &DoorFault) -> bool {
    match fault {
        DoorFault::Source(SourceFault::None) => false,
        DoorFault::Source(_) | DoorFault::Refused(_) | DoorFault::MayNotSee { .. } | DoorFault::Field(_) => {
            true
        }
        _ => false,
    }
}

async fn page(signed: &Signed, view: &CaseView, typed: &Typed, fault: Option<&str>) -> Result<Markup, Fault> {
    let (texts, bureau) = (signed.texts(), signed.app.bureau());
    let opens = bureau.may_in(&signed.officer, "source-open", &view.case);
    let traces = bureau.may_in(&signed.officer, "source-trace", &view.case);
    // Who may do neither is refused, and that is written down.
    let own = if traces && !opens { Vec::new() } else { bureau.sources(signed.officer.id, view.id).await? };
    let traced = if traces { bureau.sources_traced(signed.officer.id, view.id).await? } else { Vec::new() };
    let title = texts.say("sources-title");
    let body = html! {
        (header(signed, view))
        (tabs(signed, view, None))
        section.act.sources {
            h2 { (title) }
            @if let Some(words) = fault {
                div.fault-summary role="alert" tabindex="-1" { (icon("block")) " " (words) }
            }
            @if opens {
                p.lead { (texts.say("sources-lead")) }
                @if own.is_empty() { p.empty { (texts.say("sources-empty")) } }
                @for row in &own { (closed_record(signed, view, row)) }
                @if bureau.may_in(&signed.officer, "source-write", &view.case) {
                    details.folded open[fault.is_some()] {
                        summary { (texts.say("source-begin")) }
                        form method="post" action={ "/case/" (view.id) "/sources" } autocomplete="off" {
                            (signed.once())
                            (named(signed, view, &[], typed))
                            (record::content_fields(signed, "new", &read::content(typed)))
                            p.acts { button.primary { (texts.say("source-begin-button")) } }
                        }
                    }
                }
            }
            @if traces { (trace(signed, &traced)) }
        }
    };
    Ok(case_page(signed, view, Place::Elsewhere, &format!("{title} · {}", view.case.reference), &body))
}

/// A record that is not open: who is named, what waits, and how it is opened.
fn closed_record(signed: &Signed, view: &CaseView, row: &SourceRow) -> Markup {
    let texts = signed.texts();
    let purpose = format!("purpose-{}", row.id);
    html! {
        section.source-closed {
            h3 { (texts.say("source-record")) " " span.quiet { (texts.say("source-begun")) " " (time_mark(texts, row.begun_at, signed.now())) } }
            p { (texts.say("source-named")) ": " (names(signed, &row.named)) }
            @if !another_opens(signed, view, row) { p.mean-ask { (icon("ask")) " " (texts.say("source-alone")) } }
            @if row.is_held { p.mean-block { (icon("block")) " " (texts.say("source-held")) } }
            @if row.to_approve.is_some_and(|by| by != signed.officer.id) { p.mean-ask { (icon("ask")) " " (texts.say("source-to-approve")) } }
            @if row.ending.is_some_and(|by| by != signed.officer.id) { p.mean-ask { (icon("ask")) " " (texts.say("source-to-erase")) } }
            (openings(signed, row, 3))
            form method="post" action={ "/case/" (view.id) "/sources/" (row.id) } autocomplete="off" {
                (signed.once())
                div.field {
                    label.label for=(purpose) { (texts.say("source-purpose")) }
                    input type="text" #(purpose) name="purpose" required dir="auto" maxlength=(REASONS_BYTES_MAX) aria-describedby={ "help-" (purpose) };
                    p.help #{ "help-" (purpose) } { (texts.say("source-purpose-help")) }
                }
                p.acts { button { (texts.say("source-open")) } }
            }
        }
    }
}

/// Whether somebody named besides the officer could open a record today: others leave, or are posted elsewhere.
fn another_opens(signed: &Signed, view: &CaseView, row: &SourceRow) -> bool {
    let bureau = signed.app.bureau();
    let may =
        |officer: &Officer| ["look", "source-open"].iter().all(|act| bureau.may_in(officer, act, &view.case));
    let others =
        bureau.officers().iter().filter(|one| one.id != signed.officer.id && row.named.contains(&one.id));
    others.into_iter().any(may)
}

/// Who opened a record, latest first.
fn openings(signed: &Signed, row: &SourceRow, most: usize) -> Markup {
    let texts = signed.texts();
    html! {
        @if row.openings.is_empty() { p.quiet { (texts.say("source-never-opened")) } } @else {
            ul.openings {
                @for opening in row.openings.iter().rev().take(most) {
                    li { (texts.with("source-opened-by", &[word("name", &name(signed, opening.by))])) " " (time_mark(texts, opening.at, signed.now())) ": " span dir="auto" { (opening.purpose) } }
                }
            }
        }
    }
}

/// What whoever protects data sees.
fn trace(signed: &Signed, rows: &[SourceRow]) -> Markup {
    let texts = signed.texts();
    html! {
        h3 { (texts.say("sources-trace")) }
        p { (texts.say("sources-trace-lead")) }
        @if rows.is_empty() { p.empty { (texts.say("sources-none")) } }
        @for row in rows {
            section.source-closed {
                p { (texts.say("source-begun")) " " (time_mark(texts, row.begun_at, signed.now())) }
                p { (texts.say("source-named")) ": " (names(signed, &row.named)) }
                (openings(signed, row, usize::MAX))
            }
        }
    }
}

/// Boxes for who may open a record: those whom the policy permits.
fn named(signed: &Signed, view: &CaseView, now: &[OfficerId], typed: &Typed) -> Markup {
    let (texts, bureau) = (signed.texts(), signed.app.bureau());
    let able = bureau.officers().iter().filter(|officer| {
        bureau.may_in(officer, "look", &view.case) && bureau.may_in(officer, "source-open", &view.case)
    });
    let ticked: Vec<&str> = typed.all("named").collect();
    html! {
        fieldset.boxes {
            legend { (texts.say("source-named")) }
            @for officer in able {
                @let own = now.is_empty() && officer.id == signed.officer.id;
                @let chosen = own || now.contains(&officer.id) || ticked.contains(&officer.id.to_string().as_str());
                label {
                    input type="checkbox" name="named" value=(officer.id) checked[chosen] disabled[own]; " "
                    bdi { (officer.name) } " "
                    @for role in &officer.roles { span.badge { (texts.code("role", role.code())) } " " }
                }
            }
        }
        p.help { (texts.say("source-named-help")) }
    }
}

fn name(signed: &Signed, id: OfficerId) -> String {
    let officers = signed.app.bureau().officers();
    officers
        .iter()
        .find(|officer| officer.id == id)
        .map_or_else(|| "–".to_owned(), |officer| officer.name.clone())
}

fn names(signed: &Signed, ids: &[OfficerId]) -> Markup {
    html! { @for (place, id) in ids.iter().enumerate() { @if place > 0 { ", " } bdi { (name(signed, *id)) } } }
}

/// The longest line of a record, for its controls.
const LINE_MAX: usize = SOURCE_LINE_BYTES_MAX;
