//! Addresses and the layers around them.

use axum::extract::{DefaultBodyLimit, Path};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Router, middleware};
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;

use crate::api;
use crate::app::{App, Desk};
use crate::assets::Asset;
use crate::fault::Fault;
use crate::guard::{self, ANSWER_BYTES_MAX, DRAFT_BYTES_MAX, FORM_BYTES_MAX, UPLOAD_BYTES_MAX};
use crate::pages::{
    account, act, administration, agenda, case, directory, docket, dossier, dossiers, draft, enrol, enter,
    law, letter, lock, new, news, notice, oversight, papers, policy, provider, readers, review, rota,
    settings, sign_in, sources, tasks, today, translations, what_if,
};

/// The pages of a desk. A form sent by a page of another site is refused before it is read.
pub fn router(desk: Desk) -> Router {
    let secure = desk.secure;
    Router::new()
        .route("/", get(|| async { Redirect::to("/today") }))
        .route("/sign-in", get(sign_in::show).post(sign_in::enter))
        .route("/sign-out", post(sign_in::leave))
        .route("/today", get(today::show))
        .route("/docket", get(docket::show))
        .route("/calendar", get(agenda::show))
        .route("/calendar.ics", get(agenda::file))
        .route("/review", get(review::show))
        .route("/new", get(new::show).post(new::open))
        .route("/directory", get(directory::show))
        .route("/rota", get(rota::show).post(rota::add))
        .route("/rota/end", post(rota::end))
        .route("/oversight", get(oversight::show))
        .route("/oversight/anomaly", post(oversight::review_anomaly))
        .route("/dossiers", get(dossiers::show))
        .route("/dossiers/redress", get(dossiers::new_redress).post(dossiers::open_redress))
        .route("/dossiers/breach", get(dossiers::new_breach).post(dossiers::open_breach))
        .route("/dossier/{id}", get(dossier::show))
        .route("/dossier/{id}/do/{step}", post(dossier::act))
        .route("/settings", get(settings::show).post(settings::save))
        .route("/live", get(news::live))
        .route("/waiting", get(news::waiting))
        .merge(session_routes())
        .merge(case_routes())
        .merge(law::routes())
        .merge(api::routes())
        .route("/asset/{name}", get(asset))
        .fallback(|| async { Fault::NotFound })
        .layer(DefaultBodyLimit::max(FORM_BYTES_MAX))
        .layer(CsrfLayer::new())
        .layer(middleware::from_fn(move |request, next| notice::around(secure, request, next)))
        .layer(middleware::from_fn(move |request, next| guard::headers(secure, request, next)))
        // What is secret and what an outsider could put into an address never meet in one compressed page: the session's
        // cookie does not come with requests from other sites.
        .layer(CompressionLayer::new())
        .with_state(App::new(desk))
}

fn session_routes() -> Router<App> {
    Router::new()
        .route("/sign-in/passkey", post(sign_in::passkey))
        .route("/sign-in/passkey/begin", post(sign_in::begin_passkey))
        .route("/sign-in/openid", post(provider::begin))
        .route("/sign-in/openid/answer", get(provider::answer))
        .route("/sign-out/openid", post(provider::leave))
        .route("/openid/logout", post(provider::ended))
        .route("/enrol/{word}", get(enrol::show).post(enrol::add))
        .route("/enrol/{word}/begin", post(enrol::begin))
        .route("/session", get(lock::state).post(lock::state))
        .route("/lock", post(lock::lock))
        .route("/locked", get(lock::show))
        .route("/unlock", post(lock::unlock))
        .route("/unlock/begin", post(lock::begin))
        .route("/unlock/openid", post(provider::unlock))
        .route("/unlock/demonstration", post(lock::demonstration))
        .route("/account", get(account::show))
        .route("/account/passkeys", post(account::add))
        .route("/account/passkeys/begin", post(account::begin))
        .route("/account/passkeys/{id}/remove", post(account::remove))
        .route("/account/sessions/end", post(account::end))
        .route("/administration", get(administration::show))
        .route("/administration/propose", post(administration::propose))
        .route("/administration/confirm", post(administration::confirm))
        .route("/administration/sign-out", post(administration::sign_out))
        .route("/policy", get(policy::show))
        .route("/policy/try", post(policy::try_out))
        .route("/policy/propose", post(policy::propose))
        .route("/policy/confirm", post(policy::confirm))
}

fn case_routes() -> Router<App> {
    let upload = post(papers::add).layer(DefaultBodyLimit::max(UPLOAD_BYTES_MAX));
    let answer = get(tasks::show).merge(post(tasks::answer).layer(DefaultBodyLimit::max(ANSWER_BYTES_MAX)));
    let whole_draft = post(draft::submit).layer(DefaultBodyLimit::max(DRAFT_BYTES_MAX));
    Router::new()
        .route("/case/{id}", get(case::show))
        .route("/tasks", get(tasks::list))
        .route("/task/{case}/{task}", answer)
        .route("/task/{case}/{task}/{file}", get(tasks::download))
        .route("/enter", get(enter::show).post(enter::enter))
        .route("/case/{id}/state", get(case::fragment))
        .route("/case/{id}/fields", post(draft::save))
        .route("/case/{id}/draft", whole_draft)
        .route("/case/{id}/what-if", get(what_if::show).post(what_if::try_out))
        .route("/case/{id}/review", get(review::questions).post(review::decide))
        .route("/case/{id}/review/precedents", get(review::questions).post(review::search))
        .route("/case/{id}/do/{command}", get(act::show).post(act::act))
        .route("/case/{id}/translation/{language}", get(translations::show))
        .route("/case/{id}/readers", get(readers::show))
        .route("/case/{id}/sources", get(sources::show).post(sources::begin))
        .route("/case/{id}/sources/{source}", get(sources::closed).post(sources::open))
        .route("/case/{id}/papers", get(case::papers).merge(upload))
        .route("/case/{id}/letter", get(letter::download))
        .route("/case/{id}/papers/{file}", get(papers::download))
        .route("/case/{id}/papers/{file}/take-out", post(papers::take_out))
        .route("/case/{id}/papers/{file}/enclose", post(papers::enclose))
        .route("/case/{id}/{tab}", get(case::section))
}

/// A file whose name changes with its content may be kept for good.
async fn asset(Path(name): Path<String>) -> Response {
    let Some(asset) = Asset::at(&format!("/asset/{name}")) else { return Fault::NotFound.into_response() };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(asset.media_type)),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")),
    ];
    (StatusCode::OK, headers, asset.content).into_response()
}
