//! Counted people: "five workers died", "killing three", "the five who died", "all 17 injured".

use super::{How, Mention, People, Referent};
use crate::language::analysis::{Analysis, Sentence};
use crate::language::cues::{Cue, Cues, ListId};
use crate::language::tokens::TokenKind;
use crate::language::values::{Value, ValueKind};
use crate::text::{Prose, Span};

/// Maximum number of words between a number and its noun, and between the noun and the state of the group.
const REACH: usize = 7;

/// What became of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Dead.
    Dead,
    /// Hurt.
    Hurt,
    /// Arrested or charged.
    Held,
    /// Missing.
    Missing,
}

/// Counted people of one state.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// What became of them.
    pub state: State,
    /// The noun, if there is one: "workers".
    pub noun: Option<String>,
    /// Its count; the hedge is part of the value.
    pub count: Value,
    /// Number of the sentence.
    pub sentence: usize,
    /// From the number to the noun or the state, whichever is last.
    pub span: Span<Prose>,
    /// Whether "the", "all" or "those" precedes it, so that it was mentioned before.
    pub definite: bool,
    /// Whether words next to it say that it is a part, or another group.
    pub part: bool,
    /// The group it refers to, if it is definite and unambiguous.
    pub same_as: Option<usize>,
}

/// The word lists of groups.
#[derive(Debug)]
pub(super) struct GroupLists {
    /// For each state, the lists of words after the group, and before its number.
    states: [(State, ListId, ListId); 4],
    noun: ListId,
    definite: ListId,
    part: ListId,
    of_the: ListId,
    still: ListId,
    who: ListId,
    stop: ListId,
    /// "death toll", at some distance before a number.
    toll: ListId,
    /// What may follow that number.
    limits: ListId,
    /// "one for each" behind what there is for them: "23 candles, one for each person who died".
    each: ListId,
}

impl GroupLists {
    pub(super) fn new(cues: &Cues) -> Self {
        Self {
            states: [
                (State::Dead, cues.list("group-dead"), cues.list("group-kills")),
                (State::Hurt, cues.list("group-hurt"), cues.list("group-hurts")),
                (State::Held, cues.list("group-held"), cues.list("group-held")),
                (State::Missing, cues.list("group-missing"), ListId::MISSING),
            ],
            noun: cues.list("group-noun"),
            definite: cues.list("group-definite"),
            part: cues.list("group-part"),
            of_the: cues.list("group-of-the"),
            still: cues.list("group-still"),
            who: cues.list("relative-pronoun"),
            stop: cues.list("clause-break"),
            toll: cues.list("group-toll"),
            limits: cues.list("group-limits"),
            each: cues.list("group-each"),
        }
    }

    /// The group that a number counts.
    fn group(&self, number: usize, sentence: &Sentence<'_>, value: &Value) -> Option<Group> {
        let ValueKind::Number(_) = value.kind else { return None };
        let (tokens, cues) = (sentence.tokens(), sentence.cues());
        let from = tokens.partition_point(|token| token.span.start < value.span.start);
        let to = tokens.partition_point(|token| token.span.start < value.span.end);
        tokens.get(from)?;
        let of = |list: ListId, at: usize| cues.iter().find(|cue| cue.list == list && cue.from() == at).copied();
        let plain = |from: usize, to: usize| {
            tokens[from..to].iter().all(|token| matches!(token.kind, TokenKind::Word | TokenKind::Possessive))
                && !cues.iter().any(|cue| cue.list == self.stop && from <= cue.from() && cue.to() <= to)
        };
        let state = |at: usize| self.states.iter().any(|&(_, after, _)| (to..at).any(|at| of(after, at).is_some()));
        let definite = cues.iter().any(|cue| cue.list == self.definite && cue.to() == from);
        // "All seven of the dead".
        let whole = definite && of(self.of_the, to).is_some();
        let to = of(self.of_the, to).filter(|_| definite).map_or(to, |cue| cue.to());
        let noun = (to..=to + 2)
            .find_map(|at| of(self.noun, at).filter(|_| at <= tokens.len() && plain(to, at) && !state(at)))
            .map(|noun| (noun.from(), noun.to()))
            .or_else(|| self.plural(sentence, to));
        let end = noun.map_or(to, |(_, end)| end);
        // "five who died", "five workers were killed".
        let open = of(self.who, end).map_or(end, |who| who.to());
        let behind = |list: ListId| {
            let near = |at: usize| at <= open + REACH && at <= tokens.len() && plain(open.min(at), at);
            let mut states = cues.iter().filter(|cue| cue.list == list && cue.from() >= to);
            states.find(|cue| cue.from() < end || cue.from() >= open && near(cue.from())).copied()
        };
        let before = |list: ListId| cues.iter().find(|cue| cue.list == list && cue.to() == from).copied();
        let counted = self.is_toll(sentence, from, to).then_some((State::Dead, to));
        let state = self.states.iter().find_map(|&(state, after, kills)| {
            let found = behind(after).map(|cue| cue.to()).or_else(|| before(kills).map(|_| end));
            found.map(|last| (state, last))
        });
        let (state, last) = state.or(counted).or_else(|| self.each(sentence, to))?;
        let last = last.max(end).max(to);
        // "The 14 injured children".
        let after = || {
            of(self.noun, last)
                .map(|cue| (cue.from(), cue.to()))
                .or_else(|| self.plural(sentence, last).filter(|&(from, _)| from == last))
        };
        let noun = noun.or_else(|| after().filter(|_| last > to));
        // "Three are still missing": those who are missing now.
        let still = state == State::Missing
            && cues.iter().any(|cue| cue.list == self.still && (to..last).contains(&cue.from()));
        Some(Group {
            state,
            noun: noun.map(|(from, to)| {
                tokens[from..to].iter().map(|token| token.lower.as_str()).collect::<Vec<_>>().join(" ")
            }),
            count: *value,
            sentence: number,
            span: tokens[from].span.join(tokens[last - 1].span),
            definite: definite || still,
            part: !whole && self.is_part(sentence, value.span.join(tokens[last - 1].span)),
            same_as: None,
        })
    }

    /// Returns `true` for the number of "the death toll now stands at nine".
    fn is_toll(&self, sentence: &Sentence<'_>, from: usize, to: usize) -> bool {
        let (tokens, cues) = (sentence.tokens(), sentence.cues());
        let near = |cue: &&Cue| cue.list == self.toll && cue.to() < from && cue.to() + REACH >= from;
        let cue = cues.iter().filter(near).max_by_key(|cue| cue.to());
        let plain = |cue: &Cue| {
            tokens[cue.to()..from].iter().all(|token| token.kind == TokenKind::Word)
                && !cues.iter().any(|stop| stop.list == self.stop && cue.to() <= stop.from() && stop.to() <= from)
        };
        let ends = || {
            let next = |cue: &Cue| cue.from() == to && [self.noun, self.limits, self.stop].contains(&cue.list);
            tokens.get(to).is_none_or(|token| token.kind == TokenKind::Mark) || cues.iter().any(next)
        };
        cue.is_some_and(plain) && ends()
    }

    /// For the number of "23 candles, one for each person who died" the state, and the token behind it.
    fn each(&self, sentence: &Sentence<'_>, to: usize) -> Option<(State, usize)> {
        let cues = sentence.cues();
        let each = cues.iter().find(|cue| cue.list == self.each && (to..=to + REACH).contains(&cue.from()))?;
        let near = |cue: &&Cue| (each.to()..=each.to() + REACH).contains(&cue.from());
        self.states.iter().find_map(|&(state, after, _)| {
            let found = cues.iter().filter(near).find(|cue| cue.list == after)?;
            Some((state, found.to()))
        })
    }

    /// The tokens of a noun in the plural after a number that is in no list: "hikers".
    fn plural(&self, sentence: &Sentence<'_>, to: usize) -> Option<(usize, usize)> {
        let (tokens, cues) = (sentence.tokens(), sentence.cues());
        let read = |at: usize| {
            let known = |cue: &Cue| {
                let state = self.states.iter().any(|&(_, after, before)| cue.list == after || cue.list == before);
                cue.from() == at && (state || [self.stop, self.who, self.part, self.of_the].contains(&cue.list))
            };
            tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word) && !cues.iter().any(known)
        };
        let plural = |at: &usize| tokens[*at].lower.len() > 3 && tokens[*at].lower.ends_with('s');
        (to..=to + 1).take_while(|&at| read(at)).find(plural).map(|at| (at, at + 1))
    }

    /// Returns `true` if a part of a group, or another one, is meant.
    fn is_part(&self, sentence: &Sentence<'_>, span: Span<Prose>) -> bool {
        let tokens = sentence.tokens();
        let from = tokens.partition_point(|token| token.span.start < span.start);
        let to = tokens.partition_point(|token| token.span.start < span.end);
        let near = |cue: &Cue| cue.to() + 1 >= from && cue.from() <= to + 1;
        // "Eleven of the nineteen dead": eleven are a part.
        let some = |cue: &Cue| cue.list == self.of_the && (from..=to).contains(&cue.from());
        sentence.cues().iter().any(|cue| cue.list == self.part && near(cue) || some(cue))
    }
}

impl People {
    /// Reads counted groups, and links definite ones with the only one before of their state.
    pub(super) fn count(&mut self, analysis: &Analysis<'_>, lists: &GroupLists) {
        for (number, sentence) in analysis.sentences.iter().enumerate() {
            let states = lists.states.iter().flat_map(|&(_, after, kills)| [after, kills]);
            if !states.chain([lists.toll]).any(|list| sentence.cues().iter().any(|cue| cue.list == list)) {
                continue;
            }
            for value in sentence.values() {
                let Some(mut group) = lists.group(number, sentence, value) else { continue };
                if group.definite && !group.part {
                    let same = |(_, one): &(usize, &Group)| {
                        let noun = || one.noun == group.noun || one.noun.is_none() || group.noun.is_none();
                        one.state == group.state && one.same_as.is_none() && noun()
                    };
                    let mut antecedents = self.groups.iter().enumerate().filter(same).map(|(at, _)| at);
                    let first = antecedents.next();
                    let only = first.filter(|_| antecedents.next().is_none());
                    group.same_as = only;
                    if first.is_some() {
                        let (from, to) = on_tokens(sentence, group.span);
                        let to_whom = only.map_or(Referent::Unclear, Referent::Group);
                        let span = group.span;
                        self.mentions.push(Mention { sentence: number, from, to, span, how: How::Noun, to_whom });
                    }
                }
                self.groups.push(group);
            }
        }
    }
}

fn on_tokens(sentence: &Sentence<'_>, span: Span<Prose>) -> (usize, usize) {
    let at = |byte: u32| sentence.tokens().partition_point(|token| token.span.start < byte);
    (at(span.start), at(span.end))
}
