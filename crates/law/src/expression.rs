//! Conditions over facts, in three values: a fact that is missing makes a condition unknown, never false.

use std::collections::BTreeSet;

use case::bureau::StateCode;
use case::fact::{Facts, Value};
use jiff::civil::Date;

use crate::register::{Fact, FactIndex, Register};

/// What a condition comes to, by the logic of Kleene.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truth {
    /// The facts stated show it.
    True,
    /// The facts stated show the opposite.
    False,
    /// A fact that would settle it is missing.
    Unknown,
}

impl Truth {
    /// Both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Truth::False, _) | (_, Truth::False) => Truth::False,
            (Truth::True, Truth::True) => Truth::True,
            _ => Truth::Unknown,
        }
    }

    /// Either.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        match (self, other) {
            (Truth::True, _) | (_, Truth::True) => Truth::True,
            (Truth::False, Truth::False) => Truth::False,
            _ => Truth::Unknown,
        }
    }
}

impl std::ops::Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Truth::True => Truth::False,
            Truth::False => Truth::True,
            Truth::Unknown => Truth::Unknown,
        }
    }
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Self {
        if holds { Truth::True } else { Truth::False }
    }
}

/// How two values are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comparison {
    Equal,
    NotEqual,
    Less,
    AtMost,
    More,
    AtLeast,
}

/// A condition: what an expression of a rule is translated into when the law is loaded.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Condition {
    Always(bool),
    Flag(FactIndex),
    Known(FactIndex),
    Not(Box<Condition>),
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Compare(Term, Comparison, Term),
    Member(Term, Term),
}

/// A value in a condition.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Term {
    Literal(Value),
    Fact(FactIndex),
    Kind,
    From,
    To,
    On,
    Size(FactIndex),
    Days(Box<Term>, Box<Term>),
}

/// What is given when conditions are asked: the facts in the order of the register, and what every request carries.
#[derive(Debug, Clone)]
pub(crate) struct Given<'a> {
    register: &'a Register,
    values: Vec<Option<&'a Value>>,
    kind: &'static str,
    from: Option<&'a StateCode>,
    to: Option<&'a StateCode>,
    on: Date,
}

/// A value while a condition is asked. Words and lists are borrowed.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Seen<'a> {
    Flag(bool),
    Number(i64),
    Day(Date),
    Text(&'a str),
    List(&'a [Value]),
}

impl<'a> From<&'a Value> for Seen<'a> {
    fn from(value: &'a Value) -> Self {
        match value {
            Value::Flag(flag) => Seen::Flag(*flag),
            Value::Number(number) => Seen::Number(*number),
            Value::Day(day) => Seen::Day(*day),
            Value::Text(text) => Seen::Text(text),
            Value::List(values) => Seen::List(values),
        }
    }
}

impl<'a> Given<'a> {
    pub(crate) fn new(
        register: &'a Register,
        facts: &'a Facts,
        kind: &'static str,
        (from, to): (Option<&'a StateCode>, Option<&'a StateCode>),
        on: Date,
    ) -> Self {
        // What is stated and the register are both in the order of names, so one walk through both finds every fact.
        let mut stated = facts.iter().peekable();
        let value_of = |fact: &Fact| {
            while stated.next_if(|(name, _)| **name < fact.name).is_some() {}
            stated.next_if(|(name, _)| **name == fact.name).map(|(_, value)| value)
        };
        let values = register.facts().iter().map(value_of).collect();
        Self { register, values, kind, from, to, on }
    }

    pub(crate) fn value(&self, fact: FactIndex) -> Option<&'a Value> {
        self.values.get(fact.0).copied().flatten()
    }

    pub(crate) fn name(&self, fact: FactIndex) -> &'a str {
        self.register.name(fact)
    }

    /// The same, with a fact stated in this way besides.
    pub(crate) fn suppose(&mut self, fact: FactIndex, value: &'a Value) {
        if let Some(place) = self.values.get_mut(fact.0) {
            *place = Some(value);
        }
    }
}

impl Condition {
    /// What it comes to.
    pub(crate) fn truth(&self, given: &Given<'_>) -> Truth {
        match self {
            Condition::Always(holds) => Truth::from(*holds),
            Condition::Flag(fact) => match given.value(*fact) {
                Some(Value::Flag(flag)) => Truth::from(*flag),
                _ => Truth::Unknown,
            },
            Condition::Known(fact) => Truth::from(given.value(*fact).is_some()),
            Condition::Not(inner) => !inner.truth(given),
            Condition::All(parts) => parts.iter().fold(Truth::True, |so_far, part| match so_far {
                Truth::False => Truth::False,
                _ => so_far.and(part.truth(given)),
            }),
            Condition::Any(parts) => parts.iter().fold(Truth::False, |so_far, part| match so_far {
                Truth::True => Truth::True,
                _ => so_far.or(part.truth(given)),
            }),
            Condition::Compare(left, comparison, right) => match (left.seen(given), right.seen(given)) {
                (Some(left), Some(right)) => compare(left, *comparison, right),
                _ => Truth::Unknown,
            },
            Condition::Member(one, several) => match (one.seen(given), several.seen(given)) {
                (Some(one), Some(Seen::List(several))) => {
                    Truth::from(several.iter().any(|value| Seen::from(value) == one))
                }
                _ => Truth::Unknown,
            },
        }
    }

    /// The names that would have to be known for it to be settled. Empty when it is settled.
    pub(crate) fn missing(&self, given: &Given<'_>, names: &mut BTreeSet<String>) {
        if self.truth(given) != Truth::Unknown {
            return;
        }
        match self {
            Condition::Always(_) | Condition::Known(_) => {}
            Condition::Flag(fact) => {
                names.insert(given.name(*fact).to_owned());
            }
            Condition::Not(inner) => inner.missing(given, names),
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().for_each(|part| part.missing(given, names));
            }
            Condition::Compare(left, _, right) | Condition::Member(left, right) => {
                let lacking = left.seen(given).is_none() || right.seen(given).is_none();
                // Where both are there and cannot be compared, each has to be stated again.
                for term in [left, right] {
                    if !lacking || term.seen(given).is_none() {
                        term.names(given, names);
                    }
                }
            }
        }
    }

    /// Every fact it mentions.
    pub(crate) fn facts(&self, found: &mut BTreeSet<FactIndex>) {
        match self {
            Condition::Always(_) => {}
            Condition::Flag(fact) | Condition::Known(fact) => {
                found.insert(*fact);
            }
            Condition::Not(inner) => inner.facts(found),
            Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| part.facts(found)),
            Condition::Compare(left, _, right) | Condition::Member(left, right) => {
                left.facts(found);
                right.facts(found);
            }
        }
    }
}

impl Term {
    fn seen<'a>(&'a self, given: &'a Given<'_>) -> Option<Seen<'a>> {
        match self {
            Term::Literal(value) => Some(Seen::from(value)),
            Term::Fact(fact) => given.value(*fact).map(Seen::from),
            Term::Kind => Some(Seen::Text(given.kind)),
            Term::From => given.from.map(|state| Seen::Text(state.as_str())),
            Term::To => given.to.map(|state| Seen::Text(state.as_str())),
            Term::On => Some(Seen::Day(given.on)),
            Term::Size(fact) => match given.value(*fact)? {
                Value::List(values) => i64::try_from(values.len()).ok().map(Seen::Number),
                Value::Text(text) => i64::try_from(text.chars().count()).ok().map(Seen::Number),
                _ => None,
            },
            Term::Days(start, end) => match (start.seen(given)?, end.seen(given)?) {
                (Seen::Day(start), Seen::Day(end)) => {
                    end.since(start).ok().map(|span| Seen::Number(i64::from(span.get_days())))
                }
                _ => None,
            },
        }
    }

    fn names(&self, given: &Given<'_>, names: &mut BTreeSet<String>) {
        match self {
            Term::Literal(_) | Term::Kind | Term::On => {}
            Term::From => {
                names.insert("from".to_owned());
            }
            Term::To => {
                names.insert("to".to_owned());
            }
            Term::Fact(fact) | Term::Size(fact) => {
                names.insert(given.name(*fact).to_owned());
            }
            Term::Days(start, end) => {
                // What is no day has to be stated again.
                for day in [start, end] {
                    if !matches!(day.seen(given), Some(Seen::Day(_))) {
                        day.names(given, names);
                    }
                }
            }
        }
    }

    fn facts(&self, found: &mut BTreeSet<FactIndex>) {
        match self {
            Term::Literal(_) | Term::Kind | Term::From | Term::To | Term::On => {}
            Term::Fact(fact) | Term::Size(fact) => {
                found.insert(*fact);
            }
            Term::Days(start, end) => {
                start.facts(found);
                end.facts(found);
            }
        }
    }
}

/// Equality of unlike values is false; to put unlike values in order is a defect of the input, so not known.
fn compare(left: Seen<'_>, comparison: Comparison, right: Seen<'_>) -> Truth {
    let order = match (left, right) {
        (Seen::Number(left), Seen::Number(right)) => Some(left.cmp(&right)),
        (Seen::Day(left), Seen::Day(right)) => Some(left.cmp(&right)),
        _ => None,
    };
    match (comparison, order) {
        (Comparison::Equal, _) => Truth::from(left == right),
        (Comparison::NotEqual, _) => Truth::from(left != right),
        (_, None) => Truth::Unknown,
        (Comparison::Less, Some(order)) => Truth::from(order.is_lt()),
        (Comparison::AtMost, Some(order)) => Truth::from(order.is_le()),
        (Comparison::More, Some(order)) => Truth::from(order.is_gt()),
        (Comparison::AtLeast, Some(order)) => Truth::from(order.is_ge()),
    }
}

#[cfg(test)]
mod tests;
