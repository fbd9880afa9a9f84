//! A journal whose key was exchanged: whoever knows one of its keys is led to the others by what both signed, and by nothing else.

use journal::checkpoint::{Checkpoint, KeyExchange, SignedCheckpoint};
use journal::note::{Signature, VerifierKey};
use journal::report::{Fault, Report};
use journal::tree::Frontier;
use signed_note::{Signer, StandardSigner};

use crate::world::{Journal, PUBLIC, SECRET};

/// Three keys of the journal, for tests only.
const KEYS: [(&str, &str); 3] = [
    (SECRET, PUBLIC),
    (
        "PRIVATE+KEY+journal.bureau.example+02772135+AQICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIC",
        "journal.bureau.example+02772135+AYE5dw6ofRdfVqNUZsNMfszLjYqRtO43ol32D1uPybOU",
    ),
    (
        "PRIVATE+KEY+journal.bureau.example+ca0730cc+AQMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMD",
        "journal.bureau.example+ca0730cc+Ae1JKMYo0cLG6ukDOJBZlWEpWSc6XGP5NjbBRhSshzfR",
    ),
];

fn key(number: usize) -> VerifierKey {
    KEYS[number].1.parse().unwrap()
}

/// A journal of so many transactions with one entry each, and who signed each: one key, or two where they are exchanged.
fn journal(signers: &[&[usize]]) -> Journal {
    let mut journal = Journal::of(&vec![1; signers.len()]);
    for (size, by) in (1..).zip(signers) {
        journal.checkpoints[size - 1] = checkpoint(&journal, size, by, by);
    }
    journal
}

/// The checkpoint of this size in which these keys are exchanged, where there are two, signed by those.
fn checkpoint(journal: &Journal, size: usize, exchanged: &[usize], by: &[usize]) -> SignedCheckpoint {
    let tree: Frontier = journal.entries[..size].iter().map(|entry| entry.header.leaf()).collect();
    let mut checkpoint = Checkpoint::of(key(0).name(), &tree);
    if let [former, next] = exchanged {
        checkpoint.exchange = Some(KeyExchange { former: key(*former), next: key(*next) });
    }
    let text = checkpoint.note_text();
    let mut signatures = by.iter().map(|number| {
        let signature = StandardSigner::new(KEYS[*number].0).unwrap().sign(text.as_bytes()).unwrap();
        Signature::new(&key(*number), signature.try_into().unwrap())
    });
    let mut signed = SignedCheckpoint::new(checkpoint, signatures.next().unwrap());
    signatures.for_each(|signature| signed.add(signature).unwrap());
    signed
}

fn found(report: &Report) -> (Vec<&'static str>, u64, Vec<u64>) {
    let after = report.exchanged.iter().map(|(after, _)| *after).collect();
    (report.faults.iter().map(Fault::code).collect(), report.proven, after)
}

#[test]
fn whoever_knows_one_key_is_led_to_the_others() {
    let journal = journal(&[&[0], &[0], &[0, 1], &[1], &[1, 2], &[2], &[2]]);
    for known in 0..3 {
        let report = journal.export().verify_with_key(&key(known), &[]);
        assert_eq!(found(&report), (vec![], 7, vec![3, 5]), "key {known}: {report}");
        assert_eq!(report.exchanged[1].1, KEYS[2].1);
        assert!(report.to_string().contains("exchanged    after 5 entries, by both keys, for journal."));
    }
    let kept = [0, 2, 4, 6].map(|index| journal.checkpoints[index].clone());
    assert_eq!(found(&journal.export().verify_with_key(&key(0), &kept)).0, Vec::<&str>::new());
}

#[test]
fn a_witness_may_keep_either_signature_of_an_exchange() {
    let journal = journal(&[&[0], &[0, 1], &[1]]);
    for by in [[0], [1]] {
        let kept = [checkpoint(&journal, 2, &[0, 1], &by)];
        assert_eq!(found(&journal.export().verify_with_key(&key(0), &kept)).0, Vec::<&str>::new());
    }
}

#[test]
fn a_key_that_was_exchanged_signs_nothing_any_more() {
    let journal = journal(&[&[0], &[0, 1], &[0], &[1]]);
    for known in 0..2 {
        let report = journal.export().verify_with_key(&key(known), &[]);
        assert_eq!(found(&report).0, ["checkpoint-signature"], "key {known}");
    }
}

#[test]
fn a_key_that_is_yet_to_come_signs_nothing() {
    let journal = journal(&[&[0], &[1], &[0, 1], &[1]]);
    assert_eq!(found(&journal.export().verify_with_key(&key(0), &[])).0, ["checkpoint-signature"]);
}

#[test]
fn one_signature_exchanges_no_key() {
    let good = journal(&[&[0], &[0, 1], &[1], &[1]]);
    for by in [[0], [1], [2]] {
        let mut journal = good.clone();
        journal.checkpoints[1] = checkpoint(&good, 2, &[0, 1], &by);
        let report = journal.export().verify_with_key(&key(0), &[]);
        assert!(found(&report).0.contains(&"checkpoint-signature"), "by key {by:?}: {report}");
        assert_eq!(report.exchanged, [], "by key {by:?}");
    }
}

#[test]
fn the_second_exchange_of_one_key_leads_nowhere() {
    let journal = journal(&[&[0], &[0, 1], &[0, 2], &[2], &[1]]);
    let report = journal.export().verify_with_key(&key(0), &[]);
    assert_eq!(report.exchanged, [(2, KEYS[1].1.to_owned())]);
    assert_eq!(found(&report).0, ["checkpoint-signature", "checkpoint-signature"]);
}

#[test]
fn what_was_rewritten_before_an_exchange_is_found() {
    let honest = journal(&[&[0], &[0], &[0, 1], &[1]]);
    let mut rewritten = Journal::of(&[1, 1, 1, 1]);
    rewritten.entries[0] = crate::world::entry(0, 9, journal::entry::EntryKind::CaseEntry, b"another");
    // Whoever stole the former key after it was exchanged signs the beginning anew; the end they cannot.
    for (size, by) in [(1, &[0][..]), (2, &[0])] {
        rewritten.checkpoints[size - 1] = checkpoint(&rewritten, size, by, by);
    }
    rewritten.checkpoints[2] = honest.checkpoints[2].clone();
    rewritten.checkpoints[3] = honest.checkpoints[3].clone();
    let report = rewritten.export().verify_with_key(&key(1), &[]);
    assert!(!report.is_verified(), "{report}");
}
