//! Grammar shared by the evidence: what governs a mention, where its predicate starts, and the sentences around it.

use std::ops::Range;

use super::Ledger;
use super::ledger::Scene;
use crate::language::analysis::{NamedYear, Sentence};
use crate::language::annotated::{Annotated, bare};
use crate::language::cues::{Cue, ListId};
use crate::language::offices::OfficeMention;
use crate::language::values::{DateValue, Value};
use crate::rules::Meaning;
use crate::text::{Prose, Span};
use crate::time::{Day, Days, When};

/// Number of preceding sentences in which a year still determines the time of the story.
const FAR: usize = 3;

/// Sentences before a report in which a year may still be its time.
const AROUND: usize = 12;

/// Days before the draft's day in which a date is one of its news.
const WEEKS: i64 = 31;

/// The dates of a sentence that are older than the draft's news: those with their year, and those whose weekday shows it.
pub(super) fn past_dates(sentence: &Sentence<'_>, day: Option<Day>) -> Vec<NamedYear> {
    let Some(day) = day else { return Vec::new() };
    let past = |named: &NamedYear| named.days.ranges().last().is_some_and(|&(_, until)| day.since(until) > WEEKS);
    let by_weekday = sentence.dates().filter_map(|(date, span)| year_of_weekday(date, span, day));
    sentence.years().chain(by_weekday).filter(past).collect()
}

/// "Friday, January 17", in this year or the one before: the date with the year in which it is a Friday.
fn year_of_weekday(date: DateValue, span: Span<Prose>, draft: Day) -> Option<NamedYear> {
    let DateValue::Date { year: None, month: Some(month), day: Some(day), weekday: Some(weekday) } = date else {
        return None;
    };
    let days = [draft.year(), draft.year() - 1].map(|year| Day::new(year, month, day));
    let found = days.into_iter().flatten().find(|day| day.weekday() == weekday)?;
    Some(NamedYear { span, year: found.year(), days: Days::range(found, found.plus(1)) })
}

/// Returns `true` if a sentence names an earlier year than the draft's.
fn years_of(sentence: &Sentence<'_>, day: Option<Day>) -> bool {
    sentence.years().any(|named| day.is_none_or(|day| day.year() > named.year))
}

impl Ledger {
    /// Returns `true` if a heading is about former holders, or names an earlier year than the draft's: a list below it says
    /// nothing about now.
    pub fn heads_the_past(&self, heading: &Sentence<'_>, day: Option<Day>) -> bool {
        let marked = |cue: &Cue| cue.list == self.other_time || self.markers.contains(&cue.list);
        years_of(heading, day) || heading.cues().iter().any(marked)
    }

    /// Skips a coordination: in "of President A and President B" both are governed by "of".
    pub(super) fn governed_at(&self, view: &Annotated, mentions: &[OfficeMention], mention: &OfficeMention) -> usize {
        let mut at = mention.phrase;
        while at > 0 && (view.ends(self.coordination, at).is_some() || view.is_mark(at - 1, ",")) {
            let Some(before) = mentions.iter().find(|m| m.to == at - 1 && m.from < mention.from) else {
                break;
            };
            at = before.phrase;
        }
        at
    }

    /// A verb of the past at a token: of the list, or by its ending.
    pub(super) fn past_verb(&self, view: &Annotated, at: usize) -> Option<usize> {
        let by_ending = || {
            let token = view.tokens.get(at)?;
            let ends = !token.capital
                && token.lower.len() > 3
                && self.past_ending.iter().any(|ending| token.lower.ends_with(ending.as_str()));
            ends.then_some(at + 1)
        };
        view.starts(self.past, at).or_else(by_ending)
    }

    /// Returns `true` if a past-tense verb ends before a token, other than a participle after "will be" or "has been".
    pub fn ends_past_verb(&self, view: &Annotated, at: usize) -> bool {
        let opened = (at.saturating_sub(4)..at).any(|before| view.starts(self.perfect, before).is_some());
        at > 0 && !opened && self.past_verb(view, at - 1) == Some(at)
    }

    /// A word of a list outside the mention itself and outside quotations.
    pub(super) fn outside(&self, scene: &Scene<'_>, list: ListId) -> Option<Span<Prose>> {
        let found = scene.view.cues.iter().find(|cue| {
            cue.list == list
                && (cue.to() <= scene.mention.phrase || cue.from() >= scene.mention.to)
                && !scene.quoted[cue.from()]
        })?;
        Some(scene.view.span_of(found.from(), found.to()))
    }

    /// Returns `true` if the preceding sentences, or the following one, speak of another time, so that this one
    /// probably continues them.
    pub(super) fn continues_the_past(&self, scene: &Scene<'_>) -> bool {
        let setting = &scene.setting;
        let view = |sentence: &Sentence<'_>| years_of(sentence, setting.day);
        if self.neighbours(scene, FAR, 0, false).any(view) {
            return true;
        }
        self.neighbours(scene, 2, 1, true).any(|sentence| {
            let view = bare(sentence);
            let other_time = [self.other_time, self.hypothetical].iter().any(|&list| view.any(list).is_some());
            other_time
                || years_of(sentence, setting.day)
                || self.month_of_another_time(&view, setting.day, &(0..0)).is_some()
        })
    }

    /// The days of the dates around a mention, which its sentence may go on about: in its paragraph, and before that unless the
    /// words around are news of the day.
    pub(super) fn days_around(&self, scene: &Scene<'_>) -> Days {
        let day = scene.setting.day;
        let analysis = scene.setting.analysis;
        let of = |sentence: &Sentence<'_>| {
            let view = bare(sentence);
            let own = sentence
                .dates()
                .filter(|(_, span)| !analysis.is_quoted(sentence.block, *span) && !self.is_since(&view, *span));
            let readings: Vec<When> = own.flat_map(|(date, _)| date.readings(day).into_iter().flatten()).collect();
            Days::of(readings.into_iter().map(|when| (when.earliest, when.latest.plus(1))))
        };
        let news =
            self.now_around(scene).is_some() || scene.is_news(self.now_strong) || self.recent_date(scene).is_some();
        let number = scene.setting.sentence;
        let before = (number.saturating_sub(AROUND)..number).rev().map(|at| &analysis.sentences[at]);
        let nearest = before.filter(|_| !news).find(|sentence| {
            let view = bare(sentence);
            let free = |named: &NamedYear| !analysis.is_quoted(sentence.block, named.span);
            sentence.years().any(|named| free(&named) && !self.is_since(&view, named.span))
        });
        self.neighbours(scene, 2, 2, true).chain(nearest).map(of).fold(Days::none(), |all, days| all.union(&days))
    }

    /// "since June 2014", "until 2030": no time of the story.
    pub(super) fn is_since(&self, view: &Annotated<'_>, date: Span<Prose>) -> bool {
        let at = view.tokens.partition_point(|token| token.span.start < date.start);
        view.ends(self.stretch_link, at).is_some()
    }

    /// A number of sentences before and after; optionally only those in the same block.
    fn neighbours<'s>(
        &self,
        scene: &'s Scene<'_>,
        before: usize,
        behind: usize,
        same_block: bool,
    ) -> impl Iterator<Item = &'s Sentence<'s>> {
        let (analysis, at) = (scene.setting.analysis, scene.setting.sentence);
        let block = analysis.sentences[at].block;
        let range = at.saturating_sub(before)..(at + behind + 1).min(analysis.sentences.len());
        let others = range.filter(move |&other| other != at).map(|other| &analysis.sentences[other]);
        others.filter(move |sentence| !same_block || sentence.block == block)
    }

    /// A word of now in the sentences around it, outside quotations; the weekday of an old date is none.
    pub(super) fn now_around(&self, scene: &Scene<'_>) -> Option<Span<Prose>> {
        let analysis = scene.setting.analysis;
        self.neighbours(scene, 6, 2, false).find_map(|sentence| {
            let tokens = sentence.tokens();
            let strong = sentence.cues().iter().filter(|cue| cue.list == self.now_strong);
            let mut spans = strong.map(|cue| tokens[cue.from()].span.join(tokens[cue.to() - 1].span)).peekable();
            spans.peek()?;
            let past = past_dates(sentence, scene.setting.day);
            let of_a_date = |span: Span<Prose>| past.iter().any(|named| named.span.contains(span));
            spans.find(|&span| !analysis.is_quoted(sentence.block, span) && !of_a_date(span))
        })
    }

    /// A month of another time than the draft's, where its day is known: "in February", said in December.
    pub(super) fn other_month(&self, scene: &Scene<'_>) -> Option<Span<Prose>> {
        let mention = scene.mention.from..scene.mention.to;
        self.month_of_another_time(scene.view, scene.setting.day, &mention)
    }

    /// A date in the sentence, with its day, of the weeks before the draft's day.
    pub(super) fn recent_date(&self, scene: &Scene<'_>) -> Option<Span<Prose>> {
        let day = scene.setting.day?;
        let recent = |when: &When| (0..=WEEKS).contains(&day.since(when.earliest));
        let dates =
            scene.view.sentence.dates().filter(|(date, span)| date.has_day() && !scene.mention.span.contains(*span));
        let recent = dates.filter(|(date, _)| date.readings(Some(day)).into_iter().flatten().any(|when| recent(&when)));
        let mut found = recent.filter(|(_, span)| !self.is_of_another_event(scene, *span));
        found.next().map(|(_, span)| span)
    }

    fn month_of_another_time(&self, view: &Annotated, day: Option<Day>, but: &Range<usize>) -> Option<Span<Prose>> {
        let (_, draft, _) = day?.ymd();
        let other = |value: &&Value| {
            let Some(DateValue::Date { year, month: Some(month), day, .. }) = value.date() else { return false };
            let at = view.tokens.partition_point(|token| token.span.start < value.span.start);
            let numbered = year.is_some() || day.is_some();
            let said = at > 0 && view.ends(self.guard, at).is_some();
            let apart = (i32::from(month) - i32::from(draft)).rem_euclid(12);
            !but.contains(&at) && ((numbered && !matches!(apart, 0 | 1 | 11)) || (said && !numbered && apart != 0))
        };
        view.sentence.values().iter().find(other).map(|value| value.span)
    }

    /// Returns `true` if there is a past-tense predicate outside quotations: a finite verb, or a past form without "has" or "is".
    pub fn finite_past_cue(&self, view: &Annotated, quoted: &[bool]) -> bool {
        (0..view.tokens.len()).filter(|&at| !quoted[at]).any(|at| {
            let opened = || (at.saturating_sub(3)..at).any(|before| view.starts(self.perfect, before).is_some());
            view.starts(self.finite_past, at).is_some() || self.past_verb(view, at).is_some() && !opened()
        })
    }

    /// "by both X and President Y": a name without an office is coordinated with the mention, so its time is unknown.
    pub(super) fn beside_a_name(&self, scene: &Scene<'_>) -> bool {
        let view = scene.view;
        let joined = view.ends(self.coordination, scene.mention.phrase).filter(|&from| from > 0);
        joined.is_some_and(|from| {
            let named = view.hit_before(from).is_some_and(|hit| {
                hit.meanings.iter().any(|meaning| matches!(meaning, Meaning::Name(_) | Meaning::Surname(_)))
            });
            named && !scene.mentions.iter().any(|mention| mention.to == from)
        })
    }
}
