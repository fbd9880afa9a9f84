//! Hexadecimal digits. Room is taken once: a key leaves no part of itself behind where it grew.

use std::fmt::Write;

/// Bytes as hexadecimal digits.
#[must_use]
pub(crate) fn hex(bytes: &[u8]) -> String {
    let mut digits = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to text in memory does not fail.
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

/// Hexadecimal digits as bytes.
#[must_use]
pub(crate) fn unhex(digits: &str) -> Option<Vec<u8>> {
    if !digits.len().is_multiple_of(2) || digits.contains('+') {
        return None;
    }
    let mut bytes = Vec::with_capacity(digits.len() / 2);
    for pair in digits.as_bytes().chunks(2) {
        bytes.push(u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_and_back() {
        assert_eq!(unhex(&hex(&[0, 9, 255])), Some(vec![0, 9, 255]));
        for bad in ["0", "0g", "+1"] {
            assert_eq!(unhex(bad), None, "{bad}");
        }
    }
}
