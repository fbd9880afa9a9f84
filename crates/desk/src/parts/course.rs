//! The course of a proceeding: the steps that both sides have reported, the periods that run, and what may come next.

use bureau::{CaseView, StepRow};
use case::life::Step;
use case::opinion::Confidence;
use maud::{Markup, html};

use super::badge::{self, icon};
use super::exhibit;
use super::header::what_is_due;
use super::terms;
use crate::officer::Signed;
use crate::texts::{Texts, count, word};
use crate::when::{day, moment, moment_mark};

/// The section.
pub(crate) fn section(signed: &Signed, view: &CaseView) -> Markup {
    let texts = signed.texts();
    let course = view.case.course();
    let rows = signed.app.bureau().steps_ahead(&view.case);
    let next = |ours: bool| -> Vec<&StepRow> {
        rows.iter().filter(|row| row.is_next && (row.is_ours == ours)).collect()
    };
    html! {
        section.course {
            h2 { (texts.say("course-taken")) }
            @if rows.is_empty() && course.is_empty() { p.empty { (texts.say("course-none-here")) } }
            @else if course.is_empty() { p.empty { (texts.say("course-empty")) } }
            @else { ol.steps { @for step in &course { (taken(signed, view, step)) } } }
            @if view.may.contains(&"report") {
                p { a.button.primary href={ "/case/" (view.id) "/do/report" } { (texts.with("button-report", &[word("to", view.case.other().as_str())])) } }
            }
            (clocks(signed, view))
            (held(signed, view))
            (exhibit::section(texts, &signed.app.bureau().exhibits(&view.case)))
            @if !view.case.stage.is_final() {
                @let (ours, theirs) = (next(true), next(false));
                @if !ours.is_empty() { h2 { (texts.say("course-next-ours")) } (steps(texts, &ours)) }
                @if !theirs.is_empty() { h2 { (texts.with("course-next-theirs", &[word("to", view.case.other().as_str())])) } (steps(texts, &theirs)) }
            }
        }
    }
}

fn taken(signed: &Signed, view: &CaseView, step: &Step<'_>) -> Markup {
    let texts = signed.texts();
    html! {
        li.ours[step.is_ours(&view.case)] {
            p.head {
                span.when { time datetime=(step.report.happened.day) { (moment(texts, &step.report.happened)) } } " "
                strong { (texts.code("step", &step.report.step)) } " "
                span.quiet { (texts.with("course-told-by", &[word("from", step.told.from.as_str())])) }
            }
            @if !signed.app.bureau().counts(&view.case, step) { p.mean-ask { (icon("ask")) " " (texts.say("course-not-counted")) } }
            (terms::of_message(texts, &view.case, step.told, &view.case.recalled()))
            @if let Some(exhibit) = &step.report.exhibit { p dir="auto" { (exhibit::line(texts, exhibit)) } }
            @if !step.report.text.trim().is_empty() { p.details dir="auto" { (step.report.text) } }
            @if !step.told.attachments.is_empty() {
                p.quiet { @for file in &step.told.attachments { bdi { (file.name) } " " } }
            }
        }
    }
}

/// How long the person concerned was held in the requested State.
fn held(signed: &Signed, view: &CaseView) -> Markup {
    let texts = signed.texts();
    let (times, days) = signed.app.bureau().detentions(&view.case);
    html! {
        @if !times.is_empty() {
            h2 { (texts.say("course-held")) }
            ul {
                @for time in &times {
                    li {
                        time datetime=(time.from) { (day(texts, time.from)) } " – "
                        @if let Some(until) = time.until { time datetime=(until) { (day(texts, until)) } } @else { (texts.say("course-held-still")) }
                    }
                }
            }
            p { (texts.with("course-held-days", &[count("count", usize::try_from(days).unwrap_or(0))])) }
        }
    }
}

/// The periods that run, with what happens at the end of each.
fn clocks(signed: &Signed, view: &CaseView) -> Markup {
    let texts = signed.texts();
    let mut running: Vec<_> = view.case.deadlines.iter().collect();
    running.sort_by_key(|deadline| deadline.due);
    html! {
        @if !running.is_empty() {
            h2 { (texts.say("course-clocks")) }
            ul.clocks-long {
                @for deadline in running {
                    li {
                        (badge::due(texts, deadline.due, signed.today())) " "
                        @if let Some(until) = deadline.until { (moment_mark(texts, until)) " " }
                        span { (what_is_due(texts, deadline)) } " " bdi.provision { (deadline.provision) }
                    }
                }
            }
        }
    }
}

/// Steps with who is competent, what each needs and which periods it starts.
pub(crate) fn steps(texts: &Texts, rows: &[&StepRow]) -> Markup {
    html! {
        ul.steps-ahead {
            @for row in rows {
                li {
                    p.head {
                        strong { (texts.code("step", &row.id)) } " "
                        span.quiet { (texts.code("competent", row.competent)) } " "
                        bdi.provision { (row.provision) }
                        @if row.confidence == Confidence::Unverified { " " span.badge { (texts.say("confidence-unverified")) } }
                    }
                    p.help { (texts.code("needs", &row.id)) }
                    @for period in &row.starts {
                        p.quiet { (texts.say("course-starts")) ": " (what_is_due(texts, period)) " " bdi.provision { (period.provision) } }
                    }
                }
            }
        }
    }
}
