//! Entries of a timeline: "Dec. 28: ...", "1905: ...", "July 25, 2019 - ...". Their present tense is not now but the time at their
//! head.

use crate::document::BlockKind;
use crate::language::analysis::Analysis;
use crate::language::dates::{Calendar, DateKind, DateMention};
use crate::text::{Prose, Span};
use crate::time::{Day, Days, When};

/// The date at the head of an entry of a timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The date's bytes.
    pub date: Span<Prose>,
    /// The days that it names, where a year stands in it and the entry opens with it.
    pub days: Days,
}

/// Longest head of an entry, in characters.
const HEAD: usize = 40;

/// The date that a stretch of prose opens with, or that stands behind a few words and a comma.
fn opening_date(span: Span<Prose>, calendar: &Calendar, prose: &str) -> Option<(DateMention, bool)> {
    let text = span.of(prose).trim_start_matches(|c: char| !c.is_alphanumeric());
    let start = span.end as usize - text.len();
    let head_end = text.char_indices().nth(HEAD).map_or(text.len(), |(at, _)| at);
    let head = Span::new(start, start + head_end);
    // Most stretches of prose open with no number, and no date is without one.
    if !head.of(prose).bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let date = calendar.dates(prose, head).into_iter().find(|date| date.span.start as usize <= start + 12)?;
    let first = date.span.start as usize == start;
    (first || prose[start..date.span.start as usize].trim_end().ends_with(',')).then_some((date, first))
}

fn is_of(date: &DateMention, day: Option<Day>) -> bool {
    day.is_some_and(|day| match date.kind {
        DateKind::NoYear { month, day: number } => (month, number) == (day.ymd().1, day.ymd().2),
        DateKind::Full | DateKind::Month | DateKind::Year => date.when.and_then(When::known) == Some(day),
    })
}

/// The head of a sentence that opens with a date which a colon or dash closes, or with a year and a point, and which is not the day of the draft: a dateline
/// opens so too.
pub fn entry_of_a_timeline(span: Span<Prose>, calendar: &Calendar, prose: &str, day: Option<Day>) -> Option<Entry> {
    let (date, first) = opening_date(span, calendar, prose)?;
    let rest = &prose[date.span.end as usize..];
    let closed = rest.trim_start().starts_with([':', '-', '\u{2013}', '\u{2014}']);
    // "2019. The bill passes."
    let pointed = first && date.kind == DateKind::Year && rest.starts_with(". ");
    if !(closed || pointed) || is_of(&date, day) {
        return None;
    }
    let when = date.when.filter(|_| first);
    Some(Entry {
        date: date.span,
        days: when.map_or_else(Days::none, |when| Days::range(when.earliest, when.latest.plus(1))),
    })
}

/// Whether two blocks or more open with dates of their own: one alone may be anything.
pub fn is_timeline(analysis: &Analysis<'_>, calendar: &Calendar) -> bool {
    let entry = |span| entry_of_a_timeline(span, calendar, analysis.prose(), None);
    let dated = analysis.blocks.iter().filter_map(|block| entry(block.span)).filter(|entry| !entry.days.is_empty());
    dated.take(2).count() == 2
}

/// The date that a stretch of prose is, with nothing else but a time of the day; or the year that it is.
fn lone_date_or_year(span: Span<Prose>, calendar: &Calendar, prose: &str) -> Option<DateMention> {
    if span.len() > HEAD {
        return None;
    }
    let (date, first) = opening_date(span, calendar, prose)?;
    let rest = &prose[date.span.end as usize..span.end as usize];
    let alone = match date.kind {
        DateKind::Year => first && !rest.contains(char::is_alphanumeric),
        DateKind::Full | DateKind::Month | DateKind::NoYear { .. } => !rest.contains(char::is_alphabetic),
    };
    alone.then_some(date)
}

fn lone_date(span: Span<Prose>, calendar: &Calendar, prose: &str) -> Option<DateMention> {
    lone_date_or_year(span, calendar, prose).filter(|date| date.kind != DateKind::Year)
}

/// The year that a stretch of prose is.
fn lone_year(span: Span<Prose>, calendar: &Calendar, prose: &str) -> Option<When> {
    lone_date_or_year(span, calendar, prose).filter(|date| date.kind == DateKind::Year)?.when
}

/// Whether a block is a year and nothing else, and not the draft's own.
pub fn another_year(span: Span<Prose>, calendar: &Calendar, prose: &str, day: Option<Day>) -> bool {
    let own = |year: When| day.is_some_and(|day| year.earliest <= day && day <= year.latest);
    lone_year(span, calendar, prose).is_some_and(|year| !own(year))
}

/// Whether two headings or more of a draft are years: it tells of one after the other.
pub fn has_years(analysis: &Analysis<'_>, calendar: &Calendar) -> bool {
    let headings = analysis.blocks.iter().filter(|block| block.kind == BlockKind::Heading);
    headings.filter(|block| lone_year(block.span, calendar, analysis.prose()).is_some()).take(2).count() == 2
}

/// Whether the table that begins at a block has a cell that is a date or a year, and not the draft's own: its rows are of many times.
pub fn is_a_dated_table(analysis: &Analysis<'_>, first: usize, calendar: &Calendar, day: Option<Day>) -> bool {
    let prose = analysis.prose();
    let mut cells = analysis.blocks[first..].iter().take_while(|block| block.kind == BlockKind::Cell);
    cells.any(|cell| {
        another_year(cell.span, calendar, prose, day) || date_of_another_day(cell.span, calendar, prose, day)
    })
}

/// Whether a block is a date and nothing else.
pub fn is_a_date(span: Span<Prose>, calendar: &Calendar, prose: &str) -> bool {
    lone_date(span, calendar, prose).is_some()
}

/// Whether a block is a date and nothing else, and not the draft's own: what stands below was written on that day.
pub fn date_of_another_day(span: Span<Prose>, calendar: &Calendar, prose: &str, day: Option<Day>) -> bool {
    lone_date(span, calendar, prose).is_some_and(|date| !is_of(&date, day))
}

/// Whether a draft has two such blocks or more: a page that is written over days.
pub fn mixes_days(analysis: &Analysis<'_>, calendar: &Calendar) -> bool {
    let blocks = analysis.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Heading | BlockKind::Paragraph));
    blocks.filter(|block| is_a_date(block.span, calendar, analysis.prose())).take(2).count() == 2
}
