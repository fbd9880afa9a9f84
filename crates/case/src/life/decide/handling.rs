//! Whether what was said may be used, recalled or spoken of again.

use std::collections::{BTreeMap, BTreeSet};

use super::super::act::Refusal;
use super::super::state::{Case, Told};
use crate::exchange::{RecallOutcome, Said};
use crate::fit;
use crate::handling::{Use, always};
use crate::id::MessageId;
use crate::limits::CLAIMS_PER_SIDE_MAX;

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
    // While a recall waits for its answer nothing is used: its words may have gone into the rest.
    let recalled = case.recalled();
    let stands: Vec<&Told> = heard.into_iter().filter(|told| !recalled.contains(&told.message)).collect();
    if stands.is_empty() || case.is_recall_due() {
        return Err(Refusal::Recalled);
    }
    let always = always(case.kind).contains(&what);
    let needs = |told: &&&Told| {
        let handling = told.said.handling();
        always || handling.is_some_and(|handling| handling.needs_consent(case.kind).contains(&what))
    };
    let named = |name: &str| name.trim().to_lowercase();
    let granted: Vec<MessageId> = case
        .consents()
        .into_iter()
        .filter(|consent| {
            consent.question.from != *case.other()
                && consent.wanted == what
                && (what == Use::Copying || named(consent.recipient) == named(recipient))
                && consent.answer.is_some_and(|(granted, ..)| granted)
        })
        .map(|consent| consent.question.message)
        .collect();
    // Consent is for what had been told when it was asked for, not for what came after.
    let place = |wanted: MessageId| case.told.iter().position(|told| told.message == wanted);
    let asked_last = granted.into_iter().filter_map(place).max();
    let told_last = stands.iter().filter(needs).filter_map(|told| place(told.message)).max();
    if told_last <= asked_last { Ok(()) } else { Err(Refusal::ConsentNeeded { what }) }
}

/// Whether what a case holds may be given to a recipient as an evidence package, for this use. A package is a copy as well. Where
/// the other bureau told nothing, it is the bureau's own.
///
/// # Errors
/// As [`may_use`]; [`Refusal::WrongStage`] before anything was said, [`Refusal::Mismatch`] for a use in which nobody has it.
pub fn may_export(case: &Case, what: Use, recipient: &str) -> Result<(), Refusal> {
    if !matches!(what, Use::Agencies | Use::Onward | Use::Court) {
        return Err(Refusal::Mismatch { what: "a package is given to somebody" });
    }
    if case.standing().next().is_none() {
        return Err(Refusal::WrongStage { stage: case.stage });
    }
    for wanted in [what, Use::Copying] {
        match may_use(case, wanted, recipient) {
            Ok(()) | Err(Refusal::NothingTold) => {}
            Err(refusal) => return Err(refusal),
        }
    }
    Ok(())
}

/// What whoever said it may recall: what tells something that could be used and was not recalled, or was kept by the other
/// side in spite of it.
#[must_use]
pub fn may_recall(case: &Case, ours: bool) -> BTreeSet<MessageId> {
    let recalls = case.recalls();
    // A recall that is still to be answered, or was followed, is not said again.
    let last: BTreeMap<MessageId, bool> = recalls
        .iter()
        .flat_map(|recall| recall.messages.iter().map(|message| (*message, recall.is_kept())))
        .collect();
    let said =
        case.standing().filter(|told| (told.from != *case.other()) == ours && told.said.handling().is_some());
    said.map(|told| told.message).filter(|message| last.get(message).is_none_or(|kept| *kept)).collect()
}

/// Whether a side has room for one more recall or question for consent.
pub(super) fn room_for_claims(case: &Case, said: &Said, ours: bool) -> Result<(), Refusal> {
    let mine = |told: &&Told| (told.from != *case.other()) == ours;
    let max = CLAIMS_PER_SIDE_MAX;
    let made = match said {
        Said::Recalled { .. } => {
            case.standing().filter(mine).filter(|told| matches!(told.said, Said::Recalled { .. })).count()
        }
        Said::ConsentAsked { .. } => {
            case.standing().filter(mine).filter(|told| matches!(told.said, Said::ConsentAsked { .. })).count()
        }
        said if said.corrects().is_some() => {
            case.standing().filter(mine).filter(|told| told.said.corrects().is_some()).count()
        }
        _ => 0,
    };
    if made >= max {
        Err(Refusal::TooLarge { what: "the number of such questions, recalls or corrections", max })
    } else {
        Ok(())
    }
}

/// Whether its keeping was ended, or we have said that the case is deleted: nothing is said of it any more.
pub(super) fn is_last_word(case: &Case) -> bool {
    case.is_discarded()
        || case
            .recalls()
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
        Said::RecallAnswered { recall, outcome, .. } => {
            case.recalls().into_iter().any(|one| ours(one.recall, *recall) && one.takes(*outcome))
        }
        Said::Recalled { messages, .. } => {
            let distinct: BTreeSet<&MessageId> = messages.iter().collect();
            let may = may_recall(case, false);
            !messages.is_empty()
                && distinct.len() == messages.len()
                && messages.iter().all(|id| may.contains(id))
        }
        _ => true,
    };
    if !fits {
        return Err(Refusal::Mismatch { what: "it speaks of something that was not said" });
    }
    room_for_claims(case, said, false)
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
