//! Enrolling a passkey by a one-time link: the first one, or, after a recovery, the one that replaces all before.

use axum::Json;
use axum::extract::{Path, State};
use case::bureau::Officer;
use maud::{Markup, html};
use serde_json::Value;

use super::passkey_form::{GoOn, Sent, name_field, passkey_form};
use crate::app::{App, Link, Links};
use crate::fault::Fault;
use crate::officer::Look;
use crate::parts::chrome::passkey_page;
use crate::passkeys::Passkeys;
use crate::texts::word;

/// Longest word of a link, in bytes.
const LINK_WORD_BYTES_MAX: usize = 200;

/// `GET /enrol/{word}`. The link is not used up by looking at it: mail programs open links by themselves.
pub(crate) async fn show(
    State(app): State<App>,
    look: Look,
    Path(word): Path<String>,
) -> Result<Markup, Fault> {
    let (passkeys, _, link) = found(&app, &word)?;
    let officer = officer_of(&app, link)?;
    let texts = look.texts;
    let body = html! {
        h1 { (texts.say("enrol")) }
        p.lead { (texts.with("enrol-lead", &[self::word("officer", &officer.name), self::word("bureau", app.bureau().me().as_str())])) }
        p { (texts.say("enrol-replaces")) }
        (passkey_form(texts, passkeys, &format!("/enrol/{word}"), &texts.say("enrol"), &name_field(texts)))
    };
    Ok(passkey_page(look, &texts.say("enrol"), &body))
}

/// `POST /enrol/{word}/begin`: asks the browser for a new passkey.
pub(crate) async fn begin(State(app): State<App>, Path(word): Path<String>) -> Result<Json<Value>, Fault> {
    let (passkeys, _, link) = found(&app, &word)?;
    let officer = officer_of(&app, link)?;
    let known = app.bureau().passkeys(officer.id);
    Ok(Json(passkeys.ask_new(officer, &known, app.form_word(), app.now())?))
}

/// `POST /enrol/{word}`: what the browser answered. It signs nobody in: the officer does that with the passkey.
pub(crate) async fn add(
    State(app): State<App>,
    Path(word): Path<String>,
    sent: Sent,
) -> Result<Json<GoOn>, Fault> {
    let (passkeys, links, link) = found(&app, &word)?;
    let is_taken = |holds: &dyn Fn(&bureau::Passkey) -> bool| app.bureau().any_passkey(holds);
    let credential = passkeys.take_new(link.officer, &sent.word, sent.answer, app.now(), is_taken)?;
    // Of two who come with the same link at the same moment, one has it.
    let link = links.redeem(&word).ok_or(Fault::LinkUsed)?;
    let by = if link.is_recovery { "recovery" } else { "link" };
    app.bureau().add_passkey(link.officer, by, sent.name.trim(), credential).await?;
    app.sessions().end_all_of(link.officer);
    Ok(Json(GoOn { to: "/sign-in".to_owned() }))
}

fn found<'a>(app: &'a App, word: &str) -> Result<(&'a Passkeys, &'a dyn Links, Link), Fault> {
    let (passkeys, links) = app.passkeys().ok_or(Fault::NotFound)?;
    if word.len() > LINK_WORD_BYTES_MAX {
        return Err(Fault::NotFound);
    }
    let link = links.look(word).ok_or(Fault::LinkUsed)?;
    Ok((passkeys, links, link))
}

fn officer_of(app: &App, link: Link) -> Result<&Officer, Fault> {
    app.bureau().officers().iter().find(|officer| officer.id == link.officer).ok_or(Fault::LinkUsed)
}
