//! Acts on a case: one page each, that says what will happen and who will be told, before it happens.

mod form;
mod evidence;
mod read;
mod correct;
mod report;
mod handling;
mod tasks;
mod controls;

pub(crate) use read::seen;

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use bureau::{CaseView, DoorFault};
use maud::{Markup, html};

use super::open::{case_page, refusal, view};
use super::typed::Typed;
use crate::fault::Fault;
use crate::officer::Signed;
use crate::parts::badge::icon;
use crate::parts::chrome::Place;
use crate::parts::header::{ACTS, act_words, header};
use crate::parts::said::asked_more;
use crate::parts::translation::before_signing;
use crate::texts::word;

/// `GET /case/{id}/do/{command}`.
pub(crate) async fn show(
    signed: Signed,
    Path((id, command)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let command = known(&command)?;
    let view = view(&signed, &id).await?;
    if !view.may.contains(&command) {
        // The case went on since the button was shown: the case page says where it stands now.
        return Ok(Redirect::to(&format!("/case/{}", view.id)).into_response());
    }
    Ok(asking(&signed, &view, command, &Typed::default(), None).into_response())
}

/// `POST /case/{id}/do/{command}`. A refusal shows the form again with what was typed.
pub(crate) async fn act(
    signed: Signed,
    Path((id, command)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Fault> {
    let command = known(&command)?;
    signed.wrote(typed.get("by"))?;
    let view = view(&signed, &id).await?;
    if command == evidence::COMMAND {
        return match evidence::export(&signed, &view, &typed).await {
            Err(fault @ (DoorFault::Refused(_) | DoorFault::Source(_))) => {
                Ok(again(&signed, &view, command, &typed, &refusal(&signed, &view, &fault)))
            }
            done => Ok(done?),
        };
    }
    let purpose = signed.purpose(Some(&view.case));
    let wanted = match read::command(command, &typed, &signed, &view) {
        Ok(wanted) => wanted,
        Err(words) => return Ok(again(&signed, &view, command, &typed, &html! { (words) })),
    };
    match signed.act(typed.get("form"), Some(view.id), wanted, purpose).await {
        Ok(_) if command == "discard" => Ok(Redirect::to("/oversight#kept").into_response()),
        // The case is gone as soon as the other bureau has the answer, which may be before the browser asks for it.
        Ok(_) if command == "answer-recall" && typed.get("outcome") == "deleted" => {
            Ok(Redirect::to("/docket").into_response())
        }
        Ok(case) => Ok(Redirect::to(&format!("/case/{case}")).into_response()),
        Err(
            fault @ (DoorFault::Refused(_)
            | DoorFault::MayNotSee { .. }
            | DoorFault::LocksOut
            | DoorFault::EmptyCircle
            | DoorFault::NoReviewer
            | DoorFault::NoSuchStep { .. }
            | DoorFault::StepDay
            | DoorFault::NoSuchZone { .. }
            | DoorFault::ExhibitLacks { .. }
            | DoorFault::NotOfExhibit
            | DoorFault::Source(_)),
        ) => Ok(again(&signed, &view, command, &typed, &refusal(&signed, &view, &fault))),
        Err(fault) => Err(fault.into()),
    }
}

fn again(signed: &Signed, view: &CaseView, command: &str, typed: &Typed, words: &Markup) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, asking(signed, view, command, typed, Some(words))).into_response()
}

fn known(command: &str) -> Result<&'static str, Fault> {
    ACTS.into_iter().find(|act| *act == command).ok_or(Fault::NotFound)
}

fn asking(signed: &Signed, view: &CaseView, command: &str, typed: &Typed, fault: Option<&Markup>) -> Markup {
    let texts = signed.texts();
    let button = act_words(texts, command, &view.case);
    let to = view.case.other().as_str();
    let body = html! {
        (header(signed, view))
        section.act {
            h2 { (button) }
            @if let Some(words) = fault {
                div.fault-summary role="alert" tabindex="-1" { (icon("block")) " " (words) }
            }
            @if command == "submit" { (asked_more(texts, &view.case)) }
            @let told = if command == "approve" && view.case.correction.is_some() { "correction" } else { command };
            p.consequence { (texts.with(&format!("consequence-{told}"), &[word("to", to)])) }
            @if matches!(command, "submit" | "approve" | "break-glass") { (before_signing(signed, view)) }
            form method="post" action={ "/case/" (view.id) "/do/" (command) } data-kept=(command) {
                (signed.once())
                input type="hidden" name="seen" value=(view.case.revision);
                (form::fields(signed, view, command, typed))
                p.acts {
                    button.primary { (button) }
                    " " a href={ "/case/" (view.id) } { (texts.say("not-now")) }
                }
            }
        }
    };
    let title = format!("{button} · {}", view.case.reference);
    case_page(signed, view, Place::Elsewhere, &title, &body)
}
