//! The house rules, checked: `cargo xtask tidy`, and a test of this crate.

mod walls;
mod order;
mod size;
mod effects;
mod words;
mod pages;
mod rust;

use std::path::Path;

use crate::shell::Failure;
use crate::tree::Tree;

/// A rule of the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rule {
    /// Which crate may import which.
    Walls,
    /// Which crates may name a library.
    Libraries,
    /// No crate is called by a word that means nothing.
    CrateNames,
    /// A module imports only modules declared after it.
    ModuleOrder,
    /// Files stay short.
    FileLength,
    /// Functions stay short.
    FunctionLength,
    /// The list of exceptions only shrinks.
    Ratchet,
    /// The inner crates have no effects.
    Effects,
    /// Every Rust file says what it is.
    ModuleLine,
    /// Nothing unfinished is left behind.
    Leftovers,
    /// No path of somebody's machine.
    MachinePaths,
    /// Every test runs and says what it expects.
    Tests,
    /// No large file.
    FileSize,
    /// `ARCHITECTURE.md` tells of every crate.
    Architecture,
    /// `GLOSSARY.md` holds the words of the field.
    Glossary,
    /// `SECURITY.md` and `docs/controls.md` name only proofs that exist.
    Security,
    /// Links between pages lead somewhere.
    Links,
}

impl Rule {
    /// Its name, as failures print it.
    fn name(self) -> &'static str {
        match self {
            Rule::Walls => "walls",
            Rule::Libraries => "libraries",
            Rule::CrateNames => "crate-names",
            Rule::ModuleOrder => "module-order",
            Rule::FileLength => "file-length",
            Rule::FunctionLength => "function-length",
            Rule::Ratchet => "ratchet",
            Rule::Effects => "effects",
            Rule::ModuleLine => "module-line",
            Rule::Leftovers => "leftovers",
            Rule::MachinePaths => "machine-paths",
            Rule::Tests => "tests",
            Rule::FileSize => "file-size",
            Rule::Architecture => "architecture",
            Rule::Glossary => "glossary",
            Rule::Security => "security",
            Rule::Links => "links",
        }
    }

    /// Why the rule is there, and the page that explains it.
    fn reason(self) -> &'static str {
        match self {
            Rule::Walls => {
                "a wall that one import crosses is no wall; the table is xtask/src/tidy/walls.rs (ARCHITECTURE.md)"
            }
            Rule::Libraries => {
                "a heavy or dangerous library has one home, so it can be reviewed and replaced there (ARCHITECTURE.md)"
            }
            Rule::CrateNames => "under such names everything ends up beside everything (STYLE.md, 2)",
            Rule::ModuleOrder => "a crate that reads top-down has no circles inside (STYLE.md, 2)",
            Rule::FileLength => "a file is read in one sitting (STYLE.md, 2)",
            Rule::FunctionLength => "a function is seen on one screen (STYLE.md, 2)",
            Rule::Ratchet => "an exception is a debt: it may be paid, never raised (STYLE.md, 17)",
            Rule::Effects => {
                "time, randomness, network and disk come in as arguments, so a whole network runs from one seed (STYLE.md, 9)"
            }
            Rule::ModuleLine => "a reader learns from the first line what a file is for (STYLE.md, 2)",
            Rule::Leftovers => "what is unfinished is an issue, not a remark in the code (CONTRIBUTING.md)",
            Rule::MachinePaths => "what works on one machine only does not work (CONTRIBUTING.md)",
            Rule::Tests => "a test that is skipped or expects any panic proves nothing (STYLE.md, 20)",
            Rule::FileSize => "a clone stays small; large artefacts are made, not kept (CONTRIBUTING.md)",
            Rule::Architecture => "the page is the first thing read; it must be true (STYLE.md, 1)",
            Rule::Glossary => "one word for one thing, with its source (STYLE.md, 4)",
            Rule::Security => "a defence that is named but not tested is a claim (SECURITY.md)",
            Rule::Links => "a page that sends the reader nowhere is worse than silence (STYLE.md, 20)",
        }
    }
}

/// A place where a rule is broken.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Problem {
    /// The file, from the root.
    pub(crate) path: String,
    /// The line, from 1.
    pub(crate) line: usize,
    /// The rule.
    pub(crate) rule: Rule,
    /// What was found, and what to do where that is not plain.
    pub(crate) found: String,
}

impl Problem {
    fn new(path: &str, line: usize, rule: Rule, found: impl Into<String>) -> Problem {
        Problem { path: path.to_owned(), line, rule, found: found.into() }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Problem { path, line, rule, found } = self;
        write!(f, "{path}:{line}: {}: {found}\n    because {}", rule.name(), rule.reason())
    }
}

/// Every place where a rule of the house is broken, sorted by file and line.
pub(crate) fn problems(tree: &Tree) -> Vec<Problem> {
    let mut found = Vec::new();
    found.extend(walls::problems(tree));
    found.extend(order::problems(tree));
    found.extend(size::problems(tree));
    found.extend(effects::problems(tree));
    found.extend(words::problems(tree));
    found.extend(pages::problems(tree));
    found.sort();
    found
}

/// Checks the repository and prints what is broken.
///
/// # Errors
/// The files cannot be read, or a rule is broken.
pub(crate) fn run(root: &Path) -> Result<(), Failure> {
    report(problems(&Tree::read(root)?))
}

/// Checks only that links between pages lead somewhere.
///
/// # Errors
/// The files cannot be read, or a link is broken.
pub(crate) fn run_links(root: &Path) -> Result<(), Failure> {
    report(pages::links(&Tree::read(root)?))
}

fn report(found: Vec<Problem>) -> Result<(), Failure> {
    for problem in &found {
        println!("{problem}");
    }
    if found.is_empty() { Ok(()) } else { Err(Failure::Untidy(found.len())) }
}

/// Asserts what `problems` finds in a sample tree: `path:line: found` each, sorted.
#[cfg(test)]
fn check(problems: fn(&Tree) -> Vec<Problem>, files: &[(&str, &str)], expected: &[&str]) {
    let mut found: Vec<String> = problems(&Tree::sample(files))
        .iter()
        .map(|problem| format!("{}:{}: {}", problem.path, problem.line, problem.found))
        .collect();
    found.sort();
    assert_eq!(found, expected);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_house_is_tidy() {
        let tree = Tree::read(&crate::root()).unwrap();
        let found: Vec<String> = problems(&tree).iter().map(ToString::to_string).collect();
        assert!(found.is_empty(), "\n{}\n", found.join("\n"));
    }

    #[test]
    fn a_problem_names_place_rule_and_reason() {
        let problem = Problem::new("crates/case/src/id.rs", 3, Rule::FileSize, "2 MiB");
        assert_eq!(
            problem.to_string(),
            "crates/case/src/id.rs:3: file-size: 2 MiB\n    because a clone stays small; \
             large artefacts are made, not kept (CONTRIBUTING.md)"
        );
    }
}
