//! The law: routes between two States, instruments, States, rules, and what nobody has verified.

mod home;
mod compare;
mod route;
mod instrument;
mod state;
mod rules;
mod unverified;
mod picture;

use axum::Router;
use axum::routing::get;
use bureau::answer::TermRow;
use case::bureau::StateCode;
use icu_normalizer::DecomposingNormalizerBorrowed;
use icu_normalizer::properties::CanonicalCombiningClassMapBorrowed;
use maud::{Markup, html};

use crate::app::App;
use crate::officer::Signed;
use crate::parts::badge::icon;
use crate::texts::{Texts, word};

pub(crate) use route::Wanted;

/// The pages of the law.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/law", get(home::show))
        .route("/law/routes", get(route::show))
        .route("/law/compare", get(compare::show).post(compare::provisions))
        .route("/law/instrument/{id}", get(instrument::show))
        .route("/law/state/{state}", get(state::show))
        .route("/law/rules", get(rules::list))
        .route("/law/rule/{id}", get(rules::show))
        .route("/law/duties", get(rules::duties))
        .route("/law/unverified", get(unverified::show))
}

/// The name of a State; its letters where the catalogue has none.
fn country(texts: &Texts, state: &str) -> String {
    let name = texts.code("country", state);
    if name == state { state.to_owned() } else { name }
}

/// Every State of which the law knows something, by name in the reader's language.
fn countries(signed: &Signed) -> Vec<(StateCode, String)> {
    let texts = signed.texts();
    let states = signed.app.bureau().states();
    let mut named: Vec<_> = states.into_keys().map(|state| (state, country(texts, state.as_str()))).collect();
    named.sort_by_key(|(_, name)| sorting(name));
    named
}

/// A name as it is sorted: without case and without the marks of its letters.
fn sorting(name: &str) -> String {
    let marks = CanonicalCombiningClassMapBorrowed::new();
    let letters = DecomposingNormalizerBorrowed::new_nfd().normalize(name);
    letters.chars().filter(|letter| marks.get_u8(*letter) == 0).flat_map(char::to_lowercase).collect()
}

/// That a text is from memory: a quiet mark with its word.
fn doubt(texts: &Texts, confidence: &str) -> Markup {
    html! {
        @if confidence == "unverified" {
            " " span.badge.mean-ask title=(texts.say("law-unverified-help")) { (icon("ask")) (texts.say("law-unverified")) }
        }
    }
}

/// Terms under the headings of their topics.
fn terms(texts: &Texts, rows: &[TermRow]) -> Markup {
    let mut topics: Vec<(&str, Vec<&TermRow>)> = Vec::new();
    for row in rows {
        match topics.last_mut() {
            Some((topic, rows)) if *topic == row.topic => rows.push(row),
            _ => topics.push((row.topic, vec![row])),
        }
    }
    html! {
        dl.terms {
            @for (topic, rows) in topics {
                div {
                    dt { (texts.code("topic", topic)) }
                    @for row in rows { dd { (term(texts, row)) } }
                }
            }
        }
    }
}

fn term(texts: &Texts, row: &TermRow) -> Markup {
    html! {
        (plain_term(texts, row))
        @if row.is_own_law { span.quiet { " · " (texts.with("law-own", &[word("state", &country(texts, &row.speaker))])) } }
        (doubt(texts, row.confidence))
    }
}

/// A term where its place on the page says whose law it is.
fn plain_term(texts: &Texts, row: &TermRow) -> Markup {
    html! {
        @if let Some(strength) = row.strength { span.badge.{ "strength-" (strength) } { (texts.code("strength", strength)) } " " }
        @if let Some(position) = row.position { strong { (texts.code("position", &format!("{}-{position}", row.topic))) } " " }
        @if let Some(number) = &row.number {
            strong { bdi { (number.value) } " " (texts.code("unit", number.unit)) } " "
        }
        span dir="auto" { (row.says) }
        @if let Some(number) = row.number.as_ref().filter(|number| !number.at_end.is_empty()) { " " span.quiet dir="auto" { (number.at_end) } }
        " " span.quiet {
            bdi.provision title=(row.source) { (row.provision) }
            @if let Some(state) = &row.declared_by { " · " (texts.with("law-declared", &[word("state", &country(texts, state))])) }
            @if let Some(old) = &row.replaces { " · " (texts.with("law-replaces", &[word("provision", old)])) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::sorting;

    #[test]
    fn names_are_sorted_without_their_marks() {
        for (name, expected) in
            [("Égypte", "egypte"), ("Åland", "aland"), ("Türkiye", "turkiye"), ("إيطاليا", "ايطاليا")]
        {
            assert_eq!(sorting(name), expected);
        }
    }
}
