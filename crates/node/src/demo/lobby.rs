//! The first page: the bureaus, who works there, and a switch for each node. It exists in the demonstration only.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use maud::{DOCTYPE, Markup, html};

use super::cast;
use super::house::{House, Place};

/// Nothing from elsewhere, no script.
const POLICY: &str =
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

#[derive(Clone)]
struct Lobby {
    house: Arc<House>,
    /// Where the page is, to see that a switch was pressed on it.
    origin: Arc<str>,
}

/// The routes.
pub(super) fn routes(house: Arc<House>, address: SocketAddr) -> Router {
    let origin = format!("http://{address}").into();
    Router::new()
        .route("/", get(show))
        .route("/lobby.css", get(style))
        .route("/switch/{code}", post(switch))
        .with_state(Lobby { house, origin })
}

async fn style() -> Response {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("lobby.css")).into_response()
}

async fn show(State(lobby): State<Lobby>) -> Response {
    let page = page(lobby.house.bureaus());
    ([(header::CONTENT_SECURITY_POLICY, POLICY), (header::CACHE_CONTROL, "no-store")], page).into_response()
}

/// Switches a node off or on. A form of another site's page is refused.
async fn switch(State(lobby): State<Lobby>, Path(code): Path<String>, headers: HeaderMap) -> Response {
    let origin = headers.get(header::ORIGIN).and_then(|origin| origin.to_str().ok());
    let same_site = headers.get("sec-fetch-site").is_none_or(|site| site == "same-origin");
    let own_host =
        headers.get(header::HOST).and_then(|host| host.to_str().ok()).map(|host| format!("http://{host}"));
    let from_here =
        origin.is_none_or(|origin| origin == &*lobby.origin || Some(origin) == own_host.as_deref());
    if !(same_site && from_here) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let Some(place) = code.parse().ok().and_then(|code| lobby.house.place(&code)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match lobby.house.switch(place).await {
        Ok(()) => Redirect::to("/").into_response(),
        Err(fault) => (StatusCode::INTERNAL_SERVER_ERROR, fault.to_string()).into_response(),
    }
}

fn page(places: &[Place]) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { "Comity: demonstration" }
                link rel="stylesheet" href="/lobby.css";
            }
            body {
                header {
                    h1 { "Comity" }
                    p {
                        "Each bureau below has its own node, keys, journal and desk on this machine. The cases are made from "
                        "published decisions; each names its own. All persons are made up."
                    }
                    p.notice {
                        "This page, and signing in by a click, exist in the demonstration only. A bureau in service runs its own "
                        "node, and its officers sign in with passkeys."
                    }
                }
                (first())
                main { @for place in places { (bureau(place)) } }
            }
        }
    }
}

fn bureau(place: &Place) -> Markup {
    let member = &place.member;
    let is_on = place.bureau().is_some();
    html! {
        section aria-labelledby=(member.code) {
            h2 id=(member.code) { (member.name) " " span.code { (member.code) } }
            p.state {
                @if is_on { span.on { "on" } a href={ (place.address()) "sign-in" } { "Go to its desk" } }
                @else { span.off { "off" } "Nothing reaches it; what is sent to it waits." }
            }
            ul {
                @for officer in &member.officers {
                    li {
                        span.role { (cast::roles(officer)) }
                        @if is_on { a href={ (place.address()) "sign-in#" (officer.id) } { (officer.name) } }
                        @else { (officer.name) }
                    }
                }
            }
            form method="post" action={ "/switch/" (member.code) } {
                button {
                    @if is_on { "Switch off" } @else { "Switch on" }
                    span.hidden { " " (member.name) }
                }
            }
        }
    }
}

fn first() -> Markup {
    html! {
        aside aria-labelledby="first" {
            h2 id="first" { "What to try first" }
            ol {
                li { "Brasília, duty officer: an urgent request from Washington has just come in. Read it, then ask for more or refuse." }
                li { "Paris, liaison officer: two drafts show what the rules find. Change a field and watch the findings change." }
                li { "Washington, legal reviewer: a provisional arrest waits for a decision on its political side." }
                li { "Switch Tokyo on, with Washington's waiting request open beside: it arrives within seconds." }
            }
        }
    }
}
