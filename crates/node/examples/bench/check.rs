//! The law: loading it, and checking a request against it.

use std::time::Duration;

use case::fact::Facts;
use case::form::Form;
use case::request::Kind;
use jiff::civil::date;
use law::register::{Fact, FactKind};
use law::route::Search;
use law::term::Matter;
use law::values::read_value;
use law::{Law, Question, Stage};

use crate::figure::{Outcome, median, middle, ms, now, print, us};
use crate::site;

/// Loads of the packs.
const LOADS: usize = 11;
/// Checks of one request.
const CHECKS: usize = 5_000;
/// Searches for the least set.
const SEARCHES: usize = 100;
/// Rounds through every kind.
const ROUNDS: usize = 100;
/// How often a rule stands in the largest law.
const COPIES_MAX: usize = 10;
/// States whose pairs are tried: the members of the United Nations.
const STATES: usize = 193;

pub(crate) fn measure(law: &Law) -> Outcome<()> {
    let note = format!("{} rules, {} facts in the register", law.rules().len(), law.facts().len());
    print("loading the law packs", ms(median(LOADS, site::law)?), "ms", LOADS, &note)?;
    let form = Form::of(Kind::RedNotice).ok_or("a red notice has no form")?;
    let mut full = Facts::new();
    for fact in form.fields().filter_map(|name| law.fact(name)) {
        full.insert(fact.name.clone(), read_value(fact, &typical(fact))?);
    }
    check(law, "check of a full red notice", &full)?;
    check(law, "check of an empty red notice", &Facts::new())?;
    settle(law, &full)?;
    every_kind(law)?;
    every_kind(&enlarged(law, 1_000)?)?;
    every_kind(&enlarged(law, law.rules().len() * COPIES_MAX)?)?;
    every_pair(law)
}

/// Every kind of request with every fact of the register stated: the 99th percentile. What the rest of the machine takes
/// is in it; beside it stands what the slowest kind takes in half of its rounds.
fn every_kind(law: &Law) -> Outcome<()> {
    let mut facts = Facts::new();
    for fact in law.facts() {
        if let Ok(value) = read_value(fact, &typical(fact)) {
            facts.insert(fact.name.clone(), value);
        }
    }
    let mut took = Vec::new();
    for round in 0..=ROUNDS {
        for kind in Kind::ALL {
            let question = Question { kind: *kind, stages: Stage::ALL, ..between(&facts)? };
            let start = now();
            std::hint::black_box(law.check(&question));
            // The first round fills the caches.
            if round > 0 {
                took.push((start.elapsed(), *kind));
            }
        }
    }
    let mut slowest = (Duration::ZERO, "none");
    for kind in Kind::ALL {
        let own = took.iter().filter(|(_, of)| of == kind).map(|(time, _)| *time).collect();
        slowest = slowest.max((middle(own)?, kind.code()));
    }
    took.sort_unstable();
    let (worst, _) = took.get(took.len() * 99 / 100).copied().ok_or("nothing was measured")?;
    let (rules, middle, kind) = (law.rules().len(), us(slowest.0), slowest.1);
    let note = format!(
        "{rules} rules; every stage and every fact; half of the checks of the slowest kind, {kind}, take {middle:.0} µs \
         or less; aim under 1 ms with 1,000 rules"
    );
    print("check of any kind, 99th percentile", us(worst), "µs", took.len(), &note)
}

/// The shipped law with its files of rules copied under other names, one after the other and again from the first, until
/// there are so many rules. The packs of INTERPOL come first: of 1,000 rules a notice meets nearly twice those of today,
/// more than of a law that grows evenly.
fn enlarged(shipped: &Law, rules: usize) -> Outcome<Law> {
    let owned = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    let mut files: Vec<_> = shipped.files().map(|(path, text)| owned(path, text)).collect();
    let mut number = shipped.rules().len();
    for copy in 2..=COPIES_MAX {
        for (path, text) in shipped.files() {
            let Some((folder, file)) = path.rsplit_once('/') else { continue };
            let here = text.lines().filter(|line| line.trim() == "[[rule]]").count();
            if number < rules && here > 0 && !file.ends_with(".cases.toml") {
                let text = text.replace("\nid = \"", &format!("\nid = \"copy-{copy}-"));
                files.push((format!("{folder}/copy-{copy}-{file}"), text));
                number += here;
            }
        }
    }
    Law::load(files)
        .map_err(|faults| faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n").into())
}

/// What decides an opinion, and the least that would settle it.
fn settle(law: &Law, full: &Facts) -> Outcome<()> {
    for (name, facts) in
        [("least set of a full red notice", full), ("least set of an empty red notice", &Facts::new())]
    {
        let question = between(facts)?;
        let opinion = law.check(&question);
        let found = law.settle(&question, &opinion);
        let took = median(SEARCHES, || Ok(law.settle(&question, &opinion)))?;
        let note = format!(
            "{} answers{}",
            found.answers.len(),
            if found.least { ", no fewer would do" } else { "" }
        );
        print(name, ms(took), "ms", SEARCHES, &note)?;
    }
    Ok(())
}

/// Routes between every two States, for surrender and for assistance, without and with their terms.
fn every_pair(law: &Law) -> Outcome<()> {
    let states: Vec<_> = law.list_of_states().into_keys().take(STATES).collect();
    let searches = || {
        let pairs = states.iter().flat_map(|from| states.iter().map(move |to| (*from, *to)));
        let pairs = pairs.filter(|(from, to)| from != to);
        pairs.flat_map(|(from, to)| Matter::ALL.iter().map(move |matter| (from, to, *matter))).map(
            |(from, to, matter)| Search {
                from,
                to,
                matter,
                measure: None,
                offence: None,
                max_penalty_months: None,
                on: date(2026, 6, 30),
            },
        )
    };
    let number = searches().count();
    let open = median(3, || Ok(searches().map(|search| law.open_routes(&search).len()).sum::<usize>()))?;
    let note = format!(
        "{} instruments; {} States, both matters; aim under 1 s",
        law.instruments().len(),
        states.len()
    );
    print("routes between all pairs of States", open.as_secs_f64(), "s", number, &note)?;
    let whole = median(3, || Ok(searches().map(|search| law.routes(&search).open.len()).sum::<usize>()))?;
    print("the same with every term that counts", whole.as_secs_f64(), "s", number, "as a page shows them")
}

fn between(facts: &Facts) -> Outcome<Question<'_>> {
    Ok(Question {
        kind: Kind::RedNotice,
        stages: &[Stage::Draft, Stage::Publication],
        from: Some("FR".parse()?),
        to: Some("BR".parse()?),
        on: date(2026, 6, 30),
        facts,
        language: "en",
    })
}

fn check(law: &Law, name: &str, facts: &Facts) -> Outcome<()> {
    let question = between(facts)?;
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
        FactKind::Number if fact.unit.as_deref() == Some("year") => "1985".to_owned(),
        FactKind::Number => "36".to_owned(),
        FactKind::Day => "2026-03-02".to_owned(),
        FactKind::State | FactKind::States => "FR".to_owned(),
        FactKind::Level => "argued-with-specifics".to_owned(),
        FactKind::Text | FactKind::Code | FactKind::List => {
            fact.codes.first().cloned().unwrap_or_else(|| "forty-one invoices for work never done".to_owned())
        }
    }
}
