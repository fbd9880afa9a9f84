//! The law: loading it, and checking a request against it.

use case::fact::Facts;
use case::form::Form;
use case::request::Kind;
use jiff::civil::date;
use law::register::{Fact, FactKind};
use law::values::read_value;
use law::{Law, Question, Stage};

use crate::figure::{Outcome, median, ms, print, us};
use crate::site;

/// Loads of the packs.
const LOADS: usize = 11;
/// Checks of one request.
const CHECKS: usize = 5_000;

pub(crate) fn measure(law: &Law) -> Outcome<()> {
    let note = format!("{} rules, {} facts in the register", law.rules().len(), law.facts().len());
    print("loading the law packs", ms(median(LOADS, site::law)?), "ms", LOADS, &note)?;
    let form = Form::of(Kind::RedNotice).ok_or("a red notice has no form")?;
    let mut full = Facts::new();
    for fact in form.fields().filter_map(|name| law.fact(name)) {
        full.insert(fact.name.clone(), read_value(fact, &typical(fact))?);
    }
    check(law, "check of a full red notice", &full)?;
    check(law, "check of an empty red notice", &Facts::new())
}

fn check(law: &Law, name: &str, facts: &Facts) -> Outcome<()> {
    let question = Question {
        kind: Kind::RedNotice,
        stages: &[Stage::Draft, Stage::Publication],
        from: Some("FR".parse()?),
        to: Some("BR".parse()?),
        on: date(2026, 6, 30),
        facts,
        language: "en",
    };
    let findings = law.check(&question).findings;
    let raised = findings.iter().filter(|finding| finding.is_raised()).count();
    let took = median(CHECKS, || Ok(law.check(&question)))?;
    let (facts, findings) = (facts.len(), findings.len());
    let note = format!("{facts} facts; {findings} findings, {raised} of them raised; aim under 200 µs");
    print(name, us(took), "µs", CHECKS, &note)
}

/// An answer of the type of the field.
fn typical(fact: &Fact) -> String {
    match fact.kind {
        FactKind::Flag | FactKind::Status => "true".to_owned(),
        FactKind::Number => "36".to_owned(),
        FactKind::Day => "2026-03-02".to_owned(),
        FactKind::State | FactKind::States => "FR".to_owned(),
        FactKind::Level => "argued-with-specifics".to_owned(),
        FactKind::Text | FactKind::Code | FactKind::List => {
            fact.codes.first().cloned().unwrap_or_else(|| "forty-one invoices for work never done".to_owned())
        }
    }
}
