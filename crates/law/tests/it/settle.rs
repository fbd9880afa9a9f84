//! What decides, and the least that would settle: that answering it could really meet what is open, and that less could
//! not.

use case::fact::{Facts, Value};
use case::opinion::FindingResult;
use case::request::Kind;
use law::settle::Settlement;
use law::{Law, Question, Stage};
use proptest::prelude::*;

use crate::small::{PACK, law};

const FACTS: &str = r#"
["a"]
type = "flag"
label = "A"
asked_of = "requesting"
["b"]
type = "flag"
label = "B"
asked_of = "requesting"
["c"]
type = "flag"
label = "C"
asked_of = "requesting"
["d"]
type = "number"
unit = "months"
label = "D"
asked_of = "requesting"
"#;

fn rule(id: &str, effect: &str, requires: &str) -> String {
    format!(
        r#"
[[rule]]
id = "{id}"
title = "A rule"
ground = "formalities"
provision = "art. 1"
source = "S1"
checked = 2026-06-30
confidence = "seen"
stages = ["draft"]
requires = {requires:?}
effect = "{effect}"
essential = true
explain = "It asks so."
"#
    )
}

fn question(facts: &Facts) -> Question<'_> {
    Question {
        kind: Kind::RedNotice,
        stages: &[Stage::Draft],
        from: None,
        to: None,
        on: "2026-06-30".parse().unwrap(),
        facts,
        language: "en",
    }
}

fn settled(law: &Law, facts: &Facts) -> Settlement {
    let question = question(facts);
    law.settle(&question, &law.check(&question))
}

/// The least that would settle these requirements with nothing stated.
fn check(requires: &[&str], least: &[&str]) {
    let rules: String =
        requires.iter().enumerate().map(|(place, text)| rule(&format!("r{place}"), "ask", text)).collect();
    let law = law(FACTS, &rules).unwrap();
    let found = settled(&law, &Facts::new());
    assert_eq!(found.least, least, "{requires:?}");
    assert!(found.is_least);
}

#[test]
fn the_least_that_settles() {
    assert!(PACK.contains("small"));
    check(&["a"], &["a"]);
    check(&["a && b"], &["a", "b"]);
    check(&["a || b && c"], &["a"]);
    check(&["a && b || c"], &["c"]);
    check(&["a || b", "b || c"], &["b"]);
    check(&["a || b", "b || c", "a && c"], &["a", "c"]);
    check(&["!(a && b)"], &["a"]);
    check(&["d >= 12", "d <= 24 || a"], &["d"]);
}

#[test]
fn what_decides_is_the_gravest() {
    let rules = rule("stop", "block", "a") + &rule("ask", "ask", "b") + &rule("open", "ask", "c");
    let law = law(FACTS, &rules).unwrap();
    let facts: Facts = [("a".into(), Value::Flag(false)), ("b".into(), Value::Flag(false))].into();
    let found = settled(&law, &facts);
    assert_eq!(found.deciding, ["stop"]);
    assert_eq!(found.least, ["c"]);
    let facts: Facts = [("a".into(), Value::Flag(true)), ("b".into(), Value::Flag(true))].into();
    assert_eq!(settled(&law, &facts).deciding, ["open"]);
}

/// Conditions that more yes never breaks: for them the least set can be told by trying every set.
fn condition() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec!["a", "b", "c", "d >= 12"]).prop_map(str::to_owned);
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} && {b})")),
            (inner.clone(), inner).prop_map(|(a, b)| format!("({a} || {b})")),
        ]
    })
}

/// The best answers to these facts.
fn answered<'a>(names: impl IntoIterator<Item = &'a str>) -> Facts {
    let best = |name: &str| if name == "d" { Value::Number(24) } else { Value::Flag(true) };
    names.into_iter().map(|name| (name.to_owned(), best(name))).collect()
}

proptest! {
    /// The best answers to the least set leave nothing open, and no smaller set does as much.
    #[test]
    fn the_least_set_settles(requires in prop::collection::vec(condition(), 1..4)) {
        let rules: String = requires
            .iter()
            .enumerate()
            .map(|(place, text)| rule(&format!("r{place}"), "ask", text))
            .collect();
        let law = law(FACTS, &rules).unwrap();
        let found = settled(&law, &Facts::new());
        let leaves_nothing_open = |facts: &Facts| {
            law.check(&question(facts)).findings.iter().all(|finding| finding.result == FindingResult::Met)
        };
        prop_assert!(found.is_least);
        prop_assert!(leaves_nothing_open(&answered(found.least.iter().map(String::as_str))));
        for chosen in 0..16_u32 {
            let names = ["a", "b", "c", "d"].into_iter().enumerate();
            let names = names.filter(|(place, _)| chosen >> place & 1 == 1).map(|(_, name)| name);
            let names: Vec<&str> = names.collect();
            if names.len() < found.least.len() {
                prop_assert!(!leaves_nothing_open(&answered(names.iter().copied())), "{names:?} would do");
            }
        }
    }

    /// In whatever order the rules stand, they say the same.
    #[test]
    fn the_order_of_rules_changes_nothing(requires in prop::collection::vec(condition(), 2..5)) {
        let named = |(place, text): (usize, &String)| rule(&format!("r{place}"), "ask", text);
        let forth: String = requires.iter().enumerate().map(named).collect();
        let back: String = requires.iter().enumerate().rev().map(named).collect();
        let sorted = |rules: &str| {
            let law = law(FACTS, rules).unwrap();
            let mut findings = law.check(&question(&answered(["a"]))).findings;
            findings.sort_by(|one, other| one.rule.cmp(&other.rule));
            (settled(&law, &answered(["a"])).least.len(), findings)
        };
        prop_assert_eq!(sorted(&forth), sorted(&back));
    }
}
