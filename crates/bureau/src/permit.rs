//! Leave to act, under the policy in force. What the policy decided is remembered: a page asks of every act, a list of every
//! case.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use case::bureau::Officer;
use case::id::OfficerId;

use crate::policy::{On, Policy, Sight};

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
}

/// Most decisions remembered; beyond, all are forgotten and made again as they are asked for.
const REMEMBERED_MAX: usize = 20_000;

/// What was decided: for an officer and an act, outside any case or on a case of this sight.
type Decided = HashMap<(OfficerId, String), HashMap<Option<Sight>, bool>>;

/// The policy in force. Another one is put in its place whole, with nothing remembered. Officers and their postings are those
/// that the bureau started with.
pub(crate) struct InForce {
    policy: Policy,
    seen: Mutex<HashMap<(OfficerId, &'static str), Seen>>,
    decided: Mutex<(usize, Decided)>,
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
    pub(crate) fn new(policy: Policy) -> Self {
        Self { policy, seen: Mutex::default(), decided: Mutex::default() }
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
        let mut decided = self.decided.lock().unwrap_or_else(PoisonError::into_inner);
        let (count, known) = &mut *decided;
        if *count >= REMEMBERED_MAX {
            (*count, *known) = Default::default();
        }
        let of_act = known.entry((officer.id, command.to_owned())).or_default();
        *of_act.entry(sight).or_insert_with(|| {
            *count += 1;
            self.policy.allows(officer, command, on)
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
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let known = seen.entry((officer.id, command)).or_default();
        if let Some(new) = sights.all.get(known.0.len()..).filter(|new| !new.is_empty()) {
            let verdicts = new.iter().map(|sight| self.policy.allows(officer, command, On::Case(sight)));
            Arc::make_mut(&mut known.0).extend(verdicts);
        }
        known.clone()
    }
}
