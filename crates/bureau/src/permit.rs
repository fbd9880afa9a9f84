//! Leave to act, under the policy in force. What the policy decided is remembered: a page asks of every act, a list of every
//! case.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use case::bureau::Officer;
use case::id::OfficerId;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::duty::{Rota, When, next_quarter};
use crate::policy::{On, Policy, Sight};
use crate::ports::Clock;

/// An officer's leave to do one thing. It is made here only: an act or a look that nobody asked about does not compile.
#[derive(Clone, Copy)]
pub(crate) struct Permitted<'a>(&'a Officer);

impl<'a> Permitted<'a> {
    /// Who has leave.
    pub(crate) const fn officer(self) -> &'a Officer {
        self.0
    }
}

/// What policy sees of cases, each kind of sight once: most cases look alike.
#[derive(Default)]
pub(crate) struct Sights {
    all: Vec<Sight>,
    places: HashMap<Sight, u32>,
}

impl Sights {
    /// The place of a sight; a new one is added.
    pub(crate) fn place(&mut self, sight: Sight) -> u32 {
        if let Some(place) = self.places.get(&sight) {
            return *place;
        }
        let place = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.all.push(sight.clone());
        self.places.insert(sight, place);
        place
    }

    /// The sight at a place.
    pub(crate) fn at(&self, place: u32) -> Option<&Sight> {
        self.all.get(usize::try_from(place).ok()?)
    }

    /// The places of the sights in which an authority has a task.
    pub(crate) fn places_of_task(&self, authority: OfficerId) -> impl Iterator<Item = u32> {
        let tasked = self.all.iter().zip(0..).filter(move |(sight, _)| sight.is_task_of(authority));
        tasked.map(|(_, place)| place)
    }
}

/// Most decisions remembered; beyond, all are forgotten and made again as they are asked for.
const REMEMBERED_MAX: usize = 20_000;

/// What was decided: for an officer and an act, outside any case or on a case of this sight.
type Decided = HashMap<(OfficerId, String), HashMap<Option<Sight>, bool>>;

/// The policy in force. Another one is put in its place whole, with nothing remembered. Officers and their postings are those
/// that the bureau started with; what they are certified for may end with a day, and so does what is remembered.
pub(crate) struct InForce {
    policy: Policy,
    clock: Arc<dyn Clock>,
    zone: TimeZone,
    rota: Rota,
    remembered: Mutex<Remembered>,
}

/// What the policy decided while it asks for the same: on a day, and where it asks for the time, as long as the hour and who is
/// on duty are the same.
#[derive(Default)]
struct Remembered {
    span: Option<(Timestamp, Timestamp)>,
    day: Date,
    when: When,
    count: usize,
    decided: Decided,
    seen: HashMap<(OfficerId, &'static str), Seen>,
}

/// Which sights an officer may see, or do something on, by their places.
#[derive(Clone, Default)]
pub(crate) struct Seen(Arc<Vec<bool>>);

impl Seen {
    /// Whether they may see a case with the sight at this place.
    pub(crate) fn sees(&self, place: u32) -> bool {
        usize::try_from(place).is_ok_and(|place| self.0.get(place).copied().unwrap_or_default())
    }
}

impl InForce {
    pub(crate) fn new(policy: Policy, clock: Arc<dyn Clock>, (zone, rota): (TimeZone, Rota)) -> Self {
        Self { policy, clock, zone, rota, remembered: Mutex::default() }
    }

    /// What is remembered now; all of it is forgotten where it is from another time, or too much.
    fn remembered(&self) -> MutexGuard<'_, Remembered> {
        let now = self.clock.now();
        let mut remembered = self.remembered.lock().unwrap_or_else(PoisonError::into_inner);
        if remembered.span.is_none_or(|(since, until)| !(since..until).contains(&now)) {
            let day = TimeZone::UTC.to_datetime(now).date();
            let when = When::at(now, &self.zone, &self.rota);
            *remembered =
                Remembered { span: Some((now, self.until(now))), day, when, ..Remembered::default() };
        }
        if remembered.count >= REMEMBERED_MAX {
            (remembered.count, remembered.decided) = Default::default();
        }
        remembered
    }

    /// Until when what is decided now holds.
    fn until(&self, now: Timestamp) -> Timestamp {
        let tomorrow = TimeZone::UTC.to_datetime(now).date().tomorrow();
        let midnight = tomorrow.and_then(|day| TimeZone::UTC.to_timestamp(day.into())).unwrap_or(now);
        if !self.policy.is_timed() {
            return midnight;
        }
        let turn = self.rota.next_edge(now).unwrap_or(midnight);
        next_quarter(now).min(turn).min(midnight)
    }

    pub(crate) const fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Whether this officer may do this.
    pub(crate) fn allows(&self, officer: &Officer, command: &str, on: On<'_>) -> bool {
        let sight = match on {
            On::Bureau => None,
            On::Case(sight) => Some(sight.clone()),
        };
        let mut remembered = self.remembered();
        let Remembered { day, when, count, decided, .. } = &mut *remembered;
        let of_act = decided.entry((officer.id, command.to_owned())).or_default();
        *of_act.entry(sight).or_insert_with(|| {
            *count += 1;
            self.policy.allows(&officer.on(*day), command, on, when)
        })
    }

    /// Leave for this officer to do this; none where the policy does not give it.
    pub(crate) fn permit<'a>(
        &self,
        officer: &'a Officer,
        command: &str,
        on: On<'_>,
    ) -> Option<Permitted<'a>> {
        self.allows(officer, command, on).then_some(Permitted(officer))
    }

    /// Leave for this officer to look at cases with the sight at this place.
    pub(crate) fn permit_look<'a>(
        &self,
        officer: &'a Officer,
        sights: &Sights,
        place: u32,
    ) -> Option<Permitted<'a>> {
        self.seen(officer, sights).sees(place).then_some(Permitted(officer))
    }

    /// Which sights this officer may look at.
    pub(crate) fn seen(&self, officer: &Officer, sights: &Sights) -> Seen {
        self.reached(officer, "look", sights)
    }

    /// On which sights this officer may do this, so far as there are any by now. It remembers places: the sights are always
    /// those of the bureau's book.
    pub(crate) fn reached(&self, officer: &Officer, command: &'static str, sights: &Sights) -> Seen {
        let mut remembered = self.remembered();
        let Remembered { day, when, seen, .. } = &mut *remembered;
        let known = seen.entry((officer.id, command)).or_default();
        if let Some(new) = sights.all.get(known.0.len()..).filter(|new| !new.is_empty()) {
            let officer = officer.on(*day);
            let verdicts =
                new.iter().map(|sight| self.policy.allows(&officer, command, On::Case(sight), when));
            Arc::make_mut(&mut known.0).extend(verdicts);
        }
        known.clone()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicI64, Ordering};

    use case::bureau::{Certificate, Level, Role};
    use jiff::Timestamp;
    use jiff::civil::date;

    use super::*;

    struct Moment(AtomicI64);

    impl Clock for Moment {
        fn now(&self) -> Timestamp {
            Timestamp::from_second(self.0.load(Ordering::Relaxed)).unwrap()
        }
    }

    #[test]
    fn what_needs_a_certificate_ends_with_its_last_day() {
        let text = format!(
            "{}\n@id(\"trained\") @says(\"Recovery is for those who were trained.\")\nforbid (principal, action == \
             Action::\"recover\", resource) unless {{ principal.certificates.contains(\"recovery\") }};\n",
            Policy::built_in().unwrap().text()
        );
        let certified = |name: &str| Officer {
            id: OfficerId::from_bytes([1; 16]),
            name: String::new(),
            roles: vec![Role::Administrator],
            clearance: Level::OfficialUse,
            language: String::new(),
            certificates: vec![Certificate { name: name.to_owned(), until: date(2027, 6, 30) }],
        };
        let moment = |day: &str| format!("{day}T12:00:00Z").parse::<Timestamp>().unwrap().as_second();
        let clock = Arc::new(Moment(AtomicI64::new(moment("2027-06-30"))));
        let may = |name: &str, day: &str| {
            // One and the same for both days: what was decided on the first is not remembered on the next.
            clock.0.store(moment(day), Ordering::Relaxed);
            let in_force =
                InForce::new(text.parse().unwrap(), clock.clone(), (TimeZone::UTC, Rota::default()));
            let first = in_force.allows(&certified(name), "recover", On::Bureau);
            clock.0.store(moment("2027-07-01"), Ordering::Relaxed);
            (first, in_force.allows(&certified(name), "recover", On::Bureau))
        };
        assert_eq!(may("recovery", "2027-06-30"), (true, false));
        assert_eq!(may("recovery", "2027-07-01"), (false, false));
        assert_eq!(may("diving", "2027-06-30"), (false, false));
    }
}
