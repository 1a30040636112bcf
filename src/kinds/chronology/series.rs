//! Lists whose entries begin with a date: items, paragraphs, headings, rows of a table.

use super::entries::{dates, has_item, settled};
use super::order::out_of_order;
use super::{Clash, Lists};
use crate::document::BlockKind;
use crate::kinds::Draft;
use crate::language::structure::Table;
use crate::language::values::DateValue;
use crate::text::{Prose, Span};

/// Fewest entries of a chronology.
const ENTRIES: usize = 4;
/// Bytes of an entry "label: date", and of a line over a list that says what it is.
const SHORT: usize = 100;

/// Bytes between a label and its date.
const LEAD: usize = 12;
/// Blocks between a list and the heading over it, at most.
const FAR: usize = 60;

/// The date of an entry.
type Entry = (DateValue, Span<Prose>);

/// The clashes, and the number of entries.
pub(super) fn clashes(draft: &Draft<'_>, lists: Lists) -> (Vec<Clash>, usize) {
    let mut found = Vec::new();
    let mut read = 0;
    for (first, entries) in series(draft) {
        read += entries.len();
        let about = |list| above(draft, first).any(|block| has_item(draft, block, list));
        // Entries that last are in the order of their subjects.
        let lasts = entries.iter().any(|(_, span)| goes_on(draft, *span));
        if lasts || !about(lists.chronology) || about(lists.unordered) {
            continue;
        }
        let dates: Vec<DateValue> = entries.iter().map(|entry| entry.0).collect();
        let Some(days) = settled(&dates, draft) else { continue };
        if let Some((entry, other)) = out_of_order(&days) {
            found.push(Clash { date: entries[entry].1, other: entries[other].1, versions: None });
        }
    }
    (found, read)
}

/// Returns `true` if a date begins a stretch ("1924-1929", "May 1998 to June 1999"), or if digits follow that were not read.
fn goes_on(draft: &Draft<'_>, date: Span<Prose>) -> bool {
    let rest = draft.analysis.prose()[date.end as usize..].trim_start_matches(' ');
    let number = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let dash = rest.strip_prefix(['-', '–', '—']).map(|rest| (rest.starts_with(' '), rest.trim_start()));
    let stretch = dash.is_some_and(|(spaced, rest)| number(rest) || !spaced && rest.starts_with(char::is_uppercase));
    stretch || number(rest) || rest.strip_prefix(',').is_some_and(number)
}

/// The blocks that may say what a list is: the heading over it, a short line that ends with a colon, and the head of a table.
fn above<'d>(draft: &'d Draft<'_>, first: usize) -> impl Iterator<Item = usize> + 'd {
    let blocks = &draft.analysis.blocks;
    let heading = (first.saturating_sub(FAR)..first).rev().find(|&block| blocks[block].kind == BlockKind::Heading);
    let opens = |block: &usize| blocks[*block].text().len() <= SHORT && blocks[*block].text().trim_end().ends_with(':');
    let line = first.checked_sub(1).filter(opens);
    let head = draft.analysis.structure().cell(first).filter(|(table, row, _)| table.head_row && *row == 0);
    let cells = head.into_iter().filter_map(|(table, ..)| table.rows.first()).flatten().flatten().copied();
    heading.into_iter().chain(line).chain(cells)
}

/// Each series: the block of its first entry, and the entries.
fn series(draft: &Draft<'_>) -> Vec<(usize, Vec<Entry>)> {
    let structure = draft.analysis.structure();
    let mut found = Vec::new();
    let mut records = Vec::new();
    for list in &structure.lists {
        let blocks: Vec<usize> = list.items.iter().filter(|item| !item.is_empty()).map(|item| item.start).collect();
        match all(draft, &blocks, opening) {
            Some(entries) => found.push(entries),
            None => records.extend(all(draft, &blocks, labelled)),
        }
    }
    // Lists with the same labels are records of several things, no timelines.
    let label = |(block, entries): &(usize, Vec<Entry>)| {
        let from = draft.analysis.blocks[*block].span.start as usize;
        &draft.analysis.prose()[from..entries[0].1.start as usize]
    };
    let alone = |one: &&(usize, Vec<Entry>)| records.iter().filter(|other| label(other) == label(one)).count() == 1;
    found.extend(records.iter().filter(alone).cloned());
    for table in structure.tables.iter().filter(|table| !table.spans) {
        found.extend(columns(draft, table));
    }
    let alone = |kind: BlockKind| {
        let blocks = draft.analysis.blocks.iter().enumerate();
        let of_kind = blocks.filter(move |(number, block)| {
            block.kind == kind && structure.item(*number).is_none() && structure.cell(*number).is_none()
        });
        of_kind.map(|(number, _)| number).collect::<Vec<_>>()
    };
    for kind in [BlockKind::Paragraph, BlockKind::Heading] {
        let blocks = alone(kind);
        for run in blocks.chunk_by(|&one, &other| {
            opening(draft, one).is_some() == opening(draft, other).is_some()
                && (kind == BlockKind::Heading || other == one + 1)
        }) {
            found.extend(all(draft, run, opening));
        }
    }
    found
}

/// The entries of blocks that all have a date.
fn all(
    draft: &Draft<'_>,
    blocks: &[usize],
    read: fn(&Draft<'_>, usize) -> Option<Entry>,
) -> Option<(usize, Vec<Entry>)> {
    let entries: Option<Vec<Entry>> = blocks.iter().map(|&block| read(draft, block)).collect();
    Some((*blocks.first()?, entries.filter(|entries| entries.len() >= ENTRIES)?))
}

/// The date that a block opens with.
fn opening(draft: &Draft<'_>, block: usize) -> Option<Entry> {
    let span = draft.analysis.blocks[block].span;
    let text = span.of(draft.analysis.prose());
    let lead = text.len() - text.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    let (date, found) = dates(draft, block).next()?;
    // "#2000" is the number of an issue.
    let numbered = draft.analysis.prose()[..found.start as usize].ends_with('#');
    let first = found.start as usize <= span.start as usize + lead && !numbered;
    (first && is_dated(date) && !draft.analysis.is_quoted(block, found)).then_some((date, found))
}

/// The date that a short block ends with, after a label: "Submission of papers: 14 April 2026", "Workshop: 3–4 September".
fn labelled(draft: &Draft<'_>, block: usize) -> Option<Entry> {
    let span = draft.analysis.blocks[block].span;
    let all: Vec<Entry> = dates(draft, block).filter(|(date, _)| is_dated(*date)).collect();
    let (&(date, first), &(_, last)) = (all.first()?, all.last()?);
    let text = |from: u32, to: u32| &draft.analysis.prose()[from as usize..to as usize];
    // "Workshop: 9 and 10 September"
    let label = text(span.start, first.start).rsplit_once([':', '–', '—', '…', '|']);
    let closed = label.is_some_and(|(_, rest)| rest.len() <= LEAD);
    let ends = !text(last.end, span.end).contains(char::is_alphanumeric);
    let range = all.len() <= 2 && (first == last || !text(first.end, last.start).contains(char::is_alphanumeric));
    (span.len() <= SHORT && closed && ends && range).then_some((date, first))
}

/// Returns `true` for a day, a month or a year.
fn is_dated(date: DateValue) -> bool {
    matches!(date, DateValue::Date { month: Some(_), .. } | DateValue::Date { year: Some(_), .. })
}

/// The columns of a table of which all cells are dates: the first one, or the one of a table with labels.
fn columns(draft: &Draft<'_>, table: &Table) -> Option<(usize, Vec<Entry>)> {
    let rows = table.rows.get(usize::from(table.head_row)..)?;
    let width = rows.iter().map(Vec::len).max()?;
    let column = |at: usize| {
        let cells: Option<Vec<usize>> = rows.iter().map(|row| row.get(at).copied().flatten()).collect();
        all(draft, &cells?, only)
    };
    let dated: Vec<(usize, Vec<Entry>)> = (0..width).filter_map(column).collect();
    // Two columns of dates are the ends of something.
    let [(_, entries)] = dated.as_slice() else { return None };
    let first = table.rows.first()?.iter().flatten().min()?;
    Some((*first, entries.clone()))
}

/// The date that a cell is.
fn only(draft: &Draft<'_>, block: usize) -> Option<Entry> {
    let span = draft.analysis.blocks[block].span;
    let (date, found) = dates(draft, block).next()?;
    let prose = draft.analysis.prose();
    let before = &prose[span.start as usize..found.start as usize];
    let after = &prose[found.end as usize..span.end as usize];
    let alone = !before.contains(char::is_alphanumeric) && !after.contains(char::is_alphanumeric);
    (alone && is_dated(date)).then_some((date, found))
}
