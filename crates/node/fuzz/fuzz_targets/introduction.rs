//! A file in which somebody introduces a bureau to the General Secretariat. The parser is compiled by itself: the whole
//! program would take many minutes to build.

#![no_main]

#[path = "../../src/digits.rs"]
mod digits;
#[path = "../../src/introduction.rs"]
#[expect(dead_code, reason = "only the reading is tried")]
mod introduction;

use introduction::read_introduction;
use libfuzzer_sys::fuzz_target;

/// The one text here whose signature holds.
const SIGNED: &[u8] = include_bytes!("../seeds/introduction/signed");

fuzz_target!(|bytes: &[u8]| {
    if let Ok(entry) = read_introduction(bytes) {
        assert_eq!(Some(entry), read_introduction(SIGNED).ok(), "nobody signed anything else");
    }
});
