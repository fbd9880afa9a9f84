//! The Merkle tree of RFC 6962, section 2.1: every change to any leaf changes the root.

use sha2::{Digest, Sha256};

/// A SHA-256 hash: of a leaf, of an inner node or of a whole tree.
pub type Hash = [u8; HASH_BYTES];

/// Length of a hash, in bytes.
pub const HASH_BYTES: usize = 32;

/// The hash of a leaf: SHA-256 of a zero byte and the data, so that no leaf can pass for an inner node.
#[must_use]
pub fn leaf_hash(data: &[u8]) -> Hash {
    Sha256::new().chain_update([0]).chain_update(data).finalize().into()
}

/// The hash of an inner node over its two children.
#[must_use]
pub(crate) fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

/// The root of the tree without leaves.
#[must_use]
pub(crate) fn empty_root() -> Hash {
    Sha256::digest([]).into()
}

/// What an appender must remember of a tree: the roots of its perfect subtrees, largest first, one for each bit set in
/// its size. A tree of a million leaves needs at most twenty of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frontier {
    size: u64,
    peaks: Vec<Hash>,
}

impl Frontier {
    /// The tree without leaves.
    #[must_use]
    pub const fn new() -> Self {
        Self { size: 0, peaks: Vec::new() }
    }

    /// Adds the hash of the next leaf.
    pub fn append(&mut self, leaf: Hash) {
        let complete = self.size.trailing_ones() as usize;
        let rest = self.peaks.split_off(self.peaks.len().saturating_sub(complete));
        self.peaks.push(rest.iter().rev().fold(leaf, |right, left| node_hash(left, &right)));
        self.size += 1;
    }

    /// The root over all leaves appended so far.
    #[must_use]
    pub fn root(&self) -> Hash {
        let mut smallest_first = self.peaks.iter().rev();
        let Some(smallest) = smallest_first.next() else { return empty_root() };
        smallest_first.fold(*smallest, |right, left| node_hash(left, &right))
    }

    /// How many leaves the tree has.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The frontier as bytes, to be kept beside the journal: the size (8 bytes, big-endian), then the peaks.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.size.to_be_bytes().to_vec();
        bytes.extend(self.peaks.iter().flatten());
        bytes
    }

    /// Reads what [`Frontier::to_bytes`] wrote; nothing if the length does not fit the size.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (size, peaks) = bytes.split_first_chunk::<8>()?;
        let size = u64::from_be_bytes(*size);
        let (peaks, rest) = peaks.as_chunks::<HASH_BYTES>();
        (rest.is_empty() && peaks.len() == size.count_ones() as usize)
            .then(|| Self { size, peaks: peaks.to_vec() })
    }
}

impl Extend<Hash> for Frontier {
    fn extend<I: IntoIterator<Item = Hash>>(&mut self, leaves: I) {
        for leaf in leaves {
            self.append(leaf);
        }
    }
}

impl FromIterator<Hash> for Frontier {
    fn from_iter<I: IntoIterator<Item = Hash>>(leaves: I) -> Self {
        let mut frontier = Self::new();
        frontier.extend(leaves);
        frontier
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The eight leaves that the test data of Certificate Transparency uses, and the root after each.
    const LEAVES: [&str; 8] =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
    const ROOTS: [&str; 9] = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    fn bytes(hex: &str) -> Vec<u8> {
        (0..hex.len()).step_by(2).map(|i| u8::from_str_radix(&hex[i..i + 2], 16).unwrap()).collect()
    }

    #[test]
    fn the_roots_of_certificate_transparency() {
        for (size, root) in ROOTS.iter().enumerate() {
            let frontier: Frontier = LEAVES[..size].iter().map(|leaf| leaf_hash(&bytes(leaf))).collect();
            assert_eq!(frontier.root().to_vec(), bytes(root), "size {size}");
            assert_eq!(Frontier::from_bytes(&frontier.to_bytes()), Some(frontier));
        }
    }

    #[test]
    fn a_frontier_of_the_wrong_length_is_refused() {
        let mut bytes = [leaf_hash(b"a"), leaf_hash(b"b")].into_iter().collect::<Frontier>().to_bytes();
        assert!(Frontier::from_bytes(&bytes).is_some());
        bytes.push(0);
        assert_eq!(Frontier::from_bytes(&bytes), None);
        assert_eq!(Frontier::from_bytes(&bytes[..20]), None);
        assert_eq!(Frontier::from_bytes(&[]), None);
    }
}
