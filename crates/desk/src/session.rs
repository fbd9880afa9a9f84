//! Sessions: who has signed in. They live in memory; a restart of the node ends them, and nothing else hangs on them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use case::id::OfficerId;
use jiff::Timestamp;

/// How long a session lasts, in hours: one shift.
pub(crate) const SESSION_HOURS_MAX: i64 = 8;
/// Most sessions at a time; the oldest gives way.
pub(crate) const SESSIONS_MAX: usize = 10_000;
/// Most live lines of one session. A browser opens one for all its tabs, or one for each window in sight where it cannot
/// share; one that was just left may linger until the node sees that it is closed.
pub(crate) const LINES_PER_SESSION_MAX: usize = 8;
/// Length of a session's name, in letters: 256 bits in hexadecimal digits.
const NAME_LETTERS: usize = 64;

/// Sessions by their secret name.
#[derive(Clone, Default)]
pub(crate) struct Sessions(Arc<Mutex<HashMap<String, Session>>>);

#[derive(Clone, Copy)]
struct Session {
    officer: OfficerId,
    begun: Timestamp,
    lines: usize,
}

/// A live line of a session; it counts until it is dropped.
pub(crate) struct Line {
    sessions: Sessions,
    name: String,
}

impl Drop for Line {
    fn drop(&mut self) {
        if let Some(session) = self.sessions.lock().get_mut(&self.name) {
            session.lines = session.lines.saturating_sub(1);
        }
    }
}

impl Sessions {
    /// Begins a session and gives its secret name; `random` is 32 random bytes.
    pub(crate) fn begin(&self, officer: OfficerId, now: Timestamp, random: [u8; 32]) -> String {
        let name: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
        let mut sessions = self.lock();
        sessions.retain(|_, session| is_alive(session, now));
        if sessions.len() >= SESSIONS_MAX {
            let oldest =
                sessions.iter().min_by_key(|(_, session)| session.begun).map(|(name, _)| name.clone());
            oldest.and_then(|name| sessions.remove(&name));
        }
        sessions.insert(name.clone(), Session { officer, begun: now, lines: 0 });
        name
    }

    /// The officer of a session that has not ended.
    pub(crate) fn officer(&self, name: &str, now: Timestamp) -> Option<OfficerId> {
        if name.len() != NAME_LETTERS {
            return None;
        }
        self.lock().get(name).filter(|session| is_alive(session, now)).map(|session| session.officer)
    }

    /// Opens a live line for a session; none when it has as many as it may.
    pub(crate) fn open_line(&self, name: &str) -> Option<Line> {
        let mut sessions = self.lock();
        let session = sessions.get_mut(name).filter(|session| session.lines < LINES_PER_SESSION_MAX)?;
        session.lines += 1;
        Some(Line { sessions: self.clone(), name: name.to_owned() })
    }

    /// Ends a session.
    pub(crate) fn end(&self, name: &str) {
        self.lock().remove(name);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Session>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A clock that ran backwards ends a session too.
fn is_alive(session: &Session, now: Timestamp) -> bool {
    (0..SESSION_HOURS_MAX * 3600).contains(&now.duration_since(session.begun).as_secs())
}

/// The value of a cookie in a `Cookie` header.
pub(crate) fn cookie<'a>(header: &'a str, name: &str) -> Option<&'a str> {
    header.split(';').find_map(|pair| {
        let (key, value) = pair.trim().split_once('=')?;
        (key == name).then_some(value)
    })
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    #[test]
    fn a_session_lasts_a_shift() {
        let sessions = Sessions::default();
        let start = Timestamp::UNIX_EPOCH;
        let officer = OfficerId::from_bytes([1; 16]);
        let name = sessions.begin(officer, start, [7; 32]);
        let hours = |hours: i64| start + SignedDuration::from_hours(hours);
        assert_eq!(sessions.officer(&name, hours(7)), Some(officer));
        assert_eq!(sessions.officer(&name, hours(8)), None);
        assert_eq!(sessions.officer(&name, hours(-1)), None);
        assert_eq!(sessions.officer("", hours(1)), None);
        sessions.end(&name);
        assert_eq!(sessions.officer(&name, hours(1)), None);
    }

    #[test]
    fn a_session_has_so_many_lines() {
        let sessions = Sessions::default();
        let name = sessions.begin(OfficerId::from_bytes([1; 16]), Timestamp::UNIX_EPOCH, [7; 32]);
        let mut lines: Vec<Line> =
            (0..LINES_PER_SESSION_MAX).map(|_| sessions.open_line(&name).unwrap()).collect();
        assert!(sessions.open_line(&name).is_none());
        lines.pop();
        assert!(sessions.open_line(&name).is_some(), "a line that is closed leaves room");
        assert!(sessions.open_line("another").is_none());
    }

    #[test]
    fn cookies_are_found_by_whole_name() {
        let header = "comity-FR2=b; comity-FR=a; other=c";
        assert_eq!(cookie(header, "comity-FR"), Some("a"));
        assert_eq!(cookie(header, "comity"), None);
        assert_eq!(cookie("", "comity"), None);
    }
}
