//! Checkpoints and verifier keys of other bureaus' journals.

#![no_main]

use libfuzzer_sys::fuzz_target;
use seal::note::NoteVerifier;

const VKEY: &str = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

fuzz_target!(|text: &str| {
    if let Ok(verifier) = NoteVerifier::parse(text) {
        assert_eq!(verifier.vkey(), text, "one key has one form");
    }
    if let Ok(verifier) = NoteVerifier::parse(VKEY) {
        let _ = verifier.verify(text);
        let _ = verifier.cosigned_at("comity/FR\n1\nAAAA\n", text);
    }
});
