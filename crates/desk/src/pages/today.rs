//! Today: what must be done now.

use axum::response::{IntoResponse, Redirect, Response};
use bureau::{Shortlist, Today};
use case::bureau::Role;
use maud::{Markup, html};

use super::rota::on_duty;
use crate::fault::Fault;
use crate::officer::Signed;
use crate::parts::badge::icon;
use crate::parts::chrome::{Place, page, writes};
use crate::parts::dossier::dossiers_due;
use crate::parts::rows::table;
use crate::texts::count;
use crate::when::day;

/// `GET /today`.
pub(crate) async fn show(signed: Signed) -> Result<Response, Fault> {
    let texts = signed.texts();
    let title = texts.say("place-today");
    let dossiers = signed.app.bureau().dossiers(signed.officer.id)?;
    if signed.officer.is(Role::Authority) {
        return Ok(Redirect::to("/tasks").into_response());
    }
    if !signed.may("list") {
        let body = html! { h1 { (title) } (dossiers_due(&signed, &dossiers)) p.lead { (texts.say("today-no-cases")) } };
        return Ok(page(&signed, Place::Today, &title, &body).into_response());
    }
    let today = signed.app.bureau().today(signed.officer.id)?;
    let body = html! {
        header.page-head {
            h1 { (title) }
            p.quiet { (day(texts, signed.today())) }
            (on_duty(&signed))
        }
        @let waiting = signed.app.bureau().anomalies_waiting(&signed.officer);
        @if waiting > 0 {
            p.delivery.mean-ask { (icon("ask")) " " a href="/oversight#anomalies" { (texts.with("today-anomalies", &[count("count", waiting)])) } }
        }
        @let changed = signed.app.bureau().staff_changed(&signed.officer);
        @if changed > 0 {
            p.delivery.mean-ask { (icon("ask")) " " a href="/administration#staff" { (texts.with("today-staff", &[count("count", changed)])) } }
        }
        (sources(&signed))
        (dossiers_due(&signed, &dossiers))
        @if is_empty(&today) && !dossiers.iter().any(|row| row.soon || row.waits) {
            p.empty { (texts.say("today-empty")) }
            @if writes(&signed) { p { a.button.primary href="/new" { (texts.say("place-new")) } } }
        }
        (list(&signed, "today-urgent", &today.urgent))
        (list(&signed, "today-overdue", &today.overdue))
        (list(&signed, "today-waiting", &today.waiting_for_me))
        (list(&signed, "today-new", &today.new))
        (list(&signed, "today-due", &today.due_soon))
        (list(&signed, "today-undelivered", &today.undelivered))
        (list(&signed, "today-drafts", &today.drafts))
    };
    Ok(page(&signed, Place::Today, &title, &body).into_response())
}

/// The source records that wait for the officer, each by the way to its case: opened by others, or something to agree to.
fn sources(signed: &Signed) -> Markup {
    let texts = signed.texts();
    html! {
        @for row in signed.app.bureau().sources_waiting(signed.officer.id) {
            @let others = row.openings_unseen_by(signed.officer.id);
            p.delivery.mean-ask {
                (icon("ask")) " "
                a href={ "/case/" (row.case) "/sources" } { (texts.with("today-source", &[count("count", others)])) }
            }
        }
    }
}

fn is_empty(today: &Today) -> bool {
    let Today { urgent, overdue, due_soon, new, waiting_for_me, undelivered, drafts } = today;
    let lists = [urgent, overdue, due_soon, new, waiting_for_me, undelivered, drafts];
    lists.into_iter().all(|list| list.total == 0)
}

fn list(signed: &Signed, name: &str, list: &Shortlist) -> Markup {
    let texts = signed.texts();
    let title = texts.say(name);
    let more = list.total.saturating_sub(list.rows.len());
    html! {
        @if list.total > 0 {
            section class=(name) {
                h2 { @if name == "today-urgent" { (icon("bell")) } (title) " " span.count { (list.total) } }
                (table(signed, &title, &list.rows))
                @if more > 0 { p { a href="/docket" { (texts.with("today-more", &[count("count", more)])) } } }
            }
        }
    }
}
