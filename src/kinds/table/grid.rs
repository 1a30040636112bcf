//! A table with its cells read: which rows are parts, totals and subtotals, and which columns may be added up.

use super::Lists;
use super::figure::{Cell, has_item, is_item};
use crate::document::BlockKind;
use crate::kinds::Draft;
use crate::language::analysis::Sentence;
use crate::language::structure::Table;

/// Fewest rows of a table with a total: a head, two parts and the total.
const ROWS: usize = 3;

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Row {
    /// A part like the others.
    Part,
    /// A part of the row before it: "of which women".
    PartOf,
    /// Something that is taken off: "less discount".
    Deducted,
    /// A total of some rows.
    Subtotal,
    /// A total.
    Total,
    /// A total, or a mean: "all".
    Perhaps,
    /// A heading of the rows below it.
    Heading,
    /// An average or a change: something else than the other rows.
    Aside,
}

impl Row {
    /// Returns `true` for a row that adds up others.
    pub(super) fn is_sum(self) -> bool {
        matches!(self, Self::Subtotal | Self::Total | Self::Perhaps)
    }
}

/// What the head of a column says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    /// Nothing known.
    Plain,
    /// The column is a total of others.
    Total,
    /// Its cells are percentages.
    Percent,
    /// Its cells are not to be added up.
    NotSummed,
}

/// A table with its cells read.
pub(super) struct Grid<'a> {
    pub(super) draft: &'a Draft<'a>,
    lists: Lists,
    /// By columns.
    pub(super) heads: Vec<Head>,
    /// By columns: whether the head is a number, so that it may be a part.
    pub(super) numbered: Vec<bool>,
    /// Whether its rows may be of different things.
    pub(super) unlike: bool,
    /// Whether it may continue the table before it, which has the same head and no total.
    pub(super) continues: bool,
    /// The rows below the head: what each is, the column of its label, its cells.
    pub(super) rows: Vec<(Row, usize, Vec<Cell>)>,
}

impl<'a> Grid<'a> {
    /// Reads a table; `None` if it has no totals, or if its columns are uncertain.
    pub(super) fn read(draft: &'a Draft<'a>, table: &Table, before: Option<&Table>, lists: Lists) -> Option<Self> {
        if table.spans || table.rows.len() < ROWS {
            return None;
        }
        let first = table.rows.iter().flatten().flatten().min()?;
        let own = |block: &usize| draft.analysis.blocks.get(*block).is_some_and(|block| block.kind != BlockKind::Cell);
        let lead = first.checked_sub(1).filter(own);
        let limits = |sentence: &Sentence<'_>| has_item(sentence, lists.limits);
        if lead.is_some_and(|block| draft.analysis.of_block(block).iter().any(limits)) {
            return None;
        }
        let body = usize::from(table.head_row);
        let width = table.rows.iter().map(Vec::len).max()?;
        let mut grid = Self {
            draft,
            lists,
            heads: vec![Head::Plain; width],
            numbered: vec![false; width],
            unlike: false,
            continues: false,
            rows: Vec::new(),
        };
        if table.head_row {
            let cells = table.rows.first()?;
            let label = cells.first().copied().flatten().and_then(|block| grid.sentence(block));
            grid.unlike = label.is_some_and(|label| has_item(label, lists.unlike));
            grid.heads = (0..width).map(|at| grid.head(cells.get(at).copied().flatten())).collect();
            let number = |at: usize| match Cell::read(draft, cells.get(at).copied().flatten()) {
                Cell::Figure(figure) => !figure.is_year(),
                _ => false,
            };
            grid.numbered = (0..width).map(number).collect();
        }
        let labels = table.rows.iter().skip(body).map(|row| grid.label(row));
        let mut labels: Vec<(Row, usize)> = labels.collect();
        // More rows of the head: years, units.
        let heads = labels.iter().take_while(|(row, label)| table.head_row && *label > 0 && !row.is_sum()).count();
        labels.iter_mut().take(heads).for_each(|label| label.0 = Row::Heading);
        grid.continues = before.is_some_and(|before| grid.is_continued(before, table));
        let total = grid.heads.contains(&Head::Total) || labels.iter().any(|(row, _)| row.is_sum());
        if !total {
            return None;
        }
        let read = |(row, (kind, label)): (&Vec<Option<usize>>, (Row, usize))| {
            let cell = |at: usize| Cell::read(draft, row.get(at).copied().flatten());
            (kind, label, (0..width).map(cell).collect())
        };
        grid.rows = table.rows.iter().skip(body).zip(labels).map(read).collect();
        Some(grid)
    }

    /// Returns `true` if a table before this one has the same head and no total.
    fn is_continued(&self, before: &Table, table: &Table) -> bool {
        let text = |cell: &Option<usize>| {
            cell.and_then(|block| self.draft.analysis.blocks.get(block)).map_or("", |block| block.text())
        };
        let (Some(head), Some(other)) = (table.rows.first(), before.rows.first()) else { return false };
        let same = table.head_row && head.iter().map(text).eq(other.iter().map(text));
        same && before.rows.last().is_none_or(|last| !self.label(last).0.is_sum())
    }

    fn sentence(&self, block: usize) -> Option<&'a Sentence<'a>> {
        match self.draft.analysis.of_block(block) {
            [one] => Some(one),
            _ => None,
        }
    }

    fn head(&self, block: Option<usize>) -> Head {
        let Some(block) = block else { return Head::Plain };
        let Some(sentence) = self.sentence(block) else { return Head::NotSummed };
        if is_item(sentence, self.lists.total) {
            Head::Total
        } else if has_item(sentence, self.lists.percent) {
            Head::Percent
        } else if has_item(sentence, self.lists.not_summed) {
            Head::NotSummed
        } else {
            Head::Plain
        }
    }

    /// What a row is by its label, and the column of the label.
    fn label(&self, row: &[Option<usize>]) -> (Row, usize) {
        let full = |cell: &Option<usize>| cell.is_some_and(|block| !self.is_blank(block));
        let Some(at) = row.iter().position(full) else { return (Row::Heading, 0) };
        if row.iter().skip(at + 1).all(|cell| !full(cell)) {
            return (Row::Heading, at);
        }
        (row.get(at).copied().flatten().map_or(Row::Part, |block| self.kind(block)), at)
    }

    fn is_blank(&self, block: usize) -> bool {
        self.draft.analysis.blocks.get(block).is_none_or(|block| block.text().trim().is_empty())
    }

    fn kind(&self, block: usize) -> Row {
        let Some(sentence) = self.sentence(block) else { return Row::Part };
        let lists = self.lists;
        let starts = |list| sentence.cues().iter().any(|cue| cue.list == list && cue.from() == 0);
        let indented = sentence
            .text()
            .starts_with(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | '"' | '\'' | '#' | '<' | '['));
        if is_item(sentence, lists.total) {
            Row::Total
        } else if is_item(sentence, lists.perhaps) {
            Row::Perhaps
        } else if has_item(sentence, lists.total) || has_item(sentence, lists.subtotal) {
            Row::Subtotal
        } else if starts(lists.part_of) || indented {
            Row::PartOf
        } else if has_item(sentence, lists.deducted) {
            Row::Deducted
        } else if starts(lists.not_summed) {
            Row::Aside
        } else {
            Row::Part
        }
    }
}
