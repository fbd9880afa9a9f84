//! Requests that no page of ours sends, told to the log: so many of a sort a minute, of the rest the number.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// A form that cannot be read, from elsewhere or not permitted, a method, a size, a type and a shape that are not taken.
const STATUSES: [u16; 6] = [400, 403, 405, 413, 415, 422];
/// Most lines a minute for each status: whoever floods a listener does not flood the log.
const LINES_PER_MINUTE_MAX: u32 = 20;
const MINUTE: Duration = Duration::from_secs(60);

/// What was refused of late. Cloning gives another handle to the same counts.
#[derive(Debug, Clone, Default)]
pub(crate) struct Refused(Arc<Mutex<[Minute; STATUSES.len()]>>);

#[derive(Debug, Clone, Copy, Default)]
struct Minute {
    begun: Option<Instant>,
    count: u32,
}

impl Refused {
    /// Tells of an answer, if it is such a one.
    pub(super) fn tell(&self, listener: &'static str, method: &'static str, route: &str, status: u16) {
        let mut minutes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = STATUSES.iter().zip(minutes.iter_mut()).find(|(known, _)| **known == status);
        let Some((_, minute)) = found else { return };
        let (is_told, untold) = minute.count(Instant::now());
        if untold > 0 {
            tracing::warn!(status, untold, "more requests were refused a while ago than are told one by one");
        }
        if is_told {
            tracing::info!(listener, method, route, status, "a request was refused");
        }
    }
}

impl Minute {
    /// Counts one more: whether it is told, and how many of the minute before were not.
    fn count(&mut self, now: Instant) -> (bool, u32) {
        let mut untold = 0;
        if self.begun.is_none_or(|begun| now.duration_since(begun) >= MINUTE) {
            untold = self.count.saturating_sub(LINES_PER_MINUTE_MAX);
            *self = Self { begun: Some(now), count: 0 };
        }
        self.count = self.count.saturating_add(1);
        (self.count <= LINES_PER_MINUTE_MAX, untold)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_a_minute_are_told_and_the_rest_by_their_number() {
        let (begin, mut minute) = (Instant::now(), Minute::default());
        let mut told = |second: u64| minute.count(begin + Duration::from_secs(second));
        for _ in 0..LINES_PER_MINUTE_MAX {
            assert_eq!(told(0), (true, 0));
        }
        assert_eq!((told(1), told(59)), ((false, 0), (false, 0)));
        assert_eq!((told(60), told(61)), ((true, 2), (true, 0)));
        assert_eq!(told(600), (true, 0));
    }
}
