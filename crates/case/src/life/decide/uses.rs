//! What becomes of what was said: uses that its originator allows, its consent to others, recall.

use std::collections::BTreeSet;

use super::super::act::{Decided, Refusal};
use super::super::event::Event;
use super::super::originator::Recall;
use super::super::state::{Case, Side, Told};
use super::exchange::say;
use super::handling::{may_export, may_recall, may_use, named};
use super::{note, reasons};
use crate::exchange::{RecallOutcome, Said};
use crate::handling::Use;
use crate::id::MessageId;
use crate::limits::USES_PER_CASE_MAX;

pub(super) fn make_use(case: &Case, what: Use, recipient: String, why: String) -> Result<Decided, Refusal> {
    let recipient = named(recipient)?;
    may_use(case, what, &recipient)?;
    if case.uses.len() >= USES_PER_CASE_MAX {
        return Err(Refusal::TooLarge { what: "the number of uses", max: USES_PER_CASE_MAX });
    }
    Ok(Event::Used { what, recipient, reasons: reasons(why)? }.into())
}

pub(super) fn export(
    case: &Case,
    what: Use,
    (recipient, why): (String, String),
    package: [u8; 32],
) -> Result<Decided, Refusal> {
    let recipient = named(recipient)?;
    may_export(case, what, &recipient)?;
    if case.uses.len() >= USES_PER_CASE_MAX {
        return Err(Refusal::TooLarge { what: "the number of uses", max: USES_PER_CASE_MAX });
    }
    Ok(Event::Exported { what, recipient, reasons: reasons(why)?, package }.into())
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
    let theirs = |told: &Told| told.message == asked && told.from == *case.other();
    if !case.consents().into_iter().any(|one| theirs(one.question) && one.answer.is_none()) {
        return Err(Refusal::NotAsked);
    }
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
    let may = may_recall(case, true);
    if distinct.is_empty() || distinct.len() != messages.len() || !distinct.is_subset(&may) {
        return Err(Refusal::NothingToRecall);
    }
    Ok(say(case, message, Said::Recalled { messages, reasons: reasons(why)? })?.into())
}

/// Who had what the other bureau told: as the case records it, and besides.
pub(super) fn passed_on(case: &Case, besides: Vec<String>) -> Result<Vec<String>, Refusal> {
    let mut passed_on = case.passed_on();
    for name in besides {
        let name = named(name)?;
        if !passed_on.contains(&name) {
            passed_on.push(name);
        }
    }
    Ok(passed_on)
}

pub(super) fn answer_recall(
    case: &Case,
    (recall, outcome): (MessageId, RecallOutcome),
    besides: Vec<String>,
    why: String,
    message: MessageId,
) -> Result<Decided, Refusal> {
    let theirs = |known: &Recall<'_>| known.recall.message == recall && known.recall.from == *case.other();
    let found = case.recalls().into_iter().find(theirs).filter(|known| known.takes(outcome));
    let found = Some(found.ok_or(Refusal::NotAsked)?);
    let request = case.told.iter().find(|told| matches!(told.said, Said::Request { .. }));
    let of_request = found.as_ref().zip(request).is_some_and(|(recall, told)| {
        case.side == Side::Requested && recall.messages.contains(&told.message)
    });
    if outcome == RecallOutcome::Deleted && !of_request {
        return Err(Refusal::NotAll);
    }
    // What was blocked before, in an answer that was turned away, is not there to be kept.
    let gone = |recall: &Recall<'_>| recall.messages.iter().any(|message| case.is_blocked(*message));
    if outcome == RecallOutcome::Kept && found.as_ref().is_some_and(gone) {
        return Err(Refusal::Recalled);
    }
    let passed_on = passed_on(case, besides)?;
    let reasons = if outcome == RecallOutcome::Kept { reasons(why)? } else { note(why)? };
    Ok(say(case, message, Said::RecallAnswered { recall, outcome, passed_on, reasons })?.into())
}
