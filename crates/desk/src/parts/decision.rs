//! A question that was referred to a person, and what they decided.

use case::life::{Judgement, Referral};
use maud::{Markup, html};

use super::badge::icon;
use crate::officer::Signed;
use crate::when::time_mark;

/// A question and what was decided.
pub(crate) fn decision(signed: &Signed, referral: &Referral) -> Markup {
    let texts = signed.texts();
    let officers = signed.app.bureau().officers();
    html! {
        div.decision {
            p { strong { (referral.finding.title) } " " bdi.provision { (referral.finding.provision) } }
            @if !referral.explained.is_empty() {
                p.details { span.quiet { (texts.say("explained")) ": " } span dir="auto" { (referral.explained) } }
            }
            @match &referral.decision {
                None => p.mean-refer { (icon("refer")) (texts.say("waits-for-reviewer")) },
                Some((judgement, by, reasons, at)) => {
                    @if *judgement == Judgement::Satisfied {
                        p.mean-clear { (icon("clear")) (texts.say("judged-satisfied")) }
                    } @else {
                        p.mean-block { (icon("block")) (texts.say("judged-against")) }
                    }
                    @if !referral.weighed.is_empty() {
                        @let label = |fact: &String| signed.app.bureau().field(fact, signed.language()).map_or_else(|| fact.clone(), |field| field.label);
                        p { span.quiet { (texts.say("weighed")) ": " } (referral.weighed.iter().map(label).collect::<Vec<_>>().join(", ")) }
                    }
                    p.details { (reasons) }
                    p.quiet {
                        @if let Some(officer) = officers.iter().find(|officer| Some(officer.id) == *by) { bdi { (officer.name) } ", " }
                        (time_mark(texts, *at, signed.now()))
                    }
                }
            }
        }
    }
}
