//! A request makes its whole trip in a real browser: the demonstration is started as a newcomer starts it, and
//! `browser/trip.mjs` drives Chromium over its pages. Pictures of the pages are kept in `artefacts/browser`.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// Where Debian's package puts the browser.
const BROWSER: &str = "/usr/bin/chromium";

struct Demonstration(Child);

impl Drop for Demonstration {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts the demonstration on a data directory of its own; gives its address once it says it.
fn demonstration(data: &Path) -> (Demonstration, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_comity"))
        .args(["demo", "--no-browser", "--listen", "127.0.0.1:7790", "--data"])
        .arg(data)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let demonstration = Demonstration(child);
    let address = lines
        .by_ref()
        .map_while(Result::ok)
        .find_map(|line| Some(line.strip_prefix("Open ")?.split_whitespace().next()?.to_owned()))
        .unwrap();
    // What it goes on to print must have somewhere to go.
    std::thread::spawn(move || lines.for_each(drop));
    (demonstration, address)
}

#[test]
fn the_whole_trip() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    let pictures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../artefacts/browser");
    let modules = Command::new("npm").arg("ci").arg("--ignore-scripts").current_dir(&here).status().unwrap();
    assert!(modules.success(), "npm could not install the driver of the browser");
    let data = tempfile::tempdir().unwrap();
    let (_demonstration, address) = demonstration(data.path());
    let trip = Command::new("node")
        .arg("trip.mjs")
        .args([&address, pictures.to_str().unwrap(), BROWSER])
        .current_dir(&here)
        .output()
        .unwrap();
    println!("{}{}", String::from_utf8_lossy(&trip.stdout), String::from_utf8_lossy(&trip.stderr));
    assert!(trip.status.success(), "the trip has faults, listed above; pictures are in artefacts/browser");
}
