//! Registers made from the code, so that they cannot be stale: `docs/registers/`.

mod grounds;
mod codes;
mod interpol;
mod limits;
mod rules;
mod words;

use std::path::Path;

use crate::shell::{self, Failure};
use crate::tree::Tree;

/// The first lines of each page.
const MADE: &str = "Made from the code by `cargo xtask registers`; do not edit.\n\n";

/// Writes the registers, or with `check` only compares them.
///
/// # Errors
/// A source cannot be understood, or, with `check`, a page is stale.
pub(crate) fn run(root: &Path, check: bool) -> Result<(), Failure> {
    let tree = Tree::read(root)?;
    let mut stale = Vec::new();
    for (path, page) in pages(&tree)? {
        if tree.text(path) == Some(page.as_str()) {
            continue;
        }
        stale.push(path);
        if !check {
            shell::write(&root.join(path), &page)?;
            println!("wrote {path}");
        }
    }
    if check && !stale.is_empty() { Err(Failure::Stale(stale.join(", "))) } else { Ok(()) }
}

/// Every register: path and text.
fn pages(tree: &Tree) -> Result<Vec<(&'static str, String)>, Failure> {
    Ok(vec![
        ("docs/registers/grounds.md", grounds::page(tree)?),
        ("docs/registers/error-codes.md", codes::page(tree)?),
        ("docs/registers/rules.md", rules::page(tree)?),
        ("docs/registers/interpol.md", interpol::page(tree)?),
        ("docs/registers/limits.md", limits::page(tree)?),
        ("docs/registers/words.md", words::page(tree)?),
    ])
}

fn unreadable(path: &str, fault: impl Into<String>) -> Failure {
    Failure::Unreadable { path: path.to_owned(), fault: fault.into() }
}

/// Text as it may stand in a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}
