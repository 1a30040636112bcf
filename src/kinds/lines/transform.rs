//! The days of an event that a statement leaves, from the days of its anchor.

use crate::rules::formula::Transform;
use crate::time::{Day, Days};

/// Days by which a birthday is celebrated early or late.
const PARTY: i32 = 31;

/// Fewest years from a birth to that of a child.
const GENERATION: i16 = 12;
/// The end of a set that has none.
const LATEST: Day = Day::MAX;
/// Days by which an age in years and days, or months, may be off.
const COUNTED: i32 = 2;

/// What a statement counts.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Count {
    /// Whole years.
    pub(super) years: i16,
    /// The fewest and the most days beyond them, if the text counts those too.
    pub(super) beyond: Option<(i32, i32)>,
}

/// The days of the event: of the birth, if somebody is `n` years old on one of the days of the anchor.
pub(super) fn event(by: Transform, anchor: &Days, count: Count) -> Days {
    let n = count.years;
    let range = |&(first, end): &(Day, Day)| {
        let last = end.plus(-1);
        let (from, to) = match by {
            Transform::Date => (first, last),
            Transform::Age if let Some((least, most)) = count.beyond => {
                (years(first, -n)?.plus(-most - COUNTED), years(last, -n)?.plus(-least + COUNTED))
            }
            Transform::Age => (years(first, -(n + 1))?.plus(1), years(last, -n)?),
            Transform::Under => (years(first, -n)?.plus(1), LATEST),
            Transform::Birthday => (years(first, -n)?, years(last, -n)?),
            Transform::Celebration => (years(first, -n)?.plus(-PARTY), years(last, -n)?.plus(PARTY)),
            Transform::Older => (Day::MIN, last.plus(-1)),
            Transform::Younger => (first.plus(1), LATEST),
            Transform::Twin => (first.plus(-1), last.plus(1)),
            Transform::Parent => (Day::MIN, years(last, -GENERATION)?),
            Transform::Child => (years(first, GENERATION)?, LATEST),
            Transform::Senior => (years(first, -(n + 1))?.plus(1), years(last, -(n - 1))?.plus(-1)),
            Transform::Junior => (years(first, n - 1)?.plus(1), years(last, n + 1)?.plus(-1)),
            Transform::Anniversary => (Day::new(first.year() - n - 1, 1, 1)?, Day::new(last.year() - n + 1, 12, 31)?),
        };
        Some((from, if to == LATEST { to } else { to.plus(1) }))
    };
    Days::of(anchor.ranges().iter().filter_map(range))
}

/// The same day of another year; 28 February for the 29th where there is none.
fn years(day: Day, count: i16) -> Option<Day> {
    if day == Day::MIN || day == Day::MAX {
        return Some(day);
    }
    let (year, month, number) = day.ymd();
    let year = year.checked_add(count)?;
    Day::new(year, month, number).or_else(|| Day::new(year, month, number - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    fn shown(days: &Days) -> Vec<(String, String)> {
        days.ranges().iter().map(|(from, end)| (from.to_string(), end.plus(-1).to_string())).collect()
    }

    #[test]
    fn ages_and_anniversaries() {
        let one = Days::range(day("2020-02-29"), day("2020-03-01"));
        let pair = |from: &str, to: &str| vec![(from.to_owned(), to.to_owned())];
        let of = |years: i16| Count { years, ..Count::default() };
        assert_eq!(shown(&event(Transform::Age, &one, of(19))), pair("2000-03-01", "2001-02-28"));
        assert_eq!(shown(&event(Transform::Celebration, &one, of(20))), pair("2000-01-29", "2000-03-31"));
        assert_eq!(shown(&event(Transform::Anniversary, &one, of(20))), pair("1999-01-01", "2001-12-31"));
        assert_eq!(shown(&event(Transform::Date, &one, of(0))), pair("2020-02-29", "2020-02-29"));
        let counted = Count { years: 17, beyond: Some((112, 112)) };
        assert_eq!(shown(&event(Transform::Age, &one, counted)), pair("2002-11-06", "2002-11-10"));
        assert_eq!(shown(&event(Transform::Birthday, &one, of(20))), pair("2000-02-29", "2000-02-29"));
        assert_eq!(shown(&event(Transform::Under, &one, of(20)))[0].0, "2000-03-01");
    }
}
