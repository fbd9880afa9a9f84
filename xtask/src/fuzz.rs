//! Runs the fuzz targets: libFuzzer searches, guided by coverage, for bytes that a parser does not survive.
//!
//! Each crate that reads bytes from outside has a folder `fuzz/` in the layout of `cargo fuzz`, and works with it. Here
//! the same targets are built by the stable compiler alone: the coverage that libFuzzer needs is an option of LLVM. What is
//! left out is the address sanitiser, which finds faults of unsafe code, and our crates forbid that.

use std::path::Path;

use crate::shell::{Failure, Program};
use crate::tree::Tree;

/// How long each target runs in continuous integration.
pub(crate) const SHORT_SECONDS: u32 = 10;

/// The largest input tried: beyond it only the size limit is at work.
const INPUT_BYTES_MAX: u32 = 65_536;

/// Where inputs that fail are kept, from the root.
const FOUND: &str = "artefacts/fuzz";

/// Where all targets are built and what they learn is kept, from the root.
const BUILT: &str = "target/fuzz";

/// What makes LLVM report coverage and comparisons to libFuzzer.
const INSTRUMENTED: &str = "--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1 -Cdebug-assertions -Coverflow-checks";

/// A target of one crate.
#[derive(Debug, PartialEq, Eq)]
struct Target {
    owner: String,
    name: String,
}

impl Target {
    /// Its crate's folder of targets, from the root.
    fn folder(&self) -> String {
        format!("crates/{}/fuzz", self.owner)
    }

    /// As it is named on the command line: `crate/target`.
    fn full_name(&self) -> String {
        format!("{}/{}", self.owner, self.name)
    }
}

/// Builds all targets and runs each for `seconds`; only one crate's, or only one target, where `only` names it. An input
/// that fails is kept.
///
/// # Errors
/// A target cannot be built, fails on some bytes, or does not exist.
pub(crate) fn run(root: &Path, only: Option<&str>, seconds: u32) -> Result<(), Failure> {
    let tree = Tree::read(root)?;
    let chosen: Vec<Target> = targets(&tree)
        .into_iter()
        .filter(|target| only.is_none_or(|only| only == target.owner || only == target.full_name()))
        .collect();
    if chosen.is_empty() {
        return Err(Failure::Absent { what: "fuzz target", name: only.unwrap_or("any").to_owned() });
    }
    let host = host(root)?;
    let mut folders: Vec<String> = chosen.iter().map(Target::folder).collect();
    folders.dedup();
    for folder in folders {
        let words = ["build", "--release", "--bins", "--target", &host];
        Program::cargo(&root.join(folder), &words)
            .with("RUSTFLAGS", INSTRUMENTED)
            .with("CARGO_TARGET_DIR", &root.join(BUILT).to_string_lossy())
            .run()?;
    }
    make(&root.join(FOUND))?;
    for target in chosen {
        let inputs = search(root, &tree, &host, &target, seconds)?;
        println!("{}: {inputs} inputs tried in {seconds} seconds, none failed", target.full_name());
    }
    Ok(())
}

/// Runs one target and gives the number of inputs tried. It starts from `seeds/<name>`, where there are any.
fn search(root: &Path, tree: &Tree, host: &str, target: &Target, seconds: u32) -> Result<String, Failure> {
    let Target { owner, name } = target;
    let (corpus, seeds) =
        (format!("{BUILT}/corpus/{owner}-{name}"), format!("{}/seeds/{name}", target.folder()));
    make(&root.join(&corpus))?;
    let (limit, length) = (format!("-max_total_time={seconds}"), format!("-max_len={INPUT_BYTES_MAX}"));
    let found = format!("-artifact_prefix={FOUND}/{owner}-{name}-");
    let mut words = vec!["-seed=1", "-print_final_stats=1", &found, &limit, &length, &corpus];
    if tree.has(&seeds) {
        words.push(&seeds);
    }
    let said = Program::new(root, &format!("{BUILT}/{host}/release/{name}"), &words).run_quietly()?;
    let inputs = said.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:"));
    Ok(inputs.unwrap_or_default().trim().to_owned())
}

/// The targets of all crates.
fn targets(tree: &Tree) -> Vec<Target> {
    tree.texts("crates/", ".rs")
        .filter_map(|(path, _)| {
            let (owner, name) = path.strip_prefix("crates/")?.split_once("/fuzz/fuzz_targets/")?;
            Some(Target { owner: owner.to_owned(), name: name.strip_suffix(".rs")?.to_owned() })
        })
        .collect()
}

/// The platform of this machine. Naming it keeps build scripts and macros free of the instruments.
fn host(root: &Path) -> Result<String, Failure> {
    let version = Program::new(root, "rustc", &["-vV"]).output()?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or(Failure::Absent { what: "line in `rustc -vV`", name: "host".to_owned() })
}

fn make(folder: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(folder).map_err(|source| Failure::File { path: folder.to_path_buf(), source })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_found_in_each_crate() {
        let tree = Tree::sample(&[
            ("crates/seal/fuzz/fuzz_targets/envelope.rs", ""),
            ("crates/seal/fuzz/seeds/envelope/one.rs", ""),
            ("crates/seal/src/envelope.rs", ""),
        ]);
        assert_eq!(targets(&tree), [Target { owner: "seal".into(), name: "envelope".into() }]);
    }
}
