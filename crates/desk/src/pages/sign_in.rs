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

use super::passkey_form::{GoOn, Sent};
use super::prove::{Aim, in_vain, ways};
use super::typed::Typed;
use crate::app::{App, Neighbour, SignIn};
use crate::fault::Fault;
use crate::officer::{Former, Held, Look, onward};
use crate::parts::chrome::passkey_page;
use crate::session::SESSION_HOURS_MAX;
use crate::texts::Texts;

/// Where to go after signing in.
#[derive(Deserialize)]
pub(crate) struct Onward {
    #[serde(default)]
    pub(crate) to: String,
    /// `provider` where somebody just signed out who came from there.
    #[serde(default)]
    left: String,
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
            SignIn::Service { passkeys, provider } => {
                (left(texts, &onward))
                @if provider.is_some() { p.lead { (texts.say("sign-in-by-provider")) } }
                @else { p.lead { (texts.say("sign-in-by-passkey")) } }
                (ways(&app, texts, Aim::Enter, &onward.to))
                @if passkeys.is_some() { p.quiet { (texts.say("sign-in-lost")) } }
            }
        }
    };
    passkey_page(look, &texts.say("sign-in"), &body)
}

/// Whoever signed out here may still have a session at the provider.
fn left(texts: &Texts, onward: &Onward) -> Markup {
    html! {
        @if onward.left == "provider" {
            form.left method="post" action="/sign-out/openid" {
                p { (texts.say("sign-out-provider-lead")) }
                p.acts { button { (texts.say("sign-out-provider")) } }
            }
        }
    }
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
pub(crate) async fn enter(State(app): State<App>, former: Former, typed: Typed) -> Result<Response, Fault> {
    let SignIn::Demo { .. } = app.sign_in() else { return Err(Fault::NotFound) };
    let officer: OfficerId = typed.get("officer").parse().map_err(|_| Fault::BadForm)?;
    if app.bureau().officers().iter().all(|known| known.id != officer) {
        return Err(Fault::BadForm);
    }
    app.bureau().signs_in(officer, "demonstration", None).await?;
    let name = app.begin_session(officer, app.proof(), former.0.as_deref());
    Ok((session_header(&app, &name), Redirect::to(onward(typed.get("to")))).into_response())
}

/// `POST /sign-in/passkey/begin`: asks the browser for a passkey.
pub(crate) async fn begin_passkey(State(app): State<App>) -> Result<Json<Value>, Fault> {
    let (passkeys, _) = app.passkeys().ok_or(Fault::NotFound)?;
    Ok(Json(passkeys.ask(None, app.form_word(), app.now())?))
}

/// `POST /sign-in/passkey`: what the browser answered.
pub(crate) async fn passkey(State(app): State<App>, former: Former, sent: Sent) -> Result<Response, Fault> {
    let (officer, used) = prove(&app, None, &sent).await?;
    app.bureau().signs_in(officer, "passkey", Some(used)).await?;
    let name = app.begin_session(officer, app.proof(), former.0.as_deref());
    let to = onward(&sent.to).to_owned();
    Ok((session_header(&app, &name), Json(GoOn { to })).into_response())
}

/// Verifies what a browser answered; that it was refused is journaled.
pub(crate) async fn prove(app: &App, of: Option<OfficerId>, sent: &Sent) -> Result<(OfficerId, Used), Fault> {
    let (passkeys, _) = app.passkeys().ok_or(Fault::NotFound)?;
    let known = |officer| app.bureau().passkeys(officer);
    match passkeys.take(of, &sent.word, sent.answer.clone(), app.now(), known) {
        Ok(proven) => Ok(proven),
        Err(fault) => Err(in_vain(app, fault.officer(), fault).await?),
    }
}

/// The header that hands a session's secret name to the browser.
pub(crate) fn session_header(app: &App, name: &str) -> AppendHeaders<[(HeaderName, String); 1]> {
    let cookie = app.set_cookie(&app.session_cookie(), name, SESSION_HOURS_MAX * 3600);
    AppendHeaders([(header::SET_COOKIE, cookie)])
}

/// `POST /sign-out`. What the officer typed and did not save stays in the browser, sealed, until they open its page again.
pub(crate) async fn leave(held: Held) -> Response {
    let standing = held.app.sessions().standing(&held.session, held.app.now());
    let to = match standing {
        Some(standing) if standing.is_by_provider => "/sign-in?left=provider",
        _ => "/sign-in",
    };
    held.app.sessions().end(&held.session);
    let cookie = held.app.set_cookie(&held.app.session_cookie(), "", 0);
    (AppendHeaders([(header::SET_COOKIE, cookie)]), Redirect::to(to)).into_response()
}
