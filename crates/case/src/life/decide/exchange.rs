//! What is said to the other bureau and heard from it.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::bureau::BureauCode;
use crate::exchange::{Attachment, Message, Proof, Question, Report, Said};
use crate::fit;
use crate::ground::Ground;
use crate::handling::{Handling, Use};
use crate::id::{AttachmentId, MessageId};
use crate::life::act::{Decided, Refusal};
use crate::life::event::{Event, Heard};
use crate::life::state::{Case, Outgoing, Side, Stage};
use crate::limits::{
    CASE_FILES_BYTES_MAX, CASE_WORDS_BYTES_MAX, FAILURES_RECORDED_MAX, MESSAGES_PER_CASE_MAX,
    REFUSAL_GROUNDS_MAX,
};

use super::{correction, handling, note, reasons};

/// Why a message is not sent when one before it was turned away.
const EARLIER_TURNED_AWAY: &str = "earlier-turned-away";

/// The posting of who says it is put in by [`super::decide`], which knows the officer.
pub(super) fn say(case: &Case, message: MessageId, said: Said) -> Result<Event, Refusal> {
    let kept = case.correction.as_ref().map(|prepared| prepared.files.as_slice()).unwrap_or_default();
    // Files go only with what is marked and can be recalled; those of a correction wait for it.
    let files = case.enclosed.iter().map(|attachment| attachment.id);
    let attachments: Vec<AttachmentId> = match &said {
        Said::AnswerCorrected { .. } => files.filter(|file| kept.contains(file)).collect(),
        Said::Reported(_) if case.is_supplementing() => Vec::new(),
        said if said.takes_files() => files.filter(|file| !kept.contains(file)).collect(),
        _ => Vec::new(),
    };
    handling::room_for_claims(case, &said, true)?;
    if handling::is_last_word(case) {
        return Err(Refusal::Recalled);
    }
    fit::said(&said)?;
    fit::files(attachments.len())?;
    let number = case.said + 1;
    room_for(Some(case), number, &said)?;
    Ok(Event::Said { message, number, office: None, said, attachments })
}

fn room_for_messages(number: u32) -> Result<(), Refusal> {
    let max = usize::try_from(MESSAGES_PER_CASE_MAX).unwrap_or(usize::MAX);
    if number > MESSAGES_PER_CASE_MAX {
        return Err(Refusal::TooLarge { what: "the number of messages", max });
    }
    Ok(())
}

/// Whether the case has room for one more message. The answer to a recall or correction always has: each is answered a few times
/// at most, and nothing may stand in the way of that.
fn room_for(case: Option<&Case>, number: u32, said: &Said) -> Result<(), Refusal> {
    if matches!(said, Said::RecallAnswered { .. } | Said::CorrectionAnswered { .. }) {
        return Ok(());
    }
    room_for_messages(number)?;
    room_for_words(case, said)
}

/// Whether the case has room for what is said besides.
fn room_for_words(case: Option<&Case>, said: &Said) -> Result<(), Refusal> {
    let there: usize = case.iter().flat_map(|case| &case.told).map(|told| fit::bytes_of(&told.said)).sum();
    if there.saturating_add(fit::bytes_of(said)) > CASE_WORDS_BYTES_MAX {
        return Err(Refusal::TooLarge { what: "all that was said in the case", max: CASE_WORDS_BYTES_MAX });
    }
    Ok(())
}

/// Whether the case has room for so many bytes of files more.
pub(super) fn room_for_files(case: Option<&Case>, bytes: u64) -> Result<(), Refusal> {
    let there: u64 = case.iter().flat_map(|case| &case.attachments).map(|known| known.bytes).sum();
    if there.saturating_add(bytes) > CASE_FILES_BYTES_MAX {
        let max = usize::try_from(CASE_FILES_BYTES_MAX).unwrap_or(usize::MAX);
        return Err(Refusal::TooLarge { what: "all files of the case together", max });
    }
    Ok(())
}

pub(super) fn hear(
    case: Option<&Case>,
    message: Message,
    proof: Proof,
    here: &BureauCode,
) -> Result<Vec<Event>, Refusal> {
    let Message { id, request, reference, kind, from, to, number, office, said, attachments } = message;
    if to != *here || from == *here {
        return Err(Refusal::Mismatch { what: "it is not addressed to this bureau" });
    }
    let named: Vec<Attachment> = attachments.iter().map(|(attachment, _)| attachment.clone()).collect();
    if let Some(told) = case.and_then(|case| case.told.iter().find(|told| told.message == id)) {
        // The receipt will say that this was taken: so it has to be the same, not only to bear the same identifier.
        let same = told.from == from && told.digest == Some(proof.digest);
        return Err(if same { Refusal::HeardBefore } else { Refusal::IdentifierTaken });
    }
    let heard = case.map_or(0, |case| case.heard);
    if number != heard + 1 {
        return Err(Refusal::OutOfOrder { expected: heard + 1 });
    }
    room_for(case, number, &said)?;
    if !named.is_empty() && !said.takes_files() {
        return Err(Refusal::Mismatch {
            what: "files come with a request, an addition, a report or an answer only",
        });
    }
    room_for_files(case, named.iter().fold(0, |sum, file| sum.saturating_add(file.bytes)))?;
    let mut files: BTreeSet<AttachmentId> = case
        .iter()
        .flat_map(|case| {
            case.attachments.iter().map(|known| known.id).chain(case.blocked_files.iter().copied())
        })
        .collect();
    if !named.iter().all(|attachment| files.insert(attachment.id)) {
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
            handling::fits(case, said)?;
            correction::fits(case, said)?;
            replaces(case, said, false)?;
        }
    }
    let mut events = vec![Event::Heard(Heard {
        message: id,
        request,
        reference,
        kind,
        from,
        to,
        number,
        office,
        said,
        attachments: named,
        proof,
    })];
    let kept =
        |(attachment, content): (Attachment, Vec<u8>)| Event::Kept { attachment: attachment.id, content };
    events.extend(attachments.into_iter().map(kept));
    Ok(events)
}

/// Whether the bureau opposite to `here` may say this.
fn may_say(here: Side, said: &Said) -> bool {
    if matches!(
        said,
        Said::ConsentAsked { .. }
            | Said::ConsentAnswered { .. }
            | Said::Recalled { .. }
            | Said::RecallAnswered { .. }
            | Said::CorrectionAnswered { .. }
            | Said::Reported(_)
    ) {
        return true;
    }
    let by_requesting =
        matches!(said, Said::Supplied { .. } | Said::Withdrawn { .. } | Said::RequestCorrected { .. });
    let again = matches!(said, Said::Request { .. });
    !again && (here == Side::Requested) == by_requesting
}

pub(super) fn look(case: &Case, message: MessageId) -> Result<Decided, Refusal> {
    let mut events = vec![Event::Looked];
    if case.side == Side::Requested && case.stage == Stage::Delivered {
        let number = case.said + 1;
        room_for_messages(number)?;
        // Reading does not take along what an officer has enclosed for the answer.
        let attachments = Vec::new();
        events.push(Event::Said { message, number, office: None, said: Said::Read, attachments });
    }
    Ok(events.into())
}

pub(super) fn withdraw(case: &Case, why: String, message: MessageId) -> Result<Decided, Refusal> {
    side(case, Side::Requesting)?;
    if case.stage.is_final() || !case.was_sent() {
        return Err(Refusal::WrongStage { stage: case.stage });
    }
    Ok(say(case, message, Said::Withdrawn { reasons: reasons(why)? })?.into())
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
    Ok(say(case, message, Said::Accepted { note: note(text)?, expected })?.into())
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
    Ok(say(case, message, Said::MoreAsked { questions })?.into())
}

pub(super) fn forward(case: &Case, to: String, text: String, message: MessageId) -> Result<Decided, Refusal> {
    deciding(case)?;
    let authority = handling::named(to)?;
    handling::may_use(case, Use::Agencies, &authority)?;
    Ok(say(case, message, Said::Forwarded { authority, note: note(text)? })?.into())
}

pub(super) fn answer(
    case: &Case,
    text: String,
    complete: bool,
    handling: Handling,
    message: MessageId,
) -> Result<Decided, Refusal> {
    deciding(case)?;
    handling.markings()?;
    let text = if case.enclosed.is_empty() { reasons(text)? } else { note(text)? };
    Ok(say(case, message, Said::Answered { text, complete, handling })?.into())
}

pub(super) fn report(case: &Case, report: Report, message: MessageId) -> Result<Decided, Refusal> {
    if !case.may_report() {
        return Err(Refusal::WrongStage { stage: case.stage });
    }
    report.handling.markings()?;
    let said = Said::Reported(Report { text: note(report.text)?, ..report });
    replaces(case, &said, true).map_err(|_| Refusal::NoReport)?;
    Ok(say(case, message, said)?.into())
}

/// Whether a report stands in the place of one that the same side made and that still stands.
fn replaces(case: &Case, said: &Said, ours: bool) -> Result<(), Refusal> {
    let Said::Reported(Report { instead_of: Some(wrong), .. }) = said else { return Ok(()) };
    // Of what is blocked here its sender may not know yet.
    let stands = case.course().iter().any(|step| step.told.message == *wrong && step.is_ours(case) == ours);
    if stands || (!ours && case.is_blocked(*wrong)) {
        return Ok(());
    }
    Err(Refusal::Mismatch { what: "it replaces a report that does not stand" })
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
    Ok(say(case, message, Said::Refused { grounds, reasons: reasons(why)? })?.into())
}

pub(super) fn record_failure(case: &Case, message: MessageId, code: String) -> Result<Decided, Refusal> {
    let out = waiting(case, message)?;
    // One entry for one cause, and not without end: the tries in between are the carrier's, not the record's.
    if out.failure.as_deref() == Some(code.as_str()) || out.failures >= FAILURES_RECORDED_MAX {
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
    let out = waiting(case, message)?;
    let code = match outcome {
        Ok(taken_at) => return Ok(Event::Delivered { message, taken_at, receipt }.into()),
        Err(code) => code,
    };
    // What was said after it was never on its way, and would make no sense without it.
    let later = case.outgoing.iter().filter(|later| later.number > out.number && later.turned_away.is_none());
    let later = later.map(|later| Event::TurnedAway {
        message: later.message,
        code: EARLIER_TURNED_AWAY.to_owned(),
        receipt: Vec::new(),
    });
    Ok(std::iter::once(Event::TurnedAway { message, code, receipt }).chain(later).collect::<Vec<_>>().into())
}

fn waiting(case: &Case, message: MessageId) -> Result<&Outgoing, Refusal> {
    case.outgoing
        .iter()
        .find(|out| out.message == message && out.taken_at.is_none() && out.turned_away.is_none())
        .ok_or(Refusal::NoMessage)
}

fn deciding(case: &Case) -> Result<(), Refusal> {
    side(case, Side::Requested)?;
    if case.is_in_hand() { Ok(()) } else { Err(Refusal::WrongStage { stage: case.stage }) }
}

fn side(case: &Case, wanted: Side) -> Result<(), Refusal> {
    if case.side == wanted { Ok(()) } else { Err(Refusal::WrongSide) }
}
