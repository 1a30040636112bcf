//! Which reading of a passage is reported, where there are several: none that holds may be near, and few may be left.

use std::collections::BTreeMap;

use super::find::Fit;
use crate::rules::formula::{Rule, Sort, Source};
use crate::text::{Prose, Span};
use crate::time::Verdict;

/// Sentences around a reading in which another one may explain its values.
const AROUND: usize = 3;

/// A reading whose condition is true, with the verdict on its relation.
#[derive(Debug)]
pub(super) struct Judged {
    /// The number of its rule.
    pub(super) rule: usize,
    pub(super) fit: Fit,
    pub(super) verdict: Verdict,
    /// What speaks for it, in hundredths, if it is weighed.
    pub(super) weight: Option<i32>,
}

/// How much better, in hundredths, the evidence for a wrong reading must be than that for one that holds.
pub(super) const CLEARLY: i32 = 150;
/// Readings with less evidence, in hundredths, are none.
const LEAST: i32 = -500;

/// Returns `true` if a rule has several readings of one place, which are judged together.
pub(super) fn has_readings(rule: &Rule) -> bool {
    matches!(rule.source, Source::Parts { .. } | Source::Figures { .. }) || has_lists(rule)
}

/// Returns `true` if a rule captures a series of values.
pub(super) fn has_lists(rule: &Rule) -> bool {
    rule.captures.iter().any(|capture| is_list(capture.sort))
}

fn is_list(sort: Sort) -> bool {
    matches!(sort, Sort::Series | Sort::Row)
}

/// The readings to report: of each trigger the nearest, if the relation is certainly false in every one, there are few, and no
/// other reading explains its values.
pub(super) fn chosen(rules: &[Rule], judged: &[Judged]) -> Vec<usize> {
    let readings = Readings::new(rules, judged);
    let mut groups: BTreeMap<(usize, Span<Prose>), Vec<usize>> = BTreeMap::new();
    for (at, one) in judged.iter().enumerate().filter(|(_, one)| one.weight.is_none()) {
        // A part of a series whose total is known is no series.
        if one.verdict == Verdict::Yes || !readings.is_part(at) {
            groups.entry(readings.key(at)).or_default().push(at);
        }
    }
    let one = |(&(rule, _), group): (&(usize, Span<Prose>), &Vec<usize>)| {
        let none = group.iter().all(|&at| judged[at].verdict == Verdict::No);
        // Another sentence counts only if the trigger's sentence has no reading.
        let near = group.iter().any(|&at| !judged[at].fit.far);
        let mut left = group.iter().copied().filter(|&at| !(near && judged[at].fit.far));
        let first = left.next().filter(|&at| none && !readings.is_explained(at))?;
        (left.count() < usize::from(rules[rule].most)).then_some(first)
    };
    let mut found: Vec<usize> = groups.iter().filter_map(one).collect();
    found.extend(readings.outweighing());
    found
}

/// The readings of a draft, by their sentences.
struct Readings<'a> {
    rules: &'a [Rule],
    judged: &'a [Judged],
    /// The series of each.
    lists: Vec<Option<Span<Prose>>>,
    by_sentence: BTreeMap<usize, Vec<usize>>,
}

impl<'a> Readings<'a> {
    fn new(rules: &'a [Rule], judged: &'a [Judged]) -> Self {
        let lists = judged.iter().map(|one| list(&rules[one.rule], &one.fit)).collect();
        let mut by_sentence: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, one) in judged.iter().enumerate() {
            by_sentence.entry(one.fit.sentence).or_default().push(at);
        }
        Self { rules, judged, lists, by_sentence }
    }

    /// Of each derived figure the reading with the most evidence, if it is certainly false, its evidence is enough and clearly more
    /// than that of any reading that may hold.
    fn outweighing(&self) -> Vec<usize> {
        let mut by_figure: BTreeMap<Span<Prose>, Vec<usize>> = BTreeMap::new();
        for (at, one) in self.judged.iter().enumerate() {
            if one.weight.is_some_and(|weight| weight > LEAST) {
                by_figure.entry(one.fit.trigger).or_default().push(at);
            }
        }
        let weight = |at: usize| self.judged[at].weight.unwrap_or(0);
        let one = |group: &Vec<usize>| {
            let (wrong, sound): (Vec<usize>, Vec<usize>) =
                group.iter().partition(|&&at| self.judged[at].verdict == Verdict::No);
            // Of several the first, which is the nearest.
            let best = wrong.into_iter().rev().max_by_key(|&at| weight(at))?;
            let enough = weight(best) >= self.rules[self.judged[best].rule].enough;
            let clear = sound.iter().all(|&other| weight(other) + CLEARLY <= weight(best));
            (enough && clear && !self.is_explained(best)).then_some(best)
        };
        by_figure.values().filter_map(one).collect()
    }

    /// The readings whose triggers are in the sentences around one.
    fn near(&self, at: usize) -> impl Iterator<Item = usize> {
        let sentence = self.judged[at].fit.sentence;
        let around = sentence.saturating_sub(AROUND)..=sentence + AROUND;
        self.by_sentence.range(around).flat_map(|(_, readings)| readings.iter().copied())
    }

    /// What readings of one thing have in common: the rule, and the trigger or the primary place.
    fn key(&self, at: usize) -> (usize, Span<Prose>) {
        let one = &self.judged[at];
        let rule = &self.rules[one.rule];
        let parts = matches!(rule.source, Source::Parts { .. });
        (one.rule, if parts { one.fit.trigger } else { one.fit.primary(rule) })
    }

    /// Returns `true` if the series of a reading is part of that of another one.
    fn is_part(&self, at: usize) -> bool {
        let larger = |own: Span<Prose>, other: usize| {
            self.lists[other].is_some_and(|other| other.contains(own) && other.len() > own.len())
        };
        self.lists[at].is_some_and(|own| self.near(at).any(|other| larger(own, other)))
    }

    /// Returns `true` if a reading that holds speaks of the values of another one: of its primary place, of its parts, or, with
    /// another trigger, of the same two amounts: "Re-exports fell 6 percent, and imports rose from 100 to 143, an increase of 43
    /// percent".
    fn is_explained(&self, at: usize) -> bool {
        let one = &self.judged[at];
        let others = |one: &Judged| -> Vec<Span<Prose>> {
            one.fit.spans.iter().flatten().filter(|span| !one.fit.trigger.contains(**span)).copied().collect()
        };
        let own = others(one);
        let primary = one.fit.primary(&self.rules[one.rule]);
        self.near(at).filter(|&other| self.judged[other].verdict == Verdict::Yes).any(|number| {
            let other = &self.judged[number];
            if let Some(weight) = other.weight {
                return self.is_taken(one, other, weight);
            }
            let listed = self.lists[at].is_some_and(|mine| self.lists[number].is_some_and(|list| list.overlaps(mine)));
            let same = other.fit.primary(&self.rules[other.rule]) == primary;
            let pair =
                other.rule == one.rule && other.fit.trigger != one.fit.trigger && own.len() > 1 && others(other) == own;
            same || listed || pair
        })
    }
}

impl Readings<'_> {
    /// Returns `true` if a weighed reading that holds takes the figures of another one for another trigger, with as much evidence.
    fn is_taken(&self, one: &Judged, other: &Judged, weight: i32) -> bool {
        let Some(own) = one.weight else { return false };
        let operands = |judged: &Judged| {
            let mut places: Vec<_> =
                judged.fit.drawn.iter().skip(1).flatten().map(|place| (place.sentence, place.figure.from)).collect();
            places.sort_unstable();
            places
        };
        other.fit.trigger != one.fit.trigger && weight + CLEARLY > own && operands(one) == operands(other)
    }
}

/// The series of a reading.
fn list(rule: &Rule, fit: &Fit) -> Option<Span<Prose>> {
    let at = rule.captures.iter().position(|capture| is_list(capture.sort))?;
    fit.spans.get(at).copied().flatten()
}
