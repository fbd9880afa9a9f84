//! DER (ITU-T X.690) as far as certificates and signatures need it: written, never read. Whoever verifies makes the same bytes again
//! and compares, so that no parser of foreign DER stands between a package and its verdict; a library would bring one along.

/// Universal tags.
pub(super) const INTEGER: u8 = 0x02;
pub(super) const BIT_STRING: u8 = 0x03;
pub(super) const OCTET_STRING: u8 = 0x04;
pub(super) const OBJECT: u8 = 0x06;
pub(super) const UTF8_STRING: u8 = 0x0c;
pub(super) const UTC_TIME: u8 = 0x17;
pub(super) const GENERALIZED_TIME: u8 = 0x18;
pub(super) const SEQUENCE: u8 = 0x30;
pub(super) const SET: u8 = 0x31;
/// True, as a whole element.
pub(super) const TRUE: [u8; 3] = [0x01, 0x01, 0xff];

/// The tag of what is tagged within a structure and holds other elements.
pub(super) const fn holds(number: u8) -> u8 {
    0xa0 | number
}

/// An element with this tag and these parts one after the other.
pub(super) fn element(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    let mut bytes = vec![tag];
    let wide = length.to_be_bytes();
    let short = wide.iter().skip_while(|byte| **byte == 0);
    if length >= 0x80 {
        bytes.push(0x80 | u8::try_from(short.clone().count()).unwrap_or(0x7f));
        bytes.extend(short);
    } else {
        bytes.push(u8::try_from(length).unwrap_or(0x7f));
    }
    parts.iter().for_each(|part| bytes.extend_from_slice(part));
    bytes
}

pub(super) fn sequence(parts: &[&[u8]]) -> Vec<u8> {
    element(SEQUENCE, parts)
}

/// A set, its elements in the order that DER asks for.
pub(super) fn set(tag: u8, mut elements: Vec<Vec<u8>>) -> Vec<u8> {
    elements.sort();
    element(tag, &elements.iter().map(Vec::as_slice).collect::<Vec<_>>())
}

/// An object identifier, given by its encoded arcs.
pub(super) fn object(arcs: &[u8]) -> Vec<u8> {
    element(OBJECT, &[arcs])
}

/// Bits, all of whose bytes are full.
pub(super) fn bits(bytes: &[u8]) -> Vec<u8> {
    element(BIT_STRING, &[&[0], bytes])
}

pub(super) fn octets(bytes: &[u8]) -> Vec<u8> {
    element(OCTET_STRING, &[bytes])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_the_shortest() {
        for (length, head) in [
            (0, &[4, 0][..]),
            (127, &[4, 127]),
            (128, &[4, 0x81, 128]),
            (255, &[4, 0x81, 255]),
            (256, &[4, 0x82, 1, 0]),
            (70_000, &[4, 0x83, 1, 0x11, 0x70]),
        ] {
            let written = octets(&vec![7; length]);
            assert!(written.starts_with(head) && written.len() == head.len() + length, "{length}");
        }
        assert_eq!(set(SET, vec![vec![2, 1, 9], vec![2, 1, 3]]), [0x31, 6, 2, 1, 3, 2, 1, 9]);
    }
}
