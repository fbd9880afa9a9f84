//! The time, as this machine tells it.

use bureau::ports::Clock;
use jiff::Timestamp;

/// The machine's clock. It may jump; the bureau never lets its journal run backwards.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}
