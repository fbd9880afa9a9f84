//! How a journal is written out for an auditor: a directory with three files, each read and written as a stream.
//!
//! - `journal.key`: the verifier key on one line, see [`crate::note::VerifierKey`].
//! - `checkpoints`: all signed checkpoints, oldest first, a blank line after each.
//! - `entries`: [`ENTRIES_MAGIC`], then for each entry the length of its header (4 bytes, big-endian, always
//!   [`HEADER_BYTES`] in this version), the header, the length of its body (4 bytes, big-endian; `ff ff ff ff` when the
//!   body is absent), the body.
//!
//! A reader takes bytes from anywhere: it fails with a [`ReadFault`] and never reserves more than one limit allows.

use std::io::{self, BufRead, Read, Write};

use crate::checkpoint::{BadCheckpoint, SignedCheckpoint};
use crate::entry::{BODY_BYTES_MAX, BodyTooLong, HEADER_BYTES, Header};
use crate::note::{NOTE_BYTES_MAX, SIGNATURE_LINE};

/// Name of the file with the verifier key.
pub const KEY_FILE: &str = "journal.key";
/// Name of the file with the checkpoints.
pub const CHECKPOINTS_FILE: &str = "checkpoints";
/// Name of the file with the entries.
pub const ENTRIES_FILE: &str = "entries";

/// What the file with the entries begins with.
pub const ENTRIES_MAGIC: &[u8; 25] = b"comity journal entries 1\n";

/// The length that stands for an absent body.
const ABSENT: u32 = u32::MAX;
/// What is reserved for a body before its bytes have been seen.
const BODY_BYTES_RESERVED_MAX: usize = 64 * 1024;

const _: () = assert!(BODY_BYTES_MAX < ABSENT as usize);

/// One entry as it was read: nothing is verified yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportedEntry {
    /// The header's bytes, see [`Header::from_bytes`].
    pub header: [u8; HEADER_BYTES],
    /// The sealed body; absent when it was erased.
    pub body: Option<Vec<u8>>,
}

/// Why a stream cannot be read on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReadFault {
    /// The source failed.
    #[error("reading failed ({0})")]
    Source(io::ErrorKind),
    /// It does not begin with [`ENTRIES_MAGIC`].
    #[error("it does not begin as a file of journal entries does")]
    Magic,
    /// It ends within an entry.
    #[error("the file ends within an entry")]
    Cut,
    /// The header is said to have another length than [`HEADER_BYTES`].
    #[error("a header of {0} bytes is announced where {HEADER_BYTES} are expected")]
    HeaderLength(u32),
    /// The body is said to be longer than [`BODY_BYTES_MAX`].
    #[error("a body of {0} bytes is announced, which is more than {BODY_BYTES_MAX}")]
    BodyLength(u32),
}

/// Why a checkpoint cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointFault {
    /// The source failed; nothing can be read after it.
    #[error("reading failed ({0})")]
    Source(io::ErrorKind),
    /// The text is no checkpoint.
    #[error(transparent)]
    Text(#[from] BadCheckpoint),
}

/// Why an entry cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteFault {
    /// The target failed.
    #[error("writing failed")]
    Target(#[from] io::Error),
    /// The body is too long.
    #[error(transparent)]
    Body(#[from] BodyTooLong),
}

/// Writes the file `entries`.
#[derive(Debug)]
pub struct EntryWriter<W> {
    target: W,
}

impl<W: Write> EntryWriter<W> {
    /// Begins the file. The target should be buffered.
    ///
    /// # Errors
    /// When the target fails.
    pub fn new(mut target: W) -> io::Result<Self> {
        target.write_all(ENTRIES_MAGIC)?;
        Ok(Self { target })
    }

    /// Writes the next entry. `body` is nothing when it was erased.
    ///
    /// # Errors
    /// When the target fails, or the body is longer than [`BODY_BYTES_MAX`].
    pub fn write(&mut self, header: &Header, body: Option<&[u8]>) -> Result<(), WriteFault> {
        let length = match body {
            None => ABSENT,
            Some(body) => {
                let too_long = BodyTooLong { bytes: body.len() };
                u32::try_from(body.len()).ok().filter(|_| body.len() <= BODY_BYTES_MAX).ok_or(too_long)?
            }
        };
        let header = header.to_bytes();
        self.target.write_all(&header_length().to_be_bytes())?;
        self.target.write_all(&header)?;
        self.target.write_all(&length.to_be_bytes())?;
        self.target.write_all(body.unwrap_or_default())?;
        Ok(())
    }

    /// Ends the file and hands the target back.
    ///
    /// # Errors
    /// When the target fails.
    pub fn finish(mut self) -> io::Result<W> {
        self.target.flush()?;
        Ok(self.target)
    }
}

/// The length of a header as it is written.
const fn header_length() -> u32 {
    const { assert!(HEADER_BYTES < 256) };
    HEADER_BYTES as u32
}

/// Reads the file `entries`, entry by entry. After a fault it has nothing more.
#[derive(Debug)]
pub struct EntryReader<R> {
    source: R,
    ended: bool,
}

impl<R: Read> EntryReader<R> {
    /// Begins to read. The source should be buffered.
    ///
    /// # Errors
    /// When the source is no file of journal entries.
    pub fn new(mut source: R) -> Result<Self, ReadFault> {
        let mut magic = [0; ENTRIES_MAGIC.len()];
        match source.read_exact(&mut magic) {
            Ok(()) if magic == *ENTRIES_MAGIC => Ok(Self { source, ended: false }),
            Err(fault) if fault.kind() != io::ErrorKind::UnexpectedEof => {
                Err(ReadFault::Source(fault.kind()))
            }
            _ => Err(ReadFault::Magic),
        }
    }

    /// The next entry, or nothing at the end of the file.
    fn read(&mut self) -> Result<Option<ExportedEntry>, ReadFault> {
        let mut first = [0; 1];
        loop {
            match self.source.read(&mut first) {
                Ok(0) => return Ok(None),
                Ok(_) => break,
                Err(fault) if fault.kind() == io::ErrorKind::Interrupted => {}
                Err(fault) => return Err(ReadFault::Source(fault.kind())),
            }
        }
        let ([a], [b, c, d]) = (first, self.take()?);
        let length = u32::from_be_bytes([a, b, c, d]);
        if length != header_length() {
            return Err(ReadFault::HeaderLength(length));
        }
        let header = self.take()?;
        let body = match u32::from_be_bytes(self.take()?) {
            ABSENT => None,
            length => Some(self.body(length)?),
        };
        Ok(Some(ExportedEntry { header, body }))
    }

    fn take<const N: usize>(&mut self) -> Result<[u8; N], ReadFault> {
        let mut bytes = [0; N];
        self.source.read_exact(&mut bytes).map_err(cut)?;
        Ok(bytes)
    }

    fn body(&mut self, length: u32) -> Result<Vec<u8>, ReadFault> {
        let bytes = usize::try_from(length).ok().filter(|bytes| *bytes <= BODY_BYTES_MAX);
        let bytes = bytes.ok_or(ReadFault::BodyLength(length))?;
        let mut body = Vec::with_capacity(bytes.min(BODY_BYTES_RESERVED_MAX));
        self.source.by_ref().take(u64::from(length)).read_to_end(&mut body).map_err(cut)?;
        if body.len() == bytes { Ok(body) } else { Err(ReadFault::Cut) }
    }
}

fn cut(fault: io::Error) -> ReadFault {
    match fault.kind() {
        io::ErrorKind::UnexpectedEof => ReadFault::Cut,
        kind => ReadFault::Source(kind),
    }
}

impl<R: Read> Iterator for EntryReader<R> {
    type Item = Result<ExportedEntry, ReadFault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let entry = self.read().transpose();
        self.ended = !matches!(entry, Some(Ok(_)));
        entry
    }
}

/// Writes one checkpoint of the file `checkpoints`.
///
/// # Errors
/// When the target fails.
pub fn write_checkpoint(target: &mut impl Write, checkpoint: &SignedCheckpoint) -> io::Result<()> {
    writeln!(target, "{checkpoint}")
}

/// Reads the file `checkpoints`, one by one. A checkpoint that cannot be read is passed over as far as the next one can
/// be found: a checkpoint ends with the blank line after its signatures.
#[derive(Debug)]
pub struct CheckpointReader<R> {
    source: R,
    ended: bool,
}

impl<R: BufRead> CheckpointReader<R> {
    /// Begins to read.
    pub const fn new(source: R) -> Self {
        Self { source, ended: false }
    }

    /// The text up to the blank line after the signatures, without that line; empty at the end of the file.
    fn read(&mut self) -> Result<Vec<u8>, CheckpointFault> {
        let mut note = Vec::new();
        let mut signed = false;
        loop {
            let start = note.len();
            let room = (NOTE_BYTES_MAX + 1).saturating_sub(start) as u64;
            let read = self.source.by_ref().take(room).read_until(b'\n', &mut note);
            read.map_err(|fault| CheckpointFault::Source(fault.kind()))?;
            if note.len() > NOTE_BYTES_MAX {
                self.ended = true;
                return Err(BadCheckpoint::Length.into());
            }
            let line = note.get(start..).unwrap_or_default();
            self.ended = line.is_empty();
            if self.ended || (signed && line == b"\n") {
                note.truncate(start);
                return Ok(note);
            }
            signed = line.starts_with(SIGNATURE_LINE.as_bytes());
        }
    }
}

impl<R: BufRead> Iterator for CheckpointReader<R> {
    type Item = Result<SignedCheckpoint, CheckpointFault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let note = match self.read() {
            Ok(note) if note.is_empty() => return None,
            Ok(note) => note,
            Err(fault) => {
                self.ended = true;
                return Some(Err(fault));
            }
        };
        let text = str::from_utf8(&note).map_err(|_| BadCheckpoint::Text);
        Some(text.and_then(str::parse).map_err(CheckpointFault::from))
    }
}
