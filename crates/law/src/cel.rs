//! From the text of an expression to a condition. The only module that names the `cel` library, and of it only the
//! parser: its own evaluation turns a missing fact into an error or a false, ours into *not known*.

use case::bureau::StateCode;
use case::fact::Value;
use case::request::Kind;
use cel::common::ast::{CallExpr, Expr, LiteralValue, operators};
use cel::parser::Parser;
use jiff::civil::Date;

use crate::expression::{Comparison, Condition, Term};
use crate::register::{Fact, FactIndex, FactKind, Register};

mod fault;

pub use fault::BadExpression;
use fault::{dotted, told, told_call};

/// Longest expression, in bytes.
pub const EXPRESSION_BYTES_MAX: usize = 4_000;
/// Deepest nesting of an expression.
pub const EXPRESSION_DEPTH_MAX: u16 = 32;

/// Reads an expression and checks it against the register.
pub(crate) fn condition(text: &str, register: &Register) -> Result<Condition, BadExpression> {
    if text.len() > EXPRESSION_BYTES_MAX {
        return Err(BadExpression::TooLong);
    }
    let parsed = Parser::new().max_recursion_depth(EXPRESSION_DEPTH_MAX).parse(text).map_err(|errors| {
        let first = errors.errors.into_iter().next();
        let (column, why) = first.map_or((0, "empty".to_owned()), |error| (error.pos.1 + 1, error.msg));
        BadExpression::Syntax { column, why }
    })?;
    Reader { register }.condition(&parsed.expr)
}

struct Reader<'a> {
    register: &'a Register,
}

impl Reader<'_> {
    fn condition(&self, expr: &Expr) -> Result<Condition, BadExpression> {
        match expr {
            Expr::Literal(LiteralValue::Boolean(holds)) => Ok(Condition::Always(*holds.inner())),
            Expr::Ident(_) | Expr::Select(_) => self.flag(expr),
            Expr::Call(call) => self.call(call),
            Expr::Literal(_) | Expr::List(_) => Err(BadExpression::NotCondition(told(expr))),
            _ => Err(BadExpression::NotAllowed(told(expr))),
        }
    }

    fn flag(&self, expr: &Expr) -> Result<Condition, BadExpression> {
        let Term::Fact(index) = self.name(expr)? else {
            return Err(BadExpression::NotCondition(told(expr)));
        };
        match self.register.at(index).map(|fact| fact.kind) {
            Some(FactKind::Flag) => Ok(Condition::Flag(index)),
            _ => Err(BadExpression::NotCondition(told(expr))),
        }
    }

    fn call(&self, call: &CallExpr) -> Result<Condition, BadExpression> {
        if call.target.is_some() {
            return Err(BadExpression::NotAllowed(format!("`.{}(…)`", call.func_name)));
        }
        let arguments: Vec<&Expr> = call.args.iter().map(|argument| &argument.expr).collect();
        match (call.func_name.as_str(), arguments.as_slice()) {
            (operators::LOGICAL_AND, [left, right]) => {
                let mut parts = Vec::new();
                for side in [left, right] {
                    match self.condition(side)? {
                        Condition::All(inner) => parts.extend(inner),
                        other => parts.push(other),
                    }
                }
                Ok(Condition::All(parts))
            }
            (operators::LOGICAL_OR, [left, right]) => {
                let mut parts = Vec::new();
                for side in [left, right] {
                    match self.condition(side)? {
                        Condition::Any(inner) => parts.extend(inner),
                        other => parts.push(other),
                    }
                }
                Ok(Condition::Any(parts))
            }
            (operators::LOGICAL_NOT, [inner]) => Ok(Condition::Not(Box::new(self.condition(inner)?))),
            (operators::IN, [one, several]) => self.member(one, several),
            ("known", [fact]) => Ok(Condition::Known(self.fact(fact)?)),
            ("size" | "days_between" | "days_since", _) => Err(BadExpression::NotCondition(told_call(call))),
            (name, [left, right]) => match comparison(name) {
                Some(comparison) => self.compare(left, comparison, right),
                None => Err(BadExpression::NotAllowed(told_call(call))),
            },
            _ => Err(BadExpression::NotAllowed(told_call(call))),
        }
    }

    fn compare(&self, left: &Expr, comparison: Comparison, right: &Expr) -> Result<Condition, BadExpression> {
        let (left_term, right_term) = (self.term(left)?, self.term(right)?);
        for (term, expr) in [(&left_term, left), (&right_term, right)] {
            if self.sorts(term).intersects(Sorts::LIST) {
                return Err(BadExpression::ListCompared(told(expr)));
            }
        }
        let left_term = self.fitted(left_term, &right_term)?;
        let right_term = self.fitted(right_term, &left_term)?;
        let (left_sorts, right_sorts) = (self.sorts(&left_term), self.sorts(&right_term));
        if !matches!(comparison, Comparison::Equal | Comparison::NotEqual) {
            for (sorts, expr) in [(left_sorts, left), (right_sorts, right)] {
                if !sorts.intersects(Sorts::NUMBER) && !sorts.intersects(Sorts::DAY) {
                    return Err(BadExpression::NoOrder(told(expr)));
                }
            }
        }
        // `x != ''` asks whether anything is stated, so it fits a fact of every type.
        let asks_stated = [&left_term, &right_term].into_iter().any(is_empty_text);
        if !asks_stated && !left_sorts.intersects(right_sorts) {
            return Err(BadExpression::NeverAlike { left: told(left), right: told(right) });
        }
        Ok(Condition::Compare(left_term, comparison, right_term))
    }

    fn member(&self, one: &Expr, several: &Expr) -> Result<Condition, BadExpression> {
        let one_term = self.term(one)?;
        if self.sorts(&one_term).intersects(Sorts::LIST) {
            return Err(BadExpression::ListCompared(told(one)));
        }
        if let Expr::List(list) = several {
            let mut values = Vec::new();
            for element in &list.elements {
                let element_term = self.fitted(self.term(&element.expr)?, &one_term)?;
                if !self.sorts(&element_term).intersects(self.sorts(&one_term)) {
                    return Err(BadExpression::NeverAlike { left: told(one), right: told(&element.expr) });
                }
                let Term::Literal(value) = element_term else {
                    return Err(BadExpression::NotAllowed(format!("{} inside a list", told(&element.expr))));
                };
                values.push(value);
            }
            return Ok(Condition::Member(one_term, Term::Literal(Value::List(values))));
        }
        let several_term = self.term(several)?;
        if !self.sorts(&several_term).intersects(Sorts::LIST) {
            return Err(BadExpression::NotList(told(several)));
        }
        let one_term = self.fitted(one_term, &several_term)?;
        if !self.sorts(&one_term).intersects(Sorts::TEXT) {
            return Err(BadExpression::NeverAlike { left: told(one), right: told(several) });
        }
        Ok(Condition::Member(one_term, several_term))
    }

    fn term(&self, expr: &Expr) -> Result<Term, BadExpression> {
        match expr {
            Expr::Literal(LiteralValue::Boolean(flag)) => Ok(Term::Literal(Value::Flag(*flag.inner()))),
            Expr::Literal(LiteralValue::Int(number)) => Ok(Term::Literal(Value::Number(*number.inner()))),
            Expr::Literal(LiteralValue::String(text)) => {
                Ok(Term::Literal(Value::Text(text.inner().to_owned())))
            }
            Expr::Ident(_) | Expr::Select(_) => self.name(expr),
            Expr::Call(call) if call.target.is_none() => self.function(call),
            _ => Err(BadExpression::NotValue(told(expr))),
        }
    }

    fn function(&self, call: &CallExpr) -> Result<Term, BadExpression> {
        let arguments: Vec<&Expr> = call.args.iter().map(|argument| &argument.expr).collect();
        match (call.func_name.as_str(), arguments.as_slice()) {
            ("size", [fact]) => {
                let index = self.fact(fact)?;
                if self.sorts(&Term::Fact(index)).intersects(Sorts::LIST.or(Sorts::TEXT)) {
                    Ok(Term::Size(index))
                } else {
                    Err(BadExpression::NotList(told(fact)))
                }
            }
            ("days_between", [start, end]) => {
                Ok(Term::Days(Box::new(self.day(start)?), Box::new(self.day(end)?)))
            }
            ("days_since", [start]) => Ok(Term::Days(Box::new(self.day(start)?), Box::new(Term::On))),
            (name, [_, _]) if comparison(name).is_some() => Err(BadExpression::NotValue(told_call(call))),
            (
                operators::LOGICAL_AND
                | operators::LOGICAL_OR
                | operators::LOGICAL_NOT
                | operators::IN
                | "known",
                _,
            ) => Err(BadExpression::NotValue(told_call(call))),
            _ => Err(BadExpression::NotAllowed(told_call(call))),
        }
    }

    fn day(&self, expr: &Expr) -> Result<Term, BadExpression> {
        let term = self.fitted(self.term(expr)?, &Term::On)?;
        if self.sorts(&term).intersects(Sorts::DAY) {
            Ok(term)
        } else {
            Err(BadExpression::NeverAlike { left: told(expr), right: "a day".to_owned() })
        }
    }

    fn fact(&self, expr: &Expr) -> Result<FactIndex, BadExpression> {
        match self.name(expr)? {
            Term::Fact(index) => Ok(index),
            _ => Err(BadExpression::NotAllowed(format!("{} as a fact", told(expr)))),
        }
    }

    fn name(&self, expr: &Expr) -> Result<Term, BadExpression> {
        let name = dotted(expr).ok_or_else(|| BadExpression::NotAllowed(told(expr)))?;
        match name.as_str() {
            "kind" => Ok(Term::Kind),
            "from" => Ok(Term::From),
            "to" => Ok(Term::To),
            "on" => Ok(Term::On),
            _ => match self.register.index(&name) {
                Some(index) => Ok(Term::Fact(index)),
                None => Err(BadExpression::UnknownFact { like: self.register.like(&name), name }),
            },
        }
    }

    /// A literal in the type and the codes of what it is compared with.
    fn fitted(&self, term: Term, other: &Term) -> Result<Term, BadExpression> {
        let Term::Literal(Value::Text(text)) = &term else { return Ok(term) };
        if text.is_empty() {
            return Ok(term);
        }
        if self.sorts(other) == Sorts::DAY {
            let day: Date = text.parse().map_err(|_| BadExpression::BadDay(text.clone()))?;
            return Ok(Term::Literal(Value::Day(day)));
        }
        self.check_code(text, other)?;
        Ok(term)
    }

    fn check_code(&self, text: &str, other: &Term) -> Result<(), BadExpression> {
        let unknown = |fact: &str, codes: Vec<String>| {
            Err(BadExpression::UnknownCode { code: text.to_owned(), fact: fact.to_owned(), codes })
        };
        let is_state = || text.parse::<StateCode>().is_ok();
        let states = || vec!["two capital letters (ISO 3166-1 alpha-2)".to_owned()];
        match other {
            Term::Kind if Kind::parse(text).is_none() => {
                unknown("kind", Kind::ALL.iter().map(|kind| kind.code().to_owned()).collect())
            }
            Term::From if !is_state() => unknown("from", states()),
            Term::To if !is_state() => unknown("to", states()),
            Term::Fact(index) => match self.register.at(*index) {
                Some(Fact { kind: FactKind::State | FactKind::States, name, .. }) if !is_state() => {
                    unknown(name, states())
                }
                Some(fact) if !fact.codes.is_empty() && !fact.codes.iter().any(|code| code == text) => {
                    unknown(&fact.name, fact.codes.clone())
                }
                _ => Ok(()),
            },
            _ => Ok(()),
        }
    }

    fn sorts(&self, term: &Term) -> Sorts {
        match term {
            Term::Literal(Value::Flag(_)) => Sorts::FLAG,
            Term::Literal(Value::Number(_)) | Term::Size(_) | Term::Days(..) => Sorts::NUMBER,
            Term::Literal(Value::Day(_)) | Term::On => Sorts::DAY,
            Term::Literal(Value::Text(_)) | Term::Kind | Term::From | Term::To => Sorts::TEXT,
            Term::Literal(Value::List(_)) => Sorts::LIST,
            Term::Fact(index) => match self.register.at(*index).map(|fact| fact.kind) {
                Some(FactKind::Flag) => Sorts::FLAG,
                Some(FactKind::Number) => Sorts::NUMBER,
                Some(FactKind::Day) => Sorts::DAY,
                Some(FactKind::Text | FactKind::Code | FactKind::State | FactKind::Level) => Sorts::TEXT,
                Some(FactKind::Status) => Sorts::FLAG.or(Sorts::TEXT),
                Some(FactKind::List | FactKind::States) => Sorts::LIST,
                None => Sorts(0),
            },
        }
    }
}

/// The types a value may have, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Sorts(u8);

impl Sorts {
    const FLAG: Sorts = Sorts(1);
    const NUMBER: Sorts = Sorts(2);
    const DAY: Sorts = Sorts(4);
    const TEXT: Sorts = Sorts(8);
    const LIST: Sorts = Sorts(16);

    const fn or(self, other: Sorts) -> Sorts {
        Sorts(self.0 | other.0)
    }

    const fn intersects(self, other: Sorts) -> bool {
        self.0 & other.0 != 0
    }
}

fn is_empty_text(term: &Term) -> bool {
    matches!(term, Term::Literal(Value::Text(text)) if text.is_empty())
}

fn comparison(operator: &str) -> Option<Comparison> {
    match operator {
        operators::EQUALS => Some(Comparison::Equal),
        operators::NOT_EQUALS => Some(Comparison::NotEqual),
        operators::LESS => Some(Comparison::Less),
        operators::LESS_EQUALS => Some(Comparison::AtMost),
        operators::GREATER => Some(Comparison::More),
        operators::GREATER_EQUALS => Some(Comparison::AtLeast),
        _ => None,
    }
}
