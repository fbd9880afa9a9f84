//! A journal in the layout of a tiled log (c2sp.org/tlog-tiles), which tools of others read: the last checkpoint, the hashes of the
//! tree in tiles of 256, and the headers in bundles of as many. The bodies are not in it: a header is all that the tree commits to.
//!
//! - `checkpoint`: the last signed checkpoint.
//! - `tile/<level>/<number>`: 256 hashes of a level. At level 0 they are those of leaves; above, each is the root of a full tile below.
//! - `tile/entries/<number>`: the headers of 256 entries, each after its length (2 bytes, big-endian).
//!
//! The last tile of a level and the last bundle end in `.p/<width>` where they are not full.

use crate::entry::{HEADER_BYTES, Header};
use crate::tree::{Frontier, Hash};

/// Hashes in a full tile, and headers in a full bundle.
pub const TILE_WIDTH: usize = 256;

/// Name of the file with the last checkpoint.
pub const CHECKPOINT_FILE: &str = "checkpoint";

const _: () = assert!(HEADER_BYTES <= u16::MAX as usize);

/// A file of the layout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TileFile {
    /// Its path, parted by `/`.
    pub path: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// A level of the tree: how many full tiles were given out, and the hashes since.
#[derive(Debug, Default)]
struct Level {
    full: u64,
    hashes: Vec<Hash>,
}

/// Makes the files as entries come in order. It keeps one tile of each level and no more.
#[derive(Debug, Default)]
pub struct Tiles {
    levels: Vec<Level>,
    bundle: Vec<u8>,
}

impl Tiles {
    /// Takes the header of the next entry; gives the files that are full with it.
    pub fn take(&mut self, header: &Header) -> Vec<TileFile> {
        let bytes = header.to_bytes();
        self.bundle.extend(u16::try_from(bytes.len()).unwrap_or(u16::MAX).to_be_bytes());
        self.bundle.extend(bytes);
        let (mut files, mut hash) = (Vec::new(), header.leaf());
        for number in 0.. {
            if self.levels.len() <= number {
                self.levels.push(Level::default());
            }
            let Some(level) = self.levels.get_mut(number) else { break };
            level.hashes.push(hash);
            if level.hashes.len() < TILE_WIDTH {
                break;
            }
            let full = std::mem::take(&mut level.hashes);
            hash = full.iter().copied().collect::<Frontier>().root();
            if number == 0 {
                let bytes = std::mem::take(&mut self.bundle);
                files.push(TileFile { path: path("entries", level.full, None), bytes });
            }
            files.push(TileFile { path: path(&number.to_string(), level.full, None), bytes: full.concat() });
            level.full += 1;
        }
        files
    }

    /// The files that are not full, once there are no more entries.
    #[must_use]
    pub fn finish(self) -> Vec<TileFile> {
        let mut files = Vec::new();
        for (number, level) in self.levels.iter().enumerate().filter(|(_, level)| !level.hashes.is_empty()) {
            let width = Some(level.hashes.len());
            if number == 0 {
                files.push(TileFile { path: path("entries", level.full, width), bytes: self.bundle.clone() });
            }
            let path = path(&number.to_string(), level.full, width);
            files.push(TileFile { path, bytes: level.hashes.concat() });
        }
        files
    }
}

/// The path of a tile or bundle: its number in groups of three digits, all but the last after an `x`; and its width where it is not
/// full.
fn path(level: &str, number: u64, width: Option<usize>) -> String {
    let mut groups = format!("{:03}", number % 1_000);
    let mut rest = number / 1_000;
    while rest > 0 {
        groups = format!("x{:03}/{groups}", rest % 1_000);
        rest /= 1_000;
    }
    let width = width.map_or_else(String::new, |width| format!(".p/{width}"));
    format!("tile/{level}/{groups}{width}")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use case::id::CaseId;
    use jiff::Timestamp;
    use proptest::prelude::*;

    use super::*;
    use crate::entry::EntryKind;
    use crate::tree::{HASH_BYTES, leaf_hash};

    fn header(position: u64) -> Header {
        let body = position.to_be_bytes();
        Header::for_body(position, CaseId::from_bytes([1; 16]), Timestamp::UNIX_EPOCH, EntryKind::Look, &body)
            .unwrap()
    }

    /// The files of a journal of so many entries, by path.
    fn written(size: u64) -> BTreeMap<String, Vec<u8>> {
        let mut tiles = Tiles::default();
        let mut files: Vec<TileFile> = (0..size).flat_map(|position| tiles.take(&header(position))).collect();
        files.extend(tiles.finish());
        let count = files.len();
        let by_path: BTreeMap<_, _> = files.into_iter().map(|file| (file.path, file.bytes)).collect();
        assert_eq!(by_path.len(), count, "no path twice");
        by_path
    }

    #[test]
    fn numbers_become_paths_as_the_standard_shows() {
        assert_eq!(path("0", 1_234_067, None), "tile/0/x001/x234/067");
        assert_eq!(path("entries", 0, Some(12)), "tile/entries/000.p/12");
        assert_eq!(path("2", 1_000, Some(255)), "tile/2/x001/000.p/255");
    }

    #[test]
    fn the_example_of_the_standard_has_the_tiles_that_it_says() {
        let files = written(70_000);
        let of = |level: &str| -> (usize, Vec<&str>) {
            let start = format!("tile/{level}/");
            let (partial, full): (Vec<&str>, Vec<&str>) = files
                .keys()
                .map(String::as_str)
                .filter(|path| path.starts_with(&start))
                .partition(|path| path.contains(".p/"));
            (full.len(), partial)
        };
        assert_eq!(of("0"), (273, vec!["tile/0/273.p/112"]));
        assert_eq!(of("1"), (1, vec!["tile/1/001.p/17"]));
        assert_eq!(of("2"), (0, vec!["tile/2/000.p/1"]));
        assert_eq!(of("3"), (0, vec![]));
        assert_eq!(of("entries"), (273, vec!["tile/entries/273.p/112"]));
        let files = written(256);
        assert_eq!(files.keys().collect::<Vec<_>>(), ["tile/0/000", "tile/1/000.p/1", "tile/entries/000"]);
        assert!(written(0).is_empty());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(12))]

        #[test]
        fn the_tiles_hold_the_tree_and_the_bundles_its_leaves(size in 1_u64..1_500) {
            let files = written(size);
            let tree: Frontier = (0..size).map(|position| header(position).leaf()).collect();
            let level = |number: &str| -> Vec<Hash> {
                let start = format!("tile/{number}/");
                // In the order of their numbers, of which the paths of so few are.
                let bytes: Vec<u8> =
                    files.iter().filter(|(path, _)| path.starts_with(&start)).flat_map(|(_, bytes)| bytes.clone()).collect();
                bytes.as_chunks::<HASH_BYTES>().0.to_vec()
            };
            let leaves = level("0");
            prop_assert_eq!(leaves.iter().copied().collect::<Frontier>().root(), tree.root());
            let above: Vec<Hash> = leaves
                .as_chunks::<TILE_WIDTH>()
                .0
                .iter()
                .map(|full| full.iter().copied().collect::<Frontier>().root())
                .collect();
            prop_assert_eq!(level("1"), above);
            let bundles: Vec<u8> =
                files.iter().filter(|(path, _)| path.starts_with("tile/entries/")).flat_map(|(_, bytes)| bytes.clone()).collect();
            let mut rest = bundles.as_slice();
            for leaf in leaves {
                let (length, more) = rest.split_first_chunk::<2>().unwrap();
                let (entry, more) = more.split_at(usize::from(u16::from_be_bytes(*length)));
                prop_assert_eq!(leaf_hash(entry), leaf);
                rest = more;
            }
            prop_assert!(rest.is_empty());
        }
    }
}
