//! Random journals, each kind of tampering: always found, and the position reported is the right one.

use std::ops::Range;

use case::id::CaseId;
use journal::checkpoint::SignedCheckpoint;
use journal::entry::{EntryKind, HEADER_BYTES, Header};
use journal::export::{ENTRIES_MAGIC, EntryReader, ReadFault};
use journal::note::Signature;
use journal::report::{FAULTS_MAX, Fault, Source};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::world::{Entry, Journal, entry, key};

fn journals() -> impl Strategy<Value = Journal> {
    prop::collection::vec(1_usize..5, 2..12).prop_map(|transactions| Journal::of(&transactions))
}

/// A journal and the index of one of its entries.
fn journal_and_entry() -> impl Strategy<Value = (Journal, usize)> {
    (journals(), any::<Index>()).prop_map(|(journal, index)| {
        let index = index.index(journal.entries.len());
        (journal, index)
    })
}

fn wide(index: usize) -> u64 {
    u64::try_from(index).unwrap()
}

/// What else follows when the last transaction is not complete: its first entries are not proven either.
fn with_unproven(fault: Fault, unproven: Range<u64>) -> Vec<Fault> {
    let unproven = (!unproven.is_empty()).then_some(Fault::EntriesUnproven { entries: unproven });
    unproven.into_iter().chain([fault]).collect()
}

proptest! {
    #[test]
    fn what_was_not_touched_verifies(journal in journals()) {
        let report = journal.verify();
        prop_assert_eq!(&report.faults, &[]);
        prop_assert_eq!((report.entries, report.proven), (journal.size(), journal.size()));
    }

    #[test]
    fn a_byte_of_a_header((journal, index) in journal_and_entry(), byte in 0..HEADER_BYTES, bits in 1_u8..) {
        let mut export = journal.export();
        let record = 4 + HEADER_BYTES + 4;
        let bodies: usize = journal.entries[..index].iter().map(|entry| entry.body.as_ref().unwrap().len()).sum();
        export.entries[ENTRIES_MAGIC.len() + record * index + bodies + 4 + byte] ^= bits;
        let report = export.verify(&[]);
        let transaction = journal.transaction(wide(index));
        let found = |fault: &Fault| fault.entries().unwrap();
        prop_assert!(report.faults.iter().any(|fault| found(fault).contains(&wide(index))), "{}", report);
        for fault in &report.faults {
            let pinned = found(fault) == (wide(index)..wide(index) + 1) || found(fault) == transaction;
            prop_assert!(pinned, "{}", report);
        }
        prop_assert_eq!(report.proven, transaction.start);
    }

    #[test]
    fn a_byte_of_a_body((mut journal, index) in journal_and_entry(), byte in any::<Index>(), bits in 1_u8..) {
        let body = journal.entries[index].body.as_mut().unwrap();
        let byte = byte.index(body.len());
        body[byte] ^= bits;
        let report = journal.verify();
        prop_assert_eq!(report.faults, [Fault::BodyAltered { position: wide(index) }]);
        prop_assert_eq!(report.proven, journal.size());
    }

    #[test]
    fn a_body_taken_away((mut journal, index) in journal_and_entry()) {
        journal.entries[index].body = None;
        prop_assert_eq!(journal.verify().faults, [Fault::BodyMissing { position: wide(index) }]);
    }

    #[test]
    fn an_entry_removed((mut journal, index) in journal_and_entry()) {
        let (position, transaction) = (wide(index), journal.transaction(wide(index)));
        journal.entries.remove(index);
        let report = journal.verify();
        let entries = position..position + 1;
        if position == journal.size() {
            let expected = with_unproven(Fault::EntriesCut { entries }, transaction.start..position);
            prop_assert_eq!(report.faults, expected);
        } else {
            prop_assert_eq!(report.faults, [Fault::EntriesMissing { entries }]);
        }
        prop_assert_eq!(report.proven, transaction.start);
    }

    #[test]
    fn an_entry_removed_and_the_rest_renumbered((mut journal, index) in journal_and_entry()) {
        let (transaction, size) = (journal.transaction(wide(index)), journal.size());
        let number = journal.checkpoints.iter().position(|signed| signed.checkpoint().size == transaction.end);
        journal.entries.remove(index);
        journal.renumber();
        let report = journal.verify();
        let cut = Fault::EntriesCut { entries: size - 1..size };
        if transaction.end == size {
            prop_assert_eq!(report.faults, with_unproven(cut, transaction.start..size - 1));
        } else {
            let source = Source::Export(wide(number.unwrap()) + 1);
            let differ = Fault::EntriesDiffer { entries: transaction.clone(), source };
            prop_assert_eq!(report.faults, [differ, cut]);
        }
        prop_assert_eq!(report.proven, transaction.start);
    }

    #[test]
    fn an_entry_twice((mut journal, index) in journal_and_entry(), before in any::<Index>()) {
        let before = before.index(journal.entries.len() + 1);
        let copy = journal.entries[index].clone();
        journal.entries.insert(before, copy);
        let place = if before == index { index + 1 } else { before };
        let expected = [Fault::EntryRepeated { position: wide(index), place: wide(place) }];
        prop_assert_eq!(journal.verify().faults, expected);
    }

    #[test]
    fn an_entry_inserted_in_place_of_another((mut journal, index) in journal_and_entry()) {
        let position = wide(index);
        let transaction = journal.transaction(position);
        journal.entries.insert(index, entry(position, 9, EntryKind::Look, b"forged"));
        let report = journal.verify();
        prop_assert!(report.faults.contains(&Fault::EntryRepeated { position, place: position + 1 }), "{}", report);
        let differs = |fault: &Fault| matches!(fault, Fault::EntriesDiffer { entries, .. } if *entries == transaction);
        prop_assert!(report.faults.iter().any(differs), "{}", report);
        prop_assert_eq!((report.faults.len(), report.proven), (2, transaction.start));
    }

    #[test]
    fn an_entry_inserted_and_the_rest_renumbered((mut journal, index) in journal_and_entry()) {
        let (transaction, size) = (journal.transaction(wide(index)), journal.size());
        journal.entries.insert(index, entry(wide(index), 9, EntryKind::Look, b"forged"));
        journal.renumber();
        let report = journal.verify();
        prop_assert_eq!(report.faults.len(), 2, "{}", report);
        prop_assert_eq!(report.faults[0].code(), "entries-differ");
        prop_assert_eq!(report.faults[0].entries(), Some(transaction.clone()));
        prop_assert_eq!(&report.faults[1], &Fault::EntriesUnproven { entries: size..size + 1 });
        prop_assert_eq!(report.proven, transaction.start);
    }

    #[test]
    fn an_entry_added_at_the_end(mut journal in journals()) {
        let size = journal.size();
        journal.entries.push(entry(size, 9, EntryKind::Look, b"forged"));
        prop_assert_eq!(journal.verify().faults, [Fault::EntriesUnproven { entries: size..size + 1 }]);
    }

    #[test]
    fn two_entries_exchanged((mut journal, one) in journal_and_entry(), other in any::<Index>()) {
        let other = other.index(journal.entries.len());
        prop_assume!(one != other);
        let (low, high) = (one.min(other), one.max(other));
        journal.entries.swap(low, high);
        let mut expected = vec![Fault::EntryMisplaced { position: wide(high), place: wide(low) }];
        if high > low + 1 {
            expected.insert(0, Fault::EntryMisplaced { position: wide(low), place: wide(high) });
        }
        let mut faults = journal.verify().faults;
        // With the last entry moved forward its transaction lacks an entry at the end.
        faults.retain(|fault| !matches!(fault, Fault::EntriesUnproven { entries } if entries.contains(&wide(low))));
        prop_assert_eq!(faults, expected);
    }

    #[test]
    fn two_entries_exchanged_and_renumbered((mut journal, one) in journal_and_entry(), other in any::<Index>()) {
        let other = other.index(journal.entries.len());
        prop_assume!(one != other);
        let transaction = journal.transaction(wide(one.min(other)));
        journal.entries.swap(one, other);
        journal.renumber();
        let faults = journal.verify().faults;
        prop_assert_eq!(faults.len(), 1);
        prop_assert_eq!(faults[0].code(), "entries-differ");
        prop_assert_eq!(faults[0].entries(), Some(transaction));
    }

    #[test]
    fn a_file_cut_anywhere(journal in journals(), at in any::<Index>()) {
        let mut export = journal.export();
        let at = ENTRIES_MAGIC.len() + at.index(export.entries.len() - ENTRIES_MAGIC.len());
        export.entries.truncate(at);
        let report = export.verify(&[]);
        let last = report.faults.last().unwrap();
        let found = match last {
            Fault::EntriesCut { entries } => entries.start,
            Fault::EntriesUnreadable { position, why } => {
                prop_assert_eq!(*why, ReadFault::Cut);
                *position
            }
            _ => u64::MAX,
        };
        prop_assert_eq!(found, report.entries, "{}", report);
    }

    #[test]
    fn any_byte_of_the_entries(journal in journals(), byte in any::<Index>(), bits in 1_u8..) {
        let mut export = journal.export();
        let byte = byte.index(export.entries.len());
        export.entries[byte] ^= bits;
        if EntryReader::new(export.entries.as_slice()).is_ok() {
            prop_assert!(!export.verify(&[]).is_verified());
        }
    }

    #[test]
    fn any_byte_of_the_checkpoints(journal in journals(), byte in any::<Index>(), bits in 1_u8..) {
        let mut export = journal.export();
        let byte = byte.index(export.checkpoints.len());
        export.checkpoints[byte] ^= bits;
        // The blank line after the last checkpoint and what follows it say nothing.
        if export.checkpoints.len() - byte > 1 {
            prop_assert!(!export.verify(&[]).is_verified());
        }
    }

    #[test]
    fn any_bytes_at_all(entries in prop::collection::vec(any::<u8>(), 0..400), checkpoints in "\\PC{0,200}") {
        let entries = [ENTRIES_MAGIC.as_slice(), &entries].concat();
        let export = crate::world::Export { entries, checkpoints: checkpoints.into_bytes() };
        prop_assert!(!export.verify(&[]).is_verified());
    }

    #[test]
    fn a_wrong_signature(mut journal in journals(), which in any::<Index>()) {
        let which = which.index(journal.checkpoints.len());
        let signed = &mut journal.checkpoints[which];
        let size = signed.checkpoint().size;
        *signed = SignedCheckpoint::new(signed.checkpoint().clone(), Signature::new(&key(), [7; 64]));
        let report = journal.verify();
        let source = Source::Export(wide(which) + 1);
        prop_assert_eq!(&report.faults[0], &Fault::CheckpointSignature { source, size });
        prop_assert_eq!(report.faults.len() == 1, size < journal.size(), "{}", report);
    }

    #[test]
    fn a_history_rewritten_and_signed_again((journal, index) in journal_and_entry()) {
        let kept = journal.checkpoints.last().unwrap().clone();
        let mut rewritten = journal.clone();
        rewritten.entries[index] = entry(wide(index), 9, EntryKind::Look, b"rewritten");
        rewritten.sign_again();
        prop_assert!(rewritten.verify().is_verified());
        let expected = [Fault::CheckpointDiffers { source: Source::Kept(1), size: journal.size() }];
        prop_assert_eq!(rewritten.export().verify(&[kept]).faults, expected);
    }

    #[test]
    fn a_journal_cut_with_its_checkpoints(journal in journals()) {
        let kept = journal.checkpoints.last().unwrap().clone();
        let mut cut = journal.clone();
        cut.checkpoints.pop();
        let size = cut.checkpoints.last().unwrap().checkpoint().size;
        cut.entries.truncate(usize::try_from(size).unwrap());
        prop_assert!(cut.verify().is_verified());
        let expected = [Fault::EntriesCut { entries: size..journal.size() }];
        prop_assert_eq!(cut.export().verify(&[kept]).faults, expected);
    }
}

/// A journal of two cases; the first is erased by entry 5.
fn erased() -> Journal {
    let mut journal = Journal::default();
    for (position, case) in [(0, 1), (1, 2), (2, 1), (3, 1), (4, 2)] {
        journal.entries.push(entry(position, case, EntryKind::CaseEntry, b"sealed"));
    }
    journal.sign();
    journal.entries.push(entry(5, 1, EntryKind::Erasure, b"why"));
    journal.entries.push(entry(6, 1, EntryKind::Look, b"sealed"));
    journal.sign();
    journal
}

#[test]
fn erased_bodies_are_no_fault() {
    let check = |absent: &[usize], bodies: &[u64], faults: &[Fault]| {
        let mut journal = erased();
        for index in absent {
            journal.entries[*index].body = None;
        }
        let report = journal.verify();
        let erased: Vec<u64> = report.erased.iter().map(|erased| erased.bodies).collect();
        assert_eq!((erased.as_slice(), report.faults.as_slice()), (bodies, faults), "{absent:?}");
        assert_eq!(report.proven, 7);
    };
    check(&[], &[], &[]);
    check(&[0, 2, 3], &[3], &[]);
    check(&[2, 4], &[1], &[Fault::BodyMissing { position: 4 }]);
    check(&[5], &[], &[Fault::BodyMissing { position: 5 }]);
    check(&[6], &[], &[Fault::BodyMissing { position: 6 }]);
}

#[test]
fn a_key_that_is_gone_without_an_erasure() {
    let check = |gone: &[u8], faults: &[Fault]| {
        let has_key = |case: CaseId| !gone.contains(&case.bytes()[0]);
        let report = erased().export().verify_with_keys(&[], &has_key);
        assert_eq!((report.faults.as_slice(), report.proven), (faults, 7), "{gone:?}");
    };
    check(&[], &[]);
    // The first case was erased by entry 5; what was written after it has no such reason.
    check(&[1], &[Fault::KeyMissing { position: 6 }]);
    check(&[2], &[Fault::KeyMissing { position: 1 }, Fault::KeyMissing { position: 4 }]);
}

#[test]
fn without_a_checkpoint_nothing_is_proven() {
    let mut journal = Journal::of(&[2]);
    journal.checkpoints.clear();
    let expected = [Fault::CheckpointMissing, Fault::EntriesUnproven { entries: 0..2 }];
    assert_eq!(journal.verify().faults, expected);
    assert_eq!(Journal::default().verify().faults, [Fault::CheckpointMissing]);
    assert!(Journal::of(&[0]).verify().is_verified());
}

#[test]
fn checkpoints_of_another_journal_out_of_order_or_unreadable() {
    let mut journal = Journal::of(&[1, 1, 1]);
    journal.checkpoints.swap(0, 1);
    let source = Source::Export(2);
    assert_eq!(journal.verify().faults, [Fault::CheckpointOrder { source, size: 1 }]);

    let mut export = Journal::of(&[1, 1, 1]).export();
    let text = String::from_utf8(export.checkpoints.clone()).unwrap();
    export.checkpoints = text.replacen("journal.bureau.example\n2\n", "other.example\n2\n", 1).into_bytes();
    assert_eq!(export.verify(&[]).faults, [Fault::CheckpointForeign { source }]);

    export.checkpoints =
        text.replacen("journal.bureau.example\n2\n", "journal.bureau.example\ntwo\n", 1).into_bytes();
    assert_eq!(export.verify(&[]).faults[0].code(), "checkpoint-unreadable");
    assert_eq!(export.verify(&[]).faults.len(), 1);
}

#[test]
fn the_list_of_faults_has_an_end() {
    let mut journal = Journal::of(&[FAULTS_MAX + 10]);
    for Entry { body, .. } in &mut journal.entries {
        *body = Some(b"other".to_vec());
    }
    let report = journal.verify();
    assert!(report.more);
    assert_eq!(report.faults.len(), FAULTS_MAX);
}

#[test]
fn announced_lengths_are_limited() {
    let check = |tail: &[u8], fault| {
        let bytes = [ENTRIES_MAGIC.as_slice(), tail].concat();
        assert_eq!(EntryReader::new(bytes.as_slice()).unwrap().next(), Some(Err(fault)));
    };
    check(&[0xff; 4], ReadFault::HeaderLength(u32::MAX));
    check(&[0, 0, 0], ReadFault::Cut);
    let header =
        [[0, 0, 0, 74].as_slice(), &Header::to_bytes(&entry(0, 1, EntryKind::Look, b"").header)].concat();
    check(&[header.as_slice(), &[0xff, 0xff, 0xff, 0xfe]].concat(), ReadFault::BodyLength(u32::MAX - 1));
    check(&[header.as_slice(), &[0, 0, 1, 0, 7]].concat(), ReadFault::Cut);
    assert_eq!(EntryReader::new(b"something else entirely".as_slice()).err(), Some(ReadFault::Magic));
}
