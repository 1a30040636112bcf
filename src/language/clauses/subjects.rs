//! Finds the subject of a verb in the text before it.

use super::ClauseKind;
use super::build::Builder;
#[allow(clippy::wildcard_imports, reason = "one name for each bit of a class")]
use super::words::*;

/// Items that the search for a subject goes back at most.
const FAR: usize = 80;

/// The subject candidate before a verb.
#[derive(Default)]
pub(super) struct Walk {
    pub heads: Vec<(usize, usize)>,
    /// First item of the whole subject.
    pub start: usize,
    /// The item before it in its clause.
    pub before: Option<usize>,
}

impl Builder {
    /// Returns `true` if a noun phrase that ends with an item is an expression of time.
    pub(super) fn is_time(&self, at: usize) -> bool {
        let (from, to) = self.phrases[at];
        let time = |at| self.class(at) & TIME != 0;
        time(at)
            || to == from + 1 && self.class(at) & NUMBER != 0 && self.items[at].to == self.items[at].from + 1
            || self.class(at) & NUMBER != 0 && (from..to).any(time)
    }

    /// The item before one in a clause; those of clauses inside it are passed over.
    pub(super) fn back(&self, clause: usize, at: usize) -> Option<usize> {
        let mut at = at.checked_sub(1)?;
        while self.of[at] != clause {
            let inside = std::iter::successors(Some(self.of[at]), |&c| self.open[c].clause.parent).any(|c| c == clause);
            if !inside {
                return None;
            }
            at = at.checked_sub(1)?;
        }
        Some(at)
    }

    /// A noun phrase with the title before it: "Democratic Senator X", "campaign chief X"; not "the bill X", "letters X".
    fn with_title(&self, clause: usize, at: usize) -> (usize, usize) {
        let (mut from, to) = self.phrases[at];
        while let Some(title) = self.back(clause, from).filter(|&title| {
            let class = self.class(title);
            let plain = class & UNIT == 0
                && class & (THIRD | SUBJECT | OBJECT) == 0
                && self.class(from) & DEFINITE == 0
                && self.class(self.phrases[title].0) & DETERMINER == 0
                && self.class(from) & UNIT != 0;
            let named = class & (CAPITAL | UNIT) == CAPITAL && self.class(from) & (DEFINITE | DETERMINER) == 0 || plain;
            title + 1 == from && named && self.is_noun(title) && !self.is_time(title)
        }) {
            from = self.phrases[title].0;
        }
        (from, to)
    }

    /// The noun before "and" and an item.
    fn joined_before(&self, clause: usize, from: usize) -> Option<usize> {
        let and = self.back(clause, from).filter(|&and| self.class(and) & AND != 0)?;
        let left = self.back(clause, and)?;
        let left = if self.class(left) & COMMA != 0 { self.back(clause, left)? } else { left };
        (self.is_noun(left) && !self.is_time(left)).then_some(left)
    }

    /// The name that opens a clause without a verb so far, if a comma follows it, or a bracket, and another one precedes the verb: "Ann Roe,
    /// who kept time for Leeds, York and Ripon, died".
    fn fronted(&self, clause: usize, verb: usize) -> Option<(usize, usize)> {
        let opening = self.open[clause].clause.start;
        let first = (opening..verb).find(|&at| self.class(at) & (MARKS | ADVERB) == 0)?;
        let (from, to) = self.phrases[first];
        let apart = |at: usize| self.class(at) & (COMMA | CLOSE) != 0;
        let name = from < to
            && to < verb
            && (self.class(to) & OPEN != 0
                || self.class(to) & COMMA != 0 && self.class(to + 1) & (CAPITAL | UNIT) == 0)
            && self.class(to - 1) & (CAPITAL | UNIT) != 0
            && self.class(to - 1) & (TIME | NUMBER | OBJECT) == 0
            && self.class(from) & DETERMINER == 0
            && self.is_noun(to - 1)
            && (from..to).all(|at| self.of[at] == clause);
        let alone = self.verb(clause).is_none() && self.kind(clause) == ClauseKind::Main;
        (alone && name && to + 1 < verb && apart(verb - 1)).then_some((from, to))
    }

    /// The subject candidate before a verb in a clause.
    pub(super) fn walk(&self, clause: usize, verb: usize) -> Walk {
        if let Some(name) = self.fronted(clause, verb) {
            return Walk { heads: vec![name], start: name.0, before: self.back(clause, name.0) };
        }
        let mut walk = Walk { start: verb, before: self.back(clause, verb), ..Walk::default() };
        let mut next = walk.before;
        for _ in 0..FAR {
            let Some(at) = next else { break };
            let class = self.class(at);
            if self.group_of[at].is_some() {
                break;
            }
            if walk.heads.is_empty() && class & RELATIVE != 0 && self.open[clause].clause.start == at {
                walk.heads.push((at, at + 1));
                walk.start = at;
                return walk;
            }
            if class & SUBJECT == 0 && class & (ADVERB | QUOTE | MARK) != 0 && class & TIME == 0
                || class & COMMA != 0 && walk.heads.is_empty()
            {
                next = self.back(clause, at);
                continue;
            }
            if !self.is_noun(at) || class & PREPOSITION != 0 {
                break;
            }
            if self.is_time(at) {
                let before = self.back(clause, self.phrases[at].0);
                let governed = before.is_some_and(|before| self.class(before) & PREPOSITION != 0);
                next = if governed { before.and_then(|before| self.back(clause, before)) } else { before };
                if walk.heads.is_empty() {
                    continue;
                }
                break;
            }
            let opener = (self.kind(clause) == ClauseKind::Subordinate).then_some(self.open[clause].clause.start);
            let infinitive = |before: usize| self.group_of[before].filter(|&group| self.groups[group].infinitive);
            let governs = |&before: &usize| {
                self.class(before) & (PREPOSITION | TO) != 0 && Some(before) != opener || infinitive(before).is_some()
            };
            let mut parts = vec![self.with_title(clause, at)];
            let mut opened = None;
            let mut before;
            loop {
                let first = parts[parts.len() - 1].0;
                before = self.back(clause, first);
                if let Some(left) = self.joined_before(clause, first) {
                    parts.push(self.with_title(clause, left));
                    continue;
                }
                // "the president of X", "talks with X", "plans to change the law": the first noun counts.
                let Some(governor) = before.filter(governs) else { break };
                let preposition = infinitive(governor).map_or(governor, |group| self.groups[group].from);
                let (mut noun, mut end) = (self.back(clause, preposition), preposition);
                while let Some(time) = noun.filter(|&noun| self.is_noun(noun) && self.is_time(noun)) {
                    end = self.phrases[time].0;
                    noun = self.back(clause, end);
                }
                let adjacent = |&noun: &usize| self.is_noun(noun) && noun + 1 == end;
                let Some(noun) = noun.filter(adjacent) else {
                    opened = Some(noun);
                    break;
                };
                parts = vec![self.with_title(clause, noun)];
            }
            if before.is_some_and(|before| self.group_of[before].is_some() && !governs(&before)) {
                parts.truncate(1);
                before = self.back(clause, parts[0].0);
            }
            if opened.is_some() && parts[0].0 != self.phrases[at].0 && parts[0].1 == self.phrases[at].1 {
                // "In Berlin X said"
                parts = vec![self.phrases[at]];
                before = self.back(clause, parts[0].0);
            } else if let Some(noun) = opened {
                let comma = |noun: usize| self.class(noun) & (COMMA | PREPOSITION) != 0;
                if walk.heads.is_empty() && noun.is_some_and(comma) {
                    next = noun
                        .filter(|&noun| self.class(noun) & COMMA != 0)
                        .or_else(|| noun.and_then(|noun| self.back(clause, noun)));
                    continue;
                }
                break;
            }
            if !walk.heads.is_empty() {
                // The text before a comma is another part of the subject, unless a verb or preposition governs it.
                let mut first = before;
                while let Some(at) = first.filter(|&at| self.class(at) & ADVERB != 0 || self.is_noun(at)) {
                    // "On 3 May X and her counterpart, Y, signed"
                    let time = self.is_noun(at) && self.is_time(at);
                    let before = self.back(clause, if self.is_noun(at) { self.phrases[at].0 } else { at });
                    first = before.filter(|_| !time);
                }
                if first.is_some_and(|at| self.group_of[at].is_some() || governs(&at)) {
                    break;
                }
            }
            let pronoun = self.class(at) & SUBJECT != 0 && self.class(at) & UNIT == 0;
            walk.start = parts[parts.len() - 1].0;
            walk.heads.append(&mut parts);
            walk.before = before;
            let comma = before.filter(|&before| self.class(before) & COMMA != 0 && !pronoun);
            let Some(comma) = comma else { break };
            next = self.back(clause, comma);
        }
        walk
    }
}
