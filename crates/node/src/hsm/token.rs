//! A token and the sessions with it: opened as they are needed, lent to one caller at a time, found again when lost.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use cryptoki::context::Pkcs11;
use cryptoki::error::{Error, RvError};
use cryptoki::mechanism::MechanismType;
use cryptoki::object::ObjectHandle;
use cryptoki::session::{Session, UserType};
use cryptoki::slot::Slot;
use seal::keeper::MasterKeyId;

use super::HsmConfig;
use super::fault::HsmFault;
use super::library::Library;
use super::pin;

/// Sessions with a token at the same time. Devices give a process few; more callers wait.
pub(super) const SESSIONS_MAX: usize = 8;

/// A token of a hardware security module, by its label.
pub struct Token {
    label: String,
    /// The label of the master keys in it.
    pub(super) key_label: String,
    pin_file: PathBuf,
    library: Arc<Library>,
    sessions: Mutex<Sessions>,
    returned: Condvar,
}

#[derive(Default)]
struct Sessions {
    /// The loading of the library that everything here belongs to.
    generation: u64,
    slot: Option<Slot>,
    idle: Vec<Session>,
    lent: usize,
    /// Keys that were found, good in every session (section *Objects*).
    handles: BTreeMap<MasterKeyId, ObjectHandle>,
    /// The PIN that the token refused, by the time of its file.
    refused: Option<Option<SystemTime>>,
}

static TOKENS: Mutex<Vec<(HsmConfig, Arc<Token>)>> = Mutex::new(Vec::new());

impl Token {
    /// The token that a configuration names, the same one for the whole process: devices give few sessions, and count wrong
    /// PINs. Nothing is asked of it yet.
    #[must_use]
    pub fn of(config: &HsmConfig) -> Arc<Token> {
        let mut tokens = TOKENS.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, token)) = tokens.iter().find(|(known, _)| known == config) {
            return token.clone();
        }
        let token = Arc::new(Token {
            label: config.token.clone(),
            key_label: config.key.clone(),
            pin_file: config.pin_file.clone(),
            library: Library::at(&config.module),
            sessions: Mutex::default(),
            returned: Condvar::new(),
        });
        tokens.push((config.clone(), token.clone()));
        token
    }

    /// Works in a session of its own. Where the session or the device was lost, once more in a new one.
    pub(super) fn with<T>(&self, work: impl Fn(&Session) -> Result<T, HsmFault>) -> Result<T, HsmFault> {
        let generation = self.library.generation();
        match self.library.with(|context, generation| self.in_session(context, generation, &work)) {
            Err(fault) if fault.is_passing() => {
                // The same fault again says more than that the library was loaded a moment ago.
                if self.library.reload(generation).is_err() {
                    return Err(fault);
                }
                self.library.with(|context, generation| self.in_session(context, generation, &work))
            }
            done => done,
        }
    }

    fn in_session<T>(
        &self,
        context: &Pkcs11,
        generation: u64,
        work: impl Fn(&Session) -> Result<T, HsmFault>,
    ) -> Result<T, HsmFault> {
        let session = self.lend(context, generation)?;
        let done = work(&session);
        let mut sessions = self.sessions();
        sessions.lent = sessions.lent.saturating_sub(1);
        // One that failed is left behind; its handle means nothing once the library was loaded anew.
        if !matches!(&done, Err(HsmFault::Lost { .. })) && sessions.generation == generation {
            sessions.idle.push(session);
        }
        drop(sessions);
        self.returned.notify_one();
        done
    }

    /// An idle session, or a new one while there are few.
    fn lend(&self, context: &Pkcs11, generation: u64) -> Result<Session, HsmFault> {
        let mut sessions = self.sessions();
        while sessions.lent >= SESSIONS_MAX {
            sessions = self.returned.wait(sessions).unwrap_or_else(PoisonError::into_inner);
        }
        if sessions.generation != generation {
            let refused = sessions.refused;
            *sessions = Sessions { generation, lent: sessions.lent, refused, ..Sessions::default() };
        }
        let session = match sessions.idle.pop() {
            Some(session) => session,
            None => self.open(context, &mut sessions)?,
        };
        sessions.lent += 1;
        Ok(session)
    }

    /// A new session, logged in. Sessions are not closed one by one: with the last one the login would end.
    fn open(&self, context: &Pkcs11, sessions: &mut Sessions) -> Result<Session, HsmFault> {
        if let Some(slot) = sessions.slot {
            return Ok(context.open_rw_session_no_drop(slot)?);
        }
        let slot = self.slot(context)?;
        let session = context.open_rw_session_no_drop(slot)?;
        self.log_in(&session, sessions)?;
        sessions.slot = Some(slot);
        Ok(session)
    }

    fn slot(&self, context: &Pkcs11) -> Result<Slot, HsmFault> {
        for slot in context.get_slots_with_initialized_token()? {
            if context.get_token_info(slot).is_ok_and(|token| token.label() == self.label) {
                let does_gcm = context.get_mechanism_list(slot)?.contains(&MechanismType::AES_GCM);
                return if does_gcm { Ok(slot) } else { Err(HsmFault::Mechanism) };
            }
        }
        Err(HsmFault::Token { label: self.label.clone() })
    }

    /// Logs in for all sessions with this token (section *Session management*: `C_Login`).
    fn log_in(&self, session: &Session, sessions: &mut Sessions) -> Result<(), HsmFault> {
        let pin = pin::read(&self.pin_file)?;
        if sessions.refused == Some(pin.changed) {
            return Err(HsmFault::PinWrong);
        }
        match session.login(UserType::User, Some(&pin.pin)) {
            Ok(()) | Err(Error::Pkcs11(RvError::UserAlreadyLoggedIn, _)) => Ok(()),
            Err(error) => {
                let fault = HsmFault::from(error);
                if fault == HsmFault::PinWrong {
                    sessions.refused = Some(pin.changed);
                }
                Err(fault)
            }
        }
    }

    /// The handle of a key, as it was found before.
    pub(super) fn handle(&self, id: MasterKeyId) -> Option<ObjectHandle> {
        self.sessions().handles.get(&id).copied()
    }

    /// Remembers where a key was found.
    pub(super) fn found(&self, id: MasterKeyId, handle: ObjectHandle) {
        self.sessions().handles.insert(id, handle);
    }

    /// Forgets where a key was found.
    pub(super) fn forget(&self, id: MasterKeyId) {
        self.sessions().handles.remove(&id);
    }

    fn sessions(&self) -> MutexGuard<'_, Sessions> {
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
