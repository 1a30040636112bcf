//! A day of the Gregorian calendar, and a day known to be between two days.

use std::fmt;

use jiff::civil::{Date, date};

/// One day of the (proleptic) Gregorian calendar, years 1 to 9999; counted from 1970-01-01.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct Day(i32);

impl Day {
    /// Before every day that can be written.
    pub const MIN: Self = Self(i32::MIN);
    /// After every day that can be written.
    pub const MAX: Self = Self(i32::MAX);

    /// The day with this year (1 to 9999), month and day of the month; `None` if it does not exist.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        if !(1..=9999).contains(&year) {
            return None;
        }
        Date::new(year, month, day).ok().map(Self::from_civil)
    }

    /// Reads `YYYY-MM-DD`, and nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' || !text.is_ascii() {
            return None;
        }
        let number = |range: std::ops::Range<usize>| {
            let digits = &text[range];
            digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse::<i16>().ok())?
        };
        Self::new(number(0..4)?, number(5..7)? as i8, number(8..10)? as i8)
    }

    fn from_civil(civil: Date) -> Self {
        Self((civil - date(1970, 1, 1)).get_days())
    }

    fn civil(self) -> Date {
        let first = i64::from(date(1, 1, 1).duration_since(date(1970, 1, 1)).as_hours() as i32 / 24);
        let last = i64::from(date(9999, 12, 31).duration_since(date(1970, 1, 1)).as_hours() as i32 / 24);
        let days = i64::from(self.0).clamp(first, last);
        date(1970, 1, 1) + jiff::Span::new().days(days)
    }

    /// Year, month (1 to 12), day of the month (1 to 31). `MIN` and `MAX` answer the first and last writable day.
    pub fn ymd(self) -> (i16, i8, i8) {
        let civil = self.civil();
        (civil.year(), civil.month(), civil.day())
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.ymd().0
    }

    /// Day of the week, Monday 0 to Sunday 6.
    pub fn weekday(self) -> u8 {
        // 1970-01-01 was a Thursday.
        (i64::from(self.0) + 3).rem_euclid(7) as u8
    }

    /// Adds a number of days (possibly negative); `MIN` and `MAX` are unchanged.
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        if self == Self::MIN || self == Self::MAX { self } else { Self(self.0.saturating_add(days)) }
    }

    /// Days from `earlier` to this day.
    pub fn since(self, earlier: Self) -> i64 {
        i64::from(self.0) - i64::from(earlier.0)
    }
}

impl fmt::Display for Day {
    /// ISO 8601: `2025-01-20`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::MIN => f.write_str("MIN"),
            Self::MAX => f.write_str("MAX"),
            day => fmt::Display::fmt(&day, f),
        }
    }
}

/// A day known to be between two days, inclusive: "2021" is 1 January to 31 December 2021.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct When {
    /// The first day it may be.
    pub earliest: Day,
    /// The last day it may be.
    pub latest: Day,
}

/// "2021-01-20", "2021-01", "2021"; otherwise the two bounds: "2024-04-24..2024-05-08".
impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, _) = self.earliest.ymd();
        if self.earliest == self.latest {
            write!(f, "{}", self.earliest)
        } else if self.earliest == Day::MIN {
            write!(f, "before {}", self.latest)
        } else if Self::year(year) == Some(*self) {
            write!(f, "{year:04}")
        } else if Self::month(year, month) == Some(*self) {
            write!(f, "{year:04}-{month:02}")
        } else {
            write!(f, "{}..{}", self.earliest, self.latest)
        }
    }
}

impl When {
    /// Exactly this day.
    pub fn exactly(day: Day) -> Self {
        Self { earliest: day, latest: day }
    }

    /// Some day of a year (1 to 9999).
    pub fn year(year: i16) -> Option<Self> {
        Some(Self { earliest: Day::new(year, 1, 1)?, latest: Day::new(year, 12, 31)? })
    }

    /// Some day of a month.
    pub fn month(year: i16, month: i8) -> Option<Self> {
        let last = (28..=31).rev().find_map(|day| Day::new(year, month, day))?;
        Some(Self { earliest: Day::new(year, month, 1)?, latest: last })
    }

    /// A day at most `slack` days away from `day`.
    pub fn about(day: Day, slack: i32) -> Self {
        Self { earliest: day.plus(-slack), latest: day.plus(slack) }
    }

    /// Any day up to this one.
    pub fn before(day: Day) -> Self {
        Self { earliest: Day::MIN, latest: day }
    }

    /// The day, if only one is possible.
    pub fn known(self) -> Option<Day> {
        (self.earliest == self.latest).then_some(self.earliest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_and_written() {
        let day = Day::parse("2025-01-20").expect("a day");
        assert_eq!(day.ymd(), (2025, 1, 20));
        assert_eq!(day.to_string(), "2025-01-20");
        assert_eq!(day.weekday(), 0);
        assert_eq!(Day::parse("1789-04-30").map(|d| d.to_string()).as_deref(), Some("1789-04-30"));
        for wrong in ["2025-02-30", "2025-1-20", "20250120", "2025-01-20 ", "2025-+1-20", "0000-01-01", "éé25-01-2"] {
            assert_eq!(Day::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_ends_of_time_stay_where_they_are() {
        assert_eq!(Day::MAX.plus(5), Day::MAX);
        assert_eq!(Day::MIN.plus(-5), Day::MIN);
        assert_eq!(Day::MAX.year(), 9999);
        assert_eq!(Day::MIN.to_string(), "0001-01-01");
    }

    #[test]
    fn partial_dates_are_ranges() {
        let year = When::year(2024).expect("a year");
        assert_eq!(year.latest.since(year.earliest), 365);
        let month = When::month(2024, 2).expect("a month");
        assert_eq!(month.latest.to_string(), "2024-02-29");
        assert_eq!(month.known(), None);
        assert_eq!(When::exactly(month.latest).known(), Some(month.latest));
    }
}
