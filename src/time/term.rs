//! A term whose start and end may be known only approximately.

use super::{Day, Days, Verdict, When};

/// How a term ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Until {
    /// The day of leaving: the first day that is not part of the term.
    Left(When),
    /// It had not ended when it was last verified; later days are unknown.
    Open {
        /// The last day on which it was known to run.
        seen: Day,
    },
    /// It ended on an unrecorded day, or nobody has looked for its end.
    Unknown {
        /// The last day on which it is known to have run; its first possible day if no other is.
        seen: Day,
    },
}

impl Until {
    /// The day of leaving as it is known: `None` if it is open, "unknown" if it was not recorded.
    pub fn written(self) -> Option<String> {
        match self {
            Self::Left(when) => Some(when.to_string()),
            Self::Open { .. } => None,
            Self::Unknown { .. } => Some("unknown".to_owned()),
        }
    }
}

/// A term `[from, until)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct Term {
    /// The first day.
    pub from: When,
    /// The end.
    pub until: Until,
}

impl Term {
    /// Days in the term under some reading of its dates, without grace.
    pub fn possible(&self) -> Days {
        let (from, until) = self.possible_ends();
        Days::range(from, until)
    }

    /// Start and end of the possible days.
    pub fn possible_ends(&self) -> (Day, Day) {
        let until = match self.until {
            Until::Left(when) => when.latest,
            Until::Open { .. } | Until::Unknown { .. } => Day::MAX,
        };
        (self.from.earliest, until)
    }

    /// Days in the term under every reading of its dates.
    pub fn certain(&self) -> Days {
        let (from, until) = self.certain_ends();
        Days::range(from, until)
    }

    /// Start and end of the certain days.
    pub fn certain_ends(&self) -> (Day, Day) {
        let until = match self.until {
            Until::Left(when) => when.earliest,
            Until::Open { seen } => seen.plus(1),
            Until::Unknown { seen } => seen.max(self.from.latest).plus(1),
        };
        (self.from.latest, until)
    }

    /// Whether the term includes a day. Grace (in days) applies to both ends, including the day of leaving.
    pub fn holds(&self, day: Day, grace: i32) -> Verdict {
        if self.certain().contains(day) {
            return Verdict::Yes;
        }
        // `until` is the day of leaving, and `[from - grace, until + grace]` is closed.
        let last = match self.until {
            Until::Left(when) => when.latest.plus(grace),
            Until::Open { .. } | Until::Unknown { .. } => Day::MAX,
        };
        if self.from.earliest.plus(-grace) <= day && day <= last { Verdict::CannotTell } else { Verdict::No }
    }

    /// Whether the term had ended by a day, which it has on the day of leaving.
    pub fn ended_by(&self, day: Day) -> Verdict {
        match self.until {
            Until::Left(when) if when.latest <= day => Verdict::Yes,
            Until::Left(when) if when.earliest > day => Verdict::No,
            Until::Open { seen } | Until::Unknown { seen } if day <= seen => Verdict::No,
            Until::Left(_) | Until::Open { .. } | Until::Unknown { .. } => Verdict::CannotTell,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }
    fn on(text: &str) -> When {
        When::exactly(day(text))
    }

    #[test]
    fn a_closed_term_is_half_open_with_grace_on_known_days() {
        let term = Term { from: on("2021-01-20"), until: Until::Left(on("2025-01-20")) };
        assert_eq!(term.holds(day("2021-01-20"), 0), Verdict::Yes);
        assert_eq!(term.holds(day("2025-01-19"), 0), Verdict::Yes);
        assert_eq!(term.holds(day("2025-01-20"), 1), Verdict::CannotTell);
        assert_eq!(term.holds(day("2025-01-21"), 1), Verdict::CannotTell);
        assert_eq!(term.holds(day("2025-01-22"), 1), Verdict::No);
        assert_eq!(term.holds(day("2021-01-18"), 1), Verdict::No);
        assert!(!term.possible().contains(day("2025-01-20")));
    }

    #[test]
    fn an_open_term_is_known_only_through_the_day_it_was_seen() {
        let term = Term { from: on("2025-01-21"), until: Until::Open { seen: day("2025-12-31") } };
        assert_eq!(term.holds(day("2025-12-31"), 1), Verdict::Yes);
        assert_eq!(term.holds(day("2026-01-01"), 1), Verdict::CannotTell);
        assert_eq!(term.holds(day("2030-01-01"), 1), Verdict::CannotTell);
        assert_eq!(term.holds(day("2024-05-01"), 1), Verdict::No);
        assert_eq!(term.ended_by(day("2025-06-01")), Verdict::No);
        assert_eq!(term.ended_by(day("2026-06-01")), Verdict::CannotTell);
    }

    #[test]
    fn an_unknown_end_never_contradicts_later_days() {
        let term = Term { from: on("2010-05-01"), until: Until::Unknown { seen: day("2010-05-01") } };
        assert_eq!(term.holds(day("2010-05-01"), 0), Verdict::Yes);
        assert_eq!(term.holds(day("2025-05-01"), 0), Verdict::CannotTell);
        assert_eq!(term.holds(day("2009-05-01"), 0), Verdict::No);
        assert_eq!(term.ended_by(day("2009-05-01")), Verdict::No);
    }

    #[test]
    fn a_term_of_unknown_end_is_certain_through_the_day_it_was_seen() {
        let term = Term { from: on("2010-05-01"), until: Until::Unknown { seen: day("2022-07-23") } };
        assert_eq!(term.holds(day("2022-07-23"), 0), Verdict::Yes);
        assert_eq!(term.holds(day("2022-07-24"), 0), Verdict::CannotTell);
        assert_eq!(term.ended_by(day("2022-07-23")), Verdict::No);
        assert_eq!(term.ended_by(day("2026-07-23")), Verdict::CannotTell);
    }

    #[test]
    fn partial_dates_count_under_their_widest_reading() {
        let year = |n| When::year(n).expect("a year");
        let term = Term { from: year(2005), until: Until::Left(year(2021)) };
        assert_eq!(term.holds(day("2005-06-01"), 0), Verdict::CannotTell);
        assert_eq!(term.holds(day("2006-01-01"), 0), Verdict::Yes);
        assert_eq!(term.holds(day("2021-06-01"), 0), Verdict::CannotTell);
        assert_eq!(term.holds(day("2022-01-01"), 0), Verdict::No);
        assert_eq!(term.ended_by(day("2021-06-01")), Verdict::CannotTell);
    }

    #[test]
    fn widening_a_date_never_makes_a_no() {
        let days: Vec<Day> = (0..40).map(|n| day("2020-01-01").plus(n * 30)).collect();
        for &from in &days {
            for &until in days.iter().filter(|&&d| d > from) {
                let exact = Term { from: When::exactly(from), until: Until::Left(When::exactly(until)) };
                let wide = Term { from: When::about(from, 20), until: Until::Left(When::about(until, 20)) };
                for &on in &days {
                    assert!(exact.holds(on, 1) == Verdict::No || wide.holds(on, 1) != Verdict::No);
                }
            }
        }
    }
}
