//! Copies of the journal that were made on the node's machine, outside the desk: the register tells of them as it does of looks.

use case::id::CopyId;
use jiff::Timestamp;
use liaison::wire::v1::Bytes;
use serde::{Deserialize, Serialize};

use crate::record::RecordFault;

/// What was made of the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CopyKind {
    /// A sealed backup.
    Backup,
    /// An export for an auditor.
    Export,
}

impl CopyKind {
    /// Each of them.
    pub const ALL: [CopyKind; 2] = [CopyKind::Backup, CopyKind::Export];

    /// As the register and the catalogues write it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            CopyKind::Backup => "backup",
            CopyKind::Export => "export",
        }
    }

    /// The one with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A copy that somebody began to make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// Its identifier.
    pub id: CopyId,
    /// What it is.
    pub kind: CopyKind,
    /// The account on the node's machine that made it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// The same as it is written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WrittenCopy {
    id: Bytes,
    kind: String,
    by: String,
    at: i64,
}

impl From<Copied> for WrittenCopy {
    fn from(Copied { id, kind, by, at }: Copied) -> Self {
        Self { id: Bytes(id.bytes().to_vec()), kind: kind.code().to_owned(), by, at: at.as_millisecond() }
    }
}

impl TryFrom<WrittenCopy> for Copied {
    type Error = RecordFault;

    fn try_from(written: WrittenCopy) -> Result<Self, RecordFault> {
        let unreadable = |what: String| RecordFault::Unreadable(what);
        let kind = CopyKind::parse(&written.kind);
        Ok(Self {
            id: CopyId::from_bytes(written.id.array()?),
            kind: kind.ok_or_else(|| unreadable("a kind of copy is unknown".to_owned()))?,
            by: written.by,
            at: Timestamp::from_millisecond(written.at).map_err(|error| unreadable(error.to_string()))?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::{RegisterEvent, read, write};

    #[test]
    fn a_copy_is_read_as_it_was_written() {
        let at = Timestamp::from_millisecond(1_782_000_000_123).unwrap();
        for kind in CopyKind::ALL {
            let copied = Copied { id: CopyId::from_bytes([3; 16]), kind, by: "root".into(), at };
            let event = RegisterEvent::Copied(copied);
            assert_eq!(read(&write(at, &event).unwrap()).unwrap(), (at, event));
        }
    }
}
