//! The bureau's own sign-in provider (OpenID Connect), as the configuration names it.

mod line;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use case::id::OfficerId;
use desk::{NoProvider, Provider, ProviderSettings};
use serde::Deserialize;

pub use line::{BadAuthority, NodeLine};

use crate::private_file;

/// How long ago officers may have proven to the provider who they are, in minutes, where nothing is written: a shift.
const AGE_MINUTES: u32 = 8 * 60;

/// The provider, as `[openid]` of the configuration names it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProviderConfig {
    /// The provider's own name for itself, an address.
    pub issuer: String,
    /// The name under which this node is registered there.
    pub client: String,
    /// The file with its secret there, which nobody else may read; none where it was registered without one.
    pub secret_file: Option<PathBuf>,
    /// The authorities that vouch for the provider's certificate, in PEM; none for those that browsers believe.
    pub authority: Option<PathBuf>,
    /// The claim that names an officer; their `openid` is its value.
    #[serde(default = "subject")]
    pub claim: String,
    /// How strongly officers must have proven who they are: one of these (`acr`), where there are any.
    #[serde(default)]
    pub acr: Vec<String>,
    /// By what: one of these (`amr`), where there are any.
    #[serde(default)]
    pub amr: Vec<String>,
    /// How long ago, in minutes, when they sign in.
    #[serde(default = "age_minutes")]
    pub age_minutes_max: u32,
    /// Whether officers may sign in by passkey too.
    #[serde(default = "yes")]
    pub passkeys: bool,
}

fn subject() -> String {
    "sub".to_owned()
}

const fn age_minutes() -> u32 {
    AGE_MINUTES
}

const fn yes() -> bool {
    true
}

/// Why the provider of the configuration cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProviderFault {
    /// The settings name none.
    #[error("[openid]: {0}")]
    Settings(#[from] NoProvider),
    /// The secret cannot be read.
    #[error("[openid] secret_file {path}: {why}")]
    Secret {
        /// The file.
        path: String,
        /// Why not.
        why: String,
    },
    /// The authorities cannot be read.
    #[error("[openid] authority {0}")]
    Authority(#[from] BadAuthority),
}

impl ProviderConfig {
    /// What the desk needs to know, without the secret.
    #[must_use]
    pub fn settings(&self, address: &str, accounts: &BTreeMap<String, OfficerId>) -> ProviderSettings {
        ProviderSettings {
            issuer: self.issuer.clone(),
            client: self.client.clone(),
            secret: None,
            address: address.to_owned(),
            claim: self.claim.clone(),
            officers: accounts.clone(),
            acr: self.acr.clone(),
            amr: self.amr.clone(),
            age_seconds_max: self.age_minutes_max.saturating_mul(60),
        }
    }

    /// The provider, reached over the node's own line; files are named from the data directory.
    ///
    /// # Errors
    /// [`ProviderFault`].
    pub fn provider(
        &self,
        data: &Path,
        address: &str,
        accounts: &BTreeMap<String, OfficerId>,
    ) -> Result<Provider, ProviderFault> {
        let mut settings = self.settings(address, accounts);
        if let Some(file) = &self.secret_file {
            let path = data.join(file);
            let shown = path.display().to_string();
            let (secret, _) =
                private_file::first_line(&path).map_err(|why| ProviderFault::Secret { path: shown, why })?;
            settings.secret = Some(secret.as_str().to_owned());
        }
        let authority = self.authority.as_ref().map(|file| data.join(file));
        let line = NodeLine::new(authority.as_deref())?;
        Ok(Provider::new(settings, Arc::new(line))?)
    }
}
