//! A file of rules, as somebody wrote it.

#![no_main]

use law::Law;
use libfuzzer_sys::fuzz_target;

const PACK: &str = "name = 'small'\ntitle = 'A law for fuzzing'\nversion = '1.0.0'\n[sources.S1]\ntitle = 'A text'\nversion = '1'\n";

fuzz_target!(|text: &str| {
    let _ = Law::load([
        ("packs/small/pack.toml", PACK),
        ("packs/small/facts.toml", ""),
        ("packs/small/rules.toml", text),
        ("data/parties.csv", ""),
    ]);
    let _ = Law::load([
        ("packs/small/pack.toml", text),
        ("packs/small/facts.toml", text),
        ("data/parties.csv", text),
    ]);
});
