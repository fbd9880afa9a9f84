//! Review: what waits for judgement or approval, and the page on which a question is decided with reasons.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use bureau::{CaseView, Command, DoorFault, Filter, Precedents, Row, Sort};
use case::bureau::Role;
use case::life::{Judgement, Referral, Stage};
use case::limits::REASONS_BYTES_MAX;
use case::opinion::Finding;
use maud::{Markup, html};

use super::act::seen;
use super::open::{case_page, label_of, refusal, view};
use super::precedents::{self, Search};
use super::typed::Typed;
use crate::fault::Fault;
use crate::officer::Signed;
use crate::parts::badge::icon;
use crate::parts::chrome::{Place, page};
use crate::parts::decision::decision;
use crate::parts::header::header;
use crate::parts::request::value;
use crate::parts::rows::table;
use crate::parts::said::{said_details, said_words};
use crate::texts::word;

/// `GET /review`: cases that wait for a reviewer, then those that wait for a second officer.
pub(crate) async fn show(signed: Signed) -> Result<Markup, Fault> {
    let texts = signed.texts();
    let title = texts.say("place-review");
    let (mut review, mut approval) = (waiting(&signed, Stage::Review)?, waiting(&signed, Stage::Approval)?);
    let corrections = Filter { correction: true, sort: Sort::Urgency, ..Filter::default() };
    for row in signed.app.bureau().docket(signed.officer.id, &corrections)?.rows {
        if row.open_questions > 0 { review.push(row) } else { approval.push(row) }
    }
    let part = |name: &str, none: &str, rows: &[Row]| {
        let heading = texts.say(name);
        html! {
            section {
                h2 { (heading) " " span.count { (rows.len()) } }
                @if rows.is_empty() { p.empty { (texts.say(none)) } } @else { (table(&signed, &heading, rows)) }
            }
        }
    };
    let judge = part("review-judge", "review-judge-none", &review);
    let approve = part("review-approve", "review-approve-none", &approval);
    let body = html! {
        header.page-head { h1 { (title) } p.quiet { (texts.say("review-lead")) } }
        @if signed.officer.is(Role::Approver) && !signed.officer.is(Role::LegalReviewer) { (approve) (judge) } @else { (judge) (approve) }
    };
    Ok(page(&signed, Place::Review, &title, &body))
}

fn waiting(signed: &Signed, stage: Stage) -> Result<Vec<Row>, Fault> {
    let filter = Filter { stage: Some(stage), sort: Sort::Urgency, ..Filter::default() };
    Ok(signed.app.bureau().docket(signed.officer.id, &filter)?.rows)
}

/// `GET /case/{id}/review`: the questions of one case with all that is known.
pub(crate) async fn questions(signed: Signed, Path(id): Path<String>) -> Result<Markup, Fault> {
    let view = view(&signed, &id).await?;
    Ok(deciding(&signed, &view, None, None))
}

/// `POST /case/{id}/review/precedents`: the same with earlier decisions on one question. The words may be a name, so they do
/// not stand in the address.
pub(crate) async fn search(signed: Signed, Path(id): Path<String>, typed: Typed) -> Result<Markup, Fault> {
    let view = view(&signed, &id).await?;
    let search = Search { rule: typed.get("rule"), words: typed.get("words") };
    let found = match signed.app.bureau().may_in(&signed.officer, "judge", &view.case) {
        true => precedents::find(&signed, &view, search).await?,
        false => None,
    };
    let found = found.as_ref().map(|found| (search, found));
    Ok(deciding(&signed, &view, None, found))
}

/// `POST /case/{id}/review`: one decision.
pub(crate) async fn decide(signed: Signed, Path(id): Path<String>, typed: Typed) -> Result<Response, Fault> {
    signed.wrote(typed.get("by"))?;
    let view = view(&signed, &id).await?;
    let judgement = match typed.get("judgement") {
        "satisfied" => Judgement::Satisfied,
        "against" => Judgement::Against,
        _ => return Err(Fault::BadForm),
    };
    let rule = typed.get("rule").to_owned();
    let weighed = typed.all("weighed").map(str::to_owned).collect();
    let seen = seen(&typed).ok_or(Fault::BadForm)?;
    let reasons = typed.get("reasons").to_owned();
    let command = Command::Judge { rule, judgement, weighed, reasons, seen };
    match signed.act(typed.get("form"), Some(view.id), command, "review").await {
        Ok(case) => Ok(Redirect::to(&format!("/case/{case}/review")).into_response()),
        Err(fault @ DoorFault::Refused(_)) => {
            let words = refusal(&signed, &view, &fault);
            let page = deciding(&signed, &view, Some((&words, &typed)), None);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(fault) => Err(fault.into()),
    }
}

fn deciding(
    signed: &Signed,
    view: &CaseView,
    fault: Option<(&Markup, &Typed)>,
    found: Option<(Search<'_>, &Precedents)>,
) -> Markup {
    let texts = signed.texts();
    let may = view.may.contains(&"judge");
    let (open, settled): (Vec<&Referral>, Vec<&Referral>) =
        view.case.referrals.iter().partition(|referral| referral.decision.is_none());
    let title = texts.say("questions");
    let body = html! {
        (header(signed, view))
        h2 { (title) }
        @if let Some((words, _)) = fault {
            div.fault-summary role="alert" tabindex="-1" { (icon("block")) " " (words) }
        }
        @if open.is_empty() {
            p.empty { (texts.say("questions-none")) }
            p { a href={ "/case/" (view.id) } { (texts.say("back-to-case")) } }
        } @else if !may { p.consequence { (texts.say("questions-not-yours")) } }
        @for (place, referral) in open.iter().enumerate() {
            section.judging {
                (question(signed, view, referral))
                @if signed.app.bureau().may_in(&signed.officer, "judge", &view.case) { (precedents::section(signed, view, referral, found)) }
                @if may { (decision_form(signed, view, referral, place, fault.map(|(_, typed)| typed))) }
            }
        }
        @if !settled.is_empty() {
            h2 { (texts.say("decisions")) }
            @for referral in settled { (decision(signed, referral)) }
        }
    };
    let title = format!("{title} · {}", view.case.reference);
    case_page(signed, view, Place::Review, &title, &body)
}

fn question(signed: &Signed, view: &CaseView, referral: &Referral) -> Markup {
    let texts = signed.texts();
    let finding = &referral.finding;
    html! {
            h3 { (icon("refer")) (finding.title) }
            p { bdi.provision { (finding.provision) } " · " (texts.code("ground", finding.ground.tag())) }
            p.words { (finding.explanation) }
            @if !finding.remedy.is_empty() { p.words.remedy { (finding.remedy) } }
            @if !referral.explained.is_empty() {
                p.details { span.quiet { (texts.say("explained")) ": " } span dir="auto" { (referral.explained) } }
            }
            h4 { (texts.say("factors-known")) }
            (factors(signed, view, referral))
            (told(signed, view))
            (illustrations(signed, finding))
    }
}

/// The reasoned decision: what weighed, which way, and why.
fn decision_form(
    signed: &Signed,
    view: &CaseView,
    referral: &Referral,
    place: usize,
    typed: Option<&Typed>,
) -> Markup {
    let texts = signed.texts();
    let finding = &referral.finding;
    let typed = typed.filter(|typed| typed.get("rule") == finding.rule);
    let chosen: Vec<&str> = typed.map_or_else(Vec::new, |typed| typed.all("weighed").collect());
    let reasons = typed.map_or("", |typed| typed.get("reasons"));
    html! {
                form method="post" action={ "/case/" (view.id) "/review" } data-kept={ "judge " (finding.rule) } {
                    (signed.once())
                    input type="hidden" name="seen" value=(view.case.revision);
                    input type="hidden" name="rule" value=(finding.rule);
                    fieldset {
                        legend { (texts.say("your-decision")) }
                        label { input type="radio" name="judgement" value="satisfied" required; " " (texts.say("judged-satisfied")) }
                        label { input type="radio" name="judgement" value="against"; " " (texts.say("judged-against-sends-back")) }
                    }
                    @if !finding.facts.is_empty() || !finding.missing.is_empty() {
                        fieldset.boxes {
                            legend { (texts.say("weighed")) }
                            @for fact in finding.facts.union(&finding.missing) {
                                label { input type="checkbox" name="weighed" value=(fact) checked[chosen.contains(&fact.as_str())]; " " (label_of(signed, fact)) }
                            }
                        }
                    }
                    div.field {
                        label.label for={ "reasons-" (place) } { (texts.say("reasons")) }
                        textarea #{ "reasons-" (place) } name="reasons" rows="4" dir="auto" required maxlength=(REASONS_BYTES_MAX) { (reasons) }
                    }
                    button.primary { (texts.say("record-decision")) }
                }
    }
}

/// What is known and what is not, of all that the question rests on.
fn factors(signed: &Signed, view: &CaseView, referral: &Referral) -> Markup {
    let texts = signed.texts();
    let finding = &referral.finding;
    html! {
        dl.facts {
            @for name in &finding.facts {
                div { dt { (label_of(signed, name)) } dd { @if let Some(stated) = view.case.fact(name) { (value(texts, stated)) } @else { em { (texts.say("not-stated")) } } (stated_by(signed, view, name)) } }
            }
            @for name in &finding.missing { div { dt { (label_of(signed, name)) } dd { em { (texts.say("not-stated")) } } } }
        }
        p { a href={ "/case/" (view.id) "/request" } { (texts.say("read-request")) } }
    }
}

/// Which side stated a fact.
fn stated_by(signed: &Signed, view: &CaseView, name: &str) -> Markup {
    let texts = signed.texts();
    html! {
        @if let Some(state) = view.case.fields.get(name).filter(|state| state.value.is_some()) {
            @let side = if state.by.is_some() { signed.app.bureau().me() } else { view.case.other() };
            " " span.quiet { "(" (texts.with("stated-by", &[word("bureau", side.as_str())])) ")" }
        }
    }
}

/// What the other bureau has said so far.
fn told(signed: &Signed, view: &CaseView) -> Markup {
    let texts = signed.texts();
    let (me, other) = (signed.app.bureau().me(), view.case.other());
    let heard: Vec<_> = view.case.told.iter().filter(|told| told.from == *other).collect();
    html! {
        h4 { (texts.with("other-said", &[word("other", other.as_str())])) }
        @if heard.is_empty() { p.quiet { (texts.say("other-said-nothing")) } }
        @if !heard.is_empty() {
            ul {
                @for told in heard {
                    li {
                        (said_words(texts, told.from.as_str(), me.as_str(), &told.said))
                        @if let Some(details) = said_details(texts, &told.said) { p.details dir="auto" { (details) } }
                    }
                }
            }
        }
    }
}

/// The cases of the rule in its pack: what they come to, to see what the rule means.
fn illustrations(signed: &Signed, finding: &Finding) -> Markup {
    let texts = signed.texts();
    let cases = signed.app.bureau().illustrations(&finding.rule);
    html! {
        @if !cases.is_empty() {
            details.folded {
                summary { (texts.say("rule-cases")) }
                ul { @for one in cases { li { (one.says) " " span.quiet { (texts.code("result", &one.expect)) } } } }
            }
        }
    }
}
