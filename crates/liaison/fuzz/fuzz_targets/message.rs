//! What a peer bureau, hostile or faulty, puts inside an envelope that it sealed properly.

#![no_main]

use liaison::wire;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(message) = wire::read(bytes) {
        assert_eq!(wire::write(&message).as_deref(), Ok(bytes), "a message has one form only");
    }
});
