//! An officer's account: the passkeys with which they sign in, and their open sessions.

use axum::Json;
use axum::extract::Path;
use axum::response::Redirect;
use bureau::Passkey;
use case::id::PasskeyId;
use maud::{Markup, html};
use serde_json::Value;

use super::passkey_form::{GoOn, Sent, name_field, passkey_form};
use super::prove::anew;
use super::typed::Typed;
use crate::assets::PASSKEY_SCRIPT;
use crate::fault::Fault;
use crate::officer::Signed;
use crate::parts::chrome::{Place, page};
use crate::passkeys::Passkeys;
use crate::when::time_mark;

/// `GET /account`.
pub(crate) async fn show(signed: Signed) -> Markup {
    let texts = signed.texts();
    let title = texts.say("account");
    let body = html! {
        header.page-head { h1 { (title) } }
        (anew(&signed, "/account"))
        section {
            h2 { (texts.say("passkeys")) }
            @if let Some((passkeys, _)) = signed.app.passkeys() { (own_passkeys(&signed, passkeys)) }
            @else if signed.app.provider().is_some() { p { (texts.say("passkeys-none")) } }
            @else { p.demo { strong { (texts.say("demo-only")) } " " (texts.say("demo-passkeys")) } }
        }
        (sessions(&signed))
    };
    page(&signed, Place::Elsewhere, &title, &body)
}

fn own_passkeys(signed: &Signed, passkeys: &Passkeys) -> Markup {
    let texts = signed.texts();
    let own = signed.app.bureau().passkeys(signed.officer.id);
    html! {
        // Who signs in through the provider may have none.
        @if !own.is_empty() { (passkey_rows(signed, &own)) }
        @if signed.is_proven() {
            h3 { (texts.say("passkey-add")) }
            p.quiet { (texts.say("passkey-spare")) }
            (passkey_form(texts, passkeys, "/account/passkeys", &texts.say("passkey-add"), &name_field(texts)))
            script type="module" src=(PASSKEY_SCRIPT.path) {}
        }
    }
}

fn passkey_rows(signed: &Signed, own: &[Passkey]) -> Markup {
    let texts = signed.texts();
    let (is_proven, is_last) = (signed.is_proven(), own.len() == 1);
    let now = signed.now();
    html! {
        table.rows {
            caption.hidden { (texts.say("passkeys")) }
            thead { tr { @for name in ["passkey-name", "column-added", "column-used", "column-do"] { th scope="col" { (texts.say(name)) } } } }
            tbody {
                @for passkey in own {
                    tr {
                        td data-label=(texts.say("passkey-name")) { bdi { (passkey.name) } }
                        td data-label=(texts.say("column-added")) { (time_mark(texts, passkey.added_at, now)) }
                        td data-label=(texts.say("column-used")) { @if let Some(at) = passkey.used_at { (time_mark(texts, at, now)) } @else { "–" } }
                        td data-label=(texts.say("column-do")) {
                            @if is_last { (texts.say("passkey-last")) } @else if is_proven {
                                form method="post" action={ "/account/passkeys/" (passkey.id) "/remove" } {
                                    button { (texts.say("remove")) span.hidden { " " bdi { (passkey.name) } } }
                                }
                            } @else { "–" }
                        }
                    }
                }
            }
        }
    }
}

fn sessions(signed: &Signed) -> Markup {
    let texts = signed.texts();
    let now = signed.now();
    let rows = signed.app.sessions().of(signed.officer.id, &signed.session, now);
    let is_proven = signed.is_proven();
    html! {
        section {
            h2 { (texts.say("sessions")) }
            table.rows {
                caption.hidden { (texts.say("sessions")) }
                thead { tr { @for name in ["column-begun", "column-active", "column-do"] { th scope="col" { (texts.say(name)) } } } }
                tbody {
                    @for row in &rows {
                        tr {
                            td data-label=(texts.say("column-begun")) { (time_mark(texts, row.begun, now)) }
                            td data-label=(texts.say("column-active")) { (time_mark(texts, row.active, now)) }
                            td data-label=(texts.say("column-do")) {
                                @if row.is_this { (texts.say("session-this")) } @else if !is_proven { "–" } @else {
                                    form method="post" action="/account/sessions/end" {
                                        input type="hidden" name="number" value=(row.number);
                                        button { (texts.say("session-end")) span.hidden { " " (time_mark(texts, row.begun, now)) } }
                                    }
                                }
                            }
                        }
                    }
                }
            }
            @if rows.len() > 1 && is_proven {
                form method="post" action="/account/sessions/end" { button { (texts.say("sessions-end-others")) } }
            }
        }
    }
}

/// `POST /account/passkeys/begin`: asks the browser for one more passkey.
pub(crate) async fn begin(signed: Signed) -> Result<Json<Value>, Fault> {
    let (passkeys, _) = signed.app.passkeys().ok_or(Fault::NotFound)?;
    signed.proven()?;
    let known = signed.app.bureau().passkeys(signed.officer.id);
    Ok(Json(passkeys.ask_new(&signed.officer, &known, signed.app.form_word(), signed.now())?))
}

/// `POST /account/passkeys`: what the browser answered.
pub(crate) async fn add(signed: Signed, sent: Sent) -> Result<Json<GoOn>, Fault> {
    let (passkeys, _) = signed.app.passkeys().ok_or(Fault::NotFound)?;
    let (bureau, officer) = (signed.app.bureau(), signed.officer.id);
    let is_taken = |holds: &dyn Fn(&bureau::Passkey) -> bool| bureau.any_passkey(holds);
    let credential = passkeys.take_new(officer, &sent.word, sent.answer, signed.now(), is_taken)?;
    bureau.add_passkey(officer, "account", sent.name.trim(), credential).await?;
    Ok(Json(GoOn { to: "/account".to_owned() }))
}

/// `POST /account/passkeys/{id}/remove`.
pub(crate) async fn remove(signed: Signed, Path(id): Path<String>) -> Result<Redirect, Fault> {
    signed.app.passkeys().ok_or(Fault::NotFound)?;
    signed.proven()?;
    let id: PasskeyId = id.parse().map_err(|_| Fault::NotFound)?;
    signed.app.bureau().remove_passkey(signed.officer.id, id).await?;
    Ok(Redirect::to("/account"))
}

/// `POST /account/sessions/end`: the session of a number, or every other one. This one ends by signing out, which asks for
/// nothing.
pub(crate) async fn end(signed: Signed, typed: Typed) -> Result<Redirect, Fault> {
    signed.proven()?;
    let number = match typed.get("number") {
        "" => None,
        number => Some(number.parse().map_err(|_| Fault::BadForm)?),
    };
    signed.app.sessions().end_of(signed.officer.id, number, &signed.session);
    Ok(Redirect::to("/account"))
}
