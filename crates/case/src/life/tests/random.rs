//! Whatever officers do in whatever order, and however the messages cross: properties that hold in every such life.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::pair::{ACTS, Pair, change, opinion, place, plain};
use crate::bureau::BureauCode;
use crate::exchange::Right;
use crate::handling::Handling;
use crate::id::MessageId;
use crate::life::{Act, Case, Entry, Judgement, Side, Stage, apply};

/// Something that happens in the world of a pair.
#[derive(Debug, Clone)]
enum Step {
    Officer(Side, u8, &'static str, u8),
    Carry(Side),
    TurnAway(Side),
    Acknowledge(Side),
}

/// Acts of which the other side learns nothing.
const HERE: [&str; 5] = ["give-task", "answer-task", "take-back-task", "enclose", "enter-circle"];

fn side() -> impl Strategy<Value = Side> {
    select(vec![Side::Requesting, Side::Requested])
}

fn step() -> impl Strategy<Value = Step> {
    let names: Vec<&'static str> = ACTS.into_iter().chain(["deadline", "deadline-met"]).chain(HERE).collect();
    prop_oneof![
        4 => (side(), 1..4_u8, select(names), any::<u8>()).prop_map(|(side, officer, name, variant)| {
            Step::Officer(side, officer, name, variant)
        }),
        2 => side().prop_map(Step::Carry),
        1 => side().prop_map(Step::TurnAway),
        2 => side().prop_map(Step::Acknowledge),
    ]
}

/// One of the acts in one of its forms.
fn act(name: &'static str, variant: u8, number: u8) -> Act {
    let message = MessageId::from_bytes([number; 16]);
    let opinion = || match variant % 4 {
        0 | 1 => opinion(&[]),
        2 => opinion(&[("r", "refer")]),
        _ => opinion(&[("r", "ask"), ("s", "refer")]),
    };
    match name {
        "edit" => Act::Edit(vec![
            change("r", ["", "one", "two"][usize::from(variant % 3)], u64::from(variant)),
            change("request.reason", "why", u64::MAX),
        ]),
        "submit" => Act::Submit { opinion: opinion(), explained: vec![("r".into(), "not on file".into())] },
        "approve" => Act::Approve { opinion: opinion(), message, seen: u64::MAX },
        "judge" => {
            let judgement = if variant.is_multiple_of(3) { Judgement::Against } else { Judgement::Satisfied };
            let rule = if variant.is_multiple_of(2) { "r" } else { "s" };
            Act::Judge {
                rule: rule.into(),
                judgement,
                weighed: Vec::new(),
                reasons: "weighed".into(),
                seen: u64::MAX,
            }
        }
        "answer" => {
            let marking = ["", "4x4 B2 H2", "unreadable"][usize::from(variant % 3)].into();
            let handling = Handling { marking, ..Handling::default() };
            Act::Answer { text: "so".into(), complete: variant.is_multiple_of(3), handling, message }
        }
        _ => plain(name, number),
    }
}

/// One of the acts about something said before, in one of its forms.
fn about(pair: &mut Pair, side: Side, name: &'static str, (variant, number): (u8, u8)) -> Option<Act> {
    let act = pair.about(side, name, number)?;
    Some(match act {
        Act::Correct { message, right, .. } => {
            let opinion = if variant.is_multiple_of(4) { opinion(&[("r", "refer")]) } else { opinion(&[]) };
            let right = match right {
                Right::Request(mut rights) if variant.is_multiple_of(2) => {
                    rights.push(super::pair::right("r", ["one", "two"][usize::from(variant % 3 > 0)]));
                    Right::Request(rights)
                }
                Right::Answer { text, handling, reasons, .. } => {
                    let sent = pair.desk(side).case().told.iter().flat_map(|told| &told.attachments);
                    let files = sent.map(|file| file.id).take(usize::from(variant % 2)).collect();
                    Right::Answer { text, handling, files, reasons }
                }
                right => right,
            };
            Act::Correct { message, right, opinion, explained: Vec::new() }
        }
        act => act,
    })
}

/// Lives the steps; a refused act is part of life, a message that does not fit is not.
fn live(steps: &[Step]) -> Pair {
    let mut pair = Pair::at(Stage::Waiting);
    for (number, step) in (100..=u8::MAX).zip(steps) {
        match step {
            Step::Officer(side, officer, name, variant) => {
                if pair.desk(*side).case.is_some() {
                    let about = about(&mut pair, *side, name, (*variant, number));
                    let act = about.unwrap_or_else(|| act(name, *variant, number));
                    let _ = pair.does(*side, *officer, act);
                }
            }
            Step::Carry(side) => {
                let _ = pair.carry(*side).map(|heard| heard.expect("what is said in order fits"));
            }
            Step::TurnAway(side) => pair.turn_away(*side),
            Step::Acknowledge(side) => {
                let _ = pair.acknowledge(*side).map(|recorded| recorded.expect("each receipt is the first"));
            }
        }
    }
    pair
}

fn fold<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Option<Case> {
    entries.into_iter().fold(None, apply)
}

fn told_by(case: &Case, from: &BureauCode) -> Vec<MessageId> {
    let counts = case.told.iter().filter(|told| !told.turned_away);
    counts.filter(|told| told.from == *from).map(|told| told.message).collect()
}

proptest! {
    #[test]
    fn both_sides_agree_in_the_end(steps in vec(step(), 0..120)) {
        let mut pair = live(&steps);
        pair.settle();
        let asking = pair.asking.case();
        let Some(asked) = &pair.asked.case else {
            prop_assert!(!asking.was_sent(), "it was turned away");
            return Ok(());
        };
        for from in [&asking.from, &asking.to] {
            prop_assert_eq!(told_by(asking, from), told_by(asked, from));
        }
        let closed = asking.stage == Stage::Closed || asked.stage == Stage::Closed;
        if (asking.stage.is_final() || asked.stage.is_final()) && !closed {
            prop_assert_eq!(asking.stage, asked.stage);
        }
        prop_assert!(asking.undelivered().is_none() && asked.undelivered().is_none());
    }

    #[test]
    fn what_is_corrected_stands_on_both_sides(steps in vec(step(), 0..120)) {
        let mut pair = live(&steps);
        pair.settle();
        let asking = pair.asking.case();
        let Some(asked) = &pair.asked.case else { return Ok(()) };
        // What was said last stands at the other side, unless it was recalled and blocked there.
        let last = asking.told.iter().rev().filter(|told| !told.turned_away).find_map(|told| told.said.stated());
        if asked.blocked.is_empty() {
            prop_assert_eq!(Some(&asked.facts()), last);
        }
        prop_assert_eq!(asking.wrong_files.clone(), asked.wrong_files.clone());
        let said = |case: &Case| {
            let one = |one: &crate::life::Correction<'_>| {
                (one.correction.message, one.message, one.answer.map(|(told, followed, ..)| (told.message, followed)))
            };
            case.corrections().iter().map(one).collect::<std::collections::BTreeSet<_>>()
        };
        prop_assert_eq!(said(asking), said(asked));
        for case in [asking, asked] {
            for one in case.corrections() {
                let corrected = case.told.iter().find(|told| told.message == one.message).unwrap();
                prop_assert_eq!(&corrected.from, &one.correction.from, "nobody corrects another's words");
            }
        }
    }

    #[test]
    fn a_correction_leaves_by_a_second_hand(steps in vec(step(), 0..120)) {
        use crate::life::Event;
        let pair = live(&steps);
        for desk in [&pair.asking, &pair.asked] {
            let (mut prepared, mut alone) = (std::collections::BTreeSet::new(), false);
            for entry in &desk.entries {
                match &entry.event {
                    Event::CorrectionPrepared { .. } => prepared.extend(entry.by),
                    Event::GlassBroken { .. } => alone = true,
                    Event::Said { said, .. } if said.corrects().is_some() => {
                        prop_assert!(alone || entry.by.is_some_and(|officer| !prepared.contains(&officer)));
                        prepared.clear();
                        alone = false;
                    }
                    Event::SentBack { .. } => prepared.clear(),
                    Event::Said { .. } => alone = false,
                    _ => {}
                }
            }
        }
    }

    #[test]
    fn the_case_is_the_fold_of_its_entries(steps in vec(step(), 0..120)) {
        let pair = live(&steps);
        for desk in [&pair.asking, &pair.asked] {
            prop_assert_eq!(&fold(&desk.entries), &desk.case);
        }
    }

    #[test]
    fn nobody_approves_what_they_wrote(steps in vec(step(), 0..120)) {
        use crate::life::Event;
        let pair = live(&steps);
        let mut authors = Vec::new();
        for entry in &pair.asking.entries {
            match &entry.event {
                Event::Opened { .. }
                | Event::Edited { .. }
                | Event::Attached { .. }
                | Event::Detached { .. }
                | Event::CorrectionPrepared { .. }
                | Event::Submitted { .. } => {
                    authors.extend(entry.by);
                }
                Event::Approved { .. } | Event::Judged { .. } => {
                    prop_assert!(entry.by.is_some_and(|officer| !authors.contains(&officer)));
                }
                _ => {}
            }
        }
    }

    #[test]
    fn whoever_has_a_task_that_waits_and_nobody_else_counts_as_tasked(steps in vec(step(), 0..120)) {
        use crate::life::{Event, TaskEvent};
        let pair = live(&steps);
        for desk in [&pair.asking, &pair.asked] {
            let Some(case) = &desk.case else { continue };
            let mut open = std::collections::BTreeMap::new();
            for entry in &desk.entries {
                match &entry.event {
                    Event::Task { task, event: TaskEvent::Given { authority, .. } } => {
                        open.insert(*task, *authority);
                    }
                    Event::Task { task, .. } => {
                        prop_assert!(open.remove(task).is_some(), "a task ends once");
                    }
                    _ => {}
                }
            }
            let tasked: std::collections::BTreeSet<_> = open.into_values().collect();
            prop_assert_eq!(case.tasked(), tasked.into_iter().collect::<Vec<_>>());
            prop_assert!(case.stage != Stage::Closed || case.tasked().is_empty());
            let entered = case.entered.iter().all(|officer| case.circle.contains(officer));
            prop_assert!(entered, "who entered alone is in the circle until the review");
        }
    }

    #[test]
    fn any_entries_in_any_order_can_be_applied(
        steps in vec(step(), 0..120),
        order in vec((side(), any::<Index>()), 0..60),
    ) {
        let pair = live(&steps);
        let both = [&pair.asking.entries, &pair.asked.entries];
        let entries: Vec<&Entry> = order
            .iter()
            .filter(|(side, _)| !both[place(*side)].is_empty())
            .map(|(side, index)| index.get(both[place(*side)]))
            .collect();
        let case = fold(entries.iter().copied());
        prop_assert_eq!(fold(entries), case);
    }
}
