//! The portal for a prosecutor, judge, court or ministry: the tasks that they were given, each with the one request that it
//! concerns.

use axum::extract::{Multipart, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use bureau::{Command, DoorFault, TaskCommand, TaskRow, TaskView};
use case::id::{CaseId, TaskId};
use case::limits::{ATTACHMENT_BYTES_MAX, ATTACHMENTS_MAX, REASONS_BYTES_MAX};
use maud::{Markup, html};

use super::papers;
use crate::fault::{Fault, door_words};
use crate::officer::Signed;
use crate::parts::badge::{self, icon};
use crate::parts::chrome::{Place, handled_page, page};
use crate::parts::request::request;
use crate::texts::{count, word};
use crate::when::time_mark;

/// What an authority had typed when its answer was not taken.
#[derive(Default)]
struct Given {
    done: Option<bool>,
    text: String,
}

/// `GET /tasks`.
pub(crate) async fn list(signed: Signed) -> Result<Markup, Fault> {
    let texts = signed.texts();
    let title = texts.say("place-tasks");
    let rows = signed.app.bureau().tasks(signed.officer.id).await?;
    let body = html! {
        header.page-head { h1 { (title) } }
        p.lead { (texts.say("tasks-lead")) }
        @if rows.is_empty() { p.empty { (texts.say("tasks-empty")) } }
        @else {
            ul.tasks {
                @for row in &rows {
                    li {
                        h2 { a href={ "/task/" (row.case) "/" (row.task) } { bdi.reference { (row.reference) } } }
                        (about(&signed, row))
                        p dir="auto" { (row.asked) }
                    }
                }
            }
        }
    };
    Ok(page(&signed, Place::Tasks, &title, &body))
}

/// What the request is, since when the task waits and until when.
fn about(signed: &Signed, row: &TaskRow) -> Markup {
    let texts = signed.texts();
    html! {
        p {
            (badge::kind(texts, row.kind)) " " bdi.way { (row.from) " → " (row.to) } " "
            span.quiet { (time_mark(texts, row.at, signed.now())) }
            @if let Some(due) = row.due { " " (badge::due(texts, due, signed.today())) }
        }
    }
}

/// `GET /task/{case}/{task}`.
pub(crate) async fn show(
    signed: Signed,
    Path((case, task)): Path<(String, String)>,
) -> Result<Markup, Fault> {
    let (case, task) = ids(&case, &task)?;
    let view = signed.app.bureau().task(signed.officer.id, case, task).await?;
    Ok(asking(&signed, &view, &Given::default(), None))
}

fn asking(signed: &Signed, view: &TaskView, given: &Given, fault: Option<&str>) -> Markup {
    let texts = signed.texts();
    let (row, bureau) = (&view.row, signed.app.bureau());
    let form = bureau.form(row.kind, signed.language());
    let handling = view.facts.get("request.handling").and_then(|value| value.text());
    let address = format!("/task/{}/{}", row.case, row.task);
    let body = html! {
        header.page-head {
            @if let Some(code) = handling { p.handling { (texts.say("handling")) ": " strong { (texts.code("code", code)) } } }
            h1 { bdi.reference { (row.reference) } }
            (about(signed, row))
        }
        @if view.is_contested { div.delivery.mean-ask role="status" { (icon("wait")) " " (texts.say("task-contested")) } }
        section.asked {
            h2 { (texts.with("task-asks", &[word("name", view.by.as_deref().unwrap_or("–"))])) }
            blockquote dir="auto" { (row.asked) }
        }
        section {
            h2 { (texts.say("tab-request")) }
            @if view.changed_since > 0 { p.quiet { (texts.with("task-changed-since", &[count("count", view.changed_since)])) } }
            (request(texts, form.as_ref(), &view.facts))
            @if !view.files.is_empty() {
                ul.files {
                    @for file in &view.files {
                        li { p.file {
                            (icon("file")) a href={ (address) "/" (file.id) } { bdi { (file.name) } } " "
                            span.quiet { bdi { (papers::size(usize::try_from(file.bytes).unwrap_or(usize::MAX))) } }
                        } }
                    }
                }
            }
        }
        (answering(signed, &address, given, fault))
    };
    handled_page(signed, Place::Tasks, &row.reference, handling, &body)
}

fn answering(signed: &Signed, address: &str, given: &Given, fault: Option<&str>) -> Markup {
    let texts = signed.texts();
    html! {
        section.act #answer {
            h2 { (texts.say("task-answer")) }
            @if let Some(words) = fault { div.fault-summary role="alert" tabindex="-1" { (icon("block")) " " (words) } }
            p.consequence { (texts.say("consequence-answer-task")) }
            form method="post" action=(address) enctype="multipart/form-data" {
                (signed.once())
                input type="hidden" name="by" value=(signed.officer.id);
                fieldset {
                    legend { (texts.say("task-done-question")) }
                    label { input type="radio" name="done" value="yes" required checked[given.done == Some(true)]; " " (texts.say("task-done-yes")) }
                    label { input type="radio" name="done" value="no" required checked[given.done == Some(false)]; " " (texts.say("task-done-no")) }
                }
                div.field {
                    label.label for="text" { (texts.say("task-text")) }
                    textarea #text name="text" rows="8" dir="auto" required maxlength=(REASONS_BYTES_MAX) { (given.text) }
                }
                div.field {
                    label.label for="file" { (texts.say("add-file")) " " span.quiet { (texts.say("optional")) } }
                    input #file type="file" name="file" multiple;
                    p.help { (texts.with("task-file-limit", &[count("count", ATTACHMENTS_MAX), word("size", &papers::size(ATTACHMENT_BYTES_MAX))])) }
                }
                p.acts { button.primary { (texts.say("task-send")) } " " a href="/tasks" { (texts.say("not-now")) } }
            }
        }
    }
}

/// `POST /task/{case}/{task}`. A refusal shows the form again with what was typed; files have to be chosen again, which no page
/// can do for the reader.
pub(crate) async fn answer(
    signed: Signed,
    Path((case, task)): Path<(String, String)>,
    mut form: Multipart,
) -> Result<Response, Fault> {
    let (case, task) = ids(&case, &task)?;
    let (mut word, mut by) = (String::new(), String::new());
    let (mut given, mut files) = (Given::default(), Vec::new());
    while let Some(part) = form.next_field().await.map_err(papers::cut)? {
        match part.name() {
            Some("form") => word = part.text().await.map_err(papers::cut)?,
            Some("by") => by = part.text().await.map_err(papers::cut)?,
            Some("done") => given.done = Some(part.text().await.map_err(papers::cut)? == "yes"),
            Some("text") => given.text = part.text().await.map_err(papers::cut)?.replace("\r\n", "\n"),
            Some("file") => files.extend(papers::file(part).await?),
            _ => {}
        }
    }
    signed.wrote(&by)?;
    let done = given.done.ok_or(Fault::BadForm)?;
    let command =
        Command::Task(TaskCommand::Answer { task, done, text: given.text.trim().to_owned(), files });
    match signed.act(&word, Some(case), command, "task").await {
        Ok(_) => Ok(Redirect::to("/tasks").into_response()),
        Err(fault @ DoorFault::Refused(_)) => {
            let view = signed.app.bureau().task(signed.officer.id, case, task).await?;
            let words = door_words(signed.texts(), &fault);
            let page = asking(&signed, &view, &given, Some(&words));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(fault) => Err(fault.into()),
    }
}

/// `GET /task/{case}/{task}/{file}`: always as a download.
pub(crate) async fn download(
    signed: Signed,
    Path((case, task, file)): Path<(String, String, String)>,
) -> Result<Response, Fault> {
    let ids = ids(&case, &task)?;
    let file = file.parse().map_err(|_| Fault::NotFound)?;
    let (attachment, content) = signed.app.bureau().task_file(signed.officer.id, ids, file).await?;
    Ok(papers::handed_over(&attachment, content))
}

fn ids(case: &str, task: &str) -> Result<(CaseId, TaskId), Fault> {
    let case = case.parse().map_err(|_| Fault::NotFound)?;
    let task = task.parse().map_err(|_| Fault::NotFound)?;
    Ok((case, task))
}
