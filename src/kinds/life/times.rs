//! When what a clause says of a person happens: the date in it, in a clause of the same time, at the head of its entry or
//! row, or in the report before it.

use super::scene::Scene;
use crate::document::BlockKind;
use crate::frame::{date_alone, entry_of_a_timeline};
use crate::language::analysis::Sentence;
use crate::language::clauses::{ClauseKind, Tense};
use crate::language::cues::{Cue, Cues, ListId};
use crate::language::values::{DateValue, Value};
use crate::text::{Prose, Span};
use crate::time::{Day, Days, When};

/// Sentences before an act in which the day of its report is looked for.
const REPORT: usize = 3;

/// The time of a clause.
#[derive(Debug, Clone)]
pub(super) struct Time {
    /// Every reading.
    pub(super) when: Vec<When>,
    /// The date, if it is in the sentence.
    pub(super) span: Option<Span<Prose>>,
}

/// The word lists of times.
#[derive(Debug)]
pub(super) struct Times {
    pub(super) elsewhere: [ListId; 2],
    now: [ListId; 2],
    date_link: ListId,
    onward: ListId,
    same_time: ListId,
    back: ListId,
    long_ago: ListId,
}

impl Times {
    pub(super) fn new(cues: &Cues) -> Self {
        let list = |name: &str| cues.list(name);
        Self {
            elsewhere: [list("life-elsewhere"), list("other-world")],
            now: [list("now-strong"), list("life-now")],
            date_link: list("date-link"),
            onward: list("life-onward"),
            same_time: list("life-same-time"),
            back: list("life-back"),
            long_ago: list("life-long-ago"),
        }
    }

    /// The date of a clause: its own, or that of the clause around it or in it, if both are at one time.
    pub(super) fn dated(&self, scene: &Scene<'_>, clause: usize) -> Option<Time> {
        let known = |time: &Time| !time.when.is_empty();
        if let Some(own) = self.own(scene, clause) {
            return Some(own).filter(known);
        }
        let clauses = &scene.clauses.clauses;
        let around = clauses[clause].parent.filter(|_| self.opens_together(scene, clause));
        let inside = || {
            let inner = |&inner: &usize| clauses[inner].parent == Some(clause) && self.opens_together(scene, inner);
            (0..clauses.len()).find(inner)
        };
        self.own(scene, around.or_else(inside)?).filter(known)
    }

    /// Returns `true` if a clause begins with "when" or "at which".
    fn opens_together(&self, scene: &Scene<'_>, clause: usize) -> bool {
        let Some(first) = (0..scene.tokens().len()).find(|&token| scene.clauses.clause_of(token) == clause) else {
            return false;
        };
        matches!(scene.clauses.clauses[clause].kind, ClauseKind::Relative | ClauseKind::Subordinate)
            && [first, first.saturating_sub(1)].iter().any(|&at| scene.is(self.same_time, at))
    }

    /// The one date after "in" or "on", or by the draft's day, in a clause; with no days if there are several dates, or its days are
    /// unknown.
    fn own(&self, scene: &Scene<'_>, clause: usize) -> Option<Time> {
        let unknown = Time { when: Vec::new(), span: None };
        let own: Vec<usize> = scene.clauses.own_tokens(clause).collect();
        let link = |at: usize| at > 0 && (scene.is(self.date_link, at - 1) || scene.is(self.onward, at - 1));
        let own = |value: &&Value| {
            let at = scene.token(value.span);
            own.contains(&at) && (link(at) || value.date().is_some_and(by_draft))
        };
        let mut dates =
            scene.sentence.values().iter().filter(|value| value.date().is_some() && !scene.is_quoted(value.span));
        let value = dates.find(own)?;
        if dates.any(|other| own(&other)) {
            return Some(unknown);
        }
        // "Decades earlier she toured, and sang on Dec. 24".
        let date = value.date()?;
        if date.named_year().is_none() && scene.has_any(&[self.long_ago]) {
            return Some(unknown);
        }
        let mut when: Vec<When> = date.readings(scene.day()).into_iter().flatten().collect();
        if scene.token(value.span).checked_sub(1).is_some_and(|at| scene.is(self.onward, at)) {
            when.iter_mut().for_each(|when| when.latest = Day::MAX);
        }
        Some(Time { when, span: Some(value.span) })
    }

    /// Returns `true` if a clause has a date from which on something goes on: "from 1939".
    pub(super) fn goes_on(&self, scene: &Scene<'_>, clause: usize) -> bool {
        let own: Vec<usize> = scene.clauses.own_tokens(clause).collect();
        let onward = |at: usize| own.contains(&at) && at > 0 && scene.is(self.onward, at - 1);
        let mut dates = scene.sentence.values().iter().filter(|value| value.date().is_some());
        dates.any(|value| onward(scene.token(value.span)))
    }

    /// The date at the head of the entry of a timeline or of the row of a table, for a main clause.
    pub(super) fn at_head(&self, scene: &Scene<'_>, clause: usize) -> Option<Time> {
        let analysis = scene.draft.analysis;
        let block = scene.sentence.block;
        if !matches!(scene.clauses.clauses[clause].kind, ClauseKind::Main | ClauseKind::Attribution) {
            return None;
        }
        let of = |days: &Days| {
            days.ranges().iter().map(|&(from, until)| When { earliest: from, latest: until.plus(-1) }).collect()
        };
        if let Some((table, row, _)) = analysis.structure().cell(block) {
            let date = |cell: &Option<usize>| date_alone(analysis, analysis.blocks[(*cell)?].span)?.when(None);
            let mut dates = table.rows.get(row)?.iter().filter_map(date);
            let (when, None) = (dates.next()?, dates.next()) else { return None };
            return Some(Time { when: vec![when], span: None });
        }
        let first = analysis.blocks[block].sentences.start;
        let near = scene.mention.sentence < first + 2;
        let entry = entry_of_a_timeline(analysis, scene.sentence.span, None)
            .or_else(|| entry_of_a_timeline(analysis, analysis.blocks[block].span, None).filter(|_| near))?;
        let when: Vec<When> = of(&entry.days);
        let here = scene.sentence.span.contains(entry.date);
        (!when.is_empty()).then_some(Time { when, span: here.then_some(entry.date) })
    }

    /// The day of the report that a main clause in the past tense goes on with: a date with its day in the sentences before,
    /// or of the heading.
    pub(super) fn reported(&self, scene: &Scene<'_>, clause: usize) -> Option<Time> {
        let analysis = scene.draft.analysis;
        if scene.clauses.clauses[clause].kind != ClauseKind::Main
            || scene.has_any(&[self.back])
            || scene.sentence.values().iter().any(|value| value.date().is_some())
        {
            return None;
        }
        let number = scene.mention.sentence;
        let block = scene.sentence.block;
        let start = analysis.blocks[block].sentences.start;
        for at in (start.max(number.saturating_sub(REPORT))..number).rev() {
            let sentence = &analysis.sentences[at];
            if sentence.cues().iter().any(|cue| cue.list == self.back || self.elsewhere.contains(&cue.list)) {
                return None;
            }
            if sentence.values().iter().any(|value| value.date().is_some()) {
                return self.of_report(scene, sentence);
            }
        }
        let above = analysis.blocks[..block].iter().rev().find(|block| block.kind == BlockKind::Heading)?;
        let when = date_alone(analysis, above.span)?.when(None)?;
        Some(Time { when: vec![when], span: None })
    }

    /// The only date of a sentence in the past tense.
    fn of_report(&self, scene: &Scene<'_>, sentence: &Sentence<'_>) -> Option<Time> {
        let clauses = sentence.clauses(scene.draft.table);
        let mut dates = sentence.values().iter().filter(|value| value.date().is_some());
        let (value, None) = (dates.next()?, dates.next()) else { return None };
        let date = value.date().filter(|date| date.has_day() || by_draft(*date))?;
        let at = sentence.tokens().partition_point(|token| token.span.start < value.span.start);
        let told = clauses.verb_of(clauses.clause_of(at)).is_some_and(|verb| verb.tense == Tense::Past);
        let when: Vec<When> = date.readings(scene.day()).into_iter().flatten().collect();
        (told && !when.is_empty()).then_some(Time { when, span: None })
    }

    /// A word of now in a clause.
    pub(super) fn now(&self, scene: &Scene<'_>, clause: usize) -> Option<Span<Prose>> {
        let own: Vec<usize> = scene.clauses.own_tokens(clause).collect();
        let span = |cue: &Cue| scene.sentence.span_of(cue.from(), cue.to());
        let quoted = |cue: &Cue| scene.is_quoted(span(cue));
        let mut now =
            scene.sentence.cues().iter().filter(|cue| self.now.contains(&cue.list) && own.contains(&cue.from()));
        // "on August 6, 1965, signs": the present of histories.
        let dated = scene.sentence.years().next().is_some();
        now.find(|cue| !quoted(cue)).filter(|_| !dated).map(span)
    }
}

/// Returns `true` for dates that need no preposition: "said Tuesday", "last week".
pub(super) fn by_draft(date: DateValue) -> bool {
    match date {
        DateValue::Date { year: None, month: None, day: None, weekday } => weekday.is_some(),
        DateValue::Relative { .. } | DateValue::RelativeNamed { .. } => true,
        DateValue::Shift { from_now, .. } => from_now,
        _ => false,
    }
}
