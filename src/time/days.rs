//! A set of days: a union of half-open ranges.

use super::Day;

/// A set of days, kept as sorted, disjoint, non-touching half-open ranges `[from, until)`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Days {
    ranges: Vec<(Day, Day)>,
}

impl Days {
    /// No day.
    pub fn none() -> Self {
        Self::default()
    }

    /// Every day.
    pub fn all() -> Self {
        Self::range(Day::MIN, Day::MAX)
    }

    /// `[from, until)`; empty where `until` does not come after `from`.
    pub fn range(from: Day, until: Day) -> Self {
        Self { ranges: if from < until { vec![(from, until)] } else { Vec::new() } }
    }

    /// The union of ranges in any order, touching ones joined.
    pub fn of(ranges: impl IntoIterator<Item = (Day, Day)>) -> Self {
        let mut ranges: Vec<(Day, Day)> = ranges.into_iter().filter(|(from, until)| from < until).collect();
        ranges.sort_unstable();
        ranges.dedup_by(|next, last| {
            let touches = next.0 <= last.1;
            if touches {
                last.1 = last.1.max(next.1);
            }
            touches
        });
        Self { ranges }
    }

    /// The ranges, in order.
    pub fn ranges(&self) -> &[(Day, Day)] {
        &self.ranges
    }

    /// Returns `true` if the set is empty.
    pub fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// Returns `true` if the set contains every day.
    pub fn is_all(&self) -> bool {
        self.ranges == [(Day::MIN, Day::MAX)]
    }

    /// Returns `true` if the set contains the day.
    pub fn contains(&self, day: Day) -> bool {
        self.ranges.iter().any(|&(from, until)| from <= day && day < until)
    }

    /// Days in either.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        match (self.is_empty(), other.is_empty()) {
            (true, _) => other.clone(),
            (_, true) => self.clone(),
            _ => Self::of(self.ranges.iter().chain(&other.ranges).copied()),
        }
    }

    /// Days in both.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Self {
        Self { ranges: self.shared(other).collect() }
    }

    /// The ranges of days in both.
    fn shared(&self, other: &Self) -> impl Iterator<Item = (Day, Day)> {
        let (mut left, mut right) = (self.ranges.iter().peekable(), other.ranges.iter().peekable());
        let pairs = std::iter::from_fn(move || {
            let (&&a, &&b) = (left.peek()?, right.peek()?);
            if a.1 < b.1 {
                left.next()
            } else {
                right.next()
            };
            Some((a.0.max(b.0), a.1.min(b.1)))
        });
        pairs.filter(|(from, until)| from < until)
    }

    /// Returns `true` if the sets intersect.
    pub fn meets(&self, other: &Self) -> bool {
        self.shared(other).next().is_some()
    }

    /// Days not in it.
    #[must_use]
    pub fn complement(&self) -> Self {
        let mut gaps = Vec::new();
        let mut from = Day::MIN;
        for &(start, end) in &self.ranges {
            if from < start {
                gaps.push((from, start));
            }
            from = end;
        }
        if from < Day::MAX {
            gaps.push((from, Day::MAX));
        }
        Self { ranges: gaps }
    }

    /// Extends every range by a number of days at both ends.
    #[must_use]
    pub fn widened(&self, days: i32) -> Self {
        Self::of(self.ranges.iter().map(|&(from, until)| (from.plus(-days), until.plus(days))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: i32) -> Day {
        Day::new(2000, 1, 1).expect("a day").plus(n)
    }
    fn set(ranges: &[(i32, i32)]) -> Days {
        Days::of(ranges.iter().map(|&(a, b)| (day(a), day(b))))
    }

    #[test]
    fn unions_join_what_touches() {
        assert_eq!(set(&[(5, 7), (0, 3), (3, 4)]), set(&[(0, 4), (5, 7)]));
        assert_eq!(set(&[(3, 3), (4, 2)]), Days::none());
    }

    #[test]
    fn intersections_are_half_open() {
        assert_eq!(set(&[(0, 4), (6, 9)]).intersection(&set(&[(4, 7)])), set(&[(6, 7)]));
        assert!(!set(&[(0, 4)]).meets(&set(&[(4, 8)])));
        assert_eq!(Days::all().intersection(&set(&[(1, 2)])), set(&[(1, 2)]));
    }

    #[test]
    fn the_complement_of_the_complement_is_the_set() {
        for days in [set(&[(0, 4), (6, 9)]), Days::none(), Days::all(), Days::range(Day::MIN, day(3))] {
            assert_eq!(days.complement().complement(), days);
            assert!(!days.meets(&days.complement()));
            assert!(days.union(&days.complement()).is_all());
        }
    }

    #[test]
    fn pairs_may_meet_where_all_three_never_do() {
        let (a, b, c) = (set(&[(1, 3)]), set(&[(2, 3), (5, 6)]), set(&[(1, 2), (5, 6)]));
        assert!(a.meets(&b) && b.meets(&c) && a.meets(&c));
        assert!(a.intersection(&b).intersection(&c).is_empty());
    }
}
