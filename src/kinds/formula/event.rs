//! The date of one event that occurs twice, with different years or days of the week, in sentences on the same topic.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::find::Fit;
use super::slot::Slot;
use crate::claims::DraftDay;
use crate::document::BlockKind;
use crate::kinds::Draft;
use crate::language::analysis::Sentence;
use crate::language::cues::{Cues, ListId};
use crate::language::tokens::{Token, TokenKind};
use crate::language::values::DateValue;
use crate::rules::{Check, OptionSort, OptionSpec};
use crate::text::{Prose, Span};
use crate::time::Day;

/// How many words the sentences share.
pub(super) const SHARED: OptionSpec = OptionSpec { name: "shared", sort: OptionSort::Number };
pub(super) const SHARED_QUOTED: OptionSpec = OptionSpec { name: "shared-quoted", sort: OptionSort::Number };
pub(super) const SHARED_EDGE: OptionSpec = OptionSpec { name: "shared-edge", sort: OptionSort::Number };
pub(super) const REACH: OptionSpec = OptionSpec { name: "reach", sort: OptionSort::Number };

/// What shows that two dates are those of one event.
#[derive(Debug)]
pub(super) struct Events {
    /// How many words both sentences must have near their dates.
    shared: usize,
    /// The same if one is in a quotation, and if the day is the first or last of a month, but not of a quarter.
    shared_quoted: usize,
    shared_edge: usize,
    /// How far from a date, in words.
    reach: usize,
    /// In sentences with one of these a date comes back every year, or is one of many alike.
    recurring: ListId,
    /// Words without information about an event.
    small: ListId,
    /// The article before a date that names an event: "the January 6, 2021, attack".
    article: ListId,
}

/// A date with a month and a day.
#[derive(Debug)]
struct Mention {
    slot: usize,
    sentence: usize,
    span: Span<Prose>,
    month: i8,
    day: i8,
    year: Option<i16>,
    weekday: Option<u8>,
    quoted: bool,
}

/// Most dates that a word is near to tell one event from others.
const COMMON: usize = 6;

impl Events {
    /// `None` if a check does not say how many words sentences about one event share.
    pub(super) fn new(check: &Check, cues: &Cues) -> Option<Self> {
        check.number(SHARED).map(|_| Self {
            shared: check.count(SHARED, 2),
            shared_quoted: check.count(SHARED_QUOTED, usize::MAX),
            shared_edge: check.count(SHARED_EDGE, usize::MAX),
            reach: check.count(REACH, 12),
            recurring: cues.list("date-recurring"),
            small: cues.list("context-small"),
            article: cues.list("date-article"),
        })
    }

    /// The numbers of slots that give one event two dates: the first of the earlier ones, and the later one.
    pub(super) fn clashes(&self, draft: &Draft<'_>, slots: &[(Slot, Fit)]) -> Vec<(usize, usize)> {
        let mentions = mentions(draft, slots);
        let common = self.common(draft, &mentions);
        let mut clashes = Vec::new();
        // Of each day of the calendar its mentions so far, and whether they differ in year or weekday.
        let mut days: BTreeMap<(i8, i8), (Vec<&Mention>, bool)> = BTreeMap::new();
        for other in &mentions {
            let (known, differ) = days.entry((other.month, other.day)).or_default();
            *differ |= known.first().is_some_and(|one| (one.year, one.weekday) != (other.year, other.weekday));
            let clash = known.iter().filter(|_| *differ).find(|one| self.clash(draft, &mentions, &common, one, other));
            clashes.extend(clash.map(|one| (one.slot, other.slot)));
            known.push(other);
        }
        clashes
    }

    /// How many dates each word is near, in a draft of many dates: "release" and names in a list of versions say nothing about one event.
    fn common<'d>(&self, draft: &'d Draft<'_>, mentions: &[Mention]) -> FxHashMap<&'d str, usize> {
        let mut counts = FxHashMap::default();
        if mentions.len() <= COMMON {
            return counts;
        }
        for mention in mentions {
            for stem in self.stems(draft, mention, &draft.analysis.sentences[mention.sentence]) {
                *counts.entry(stem).or_default() += 1;
            }
        }
        counts
    }

    fn clash(
        &self,
        draft: &Draft<'_>,
        mentions: &[Mention],
        common: &FxHashMap<&str, usize>,
        one: &Mention,
        other: &Mention,
    ) -> bool {
        if one.sentence == other.sentence {
            return false;
        }
        let unlike = match (one.year, other.year) {
            (Some(first), Some(second)) => {
                slip(first, second) && !edge_of_quarter(one.month, one.day) && !settled_by_weekdays(one, other)
            }
            // If the day of the draft is known, `weekday` checks this.
            (None, None) => {
                matches!(draft.day, DraftDay::None)
                    && matches!((one.weekday, other.weekday), (Some(first), Some(second)) if first != second)
            }
            _ => false,
        };
        unlike && !listed(mentions, one) && !listed(mentions, other) && self.one_event(draft, common, one, other)
    }

    /// Returns `true` if two sentences share enough words near their dates, and neither is about a recurring event.
    fn one_event(&self, draft: &Draft<'_>, common: &FxHashMap<&str, usize>, one: &Mention, other: &Mention) -> bool {
        let sentences = [one, other].map(|mention| &draft.analysis.sentences[mention.sentence]);
        let names =
            [(one, sentences[0]), (other, sentences[1])].map(|(mention, sentence)| self.name(draft, mention, sentence));
        let named = names[0].is_some() && names[0] == names[1];
        let recurs = |sentence: &&Sentence<'_>| sentence.cues().iter().any(|cue| cue.list == self.recurring);
        if !named && sentences.iter().any(recurs) {
            return false;
        }
        let around = [(one, sentences[0]), (other, sentences[1])]
            .map(|(mention, sentence)| self.stems(draft, mention, sentence));
        let telling = |stem: &&&str| common.get(**stem).is_none_or(|&count| count <= COMMON);
        // A word after a date used as a name is stronger evidence than one near it.
        let shared = around[0].iter().filter(|stem| around[1].contains(stem)).filter(telling).count();
        let shared = shared + usize::from(named);
        shared >= self.wanted(one, other)
    }

    /// How many words two sentences must share.
    fn wanted(&self, one: &Mention, other: &Mention) -> usize {
        let quoted = if one.quoted || other.quoted { self.shared_quoted } else { 0 };
        let edge = if one.year.is_some() && edge_of_month(one.month, one.day) { self.shared_edge } else { 0 };
        self.shared.max(quoted).max(edge)
    }

    /// The beginning of the word that a date names an event with: "attack" of "the January 6, 2021, attack".
    fn name<'t>(&self, draft: &Draft<'_>, mention: &Mention, sentence: &'t Sentence<'_>) -> Option<&'t str> {
        let tokens = sentence.tokens();
        let first = tokens.iter().position(|token| token.span.start >= mention.span.start)?;
        let article = tokens.get(first.checked_sub(1)?)?;
        let mut behind = tokens[first..].iter().skip_while(|token| token.span.start < mention.span.end);
        let word = behind.by_ref().find(|token| token.lower != ",")?;
        let named = draft.analysis.cues().contains(self.article, &article.lower)
            && word.kind == TokenKind::Word
            && word.lower.len() >= 4;
        named.then(|| stem(&word.lower))
    }

    /// The stems of the words near a date that describe an event, each once.
    fn stems<'t>(&self, draft: &Draft<'_>, mention: &Mention, sentence: &'t Sentence<'_>) -> Vec<&'t str> {
        let mut stems = self.around(draft, mention, sentence);
        stems.sort_unstable();
        stems.dedup();
        stems
    }

    /// The stems of the words near a date that describe an event.
    fn around<'t>(&self, draft: &Draft<'_>, mention: &Mention, sentence: &'t Sentence<'_>) -> Vec<&'t str> {
        let tells = |token: &&Token| {
            token.kind == TokenKind::Word
                && token.lower.chars().count() >= 4
                && !draft.analysis.cues().contains(self.small, &token.lower)
                && !sentence.values().iter().any(|value| value.span.overlaps(token.span))
        };
        let tokens = sentence.tokens();
        let before = tokens.iter().rev().filter(|token| token.span.end <= mention.span.start).filter(tells);
        let after = tokens.iter().filter(|token| token.span.start >= mention.span.end).filter(tells);
        before.take(self.reach).chain(after.take(self.reach)).map(|token| stem(&token.lower)).collect()
    }
}

/// The first five letters of a word: "attack" and "attacks" are one.
fn stem(word: &str) -> &str {
    word.char_indices().nth(5).map_or(word, |(end, _)| &word[..end])
}

/// The dates among some slots, outside headings.
fn mentions(draft: &Draft<'_>, slots: &[(Slot, Fit)]) -> Vec<Mention> {
    let analysis = draft.analysis;
    let mention = |(slot, (_, fit)): (usize, &(Slot, Fit))| {
        let &Fit { sentence, span, .. } = fit;
        let block = analysis.sentences[sentence].block;
        let (date, span) = analysis.sentences[sentence].dates().find(|(_, own)| own.overlaps(span))?;
        let DateValue::Date { year, month: Some(month), day: Some(day), weekday } = date else { return None };
        let quoted = analysis.is_quoted(block, span);
        let text = analysis.blocks[block].kind != BlockKind::Heading;
        text.then_some(Mention { slot, sentence, span, month, day, year, weekday, quoted })
    };
    slots.iter().enumerate().filter_map(mention).collect()
}

/// Returns `true` if one year may be a slip for the other: adjacent years, or one digit. Round differences are anniversaries.
fn slip(one: i16, other: i16) -> bool {
    let digits = |year: i16| [year / 1000, year / 100 % 10, year / 10 % 10, year % 10];
    let apart = digits(one).iter().zip(digits(other)).filter(|(a, b)| **a != *b).count();
    let years = one.abs_diff(other);
    years == 1 || apart == 1 && !years.is_multiple_of(5)
}

/// First and last days of quarters: terms and years of business begin and end on them.
fn edge_of_quarter(month: i8, day: i8) -> bool {
    let first = day == 1 && month % 3 == 1;
    first || month % 3 == 0 && day != 1 && edge_of_month(month, day)
}

/// First and last days of months, on which some years of business and many rules begin.
fn edge_of_month(month: i8, day: i8) -> bool {
    // Any leap year.
    day == 1
        || Day::new(2000, month, day).is_none_or(|of_leap_year| of_leap_year.plus(1).ymd().2 == 1)
        || day == 28 && month == 2
}

/// Returns `true` if days of the week show that both years are intended, or that one is wrong, which `weekday` checks.
fn settled_by_weekdays(one: &Mention, other: &Mention) -> bool {
    let right = |mention: &Mention| {
        let day = Day::new(mention.year?, mention.month, mention.day)?;
        Some(mention.weekday? == day.weekday())
    };
    match (right(one), right(other)) {
        (Some(_), Some(_)) => true,
        (known, None) | (None, known) => known == Some(false),
    }
}

/// Returns `true` if the sentence of a mention gives the same day in another year too.
fn listed(mentions: &[Mention], one: &Mention) -> bool {
    mentions.iter().any(|other| {
        one.sentence == other.sentence
            && (one.month, one.day) == (other.month, other.day)
            && one.span != other.span
            && one.year != other.year
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_that_a_slip_may_make_of_each_other() {
        assert!(slip(2023, 2024) && slip(1999, 2000) && slip(2014, 2016));
        assert!(!slip(2001, 2011) && !slip(1945, 2020) && !slip(1987, 1992));
    }

    #[test]
    fn edges_of_months() {
        assert!(edge_of_month(1, 1) && edge_of_month(6, 30) && edge_of_month(2, 28) && edge_of_month(2, 29));
        assert!(!edge_of_month(6, 15) && !edge_of_month(7, 30));
        assert!(edge_of_quarter(1, 1) && edge_of_quarter(6, 30) && edge_of_quarter(10, 1) && edge_of_quarter(12, 31));
        assert!(!edge_of_quarter(10, 31) && !edge_of_quarter(6, 1) && !edge_of_quarter(2, 28));
    }
}
