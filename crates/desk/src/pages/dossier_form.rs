//! The fields that the forms of dossiers share.

use case::bureau::Officer;
use case::id::OfficerId;
use maud::{Markup, html};

use super::typed::Typed;
use crate::officer::Signed;
use crate::parts::badge::icon;
use crate::texts::Texts;

/// The fields of a window: since, until, officers, a bureau.
pub(crate) fn window(signed: &Signed, typed: &Typed) -> Markup {
    let texts = signed.texts();
    let bureau = signed.app.bureau();
    let peers = bureau.directory();
    let chosen = |id: OfficerId| typed.all("officer").any(|one| one == id.to_string());
    html! {
        label.label { (texts.say("breach-since")) input.short type="datetime-local" name="since" required value=(typed.get("since")); }
        label.label { (texts.say("breach-until")) input.short type="datetime-local" name="until" required value=(typed.get("until")); }
        (officers_to_choose(signed, "breach-officers", bureau.officers(), chosen))
        label.label { (texts.say("breach-bureau"))
            select name="bureau" {
                option value="" { (texts.say("breach-any-bureau")) }
                @for peer in peers.iter().filter(|peer| peer.code != *bureau.me()) {
                    option value=(peer.code) selected[typed.get("bureau") == peer.code.as_str()] { (peer.code) " · " (peer.name) }
                }
            }
        }
    }
}

/// One of a closed list.
pub(crate) fn choice(
    texts: &Texts,
    name: &str,
    label: &str,
    codes: impl Iterator<Item = &'static str>,
    chosen: &str,
) -> Markup {
    html! {
        label.label { (texts.say(label))
            select name=(name) required {
                option value="" { (texts.say("choose")) }
                @for code in codes { option value=(code) selected[code == chosen] { (texts.code(name, code)) } }
            }
        }
    }
}

/// Officers as boxes to tick.
pub(crate) fn officers_to_choose(
    signed: &Signed,
    legend: &str,
    officers: &[Officer],
    chosen: impl Fn(OfficerId) -> bool,
) -> Markup {
    html! {
        fieldset {
            legend { (signed.texts().say(legend)) }
            @for officer in officers {
                label { input type="checkbox" name="officer" value=(officer.id) checked[chosen(officer.id)]; " " bdi { (officer.name) } }
            }
        }
    }
}

/// Why a form was refused.
pub(crate) fn fault_of(fault: Option<&Markup>) -> Markup {
    html! { @if let Some(words) = fault { div.fault-summary role="alert" tabindex="-1" { (icon("block")) " " (words) } } }
}
