//! Which facts would have to be stated for a condition to come out one way, and with which values it is worth trying.

use std::collections::{BTreeMap, BTreeSet};

use case::fact::Value;
use jiff::Span;
use jiff::civil::Date;

use crate::check::Question;
use crate::corpus::Law;
use crate::expression::{Condition, Given, Term, Truth};
use crate::register::{FactIndex, FactKind};
use crate::rule::{Rule, Test};

/// Sets of facts, each of which may do when all of it is stated.
pub(super) type Ways = BTreeSet<BTreeSet<FactIndex>>;

/// Most ways kept for one condition.
const WAYS_MAX: usize = 64;

/// The ways in which a condition that is not known may come to what is wanted. None where it cannot; the empty way where
/// it is so already.
pub(super) fn ways(condition: &Condition, given: &Given<'_>, wanted: bool) -> Ways {
    match condition.truth(given) {
        Truth::Unknown => {}
        settled if settled == Truth::from(wanted) => return Ways::from([BTreeSet::new()]),
        Truth::True | Truth::False => return Ways::new(),
    }
    match condition {
        Condition::Not(inner) => ways(inner, given, !wanted),
        Condition::All(parts) if wanted => together(parts, given, wanted),
        Condition::Any(parts) if !wanted => together(parts, given, wanted),
        Condition::All(parts) | Condition::Any(parts) => {
            minimal(parts.iter().flat_map(|part| ways(part, given, wanted)).collect())
        }
        atom => {
            let mut facts = BTreeSet::new();
            atom.facts(&mut facts);
            let lacking: BTreeSet<FactIndex> =
                facts.iter().copied().filter(|fact| given.value(*fact).is_none()).collect();
            // What is stated and cannot be compared would have to be stated again: no answer to a question.
            if lacking.is_empty() { Ways::new() } else { Ways::from([lacking]) }
        }
    }
}

/// Every part has to come to what is wanted.
fn together(parts: &[Condition], given: &Given<'_>, wanted: bool) -> Ways {
    parts.iter().fold(Ways::from([BTreeSet::new()]), |so_far, part| {
        let here = ways(part, given, wanted);
        let both = |one: &BTreeSet<FactIndex>| {
            here.iter().map(|other| one.union(other).copied().collect()).collect::<Vec<_>>()
        };
        minimal(so_far.iter().flat_map(both).collect())
    })
}

/// Without the ways that contain another; a few at most, the smallest.
fn minimal(ways: Ways) -> Ways {
    let mut sorted: Vec<BTreeSet<FactIndex>> = ways.into_iter().collect();
    sorted.sort_by_key(BTreeSet::len);
    let mut kept: Vec<BTreeSet<FactIndex>> = Vec::new();
    for way in sorted {
        if kept.len() < WAYS_MAX && !kept.iter().any(|known| known.is_subset(&way)) {
            kept.push(way);
        }
    }
    kept.into_iter().collect()
}

/// Values to try for each fact that rules look at: one at least on each side of everything it is compared with.
pub(super) fn representatives(
    rules: &[&Rule],
    law: &Law,
    question: &Question<'_>,
) -> BTreeMap<FactIndex, Vec<Value>> {
    let mut literals = Literals::default();
    for rule in rules {
        rule.applies.iter().for_each(|condition| literals.of(condition));
        if let Test::Requires(condition) = &rule.test {
            literals.of(condition);
        }
    }
    let all: BTreeSet<FactIndex> = rules.iter().flat_map(|rule| rule.facts.iter().copied()).collect();
    let values = all.into_iter().filter_map(|index| {
        let fact = law.register().facts().get(index.0)?;
        let compared = literals.compared.get(&index).map_or(&[][..], Vec::as_slice);
        let mut values = match fact.kind {
            FactKind::Flag => vec![Value::Flag(true), Value::Flag(false)],
            FactKind::Number => numbers(compared),
            FactKind::Day => days(compared, &literals.spans, question),
            FactKind::Text | FactKind::Code | FactKind::State => texts(compared, &fact.codes, question),
            FactKind::Status | FactKind::Level => {
                let mut values = texts(compared, &fact.codes, question);
                if fact.kind == FactKind::Status {
                    values.extend([Value::Flag(true), Value::Flag(false)]);
                }
                values
            }
            FactKind::List | FactKind::States => lists(compared, question),
        };
        values.dedup();
        Some((index, values))
    });
    values.collect()
}

/// Each choice of one value a fact.
pub(super) fn combinations<'v>(
    facts: &BTreeSet<FactIndex>,
    values: &'v BTreeMap<FactIndex, Vec<Value>>,
) -> Vec<Vec<(FactIndex, &'v Value)>> {
    facts.iter().fold(vec![Vec::new()], |so_far, fact| {
        let here = values.get(fact).map_or(&[][..], Vec::as_slice);
        let with = |chosen: &Vec<(FactIndex, &'v Value)>| {
            here.iter()
                .map(|value| chosen.iter().copied().chain([(*fact, value)]).collect())
                .collect::<Vec<_>>()
        };
        so_far.iter().flat_map(with).take(super::STEPS_MAX).collect()
    })
}

/// What facts are compared with.
#[derive(Default)]
struct Literals {
    compared: BTreeMap<FactIndex, Vec<Value>>,
    /// Numbers that spans of days are compared with.
    spans: Vec<i64>,
}

impl Literals {
    fn of(&mut self, condition: &Condition) {
        match condition {
            Condition::Always(_) | Condition::Flag(_) | Condition::Known(_) => {}
            Condition::Not(inner) => self.of(inner),
            Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| self.of(part)),
            Condition::Compare(left, _, right) | Condition::Member(left, right) => {
                self.pair(left, right);
                self.pair(right, left);
            }
        }
    }

    fn pair(&mut self, term: &Term, other: &Term) {
        match (term, other) {
            (Term::Fact(fact) | Term::Size(fact), Term::Literal(value)) => {
                self.compared.entry(*fact).or_default().push(value.clone());
            }
            (Term::Days(..), Term::Literal(Value::Number(days))) => self.spans.push(*days),
            _ => {}
        }
    }
}

/// Single values, those in lists among them.
fn single(compared: &[Value]) -> impl Iterator<Item = &Value> {
    compared.iter().flat_map(|value| match value {
        Value::List(values) => values.as_slice(),
        one => std::slice::from_ref(one),
    })
}

fn numbers(compared: &[Value]) -> Vec<Value> {
    let near = single(compared).filter_map(|value| match value {
        Value::Number(number) => Some([number.saturating_add(1), *number, number.saturating_sub(1)]),
        _ => None,
    });
    let found: BTreeSet<i64> = near.flatten().chain([0, 1]).collect();
    found.into_iter().rev().map(Value::Number).collect()
}

fn days(compared: &[Value], spans: &[i64], question: &Question<'_>) -> Vec<Value> {
    let stated = question.facts.values().filter_map(|value| match value {
        Value::Day(day) => Some(*day),
        _ => None,
    });
    let written = single(compared).filter_map(|value| match value {
        Value::Day(day) => Some(*day),
        _ => None,
    });
    let mut anchors: BTreeSet<Date> = stated.chain(written).chain([question.on]).collect();
    let offset = |day: Date, days: i64| Span::new().try_days(days).ok().map(|span| day.saturating_add(span));
    for day in anchors.clone() {
        let away = spans.iter().flat_map(|span| [*span, span.saturating_neg()]);
        anchors.extend(away.filter_map(|days| offset(day, days)));
    }
    let near = anchors.into_iter().flat_map(|day| [offset(day, -1), Some(day), offset(day, 1)]);
    near.flatten().collect::<BTreeSet<Date>>().into_iter().rev().map(Value::Day).collect()
}

fn texts(compared: &[Value], codes: &[String], question: &Question<'_>) -> Vec<Value> {
    let states = [question.from, question.to].into_iter().flatten().map(|state| Value::from(state.as_str()));
    // The empty text stands in rules that ask whether a field is filled in; nobody can state it.
    let written =
        single(compared).filter(|value| matches!(value, Value::Text(text) if !text.is_empty())).cloned();
    let listed = codes.iter().map(|code| Value::from(code.as_str()));
    // A text that nothing is compared with, for what is free.
    let other = [Value::from("other")];
    let all: BTreeMap<String, Value> = other
        .into_iter()
        .chain(listed)
        .chain(written)
        .chain(states)
        .map(|value| (value.to_string(), value))
        .collect();
    all.into_values().collect()
}

fn lists(compared: &[Value], question: &Question<'_>) -> Vec<Value> {
    let singles = texts(compared, &[], question);
    let sizes = single(compared).filter_map(|value| match value {
        Value::Number(size) => usize::try_from(*size).ok(),
        _ => None,
    });
    let long: Vec<Value> = sizes
        .filter(|size| *size < 16)
        .flat_map(|size| [size, size + 1])
        .map(|size| {
            Value::List((0..size).map(|place| Value::from(format!("entry {place}").as_str())).collect())
        })
        .collect();
    let everything = Value::List(singles.clone());
    let each = singles.into_iter().map(|value| Value::List(vec![value]));
    each.chain(long).chain([everything, Value::List(Vec::new())]).collect()
}
