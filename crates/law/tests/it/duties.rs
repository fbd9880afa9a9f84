//! What no program can check: each provision is carried or listed, and a duty is shown where what is stated calls for it.

use case::fact::{Facts, Value};
use case::request::Kind;
use jiff::civil::date;
use law::duty::{Bound, WhyListed};
use law::{Law, LoadFault, Question, Stage};

use crate::small::{FACTS, PACK, RULE};

const PROVISIONS: &str = "penalty = \"RPD art. 83\"\nscope = \"RPD art. 82\"\nlodging = \"RPD art. 85\"\n";

const DUTY: &str = r#"
[[duty]]
id = "lodging"
title = "Papers may be lodged"
provision = "RPD art. 85"
source = "S1"
checked = 2026-06-30
confidence = "seen"
bound = "officer"
stages = ["draft"]
kinds = ["red-notice"]
applies = "request.sought_for == 'prosecution'"
says = "Papers for an extradition may be lodged beforehand."
why_listed = "nothing-to-test"
because = "The bureau may and need not."
"#;

/// The small law with provisions, this rule and these duties.
fn law(rule: &str, duties: &str) -> Result<Law, Vec<LoadFault>> {
    Law::load([
        ("packs/small/pack.toml", PACK),
        ("packs/small/facts.toml", FACTS),
        ("packs/small/provisions.toml", PROVISIONS),
        ("packs/small/rules.toml", rule),
        ("packs/small/duties.toml", duties),
    ])
}

/// One text put in the place of another in the duty leads to this fault.
fn check(old: &str, new: &str, wrong: &str) {
    assert!(DUTY.contains(old), "{old}");
    let faults = law(RULE, &DUTY.replace(old, new)).unwrap_err();
    assert!(faults.iter().any(|fault| fault.to_string().contains(wrong)), "{wrong}: {faults:#?}");
    assert!(faults.iter().all(|fault| !fault.remedy.is_empty()), "{faults:#?}");
}

/// The duties to mind at a stage, where the person is sought for this.
fn minded(law: &Law, kind: Kind, stage: Stage, sought_for: Option<&str>) -> Vec<String> {
    let mut facts = Facts::new();
    if let Some(code) = sought_for {
        facts.insert("request.sought_for".to_owned(), Value::Text(code.to_owned()));
    }
    let question = Question {
        kind,
        stages: &[stage],
        from: None,
        to: None,
        on: date(2026, 6, 30),
        facts: &facts,
        language: "en",
    };
    law.to_mind(&question).iter().map(|duty| duty.id.clone()).collect()
}

#[test]
fn every_provision_of_interpol_is_carried_or_listed() {
    let law = Law::shipped().unwrap();
    let unminded: Vec<_> = law.unminded().collect();
    assert!(unminded.is_empty(), "neither carried nor listed: {unminded:#?}");
    assert!(law.provisions().count() >= 310, "provisions were lost from the list");
}

#[test]
fn a_rule_carries_its_own_provision_and_those_it_covers() {
    let rule = RULE.replace("kinds = [\"red-notice\"]", "kinds = [\"red-notice\"]\ncovers = [\"scope\"]");
    let law = law(&rule, DUTY).unwrap();
    assert_eq!(law.carrying("penalty"), ["penalty"]);
    assert_eq!(law.carrying("scope"), ["penalty"]);
    assert!(law.carrying("lodging").is_empty());
    assert_eq!(law.unminded().count(), 0);
    let without = self::law(RULE, DUTY).unwrap();
    assert_eq!(without.unminded().collect::<Vec<_>>(), ["scope"], "neither carried nor listed");
    assert_eq!(without.review(date(2026, 6, 30)).unminded, ["scope"]);
}

#[test]
fn a_duty_is_minded_only_where_what_is_stated_calls_for_it() {
    let law = law(RULE, DUTY).unwrap();
    assert_eq!(minded(&law, Kind::RedNotice, Stage::Draft, Some("prosecution")), ["lodging"]);
    assert!(minded(&law, Kind::RedNotice, Stage::Draft, Some("sentence")).is_empty());
    assert!(minded(&law, Kind::RedNotice, Stage::Draft, None).is_empty(), "unknown is not enough");
    assert!(minded(&law, Kind::RedNotice, Stage::Receipt, Some("prosecution")).is_empty());
    assert!(minded(&law, Kind::BlueNotice, Stage::Draft, Some("prosecution")).is_empty());
}

#[test]
fn faults_of_a_duty() {
    check("bound = \"officer\"", "bound = \"clerk\"", "`clerk` is no person to be bound");
    check("\"nothing-to-test\"", "\"dull\"", "`dull` is no reason for listing");
    check(
        "says = \"Papers for an extradition may be lodged beforehand.\"",
        "says = \" \"",
        "`says` is empty",
    );
    check("source = \"S1\"", "source = \"S9\"", "`S9` is no source");
    check("request.sought_for ==", "request.sought ==", "`request.sought` is no fact");
    check("id = \"lodging\"", "id = \"loging\"", "no provision of the packs");
    check("id = \"lodging\"", "id = \"penalty\"", "a rule or period carries it");
    let twice = law(RULE, &format!("{DUTY}{DUTY}")).unwrap_err();
    assert!(twice.iter().any(|fault| fault.wrong.contains("stands elsewhere")), "{twice:#?}");
    let lost = RULE.replace("kinds = [\"red-notice\"]", "kinds = [\"red-notice\"]\ncovers = [\"scop\"]");
    let faults = law(&lost, DUTY).unwrap_err();
    assert!(faults.iter().any(|fault| fault.wrong.contains("`scop`")), "{faults:#?}");
}

#[test]
fn codes_lead_back() {
    for bound in Bound::ALL {
        assert_eq!(Bound::parse(bound.code()), Some(*bound));
    }
    for why in WhyListed::ALL {
        assert_eq!(WhyListed::parse(why.code()), Some(*why));
    }
}
