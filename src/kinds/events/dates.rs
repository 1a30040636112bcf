//! The dates of a sentence that may be those of an event, and how two of them compare.

use crate::kinds::Draft;
use crate::language::analysis::Sentence;
use crate::language::clauses::Clauses;
use crate::language::cues::ListId;
use crate::language::tokens::{Token, TokenKind};
use crate::language::values::{DateValue, Value};
use crate::text::{Prose, Span};
use crate::time::{Day, When};

/// A date of an event.
#[derive(Debug, Clone, Copy)]
pub(super) struct Date {
    pub(super) span: Span<Prose>,
    /// As it is written.
    value: DateValue,
    /// The days, if the year is known.
    pub(super) when: Option<When>,
}

/// A date in its sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dated {
    pub(super) date: Date,
    /// Tokens.
    pub(super) from: usize,
    pub(super) to: usize,
    /// Whether it ends or begins a stretch, or another event is placed by it: "until 1989", "after 1989".
    pub(super) apart: bool,
}

/// The words that set a date apart.
#[derive(Debug)]
pub(super) struct DateLists {
    /// "until", "since", "between".
    pub(super) ends: ListId,
    /// "the", "early", between one of these and the date.
    pub(super) determiner: ListId,
    /// Words that no noun phrase goes on with.
    pub(super) small: ListId,
    /// "after", "before".
    pub(super) around: [ListId; 2],
    /// "to" between two dates.
    pub(super) between: ListId,
}

/// Most tokens between "after" and its date: "after the snap election of".
const REACH: usize = 6;
/// Days by which two dates without a year may be apart: beyond, they are rather of two years.
const OF_ONE_YEAR: i64 = 75;

impl Date {
    /// The date that a value writes.
    pub(super) fn of(value: &Value) -> Option<Self> {
        let date = value.date().filter(|_| !value.borrowed && value.hedge.is_none())?;
        let when = match date {
            DateValue::Date { year: None, month: Some(_), .. } => None,
            DateValue::Date { year: None, .. } | DateValue::Shift { .. } => return None,
            date => Some(date.when(None)?),
        };
        Some(Self { span: value.span, value: date, when })
    }

    /// The date of an entry, with the days that it means.
    pub(super) fn known(span: Span<Prose>, value: DateValue, when: When) -> Self {
        Self { span, value, when: Some(when) }
    }

    /// Returns `true` for a year alone.
    fn is_year(self) -> bool {
        matches!(self.value, DateValue::Date { month: None, day: None, .. })
    }

    /// Year, month and day, as far as they are written.
    pub(super) fn parts(self) -> [Option<i16>; 3] {
        match self.value {
            DateValue::Date { year, month, day, .. } => [year, month.map(i16::from), day.map(i16::from)],
            _ => [None; 3],
        }
    }

    /// In a year.
    fn in_year(self, year: i16) -> Option<When> {
        let DateValue::Date { month: Some(month), day, .. } = self.value else { return None };
        match day {
            Some(day) => Day::new(year, month, day).map(When::exactly),
            None => When::month(year, month),
        }
    }

    /// The days nearest to others, if the year is not written.
    pub(super) fn nearest(self, other: When) -> Option<When> {
        let year = other.earliest.year();
        let all = (year - 1..=year + 1).filter_map(|year| self.in_year(year));
        all.min_by_key(|when| when.earliest.since(other.earliest).abs())
    }
}

/// Two dates of one story. A year that only one of them has is that of both, if they are close; so is that of neither.
pub(super) fn together(one: Date, other: Date) -> Option<(When, When)> {
    /// Any year.
    const SOME: i16 = 2001;
    let pair = match (one.when, other.when) {
        (Some(one), Some(other)) => return Some((one, other)),
        (Some(when), None) if is_close(when) => (when, other.nearest(when)?),
        (None, Some(when)) if is_close(when) => (one.nearest(when)?, when),
        (Some(_), None) | (None, Some(_)) => return None,
        (None, None) => {
            let when = one.in_year(SOME)?;
            (when, other.in_year(SOME)?)
        }
    };
    let close = pair.0.earliest.since(pair.1.earliest).abs() <= OF_ONE_YEAR;
    close.then_some(pair)
}

/// Returns `true` for a month or less: whole years say nothing about the year of another date.
fn is_close(when: When) -> bool {
    when.latest.since(when.earliest) <= 31
}

/// The dates of a sentence in the draft's own voice.
pub(super) fn dates(lists: &DateLists, draft: &Draft<'_>, sentence: &Sentence<'_>, clauses: &Clauses) -> Vec<Dated> {
    let tokens = sentence.tokens();
    let mut found: Vec<Dated> = Vec::new();
    let cues = draft.analysis.cues();
    let is = |list: ListId, at: usize| tokens.get(at).is_some_and(|token| cues.contains(list, &token.lower));
    for value in sentence.values() {
        let Some(date) = Date::of(value) else { continue };
        if draft.analysis.is_quoted(sentence.block, value.span) {
            continue;
        }
        let from = tokens.partition_point(|token| token.span.start < value.span.start);
        let to = tokens.partition_point(|token| token.span.start < value.span.end);
        let opened = |at: usize| clauses.groups.iter().any(|group| at < group.head && group.head < from);
        let before = (1..=from).map(|back| from - back);
        let ends = before.clone().find(|&at| !is(lists.determiner, at)).is_some_and(|at| is(lists.ends, at));
        let around = before.take(REACH).take_while(|&at| tokens[at].kind != TokenKind::Mark);
        let around = around.into_iter().any(|at| lists.around.iter().any(|&list| is(list, at)) && !opened(at));
        // "the February 25 episode": the date of a thing.
        let opens = from > 0 && (0..from).all(|at| is(lists.small, at));
        let plain = |token: &Token| token.kind == TokenKind::Word && token.spaced;
        let modifies = !opens
            && tokens.get(to).is_some_and(plain)
            && !is(lists.small, to)
            && !clauses.groups.iter().any(|group| group.from <= to && to < group.to);
        // "in the 1983 he": a noun is missing.
        let bare = from > 0 && is(lists.determiner, from - 1) && date.is_year();
        let apart = ends || around || modifies || bare;
        found.push(Dated { date, from, to, apart });
    }
    // "1998-2003", "from May to July": the ends of a stretch.
    for at in 1..found.len() {
        let joint = (found[at - 1].to, found[at].from);
        if joint.1 == joint.0 + 1 && is(lists.between, joint.0) {
            found[at - 1].apart = true;
            found[at].apart = true;
        }
    }
    found
}
