//! What the tests need from Debian.

use std::path::Path;

use crate::shell::{Failure, Program};

/// Debian package, and what needs it.
const PACKAGES: &[(&str, &str)] = &[
    ("chromium", "the browser test"),
    ("fonts-noto-core", "pages in every script, as an officer sees them"),
    ("g++", "the library of the fuzz targets"),
    ("libfribidi-bin", "the test of Arabic on papers, which asks it for the order of letters"),
    ("libharfbuzz-bin", "the test of Arabic on papers, which asks it for the glyphs"),
    ("nodejs", "the driver of the browser test"),
    ("npm", "the driver of the browser test"),
    ("openssl", "the tests of evidence packages and of the desk's TLS with programs of others"),
    ("poppler-utils", "the tests of papers, which read them with programs of others"),
    ("postgresql", "the tests of the store, which start a server of their own"),
    ("qpdf", "the tests of papers, which read them with programs of others"),
    ("softhsm2", "the tests of a master key in a hardware security module"),
    ("unzip", "the test of evidence packages with programs of others"),
];

/// Installs what is missing, as root; otherwise says what to install.
///
/// # Errors
/// Something is missing and cannot be installed from here.
pub(super) fn run(root: &Path) -> Result<(), Failure> {
    let missing: Vec<&str> =
        PACKAGES.iter().map(|(package, _)| *package).filter(|package| !installed(root, package)).collect();
    for (package, need) in PACKAGES {
        let state = if missing.contains(package) { "missing" } else { "here" };
        println!("{package}: {state} (for {need})");
    }
    if missing.is_empty() {
        return Ok(());
    }
    if !is_root(root) {
        return Err(Failure::Packages(missing.join(" ")));
    }
    let mut words = vec!["install", "--yes", "--no-install-recommends"];
    words.extend(&missing);
    Program::new(root, "apt-get", &["update", "--quiet"]).run()?;
    Program::new(root, "apt-get", &words).with("DEBIAN_FRONTEND", "noninteractive").run()
}

/// Programs that serve as well when they came from elsewhere than Debian.
const PROGRAMS: &[(&str, &str)] = &[("nodejs", "node"), ("npm", "npm"), ("openssl", "openssl")];

fn installed(root: &Path, package: &str) -> bool {
    let program = PROGRAMS.iter().find(|(known, _)| *known == package).map(|(_, program)| *program);
    if program.is_some_and(|program| Program::new(root, program, &["--version"]).succeeds()) {
        return true;
    }
    if package == "postgresql" && has_server() {
        return true;
    }
    Program::new(root, "dpkg-query", &["--show", "--showformat=${Status}", package])
        .output_quietly()
        .is_some_and(|status| status.trim() == "install ok installed")
}

/// Where Debian puts PostgreSQL's servers, a folder for each version.
const SERVERS: &str = "/usr/lib/postgresql";
/// The oldest server that the store works with.
const SERVER_MIN: u32 = 15;

/// Whether a server that is new enough is here, from Debian's package or from another that puts it there.
fn has_server() -> bool {
    let versions = std::fs::read_dir(SERVERS).into_iter().flatten().filter_map(Result::ok);
    versions
        .filter_map(|version| version.file_name().to_str()?.parse::<u32>().ok())
        .any(|found| found >= SERVER_MIN)
}

fn is_root(root: &Path) -> bool {
    Program::new(root, "id", &["-u"]).output_quietly().is_some_and(|id| id.trim() == "0")
}
