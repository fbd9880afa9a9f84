//! A case: its head, and one section at a time: request, timeline, findings, papers, exchange, record.

use axum::extract::Path;
use bureau::{CaseView, FormView, SectionView};
use case::exchange::Said;
use case::id::MessageId;
use maud::{Markup, html};

use super::open::{case_page, column, label_of, view};
use super::{adapt, draft, letter, papers, what_if};
use crate::fault::Fault;
use crate::officer::Signed;
use crate::parts::badge::icon;
use crate::parts::chrome::Place;
use crate::parts::decision::decision;
use crate::parts::duty::duty_list;
use crate::parts::header::{header, state};
use crate::parts::origin::Origin;
use crate::parts::request::request;
use crate::parts::said::{asked_more, said_details, said_words};
use crate::parts::terms;
use crate::parts::timeline::{Telling, law_changes, timeline};
use crate::parts::{corrections, course, translation};
use crate::texts::{Texts, count};
use crate::when::time_mark;

/// A section of the case page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tab {
    Request,
    Timeline,
    Course,
    Findings,
    Papers,
    Exchange,
    Record,
}

impl Tab {
    const ALL: [Tab; 7] =
        [Tab::Request, Tab::Timeline, Tab::Course, Tab::Findings, Tab::Papers, Tab::Exchange, Tab::Record];

    const fn code(self) -> &'static str {
        match self {
            Tab::Request => "request",
            Tab::Timeline => "timeline",
            Tab::Course => "course",
            Tab::Findings => "findings",
            Tab::Papers => "papers",
            Tab::Exchange => "exchange",
            Tab::Record => "record",
        }
    }

    fn parse(code: &str) -> Option<Tab> {
        Tab::ALL.into_iter().find(|tab| tab.code() == code)
    }
}

/// `GET /case/{id}`: the section that is most likely wanted where the case stands.
pub(crate) async fn show(signed: Signed, Path(id): Path<String>) -> Result<Markup, Fault> {
    let view = view(&signed, &id).await?;
    let tab =
        if view.may.contains(&"edit") || view.timeline.len() < 3 { Tab::Request } else { Tab::Timeline };
    Ok(show_tab(&signed, &view, tab))
}

/// `GET /case/{id}/{tab}`.
pub(crate) async fn section(
    signed: Signed,
    Path((id, tab)): Path<(String, String)>,
) -> Result<Markup, Fault> {
    let tab = Tab::parse(&tab).ok_or(Fault::NotFound)?;
    let view = view(&signed, &id).await?;
    Ok(show_tab(&signed, &view, tab))
}

/// `GET /case/{id}/papers`, which is also where files are sent to.
pub(crate) async fn papers(signed: Signed, Path(id): Path<String>) -> Result<Markup, Fault> {
    let view = view(&signed, &id).await?;
    Ok(show_tab(&signed, &view, Tab::Papers))
}

/// `GET /case/{id}/state`: what changes while one reads, for the script.
pub(crate) async fn fragment(signed: Signed, Path(id): Path<String>) -> Result<Markup, Fault> {
    let view = view(&signed, &id).await?;
    Ok(state(&signed, &view))
}

fn show_tab(signed: &Signed, view: &CaseView, tab: Tab) -> Markup {
    let texts = signed.texts();
    let body = html! {
        (header(signed, view))
        (origin(texts, view))
        (tabs(signed, view, Some(tab)))
        @match tab {
            Tab::Request => (request_tab(signed, view)),
            Tab::Timeline => (history(signed, view, false)),
            Tab::Course => (course::section(signed, view)),
            Tab::Findings => (findings_tab(signed, view)),
            Tab::Papers => { (letter::section(signed, view)) (papers::section(signed, view)) },
            Tab::Exchange => (exchange_tab(signed, view)),
            Tab::Record => (history(signed, view, true)),
        }
    };
    case_page(signed, view, Place::Elsewhere, &view.case.reference, &body)
}

/// Where an example comes from, so that nobody takes it for a real matter.
fn origin(texts: &Texts, view: &CaseView) -> Markup {
    html! {
        @if !view.case.origin.is_empty() {
            div.origin {
                @let origin = Origin::of(&view.case.origin);
                p {
                    strong { (texts.say("example")) } " "
                    @match origin.address {
                        Some(address) => a href=(address) rel="noopener noreferrer" referrerpolicy="no-referrer" { bdi { (origin.decision) } },
                        None => bdi { (origin.decision) },
                    }
                }
                @if !origin.adapted.is_empty() {
                    details { summary { (texts.say("example-adapted")) } p dir="auto" { (origin.adapted) } }
                }
            }
        }
    }
}

/// The sections of a case; none is open where it is that of its sources. Whether there are any is not told by it: it stands
/// there for whoever the policy permits.
pub(super) fn tabs(signed: &Signed, view: &CaseView, tab: Option<Tab>) -> Markup {
    let texts = signed.texts();
    let may = |act| signed.app.bureau().may_in(&signed.officer, act, &view.case);
    html! {
        nav.tabs aria-label=(texts.say("sections")) {
            @for known in Tab::ALL {
                a href={ "/case/" (view.id) "/" (known.code()) } aria-current=[(tab == Some(known)).then_some("page")] {
                    (texts.code("tab", known.code()))
                    @if known == Tab::Papers && !view.case.attachments.is_empty() { " " span.count { (view.case.attachments.len()) } }
                }
            }
            @if may("source-open") || may("source-trace") {
                a href={ "/case/" (view.id) "/sources" } aria-current=[tab.is_none().then_some("page")] { (texts.say("sources-title")) }
            }
        }
    }
}

fn request_tab(signed: &Signed, view: &CaseView) -> Markup {
    let texts = signed.texts();
    let form = whole_form(signed, view);
    let may_edit = view.may.contains(&"edit");
    html! {
        (asked_more(texts, &view.case))
        @if let (true, Some(form)) = (may_edit, &form) { (draft::parts(signed, form)) }
        div.beside {
            // First what the check found, so that it stands above the form on a small screen.
            aside.narrow { (column(signed, view)) (translation::section(signed, view)) (what_if::section(signed, view)) (adapt::link(signed, view)) (to_mind(signed, view)) }
            div.wide {
                h2.hidden { (texts.say("tab-request")) }
                @match &form {
                    Some(form) if may_edit => (draft::form(signed, view, form)),
                    form => (request(texts, form.as_ref(), &view.case.facts())),
                }
            }
        }
    }
}

/// The form of the case's kind, with what is stated beyond it at the end: a rule may have asked for it.
pub(super) fn whole_form(signed: &Signed, view: &CaseView) -> Option<FormView> {
    let bureau = signed.app.bureau();
    let mut form = bureau.form(view.case.kind, signed.language())?;
    let has = |name: &str| {
        form.sections.iter().any(|section| section.fields.iter().any(|field| field.name == name))
    };
    // Translations have a page of their own; what is none of a text that is stated, or none into another language, is seen here.
    let own = bureau.written_in(&view.case).map(|language| language.tag());
    let has_page = |name: &str| {
        case::translation::parts(name)
            .is_some_and(|(of, language)| Some(language) != own && view.case.fact(of).is_some())
    };
    let is_further = |name: &str| !has(name) && !has_page(name);
    let stated = view.case.fields.iter().filter(|(name, state)| state.value.is_some() && is_further(name));
    let fields: Vec<_> = stated.filter_map(|(name, _)| bureau.field(name, signed.language())).collect();
    if !fields.is_empty() {
        form.sections.push(SectionView { name: "further", fields });
    }
    Some(form)
}

fn findings_tab(signed: &Signed, view: &CaseView) -> Markup {
    let texts = signed.texts();
    html! {
        div.beside {
            div.wide {
                (column(signed, view))
            }
            aside.narrow {
                (adapt::section(signed, view))
                @if !view.case.referrals.is_empty() {
                    section {
                        h2 { (texts.say("decisions")) }
                        @for referral in &view.case.referrals { (decision(signed, referral)) }
                    }
                }
            }
        }
    }
}

fn history(signed: &Signed, view: &CaseView, with_looks: bool) -> Markup {
    let texts = signed.texts();
    let findings = &view.opinion.findings;
    let label = |name: &str| label_of(signed, name);
    let title = |rule: &str| {
        findings
            .iter()
            .find(|finding| finding.rule == rule)
            .map_or_else(|| rule.to_owned(), |f| f.title.to_string())
    };
    let telling = Telling {
        texts,
        officers: signed.app.bureau().officers(),
        here: signed.app.bureau().me().as_str(),
        there: view.case.other().as_str(),
        now: signed.now(),
        label: &label,
        title: &title,
        was: &|message, field| view.case.stated_in(message, field).cloned(),
        corrected: &view.case.corrected(),
    };
    html! {
        section.history {
            @if with_looks {
                h2 { (texts.say("tab-record")) }
                p.lead { (texts.with("record-lead", &[count("count", view.timeline.len())])) }
                p.quiet { (texts.say("record-verify")) " " code dir="ltr" { "comity journal verify" } }
                @if signed.app.bureau().may_in(&signed.officer, "trace", &view.case) {
                    p { a.button href={ "/case/" (view.id) "/readers" } { (texts.say("readers-title")) } }
                }
            } @else { h2.hidden { (texts.say("tab-timeline")) } }
            (law_changes(&telling, &view.law_changes))
            (timeline(&telling, &view.timeline, with_looks))
        }
    }
}

fn exchange_tab(signed: &Signed, view: &CaseView) -> Markup {
    let texts = signed.texts();
    let me = signed.app.bureau().me();
    let recalled = view.case.recalled();
    html! {
        section.exchange {
            h2.hidden { (texts.say("tab-exchange")) }
            (terms::section(signed, view))
            (corrections::section(signed, view))
            @if view.case.told.is_empty() { p.empty { (texts.say("exchange-empty")) } }
            ol.letters {
                @for told in &view.case.told {
                    @let ours = told.from == *me;
                    @let to = if ours { view.case.other() } else { me };
                    li.ours[ours] {
                        p.head { span.when { (time_mark(texts, told.at, signed.now())) } " " strong { (said_words(texts, told.from.as_str(), to.as_str(), &told.said)) } }
                        @let lines = corrections::lines(texts, &told.said, &|name| label_of(signed, name), &|message, field| view.case.stated_in(message, field).cloned());
                        @if let Some(details) = lines.or_else(|| said_details(texts, &told.said)) { p.details { (details) } }
                        @if let Said::Request { fields, opinion } | Said::Supplied { fields, opinion } | Said::RequestCorrected { fields, opinion, .. } = &told.said {
                            p.quiet {
                                (texts.with("letter-states", &[count("fields", fields.len()), count("findings", opinion.findings.len())]))
                                " " bdi { code { (opinion.law) } }
                            }
                        }
                        @if view.in_doubt.iter().any(|(message, _)| *message == told.message) { p.mean-block { (icon("block")) " " (texts.say("message-in-doubt")) } }
                        (terms::of_message(texts, &view.case, told, &recalled))
                        (corrections::of_message(texts, &view.case, told))
                        @for attachment in &told.attachments { (papers::link(signed, view, attachment)) }
                        @if ours { (receipt(signed, view, told.message)) }
                    }
                }
            }
        }
    }
}

/// What became of something we said.
fn receipt(signed: &Signed, view: &CaseView, message: MessageId) -> Markup {
    let texts = signed.texts();
    let out = view.case.outgoing.iter().find(|out| out.message == message);
    html! {
        @if let Some(out) = out {
            p.receipt {
                @match (out.taken_at, &out.turned_away) {
                    (Some(at), _) => { span.mean-clear { (icon("clear")) (texts.say("receipt-delivered")) } " " (time_mark(texts, at, signed.now())) },
                    (None, Some(code)) => span.mean-block { (icon("block")) (texts.code("failure", code)) },
                    (None, None) => span.mean-ask { (icon("wait")) (texts.say("undelivered")) },
                }
            }
        }
    }
}

/// What somebody of the bureau must mind and no rule checks, folded.
fn to_mind(signed: &Signed, view: &CaseView) -> Markup {
    let texts = signed.texts();
    let duties = signed.app.bureau().to_mind(&view.case);
    html! {
        @if !duties.is_empty() {
            details.folded {
                summary { (texts.with("to-mind", &[count("count", duties.len())])) }
                (duty_list(texts, &duties))
            }
        }
    }
}
