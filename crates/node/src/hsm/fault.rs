//! Why a hardware security module does not serve, with a stable code and what to do.

use std::path::PathBuf;

use cryptoki::error::{Error, RvError};
use seal::keeper::{KeeperFault, MasterKeyId};

/// Why a hardware security module does not serve.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HsmFault {
    /// The library cannot be loaded.
    #[error("{}: the PKCS#11 library cannot be loaded: {why}; see `module` in [hsm]", path.display())]
    Module {
        /// Which.
        path: PathBuf,
        /// Why.
        why: String,
    },
    /// No slot holds such a token.
    #[error(
        "no token `{label}` is in any slot of the HSM; see `token` in [hsm], and that the HSM is connected"
    )]
    Token {
        /// Its label.
        label: String,
    },
    /// The file with the PIN cannot be used.
    #[error("{}: {why}; see `pin_file` in [hsm]", path.display())]
    PinFile {
        /// Which.
        path: PathBuf,
        /// Why.
        why: String,
    },
    /// The token refuses the PIN. It is not tried again before the file changes: a token locks itself after some attempts.
    #[error("the token refuses the PIN; put the right one into the file that `pin_file` in [hsm] names")]
    PinWrong,
    /// The token has locked the PIN.
    #[error("the token has locked the PIN after too many wrong ones; its security officer unlocks it")]
    PinLocked,
    /// The key is not in the token.
    #[error(
        "master key {id} is not in the token; bring the token back from its backup, or see `token` and `key` in [hsm]"
    )]
    Key {
        /// Which.
        id: MasterKeyId,
    },
    /// A key under this label does not serve as a master key.
    #[error(
        "a key `{label}` in the token {why}; make one with `comity keys rotate-master`, or name another in `key`"
    )]
    Unfit {
        /// Its label.
        label: String,
        /// Why.
        why: &'static str,
    },
    /// The token does not do AES-GCM.
    #[error("the token does not encrypt with AES-GCM (CKM_AES_GCM); it cannot keep a master key")]
    Mechanism,
    /// The session or the device is gone. It is looked for again at the next use.
    #[error("the HSM does not answer ({why}); see that it is connected: the node finds it again by itself")]
    Lost {
        /// What it said.
        why: String,
    },
    /// The token answered with a fault of its own.
    #[error("the HSM refused: {why}")]
    Refused {
        /// What it said.
        why: String,
    },
    /// What was to be recovered was altered, or was wrapped for something else.
    #[error("the wrapped secret does not open with this master key for this purpose")]
    Altered,
}

impl HsmFault {
    /// A stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            HsmFault::Module { .. } => "hsm-module",
            HsmFault::Token { .. } => "hsm-token",
            HsmFault::PinFile { .. } => "hsm-pin-file",
            HsmFault::PinWrong => "hsm-pin-wrong",
            HsmFault::PinLocked => "hsm-pin-locked",
            HsmFault::Key { .. } => "hsm-key",
            HsmFault::Unfit { .. } => "hsm-key-unfit",
            HsmFault::Mechanism => "hsm-mechanism",
            HsmFault::Lost { .. } => "hsm-lost",
            HsmFault::Refused { .. } => "hsm-refused",
            HsmFault::Altered => "hsm-altered",
        }
    }

    /// Whether a new session, or a newly loaded library, may help.
    pub(super) fn is_passing(&self) -> bool {
        matches!(self, HsmFault::Lost { .. } | HsmFault::Token { .. } | HsmFault::Key { .. })
    }
}

impl From<HsmFault> for KeeperFault {
    fn from(fault: HsmFault) -> Self {
        match fault {
            HsmFault::Altered => KeeperFault::CannotRecover,
            HsmFault::Key { id } => KeeperFault::NotHere(id),
            fault => KeeperFault::Unavailable { code: fault.code() },
        }
    }
}

/// What the library's answer means (section *Function return values*).
impl From<Error> for HsmFault {
    fn from(error: Error) -> Self {
        let Error::Pkcs11(answer, _) = &error else {
            return HsmFault::Refused { why: error.to_string() };
        };
        let why = error.to_string();
        match answer {
            RvError::PinIncorrect | RvError::PinInvalid | RvError::PinLenRange => HsmFault::PinWrong,
            RvError::PinLocked => HsmFault::PinLocked,
            RvError::MechanismInvalid => HsmFault::Mechanism,
            RvError::EncryptedDataInvalid | RvError::EncryptedDataLenRange => HsmFault::Altered,
            RvError::SessionHandleInvalid
            | RvError::SessionClosed
            | RvError::TokenNotPresent
            | RvError::DeviceRemoved
            | RvError::DeviceError
            | RvError::UserNotLoggedIn
            | RvError::CryptokiNotInitialized
            | RvError::KeyHandleInvalid
            | RvError::ObjectHandleInvalid
            | RvError::SlotIdInvalid
            | RvError::TokenNotRecognized
            | RvError::GeneralError
            | RvError::FunctionFailed
            | RvError::OperationActive
            | RvError::OperationNotInitialized => HsmFault::Lost { why },
            _ => HsmFault::Refused { why },
        }
    }
}
