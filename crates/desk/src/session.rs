//! Sessions: who has signed in. They live in memory; a restart of the node ends them, and nothing else hangs on them.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use case::id::OfficerId;
use jiff::Timestamp;

use crate::digits::hexadecimal;
use crate::openid::ProviderSession;

/// How long a session lasts, in hours: one shift.
pub(crate) const SESSION_HOURS_MAX: i64 = 8;
/// After how long without an act a session is locked, in minutes (CJIS Security Policy AC-11).
pub(crate) const LOCK_MINUTES_MAX: i64 = 30;
/// For how long an officer who proved who they are may change how they sign in, in minutes; then they prove it again.
pub(crate) const PROOF_MINUTES_MAX: i64 = 5;
/// Most sessions of one officer: two places of work with a spare browser each, and a telephone. The oldest ends.
pub(crate) const SESSIONS_PER_OFFICER_MAX: usize = 5;
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

#[derive(Clone)]
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
    /// The session at the provider from which it came: it ends with that one.
    provider: Option<ProviderSession>,
}

/// How somebody proved who they are.
pub(crate) struct Proof {
    /// When.
    pub(crate) at: Timestamp,
    /// At the provider in this session; none by passkey.
    pub(crate) provider: Option<ProviderSession>,
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
    /// Whether it came from the provider.
    pub(crate) is_by_provider: bool,
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

    /// Begins a session and gives its secret name; `random` is 32 random bytes. An officer who has as many as they may loses
    /// the oldest.
    pub(crate) fn begin(&self, officer: OfficerId, proof: Proof, now: Timestamp, random: [u8; 32]) -> String {
        let name = hexadecimal(&random);
        let mut sessions = self.all();
        sessions.retain(|_, session| is_alive(session, now));
        give_way(&mut sessions, SESSIONS_PER_OFFICER_MAX, |session| session.officer == officer);
        give_way(&mut sessions, SESSIONS_MAX, |_| true);
        let number = sessions.values().map(|session| session.number).max().unwrap_or(0) + 1;
        let begun = Session {
            number,
            officer,
            begun: now,
            active: now,
            proven: proof.at,
            is_locked: false,
            lines: 0,
            provider: proof.provider,
        };
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
            is_by_provider: session.provider.is_some(),
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
    pub(crate) fn unlock(
        &self,
        name: &str,
        proof: Proof,
        now: Timestamp,
        random: [u8; 32],
    ) -> Option<String> {
        let mut sessions = self.all();
        let session = sessions.remove(name).filter(|session| is_alive(session, now))?;
        let name = hexadecimal(&random);
        let provider = proof.provider.or(session.provider);
        let open = Session { active: now, proven: proof.at, is_locked: false, lines: 0, provider, ..session };
        sessions.insert(name.clone(), open);
        Some(name)
    }

    /// The sessions of an officer, the latest first; `name` is this one.
    pub(crate) fn of(&self, officer: OfficerId, name: &str, now: Timestamp) -> Vec<SessionRow> {
        let sessions = self.all();
        let own = sessions.iter().filter(|(_, session)| session.officer == officer && is_alive(session, now));
        let mut rows: Vec<SessionRow> = own
            .map(|(known, session)| {
                let Session { number, begun, active, .. } = session;
                SessionRow { number: *number, begun: *begun, active: *active, is_this: known == name }
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

    /// Ends every session of an officer.
    pub fn end_all_of(&self, officer: OfficerId) {
        self.end_of(officer, None, "");
    }

    /// The officers whose sessions came from this one at the provider, or from any of its account where it names none.
    pub(crate) fn begun_at_provider(&self, ended: &ProviderSession) -> BTreeSet<OfficerId> {
        let all = self.all();
        all.values().filter(|session| is_from(session, ended)).map(|session| session.officer).collect()
    }

    /// Ends these sessions.
    pub(crate) fn end_from_provider(&self, ended: &ProviderSession) {
        self.all().retain(|_, session| !is_from(session, ended));
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

/// Where there are as many of these as there may be, the oldest of them ends.
fn give_way(sessions: &mut HashMap<String, Session>, max: usize, of: impl Fn(&Session) -> bool) {
    while sessions.values().filter(|session| of(session)).count() >= max {
        let of_these = sessions.iter().filter(|(_, session)| of(session));
        let Some(oldest) = of_these.min_by_key(|(_, session)| session.number).map(|(name, _)| name.clone())
        else {
            return;
        };
        sessions.remove(&oldest);
    }
}

fn is_from(session: &Session, ended: &ProviderSession) -> bool {
    let provider = session.provider.as_ref().filter(|provider| provider.subject == ended.subject);
    provider.is_some_and(|provider| ended.sid.is_none() || provider.sid == ended.sid)
}

/// A clock that ran backwards ends a session too.
fn is_alive(session: &Session, now: Timestamp) -> bool {
    (0..SESSION_HOURS_MAX * 3600).contains(&now.duration_since(session.begun).as_secs())
}

/// The name of a cookie; over HTTPS it binds the cookie to this host: no other host of the domain can set it.
pub(crate) fn bound(secure: bool, name: &str) -> String {
    let bound = if secure { "__Host-" } else { "" };
    format!("{bound}{name}")
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

    fn proof(at: Timestamp) -> Proof {
        Proof { at, provider: None }
    }

    #[test]
    fn a_session_lasts_a_shift() {
        let sessions = Sessions::default();
        let start = Timestamp::UNIX_EPOCH;
        let officer = OfficerId::from_bytes([1; 16]);
        let name = sessions.begin(officer, proof(start), start, [7; 32]);
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
        let before = sessions.begin(officer, proof(at(0)), at(0), [7; 32]);
        let name = before.clone();
        let is_locked = |name: &str, minutes| sessions.standing(name, at(minutes)).map(|now| now.is_locked);
        assert_eq!(is_locked(&name, 29), Some(false));
        sessions.act(&name, at(29));
        assert_eq!(is_locked(&name, 58), Some(false));
        assert_eq!(is_locked(&name, 59), Some(true));
        assert_eq!(is_locked(&name, 58), Some(true), "and stays so");
        assert_eq!(sessions.officer(&name, at(58)), None, "it shows nothing");
        let name = sessions.unlock(&name, proof(at(60)), at(60), [8; 32]).unwrap();
        assert_eq!((is_locked(&before, 60), is_locked(&name, 60)), (None, Some(false)));
        sessions.lock(&name);
        assert_eq!(is_locked(&name, 60), Some(true));
        assert_eq!(
            sessions.unlock(&name, proof(at(8 * 60)), at(8 * 60), [9; 32]),
            None,
            "the shift ends all the same"
        );
    }

    #[test]
    fn an_officer_ends_sessions() {
        let sessions = Sessions::default();
        let now = Timestamp::UNIX_EPOCH;
        let (one, two) = (OfficerId::from_bytes([1; 16]), OfficerId::from_bytes([2; 16]));
        let names: Vec<String> = [(one, 1), (one, 2), (one, 3), (two, 4)]
            .map(|(who, byte)| sessions.begin(who, proof(now), now, [byte; 32]))
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
    fn an_officer_has_so_many_sessions_and_the_oldest_ends() {
        let sessions = Sessions::default();
        let now = Timestamp::UNIX_EPOCH;
        let (one, two) = (OfficerId::from_bytes([1; 16]), OfficerId::from_bytes([2; 16]));
        let other = sessions.begin(two, proof(now), now, [99; 32]);
        let names: Vec<String> =
            (0..=5).map(|byte| sessions.begin(one, proof(now), now, [byte; 32])).collect();
        let stands: Vec<bool> = names.iter().map(|name| sessions.officer(name, now).is_some()).collect();
        assert_eq!(stands, [false, true, true, true, true, true]);
        assert!(sessions.officer(&other, now).is_some(), "another's stays");
    }

    #[test]
    fn a_session_ends_with_the_one_at_the_provider_from_which_it_came() {
        let now = Timestamp::UNIX_EPOCH;
        let (one, two) = (OfficerId::from_bytes([1; 16]), OfficerId::from_bytes([2; 16]));
        let at = |subject: &str, sid: Option<&str>| ProviderSession {
            subject: subject.to_owned(),
            sid: sid.map(str::to_owned),
        };
        let check = |ended: ProviderSession, expected: [bool; 4]| {
            let sessions = Sessions::default();
            let begun = [
                (one, Some(at("a", Some("x")))),
                (one, Some(at("a", Some("y")))),
                (two, Some(at("b", Some("x")))),
                (one, None),
            ];
            let names: Vec<String> = (0_u8..)
                .zip(begun)
                .map(|(byte, (who, provider))| {
                    sessions.begin(who, Proof { at: now, provider }, now, [byte; 32])
                })
                .collect();
            sessions.end_from_provider(&ended);
            let stands: Vec<bool> = names.iter().map(|name| sessions.officer(name, now).is_some()).collect();
            assert_eq!(stands, expected, "{ended:?}");
        };
        check(at("a", Some("x")), [false, true, true, true]);
        check(at("a", None), [false, false, true, true]);
        check(at("b", Some("y")), [true; 4]);
        check(at("c", None), [true; 4]);
    }

    #[test]
    fn who_proved_it_elsewhere_long_ago_has_to_prove_it_anew() {
        let sessions = Sessions::default();
        let at = |minutes: i64| Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minutes);
        let name = sessions.begin(OfficerId::from_bytes([1; 16]), proof(at(0)), at(60), [7; 32]);
        let is_proven = |name: &str| sessions.standing(name, at(60)).map(|standing| standing.is_proven);
        assert_eq!(is_proven(&name), Some(false), "signed in now, proven an hour ago");
        let name = sessions.unlock(&name, proof(at(60)), at(60), [8; 32]).unwrap();
        assert_eq!(is_proven(&name), Some(true));
    }

    #[test]
    fn a_session_has_so_many_lines() {
        let sessions = Sessions::default();
        let now = Timestamp::UNIX_EPOCH;
        let name = sessions.begin(OfficerId::from_bytes([1; 16]), proof(now), now, [7; 32]);
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
