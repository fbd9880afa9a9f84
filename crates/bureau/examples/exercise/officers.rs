//! The officers: they open, submit, judge, approve, read, decide, withdraw, at times of their choosing.

use bureau::{Bureau, Command, DoorFault, Filter};
use case::exchange::{FieldRight, Question, RecallOutcome, Right};
use case::fact::Value;
use case::ground::Ground;
use case::handling::{Handling, Use};
use case::id::{CaseId, MessageId, OfficerId};
use case::life::{Case, FieldChange, Judgement, Refusal, Side, Stage, Told, may_correct};
use case::request::Kind;
use futures::executor::block_on;

use crate::world::{Node, World};

const LIAISON: OfficerId = OfficerId::from_bytes([1; 16]);
const REVIEWER: OfficerId = OfficerId::from_bytes([2; 16]);
const DUTY: OfficerId = OfficerId::from_bytes([3; 16]);

/// What the officers of a world have still to do.
pub(crate) struct Office {
    wanted: u64,
    opened: u64,
}

impl Office {
    pub(crate) fn new(wanted: u64) -> Self {
        Self { wanted, opened: 0 }
    }

    pub(crate) fn requests(&self) -> u64 {
        self.opened
    }

    /// Whether every case has come to its end.
    pub(crate) fn is_done(&self, world: &World<'_>) -> bool {
        let waits = |node: &Node| {
            let page = node.bureau.docket(LIAISON, &Filter::default());
            page.is_ok_and(|page| page.rows.iter().any(|row| row.undelivered))
        };
        self.opened >= self.wanted
            && cases(world).all(|(_, _, stage, _)| stage.is_final())
            && !world.nodes.iter().any(waits)
    }

    pub(crate) fn open(&self, world: &World<'_>) -> String {
        let open: Vec<String> = cases(world)
            .filter(|(_, _, stage, _)| !stage.is_final())
            .map(|(node, id, stage, side)| format!("{node} {id} {} {side:?}", stage.code()))
            .collect();
        let waiting: Vec<String> = cases(world)
            .filter_map(|(place, id, ..)| {
                let node = world.nodes.get(place)?;
                let delivery = block_on(node.bureau.case(LIAISON, id, "verdict")).ok()?.delivery?;
                Some(format!("{} {id} to {}: {:?}", node.code, delivery.to, delivery.failure))
            })
            .collect();
        format!("{} of {} opened; open: {open:?}; waiting: {waiting:?}", self.opened, self.wanted)
    }

    /// Some officers do something.
    pub(crate) fn work(&mut self, world: &mut World<'_>, troubled: bool) -> Result<(), String> {
        if self.opened < self.wanted && (world.chance.percent(8) || !troubled) {
            self.open_one(world);
        }
        let all: Vec<(usize, CaseId, Stage, Side)> = cases(world).collect();
        for (node, id, stage, side) in all {
            if !stage.is_final() && world.chance.percent(if troubled { 6 } else { 40 }) {
                let Some(bureau) = world.nodes.get(node).map(|node| node.bureau.clone()) else { continue };
                step(&bureau, id, stage, side, world, troubled);
            }
            // What was said is asked about, recalled and corrected at any time, also when the request has come to its end.
            if troubled && world.chance.below(400) == 0 {
                let Some(bureau) = world.nodes.get(node).map(|node| node.bureau.clone()) else { continue };
                speak_of_what_was_said(&bureau, id, world);
            }
        }
        Ok(())
    }

    fn open_one(&mut self, world: &mut World<'_>) {
        let from = usize::try_from(world.chance.below(5)).unwrap_or(0);
        let others: Vec<_> = world
            .nodes
            .iter()
            .enumerate()
            .filter(|(place, _)| *place != from)
            .map(|(_, node)| node.code.clone())
            .collect();
        let Some(to) = world.chance.pick(&others).cloned() else { return };
        let Some(node) = world.nodes.get(from) else { return };
        let bureau = node.bureau.clone();
        let open =
            Command::Open { kind: Kind::InformationRequest, to, origin: String::new(), circle: Vec::new() };
        let Ok(done) = block_on(bureau.act(LIAISON, None, open, "exercise")) else { return };
        self.opened += 1;
        let text = |field: &str, value: &str| FieldChange {
            field: field.into(),
            value: Some(value.into()),
            seen: 0,
        };
        let fields = vec![
            text("person.family_name", "Okonkwo"),
            text("offence.facts_summary", "Transfers between accounts in both States."),
            FieldChange {
                field: "request.due".into(),
                value: jiff::civil::Date::new(2026, 3, 1).ok().map(Value::Day),
                seen: 0,
            },
        ];
        let _ = block_on(bureau.act(LIAISON, Some(done.case), Command::Edit(fields), "exercise"));
    }
}

/// The next thing that an officer does with a case; a refusal is met again later.
fn step(bureau: &Bureau, id: CaseId, stage: Stage, side: Side, world: &mut World<'_>, troubled: bool) {
    let act = |officer, command| block_on(bureau.act(officer, Some(id), command, "exercise"));
    match (side, stage) {
        (Side::Requesting, Stage::Draft | Stage::MoreAsked | Stage::TurnedAway) => {
            let submit = |explained| act(LIAISON, Command::Submit { explained });
            if let Err(DoorFault::Refused(Refusal::Unanswered { rules })) = submit(Vec::new()) {
                let _ = submit(rules.into_iter().map(|rule| (rule, "not known to us".to_owned())).collect());
            }
        }
        (Side::Requesting, Stage::Review) => {
            let Ok(view) = block_on(bureau.case(REVIEWER, id, "exercise")) else { return };
            let waiting = view.case.referrals.iter().find(|referral| referral.decision.is_none());
            if let Some(referral) = waiting {
                let rule = referral.finding.rule.clone();
                let reasons = "weighed".to_owned();
                let _ = act(
                    REVIEWER,
                    Command::Judge {
                        rule,
                        judgement: Judgement::Satisfied,
                        weighed: Vec::new(),
                        reasons,
                        seen: u64::MAX,
                    },
                );
            }
        }
        (Side::Requesting, Stage::Approval) => {
            let _ = act(DUTY, Command::Approve { seen: u64::MAX });
        }
        (Side::Requesting, _) if troubled && world.chance.percent(5) => {
            let _ = act(LIAISON, Command::Withdraw { reasons: "no longer needed".into() });
        }
        (Side::Requested, Stage::Delivered) => {
            let _ = block_on(bureau.case(DUTY, id, "exercise"));
        }
        (Side::Requested, _) => {
            let _ = act(DUTY, decision(world, troubled));
        }
        (Side::Requesting, _) => {}
    }
}

/// Answers what the other bureau asks, recalls or corrects, or else asks, recalls or corrects.
fn speak_of_what_was_said(bureau: &Bureau, id: CaseId, world: &mut World<'_>) {
    let Ok(view) = block_on(bureau.case(DUTY, id, "exercise")) else { return };
    let case = view.case;
    let theirs = |told: &Told| told.from == *case.other();
    let act = |officer, command| {
        let _ = block_on(bureau.act(officer, Some(id), command, "exercise"));
    };
    let recalls = case.recalls();
    if let Some(recall) = recalls.iter().find(|one| theirs(one.recall) && one.answer.is_none()) {
        let outcome = world.chance.pick(&RecallOutcome::ALL).copied().unwrap_or(RecallOutcome::Kept);
        let (recall, reasons) = (recall.recall.message, "as told on the telephone".to_owned());
        return act(DUTY, Command::AnswerRecall { recall, outcome, passed_on: Vec::new(), reasons });
    }
    let consents = case.consents();
    if let Some(consent) = consents.iter().find(|one| theirs(one.question) && one.answer.is_none()) {
        let granted = world.chance.percent(50);
        let asked = consent.question.message;
        return act(DUTY, Command::AnswerConsent { asked, granted, terms: "in this matter".into() });
    }
    if let Some(one) = case.answerable_corrections().iter().find(|one| one.answer.is_none()) {
        let (correction, followed) = (one.correction.message, world.chance.percent(70));
        let reasons = "the court has it so".to_owned();
        return act(DUTY, Command::AnswerCorrection { correction, followed, passed_on: Vec::new(), reasons });
    }
    if case.correction.is_some() {
        return approve_correction(bureau, id, &case);
    }
    let wrong: Vec<MessageId> = may_correct(&case, true).into_iter().collect();
    if let (true, Some(wrong)) = (world.chance.percent(50), world.chance.pick(&wrong)) {
        return correct(bureau, id, &case, (*wrong, world.chance.below(1_000)));
    }
    let ours = case.told.iter().filter(|told| !theirs(told) && told.said.handling().is_some());
    let messages: Vec<MessageId> = ours.map(|told| told.message).collect();
    match world.chance.pick(&messages) {
        Some(message) if world.chance.percent(20) => {
            act(DUTY, Command::Recall { messages: vec![*message], reasons: "another person".into() })
        }
        _ => act(
            LIAISON,
            Command::AskConsent {
                wanted: Use::Court,
                recipient: "Court".into(),
                reasons: "the trial opens".into(),
            },
        ),
    }
}

/// Prepares what is right in place of something that was told.
fn correct(bureau: &Bureau, id: CaseId, case: &Case, (message, draw): (MessageId, u64)) {
    let told = case.told.iter().find(|told| told.message == message);
    let reasons = "another register says so".to_owned();
    let right = match told.map(|told| &told.said) {
        Some(said) if said.stated().is_some() => {
            let (field, value) =
                ("person.family_name".to_owned(), Some(format!("Okonkwo {draw}").as_str().into()));
            Right::Request(vec![FieldRight { field, value, reasons }])
        }
        _ => {
            let (text, handling) = (format!("Done otherwise, {draw}."), Handling::default());
            Right::Answer { text, handling, files: Vec::new(), reasons }
        }
    };
    let prepare = |explained| {
        let command = Command::Correct { message, right: right.clone(), explained };
        block_on(bureau.act(LIAISON, Some(id), command, "exercise"))
    };
    if let Err(DoorFault::Refused(Refusal::Unanswered { rules })) = prepare(Vec::new()) {
        let _ = prepare(rules.into_iter().map(|rule| (rule, "not known to us".to_owned())).collect());
    }
}

/// A second officer decides what a correction leaves open, and lets it leave.
fn approve_correction(bureau: &Bureau, id: CaseId, case: &Case) {
    for referral in case.referrals.iter().filter(|referral| referral.decision.is_none()) {
        let (rule, reasons) = (referral.finding.rule.clone(), "weighed".to_owned());
        let judgement = Judgement::Satisfied;
        let judge = Command::Judge { rule, judgement, weighed: Vec::new(), reasons, seen: u64::MAX };
        let _ = block_on(bureau.act(REVIEWER, Some(id), judge, "exercise"));
    }
    let _ = block_on(bureau.act(DUTY, Some(id), Command::Approve { seen: u64::MAX }, "exercise"));
}

fn decision(world: &mut World<'_>, troubled: bool) -> Command {
    match world.chance.below(if troubled { 6 } else { 2 }) {
        0 => Command::Answer { text: "Done.".into(), complete: true, handling: Handling::default() },
        1 => Command::Refuse {
            grounds: vec![Ground::EssentialInterests],
            reasons: "It cannot be done.".into(),
        },
        2 => Command::AskMore { questions: vec![Question { fact: None, text: "Which account?".into() }] },
        3 => Command::Forward { authority: "Public prosecutor".into(), note: String::new() },
        4 => Command::Answer { text: "A part.".into(), complete: false, handling: Handling::default() },
        _ => Command::Accept { note: String::new(), expected: None },
    }
}

/// Every case of every bureau.
pub(crate) fn cases<'a>(world: &'a World<'_>) -> impl Iterator<Item = (usize, CaseId, Stage, Side)> + 'a {
    world.nodes.iter().enumerate().flat_map(|(place, node)| {
        let rows = node.bureau.docket(LIAISON, &Filter::default()).map(|page| page.rows).unwrap_or_default();
        rows.into_iter().map(move |row| (place, row.id, row.stage, row.side))
    })
}
