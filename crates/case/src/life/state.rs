//! The state of a case: everything that its entries so far have made of it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::event::{Deadline, Judgement};
use crate::bureau::{BureauCode, Level, Role};
use crate::exchange::{Attachment, RecallOutcome, Said};
use crate::fact::{Facts, Value};
use crate::ground::Ground;
use crate::handling::{self, Use};
use crate::id::{MessageId, OfficerId, RequestId};
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
    /// Whether the other node turned it away, so that it counts as not said.
    pub turned_away: bool,
}

/// Something that one officer sent alone, because a life was in danger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Emergency {
    /// Who sent it.
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

/// A question for consent, asked by either side, with its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent<'a> {
    /// The question.
    pub question: &'a Told,
    /// For which use.
    pub wanted: Use,
    /// Who would have it, or the purpose.
    pub recipient: &'a str,
    /// Why.
    pub reasons: &'a str,
    /// Whether the originator consents, its conditions or reasons, and when it said so.
    pub answer: Option<(bool, &'a str, Timestamp)>,
}

/// A recall, by either side, with its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recall<'a> {
    /// The recall.
    pub recall: &'a Told,
    /// What is recalled.
    pub messages: &'a [MessageId],
    /// Why.
    pub reasons: &'a str,
    /// What became of it: the message that says so, the outcome, who had it already, and why.
    pub answer: Option<(&'a Told, RecallOutcome, &'a [String], &'a str)>,
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
    /// The fields.
    pub fields: BTreeMap<String, FieldState>,
    /// The files of the case.
    pub attachments: Vec<Attachment>,
    /// Files that are to go with what is said next.
    pub enclosed: Vec<Attachment>,
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
    /// What one officer sent alone, oldest first.
    pub emergencies: Vec<Emergency>,
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
        let stated =
            ["request.handling", "record.confidentiality"].into_iter().filter_map(|field| self.fact(field));
        let levels = stated
            .filter(|value| value.text() != Some("not-set"))
            .map(|value| value.text().and_then(Level::parse).unwrap_or(Level::Confidential));
        levels.max().unwrap_or(Level::OfficialUse)
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

    /// What one officer sent alone and no other has reviewed yet.
    #[must_use]
    pub fn to_review(&self) -> Option<&Emergency> {
        self.emergencies.iter().find(|emergency| emergency.review.is_none())
    }

    /// Whether it is urgent, as its sender says.
    #[must_use]
    pub fn is_urgent(&self) -> bool {
        self.fact("request.urgency").and_then(Value::text) == Some("urgent")
    }

    /// Everything said that counts.
    fn standing(&self) -> impl Iterator<Item = &Told> {
        self.told.iter().filter(|told| !told.turned_away)
    }

    /// What the other bureau told that could be used.
    pub fn heard_of_substance(&self) -> impl Iterator<Item = &Told> {
        self.standing().filter(|told| told.from == *self.other() && told.said.handling().is_some())
    }

    /// The uses of what the other bureau told that need its consent: the strictest of all that it said.
    #[must_use]
    pub fn needs_consent(&self) -> BTreeSet<Use> {
        let said = self.heard_of_substance().filter_map(|told| told.said.handling());
        let bound = said.flat_map(|handling| handling.needs_consent(self.kind));
        bound.chain(handling::always(self.kind).iter().copied()).collect()
    }

    /// Every question for consent, of both sides, in the order in which they were asked.
    #[must_use]
    pub fn consents(&self) -> Vec<Consent<'_>> {
        let answer = |wanted: MessageId| {
            self.standing().find_map(|told| match &told.said {
                Said::ConsentAnswered { asked, granted, terms } if *asked == wanted => {
                    Some((*granted, terms.as_str(), told.at))
                }
                _ => None,
            })
        };
        let asked = self.standing().filter_map(|question| match &question.said {
            Said::ConsentAsked { wanted, recipient, reasons } => {
                let answer = answer(question.message);
                Some(Consent { question, wanted: *wanted, recipient, reasons, answer })
            }
            _ => None,
        });
        asked.collect()
    }

    /// Every recall, of both sides, in the order in which they were said.
    #[must_use]
    pub fn recalls(&self) -> Vec<Recall<'_>> {
        let answer = |wanted: MessageId| {
            self.standing().find_map(|told| match &told.said {
                Said::RecallAnswered { recall, outcome, passed_on, reasons } if *recall == wanted => {
                    Some((told, *outcome, passed_on.as_slice(), reasons.as_str()))
                }
                _ => None,
            })
        };
        let recalled = self.standing().filter_map(|recall| match &recall.said {
            Said::Recalled { messages, reasons } => {
                Some(Recall { recall, messages, reasons, answer: answer(recall.message) })
            }
            _ => None,
        });
        recalled.collect()
    }

    /// The recall of a message, where there is one.
    #[must_use]
    pub fn recall_of(&self, message: MessageId) -> Option<Recall<'_>> {
        self.recalls().into_iter().find(|recall| recall.messages.contains(&message))
    }

    /// Whether nobody here reads a message of the other bureau any more: it was recalled, and we said that we would see to
    /// that. It stays so also where our word was turned away.
    #[must_use]
    pub fn is_blocked(&self, message: MessageId) -> bool {
        let theirs = |told: &Told| told.from == *self.other();
        let recalled = |wanted: MessageId| {
            let mut recalls = self.told.iter().filter(|told| theirs(told) && told.message == wanted);
            recalls.any(
                |told| matches!(&told.said, Said::Recalled { messages, .. } if messages.contains(&message)),
            )
        };
        self.told.iter().any(|told| match told.said {
            Said::RecallAnswered { recall, outcome, .. } => {
                !theirs(told) && outcome != RecallOutcome::Kept && recalled(recall)
            }
            _ => false,
        })
    }

    /// Questions and recalls of the other bureau that wait for our answer.
    #[must_use]
    pub fn waits_for_us(&self) -> usize {
        let theirs = |told: &Told| told.from == *self.other();
        let consents = self.consents();
        let asked = consents.iter().filter(|one| theirs(one.question) && one.answer.is_none()).count();
        let recalls = self.recalls();
        asked + recalls.iter().filter(|one| theirs(one.recall) && one.answer.is_none()).count()
    }

    /// To whom what the other bureau told has gone, as far as the case records it, in the order in which it went.
    #[must_use]
    pub fn passed_on(&self) -> Vec<String> {
        let gone = self.uses.iter().filter(|made| !matches!(made.what, Use::Copying | Use::OtherPurpose));
        let ours = self.standing().filter(|told| told.from != *self.other());
        let forwarded = ours.filter_map(|told| match &told.said {
            Said::Forwarded { authority, .. } => Some((told.at, authority)),
            _ => None,
        });
        let mut all: Vec<(Timestamp, &String)> =
            gone.map(|made| (made.at, &made.recipient)).chain(forwarded).collect();
        all.sort_by_key(|(at, _)| *at);
        let mut names: Vec<String> = Vec::new();
        for (_, name) in all {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        names
    }

    /// Whether we have said that the case is deleted, and the other bureau has our word: it is to be erased. Nothing is said
    /// after that.
    #[must_use]
    pub fn is_to_be_erased(&self) -> bool {
        let deleted = self.recalls().into_iter().filter_map(|recall| recall.answer);
        let mut ours = deleted
            .filter(|(told, outcome, ..)| *outcome == RecallOutcome::Deleted && told.from != *self.other());
        ours.next().is_some() && self.undelivered().is_none()
    }

    /// The nearest deadline.
    #[must_use]
    pub fn next_deadline(&self) -> Option<&Deadline> {
        self.deadlines.iter().min_by_key(|deadline| deadline.due)
    }
}
