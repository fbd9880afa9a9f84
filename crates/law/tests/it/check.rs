//! What a rule says of facts.

use std::sync::LazyLock;

use case::fact::{Facts, Value};
use case::opinion::{FindingResult, Outcome};
use case::request::Kind;
use law::{Law, Question, Stage};
use proptest::prelude::*;

use crate::small::{FACTS, JUDGE, RULE, law};

fn facts(stated: &[(&str, Value)]) -> Facts {
    stated.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
}

fn question(facts: &Facts) -> Question<'_> {
    let (from, to) = ("FR".parse().ok(), "BR".parse().ok());
    Question {
        kind: Kind::RedNotice,
        stages: &[Stage::Draft, Stage::Publication],
        from,
        to,
        on: "2026-06-30".parse().unwrap(),
        facts,
        language: "en",
    }
}

/// What a rule with this requirement says, and which facts it lacks.
fn check(requires: &str, stated: &[(&str, Value)], result: FindingResult, missing: &[&str]) {
    let rules = RULE
        .replace("applies = \"request.sought_for == 'prosecution'\"", "")
        .replace("\"offence.max_penalty_months >= 24\"", &format!("{requires:?}"));
    let law = law(FACTS, &rules).unwrap();
    let opinion = law.check(&question(&facts(stated)));
    let finding = &opinion.findings[0];
    assert_eq!(finding.result, result, "{requires} of {stated:?}");
    assert_eq!(
        finding.missing.iter().map(String::as_str).collect::<Vec<_>>(),
        missing,
        "{requires} of {stated:?}"
    );
}

fn day(text: &str) -> Value {
    Value::Day(text.parse().unwrap())
}

fn list(entries: &[&str]) -> Value {
    Value::List(entries.iter().map(|entry| Value::from(*entry)).collect())
}

#[test]
fn conditions() {
    use FindingResult::{Met, NotKnown, NotMet};
    let months = "offence.max_penalty_months";
    check("offence.max_penalty_months >= 24", &[(months, 24.into())], Met, &[]);
    check("offence.max_penalty_months >= 24", &[(months, 23.into())], NotMet, &[]);
    check("offence.max_penalty_months >= 24", &[], NotKnown, &[months]);
    check("offence.max_penalty_months >= 24", &[(months, "24".into())], NotKnown, &[months]);
    check("!(offence.max_penalty_months >= 24)", &[], NotKnown, &[months]);
    check("warrant.copy && offence.max_penalty_months > 1", &[("warrant.copy", false.into())], NotMet, &[]);
    check(
        "warrant.copy && offence.max_penalty_months > 1",
        &[("warrant.copy", true.into())],
        NotKnown,
        &[months],
    );
    check("warrant.copy || offence.max_penalty_months > 1", &[("warrant.copy", true.into())], Met, &[]);
    check("known(warrant.copy)", &[], NotMet, &[]);
    check("known(warrant.copy)", &[("warrant.copy", false.into())], Met, &[]);
    check("offence.charges != ''", &[], NotKnown, &["offence.charges"]);
    check("offence.charges != ''", &[("offence.charges", "fraud".into())], Met, &[]);
    check("offence.charges != ''", &[("offence.charges", "".into())], NotMet, &[]);
    check("warrant.issued_at != ''", &[("warrant.issued_at", day("2026-01-01"))], Met, &[]);
    check("warrant.valid == true", &[("warrant.valid", "contested".into())], NotMet, &[]);
    check("warrant.valid != 'contested'", &[("warrant.valid", true.into())], Met, &[]);
    check("warrant.issued_at < '2026-06-30'", &[("warrant.issued_at", day("2026-06-29"))], Met, &[]);
    check("warrant.issued_at <= on", &[("warrant.issued_at", day("2026-07-01"))], NotMet, &[]);
    check("days_since(warrant.issued_at) == 29", &[("warrant.issued_at", day("2026-06-01"))], Met, &[]);
    check("days_between('2026-01-01', warrant.issued_at) > 30", &[], NotKnown, &["warrant.issued_at"]);
    check("'FR' in person.nationality_iso", &[("person.nationality_iso", list(&["BR", "FR"]))], Met, &[]);
    check("from in person.nationality_iso", &[("person.nationality_iso", list(&["BR"]))], NotMet, &[]);
    check("size(person.nationality_iso) > 1", &[("person.nationality_iso", list(&["BR"]))], NotMet, &[]);
    check("size(offence.charges) == 4", &[("offence.charges", "vété".into())], Met, &[]);
    check("from == 'FR' && to in ['BR', 'US'] && kind == 'red-notice'", &[], Met, &[]);
    check("request.sought_for in ['sentence']", &[], NotKnown, &["request.sought_for"]);
}

/// The rules `penalty` and `politics` on these facts: the rule, its result, and the outcome of the whole.
fn check_opinion(stated: &[(&str, Value)], findings: &[(&str, &str, bool)], outcome: Outcome) {
    let law = law(FACTS, &format!("{RULE}{JUDGE}")).unwrap();
    let opinion = law.check(&question(&facts(stated)));
    let told: Vec<_> =
        opinion.findings.iter().map(|f| (f.rule.as_str(), f.result.code(), f.essential)).collect();
    assert_eq!(told, findings, "{stated:?}");
    assert_eq!(opinion.outcome(), outcome, "{stated:?}");
}

#[test]
fn opinions() {
    let sought = ("request.sought_for", Value::from("prosecution"));
    let politics = ("political_element", Value::from("argued"));
    let months = |months: i64| ("offence.max_penalty_months", Value::from(months));
    check_opinion(&[], &[("penalty", "not-known", false), ("politics", "not-known", false)], Outcome::Clear);
    check_opinion(
        std::slice::from_ref(&sought),
        &[("penalty", "not-known", true), ("politics", "not-known", false)],
        Outcome::Ask,
    );
    check_opinion(
        &[sought.clone(), politics.clone()],
        &[("politics", "to-judge", false), ("penalty", "not-known", true)],
        Outcome::Refer,
    );
    check_opinion(
        &[sought, politics.clone(), months(12)],
        &[("penalty", "not-met", true), ("politics", "to-judge", false)],
        Outcome::Block,
    );
    check_opinion(
        &[("request.sought_for", "sentence".into()), ("political_element", "none".into())],
        &[],
        Outcome::Clear,
    );
}

#[test]
fn a_rule_speaks_only_where_and_while_it_is_law() {
    let stated = facts(&[("request.sought_for", "prosecution".into())]);
    let speaks = |extra: &str, change: &dyn Fn(&mut Question<'_>)| {
        let law =
            law(FACTS, &RULE.replace("effect = \"block\"", &format!("effect = \"block\"\n{extra}"))).unwrap();
        let mut question = question(&stated);
        change(&mut question);
        !law.check(&question).findings.is_empty()
    };
    let on = |day: &'static str| move |question: &mut Question<'_>| question.on = day.parse().unwrap();
    assert!(speaks("", &|_| {}));
    assert!(speaks("", &on("2012-07-01")) && !speaks("", &on("2012-06-30")));
    assert!(speaks("", &on("2029-12-31")) && !speaks("", &on("2030-01-01")));
    assert!(!speaks("", &|question| question.kind = Kind::BlueNotice));
    assert!(!speaks("", &|question| question.stages = &[Stage::Receipt]));
    assert!(speaks("requesting = [\"FR\"]", &|_| {}) && !speaks("requested = [\"FR\"]", &|_| {}));
    assert!(!speaks("requesting = [\"FR\"]", &|question| question.from = None));
    assert!(speaks("between = \"UNTOC\"", &|_| {}) && !speaks("between = \"COE-024-EXTRADITION\"", &|_| {}));
    assert!(!speaks("between = \"UNTOC\"", &|question| question.to = None));
}

fn any_value() -> impl Strategy<Value = Value> {
    let text =
        prop_oneof![Just(String::new()), Just("argued".to_owned()), Just("prosecution".to_owned()), ".*"];
    let plain = prop_oneof![
        any::<bool>().prop_map(Value::Flag),
        any::<i64>().prop_map(Value::Number),
        text.prop_map(Value::Text),
        (0_i16..9999).prop_map(|year| Value::Day(jiff::civil::Date::new(year, 1, 1).unwrap())),
    ];
    prop_oneof![plain.clone(), prop::collection::vec(plain, 0..4).prop_map(Value::List)]
}

fn any_facts(law: &Law) -> impl Strategy<Value = Facts> + use<> {
    let names: Vec<String> =
        law.facts().iter().map(|fact| fact.name.clone()).chain(["strange".to_owned()]).collect();
    prop::collection::btree_map(prop::sample::select(names), any_value(), 0..12)
}

static SHIPPED: LazyLock<Law> = LazyLock::new(|| Law::shipped().unwrap());

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// No facts, of whatever type, make a check panic; and what is settled stays settled when more is known.
    #[test]
    fn more_facts_never_turn_a_settled_rule(facts in any_facts(&SHIPPED), more in any_facts(&SHIPPED)) {
        let before = SHIPPED.check(&question(&facts));
        let mut all = more;
        all.extend(facts.clone());
        let after = SHIPPED.check(&question(&all));
        let settled = [FindingResult::Met, FindingResult::NotMet];
        for finding in before.findings.iter().filter(|finding| settled.contains(&finding.result)) {
            let same = after.findings.iter().any(|later| later.rule == finding.rule && later.result == finding.result);
            prop_assert!(same || asks_known(&finding.rule), "{}", finding.rule);
        }
    }

    /// A finding that is not known names something to ask, unless a value given cannot be used; what it names is absent.
    #[test]
    fn what_is_missing_is_absent(facts in any_facts(&SHIPPED)) {
        for finding in SHIPPED.check(&question(&Facts::new())).findings {
            prop_assert!(finding.result != FindingResult::NotKnown || !finding.missing.is_empty(), "{}", finding.rule);
        }
        for finding in SHIPPED.check(&question(&facts)).findings {
            prop_assert!(finding.result != FindingResult::NotKnown || !finding.missing.is_empty(), "{}", finding.rule);
        }
    }
}

/// Rules that ask by `known(…)` whether a fact is there may change when it is.
fn asks_known(rule: &str) -> bool {
    let texts = law::load::shipped_files().iter().map(|(_, text)| *text);
    texts
        .flat_map(|text| text.split("[[rule]]"))
        .any(|table| table.contains(rule) && table.contains("known("))
}
