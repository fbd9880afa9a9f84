//! Giving out what a case holds as a sealed evidence package: the form, and the package as a download.

use std::sync::{Arc, Mutex, PoisonError};

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use bureau::{CaseView, DoorFault, Evidence, EvidenceView, Export};
use case::handling::Use;
use case::limits::RECIPIENT_BYTES_MAX;
use maud::{Markup, html};

use super::controls::area;
use crate::app::App;
use crate::fault::Fault;
use crate::officer::Signed;
use crate::pages::typed::{Typed, encode};
use crate::parts::evidence::{Words, files};
use crate::texts::Texts;

/// The act, as the policy names it.
pub(super) const COMMAND: &str = "export-evidence";
/// For what a package is given to somebody.
const USES: [Use; 3] = [Use::Court, Use::Agencies, Use::Onward];
/// The media type of a package (ETSI EN 319 162-1, annex A.1).
const ASIC_E: &str = "application/vnd.etsi.asic-e+zip";

/// To whom, for what and why.
pub(super) fn form(texts: &Texts, view: &CaseView, typed: &Typed) -> Markup {
    let needed = view.case.needs_consent();
    html! {
        div.field {
            label.label for="act-recipient" { (texts.say("evidence-recipient")) }
            input #act-recipient name="recipient" dir="auto" required maxlength=(RECIPIENT_BYTES_MAX) value=(typed.get("recipient"));
        }
        div.field {
            label.label for="act-what" { (texts.say("use-what")) }
            select #act-what name="what" required {
                @for what in USES {
                    option value=(what.code()) selected[typed.get("what") == what.code()] {
                        (texts.code("code", what.code())) @if needed.contains(&what) { " – " (texts.say("use-needs-consent")) }
                    }
                }
            }
        }
        (area(texts, "reasons", "reasons", typed, true))
        fieldset.boxes {
            legend { (texts.say("evidence-own")) }
            label { input type="checkbox" name="looks" value="yes" checked[typed.get("looks") == "yes"]; " " (texts.say("evidence-with-looks")) }
        }
        p.help { (texts.say("evidence-what-stays")) }
    }
}

/// Gives it out. A form sent twice gives out one package; whoever sends it again is led to the record, which names it.
pub(super) async fn export(signed: &Signed, view: &CaseView, typed: &Typed) -> Result<Response, DoorFault> {
    let Some(what) = Use::parse(typed.get("what")) else { return Ok(Fault::BadForm.into_response()) };
    let export = Export {
        what,
        recipient: typed.get("recipient").to_owned(),
        reasons: typed.get("reasons").to_owned(),
        with_looks: typed.get("looks") == "yes",
    };
    let (app, officer, texts, id) = (signed.app.clone(), signed.officer.id, signed.texts(), view.id);
    let purpose = signed.purpose(Some(&view.case));
    let made: Arc<Mutex<Option<Evidence>>> = Arc::default();
    let place = made.clone();
    let act = async move {
        let write = |view: &EvidenceView<'_>| written(&app, texts, view);
        let evidence = app.bureau().export_evidence(officer, id, export, purpose, &write).await?;
        *place.lock().unwrap_or_else(PoisonError::into_inner) = Some(evidence);
        Ok(id)
    };
    signed.app.forms().once(officer, typed.get("form"), act).await?;
    let evidence = made.lock().unwrap_or_else(PoisonError::into_inner).take();
    let Some(Evidence { name, bytes, .. }) = evidence else {
        return Ok(Redirect::to(&format!("/case/{id}/record")).into_response());
    };
    let headers = [
        (header::CONTENT_TYPE, ASIC_E.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename*=UTF-8''{}", encode(&name))),
    ];
    Ok((StatusCode::OK, headers, bytes).into_response())
}

fn written(app: &App, texts: &Texts, view: &EvidenceView<'_>) -> Vec<(&'static str, String)> {
    let (bureau, language) = (app.bureau(), texts.language.code());
    let label =
        |name: &str| bureau.field(name, language).map_or_else(|| name.to_owned(), |field| field.label);
    let words = Words { texts, form: bureau.form(view.case.case.kind, language), label: &label };
    files(&words, view, bureau.me().as_str())
}
