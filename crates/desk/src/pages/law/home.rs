//! The front page of the law.

use maud::{Markup, html};

use super::{countries, doubt, route};
use crate::officer::Signed;
use crate::parts::chrome::{Place, page};

/// `GET /law`.
pub(crate) async fn show(signed: Signed) -> Markup {
    let texts = signed.texts();
    let bureau = signed.app.bureau();
    let figures = bureau.law_figures();
    let states = bureau.states();
    let instruments = bureau.instruments();
    let title = texts.say("place-law");
    let body = html! {
        header.page-head { h1 { (title) } p.quiet { (texts.say("law-lead")) } }
        section.panel {
            h2 { (texts.say("law-find-route")) }
            (route::form(&signed, &route::Wanted::between(bureau.state(), None), "/law/routes", "law-show-routes"))
        }
        dl.figures {
            @for (name, number, address) in [("law-rules", figures.rules, "/law/rules"), ("law-instruments", figures.instruments, "#instruments"), ("law-states", figures.states, "#states"), ("law-duties", figures.duties, "/law/duties"), ("law-to-verify", figures.unverified, "/law/unverified")] {
                div { dt { a href=(address) { (texts.say(name)) } } dd { bdi { (number) } } }
            }
            div { dt { (texts.say("figure-law")) } dd { bdi { (bureau.law_version()) } } }
        }
        section.panel {
            h2 { (texts.say("law-search")) }
            (super::rules::form(texts, ""))
        }
        section #states {
            h2 { (texts.say("law-states")) }
            p.quiet { (texts.say("law-states-lead")) }
            ul.chips {
                @for (state, name) in countries(&signed).into_iter().filter(|(state, _)| states.get(state) == Some(&true)) {
                    li { a href={ "/law/state/" (state) } { bdi.code { (state) } " " (name) } }
                }
            }
            details {
                summary { (texts.say("law-states-others")) }
                ul.chips {
                    @for (state, name) in countries(&signed).into_iter().filter(|(state, _)| states.get(state) == Some(&false)) {
                        li { a href={ "/law/state/" (state) } { bdi.code { (state) } " " (name) } }
                    }
                }
            }
        }
        section #instruments {
            h2 { (texts.say("law-instruments")) }
            table.rows {
                caption.hidden { (texts.say("law-instruments")) }
                thead { tr { @for name in ["column-instrument", "column-layer", "column-parties"] { th scope="col" { (texts.say(name)) } } } }
                tbody {
                    @for line in &instruments {
                        tr {
                            th scope="row" data-label=(texts.say("column-instrument")) {
                                a href={ "/law/instrument/" (line.instrument) } { bdi { (line.short) } } " " span.title dir="auto" { (line.title) }
                                (doubt(texts, line.confidence))
                                @if !line.not_in_force.is_empty() { " " span.badge { (texts.say("law-not-in-force")) } }
                            }
                            td data-label=(texts.say("column-layer")) { (texts.code("layer", line.layer)) }
                            td data-label=(texts.say("column-parties")) { bdi { (line.parties) } }
                        }
                    }
                }
            }
        }
    };
    page(&signed, Place::Law, &title, &body)
}
