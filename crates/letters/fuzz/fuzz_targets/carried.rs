//! A PDF from anybody, said to carry a request.

#![no_main]

use letters::carried::{self, CARRIED_BYTES_MAX};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(request) = carried::read(bytes) {
        assert!(request.len() <= CARRIED_BYTES_MAX);
    }
});
