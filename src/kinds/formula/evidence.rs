//! What speaks for a reading of figures, and what against it: points that are added up.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use super::evaluate::Evaluation;
use super::figures::{Drawn, Place, Pool};
use super::find::Seeker;
use crate::kinds::Draft;
use crate::language::cues::Cues;
use crate::language::patterns::{Match, Matcher, Scratch, SortSet};
use crate::rules::formula::{Expr, Rule, Sign};
use crate::time::Verdict;

/// Patterns of evidence are known to the scratch by numbers from here on.
const NUMBERED: usize = 1000;
/// Most patterns of a row.
const PATTERNS: usize = 100;

/// The evidence of a rule, made ready.
#[derive(Debug)]
pub(super) struct Ready {
    rows: Vec<(ReadySign, i32)>,
    /// The types of the figures that the derived one is derived from.
    operands: Vec<SortSet>,
}

#[derive(Debug)]
enum ReadySign {
    Text(Vec<(Matcher, Vec<u8>)>),
    Between(Vec<Matcher>),
    If(Expr),
    SameNoun(Vec<u8>),
    Apart,
    Spare,
}

/// The matches of patterns that were looked for, by row, pattern and sentence.
type Found = BTreeMap<(usize, usize, usize), Rc<[Match]>>;

/// Weighs the readings of one rule in one draft.
pub(super) struct Scales<'a> {
    seeker: &'a Seeker,
    rule: &'a Rule,
    draft: &'a Draft<'a>,
    found: Found,
}

/// One piece of evidence that was found: the number of its row, and its points in hundredths.
pub(super) type Weighed = (usize, i32);

impl Ready {
    pub(super) fn new(rule: &Rule, cues: &Cues) -> Self {
        let sign = |sign: &Sign| match sign {
            Sign::Text(patterns) => {
                let one = |(pattern, numbers): &(_, Vec<u8>)| (Matcher::new(pattern, cues), numbers.clone());
                ReadySign::Text(patterns.iter().map(one).collect())
            }
            Sign::Between(patterns) => {
                ReadySign::Between(patterns.iter().map(|pattern| Matcher::new(pattern, cues)).collect())
            }
            Sign::If(condition) => ReadySign::If(condition.clone()),
            Sign::SameNoun(numbers) => ReadySign::SameNoun(numbers.clone()),
            Sign::Apart => ReadySign::Apart,
            Sign::Spare => ReadySign::Spare,
        };
        let rows = rule.evidence.iter().map(|one| (sign(&one.sign), one.weight)).collect();
        let operands = rule.captures.iter().skip(1).map(|capture| SortSet::one(capture.sort)).collect();
        Self { rows, operands }
    }
}

impl<'a> Scales<'a> {
    pub(super) fn new(seeker: &'a Seeker, rule: &'a Rule, draft: &'a Draft<'a>) -> Self {
        Self { seeker, rule, draft, found: Found::new() }
    }

    fn ready(&self) -> &'a Ready {
        self.seeker.evidence(self.rule, self.draft.analysis.cues())
    }

    /// The evidence in words and places for a reading, and against it.
    pub(super) fn of_words(&mut self, drawn: &Drawn, pool: &Pool, scratch: &mut Scratch) -> Vec<Weighed> {
        let ready = self.ready();
        let mut all = Vec::new();
        for (number, (sign, weight)) in ready.rows.iter().enumerate() {
            let times = match sign {
                ReadySign::Text(patterns) => i32::from(self.matches(number, patterns, drawn, scratch)),
                ReadySign::Between(patterns) => i32::from(self.between(number, patterns, drawn, scratch)),
                ReadySign::SameNoun(numbers) => i32::from(same_noun(numbers, drawn)),
                ReadySign::Apart => apart(drawn),
                ReadySign::Spare => pool.spare(&sentences(drawn), drawn, &ready.operands),
                ReadySign::If(_) => 0,
            };
            if times != 0 {
                all.push((number, weight.saturating_mul(times)));
            }
        }
        all
    }

    /// The evidence in the values of a reading.
    pub(super) fn of_values(&self, evaluation: &Evaluation<'_>) -> impl Iterator<Item = Weighed> {
        self.ready().rows.iter().enumerate().filter_map(|(number, (sign, weight))| match sign {
            ReadySign::If(condition) if evaluation.verdict(condition) == Verdict::Yes => Some((number, *weight)),
            _ => None,
        })
    }

    /// The most that the values of a reading may add to its evidence.
    pub(super) fn most_of_values(&self) -> i32 {
        let weights = self.ready().rows.iter().filter(|(sign, _)| matches!(sign, ReadySign::If(_)));
        weights.map(|(_, weight)| (*weight).max(0)).sum()
    }

    /// Returns `true` if a pattern takes the figures of a reading.
    fn matches(&mut self, row: usize, patterns: &[(Matcher, Vec<u8>)], drawn: &Drawn, scratch: &mut Scratch) -> bool {
        patterns.iter().enumerate().any(|(at, (matcher, numbers))| {
            let anchor = numbers.first().map_or(0, |&number| usize::from(number));
            let Some(place) = drawn.get(anchor).and_then(|places| places.first()) else { return false };
            let found = self.find((row, at, place.sentence), matcher, scratch);
            found.iter().any(|one| takes(one, numbers, drawn, place.sentence))
        })
    }

    fn find(&mut self, key: (usize, usize, usize), matcher: &Matcher, scratch: &mut Scratch) -> Rc<[Match]> {
        if let Some(found) = self.found.get(&key) {
            return Rc::clone(found);
        }
        let (draft, number) = (self.draft, key.2);
        let sentence = &draft.analysis.sentences[number];
        let may = matcher.may_fit(&draft.analysis.presences().each[number], sentence);
        let found: Rc<[Match]> =
            if may { matcher.readings(sentence, || draft.known(number), scratch).into() } else { Rc::new([]) };
        self.found.insert(key, Rc::clone(&found));
        found
    }

    /// Returns `true` if a pattern matches between two neighbouring figures of a reading.
    fn between(&self, row: usize, patterns: &[Matcher], drawn: &Drawn, scratch: &mut Scratch) -> bool {
        let mut places: Vec<&Place> = drawn.iter().flatten().collect();
        places.sort_unstable_by_key(|place| (place.sentence, place.figure.from));
        let gaps = places.windows(2).filter(|pair| pair[0].sentence == pair[1].sentence);
        let mut gaps = gaps.map(|pair| (pair[0].sentence, pair[0].figure.to, pair[1].figure.from));
        gaps.any(|(at, from, to)| {
            let sentence = &self.draft.analysis.sentences[at];
            patterns.iter().enumerate().any(|(number, matcher)| {
                let key = (self.rule.line, NUMBERED + row * PATTERNS + number, at);
                let found = matcher.places_in(key, sentence, || self.draft.known(at), scratch);
                found.iter().any(|&(start, end)| from <= start && end <= to)
            })
        })
    }
}

/// Returns `true` if every capture of a match is the figure of a reading.
fn takes(one: &Match, numbers: &[u8], drawn: &Drawn, sentence: usize) -> bool {
    one.captures.iter().zip(numbers).all(|(taken, &number)| {
        let places = drawn.get(usize::from(number)).map_or(&[][..], Vec::as_slice);
        let is = |value: Option<usize>| {
            places.iter().any(|place| place.sentence == sentence && Some(place.figure.value) == value)
        };
        taken.iter().all(|taken| is(taken.value))
    })
}

fn same_noun(numbers: &[u8], drawn: &Drawn) -> bool {
    let mut nouns =
        numbers.iter().filter_map(|&number| drawn.get(usize::from(number))).flatten().map(|place| place.figure.noun);
    let first = nouns.next().unwrap_or(0);
    first != 0 && nouns.all(|noun| noun == first)
}

/// The sentences of a reading, from the first to the last.
fn sentences(drawn: &Drawn) -> Range<usize> {
    let all = || drawn.iter().flatten().map(|place| place.sentence);
    all().min().unwrap_or(0)..all().max().map_or(0, |last| last + 1)
}

/// The number of sentences from the derived figure to the farthest one.
fn apart(drawn: &Drawn) -> i32 {
    let derived = drawn[0][0].sentence;
    let farthest = drawn.iter().flatten().map(|place| place.sentence.abs_diff(derived)).max().unwrap_or(0);
    i32::try_from(farthest).unwrap_or(i32::MAX)
}
