//! What two bureaus say to each other about a request.

use std::collections::BTreeMap;

use jiff::civil::{Date, Time};

use crate::bureau::{BureauCode, Role};
use crate::fact::{Facts, Value};
use crate::ground::Ground;
use crate::handling::{Handling, Use};
use crate::id::{AttachmentId, MessageId, RequestId};
use crate::opinion::Opinion;
use crate::request::Kind;

/// A paper or file of a case, without its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its identifier, the same on both sides.
    pub id: AttachmentId,
    /// File name as the officer gave it; shown, never used as a path.
    pub name: String,
    /// Media type claimed by the sender, such as `application/pdf`.
    pub media_type: String,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256 of the content.
    pub digest: [u8; 32],
}

/// A question to the other bureau; about one fact where `fact` names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The fact that would answer it.
    pub fact: Option<String>,
    /// The question in words.
    pub text: String,
}

/// When a step was taken, by the clock of the place where it was.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The day there.
    pub day: Date,
    /// The time of day there, to the minute, and the name of the time zone in the tz database, as `Europe/Paris`; none where only the
    /// day is known.
    pub time: Option<(Time, String)>,
}

/// What was done with an object that is held as evidence: one entry of its chain of custody. What was done, and when, the report says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Exhibit {
    /// The mark or number by which both sides know it.
    pub mark: String,
    /// What it is; empty where an earlier entry says it.
    pub what: String,
    /// The number of the seal that it bears, is given or had when it was opened; empty where it bears none.
    pub seal: String,
    /// The person or authority that did it.
    pub by: String,
    /// Who has it from then on, where it was handed on; else empty.
    pub to: String,
    /// Where.
    pub place: String,
}

/// A step of a proceeding, as one side reports it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Which, by its name in the law.
    pub step: String,
    /// When it was taken, or is to be.
    pub happened: Moment,
    /// In the officer's words.
    pub text: String,
    /// The object that the step is about, where it is about one.
    pub exhibit: Option<Exhibit>,
    /// The sender's own report in whose place this one stands.
    pub instead_of: Option<MessageId>,
    /// How it may be handled.
    pub handling: Handling,
}

impl Exhibit {
    /// Everything that it says, each part with its name.
    #[must_use]
    pub fn parts(&self) -> [(&'static str, &str); 6] {
        let Exhibit { mark, what, seal, by, to, place } = self;
        [("mark", mark), ("what", what), ("seal", seal), ("by", by), ("to", to), ("place", place)]
    }
}

impl Report {
    fn blind(&mut self) {
        self.step.clear();
        self.happened = Moment { day: Date::ZERO, time: None };
        self.text.clear();
        self.exhibit = None;
        self.handling = Handling::default();
    }
}

/// What one message says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// Please do this. The opinion of the sender's law travels with it.
    Request {
        /// What is stated, by field.
        fields: Facts,
        /// What the sender's check found.
        opinion: Opinion,
    },
    /// More is supplied, in answer to questions.
    Supplied {
        /// The fields as they now stand, all of them.
        fields: Facts,
        /// What the sender's check found.
        opinion: Opinion,
    },
    /// An officer has opened it.
    Read,
    /// It will be carried out.
    Accepted {
        /// In the officer's words.
        note: String,
        /// When an answer may be expected.
        expected: Option<Date>,
    },
    /// More is needed before a decision.
    MoreAsked {
        /// What is asked.
        questions: Vec<Question>,
    },
    /// It was passed to a national authority.
    Forwarded {
        /// The authority's name.
        authority: String,
        /// In the officer's words.
        note: String,
    },
    /// The answer, or a part of it.
    Answered {
        /// In the officer's words.
        text: String,
        /// Whether this is all.
        complete: bool,
        /// How it may be handled.
        handling: Handling,
    },
    /// A step of the proceeding was taken, or stands on a day that is fixed.
    Reported(Report),
    /// It will not be carried out.
    Refused {
        /// One or two grounds of the register.
        grounds: Vec<Ground>,
        /// Why.
        reasons: String,
    },
    /// The request is taken back.
    Withdrawn {
        /// Why.
        reasons: String,
    },
    /// May we use what you told us in this way?
    ConsentAsked {
        /// For what.
        wanted: Use,
        /// Who would have it, or the purpose.
        recipient: String,
        /// Why.
        reasons: String,
    },
    /// The originator's decision on a use.
    ConsentAnswered {
        /// The question.
        asked: MessageId,
        /// Whether it consents.
        granted: bool,
        /// Under which conditions, or why not.
        terms: String,
    },
    /// What was said before must not be used any more: it was wrong, unlawful or no longer needed.
    Recalled {
        /// The messages, all of the sender's own, each once.
        messages: Vec<MessageId>,
        /// Why.
        reasons: String,
    },
    /// What became of what was recalled.
    RecallAnswered {
        /// The recall.
        recall: MessageId,
        /// What was done.
        outcome: RecallOutcome,
        /// To whom it had gone already, in the order in which it went.
        passed_on: Vec<String>,
        /// Why, and what was told to them.
        reasons: String,
    },
    /// What the request stated was wrong, and is stated rightly here.
    RequestCorrected {
        /// The sender's message that stated it.
        message: MessageId,
        /// The fields as they now stand, all of them.
        fields: Facts,
        /// Each field that was wrong, with why.
        reasons: BTreeMap<String, String>,
        /// What the sender's check found.
        opinion: Opinion,
    },
    /// An answer was wrong, and this one stands in its place. The files that come with it are right.
    AnswerCorrected {
        /// The sender's answer, or the correction of it that was wrong too.
        message: MessageId,
        /// The whole text as it now stands.
        text: String,
        /// How it may be handled.
        handling: Handling,
        /// The files of the sender that were wrong.
        files: Vec<AttachmentId>,
        /// Why.
        reasons: String,
    },
    /// What became of a correction.
    CorrectionAnswered {
        /// The correction.
        correction: MessageId,
        /// Whether it was followed, here and by those who had what was wrong.
        followed: bool,
        /// To whom what was wrong had gone already, in the order in which it went.
        passed_on: Vec<String>,
        /// Why it was not followed, or what was told to them.
        reasons: String,
    },
}

/// What is right, in place of something that this bureau said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Right {
    /// Of a request: each field that was wrong.
    Request(Vec<FieldRight>),
    /// Of an answer.
    Answer {
        /// The whole text as it should stand.
        text: String,
        /// How it may be handled.
        handling: Handling,
        /// The files that are wrong.
        files: Vec<AttachmentId>,
        /// Why.
        reasons: String,
    },
}

/// What is right in a field that was wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldRight {
    /// Which field.
    pub field: String,
    /// Its value; none where nothing should be stated.
    pub value: Option<Value>,
    /// Why it was wrong, or how that is known.
    pub reasons: String,
}

/// What a bureau does with what was recalled.
///
/// In the order of how far it goes: a later answer may only go further.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecallOutcome {
    /// It is kept, for reasons that are told.
    Kept,
    /// Nobody sees or uses it any more; it is erased with the case.
    Blocked,
    /// The whole case is erased with the delivery of this answer: its key is destroyed.
    Deleted,
}

impl RecallOutcome {
    /// Every outcome.
    pub const ALL: [RecallOutcome; 3] = [RecallOutcome::Deleted, RecallOutcome::Blocked, RecallOutcome::Kept];

    /// As journals and catalogues write it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            RecallOutcome::Deleted => "deleted",
            RecallOutcome::Blocked => "blocked",
            RecallOutcome::Kept => "kept",
        }
    }

    /// The outcome with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<RecallOutcome> {
        RecallOutcome::ALL.into_iter().find(|known| known.code() == code)
    }
}

impl Said {
    /// As journals and catalogues name it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Said::Request { .. } => "request",
            Said::Supplied { .. } => "supplied",
            Said::Read => "read",
            Said::Accepted { .. } => "accepted",
            Said::MoreAsked { .. } => "more-asked",
            Said::Forwarded { .. } => "forwarded",
            Said::Answered { .. } => "answered",
            Said::Reported(_) => "reported",
            Said::Refused { .. } => "refused",
            Said::Withdrawn { .. } => "withdrawn",
            Said::ConsentAsked { .. } => "consent-asked",
            Said::ConsentAnswered { .. } => "consent-answered",
            Said::Recalled { .. } => "recalled",
            Said::RecallAnswered { .. } => "recall-answered",
            Said::RequestCorrected { .. } => "request-corrected",
            Said::AnswerCorrected { .. } => "answer-corrected",
            Said::CorrectionAnswered { .. } => "correction-answered",
        }
    }

    /// How the sender wants it handled; none where it tells nothing that could be used.
    #[must_use]
    pub fn handling(&self) -> Option<Handling> {
        match self {
            Said::Answered { handling, .. }
            | Said::AnswerCorrected { handling, .. }
            | Said::Reported(Report { handling, .. }) => Some(handling.clone()),
            _ => self.stated().map(Handling::of),
        }
    }

    /// The fields that it states, where it is the request or changes it.
    #[must_use]
    pub const fn stated(&self) -> Option<&Facts> {
        match self {
            Said::Request { fields, .. }
            | Said::Supplied { fields, .. }
            | Said::RequestCorrected { fields, .. } => Some(fields),
            _ => None,
        }
    }

    /// Whether files go with it.
    #[must_use]
    pub const fn takes_files(&self) -> bool {
        matches!(
            self,
            Said::Request { .. }
                | Said::Supplied { .. }
                | Said::Answered { .. }
                | Said::AnswerCorrected { .. }
                | Said::Reported(_)
        )
    }

    /// What it corrects, where it is a correction.
    #[must_use]
    pub const fn corrects(&self) -> Option<MessageId> {
        match self {
            Said::RequestCorrected { message, .. } | Said::AnswerCorrected { message, .. } => Some(*message),
            _ => None,
        }
    }

    /// Takes out what it tells, where it must not be read any more.
    pub fn blind(&mut self) {
        match self {
            Said::Request { fields, opinion } | Said::Supplied { fields, opinion } => {
                fields.clear();
                opinion.findings.clear();
            }
            Said::RequestCorrected { fields, reasons, opinion, .. } => {
                fields.clear();
                reasons.clear();
                opinion.findings.clear();
            }
            Said::Answered { text, .. } => text.clear(),
            Said::Reported(report) => report.blind(),
            Said::AnswerCorrected { text, reasons, .. } => {
                text.clear();
                reasons.clear();
            }
            _ => {}
        }
    }
}

/// One message about one request, before sealing and after verification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Its identifier; a second arrival of the same one changes nothing.
    pub id: MessageId,
    /// The request it is about.
    pub request: RequestId,
    /// The request's reference, as officers quote it.
    pub reference: String,
    /// What the request asks for.
    pub kind: Kind,
    /// Who says it.
    pub from: BureauCode,
    /// Who is to hear it.
    pub to: BureauCode,
    /// Its place among what the sender says about this request, from 1 without gaps.
    pub number: u32,
    /// The posting of the officer who says it; none where the node does. Names stay at home.
    pub office: Option<Role>,
    /// What it says.
    pub said: Said,
    /// The files that come with it.
    pub attachments: Vec<(Attachment, Vec<u8>)>,
}

/// What shows for good that the sender said a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// SHA-256 of the message as it was written on the wire, where it has one form only.
    pub digest: [u8; 32],
    /// The serial of the sender's keys that signed it.
    pub key: u32,
    /// The header and the signatures, without the message: whoever has the message and the sender's public keys can verify
    /// them.
    pub signatures: Vec<u8>,
}
