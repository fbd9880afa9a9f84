//! Bytes from anywhere as an evidence package, and as a file within one: what is read as a container is written back as it was,
//! and without good signatures nothing is ever verified.
#![no_main]

use journal::evidence::check::{Trust, check};
use journal::evidence::package::{File, pack, unpack};
use libfuzzer_sys::fuzz_target;

/// Files that are read beyond their digest.
const NAMES: [&str; 6] = [
    "package.txt",
    "journal/entries.txt",
    "journal/checkpoint.txt",
    "journal/entries.json",
    "META-INF/ASiCManifest.xml",
    "META-INF/signature.p7s",
];

fuzz_target!(|bytes: &[u8]| {
    if let Ok(files) = unpack(bytes) {
        assert_eq!(pack(&files).expect("what was read can be written"), bytes);
    }
    let trust = Trust { key: None, journal: &|_, _, _| false, package: &|_, _, _| false };
    let whole = check(bytes, &trust);
    assert!(!whole.is_verified());

    // The bytes in turn as each of the files, apart at lines of NUL.
    let mut parts = bytes.split(|byte| *byte == 0);
    let files: Vec<File> = NAMES
        .iter()
        .filter_map(|name| Some(File { name: (*name).to_owned(), content: parts.next()?.to_vec() }))
        .collect();
    let package = pack(&files).expect("few and small");
    // Believing every signature reaches what stands behind them.
    let trust = Trust { key: None, journal: &|_, _, _| true, package: &|_, _, _| true };
    let report = check(&package, &trust);
    let _ = (report.to_string(), report.to_json());
});
