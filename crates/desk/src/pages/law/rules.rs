//! Rules: searching them, and one whole.

use axum::extract::{Path, Query};
use bureau::Filter;
use bureau::browse::RuleLine;
use maud::{Markup, html};
use serde::Deserialize;

use super::doubt;
use crate::fault::Fault;
use crate::officer::Signed;
use crate::parts::chrome::{Place, page};
use crate::parts::duty::duty_list;
use crate::texts::{Texts, count, word};

/// Longest text that is searched for, in bytes.
const SEARCH_BYTES_MAX: usize = 60;

/// What is searched for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wanted {
    text: String,
}

/// `GET /law/rules`.
pub(crate) async fn list(signed: Signed, Query(wanted): Query<Wanted>) -> Markup {
    let texts = signed.texts();
    let text = if wanted.text.len() <= SEARCH_BYTES_MAX { wanted.text.trim() } else { "" };
    let found = signed.app.bureau().search_rules(text, signed.language());
    let title = texts.say("law-rules");
    let body = html! {
        header.page-head { h1 { (title) } p.quiet { (texts.with("law-rules-found", &[count("count", found.len())])) } }
        section.panel { (form(texts, text)) }
        @if found.is_empty() { p.empty { (texts.say("law-rules-none")) } } @else { (table(texts, &found)) }
    };
    page(&signed, Place::Law, &title, &body)
}

/// The form that searches.
pub(super) fn form(texts: &Texts, text: &str) -> Markup {
    html! {
        form.acts action="/law/rules" role="search" aria-label=(texts.say("law-search")) {
            label.hidden for="law-text" { (texts.say("law-search-hint")) }
            input #law-text.grow type="search" name="text" value=(text) maxlength=(SEARCH_BYTES_MAX) placeholder=(texts.say("law-search-hint"));
            button { (texts.say("law-search")) }
        }
    }
}

/// Rules in a table.
pub(super) fn table(texts: &Texts, rules: &[RuleLine]) -> Markup {
    html! {
        table.rows {
            caption.hidden { (texts.say("law-rules")) }
            thead { tr { @for name in ["column-rule", "column-provision", "column-ground", "column-effect"] { th scope="col" { (texts.say(name)) } } } }
            tbody {
                @for line in rules {
                    tr {
                        th scope="row" data-label=(texts.say("column-rule")) { a href={ "/law/rule/" (line.rule) } dir="auto" { (line.title) } (doubt(texts, line.confidence)) }
                        td data-label=(texts.say("column-provision")) { bdi.provision { (line.provision) } }
                        td data-label=(texts.say("column-ground")) { (texts.code("ground", line.ground)) }
                        td data-label=(texts.say("column-effect")) {
                            (texts.code("effect", line.effect))
                            @if let Some(strength) = line.strength { " " span.badge.{ "strength-" (strength) } { (texts.code("strength", strength)) } }
                        }
                    }
                }
            }
        }
    }
}

/// `GET /law/rule/{id}`.
pub(crate) async fn show(signed: Signed, Path(id): Path<String>) -> Result<Markup, Fault> {
    let texts = signed.texts();
    let found = signed.app.bureau().rule_page(&id, signed.language()).ok_or(Fault::NotFound)?;
    let line = &found.line;
    let body = html! {
        header.page-head { h1 dir="auto" { (line.title) } p.quiet { bdi.provision { (line.provision) } (doubt(texts, line.confidence)) } }
        section.panel {
            p dir="auto" { (found.explain) }
            @if !found.remedy.is_empty() { p { strong { (texts.say("law-remedy")) } " " span dir="auto" { (found.remedy) } } }
            dl.terms {
                div { dt { (texts.say("column-ground")) } dd { (texts.code("ground", line.ground)) } }
                div { dt { (texts.say("column-effect")) } dd { (texts.code("effect", line.effect)) @if let Some(strength) = line.strength { " · " (texts.code("strength", strength)) } } }
                div { dt { (texts.say("law-kinds")) } dd { @for kind in &found.kinds { span.badge { (texts.code("kind", kind)) } " " } } }
                div { dt { (texts.say("law-stages")) } dd { @for stage in &found.stages { span.badge { (texts.code("law-stage", stage)) } " " } } }
                @if let Some(instrument) = &found.between { div { dt { (texts.say("law-between")) } dd { a href={ "/law/instrument/" (instrument) } { bdi { (instrument) } } } } }
                @if let Some(day) = &found.in_force.0 { div { dt { (texts.say("law-from-day")) } dd { bdi { (day) } } } }
                @if let Some(day) = &found.in_force.1 { div { dt { (texts.say("law-until-day")) } dd { bdi { (day) } } } }
                div { dt { (texts.say("law-source")) } dd dir="auto" { (found.source) " · " (texts.with("law-checked", &[word("day", &found.checked)])) } }
            }
        }
        section.panel {
            h2 { (texts.say("law-condition")) }
            @if let Some(text) = &found.applies_when { h3 { (texts.say("law-applies")) } pre.condition dir="ltr" tabindex="0" { (text) } }
            h3 { (texts.say("law-requires")) }
            @match &found.requires { Some(text) => pre.condition dir="ltr" tabindex="0" { (text) }, None => p { (texts.say("law-judged")) } }
            h3 { (texts.say("law-facts")) }
            ul { @for (name, label) in &found.facts { li { span dir="auto" { (label) } " " code { (name) } } } }
        }
        @let cases = signed.app.bureau().illustrations(&line.rule);
        @if !cases.is_empty() {
            section.panel {
                h2 { (texts.say("rule-cases")) }
                ul { @for one in cases { li { span dir="auto" { (one.says) } " " span.badge { (texts.code("result", &one.expect)) } } } }
            }
        }
        @if let Some(number) = raised_in(&signed, &line.rule) {
            section.panel {
                h2 { (texts.say("rule-requests")) }
                @if number == 0 { p { (texts.say("rule-requests-none")) } } @else {
                    p { a href={ "/docket?rule=" (line.rule) } { (texts.with("rule-requests-found", &[count("count", number)])) } }
                }
            }
        }
        p.quiet { bdi.code { (line.rule) } }
    };
    Ok(page(&signed, Place::Law, &line.title, &body))
}

/// In how many cases the recorded opinion raises the rule; none for an officer who sees no cases.
fn raised_in(signed: &Signed, rule: &str) -> Option<usize> {
    let filter = Filter { rule: Some(rule.to_owned()), ..Filter::default() };
    signed.app.bureau().docket(signed.officer.id, &filter).ok().map(|found| found.total)
}

/// `GET /law/duties`: what the law asks and no program can check.
pub(crate) async fn duties(signed: Signed) -> Markup {
    let texts = signed.texts();
    let duties = signed.app.bureau().duties();
    let title = texts.say("law-duties");
    let body = html! {
        header.page-head { h1 { (title) } p.quiet { (texts.with("law-duties-lead", &[count("count", duties.len())])) } }
        section.panel { (duty_list(texts, &duties)) }
    };
    page(&signed, Place::Law, &title, &body)
}
