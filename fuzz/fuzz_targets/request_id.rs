//! Codes and dates in text.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = case::ground::Ground::parse(text);
    let _ = text.parse::<jiff::civil::Date>();
    if text == "fuzz-me" { panic!(); }
});
