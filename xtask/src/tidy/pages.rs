//! The pages for readers: the architecture names every crate, the glossary every word, the threat model and the controls tests that
//! exist, and links lead somewhere.

use std::collections::BTreeSet;

use super::rust::Code;
use super::{Problem, Rule};
use crate::tree::Tree;

const ARCHITECTURE: &str = "ARCHITECTURE.md";
const ARCHITECTURE_LINES_MAX: usize = 300;
const GLOSSARY: &str = "GLOSSARY.md";
const SECURITY: &str = "SECURITY.md";
const CONTROLS: &str = "docs/controls.md";

/// How far a control is met. What is not met whole goes on with a colon and why.
const STATES: [&str; 4] = ["met", "partly", "not met", "does not apply"];

/// The words that the code, the pages and the codes share.
const WORDS: &[&str] = &[
    "act",
    "assurance",
    "bureau",
    "case",
    "checkpoint",
    "deadline",
    "diffusion",
    "directory",
    "docket",
    "entry",
    "envelope",
    "fact",
    "finding",
    "ground",
    "handling code",
    "instrument",
    "journal",
    "jurisdiction",
    "letter",
    "measure",
    "nominal",
    "notice",
    "officer",
    "opinion",
    "posting",
    "provision",
    "receipt",
    "request",
    "review",
    "route",
];

/// Faults of these pages.
pub(super) fn problems(tree: &Tree) -> Vec<Problem> {
    let mut found = architecture(tree);
    found.extend(glossary(tree));
    found.extend(security(tree));
    found.extend(controls(tree));
    found.extend(links(tree));
    found
}

/// Every crate has a section `### name` with a line `Never:`, and no section is of a crate that is gone.
fn architecture(tree: &Tree) -> Vec<Problem> {
    let text = tree.text(ARCHITECTURE).unwrap_or_default();
    let push = |line, found: String| Problem::new(ARCHITECTURE, line, Rule::Architecture, found);
    let mut found = Vec::new();
    if text.lines().count() >= ARCHITECTURE_LINES_MAX {
        found.push(push(1, format!("{ARCHITECTURE_LINES_MAX} lines or more")));
    }
    let mut crates: BTreeSet<&str> = tree.crates().into_iter().collect();
    if tree.has("xtask/Cargo.toml") {
        crates.insert("xtask");
    }
    let mut told = BTreeSet::new();
    for (index, line) in text.lines().enumerate() {
        let Some(name) = line.strip_prefix("### `").and_then(|rest| rest.split('`').next()) else { continue };
        if !crates.contains(name) {
            found.push(push(index + 1, format!("tells of `{name}`, which is no crate")));
        }
        let section = text.lines().skip(index + 1).take_while(|line| !line.starts_with('#'));
        if !section.into_iter().any(|line| line.starts_with("Never:")) {
            found.push(push(index + 1, format!("`{name}` has no line that begins with `Never:`")));
        }
        told.insert(name);
    }
    let missing = crates.difference(&told);
    found.extend(missing.map(|name| push(1, format!("has no section `### {name}`"))));
    found
}

/// Every word has an entry, `**word**` and then its meaning, in alphabetical order.
fn glossary(tree: &Tree) -> Vec<Problem> {
    let push = |line, found: String| Problem::new(GLOSSARY, line, Rule::Glossary, found);
    let mut found = Vec::new();
    let mut entries: Vec<String> = Vec::new();
    for (index, line) in tree.text(GLOSSARY).unwrap_or_default().lines().enumerate() {
        let Some((word, meaning)) = line.strip_prefix("**").and_then(|rest| rest.split_once("**")) else {
            continue;
        };
        let word = word.to_lowercase();
        if meaning.trim().is_empty() {
            found.push(push(index + 1, format!("`{word}` has no meaning")));
        }
        if entries.last().is_some_and(|last| *last > word) {
            found.push(push(index + 1, format!("`{word}` is out of alphabetical order")));
        }
        entries.push(word);
    }
    let missing = WORDS.iter().filter(|word| !entries.iter().any(|entry| entry == *word));
    found.extend(missing.map(|word| push(1, format!("has no entry `{word}`"))));
    found
}

/// The threat model names only proofs that exist.
fn security(tree: &Tree) -> Vec<Problem> {
    rows(tree, SECURITY)
        .flat_map(|(line, cells)| unproven(tree, SECURITY, line, cells.last().copied().unwrap_or_default()))
        .collect()
}

/// The controls name only proofs that exist; what is met has one, what is not says why, and the head of the page counts them.
fn controls(tree: &Tree) -> Vec<Problem> {
    let push = |line, found: String| Problem::new(CONTROLS, line, Rule::Security, found);
    let mut found = Vec::new();
    let mut states = Vec::new();
    for (line, cells) in rows(tree, CONTROLS) {
        let [control, _, _, proofs, state] = cells.as_slice() else {
            found.push(push(line, format!("{} cells in place of 5", cells.len())));
            continue;
        };
        if *state == "state" {
            continue;
        }
        found.extend(unproven(tree, CONTROLS, line, proofs));
        let (state, why) = state.split_once(": ").unwrap_or((*state, ""));
        if !STATES.contains(&state) {
            found.push(push(line, format!("`{control}` is `{state}`, which is no state")));
        } else if state == "met" && names(proofs).next().is_none() {
            found.push(push(line, format!("`{control}` is met without a proof")));
        } else if state != "met" && why.is_empty() {
            found.push(push(line, format!("`{control}` is {state} and does not say why")));
        }
        states.push(state);
    }
    let count = |state| states.iter().filter(|known| **known == state).count();
    let counts = STATES.map(|state| format!("{} {state}", count(state))).join(", ");
    let head = tree.text(CONTROLS).and_then(|text| text.split("\n|").next()).unwrap_or_default();
    if !head.contains(&format!("**Rows:** {counts}.")) {
        found.push(push(1, format!("its head does not say `**Rows:** {counts}.`")));
    }
    found
}

/// The rows of the tables of a page: the line, and the cells.
fn rows<'a>(tree: &'a Tree, path: &str) -> impl Iterator<Item = (usize, Vec<&'a str>)> {
    tree.text(path).unwrap_or_default().lines().enumerate().filter_map(|(index, line)| {
        let row = line.strip_prefix("| ")?.strip_suffix(" |")?;
        Some((index + 1, row.split(" | ").collect()))
    })
}

/// The proofs in a cell that do not exist: each is `crate: test`, `crate: fuzz target` or `crate: example`. A function that is no
/// test proves nothing.
fn unproven(tree: &Tree, path: &str, line: usize, proofs: &str) -> Vec<Problem> {
    let exists =
        |proof: &str| proof.split_once(": ").is_some_and(|(owner, name)| is_proof(tree, owner, name));
    names(proofs)
        .filter(|proof| !exists(proof))
        .map(|proof| Problem::new(path, line, Rule::Security, format!("`{proof}` does not exist")))
        .collect()
}

/// What stands in backquotes.
fn names(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

fn is_proof(tree: &Tree, owner: &str, name: &str) -> bool {
    let folder = if owner == "xtask" { "xtask/".to_owned() } else { format!("crates/{owner}/") };
    if let Some(target) = name.strip_prefix("fuzz ") {
        return tree.has(&format!("{folder}fuzz/fuzz_targets/{target}.rs"));
    }
    let example = format!("{folder}examples/{name}");
    tree.has(&example)
        || tree.has(&format!("{example}.rs"))
        || tree.texts(&folder, ".rs").any(|(_, text)| text.contains(name) && Code::new(text).has_test(name))
}

/// Links between Markdown files that lead to no file or no heading.
pub(super) fn links(tree: &Tree) -> Vec<Problem> {
    let mut found = Vec::new();
    for (path, text) in tree.texts("", ".md").filter(|(path, _)| !path.contains("/vendor/")) {
        let mut fenced = false;
        for (index, line) in text.lines().enumerate() {
            fenced ^= line.trim_start().starts_with("```");
            if fenced {
                continue;
            }
            for target in targets(line).filter(|target| !leads_somewhere(tree, path, target)) {
                found.push(Problem::new(path, index + 1, Rule::Links, format!("`{target}` leads nowhere")));
            }
        }
    }
    found
}

/// The targets of the links of a line, without a title.
fn targets(line: &str) -> impl Iterator<Item = &str> {
    line.split("](").skip(1).filter_map(|rest| rest.split([')', ' ']).next())
}

fn leads_somewhere(tree: &Tree, from: &str, target: &str) -> bool {
    if ["https://", "http://", "mailto:"].iter().any(|scheme| target.starts_with(scheme)) {
        return true;
    }
    let (file, heading) =
        target.split_once('#').map_or((target, None), |(file, heading)| (file, Some(heading)));
    let path = if file.is_empty() { from.to_owned() } else { resolve(from, file) };
    match heading {
        Some(heading) if path.ends_with(".md") => {
            tree.text(&path).is_some_and(|text| headings(text).any(|known| known == heading))
        }
        _ => tree.has(&path),
    }
}

/// A path from the root, for a path relative to the folder of `from`.
fn resolve(from: &str, file: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in file.trim_end_matches('/').split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The anchors of a page, as common renderers make them from its headings.
fn headings(text: &str) -> impl Iterator<Item = String> {
    text.lines().filter(|line| line.starts_with('#')).map(|line| {
        let title = line.trim_start_matches('#').trim().to_lowercase();
        let kept = title.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        kept.map(|c| if c == ' ' { '-' } else { c }).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::super::check;
    use super::*;

    #[test]
    fn the_architecture_page_knows_the_crates() {
        let manifest = ("crates/a/Cargo.toml", "");
        check(architecture, &[manifest, (ARCHITECTURE, "### `a`: one\n\nNever: two.\n")], &[]);
        check(
            architecture,
            &[manifest, (ARCHITECTURE, "# Page\n### `b`\nAlways.\n")],
            &[
                "ARCHITECTURE.md:1: has no section `### a`",
                "ARCHITECTURE.md:2: `b` has no line that begins with `Never:`",
                "ARCHITECTURE.md:2: tells of `b`, which is no crate",
            ],
        );
    }

    #[test]
    fn the_glossary_is_complete_and_in_order() {
        let whole: String = WORDS.iter().map(|word| format!("**{word}**: what it is.\n\n")).collect();
        check(glossary, &[(GLOSSARY, &whole)], &[]);
        let faulty = format!("**zeal**:x\n{whole}**route** \n");
        check(
            glossary,
            &[(GLOSSARY, &faulty)],
            &["GLOSSARY.md:2: `act` is out of alphabetical order", "GLOSSARY.md:62: `route` has no meaning"],
        );
    }

    #[test]
    fn the_threat_model_names_proofs_that_exist() {
        let files = [
            (
                "crates/a/tests/it/main.rs",
                "fn helps() {}\n/// Says \"why\".\n#[tokio::test(flavor = \"x\")]\nasync fn holds() {}\n#[cfg(test)]\nfn holds_not() {}\n\
                 proptest! { #[test] fn always(x in 0..1) {} }",
            ),
            ("crates/a/fuzz/fuzz_targets/bytes.rs", ""),
            ("crates/a/examples/world/main.rs", ""),
        ];
        let page = "| threat | defence | proof |\n|---|---|---|\n| `x` | y | `a: holds`, `a: always`, `a: fuzz bytes`, `a: world` |\n";
        let [one, two, three] = files;
        check(security, &[one, two, three, (SECURITY, page)], &[]);
        for no_test in ["helps", "holds_not"] {
            let page = page.replace("holds", no_test);
            check(
                security,
                &[one, two, three, (SECURITY, &page)],
                &[&format!("SECURITY.md:3: `a: {no_test}` does not exist")],
            );
        }
        let page = page.replace("holds", "falls").replace("fuzz bytes", "fuzz words");
        check(
            security,
            &[one, two, three, (SECURITY, &page)],
            &["SECURITY.md:3: `a: falls` does not exist", "SECURITY.md:3: `a: fuzz words` does not exist"],
        );
    }

    #[test]
    fn a_control_is_met_with_a_proof_or_says_why_not() {
        let test = ("crates/a/src/lib.rs", "#[test] fn holds() {}");
        let head = "| control | asks | where | proof | state |\n|---|---|---|---|---|\n";
        let page = |counts: &str, rows: &str| format!("# Controls\n\n**Rows:** {counts}.\n\n{head}{rows}");
        let sound = "| 1 | x | y | `a: holds` | met |\n| 2 | x | y | – | not met: not built |\n";
        let counts = "1 met, 0 partly, 1 not met, 0 does not apply";
        check(controls, &[test, (CONTROLS, &page(counts, sound))], &[]);
        let faulty = "| 1 | x | y | – | met |\n| 2 | x | y | `a: falls` | partly |\n| 3 | x | y | – | done |\n| 4 | met |\n";
        check(
            controls,
            &[test, (CONTROLS, &page(counts, faulty))],
            &[
                "docs/controls.md:10: 2 cells in place of 5",
                "docs/controls.md:1: its head does not say `**Rows:** 1 met, 1 partly, 0 not met, 0 does not apply.`",
                "docs/controls.md:7: `1` is met without a proof",
                "docs/controls.md:8: `2` is partly and does not say why",
                "docs/controls.md:8: `a: falls` does not exist",
                "docs/controls.md:9: `3` is `done`, which is no state",
            ],
        );
    }

    #[test]
    fn links_lead_somewhere() {
        let page = "# One thing, said\n[a](b/c.md) [d](#one-thing-said) [e](https://e.org/x)\n```\n[f](g)\n```\n[b](b/)\n";
        check(links, &[("a.md", page), ("b/c.md", "[up](../a.md#one-thing-said)")], &[]);
        check(
            links,
            &[("b/c.md", "[x](../a.md)\n[y](#no)\n")],
            &["b/c.md:1: `../a.md` leads nowhere", "b/c.md:2: `#no` leads nowhere"],
        );
    }
}
