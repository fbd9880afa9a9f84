//! Tasks for authorities: given, answered, taken back.

use jiff::civil::Date;

use super::super::act::{Decided, Refusal};
use super::super::event::{Deadline, Event};
use super::super::state::{Case, FieldState, Side, Stage};
use super::super::task::{Task, TaskEnd, TaskEvent, deadline_of};
use super::handling::{may_use, named};
use super::{exchange, reasons};
use crate::bureau::Officer;
use crate::exchange::Attachment;
use crate::fact::Facts;
use crate::fit;
use crate::handling::Use;
use crate::id::{AttachmentId, OfficerId, TaskId};
use crate::limits::TASKS_PER_CASE_MAX;

pub(super) fn give(
    case: &Case,
    task: TaskId,
    (authority, name): (OfficerId, String),
    (asked, due): (String, Option<Date>),
    files: Vec<AttachmentId>,
) -> Result<Decided, Refusal> {
    if case.stage == Stage::Closed {
        return Err(Refusal::WrongStage { stage: case.stage });
    }
    if case.tasks.len() >= TASKS_PER_CASE_MAX {
        return Err(Refusal::TooLarge { what: "the number of tasks", max: TASKS_PER_CASE_MAX });
    }
    let name = named(name)?;
    may_show(case, &name)?;
    let is_there = |file: &AttachmentId| {
        !case.wrong_files.contains(file) && case.attachments.iter().any(|known| known.id == *file)
    };
    if !files.iter().all(is_there) {
        return Err(Refusal::NoAttachment);
    }
    let asked = reasons(asked)?;
    let deadline = due.map(|due| {
        let (name, provision, at_end) = (deadline_of(task), String::new(), String::new());
        Event::DeadlineSet(Deadline { name, what: asked.clone(), due, until: None, provision, at_end })
    });
    let event = TaskEvent::Given { authority, name, asked, due, files };
    let given = Event::Task { task, event };
    Ok(std::iter::once(given).chain(deadline).collect::<Vec<_>>().into())
}

pub(super) fn answer(
    case: &Case,
    task: TaskId,
    (done, text): (bool, String),
    files: Vec<(Attachment, Vec<u8>)>,
    by: Option<&Officer>,
) -> Result<Decided, Refusal> {
    let theirs = |task: &&Task| by.is_some_and(|by| by.id == task.authority);
    let task = case.open_task(task).filter(theirs).ok_or(Refusal::NoTask)?;
    let text = reasons(text)?;
    fit::files(files.len())?;
    let mut bytes = 0_u64;
    for (file, content) in &files {
        fit::attachment(file, content.len())?;
        bytes = bytes.saturating_add(file.bytes);
    }
    exchange::room_for_files(Some(case), bytes)?;
    let (files, contents): (Vec<Attachment>, Vec<Vec<u8>>) = files.into_iter().unzip();
    let kept = files.iter().map(|file| file.id).zip(contents);
    let kept: Vec<Event> = kept.map(|(attachment, content)| Event::Kept { attachment, content }).collect();
    let mut events = vec![Event::Task { task: task.id, event: TaskEvent::Answered { done, text, files } }];
    events.extend(kept);
    events.extend(met(case, task));
    Ok(events.into())
}

pub(super) fn take_back(case: &Case, task: TaskId, why: String) -> Result<Decided, Refusal> {
    let task = case.open_task(task).ok_or(Refusal::NoTask)?;
    let mut events =
        vec![Event::Task { task: task.id, event: TaskEvent::TakenBack { reasons: reasons(why)? } }];
    events.extend(met(case, task));
    Ok(events.into())
}

fn met(case: &Case, task: &Task) -> Option<Event> {
    let name = task.deadline();
    case.deadlines.iter().any(|deadline| deadline.name == name).then_some(Event::DeadlineMet { name })
}

pub(super) fn enclose(case: &Case, attachment: AttachmentId) -> Result<Decided, Refusal> {
    super::draft::require(case, case.may_enclose())?;
    if !case.is_enclosable(attachment) {
        return Err(Refusal::NoAttachment);
    }
    fit::files(case.enclosed.len() + 1)?;
    Ok(Event::Enclosed { attachment }.into())
}

impl Case {
    /// The authorities who were given a task that waits for an answer, each once, in the order of their identifiers.
    #[must_use]
    pub fn tasked(&self) -> Vec<OfficerId> {
        let mut all: Vec<OfficerId> =
            self.tasks.iter().filter(|task| task.is_open()).map(|task| task.authority).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The task, where it waits for an answer.
    #[must_use]
    pub fn open_task(&self, task: TaskId) -> Option<&Task> {
        self.tasks.iter().find(|known| known.id == task && known.is_open())
    }

    /// What an authority sees of the request: what the other bureau states in it as it stands; of our own, what stood there
    /// when the task was given and was not changed since. How many fields were changed since.
    ///
    /// # Errors
    /// A [`Refusal`] where what the other bureau told may not be put before this authority any more.
    pub fn shown_to(&self, task: &Task) -> Result<(Facts, usize), Refusal> {
        may_show(self, &task.name)?;
        let theirs = self.side == Side::Requested;
        let stands = |state: &FieldState| theirs || state.revision <= task.revision;
        let shown = self.fields.iter().filter(|(_, state)| stands(state));
        let shown = shown.filter_map(|(name, state)| Some((name.clone(), state.value.clone()?))).collect();
        Ok((shown, self.fields.values().filter(|state| !stands(state)).count()))
    }

    /// The files of a task that are still there.
    pub fn files_of<'a>(&'a self, task: &'a Task) -> impl Iterator<Item = &'a Attachment> {
        self.attachments
            .iter()
            .filter(|file| task.files.contains(&file.id) && !self.wrong_files.contains(&file.id))
    }

    /// Whether a file came with an authority's answer and has not been sent: it can be enclosed with what is said next.
    #[must_use]
    pub fn is_enclosable(&self, file: AttachmentId) -> bool {
        let answered = self
            .tasks
            .iter()
            .any(|task| matches!(&task.end, Some(TaskEnd::Answered { files, .. }) if files.contains(&file)));
        let is_there = |files: &[Attachment]| files.iter().any(|known| known.id == file);
        answered
            && is_there(&self.attachments)
            && !is_there(&self.enclosed)
            && !self.standing().any(|told| is_there(&told.attachments))
    }
}

/// Whether what the other bureau told may be put before an authority of this name.
fn may_show(case: &Case, name: &str) -> Result<(), Refusal> {
    match may_use(case, Use::Agencies, name) {
        Err(Refusal::NothingTold) => Ok(()),
        other => other,
    }
}
