//! The wire inside the envelope: what one bureau seals the other opens, and nothing else passes.

use case::exchange::Message;
use liaison::post::{self, Rejected};
use liaison::wire;
use proptest::prelude::*;
use proptest::sample::Index;
use seal::envelope;
use seal::identity::Identity;

use crate::world::{Seeded, WORLD, message};

fn sealed() -> Vec<u8> {
    post::seal(&message(), &WORLD.fr, &WORLD.directory, &mut Seeded(7)).unwrap().envelope
}

/// What the United States make of bytes: the code with which they refuse them, and whether they know who sent them.
fn check(bytes: &[u8], reader: &Identity, expected: (&str, Option<&str>)) {
    let opened = post::open(bytes, reader, &WORLD.directory);
    let (code, sender) = match &opened {
        Ok((message, _)) => ("", Some(message.from.as_str())),
        Err(Rejected { code, sender, .. }) => (*code, sender.as_ref().map(|sender| sender.as_str())),
    };
    assert_eq!((code, sender), expected);
}

/// France seals this payload properly, under the identifier of [`message`].
fn check_payload(payload: &[u8], expected: &str) {
    let (to, id) = (WORLD.us.bureau(), message().id);
    let sealed = envelope::seal(&WORLD.fr, &WORLD.directory, to, id, payload, &mut Seeded(8)).unwrap();
    check(sealed.as_bytes(), &WORLD.us, (expected, Some("FR")));
}

#[test]
fn what_is_sealed_is_opened_by_its_recipient_alone() {
    let (opened, proof) = post::open(&sealed(), &WORLD.us, &WORLD.directory).unwrap();
    assert_eq!(opened, message());
    let (fr, us) = (WORLD.fr.public(), WORLD.us.public());
    assert!(post::was_said(&opened, &proof, fr));
    assert!(!post::was_said(&opened, &proof, us), "another did not say it");
    let other = Message { number: opened.number + 1, ..opened.clone() };
    assert!(!post::was_said(&other, &proof, fr), "nor was this said");
    check(&sealed(), &WORLD.us, ("", Some("FR")));
    check(&sealed(), &WORLD.br, ("wrong-recipient", None));
    check(&[], &WORLD.us, ("truncated", None));
    check(b"GET / HTTP/1.1\r\n\r\n", &WORLD.us, ("not-an-envelope", None));
}

#[test]
fn the_message_says_of_itself_what_the_seal_says_of_it() {
    let written = |message: Message| wire::write(&message).unwrap();
    let bureau = |code: &str| code.parse().unwrap();
    let differs = "wire-and-seal-differ";
    check_payload(&written(message()), "");
    check_payload(&written(Message { from: bureau("BR"), ..message() }), differs);
    check_payload(&written(Message { to: bureau("BR"), ..message() }), differs);
    check_payload(&written(Message { id: case::id::MessageId::from_bytes([9; 16]), ..message() }), differs);
    check_payload(b"", "wire-unreadable");
    check_payload(b"\0\x02", "wire-unknown-version");
    check_payload(&[written(message()), vec![0]].concat(), "wire-unreadable");
    let mut file_altered = message();
    file_altered.attachments[0].1[0] ^= 1;
    check_payload(&written(file_altered), "wire-file-altered");
    let mut name_too_long = message();
    name_too_long.attachments[0].0.name = "n".repeat(201);
    check_payload(&written(name_too_long), "wire-too-large");
}

#[test]
fn nothing_is_sealed_for_a_stranger() {
    let to_stranger = Message { to: "ZZ".parse().unwrap(), ..message() };
    let fault = post::seal(&to_stranger, &WORLD.fr, &WORLD.directory, &mut Seeded(7)).unwrap_err();
    assert_eq!(fault, post::PostFault::Seal(envelope::SealFault::UnknownRecipient));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn an_altered_envelope_is_refused_and_proves_no_sender(place in any::<Index>(), change in 1..=u8::MAX) {
        let mut bytes = sealed();
        let place = place.index(bytes.len());
        bytes[place] ^= change;
        let rejected = post::open(&bytes, &WORLD.us, &WORLD.directory).unwrap_err();
        prop_assert_eq!(rejected.sender, None, "{}", rejected.code);
    }

    #[test]
    fn an_envelope_cut_short_or_made_longer_is_refused(place in any::<Index>(), more in 1..100_usize) {
        let bytes = sealed();
        let cut = post::open(&bytes[..place.index(bytes.len())], &WORLD.us, &WORLD.directory);
        prop_assert!(cut.is_err());
        let longer = [bytes, vec![0; more]].concat();
        prop_assert!(post::open(&longer, &WORLD.us, &WORLD.directory).is_err());
    }
}
