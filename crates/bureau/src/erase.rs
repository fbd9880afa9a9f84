//! Erasure: the key of a case is destroyed, with those of its source records. Its entries stay in the journal, which verifies as before, and nobody can open
//! them any more; the register says that it was erased, why, and at whose word.

use case::id::CaseId;
use case::life::Case;
use journal::entry::EntryKind;
use seal::rest::Body;

use crate::door::{Inner, Writer};
use crate::erased::ErasedCase;
use crate::fault::DoorFault;
use crate::register::{self, REGISTER, RegisterEvent};

impl Inner {
    /// Destroys the key of a case whose deletion the other bureau was told of; the register says so in the same moment.
    pub(crate) async fn erase(&self, writer: &mut Writer, id: CaseId, case: &Case) -> Result<(), DoorFault> {
        let Some(erased) = ErasedCase::of(id, case).filter(|_| case.is_to_be_erased()) else { return Ok(()) };
        let at = self.time_of_entry(writer);
        let event = RegisterEvent::Erased(erased);
        // The entry in the case itself says in clear, by its kind, why what stands before it cannot be opened.
        let mut erased = vec![id];
        erased.extend(self.book().sources.of_case(id).map(|row| CaseId::from_bytes(row.id.bytes())));
        let mut bodies: Vec<_> = erased.iter().map(|id| (*id, EntryKind::Erasure, Body::default())).collect();
        bodies.push((REGISTER, EntryKind::Register, register::write(at, &event)?.into()));
        self.book_mut().to_erase.insert(id);
        self.write_bodies(writer, at, bodies, erased).await?;
        self.book_mut().to_erase.remove(&id);
        self.registered(at, &event)
    }

    /// Erases what was told to be deleted and is still there, because the store or the node broke off.
    pub(crate) async fn finish_erasures(&self) -> Result<(), DoorFault> {
        let waiting: Vec<CaseId> = self.book().to_erase.iter().copied().collect();
        for id in waiting {
            let mut writer = self.take_pen().await?;
            // The store may have done it after all, and only its answer was lost.
            if !self.book().lines.contains_key(&id) {
                self.book_mut().to_erase.remove(&id);
                continue;
            }
            let case = self.load(id).await?;
            self.erase(&mut writer, id, &case).await?;
        }
        Ok(())
    }
}
