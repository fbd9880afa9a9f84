//! The directory: in force, in order, signed by the one Secretariat, and refused otherwise.

use proptest::prelude::*;

use super::*;
use crate::random::tests::Seeded;

pub(crate) fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

pub(crate) fn identity(code: &str, serial: u32) -> Identity {
    let seed = code.bytes().fold(u64::from(serial), |seed, byte| seed * 256 + u64::from(byte));
    Identity::generate(code.parse().unwrap(), serial, &mut Seeded::new(seed)).unwrap()
}

pub(crate) fn entry(identity: &Identity) -> DirectoryEntry {
    let code = identity.bureau().as_str();
    DirectoryEntry {
        identity: identity.public().clone(),
        state: code.parse().ok().filter(|_| code != "GS"),
        name: format!("Bureau of {code}"),
        address: format!("https://{}.example:8443/", code.to_lowercase()),
        certificate: crate::digest::sha256(code.as_bytes()),
        languages: vec!["en".to_owned(), "fr".to_owned()],
    }
}

pub(crate) fn edition(identities: &[&Identity]) -> Edition {
    let entries = identities.iter().map(|identity| entry(identity)).collect();
    Edition { serial: 5, issued_at: at(1000), expires_at: at(2000), entries, withdrawn: Vec::new() }
}

/// A verified directory of these bureaus.
pub(crate) fn directory(identities: &[&Identity]) -> Directory {
    let gs = identity("GS", 1);
    SignedDirectory::sign(edition(identities), &gs)
        .unwrap()
        .verify(&Root::of_one(gs.public()), at(1500), 0)
        .unwrap()
}

fn check(now: i64, min_serial: u64, expected: Result<u64, DirectoryFault>) {
    let (gs, fr) = (identity("GS", 1), identity("FR", 1));
    let bytes = SignedDirectory::sign(edition(&[&gs, &fr]), &gs).unwrap().to_bytes();
    let verified =
        SignedDirectory::read(&bytes).unwrap().verify(&Root::of_one(gs.public()), at(now), min_serial);
    assert_eq!(verified.map(|directory| directory.serial()), expected, "at {now}, serial from {min_serial}");
}

#[test]
fn in_force_and_not_rolled_back() {
    check(1500, 5, Ok(5));
    check(1999, 0, Ok(5));
    check(2000, 5, Err(DirectoryFault::Expired));
    check(1500, 6, Err(DirectoryFault::RolledBack));
    check(700, 5, Ok(5));
    check(699, 5, Err(DirectoryFault::NotYetValid));
}

#[test]
fn says_what_was_signed_in_order() {
    let (gs, fr, us) = (identity("GS", 1), identity("FR", 1), identity("US", 3));
    let directory = directory(&[&us, &gs, &fr]);
    let codes: Vec<&str> = directory.entries().iter().map(|e| e.identity.bureau().as_str()).collect();
    assert_eq!(codes, ["FR", "GS", "US"]);
    assert_eq!(directory.find(us.bureau()), Some(&entry(&us)));
    assert_eq!(directory.find(&"BR".parse().unwrap()), None);
}

#[test]
fn what_a_reader_would_refuse_is_not_signed() {
    let (gs, fr) = (identity("GS", 1), identity("FR", 1));
    let twice = edition(&[&fr, &gs, &fr]);
    let duplicate = Err(IssueFault::Edition(DirectoryFault::DuplicateCode));
    assert_eq!(SignedDirectory::sign(twice, &gs), duplicate);
    let mut shared = edition(&[&fr, &gs]);
    shared.entries[1].certificate = shared.entries[0].certificate;
    let shared_fault = Err(IssueFault::Edition(DirectoryFault::DuplicateCertificate));
    assert_eq!(SignedDirectory::sign(shared, &gs), shared_fault);
    let mut long_name = edition(&[&fr]);
    long_name.entries[0].name = "x".repeat(BUREAU_NAME_BYTES_MAX + 1);
    assert_eq!(SignedDirectory::sign(long_name, &gs), Err(IssueFault::Edition(DirectoryFault::Malformed)));
    let mut crowded = edition(&[]);
    crowded.entries = vec![entry(&fr); DIRECTORY_ENTRIES_MAX + 1];
    assert_eq!(SignedDirectory::sign(crowded, &gs), Err(IssueFault::Edition(DirectoryFault::TooLarge)));
    assert_eq!(SignedDirectory::read(&vec![0; DIRECTORY_BYTES_MAX + 1]), Err(DirectoryFault::TooLarge));
}

fn withdrawn(code: &str, serial: u32, since: i64) -> WithdrawnKey {
    WithdrawnKey { bureau: code.parse().unwrap(), serial, since: at(since) }
}

fn check_withdrawn_keys(keys: &[WithdrawnKey], expected: Result<(), DirectoryFault>) {
    let (gs, fr) = (identity("GS", 1), identity("FR", 2));
    let edition = Edition { withdrawn: keys.to_vec(), ..edition(&[&gs, &fr]) };
    let signed = SignedDirectory::sign(edition, &gs).map_err(|fault| match fault {
        IssueFault::Edition(fault) => fault,
        IssueFault::Identity(_) => DirectoryFault::BadSignature,
    });
    let read = signed.and_then(|signed| SignedDirectory::read(&signed.to_bytes()));
    let read = read.and_then(|signed| signed.verify(&Root::of_one(gs.public()), at(1500), 0));
    assert_eq!(read.as_ref().map(|_| &()), expected.as_ref(), "{keys:?}");
    for key in keys.iter().filter(|_| expected.is_ok()) {
        let directory = read.as_ref().unwrap();
        assert_eq!(directory.withdrawn_since(&key.bureau, key.serial), Some(key.since));
        assert_eq!(directory.withdrawn_since(&key.bureau, key.serial + 1), None);
    }
}

#[test]
fn withdrawn_keys_are_told_each_once_and_are_nobodys_own() {
    check_withdrawn_keys(&[], Ok(()));
    check_withdrawn_keys(&[withdrawn("US", 1, 900), withdrawn("FR", 1, 1200)], Ok(()));
    check_withdrawn_keys(&[withdrawn("FR", 2, 900)], Err(DirectoryFault::WithdrawnKey));
    check_withdrawn_keys(&[withdrawn("FR", 1, 1), withdrawn("FR", 1, 2)], Err(DirectoryFault::Malformed));
    let crowd = vec![withdrawn("FR", 1, 1); WITHDRAWN_KEYS_MAX + 1];
    check_withdrawn_keys(&crowd, Err(DirectoryFault::TooLarge));
}

#[test]
fn signed_duplicates_are_refused_all_the_same() {
    // A Secretariat with a broken program: the body is signed, and still refused.
    let (gs, fr) = (identity("GS", 1), identity("FR", 1));
    let body = edition(&[&fr, &fr]).to_bytes();
    let signed = SignedDirectory(Form::ByOne(CONTAINER.sign(body, &gs).unwrap()));
    assert_eq!(signed.verify(&Root::of_one(gs.public()), at(1500), 0), Err(DirectoryFault::DuplicateCode));
}

#[test]
fn only_the_known_secretariat_signs() {
    let (gs, next, fr) = (identity("GS", 1), identity("GS", 2), identity("FR", 1));
    for other in [next, identity("FR", 1)] {
        let signed = SignedDirectory::sign(edition(&[&fr]), &other).unwrap();
        assert_eq!(signed.verify(&Root::of_one(gs.public()), at(1500), 0), Err(DirectoryFault::BadSignature));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn altered_or_cut_bytes_are_refused(place in any::<prop::sample::Index>(), flip in 1_u8..) {
        let gs = identity("GS", 1);
        let good = SignedDirectory::sign(edition(&[&gs]), &gs).unwrap().to_bytes();
        let verdict = |bytes: &[u8]| SignedDirectory::read(bytes)?.verify(&Root::of_one(gs.public()), at(1500), 0);
        let place = place.index(good.len());
        prop_assert!(verdict(&good[..place]).is_err());
        let mut altered = good;
        altered[place] ^= flip;
        prop_assert!(verdict(&altered).is_err());
    }

    #[test]
    fn any_bytes_are_read_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = SignedDirectory::read(&bytes);
        let _ = Edition::from_bytes(&bytes);
        for label in [BODY_LABEL, WITHDRAWN_LABEL] {
            let _ = Edition::from_bytes(&Writer::new(label).fixed(&bytes).done());
        }
    }
}
