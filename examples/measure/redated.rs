//! A date that stands twice in an article, with its year or its day of the week changed at one of its mentions.
//!
//! Days are found by their English words, not by the linter. Signatures of posts ("(@name) May 12, 2020") are left out: they are
//! of many events. A year becomes its neighbour, a day of the week any other.

use factlint::rules::Words;

use crate::corpus::{Edit, Record};
use crate::planted::Slip;
use crate::story::spans;

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// A day of the calendar, with the bytes of what may be changed.
struct Date<'t> {
    month: usize,
    day: u8,
    year: Option<(usize, &'t str)>,
    weekday: Option<(usize, &'t str)>,
}

/// Changes the year or the day of the week of a date that stands twice.
pub(crate) fn redated(_: &Words, record: &Record, seed: u64) -> Option<Slip> {
    let dates = dates(&record.text);
    let same = |one: &Date<'_>, other: &Date<'_>| (one.month, one.day) == (other.month, other.day);
    let twice = |one: &&Date<'_>| {
        let others = || dates.iter().filter(|other| same(one, other));
        let years: Vec<&str> = others().filter_map(|other| other.year.map(|(_, year)| year)).collect();
        let one_year = years.iter().all(|year| *year == years[0]);
        others().count() > 1 && one_year && (one.weekday.is_some() || one.year.is_some() && years.len() > 1)
    };
    let twice: Vec<&Date<'_>> = dates.iter().filter(twice).collect();
    let date = twice.get(seed as usize % twice.len().max(1))?;
    let years = dates.iter().filter(|other| same(date, other) && other.year.is_some()).count();
    let by_year = date.year.filter(|_| years > 1 && (date.weekday.is_none() || (seed / 7).is_multiple_of(2)));
    let (row, start, old, insert) = if let Some((at, year)) = by_year {
        let year: i32 = year.parse().ok()?;
        let other = if (seed / 14).is_multiple_of(2) { year + 1 } else { year - 1 };
        ("year", at, 4, other.to_string())
    } else {
        let (at, weekday) = date.weekday?;
        let number = DAYS.iter().position(|day| *day == weekday)?;
        ("weekday", at, weekday.len(), DAYS[(number + 1 + (seed / 28) as usize % 6) % 7].to_owned())
    };
    let edit = Edit { field: "text", start, end: start + old, insert };
    Some(Slip { edit, part: "repeated date", row, room: 0, why: String::new() })
}

/// "Tuesday, May 5, 2020", "5 May 2020", "May 5".
fn dates(text: &str) -> Vec<Date<'_>> {
    let all = spans(text);
    let mut found = Vec::new();
    for (at, (_, word)) in all.iter().enumerate() {
        let Some(month) = month(word) else { continue };
        let word_at = |at: usize| all.get(at).map(|(from, word)| (*from, word.trim_end_matches(is_mark)));
        let day_at =
            |at: usize| word_at(at).and_then(|(_, word)| word.parse::<u8>().ok()).filter(|day| (1..32).contains(day));
        let (first, day, after) = match (day_at(at + 1), at.checked_sub(1).and_then(day_at)) {
            (Some(day), _) => (at, day, at + 2),
            (None, Some(day)) => (at - 1, day, at + 1),
            (None, None) => continue,
        };
        let year = word_at(after).filter(|(_, word)| word.len() == 4 && word.starts_with(['1', '2']));
        let year = year.filter(|(_, word)| word.bytes().all(|byte| byte.is_ascii_digit()));
        let weekday = first.checked_sub(1).and_then(word_at).filter(|(_, word)| DAYS.contains(word));
        let before = (if weekday.is_some() { first.checked_sub(2) } else { first.checked_sub(1) }).map(|at| all[at].1);
        if before.is_none_or(|word| !word.ends_with(')')) {
            found.push(Date { month, day, year, weekday });
        }
    }
    found
}

fn is_mark(c: char) -> bool {
    !c.is_alphanumeric()
}

fn month(word: &str) -> Option<usize> {
    let word = word.trim_end_matches(is_mark);
    let short = word.get(..3)?;
    let long = word.len() > 4 || short == "May" || ["Sept", "June", "July"].contains(&word) || word.len() == 3;
    let letters = word.bytes().all(|byte| byte.is_ascii_alphabetic());
    // "Marching" is no month, but nor does a day stand beside it.
    MONTHS.iter().position(|month| *month == short).filter(|_| long && letters)
}
