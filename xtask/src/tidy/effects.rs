//! The inner crates never ask for the time, randomness, the environment, a file or a socket.

use super::rust::Code;
use super::{Problem, Rule};
use crate::tree::Tree;

/// The crates that run the same from the same arguments.
const INNER: &[&str] = &["case", "law", "seal", "journal", "liaison", "bureau"];

/// What would reach outside.
const EFFECTS: &[&str] = &[
    "std::env",
    "std::fs",
    "std::net",
    "std::process",
    "std::thread",
    "std::time::Instant",
    "SystemTime",
    "Instant::now",
    "Timestamp::now",
    "Zoned::now",
    "SystemRandom",
    "OsRng",
    "thread_rng",
    "tokio::",
];

/// Effects named in the inner crates; their binaries, build scripts, tests and examples may.
pub(super) fn problems(tree: &Tree) -> Vec<Problem> {
    let mut found = Vec::new();
    for name in INNER {
        let folder = format!("crates/{name}/src/");
        for (path, text) in tree.texts(&folder, ".rs") {
            if path.contains("/src/bin/") || path.ends_with("/tests.rs") || path.contains("/tests/") {
                continue;
            }
            for (index, line) in Code::new(text).without_tests().lines().iter().enumerate() {
                for effect in effects_in(line) {
                    let text = format!("`{effect}` in `{name}`");
                    found.push(Problem::new(path, index + 1, Rule::Effects, text));
                }
            }
        }
    }
    found
}

/// The effects a line of code names, also in a use tree such as `use std::{fs, io}`.
fn effects_in(line: &str) -> Vec<&'static str> {
    let parts: Vec<&str> = line.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
    let tree = line.contains("use std::{");
    EFFECTS
        .iter()
        .copied()
        .filter(|effect| {
            let module = effect.strip_prefix("std::");
            line.contains(effect) || (tree && module.is_some_and(|module| parts.contains(&module)))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::check;
    use super::problems;

    #[test]
    fn effects_are_found_in_the_inner_crates_only() {
        let text = "use std::{fmt, fs};\nfn f() { jiff::Timestamp::now() }\n// std::net\n#[cfg(test)]\nmod tests { use std::env; }\n";
        check(
            problems,
            &[
                ("crates/law/src/lib.rs", text),
                ("crates/node/src/main.rs", text),
                ("crates/law/build.rs", text),
            ],
            &[
                "crates/law/src/lib.rs:1: `std::fs` in `law`",
                "crates/law/src/lib.rs:2: `Timestamp::now` in `law`",
            ],
        );
    }
}
