//! The head of a case: handling, reference, kind, States, stage, urgency, deadlines, delivery, and what may be done now.

use bureau::CaseView;
use case::id::{CaseId, OfficerId};
use case::life::{Case, Deadline, Deed, Side, TaskEnd, is_of_task};
use maud::{Markup, html};

use super::badge::{self, icon};
use super::corrections;
use super::delivery::delivery;
use super::terms::{marks, waiting};
use crate::officer::Signed;
use crate::texts::{Texts, count, word};
use crate::when::{moment_mark, time_mark};

/// Commands with a page of their own, in the order in which they are offered; the first few stand open.
pub(crate) const ACTS: [&str; 28] = [
    "submit",
    "approve",
    "break-glass",
    "review-emergency",
    "accept",
    "answer",
    "report",
    "ask-more",
    "forward",
    "refuse",
    "send-back",
    "answer-recall",
    "answer-correction",
    "answer-consent",
    "withdraw",
    "give-task",
    "take-back-task",
    "assign",
    "restrict",
    "note",
    "use",
    "ask-consent",
    "correct",
    "recall",
    "export-evidence",
    "close",
    "retain",
    "discard",
];
/// Acts that move a request on; the first of them that is open is the page's main button.
const MAIN_ACTS: [&str; 4] = ["submit", "approve", "accept", "answer"];
/// Acts that stand open beside the main one; the others fold.
const ACTS_OPEN_MAX: usize = 5;

/// The words of a button for a command; it names who will be told.
pub(crate) fn act_words(texts: &Texts, command: &str, case: &Case) -> String {
    texts.with(&format!("button-{command}"), &[word("to", case.other().as_str())])
}

/// The head.
pub(crate) fn header(signed: &Signed, view: &CaseView) -> Markup {
    let (texts, case) = (signed.texts(), &view.case);
    let handling = case.fact("request.handling").map(ToString::to_string);
    html! {
        header.case-head {
            @if let Some(code) = &handling {
                p.handling { (texts.say("handling")) ": " strong { (texts.code("code", code)) } (marks(texts, case)) }
            }
            @if !case.circle.is_empty() { (kept_to(signed, case)) }
            div.title {
                h1 { bdi.reference { (case.reference) } }
                (badge::kind(texts, case.kind))
                bdi.way { (case.from) " → " (case.to) }
                @if let Some(name) = case.fact("person.family_name") { bdi.name { (name) } }
            }
            (state(signed, view))
            (held(signed, view))
            (emergencies(signed, view))
            (tasks(signed, view))
            (in_doubt(signed, view))
            (waiting(signed, view))
            (corrections::waiting(signed, view))
            (acts(texts, view))
        }
    }
}

/// That somebody else may have had the keys with which the other bureau signed something here.
fn in_doubt(signed: &Signed, view: &CaseView) -> Markup {
    let (texts, to) = (signed.texts(), view.case.other());
    html! {
        @if let Some((_, since)) = view.in_doubt.first() {
            div.delivery.mean-block role="status" {
                (icon("block")) " "
                strong { (texts.with("signed-in-doubt", &[word("to", to.as_str()), count("count", view.in_doubt.len())])) } " "
                (time_mark(texts, *since, signed.now()))
                p { (texts.with("signed-in-doubt-do", &[word("to", to.as_str())])) }
            }
        }
    }
}

/// What one officer sent alone, and what another said of it afterwards.
fn emergencies(signed: &Signed, view: &CaseView) -> Markup {
    let texts = signed.texts();
    let officers = signed.app.bureau().officers();
    let name = |id: Option<OfficerId>| {
        id.and_then(|id| officers.iter().find(|officer| officer.id == id))
            .map_or("–", |officer| &officer.name)
    };
    html! {
        @for emergency in &view.case.emergencies {
            @let open = emergency.review.is_none();
            div.delivery.mean-ask[open] role=[open.then_some("status")] {
                @if open { (icon("bell")) " " }
                @let deed = match emergency.deed { Deed::Sent => "sent-alone", Deed::Entered => "entered-alone" };
                strong { (texts.with(deed, &[word("name", name(emergency.by))])) } " "
                (time_mark(texts, emergency.at, signed.now()))
                p dir="auto" { (emergency.reasons) }
                @match &emergency.review {
                    Some((justified, by, reasons, at)) => {
                        p { (texts.with(if *justified { "emergency-justified" } else { "emergency-not-justified" }, &[word("name", name(*by))])) " " (time_mark(texts, *at, signed.now())) ": " span dir="auto" { (reasons) } }
                    }
                    None => {
                        p { (texts.say("emergency-open")) }
                        @if view.may.contains(&"review-emergency") {
                            a.button.primary href=(address(view.id, "review-emergency")) { (texts.say("button-review-emergency")) }
                        }
                    }
                }
            }
        }
    }
}

/// What authorities were asked and have not answered, and what was answered since an officer did anything here.
fn tasks(signed: &Signed, view: &CaseView) -> Markup {
    let texts = signed.texts();
    let open = view.case.tasks.iter().filter(|task| task.is_open());
    let answered = view.case.task_answered.then(|| view.case.tasks.iter().rev().find(|task| !task.is_open()));
    html! {
        @for task in open {
            div.delivery {
                (icon("wait")) " " strong { (texts.with("task-open", &[word("name", &task.name)])) } " " (time_mark(texts, task.at, signed.now()))
                @if let Some(due) = task.due { " " (badge::due(texts, due, signed.today())) }
            }
        }
        @if let Some(Some(task)) = answered {
            @if let Some(TaskEnd::Answered { done, text, files, at }) = &task.end {
                div.delivery.mean-ask role="status" {
                    (icon("bell")) " "
                    strong { (texts.with(if *done { "task-done" } else { "task-not-done" }, &[word("name", &task.name)])) } " " (time_mark(texts, *at, signed.now()))
                    p dir="auto" { (text) }
                    @if !files.is_empty() { p { a href={ "/case/" (view.id) "/papers" } { (texts.with("task-files", &[count("count", files.len())])) } } }
                }
            }
        }
    }
}

/// That somebody contests what the case holds on them: what follows from it, and not who.
fn held(signed: &Signed, view: &CaseView) -> Markup {
    let texts = signed.texts();
    html! {
        @if let Some((since, why)) = view.held {
            div.delivery.mean-ask role="status" {
                (icon("wait")) " " strong { (texts.code("held", why.code())) } " " (time_mark(texts, since, signed.now()))
                p { (texts.code("held-do", why.code())) }
            }
        }
    }
}

/// To whom the case is kept.
fn kept_to(signed: &Signed, case: &Case) -> Markup {
    let texts = signed.texts();
    let officers = signed.app.bureau().officers().iter().filter(|officer| case.circle.contains(&officer.id));
    html! {
        p.kept {
            (icon("person")) " " (texts.with("kept-to", &[count("count", case.circle.len())])) ": "
            @for (place, officer) in officers.enumerate() { @if place > 0 { ", " } bdi { (officer.name) } }
        }
    }
}

/// What changes while one reads: stage, urgency, deadlines, who has it, delivery. Swapped in place by the script.
pub(crate) fn state(signed: &Signed, view: &CaseView) -> Markup {
    let (texts, case) = (signed.texts(), &view.case);
    let name =
        case.assignee.and_then(|id| signed.app.bureau().officers().iter().find(|officer| officer.id == id));
    let last = view.timeline.iter().rev().find(|row| !row.entry.event.is_look());
    let urgency = case.fact("request.urgency").and_then(|value| value.text()).unwrap_or_default();
    html! {
        div #state data-position=(position(view)) data-waits[view.delivery.is_some()]
            data-last=[last.map(|row| row.entry.event.code())] data-by=[last.and_then(|row| row.entry.by)] {
            p.state {
                (badge::stage(texts, case.stage)) " "
                (badge::urgency(texts, urgency)) " "
                span.words { (stage_words(texts, case)) }
                @if let Some(kept) = &case.retention { span.quiet { (texts.with("kept-until", &[word("until", &crate::when::day(texts, kept.until))])) } }
                @if let Some(officer) = name { span.quiet { (texts.say("with")) " " bdi { (officer.name) } } }
            }
            @if !case.deadlines.is_empty() {
                ul.clocks {
                    @for deadline in &case.deadlines {
                        li {
                            (badge::due(texts, deadline.due, signed.today())) " "
                            @if let Some(until) = deadline.until { (moment_mark(texts, until)) " " }
                            span.quiet { (what_is_due(texts, deadline)) } " " bdi.provision { (deadline.provision) }
                        }
                    }
                }
            }
            (delivery(signed, case, view.delivery.as_ref()))
        }
    }
}

/// What the stage means for this side.
fn stage_words(texts: &Texts, case: &Case) -> String {
    let side = match case.side {
        Side::Requesting => "ours",
        Side::Requested => "theirs",
    };
    texts.with(&format!("state-{}-{side}", case.stage.code()), &[word("to", case.other().as_str())])
}

/// What a deadline is about: a text of the catalogue where it has one, else what the rule says follows at its end.
pub(crate) fn what_is_due(texts: &Texts, deadline: &Deadline) -> String {
    if deadline.name == "request.due" {
        return texts.say("deadline-request-due");
    }
    if let Some(step) = deadline.name.strip_prefix(bureau::REMINDER) {
        return texts.with("deadline-reminder", &[word("step", &texts.code("step", step))]);
    }
    if is_of_task(&deadline.name) {
        return texts.say("deadline-task");
    }
    if deadline.at_end.is_empty() {
        return deadline.what.clone();
    }
    texts.period(&deadline.name, &deadline.at_end)
}

/// How far the journal reaches on this page: one past the last entry shown.
pub(crate) fn position(view: &CaseView) -> u64 {
    view.timeline.last().map_or(0, |row| row.position + 1)
}

fn acts(texts: &Texts, view: &CaseView) -> Markup {
    let able: Vec<&str> = ACTS.into_iter().filter(|act| view.may.contains(act)).collect();
    let judges = view.may.contains(&"judge");
    let (open, more) = able.split_at(able.len().min(ACTS_OPEN_MAX));
    html! {
        @if !able.is_empty() || judges {
            nav.acts aria-label=(texts.say("acts")) {
                @if judges { a.button.primary href={ "/case/" (view.id) "/review" } { (texts.say("button-judge")) } }
                @for (place, act) in open.iter().enumerate() {
                    a class=(if place == 0 && !judges && MAIN_ACTS.contains(act) { "button primary" } else { "button" })
                        href=(address(view.id, act)) { (act_words(texts, act, &view.case)) }
                }
                @if !more.is_empty() {
                    details.more {
                        summary.button { (texts.say("more")) }
                        ul.menu { @for act in more { li { a href=(address(view.id, act)) { (act_words(texts, act, &view.case)) } } } }
                    }
                }
            }
        }
    }
}

fn address(id: CaseId, act: &str) -> String {
    format!("/case/{id}/do/{act}")
}
