//! Applying: from a case and an entry to the case after it.

use std::collections::{BTreeMap, BTreeSet};

use super::decide::{basis, may_correct, needs_person};
use super::event::{Deadline, Entry, Event, Heard, Judgement};
use super::state::{
    Case, Decision, Deed, Emergency, FieldState, Outgoing, Prepared, Referral, Retention, Side, Stage, Told,
    UseMade,
};
use super::task::{Task, TaskEnd, TaskEvent};
use crate::bureau::{BureauCode, Level, Role};
use crate::exchange::{Attachment, RecallOutcome, Right, Said};
use crate::fact::{Facts, Value};
use crate::handling::Use;
use crate::id::{AttachmentId, MessageId, OfficerId, RequestId, TaskId};
use crate::opinion::Opinion;
use crate::request::Kind;

/// The case after this entry. An entry that makes no sense where it stands changes nothing.
#[must_use]
pub fn apply(case: Option<Case>, entry: &Entry) -> Option<Case> {
    match (case, &entry.event) {
        (None, Event::Opened { request, reference, kind, from, to, origin }) => {
            let mut case = new_case(Side::Requesting, *request, reference, *kind, (from, to), entry);
            case.origin.clone_from(origin);
            case.authors.extend(entry.by);
            case.assignee = entry.by;
            Some(case)
        }
        (None, Event::Heard(heard)) if matches!(heard.said, Said::Request { .. }) => {
            let Heard { request, reference, kind, from, to, .. } = heard;
            let mut case = new_case(Side::Requested, *request, reference, *kind, (from, to), entry);
            case.take(entry);
            Some(case)
        }
        (None, _) => None,
        (Some(mut case), _) => {
            case.take(entry);
            Some(case)
        }
    }
}

fn new_case(
    side: Side,
    request: RequestId,
    reference: &str,
    kind: Kind,
    (from, to): (&BureauCode, &BureauCode),
    entry: &Entry,
) -> Case {
    Case {
        side,
        request,
        reference: reference.to_owned(),
        kind,
        from: from.clone(),
        to: to.clone(),
        origin: String::new(),
        stage: Stage::Draft,
        revision: 1,
        submitted: 0,
        opened_at: entry.at,
        changed_at: entry.at,
        authors: Vec::new(),
        assignee: None,
        circle: Vec::new(),
        entered: Vec::new(),
        fields: BTreeMap::new(),
        attachments: Vec::new(),
        enclosed: Vec::new(),
        enclosed_by: BTreeMap::new(),
        correction: None,
        wrong_files: BTreeSet::new(),
        referrals: Vec::new(),
        decisions: Vec::new(),
        opinion: None,
        told: Vec::new(),
        outgoing: Vec::new(),
        uses: Vec::new(),
        emergencies: Vec::new(),
        tasks: Vec::new(),
        task_answered: false,
        retention: None,
        discarded: None,
        blocked: BTreeSet::new(),
        blocked_files: BTreeSet::new(),
        blocked_level: Level::OfficialUse,
        said: 0,
        heard: 0,
        deadlines: Vec::new(),
    }
}

impl Case {
    fn take(&mut self, entry: &Entry) {
        if matches!(entry.event, Event::Looked | Event::Drawn { .. } | Event::Kept { .. }) {
            return;
        }
        self.revision += 1;
        self.changed_at = entry.at;
        self.task_answered &= entry.by.is_none();
        match &entry.event {
            Event::Opened { .. }
            | Event::Looked
            | Event::Drawn { .. }
            | Event::Kept { .. }
            | Event::Noted { .. } => {}
            Event::Edited { changes } => self.edit(changes, entry),
            Event::Attached { attachment } => self.attach(attachment, entry.by),
            Event::Detached { attachment } => self.detach(*attachment, entry.by),
            Event::Submitted { opinion, explained } => self.submit(opinion, explained, entry.by),
            Event::Judged { rule, judgement, weighed, reasons } => {
                self.judge(rule, *judgement, (weighed, reasons), entry);
            }
            Event::CorrectionPrepared { message, right, files, opinion, explained } => {
                self.prepare((*message, right), files, (opinion, explained), entry);
                self.wrote(entry.by);
            }
            Event::SentBack { .. } => self.send_back(),
            Event::Approved { opinion } | Event::Assessed { opinion } => self.opinion = Some(opinion.clone()),
            Event::GlassBroken { reasons, undecided } => {
                self.did_alone(Deed::Sent, reasons, undecided, entry);
            }
            Event::CircleEntered { reasons } => self.enter(reasons, entry),
            Event::EmergencyReviewed { justified, reasons } => self.review(*justified, reasons, entry),
            Event::Said { message, number, office, said, attachments } => {
                self.say((*message, *number, *office), said, attachments, entry)
            }
            Event::NotDelivered { message, code } => {
                self.with_outgoing(*message, |out| {
                    out.failure = Some(code.clone());
                    out.failures += 1;
                });
            }
            Event::Delivered { message, taken_at, .. } => self.delivered(*message, *taken_at),
            Event::TurnedAway { message, code, .. } => self.take_back(*message, code, entry.at),
            Event::Heard(heard) => self.hear(heard, entry.at),
            Event::Assigned { officer } => self.assignee = *officer,
            Event::Restricted { circle, .. } => {
                self.circle.clone_from(circle);
                self.entered.clear();
            }
            Event::Used { what, recipient, reasons } => self.use_made(*what, recipient, reasons, entry),
            Event::Exported { what, recipient, reasons, .. } => {
                // What the other bureau had told has gone to somebody: an answer to its recall names them.
                if self.heard_of_substance().next().is_some() {
                    self.use_made(*what, recipient, reasons, entry);
                }
            }
            Event::DeadlineSet(deadline) => self.set_deadline(deadline),
            Event::DeadlineMet { name } => self.deadlines.retain(|deadline| deadline.name != *name),
            Event::Retained { until, reasons } => {
                let (until, reasons) = (*until, reasons.clone());
                self.retention = Some(Retention { until, by: entry.by, at: entry.at, reasons });
            }
            Event::Discarded { .. } => self.discarded = Some(entry.by),
            Event::Task { task, event } => self.task(*task, event, entry),
            Event::Enclosed { attachment } => self.enclose(*attachment, entry.by),
            Event::Closed { .. } => {
                self.stage = Stage::Closed;
                self.deadlines.clear();
            }
        }
    }

    fn use_made(&mut self, what: Use, recipient: &str, reasons: &str, entry: &Entry) {
        let (recipient, reasons) = (recipient.to_owned(), reasons.to_owned());
        self.uses.push(UseMade { what, recipient, reasons, by: entry.by, at: entry.at });
    }

    fn send_back(&mut self) {
        if self.correction.take().is_none() {
            self.stage = if self.was_sent() { Stage::MoreAsked } else { Stage::Draft };
        }
    }

    fn enclose(&mut self, attachment: AttachmentId, by: Option<OfficerId>) {
        self.enclosed_by.extend(by.map(|by| (attachment, by)));
        self.wrote(by);
        let file = self.attachments.iter().find(|known| known.id == attachment).cloned();
        self.enclosed.extend(file);
    }

    fn enter(&mut self, reasons: &str, entry: &Entry) {
        self.did_alone(Deed::Entered, reasons, &[], entry);
        self.entered.extend(entry.by);
        self.circle.extend(entry.by);
        self.circle.sort_unstable();
    }

    fn task(&mut self, id: TaskId, event: &TaskEvent, entry: &Entry) {
        let (by, at) = (entry.by, entry.at);
        match event.clone() {
            TaskEvent::Given { authority, name, asked, due, files } => {
                let revision = self.revision;
                self.tasks.push(Task { id, authority, name, asked, due, files, by, at, revision, end: None });
            }
            TaskEvent::Answered { done, text, files } => {
                let named = files.iter().map(|file| file.id).collect();
                self.attachments.extend(files);
                self.end_task(id, TaskEnd::Answered { done, text, files: named, at });
                self.task_answered = true;
            }
            TaskEvent::TakenBack { reasons } => self.end_task(id, TaskEnd::TakenBack { by, reasons, at }),
        }
    }

    fn end_task(&mut self, task: TaskId, end: TaskEnd) {
        let open = self.tasks.iter_mut().find(|known| known.id == task && known.is_open());
        if let Some(task) = open {
            task.end = Some(end);
        }
    }

    /// Whoever entered a circle alone leaves it with the review, however it ends, unless they were taken into it since.
    fn review(&mut self, justified: bool, reasons: &str, entry: &Entry) {
        let open = self.emergencies.iter_mut().find(|emergency| emergency.review.is_none());
        let Some(emergency) = open else { return };
        emergency.review = Some((justified, entry.by, reasons.to_owned(), entry.at));
        if let (Deed::Entered, Some(by)) = (emergency.deed, emergency.by)
            && self.entered.contains(&by)
        {
            self.entered.retain(|entered| *entered != by);
            self.circle.retain(|officer| *officer != by);
        }
    }

    fn did_alone(&mut self, deed: Deed, reasons: &str, undecided: &[String], entry: &Entry) {
        self.emergencies.push(Emergency {
            deed,
            by: entry.by,
            at: entry.at,
            reasons: reasons.to_owned(),
            undecided: undecided.to_vec(),
            review: None,
        });
    }

    fn edit(&mut self, changes: &[(String, Option<Value>)], entry: &Entry) {
        for (field, value) in changes {
            let state =
                FieldState { value: value.clone(), revision: self.revision, by: entry.by, at: entry.at };
            self.fields.insert(field.clone(), state);
        }
        self.wrote(entry.by);
    }

    /// Whoever put words or papers into a request, or took some out, or submitted it, does not approve it.
    fn wrote(&mut self, officer: Option<OfficerId>) {
        let new = officer.filter(|officer| self.side == Side::Requesting && !self.authors.contains(officer));
        self.authors.extend(new);
    }

    fn attach(&mut self, attachment: &Attachment, by: Option<OfficerId>) {
        self.enclosed_by.extend(by.map(|by| (attachment.id, by)));
        self.wrote(by);
        if self.attachments.iter().all(|known| known.id != attachment.id) {
            self.attachments.push(attachment.clone());
            self.enclosed.push(attachment.clone());
        }
    }

    fn detach(&mut self, attachment: AttachmentId, by: Option<OfficerId>) {
        self.wrote(by);
        self.attachments.retain(|known| known.id != attachment);
        self.enclosed.retain(|known| known.id != attachment);
    }

    fn submit(&mut self, opinion: &Opinion, explained: &[(String, String)], by: Option<OfficerId>) {
        self.wrote(by);
        self.submitted = self.revision;
        let facts = self.facts();
        self.refer(opinion, explained, &facts);
        self.opinion = Some(opinion.clone());
        self.stage = self.after_review();
    }

    /// A correction waits for a second officer; the request goes its way beside it.
    fn prepare(
        &mut self,
        (message, right): (MessageId, &Right),
        files: &[AttachmentId],
        (opinion, explained): (&Opinion, &[(String, String)]),
        entry: &Entry,
    ) {
        let earlier = self.correction.take().map(|earlier| earlier.by).unwrap_or_default();
        let enclosed = files.iter().filter_map(|file| self.enclosed_by.get(file).copied());
        let by: BTreeSet<OfficerId> = earlier.into_iter().chain(entry.by).chain(enclosed).collect();
        self.submitted = self.revision;
        let (right, files, at) = (right.clone(), files.to_vec(), entry.at);
        if let Some(facts) = self.righted(message, &right) {
            self.refer(opinion, explained, &facts);
        }
        self.correction = Some(Prepared { message, right, files, by, at });
    }

    /// Puts the questions of an opinion to a person; what was decided on the same facts stands.
    fn refer(&mut self, opinion: &Opinion, explained: &[(String, String)], facts: &Facts) {
        let earlier = std::mem::take(&mut self.referrals);
        self.referrals = opinion
            .findings
            .iter()
            .filter(|finding| needs_person(finding))
            .map(|finding| {
                let basis = basis(finding, facts);
                let explained = explained.iter().find(|(rule, _)| *rule == finding.rule);
                let kept = earlier.iter().find(|old| {
                    old.finding.rule == finding.rule
                        && old.basis == basis
                        && matches!(old.decision, Some((Judgement::Satisfied, ..)))
                });
                Referral {
                    finding: finding.clone(),
                    explained: explained.map(|(_, why)| why.clone()).unwrap_or_default(),
                    basis,
                    decision: kept.and_then(|old| old.decision.clone()),
                    weighed: kept.map(|old| old.weighed.clone()).unwrap_or_default(),
                }
            })
            .collect();
    }

    fn judge(
        &mut self,
        rule: &str,
        judgement: Judgement,
        (weighed, reasons): (&[String], &str),
        entry: &Entry,
    ) {
        if let Some(referral) = self.referrals.iter_mut().find(|referral| referral.finding.rule == rule) {
            referral.decision = Some((judgement, entry.by, reasons.to_owned(), entry.at));
            referral.weighed = weighed.to_vec();
            self.decisions.push(Decision {
                rule: rule.to_owned(),
                ground: referral.finding.ground,
                judgement,
                basis: referral.basis.clone(),
                weighed: weighed.to_vec(),
                reasons: reasons.to_owned(),
                at: entry.at,
            });
        }
        if self.correction.is_none() {
            self.stage = self.after_review();
        }
    }

    fn after_review(&self) -> Stage {
        let all_decided = self.referrals.iter().all(|referral| referral.decision.is_some());
        if all_decided { Stage::Approval } else { Stage::Review }
    }

    fn say(
        &mut self,
        (message, number, office): (MessageId, u32, Option<Role>),
        said: &Said,
        files: &[AttachmentId],
        entry: &Entry,
    ) {
        self.said = number;
        let attachments: Vec<Attachment> =
            self.attachments.iter().filter(|known| files.contains(&known.id)).cloned().collect();
        self.enclosed.retain(|known| !files.contains(&known.id));
        self.outgoing.push(Outgoing {
            message,
            number,
            since: entry.at,
            failure: None,
            failures: 0,
            taken_at: None,
            turned_away: None,
        });
        let from = match self.side {
            Side::Requesting => self.from.clone(),
            Side::Requested => self.to.clone(),
        };
        self.tell(Told {
            from,
            message,
            said: said.clone(),
            attachments,
            by: entry.by,
            office,
            at: entry.at,
            digest: None,
            key: None,
            turned_away: false,
        });
        if let Said::RecallAnswered { recall, outcome, .. } = said
            && *outcome != RecallOutcome::Kept
        {
            self.block(*recall, entry.at);
        }
        self.right(said, entry);
        self.drop_correction();
    }

    /// Where what a correction would mend was corrected, recalled, stated anew or turned away, nothing is left to correct.
    fn drop_correction(&mut self) {
        let wrong = self.correction.as_ref().map(|prepared| prepared.message);
        if wrong.is_some_and(|message| !may_correct(self, true).contains(&message)) {
            self.correction = None;
        }
    }

    /// What a correction of ours says stands here from then on. What was typed meanwhile and not said stays.
    fn right(&mut self, said: &Said, entry: &Entry) {
        match said {
            Said::RequestCorrected { fields, reasons, .. } => {
                let by = self.correction.as_ref().and_then(|one| one.by.first().copied());
                for name in reasons.keys() {
                    let value = fields.get(name).cloned();
                    let state = FieldState { value, revision: self.revision, by, at: entry.at };
                    self.fields.insert(name.clone(), state);
                }
            }
            Said::AnswerCorrected { files, .. } => self.wrong_files.extend(files),
            _ => {}
        }
    }

    /// A correction that was turned away counts as not said: what it corrected stands again. Those that followed it are turned
    /// away with it, one by one; a recall among them says no more which correction stands.
    fn unright(&mut self, said: &Said, at: jiff::Timestamp) {
        match said {
            Said::RequestCorrected { .. } | Said::Recalled { .. } => {
                let stands =
                    self.statement().and_then(|told| told.said.stated()).cloned().unwrap_or_default();
                let gone =
                    self.told.iter().filter(|told| told.turned_away).filter_map(|told| match &told.said {
                        Said::RequestCorrected { fields, reasons, .. } => Some((fields, reasons)),
                        _ => None,
                    });
                let values =
                    gone.flat_map(|(fields, reasons)| reasons.keys().map(|name| (name, fields.get(name))));
                // What an officer typed since stays; what nobody typed was put back here before.
                let nobody_s = |name: &str| self.fields.get(name).is_some_and(|field| field.by.is_none());
                let ours = values.filter(|(name, value)| {
                    let now = self.fact(name);
                    (now == *value || nobody_s(name)) && now != stands.get(*name)
                });
                let names: BTreeSet<String> = ours.map(|(name, _)| name.clone()).collect();
                for name in names {
                    let value = stands.get(&name).cloned();
                    self.fields.insert(name, FieldState { value, revision: self.revision, by: None, at });
                }
            }
            Said::AnswerCorrected { files, .. } => {
                self.wrong_files.retain(|file| !files.contains(file));
            }
            _ => {}
        }
    }

    /// What was recalled is in the case no more, whoever looks at it: words, files, fields. The journal keeps it sealed
    /// until the case is erased.
    fn block(&mut self, recall: MessageId, at: jiff::Timestamp) {
        let recalled = self.told.iter().find_map(|told| match &told.said {
            Said::Recalled { messages, .. } if told.message == recall => Some(messages.clone()),
            _ => None,
        });
        let recalled = recalled.unwrap_or_default();
        let other = self.other().clone();
        self.blocked_level = self.level();
        self.blocked.extend(recalled);
        let blocked = &self.blocked;
        let theirs = self.told.iter_mut().filter(|told| told.from == other);
        for told in theirs.filter(|told| blocked.contains(&told.message)) {
            self.blocked_files.extend(told.attachments.drain(..).map(|file| file.id));
            told.said.blind();
        }
        self.attachments.retain(|known| !self.blocked_files.contains(&known.id));
        if self.side == Side::Requested {
            // What stands is what was said last of what is not blocked.
            let mut unblocked = self.told.iter().rev().filter(|told| !self.blocked.contains(&told.message));
            let last = unblocked.find_map(|told| told.said.stated().cloned());
            self.take_fields(&last.unwrap_or_default(), at);
            self.opinion = None;
        }
    }

    fn hear(&mut self, heard: &Heard, at: jiff::Timestamp) {
        self.heard = heard.number;
        self.attachments.extend(heard.attachments.iter().cloned());
        if let Some(fields) = heard.said.stated() {
            self.take_fields(fields, at);
        }
        if let Said::AnswerCorrected { files, .. } = &heard.said {
            self.wrong_files.extend(files);
        }
        self.tell(Told {
            from: heard.from.clone(),
            message: heard.message,
            said: heard.said.clone(),
            attachments: heard.attachments.clone(),
            by: None,
            office: heard.office,
            at,
            digest: Some(heard.proof.digest),
            key: Some(heard.proof.key),
            turned_away: false,
        });
    }

    fn tell(&mut self, told: Told) {
        self.stage = self.stage_after(self.stage, self.told.len(), &told);
        self.told.push(told);
    }

    fn take_fields(&mut self, fields: &Facts, at: jiff::Timestamp) {
        let revision = self.revision;
        let state = |value: Option<Value>| FieldState { value, revision, by: None, at };
        for (name, old) in &mut self.fields {
            if !fields.contains_key(name) && old.value.is_some() {
                *old = state(None);
            }
        }
        for (name, value) in fields {
            if self.fact(name) != Some(value) {
                self.fields.insert(name.clone(), state(Some(value.clone())));
            }
        }
    }

    /// The stage after something was said by the side that may say it, `earlier` having been said before.
    ///
    /// The requested bureau's last word (answered in full, refused) stands whatever crosses it on the way; after that, a
    /// withdrawal stands. So both sides end with the same outcome whichever message arrives first.
    fn stage_after(&self, stage: Stage, earlier: usize, told: &Told) -> Stage {
        let before = || self.told.iter().take(earlier).filter(|told| !told.turned_away);
        let decided = before().find_map(|told| match told.said {
            Said::Answered { complete: true, .. } => Some(Stage::Answered),
            Said::Refused { .. } => Some(Stage::Refused),
            _ => None,
        });
        let takes_back = |told: &Told| match &told.said {
            Said::Withdrawn { .. } => true,
            // A request that must not be used any more is not carried out either.
            Said::Recalled { messages, .. } => self
                .told
                .iter()
                .any(|one| matches!(one.said, Said::Request { .. }) && messages.contains(&one.message)),
            _ => false,
        };
        let withdrawn = before().any(takes_back);
        let wanted = match told.said {
            Said::Request { .. } | Said::Supplied { .. } => match self.side {
                Side::Requesting if !self.was_taken(told.message) => return Stage::Waiting,
                _ => Stage::Delivered,
            },
            Said::Read if stage == Stage::Delivered => Stage::Read,
            Said::Read => stage,
            Said::Accepted { .. } => Stage::Accepted,
            Said::MoreAsked { .. } => Stage::MoreAsked,
            Said::Forwarded { .. } => Stage::Forwarded,
            Said::Answered { complete: true, .. } => Stage::Answered,
            Said::Answered { complete: false, .. } => stage,
            Said::Refused { .. } => Stage::Refused,
            Said::Withdrawn { .. } => Stage::Withdrawn,
            Said::Recalled { .. } if takes_back(told) => Stage::Withdrawn,
            Said::Reported(_)
            | Said::ConsentAsked { .. }
            | Said::ConsentAnswered { .. }
            | Said::Recalled { .. }
            | Said::RecallAnswered { .. }
            | Said::RequestCorrected { .. }
            | Said::AnswerCorrected { .. }
            | Said::CorrectionAnswered { .. } => stage,
        };
        match (stage, decided) {
            (Stage::Closed, _) => Stage::Closed,
            (_, Some(stage)) => stage,
            (_, None) if withdrawn && !matches!(wanted, Stage::Answered | Stage::Refused) => Stage::Withdrawn,
            (_, None) => wanted,
        }
    }

    fn was_taken(&self, message: MessageId) -> bool {
        self.outgoing.iter().any(|out| out.message == message && out.taken_at.is_some())
    }

    fn delivered(&mut self, message: MessageId, taken_at: jiff::Timestamp) {
        self.with_outgoing(message, |out| out.taken_at = Some(taken_at));
        let Some(place) = self.told.iter().position(|told| told.message == message) else { return };
        let mut since = self.told.iter().skip(place);
        let carries_request = since
            .next()
            .is_some_and(|told| matches!(told.said, Said::Request { .. } | Said::Supplied { .. }));
        if carries_request && self.stage == Stage::Waiting {
            // The word that it was read can overtake the receipt, where this node stopped between the two.
            let read = since.any(|told| told.said == Said::Read);
            self.stage = if read { Stage::Read } else { Stage::Delivered };
        }
    }

    /// What was turned away counts as not said: its number is free again, its files are there to be sent, and the case
    /// stands where all else that was said has led it.
    fn take_back(&mut self, message: MessageId, code: &str, at: jiff::Timestamp) {
        let Some(out) = self.outgoing.iter_mut().find(|out| out.message == message) else { return };
        out.turned_away = Some(code.to_owned());
        self.said = self.said.min(out.number.saturating_sub(1));
        let Some(told) = self.told.iter_mut().find(|told| told.message == message) else { return };
        told.turned_away = true;
        let (files, said) = (told.attachments.clone(), told.said.clone());
        self.enclosed.extend(files);
        self.unright(&said, at);
        if self.side == Side::Requesting && !self.was_sent() {
            self.deadlines.clear();
        }
        if self.stage != Stage::Closed {
            let counts = self.told.iter().enumerate().filter(|(_, told)| !told.turned_away);
            self.stage = counts
                .fold(Stage::TurnedAway, |stage, (earlier, told)| self.stage_after(stage, earlier, told));
        }
        self.drop_correction();
    }

    fn with_outgoing(&mut self, message: MessageId, change: impl FnOnce(&mut Outgoing)) {
        if let Some(out) = self.outgoing.iter_mut().find(|out| out.message == message) {
            change(out);
        }
    }

    fn set_deadline(&mut self, deadline: &Deadline) {
        self.deadlines.retain(|known| known.name != deadline.name);
        self.deadlines.push(deadline.clone());
    }
}
