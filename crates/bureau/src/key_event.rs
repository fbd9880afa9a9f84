//! What the register tells of keys: which master key wraps, that all is wrapped under it, who holds shares of it, which one was
//! destroyed; which keys the bureau itself signs and opens with. Of a master key, and of a set of shares, it tells the identifier
//! alone.

use case::id::OfficerId;
use jiff::Timestamp;
use liaison::wire::v1::Bytes;
use seal::keeper::MasterKeyId;
use seal::share::ShareSetId;
use serde::{Deserialize, Serialize};

use crate::record::RecordFault;

/// What happened to a master key, or to the bureau's own keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum KeyEvent {
    /// The bureau signs and opens with other keys of its own from here on.
    Renewed {
        /// Their serial.
        serial: u32,
        /// SHA-256 of the public half, which is read aloud as its fingerprint.
        fingerprint: [u8; 32],
    },
    /// Another one wraps from here on.
    InUse {
        /// Which.
        key: MasterKeyId,
        /// Where it lies: `file` or `hsm`.
        place: String,
        /// The account on the node's machine that put it in use.
        by: String,
        /// When that was done.
        since: Timestamp,
    },
    /// No key of a case or of the bureau is wrapped under another one any more.
    Rewrapped {
        /// The one that all are wrapped under.
        key: MasterKeyId,
        /// How many keys of cases were wrapped anew.
        cases: u64,
    },
    /// Shares of one were made.
    Shared(SharesMade),
    /// A former one was destroyed, or was about to be.
    Removed {
        /// Which.
        key: MasterKeyId,
        /// The account on the node's machine that destroyed it.
        by: String,
        /// When.
        at: Timestamp,
    },
}

/// Shares of a master key that were made: never what stands on them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharesMade {
    /// Of which set.
    pub set: ShareSetId,
    /// Which key they bring back.
    pub key: MasterKeyId,
    /// How many are needed.
    pub need: u8,
    /// Who holds them, by their numbers.
    pub holders: Vec<OfficerId>,
    /// The account on the node's machine that made them.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// The same as it is written.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) enum WrittenKeyEvent {
    Renewed { serial: u32, fingerprint: Bytes },
    InUse { key: Bytes, place: String, by: String, since: i64 },
    Rewrapped { key: Bytes, cases: u64 },
    Shared { set: Bytes, key: Bytes, need: u8, holders: Vec<Bytes>, by: String, at: i64 },
    Removed { key: Bytes, by: String, at: i64 },
}

impl From<KeyEvent> for WrittenKeyEvent {
    fn from(event: KeyEvent) -> Self {
        let bytes = |key: MasterKeyId| Bytes(key.0.to_vec());
        match event {
            KeyEvent::Renewed { serial, fingerprint } => {
                Self::Renewed { serial, fingerprint: Bytes(fingerprint.to_vec()) }
            }
            KeyEvent::InUse { key, place, by, since } => {
                Self::InUse { key: bytes(key), place, by, since: since.as_millisecond() }
            }
            KeyEvent::Rewrapped { key, cases } => Self::Rewrapped { key: bytes(key), cases },
            KeyEvent::Shared(SharesMade { set, key, need, holders, by, at }) => Self::Shared {
                set: Bytes(set.0.to_vec()),
                key: bytes(key),
                need,
                holders: holders.into_iter().map(|officer| Bytes(officer.bytes().to_vec())).collect(),
                by,
                at: at.as_millisecond(),
            },
            KeyEvent::Removed { key, by, at } => {
                Self::Removed { key: bytes(key), by, at: at.as_millisecond() }
            }
        }
    }
}

impl TryFrom<WrittenKeyEvent> for KeyEvent {
    type Error = RecordFault;

    fn try_from(written: WrittenKeyEvent) -> Result<Self, RecordFault> {
        let id = |key: Bytes| Ok::<_, RecordFault>(MasterKeyId(key.array()?));
        let time =
            |at| Timestamp::from_millisecond(at).map_err(|error| RecordFault::Unreadable(error.to_string()));
        Ok(match written {
            WrittenKeyEvent::Renewed { serial, fingerprint } => {
                Self::Renewed { serial, fingerprint: fingerprint.array()? }
            }
            WrittenKeyEvent::InUse { key, place, by, since } => {
                Self::InUse { key: id(key)?, place, by, since: time(since)? }
            }
            WrittenKeyEvent::Rewrapped { key, cases } => Self::Rewrapped { key: id(key)?, cases },
            WrittenKeyEvent::Shared { set, key, need, holders, by, at } => {
                let holders = holders.into_iter().map(|officer| Ok(OfficerId::from_bytes(officer.array()?)));
                let holders = holders.collect::<Result<_, RecordFault>>()?;
                let (set, key, at) = (ShareSetId(set.array()?), id(key)?, time(at)?);
                Self::Shared(SharesMade { set, key, need, holders, by, at })
            }
            WrittenKeyEvent::Removed { key, by, at } => Self::Removed { key: id(key)?, by, at: time(at)? },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happened_to_a_master_key_is_read_as_it_was_written() {
        use crate::register::{RegisterEvent, read, write};
        let at = Timestamp::from_millisecond(1_782_000_000_123).unwrap();
        let key = MasterKeyId([7; 8]);
        for event in [
            KeyEvent::InUse { key, place: "hsm".into(), by: "comity".into(), since: at },
            KeyEvent::Renewed { serial: 2, fingerprint: [9; 32] },
            KeyEvent::Rewrapped { key, cases: 12 },
            KeyEvent::Shared(SharesMade {
                set: ShareSetId([8; 8]),
                key,
                need: 2,
                holders: vec![OfficerId::from_bytes([1; 16]), OfficerId::from_bytes([2; 16])],
                by: "comity".into(),
                at,
            }),
            KeyEvent::Removed { key, by: "comity".into(), at },
        ] {
            let event = RegisterEvent::Key(event);
            assert_eq!(read(&write(at, &event).unwrap()).unwrap(), (at, event));
        }
    }
}
