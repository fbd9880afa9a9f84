//! Reading papers back: bytes from outside, and files that carry nothing.

use std::io::Read;

use flate2::Compression;
use flate2::read::ZlibEncoder;
use letters::carried::{self, CARRIED_BYTES_MAX, CarriedFault, PDF_BYTES_MAX};
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

/// A PDF that carries a stream under these filters.
fn with_stream(filters: &str, stream: &[u8]) -> Vec<u8> {
    let head = format!(
        "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R/AF[3 0 R]>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n\
         3 0 obj\n<</Type/Filespec/F(request.json)/EF<</F 4 0 R>>>>\nendobj\n4 0 obj\n<</Length {}/Filter[{filters}]>>\nstream\n",
        stream.len()
    );
    let end = b"\nendstream\nendobj\ntrailer\n<</Root 1 0 R/Size 5>>\nstartxref\n0\n%%EOF\n";
    [head.as_bytes(), stream, end].concat()
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    ZlibEncoder::new(bytes, Compression::best()).read_to_end(&mut packed).unwrap();
    packed
}

#[test]
fn a_stream_that_unpacks_to_more_than_a_request_is_refused() {
    let request = br#"{"kind": "mla"}"#;
    assert_eq!(carried::read(&with_stream("", request)).as_deref(), Ok(request.as_slice()));
    assert_eq!(
        carried::read(&with_stream("/FlateDecode", &packed(request))).as_deref(),
        Ok(request.as_slice())
    );
    let most = vec![b' '; CARRIED_BYTES_MAX];
    assert_eq!(carried::read(&with_stream("/FlateDecode", &packed(&most))), Ok(most));
    let bomb = packed(&vec![0; 64 << 20]);
    assert!(bomb.len() < 100_000);
    assert_eq!(carried::read(&with_stream("/FlateDecode", &bomb)), Err(CarriedFault::Damaged));
    // One inside the other would unpack to much more.
    assert_eq!(
        carried::read(&with_stream("/FlateDecode/FlateDecode", &packed(&bomb))),
        Err(CarriedFault::Damaged)
    );
}
