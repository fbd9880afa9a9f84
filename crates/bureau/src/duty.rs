//! Turns of duty, and what a policy can ask of the time: who is on duty, the hour and the day of the week where the bureau is.

use case::bureau::Officer;
use case::id::OfficerId;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// Longest turn of duty, in hours: a long weekend.
pub const TURN_HOURS_MAX: i64 = 96;
/// Most turns of duty that have not ended.
pub const TURNS_AHEAD_MAX: usize = 1_000;

/// A turn of duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    /// Whose.
    pub officer: OfficerId,
    /// From when.
    pub from: Timestamp,
    /// Until when; the officer is not on duty at that instant any more.
    pub until: Timestamp,
}

impl Turn {
    pub(crate) fn holds(&self, now: Timestamp) -> bool {
        (self.from..self.until).contains(&now)
    }
}

/// Why a turn of duty is not put in the rota.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RotaFault {
    /// It ends before it begins, or has ended.
    #[error("a turn of duty ends after it begins, and not in the past")]
    Ended,
    /// It is too long.
    #[error("a turn of duty has at most {TURN_HOURS_MAX} hours; write two")]
    TooLong,
    /// Their turns would overlap.
    #[error("the officer is on duty then already; change that turn first")]
    Overlaps,
    /// It is their own.
    #[error("nobody writes themselves on duty; ask another officer")]
    OwnTurn,
    /// There are too many.
    #[error("the rota holds at most {TURNS_AHEAD_MAX} turns that have not ended")]
    TooMany,
    /// There is no such turn that has not ended.
    #[error("there is no such turn of duty that has not ended; load the page again")]
    NoTurn,
}

impl RotaFault {
    /// A stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            RotaFault::Ended => "turn-ended",
            RotaFault::TooLong => "turn-too-long",
            RotaFault::Overlaps => "turn-overlaps",
            RotaFault::OwnTurn => "own-turn",
            RotaFault::TooMany => "turns-too-many",
            RotaFault::NoTurn => "no-turn",
        }
    }
}

/// The rota: a fold of what the register says of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Rota {
    turns: Vec<Turn>,
}

impl Rota {
    /// Takes note of a turn; one that ends where it begins is none, and takes the place of what stood there.
    pub(crate) fn registered(&mut self, turn: Turn) {
        self.turns.retain(|known| (known.officer, known.from) != (turn.officer, turn.from));
        if turn.from < turn.until {
            self.turns.push(turn);
            self.turns.sort_by_key(|turn| (turn.from, turn.officer));
        }
    }

    /// Who is on duty.
    pub(crate) fn on_duty(&self, now: Timestamp) -> Vec<OfficerId> {
        self.turns.iter().filter(|turn| turn.holds(now)).map(|turn| turn.officer).collect()
    }

    /// The next instant after this at which somebody begins or ends.
    pub(crate) fn next_edge(&self, now: Timestamp) -> Option<Timestamp> {
        let edges = self.turns.iter().flat_map(|turn| [turn.from, turn.until]);
        edges.filter(|edge| *edge > now).min()
    }

    /// The turns that have not ended, the nearest first.
    pub(crate) fn ahead(&self, now: Timestamp) -> impl Iterator<Item = &Turn> {
        self.turns.iter().filter(move |turn| turn.until > now)
    }

    /// Whether a turn can be put in.
    pub(crate) fn takes(&self, turn: Turn, now: Timestamp) -> Result<(), RotaFault> {
        if turn.until <= turn.from || turn.until <= now {
            return Err(RotaFault::Ended);
        }
        if turn.until.duration_since(turn.from) > SignedDuration::from_hours(TURN_HOURS_MAX) {
            return Err(RotaFault::TooLong);
        }
        let theirs = |known: &&Turn| known.officer == turn.officer;
        if self.ahead(now).filter(theirs).any(|known| known.from < turn.until && turn.from < known.until) {
            return Err(RotaFault::Overlaps);
        }
        if self.ahead(now).count() >= TURNS_AHEAD_MAX { Err(RotaFault::TooMany) } else { Ok(()) }
    }
}

/// What a policy can ask of the time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct When {
    /// The hour where the bureau is, from 0.
    pub(crate) hour: i8,
    /// The day of the week there, Monday being 1.
    pub(crate) weekday: i8,
    /// Who is on duty; where nothing is said, everybody.
    pub(crate) on_duty: Option<Vec<OfficerId>>,
}

impl When {
    /// An hour of work on a working day, with everybody on duty: for what is asked of a policy at no moment.
    pub(crate) const WORKING: Self = Self { hour: 10, weekday: 2, on_duty: None };

    pub(crate) fn at(now: Timestamp, zone: &TimeZone, rota: &Rota) -> Self {
        let there = zone.to_datetime(now);
        let weekday = there.weekday().to_monday_one_offset();
        Self { hour: there.hour(), weekday, on_duty: Some(rota.on_duty(now)) }
    }

    /// Whether this officer is on duty.
    pub(crate) fn is_on_duty(&self, officer: &Officer) -> bool {
        self.on_duty.as_ref().is_none_or(|on_duty| on_duty.contains(&officer.id))
    }
}

/// How often the hour is looked at, in seconds: clocks are set, and hours begin, on a quarter of an hour everywhere.
const QUARTER_SECONDS: i64 = 15 * 60;

/// The first instant after this at which the clock may show another hour somewhere.
pub(crate) fn next_quarter(now: Timestamp) -> Timestamp {
    let quarter = now.as_second().div_euclid(QUARTER_SECONDS) + 1;
    Timestamp::from_second(quarter * QUARTER_SECONDS).unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn turn(officer: u8, from: &str, until: &str) -> Turn {
        Turn { officer: OfficerId::from_bytes([officer; 16]), from: at(from), until: at(until) }
    }

    #[test]
    fn a_turn_holds_from_its_first_instant_to_before_its_last() {
        let mut rota = Rota::default();
        rota.registered(turn(1, "2026-11-27T06:00:00Z", "2026-11-27T18:00:00Z"));
        rota.registered(turn(2, "2026-11-27T18:00:00Z", "2026-11-28T06:00:00Z"));
        let check = |now: &str, expected: &[u8], edge: Option<&str>| {
            let expected: Vec<OfficerId> = expected.iter().map(|n| OfficerId::from_bytes([*n; 16])).collect();
            assert_eq!(rota.on_duty(at(now)), expected, "{now}");
            assert_eq!(rota.next_edge(at(now)), edge.map(at), "{now}");
        };
        check("2026-11-27T05:59:59Z", &[], Some("2026-11-27T06:00:00Z"));
        check("2026-11-27T06:00:00Z", &[1], Some("2026-11-27T18:00:00Z"));
        check("2026-11-27T18:00:00Z", &[2], Some("2026-11-28T06:00:00Z"));
        check("2026-11-28T06:00:00Z", &[], None);
    }

    #[test]
    fn what_is_no_turn_is_refused() {
        let mut rota = Rota::default();
        rota.registered(turn(1, "2026-11-27T06:00:00Z", "2026-11-27T18:00:00Z"));
        let now = at("2026-11-27T10:00:00Z");
        let check = |turn: Turn, expected| assert_eq!(rota.takes(turn, now), expected, "{turn:?}");
        check(turn(1, "2026-11-27T18:00:00Z", "2026-11-27T20:00:00Z"), Ok(()));
        check(turn(2, "2026-11-27T06:00:00Z", "2026-11-27T18:00:00Z"), Ok(()));
        check(turn(1, "2026-11-27T17:00:00Z", "2026-11-27T20:00:00Z"), Err(RotaFault::Overlaps));
        check(turn(2, "2026-11-27T06:00:00Z", "2026-11-27T06:00:00Z"), Err(RotaFault::Ended));
        check(turn(2, "2026-11-27T06:00:00Z", "2026-11-27T10:00:00Z"), Err(RotaFault::Ended));
        check(turn(2, "2026-11-27T06:00:00Z", "2026-12-01T06:00:01Z"), Err(RotaFault::TooLong));
    }

    #[test]
    fn a_turn_that_is_taken_out_is_none() {
        let mut rota = Rota::default();
        let held = turn(1, "2026-11-27T06:00:00Z", "2026-11-27T18:00:00Z");
        rota.registered(held);
        rota.registered(Turn { until: held.from, ..held });
        assert_eq!(rota, Rota::default());
    }

    #[test]
    fn hours_are_those_where_the_bureau_is_also_where_the_clock_is_set() {
        let paris = TimeZone::get("Europe/Paris").unwrap();
        let kathmandu = TimeZone::get("Asia/Kathmandu").unwrap();
        let check = |zone: &TimeZone, now: &str, hour: i8, weekday: i8| {
            let when = When::at(at(now), zone, &Rota::default());
            assert_eq!((when.hour, when.weekday), (hour, weekday), "{now}");
            let next = next_quarter(at(now));
            assert!(
                next > at(now) && next.duration_since(at(now)) <= SignedDuration::from_mins(15),
                "{next}"
            );
        };
        // 29 March 2026 is a Sunday: at one o'clock universal time two o'clock becomes three.
        check(&paris, "2026-03-29T00:59:59Z", 1, 7);
        check(&paris, "2026-03-29T01:00:00Z", 3, 7);
        check(&paris, "2026-10-25T00:59:59Z", 2, 7);
        check(&paris, "2026-10-25T01:00:00Z", 2, 7);
        check(&kathmandu, "2026-11-27T18:14:59Z", 23, 5);
        check(&kathmandu, "2026-11-27T18:15:00Z", 0, 6);
    }
}
