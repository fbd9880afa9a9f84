//! The examples of `docs/adding-a-rule.md` are good law.

use law::{Law, load};

const PAGE: &str = include_str!("../../../../docs/adding-a-rule.md");

/// The examples on the page that begin so, together.
fn examples(beginning: &str) -> String {
    let blocks = PAGE.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next());
    blocks.filter(|block| block.starts_with(beginning)).collect()
}

#[test]
fn the_examples_load_and_come_out_as_they_say() {
    let shared = |path: &str| {
        path.starts_with("data/") || path.ends_with("/pack.toml") || path.ends_with("/facts.toml")
    };
    let [rules, cases, periods] = ["[[rule]]", "[[case]]", "[[deadline]]"].map(examples);
    let files = load::shipped_files().iter().copied().filter(|(path, _)| shared(path)).chain([
        ("packs/interpol/example.toml", rules.as_str()),
        ("packs/interpol/example.cases.toml", cases.as_str()),
        ("packs/periods/example.deadlines.toml", periods.as_str()),
    ]);
    let law = Law::load(files).unwrap();
    assert_eq!((law.rules().len(), law.all_deadlines().len()), (2, 1));
    let outcomes = law.case_outcomes();
    assert!(!outcomes.is_empty() && outcomes.iter().all(|outcome| outcome.came.is_ok()), "{outcomes:?}");
}

#[test]
fn the_example_of_a_fact_loads() {
    let pack = "name = \"example\"\ntitle = \"Example\"\nversion = \"2026.11.0\"\n";
    let facts = examples("[\"");
    let law =
        Law::load([("packs/example/pack.toml", pack), ("packs/example/facts.toml", facts.as_str())]).unwrap();
    assert_eq!(law.facts().len(), 1);
}
