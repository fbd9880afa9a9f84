//! Oversight: the state of the journal, who looked at what and why, and what was refused.

mod witnesses;

use axum::response::Redirect;
use bureau::{Anomaly, AnomalyRow, CASES_AN_HOUR_MAX, KeptRow, Oversight, WITHOUT_TASK_A_DAY_MAX};
use case::id::OfficerId;
use case::limits::REASONS_BYTES_MAX;
use jiff::Timestamp;
use maud::{Markup, html};

use crate::fault::Fault;
use crate::officer::Signed;
use crate::pages::typed::Typed;
use crate::parts::badge::{icon, kind};
use crate::parts::chrome::{Place, page};
use crate::parts::dossier::dossiers_due;
use crate::texts::{Texts, count, word};
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
    let dossiers = signed.app.bureau().dossiers(signed.officer.id)?;
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
        @if signed.may("redress") || signed.may("breach") || signed.may("second") {
            section {
                h2 { (texts.say("dossiers")) }
                p.quiet { (texts.say("dossiers-lead")) }
                (dossiers_due(&signed, &dossiers))
                p { a href="/dossiers" { (texts.say("dossiers-all")) } }
            }
        }
        (anomalies(&signed, &seen))
        (witnesses::witnesses(&signed, &seen))
        (witnesses::peers(&signed, &seen))
        (withdrawn_keys(&signed)?)
        (law_changes(&signed, &seen))
        (kept(&signed)?)
        (erased(&signed, &seen))
        (looks(&signed, &seen))
        (sign_ins(&signed, &seen))
        (copies(&signed, &seen))
        (refusals(&signed, &seen))
    };
    Ok(page(&signed, Place::Oversight, &title, &body))
}

/// `POST /oversight/anomaly`.
pub(crate) async fn review_anomaly(signed: Signed, typed: Typed) -> Result<Redirect, Fault> {
    let known = || {
        let at = typed.get("at").parse::<i64>().ok().and_then(|at| Timestamp::from_millisecond(at).ok())?;
        let anomaly = Anomaly::ALL.into_iter().find(|one| one.code() == typed.get("anomaly"))?;
        Some((at, typed.get("officer").parse().ok()?, anomaly))
    };
    let which = known().ok_or(Fault::BadForm)?;
    let in_order = typed.yes_or_no("in-order").ok_or(Fault::BadForm)?;
    let bureau = signed.app.bureau();
    bureau.review_anomaly(signed.officer.id, which, in_order, typed.get("reasons")).await?;
    Ok(Redirect::to("/oversight#anomalies"))
}

/// Keys of bureaus that were withdrawn, and the cases in which they signed something since somebody else may have had them.
fn withdrawn_keys(signed: &Signed) -> Result<Markup, Fault> {
    let texts = signed.texts();
    let keys = signed.app.bureau().in_doubt(signed.officer.id)?;
    Ok(html! {
        section #withdrawn-keys {
            h2 { (texts.say("withdrawn-keys")) }
            p.quiet { (texts.say("withdrawn-keys-lead")) }
            @if keys.is_empty() { p.empty { (texts.say("withdrawn-keys-none")) } }
            @for key in &keys {
                h3 { bdi dir="ltr" { (key.bureau) "/" (key.serial) } " " (time_mark(texts, key.since, signed.now())) }
                @if key.cases.is_empty() { p { (texts.say("withdrawn-keys-nothing")) } } @else {
                    p { (texts.with("withdrawn-keys-cases", &[count("count", key.cases.len())])) }
                    ul.plain {
                        @for one in key.cases.iter().take(ROWS_SHOWN_MAX) {
                            li { a href={ "/case/" (one.case) "/exchange" } { bdi { (one.reference) } } " " (time_mark(texts, one.last, signed.now())) }
                        }
                    }
                }
            }
        }
    })
}

/// Copies of the journal that were made on the node's machine.
fn copies(signed: &Signed, seen: &Oversight) -> Markup {
    let texts = signed.texts();
    html! {
        section #copies {
            h2 { (texts.say("copies")) }
            p.quiet { (texts.say("copies-lead")) }
            @if seen.copies.is_empty() { p.empty { (texts.say("copies-none")) } } @else {
                ul.plain {
                    @for copied in seen.copies.iter().take(ROWS_SHOWN_MAX) {
                        li { (texts.with(&format!("copied-{}", copied.kind.code()), &[word("by", &copied.by)])) " " (time_mark(texts, copied.at, signed.now())) }
                    }
                }
            }
        }
    }
}

/// Looks that stood out, those that wait for somebody's word at the head.
fn anomalies(signed: &Signed, seen: &Oversight) -> Markup {
    let texts = signed.texts();
    let (many, idle) = (count("hour", CASES_AN_HOUR_MAX), count("day", WITHOUT_TASK_A_DAY_MAX));
    html! {
        section #anomalies {
            h2 { (texts.say("anomalies")) }
            p.quiet { (texts.with("anomalies-lead", &[many, idle])) }
            @if seen.anomalies.is_empty() { p.empty { (texts.say("anomalies-none")) } } @else {
                ul.plain {
                    @for row in seen.anomalies.iter().take(ROWS_SHOWN_MAX) { li { (anomaly(signed, row)) } }
                }
            }
        }
    }
}

fn anomaly(signed: &Signed, row: &AnomalyRow) -> Markup {
    let texts = signed.texts();
    let (raised, name) = (&row.raised, name_of(signed, row.raised.officer));
    let cases = count("count", usize::try_from(raised.cases).unwrap_or(usize::MAX));
    html! {
        p {
            span.mean-ask[row.review.is_none()] { @if row.review.is_none() { (icon("ask")) " " } (texts.with(&format!("anomaly-{}", raised.anomaly.code()), &[word("name", &name), cases])) }
            " " (time_mark(texts, row.at, signed.now())) " · " a href={ "/case/" (raised.case) "/record" } { (texts.say("anomaly-case")) }
        }
        @match &row.review {
            Some((in_order, by, reasons, at)) => {
                p.quiet { (texts.with(if *in_order { "anomaly-in-order" } else { "anomaly-not-in-order" }, &[word("name", &name_of(signed, *by))])) " " (time_mark(texts, *at, signed.now())) ": " span dir="auto" { (reasons) } }
                @if !*in_order && signed.may("breach") { p { a href={ "/dossiers/breach?from=looks&officer=" (raised.officer) } { (texts.say("dossier-new-breach")) } } }
            }
            None if signed.may("review-anomaly") && raised.officer != signed.officer.id => {
                details.more-fields {
                    summary { (texts.say("anomaly-review")) }
                    form method="post" action="/oversight/anomaly" {
                        input type="hidden" name="at" value=(row.at.as_millisecond());
                        input type="hidden" name="officer" value=(raised.officer);
                        input type="hidden" name="anomaly" value=(raised.anomaly.code());
                        fieldset {
                            legend { (texts.say("anomaly-question")) }
                            label { input type="radio" name="in-order" value="yes" required; " " (texts.say("anomaly-yes")) }
                            label { input type="radio" name="in-order" value="no" required; " " (texts.say("anomaly-no")) }
                        }
                        label.label { (texts.say("reasons")) textarea name="reasons" rows="3" dir="auto" required maxlength=(REASONS_BYTES_MAX) {} }
                        p.acts { button { (texts.say("anomaly-button")) } }
                    }
                }
            }
            None => p.quiet { (texts.say("anomaly-waits")) },
        }
    }
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
                                td data-label=(texts.say("column-how")) { (texts.code("signed-in-by", &row.by)) @if let Some(acr) = &row.acr { " " bdi { code { (acr) } } } }
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
