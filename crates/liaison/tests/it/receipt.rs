//! Receipts prove what one bureau did with exactly these bytes, or nothing.

use case::id::MessageId;
use jiff::Timestamp;
use liaison::receipt::{JournalState, Outcome, RECEIPT_BYTES_MAX, Receipt, sign, verify};
use proptest::prelude::*;
use proptest::sample::Index;
use seal::identity::Identity;

use crate::world::WORLD;

const ENVELOPE: &[u8] = b"the bytes of an envelope";
const DIGEST: [u8; 32] = [5; 32];
const MESSAGE: MessageId = MessageId::from_bytes([1; 16]);

fn receipt(outcome: Outcome) -> Receipt {
    Receipt {
        message: Some(MESSAGE),
        envelope: seal::digest::sha256(ENVELOPE),
        digest: Some(DIGEST),
        from: WORLD.us.bureau().clone(),
        at: Timestamp::from_millisecond(1_767_225_600_123).unwrap(),
        journal: (outcome == Outcome::Taken).then_some(JournalState { size: 9, root: [7; 32] }),
        outcome,
    }
}

fn taken() -> Vec<u8> {
    sign(&receipt(Outcome::Taken), &WORLD.us).unwrap()
}

/// What France makes of a receipt that it expects from the United States.
fn check(bytes: &[u8], signer: &Identity, message: MessageId, envelope: &[u8], expected: &str) {
    let code =
        verify(bytes, signer.public(), message, DIGEST, envelope).map_or_else(|fault| fault.code(), |_| "");
    assert_eq!(code, expected);
}

#[test]
fn what_is_signed_is_verified() {
    let code = || "disk-full".to_owned();
    for outcome in [
        Outcome::Taken,
        Outcome::TurnedAway { code: code() },
        Outcome::Later { code: code() },
        Outcome::TurnedAway { code: String::new() },
    ] {
        let bytes = sign(&receipt(outcome.clone()), &WORLD.us).unwrap();
        assert!(bytes.len() <= RECEIPT_BYTES_MAX);
        let verified = verify(&bytes, WORLD.us.public(), MESSAGE, DIGEST, ENVELOPE);
        assert_eq!(verified, Ok(receipt(outcome)));
    }
}

#[test]
fn a_receipt_is_for_one_message_one_envelope_and_from_one_bureau() {
    let (us, br) = (&WORLD.us, &WORLD.br);
    check(&taken(), us, MESSAGE, ENVELOPE, "");
    check(&taken(), us, MessageId::from_bytes([2; 16]), ENVELOPE, "receipt-for-something-else");
    check(&taken(), us, MESSAGE, b"another envelope", "receipt-for-something-else");
    check(&taken(), br, MESSAGE, ENVELOPE, "receipt-bad-signature");
    let in_the_name_of_another = sign(&receipt(Outcome::Taken), br).unwrap();
    check(&in_the_name_of_another, br, MESSAGE, ENVELOPE, "receipt-for-something-else");
    check(&in_the_name_of_another, us, MESSAGE, ENVELOPE, "receipt-bad-signature");
}

#[test]
fn what_could_not_be_read_is_refused_by_its_digest_and_never_taken() {
    let nameless =
        |outcome: Outcome| sign(&Receipt { message: None, ..receipt(outcome) }, &WORLD.us).unwrap();
    let turned_away = nameless(Outcome::TurnedAway { code: "unknown-version".into() });
    check(&turned_away, &WORLD.us, MESSAGE, ENVELOPE, "");
    check(&turned_away, &WORLD.us, MESSAGE, b"another envelope", "receipt-for-something-else");
    check(&nameless(Outcome::Taken), &WORLD.us, MESSAGE, ENVELOPE, "receipt-for-something-else");
    for digest in [None, Some([6; 32])] {
        let other = sign(&Receipt { digest, ..receipt(Outcome::Taken) }, &WORLD.us).unwrap();
        check(&other, &WORLD.us, MESSAGE, ENVELOPE, "receipt-for-something-else");
    }
}

#[test]
fn bytes_that_are_no_receipt_are_refused() {
    let shouted = sign(&receipt(Outcome::TurnedAway { code: "Disk full!".into() }), &WORLD.us).unwrap();
    let long = sign(&receipt(Outcome::Later { code: "x".repeat(41) }), &WORLD.us).unwrap();
    let oversize = [taken(), vec![0; RECEIPT_BYTES_MAX]].concat();
    let longer = [taken(), vec![0]].concat();
    let later = [&[2], &taken()[1..]].concat();
    for bytes in [&b""[..], b"\x01", b"<html>", &later, &longer, &oversize, &shouted, &long] {
        check(bytes, &WORLD.us, MESSAGE, ENVELOPE, "receipt-unreadable");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn an_altered_receipt_proves_nothing(place in any::<Index>(), change in 1..=u8::MAX) {
        let mut bytes = taken();
        let place = place.index(bytes.len());
        bytes[place] ^= change;
        prop_assert!(verify(&bytes, WORLD.us.public(), MESSAGE, DIGEST, ENVELOPE).is_err());
    }

    #[test]
    fn a_receipt_cut_short_proves_nothing(place in any::<Index>()) {
        let bytes = taken();
        let cut = &bytes[..place.index(bytes.len())];
        prop_assert!(verify(cut, WORLD.us.public(), MESSAGE, DIGEST, ENVELOPE).is_err());
    }
}
