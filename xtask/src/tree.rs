//! The files of the repository, read once; or a sample of some, for a test.

use std::path::Path;

use crate::shell::Failure;

/// Folders that hold what is built or kept at run time, and the version control's own.
const SKIPPED: &[&str] = &["target", ".git", "artefacts", "comity-data", "node_modules"];

/// One file.
#[derive(Debug)]
pub(crate) struct File {
    /// Its path from the root, with `/`.
    pub(crate) path: String,
    /// Its size in bytes.
    pub(crate) bytes: usize,
    /// Its text, where it is text.
    pub(crate) text: Option<String>,
}

/// The files, sorted by path.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    files: Vec<File>,
}

impl Tree {
    /// Reads everything under `root`.
    ///
    /// # Errors
    /// A file or folder cannot be read.
    pub(crate) fn read(root: &Path) -> Result<Tree, Failure> {
        let mut tree = Tree::default();
        tree.walk(root, "")?;
        tree.files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(tree)
    }

    fn walk(&mut self, folder: &Path, prefix: &str) -> Result<(), Failure> {
        let fail = |source| Failure::File { path: folder.to_path_buf(), source };
        for entry in std::fs::read_dir(folder).map_err(fail)? {
            let entry = entry.map_err(fail)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let kind = entry.file_type().map_err(fail)?;
            let path = format!("{prefix}{name}");
            if kind.is_dir() && !SKIPPED.contains(&name.as_str()) {
                self.walk(&entry.path(), &format!("{path}/"))?;
            } else if kind.is_file() {
                let content = std::fs::read(entry.path()).map_err(fail)?;
                let bytes = content.len();
                self.files.push(File { path, bytes, text: String::from_utf8(content).ok() });
            }
        }
        Ok(())
    }

    /// A tree of these paths and texts.
    #[cfg(test)]
    pub(crate) fn sample(files: &[(&str, &str)]) -> Tree {
        let mut tree = Tree::default();
        for (path, text) in files {
            tree.files.push(File {
                path: (*path).to_owned(),
                bytes: text.len(),
                text: Some((*text).to_owned()),
            });
        }
        tree.files.sort_by(|a, b| a.path.cmp(&b.path));
        tree
    }

    /// Every file.
    pub(crate) fn files(&self) -> impl Iterator<Item = &File> {
        self.files.iter()
    }

    /// The path and text of every text file whose path begins and ends so.
    pub(crate) fn texts<'a>(
        &'a self,
        begins: &'a str,
        ends: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.files
            .iter()
            .filter(move |file| file.path.starts_with(begins) && file.path.ends_with(ends))
            .filter_map(|file| file.text.as_deref().map(|text| (file.path.as_str(), text)))
    }

    /// The text at a path.
    pub(crate) fn text(&self, path: &str) -> Option<&str> {
        self.files.iter().find(|file| file.path == path).and_then(|file| file.text.as_deref())
    }

    /// Whether a file or a folder is at a path.
    pub(crate) fn has(&self, path: &str) -> bool {
        let folder = format!("{path}/");
        self.files.iter().any(|file| file.path == path || file.path.starts_with(&folder))
    }

    /// The crates under `crates/`, by folder name, in order.
    pub(crate) fn crates(&self) -> Vec<&str> {
        self.files
            .iter()
            .filter_map(|file| file.path.strip_prefix("crates/")?.strip_suffix("/Cargo.toml"))
            .filter(|name| !name.contains('/'))
            .collect()
    }
}
