//! What is stated from memory and waits for a jurist who reads the text.

use bureau::review::Text;
use maud::{Markup, html};

use crate::officer::Signed;
use crate::parts::chrome::{Place, page};
use crate::texts::count;

/// `GET /law/unverified`.
pub(crate) async fn show(signed: Signed) -> Markup {
    let texts = signed.texts();
    let bureau = signed.app.bureau();
    let found = bureau.unverified();
    let title = texts.say("law-to-verify");
    let body = html! {
        header.page-head { h1 { (title) } p.quiet { (texts.with("law-to-verify-lead", &[count("count", found.len())])) } }
        table.rows {
            caption.hidden { (title) }
            thead { tr { @for name in ["column-what", "column-provision", "law-source", "column-file"] { th scope="col" { (texts.say(name)) } } } }
            tbody {
                @for Text { id, provision, source, file, line, .. } in found {
                    tr {
                        td data-label=(texts.say("column-what")) { bdi.code { (id) } }
                        td data-label=(texts.say("column-provision")) { bdi.provision { (provision) } }
                        td data-label=(texts.say("law-source")) dir="auto" { (source) }
                        td data-label=(texts.say("column-file")) { bdi.code.quiet { (file) ":" (line) } }
                    }
                }
            }
        }
    };
    page(&signed, Place::Law, &title, &body)
}
