//! What an officer fills in to correct what was told, and to answer a correction.

use bureau::{CaseView, Command, FieldView};
use case::exchange::{FieldRight, Right, Said};
use case::fact::{Facts, Value};
use case::id::MessageId;
use case::life::{Correction, Told, may_correct};
use case::limits::{FIELDS_MAX, REASONS_BYTES_MAX};
use case::opinion::{Effect, Finding};
use maud::{Markup, html};

use super::controls::{area, explain};
use super::handling::{passed_on, who_has_it};
use crate::officer::Signed;
use crate::pages::case::whole_form;
use crate::pages::open::field_words;
use crate::pages::papers;
use crate::pages::typed::Typed;
use crate::parts::field::{Input, control, is_group, typed as as_typed};
use crate::parts::request::value_words;
use crate::parts::said::said_words;
use crate::texts::{count, word};
use crate::when::time_mark;

/// What we told that can be corrected: the request as it stands, or answers.
pub(super) fn correct(signed: &Signed, view: &CaseView, typed: &Typed) -> Markup {
    let may = may_correct(&view.case, true);
    let wrong: Vec<&Told> = view.case.told.iter().filter(|told| may.contains(&told.message)).collect();
    let stated = wrong.iter().find_map(|told| Some((told, told.said.stated()?)));
    html! {
        @match stated {
            Some((told, before)) => (request(signed, view, (told, before), typed)),
            None => (answers(signed, view, &wrong, typed)),
        }
    }
}

fn request(signed: &Signed, view: &CaseView, (told, before): (&Told, &Facts), typed: &Typed) -> Markup {
    let texts = signed.texts();
    let form = whole_form(signed, view);
    html! {
        input type="hidden" name="message" value=(told.message);
        p.help { (texts.say("correct-lead")) }
        @for section in form.iter().flat_map(|form| &form.sections) {
            @let (shown, more): (Vec<&FieldView>, Vec<&FieldView>) = section.fields.iter().partition(|field| before.contains_key(&field.name));
            section {
                h3 { (texts.code("section", section.name)) }
                @for field in shown { (one_field(signed, field, before, typed)) }
                @if !more.is_empty() {
                    details.further {
                        summary { (texts.with("further-fields", &[count("count", more.len())])) }
                        @for field in more { (one_field(signed, field, before, typed)) }
                    }
                }
            }
        }
        (still_asked(signed, view, told.message, typed))
    }
}

/// A field with what was stated, folded until it is opened to put in what is right.
fn one_field(signed: &Signed, field: &FieldView, before: &Facts, typed: &Typed) -> Markup {
    let texts = signed.texts();
    let was = before.get(&field.name);
    let put_in = right_value(signed, field, typed);
    let stands = put_in.clone().unwrap_or_else(|| was.cloned());
    let changed = put_in.is_some_and(|put_in| put_in.as_ref() != was);
    let (id, why) = (format!("right-{}", field.name), format!("why.{}", field.name));
    let words = was.map_or_else(|| texts.say("not-stated"), |was| value_words(texts, was));
    html! {
        details.field #{ "field-" (field.name) } open[changed] {
            summary { (field.label) ": " span.quiet { bdi { (words) } } }
            input type="hidden" name={ "seen." (field.name) } value="1";
            p.naming {
                @if is_group(field) { span.label #{ (id) "-label" } { (texts.say("correct-right")) ": " (field.label) } }
                @else { label.label for=(id) { (texts.say("correct-right")) ": " (field.label) } }
            }
            div.control { (control(texts, &Input { field, value: stands.as_ref(), revision: 0 }, &id, &format!("help-{}", field.name))) }
            p.help #{ "help-" (field.name) } { (field.help) }
            label.label for=(why) { (texts.say("correct-why")) }
            textarea #(why) name=(why) rows="2" dir="auto" maxlength=(REASONS_BYTES_MAX) { (typed.get(&why)) }
        }
    }
}

/// What was typed into a field, where the form came back; as text where it cannot be read, so that it can be mended.
#[expect(clippy::option_option, reason = "not typed is not emptied")]
fn right_value(signed: &Signed, field: &FieldView, typed: &Typed) -> Option<Option<Value>> {
    typed.under("seen.").find(|(name, _)| *name == field.name)?;
    let text = typed_text(typed, &field.name);
    Some(signed.app.bureau().read_field(&field.name, &text).unwrap_or(Some(Value::Text(text))))
}

fn typed_text(typed: &Typed, field: &str) -> String {
    typed.all(&format!("field.{field}")).collect::<Vec<_>>().join("\n")
}

/// What the check asks for on what is right, with room to say why it cannot be supplied.
fn still_asked(signed: &Signed, view: &CaseView, message: MessageId, typed: &Typed) -> Markup {
    let texts = signed.texts();
    let right = if typed.get("message").is_empty() { None } else { right(signed, view, message, typed).ok() };
    let opinion = right
        .map(|right| signed.app.bureau().check_correction(&view.case, message, &right, signed.language()));
    let asks = |finding: &&Finding| {
        let asks = (finding.is_raised() && finding.effect == Effect::Ask) || finding.is_open();
        let decided = |rule: &str| {
            view.case.referrals.iter().any(|one| one.finding.rule == rule && one.decision.is_some())
        };
        asks && !decided(&finding.rule)
    };
    let open: Vec<&Finding> = opinion.iter().flat_map(|opinion| &opinion.findings).filter(asks).collect();
    html! {
        @if !open.is_empty() {
            h3 { (texts.say("submit-open")) }
            p { (texts.say("submit-open-more")) }
            @for finding in open { (explain(texts, finding, typed)) }
        }
    }
}

/// The answers that can be corrected, each with its text and files.
fn answers(signed: &Signed, view: &CaseView, wrong: &[&Told], typed: &Typed) -> Markup {
    let (texts, here) = (signed.texts(), signed.app.bureau().me().as_str());
    let chosen = typed.get("message");
    html! {
        @for told in wrong {
            @let id = told.message.to_string();
            fieldset {
                legend {
                    label {
                        input type="radio" name="message" value=(id) required checked[chosen == id || wrong.len() == 1]; " "
                        (said_words(texts, here, view.case.other().as_str(), &told.said)) " " (time_mark(texts, told.at, signed.now()))
                    }
                }
                (one_answer(signed, view, told, typed))
            }
        }
        @if !view.case.enclosed.is_empty() {
            p { (texts.say("goes-with-it")) ": " @for file in &view.case.enclosed { bdi { (file.name) } " " } }
        }
        p.help { a href={ "/case/" (view.id) "/papers" } { (texts.say("answer-add-files")) } }
        (area(texts, "reasons", "correct-why", typed, true))
    }
}

fn one_answer(signed: &Signed, view: &CaseView, told: &Told, typed: &Typed) -> Markup {
    let texts = signed.texts();
    let (text, files) = (format!("text.{}", told.message), format!("wrong.{}", told.message));
    let was = answer_text(&told.said);
    let stands = if typed.get("message").is_empty() { was } else { typed.get(&text) };
    let ticked: Vec<&str> = typed.all(&files).collect();
    let sent = view.case.told.iter().filter(|one| one.from == told.from).flat_map(|one| &one.attachments);
    let sent: Vec<_> = sent.filter(|file| !view.case.wrong_files.contains(&file.id)).collect();
    html! {
        p { strong { (texts.say("correct-was")) ": " } span dir="auto" { (was) } }
        div.field {
            label.label for=(text) { (texts.say("correct-text")) }
            textarea #(text) name=(text) rows="5" dir="auto" maxlength=(REASONS_BYTES_MAX) { (stands) }
        }
        @if !sent.is_empty() {
            div.boxes role="group" aria-labelledby={ (files) "-label" } {
                span.label #{ (files) "-label" } { (texts.say("correct-wrong-files")) }
                @for file in sent {
                    label { input type="checkbox" name=(files) value=(file.id) checked[ticked.contains(&file.id.to_string().as_str())]; " " bdi { (file.name) } " " span.quiet { (papers::size_of(file)) } }
                }
            }
        }
    }
}

const fn answer_text(said: &Said) -> &str {
    match said {
        Said::Answered { text, .. } | Said::AnswerCorrected { text, .. } => text.as_str(),
        _ => "",
    }
}

/// What becomes of a correction of the other bureau.
pub(super) fn answer(signed: &Signed, view: &CaseView, typed: &Typed) -> Markup {
    let (texts, case) = (signed.texts(), &view.case);
    let open = case.answerable_corrections();
    let (chosen, followed) = (typed.get("correction"), typed.get("followed"));
    html! {
        fieldset {
            legend { (texts.with("correction-waits", &[word("to", case.other().as_str())])) }
            @for (place, one) in open.iter().enumerate() {
                @let id = one.correction.message.to_string();
                label {
                    input type="radio" name="correction" value=(id) required checked[chosen == id || (chosen.is_empty() && place == 0)];
                    " " (time_mark(texts, one.correction.at, signed.now())) ": " (named(signed, one))
                    @if one.answer.is_some() { " – " span.quiet { (texts.say("recall-so-far")) ": " (texts.say("correction-do-not")) } }
                }
            }
        }
        fieldset {
            legend { (texts.say("recall-outcome")) }
            label { input type="radio" name="followed" value="yes" required checked[followed == "yes"]; " " (texts.say("correction-do-follow")) }
            label { input type="radio" name="followed" value="no" required checked[followed == "no"]; " " (texts.say("correction-do-not")) }
        }
        (who_has_it(texts, &case.passed_on(), typed))
    }
}

/// What a correction is about, in a line.
fn named(signed: &Signed, one: &Correction<'_>) -> String {
    let label = |name: &String| {
        signed.app.bureau().field(name, signed.language()).map_or_else(|| name.clone(), |field| field.label)
    };
    match &one.correction.said {
        Said::RequestCorrected { reasons, .. } => reasons.keys().map(label).collect::<Vec<_>>().join(", "),
        Said::AnswerCorrected { reasons, .. } => reasons.clone(),
        _ => String::new(),
    }
}

/// The command of the form that corrects, or what is wrong with it in words.
pub(super) fn command(
    signed: &Signed,
    view: &CaseView,
    typed: &Typed,
    explained: Vec<(String, String)>,
) -> Result<Command, String> {
    let bad = || signed.texts().say("fault-bad-form");
    let message: MessageId = typed.get("message").parse().map_err(|_| bad())?;
    let right = right(signed, view, message, typed)?;
    if let Right::Request(rights) = &right
        && let Some(one) = rights.iter().find(|one| one.reasons.is_empty())
    {
        let label =
            signed.app.bureau().field(&one.field, signed.language()).map_or(one.field.clone(), |f| f.label);
        return Err(signed.texts().with("correct-why-missing", &[word("field", &label)]));
    }
    Ok(Command::Correct { message, right, explained })
}

fn right(signed: &Signed, view: &CaseView, message: MessageId, typed: &Typed) -> Result<Right, String> {
    let bad = || signed.texts().say("fault-bad-form");
    let told = view.case.told.iter().find(|told| told.message == message).ok_or_else(bad)?;
    if let Some(before) = told.said.stated() {
        return Ok(Right::Request(rights(signed, before, typed)?));
    }
    let files = typed.all(&format!("wrong.{message}")).map(str::parse).collect::<Result<_, _>>();
    Ok(Right::Answer {
        text: typed.get(&format!("text.{message}")).to_owned(),
        // What it may be used for is not what was wrong: that is recalled and said anew.
        handling: told.said.handling().unwrap_or_default(),
        files: files.map_err(|_| bad())?,
        reasons: typed.get("reasons").to_owned(),
    })
}

/// The fields that were typed otherwise than they were stated.
fn rights(signed: &Signed, before: &Facts, typed: &Typed) -> Result<Vec<FieldRight>, String> {
    let names: Vec<&str> = typed.under("seen.").map(|(name, _)| name).take(FIELDS_MAX).collect();
    let mut rights = Vec::new();
    for name in names {
        let text = typed_text(typed, name);
        let known = signed.app.bureau().field(name, signed.language());
        if known.is_some_and(|field| as_typed(&field, before.get(name)).trim() == text) {
            continue;
        }
        let read = signed.app.bureau().read_field(name, &text);
        let value = read.map_err(|fault| field_words(signed, &fault))?;
        if value.as_ref() != before.get(name) {
            let reasons = typed.get(&format!("why.{name}")).to_owned();
            rights.push(FieldRight { field: name.to_owned(), value, reasons });
        }
    }
    Ok(rights)
}

/// The command of the form that answers a correction, or nothing where it is none that this desk gave out.
pub(super) fn answer_command(typed: &Typed) -> Option<Command> {
    let followed = typed.yes_or_no("followed")?;
    let correction = typed.get("correction").parse().ok()?;
    let (passed_on, reasons) = (passed_on(typed), typed.get("reasons").to_owned());
    Some(Command::AnswerCorrection { correction, followed, passed_on, reasons })
}
