//! Controls that the forms of acts share.

use case::limits::REASONS_BYTES_MAX;
use case::opinion::Finding;
use maud::{Markup, html};

use crate::pages::typed::Typed;
use crate::texts::Texts;

pub(super) fn area(texts: &Texts, name: &str, label: &str, typed: &Typed, required: bool) -> Markup {
    html! {
        div.field {
            label.label for={ "act-" (name) } { (texts.say(label)) @if !required { " " span.quiet { (texts.say("optional")) } } }
            textarea #{ "act-" (name) } name=(name) rows="5" dir="auto" required[required] maxlength=(REASONS_BYTES_MAX) { (typed.get(name)) }
        }
    }
}

/// Why something that the check asks for cannot be supplied.
pub(super) fn explain(texts: &Texts, finding: &Finding, typed: &Typed) -> Markup {
    let name = format!("explain.{}", finding.rule);
    html! {
        div.field {
            label.label for=(name) { (finding.title) " " bdi.provision { (finding.provision) } }
            p.help { (finding.explanation) }
            textarea #(name) name=(name) rows="2" dir="auto" maxlength=(REASONS_BYTES_MAX) aria-label={ (texts.say("submit-why-not")) ": " (finding.title) } { (typed.get(&name)) }
        }
    }
}

pub(super) fn line(texts: &Texts, name: &str, label: &str, typed: &Typed) -> Markup {
    html! {
        div.field {
            label.label for={ "act-" (name) } { (texts.say(label)) }
            input #{ "act-" (name) } name=(name) dir="auto" required maxlength="400" value=(typed.get(name));
        }
    }
}

pub(super) fn day(texts: &Texts, name: &str, label: &str, typed: &Typed) -> Markup {
    html! {
        div.field {
            label.label for={ "act-" (name) } { (texts.say(label)) " " span.quiet { (texts.say("optional")) } }
            input.short #{ "act-" (name) } type="date" name=(name) value=(typed.get(name));
        }
    }
}
