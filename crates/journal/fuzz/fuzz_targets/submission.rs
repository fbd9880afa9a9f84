//! Bytes from anywhere as a body of `add-checkpoint` and as the answer of a witness: whatever can be read is written back as it
//! was, and a witness comes to a word on it.
#![no_main]

use journal::note::WitnessKey;
use journal::submission::{Submission, Uncosigned, read_cosignatures, read_size, write_size};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(submission) = Submission::read(bytes) {
        assert_eq!(submission.to_string().as_bytes(), bytes);
        let new = submission.checkpoint.checkpoint();
        // Nothing of another root ever follows on what was cosigned of the same size.
        let other = new.root.map(|byte| !byte);
        assert_eq!(submission.follows(Some((new.size, &other))), Err(Uncosigned::Forked));
        let _ = submission.follows(Some((submission.old, &new.root)));
        let _ = submission.follows(None);
        if let Ok(key) = WitnessKey::new("comity/FR", [7; 32]) {
            let _ = submission.checkpoint.cosigned_at(&key, &|_, _, _| true);
        }
    }
    if let Some(size) = read_size(bytes) {
        assert_eq!(write_size(size).as_bytes(), bytes);
    }
    if let Some(cosignatures) = read_cosignatures(bytes) {
        let lines: String = cosignatures.iter().map(|signature| format!("{signature}\n")).collect();
        assert_eq!(lines.as_bytes(), bytes);
    }
});
