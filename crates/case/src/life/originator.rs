//! What the originator of something said still decides of it: consent to uses, recall and correction.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::state::{Case, Told};
use crate::exchange::{RecallOutcome, Right, Said};
use crate::fact::Facts;
use crate::handling::{self, Use};
use crate::id::{MessageId, OfficerId};

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
    pub answer: Option<RecallAnswer<'a>>,
}

/// An answer to a recall: the message, what became of what was recalled, who had it already, and why.
pub type RecallAnswer<'a> = (&'a Told, RecallOutcome, &'a [String], &'a str);

impl Recall<'_> {
    /// Whether what is recalled is kept, for reasons told.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        self.answer.is_some_and(|(_, outcome, ..)| outcome == RecallOutcome::Kept)
    }

    /// Whether this may be answered to it: the first answer, or one that goes further than the last.
    #[must_use]
    pub fn takes(&self, outcome: RecallOutcome) -> bool {
        self.answer.is_none_or(|(_, last, ..)| outcome > last)
    }
}

/// A correction, by either side, with the last answer to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction<'a> {
    /// The correction.
    pub correction: &'a Told,
    /// What it corrects.
    pub message: MessageId,
    /// What became of it.
    pub answer: Option<CorrectionAnswer<'a>>,
}

/// An answer to a correction: the message, whether it is followed, who had what was wrong, and why.
pub type CorrectionAnswer<'a> = (&'a Told, bool, &'a [String], &'a str);

impl Correction<'_> {
    /// Whether this may be answered to it: the first answer, or that it is followed after all.
    #[must_use]
    pub fn takes(&self, followed: bool) -> bool {
        self.answer.is_none_or(|(_, last, ..)| followed && !last)
    }
}

impl Case {
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
        let answers: BTreeMap<MessageId, (bool, &str, Timestamp)> = self
            .standing()
            .filter_map(|told| match &told.said {
                Said::ConsentAnswered { asked, granted, terms } => {
                    Some((*asked, (*granted, terms.as_str(), told.at)))
                }
                _ => None,
            })
            .collect();
        let asked = self.standing().filter_map(|question| match &question.said {
            Said::ConsentAsked { wanted, recipient, reasons } => {
                let answer = answers.get(&question.message).copied();
                Some(Consent { question, wanted: *wanted, recipient, reasons, answer })
            }
            _ => None,
        });
        asked.collect()
    }

    /// Every recall, of both sides, in the order in which they were said, each with the last answer to it.
    #[must_use]
    pub fn recalls(&self) -> Vec<Recall<'_>> {
        let answers: BTreeMap<MessageId, RecallAnswer<'_>> = self
            .standing()
            .filter_map(|told| match &told.said {
                Said::RecallAnswered { recall, outcome, passed_on, reasons } => {
                    Some((*recall, (told, *outcome, passed_on.as_slice(), reasons.as_str())))
                }
                _ => None,
            })
            .collect();
        let recalled = self.standing().filter_map(|recall| match &recall.said {
            Said::Recalled { messages, reasons } => {
                let answer = answers.get(&recall.message).copied();
                Some(Recall { recall, messages, reasons, answer })
            }
            _ => None,
        });
        recalled.collect()
    }

    /// Everything recalled that has not been kept for reasons told.
    #[must_use]
    pub fn recalled(&self) -> BTreeSet<MessageId> {
        let recalls = self.recalls();
        let last: BTreeMap<MessageId, bool> = recalls
            .iter()
            .flat_map(|recall| recall.messages.iter().map(|message| (*message, !recall.is_kept())))
            .collect();
        last.into_iter().filter_map(|(message, recalled)| recalled.then_some(message)).collect()
    }

    /// The recalls of the other bureau that may be answered: those that wait, and those where our answer can go further.
    #[must_use]
    pub fn answerable(&self) -> Vec<Recall<'_>> {
        let of_request = |recall: &Recall<'_>| {
            let mut requests = self.told.iter().filter(|told| matches!(told.said, Said::Request { .. }));
            requests.any(|told| recall.messages.contains(&told.message))
        };
        let mut recalls = self.recalls();
        recalls.retain(|one| {
            one.recall.from == *self.other()
                && (one.takes(RecallOutcome::Blocked) || one.takes(RecallOutcome::Deleted) && of_request(one))
        });
        recalls
    }

    /// Whether a recall of the other bureau waits for our answer.
    #[must_use]
    pub fn is_recall_due(&self) -> bool {
        self.recalls().iter().any(|one| one.recall.from == *self.other() && one.answer.is_none())
    }

    /// Every correction, of both sides, in the order in which they were said, each with the last answer to it.
    #[must_use]
    pub fn corrections(&self) -> Vec<Correction<'_>> {
        let answers: BTreeMap<MessageId, CorrectionAnswer<'_>> = self
            .standing()
            .filter_map(|told| match &told.said {
                Said::CorrectionAnswered { correction, followed, passed_on, reasons } => {
                    Some((*correction, (told, *followed, passed_on.as_slice(), reasons.as_str())))
                }
                _ => None,
            })
            .collect();
        let corrected = self.standing().filter_map(|correction| {
            let (message, answer) = (correction.said.corrects()?, answers.get(&correction.message).copied());
            Some(Correction { correction, message, answer })
        });
        corrected.collect()
    }

    /// The corrections of the other bureau that may be answered: those that wait, and those that we did not follow.
    #[must_use]
    pub fn answerable_corrections(&self) -> Vec<Correction<'_>> {
        let mut corrections = self.corrections();
        corrections.retain(|one| one.correction.from == *self.other() && one.takes(true));
        corrections
    }

    /// What was corrected, by a correction that was not itself recalled; each with that correction.
    #[must_use]
    pub fn corrected(&self) -> BTreeMap<MessageId, MessageId> {
        let recalled = self.recalled();
        let counts = self.standing().filter(|told| !recalled.contains(&told.message));
        counts.filter_map(|told| Some((told.said.corrects()?, told.message))).collect()
    }

    /// Our recalls and corrections, or theirs, that nobody has answered yet.
    #[must_use]
    pub fn unanswered(&self, ours: bool) -> Vec<&Told> {
        let recalls = self.recalls().into_iter().filter(|one| one.answer.is_none()).map(|one| one.recall);
        let corrections = self.corrections().into_iter().filter(|one| one.answer.is_none());
        let open = recalls.chain(corrections.map(|one| one.correction));
        open.filter(|told| (told.from != *self.other()) == ours).collect()
    }

    /// The message of the requesting side that says how the request stands: the last one that was not recalled.
    #[must_use]
    pub fn statement(&self) -> Option<&Told> {
        let recalled = self.recalled();
        let mut stated = self.standing().filter(|told| told.said.stated().is_some());
        stated.rfind(|told| !recalled.contains(&told.message))
    }

    /// The fields of the request as they would stand with what is right in place of what a message states; none where it
    /// states none.
    #[must_use]
    pub fn righted(&self, message: MessageId, right: &Right) -> Option<Facts> {
        let Right::Request(rights) = right else { return None };
        let told = self.standing().find(|told| told.message == message)?;
        let mut facts = told.said.stated()?.clone();
        for one in rights {
            match &one.value {
                Some(value) => facts.insert(one.field.clone(), value.clone()),
                None => facts.remove(&one.field),
            };
        }
        Some(facts)
    }

    /// The fields of the request as they would stand with the correction that waits; as they stand where none does.
    #[must_use]
    pub fn facts_to_be(&self) -> Facts {
        let prepared = self.correction.as_ref();
        let righted = prepared.and_then(|one| self.righted(one.message, &one.right));
        righted.unwrap_or_else(|| self.facts())
    }

    /// Whether an officer wrote in the request, or prepared the correction that waits.
    #[must_use]
    pub fn is_work_of(&self, officer: OfficerId) -> bool {
        let prepared = self.correction.as_ref().is_some_and(|one| one.by.contains(&officer));
        prepared || self.authors.contains(&officer)
    }

    /// Whether nobody here reads a message of the other bureau any more.
    #[must_use]
    pub fn is_blocked(&self, message: MessageId) -> bool {
        self.blocked.contains(&message)
    }

    /// Questions, recalls and corrections of the other bureau that wait for our answer.
    #[must_use]
    pub fn waits_for_us(&self) -> usize {
        let theirs = |told: &Told| told.from == *self.other();
        let consents = self.consents();
        let asked = consents.iter().filter(|one| theirs(one.question) && one.answer.is_none()).count();
        asked + self.unanswered(false).len()
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
        let tasked = self.tasks.iter().map(|task| (task.at, &task.name));
        let mut all: Vec<(Timestamp, &String)> =
            gone.map(|made| (made.at, &made.recipient)).chain(forwarded).chain(tasked).collect();
        all.sort_by_key(|(at, _)| *at);
        let mut names: Vec<String> = Vec::new();
        for (_, name) in all {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        names
    }

    /// Whether it is to be erased: its keeping was ended, or we have said that it is deleted and the other bureau has our word.
    /// Nothing is said after that.
    #[must_use]
    pub fn is_to_be_erased(&self) -> bool {
        let deleted = self.recalls().into_iter().filter_map(|recall| recall.answer);
        let mut ours = deleted
            .filter(|(told, outcome, ..)| *outcome == RecallOutcome::Deleted && told.from != *self.other());
        (self.is_discarded() || ours.next().is_some()) && self.undelivered().is_none()
    }
}
