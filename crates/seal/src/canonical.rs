//! One way to write each thing as bytes, so that a signature means one text only.
//!
//! Fields in order; numbers big endian; text and bytes with their length (32 bits) before them. Every kind begins with
//! its own label, so that the bytes of one kind are never read as another.

/// Builds canonical bytes.
pub(crate) struct Writer(Vec<u8>);

impl Writer {
    /// Begins a kind; the label names it and its version.
    pub(crate) fn new(label: &str) -> Self {
        Self(Vec::new()).text(label)
    }

    /// Bytes whose length the reader knows.
    pub(crate) fn fixed(mut self, bytes: &[u8]) -> Self {
        self.0.extend_from_slice(bytes);
        self
    }

    pub(crate) fn u32(self, number: u32) -> Self {
        self.fixed(&number.to_be_bytes())
    }

    pub(crate) fn u64(self, number: u64) -> Self {
        self.fixed(&number.to_be_bytes())
    }

    pub(crate) fn i64(self, number: i64) -> Self {
        self.fixed(&number.to_be_bytes())
    }

    /// A count or a length. Every caller's limits lie far below 32 bits; above them the reader refuses.
    pub(crate) fn count(self, count: usize) -> Self {
        self.u32(u32::try_from(count).unwrap_or(u32::MAX))
    }

    /// Bytes of any length.
    pub(crate) fn bytes(self, bytes: &[u8]) -> Self {
        self.count(bytes.len()).fixed(bytes)
    }

    pub(crate) fn text(self, text: &str) -> Self {
        self.bytes(text.as_bytes())
    }

    pub(crate) fn done(self) -> Vec<u8> {
        self.0
    }
}

/// Reads canonical bytes; `None` at the first thing that does not fit.
pub(crate) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    /// Begins a kind; `None` when the bytes are of another.
    pub(crate) fn new(label: &str, bytes: &'a [u8]) -> Option<Self> {
        let mut reader = Self(bytes);
        (reader.text(label.len())? == label).then_some(reader)
    }

    pub(crate) fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (head, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(head)
    }

    pub(crate) fn fixed<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    pub(crate) fn u32(&mut self) -> Option<u32> {
        self.fixed().map(u32::from_be_bytes)
    }

    pub(crate) fn u64(&mut self) -> Option<u64> {
        self.fixed().map(u64::from_be_bytes)
    }

    pub(crate) fn i64(&mut self) -> Option<i64> {
        self.fixed().map(i64::from_be_bytes)
    }

    /// A count up to `max`.
    pub(crate) fn count(&mut self, max: usize) -> Option<usize> {
        usize::try_from(self.u32()?).ok().filter(|count| *count <= max)
    }

    /// Up to `max` bytes.
    pub(crate) fn bytes(&mut self, max: usize) -> Option<&'a [u8]> {
        let length = self.count(max)?;
        self.take(length)
    }

    /// Text of up to `max` bytes.
    pub(crate) fn text(&mut self, max: usize) -> Option<&'a str> {
        std::str::from_utf8(self.bytes(max)?).ok()
    }

    /// Nothing may follow.
    pub(crate) fn end(self) -> Option<()> {
        self.0.is_empty().then_some(())
    }
}
