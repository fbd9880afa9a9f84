//! How what happens to a task is written in the journal.

use case::exchange;
use case::id::{AttachmentId, OfficerId, TaskId};
use case::life::{Event, TaskEvent};
use jiff::civil::Date;
use liaison::wire::WireFault;
use liaison::wire::v1::{Attachment, Bytes};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WrittenTask {
    task: Bytes,
    event: Written,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
enum Written {
    Given { authority: Bytes, name: String, asked: String, due: Option<String>, files: Vec<Bytes> },
    Answered { done: bool, text: String, files: Vec<Attachment> },
    TakenBack { reasons: String },
}

impl From<(TaskId, TaskEvent)> for WrittenTask {
    fn from((task, event): (TaskId, TaskEvent)) -> Self {
        let bytes = |id: [u8; 16]| Bytes(id.to_vec());
        let event = match event {
            TaskEvent::Given { authority, name, asked, due, files } => Written::Given {
                authority: bytes(authority.bytes()),
                name,
                asked,
                due: due.map(|due| due.to_string()),
                files: files.iter().map(|id| bytes(id.bytes())).collect(),
            },
            TaskEvent::Answered { done, text, files } => {
                Written::Answered { done, text, files: files.iter().map(Attachment::from).collect() }
            }
            TaskEvent::TakenBack { reasons } => Written::TakenBack { reasons },
        };
        Self { task: bytes(task.bytes()), event }
    }
}

impl TryFrom<WrittenTask> for Event {
    type Error = WireFault;

    fn try_from(WrittenTask { task, event }: WrittenTask) -> Result<Self, WireFault> {
        let event = match event {
            Written::Given { authority, name, asked, due, files } => TaskEvent::Given {
                authority: OfficerId::from_bytes(authority.array()?),
                name,
                asked,
                due: due.as_deref().map(day).transpose()?,
                files: files
                    .iter()
                    .map(|id| id.array().map(AttachmentId::from_bytes))
                    .collect::<Result<_, _>>()?,
            },
            Written::Answered { done, text, files } => TaskEvent::Answered {
                done,
                text,
                files: files.into_iter().map(exchange::Attachment::try_from).collect::<Result<_, _>>()?,
            },
            Written::TakenBack { reasons } => TaskEvent::TakenBack { reasons },
        };
        Ok(Event::Task { task: TaskId::from_bytes(task.array()?), event })
    }
}

fn day(text: &str) -> Result<Date, WireFault> {
    text.parse().map_err(|_| WireFault::Unreadable { what: "a day is malformed".to_owned() })
}
