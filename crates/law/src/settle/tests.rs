//! What the search promises, proved on the law as shipped and on small laws by trying everything.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use case::fact::{Facts, Value};
use case::opinion::{FindingResult, Opinion};
use case::request::Kind;
use proptest::prelude::*;

use super::*;
use crate::load::shipped_files;
use crate::rule::Stage;

static SHIPPED: LazyLock<Law> = LazyLock::new(|| Law::shipped().unwrap());
const KINDS: [Kind; 4] =
    [Kind::RedNotice, Kind::Extradition, Kind::MutualLegalAssistance, Kind::ProvisionalArrest];

fn question(kind: Kind, facts: &Facts) -> Question<'_> {
    let (from, to) = ("FR".parse().ok(), "BR".parse().ok());
    let stages = &[Stage::Draft, Stage::Publication];
    Question { kind, stages, from, to, on: "2026-06-30".parse().unwrap(), facts, language: "en" }
}

/// Any facts of these names, with values that rules tell apart.
fn any_facts(kind: Kind, most: usize) -> impl Strategy<Value = Facts> {
    let none = Facts::new();
    let asked = question(kind, &none);
    let values = values::representatives(&SHIPPED.spoken(&asked), &SHIPPED, &asked);
    let pairs: Vec<(String, Vec<Value>)> =
        values.into_iter().map(|(fact, values)| (SHIPPED.register().name(fact).to_owned(), values)).collect();
    let one = prop::sample::select(pairs)
        .prop_flat_map(|(name, values)| (Just(name), prop::sample::select(values)));
    prop::collection::vec(one, 0..most).prop_map(|facts| facts.into_iter().collect())
}

fn any_question() -> impl Strategy<Value = (Kind, Facts)> {
    prop::sample::select(KINDS.to_vec()).prop_flat_map(|kind| (Just(kind), any_facts(kind, 40)))
}

/// Whether an outcome changes no more, by the findings alone.
fn is_settled(opinion: &Opinion) -> bool {
    let gravest = opinion.findings.iter().filter(|f| f.is_raised()).map(|f| f.effect).max();
    opinion
        .findings
        .iter()
        .filter(|finding| finding.essential && finding.result == FindingResult::NotKnown)
        .all(|finding| gravest >= Some(Effect::Refer) && Some(finding.effect) <= gravest)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_set_settles((kind, facts) in any_question()) {
        let asked = question(kind, &facts);
        let opinion = SHIPPED.check(&asked);
        let found = SHIPPED.least(&asked);
        prop_assert_eq!(found.facts.is_empty() && found.least, is_settled(&opinion));
        if found.least || !found.witness.is_empty() {
            let mut then = facts.clone();
            for (fact, value) in &found.witness {
                let name = SHIPPED.register().name(*fact);
                prop_assert!(!facts.contains_key(name), "{} is known", name);
                then.insert(name.to_owned(), value.clone());
            }
            let after = SHIPPED.check(&question(kind, &then));
            prop_assert!(is_settled(&after), "{:?} does not settle", found.witness);
        }
    }

    #[test]
    fn what_is_not_met_stays_known((kind, facts) in any_question(), more in any_facts(Kind::RedNotice, 8)) {
        let before = SHIPPED.check(&question(kind, &facts));
        let mut all = more;
        all.extend(facts.clone());
        let after = SHIPPED.check(&question(kind, &all));
        for finding in before.findings.iter().filter(|finding| finding.result == FindingResult::NotMet) {
            let turned = after.findings.iter().any(|later| later.rule == finding.rule && later.result == FindingResult::NotKnown);
            prop_assert!(!turned, "{}", finding.rule);
        }
    }

    /// With the facts it names and no others, a finding comes out the same; and it names none that its rule has not.
    #[test]
    fn a_finding_names_the_facts_it_used((kind, facts) in any_question()) {
        for finding in SHIPPED.check(&question(kind, &facts)).findings {
            let rule = SHIPPED.rule(&finding.rule).unwrap();
            let own: BTreeSet<&str> = rule.facts.iter().map(|fact| SHIPPED.register().name(*fact)).collect();
            let named = finding.facts.iter().chain(&finding.missing);
            prop_assert!(named.clone().all(|name| own.contains(name.as_str())), "{}", finding.rule);
            let used: Facts = facts.iter().filter(|(name, _)| finding.facts.contains(*name)).map(|(n, v)| (n.clone(), v.clone())).collect();
            let alone = SHIPPED.check(&question(kind, &used));
            prop_assert!(alone.findings.contains(&finding), "{}", finding.rule);
        }
    }
}

#[test]
fn the_order_of_packs_changes_nothing() {
    let backwards = Law::load(shipped_files().iter().rev().copied()).unwrap();
    assert_eq!(backwards.version(), SHIPPED.version());
    for kind in KINDS {
        let facts = Facts::from([("request.sought_for".to_owned(), Value::from("prosecution"))]);
        let asked = question(kind, &facts);
        let opinion = SHIPPED.check(&asked);
        assert_eq!(backwards.check(&asked), opinion);
        assert_eq!(backwards.settle(&asked, &opinion), SHIPPED.settle(&asked, &opinion));
    }
}

/// Rules with several ways out, over few facts.
fn small(rules: &[(&str, &str, &str)]) -> Law {
    let facts: String = ["a", "b", "c", "d"]
        .iter()
        .map(|name| {
            format!("[\"test.{name}\"]\ntype = \"flag\"\nlabel = \"{name}\"\nasked_of = \"requested\"\n")
        })
        .collect();
    let rules: String = rules
        .iter()
        .enumerate()
        .map(|(place, (applies, requires, effect))| {
            format!(
                "[[rule]]\nid = \"r{place}\"\ntitle = \"t\"\nground = \"penalty-threshold\"\nprovision = \"p\"\nsource = \"S\"\nchecked = 2026-06-30\n\
                 confidence = \"seen\"\nstages = [\"draft\"]\napplies = \"{applies}\"\nrequires = \"{requires}\"\neffect = \"{effect}\"\nessential = true\nexplain = \"e\"\n"
            )
        })
        .collect();
    let pack = "name = \"small\"\ntitle = \"t\"\nversion = \"2026.11.0\"\n[sources.S]\ntitle = \"s\"\nversion = \"1\"\n";
    Law::load([
        ("packs/small/pack.toml", pack),
        ("packs/small/facts.toml", &facts),
        ("packs/small/rules.toml", &rules),
        ("data/parties.csv", "instrument,state,since,since_is,basis,origin\n"),
    ])
    .unwrap()
}

/// The least sets by trying every set with every answer; and that one of them is found.
fn check(rules: &[(&str, &str, &str)], stated: &[(&str, bool)], expected: &[&str]) {
    let law = small(rules);
    let facts: Facts = stated.iter().map(|(n, v)| ((*n).to_owned(), Value::Flag(*v))).collect();
    let asked = question(Kind::RedNotice, &facts);
    let settlement = law.settle(&asked, &law.check(&asked));
    let found: Vec<&str> = settlement.answers.iter().map(|answer| answer.fact.as_str()).collect();
    assert_eq!(found, expected, "{rules:?} with {stated:?}");
}

#[test]
fn small_laws() {
    let always = "kind == 'red-notice'";
    check(&[(always, "test.a", "ask")], &[], &["test.a"]);
    check(&[(always, "test.a", "ask")], &[("test.a", true)], &[]);
    // One fact that serves two findings, rather than one for each.
    check(&[(always, "test.a || test.b", "ask"), (always, "test.b || test.c", "ask")], &[], &["test.b"]);
    check(&[(always, "test.a && test.b", "ask")], &[], &["test.a", "test.b"]);
    check(&[(always, "test.a && test.b", "ask")], &[("test.a", true)], &["test.b"]);
    // The answer that opens a further question costs one more than the other way.
    check(&[(always, "test.a || test.b", "ask"), ("test.a", "test.c && test.d", "ask")], &[], &["test.b"]);
    // What contradicts itself ends in something raised: one answer shows that.
    check(&[(always, "test.a", "block"), (always, "!test.a", "block")], &[], &["test.a"]);
    // Beside a block, what is only asked changes nothing.
    check(&[(always, "test.a", "block"), (always, "test.b", "ask")], &[("test.a", false)], &[]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// No smaller set settles as well where that is said, and it is said wherever the request can still be clear: everything
    /// is tried.
    #[test]
    fn no_smaller_set_does(
        rules in prop::collection::vec((any_condition(), any_condition(), prop::sample::select(vec!["ask", "block"])), 1..5),
    ) {
        let rules: Vec<(&str, &str, &str)> = rules.iter().map(|(a, r, e)| (a.as_str(), r.as_str(), *e)).collect();
        let law = small(&rules);
        let none = Facts::new();
        let found = law.least(&question(Kind::RedNotice, &none));
        let all = every_answer();
        let outcome = |facts: &Facts| {
            let opinion = law.check(&question(Kind::RedNotice, facts));
            is_settled(&opinion).then(|| opinion.outcome())
        };
        let best = all.iter().filter_map(outcome).min().unwrap();
        let least = all.iter().filter(|facts| outcome(facts) == Some(best)).map(Facts::len).min().unwrap();
        prop_assert!(found.facts.len() >= least);
        prop_assert_eq!(found.least, best == Outcome::Clear || found.facts.is_empty());
        if found.least {
            prop_assert_eq!(found.facts.len(), least);
        }
    }
}

fn any_condition() -> impl Strategy<Value = String> {
    let atom = prop::sample::select(vec![
        "test.a",
        "test.b",
        "test.c",
        "test.d",
        "!test.a",
        "!test.b",
        "kind == 'red-notice'",
    ]);
    let atom = atom.prop_map(str::to_owned);
    (atom.clone(), prop::sample::select(vec!["&&", "||"]), atom)
        .prop_map(|(a, how, b)| format!("{a} {how} {b}"))
}

/// Every way of answering some of the facts of a small law.
fn every_answer() -> Vec<Facts> {
    ["test.a", "test.b", "test.c", "test.d"].iter().fold(vec![Facts::new()], |so_far, name| {
        let with = |facts: &Facts| {
            [None, Some(true), Some(false)].map(|answer| {
                let mut facts = facts.clone();
                facts.extend(answer.map(|answer| ((*name).to_owned(), Value::Flag(answer))));
                facts
            })
        };
        so_far.iter().flat_map(with).collect()
    })
}
