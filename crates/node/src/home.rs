//! The data directory of a node: its keys, its directory of bureaus, its journal. One process holds it at a time.
//!
//! | file | what |
//! |---|---|
//! | `comity.toml` | the configuration |
//! | `master.key`, `master-….key` | master keys that lie in files, 64 hexadecimal digits each, readable by their owner only |
//! | `master.toml` | which master key wraps, once it was exchanged or lies in a hardware security module |
//! | `copies.toml` | copies of the journal that were made on this machine, until the journal tells of them |
//! | `shares.toml` | which shares of master keys were made and for whom; never what stands on a share |
//! | `identity` | the bureau's keys, wrapped by the master key |
//! | `identity-next` | the same: keys that come in their place once the directory lists them |
//! | `node.crt`, `node.key` | the TLS certificate (DER) and its key, wrapped by the master key |
//! | `secretariat` | who signs the directory: the General Secretariat's public identity, or the newest root |
//! | `directory` | the signed directory last accepted |
//! | `journal.db` | the journal, where no database holds it; made empty together with the keys, so that a node whose journal is gone does not begin another |
//! | `journal.checkpoint` | the last checkpoint, which the journal must contain at the next start |
//! | `journal.key` | the public key that verifies the journal's checkpoints |
//! | `law/` | the editions of the law that were taken, and the laws that programs carried here |
//! | `links/` | one-time words for enrolling a passkey, hashed |
//! | `lock` | held while a process works here |
//! | `directory.lock`, `identity.lock` | held while that file is read and written anew |

mod copies;
mod master;
mod renewal;
mod shares;

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use case::bureau::BureauCode;
use journal::export::KEY_FILE;
use seal::identity::{Identity, IdentityFault, PublicIdentity};
use seal::keeper::{KeeperFault, KeyKeeper, MasterKey, MasterKeyId};
use seal::note::NoteVerifier;
use seal::root::Root;
use seal::secret::Secret;
use zeroize::Zeroizing;

use crate::carrier::tls::{CertificateFault, NodeCertificate};
use crate::digits::unhex;
use crate::hsm::{HsmConfig, HsmFault};
use crate::random::SystemRandomness;

pub use copies::COPIES_FILE;
pub use master::{FoundKey, InUse, KeyPlace, MASTER_FILE, Master, NewKey, is_master_key_file, ring_of};
pub use renewal::NEXT_IDENTITY;
pub use shares::{KnownShares, SHARES_FILE, ShareHolder};

/// The first master key's file.
pub const MASTER_KEY_FILE: &str = "master.key";
/// The journal's file.
const JOURNAL: &str = "journal.db";
/// The bureau's keys.
const IDENTITY: &str = "identity";
/// What the key of the TLS certificate is wrapped for.
const CERTIFICATE_PURPOSE: &[u8] = b"node certificate";

/// Why a data directory cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum HomeFault {
    /// A file or directory failed.
    #[error("{}: {error}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// How.
        error: io::Error,
    },
    /// Another process works here.
    #[error("{}: another process works in this data directory; stop it first", path.display())]
    Held {
        /// The data directory.
        path: PathBuf,
    },
    /// Something is there already.
    #[error("{}: there is a node here already; nothing was changed", path.display())]
    Exists {
        /// The data directory.
        path: PathBuf,
    },
    /// A key file cannot be used.
    #[error("{}: {why}", path.display())]
    Key {
        /// Which.
        path: PathBuf,
        /// Why.
        why: String,
    },
    /// The certificate.
    #[error(transparent)]
    Certificate(#[from] CertificateFault),
    /// The hardware security module.
    #[error("{} ({})", .0, .0.code())]
    Hsm(#[from] HsmFault),
    /// The master key in use is nowhere to be found.
    #[error(
        "master key {id}, which is in use, is neither in {} nor in the HSM that the configuration names; bring it back \
         from where a copy is kept", path.display()
    )]
    NoMasterKey {
        /// Which.
        id: MasterKeyId,
        /// The data directory.
        path: PathBuf,
    },
}

/// The keys of a node.
pub struct Keys {
    /// The master keys.
    pub master: Arc<Master>,
    /// The bureau's identity.
    pub identity: Identity,
    /// The TLS certificate.
    pub certificate: NodeCertificate,
}

/// A data directory. Cloning gives another name for the same one.
#[derive(Debug, Clone)]
pub struct Home {
    path: PathBuf,
    hsm: Option<HsmConfig>,
}

/// A data directory, or a file in it, that nobody else works with; given back when dropped.
#[derive(Debug)]
pub struct Hold {
    _lock: File,
}

impl Home {
    /// The data directory at this path; nothing is read yet.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), hsm: None }
    }

    /// The same, with the hardware security module that its configuration names.
    #[must_use]
    pub fn with_hsm(self, hsm: Option<&HsmConfig>) -> Self {
        let here =
            |file: &Path| std::path::absolute(self.path.join(file)).unwrap_or_else(|_| self.path.join(file));
        let hsm = hsm.map(|hsm| HsmConfig { pin_file: here(&hsm.pin_file), ..hsm.clone() });
        Self { hsm, ..self }
    }

    /// A file in it.
    #[must_use]
    pub fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The configuration file.
    #[must_use]
    pub fn config_file(&self) -> PathBuf {
        self.file("comity.toml")
    }

    /// The journal.
    #[must_use]
    pub fn journal_file(&self) -> PathBuf {
        self.file(JOURNAL)
    }

    /// Whether a node was set up here.
    ///
    /// # Errors
    /// [`HomeFault::File`] when this user may not look.
    pub fn is_set_up(&self) -> Result<bool, HomeFault> {
        let path = self.file(IDENTITY);
        match path.try_exists() {
            // A file where the directory should be.
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => Ok(false),
            found => found.map_err(|error| HomeFault::File { path, error }),
        }
    }

    /// Takes the directory for this process, and makes it where it does not exist.
    ///
    /// # Errors
    /// [`HomeFault::Held`] when another process works here.
    pub fn hold(&self) -> Result<Hold, HomeFault> {
        make_directory(&self.path)?;
        let (path, lock) = self.lock_file("lock")?;
        match lock.try_lock() {
            Ok(()) => Ok(Hold { _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(HomeFault::Held { path: self.path.clone() }),
            Err(TryLockError::Error(error)) => Err(HomeFault::File { path, error }),
        }
    }

    /// Waits until nobody else reads a file and writes it anew, in this process or another: two that did so at once would bring back
    /// what one of them had replaced.
    ///
    /// # Errors
    /// [`HomeFault::File`].
    pub(crate) fn turn(&self, name: &str) -> Result<Hold, HomeFault> {
        let (path, lock) = self.lock_file(&format!("{name}.lock"))?;
        lock.lock().map_err(|error| HomeFault::File { path, error })?;
        Ok(Hold { _lock: lock })
    }

    fn lock_file(&self, name: &str) -> Result<(PathBuf, File), HomeFault> {
        let path = self.file(name);
        let lock = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
        match lock {
            Ok(lock) => Ok((path, lock)),
            Err(error) => Err(HomeFault::File { path, error }),
        }
    }

    /// Makes new keys for a bureau and stores them.
    ///
    /// # Errors
    /// [`HomeFault::Exists`] when there are keys here.
    pub fn make_keys(&self, bureau: &BureauCode) -> Result<Keys, HomeFault> {
        if self.is_set_up()? || self.has_master_key() {
            return Err(HomeFault::Exists { path: self.path.clone() });
        }
        let mut randomness = SystemRandomness;
        let refused = |name: &str, why: String| HomeFault::Key { path: self.file(name), why };
        let identity = Identity::generate(bureau.clone(), 1, &mut randomness)
            .map_err(|fault| refused("identity", fault.to_string()))?;
        let certificate = NodeCertificate::generate(bureau)?;
        let master = self.first_master_key()?;
        self.write("node.crt", certificate.certificate())?;
        self.write_certificate_key(&master, certificate.key())?;
        self.write_journal_key(bureau, &identity)?;
        self.write_empty_journal()?;
        self.write_identity(IDENTITY, &master, &identity)?;
        Ok(Keys { master: Arc::new(master), identity, certificate })
    }

    /// The keys stored here.
    ///
    /// # Errors
    /// [`HomeFault::Key`] for another master key, another bureau, or altered bytes.
    pub fn keys(&self, bureau: &BureauCode) -> Result<Keys, HomeFault> {
        let master = self.master()?;
        let identity = self.identity(&master, bureau)?;
        let key = self.certificate_key(&master)?;
        let certificate = NodeCertificate::from_stored(self.read("node.crt")?, key);
        Ok(Keys { master: Arc::new(master), identity, certificate })
    }

    fn identity(&self, keeper: &dyn KeyKeeper, bureau: &BureauCode) -> Result<Identity, HomeFault> {
        self.identity_in(IDENTITY, keeper, bureau)
    }

    fn identity_in(
        &self,
        name: &str,
        keeper: &dyn KeyKeeper,
        bureau: &BureauCode,
    ) -> Result<Identity, HomeFault> {
        let identity = Identity::recover(keeper, bureau, &self.read(name)?);
        identity.map_err(|fault| HomeFault::Key { path: self.file(name), why: fault.to_string() })
    }

    /// Whether the bureau's identity here opens with this key, and is that bureau's.
    ///
    /// # Errors
    /// [`HomeFault::Key`] says what is under another key, or another bureau's.
    pub fn opens_with(&self, keeper: &dyn KeyKeeper, bureau: &BureauCode) -> Result<(), HomeFault> {
        self.identity(keeper, bureau).map(drop)
    }

    fn write_identity(
        &self,
        name: &str,
        keeper: &dyn KeyKeeper,
        identity: &Identity,
    ) -> Result<(), HomeFault> {
        let wrapped = identity.wrap(keeper, &mut SystemRandomness);
        let refused = |fault: IdentityFault| HomeFault::Key { path: self.file(name), why: fault.to_string() };
        self.write(name, &wrapped.map_err(refused)?)
    }

    fn certificate_key(&self, keeper: &dyn KeyKeeper) -> Result<Secret, HomeFault> {
        let key = keeper.recover(CERTIFICATE_PURPOSE, &self.read("node.key")?);
        key.map_err(|fault| HomeFault::Key { path: self.file("node.key"), why: fault.to_string() })
    }

    fn write_certificate_key(&self, keeper: &dyn KeyKeeper, key: &Secret) -> Result<(), HomeFault> {
        let wrapped = keeper.wrap(CERTIFICATE_PURPOSE, key.expose(), &mut SystemRandomness);
        let refused =
            |fault: KeeperFault| HomeFault::Key { path: self.file("node.key"), why: fault.to_string() };
        self.write("node.key", &wrapped.map_err(refused)?)
    }

    /// Wraps the bureau's keys and the key of the certificate anew where they are wrapped under a former master key.
    ///
    /// # Errors
    /// [`HomeFault`]; each of them is as it was, or under the key that wraps now.
    pub fn rewrap_keys(&self, keeper: &dyn KeyKeeper, bureau: &BureauCode) -> Result<(), HomeFault> {
        let _turn = self.turn(IDENTITY)?;
        if !keeper.is_current(&self.read("node.key")?) {
            self.write_certificate_key(keeper, &self.certificate_key(keeper)?)?;
        }
        if !keeper.is_current(&self.read(IDENTITY)?) {
            self.write_identity(IDENTITY, keeper, &self.identity(keeper, bureau)?)?;
        }
        if let Some(next) = self.next_identity(keeper, bureau)?
            && !keeper.is_current(&self.read(NEXT_IDENTITY)?)
        {
            self.write_identity(NEXT_IDENTITY, keeper, &next)?;
        }
        Ok(())
    }

    /// Writes the public half of the key that signs the journal.
    fn write_journal_key(&self, bureau: &BureauCode, identity: &Identity) -> Result<(), HomeFault> {
        let key = verifier_key(bureau, identity.public());
        let bad = || HomeFault::Key { path: self.file(KEY_FILE), why: "the name cannot be used".to_owned() };
        let key = key.ok_or_else(bad)?;
        if self.read(KEY_FILE).is_ok_and(|known| known.trim_ascii() == key.as_bytes()) {
            return Ok(());
        }
        self.write(KEY_FILE, key.as_bytes())
    }

    /// Leaves an empty file for the journal, without which none is begun.
    ///
    /// # Errors
    /// [`HomeFault::File`].
    pub fn write_empty_journal(&self) -> Result<(), HomeFault> {
        self.write(JOURNAL, b"")
    }

    /// Who signs the directory: as it was handed to this node, or the newest root that came with a directory since.
    ///
    /// # Errors
    /// [`HomeFault`] when there is none, or it cannot be read.
    pub fn root(&self) -> Result<Root, HomeFault> {
        Root::read(&self.read("secretariat")?)
            .map_err(|fault| HomeFault::Key { path: self.file("secretariat"), why: fault.to_string() })
    }

    /// A file's bytes.
    ///
    /// # Errors
    /// [`HomeFault::File`].
    pub fn read(&self, name: &str) -> Result<Vec<u8>, HomeFault> {
        let path = self.file(name);
        fs::read(&path).map_err(|error| HomeFault::File { path, error })
    }

    /// Writes a file whole or not at all, readable by its owner only.
    ///
    /// # Errors
    /// [`HomeFault::File`].
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<(), HomeFault> {
        make_directory(&self.path)?;
        let (path, aside) = (self.file(name), self.file(&format!("{name}.new")));
        let written = private_file(&aside)
            .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
            .and_then(|()| fs::rename(&aside, &path))
            .and_then(|()| File::open(&self.path)?.sync_all());
        written.map_err(|error| HomeFault::File { path, error })
    }

    /// Tries whether the disk takes a few pages; leaves nothing behind.
    ///
    /// # Errors
    /// [`HomeFault::File`].
    pub fn probe(&self) -> Result<(), HomeFault> {
        let path = self.file("probe");
        let written = fs::write(&path, [0; 64 * 1024]).and_then(|()| fs::remove_file(&path));
        written.map_err(|error| HomeFault::File { path, error })
    }
}

/// A master key, or another that seals as one does, in a file with 64 hexadecimal digits.
///
/// # Errors
/// [`HomeFault`].
pub fn read_key(file: &Path) -> Result<MasterKey, HomeFault> {
    let read = fs::read(file).map_err(|error| HomeFault::File { path: file.to_owned(), error })?;
    let digits = Zeroizing::new(read);
    let secret = std::str::from_utf8(&digits).ok().and_then(|digits| unhex(digits.trim())).map(Secret::new);
    let why = || "64 hexadecimal digits are expected".to_owned();
    let key = secret.as_ref().and_then(MasterKey::from_secret);
    key.ok_or_else(|| HomeFault::Key { path: file.to_owned(), why: why() })
}

/// Whether nothing is at this path yet, or a directory with nothing in it.
///
/// # Errors
/// When it cannot be read.
pub fn is_new_or_empty(path: &Path) -> io::Result<bool> {
    match fs::read_dir(path) {
        Ok(mut listed) => Ok(listed.next().is_none()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => Ok(false),
        Err(error) => Err(error),
    }
}

/// Makes a directory that only its owner enters, where there is none.
pub(crate) fn make_directory(path: &Path) -> Result<(), HomeFault> {
    use std::os::unix::fs::DirBuilderExt;
    let made = fs::DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(|error| {
        // The system says only that something exists.
        if path.is_file() {
            io::Error::new(io::ErrorKind::NotADirectory, "this is no directory")
        } else {
            error
        }
    });
    made.map_err(|error| HomeFault::File { path: path.to_owned(), error })
}

/// A file that was not there before, readable by its owner only.
pub(crate) fn new_private_file(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    OpenOptions::new().create_new(true).write(true).mode(0o600).open(path)
}

pub(crate) fn private_file(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    OpenOptions::new().create(true).truncate(true).write(true).mode(0o600).open(path)
}

/// The verifier key of a bureau's journal, as text; the bureau names its journal so in each checkpoint.
fn verifier_key(bureau: &BureauCode, identity: &PublicIdentity) -> Option<String> {
    NoteVerifier::new(&format!("comity/{bureau}"), identity).ok().map(|verifier| verifier.vkey())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_again_and_held_by_one() {
        use std::os::unix::fs::PermissionsExt;
        let directory = tempfile::tempdir().unwrap();
        let home = Home::at(directory.path().join("fr"));
        let bureau: BureauCode = "FR".parse().unwrap();
        let _hold = home.hold().unwrap();
        let made = home.make_keys(&bureau).unwrap();
        let found = home.keys(&bureau).unwrap();
        assert_eq!(made.identity.public(), found.identity.public());
        assert_eq!(made.certificate.digest(), found.certificate.digest());
        let mode = fs::metadata(home.file("master.key")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert!(matches!(home.make_keys(&bureau), Err(HomeFault::Exists { .. })));
        assert!(matches!(home.keys(&"US".parse().unwrap()), Err(HomeFault::Key { .. })));
        assert!(matches!(home.hold(), Err(HomeFault::Held { .. })));
    }
}
