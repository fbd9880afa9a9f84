//! The state of a case: everything that its entries so far have made of it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::event::{Deadline, Judgement};
use super::task::Task;
use crate::bureau::{BureauCode, Level, Role};
use crate::exchange::{Attachment, Right, Said};
use crate::fact::{Facts, Value};
use crate::ground::Ground;
use crate::handling::Use;
use crate::id::{AttachmentId, MessageId, OfficerId, RequestId};
use crate::limits::ANSWER_DAYS_MAX;
use crate::opinion::{Finding, Opinion};
use crate::request::Kind;

/// Which side of the request this bureau is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// We ask.
    Requesting,
    /// We are asked.
    Requested,
}

/// Where the case stands; the same words on both sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// Being written.
    Draft,
    /// Questions wait for a reviewer.
    Review,
    /// Waits for a second officer.
    Approval,
    /// Sealed, and not delivered yet.
    Waiting,
    /// The other node refused it; it can be mended and sent again.
    TurnedAway,
    /// The other bureau has it; nobody there has opened it.
    Delivered,
    /// An officer of the requested bureau has opened it.
    Read,
    /// The requested bureau asked for more.
    MoreAsked,
    /// It will be carried out.
    Accepted,
    /// It was passed to a national authority.
    Forwarded,
    /// Answered in full.
    Answered,
    /// Refused, with grounds.
    Refused,
    /// Taken back by the requesting bureau.
    Withdrawn,
    /// Closed in this bureau.
    Closed,
}

impl Stage {
    /// Every stage, in the order of a request's life.
    pub const ALL: [Stage; 14] = [
        Stage::Draft,
        Stage::Review,
        Stage::Approval,
        Stage::Waiting,
        Stage::TurnedAway,
        Stage::Delivered,
        Stage::Read,
        Stage::MoreAsked,
        Stage::Accepted,
        Stage::Forwarded,
        Stage::Answered,
        Stage::Refused,
        Stage::Withdrawn,
        Stage::Closed,
    ];

    /// As addresses and catalogues write it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Stage::Draft => "draft",
            Stage::Review => "review",
            Stage::Approval => "approval",
            Stage::Waiting => "waiting",
            Stage::TurnedAway => "turned-away",
            Stage::Delivered => "delivered",
            Stage::Read => "read",
            Stage::MoreAsked => "more-asked",
            Stage::Accepted => "accepted",
            Stage::Forwarded => "forwarded",
            Stage::Answered => "answered",
            Stage::Refused => "refused",
            Stage::Withdrawn => "withdrawn",
            Stage::Closed => "closed",
        }
    }

    /// The stage with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Stage> {
        Stage::ALL.into_iter().find(|stage| stage.code() == code)
    }

    /// Whether the request itself has come to its end.
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(self, Stage::Answered | Stage::Refused | Stage::Withdrawn | Stage::Closed)
    }
}

/// One field as it stands, with who put it there: two people who change the same field are both shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldState {
    /// The value; none when it was emptied.
    pub value: Option<Value>,
    /// The case's revision at which it last changed.
    pub revision: u64,
    /// Who changed it; none where it came from the other bureau.
    pub by: Option<OfficerId>,
    /// When.
    pub at: Timestamp,
}

/// A question that a person must decide before the request can leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referral {
    /// The finding that referred it.
    pub finding: Finding,
    /// Why the officer could not supply what was asked; empty for questions of judgement.
    pub explained: String,
    /// The facts that it rests on; a decision lapses when one of them changes.
    pub basis: Facts,
    /// The decision, who took it, why and when.
    pub decision: Option<(Judgement, Option<OfficerId>, String, Timestamp)>,
    /// The facts that weighed in the decision.
    pub weighed: Vec<String>,
}

/// A reasoned decision of this bureau, kept for those who decide like questions later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The rule that referred the question.
    pub rule: String,
    /// The ground it belongs to.
    pub ground: Ground,
    /// What was decided.
    pub judgement: Judgement,
    /// The facts that it rests on.
    pub basis: Facts,
    /// The facts that weighed.
    pub weighed: Vec<String>,
    /// Why.
    pub reasons: String,
    /// When.
    pub at: Timestamp,
}

/// Something we said, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// The message.
    pub message: MessageId,
    /// Its place among what we said.
    pub number: u32,
    /// Since when it waits.
    pub since: Timestamp,
    /// The failure recorded last, as a stable code.
    pub failure: Option<String>,
    /// How many were recorded.
    pub failures: u32,
    /// When the other node took it, by its clock.
    pub taken_at: Option<Timestamp>,
    /// Why the other node refused it, as a stable code.
    pub turned_away: Option<String>,
}

/// One thing said, by either side, in the order in which this bureau said or heard it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Who said it.
    pub from: BureauCode,
    /// The message.
    pub message: MessageId,
    /// What it says.
    pub said: Said,
    /// The files with it.
    pub attachments: Vec<Attachment>,
    /// The officer, where it was one of ours.
    pub by: Option<OfficerId>,
    /// The posting of the officer who said it, on either side.
    pub office: Option<Role>,
    /// When we said or heard it.
    pub at: Timestamp,
    /// SHA-256 of the message on the wire, where the other bureau said it.
    pub digest: Option<[u8; 32]>,
    /// The serial of the keys that signed it, where the other bureau said it.
    pub key: Option<u32>,
    /// Whether the other node turned it away, so that it counts as not said.
    pub turned_away: bool,
}

impl Told {
    /// The day by which the answer to it is looked for, where it is a recall or a correction; by the calendar of UTC.
    #[must_use]
    pub fn answer_by(&self) -> Date {
        let day = TimeZone::UTC.to_datetime(self.at).date();
        day.checked_add(ANSWER_DAYS_MAX.days()).unwrap_or(Date::MAX)
    }
}

/// What one officer does alone where a life is in danger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Sent what no second officer had approved.
    Sent,
    /// Saw a case that is kept to others.
    Entered,
}

/// Something that one officer did alone, because a life was in danger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Emergency {
    /// What was done.
    pub deed: Deed,
    /// Who did it.
    pub by: Option<OfficerId>,
    /// When.
    pub at: Timestamp,
    /// What endangered whose life, and why it could not wait.
    pub reasons: String,
    /// The rules whose questions no second person had decided.
    pub undecided: Vec<String>,
    /// Whether it was right, by whom, why and when; none while nobody has looked.
    pub review: Option<(bool, Option<OfficerId>, String, Timestamp)>,
}

/// What is right in place of something that we said; a second officer has yet to approve it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    /// What is wrong: our message.
    pub message: MessageId,
    /// What is right.
    pub right: Right,
    /// The files that go with it.
    pub files: Vec<AttachmentId>,
    /// Who prepared it, or put a file to it; none of them may approve it.
    pub by: BTreeSet<OfficerId>,
    /// When it was prepared last.
    pub at: Timestamp,
}

/// How long a closed case is kept, as decided last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retention {
    /// The last day.
    pub until: Date,
    /// Who decided; for the period that began with the closing, who closed it.
    pub by: Option<OfficerId>,
    /// When.
    pub at: Timestamp,
    /// Why; empty for the period that began with the closing.
    pub reasons: String,
}

/// A use of what the other bureau told, as recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UseMade {
    /// How.
    pub what: Use,
    /// Who had it, or the purpose.
    pub recipient: String,
    /// Why.
    pub reasons: String,
    /// The officer.
    pub by: Option<OfficerId>,
    /// When.
    pub at: Timestamp,
}

/// A case as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Which side we are on.
    pub side: Side,
    /// The request, the same on both sides.
    pub request: RequestId,
    /// Its reference.
    pub reference: String,
    /// What it asks for.
    pub kind: Kind,
    /// The requesting bureau.
    pub from: BureauCode,
    /// The requested bureau.
    pub to: BureauCode,
    /// Where an example comes from; empty for real work.
    pub origin: String,
    /// Where it stands.
    pub stage: Stage,
    /// How many entries have changed it.
    pub revision: u64,
    /// The revision at which the draft, or a correction, was last submitted; 0 before.
    pub submitted: u64,
    /// When the first entry was made.
    pub opened_at: Timestamp,
    /// When the last change was made (looks do not count).
    pub changed_at: Timestamp,
    /// The officers who wrote in the request or added a file to it; none of them may approve it.
    pub authors: Vec<OfficerId>,
    /// Who works on it.
    pub assignee: Option<OfficerId>,
    /// The officers to whom it is kept, in the order of their identifiers; empty where it is kept to nobody.
    pub circle: Vec<OfficerId>,
    /// Those of them who entered it alone, and leave it with the review.
    pub entered: Vec<OfficerId>,
    /// The fields.
    pub fields: BTreeMap<String, FieldState>,
    /// The files of the case.
    pub attachments: Vec<Attachment>,
    /// Files that are to go with what is said next.
    pub enclosed: Vec<Attachment>,
    /// Who put in which of them.
    pub enclosed_by: BTreeMap<AttachmentId, OfficerId>,
    /// A correction that waits for a second officer.
    pub correction: Option<Prepared>,
    /// Files of either side that were wrong, as their sender said.
    pub wrong_files: BTreeSet<AttachmentId>,
    /// Questions for a reviewer.
    pub referrals: Vec<Referral>,
    /// Every decision taken on such questions, oldest first; those that lapsed too.
    pub decisions: Vec<Decision>,
    /// The opinion of our own law: at approval where we ask, at receipt where we are asked.
    pub opinion: Option<Opinion>,
    /// What both sides said.
    pub told: Vec<Told>,
    /// What we said and what became of it.
    pub outgoing: Vec<Outgoing>,
    /// Uses of what the other bureau told, beyond the matter itself, oldest first.
    pub uses: Vec<UseMade>,
    /// What one officer did alone, oldest first.
    pub emergencies: Vec<Emergency>,
    /// What was asked of authorities, oldest first.
    pub tasks: Vec<Task>,
    /// Whether an authority answered and no officer has done anything since.
    pub task_answered: bool,
    /// How long it is kept; none while it is open.
    pub retention: Option<Retention>,
    /// Who ended its keeping, where that was done: an officer, or the node at the end of the period.
    pub discarded: Option<Option<OfficerId>>,
    /// What nobody here reads any more: messages of the other bureau that were recalled, where we said that we see to that.
    /// It stays so also where our word was turned away.
    pub blocked: BTreeSet<MessageId>,
    /// The files of such messages; their identifiers are used for nothing else.
    pub blocked_files: BTreeSet<AttachmentId>,
    /// The highest level that the case has had while something in it was blocked: what remains is shown to nobody else.
    pub blocked_level: Level,
    /// How many messages we said.
    pub said: u32,
    /// How many messages we heard.
    pub heard: u32,
    /// Deadlines that run.
    pub deadlines: Vec<Deadline>,
}

impl Case {
    /// The values of the fields that are filled in.
    #[must_use]
    pub fn facts(&self) -> Facts {
        self.fields.iter().filter_map(|(name, field)| Some((name.clone(), field.value.clone()?))).collect()
    }

    /// The value of one field.
    #[must_use]
    pub fn fact(&self, name: &str) -> Option<&Value> {
        self.fields.get(name)?.value.as_ref()
    }

    /// How confidential it is: the higher of what the request and the record say. A level that is not known counts as the
    /// highest; where none was given, the lowest (INTERPOL's Rules on the Processing of Data, article 112(3)).
    #[must_use]
    pub fn level(&self) -> Level {
        Level::stated(|field| self.fact(field)).max(self.blocked_level)
    }

    /// The bureau on the other side.
    #[must_use]
    pub const fn other(&self) -> &BureauCode {
        match self.side {
            Side::Requesting => &self.to,
            Side::Requested => &self.from,
        }
    }

    /// Whether the request has been put to the other bureau already; one that was turned away has not.
    #[must_use]
    pub fn was_sent(&self) -> bool {
        self.told.iter().any(|told| matches!(told.said, Said::Request { .. }) && !told.turned_away)
    }

    /// Whether fields may be edited now: in a draft, where more was asked of us, or where the other node refused it.
    #[must_use]
    pub fn may_edit(&self) -> bool {
        self.side == Side::Requesting
            && matches!(self.stage, Stage::Draft | Stage::MoreAsked | Stage::TurnedAway)
    }

    /// What we said last, where the other node turned it away and nothing was said since.
    #[must_use]
    pub fn turned_away(&self) -> Option<&Outgoing> {
        let mut last = self.outgoing.iter().rev().take_while(|out| out.turned_away.is_some());
        last.find(|out| out.number == self.said + 1)
    }

    /// The message that has to be delivered next; a later one waits for it.
    #[must_use]
    pub fn undelivered(&self) -> Option<&Outgoing> {
        self.outgoing.iter().find(|out| out.taken_at.is_none() && out.turned_away.is_none())
    }

    /// With which of its keys, by their serial, the other bureau signed, and when it last did with each.
    #[must_use]
    pub fn signed_with(&self) -> BTreeMap<u32, Timestamp> {
        let theirs = self.told.iter().filter(|told| told.from == *self.other());
        theirs.filter_map(|told| Some((told.key?, told.at))).collect()
    }

    /// Whether its keeping was ended.
    #[must_use]
    pub const fn is_discarded(&self) -> bool {
        self.discarded.is_some()
    }

    /// What one officer did alone and no other has reviewed yet.
    #[must_use]
    pub fn to_review(&self) -> Option<&Emergency> {
        self.emergencies.iter().find(|emergency| emergency.review.is_none())
    }

    /// Whether it is urgent, as its sender says.
    #[must_use]
    pub fn is_urgent(&self) -> bool {
        self.fact("request.urgency").and_then(Value::text) == Some("urgent")
    }

    /// What one side said that counts, in the order in which it was said.
    pub fn said_by(&self, side: Side) -> impl DoubleEndedIterator<Item = &Told> {
        let who = match side {
            Side::Requesting => &self.from,
            Side::Requested => &self.to,
        };
        self.standing().filter(move |told| told.from == *who)
    }

    /// Everything said that counts.
    pub(super) fn standing(&self) -> impl DoubleEndedIterator<Item = &Told> {
        self.told.iter().filter(|told| !told.turned_away)
    }

    /// Whether files may be put in for what is said next: a request, a report, an answer, or the correction of one.
    #[must_use]
    pub fn may_enclose(&self) -> bool {
        let answered = |told: &Told| {
            told.from == self.to && matches!(told.said, Said::Answered { .. } | Said::AnswerCorrected { .. })
        };
        let corrects = self.side == Side::Requested && self.standing().any(answered) && !self.is_discarded();
        self.may_edit() || (self.may_report() && !self.is_supplementing()) || corrects
    }

    /// Whether more is being put together that was asked of us: what is enclosed then goes with that, once a second officer has seen
    /// it, and with nothing else.
    #[must_use]
    pub const fn is_supplementing(&self) -> bool {
        let stage = matches!(self.stage, Stage::MoreAsked | Stage::Review | Stage::Approval);
        matches!(self.side, Side::Requesting) && stage
    }

    /// Whether a step of the proceeding may be reported: once the bureau that is asked has the request, until the case is closed. A person
    /// may have to be released after the last word was said.
    #[must_use]
    pub fn may_report(&self) -> bool {
        let has_it = self.side == Side::Requested || self.was_sent();
        has_it && !matches!(self.stage, Stage::Waiting | Stage::TurnedAway | Stage::Closed)
    }

    /// Whether we are asked, have the request in hand and may still decide it.
    #[must_use]
    pub fn is_in_hand(&self) -> bool {
        let stages = [Stage::Delivered, Stage::Read, Stage::MoreAsked, Stage::Accepted, Stage::Forwarded];
        self.side == Side::Requested && stages.contains(&self.stage)
    }

    /// What a message stated in a field.
    #[must_use]
    pub fn stated_in(&self, message: MessageId, field: &str) -> Option<&Value> {
        self.told.iter().find(|told| told.message == message)?.said.stated()?.get(field)
    }
}
