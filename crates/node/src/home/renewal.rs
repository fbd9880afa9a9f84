//! The bureau's own keys in place of those it has: made on its machine, in use once the directory lists them.

use std::fs;
use std::io;

use case::bureau::BureauCode;
use seal::directory::Directory;
use seal::identity::{Identity, IdentityFault};
use seal::keeper::KeyKeeper;

use super::{Home, HomeFault, IDENTITY};
use crate::random::SystemRandomness;

/// The keys that wait for the directory.
pub const NEXT_IDENTITY: &str = "identity-next";

impl Home {
    /// The keys that wait for the directory, made now where there are none: with a serial above that of the keys here and above
    /// `known`, the highest that the directory tells of, so that none is given twice. The key that signs the journal stays, unless
    /// `journal_too`.
    ///
    /// # Errors
    /// [`HomeFault`].
    pub fn renew_identity(
        &self,
        keeper: &dyn KeyKeeper,
        bureau: &BureauCode,
        known: u32,
        journal_too: bool,
    ) -> Result<Identity, HomeFault> {
        let _turn = self.turn(IDENTITY)?;
        if let Some(waiting) = self.next_identity(keeper, bureau)? {
            return Ok(waiting);
        }
        let former = self.identity(keeper, bureau)?;
        if former.former_journal_key().is_some() {
            let why =
                "the journal has not gone on under its new key yet: start the node first, so that it does"
                    .to_owned();
            return Err(HomeFault::Key { path: self.file(IDENTITY), why });
        }
        let serial = former.public().serial().max(known).saturating_add(1);
        let next = former.renewed(serial, journal_too, &mut SystemRandomness);
        let next = next.map_err(|fault: IdentityFault| HomeFault::Key {
            path: self.file(NEXT_IDENTITY),
            why: fault.to_string(),
        })?;
        self.write_identity(NEXT_IDENTITY, keeper, &next)?;
        Ok(next)
    }

    /// The keys that wait for the directory.
    ///
    /// # Errors
    /// [`HomeFault`] where there are some that cannot be read.
    pub fn next_identity(
        &self,
        keeper: &dyn KeyKeeper,
        bureau: &BureauCode,
    ) -> Result<Option<Identity>, HomeFault> {
        let next = self.file(NEXT_IDENTITY);
        match next.try_exists() {
            Ok(true) => self.identity_in(NEXT_IDENTITY, keeper, bureau).map(Some),
            Ok(false) => Ok(None),
            Err(error) => Err(HomeFault::File { path: next, error }),
        }
    }

    /// Puts the keys that waited in the place of those before, which are destroyed, where this directory lists them; gives
    /// them. What was broken off is done again.
    ///
    /// # Errors
    /// [`HomeFault`]; the keys before are then still here, or the new ones.
    pub fn take_up_identity(
        &self,
        keeper: &dyn KeyKeeper,
        bureau: &BureauCode,
        directory: &Directory,
    ) -> Result<Option<Identity>, HomeFault> {
        let _turn = self.turn(IDENTITY)?;
        let Some(next) = self.next_identity(keeper, bureau)? else { return Ok(None) };
        if directory.find(bureau).is_none_or(|entry| entry.identity != *next.public()) {
            return Ok(None);
        }
        self.write_identity(IDENTITY, keeper, &next)?;
        let path = self.file(NEXT_IDENTITY);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(HomeFault::File { path, error }),
            _ => Ok(Some(next)),
        }
    }

    /// Once the journal goes on under its key of today: `journal.key` holds that one, and the former one is destroyed where it is
    /// still here. The checkpoint that names the new one is signed with both.
    ///
    /// # Errors
    /// [`HomeFault`]; the former one is then still here.
    pub fn settle_journal_key(&self, keeper: &dyn KeyKeeper, bureau: &BureauCode) -> Result<(), HomeFault> {
        let _turn = self.turn(IDENTITY)?;
        let identity = self.identity(keeper, bureau)?;
        self.write_journal_key(bureau, &identity)?;
        if identity.former_journal_key().is_none() {
            return Ok(());
        }
        let alone = identity.without_former_journal();
        let refused =
            |fault: IdentityFault| HomeFault::Key { path: self.file(IDENTITY), why: fault.to_string() };
        self.write_identity(IDENTITY, keeper, &alone.map_err(refused)?)
    }
}
