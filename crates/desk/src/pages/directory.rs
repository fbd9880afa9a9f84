//! The directory: bureaus, their States, languages and keys.

use maud::{Markup, html};

use crate::fault::Fault;
use crate::officer::Signed;
use crate::parts::badge::icon;
use crate::parts::chrome::{Place, page, writes};

/// `GET /directory`.
pub(crate) async fn show(signed: Signed) -> Result<Markup, Fault> {
    let texts = signed.texts();
    let title = texts.say("place-directory");
    let me = signed.app.bureau().me();
    let body = html! {
        header.page-head { h1 { (title) } p.quiet { (texts.say("directory-lead")) } }
        table.rows data-rows {
            caption.hidden { (title) }
            thead { tr { @for name in ["column-bureau", "column-state", "column-languages", "column-answers", "column-keys", "column-act"] { th scope="col" { (texts.say(name)) } } } }
            tbody {
                @for peer in signed.app.bureau().directory() {
                    tr {
                        th scope="row" data-label=(texts.say("column-bureau")) { bdi.code { (peer.code) } " " bdi.title { (peer.name) } }
                        td data-label=(texts.say("column-state")) { @if let Some(state) = peer.state { bdi { (state) } } @else { "–" } }
                        td data-label=(texts.say("column-languages")) { bdi { (peer.languages.join(", ")) } }
                        td data-label=(texts.say("column-answers")) {
                            @if peer.code == *me { (texts.say("this-bureau")) } @else {
                                @match peer.answers {
                                    Some(true) => span.badge.mean-clear { (icon("clear")) (texts.say("answers-yes")) },
                                    Some(false) => span.badge.mean-ask { (icon("wait")) (texts.say("answers-no")) },
                                    None => span.quiet { (texts.say("answers-untried")) },
                                }
                            }
                        }
                        td data-label=(texts.say("column-keys")) { bdi { code.fingerprint { (peer.fingerprint) } } }
                        td data-label=(texts.say("column-act")) {
                            @if peer.code != *me {
                                a href={ "/docket?with=" (peer.code) } { (texts.say("directory-cases")) }
                                @if writes(&signed) { " · " a href={ "/new?to=" (peer.code) } { (texts.say("place-new")) } }
                            }
                        }
                    }
                }
            }
        }
    };
    Ok(page(&signed, Place::Directory, &title, &body))
}
