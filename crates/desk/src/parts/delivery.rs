//! Whether what we said has arrived: the plain truth, with since when, last try and next try.

use bureau::Delivery;
use case::exchange::Said;
use case::life::{Case, Outgoing};
use maud::{Markup, html};

use super::badge::icon;
use super::said::said_words;
use crate::officer::Signed;
use crate::texts::word;
use crate::when::{second_mark, time_mark};

/// The delivery of the last thing said, or that the other side refused it.
pub(crate) fn delivery(signed: &Signed, case: &Case, delivery: Option<&Delivery>) -> Markup {
    let (texts, now) = (signed.texts(), signed.now());
    if let Some(out) = case.turned_away() {
        return turned_away(signed, case, out);
    }
    let Some(delivery) = delivery else { return html! {} };
    if delivery.failed_tries == 0 {
        // It has just been said: nothing has gone wrong, and it has not arrived.
        return html! {
            p.delivery role="status" { (icon("wait")) (texts.with("being-sent", &[word("to", delivery.to.as_str())])) (what_waits(signed, case)) }
        };
    }
    html! {
        p.delivery.mean-ask {
            (icon("wait"))
            strong { (texts.with("not-delivered", &[word("to", delivery.to.as_str())])) }
            (what_waits(signed, case))
            " " (texts.say("not-delivered-since")) " " (time_mark(texts, delivery.since, now)) ". "
            @if let Some(last) = delivery.last_try {
                (texts.say("last-try")) " " (second_mark(last))
                @if let Some(code) = &delivery.failure { " (" (texts.code("failure", code)) ")" }
                ". "
            }
            (texts.say("next-try")) " "
            @if delivery.next_try > now { (second_mark(delivery.next_try)) } @else { (texts.say("now")) }
            "."
        }
    }
}

/// What waits, where it is not the request itself.
fn what_waits(signed: &Signed, case: &Case) -> Markup {
    let words = case.undelivered().and_then(|out| not_the_request(signed, case, out));
    html! { @if let Some(words) = words { ": " (words) "," } }
}

/// What a message says in words, where it is not the request itself.
fn not_the_request(signed: &Signed, case: &Case, out: &Outgoing) -> Option<String> {
    let told = case.told.iter().find(|told| told.message == out.message)?;
    let (here, there) = (signed.app.bureau().me().as_str(), case.other().as_str());
    (!matches!(told.said, Said::Request { .. })).then(|| said_words(signed.texts(), here, there, &told.said))
}

fn turned_away(signed: &Signed, case: &Case, out: &Outgoing) -> Markup {
    let texts = signed.texts();
    let code = out.turned_away.as_deref().unwrap_or_default();
    html! {
        p.delivery.mean-block {
            (icon("block"))
            strong { (texts.with("turned-away", &[word("to", case.other().as_str())])) }
            @if let Some(words) = not_the_request(signed, case, out) { ": " (words) }
            " – " (texts.code("failure", code)) ". "
            (texts.say("turned-away-remedy"))
        }
    }
}
