//! Lists the files of the packs, so that the program carries them. Written here and not by a macro because cargo then
//! sees a file added to a pack.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn files_under(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files_under(&path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "toml" || ending == "csv") {
            files.push(path);
        }
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "cargo tells a build script where to write by a variable")]
fn main() -> io::Result<()> {
    let mut files = Vec::new();
    for folder in ["packs", "data"] {
        println!("cargo::rerun-if-changed={folder}");
        files_under(&Path::new(ROOT).join(folder), &mut files)?;
    }
    files.sort();
    let mut listing = String::from("[\n");
    for path in &files {
        let name = path.strip_prefix(ROOT).map_err(io::Error::other)?;
        writeln!(listing, "    ({:?}, include_str!({path:?})),", name.to_string_lossy())
            .map_err(io::Error::other)?;
    }
    listing.push_str("]\n");
    let out = std::env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&out).join("files.rs"), listing)
}
