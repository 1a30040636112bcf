//! Kind `group-counts`: the number of people of one state (dead, hurt, missing, arrested) that the draft gives in two ways.
//!
//! The state of a group and its count are read by `language/people`. A definite group ("the nineteen dead", "all 17 injured")
//! was counted before, so its number is one of those given for the state, a sum or a difference of them. The headline and the
//! key points say again what the text says.

use super::topic::{Lists, Matter, alike};
use super::{Draft, Kind, Messages, Outcome, Run};
use crate::document::BlockKind;
use crate::findings::{Confidence, Finding};
use crate::language::analysis::{NamedYear, Sentence};
use crate::language::cues::{Cue, Cues, ListId};
use crate::language::people::{Group, State};
use crate::language::tokens::TokenKind;
use crate::language::values::Value;
use crate::rules::{Check, KindSpec, Words};
use crate::text::{Prose, Span};
use crate::time::Day;

const PLACEHOLDERS: &[&str] = &["one", "other"];

pub(super) const KIND: Kind = Kind {
    spec: KindSpec {
        name: "group-counts",
        messages: &[("message", PLACEHOLDERS), ("label.one", PLACEHOLDERS), ("label.other", PLACEHOLDERS)],
        required: &["message", "label.one", "label.other"],
        options: &[],
    },
    prepare,
};

fn prepare(_: &Check, _: &Words, cues: &Cues) -> Box<dyn Run> {
    Box::new(GroupCounts {
        topic: Lists::new(cues),
        general: cues.list("group-general"),
        limits: cues.list("group-limits"),
        grows: cues.list("group-grows"),
        states: ["group-dead", "group-kills", "group-hurt", "group-hurts", "group-held", "group-missing"]
            .map(|name| cues.list(name)),
        small: cues.list("matter-small"),
        noun: cues.list("group-noun"),
        victims: cues.list("group-victims"),
        of_the: cues.list("group-of-the"),
        rises: cues.list("group-rises"),
        and: cues.list("series-and"),
        live: cues.list("toll-live"),
        then: cues.list("group-then"),
        further: cues.list("group-further"),
        toll: cues.list("group-toll"),
    })
}

#[derive(Debug)]
struct GroupCounts {
    topic: Lists,
    /// Nouns for anybody: "people", "victims".
    general: ListId,
    /// "in", "at": what follows may limit a group.
    limits: ListId,
    /// "rose", "so far": the number changes.
    grows: ListId,
    /// What becomes of people.
    states: [ListId; 6],
    small: ListId,
    /// Nouns for people.
    noun: ListId,
    /// Nouns for the dead and the hurt.
    victims: ListId,
    of_the: ListId,
    /// The number rose.
    rises: ListId,
    and: ListId,
    /// Pages that grow through the day.
    live: ListId,
    /// "a decade ago": another event.
    then: ListId,
    /// "more", "another": next to a number, it adds to one before.
    further: ListId,
    /// "death toll": the number behind it is one of the dead.
    toll: ListId,
}

/// Most people of a group that is compared.
const MOST: f64 = 3000.0;
/// Tokens between a group and a word that says that its number changes.
const NEAR: usize = 4;
/// Sentences at the start of a draft that say what it is about.
const LEAD: usize = 4;

impl Run for GroupCounts {
    fn run(&self, check: &Check, draft: &Draft<'_>) -> Outcome {
        let sentences = || draft.analysis.presences().each.iter().zip(&draft.analysis.sentences);
        let has = |list: ListId| {
            sentences().any(|(presence, sentence)| {
                presence.lists.may_hold(list) && sentence.cues().iter().any(|cue| cue.list == list)
            })
        };
        if !self.states.iter().any(|&list| has(list)) || has(self.live) {
            return Outcome::default();
        }
        let groups = &draft.analysis.people(draft.table).groups;
        let mut findings = Vec::new();
        for group in groups {
            let other = self.antecedent(draft, groups, group).or_else(|| self.of_headline(draft, groups, group));
            if let Some(other) = other {
                findings.push(describe(check, draft, other, group));
            }
        }
        Outcome { findings, read: groups.len() }
    }
}

fn count(group: &Group) -> f64 {
    group.count.amount().map_or(0.0, |amount| amount.interval.printed)
}

/// Returns `true` if two numbers of two digits or more have the same digits.
fn is_slip(one: f64, other: f64) -> bool {
    let sorted = |number: f64| {
        let mut digits: Vec<char> = format!("{number:.0}").chars().collect();
        digits.sort_unstable();
        digits
    };
    one >= 10.0 && sorted(one) == sorted(other)
}

impl GroupCounts {
    /// For a definite group the group that it refers to, if its number is none that the draft gives.
    fn antecedent<'g>(&self, draft: &Draft<'_>, groups: &'g [Group], group: &Group) -> Option<&'g Group> {
        if !group.definite
            || group.part
            || !self.is_compared(draft, group)
            || self.is_limited(draft, group)
            || self.opens(draft, group)
        {
            return None;
        }
        let number = count(group);
        let first = groups.iter().find(|one| {
            one.state == group.state
                && one.span.start < group.span.start
                && !one.part
                && self.is_compared(draft, one)
                && !self.goes_on(draft, one)
        })?;
        // "The two officers" of nine people are a part.
        let smaller = number < count(first);
        let general = group.noun.as_ref().is_none_or(|noun| draft.analysis.cues().contains(self.general, noun));
        let fits = general || !smaller || group.noun == first.noun;
        // "The 14 victims" may include those who were hurt, if the draft has some.
        let hurt = groups.iter().any(|one| one.state == State::Hurt);
        let victims = hurt && self.are_victims(draft, group) && !is_slip(number, count(first));
        (fits && !victims && !self.is_given(draft, groups, number, group)).then_some(first)
    }

    /// Returns `true` if the noun includes those who were hurt.
    fn are_victims(&self, draft: &Draft<'_>, group: &Group) -> bool {
        group.noun.as_ref().is_some_and(|noun| draft.analysis.cues().contains(self.victims, noun))
    }

    /// "Of the eight victims, three were shot": the group may be another one than before.
    fn opens(&self, draft: &Draft<'_>, group: &Group) -> bool {
        let sentence = &draft.analysis.sentences[group.sentence];
        let from = sentence.tokens().partition_point(|token| token.span.start < group.span.start);
        from <= 2 && sentence.cues().iter().any(|cue| cue.from() == 0 && cue.list == self.of_the)
    }

    /// For the first group of a state in the text the group of the headline or a key point, if the numbers differ.
    fn of_headline<'g>(&self, draft: &Draft<'_>, groups: &'g [Group], group: &Group) -> Option<&'g Group> {
        let repeats = |one: &Group| {
            let block = draft.analysis.sentences[one.sentence].block;
            draft.analysis.blocks[block].kind == BlockKind::Heading
                || draft.analysis.structure().item(block).is_some_and(|(list, _)| list.key_points)
        };
        let same = |one: &&Group| one.state == group.state && self.is_compared(draft, one);
        let head = groups.iter().filter(same).find(|one| repeats(one))?;
        let text = groups.iter().filter(same).find(|one| !repeats(one))?;
        // Two sentences on one topic are compared by the slots of tolls.
        let matter =
            |one: &Group| Matter::new(&draft.analysis.sentences[one.sentence], draft.analysis.cues(), &self.topic);
        if group.state != State::Held && matter(head).shared(&matter(text)) > 0 {
            return None;
        }
        let near = text.sentence < head.sentence + 2 * LEAD;
        let other = (count(head) - count(text)).abs() > 0.5;
        let again = self.is_given(draft, groups, count(head), head);
        (text.span == group.span && near && other && !again && !text.part && !head.part).then_some(head)
    }

    /// Returns `true` if a group has a plain number, in a sentence of no other time, that does not change.
    fn is_compared(&self, draft: &Draft<'_>, group: &Group) -> bool {
        let sentence = &draft.analysis.sentences[group.sentence];
        let number = count(group);
        group.count.hedge.is_none()
            && number.fract() == 0.0
            && (2.0..MOST).contains(&number)
            && !self.changes(draft, group, self.grows)
            && !self.is_of_another_time(draft, group)
            && !draft.analysis.is_quoted(sentence.block, group.span)
    }

    /// "In 1954, when 61 people drowned": a year in the sentence is that of another event. In the lead it may be that of the story.
    fn is_of_another_time(&self, draft: &Draft<'_>, group: &Group) -> bool {
        let sentence = &draft.analysis.sentences[group.sentence];
        let told = draft.day.given().map(Day::year);
        let after = |at: usize| {
            at > 0 && draft.analysis.cues().contains(self.topic.year_before, &sentence.tokens()[at - 1].lower)
        };
        let other = |named: NamedYear| {
            let at = sentence.tokens().partition_point(|token| token.span.start < named.span.start);
            after(at) || group.sentence > 0 && told.is_some_and(|told| told != named.year)
        };
        let relative = || sentence.cues().iter().any(|cue| cue.list == self.then);
        if group.sentence < LEAD {
            sentence.years().any(other) || relative()
        } else {
            sentence.years().next().is_some()
        }
    }

    /// Returns `true` if words near a group say that its number changes.
    fn changes(&self, draft: &Draft<'_>, group: &Group, list: ListId) -> bool {
        let sentence = &draft.analysis.sentences[group.sentence];
        let on = |byte: u32| sentence.tokens().partition_point(|token| token.span.start < byte);
        let (from, to) = (on(group.span.start), on(group.span.end));
        let near = |from_cue: usize, to_cue: usize| to_cue + NEAR >= from && from_cue <= to + NEAR;
        sentence.cues().iter().any(|cue| cue.list == list && near(cue.from(), cue.to()))
    }

    /// Returns `true` if the draft gives a number elsewhere, or numbers of groups that make it up.
    fn is_given(&self, draft: &Draft<'_>, groups: &[Group], number: f64, except: &Group) -> bool {
        let others: Vec<(&Group, f64)> =
            groups.iter().filter(|one| one.span != except.span).map(|one| (one, count(one))).collect();
        let near = |a: f64, b: f64| (a - b).abs() < 0.5;
        let made = |&(one, a): &(&Group, f64), &(other, b): &(&Group, f64)| {
            let together = one.sentence.abs_diff(other.sentence) <= 1;
            together && (near(a + b, number) || one.state == other.state && near((a - b).abs(), number))
        };
        let explained = others
            .iter()
            .enumerate()
            .any(|(at, other)| near(other.1, number) || others[..at].iter().any(|one| made(one, other)));
        let grown = groups.iter().any(|one| one.state == except.state && self.changes(draft, one, self.rises));
        explained
            || grown
            || self.is_counted(draft, number, except)
            || others.iter().any(|&(one, _)| self.is_completed(draft, one, number))
    }

    /// Returns `true` if another number of the sentence of a group, or the person before "and", makes a number up: "fourteen
    /// passengers and two members of staff", "the driver and five passengers".
    fn is_completed(&self, draft: &Draft<'_>, group: &Group, number: f64) -> bool {
        let sentence = &draft.analysis.sentences[group.sentence];
        let rest = number - count(group);
        let others = sentence.values().iter().filter(|value| value.span != group.count.span);
        let mut amounts = others.filter_map(Value::amount);
        let from = sentence.tokens().partition_point(|token| token.span.start < group.span.start);
        let and = from > 1 && draft.analysis.cues().contains(self.and, &sentence.tokens()[from - 1].lower);
        rest > 0.5 && amounts.any(|amount| (amount.interval.printed - rest).abs() < 0.5)
            || and && (rest - 1.0).abs() < 0.5
    }

    /// "Two bodies had been found on Monday and six more by Tuesday": the first number is no total.
    fn goes_on(&self, draft: &Draft<'_>, group: &Group) -> bool {
        let sentence = &draft.analysis.sentences[group.sentence];
        let of = |list: ListId, at: usize| sentence.cues().iter().any(|cue| cue.list == list && cue.from() == at);
        sentence.values().iter().filter(|value| value.span.start >= group.count.span.end).any(|value| {
            let to = sentence.tokens().partition_point(|token| token.span.start < value.span.end);
            let from = sentence.tokens().partition_point(|token| token.span.start < value.span.start);
            of(self.further, to) || from > 0 && of(self.further, from - 1)
        })
    }

    /// Returns `true` if the draft counts as many people elsewhere.
    fn is_counted(&self, draft: &Draft<'_>, number: f64, except: &Group) -> bool {
        let of = |sentence: &Sentence<'_>| {
            let people = |value: &Value| {
                let to = sentence.tokens().partition_point(|token| token.span.start < value.span.end);
                let toll = |cue: &Cue| {
                    except.state == State::Dead
                        && cue.list == self.toll
                        && (cue.to()..=cue.to() + NEAR + 1).contains(&to)
                };
                let people = |cue: &Cue| cue.list == self.noun && (to..=to + 2).contains(&cue.from());
                sentence.cues().iter().any(|cue| people(cue) || toll(cue))
            };
            let equal =
                |value: &Value| value.amount().is_some_and(|amount| (amount.interval.printed - number).abs() < 0.5);
            sentence.values().iter().any(|value| value.span != except.count.span && equal(value) && people(value))
        };
        draft.analysis.sentences.iter().any(of)
    }

    /// Returns `true` if the words after a group say which one it is, and the start of the draft does not: "the two killed in
    /// Leeds".
    fn is_limited(&self, draft: &Draft<'_>, group: &Group) -> bool {
        let sentence = &draft.analysis.sentences[group.sentence];
        let tokens = sentence.tokens();
        let cues = draft.analysis.cues();
        let to = tokens.partition_point(|token| token.span.start < group.span.end);
        let limit = tokens.get(to).is_some_and(|token| cues.contains(self.limits, &token.lower));
        let noun = tokens[(to + 1).min(tokens.len())..]
            .iter()
            .take_while(|token| token.kind == TokenKind::Word)
            .find(|token| token.lower.len() > 2 && !cues.contains(self.small, &token.lower));
        let lead = || draft.analysis.sentences.iter().take(LEAD.min(group.sentence)).flat_map(Sentence::tokens);
        limit && noun.is_none_or(|noun| !lead().any(|token| alike(&token.lower, &noun.lower)))
    }
}

fn describe(check: &Check, draft: &Draft<'_>, one: &Group, other: &Group) -> Finding {
    let span = |group: &Group| -> Span<Prose> { group.span };
    let (first, second) = (draft.one_line(span(one)), draft.one_line(span(other)));
    let values = [("one", first.as_str()), ("other", second.as_str())];
    let messages = Messages::new(check, &values);
    Finding {
        confidence: Confidence::Medium,
        related: vec![messages.conflict(draft, span(one), "label.one")],
        ..messages.at(draft, span(other), "label.other")
    }
}
