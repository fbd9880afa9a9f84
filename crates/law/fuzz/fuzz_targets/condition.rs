//! A condition in a rule, as somebody wrote it.

#![no_main]

use law::Law;
use libfuzzer_sys::fuzz_target;

const PACK: &str = "name = 'small'\ntitle = 'A law for fuzzing'\nversion = '1.0.0'\n[sources.S1]\ntitle = 'A text'\nversion = '1'\n";

const FACTS: &str = "
['a.number']
type = 'number'
unit = 'months'
label = 'A number'
asked_of = 'requesting'
['a.day']
type = 'day'
label = 'A day'
asked_of = 'requesting'
['a.flag']
type = 'flag'
label = 'A flag'
asked_of = 'requesting'
['a.list']
type = 'states'
label = 'States'
asked_of = 'requesting'
['a.code']
type = 'code'
codes = ['x', 'y']
label = 'A code'
asked_of = 'requesting'
";

const RULE: &str = "
[[rule]]
id = 'r'
title = 'A rule'
ground = 'warrant'
provision = 'art. 1'
source = 'S1'
checked = 2026-06-30
confidence = 'seen'
stages = ['draft']
effect = 'ask'
explain = 'A rule.'
";

fuzz_target!(|text: &str| {
    let requires = toml::Value::String(text.to_owned());
    let _ = Law::load([
        ("packs/small/pack.toml", PACK.to_owned()),
        ("packs/small/facts.toml", FACTS.to_owned()),
        ("packs/small/rules.toml", format!("{RULE}requires = {requires}\n")),
        ("data/parties.csv", String::new()),
    ]);
});
