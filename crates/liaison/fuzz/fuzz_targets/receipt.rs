//! A receipt from a peer bureau that never gave one.

#![no_main]

use std::sync::LazyLock;

use case::id::MessageId;
use liaison::receipt;
use libfuzzer_sys::fuzz_target;
use seal::identity::Identity;
use seal::random::Randomness;

struct Fixed;

impl Randomness for Fixed {
    fn fill(&mut self, bytes: &mut [u8]) {
        bytes.fill(7);
    }
}

static SIGNER: LazyLock<Option<Identity>> =
    LazyLock::new(|| Identity::generate("US".parse().ok()?, 1, &mut Fixed).ok());

fuzz_target!(|bytes: &[u8]| {
    if let Some(signer) = SIGNER.as_ref() {
        let message = MessageId::from_bytes([1; 16]);
        let envelope = b"another envelope than in the seed";
        let verified = receipt::verify(bytes, signer.public(), message, [2; 32], envelope);
        assert!(verified.is_err(), "nobody signed this for this envelope");
    }
});
