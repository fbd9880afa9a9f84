//! What may be done with what another bureau told: its markings and terms, which uses need its consent, what was asked,
//! recalled and answered.

use std::collections::BTreeSet;

use bureau::CaseView;
use case::exchange::RecallOutcome;
use case::handling::{Handling, Marking, Scheme, Use};
use case::id::MessageId;
use case::life::{Case, Consent, Recall, Told};
use maud::{Markup, html};

use super::badge::icon;
use super::corrections::looked_for;
use crate::officer::Signed;
use crate::texts::{Texts, word};
use crate::when::time_mark;

/// What the other bureau marked what it told with, for the head of the case.
pub(crate) fn marks(texts: &Texts, case: &Case) -> Markup {
    let mut written: Vec<String> = Vec::new();
    for handling in case.heard_of_substance().filter_map(|told| told.said.handling()) {
        if !handling.marking.is_empty() && !written.contains(&handling.marking) {
            written.push(handling.marking);
        }
    }
    html! {
        @if !written.is_empty() {
            " · " (texts.with("marked-by", &[word("to", case.other().as_str())])) " " strong { bdi dir="ltr" { (written.join("; ")) } }
        }
    }
}

/// What waits for our answer, or for theirs, above everything else of the case.
pub(crate) fn waiting(signed: &Signed, view: &CaseView) -> Markup {
    let (texts, case) = (signed.texts(), &view.case);
    let theirs = |told: &Told| told.from == *case.other();
    let consents = case.consents();
    let recalls = case.recalls();
    let asked = consents.iter().filter(|one| theirs(one.question) && one.answer.is_none());
    html! {
        @for recall in recalls.iter().filter(|one| one.answer.is_none()) {
            @let ours = !theirs(recall.recall);
            div.delivery.mean-block[!ours].mean-ask[ours] role="status" {
                (icon(if ours { "wait" } else { "block" })) " "
                strong { (texts.with(if ours { "recall-not-answered" } else { "recall-waits" }, &[word("to", case.other().as_str())])) }
                " " (time_mark(texts, recall.recall.at, signed.now()))
                p dir="auto" { (recall.reasons) }
                @if ours { (looked_for(signed, recall.recall)) }
                @if !ours && view.may.contains(&"answer-recall") {
                    a.button.primary href={ "/case/" (view.id) "/do/answer-recall" } { (texts.say("button-answer-recall")) }
                }
            }
        }
        @for consent in asked {
            div.delivery.mean-ask role="status" {
                (icon("ask")) " "
                strong { (texts.with("consent-waits", &[word("to", case.other().as_str())])) } " "
                (use_for(texts, consent.wanted, consent.recipient))
                p dir="auto" { (consent.reasons) }
                @if view.may.contains(&"answer-consent") {
                    a.button.primary href={ "/case/" (view.id) "/do/answer-consent" } { (texts.say("button-answer-consent")) }
                }
            }
        }
    }
}

/// A use and for whom.
pub(crate) fn use_for(texts: &Texts, what: Use, recipient: &str) -> Markup {
    html! { (texts.code("code", what.code())) ": " bdi { (recipient) } }
}

/// Everything about the use of what the other bureau told; nothing where it told nothing yet and nothing was recalled.
pub(crate) fn section(signed: &Signed, view: &CaseView) -> Markup {
    let (texts, case) = (signed.texts(), &view.case);
    let told = case.heard_of_substance().next().is_some();
    let recalls = case.recalls();
    html! {
        @if told || !recalls.is_empty() {
            section.panel.uses {
                @if told {
                    h2 { (texts.with("uses-title", &[word("to", case.other().as_str())])) }
                    (uses(texts, case))
                    (asked(signed, case))
                    (made(signed, case))
                    p.acts {
                        @for act in ["use", "ask-consent"] {
                            @if view.may.contains(&act) {
                                a.button href={ "/case/" (view.id) "/do/" (act) } { (texts.with(&format!("button-{act}"), &[word("to", case.other().as_str())])) } " "
                            }
                        }
                    }
                }
                @if !recalls.is_empty() {
                    h2 { (texts.say("recalls")) }
                    ul.plain { @for recall in &recalls { li { (one_recall(signed, recall)) } } }
                }
            }
        }
    }
}

/// Each use, with whether it is free, needs consent, or has it.
fn uses(texts: &Texts, case: &Case) -> Markup {
    let needed = case.needs_consent();
    html! {
        dl.facts {
            @for what in Use::ALL {
                div {
                    dt { (texts.code("code", what.code())) }
                    dd {
                        @if needed.contains(&what) { span.mean-ask { (icon("ask")) (texts.say("use-needs-consent")) } }
                        @else { span.mean-clear { (icon("clear")) (texts.say("use-free")) } }
                    }
                }
            }
        }
    }
}

/// What we asked the other bureau to consent to, and what it asked us.
fn asked(signed: &Signed, case: &Case) -> Markup {
    let texts = signed.texts();
    let consents = case.consents();
    let line = |consent: &Consent<'_>| {
        let words = word("from", consent.question.from.as_str());
        html! {
            (time_mark(texts, consent.question.at, signed.now())) " "
            (texts.with("consent-asked-by", &[words])) " " (use_for(texts, consent.wanted, consent.recipient)) " – "
            @match consent.answer {
                Some((true, terms, at)) => { span.mean-clear { (icon("clear")) (texts.say("consent-granted")) } " " (time_mark(texts, at, signed.now())) @if !terms.is_empty() { ": " span dir="auto" { (terms) } } },
                Some((false, terms, at)) => { span.mean-block { (icon("block")) (texts.say("consent-denied")) } " " (time_mark(texts, at, signed.now())) ": " span dir="auto" { (terms) } },
                None => span.mean-ask { (icon("wait")) (texts.say("consent-open")) },
            }
        }
    };
    html! {
        @if !consents.is_empty() {
            h3 { (texts.say("consents")) }
            ul.plain { @for consent in &consents { li { (line(consent)) } } }
        }
    }
}

/// The uses that were recorded.
fn made(signed: &Signed, case: &Case) -> Markup {
    let texts = signed.texts();
    html! {
        @if !case.uses.is_empty() {
            h3 { (texts.say("uses-made")) }
            ul.plain {
                @for made in &case.uses {
                    li { (time_mark(texts, made.at, signed.now())) " " (use_for(texts, made.what, &made.recipient)) " – " span.quiet dir="auto" { (made.reasons) } }
                }
            }
        }
    }
}

fn one_recall(signed: &Signed, recall: &Recall<'_>) -> Markup {
    let texts = signed.texts();
    let count = crate::texts::count("count", recall.messages.len());
    html! {
        p {
            (time_mark(texts, recall.recall.at, signed.now())) " "
            (texts.with("recalled-by", &[word("from", recall.recall.from.as_str()), count])) ": " span dir="auto" { (recall.reasons) }
        }
        @match recall.answer {
            None => p { span.mean-ask { (icon("wait")) (texts.say("consent-open")) } },
            Some((answer, outcome, passed_on, reasons)) => {
                p {
                    @let mean = if outcome == RecallOutcome::Kept { ("mean-ask", "ask") } else { ("mean-clear", "clear") };
                    span class=(mean.0) { (icon(mean.1)) (texts.with(&format!("recall-{}", outcome.code()), &[word("from", answer.from.as_str())])) }
                    " " (time_mark(texts, answer.at, signed.now()))
                    @if !reasons.is_empty() { ": " span dir="auto" { (reasons) } }
                }
                @if !passed_on.is_empty() {
                    p { strong { (texts.say("passed-on")) ": " } @for (place, name) in passed_on.iter().enumerate() { @if place > 0 { "; " } bdi { (name) } } }
                }
            }
        }
    }
}

/// How one thing that was said is to be handled, and whether it was recalled.
pub(crate) fn of_message(texts: &Texts, case: &Case, told: &Told, recalled: &BTreeSet<MessageId>) -> Markup {
    let handling = told.said.handling().unwrap_or_default();
    let blocked = case.is_blocked(told.message);
    html! {
        @if blocked || recalled.contains(&told.message) {
            p { span.badge.mean-block { (icon("block")) (texts.say(if blocked { "is-blocked" } else { "is-recalled" })) } }
        }
        @if !handling.is_empty() { (terms(texts, &handling)) }
    }
}

/// Markings, uses and conditions as their originator gave them, and what the markings come to in other schemes.
pub(crate) fn terms(texts: &Texts, handling: &Handling) -> Markup {
    let markings = handling.markings().unwrap_or_default();
    html! {
        p.marking {
            @if !handling.marking.is_empty() {
                strong { (texts.say("marking")) ": " bdi dir="ltr" { (handling.marking) } } " "
                @if markings.is_empty() { span.mean-ask { (icon("ask")) (texts.say("marking-unread")) } }
            }
            @if !handling.consent_for.is_empty() {
                (texts.say("consent-besides")) ": "
                @for (place, what) in handling.consent_for.iter().enumerate() { @if place > 0 { ", " } (texts.code("code", what.code())) }
            }
        }
        @if !handling.terms.is_empty() { p dir="auto" { strong { (texts.say("conditions")) ": " } (handling.terms) } }
        @if !markings.is_empty() {
            details.more-fields {
                summary { (texts.say("marking-elsewhere")) }
                p.help { (texts.say("marking-elsewhere-lead")) }
                @for marking in &markings { (elsewhere(texts, marking)) }
            }
        }
    }
}

fn elsewhere(texts: &Texts, marking: &Marking) -> Markup {
    html! {
        dl.facts {
            @for scheme in Scheme::ALL.into_iter().filter(|scheme| *scheme != marking.scheme()) {
                div {
                    dt { bdi dir="ltr" { (marking) } " → " bdi dir="ltr" { (scheme.name()) } }
                    dd { @match marking.in_scheme(scheme) { Some(other) => bdi dir="ltr" { (other) }, None => span.quiet { (texts.say("marking-unsayable")) } } }
                }
            }
        }
    }
}
