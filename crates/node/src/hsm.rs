//! A master key in a hardware security module, reached by PKCS#11 (OASIS, *PKCS #11 Specification Version 3.1*; what is used
//! stands in version 2.40 alike).
//!
//! Why it is here and not in `seal`: nothing is encrypted by this process. A driver is loaded, a PIN is read from a file, and
//! a device is asked, as a database is asked by [`crate::store`]: effects, which `seal` has none of. `seal` says what a keeper
//! of keys is ([`seal::keeper::KeyKeeper`]) and what a wrapped secret is bound to ([`seal::keeper::binding`]); the master key
//! is made in the token, never leaves it, and never lies in this process. What it recovers passes through as a
//! [`seal::secret::Secret`].
//!
//! A secret is wrapped by `C_Encrypt` with `CKM_AES_GCM` (section *AES-GCM and AES-CCM*) and not by `C_WrapKey`: it is this
//! process's secret and no object of the token, and AES-GCM binds it to its purpose, which AES key wrapping cannot.

mod key;
mod token;
mod library;
mod pin;
mod fault;

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

pub use fault::HsmFault;
pub use key::{HsmKey, keys, make_key, remove_key};
pub use token::Token;

/// Where a master key lies in a token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HsmConfig {
    /// The maker's PKCS#11 library.
    pub module: PathBuf,
    /// The label of the token.
    pub token: String,
    /// The label of the key; after a rotation several keys bear it, told apart by their `CKA_ID`.
    #[serde(default = "key_label")]
    pub key: String,
    /// The file with the user's PIN, which nobody else may read.
    pub pin_file: PathBuf,
}

fn key_label() -> String {
    "comity master key".to_owned()
}
