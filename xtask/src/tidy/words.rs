//! The first line of a Rust file (`tests.rs` says it by its name), what must not be left behind, and tests that would prove nothing.

use super::rust::Code;
use super::{Problem, Rule};
use crate::tree::Tree;

/// Files that people read and write.
const WRITTEN: &[&str] = &[".rs", ".md", ".toml", ".css", ".js", ".html", ".sql", ".sh", ".ftl", ".yml"];

/// Macros that say "not done", in code.
const UNFINISHED: &[&str] = &["todo!", "unimplemented!", "dbg!"];

/// Attributes that make a test prove nothing.
const EMPTY_TESTS: &[&str] = &["#[should_panic", "#[ignore"];

/// Words that say "not done", in text. Written in halves, so that this file passes its own check.
const LEFTOVERS: &[&str] = &[
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X"),
    concat!("coming ", "soon"),
    concat!("lorem ", "ipsum"),
];

/// Where somebody's own files lie.
const MACHINE_PATHS: &[&str] = &[concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/")];

/// Breaches of these rules in every file that people write; what others wrote (`vendor/`) is left alone.
pub(super) fn problems(tree: &Tree) -> Vec<Problem> {
    let mut found = Vec::new();
    for (path, text) in WRITTEN.iter().flat_map(|ending| tree.texts("", ending)) {
        if path.contains("/vendor/") {
            continue;
        }
        if path.ends_with(".rs") {
            found.extend(in_code(path, text));
        }
        for (index, line) in text.lines().enumerate() {
            let mut push =
                |rule, word: &str| found.push(Problem::new(path, index + 1, rule, format!("`{word}`")));
            for word in LEFTOVERS.iter().filter(|word| stands_alone(line, word)) {
                push(Rule::Leftovers, word);
            }
            for word in MACHINE_PATHS.iter().filter(|word| begins_a_path(line, word)) {
                push(Rule::MachinePaths, word);
            }
        }
    }
    found
}

fn in_code(path: &str, text: &str) -> Vec<Problem> {
    let mut found = Vec::new();
    if !text.starts_with("//! ") && !path.ends_with("/tests.rs") {
        found.push(Problem::new(path, 1, Rule::ModuleLine, "the first line is not `//! ` and a sentence"));
    }
    for (index, line) in Code::new(text).lines().iter().enumerate() {
        for word in UNFINISHED.iter().filter(|word| line.contains(*word)) {
            found.push(Problem::new(path, index + 1, Rule::Leftovers, format!("`{word}`")));
        }
        for word in EMPTY_TESTS.iter().filter(|word| line.contains(*word)) {
            found.push(Problem::new(path, index + 1, Rule::Tests, format!("`{word}]`")));
        }
    }
    found
}

fn stands_alone(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        let after = line.get(at + word.len()..).and_then(|text| text.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// Whether the path begins here, and is not the middle of an address.
fn begins_a_path(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        !before.is_some_and(|c| c.is_alphanumeric() || "./-_}".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::super::check;
    use super::{LEFTOVERS, MACHINE_PATHS, problems};

    #[test]
    fn clean_files_pass() {
        let vendored = format!("// {}\n", LEFTOVERS.join(" "));
        check(
            problems,
            &[
                ("crates/a/src/lib.rs", "//! A crate.\nlet todos = \"todo!\"; // dbg!\n"),
                ("docs/a.md", "https://example.org/work/a and XXXL\n"),
                ("crates/desk/vendor/x.js", &vendored),
            ],
            &[],
        );
    }

    #[test]
    fn leftovers_are_found() {
        let (word, path) = (LEFTOVERS[1], MACHINE_PATHS[1]);
        check(
            problems,
            &[
                (
                    "crates/a/src/lib.rs",
                    &format!("// {word}\nfn f() {{ dbg!(1) }}\n#[ignore]\nfn g() {{}}\n"),
                ),
                ("docs/a.md", &format!("Lies in `{path}x`.\n")),
            ],
            &[
                &format!("crates/a/src/lib.rs:1: `{word}`"),
                "crates/a/src/lib.rs:1: the first line is not `//! ` and a sentence",
                "crates/a/src/lib.rs:2: `dbg!`",
                "crates/a/src/lib.rs:3: `#[ignore]`",
                &format!("docs/a.md:1: `{path}`"),
            ],
        );
    }
}
