//! Intervals with dimensions: what arithmetic over captures yields.

use std::sync::Arc;

use crate::language::values::Interval;
use crate::time::Verdict;

/// Relative slack of floating point.
const EPSILON: f64 = 1e-9;

/// An interval in base units, with the exponents of its dimensions.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Num {
    pub(super) low: f64,
    pub(super) high: f64,
    /// The number as printed, or as computed from printed numbers.
    pub(super) printed: f64,
    /// In order of the names; empty for plain numbers.
    pub(super) dimensions: Vec<(Arc<str>, i8)>,
    /// How it is shown.
    pub(super) shown: Shown,
    /// Whether it is a constant of the rule, which takes the unit of the value it is compared with.
    pub(super) constant: bool,
    /// Whether it has a hedge such as "about".
    pub(super) hedged: bool,
}

/// How a number is shown to people.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shown {
    /// As a figure.
    Plain,
    /// As a year.
    Year,
    /// As a percentage.
    Percent,
    /// In a unit: its name, its factor and its offset.
    Unit { name: Arc<str>, factor: f64, offset: f64 },
}

impl Num {
    pub(super) fn plain(interval: Interval) -> Self {
        Self {
            low: interval.low,
            high: interval.high,
            printed: interval.printed,
            dimensions: Vec::new(),
            shown: Shown::Plain,
            constant: false,
            hedged: false,
        }
    }

    pub(super) fn exactly(value: f64) -> Self {
        Self::plain(Interval::exactly(value))
    }

    pub(super) fn constant(value: f64) -> Self {
        Self { constant: true, ..Self::exactly(value) }
    }

    /// The same with other bounds.
    pub(super) fn bounded(&self, low: f64, high: f64, printed: f64) -> Self {
        Self { low: low.min(high), high: low.max(high), printed, ..self.clone() }
    }

    /// The same, each bound changed in the same way, which must be monotonous.
    pub(super) fn mapped(&self, change: impl Fn(f64) -> f64) -> Self {
        self.bounded(change(self.low), change(self.high), change(self.printed))
    }

    fn slack(&self, other: &Self) -> f64 {
        EPSILON * [self.low, self.high, other.low, other.high].into_iter().map(f64::abs).fold(0.0, f64::max)
    }

    /// Converts both to one unit: a constant takes the unit of the other side. `None` if they have different dimensions.
    fn aligned(&self, other: &Self) -> Option<(Self, Self)> {
        if self.dimensions == other.dimensions {
            return Some((self.clone(), other.clone()));
        }
        let lift = |constant: &Self, like: &Self| match &like.shown {
            Shown::Unit { factor, offset, .. } if constant.constant && constant.dimensions.is_empty() => {
                let lifted = constant.mapped(|x| x * factor + offset);
                Some(Self { dimensions: like.dimensions.clone(), shown: like.shown.clone(), constant: false, ..lifted })
            }
            _ => None,
        };
        if let Some(left) = lift(self, other) {
            return Some((left, other.clone()));
        }
        lift(other, self).map(|right| (self.clone(), right))
    }

    pub(super) fn plus(&self, other: &Self) -> Option<Self> {
        let (a, b) = self.aligned(other)?;
        Some(a.joined(&b).bounded(a.low + b.low, a.high + b.high, a.printed + b.printed))
    }

    pub(super) fn minus(&self, other: &Self) -> Option<Self> {
        let (a, b) = self.aligned(other)?;
        let mut difference = a.joined(&b).bounded(a.low - b.high, a.high - b.low, a.printed - b.printed);
        if (&a.shown, &b.shown) == (&Shown::Year, &Shown::Year) {
            // What is left is a number of years, with commas: "1,000 years".
            difference.shown = Shown::Plain;
        }
        Some(difference)
    }

    pub(super) fn times(&self, other: &Self) -> Self {
        let corners = [self.low * other.low, self.low * other.high, self.high * other.low, self.high * other.high];
        let mut product = self.spread(corners, self.printed * other.printed);
        product.combine(self, other, 1);
        product
    }

    /// `None` if the divisor may be zero.
    pub(super) fn over(&self, other: &Self) -> Option<Self> {
        if other.low <= 0.0 && other.high >= 0.0 || other.printed == 0.0 {
            return None;
        }
        let corners = [self.low / other.low, self.low / other.high, self.high / other.low, self.high / other.high];
        let mut quotient = self.spread(corners, self.printed / other.printed);
        quotient.combine(self, other, -1);
        Some(quotient)
    }

    fn spread(&self, corners: [f64; 4], printed: f64) -> Self {
        let low = corners.into_iter().fold(f64::INFINITY, f64::min);
        let high = corners.into_iter().fold(f64::NEG_INFINITY, f64::max);
        Self { low, high, printed, ..self.clone() }
    }

    /// Of two that are added: shown as the first; hedged as either.
    fn joined(&self, other: &Self) -> Self {
        let constant = self.constant && other.constant;
        Self { constant, hedged: self.hedged || other.hedged, ..self.clone() }
    }

    /// Multiplies (1) or divides (-1) the dimensions.
    fn combine(&mut self, left: &Self, right: &Self, sign: i8) {
        let mut dimensions = left.dimensions.clone();
        for (name, exponent) in &right.dimensions {
            match dimensions.iter_mut().find(|(known, _)| known == name) {
                Some((_, known)) => *known += sign * exponent,
                None => dimensions.push((name.clone(), sign * exponent)),
            }
        }
        dimensions.retain(|(_, exponent)| *exponent != 0);
        dimensions.sort();
        self.shown = if dimensions.is_empty() {
            Shown::Plain
        } else if dimensions == left.dimensions {
            left.shown.clone()
        } else if sign > 0 && dimensions == right.dimensions {
            right.shown.clone()
        } else {
            Shown::Plain
        };
        self.dimensions = dimensions;
        self.constant = left.constant && right.constant;
        self.hedged = left.hedged || right.hedged;
    }

    /// Whether the ranges overlap; unknown if the dimensions differ.
    pub(super) fn equals(&self, other: &Self) -> Verdict {
        let Some((a, b)) = self.aligned(other) else { return Verdict::CannotTell };
        let slack = a.slack(&b);
        if a.low <= b.high + slack && b.low <= a.high + slack { Verdict::Yes } else { Verdict::No }
    }

    /// Whether it is certainly less (`or_equal`: or equal).
    pub(super) fn less(&self, other: &Self, or_equal: bool) -> Verdict {
        let Some((a, b)) = self.aligned(other) else { return Verdict::CannotTell };
        let slack = if or_equal { a.slack(&b) } else { -a.slack(&b) };
        if a.high < b.low + slack || or_equal && a.high <= b.low + slack {
            Verdict::Yes
        } else if a.low > b.high + slack || !or_equal && a.low >= b.high {
            Verdict::No
        } else {
            Verdict::CannotTell
        }
    }

    /// The figure as it is shown.
    pub(super) fn figure(&self) -> Interval {
        let (factor, offset) = match &self.shown {
            Shown::Unit { factor, offset, .. } => (*factor, *offset),
            Shown::Percent => (0.01, 0.0),
            Shown::Plain | Shown::Year => (1.0, 0.0),
        };
        let back = |x: f64| (x - offset) / factor;
        Interval { low: back(self.low), high: back(self.high), printed: back(self.printed) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn num(low: f64, high: f64) -> Num {
        Num::plain(Interval { low, high, printed: f64::midpoint(low, high) })
    }

    fn miles(low: f64, high: f64) -> Num {
        let shown = Shown::Unit { name: "mile".into(), factor: 1609.344, offset: 0.0 };
        Num { dimensions: vec![("length".into(), 1)], shown, ..num(low * 1609.344, high * 1609.344) }
    }

    #[test]
    fn arithmetic_keeps_the_extremes() {
        let (a, b) = (num(9.0, 11.0), num(-2.0, 1.0));
        assert_eq!(a.minus(&b).map(|n| (n.low, n.high)), Some((8.0, 13.0)));
        let product = a.times(&b);
        assert_eq!((product.low, product.high), (-22.0, 11.0));
        assert_eq!(a.over(&b), None);
        assert_eq!(num(8.0, 10.0).over(&num(2.0, 4.0)).map(|n| (n.low, n.high)), Some((2.0, 5.0)));
    }

    #[test]
    fn comparisons_have_three_answers() {
        assert_eq!(num(1.0, 2.0).equals(&num(2.0, 3.0)), Verdict::Yes);
        assert_eq!(num(1.0, 2.0).equals(&num(2.1, 3.0)), Verdict::No);
        assert_eq!(num(1.0, 2.0).less(&num(3.0, 4.0), false), Verdict::Yes);
        assert_eq!(num(1.0, 3.5).less(&num(3.0, 4.0), false), Verdict::CannotTell);
        assert_eq!(num(2.0, 2.0).less(&num(2.0, 2.0), false), Verdict::No);
        assert_eq!(num(2.0, 2.0).less(&num(2.0, 2.0), true), Verdict::Yes);
        assert_eq!(miles(1.0, 2.0).equals(&num(1.0, 2.0)), Verdict::CannotTell);
    }

    #[test]
    fn dimensions_are_reckoned_with() {
        let area = miles(2.0, 2.0).times(&miles(3.0, 3.0));
        assert_eq!(area.dimensions, [("length".into(), 2)]);
        let back = area.over(&miles(3.0, 3.0)).expect("three is not nothing");
        assert_eq!((back.dimensions.len(), back.dimensions[0].1), (1, 1));
        assert!(
            miles(4.0, 4.0)
                .over(&miles(2.0, 2.0))
                .is_some_and(|n| n.dimensions.is_empty() && (n.printed - 2.0).abs() < 1e-9)
        );
        // A number of the rule takes the unit of the draft.
        assert_eq!(miles(2.0, 2.0).less(&Num::constant(3.0), false), Verdict::Yes);
    }
}
