//! The tests of the workspace; the two that take minutes are steps of their own.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use crate::shell::{Failure, Program};

/// Integration tests of the crate `node` that are steps of their own.
const LONG: &[&str] = &["crash", "browser"];

/// Runs all tests but the long ones. The runner's own summary is the last thing printed.
///
/// # Errors
/// A test fails.
pub(super) fn run(root: &Path) -> Result<(), Failure> {
    Program::cargo(root, &["test", "--workspace", "--doc", "--quiet"]).run()?;
    let metadata = Program::cargo(root, &["metadata", "--no-deps", "--format-version", "1"]).output()?;
    let tests = integration_tests(&metadata);
    let mut words = match runner(root) {
        Runner::Nextest => vec!["nextest", "run"],
        Runner::Cargo => vec!["test", "--no-fail-fast"],
    };
    words.extend(["--workspace", "--lib", "--bins"]);
    for name in tests.iter().filter(|name| !LONG.contains(&name.as_str())) {
        words.extend(["--test", name]);
    }
    Program::cargo(root, &words).run()
}

/// Runs one of the long tests of the crate `node`. The whole workspace is named: libraries then have the features that they were
/// built with for the other tests, and are not built again.
///
/// # Errors
/// It fails.
pub(super) fn run_long(root: &Path, name: &str) -> Result<(), Failure> {
    Program::cargo(root, &["test", "--workspace", "--test", name, "--", "--nocapture"]).run()
}

enum Runner {
    Nextest,
    Cargo,
}

/// Nextest where it is installed: it runs the tests of all crates side by side.
fn runner(root: &Path) -> Runner {
    if Program::cargo(root, &["nextest", "--version"]).succeeds() { Runner::Nextest } else { Runner::Cargo }
}

/// The names of the integration tests of the workspace, from `cargo metadata`.
fn integration_tests(metadata: &str) -> BTreeSet<String> {
    let metadata: Value = serde_json::from_str(metadata).unwrap_or_default();
    let list =
        |value: &Value, key: &str| value.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    let targets = list(&metadata, "packages").into_iter().flat_map(|package| list(&package, "targets"));
    targets
        .filter(|target| list(target, "kind").iter().any(|kind| kind == "test"))
        .filter_map(|target| target.get("name").and_then(Value::as_str).map(str::to_owned))
        .collect()
}

#[cfg(test)]
mod checks {
    use super::*;

    #[test]
    fn integration_tests_are_read_from_metadata() {
        let metadata = r#"{"packages":[{"targets":[{"name":"law","kind":["lib"]},{"name":"it","kind":["test"]}]},
            {"targets":[{"name":"it","kind":["test"]},{"name":"crash","kind":["test"]}]}]}"#;
        assert_eq!(integration_tests(metadata), ["crash".to_owned(), "it".to_owned()].into());
    }
}
