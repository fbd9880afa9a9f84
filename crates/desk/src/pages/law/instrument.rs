//! An instrument: what it says, whom it binds, what changes it, and which rules rest on it.

use axum::extract::Path;
use maud::{Markup, html};

use super::{country, doubt, rules, terms};
use crate::fault::Fault;
use crate::officer::Signed;
use crate::parts::chrome::{Place, page};
use crate::texts::{count, word};

/// `GET /law/instrument/{id}`.
pub(crate) async fn show(signed: Signed, Path(id): Path<String>) -> Result<Markup, Fault> {
    let texts = signed.texts();
    let found = signed.app.bureau().instrument_page(&id, signed.language()).ok_or(Fault::NotFound)?;
    let title = found.line.short.clone();
    let body = html! {
        header.page-head {
            h1 { bdi { (title) } } p.lead dir="auto" { (found.line.title) }
        }
        section.panel {
            p {
                span.badge { (texts.code("layer", found.line.layer)) } " "
                @for matter in &found.line.matters { span.badge { (texts.code("matter", matter)) } " " }
                (doubt(texts, found.line.confidence))
            }
            @if !found.line.not_in_force.is_empty() { p { strong { (texts.say("law-not-in-force")) } " " span dir="auto" { (found.line.not_in_force) } } }
            @if !found.offences.is_empty() { p { (texts.with("law-depends", &[word("offences", &found.offences)])) } }
            @if !found.note.is_empty() { p dir="auto" { (found.note) } }
            p.quiet { bdi.provision { (found.provision) } " · " span dir="auto" { (found.source) } " · " (texts.with("law-checked", &[word("day", &found.checked)])) }
            @if !found.relations.is_empty() {
                ul { @for (relation, id, short) in &found.relations { li { (texts.code("relation", relation)) " " a href={ "/law/instrument/" (id) } { bdi { (short) } } } } }
            }
        }
        section.panel {
            h2 { (texts.say("law-says")) }
            @if found.terms.is_empty() { p.quiet { (texts.say("law-no-terms")) } }
            (terms(texts, &found.terms))
        }
        section.panel {
            h2 { (texts.with("law-parties-count", &[count("count", found.parties.len())])) }
            p.quiet { (texts.say("law-parties-lead")) }
            ul.chips {
                @for (state, since, is_verified) in &found.parties {
                    li { a href={ "/law/state/" (state) } { bdi.code { (state) } " " (country(texts, state)) } " " span.quiet { bdi { (since) } } @if !is_verified { (doubt(texts, "unverified")) } }
                }
            }
        }
        @if !found.rules.is_empty() { section.panel { h2 { (texts.say("law-rules")) } (rules::table(texts, &found.rules)) } }
    };
    Ok(page(&signed, Place::Law, &title, &body))
}
