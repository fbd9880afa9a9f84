//! The dossiers of those who protect data: what is due first, and the forms that open one.

use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use bureau::{Channel, Detected, DossierRow, Opening, Want};
use case::id::CaseId;
use case::limits::REASONS_BYTES_MAX;
use maud::{Markup, html};
use serde::Deserialize;

use super::dossier::{answer, read};
use super::dossier_form::{choice, fault_of, window};
use super::typed::Typed;
use crate::fault::Fault;
use crate::officer::Signed;
use crate::parts::badge::icon;
use crate::parts::chrome::{Place, page};
use crate::parts::dossier::{about, due, stands};

/// `GET /dossiers`: those that the officer may see, what is due next at the head.
pub(crate) async fn show(signed: Signed) -> Result<Markup, Fault> {
    let texts = signed.texts();
    let rows = signed.app.bureau().dossiers(signed.officer.id)?;
    let (redress, breach) = (signed.may("redress"), signed.may("breach"));
    if !redress && !breach && !signed.may("second") {
        return Err(Fault::NotFound);
    }
    let title = texts.say("dossiers");
    let body = html! {
        header.page-head {
            h1 { (title) }
            p.quiet { (texts.say("dossiers-lead")) }
            nav.acts {
                @if redress { a.button.primary href="/dossiers/redress" { (texts.say("dossier-new-redress")) } }
                @if breach { a.button href="/dossiers/breach" { (texts.say("dossier-new-breach")) } }
            }
        }
        @if rows.is_empty() { p.empty { (texts.say(if redress || breach { "dossiers-none" } else { "dossiers-none-named" })) } } @else {
            table.rows {
                caption.hidden { (title) }
                thead { tr { @for name in ["dossier-due", "column-reference", "column-about", "dossier-stands"] { th scope="col" { (texts.say(name)) } } } }
                tbody { @for row in &rows { (list_row(&signed, row)) } }
            }
        }
    };
    Ok(page(&signed, Place::Oversight, &title, &body))
}

fn list_row(signed: &Signed, row: &DossierRow) -> Markup {
    let texts = signed.texts();
    html! {
        tr {
            td data-label=(texts.say("dossier-due")) { @match &row.next { Some(next) => (due(signed, next)), None => "–" } }
            td data-label=(texts.say("column-reference")) { a href={ "/dossier/" (row.id) } { bdi.reference { (row.dossier.reference) } } }
            td data-label=(texts.say("column-about")) { (texts.code("dossier", row.dossier.about.command())) ": " (about(texts, &row.dossier)) }
            td data-label=(texts.say("dossier-stands")) {
                @if row.waits { span.mean-ask { (icon("ask")) " " (texts.say("dossier-waits")) } } @else { (texts.say(stands(&row.dossier))) }
            }
        }
    }
}

/// `GET /dossiers/redress`.
pub(crate) async fn new_redress(signed: Signed) -> Result<Markup, Fault> {
    if !signed.may("redress") {
        return Err(Fault::NotFound);
    }
    Ok(redress_form(&signed, &Typed::default(), None))
}

/// `POST /dossiers/redress`.
pub(crate) async fn open_redress(signed: Signed, typed: Typed) -> Result<Response, Fault> {
    let opening = Opening::Redress(read::request(&typed)?);
    opened(signed, typed, opening, redress_form).await
}

/// What a breach form begins with, where something that was noticed leads to it.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Noticed {
    /// How it was noticed.
    from: String,
    /// Whose looks or passkey.
    officer: String,
    /// Whose journal or key.
    bureau: String,
}

/// `GET /dossiers/breach`.
pub(crate) async fn new_breach(signed: Signed, Query(noticed): Query<Noticed>) -> Result<Markup, Fault> {
    if !signed.may("breach") {
        return Err(Fault::NotFound);
    }
    let typed =
        Typed::of(&[("detected", &noticed.from), ("officer", &noticed.officer), ("bureau", &noticed.bureau)]);
    Ok(breach_form(&signed, &typed, None))
}

/// `POST /dossiers/breach`.
pub(crate) async fn open_breach(signed: Signed, typed: Typed) -> Result<Response, Fault> {
    let opening = Opening::Breach(read::known(&typed)?);
    opened(signed, typed, opening, breach_form).await
}

/// Opens it once for a form, and leads to it; a refusal shows the form again.
async fn opened(
    signed: Signed,
    typed: Typed,
    opening: Opening,
    form: fn(&Signed, &Typed, Option<&Markup>) -> Markup,
) -> Result<Response, Fault> {
    let (app, officer) = (signed.app.clone(), signed.officer.id);
    let open = async move {
        let id = app.bureau().open_dossier(officer, opening).await?;
        // Forms that were sent remember what came of them by the identifier of a case.
        Ok(CaseId::from_bytes(id.bytes()))
    };
    match signed.app.forms().once(officer, typed.get("form"), open).await {
        Ok(id) => {
            let id = case::id::DossierId::from_bytes(id.bytes());
            Ok(Redirect::to(&format!("/dossier/{id}")).into_response())
        }
        Err(fault) => answer(&signed, fault, |words| form(&signed, &typed, Some(words))),
    }
}

fn redress_form(signed: &Signed, typed: &Typed, fault: Option<&Markup>) -> Markup {
    let texts = signed.texts();
    let title = texts.say("dossier-new-redress");
    let area = |name: &str, help: &str| {
        html! {
            label.label { (texts.say(&format!("redress-{name}"))) " " span.help { (texts.say(help)) }
                textarea name=(name) rows="2" dir="auto" required[name == "names"] { (typed.get(name)) } }
        }
    };
    let body = html! {
        header.page-head { h1 { (title) } p.quiet { (texts.say("redress-lead")) } }
        (fault_of(fault))
        form.act method="post" action="/dossiers/redress" {
            (signed.once())
            label.label { (texts.say("redress-received")) input.short type="date" name="on" required max=(signed.today()) value=(typed.get("on")); }
            (choice(texts, "channel", "redress-channel", Channel::ALL.iter().map(|one| one.code()), typed.get("channel")))
            fieldset {
                legend { (texts.say("redress-wants")) }
                @for want in Want::ALL {
                    label { input type="checkbox" name="want" value=(want.code()) checked[typed.all("want").any(|one| one == want.code())]; " " (texts.code("want", want.code())) }
                }
            }
            (area("names", "redress-names-help"))
            label.label { (texts.say("redress-born")) input.short type="date" name="born" max=(signed.today()) value=(typed.get("born")); }
            (area("documents", "one-a-line"))
            (area("references", "one-a-line"))
            label.label { (texts.say("redress-counsel")) input type="text" name="counsel" dir="auto" maxlength="400" value=(typed.get("counsel")); }
            label.label { (texts.say("redress-words")) textarea name="words" rows="4" dir="auto" maxlength=(REASONS_BYTES_MAX) { (typed.get("words")) } }
            fieldset {
                legend { (texts.say("redress-own-due")) }
                p.help { (texts.say("redress-own-due-help")) }
                label.label { (texts.say("redress-due-day")) input.short type="date" name="due" value=(typed.get("due")); }
                label.label { (texts.say("redress-due-by")) input type="text" name="due-by" dir="auto" maxlength="100" value=(typed.get("due-by")); }
            }
            p.acts { button.primary { (texts.say("dossier-open")) } " " a href="/dossiers" { (texts.say("not-now")) } }
        }
    };
    page(signed, Place::Oversight, &title, &body)
}

fn breach_form(signed: &Signed, typed: &Typed, fault: Option<&Markup>) -> Markup {
    let texts = signed.texts();
    let title = texts.say("dossier-new-breach");
    let body = html! {
        header.page-head { h1 { (title) } p.quiet { (texts.say("breach-lead")) } }
        (fault_of(fault))
        form.act method="post" action="/dossiers/breach" {
            (signed.once())
            (choice(texts, "detected", "breach-detected", Detected::ALL.iter().map(|one| one.code()), typed.get("detected")))
            label.label { (texts.say("breach-at")) " " span.help { (texts.say("breach-at-help")) } input.short type="datetime-local" name="at" required value=(typed.get("at")); }
            (window(signed, typed))
            label.label { (texts.say("breach-words")) textarea name="words" rows="4" dir="auto" required maxlength=(REASONS_BYTES_MAX) { (typed.get("words")) } }
            p.acts { button.primary { (texts.say("dossier-open")) } " " a href="/dossiers" { (texts.say("not-now")) } }
        }
    };
    page(signed, Place::Oversight, &title, &body)
}
