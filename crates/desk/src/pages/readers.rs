//! Who could read a case, today or on an earlier day, and by which rule of the policy.

use axum::extract::{Path, Query};
use bureau::{DoorFault, Reader, Readers};
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use serde::Deserialize;

use super::open::{case_page, view};
use crate::fault::Fault;
use crate::officer::Signed;
use crate::parts::badge::icon;
use crate::parts::chrome::Place;
use crate::parts::header::header;
use crate::texts::{count, word};
use crate::when::time_mark;

/// What is asked.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    /// The day, to its end in UTC; empty for now.
    on: String,
}

/// `GET /case/{id}/readers`.
pub(crate) async fn show(
    signed: Signed,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Markup, Fault> {
    let view = view(&signed, &id).await?;
    let texts = signed.texts();
    let at = match asked.on.as_str() {
        "" => signed.now(),
        day => {
            let day: Date = day.parse().map_err(|_| Fault::BadForm)?;
            let end =
                day.checked_add(1.day()).ok().and_then(|next| TimeZone::UTC.to_timestamp(next.into()).ok());
            end.ok_or(Fault::BadForm)?.min(signed.now())
        }
    };
    let bureau = signed.app.bureau();
    let found = match bureau.readers(signed.officer.id, view.id, at, "oversight").await {
        Ok(found) => Some(found),
        Err(DoorFault::NotYet) => None,
        Err(fault) => return Err(fault.into()),
    };
    let title = texts.say("readers-title");
    let body = html! {
        (header(&signed, &view))
        section {
            h2 { (title) }
            form.inline method="get" {
                label for="on" { (texts.say("readers-on")) } " "
                input.short #on type="date" name="on" value=(asked.on) max=(signed.today());
                " " button { (texts.say("readers-show")) }
            }
            @match &found {
                Some(found) => (readers(&signed, found)),
                None => p.empty { (texts.code("fault", "not-yet")) },
            }
        }
    };
    Ok(case_page(&signed, &view, Place::Elsewhere, &format!("{title} · {}", view.case.reference), &body))
}

fn readers(signed: &Signed, found: &Readers) -> Markup {
    let texts = signed.texts();
    html! {
        p { (texts.say("readers-at")) " " (time_mark(texts, found.at, signed.now())) }
        table.rows {
            caption.hidden { (texts.say("readers-title")) }
            thead { tr { @for name in ["column-officer", "column-postings", "column-could", "column-why", "column-looks"] { th scope="col" { (texts.say(name)) } } } }
            tbody {
                @for reader in &found.officers { (row(signed, reader)) }
            }
        }
        p.quiet {
            (texts.with("readers-proof", &[
                word("officers", &found.officers_entry.to_string()),
                word("policy", &found.policy_entry.to_string()),
                word("case", &found.case_entry.to_string()),
            ]))
            " " code dir="ltr" { "comity journal verify" }
        }
    }
}

fn row(signed: &Signed, reader: &Reader) -> Markup {
    let texts = signed.texts();
    let (mean, words) = if reader.could { ("clear", "could-yes") } else { ("block", "could-no") };
    html! {
        tr {
            td data-label=(texts.say("column-officer")) { bdi { (reader.officer.name) } }
            td data-label=(texts.say("column-postings")) {
                @for role in &reader.officer.roles { span.badge { (texts.code("role", role.code())) } " " }
                span.badge { (texts.code("code", reader.officer.clearance.code())) }
            }
            td data-label=(texts.say("column-could")) { span class={ "mean-" (mean) } { (icon(mean)) " " (texts.say(words)) } }
            td data-label=(texts.say("column-why")) {
                @if reader.because.is_empty() { (texts.say("why-nothing-permits")) }
                @for rule in &reader.because { p { span lang="en" dir="ltr" { (rule.says) } " " code.quiet { (rule.id) } } }
            }
            td data-label=(texts.say("column-looks")) { (texts.with("looks-count", &[count("count", reader.looks)])) }
        }
    }
}
