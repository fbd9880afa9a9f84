//! Shares of a master key, as somebody typed them: what is taken is one share, and has one form.

#![no_main]

use libfuzzer_sys::fuzz_target;
use seal::share::{Share, join};

/// A share as it was printed.
const PRINTED: &str = include_str!("../../vectors/share_1.txt");

fn look(text: &str) {
    let Ok(share) = Share::from_text(text) else { return };
    let again = Share::from_text(&share.to_text()).expect("what is written is read");
    assert_eq!(*again.to_text(), *share.to_text());
    // A share never brings a key back alone, nor twice.
    assert!(join(&[share, again], &[]).is_err());
}

fuzz_target!(|text: &str| {
    look(text);
    // A line of a share exchanged for these letters.
    let line = text.lines().next().unwrap_or_default();
    for number in ["01", "05", "09"] {
        let printed = PRINTED.lines().map(|known| if known.starts_with(number) { line } else { known });
        look(&printed.collect::<Vec<_>>().join("\n"));
    }
});
