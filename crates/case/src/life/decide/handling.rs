//! Whether what was said may be used, recalled or spoken of again.

use std::collections::BTreeSet;

use super::super::act::Refusal;
use super::super::state::{Case, Told};
use crate::exchange::{RecallOutcome, Said};
use crate::fit;
use crate::handling::Use;
use crate::id::MessageId;

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

/// Whether whoever said something may recall it: it tells what could be used, and was not recalled.
pub(super) fn can_be_recalled(case: &Case, told: &Told) -> bool {
    told.said.handling().is_some() && case.recall_of(told.message).is_none()
}

/// Whether we have said that the case is deleted: nothing is said of it any more.
pub(super) fn is_last_word(case: &Case) -> bool {
    case.recalls()
        .into_iter()
        .filter_map(|recall| recall.answer)
        .any(|(told, outcome, ..)| outcome == RecallOutcome::Deleted && told.from != *case.other())
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
pub(super) fn named(name: String) -> Result<String, Refusal> {
    let name = name.trim().to_owned();
    if name.is_empty() {
        return Err(Refusal::NoReasons);
    }
    fit::recipient(&name)?;
    Ok(name)
}
