//! Totals at the end of rows: a column of totals.

use super::figure::{Amount, Cell, Figure, alike};
use super::grid::{Grid, Head, Row};
use super::sums::{add_up, sum};
use super::{Clash, Sort};

/// The number of rows that must be right before another one is wrong.
const RIGHT: usize = 2;

type Parts = Vec<(Amount, f64)>;

impl Grid<'_> {
    /// The totals of rows that are wrong, and how many totals are right.
    pub(super) fn rows(&self) -> (Vec<Clash>, usize) {
        let (mut found, mut read) = (Vec::new(), 0);
        for (column, _) in self.heads.iter().enumerate().filter(|(_, head)| **head == Head::Total) {
            let sets = self.parts_of(column);
            let judged = sets.iter().map(|parts| self.judge(column, parts));
            if let Some((clashes, right)) = judged.max_by_key(|(_, right)| *right) {
                read += right;
                let clashes = clashes.into_iter();
                found.extend(clashes.filter(|clash| !self.is_right_elsewhere(clash, column, &sets)));
            }
        }
        (found, read)
    }

    /// The columns that a column of totals may add up: before it, since the total before it, behind it, all others.
    fn parts_of(&self, total: usize) -> Vec<Vec<usize>> {
        let head = |at: usize| if at == 0 || at == total { None } else { self.heads.get(at) };
        let fits = |&at: &usize| matches!(head(at), Some(Head::Plain | Head::Total));
        let part = |&at: &usize| head(at) == Some(&Head::Plain);
        let before = (0..total).rev().find(|&at| self.heads.get(at) == Some(&Head::Total)).map_or(0, |at| at + 1);
        let sets = [
            (0..total).filter(part).collect::<Vec<usize>>(),
            (before..total).filter(part).collect(),
            (total..self.heads.len()).filter(part).collect(),
            (0..self.heads.len()).filter(part).collect(),
            (0..total).filter(fits).filter(|at| !part(at)).collect(),
        ];
        let mut found: Vec<Vec<usize>> = Vec::new();
        for set in sets {
            if set.len() > 1 && !found.contains(&set) {
                found.push(set);
            }
        }
        found
    }

    fn figure(&self, row: usize, column: usize) -> Option<&Figure> {
        self.rows.get(row).and_then(|(.., cells)| cells.get(column)).and_then(Cell::figure)
    }

    /// The parts of a total in a row and whether none is missing.
    fn parts(&self, row: usize, total: usize, columns: &[usize]) -> Option<(Parts, Amount, bool)> {
        let sum = self.figure(row, total)?;
        let alien = |figure: &Figure| figure.is_percent() != sum.is_percent();
        let cells = columns.iter().map(|&column| self.figure(row, column).filter(|figure| !alien(figure)));
        let figures: Vec<Option<&Figure>> = cells.chain([Some(sum)]).collect();
        let mut amounts = alike(&figures)?;
        let total = amounts.pop().flatten()?;
        let whole = amounts.iter().all(Option::is_some);
        Some((amounts.into_iter().flatten().map(|part| (part, 1.0)).collect(), total, whole))
    }

    /// The rows whose total is wrong, and how many are right; no row is wrong if few are right.
    fn judge(&self, total: usize, columns: &[usize]) -> (Vec<Clash>, usize) {
        let (mut right, mut wrong) = (0, Vec::new());
        for (row, (kind, ..)) in self.rows.iter().enumerate() {
            if matches!(kind, Row::Heading | Row::Aside) {
                continue;
            }
            let Some((parts, amount, whole)) = self.parts(row, total, columns) else { continue };
            if add_up(&parts, amount) {
                right += usize::from(parts.iter().filter(|(part, _)| part.value != 0.0).count() > 1);
            } else if let (true, Some(figure)) = (whole, self.figure(row, total)) {
                let (Some(first), Some(last)) = (parts.first(), parts.last()) else { continue };
                let others = [first.0.span, last.0.span];
                let sum = figure.with(sum(&parts), self.draft);
                wrong.push(Clash { sort: Sort::Row, sure: true, column: total, span: amount.span, sum, others });
            }
        }
        if right < RIGHT || wrong.len() * 2 > right {
            wrong.clear();
        }
        (wrong, right)
    }

    /// Returns `true` if other columns make a total right.
    fn is_right_elsewhere(&self, clash: &Clash, total: usize, sets: &[Vec<usize>]) -> bool {
        let row = (0..self.rows.len()).find(|&row| self.figure(row, total).is_some_and(|f| f.span == clash.span));
        let right = |columns: &Vec<usize>| {
            let parts = row.and_then(|row| self.parts(row, total, columns));
            parts.is_some_and(|(parts, amount, _)| parts.len() > 1 && add_up(&parts, amount))
        };
        sets.iter().any(right)
    }
}
