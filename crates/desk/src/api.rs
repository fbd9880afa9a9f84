//! The interface for programs: answers in JSON, for whoever has signed in. Its description, `docs/openapi.json`, is made
//! from this file by `comity schema openapi`; a test keeps the two equal.
//!
//! What fails answers `{"code", "message"}` with the status of the fault, as pages do for scripts.

use axum::extract::Query;
use axum::routing::get;
use axum::{Json, Router};
use bureau::answer::{CompareAnswer, RoutesAnswer};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityScheme};
use utoipa::{Modify, OpenApi};

use crate::app::App;
use crate::fault::{Fault, Problem};
use crate::officer::Signed;
use crate::pages::law::Wanted;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/api/v1/openapi.json", get(async |_: Signed| Json(document())))
        .route("/api/v1/routes", get(find_routes))
        .route("/api/v1/compare", get(compare))
}

#[derive(OpenApi)]
#[openapi(
    info(title = "Comity", description = "What a bureau's node answers to programs."),
    paths(find_routes, compare),
    modifiers(&Session),
    security(("session" = []))
)]
struct Described;

/// Who asks is known by the session of an officer, as on pages.
struct Session;

impl Modify for Session {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let says = "The cookie of an officer's session: `comity-` and the code of the bureau, after `__Host-` on a node with HTTPS.";
        let cookie = ApiKeyValue::with_description("__Host-comity-FR", says);
        let cookie = SecurityScheme::ApiKey(ApiKey::Cookie(cookie));
        document.components.get_or_insert_default().add_security_scheme("session", cookie);
    }
}

/// The description of this interface, OpenAPI 3.1.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    Described::openapi()
}

/// Which instruments and channels link two States, best first, with what counts on each; the same answer as
/// `comity routes --json`.
#[utoipa::path(get, path = "/api/v1/routes", operation_id = "routes", tag = "law", params(Wanted), responses(
    (status = 200, body = RoutesAnswer),
    (status = 400, body = Problem, description = "The query was not read, as where a word stands twice."),
    (status = 401, body = Problem, description = "Nobody has signed in."),
    (status = 422, body = Problem, description = "The question was not understood."),
))]
async fn find_routes(signed: Signed, Query(wanted): Query<Wanted>) -> Result<Json<RoutesAnswer>, Fault> {
    let bureau = signed.app.bureau();
    let search = bureau.search(&wanted.asked()).map_err(Fault::Unclear)?;
    Ok(Json(bureau.routes(&search, signed.language())))
}

/// Two legal systems side by side for one matter; the same answer as `comity compare --json`.
#[utoipa::path(get, path = "/api/v1/compare", operation_id = "compare", tag = "law", params(Wanted), responses(
    (status = 200, body = CompareAnswer),
    (status = 400, body = Problem, description = "The query was not read, as where a word stands twice."),
    (status = 401, body = Problem, description = "Nobody has signed in."),
    (status = 422, body = Problem, description = "The question was not understood."),
))]
async fn compare(signed: Signed, Query(wanted): Query<Wanted>) -> Result<Json<CompareAnswer>, Fault> {
    let bureau = signed.app.bureau();
    let search = bureau.search(&wanted.asked()).map_err(Fault::Unclear)?;
    Ok(Json(bureau.compare(&search, signed.language())))
}
