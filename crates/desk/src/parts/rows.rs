//! Lists of cases: a table on wide screens, cards on small ones, in the same order.

use bureau::Row;
use case::bureau::Officer;
use case::id::OfficerId;
use case::life::{Side, Stage};
use maud::{Markup, html};

use super::badge;
use crate::officer::Signed;
use crate::texts::Texts;
use crate::when::time_mark;

/// The bureaus of a row, asking bureau first.
fn way(me: &str, row: &Row) -> Markup {
    let (from, to) = match row.side {
        Side::Requesting => (me, row.other.as_str()),
        Side::Requested => (row.other.as_str(), me),
    };
    html! { bdi.way { (from) " → " (to) } }
}

/// Rows as a table with keyboard marks; `caption` names the table for those who cannot see it.
pub(crate) fn table(signed: &Signed, caption: &str, rows: &[Row]) -> Markup {
    let texts = signed.texts();
    html! {
        table.rows data-rows {
            caption.hidden { (caption) }
            thead {
                tr {
                    @for name in ["column-reference", "column-kind", "column-states", "column-stage", "column-due", "column-assignee", "column-changed"] {
                        th scope="col" { (texts.say(name)) }
                    }
                }
            }
            tbody { @for row in rows { (line(signed, row)) } }
        }
    }
}

fn line(signed: &Signed, row: &Row) -> Markup {
    let texts = signed.texts();
    let label = |name: &str| texts.say(name);
    html! {
        tr.unread[row.unread] {
            th scope="row" data-label=(label("column-reference")) {
                a href={ "/case/" (row.id) } { bdi.reference { (row.reference) } }
                @if !row.title.is_empty() { bdi.title { (row.title) } }
            }
            td data-label=(label("column-kind")) { (badge::kind(texts, row.kind)) " " (badge::urgency(texts, row.urgency)) }
            td data-label=(label("column-states")) { (way(signed.app.bureau().me().as_str(), row)) }
            td data-label=(label("column-stage")) { (state(texts, row)) }
            td data-label=(label("column-due")) {
                @if let Some((date, provision)) = &row.due {
                    (badge::due(texts, *date, signed.today()))
                    @if !provision.is_empty() { bdi.provision { (provision) } }
                }
                @if let Some(date) = row.awaited { p { (label("answer-looked-for")) " " (badge::due(texts, date, signed.today())) } }
            }
            td data-label=(label("column-assignee")) { (assignee(signed.app.bureau().officers(), row.assignee)) }
            td.quiet data-label=(label("column-changed")) { (time_mark(texts, row.changed_at, signed.now())) }
        }
    }
}

fn state(texts: &Texts, row: &Row) -> Markup {
    html! {
        (badge::stage(texts, row.stage))
        @if row.unread { " " span.badge.new { (texts.say("unread")) } }
        @if row.undelivered && row.stage != Stage::Waiting { " " span.badge.mean-ask { (badge::icon("wait")) (texts.say("undelivered")) } }
        @if row.turned_away && row.stage != Stage::TurnedAway { " " span.badge.mean-block { (badge::icon("block")) (texts.code("stage", Stage::TurnedAway.code())) } }
        @if row.emergency { " " span.badge.mean-ask { (badge::icon("bell")) (texts.say("emergency-to-review")) } }
        @if row.task_answered { " " span.badge.mean-ask { (badge::icon("bell")) (texts.say("task-answered")) } }
        @if row.asked > 0 { " " span.badge.mean-ask { (badge::icon("ask")) (texts.say("asked-of-us")) } }
        @if row.correction && row.open_questions == 0 { " " span.badge.mean-refer { (badge::icon("refer")) (texts.say("correction-to-approve")) } }
        @if row.open_questions > 0 {
            " " span.badge.mean-refer {
                (badge::icon("refer"))
                (texts.with("open-questions", &[crate::texts::count("count", usize::try_from(row.open_questions).unwrap_or(usize::MAX))]))
            }
        }
    }
}

fn assignee(officers: &[Officer], assignee: Option<OfficerId>) -> Markup {
    let name =
        assignee.and_then(|id| officers.iter().find(|officer| officer.id == id)).map(|officer| &officer.name);
    html! { @if let Some(name) = name { bdi { (name) } } @else { span.quiet { "–" } } }
}
