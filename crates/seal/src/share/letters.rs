//! A share as letters that a person can read aloud and type: numbered lines in Crockford's base 32 (without I, L, O and U), each
//! with four letters more by which a slip in that line is found.

use zeroize::Zeroizing;

use super::ShareFault;
use crate::canonical::Writer;
use crate::digest::sha256_of_parts;

/// The letters, by their value.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Bits that a letter stands for.
const LETTER_BITS: u32 = 5;
/// Letters in a line without those of its check: 15 bytes.
const LINE_LETTERS: usize = 24;
/// Letters in a group.
const GROUP_LETTERS: usize = 4;
/// Letters of the check of a line: a slip passes one time in a million, and is then found by the share's digest.
const CHECK_LETTERS: usize = 4;

/// Values of letters, wiped when dropped.
type Values = Zeroizing<Vec<u8>>;

/// Writes the lines.
pub(super) fn write(bytes: &[u8], out: &mut String) {
    for (place, line) in spread(bytes).chunks(LINE_LETTERS).enumerate() {
        out.push_str(&format!("{:02} ", place + 1));
        for group in line.chunks(GROUP_LETTERS) {
            out.push(' ');
            group.iter().for_each(|value| out.push(letter(*value)));
        }
        out.push_str("  ");
        check(place, line).iter().for_each(|value| out.push(letter(*value)));
        out.push('\n');
    }
}

/// Whether a line is one of those that [`write`] makes.
pub(super) fn is_numbered(line: &str) -> bool {
    line.trim_start().starts_with(|c: char| c.is_ascii_digit())
}

/// Reads the lines; others are passed over. Small letters, blanks and the letters that look like digits are forgiven.
///
/// # Errors
/// A [`ShareFault`] names the line.
pub(super) fn read(text: &str) -> Result<Zeroizing<Vec<u8>>, ShareFault> {
    let mut values: Values = Zeroizing::new(Vec::with_capacity(text.len()));
    let mut lines = text.lines().filter(|line| is_numbered(line)).enumerate().peekable();
    if lines.peek().is_none() {
        return Err(ShareFault::Empty);
    }
    while let Some((place, line)) = lines.next() {
        let wrong = ShareFault::LineWrong(place + 1);
        let (number, letters) = line.trim_start().split_once(char::is_whitespace).ok_or(wrong)?;
        if number.parse() != Ok(place + 1) {
            return Err(ShareFault::LineMissing(place + 1));
        }
        let mut given: Values = Zeroizing::new(Vec::with_capacity(letters.len()));
        for letter in letters.chars().filter(|letter| !letter.is_whitespace()) {
            given.push(value(letter).ok_or(wrong)?);
        }
        let length = given.len().checked_sub(CHECK_LETTERS).ok_or(wrong)?;
        let (line, checked) = given.split_at_checked(length).ok_or(wrong)?;
        // Only the last line may be short.
        let fits = line.len() == LINE_LETTERS || (lines.peek().is_none() && line.len() < LINE_LETTERS);
        if !fits || checked != check(place, line) {
            return Err(wrong);
        }
        values.extend_from_slice(line);
    }
    gather(&values).ok_or(ShareFault::Malformed)
}

fn letter(value: u8) -> char {
    LETTERS.get(usize::from(value)).copied().map_or('?', char::from)
}

fn value(letter: char) -> Option<u8> {
    let letter = match letter.to_ascii_uppercase() {
        'I' | 'L' => '1',
        'O' => '0',
        other => other,
    };
    let place = LETTERS.iter().position(|known| char::from(*known) == letter)?;
    u8::try_from(place).ok()
}

/// The values of the check letters of a line: bits of the digest of its place and its letters.
fn check(place: usize, line: &[u8]) -> [u8; CHECK_LETTERS] {
    let digest = sha256_of_parts(&[&Writer::new("comity share line 1").count(place).done(), line]);
    let mut values = [0; CHECK_LETTERS];
    values.iter_mut().zip(digest).for_each(|(value, byte)| *value = byte >> (u8::BITS - LETTER_BITS));
    values
}

/// Bytes as values of letters; what is left over of the last one is zero.
fn spread(bytes: &[u8]) -> Values {
    let mut values = Zeroizing::new(Vec::with_capacity(bytes.len() * 2));
    let (mut held, mut bits) = (0_u32, 0);
    for byte in bytes {
        held = (held << u8::BITS) | u32::from(*byte);
        bits += u8::BITS;
        while bits >= LETTER_BITS {
            bits -= LETTER_BITS;
            values.push(low(held >> bits));
        }
    }
    if bits > 0 {
        values.push(low(held << (LETTER_BITS - bits)));
    }
    values
}

/// The lowest bits, as many as a letter stands for.
fn low(held: u32) -> u8 {
    let [.., byte] = held.to_be_bytes();
    byte & 0x1f
}

/// The bytes that [`spread`] to these values; `None` for none that do.
fn gather(values: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(values.len()));
    let (mut held, mut bits) = (0_u32, 0);
    for value in values {
        held = (held << LETTER_BITS) | u32::from(*value);
        bits += LETTER_BITS;
        if bits >= u8::BITS {
            bits -= u8::BITS;
            let [.., byte] = (held >> bits).to_be_bytes();
            bytes.push(byte);
        }
    }
    // One text for one share: nothing may be left over.
    (*spread(&bytes) == *values).then_some(bytes)
}
