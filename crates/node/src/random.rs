//! Randomness, from the operating system.

use seal::random::Randomness;

/// The operating system's source.
#[derive(Debug, Clone, Copy)]
pub struct SystemRandomness;

impl Randomness for SystemRandomness {
    fn fill(&mut self, bytes: &mut [u8]) {
        if getrandom::fill(bytes).is_err() {
            // Without randomness nothing may be sealed, and nothing that was promised can be kept.
            tracing::error!("the operating system gives no randomness; the program ends");
            std::process::abort();
        }
    }
}
