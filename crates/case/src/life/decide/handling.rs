//! What becomes of what was said: uses that its originator allows, its consent to others, recall.

use std::collections::BTreeSet;

use super::super::act::{Decided, Refusal};
use super::super::event::Event;
use super::super::state::{Case, Side, Told};
use super::exchange::say;
use super::{note, reasons};
use crate::exchange::{RecallOutcome, Said};
use crate::fit;
use crate::handling::Use;
use crate::id::MessageId;
use crate::limits::USES_PER_CASE_MAX;

/// Whether what the other bureau told may be used in this way for this recipient. Consent to copying is consent to copying,
/// whoever asked for it.
///
/// # Errors
/// A [`Refusal`] that says what stands in the way.
pub fn may_use(case: &Case, what: Use, recipient: &str) -> Result<(), Refusal> {
    let heard: Vec<&Told> = case.heard_of_substance().collect();
    if heard.is_empty() {
        return Err(Refusal::NothingTold);
    }
    // What is recalled is not used while its answer is due either; what was kept, for reasons told, is.
    let recalled = |told: &&Told| {
        case.recall_of(told.message)
            .is_some_and(|recall| recall.answer.is_none_or(|(_, outcome, ..)| outcome != RecallOutcome::Kept))
    };
    if heard.iter().all(recalled) {
        return Err(Refusal::Recalled);
    }
    if !case.needs_consent().contains(&what) {
        return Ok(());
    }
    let named = |name: &str| name.trim().to_lowercase();
    let granted = case.consents().into_iter().any(|consent| {
        consent.question.from != *case.other()
            && consent.wanted == what
            && (what == Use::Copying || named(consent.recipient) == named(recipient))
            && consent.answer.is_some_and(|(granted, ..)| granted)
    });
    if granted { Ok(()) } else { Err(Refusal::ConsentNeeded { what }) }
}

pub(super) fn make_use(case: &Case, what: Use, recipient: String, why: String) -> Result<Decided, Refusal> {
    let recipient = named(recipient)?;
    may_use(case, what, &recipient)?;
    if case.uses.len() >= USES_PER_CASE_MAX {
        return Err(Refusal::TooLarge { what: "the number of uses", max: USES_PER_CASE_MAX });
    }
    Ok(Event::Used { what, recipient, reasons: reasons(why)? }.into())
}

pub(super) fn ask_consent(
    case: &Case,
    wanted: Use,
    recipient: String,
    why: String,
    message: MessageId,
) -> Result<Decided, Refusal> {
    if case.heard_of_substance().next().is_none() {
        return Err(Refusal::NothingTold);
    }
    let said = Said::ConsentAsked { wanted, recipient: named(recipient)?, reasons: reasons(why)? };
    Ok(say(case, message, said)?.into())
}

pub(super) fn answer_consent(
    case: &Case,
    asked: MessageId,
    granted: bool,
    terms: String,
    message: MessageId,
) -> Result<Decided, Refusal> {
    waits(case, asked)?;
    // Consent may come without conditions; what is denied has reasons.
    let terms = if granted { note(terms)? } else { reasons(terms)? };
    Ok(say(case, message, Said::ConsentAnswered { asked, granted, terms })?.into())
}

pub(super) fn recall(
    case: &Case,
    messages: Vec<MessageId>,
    why: String,
    message: MessageId,
) -> Result<Decided, Refusal> {
    let distinct: BTreeSet<MessageId> = messages.iter().copied().collect();
    let may = |id: &MessageId| {
        let said = case.told.iter().find(|told| told.message == *id && !told.turned_away);
        said.is_some_and(|told| told.from != *case.other() && can_be_recalled(case, told))
    };
    if distinct.is_empty() || distinct.len() != messages.len() || !messages.iter().all(may) {
        return Err(Refusal::NothingToRecall);
    }
    Ok(say(case, message, Said::Recalled { messages, reasons: reasons(why)? })?.into())
}

/// Whether whoever said something may recall it: it tells what could be used, and was not recalled.
fn can_be_recalled(case: &Case, told: &Told) -> bool {
    told.said.handling().is_some() && case.recall_of(told.message).is_none()
}

pub(super) fn answer_recall(
    case: &Case,
    (recall, outcome): (MessageId, RecallOutcome),
    besides: Vec<String>,
    why: String,
    message: MessageId,
) -> Result<Decided, Refusal> {
    waits(case, recall)?;
    let found = case.recalls().into_iter().find(|known| known.recall.message == recall);
    let request = case.told.iter().find(|told| matches!(told.said, Said::Request { .. }));
    let of_request = found.zip(request).is_some_and(|(recall, told)| {
        case.side == Side::Requested && recall.messages.contains(&told.message)
    });
    if outcome == RecallOutcome::Deleted && !of_request {
        return Err(Refusal::NotAll);
    }
    let mut passed_on = case.passed_on();
    for name in besides {
        let name = named(name)?;
        if !passed_on.contains(&name) {
            passed_on.push(name);
        }
    }
    let reasons = if outcome == RecallOutcome::Kept { reasons(why)? } else { note(why)? };
    Ok(say(case, message, Said::RecallAnswered { recall, outcome, passed_on, reasons })?.into())
}

/// Whether we have said that the case is deleted: nothing is said of it any more.
pub(super) fn is_last_word(case: &Case) -> bool {
    case.recalls()
        .into_iter()
        .filter_map(|recall| recall.answer)
        .any(|(told, outcome, ..)| outcome == RecallOutcome::Deleted && told.from != *case.other())
}

/// Whether a question or a recall of the other bureau waits for our answer.
fn waits(case: &Case, wanted: MessageId) -> Result<(), Refusal> {
    let theirs = |told: &Told| told.message == wanted && told.from == *case.other();
    let consent = case.consents().into_iter().any(|one| theirs(one.question) && one.answer.is_none());
    let recall = case.recalls().into_iter().any(|one| theirs(one.recall) && one.answer.is_none());
    if consent || recall { Ok(()) } else { Err(Refusal::NotAsked) }
}

/// Whether what the other bureau says of earlier messages fits them.
pub(super) fn fits(case: &Case, said: &Said) -> Result<(), Refusal> {
    let ours = |told: &Told, wanted: MessageId| told.message == wanted && told.from != *case.other();
    let fits = match said {
        Said::ConsentAnswered { asked, .. } => {
            case.consents().into_iter().any(|one| ours(one.question, *asked) && one.answer.is_none())
        }
        Said::RecallAnswered { recall, .. } => {
            case.recalls().into_iter().any(|one| ours(one.recall, *recall) && one.answer.is_none())
        }
        Said::Recalled { messages, .. } => {
            let distinct: BTreeSet<&MessageId> = messages.iter().collect();
            let may = |id: &MessageId| {
                let told = case.told.iter().find(|told| told.message == *id && !told.turned_away);
                told.is_some_and(|told| told.from == *case.other() && can_be_recalled(case, told))
            };
            !messages.is_empty() && distinct.len() == messages.len() && messages.iter().all(may)
        }
        _ => true,
    };
    if fits { Ok(()) } else { Err(Refusal::Mismatch { what: "it speaks of something that was not said" }) }
}

/// The name of a recipient, which says something and is not too long.
fn named(name: String) -> Result<String, Refusal> {
    let name = name.trim().to_owned();
    if name.is_empty() {
        return Err(Refusal::NoReasons);
    }
    fit::recipient(&name)?;
    Ok(name)
}
