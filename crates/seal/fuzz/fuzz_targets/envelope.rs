//! Bytes from a carrier, and bytes that a hostile peer seals properly.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use seal::envelope::{Received, content_reads};
use seal::identity::Identity;
use seal::random::Randomness;

struct Fixed;

impl Randomness for Fixed {
    fn fill(&mut self, bytes: &mut [u8]) {
        bytes.fill(7);
    }
}

static IDENTITY: LazyLock<Option<Identity>> =
    LazyLock::new(|| Identity::generate("US".parse().ok()?, 1, &mut Fixed).ok());

fuzz_target!(|bytes: &[u8]| {
    if let (Ok(received), Some(identity)) = (Received::read(bytes), IDENTITY.as_ref()) {
        assert!(received.open(identity).is_err(), "nobody sealed these bytes");
    }
    let _ = content_reads(bytes);
});
