//! Another master key: it is noted in the register, and the keys of cases are wrapped anew under it while the bureau works.

use case::id::CaseId;
use jiff::Timestamp;
use seal::keeper::{KeeperFault, MasterKeyId};
use seal::rest::CaseKey;
use seal::share::ShareSetId;

use crate::door::{Bureau, Inner};
use crate::fault::DoorFault;
use crate::key_event::{KeyEvent, SharesMade};
use crate::ports::Rewrapped;
use crate::register::RegisterEvent;

/// Keys that are wrapped anew together.
const KEYS_PER_BATCH: usize = 100;

/// A master key that was put in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MasterKeyInUse {
    /// Which; the keeper wraps with it.
    pub key: MasterKeyId,
    /// Where it lies: `file` or `hsm`.
    pub place: String,
    /// The account on the node's machine that put it in use.
    pub by: String,
    /// When.
    pub since: Timestamp,
}

impl Bureau {
    /// The master key that the register named last, and since when it is in use; none where it was never exchanged.
    #[must_use]
    pub fn master_key_noted(&self) -> Option<(MasterKeyId, Timestamp)> {
        self.0.book().master_key
    }

    /// Notes the master key in use, unless the register names it, and wraps the keys of cases anew that are under a former
    /// one. Broken off at any moment, what is done stays and the next call goes on.
    ///
    /// # Errors
    /// A [`DoorFault`]: the store, or the keys.
    pub async fn take_up_master_key(&self, in_use: &MasterKeyInUse) -> Result<(), DoorFault> {
        let MasterKeyInUse { key, place, by, since } = in_use.clone();
        // As the journal keeps times.
        let since = Timestamp::from_millisecond(since.as_millisecond()).unwrap_or(since);
        let mut writer = self.0.take_pen().await?;
        if self.master_key_noted() != Some((key, since)) {
            let event = RegisterEvent::Key(KeyEvent::InUse { key, place, by, since });
            self.0.note_in_register(&mut writer, &event).await?;
        }
        drop(writer);
        let cases = self.0.rewrap_all().await?;
        let mut writer = self.0.take_pen().await?;
        if self.0.book().rewrapped_under != Some(key) || cases > 0 {
            self.0
                .note_in_register(&mut writer, &RegisterEvent::Key(KeyEvent::Rewrapped { key, cases }))
                .await?;
        }
        Ok(())
    }

    /// Notes for whom shares of a master key were made, unless the register says so.
    ///
    /// # Errors
    /// A [`DoorFault`] of the store.
    pub async fn shares_made(&self, made: SharesMade) -> Result<(), DoorFault> {
        let mut writer = self.0.take_pen().await?;
        if self.shares_noted(made.set) {
            return Ok(());
        }
        self.0.note_in_register(&mut writer, &RegisterEvent::Key(KeyEvent::Shared(made))).await
    }

    /// Whether the register names this set of shares.
    #[must_use]
    pub fn shares_noted(&self, set: ShareSetId) -> bool {
        self.0.book().share_sets.contains(&set)
    }

    /// Notes that a former master key was destroyed, unless the register says so.
    ///
    /// # Errors
    /// A [`DoorFault`] of the store.
    pub async fn master_key_removed(
        &self,
        key: MasterKeyId,
        by: &str,
        at: Timestamp,
    ) -> Result<(), DoorFault> {
        let mut writer = self.0.take_pen().await?;
        if self.0.book().removed_master_keys.contains(&key) {
            return Ok(());
        }
        let event = RegisterEvent::Key(KeyEvent::Removed { key, by: by.to_owned(), at });
        self.0.note_in_register(&mut writer, &event).await
    }
}

impl Inner {
    /// Wraps anew until the store holds nothing under a former master key.
    async fn rewrap_all(&self) -> Result<u64, DoorFault> {
        let (mut done, mut left_before) = (0, usize::MAX);
        loop {
            // From the store and not from memory: what was written while nobody waited for it counts too.
            let mut left = self.store.keys().await?;
            left.retain(|(_, wrapped)| !self.keeper.is_current(wrapped));
            if left.is_empty() {
                return Ok(done);
            }
            if left.len() >= left_before {
                return Err(DoorFault::Keys("keys of cases stay under a former master key".to_owned()));
            }
            left_before = left.len();
            for part in left.chunks(KEYS_PER_BATCH) {
                self.rewrap(part).await?;
                done += u64::try_from(part.len()).unwrap_or(u64::MAX);
            }
        }
    }

    async fn rewrap(&self, part: &[(CaseId, Vec<u8>)]) -> Result<(), DoorFault> {
        let failed = |fault: KeeperFault| DoorFault::Keys(fault.to_string());
        let recovered = CaseKey::recover_all(self.keeper.as_ref(), part);
        let mut keys = Vec::with_capacity(part.len());
        for ((case, before), key) in part.iter().cloned().zip(recovered) {
            let key = key.map_err(failed)?;
            let after = key.wrap(self.keeper.as_ref(), case, &mut self.randomness()).map_err(failed)?;
            keys.push(Rewrapped { case, before, after });
        }
        // With the pen, so that memory and store agree on how each key is wrapped.
        let _writer = self.take_pen().await?;
        self.store.rewrap(keys.clone()).await?;
        let mut book = self.book_mut();
        for Rewrapped { case, before, after } in keys {
            if let Some(wrapped) = book.keys.get_mut(&case).filter(|wrapped| **wrapped == before) {
                *wrapped = after;
            }
        }
        Ok(())
    }
}
