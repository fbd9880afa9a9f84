//! Commands that need our crates, started through cargo.

use std::path::Path;

use crate::shell::{Failure, Program};

/// The exercise: several bureaus in one process, with faults, from a seed. Takes `--seed N` or `--seeds N`.
///
/// # Errors
/// It does not build, or a seed does not end as it must.
pub(crate) fn exercise(root: &Path, words: &[String]) -> Result<(), Failure> {
    cargo(root, &["run", "--quiet", "--package", "bureau", "--example", "exercise", "--"], words)
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
