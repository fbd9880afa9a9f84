//! Tasks for authorities: what an officer fills in, and what it comes to.

use bureau::{CaseView, Command, TaskCommand};
use maud::{Markup, html};

use super::controls::{area, day};
use crate::officer::Signed;
use crate::pages::typed::Typed;
use crate::texts::Texts;

/// Of whom, what, until when, and which files they see.
pub(super) fn give(signed: &Signed, view: &CaseView, typed: &Typed) -> Markup {
    let texts = signed.texts();
    let authorities = signed.app.bureau().authorities(&view.case);
    let chosen: Vec<&str> = typed.all("file").collect();
    html! {
        @if authorities.is_empty() { p.empty { (texts.say("task-nobody")) } }
        @else {
            div.field {
                label.label for="act-authority" { (texts.say("task-authority")) }
                select #act-authority name="authority" required {
                    option value="" { (texts.say("choose")) }
                    @for authority in authorities {
                        @let id = authority.id.to_string();
                        option value=(id) selected[typed.get("authority") == id] { (authority.name) }
                    }
                }
            }
        }
        (area(texts, "asked", "task-asked", typed, true))
        (day(texts, "due", "task-due", typed))
        @if !view.case.attachments.is_empty() {
            fieldset.boxes {
                legend { (texts.say("task-shows")) }
                @for file in &view.case.attachments {
                    @let id = file.id.to_string();
                    label { input type="checkbox" name="file" value=(id) checked[chosen.contains(&id.as_str())]; " " bdi { (file.name) } }
                }
            }
        }
    }
}

/// Which task, and why.
pub(super) fn take_back(texts: &Texts, view: &CaseView, typed: &Typed) -> Markup {
    let open: Vec<_> = view.case.tasks.iter().filter(|task| task.is_open()).collect();
    let chosen = typed.get("task");
    html! {
        fieldset {
            legend { (texts.say("task-which")) }
            @for task in &open {
                @let id = task.id.to_string();
                label {
                    input type="radio" name="task" value=(id) required checked[chosen == id || open.len() == 1]; " "
                    bdi { (task.name) } " – " span dir="auto" { (task.asked) }
                }
            }
        }
        (area(texts, "reasons", "reasons", typed, true))
    }
}

/// The command that a form asks for; none where it is malformed.
pub(super) fn command(command: &str, typed: &Typed) -> Option<Command> {
    Some(match command {
        "give-task" => {
            let due = match typed.get("due") {
                "" => None,
                day => Some(day.parse().ok()?),
            };
            let files = typed.all("file").map(str::parse).collect::<Result<_, _>>().ok()?;
            let asked = typed.get("asked").to_owned();
            Command::Task(TaskCommand::Give {
                authority: typed.get("authority").parse().ok()?,
                asked,
                due,
                files,
            })
        }
        _ => {
            let reasons = typed.get("reasons").to_owned();
            Command::Task(TaskCommand::TakeBack { task: typed.get("task").parse().ok()?, reasons })
        }
    })
}
