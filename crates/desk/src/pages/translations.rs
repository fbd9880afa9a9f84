//! The page of a translation: each text of a request beside its original, and below it what stands in one of the two only.

use axum::extract::Path;
use bureau::{CaseView, Language as PaperLanguage, Translated, Translation};
use case::translation;
use maud::{Markup, html};

use super::case::{Tab, tabs};
use super::draft::saving;
use super::open::{case_page, label_of, view};
use crate::fault::Fault;
use crate::officer::Signed;
use crate::parts::badge::icon;
use crate::parts::chrome::Place;
use crate::parts::field::{Input, field};
use crate::parts::header::header;
use crate::parts::translation::{credit, differs, name_of};
use crate::texts::{Texts, word};

/// `GET /case/{id}/translation/{language}`.
pub(crate) async fn show(
    signed: Signed,
    Path((id, language)): Path<(String, String)>,
) -> Result<Markup, Fault> {
    let language =
        PaperLanguage::ALL.into_iter().find(|known| known.tag() == language).ok_or(Fault::NotFound)?;
    let view = view(&signed, &id).await?;
    let bureau = signed.app.bureau();
    if bureau.written_in(&view.case) == Some(language) {
        return Err(Fault::NotFound);
    }
    let one = bureau.translation(&view.case, language);
    let texts = signed.texts();
    let title = texts.with("translation-title", &[word("language", name_of(language))]);
    let body = html! {
        (header(&signed, &view))
        (tabs(&signed, &view, Some(Tab::Request)))
        section.translation {
            h2 { (title) }
            p.lead { (texts.say("translation-lead")) }
            @if bureau.written_in(&view.case).is_none() {
                p.mean-ask { (icon("ask")) " " a href={ "/case/" (view.id) "/request#field-request.language" } { (texts.say("translation-language-unknown")) } }
            }
            @if one.texts.is_empty() { p.empty { (texts.say("translation-no-texts")) } }
            @else if view.may.contains(&"edit") { (typed(&signed, &view, &one)) }
            @else { (read(&signed, &one)) }
            p { a href={ "/case/" (view.id) "/request" } { (texts.say("back-to-case")) } }
        }
    };
    Ok(case_page(&signed, &view, Place::Elsewhere, &format!("{title} · {}", view.case.reference), &body))
}

/// The form of a translation. It is saved as every draft is.
fn typed(signed: &Signed, view: &CaseView, one: &Translation) -> Markup {
    let texts = signed.texts();
    let input = |of: &str| {
        let name = translation::of(of, one.language.tag());
        let known = signed.app.bureau().field(&name, signed.language());
        let state = view.case.fields.get(&name);
        html! {
            @if let Some(known) = known {
                (field(texts, &Input { field: &known, value: state.and_then(|state| state.value.as_ref()), revision: state.map_or(0, |state| state.revision) }))
            }
        }
    };
    html! {
        form #draft .draft method="post" action={ "/case/" (view.id) "/draft" } data-draft novalidate {
            section { (input(translation::BY)) (input(translation::ENGINE)) }
            @for text in &one.texts {
                section {
                    h3 { (label_of(signed, &text.field)) }
                    div.side {
                        (original(texts, text))
                        (input(&text.field))
                    }
                    div.differs #{ "differs-" (translation::of(&text.field, one.language.tag())) } role="status" { (differs(texts, text)) }
                }
            }
            (saving(texts))
        }
    }
}

/// The same to be read.
fn read(signed: &Signed, one: &Translation) -> Markup {
    let texts = signed.texts();
    html! {
        @if !one.is_begun() { p.empty { (texts.say("translation-none")) } }
        @else {
            (credit(texts, one))
            @for text in &one.texts {
                section.stated {
                    h3 { (label_of(signed, &text.field)) }
                    div.side {
                        (original(texts, text))
                        div.text {
                            p.label { (texts.say("translation-text")) }
                            @match &text.text {
                                Some(words) => p.words dir="auto" lang=(one.language.tag()) { (words) },
                                None => p.empty { (texts.say("translation-missing")) },
                            }
                        }
                    }
                    div.differs { (differs(texts, text)) }
                }
            }
        }
    }
}

fn original(texts: &Texts, text: &Translated) -> Markup {
    html! {
        div.text {
            p.label { (texts.say("translation-original")) }
            p.words dir="auto" { (text.original) }
        }
    }
}
