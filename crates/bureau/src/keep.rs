//! The key under which an officer's browser keeps what was typed on a case and is not saved yet.

use case::id::{CaseId, OfficerId};
use seal::rest::DERIVED_KEY_BYTES;

use crate::door::Bureau;
use crate::fault::DoorFault;

impl Bureau {
    /// The key of one officer for one case, made from the case's own key: when that is destroyed, what a browser still
    /// keeps cannot be read by anybody. It opens nothing of the journal.
    ///
    /// # Errors
    /// A [`DoorFault`]; a case that may not be seen is answered as one that does not exist.
    pub fn keep_key(&self, officer: OfficerId, id: CaseId) -> Result<[u8; DERIVED_KEY_BYTES], DoorFault> {
        let who = self.0.officer(officer)?;
        if !self.0.sees(who, id) {
            return Err(DoorFault::NoSuchCase);
        }
        let key = self.0.key(id)?.derive("text kept in a browser", &officer.bytes());
        key.ok_or_else(|| DoorFault::Keys("no key could be derived".to_owned()))
    }
}
