//! Whether something typed or heard is within the [`limits`], and is text where it should be. What officers type and
//! what other bureaus say is held to the same, so that nothing is approved here that is turned away there.

use crate::exchange::{Attachment, Report, Said};
use crate::fact::{Facts, Value};
use crate::handling::Handling;
use crate::limits;
use crate::opinion::{Finding, Opinion};

/// What does not fit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// It is larger than allowed.
    #[error("{what} is larger than {max}")]
    TooLarge {
        /// What.
        what: &'static str,
        /// The limit, in its unit.
        max: usize,
    },
    /// It holds a character that is no text: it would be unseen, or change the order in which the rest is read.
    #[error("{what} holds a character that is no text (U+{character:04X}); take it out")]
    NoText {
        /// What.
        what: &'static str,
        /// The character's number in Unicode.
        character: u32,
    },
}

/// A text of several lines.
///
/// # Errors
/// [`Misfit`] where it is longer than `max` bytes, or holds control characters or turns the order of reading around.
pub fn prose(what: &'static str, text: &str, max: usize) -> Result<(), Misfit> {
    let unfit = |c: &char| (c.is_control() && !matches!(c, '\n' | '\t' | '\r')) || is_override(*c);
    checked(what, text, max, unfit)
}

/// A text of one line: a name, a reference, a code.
///
/// # Errors
/// [`Misfit`], as for [`prose`]; a line holds no marks of direction at all, since nothing in it needs them.
pub fn line(what: &'static str, text: &str, max: usize) -> Result<(), Misfit> {
    checked(what, text, max, |c| c.is_control() || is_override(*c) || is_direction(*c))
}

fn checked(what: &'static str, text: &str, max: usize, unfit: impl Fn(&char) -> bool) -> Result<(), Misfit> {
    if text.len() > max {
        return Err(Misfit::TooLarge { what, max });
    }
    match text.chars().find(unfit) {
        Some(character) => Err(Misfit::NoText { what, character: character.into() }),
        None => Ok(()),
    }
}

/// Overrides of the order of letters (UAX #9, 2.2); no text needs them, and they make names read as others.
const fn is_override(c: char) -> bool {
    matches!(c, '\u{202D}' | '\u{202E}')
}

/// Embeddings and isolates (UAX #9, 2.1 and 2.4).
const fn is_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202C}' | '\u{2066}'..='\u{2069}')
}

/// The value of a field.
///
/// # Errors
/// [`Misfit`].
pub fn value(value: &Value) -> Result<(), Misfit> {
    match value {
        Value::List(items) => {
            within("the number of items in a list", items.len(), limits::LIST_ITEMS_MAX)?;
            items.iter().try_for_each(|item| match item {
                Value::List(_) => Err(Misfit::TooLarge { what: "the depth of a list", max: 1 }),
                single => self::value(single),
            })
        }
        Value::Text(text) => prose("the text of a field", text, limits::FIELD_BYTES_MAX),
        Value::Flag(_) | Value::Number(_) | Value::Day(_) => Ok(()),
    }
}

/// All fields of a request.
///
/// # Errors
/// [`Misfit`].
pub fn fields(facts: &Facts) -> Result<(), Misfit> {
    within("the number of fields", facts.len(), limits::FIELDS_MAX)?;
    for (name, stands) in facts {
        line("the name of a field", name, limits::FIELD_NAME_BYTES_MAX)?;
        value(stands)?;
    }
    let bytes: usize = facts.iter().map(|(name, value)| name.len() + bytes_of_value(value)).sum();
    within("all fields together", bytes, limits::REQUEST_BYTES_MAX)
}

fn bytes_of_value(value: &Value) -> usize {
    match value {
        Value::Text(text) => text.len(),
        Value::List(items) => items.iter().map(bytes_of_value).sum(),
        Value::Flag(_) | Value::Number(_) | Value::Day(_) => 0,
    }
}

/// How much room something said takes, in bytes, near enough.
#[must_use]
pub fn bytes_of(said: &Said) -> usize {
    match said {
        Said::Request { fields, opinion } | Said::Supplied { fields, opinion } => {
            bytes_of_fields(fields) + bytes_of_opinion(opinion)
        }
        Said::Read => 0,
        Said::Accepted { note, .. } => note.len(),
        Said::MoreAsked { questions } => questions.iter().map(|question| question.text.len()).sum(),
        Said::Forwarded { authority, note } => authority.len() + note.len(),
        Said::Answered { text, handling, .. } => text.len() + handling.marking.len() + handling.terms.len(),
        Said::Reported(report) => bytes_of_report(report),
        Said::Refused { reasons, .. } | Said::Withdrawn { reasons } => reasons.len(),
        Said::ConsentAsked { recipient, reasons, .. } => recipient.len() + reasons.len(),
        Said::ConsentAnswered { terms, .. } => terms.len(),
        Said::Recalled { messages, reasons } => messages.len() * 16 + reasons.len(),
        Said::RecallAnswered { passed_on, reasons, .. }
        | Said::CorrectionAnswered { passed_on, reasons, .. } => {
            passed_on.iter().map(String::len).sum::<usize>() + reasons.len()
        }
        Said::RequestCorrected { fields, reasons, opinion, .. } => {
            let why: usize = reasons.iter().map(|(name, why)| name.len() + why.len()).sum();
            bytes_of_fields(fields) + bytes_of_opinion(opinion) + why
        }
        Said::AnswerCorrected { text, handling, files, reasons, .. } => {
            text.len() + handling.marking.len() + handling.terms.len() + files.len() * 16 + reasons.len()
        }
    }
}

fn bytes_of_report(report: &Report) -> usize {
    let Report { step, text, exhibit, handling, .. } = report;
    let of_exhibit: usize =
        exhibit.iter().flat_map(|exhibit| exhibit.parts()).map(|(_, part)| part.len()).sum();
    step.len() + text.len() + of_exhibit + handling.marking.len() + handling.terms.len()
}

fn bytes_of_fields(fields: &Facts) -> usize {
    fields.iter().map(|(name, value)| name.len() + bytes_of_value(value)).sum()
}

fn bytes_of_opinion(opinion: &Opinion) -> usize {
    opinion.findings.iter().flat_map(texts).map(|text| text.len() + 16).sum()
}

/// An opinion of another bureau's law.
///
/// # Errors
/// [`Misfit`].
pub fn opinion(opinion: &Opinion) -> Result<(), Misfit> {
    within("the number of findings", opinion.findings.len(), limits::FINDINGS_MAX)?;
    let mut bytes = 0_usize;
    for text in opinion.findings.iter().flat_map(texts).chain([opinion.law.as_str()]) {
        prose("a text of a finding", text, limits::REASONS_BYTES_MAX)?;
        // A short name takes as much room as its frame.
        bytes = bytes.saturating_add(text.len() + 16);
    }
    within("all findings together", bytes, limits::OPINION_BYTES_MAX)
}

fn texts(finding: &Finding) -> impl Iterator<Item = &str> {
    let Finding { rule, title, provision, source, explanation, remedy, facts, missing, .. } = finding;
    let words: [&str; 6] = [rule, title, provision, source, explanation, remedy];
    words.into_iter().chain(facts.iter().chain(missing).map(String::as_str))
}

/// A file's description, and how large its content is.
///
/// # Errors
/// [`Misfit`].
pub fn attachment(attachment: &Attachment, content_bytes: usize) -> Result<(), Misfit> {
    within("the file", content_bytes, limits::ATTACHMENT_BYTES_MAX)?;
    line("the name of the file", &attachment.name, limits::ATTACHMENT_NAME_BYTES_MAX)?;
    line("the media type of the file", &attachment.media_type, limits::MEDIA_TYPE_BYTES_MAX)
}

/// The files of one message.
///
/// # Errors
/// [`Misfit`].
pub fn files(count: usize) -> Result<(), Misfit> {
    within("the number of files", count, limits::ATTACHMENTS_MAX)
}

/// What one message says.
///
/// # Errors
/// [`Misfit`].
pub fn said(said: &Said) -> Result<(), Misfit> {
    let words = |what, text: &str| prose(what, text, limits::REASONS_BYTES_MAX);
    match said {
        Said::Request { fields: facts, opinion: found }
        | Said::Supplied { fields: facts, opinion: found } => {
            fields(facts)?;
            opinion(found)
        }
        Said::Read => Ok(()),
        Said::Accepted { note, .. } => words("the note", note),
        Said::MoreAsked { questions } => {
            within("the number of questions", questions.len(), limits::QUESTIONS_MAX)?;
            questions.iter().try_for_each(|question| {
                let fact = question.fact.as_deref().unwrap_or_default();
                line("the name of a field", fact, limits::FIELD_NAME_BYTES_MAX)?;
                words("a question", &question.text)
            })
        }
        Said::Forwarded { authority, note } => {
            recipient(authority)?;
            words("the note", note)
        }
        Said::Answered { text, handling: bears, .. } => {
            words("the answer", text)?;
            handling(bears)
        }
        Said::Reported(reported) => report(reported),
        Said::Refused { grounds, reasons } => {
            within("the number of grounds", grounds.len(), limits::REFUSAL_GROUNDS_MAX)?;
            words("the reasons", reasons)
        }
        Said::Withdrawn { reasons } => words("the reasons", reasons),
        Said::ConsentAsked { recipient: whom, reasons, .. } => {
            recipient(whom)?;
            words("the reasons", reasons)
        }
        Said::ConsentAnswered { terms, .. } => words("the conditions", terms),
        Said::Recalled { messages, reasons } => {
            let max = usize::try_from(limits::MESSAGES_PER_CASE_MAX).unwrap_or(usize::MAX);
            within("the number of messages recalled", messages.len(), max)?;
            words("the reasons", reasons)
        }
        Said::RecallAnswered { passed_on, reasons, .. } => {
            recipients(passed_on)?;
            words("the reasons", reasons)
        }
        Said::RequestCorrected { fields: facts, reasons, opinion: found, .. } => {
            fields(facts)?;
            opinion(found)?;
            within("the number of fields", reasons.len(), limits::FIELDS_MAX)?;
            reasons.iter().try_for_each(|(name, why)| {
                line("the name of a field", name, limits::FIELD_NAME_BYTES_MAX)?;
                words("the reasons", why)
            })
        }
        Said::AnswerCorrected { text, handling: bears, files: wrong, reasons, .. } => {
            words("the answer", text)?;
            handling(bears)?;
            files(wrong.len())?;
            words("the reasons", reasons)
        }
        Said::CorrectionAnswered { passed_on, reasons, .. } => {
            recipients(passed_on)?;
            words("the reasons", reasons)
        }
    }
}

fn report(report: &Report) -> Result<(), Misfit> {
    line("the name of the step", &report.step, limits::STEP_BYTES_MAX)?;
    let zone = report.happened.time.as_ref().map(|(_, zone)| zone.as_str()).unwrap_or_default();
    line("the name of the time zone", zone, limits::ZONE_BYTES_MAX)?;
    prose("the report", &report.text, limits::REASONS_BYTES_MAX)?;
    for (_, part) in report.exhibit.iter().flat_map(|exhibit| exhibit.parts()) {
        line("a line on the object", part, limits::EXHIBIT_LINE_BYTES_MAX)?;
    }
    handling(&report.handling)
}

fn recipients(names: &[String]) -> Result<(), Misfit> {
    within("the number of recipients", names.len(), limits::PASSED_ON_MAX)?;
    names.iter().try_for_each(|whom| recipient(whom))
}

/// Who would have, or has, what another bureau told.
///
/// # Errors
/// [`Misfit`].
pub fn recipient(name: &str) -> Result<(), Misfit> {
    line("the name of the recipient", name, limits::RECIPIENT_BYTES_MAX)
}

/// How something may be handled.
///
/// # Errors
/// [`Misfit`].
pub fn handling(handling: &Handling) -> Result<(), Misfit> {
    line("the marking", &handling.marking, limits::MARKING_BYTES_MAX)?;
    prose("the conditions", &handling.terms, limits::REASONS_BYTES_MAX)
}

const fn within(what: &'static str, count: usize, max: usize) -> Result<(), Misfit> {
    if count <= max { Ok(()) } else { Err(Misfit::TooLarge { what, max }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(found: Result<(), Misfit>, expected: &str) {
        let said = found.map_or_else(|misfit| misfit.to_string(), |()| String::new());
        assert_eq!(said, expected);
    }

    #[test]
    fn what_is_no_text_is_named() {
        check(prose("it", "Two lines\nand\ta tab, «Łódź», ليلى", 100), "");
        check(prose("it", "\u{2067}ليلى\u{2069} in an isolate", 100), "");
        check(prose("it", "bell \u{7}", 100), "it holds a character that is no text (U+0007); take it out");
        check(
            prose("it", "\u{202E}fdp.exe", 100),
            "it holds a character that is no text (U+202E); take it out",
        );
        check(prose("it", "éé", 3), "it is larger than 3");
        check(line("it", "one\ntwo", 100), "it holds a character that is no text (U+000A); take it out");
        check(line("it", "\u{2067}a", 100), "it holds a character that is no text (U+2067); take it out");
    }

    #[test]
    fn lists_hold_no_lists() {
        let list = |item: Value| Value::List(vec![item]);
        check(value(&list("a".into())), "");
        check(value(&list(list("a".into()))), "the depth of a list is larger than 1");
    }

    #[test]
    fn fields_are_limited_together() {
        let long = || Value::Text("x".repeat(limits::FIELD_BYTES_MAX));
        let facts = |count: usize| (0..count).map(|i| (format!("f{i:03}"), long())).collect::<Facts>();
        check(fields(&facts(15)), "");
        check(fields(&facts(16)), "all fields together is larger than 1048576");
    }
}
