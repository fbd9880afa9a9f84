//! The docket: every case that an officer may see. Filters are words in the address, so a view can be kept and passed on.

use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use bureau::{DocketPage, Filter, Sort};
use case::form::FORMS;
use case::life::{Side, Stage};
use case::request::Kind;
use jiff::Span;
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Deserialize;

use super::typed::encode;
use crate::fault::Fault;
use crate::officer::Signed;
use crate::parts::chrome::{Place, REFERENCE, page, writes};
use crate::parts::rows::table;
use crate::texts::{Texts, count};

/// Longest text that is searched for, in bytes: a reference.
const SEARCH_BYTES_MAX: usize = 40;

/// The filter as the address writes it. A word that is not known narrows nothing.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wanted {
    text: String,
    stage: String,
    kind: String,
    with: String,
    urgency: String,
    side: String,
    of: String,
    rule: String,
    due: String,
    sort: String,
    page: String,
}

const SORTS: [(&str, Sort); 4] = [
    ("changed", Sort::Changed),
    ("due", Sort::Due),
    ("urgency", Sort::Urgency),
    ("reference", Sort::Reference),
];
const URGENCIES: [&str; 3] = ["normal", "high", "urgent"];
const DUE: [&str; 3] = ["overdue", "today", "week"];

/// Views that stand above the list: name in the catalogue and address.
const VIEWS: [(&str, &str); 6] = [
    ("view-all", "/docket"),
    ("view-mine", "/docket?of=me&sort=due"),
    ("view-nobody", "/docket?of=nobody&side=requested"),
    ("view-received", "/docket?side=requested&sort=urgency"),
    ("view-waiting", "/docket?stage=waiting"),
    ("view-overdue", "/docket?due=overdue&sort=due"),
];

impl Wanted {
    fn pairs(&self) -> [(&'static str, &str); 11] {
        [
            ("text", &self.text),
            ("stage", &self.stage),
            ("kind", &self.kind),
            ("with", &self.with),
            ("urgency", &self.urgency),
            ("side", &self.side),
            ("of", &self.of),
            ("rule", &self.rule),
            ("due", &self.due),
            ("sort", &self.sort),
            ("page", &self.page),
        ]
    }

    /// The address with one word changed; any change but of the page begins at the first page.
    fn address(&self, name: &str, word: &str) -> String {
        let words: Vec<String> = self
            .pairs()
            .into_iter()
            .filter(|(known, _)| *known != name && *known != "page")
            .chain([(name, word)])
            .filter(|(_, word)| !word.is_empty())
            .map(|(name, word)| format!("{name}={}", encode(word)))
            .collect();
        if words.is_empty() { "/docket".into() } else { format!("/docket?{}", words.join("&")) }
    }

    fn filter(&self, signed: &Signed) -> Filter {
        let assignee = match self.of.as_str() {
            "me" => Some(Some(signed.officer.id)),
            "nobody" => Some(None),
            other => other.parse().ok().map(Some),
        };
        let known = |word: &String| (!word.is_empty()).then(|| word.clone());
        Filter {
            text: self.text.trim().to_owned(),
            stage: Stage::parse(&self.stage),
            kind: Kind::parse(&self.kind),
            bureau: self.with.parse().ok(),
            urgency: known(&self.urgency).filter(|word| URGENCIES.contains(&word.as_str())),
            side: match self.side.as_str() {
                "requesting" => Some(Side::Requesting),
                "requested" => Some(Side::Requested),
                _ => None,
            },
            assignee,
            rule: known(&self.rule),
            correction: false,
            due_by: due_by(&self.due, signed.today()),
            sort: SORTS
                .into_iter()
                .find(|(name, _)| *name == self.sort)
                .map_or(Sort::Changed, |(_, sort)| sort),
            page: self.page.parse::<usize>().unwrap_or(1).saturating_sub(1),
        }
    }

    fn is_narrow(&self) -> bool {
        self.pairs().into_iter().any(|(name, word)| !word.is_empty() && name != "sort" && name != "page")
    }
}

/// Whether a text can be a reference, or part of one. Nothing else is searched for or written into an address, which
/// stays in the browser's history: a person is never looked for by an address.
fn is_reference(text: &str) -> bool {
    text.len() <= SEARCH_BYTES_MAX && text.trim().bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

fn due_by(word: &str, today: Date) -> Option<Date> {
    let days = match word {
        "overdue" => -1,
        "today" => 0,
        "week" => 7,
        _ => return None,
    };
    today.checked_add(Span::new().days(days)).ok()
}

/// `GET /docket`.
pub(crate) async fn show(signed: Signed, Query(mut wanted): Query<Wanted>) -> Result<Response, Fault> {
    let texts = signed.texts();
    if !is_reference(&wanted.text) {
        wanted.text.clear();
        return Ok(Redirect::to(&wanted.address("", "")).into_response());
    }
    let rule = signed.app.bureau().rule_page(&wanted.rule, signed.language());
    if rule.is_none() {
        wanted.rule.clear();
    }
    let found = signed.app.bureau().docket(signed.officer.id, &wanted.filter(&signed))?;
    let title = texts.say("place-docket");
    let body = html! {
        header.page-head {
            h1 { (title) }
            p.quiet role="status" { (texts.with("docket-count", &[count("count", found.total)])) }
        }
        nav.views aria-label=(texts.say("views")) {
            @for (name, address) in VIEWS { a href=(address) { (texts.say(name)) } }
            @if wanted.is_narrow() { a.clear href="/docket" { (texts.say("filter-clear")) } }
        }
        @if let Some(rule) = &rule {
            p { (texts.say("docket-of-rule")) " " a href={ "/law/rule/" (rule.line.rule) } dir="auto" { (rule.line.title) } }
        }
        (filters(&signed, &wanted))
        @if found.rows.is_empty() { (empty(&signed, &wanted)) } @else {
            (table(&signed, &title, &found.rows))
            (turning(texts, &wanted, &found))
        }
    };
    Ok(page(&signed, Place::Docket, &title, &body).into_response())
}

fn filters(signed: &Signed, wanted: &Wanted) -> Markup {
    let texts = signed.texts();
    let coded = |prefix: &str, codes: &[&str]| -> Vec<(String, String)> {
        codes.iter().map(|code| ((*code).to_owned(), texts.code(prefix, code))).collect()
    };
    let stages: Vec<&str> = Stage::ALL.into_iter().map(Stage::code).collect();
    let kinds: Vec<&str> = FORMS.iter().map(|form| form.kind.code()).collect();
    let me = signed.app.bureau().me();
    let bureaus: Vec<(String, String)> = signed
        .app
        .bureau()
        .directory()
        .into_iter()
        .filter(|peer| peer.code != *me)
        .map(|peer| (peer.code.to_string(), format!("{} {}", peer.code, peer.name)))
        .collect();
    let mut officers = coded("of", &["me", "nobody"]);
    officers.extend(
        signed.app.bureau().officers().iter().map(|officer| (officer.id.to_string(), officer.name.clone())),
    );
    let sorts: Vec<&str> = SORTS.iter().map(|(name, _)| *name).collect();
    html! {
        form.filters method="get" action="/docket" data-filters {
            @if !wanted.rule.is_empty() { input type="hidden" name="rule" value=(wanted.rule); }
            div {
                label for="filter-text" { (texts.say("column-reference")) }
                input #filter-text type="search" name="text" value=(wanted.text) maxlength=(SEARCH_BYTES_MAX) autocomplete="off"
                    pattern=(REFERENCE) title=(texts.say("search-title"));
            }
            (select(texts, "stage", &wanted.stage, &coded("stage", &stages)))
            (select(texts, "kind", &wanted.kind, &coded("kind", &kinds)))
            (select(texts, "with", &wanted.with, &bureaus))
            (select(texts, "urgency", &wanted.urgency, &coded("code", &URGENCIES)))
            (select(texts, "side", &wanted.side, &coded("side", &["requesting", "requested"])))
            (select(texts, "of", &wanted.of, &officers))
            (select(texts, "due", &wanted.due, &coded("due-by", &DUE)))
            (select(texts, "sort", &wanted.sort, &coded("sort", &sorts)))
            div.acts { button { (texts.say("filter-show")) } }
        }
    }
}

fn select(texts: &Texts, name: &str, chosen: &str, options: &[(String, String)]) -> Markup {
    html! {
        div {
            label for={ "filter-" (name) } { (texts.code("filter", name)) }
            select id={ "filter-" (name) } name=(name) {
                @if name != "sort" { option value="" { (texts.say("filter-any")) } }
                @for (code, words) in options { option value=(code) selected[code == chosen] { (words) } }
            }
        }
    }
}

fn empty(signed: &Signed, wanted: &Wanted) -> Markup {
    let texts = signed.texts();
    html! {
        div.empty {
            @if wanted.is_narrow() {
                p { (texts.say("docket-none-fit")) }
                p { a href="/docket" { (texts.say("filter-clear")) } }
                @if !wanted.text.is_empty() && signed.app.bureau().may_enter_circles(&signed.officer) {
                    p { a href="/enter" { (texts.say("enter-link")) } }
                }
            } @else {
                p { (texts.say("docket-empty")) }
                @if writes(signed) { p { a.button.primary href="/new" { (texts.say("place-new")) } } }
            }
        }
    }
}

fn turning(texts: &Texts, wanted: &Wanted, found: &DocketPage) -> Markup {
    let (page, pages) = (found.page + 1, found.pages);
    html! {
        @if pages > 1 {
            nav.turning aria-label=(texts.say("pages")) {
                @if page > 1 { a rel="prev" href=(wanted.address("page", &(page - 1).to_string())) { (texts.say("page-before")) } }
                span { (texts.with("page-of", &[count("page", page), count("pages", pages)])) }
                @if page < pages { a rel="next" href=(wanted.address("page", &(page + 1).to_string())) { (texts.say("page-after")) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_keep_the_other_words() {
        let wanted =
            Wanted { stage: "review".into(), text: "FR-1".into(), page: "3".into(), ..Wanted::default() };
        assert_eq!(wanted.address("page", "4"), "/docket?text=FR-1&stage=review&page=4");
        assert_eq!(wanted.address("stage", ""), "/docket?text=FR-1");
        assert_eq!(Wanted::default().address("page", ""), "/docket");
    }

    #[test]
    fn references_alone_are_searched_for() {
        for (text, expected) in [
            ("", true),
            ("FR-2026-000001", true),
            (" fr-2026 ", true),
            ("María Ruiz", false),
            ("Ruiz Ortega", false),
            ("<b>", false),
            (&"1".repeat(41), false),
        ] {
            assert_eq!(is_reference(text), expected, "{text}");
        }
    }
}
