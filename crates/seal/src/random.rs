//! Where randomness comes in.

use std::convert::Infallible;

use hpke::rand_core::{TryCryptoRng, TryRng};

/// A source of random bytes. The node gives the system's; the exercise gives a seeded one.
pub trait Randomness {
    /// Fills all of `bytes`. A source that cannot must not return: without randomness nothing may be sealed.
    fn fill(&mut self, bytes: &mut [u8]);
}

/// `N` random bytes.
pub(crate) fn bytes<const N: usize>(randomness: &mut dyn Randomness) -> [u8; N] {
    let mut bytes = [0; N];
    randomness.fill(&mut bytes);
    bytes
}

/// Lends a [`Randomness`] to a library that asks for `rand_core`'s traits.
pub(crate) struct Lent<'a>(pub(crate) &'a mut dyn Randomness);

impl TryRng for Lent<'_> {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(u32::from_le_bytes(bytes(self.0)))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(u64::from_le_bytes(bytes(self.0)))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        self.0.fill(bytes);
        Ok(())
    }
}

impl TryCryptoRng for Lent<'_> {}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A counter behind SHA-256: repeatable, and never the same block twice.
    pub(crate) struct Seeded {
        seed: u64,
        block: u64,
    }

    impl Seeded {
        pub(crate) fn new(seed: u64) -> Self {
            Self { seed, block: 0 }
        }
    }

    impl Randomness for Seeded {
        fn fill(&mut self, bytes: &mut [u8]) {
            for chunk in bytes.chunks_mut(32) {
                self.block += 1;
                let block = [self.seed.to_le_bytes(), self.block.to_le_bytes()].concat();
                chunk.copy_from_slice(&crate::digest::sha256(&block)[..chunk.len()]);
            }
        }
    }
}
