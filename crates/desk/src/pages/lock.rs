//! Locking a session and going on with it. While it is locked it shows nothing, not even whose it is.

use axum::Json;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Serialize;
use serde_json::Value;

use super::passkey_form::{GoOn, Sent};
use super::prove::{Aim, ways};
use super::sign_in::{Onward, prove, session_header};
use super::typed::Typed;
use crate::app::SignIn;
use crate::fault::Fault;
use crate::officer::{Held, Signed, onward};
use crate::parts::chrome::passkey_page;

/// How a session stands, for the script of an open page.
#[derive(Serialize)]
pub(crate) struct State {
    /// In how many seconds it is locked if nothing is done.
    locks_in: i64,
}

/// `GET /session`, which is no activity, and `POST /session`, by which a page says that somebody types.
pub(crate) async fn state(signed: Signed) -> Result<Json<State>, Fault> {
    let standing = signed.app.sessions().standing(&signed.session, signed.now());
    Ok(Json(State { locks_in: standing.ok_or(Fault::SignedOut)?.locks_in }))
}

/// `POST /lock`.
pub(crate) async fn lock(held: Held, typed: Typed) -> Redirect {
    held.app.sessions().lock(&held.session);
    Redirect::to(&format!("/locked?to={}", onward(typed.get("to"))))
}

/// `GET /locked`.
pub(crate) async fn show(held: Held, Query(onward): Query<Onward>) -> Markup {
    let texts = held.look.texts;
    let body = html! {
        h1 { (texts.say("locked")) }
        p.lead { (texts.say("locked-lead")) }
        (ways(&held.app, texts, Aim::GoOn, &onward.to))
        form method="post" action="/sign-out" { button { (texts.say("sign-out")) } }
    };
    passkey_page(held.look, &texts.say("locked"), &body)
}

/// `POST /unlock/begin`: asks the browser for a passkey of this officer.
pub(crate) async fn begin(held: Held) -> Result<Json<Value>, Fault> {
    let (passkeys, _) = held.app.passkeys().ok_or(Fault::NotFound)?;
    let known = held.app.bureau().passkeys(held.officer.id);
    let asked = passkeys.ask(Some((held.officer.id, &known)), held.app.form_word(), held.app.now());
    Ok(Json(asked?))
}

/// `POST /unlock`: what the browser answered. Also an open session's officer proves so again who they are.
pub(crate) async fn unlock(held: Held, sent: Sent) -> Result<Response, Fault> {
    let (officer, used) = prove(&held.app, Some(held.officer.id), &sent).await?;
    held.app.bureau().signs_in(officer, "unlock", Some(used)).await?;
    let name = held.app.unlock_session(&held.session, held.app.proof()).ok_or(Fault::SignedOut)?;
    let to = onward(&sent.to).to_owned();
    Ok((session_header(&held.app, &name), Json(GoOn { to })).into_response())
}

/// `POST /unlock/demonstration`: one click, only in a demonstration.
pub(crate) async fn demonstration(held: Held, typed: Typed) -> Result<Response, Fault> {
    let SignIn::Demo { .. } = held.app.sign_in() else { return Err(Fault::NotFound) };
    held.app.bureau().signs_in(held.officer.id, "demonstration", None).await?;
    let name = held.app.unlock_session(&held.session, held.app.proof()).ok_or(Fault::SignedOut)?;
    Ok((session_header(&held.app, &name), Redirect::to(onward(typed.get("to")))).into_response())
}
