//! New: a request, from a kind and the bureau that is asked.

use axum::extract::Query;
use axum::response::Redirect;
use bureau::Command;
use case::bureau::BureauCode;
use case::form::Group;
use case::id::OfficerId;
use case::request::Kind;
use maud::{Markup, html};
use serde::Deserialize;

use super::typed::Typed;
use crate::fault::Fault;
use crate::officer::Signed;
use crate::parts::badge;
use crate::parts::chrome::{Place, page, writes};
use crate::texts::Texts;

/// What the address may choose already.
#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub(crate) struct Chosen {
    kind: String,
    to: String,
}

/// `GET /new`.
pub(crate) async fn show(signed: Signed, Query(chosen): Query<Chosen>) -> Result<Markup, Fault> {
    let texts = signed.texts();
    if !writes(&signed) {
        return Err(bureau::DoorFault::NotPermitted { command: "open" }.into());
    }
    let title = texts.say("new-title");
    let me = signed.app.bureau().me();
    let peers: Vec<_> = signed.app.bureau().directory().into_iter().filter(|peer| peer.code != *me).collect();
    let body = html! {
        header.page-head { h1 { (title) } }
        form.new method="post" action="/new" {
            (signed.once())
            fieldset.kinds {
                legend { (texts.say("new-kind")) }
                @for group in Group::ALL { (kinds(texts, group, &chosen.kind)) }
            }
            fieldset.kinds {
                legend { (texts.say("new-to")) }
                @for peer in &peers {
                    label.choice {
                        input type="radio" name="to" value=(peer.code) required checked[chosen.to == peer.code.as_str()];
                        span { strong { bdi { (peer.code) } } " " (peer.name) " " span.help { (peer.languages.join(", ")) } }
                    }
                }
            }
            details.folded {
                summary { (texts.say("new-keep")) }
                p.help { (texts.say("new-keep-more")) }
                fieldset.boxes {
                    legend { (texts.say("restrict-who")) }
                    @for officer in signed.app.bureau().officers().iter().filter(|officer| signed.app.bureau().may(officer, "list")) {
                        label {
                            input type="checkbox" name="circle" value=(officer.id); " " bdi { (officer.name) } " "
                            @for role in &officer.roles { span.badge { (texts.code("role", role.code())) } " " }
                        }
                    }
                }
            }
            p.acts { button.primary { (texts.say("new-open")) } }
            p.help { (texts.say("new-nothing-sent")) }
        }
    };
    Ok(page(&signed, Place::Elsewhere, &title, &body))
}

/// The kinds of one group; of notices and diffusions also where they go. The buttons of all groups are one choice.
fn kinds(texts: &Texts, group: Group, chosen: &str) -> Markup {
    html! {
        fieldset.group {
            legend { (texts.code("kinds", group.code())) }
            @if group == Group::NoticesAndDiffusions { p.help { (texts.say("kinds-notices-and-diffusions-go")) } }
            div.choices {
                @for form in group.forms() {
                    @let code = form.kind.code();
                    label.choice {
                        input type="radio" name="kind" value=(code) required checked[chosen == code];
                        span { strong { (badge::kind(texts, form.kind)) } " " span.help { (texts.code("kind-does", code)) } }
                    }
                }
            }
        }
    }
}

/// `POST /new`.
pub(crate) async fn open(signed: Signed, typed: Typed) -> Result<Redirect, Fault> {
    let kind = Kind::parse(typed.get("kind")).ok_or(Fault::BadForm)?;
    let to: BureauCode = typed.get("to").parse().map_err(|_| Fault::BadForm)?;
    let circle = typed.all("circle").map(str::parse).collect::<Result<Vec<OfficerId>, _>>();
    let circle = circle.map_err(|_| Fault::BadForm)?;
    let command = Command::Open { kind, to, origin: String::new(), circle };
    let case = signed.act(typed.get("form"), None, command, "handling").await?;
    Ok(Redirect::to(&format!("/case/{case}")))
}
