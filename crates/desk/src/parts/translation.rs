//! Translations of a request: how far each is, who answers for it, and what stands in a text or its translation only.

use bureau::{CaseView, Difference, Language as PaperLanguage, Translated, Translation, What};
use case::translation;
use maud::{Markup, html};

use super::badge::icon;
use crate::officer::Signed;
use crate::texts::{Language, Texts, count, word};

/// Who answers for a translation; that nobody does is said.
pub(crate) fn credit(texts: &Texts, one: &Translation) -> Markup {
    html! {
        p {
            @match (&one.by, &one.engine) {
                (Some(by), None) => (texts.with("translation-by", &[word("name", by)])),
                (Some(by), Some(engine)) => (texts.with("translation-by-machine", &[word("engine", engine), word("name", by)])),
                (None, Some(engine)) => span.mean-ask { (icon("ask")) " " (texts.with("translation-unread", &[word("engine", engine)])) },
                (None, None) => span.mean-ask { (icon("ask")) " " (texts.say("translation-by-nobody")) },
            }
        }
    }
}

/// What stands in one of the two texts only.
pub(crate) fn differs(texts: &Texts, text: &Translated) -> Markup {
    html! {
        @if text.is_outdated { p.mean-ask { (icon("ask")) " " (texts.say("translation-outdated")) } }
        @if text.text.is_some() {
            @if text.differences.is_empty() {
                p.mean-clear { (icon("clear")) " " (texts.say("translation-same")) }
            } @else {
                ul { @for one in &text.differences { li { (difference(texts, one)) } } }
            }
        }
    }
}

fn difference(texts: &Texts, one: &Difference) -> Markup {
    let side = if one.in_original { "differs-in-original" } else { "differs-in-translation" };
    html! {
        span.kind { (texts.code("differs", one.what.code())) } " "
        bdi.written { (one.written) } " "
        span.quiet {
            @match (one.what, &one.instead) {
                (What::Term, Some(term)) => (texts.with("differs-instead", &[word("term", term)])),
                (_, Some(_)) => (texts.say("differs-script")),
                (_, None) => (texts.say(side)),
            }
        }
    }
}

/// What is shown below a field of a translation once it is saved; none where the field is none of a translation.
pub(crate) fn compared(signed: &Signed, view: &CaseView, name: &str) -> Option<String> {
    let (field, tag) = translation::parts(name)?;
    let one = signed.app.bureau().translation(&view.case, PaperLanguage::parse(tag)?);
    let text = one.texts.iter().find(|text| text.field == field)?;
    Some(differs(signed.texts(), text).into_string())
}

/// The way to the translations of a request, with how far each is; nothing where there is no text, or none to be read.
pub(crate) fn section(signed: &Signed, view: &CaseView) -> Markup {
    let texts = signed.texts();
    let mut all = signed.app.bureau().translations(&view.case);
    if !view.may.contains(&"edit") {
        all.retain(Translation::is_begun);
    }
    html! {
        @if !all.is_empty() {
            details.folded open[all.iter().any(Translation::is_begun)] {
                summary { (texts.say("translations")) }
                ul.translations {
                    @for one in &all {
                        li {
                            a href={ "/case/" (view.id) "/translation/" (one.language.tag()) } { (name_of(one.language)) }
                            " "
                            @if one.is_begun() { (state(texts, one)) } @else { span.quiet { (texts.say("translation-none")) } }
                        }
                    }
                }
            }
        }
    }
}

fn state(texts: &Texts, one: &Translation) -> Markup {
    let all = one.texts.len();
    let (done, open) = (all - one.untranslated(), one.to_look_at());
    html! {
        span.quiet { (texts.with("translation-state", &[count("done", done), count("all", all)])) } " "
        @if open > 0 { span.badge.mean-ask { (icon("ask")) (texts.with("translation-differs", &[count("count", open)])) } }
    }
}

/// Before somebody submits, approves or sends: what of the translations is to be looked at.
pub(crate) fn before_signing(signed: &Signed, view: &CaseView) -> Markup {
    let texts = signed.texts();
    let bureau = signed.app.bureau();
    let begun = bureau.translations(&view.case).into_iter().filter(Translation::is_begun);
    let label = |name: &str| {
        bureau.field(name, signed.language()).map_or_else(|| name.to_owned(), |field| field.label)
    };
    html! {
        @for one in begun {
            section.differs {
                h3 {
                    a href={ "/case/" (view.id) "/translation/" (one.language.tag()) } {
                        (texts.with("translation-title", &[word("language", name_of(one.language))]))
                    }
                    " " (state(texts, &one))
                }
                (credit(texts, &one))
                @for text in one.texts.iter().filter(|text| text.is_outdated || text.text.is_none() || !text.differences.is_empty()) {
                    h4 { (label(&text.field)) }
                    @if text.text.is_none() { p.mean-ask { (icon("ask")) " " (texts.say("translation-missing")) } }
                    (differs(texts, text))
                }
            }
        }
    }
}

/// A language by its own name.
pub(crate) fn name_of(language: PaperLanguage) -> &'static str {
    Language::parse(language.tag()).map_or(language.tag(), Language::name)
}
