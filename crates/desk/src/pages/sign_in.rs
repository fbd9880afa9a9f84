//! Signing in and out.

use axum::Json;
use axum::extract::{Query, State};
use axum::http::header::{self, HeaderName};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use bureau::Used;
use case::bureau::{Officer, Role};
use case::id::OfficerId;
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::Value;

use super::passkey_form::{GoOn, Sent, passkey_form};
use super::typed::Typed;
use crate::app::{App, Neighbour, SignIn};
use crate::fault::Fault;
use crate::officer::{Held, Look, onward};
use crate::parts::chrome::passkey_page;
use crate::session::SESSION_HOURS_MAX;

/// Where to go after signing in.
#[derive(Deserialize)]
pub(crate) struct Onward {
    #[serde(default)]
    pub(crate) to: String,
}

/// `GET /sign-in`.
pub(crate) async fn show(State(app): State<App>, look: Look, Query(onward): Query<Onward>) -> Markup {
    let texts = look.texts;
    let bureau = app.bureau();
    let name = bureau.directory().into_iter().find(|peer| peer.code == *bureau.me()).map(|peer| peer.name);
    let body = html! {
        h1 { (name.unwrap_or_else(|| bureau.me().to_string())) " " bdi.code { (bureau.me()) } }
        @match app.sign_in() {
            SignIn::Demo { neighbours } => (demo(look, bureau.officers(), neighbours, &onward.to)),
            SignIn::Passkeys { passkeys, .. } => {
                p.lead { (texts.say("sign-in-by-passkey")) }
                (passkey_form(texts, passkeys, "/sign-in/passkey", &texts.say("sign-in"), &html! {
                    input type="hidden" name="to" value=(self::onward(&onward.to));
                }))
                p.quiet { (texts.say("sign-in-lost")) }
            }
        }
    };
    passkey_page(look, &texts.say("sign-in"), &body)
}

fn demo(look: Look, officers: &[Officer], neighbours: &[Neighbour], to: &str) -> Markup {
    let texts = look.texts;
    html! {
        p.lead { (texts.say("sign-in-lead")) }
        p.demo { strong { (texts.say("demo-only")) } " " (texts.say("demo-only-more")) }
        form method="post" action="/sign-in" {
            input type="hidden" name="to" value=(onward(to));
            ul.officers {
                @for role in Role::ALL {
                    @let posted: Vec<&Officer> = officers.iter().filter(|officer| officer.roles.first() == Some(&role)).collect();
                    @if !posted.is_empty() {
                        li {
                            h2 { (texts.code("role", role.code())) }
                            p.quiet { (texts.code("role-does", role.code())) }
                            @for officer in posted {
                                button name="officer" value=(officer.id) { bdi { (officer.name) } }
                            }
                        }
                    }
                }
            }
        }
        @if !neighbours.is_empty() {
            h2 { (texts.say("neighbours")) }
            ul { @for desk in neighbours { li { a href=(desk.address) { (desk.name) } } } }
        }
    }
}

/// `POST /sign-in`: only in a demonstration.
pub(crate) async fn enter(State(app): State<App>, typed: Typed) -> Result<Response, Fault> {
    let SignIn::Demo { .. } = app.sign_in() else { return Err(Fault::NotFound) };
    let officer: OfficerId = typed.get("officer").parse().map_err(|_| Fault::BadForm)?;
    if app.bureau().officers().iter().all(|known| known.id != officer) {
        return Err(Fault::BadForm);
    }
    app.bureau().signs_in(officer, "demonstration", None).await?;
    Ok(begin(&app, officer, onward(typed.get("to"))))
}

/// `POST /sign-in/passkey/begin`: asks the browser for a passkey.
pub(crate) async fn begin_passkey(State(app): State<App>) -> Result<Json<Value>, Fault> {
    let (passkeys, _) = app.passkeys().ok_or(Fault::NotFound)?;
    Ok(Json(passkeys.ask(None, app.form_word(), app.now())?))
}

/// `POST /sign-in/passkey`: what the browser answered.
pub(crate) async fn passkey(State(app): State<App>, sent: Sent) -> Result<Response, Fault> {
    let (officer, used) = prove(&app, None, &sent).await?;
    app.bureau().signs_in(officer, "passkey", Some(used)).await?;
    let name = app.begin_session(officer);
    let to = onward(&sent.to).to_owned();
    Ok((session_header(&app, &name), Json(GoOn { to })).into_response())
}

/// Verifies what a browser answered; that a proven passkey was refused is journaled.
pub(crate) async fn prove(app: &App, of: Option<OfficerId>, sent: &Sent) -> Result<(OfficerId, Used), Fault> {
    let (passkeys, _) = app.passkeys().ok_or(Fault::NotFound)?;
    let known = |officer| app.bureau().passkeys(officer);
    match passkeys.take(of, &sent.word, sent.answer.clone(), app.now(), known) {
        Ok(proven) => Ok(proven),
        Err(fault) => {
            match fault.officer() {
                Some(officer) => app.bureau().not_let_in(officer, fault.code()).await?,
                None => app.bureau().nobody_let_in(fault.code()),
            }
            Err(fault.into())
        }
    }
}

fn begin(app: &App, officer: OfficerId, to: &str) -> Response {
    let name = app.begin_session(officer);
    (session_header(app, &name), Redirect::to(to)).into_response()
}

/// The header that hands a session's secret name to the browser.
pub(crate) fn session_header(app: &App, name: &str) -> AppendHeaders<[(HeaderName, String); 1]> {
    let cookie = app.set_cookie(&app.session_cookie(), name, SESSION_HOURS_MAX * 3600);
    AppendHeaders([(header::SET_COOKIE, cookie)])
}

/// `POST /sign-out`. What the officer typed and did not save stays in the browser, sealed, until they open its page again.
pub(crate) async fn leave(held: Held) -> Response {
    held.app.sessions().end(&held.session);
    let cookie = held.app.set_cookie(&held.app.session_cookie(), "", 0);
    (AppendHeaders([(header::SET_COOKIE, cookie)]), Redirect::to("/sign-in")).into_response()
}
