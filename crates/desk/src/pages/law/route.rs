//! Routes: which instruments link two States for a matter on a day.

use axum::extract::Query;
use bureau::answer::{ClosedRow, RemainsRow, RouteRow, RoutesAnswer};
use bureau::{Asked, Search, Unclear};
use case::bureau::StateCode;
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Deserialize;
use utoipa::IntoParams;

use super::super::typed::encode;
use super::{countries, country, doubt, picture, term, terms};
use crate::fault::Fault;
use crate::officer::Signed;
use crate::parts::badge::icon;
use crate::parts::chrome::{Place, page};
use crate::texts::{Texts, count, word};
use crate::when::day;

/// Longest code of an offence.
const OFFENCE_DIGITS_MAX: usize = 6;

/// What is looked for, as the address writes it.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(crate) struct Wanted {
    /// The State that asks, ISO 3166-1 alpha-2.
    #[param(required = true)]
    from: String,
    /// The State that is asked.
    #[param(required = true)]
    to: String,
    /// `surrender`, `assistance`, or one measure as `search-and-seizure`; surrender when left out.
    measure: String,
    /// The offence, 2 to 6 digits of the ICCS.
    offence: String,
    /// The maximum penalty of the offence, in months.
    max_penalty_months: String,
    /// The day, ISO 8601; today when left out.
    on: String,
}

impl Wanted {
    /// The same question to another page.
    pub(crate) fn address(&self, page: &str) -> String {
        let words = [
            ("from", &self.from),
            ("to", &self.to),
            ("measure", &self.measure),
            ("offence", &self.offence),
            ("max_penalty_months", &self.max_penalty_months),
            ("on", &self.on),
        ];
        let words: Vec<String> = words
            .into_iter()
            .filter(|(_, word)| !word.is_empty())
            .map(|(name, word)| format!("{name}={}", encode(word)))
            .collect();
        format!("{page}?{}", words.join("&"))
    }

    /// Between two States, where they are known.
    pub(crate) fn between(from: Option<StateCode>, to: Option<StateCode>) -> Self {
        let letters = |state: Option<StateCode>| state.map(|state| state.to_string()).unwrap_or_default();
        Self { from: letters(from), to: letters(to), ..Self::default() }
    }

    /// As the law reads it.
    pub(crate) fn asked(&self) -> Asked<'_> {
        Asked {
            from: &self.from,
            to: &self.to,
            measure: &self.measure,
            offence: &self.offence,
            max_penalty_months: &self.max_penalty_months,
            on: &self.on,
        }
    }

    /// What is looked for; nothing while a State is not chosen.
    pub(crate) fn search(&self, signed: &Signed) -> Result<Option<Search<'_>>, Unclear> {
        if self.from.is_empty() || self.to.is_empty() {
            return Ok(None);
        }
        signed.app.bureau().search(&self.asked()).map(Some)
    }
}

/// `GET /law/routes`.
pub(crate) async fn show(signed: Signed, Query(wanted): Query<Wanted>) -> Result<Markup, Fault> {
    let texts = signed.texts();
    let search = wanted.search(&signed);
    let title = match &search {
        Ok(Some(search)) => texts.with(
            "law-routes-between",
            &[
                word("from", &country(texts, search.from.as_str())),
                word("to", &country(texts, search.to.as_str())),
            ],
        ),
        _ => texts.say("law-find-route"),
    };
    let body = html! {
        header.page-head { h1 { (title) } p.quiet { (texts.say("law-routes-lead")) } }
        section.panel {
            (form(&signed, &wanted, "/law/routes", "law-show-routes"))
            @if let Err(fault) = &search { p.notice-fault role="alert" { (icon("block")) (texts.code("fault", fault.code())) } }
        }
        @if let Ok(Some(search)) = &search {
            p { a href=(wanted.address("/law/compare")) { (texts.say("law-compare-link")) } }
            (answer(&signed, &signed.app.bureau().routes(search, signed.language())))
        }
    };
    Ok(page(&signed, Place::Law, &title, &body))
}

/// The form that asks about two States, sent to an address.
pub(crate) fn form(signed: &Signed, wanted: &Wanted, address: &str, button: &str) -> Markup {
    let texts = signed.texts();
    let named = countries(signed);
    let choose = |id: &str, label: &str, chosen: &str| {
        html! {
            div {
                label for=(id) { (texts.say(label)) }
                select id=(id) name=(id.trim_start_matches("route-")) required {
                    option value="" { (texts.say("choose")) }
                    @for (state, name) in &named { option value=(state) selected[state.as_str() == chosen] { (name) } }
                }
            }
        }
    };
    html! {
        form.grid action=(address) {
            (choose("route-from", "law-from", &wanted.from))
            (choose("route-to", "law-to", &wanted.to))
            div {
                label for="route-measure" { (texts.say("law-wanted")) }
                select #route-measure name="measure" {
                    @for matter in ["surrender", "assistance"] { option value=(matter) selected[matter == wanted.measure] { (texts.code("matter", matter)) } }
                    optgroup label=(texts.say("law-measures")) {
                        @for code in signed.app.bureau().measures() { option value=(code) selected[*code == wanted.measure] { (texts.code("code", code)) } }
                    }
                }
            }
            div {
                label for="route-offence" { (texts.say("law-offence")) }
                input #route-offence name="offence" value=(wanted.offence) inputmode="numeric" pattern="[0-9]{2,6}" maxlength=(OFFENCE_DIGITS_MAX) aria-describedby="route-offence-help" autocomplete="off" list="offences";
                datalist #offences { @for (code, name) in signed.app.bureau().offences(signed.language()) { option value=(code) { (name) } } }
                p.help #route-offence-help { (texts.say("law-offence-help")) }
            }
            div {
                label for="route-months" { (texts.say("law-months")) }
                input #route-months name="max_penalty_months" value=(wanted.max_penalty_months) inputmode="numeric" pattern="[0-9]{1,4}" maxlength="4" autocomplete="off";
            }
            div {
                label for="route-on" { (texts.say("law-on")) }
                input #route-on type="date" name="on" value=(wanted.on);
            }
            div.acts { button.primary { (texts.say(button)) } }
        }
    }
}

fn answer(signed: &Signed, answer: &RoutesAnswer) -> Markup {
    let texts = signed.texts();
    html! {
        section {
            @if answer.routes.is_empty() {
                div.empty { p { strong { (texts.say("law-no-route")) } } p { (texts.say("law-no-route-lead")) } }
            } @else {
                (picture::between(texts, answer))
            }
        }
        @for (place, row) in answer.routes.iter().enumerate() { (route(texts, row, place == 0)) }
        section.panel {
            h2 { (texts.say("law-remains")) }
            ul { @for row in &answer.remains { li { (remains(texts, row, &answer.to)) } } }
        }
        @if !answer.closed.is_empty() {
            details.panel {
                summary { (texts.with("law-closed", &[count("count", answer.closed.len())])) }
                ul { @for row in &answer.closed { li { (closed(texts, row)) } } }
            }
        }
        p.quiet { (texts.with("law-edition", &[word("version", &answer.law)])) }
    }
}

fn route(texts: &Texts, row: &RouteRow, is_open: bool) -> Markup {
    html! {
        details.panel.route id={ "route-" (row.instrument) } open[is_open] {
            summary {
                h2 { bdi { (row.short) } }
                " " span.badge.mean-clear[row.standing == "governs"].mean-ask[row.standing == "governs-if-bound"] { (standing(texts, row)) }
                @if row.fit == "depends" { " " span.badge.mean-ask { (icon("ask")) (texts.say("law-fit-depends")) } }
                (doubt(texts, row.confidence))
                " " span.quiet dir="auto" { (row.title) }
            }
            p {
                (texts.with(if row.since_is_on_file { "law-binds-since" } else { "law-seen-bound" }, &[word("day", &since(texts, &row.since))]))
                @if !row.since_is_verified { (doubt(texts, "unverified")) }
                " · " bdi.provision title=(row.source) { (row.provision) } " · "
                a href={ "/law/instrument/" (row.instrument) } { (texts.say("law-see-instrument")) }
            }
            @if row.fit == "depends" { p { (texts.with("law-depends", &[word("offences", &row.offences)])) } }
            @if !row.note.is_empty() { p dir="auto" { (row.note) } }
            @if !row.refusals.is_empty() {
                p {
                    (texts.say("law-refusals")) " "
                    @for (strength, number) in &row.refusals { span.badge.{ "strength-" (strength) } { (texts.code("strength", strength)) " " bdi { (number) } } " " }
                }
            }
            @if row.unverified > 0 { p.quiet { (texts.with("law-unverified-terms", &[count("count", row.unverified)])) } }
            (terms(texts, &row.terms))
        }
    }
}

fn standing(texts: &Texts, row: &RouteRow) -> String {
    match &row.yields_to {
        Some(other) => texts.with("law-standing-yields", &[word("other", other)]),
        None => texts.code("law-standing", row.standing),
    }
}

/// A day of the law as the reader writes days; as it is where it cannot be read.
fn since(texts: &Texts, written: &str) -> String {
    written.parse().map_or_else(|_| written.to_owned(), |read: Date| day(texts, read))
}

fn remains(texts: &Texts, row: &RemainsRow, to: &str) -> Markup {
    html! {
        @match &row.term {
            Some(found) => (term(texts, found)),
            None => (texts.with(&format!("law-remains-{}", row.what), &[word("state", &country(texts, to))])),
        }
    }
}

fn closed(texts: &Texts, row: &ClosedRow) -> Markup {
    let by = row.by.as_deref().unwrap_or_default();
    let by = if row.why == "not-bound" { country(texts, by) } else { by.to_owned() };
    html! {
        a href={ "/law/instrument/" (row.instrument) } { bdi { (row.short) } } ": "
        (texts.with(&format!("law-closed-{}", row.why), &[word("by", &by)]))
        @if !row.says.is_empty() { " " span.quiet dir="auto" { (row.says) } }
    }
}
