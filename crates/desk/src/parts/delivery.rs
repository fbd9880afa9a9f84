//! Whether what we said has arrived: the plain truth, with since when, last try and next try.

use bureau::Delivery;
use case::life::{Case, Stage};
use jiff::Timestamp;
use maud::{Markup, html};

use super::badge::icon;
use crate::texts::{Texts, word};
use crate::when::{second_mark, time_mark};

/// The delivery of the last thing said, or that the other side refused it.
pub(crate) fn delivery(texts: &Texts, case: &Case, delivery: Option<&Delivery>, now: Timestamp) -> Markup {
    if case.stage == Stage::TurnedAway {
        return turned_away(texts, case);
    }
    let Some(delivery) = delivery else { return html! {} };
    html! {
        p.delivery.mean-ask {
            (icon("wait"))
            strong { (texts.with("not-delivered", &[word("to", delivery.to.as_str())])) }
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
