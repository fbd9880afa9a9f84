//! Roots: who has to sign one, in what order they follow, and what fewer signers cannot do.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::directory::tests::{at, edition};
use crate::directory::{Directory, DirectoryFault, IssueFault, SignedDirectory};
use crate::limits::SIGNATURES_MAX;
use crate::random::tests::Seeded;

/// A signer of the General Secretariat: several have one code and one serial.
fn signer(seed: u64) -> Identity {
    Identity::generate("GS".parse().unwrap(), 1, &mut Seeded::new(seed)).unwrap()
}

/// The key that bureaus were handed, and the signers: 0 to 5.
static KEYS: LazyLock<Vec<Identity>> = LazyLock::new(|| (0..6).map(signer).collect());

fn publics(keys: &[usize]) -> Vec<PublicIdentity> {
    keys.iter().map(|key| KEYS[*key].public().clone()).collect()
}

fn bare() -> Root {
    Root::of_one(KEYS[0].public())
}

/// The next root, with these signers, signed by these.
fn signed(former: &Root, need: usize, signers: &[usize], by: &[usize]) -> SignedRoot {
    let mut signed = SignedRoot::propose(&former.next(need, publics(signers)).unwrap());
    by.iter().for_each(|key| signed.sign(&KEYS[*key], former).unwrap());
    SignedRoot::read(&signed.to_bytes()).unwrap()
}

/// Roots 1 to 3: 2 of 1, 2, 3; then 4 in the place of 3; then 5 in the place of 2.
static CHAIN: LazyLock<Vec<SignedRoot>> = LazyLock::new(|| {
    let first = signed(&bare(), 2, &[1, 2, 3], &[0, 1, 2]);
    let one = bare().follow(std::slice::from_ref(&first)).unwrap();
    let second = signed(&one, 2, &[1, 2, 4], &[1, 2]);
    let two = one.follow(std::slice::from_ref(&second)).unwrap();
    vec![first, second, signed(&two, 2, &[1, 4, 5], &[1, 4])]
});

fn root(serial: usize) -> Root {
    bare().follow(&CHAIN[..serial]).unwrap()
}

fn check(known: &Root, roots: &[SignedRoot], expected: Result<u32, RootFault>) {
    assert_eq!(known.follow(roots).map(|root| root.serial()), expected, "from {}", known.serial());
}

#[test]
fn a_bare_identity_is_a_root_of_one() {
    let root = Root::read(&KEYS[0].public().to_bytes()).unwrap();
    assert_eq!(root, bare());
    assert_eq!((root.serial(), root.need(), root.signers().len(), root.bureau().as_str()), (0, 1, 1, "GS"));
    check(&root, &[], Ok(0));
}

#[test]
fn a_root_that_was_handed_over_needs_its_own_signers() {
    assert_eq!(Root::read(&CHAIN[2].to_bytes()).unwrap(), root(3));
    let alone = signed(&bare(), 2, &[1, 2], &[0, 1]);
    assert_eq!(Root::read(&alone.to_bytes()), Err(RootFault::TooFewOwn { missing: 1 }));
    assert_eq!(Root::read(b"nonsense"), Err(RootFault::Malformed));
}

#[test]
fn both_the_former_and_its_own_signers_are_needed() {
    let own = |missing| Err(RootFault::TooFewOwn { missing });
    let former = |missing| Err(RootFault::TooFewFormer { missing });
    check(&bare(), &[signed(&bare(), 2, &[1, 2, 3], &[])], own(2));
    check(&bare(), &[signed(&bare(), 2, &[1, 2, 3], &[0, 3])], own(1));
    check(&bare(), &[signed(&bare(), 2, &[1, 2, 3], &[1, 2, 3])], former(1));
    check(&bare(), &[signed(&bare(), 2, &[1, 2, 3], &[0, 1, 3])], Ok(1));
    // One stolen key of the former root, and a root of the thief's own.
    check(&root(1), &[signed(&root(1), 1, &[4, 5], &[3, 4, 5])], former(1));
    // A signer of both counts for both; one who was lost is left out.
    check(&root(1), &[signed(&root(1), 2, &[1, 2, 4], &[1, 2])], Ok(2));
    let first = signed(&root(1), 2, &[1, 2, 4], &[1, 4]);
    assert_eq!(first.missing(&root(1)), Ok((0, 1)));
    check(&root(1), &[first], former(1));
}

#[test]
fn roots_follow_one_by_one_and_never_back() {
    for known in 0..=3 {
        check(&root(known), &CHAIN, Ok(3));
    }
    // Who knows a root needs those after it only.
    check(&root(1), &CHAIN[1..], Ok(3));
    check(&root(1), &CHAIN[2..], Err(RootFault::Skipped));
    check(&bare(), &CHAIN[1..], Err(RootFault::Skipped));
    check(&bare(), &[CHAIN[0].clone(), CHAIN[2].clone()], Err(RootFault::Skipped));
    check(&root(3), &CHAIN[..2], Err(RootFault::RolledBack));
    check(&root(1), &[], Err(RootFault::RolledBack));
    let other = signed(&bare(), 1, &[1, 5], &[0, 1]);
    check(&root(1), &[other], Err(RootFault::TwoRoots));
    check(&root(2), &[CHAIN[1].clone(), CHAIN[0].clone(), CHAIN[1].clone()], Err(RootFault::Skipped));
}

#[test]
fn roots_that_are_known_are_handed_on_with_their_signatures_or_not_at_all() {
    // The same roots with fewer signatures than they need: whoever knows them must not take them in the place of good ones.
    for weak in 0..2 {
        let mut roots = CHAIN[..2].to_vec();
        let former = root(weak);
        let enough = if weak == 0 { &[1_usize][..] } else { &[4] };
        let mut proposed = SignedRoot::propose(&roots[weak].proposed().unwrap());
        enough.iter().for_each(|key| proposed.sign(&KEYS[*key], &former).unwrap());
        roots[weak] = proposed;
        let found = root(2).follow(&roots);
        assert!(matches!(found, Err(RootFault::TooFewOwn { .. })), "{weak}: {found:?}");
    }
    // Nor a beginning that does not lead to what follows.
    let other = signed(&bare(), 2, &[1, 4, 5], &[0, 1, 4]);
    let found = root(2).follow(&[other, CHAIN[1].clone()]);
    assert!(matches!(found, Err(RootFault::TooFewFormer { .. })), "{found:?}");
}

#[test]
fn one_key_counts_once() {
    let again = |serial: u32| {
        let same = Identity::generate("GS".parse().unwrap(), serial, &mut Seeded::new(1)).unwrap();
        same.public().clone()
    };
    // The same key bytes under another serial, or twice under one.
    for twice in [again(2), again(1)] {
        let signers = vec![KEYS[1].public().clone(), KEYS[2].public().clone(), twice];
        assert_eq!(bare().next(2, signers), Err(RootFault::KeyTwice));
    }
    // Signing twice leaves one signature.
    let signed = signed(&bare(), 2, &[1, 2], &[0, 1, 1]);
    assert_eq!(signed.missing(&bare()), Ok((1, 0)));
}

#[test]
fn what_breaks_a_rule_is_no_root() {
    assert_eq!(bare().next(1, Vec::new()), Err(RootFault::Signers));
    assert_eq!(bare().next(0, publics(&[1])), Err(RootFault::Need));
    assert_eq!(bare().next(2, publics(&[1])), Err(RootFault::Need));
    let crowd = (10..=10 + SIGNERS_MAX as u64).map(|seed| signer(seed).public().clone()).collect();
    assert_eq!(bare().next(1, crowd), Err(RootFault::Signers));
    let fr = crate::directory::tests::identity("FR", 1).public().clone();
    assert_eq!(bare().next(1, vec![fr.clone()]), Err(RootFault::OtherBureau));
    assert_eq!(bare().next(1, vec![KEYS[1].public().clone(), fr]), Err(RootFault::OtherBureau));
    let mut signed = SignedRoot::propose(&bare().next(1, publics(&[1])).unwrap());
    assert_eq!(signed.sign(&KEYS[5], &bare()), Err(RootFault::NotASigner));
    assert_eq!(SignedRoot::read(&vec![0; ROOT_BYTES_MAX + 1]), Err(RootFault::TooLarge));
    // Signers in another order, and serial 0, would be second forms of one root.
    let mut turned = root(1);
    turned.signers.reverse();
    for body in [turned, bare()] {
        assert_eq!(SignedRoot::propose(&body).proposed(), Err(RootFault::Malformed));
    }
    // The largest root is read back.
    let crowd = (10..10 + SIGNERS_MAX as u64).map(|seed| signer(seed).public().clone()).collect();
    let mut most = SignedRoot::propose(&bare().next(SIGNERS_MAX, crowd).unwrap());
    (10..10 + SIGNERS_MAX as u64).for_each(|seed| most.sign(&signer(seed), &bare()).unwrap());
    most.sign(&KEYS[0], &bare()).unwrap();
    assert_eq!(SignedRoot::read(&most.to_bytes()).unwrap().missing(&bare()), Ok((0, 0)));
    assert!(most.to_bytes().len() < ROOT_BYTES_MAX);
}

#[test]
fn signatures_of_others_are_left_out_when_somebody_signs() {
    // Somebody filled the file with signatures of nobody: what is signed is read back all the same.
    let mut joint = Joint::new(root(1).to_bytes());
    for seed in 100..100 + SIGNATURES_MAX as u64 {
        joint.sign(&signer(seed), Context::Root).unwrap();
    }
    let mut signed = SignedRoot(joint);
    signed.sign(&KEYS[1], &bare()).unwrap();
    assert_eq!(SignedRoot::read(&signed.to_bytes()).unwrap().missing(&bare()), Ok((1, 1)));
}

/// A directory under these roots, signed by these.
fn directory(roots: &[SignedRoot], known: &Root, by: &[usize]) -> SignedDirectory {
    let mut signed = SignedDirectory::propose(edition(&[&KEYS[0]]), roots).unwrap();
    by.iter().for_each(|key| signed.add_signature(&KEYS[*key], known).unwrap());
    SignedDirectory::read(&signed.to_bytes()).unwrap()
}

fn verdict(signed: &SignedDirectory, known: &Root) -> Result<Directory, DirectoryFault> {
    signed.verify(known, at(1500), 0)
}

#[test]
fn a_directory_brings_its_roots_and_needs_their_signers() {
    for known in 0..=3 {
        let verified = verdict(&directory(&CHAIN, &root(known), &[4, 5]), &root(known)).unwrap();
        assert_eq!(*verified.root(), root(3));
    }
    let too_few = |missing| Err(DirectoryFault::TooFewSignatures { missing });
    assert_eq!(verdict(&directory(&CHAIN, &bare(), &[]), &bare()), too_few(2));
    assert_eq!(verdict(&directory(&CHAIN, &bare(), &[1, 1]), &bare()), too_few(1));
    assert_eq!(directory(&CHAIN, &bare(), &[1]).proposal(&bare()).unwrap().missing, 1);
    // Signers who were left out sign nothing any more, nor does the key of before.
    let mut signed = directory(&CHAIN, &bare(), &[]);
    for former in [0, 2, 3] {
        let refused = signed.add_signature(&KEYS[former], &bare());
        assert_eq!(refused, Err(IssueFault::Edition(RootFault::NotASigner.into())));
    }
    let by_one = SignedDirectory::sign(edition(&[&KEYS[0]]), &KEYS[0]).unwrap();
    assert!(verdict(&by_one, &bare()).is_ok());
    assert_eq!(verdict(&by_one, &root(1)), Err(RootFault::RolledBack.into()));
    // Former signers under their former root.
    assert_eq!(
        verdict(&directory(&CHAIN[..1], &bare(), &[2, 3]), &root(2)),
        Err(RootFault::RolledBack.into())
    );
    assert_eq!(
        SignedDirectory::propose(edition(&[]), &[]),
        Err(IssueFault::Edition(DirectoryFault::Malformed))
    );
}

#[test]
fn of_too_many_roots_the_oldest_are_left_out() {
    let (mut roots, mut known) = (Vec::new(), bare());
    for _ in 0..=ROOTS_MAX {
        let former = if roots.is_empty() { 0 } else { 1 };
        roots.push(signed(&known, 1, &[1], &[former, 1]));
        known = known.follow(&roots[roots.len() - 1..]).unwrap();
    }
    let signed = directory(&roots, &known, &[1]);
    assert_eq!(signed.roots().len(), ROOTS_MAX);
    assert!(verdict(&signed, &known).is_ok());
    assert_eq!(verdict(&signed, &bare()), Err(RootFault::Skipped.into()));
    let mut writer = Writer::new("").count(roots.len());
    writer = roots.iter().fold(writer, |writer, root| writer.bytes(&root.to_bytes()));
    let bytes = writer.done();
    assert_eq!(read_chain(&mut Reader::new("", &bytes).unwrap()), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn fewer_than_enough_signatures_never_verify(by in proptest::collection::vec(1_usize..6, 0..8)) {
        // Whoever signs, in whatever order and however often: only two different signers of the root count.
        let mut joint = Joint::new(root(1).to_bytes());
        let mut signed = SignedDirectory::propose(edition(&[&KEYS[0]]), &CHAIN[..1]).unwrap();
        for key in &by {
            joint.sign(&KEYS[*key], Context::Root).unwrap();
            let _ = signed.add_signature(&KEYS[*key], &bare());
        }
        let enough = (1..=3).filter(|signer| by.contains(signer)).count() >= 2;
        prop_assert_eq!(verdict(&signed, &bare()).is_ok(), enough);
        prop_assert!(bare().follow(&[SignedRoot(joint.clone())]).is_err(), "the former key has not signed");
        joint.sign(&KEYS[0], Context::Root).unwrap();
        prop_assert_eq!(bare().follow(&[SignedRoot(joint)]).is_ok(), enough);
    }

    #[test]
    fn altered_or_cut_roots_are_refused(place in any::<prop::sample::Index>(), flip in 1_u8..) {
        let good = CHAIN[0].to_bytes();
        let followed = |bytes: &[u8]| bare().follow(&[SignedRoot::read(bytes)?]);
        let place = place.index(good.len());
        prop_assert!(followed(&good[..place]).is_err());
        let mut altered = good;
        altered[place] ^= flip;
        prop_assert!(followed(&altered).is_err());
    }

    #[test]
    fn any_bytes_are_read_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = Root::read(&bytes);
        let _ = Root::from_bytes(&Writer::new(BODY_LABEL).fixed(&bytes).done());
        let _ = Root::read(&Writer::new(SIGNED_LABEL).fixed(&bytes).done());
    }
}
