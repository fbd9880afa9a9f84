//! Administration: recovering an officer who lost every passkey, by two administrators, and signing officers out.

use axum::response::Redirect;
use bureau::Recovery;
use case::bureau::Officer;
use case::id::OfficerId;
use maud::{Markup, html};

use super::prove::anew;
use super::typed::Typed;
use crate::fault::Fault;
use crate::officer::Signed;
use crate::parts::chrome::{Place, page};
use crate::texts::word;
use crate::when::time_mark;

/// `GET /administration`.
pub(crate) async fn show(signed: Signed) -> Result<Markup, Fault> {
    administers(&signed)?;
    let texts = signed.texts();
    let title = texts.say("administration");
    let waiting = signed.app.bureau().recoveries();
    let officers = signed.app.bureau().officers();
    let passkeys = signed.app.passkeys();
    let body = html! {
        header.page-head { h1 { (title) } }
        p { (texts.say("recovery-lead")) }
        @if passkeys.is_some() { (anew(&signed, "/administration")) }
        table.rows {
            caption.hidden { (texts.say("officers")) }
            thead { tr { @for name in ["column-officer", "column-postings", "column-recovery", "column-do"] { th scope="col" { (texts.say(name)) } } } }
            tbody {
                @for officer in officers {
                    @let recovery = waiting.iter().find(|(waits, _)| *waits == officer.id).map(|(_, recovery)| recovery);
                    tr {
                        td data-label=(texts.say("column-officer")) { bdi { (officer.name) } }
                        td data-label=(texts.say("column-postings")) { @for role in &officer.roles { span.badge { (texts.code("role", role.code())) } " " } }
                        td data-label=(texts.say("column-recovery")) {
                            @if passkeys.is_some() { (recover(&signed, officer, recovery)) } @else { "–" }
                        }
                        td data-label=(texts.say("column-do")) { (button(officer, "sign-out", &texts.say("sign-out-everywhere"))) }
                    }
                }
            }
        }
        (staff(&signed)?)
    };
    Ok(page(&signed, Place::Elsewhere, &title, &body))
}

/// Who came, left or changed.
fn staff(signed: &Signed) -> Result<Markup, Fault> {
    let (texts, now) = (signed.texts(), signed.now());
    let rows = signed.app.bureau().staff_changes(signed.officer.id)?;
    Ok(html! {
        h2 #staff { (texts.say("staff-changes")) }
        p { (texts.say("staff-lead")) }
        @if rows.is_empty() { p.empty { (texts.say("staff-none")) } } @else {
            table.rows {
                caption.hidden { (texts.say("staff-changes")) }
                thead { tr { @for name in ["column-when", "column-officer", "column-change", "column-postings"] { th scope="col" { (texts.say(name)) } } } }
                tbody {
                    @for row in &rows {
                        tr {
                            td data-label=(texts.say("column-when")) { (time_mark(texts, row.at, now)) }
                            td data-label=(texts.say("column-officer")) { bdi { (row.officer.name) } }
                            td data-label=(texts.say("column-change")) { (texts.code("staffing", row.change.code())) }
                            td data-label=(texts.say("column-postings")) { @for role in &row.officer.roles { span.badge { (texts.code("role", role.code())) } " " } }
                        }
                    }
                }
            }
        }
    })
}

/// What this administrator may do for an officer who lost every passkey.
fn recover(signed: &Signed, officer: &Officer, recovery: Option<&Recovery>) -> Markup {
    let texts = signed.texts();
    let name = |id: OfficerId| {
        let officers = signed.app.bureau().officers().iter();
        officers
            .clone()
            .find(|officer| officer.id == id)
            .map_or_else(|| id.to_string(), |who| who.name.clone())
    };
    html! {
        @if let Some(recovery) = recovery { p { (texts.with("recovery-proposed", &[word("officer", &name(recovery.by))])) } }
        @if officer.id == signed.officer.id { (texts.say("recovery-not-own")) } @else if signed.is_proven() {
            @match recovery {
                None => (button(officer, "propose", &texts.say("recovery-propose"))),
                Some(recovery) if recovery.by == signed.officer.id => (texts.say("recovery-another")),
                Some(_) => (button(officer, "confirm", &texts.say("recovery-confirm"))),
            }
        }
    }
}

fn button(officer: &Officer, act: &str, words: &str) -> Markup {
    html! {
        form method="post" action={ "/administration/" (act) } {
            input type="hidden" name="officer" value=(officer.id);
            button { (words) span.hidden { " " bdi { (officer.name) } } }
        }
    }
}

/// `POST /administration/propose`.
pub(crate) async fn propose(signed: Signed, typed: Typed) -> Result<Redirect, Fault> {
    signed.app.passkeys().ok_or(Fault::NotFound)?;
    signed.proven()?;
    signed.app.bureau().propose_recovery(signed.officer.id, meant(&typed)?).await?;
    Ok(Redirect::to("/administration"))
}

/// `POST /administration/confirm`: the officer's passkeys and sessions end, and the link is shown, once.
pub(crate) async fn confirm(signed: Signed, typed: Typed) -> Result<Markup, Fault> {
    let (passkeys, links) = signed.app.passkeys().ok_or(Fault::NotFound)?;
    signed.proven()?;
    let officer = meant(&typed)?;
    signed.app.bureau().confirm_recovery(signed.officer.id, officer).await?;
    signed.app.sessions().end_all_of(officer);
    // Where this fails the recovery is proposed anew, or the link is made on the node's machine.
    let link = links
        .make(officer)
        .map_err(|why| bureau::DoorFault::Store(bureau::ports::StoreFault::Broken(why)))?;
    let texts = signed.texts();
    let title = texts.say("recovery-confirmed");
    let body = html! {
        header.page-head { h1 { (title) } }
        p { (texts.say("recovery-link")) }
        pre.checkpoint tabindex="0" dir="ltr" { code #link { (passkeys.address()) "/enrol/" (link) } }
        p { a href="/administration" { (texts.say("administration")) } }
    };
    Ok(page(&signed, Place::Elsewhere, &title, &body))
}

/// `POST /administration/sign-out`.
pub(crate) async fn sign_out(signed: Signed, typed: Typed) -> Result<Redirect, Fault> {
    let officer = meant(&typed)?;
    signed.app.bureau().ends_sessions(signed.officer.id, officer).await?;
    signed.app.sessions().end_all_of(officer);
    Ok(Redirect::to("/administration"))
}

fn meant(typed: &Typed) -> Result<OfficerId, Fault> {
    typed.get("officer").parse().map_err(|_| Fault::BadForm)
}

fn administers(signed: &Signed) -> Result<(), Fault> {
    if signed.may("recover") {
        Ok(())
    } else {
        Err(bureau::DoorFault::NotPermitted { command: "recover" }.into())
    }
}
