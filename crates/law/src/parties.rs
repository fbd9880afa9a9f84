//! Which instruments bind which States, and since when.

use std::collections::BTreeMap;

use case::bureau::StateCode;
use jiff::civil::Date;

/// The columns of `data/parties.csv`.
const HEADER: &str = "instrument,state,since,since_is,basis,origin,until";
/// Those of tables written before the last column was added.
const HEADER_BEFORE: &str = "instrument,state,since,since_is,basis,origin";

/// That an instrument binds a State.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// The first day on which the State is known to be bound. Nothing is known of earlier days.
    pub since: Date,
    /// Whether that is the first day; else the State was seen to be bound on it, and since when is not on file.
    pub is_first: bool,
    /// The last day on which it is bound; none while it is.
    pub until: Option<Date>,
    /// Whether a source was read; else it is from memory.
    pub is_verified: bool,
}

/// Whether an instrument binds a State on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Binding {
    /// Not as far as is known.
    No,
    /// The State was seen to be bound on a later day; since when is not on file.
    Perhaps,
    /// It is known to.
    Yes,
}

impl Bound {
    /// Whether it binds on this day.
    #[must_use]
    pub fn on(&self, day: Date) -> Binding {
        if self.until.is_some_and(|until| until < day) {
            Binding::No
        } else if self.since <= day {
            Binding::Yes
        } else if !self.is_first {
            Binding::Perhaps
        } else {
            Binding::No
        }
    }
}

/// The parties to instruments.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parties {
    bound: BTreeMap<String, BTreeMap<StateCode, Bound>>,
    /// The parties through which alone an instrument joins two States; an instrument without hubs is not here.
    hubs: BTreeMap<String, Vec<StateCode>>,
}

impl Parties {
    /// Reads the table, or says what is wrong with which line.
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        let mut lines = text.lines();
        let header = lines.next();
        if header != Some(HEADER) && header != Some(HEADER_BEFORE) {
            return Err(format!("the first line must be `{HEADER}`"));
        }
        let mut parties = Self::default();
        for (number, line) in lines.enumerate() {
            let fault = |what: &str| format!("line {}: {what}", number + 2);
            let mut cells = line.split(',');
            let (
                Some(instrument),
                Some(state),
                Some(since),
                Some(since_is),
                Some(basis),
                Some(_),
                until,
                None,
            ) = (
                cells.next(),
                cells.next(),
                cells.next(),
                cells.next(),
                cells.next(),
                cells.next(),
                cells.next(),
                cells.next(),
            )
            else {
                return Err(fault("seven cells are expected, none with a comma in it"));
            };
            let state = state.parse().map_err(|_| fault("the second cell must be a State's two letters"))?;
            let since: Date =
                since.parse().map_err(|_| fault("the third cell must be a day as 2004-01-29"))?;
            let is_first = match since_is {
                "entry-into-force" | "counted-from-deposit" | "applies-from" => true,
                "seen-bound" => false,
                _ => {
                    return Err(fault(
                        "the fourth cell must say what the day is; data/README.md lists the words",
                    ));
                }
            };
            let until = match until {
                None | Some("") => None,
                Some(day) => Some(day.parse().map_err(|_| fault("the last cell must be empty or a day"))?),
            };
            let bound = Bound { since, is_first, until, is_verified: basis == "source" };
            let known = parties.bound.entry(instrument.to_owned()).or_default().insert(state, bound);
            if known.is_some() {
                return Err(fault("this State stands there twice for the instrument"));
            }
        }
        Ok(parties)
    }

    /// Adds the parties that an instrument names itself, so that a rule may speak between them too, and its hubs.
    pub(crate) fn add<'a>(
        &mut self,
        instrument: &str,
        named: impl Iterator<Item = (StateCode, &'a Bound)>,
        hubs: &[StateCode],
    ) {
        let named = named.map(|(state, bound)| (state, bound.clone())).collect();
        self.bound.entry(instrument.to_owned()).or_insert(named);
        if !hubs.is_empty() {
            self.hubs.insert(instrument.to_owned(), hubs.to_vec());
        }
    }

    /// Whether this instrument is known.
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
            .is_some_and(|bound| bound.on(on) == Binding::Yes)
    }

    /// Whether it binds both towards each other: where it has hubs, one of the two must be one.
    #[must_use]
    pub fn bind_both(&self, instrument: &str, from: StateCode, to: StateCode, on: Date) -> bool {
        let joins = self.hubs.get(instrument).is_none_or(|hubs| hubs.contains(&from) || hubs.contains(&to));
        joins && self.binds(instrument, from, on) && self.binds(instrument, to, on)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, on: &str, expected: Binding) {
        let parties = Parties::read(&format!("{HEADER}\n{line}\n")).unwrap();
        let (instrument, state) = ("ONE", "FR".parse().unwrap());
        let bound = parties.of(instrument).remove(&state).unwrap();
        assert_eq!(bound.on(on.parse().unwrap()), expected, "{line} {on}");
        let binds = parties.binds(instrument, state, on.parse().unwrap());
        assert_eq!(binds, expected == Binding::Yes, "a rule speaks only where it surely binds");
    }

    #[test]
    fn a_day_seen_is_not_a_first_day() {
        let seen = "ONE,FR,2026-06-01,seen-bound,source,a list,";
        check(seen, "2026-06-01", Binding::Yes);
        check(seen, "2026-05-31", Binding::Perhaps);
        let entered = "ONE,FR,2004-01-01,entry-into-force,source,a list,2020-12-31";
        check(entered, "2003-12-31", Binding::No);
        check(entered, "2004-01-01", Binding::Yes);
        check(entered, "2020-12-31", Binding::Yes);
        check(entered, "2021-01-01", Binding::No);
    }

    #[test]
    fn an_agreement_of_a_union_with_a_partner_joins_no_two_members() {
        let lines = ["FR", "DE", "GB"].map(|state| format!("ONE,{state},2021-01-01,applies-from,source,x,"));
        let mut parties = Parties::read(&format!("{HEADER}\n{}\n", lines.join("\n"))).unwrap();
        let on = "2026-06-30".parse().unwrap();
        let [fr, de, gb]: [StateCode; 3] = ["FR", "DE", "GB"].map(|state| state.parse().unwrap());
        assert!(parties.bind_both("ONE", fr, de, on));
        parties.add("ONE", std::iter::empty(), &[gb]);
        assert!(!parties.bind_both("ONE", fr, de, on));
        assert!(parties.bind_both("ONE", fr, gb, on));
        assert!(parties.bind_both("ONE", gb, de, on));
    }

    #[test]
    fn tables_without_the_last_column_are_read() {
        let parties = Parties::read(&format!("{HEADER_BEFORE}\nONE,FR,2004-01-01,applies-from,source,x\n"));
        assert!(parties.unwrap().knows("ONE"));
        let fault = Parties::read(&format!("{HEADER}\nONE,FR,2004-01-01,applies-from,source,x,later\n"));
        assert!(fault.unwrap_err().contains("line 2"));
        let fault = Parties::read(&format!("{HEADER}\nONE,FR,2004-01-01,seen,source,x,\n"));
        assert!(fault.unwrap_err().contains("the fourth cell"));
    }
}
