//! The master keys of a data directory: in files, in a hardware security module, or some here and some there while one takes
//! another's place.
//!
//! Every key that is found opens what was wrapped under it. `master.toml` names the one that wraps; without it that is
//! `master.key`. So a rotation is one line written at once: before it everything is wrapped under the old key, after it
//! what is new goes under the new one, and what is old is wrapped anew until the old key is needed for nothing.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use jiff::Timestamp;
use seal::keeper::{KeeperFault, KeyKeeper, MasterKey, MasterKeyId, Wrapped};
use seal::random::Randomness;
use seal::ring::{KeyRing, RingKey};
use seal::secret::Secret;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{Home, HomeFault, MASTER_KEY_FILE, read_key};
use crate::digits::hex;
use crate::hsm::{self, HsmConfig, HsmKey, Token};
use crate::random::SystemRandomness;

/// Which master key wraps.
pub const MASTER_FILE: &str = "master.toml";

/// Where a master key lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyPlace {
    /// In a file of the data directory.
    File(String),
    /// In the hardware security module.
    Hsm,
}

impl KeyPlace {
    /// `file` or `hsm`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            KeyPlace::File(_) => "file",
            KeyPlace::Hsm => "hsm",
        }
    }
}

/// Where a new master key is to lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NewKey {
    /// In a file of the data directory.
    InFile,
    /// In the hardware security module.
    InHsm,
}

/// A master key that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundKey {
    /// Its identifier.
    pub id: MasterKeyId,
    /// Where it lies.
    pub place: KeyPlace,
}

/// The master key in use, as `master.toml` tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InUse {
    /// Which.
    pub id: MasterKeyId,
    /// Since when.
    pub since: Timestamp,
    /// The account on this machine that put it in use.
    pub by: String,
    /// The hardware security module with this key or former ones: a node that began without takes it up all the same.
    pub hsm: Option<HsmConfig>,
    /// The former ones that were destroyed: which, when, and by which account.
    pub removed: Vec<(MasterKeyId, Timestamp, String)>,
}

/// `master.toml`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    current: String,
    since: String,
    by: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    hsm: Option<HsmConfig>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    removed: Vec<WrittenRemoval>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenRemoval {
    key: String,
    at: String,
    by: String,
}

impl InUse {
    fn read(text: &str) -> Option<Self> {
        let Written { current, since, by, hsm, removed } = toml::from_str(text).ok()?;
        let removed = removed
            .into_iter()
            .map(|WrittenRemoval { key, at, by }| Some((key.parse().ok()?, at.parse().ok()?, by)))
            .collect::<Option<_>>()?;
        Some(Self { id: current.parse().ok()?, since: since.parse().ok()?, by, hsm, removed })
    }

    fn write(&self) -> Result<String, toml::ser::Error> {
        let removed = self.removed.iter().map(|(key, at, by)| WrittenRemoval {
            key: key.to_string(),
            at: at.to_string(),
            by: by.clone(),
        });
        let (current, since) = (self.id.to_string(), self.since.to_string());
        let (by, hsm) = (self.by.clone(), self.hsm.clone());
        toml::to_string(&Written { current, since, by, hsm, removed: removed.collect() })
    }
}

/// The master keys of a data directory, open. What is wrapped meanwhile goes under the one in use when the wrapping began.
pub struct Master {
    home: Home,
    open: RwLock<Arc<Open>>,
}

struct Open {
    ring: KeyRing,
    found: Vec<FoundKey>,
}

impl Master {
    /// The key that wraps.
    #[must_use]
    pub fn current(&self) -> MasterKeyId {
        self.open().ring.current()
    }

    /// Every key that is open.
    #[must_use]
    pub fn found(&self) -> Vec<FoundKey> {
        self.open().found.clone()
    }

    /// Where the key that wraps lies.
    #[must_use]
    pub fn place(&self) -> Option<KeyPlace> {
        let open = self.open();
        open.found.iter().find(|key| key.id == open.ring.current()).map(|key| key.place.clone())
    }

    /// Takes up the key that the data directory names now, and the others that are there.
    ///
    /// # Errors
    /// [`HomeFault`]; the keys stay as they were.
    pub fn look_again(&self) -> Result<(), HomeFault> {
        let open = self.home.open_keys()?;
        *self.open.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(open);
        Ok(())
    }

    /// Whether the key that wraps serves now.
    ///
    /// # Errors
    /// [`KeeperFault`].
    pub fn probe(&self) -> Result<(), KeeperFault> {
        let wrapped = self.wrap(b"probe", &[0], &mut SystemRandomness)?;
        self.recover(b"probe", &wrapped).map(|_| ())
    }

    fn open(&self) -> Arc<Open> {
        self.open.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl KeyKeeper for Master {
    fn wrap(
        &self,
        purpose: &[u8],
        secret: &[u8],
        randomness: &mut dyn Randomness,
    ) -> Result<Vec<u8>, KeeperFault> {
        self.open().ring.wrap(purpose, secret, randomness)
    }

    fn recover(&self, purpose: &[u8], wrapped: &[u8]) -> Result<Secret, KeeperFault> {
        self.open().ring.recover(purpose, wrapped)
    }

    fn recover_all(&self, wrapped: &[Wrapped]) -> Vec<Result<Secret, KeeperFault>> {
        self.open().ring.recover_all(wrapped)
    }

    fn is_current(&self, wrapped: &[u8]) -> bool {
        self.open().ring.is_current(wrapped)
    }
}

impl Home {
    /// The master keys here, open.
    ///
    /// # Errors
    /// [`HomeFault::NoMasterKey`] where the one in use is nowhere; any other as the file system or the device say.
    pub fn master(&self) -> Result<Master, HomeFault> {
        Ok(Master { home: self.clone(), open: RwLock::new(Arc::new(self.open_keys()?)) })
    }

    /// The master key in use, as it was put in use; none where that is the first one in its file.
    ///
    /// # Errors
    /// [`HomeFault`] where `master.toml` cannot be read.
    pub fn master_in_use(&self) -> Result<Option<InUse>, HomeFault> {
        let bytes = match self.read(MASTER_FILE) {
            Err(HomeFault::File { error, .. }) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            read => read?,
        };
        let why = "a key's identifier, a time and an account are expected".to_owned();
        let bad = || HomeFault::Key { path: self.file(MASTER_FILE), why };
        str::from_utf8(&bytes).ok().and_then(InUse::read).ok_or_else(bad).map(Some)
    }

    fn write_in_use(&self, in_use: &InUse) -> Result<(), HomeFault> {
        let bad = |why: String| HomeFault::Key { path: self.file(MASTER_FILE), why };
        self.write(MASTER_FILE, in_use.write().map_err(|error| bad(error.to_string()))?.as_bytes())
    }

    pub(super) fn has_master_key(&self) -> bool {
        self.file(MASTER_KEY_FILE).exists() || self.file(MASTER_FILE).exists()
    }

    /// The first master key: in the module that the configuration names, else in its file.
    pub(super) fn first_master_key(&self) -> Result<Master, HomeFault> {
        if self.hsm.is_some() {
            self.rotate_master(NewKey::InHsm, "comity init")?;
        } else {
            self.write_master_key(MASTER_KEY_FILE, &MasterKey::generate(&mut SystemRandomness))?;
        }
        self.master()
    }

    /// Makes a new master key and puts it in use. What is wrapped under another one stays so until a node wraps it anew.
    ///
    /// # Errors
    /// [`HomeFault`]; the key in use stays as it was.
    pub fn rotate_master(&self, to: NewKey, by: &str) -> Result<MasterKeyId, HomeFault> {
        let id = match (to, &self.hsm) {
            (NewKey::InHsm, Some(hsm)) => hsm::make_key(&Token::of(hsm), &mut SystemRandomness)?,
            (NewKey::InHsm, None) => {
                let why = "it names no HSM; write [hsm] with `module`, `token` and `pin_file`".to_owned();
                return Err(HomeFault::Key { path: self.config_file(), why });
            }
            (NewKey::InFile, _) => {
                let key = MasterKey::generate(&mut SystemRandomness);
                let id = id_of(&self.file(MASTER_KEY_FILE), &key)?;
                self.write_master_key(&format!("master-{id}.key"), &key)?;
                id
            }
        };
        let before = self.master_in_use()?;
        let (noted, removed) = before.map(|before| (before.hsm, before.removed)).unwrap_or_default();
        let hsm = self.hsm.clone().or(noted);
        self.write_in_use(&InUse { id, since: Timestamp::now(), by: by.to_owned(), hsm, removed })?;
        Ok(id)
    }

    /// Removes a master key for good, from where it lies. Whoever calls has seen that nothing here is wrapped under it.
    ///
    /// # Errors
    /// [`HomeFault`].
    pub fn remove_master(&self, key: &FoundKey, by: &str) -> Result<(), HomeFault> {
        let missing = || HomeFault::NoMasterKey { id: key.id, path: self.path.clone() };
        let mut in_use = self.master_in_use()?.ok_or_else(missing)?;
        in_use.removed.push((key.id, Timestamp::now(), by.to_owned()));
        self.write_in_use(&in_use)?;
        if let KeyPlace::File(name) = &key.place {
            let path = self.file(name);
            return fs::remove_file(&path).map_err(|error| HomeFault::File { path, error });
        }
        let token = Token::of(self.hsm.as_ref().or(in_use.hsm.as_ref()).ok_or_else(missing)?);
        hsm::remove_key(&token, key.id)?;
        if hsm::keys(&token)?.is_empty() {
            in_use.hsm = None;
            self.write_in_use(&in_use)?;
        }
        Ok(())
    }

    /// Stores a master key in a file here.
    ///
    /// # Errors
    /// [`HomeFault::File`].
    pub fn write_master_key(&self, name: &str, master: &MasterKey) -> Result<(), HomeFault> {
        self.write(name, Zeroizing::new(hex(master.to_secret().expose())).as_bytes())
    }

    /// Finds every master key, and puts the one in use first.
    fn open_keys(&self) -> Result<Open, HomeFault> {
        let in_use = self.master_in_use()?;
        let (mut keys, mut found) = self.keys_in_files()?;
        // The configuration goes before what was noted when the key was put in use.
        let noted = in_use.as_ref().and_then(|in_use| in_use.hsm.as_ref());
        if let Some(hsm) = self.hsm.as_ref().or(noted) {
            let token = Token::of(hsm);
            let in_token = match hsm::keys(&token) {
                // One that the configuration does not name any more may be gone for good.
                Err(fault) if self.hsm.is_none() => {
                    tracing::warn!(%fault, "the HSM that former master keys may lie in does not serve");
                    Vec::new()
                }
                in_token => in_token?,
            };
            for id in in_token {
                keys.push((id, Box::new(HsmKey::new(token.clone(), id))));
                found.push(FoundKey { id, place: KeyPlace::Hsm });
            }
        }
        let wanted = match &in_use {
            Some(in_use) => in_use.id,
            None => {
                let first = self.file(MASTER_KEY_FILE);
                id_of(&first, &read_key(&first)?)?
            }
        };
        let place = keys.iter().position(|(id, _)| *id == wanted);
        let missing = || HomeFault::NoMasterKey { id: wanted, path: self.path.clone() };
        let current = keys.swap_remove(place.ok_or_else(missing)?);
        keys.retain(|(id, _)| *id != wanted);
        Ok(Open { ring: KeyRing::new(current, keys), found })
    }

    fn keys_in_files(&self) -> Result<(Vec<RingKey>, Vec<FoundKey>), HomeFault> {
        let (mut keys, mut found): (Vec<RingKey>, Vec<FoundKey>) = Default::default();
        for name in self.master_key_files()? {
            let file = self.file(&name);
            let key = read_key(&file)?;
            let id = id_of(&file, &key)?;
            keys.push((id, Box::new(key)));
            found.push(FoundKey { id, place: KeyPlace::File(name) });
        }
        Ok((keys, found))
    }

    /// The names of the files with master keys here, in order.
    ///
    /// # Errors
    /// [`HomeFault::File`].
    pub fn master_key_files(&self) -> Result<Vec<String>, HomeFault> {
        let listed = fs::read_dir(&self.path);
        let listed = listed.map_err(|error| HomeFault::File { path: self.path.clone(), error })?;
        let names = listed.filter_map(Result::ok).filter_map(|item| item.file_name().into_string().ok());
        let mut names: Vec<String> = names.filter(|name| is_master_key_file(name)).collect();
        names.sort();
        Ok(names)
    }
}

/// The identifier of a master key that lies in a file.
fn id_of(file: &Path, key: &MasterKey) -> Result<MasterKeyId, HomeFault> {
    let why = "its identifier cannot be derived".to_owned();
    key.id().ok_or_else(|| HomeFault::Key { path: file.to_owned(), why })
}

/// Whether a file of a data directory holds a master key.
#[must_use]
pub fn is_master_key_file(name: &str) -> bool {
    name == MASTER_KEY_FILE || (name.starts_with("master-") && name.ends_with(".key"))
}

/// A ring of keys in files that lie anywhere, the first of which wraps, and of those in a module; none of no keys.
///
/// # Errors
/// [`HomeFault`].
pub fn ring_of(files: &[PathBuf], hsm: Option<&HsmConfig>) -> Result<Option<KeyRing>, HomeFault> {
    let mut keys: Vec<RingKey> = Vec::new();
    for file in files {
        let key = read_key(file)?;
        keys.push((id_of(file, &key)?, Box::new(key)));
    }
    if let Some(hsm) = hsm {
        let token = Token::of(hsm);
        let found = hsm::keys(&token)?;
        keys.extend(
            found.into_iter().map(|id| -> RingKey { (id, Box::new(HsmKey::new(token.clone(), id))) }),
        );
    }
    let mut keys = keys.into_iter();
    Ok(keys.next().map(|first| KeyRing::new(first, keys.collect())))
}
