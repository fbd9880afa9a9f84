//! What every answer carries and every request must pass: headers that bind the browser, sizes, and where a form comes from.

use axum::extract::Request;
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use case::limits::{ATTACHMENT_BYTES_MAX, ATTACHMENTS_MAX, FIELD_BYTES_MAX};

/// Largest plain form or JSON body, in bytes: an act with its reasons, or some fields of a draft.
pub(crate) const FORM_BYTES_MAX: usize = 1024 * 1024;
/// Largest plain form of a whole draft, in bytes: forty long fields at their limit, in a script that takes three bytes to
/// each of theirs when a browser encodes it.
pub(crate) const DRAFT_BYTES_MAX: usize = 40 * 3 * FIELD_BYTES_MAX;
/// Largest upload, in bytes: one file and the form around it.
pub(crate) const UPLOAD_BYTES_MAX: usize = ATTACHMENT_BYTES_MAX + 64 * 1024;
/// Largest answer of an authority with its files, in bytes.
pub(crate) const ANSWER_BYTES_MAX: usize = ATTACHMENTS_MAX * UPLOAD_BYTES_MAX;

/// Nothing from elsewhere, nothing inline, nowhere to send a form but here, in no frame.
const POLICY: &str = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; \
                      base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()"),
];

/// How long a browser reaches this desk over HTTPS only, once it has: a year.
const HTTPS_ONLY: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// Adds the headers; pages are kept by no cache, so that nothing of a case stays in a shared browser.
pub(crate) async fn headers(secure: bool, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if secure {
        headers.entry(header::STRICT_TRANSPORT_SECURITY).or_insert(HTTPS_ONLY);
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
