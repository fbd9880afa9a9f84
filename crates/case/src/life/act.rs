//! Acts: what an officer, the other bureau or the node wants done with a case.

use jiff::Timestamp;
use jiff::civil::Date;

use super::event::{Deadline, Event, Judgement};
use super::state::{FieldState, Stage};
use crate::bureau::BureauCode;
use crate::exchange::{Attachment, Message, Proof, Question, RecallOutcome, Report, Right};
use crate::fact::Value;
use crate::fit::Misfit;
use crate::ground::Ground;
use crate::handling::{BadMarking, Handling, Use};
use crate::id::{AttachmentId, MessageId, OfficerId, RequestId, TaskId};
use crate::opinion::Opinion;
use crate::request::Kind;

/// A field as an officer left it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// Which field.
    pub field: String,
    /// Its new value; none empties it.
    pub value: Option<Value>,
    /// The revision of the field that the officer saw; 0 where it was empty.
    pub seen: u64,
}

/// What is wanted. Who wants it, when and why is given beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Open a case for a request of our own.
    Open {
        /// The new request.
        request: RequestId,
        /// Its reference.
        reference: String,
        /// What it asks for.
        kind: Kind,
        /// Our bureau.
        from: BureauCode,
        /// The bureau asked.
        to: BureauCode,
        /// Where an example comes from; empty for real work.
        origin: String,
    },
    /// Change fields.
    Edit(Vec<FieldChange>),
    /// Add a file.
    Attach {
        /// What it is.
        attachment: Attachment,
        /// The file itself.
        content: Vec<u8>,
    },
    /// Take a file out before it is sent.
    Detach(AttachmentId),
    /// Submit the draft for review and approval.
    Submit {
        /// What the check finds now.
        opinion: Opinion,
        /// For each rule that asks for something that cannot be supplied: why not.
        explained: Vec<(String, String)>,
    },
    /// Decide a question.
    Judge {
        /// The rule that referred it.
        rule: String,
        /// The decision.
        judgement: Judgement,
        /// The facts that weighed, of those that the rule names.
        weighed: Vec<String>,
        /// Why.
        reasons: String,
        /// The case's revision that the officer saw.
        seen: u64,
    },
    /// Give the draft back to its author.
    SendBack {
        /// Why.
        reasons: String,
    },
    /// Approve and send.
    Approve {
        /// What the check finds now.
        opinion: Opinion,
        /// The identifier for the message.
        message: MessageId,
        /// The case's revision that the officer saw.
        seen: u64,
    },
    /// Send it without a second officer, because a life is in danger.
    BreakGlass {
        /// What the check finds now.
        opinion: Opinion,
        /// What endangers whose life, and why it cannot wait.
        reasons: String,
        /// The identifier for the message.
        message: MessageId,
        /// The case's revision that the officer saw.
        seen: u64,
    },
    /// Look afterwards, as a second person, at what was sent by one officer alone.
    ReviewEmergency {
        /// Whether it was right to send it so.
        justified: bool,
        /// Why.
        reasons: String,
    },
    /// Take the request back.
    Withdraw {
        /// Why.
        reasons: String,
        /// The identifier for the message.
        message: MessageId,
    },
    /// Hear a verified message of the other bureau.
    Hear(Box<Message>, Proof),
    /// Record what our own law says of what was received.
    Assess(Opinion),
    /// Look at the case; the first look at a received request is told to the sender.
    Look {
        /// The identifier for the message, should one be due.
        message: MessageId,
    },
    /// Accept the request.
    Accept {
        /// In the officer's words.
        note: String,
        /// When an answer may be expected.
        expected: Option<Date>,
        /// The identifier for the message.
        message: MessageId,
    },
    /// Ask for more.
    AskMore {
        /// What is asked.
        questions: Vec<Question>,
        /// The identifier for the message.
        message: MessageId,
    },
    /// Pass the request to a national authority.
    Forward {
        /// The authority.
        authority: String,
        /// In the officer's words.
        note: String,
        /// The identifier for the message.
        message: MessageId,
    },
    /// Answer, in part or in full, with the files enclosed.
    Answer {
        /// In the officer's words.
        text: String,
        /// Whether this is all.
        complete: bool,
        /// How it may be handled.
        handling: Handling,
        /// The identifier for the message.
        message: MessageId,
    },
    /// Report a step of the proceeding, with the files enclosed.
    Report {
        /// Which step, when, and in which words.
        report: Report,
        /// The identifier for the message.
        message: MessageId,
    },
    /// Refuse, with one or two grounds.
    Refuse {
        /// The grounds.
        grounds: Vec<Ground>,
        /// Why.
        reasons: String,
        /// The identifier for the message.
        message: MessageId,
    },
    /// Record that what the other bureau told is used beyond the matter itself.
    Use {
        /// How.
        what: Use,
        /// Who has it, or the purpose.
        recipient: String,
        /// Why.
        reasons: String,
    },
    /// Record that what the case holds is given out as an evidence package.
    Export {
        /// How whoever has it uses it.
        what: Use,
        /// Who has it.
        recipient: String,
        /// Why.
        reasons: String,
        /// SHA-256 of the package.
        package: [u8; 32],
    },
    /// Ask the originator for its consent to a use.
    AskConsent {
        /// How it would be used.
        wanted: Use,
        /// Who would have it, or the purpose.
        recipient: String,
        /// Why.
        reasons: String,
        /// The identifier for the message.
        message: MessageId,
    },
    /// Decide, as originator, on a use.
    AnswerConsent {
        /// The question.
        asked: MessageId,
        /// Whether we consent.
        granted: bool,
        /// Under which conditions, or why not.
        terms: String,
        /// The identifier for the message.
        message: MessageId,
    },
    /// Recall what we said.
    Recall {
        /// Which messages.
        messages: Vec<MessageId>,
        /// Why.
        reasons: String,
        /// The identifier for the message.
        message: MessageId,
    },
    /// Say what became of what the other bureau recalled.
    AnswerRecall {
        /// The recall.
        recall: MessageId,
        /// What is done.
        outcome: RecallOutcome,
        /// To whom it had gone besides those that the case records.
        passed_on: Vec<String>,
        /// Why.
        reasons: String,
        /// The identifier for the message.
        message: MessageId,
    },
    /// Prepare what is right in place of something that we said.
    Correct {
        /// What is wrong: our message.
        message: MessageId,
        /// What is right.
        right: Right,
        /// What the check finds now; of a request as it would stand.
        opinion: Opinion,
        /// For each rule that asks for something that cannot be supplied: why not.
        explained: Vec<(String, String)>,
    },
    /// Say what became of a correction of the other bureau.
    AnswerCorrection {
        /// The correction.
        correction: MessageId,
        /// Whether it is followed.
        followed: bool,
        /// To whom what was wrong had gone besides those that the case records.
        passed_on: Vec<String>,
        /// Why it is not followed, or what was told to them.
        reasons: String,
        /// The identifier for the message.
        message: MessageId,
    },
    /// Record that a message could not be delivered.
    RecordFailure {
        /// The message.
        message: MessageId,
        /// Why, as a stable code.
        code: String,
    },
    /// Record a verified receipt.
    RecordReceipt {
        /// The message.
        message: MessageId,
        /// When the other node took it, or the code with which it refused it.
        outcome: Result<Timestamp, String>,
        /// The signed receipt, as it came.
        receipt: Vec<u8>,
    },
    /// Give the case to an officer, or back to all.
    Assign(Option<OfficerId>),
    /// Keep the case to officers who need to know it, or give it back to the whole bureau.
    Restrict {
        /// Who; nobody gives it back.
        circle: Vec<OfficerId>,
        /// Why.
        reasons: String,
    },
    /// Start a deadline.
    SetDeadline(Deadline),
    /// Stop a deadline.
    MeetDeadline {
        /// Its name.
        name: String,
    },
    /// Write a note for colleagues.
    Note {
        /// The note.
        text: String,
    },
    /// Record that a paper of the case was drawn and taken out.
    Draw {
        /// The form.
        form: String,
        /// The language, as a tag (BCP 47).
        language: String,
        /// SHA-256 of the paper.
        digest: [u8; 32],
    },
    /// Close the case in this bureau.
    Close {
        /// Why.
        reasons: String,
    },
    /// Begin the period for which a closed case is kept, with its closing.
    BeginPeriod {
        /// The last day on which it is kept.
        until: Date,
    },
    /// Keep the closed case until another day.
    Retain {
        /// The last day on which it is kept.
        until: Date,
        /// The day of the decision.
        today: Date,
        /// Why.
        reasons: String,
    },
    /// End the keeping of the closed case, so that it is erased.
    Discard {
        /// Why.
        reasons: String,
    },
    /// Ask something of an authority of the bureau's State.
    GiveTask {
        /// The identifier for the task.
        task: TaskId,
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
    /// Answer a task, as the authority to whom it was given.
    AnswerTask {
        /// Which.
        task: TaskId,
        /// Whether it was done.
        done: bool,
        /// What was done and decided, or why not.
        text: String,
        /// Files with it.
        files: Vec<(Attachment, Vec<u8>)>,
    },
    /// Take a task back.
    TakeBackTask {
        /// Which.
        task: TaskId,
        /// Why.
        reasons: String,
    },
    /// Enclose a file of an authority's answer with what is said next.
    Enclose(AttachmentId),
    /// See a case that is kept to others, because a life is in danger.
    EnterCircle {
        /// What endangers whose life, and why nobody of the circle can be asked.
        reasons: String,
    },
}

/// A change that was not made because someone else changed the field since the officer saw it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Which field.
    pub field: String,
    /// What the officer wanted.
    pub wanted: Option<Value>,
    /// What stands there now, by whom and since when.
    pub stands: FieldState,
}

/// What an act comes to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Decided {
    /// What happens, in order. Empty when nothing changes.
    pub events: Vec<Event>,
    /// Edits that were held back.
    pub conflicts: Vec<Conflict>,
}

impl From<Vec<Event>> for Decided {
    fn from(events: Vec<Event>) -> Self {
        Self { events, conflicts: Vec::new() }
    }
}

impl From<Event> for Decided {
    fn from(event: Event) -> Self {
        vec![event].into()
    }
}

/// Why an act is not done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is no such case.
    #[error("there is no such case")]
    NoCase,
    /// There is a case already.
    #[error("the case is open already")]
    Exists,
    /// The case is not where this can be done.
    #[error("this cannot be done while the case is at the stage `{}`", stage.code())]
    WrongStage {
        /// Where it is.
        stage: Stage,
    },
    /// No report of ours stands there to be put right.
    #[error(
        "the report to be replaced is none of ours, or was recalled or replaced already; choose one that stands"
    )]
    NoReport,
    /// Only the other side can do this.
    #[error("only the other bureau can do this")]
    WrongSide,
    /// An officer may not approve or judge their own work.
    #[error("nobody approves or judges what they wrote themselves; another officer has to")]
    OwnWork,
    /// The check found what blocks it.
    #[error("it cannot go as it stands: {}", rules.join(", "))]
    Blocked {
        /// The rules that block it.
        rules: Vec<String>,
    },
    /// The check asks for something; supply it, or say why it cannot be supplied.
    #[error("answer what is asked, or say why it cannot be answered: {}", rules.join(", "))]
    Unanswered {
        /// The rules that ask.
        rules: Vec<String>,
    },
    /// It is not what the officer saw.
    #[error("it was submitted anew since you saw it; read it again")]
    Changed,
    /// Questions wait for a reviewer.
    #[error("a reviewer has to decide first: {}", rules.join(", "))]
    Undecided {
        /// The rules that referred them.
        rules: Vec<String>,
    },
    /// There is no such question.
    #[error("no such question waits for a decision")]
    NoQuestion,
    /// Reasons are due.
    #[error("reasons are needed")]
    NoReasons,
    /// A refusal rests on one or two grounds.
    #[error("a refusal names one or two grounds")]
    BadGrounds,
    /// There is no such file, or it has been sent.
    #[error("there is no such file that could be taken out")]
    NoAttachment,
    /// Something is larger than allowed.
    #[error("{what} is larger than {max}")]
    TooLarge {
        /// What.
        what: &'static str,
        /// The limit, in its unit.
        max: usize,
    },
    /// Something holds a character that is no text.
    #[error("{what} holds a character that is no text (U+{character:04X}); take it out")]
    NoText {
        /// What.
        what: &'static str,
        /// The character's number in Unicode.
        character: u32,
    },
    /// The form has no such field.
    #[error("this kind of request has no field `{field}`")]
    NoField {
        /// The field.
        field: String,
    },
    /// The message was heard before; nothing changes.
    #[error("this message was received before")]
    HeardBefore,
    /// An earlier message is missing; the sender tries again in order.
    #[error("message {expected} of this request has to come first")]
    OutOfOrder {
        /// The number that is due.
        expected: u32,
    },
    /// The message contradicts what is known of the request.
    #[error("the message does not fit this request: {what}")]
    Mismatch {
        /// What does not fit.
        what: &'static str,
    },
    /// What was said last has not arrived.
    #[error("what was said last has not been delivered yet; the case can be closed once it has")]
    Undelivered,
    /// The originator's consent is needed, and was not given for this.
    #[error("the bureau that told it has to consent first: ask it for `{}`", what.code())]
    ConsentNeeded {
        /// For which use.
        what: Use,
    },
    /// The originator has recalled it.
    #[error("the bureau that told it has recalled it; it is used for nothing any more")]
    Recalled,
    /// The other bureau has told nothing that could be used.
    #[error("the other bureau has told nothing yet that could be used")]
    NothingTold,
    /// No such question of the other bureau waits for an answer.
    #[error("no such question of the other bureau waits for an answer")]
    NotAsked,
    /// Nothing was said that could be recalled.
    #[error("choose what to recall, of what was said and not recalled before")]
    NothingToRecall,
    /// Nothing was said that could be corrected so.
    #[error(
        "choose what was wrong, of what we said and was not recalled or corrected since, and say what is right"
    )]
    NothingToCorrect,
    /// A correction waits for a second officer.
    #[error("a correction waits for a second officer; it has to be approved or sent back first")]
    CorrectionOpen,
    /// Only what leaves nothing else standing is deleted.
    #[error(
        "a whole case is deleted only where the request itself was recalled; block what was recalled, or say why you keep it"
    )]
    NotAll,
    /// The marking cannot be read.
    #[error(transparent)]
    BadMarking(#[from] BadMarking),
    /// Only what is urgent goes without a second officer.
    #[error(
        "only an urgent request goes without a second officer; set its urgency, or let another officer approve it"
    )]
    NotUrgent,
    /// A second person has decided against this, and nothing that it rests on has changed.
    #[error("a second person decided against this; nobody sends it alone while the facts are the same")]
    Objected,
    /// No such period.
    #[error(
        "the day lies in the past or more than {years} years ahead; choose another, and decide again when it comes"
    )]
    BadPeriod {
        /// The most years.
        years: i16,
    },
    /// The other bureau waits for an answer in this case.
    #[error("the other bureau waits for an answer to its question, recall or correction; answer it first")]
    StillAsked,
    /// The other bureau has a copy.
    #[error("the other bureau has a copy of what was published; recall it first, so that it is told")]
    RecallFirst,
    /// The other bureau has not answered the recall or correction.
    #[error(
        "the other bureau has not answered the recall or correction yet; the case is erased once it has, or thirty days after its period ended"
    )]
    RecallOpen,
    /// Nothing waits for the review.
    #[error("nothing that one officer sent alone waits for a review")]
    NoEmergency,
    /// What one officer sent alone was not reviewed yet.
    #[error("what one officer sent alone has to be reviewed by another before the case is closed")]
    NotReviewed,
    /// The case is not kept from this officer.
    #[error("this case is not kept from you; open it as any other")]
    NotKept,
    /// No such task waits for this authority.
    #[error("no such task waits for an answer")]
    NoTask,
    /// A task waits for an authority.
    #[error("an authority has a task in this case; wait for the answer, or take the task back")]
    TaskOpen,
    /// Another message has this identifier.
    #[error("another message has this identifier")]
    IdentifierTaken,
    /// Nothing of the kind was said.
    #[error("no such message waits for a receipt")]
    NoMessage,
}

impl From<Misfit> for Refusal {
    fn from(misfit: Misfit) -> Self {
        match misfit {
            Misfit::TooLarge { what, max } => Refusal::TooLarge { what, max },
            Misfit::NoText { what, character } => Refusal::NoText { what, character },
        }
    }
}

impl Refusal {
    /// A stable code, the same in answers, journals and between bureaus.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Refusal::NoCase => "no-case",
            Refusal::Exists => "case-exists",
            Refusal::WrongStage { .. } => "wrong-stage",
            Refusal::NoReport => "no-report",
            Refusal::WrongSide => "wrong-side",
            Refusal::OwnWork => "own-work",
            Refusal::Blocked { .. } => "blocked",
            Refusal::Unanswered { .. } => "unanswered",
            Refusal::Undecided { .. } => "undecided",
            Refusal::Changed => "changed",
            Refusal::NoQuestion => "no-question",
            Refusal::NoReasons => "no-reasons",
            Refusal::BadGrounds => "bad-grounds",
            Refusal::NoAttachment => "no-attachment",
            Refusal::TooLarge { .. } => "too-large",
            Refusal::NoText { .. } => "no-text",
            Refusal::NoField { .. } => "no-field",
            Refusal::HeardBefore => "heard-before",
            Refusal::OutOfOrder { .. } => "out-of-order",
            Refusal::Mismatch { .. } => "mismatch",
            Refusal::Undelivered => "undelivered",
            Refusal::ConsentNeeded { .. } => "consent-needed",
            Refusal::Recalled => "recalled",
            Refusal::NothingTold => "nothing-told",
            Refusal::NotAsked => "not-asked",
            Refusal::NothingToRecall => "nothing-to-recall",
            Refusal::NothingToCorrect => "nothing-to-correct",
            Refusal::CorrectionOpen => "correction-open",
            Refusal::NotAll => "not-all",
            Refusal::BadMarking(_) => "bad-marking",
            Refusal::NotUrgent => "not-urgent",
            Refusal::Objected => "objected",
            Refusal::BadPeriod { .. } => "bad-period",
            Refusal::StillAsked => "still-asked",
            Refusal::RecallFirst => "recall-first",
            Refusal::RecallOpen => "recall-open",
            Refusal::NoEmergency => "no-emergency",
            Refusal::NotReviewed => "not-reviewed",
            Refusal::NotKept => "not-kept",
            Refusal::NoTask => "no-task",
            Refusal::TaskOpen => "task-open",
            Refusal::IdentifierTaken => "identifier-taken",
            Refusal::NoMessage => "no-message",
        }
    }
}
