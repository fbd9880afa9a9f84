//! Small marks: an icon and a word, never colour alone.

use case::life::Stage;
use case::opinion::{Effect, Outcome};
use case::request::Kind;
use jiff::civil::Date;
use maud::{Markup, html};

use crate::texts::Texts;
use crate::when::{Nearness, day_mark, nearness};

/// A picture of the page's own set; always beside a word.
pub(crate) fn icon(name: &str) -> Markup {
    html! { svg.icon aria-hidden="true" focusable="false" { use href={ "#i-" (name) } {} } }
}

/// The stage of a case.
pub(crate) fn stage(texts: &Texts, stage: Stage) -> Markup {
    html! { span class={ "badge stage-" (stage.code()) } { (texts.code("stage", stage.code())) } }
}

/// How urgent; what is normal is not marked.
pub(crate) fn urgency(texts: &Texts, code: &str) -> Markup {
    html! {
        @if code == "urgent" || code == "high" {
            span class={ "badge urgency-" (code) } { (icon("bell")) (texts.code("code", code)) }
        }
    }
}

/// The kind of request; a notice has a small square of its colour.
pub(crate) fn kind(texts: &Texts, kind: Kind) -> Markup {
    let colour = kind.code().strip_suffix("-notice");
    html! {
        span.kind {
            @if let Some(colour) = colour { span class={ "notice notice-" (colour) } aria-hidden="true" {} }
            (texts.code("kind", kind.code()))
        }
    }
}

/// A deadline with how far off it is.
pub(crate) fn due(texts: &Texts, date: Date, today: Date) -> Markup {
    let near = Nearness::of(date, today);
    html! {
        span class={ "due " (near.code()) } {
            (day_mark(texts, date))
            " "
            span.near { @if near == Nearness::Overdue { (icon("block")) } (nearness(texts, date, today)) }
        }
    }
}

/// What an effect is called in icons and style sheets; a warning is told like something to note.
pub(crate) const fn effect_code(effect: Effect) -> &'static str {
    match effect {
        Effect::Block => "block",
        Effect::Ask => "ask",
        Effect::Refer => "refer",
        Effect::Warn => "warn",
    }
}

/// The outcome of a check.
pub(crate) fn outcome(texts: &Texts, outcome: Outcome) -> Markup {
    let code = outcome.code();
    html! { span class={ "badge mean-" (code) } { (icon(code)) (texts.code("outcome", code)) } }
}
