//! The last checkpoint in a file beside the database: a database that was cut, or came back from an old backup, does not
//! contain it.
//!
//! It is written after the commit and not synced, so it may lag behind the database and never leads. A power cut may leave
//! it unreadable; it then says nothing. Whoever may write here could cut both: against that, a checkpoint is kept
//! elsewhere and given to `comity journal verify --checkpoint`.

use std::fs::{File, OpenOptions};
use std::io::{self, Read};
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use journal::checkpoint::SignedCheckpoint;
use journal::note::NOTE_BYTES_MAX;

/// The file, open to be written.
#[derive(Debug)]
pub(super) struct Kept(File);

impl Kept {
    /// Opens or makes the file beside a database.
    pub(super) fn open(database: &Path) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        options.create(true).truncate(false).write(true).mode(0o600);
        Ok(Self(options.open(beside(database))?))
    }

    /// Keeps this checkpoint in place of the one before. In one write of less than a page, so that no kill leaves a part.
    pub(super) fn keep(&self, checkpoint: &str) {
        let length = u64::try_from(checkpoint.len()).unwrap_or(u64::MAX);
        let written = self.0.write_all_at(checkpoint.as_bytes(), 0).and_then(|()| self.0.set_len(length));
        if let Err(error) = written {
            tracing::warn!(%error, "the last checkpoint was not kept beside the journal");
        }
    }
}

/// The checkpoint that was kept beside a database; none where there is none, or where it cannot be read.
#[must_use]
pub fn kept_checkpoint(database: &Path) -> Option<SignedCheckpoint> {
    let limit = u64::try_from(NOTE_BYTES_MAX).unwrap_or(u64::MAX);
    let mut text = String::new();
    File::open(beside(database)).and_then(|file| file.take(limit).read_to_string(&mut text)).ok()?;
    text.parse().ok()
}

/// The file beside a database.
pub(super) fn beside(database: &Path) -> PathBuf {
    database.with_extension("checkpoint")
}
