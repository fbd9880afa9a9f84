//! The part of a dossier that is a breach.

use bureau::{Breach, Exception, Notice, Risk, SCOPE_CASES_MAX, Scope, Settled, Window};
use case::bureau::BureauCode;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use maud::{Markup, html};

use super::Page;
use crate::digits::hexadecimal;
use crate::pages::dossier_form::{choice, window};
use crate::pages::typed::Typed;
use crate::parts::badge::icon;
use crate::texts::{Texts, count, word};
use crate::when::time_mark;

/// Cases of a scope on the page; the dossier has them all.
const ROWS_SHOWN_MAX: usize = 200;

pub(super) fn sections(page: &Page<'_>, breach: &Breach) -> Markup {
    let open = page.view.dossier.closed.is_none() && page.view.keeps;
    html! {
        (known(page, breach))
        (scope(page, breach, open))
        (risk(page, breach, open))
        (notices(page, breach, open))
    }
}

fn known(page: &Page<'_>, breach: &Breach) -> Markup {
    let texts = page.signed.texts();
    html! {
        section {
            h2 { (texts.say("breach-known")) }
            dl.facts {
                div { dt { (texts.say("breach-detected")) } dd { (texts.code("detected", breach.known.detected.code())) } }
                div { dt { (texts.say("breach-at")) } dd { (time_mark(texts, breach.known.at, page.signed.now())) } }
                (window_rows(page, &breach.known.window))
                div { dt { (texts.say("breach-words")) } dd { span dir="auto" { (breach.known.words) } } }
            }
        }
    }
}

fn window_rows(page: &Page<'_>, window: &Window) -> Markup {
    let texts = page.signed.texts();
    html! {
        div { dt { (texts.say("breach-window")) } dd { (time_mark(texts, window.since, page.signed.now())) " – " (time_mark(texts, window.until, page.signed.now())) } }
        div { dt { (texts.say("breach-officers")) } dd {
            @if window.officers.is_empty() { (texts.say("breach-everybody")) }
            @for (place, id) in window.officers.iter().enumerate() { @if place > 0 { ", " } bdi { (page.name_of(*id)) } }
        } }
        @if let Some(bureau) = &window.bureau { div { dt { (texts.say("breach-bureau")) } dd { bdi { (bureau) } } } }
    }
}

fn scope(page: &Page<'_>, breach: &Breach, open: bool) -> Markup {
    let texts = page.signed.texts();
    html! {
        section {
            h2 { (texts.say("breach-scope")) }
            p.quiet { (texts.say("breach-scope-lead")) }
            @if let Some((scope, at)) = &breach.scope { (computed(page, scope, *at)) } @else { p.empty { (texts.say("breach-scope-none")) } }
            @if open {
                @let from = breach.scope.as_ref().map_or(&breach.known.window, |(scope, _)| &scope.window);
                @let begin = begin(from);
                (page.form("scope", "breach-compute", "breach-compute", &window(page.signed, if page.step == "scope" { page.typed } else { &begin })))
            }
        }
    }
}

/// The window as a form takes it.
fn begin(from: &Window) -> Typed {
    let moment = |at: Timestamp| TimeZone::UTC.to_datetime(at).strftime("%Y-%m-%dT%H:%M").to_string();
    // Minutes are what a form asks for: the last one counts whole.
    let until = from.until.saturating_add(jiff::SignedDuration::from_secs(59)).unwrap_or(from.until);
    let (since, until) = (moment(from.since), moment(until));
    let bureau = from.bureau.as_ref().map(ToString::to_string).unwrap_or_default();
    let officers: Vec<String> = from.officers.iter().map(ToString::to_string).collect();
    let mut pairs = vec![("since", since.as_str()), ("until", until.as_str()), ("bureau", bureau.as_str())];
    pairs.extend(officers.iter().map(|officer| ("officer", officer.as_str())));
    Typed::of(&pairs)
}

fn number(value: u32) -> usize {
    usize::try_from(value).unwrap_or(usize::MAX)
}

fn computed(page: &Page<'_>, scope: &Scope, at: Timestamp) -> Markup {
    let texts = page.signed.texts();
    let digits = hexadecimal(&scope.root);
    let codes = |codes: &[BureauCode]| codes.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let marks =
        scope.markings.iter().map(|mark| texts.code_or_text("code", mark)).collect::<Vec<_>>().join(", ");
    let plain = |text: String| if text.is_empty() { "–".to_owned() } else { text };
    html! {
        p { (texts.say("breach-computed")) " " (time_mark(texts, at, page.signed.now())) }
        dl.facts {
            (window_rows(page, &scope.window))
            @for (key, value) in [("figure-cases", scope.cases), ("breach-persons", scope.persons), ("breach-sign-ins", scope.sign_ins), ("breach-copies", scope.copies), ("breach-erased", scope.erased)] {
                div { dt { (texts.say(key)) } dd { (value) } }
            }
            div { dt { (texts.say("breach-originators")) } dd { bdi { (plain(codes(&scope.originators))) } } }
            div { dt { (texts.say("breach-recipients")) } dd { bdi { (plain(codes(&scope.recipients))) } } }
            div { dt { (texts.say("breach-markings")) } dd { (plain(marks)) } }
            div { dt { (texts.say("breach-journal")) } dd { (texts.with("peer-state", &[count("size", usize::try_from(scope.size).unwrap_or(usize::MAX))])) " " bdi dir="ltr" { code.root { (digits) } } } }
        }
        @if scope.unseen { p.mean-ask { (icon("ask")) " " (texts.say("breach-unseen")) } }
        @if number(scope.cases) > SCOPE_CASES_MAX { p.mean-ask { (icon("ask")) " " (texts.with("breach-cut", &[count("count", SCOPE_CASES_MAX)])) } }
        (rows(page, texts))
    }
}

fn rows(page: &Page<'_>, texts: &Texts) -> Markup {
    let names =
        ["column-reference", "breach-looks", "breach-acts", "breach-messages", "breach-first", "breach-last"];
    html! {
        @if page.view.scope.is_empty() { p.empty { (texts.say("breach-nothing-seen")) } } @else {
            table.rows {
                caption.hidden { (texts.say("breach-scope")) }
                thead { tr { @for name in names { th scope="col" { (texts.say(name)) } } } }
                tbody {
                    @for (row, reference) in page.view.scope.iter().take(ROWS_SHOWN_MAX) {
                        tr {
                            td data-label=(texts.say("column-reference")) { @match reference { Some(reference) => a href={ "/case/" (row.case) "/record" } { bdi.reference { (reference) } }, None => bdi.reference { (row.case) } } }
                            td data-label=(texts.say("breach-looks")) { (row.looks) }
                            td data-label=(texts.say("breach-acts")) { (row.acts) }
                            td data-label=(texts.say("breach-messages")) { (row.messages) }
                            td data-label=(texts.say("breach-first")) { (time_mark(texts, row.first, page.signed.now())) }
                            td data-label=(texts.say("breach-last")) { (time_mark(texts, row.last, page.signed.now())) }
                        }
                    }
                }
            }
        }
    }
}

fn risk(page: &Page<'_>, breach: &Breach, open: bool) -> Markup {
    let texts = page.signed.texts();
    html! {
        section {
            h2 { (texts.say("breach-risk")) }
            @match &breach.assessed {
                Some(assessed) => dl.facts {
                    div { dt { (texts.say("breach-risk")) } dd { strong { (texts.code("risk", assessed.risk.code())) } } }
                    div { dt { (texts.say("breach-consequences")) } dd { span dir="auto" { (assessed.consequences) } } }
                    div { dt { (texts.say("breach-measures")) } dd { span dir="auto" { (assessed.measures) } } }
                },
                None => p.empty { (texts.say("breach-risk-none")) },
            }
            @if open {
                (page.form("assess", "breach-assess", "breach-assess-button", &html! {
                    (choice(texts, "risk", "breach-risk", Risk::ALL.iter().map(|one| one.code()), page.typed("assess", "risk")))
                    (page.area("assess", "consequences", "breach-consequences"))
                    (page.area("assess", "measures", "breach-measures"))
                }))
            }
        }
    }
}

fn notices(page: &Page<'_>, breach: &Breach, open: bool) -> Markup {
    let texts = page.signed.texts();
    html! {
        section {
            h2 { (texts.say("breach-notices")) }
            p.quiet { (texts.say("breach-notices-lead")) }
            @for whom in breach.notices() { (notice(page, breach, &whom, open)) }
        }
    }
}

fn notice(page: &Page<'_>, breach: &Breach, whom: &Notice, open: bool) -> Markup {
    let texts = page.signed.texts();
    let bureau = whom.bureau().map(ToString::to_string).unwrap_or_default();
    let refused = page.typed.get("whom") == whom.code() && page.typed.get("to") == bureau;
    let page = &Page {
        signed: page.signed,
        view: page.view,
        step: if refused { page.step } else { "" },
        typed: page.typed,
    };
    let hidden = html! { input type="hidden" name="whom" value=(whom.code()); input type="hidden" name="to" value=(bureau); };
    let exceptions = || Exception::ALL.iter().filter(|one| one.serves(whom)).map(|one| one.code());
    html! {
        article {
            h3 { (texts.with(&format!("notice-{}", whom.code()), &[word("bureau", &bureau)])) " " bdi.provision { (whom.provision()) } }
            @match breach.settled.get(whom) {
                Some(Settled::Told { at, how, late }) => {
                    p.mean-clear { (icon("clear")) " " (texts.say("breach-told")) " " (time_mark(texts, *at, page.signed.now())) }
                    p.details dir="auto" { (how) }
                    @if !late.is_empty() { p.quiet { (texts.say("breach-late")) ": " span dir="auto" { (late) } } }
                }
                Some(Settled::Excepted { exception, reasons }) => {
                    p { (texts.say("breach-excepted")) " " (texts.code("exception", exception.code())) " " bdi.provision { (exception.provision()) } }
                    p.details dir="auto" { (reasons) }
                }
                None => p.mean-ask { (icon("ask")) " " (texts.say("breach-not-told")) },
            }
            @if open {
                (page.form("tell", "breach-tell", "breach-tell-button", &html! {
                    (hidden)
                    label.label { (texts.say("breach-told-at")) input.short type="datetime-local" name="at" required value=(page.typed("tell", "at")); }
                    (page.area("tell", "how", "breach-how"))
                    label.label { (texts.say("breach-late")) " " span.help { (texts.say("breach-late-help")) } textarea name="late" rows="2" dir="auto" { (page.typed("tell", "late")) } }
                }))
                (page.form("except", "breach-except", "breach-except-button", &html! {
                    (hidden)
                    (choice(texts, "exception", "breach-exception", exceptions(), page.typed("except", "exception")))
                    (page.area("except", "reasons", "reasons"))
                }))
            }
        }
    }
}
