//! Weekdays, months and places of a headline that do not occur in its text, if a sentence on the same topic names a different one.

use super::super::topic::{Matter, alike};
use super::{Clash, Pair};
use crate::findings::Severity;
use crate::language::analysis::Sentence;
use crate::language::values::DateValue;
use crate::rules::Meaning;
use crate::text::{Prose, Span};

/// Number of words that a sentence must share with the headline to have the same topic.
const SAME: usize = 2;
/// First sentences of a text that say what the headline says.
const LEAD: usize = 2;
/// Years between two that one slip makes of each other.
const YEARS: i16 = 2;

impl Pair<'_> {
    /// Contradicting weekdays: the headline's does not occur in the text, and the sentences on the same topic name a single other
    /// one.
    pub(super) fn weekdays(&self) -> Vec<Clash> {
        let heads = weekdays(self.headline.sentence);
        let &[(day, span)] = heads.as_slice() else { return Vec::new() };
        let mut found = Vec::new();
        for (at, sentence) in self.body.iter().enumerate() {
            let days = weekdays(sentence);
            if days.iter().any(|(other, _)| *other == day) {
                return Vec::new();
            }
            if let &[(_, other)] = days.as_slice()
                && !self.draft.analysis.is_quoted(sentence.block, other)
            {
                found.push((at, other));
            }
        }
        self.same(&found, span)
    }

    /// Contradicting months, in the same way.
    pub(super) fn months(&self) -> Vec<Clash> {
        let heads = months(self.headline.sentence);
        let &[(month, span)] = heads.as_slice() else { return Vec::new() };
        let mut found = Vec::new();
        for (at, sentence) in self.body.iter().enumerate() {
            let months = months(sentence);
            if months.iter().any(|(other, _)| *other == month) {
                return Vec::new();
            }
            if let &[(_, other)] = months.as_slice()
                && at == 0
                && !self.draft.analysis.is_quoted(sentence.block, other)
            {
                found.push((at, other));
            }
        }
        self.same(&found, span)
    }

    /// Days of the week on which something happens again and again: "to shut on Mondays", and "closed every Wednesday".
    pub(super) fn recurring(&self) -> Vec<Clash> {
        let list = self.lists.recurring;
        let days = |sentence: &Sentence<'_>| -> Vec<(String, Span<Prose>)> {
            let cues = sentence.cues().iter().filter(|cue| cue.list == list);
            cues.map(|cue| &sentence.tokens()[cue.to() - 1])
                .map(|token| (token.lower.trim_end_matches('s').to_owned(), token.span))
                .collect()
        };
        let heads = days(self.headline.sentence);
        let [(day, span)] = heads.as_slice() else { return Vec::new() };
        let has =
            |sentence: &Sentence<'_>| sentence.tokens().iter().any(|token| token.lower.trim_end_matches('s') == day);
        if self.body.iter().any(|sentence| has(sentence)) {
            return Vec::new();
        }
        let clash = self.body.iter().take(LEAD).find_map(|sentence| {
            let own = days(sentence);
            let [(_, other)] = own.as_slice() else { return None };
            let shared = self.headline.shared(&Matter::new(sentence, self.draft.analysis.cues(), self.lists));
            let said = !self.draft.analysis.is_quoted(sentence.block, *other);
            (shared > 0 && said).then_some(Clash { headline: *span, body: *other, severity: Severity::Warning })
        });
        clash.into_iter().collect()
    }

    /// The year of a headline that the text never gives, and the only other one of its first sentence: "to close in 2026", and "at the
    /// end of March 2027".
    pub(super) fn years(&self) -> Vec<Clash> {
        let heads = years(self.headline.sentence);
        let (&[(year, span)], Some(lead)) = (heads.as_slice(), self.body.first()) else { return Vec::new() };
        let cues = self.draft.analysis.cues();
        let tokens = self.headline.sentence.tokens();
        let at = tokens.partition_point(|token| token.span.start < span.start);
        let placed = at > 0 && cues.contains(self.lists.place, &tokens[at - 1].lower);
        let given = self.body.iter().flat_map(|sentence| years(sentence)).any(|(other, _)| other == year);
        let relative = lead.cues().iter().any(|cue| cue.list == self.lists.relative_year);
        let own = years(lead);
        let &[(other, body)] = own.as_slice() else { return Vec::new() };
        let matter = Matter::new(lead, cues, self.lists);
        let start = lead.tokens().partition_point(|token| token.span.start < body.start);
        let compared = start > 0 && cues.contains(self.lists.year_before, &lead.tokens()[start - 1].lower);
        let apart = compared || self.draft.analysis.is_quoted(lead.block, body);
        let near = (other - year).abs() <= YEARS;
        if placed && !given && !relative && near && !apart && self.headline.shared(&matter) >= SAME {
            return vec![Clash { headline: span, body, severity: Severity::Warning }];
        }
        Vec::new()
    }

    /// Clashes of places.
    pub(super) fn places(&self) -> Vec<Clash> {
        let heads = self.places_of(self.headline.sentence);
        let &[span] = heads.as_slice() else { return Vec::new() };
        let (place, happened) = (self.draft.document.text(span), self.before(self.headline.sentence, span));
        let words: Vec<String> = place.split_whitespace().map(str::to_lowercase).collect();
        let in_text = |word: &String| self.body.iter().any(|sentence| sentence.text().to_lowercase().contains(word));
        if place.contains('.') || words.iter().any(in_text) {
            return Vec::new();
        }
        let mut found = Vec::new();
        for (at, sentence) in self.body.iter().enumerate() {
            if let &[other] = self.places_of(sentence).as_slice()
                && !self.draft.analysis.is_quoted(sentence.block, other)
                && happened.is_some_and(|what| self.before(sentence, other).is_some_and(|word| alike(what, word)))
            {
                found.push((at, other));
            }
        }
        self.same(&found, span)
    }

    /// The word that "in" follows: what happened there.
    fn before<'s>(&self, sentence: &'s Sentence<'_>, place: Span<Prose>) -> Option<&'s str> {
        let tokens = sentence.tokens();
        let at = tokens.partition_point(|token| token.span.start < place.start);
        Some(tokens.get(at.checked_sub(2)?)?.lower.as_str())
    }

    /// The contradiction with the sentence that shares most with the headline, if that is enough.
    fn same(&self, found: &[(usize, Span<Prose>)], span: Span<Prose>) -> Vec<Clash> {
        let cues = self.draft.analysis.cues();
        let mut best: Option<(usize, Span<Prose>)> = None;
        for &(at, other) in found {
            let matter = Matter::new(self.body[at], cues, self.lists);
            let shared = self.headline.shared(&matter);
            if shared >= SAME && best.is_none_or(|(most, _)| shared > most) {
                best = Some((shared, other));
            }
        }
        let clash = |(shared, body)| Clash {
            headline: span,
            body,
            severity: if shared > SAME { Severity::Warning } else { Severity::Hint },
        };
        best.map(clash).into_iter().collect()
    }

    /// Places of the facts directly after "in" and similar words.
    fn places_of(&self, sentence: &Sentence<'_>) -> Vec<Span<Prose>> {
        let tokens = sentence.tokens();
        let prose = self.draft.analysis.prose();
        let cues = self.draft.analysis.cues();
        let mut found = Vec::new();
        for pair in tokens.windows(2) {
            if !pair[1].capital || !cues.contains(self.lists.place, &pair[0].lower) {
                continue;
            }
            let from = pair[1].span.start as usize;
            let known = self.draft.table.longest(prose, from);
            if let Some((to, meanings)) = known
                && meanings.iter().any(|meaning| matches!(meaning, Meaning::Place(_)))
            {
                found.push(Span::new(from, to));
            }
        }
        found
    }
}

/// Days of the week in a sentence without a date.
fn weekdays(sentence: &Sentence<'_>) -> Vec<(u8, Span<Prose>)> {
    let day = |date: DateValue| match date {
        DateValue::Date { weekday: Some(day), .. } => Some(day),
        _ => None,
    };
    sentence.values().iter().filter_map(|value| Some((day(value.date()?)?, value.span))).collect()
}

/// Years in a sentence, with a month and a day or without.
fn years(sentence: &Sentence<'_>) -> Vec<(i16, Span<Prose>)> {
    let year = |date: DateValue| match date {
        DateValue::Date { year: Some(year), .. } => Some(year),
        _ => None,
    };
    sentence.values().iter().filter_map(|value| Some((year(value.date()?)?, value.span))).collect()
}

/// Months without a day and a year in a sentence.
fn months(sentence: &Sentence<'_>) -> Vec<(i8, Span<Prose>)> {
    let month = |date: DateValue| match date {
        DateValue::Date { year: None, month: Some(month), day: None, weekday: None } => Some(month),
        _ => None,
    };
    sentence.values().iter().filter_map(|value| Some((month(value.date()?)?, value.span))).collect()
}
