//! Where the journal of a data directory lies, and opening it there.

use std::fmt;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use bureau::ports::StoreFault;

use super::address::Address;
use super::port::NodeStore;
use super::postgres::PostgresStore;
use super::sqlite::SqliteStore;

/// Where a journal lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The journal's file; the last checkpoint is kept beside it in either case.
    pub file: PathBuf,
    /// The database that holds it in place of the file.
    pub address: Option<Address>,
    /// Most bytes that it may take; none leaves it to the disk.
    pub bytes_max: Option<u64>,
}

impl Place {
    /// In this file, as large as the disk allows.
    #[must_use]
    pub const fn file(file: PathBuf) -> Self {
        Self { file, address: None, bytes_max: None }
    }

    /// Opens it to be written: a file by this process alone, a database also beside others.
    ///
    /// # Errors
    /// [`StoreFault::Held`] while another process has the database for itself; any other as the stores say.
    pub async fn open(&self) -> Result<Arc<dyn NodeStore>, StoreFault> {
        let Some(address) = &self.address else {
            return Ok(Arc::new(SqliteStore::open(&self.file, self.bytes_max).await?));
        };
        let store = PostgresStore::open(address, &self.file, self.bytes_max).await?;
        if store.size().await? == 0 {
            self.may_begin(address)?;
        }
        Ok(Arc::new(store))
    }

    /// Opens it to be left for another place: nobody is at work on it meanwhile.
    ///
    /// # Errors
    /// [`StoreFault::Held`] while a process is at work on the database; another as [`Place::open`].
    pub async fn open_to_leave(&self) -> Result<Arc<dyn NodeStore>, StoreFault> {
        let store = self.open().await?;
        if store.is_beside_others().await? { Err(StoreFault::Held) } else { Ok(store) }
    }

    /// Opens one that is new or empty, to be filled with a journal that lies elsewhere; a file is made where there is none.
    ///
    /// # Errors
    /// [`StoreFault`], as [`Place::open`].
    pub async fn open_to_fill(&self) -> Result<Arc<dyn NodeStore>, StoreFault> {
        Ok(match &self.address {
            Some(address) => Arc::new(PostgresStore::open_alone(address, &self.file).await?),
            None => Arc::new(SqliteStore::open_to_fill(&self.file).await?),
        })
    }

    /// Opens it to be read only, also while a node is at work on it.
    ///
    /// # Errors
    /// [`StoreFault`] when it is missing or cannot be opened.
    pub async fn open_to_read(&self) -> Result<Arc<dyn NodeStore>, StoreFault> {
        Ok(match &self.address {
            Some(address) => Arc::new(PostgresStore::open_to_read(address).await?),
            None => Arc::new(SqliteStore::open_to_read(&self.file).await?),
        })
    }

    /// A journal is begun in an empty database only where `comity init` left an empty file for it: one that lies in the
    /// file is not forgotten, nor begun again where it was taken away.
    fn may_begin(&self, address: &Address) -> Result<(), StoreFault> {
        let file = self.file.display();
        match fs::metadata(&self.file) {
            Ok(about) if about.len() == 0 => Ok(()),
            Ok(_) => Err(StoreFault::Broken(format!(
                "{address} is empty, and the journal of this node lies in {file}; move it with \
                 `comity migrate --to ADDRESS`, or take `address` out of [store]"
            ))),
            Err(error) => Err(StoreFault::Broken(format!(
                "{address} is empty and {file}: {error}; bring the journal back from a backup: a new one is begun only \
                 by `comity init`, with new keys"
            ))),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.address {
            Some(address) => write!(out, "{address}"),
            None => write!(out, "{}", self.file.display()),
        }
    }
}
