//! Whether entries stand in their order. Every header states its position; where that is not the position expected, the
//! entry after it tells what happened.

use std::ops::Range;

use crate::report::Fault;

/// How an entry stands in the sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// Where it belongs.
    Here,
    /// Where it belongs, but entries before it are missing.
    AfterGap,
    /// In the place of another entry.
    Instead,
    /// Where none belongs.
    Surplus,
}

/// An entry out of its place.
#[derive(Debug, Clone, Copy)]
struct Stray {
    position: u64,
    /// The position expected where it stands.
    place: u64,
    /// Whether the entry of that place is missing there.
    instead: bool,
}

/// The positions seen so far.
#[derive(Debug, Default)]
pub(crate) struct Sequence {
    expected: u64,
    /// Positions not seen in their place, rising.
    gaps: Vec<Range<u64>>,
    strays: Vec<Stray>,
}

impl Sequence {
    /// The position that comes next.
    pub(crate) const fn expected(&self) -> u64 {
        self.expected
    }

    /// How many irregularities there are so far.
    pub(crate) const fn irregularities(&self) -> usize {
        self.gaps.len() + self.strays.len()
    }

    /// Takes an entry whose position cannot be read as the one expected.
    pub(crate) const fn take_unreadable(&mut self) {
        self.expected = self.expected.saturating_add(1);
    }

    /// Takes the next entry. `next` is the position of the one after it, nothing at the end; `signed` is the number of
    /// entries that checkpoints sign and matters at the end only.
    pub(crate) fn take(&mut self, position: u64, next: Option<u64>, signed: u64) -> Place {
        let place = self.expected;
        if position == place {
            self.expected = place.saturating_add(1);
            return Place::Here;
        }
        let ahead = position > place;
        let kind = match next {
            Some(next) if next == place.saturating_add(1) => Place::Instead,
            Some(next) if next == place => Place::Surplus,
            Some(next) if ahead && next > position => Place::AfterGap,
            Some(_) if ahead => Place::Instead,
            Some(_) => Place::Surplus,
            None if ahead && position < signed => Place::AfterGap,
            None if place < signed => Place::Instead,
            None => Place::Surplus,
        };
        match kind {
            Place::AfterGap => {
                self.gaps.push(place..position);
                self.expected = position.saturating_add(1);
            }
            Place::Instead => {
                self.gaps.push(place..place.saturating_add(1));
                self.expected = place.saturating_add(1);
            }
            Place::Here | Place::Surplus => {}
        }
        if matches!(kind, Place::Instead | Place::Surplus) {
            self.strays.push(Stray { position, place, instead: kind == Place::Instead });
        }
        kind
    }

    /// What was out of order, now that all entries were seen and `signed` of them should have been.
    pub(crate) fn faults(mut self, signed: u64) -> Vec<Fault> {
        if self.expected < signed {
            self.gaps.push(self.expected..signed);
        }
        let mut faults = Vec::new();
        let mut found = Vec::new();
        for Stray { position, place, instead } in &self.strays {
            let (position, place) = (*position, *place);
            let missing = self.gaps.iter().any(|gap| gap.contains(&position));
            if missing && !found.contains(&position) {
                found.push(position);
                faults.push(Fault::EntryMisplaced { position, place });
            } else if *instead && !self.strays.iter().any(|stray| stray.position == place) {
                found.push(place);
                faults.push(Fault::EntryReplaced { position: place, says: position });
            } else if position < self.expected {
                faults.push(Fault::EntryRepeated { position, place });
            } else {
                faults.push(Fault::EntryInserted { position, place });
            }
        }
        found.sort_unstable();
        for gap in &self.gaps {
            let mut start = gap.start;
            for end in found.iter().copied().filter(|position| gap.contains(position)).chain([gap.end]) {
                if start < end {
                    let entries = start..end;
                    let cut = start >= self.expected;
                    faults.push(if cut {
                        Fault::EntriesCut { entries }
                    } else {
                        Fault::EntriesMissing { entries }
                    });
                }
                start = end.saturating_add(1);
            }
        }
        faults
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs positions through a sequence of which `signed` should be there.
    fn check(positions: &[u64], signed: u64, expected: &[Fault]) {
        let mut sequence = Sequence::default();
        for (index, position) in positions.iter().enumerate() {
            sequence.take(*position, positions.get(index + 1).copied(), signed);
        }
        assert_eq!(sequence.faults(signed), expected, "{positions:?} of {signed}");
    }

    #[test]
    fn in_order() {
        check(&[], 0, &[]);
        check(&[0, 1, 2], 3, &[]);
        check(&[0, 1, 2], 2, &[]);
    }

    #[test]
    fn removed() {
        check(&[1, 2, 3], 4, &[Fault::EntriesMissing { entries: 0..1 }]);
        check(&[0, 1, 4, 5], 6, &[Fault::EntriesMissing { entries: 2..4 }]);
        check(&[0, 1, 3], 4, &[Fault::EntriesMissing { entries: 2..3 }]);
        check(
            &[0, 2, 4, 5],
            6,
            &[Fault::EntriesMissing { entries: 1..2 }, Fault::EntriesMissing { entries: 3..4 }],
        );
        check(&[0, 1], 4, &[Fault::EntriesCut { entries: 2..4 }]);
        check(&[], 2, &[Fault::EntriesCut { entries: 0..2 }]);
    }

    #[test]
    fn reordered() {
        let swapped = |a, b| {
            [Fault::EntryMisplaced { position: b, place: a }, Fault::EntryMisplaced { position: a, place: b }]
        };
        check(&[0, 3, 2, 1, 4], 5, &swapped(1, 3));
        check(&[4, 1, 2, 3, 0], 5, &swapped(0, 4));
        check(&[0, 2, 1, 3], 4, &[Fault::EntryMisplaced { position: 2, place: 1 }]);
        check(&[0, 1, 3, 2], 4, &[Fault::EntryMisplaced { position: 3, place: 2 }]);
        check(&[0, 2, 3, 1, 4], 5, &[Fault::EntryMisplaced { position: 1, place: 4 }]);
    }

    #[test]
    fn repeated_and_inserted() {
        check(&[0, 1, 1, 2], 3, &[Fault::EntryRepeated { position: 1, place: 2 }]);
        check(&[0, 1, 2, 0], 3, &[Fault::EntryRepeated { position: 0, place: 3 }]);
        check(&[0, 9, 1, 2], 3, &[Fault::EntryInserted { position: 9, place: 1 }]);
        check(&[0, 1, 2, 9], 3, &[Fault::EntryInserted { position: 9, place: 3 }]);
    }

    #[test]
    fn position_altered() {
        check(&[0, 9, 2, 3], 4, &[Fault::EntryReplaced { position: 1, says: 9 }]);
        check(&[0, 0, 2, 3], 4, &[Fault::EntryReplaced { position: 1, says: 0 }]);
        check(&[0, 1, 2, u64::MAX], 4, &[Fault::EntryReplaced { position: 3, says: u64::MAX }]);
    }
}
