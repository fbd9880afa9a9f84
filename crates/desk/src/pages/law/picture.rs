//! Pictures of ties: the instruments between two States, and the States around one by the nearest instrument. What they
//! show stands beside them in words too.

use std::f64::consts::TAU;

use bureau::Matter;
use bureau::answer::RoutesAnswer;
use bureau::browse::Tie;
use case::bureau::StateCode;
use maud::{Markup, html};

use super::country;
use crate::texts::{Language, Texts, count, word};

/// Layers, nearest first, with the radius of their ring. A crowded ring has its marks in two rows.
const RINGS: [(&str, f64); 5] =
    [("union", 95.0), ("bilateral", 165.0), ("regional", 235.0), ("universal", 310.0), ("scheme", 365.0)];
/// Half the side of the picture of ties.
const MIDDLE: f64 = 390.0;
/// Space that one mark takes on its ring.
const MARK: f64 = 24.0;
/// Width of the picture of two States.
const WIDTH: f64 = 720.0;
/// Height of one line between two States.
const LINE: f64 = 34.0;

/// The open instruments between two States: a line each, the one that governs strongest (in another colour where that is not sure), one that depends on the offence
/// broken.
pub(super) fn between(texts: &Texts, answer: &RoutesAnswer) -> Markup {
    let lines = answer.routes.len();
    let height = f64::from(u16::try_from(lines).unwrap_or(u16::MAX)).mul_add(LINE, LINE);
    let middle = height / 2.0;
    // The State that asks stands where reading begins.
    let (left, right) = if texts.language == Language::Arabic {
        (&answer.to, &answer.from)
    } else {
        (&answer.from, &answer.to)
    };
    let label = texts.with(
        "law-picture-between",
        &[
            word("from", &country(texts, &answer.from)),
            word("to", &country(texts, &answer.to)),
            count("count", lines),
        ],
    );
    let place = |place: usize| f64::from(u16::try_from(place).unwrap_or(u16::MAX)).mul_add(LINE, LINE);
    html! {
        div.picture {
            svg role="group" aria-label=(label) viewBox={ "0 0 " (WIDTH) " " (height) } direction="ltr" {
                @for (index, row) in answer.routes.iter().enumerate() {
                    @let y = place(index);
                    path class={ "tie tie-" (row.standing) " fit-" (row.fit) }
                        d={ "M 60 " (middle) " C 160 " (y) ", 160 " (y) ", 240 " (y) " L 480 " (y) " C 560 " (y) ", 560 " (y) ", 660 " (middle) } {}
                }
                @for (index, row) in answer.routes.iter().enumerate() {
                    a href={ "#route-" (row.instrument) } {
                        rect class={ "plate layer-" (row.layer) } x="240" y=(place(index) - 12.0) width="240" height="24" rx="3" {}
                        text x="360" y=(place(index) + 4.5) text-anchor="middle" { (row.short) }
                    }
                }
                @for (x, state) in [(44.0, left), (WIDTH - 44.0, right)] {
                    a href={ "/law/state/" (state) } aria-label={ (state) " " (country(texts, state)) } {
                        circle.state cx=(x) cy=(middle) r="22" {}
                        text.state x=(x) y=(middle + 5.0) text-anchor="middle" { (state) }
                    }
                }
            }
        }
    }
}

/// The States around one, each on the ring of its nearest instrument; and the same as a list.
pub(super) fn around(texts: &Texts, state: StateCode, matter: Matter, ties: &[Tie]) -> Markup {
    let side = MIDDLE * 2.0;
    let rings: Vec<(&str, f64, Vec<&Tie>)> = RINGS
        .iter()
        .map(|(layer, radius)| (*layer, *radius, ties.iter().filter(|tie| tie.layer == *layer).collect()))
        .filter(|(_, _, ties): &(_, _, Vec<&Tie>)| !ties.is_empty())
        .collect();
    let named = country(texts, state.as_str());
    let label = texts.with("law-picture-ties", &[word("state", &named), count("count", ties.len())]);
    let address = |other: &str| format!("/law/routes?from={state}&to={other}&measure={}", matter.code());
    html! {
        div.picture.wide {
            svg role="group" aria-label=(label) viewBox={ "0 0 " (side) " " (side) } direction="ltr" {
                @for (layer, radius, _) in &rings { circle class={ "ring ring-" (layer) } cx=(MIDDLE) cy=(MIDDLE) r=(radius) {} }
                @for (layer, radius, ties) in &rings {
                    @for (index, tie) in ties.iter().enumerate() {
                        @let (x, y) = mark(*radius, index, ties.len());
                        a href=(address(&tie.state)) aria-label={ (tie.state) " " (country(texts, &tie.state)) ", " (tie.short) } {
                            title { (country(texts, &tie.state)) ": " (tie.short) }
                            circle class={ "mark layer-" (layer) " fit-" (tie.fit) } cx=(x) cy=(y) r="11" {}
                            text x=(x) y={ (y + 3.2) } text-anchor="middle" { (tie.state) }
                        }
                    }
                }
                circle.state cx=(MIDDLE) cy=(MIDDLE) r="30" {}
                text.state x=(MIDDLE) y=(MIDDLE + 6.0) text-anchor="middle" { (state) }
            }
        }
        ul.legend {
            @for (layer, _, ties) in &rings {
                li { span class={ "swatch layer-" (layer) } aria-hidden="true" {} (texts.code("layer", layer)) " " bdi { (ties.len()) } }
            }
        }
        details {
            summary { (texts.say("law-ties-list")) }
            @for (layer, _, ties) in &rings {
                h3 { (texts.code("layer", layer)) }
                ul.chips { @for tie in ties { li { a href=(address(&tie.state)) { bdi.code { (tie.state) } " " (country(texts, &tie.state)) } " " span.quiet { bdi { (tie.short) } } } } }
            }
        }
    }
}

/// Where a mark stands on its ring; on a crowded one every second mark stands a little farther out.
fn mark(radius: f64, index: usize, of: usize) -> (f64, f64) {
    let number = |value: usize| f64::from(u16::try_from(value).unwrap_or(u16::MAX));
    let is_crowded = number(of) * MARK > TAU * radius;
    let radius = if is_crowded && index % 2 == 1 { radius + MARK } else { radius };
    let angle = TAU * number(index) / number(of.max(1)) - TAU / 4.0;
    let round = |value: f64| (value * 10.0).round() / 10.0;
    (round(radius.mul_add(angle.cos(), MIDDLE)), round(radius.mul_add(angle.sin(), MIDDLE)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_apart_and_inside_the_picture() {
        for (_, radius) in RINGS {
            for of in [1_usize, 2, 27, 60, 160] {
                let marks: Vec<_> = (0..of).map(|index| mark(radius, index, of)).collect();
                for (index, (x, y)) in marks.iter().enumerate() {
                    assert!((0.0..=MIDDLE * 2.0).contains(x) && (0.0..=MIDDLE * 2.0).contains(y));
                    let clash = marks.iter().skip(index + 1).any(|(a, b)| (a - x).hypot(b - y) < 2.0);
                    assert!(!clash, "radius {radius}, {of} marks");
                }
            }
        }
    }
}
