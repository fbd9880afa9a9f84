//! Witnesses on the oversight page: who has cosigned this journal and how far, whose journals this bureau cosigns, and who
//! contradicts themselves.

use bureau::{Cosigned, Oversight, Stated, WitnessRow};
use maud::{Markup, html};

use crate::digits::hexadecimal;
use crate::officer::Signed;
use crate::parts::badge::icon;
use crate::texts::{Argument, Texts, count, word};
use crate::when::time_mark;

/// How far other bureaus have witnessed the journal of this one.
pub(super) fn witnesses(signed: &Signed, seen: &Oversight) -> Markup {
    let texts = signed.texts();
    let rest = seen.entries.saturating_sub(seen.entries_witnessed);
    html! {
        section #witnesses {
            h2 { (texts.say("witnesses")) }
            p.quiet { (texts.say("witnesses-lead")) }
            @if seen.witnesses.is_empty() { p.empty { (texts.say("witnesses-none")) } } @else {
                p { (texts.with("witnesses-far", &[entries("size", seen.entries_witnessed), entries("rest", rest)])) }
                table.rows {
                    caption.hidden { (texts.say("witnesses")) }
                    thead { tr { @for name in ["column-bureau", "column-witnessed", "column-witness-refused", "column-witness-key"] { th scope="col" { (texts.say(name)) } } } }
                    tbody { @for (bureau, row) in &seen.witnesses { (witness(signed, bureau.as_str(), row)) } }
                }
            }
        }
    }
}

fn witness(signed: &Signed, bureau: &str, row: &WitnessRow) -> Markup {
    let texts = signed.texts();
    html! {
        tr {
            td data-label=(texts.say("column-bureau")) { bdi { (bureau) } }
            td data-label=(texts.say("column-witnessed")) {
                @match row.cosigned {
                    Some((size, at)) => { (texts.with("witnessed-entries", &[entries("size", size)])) " " (time_mark(texts, at, signed.now())) }
                    None => (texts.say("witnessed-nothing")),
                }
            }
            td data-label=(texts.say("column-witness-refused")) {
                @match &row.refused {
                    Some((at, why)) => {
                        span.mean-ask { (icon("ask")) " " (texts.code("not-cosigned", &why.code)) } " "
                        @if let Some(known) = why.known { (texts.with("not-cosigned-known", &[entries("size", known)])) " " }
                        (time_mark(texts, *at, signed.now()))
                    }
                    None => "–",
                }
            }
            td data-label=(texts.say("column-witness-key")) { @match &row.key { Some(key) => bdi dir="ltr" { code.root { (key) } }, None => "–" } }
        }
    }
}

/// What other bureaus state of their journals, where they contradict themselves, and what this bureau cosigned.
pub(super) fn peers(signed: &Signed, seen: &Oversight) -> Markup {
    let texts = signed.texts();
    html! {
        section #peers {
            h2 { (texts.say("peers-journals")) }
            p.quiet { (texts.say("peers-journals-lead")) }
            @for (at, witnessed) in &seen.contradictions {
                @if let Some(before) = &witnessed.before {
                    div.delivery.mean-block role="status" {
                        (icon("block")) " " strong { (texts.with("peer-contradicts", &[word("bureau", witnessed.bureau.as_str())])) } " " (time_mark(texts, *at, signed.now()))
                        p { (time_mark(texts, before.at, signed.now())) " " (state(texts, before)) }
                        p { (time_mark(texts, witnessed.now.at, signed.now())) " " (state(texts, &witnessed.now)) }
                        @if let Some(checkpoint) = &witnessed.checkpoint { p { (texts.say("peer-checkpoint-refused")) } pre.checkpoint tabindex="0" dir="ltr" { (checkpoint) } }
                        @if signed.may("breach") { p { a href={ "/dossiers/breach?from=contradiction&bureau=" (witnessed.bureau) } { (texts.say("dossier-new-breach")) } } }
                    }
                }
            }
            @if seen.stated.is_empty() { p.empty { (texts.say("peers-journals-none")) } } @else {
                dl.facts {
                    @for (bureau, stated) in &seen.stated { div { dt { bdi { (bureau) } } dd { (time_mark(texts, stated.at, signed.now())) " " (state(texts, stated)) } } }
                }
            }
            h3 { (texts.say("cosigned")) }
            p.quiet { (texts.say("cosigned-lead")) " " bdi dir="ltr" { code.root { (seen.witness_key) } } }
            @if seen.cosigned.is_empty() { p.empty { (texts.say("cosigned-none")) } }
            @for (bureau, cosigned) in &seen.cosigned { (cosigned_one(signed, bureau.as_str(), cosigned)) }
        }
    }
}

fn cosigned_one(signed: &Signed, bureau: &str, Cosigned { state, checkpoint }: &Cosigned) -> Markup {
    let texts = signed.texts();
    html! {
        details.more-fields {
            summary { bdi { (bureau) } ": " (texts.with("witnessed-entries", &[entries("size", state.size)])) " " (time_mark(texts, state.at, signed.now())) }
            pre.checkpoint tabindex="0" dir="ltr" { (checkpoint) }
        }
    }
}

fn state(texts: &Texts, stated: &Stated) -> Markup {
    let digits = hexadecimal(&stated.root);
    html! { (texts.with("peer-state", &[entries("size", stated.size)])) " " bdi dir="ltr" { code.root { (digits) } } }
}

fn entries(name: &'static str, number: u64) -> Argument<'static> {
    count(name, usize::try_from(number).unwrap_or(usize::MAX))
}
