//! Tasks: what a bureau asks of an authority of its own State about one request, and what the authority answers. A task is
//! the only thing through which an authority sees anything.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::exchange::Attachment;
use crate::id::{AttachmentId, OfficerId, TaskId};

/// What was asked of an authority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Which.
    pub id: TaskId,
    /// Of whom.
    pub authority: OfficerId,
    /// The authority's name at that time.
    pub name: String,
    /// What they are asked to do or to say.
    pub asked: String,
    /// The last day on which the answer is in time.
    pub due: Option<Date>,
    /// The files of the case that they see.
    pub files: Vec<AttachmentId>,
    /// Who asked.
    pub by: Option<OfficerId>,
    /// When.
    pub at: Timestamp,
    /// The case's revision then.
    pub revision: u64,
    /// How it ended; none while it is open.
    pub end: Option<TaskEnd>,
}

/// How a task ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TaskEnd {
    /// The authority answered.
    Answered {
        /// Whether it did what was asked.
        done: bool,
        /// What it did and decided, or why not.
        text: String,
        /// Its files.
        files: Vec<AttachmentId>,
        /// When.
        at: Timestamp,
    },
    /// The bureau took it back.
    TakenBack {
        /// Who.
        by: Option<OfficerId>,
        /// Why.
        reasons: String,
        /// When.
        at: Timestamp,
    },
}

impl Task {
    /// Whether it waits for an answer.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.end.is_none()
    }

    /// The name of its deadline.
    #[must_use]
    pub fn deadline(&self) -> String {
        deadline_of(self.id)
    }
}

/// What the name of a task's deadline begins with.
const DEADLINE: &str = "task.";

/// The name of a task's deadline.
pub(super) fn deadline_of(task: TaskId) -> String {
    format!("{DEADLINE}{task}")
}

/// Whether a deadline is that of a task.
#[must_use]
pub fn is_of_task(deadline: &str) -> bool {
    deadline.starts_with(DEADLINE)
}

/// What happens to a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TaskEvent {
    /// Something was asked of an authority of the bureau's State, which sees the request from here on.
    Given {
        /// Of whom.
        authority: OfficerId,
        /// Their name.
        name: String,
        /// What.
        asked: String,
        /// The last day on which the answer is in time.
        due: Option<Date>,
        /// The files that they see.
        files: Vec<AttachmentId>,
    },
    /// The authority answered, and sees the request no more. The content of each file follows.
    Answered {
        /// Whether it did what was asked.
        done: bool,
        /// What it did and decided, or why not.
        text: String,
        /// Its files.
        files: Vec<Attachment>,
    },
    /// The task was taken back, and the authority sees the request no more.
    TakenBack {
        /// Why.
        reasons: String,
    },
}
