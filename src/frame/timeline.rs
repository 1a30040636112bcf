//! Entries of a timeline: "Dec. 28: ...", "1905: ...", "July 25, 2019 - ...". Their present tense is not now but the time at their
//! head.

use crate::document::BlockKind;
use crate::language::analysis::Analysis;
use crate::language::values::DateValue;
use crate::text::{Prose, Span};
use crate::time::{Day, Days};

/// The date at the head of an entry of a timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The date's bytes.
    pub date: Span<Prose>,
    /// Its days, if it starts with a date that includes a year.
    pub days: Days,
}

/// Longest head of an entry, in characters.
const HEAD: usize = 40;

/// The date at the start of a span of prose, or after a few words and a comma.
fn opening_date(analysis: &Analysis<'_>, span: Span<Prose>) -> Option<(DateValue, Span<Prose>, bool)> {
    let (prose, text) = (analysis.prose(), span.of(analysis.prose()));
    let start = span.end as usize - text.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    let head = prose[start..span.end as usize].bytes().take(HEAD);
    // Most stretches of prose open with no number, and no date is without one.
    if !head.into_iter().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (date, found) = analysis.dates_in(span).next().filter(|(_, found)| found.start as usize <= start + 12)?;
    let first = found.start as usize == start;
    (first || prose[start..found.start as usize].trim_end().ends_with(',')).then_some((date, found, first))
}

fn is_of(date: DateValue, day: Option<Day>) -> bool {
    day.is_some() && date.readings(day).into_iter().flatten().any(|when| when.known() == day)
}

/// Returns `true` if a colon, a dash, a point between words or a bar follows, or a place and one of them: ", Cupertino ·".
fn is_closed(rest: &str) -> bool {
    let closes =
        |text: &str| text.trim_start().starts_with([':', '-', '\u{2013}', '\u{2014}', '\u{b7}', '|', '\u{2022}']);
    let place = || {
        let words = rest.strip_prefix(", ")?;
        let end = words.bytes().take(HEAD).position(|byte| !byte.is_ascii_alphabetic() && byte != b' ')?;
        let mark = &words[end..];
        Some(mark.starts_with(['\u{b7}', '|', '\u{2022}', ':']))
    };
    closes(rest) || place() == Some(true)
}

/// The head of a sentence that opens with a date which a colon or dash closes, or with a year and a point, and which is not the day of the draft: a dateline
/// opens so too.
pub fn entry_of_a_timeline(analysis: &Analysis<'_>, span: Span<Prose>, day: Option<Day>) -> Option<Entry> {
    let (date, found, first) = opening_date(analysis, span)?;
    let rest = &analysis.prose()[found.end as usize..];
    let closed = is_closed(rest);
    // "2019. The bill passes."
    let pointed = first && rest.starts_with(". ");
    if !(closed || pointed) || is_of(date, day) {
        return None;
    }
    let when = date.when(None).filter(|_| first);
    Some(Entry {
        date: found,
        days: when.map_or_else(Days::none, |when| Days::range(when.earliest, when.latest.plus(1))),
    })
}

/// Returns `true` if at least two blocks start with a date; a single one may be anything.
pub fn is_timeline(analysis: &Analysis<'_>) -> bool {
    let entry = |span| entry_of_a_timeline(analysis, span, None);
    let dated = analysis.blocks.iter().filter_map(|block| entry(block.span)).filter(|entry| !entry.days.is_empty());
    dated.take(2).count() == 2
}

/// The date that a stretch of prose is, with nothing else but a time of the day; or the year that it is.
fn lone_date_or_year(analysis: &Analysis<'_>, span: Span<Prose>) -> Option<DateValue> {
    if span.len() > HEAD {
        return None;
    }
    let (date, found, first) = opening_date(analysis, span)?;
    let rest = &analysis.prose()[found.end as usize..span.end as usize];
    let alone = match date.year_alone() {
        Some(_) => first && !rest.contains(char::is_alphanumeric),
        None => !rest.contains(char::is_alphabetic),
    };
    alone.then_some(date)
}

fn lone_date(analysis: &Analysis<'_>, span: Span<Prose>) -> Option<DateValue> {
    lone_date_or_year(analysis, span).filter(|date| date.year_alone().is_none())
}

/// The date or the year that a block is.
pub fn date_alone(analysis: &Analysis<'_>, span: Span<Prose>) -> Option<DateValue> {
    lone_date_or_year(analysis, span)
}

/// The year that a stretch of prose is.
fn lone_year(analysis: &Analysis<'_>, span: Span<Prose>) -> Option<i16> {
    lone_date_or_year(analysis, span)?.year_alone()
}

/// Returns `true` if a block is just a year other than the draft's.
pub fn another_year(analysis: &Analysis<'_>, span: Span<Prose>, day: Option<Day>) -> bool {
    lone_year(analysis, span).is_some_and(|year| day.is_none_or(|day| day.year() != year))
}

/// Returns `true` if at least two headings of a draft are years, so that its sections are about years.
pub fn has_years(analysis: &Analysis<'_>) -> bool {
    let headings = analysis.blocks.iter().filter(|block| block.kind == BlockKind::Heading);
    headings.filter(|block| lone_year(analysis, block.span).is_some()).take(2).count() == 2
}

/// Returns `true` if the table that starts at a block has a cell that is a date or year other than the draft's, so that
/// its rows are about various times.
pub fn is_a_dated_table(analysis: &Analysis<'_>, first: usize, day: Option<Day>) -> bool {
    let mut cells = analysis.blocks[first..].iter().take_while(|block| block.kind == BlockKind::Cell);
    cells.any(|cell| another_year(analysis, cell.span, day) || date_of_another_day(analysis, cell.span, day))
}

/// Returns `true` if a block is just a date.
pub fn is_a_date(analysis: &Analysis<'_>, span: Span<Prose>) -> bool {
    lone_date(analysis, span).is_some()
}

/// Returns `true` if a block is just a date other than the draft's: the text below was written on that day.
pub fn date_of_another_day(analysis: &Analysis<'_>, span: Span<Prose>, day: Option<Day>) -> bool {
    lone_date(analysis, span).is_some_and(|date| !is_of(date, day))
}

/// Returns `true` if a draft has at least two such blocks: a page written over several days.
pub fn mixes_days(analysis: &Analysis<'_>) -> bool {
    let blocks = analysis.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Heading | BlockKind::Paragraph));
    blocks.filter(|block| is_a_date(analysis, block.span)).take(2).count() == 2
}
