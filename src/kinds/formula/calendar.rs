//! The dates of a draft and of the facts: weekdays of dates without a year, births and deaths.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::value::Val;
use crate::kinds::Draft;
use crate::language::analysis::Sentence;
use crate::language::values::{DateValue, Named, Period, Value};
use crate::rules::{Meaning, PersonId};
use crate::time::{Day, Verdict, When};

/// The days of one draft.
pub(super) struct Almanac<'a> {
    draft: &'a Draft<'a>,
    dates: OnceCell<Dates>,
}

/// Dates of a draft that bear on the year that it speaks of.
#[derive(Debug, Default)]
struct Dates {
    /// Every year that is written.
    years: BTreeSet<i16>,
    /// Every date without a year that has a weekday: month, day, weekday.
    named: BTreeSet<(i8, i8, u8)>,
}

/// Days of the year within which two dates without a year are taken to be of one.
const NEAR: i32 = 60;
/// Days around the draft's within which a date without a year is of one year only.
const CLOSE: i32 = 30;
/// Years in which every calendar occurs.
const CYCLE: std::ops::Range<i16> = 2000..2028;
/// Months between two dates that are of two years rather than one.
const HALF_A_YEAR: i8 = 6;
/// All days of the week.
const ANY: u8 = 0b111_1111;

impl<'a> Almanac<'a> {
    pub(super) fn new(draft: &'a Draft<'a>) -> Self {
        Self { draft, dates: OnceCell::new() }
    }

    /// The day of the draft, if it is given.
    pub(super) fn today(&self) -> Option<Day> {
        self.draft.day.given()
    }

    fn dates(&self) -> &Dates {
        self.dates.get_or_init(|| {
            let mut dates = Dates::default();
            let values = self.draft.analysis.sentences.iter().flat_map(Sentence::values);
            for date in values.filter_map(Value::date) {
                if let DateValue::Date { year, month, day, weekday } = date {
                    dates.years.extend(year);
                    if let (None, Some(month), Some(day), Some(weekday)) = (year, month, day, weekday) {
                        dates.named.insert((month, day, weekday));
                    }
                }
            }
            dates
        })
    }

    /// The days of the week on which a date can fall.
    pub(super) fn weekdays(&self, date: &Val) -> Val {
        if let Some(day) = date.when().and_then(When::known) {
            return Val::Weekdays(1 << day.weekday());
        }
        match date.written() {
            Some(DateValue::Date { year: None, month: Some(month), day: Some(day), weekday }) => {
                match self.without_year(month, day, weekday) {
                    ANY | 0 => Val::Unknown,
                    days => Val::Weekdays(days),
                }
            }
            _ => Val::Unknown,
        }
    }

    /// The weekdays of a date in the possible years: those around the draft's own, those that it names, and those on which at
    /// least two of its other dates agree. If they agree on years around its own, only those count.
    fn without_year(&self, month: i8, day: i8, weekday: Option<u8>) -> u8 {
        let mut years: BTreeSet<i16> = BTreeSet::new();
        let near = self.today().map(|today| years_around(today, month, day));
        let agreed = self.agreed(month, day, weekday);
        if let Some(near) = &near {
            years.extend(near.clone());
            years.extend(&self.dates().years);
        }
        let likely: BTreeSet<i16> = match &near {
            Some(near) => near.clone().filter(|year| agreed.iter().any(|like| alike(*year, *like))).collect(),
            None => agreed.clone(),
        };
        if likely.is_empty() {
            years.extend(agreed);
        } else {
            years = likely;
        }
        if near.is_none() && years.is_empty() {
            return ANY;
        }
        years.iter().filter_map(|&year| Day::new(year, month, day)).fold(0, |all, day| all | 1 << day.weekday())
    }

    /// Returns `true` if another date near this one falls on its weekday in one of the years around the draft's.
    pub(super) fn supports(&self, date: &Val) -> Val {
        let (Some(today), Some(DateValue::Date { month: Some(month), day: Some(day), .. })) =
            (self.today(), date.written())
        else {
            return Val::Unknown;
        };
        let years = today.year() - 1..=today.year() + 1;
        let fits = |&(m, d, w): &(i8, i8, u8)| {
            (m, d) != (month, day)
                && near(m, d, month, day)
                && years.clone().any(|year| Day::new(year, m, d).is_some_and(|day| day.weekday() == w))
        };
        Val::from(self.dates().named.iter().any(fits))
    }

    /// The years of a cycle that fit two or more other dates of the draft near this one.
    fn agreed(&self, month: i8, day: i8, weekday: Option<u8>) -> BTreeSet<i16> {
        let others: Vec<_> = self
            .dates()
            .named
            .iter()
            .filter(|&&(m, d, w)| {
                (m, d, Some(w)) != (month, day, weekday) && (m, d) != (month, day) && near(m, d, month, day)
            })
            .collect();
        if others.len() < 2 {
            return BTreeSet::new();
        }
        let fits =
            |year: i16| others.iter().all(|&&(m, d, w)| Day::new(year, m, d).is_some_and(|day| day.weekday() == w));
        CYCLE.filter(|&year| fits(year)).collect()
    }

    /// The birth and the death of a person whose full name exactly one person of the fact files has.
    pub(super) fn life(&self, name: &Val) -> (Val, Val) {
        let Val::Text(name) = name else { return (Val::Unknown, Val::Unknown) };
        let Some(person) = self.person(name).map(|id| self.draft.table.person(id)) else {
            return (Val::Unknown, Val::Unknown);
        };
        let day = |when: Option<When>| when.map_or(Val::Unknown, |when| Val::Date { when: Some(when), written: None });
        (day(person.born), day(person.died))
    }

    /// The one person whose full name ends a text: "President Joe Biden".
    fn person(&self, text: &str) -> Option<PersonId> {
        let starts = std::iter::once(0).chain(text.match_indices(' ').map(|(at, _)| at + 1));
        starts.into_iter().find_map(|from| {
            let (to, meanings) = self.draft.table.longest(text, from)?;
            let mut people = meanings.iter().filter_map(|meaning| match meaning {
                Meaning::Name(id) => Some(*id),
                _ => None,
            });
            let one = people.next()?;
            (to == text.len() && people.next().is_none() && text[from..].contains(' ')).then_some(one)
        })
    }
}

/// Whether the weekdays of two dates can both be right: in one year, or if one month is near the end of the year and the other near
/// its start, in two that follow each other. A year that is given counts.
pub(super) fn fit_in_one_year(first: &Val, second: &Val) -> Verdict {
    let parts = |date: &Val| match date.written() {
        Some(DateValue::Date { year, month: Some(month), day: Some(day), weekday: Some(weekday) }) => {
            Some((year, month, day, weekday))
        }
        _ => None,
    };
    let (Some(first), Some(second)) = (parts(first), parts(second)) else { return Verdict::CannotTell };
    let fits = |(given, month, day, weekday): (Option<i16>, i8, i8, u8), year: i16| {
        given.is_none_or(|given| given == year)
            && Day::new(year, month, day).is_some_and(|day| day.weekday() == weekday)
    };
    let given = first.0.or(second.0);
    let years = given.map_or(CYCLE, |year| year - 1..year + 2);
    let shift = match second.1 - first.1 {
        months if months > HALF_A_YEAR => -1,
        months if months < -HALF_A_YEAR => 1,
        _ => 0,
    };
    let both = |year: i16| fits(first, year) && (fits(second, year) || fits(second, year + shift));
    if years.into_iter().any(both) { Verdict::Yes } else { Verdict::No }
}

/// Years that a date without one may be of, by a draft's day: the one that makes it close, or those around the draft's own.
fn years_around(today: Day, month: i8, day: i8) -> RangeInclusive<i16> {
    let years = today.year() - 1..=today.year() + 1;
    let close = |year: &i16| {
        Day::new(*year, month, day).is_some_and(|day| today.plus(-CLOSE) <= day && day <= today.plus(CLOSE))
    };
    let found = years.clone().find(close);
    found.map_or(years, |year| year..=year)
}

/// Returns `true` if two days of a year are close.
fn near(month: i8, day: i8, other_month: i8, other_day: i8) -> bool {
    let number = |month: i8, day: i8| i32::from(month) * 30 + i32::from(day);
    (number(month, day) - number(other_month, other_day)).abs() <= NEAR
}

/// Returns `true` if two years have the same calendar.
fn alike(a: i16, b: i16) -> bool {
    let new_year = |year: i16| Day::new(year, 1, 1).map(Day::weekday);
    let leap = |year: i16| Day::new(year, 2, 29).is_some();
    new_year(a) == new_year(b) && leap(a) == leap(b)
}

/// The weekday that is written with a date.
pub(super) fn weekday_of(date: DateValue) -> Option<u8> {
    match date {
        DateValue::Date { weekday, .. } => weekday,
        DateValue::RelativeNamed { name: Named::Weekday(day), .. } => Some(day),
        _ => None,
    }
}

/// "three years ago", "two weeks later": how many, and the days that one of them has.
pub(super) fn ago(date: DateValue) -> Option<(f64, f64)> {
    let DateValue::Shift { count, period, from_now } = date else { return None };
    let days = match period {
        Period::Day => 1.0,
        Period::Week | Period::Weekend => 7.0,
        Period::Month => 30.436_875,
        Period::Quarter => 91.310_625,
        Period::Year => 365.2425,
        Period::Decade => 3652.425,
        Period::Century => 36_524.25,
    };
    // "two weeks earlier" counts backwards from another date.
    Some((if from_now { count.abs() } else { count }, days))
}

/// The days that a date means, without guessing at its year.
pub(super) fn settled(date: DateValue, today: Option<Day>) -> Option<When> {
    match date {
        DateValue::Date { year: None, .. } => None,
        date => date.when(today),
    }
}

/// Any year but a leap year.
const SOME_YEAR: i16 = 2001;

/// Two dates of one story. One without a year is of the year that puts it nearest to the other; if neither has one, the first is of
/// the draft's year.
pub(super) fn together(first: &Val, second: &Val, today: Option<Day>) -> Option<(When, When)> {
    match (first.when(), second.when()) {
        (Some(first), Some(second)) => Some((first, second)),
        (Some(first), None) => Some((first, nearest(second, first)?)),
        (None, Some(second)) => Some((nearest(first, second)?, second)),
        (None, None) => {
            let first = in_year(first.written()?, today.map_or(SOME_YEAR, Day::year))?;
            Some((first, nearest(second, first)?))
        }
    }
}

/// The days of a date without a year that are nearest to others.
fn nearest(date: &Val, other: When) -> Option<When> {
    let date = date.written()?;
    let year = other.earliest.year();
    let years = (year - 1..=year + 1).filter_map(|year| in_year(date, year));
    years.min_by_key(|when| when.earliest.since(other.earliest).abs())
}

/// A month, or a day of a month, in a year.
fn in_year(date: DateValue, year: i16) -> Option<When> {
    let DateValue::Date { year: None, month: Some(month), day, .. } = date else { return None };
    match day {
        Some(day) => Day::new(year, month, day).map(When::exactly),
        None => When::month(year, month),
    }
}
