//! Numbers as intervals that cover their rounding and hedges.

/// The values that a written number may mean: `low <= printed <= high`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The least.
    pub low: f64,
    /// The greatest.
    pub high: f64,
    /// As it is written.
    pub printed: f64,
}

/// "24.5..25.5", or "25" for an exact number.
impl std::fmt::Display for Interval {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let round = |x: f64| (x * 1e6).round() / 1e6;
        let (low, high) = (round(self.low), round(self.high));
        if low == high { write!(f, "{low}") } else { write!(f, "{low}..{high}") }
    }
}

impl Interval {
    /// Exactly this value.
    pub const fn exactly(value: f64) -> Self {
        Self { low: value, high: value, printed: value }
    }

    /// A value known within half of the last place that is written.
    pub fn within(value: f64, step: f64) -> Self {
        let half = step.abs() / 2.0;
        Self { low: value - half, high: value + half, printed: value }
    }

    /// The interval after `times` and `plus`, as units need.
    #[must_use]
    pub fn scaled(self, times: f64, plus: f64) -> Self {
        let (a, b) = (self.low * times + plus, self.high * times + plus);
        Self { low: a.min(b), high: a.max(b), printed: self.printed * times + plus }
    }

    /// Widened by fractions of the printed value: -0.1 and 0.1 for "about". A fraction of zero closes that side:
    /// "nearly" includes nothing above.
    #[must_use]
    pub fn hedged(self, low: f64, high: f64) -> Self {
        let share = |share: f64| self.printed + self.printed.abs() * share;
        let below = if low < 0.0 { self.low.min(share(low)) } else { self.printed };
        let above = if high > 0.0 { self.high.max(share(high)) } else { self.printed };
        Self { low: below, high: above, ..self }
    }

    /// Returns `true` if the two intersect.
    pub fn meets(self, other: Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    /// The sum of two, as "six feet" and "two inches" in inches.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self { low: self.low + other.low, high: self.high + other.high, printed: self.printed + other.printed }
    }
}

/// A number as it is written: its value and its places.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Written {
    pub(super) value: f64,
    /// The value of the last digit: 0.1 for "3.5", 1 for "3000", 1e5 for "3.5 million"; 0 if the number is exact.
    pub(super) step: f64,
    /// The worth of the last place that is not zero: 1000 for "3000".
    pub(super) round: f64,
}

impl Written {
    /// A number whose last place is worth `step`.
    pub(super) fn new(value: f64, step: f64) -> Self {
        let mut round = step;
        while value != 0.0 && step > 0.0 && round < value.abs() && (value / (round * 10.0)).fract() == 0.0 {
            round *= 10.0;
        }
        Self { value, step, round }
    }

    /// The number multiplied by a factor.
    pub(super) fn times(self, factor: f64) -> Self {
        Self { value: self.value * factor, step: self.step * factor, round: self.round * factor }
    }

    /// The interval, widened by the hedge if there is one.
    pub(super) fn interval(self, hedge: Option<(f64, f64)>) -> Interval {
        let bare = Interval::within(self.value, self.step);
        match hedge {
            Some((low, high)) if low < 0.0 && high > 0.0 => {
                Interval::within(self.value, self.step.max(self.round)).hedged(low, high)
            }
            // "Exactly", and hedges of one side.
            Some((low, high)) if low != 0.0 || high != 0.0 => bare.hedged(low, high),
            _ => bare,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_place_and_the_last_that_is_not_zero() {
        assert_eq!(Written::new(3000.0, 1.0).round, 1000.0);
        assert_eq!(Written::new(3.5, 0.1).round, 0.1);
        assert_eq!(Written::new(0.0, 1.0).round, 1.0);
        let million = Written::new(3.5, 0.1).times(1e6).interval(None);
        assert_eq!((million.low, million.high), (3_450_000.0, 3_550_000.0));
    }

    #[test]
    fn hedges_open_one_side_or_both() {
        let thousand = Written::new(1000.0, 1.0);
        let about = thousand.interval(Some((-0.1, 0.1)));
        assert_eq!((about.low, about.high), (500.0, 1500.0));
        let nearly = thousand.interval(Some((-0.1, 0.0)));
        assert_eq!((nearly.low, nearly.high), (900.0, 1000.0));
        let more = thousand.interval(Some((0.0, 0.25)));
        assert_eq!((more.low, more.high), (1000.0, 1250.0));
    }
}
