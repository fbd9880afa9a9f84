//! The part of a dossier that is a person's request.

use bureau::{Basis, Channel, FoundRow, Milestone, Redress, Remedy, Telling, Verdict, Verdicted};
use case::limits::REASONS_BYTES_MAX;
use maud::{Markup, html};

use super::Page;
use crate::pages::dossier_form::choice;
use crate::parts::badge::{icon, kind};
use crate::texts::{count, word};
use crate::when::{day, time_mark};

pub(super) fn sections(page: &Page<'_>, redress: &Redress) -> Markup {
    let open = page.view.dossier.closed.is_none();
    let unanswered = open && redress.answered.is_none();
    html! {
        (asked(page, redress))
        (identity(page, redress, unanswered))
        @if redress.is_identified() { (found(page, redress, unanswered)) }
        @if unanswered && redress.needs_confirmation() { (confirmation(page, redress)) }
        (answer(page, redress, unanswered))
        @if redress.received.channel == Channel::Commission { (commission(page, redress, open)) }
    }
}

fn asked(page: &Page<'_>, redress: &Redress) -> Markup {
    let texts = page.signed.texts();
    let received = &redress.received;
    let wants =
        received.wants.iter().map(|want| texts.code("want", want.code())).collect::<Vec<_>>().join(", ");
    let row = |key: &str, value: Markup| html! { div { dt { (texts.say(key)) } dd { (value) } } };
    let lines = |all: &[String]| html! { @for (place, one) in all.iter().enumerate() { @if place > 0 { br; } bdi { (one) } } };
    html! {
        section {
            h2 { (texts.say("redress-asked")) }
            dl.facts {
                (row("redress-received", html! { (day(texts, received.on)) ", " (texts.code("channel", received.channel.code())) }))
                (row("redress-wants", html! { (wants) }))
                (row("redress-names", lines(&received.names)))
                @if let Some(born) = received.born { (row("redress-born", html! { (day(texts, born)) })) }
                @if !received.documents.is_empty() { (row("redress-documents", lines(&received.documents))) }
                @if !received.references.is_empty() { (row("redress-references", lines(&received.references))) }
                @if !received.counsel.is_empty() { (row("redress-counsel", html! { bdi { (received.counsel) } })) }
                @if !received.words.is_empty() { (row("redress-words", html! { span dir="auto" { (received.words) } })) }
            }
        }
    }
}

fn identity(page: &Page<'_>, redress: &Redress, open: bool) -> Markup {
    let texts = page.signed.texts();
    html! {
        section {
            h2 { (texts.say("redress-identity")) }
            @match &redress.identity {
                None => p.mean-ask { (icon("ask")) " " (texts.say("redress-identity-none")) },
                Some((shown, proven, by)) => {
                    @let (mean, words) = if *proven { ("clear", "redress-proven") } else { ("block", "redress-not-proven") };
                    p class={ "mean-" (mean) } { (icon(mean)) " " (texts.with(words, &[word("name", &page.name_of(*by))])) }
                    p.details dir="auto" { (shown) }
                }
            }
            @if open && page.view.keeps && redress.searched.is_none() {
                (page.form("identify", "redress-identify", "redress-identify-button", &html! {
                    (page.area("identify", "shown", "redress-shown"))
                    fieldset {
                        legend { (texts.say("redress-proven-question")) }
                        label { input type="radio" name="proven" value="yes" required; " " (texts.say("redress-proven-yes")) }
                        label { input type="radio" name="proven" value="no" required; " " (texts.say("redress-proven-no")) }
                    }
                }))
            }
        }
    }
}

fn found(page: &Page<'_>, redress: &Redress, open: bool) -> Markup {
    let texts = page.signed.texts();
    html! {
        section {
            h2 { (texts.say("redress-found")) }
            p.quiet { (texts.say("redress-search-lead")) }
            @if let Some((cases, unseen, at)) = redress.searched {
                p { (texts.with("redress-searched", &[count("cases", usize::try_from(cases).unwrap_or(usize::MAX)), count("found", redress.found.len())])) " " (time_mark(texts, at, page.signed.now())) }
                @if unseen { p.mean-ask { (icon("ask")) " " (texts.say("redress-unseen")) } }
            }
            @if open && page.view.keeps {
                form method="post" action={ "/dossier/" (page.view.id) "/do/search" } {
                    (page.signed.once())
                    p.acts { button.primary[redress.searched.is_none()] { (texts.say(if redress.searched.is_some() { "redress-search-again" } else { "redress-search" })) } }
                }
            }
            @if redress.searched.is_some() && page.view.found.is_empty() { p.empty { (texts.say("redress-found-none")) } }
            @for row in &page.view.found { (found_case(page, redress, row, open)) }
        }
    }
}

/// One case: how it was found, what is decided, and what is done.
fn found_case(page: &Page<'_>, redress: &Redress, row: &FoundRow, open: bool) -> Markup {
    let texts = page.signed.texts();
    let traces =
        row.found.traces.iter().map(|trace| texts.code("trace", trace.code())).collect::<Vec<_>>().join(", ");
    html! {
        article id={ "case-" (row.case) } {
            h3 {
                @match (&row.line, row.erased) {
                    (Some((reference, title, what, other)), _) => {
                        a href={ "/case/" (row.case) } { bdi.reference { (reference) } } " " bdi { (title) } " " (kind(texts, *what)) " " bdi { (other) }
                    }
                    (None, Some(at)) => { bdi.reference { (row.case) } " " (texts.say("redress-case-erased")) " " (time_mark(texts, at, page.signed.now())) }
                    (None, None) => { bdi.reference { (row.case) } " " (texts.say("redress-case-unseen")) }
                }
            }
            p.quiet { (texts.say("redress-found-by")) " " (traces) }
            @if let Some(since) = row.found.contested { p.mean-ask { (icon("wait")) " " (texts.say("redress-contested-since")) " " (time_mark(texts, since, page.signed.now())) } }
            @if let Some((decision, by, at)) = &row.found.decision { (decided(page, decision, &page.name_of(*by), *at)) }
            @if let Some((what, at)) = &row.found.executed { p.mean-clear { (icon("clear")) " " (texts.say("redress-executed")) " " (time_mark(texts, *at, page.signed.now())) ": " span dir="auto" { (what) } } }
            (recipients(page, row))
            @if page.view.keeps { (case_forms(page, redress, row, open)) }
        }
    }
}

fn decided(page: &Page<'_>, decision: &Verdicted, by: &str, at: jiff::Timestamp) -> Markup {
    let texts = page.signed.texts();
    html! {
        p {
            strong { (texts.code("verdict", decision.verdict.code())) } " · "
            (texts.say("redress-telling")) ": " (texts.code("telling", decision.telling.code()))
            @if let Some(basis) = decision.basis { " · " (texts.code("basis", basis.code())) " " bdi.provision { (basis.provision()) } }
            " " span.quiet { bdi { (by) } " " (time_mark(texts, at, page.signed.now())) }
        }
        p.details dir="auto" { (decision.reasons) }
    }
}

/// To whom what stands in the case has gone, and what became of our recalls and corrections.
fn recipients(page: &Page<'_>, row: &FoundRow) -> Markup {
    let texts = page.signed.texts();
    let other = row.line.as_ref().map_or("", |(.., other)| other.as_str());
    html! {
        @for (at, answer) in &row.recalls {
            p {
                (texts.with("redress-recalled", &[word("bureau", other)])) " " (time_mark(texts, *at, page.signed.now())) ": "
                @match answer {
                    Some(outcome) => (texts.code("recall-outcome", outcome.code())),
                    None => span.mean-ask { (icon("wait")) " " (texts.say("redress-recall-open")) },
                }
            }
        }
        @for (at, followed) in &row.corrections {
            p {
                (texts.with("redress-corrected", &[word("bureau", other)])) " " (time_mark(texts, *at, page.signed.now())) ": "
                @match followed {
                    Some(true) => (texts.say("correction-outcome-followed")),
                    Some(false) => (texts.say("correction-outcome-not-followed")),
                    None => span.mean-ask { (icon("wait")) " " (texts.say("redress-recall-open")) },
                }
            }
        }
        @if !row.passed_on.is_empty() { p.quiet { (texts.say("redress-passed-on")) " " @for (place, whom) in row.passed_on.iter().enumerate() { @if place > 0 { ", " } bdi { (whom) } } } }
    }
}

fn case_forms(page: &Page<'_>, redress: &Redress, row: &FoundRow, open: bool) -> Markup {
    let texts = page.signed.texts();
    let case = html! { input type="hidden" name="case" value=(row.case); };
    let refused = page.typed.get("case") == row.case.to_string();
    // Of the forms of many cases only the one that was refused stands open.
    let page = &Page {
        signed: page.signed,
        view: page.view,
        step: if refused { page.step } else { "" },
        typed: page.typed,
    };
    let to_do = row.found.decision.as_ref().is_some_and(|(one, ..)| one.is_to_be_done());
    html! {
        @if open {
            (page.form("decide", "redress-decide", "redress-decide-button", &html! {
                (case)
                (choice(texts, "verdict", "redress-verdict", Verdict::ALL.iter().map(|one| one.code()), page.typed("decide", "verdict")))
                (choice(texts, "telling", "redress-telling", Telling::ALL.iter().map(|one| one.code()), page.typed("decide", "telling")))
                label.label { (texts.say("redress-basis")) " " span.help { (texts.say("redress-basis-help")) }
                    select name="basis" {
                        option value="" { (texts.say("redress-basis-none")) }
                        @for basis in Basis::ALL { option value=(basis.code()) selected[page.typed("decide", "basis") == basis.code()] { (texts.code("basis", basis.code())) " · " (basis.provision()) } }
                    }
                }
                (page.area("decide", "reasons", "reasons"))
            }))
            @if row.found.contested.is_none() {
                (page.form("contest", "redress-contest", "redress-contest-button", &html! {
                    (case)
                    p.consequence { (texts.say("redress-contest-consequence")) }
                    (page.area("contest", "reasons", "reasons"))
                }))
            }
        }
        @if row.found.contested.is_some() {
            (page.form("release", "redress-release", "redress-release-button", &html! { (case) (page.area("release", "reasons", "reasons")) }))
        }
        @if redress.answered.is_some() && to_do && row.found.executed.is_none() {
            @if row.line.is_some() { p.quiet { (texts.say("redress-execute-lead")) " " a href={ "/case/" (row.case) } { (texts.say("redress-execute-case")) } } }
            (page.form("execute", "redress-execute", "redress-execute-button", &html! { (case) (page.area("execute", "what", "redress-execute-what")) }))
        }
    }
}

fn confirmation(page: &Page<'_>, redress: &Redress) -> Markup {
    let texts = page.signed.texts();
    html! {
        section #confirm {
            h2 { (texts.say("redress-confirmation")) }
            p.mean-ask { (icon("ask")) " " (texts.say("redress-confirmation-lead")) }
            @if !redress.sent_back.is_empty() { p { (texts.say("redress-sent-back")) " " span dir="auto" { (redress.sent_back) } } }
            @if page.view.confirms {
                form method="post" action={ "/dossier/" (page.view.id) "/do/confirm" } { (page.signed.once()) p.acts { button.primary { (texts.say("redress-confirm")) } } }
                (page.form("send-back", "redress-send-back", "redress-send-back", &page.area("send-back", "reasons", "reasons")))
            }
        }
    }
}

fn answer(page: &Page<'_>, redress: &Redress, open: bool) -> Markup {
    let texts = page.signed.texts();
    html! {
        section {
            h2 { (texts.say("redress-answer")) }
            @if let Some(answered) = &redress.answered {
                p.mean-clear { (icon("clear")) " " (texts.say("redress-answered-on")) " " (day(texts, answered.on)) }
                p.details dir="auto" { (answered.text) }
                p.quiet { (texts.say("redress-remedies")) " " (answered.remedies.iter().map(|one| texts.code("remedy", one.code())).collect::<Vec<_>>().join(", ")) }
            } @else { p.quiet { (texts.say("redress-answer-lead")) } }
            @if open && page.view.keeps {
                (page.form("answer", "redress-answer-write", "redress-answer-button", &html! {
                    p.consequence { (texts.say("redress-answer-consequence")) }
                    label.label { (texts.say("redress-answer-day")) input.short type="date" name="on" required max=(page.signed.today()) value=(page.typed("answer", "on")); }
                    label.label { (texts.say("redress-answer-text")) textarea name="text" rows="6" dir="auto" required maxlength=(REASONS_BYTES_MAX) { (page.typed("answer", "text")) } }
                    fieldset {
                        legend { (texts.say("redress-remedies-told")) }
                        @for remedy in Remedy::ALL { label { input type="checkbox" name="remedy" value=(remedy.code()); " " (texts.code("remedy", remedy.code())) } }
                    }
                }))
                (page.form("extend", "redress-extend", "redress-extend-button", &html! {
                    p.help { (texts.say("redress-extend-help")) }
                    label.label { (texts.say("redress-extend-until")) input.short type="date" name="until" required value=(page.typed("extend", "until")); }
                    (page.area("extend", "reasons", "reasons"))
                }))
            }
        }
    }
}

/// The steps of a request to the Commission, from which its periods run.
fn commission(page: &Page<'_>, redress: &Redress, open: bool) -> Markup {
    let texts = page.signed.texts();
    let left = || Milestone::ALL.iter().filter(|one| !redress.milestones.contains_key(one));
    html! {
        section {
            h2 { (texts.say("redress-commission")) }
            dl.facts { @for (milestone, on) in &redress.milestones { div { dt { (texts.code("milestone", milestone.code())) } dd { (day(texts, *on)) } } } }
            @if open && page.view.keeps && left().next().is_some() {
                (page.form("reach", "redress-reach", "redress-reach-button", &html! {
                    (choice(texts, "milestone", "redress-milestone", left().map(|one| one.code()), page.typed("reach", "milestone")))
                    label.label { (texts.say("redress-reach-day")) input.short type="date" name="on" required max=(page.signed.today()) value=(page.typed("reach", "on")); }
                }))
            }
        }
    }
}
