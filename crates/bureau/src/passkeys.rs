//! With what officers sign in: the public parts of their passkeys, as the register tells of them. What is in one is for
//! whoever verifies its signatures; here it is bytes.

use std::collections::BTreeMap;

use case::id::{OfficerId, PasskeyId};
use jiff::Timestamp;

use crate::register::{RegisterEvent, Used};

/// A passkey of an officer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passkey {
    /// Which.
    pub id: PasskeyId,
    /// The name that its officer gave it.
    pub name: String,
    /// When it was added.
    pub added_at: Timestamp,
    /// When it was used last.
    pub used_at: Option<Timestamp>,
    /// Its public part, as it stands since it was used last.
    pub credential: Vec<u8>,
}

/// An administrator has said that an officer lost every passkey; another one has to say so too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recovery {
    /// The administrator.
    pub by: OfficerId,
    /// When.
    pub at: Timestamp,
}

/// The passkeys of all officers, each officer's in the order in which they were added.
#[derive(Debug, Default)]
pub(crate) struct Passkeys(BTreeMap<OfficerId, Vec<Passkey>>);

impl Passkeys {
    /// The passkeys of an officer.
    pub(crate) fn of(&self, officer: OfficerId) -> &[Passkey] {
        self.0.get(&officer).map_or(&[], Vec::as_slice)
    }

    /// Every passkey with its officer.
    pub(crate) fn all(&self) -> impl Iterator<Item = (OfficerId, &Passkey)> {
        self.0.iter().flat_map(|(officer, passkeys)| passkeys.iter().map(|passkey| (*officer, passkey)))
    }

    /// Takes note of what stands in the register.
    pub(crate) fn registered(&mut self, at: Timestamp, event: &RegisterEvent) {
        match event {
            RegisterEvent::PasskeyAdded { officer, passkey, name, credential, .. } => {
                let (id, name, credential) = (*passkey, name.clone(), credential.clone());
                let added = Passkey { id, name, added_at: at, used_at: None, credential };
                self.0.entry(*officer).or_default().push(added);
            }
            RegisterEvent::PasskeyRemoved { officer, passkey, .. } => {
                if let Some(passkeys) = self.0.get_mut(officer) {
                    passkeys.retain(|known| known.id != *passkey);
                }
            }
            RegisterEvent::SignedIn { officer, used: Some(Used { passkey, credential }), .. } => {
                let known = self.0.get_mut(officer).into_iter().flatten();
                for known in known.filter(|known| known.id == *passkey) {
                    known.used_at = Some(at);
                    known.credential.clone_from(credential);
                }
            }
            _ => {}
        }
    }
}
