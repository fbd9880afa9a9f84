//! The container: a ZIP file (APPNOTE 6.3) in the one form that this writer gives it. Files are stored as they are, one after
//! the other, under plain names, each once; nothing stands between, before or after them. A reader that takes no other form
//! has nothing to unpack and cannot be shown other files than another reader.

use std::collections::BTreeSet;

/// Largest package, in bytes: the files of a large case twice, once sealed and once open. A reader holds it in memory.
pub const PACKAGE_BYTES_MAX: usize = 256 * 1024 * 1024;
/// Most files of a package: two for each of ten thousand entries, and those about the whole. ZIP counts no more.
pub const FILES_MAX: usize = 65_000;
/// Longest name of a file in a package, in bytes.
pub const FILE_NAME_BYTES_MAX: usize = 120;

/// The folder with the files of the case.
pub const ATTACHMENTS: &str = "attachments/";

/// The first file, which says what the container is (ETSI EN 319 162-1, annex A.1).
pub(super) const MIMETYPE: &str = "mimetype";
/// What it says.
pub(super) const ASIC_E: &[u8] = b"application/vnd.etsi.asic-e+zip";

const LOCAL: [u8; 4] = *b"PK\x03\x04";
const CENTRAL: [u8; 4] = *b"PK\x01\x02";
const LAST: [u8; 4] = *b"PK\x05\x06";
/// Version 1.0, no flags, stored, 1 January 1980 at midnight: what says nothing of when and where it was written.
const COMMON: [u8; 10] = [10, 0, 0, 0, 0, 0, 0, 0, 0x21, 0];
/// Lengths of the three kinds of header, in bytes.
const LOCAL_BYTES: usize = 30;
const CENTRAL_BYTES: usize = 46;
const LAST_BYTES: usize = 22;

/// A file in a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name: a plain relative path.
    pub name: String,
    /// What it holds.
    pub content: Vec<u8>,
}

/// Why bytes are no package, or files make none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadContainer {
    /// More than [`PACKAGE_BYTES_MAX`] bytes or [`FILES_MAX`] files.
    #[error("it is larger than {PACKAGE_BYTES_MAX} bytes or has more than {FILES_MAX} files")]
    Size,
    /// Not in the form that this program writes.
    #[error(
        "it is no package in the form that Comity writes: cut, altered, or packed again by another program"
    )]
    Form,
    /// A name that is no plain relative path.
    #[error("it has a file whose name is no plain relative path")]
    Name,
    /// A name occurs twice.
    #[error("it has two files of one name")]
    Twice,
    /// The first file does not say that it is an ASiC-E container.
    #[error("its first file does not say that it is an ASiC-E container")]
    Kind,
}

/// Whether a file may have this name: letters, digits, `.`, `-`, `_`, and `/` between parts that do not begin with a dot.
fn is_plain(name: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    let part = |part: &str| !part.is_empty() && !part.starts_with('.') && part.bytes().all(letter);
    name.len() <= FILE_NAME_BYTES_MAX && name.split('/').all(part)
}

/// What both headers of a file share: sum, sizes, length of the name.
fn described(name: &str, content: &[u8]) -> Option<[u8; 26]> {
    let size = u32::try_from(content.len()).ok()?.to_le_bytes();
    let name = u16::try_from(name.len()).ok()?.to_le_bytes();
    let sum = crc32fast::hash(content).to_le_bytes();
    [COMMON.as_slice(), &sum, &size, &size, &name, &[0, 0]].concat().try_into().ok()
}

fn local(name: &str, described: &[u8; 26]) -> Vec<u8> {
    [LOCAL.as_slice(), described, name.as_bytes()].concat()
}

fn central(name: &str, described: &[u8; 26], offset: usize) -> Option<Vec<u8>> {
    let offset = u32::try_from(offset).ok()?.to_le_bytes();
    Some([CENTRAL.as_slice(), &[10, 0], described, &[0; 10], &offset, name.as_bytes()].concat())
}

fn last(files: usize, directory_bytes: usize, offset: usize) -> Option<Vec<u8>> {
    let files = u16::try_from(files).ok()?.to_le_bytes();
    let wide = |number: usize| u32::try_from(number).ok().map(u32::to_le_bytes);
    let (size, offset) = (wide(directory_bytes)?, wide(offset)?);
    Some([LAST.as_slice(), &[0; 4], &files, &files, &size, &offset, &[0, 0]].concat())
}

/// Writes a container. The files follow on the one that says what it is.
///
/// # Errors
/// When they are too many or too large, or have names that no file of a package has.
pub fn pack(files: &[File]) -> Result<Vec<u8>, BadContainer> {
    let total: usize = files.iter().map(|file| file.content.len()).sum();
    if total > PACKAGE_BYTES_MAX || files.len() >= FILES_MAX {
        return Err(BadContainer::Size);
    }
    let mut names = BTreeSet::from([MIMETYPE]);
    let (mut bytes, mut directory) = (Vec::with_capacity(total), Vec::new());
    let first = File { name: MIMETYPE.to_owned(), content: ASIC_E.to_vec() };
    for File { name, content } in [&first].into_iter().chain(files) {
        if !is_plain(name) {
            return Err(BadContainer::Name);
        }
        if name != MIMETYPE && !names.insert(name) {
            return Err(BadContainer::Twice);
        }
        let described = described(name, content).ok_or(BadContainer::Size)?;
        directory.extend(central(name, &described, bytes.len()).ok_or(BadContainer::Size)?);
        bytes.extend(local(name, &described));
        bytes.extend_from_slice(content);
    }
    let end = last(files.len() + 1, directory.len(), bytes.len()).ok_or(BadContainer::Size)?;
    let bytes = [bytes, directory, end].concat();
    if bytes.len() > PACKAGE_BYTES_MAX { Err(BadContainer::Size) } else { Ok(bytes) }
}

/// Reads a container and gives its files without the one that says what it is. Each header is made again from what it
/// describes and compared.
///
/// # Errors
/// For everything that [`pack`] does not write.
pub fn unpack(bytes: &[u8]) -> Result<Vec<File>, BadContainer> {
    if bytes.len() > PACKAGE_BYTES_MAX {
        return Err(BadContainer::Size);
    }
    let mut files = walk(bytes).ok_or(BadContainer::Form)??;
    if files.first().is_none_or(|file| file.name != MIMETYPE || file.content != ASIC_E) {
        return Err(BadContainer::Kind);
    }
    files.remove(0);
    Ok(files)
}

/// None where the form is another.
fn walk(bytes: &[u8]) -> Option<Result<Vec<File>, BadContainer>> {
    let (body, end) = bytes.split_at_checked(bytes.len().checked_sub(LAST_BYTES)?)?;
    let start = usize::try_from(u32::from_le_bytes(end.get(16..20)?.try_into().ok()?)).ok()?;
    let (stored, mut directory) = body.split_at_checked(start)?;
    let directory_bytes = directory.len();
    let (mut offset, mut files, mut names) = (0, Vec::new(), BTreeSet::new());
    while !directory.is_empty() {
        let number = |from: usize| -> Option<usize> {
            usize::try_from(u32::from_le_bytes(directory.get(from..from + 4)?.try_into().ok()?)).ok()
        };
        let (size, name_bytes) = (number(24)?, number(28)? & 0xffff);
        let name = str::from_utf8(directory.get(CENTRAL_BYTES..CENTRAL_BYTES + name_bytes)?).ok()?;
        let content_at = offset + LOCAL_BYTES + name_bytes;
        let content = stored.get(content_at..content_at.checked_add(size)?)?;
        let described = described(name, content)?;
        directory = directory.strip_prefix(central(name, &described, offset)?.as_slice())?;
        (stored.get(offset..content_at)? == local(name, &described)).then_some(())?;
        if !is_plain(name) {
            return Some(Err(BadContainer::Name));
        }
        if !names.insert(name) {
            return Some(Err(BadContainer::Twice));
        }
        files.push(File { name: name.to_owned(), content: content.to_vec() });
        offset = content_at + size;
    }
    let whole = offset == start && end == last(files.len(), directory_bytes, start)?.as_slice();
    whole.then_some(Ok(files))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn file(name: &str, content: &[u8]) -> File {
        File { name: name.to_owned(), content: content.to_vec() }
    }

    fn check(files: &[File], expected: Result<usize, BadContainer>) {
        assert_eq!(pack(files).and_then(|bytes| unpack(&bytes)).map(|read| read.len()), expected);
    }

    #[test]
    fn names_are_plain_and_each_once() {
        check(&[file("a/b.txt", b"one"), file("a/c", b"")], Ok(2));
        check(&[file("a", b"one"), file("a", b"two")], Err(BadContainer::Twice));
        for name in [
            "",
            "/a",
            "a/",
            "../a",
            "a/../b",
            ".a",
            "a//b",
            "a\\b",
            "C:a",
            "a b",
            "é",
            "a\0",
            &"a".repeat(121),
        ] {
            check(&[file(name, b"")], Err(BadContainer::Name));
        }
    }

    #[test]
    fn a_container_that_another_way_of_reading_would_show_differently_is_refused() {
        let good = pack(&[file("a", b"one"), file("b", b"two")]).unwrap();
        assert_eq!(unpack(&good).unwrap().len(), 2);
        // Something before, after or between; a name only in one of the two headers; a packed file; a count of its own.
        for place in 0..good.len() {
            let mut bytes = good.clone();
            bytes[place] ^= 1;
            assert!(unpack(&bytes).is_err(), "byte {place}");
        }
        assert_eq!(unpack(&[b"x", good.as_slice()].concat()), Err(BadContainer::Form));
        assert_eq!(unpack(&[good.as_slice(), b"x"].concat()), Err(BadContainer::Form));
        // The names of both files made one, in all four headers.
        let twice: Vec<u8> = {
            let mut bytes = good.clone();
            for place in 0..bytes.len() {
                let header = [CENTRAL_BYTES, LOCAL_BYTES].iter().any(|back| {
                    place >= *back
                        && matches!(&bytes[place - back..place - back + 4], b"PK\x01\x02" | b"PK\x03\x04")
                });
                if header && bytes[place] == b'b' {
                    bytes[place] = b'a';
                }
            }
            bytes
        };
        assert_eq!(unpack(&twice), Err(BadContainer::Twice));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(contents in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..60), 0..6)) {
            let files: Vec<File> =
                contents.iter().enumerate().map(|(place, content)| file(&format!("{place}.bin"), content)).collect();
            prop_assert_eq!(unpack(&pack(&files).unwrap()), Ok(files));
        }

        #[test]
        fn any_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            prop_assert!(unpack(&bytes).is_err());
            let end = last(1, bytes.len(), 0).unwrap();
            prop_assert!(unpack(&[bytes, end].concat()).is_err());
        }
    }
}
