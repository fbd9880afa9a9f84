//! What turned out wrong, beside what is right: what waits for a second officer, for our answer or for theirs, and what became of
//! each correction.

use bureau::CaseView;
use case::exchange::{Right, Said};
use case::fact::Value;
use case::id::{AttachmentId, MessageId, OfficerId};
use case::life::{Case, Correction, Prepared, Told};
use maud::{Markup, html};

use super::badge::{due, icon};
use super::request::{value, value_words};
use crate::officer::Signed;
use crate::texts::{Texts, word};
use crate::when::time_mark;

/// One field: what was stated, what is right, and why.
struct Beside<'a> {
    field: &'a str,
    was: Option<&'a Value>,
    right: Option<&'a Value>,
    reasons: &'a str,
}

/// What waits for a second officer, for our answer, or for theirs, above everything else of the case.
pub(crate) fn waiting(signed: &Signed, view: &CaseView) -> Markup {
    let (texts, case) = (signed.texts(), &view.case);
    let to = || [word("to", case.other().as_str())];
    html! {
        @if let Some(prepared) = &case.correction { (to_approve(signed, case, prepared)) }
        @for one in case.corrections().iter().filter(|one| one.answer.is_none()) {
            @let ours = one.correction.from != *case.other();
            div.delivery.mean-ask role="status" {
                (icon(if ours { "wait" } else { "ask" })) " "
                strong { (texts.with(if ours { "correction-not-answered" } else { "correction-waits" }, &to())) } " "
                (time_mark(texts, one.correction.at, signed.now()))
                @if ours { (looked_for(signed, one.correction)) } @else {
                    (what(signed, case, one))
                    @if view.may.contains(&"answer-correction") {
                        a.button.primary href={ "/case/" (view.id) "/do/answer-correction" } { (texts.say("button-answer-correction")) }
                    }
                }
            }
        }
    }
}

/// The day by which the answer to a recall or correction of ours is looked for.
pub(crate) fn looked_for(signed: &Signed, told: &Told) -> Markup {
    let texts = signed.texts();
    html! { p { (texts.say("answer-looked-for")) " " (due(texts, told.answer_by(), signed.today())) } }
}

fn to_approve(signed: &Signed, case: &Case, prepared: &Prepared) -> Markup {
    let texts = signed.texts();
    let named = |id: &OfficerId| signed.app.bureau().officers().iter().find(|officer| officer.id == *id);
    html! {
        div.delivery.mean-refer role="status" {
            (icon("refer")) " " strong { (texts.say("correction-prepared")) } " " (time_mark(texts, prepared.at, signed.now())) " – "
            @for (place, officer) in prepared.by.iter().filter_map(named).enumerate() { @if place > 0 { ", " } bdi { (officer.name) } }
            (right_of(signed, case, prepared))
        }
    }
}

fn right_of(signed: &Signed, case: &Case, prepared: &Prepared) -> Markup {
    let texts = signed.texts();
    let told = case.told.iter().find(|told| told.message == prepared.message);
    match (&prepared.right, told) {
        (Right::Request(rights), Some(told)) => {
            let before = told.said.stated();
            let rows: Vec<Beside<'_>> = rights
                .iter()
                .map(|one| Beside {
                    field: &one.field,
                    was: before.and_then(|before| before.get(&one.field)),
                    right: one.value.as_ref(),
                    reasons: &one.reasons,
                })
                .collect();
            beside(signed, &rows)
        }
        (Right::Answer { text, files, reasons, .. }, told) => {
            let right = case.attachments.iter().filter(|file| prepared.files.contains(&file.id));
            let names = right.map(|file| file.name.as_str()).collect();
            answer_beside(texts, case, told, (text, files, names), reasons)
        }
        (Right::Request(_), None) => html! {},
    }
}

/// What a correction says is right, beside what was wrong.
fn what(signed: &Signed, case: &Case, one: &Correction<'_>) -> Markup {
    let told = case.told.iter().find(|told| told.message == one.message);
    match &one.correction.said {
        Said::RequestCorrected { fields, reasons, .. } => {
            let before = told.and_then(|told| told.said.stated());
            let rows: Vec<Beside<'_>> = reasons
                .iter()
                .map(|(field, reasons)| Beside {
                    field,
                    was: before.and_then(|before| before.get(field)),
                    right: fields.get(field),
                    reasons,
                })
                .collect();
            beside(signed, &rows)
        }
        Said::AnswerCorrected { text, files, reasons, .. } => {
            let names = one.correction.attachments.iter().map(|file| file.name.as_str()).collect();
            answer_beside(signed.texts(), case, told, (text, files, names), reasons)
        }
        _ => html! {},
    }
}

/// Fields as a table, or as cards on a small screen.
fn beside(signed: &Signed, rows: &[Beside<'_>]) -> Markup {
    let texts = signed.texts();
    let label = |name: &str| {
        signed
            .app
            .bureau()
            .field(name, signed.language())
            .map_or_else(|| name.to_owned(), |known| known.label)
    };
    let cell = |stated: Option<&Value>| {
        html! { @match stated { Some(stated) => (value(texts, stated)), None => em { (texts.say("not-stated")) } } }
    };
    html! {
        table.rows.corrected {
            caption.hidden { (texts.say("corrections")) }
            thead { tr { @for name in ["column-field", "column-was", "column-right", "column-reasons"] { th scope="col" { (texts.say(name)) } } } }
            tbody {
                @for row in rows {
                    tr {
                        th scope="row" data-label=(texts.say("column-field")) { (label(row.field)) }
                        td data-label=(texts.say("column-was")) { (cell(row.was)) }
                        td data-label=(texts.say("column-right")) { strong { (cell(row.right)) } }
                        td data-label=(texts.say("column-reasons")) dir="auto" { (row.reasons) }
                    }
                }
            }
        }
    }
}

/// An answer beside what stands in its place: the text, the files that were wrong and those that are right.
fn answer_beside(
    texts: &Texts,
    case: &Case,
    told: Option<&Told>,
    (text, wrong, right): (&str, &[AttachmentId], Vec<&str>),
    reasons: &str,
) -> Markup {
    let was = match told.map(|told| &told.said) {
        Some(Said::Answered { text, .. } | Said::AnswerCorrected { text, .. }) => text.as_str(),
        _ => "",
    };
    let known = case.told.iter().flat_map(|told| &told.attachments);
    let wrong: Vec<&str> =
        known.filter(|file| wrong.contains(&file.id)).map(|file| file.name.as_str()).collect();
    let files = |names: &[&str]| {
        html! { @if !names.is_empty() { ul.values { @for name in names { li { bdi { (name) } } } } } }
    };
    html! {
        dl.facts {
            div { dt { (texts.say("column-was")) } dd dir="auto" { (was) (files(&wrong)) } }
            div { dt { (texts.say("column-right")) } dd dir="auto" { strong { (text) } (files(&right)) } }
            div { dt { (texts.say("column-reasons")) } dd dir="auto" { (reasons) } }
        }
    }
}

/// Every correction of the case with what became of it; nothing where there is none.
pub(crate) fn section(signed: &Signed, view: &CaseView) -> Markup {
    let (texts, case) = (signed.texts(), &view.case);
    let corrections = case.corrections();
    html! {
        @if !corrections.is_empty() {
            section.panel {
                h2 { (texts.say("corrections")) }
                ul.plain { @for one in &corrections { li { (one_correction(signed, case, one)) } } }
            }
        }
    }
}

fn one_correction(signed: &Signed, case: &Case, one: &Correction<'_>) -> Markup {
    let texts = signed.texts();
    html! {
        p { (time_mark(texts, one.correction.at, signed.now())) " " (texts.with("corrected-by", &[word("from", one.correction.from.as_str())])) }
        (what(signed, case, one))
        @match one.answer {
            None => {
                p { span.mean-ask { (icon("wait")) (texts.say("consent-open")) } }
                @if one.correction.from != *case.other() { (looked_for(signed, one.correction)) }
            }
            Some((answer, followed, passed_on, reasons)) => {
                p {
                    @let mean = if followed { ("mean-clear", "clear") } else { ("mean-ask", "ask") };
                    span class=(mean.0) { (icon(mean.1)) (texts.with(outcome_key(followed), &[word("from", answer.from.as_str())])) }
                    " " (time_mark(texts, answer.at, signed.now()))
                    @if !reasons.is_empty() { ": " span dir="auto" { (reasons) } }
                }
                @if !passed_on.is_empty() {
                    p { strong { (texts.say("passed-on")) ": " } @for (place, name) in passed_on.iter().enumerate() { @if place > 0 { "; " } bdi { (name) } } }
                }
            }
        }
    }
}

/// What an answer to a correction says, in the catalogue.
pub(crate) const fn outcome_key(followed: bool) -> &'static str {
    if followed { "correction-followed" } else { "correction-not-followed" }
}

/// That one thing that was said was corrected since.
pub(crate) fn of_message(texts: &Texts, case: &Case, told: &Told) -> Markup {
    html! {
        @if case.corrected().contains_key(&told.message) {
            p { span.badge.mean-ask { (icon("ask")) (texts.say("is-corrected")) } }
        }
    }
}

/// What a correction of a request says of each field, a line each: what stood there, what is right, why.
pub(crate) fn lines(
    texts: &Texts,
    said: &Said,
    label: &dyn Fn(&str) -> String,
    was: &dyn Fn(MessageId, &str) -> Option<Value>,
) -> Option<String> {
    let Said::RequestCorrected { message, fields, reasons, .. } = said else { return None };
    let words = |stated: Option<&Value>| {
        stated.map_or_else(|| texts.say("not-stated"), |stated| value_words(texts, stated))
    };
    let line = |(name, why): (&String, &String)| {
        let (old, new) = (words(was(*message, name).as_ref()), words(fields.get(name)));
        let label = label(name);
        texts.with(
            "corrected-line",
            &[word("field", &label), word("old", &old), word("new", &new), word("why", why)],
        )
    };
    Some(reasons.iter().map(line).collect::<Vec<_>>().join("\n"))
}
