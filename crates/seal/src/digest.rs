//! SHA-256, for crates that may not name a library.

use aws_lc_rs::digest::{Context, SHA256};

/// Length of a SHA-256 digest, in bytes.
pub const SHA256_BYTES: usize = 32;

/// The SHA-256 digest of `bytes` (FIPS 180-4).
#[must_use]
pub fn sha256(bytes: &[u8]) -> [u8; SHA256_BYTES] {
    sha256_of_parts(&[bytes])
}

/// The SHA-256 digest of the parts one after the other.
#[must_use]
pub fn sha256_of_parts(parts: &[&[u8]]) -> [u8; SHA256_BYTES] {
    let mut context = Context::new(&SHA256);
    for part in parts {
        context.update(part);
    }
    let mut out = [0; SHA256_BYTES];
    for (to, from) in out.iter_mut().zip(context.finish().as_ref()) {
        *to = *from;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_s_own_example() {
        // FIPS 180-4 examples, "abc".
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let hex: String = sha256(b"abc").iter().map(|b| format!("{b:02x}")).collect();
        assert_eq!(hex, expected);
        assert_eq!(sha256_of_parts(&[b"a", b"", b"bc"]), sha256(b"abc"));
    }
}
