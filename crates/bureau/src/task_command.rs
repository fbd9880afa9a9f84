//! What is done about a task of an authority.

use case::exchange::Attachment;
use case::id::{AttachmentId, OfficerId, TaskId};
use case::life::{Act, Case};
use jiff::civil::Date;

use crate::door::Inner;
use crate::fault::DoorFault;
use crate::policy::{On, Sight};

/// What an officer, or the authority itself, can ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TaskCommand {
    /// Ask something of an authority of the bureau's State, which then sees this request.
    Give {
        /// Of whom.
        authority: OfficerId,
        /// What.
        asked: String,
        /// The last day on which the answer is in time.
        due: Option<Date>,
        /// The files that they see.
        files: Vec<AttachmentId>,
    },
    /// Answer, as the authority to whom it was given.
    Answer {
        /// Which.
        task: TaskId,
        /// Whether it was done.
        done: bool,
        /// What was done and decided, or why not.
        text: String,
        /// Files with it: name, media type, content.
        files: Vec<(String, String, Vec<u8>)>,
    },
    /// Take it back.
    TakeBack {
        /// Which.
        task: TaskId,
        /// Why.
        reasons: String,
    },
}

impl TaskCommand {
    /// As the table of permissions names it.
    pub(crate) const fn code(&self) -> &'static str {
        match self {
            TaskCommand::Give { .. } => "give-task",
            TaskCommand::Answer { .. } => "answer-task",
            TaskCommand::TakeBack { .. } => "take-back-task",
        }
    }
}

impl Inner {
    /// Whether an officer could see a task in this case and answer it.
    pub(crate) fn could_have_task(&self, officer: OfficerId, case: &Case) -> bool {
        let Ok(officer) = self.officer(officer) else { return false };
        let sight = Sight::of(case).with_task_for(officer.id);
        let force = self.in_force();
        ["see-task", "answer-task"].iter().all(|act| force.allows(officer, act, On::Case(&sight)))
    }

    /// What a command comes to. A task is given only to an authority that could see the request and answer.
    pub(crate) fn task_act(&self, command: TaskCommand, case: Option<&Case>) -> Result<Act, DoorFault> {
        Ok(match command {
            TaskCommand::Give { authority, asked, due, files } => {
                let (case, given) = (case.ok_or(DoorFault::NoSuchCase)?, self.officer(authority)?);
                if !self.could_have_task(authority, case) {
                    return Err(DoorFault::MayNotSee { name: given.name.clone() });
                }
                let (task, name) = (TaskId::from_bytes(self.random()), given.name.clone());
                Act::GiveTask { task, authority, name, asked, due, files }
            }
            TaskCommand::Answer { task, done, text, files } => {
                let file = |(name, media_type, content): (String, String, Vec<u8>)| {
                    (self.new_file(name, media_type, &content), content)
                };
                let files: Vec<(Attachment, Vec<u8>)> = files.into_iter().map(file).collect();
                Act::AnswerTask { task, done, text, files }
            }
            TaskCommand::TakeBack { task, reasons } => Act::TakeBackTask { task, reasons },
        })
    }
}
