//! Signing in and out.

use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use case::bureau::{Officer, Role};
use case::id::OfficerId;
use maud::{Markup, html};
use serde::Deserialize;

use super::typed::Typed;
use crate::app::{App, Neighbour, SignIn};
use crate::fault::Fault;
use crate::officer::{Look, Signed, onward};
use crate::parts::chrome::plain_page;
use crate::session::SESSION_HOURS_MAX;
use crate::texts::word;

/// Longest word of a sign-in link, in bytes.
const LINK_WORD_BYTES_MAX: usize = 200;

/// Where to go after signing in.
#[derive(Deserialize)]
pub(crate) struct Onward {
    #[serde(default)]
    to: String,
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
            SignIn::Links { .. } => {
                p.lead { (texts.say("sign-in-by-link")) }
                pre { code { "comity sign-in-link --officer …" } }
            }
        }
    };
    plain_page(look, &texts.say("sign-in"), &body)
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
    app.bureau().signs_in(officer, "demonstration").await?;
    Ok(begin(&app, officer, onward(typed.get("to"))))
}

/// `GET /sign-in/{word}`: asks before the link is used up, because mail programs open links by themselves.
pub(crate) async fn link(
    State(app): State<App>,
    look: Look,
    Path(word): Path<String>,
) -> Result<Markup, Fault> {
    if !matches!(app.sign_in(), SignIn::Links { .. }) || word.len() > LINK_WORD_BYTES_MAX {
        return Err(Fault::NotFound);
    }
    let texts = look.texts;
    let body = html! {
        h1 { (texts.say("sign-in")) }
        p.lead { (texts.with("sign-in-link", &[self::word("bureau", app.bureau().me().as_str())])) }
        form method="post" { button.primary { (texts.say("sign-in")) } }
    };
    Ok(plain_page(look, &texts.say("sign-in"), &body))
}

/// `POST /sign-in/{word}`.
pub(crate) async fn redeem(State(app): State<App>, Path(word): Path<String>) -> Result<Response, Fault> {
    let SignIn::Links { redeem } = app.sign_in() else { return Err(Fault::NotFound) };
    if word.len() > LINK_WORD_BYTES_MAX {
        return Err(Fault::NotFound);
    }
    let officer = redeem(&word).ok_or(Fault::SignedOut)?;
    app.bureau().signs_in(officer, "link").await?;
    Ok(begin(&app, officer, "/today"))
}

fn begin(app: &App, officer: OfficerId, to: &str) -> Response {
    let name = app.begin_session(officer);
    let cookie = app.set_cookie(&app.session_cookie(), &name, SESSION_HOURS_MAX * 3600);
    (AppendHeaders([(header::SET_COOKIE, cookie)]), Redirect::to(to)).into_response()
}

/// `POST /sign-out`. What the officer typed and did not save stays in the browser, sealed, until they open its page again.
pub(crate) async fn leave(signed: Signed) -> Response {
    signed.app.sessions().end(&signed.session);
    let cookie = signed.app.set_cookie(&signed.app.session_cookie(), "", 0);
    (AppendHeaders([(header::SET_COOKIE, cookie)]), Redirect::to("/sign-in")).into_response()
}
