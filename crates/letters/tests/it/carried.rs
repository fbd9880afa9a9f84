//! Reading papers back: bytes from outside, and files that carry nothing.

use letters::carried::{self, CarriedFault, PDF_BYTES_MAX};
use proptest::prelude::*;

#[test]
fn what_is_no_paper_is_told() {
    assert_eq!(carried::read(b"no pdf"), Err(CarriedFault::NoPdf));
    assert_eq!(carried::read(b""), Err(CarriedFault::NoPdf));
    assert_eq!(carried::read(&vec![0; PDF_BYTES_MAX + 1]), Err(CarriedFault::TooLarge(PDF_BYTES_MAX + 1)));
}

proptest! {
    #[test]
    fn no_bytes_make_it_fall_over(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        prop_assert!(carried::read(&bytes).is_err());
    }
}
