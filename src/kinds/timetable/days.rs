//! Rows of tables with a day of the week and a date.

use super::{Clash, Sort};
use crate::kinds::Draft;
use crate::language::structure::Table;
use crate::language::values::DateValue;
use crate::text::{Prose, Span};
use crate::time::Day;

/// Fewest rows that show in which year dates without one are.
const ROWS: usize = 3;
/// Years in which every calendar occurs.
const CYCLE: std::ops::Range<i16> = 2000..2028;

/// A day of the week with its date.
#[derive(Debug, Clone, Copy)]
struct Row {
    weekday: u8,
    year: Option<i16>,
    month: i8,
    day: i8,
    name: Span<Prose>,
    date: Span<Prose>,
}

impl Row {
    fn fits(&self, year: i16) -> bool {
        Day::new(self.year.unwrap_or(year), self.month, self.day).is_some_and(|day| day.weekday() == self.weekday)
    }
}

/// The clashes, and the number of rows.
pub(super) fn clashes(draft: &Draft<'_>, weekdays: &[(String, u8)]) -> (Vec<Clash>, usize) {
    let mut found = Vec::new();
    let mut read = 0;
    for table in draft.analysis.structure().tables.iter().filter(|table| !table.spans) {
        let rows = rows(draft, table, weekdays);
        read += rows.len();
        let wrong = wrong(draft, &rows);
        found.extend(wrong.map(|row| Clash { sort: Sort::Day, entry: row.name, other: row.date }));
    }
    (found, read)
}

/// The only row that does not fit, in the year in which all others do.
fn wrong(draft: &Draft<'_>, rows: &[Row]) -> Option<Row> {
    let dated = rows.iter().all(|row| row.year.is_some());
    if rows.len() < if dated { 2 } else { ROWS } {
        return None;
    }
    let years = draft.day.given().map_or(CYCLE, |day| day.year() - 1..day.year() + 2);
    let misfits = |year: i16| rows.iter().filter(move |row| !row.fits(year)).copied().collect::<Vec<Row>>();
    let mut alone: Option<Row> = None;
    for year in years {
        match misfits(year).as_slice() {
            [row] if alone.is_none_or(|other| other.name == row.name) => alone = Some(*row),
            [] | [_] => return None,
            _ => {}
        }
    }
    alone
}

fn rows(draft: &Draft<'_>, table: &Table, weekdays: &[(String, u8)]) -> Vec<Row> {
    let cells = |row: &Vec<Option<usize>>| row.iter().flatten().copied().collect::<Vec<usize>>();
    let read = |row: Vec<usize>| {
        let spans = row.iter().filter_map(|&block| draft.analysis.blocks.get(block)).map(|block| block.span);
        let spans: Vec<Span<Prose>> = spans.collect();
        let dates: Vec<(DateValue, Span<Prose>)> = spans.iter().filter_map(|&span| opening(draft, span)).collect();
        // Several dates are the ends of something.
        let &[(DateValue::Date { year, month: Some(month), day: Some(day), weekday }, date)] = dates.as_slice() else {
            return None;
        };
        let named = |span: &Span<Prose>| {
            let word = span.of(draft.analysis.prose()).trim().trim_end_matches(['.', ',', ':']).to_lowercase();
            weekdays.iter().find(|(name, _)| *name == word).map(|(_, number)| (*number, *span))
        };
        let mut names = spans.iter().filter_map(named);
        let own = weekday.map(|weekday| (weekday, date));
        let (weekday, name) = match (own, names.next(), names.next()) {
            (Some(own), None, _) => own,
            (None, Some(name), None) => name,
            _ => return None,
        };
        Some(Row { weekday, year, month, day, name, date })
    };
    table.rows.iter().map(cells).filter_map(read).collect()
}

/// The date with its day that opens a cell.
fn opening(draft: &Draft<'_>, span: Span<Prose>) -> Option<(DateValue, Span<Prose>)> {
    let (date, found) = draft.analysis.dates_in(span).next()?;
    let lead = &draft.analysis.prose()[span.start as usize..found.start as usize];
    let dated = matches!(date, DateValue::Date { month: Some(_), day: Some(_), .. });
    (dated && !lead.contains(char::is_alphanumeric)).then_some((date, found))
}
