//! What to add or change in a request of ours so that the other bureau can grant it, each item one click from its field.

use bureau::CaseView;
use case::form::Form;
use case::life::Side;
use case::opinion::{Finding, FindingResult};
use maud::{Markup, html};

use super::open::label_of;
use crate::officer::Signed;
use crate::parts::badge::{effect_code, icon};
use crate::texts::{count, word};

fn to_mend(signed: &Signed, view: &CaseView) -> Vec<Finding> {
    if view.case.side != Side::Requesting || view.case.stage.is_final() {
        return Vec::new();
    }
    signed.app.bureau().adaptation(&view.case, signed.language())
}

/// The way to the list from the form.
pub(crate) fn link(signed: &Signed, view: &CaseView) -> Markup {
    let texts = signed.texts();
    let number = to_mend(signed, view).len();
    html! {
        @if number > 0 {
            p.adapt { a href={ "/case/" (view.id) "/findings#adapt" } { (texts.with("adapt-count", &[count("count", number), word("to", view.case.other().as_str())])) } }
        }
    }
}

/// The list.
pub(crate) fn section(signed: &Signed, view: &CaseView) -> Markup {
    let texts = signed.texts();
    let findings = to_mend(signed, view);
    let form = Form::of(view.case.kind);
    html! {
        @if !findings.is_empty() {
            section #adapt {
                h2 { (texts.with("adapt", &[word("to", view.case.other().as_str())])) }
                ul.adapt {
                    @for finding in &findings {
                        @let code = if finding.result == FindingResult::NotKnown { "ask" } else { effect_code(finding.effect) };
                        // What is lacking; where nothing is, what is stated and does not do.
                        @let named = if finding.missing.is_empty() { &finding.facts } else { &finding.missing };
                        li class={ "mean-" (code) } {
                            p { (icon(code)) span.effect { (texts.code("effect", code)) } " " strong { (finding.title) } " " bdi.provision { (finding.provision) } }
                            p.words { @if finding.remedy.is_empty() { (finding.explanation) } @else { (finding.remedy) } }
                            ul.fields {
                                @for fact in named {
                                    li {
                                        // What stands in no form is answered where the findings ask for it.
                                        @if form.is_some_and(|form| form.has(fact)) || view.case.fact(fact).is_some() {
                                            a href={ "/case/" (view.id) "/request#field-" (fact) } { (label_of(signed, fact)) }
                                        } @else {
                                            a href={ "/case/" (view.id) "/request#q-" (fact) } { (label_of(signed, fact)) }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
