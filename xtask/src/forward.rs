//! Commands that need our crates, started through cargo.

use std::path::Path;

use serde_json::Value;

use crate::shell::{Failure, Program};

/// The exercise: several bureaus in one process, with faults, from a seed. Takes `--seed N` or `--seeds N`.
///
/// # Errors
/// It does not build, or a seed does not end as it must.
pub(crate) fn exercise(root: &Path, words: &[String]) -> Result<(), Failure> {
    // Built with the whole workspace, so that libraries have the features that they have in the tests and are not built again.
    Program::cargo(root, &["build", "--quiet", "--workspace", "--example", "exercise"]).run()?;
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    Program::new(root, &format!("{}/debug/examples/exercise", target(root)?), &words).run()
}

/// Where cargo puts what it builds.
fn target(root: &Path) -> Result<String, Failure> {
    let metadata = Program::cargo(root, &["metadata", "--no-deps", "--format-version", "1"]).output()?;
    let metadata: Value = serde_json::from_str(&metadata).unwrap_or_default();
    let folder = metadata.get("target_directory").and_then(Value::as_str).map(str::to_owned);
    folder.ok_or(Failure::Absent { what: "line in `cargo metadata`", name: "target_directory".to_owned() })
}

/// The jurist's check of the law packs.
///
/// # Errors
/// The program does not build, or a pack is at fault.
pub(crate) fn law(root: &Path, words: &[String]) -> Result<(), Failure> {
    cargo(root, &["run", "--quiet", "--package", "node", "--bin", "comity", "--", "law", "check"], words)
}

fn cargo(root: &Path, first: &[&str], words: &[String]) -> Result<(), Failure> {
    let mut all = first.to_vec();
    all.extend(words.iter().map(String::as_str));
    Program::cargo(root, &all).run()
}
