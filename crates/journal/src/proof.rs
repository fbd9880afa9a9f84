//! Proofs of RFC 6962, section 2.1: that one entry is in a journal (inclusion), and that a journal of today begins with
//! that of an earlier day (consistency). They are checked as RFC 9162, sections 2.1.3.2 and 2.1.4.2, sets out.

use std::ops::Range;

use crate::tree::{Frontier, Hash, node_hash};

/// Why a proof does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadProof {
    /// The entry is not within the tree, or the earlier tree is empty or larger than the later one.
    #[error("the sizes do not allow such a proof")]
    Sizes,
    /// The proof has too many or too few hashes.
    #[error("the proof has the wrong length")]
    Length,
    /// The proof leads to another root.
    #[error("the proof leads to another root")]
    Root,
}

/// The proof that the leaf at `index` is in the tree over `leaves`; nothing if there is no such leaf. Takes time in
/// proportion to the number of leaves.
#[must_use]
pub fn inclusion(leaves: &[Hash], index: usize) -> Option<Vec<Hash>> {
    (index < leaves.len()).then(|| {
        let mut path = Vec::new();
        inclusion_path(leaves, index, &mut path);
        path
    })
}

/// As [`inclusion`] for several leaves, in the order of `indices`, which is ascending; nothing for those that there are not.
/// Takes time in proportion to the number of leaves, and not for each of them again.
#[must_use]
pub fn inclusions(leaves: &[Hash], indices: &[usize]) -> Vec<Vec<Hash>> {
    let mut paths = vec![Vec::new(); indices.partition_point(|index| *index < leaves.len())];
    if !leaves.is_empty() {
        inclusion_paths(leaves, 0, indices, &mut paths);
    }
    paths
}

/// The root of a subtree that begins at `first`, with what its leaves need of each other added to their paths.
fn inclusion_paths(leaves: &[Hash], first: usize, indices: &[usize], paths: &mut [Vec<Hash>]) -> Hash {
    if paths.is_empty() || leaves.len() < 2 {
        return root(leaves);
    }
    let (left, right) = halves(leaves);
    let middle = first + left.len();
    let of_left = indices.partition_point(|index| *index < middle).min(paths.len());
    let ((left_indices, right_indices), (left_paths, right_paths)) =
        (indices.split_at(of_left), paths.split_at_mut(of_left));
    let left_root = inclusion_paths(left, first, left_indices, left_paths);
    let right_root = inclusion_paths(right, middle, right_indices, right_paths);
    left_paths.iter_mut().for_each(|path| path.push(right_root));
    right_paths.iter_mut().for_each(|path| path.push(left_root));
    node_hash(&left_root, &right_root)
}

fn inclusion_path(leaves: &[Hash], index: usize, path: &mut Vec<Hash>) {
    if leaves.len() < 2 {
        return;
    }
    let (left, right) = halves(leaves);
    if index < left.len() {
        inclusion_path(left, index, path);
        path.push(root(right));
    } else {
        inclusion_path(right, index - left.len(), path);
        path.push(root(left));
    }
}

/// The proof that the tree over `leaves` begins with the tree over the first `earlier` of them; nothing if there are
/// fewer, or `earlier` is zero. Takes time in proportion to the number of leaves.
#[must_use]
pub fn consistency(leaves: &[Hash], earlier: usize) -> Option<Vec<Hash>> {
    let wide = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
    let subtrees = consistency_subtrees(wide(earlier), wide(leaves.len()))?;
    let narrow = |number: u64| usize::try_from(number).ok();
    subtrees.iter().map(|part| leaves.get(narrow(part.start)?..narrow(part.end)?).map(root)).collect()
}

/// Of which leaves the hashes of that proof are the roots, in the order of the proof: whoever reads the leaves as a stream needs no
/// more at a time than these. Nothing if `earlier` is zero or more than `later`.
#[must_use]
pub fn consistency_subtrees(earlier: u64, later: u64) -> Option<Vec<Range<u64>>> {
    if earlier == 0 || earlier > later {
        return None;
    }
    let (mut subtrees, mut tree, mut known) = (Vec::new(), 0..later, true);
    while tree.end != earlier {
        let middle = tree.start + left_half(tree.end - tree.start);
        if earlier <= middle {
            subtrees.push(middle..tree.end);
            tree.end = middle;
        } else {
            subtrees.push(tree.start..middle);
            tree.start = middle;
            // The earlier tree is not this very subtree, whose root the verifier has already.
            known = false;
        }
    }
    if !known {
        subtrees.push(tree);
    }
    subtrees.reverse();
    Some(subtrees)
}

/// Checks that `leaf` stands at `index` in the tree with this size and root.
///
/// # Errors
/// When it does not follow from the proof.
pub fn verify_inclusion(
    proof: &[Hash],
    index: u64,
    leaf: &Hash,
    size: u64,
    root: &Hash,
) -> Result<(), BadProof> {
    if index >= size {
        return Err(BadProof::Sizes);
    }
    let (mut node, mut last, mut hash) = (index, size - 1, *leaf);
    for sibling in proof {
        if last == 0 {
            return Err(BadProof::Length);
        }
        if node & 1 == 1 || node == last {
            hash = node_hash(sibling, &hash);
            climb_to_right_child(&mut node, &mut last);
        } else {
            hash = node_hash(&hash, sibling);
        }
        node >>= 1;
        last >>= 1;
    }
    if last != 0 {
        return Err(BadProof::Length);
    }
    if hash == *root { Ok(()) } else { Err(BadProof::Root) }
}

/// Checks that the later tree begins with the earlier one. Each tree is given as its size and root.
///
/// # Errors
/// When it does not follow from the proof, or the earlier tree is empty.
pub fn verify_consistency(
    proof: &[Hash],
    earlier: (u64, &Hash),
    later: (u64, &Hash),
) -> Result<(), BadProof> {
    let ((size, root), (later_size, later_root)) = (earlier, later);
    if size == 0 || size > later_size {
        return Err(BadProof::Sizes);
    }
    if size == later_size {
        return match proof {
            [] if root == later_root => Ok(()),
            [] => Err(BadProof::Root),
            _ => Err(BadProof::Length),
        };
    }
    let (first, rest) = match proof.split_first() {
        _ if size.is_power_of_two() => (root, proof),
        Some(split) => split,
        None => return Err(BadProof::Length),
    };
    let low = (size - 1).trailing_ones();
    let (mut node, mut last) = ((size - 1) >> low, (later_size - 1) >> low);
    let (mut earlier_hash, mut later_hash) = (*first, *first);
    for sibling in rest {
        if last == 0 {
            return Err(BadProof::Length);
        }
        if node & 1 == 1 || node == last {
            earlier_hash = node_hash(sibling, &earlier_hash);
            later_hash = node_hash(sibling, &later_hash);
            climb_to_right_child(&mut node, &mut last);
        } else {
            later_hash = node_hash(&later_hash, sibling);
        }
        node >>= 1;
        last >>= 1;
    }
    if last != 0 {
        return Err(BadProof::Length);
    }
    if earlier_hash == *root && later_hash == *later_root { Ok(()) } else { Err(BadProof::Root) }
}

/// On the right edge of the tree levels without a sibling are passed over.
fn climb_to_right_child(node: &mut u64, last: &mut u64) {
    while *node & 1 == 0 && *node != 0 {
        *node >>= 1;
        *last >>= 1;
    }
}

/// Splits a tree, which has at least two leaves.
fn halves(leaves: &[Hash]) -> (&[Hash], &[Hash]) {
    leaves.split_at(leaves.len().div_ceil(2).next_power_of_two())
}

/// The leaves in the left half of a tree of at least two: the largest power of two that is smaller than their number.
const fn left_half(size: u64) -> u64 {
    size.div_ceil(2).next_power_of_two()
}

fn root(leaves: &[Hash]) -> Hash {
    leaves.iter().copied().collect::<Frontier>().root()
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD as BASE64;
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;
    use crate::tree::leaf_hash;

    /// Our types rule out hashes of another length, which some probes have: short ones are filled up, and where there
    /// is none the probe counts as refused.
    fn hash(text: &Value) -> Option<Hash> {
        let mut bytes = BASE64.decode(text.as_str()?).unwrap();
        let some = !bytes.is_empty();
        bytes.resize(32, 0);
        some.then(|| bytes.try_into().unwrap())
    }

    fn proof(probe: &Value) -> Option<Vec<Hash>> {
        probe["proof"].as_array().map_or(Some(Vec::new()), |hashes| hashes.iter().map(hash).collect())
    }

    /// Runs each probe of a file; sizes that do not fit 64 bits count as refused.
    fn check(file: &str, holds: impl Fn(&Value) -> Option<bool>) {
        let probes: Vec<Value> = file.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(probes.len(), 98);
        for probe in probes {
            let wanted = !probe["wantErr"].as_bool().unwrap();
            assert_eq!(holds(&probe).unwrap_or(false), wanted, "{}", probe["file"]);
        }
    }

    #[test]
    fn published_inclusion_probes() {
        check(include_str!("../vectors/inclusion.jsonl"), |probe| {
            let (index, size) = (probe["leafIdx"].as_u64()?, probe["treeSize"].as_u64()?);
            let leaf = hash(&probe["leafHash"])?;
            Some(verify_inclusion(&proof(probe)?, index, &leaf, size, &hash(&probe["root"])?).is_ok())
        });
    }

    #[test]
    fn published_consistency_probes() {
        check(include_str!("../vectors/consistency.jsonl"), |probe| {
            let (root1, root2) = (hash(&probe["root1"])?, hash(&probe["root2"])?);
            let earlier = (probe["size1"].as_u64()?, &root1);
            Some(verify_consistency(&proof(probe)?, earlier, (probe["size2"].as_u64()?, &root2)).is_ok())
        });
    }

    #[test]
    fn there_is_no_proof_of_what_is_not_there() {
        assert_eq!(inclusion(&[], 0), None);
        assert_eq!(consistency(&[leaf_hash(b"a")], 0), None);
        assert_eq!(consistency(&[leaf_hash(b"a")], 2), None);
    }

    proptest! {
        #[test]
        fn proofs_made_are_proofs_that_hold(size in 1_usize..200, at in any::<prop::sample::Index>()) {
            let leaves: Vec<Hash> = (0..size).map(|i| leaf_hash(&i.to_be_bytes())).collect();
            let (index, wide) = (at.index(size), |number: usize| u64::try_from(number).unwrap());
            let root_now = root(&leaves);

            let path = inclusion(&leaves, index).unwrap();
            prop_assert_eq!(verify_inclusion(&path, wide(index), &leaves[index], wide(size), &root_now), Ok(()));
            prop_assert!(verify_inclusion(&path, wide(index), &[9; 32], wide(size), &root_now).is_err());

            let indices: Vec<usize> = (0..size).filter(|other| other % 3 == 0 || *other == index).collect();
            let each: Vec<_> = indices.iter().map(|index| inclusion(&leaves, *index).unwrap()).collect();
            prop_assert_eq!(inclusions(&leaves, &indices), each);

            let earlier = (wide(index + 1), &root(&leaves[..=index]));
            let path = consistency(&leaves, index + 1).unwrap();
            prop_assert_eq!(verify_consistency(&path, earlier, (wide(size), &root_now)), Ok(()));
            prop_assert!(verify_consistency(&path, (earlier.0, &[9; 32]), (wide(size), &root_now)).is_err());
        }
    }
}
