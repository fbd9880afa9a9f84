//! Events: what has happened to a case. The list is closed; each becomes one entry of the journal.

use jiff::Timestamp;
use jiff::civil::Date;

use super::task::TaskEvent;
use crate::bureau::{BureauCode, Role};
use crate::exchange::{Attachment, Proof, Right, Said};
use crate::fact::Value;
use crate::handling::Use;
use crate::id::{AttachmentId, MessageId, OfficerId, RequestId, TaskId};
use crate::opinion::Opinion;
use crate::request::Kind;

/// An event with its circumstances.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// When it happened, by the node's clock.
    pub at: Timestamp,
    /// The officer who acted; none where the node or the other bureau did.
    pub by: Option<OfficerId>,
    /// Why the officer acted, in their words or by the task at hand.
    pub purpose: String,
    /// What happened.
    pub event: Event,
}

/// What a reviewer decided on a question referred to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Judgement {
    /// It does not stand in the way.
    Satisfied,
    /// It stands in the way.
    Against,
}

/// A day by which something is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// The rule or promise that sets it; a later one of the same name takes its place.
    pub name: String,
    /// What is due, in plain words.
    pub what: String,
    /// The last day on which it is in time.
    pub due: Date,
    /// The moment at which it is over, where it is counted in hours from a known one.
    pub until: Option<Timestamp>,
    /// The provision that sets it; empty where the request itself does.
    pub provision: String,
    /// What happens when it passes.
    pub at_end: String,
}

/// What the other bureau said, as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// The message.
    pub message: MessageId,
    /// The request it is about.
    pub request: RequestId,
    /// The request's reference.
    pub reference: String,
    /// What the request asks for.
    pub kind: Kind,
    /// Who said it.
    pub from: BureauCode,
    /// To whom: our bureau.
    pub to: BureauCode,
    /// Its place among what they said.
    pub number: u32,
    /// The posting of the officer who says it, where one does.
    pub office: Option<Role>,
    /// What it says.
    pub said: Said,
    /// The files that came with it; the content of each follows.
    pub attachments: Vec<Attachment>,
    /// The sender's signatures.
    pub proof: Proof,
}

/// What happened to a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A case was opened for a request of our own.
    Opened {
        /// The request.
        request: RequestId,
        /// Its reference, as officers quote it.
        reference: String,
        /// What it asks for.
        kind: Kind,
        /// Our bureau.
        from: BureauCode,
        /// The bureau asked.
        to: BureauCode,
        /// Where the example comes from, such as the citation of a published decision; empty for real work.
        origin: String,
    },
    /// Fields were filled in, changed or emptied.
    Edited {
        /// Field and new value; none empties it.
        changes: Vec<(String, Option<Value>)>,
    },
    /// A file was added.
    Attached {
        /// What it is.
        attachment: Attachment,
    },
    /// The content of a file that was added or heard, kept apart so that nobody reads it to know how the case stands.
    Kept {
        /// Which.
        attachment: AttachmentId,
        /// The file itself.
        content: Vec<u8>,
    },
    /// A file was taken out of the draft.
    Detached {
        /// Which.
        attachment: AttachmentId,
    },
    /// The draft was submitted for review and approval.
    Submitted {
        /// What the check found.
        opinion: Opinion,
        /// For each rule that asks for something that cannot be supplied: why not.
        explained: Vec<(String, String)>,
    },
    /// A reviewer decided a question.
    Judged {
        /// The rule that referred it.
        rule: String,
        /// What was decided.
        judgement: Judgement,
        /// The facts that weighed, of those that the rule names.
        weighed: Vec<String>,
        /// Why.
        reasons: String,
    },
    /// The draft went back to its author.
    SentBack {
        /// Why.
        reasons: String,
    },
    /// What is right in place of something that we said was prepared; it waits for a second officer.
    CorrectionPrepared {
        /// What is wrong: our message.
        message: MessageId,
        /// What is right.
        right: Right,
        /// The files that go with it.
        files: Vec<AttachmentId>,
        /// What the check found; of a request as it would stand.
        opinion: Opinion,
        /// For each rule that asks for something that cannot be supplied: why not.
        explained: Vec<(String, String)>,
    },
    /// A second officer approved it.
    Approved {
        /// What the check found at that moment.
        opinion: Opinion,
    },
    /// It was sent by one officer alone, who said that a life was in danger.
    GlassBroken {
        /// What endangers whose life, and why it could not wait.
        reasons: String,
        /// The rules whose questions no second person has decided.
        undecided: Vec<String>,
    },
    /// A second person looked afterwards at what was sent by one officer alone.
    EmergencyReviewed {
        /// Whether it was right to send it so.
        justified: bool,
        /// Why.
        reasons: String,
    },
    /// We said something to the other bureau; it waits until it is delivered.
    Said {
        /// The message.
        message: MessageId,
        /// Its place among what we said.
        number: u32,
        /// The posting of the officer who says it.
        office: Option<Role>,
        /// What it says.
        said: Said,
        /// The files that go with it.
        attachments: Vec<AttachmentId>,
    },
    /// A message could not be delivered and will be tried again.
    NotDelivered {
        /// The message.
        message: MessageId,
        /// Why, as a stable code.
        code: String,
    },
    /// The other bureau's signed acceptance has arrived.
    Delivered {
        /// The message.
        message: MessageId,
        /// When the other node took it, by its clock.
        taken_at: Timestamp,
        /// The signed receipt, as it came.
        receipt: Vec<u8>,
    },
    /// The other node refused the message, signed. It counts as not said, and so does what was said after it; neither is tried
    /// again.
    TurnedAway {
        /// The message.
        message: MessageId,
        /// Why, as a stable code.
        code: String,
        /// The signed receipt, as it came.
        receipt: Vec<u8>,
    },
    /// The other bureau said something.
    Heard(Heard),
    /// Our own law was consulted on what was received.
    Assessed {
        /// What the check found.
        opinion: Opinion,
    },
    /// Someone was given the case, or it was given back to all.
    Assigned {
        /// To whom.
        officer: Option<OfficerId>,
    },
    /// The case was kept to a circle of officers who need to know it, or given back to the whole bureau.
    Restricted {
        /// Who may see it from here on, in the order of their identifiers; empty for whoever else may.
        circle: Vec<OfficerId>,
        /// Why.
        reasons: String,
    },
    /// What the other bureau told was used, beyond the matter itself.
    Used {
        /// How.
        what: Use,
        /// Who had it, or the purpose.
        recipient: String,
        /// Why.
        reasons: String,
    },
    /// What the case holds was given out as an evidence package.
    Exported {
        /// How whoever has it uses it.
        what: Use,
        /// Who has it.
        recipient: String,
        /// Why.
        reasons: String,
        /// SHA-256 of the package, by which it is known again.
        package: [u8; 32],
    },
    /// A deadline began to run, or runs anew.
    DeadlineSet(Deadline),
    /// A deadline no longer runs.
    DeadlineMet {
        /// Its name.
        name: String,
    },
    /// An officer wrote a note for colleagues; it stays in this bureau.
    Noted {
        /// The note.
        text: String,
    },
    /// An officer looked at the case.
    Looked,
    /// A paper of the case was drawn and taken out. That is a look as well.
    Drawn {
        /// The form.
        form: String,
        /// The language, as a tag (BCP 47).
        language: String,
        /// SHA-256 of the paper, by which it is known again.
        digest: [u8; 32],
    },
    /// The case was closed in this bureau.
    Closed {
        /// Why.
        reasons: String,
    },
    /// The closed case is kept until a day.
    Retained {
        /// The last day.
        until: Date,
        /// Why; empty for the period that begins with the closing.
        reasons: String,
    },
    /// The closed case is kept no longer; with this it is erased.
    Discarded {
        /// Why.
        reasons: String,
    },
    /// Something happened to what an authority is asked.
    Task {
        /// Which task.
        task: TaskId,
        /// What happened.
        event: TaskEvent,
    },
    /// An officer outside the circle entered it alone, who said that a life was in danger.
    CircleEntered {
        /// What endangers whose life, and why nobody of the circle could be asked.
        reasons: String,
    },
    /// A file of an authority's answer goes with what is said next.
    Enclosed {
        /// Which.
        attachment: AttachmentId,
    },
}

impl Event {
    /// Whether somebody looked and nothing else happened.
    #[must_use]
    pub const fn is_look(&self) -> bool {
        matches!(self, Event::Looked | Event::Drawn { .. })
    }

    /// As catalogues name it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Event::Opened { .. } => "opened",
            Event::Edited { .. } => "edited",
            Event::Attached { .. } => "attached",
            Event::Kept { .. } => "kept",
            Event::Detached { .. } => "detached",
            Event::Submitted { .. } => "submitted",
            Event::Judged { .. } => "judged",
            Event::SentBack { .. } => "sent-back",
            Event::CorrectionPrepared { .. } => "correction-prepared",
            Event::Approved { .. } => "approved",
            Event::GlassBroken { .. } => "glass-broken",
            Event::EmergencyReviewed { .. } => "emergency-reviewed",
            Event::Said { .. } => "said",
            Event::NotDelivered { .. } => "not-delivered",
            Event::Delivered { .. } => "delivered",
            Event::TurnedAway { .. } => "turned-away",
            Event::Heard(_) => "heard",
            Event::Assessed { .. } => "assessed",
            Event::Assigned { .. } => "assigned",
            Event::Restricted { .. } => "restricted",
            Event::Used { .. } => "used",
            Event::Exported { .. } => "exported",
            Event::DeadlineSet(_) => "deadline-set",
            Event::DeadlineMet { .. } => "deadline-met",
            Event::Noted { .. } => "noted",
            Event::Looked => "looked",
            Event::Drawn { .. } => "drawn",
            Event::Closed { .. } => "closed",
            Event::Retained { .. } => "retained",
            Event::Discarded { .. } => "discarded",
            Event::Task { event: TaskEvent::Given { .. }, .. } => "task-given",
            Event::Task { event: TaskEvent::Answered { .. }, .. } => "task-answered",
            Event::Task { event: TaskEvent::TakenBack { .. }, .. } => "task-taken-back",
            Event::Enclosed { .. } => "enclosed",
            Event::CircleEntered { .. } => "circle-entered",
        }
    }
}
