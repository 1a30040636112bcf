//! Values in prose: numbers, percentages, money, quantities, ages, durations and dates, with the interval that their digits and
//! hedges leave open.

#![allow(clippy::float_cmp, reason = "scales, parts and offsets are compared as the tables give them")]

mod calendar;
mod dates;
mod found;
mod interval;
mod lexicon;
mod measures;
mod numbers;
mod ranges;
mod reader;
mod relative;
mod text;

pub use calendar::{Clock, DateValue, Named, Period, Readings};
pub use interval::Interval;
pub use lexicon::{Unit, UnitId};
pub use reader::ValueReader;

use crate::text::{Prose, Span};

#[cfg(test)]
mod tests;

/// A value recognised in prose.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Value {
    /// The bytes: number and unit; the hedge is not part of it.
    pub span: Span<Prose>,
    /// Its kind.
    pub kind: ValueKind,
    /// Its hedge.
    pub hedge: Option<Hedge>,
    /// Whether its unit, month or year is written at its neighbour only: the "5" of "5 to 10 percent".
    pub borrowed: bool,
}

/// Kind of a value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ValueKind {
    /// A bare number: "1,200", "twenty-seven", "3.5 million", "a dozen".
    Number(Amount),
    /// "third", "22nd".
    Ordinal(Amount),
    /// A part of a whole in words or digits: "two-thirds", "1/4".
    Fraction(Amount),
    /// "25 percent", as 25.
    Percent(Amount),
    /// "two percentage points", as 2.
    Points(Amount),
    /// A sum of money; the unit is the currency, or its cent.
    Money(Amount),
    /// A quantity with a unit.
    Quantity(Amount),
    /// A stretch of time: "three years", "90 minutes". Its unit has the dimension `time`.
    Duration(Amount),
    /// The age of a person or thing; the unit is a unit of time, by default years.
    Age(Amount),
    /// A date or period of the calendar, with the parts that are written.
    Date(DateValue),
    /// A time of day: "10:35 a.m.".
    Clock(Clock),
}

/// How much, of what.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Amount {
    /// In the unit that is written.
    pub interval: Interval,
    /// The unit; `None` for bare numbers, percentages and points.
    pub unit: Option<UnitId>,
    /// The unit of a rate: the hour of "15 litres per hour".
    pub per: Option<UnitId>,
}

/// A word that makes a number a rough one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hedge {
    /// Its bytes.
    pub span: Span<Prose>,
    /// The fraction by which the intended number may be below the written one: -0.1.
    pub low: f64,
    /// How far above it: 0.1.
    pub high: f64,
}

impl Value {
    /// The amount, of everything that has one.
    pub fn amount(&self) -> Option<Amount> {
        match self.kind {
            ValueKind::Number(amount)
            | ValueKind::Ordinal(amount)
            | ValueKind::Fraction(amount)
            | ValueKind::Percent(amount)
            | ValueKind::Points(amount)
            | ValueKind::Money(amount)
            | ValueKind::Quantity(amount)
            | ValueKind::Duration(amount)
            | ValueKind::Age(amount) => Some(amount),
            ValueKind::Date(_) | ValueKind::Clock(_) => None,
        }
    }

    /// The date.
    pub fn date(&self) -> Option<DateValue> {
        if let ValueKind::Date(date) = self.kind { Some(date) } else { None }
    }
}
