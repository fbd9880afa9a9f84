//! Duties that no program checks.

use bureau::DutyRow;
use maud::{Markup, html};

use crate::texts::Texts;

/// Duties, each with who must mind it and why no program checks it.
pub(crate) fn duty_list(texts: &Texts, duties: &[DutyRow]) -> Markup {
    html! {
        ul.duties {
            @for row in duties {
                li id={ "duty-" (row.duty) } {
                    strong { (texts.code("bound", row.bound)) } " " span dir="auto" { (row.says) } " "
                    bdi.provision title=(row.source) { (row.provision) } " "
                    span.quiet dir="auto" { (row.because) }
                }
            }
        }
    }
}
