//! Lists the files of forms and words, so that the program carries them. Written here and not by a macro because cargo then
//! sees a form that was added.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

fn files_under(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files_under(&path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            files.push(path);
        }
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "cargo tells a build script where things are by variables")]
fn main() -> io::Result<()> {
    let variable = |name: &str| std::env::var(name).map_err(io::Error::other);
    let root = PathBuf::from(variable("CARGO_MANIFEST_DIR")?);
    let mut files = Vec::new();
    for folder in ["forms", "words"] {
        println!("cargo::rerun-if-changed={folder}");
        files_under(&root.join(folder), &mut files)?;
    }
    files.sort();
    let mut listing = String::from("[\n");
    for path in &files {
        let name = path.strip_prefix(&root).map_err(io::Error::other)?;
        writeln!(listing, "    ({:?}, include_str!({path:?})),", name.to_string_lossy())
            .map_err(io::Error::other)?;
    }
    listing.push_str("]\n");
    fs::write(Path::new(&variable("OUT_DIR")?).join("files.rs"), listing)
}
