//! What editions of the law are refused for.

use jiff::SignedDuration;

use super::*;
use crate::random::tests::Seeded;

fn identity(code: &str, seed: u64) -> Identity {
    Identity::generate(code.parse().unwrap(), 1, &mut Seeded::new(seed)).unwrap()
}

fn now() -> Timestamp {
    "2026-06-30T12:00:00Z".parse().unwrap()
}

fn edition(number: u64, files: &[(&str, &str)]) -> LawEdition {
    LawEdition {
        number,
        issued_at: now(),
        renew_by: now() + SignedDuration::from_hours(24),
        version: "2026.6.0+0123456789ab".to_owned(),
        news: "The first edition.".to_owned(),
        files: files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect(),
    }
}

const FILES: &[(&str, &str)] = &[("packs/a/pack.toml", "name = \"a\""), ("data/parties.csv", "x,y\n")];

fn signed(number: u64) -> SignedLaw {
    SignedLaw::sign(edition(number, FILES), &identity("GS", 1)).unwrap()
}

fn digest(signed: &SignedLaw) -> [u8; 32] {
    *signed.verify_kept(identity("GS", 1).public()).unwrap().digest()
}

#[test]
fn signed_verified_and_in_order() {
    let (gs, fr) = (identity("GS", 1), identity("FR", 2));
    let bytes = signed(1).to_bytes();
    let read = SignedLaw::read(&bytes).unwrap();
    assert_eq!(read.to_bytes(), bytes);
    let law = read.verify(gs.public(), now(), None).unwrap();
    assert_eq!(law.edition().files[0].0, "data/parties.csv", "files stand in order");
    assert_eq!(read.verify(fr.public(), now(), None), Err(LawEditionFault::BadSignature));
}

#[test]
fn every_altered_or_missing_byte_is_refused() {
    let gs = identity("GS", 1);
    let bytes = signed(1).to_bytes();
    for place in (0..bytes.len()).step_by(23).chain([bytes.len() - 1]) {
        let mut altered = bytes.clone();
        altered[place] ^= 1;
        let verified = SignedLaw::read(&altered).and_then(|law| law.verify(gs.public(), now(), None));
        assert!(
            matches!(verified, Err(LawEditionFault::Malformed | LawEditionFault::BadSignature)),
            "byte {place}"
        );
        assert_eq!(SignedLaw::read(&bytes[..place]), Err(LawEditionFault::Malformed), "cut at {place}");
    }
    let longer = [bytes.as_slice(), &[0]].concat();
    assert_eq!(SignedLaw::read(&longer), Err(LawEditionFault::Malformed));
}

#[test]
fn numbers_only_rise() {
    let gs = identity("GS", 1);
    let (second, other) = (signed(2), {
        let mut other = edition(2, FILES);
        other.news = "Another text under the same number.".to_owned();
        SignedLaw::sign(other, &gs).unwrap()
    });
    let last = Some((2, digest(&second)));
    let check = |law: &SignedLaw, expected: Result<u64, LawEditionFault>| {
        let verified = law.verify(gs.public(), now(), last);
        assert_eq!(verified.map(|law| law.edition().number), expected);
    };
    check(&signed(1), Err(LawEditionFault::RolledBack));
    check(&second, Err(LawEditionFault::AlreadyTaken));
    check(&other, Err(LawEditionFault::TwoTexts));
    check(&signed(3), Ok(3));
    let zero = SignedLaw::sign(edition(0, FILES), &gs);
    assert_eq!(zero, Err(LawIssueFault::Edition(LawEditionFault::Malformed)));
}

#[test]
fn dates_hold_when_it_is_taken_and_not_later() {
    let gs = identity("GS", 1);
    let law = signed(1);
    let at = |hours| now() + SignedDuration::from_hours(hours);
    assert_eq!(law.verify(gs.public(), at(24), None), Err(LawEditionFault::RunOut));
    assert_eq!(law.verify(gs.public(), at(-1), None), Err(LawEditionFault::NotYetValid));
    assert!(law.verify(gs.public(), at(23), None).is_ok());
    assert!(law.verify_kept(gs.public()).is_ok());
}

#[test]
fn a_signature_for_something_else_is_none() {
    let gs = identity("GS", 1);
    let body = edition(1, FILES[..1].as_ref()).to_bytes();
    let other = Container { context: Context::Directory, ..CONTAINER };
    let law = SignedLaw(other.sign(body, &gs).unwrap());
    assert_eq!(law.verify_kept(gs.public()), Err(LawEditionFault::BadSignature));
}

#[test]
fn only_files_of_the_law_are_carried() {
    let gs = identity("GS", 1);
    for path in [
        "packs/../a.toml",
        "/packs/a.toml",
        "packs//a.toml",
        "packs/.a.toml",
        "src/lib.toml",
        "packs/a/readme.md",
        "packs/a\\b.toml",
        "packs/a b.toml",
        "",
    ] {
        let refused = SignedLaw::sign(edition(1, &[(path, "")]), &gs);
        assert_eq!(refused, Err(LawIssueFault::Edition(LawEditionFault::Malformed)), "{path}");
    }
    let twice = edition(1, &[("data/a.csv", "1"), ("data/a.csv", "2")]);
    assert_eq!(SignedLaw::sign(twice, &gs), Err(LawIssueFault::Edition(LawEditionFault::Malformed)));
}

#[test]
fn a_version_is_a_plain_word() {
    let gs = identity("GS", 1);
    for version in ["", "../1", "1/2", "1-2", "1 2", "1\n"] {
        let mut odd = edition(1, FILES);
        odd.version = version.to_owned();
        let refused = SignedLaw::sign(odd, &gs);
        assert_eq!(refused, Err(LawIssueFault::Edition(LawEditionFault::Malformed)), "{version}");
    }
}

#[test]
fn limits_hold() {
    let gs = identity("GS", 1);
    let large = "x".repeat(LAW_FILE_BYTES_MAX + 1);
    let one = edition(1, &[("data/a.csv", large.as_str())]);
    assert_eq!(SignedLaw::sign(one, &gs), Err(LawIssueFault::Edition(LawEditionFault::Malformed)));
    let mut all = edition(1, &[]);
    let most = "x".repeat(LAW_FILE_BYTES_MAX);
    for number in 0..LAW_EDITION_BYTES_MAX / LAW_FILE_BYTES_MAX {
        all.files.push((format!("data/{number:03}.csv"), most.clone()));
    }
    assert_eq!(SignedLaw::sign(all, &gs), Err(LawIssueFault::Edition(LawEditionFault::TooLarge)));
    let bytes = vec![0; LAW_EDITION_BYTES_MAX + 1];
    assert_eq!(SignedLaw::read(&bytes), Err(LawEditionFault::TooLarge));
}
