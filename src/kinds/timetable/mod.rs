//! Kind `timetable`: times of a programme that overlap or run backwards, and rows of a table whose date is no such day of the week.
//!
//! `times` reads the entries that begin with a time of day, `days` the days of the week and dates of tables. Both need other entries
//! that fit: a list in which nothing is in order is no timetable.

mod days;
mod times;

use super::{Draft, Kind, Messages, Outcome, Run};
use crate::findings::{Confidence, Finding};
use crate::language::cues::{Cues, ListId};
use crate::rules::{Check, KindSpec, Words};
use crate::text::{Prose, Span};

const PLACEHOLDERS: &[&str] = &["entry", "other"];

pub(super) const KIND: Kind = Kind {
    spec: KindSpec {
        name: "timetable",
        messages: &[
            ("message", PLACEHOLDERS),
            ("note.backwards", PLACEHOLDERS),
            ("note.order", PLACEHOLDERS),
            ("note.day", PLACEHOLDERS),
            ("label.entry", PLACEHOLDERS),
            ("label.other", PLACEHOLDERS),
            ("label.date", PLACEHOLDERS),
        ],
        required: &["message", "note.backwards", "note.order", "note.day", "label.entry", "label.other", "label.date"],
        options: &[],
    },
    prepare,
};

fn prepare(_: &Check, words: &Words, cues: &Cues) -> Box<dyn Run> {
    let weekdays = words.tables.get("weekday").into_iter().flatten();
    Box::new(Timetables {
        parallel: cues.list("timetable-parallel"),
        weekdays: weekdays.map(|(word, number)| (word.clone(), *number as u8)).collect(),
    })
}

#[derive(Debug)]
struct Timetables {
    /// "track", "room": entries may overlap.
    parallel: ListId,
    /// The days of the week, Monday 0.
    weekdays: Vec<(String, u8)>,
}

/// What is wrong with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// It ends after the next one begins.
    Overlap,
    /// It ends before it begins.
    Backwards,
    /// It begins before the one above it.
    Order,
    /// Its date is another day of the week.
    Day,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Clash {
    sort: Sort,
    entry: Span<Prose>,
    other: Span<Prose>,
}

impl Run for Timetables {
    fn run(&self, check: &Check, draft: &Draft<'_>) -> Outcome {
        let (mut clashes, times) = times::clashes(draft, self.parallel);
        let (days, dates) = days::clashes(draft, &self.weekdays);
        clashes.extend(days);
        let findings = clashes.iter().map(|clash| describe(check, draft, *clash)).collect();
        Outcome { findings, read: times + dates }
    }
}

fn describe(check: &Check, draft: &Draft<'_>, clash: Clash) -> Finding {
    let (entry, other) = (draft.one_line(clash.entry), draft.one_line(clash.other));
    let values = [("entry", entry.as_str()), ("other", &other)];
    let messages = Messages::new(check, &values);
    let (headline, related) = match clash.sort {
        Sort::Overlap => ("message", "label.other"),
        Sort::Backwards => ("note.backwards", "label.other"),
        Sort::Order => ("note.order", "label.other"),
        Sort::Day => ("note.day", "label.date"),
    };
    let related = (clash.entry != clash.other).then(|| messages.conflict(draft, clash.other, related));
    Finding {
        confidence: Confidence::Medium,
        message: messages.text(headline),
        related: related.into_iter().collect(),
        ..messages.at(draft, clash.entry, "label.entry")
    }
}
