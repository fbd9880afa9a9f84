//! What an officer fills in about the use of what was told: uses, consent, recall, and the terms of an answer.

use bureau::{CaseView, Command};
use case::exchange::{RecallOutcome, Said};
use case::handling::{Handling, Use};
use case::id::MessageId;
use case::life::{Case, Told, may_recall};
use case::limits::{MARKING_BYTES_MAX, RECIPIENT_BYTES_MAX};
use maud::{Markup, html};

use super::controls::area;
use crate::officer::Signed;
use crate::pages::typed::Typed;
use crate::parts::said::said_words;
use crate::parts::terms::use_for;
use crate::texts::{Texts, word};
use crate::when::time_mark;

/// The terms under which an answer goes, folded: most have none.
pub(super) fn terms(texts: &Texts, typed: &Typed) -> Markup {
    let chosen: Vec<&str> = typed.all("consent-for").collect();
    let marking = typed.get("marking");
    html! {
        details.panel open[!marking.is_empty() || !chosen.is_empty() || !typed.get("terms").is_empty()] {
            summary { (texts.say("section-terms")) }
            div.field {
                label.label for="act-marking" { (texts.say("marking")) " " span.quiet { (texts.say("optional")) } }
                input #act-marking name="marking" dir="ltr" autocomplete="off" spellcheck="false" maxlength=(MARKING_BYTES_MAX) aria-describedby="help-marking" value=(marking);
                p.help #help-marking { (texts.say("marking-help")) }
            }
            fieldset.boxes {
                legend { (texts.say("consent-besides")) }
                @for what in Use::ALL {
                    label { input type="checkbox" name="consent-for" value=(what.code()) checked[chosen.contains(&what.code())]; " " (texts.code("code", what.code())) }
                }
            }
            (area(texts, "terms", "conditions", typed, false))
        }
    }
}

/// The terms as they were typed; a marking that is none is refused at the door, with its words.
pub(super) fn read_terms(typed: &Typed) -> Option<Handling> {
    let consent_for = typed.all("consent-for").map(Use::parse).collect::<Option<_>>()?;
    let text = |name: &str| typed.get(name).trim().to_owned();
    Some(Handling { marking: text("marking"), consent_for, terms: text("terms") })
}

/// A use, for whom and why: to be recorded, or to be asked for.
pub(super) fn a_use(texts: &Texts, view: &CaseView, typed: &Typed) -> Markup {
    let needed = view.case.needs_consent();
    html! {
        div.field {
            label.label for="act-what" { (texts.say("use-what")) }
            select #act-what name="what" required {
                option value="" { (texts.say("choose")) }
                @for what in Use::ALL {
                    option value=(what.code()) selected[typed.get("what") == what.code()] {
                        (texts.code("code", what.code())) @if needed.contains(&what) { " – " (texts.say("use-needs-consent")) }
                    }
                }
            }
        }
        div.field {
            label.label for="act-recipient" { (texts.say("use-recipient")) }
            input #act-recipient name="recipient" dir="auto" required maxlength=(RECIPIENT_BYTES_MAX) value=(typed.get("recipient"));
        }
        (area(texts, "reasons", "reasons", typed, true))
    }
}

/// The question of the other bureau, and our decision.
pub(super) fn answer_consent(signed: &Signed, view: &CaseView, typed: &Typed) -> Markup {
    let (texts, case) = (signed.texts(), &view.case);
    let consents = case.consents();
    let open: Vec<_> =
        consents.iter().filter(|one| theirs(case, one.question) && one.answer.is_none()).collect();
    let chosen = typed.get("asked");
    let granted = typed.get("granted");
    html! {
        fieldset {
            legend { (texts.with("consent-waits", &[word("to", case.other().as_str())])) }
            @for (place, one) in open.iter().enumerate() {
                @let id = one.question.message.to_string();
                label {
                    input type="radio" name="asked" value=(id) required checked[chosen == id || (chosen.is_empty() && place == 0)];
                    " " (use_for(texts, one.wanted, one.recipient)) " – " span.quiet dir="auto" { (one.reasons) }
                }
            }
        }
        fieldset {
            legend { (texts.say("consent-decision")) }
            label { input type="radio" name="granted" value="yes" required checked[granted == "yes"]; " " (texts.say("consent-grant")) }
            label { input type="radio" name="granted" value="no" required checked[granted == "no"]; " " (texts.say("consent-deny")) }
        }
        (area(texts, "terms", "consent-terms", typed, false))
    }
}

/// What we said that can be recalled.
pub(super) fn recall(signed: &Signed, view: &CaseView, typed: &Typed) -> Markup {
    let (texts, case) = (signed.texts(), &view.case);
    let chosen: Vec<&str> = typed.all("message").collect();
    let may = may_recall(case, true);
    let left: Vec<&Told> = case.told.iter().filter(|told| may.contains(&told.message)).collect();
    let here = signed.app.bureau().me().as_str();
    html! {
        fieldset.boxes {
            legend { (texts.say("recall-what")) }
            @for told in &left {
                @let id = told.message.to_string();
                label {
                    input type="checkbox" name="message" value=(id) checked[left.len() == 1 || chosen.contains(&id.as_str())]; " "
                    (said_words(texts, here, case.other().as_str(), &told.said)) " " (time_mark(texts, told.at, signed.now()))
                }
            }
        }
        p.help { (texts.say("recall-request-help")) }
        (area(texts, "reasons", "reasons", typed, true))
    }
}

/// What becomes of what the other bureau recalled.
pub(super) fn answer_recall(signed: &Signed, view: &CaseView, typed: &Typed) -> Markup {
    let (texts, case) = (signed.texts(), &view.case);
    let open = case.answerable();
    let chosen = typed.get("recall");
    let of_request = open.iter().any(|one| {
        case.told
            .iter()
            .any(|told| matches!(told.said, Said::Request { .. }) && one.messages.contains(&told.message))
    });
    let recorded = case.passed_on();
    html! {
        fieldset {
            legend { (texts.with("recall-waits", &[word("to", case.other().as_str())])) }
            @for (place, one) in open.iter().enumerate() {
                @let id = one.recall.message.to_string();
                label {
                    input type="radio" name="recall" value=(id) required checked[chosen == id || (chosen.is_empty() && place == 0)];
                    " " (time_mark(texts, one.recall.at, signed.now())) ": " span dir="auto" { (one.reasons) }
                    @if let Some((_, outcome, ..)) = one.answer { " – " span.quiet { (texts.say("recall-so-far")) ": " (texts.say(&format!("recall-do-{}", outcome.code()))) } }
                }
            }
        }
        fieldset {
            legend { (texts.say("recall-outcome")) }
            @for outcome in RecallOutcome::ALL {
                @if outcome != RecallOutcome::Deleted || of_request {
                    label {
                        input type="radio" name="outcome" value=(outcome.code()) required checked[typed.get("outcome") == outcome.code()];
                        " " (texts.say(&format!("recall-do-{}", outcome.code())))
                    }
                }
            }
        }
        (who_has_it(texts, &recorded, typed))
    }
}

/// Who has what was told: as the case records it, and besides; and what was told to them.
pub(super) fn who_has_it(texts: &Texts, recorded: &[String], typed: &Typed) -> Markup {
    html! {
        @if !recorded.is_empty() {
            p { strong { (texts.say("passed-on")) ": " } @for (place, name) in recorded.iter().enumerate() { @if place > 0 { "; " } bdi { (name) } } }
        }
        (area(texts, "passed-on", "passed-on-besides", typed, false))
        (area(texts, "reasons", "recall-reasons", typed, false))
    }
}

/// The command of one of these forms, or nothing where it is none that this desk gave out.
pub(super) fn command(command: &str, typed: &Typed) -> Option<Command> {
    let text = |name: &str| typed.get(name).to_owned();
    let what = || Use::parse(typed.get("what"));
    let message = |name: &str| typed.get(name).parse::<MessageId>().ok();
    Some(match command {
        "use" => Command::Use { what: what()?, recipient: text("recipient"), reasons: text("reasons") },
        "ask-consent" => {
            Command::AskConsent { wanted: what()?, recipient: text("recipient"), reasons: text("reasons") }
        }
        "answer-consent" => {
            let granted = typed.yes_or_no("granted")?;
            Command::AnswerConsent { asked: message("asked")?, granted, terms: text("terms") }
        }
        "recall" => {
            let messages = typed.all("message").map(str::parse).collect::<Result<_, _>>().ok()?;
            Command::Recall { messages, reasons: text("reasons") }
        }
        "answer-recall" => Command::AnswerRecall {
            recall: message("recall")?,
            outcome: RecallOutcome::parse(typed.get("outcome"))?,
            passed_on: passed_on(typed),
            reasons: text("reasons"),
        },
        _ => return None,
    })
}

/// Who has it besides, one a line.
pub(super) fn passed_on(typed: &Typed) -> Vec<String> {
    let lines = typed.get("passed-on").lines().map(|line| line.trim().to_owned());
    lines.filter(|line| !line.is_empty()).collect()
}

fn theirs(case: &Case, told: &Told) -> bool {
    told.from == *case.other()
}
