//! A directory from the network with the roots that lead to it, a root by itself, and what a faulty Secretariat signed.

#![no_main]

use std::sync::LazyLock;

use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;
use seal::directory::{SignedDirectory, edition_reads};
use seal::identity::{Identity, PublicIdentity};
use seal::random::Randomness;
use seal::root::{Root, SignedRoot};

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
        let _ = signed.proposal(&Root::of_one(gs.public()));
        assert!(signed.verify(&Root::of_one(gs.public()), Timestamp::UNIX_EPOCH, 0).is_err(), "nobody signed these bytes");
        assert_eq!(signed.to_bytes(), bytes, "one directory has one form");
    }
    if let (Ok(signed), Some(gs)) = (SignedRoot::read(bytes), SECRETARIAT.as_ref()) {
        let _ = signed.proposed();
        assert_eq!(signed.to_bytes(), bytes, "one root has one form");
        let known = Root::of_one(gs.public());
        assert!(known.follow(&[signed]).is_err(), "the root before did not sign these bytes");
    }
    if let Ok(identity) = PublicIdentity::from_bytes(bytes) {
        assert_eq!(identity.to_bytes(), bytes, "one identity has one form");
    }
});
