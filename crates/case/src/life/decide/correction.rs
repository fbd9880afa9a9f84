//! What may be corrected, and whether a correction fits what it corrects.

use std::collections::BTreeSet;

use super::super::act::Refusal;
use super::super::state::{Case, Prepared, Told};
use super::handling::may_recall;
use super::reasons;
use crate::exchange::{FieldRight, RecallOutcome, Right, Said};
use crate::fact::{Facts, changed};
use crate::fit;
use crate::id::{AttachmentId, MessageId};
use crate::opinion::Opinion;

/// What whoever said it may correct: how the request stands, and answers; not what was recalled or corrected since, and nothing
/// once the other side has deleted the case.
#[must_use]
pub fn may_correct(case: &Case, ours: bool) -> BTreeSet<MessageId> {
    let mine = |told: &Told| (told.from != *case.other()) == ours;
    let recalls = case.recalls();
    let deleted = |outcome| outcome == RecallOutcome::Deleted;
    if recalls.iter().any(|one| mine(one.recall) && one.answer.is_some_and(|(_, what, ..)| deleted(what))) {
        return BTreeSet::new();
    }
    let corrected = case.corrected();
    let stands = case.statement().map(|told| told.message);
    let mut may = may_recall(case, ours);
    may.retain(|message| {
        let told = case.told.iter().find(|told| told.message == *message);
        match told.map(|told| &told.said) {
            // Another report takes its place.
            Some(Said::Reported(_)) | None => false,
            Some(said) if said.stated().is_some() => stands == Some(*message),
            Some(_) => !corrected.contains_key(message),
        }
    });
    may
}

/// The fields that are right, where they differ from what is stated, each once and with its reasons.
pub(super) fn righting(
    case: &Case,
    message: MessageId,
    rights: Vec<FieldRight>,
) -> Result<Vec<FieldRight>, Refusal> {
    let rights: Vec<FieldRight> = rights
        .into_iter()
        .map(|one| Ok(FieldRight { reasons: reasons(one.reasons)?, ..one }))
        .collect::<Result<_, Refusal>>()?;
    let told = case.told.iter().find(|told| told.message == message);
    let before = told.and_then(|told| told.said.stated()).ok_or(Refusal::NothingToCorrect)?;
    let right = Right::Request(rights.clone());
    let after = case.righted(message, &right).ok_or(Refusal::NothingToCorrect)?;
    let differs = changed(before, &after);
    let named: BTreeSet<&str> = rights.iter().map(|one| one.field.as_str()).collect();
    if differs.is_empty() || differs != named || named.len() != rights.len() {
        return Err(Refusal::NothingToCorrect);
    }
    fit::fields(&after)?;
    Ok(rights)
}

/// Whether an answer is corrected to something else, that still says something; `files` is how many come with it.
pub(super) fn answers_with(
    case: &Case,
    message: MessageId,
    right: &Right,
    files: usize,
) -> Result<(), Refusal> {
    let Right::Answer { text, handling, files: wrong, .. } = right else {
        return Err(Refusal::NothingToCorrect);
    };
    let told = case.told.iter().find(|told| told.message == message).ok_or(Refusal::NothingToCorrect)?;
    let (Said::Answered { text: before, handling: bore, .. }
    | Said::AnswerCorrected { text: before, handling: bore, .. }) = &told.said
    else {
        return Err(Refusal::NothingToCorrect);
    };
    let same = text == before && handling == bore && wrong.is_empty() && files == 0;
    let distinct: BTreeSet<&AttachmentId> = wrong.iter().collect();
    let right_now = files_of(case, true);
    let left = right_now.iter().filter(|file| !distinct.contains(file)).count() + files;
    let known = distinct.len() == wrong.len() && distinct.iter().all(|file| right_now.contains(file));
    if same || !known || (text.trim().is_empty() && left == 0) {
        return Err(Refusal::NothingToCorrect);
    }
    Ok(())
}

/// The files of one side that were not said to be wrong.
fn files_of(case: &Case, ours: bool) -> BTreeSet<AttachmentId> {
    let said = case.standing().filter(|told| (told.from != *case.other()) == ours);
    let files = said.flat_map(|told| &told.attachments).map(|file| file.id);
    files.filter(|file| !case.wrong_files.contains(file)).collect()
}

/// What is said once a second officer has approved it.
pub(super) fn corrected(case: &Case, prepared: &Prepared, opinion: &Opinion) -> Result<Said, Refusal> {
    let message = prepared.message;
    Ok(match (&prepared.right, case.righted(message, &prepared.right)) {
        (Right::Request(rights), Some(fields)) => {
            let reasons = rights.iter().map(|one| (one.field.clone(), one.reasons.clone())).collect();
            Said::RequestCorrected { message, fields, reasons, opinion: opinion.clone() }
        }
        (Right::Answer { text, handling, files, reasons }, _) => Said::AnswerCorrected {
            message,
            text: text.clone(),
            handling: handling.clone(),
            files: files.clone(),
            reasons: reasons.clone(),
        },
        (Right::Request(_), None) => return Err(Refusal::NothingToCorrect),
    })
}

/// Whether a correction of the other bureau, or its answer to one, fits what was said. Of what is blocked here nothing is left to
/// compare with: its sender may not know of that yet.
pub(super) fn fits(case: &Case, said: &Said) -> Result<(), Refusal> {
    let theirs = |wanted: MessageId| {
        case.told.iter().find(|told| told.message == wanted && told.from == *case.other())
    };
    let fits = match said {
        Said::RequestCorrected { message, fields, reasons, .. } => theirs(*message).is_some_and(|told| {
            let differs = |before: &Facts| {
                let named: BTreeSet<&str> = reasons.keys().map(String::as_str).collect();
                !named.is_empty() && (case.is_blocked(*message) || changed(before, fields) == named)
            };
            told.said.stated().is_some_and(differs)
        }),
        Said::AnswerCorrected { message, files, .. } => theirs(*message).is_some_and(|told| {
            let answer = matches!(told.said, Said::Answered { .. } | Said::AnswerCorrected { .. });
            let known = files_of(case, false);
            let distinct: BTreeSet<&AttachmentId> = files.iter().collect();
            let gone =
                |file: &AttachmentId| case.blocked_files.contains(file) || case.wrong_files.contains(file);
            let all = files.iter().all(|file| known.contains(file) || gone(file));
            answer && distinct.len() == files.len() && all
        }),
        Said::CorrectionAnswered { correction, followed, .. } => case.corrections().into_iter().any(|one| {
            one.correction.message == *correction
                && one.correction.from != *case.other()
                && one.takes(*followed)
        }),
        _ => true,
    };
    if fits { Ok(()) } else { Err(Refusal::Mismatch { what: "it corrects something that was not said so" }) }
}
