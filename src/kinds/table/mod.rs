//! Kind `table`: totals in tables that are not the sum of their parts, and shares that are not those of the total.
//!
//! `figure` reads the cells, `grid` what the rows are, `columns` adds up columns and compares shares, `rows` adds up rows. Wherever
//! some reading of the table makes the total right, there is no finding.

mod columns;
mod figure;
mod grid;
mod rows;
mod sums;

use super::{Draft, Kind, Messages, Outcome, Run};
use crate::findings::{Confidence, Finding, Severity};
use crate::language::cues::{Cues, ListId};
use crate::rules::{Check, KindSpec};
use crate::text::{Prose, Span};

use grid::Grid;

const PLACEHOLDERS: &[&str] = &["sum", "total", "part", "whole"];

pub(super) const KIND: Kind = Kind {
    spec: KindSpec {
        name: "table",
        messages: &[
            ("message", PLACEHOLDERS),
            ("note.row", PLACEHOLDERS),
            ("note.percent", PLACEHOLDERS),
            ("note.share", PLACEHOLDERS),
            ("label.total", PLACEHOLDERS),
            ("label.row", PLACEHOLDERS),
            ("label.share", PLACEHOLDERS),
            ("label.first", PLACEHOLDERS),
            ("label.last", PLACEHOLDERS),
            ("label.part", PLACEHOLDERS),
            ("label.whole", PLACEHOLDERS),
        ],
        required: &["message", "note.row", "note.percent", "note.share"],
        options: &[],
    },
    prepare: |_, _, cues| Box::new(Tables { lists: Lists::new(cues) }),
};

#[derive(Debug)]
struct Tables {
    lists: Lists,
}

/// The word lists of labels.
#[derive(Debug, Clone, Copy)]
struct Lists {
    /// "Total".
    total: ListId,
    /// "All", which may be a mean.
    perhaps: ListId,
    /// "Subtotal".
    subtotal: ListId,
    /// "Of which".
    part_of: ListId,
    /// "Less".
    deducted: ListId,
    /// "Average", "rate".
    not_summed: ListId,
    /// "Limits": a heading over what is not added up.
    limits: ListId,
    /// "Metric": the head of a column of labels for numbers of different things.
    unlike: ListId,
    /// "Percent".
    percent: ListId,
}

impl Lists {
    fn new(cues: &Cues) -> Self {
        Self {
            total: cues.list("table-total"),
            perhaps: cues.list("table-total-perhaps"),
            subtotal: cues.list("table-subtotal"),
            part_of: cues.list("table-part-of"),
            deducted: cues.list("table-deducted"),
            not_summed: cues.list("table-not-summed"),
            limits: cues.list("table-limits"),
            unlike: cues.list("table-unlike"),
            percent: cues.list("percent"),
        }
    }
}

/// How a cell contradicts others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// A total of a column.
    Column,
    /// A total of a row.
    Row,
    /// A total of percentages.
    Percent,
    /// A share of the total.
    Share,
}

/// A cell that contradicts others.
#[derive(Debug, Clone, PartialEq)]
struct Clash {
    sort: Sort,
    column: usize,
    /// Whether other columns or rows show that it is a sum, or it is less than its parts; else the list of parts may be incomplete.
    sure: bool,
    /// The cell.
    span: Span<Prose>,
    /// The text it should have.
    sum: String,
    /// The first part and the last; of a share the part and the whole.
    others: [Span<Prose>; 2],
}

impl Run for Tables {
    fn run(&self, check: &Check, draft: &Draft<'_>) -> Outcome {
        let mut found = Outcome::default();
        let tables = &draft.analysis.structure().tables;
        for (number, table) in tables.iter().enumerate() {
            let before = number.checked_sub(1).and_then(|before| tables.get(before));
            let Some(grid) = Grid::read(draft, table, before, self.lists) else { continue };
            let (mut clashes, read) = grid.rows();
            let (columns, columns_read) = grid.columns();
            // A wrong total of a row is a wrong part of the column of totals.
            let known = |clash: &Clash| {
                clashes.iter().any(|other| other.span == clash.span)
                    || clash.sort == Sort::Column && clashes.iter().any(|other| other.column == clash.column)
            };
            let columns: Vec<Clash> = columns.into_iter().filter(|clash| !known(clash)).collect();
            clashes.extend(columns);
            found.read += read + columns_read;
            found.findings.extend(clashes.iter().map(|clash| describe(check, draft, clash)));
        }
        found
    }
}

fn describe(check: &Check, draft: &Draft<'_>, clash: &Clash) -> Finding {
    let [first, last] = clash.others;
    let (total, part, whole) = (draft.one_line(clash.span), draft.one_line(first), draft.one_line(last));
    let values = [("sum", clash.sum.as_str()), ("total", &total), ("part", &part), ("whole", &whole)];
    let messages = Messages::new(check, &values);
    let (headline, primary, labels) = match clash.sort {
        Sort::Column => ("message", "label.total", ["label.first", "label.last"]),
        Sort::Row => ("note.row", "label.row", ["label.first", "label.last"]),
        Sort::Percent => ("note.percent", "label.total", ["label.first", "label.last"]),
        Sort::Share => ("note.share", "label.share", ["label.part", "label.whole"]),
    };
    let related = clash.others.iter().zip(labels).map(|(&span, label)| messages.conflict(draft, span, label));
    let (severity, confidence) = if clash.sure {
        (check.severity, Confidence::High)
    } else {
        (check.severity.min(Severity::Warning), Confidence::Medium)
    };
    let found = messages.at(draft, clash.span, primary);
    Finding { severity, confidence, message: messages.text(headline), related: related.collect(), ..found }
}
