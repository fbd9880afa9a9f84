//! What cosigned checkpoints alone tell: a bureau that cuts or rewrites its journal with its own keys is found out.

use journal::checkpoint::SignedCheckpoint;
use journal::report::{Fault, Source};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::world::{Journal, cosignature, witness_key};

const US: &str = "comity/US";
const AT: u64 = 1_800_000_000;

/// The codes of what does not verify, against the checkpoint that the witness kept.
fn faults(journal: &Journal, kept: &SignedCheckpoint) -> Vec<&'static str> {
    let report = journal.export().verify_witnessed(std::slice::from_ref(kept), &[witness_key(US)], 1);
    report.faults.iter().map(Fault::code).collect()
}

proptest! {
    #[test]
    fn a_journal_that_was_cut_or_rewritten_with_its_own_keys_is_found(
        transactions in prop::collection::vec(1_usize..5, 3..10),
        at in any::<Index>(),
    ) {
        let whole = Journal::of(&transactions);
        // Any checkpoint but the first was cosigned.
        let index = 1 + at.index(transactions.len() - 1);
        let mut honest = whole.clone();
        let kept = honest.cosign(index, US, AT);
        prop_assert_eq!(faults(&honest, &kept), Vec::<&str>::new());
        let report = honest.export().verify_witnessed(&[], &[witness_key(US)], 1);
        prop_assert_eq!(report.witnessed[0].entries, kept.checkpoint().size, "the export says so itself");

        let mut cut = whole.clone();
        cut.checkpoints.truncate(index);
        cut.entries.truncate(usize::try_from(cut.checkpoints[index - 1].checkpoint().size).unwrap());
        cut.sign_again();
        prop_assert!(cut.verify().is_verified(), "nothing in it tells");
        prop_assert!(faults(&cut, &kept).contains(&"entries-cut"));

        let mut rewritten = whole.clone();
        let first = &mut rewritten.entries[0];
        first.body = Some(b"another".to_vec());
        first.header = crate::world::entry(0, 1, first.header.kind, b"another").header;
        rewritten.sign_again();
        prop_assert!(rewritten.verify().is_verified(), "nothing in it tells");
        prop_assert!(faults(&rewritten, &kept).contains(&"checkpoint-differs"));

        // Without the witness's copy such a journal has no witness left.
        let report = rewritten.export().verify_witnessed(&[], &[witness_key(US)], 1);
        prop_assert_eq!(report.faults, vec![Fault::WitnessesMissing { wanted: 1, found: 0 }]);
    }
}

#[test]
fn a_cosignature_of_something_else_is_none() {
    let mut journal = Journal::of(&[2, 3]);
    let first = journal.checkpoints[0].checkpoint().clone();
    journal.checkpoints[1].add(cosignature(US, &first, AT)).unwrap();
    let report = journal.export().verify_witnessed(&[], &[witness_key(US)], 0);
    let why = journal::cosignature::BadCosignature::Signature;
    let fault = Fault::Cosignature { source: Source::Export(2), by: US.to_owned(), why };
    assert_eq!(report.faults, vec![fault]);
    assert_eq!(report.witnessed[0].entries, 0);
    assert!(
        journal.verify().is_verified(),
        "of a witness whom the auditor does not know, nothing is believed"
    );
}

#[test]
fn one_key_is_one_witness() {
    let mut journal = Journal::of(&[2, 3]);
    journal.cosign(0, US, AT);
    journal.cosign(1, "comity/BR", AT + 1);
    let witnesses = [witness_key(US), witness_key("comity/BR")];
    let report = journal.export().verify_witnessed(&[], &witnesses, 2);
    let far: Vec<_> = report.witnessed.iter().map(|one| (one.by.as_str(), one.entries, one.at)).collect();
    assert_eq!(far, [(US, 2, AT), ("comity/BR", 5, AT + 1)]);
    assert_eq!(report.faults, vec![Fault::WitnessesMissing { wanted: 2, found: 1 }], "{}", witness_key(US));
}
