//! Whether what we said has arrived: the plain truth, with since when, last try and next try.

use bureau::Delivery;
use case::exchange::Said;
use case::life::{Case, Stage};
use maud::{Markup, html};

use super::badge::icon;
use super::said::said_words;
use crate::officer::Signed;
use crate::texts::{Texts, word};
use crate::when::{second_mark, time_mark};

/// The delivery of the last thing said, or that the other side refused it.
pub(crate) fn delivery(signed: &Signed, case: &Case, delivery: Option<&Delivery>) -> Markup {
    let (texts, now) = (signed.texts(), signed.now());
    if case.stage == Stage::TurnedAway {
        return turned_away(texts, case);
    }
    let Some(delivery) = delivery else { return html! {} };
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
    let told = case.undelivered().and_then(|out| case.told.iter().find(|told| told.message == out.message));
    let told = told.filter(|told| !matches!(told.said, Said::Request { .. }));
    html! {
        @if let Some(told) = told {
            ": " (said_words(signed.texts(), signed.app.bureau().me().as_str(), case.other().as_str(), &told.said)) ","
        }
    }
}

fn turned_away(texts: &Texts, case: &Case) -> Markup {
    let code = case.outgoing.iter().rev().find_map(|out| out.turned_away.as_deref()).unwrap_or("unknown");
    html! {
        p.delivery.mean-block {
            (icon("block"))
            strong { (texts.with("turned-away", &[word("to", case.other().as_str())])) }
            " " (texts.code("failure", code)) "."
        }
    }
}
