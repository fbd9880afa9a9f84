//! Pages for what failed: put around a fault at the edge, in the reader's language, with the code.

use axum::Json;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use maud::html;

use crate::fault::{Fault, Problem};
use crate::officer::{Look, asks_for_json, look_of};
use crate::parts::chrome::plain_page;

/// Puts a page, or JSON for a script, around every answer that only says what failed.
pub(crate) async fn around(secure: bool, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let json = asks_for_json(&parts);
    let look = look_of(&parts, secure, None);
    let response = next.run(Request::from_parts(parts, body)).await;
    let status = response.status();
    let has_page = response.headers().get(header::CONTENT_TYPE).is_some_and(is_page);
    if !(status.is_client_error() || status.is_server_error()) || has_page {
        return response;
    }
    let mut noticed = (status, notice(&response, look, json)).into_response();
    // Who used a wrong method is told the right ones (RFC 9110, section 15.5.6).
    if let Some(allowed) = response.headers().get(header::ALLOW) {
        noticed.headers_mut().insert(header::ALLOW, allowed.clone());
    }
    noticed
}

/// The page, or the JSON, for an answer that only says what failed.
fn notice(response: &Response, look: Look, json: bool) -> Response {
    let status = response.status();
    let fault = response.extensions().get::<Fault>();
    let (code, words) = match fault {
        Some(fault) => (fault.code(), fault.words(look.texts)),
        None => (code_of(status), look.texts.code("fault", code_of(status))),
    };
    if json {
        return Json(Problem { code, message: words }).into_response();
    }
    let title = look.texts.say("fault-title");
    let body = html! {
        h1 { (title) }
        p.lead { (words) }
        p.quiet { (look.texts.say("fault-code")) " " bdi { code { (code) } } }
        p { a href="/today" { (look.texts.say("back-to-today")) } }
    };
    plain_page(look, &title, &body).into_response()
}

fn is_page(kind: &HeaderValue) -> bool {
    kind.as_bytes().starts_with(b"text/html") || kind.as_bytes().starts_with(b"application/json")
}

/// The code of what the layers around the pages refuse.
fn code_of(status: StatusCode) -> &'static str {
    match status {
        StatusCode::NOT_FOUND => "not-found",
        StatusCode::METHOD_NOT_ALLOWED => "not-allowed",
        StatusCode::FORBIDDEN => "from-elsewhere",
        StatusCode::PAYLOAD_TOO_LARGE => "body-too-large",
        status if status.is_server_error() => "failed",
        _ => "bad-form",
    }
}
