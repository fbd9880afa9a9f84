//! The programs as they are given out, with their bill of materials and their digests.
//!
//! What differs between two machines is taken out: the folders of the source, of the libraries and of the compiler's own
//! files, in Rust and in C. Whoever builds the same source with the same compiler compares with `sha256sum --check SHA256SUMS`.

use std::path::{Path, PathBuf};

use crate::libraries;
use crate::shell::{self, Failure, Program};

/// Where the programs are put, from the root.
const PLACE: &str = "target/dist";
/// What is given out.
const PROGRAMS: [&str; 2] = ["comity", "journal-verify"];
/// The bill of materials beside them.
const BILL: &str = "sbom.cdx.json";

/// Builds the programs and puts them beside their bill of materials and their digests.
///
/// # Errors
/// They do not build, or a file cannot be written.
pub(crate) fn run(root: &Path) -> Result<(), Failure> {
    Program::cargo(root, &["fetch", "--locked"]).run()?;
    let folders = folders(root)?;
    let rust: Vec<String> =
        folders.iter().map(|(from, to)| format!("--remap-path-prefix={from}={to}")).collect();
    let c: Vec<String> = folders.iter().map(|(from, to)| format!("-ffile-prefix-map={from}={to}")).collect();
    let c = c.join(" ");
    let build = format!("{PLACE}/build");
    let words = [
        "build",
        "--release",
        "--locked",
        "--package",
        "node",
        "--package",
        "journal",
        "--bins",
        "--target-dir",
        &build,
    ];
    Program::cargo(root, &words)
        .with("CARGO_ENCODED_RUSTFLAGS", &rust.join("\u{1f}"))
        .with("CARGO_INCREMENTAL", "0")
        .with("CFLAGS", &c)
        .with("CXXFLAGS", &c)
        .run()?;
    for name in PROGRAMS {
        let (from, to) = (root.join(&build).join("release").join(name), root.join(PLACE).join(name));
        std::fs::copy(&from, &to).map_err(|source| Failure::File { path: from, source })?;
    }
    libraries::bill(root, &format!("{PLACE}/{BILL}"))?;
    let mut words = PROGRAMS.to_vec();
    words.push(BILL);
    let place = root.join(PLACE);
    let digests = Program::new(&place, "sha256sum", &words).output()?;
    print!("{digests}");
    shell::write(&place.join("SHA256SUMS"), &digests)
}

/// The folders of this machine, each with the name that stands in the programs for it.
fn folders(root: &Path) -> Result<Vec<(String, String)>, Failure> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo"))).unwrap_or_default();
    let compiler = Program::new(root, "rustc", &["--print", "sysroot"]).output()?;
    let mut found = vec![
        (root.display().to_string(), "/comity".to_owned()),
        (compiler.trim().to_owned(), "/rust".to_owned()),
    ];
    // Libraries lie in a folder for each registry, whose name tells from where they were fetched.
    let registries = std::fs::read_dir(home.join("registry/src")).into_iter().flatten();
    let paths = registries.filter_map(Result::ok).map(|entry| entry.path());
    found.extend(paths.map(|path| (path.display().to_string(), "/libraries".to_owned())));
    Ok(found)
}
