//! Objects that are held as evidence: who has each, every entry of its chain of custody, and what the chain leaves open.

use bureau::{Chain, Gap, Held, Link};
use case::exchange::Exhibit;
use maud::{Markup, html};

use crate::texts::{Texts, word};
use crate::when::moment;

/// Each object with its chain; nothing where there is none.
pub(crate) fn section(texts: &Texts, chains: &[Chain<'_>]) -> Markup {
    html! {
        @if !chains.is_empty() {
            h2 { (texts.say("exhibits")) }
            @for Chain { mark, what, links, held } in chains {
                h3 { bdi { (mark) } " " span dir="auto" { (what) } }
                p { (now(texts, held)) }
                ol.steps { @for one in links { (link(texts, one)) } }
            }
        }
    }
}

/// Who has it, where, and under which seal.
fn now(texts: &Texts, held: &Held<'_>) -> String {
    let Some(holder) = held.holder else { return texts.say("exhibit-gone") };
    let no_seal = texts.say("exhibit-no-seal");
    let seal = held.seal.unwrap_or(&no_seal);
    texts.with("exhibit-now", &[word("holder", holder), word("place", held.place), word("seal", seal)])
}

fn link(texts: &Texts, Link { step, exhibit, gaps, .. }: &Link<'_>) -> Markup {
    html! {
        li {
            p.head {
                span.when { time datetime=(step.report.happened.day) { (moment(texts, &step.report.happened)) } } " "
                strong { (texts.code("step", &step.report.step)) } " "
                span.quiet { (texts.with("course-told-by", &[word("from", step.told.from.as_str())])) }
            }
            p dir="auto" { (line(texts, exhibit)) }
            @if !step.report.text.trim().is_empty() { p.details dir="auto" { (step.report.text) } }
            @if step.report.instead_of.is_some() { p.quiet { (texts.say("report-replaces")) } }
            @for one in gaps { p.mean-ask { (gap(texts, one)) } }
        }
    }
}

fn gap(texts: &Texts, gap: &Gap<'_>) -> Markup {
    html! { strong { (texts.say("gap")) } " " (texts.code("gap", gap.kind.code())) " " bdi { (gap.values()) } }
}

/// What an entry says of its object, in a line.
pub(crate) fn line(texts: &Texts, exhibit: &Exhibit) -> String {
    let told = exhibit.parts().into_iter().filter(|(_, text)| !text.is_empty());
    told.map(|(part, text)| format!("{}: {text}", texts.code("exhibit", part))).collect::<Vec<_>>().join("; ")
}
