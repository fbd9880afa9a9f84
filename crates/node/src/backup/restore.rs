//! A data directory and a journal from a backup.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use bureau::ports::StoredEntry;
use journal::entry::Header;
use journal::export::{EntryReader, ExportedEntry, KEY_FILE};
use seal::keeper::KeyKeeper;

use super::verify::{Opened, Verified, shape};
use super::{BackupFault, LAW};
use crate::audit::{self, JournalKey};
use crate::copy::{CopyFault, Cutter, is_empty, pour};
use crate::home::{self, Home};
use crate::store::{NodeStore, Place};

/// Entries read at a time.
const ENTRIES_PER_PAGE: usize = 200;

/// Whether a data directory is new or empty.
///
/// # Errors
/// [`BackupFault::Taken`].
pub fn may_restore_into(home: &Home) -> Result<(), BackupFault> {
    let path = home.path();
    let is_free = home::is_new_or_empty(path).map_err(BackupFault::file(path))?;
    if is_free { Ok(()) } else { Err(BackupFault::Taken { path: path.to_owned() }) }
}

impl Verified {
    /// Restores the backup into a new data directory, its journal into `place` as far as it was asked for; and verifies what
    /// was written.
    ///
    /// # Errors
    /// [`BackupFault`]; there is no such directory then. A database is as empty as it was, but where the copy in it does not
    /// verify.
    pub async fn restore(
        &self,
        keeper: &dyn KeyKeeper,
        home: &Home,
        place: &Place,
    ) -> Result<(), BackupFault> {
        may_restore_into(home)?;
        let written = self.write(keeper, home, place).await;
        if written.is_err() {
            // It was new or empty.
            let _ = fs::remove_dir_all(home.path());
        }
        written
    }

    async fn write(&self, keeper: &dyn KeyKeeper, home: &Home, place: &Place) -> Result<(), BackupFault> {
        let _hold = home.hold()?;
        let target = place.open_to_fill().await?;
        is_empty(target.as_ref()).await?;
        let mut open = Opened::read(&self.file, keeper)?;
        let files = std::mem::take(&mut open.files);
        let (identity, others): (Vec<_>, Vec<_>) =
            files.into_iter().partition(|(name, _)| name == "identity");
        let law = home.file(LAW);
        fs::create_dir(&law).map_err(BackupFault::file(&law))?;
        others.iter().try_for_each(|(name, bytes)| home.write(name, bytes))?;
        if place.address.is_some() {
            home.write_empty_journal()?;
        }
        let key = JournalKey::read(&home.file(KEY_FILE))?;
        self.fill(open, target.clone()).await?;
        let report = audit::verify_store(key, target.clone(), Vec::new()).await?;
        target.close().await;
        let size = self.size();
        if size > 0 && !(report.is_verified() && report.proven == size) {
            return Err(BackupFault::Copy(CopyFault::Target(Box::new(report))));
        }
        identity.iter().try_for_each(|(name, bytes)| home.write(name, bytes))?;
        Ok(())
    }

    /// Writes the entries up to the end that was asked for into an empty store.
    async fn fill(&self, open: Opened, target: Arc<dyn NodeStore>) -> Result<(), BackupFault> {
        let Opened { checkpoints, mut keys, rest, .. } = open;
        keys.retain(|(case, _)| self.cases.contains(case));
        let notes = checkpoints.iter().map(ToString::to_string);
        let cutter = Cutter::new(notes.collect(), keys).map_err(CopyFault::from)?;
        let mut entries = EntryReader::new(rest).map_err(|_| unreadable(&self.file))?;
        let mut left = self.size();
        let next = async || {
            let count = ENTRIES_PER_PAGE.min(usize::try_from(left).unwrap_or(usize::MAX));
            left -= count as u64;
            let page: Vec<StoredEntry> = (0..count)
                .map(|_| stored(entries.next().and_then(Result::ok)).ok_or_else(|| unreadable(&self.file)))
                .collect::<Result<_, BackupFault>>()?;
            Ok((count > 0).then_some(page))
        };
        pour(next, cutter, target).await
    }

    fn size(&self) -> u64 {
        self.end.map_or(0, |end| end.size)
    }
}

fn stored(entry: Option<ExportedEntry>) -> Option<StoredEntry> {
    let ExportedEntry { header, body } = entry?;
    Some(StoredEntry { header: Header::from_bytes(&header).ok()?, body })
}

fn unreadable(file: &Path) -> BackupFault {
    shape(file, "an entry")
}
