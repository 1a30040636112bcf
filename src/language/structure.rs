//! The structure of lists, tables and "key: value" lines: rows and columns with their heads, a list with its lead-in,
//! the headline, key points.

use std::ops::Range;

use super::analysis::Analysis;
use super::cues::ListId;
use crate::document::{BlockKind, Document, Position};
use crate::text::{Prose, Span};

/// Longest key of a line "key: value", in bytes.
const KEY: usize = 32;
/// Longest point of a list of key points, in bytes.
const POINT: u32 = 240;

/// A list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// Whether its items are numbered.
    pub ordered: bool,
    /// How many lists are around it.
    pub depth: u32,
    /// The blocks of each item.
    pub items: Vec<Range<usize>>,
    /// The paragraph directly before it, or the heading.
    pub lead_in: Option<usize>,
    /// Whether it summarises the draft at the top.
    pub key_points: bool,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// For each row, the first block of each cell; `None` for an empty cell.
    pub rows: Vec<Vec<Option<usize>>>,
    /// Whether the first row labels the columns.
    pub head_row: bool,
    /// Whether the first column labels the rows.
    pub head_column: bool,
    /// Whether a cell spans several rows or columns, so that columns may be counted wrongly.
    pub spans: bool,
}

/// A line "key: value".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The text before the colon.
    pub key: Span<Prose>,
    /// The text after it, to the end of the line.
    pub value: Span<Prose>,
}

/// The structure of a document.
#[derive(Debug, Default)]
pub struct Structure {
    /// By their numbers in the document.
    pub lists: Vec<List>,
    /// By their numbers in the document.
    pub tables: Vec<Table>,
    positions: Vec<Position>,
}

impl Structure {
    /// Reads it.
    pub fn new(document: &Document, analysis: &Analysis<'_>) -> Self {
        let list = |list: &crate::document::List| List {
            ordered: list.ordered,
            depth: list.depth,
            items: Vec::new(),
            lead_in: None,
            key_points: false,
        };
        let mut lists: Vec<List> = document.lists.iter().map(list).collect();
        let mut rows: Vec<Vec<Vec<Option<usize>>>> = vec![Vec::new(); document.tables.len()];
        for (number, block) in document.blocks.iter().enumerate() {
            match block.position {
                Position::Alone => {}
                Position::Item(list, item) => lists[list as usize].add(number, item as usize, document),
                Position::Cell(table, row, column) => {
                    let rows = &mut rows[table as usize];
                    rows.resize(rows.len().max(row as usize + 1), Vec::new());
                    let row = &mut rows[row as usize];
                    row.resize(row.len().max(column as usize + 1), None);
                    row[column as usize].get_or_insert(number);
                }
            }
        }
        let words = analysis.cues().list("key-points");
        for list in &mut lists {
            list.key_points = list.is_key_points(document, analysis, words);
        }
        let text = |block: usize| document.text(document.blocks[block].span);
        let tables = rows.into_iter().zip(&document.tables);
        let tables = tables.map(|(rows, said)| Table::new(rows, *said, text)).collect();
        Self { lists, tables, positions: document.blocks.iter().map(|block| block.position).collect() }
    }

    /// The list of a block, and the number of its item.
    pub fn item(&self, block: usize) -> Option<(&List, usize)> {
        match self.positions.get(block)? {
            Position::Item(list, item) => Some((&self.lists[*list as usize], *item as usize)),
            Position::Alone | Position::Cell(..) => None,
        }
    }

    /// The table of a cell, with its row and column.
    pub fn cell(&self, block: usize) -> Option<(&Table, usize, usize)> {
        let Some(&Position::Cell(table, row, column)) = self.positions.get(block) else { return None };
        Some((&self.tables[table as usize], row as usize, column as usize))
    }

    /// The cell that labels the row of a cell, and the one that labels its column.
    pub fn labels(&self, block: usize) -> [Option<usize>; 2] {
        let Some(&Position::Cell(table, row, column)) = self.positions.get(block) else {
            return [None, None];
        };
        let table = &self.tables[table as usize];
        let cell = |row: u32, column: u32| *table.rows.get(row as usize)?.get(column as usize)?;
        let left = table.head_column && column > 0 && !(table.head_row && row == 0);
        let above = table.head_row && row > 0;
        [left.then(|| cell(row, 0)).flatten(), above.then(|| cell(0, column)).flatten()]
    }
}

impl List {
    fn add(&mut self, block: usize, item: usize, document: &Document) {
        if self.items.is_empty() {
            let before = block.checked_sub(1).filter(|&before| {
                matches!(document.blocks[before].kind, BlockKind::Paragraph | BlockKind::Heading)
                    || self.depth > 0 && document.blocks[before].kind == BlockKind::Item
            });
            self.lead_in = before;
        }
        self.items.resize(self.items.len().max(item + 1), block..block);
        self.items[item].end = block + 1;
    }

    /// Returns `true` if words say so, or it directly follows the headline and text follows.
    fn is_key_points(&self, document: &Document, analysis: &Analysis<'_>, words: ListId) -> bool {
        let (Some(first), Some(last)) = (self.items.first(), self.items.last()) else { return false };
        let short = (first.start..last.end).all(|block| document.blocks[block].span.len() as u32 <= POINT);
        let led = self.lead_in.is_some_and(|block| {
            analysis
                .of_block(block)
                .first()
                .is_some_and(|one| one.cues().iter().any(|cue| cue.list == words && cue.from() == 0))
        });
        let under = self.lead_in == Some(0) && document.blocks[0].kind == BlockKind::Heading;
        let text = document.blocks.get(last.end).is_some_and(|block| block.kind == BlockKind::Paragraph);
        short && self.depth == 0 && (led || under && !self.ordered && text && self.items.len() > 1)
    }
}

impl Table {
    /// A row or column is a head if the format says so, or if only the other cells contain numbers.
    fn new<'t>(rows: Vec<Vec<Option<usize>>>, said: crate::document::Table, text: impl Fn(usize) -> &'t str) -> Self {
        let number = |cell: &Option<usize>| cell.is_some_and(|cell| text(cell).contains(|c: char| c.is_ascii_digit()));
        let below = || rows.iter().skip(1).flatten().any(number);
        let head_row = said.head_row || rows.first().is_some_and(|first| !first.iter().any(number)) && below();
        let body = &rows[usize::from(head_row).min(rows.len())..];
        let named = |row: &Vec<Option<usize>>| row.first().is_some_and(|cell| cell.is_some() && !number(cell));
        let right = || body.iter().any(|row| row.iter().skip(1).any(number));
        let head_column = said.head_column || !body.is_empty() && body.iter().all(named) && right();
        Self { rows, head_row, head_column, spans: said.spans }
    }
}

/// The lines "key: value" of a block: "Default: 8080", "Prime minister: Anna Holt".
pub fn entries(prose: &str, block: Span<Prose>) -> Vec<Entry> {
    let mut at = block.start as usize;
    let mut found = Vec::new();
    for line in block.of(prose).split_inclusive('\n') {
        if let Some((key, value)) = line.split_once(": ")
            && key.len() <= KEY
            && key.trim_start().starts_with(char::is_alphabetic)
            && !key.contains(|c: char| c.is_ascii_punctuation() && !matches!(c, '-' | '_' | '(' | ')' | '/' | '\''))
            && !value.trim().is_empty()
        {
            let lead = key.len() - key.trim_start().len();
            let from = at + key.len() + 2 + (value.len() - value.trim_start().len());
            let value = Span::new(from, from + value.trim().len());
            found.push(Entry { key: Span::new(at + lead, at + lead + key.trim().len()), value });
        }
        at += line.len();
    }
    found
}

#[cfg(test)]
mod tests;
