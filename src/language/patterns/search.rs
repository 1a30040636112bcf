//! The search: depth first, every state tried at most once at every token.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::compile::{Matcher, Step};
use super::line::Text;
use super::{Line, Match, Taken};
use crate::language::analysis::Sentence;
use crate::language::cues::Cue;
use crate::language::known::Known;
use crate::language::tokens::{Token, TokenKind};

/// Memory that searches use again and again.
#[derive(Debug, Default)]
pub struct Scratch {
    seen: Vec<u64>,
    jobs: Vec<Job>,
    taken: Vec<(u8, Taken)>,
    /// What each way had taken at each state, while every reading is looked for.
    ways: Option<BTreeSet<Way>>,
    /// Steps taken since it was made: what tests count.
    pub steps: usize,
    /// Where a pattern that is asked for again matches, by the numbers that its caller gives it and of the sentence.
    known: BTreeMap<(u32, usize, usize), Places>,
}

/// Where a pattern matches in a sentence: first tokens, and one past the last.
type Places = Rc<[(usize, usize)]>;

/// A state, and the captures on the path to it.
type Way = (usize, Vec<(u8, Taken)>);

/// Most states that are visited for the readings of one sentence.
const MOST_WAYS: usize = 20_000;

/// A way that is still to be tried.
#[derive(Debug, Clone, Copy)]
struct Job {
    step: u32,
    at: u32,
    /// Number of captures that remain valid on this path.
    keep: u32,
    /// The capture at its start.
    takes: Option<(u8, Taken)>,
}

impl Matcher {
    /// All matches of the pattern, from left to right, without overlaps.
    pub fn find(&self, tokens: &[Token], cues: &[Cue], line: &Line, scratch: &mut Scratch) -> Vec<Match> {
        if !self.has_values(line) {
            return Vec::new();
        }
        let text = Text { tokens, cues, line };
        let Some(mut from) = self.next_start(text, 0) else {
            return Vec::new();
        };
        let width = tokens.len() + 1;
        scratch.clear(self.steps.len() * width);
        let mut found = Vec::new();
        loop {
            let next = match self.fit(text, from, scratch) {
                Some(to) => {
                    found.push(self.matched(from, to, &scratch.taken));
                    to.max(from + 1)
                }
                None => from + 1,
            };
            match self.next_start(text, next) {
                Some(start) => from = start,
                None => return found,
            }
        }
    }

    fn matched(&self, from: usize, to: usize, taken: &[(u8, Taken)]) -> Match {
        let mut captures = vec![Vec::new(); self.captures.len()];
        for &(number, taken) in taken {
            let slot: &mut Vec<Taken> = &mut captures[usize::from(number)];
            if !self.captures[usize::from(number)].many {
                slot.clear();
            }
            slot.push(taken);
        }
        Match { from, to, captures }
    }

    /// The same in a sentence of an analysis; `known` is the known pieces in it.
    pub fn find_in<'s>(
        &self,
        sentence: &'s Sentence<'_>,
        known: impl FnOnce() -> &'s Known,
        scratch: &mut Scratch,
    ) -> Vec<Match> {
        let line = self.line(sentence, known);
        line.map_or_else(Vec::new, |line| self.find(sentence.tokens(), sentence.cues(), line, scratch))
    }

    /// Where it matches in a sentence of a draft: first token, one past the last. The scratch remembers it under the numbers that
    /// the caller gives it.
    pub fn places_in<'s>(
        &self,
        (line, number, at): (u32, usize, usize),
        sentence: &'s Sentence<'_>,
        known: impl FnOnce() -> &'s Known,
        scratch: &mut Scratch,
    ) -> Places {
        if let Some(places) = scratch.known.get(&(line, number, at)) {
            return Rc::clone(places);
        }
        let found = self.find_in(sentence, known, scratch);
        let places: Places = found.iter().map(|one| (one.from, one.to)).collect();
        scratch.known.insert((line, number, at), Rc::clone(&places));
        places
    }

    /// The line that a sentence is matched with; `None` where the facts know nothing in it that every fit needs.
    fn line<'s>(&self, sentence: &'s Sentence<'_>, known: impl FnOnce() -> &'s Known) -> Option<&'s Line> {
        if !self.looks_for_known() {
            return Some(sentence.line());
        }
        let known = known();
        self.may_have(known.sorts(), sentence).then(|| known.line(sentence))
    }

    /// Every way in which the pattern fits in a sentence, from every token, overlapping or not. It takes longer than
    /// [`Matcher::find`] and stops after a number of states, so it is for the few matches that are about to be reported.
    pub fn readings<'s>(
        &self,
        sentence: &'s Sentence<'_>,
        known: impl FnOnce() -> &'s Known,
        scratch: &mut Scratch,
    ) -> Vec<Match> {
        let Some(line) = self.line(sentence, known).filter(|line| self.has_values(line)) else { return Vec::new() };
        let text = Text { tokens: sentence.tokens(), cues: sentence.cues(), line };
        scratch.ways = Some(BTreeSet::new());
        let mut found = Vec::new();
        let mut next = 0;
        while let Some(from) = self.next_start(text, next) {
            let mut end = self.fit(text, from, scratch);
            while let Some(to) = end {
                found.push(self.matched(from, to, &scratch.taken));
                end = self.next_fit(text, scratch);
            }
            next = from + 1;
        }
        scratch.ways = None;
        found
    }

    /// The end of the match that starts at a token.
    pub(super) fn fit(&self, text: Text<'_>, from: usize, scratch: &mut Scratch) -> Option<usize> {
        scratch.jobs.clear();
        scratch.jobs.push(Job { step: 0, at: from as u32, keep: 0, takes: None });
        self.next_fit(text, scratch)
    }

    /// The end of the next alternative match.
    fn next_fit(&self, text: Text<'_>, scratch: &mut Scratch) -> Option<usize> {
        while let Some(job) = scratch.jobs.pop() {
            scratch.taken.truncate(job.keep as usize);
            scratch.taken.extend(job.takes);
            if let Some(end) = self.follow(text, job.step, job.at as usize, scratch) {
                return Some(end);
            }
        }
        None
    }

    /// Follows steps as long as there is one way to go; other ways are put on the heap of jobs.
    fn follow(&self, text: Text<'_>, mut step: u32, mut at: usize, scratch: &mut Scratch) -> Option<usize> {
        while scratch.is_new(step as usize * (text.tokens.len() + 1) + at) {
            let token = text.tokens.get(at);
            let mut next = step + 1;
            match &self.steps[step as usize] {
                Step::Done => return Some(at),
                Step::Jump(to) => next = *to,
                Step::Either(first, second) => {
                    scratch.later(*second, at, None);
                    next = *first;
                }
                Step::Word(word) if token.is_some_and(|token| token.lower == *word) => at += 1,
                Step::AnyWord(number) if text.is_word(at) => {
                    let taken = Taken { from: at, to: at + 1, value: None };
                    scratch.taken.extend(number.map(|number| (number, taken)));
                    at += 1;
                }
                Step::Pass if self.passes(text, at) => {
                    // Marks inside a clause are not words: a gap skips them without counting them, back to where it may end.
                    if token.is_some_and(is_light) {
                        next = step - 1;
                    }
                    at += 1;
                }
                Step::Item(list, number) => {
                    let cues = text.cues_at(at).filter(|cue| cue.list == *list);
                    let ways = cues.map(|cue| Taken { from: at, to: cue.to(), value: None });
                    scratch.take(ways, next, *number);
                    return None;
                }
                Step::Value(sorts, number) => {
                    let pieces = text.line.at(at).iter().rev().filter(|piece| piece.sorts.meets(*sorts));
                    let ways = pieces.map(|piece| Taken { from: at, to: piece.to, value: piece.value });
                    scratch.take(ways, next, *number);
                    return None;
                }
                Step::Start if at == 0 => {}
                Step::End if token.is_none() => {}
                Step::Word(_) | Step::AnyWord(_) | Step::Pass | Step::Start | Step::End => return None,
            }
            step = next;
        }
        None
    }

    /// Returns `true` if a gap may skip a token: it does not end a clause, and is not a number that the pattern must account for.
    fn passes(&self, text: Text<'_>, at: usize) -> bool {
        let Some(token) = text.tokens.get(at) else { return false };
        let mark = token.kind == TokenKind::Mark && !is_light(token);
        !mark && !text.line.is_solid(at) && text.cues_at(at).all(|cue| cue.list != self.clause_break)
    }
}

/// Marks inside a clause.
fn is_light(token: &Token) -> bool {
    token.kind == TokenKind::Possessive
        || token.kind == TokenKind::Mark
            && matches!(&*token.lower, "," | "-" | "\u{2010}" | "\u{2011}" | "'" | "/" | "." | "&")
}

impl Scratch {
    /// Allocates a number of untried states.
    pub(super) fn clear(&mut self, states: usize) {
        self.seen.clear();
        self.seen.resize(states.div_ceil(64), 0);
    }

    /// Returns `true` if a state was tried at a position.
    pub(super) fn has_seen(&self, bit: usize) -> bool {
        self.seen[bit / 64] >> (bit % 64) & 1 == 1
    }

    /// Marks a state as tried at a position. Returns `true` if it was new.
    fn is_new(&mut self, bit: usize) -> bool {
        if let Some(ways) = &mut self.ways {
            return ways.len() < MOST_WAYS && ways.insert((bit, self.taken.clone()));
        }
        let (word, mask) = (bit / 64, 1 << (bit % 64));
        let new = self.seen[word] & mask == 0;
        self.seen[word] |= mask;
        self.steps += usize::from(new);
        new
    }

    fn later(&mut self, step: u32, at: usize, takes: Option<(u8, Taken)>) {
        self.jobs.push(Job { step, at: at as u32, keep: self.taken.len() as u32, takes });
    }

    /// Several ways to go on, the last of them first: lists and values come shortest first.
    fn take(&mut self, ways: impl Iterator<Item = Taken>, next: u32, number: Option<u8>) {
        for taken in ways {
            self.later(next, taken.to, number.map(|number| (number, taken)));
        }
    }
}
