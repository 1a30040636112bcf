//! Dates in every usual order: with month names, in digits, years, decades and centuries.

use super::calendar::{Clock, DateValue};
use super::found::{Found, What};
use super::lexicon::{Form, List, Senses, Table};
use super::numbers::{Shape, number};
use super::text::Text;
use crate::language::tokens::TokenKind;
use crate::time::Day;

type Read = fn(&Text<'_>, usize) -> Option<Found>;
/// Readers of dates that start with digits.
const IN_DIGITS: [Read; 8] = [clock, dotted, digits, month_and_year, year_first, day_first, year, century];
/// Readers of dates that start with a word, each with its possible first words.
const IN_WORDS: [(Read, Senses); 6] = [
    (month_first, Senses::table(Table::Month)),
    (day_first, Senses::list(List::The).with(NUMBERS)),
    (weekday, Senses::table(Table::Weekday)),
    (year, Senses::list(List::YearWord).with(Senses::table(Table::Decade)).with(Senses::table(Table::Cardinal))),
    (spoken_year, Senses::list(List::YearWord).with(Senses::table(Table::Cardinal))),
    (century, NUMBERS),
];
const NUMBERS: Senses = Senses::table(Table::Cardinal).with(Senses::table(Table::Ordinal));

/// The longest date or time of day at a position.
pub(super) fn date(text: &Text<'_>, at: usize) -> Option<Found> {
    let longest = |found: Option<Found>, read: Read| match (found, read(text, at)) {
        (Some(best), Some(found)) if best.to >= found.to => Some(best),
        (best, found) => found.or(best),
    };
    match text.kind(at)? {
        TokenKind::Number if !goes_on(text, at) => None,
        TokenKind::Number => IN_DIGITS.into_iter().fold(None, longest),
        TokenKind::Word => {
            let senses = text.senses(at);
            let readers = IN_WORDS.into_iter().filter(|(_, wanted)| senses.meets(*wanted));
            readers.map(|(read, _)| read).fold(None, longest)
        }
        // "'90s"
        TokenKind::Mark | TokenKind::Possessive => year(text, at),
    }
}

/// What may follow the first digits of a date.
const BEHIND_DIGITS: Senses = Senses::table(Table::Month)
    .with(Senses::table(Table::Meridiem))
    .with(Senses::table(Table::Period))
    .with(Senses::list(List::DateOf))
    .with(Senses::list(List::TimeZone))
    .with(Senses::list(List::OrdinalEnding))
    .with(Senses::list(List::DecadeEnding));

/// Returns `false` if no date can continue after digits that are not a year and contain no point; a filter before the
/// orders are tried.
fn goes_on(text: &Text<'_>, at: usize) -> bool {
    let raw = text.raw(at);
    let mark = || ["/", "-", ":"].iter().any(|mark| text.mark(at + 1, mark));
    raw.len() == 4
        || raw.contains('.')
        || text.senses(at + 1).meets(BEHIND_DIGITS)
        || text.kind(at + 1) == Some(TokenKind::Possessive)
        || mark()
}

fn plain(text: &Text<'_>, at: usize) -> Option<(i16, usize)> {
    let raw = text.raw(at);
    let digits = text.kind(at) == Some(TokenKind::Number) && raw.len() <= 4 && raw.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| raw.parse().ok().map(|value| (value, raw.len())))?
}

/// Returns `true` if the following text is a unit, a percentage or a sum that belongs to the number before it.
pub(super) fn is_counted(text: &Text<'_>, at: usize) -> bool {
    let next = text.joint(at);
    text.list(next, List::Percent).is_some()
        || text.list(next, List::Points).is_some()
        || text.table(next, Table::Scale).is_some()
        || text.unit(next, Form::Name).is_some() && !is_quarter(text, next)
        || text
            .unit(next, Form::Symbol)
            .is_some_and(|(_, to)| text.close(at) || text.raw(next).len() > 1 || to > next + 1)
        || text.mark(at, ":") && text.close(at) && text.close(at + 1) && plain(text, at + 1).is_some()
}

/// The "second quarter" of "the 1988 second quarter": no seconds.
fn is_quarter(text: &Text<'_>, at: usize) -> bool {
    text.table(at, Table::Ordinal).is_some_and(|(_, next)| text.table(text.joint(next), Table::Period).is_some())
}

/// A day of a month in digits ("3", "3rd") or in words ("third"), and the position after it.
fn day_number(text: &Text<'_>, at: usize) -> Option<(i8, usize)> {
    if let Some((value, len)) = plain(text, at) {
        let next = text.list(at + 1, List::OrdinalEnding).filter(|_| text.close(at + 1));
        let good = len <= 2 && (1..=99).contains(&value);
        // "32nd" is not a day; a bare number is one up to 31, or up to 99 if an ending or a year shows it.
        return (good && (value <= 31 || next.is_none())).then_some((value as i8, next.unwrap_or(at + 1)));
    }
    let (tens, next) = text.table(at, Table::Cardinal).map_or((0.0, at), |(tens, next)| (tens, text.joint(next)));
    let (value, next) = text.table(next, Table::Ordinal)?;
    let value = if tens == 0.0 { value } else { tens + value };
    ((tens == 0.0 || tens == 20.0 || tens == 30.0) && (1.0..=31.0).contains(&value)).then_some((value as i8, next))
}

/// A month by its name, with the point of an abbreviation; a word that is also something else needs a capital.
pub(super) fn month(text: &Text<'_>, at: usize) -> Option<(i8, usize)> {
    let plain = text.capital(at) || text.list(at, List::AmbiguousMonth).is_none();
    let (value, next) = text.table(at, Table::Month).filter(|_| plain)?;
    let point = text.mark(next, ".") && text.close(next) && text.raw(at).len() <= 4;
    Some((value as i8, next + usize::from(point)))
}

/// A year in four digits.
fn four_digits(text: &Text<'_>, at: usize) -> Option<(i16, usize)> {
    let (value, len) = plain(text, at)?;
    (len == 4 && (1000..2200).contains(&value)).then_some((value, at + 1))
}

/// The year after a date: "2025", ", 2025", "of 2025", "'98"; never a time of day, and across a line break only with a comma.
pub(super) fn year_behind(text: &Text<'_>, at: usize) -> Option<(i16, usize)> {
    let comma = text.mark(at, ",") && text.close(at);
    let start = if comma { at + 1 } else { text.list(at, List::DateOf).unwrap_or(at) };
    if text.broken(start) && !comma {
        return None;
    }
    if let Some((value, next)) = four_digits(text, start) {
        let zone = text.list(next, List::TimeZone).is_some_and(|_| !text.close(next));
        // "9 May 1830: ..." is a year, and only the digits of minutes make a time of day.
        let clock = text.mark(next, ":") && text.close(next) && text.close(next + 1) && plain(text, next + 1).is_some();
        return (!zone && !clock).then_some((value, next));
    }
    if let Some((value, next)) = spoken(text, start).or_else(|| thousands(text, start)) {
        return Some((value, next));
    }
    // "Sept. '98"
    let quote = ["'", "\u{2019}", "\u{2018}"].iter().any(|mark| text.mark(start, mark));
    let (value, len) = plain(text, start + 1)?;
    (quote && len == 2 && text.close(start + 1)).then(|| (full_year(value), start + 2))
}

fn full_year(two: i16) -> i16 {
    if two < 50 { 2000 + two } else { 1900 + two }
}

fn of(year: Option<i16>, month: Option<i8>, day: Option<i8>) -> DateValue {
    DateValue::Date { year, month, day, weekday: None }
}

/// "September 24, 2025"; "Sept. 24"; "September 2025"; "September".
fn month_first(text: &Text<'_>, at: usize) -> Option<Found> {
    let (month, next) = month(text, at)?;
    let joined = text.date_joint(next);
    let joined_year = || four_digits(text, joined).filter(|_| joined > next);
    if let Some((year, to)) = year_behind(text, next).or_else(joined_year) {
        return Some(Found::date(at, to, of(Some(year), Some(month), None)));
    }
    // "Jan-Feb"
    let pair = joined > next && text.table(joined, Table::Month).is_some();
    let day_at = text.list(joined, List::The).unwrap_or(joined);
    if let Some((day, to)) = day_number(text, day_at).filter(|&(_, to)| !is_counted(text, to) && !text.broken(day_at)) {
        let to_year = text.date_joint(to);
        let year = year_behind(text, to_year).or_else(|| year_behind(text, to));
        if let Some((year, to)) = year {
            return Some(Found::date(at, to, of(Some(year), Some(month), Some(day))));
        }
        if day <= 31 {
            return Some(Found::date(at, to, of(None, Some(month), Some(day))));
        }
    }
    let cue = || (1..=3).filter(|&back| back <= at).any(|back| text.list(at - back, List::MonthCue) == Some(at));
    let plain = text.list(at, List::AmbiguousMonth).is_none() || text.list(at, List::MonthCapital).is_some();
    (plain || pair || next > at + 1 || cue()).then(|| Found::date(at, next, of(None, Some(month), None)))
}

/// "2012/Aug/10", "2023 Sept", "2018 March 18".
fn year_first(text: &Text<'_>, at: usize) -> Option<Found> {
    let (year, next) = four_digits(text, at).filter(|(year, _)| PLAIN_YEARS.contains(year))?;
    let joined = text.date_joint(next);
    let (month, to) = month(text, joined).filter(|_| !text.broken(joined))?;
    let day_at = text.date_joint(to);
    match day_number(text, day_at).filter(|&(day, to)| day <= 31 && !is_counted(text, to) && !text.broken(day_at)) {
        Some((day, to)) => Some(Found::date(at, to, of(Some(year), Some(month), Some(day)))),
        None => Some(Found::date(at, to, of(Some(year), Some(month), None))),
    }
}

/// "04/2016", "2015/3".
fn month_and_year(text: &Text<'_>, at: usize) -> Option<Found> {
    let (first, first_len) = plain(text, at)?;
    let (second, second_len) = plain(text, at + 2)?;
    let mark = ["/", "-"].into_iter().find(|mark| text.mark(at + 1, mark))?;
    let close = text.close(at + 1) && text.close(at + 2);
    let ends = !(["/", "-"].iter().any(|mark| text.mark(at + 3, mark)) && text.close(at + 3));
    let (year, month, short) = match (first_len, second_len) {
        (4, 1 | 2) => (first, second, true),
        (1 | 2, 4) => (second, first, false),
        _ => return None,
    };
    // "2017-21" and "2010-12" are years from one to the other.
    let range = short && mark == "-" && (second_len == 1 || month > year % 100);
    let good = close && ends && !range && (1..=12).contains(&month) && PLAIN_YEARS.contains(&year);
    (good && !text.in_a_name(at)).then(|| Found::date(at, at + 3, of(Some(year), Some(month as i8), None)))
}

/// The largest number before a month and a year that is still a day, if an impossible one.
const SLIP: i8 = 39;

/// "24 September 2025"; "the 24th of September"; "24-Sep-2025".
fn day_first(text: &Text<'_>, at: usize) -> Option<Found> {
    let start = text.list(at, List::The).unwrap_or(at);
    let (day, next) = day_number(text, start)?;
    let month_at = text.list(next, List::DateOf).unwrap_or_else(|| text.date_joint(next));
    let (month, to) = month(text, month_at)?;
    let year_at = text.date_joint(to);
    // "31-Oct-74"
    if year_at > to
        && month_at > next
        && let Some((two, 2)) = plain(text, year_at)
    {
        return Some(Found::date(at, year_at + 1, of(Some(full_year(two)), Some(month), Some(day))));
    }
    match year_behind(text, year_at) {
        // "31 June 2024" is a slip, "the 70 of June 2023" a number of things.
        Some((year, to)) => (day <= SLIP).then(|| Found::date(at, to, of(Some(year), Some(month), Some(day)))),
        None => (day <= 31).then(|| Found::date(at, to, of(None, Some(month), Some(day)))),
    }
}

/// "Wednesday, 24 September 2025"; "Wednesday".
fn weekday(text: &Text<'_>, at: usize) -> Option<Found> {
    let capital = text.capital(at) || text.list(at, List::AmbiguousMonth).is_none();
    let (weekday, next) = text.table(at, Table::Weekday).filter(|_| capital)?;
    let short = text.raw(at).len() <= 5;
    let point = next + usize::from(short && text.mark(next, ".") && text.close(next));
    let comma = point + usize::from(text.mark(point, ","));
    let start = text.list(comma, List::WeekdayLink).unwrap_or(comma);
    let weekday = Some(weekday as u8);
    if let Some(found) = [dotted, digits, month_first, day_first].iter().find_map(|read| read(text, start))
        && let What::Date(date) = found.what
        && let Some((year, month, day)) = ordered(date, weekday)
        && !text.broken(start)
    {
        return Some(Found::date(at, found.to, DateValue::Date { year, month, day, weekday }));
    }
    let ambiguous = || {
        // "(Wed)"; "Sat 9" is one only if it is listed with a date, which is seen later.
        let bracket = at > 0 && ["(", "["].iter().any(|mark| text.mark(at - 1, mark));
        let alone = bracket && [")", "]"].iter().any(|mark| text.mark(point, mark));
        text.list(at, List::AmbiguousMonth).is_some() && !alone && !is_day_behind(text, comma)
    };
    (!ambiguous()).then(|| Found::date(at, point, DateValue::Date { year: None, month: None, day: None, weekday }))
}

/// Returns `true` if a bare number that may be a day is at a position.
fn is_day_behind(text: &Text<'_>, at: usize) -> bool {
    text.kind(at) == Some(TokenKind::Number) && day_number(text, at).is_some_and(|(day, _)| day <= 31)
}

/// The parts of a date with a day; of two orders the one that the weekday fits.
fn ordered(date: DateValue, weekday: Option<u8>) -> Option<(Option<i16>, Option<i8>, Option<i8>)> {
    match date {
        DateValue::Date { year, month, day: Some(day), .. } => Some((year, month, Some(day))),
        DateValue::Numeric { year: Some(year), first, second } => {
            let fits = |month, day| Day::new(year, month, day).map(Day::weekday) == weekday;
            let (american, british) = (fits(first, second), fits(second, first));
            match (american, british) {
                (true, false) => Some((Some(year), Some(first), Some(second))),
                (false, true) => Some((Some(year), Some(second), Some(first))),
                _ => None,
            }
        }
        _ => None,
    }
}

/// "2025-09-24", "24/09/2025", "9/24/25".
fn digits(text: &Text<'_>, at: usize) -> Option<Found> {
    let (first, first_len) = plain(text, at)?;
    let mark = ["-", "/"].into_iter().find(|mark| text.mark(at + 1, mark))?;
    let close = (at + 1..=at + 4).all(|at| text.close(at)) && text.mark(at + 3, mark);
    let ((second, second_len), (third, third_len)) = (plain(text, at + 2)?, plain(text, at + 4)?);
    let ends = !(text.mark(at + 5, mark) && text.close(at + 5));
    // "133-03-03-2020" is a number of something.
    let begins = !(mark == "-" && at > 0 && text.mark(at - 1, mark) && text.close(at));
    let ends = ends && begins;
    if !close || !ends || second_len > 2 {
        return None;
    }
    let (year, month, day) = if first_len == 4 && third_len <= 2 {
        (first, second, third)
    } else if first_len <= 2 && (third_len == 4 || third_len == 2 && mark == "/") {
        let year = if third_len == 4 { third } else { full_year(third) };
        return by_order(at, at + 5, year, first, second);
    } else {
        return None;
    };
    let good = (1..=12).contains(&month) && (1..=31).contains(&day) && (1000..2200).contains(&year);
    good.then(|| Found::date(at, at + 5, of(Some(year), Some(month as i8), Some(day as i8))))
}

/// Two numbers that are month and day in one order or the other.
fn by_order(at: usize, to: usize, year: i16, first: i16, second: i16) -> Option<Found> {
    let month = |value: i16| (1..=12).contains(&value);
    let day = |value: i16| (1..=31).contains(&value);
    if !(1000..2200).contains(&year) {
        return None;
    }
    let date = match (month(first) && day(second), day(first) && month(second)) {
        (true, true) if first != second => {
            DateValue::Numeric { year: Some(year), first: first as i8, second: second as i8 }
        }
        (true, _) => of(Some(year), Some(first as i8), Some(second as i8)),
        (_, true) => of(Some(year), Some(second as i8), Some(first as i8)),
        _ => return None,
    };
    Some(Found::date(at, to, date))
}

/// "24.09.2025".
fn dotted(text: &Text<'_>, at: usize) -> Option<Found> {
    if text.kind(at) != Some(TokenKind::Number) {
        return None;
    }
    let raw = text.raw(at);
    let mut parts = raw.split('.');
    let mut part = || parts.next().filter(|part| (1..=4).contains(&part.len())).and_then(|part| part.parse().ok());
    let (first, second, third): (i16, i16, i16) = (part()?, part()?, part()?);
    if parts.next().is_some() || raw.contains(',') {
        return None;
    }
    if first >= 1000 {
        let good = (1..=12).contains(&second) && (1..=31).contains(&third);
        return good.then(|| Found::date(at, at + 1, of(Some(first), Some(second as i8), Some(third as i8))));
    }
    (third >= 1000).then(|| by_order(at, at + 1, third, first, second))?
}

/// Years that a text means without a word before them.
const PLAIN_YEARS: std::ops::RangeInclusive<i16> = 1700..=2100;

/// "2019", "the 1990s", "fiscal 1989".
fn year(text: &Text<'_>, at: usize) -> Option<Found> {
    let start = text.list(at, List::YearWord).unwrap_or(at);
    if let Some((value, next)) = four_digits(text, start) {
        if value % 10 == 0 && decade_ending(text, next) {
            return Some(Found::date(at, next + 1, DateValue::Decade(value)));
        }
        let cue = start > at || start > 0 && text.list(start - 1, List::YearCue).is_some();
        let zone = text.list(next, List::TimeZone).is_some();
        let counted = is_counted(text, next) || start == at && text.list(next, List::Counted).is_some();
        let good = (cue || weak_cue(text, start, next) || PLAIN_YEARS.contains(&value)) && !counted && !zone;
        return good.then(|| Found::date(at, next, DateValue::year(value)));
    }
    short_decade(text, at)
}

/// Returns `true` if "from" or "to" precedes four digits that no noun follows.
fn weak_cue(text: &Text<'_>, at: usize, next: usize) -> bool {
    let cue = at > 0 && text.list(at - 1, List::YearCueWeak).is_some();
    let joins = text.list(next, List::RangeTo).is_some();
    cue && (joins || text.kind(next) != Some(TokenKind::Word))
}

/// The "s" or "'s" of "1990s".
fn decade_ending(text: &Text<'_>, at: usize) -> bool {
    text.close(at) && (text.list(at, List::DecadeEnding).is_some() || text.kind(at) == Some(TokenKind::Possessive))
}

/// "the '90s", "the 90s", "the nineties", "the nineteen seventies".
fn short_decade(text: &Text<'_>, at: usize) -> Option<Found> {
    let led = at > 0 && (text.list(at - 1, List::The).is_some() || text.list(at - 1, List::YearEnd).is_some());
    if let Some((century, next)) = text.table(at, Table::Cardinal).filter(|(value, _)| (15.0..=20.0).contains(value))
        && let Some((tens, to)) = text.table(text.joint(next), Table::Decade).filter(|(tens, _)| *tens < 100.0)
    {
        return Some(Found::date(at, to, DateValue::Decade((century * 100.0 + tens) as i16)));
    }
    if let Some((tens, next)) = text.table(at, Table::Decade) {
        return led.then(|| Found::date(at, next, DateValue::Decade(1900 + tens as i16)));
    }
    let quote = ["'", "\u{2019}", "\u{2018}"].iter().any(|mark| text.mark(at, mark)) && text.close(at + 1);
    let start = at + usize::from(quote);
    let (value, len) = plain(text, start)?;
    let ending = decade_ending(text, start + 1);
    let good = (quote || led) && len == 2 && value % 10 == 0 && ending;
    good.then(|| Found::date(at, start + 2, DateValue::Decade(full_year(value))))
}

/// "two thousand and eighteen".
fn thousands(text: &Text<'_>, at: usize) -> Option<(i16, usize)> {
    let read = number(text, at).filter(|read| read.shape == Shape::Words)?;
    let two = text.table(at, Table::Cardinal).is_some_and(|(value, _)| value == 2.0);
    (two && (2000.0..2100.0).contains(&read.written.value)).then_some((read.written.value as i16, read.next))
}

/// "nineteen forty-five": a year as it is spoken.
fn spoken(text: &Text<'_>, at: usize) -> Option<(i16, usize)> {
    let (century, next) = text.table(at, Table::Cardinal).filter(|(value, _)| (15.0..=20.0).contains(value))?;
    let joined = text.joint(next);
    // "nineteen oh one"
    if let Some((0.0, after)) = text.table(joined, Table::Cardinal)
        && let Some((unit, to)) = text.table(text.joint(after), Table::Cardinal)
        && (1.0..10.0).contains(&unit)
    {
        return Some(((century * 100.0 + unit) as i16, to));
    }
    let (tens, next) = text.table(joined, Table::Cardinal).filter(|(value, _)| (10.0..100.0).contains(value))?;
    let mut value = century * 100.0 + tens;
    let mut to = next;
    if tens >= 20.0
        && let Some((unit, next)) = text.table(text.joint(next), Table::Cardinal)
        && (1.0..10.0).contains(&unit)
    {
        value += unit;
        to = next;
    }
    Some((value as i16, to))
}

fn spoken_year(text: &Text<'_>, at: usize) -> Option<Found> {
    let word = text.list(at, List::YearWord);
    let named = || thousands(text, word?);
    let cued = || thousands(text, at).filter(|_| at > 0 && text.list(at - 1, List::YearCue).is_some());
    let (value, next) = spoken(text, at).or_else(named).or_else(cued)?;
    (!is_counted(text, next)).then(|| Found::date(at, next, DateValue::year(value)))
}

/// "the 20th century".
fn century(text: &Text<'_>, at: usize) -> Option<Found> {
    let (number, next) = day_number(text, at)?;
    let (period, to) = text.table(text.joint(next), Table::Period)?;
    let ordinal = next > at + 1 || text.table(at, Table::Ordinal).is_some();
    (period == 7.0 && ordinal).then(|| Found::date(at, to, DateValue::Century(number)))
}

/// "10.45".
fn raw_clock(raw: &str) -> Option<(u8, u8)> {
    let (hour, minute) = raw.split_once('.').filter(|(_, minute)| minute.len() == 2)?;
    let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
    ((1..=12).contains(&hour) && minute < 60).then_some((hour, minute))
}

/// "10:35 a.m.", "5pm", "0735 GMT".
fn clock(text: &Text<'_>, at: usize) -> Option<Found> {
    let make = |to: usize, hour: i16, minute: i16| {
        let good = (0..24).contains(&hour) && (0..60).contains(&minute);
        let clock = Clock { hour: hour as u8, minute: minute as u8 };
        good.then_some(Found { from: at, to, what: What::Clock(clock), borrowed: false })
    };
    if let Some((hour, 4)) = plain(text, at)
        && let Some(to) = text.list(at + 1, List::TimeZone)
    {
        return make(to, hour / 100, hour % 100);
    }
    // "10.45pm"
    if let Some((hour, minute)) = raw_clock(text.raw(at))
        && let Some((add, to)) = text.table(at + 1, Table::Meridiem)
    {
        let clock = Clock { hour: hour % 12 + add as u8, minute };
        return Some(Found { from: at, to, what: What::Clock(clock), borrowed: false });
    }
    let (hour, len) = plain(text, at)?;
    let colon = text.mark(at + 1, ":") && text.close(at + 1) && text.close(at + 2);
    let minutes = plain(text, at + 2).filter(|&(_, len)| colon && len == 2);
    let (minute, next) = minutes.map_or((0, at + 1), |(minute, _)| (minute, at + 3));
    let half = text.table(text.joint(next), Table::Meridiem);
    let zone = |at: usize| text.list(at, List::TimeZone).unwrap_or(at);
    match half {
        Some((add, to)) if (1..=12).contains(&hour) && len <= 2 => make(zone(to), hour % 12 + add as i16, minute),
        _ if minutes.is_some() && len <= 2 => make(zone(next), hour, minute),
        _ => None,
    }
}
