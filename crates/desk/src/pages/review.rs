//! Review: what waits for judgement or approval, and the page on which a question is decided with reasons.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use bureau::{CaseView, Command, DoorFault, Filter, Row, Sort};
use case::bureau::Role;
use case::life::{Judgement, Referral, Stage};
use case::limits::REASONS_BYTES_MAX;
use maud::{Markup, html};

use super::open::{case_page, refusal, view};
use super::typed::Typed;
use crate::fault::Fault;
use crate::officer::Signed;
use crate::parts::badge::icon;
use crate::parts::chrome::{Place, page};
use crate::parts::decision::decision;
use crate::parts::header::header;
use crate::parts::request::value;
use crate::parts::rows::table;

/// `GET /review`: cases that wait for a reviewer, then those that wait for a second officer.
pub(crate) async fn show(signed: Signed) -> Result<Markup, Fault> {
    let texts = signed.texts();
    let title = texts.say("place-review");
    let review = waiting(&signed, Stage::Review)?;
    let approval = waiting(&signed, Stage::Approval)?;
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
    Ok(deciding(&signed, &view, None))
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
    let command = Command::Judge { rule, judgement, reasons: typed.get("reasons").to_owned() };
    match signed.app.bureau().act(signed.officer.id, Some(view.id), command, "review").await {
        Ok(done) => Ok(Redirect::to(&format!("/case/{}/review", done.case)).into_response()),
        Err(fault @ DoorFault::Refused(_)) => {
            let words = refusal(&signed, &view, &fault);
            let page = deciding(&signed, &view, Some((&words, &typed)));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(fault) => Err(fault.into()),
    }
}

fn deciding(signed: &Signed, view: &CaseView, fault: Option<(&Markup, &Typed)>) -> Markup {
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
        @for (place, referral) in open.iter().enumerate() { (question(signed, view, referral, place, may, fault)) }
        @if !settled.is_empty() {
            h2 { (texts.say("decisions")) }
            @for referral in settled { (decision(signed, referral)) }
        }
    };
    let title = format!("{title} · {}", view.case.reference);
    case_page(signed, view, Place::Review, &title, &body)
}

fn question(
    signed: &Signed,
    view: &CaseView,
    referral: &Referral,
    place: usize,
    may: bool,
    fault: Option<(&Markup, &Typed)>,
) -> Markup {
    let texts = signed.texts();
    let finding = &referral.finding;
    let typed = fault
        .filter(|(_, typed)| typed.get("rule") == finding.rule)
        .map_or("", |(_, typed)| typed.get("reasons"));
    html! {
        section.judging {
            h3 { (icon("refer")) (finding.title) }
            p { bdi.provision { (finding.provision) } " · " (texts.code("ground", finding.ground.tag())) }
            p.words { (finding.explanation) }
            @if !finding.remedy.is_empty() { p.words.remedy { (finding.remedy) } }
            @if !referral.explained.is_empty() {
                p.details { span.quiet { (texts.say("explained")) ": " } span dir="auto" { (referral.explained) } }
            }
            h4 { (texts.say("factors-known")) }
            (factors(signed, view, referral))
            @if may {
                form method="post" action={ "/case/" (view.id) "/review" } data-kept={ "judge " (finding.rule) } {
                    input type="hidden" name="rule" value=(finding.rule);
                    fieldset {
                        legend { (texts.say("your-decision")) }
                        label { input type="radio" name="judgement" value="satisfied" required; " " (texts.say("judged-satisfied")) }
                        label { input type="radio" name="judgement" value="against"; " " (texts.say("judged-against-sends-back")) }
                    }
                    div.field {
                        label.label for={ "reasons-" (place) } { (texts.say("reasons")) }
                        textarea #{ "reasons-" (place) } name="reasons" rows="4" dir="auto" required maxlength=(REASONS_BYTES_MAX) { (typed) }
                    }
                    button.primary { (texts.say("record-decision")) }
                }
            }
        }
    }
}

/// What is known and what is not, of all that the question rests on.
fn factors(signed: &Signed, view: &CaseView, referral: &Referral) -> Markup {
    let texts = signed.texts();
    let label = |name: &str| {
        signed
            .app
            .bureau()
            .field(name, signed.language())
            .map_or_else(|| name.to_owned(), |field| field.label)
    };
    let finding = &referral.finding;
    html! {
        dl.facts {
            @for name in &finding.facts {
                div { dt { (label(name)) } dd { @if let Some(stated) = view.case.fact(name) { (value(texts, stated)) } @else { em { (texts.say("not-stated")) } } } }
            }
            @for name in &finding.missing { div { dt { (label(name)) } dd { em { (texts.say("not-stated")) } } } }
        }
        p { a href={ "/case/" (view.id) "/request" } { (texts.say("read-request")) } }
    }
}
