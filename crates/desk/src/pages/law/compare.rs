//! Two legal systems side by side for one matter, and the two provisions of an offence beside each other.

use axum::Form;
use axum::extract::Query;
use bureau::Search;
use bureau::answer::{CompareAnswer, ComparedRow, DualRow, TermRow};
use maud::{Markup, html};
use serde::Deserialize;

use super::route::{Wanted, form};
use super::{country, doubt, plain_term, term};
use crate::officer::Signed;
use crate::parts::badge::icon;
use crate::parts::chrome::{Place, page};
use crate::texts::{Texts, word};

/// Most elements of an offence that are set beside each other.
const ELEMENTS_MAX: usize = 40;

/// The two provisions of an offence, as typed. Nothing of them is kept.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Provisions {
    provision_from: String,
    provision_to: String,
    elements_from: String,
    elements_to: String,
    months_from: String,
    months_to: String,
}

/// `GET /law/compare`.
pub(crate) async fn show(signed: Signed, Query(wanted): Query<Wanted>) -> Markup {
    whole(&signed, &wanted, None)
}

/// `POST /law/compare`: the same page with the two provisions beside each other. Posted, so that no words of a case stand
/// in an address.
pub(crate) async fn provisions(
    signed: Signed,
    Query(wanted): Query<Wanted>,
    Form(typed): Form<Provisions>,
) -> Markup {
    whole(&signed, &wanted, Some(&typed))
}

fn whole(signed: &Signed, wanted: &Wanted, typed: Option<&Provisions>) -> Markup {
    let texts = signed.texts();
    let search = wanted.search(signed);
    let title = match &search {
        Ok(Some(search)) => {
            let (from, to) = names(texts, search);
            texts.with("law-compare-between", &[word("from", &from), word("to", &to)])
        }
        _ => texts.say("law-compare"),
    };
    let body = html! {
        header.page-head { h1 { (title) } p.quiet { (texts.say("law-compare-lead")) } }
        section.panel {
            (form(signed, wanted, "/law/compare", "law-compare-show"))
            @if let Err(fault) = &search { p.notice-fault role="alert" { (icon("block")) (texts.code("fault", fault.code())) } }
        }
        @if let Ok(Some(search)) = &search {
            @let answer = signed.app.bureau().compare(search, signed.language());
            p { a href=(wanted.address("/law/routes")) { (texts.say("law-show-routes")) } }
            (points(texts, &answer))
            (dual(texts, &answer, typed))
            (worksheet(texts, search, wanted, typed))
        }
    };
    page(signed, Place::Law, &title, &body)
}

fn names(texts: &Texts, search: &Search<'_>) -> (String, String) {
    (country(texts, search.from.as_str()), country(texts, search.to.as_str()))
}

fn points(texts: &Texts, answer: &CompareAnswer) -> Markup {
    let (from, to) = (country(texts, &answer.from), country(texts, &answer.to));
    let governs = answer.governs.as_ref().map_or_else(
        || texts.say("law-governing-none"),
        |short| texts.with("law-governing", &[word("short", short)]),
    );
    html! {
        section {
            h2 { (governs) }
            @if answer.points.is_empty() {
                p.empty { (texts.with("law-remains-law-unknown", &[word("state", &from)])) " " (texts.with("law-remains-law-unknown", &[word("state", &to)])) }
            } @else {
                table.rows.compared {
                    caption.hidden { (texts.say("law-compare")) }
                    thead { tr { th scope="col" { (texts.say("law-point")) } th scope="col" { (from) } th scope="col" { (to) } th scope="col" { (texts.say("law-instrument")) } } }
                    tbody { @for row in &answer.points { (point(texts, row, (&from, &to))) } }
                }
            }
        }
    }
}

fn point(texts: &Texts, row: &ComparedRow, (from, to): (&str, &str)) -> Markup {
    let mark = match row.difference {
        "differs" => Some(("mean-ask", "ask")),
        "same" => Some(("mean-clear", "clear")),
        _ => None,
    };
    html! {
        tr {
            th scope="row" data-label=(texts.say("law-point")) {
                (texts.code("topic", row.topic))
                br;
                span class={ "badge " (mark.map_or("", |(class, _)| class)) } { @if let Some((_, name)) = mark { (icon(name)) } (texts.code("law-difference", row.difference)) }
            }
            td data-label=(from) { (cell(texts, &row.requesting, true)) }
            td data-label=(to) { (cell(texts, &row.requested, true)) }
            td data-label=(texts.say("law-instrument")) { (cell(texts, &row.governing, false)) }
        }
        @if !row.bridges.is_empty() {
            tr.bridges {
                td colspan="4" {
                    strong { (texts.say("law-bridge")) }
                    ul { @for bridge in &row.bridges { li dir="auto" { (bridge.act) } } }
                }
            }
        }
    }
}

fn cell(texts: &Texts, rows: &[TermRow], says_none: bool) -> Markup {
    html! {
        @for row in rows { div { (plain_term(texts, row)) (doubt(texts, row.confidence)) } }
        @if rows.is_empty() && says_none { span.quiet { (texts.say("law-not-on-file")) } }
    }
}

fn dual(texts: &Texts, answer: &CompareAnswer, typed: Option<&Provisions>) -> Markup {
    html! {
        section.panel {
            h2 { (texts.say("law-dual")) }
            p.quiet { (texts.say("law-dual-lead")) }
            dl.terms { @for row in &answer.dual { (test(texts, row, typed)) } }
            @if answer.offence.is_some() {
                h3 { (texts.say("law-listed")) }
                @if answer.listed.is_empty() { p.quiet { (texts.say("law-listed-none")) } }
                ul { @for row in &answer.listed { li { bdi.code { (row.list) } " " bdi { (row.item) } ": " span dir="auto" { (row.offence) } } } }
            }
        }
    }
}

fn test(texts: &Texts, row: &DualRow, typed: Option<&Provisions>) -> Markup {
    let months = |text: &str| text.trim().parse::<u16>().ok();
    let stated: Vec<u16> = typed
        .iter()
        .flat_map(|typed| [months(&typed.months_from), months(&typed.months_to)])
        .flatten()
        .collect();
    html! {
        div {
            dt { bdi { (row.short) } }
            @for found in row.tests.iter() { dd { (term(texts, found)) } }
            @for found in &row.thresholds {
                dd {
                    (term(texts, found))
                    @if found.topic == "threshold" && let Some(least) = months_of(found) {
                        @for given in &stated {
                            @let reached = if found.position == Some("more-than") { *given > least } else { *given >= least };
                            " " strong { (texts.with(if reached { "law-threshold-reached" } else { "law-threshold-missed" }, &[word("months", &given.to_string())])) }
                        }
                    }
                }
            }
            @match row.waived {
                Some(true) => dd { strong { (texts.say("law-dual-waived")) } },
                Some(false) => dd { (texts.say("law-dual-not-waived")) },
                None => {}
            }
            @if row.tests.is_empty() && row.thresholds.is_empty() { dd.quiet { (texts.say("law-dual-none")) } }
        }
    }
}

/// The number of a term in months, where it can be told.
fn months_of(row: &TermRow) -> Option<u16> {
    let number = row.number.as_ref()?;
    match number.unit {
        "months" => Some(number.value),
        "years" => number.value.checked_mul(12),
        _ => None,
    }
}

fn worksheet(texts: &Texts, search: &Search<'_>, wanted: &Wanted, typed: Option<&Provisions>) -> Markup {
    let empty = Provisions::default();
    let given = typed.unwrap_or(&empty);
    let (from, to) = names(texts, search);
    let sides = [
        ("from", &from, &given.provision_from, &given.elements_from, &given.months_from),
        ("to", &to, &given.provision_to, &given.elements_to, &given.months_to),
    ];
    html! {
        section.panel #provisions {
            h2 { (texts.say("law-provisions")) }
            p.quiet { (texts.say("law-provisions-lead")) }
            form method="post" action=(wanted.address("/law/compare")) {
                div.sides {
                    @for (side, state, provision, elements, months) in sides {
                        div {
                            label for={ "provision-" (side) } { (texts.with("law-provision-of", &[word("state", state)])) }
                            input id={ "provision-" (side) } name={ "provision_" (side) } value=(provision) maxlength="200" autocomplete="off" dir="auto";
                            label for={ "elements-" (side) } { (texts.with("law-elements-of", &[word("state", state)])) }
                            textarea id={ "elements-" (side) } name={ "elements_" (side) } rows="5" maxlength="4000" dir="auto" { (elements) }
                            label for={ "months-" (side) } { (texts.with("law-penalty-of", &[word("state", state)])) }
                            input id={ "months-" (side) } name={ "months_" (side) } value=(months) inputmode="numeric" pattern="[0-9]{1,4}" maxlength="4" autocomplete="off";
                        }
                    }
                }
                div.acts { button { (texts.say("law-provisions-show")) } }
            }
            @if typed.is_some() { (side_by_side(texts, given, (&from, &to))) }
        }
    }
}

fn side_by_side(texts: &Texts, given: &Provisions, (from, to): (&str, &str)) -> Markup {
    let lines = |text: &str| -> Vec<String> {
        text.lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .take(ELEMENTS_MAX)
            .map(str::to_owned)
            .collect()
    };
    let (one, other) = (lines(&given.elements_from), lines(&given.elements_to));
    html! {
        table.rows.compared {
            caption { (texts.say("law-elements")) }
            thead {
                tr {
                    th scope="col" { "#" }
                    th scope="col" { (from) " " span.quiet dir="auto" { (given.provision_from) } }
                    th scope="col" { (to) " " span.quiet dir="auto" { (given.provision_to) } }
                }
            }
            tbody {
                @for place in 0..one.len().max(other.len()) {
                    tr {
                        td data-label="#" { bdi { (place + 1) } }
                        @for (state, side) in [(from, &one), (to, &other)] {
                            td data-label=(state) dir="auto" {
                                @match side.get(place) {
                                    Some(element) => (element),
                                    None => span.badge.mean-ask { (icon("ask")) (texts.say("law-element-none")) },
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
