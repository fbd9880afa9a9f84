//! Asking the law about a case: which facts, which stages, and how the opinion is kept.

use std::sync::Arc;

use case::bureau::{BureauCode, StateCode};
use case::exchange::Moment;
use case::fact::{Facts, Value};
use case::life::{Case, Deadline, Side, Step};
use case::opinion::{FindingResult, Opinion};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};
use law::clock::Taken;
use law::deadline::DeadlineRule;
use law::{Law, Question, Stage};
use seal::directory::Directory;

/// The fact that counts the files of a case.
pub(crate) const FILES: &str = "papers.attached";
/// Rules that speak while a request is prepared.
pub(crate) const OUTGOING: &[Stage] = &[Stage::Draft, Stage::Publication];
/// Rules that speak while a request is prepared, and those that the requested bureau will read it by.
pub(crate) const GRANTED: &[Stage] = &[Stage::Draft, Stage::Publication, Stage::Receipt];
/// Rules that speak once it was sent: of keeping it as well.
const SENT: &[Stage] = &[Stage::Draft, Stage::Publication, Stage::Retention, Stage::Standing];
/// Rules that speak when it has come.
const INCOMING: &[Stage] = &[Stage::Publication, Stage::Receipt, Stage::Retention, Stage::Standing];

/// The State of a bureau; none for a bureau that is no State's, such as the General Secretariat.
pub(crate) fn state_of(directory: &Directory, bureau: &BureauCode) -> Option<StateCode> {
    directory.find(bureau)?.state
}

/// The States of the bureaus of a case: requesting, requested.
pub(crate) fn states_of(directory: &Directory, case: &Case) -> (Option<StateCode>, Option<StateCode>) {
    (state_of(directory, &case.from), state_of(directory, &case.to))
}

/// What the law is asked about a case.
pub(crate) fn question<'a>(
    directory: &Directory,
    case: &Case,
    facts: &'a Facts,
    stages: &'a [Stage],
    on: Date,
    language: &'a str,
) -> Question<'a> {
    let (from, to) = states_of(directory, case);
    Question { kind: case.kind, stages, from, to, on, facts, language }
}

/// What the law says of a case on a day; of how it would stand corrected, where a correction waits.
pub(crate) fn on_case(law: &Law, directory: &Directory, case: &Case, on: Date, language: &str) -> Opinion {
    law.check(&question(directory, case, &facts_of(case), stages_of(case), on, language))
}

/// What is stated of a case, and what this bureau can see for itself: how many files are with it.
pub(crate) fn facts_of(case: &Case) -> Facts {
    counted(case, case.facts_to_be())
}

/// What the law would say of a case on a day, were these facts stated in it.
pub(crate) fn on_facts(
    law: &Law,
    directory: &Directory,
    (case, facts): (&Case, Facts),
    on: Date,
    language: &str,
) -> Opinion {
    law.check(&question(directory, case, &counted(case, facts), stages_of(case), on, language))
}

/// The facts, with how many files are with the case.
pub(crate) fn counted(case: &Case, mut facts: Facts) -> Facts {
    let right = case.attachments.iter().filter(|file| !case.wrong_files.contains(&file.id)).count();
    facts.insert(FILES.to_owned(), Value::Number(i64::try_from(right).unwrap_or(i64::MAX)));
    facts
}

/// The stages whose rules speak where a case stands.
pub(crate) fn stages_of(case: &Case) -> &'static [Stage] {
    match case.side {
        Side::Requesting if case.was_sent() => SENT,
        Side::Requesting => OUTGOING,
        Side::Requested => INCOMING,
    }
}

/// The opinion as it is recorded: what speaks against the request or asks for something in full, of the rest the rule and
/// its provision, so that the record stays readable and small. The version of the law gives back the words.
pub(crate) fn for_the_record(mut opinion: Opinion) -> Opinion {
    for finding in &mut opinion.findings {
        let spoken = finding.is_raised() || (finding.essential && finding.result == FindingResult::NotKnown);
        if !spoken {
            finding.explanation = Arc::default();
            finding.remedy = Arc::default();
            finding.source = Arc::default();
        }
    }
    opinion
}

/// The deadlines that start with an event on a day.
pub(crate) fn deadlines(
    law: &Law,
    directory: &Directory,
    case: &Case,
    event: &str,
    start: Date,
) -> Vec<Deadline> {
    let (from, to) = states_of(directory, case);
    let rules = law.deadlines(case.kind, event, from, to, start).into_iter();
    rules.map(|rule| deadline(rule, law::deadline::due(rule, start), None)).collect()
}

/// A period as it is recorded in a case.
fn deadline(rule: &DeadlineRule, due: Date, until: Option<Timestamp>) -> Deadline {
    Deadline {
        name: rule.id.clone(),
        what: rule.event.clone(),
        due,
        until,
        provision: rule.provision.clone(),
        at_end: rule.at_end.clone(),
    }
}

/// Whether a step counts: its sender's side takes it in such a proceeding, and it does not lie ahead where it cannot. What else another
/// bureau says starts and ends nothing.
pub(crate) fn counts(law: &Law, case: &Case, step: &Step<'_>) -> bool {
    let told = TimeZone::UTC.to_datetime(step.told.at).date();
    // Somewhere it is a day later already.
    let latest = told.tomorrow().unwrap_or(told);
    let known = law.step(&step.report.step).filter(|known| known.is_taken(case.kind, side_of(case, step)));
    known.is_some_and(|known| known.ahead || step.report.happened.day <= latest)
}

/// The side that reported a step.
fn side_of(case: &Case, step: &Step<'_>) -> Side {
    if step.told.from == case.from { Side::Requesting } else { Side::Requested }
}

/// The steps that count, in the order in which they were taken.
pub(crate) fn course<'a>(law: &Law, case: &'a Case) -> Vec<Step<'a>> {
    let mut steps = case.course();
    steps.retain(|step| counts(law, case, step));
    steps
}

/// The clocks that run after these steps.
pub(crate) fn clocks(law: &Law, directory: &Directory, case: &Case, steps: &[Step<'_>]) -> Vec<Deadline> {
    let taken: Vec<Taken<'_>> = steps
        .iter()
        .map(|step| {
            let happened = &step.report.happened;
            let (side, time, place) = (side_of(case, step), step.time(), step.place);
            let (step, day) = (step.report.step.as_str(), happened.day);
            Taken { step, side, place, day, time, at: moment(happened) }
        })
        .collect();
    let clocks = law.clocks(case.kind, states_of(directory, case), &taken).into_iter();
    clocks.map(|clock| deadline(clock.rule, clock.due, clock.until)).collect()
}

/// The moment of a step, where its time and a time zone that is known here are told.
pub(crate) fn moment(happened: &Moment) -> Option<ZonedDateTime> {
    let (time, zone) = happened.time.as_ref()?;
    happened.day.to_datetime(*time).in_tz(zone).ok()
}
