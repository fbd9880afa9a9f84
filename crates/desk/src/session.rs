//! Sessions: who has signed in. They live in memory; a restart of the node ends them, and nothing else hangs on them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use case::id::OfficerId;
use jiff::Timestamp;

/// How long a session lasts, in hours: one shift.
pub(crate) const SESSION_HOURS_MAX: i64 = 8;
/// After how long without an act a session is locked, in minutes (CJIS Security Policy AC-11).
pub(crate) const LOCK_MINUTES_MAX: i64 = 30;
/// For how long an officer who proved who they are may change how they sign in, in minutes; then they prove it again.
pub(crate) const PROOF_MINUTES_MAX: i64 = 5;
/// Most sessions at a time; the oldest gives way.
pub(crate) const SESSIONS_MAX: usize = 10_000;
/// Most live lines of one session. A browser opens one for all its tabs, or one for each window in sight where it cannot
/// share; one that was just left may linger until the node sees that it is closed.
pub(crate) const LINES_PER_SESSION_MAX: usize = 8;
/// Length of a session's name, in letters: 256 bits in hexadecimal digits.
const NAME_LETTERS: usize = 64;

/// Sessions by their secret name. Cloning gives another handle to the same sessions.
#[derive(Clone, Default)]
pub struct Sessions(Arc<Mutex<HashMap<String, Session>>>);

#[derive(Clone, Copy)]
struct Session {
    /// By which its officer may end it; its name stays secret.
    number: u64,
    officer: OfficerId,
    begun: Timestamp,
    /// When its officer did something last.
    active: Timestamp,
    /// When its officer proved last who they are.
    proven: Timestamp,
    is_locked: bool,
    lines: usize,
}

/// A session as its officer sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SessionRow {
    pub(crate) number: u64,
    pub(crate) begun: Timestamp,
    pub(crate) active: Timestamp,
    pub(crate) is_this: bool,
}

/// A session that has not ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) officer: OfficerId,
    /// Whether it shows nothing until its officer proves who they are.
    pub(crate) is_locked: bool,
    /// In how many seconds it is locked if nothing is done.
    pub(crate) locks_in: i64,
    /// Whether its officer proved of late who they are.
    pub(crate) is_proven: bool,
}

/// A live line of a session; it counts until it is dropped.
pub(crate) struct Line {
    sessions: Sessions,
    name: String,
}

impl Drop for Line {
    fn drop(&mut self) {
        if let Some(session) = self.sessions.all().get_mut(&self.name) {
            session.lines = session.lines.saturating_sub(1);
        }
    }
}

impl Sessions {
    /// How many have not ended, locked ones among them.
    #[must_use]
    pub fn open(&self, now: Timestamp) -> usize {
        self.all().values().filter(|session| is_alive(session, now)).count()
    }

    /// Begins a session and gives its secret name; `random` is 32 random bytes.
    pub(crate) fn begin(&self, officer: OfficerId, now: Timestamp, random: [u8; 32]) -> String {
        let name: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
        let mut sessions = self.all();
        sessions.retain(|_, session| is_alive(session, now));
        if sessions.len() >= SESSIONS_MAX {
            let oldest =
                sessions.iter().min_by_key(|(_, session)| session.begun).map(|(name, _)| name.clone());
            oldest.and_then(|name| sessions.remove(&name));
        }
        let number = sessions.values().map(|session| session.number).max().unwrap_or(0) + 1;
        let begun =
            Session { number, officer, begun: now, active: now, proven: now, is_locked: false, lines: 0 };
        sessions.insert(name.clone(), begun);
        name
    }

    /// How a session stands; none when it has ended. One that was left alone for long is locked from here on.
    pub(crate) fn standing(&self, name: &str, now: Timestamp) -> Option<Standing> {
        if name.len() != NAME_LETTERS {
            return None;
        }
        let mut sessions = self.all();
        let session = sessions.get_mut(name).filter(|session| is_alive(session, now))?;
        let left = LOCK_MINUTES_MAX * 60 - now.duration_since(session.active).as_secs();
        // A clock that ran backwards locks a session too.
        session.is_locked |= !(1..=LOCK_MINUTES_MAX * 60).contains(&left);
        let since = now.duration_since(session.proven).as_secs();
        Some(Standing {
            officer: session.officer,
            is_locked: session.is_locked,
            locks_in: left,
            is_proven: (0..PROOF_MINUTES_MAX * 60).contains(&since),
        })
    }

    /// The officer of a session that has not ended and is not locked.
    pub(crate) fn officer(&self, name: &str, now: Timestamp) -> Option<OfficerId> {
        self.standing(name, now).filter(|standing| !standing.is_locked).map(|standing| standing.officer)
    }

    /// Notes that the officer of a session did something.
    pub(crate) fn act(&self, name: &str, now: Timestamp) {
        if let Some(session) = self.all().get_mut(name) {
            session.active = now;
        }
    }

    /// Locks a session.
    pub(crate) fn lock(&self, name: &str) {
        if let Some(session) = self.all().get_mut(name) {
            session.is_locked = true;
        }
    }

    /// Goes on with a session whose officer proved who they are, under another secret name; `random` is 32 random bytes.
    pub(crate) fn unlock(&self, name: &str, now: Timestamp, random: [u8; 32]) -> Option<String> {
        let mut sessions = self.all();
        let session = sessions.remove(name).filter(|session| is_alive(session, now))?;
        let name: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
        let open = Session { active: now, proven: now, is_locked: false, lines: 0, ..session };
        sessions.insert(name.clone(), open);
        Some(name)
    }

    /// The sessions of an officer, the latest first; `name` is this one.
    pub(crate) fn of(&self, officer: OfficerId, name: &str, now: Timestamp) -> Vec<SessionRow> {
        let sessions = self.all();
        let own = sessions.iter().filter(|(_, session)| session.officer == officer && is_alive(session, now));
        let mut rows: Vec<SessionRow> = own
            .map(|(known, session)| {
                let Session { number, begun, active, .. } = *session;
                SessionRow { number, begun, active, is_this: known == name }
            })
            .collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.number));
        rows
    }

    /// Ends sessions of an officer: the one of this number, or all, but never the one named.
    pub(crate) fn end_of(&self, officer: OfficerId, number: Option<u64>, except: &str) {
        self.all().retain(|name, session| {
            let meant = session.officer == officer && number.is_none_or(|number| number == session.number);
            !meant || name == except
        });
    }

    /// Opens a live line for a session; none when it has as many as it may.
    pub(crate) fn open_line(&self, name: &str) -> Option<Line> {
        let mut sessions = self.all();
        let session = sessions.get_mut(name).filter(|session| session.lines < LINES_PER_SESSION_MAX)?;
        session.lines += 1;
        Some(Line { sessions: self.clone(), name: name.to_owned() })
    }

    /// Ends a session.
    pub(crate) fn end(&self, name: &str) {
        self.all().remove(name);
    }

    fn all(&self) -> MutexGuard<'_, HashMap<String, Session>> {
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
        let whose = |name: &str, at| sessions.standing(name, hours(at)).map(|standing| standing.officer);
        assert_eq!((whose(&name, 7), sessions.open(hours(7))), (Some(officer), 1));
        assert_eq!((whose(&name, 8), sessions.open(hours(8))), (None, 0));
        assert_eq!(whose(&name, -1), None);
        assert_eq!(whose("", 1), None);
        sessions.end(&name);
        assert_eq!(whose(&name, 1), None);
    }

    #[test]
    fn a_session_that_is_left_alone_is_locked() {
        let sessions = Sessions::default();
        let at = |minutes: i64| Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minutes);
        let officer = OfficerId::from_bytes([1; 16]);
        let before = sessions.begin(officer, at(0), [7; 32]);
        let name = before.clone();
        let is_locked = |name: &str, minutes| sessions.standing(name, at(minutes)).map(|now| now.is_locked);
        assert_eq!(is_locked(&name, 29), Some(false));
        sessions.act(&name, at(29));
        assert_eq!(is_locked(&name, 58), Some(false));
        assert_eq!(is_locked(&name, 59), Some(true));
        assert_eq!(is_locked(&name, 58), Some(true), "and stays so");
        assert_eq!(sessions.officer(&name, at(58)), None, "it shows nothing");
        let name = sessions.unlock(&name, at(60), [8; 32]).unwrap();
        assert_eq!((is_locked(&before, 60), is_locked(&name, 60)), (None, Some(false)));
        sessions.lock(&name);
        assert_eq!(is_locked(&name, 60), Some(true));
        assert_eq!(sessions.unlock(&name, at(8 * 60), [9; 32]), None, "the shift ends all the same");
    }

    #[test]
    fn an_officer_ends_sessions() {
        let sessions = Sessions::default();
        let now = Timestamp::UNIX_EPOCH;
        let (one, two) = (OfficerId::from_bytes([1; 16]), OfficerId::from_bytes([2; 16]));
        let names: Vec<String> = [(one, 1), (one, 2), (one, 3), (two, 4)]
            .map(|(who, byte)| sessions.begin(who, now, [byte; 32]))
            .into();
        let numbers = |name: &str| {
            let rows = sessions.of(one, name, now);
            rows.iter().map(|row| (row.number, row.is_this)).collect::<Vec<_>>()
        };
        assert_eq!(numbers(&names[0]), [(3, false), (2, false), (1, true)]);
        sessions.end_of(one, Some(4), "");
        assert!(sessions.officer(&names[3], now).is_some(), "another's stays");
        sessions.end_of(one, Some(2), "");
        assert_eq!(numbers(&names[0]), [(3, false), (1, true)]);
        sessions.end_of(one, None, &names[0]);
        assert_eq!(numbers(&names[0]), [(1, true)]);
        sessions.end_of(one, None, "");
        assert_eq!(numbers(&names[0]), []);
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
