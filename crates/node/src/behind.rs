//! Whether this process knows what the other processes of its bureau recorded: who does not leaves its work to them.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether a process does not know what others recorded. Cloning gives another handle to the same.
#[derive(Debug, Clone, Default)]
pub struct Behind(Arc<AtomicBool>);

impl Behind {
    /// Whether it is so now.
    #[must_use]
    pub fn is(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }

    /// Says whether it is so from here on; gives whether it was.
    pub(crate) fn set(&self, is: bool) -> bool {
        self.0.swap(is, Ordering::AcqRel)
    }
}
