//! The envelope: every fault has its case, and nothing but what was sealed opens.

use proptest::prelude::*;

use super::*;
use crate::directory::tests::{directory, identity};
use crate::random::tests::Seeded;

fn message() -> MessageId {
    MessageId::from_bytes([9; 16])
}

fn sealed_by(sender: &Identity, payload: &[u8], seed: u64) -> Vec<u8> {
    let listed = directory(&[&identity("FR", 1), &identity("US", 1)]);
    let us = "US".parse().unwrap();
    seal(sender, &listed, &us, message(), payload, &mut Seeded::new(seed)).unwrap().into_bytes()
}

fn received(bytes: &[u8], reader: &Identity, listed: &Directory) -> Result<Verified, EnvelopeFault> {
    Received::read(bytes)?.open(reader)?.verify(listed)
}

/// A message of FR to US, changed by `change`, as US receives it.
fn check(change: impl FnOnce(&mut Vec<u8>), expected: EnvelopeFault) {
    let (fr, us) = (identity("FR", 1), identity("US", 1));
    let mut bytes = sealed_by(&fr, b"payload", 1);
    change(&mut bytes);
    assert_eq!(received(&bytes, &us, &directory(&[&fr, &us])), Err(expected));
}

/// Where the recipient's code begins in the header.
const CODE_AT: usize = 9;

#[test]
fn a_proof_holds_for_what_was_said_and_nothing_else() {
    let (fr, us) = (identity("FR", 1), identity("US", 1));
    let bytes = sealed_by(&fr, b"payload", 1);
    let verified = received(&bytes, &us, &directory(&[&fr, &us])).unwrap();
    let check =
        |proof: &[u8], payload: &[u8], sender: &Identity| verify_proof(proof, payload, sender.public());
    let proof = verified.proof();
    assert_eq!(check(proof, b"payload", &fr), Ok(("US".parse().unwrap(), message())));
    assert_eq!(check(proof, b"Payload", &fr), Err(EnvelopeFault::BadSignature));
    assert_eq!(check(proof, b"payload", &us), Err(EnvelopeFault::BadSignature));
    assert_eq!(check(proof, b"payload", &identity("FR", 2)), Err(EnvelopeFault::BadSignature));
    for place in 0..proof.len() {
        let mut altered = proof.to_vec();
        altered[place] ^= 1;
        assert!(check(&altered, b"payload", &fr).is_err(), "byte {place}");
        assert!(check(&proof[..place], b"payload", &fr).is_err());
    }
}

#[test]
fn faults_of_form() {
    check(Vec::clear, EnvelopeFault::Truncated);
    check(|b| b.resize(MESSAGE_BYTES_MAX + 1, 0), EnvelopeFault::TooLarge);
    check(|b| b[0] = b'X', EnvelopeFault::NotAnEnvelope);
    check(|b| b[6] = 2, EnvelopeFault::UnknownVersion);
    check(|b| b[7] = 2, EnvelopeFault::UnknownSuite);
    check(|b| b[8] = 13, EnvelopeFault::Malformed);
    check(|b| b[CODE_AT] = b'u', EnvelopeFault::Malformed);
    check(|b| b.truncate(500), EnvelopeFault::Truncated);
    check(|b| b.truncate(b.len() - 1), EnvelopeFault::Malformed);
    check(|b| b.push(0), EnvelopeFault::Malformed);
}

#[test]
fn faults_of_address() {
    check(|b| b[CODE_AT..CODE_AT + 2].copy_from_slice(b"BR"), EnvelopeFault::WrongRecipient);
    check(|b| b[CODE_AT + 5] = 2, EnvelopeFault::StaleKey);
    check(|b| b[CODE_AT + 6] ^= 1, EnvelopeFault::CannotOpen);
}

#[test]
fn another_key_of_the_same_bureau_does_not_open() {
    let (fr, us) = (identity("FR", 1), identity("US", 1));
    let impostor = Identity::generate("US".parse().unwrap(), 1, &mut Seeded::new(99)).unwrap();
    let bytes = sealed_by(&fr, b"payload", 1);
    assert_eq!(received(&bytes, &impostor, &directory(&[&fr, &us])), Err(EnvelopeFault::CannotOpen));
}

#[test]
fn the_sender_must_be_listed_with_this_key() {
    let (fr, us) = (identity("FR", 1), identity("US", 1));
    let bytes = sealed_by(&fr, b"payload", 1);
    let cases = [
        (directory(&[&us]), EnvelopeFault::UnknownSender),
        (directory(&[&identity("FR", 2), &us]), EnvelopeFault::UnknownKey),
    ];
    for (listed, expected) in cases {
        assert_eq!(received(&bytes, &us, &listed), Err(expected));
    }
    let impostor = Identity::generate("FR".parse().unwrap(), 1, &mut Seeded::new(99)).unwrap();
    let bytes = sealed_by(&impostor, b"payload", 1);
    assert_eq!(received(&bytes, &us, &directory(&[&fr, &us])), Err(EnvelopeFault::BadSignature));
}

/// A hostile peer puts its own content into a sealing that opens.
fn check_content(content: impl FnOnce(&Identity, &[u8]) -> Vec<u8>, expected: Result<(), EnvelopeFault>) {
    let (fr, us) = (identity("FR", 1), identity("US", 1));
    let header = Header { recipient: us.bureau().clone(), recipient_key: 1, message: message() }.to_bytes();
    let padded = padding::pad(&content(&fr, &header)).unwrap();
    let key = us.public().sealing_key().unwrap();
    let boxed = HpkeBox::seal(&key, &header, &padded, &mut Seeded::new(4)).unwrap();
    let bytes = [header, boxed.to_bytes()].concat();
    assert_eq!(received(&bytes, &us, &directory(&[&fr, &us])).map(|_| ()), expected);
}

#[test]
fn faults_of_content() {
    let malformed = Err(EnvelopeFault::MalformedContent);
    let forged = Err(EnvelopeFault::BadSignature);
    let signed = |fr: &Identity, header: &[u8]| content::sign(fr, header, b"payload").unwrap();
    check_content(signed, Ok(()));
    check_content(|_, _| Vec::new(), malformed);
    check_content(|_, _| vec![0x9f; 3000], malformed);
    check_content(|fr, header| [signed(fr, header), vec![0]].concat(), malformed);
    // The same array with an indefinite length: other bytes, same meaning.
    let indefinite = |fr: &Identity, header: &[u8]| {
        let mut bytes = signed(fr, header);
        let start = bytes.iter().position(|byte| *byte == 0x84).unwrap();
        bytes[start] = 0x9f;
        bytes.push(0xff);
        bytes
    };
    check_content(indefinite, malformed);
    let alter_last = |fr: &Identity, header: &[u8]| {
        let mut bytes = signed(fr, header);
        *bytes.last_mut().unwrap() ^= 1;
        bytes
    };
    check_content(alter_last, forged);
}

#[test]
fn a_message_cannot_be_passed_on_as_meant_for_another() {
    // What FR signed for BR, or under another identifier, sealed by BR to US.
    let other_recipient =
        Header { recipient: "BR".parse().unwrap(), recipient_key: 1, message: message() }.to_bytes();
    let other_message = Header {
        recipient: "US".parse().unwrap(),
        recipient_key: 1,
        message: MessageId::from_bytes([8; 16]),
    };
    for signed_for in [other_recipient, other_message.to_bytes()] {
        check_content(
            |fr, _| content::sign(fr, &signed_for, b"payload").unwrap(),
            Err(EnvelopeFault::BadSignature),
        );
    }
}

#[test]
fn a_header_from_another_message_does_not_fit() {
    let fr = identity("FR", 1);
    let (one, two) = (sealed_by(&fr, b"one", 1), sealed_by(&fr, b"two", 2));
    let encapsulated = CODE_AT + 22..CODE_AT + 22 + 1120;
    check(|b| b[encapsulated.clone()].copy_from_slice(&two[encapsulated]), EnvelopeFault::CannotOpen);
    assert_eq!(one.len(), two.len());
}

#[test]
fn the_carrier_sees_neither_sender_nor_length() {
    let (fr, br) = (identity("FR", 1), identity("BR", 1));
    assert_eq!(sealed_by(&fr, b"", 1).len(), sealed_by(&br, &[1; 500], 1).len());
    let head = &sealed_by(&fr, b"", 1)[..CODE_AT + 22];
    assert_eq!(head, &sealed_by(&br, b"", 1)[..CODE_AT + 22]);
}

#[test]
fn what_cannot_be_sent() {
    let (fr, us) = (identity("FR", 1), identity("US", 1));
    let listed = directory(&[&fr, &us]);
    let mut seeded = Seeded::new(1);
    let mut to = |code: &str, length: usize| {
        let bureau = code.parse().unwrap();
        seal(&fr, &listed, &bureau, message(), &vec![1; length], &mut seeded)
            .map(|sealed| sealed.as_bytes().len())
    };
    assert_eq!(to("BR", 1), Err(SealFault::UnknownRecipient));
    assert_eq!(to("US", PAYLOAD_BYTES_MAX + 1), Err(SealFault::TooLarge));
    assert!(to("US", PAYLOAD_BYTES_MAX).unwrap() <= MESSAGE_BYTES_MAX);
}

#[test]
fn codes_are_distinct() {
    for fault in EnvelopeFault::ALL {
        assert_eq!(EnvelopeFault::parse(fault.code()), Some(fault));
    }
    assert_eq!(EnvelopeFault::parse("fine"), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn opens_only_as_sealed(
        payload in proptest::collection::vec(any::<u8>(), 0..5000),
        seed in any::<u64>(),
        place in any::<prop::sample::Index>(),
        flip in 1_u8..,
    ) {
        let (fr, us) = (identity("FR", 1), identity("US", 1));
        let listed = directory(&[&fr, &us]);
        let good = sealed_by(&fr, &payload, seed);
        let verified = received(&good, &us, &listed).unwrap();
        prop_assert_eq!(verified.sender(), fr.bureau());
        prop_assert_eq!(verified.recipient(), us.bureau());
        prop_assert_eq!(verified.message(), message());
        prop_assert_eq!(verified.directory_serial(), listed.serial());
        prop_assert_eq!(verified.into_payload(), payload);

        let place = place.index(good.len());
        prop_assert!(received(&good[..place], &us, &listed).is_err());
        let mut altered = good;
        altered[place] ^= flip;
        prop_assert!(received(&altered, &us, &listed).is_err());
    }

    #[test]
    fn any_bytes_are_read_without_panic(
        bytes in proptest::collection::vec(any::<u8>(), 0..300),
        version in 0_u8..3,
    ) {
        let _ = Received::read(&bytes);
        let _ = Received::read(&[b"COMITY".as_slice(), &[version, 1], &bytes].concat());
        let _ = padding::unpad(&bytes);
        let _ = Content::read(&bytes);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Small alterations of a well-formed content reach deep into its reading.
    #[test]
    fn altered_contents_are_read_without_panic(
        edits in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let mut bytes = content::sign(&identity("FR", 1), b"header", b"payload").unwrap();
        for (place, byte) in edits {
            // The first and last hundred bytes hold the structure; the signature between them is opaque.
            let place = place.index(200);
            let place = if place < 100 { place } else { bytes.len() - 1 - (place - 100) };
            bytes[place] = byte;
        }
        let _ = Content::read(&bytes);
    }
}
