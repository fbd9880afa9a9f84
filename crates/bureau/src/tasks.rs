//! The portal: what a prosecutor, judge, court or ministry of the bureau's State sees of it, which is the one request on which
//! a task was given to them, and nothing else. What it shows has a type of its own, so that nothing more can slip in.

use std::collections::BTreeSet;
use std::sync::Arc;

use case::bureau::{BureauCode, Officer};
use case::exchange::Attachment;
use case::fact::Facts;
use case::handling::Use;
use case::id::{AttachmentId, CaseId, OfficerId, TaskId};
use case::life::{Case, Refusal, Task, may_use};
use case::request::Kind;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::door::{Bureau, Inner, Writer};
use crate::fault::DoorFault;
use crate::permit::Permitted;

/// Why an authority looks, as the journal writes it.
const PURPOSE: &str = "task";

/// A task in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskRow {
    /// The case.
    pub case: CaseId,
    /// The task.
    pub task: TaskId,
    /// The reference of the request.
    pub reference: String,
    /// What the request asks for.
    pub kind: Kind,
    /// The requesting bureau.
    pub from: BureauCode,
    /// The requested bureau.
    pub to: BureauCode,
    /// What the authority is asked.
    pub asked: String,
    /// The last day on which the answer is in time.
    pub due: Option<Date>,
    /// Since when it waits.
    pub at: Timestamp,
}

/// The one request that concerns an authority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskView {
    /// The task.
    pub row: TaskRow,
    /// Who asked.
    pub by: Option<String>,
    /// What the request states.
    pub facts: Facts,
    /// How many fields of it were changed since the task was given, and are not shown.
    pub changed_since: usize,
    /// The files that the bureau put before the authority.
    pub files: Vec<Attachment>,
    /// Whether a person contests what it holds.
    pub is_contested: bool,
}

impl Bureau {
    /// The tasks that wait for an officer; those of an authority, and of nobody else.
    ///
    /// # Errors
    /// A [`DoorFault`].
    pub async fn tasks(&self, officer: OfficerId) -> Result<Vec<TaskRow>, DoorFault> {
        let who = self.0.officer(officer)?;
        let cases: Vec<CaseId> = {
            let book = self.0.book();
            let seen = self.0.in_force().reached(who, "see-task", &book.sights);
            let places: BTreeSet<u32> = book.sights.places_of_task(officer).collect();
            let theirs = book.lines.iter().filter(|(_, line)| places.contains(&line.sight));
            theirs.filter(|(_, line)| seen.sees(line.sight)).map(|(id, _)| *id).collect()
        };
        let mut rows = Vec::new();
        for id in cases {
            // It may have been taken back meanwhile.
            if let Some(case) = self.0.seen_case(who, "see-task", id).await? {
                let shown = |task: &&Task| case.shown_to(task).is_ok();
                rows.extend(open_tasks(&case, officer).filter(shown).map(|task| row(id, &case, task)));
            }
        }
        rows.sort_by_key(|row| (row.due.is_none(), row.due, row.at));
        Ok(rows)
    }

    /// A task, for the authority to whom it was given. That they looked is recorded.
    ///
    /// # Errors
    /// A [`DoorFault`]; a task of others, or one that has ended, is answered like one that there is not.
    pub async fn task(&self, officer: OfficerId, id: CaseId, task: TaskId) -> Result<TaskView, DoorFault> {
        let inner = &self.0;
        let mut writer = inner.take_pen().await?;
        let (may, case) = inner.permitted_task(&mut writer, officer, id, task).await?;
        let given = case.open_task(task).ok_or(DoorFault::NoSuchCase)?;
        let (facts, changed_since) = case.shown_to(given)?;
        let case = inner.record_look(&mut writer, may, (id, case.clone()), PURPOSE).await?;
        let task = case.open_task(task).ok_or(DoorFault::NoSuchCase)?;
        let by = task.by.and_then(|by| inner.officer(by).ok()).map(|officer| officer.name.clone());
        let files = case.files_of(task).cloned().collect();
        let is_contested = inner.book().holds.contains_key(&id);
        Ok(TaskView { row: row(id, &case, task), by, facts, changed_since, files, is_contested })
    }

    /// A file that was put before an authority with its task. Taking it out is a look.
    ///
    /// # Errors
    /// A [`DoorFault`].
    pub async fn task_file(
        &self,
        officer: OfficerId,
        (id, task): (CaseId, TaskId),
        file: AttachmentId,
    ) -> Result<(Attachment, Vec<u8>), DoorFault> {
        let inner = &self.0;
        let mut writer = inner.take_pen().await?;
        let (may, case) = inner.permitted_task(&mut writer, officer, id, task).await?;
        let task = case.open_task(task).ok_or(DoorFault::NoSuchCase)?;
        case.shown_to(task)?;
        let named = case.files_of(task).find(|known| known.id == file).cloned();
        let named = named.ok_or(DoorFault::Refused(Refusal::NoAttachment))?;
        if case.told.iter().any(|told| told.from == *case.other() && told.attachments.contains(&named)) {
            may_use(&case, Use::Copying, "")?;
        }
        inner.record_look(&mut writer, may, (id, case), PURPOSE).await?;
        drop(writer);
        let content = inner.content(id, &named).await?;
        Ok((named, content))
    }

    /// The authorities to whom a task in this case could be given.
    #[must_use]
    pub fn authorities(&self, case: &Case) -> Vec<&Officer> {
        self.0.officers.iter().filter(|officer| self.0.could_have_task(officer.id, case)).collect()
    }
}

impl Inner {
    async fn permitted_task(
        &self,
        writer: &mut Writer,
        officer: OfficerId,
        id: CaseId,
        task: TaskId,
    ) -> Result<(Permitted<'_>, Arc<Case>), DoorFault> {
        let (may, case) = self.permitted_in(writer, officer, "see-task", id).await?;
        if open_tasks(&case, officer).any(|known| known.id == task) {
            return Ok((may, case));
        }
        Err(self.refused(writer, officer, "see-task", Some(id), DoorFault::NoSuchCase).await)
    }
}

fn open_tasks(case: &Case, authority: OfficerId) -> impl Iterator<Item = &Task> {
    case.tasks.iter().filter(move |task| task.is_open() && task.authority == authority)
}

fn row(id: CaseId, case: &Case, task: &Task) -> TaskRow {
    TaskRow {
        case: id,
        task: task.id,
        reference: case.reference.clone(),
        kind: case.kind,
        from: case.from.clone(),
        to: case.to.clone(),
        asked: task.asked.clone(),
        due: task.due,
        at: task.at,
    }
}
