//! Preparing what is right in place of what we said, and answering the corrections of the other bureau (Directive (EU) 2016/680,
//! articles 7(3), 16(1) and 16(6)).

use super::super::act::{Decided, Refusal};
use super::super::event::Event;
use super::super::originator::Correction;
use super::super::state::{Case, Stage};
use super::correction::{answers_with, may_correct, righting};
use super::draft::{answered, is_settled};
use super::exchange::say;
use super::uses::passed_on;
use super::{note, reasons};
use crate::exchange::{Right, Said};
use crate::fit;
use crate::id::{AttachmentId, MessageId};
use crate::opinion::Opinion;

pub(super) fn prepare(
    case: &Case,
    (message, right): (MessageId, Right),
    opinion: Opinion,
    explained: Vec<(String, String)>,
) -> Result<Decided, Refusal> {
    // Questions for a person are about one thing at a time.
    if matches!(case.stage, Stage::Review | Stage::Approval) {
        return Err(Refusal::WrongStage { stage: case.stage });
    }
    // Whoever approves one has seen that one: another is prepared once it was sent back.
    if case.correction.is_some() {
        return Err(Refusal::CorrectionOpen);
    }
    if !may_correct(case, true).contains(&message) {
        return Err(Refusal::NothingToCorrect);
    }
    let (right, files) = match right {
        Right::Request(rights) => (Right::Request(righting(case, message, rights)?), Vec::new()),
        Right::Answer { text, handling, files: wrong, reasons: why } => {
            handling.markings()?;
            let files = enclosed(case);
            let right = Right::Answer { text: note(text)?, handling, files: wrong, reasons: reasons(why)? };
            answers_with(case, message, &right, files.len())?;
            (right, files)
        }
    };
    fit::files(files.len())?;
    let explained = match case.righted(message, &right) {
        Some(facts) => answered(&opinion, explained, |finding| is_settled(case, finding, &facts))?,
        None => Vec::new(),
    };
    Ok(Event::CorrectionPrepared { message, right, files, opinion, explained }.into())
}

/// The files that were put in to go with what is said next.
fn enclosed(case: &Case) -> Vec<AttachmentId> {
    case.enclosed.iter().map(|attachment| attachment.id).collect()
}

pub(super) fn answer(
    case: &Case,
    (correction, followed): (MessageId, bool),
    besides: Vec<String>,
    why: String,
    message: MessageId,
) -> Result<Decided, Refusal> {
    let theirs = |one: &Correction<'_>| {
        one.correction.message == correction && one.correction.from == *case.other() && one.takes(followed)
    };
    if !case.corrections().iter().any(theirs) {
        return Err(Refusal::NotAsked);
    }
    let passed_on = passed_on(case, besides)?;
    let reasons = if followed { note(why)? } else { reasons(why)? };
    Ok(say(case, message, Said::CorrectionAnswered { correction, followed, passed_on, reasons })?.into())
}
