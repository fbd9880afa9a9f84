//! Deciding: from a case and an act to events, or a refusal.

mod retention;
mod tasks;
mod correct;
mod draft;
mod uses;
mod exchange;
mod correction;
mod handling;

pub use correction::may_correct;
pub(super) use draft::{basis, needs_person};
pub use handling::{may_export, may_recall, may_use};
pub use retention::is_copied;

use super::act::{Act, Decided, Refusal};
use super::event::Event;
use super::state::{Case, Side};
use crate::bureau::{BureauCode, Officer};
use crate::fit;
use crate::id::OfficerId;
use crate::limits::{CIRCLE_OFFICERS_MAX, REASONS_BYTES_MAX};

/// What an act comes to on a case as it stands; `by` is the officer who wants it, `None` the node itself.
///
/// # Errors
/// A [`Refusal`] that says what stands in the way; nothing has changed then.
pub fn decide(
    case: Option<&Case>,
    act: Act,
    by: Option<&Officer>,
    here: &BureauCode,
) -> Result<Decided, Refusal> {
    let act = match act {
        Act::Open { request, reference, kind, from, to, origin } => {
            return match case {
                Some(_) => Err(Refusal::Exists),
                None if from == to => Err(Refusal::Mismatch { what: "a bureau does not write to itself" }),
                None => Ok(Event::Opened { request, reference, kind, from, to, origin }.into()),
            };
        }
        Act::Hear(message, proof) => return exchange::hear(case, *message, proof, here).map(Decided::from),
        act => act,
    };
    let case = case.ok_or(Refusal::NoCase)?;
    let mut decided = on_case(case, act, by)?;
    for event in &mut decided.events {
        if let Event::Said { office, .. } = event {
            *office = by.and_then(|officer| officer.roles.first().copied());
        }
    }
    Ok(decided)
}

fn on_case(case: &Case, act: Act, by: Option<&Officer>) -> Result<Decided, Refusal> {
    match act {
        Act::Open { .. } | Act::Hear(..) => Err(Refusal::Exists),
        Act::Edit(changes) => draft::edit(case, changes),
        Act::Attach { attachment, content } => draft::attach(case, attachment, content),
        Act::Detach(attachment) => draft::detach(case, attachment),
        Act::Submit { opinion, explained } => draft::submit(case, opinion, explained),
        Act::Judge { rule, judgement, weighed, reasons, seen } => {
            draft::judge(case, (rule, seen), judgement, (weighed, reasons), by)
        }
        Act::SendBack { reasons } => draft::send_back(case, reasons),
        Act::Approve { opinion, message, seen } => draft::approve(case, opinion, (message, seen), by),
        Act::BreakGlass { opinion, reasons, message, seen } => {
            draft::break_glass(case, opinion, reasons, (message, seen), by)
        }
        Act::ReviewEmergency { justified, reasons } => draft::review_emergency(case, justified, reasons, by),
        Act::Withdraw { reasons, message } => exchange::withdraw(case, reasons, message),
        Act::Assess(opinion) => Ok(Event::Assessed { opinion }.into()),
        Act::Look { message } => exchange::look(case, message),
        Act::Accept { note, expected, message } => exchange::accept(case, note, expected, message),
        Act::AskMore { questions, message } => exchange::ask_more(case, questions, message),
        Act::Forward { authority, note, message } => exchange::forward(case, authority, note, message),
        Act::Answer { text, complete, handling, message } => {
            exchange::answer(case, text, complete, handling, message)
        }
        Act::Report { report, message } => exchange::report(case, report, message),
        Act::Refuse { grounds, reasons, message } => exchange::refuse(case, grounds, reasons, message),
        Act::Use { what, recipient, reasons } => uses::make_use(case, what, recipient, reasons),
        Act::Export { what, recipient, reasons, package } => {
            uses::export(case, what, (recipient, reasons), package)
        }
        Act::AskConsent { wanted, recipient, reasons, message } => {
            uses::ask_consent(case, wanted, recipient, reasons, message)
        }
        Act::AnswerConsent { asked, granted, terms, message } => {
            uses::answer_consent(case, asked, granted, terms, message)
        }
        Act::Recall { messages, reasons, message } => uses::recall(case, messages, reasons, message),
        Act::AnswerRecall { recall, outcome, passed_on, reasons, message } => {
            uses::answer_recall(case, (recall, outcome), passed_on, reasons, message)
        }
        Act::Correct { message, right, opinion, explained } => {
            correct::prepare(case, (message, right), opinion, explained)
        }
        Act::AnswerCorrection { correction, followed, passed_on, reasons, message } => {
            correct::answer(case, (correction, followed), passed_on, reasons, message)
        }
        Act::RecordFailure { message, code } => exchange::record_failure(case, message, code),
        Act::RecordReceipt { message, outcome, receipt } => {
            exchange::record_receipt(case, message, outcome, receipt)
        }
        Act::Assign(officer) => Ok(Event::Assigned { officer }.into()),
        Act::Restrict { circle, reasons: why } => restrict(case, circle, why, by),
        Act::SetDeadline(deadline) => Ok(Event::DeadlineSet(deadline).into()),
        Act::MeetDeadline { name } => Ok(meet_deadline(case, name)),
        Act::Note { text } => Ok(Event::Noted { text: reasons(text)? }.into()),
        Act::Draw { form, language, digest } => Ok(Event::Drawn { form, language, digest }.into()),
        Act::Close { reasons: why } => close(case, why),
        Act::BeginPeriod { until } => Ok(Event::Retained { until, reasons: String::new() }.into()),
        Act::Retain { until, today, reasons } => retention::retain(case, (until, today), reasons),
        Act::Discard { reasons } => retention::discard(case, reasons, by),
        Act::GiveTask { task, authority, name, asked, due, files } => {
            tasks::give(case, task, (authority, name), (asked, due), files)
        }
        Act::AnswerTask { task, done, text, files } => tasks::answer(case, task, (done, text), files, by),
        Act::TakeBackTask { task, reasons } => tasks::take_back(case, task, reasons),
        Act::Enclose(attachment) => tasks::enclose(case, attachment),
        Act::EnterCircle { reasons } => enter_circle(case, reasons, by),
    }
}

/// A closed case may be kept to fewer as well, or to more: it is still read.
fn restrict(
    case: &Case,
    mut circle: Vec<OfficerId>,
    why: String,
    by: Option<&Officer>,
) -> Result<Decided, Refusal> {
    // Whoever entered alone neither takes themselves in nor puts others out.
    if by.is_some_and(|by| case.entered.contains(&by.id)) {
        return Err(Refusal::OwnWork);
    }
    circle.sort_unstable();
    circle.dedup();
    if circle.len() > CIRCLE_OFFICERS_MAX {
        return Err(Refusal::TooLarge { what: "the circle of officers", max: CIRCLE_OFFICERS_MAX });
    }
    let reasons = reasons(why)?;
    // Whoever entered alone and is to stay is taken in by saying so.
    let stands = circle == case.circle && case.entered.is_empty();
    Ok(if stands { Decided::default() } else { Event::Restricted { circle, reasons }.into() })
}

/// Nobody enters where they may look already, and nobody twice before somebody else has looked at the first time.
fn enter_circle(case: &Case, why: String, by: Option<&Officer>) -> Result<Decided, Refusal> {
    let outside = by.is_some_and(|by| !case.circle.contains(&by.id));
    if case.circle.is_empty() || !outside {
        return Err(Refusal::NotKept);
    }
    if case.circle.len() >= CIRCLE_OFFICERS_MAX {
        return Err(Refusal::TooLarge { what: "the circle of officers", max: CIRCLE_OFFICERS_MAX });
    }
    Ok(Event::CircleEntered { reasons: reasons(why)? }.into())
}

fn meet_deadline(case: &Case, name: String) -> Decided {
    let runs = case.deadlines.iter().any(|deadline| deadline.name == name);
    if runs { Event::DeadlineMet { name }.into() } else { Decided::default() }
}

fn close(case: &Case, why: String) -> Result<Decided, Refusal> {
    let unsent_draft = case.side == Side::Requesting && !case.was_sent();
    if case.stage == super::Stage::Closed || !(case.stage.is_final() || unsent_draft) {
        return Err(Refusal::WrongStage { stage: case.stage });
    }
    if case.to_review().is_some() {
        return Err(Refusal::NotReviewed);
    }
    if !case.tasked().is_empty() {
        return Err(Refusal::TaskOpen);
    }
    // It may yet be turned away, and would then have to be said again.
    if case.undelivered().is_some() {
        return Err(Refusal::Undelivered);
    }
    Ok(Event::Closed { reasons: reasons(why)? }.into())
}

/// Reasons that say something and are not too long.
fn reasons(text: String) -> Result<String, Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::NoReasons);
    }
    note(text)
}

/// A note that may be empty and is not too long.
fn note(text: String) -> Result<String, Refusal> {
    fit::prose("the text", &text, REASONS_BYTES_MAX)?;
    Ok(text)
}
