//! What a peer bureau, hostile or faulty, puts inside an envelope that it sealed properly.

#![no_main]

use liaison::wire;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(message) = wire::read(bytes) {
        let written = wire::write(&message).ok();
        let again = written.as_deref().map(wire::read);
        assert_eq!(again, Some(Ok(message)), "what was read is read again as it was");
    }
});
