//! Tables of `reStructuredText`: of a grid, and simple ones.

use std::ops::Range;

use super::{Line, Walk};
use crate::document::BlockKind;

/// Longest simple table, in lines.
const LONGEST: usize = 10_000;

/// Reads a table that begins here; answers how many lines it took.
pub(super) fn table<'a>(walk: &mut Walk<'a>, lines: &[Line<'a>]) -> Option<usize> {
    let first = lines[0].text;
    if first.starts_with("+-") && first.ends_with('+') && first.bytes().all(|b| b == b'+' || b == b'-') {
        return Some(grid(walk, lines));
    }
    let border =
        |text: &str| text.starts_with("==") && text.contains(' ') && text.bytes().all(|b| b == b'=' || b == b' ');
    if border(first) { simple(walk, lines, border) } else { None }
}

/// Columns of a border, in characters; the last has no end.
fn columns(border: &str, mark: char) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, c) in border.chars().enumerate() {
        match found.last_mut() {
            Some(last) if c == mark && last.end == at => last.end = at + 1,
            _ if c == mark => found.push(at..at + 1),
            _ => {}
        }
    }
    found
}

fn grid<'a>(walk: &mut Walk<'a>, lines: &[Line<'a>]) -> usize {
    let count = lines.iter().take_while(|line| line.text.starts_with(['+', '|'])).count();
    let columns = columns(lines[0].text, '-');
    walk.writer.builder.table();
    let mut row: Vec<Line<'a>> = Vec::new();
    for line in &lines[1..count] {
        // A border that only some cells have, or a bar that is missing between two.
        let whole =
            columns.iter().all(|column| line.text.chars().nth(column.end).is_none_or(|c| matches!(c, '+' | '|')));
        if !whole || line.text.starts_with('|') && line.text.contains("+-") {
            walk.writer.builder.spans();
        }
        if line.text.starts_with('+') {
            cells(walk, &row, &columns, '|');
            row.clear();
        } else {
            row.push(*line);
        }
    }
    cells(walk, &row, &columns, '|');
    walk.writer.builder.end_table();
    count
}

fn simple<'a>(walk: &mut Walk<'a>, lines: &[Line<'a>], border: impl Fn(&str) -> bool) -> Option<usize> {
    // The table ends at a border that a blank line, or nothing, follows.
    let ends = |at: usize| border(lines[at].text) && lines.get(at + 1).is_none_or(Line::is_blank);
    let last = (1..lines.len().min(LONGEST)).find(|&at| ends(at))?;
    let mut columns = columns(lines[0].text, '=');
    if let Some(column) = columns.last_mut() {
        column.end = usize::MAX;
    }
    walk.writer.builder.table();
    let mut row: Vec<Line<'a>> = Vec::new();
    for line in &lines[1..last] {
        let continues = line.indent > lines[0].indent && !line.is_blank();
        if !continues {
            cells(walk, &row, &columns, ' ');
            row.clear();
        }
        if !line.is_blank() && !border(line.text) && !line.text.bytes().all(|b| b == b'-' || b == b' ') {
            row.push(*line);
        }
    }
    cells(walk, &row, &columns, ' ');
    walk.writer.builder.end_table();
    Some(last + 1)
}

/// The cells of a row that may take several lines.
fn cells(walk: &mut Walk<'_>, row: &[Line<'_>], columns: &[Range<usize>], bar: char) {
    let Some(first) = row.first() else { return };
    let base = row.iter().map(|line| line.indent).min().unwrap_or(first.indent);
    walk.writer.builder.row();
    for column in columns {
        walk.writer.builder.cell(false);
        walk.writer.builder.open(BlockKind::Cell);
        for line in row {
            let shift = line.indent - base;
            let byte = |character: usize| {
                let at = character.saturating_sub(shift);
                line.text.char_indices().nth(at).map_or(line.text.len(), |(byte, _)| byte)
            };
            let (from, until) = (byte(column.start), byte(column.end));
            let text = line.text[from..until].trim_matches(bar);
            let start = from + (line.text[from..until].len() - line.text[from..until].trim_start_matches(bar).len());
            let lead = text.len() - text.trim_start().len();
            let text = text.trim();
            if !text.is_empty() {
                let start = line.start + start + lead;
                if !walk.writer.builder.ends_with_space() {
                    walk.writer.builder.swapped(" ", start..start, 0);
                }
                walk.writer.add(start, start + text.len());
            }
        }
        walk.writer.builder.close();
    }
}
