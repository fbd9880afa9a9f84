//! What a fault in a file leads to: nothing is loaded, and the message names file, rule, fault and remedy.

use crate::small::{FACTS, JUDGE, PACK, RULE, law};

/// The small law is refused for this fault.
fn check(facts: &str, rules: &str, wrong: &str) {
    let faults = law(facts, rules).unwrap_err();
    assert!(faults.iter().any(|fault| fault.to_string().contains(wrong)), "{wrong}: {faults:#?}");
    assert!(faults.iter().all(|fault| !fault.remedy.is_empty()), "{faults:#?}");
}

/// One text put in the place of another in the rules.
fn check_rule(old: &str, new: &str, wrong: &str) {
    let rules = format!("{RULE}{JUDGE}");
    assert!(rules.contains(old), "{old}");
    check(FACTS, &rules.replace(old, new), wrong);
}

/// One text put in the place of another in the facts.
fn check_fact(old: &str, new: &str, wrong: &str) {
    assert!(FACTS.contains(old), "{old}");
    check(&FACTS.replace(old, new), RULE, wrong);
}

/// A requirement put in the place of the small law's.
fn check_expression(requires: &str, wrong: &str) {
    check_rule("\"offence.max_penalty_months >= 24\"", &format!("{requires:?}"), wrong);
}

#[test]
fn the_small_law_loads() {
    let law = law(FACTS, &format!("{RULE}{JUDGE}")).unwrap();
    assert_eq!(law.rules().len(), 2);
    assert_eq!(law.fact("offence.max_penalty_months").unwrap().label("fr-CA"), "Peine maximale");
    assert_eq!(&**law.rule("penalty").unwrap().title("fr"), "Peine maximale de deux ans au moins");
    assert_eq!(&**law.rule("penalty").unwrap().remedy("fr"), "Send a diffusion or a message.");
}

#[test]
fn faults_of_a_rule() {
    check_rule("essential = true", "esential = true", "rules.toml, penalty: unknown field `esential`");
    check_rule("ground = \"penalty-threshold\"", "ground = \"penalty\"", "`penalty` is no ground");
    check_rule("kinds = [\"red-notice\"]", "kinds = [\"rednotice\"]", "`rednotice` is no kind of request");
    check_rule("stages = [\"draft\"]", "stages = [\"sent\"]", "`sent` is no stage");
    check_rule("stages = [\"draft\"]", "stages = []", "no stage is given");
    check_rule("source = \"S1\"", "source = \"S9\"", "`S9` is no source");
    check_rule("checked = 2026-06-30", "checked = \"June\"", "`June` is no day");
    check_rule("confidence = \"seen\"", "confidence = \"unverified\"", "an unverified rule blocks");
    check_rule("effect = \"refer\"", "effect = \"warn\"", "another effect than refer");
    check_rule("effect = \"block\"", "effect = \"stop\"", "`stop` is no effect");
    check_rule("effect = \"block\"", "effect = \"block\"\nstrength = \"shall\"", "`shall` is no strength");
    let no_ground = "effect = \"block\"\nstrength = \"not-a-ground\"";
    check_rule("effect = \"block\"", no_ground, "expressly no ground of refusal blocks");
    check_rule("stages = [\"draft\"]", "stages = [\"draft\"]\nnot_between = [\"X\"]", "`X` is no instrument");
    check_rule("id = \"politics\"", "id = \"penalty\"", "stands elsewhere");
    check_rule("ground = \"penalty-threshold\"", "ground = \"abuse-of-process\"", "only a person may settle");
    check_rule("factors = [\"political_element\", \"offence.charges\"]", "factors = []", "no `factors`");
    check_rule("\"offence.charges\"]", "\"offence.charge\"]", "factor `offence.charge` is no fact");
    check_rule("judge = true", "judge = true\nrequires = 'true'", "stand together");
    check_rule("judge = true", "", "neither `requires` nor");
    check_rule("kinds = [\"red-notice\"]", "between = \"UNTOK\"", "`UNTOK` is no instrument");
    check_rule("applies = \"political_element in ['argued', 'argued-with-documents']\"", "", "no `applies`");
    check_rule("[[rule]]", "[[rule]", "rules.toml: TOML parse error");
}

#[test]
fn faults_of_a_fact() {
    check_fact("unit = \"months\"", "units = \"months\"", "unknown field `units`");
    check_fact("type = \"day\"", "type = \"date\"", "unknown variant `date`");
    check_fact("[\"offence.charges\"]", "[\"Offence charges\"]", "not usable in rules");
    check_fact("type = \"states\"", "type = \"states\"\ncodes = [\"FR\"]", "takes none");
    check_fact("codes = [\"prosecution\", \"sentence\"]", "", "has no codes");
    check_fact("type = \"day\"", "type = \"day\"\nlong = true", "`long` stands in a fact that is no text");
}

#[test]
fn faults_of_an_expression() {
    check_expression(
        "offence.max_penalty >= 24",
        "`offence.max_penalty` is no fact of the register (did you mean",
    );
    check_expression("has(offence.charges)", "`has(…)` may not stand in a rule");
    check_expression("person.nationality_iso.exists(x, x == 'FR')", "may not stand in a rule");
    check_expression("offence.charges.contains('x')", "`.contains(…)` may not stand in a rule");
    check_expression("matches(offence.charges, 'x')", "may not stand in a rule");
    check_expression("offence.max_penalty_months + 1 > 2", "may not stand in a rule");
    check_expression("offence.max_penalty_months >= '24'", "has no order");
    check_expression("offence.charges > 'a'", "has no order");
    check_expression("offence.max_penalty_months == warrant.issued_at", "never of one type");
    check_expression("request.sought_for == 'trial'", "`trial` is no code of request.sought_for");
    check_expression("request.sought_for in ['trial']", "`trial` is no code of request.sought_for");
    check_expression("political_element == 'stated'", "`stated` is no code of political_element");
    check_expression("'France' in person.nationality_iso", "`France` is no code of person.nationality_iso");
    check_expression("person.nationality_iso == 'FR'", "is a list; ask");
    check_expression("'a' in offence.charges", "is no list");
    check_expression("warrant.issued_at < '30 June'", "is no day");
    check_expression("from == 'France'", "`France` is no code of from");
    check_expression("kind == 'red'", "`red` is no code of kind");
    check_expression("warrant.valid", "is no condition");
    check_expression("offence.charges", "is no condition");
    check_expression("24", "is no condition");
    check_expression("(warrant.copy == true) == true", "cannot stand in a comparison");
    check_expression("warrant.copy ? true : false", "`? :` may not stand in a rule");
    check_expression("warrant.copy &&", "cannot be read");
    check_expression("known('x')", "may not stand in a rule");
    check_expression("", "cannot be read");
    check_expression(&"(".repeat(500), "cannot be read");
    check_expression(&"x".repeat(5_000), "longer than");
}

#[test]
fn a_later_version_is_named_by_its_files() {
    let (before, after) = (law(FACTS, RULE).unwrap(), law(FACTS, &RULE.replace("24", "25")).unwrap());
    assert_ne!(before.version(), after.version());
    let (version, digits) = before.version().split_once('+').unwrap();
    assert_eq!((version, digits.len()), ("2026.11.0", 12));
}

/// The small law with a file of Spanish words.
fn with_words(words: &str) -> Result<law::Law, Vec<law::LoadFault>> {
    let files = [
        ("packs/small/pack.toml", PACK),
        ("packs/small/facts.toml", FACTS),
        ("packs/small/rules.toml", RULE),
        ("packs/small/facts.es.toml", words),
    ];
    law::Law::load(files)
}

fn check_words(words: &str, wrong: &str) {
    let faults = with_words(words).unwrap_err();
    assert!(faults.iter().any(|fault| fault.to_string().contains(wrong)), "{wrong}: {faults:#?}");
}

const WORDS: &str =
    "made = \"machine\"\non = 2026-11-26\n[facts.\"warrant.valid\"]\nlabel = \"Orden vigente\"\n";

#[test]
fn words_in_another_language() {
    let law = with_words(WORDS).unwrap();
    let fact = law.fact("warrant.valid").unwrap();
    assert_eq!((fact.label("es"), fact.label("es-MX")), ("Orden vigente", "Orden vigente"));
    assert_eq!((fact.label("en"), fact.label("ar")), ("Warrant in force", "Warrant in force"));
    assert_eq!(law.fact("warrant.copy").unwrap().label("es"), "Copy of the warrant");
    assert!(law.is_machine_made("es-MX") && !law.is_machine_made("ar") && !law.is_machine_made("en"));
    assert_eq!(law.review("2026-11-26".parse().unwrap()).unreviewed, ["packs/small/facts.es.toml (1 facts)"]);

    let reviewed = with_words(&WORDS.replace("\"machine\"", "\"reviewed\"\nby = \"AB\"")).unwrap();
    assert!(!reviewed.is_machine_made("es"));
    assert!(reviewed.review("2026-11-26".parse().unwrap()).unreviewed.is_empty());
    assert_eq!(reviewed.version(), law.version(), "words make no other law");
}

#[test]
fn faults_of_words() {
    check_words(
        &WORDS.replace("warrant.valid", "warrant.valit"),
        "`warrant.valit` is no fact of the register (did you",
    );
    check_words(&WORDS.replace("\"machine\"", "\"reviewed\""), "`reviewed` stands without `by`");
    check_words(&WORDS.replace("\"machine\"", "\"me\""), "unknown variant `me`");
    check_words(&WORDS.replace("label", "labels"), "unknown field `labels`");
    check_words(&WORDS.replace("Orden vigente", " "), "the words have no label");
}
