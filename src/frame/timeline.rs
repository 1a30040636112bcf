//! Entries of a timeline: "Dec. 28: ...", "1905: ...", "July 25, 2019 - ...". Their present tense is not now.

use crate::language::dates::{Calendar, DateKind};
use crate::language::view::View;
use crate::time::{Day, When};

/// Whether a sentence opens with a date that a colon or dash closes, and that is not the day of the draft: a dateline opens so too.
pub fn entry_of_a_timeline(view: &View, calendar: &Calendar, prose: &str, day: Option<Day>) -> bool {
    let text = view.span.of(prose).trim_start_matches(|c: char| !c.is_alphanumeric());
    let start = view.span.end as usize - text.len();
    let head_end = text.char_indices().nth(40).map_or(text.len(), |(at, _)| at);
    let head = crate::text::Span::new(start, start + head_end);
    let Some(date) = calendar.dates(prose, head).into_iter().find(|date| date.span.start as usize <= start + 12) else {
        return false;
    };
    if date.span.start as usize != start && !prose[start..date.span.start as usize].trim_end().ends_with(',') {
        return false;
    }
    let of_the_draft = day.is_some_and(|day| match date.kind {
        DateKind::NoYear { month, day: number } => (month, number) == (day.ymd().1, day.ymd().2),
        DateKind::Full | DateKind::Month | DateKind::Year => date.when.and_then(When::known) == Some(day),
    });
    if of_the_draft {
        return false;
    }
    prose[date.span.end as usize..].trim_start().starts_with([':', '-', '\u{2013}', '\u{2014}'])
}
