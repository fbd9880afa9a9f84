//! From a form to a command.

use bureau::{CaseView, Command};
use case::exchange::Question;
use case::ground::Ground;

use super::{correct, handling, report, tasks};
use crate::officer::Signed;
use crate::pages::typed::Typed;
use crate::parts::findings::asked;

/// The command that a form asks for, or what is wrong with the form, in words.
pub(super) fn command(
    command: &str,
    typed: &Typed,
    signed: &Signed,
    view: &CaseView,
) -> Result<Command, String> {
    let texts = signed.texts();
    let shown = || seen(typed).ok_or_else(|| texts.say("fault-bad-form"));
    let text = |name: &str| typed.get(name).to_owned();
    Ok(match command {
        "submit" => Command::Submit { explained: explained(typed) },
        "approve" => Command::Approve { seen: shown()? },
        "break-glass" => Command::BreakGlass { reasons: text("reasons"), seen: shown()? },
        "review-emergency" => {
            let justified = typed.yes_or_no("justified").ok_or_else(|| texts.say("fault-bad-form"))?;
            Command::ReviewEmergency { justified, reasons: text("reasons") }
        }
        "retain" => Command::Retain {
            until: typed.get("until").parse().map_err(|_| texts.say("fault-bad-day"))?,
            reasons: text("reasons"),
        },
        "discard" => Command::Discard { reasons: text("reasons") },
        "accept" => {
            let expected = match typed.get("expected") {
                "" => None,
                day => Some(day.parse().map_err(|_| texts.say("fault-bad-day"))?),
            };
            Command::Accept { note: text("note"), expected }
        }
        "answer" => Command::Answer {
            text: text("text"),
            complete: typed.get("complete") != "no",
            handling: handling::read_terms(typed).ok_or_else(|| texts.say("fault-bad-form"))?,
        },
        "report" => report::command(texts, typed)?,
        "use" | "ask-consent" | "answer-consent" | "recall" | "answer-recall" => {
            handling::command(command, typed).ok_or_else(|| texts.say("fault-bad-form"))?
        }
        "correct" => correct::command(signed, view, typed, explained(typed))?,
        "answer-correction" => correct::answer_command(typed).ok_or_else(|| texts.say("fault-bad-form"))?,
        "ask-more" => Command::AskMore { questions: questions(typed, signed, view) },
        "forward" => Command::Forward { authority: text("authority"), note: text("note") },
        "refuse" => {
            let grounds: Option<Vec<Ground>> = typed.all("ground").map(Ground::parse).collect();
            let grounds = grounds.ok_or_else(|| texts.say("fault-bad-grounds"))?;
            Command::Refuse { grounds, reasons: text("reasons") }
        }
        "assign" => {
            let officer = match typed.get("officer") {
                "" => None,
                id => Some(id.parse().map_err(|_| texts.say("fault-bad-form"))?),
            };
            Command::Assign(officer)
        }
        "restrict" => {
            let circle = typed.all("officer").map(str::parse).collect::<Result<_, _>>();
            let circle = circle.map_err(|_| texts.say("fault-bad-form"))?;
            Command::Restrict { circle, reasons: text("reasons") }
        }
        "give-task" | "take-back-task" => {
            tasks::command(command, typed).ok_or_else(|| texts.say("fault-bad-form"))?
        }
        "note" => Command::Note { text: text("text") },
        "send-back" => Command::SendBack { reasons: text("reasons") },
        "withdraw" => Command::Withdraw { reasons: text("reasons") },
        _ => Command::Close { reasons: text("reasons") },
    })
}

/// The revision of the case that the page showed.
pub(crate) fn seen(typed: &Typed) -> Option<u64> {
    typed.get("seen").parse().ok()
}

fn explained(typed: &Typed) -> Vec<(String, String)> {
    typed
        .under("explain.")
        .filter(|(_, why)| !why.trim().is_empty())
        .map(|(rule, why)| (rule.to_owned(), why.trim().to_owned()))
        .collect()
}

/// The questions ticked, in the words of the register, and those written, one a line.
fn questions(typed: &Typed, signed: &Signed, view: &CaseView) -> Vec<Question> {
    let known = |fact: &str| view.opinion.findings.iter().any(|finding| finding.missing.contains(fact));
    let ticked = typed.all("fact").filter(|fact| known(fact)).filter_map(|fact| {
        let field = signed.app.bureau().field(fact, signed.language())?;
        Some(Question { fact: Some(fact.to_owned()), text: asked(&field).to_owned() })
    });
    let written = typed.get("questions").lines().map(str::trim).filter(|line| !line.is_empty());
    ticked.chain(written.map(|line| Question { fact: None, text: line.to_owned() })).collect()
}
