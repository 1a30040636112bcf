//! What both readers ask of a block: the dates in it, and words near them.

use crate::kinds::Draft;
use crate::language::analysis::Sentence;
use crate::language::cues::ListId;
use crate::language::values::{DateValue, Value};
use crate::text::{Prose, Span};
use crate::time::{Day, When};

/// Any year but a leap year, for entries without one.
const SOME_YEAR: i16 = 2001;

/// Years of timelines.
const YEARS: std::ops::RangeInclusive<i16> = 1000..=2100;

/// The days of dates one after the other; one without a year is of the year that puts it nearest to the one before it.
pub(super) fn settled(dates: &[DateValue], draft: &Draft<'_>) -> Option<Vec<When>> {
    let given = draft.day.given().map_or(SOME_YEAR, Day::year);
    let mut found: Vec<When> = Vec::with_capacity(dates.len());
    for date in dates {
        let near = |last: &When| {
            let around = last.earliest.year();
            let years = (around - 1..=around + 1).filter_map(|year| in_year(*date, year));
            years.min_by_key(|when| when.earliest.since(last.earliest).abs())
        };
        let by_others = || found.last().map_or_else(|| in_year(*date, given), near);
        let when = date.when(None).or_else(by_others)?;
        found.push(when);
    }
    Some(found)
}

fn in_year(date: DateValue, year: i16) -> Option<When> {
    let DateValue::Date { year: None, month: Some(month), day, .. } = date else { return None };
    match day {
        Some(day) => Day::new(year, month, day).map(When::exactly),
        None => When::month(year, month),
    }
}

/// The dates of a block, in order: years, months and days, also those whose month or year a neighbour gives.
pub(super) fn dates<'d>(draft: &'d Draft<'_>, block: usize) -> impl Iterator<Item = (DateValue, Span<Prose>)> + 'd {
    let values = draft.analysis.of_block(block).iter().flat_map(Sentence::values);
    values.filter_map(|value| value.date().map(|date| (date, value.span)).or_else(|| year(draft, value)))
}

/// Four digits that may be a year, also where a noun follows: "1914 passengers", "1922 A second track is laid".
fn year(draft: &Draft<'_>, value: &Value) -> Option<(DateValue, Span<Prose>)> {
    let text = value.span.of(draft.analysis.prose());
    let (digits, rest) = text.split_at_checked(4)?;
    let year =
        digits.parse().ok().filter(|year| YEARS.contains(year) && !rest.starts_with(|c: char| c.is_ascii_digit()))?;
    let start = value.span.start as usize;
    Some((DateValue::year(year), Span::new(start, start + digits.len())))
}

/// Returns `true` if an item of a list is among the words of a block.
pub(super) fn has_item(draft: &Draft<'_>, block: usize, list: ListId) -> bool {
    draft.analysis.of_block(block).iter().any(|sentence| sentence.cues().iter().any(|cue| cue.list == list))
}

/// Returns `true` if an item of a list is in a stretch of prose.
pub(super) fn has_item_in(draft: &Draft<'_>, block: usize, span: Span<Prose>, list: ListId) -> bool {
    draft.analysis.of_block(block).iter().any(|sentence| {
        let tokens = sentence.tokens();
        let inside =
            |from: usize, to: usize| tokens[from].span.start >= span.start && tokens[to - 1].span.end <= span.end;
        sentence.cues().iter().any(|cue| cue.list == list && cue.to() <= tokens.len() && inside(cue.from(), cue.to()))
    })
}
