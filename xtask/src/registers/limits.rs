//! The register of limits: every constant whose name says that it is one, with what it limits.
//!
//! The convention it reads: `const NAME_MAX: type = value;` (or `_MIN`) outside tests, with a doc line above that names the unit.

use super::{MADE, cell, unreadable};
use crate::shell::Failure;
use crate::tree::Tree;

/// What the name of a limit ends with.
const ENDINGS: [&str; 2] = ["_MAX", "_MIN"];

/// The page, grouped by crate and file.
///
/// # Errors
/// A limit has no doc line.
pub(super) fn page(tree: &Tree) -> Result<String, Failure> {
    let mut text = format!(
        "# Limits\n\n{MADE}What the program takes, keeps and shows at most or at least. What is above a limit on what comes from outside is refused with a code.\n"
    );
    for name in tree.crates() {
        let folder = format!("crates/{name}/src/");
        let mut rows = String::new();
        for (path, source) in tree.texts(&folder, ".rs") {
            if path.ends_with("/tests.rs") || path.contains("/tests/") {
                continue;
            }
            let place = path.strip_prefix(&folder).unwrap_or(path);
            let place = place.strip_suffix(".rs").unwrap_or(place);
            for (limit, value, meaning) in limits(path, source)? {
                let (value, meaning) = (cell(&value), cell(&meaning));
                rows.push_str(&format!("| `{limit}` | `{value}` | {meaning} | {place} |\n"));
            }
        }
        if !rows.is_empty() {
            text.push_str(&format!(
                "\n## {name}\n\n| limit | value | what it limits | where |\n|---|---|---|---|\n{rows}"
            ));
        }
    }
    Ok(text)
}

/// The limits of a file, in order: name, value, meaning.
fn limits(path: &str, source: &str) -> Result<Vec<(String, String, String)>, Failure> {
    let source = source.split("\n#[cfg(test)]\nmod ").next().unwrap_or(source);
    let mut found = Vec::new();
    let mut meaning = String::new();
    for line in source.lines().map(str::trim) {
        if let Some(doc) = line.strip_prefix("///") {
            meaning.push_str(doc);
            continue;
        }
        if let Some((name, value)) = limit(line) {
            if meaning.trim().is_empty() {
                return Err(unreadable(
                    path,
                    format!("`{name}` has no line that says what it limits, and in what unit"),
                ));
            }
            found.push((name.to_owned(), value.to_owned(), meaning.trim().to_owned()));
        }
        if !line.starts_with("#[") {
            meaning.clear();
        }
    }
    Ok(found)
}

/// Name and value, where a line is a limit.
fn limit(line: &str) -> Option<(&str, &str)> {
    let (before, rest) = line.split_once("const ")?;
    let shown = before.is_empty() || (before.starts_with("pub") && before.ends_with(' '));
    let (name, rest) = rest.split_once(": ")?;
    let (_, value) = rest.split_once(" = ")?;
    let value = value.strip_suffix(';')?;
    (shown && ENDINGS.iter().any(|ending| name.ends_with(ending))).then_some((name, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_listed_with_what_they_limit() {
        let source = "/// Longest name, in bytes.\npub const NAME_BYTES_MAX: usize = 200;\n/// Other.\nconst OTHER: u8 = 1;\n\
                      /// Fewest shares.\npub(crate) const NEED_MIN: u8 = 2;\n#[cfg(test)]\nmod tests {\n    const X_MAX: u8 = 1;\n}\n";
        let page =
            page(&Tree::sample(&[("crates/a/Cargo.toml", ""), ("crates/a/src/limits.rs", source)])).unwrap();
        assert!(page.ends_with(
            "\n## a\n\n| limit | value | what it limits | where |\n|---|---|---|---|\n\
             | `NAME_BYTES_MAX` | `200` | Longest name, in bytes. | limits |\n\
             | `NEED_MIN` | `2` | Fewest shares. | limits |\n"
        ));
    }

    #[test]
    fn a_limit_that_says_nothing_is_named() {
        let tree =
            Tree::sample(&[("crates/a/Cargo.toml", ""), ("crates/a/src/lib.rs", "const A_MAX: u8 = 1;\n")]);
        assert!(page(&tree).is_err());
    }
}
