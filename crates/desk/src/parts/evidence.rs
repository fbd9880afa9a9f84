//! What a person reads in an evidence package: one page that needs nothing beside it, and how to check the package.
//!
//! It tells only what the package shows of the record; each line names its entry, so that a reader finds what proves it.

use bureau::{EvidenceView, FormView, TimelineRow};
use case::life::{Event, Heard};
use case::opinion::{Finding, Opinion};
use jiff::Timestamp;
use maud::{DOCTYPE, Markup, html};

use super::exhibit;
use super::request::request;
use super::timeline::{Telling, timeline};
use crate::digits::hexadecimal;
use crate::texts::{Texts, count, word};
use crate::when::time_mark;

/// Nothing is loaded, run or sent by this page; only its own style counts.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
/// How it looks, on a screen and on paper.
const STYLE: &str = "body{font:16px/1.5 'Noto Sans','Noto Sans Arabic',sans-serif;max-width:52em;margin:2em auto;padding:0 1em;\
color:#111;background:#fff}h1{font-size:1.5em}h2{font-size:1.2em;margin-top:2em;border-bottom:1px solid #767676}\
dt{font-weight:600}dd{margin:0 0 .5em}code{overflow-wrap:anywhere}ol,ul{padding-inline-start:1.2em}\
ol.timeline{list-style:none;padding:0}ol.timeline li{border-inline-start:3px solid #767676;padding-inline-start:.8em;margin:.8em 0}\
p{margin:.2em 0}.details{white-space:pre-wrap}.record,.quiet{color:#555}table{border-collapse:collapse;width:100%}\
th,td{text-align:start;vertical-align:top;border-bottom:1px solid #ccc;padding:.3em}";

/// How to check a package, in the language of the page. `{bureau}` and `{key}` are put in.
fn guide(texts: &Texts) -> &'static str {
    match texts.language.code() {
        "fr" => include_str!("../../texts/fr/evidence.txt"),
        "es" => include_str!("../../texts/es/evidence.txt"),
        "ar" => include_str!("../../texts/ar/evidence.txt"),
        _ => include_str!("../../texts/en/evidence.txt"),
    }
}

/// The words of the reader's language that the page needs.
pub(crate) struct Words<'a> {
    pub(crate) texts: &'a Texts,
    /// The form of the kind of request.
    pub(crate) form: Option<FormView>,
    /// Gives the label of a field.
    pub(crate) label: &'a dyn Fn(&str) -> String,
}

/// The files for people.
pub(crate) fn files(words: &Words<'_>, view: &EvidenceView<'_>, here: &str) -> Vec<(&'static str, String)> {
    let guide = guide(words.texts).replace("{bureau}", here).replace("{key}", &view.journal_key);
    vec![("README.txt", guide), ("case.html", page(words, view, here).into_string())]
}

fn page(words: &Words<'_>, view: &EvidenceView<'_>, here: &str) -> Markup {
    let (texts, case) = (words.texts, &view.case.case);
    let rows = &view.case.timeline;
    let opinion = rows.iter().rev().find_map(opinion);
    let title = texts.with("evidence-title", &[word("reference", &case.reference)]);
    html! {
        (DOCTYPE)
        html lang=(texts.language.code()) dir=(texts.language.direction()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (maud::PreEscaped(STYLE)) }
            }
            body {
                h1 { (title) }
                p { (texts.with("evidence-lead", &[word("bureau", here)])) }
                (given(texts, view))
                h2 { (texts.say("tab-request")) }
                @match rows.iter().rev().find_map(stated) {
                    Some((position, facts)) => {
                        (request(texts, words.form.as_ref(), facts))
                        p.record { (entry(texts, position)) }
                    }
                    None => p { (texts.say("nothing-stated")) },
                }
                (exhibit::section(texts, view.exhibits))
                h2 { (texts.say("tab-timeline")) }
                (history(words, view, here, opinion))
                @if let Some(opinion) = opinion { (law(texts, opinion)) }
                (papers(texts, view))
            }
        }
    }
}

fn given(texts: &Texts, view: &EvidenceView<'_>) -> Markup {
    let (case, export) = (&view.case.case, view.export);
    let shown = [count("shown", view.case.timeline.len() + view.files.len()), count("entries", view.entries)];
    html! {
        @if !case.origin.is_empty() { p { strong { (texts.say("example")) } " " bdi { (case.origin) } } }
        dl {
            dt { (texts.say("evidence-between")) } dd { bdi { (case.from) " → " (case.to) } ", " (texts.code("kind", case.kind.code())) }
            dt { (texts.say("evidence-recipient")) } dd { span dir="auto" { (export.recipient) } ", " (texts.code("code", export.what.code())) }
            dt { (texts.say("reasons")) } dd dir="auto" { (export.reasons) }
            dt { (texts.say("evidence-given")) } dd { (time_mark(texts, view.at, Timestamp::UNIX_EPOCH)) " UTC, " bdi { (view.by.name) } }
            dt { (texts.say("evidence-key")) } dd { code dir="ltr" { (view.journal_key) } }
            dt { (texts.say("evidence-shown")) } dd { (texts.with("evidence-of-entries", &shown)) }
        }
    }
}

fn entry(texts: &Texts, position: u64) -> String {
    texts.with("record-entry", &[count("position", usize::try_from(position).unwrap_or(usize::MAX))])
}

/// What a message states of the matter itself.
fn stated(row: &TimelineRow) -> Option<(u64, &case::fact::Facts)> {
    match &row.entry.event {
        Event::Said { said, .. } | Event::Heard(Heard { said, .. }) => {
            said.stated().map(|fields| (row.position, fields))
        }
        _ => None,
    }
}

fn opinion(row: &TimelineRow) -> Option<&Opinion> {
    match &row.entry.event {
        Event::Submitted { opinion, .. } | Event::Approved { opinion } | Event::Assessed { opinion } => {
            Some(opinion)
        }
        _ => None,
    }
}

fn history(words: &Words<'_>, view: &EvidenceView<'_>, here: &str, opinion: Option<&Opinion>) -> Markup {
    let title = |rule: &str| {
        let findings = opinion.into_iter().flat_map(|opinion| &opinion.findings);
        let named = findings.into_iter().find(|finding| finding.rule == rule);
        named.map_or_else(|| rule.to_owned(), |finding| finding.title.to_string())
    };
    let telling = Telling {
        texts: words.texts,
        officers: &[],
        here,
        there: view.case.case.other().as_str(),
        // Every time stands with its day: the page is read on another.
        now: Timestamp::UNIX_EPOCH,
        label: words.label,
        title: &title,
        was: &|message, field| view.case.case.stated_in(message, field).cloned(),
        corrected: &view.case.case.corrected(),
    };
    timeline(&telling, &view.case.timeline, true)
}

fn law(texts: &Texts, opinion: &Opinion) -> Markup {
    let counts = |finding: &&Finding| finding.is_raised() || finding.is_open();
    html! {
        h2 { (texts.say("tab-findings")) }
        p { (texts.code("outcome", opinion.outcome().code())) " " code dir="ltr" { (opinion.law) } }
        ul {
            @for finding in opinion.findings.iter().filter(counts) {
                li { (finding.title) " " bdi { (finding.provision) } p.details dir="auto" { (finding.explanation) } }
            }
        }
    }
}

fn papers(texts: &Texts, view: &EvidenceView<'_>) -> Markup {
    html! {
        h2 { (texts.say("tab-papers")) }
        @if view.files.is_empty() { p { (texts.say("papers-empty")) } }
        ul {
            @for shown in view.files {
                li { bdi { (shown.file.name) } ": " code dir="ltr" { (shown.name) } " " span.quiet { (texts.say("digest")) " " code dir="ltr" { (hexadecimal(&shown.file.digest)) } } }
            }
        }
    }
}
