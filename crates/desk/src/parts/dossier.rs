//! What several pages show of dossiers, and the fields that their forms share.

use bureau::{About, Dossier, DossierRow, Due};
use maud::{Markup, html};

use super::badge::icon;
use crate::officer::Signed;
use crate::texts::{Texts, count};
use crate::when::{day, day_of, nearness, time_mark};

/// Dossiers of which Today and this page speak; their own page lists all.
const DOSSIERS_SHOWN_MAX: usize = 10;

/// Dossiers in which something is due soon, or waits for this officer's word.
pub(crate) fn dossiers_due(signed: &Signed, rows: &[DossierRow]) -> Markup {
    let texts = signed.texts();
    let rows: Vec<&DossierRow> = rows.iter().filter(|row| row.soon || row.waits).collect();
    html! {
        @if !rows.is_empty() {
            div.delivery.mean-ask {
                (icon("ask")) " " strong { (texts.with("dossiers-due", &[count("count", rows.len())])) }
                ul.plain {
                    @for row in rows.iter().take(DOSSIERS_SHOWN_MAX) {
                        li {
                            a href={ "/dossier/" (row.id) } { bdi.reference { (row.dossier.reference) } } " "
                            @if row.waits { (texts.say("dossier-waits")) } @else { (texts.say(stands(&row.dossier))) } " "
                            @if let Some(next) = &row.next { (due(signed, next)) }
                        }
                    }
                }
                @if rows.len() > DOSSIERS_SHOWN_MAX { p { a href="/dossiers" { (texts.say("dossiers-all")) } } }
            }
        }
    }
}

/// In a word, whom or what it is about.
pub(crate) fn about(texts: &Texts, dossier: &Dossier) -> Markup {
    match &dossier.about {
        About::Redress(redress) => {
            html! { bdi { (redress.received.names.first().map_or("–", String::as_str)) } }
        }
        About::Breach(breach) => html! { (texts.code("detected", breach.known.detected.code())) },
    }
}

/// Where it stands: the key of a text.
pub(crate) fn stands(dossier: &Dossier) -> &'static str {
    if dossier.closed.is_some() {
        return "dossier-closed";
    }
    match &dossier.about {
        About::Redress(redress) => match () {
            () if redress.to_do() > 0 && redress.answered.is_some() => "redress-executing",
            () if redress.answered.is_some() => "redress-answered",
            () if !redress.is_identified() => "redress-identity-open",
            () if redress.searched.is_none() => "redress-search-open",
            () if !redress.is_decided() => "redress-decision-open",
            () if redress.needs_confirmation() => "redress-confirmation-open",
            () => "redress-answer-open",
        },
        About::Breach(breach) => match () {
            () if breach.scope.is_none() => "breach-scope-open",
            () if breach.assessed.is_none() => "breach-risk-open",
            () if !breach.open().is_empty() => "breach-notices-open",
            () => "breach-settled",
        },
    }
}

/// By when something is due, with how far off it is and what sets it.
pub(crate) fn due(signed: &Signed, due: &Due) -> Markup {
    let texts = signed.texts();
    let over = due.over <= signed.now();
    // What is over at midnight was due on the day before.
    let last = due.over - jiff::SignedDuration::from_secs(1);
    html! {
        span.mean-block[over] { @if over { (icon("block")) " " } (texts.code("due-what", &due.what)) ": "
            @if due.what == "breach-known" { (time_mark(texts, due.over, signed.now())) } @else { (day(texts, day_of(last))) }
            " (" (nearness(texts, day_of(last), signed.today())) ")" }
        " " bdi.provision { (due.provision) }
        @if let Some(confidence) = due.confidence.filter(|one| one.code() != "seen") { " " span.quiet { "(" (texts.code("confidence", confidence.code())) ")" } }
    }
}
