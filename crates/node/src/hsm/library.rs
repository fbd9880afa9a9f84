//! The maker's library, loaded and initialised once for a process however many tokens it serves (section *General-purpose
//! functions*: `C_Initialize` is called once), and loaded anew when its device went away.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11};
use cryptoki::error::{Error, RvError};
use tokio::time::Instant;

use super::fault::HsmFault;

/// Shortest time between two attempts to load a library anew: whoever waits for a device does not wait on the library.
const RELOAD_PAUSE: Duration = Duration::from_secs(1);

/// A library.
pub(super) struct Library {
    path: PathBuf,
    state: RwLock<State>,
}

#[derive(Default)]
struct State {
    context: Option<Pkcs11>,
    /// How often it was loaded. Whatever the library gave out under an earlier number means nothing any more.
    generation: u64,
    loaded_at: Option<Instant>,
}

static LIBRARIES: Mutex<BTreeMap<PathBuf, Arc<Library>>> = Mutex::new(BTreeMap::new());

impl Library {
    /// The library at this path, the same one for the whole process.
    pub(super) fn at(path: &Path) -> Arc<Library> {
        let mut libraries = LIBRARIES.lock().unwrap_or_else(PoisonError::into_inner);
        let new = || Arc::new(Library { path: path.to_owned(), state: RwLock::default() });
        libraries.entry(path.to_owned()).or_insert_with(new).clone()
    }

    /// Works with the library. It is not loaded anew meanwhile, so that what it gave out stays good.
    pub(super) fn with<T>(
        &self,
        work: impl FnOnce(&Pkcs11, u64) -> Result<T, HsmFault>,
    ) -> Result<T, HsmFault> {
        {
            let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
            if let Some(context) = &state.context {
                return work(context, state.generation);
            }
        }
        self.reload(0)?;
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        match &state.context {
            Some(context) => work(context, state.generation),
            None => Err(HsmFault::Lost { why: "its library is being loaded".to_owned() }),
        }
    }

    /// Which loading is in use; 0 before the first.
    pub(super) fn generation(&self) -> u64 {
        self.state.read().unwrap_or_else(PoisonError::into_inner).generation
    }

    /// Loads it anew, unless somebody did since `generation`, or did so just now.
    pub(super) fn reload(&self, generation: u64) -> Result<(), HsmFault> {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        if state.context.is_some() && state.generation != generation {
            return Ok(());
        }
        if state.loaded_at.is_some_and(|at| at.elapsed() < RELOAD_PAUSE) {
            return Err(HsmFault::Lost { why: "it went away a moment ago".to_owned() });
        }
        state.loaded_at = Some(Instant::now());
        // Nobody works with it while this is held. Whether the old one ends well does not matter.
        if let Some(context) = state.context.take() {
            let _ = context.finalize();
        }
        let context = Pkcs11::new(&self.path).map_err(|error| self.unloadable(&error))?;
        match context.initialize(CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK)) {
            Ok(()) | Err(Error::Pkcs11(RvError::CryptokiAlreadyInitialized, _)) => {}
            // The library is there, and what it speaks to is not.
            Err(error) => return Err(HsmFault::Lost { why: error.to_string() }),
        }
        state.context = Some(context);
        state.generation += 1;
        Ok(())
    }

    fn unloadable(&self, error: &Error) -> HsmFault {
        HsmFault::Module { path: self.path.clone(), why: error.to_string() }
    }
}
