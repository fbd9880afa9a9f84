//! The register of legal grounds, from the list in `case::ground`.

use super::{MADE, cell, unreadable};
use crate::shell::Failure;
use crate::tree::Tree;

const SOURCE: &str = "crates/case/src/ground.rs";

/// The page, grouped as the list is.
///
/// # Errors
/// The list is missing or a line of it is not `Variant = "tag", Decides, "Group";`.
pub(super) fn page(tree: &Tree) -> Result<String, Failure> {
    let source = tree.text(SOURCE).ok_or_else(|| unreadable(SOURCE, "is missing"))?;
    let (_, list) =
        source.split_once("\ngrounds! {").ok_or_else(|| unreadable(SOURCE, "has no list `grounds!`"))?;
    let mut text = format!(
        "# Grounds\n\n{MADE}The closed list of legal grounds on which a request is refused, held, found incomplete or referred.\n\
         *Decided by* says who may settle it: the program from the facts and the law on file, a person, or the program in the plain case only.\n"
    );
    let (mut meaning, mut group) = (String::new(), "");
    for line in list.lines().map(str::trim).take_while(|line| *line != "}") {
        if let Some(doc) = line.strip_prefix("///") {
            meaning.push_str(doc);
            continue;
        }
        let Some((variant, rest)) = line.split_once(" = ") else { continue };
        let fields: Vec<&str> =
            rest.trim_end_matches(';').splitn(3, ", ").map(|part| part.trim_matches('"')).collect();
        let [tag, decides, heading] = fields.as_slice() else {
            return Err(unreadable(SOURCE, format!("`{variant}` is not `tag, decides, group`")));
        };
        if group != *heading {
            group = heading;
            text.push_str(&format!("\n## {group}\n\n| ground | meaning | decided by |\n|---|---|---|\n"));
        }
        text.push_str(&format!("| `{tag}` | {} | {} |\n", cell(meaning.trim()), decides.to_lowercase()));
        meaning.clear();
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_becomes_tables() {
        let source = "macro_rules! grounds {}\n\ngrounds! {\n    /// Too small.\n    Small = \"small\", Program, \"The offence\";\n    /// Wrong.\n    Wrong = \"wrong\", Both, \"Bars\";\n}\nimpl X {}\n";
        let page = page(&Tree::sample(&[(SOURCE, source)])).unwrap();
        assert!(page.ends_with(
            "\n## The offence\n\n| ground | meaning | decided by |\n|---|---|---|\n| `small` | Too small. | program |\n\
             \n## Bars\n\n| ground | meaning | decided by |\n|---|---|---|\n| `wrong` | Wrong. | both |\n"
        ));
    }

    #[test]
    fn a_missing_list_is_said() {
        assert!(page(&Tree::sample(&[(SOURCE, "")])).is_err());
    }
}
