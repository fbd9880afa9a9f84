//! What an officer sees of a case. A look is an act: it passes the door and is journaled with its purpose.

use std::sync::Arc;

use case::bureau::{BureauCode, Officer, StateCode};
use case::exchange::Attachment;
use case::fact::Facts;
use case::handling::Use;
use case::id::{AttachmentId, CaseId, MessageId, OfficerId};
use case::life::{Act, Case, Entry, Event, Heard, Refusal, Side, Stage, may_correct, may_recall, may_use};
use case::opinion::Opinion;
use case::request::Kind;
use jiff::Timestamp;
use law::Question;
use seal::directory::DirectoryEntry;

use crate::advice;
use crate::door::{Actor, Bureau, Inner, Writer, day_of};
use crate::dossier::Hold;
use crate::fault::DoorFault;
use crate::permit::Permitted;
use crate::policy::Sight;
use crate::register::RegisterEvent;
use crate::trace::LawChangeRow;

/// An officer who looks again within this time, in minutes, at a case that is open before them is not recorded again.
pub const LOOK_REPEAT_MINUTES: i64 = 5;

/// A case as an officer sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseView {
    /// Its identifier in this bureau.
    pub id: CaseId,
    /// The case.
    pub case: Case,
    /// What happened, oldest first, without the content of files.
    pub timeline: Vec<TimelineRow>,
    /// What the law says now.
    pub opinion: Opinion,
    /// Commands that this officer may give now.
    pub may: Vec<&'static str>,
    /// How far the delivery of what we said last is; none when nothing waits.
    pub delivery: Option<Delivery>,
    /// What the other bureau said with keys that somebody else may have had, each with since when.
    pub in_doubt: Vec<(MessageId, Timestamp)>,
    /// Changes of the law under which it says something else of this case, oldest first; of each only this case.
    pub law_changes: Vec<LawChangeRow>,
    /// Since when and why it is not used, where somebody contests what it holds on them; by whom is not said.
    pub held: Option<(Timestamp, Hold)>,
}

/// A row of the timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineRow {
    /// Its place in the journal.
    pub position: u64,
    /// What happened.
    pub entry: Entry,
    /// The officer's name, where it was one of ours.
    pub by_name: Option<String>,
}

/// Something that waits to be delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// The bureau it is for.
    pub to: BureauCode,
    /// Since when it waits.
    pub since: Timestamp,
    /// The last try.
    pub last_try: Option<Timestamp>,
    /// The next try.
    pub next_try: Timestamp,
    /// How many tries have failed.
    pub failed_tries: u32,
    /// Why the first one did, as a stable code.
    pub failure: Option<String>,
}

/// A bureau of the directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeerView {
    /// Its code.
    pub code: BureauCode,
    /// Its name.
    pub name: String,
    /// Its State.
    pub state: Option<StateCode>,
    /// Languages it reads, BCP 47.
    pub languages: Vec<String>,
    /// The fingerprint of its keys.
    pub fingerprint: String,
    /// Whether it answered the last time; none when nothing was sent yet.
    pub answers: Option<bool>,
}

impl Bureau {
    /// The case, for an officer who says why they look. The first look at a received request is told to the sender.
    ///
    /// # Errors
    /// A [`DoorFault`]; a case that may not be seen is answered as one that does not exist.
    pub async fn case(&self, officer: OfficerId, id: CaseId, purpose: &str) -> Result<CaseView, DoorFault> {
        let may = self.0.may_look(officer, id).await?;
        let case = self.0.looked_at(may, id, purpose).await?;
        self.0.view(id, &case, may.officer()).await
    }

    /// What the law would say of these facts; nothing is recorded.
    #[must_use]
    pub fn check(
        &self,
        kind: Kind,
        from: &BureauCode,
        to: &BureauCode,
        facts: &Facts,
        language: &str,
    ) -> Opinion {
        let directory = self.0.directory();
        let (from, to) = (advice::state_of(&directory, from), advice::state_of(&directory, to));
        let on = day_of(self.0.clock.now());
        self.0.law.check(&Question { kind, stages: advice::OUTGOING, from, to, on, facts, language })
    }

    /// A file of a case. Taking it out is a look.
    ///
    /// # Errors
    /// A [`DoorFault`].
    pub async fn attachment(
        &self,
        officer: OfficerId,
        id: CaseId,
        attachment: AttachmentId,
        purpose: &str,
    ) -> Result<(Attachment, Vec<u8>), DoorFault> {
        let mut writer = self.0.take_pen().await?;
        let (may, case) = self.0.permitted_in(&mut writer, officer, "look", id).await?;
        let named = case.attachments.iter().find(|known| known.id == attachment).cloned();
        let named = named.ok_or(DoorFault::Refused(Refusal::NoAttachment))?;
        let mut heard = case.told.iter().filter(|told| told.from == *case.other());
        let theirs = heard.any(|told| told.attachments.contains(&named));
        if theirs && case.wrong_files.contains(&attachment) {
            return Err(DoorFault::Refused(Refusal::NoAttachment));
        }
        if theirs {
            may_use(&case, Use::Copying, "")?;
        }
        self.0.taken_out(&mut writer, (id, case), may, purpose).await?;
        drop(writer);
        let content = self.0.content(id, &named).await?;
        Ok((named, content))
    }

    /// This bureau's code.
    #[must_use]
    pub fn me(&self) -> &BureauCode {
        self.0.me()
    }

    /// This bureau's State; none where it is no State's.
    #[must_use]
    pub fn state(&self) -> Option<StateCode> {
        advice::state_of(&self.0.directory(), self.0.me())
    }

    /// The States of the bureaus of a case: requesting, requested.
    #[must_use]
    pub fn states_of(&self, case: &Case) -> (Option<StateCode>, Option<StateCode>) {
        advice::states_of(&self.0.directory(), case)
    }

    /// The officers of this bureau.
    #[must_use]
    pub fn officers(&self) -> &[Officer] {
        &self.0.officers
    }

    /// The bureaus of the directory, this one among them.
    #[must_use]
    pub fn directory(&self) -> Vec<PeerView> {
        let view = |entry: &DirectoryEntry| PeerView {
            code: entry.identity.bureau().clone(),
            name: entry.name.clone(),
            state: entry.state,
            languages: entry.languages.clone(),
            fingerprint: entry.identity.fingerprint(),
            answers: None,
        };
        // One lock after the other, never one within the other.
        let mut peers: Vec<PeerView> = self.0.directory().entries().iter().map(view).collect();
        let book = self.0.book();
        peers.iter_mut().for_each(|peer| peer.answers = book.outbox.answers(&peer.code));
        peers
    }
}

impl Inner {
    /// Leave to look; who has none learns nothing, not even that there is such a case.
    pub(crate) async fn may_look(&self, officer: OfficerId, id: CaseId) -> Result<Permitted<'_>, DoorFault> {
        let who = self.officer(officer)?;
        let may = {
            let book = self.book();
            let line = book.lines.get(&id);
            line.and_then(|line| self.in_force().permit_look(who, &book.sights, line.sight))
        };
        if let Some(may) = may {
            return Ok(may);
        }
        let mut writer = self.take_pen().await?;
        Err(self.refused(&mut writer, officer, "look", Some(id), DoorFault::NoSuchCase).await)
    }

    /// The case, once the look at it is recorded.
    pub(crate) async fn looked_at(
        &self,
        may: Permitted<'_>,
        id: CaseId,
        purpose: &str,
    ) -> Result<Arc<Case>, DoorFault> {
        let gone = DoorFault::NoSuchCase;
        let mut case = self.seen_case(may.officer(), "look", id).await?.ok_or(gone.clone())?;
        // Who looks again soon does not wait for the pen.
        if self.is_in_doubt() || self.look_is_due(id, &case, may.officer()) {
            let mut writer = self.take_pen().await?;
            case = self.seen_case(may.officer(), "look", id).await?.ok_or(gone)?;
            case = self.record_look(&mut writer, may, (id, case), purpose).await?;
        }
        Ok(case)
    }

    /// Writes a look down, unless it was a moment ago that the same officer looked.
    pub(crate) async fn record_look(
        &self,
        writer: &mut Writer,
        may: Permitted<'_>,
        (id, case): (CaseId, Arc<Case>),
        purpose: &str,
    ) -> Result<Arc<Case>, DoorFault> {
        if !self.look_is_due(id, &case, may.officer()) {
            return Ok(case);
        }
        let act = Act::Look { message: self.new_message() };
        let actor = Actor::officer(may, purpose);
        let follow_ups = |case: &Case, event: &Event, on| self.follow_ups(case, event, on);
        let case = self.pass(writer, id, Some(case), &actor, vec![act], follow_ups).await?.case;
        self.watch(writer, may.officer(), id, &case).await?;
        Ok(case)
    }

    /// Records that something of a case is taken out: a look each time.
    pub(crate) async fn taken_out(
        &self,
        writer: &mut Writer,
        (id, case): (CaseId, Arc<Case>),
        may: Permitted<'_>,
        purpose: &str,
    ) -> Result<(), DoorFault> {
        let act = Act::Look { message: self.new_message() };
        self.taken_out_with(writer, (id, case), may, (act, purpose)).await
    }

    /// The same where the act that records it tells more than that somebody looked.
    pub(crate) async fn taken_out_with(
        &self,
        writer: &mut Writer,
        (id, case): (CaseId, Arc<Case>),
        may: Permitted<'_>,
        (act, purpose): (Act, &str),
    ) -> Result<(), DoorFault> {
        let actor = Actor::officer(may, purpose);
        let passed = self.pass(writer, id, Some(case), &actor, vec![act], |_, _, _| Vec::new()).await?;
        self.watch(writer, may.officer(), id, &passed.case).await
    }

    /// Raises what stands out with a look. The look itself is recorded already.
    async fn watch(
        &self,
        writer: &mut Writer,
        who: &Officer,
        id: CaseId,
        case: &Case,
    ) -> Result<(), DoorFault> {
        let raised = self.book_mut().watch.looked(self.clock.now(), who, id, case);
        let events: Vec<RegisterEvent> = raised.into_iter().map(RegisterEvent::Anomaly).collect();
        if events.is_empty() { Ok(()) } else { self.note_all_in_register(writer, &events).await }
    }

    fn look_is_due(&self, id: CaseId, case: &Case, who: &Officer) -> bool {
        let first_read = case.side == Side::Requested && case.stage == Stage::Delivered;
        let now = self.clock.now();
        // A look that seems to lie ahead (the clock went back) excuses none: rather one record too many.
        let recent = self.book().looks.iter().rev().any(|row| {
            row.case == id
                && row.officer == who.id
                && (0..LOOK_REPEAT_MINUTES * 60).contains(&now.duration_since(row.at).as_secs())
        });
        first_read || !recent
    }

    pub(crate) async fn view(&self, id: CaseId, case: &Case, who: &Officer) -> Result<CaseView, DoorFault> {
        let name_of = |officer: OfficerId| {
            self.officers.iter().find(|known| known.id == officer).map(|known| known.name.clone())
        };
        let timeline = self
            .opened(id)
            .await?
            .into_iter()
            .map(|(position, mut entry)| {
                blind(case, &mut entry.event);
                let by_name = entry.by.and_then(name_of);
                TimelineRow { position, entry, by_name }
            })
            .collect();
        let today = day_of(self.clock.now());
        let opinion = advice::on_case(&self.law, &self.directory(), case, today, &who.language);
        let delivery = case.undelivered().and_then(|out| {
            let delivery = self.book().delivery(out.message)?;
            Some(Delivery {
                to: case.other().clone(),
                since: delivery.since,
                last_try: delivery.last_try,
                next_try: delivery.next_try,
                failed_tries: delivery.failed_tries,
                failure: out.failure.clone(),
            })
        });
        let law_changes = self.book().law_changes_of(id);
        let may = self.may_now(case, who);
        let (in_doubt, held) = (self.said_in_doubt(case), self.book().holds.get(&id).copied());
        let case = case.clone();
        Ok(CaseView { id, case, timeline, opinion, may, delivery, in_doubt, held, law_changes })
    }

    /// Commands that make sense where the case stands and that this officer may give.
    fn may_now(&self, case: &Case, who: &Officer) -> Vec<&'static str> {
        let own = case.is_work_of(who.id);
        let asking = case.side == Side::Requesting;
        let stage = case.stage;
        let in_hand = case.is_in_hand();
        let correction = case.correction.is_some();
        let correctable = || {
            !matches!(stage, Stage::Review | Stage::Approval)
                && !correction
                && !may_correct(case, true).is_empty()
        };
        let undecided = !asking && matches!(stage, Stage::Delivered | Stage::Read | Stage::MoreAsked);
        let unsent = asking && !case.was_sent();
        let (asked, recalled) = waiting(case);
        let told = case.heard_of_substance().next().is_some();
        let emergency = case.to_review().is_some_and(|emergency| emergency.by != Some(who.id));
        let kept = stage == Stage::Closed && !case.is_discarded();
        let submitted = matches!(stage, Stage::Review | Stage::Approval) || correction;
        let open_question = case.referrals.iter().any(|one| one.decision.is_none());
        let alone = submitted && case.is_urgent();
        let table: [(&'static str, bool); 33] = [
            ("edit", case.may_edit()),
            ("attach", case.may_enclose()),
            ("detach", !case.enclosed.is_empty() && case.may_enclose()),
            ("submit", case.may_edit() && !correction),
            ("judge", (stage == Stage::Review || correction && open_question) && !own),
            ("send-back", submitted),
            ("approve", (stage == Stage::Approval || correction && !open_question) && !own),
            ("break-glass", alone && self.is_reviewed_by_another(case, &Sight::of(case), Some(who.id))),
            ("review-emergency", emergency && !own),
            ("withdraw", asking && case.was_sent() && !stage.is_final()),
            ("accept", undecided),
            ("ask-more", in_hand),
            ("forward", in_hand),
            ("answer", in_hand),
            (
                "report",
                case.may_report() && self.law.steps().iter().any(|step| step.is_taken(case.kind, case.side)),
            ),
            ("refuse", in_hand),
            ("answer-recall", recalled),
            ("answer-correction", !case.answerable_corrections().is_empty()),
            ("correct", correctable()),
            ("answer-consent", asked),
            ("use", told),
            ("ask-consent", told),
            ("recall", !may_recall(case, true).is_empty()),
            ("export-evidence", !asking || case.was_sent()),
            ("give-task", stage != Stage::Closed),
            ("take-back-task", !case.tasked().is_empty()),
            (
                "enclose",
                case.may_enclose() && case.attachments.iter().any(|file| case.is_enclosable(file.id)),
            ),
            ("assign", stage != Stage::Closed),
            ("restrict", true),
            ("note", true),
            ("retain", kept),
            ("discard", kept && !own && case.undelivered().is_none() && case.waits_for_us() == 0),
            ("close", stage != Stage::Closed && (stage.is_final() || unsent) && case.undelivered().is_none()),
        ];
        table
            .into_iter()
            .filter(|(command, now)| *now && self.may_in(who, command, case))
            .map(|(command, _)| command)
            .collect()
    }
}

/// Whether a question for consent and a recall of the other bureau wait for an answer.
fn waiting(case: &Case) -> (bool, bool) {
    let consents = case.consents();
    let asked = consents.iter().any(|one| one.question.from == *case.other() && one.answer.is_none());
    (asked, !case.answerable().is_empty())
}

/// Takes out of a line of the record what was recalled and blocked.
fn blind(case: &Case, event: &mut Event) {
    let Event::Heard(Heard { message, said, attachments, .. }) = event else { return };
    if !case.is_blocked(*message) {
        return;
    }
    attachments.clear();
    said.blind();
}
