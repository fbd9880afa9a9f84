//! A sealed archive: a stream of any length that leaves the bureau's machine, such as a backup.
//!
//! It is sealed in chunks under a key made for it, which a keeper wraps. Each chunk is bound to its place and to whether it
//! is the last, so that chunks are neither exchanged, left out, repeated nor cut off unseen. One-off keys and random
//! nonces: an archive has far fewer than 2^32 chunks (NIST SP 800-38D, section 8.3).
//!
//! The bytes: [`ARCHIVE_MAGIC`], the wrapped key with its length (32 bits), then for each chunk a byte (1 for the last), the
//! length of the sealed chunk (32 bits), and the sealed chunk.

use std::io::{self, Read, Write};

use zeroize::Zeroizing;

use crate::aead;
use crate::canonical;
use crate::keeper::{KeeperFault, KeyKeeper};
use crate::random::{self, Randomness};

/// What an archive begins with.
pub const ARCHIVE_MAGIC: &[u8; 24] = b"comity sealed archive 1\n";
/// What the key is wrapped for.
const PURPOSE: &[u8] = b"archive";
/// Plain bytes in a chunk; the last has fewer.
const CHUNK_BYTES: usize = 64 * 1024;
/// Longest sealed chunk, in bytes: with nonce and tag.
const SEALED_CHUNK_BYTES_MAX: usize = CHUNK_BYTES + 64;
/// Longest wrapped key, in bytes: that of a hardware module has more around it than ours.
const WRAPPED_KEY_BYTES_MAX: usize = 4 * 1024;

/// Why an archive cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ArchiveFault {
    /// The source failed.
    #[error("reading failed ({0})")]
    Source(io::ErrorKind),
    /// It begins otherwise.
    #[error("it is no sealed archive of this program")]
    Magic,
    /// The key was wrapped by another keeper, or the wrapping was altered.
    #[error("it was sealed under another key, or its beginning was altered")]
    Key,
    /// It ends before its last chunk does.
    #[error("it is cut short")]
    Cut,
    /// A chunk does not open at its place.
    #[error("it was altered at about byte {at}")]
    Altered {
        /// Where the chunk begins.
        at: u64,
    },
}

fn chunk_aad(place: u64, is_last: bool) -> Vec<u8> {
    canonical::Writer::new("comity archive chunk 1").u64(place).fixed(&[u8::from(is_last)]).done()
}

/// Seals what is written to it. Only [`ArchiveWriter::finish`] makes it whole.
pub struct ArchiveWriter<W: Write, R: Randomness> {
    target: W,
    randomness: R,
    key: Zeroizing<[u8; aead::KEY_BYTES]>,
    plain: Zeroizing<Vec<u8>>,
    place: u64,
}

impl<W: Write, R: Randomness> ArchiveWriter<W, R> {
    /// Begins an archive that only this keeper opens. The target should be buffered.
    ///
    /// # Errors
    /// When the target fails or the keeper refuses.
    pub fn new(mut target: W, keeper: &dyn KeyKeeper, mut randomness: R) -> io::Result<Self> {
        let key = Zeroizing::new(random::bytes(&mut randomness));
        let wrapped = keeper.wrap(PURPOSE, key.as_slice(), &mut randomness).map_err(io::Error::other)?;
        target.write_all(ARCHIVE_MAGIC)?;
        target.write_all(&u32::try_from(wrapped.len()).map_err(io::Error::other)?.to_be_bytes())?;
        target.write_all(&wrapped)?;
        let plain = Zeroizing::new(Vec::with_capacity(CHUNK_BYTES));
        Ok(Self { target, randomness, key, plain, place: 0 })
    }

    fn chunk(&mut self, is_last: bool) -> io::Result<()> {
        let aad = chunk_aad(self.place, is_last);
        let sealed = aead::seal(&self.key, &aad, &self.plain, &mut self.randomness);
        let sealed = sealed.ok_or_else(|| io::Error::other(KeeperFault::CannotWrap))?;
        self.target.write_all(&[u8::from(is_last)])?;
        self.target.write_all(&u32::try_from(sealed.len()).map_err(io::Error::other)?.to_be_bytes())?;
        self.target.write_all(&sealed)?;
        self.plain.clear();
        self.place += 1;
        Ok(())
    }

    /// Seals the last chunk and hands the target back, flushed.
    ///
    /// # Errors
    /// When the target fails.
    pub fn finish(mut self) -> io::Result<W> {
        self.chunk(true)?;
        self.target.flush()?;
        Ok(self.target)
    }
}

impl<W: Write, R: Randomness> Write for ArchiveWriter<W, R> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.plain.len() == CHUNK_BYTES {
            self.chunk(false)?;
        }
        let taken = bytes.len().min(CHUNK_BYTES - self.plain.len());
        self.plain.extend(bytes.iter().take(taken));
        Ok(taken)
    }

    /// What is not yet a whole chunk waits for [`ArchiveWriter::finish`].
    fn flush(&mut self) -> io::Result<()> {
        self.target.flush()
    }
}

/// Opens an archive. Bytes come out only of chunks that opened; a fault comes out as an [`io::Error`] that holds an
/// [`ArchiveFault`], and nothing after it.
pub struct ArchiveReader<S: Read> {
    source: S,
    key: Zeroizing<[u8; aead::KEY_BYTES]>,
    plain: Zeroizing<Vec<u8>>,
    given: usize,
    place: u64,
    at: u64,
    ended: bool,
}

impl<S: Read> ArchiveReader<S> {
    /// Begins to read. The source should be buffered.
    ///
    /// # Errors
    /// [`ArchiveFault`].
    pub fn new(mut source: S, keeper: &dyn KeyKeeper) -> Result<Self, ArchiveFault> {
        let magic: [u8; ARCHIVE_MAGIC.len()] = take(&mut source).map_err(|fault| match fault {
            ArchiveFault::Cut => ArchiveFault::Magic,
            fault => fault,
        })?;
        if magic != *ARCHIVE_MAGIC {
            return Err(ArchiveFault::Magic);
        }
        let length = usize::try_from(u32::from_be_bytes(take(&mut source)?)).unwrap_or(usize::MAX);
        if length > WRAPPED_KEY_BYTES_MAX {
            return Err(ArchiveFault::Key);
        }
        let mut wrapped = vec![0; length];
        source.read_exact(&mut wrapped).map_err(fault)?;
        let secret = keeper.recover(PURPOSE, &wrapped).map_err(|_| ArchiveFault::Key)?;
        let key = secret.expose().try_into().map_err(|_| ArchiveFault::Key)?;
        let at = (ARCHIVE_MAGIC.len() + 4 + length) as u64;
        let (key, plain) = (Zeroizing::new(key), Zeroizing::default());
        Ok(Self { source, key, plain, given: 0, place: 0, at, ended: false })
    }

    /// Reads the next chunk.
    fn chunk(&mut self) -> Result<(), ArchiveFault> {
        let altered = ArchiveFault::Altered { at: self.at };
        let [last] = take(&mut self.source)?;
        let is_last = match last {
            0 => false,
            1 => true,
            _ => return Err(altered),
        };
        let length = usize::try_from(u32::from_be_bytes(take(&mut self.source)?)).unwrap_or(usize::MAX);
        if length > SEALED_CHUNK_BYTES_MAX {
            return Err(altered);
        }
        let mut sealed = vec![0; length];
        self.source.read_exact(&mut sealed).map_err(fault)?;
        let opened = aead::open(&self.key, &chunk_aad(self.place, is_last), &sealed).ok_or(altered)?;
        self.at = self.at.saturating_add(5).saturating_add(length as u64);
        if is_last && self.source.read(&mut [0]).map_err(fault)? > 0 {
            return Err(ArchiveFault::Altered { at: self.at });
        }
        (self.plain, self.given) = (Zeroizing::new(opened), 0);
        self.place += 1;
        self.ended = is_last;
        Ok(())
    }
}

impl<S: Read> Read for ArchiveReader<S> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        while self.given == self.plain.len() {
            if self.ended || bytes.is_empty() {
                return Ok(0);
            }
            if let Err(fault) = self.chunk() {
                self.ended = true;
                return Err(io::Error::new(io::ErrorKind::InvalidData, fault));
            }
        }
        let read = self.plain.get(self.given..).unwrap_or_default().read(bytes)?;
        self.given += read;
        Ok(read)
    }
}

/// The fault behind an error of [`ArchiveReader`].
#[must_use]
pub fn archive_fault(error: &io::Error) -> ArchiveFault {
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<ArchiveFault>());
    inner.copied().unwrap_or(ArchiveFault::Source(error.kind()))
}

fn take<const N: usize>(source: &mut impl Read) -> Result<[u8; N], ArchiveFault> {
    let mut bytes = [0; N];
    source.read_exact(&mut bytes).map_err(fault)?;
    Ok(bytes)
}

fn fault(error: io::Error) -> ArchiveFault {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => ArchiveFault::Cut,
        kind => ArchiveFault::Source(kind),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::keeper::MasterKey;
    use crate::random::tests::Seeded;

    fn master(seed: u64) -> MasterKey {
        MasterKey::generate(&mut Seeded::new(seed))
    }

    fn sealed(plain: &[u8]) -> Vec<u8> {
        let mut writer = ArchiveWriter::new(Vec::new(), &master(1), Seeded::new(2)).unwrap();
        writer.write_all(plain).unwrap();
        writer.finish().unwrap()
    }

    fn opened(sealed: &[u8], keeper: &MasterKey) -> Result<Vec<u8>, ArchiveFault> {
        let mut plain = Vec::new();
        let mut reader = ArchiveReader::new(sealed, keeper)?;
        reader.read_to_end(&mut plain).map_err(|error| archive_fault(&error))?;
        Ok(plain)
    }

    #[test]
    fn an_archive_opens_whole_under_its_key_only() {
        for length in [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES] {
            let plain: Vec<u8> = (0..length).map(|byte| byte as u8).collect();
            let archive = sealed(&plain);
            assert_eq!(opened(&archive, &master(1)), Ok(plain), "{length} bytes");
            assert_eq!(opened(&archive, &master(3)), Err(ArchiveFault::Key));
            assert!(opened(&[archive.as_slice(), b"x"].concat(), &master(1)).is_err(), "longer");
        }
    }

    #[test]
    fn chunks_stay_at_their_places() {
        let archive = sealed(&vec![7; 3 * CHUNK_BYTES]);
        let chunk = 5 + CHUNK_BYTES + 28;
        let head = archive.len() - 3 * chunk;
        let part = |number: usize| &archive[head + number * chunk..head + (number + 1) * chunk];
        assert_eq!([&archive[..head], part(0), part(1), part(2)].concat(), archive);
        for order in [vec![1, 0, 2], vec![0, 2], vec![0, 0, 1, 2], vec![2]] {
            let parts: Vec<u8> = order.iter().flat_map(|number| part(*number)).copied().collect();
            let fault = opened(&[&archive[..head], parts.as_slice()].concat(), &master(1)).unwrap_err();
            assert!(matches!(fault, ArchiveFault::Altered { .. }), "{order:?}: {fault}");
        }
        assert_eq!(opened(&archive[..head + 2 * chunk], &master(1)), Err(ArchiveFault::Cut));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn a_flipped_or_missing_byte_is_found(
            length in 0..2 * CHUNK_BYTES,
            place in any::<prop::sample::Index>(),
            flip in 1_u8..,
        ) {
            let archive = sealed(&vec![7; length]);
            let place = place.index(archive.len());
            prop_assert!(opened(&archive[..place], &master(1)).is_err());
            let mut altered = archive;
            altered[place] ^= flip;
            prop_assert!(opened(&altered, &master(1)).is_err());
        }

        #[test]
        fn any_bytes_are_read_as_an_archive_without_panic(
            bytes in proptest::collection::vec(any::<u8>(), 0..300),
        ) {
            prop_assert!(opened(&bytes, &master(1)).is_err());
            prop_assert!(opened(&[ARCHIVE_MAGIC.as_slice(), &bytes].concat(), &master(1)).is_err());
        }
    }
}
