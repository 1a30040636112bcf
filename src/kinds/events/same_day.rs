//! Anniversaries on the day itself: "thirty years ago today", "the sixtieth anniversary of the explosion, on 9 February 1981".
//!
//! Another date of the draft with this day and month is that of the event, so the number has to be the difference of the years.

use std::collections::BTreeSet;

use super::dates::Date;
use super::lengths::{Clash, Judge, Point, Sort, Target};
use super::reader::PASSED_OVER;
use super::subject::Fit;
use crate::kinds::Draft;
use crate::language::analysis::Sentence;
use crate::language::cues::{Cues, ListId};
use crate::language::values::{DateValue, Period, Value, ValueKind};
use crate::text::{Prose, Span};
use crate::time::When;

/// The words of anniversaries.
#[derive(Debug)]
pub(super) struct SameDayLists {
    anniversary: ListId,
    /// "today", "to the day", "this morning".
    exact: ListId,
}

/// Most tokens between a number and the words that make it an anniversary.
const REACH: usize = 3;

/// Where the day of an anniversary is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum On {
    /// In its sentence.
    Sentence,
    /// It is that of the draft.
    Today,
}

/// A full date: its day in the year, its year.
type Full = ((i16, i16), i16);

impl SameDayLists {
    pub(super) fn new(cues: &Cues) -> Self {
        Self { anniversary: cues.list("anniversary"), exact: cues.list("same-day") }
    }

    /// The numbers of years that the dates of the draft contradict.
    /// The second number is that of the anniversaries.
    pub(super) fn clashes(&self, draft: &Draft<'_>) -> (Vec<Clash>, usize) {
        let (mut found, mut read) = (Vec::new(), 0);
        let mut all: Option<Vec<(Full, Date)>> = None;
        for (_, sentence) in draft.own_sentences(PASSED_OVER) {
            for value in sentence.values() {
                let Some((years, on)) = self.years(sentence, value) else { continue };
                read += 1;
                let all = all.get_or_insert_with(|| dates(draft));
                found.extend(clash(draft, sentence, (value.span, years, on), all));
            }
        }
        (found, read)
    }

    /// The number of an anniversary, and where its day is.
    fn years(&self, sentence: &Sentence<'_>, value: &Value) -> Option<(i16, On)> {
        let to = sentence.tokens().partition_point(|token| token.span.start < value.span.end);
        let near = |list: ListId, reach: usize| {
            sentence.cues().iter().any(|cue| cue.list == list && (to..=to + reach).contains(&cue.from()))
        };
        let (count, on) = match value.kind {
            ValueKind::Ordinal(amount) if near(self.anniversary, 1) => (amount.interval.printed, On::Sentence),
            ValueKind::Duration(amount) if near(self.exact, REACH) => (amount.interval.printed, On::Sentence),
            ValueKind::Date(DateValue::Shift { count, period: Period::Year, from_now: true })
                if count < 0.0 && near(self.exact, REACH) =>
            {
                (-count, On::Today)
            }
            _ => return None,
        };
        let whole = value.hedge.is_none() && (2.0..=1000.0).contains(&count) && count.fract() == 0.0;
        whole.then_some((count as i16, on))
    }
}

fn full(date: Date) -> Option<Full> {
    let [Some(year), Some(month), Some(day)] = date.parts() else { return None };
    Some(((month, day), year))
}

/// The full dates of a draft.
fn dates(draft: &Draft<'_>) -> Vec<(Full, Date)> {
    let values = draft.analysis.sentences.iter().flat_map(Sentence::values);
    values.filter_map(Date::of).filter_map(|date| Some((full(date)?, date))).collect()
}

/// A number that no date with the day and month of its sentence, or of the draft, makes true.
fn clash(
    draft: &Draft<'_>,
    sentence: &Sentence<'_>,
    (span, years, on): (Span<Prose>, i16, On),
    all: &[(Full, Date)],
) -> Option<Clash> {
    let mut own = sentence.values().iter().filter_map(Date::of).filter_map(|date| Some((full(date)?, date)));
    let (at, year, target, day) = match on {
        On::Sentence => {
            let (Some(((at, year), date)), None) = (own.next(), own.next()) else { return None };
            (at, year, Target::Date(date), date.when?)
        }
        On::Today => {
            let day = draft.day.given()?;
            let (year, month, number) = day.ymd();
            ((i16::from(month), i16::from(number)), year, Target::Today(day), When::exactly(day))
        }
    };
    let earlier = || all.iter().filter(|((day, of), _)| *day == at && *of < year);
    let known: BTreeSet<i16> = earlier().map(|((_, of), _)| *of).collect();
    let [one] = known.into_iter().collect::<Vec<_>>()[..] else { return None };
    let (_, date) = earlier().next()?;
    let from = Point { words: date.span, date: *date, fit: Fit::Same };
    let ends = (date.when?, day);
    let clash = Clash { length: span, target, from, forward: true, ends, sort: Sort::SameDay };
    (one + years != year).then_some(clash)
}

impl Judge<'_> {
    /// Lengths of both sorts.
    pub(super) fn all(&self, same_day: &SameDayLists) -> (Vec<Clash>, usize) {
        let (mut found, read) = self.clashes();
        let (more, counted) = same_day.clashes(self.draft);
        found.extend(more);
        (found, read + counted)
    }
}
