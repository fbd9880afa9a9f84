//! One field of a form: label, control, unit, help, fact name; and the two versions when two people changed it.

use bureau::FieldView;
use case::fact::Value;
use maud::{Markup, html};

use crate::texts::Texts;

/// A field to be typed into.
pub(crate) struct Input<'a> {
    /// The field.
    pub(crate) field: &'a FieldView,
    /// What stands there.
    pub(crate) value: Option<&'a Value>,
    /// The revision of what stands there; 0 where it was empty.
    pub(crate) revision: u64,
}

/// What stands in the control for a value.
pub(crate) fn typed(field: &FieldView, value: Option<&Value>) -> String {
    match value {
        None => String::new(),
        Some(Value::List(items)) => {
            let between = if field.kind == "states" { ", " } else { "\n" };
            items.iter().map(ToString::to_string).collect::<Vec<_>>().join(between)
        }
        Some(value) => value.to_string(),
    }
}

/// The field with everything around it.
pub(crate) fn field(texts: &Texts, input: &Input<'_>) -> Markup {
    let name = &input.field.name;
    let id = format!("f-{name}");
    html! {
        div.field #{ "field-" (name) } data-field=(name) data-revision=(input.revision) {
            div.naming {
                @if is_group(input.field) {
                    span.label #{ (id) "-label" } { (input.field.label) }
                } @else {
                    label.label for=(id) { (input.field.label) }
                }
                code.fact { (name) }
            }
            div.control { (control(texts, input, &id, &format!("help-{name}"))) }
            p.help #{ "help-" (name) } { (input.field.help) }
            p.fault #{ "fault-" (name) } role="alert" hidden {}
            div.conflict hidden {}
            input type="hidden" name={ "seen." (name) } value=(input.revision);
        }
    }
}

/// Whether its control is a group of boxes, which has a name rather than a label.
pub(crate) fn is_group(field: &FieldView) -> bool {
    field.kind == "list" && !field.codes.is_empty()
}

/// The control alone, for a form or for a question asked in place.
pub(crate) fn control(texts: &Texts, input: &Input<'_>, id: &str, described: &str) -> Markup {
    let field = input.field;
    let stands = typed(field, input.value);
    let name = format!("field.{}", field.name);
    let unit = field.unit.as_deref();
    html! {
        @match field.kind {
            "list" if is_group(field) => (boxes(texts, input, id, &name)),
            "number" => {
                input.short id=(id) name=(name) inputmode="numeric" autocomplete="off" aria-describedby=(described) value=(stands);
                @if let Some(unit) = unit { span.unit { (texts.code("unit", unit)) } }
            }
            "day" => { input.short type="date" id=(id) name=(name) aria-describedby=(described) value=(stands); }
            "state" => {
                input.short id=(id) name=(name) maxlength="2" size="4" autocapitalize="characters" autocomplete="off"
                    spellcheck="false" dir="ltr" aria-describedby=(described) value=(stands);
            }
            "states" => {
                input id=(id) name=(name) autocapitalize="characters" autocomplete="off" spellcheck="false" dir="ltr"
                    placeholder="FR, BR" aria-describedby=(described) value=(stands);
            }
            "list" => { textarea id=(id) name=(name) rows="2" dir="auto" aria-describedby=(described) placeholder=(texts.say("one-a-line")) { (stands) } }
            _ if !field.codes.is_empty() => (choice(texts, field, id, described, &name, &stands)),
            _ if field.long => { textarea id=(id) name=(name) rows="4" dir="auto" aria-describedby=(described) { (stands) } }
            _ => { input id=(id) name=(name) dir="auto" autocomplete="off" aria-describedby=(described) value=(stands); }
        }
    }
}

fn choice(texts: &Texts, field: &FieldView, id: &str, described: &str, name: &str, stands: &str) -> Markup {
    html! {
        select id=(id) name=(name) aria-describedby=(described) {
            option value="" { (texts.say("not-stated")) }
            @for code in &field.codes {
                option value=(code) selected[code == stands] { (texts.code("code", code)) }
            }
        }
    }
}

fn boxes(texts: &Texts, input: &Input<'_>, id: &str, name: &str) -> Markup {
    let chosen = |code: &str| match input.value {
        Some(Value::List(items)) => items.iter().any(|item| item.text() == Some(code)),
        _ => false,
    };
    html! {
        div.boxes role="group" aria-labelledby={ (id) "-label" } {
            @for (place, code) in input.field.codes.iter().enumerate() {
                label {
                    input type="checkbox" id={ (id) "-" (place) } name=(name) value=(code) checked[chosen(code)];
                    " " (texts.code("code", code))
                }
            }
        }
    }
}

/// Two versions of one field: what somebody else put there, and what this officer typed.
pub(crate) struct Versions<'a> {
    /// The field.
    pub(crate) field: &'a FieldView,
    /// What stands, as it would be typed.
    pub(crate) theirs: String,
    /// Who put it there.
    pub(crate) by: Option<&'a str>,
    /// What this officer typed.
    pub(crate) mine: String,
    /// The revision of what stands.
    pub(crate) revision: u64,
}

/// Both versions, with a choice; nothing is overwritten before it is made.
pub(crate) fn conflict(texts: &Texts, versions: &Versions<'_>) -> Markup {
    html! {
        p { strong { (texts.say("conflict")) } }
        dl {
            dt { (texts.say("conflict-theirs")) @if let Some(by) = versions.by { " (" bdi { (by) } ")" } }
            dd dir="auto" { (shown(texts, &versions.theirs)) }
            dt { (texts.say("conflict-mine")) }
            dd dir="auto" { (shown(texts, &versions.mine)) }
        }
        p.acts {
            button type="button" data-keep="mine" data-revision=(versions.revision) data-value=(versions.mine) {
                (texts.say("keep-mine"))
            }
            " "
            button type="button" data-keep="theirs" data-revision=(versions.revision) data-value=(versions.theirs) {
                (texts.say("take-theirs"))
            }
        }
        span hidden { (versions.field.name) }
    }
}

fn shown(texts: &Texts, text: &str) -> Markup {
    html! { @if text.is_empty() { em { (texts.say("empty")) } } @else { (text) } }
}
