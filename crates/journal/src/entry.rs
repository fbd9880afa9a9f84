//! The header of an entry: what stands in clear, commits to the sealed body and carries no personal data.

use case::id::CaseId;
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::tree::{HASH_BYTES, Hash, leaf_hash};

/// Length of a header's canonical bytes.
pub const HEADER_BYTES: usize = 74;

/// Largest sealed body, in bytes: a message with all its attachments, and room for the seal.
pub const BODY_BYTES_MAX: usize = 32 * 1024 * 1024;

/// What every header begins with: three letters and the version of the layout.
const MAGIC: [u8; 4] = *b"CJE\x01";

/// What sort of entry it is. The list is short so that it says nothing of the content. A code is never used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u16)]
pub enum EntryKind {
    /// Something happened in a case.
    CaseEntry = 1,
    /// A message left or came in.
    Message = 2,
    /// A receipt for a message left or came in.
    Receipt = 3,
    /// Something was refused: an act, or a message.
    Refusal = 4,
    /// Somebody looked at a case.
    Look = 5,
    /// The bureau's own register changed: officers, roles, settings, peers.
    Register = 6,
    /// The key of the case was destroyed: bodies of its earlier entries can no longer be opened and may be absent.
    Erasure = 7,
    /// The content of a file of the case.
    File = 8,
    /// Something happened in a dossier of those who protect data, which has an identifier as a case does.
    Dossier = 9,
}

impl EntryKind {
    /// All kinds, by code.
    pub const ALL: [Self; 9] = [
        Self::CaseEntry,
        Self::Message,
        Self::Receipt,
        Self::Refusal,
        Self::Look,
        Self::Register,
        Self::Erasure,
        Self::File,
        Self::Dossier,
    ];

    /// The number that stands in the header.
    #[must_use]
    pub const fn code(self) -> u16 {
        self as u16
    }

    /// The kind with this number.
    #[must_use]
    pub fn from_code(code: u16) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// The header of an entry. Its canonical bytes, all numbers big-endian:
///
/// | from | bytes | field |
/// |---|---|---|
/// | 0 | 4 | `CJE` and the version, 1 |
/// | 4 | 8 | position, counted from 0 without gaps |
/// | 12 | 16 | case |
/// | 28 | 8 | time, signed milliseconds since 1970-01-01 UTC |
/// | 36 | 2 | kind |
/// | 38 | 4 | length of the sealed body |
/// | 42 | 32 | SHA-256 of the sealed body |
///
/// These bytes are the leaf of the tree. They commit to the body by its digest, so that a body can be erased and the
/// tree still verifies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// Place in the journal, counted from 0.
    pub position: u64,
    /// The case it belongs to; entries of the register have an identifier of their own that the bureau chooses.
    pub case: CaseId,
    /// When it was written; whole milliseconds, what is finer is not kept.
    pub at: Timestamp,
    /// What sort of entry.
    pub kind: EntryKind,
    /// SHA-256 of the sealed body.
    pub body_digest: Hash,
    /// Length of the sealed body, in bytes.
    pub body_bytes: u32,
}

/// Why bytes are no header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadHeader {
    /// It does not begin as a header of version 1 does.
    #[error("it does not begin as a header of version 1 does")]
    Version,
    /// The time is outside the calendar.
    #[error("its time of {0} milliseconds is outside the calendar")]
    Time(i64),
    /// The kind is not on the list.
    #[error("its kind {0} is not known")]
    Kind(u16),
}

/// A body is longer than [`BODY_BYTES_MAX`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a sealed body of {bytes} bytes is longer than {BODY_BYTES_MAX}")]
pub struct BodyTooLong {
    /// Its length.
    pub bytes: usize,
}

impl Header {
    /// The header for a sealed body. `at` is cut to whole milliseconds.
    ///
    /// # Errors
    /// When the body is longer than [`BODY_BYTES_MAX`].
    pub fn for_body(
        position: u64,
        case: CaseId,
        at: Timestamp,
        kind: EntryKind,
        body: &[u8],
    ) -> Result<Self, BodyTooLong> {
        let too_long = BodyTooLong { bytes: body.len() };
        let body_bytes = u32::try_from(body.len()).map_err(|_| too_long)?;
        if body.len() > BODY_BYTES_MAX {
            return Err(too_long);
        }
        let at = Timestamp::from_millisecond(at.as_millisecond()).unwrap_or(at);
        Ok(Self { position, case, at, kind, body_digest: Sha256::digest(body).into(), body_bytes })
    }

    /// The canonical bytes.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; HEADER_BYTES] {
        let fields: [&[u8]; 7] = [
            &MAGIC,
            &self.position.to_be_bytes(),
            &self.case.bytes(),
            &self.at.as_millisecond().to_be_bytes(),
            &self.kind.code().to_be_bytes(),
            &self.body_bytes.to_be_bytes(),
            &self.body_digest,
        ];
        let mut bytes = [0; HEADER_BYTES];
        for (place, value) in bytes.iter_mut().zip(fields.into_iter().flatten()) {
            *place = *value;
        }
        bytes
    }

    /// Reads the canonical bytes.
    ///
    /// # Errors
    /// When the bytes are none that [`Header::to_bytes`] writes.
    pub fn from_bytes(bytes: &[u8; HEADER_BYTES]) -> Result<Self, BadHeader> {
        let mut rest = bytes.as_slice();
        if take(&mut rest) != MAGIC {
            return Err(BadHeader::Version);
        }
        let position = u64::from_be_bytes(take(&mut rest));
        let case = CaseId::from_bytes(take(&mut rest));
        let at = i64::from_be_bytes(take(&mut rest));
        let at = Timestamp::from_millisecond(at).map_err(|_| BadHeader::Time(at))?;
        let code = u16::from_be_bytes(take(&mut rest));
        let kind = EntryKind::from_code(code).ok_or(BadHeader::Kind(code))?;
        let body_bytes = u32::from_be_bytes(take(&mut rest));
        let body_digest = take::<HASH_BYTES>(&mut rest);
        Ok(Self { position, case, at, kind, body_digest, body_bytes })
    }

    /// The leaf that this entry is in the tree.
    #[must_use]
    pub fn leaf(&self) -> Hash {
        leaf_hash(&self.to_bytes())
    }

    /// Whether this is the sealed body that the header commits to.
    #[must_use]
    pub fn fits(&self, body: &[u8]) -> bool {
        u32::try_from(body.len()) == Ok(self.body_bytes)
            && self.body_digest == Hash::from(Sha256::digest(body))
    }
}

/// The next field. The lengths of all fields add up to that of a header, so that bytes never run out.
fn take<const N: usize>(rest: &mut &[u8]) -> [u8; N] {
    let Some((field, after)) = rest.split_first_chunk::<N>() else { return [0; N] };
    *rest = after;
    *field
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header() -> Header {
        let at = "2026-03-04T05:06:07.0089Z".parse().unwrap();
        Header::for_body(258, CaseId::from_bytes([7; 16]), at, EntryKind::Look, b"sealed").unwrap()
    }

    #[test]
    fn the_layout_is_fixed() {
        let hex: String = header().to_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        let expected = [
            "434a4501",
            "0000000000000102",
            "07070707070707070707070707070707",
            "0000019cb73d3220",
            "0005",
            "00000006",
        ]
        .concat();
        assert_eq!(hex.split_at(84).0, expected);
        assert!(header().fits(b"sealed"));
        assert!(!header().fits(b"sealer"));
        assert!(!header().fits(b"seale"));
    }

    #[test]
    fn finer_than_milliseconds_is_cut() {
        assert_eq!(header().at.to_string(), "2026-03-04T05:06:07.008Z");
        assert_eq!(Header::from_bytes(&header().to_bytes()), Ok(header()));
    }

    #[test]
    fn other_bytes_are_refused() {
        let with = |place: usize, value: u8| {
            let mut bytes = header().to_bytes();
            bytes[place] = value;
            Header::from_bytes(&bytes)
        };
        assert_eq!(with(0, b'X'), Err(BadHeader::Version));
        assert_eq!(with(3, 2), Err(BadHeader::Version));
        assert!(matches!(with(28, 0x7f), Err(BadHeader::Time(_))));
        assert_eq!(with(37, 99), Err(BadHeader::Kind(99)));
    }

    #[test]
    fn kinds_and_codes() {
        for kind in EntryKind::ALL {
            assert_eq!(EntryKind::from_code(kind.code()), Some(kind));
        }
        assert_eq!(EntryKind::from_code(0), None);
        assert_eq!(EntryKind::from_code(10), None);
    }
}
