//! A directory from the network, and one that a faulty Secretariat signed.

#![no_main]

use std::sync::LazyLock;

use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;
use seal::directory::{SignedDirectory, edition_reads};
use seal::identity::{Identity, PublicIdentity};
use seal::random::Randomness;

struct Fixed;

impl Randomness for Fixed {
    fn fill(&mut self, bytes: &mut [u8]) {
        bytes.fill(7);
    }
}

static SECRETARIAT: LazyLock<Option<Identity>> =
    LazyLock::new(|| Identity::generate("GS".parse().ok()?, 1, &mut Fixed).ok());

fuzz_target!(|bytes: &[u8]| {
    if let (Ok(signed), Some(gs)) = (SignedDirectory::read(bytes), SECRETARIAT.as_ref()) {
        let _ = edition_reads(&signed);
        assert!(signed.verify(gs.public(), Timestamp::UNIX_EPOCH, 0).is_err(), "nobody signed these bytes");
        assert_eq!(signed.to_bytes(), bytes, "one directory has one form");
    }
    if let Ok(identity) = PublicIdentity::from_bytes(bytes) {
        assert_eq!(identity.to_bytes(), bytes, "one identity has one form");
    }
});
