//! When to try what: which messages wait, which may go now, and when the next try is.
//!
//! What waits is a fold of the journal; this keeps only the tries. After a restart it is filled again and tries at once.

use std::collections::BTreeMap;

use case::bureau::BureauCode;
use case::id::{CaseId, MessageId};
use jiff::{SignedDuration, Timestamp};

/// Wait before the first new try, in milliseconds.
pub const RETRY_FIRST_MS: i64 = 500;
/// Longest wait between two tries, in milliseconds: a partner that returns is served within seconds.
pub const RETRY_MS_MAX: i64 = 4_000;
/// Longest wait, in milliseconds, where the other node is there and says that it cannot take this one message now.
pub const LATER_MS_MAX: i64 = 30_000;
/// Most messages on their way to one bureau at a time.
pub const IN_FLIGHT_PER_BUREAU_MAX: usize = 8;

const _: () = assert!(RETRY_FIRST_MS < RETRY_MS_MAX && RETRY_MS_MAX <= 5_000);

/// A message that may be tried now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Errand {
    /// The message.
    pub message: MessageId,
    /// The case in this bureau's docket.
    pub case: CaseId,
    /// The bureau it is for.
    pub to: BureauCode,
}

/// What became of a try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tried {
    /// A signed receipt came, of either sort: the message is done with.
    Settled,
    /// This message cannot go now, through no silence of the other node: it says so itself, or we cannot seal it. Others
    /// go on.
    Later,
    /// No receipt came. The bureau is asked again with one message, then with all.
    Failed,
}

/// How far the delivery of a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delivery {
    /// Since when it waits.
    pub since: Timestamp,
    /// The last try.
    pub last_try: Option<Timestamp>,
    /// The next try; now, where none has failed.
    pub next_try: Timestamp,
    /// How many tries have failed.
    pub failed_tries: u32,
}

#[derive(Debug, Clone)]
struct Waiting {
    case: CaseId,
    to: BureauCode,
    number: u32,
    since: Timestamp,
    last_try: Option<Timestamp>,
    next_try: Option<Timestamp>,
    failed_tries: u32,
    in_flight: bool,
}

/// How a bureau has answered of late; one that does not answer is asked with one message only.
#[derive(Debug, Clone, Default)]
struct Peer {
    failures: u32,
    next_try: Option<Timestamp>,
}

/// The messages that wait to be delivered.
#[derive(Debug, Default)]
pub struct Outbox {
    waiting: BTreeMap<MessageId, Waiting>,
    peers: BTreeMap<BureauCode, Peer>,
}

impl Outbox {
    /// Puts a message in; `number` is its place within the case.
    pub fn add(&mut self, errand: Errand, number: u32, since: Timestamp) {
        let Errand { message, case, to } = errand;
        let waiting = Waiting {
            case,
            to,
            number,
            since,
            last_try: None,
            next_try: None,
            failed_tries: 0,
            in_flight: false,
        };
        self.waiting.entry(message).or_insert(waiting);
    }

    /// Takes a message out that is no longer to be sent.
    pub fn remove(&mut self, message: MessageId) {
        self.waiting.remove(&message);
    }

    /// Takes a message out that was settled, unless it is on its way from here: then [`Outbox::tried`] tells.
    pub fn settled(&mut self, message: MessageId) {
        if self.waiting.get(&message).is_some_and(|waiting| !waiting.in_flight) {
            self.remove(message);
        }
    }

    /// What may go now. Each is on its way from here on, until [`Outbox::tried`] says what became of it.
    pub fn due(&mut self, now: Timestamp) -> Vec<Errand> {
        self.due_to(now, |_| true)
    }

    /// As [`Outbox::due`], to these bureaus alone.
    pub fn due_to(&mut self, now: Timestamp, is_ours: impl Fn(&BureauCode) -> bool) -> Vec<Errand> {
        let mut room: BTreeMap<&BureauCode, usize> = BTreeMap::new();
        let first = self.first_of_each_case();
        for waiting in self.waiting.values().filter(|waiting| waiting.in_flight) {
            *room.entry(&waiting.to).or_default() += 1;
        }
        let mut chosen: Vec<Errand> = Vec::new();
        let mut ready: Vec<(&MessageId, &Waiting)> = self
            .waiting
            .iter()
            .filter(|(_, waiting)| is_ours(&waiting.to))
            .filter(|(_, waiting)| !waiting.in_flight && first.get(&waiting.case) == Some(&waiting.number))
            .filter(|(_, waiting)| waiting.next_try.is_none_or(|next| !is_later(next, now, LATER_MS_MAX)))
            .collect();
        // Those that failed least come first, so that one that always fails keeps no other from being tried.
        ready.sort_by_key(|(_, waiting)| (waiting.failed_tries, waiting.since));
        for (message, waiting) in ready {
            let peer = self.peers.get(&waiting.to).cloned().unwrap_or_default();
            if peer.next_try.is_some_and(|next| is_later(next, now, RETRY_MS_MAX)) {
                continue;
            }
            let limit = if peer.failures > 0 { 1 } else { IN_FLIGHT_PER_BUREAU_MAX };
            let taken = room.entry(&waiting.to).or_default();
            if *taken < limit {
                *taken += 1;
                chosen.push(Errand { message: *message, case: waiting.case, to: waiting.to.clone() });
            }
        }
        for errand in &chosen {
            if let Some(waiting) = self.waiting.get_mut(&errand.message) {
                waiting.in_flight = true;
                waiting.last_try = Some(now);
            }
        }
        chosen
    }

    /// Says what became of a try. `jitter` is any random number; it spreads the tries of many senders.
    pub fn tried(&mut self, message: MessageId, tried: Tried, now: Timestamp, jitter: u32) {
        let Some(waiting) = self.waiting.get_mut(&message) else { return };
        let peer = self.peers.entry(waiting.to.clone()).or_default();
        match tried {
            Tried::Settled => {
                *peer = Peer::default();
                self.waiting.remove(&message);
            }
            Tried::Later => {
                *peer = Peer::default();
                waiting.in_flight = false;
                waiting.failed_tries = waiting.failed_tries.saturating_add(1);
                waiting.next_try = now.checked_add(pause(waiting.failed_tries, LATER_MS_MAX, jitter)).ok();
            }
            Tried::Failed => {
                waiting.in_flight = false;
                waiting.failed_tries = waiting.failed_tries.saturating_add(1);
                peer.failures = peer.failures.saturating_add(1);
                peer.next_try = now.checked_add(pause(peer.failures, RETRY_MS_MAX, jitter)).ok();
            }
        }
    }

    /// When the next message may be tried; none while nothing waits or everything is on its way.
    #[must_use]
    pub fn next_due(&self) -> Option<Timestamp> {
        self.next_due_to(|_| true)
    }

    /// As [`Outbox::next_due`], to these bureaus alone.
    #[must_use]
    pub fn next_due_to(&self, is_ours: impl Fn(&BureauCode) -> bool) -> Option<Timestamp> {
        let first = self.first_of_each_case();
        let next = self.waiting.values().filter(|waiting| !waiting.in_flight && is_ours(&waiting.to));
        let next = next.filter(|waiting| first.get(&waiting.case) == Some(&waiting.number));
        next.map(|waiting| self.next_try(waiting)).min()
    }

    /// How far the delivery of a message is; none once it is settled.
    #[must_use]
    pub fn delivery(&self, message: MessageId) -> Option<Delivery> {
        let waiting = self.waiting.get(&message)?;
        Some(Delivery {
            since: waiting.since,
            last_try: waiting.last_try,
            next_try: self.next_try(waiting),
            failed_tries: waiting.failed_tries,
        })
    }

    /// Whether the bureau answered the last time it was tried; none when it was not tried.
    #[must_use]
    pub fn answers(&self, bureau: &BureauCode) -> Option<bool> {
        self.peers.get(bureau).map(|peer| peer.failures == 0)
    }

    /// How often in a row a bureau did not answer.
    #[must_use]
    pub fn unanswered_by(&self, bureau: &BureauCode) -> u32 {
        self.peers.get(bureau).map_or(0, |peer| peer.failures)
    }

    /// Whom each message waits for, and since when.
    pub fn waiting(&self) -> impl Iterator<Item = (&BureauCode, Timestamp)> {
        self.waiting.values().map(|waiting| (&waiting.to, waiting.since))
    }

    /// How many messages wait.
    #[must_use]
    pub fn len(&self) -> usize {
        self.waiting.len()
    }

    /// Whether nothing waits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// The number that has to go first in each case.
    fn first_of_each_case(&self) -> BTreeMap<CaseId, u32> {
        let mut first: BTreeMap<CaseId, u32> = BTreeMap::new();
        for waiting in self.waiting.values() {
            let place = first.entry(waiting.case).or_insert(waiting.number);
            *place = (*place).min(waiting.number);
        }
        first
    }

    fn next_try(&self, waiting: &Waiting) -> Timestamp {
        let of_peer = self.peers.get(&waiting.to).and_then(|peer| peer.next_try);
        waiting.next_try.into_iter().chain(of_peer).max().unwrap_or(waiting.since)
    }
}

/// Whether a try is still to wait. One that seems further away than any pause was set before the clock jumped back.
fn is_later(next: Timestamp, now: Timestamp, ms_max: i64) -> bool {
    let wait = next.duration_since(now);
    wait > SignedDuration::ZERO && wait <= SignedDuration::from_millis(ms_max)
}

/// Doubling from [`RETRY_FIRST_MS`] to a most, less up to a quarter.
fn pause(failures: u32, ms_max: i64, jitter: u32) -> SignedDuration {
    let doublings = failures.saturating_sub(1).min(8);
    let full = RETRY_FIRST_MS.saturating_mul(1_i64 << doublings).min(ms_max);
    let less = i64::from(jitter % 1000) * full / 4_000;
    SignedDuration::from_millis(full - less)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(ms: i64) -> Timestamp {
        Timestamp::from_millisecond(ms).unwrap()
    }

    fn outbox(cases_and_numbers: &[(u8, u32)]) -> Outbox {
        let mut outbox = Outbox::default();
        for (case, number) in cases_and_numbers {
            let message = MessageId::from_bytes([*case * 16 + u8::try_from(*number).unwrap(); 16]);
            let errand = Errand { message, case: CaseId::from_bytes([*case; 16]), to: "BR".parse().unwrap() };
            outbox.add(errand, *number, at(0));
        }
        outbox
    }

    #[test]
    fn one_message_of_a_case_at_a_time_in_order() {
        let mut outbox = outbox(&[(1, 2), (1, 1), (2, 1)]);
        let due = outbox.due(at(0));
        assert_eq!(due.len(), 2);
        let first = due.iter().find(|errand| errand.case == CaseId::from_bytes([1; 16])).unwrap();
        assert_eq!(first.message, MessageId::from_bytes([17; 16]));
        assert!(outbox.due(at(0)).is_empty());
        outbox.tried(first.message, Tried::Settled, at(5), 0);
        assert_eq!(outbox.due(at(5)).len(), 1);
    }

    #[test]
    fn each_carries_to_whom_it_is_theirs_to_carry() {
        let mut outbox = outbox(&[(1, 1), (2, 1)]);
        let ours = |bureau: &BureauCode| bureau.as_str() == "BR";
        assert_eq!(outbox.next_due_to(|bureau| !ours(bureau)), None);
        assert_eq!(outbox.due_to(at(0), |bureau| !ours(bureau)), []);
        let due = outbox.due_to(at(0), ours);
        assert_eq!(due.len(), 2);
        outbox.settled(due[0].message);
        assert_eq!(outbox.len(), 2, "what is on its way from here tells itself what became of it");
        outbox.tried(due[0].message, Tried::Later, at(0), 0);
        outbox.settled(due[0].message);
        assert_eq!(outbox.len(), 1);
    }

    #[test]
    fn a_clock_that_jumps_back_delays_nothing() {
        let mut outbox = outbox(&[(1, 1)]);
        let errand = outbox.due(at(7_200_000)).remove(0);
        outbox.tried(errand.message, Tried::Failed, at(7_200_000), 0);
        assert_eq!(outbox.due(at(0)), vec![errand]);
    }

    #[test]
    fn a_message_that_cannot_go_keeps_no_other_waiting() {
        let mut outbox = outbox(&[(1, 1), (2, 1), (3, 1)]);
        let poison = CaseId::from_bytes([1; 16]);
        let (mut now, mut arrived) = (at(0), 0);
        for _ in 0..6 {
            for errand in outbox.due(now) {
                let tried = if errand.case == poison { Tried::Later } else { Tried::Settled };
                arrived += usize::from(tried == Tried::Settled);
                outbox.tried(errand.message, tried, now, 0);
            }
            now = outbox.next_due().unwrap();
        }
        assert_eq!((arrived, outbox.len()), (2, 1));
        assert_eq!(outbox.answers(&"BR".parse().unwrap()), Some(true), "the bureau is there");
        assert!(now.duration_since(at(0)).as_secs() > 10, "it is tried less and less often");
    }

    #[test]
    fn what_stands_behind_another_message_is_not_due_before_it() {
        let mut outbox = outbox(&[(1, 1), (1, 2)]);
        let errand = outbox.due(at(0)).remove(0);
        outbox.tried(errand.message, Tried::Later, at(10_000), 0);
        assert!(outbox.next_due().unwrap() > at(10_000));
    }

    #[test]
    fn one_that_breaks_every_connection_lets_others_by() {
        let mut outbox = outbox(&[(1, 1), (2, 1), (3, 1)]);
        let poison = CaseId::from_bytes([1; 16]);
        let mut now = at(0);
        for _ in 0..8 {
            for errand in outbox.due(now) {
                let tried = if errand.case == poison { Tried::Failed } else { Tried::Settled };
                outbox.tried(errand.message, tried, now, 0);
            }
            now = outbox.next_due().unwrap();
        }
        assert_eq!(outbox.len(), 1);
    }

    #[test]
    fn a_silent_bureau_is_tried_again_within_seconds_with_one_message() {
        let mut outbox = outbox(&[(1, 1), (2, 1), (3, 1)]);
        for errand in outbox.due(at(0)) {
            outbox.tried(errand.message, Tried::Failed, at(10), 999);
        }
        let mut now = outbox.next_due().unwrap();
        for _ in 0..20 {
            let due = outbox.due(now);
            assert_eq!(due.len(), 1);
            outbox.tried(due[0].message, Tried::Failed, now, 0);
            let next = outbox.next_due().unwrap();
            assert!(next > now && next.duration_since(now).as_millis() <= RETRY_MS_MAX.into());
            now = next;
        }
        let due = outbox.due(now);
        outbox.tried(due[0].message, Tried::Settled, now, 0);
        assert_eq!(outbox.due(now).len(), 2, "the rest follows at once");
    }
}
