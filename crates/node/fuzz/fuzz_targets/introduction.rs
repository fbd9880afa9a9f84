//! A file in which somebody introduces a bureau to the General Secretariat.

#![no_main]

use libfuzzer_sys::fuzz_target;
use node::join::read_introduction;

/// The one text here whose signature holds.
const SIGNED: &[u8] = include_bytes!("../seeds/introduction/signed");

fuzz_target!(|bytes: &[u8]| {
    if let Ok(entry) = read_introduction(bytes) {
        assert_eq!(Some(entry), read_introduction(SIGNED).ok(), "nobody signed anything else");
    }
});
