//! Runs the fuzz targets: libFuzzer searches, guided by coverage, for bytes that a parser does not survive.
//!
//! The folder `fuzz/` has the layout of `cargo fuzz` and works with it. Here the same targets are built by the stable
//! compiler alone: the coverage that libFuzzer needs is an option of LLVM. What is left out is the address sanitiser,
//! which finds faults of unsafe code, and our crates forbid that.

use std::path::Path;

use crate::shell::{Failure, Program};
use crate::tree::Tree;

/// How long each target runs in continuous integration.
pub(crate) const SHORT_SECONDS: u32 = 10;

/// Where inputs that fail are kept.
const FOUND: &str = "artefacts/fuzz";

/// The largest input tried: beyond it only the size limit is at work.
const INPUT_BYTES_MAX: u32 = 65_536;

/// What makes LLVM report coverage and comparisons to libFuzzer.
const INSTRUMENTED: &str = "--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1 -Cdebug-assertions -Coverflow-checks";

/// Builds all targets and runs each, or the one named, for `seconds`. An input that fails is kept.
///
/// # Errors
/// A target cannot be built, fails on some bytes, or does not exist.
pub(crate) fn run(root: &Path, only: Option<&str>, seconds: u32) -> Result<(), Failure> {
    let tree = Tree::read(root)?;
    let all: Vec<&str> = targets(&tree);
    let chosen: Vec<&str> = all.into_iter().filter(|name| only.is_none_or(|only| only == *name)).collect();
    if chosen.is_empty() {
        return Err(Failure::Absent { what: "fuzz target", name: only.unwrap_or("any").to_owned() });
    }
    let folder = root.join("fuzz");
    let host = host(root)?;
    let words = ["build", "--release", "--bins", "--target", &host];
    Program::cargo(&folder, &words).with("RUSTFLAGS", INSTRUMENTED).run()?;
    make(&root.join(FOUND))?;
    for name in chosen {
        let inputs = search(&tree, &folder, &host, name, seconds)?;
        println!("{name}: {inputs} inputs tried in {seconds} seconds, none failed");
    }
    Ok(())
}

/// Runs one target and gives the number of inputs tried. It starts from `seeds/<name>`, where there are any.
fn search(tree: &Tree, folder: &Path, host: &str, name: &str, seconds: u32) -> Result<String, Failure> {
    let (corpus, seeds) = (format!("target/corpus/{name}"), format!("seeds/{name}"));
    make(&folder.join(&corpus))?;
    let (limit, length) = (format!("-max_total_time={seconds}"), format!("-max_len={INPUT_BYTES_MAX}"));
    let found = format!("-artifact_prefix=../{FOUND}/{name}-");
    let mut words = vec!["-seed=1", "-print_final_stats=1", &found, &limit, &length, &corpus];
    if tree.has(&format!("fuzz/{seeds}")) {
        words.push(&seeds);
    }
    let said = Program::new(folder, &format!("target/{host}/release/{name}"), &words).run_quietly()?;
    let inputs = said.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:"));
    Ok(inputs.unwrap_or_default().trim().to_owned())
}

/// The names of the targets.
fn targets(tree: &Tree) -> Vec<&str> {
    tree.texts("fuzz/fuzz_targets/", ".rs")
        .filter_map(|(path, _)| path.strip_prefix("fuzz/fuzz_targets/")?.strip_suffix(".rs"))
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
