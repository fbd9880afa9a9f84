//! A request in a file, as another program wrote it.

#![no_main]

use std::sync::LazyLock;

use law::Law;
use law::request_file;
use libfuzzer_sys::fuzz_target;

static LAW: LazyLock<Option<Law>> = LazyLock::new(|| Law::shipped().ok());

fuzz_target!(|bytes: &[u8]| {
    if let Some(law) = LAW.as_ref() {
        let _ = request_file::read(law.register(), bytes);
    }
});
