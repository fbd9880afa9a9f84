//! What one bureau said to the other, in a sentence and in its words.

use case::exchange::{Report, Said};
use case::life::{Case, Side, Stage};
use maud::{Markup, html};

use super::exhibit;
use crate::texts::{Texts, word};
use crate::when::{day, moment};

/// What was said, in a sentence.
pub(crate) fn said_words(texts: &Texts, from: &str, to: &str, said: &Said) -> String {
    let key = match said {
        Said::Answered { complete: false, .. } => "said-answered-part".to_owned(),
        Said::ConsentAnswered { granted, .. } => {
            format!("said-consent-{}", if *granted { "granted" } else { "denied" })
        }
        Said::RecallAnswered { outcome, .. } => format!("recall-{}", outcome.code()),
        Said::CorrectionAnswered { followed, .. } => {
            format!("correction-{}", if *followed { "followed" } else { "not-followed" })
        }
        _ => format!("said-{}", said.code()),
    };
    let step = match said {
        Said::Reported(report) => texts.code("step", &report.step),
        _ => String::new(),
    };
    texts.with(&key, &[word("from", from), word("to", to), word("step", &step)])
}

/// What the officer wrote with it; nothing where there is nothing to read.
pub(crate) fn said_details(texts: &Texts, said: &Said) -> Option<String> {
    let text = match said {
        Said::Request { .. } | Said::Supplied { .. } | Said::Read => return None,
        Said::Accepted { note, expected } => {
            let expected =
                expected.map(|date| texts.with("answer-expected", &[word("day", &day(texts, date))]));
            format!("{note}\n{}", expected.unwrap_or_default())
        }
        Said::MoreAsked { questions } => {
            questions.iter().map(|question| question.text.as_str()).collect::<Vec<_>>().join("\n")
        }
        Said::Forwarded { authority, note } => format!("{authority}\n{note}"),
        Said::Answered { text, .. } => text.clone(),
        // What nobody here reads any more has no day either.
        Said::Reported(Report { step, .. }) if step.is_empty() => return None,
        Said::Reported(Report { happened, text, exhibit, instead_of, .. }) => {
            let told = exhibit.as_ref().map(|exhibit| format!("\n{}", exhibit::line(texts, exhibit)));
            let instead = instead_of.map(|_| texts.say("report-replaces")).unwrap_or_default();
            format!("{}{}\n{text}\n{instead}", moment(texts, happened), told.unwrap_or_default())
        }
        Said::Refused { grounds, reasons } => {
            let grounds: Vec<String> =
                grounds.iter().map(|ground| texts.code("ground", ground.tag())).collect();
            format!("{}\n{reasons}", grounds.join(", "))
        }
        Said::Withdrawn { reasons } | Said::Recalled { reasons, .. } => reasons.clone(),
        Said::ConsentAsked { wanted, recipient, reasons } => {
            format!("{}: {recipient}\n{reasons}", texts.code("code", wanted.code()))
        }
        Said::ConsentAnswered { terms, .. } => terms.clone(),
        Said::RequestCorrected { reasons, .. } => {
            reasons.values().map(String::as_str).collect::<Vec<_>>().join("\n")
        }
        Said::AnswerCorrected { text, reasons, .. } => format!("{text}\n{reasons}"),
        Said::RecallAnswered { passed_on, reasons, .. }
        | Said::CorrectionAnswered { passed_on, reasons, .. } => {
            let gone = match passed_on.as_slice() {
                [] => String::new(),
                names => format!("{}: {}\n", texts.say("passed-on"), names.join("; ")),
            };
            format!("{gone}{reasons}")
        }
    };
    filled(&text)
}

/// The text, where it says anything.
pub(crate) fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// What the other bureau asks for and nobody has supplied yet, where it is read: above the form and before sending.
pub(crate) fn asked_more(texts: &Texts, case: &Case) -> Markup {
    let asks = case.side == Side::Requesting && case.stage == Stage::MoreAsked;
    let last = case.told.iter().rev().find_map(|told| match &told.said {
        Said::MoreAsked { questions } if asks => Some((told, questions)),
        _ => None,
    });
    html! {
        @if let Some((told, questions)) = last {
            section.panel.asked-more aria-label=(texts.code("stage", "more-asked")) {
                h2 { (texts.with("state-more-asked-ours", &[word("to", told.from.as_str())])) }
                ul { @for question in questions { li dir="auto" { (question.text) } } }
            }
        }
    }
}
