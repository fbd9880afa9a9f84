//! Secret bytes on their way between a key and its keeper.

use zeroize::Zeroizing;

/// Secret bytes: wiped when dropped, without `Debug`, `Clone` or comparison.
pub struct Secret(Zeroizing<Vec<u8>>);

impl Secret {
    /// Takes the bytes over.
    #[must_use]
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The bytes, for wrapping or for writing where only their owner reads.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        &self.0
    }
}
