//! Which copies of the journal were made on this machine, in `copies.toml`: written down before a copy is begun, and told to the
//! journal by the node.

use std::fs::{File, OpenOptions};
use std::io;

use bureau::{Copied, CopyKind};
use case::id::CopyId;
use jiff::Timestamp;
use seal::random::Randomness;
use serde::{Deserialize, Serialize};

use super::{Home, HomeFault};
use crate::random::SystemRandomness;

/// Where they are listed.
pub const COPIES_FILE: &str = "copies.toml";
/// Most copies that stay listed; the journal tells of those before.
const COPIES_LISTED_MAX: usize = 500;

/// `copies.toml`.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    copy: Vec<WrittenCopy>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenCopy {
    id: String,
    kind: String,
    by: String,
    at: String,
}

impl WrittenCopy {
    fn read(self) -> Option<Copied> {
        let (id, kind) = (self.id.parse().ok()?, CopyKind::parse(&self.kind)?);
        Some(Copied { id, kind, by: self.by, at: self.at.parse().ok()? })
    }

    fn of(copied: &Copied) -> Self {
        let Copied { id, kind, by, at } = copied;
        Self { id: id.to_string(), kind: kind.code().to_owned(), by: by.clone(), at: at.to_string() }
    }
}

impl Home {
    /// The copies that were begun here, the oldest first.
    ///
    /// # Errors
    /// [`HomeFault`] where `copies.toml` cannot be read.
    pub fn copies(&self) -> Result<Vec<Copied>, HomeFault> {
        let bytes = match self.read(COPIES_FILE) {
            Err(HomeFault::File { error, .. }) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(Vec::new());
            }
            read => read?,
        };
        let why = "copies of the journal are expected, as `comity backup` lists them; move the file away"
            .to_owned();
        let written: Option<Written> = str::from_utf8(&bytes).ok().and_then(|text| toml::from_str(text).ok());
        let copies = written.and_then(|written| written.copy.into_iter().map(WrittenCopy::read).collect());
        copies.ok_or_else(|| HomeFault::Key { path: self.file(COPIES_FILE), why })
    }

    /// Lists a copy that is about to be made.
    ///
    /// # Errors
    /// [`HomeFault`]; no copy is made that is not listed.
    pub fn add_copy(&self, kind: CopyKind, by: &str) -> Result<(), HomeFault> {
        // Two commands at once would lose one of the two.
        let _one_at_a_time = self.lock_copies()?;
        let mut id = [0; 16];
        SystemRandomness.fill(&mut id);
        let copied = Copied { id: CopyId::from_bytes(id), kind, by: by.to_owned(), at: Timestamp::now() };
        let known = self.copies()?;
        let kept = known.len().saturating_sub(COPIES_LISTED_MAX - 1);
        let copy = known.iter().skip(kept).chain([&copied]).map(WrittenCopy::of).collect();
        let bad =
            |error: toml::ser::Error| HomeFault::Key { path: self.file(COPIES_FILE), why: error.to_string() };
        self.write(COPIES_FILE, toml::to_string(&Written { copy }).map_err(bad)?.as_bytes())
    }

    fn lock_copies(&self) -> Result<File, HomeFault> {
        let path = self.file("copies.lock");
        let lock = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
        let locked = lock.and_then(|lock| lock.lock().map(|()| lock));
        locked.map_err(|error| HomeFault::File { path, error })
    }
}
