//! Which shares of master keys were made here and for whom, in `shares.toml`. What stands on a share is nowhere but on it.

use std::io;

use case::id::OfficerId;
use jiff::Timestamp;
use seal::keeper::MasterKeyId;
use seal::share::ShareSetId;
use serde::{Deserialize, Serialize};

use super::{Home, HomeFault};

/// Where they are listed.
pub const SHARES_FILE: &str = "shares.toml";

/// Who holds a share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareHolder {
    /// The officer.
    pub officer: OfficerId,
    /// Their name, as it stands on the share.
    pub name: String,
}

/// A set of shares that was made here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownShares {
    /// Which set.
    pub set: ShareSetId,
    /// Which master key it brings back.
    pub key: MasterKeyId,
    /// How many are needed.
    pub need: u8,
    /// When it was made.
    pub at: Timestamp,
    /// The account on this machine that made it.
    pub by: String,
    /// Who holds the shares, by their numbers.
    pub holders: Vec<ShareHolder>,
}

/// `shares.toml`.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    set: Vec<WrittenSet>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenSet {
    id: String,
    key: String,
    need: u8,
    at: String,
    by: String,
    holder: Vec<WrittenHolder>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenHolder {
    officer: String,
    name: String,
}

impl KnownShares {
    fn read(written: WrittenSet) -> Option<Self> {
        let WrittenSet { id, key, need, at, by, holder } = written;
        let holders = holder.into_iter().map(|WrittenHolder { officer, name }| {
            Some(ShareHolder { officer: officer.parse().ok()?, name })
        });
        let (set, key, at) = (id.parse().ok()?, key.parse().ok()?, at.parse().ok()?);
        Some(Self { set, key, need, at, by, holders: holders.collect::<Option<_>>()? })
    }

    fn write(&self) -> WrittenSet {
        let holder = self.holders.iter().map(|ShareHolder { officer, name }| WrittenHolder {
            officer: officer.to_string(),
            name: name.clone(),
        });
        WrittenSet {
            id: self.set.to_string(),
            key: self.key.to_string(),
            need: self.need,
            at: self.at.to_string(),
            by: self.by.clone(),
            holder: holder.collect(),
        }
    }
}

impl Home {
    /// The sets of shares that were made here, the oldest first.
    ///
    /// # Errors
    /// [`HomeFault`] where `shares.toml` cannot be read.
    pub fn known_shares(&self) -> Result<Vec<KnownShares>, HomeFault> {
        let bytes = match self.read(SHARES_FILE) {
            Err(HomeFault::File { error, .. }) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(Vec::new());
            }
            read => read?,
        };
        let why = "sets of shares are expected, as `comity keys split` lists them".to_owned();
        let bad = || HomeFault::Key { path: self.file(SHARES_FILE), why };
        let written: Option<Written> = str::from_utf8(&bytes).ok().and_then(|text| toml::from_str(text).ok());
        let sets = written.and_then(|written| written.set.into_iter().map(KnownShares::read).collect());
        sets.ok_or_else(bad)
    }

    /// Lists a set of shares that was made.
    ///
    /// # Errors
    /// [`HomeFault`]; the list stays as it was.
    pub fn add_shares(&self, made: &KnownShares) -> Result<(), HomeFault> {
        let set = self.known_shares()?.iter().chain([made]).map(KnownShares::write).collect();
        let bad =
            |error: toml::ser::Error| HomeFault::Key { path: self.file(SHARES_FILE), why: error.to_string() };
        self.write(SHARES_FILE, toml::to_string(&Written { set }).map_err(bad)?.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_listed_as_they_were_made() {
        let directory = tempfile::tempdir().unwrap();
        let home = Home::at(directory.path());
        assert_eq!(home.known_shares().unwrap(), []);
        let holder =
            |number| ShareHolder { officer: OfficerId::from_bytes([number; 16]), name: format!("{number}") };
        let made = |number| KnownShares {
            set: ShareSetId([number; 8]),
            key: MasterKeyId([7; 8]),
            need: 2,
            at: Timestamp::UNIX_EPOCH,
            by: "tester".into(),
            holders: vec![holder(1), holder(2)],
        };
        home.add_shares(&made(1)).unwrap();
        home.add_shares(&made(2)).unwrap();
        assert_eq!(home.known_shares().unwrap(), [made(1), made(2)]);
        home.write(SHARES_FILE, b"[[set]]\nid = 'x'").unwrap();
        assert!(matches!(home.known_shares(), Err(HomeFault::Key { .. })));
        assert!(home.add_shares(&made(3)).is_err(), "a list that cannot be read is not written over");
    }
}
