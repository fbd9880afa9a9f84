//! Inside a crate, a module imports only modules declared after it, so each crate reads top-down and has no circles.

use std::collections::BTreeMap;

use super::rust::{Code, Path};
use super::{Problem, Rule};
use crate::tree::Tree;

/// The modules each module declares, in order, by module path (`[]` is the root of the crate).
type Declared = BTreeMap<Vec<String>, Vec<String>>;

/// Imports that go upward.
pub(super) fn problems(tree: &Tree) -> Vec<Problem> {
    let mut found = Vec::new();
    let crates = tree.crates().into_iter().map(|name| format!("crates/{name}/src/"));
    for folder in crates.chain(["xtask/src/".to_owned()]) {
        found.extend(in_crate(tree, &folder));
    }
    found
}

fn in_crate(tree: &Tree, folder: &str) -> Vec<Problem> {
    let files: Vec<(&str, Vec<String>, Code)> = tree
        .texts(folder, ".rs")
        .filter_map(|(path, text)| Some((path, module_of(path.strip_prefix(folder)?)?, text)))
        .map(|(path, module, text)| (path, module, Code::new(text).without_tests()))
        .collect();
    let mut declared = Declared::new();
    for (_, module, code) in &files {
        declared.entry(module.clone()).or_default().extend(code.modules());
    }
    let mut found = Vec::new();
    for (path, module, code) in &files {
        for import in code.paths() {
            if let Some((own, other)) = upward(module, &import, &declared) {
                let text = format!("`{own}` imports `{other}`, which is declared before it");
                found.push(Problem::new(path, import.line, Rule::ModuleOrder, text));
            }
        }
    }
    found.dedup();
    found
}

/// The module of a file; none for the binaries beside it and for files of tests.
fn module_of(file: &str) -> Option<Vec<String>> {
    let stem = file.strip_suffix(".rs")?;
    let mut names: Vec<String> = stem.split('/').map(str::to_owned).collect();
    match names.last().map(String::as_str) {
        Some("lib" | "main") if names.len() == 1 => names.clear(),
        Some("mod") => names.truncate(names.len().saturating_sub(1)),
        _ => {}
    }
    let aside = names.first().is_some_and(|name| name == "bin") || names.iter().any(|name| name == "tests");
    (!aside).then_some(names)
}

/// The two neighbours, where the import goes from the later to the earlier.
fn upward(module: &[String], import: &Path, declared: &Declared) -> Option<(String, String)> {
    let mut target: Vec<String> = match import.up {
        None => Vec::new(),
        Some(levels) => module.iter().take(module.len().saturating_sub(levels)).cloned().collect(),
    };
    target.extend(import.names.iter().cloned());
    let shared = module.iter().zip(&target).take_while(|(a, b)| a == b).count();
    let (own, other) = (module.get(shared)?, target.get(shared)?);
    let order = declared.get(module.get(..shared)?)?;
    let place = |name: &String| order.iter().position(|known| known == name);
    (place(other)? < place(own)?).then(|| (own.clone(), other.clone()))
}

#[cfg(test)]
mod tests {
    use super::super::check;
    use super::problems;

    const LIB: (&str, &str) = ("crates/a/src/lib.rs", "pub mod upper;\nmod lower;\n");
    const MANIFEST: (&str, &str) = ("crates/a/Cargo.toml", "");

    #[test]
    fn downward_and_inward_are_fine() {
        let files = [
            MANIFEST,
            LIB,
            ("crates/a/src/upper.rs", "mod inner;\nuse crate::lower::X;\nuse inner::Y;\n"),
            ("crates/a/src/upper/inner.rs", "use super::Z;\nuse crate::lower;\n"),
            ("crates/a/src/lower.rs", "#[cfg(test)]\nmod tests { use crate::upper; }\n// crate::upper\n"),
        ];
        check(problems, &files, &[]);
    }

    #[test]
    fn upward_is_named_with_its_line() {
        let files = [
            MANIFEST,
            LIB,
            ("crates/a/src/upper.rs", "mod one;\nmod two;\n"),
            ("crates/a/src/upper/two.rs", "use super::{one::A, B};\n"),
            ("crates/a/src/lower.rs", "use std::fmt;\nfn f() { crate::upper::g() }\n"),
        ];
        check(
            problems,
            &files,
            &[
                "crates/a/src/lower.rs:2: `lower` imports `upper`, which is declared before it",
                "crates/a/src/upper/two.rs:1: `two` imports `one`, which is declared before it",
            ],
        );
    }
}
