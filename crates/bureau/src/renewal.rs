//! Keys of bureaus that are exchanged: our own, once the directory lists the new ones; and those of others that were withdrawn,
//! because somebody else may have had them.

use std::sync::{Arc, PoisonError};

use case::bureau::BureauCode;
use case::id::{CaseId, MessageId, OfficerId};
use case::life::Case;
use jiff::Timestamp;
use journal::checkpoint::{Checkpoint, KeyExchange};
use journal::note::BadKey;
use journal::tree::Frontier;
use seal::digest::sha256;
use seal::directory::{Directory, WithdrawnKey};
use seal::identity::Identity;
use seal::note::{NoteFault, NoteSigner};

use crate::door::{Bureau, Inner, Writer, origin};
use crate::fault::DoorFault;
use crate::key_event::KeyEvent;

/// Keys of another bureau that were withdrawn, and what they signed here since somebody else may have had them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InDoubt {
    /// Whose keys.
    pub bureau: BureauCode,
    /// Which of its keys, by their serial.
    pub serial: u32,
    /// Since when somebody else may have had them.
    pub since: Timestamp,
    /// The cases in which they signed something since then, those that this officer may look at.
    pub cases: Vec<SignedInDoubt>,
}

/// A case in which withdrawn keys signed something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedInDoubt {
    /// The case.
    pub case: CaseId,
    /// Its reference.
    pub reference: String,
    /// When they last did.
    pub last: Timestamp,
}

impl Bureau {
    /// Takes a newer directory; it was verified. `renewed` are the bureau's own new keys, where this directory lists them.
    ///
    /// # Errors
    /// A [`DoorFault`] where that could not be recorded; it is in use all the same, since keys that were withdrawn must not
    /// wait for a disk.
    pub async fn take_directory(
        &self,
        directory: Directory,
        renewed: Option<Identity>,
    ) -> Result<(), DoorFault> {
        if let Some(renewed) = renewed.filter(|renewed| renewed.bureau() == self.me()) {
            *self.0.identity.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(renewed);
        }
        *self.0.directory.write().unwrap_or_else(PoisonError::into_inner) = directory;
        self.0.note_changes().await
    }

    /// Forgets the journal's former key once it has vouched for that of today; gives whether that one is in use.
    ///
    /// # Errors
    /// [`DoorFault::Keys`].
    pub async fn forget_former_journal_key(&self) -> Result<bool, DoorFault> {
        if !self.is_journal_key_in_use().await {
            return Ok(false);
        }
        let identity = self.0.identity();
        if identity.former_journal_key().is_some() {
            let alone =
                identity.without_former_journal().map_err(|fault| DoorFault::Keys(fault.to_string()))?;
            *self.0.identity.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(alone);
        }
        Ok(true)
    }

    /// Whether the journal's key of today signed the last checkpoint: a former one has then vouched for it, and is of no more use.
    pub async fn is_journal_key_in_use(&self) -> bool {
        let signed_by = self.0.writer.lock().await.signed_by;
        signed_by == Some(*self.0.identity().public().journal_key())
    }

    /// The keys that the directory says were withdrawn, and where they signed something here since.
    ///
    /// # Errors
    /// [`DoorFault::UnknownOfficer`].
    pub fn in_doubt(&self, officer: OfficerId) -> Result<Vec<InDoubt>, DoorFault> {
        let who = self.0.officer(officer)?;
        let withdrawn = self.0.directory().edition().withdrawn.clone();
        let book = self.0.book();
        let seen = self.0.seen_by(who, &book);
        let cases = |key: &WithdrawnKey| {
            let lines =
                book.lines.iter().filter(|(_, line)| line.other == key.bureau && seen.sees(line.sight));
            let signed = lines.filter_map(|(id, line)| {
                let (_, last) = *line.signed.iter().find(|(serial, _)| *serial == key.serial)?;
                let reference = line.reference.to_string();
                (last >= key.since).then_some(SignedInDoubt { case: *id, reference, last })
            });
            signed.collect()
        };
        let row = |key: WithdrawnKey| {
            let cases = cases(&key);
            InDoubt { bureau: key.bureau, serial: key.serial, since: key.since, cases }
        };
        Ok(withdrawn.into_iter().map(row).collect())
    }
}

impl Inner {
    /// The signed checkpoint of this tree. Where the last one was signed with another key than that of today, this one names both and
    /// both sign it, so that whoever knows the one is led to the other.
    pub(crate) fn signed_checkpoint(
        &self,
        writer: &Writer,
        identity: &Identity,
        tree: &Frontier,
    ) -> Result<String, DoorFault> {
        let failed = |fault: NoteFault| DoorFault::Keys(fault.to_string());
        let name = origin(self.me());
        let signer = NoteSigner::new(&name, identity).map_err(failed)?;
        let mut checkpoint = Checkpoint::of(&name, tree);
        let own = *signer.verifier().key();
        let Some(by) = writer.signed_by.filter(|by| *by != own) else {
            return signer.sign(&checkpoint.note_text()).map_err(failed);
        };
        let former = NoteSigner::former(&name, identity).map_err(failed)?;
        let former = former.filter(|former| *former.verifier().key() == by);
        let former =
            former.ok_or_else(|| DoorFault::Keys("the journal's former key is not here".to_owned()))?;
        let key = |signer: &NoteSigner<'_>| {
            signer.vkey().parse().map_err(|fault: BadKey| DoorFault::Keys(fault.to_string()))
        };
        checkpoint.exchange = Some(KeyExchange { former: key(&former)?, next: key(&signer)? });
        let text = checkpoint.note_text();
        let note = former.sign(&text).map_err(failed)?;
        Ok(format!("{note}{}", signer.signature_line(&text).map_err(failed)?))
    }

    /// What the register has yet to be told of the bureau's own keys; those with which it began need no word.
    pub(crate) fn renewed(&self) -> Option<KeyEvent> {
        let identity = self.identity();
        let (serial, fingerprint) = (identity.public().serial(), sha256(&identity.public().to_bytes()));
        let known = self.book().own_keys;
        let began = known.is_none() && serial == 1;
        (!began && known != Some((serial, fingerprint))).then_some(KeyEvent::Renewed { serial, fingerprint })
    }

    /// What the other bureau said in a case with keys that somebody else may have had by then, each with since when.
    pub(crate) fn said_in_doubt(&self, case: &Case) -> Vec<(MessageId, Timestamp)> {
        let directory = self.directory();
        let told = case.told.iter().filter(|told| told.from == *case.other());
        let in_doubt = told.filter_map(|told| {
            let since = directory.withdrawn_since(&told.from, told.key?)?;
            (told.at >= since).then_some((told.message, since))
        });
        in_doubt.collect()
    }
}
