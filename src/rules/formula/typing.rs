//! Types of the operands and results of operators and functions.

use std::ops::Range;

use super::Wrong;
use super::expression::{Expr, Function, Op};
use super::parse::Typed;
use super::sorts::Type;

fn wanted(what: &str, found: &Typed) -> Wrong {
    Wrong::at(found.range.clone(), format!("expected {what}, found {}", found.yields.words()))
}

fn truth(found: &Typed) -> Result<(), Wrong> {
    if found.yields == Type::Truth { Ok(()) } else { Err(wanted("a comparison", found)) }
}

fn numeric(found: &Typed) -> Result<(), Wrong> {
    if found.yields.is_numeric() { Ok(()) } else { Err(wanted("a number", found)) }
}

pub(super) fn not(mark: Range<usize>, inner: Typed) -> Result<Typed, Wrong> {
    truth(&inner)?;
    let range = mark.start..inner.range.end;
    Ok(Typed { expr: Expr::Not(Box::new(inner.expr)), yields: Type::Truth, range })
}

pub(super) fn negate(mark: Range<usize>, inner: Typed) -> Result<Typed, Wrong> {
    numeric(&inner)?;
    let range = mark.start..inner.range.end;
    Ok(Typed { expr: Expr::Negate(Box::new(inner.expr)), yields: inner.yields, range })
}

pub(super) fn binary(op: Op, left: Typed, right: Typed) -> Result<Typed, Wrong> {
    let yields = match op {
        Op::And | Op::Or => {
            truth(&left)?;
            truth(&right)?;
            Type::Truth
        }
        Op::Add | Op::Subtract | Op::Multiply | Op::Divide => {
            numeric(&left)?;
            numeric(&right)?;
            if left.yields == Type::Number && right.yields == Type::Number { Type::Number } else { Type::Quantity }
        }
        Op::Less | Op::AtMost | Op::More | Op::AtLeast => {
            comparable(&left, &right)?;
            if !left.yields.is_numeric() && left.yields != Type::Date {
                return Err(wanted("a number or a date", &left));
            }
            Type::Truth
        }
        Op::Equal | Op::Unequal => {
            comparable(&left, &right)?;
            Type::Truth
        }
    };
    let range = left.range.start..right.range.end;
    Ok(Typed { expr: Expr::Binary(op, Box::new(left.expr), Box::new(right.expr)), yields, range })
}

fn comparable(left: &Typed, right: &Typed) -> Result<(), Wrong> {
    let same = left.yields.is_numeric() && right.yields.is_numeric()
        || left.yields == right.yields && matches!(left.yields, Type::Date | Type::Weekday | Type::Text);
    if same {
        return Ok(());
    }
    let range = left.range.start..right.range.end;
    let message = format!("{} and {} cannot be compared", left.yields.words(), right.yields.words());
    Err(Wrong::at(range, message))
}

/// What one argument may be.
#[derive(Clone, Copy)]
enum Takes {
    Numeric,
    Numbers,
    Things,
    Date,
    Text,
    /// Also words: a title that patterns alone look for.
    Known,
    Any,
}

impl Takes {
    fn words(self) -> &'static str {
        match self {
            Self::Numeric => "a number",
            Self::Numbers => "a list of numbers",
            Self::Things => "a list",
            Self::Date => "a date",
            Self::Text => "a text",
            Self::Known => "a person, a place or an office",
            Self::Any => "a value",
        }
    }

    fn judge(self, found: &Typed) -> Result<(), Wrong> {
        let good = match self {
            Self::Numeric => found.yields.is_numeric(),
            Self::Numbers => found.yields == Type::Numbers,
            Self::Things => matches!(found.yields, Type::Numbers | Type::Things),
            Self::Date => found.yields == Type::Date,
            Self::Text => found.yields == Type::Text,
            Self::Known => matches!(found.yields, Type::Known | Type::Text | Type::Things),
            Self::Any => true,
        };
        if good { Ok(()) } else { Err(wanted(self.words(), found)) }
    }
}

/// The parameter types of a function (those after `needs` are optional), and its type.
fn shape(function: Function, first: Option<Type>) -> (&'static [Takes], usize, Type) {
    use Takes::{Any, Date, Known, Numbers, Numeric, Text, Things};
    let number = first.filter(|found| found.is_numeric()).unwrap_or(Type::Number);
    match function {
        Function::Exact | Function::Rounded | Function::Loose | Function::Number if first == Some(Type::Numbers) => {
            (&[Numbers], 1, Type::Numbers)
        }
        Function::Abs | Function::Exact | Function::Rounded | Function::Loose => (&[Numeric], 1, number),
        Function::Min | Function::Max if first == Some(Type::Numbers) => (&[Numbers], 1, Type::Quantity),
        Function::Min | Function::Max => (&[Numeric; 8], 2, Type::Quantity),
        Function::Round => (&[Numeric, Numeric], 1, number),
        Function::Sum | Function::First => (&[Numbers], 1, Type::Quantity),
        Function::Makes => (&[Numbers, Numeric], 2, Type::Truth),
        Function::Slip => (&[Numeric, Numeric], 2, Type::Truth),
        Function::Lent if first == Some(Type::Numbers) => (&[Numbers, Numeric], 2, Type::Numbers),
        Function::Count => (&[Things], 1, Type::Number),
        Function::Number | Function::Percent | Function::Digits => (&[Numeric], 1, Type::Number),
        Function::Convert => (&[Numeric, Text], 2, Type::Number),
        Function::Widen | Function::Slack => (&[Numeric, Numeric], 2, number),
        Function::Like | Function::Lent => (&[Numeric, Numeric], 2, Type::Quantity),
        Function::Alike => (&[Numeric; 5], 3, Type::Truth),
        Function::Weekday | Function::DayName => (&[Date], 1, Type::Weekday),
        Function::Date => (&[Date], 1, Type::Date),
        Function::Exists | Function::Supported => (&[Date], 1, Type::Truth),
        Function::SameYear => (&[Date, Date], 2, Type::Truth),
        Function::Year => (&[Date], 1, Type::Number),
        Function::Years | Function::Days | Function::Gap => (&[Date, Date], 2, Type::Number),
        Function::Born | Function::Died => (&[Text], 1, Type::Date),
        Function::Holds => (&[Known, Known, Numeric, Date], 2, Type::Truth),
        Function::Ended => (&[Known, Numeric], 1, Type::Truth),
        Function::Lacks => (&[Known, Known, Date], 2, Type::Truth),
        Function::Within | Function::Served => (&[Known, Known], 2, Type::Truth),
        Function::Held | Function::Of | Function::Service | Function::Shared => (&[Known, Known], 2, Type::Known),
        Function::Holder | Function::Around | Function::Office | Function::Career => (&[Known], 1, Type::Known),
        Function::Term => (&[Known, Known, Date, Any, Numeric, Numeric, Numeric], 7, Type::Truth),
        Function::Elected => (&[Known, Known, Date, Numeric, Numeric, Numeric], 6, Type::Truth),
        Function::Nth => (&[Known, Known, Numeric], 3, Type::Truth),
        Function::Terms | Function::Numbers => (&[Known, Known], 2, Type::Text),
        Function::Is => (&[Known, Text], 2, Type::Truth),
        Function::Name => (&[Known], 1, Type::Text),
        Function::Given => (&[Any], 1, Type::Truth),
        Function::Hedged => (&[Numeric], 1, Type::Truth),
    }
}

pub(super) fn call(function: Function, name: &str, range: Range<usize>, arguments: Vec<Typed>) -> Result<Typed, Wrong> {
    let (takes, needs, yields) = shape(function, arguments.first().map(|first| first.yields));
    if arguments.len() < needs || arguments.len() > takes.len() {
        let count = if needs == takes.len() { needs.to_string() } else { format!("{needs} to {}", takes.len()) };
        let plural = if count == "1" { "" } else { "s" };
        return Err(Wrong::at(range, format!("`{name}` takes {count} value{plural}, not {}", arguments.len())));
    }
    for (takes, argument) in takes.iter().zip(&arguments) {
        takes.judge(argument)?;
    }
    let end = arguments.last().map_or(range.end, |last| last.range.end);
    let arguments = arguments.into_iter().map(|argument| argument.expr).collect();
    Ok(Typed { expr: Expr::Call(function, arguments), yields, range: range.start..end })
}
