//! What a request states, to be read: the fields that are filled in, in the order of the form.

use bureau::FormView;
use case::fact::{Facts, Value};
use maud::{Markup, html};

use crate::texts::Texts;
use crate::when::{day, day_mark};

/// A value in words of the reader's language.
pub(crate) fn value(texts: &Texts, value: &Value) -> Markup {
    html! {
        @match value {
            Value::Flag(true) => (texts.say("code-true")),
            Value::Flag(false) => (texts.say("code-false")),
            Value::Number(number) => bdi { (number) },
            Value::Day(day) => (day_mark(texts, *day)),
            Value::Text(text) => @match text.parse() {
                Ok(day) if text.len() == 10 => (day_mark(texts, day)),
                _ => span.text dir="auto" { (texts.code_or_text("code", text)) },
            },
            Value::List(items) => ul.values { @for item in items { li { (self::value(texts, item)) } } },
        }
    }
}

/// The same in a line.
pub(crate) fn value_words(texts: &Texts, value: &Value) -> String {
    match value {
        Value::Flag(true) => texts.say("code-true"),
        Value::Flag(false) => texts.say("code-false"),
        Value::Number(number) => number.to_string(),
        Value::Day(date) => day(texts, *date),
        Value::Text(text) => texts.code_or_text("code", text),
        Value::List(items) => {
            items.iter().map(|item| value_words(texts, item)).collect::<Vec<_>>().join("; ")
        }
    }
}

/// The fields that are filled in.
pub(crate) fn request(texts: &Texts, form: Option<&FormView>, facts: &Facts) -> Markup {
    let Some(form) = form else { return plain(texts, facts) };
    let known = |name: &str| facts.get(name);
    html! {
        div.stated {
            @for section in &form.sections {
                @if section.fields.iter().any(|field| known(&field.name).is_some()) {
                    section {
                        h3 { (texts.code("section", section.name)) }
                        dl.facts {
                            @for field in &section.fields {
                                @if let Some(stated) = known(&field.name) {
                                    div #{ "field-" (field.name) } {
                                        dt { (field.label) }
                                        dd { (value(texts, stated)) @if let Some(unit) = &field.unit { " " (texts.code("unit", unit)) } }
                                    }
                                }
                            }
                        }
                    }
                }
            }
            @if facts.is_empty() { p.empty { (texts.say("nothing-stated")) } }
        }
    }
}

fn plain(texts: &Texts, facts: &Facts) -> Markup {
    html! {
        dl.facts {
            @for (name, stated) in facts {
                div #{ "field-" (name) } { dt { code { (name) } } dd { (value(texts, stated)) } }
            }
        }
    }
}
