//! Positions of blocks in lists and tables, as recorded by the readers of all formats.

use super::BlockKind;

/// The position of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Position {
    /// In no list and no table.
    #[default]
    Alone,
    /// In an item: the numbers of its list in the document, and of the item in the list.
    Item(u32, u32),
    /// In a cell: the numbers of its table in the document, of its row and of its column.
    Cell(u32, u32, u32),
}

/// A list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct List {
    /// Whether its items are numbered.
    pub ordered: bool,
    /// How many lists are around it.
    pub depth: u32,
}

/// The properties of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Table {
    /// Whether the first row is a head.
    pub head_row: bool,
    /// Whether the first column is one.
    pub head_column: bool,
    /// Whether a cell spans several rows or columns, so that those after it may be in other columns than they are counted.
    pub spans: bool,
}

/// The lists and tables of a document in the making.
#[derive(Debug, Default)]
pub(super) struct Positions {
    pub(super) lists: Vec<List>,
    pub(super) tables: Vec<Table>,
    /// Open lists with their depth in the source, number and item.
    items: Vec<(usize, u32, u32)>,
    /// Open tables with their number, and row and column once they have begun.
    cells: Vec<(u32, Option<u32>, Option<u32>)>,
}

impl Positions {
    /// An item begins, of a list so deep in the source.
    pub(super) fn item(&mut self, depth: usize, ordered: bool) {
        while self.items.last().is_some_and(|&(open, ..)| open > depth) {
            self.items.pop();
        }
        match self.items.last_mut() {
            Some((open, list, item)) if *open == depth && self.lists[*list as usize].ordered == ordered => *item += 1,
            last => {
                if last.is_some_and(|last| last.0 == depth) {
                    self.items.pop();
                }
                self.lists.push(List { ordered, depth: self.items.len() as u32 });
                self.items.push((depth, self.lists.len() as u32 - 1, 0));
            }
        }
    }

    pub(super) fn table(&mut self) {
        self.tables.push(Table::default());
        self.cells.push((self.tables.len() as u32 - 1, None, None));
    }

    pub(super) fn end_table(&mut self) {
        self.cells.pop();
    }

    pub(super) fn row(&mut self) {
        if let Some((_, row, column)) = self.cells.last_mut() {
            (*row, *column) = (Some(row.map_or(0, |row| row + 1)), None);
        }
    }

    /// Starts a cell, which may be part of a head.
    pub(super) fn cell(&mut self, head: bool) {
        let Some((table, row, column)) = self.cells.last_mut() else { return };
        let (row, column) = (*row.get_or_insert(0), column.insert(column.map_or(0, |column| column + 1)));
        let table = &mut self.tables[*table as usize];
        table.head_row |= head && row == 0 && *column > 0;
        table.head_column |= head && row > 0 && *column == 0;
    }

    /// The current cell spans several rows or columns.
    pub(super) fn spans(&mut self) {
        if let Some((table, ..)) = self.cells.last() {
            self.tables[*table as usize].spans = true;
        }
    }

    /// The position of a block that starts now.
    pub(super) fn of(&mut self, kind: BlockKind) -> Position {
        match (kind, self.items.last(), self.cells.last()) {
            (BlockKind::Item, Some(&(_, list, item)), _) => Position::Item(list, item),
            (BlockKind::Cell, _, Some(&(table, Some(row), Some(column)))) => Position::Cell(table, row, column),
            (BlockKind::Paragraph | BlockKind::Heading, ..) => {
                self.items.clear();
                Position::Alone
            }
            _ => Position::Alone,
        }
    }
}
