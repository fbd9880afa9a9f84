//! Sealed archives, such as backups: what opens is what was sealed, and nothing else is taken.

#![no_main]

use std::io::{Read, Write};

use libfuzzer_sys::fuzz_target;
use seal::archive::{ARCHIVE_MAGIC, ArchiveReader, ArchiveWriter};
use seal::keeper::MasterKey;
use seal::random::Randomness;

/// The same bytes each time: a repeated nonce harms nobody here.
struct Same;

impl Randomness for Same {
    fn fill(&mut self, bytes: &mut [u8]) {
        bytes.fill(7);
    }
}

fuzz_target!(|bytes: &[u8]| {
    let master = MasterKey::generate(&mut Same);
    let read = |archive: &[u8]| {
        let mut plain = Vec::new();
        ArchiveReader::new(archive, &master).ok()?.read_to_end(&mut plain).ok()?;
        Some(plain)
    };
    let _ = read(bytes);
    let _ = read(&[ARCHIVE_MAGIC.as_slice(), bytes].concat());
    // A whole archive of these bytes, and what follows its key exchanged for them.
    let mut writer = ArchiveWriter::new(Vec::new(), &master, Same).expect("memory takes it");
    writer.write_all(bytes).expect("memory takes it");
    let archive = writer.finish().expect("memory takes it");
    assert_eq!(read(&archive).as_deref(), Some(bytes));
    let head = archive.len() - bytes.len().min(archive.len());
    assert_eq!(read(&[&archive[..head], bytes].concat()).filter(|plain| plain != bytes), None);
});
