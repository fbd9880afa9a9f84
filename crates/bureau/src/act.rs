//! What an officer does.

use case::bureau::{BureauCode, Officer};
use case::exchange::{Attachment, Question, RecallOutcome, Report, Right, Said};
use case::fact::Value;
use case::ground::Ground;
use case::handling::{Handling, Use};
use case::id::{AttachmentId, CaseId, MessageId, OfficerId, RequestId};
use case::life::{Act, Case, Conflict, Deadline, Event, FieldChange, Heard, Judgement, Side, Stage};
use case::request::Kind;
use jiff::ToSpan;
use jiff::civil::Date;

use crate::advice;
use crate::course::is_reminder;
use crate::door::{Actor, Bureau, Inner, day_of};
use crate::dossier::Hold;
use crate::fault::DoorFault;
use crate::policy::{On, Sight};
use crate::task_command::TaskCommand;

/// The field, and the deadline, of the day by which the sender asks for an answer.
const DUE: &str = "request.due";
/// The reasons written down where a case is kept to a circle from its beginning.
const KEPT_AT_OPENING: &str = "kept from the beginning";

/// What an officer can ask for. Identifiers, opinions and times are made inside the door.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Open a case for a new request.
    Open {
        /// What it asks for.
        kind: Kind,
        /// The bureau asked.
        to: BureauCode,
        /// Where an example comes from; empty for real work.
        origin: String,
        /// To whom the case is kept from its beginning; nobody keeps it to nobody.
        circle: Vec<OfficerId>,
    },
    /// Change fields.
    Edit(Vec<FieldChange>),
    /// Add a file.
    Attach {
        /// Its name.
        name: String,
        /// Its media type.
        media_type: String,
        /// The file.
        content: Vec<u8>,
    },
    /// Take a file out.
    Detach(AttachmentId),
    /// Submit for review and approval.
    Submit {
        /// Rule and reason for what cannot be supplied.
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
    /// Give the draft back.
    SendBack {
        /// Why.
        reasons: String,
    },
    /// Approve and send.
    Approve {
        /// The case's revision that the officer saw.
        seen: u64,
    },
    /// Send it without a second officer, because a life is in danger.
    BreakGlass {
        /// What endangers whose life, and why it cannot wait.
        reasons: String,
        /// The case's revision that the officer saw.
        seen: u64,
    },
    /// Look afterwards at what was sent by one officer alone.
    ReviewEmergency {
        /// Whether it was right to send it so.
        justified: bool,
        /// Why.
        reasons: String,
    },
    /// Keep a closed case until a day.
    Retain {
        /// The last day.
        until: Date,
        /// Why.
        reasons: String,
    },
    /// End the keeping of a closed case; it is erased at once.
    Discard {
        /// Why.
        reasons: String,
    },
    /// Take the request back.
    Withdraw {
        /// Why.
        reasons: String,
    },
    /// Accept the request.
    Accept {
        /// In the officer's words.
        note: String,
        /// When an answer may be expected.
        expected: Option<Date>,
    },
    /// Ask for more.
    AskMore {
        /// What is asked.
        questions: Vec<Question>,
    },
    /// Pass it to a national authority.
    Forward {
        /// The authority.
        authority: String,
        /// In the officer's words.
        note: String,
    },
    /// Answer with the files enclosed.
    Answer {
        /// In the officer's words.
        text: String,
        /// Whether this is all.
        complete: bool,
        /// How it may be handled.
        handling: Handling,
    },
    /// Report a step of the proceeding, with the files enclosed.
    Report {
        /// Which step, when, and in which words.
        report: Report,
        /// When we want to be reminded of it.
        remind: Option<Date>,
    },
    /// Refuse.
    Refuse {
        /// One or two grounds.
        grounds: Vec<Ground>,
        /// Why.
        reasons: String,
    },
    /// Record a use of what the other bureau told.
    Use {
        /// How.
        what: Use,
        /// Who has it, or the purpose.
        recipient: String,
        /// Why.
        reasons: String,
    },
    /// Ask the other bureau to consent to a use of what it told.
    AskConsent {
        /// How it would be used.
        wanted: Use,
        /// Who would have it, or the purpose.
        recipient: String,
        /// Why.
        reasons: String,
    },
    /// Decide on a use of what we told.
    AnswerConsent {
        /// The question.
        asked: MessageId,
        /// Whether we consent.
        granted: bool,
        /// Under which conditions, or why not.
        terms: String,
    },
    /// Recall what we told.
    Recall {
        /// Which messages.
        messages: Vec<MessageId>,
        /// Why.
        reasons: String,
    },
    /// Say what becomes of what the other bureau recalled.
    AnswerRecall {
        /// The recall.
        recall: MessageId,
        /// What is done.
        outcome: RecallOutcome,
        /// Who has it besides those that the case records.
        passed_on: Vec<String>,
        /// Why.
        reasons: String,
    },
    /// Prepare what is right in place of something that we said.
    Correct {
        /// What is wrong: our message.
        message: MessageId,
        /// What is right.
        right: Right,
        /// Rule and reason for what cannot be supplied.
        explained: Vec<(String, String)>,
    },
    /// Say what becomes of a correction of the other bureau.
    AnswerCorrection {
        /// The correction.
        correction: MessageId,
        /// Whether it is followed.
        followed: bool,
        /// Who has what was wrong besides those that the case records.
        passed_on: Vec<String>,
        /// Why it is not followed, or what was told to them.
        reasons: String,
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
    /// What is done about a task of an authority.
    Task(TaskCommand),
    /// Enclose a file of an authority's answer with what is said next.
    Enclose(AttachmentId),
    /// Write a note.
    Note {
        /// The note.
        text: String,
    },
    /// Close the case here.
    Close {
        /// Why.
        reasons: String,
    },
}

impl Command {
    /// As the table of permissions names it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Command::Open { .. } => "open",
            Command::Edit(_) => "edit",
            Command::Attach { .. } => "attach",
            Command::Detach(_) => "detach",
            Command::Submit { .. } => "submit",
            Command::Judge { .. } => "judge",
            Command::SendBack { .. } => "send-back",
            Command::Approve { .. } => "approve",
            Command::BreakGlass { .. } => "break-glass",
            Command::ReviewEmergency { .. } => "review-emergency",
            Command::Retain { .. } => "retain",
            Command::Discard { .. } => "discard",
            Command::Withdraw { .. } => "withdraw",
            Command::Accept { .. } => "accept",
            Command::AskMore { .. } => "ask-more",
            Command::Forward { .. } => "forward",
            Command::Answer { .. } => "answer",
            Command::Report { .. } => "report",
            Command::Refuse { .. } => "refuse",
            Command::Use { .. } => "use",
            Command::AskConsent { .. } => "ask-consent",
            Command::AnswerConsent { .. } => "answer-consent",
            Command::Recall { .. } => "recall",
            Command::AnswerRecall { .. } => "answer-recall",
            Command::Correct { .. } => "correct",
            Command::AnswerCorrection { .. } => "answer-correction",
            Command::Assign(_) => "assign",
            Command::Restrict { .. } => "restrict",
            Command::Task(command) => command.code(),
            Command::Enclose(_) => "enclose",
            Command::Note { .. } => "note",
            Command::Close { .. } => "close",
        }
    }
}

impl Command {
    /// Whether it may not be done while a person contests what the case holds. Nothing goes further; what is to be corrected is
    /// corrected and told; what somebody has yet to decide on, or what is kept as evidence, is not destroyed. Where a life is in
    /// danger, that goes first.
    const fn is_stopped_by(&self, hold: Hold) -> bool {
        match self {
            Command::Approve { .. } | Command::Answer { .. } => !matches!(hold, Hold::Correct),
            Command::Accept { .. }
            | Command::AskConsent { .. }
            | Command::Forward { .. }
            | Command::Task(TaskCommand::Give { .. })
            | Command::Use { .. }
            | Command::AnswerConsent { granted: true, .. } => true,
            Command::Discard { .. } | Command::AnswerRecall { outcome: RecallOutcome::Deleted, .. } => {
                matches!(hold, Hold::Pending | Hold::Restrict)
            }
            _ => false,
        }
    }
}

/// What became of a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// The case.
    pub case: CaseId,
    /// How many entries the journal has now.
    pub position: u64,
    /// Edits held back because someone else changed the field.
    pub conflicts: Vec<Conflict>,
    /// The case's revision now.
    pub revision: u64,
    /// Fields that were asked to change, with the revision each now has.
    pub fields: Vec<(String, u64)>,
}

impl Bureau {
    /// Does what an officer asks, or refuses and says why.
    ///
    /// # Errors
    /// A [`DoorFault`]; nothing has changed then. That an officer asked for what they may not do is journaled.
    pub async fn act(
        &self,
        officer: OfficerId,
        case: Option<CaseId>,
        command: Command,
        purpose: &str,
    ) -> Result<Done, DoorFault> {
        let inner = &self.0;
        // Leave is asked for with the pen in hand: what it rests on does not change before the act is done.
        let mut writer = inner.take_pen().await?;
        let (may, before) = match case {
            Some(id) => {
                let (may, case) = inner.permitted_in(&mut writer, officer, command.code(), id).await?;
                (may, Some(case))
            }
            None => (inner.permitted(&mut writer, officer, command.code()).await?, None),
        };
        let hold = case.and_then(|id| inner.book().holds.get(&id).map(|(_, hold)| *hold));
        if hold.is_some_and(|hold| command.is_stopped_by(hold)) {
            return Err(DoorFault::Contested);
        }
        let who = may.officer();
        let touched: Vec<String> = match &command {
            Command::Edit(changes) => changes.iter().map(|change| change.field.clone()).collect(),
            _ => Vec::new(),
        };
        let id = case.unwrap_or_else(|| CaseId::from_bytes(inner.random()));
        let today = day_of(inner.time_of_entry(&writer));
        let acts = inner.acts(command, before.as_deref(), who, today)?;
        let actor = Actor::officer(may, purpose);
        let follow_ups = |case: &Case, event: &Event, on: Date| inner.follow_ups(case, event, on);
        let passed = inner.pass(&mut writer, id, before, &actor, acts, follow_ups).await?;
        inner.erase(&mut writer, id, &passed.case).await?;
        let fields = touched
            .into_iter()
            .map(|field| {
                let revision = passed.case.fields.get(&field).map_or(0, |state| state.revision);
                (field, revision)
            })
            .collect();
        let revision = passed.case.revision;
        Ok(Done { case: id, position: passed.position, conflicts: passed.conflicts, revision, fields })
    }
}

impl Inner {
    fn acts(
        &self,
        command: Command,
        case: Option<&Case>,
        who: &Officer,
        today: Date,
    ) -> Result<Vec<Act>, DoorFault> {
        let message = self.new_message();
        let opinion = || {
            let case = case.ok_or(DoorFault::NoSuchCase)?;
            let opinion = advice::on_case(&self.law, &self.directory(), case, today, &who.language);
            Ok::<_, DoorFault>(advice::for_the_record(opinion))
        };
        Ok(match command {
            Command::Open { kind, to, origin, circle } => {
                self.opening(kind, to, (origin, circle), (who, today))?
            }
            Command::Edit(changes) => vec![self.editing(changes)?],
            Command::Attach { name, media_type, content } => vec![self.attaching(name, media_type, content)],
            Command::Detach(attachment) => vec![Act::Detach(attachment)],
            Command::Submit { explained } => vec![Act::Submit { opinion: opinion()?, explained }],
            Command::Judge { rule, judgement, weighed, reasons, seen } => {
                vec![Act::Judge { rule, judgement, weighed, reasons, seen }]
            }
            Command::SendBack { reasons } => vec![Act::SendBack { reasons }],
            Command::Approve { seen } => vec![Act::Approve { opinion: opinion()?, message, seen }],
            Command::BreakGlass { reasons, seen } => {
                self.can_be_reviewed(case, who)?;
                vec![Act::BreakGlass { opinion: opinion()?, reasons, message, seen }]
            }
            Command::ReviewEmergency { justified, reasons } => {
                vec![Act::ReviewEmergency { justified, reasons }]
            }
            Command::Retain { until, reasons } => vec![Act::Retain { until, today, reasons }],
            Command::Discard { reasons } => vec![Act::Discard { reasons }],
            Command::Withdraw { reasons } => vec![Act::Withdraw { reasons, message }],
            Command::Accept { note, expected } => vec![Act::Accept { note, expected, message }],
            Command::AskMore { questions } => vec![Act::AskMore { questions, message }],
            Command::Forward { authority, note } => vec![Act::Forward { authority, note, message }],
            Command::Answer { text, complete, handling } => {
                vec![Act::Answer { text, complete, handling, message }]
            }
            Command::Report { report, remind } => self.reporting(case, report, remind, (message, today))?,
            Command::Refuse { grounds, reasons } => vec![Act::Refuse { grounds, reasons, message }],
            Command::Use { what, recipient, reasons } => vec![Act::Use { what, recipient, reasons }],
            Command::AskConsent { wanted, recipient, reasons } => {
                vec![Act::AskConsent { wanted, recipient, reasons, message }]
            }
            Command::AnswerConsent { asked, granted, terms } => {
                vec![Act::AnswerConsent { asked, granted, terms, message }]
            }
            Command::Recall { messages, reasons } => vec![Act::Recall { messages, reasons, message }],
            Command::AnswerRecall { recall, outcome, passed_on, reasons } => {
                vec![Act::AnswerRecall { recall, outcome, passed_on, reasons, message }]
            }
            Command::Correct { message, right, explained } => {
                vec![self.correcting(case, (message, right), explained, (who, today))?]
            }
            Command::AnswerCorrection { correction, followed, passed_on, reasons } => {
                vec![Act::AnswerCorrection { correction, followed, passed_on, reasons, message }]
            }
            Command::Assign(officer) => vec![self.assigning(officer, case)?],
            Command::Restrict { circle, reasons } => vec![self.restricting(case, circle, reasons)?],
            Command::Task(command) => vec![self.task_act(command, case)?],
            Command::Enclose(file) => vec![Act::Enclose(file)],
            Command::Note { text } => vec![Act::Note { text }],
            Command::Close { reasons } => vec![Act::Close { reasons }],
        })
    }

    /// Whether somebody else could review what this officer sends alone.
    fn can_be_reviewed(&self, case: Option<&Case>, who: &Officer) -> Result<(), DoorFault> {
        let case = case.ok_or(DoorFault::NoSuchCase)?;
        self.leaves_a_reviewer(case, &Sight::of(case), Some(who.id))
    }

    /// A case is given only to an officer who sees it.
    fn assigning(&self, officer: Option<OfficerId>, case: Option<&Case>) -> Result<Act, DoorFault> {
        if let (Some(id), Some(case)) = (officer, case) {
            let given = self.officer(id)?;
            if !self.may_in(given, "look", case) {
                return Err(DoorFault::MayNotSee { name: given.name.clone() });
            }
        }
        Ok(Act::Assign(officer))
    }

    /// A case is kept to a circle that can go on with it, and review what was sent alone.
    fn restricting(
        &self,
        case: Option<&Case>,
        circle: Vec<OfficerId>,
        reasons: String,
    ) -> Result<Act, DoorFault> {
        let case = case.ok_or(DoorFault::NoSuchCase)?;
        let kept = Sight::of(case).kept_to(&circle);
        self.circle_serves(&kept)?;
        if let Some(alone) = case.to_review() {
            self.leaves_a_reviewer(case, &kept, alone.by)?;
        }
        Ok(Act::Restrict { circle, reasons })
    }

    /// A circle holds only officers who would see the case, and one who could go on with it.
    fn circle_serves(&self, kept: &Sight) -> Result<(), DoorFault> {
        let officers: Vec<&Officer> =
            kept.circle().iter().map(|id| self.officer(*id)).collect::<Result<_, _>>()?;
        let (force, on) = (self.in_force(), On::Case(kept));
        let may = |officer: &Officer, command| force.allows(officer, command, on);
        if let Some(blind) = officers.iter().find(|officer| !may(officer, "look")) {
            return Err(DoorFault::MayNotSee { name: blind.name.clone() });
        }
        let goes_on = officers.is_empty() || officers.iter().any(|officer| may(officer, "close"));
        if goes_on { Ok(()) } else { Err(DoorFault::EmptyCircle) }
    }

    /// What one officer sends alone stays in sight of somebody who can review it.
    fn leaves_a_reviewer(&self, case: &Case, sight: &Sight, by: Option<OfficerId>) -> Result<(), DoorFault> {
        if self.is_reviewed_by_another(case, sight, by) { Ok(()) } else { Err(DoorFault::NoReviewer) }
    }

    /// Whether somebody other than the officer and the authors would see the case and review what was sent alone.
    pub(crate) fn is_reviewed_by_another(&self, case: &Case, sight: &Sight, by: Option<OfficerId>) -> bool {
        let (force, on) = (self.in_force(), On::Case(sight));
        let may =
            |officer: &Officer| ["look", "review-emergency"].iter().all(|act| force.allows(officer, act, on));
        let other = |officer: &&Officer| by != Some(officer.id) && !case.authors.contains(&officer.id);
        self.officers.iter().filter(other).any(may)
    }

    /// Opens a case, and keeps it to a circle in the same moment where that is wanted.
    fn opening(
        &self,
        kind: Kind,
        to: BureauCode,
        (origin, circle): (String, Vec<OfficerId>),
        (who, today): (&Officer, Date),
    ) -> Result<Vec<Act>, DoorFault> {
        let opened = Sight::opened(kind, to.clone(), who.id);
        let mut acts = vec![self.new_request(kind, to, origin, today)?];
        if !circle.is_empty() {
            if !self.in_force().allows(who, "restrict", On::Case(&opened)) {
                return Err(DoorFault::NotPermitted { command: "restrict" });
            }
            self.circle_serves(&opened.kept_to(&circle))?;
            acts.push(Act::Restrict { circle, reasons: KEPT_AT_OPENING.into() });
        }
        Ok(acts)
    }

    fn new_request(&self, kind: Kind, to: BureauCode, origin: String, today: Date) -> Result<Act, DoorFault> {
        match self.directory().find(&to) {
            None => return Err(DoorFault::NoSuchBureau { bureau: to }),
            // Only a State's bureau can arrest, surrender or gather evidence.
            Some(entry) if entry.state.is_none() && needs_a_state(kind) => {
                return Err(DoorFault::NoState { bureau: to });
            }
            Some(_) => {}
        }
        let number = self.book().own_cases + 1;
        let reference = format!("{}-{}-{number:06}", self.me(), today.year());
        let request = RequestId::from_bytes(self.random());
        Ok(Act::Open { request, reference, kind, from: self.me().clone(), to, origin })
    }

    fn editing(&self, changes: Vec<FieldChange>) -> Result<Act, DoorFault> {
        for change in &changes {
            self.check_field(&change.field, change.value.as_ref())?;
        }
        Ok(Act::Edit(changes))
    }

    pub(crate) fn attaching(&self, name: String, media_type: String, content: Vec<u8>) -> Act {
        Act::Attach { attachment: self.new_file(name, media_type, &content), content }
    }

    pub(crate) fn new_file(&self, name: String, media_type: String, content: &[u8]) -> Attachment {
        Attachment {
            id: AttachmentId::from_bytes(self.random()),
            name,
            media_type,
            bytes: u64::try_from(content.len()).unwrap_or(u64::MAX),
            digest: seal::digest::sha256(content),
        }
    }

    /// What follows by itself on an event: our own law is asked, deadlines start and stop.
    pub(crate) fn follow_ups(&self, case: &Case, event: &Event, on: Date) -> Vec<Act> {
        let directory = self.directory();
        let start = |name: &str| {
            advice::deadlines(&self.law, &directory, case, name, on)
                .into_iter()
                .map(Act::SetDeadline)
                .collect::<Vec<_>>()
        };
        let said_in = |message: &MessageId| {
            case.told.iter().find(|told| told.message == *message).map(|told| &told.said)
        };
        let moves_clocks = matches!(event, Event::Said { .. } | Event::Heard(_) | Event::TurnedAway { .. });
        let was_acceptance = |message| matches!(said_in(message), Some(Said::Accepted { .. }));
        let due_corrected = |message| said_in(message).and_then(|said| due_anew(case, said));
        let mut acts = match event {
            Event::Heard(Heard { said: Said::Request { .. } | Said::Supplied { .. }, .. }) => {
                let opinion = advice::on_case(&self.law, &directory, case, on, "en");
                let mut acts = vec![Act::Assess(advice::for_the_record(opinion))];
                // What crosses the last word on its way starts nothing any more.
                if !case.stage.is_final() {
                    acts.extend(start("received"));
                    acts.extend(answer_due(case).map(Act::SetDeadline));
                }
                acts
            }
            Event::Heard(Heard { said: said @ Said::RequestCorrected { .. }, .. }) => {
                let opinion = advice::on_case(&self.law, &directory, case, on, "en");
                let mut acts = vec![Act::Assess(advice::for_the_record(opinion))];
                acts.extend(due_anew(case, said));
                acts
            }
            Event::Said { said: Said::Request { .. }, .. } => {
                let mut acts = start("sent");
                acts.extend(answer_due(case).map(Act::SetDeadline));
                acts
            }
            Event::Heard(Heard { said: Said::Accepted { .. }, .. }) => start("accepted"),
            Event::Closed { .. } => {
                let until = on.saturating_add(i32::from(self.kept_months).months());
                vec![Act::BeginPeriod { until }]
            }
            // What we said starts and ends deadlines when it has arrived, not before.
            Event::Delivered { message, .. } if was_acceptance(message) => start("accepted"),
            Event::Delivered { message, .. } if due_corrected(message).is_some() => {
                due_corrected(message).into_iter().collect()
            }
            Event::Delivered { .. } | Event::Heard(_)
                if case.stage.is_final() && case.undelivered().is_none() =>
            {
                // What the law ties to a step runs until a step ends it, and a reminder is our own.
                let ends = |one: &&Deadline| !self.law.begins_with_step(&one.name) && !is_reminder(&one.name);
                let running = case.deadlines.iter().filter(ends);
                running.map(|deadline| Act::MeetDeadline { name: deadline.name.clone() }).collect()
            }
            _ => Vec::new(),
        };
        if moves_clocks && case.stage != Stage::Closed {
            acts.extend(self.clocks_moved(case));
        }
        acts
    }
}

/// The day by which the sender asks for an answer.
fn answer_due(case: &Case) -> Option<Deadline> {
    let due = case.fact(DUE).and_then(Value::day)?;
    let what = match case.side {
        Side::Requesting => "the answer that we asked for",
        Side::Requested => "the answer that the sender asks for",
    };
    Some(Deadline {
        name: DUE.into(),
        what: what.into(),
        due,
        until: None,
        provision: String::new(),
        at_end: String::new(),
    })
}

/// The day by which the sender asks for an answer, where a correction moves it and the request is not at its end.
fn due_anew(case: &Case, said: &Said) -> Option<Act> {
    match said {
        Said::RequestCorrected { reasons, .. } if reasons.contains_key(DUE) && !case.stage.is_final() => {
            let gone = || Act::MeetDeadline { name: DUE.into() };
            Some(answer_due(case).map_or_else(gone, Act::SetDeadline))
        }
        _ => None,
    }
}

/// Whether only a State can do what a kind of request asks.
const fn needs_a_state(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::ProvisionalArrest
            | Kind::Extradition
            | Kind::Surrender
            | Kind::MutualLegalAssistance
            | Kind::InvestigationOrder
    )
}
