//! The register of error codes, from every error enum that gives its variants a code.
//!
//! The convention it reads: an enum that derives `thiserror::Error`, a doc line above each variant, and a method whose
//! arms are `Enum::Variant … => "code",`.

use std::collections::{BTreeMap, BTreeSet};

use super::{MADE, cell, unreadable};
use crate::shell::Failure;
use crate::tree::Tree;

/// A code and what it stands for.
#[derive(Debug, PartialEq, Eq)]
struct Code {
    code: String,
    error: String,
    meaning: String,
}

/// The page, grouped by crate.
///
/// # Errors
/// One crate uses the same code for two things.
pub(super) fn page(tree: &Tree) -> Result<String, Failure> {
    let mut text = format!(
        "# Error codes\n\n{MADE}A code is stable: it stands in answers, journals and between bureaus. A code that is retired is never used again.\n"
    );
    for name in tree.crates() {
        let folder = format!("crates/{name}/src/");
        let mut seen = BTreeSet::new();
        let mut rows = String::new();
        for (path, source) in tree.texts(&folder, ".rs") {
            for Code { code, error, meaning } in codes(source) {
                if !seen.insert((code.clone(), error.split("::").next().map(str::to_owned))) {
                    return Err(unreadable(path, format!("the code `{code}` stands for two things")));
                }
                rows.push_str(&format!("| `{code}` | `{error}` | {} |\n", cell(&meaning)));
            }
        }
        if !rows.is_empty() {
            text.push_str(&format!("\n## {name}\n\n| code | error | meaning |\n|---|---|---|\n{rows}"));
        }
    }
    Ok(text)
}

/// The codes of a file, in order.
fn codes(source: &str) -> Vec<Code> {
    let meanings = meanings(source);
    let mut found = Vec::new();
    let mut owner = "";
    for line in source.lines() {
        if let Some(rest) = line.strip_prefix("impl ") {
            owner = rest.split([' ', '{']).next().unwrap_or_default();
        }
        let Some((pattern, rest)) = line.trim().split_once(" => \"") else { continue };
        let Some(code) = rest.strip_suffix("\",") else { continue };
        for one in pattern.split(" | ") {
            let variant = one.split([' ', '(', '{']).next().unwrap_or_default();
            let Some((error, variant)) = variant.split_once("::") else { continue };
            let error = if error == "Self" { owner } else { error };
            if let Some(meaning) = meanings.get(&(error, variant)) {
                let error = format!("{error}::{variant}");
                found.push(Code { code: code.to_owned(), error, meaning: meaning.clone() });
            }
        }
    }
    found
}

/// What each variant of each error enum of a file stands for: its doc lines.
fn meanings(source: &str) -> BTreeMap<(&str, &str), String> {
    let mut found = BTreeMap::new();
    let (mut derives, mut error, mut doc) = (false, None, String::new());
    for line in source.lines() {
        if line.starts_with("#[derive(") {
            derives = line.contains("Error");
        }
        if let Some((_, rest)) =
            line.split_once("enum ").filter(|_| line.starts_with("pub") || line.starts_with("enum"))
        {
            error = derives.then(|| rest.trim_end_matches(" {"));
        }
        if line == "}" {
            (error, derives) = (None, false);
        }
        let Some(error) = error else { continue };
        let Some(inner) = line.strip_prefix("    ").filter(|inner| !inner.starts_with(' ')) else { continue };
        if let Some(more) = inner.strip_prefix("///") {
            doc.push_str(more);
        } else if inner.starts_with(char::is_uppercase) {
            let variant = inner.split([' ', '(', '{', ',']).next().unwrap_or_default();
            found.insert((error, variant), doc.trim().to_owned());
            doc.clear();
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = r#"
#[derive(Debug, Clone, thiserror::Error)]
pub enum Fault {
    /// It cannot
    /// be read.
    #[error("no: {what}")]
    Unreadable {
        /// What.
        what: String,
    },
    /// It is late.
    #[error("late")]
    Late,
}

#[derive(Debug)]
pub enum Colour {
    /// Red.
    Red,
}

impl Fault {
    pub const fn code(&self) -> &'static str {
        match self {
            Fault::Unreadable { .. } => "unreadable",
            Self::Late => "late",
        }
    }
}
impl Colour {
    pub const fn code(&self) -> &'static str {
        match self {
            Colour::Red => "red",
        }
    }
}
"#;

    #[test]
    fn only_errors_are_listed() {
        let row = |code: &str, error: &str, meaning: &str| Code {
            code: code.into(),
            error: error.into(),
            meaning: meaning.into(),
        };
        assert_eq!(
            codes(SOURCE),
            [
                row("unreadable", "Fault::Unreadable", "It cannot be read."),
                row("late", "Fault::Late", "It is late.")
            ]
        );
    }

    #[test]
    fn one_code_for_two_things_is_refused() {
        let twice = SOURCE.replace("\"late\",", "\"unreadable\",");
        assert!(
            page(&Tree::sample(&[("crates/a/Cargo.toml", ""), ("crates/a/src/lib.rs", &twice)])).is_err()
        );
    }
}
