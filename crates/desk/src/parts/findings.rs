//! The findings beside the form: first what decides, each with its provision; then the least set of answers that would
//! settle it, answered in place; the rest folded.

use std::collections::BTreeMap;

use bureau::{FieldView, Settlement};
use case::fact::Facts;
use case::id::CaseId;
use case::opinion::{Confidence, Effect, Finding, FindingResult, Opinion};
use maud::{Markup, html};

use super::badge::{effect_code, icon, outcome};
use super::field::{Input, control};
use super::request::value;
use crate::texts::{Texts, count};

/// Questions that are asked with a control; the rest are listed by name, to keep the page light.
const QUESTIONS_OPEN_MAX: usize = 10;

/// What the column is made of.
pub(crate) struct Column<'a> {
    pub(crate) texts: &'a Texts,
    pub(crate) case: CaseId,
    pub(crate) opinion: &'a Opinion,
    /// What the opinion hangs on.
    pub(crate) settlement: &'a Settlement,
    pub(crate) facts: &'a Facts,
    /// Whether this officer may fill in what is missing.
    pub(crate) may_edit: bool,
    /// Gives the words of a field.
    pub(crate) field: &'a dyn Fn(&str) -> Option<FieldView>,
    /// Gives the revision of a field; 0 where it is empty.
    pub(crate) revision: &'a dyn Fn(&str) -> u64,
}

/// The column.
pub(crate) fn findings(column: &Column<'_>) -> Markup {
    let texts = column.texts;
    let findings = &column.opinion.findings;
    let mut raised: Vec<&Finding> = findings.iter().filter(|finding| finding.is_raised()).collect();
    raised.sort_by_key(|finding| std::cmp::Reverse(finding.effect));
    let settlement = column.settlement;
    let (first, rest): (Vec<&Finding>, Vec<&Finding>) =
        raised.into_iter().partition(|finding| settlement.decides.contains(&finding.rule));
    let settles = |fact: &str| settlement.answers.iter().any(|answer| answer.fact == fact);
    let (asked, other): (Vec<Asking<'_>>, Vec<Asking<'_>>) =
        questions(findings).into_iter().partition(|(fact, _)| settles(fact));
    let folded_count = rest.len() + other.len();
    html! {
        section #findings .findings aria-labelledby="findings-title" {
            h2 #findings-title tabindex="-1" { (texts.say("findings")) }
            p { (outcome(texts, column.opinion.outcome())) }
            @if !first.is_empty() {
                h3 { (texts.say("decides")) }
                ol.list { @for finding in &first { (line(column, finding)) } }
            }
            @if !asked.is_empty() {
                h3 { (texts.with(if settlement.least { "settle-least" } else { "settle-some" }, &[count("count", asked.len())])) }
                ol.list {
                    @for (place, (fact, asking)) in asked.iter().enumerate() {
                        (question(column, fact, asking, place < QUESTIONS_OPEN_MAX))
                    }
                }
            }
            @if folded_count > 0 {
                details.folded.rest data-why="rest" {
                    summary { (texts.with("rest-count", &[count("count", folded_count)])) }
                    ol.list {
                        @for finding in rest.iter().filter(|finding| finding.effect >= Effect::Ask) { (line(column, finding)) }
                        @for (place, (fact, asking)) in other.iter().enumerate() {
                            (question(column, fact, asking, asked.len() + place < QUESTIONS_OPEN_MAX))
                        }
                        @for finding in rest.iter().filter(|finding| finding.effect < Effect::Ask) { (line(column, finding)) }
                    }
                }
            }
            (folded(texts, "met-count", findings.iter().filter(|f| f.result == FindingResult::Met)))
            (folded(texts, "quiet-count", findings.iter().filter(|finding| finding.is_silent())))
            p.law { (texts.say("law-version")) " " bdi { code { (column.opinion.law) } } }
        }
    }
}

/// A fact and the findings that need it.
type Asking<'a> = (String, Vec<&'a Finding>);

/// Facts that are missing and that an outcome depends on, each with the findings that need it, in the order of findings.
fn questions(findings: &[Finding]) -> Vec<Asking<'_>> {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut found: Vec<Asking<'_>> = Vec::new();
    for finding in findings.iter().filter(|finding| finding.is_open()) {
        for fact in &finding.missing {
            let place = *places.entry(fact).or_insert_with(|| {
                found.push((fact.clone(), Vec::new()));
                found.len() - 1
            });
            if let Some((_, asking)) = found.get_mut(place) {
                asking.push(finding);
            }
        }
    }
    found
}

fn line(column: &Column<'_>, finding: &Finding) -> Markup {
    let texts = column.texts;
    let code = effect_code(finding.effect);
    let target = finding.facts.iter().chain(&finding.missing).next();
    html! {
        li class={ "finding mean-" (code) } data-rule=(finding.rule) data-facts=(join(finding.facts.iter().chain(&finding.missing))) {
            p.head {
                (icon(code)) span.effect { (texts.code("effect", code)) } " "
                @if let Some(fact) = target {
                    a href={ "#field-" (fact) } data-goto=(fact) { (finding.title) }
                } @else { strong { (finding.title) } }
                " " bdi.provision { (finding.provision) }
            }
            p.words { (finding.explanation) }
            @if !finding.remedy.is_empty() { p.words.remedy { (finding.remedy) } }
            (why(column, finding))
        }
    }
}

fn question(column: &Column<'_>, fact: &str, asking: &[&Finding], open: bool) -> Markup {
    let texts = column.texts;
    let Some(field) = (column.field)(fact) else { return html! {} };
    let id = format!("q-{fact}");
    let first = asking.first();
    let provisions: Vec<&str> = asking.iter().take(2).map(|finding| &*finding.provision).collect();
    html! {
        li.finding.question.mean-ask data-rule={ "ask-" (fact) } data-facts=(fact) {
            p.head {
                (icon("ask")) span.effect { (texts.code("effect", "ask")) } " "
                a href={ "#field-" (fact) } data-goto=(fact) { (field.label) }
                " " bdi.provision { (provisions.join("; ")) }
            }
            p.quiet.answers { (texts.say("who-answers")) " " (texts.code("asked-of", field.asked_of)) }
            @if open && column.may_edit {
                form method="post" action={ "/case/" (column.case) "/draft" } data-question=(fact) data-revision=((column.revision)(fact)) {
                    label #{ (id) "-label" } for=(id) { (asked(&field)) }
                    div.control {
                        (control(texts, &Input { field: &field, value: None, revision: 0 }, &id, &format!("{id}-label")))
                        button { (texts.say("save")) }
                    }
                    p.fault #{ (id) "-fault" } role="alert" hidden {}
                    input type="hidden" name={ "seen." (fact) } value=((column.revision)(fact));
                }
            } @else { p.words { (asked(&field)) } }
            // Questions that are only named come to have a control and their rule once those before them are answered.
            @if let Some(finding) = first.filter(|_| open) { (why(column, finding)) }
        }
    }
}

/// The question of a field; its label where the register has none.
pub(crate) fn asked(field: &FieldView) -> &str {
    if field.question.is_empty() { &field.label } else { &field.question }
}

/// The rule behind a finding: its source, how sure it is, and the facts it used.
fn why(column: &Column<'_>, finding: &Finding) -> Markup {
    let texts = column.texts;
    html! {
        details.why data-why=(finding.rule) {
            summary { (texts.say("why")) }
            @if finding.result == FindingResult::NotKnown { p.words { (finding.explanation) } }
            dl {
                div { dt { (texts.say("why-ground")) } dd { (texts.code("ground", finding.ground.tag())) } }
                div { dt { (texts.say("why-provision")) } dd { bdi { (finding.provision) } } }
                div { dt { (texts.say("why-source")) } dd { bdi { (finding.source) } } }
                div { dt { (texts.say("why-confidence")) } dd class=[(finding.confidence == Confidence::Unverified).then_some("unsure")] { (texts.code("confidence", finding.confidence.code())) } }
                div { dt { (texts.say("why-rule")) } dd { code { (finding.rule) } } }
                @for fact in &finding.facts {
                    @if let Some(stated) = column.facts.get(fact) {
                        div { dt { (label(column, fact)) } dd { (value(texts, stated)) } }
                    }
                }
                @for fact in &finding.missing {
                    div { dt { (label(column, fact)) } dd { em { (texts.say("not-stated")) } } }
                }
            }
        }
    }
}

fn label(column: &Column<'_>, fact: &str) -> String {
    (column.field)(fact).map_or_else(|| fact.to_owned(), |field| field.label)
}

fn folded<'a>(texts: &Texts, title: &str, findings: impl Iterator<Item = &'a Finding> + Clone) -> Markup {
    let number = findings.clone().count();
    html! {
        @if number > 0 {
            details.folded data-why=(title) {
                summary { (texts.with(title, &[count("count", number)])) }
                ul { @for finding in findings { li { (finding.title) " " bdi.provision { (finding.provision) } } } }
            }
        }
    }
}

fn join<'a>(facts: impl Iterator<Item = &'a String>) -> String {
    facts.map(String::as_str).collect::<Vec<_>>().join(" ")
}
