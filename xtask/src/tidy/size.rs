//! How long a file and a function may be, with the list of exceptions that only shrinks.

use std::collections::BTreeMap;

use super::rust::Code;
use super::{Problem, Rule};
use crate::tree::Tree;

/// Lines of a Rust file, without what is compiled only for tests.
const FILE_LINES_MAX: usize = 800;
/// Lines of a function, from `fn` to the closing brace.
const FUNCTION_LINES_MAX: usize = 70;
/// Bytes of any file.
const FILE_BYTES_MAX: usize = 1024 * 1024;
/// Exceptions: `path lines` or `path::function lines`, one a line.
const RATCHET: &str = "xtask/ratchet.txt";

/// A limit passed: where, how long, how long it may be.
struct Excess {
    path: String,
    line: usize,
    rule: Rule,
    name: String,
    lines: usize,
    max: usize,
}

/// Files and functions that are too long, and exceptions that are stale.
pub(super) fn problems(tree: &Tree) -> Vec<Problem> {
    let mut found: Vec<Problem> = tree
        .files()
        .filter(|file| file.bytes > FILE_BYTES_MAX)
        .map(|file| Problem::new(&file.path, 1, Rule::FileSize, format!("{} bytes", file.bytes)))
        .collect();
    let (granted, faults) = ratchet(tree);
    found.extend(faults);
    let mut used = Vec::new();
    for excess in excesses(tree) {
        let granted = granted.get(&excess.name).map(|(lines, _)| *lines);
        if granted.is_some() {
            used.push(excess.name.clone());
        }
        let Excess { path, line, rule, lines, max, .. } = &excess;
        match granted {
            Some(granted) if granted == *lines => {}
            Some(granted) if granted > *lines => {
                let text =
                    format!("{} is down to {lines} lines: lower the {granted} in {RATCHET}", excess.name);
                found.push(Problem::new(path, *line, Rule::Ratchet, text));
            }
            _ => found.push(Problem::new(path, *line, *rule, format!("{lines} lines, {max} at most"))),
        }
    }
    for (name, (_, line)) in granted {
        if !used.contains(&name) {
            let text = format!("`{name}` is within the limit: take its line out");
            found.push(Problem::new(RATCHET, line, Rule::Ratchet, text));
        }
    }
    found
}

fn excesses(tree: &Tree) -> Vec<Excess> {
    let mut found = Vec::new();
    for (path, text) in tree.texts("", ".rs") {
        let code = Code::new(text).without_tests();
        let lines = lines_net_of_tests(text, &code);
        if lines > FILE_LINES_MAX && !path.contains("/tests/") {
            let (path, name) = (path.to_owned(), path.to_owned());
            found.push(Excess { path, line: 1, rule: Rule::FileLength, name, lines, max: FILE_LINES_MAX });
        }
        for function in code.functions() {
            if function.lines > FUNCTION_LINES_MAX {
                found.push(Excess {
                    path: path.to_owned(),
                    line: function.line,
                    rule: Rule::FunctionLength,
                    name: format!("{path}::{}", function.name),
                    lines: function.lines,
                    max: FUNCTION_LINES_MAX,
                });
            }
        }
    }
    found
}

/// Counts every line, comments and all, except those that only tests see.
fn lines_net_of_tests(text: &str, code: &Code) -> usize {
    let all = Code::new(text).lines();
    let cut = all.iter().zip(code.lines()).filter(|(all, kept)| *all != kept).count();
    text.lines().count().saturating_sub(cut)
}

/// The exceptions with their line in the list, and lines of it that cannot be read.
fn ratchet(tree: &Tree) -> (BTreeMap<String, (usize, usize)>, Vec<Problem>) {
    let (mut granted, mut faults) = (BTreeMap::new(), Vec::new());
    for (index, line) in tree.text(RATCHET).unwrap_or_default().lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        match line.rsplit_once(' ').map(|(name, lines)| (name, lines.parse())) {
            Some((name, Ok(lines))) => {
                granted.insert(name.to_owned(), (lines, index + 1));
            }
            _ => faults.push(Problem::new(RATCHET, index + 1, Rule::Ratchet, "not `path lines`")),
        }
    }
    (granted, faults)
}

#[cfg(test)]
mod tests {
    use super::super::check;
    use super::*;

    fn function(lines: usize) -> String {
        format!("fn f() {{\n{}}}\n", "    g();\n".repeat(lines - 2))
    }

    #[test]
    fn long_functions_are_found() {
        check(problems, &[("crates/a/src/lib.rs", &function(FUNCTION_LINES_MAX))], &[]);
        check(
            problems,
            &[("crates/a/src/lib.rs", &function(FUNCTION_LINES_MAX + 1))],
            &["crates/a/src/lib.rs:1: 71 lines, 70 at most"],
        );
    }

    #[test]
    fn long_files_are_found_and_their_tests_are_not_counted() {
        let code = "//\n".repeat(FILE_LINES_MAX);
        let tests = format!("{code}#[cfg(test)]\nmod tests {{\n{}}}\n", "    a!();\n".repeat(60));
        check(problems, &[("crates/a/src/lib.rs", &tests)], &[]);
        let longer = format!("{code}//\n");
        check(
            problems,
            &[("crates/a/src/lib.rs", &longer)],
            &["crates/a/src/lib.rs:1: 801 lines, 800 at most"],
        );
    }

    #[test]
    fn exceptions_only_shrink() {
        let long = ("crates/a/src/lib.rs", &*function(80));
        check(problems, &[long, (RATCHET, "# why\ncrates/a/src/lib.rs::f 80\n")], &[]);
        check(
            problems,
            &[long, (RATCHET, "crates/a/src/lib.rs::f 75\n")],
            &["crates/a/src/lib.rs:1: 80 lines, 70 at most"],
        );
        check(
            problems,
            &[long, (RATCHET, "crates/a/src/lib.rs::f 90\n")],
            &[
                "crates/a/src/lib.rs:1: crates/a/src/lib.rs::f is down to 80 lines: lower the 90 in xtask/ratchet.txt",
            ],
        );
        check(
            problems,
            &[(RATCHET, "crates/a/src/gone.rs 900\nnonsense\n")],
            &[
                "xtask/ratchet.txt:1: `crates/a/src/gone.rs` is within the limit: take its line out",
                "xtask/ratchet.txt:2: not `path lines`",
            ],
        );
    }
}
