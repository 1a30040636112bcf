//! A quick look at a condition, by the numbers as they are printed: most choices of figures need no evaluation with ranges.

use crate::language::values::{Amount, Value, ValueKind, ValueReader};
use crate::rules::formula::{Expr, Function, Op};
use crate::text::hash;

/// A number as it is printed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Printed {
    /// In the base unit of its dimension; a percentage as a share.
    value: f64,
    /// What it is to be multiplied with, and what is added then, for its value.
    factor: f64,
    offset: f64,
    /// The hash of its dimension; 0 for plain numbers and shares.
    dimension: u64,
    /// Whether it has no unit and is no percentage.
    plain: bool,
}

impl Printed {
    /// The number of a value; `None` for dates.
    pub(super) fn of(value: &Value, reader: &ValueReader) -> Option<Self> {
        let printed = value.amount()?.interval.printed;
        Some(match value.kind {
            ValueKind::Percent(_) | ValueKind::Points(_) => Self::share(printed / 100.0),
            ValueKind::Money(Amount { unit: Some(unit), .. })
            | ValueKind::Quantity(Amount { unit: Some(unit), .. })
            | ValueKind::Duration(Amount { unit: Some(unit), .. })
            | ValueKind::Age(Amount { unit: Some(unit), .. }) => {
                let unit = reader.unit(unit);
                let (factor, offset, dimension) = (unit.factor, unit.offset, hash(&unit.dimension));
                Self { value: printed * factor + offset, factor, offset, dimension, plain: false }
            }
            _ => Self::plain(printed),
        })
    }

    fn plain(value: f64) -> Self {
        Self { value, factor: 1.0, offset: 0.0, dimension: 0, plain: true }
    }

    fn share(value: f64) -> Self {
        Self { factor: 0.01, plain: false, ..Self::plain(value) }
    }

    fn with(self, value: f64) -> Self {
        Self { value, ..self }
    }

    /// A number without a unit in the unit of another one.
    fn lent(self, like: Self) -> Self {
        let with_unit = like.with(self.value * like.factor + like.offset);
        if self.plain && like.dimension != 0 { with_unit } else { self }
    }
}

/// What a choice has for a capture: nothing yet, or one number or more.
pub(super) type Slots<'a> = &'a [&'a [Printed]];

/// Returns `false` only if a condition cannot be certainly true: it is not even true of the numbers as they are printed.
pub(super) fn may_hold(condition: &Expr, slots: Slots<'_>) -> bool {
    match condition {
        Expr::Binary(Op::And, left, right) => may_hold(left, slots) && may_hold(right, slots),
        Expr::Binary(Op::Or, left, right) => may_hold(left, slots) || may_hold(right, slots),
        Expr::Binary(op @ (Op::Less | Op::AtMost | Op::More | Op::AtLeast), left, right) => {
            let (Some(left), Some(right)) = (number(left, slots), number(right, slots)) else { return true };
            // A number of the rule takes the unit of the draft.
            if left.dimension != right.dimension {
                return left.plain || right.plain;
            }
            let slack = SLACK * left.value.abs().max(right.value.abs());
            if matches!(op, Op::Less | Op::AtMost) {
                left.value <= right.value + slack
            } else {
                left.value + slack >= right.value
            }
        }
        _ => true,
    }
}

/// Slack of floating point.
const SLACK: f64 = 1e-9;

/// The number of an expression; `None` if it is not known without evaluation.
fn number(expr: &Expr, slots: Slots<'_>) -> Option<Printed> {
    match expr {
        Expr::Number(number) => Some(Printed::plain(*number)),
        Expr::Capture(number) => match slots.get(usize::from(*number))? {
            [one] => Some(*one),
            _ => None,
        },
        Expr::Negate(inner) => number(inner, slots).map(|inner| inner.with(-inner.value)),
        Expr::Binary(op, left, right) => binary(*op, number(left, slots)?, number(right, slots)?),
        Expr::Call(function, arguments) => call(*function, arguments, slots),
        _ => None,
    }
}

fn binary(op: Op, left: Printed, right: Printed) -> Option<Printed> {
    let same = left.dimension == right.dimension;
    match op {
        Op::Add if same => Some(left.with(left.value + right.value)),
        Op::Subtract if same => Some(left.with(left.value - right.value)),
        Op::Multiply if right.dimension == 0 => Some(left.with(left.value * right.value)),
        Op::Multiply if left.dimension == 0 => Some(right.with(left.value * right.value)),
        Op::Divide if right.value == 0.0 => None,
        Op::Divide if same => Some(Printed::plain(left.value / right.value)),
        Op::Divide if right.dimension == 0 => Some(left.with(left.value / right.value)),
        _ => None,
    }
}

fn call(function: Function, arguments: &[Expr], slots: Slots<'_>) -> Option<Printed> {
    let first = arguments.first()?;
    match function {
        Function::Lent => Some(number(first, slots)?.lent(number(arguments.get(1)?, slots)?)),
        Function::Exact | Function::Rounded | Function::Widen | Function::Slack | Function::Loose => {
            number(first, slots)
        }
        Function::Like => {
            let (one, like) = (number(first, slots)?, number(arguments.get(1)?, slots)?);
            (one.dimension == like.dimension && one.dimension != 0).then(|| like.with(one.value))
        }
        Function::Abs => number(first, slots).map(|one| one.with(one.value.abs())),
        Function::Number => {
            let one = number(first, slots)?;
            Some(Printed::plain((one.value - one.offset) / one.factor))
        }
        Function::Percent => number(first, slots).map(|one| Printed::share(one.value)),
        Function::Sum | Function::Max | Function::Min | Function::Count => {
            // Of a list, perhaps in the unit of another number.
            let (list, like) = match first {
                Expr::Call(Function::Lent, lent) => (lent.first()?, Some(number(lent.get(1)?, slots)?)),
                other => (other, None),
            };
            let Expr::Capture(list) = list else { return None };
            let all = slots.get(usize::from(*list)).filter(|all| !all.is_empty() && arguments.len() == 1)?;
            let mut all = all.iter().map(|one| like.map_or(*one, |like| one.lent(like)));
            let first = all.next()?;
            if function == Function::Count {
                return Some(Printed::plain(f64::from(all.count() as u32 + 1)));
            }
            all.try_fold(first, |known, next| {
                let value = match function {
                    Function::Sum => known.value + next.value,
                    Function::Max => known.value.max(next.value),
                    _ => known.value.min(next.value),
                };
                (known.dimension == next.dimension).then(|| known.with(value))
            })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::formula::{Capture, Sort, expression};

    /// What a look says of a condition on a percentage, two amounts and a list.
    fn looks(condition: &str, slots: Slots<'_>) -> bool {
        let capture = |name: &str, sort, many| Capture { name: name.to_owned(), sort, list: None, many };
        let captures = [
            capture("p", Sort::Percent, false),
            capture("a", Sort::Amount, false),
            capture("b", Sort::Amount, false),
            capture("xs", Sort::Amount, true),
        ];
        let (condition, _) = expression(condition, &captures).expect("a condition");
        may_hold(&condition, slots)
    }

    #[test]
    fn what_the_printed_numbers_refute_is_passed_over() {
        let metres = |value: f64| Printed { value, factor: 1.0, offset: 0.0, dimension: 7, plain: false };
        let kilometres = |value: f64| Printed { factor: 1000.0, ..metres(value * 1000.0) };
        let (p, a, b) = ([Printed::share(0.3)], [Printed::plain(540.0)], [Printed::plain(720.0)]);
        let list = [Printed::plain(2.0), kilometres(3.0), metres(500.0)];
        let slots: Slots<'_> = &[&p, &a, &b, &list];
        for condition in
            ["a < b and p < 1", "1 - a / b < p", "p == 2", "not p < 1", "a > b or a < b", "sum(lent(xs, b)) > 0"]
        {
            assert!(looks(condition, slots), "{condition}");
        }
        for condition in
            ["a > b", "p > 31%", "a < b and b < a", "a > b or b < 720 - 1", "count(xs) > 4", "1 - a / b > p"]
        {
            assert!(!looks(condition, slots), "{condition}");
        }
        // Units: a number takes that of the other one only if it is lent.
        let slots: Slots<'_> = &[&p, &[Printed::plain(3.0)], &[kilometres(2.0)], &list];
        assert!(looks("lent(a, b) > b", slots) && !looks("lent(a, b) < b", slots) && !looks("number(b) > 2.1", slots));
        assert!(!looks("sum(lent(xs, b)) > 3 * b", slots) && looks("sum(lent(xs, b)) > 2 * b", slots));
        // What is not chosen yet refutes nothing.
        assert!(looks("a > b", &[&p, &a]));
    }
}
