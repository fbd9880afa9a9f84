//! A State: its own law, and its ties to others.

use axum::extract::{Path, Query};
use bureau::Matter;
use case::bureau::StateCode;
use maud::{Markup, html};
use serde::Deserialize;

use super::{country, doubt, picture, rules, terms};
use crate::fault::Fault;
use crate::officer::Signed;
use crate::parts::chrome::{Place, page};
use crate::texts::word;

/// Which ties are shown.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wanted {
    matter: String,
}

/// `GET /law/state/{state}`.
pub(crate) async fn show(
    signed: Signed,
    Path(state): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Markup, Fault> {
    let texts = signed.texts();
    let bureau = signed.app.bureau();
    let state: StateCode = state.parse().map_err(|_| Fault::NotFound)?;
    let found = bureau.state_page(state, signed.language()).ok_or(Fault::NotFound)?;
    let matter = Matter::parse(&wanted.matter).unwrap_or(Matter::Surrender);
    let ties = bureau.ties(state, matter, signed.today());
    let title = country(texts, state.as_str());
    let body = html! {
        header.page-head { h1 { (title) } p.quiet { bdi.code { (state) } } }
        section.panel {
            h2 { (texts.say("law-own-law")) }
            @if found.terms.is_empty() { p.empty { (texts.with("law-remains-law-unknown", &[word("state", &title)])) } }
            @if !found.note.is_empty() { p dir="auto" { (found.note) } }
            (terms(texts, &found.terms))
        }
        section.panel {
            h2 { (texts.say("law-ties")) }
            p.quiet { (texts.say("law-ties-lead")) }
            nav.tabs aria-label=(texts.say("law-ties")) {
                @for other in Matter::ALL {
                    a href={ "/law/state/" (state) "?matter=" (other.code()) } aria-current=[(*other == matter).then_some("page")] { (texts.code("matter", other.code())) }
                }
            }
            (picture::around(texts, state, matter, &ties))
        }
        section.panel {
            h2 { (texts.say("law-instruments")) }
            ul {
                @for line in &found.instruments {
                    li {
                        a href={ "/law/instrument/" (line.instrument) } { bdi { (line.short) } } " " span.quiet dir="auto" { (line.title) }
                        @if let Some((since, is_verified)) = &line.since { " · " (texts.with("law-bound-since", &[word("day", since)])) @if !is_verified { (doubt(texts, "unverified")) } }
                    }
                }
            }
        }
        @if !found.rules.is_empty() { section.panel { h2 { (texts.say("law-rules")) } (rules::table(texts, &found.rules)) } }
    };
    Ok(page(&signed, Place::Law, &title, &body))
}
