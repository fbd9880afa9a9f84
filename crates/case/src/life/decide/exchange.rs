//! What is said to the other bureau and heard from it.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::bureau::BureauCode;
use crate::exchange::{Message, Question, Said};
use crate::ground::Ground;
use crate::id::{AttachmentId, MessageId};
use crate::life::act::{Decided, Refusal};
use crate::life::event::Event;
use crate::life::state::{Case, Outgoing, Side, Stage};
use crate::limits::{MESSAGES_PER_CASE_MAX, QUESTIONS_MAX, REASONS_BYTES_MAX, REFUSAL_GROUNDS_MAX};

use super::{note, reasons};

/// Whether the requested bureau has the request in hand and may still decide it.
pub(super) fn in_hand(case: &Case) -> bool {
    case.side == Side::Requested
        && matches!(
            case.stage,
            Stage::Delivered | Stage::Read | Stage::MoreAsked | Stage::Accepted | Stage::Forwarded
        )
}

pub(super) fn say(case: &Case, message: MessageId, said: Said) -> Event {
    let attachments = case.enclosed.iter().map(|attachment| attachment.id).collect();
    Event::Said { message, number: case.said + 1, said, attachments }
}

pub(super) fn hear(case: Option<&Case>, message: Message, here: &BureauCode) -> Result<Vec<Event>, Refusal> {
    let Message { id, request, reference, kind, from, to, number, said, attachments } = message;
    if to != *here || from == *here {
        return Err(Refusal::Mismatch { what: "it is not addressed to this bureau" });
    }
    if case.is_some_and(|case| case.told.iter().any(|told| told.message == id)) {
        return Err(Refusal::HeardBefore);
    }
    let heard = case.map_or(0, |case| case.heard);
    if number != heard + 1 {
        return Err(Refusal::OutOfOrder { expected: heard + 1 });
    }
    if number > MESSAGES_PER_CASE_MAX {
        let max = usize::try_from(MESSAGES_PER_CASE_MAX).unwrap_or(usize::MAX);
        return Err(Refusal::TooLarge { what: "the number of messages", max });
    }
    let mut files: BTreeSet<AttachmentId> =
        case.iter().flat_map(|case| &case.attachments).map(|known| known.id).collect();
    if !attachments.iter().all(|(attachment, _)| files.insert(attachment.id)) {
        return Err(Refusal::Mismatch { what: "two files bear the same identifier" });
    }
    match (case, &said) {
        (None, Said::Request { .. }) => {}
        (None, _) => return Err(Refusal::Mismatch { what: "no such request is known here" }),
        (Some(case), said) => {
            if case.request != request || case.kind != kind || *case.other() != from {
                return Err(Refusal::Mismatch { what: "request, kind or sender differ" });
            }
            if !may_say(case.side, said) {
                return Err(Refusal::Mismatch { what: "the sender's side may not say this" });
            }
        }
    }
    let named = attachments.iter().map(|(attachment, _)| attachment.clone()).collect();
    let mut events = vec![Event::Heard {
        message: id,
        request,
        reference,
        kind,
        from,
        to,
        number,
        said,
        attachments: named,
    }];
    events
        .extend(attachments.into_iter().map(|(attachment, content)| Event::Attached { attachment, content }));
    Ok(events)
}

/// Whether the bureau opposite to `here` may say this.
fn may_say(here: Side, said: &Said) -> bool {
    let by_requesting = matches!(said, Said::Supplied { .. } | Said::Withdrawn { .. });
    let again = matches!(said, Said::Request { .. });
    !again && (here == Side::Requested) == by_requesting
}

pub(super) fn look(case: &Case, message: MessageId) -> Decided {
    let mut events = vec![Event::Looked];
    if case.side == Side::Requested && case.stage == Stage::Delivered {
        // Reading does not take along what an officer has enclosed for the answer.
        events.push(Event::Said {
            message,
            number: case.said + 1,
            said: Said::Read,
            attachments: Vec::new(),
        });
    }
    events.into()
}

pub(super) fn withdraw(case: &Case, why: String, message: MessageId) -> Result<Decided, Refusal> {
    side(case, Side::Requesting)?;
    if case.stage.is_final() || !case.was_sent() {
        return Err(Refusal::WrongStage { stage: case.stage });
    }
    Ok(say(case, message, Said::Withdrawn { reasons: reasons(why)? }).into())
}

pub(super) fn accept(
    case: &Case,
    text: String,
    expected: Option<Date>,
    message: MessageId,
) -> Result<Decided, Refusal> {
    side(case, Side::Requested)?;
    if !matches!(case.stage, Stage::Delivered | Stage::Read | Stage::MoreAsked) {
        return Err(Refusal::WrongStage { stage: case.stage });
    }
    Ok(say(case, message, Said::Accepted { note: note(text)?, expected }).into())
}

pub(super) fn ask_more(
    case: &Case,
    questions: Vec<Question>,
    message: MessageId,
) -> Result<Decided, Refusal> {
    deciding(case)?;
    if questions.is_empty() || questions.iter().any(|question| question.text.trim().is_empty()) {
        return Err(Refusal::NoReasons);
    }
    if questions.len() > QUESTIONS_MAX {
        return Err(Refusal::TooLarge { what: "the number of questions", max: QUESTIONS_MAX });
    }
    if questions.iter().any(|question| question.text.len() > REASONS_BYTES_MAX) {
        return Err(Refusal::TooLarge { what: "a question", max: REASONS_BYTES_MAX });
    }
    Ok(say(case, message, Said::MoreAsked { questions }).into())
}

pub(super) fn forward(case: &Case, to: String, text: String, message: MessageId) -> Result<Decided, Refusal> {
    deciding(case)?;
    Ok(say(case, message, Said::Forwarded { authority: reasons(to)?, note: note(text)? }).into())
}

pub(super) fn answer(
    case: &Case,
    text: String,
    complete: bool,
    message: MessageId,
) -> Result<Decided, Refusal> {
    deciding(case)?;
    let text = if case.enclosed.is_empty() { reasons(text)? } else { note(text)? };
    Ok(say(case, message, Said::Answered { text, complete }).into())
}

pub(super) fn refuse(
    case: &Case,
    grounds: Vec<Ground>,
    why: String,
    message: MessageId,
) -> Result<Decided, Refusal> {
    deciding(case)?;
    let distinct = grounds.iter().collect::<BTreeSet<_>>().len();
    if distinct == 0 || distinct != grounds.len() || distinct > REFUSAL_GROUNDS_MAX {
        return Err(Refusal::BadGrounds);
    }
    Ok(say(case, message, Said::Refused { grounds, reasons: reasons(why)? }).into())
}

pub(super) fn record_failure(case: &Case, message: MessageId, code: String) -> Result<Decided, Refusal> {
    let out = waiting(case, message)?;
    // One entry for one cause: the tries in between are the carrier's, not the record's.
    if out.failure.as_deref() == Some(code.as_str()) {
        return Ok(Decided::default());
    }
    Ok(Event::NotDelivered { message, code }.into())
}

pub(super) fn record_receipt(
    case: &Case,
    message: MessageId,
    outcome: Result<Timestamp, String>,
    receipt: Vec<u8>,
) -> Result<Decided, Refusal> {
    waiting(case, message)?;
    Ok(match outcome {
        Ok(taken_at) => Event::Delivered { message, taken_at, receipt },
        Err(code) => Event::TurnedAway { message, code, receipt },
    }
    .into())
}

fn waiting(case: &Case, message: MessageId) -> Result<&Outgoing, Refusal> {
    case.outgoing
        .iter()
        .find(|out| out.message == message && out.taken_at.is_none() && out.turned_away.is_none())
        .ok_or(Refusal::NoMessage)
}

fn deciding(case: &Case) -> Result<(), Refusal> {
    side(case, Side::Requested)?;
    if in_hand(case) { Ok(()) } else { Err(Refusal::WrongStage { stage: case.stage }) }
}

fn side(case: &Case, wanted: Side) -> Result<(), Refusal> {
    if case.side == wanted { Ok(()) } else { Err(Refusal::WrongSide) }
}
