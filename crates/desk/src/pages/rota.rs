//! The duty rota: who is on duty when.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use bureau::{DoorFault, Turn};
use jiff::Timestamp;
use jiff::civil::DateTime;
use maud::{Markup, html};

use super::typed::Typed;
use crate::fault::{Fault, door_words};
use crate::officer::Signed;
use crate::parts::badge::icon;
use crate::parts::chrome::{Place, page};
use crate::texts::word;
use crate::when::day;

/// `GET /rota`.
pub(crate) async fn show(signed: Signed) -> Result<Markup, Fault> {
    may_see(&signed)?;
    Ok(rota(&signed, &Typed::default(), None))
}

fn rota(signed: &Signed, typed: &Typed, fault: Option<&str>) -> Markup {
    let texts = signed.texts();
    let title = texts.say("rota");
    let bureau = signed.app.bureau();
    let turns = bureau.rota();
    let zone = bureau.zone();
    let keeps = signed.may("keep-rota");
    let body = html! {
        header.page-head { h1 { (title) } p.quiet { (texts.with("rota-zone", &[word("zone", zone.iana_name().unwrap_or("UTC"))])) } }
        p.lead { (texts.say("rota-lead")) }
        @if let Some(words) = fault { div.fault-summary role="alert" tabindex="-1" { (icon("block")) " " (words) } }
        @if turns.is_empty() { p.empty { (texts.say("rota-empty")) } }
        @else {
            table.rows {
                caption.hidden { (title) }
                thead { tr { @for name in ["column-officer", "rota-from", "rota-until", "column-do"] { th scope="col" { (texts.say(name)) } } } }
                tbody { @for turn in &turns { (line(signed, turn, keeps)) } }
            }
        }
        @if keeps { (adding(signed, typed)) }
    };
    page(signed, Place::Elsewhere, &title, &body)
}

fn line(signed: &Signed, turn: &Turn, keeps: bool) -> Markup {
    let texts = signed.texts();
    let now = turn.from <= signed.now();
    html! {
        tr {
            th scope="row" data-label=(texts.say("column-officer")) {
                (name(signed, turn))
                @if now { " " span.badge.mean-clear { (icon("clear")) (texts.say("rota-now")) } }
            }
            td data-label=(texts.say("rota-from")) { (there(signed, turn.from)) }
            td data-label=(texts.say("rota-until")) { (there(signed, turn.until)) }
            td data-label=(texts.say("column-do")) {
                @if keeps {
                    form method="post" action="/rota/end" {
                        input type="hidden" name="officer" value=(turn.officer);
                        input type="hidden" name="from" value=(turn.from);
                        button { (texts.say(if now { "rota-end" } else { "rota-remove" })) span.hidden { " " (name(signed, turn)) } }
                    }
                }
            }
        }
    }
}

fn name(signed: &Signed, turn: &Turn) -> Markup {
    let officers = signed.app.bureau().officers();
    let name =
        officers.iter().find(|officer| officer.id == turn.officer).map_or("–", |officer| &officer.name);
    html! { bdi { (name) } }
}

/// A moment by the clock where the bureau is.
fn there(signed: &Signed, at: Timestamp) -> Markup {
    let there = signed.app.bureau().zone().to_datetime(at);
    html! {
        time datetime=(at) { (day(signed.texts(), there.date())) " " bdi { (format!("{:02}:{:02}", there.hour(), there.minute())) } }
    }
}

fn adding(signed: &Signed, typed: &Typed) -> Markup {
    let texts = signed.texts();
    html! {
        section.act {
            h2 { (texts.say("rota-add")) }
            form method="post" action="/rota" {
                div.field {
                    label.label for="officer" { (texts.say("column-officer")) }
                    select #officer name="officer" required {
                        option value="" { (texts.say("choose")) }
                        @for officer in signed.app.bureau().officers() {
                            @let id = officer.id.to_string();
                            option value=(id) selected[typed.get("officer") == id] { (officer.name) }
                        }
                    }
                }
                @for name in ["from", "until"] {
                    div.field {
                        label.label for=(name) { (texts.say(&format!("rota-{name}"))) }
                        input.short #(name) type="datetime-local" name=(name) required value=(typed.get(name));
                    }
                }
                p.acts { button.primary { (texts.say("add")) } }
            }
        }
    }
}

/// Who is on duty now, for the first page; nothing where nobody writes a rota.
pub(crate) fn on_duty(signed: &Signed) -> Markup {
    let texts = signed.texts();
    let turns = signed.app.bureau().on_duty();
    html! {
        @if !turns.is_empty() {
            p.quiet {
                a href="/rota" { (texts.say("on-duty")) } ": "
                @for (place, turn) in turns.iter().enumerate() {
                    @if place > 0 { ", " }
                    (name(signed, turn)) " (" (texts.say("rota-until")) " " (there(signed, turn.until)) ")"
                }
            }
        }
    }
}

/// `POST /rota`.
pub(crate) async fn add(signed: Signed, typed: Typed) -> Result<Response, Fault> {
    may_see(&signed)?;
    let officer = typed.get("officer").parse().map_err(|_| Fault::BadForm)?;
    let moment = |name: &str| typed.get(name).parse::<DateTime>().map_err(|_| Fault::BadForm);
    let (from, until) = (moment("from")?, moment("until")?);
    match signed.app.bureau().add_turn(signed.officer.id, officer, (from, until)).await {
        Ok(()) => Ok(Redirect::to("/rota").into_response()),
        Err(fault @ DoorFault::Rota(_)) => {
            let words = door_words(signed.texts(), &fault);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, rota(&signed, &typed, Some(&words))).into_response())
        }
        Err(fault) => Err(fault.into()),
    }
}

/// `POST /rota/end`.
pub(crate) async fn end(signed: Signed, typed: Typed) -> Result<Redirect, Fault> {
    let officer = typed.get("officer").parse().map_err(|_| Fault::BadForm)?;
    let from = typed.get("from").parse().map_err(|_| Fault::BadForm)?;
    signed.app.bureau().end_turn(signed.officer.id, officer, from).await?;
    Ok(Redirect::to("/rota"))
}

/// Who works on cases sees who is on duty, and so does whoever writes it.
fn may_see(signed: &Signed) -> Result<(), Fault> {
    if signed.may("list") || signed.may("keep-rota") {
        Ok(())
    } else {
        Err(DoorFault::NotPermitted { command: "keep-rota" }.into())
    }
}
