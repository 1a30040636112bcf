//! Entries that begin with a time of day: "09:15–10:30 Keynote".

use super::{Clash, Sort};
use crate::document::BlockKind;
use crate::kinds::Draft;
use crate::language::analysis::Sentence;
use crate::language::cues::ListId;
use crate::language::values::{Clock, Value, ValueKind};
use crate::text::{Prose, Span};

/// Fewest entries of a timetable.
const ENTRIES: usize = 4;
/// Minutes back after which another day, or the afternoon of a clock of twelve hours, begins.
const NEXT_DAY: i32 = 240;
/// The hours in which a time before the one it should follow is no time of the next day.
const MORNING: i32 = 8 * 60;
const EVENING: i32 = 18 * 60;
/// Bytes between the two times of an entry.
const BETWEEN: usize = 8;

/// An entry.
#[derive(Debug, Clone, Copy)]
struct Entry {
    block: usize,
    start: i32,
    end: Option<i32>,
    span: Span<Prose>,
}

/// Bytes of a block in which a date says which day a programme is of.
const DAY: u32 = 60;

/// The clashes, and the number of entries.
pub(super) fn clashes(draft: &Draft<'_>, parallel: ListId) -> (Vec<Clash>, usize) {
    let mut found = Vec::new();
    let mut read = 0;
    for series in series(draft) {
        read += series.len();
        if series.len() < ENTRIES {
            continue;
        }
        found.extend(series.iter().filter(|entry| is_backwards(entry)).map(|entry| Clash {
            sort: Sort::Backwards,
            entry: entry.span,
            other: entry.span,
        }));
        let apart = |entry: &Entry| {
            let sentences = draft.analysis.of_block(entry.block);
            sentences.iter().any(|sentence| sentence.cues().iter().any(|cue| cue.list == parallel))
        };
        if found.is_empty() && !series.iter().any(apart) {
            found.extend(out_of_order(&series).or_else(|| overlap(&series)));
        }
    }
    (found, read)
}

fn is_backwards(entry: &Entry) -> bool {
    entry.end.is_some_and(|end| end < entry.start && end >= MORNING && entry.start < EVENING)
}

/// The only entry that begins before the one above it; the last one may be of another list.
fn out_of_order(series: &[Entry]) -> Option<Clash> {
    let falls: Vec<usize> = (1..series.len()).filter(|&at| series[at].start < series[at - 1].start).collect();
    let &[at] = falls.as_slice() else { return None };
    let fits = |without: usize| {
        let others: Vec<&Entry> =
            series.iter().enumerate().filter(|(at, _)| *at != without).map(|(_, one)| one).collect();
        others.is_sorted_by_key(|entry| entry.start)
    };
    let last = at + 1 == series.len();
    (!last && (fits(at) || fits(at - 1))).then(|| Clash {
        sort: Sort::Order,
        entry: series[at].span,
        other: series[at - 1].span,
    })
}

/// The only entry that ends after the next one begins, and before that one ends.
fn overlap(series: &[Entry]) -> Option<Clash> {
    let ends = series.iter().filter(|entry| entry.end.is_some()).count();
    let over = |at: &usize| {
        let (one, next) = (&series[*at], &series[*at + 1]);
        one.end.is_some_and(|end| end > next.start && one.start < next.start && next.end.is_none_or(|next| end < next))
    };
    let around = |at: &usize| series[*at].end.is_some_and(|end| end > series[*at + 1].start);
    let all: Vec<usize> = (0..series.len() - 1).filter(around).collect();
    let &[at] = all.as_slice() else { return None };
    (over(&at) && ends * 4 >= series.len() * 3).then(|| Clash {
        sort: Sort::Overlap,
        entry: series[at].span,
        other: series[at + 1].span,
    })
}

/// Entries in the order of the draft, split at headings and where another day begins.
fn series(draft: &Draft<'_>) -> Vec<Vec<Entry>> {
    let structure = draft.analysis.structure();
    let mut found: Vec<Vec<Entry>> = vec![Vec::new()];
    let mut kind = None;
    for (number, block) in draft.analysis.blocks.iter().enumerate() {
        if matches!(block.kind, BlockKind::Heading | BlockKind::Quote) {
            found.push(Vec::new());
            continue;
        }
        if structure.cell(number).is_some_and(|(_, _, column)| column > 0) {
            continue;
        }
        let Some(entry) = entry(draft, number, block.span) else {
            // "Friday, 13 October": the programme of another day.
            let head = block.span.start + DAY;
            if draft.analysis.dates_in(block.span).any(|(_, span)| span.end <= head) {
                found.push(Vec::new());
            }
            continue;
        };
        let last = found.last().and_then(|series| series.last());
        let later = last.is_none_or(|last| last.start - entry.start < NEXT_DAY);
        if !later || kind != Some(block.kind) {
            found.push(Vec::new());
        }
        kind = Some(block.kind);
        if let Some(series) = found.last_mut() {
            series.push(entry);
        }
    }
    found
}

/// The times that open a block.
fn entry(draft: &Draft<'_>, block: usize, span: Span<Prose>) -> Option<Entry> {
    let prose = draft.analysis.prose();
    let first = draft.analysis.of_block(block).first()?;
    let mut values = first.values().iter();
    let one = values.next()?;
    let lead = &prose[span.start as usize..one.span.start as usize];
    let start = minutes(one).filter(|_| !lead.contains(char::is_alphanumeric))?;
    let second = values.next().filter(|second| joins(prose, first, one, second));
    let end = second.and_then(minutes);
    let whole = second.map_or(one.span, |second| one.span.join(second.span));
    Some(Entry { block, start, end, span: whole })
}

fn minutes(value: &Value) -> Option<i32> {
    match value.kind {
        ValueKind::Clock(Clock { hour, minute }) => Some(i32::from(hour) * 60 + i32::from(minute)),
        _ => None,
    }
}

/// Returns `true` if only a dash, or one word, is between two times.
fn joins(prose: &str, sentence: &Sentence<'_>, one: &Value, second: &Value) -> bool {
    let between = prose[one.span.end as usize..second.span.start as usize].trim();
    let words = sentence.tokens().iter();
    let inside = words.filter(|token| token.span.start >= one.span.end && token.span.end <= second.span.start);
    between.len() <= BETWEEN && inside.count() == 1 && !matches!(between, "," | "/" | ";" | "&" | "|" | "+")
}
