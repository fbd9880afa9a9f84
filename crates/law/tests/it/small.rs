//! A small law for tests, and what is changed in it.

use law::{Law, LoadFault};

pub(crate) const PACK: &str = r#"
name = "small"
title = "A law for tests"
version = "2026.11.0"
[sources.S1]
title = "Rules on the Processing of Data"
version = "2025"
"#;

pub(crate) const FACTS: &str = r#"
["request.sought_for"]
type = "code"
codes = ["prosecution", "sentence"]
label = "Sought for"
asked_of = "requesting"
["offence.max_penalty_months"]
type = "number"
unit = "months"
label = "Maximum penalty"
in.fr.label = "Peine maximale"
question = "What is the maximum penalty?"
asked_of = "requesting"
["offence.charges"]
type = "text"
label = "Charges"
asked_of = "requesting"
["person.nationality_iso"]
type = "states"
label = "Nationality"
asked_of = "requesting"
["warrant.copy"]
type = "flag"
label = "Copy of the warrant"
asked_of = "requesting"
["warrant.valid"]
type = "status"
label = "Warrant in force"
asked_of = "requesting"
["warrant.issued_at"]
type = "day"
label = "Day of the warrant"
asked_of = "requesting"
["political_element"]
type = "level"
label = "Political element"
asked_of = "reviewer"
"#;

pub(crate) const RULE: &str = r#"
[[rule]]
id = "penalty"
title = "Maximum penalty of at least two years"
ground = "penalty-threshold"
provision = "RPD art. 83(1)(a)(ii)"
source = "S1"
checked = 2026-06-30
confidence = "seen"
in_force = { from = 2012-07-01, until = 2030-01-01 }
stages = ["draft", "publication"]
kinds = ["red-notice"]
applies = "request.sought_for == 'prosecution'"
requires = "offence.max_penalty_months >= 24"
effect = "block"
essential = true
explain = "Below two years a red notice cannot be published."
remedy = "Send a diffusion or a message."
[rule.in]
fr.title = "Peine maximale de deux ans au moins"
"#;

pub(crate) const JUDGE: &str = r#"
[[rule]]
id = "politics"
title = "Political character"
ground = "political-character"
provision = "Constitution art. 3"
source = "S1"
checked = 2026-06-30
confidence = "seen"
stages = ["draft"]
applies = "political_element in ['argued', 'argued-with-documents']"
judge = true
factors = ["political_element", "offence.charges"]
effect = "refer"
explain = "Where politics is argued a reviewer weighs which side predominates."
"#;

/// A law of this register and these rules.
pub(crate) fn law(facts: &str, rules: &str) -> Result<Law, Vec<LoadFault>> {
    let parties = include_str!("../../data/parties.csv");
    Law::load([
        ("packs/small/pack.toml", PACK),
        ("packs/small/facts.toml", facts),
        ("packs/small/rules.toml", rules),
        ("data/parties.csv", parties),
    ])
}
