//! What happened to a case, in words: who, when, why.

use std::collections::BTreeMap;

use bureau::{LawChangeRow, TimelineRow};
use case::bureau::Officer;
use case::exchange::{FieldRight, Right, Said};
use case::fact::Value;
use case::handling::Use;
use case::id::{MessageId, OfficerId};
use case::life::{Deadline, Event, Heard, Judgement, TaskEvent};
use maud::{Markup, html};

use super::badge::icon;
use super::corrections;
use super::header::what_is_due;
use super::origin::Origin;
use super::said::{filled, said_details, said_words};
use crate::digits::hexadecimal;
use crate::texts::{Texts, count, word};
use crate::when::{day, time_mark};

/// Names of changed fields that are shown at once; more of them fold.
const FIELDS_SHOWN_MAX: usize = 6;

/// What the words of a timeline need.
pub(crate) struct Telling<'a> {
    pub(crate) texts: &'a Texts,
    pub(crate) officers: &'a [Officer],
    /// This bureau and the other one.
    pub(crate) here: &'a str,
    pub(crate) there: &'a str,
    pub(crate) now: jiff::Timestamp,
    /// Gives the label of a field.
    pub(crate) label: &'a dyn Fn(&str) -> String,
    /// Gives the title of a rule.
    pub(crate) title: &'a dyn Fn(&str) -> String,
    /// Gives what a message stated in a field.
    pub(crate) was: &'a dyn Fn(MessageId, &str) -> Option<Value>,
    /// What was corrected since.
    pub(crate) corrected: &'a BTreeMap<MessageId, MessageId>,
}

impl Telling<'_> {
    fn name(&self, officer: OfficerId) -> &str {
        self.officers.iter().find(|known| known.id == officer).map_or("–", |known| &known.name)
    }
}

/// The rows, newest first; looks are left out where the record itself is not what is asked for.
pub(crate) fn timeline(telling: &Telling<'_>, rows: &[TimelineRow], with_looks: bool) -> Markup {
    html! {
        ol.timeline {
            @for row in rows.iter().rev() {
                @if with_looks || !row.entry.event.is_look() { (line(telling, row, with_looks)) }
            }
        }
    }
}

/// Changes of the law under which it says something else of the case, newest first.
pub(crate) fn law_changes(telling: &Telling<'_>, rows: &[LawChangeRow]) -> Markup {
    let texts = telling.texts;
    html! {
        @for (row, change) in rows.iter().rev().filter_map(|row| Some((row, row.cases.first()?))) {
            div.law-change {
                p {
                    span.when { (time_mark(texts, row.at, telling.now)) } " "
                    (texts.with("law-changed", &[word("from", row.from.as_deref().unwrap_or("–")), word("to", &row.to)]))
                }
                @for (name, findings) in [("law-appeared", &change.appeared), ("law-gone", &change.gone)] {
                    @if !findings.is_empty() {
                        p.details {
                            (texts.say(name)) ": "
                            @for (place, (rule, _)) in findings.iter().enumerate() {
                                @if place > 0 { "; " }
                                bdi { ((telling.title)(rule)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn line(telling: &Telling<'_>, row: &TimelineRow, with_record: bool) -> Markup {
    let texts = telling.texts;
    let (sentence, details) = told(telling, &row.entry.event);
    html! {
        li class={ "event-" (row.entry.event.code()) } {
            p.head {
                span.when { (time_mark(texts, row.entry.at, telling.now)) }
                " " span.what { (sentence) }
                @if let Some(name) = &row.by_name { " " span.who { "– " bdi { (name) } } }
                @if let Event::Heard(Heard { office: Some(office), from, .. }) = &row.entry.event {
                    " " span.who { "– " (texts.code("role", office.code())) ", " bdi { (from) } }
                }
            }
            @if message_of(&row.entry.event).is_some_and(|message| telling.corrected.contains_key(&message)) {
                p { span.badge.mean-ask { (icon("ask")) (texts.say("is-corrected")) } }
            }
            @match (&row.entry.event, details) {
                (Event::Edited { changes }, Some(names)) if changes.len() > FIELDS_SHOWN_MAX => {
                    details.more-fields { summary { (texts.say("event-edited-fields")) } p.details { (names) } }
                }
                (_, Some(details)) => p.details { (details) },
                (_, None) => {},
            }
            @if with_record {
                p.record {
                    (texts.with("record-entry", &[count("position", usize::try_from(row.position).unwrap_or(usize::MAX))]))
                    @if !row.entry.purpose.is_empty() { " · " (texts.say("purpose")) ": " (texts.code("purpose", &row.entry.purpose)) }
                }
            }
        }
    }
}

/// The message that was said or heard with an event.
const fn message_of(event: &Event) -> Option<MessageId> {
    match event {
        Event::Said { message, .. } | Event::Heard(Heard { message, .. }) => Some(*message),
        _ => None,
    }
}

fn kept_to(telling: &Telling<'_>, circle: &[OfficerId]) -> String {
    if circle.is_empty() {
        return telling.texts.say("event-unrestricted");
    }
    let names: Vec<&str> = circle.iter().map(|id| telling.name(*id)).collect();
    telling.texts.with("event-restricted", &[word("names", &names.join(", "))])
}

fn judged(
    telling: &Telling<'_>,
    rule: &str,
    judgement: Judgement,
    (weighed, reasons): (&[String], &str),
) -> (String, Option<String>) {
    let key = match judgement {
        Judgement::Satisfied => "event-judged-satisfied",
        Judgement::Against => "event-judged-against",
    };
    let factors: Vec<String> = weighed.iter().map(|fact| (telling.label)(fact)).collect();
    let weighed = match factors.as_slice() {
        [] => String::new(),
        factors => format!("{}: {}\n", telling.texts.say("weighed"), factors.join(", ")),
    };
    let words = telling.texts.with(key, &[word("rule", &(telling.title)(rule))]);
    (words, filled(&format!("{weighed}{reasons}")))
}

fn glass_broken(telling: &Telling<'_>, reasons: &str, undecided: &[String]) -> (String, Option<String>) {
    let open: Vec<String> = undecided.iter().map(|rule| (telling.title)(rule)).collect();
    let open = match open.as_slice() {
        [] => String::new(),
        titles => format!("{}: {}\n", telling.texts.say("emergency-undecided"), titles.join("; ")),
    };
    (telling.texts.say("event-glass-broken"), filled(&format!("{open}{reasons}")))
}

fn used(texts: &Texts, key: &str, what: Use, recipient: &str) -> String {
    let what = texts.code("code", what.code());
    texts.with(&format!("event-{key}"), &[word("use", &what), word("recipient", recipient)])
}

fn exported(
    texts: &Texts,
    what: Use,
    recipient: &str,
    (reasons, package): (&str, &[u8; 32]),
) -> (String, Option<String>) {
    let digest = hexadecimal(package);
    let words = used(texts, "exported", what, recipient);
    (words, filled(&format!("{reasons}\n{} {digest}", texts.say("digest"))))
}

fn drawn(texts: &Texts, form: &str, language: &str, digest: &[u8; 32]) -> (String, Option<String>) {
    let digest = hexadecimal(digest);
    let words = texts.with("event-drawn", &[word("form", form), word("language", language)]);
    (words, Some(format!("{} {digest}", texts.say("digest"))))
}

/// A sentence for what happened, and what was said with it.
fn told(telling: &Telling<'_>, event: &Event) -> (String, Option<String>) {
    let texts = telling.texts;
    let plain = |key: &str| texts.say(key);
    match event {
        Event::Opened { origin, .. } => (plain("event-opened"), filled(Origin::of(origin).decision)),
        Event::Edited { changes } => {
            (texts.with("event-edited", &[count("count", changes.len())]), Some(changed(telling, changes)))
        }
        Event::Attached { attachment } => {
            (texts.with("event-attached", &[word("name", &attachment.name)]), None)
        }
        Event::Kept { .. } => (plain("event-kept"), None),
        Event::Detached { .. } => (plain("event-detached"), None),
        Event::Submitted { explained, .. } => {
            let reasons: Vec<String> =
                explained.iter().map(|(rule, why)| format!("{}: {why}", (telling.title)(rule))).collect();
            (plain("event-submitted"), filled(&reasons.join("\n")))
        }
        Event::Judged { rule, judgement, weighed, reasons } => {
            judged(telling, rule, *judgement, (weighed, reasons))
        }
        Event::SentBack { reasons } => (plain("event-sent-back"), filled(reasons)),
        Event::Approved { .. } => (plain("event-approved"), None),
        Event::CorrectionPrepared { right, .. } => {
            (plain("event-correction-prepared"), prepared(telling, right))
        }
        Event::Said { said, .. } => spoken(telling, telling.here, telling.there, said),
        Event::Heard(Heard { said, .. }) => spoken(telling, telling.there, telling.here, said),
        Event::NotDelivered { code, .. } => (plain("event-not-delivered"), Some(texts.code("failure", code))),
        Event::Delivered { .. } => (texts.with("event-delivered", &[word("to", telling.there)]), None),
        Event::TurnedAway { code, .. } => {
            (texts.with("turned-away", &[word("to", telling.there)]), Some(texts.code("failure", code)))
        }
        Event::Assessed { opinion } => {
            let outcome = texts.code("outcome", opinion.outcome().code());
            (texts.with("event-assessed", &[word("outcome", &outcome)]), None)
        }
        Event::Assigned { officer: Some(officer) } => {
            (texts.with("event-assigned", &[word("name", telling.name(*officer))]), None)
        }
        Event::Restricted { circle, reasons } => (kept_to(telling, circle), filled(reasons)),
        Event::Assigned { officer: None } => (plain("event-unassigned"), None),
        Event::DeadlineSet(deadline) => runs(texts, deadline),
        Event::DeadlineMet { name } => (plain("event-deadline-met"), texts.period_known(name)),
        Event::GlassBroken { reasons, undecided } => glass_broken(telling, reasons, undecided),
        Event::EmergencyReviewed { justified, reasons } => (
            plain(if *justified { "event-emergency-justified" } else { "event-emergency-not-justified" }),
            filled(reasons),
        ),
        Event::Used { what, recipient, reasons } => (used(texts, "used", *what, recipient), filled(reasons)),
        Event::Exported { what, recipient, reasons, package } => {
            exported(texts, *what, recipient, (reasons, package))
        }
        Event::Noted { text } => (plain("event-noted"), filled(text)),
        Event::Looked => (plain("event-looked"), None),
        Event::Drawn { form, language, digest } => drawn(texts, form, language, digest),
        Event::Closed { reasons } => (plain("event-closed"), filled(reasons)),
        Event::Retained { until, reasons } => {
            (texts.with("event-retained", &[word("until", &day(texts, *until))]), filled(reasons))
        }
        Event::Discarded { reasons } => (plain("event-discarded"), filled(reasons)),
        Event::Task { event, .. } => of_task(texts, event),
        Event::Enclosed { .. } => (plain("event-enclosed"), None),
        Event::CircleEntered { reasons } => (plain("event-circle-entered"), filled(reasons)),
    }
}

fn runs(texts: &Texts, deadline: &Deadline) -> (String, Option<String>) {
    let due = day(texts, deadline.due);
    let what = format!("{} {}", what_is_due(texts, deadline), deadline.provision);
    (texts.with("event-deadline-set", &[word("day", &due)]), filled(&what))
}

fn of_task(texts: &Texts, event: &TaskEvent) -> (String, Option<String>) {
    match event {
        TaskEvent::Given { name, asked, .. } => {
            (texts.with("event-task-given", &[word("name", name)]), filled(asked))
        }
        TaskEvent::Answered { done: true, text, .. } => (texts.say("event-task-done"), filled(text)),
        TaskEvent::Answered { done: false, text, .. } => (texts.say("event-task-not-done"), filled(text)),
        TaskEvent::TakenBack { reasons } => (texts.say("event-task-taken-back"), filled(reasons)),
    }
}

/// What was said, and its words; of a correction what was wrong, and what is right.
fn spoken(telling: &Telling<'_>, from: &str, to: &str, said: &Said) -> (String, Option<String>) {
    let lines = corrections::lines(telling.texts, said, telling.label, telling.was);
    let details = lines.map_or_else(|| said_details(telling.texts, said), |lines| filled(&lines));
    (said_words(telling.texts, from, to, said), details)
}

/// What a correction is about, before it is approved.
fn prepared(telling: &Telling<'_>, right: &Right) -> Option<String> {
    match right {
        Right::Request(rights) => {
            let line = |one: &FieldRight| format!("{}: {}", (telling.label)(&one.field), one.reasons);
            filled(&rights.iter().map(line).collect::<Vec<_>>().join("\n"))
        }
        Right::Answer { text, reasons, .. } => filled(&format!("{text}\n{reasons}")),
    }
}

fn changed(telling: &Telling<'_>, changes: &[(String, Option<Value>)]) -> String {
    changes.iter().map(|(field, _)| (telling.label)(field)).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use bureau::CaseChange;
    use case::id::CaseId;
    use case::opinion::FindingResult;
    use jiff::Timestamp;

    use super::*;
    use crate::texts::Language;

    #[test]
    fn a_change_of_law_is_told_with_what_appeared_and_what_is_gone() {
        let finding = |rule: &str| vec![(rule.to_owned(), FindingResult::NotMet)];
        let change = |appeared, gone| LawChangeRow {
            at: Timestamp::UNIX_EPOCH,
            from: Some("2026.1.0+aa".to_owned()),
            to: "2026.2.0+bb".to_owned(),
            compared: true,
            cases: vec![CaseChange { case: CaseId::from_bytes([7; 16]), appeared, gone }],
        };
        let check = |language, row: LawChangeRow, says: &[&str], silent: &str| {
            let telling = Telling {
                texts: Texts::of(language),
                officers: &[],
                here: "FR",
                there: "US",
                now: Timestamp::UNIX_EPOCH,
                label: &str::to_owned,
                title: &|rule| format!("Title of {rule}"),
                was: &|_, _| None,
                corrected: &BTreeMap::new(),
            };
            let page = law_changes(&telling, &[row]).into_string();
            for said in says {
                assert!(page.contains(said), "`{said}`: {page}");
            }
            assert!(!page.contains(silent), "`{silent}`: {page}");
        };
        let appeared = || change(finding("new"), Vec::new());
        for language in Language::ALL {
            let says = ["2026.1.0+aa", "2026.2.0+bb", "Title of new"];
            check(language, appeared(), &says, "law-appeared");
        }
        check(Language::English, appeared(), &["Found since then"], "No longer found");
        let gone = change(Vec::new(), finding("old"));
        check(Language::English, gone, &["No longer found: ", "Title of old"], "Found since then");
    }
}
