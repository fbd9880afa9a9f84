//! One dossier: what is due, what was found and decided, whom it concerns, who was told, and its timeline.

mod redress;
mod breach;
pub(crate) mod read;

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use bureau::{About, DoorFault, DossierEvent, DossierFault, DossierView, RedressEvent};
use case::id::{CaseId, DossierId, OfficerId};
use case::limits::REASONS_BYTES_MAX;
use maud::{Markup, html};

use super::dossier_form::{fault_of, officers_to_choose};
use super::typed::Typed;
use crate::fault::{Fault, door_words};
use crate::officer::Signed;
use crate::parts::badge::icon;
use crate::parts::chrome::{Place, page};
use crate::parts::dossier::{about, due, stands};
use crate::texts::word;
use crate::when::{day, time_mark};

/// A dossier on its page, with what was typed into the form that was refused.
struct Page<'a> {
    signed: &'a Signed,
    view: &'a DossierView,
    step: &'a str,
    typed: &'a Typed,
}

impl Page<'_> {
    /// What was typed into a field of a form, where that one was refused.
    fn typed(&self, step: &str, name: &str) -> &str {
        if step == self.step { self.typed.get(name) } else { "" }
    }

    /// A form behind its title. It stands open where it was refused.
    fn form(&self, step: &str, title: &str, button: &str, fields: &Markup) -> Markup {
        let texts = self.signed.texts();
        html! {
            details.more-fields open[self.step == step] {
                summary { (texts.say(title)) }
                form.act method="post" action={ "/dossier/" (self.view.id) "/do/" (step) } {
                    (self.signed.once())
                    (fields)
                    p.acts { button { (texts.say(button)) } }
                }
            }
        }
    }

    /// A long text of a form.
    fn area(&self, step: &str, name: &str, label: &str) -> Markup {
        let texts = self.signed.texts();
        html! {
            label.label { (texts.say(label))
                textarea name=(name) rows="3" dir="auto" required maxlength=(REASONS_BYTES_MAX) { (self.typed(step, name)) } }
        }
    }

    /// The reference of a case that the reader may see; of another one its identifier.
    fn reference_of(&self, case: CaseId) -> String {
        let line = self.view.found.iter().find(|row| row.case == case).and_then(|row| row.line.as_ref());
        line.map_or_else(|| case.to_string(), |(reference, ..)| reference.clone())
    }

    fn name_of(&self, id: OfficerId) -> String {
        let officers = self.signed.app.bureau().officers();
        officers.iter().find(|one| one.id == id).map_or_else(|| id.to_string(), |one| one.name.clone())
    }
}

/// `GET /dossier/{id}`.
pub(crate) async fn show(signed: Signed, Path(id): Path<String>) -> Result<Markup, Fault> {
    let view = signed.app.bureau().dossier(signed.officer.id, known(&id)?).await?;
    Ok(whole(&signed, &view, "", &Typed::default(), None))
}

/// `POST /dossier/{id}/do/{step}`. A refusal shows the page again with what was typed.
pub(crate) async fn act(
    signed: Signed,
    Path((id, step)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Fault> {
    let id = known(&id)?;
    let (app, officer) = (signed.app.clone(), signed.officer.id);
    let wanted = read::step(&step, &typed)?;
    let take = async move {
        let bureau = app.bureau();
        match wanted {
            read::Step::Search => bureau.search_for_person(officer, id).await,
            read::Step::Scope(window) => bureau.compute_scope(officer, id, window).await,
            read::Step::Event(event) => bureau.step(officer, id, event).await,
        }?;
        Ok(CaseId::from_bytes(id.bytes()))
    };
    match signed.app.forms().once(officer, typed.get("form"), take).await {
        Ok(_) => Ok(Redirect::to(&format!("/dossier/{id}")).into_response()),
        Err(fault @ (DoorFault::NotPermitted { .. } | DoorFault::Dossier(DossierFault::NoSuchDossier))) => {
            Err(fault.into())
        }
        Err(fault) => {
            let view = signed.app.bureau().dossier(officer, id).await?;
            answer(&signed, fault, |words| whole(&signed, &view, &step, &typed, Some(words)))
        }
    }
}

/// A page again with why it was refused; what has nothing to do with what was typed is a page of its own.
pub(crate) fn answer(
    signed: &Signed,
    fault: DoorFault,
    page: impl FnOnce(&Markup) -> Markup,
) -> Result<Response, Fault> {
    match fault {
        DoorFault::Refused(_) | DoorFault::MayNotSee { .. } | DoorFault::Dossier(_) => {
            let words = html! { (door_words(signed.texts(), &fault)) };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&words)).into_response())
        }
        fault => Err(fault.into()),
    }
}

fn known(id: &str) -> Result<DossierId, Fault> {
    id.parse().map_err(|_| Fault::NotFound)
}

fn whole(signed: &Signed, view: &DossierView, step: &str, typed: &Typed, fault: Option<&Markup>) -> Markup {
    let texts = signed.texts();
    let dossier = &view.dossier;
    let shown = Page { signed, view, step, typed };
    let body = html! {
        header.page-head {
            p { a href="/dossiers" { (texts.say("dossiers")) } }
            h1 { bdi.reference { (dossier.reference) } " " (texts.code("dossier", dossier.about.command())) ": " (about(texts, dossier)) }
            p { span.badge { (texts.say(stands(dossier))) } }
            @match &dossier.closed {
                Some((at, by, reasons)) => {
                    p.quiet { (texts.with("dossier-closed-by", &[word("name", &shown.name_of(*by))])) " " (time_mark(texts, *at, signed.now())) ": " span dir="auto" { (reasons) } }
                    @if let Some(until) = view.kept_until { p.quiet { (texts.with("kept-until", &[word("until", &day(texts, until))])) } }
                }
                None => {
                    ul.plain { @for one in &view.dues { li { (due(signed, one)) } } }
                    @if view.dues.is_empty() { p.quiet { (texts.say("dossier-no-due")) } }
                }
            }
        }
        (fault_of(fault))
        div.dossier {
            @match &dossier.about {
                About::Redress(one) => (redress::sections(&shown, one)),
                About::Breach(one) => (breach::sections(&shown, one)),
            }
            @if dossier.closed.is_none() { (keeping(&shown)) }
            (timeline(&shown))
        }
    };
    page(signed, Place::Oversight, &dossier.reference, &body)
}

/// Who sees it, notes, and its closing.
fn keeping(page: &Page<'_>) -> Markup {
    let (signed, view) = (page.signed, page.view);
    let texts = signed.texts();
    let named = &view.dossier.named;
    html! {
        section {
            h2 { (texts.say("dossier-keeping")) }
            p.quiet { (texts.say("dossier-seen-by")) }
            @if !named.is_empty() { ul.plain { @for id in named { li { (icon("person")) " " bdi { (page.name_of(*id)) } } } } }
            @if view.keeps {
                (page.form("name", "dossier-name", "dossier-name-button", &officers_to_choose(signed, "dossier-name-who", &signed.app.bureau().nameable(), |id| named.contains(&id))))
            }
            (page.form("note", "dossier-note", "dossier-note-button", &page.area("note", "text", "dossier-note")))
            @if view.keeps || view.closes {
                (page.form("close", "dossier-close", "dossier-close-button", &html! {
                    p.consequence { (texts.say("dossier-close-consequence")) }
                    @if view.dossier.is_unanswered() { p.mean-ask { (icon("ask")) " " (texts.say("dossier-close-unanswered")) } }
                    (page.area("close", "reasons", "reasons"))
                }))
            }
        }
    }
}

fn timeline(page: &Page<'_>) -> Markup {
    let texts = page.signed.texts();
    html! {
        section {
            h2 { (texts.say("dossier-timeline")) }
            ol.timeline {
                @for entry in page.view.entries.iter().rev().filter(|entry| !matches!(entry.event, DossierEvent::Opened { .. })) {
                    li {
                        p {
                            span.when { (time_mark(texts, entry.at, page.signed.now())) }
                            strong { (texts.code("dossier-event", entry.event.code())) } " "
                            @if let Some(case) = case_of(&entry.event) { bdi.reference { (page.reference_of(case)) } " " }
                            span.who { bdi { (page.name_of(entry.by)) } }
                        }
                        @let words = words_of(&entry.event);
                        @if !words.is_empty() { p.details dir="auto" { (words) } }
                    }
                }
            }
        }
    }
}

/// The case of which an event speaks.
const fn case_of(event: &DossierEvent) -> Option<CaseId> {
    match event {
        DossierEvent::Redress(
            RedressEvent::Contested { case, .. }
            | RedressEvent::Released { case, .. }
            | RedressEvent::Decided { case, .. }
            | RedressEvent::Executed { case, .. },
        ) => Some(*case),
        _ => None,
    }
}

/// What was written with an event.
fn words_of(event: &DossierEvent) -> &str {
    match event {
        DossierEvent::Redress(
            RedressEvent::Contested { reasons, .. }
            | RedressEvent::Released { reasons, .. }
            | RedressEvent::SentBack { reasons }
            | RedressEvent::Extended { reasons, .. },
        )
        | DossierEvent::Closed { reasons } => reasons,
        DossierEvent::Redress(RedressEvent::Decided { decision, .. }) => &decision.reasons,
        DossierEvent::Redress(RedressEvent::Identified { shown, .. }) => shown,
        DossierEvent::Redress(RedressEvent::Executed { what, .. }) => what,
        DossierEvent::Noted { text } => text,
        _ => "",
    }
}
