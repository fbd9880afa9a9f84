//! Signing in through the bureau's own provider (OpenID Connect), going on with a session through it, and ending sessions
//! here and there together.
//!
//! A browser is led away and back by pages that go on by themselves, not by redirects: a form may lead to this desk alone,
//! and the session's cookie does not come with what another site began.

use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Response};
use maud::html;

use super::prove::in_vain;
use super::sign_in::session_header;
use super::typed::Typed;
use crate::app::App;
use crate::fault::Fault;
use crate::officer::{Former, Held, Look, onward};
use crate::openid::{ANSWER_SECONDS_MAX, Answer, Errand, Proven, Provider, Words};
use crate::parts::chrome::plain_page;
use crate::session::{Proof, cookie};

/// `POST /sign-in/openid`: leads to the provider.
pub(crate) async fn begin(
    State(app): State<App>,
    look: Look,
    former: Former,
    typed: Typed,
) -> Result<Response, Fault> {
    ask(&app, look, Errand::Enter { former: former.0 }, typed.get("to")).await
}

/// `POST /unlock/openid`: leads to the provider, which has the officer prove anew who they are.
pub(crate) async fn unlock(held: Held, typed: Typed) -> Result<Response, Fault> {
    let errand = Errand::GoOn { session: held.session.clone(), officer: held.officer.id };
    ask(&held.app, held.look, errand, typed.get("to")).await
}

async fn ask(app: &App, look: Look, errand: Errand, to: &str) -> Result<Response, Fault> {
    let provider = provided(app)?;
    let words = Words {
        state: app.form_word(),
        nonce: app.form_word(),
        verifier: app.form_word(),
        browser: app.form_word(),
    };
    let kept = app.set_cookie_for_return(&app.question_cookie(), &words.browser, ANSWER_SECONDS_MAX);
    match provider.ask(errand, onward(to), words, app.now()).await {
        Ok(address) => {
            Ok((AppendHeaders([(header::SET_COOKIE, kept)]), leads_on(look, address.as_str()))
                .into_response())
        }
        Err(fault) => Err(in_vain(app, fault.officer(), fault).await?),
    }
}

/// `GET /sign-in/openid/answer`: the provider leads the browser back.
pub(crate) async fn answer(
    State(app): State<App>,
    look: Look,
    headers: HeaderMap,
    Query(answer): Query<Answer>,
) -> Result<Response, Fault> {
    let provider = provided(&app)?;
    let cookies = headers.get(header::COOKIE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let browser = cookie(cookies, &app.question_cookie()).unwrap_or_default();
    let proven = match provider.take(&answer, browser, app.now()).await {
        Ok(proven) => proven,
        Err(fault) => return Err(in_vain(&app, fault.officer(), fault).await?),
    };
    let Proven { officer, errand, to, acr, at, session } = proven;
    let proof = Proof { at, provider: Some(session) };
    let by = match errand {
        Errand::Enter { .. } => "openid",
        Errand::GoOn { .. } => "openid-unlock",
    };
    app.bureau().signs_in_by_provider(officer, by, acr).await?;
    let name = match errand {
        Errand::Enter { former } => app.begin_session(officer, proof, former.as_deref()),
        Errand::GoOn { session, .. } => app.unlock_session(&session, proof).ok_or(Fault::SignedOut)?,
    };
    let answered = app.set_cookie_for_return(&app.question_cookie(), "", 0);
    let answered = AppendHeaders([(header::SET_COOKIE, answered)]);
    Ok((session_header(&app, &name), answered, leads_on(look, &to)).into_response())
}

/// `POST /sign-out/openid`: leads to where the provider ends its own session.
pub(crate) async fn leave(State(app): State<App>, look: Look) -> Result<Response, Fault> {
    let address = provided(&app)?.leave(app.now()).await?.ok_or(Fault::NotFound)?;
    Ok(leads_on(look, address.as_str()))
}

/// `POST /openid/logout`: the provider says, to this desk and not through a browser, that a session there ended.
pub(crate) async fn ended(State(app): State<App>, typed: Typed) -> Result<StatusCode, Fault> {
    let provider = provided(&app)?;
    let ended = match provider.ended(typed.get("logout_token"), app.now()).await {
        Ok(ended) => ended,
        // Whatever is wrong, the standard has one status for it.
        Err(fault) => return Err(in_vain(&app, None, Fault::NoLogout(fault)).await?),
    };
    // At once; the entry follows, and its want keeps no session alive.
    let officers = app.sessions().begun_at_provider(&ended);
    app.sessions().end_from_provider(&ended);
    for officer in officers {
        app.bureau().provider_ends_sessions(officer).await?;
    }
    Ok(StatusCode::OK)
}

fn provided(app: &App) -> Result<&Provider, Fault> {
    app.provider().ok_or(Fault::NotFound)
}

/// A page that goes on to an address by itself at once, or by its link.
fn leads_on(look: Look, address: &str) -> Response {
    let title = look.texts.say("provider-onward");
    let body = html! {
        h1 { (title) }
        p { a.button href=(address) { (look.texts.say("unlock")) } }
    };
    let page = plain_page(look, &title, &body);
    match HeaderValue::from_str(&format!("0; url={address}")) {
        Ok(refresh) => ([(header::REFRESH, refresh)], page).into_response(),
        Err(_) => page.into_response(),
    }
}
