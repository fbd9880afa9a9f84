//! Bytes from anywhere as the file `entries`: whatever can be read is written back as it was, and without a checkpoint
//! nothing is ever verified.
#![no_main]

use journal::entry::Header;
use journal::export::{ENTRIES_MAGIC, EntryReader, EntryWriter};
use journal::note::VerifierKey;
use journal::trust::Trust;
use journal::verify::verify;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let file = [ENTRIES_MAGIC.as_slice(), bytes].concat();
    let read = || EntryReader::new(file.as_slice()).expect("the file begins as it should");

    let mut writer = EntryWriter::new(Vec::new()).expect("a vector takes everything");
    for entry in read() {
        let Ok(entry) = entry else { break };
        let Ok(header) = Header::from_bytes(&entry.header) else { break };
        assert_eq!(header.to_bytes(), entry.header);
        writer.write(&header, entry.body.as_deref()).expect("what was read can be written");
    }
    assert!(file.starts_with(&writer.finish().expect("a vector takes everything")));

    let key = VerifierKey::new("fuzz.example", [0; 32]).expect("a good name");
    let trust = Trust::in_key(&key, &|_, _, _| true);
    let report = verify(read(), std::iter::empty(), &trust);
    assert!(!report.is_verified() && report.proven == 0);
    let _ = (report.to_string(), report.to_json());
});
