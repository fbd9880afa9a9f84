//! What was typed about a source record.

use bureau::{SourceCommand, SourceContent, Target};
use case::id::OfficerId;

use crate::pages::typed::Typed;

/// What is asked for; nothing where the record is only opened. None where the form cannot be understood.
pub(super) fn command(typed: &Typed) -> Option<Option<SourceCommand>> {
    let text = |name: &str| typed.get(name).to_owned();
    let number = || typed.get("number").parse().ok();
    Some(Some(match typed.get("do") {
        "" => return Some(None),
        "write" => SourceCommand::Write(content(typed)),
        "name" => SourceCommand::Name { named: named(typed)?, reasons: text("reasons") },
        "prepare" => {
            let target = match typed.get("target") {
                "" => Target::File,
                field => Target::Field(field.to_owned()),
            };
            SourceCommand::Prepare { target, text: text("text"), grading: text("version-grading") }
        }
        "approve" => {
            let reasons = typed.under("reason.").map(|(_, reason)| reason.trim().to_owned()).collect();
            SourceCommand::Approve { number: number()?, reasons }
        }
        "put" => SourceCommand::Put { number: number()? },
        "give-up" => SourceCommand::GiveUp,
        "let-go" => SourceCommand::LetGo { reasons: text("reasons") },
        "agree-to-erase" => SourceCommand::AgreeToErase,
        "erase" => SourceCommand::Erase { reasons: text("reasons") },
        _ => return None,
    }))
}

/// Who was ticked.
pub(super) fn named(typed: &Typed) -> Option<Vec<OfficerId>> {
    typed.all("named").map(|id| id.parse().ok()).collect()
}

/// The record as it was typed.
pub(super) fn content(typed: &Typed) -> SourceContent {
    let text = |name: &str| typed.get(name).to_owned();
    SourceContent {
        cover: text("cover"),
        grading: text("grading"),
        said: text("said"),
        when: text("when"),
        place: text("place"),
        basis: text("basis"),
        only_source: !typed.get("only").is_empty(),
        identifiers: typed.get("identifiers").lines().map(|line| line.trim().to_owned()).collect(),
    }
}
