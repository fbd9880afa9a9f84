//! The calendar: what is due on which day of a month, and the days alone as a file for other calendars.

use axum::extract::Query;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use bureau::{Agenda, AgendaRow};
use jiff::ToSpan;
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Deserialize;

use crate::fault::Fault;
use crate::officer::Signed;
use crate::parts::agenda::{calendar_file, days_of};
use crate::parts::badge::kind;
use crate::parts::chrome::{Place, page};
use crate::parts::header::what_is_due;
use crate::texts::{Texts, count, word};
use crate::when::{Nearness, day, day_mark};

/// How far a file for other calendars and the way to the next day reach, in months.
const FILE_MONTHS: i32 = 13;

/// The month as the address writes it: `2026-12`. One that cannot be read is this month.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wanted {
    month: String,
}

/// `GET /calendar`.
pub(crate) async fn show(signed: Signed, Query(wanted): Query<Wanted>) -> Result<Markup, Fault> {
    let texts = signed.texts();
    let first = format!("{}-01", wanted.month).parse().unwrap_or(signed.today()).first_of_month();
    let agenda = signed.app.bureau().agenda(signed.officer.id, &(first..=first.last_of_month()))?;
    let title = texts.say("place-calendar");
    let body = html! {
        header.page-head { h1 { (title) } p.quiet { (texts.say("calendar-lead")) } }
        (months(texts, first))
        @if agenda.rows.is_empty() { p.empty { (texts.say("calendar-none")) } }
        @if let Some(next) = next(&signed, first)? {
            p { a href=(address(next)) { (texts.with("calendar-next", &[word("day", &day(texts, next))])) } }
        }
        @if agenda.total > agenda.rows.len() { p.delivery.mean-ask { (texts.with("calendar-more", &[count("count", agenda.rows.len())])) } }
        (grid(&signed, first, &agenda))
        p { a href="/calendar.ics" { (texts.say("calendar-file")) } }
        p.help { (texts.say("calendar-file-help")) }
    };
    Ok(page(&signed, Place::Calendar, &title, &body))
}

/// The first day after a month on which something is due.
fn next(signed: &Signed, first: Date) -> Result<Option<Date>, Fault> {
    let after = first.last_of_month().tomorrow().unwrap_or(Date::MAX);
    let end = after.checked_add(FILE_MONTHS.months()).unwrap_or(Date::MAX);
    let agenda = signed.app.bureau().agenda(signed.officer.id, &(after..=end))?;
    Ok(agenda.rows.first().map(|row| row.deadline.due))
}

fn address(month: Date) -> String {
    format!("/calendar?month={}", month.strftime("%Y-%m"))
}

/// The month, and the ways to those around it.
fn months(texts: &Texts, first: Date) -> Markup {
    let around = |months: i32| first.checked_add(months.months()).ok();
    html! {
        nav.months aria-label=(texts.say("place-calendar")) {
            @if let Some(before) = around(-1) { a.button href=(address(before)) rel="prev" { (texts.say("calendar-before")) } }
            h2 { (texts.say(&format!("month-{}", first.month()))) " " (first.year()) }
            @if let Some(after) = around(1) { a.button href=(address(after)) rel="next" { (texts.say("calendar-after")) } }
            a href="/calendar" { (texts.say("calendar-now")) }
        }
    }
}

/// The weeks of a month, Monday first (ISO 8601).
fn grid(signed: &Signed, first: Date, agenda: &Agenda) -> Markup {
    let texts = signed.texts();
    let weeks = days_of(first);
    html! {
        table.calendar {
            caption.hidden { (texts.say("place-calendar")) }
            thead { tr { @for weekday in 1..=7 { th scope="col" { (texts.say(&format!("weekday-{weekday}"))) } } } }
            tbody {
                @for week in weeks.chunks(7) {
                    tr { @for date in week { (cell(signed, *date, first.month(), agenda)) } }
                }
            }
        }
    }
}

fn cell(signed: &Signed, date: Date, month: i8, agenda: &Agenda) -> Markup {
    let rows: Vec<&AgendaRow> = agenda.rows.iter().filter(|row| row.deadline.due == date).collect();
    let today = date == signed.today();
    let near = if rows.is_empty() { "" } else { Nearness::of(date, signed.today()).code() };
    if date.month() != month {
        return html! { td.outside {} };
    }
    html! {
        td class=(near) data-empty[rows.is_empty()] aria-current=[today.then_some("date")] {
            span.number aria-hidden="true" { (date.day()) }
            span.whole { (day_mark(signed.texts(), date)) }
            @if !rows.is_empty() { ul { @for row in rows { (entry(signed.texts(), row)) } } }
        }
    }
}

fn entry(texts: &Texts, row: &AgendaRow) -> Markup {
    html! {
        li {
            a href={ "/case/" (row.case) } { bdi { (row.reference) } }
            " " (kind(texts, row.kind)) " "
            span.quiet { (what_is_due(texts, &row.deadline)) }
            @if !row.deadline.provision.is_empty() { " " bdi.provision { (row.deadline.provision) } }
        }
    }
}

/// `GET /calendar.ics`: the days from today on, and nothing of the cases.
pub(crate) async fn file(signed: Signed) -> Result<Response, Fault> {
    let texts = signed.texts();
    let today = signed.today();
    let end = today.checked_add(FILE_MONTHS.months()).unwrap_or(Date::MAX);
    let bureau = signed.app.bureau();
    let agenda = bureau.agenda(signed.officer.id, &(today..=end))?;
    let summary = |number: usize| texts.with("calendar-due", &[count("count", number)]);
    let text = calendar_file(&agenda, bureau.me().as_str(), signed.now(), &summary);
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=comity.ics"),
    ];
    Ok((headers, text).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Language;

    #[test]
    fn a_month_is_written_in_words() {
        let texts = Texts::of(Language::English);
        let head = months(texts, jiff::civil::date(2026, 12, 1)).into_string();
        assert!(
            head.contains("December 2026")
                && head.contains("month=2026-11")
                && head.contains("month=2027-01"),
            "{head}"
        );
    }
}
