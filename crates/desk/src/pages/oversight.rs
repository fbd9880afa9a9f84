//! Oversight: the state of the journal, who looked at what and why, and what was refused.

use bureau::{KeptRow, Oversight};
use case::id::OfficerId;
use maud::{Markup, html};

use crate::fault::Fault;
use crate::officer::Signed;
use crate::parts::badge::{icon, kind};
use crate::parts::chrome::{Place, page};
use crate::texts::{Texts, count};
use crate::when::{day, time_mark};

/// Rows of each list on the page; the journal has them all.
const ROWS_SHOWN_MAX: usize = 100;

/// Cases that a change of the law touches which the page names; the journal has them all.
const CASES_SHOWN_MAX: usize = 20;

/// `GET /oversight`.
pub(crate) async fn show(signed: Signed) -> Result<Markup, Fault> {
    let texts = signed.texts();
    let seen = signed.app.bureau().oversight(signed.officer.id).await?;
    let title = texts.say("place-oversight");
    let body = html! {
        header.page-head { h1 { (title) } }
        dl.figures {
            @for (name, number) in [("figure-entries", seen.entries.to_string()), ("figure-cases", seen.cases.to_string()), ("figure-waiting", seen.waiting.to_string()), ("figure-unseen", seen.unseen.to_string()), ("figure-law", seen.law.clone())] {
                div { dt { (texts.say(name)) } dd { bdi { (number) } } }
            }
        }
        section {
            h2 { (texts.say("checkpoint")) }
            p.quiet { (texts.say("checkpoint-lead")) }
            pre.checkpoint tabindex="0" dir="ltr" { (seen.checkpoint) }
        }
        (law_changes(&signed, &seen))
        (kept(&signed)?)
        (erased(&signed, &seen))
        (looks(&signed, &seen))
        (sign_ins(&signed, &seen))
        (refusals(&signed, &seen))
    };
    Ok(page(&signed, Place::Oversight, &title, &body))
}

fn name_of(signed: &Signed, id: OfficerId) -> String {
    let officers = signed.app.bureau().officers();
    officers
        .iter()
        .find(|officer| officer.id == id)
        .map_or_else(|| id.to_string(), |officer| officer.name.clone())
}

/// Changes of the law, and on how many open cases each says something else.
fn law_changes(signed: &Signed, seen: &Oversight) -> Markup {
    let texts = signed.texts();
    html! {
        section {
            h2 { (texts.say("law-changes")) }
            @if seen.law_changes.is_empty() { p.empty { (texts.say("law-changes-none")) } } @else {
                table.rows {
                    caption.hidden { (texts.say("law-changes")) }
                    thead { tr { @for name in ["column-when", "column-law-from", "column-law-to", "figure-cases"] { th scope="col" { (texts.say(name)) } } } }
                    tbody {
                        @for row in seen.law_changes.iter().take(ROWS_SHOWN_MAX) {
                            tr {
                                td data-label=(texts.say("column-when")) { (time_mark(texts, row.at, signed.now())) }
                                td data-label=(texts.say("column-law-from")) { @if let Some(from) = &row.from { bdi { code { (from) } } } @else { "–" } }
                                td data-label=(texts.say("column-law-to")) { bdi { code { (row.to) } } }
                                td data-label=(texts.say("figure-cases")) {
                                    @if row.compared { (texts.with("law-cases-changed", &[count("count", row.cases.len())])) } @else if row.from.is_some() { (texts.say("law-not-compared")) } @else { "–" }
                                    @for change in row.cases.iter().take(CASES_SHOWN_MAX) { " " a href={ "/case/" (change.case) "/findings" } { bdi.reference { (change.case) } } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Closed cases about whose keeping this officer decides, those that end first at the head.
fn kept(signed: &Signed) -> Result<Markup, Fault> {
    let texts = signed.texts();
    let rows = signed.app.bureau().kept(signed.officer.id)?;
    let soon = rows.iter().filter(|row| row.soon).count();
    Ok(html! {
        section #kept {
            h2 { (texts.say("kept")) }
            p.quiet { (texts.say("kept-lead")) }
            @if rows.is_empty() { p.empty { (texts.say("kept-none")) } } @else {
                p { (texts.with("kept-soon", &[count("soon", soon), count("count", rows.len())])) }
                table.rows {
                    caption.hidden { (texts.say("kept")) }
                    thead { tr { @for name in ["column-until", "column-reference", "column-about", "column-bureau", "column-decide"] { th scope="col" { (texts.say(name)) } } } }
                    tbody { @for row in rows.iter().take(ROWS_SHOWN_MAX) { (kept_row(texts, row)) } }
                }
            }
        }
    })
}

fn kept_row(texts: &Texts, row: &KeptRow) -> Markup {
    html! {
        tr {
            td data-label=(texts.say("column-until")) { span.mean-ask[row.soon] { @if row.soon { (icon("wait")) " " } (day(texts, row.until)) } }
            td data-label=(texts.say("column-reference")) { a href={ "/case/" (row.case) } { bdi.reference { (row.reference) } } }
            td data-label=(texts.say("column-about")) { bdi { (row.title) } " " (kind(texts, row.kind)) }
            td data-label=(texts.say("column-bureau")) { bdi { (row.other) } }
            td data-label=(texts.say("column-decide")) {
                a href={ "/case/" (row.case) "/do/retain" } { (texts.say("button-retain")) } " · "
                a href={ "/case/" (row.case) "/do/discard" } { (texts.say("button-discard")) }
            }
        }
    }
}

/// Cases that were erased: nothing of them is left but that they were.
fn erased(signed: &Signed, seen: &Oversight) -> Markup {
    let texts = signed.texts();
    html! {
        section {
            h2 { (texts.say("erased")) }
            @if seen.erased.is_empty() { p.empty { (texts.say("erased-none")) } } @else {
                table.rows {
                    caption.hidden { (texts.say("erased")) }
                    thead { tr { @for name in ["column-when", "column-erased", "column-bureau", "column-erased-why", "column-officer"] { th scope="col" { (texts.say(name)) } } } }
                    tbody {
                        @for (at, row) in seen.erased.iter().take(ROWS_SHOWN_MAX) {
                            tr {
                                td data-label=(texts.say("column-when")) { (time_mark(texts, *at, signed.now())) }
                                td data-label=(texts.say("column-erased")) { bdi.reference { (row.case) } }
                                td data-label=(texts.say("column-bureau")) { bdi { (row.other) } }
                                td data-label=(texts.say("column-erased-why")) { (texts.say(if row.answer.is_some() { "erased-recalled" } else if row.by.is_some() { "erased-decided" } else { "erased-period" })) }
                                td data-label=(texts.say("column-officer")) { @if let Some(by) = row.by { bdi { (name_of(signed, by)) } } @else { "–" } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn looks(signed: &Signed, seen: &Oversight) -> Markup {
    let texts = signed.texts();
    html! {
        section {
            h2 { (texts.say("looks")) }
            @if seen.looks.is_empty() { p.empty { (texts.say("looks-none")) } } @else {
                table.rows {
                    caption.hidden { (texts.say("looks")) }
                    thead { tr { @for name in ["column-when", "column-officer", "column-reference", "purpose"] { th scope="col" { (texts.say(name)) } } } }
                    tbody {
                        @for row in seen.looks.iter().take(ROWS_SHOWN_MAX) {
                            tr {
                                td data-label=(texts.say("column-when")) { (time_mark(texts, row.at, signed.now())) }
                                td data-label=(texts.say("column-officer")) { bdi { (name_of(signed, row.officer)) } }
                                td data-label=(texts.say("column-reference")) { bdi.reference { (row.reference) } }
                                td data-label=(texts.say("purpose")) { (texts.code("purpose", &row.purpose)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn sign_ins(signed: &Signed, seen: &Oversight) -> Markup {
    let texts = signed.texts();
    html! {
        section {
            h2 { (texts.say("sign-ins")) }
            @if seen.sign_ins.is_empty() { p.empty { (texts.say("sign-ins-none")) } } @else {
                table.rows {
                    caption.hidden { (texts.say("sign-ins")) }
                    thead { tr { @for name in ["column-when", "column-officer", "column-how"] { th scope="col" { (texts.say(name)) } } } }
                    tbody {
                        @for row in seen.sign_ins.iter().take(ROWS_SHOWN_MAX) {
                            tr {
                                td data-label=(texts.say("column-when")) { (time_mark(texts, row.at, signed.now())) }
                                td data-label=(texts.say("column-officer")) { bdi { (name_of(signed, row.officer)) } }
                                td data-label=(texts.say("column-how")) { (texts.code("signed-in-by", &row.by)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn refusals(signed: &Signed, seen: &Oversight) -> Markup {
    let texts = signed.texts();
    html! {
        section {
            h2 { (texts.say("refusals")) }
            @if seen.refusals.is_empty() { p.empty { (texts.say("refusals-none")) } } @else {
                table.rows {
                    caption.hidden { (texts.say("refusals")) }
                    thead { tr { @for name in ["column-when", "column-from", "column-wanted", "fault-code"] { th scope="col" { (texts.say(name)) } } } }
                    tbody {
                        @for row in seen.refusals.iter().take(ROWS_SHOWN_MAX) {
                            tr {
                                td data-label=(texts.say("column-when")) { (time_mark(texts, row.at, signed.now())) }
                                td data-label=(texts.say("column-from")) {
                                    @match (row.officer, &row.sender) {
                                        (Some(officer), _) => bdi { (name_of(signed, officer)) },
                                        (None, Some(sender)) => bdi { (sender) },
                                        (None, None) => (texts.say("sender-not-proven")),
                                    }
                                }
                                td data-label=(texts.say("column-wanted")) {
                                    @if let Some(command) = &row.command { (texts.code("act", command)) } @else { (texts.say("deliver-message")) }
                                }
                                td data-label=(texts.say("fault-code")) {
                                    bdi { code { (row.code) } }
                                    @if row.more > 0 { " " (texts.with("refused-more", &[count("count", usize::try_from(row.more).unwrap_or(usize::MAX))])) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
