//! An edition of the law from anywhere, and one that a faulty publisher signed.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use seal::identity::Identity;
use seal::law_edition::{LawEdition, SignedLaw};
use seal::random::Randomness;

struct Fixed;

impl Randomness for Fixed {
    fn fill(&mut self, bytes: &mut [u8]) {
        bytes.fill(7);
    }
}

static PUBLISHER: LazyLock<Option<Identity>> =
    LazyLock::new(|| Identity::generate("GS".parse().ok()?, 1, &mut Fixed).ok());

fuzz_target!(|bytes: &[u8]| {
    if let (Ok(signed), Some(publisher)) = (SignedLaw::read(bytes), PUBLISHER.as_ref()) {
        assert!(signed.verify_kept(publisher.public()).is_err(), "nobody signed these bytes");
        assert_eq!(signed.to_bytes(), bytes, "one edition has one form");
    }
    if let Ok(edition) = LawEdition::from_bytes(bytes) {
        assert_eq!(edition.to_bytes(), bytes, "one edition has one form");
    }
});
