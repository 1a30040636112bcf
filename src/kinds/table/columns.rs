//! Totals at the end of columns, and shares next to counts.

use super::figure::{Amount, Cell, Figure, alike};
use super::grid::{Grid, Head, Row};
use super::sums::{add_up, is_no_sum, is_rounded, may_be_other, sum};
use super::{Clash, Sort};

/// A share of everything.
const WHOLE: f64 = 100.0;
/// How far the sum of percentages may be from the whole, so that they can be its parts at all.
const NEAR_WHOLE: f64 = 20.0;
/// How far a sum may be from its total, as a factor, if nothing but the label says that the rows are parts.
const NEAR: f64 = 1.5;
/// The same if other columns are sums.
const NEAR_OTHERS: f64 = 2.0;
/// The number of shares that must be right before another one is wrong.
const SHARES: usize = 2;

/// Rows that are added up or taken off.
type Reading = Vec<(usize, f64)>;
type Parts = Vec<(Amount, f64)>;

/// A column above one total.
struct Column<'g> {
    number: usize,
    figure: &'g Figure,
    total: Amount,
    percent: bool,
    /// By readings; `None` if a part is missing.
    parts: Vec<(Parts, bool)>,
    /// Which readings make the total right.
    holds: Vec<bool>,
}

impl Column<'_> {
    fn is_right(&self) -> bool {
        self.holds.contains(&true)
    }

    /// Returns `true` if a reading is right and its parts are not all but zero.
    fn proves(&self, reading: usize) -> bool {
        let parts = self.parts.get(reading).map_or(&[][..], |(parts, _)| parts);
        let counted = parts.iter().filter(|(part, _)| part.value != 0.0).count();
        !self.percent && counted > 1 && self.holds.get(reading) == Some(&true)
    }
}

impl Grid<'_> {
    /// The totals of columns that are wrong, and how many totals there are.
    pub(super) fn columns(&self) -> (Vec<Clash>, usize) {
        let (mut found, mut read) = (Vec::new(), 0);
        for (at, (row, label, _)) in self.rows.iter().enumerate() {
            if !matches!(row, Row::Total | Row::Perhaps) {
                continue;
            }
            let readings = self.readings(at);
            let columns: Vec<Column<'_>> =
                (label + 1..self.heads.len()).filter_map(|column| self.column(at, column, &readings)).collect();
            read += columns.len();
            let (shares, shares_read) = if *row == Row::Total { self.shares(at, *label) } else { (Vec::new(), 0) };
            read += shares_read;
            let counts = self.sums(at, &columns);
            let aside = self.rows.iter().take(at).any(|(row, ..)| *row == Row::Aside);
            let percentages = columns.iter().filter(|_| !aside).filter_map(|column| self.percentages(column));
            let sums = counts.into_iter().chain(percentages);
            found.extend(sums.filter(|clash| shares.iter().all(|share| share.column != clash.column)));
            found.extend(shares);
        }
        (found, read)
    }

    /// The ways to read the rows above a total: with and without subtotals, parts of parts and what is taken off.
    fn readings(&self, total: usize) -> Vec<Reading> {
        let above: Vec<(usize, Row)> = self
            .rows
            .iter()
            .take(total)
            .map(|(row, ..)| *row)
            .enumerate()
            .filter(|(_, row)| *row != Row::Heading)
            .collect();
        let since = above.iter().rposition(|(_, row)| row.is_sum()).map_or(0, |at| at + 1);
        let last = |at: usize| at >= since;
        let sets: [&dyn Fn(usize, Row) -> bool; 5] = [
            &|at, row| last(at) && !row.is_sum(),
            &|at, row| last(at) || row.is_sum(),
            &|_, row| !row.is_sum(),
            &|_, _| true,
            &|_, row| row.is_sum(),
        ];
        let mut found: Vec<Reading> = Vec::new();
        for set in sets {
            for (parts_of, sign) in [(false, 1.0), (true, 1.0), (false, -1.0), (true, -1.0)] {
                let rows = above
                    .iter()
                    .enumerate()
                    .filter(|(at, (_, row))| set(*at, *row) && *row != Row::Aside && (parts_of || *row != Row::PartOf));
                let signed = rows.map(|(_, &(at, row))| (at, if row == Row::Deducted { sign } else { 1.0 }));
                let reading: Reading = signed.collect();
                if reading.len() > 1 && !found.contains(&reading) {
                    found.push(reading);
                }
            }
        }
        found
    }

    /// A column above a total; `None` if it cannot be added up.
    fn column(&self, row: usize, number: usize, readings: &[Reading]) -> Option<Column<'_>> {
        let head = *self.heads.get(number)?;
        if head == Head::NotSummed || self.numbered.get(number) == Some(&true) {
            return None;
        }
        let cell = |row: usize| self.rows.get(row).and_then(|(.., cells)| cells.get(number)).and_then(Cell::figure);
        let figure = cell(row)?;
        let figures: Vec<Option<&Figure>> = (0..=row).map(cell).collect();
        let amounts = alike(&figures)?;
        let total = amounts.last().copied().flatten()?;
        let parts: Vec<(Parts, bool)> = readings.iter().map(|reading| parts(reading, &amounts)).collect();
        let holds: Vec<bool> = parts.iter().map(|(parts, _)| parts.len() > 1 && add_up(parts, total)).collect();
        let percent = head == Head::Percent || figures.iter().flatten().any(|figure| figure.is_percent());
        (parts.iter().any(|(parts, _)| parts.len() > 1)).then_some(Column {
            number,
            figure,
            total,
            percent,
            parts,
            holds,
        })
    }

    /// Totals that no reading makes right.
    fn sums(&self, row: usize, columns: &[Column<'_>]) -> Vec<Clash> {
        let above = || self.rows.iter().take(row).map(|(row, ..)| *row);
        let proven = |reading: usize| columns.iter().any(|column| column.proves(reading));
        let readings = columns.first().map_or(0, |column| column.holds.len());
        let reading = (0..readings).find(|&reading| proven(reading));
        let wrong = || columns.iter().filter(|column| !column.percent && !column.is_right());
        let right = columns.iter().filter(|column| (0..readings).any(|reading| column.proves(reading))).count();
        let said = self.rows.get(row).is_some_and(|(row, ..)| *row == Row::Total) && !above().any(Row::is_sum);
        let said = said && !self.unlike;
        if above().any(|row| row == Row::Aside) || wrong().count() > right.max(1) || reading.is_none() && !said {
            return Vec::new();
        }
        let near = if reading.is_some() { NEAR_OTHERS } else { NEAR };
        wrong().filter_map(|column| self.wrong_sum(column, reading, near)).collect()
    }

    fn wrong_sum(&self, column: &Column<'_>, reading: Option<usize>, near: f64) -> Option<Clash> {
        let (parts, whole) = column.parts.get(reading.unwrap_or(0))?;
        let sum = sum(parts);
        let ratio = sum / column.total.value;
        let rounded = column.parts.iter().any(|(parts, _)| is_rounded(parts, column.total));
        let doubtful = match reading {
            Some(_) => is_no_sum(parts, column.total),
            None => column.parts.iter().any(|(parts, _)| parts.len() > 1 && may_be_other(parts, column.total)),
        };
        if !whole || rounded || parts.len() < 2 || doubtful || !(1.0 / near..=near).contains(&ratio) {
            return None;
        }
        let more = sum > column.total.value;
        // The rows of a list by numbers may be only the first ones.
        let numbered = self.rows.iter().any(|(row, label, cells)| {
            *row == Row::Part && cells.get(*label).is_some_and(|cell| cell.figure().is_some())
        });
        if reading.is_none() && !more && (numbered || self.continues) {
            return None;
        }
        let clash = self.clash(Sort::Column, column, parts, sum)?;
        Some(Clash { sure: more || reading.is_some(), ..clash })
    }

    /// Percentages that are not those of a whole.
    fn percentages(&self, column: &Column<'_>) -> Option<Clash> {
        if !column.percent || (column.total.value - WHOLE).abs() > 1e-9 {
            return None;
        }
        let (parts, whole) = column.parts.first()?;
        let share = |(part, sign): &(Amount, f64)| *sign > 0.0 && (0.0..WHOLE).contains(&part.value);
        let near = |parts: &Parts| {
            let rounding: f64 = parts.iter().map(|(part, _)| part.half).sum();
            (sum(parts) - WHOLE).abs() <= rounding.max(column.total.half) + 1e-9
        };
        let fits = column.parts.iter().any(|(parts, _)| near(parts) || may_be_other(parts, column.total));
        let sum = sum(parts);
        if column.is_right() || fits || !whole || !parts.iter().all(share) || (sum - WHOLE).abs() > NEAR_WHOLE {
            return None;
        }
        self.clash(Sort::Percent, column, parts, sum)
    }

    fn clash(&self, sort: Sort, column: &Column<'_>, parts: &Parts, sum: f64) -> Option<Clash> {
        let sum = column.figure.with(sum, self.draft);
        let others = [parts.first()?.0.span, parts.last()?.0.span];
        Some(Clash { sort, sure: true, column: column.number, span: column.total.span, sum, others })
    }

    /// Shares that are not those of the count next to them, in a column where others are.
    fn shares(&self, row: usize, label: usize) -> (Vec<Clash>, usize) {
        let (mut found, mut read) = (Vec::new(), 0);
        for share in label + 1..self.heads.len() {
            for count in [share.wrapping_sub(1), share + 1] {
                if count > label && count < self.heads.len() {
                    let (clashes, right) = self.shares_of(row, share, count);
                    read += right;
                    found.extend(clashes);
                }
            }
        }
        (found, read)
    }

    fn shares_of(&self, row: usize, share: usize, count: usize) -> (Vec<Clash>, usize) {
        let cell = |row: usize, column: usize| {
            self.rows.get(row).and_then(|(.., cells)| cells.get(column)).and_then(Cell::figure)
        };
        let percent = self.heads.get(share) == Some(&Head::Percent)
            || (0..row).filter_map(|row| cell(row, share)).any(Figure::is_percent);
        let counts: Vec<Option<&Figure>> = (0..=row).map(|row| cell(row, count)).collect();
        let counted = counts.iter().flatten().any(|figure| figure.is_percent());
        let Some(counts) = alike(&counts).filter(|_| percent && !counted) else { return (Vec::new(), 0) };
        let Some(whole) = counts.last().copied().flatten().filter(|whole| whole.value > 0.0) else {
            return (Vec::new(), 0);
        };
        let (mut right, mut wrong) = (0, Vec::new());
        for (at, part) in counts.iter().take(row).enumerate() {
            let (Some(part), Some(share)) = (part, cell(at, share)) else { continue };
            let real = part.value / whole.value * WHOLE;
            let rounding = (part.half + whole.half * part.value / whole.value) / whole.value * WHOLE;
            // Counts are exact unless they are scaled.
            let rounding = if part.half <= 0.5 && whole.half <= 0.5 { 0.0 } else { rounding };
            let off = (real - share.value).abs() - rounding;
            if off <= share.half + 1e-9 {
                right += usize::from(part.value != 0.0);
            } else if off > share.half * 2.0 + 1e-9 && self.rows.get(at).is_some_and(|(row, ..)| *row == Row::Part) {
                let power = WHOLE / (share.half * 200.0);
                let others = [part.span, whole.span];
                let sum = share.with((real * power).round() / power, self.draft);
                wrong.push(Clash {
                    sort: Sort::Share,
                    sure: true,
                    column: self.column_of(share),
                    span: share.span,
                    sum,
                    others,
                });
            }
        }
        if right < SHARES || wrong.len() * 2 > right {
            wrong.clear();
        }
        (wrong, right)
    }

    /// The column of a figure.
    fn column_of(&self, figure: &Figure) -> usize {
        let at = |cells: &Vec<Cell>| cells.iter().position(|cell| cell.figure().is_some_and(|f| f.span == figure.span));
        self.rows.iter().find_map(|(.., cells)| at(cells)).unwrap_or(0)
    }
}

/// The parts of a reading that have a figure, and whether all have one.
fn parts(reading: &Reading, amounts: &[Option<Amount>]) -> (Parts, bool) {
    let amount = |&(row, sign): &(usize, f64)| Some((amounts.get(row).copied().flatten()?, sign));
    let found: Parts = reading.iter().filter_map(amount).collect();
    let whole = found.len() == reading.len();
    (found, whole)
}
