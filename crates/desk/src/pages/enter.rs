//! Danger to life: an officer sees alone a case that is kept to others.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use bureau::DoorFault;
use case::limits::REASONS_BYTES_MAX;
use maud::{Markup, html};

use super::typed::Typed;
use crate::fault::{Fault, door_words};
use crate::officer::Signed;
use crate::parts::badge::icon;
use crate::parts::chrome::{Place, REFERENCE, page};

/// `GET /enter`.
pub(crate) async fn show(signed: Signed) -> Result<Markup, Fault> {
    works(&signed)?;
    Ok(asking(&signed, &Typed::default(), None))
}

fn asking(signed: &Signed, typed: &Typed, fault: Option<&str>) -> Markup {
    let texts = signed.texts();
    let title = texts.say("enter-title");
    let body = html! {
        header.page-head { h1 { (title) } }
        section.act {
            @if let Some(words) = fault { div.fault-summary role="alert" tabindex="-1" { (icon("block")) " " (words) } }
            p.consequence { (texts.say("consequence-enter")) }
            form method="post" action="/enter" {
                (signed.once())
                input type="hidden" name="by" value=(signed.officer.id);
                div.field {
                    label.label for="reference" { (texts.say("column-reference")) }
                    input #reference name="reference" required maxlength="100" autocomplete="off" spellcheck="false" dir="ltr" pattern=(REFERENCE) value=(typed.get("reference"));
                }
                div.field {
                    label.label for="reasons" { (texts.say("enter-why")) }
                    textarea #reasons name="reasons" rows="5" dir="auto" required maxlength=(REASONS_BYTES_MAX) { (typed.get("reasons")) }
                }
                p.acts { button.primary { (texts.say("enter-do")) } " " a href="/docket" { (texts.say("not-now")) } }
            }
        }
    };
    page(signed, Place::Elsewhere, &title, &body)
}

/// `POST /enter`.
pub(crate) async fn enter(signed: Signed, typed: Typed) -> Result<Response, Fault> {
    works(&signed)?;
    signed.wrote(typed.get("by"))?;
    let (app, officer) = (signed.app.clone(), signed.officer.id);
    let (reference, reasons) = (typed.get("reference").to_owned(), typed.get("reasons").to_owned());
    let act = async move { app.bureau().enter_circle(officer, &reference, &reasons).await };
    match signed.app.forms().once(officer, typed.get("form"), act).await {
        Ok(case) => Ok(Redirect::to(&format!("/case/{case}")).into_response()),
        Err(fault @ (DoorFault::Refused(_) | DoorFault::NoSuchCase)) => {
            let words = match fault {
                DoorFault::NoSuchCase => signed.texts().say("enter-none"),
                other => door_words(signed.texts(), &other),
            };
            let page = asking(&signed, &typed, Some(&words));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(fault) => Err(fault.into()),
    }
}

/// Whether there is any case that this officer might enter; whether they may enter one is asked where it is known which.
fn works(signed: &Signed) -> Result<(), Fault> {
    if signed.app.bureau().may_enter_circles(&signed.officer) {
        Ok(())
    } else {
        Err(DoorFault::NotPermitted { command: "enter-circle" }.into())
    }
}
