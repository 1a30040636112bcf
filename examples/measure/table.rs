//! Tables of figures as text.

use std::fmt::Write as _;

/// A table: a heading, the names of the columns, and rows; the first column is a name, the others are figures.
pub(crate) struct Table {
    heading: String,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// An empty table.
    pub(crate) fn new(heading: &str, columns: &[&str]) -> Self {
        Self { heading: heading.to_owned(), rows: vec![columns.iter().map(|&name| name.to_owned()).collect()] }
    }

    /// Adds a row.
    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }
}

impl std::fmt::Display for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let wide = |column: usize| {
            self.rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns).map(wide).collect();
        writeln!(f, "{}", self.heading)?;
        for row in &self.rows {
            let mut line = String::new();
            for (at, cell) in row.iter().enumerate() {
                let width = widths[at];
                let _ = if at == 0 { write!(line, "  {cell:<width$}") } else { write!(line, "  {cell:>width$}") };
            }
            writeln!(f, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

/// A share with its count: `97.5 %`, or a dash for nothing out of nothing.
pub(crate) fn share(part: usize, whole: usize) -> String {
    if whole == 0 { "-".to_owned() } else { format!("{:.1} %", of(part, whole) * 100.0) }
}

/// So many for each thousand.
pub(crate) fn per_thousand(part: usize, whole: usize) -> String {
    if whole == 0 { "-".to_owned() } else { format!("{:.2}", of(part, whole) * 1000.0) }
}

#[expect(clippy::cast_precision_loss, reason = "counts of documents are small")]
fn of(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}
