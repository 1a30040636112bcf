//! Matches of rules with several parts: each part is found anywhere in a sentence or passage, in any order, and one of each makes
//! a reading.
//!
//! The first part is the trigger. Every combination with matches of the other parts is a reading, the nearest first.

use std::ops::Range;

use super::find::Fit;
use super::value::Val;
use crate::document::BlockKind;
use crate::kinds::Draft;
use crate::language::analysis::{Analysis, Sentence};
use crate::language::cues::Cues;
use crate::language::patterns::{Match, Matcher, Scratch};
use crate::rules::formula::{PartOf, Within};
use crate::text::{Prose, Span};

/// Sentences before the trigger, in its paragraph or the one before, in which the other parts of a passage are looked for.
const BEFORE: usize = 2;
/// Sentences after it.
const AFTER: usize = 1;
/// Sentences before and after a trigger that are its story.
const STORY: usize = 12;
/// Most sentences of a window in which all parts are looked for before the trigger.
const SHORT: usize = 4;
/// How much farther another sentence is than any word of the same one.
const FAR: usize = 1000;
/// Most readings of one trigger: a table of numbers is no statement.
const MOST: usize = 200;

/// The parts of a rule, made ready.
#[derive(Debug)]
pub(super) struct Parts {
    each: Vec<Vec<Alternative>>,
    /// As the rule calls them.
    names: Vec<String>,
    within: Within,
}

/// One pattern of a part, with the numbers of its captures among those of the rule.
#[derive(Debug)]
pub(super) struct Alternative {
    pub(super) matcher: Matcher,
    numbers: Vec<u8>,
}

/// A match of one pattern of a part.
#[derive(Debug, Clone)]
pub(super) struct Placed<'p> {
    pub(super) sentence: usize,
    pub(super) one: Match,
    pub(super) alternative: &'p Alternative,
}

/// One match of each part.
#[derive(Debug, Clone)]
pub(super) struct Reading<'p> {
    /// In the order of the parts; the first is the trigger.
    pub(super) parts: Vec<Placed<'p>>,
    distance: usize,
}

impl Parts {
    pub(super) fn new(parts: &[PartOf], within: Within, cues: &Cues) -> Self {
        let ready = |part: &PartOf| {
            let alternative = |(pattern, numbers): &(crate::rules::formula::Pattern, Vec<u8>)| Alternative {
                matcher: Matcher::new(pattern, cues),
                numbers: numbers.clone(),
            };
            part.patterns.iter().map(alternative).collect()
        };
        let names = parts.iter().map(|part| part.name.clone()).collect();
        Self { each: parts.iter().map(ready).collect(), names, within }
    }

    /// The numbers of the sentences in which the trigger may fit.
    pub(super) fn candidates(&self, analysis: &Analysis<'_>) -> Vec<usize> {
        let presences = analysis.presences();
        let stand = |alternative: &&Alternative| {
            alternative.matcher.may_stand(&presences.whole)
                && alternative.matcher.may_stand_in(|hash| analysis.may_have_word(hash))
        };
        let possible = self.each.iter().all(|part| part.iter().any(|one| stand(&one)));
        let triggers: Vec<&Alternative> = self.each.first().into_iter().flatten().filter(stand).collect();
        if !possible || triggers.is_empty() {
            return Vec::new();
        }
        let fits =
            |at: usize| triggers.iter().any(|one| one.matcher.may_fit(&presences.each[at], &analysis.sentences[at]));
        (0..analysis.sentences.len()).filter(|&at| fits(at)).collect()
    }

    /// Every reading whose trigger is in a sentence, those of one trigger together, the nearest first.
    pub(super) fn readings(&self, draft: &Draft<'_>, number: usize, scratch: &mut Scratch) -> Vec<Reading<'_>> {
        let Some((first, others)) = self.each.split_first() else { return Vec::new() };
        let sentences = self.window(draft, number);
        let possible = |part: &Vec<Alternative>| {
            let may_fit = |at: usize| part.iter().any(|one| one.may_fit(draft, at));
            sentences.clone().any(may_fit)
        };
        // In a short window, the other parts rule a reading out sooner than the trigger; in a long one, it is the other way round.
        let is_short = sentences.len() <= SHORT;
        if is_short && !others.iter().all(possible) {
            return Vec::new();
        }
        let triggers = first.iter().flat_map(|alternative| found(alternative, draft, number, scratch, false));
        let triggers: Vec<Placed<'_>> = triggers.collect();
        if triggers.is_empty() || !is_short && !others.iter().all(possible) {
            return Vec::new();
        }
        let mut candidates: Vec<Vec<Placed<'_>>> = Vec::new();
        for part in others {
            let mut all = Vec::new();
            for at in sentences.clone() {
                all.extend(part.iter().flat_map(|alternative| found(alternative, draft, at, scratch, true)));
            }
            if all.is_empty() {
                return Vec::new();
            }
            candidates.push(all);
        }
        let ordered = matches!(self.within, Within::Before | Within::Left | Within::Draft);
        triggers.into_iter().flat_map(|trigger| joined(&trigger, &candidates, ordered)).collect()
    }

    /// The parts that match nowhere near a sentence, for rule authors.
    pub(super) fn stopped(&self, draft: &Draft<'_>, number: usize) -> String {
        let mut scratch = Scratch::default();
        let sentences = self.window(draft, number);
        let fits = |at: usize, part: &[Alternative], scratch: &mut Scratch| {
            part.iter().any(|alternative| !found(alternative, draft, at, scratch, false).is_empty())
        };
        let missing = self.each.iter().zip(&self.names).enumerate().filter_map(|(position, (part, name))| {
            let around = if position == 0 { number..number + 1 } else { sentences.clone() };
            let matches = around.into_iter().any(|at| fits(at, part, &mut scratch));
            (!matches).then(|| format!("`{name}`"))
        });
        let missing: Vec<String> = missing.collect();
        if missing.is_empty() {
            "has every part, but no reading: they share words, or are in the wrong order".to_owned()
        } else {
            format!("lacks the part {}", missing.join(", "))
        }
    }

    fn window(&self, draft: &Draft<'_>, number: usize) -> Range<usize> {
        window(self.within, BEFORE, draft, number)
    }
}

/// The sentences around one in which the parts of a reading are looked for, the sentence itself included: up to `most` before it.
pub(super) fn window(within: Within, most: usize, draft: &Draft<'_>, number: usize) -> Range<usize> {
    if matches!(within, Within::Sentence | Within::Left) {
        return number..number + 1;
    }
    let (sentences, blocks) = (&draft.analysis.sentences, &draft.document.blocks);
    if within == Within::Draft {
        return 0..number + 1;
    }
    if within == Within::Story {
        let own = |at: &usize| {
            let kind = |other: &Sentence<'_>| draft.analysis.blocks[other.block].kind;
            sentences.get(*at).is_some_and(|other| matches!(kind(other), BlockKind::Paragraph | BlockKind::Item))
        };
        let before = (number.saturating_sub(STORY)..number).rev().take_while(own).count();
        let behind = (number + 1..=number + STORY).take_while(own).count();
        return number - before..number + 1 + behind;
    }
    let paragraph =
        |at: &usize| sentences.get(*at).is_some_and(|other| blocks[other.block].kind == BlockKind::Paragraph);
    if !paragraph(&number) {
        return number..number + 1;
    }
    let before = (number.saturating_sub(most)..number).rev().take_while(paragraph).count();
    let after = if within == Within::Passage { AFTER } else { 0 };
    let behind = (number + 1..=number + after).take_while(paragraph).count();
    number - before..number + 1 + behind
}

impl Alternative {
    /// Returns `false` only if a sentence lacks words or values that every match needs.
    fn may_fit(&self, draft: &Draft<'_>, number: usize) -> bool {
        self.matcher.may_fit(&draft.analysis.presences().each[number], &draft.analysis.sentences[number])
    }
}

/// The matches of a pattern in a sentence: from left to right, or in every way.
fn found<'p>(
    alternative: &'p Alternative,
    draft: &Draft<'_>,
    number: usize,
    scratch: &mut Scratch,
    every: bool,
) -> Vec<Placed<'p>> {
    let (sentence, matcher) = (&draft.analysis.sentences[number], &alternative.matcher);
    if !alternative.may_fit(draft, number) {
        return Vec::new();
    }
    let known = || draft.known(number);
    let matches =
        if every { matcher.readings(sentence, known, scratch) } else { matcher.find_in(sentence, known, scratch) };
    matches.into_iter().map(|one| Placed { sentence: number, one, alternative }).collect()
}

/// Every combination of a trigger with one match of each other part.
fn joined<'p>(trigger: &Placed<'p>, candidates: &[Vec<Placed<'p>>], ordered: bool) -> Vec<Reading<'p>> {
    let mut readings = vec![Reading { parts: vec![trigger.clone()], distance: 0 }];
    for part in candidates {
        let mut longer = Vec::new();
        for reading in &readings {
            for one in part {
                let placed = !ordered || one.sentence < trigger.sentence || one.one.from < trigger.one.from;
                if placed && reading.parts.iter().all(|other| one.goes_with(other)) {
                    let mut parts = reading.parts.clone();
                    parts.push(one.clone());
                    longer.push(Reading { parts, distance: reading.distance + trigger.distance(one) });
                }
            }
        }
        longer.sort_by_key(|reading| reading.distance);
        longer.truncate(MOST);
        readings = longer;
    }
    readings
}

impl Placed<'_> {
    /// Returns `true` if two matches share no captured word, unless both capture it by one name.
    fn goes_with(&self, other: &Self) -> bool {
        if self.sentence != other.sentence {
            return self.alternative.numbers.iter().all(|number| !other.alternative.numbers.contains(number));
        }
        self.taken().all(|(number, from, to)| {
            other.taken().all(
                |(theirs, start, end)| {
                    if number == theirs { (from, to) == (start, end) } else { to <= start || end <= from }
                },
            )
        })
    }

    /// The captures: their numbers and tokens.
    fn taken(&self) -> impl Iterator<Item = (u8, usize, usize)> {
        let slots = self.alternative.numbers.iter().zip(&self.one.captures);
        slots.flat_map(|(&number, taken)| taken.iter().map(move |taken| (number, taken.from, taken.to)))
    }

    fn distance(&self, other: &Self) -> usize {
        let sentences = self.sentence.abs_diff(other.sentence);
        let (a, b) = (&self.one, &other.one);
        let gap = b.from.saturating_sub(a.to).max(a.from.saturating_sub(b.to));
        if sentences > 0 { sentences * FAR } else { gap }
    }
}

impl Reading<'_> {
    /// The words between the parts of one sentence: sentence, first token, one past the last.
    pub(super) fn gaps(&self) -> Vec<(usize, usize, usize)> {
        let mut placed: Vec<(usize, usize, usize)> =
            self.parts.iter().map(|part| (part.sentence, part.one.from, part.one.to)).collect();
        placed.sort_unstable();
        let mut gaps = Vec::new();
        let mut end = 0;
        for (at, &(sentence, from, to)) in placed.iter().enumerate() {
            let same = at > 0 && placed[at - 1].0 == sentence;
            if same && from > end {
                gaps.push((sentence, end, from));
            }
            end = if same { end.max(to) } else { to };
        }
        gaps
    }

    /// The match of all parts in the sentence of the trigger.
    pub(super) fn whole(&self) -> Option<(usize, Match)> {
        let first = self.parts.first()?;
        let own = || self.parts.iter().filter(|part| part.sentence == first.sentence).map(|part| &part.one);
        let (from, to) = (own().map(|one| one.from).min()?, own().map(|one| one.to).max()?);
        Some((first.sentence, Match { from, to, captures: Vec::new() }))
    }

    /// One match with the captures of all parts, of which `read` reads each.
    pub(super) fn fit(&self, captures: usize, draft: &Draft<'_>, read: impl Fn(&Placed<'_>) -> Fit) -> Option<Fit> {
        let (sentence, whole) = self.whole()?;
        let mut values = vec![Val::Unknown; captures];
        let mut spans: Vec<Option<Span<Prose>>> = vec![None; captures];
        for part in &self.parts {
            let fit = read(part);
            for ((&number, value), span) in part.alternative.numbers.iter().zip(fit.values).zip(fit.spans) {
                let number = usize::from(number);
                if span.is_some() && number < captures {
                    (values[number], spans[number]) = (value, span);
                }
            }
        }
        let span = |from, to| draft.analysis.sentences[sentence].span_of(from, to);
        // Two patterns that take the same values are one trigger.
        let first = self.parts.first()?;
        let taken = || first.one.captures.iter().flatten();
        let from = taken().map(|taken| taken.from).min().unwrap_or(first.one.from);
        let to = taken().map(|taken| taken.to).max().unwrap_or(first.one.to);
        let own = span(whole.from, whole.to);
        let far = self.parts.iter().any(|part| part.sentence != sentence);
        Some(Fit { span: own, sentence, values, spans, trigger: span(from, to), far, drawn: Vec::new() })
    }
}
