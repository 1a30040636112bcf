//! A value while it is read, with parts that it may lend to a neighbour.

use super::interval::Written;
use super::lexicon::UnitId;
use super::text::Text;
use super::{Amount, Clock, DateValue, Hedge, Value, ValueKind};

/// Type of an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AmountSort {
    Number,
    Ordinal,
    Fraction,
    Percent,
    Points,
    Money,
    Quantity,
    Duration,
    Age,
}

/// The value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum What {
    Amount { sort: AmountSort, written: Written, scale: f64, unit: Option<UnitId>, per: Option<UnitId> },
    Date(DateValue),
    Clock(Clock),
}

/// A value with the tokens it covers, `[from, to)`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Found {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) what: What,
    pub(super) borrowed: bool,
}

impl Found {
    pub(super) fn date(from: usize, to: usize, date: DateValue) -> Self {
        Self { from, to, what: What::Date(date), borrowed: false }
    }

    /// The value, with its hedge.
    pub(super) fn value(self, text: &Text<'_>, hedge: Option<Hedge>) -> Value {
        let shares = hedge.map(|hedge| (hedge.low, hedge.high));
        let kind = match self.what {
            What::Date(date) => ValueKind::Date(date),
            What::Clock(clock) => ValueKind::Clock(clock),
            What::Amount { sort, written, unit, per, .. } => {
                let amount = Amount { interval: written.interval(shares), unit, per };
                match sort {
                    AmountSort::Number => ValueKind::Number(amount),
                    AmountSort::Ordinal => ValueKind::Ordinal(amount),
                    AmountSort::Fraction => ValueKind::Fraction(amount),
                    AmountSort::Percent => ValueKind::Percent(amount),
                    AmountSort::Points => ValueKind::Points(amount),
                    AmountSort::Money => ValueKind::Money(amount),
                    AmountSort::Quantity => ValueKind::Quantity(amount),
                    AmountSort::Duration => ValueKind::Duration(amount),
                    AmountSort::Age => ValueKind::Age(amount),
                }
            }
        };
        Value { span: text.span(self.from, self.to), kind, hedge, borrowed: self.borrowed }
    }
}
