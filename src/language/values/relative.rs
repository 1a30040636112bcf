//! Days and periods by the draft's day, and quarters: "yesterday", "last week", "three years ago", "the third quarter".

use super::calendar::{DateValue, Named, Period};
use super::dates::{date, is_counted, month, year_behind};
use super::found::{AmountSort, Found, What};
use super::lexicon::{List, Senses, Table, UnitId};
use super::text::Text;
use crate::language::tokens::TokenKind;

/// The words that one of them may begin with; "Q3" is none of these.
const OPENERS: Senses = Senses::table(Table::RelativeDay)
    .with(Senses::table(Table::Relative))
    .with(Senses::table(Table::Ordinal))
    .with(Senses::table(Table::Season));

/// The longest of them at a position; `dated` is a date at the same position.
pub(super) fn relative(text: &Text<'_>, at: usize, dated: Option<&Found>) -> Option<Found> {
    // "The 1988 second quarter", "third-quarter"
    if text.kind(at)? == TokenKind::Number {
        let ordinal = text.senses(at + 1).meets(Senses::list(List::OrdinalEnding));
        return if ordinal || dated.is_some() { quarter(text, at, dated) } else { None };
    }
    let short = || text.tokens[at].lower.len() == 2;
    if !text.senses(at).meets(OPENERS) && !short() {
        return None;
    }
    let found = [day(text, at), period(text, at), quarter(text, at, dated), season(text, at)];
    found.into_iter().flatten().max_by_key(|found| found.to)
}

/// "yesterday", "the day before yesterday", "tonight".
fn day(text: &Text<'_>, at: usize) -> Option<Found> {
    let (offset, next) = text.table(at, Table::RelativeDay)?;
    let to = text.table(next, Table::DayPart).map_or(next, |(_, next)| next);
    Some(Found::date(at, to, DateValue::Relative { period: Period::Day, offset: offset as i32 }))
}

/// "last week", "this year", "next Monday", "last summer", "this morning".
fn period(text: &Text<'_>, at: usize) -> Option<Found> {
    let (offset, next) = text.table(at, Table::Relative)?;
    let offset = offset as i32;
    let named = |to: usize, name: Named| Found::date(at, to, DateValue::RelativeNamed { name, offset });
    if let Some((value, to)) = text.table(next, Table::Period) {
        let period = Period::ALL.get(value as usize).copied()?;
        // "This year's third quarter".
        if period == Period::Year
            && text.kind(to) == Some(TokenKind::Possessive)
            && let Some((number, to)) = quarter_number(text, to + 1)
        {
            return Some(named(to, Named::Quarter(number)));
        }
        return Some(Found::date(at, to, DateValue::Relative { period, offset }));
    }
    if let Some((part, to)) = text.table(next, Table::DayPart) {
        // "Last night" is yesterday's, "this morning" today's.
        let night = part == 3.0 || offset == 0;
        return night.then(|| Found::date(at, to, DateValue::Relative { period: Period::Day, offset }));
    }
    if let Some((weekday, to)) = text.table(next, Table::Weekday) {
        let to = text.table(to, Table::DayPart).map_or(to, |(_, to)| to);
        return Some(named(to, Named::Weekday(weekday as u8)));
    }
    if let Some((season, to)) = text.table(next, Table::Season) {
        return Some(named(to, Named::Season(season as i8)));
    }
    if let Some((number, to)) = quarter_number(text, next) {
        return Some(named(to, Named::Quarter(number)));
    }
    let (value, to) = month(text, next)?;
    // "Last Oct. 23" is a day, and so is "next June 4".
    let day = text.kind(to) == Some(TokenKind::Number) && text.raw(to).len() <= 2 && !text.close(to);
    (!day).then(|| named(to, Named::Month(value)))
}

/// "the third quarter of 1989", "third-quarter", "Q3 2019".
fn quarter(text: &Text<'_>, at: usize, dated: Option<&Found>) -> Option<Found> {
    // "The 1988 second quarter", "2016 Q3".
    if text.kind(at) == Some(TokenKind::Number)
        && let Some(found) = dated
        && let What::Date(date) = found.what
        && let Some(year) = date.year_alone()
        && let Some((number, to)) = quarter_number(text, text.list(found.to, List::The).unwrap_or(found.to))
    {
        return Some(Found::date(at, to, DateValue::Quarter { year: Some(year), quarter: number }));
    }
    let (number, next) = quarter_number(text, at)?;
    let year = year_behind(text, next).filter(|&(_, to)| !is_counted(text, to));
    let (year, to) = year.map_or((None, next), |(year, to)| (Some(year), to));
    Some(Found::date(at, to, DateValue::Quarter { year, quarter: number }))
}

fn quarter_number(text: &Text<'_>, at: usize) -> Option<(i8, usize)> {
    let in_range = |value: f64| (1.0..=4.0).contains(&value).then_some(value as i8);
    let lower = text.tokens.get(at).map_or("", |token| token.lower.as_str());
    // "Q3"
    if let Some((letter, digit)) = lower.split_at_checked(1)
        && digit.len() == 1
        && text.lexicon.has(List::QuarterLetter, letter)
    {
        return Some((in_range(digit.parse().ok()?)?, at + 1));
    }
    let digits = || {
        let next = text.list(at + 1, List::OrdinalEnding).filter(|_| text.close(at + 1))?;
        text.raw(at).parse().ok().map(|value| (value, next))
    };
    let (value, next) = text.table(at, Table::Ordinal).or_else(digits)?;
    let (period, to) = text.table(text.joint(next), Table::Period)?;
    (Period::ALL.get(period as usize) == Some(&Period::Quarter)).then_some((in_range(value)?, to))
}

/// "summer 2019", "the winter of 1994".
fn season(text: &Text<'_>, at: usize) -> Option<Found> {
    let (season, next) = text.table(at, Table::Season)?;
    let after = text.list(next, List::DateOf).unwrap_or(next);
    let found = date(text, after).filter(|_| !text.broken(after))?;
    let What::Date(date) = found.what else { return None };
    let year = date.year_alone()?;
    Some(Found::date(at, found.to, DateValue::Season { year: Some(year), season: season as i8 }))
}

/// The period that a unit of time counts.
pub(super) fn period_of(text: &Text<'_>, unit: UnitId) -> Option<Period> {
    let name = &*text.lexicon.unit(unit).name;
    text.lexicon.phrases(name).iter().find_map(|phrase| match phrase.sense {
        super::lexicon::Sense::Table(Table::Period, value) => Period::ALL.get(value as usize).copied(),
        _ => None,
    })
}

/// "three years ago", "two weeks later": a duration and the word after it.
pub(super) fn shifted(text: &Text<'_>, found: Found) -> Option<Found> {
    let What::Amount { sort: AmountSort::Duration, written, unit: Some(unit), .. } = found.what else {
        return None;
    };
    let period = period_of(text, unit)?;
    let (sign, from_now, to) = if let Some(to) = text.list(found.to, List::Ago) {
        (-1.0, true, to)
    } else if let Some(to) = text.list(found.to, List::Earlier) {
        (-1.0, false, to)
    } else {
        (1.0, false, text.list(found.to, List::Later)?)
    };
    Some(Found::date(found.from, to, DateValue::Shift { count: sign * written.value, period, from_now }))
}
