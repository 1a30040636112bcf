//! Items of a sentence (a unit, or one token), and its verb groups.

use std::ops::Range;

use super::forms::{Form, Last, Place};
#[allow(clippy::wildcard_imports, reason = "one name for each bit of a class")]
use super::words::*;
use super::{Tense, VerbGroup};
use crate::language::tokens::Token;

/// Maximum number of items between an auxiliary and its verb if the subject is between them.
const INVERTED: usize = 12;

/// A unit, or a token outside of units, or words joined by hyphens.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    pub from: usize,
    pub to: usize,
    pub class: Class,
}

/// A verb group on items.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub from: usize,
    pub to: usize,
    pub verb: VerbGroup,
    /// Whether its only word might as well be a participle.
    pub unsure: bool,
    /// If the subject follows the auxiliary or the verb, its possible start.
    pub subject_at: Option<usize>,
    /// Whether reported speech may precede it.
    pub speech: bool,
    /// Whether it is an infinitive.
    pub infinitive: bool,
    /// Items of the verb that follows the subject in a question.
    pub apart: (usize, usize),
}

/// The items of a sentence.
pub(super) fn items(words: &ClauseWords, tokens: &[Token], units: &[Range<usize>]) -> Vec<Item> {
    let mut found: Vec<Item> = Vec::with_capacity(tokens.len());
    let mut units = units.iter().filter(|unit| unit.start < unit.end).peekable();
    let mut at = 0;
    while at < tokens.len() {
        while units.next_if(|unit| unit.start < at).is_some() {}
        // "He" may be a surname too.
        let pronoun = |unit: &Range<usize>| unit.len() == 1 && words.class(&tokens[at]) & (SUBJECT | DETERMINER) != 0;
        let unit = units.next_if(|unit| unit.start == at).filter(|unit| !pronoun(unit));
        let (to, mut class) = unit
            .map_or_else(|| (at + 1, words.class(&tokens[at])), |unit| (unit.end.min(tokens.len()), UNIT | CAPITAL));
        // "the Fed's chair X": the noun before it is no part of its title.
        if class & UNIT != 0 && !tokens[at].capital && words.class(&tokens[at]) & DETERMINER != 0 {
            class |= DEFINITE;
        }
        let (next, last) = (tokens.get(to), found.last().map_or(STOP, |last| last.class));
        if class == HYPHEN && (last == DASH || next.is_none_or(|next| next.spaced)) {
            class = if last == DASH { MARK } else { DASH };
        }
        // A point that ends no sentence belongs to the word before.
        let before = found.last().map_or(MARK, |last| last.class);
        let point = class == MARK && tokens[at].lower == "." && (before & CAPITAL != 0 || next.is_some());
        if point && next.is_some_and(|next| words.class(next) == QUOTE) {
            class = STOP;
        } else if let Some(last) = found.last_mut().filter(|_| point || class == MARK && last == DASH) {
            last.to = to;
            at = to;
            continue;
        }
        if class == STOP && &*tokens[at].lower == ":" && next.is_some_and(|next| !next.spaced) {
            class = HYPHEN;
        }
        let pronoun = |last: &Item| last.class & (SUBJECT | RELATIVE) != 0 && last.class & UNIT == 0;
        if class == POSSESSIVE && found.last().is_some_and(pronoun) {
            class = BE | PRESENT | CLITIC;
        }
        // "Sen. Jane Roe"
        let abbreviated = |last: &Item| {
            last.class & CAPITAL != 0 && last.to > last.from + 1 && last.to == at && &*tokens[at - 1].lower == "."
        };
        if class & UNIT != 0 && found.last().is_some_and(abbreviated) {
            let from = found.pop().map_or(at, |last| last.from);
            found.push(Item { from, to, class });
            at = to;
            continue;
        }
        let (from, joined) = (at, found.last().is_some_and(|last: &Item| last.class == HYPHEN));
        at = to;
        if joined && class & MARKS == 0 && found.len() > 1 {
            found.pop();
            let before = found.pop().map_or(from, |item: Item| item.from);
            let kept = class & (UNIT | PARTICIPLE | ING);
            let class = if kept & UNIT != 0 {
                kept | CAPITAL
            } else if kept != 0 {
                DETERMINER | NUMBER
            } else {
                0
            };
            found.push(Item { from: before, to, class });
        } else {
            found.push(Item { from, to, class });
        }
    }
    found
}

pub(super) struct Groups<'a> {
    pub items: &'a [Item],
    /// For each item: whether a verb that is certainly finite follows before a clause opener, and before a comma.
    sure_behind: Vec<(bool, bool)>,
}

impl<'a> Groups<'a> {
    pub(super) fn of(items: &'a [Item]) -> Vec<Group> {
        let mut groups = Self { items, sure_behind: vec![(false, false); items.len() + 1] };
        groups.look_ahead();
        groups.find()
    }

    fn class(&self, at: usize) -> Class {
        self.items.get(at).map_or(STOP, |item| item.class)
    }

    /// The class of the item before, adverbs passed over; a mark before the first.
    fn before(&self, at: usize) -> (Option<usize>, Class) {
        let found = (0..at).rev().find(|&at| self.class(at) & ADVERB == 0 || self.class(at) & SUBJECT != 0);
        (found, found.map_or(STOP, |at| self.class(at)))
    }

    fn past_adverbs(&self, mut at: usize) -> usize {
        while self.class(at) & ADVERB != 0 && self.class(at) & (SUBJECT | DETERMINER) == 0 {
            at += 1;
        }
        at
    }

    /// Returns `true` if a word is written as a name, so that it is not a verb, except at the start.
    fn named(&self, at: usize) -> bool {
        let starts = || at == 0 || self.class(at - 1) & (STOP | QUOTE | DASH | OPEN) != 0;
        self.class(at) & CAPITAL != 0 && !starts()
    }

    fn look_ahead(&mut self) {
        let (mut sure, mut near) = (0, false);
        for at in (0..self.items.len()).rev() {
            let class = self.class(at);
            self.sure_behind[at] = (sure != 0, near);
            let prior = self.before(at).1;
            let noun_before = prior & (DETERMINER | PREPOSITION | TO | POSSESSIVE) == 0;
            let next = self.class(at + 1);
            let pronoun = class & SUBJECT != 0 && class & (UNIT | DETERMINER) == 0;
            if class & (STOP | OPENS | RELATIVE | AND) != 0
                || pronoun
                || class & COMMA != 0 && sure & SPEECH != 0 && next & SPEECH == 0
            {
                (sure, near) = (0, false);
            } else if class & COMMA != 0 {
                near = false;
            } else if self.named(at) || !noun_before {
            } else if class & AUXILIARY != 0
                || class & PAST != 0 && class & (PARTICIPLE | BASE) == 0
                || class & SPEECH != 0 && class & PAST != 0 && next & AGENT == 0
                || class & THIRD != 0 && class & NOUNISH == 0
            {
                (sure, near) = (class | 1, true);
            }
        }
    }

    fn find(&self) -> Vec<Group> {
        let mut found: Vec<Group> = Vec::new();
        let mut last = Last::Nothing;
        let mut at = 0;
        while at < self.items.len() {
            let class = self.class(at);
            if class & STOP != 0 {
                last = Last::Nothing;
            }
            let apart = found.last().is_some_and(|group| group.apart.0 <= at && at < group.apart.1);
            let group = if apart || class & (FORM | AUXILIARY | LINK | TO) == 0 || self.named(at) {
                None
            } else {
                self.group(at, last, &found)
            };
            match group {
                Some(group) => {
                    last = match (group.infinitive, group.verb.finite) {
                        (true, _) => Last::Infinitive,
                        (_, true) => Last::Finite,
                        _ if self.class(group.from) & ING != 0 => Last::Ing,
                        _ => Last::Participle,
                    };
                    at = group.to.max(at + 1);
                    found.push(group);
                }
                None => at += 1,
            }
        }
        found
    }

    fn group(&self, at: usize, last: Last, found: &[Group]) -> Option<Group> {
        let class = self.class(at);
        if class & TO != 0 {
            let verb = self.past_adverbs(at + 1);
            let bare = self.class(verb) & (BASE | LINK) != 0 && self.class(verb) & CAPITAL == 0;
            return bare.then(|| self.chain(at, verb, Tense::Present, false, true));
        }
        if class & AUXILIARY != 0 {
            return self.auxiliary(at);
        }
        if class & LINK != 0 {
            // "being", "having": "be" and "have" alone go on with something.
            let before = self.before(at).1;
            let opens = before & (COMMA | STOP | PREPOSITION | OPENS | MAY_OPEN) != 0 || is_noun(before);
            let ing = self.items[at].to == at || class & (BE | HAVE) != 0;
            return (opens && ing && found.last().is_none_or(|group| group.to < at))
                .then(|| self.chain(at, at, Tense::Present, false, false));
        }
        let (from, mut before) = self.before(at);
        let in_group = |at: usize| found.last().is_some_and(|group| group.from <= at && at < group.to);
        if before & FORM != 0 && from.is_some_and(|from| !in_group(from)) {
            before |= NOUNISH;
        }
        let next = self.class(self.past_adverbs(at + 1));
        let place = Place {
            at,
            class,
            from,
            before,
            next,
            last,
            behind_verb: from.is_some_and(|from| found.last().is_some_and(|group| group.to == from + 1)),
            object: next & (DETERMINER | OBJECT | UNIT | TO | CONTENT | SUBJECT | QUOTE) != 0,
            speaks: class & SPEECH != 0 && before & (COMMA | QUOTE) != 0 && next & (AGENT | PREPOSITION | TO) == 0,
            verb_near: self.sure_behind[at].1,
            only: !self.sure_behind[at].0 && !found.iter().any(|group| group.verb.finite),
            governed: before & (DETERMINER | POSSESSIVE | PREPOSITION | TO) != 0 && before & (RELATIVE | SUBJECT) == 0,
            bare_governed: from
                .is_some_and(|from| from > 0 && self.class(from - 1) & PREPOSITION != 0 && before & CAPITAL == 0),
            joined: before & AND != 0,
        };
        let form = if class & ING != 0 {
            place.ing()
        } else if class & PAST != 0 && class & PARTICIPLE == 0 {
            (!place.governed).then_some(Form::Finite(Tense::Past, false))
        } else if class & PARTICIPLE != 0 && class & PAST == 0 {
            let reduced = !place.governed && (is_noun(before) || before & (COMMA | STOP | OPENS | OPEN) != 0);
            (reduced || place.joined && last == Last::Participle).then_some(Form::Other(Tense::Past))
        } else if class & PAST != 0 && !(class & BASE != 0 && last == Last::Infinitive && place.joined) {
            self.past(&place, found)
        } else if class & THIRD != 0 {
            place.third()
        } else {
            let alone = || class & NOUNISH == 0 && self.has_plural_head(at, found);
            place.bare(from.is_some_and(|from| self.is_plural(from)) || alone())
        };
        Some(self.lexical(&place, form?))
    }

    /// A form that may be a past or a participle.
    fn past(&self, place: &Place, found: &[Group]) -> Option<Form> {
        let &Place { at, class, before, next, .. } = place;
        let participle = Some(Form::Other(Tense::Past));
        if before & (MAY_OPEN | OPENS) != 0 || place.from.is_none() && !place.speaks {
            return participle;
        }
        if place.governed || place.behind_verb {
            return None;
        }
        if before & SUBJECT == 0 && self.agent_follows(at) {
            return participle;
        }
        if self.ends_relative(at, found) {
            return Some(Form::Finite(Tense::Past, false));
        }
        if before & (UNIT | SUBJECT | RELATIVE) != 0 || place.speaks {
            let unsure = before & UNIT != 0 && next & PREPOSITION != 0 && class & SPEECH == 0;
            return Some(Form::Finite(Tense::Past, unsure));
        }
        if place.joined {
            return match place.last {
                Last::Finite => Some(Form::Finite(Tense::Past, false)),
                Last::Participle => participle,
                _ => None,
            };
        }
        let open = before & (COMMA | OPEN | DASH) != 0;
        let (behind, near) = self.sure_behind[at];
        let outer = |group: &&Group| group.verb.finite && self.is_outer(group, at);
        let has_speech = || {
            found.iter().rev().find(outer).is_some_and(|group| if open { class & SPEECH == 0 } else { !group.speech })
        };
        if open && behind || !place.object && (near && class & SPEECH == 0 || has_speech()) {
            return participle;
        }
        Some(Form::Finite(Tense::Past, !place.object))
    }

    /// Returns `true` if a group before an item is not in a relative or subordinate clause.
    fn is_outer(&self, group: &Group, at: usize) -> bool {
        let opens = |&at: &usize| self.class(at) & (COMMA | STOP | OPENS | RELATIVE) != 0;
        let opener = (0..group.from).rev().find(opens).map_or(0, |at| self.class(at));
        opener & (OPENS | RELATIVE) == 0
            && !(group.to..at).any(|at| self.class(at) & (STOP | AND | CONTENT | OPENS | RELATIVE) != 0)
    }

    /// "signed by", "signed in 2010 by"; not "responded by claiming".
    fn agent_follows(&self, at: usize) -> bool {
        let agent = |at: usize| self.class(at) & AGENT != 0 && self.class(at + 1) & ING == 0;
        let dated = self.class(at + 1) & PREPOSITION != 0 && self.class(at + 2) & (NUMBER | TIME) != 0;
        agent(at + 1) || dated && agent(at + 3)
    }

    /// "the rules that the government unveiled are strict": the noun before is the subject of a relative clause, whose
    /// verb this must be.
    fn ends_relative(&self, at: usize, found: &[Group]) -> bool {
        let inside = |at: &usize| {
            let class = self.class(*at);
            class & (DETERMINER | POSSESSIVE | NUMBER | GENITIVE) != 0 && class & RELATIVE == 0 || is_noun(class)
        };
        let first = (0..at).rev().take_while(inside).last();
        let Some(opener) = first.and_then(|first| first.checked_sub(1)) else { return false };
        let comma = opener > 0 && self.class(opener - 1) & COMMA != 0;
        let noun = opener.checked_sub(1 + usize::from(comma));
        self.class(opener) & RELATIVE != 0
            && self.class(opener) & UNIT == 0
            && noun.is_some_and(|noun| is_noun(self.class(noun)) && found.last().is_none_or(|group| group.to <= noun))
    }

    /// "officials in the government insist": the head of the phrase before is plural, and has no verb yet.
    fn has_plural_head(&self, at: usize, found: &[Group]) -> bool {
        let from = found.last().map_or(0, |group| group.to);
        let stops = |at: &usize| self.class(*at) & (MARKS & !HYPHEN | OPENS | CONTENT | RELATIVE | AND | SUBJECT) != 0;
        let from = (from..at).rev().find(stops).map_or(from, |at| at + 1);
        let link = (from..at).find(|&at| self.class(at) & PREPOSITION != 0);
        link.is_some_and(|link| link > from && (self.is_plural(link - 1) || self.class(link - 1) & PLURAL != 0))
    }

    /// Returns `true` if a noun is plural, or the last of a coordination.
    fn is_plural(&self, at: usize) -> bool {
        let class = self.class(at);
        class & (THIRD | NOUNISH) == THIRD | NOUNISH || class & UNIT != 0 && at > 0 && self.class(at - 1) & AND != 0
    }

    fn lexical(&self, place: &Place, form: Form) -> Group {
        let &Place { at, class, .. } = place;
        let (tense, finite, unsure) = match form {
            Form::Finite(tense, unsure) => (tense, true, unsure),
            Form::Other(tense) => (tense, false, false),
            Form::Infinitive => (Tense::Present, false, false),
        };
        let Item { from, to, .. } = self.items[at];
        let (passive, negated) = (!finite && class & PARTICIPLE != 0, at > 0 && self.class(at - 1) & NOT != 0);
        let noun_behind = is_noun(self.class(at + 1)) || self.class(at + 1) & DETERMINER != 0;
        Group {
            from: at,
            to: at + 1,
            verb: VerbGroup { from, to, head: from, tense, passive, negated, finite },
            unsure,
            subject_at: (finite && place.speaks && noun_behind).then_some(at + 1),
            speech: class & SPEECH != 0,
            infinitive: form == Form::Infinitive,
            apart: (0, 0),
        }
    }

    /// A group whose first item is `from` and whose first verb, in whatever form, is at `at`.
    fn chain(&self, from: usize, at: usize, tense: Tense, finite: bool, infinitive: bool) -> Group {
        let (mut tense, mut passive, mut negated) = (tense, false, false);
        let (mut head, mut state) = (at, self.class(at));
        let mut next = at;
        for _ in 0..6 {
            let behind = next + 1;
            let verb = self.past_adverbs(behind);
            negated |= (behind..verb).any(|at| self.class(at) & NOT != 0);
            let class = self.class(verb);
            if class & CAPITAL != 0 {
                break;
            }
            let unknown = verb == behind && class & !CAPITAL == 0 || verb > behind && class == 0;
            let goes_on = if state & MODAL != 0 {
                unknown && class & CAPITAL == 0
                    || class & (BASE | LINK) != 0 && class & AUXILIARY == 0
                    || class & (HAVE | DO) != 0 && class & PRESENT != 0
            } else if state & DO != 0 {
                class & BASE != 0 && (class & NOUNISH == 0 || verb > behind || state & NOT != 0)
                    || class & (HAVE | BE) != 0 && class & PASSED == 0
            } else if state & BE != 0 {
                class & (PARTICIPLE | ING) != 0 && class & (GUESS | ING) != GUESS | ING
                    || class & BE != 0 && class & LINK != 0
            } else {
                state & HAVE != 0 && (class & PARTICIPLE != 0 || class & LINK != 0)
            };
            if !goes_on {
                break;
            }
            // "she's been"
            let has = state & HAVE != 0 || state & CLITIC != 0 && class & BE != 0;
            if has && class & (PARTICIPLE | LINK) != 0 && class & (BE | PARTICIPLE) != BE {
                tense = match tense {
                    Tense::Present => Tense::Perfect,
                    Tense::Past => Tense::PastPerfect,
                    other => other,
                };
            }
            passive = state & BE != 0 && class & PARTICIPLE != 0;
            head = verb;
            next = verb;
            state = class;
            if class & (BE | HAVE | DO) == 0 {
                break;
            }
        }
        let (from_token, to) = (self.items[from].from, self.items[next].to);
        let negated = negated || self.class(at) & NOT != 0;
        let verb = VerbGroup { from: from_token, to, head: self.items[head].from, tense, passive, negated, finite };
        let speech = self.class(head) & SPEECH != 0;
        Group { from, to: next + 1, verb, unsure: false, subject_at: None, speech, infinitive, apart: (0, 0) }
    }

    /// A finite auxiliary, with its verb if it has one: in questions, after the subject.
    fn auxiliary(&self, at: usize) -> Option<Group> {
        let class = self.class(at);
        let (from, before) = self.before(at);
        if before & DETERMINER != 0 && before & (SUBJECT | RELATIVE) == 0 && class & MODAL != 0 {
            return None;
        }
        let tense = match class {
            c if c & FUTURE != 0 => Tense::Future,
            c if c & CONDITIONAL != 0 => Tense::Conditional,
            c if c & PASSED != 0 => Tense::Past,
            _ => Tense::Present,
        };
        let mut group = self.chain(at, at, tense, true, false);
        let first = from.is_none()
            || before & (STOP | QUOTE | AND | DASH) != 0
            || before & (CONTENT | OPENS) != 0 && before & RELATIVE == 0
            || before & CONTENT != 0
                && from.is_some_and(|from| from == 0 || self.class(from - 1) & (QUOTE | AND | STOP | COMMA) != 0);
        let next = self.past_adverbs(at + 1);
        let noun_behind = is_noun(self.class(next)) || self.class(next) & (DETERMINER | SUBJECT) != 0;
        if first && group.to == at + 1 && noun_behind && class & CLITIC == 0 && before & SUBJECT == 0 {
            group.subject_at = Some(next);
            let wanted = if class & (MODAL | DO) != 0 {
                BASE | LINK
            } else if class & HAVE != 0 {
                PARTICIPLE | LINK
            } else {
                PARTICIPLE | ING
            };
            let verb = (next + 1..self.items.len().min(next + INVERTED))
                .take_while(|&at| self.class(at) & (COMMA | STOP | AUXILIARY) == 0)
                .find(|&at| self.class(at) & wanted != 0 && self.class(at) & (GUESS | CAPITAL | NOUNISH) == 0);
            if let Some(verb) = verb {
                let inner = self.chain(verb, verb, tense, true, false);
                group.apart = (verb, inner.to);
                let inner = inner.verb;
                group.verb.head = inner.head;
                group.verb.passive = inner.passive || class & BE != 0 && self.class(verb) & PARTICIPLE != 0;
                group.verb.tense = match group.verb.tense {
                    Tense::Present if class & HAVE != 0 => Tense::Perfect,
                    Tense::Past if class & HAVE != 0 => Tense::PastPerfect,
                    other => other,
                };
            }
        }
        Some(group)
    }
}
