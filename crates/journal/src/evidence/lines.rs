//! Lines of a word and its value, in which the package's own lists are written, for people and programs.

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;

/// Bytes as one word.
pub(super) fn word(bytes: &[u8]) -> String {
    BASE64.encode(bytes)
}

/// The bytes in a word.
pub(super) fn bytes(word: &str) -> Option<Vec<u8>> {
    BASE64.decode(word).ok()
}

/// So many bytes in a word.
pub(super) fn array<const N: usize>(word: &str) -> Option<[u8; N]> {
    bytes(word)?.try_into().ok()
}

/// Lines that are read one after the other.
pub(super) struct Lines<'a>(std::iter::Peekable<std::str::Lines<'a>>);

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self(text.lines().peekable())
    }

    /// The value of the next line, if it begins with this word.
    pub(super) fn value(&mut self, word: &str) -> Option<&'a str> {
        let value = self.0.peek()?.strip_prefix(word)?;
        let value = if value.is_empty() { value } else { value.strip_prefix(' ')? };
        self.0.next();
        Some(value)
    }

    /// Whether nothing is left.
    pub(super) fn is_done(&mut self) -> bool {
        self.0.peek().is_none()
    }
}
