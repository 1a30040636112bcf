//! Dates and periods as they are written, and the days they may mean.

use crate::time::{Day, When};

/// A period of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Period {
    /// A day.
    Day,
    /// Monday to Sunday.
    Week,
    /// Saturday and Sunday.
    Weekend,
    /// A month.
    Month,
    /// Three months from January, April, July or October.
    Quarter,
    /// A year.
    Year,
    /// Ten years from one that ends in 0.
    Decade,
    /// A hundred years.
    Century,
}

impl Period {
    /// All of them in the order of `[table.period]`.
    pub(super) const ALL: [Self; 8] =
        [Self::Day, Self::Week, Self::Weekend, Self::Month, Self::Quarter, Self::Year, Self::Decade, Self::Century];

    /// The day after a number of periods; a fractional count is converted to months or days.
    fn after(self, day: Day, count: f64) -> Option<Day> {
        let months = |months: f64| shifted_months(day, months.round() as i32);
        match self {
            Self::Day => Some(day.plus(count.round() as i32)),
            Self::Week | Self::Weekend => Some(day.plus((count * 7.0).round() as i32)),
            Self::Month => months(count),
            Self::Quarter => months(count * 3.0),
            Self::Year => months(count * 12.0),
            Self::Decade => months(count * 120.0),
            Self::Century => months(count * 1200.0),
        }
    }

    /// The whole period that contains a day.
    fn around(self, day: Day) -> Option<When> {
        let (year, month, _) = day.ymd();
        match self {
            Self::Day => Some(When::exactly(day)),
            Self::Week => {
                let monday = day.plus(-i32::from(day.weekday()));
                Some(When { earliest: monday, latest: monday.plus(6) })
            }
            Self::Weekend => {
                let monday = day.plus(-i32::from(day.weekday()));
                Some(When { earliest: monday.plus(5), latest: monday.plus(6) })
            }
            Self::Month => When::month(year, month),
            Self::Quarter => quarter(year, (month - 1) / 3 + 1),
            Self::Year => When::year(year),
            Self::Decade => years(year - year % 10, 10),
            Self::Century => years(year - year % 100, 100),
        }
    }
}

/// The day a number of months later; the last day of the month if necessary.
fn shifted_months(day: Day, months: i32) -> Option<Day> {
    let (year, month, date) = day.ymd();
    let number = (i32::from(year) * 12 + i32::from(month) - 1).checked_add(months)?;
    let (year, month) = (i16::try_from(number.div_euclid(12)).ok()?, (number.rem_euclid(12) + 1) as i8);
    (1..=date).rev().find_map(|date| Day::new(year, month, date))
}

fn quarter(year: i16, quarter: i8) -> Option<When> {
    let first = When::month(year, quarter * 3 - 2)?;
    Some(When { earliest: first.earliest, latest: When::month(year, quarter * 3)?.latest })
}

fn years(first: i16, count: i16) -> Option<When> {
    Some(When {
        earliest: When::year(first.max(1))?.earliest,
        latest: When::year(first.checked_add(count - 1)?)?.latest,
    })
}

/// A date or period, with the parts that are written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum DateValue {
    /// Parts of a date; at least one is there. The parts may make no day of the calendar: see [`DateValue::is_impossible`].
    Date {
        /// The year, four digits or taken from two.
        year: Option<i16>,
        /// 1 to 12.
        month: Option<i8>,
        /// 1 to 31, or an impossible higher number.
        day: Option<i8>,
        /// Monday 0 to Sunday 6.
        weekday: Option<u8>,
    },
    /// "3/4/2025": month and day in one order or the other.
    Numeric {
        /// The year.
        year: Option<i16>,
        /// The first number, 1 to 12.
        first: i8,
        /// The second number, 1 to 12.
        second: i8,
    },
    /// "the 1990s": its first year.
    Decade(i16),
    /// "the 20th century": its number.
    Century(i8),
    /// "the third quarter of 1989", "Q3".
    Quarter {
        /// The year.
        year: Option<i16>,
        /// 1 to 4.
        quarter: i8,
    },
    /// "summer 2019".
    Season {
        /// The year.
        year: Option<i16>,
        /// Winter 0, spring 1, summer 2, autumn 3.
        season: i8,
    },
    /// A period by the draft's day: "yesterday" is day -1, "this year" is year 0.
    Relative {
        /// Of what length.
        period: Period,
        /// How many periods later.
        offset: i32,
    },
    /// A named one by the draft's day: "last Friday", "next March", "this summer".
    RelativeNamed {
        /// The named period.
        name: Named,
        /// -1 last, 0 this, 1 next.
        offset: i32,
    },
    /// "three years ago", "two weeks later".
    Shift {
        /// How many periods later; less than 0: earlier.
        count: f64,
        /// Of what length.
        period: Period,
        /// Whether it counts from the draft's day ("ago"), not from a time that the text speaks of ("earlier", "later").
        from_now: bool,
    },
}

/// A recurring period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// Monday 0 to Sunday 6.
    Weekday(u8),
    /// 1 to 12.
    Month(i8),
    /// Winter 0, spring 1, summer 2, autumn 3.
    Season(i8),
    /// 1 to 4.
    Quarter(i8),
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
}

/// The days that a date may mean: one range of days, or two where "Friday" may be the last or the next.
pub type Readings = [Option<When>; 2];

impl DateValue {
    /// A year alone.
    pub fn year(year: i16) -> Self {
        Self::Date { year: Some(year), month: None, day: None, weekday: None }
    }

    /// The year, if nothing else is given.
    pub fn year_alone(self) -> Option<i16> {
        match self {
            Self::Date { year, month: None, day: None, weekday: None } => year,
            _ => None,
        }
    }

    /// The year that is written; of a decade the first.
    pub fn named_year(self) -> Option<i16> {
        match self {
            Self::Date { year, .. }
            | Self::Numeric { year, .. }
            | Self::Quarter { year, .. }
            | Self::Season { year, .. } => year,
            Self::Decade(first) => Some(first),
            Self::Century(_) | Self::Relative { .. } | Self::RelativeNamed { .. } | Self::Shift { .. } => None,
        }
    }

    /// Returns `true` if day and month are given, with or without the year.
    pub fn has_day(self) -> bool {
        matches!(self, Self::Date { month: Some(_), day: Some(_), .. } | Self::Numeric { .. })
    }

    /// Returns `true` if the calendar has no such day: 31 June, or 29 February 2023. Without a year, 29 February is possible.
    pub fn is_impossible(self) -> bool {
        match self {
            Self::Date { year, month: Some(month), day: Some(day), .. } => {
                Day::new(year.unwrap_or(2000), month, day).is_none()
            }
            _ => false,
        }
    }

    /// The days it means, if there is only one reading.
    pub fn when(self, draft: Option<Day>) -> Option<When> {
        match self.readings(draft) {
            [Some(one), None] => Some(one),
            _ => None,
        }
    }

    /// The days it may mean in a draft of that day.
    pub fn readings(self, draft: Option<Day>) -> Readings {
        let one = |when: Option<When>| [when, None];
        match self {
            Self::Date { year: Some(year), month, day, .. } => one(match (month, day) {
                (Some(month), Some(day)) => Day::new(year, month, day).map(When::exactly),
                (Some(month), None) => When::month(year, month),
                _ => When::year(year),
            }),
            Self::Numeric { year, first, second } => {
                let day = |month, day| Day::new(year?, month, day).map(When::exactly);
                [day(first, second), day(second, first)]
            }
            Self::Decade(first) => one(years(first, 10)),
            Self::Century(number) => one(years((i16::from(number) - 1) * 100, 100)),
            Self::Quarter { year: Some(year), quarter: number } => one(quarter(year, number)),
            Self::Season { year: Some(year), season } => one(season_of(year, season)),
            _ => draft.map_or([None, None], |draft| self.by_draft(draft)),
        }
    }

    fn by_draft(self, draft: Day) -> Readings {
        match self {
            Self::Date { month: None, day: None, weekday: Some(weekday), .. } => weekdays(draft, weekday),
            Self::Date { month: Some(month), day, .. } => nearest(draft, |year| match day {
                Some(day) => Day::new(year, month, day).map(When::exactly),
                None => When::month(year, month),
            }),
            Self::Quarter { quarter: number, .. } => nearest(draft, |year| quarter(year, number)),
            Self::Season { season, .. } => nearest(draft, |year| season_of(year, season)),
            Self::Relative { period, offset } => {
                [period.after(draft, f64::from(offset)).and_then(|day| period.around(day)), None]
            }
            Self::RelativeNamed { name, offset } => named(draft, name, offset),
            Self::Shift { count, period, from_now: true } => [shifted(draft, count, period), None],
            // A day alone may be in any month, and "two weeks later" is relative to the text.
            Self::Date { .. } | Self::Shift { .. } | Self::Numeric { .. } | Self::Decade(_) | Self::Century(_) => {
                [None, None]
            }
        }
    }
}

/// "Three years ago" is some day of that year, "two days ago" is a day.
fn shifted(draft: Day, count: f64, period: Period) -> Option<When> {
    period.after(draft, count).and_then(|day| period.around(day))
}

/// The last one up to the draft's day, and the next after it.
fn weekdays(draft: Day, weekday: u8) -> Readings {
    let back = (i32::from(draft.weekday()) - i32::from(weekday)).rem_euclid(7);
    [Some(When::exactly(draft.plus(-back))), Some(When::exactly(draft.plus(7 - back)))]
}

/// The nearest before and after the draft's day, or only the one that contains it.
fn nearest(draft: Day, at: impl Fn(i16) -> Option<When>) -> Readings {
    let year = draft.year();
    // Eight years: 29 February may be missing for seven.
    let found = |years: &mut dyn Iterator<Item = i16>, fits: &dyn Fn(&When) -> bool| {
        years.filter_map(&at).find(|when| fits(when))
    };
    let before = found(&mut (year - 8..=year + 1).rev(), &|when| when.earliest <= draft);
    let after = found(&mut (year - 1..=year + 8), &|when| when.earliest > draft);
    if before.is_some_and(|when| when.latest >= draft) { [before, None] } else { [before, after] }
}

fn season_of(year: i16, season: i8) -> Option<When> {
    // Winter 2019 may start or end in 2019.
    let (from, to) = match season {
        0 => (When::month(year.checked_sub(1)?, 12)?, When::month(year.checked_add(1)?, 3)?),
        1 => (When::month(year, 3)?, When::month(year, 6)?),
        2 => (When::month(year, 6)?, When::month(year, 9)?),
        _ => (When::month(year, 9)?, When::month(year, 12)?),
    };
    Some(When { earliest: from.earliest, latest: to.latest })
}

/// "Last Friday" is the last one before the draft's day or that of last week; so with "next", months and seasons.
fn named(draft: Day, name: Named, offset: i32) -> Readings {
    let year = draft.year();
    let by_year = |at: &dyn Fn(i16) -> Option<When>| {
        let all = [year - 2, year - 1, year, year + 1, year + 2].map(at);
        let before = all.iter().rev().flatten().find(|when| when.latest < draft).copied();
        let after = all.iter().flatten().find(|when| when.earliest > draft).copied();
        match offset {
            0 => [at(year), None],
            offset if offset < 0 => [before, at(year - 1).filter(|when| Some(*when) != before)],
            _ => [after, at(year + 1).filter(|when| Some(*when) != after)],
        }
    };
    match name {
        Named::Weekday(weekday) => {
            let monday = draft.plus(-i32::from(draft.weekday()));
            let of_week = monday.plus(offset * 7 + i32::from(weekday));
            let near = match offset {
                0 => of_week,
                offset if offset < 0 => {
                    let back = (i32::from(draft.weekday()) - i32::from(weekday)).rem_euclid(7);
                    draft.plus(if back == 0 { -7 } else { -back })
                }
                _ => {
                    let ahead = (i32::from(weekday) - i32::from(draft.weekday())).rem_euclid(7);
                    draft.plus(if ahead == 0 { 7 } else { ahead })
                }
            };
            [Some(When::exactly(near)), (near != of_week).then(|| When::exactly(of_week))]
        }
        Named::Month(month) => by_year(&|year| When::month(year, month)),
        Named::Season(season) => by_year(&|year| season_of(year, season)),
        Named::Quarter(number) => by_year(&|year| quarter(year, number)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    fn shown(value: DateValue, draft: &str) -> Vec<String> {
        value.readings(Some(day(draft))).into_iter().flatten().map(|when| when.to_string()).collect()
    }

    #[test]
    fn days_by_the_day_of_the_draft() {
        let friday = DateValue::Date { year: None, month: None, day: None, weekday: Some(4) };
        assert_eq!(shown(friday, "2025-09-24"), ["2025-09-19", "2025-09-26"]);
        let last = DateValue::RelativeNamed { name: Named::Weekday(0), offset: -1 };
        assert_eq!(shown(last, "2025-09-24"), ["2025-09-22", "2025-09-15"]);
        let yesterday = DateValue::Relative { period: Period::Day, offset: -1 };
        assert_eq!(shown(yesterday, "2025-03-01"), ["2025-02-28"]);
        let last_year = DateValue::Relative { period: Period::Year, offset: -1 };
        assert_eq!(shown(last_year, "2025-03-01"), ["2024"]);
        let ago = DateValue::Shift { count: -3.0, period: Period::Month, from_now: true };
        assert_eq!(shown(ago, "2025-05-31"), ["2025-02"]);
        let march = DateValue::Date { year: None, month: Some(3), day: Some(1), weekday: None };
        assert_eq!(shown(march, "2025-02-01"), ["2024-03-01", "2025-03-01"]);
    }

    #[test]
    fn days_that_no_calendar_has() {
        let date = |year, month, day| DateValue::Date { year, month: Some(month), day: Some(day), weekday: None };
        assert!(date(Some(2023), 2, 29).is_impossible());
        assert!(!date(None, 2, 29).is_impossible());
        assert!(date(None, 6, 31).is_impossible());
    }
}
