//! Bytes from anywhere as the file `checkpoints`, as a key and as a frontier: whatever can be read is written back as it
//! was.
#![no_main]

use journal::checkpoint::SignedCheckpoint;
use journal::export::CheckpointReader;
use journal::note::VerifierKey;
use journal::tree::Frontier;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for checkpoint in CheckpointReader::new(bytes).flatten() {
        assert_eq!(checkpoint.to_string().parse(), Ok(checkpoint));
    }
    if let Some(frontier) = Frontier::from_bytes(bytes) {
        assert_eq!(frontier.to_bytes(), bytes);
    }
    let Ok(text) = str::from_utf8(bytes) else { return };
    if let Ok(checkpoint) = text.parse::<SignedCheckpoint>() {
        assert_eq!(checkpoint.to_string(), text);
    }
    if let Ok(key) = text.parse::<VerifierKey>() {
        assert_eq!(key.to_string(), text);
    }
});
