//! Why an expression is not accepted, and how a message names what stands in it.

use cel::common::ast::{CallExpr, Expr, LiteralValue, operators};

use super::EXPRESSION_BYTES_MAX;

/// Why an expression is not accepted. Each message says what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadExpression {
    /// Too long.
    #[error("the expression is longer than {EXPRESSION_BYTES_MAX} bytes; split the rule in two")]
    TooLong,
    /// Not the language.
    #[error(
        "the expression cannot be read at column {column}: {why}; look for an open quote or bracket, or a missing `&&`"
    )]
    Syntax {
        /// Place in the line, from 1.
        column: isize,
        /// What the parser says.
        why: String,
    },
    /// A name that is no fact.
    #[error("`{name}` is no fact of the register{}; write its name as facts.toml does, or add it there", near(.like))]
    UnknownFact {
        /// The name as written.
        name: String,
        /// A fact with a name like it.
        like: Option<String>,
    },
    /// Something of CEL that rules do not have.
    #[error(
        "{0} may not stand in a rule; use facts, literals, `&& || !`, comparisons, `in`, known, size, days_between and days_since"
    )]
    NotAllowed(String),
    /// A value where a condition is wanted.
    #[error("{0} is no condition; compare it with something, as in `offence.max_penalty_months >= 24`")]
    NotCondition(String),
    /// A condition where a value is wanted.
    #[error(
        "{0} cannot stand in a comparison; compare facts and literals, and join conditions with `&&` and `||`"
    )]
    NotValue(String),
    /// Values of types that are never alike.
    #[error(
        "{left} and {right} are never of one type, so the comparison is idle; see the type of the fact in facts.toml"
    )]
    NeverAlike {
        /// The left side.
        left: String,
        /// The right side.
        right: String,
    },
    /// `<` on what has no order.
    #[error("{0} has no order; `< <= > >=` compare numbers with numbers and days with days")]
    NoOrder(String),
    /// `in` without a list.
    #[error("{0} is no list; after `in` stands a list fact or a list of literals such as ['fraud', 'theft']")]
    NotList(String),
    /// A list compared whole.
    #[error("{0} is a list; ask `'x' in {0}` or `size({0})`")]
    ListCompared(String),
    /// A code that the fact does not have.
    #[error("`{code}` is no code of {fact}; its codes are {}", .codes.join(", "))]
    UnknownCode {
        /// The code as written.
        code: String,
        /// The fact.
        fact: String,
        /// The codes it has.
        codes: Vec<String>,
    },
    /// Text that is no day.
    #[error("`{0}` is no day; write it as '2026-06-30'")]
    BadDay(String),
}

fn near(like: &Option<String>) -> String {
    like.as_ref().map(|name| format!(" (did you mean `{name}`?)")).unwrap_or_default()
}

/// The dotted name that an expression spells, if it spells one. `has(a.b)` spells none.
pub(super) fn dotted(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Ident(name) => Some(name.clone()),
        Expr::Select(select) if !select.test => {
            Some(format!("{}.{}", dotted(&select.operand.expr)?, select.field))
        }
        _ => None,
    }
}

/// An expression as a message names it.
pub(super) fn told(expr: &Expr) -> String {
    if let Some(name) = dotted(expr) {
        return name;
    }
    match expr {
        Expr::Literal(LiteralValue::Boolean(flag)) => flag.inner().to_string(),
        Expr::Literal(LiteralValue::Int(number)) => number.inner().to_string(),
        Expr::Literal(LiteralValue::String(text)) => format!("'{}'", text.inner()),
        Expr::Literal(_) => "a literal other than text, whole number, true or false".to_owned(),
        Expr::Select(_) => "`has(…)`".to_owned(),
        Expr::Call(call) => told_call(call),
        Expr::List(_) => "a list".to_owned(),
        Expr::Comprehension(_) => "a loop such as `all` or `exists`".to_owned(),
        Expr::Map(_) | Expr::Struct(_) => "a map".to_owned(),
        Expr::Ident(_) | Expr::Unspecified => "nothing".to_owned(),
    }
}

pub(super) fn told_call(call: &CallExpr) -> String {
    let name = call.func_name.as_str();
    match name {
        operators::LOGICAL_AND => "a condition with `&&`".to_owned(),
        operators::LOGICAL_OR => "a condition with `||`".to_owned(),
        operators::LOGICAL_NOT => "a condition with `!`".to_owned(),
        operators::IN => "a condition with `in`".to_owned(),
        operators::CONDITIONAL => "`? :`".to_owned(),
        operators::INDEX => "`[…]` after a fact".to_owned(),
        _ if super::comparison(name).is_some() => "a comparison".to_owned(),
        _ if name.contains('_') && name.len() <= 4 => format!("`{}`", name.trim_matches('_')),
        _ => format!("`{name}(…)`"),
    }
}
