//! From a draft to what is sent: editing, checking, judging, approving.

use crate::bureau::Officer;
use crate::exchange::{Attachment, Said};
use crate::fact::Facts;
use crate::fit;
use crate::form::Form;
use crate::id::{AttachmentId, MessageId};
use crate::life::act::{Conflict, Decided, FieldChange, Refusal};
use crate::life::event::{Event, Judgement};
use crate::life::state::{Case, Side, Stage};
use crate::opinion::{Effect, Finding, FindingResult, Opinion};

use super::{correction, exchange, reasons};

pub(super) fn edit(case: &Case, changes: Vec<FieldChange>) -> Result<Decided, Refusal> {
    require(case, case.may_edit())?;
    let mut decided = Decided::default();
    let mut made = Vec::new();
    let mut after = case.facts();
    for FieldChange { field, value, seen } in changes {
        if Form::of(case.kind).is_none() {
            return Err(Refusal::NoField { field });
        }
        let stands = case.fields.get(&field);
        match stands {
            _ if stands.and_then(|state| state.value.as_ref()) == value.as_ref() => {}
            Some(state) if state.revision > seen => {
                decided.conflicts.push(Conflict { field, wanted: value, stands: state.clone() });
            }
            _ => {
                match &value {
                    Some(value) => after.insert(field.clone(), value.clone()),
                    None => after.remove(&field),
                };
                made.push((field, value));
            }
        }
    }
    fit::fields(&after)?;
    if !made.is_empty() {
        decided.events.push(Event::Edited { changes: made });
    }
    Ok(decided)
}

pub(super) fn attach(case: &Case, attachment: Attachment, content: Vec<u8>) -> Result<Decided, Refusal> {
    require(case, case.may_enclose())?;
    fit::attachment(&attachment, content.len())?;
    fit::files(case.enclosed.len() + 1)?;
    exchange::room_for_files(Some(case), attachment.bytes)?;
    let kept = Event::Kept { attachment: attachment.id, content };
    Ok(vec![Event::Attached { attachment }, kept].into())
}

pub(super) fn detach(case: &Case, attachment: AttachmentId) -> Result<Decided, Refusal> {
    require(case, case.may_enclose())?;
    let kept = case.correction.as_ref().is_some_and(|prepared| prepared.files.contains(&attachment));
    if kept {
        return Err(Refusal::CorrectionOpen);
    }
    if case.enclosed.iter().any(|known| known.id == attachment) {
        Ok(Event::Detached { attachment }.into())
    } else {
        Err(Refusal::NoAttachment)
    }
}

pub(super) fn submit(
    case: &Case,
    opinion: Opinion,
    explained: Vec<(String, String)>,
) -> Result<Decided, Refusal> {
    require(case, case.may_edit())?;
    if case.correction.is_some() {
        return Err(Refusal::CorrectionOpen);
    }
    let explained = answered(&opinion, explained, |_| false)?;
    Ok(Event::Submitted { opinion, explained }.into())
}

/// The explanations, where nothing stands in the way and all that is asked for and not settled otherwise is explained.
pub(super) fn answered(
    opinion: &Opinion,
    explained: Vec<(String, String)>,
    is_settled: impl Fn(&Finding) -> bool,
) -> Result<Vec<(String, String)>, Refusal> {
    blocked(opinion)?;
    let is_explained = |finding: &Finding| {
        explained.iter().any(|(rule, why)| *rule == finding.rule && !why.trim().is_empty())
    };
    let unanswered: Vec<String> = opinion
        .findings
        .iter()
        .filter(|finding| asks(finding) && !is_explained(finding) && !is_settled(finding))
        .map(|finding| finding.rule.clone())
        .collect();
    if !unanswered.is_empty() {
        return Err(Refusal::Unanswered { rules: unanswered });
    }
    explained.into_iter().map(|(rule, why)| Ok((rule, reasons(why)?))).collect()
}

pub(super) fn judge(
    case: &Case,
    (rule, seen): (String, u64),
    judgement: Judgement,
    (weighed, why): (Vec<String>, String),
    by: Option<&Officer>,
) -> Result<Decided, Refusal> {
    is_what_was_seen(case, seen)?;
    require(case, case.stage == Stage::Review || case.correction.is_some())?;
    not_own(case, by)?;
    let question =
        case.referrals.iter().find(|referral| referral.finding.rule == rule).ok_or(Refusal::NoQuestion)?;
    if question.decision.is_some() {
        return Err(Refusal::NoQuestion);
    }
    let why = reasons(why)?;
    // What the rule does not name is no factor of this question.
    let factors = question.finding.facts.union(&question.finding.missing);
    let weighed = factors.filter(|factor| weighed.contains(factor)).cloned().collect();
    let mut events = vec![Event::Judged { rule, judgement, weighed, reasons: why.clone() }];
    if judgement == Judgement::Against {
        events.push(Event::SentBack { reasons: why });
    }
    Ok(events.into())
}

pub(super) fn send_back(case: &Case, why: String) -> Result<Decided, Refusal> {
    require(case, is_submitted(case))?;
    Ok(Event::SentBack { reasons: reasons(why)? }.into())
}

pub(super) fn approve(
    case: &Case,
    opinion: Opinion,
    (message, seen): (MessageId, u64),
    by: Option<&Officer>,
) -> Result<Decided, Refusal> {
    require(case, case.stage == Stage::Approval || case.correction.is_some())?;
    is_what_was_seen(case, seen)?;
    not_own(case, by)?;
    let undecided = lawful(case, &opinion)?;
    if !undecided.is_empty() {
        return Err(Refusal::Undecided { rules: undecided });
    }
    Ok(send(case, opinion, message)?.into())
}

/// Whoever sends decides on what they read, and so does a reviewer: what was submitted anew since is another thing.
const fn is_what_was_seen(case: &Case, seen: u64) -> Result<(), Refusal> {
    if case.submitted <= seen { Ok(()) } else { Err(Refusal::Changed) }
}

/// Whether a draft, or a correction, waits for a second person.
fn is_submitted(case: &Case) -> bool {
    case.correction.is_some() || matches!(case.stage, Stage::Review | Stage::Approval)
}

/// The rules whose questions wait for a person, where nothing is forbidden. The law on what the other bureau asks does not check
/// an answer.
fn lawful(case: &Case, opinion: &Opinion) -> Result<Vec<String>, Refusal> {
    if case.side == Side::Requested {
        return Ok(Vec::new());
    }
    blocked(opinion)?;
    Ok(undecided(case, opinion))
}

fn send(case: &Case, opinion: Opinion, message: MessageId) -> Result<Vec<Event>, Refusal> {
    if let Some(prepared) = &case.correction {
        let said = correction::corrected(case, prepared, &opinion)?;
        return Ok(vec![Event::Approved { opinion }, exchange::say(case, message, said)?]);
    }
    let (fields, found) = (case.facts(), opinion.clone());
    let said = if case.was_sent() {
        Said::Supplied { fields, opinion: found }
    } else {
        Said::Request { fields, opinion: found }
    };
    Ok(vec![Event::Approved { opinion }, exchange::say(case, message, said)?])
}

/// The rules whose questions wait for a person.
fn undecided(case: &Case, opinion: &Opinion) -> Vec<String> {
    let facts = case.facts_to_be();
    let open = |finding: &&Finding| needs_person(finding) && !is_settled(case, finding, &facts);
    opinion.findings.iter().filter(open).map(|finding| finding.rule.clone()).collect()
}

/// One officer sends alone: what the law forbids stays forbidden, what a second person would have decided is written down.
pub(super) fn break_glass(
    case: &Case,
    opinion: Opinion,
    why: String,
    (message, seen): (MessageId, u64),
    by: Option<&Officer>,
) -> Result<Decided, Refusal> {
    require(case, is_submitted(case))?;
    is_what_was_seen(case, seen)?;
    if by.is_none() {
        return Err(Refusal::OwnWork);
    }
    if !case.is_urgent() {
        return Err(Refusal::NotUrgent);
    }
    let undecided = lawful(case, &opinion)?;
    if undecided.iter().any(|rule| is_objected(case, &opinion, rule)) {
        return Err(Refusal::Objected);
    }
    let broken = Event::GlassBroken { reasons: reasons(why)?, undecided };
    Ok(std::iter::once(broken).chain(send(case, opinion, message)?).collect::<Vec<_>>().into())
}

/// Whether what a second person decided last on these same facts was against it.
fn is_objected(case: &Case, opinion: &Opinion, rule: &str) -> bool {
    let Some(finding) = opinion.findings.iter().find(|finding| finding.rule == rule) else { return false };
    let rests_on = basis(finding, &case.facts_to_be());
    let mut decided = case.decisions.iter().rev();
    let last = decided.find(|decision| decision.rule == rule && decision.basis == rests_on);
    last.is_some_and(|decision| decision.judgement == Judgement::Against)
}

/// Nobody reviews what they sent alone, or wrote.
pub(super) fn review_emergency(
    case: &Case,
    justified: bool,
    why: String,
    by: Option<&Officer>,
) -> Result<Decided, Refusal> {
    let emergency = case.to_review().ok_or(Refusal::NoEmergency)?;
    not_own(case, by)?;
    if by.map(|officer| officer.id) == emergency.by {
        return Err(Refusal::OwnWork);
    }
    Ok(Event::EmergencyReviewed { justified, reasons: reasons(why)? }.into())
}

/// Whether this finding leaves a question to a person: a judgement, or something asked for that cannot be supplied.
pub(in crate::life) fn needs_person(finding: &Finding) -> bool {
    asks(finding)
        || (finding.is_raised() && finding.effect == Effect::Refer)
        || finding.result == FindingResult::ToJudge
}

/// The facts that a finding rests on, as they stand.
pub(in crate::life) fn basis(finding: &Finding, facts: &Facts) -> Facts {
    finding.facts.iter().filter_map(|name| Some((name.clone(), facts.get(name)?.clone()))).collect()
}

fn asks(finding: &Finding) -> bool {
    (finding.is_raised() && finding.effect == Effect::Ask) || finding.is_open()
}

pub(super) fn is_settled(case: &Case, finding: &Finding, facts: &Facts) -> bool {
    case.referrals.iter().any(|referral| {
        referral.finding.rule == finding.rule
            && referral.basis == basis(finding, facts)
            && matches!(&referral.decision, Some((Judgement::Satisfied, ..)))
    })
}

fn blocked(opinion: &Opinion) -> Result<(), Refusal> {
    let rules: Vec<String> = opinion
        .findings
        .iter()
        .filter(|finding| finding.is_raised() && finding.effect == Effect::Block)
        .map(|finding| finding.rule.clone())
        .collect();
    if rules.is_empty() { Ok(()) } else { Err(Refusal::Blocked { rules }) }
}

pub(super) fn not_own(case: &Case, by: Option<&Officer>) -> Result<(), Refusal> {
    match by {
        Some(officer) if !case.is_work_of(officer.id) => Ok(()),
        _ => Err(Refusal::OwnWork),
    }
}

pub(super) fn require(case: &Case, holds: bool) -> Result<(), Refusal> {
    if holds { Ok(()) } else { Err(Refusal::WrongStage { stage: case.stage }) }
}
