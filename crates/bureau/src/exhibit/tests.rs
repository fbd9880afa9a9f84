//! Chains as they are followed: one that is kept has no gap, and what is taken out of it leaves one.

use case::exchange::Exhibit;
use law::step::Custody;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::{GapKind, follow};

/// An entry as `custody by [to] [seal]`, with `-` for nothing.
fn entry(text: &str) -> (Custody, Exhibit) {
    let mut words = text.split_whitespace();
    let custody = words.next().and_then(Custody::parse).unwrap();
    let mut part = || words.next().filter(|word| *word != "-").unwrap_or_default().to_owned();
    let (by, to, seal) = (part(), part(), part());
    (custody, Exhibit { mark: "A-1".into(), by, to, seal, ..Exhibit::default() })
}

fn gaps_of(entries: &[(Custody, Exhibit)]) -> Vec<Vec<GapKind>> {
    let entries: Vec<_> = entries.iter().map(|(custody, exhibit)| (*custody, exhibit)).collect();
    follow(&entries).0.iter().map(|gaps| gaps.iter().map(|gap| gap.kind).collect()).collect()
}

/// Entries, one a line, and the gaps as `number code value`.
fn check(entries: &[&str], expected: &[&str]) {
    let entries: Vec<_> = entries.iter().map(|text| entry(text)).collect();
    let entries: Vec<_> = entries.iter().map(|(custody, exhibit)| (*custody, exhibit)).collect();
    let (gaps, _) = follow(&entries);
    let found = gaps.iter().enumerate().flat_map(|(number, gaps)| {
        gaps.iter().map(move |gap| format!("{number} {} {}", gap.kind.code(), gap.values()).trim().to_owned())
    });
    assert_eq!(found.collect::<Vec<_>>(), expected, "{entries:?}");
}

#[test]
fn a_chain_that_is_kept_has_no_gap() {
    check(
        &[
            "taken Dupont",
            "sealed Dupont - S1",
            "handed-over DUPONT Laboratory S1",
            "received Laboratory - s1",
            "opened Laboratory",
            "examined Laboratory",
            "sealed Laboratory - S2",
            "handed-over Laboratory Court S2",
            "received Court - S2",
            "returned Court Owner S2",
            // What was given back may be taken anew.
            "taken Dupont",
            "destroyed Dupont",
        ],
        &[],
    );
    check(&["taken Dupont Store S1", "examined Store - S1"], &[]);
}

#[test]
fn each_gap_is_named_where_it_is() {
    check(&["received Court"], &["0 not-taken"]);
    check(&["taken A", "taken B"], &["1 taken-again"]);
    check(&["taken A", "destroyed A", "examined A"], &["2 after-end"]);
    check(&["taken A", "handed-over A B", "received C"], &["2 holder B / C"]);
    check(&["taken A", "sealed A - S1", "handed-over A B S2"], &["2 seal S1 / S2"]);
    check(&["taken A", "handed-over A B S2"], &["1 seal S2"]);
    check(&["taken A", "opened A"], &["1 seal", "1 left-open"]);
    check(&["taken A", "sealed A - S1", "sealed A - S2"], &["2 not-opened S1 / S2"]);
    check(&["taken A", "sealed A - S1", "examined A"], &["2 not-opened S1"]);
    check(&["taken A", "sealed A - S1", "handed-over A B"], &["2 seal-untold S1"]);
    check(&["taken A", "sealed A - S1", "opened A", "handed-over A B"], &["2 left-open", "3 left-open"]);
    check(&["taken A", "sealed A - S1", "opened A - S9", "sealed A - S2"], &["2 seal S1 / S9"]);
}

#[test]
fn who_has_it_is_who_had_it_last() {
    let entries = ["taken A", "sealed A - S1", "handed-over A B S1"].map(entry);
    let entries: Vec<_> = entries.iter().map(|(custody, exhibit)| (*custody, exhibit)).collect();
    let held = |count: usize| follow(&entries[..count]).1;
    assert_eq!((held(1).holder, held(1).seal), (Some("A"), None));
    assert_eq!((held(2).holder, held(2).seal), (Some("A"), Some("S1")));
    assert_eq!((held(3).holder, held(3).seal), (Some("B"), Some("S1")));
    let (custody, exhibit) = entry("destroyed B - S1");
    let whole: Vec<_> = entries.iter().copied().chain([(custody, &exhibit)]).collect();
    assert_eq!(follow(&whole).1.holder, None);
}

#[test]
fn every_gap_has_a_code_of_its_own() {
    let codes: std::collections::BTreeSet<_> = GapKind::ALL.iter().map(|kind| kind.code()).collect();
    assert_eq!(codes.len(), GapKind::ALL.len());
}

/// What whoever has an object does next with it.
#[derive(Debug, Clone, Copy)]
enum Does {
    Passes,
    Examines,
    SealsAnew,
}

/// A chain as careful people keep it: each holder and each seal is another, and every seal is named whenever it changes hands.
fn kept(doings: &[Does]) -> Vec<(Custody, Exhibit)> {
    let (mut seal, mut holder) = (1, 1);
    let mut lines = vec!["taken H1 - -".to_owned(), "sealed H1 - S1".to_owned()];
    for does in doings {
        match does {
            Does::Passes => {
                lines.push(format!("handed-over H{holder} H{} S{seal}", holder + 1));
                holder += 1;
                lines.push(format!("received H{holder} - S{seal}"));
            }
            Does::Examines => lines.push(format!("examined H{holder} - S{seal}")),
            Does::SealsAnew => {
                lines.push(format!("opened H{holder} - S{seal}"));
                seal += 1;
                lines.push(format!("sealed H{holder} - S{seal}"));
            }
        }
    }
    lines.push(format!("handed-over H{holder} Court S{seal}"));
    lines.push(format!("received Court - S{seal}"));
    lines.iter().map(|line| entry(line)).collect()
}

proptest! {
    #[test]
    fn what_is_left_out_of_a_kept_chain_shows(
        doings in vec(select(vec![Does::Passes, Does::Examines, Does::SealsAnew]), 0..12),
        place in any::<prop::sample::Index>(),
    ) {
        let whole = kept(&doings);
        prop_assert!(gaps_of(&whole).iter().all(Vec::is_empty));
        let mut rest = whole.clone();
        let (gone, _) = rest.remove(place.index(whole.len()));
        // That somebody confirms what was told, or looks at it from outside, changes nothing.
        let silent = matches!(gone, Custody::Received | Custody::Examined);
        prop_assert_eq!(gaps_of(&rest).iter().all(Vec::is_empty), silent, "without {:?}: {:?}", gone, rest);
    }

    #[test]
    fn any_entries_at_all_are_followed(
        entries in vec((select(Custody::ALL), "[AB]", "[AB]?", "[12]?"), 0..20),
    ) {
        let entries: Vec<_> = entries.into_iter().map(|(custody, by, to, seal)| {
            (custody, Exhibit { mark: "A-1".into(), by, to, seal, ..Exhibit::default() })
        }).collect();
        let gaps = gaps_of(&entries);
        prop_assert_eq!(gaps.len(), entries.len());
        // What comes later changes nothing of what was open before, but that a seal was opened.
        for count in 0..entries.len() {
            let known = |kinds: &Vec<GapKind>| -> Vec<GapKind> {
                kinds.iter().copied().filter(|kind| *kind != GapKind::LeftOpen).collect()
            };
            let before: Vec<_> = gaps_of(&entries[..count]).iter().map(known).collect();
            prop_assert_eq!(before, gaps[..count].iter().map(known).collect::<Vec<_>>());
        }
    }
}
