//! Requests, timed under the template of their route. A path names a case and a query may name a person: neither is ever a
//! label or in the log.

use axum::extract::{MatchedPath, Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use tokio::time::Instant;

use super::Meters;

/// Times a request until its answer begins; `listener` says where it came in. To be laid around whole routers.
pub(crate) async fn time_request(
    State((meters, listener)): State<(Meters, &'static str)>,
    request: Request,
    next: Next,
) -> Response {
    let begun = Instant::now();
    let method = known(request.method());
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str).to_owned();
    let answer = next.run(request).await;
    let (seconds, status) = (begun.elapsed().as_secs_f64(), answer.status().as_u16());
    tracing::debug!(listener, method, route, status, seconds, "answered");
    meters.refused.tell(listener, method, &route, status);
    let labels = [("listener", listener), ("method", method), ("route", &route), ("status", class(status))];
    let labels = labels.map(|(name, value)| (name, value.to_owned())).to_vec();
    meters.requests.get_or_create(&labels).observe(seconds);
    answer
}

/// A method may be any word that a stranger likes.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        _ => "other",
    }
}

const fn class(status: u16) -> &'static str {
    match status / 100 {
        1 => "1xx",
        2 => "2xx",
        3 => "3xx",
        4 => "4xx",
        _ => "5xx",
    }
}
