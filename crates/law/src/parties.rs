//! Which instruments bind which States, and since when.

use std::collections::BTreeMap;

use case::bureau::StateCode;
use jiff::civil::Date;

/// The columns of `data/parties.csv`.
const HEADER: &str = "instrument,state,since,since_is,basis,origin";

/// That an instrument binds a State.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// The first day on which the State is known to be bound. Nothing is known of earlier days.
    pub since: Date,
    /// How that day is known: `entry-into-force`, `counted-from-deposit` or `seen-bound`.
    pub since_is: String,
    /// Whether a source was read; else it is from memory.
    pub is_verified: bool,
}

/// The parties to instruments.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parties {
    bound: BTreeMap<String, BTreeMap<StateCode, Bound>>,
}

impl Parties {
    /// Reads the table, or says what is wrong with which line.
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        let mut lines = text.lines();
        if lines.next() != Some(HEADER) {
            return Err(format!("the first line must be `{HEADER}`"));
        }
        let mut parties = Self::default();
        for (number, line) in lines.enumerate() {
            let fault = |what: &str| format!("line {}: {what}", number + 2);
            let mut cells = line.split(',');
            let (Some(instrument), Some(state), Some(since), Some(since_is), Some(basis), Some(_), None) = (
                cells.next(),
                cells.next(),
                cells.next(),
                cells.next(),
                cells.next(),
                cells.next(),
                cells.next(),
            ) else {
                return Err(fault("six cells are expected, none with a comma in it"));
            };
            let state = state.parse().map_err(|_| fault("the second cell must be a State's two letters"))?;
            let since: Date =
                since.parse().map_err(|_| fault("the third cell must be a day as 2004-01-29"))?;
            let bound = Bound { since, since_is: since_is.to_owned(), is_verified: basis == "source" };
            let known = parties.bound.entry(instrument.to_owned()).or_default().insert(state, bound);
            if known.is_some() {
                return Err(fault("this State stands there twice for the instrument"));
            }
        }
        Ok(parties)
    }

    /// Whether the table has this instrument.
    #[must_use]
    pub fn knows(&self, instrument: &str) -> bool {
        self.bound.contains_key(instrument)
    }

    /// Every instrument of the table.
    pub fn instruments(&self) -> impl Iterator<Item = &str> {
        self.bound.keys().map(String::as_str)
    }

    /// The States that an instrument binds.
    pub(crate) fn of(&self, instrument: &str) -> BTreeMap<StateCode, Bound> {
        self.bound.get(instrument).cloned().unwrap_or_default()
    }

    /// Whether the instrument binds this State on this day, as far as the table knows.
    #[must_use]
    pub fn binds(&self, instrument: &str, state: StateCode, on: Date) -> bool {
        self.bound
            .get(instrument)
            .and_then(|states| states.get(&state))
            .is_some_and(|bound| bound.since <= on)
    }

    /// Whether it binds both.
    #[must_use]
    pub fn bind_both(&self, instrument: &str, from: StateCode, to: StateCode, on: Date) -> bool {
        self.binds(instrument, from, on) && self.binds(instrument, to, on)
    }
}

/// The States that a rule or a period is for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Reach {
    /// Only where one of these asks; any where empty.
    pub(crate) requesting: Vec<StateCode>,
    /// Only where one of these is asked; any where empty.
    pub(crate) requested: Vec<StateCode>,
    /// Only where this instrument binds both.
    pub(crate) between: Option<String>,
    /// Silent where one of these is known to bind both: a protocol that replaces the text, or a treaty that goes first.
    pub(crate) not_between: Vec<String>,
}

impl Reach {
    /// Whether it reaches a request between these States on this day. Where a State that counts is not known, it does not.
    pub(crate) fn covers(
        &self,
        (from, to): (Option<StateCode>, Option<StateCode>),
        on: Date,
        parties: &Parties,
    ) -> bool {
        let among = |states: &[StateCode], state: Option<StateCode>| {
            states.is_empty() || state.is_some_and(|state| states.contains(&state))
        };
        let bound = || match (&self.between, from, to) {
            (None, ..) => true,
            (Some(instrument), Some(from), Some(to)) => parties.bind_both(instrument, from, to, on),
            (Some(_), ..) => false,
        };
        let replaced = || match (from, to) {
            (Some(from), Some(to)) => {
                self.not_between.iter().any(|instrument| parties.bind_both(instrument, from, to, on))
            }
            _ => false,
        };
        among(&self.requesting, from) && among(&self.requested, to) && bound() && !replaced()
    }
}
