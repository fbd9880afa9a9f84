//! What is stated from memory and waits for a jurist who reads the text.

use maud::{Markup, html};

use crate::officer::Signed;
use crate::parts::chrome::{Place, page};
use crate::texts::count;

/// `GET /law/unverified`.
pub(crate) async fn show(signed: Signed) -> Markup {
    let texts = signed.texts();
    let found = signed.app.bureau().unverified(signed.language());
    let title = texts.say("law-to-verify");
    let body = html! {
        header.page-head { h1 { (title) } p.quiet { (texts.with("law-to-verify-lead", &[count("count", found.len())])) } }
        table.rows {
            caption.hidden { (title) }
            thead { tr { @for name in ["column-what", "column-of", "column-provision", "law-says"] { th scope="col" { (texts.say(name)) } } } }
            tbody {
                @for line in &found {
                    tr {
                        td data-label=(texts.say("column-what")) { (texts.code("unverified", line.what)) }
                        td data-label=(texts.say("column-of")) { bdi { (line.of) } " " bdi.code.quiet { (line.id) } }
                        td data-label=(texts.say("column-provision")) { bdi.provision { (line.provision) } }
                        td data-label=(texts.say("law-says")) dir="auto" { (line.says) }
                    }
                }
            }
        }
    };
    page(&signed, Place::Law, &title, &body)
}
