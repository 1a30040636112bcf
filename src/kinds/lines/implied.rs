//! People whom a sentence is about without naming them: the one whom the draft is about, or the only one who may be meant.

use std::collections::BTreeSet;

use super::cast::Lead;
use super::subject::{Route, Who};
use super::view::View;
use crate::document::BlockKind;
use crate::language::analysis::Sentence;
use crate::language::people::{Gender, How, Mention, Referent};
use crate::language::pieces::PieceKind;
use crate::language::tokens::TokenKind;
use crate::language::values::{Value, ValueKind};
use crate::text::{Prose, Span};

/// Blocks at the top in which a heading is that of the draft.
const HEADINGS: usize = 3;

impl View<'_> {
    /// Returns `true` if a person may be "she", or "he".
    pub(super) fn fits(&self, one: usize, female: bool) -> bool {
        let gender = self.draft.analysis.people(self.draft.table).people[one].gender;
        gender.is_none_or(|gender| (gender == Gender::Female) == female)
    }

    fn is_known(&self, one: usize, female: bool) -> bool {
        let gender = self.draft.analysis.people(self.draft.table).people[one].gender;
        gender.is_some_and(|gender| (gender == Gender::Female) == female)
    }

    /// "he" where nobody near may be meant: the only man of the draft, or else the one whom it is about.
    pub(super) fn unmentioned(&self, at: usize, lead: &Lead) -> Option<(Who, Route)> {
        let people = self.draft.analysis.people(self.draft.table);
        let female = self.is(self.lists.pronoun[1], at);
        // A pronoun that has a referent, or several, is no case for guesses.
        if self.people.iter().any(|mention| mention.from == at) || self.has_kin(0, at) {
            return None;
        }
        let mut fitting = (0..people.people.len()).filter(|&one| self.fits(one, female));
        let only = fitting.next().filter(|_| fitting.next().is_none());
        let one = only.or_else(|| lead.as_pronoun(female))?;
        Some((lead.named(one), Route::Lead))
    }

    /// Whose relative somebody is, by the words at tokens `[from, to)`: a captured name, or the owner that they name ("his", "Holt's").
    pub(super) fn relative(
        &self,
        (from, to): (usize, usize),
        named: Option<Span<Prose>>,
        lead: &Lead,
    ) -> Option<(Who, Route)> {
        let mention = match named.map(|named| self.end(named)) {
            Some(end) => self.people.iter().find(|mention| mention.to == end && mention.how != How::Noun),
            None => {
                self.people.iter().find(|mention| from <= mention.from && mention.to < to && self.is_owner(mention))
            }
        };
        if let Some(mention) = mention {
            // "his" may be that of somebody else who is spoken of.
            let clear = |&(who, _): &(Who, Route)| {
                mention.how != How::Pronoun || lead.person.is_none_or(|one| lead.named(one) == who)
            };
            return self.who(mention, lead).filter(clear);
        }
        let pronoun = (from..to).find(|&at| self.is(self.lists.owner, at))?;
        self.unmentioned(pronoun, lead)
    }

    /// A sentence without a subject, such as "Born in Split" in a timeline: the person whom the draft is about, if it names nobody
    /// else, or the entry does not.
    pub(super) fn implied(&self, to: usize, lead: &Lead) -> Option<(Who, Route)> {
        let one = lead.person?;
        let analysis = self.draft.analysis;
        let named = analysis.people(self.draft.table).people.len();
        let block = &analysis.blocks[self.sentence.block];
        let is_fragment = self.clauses.clauses.iter().all(|clause| clause.subject.is_none());
        let person = |mention: &Mention| matches!(mention.to_whom, Referent::Person(_) | Referent::Unclear);
        let silent = !self.people.iter().any(person) && !self.has_kin(0, to);
        let alone = named == 1 || block.kind == BlockKind::Item && lead.is_titled;
        // "Death of Edith, at 57".
        let of = |at: usize| self.is(self.lists.stage, at) && self.is(self.lists.of, at + 1);
        let silent = silent && !(0..to).any(of);
        (is_fragment && silent && alone && block.kind != BlockKind::Cell).then(|| (lead.named(one), Route::Lead))
    }

    /// "The painter", "the archbishop": the person whom the draft is about, if the sentence before names nobody else.
    pub(super) fn described(&self, from: usize, to: usize, lead: &Lead) -> Option<(Who, Route)> {
        let one = lead.person?;
        let definite = self.is(self.lists.definite, from);
        let [.., profession] = self.lists.person;
        let office = |at: usize| {
            let pieces = self.sentence.pieces(self.draft.table);
            pieces.iter().any(|piece| matches!(piece.kind, PieceKind::Office(_)) && piece.from <= at && at < piece.to)
        };
        let titled = (from..to).any(|at| self.is(profession, at) || office(at));
        if !definite || !titled || (from..to).any(|at| self.tokens()[at].kind == TokenKind::Possessive) {
            return None;
        }
        let who = lead.named(one);
        let before = self.person_before(from, lead).filter(|&(before, _)| before == who);
        before.map(|(who, _)| (who, Route::Lead))
    }

    /// The only person of the paragraph so far whom a pronoun may mean that opens a sentence, if the sentence names the others: she who
    /// "was 27 when Petra was born" is not Petra.
    pub(super) fn remaining(&self, mention: &Mention, female: bool) -> Option<usize> {
        let first = self.draft.analysis.blocks[self.sentence.block].sentences.start;
        if mention.from > 0 || first == self.number {
            return None;
        }
        let all = &self.draft.analysis.people(self.draft.table).mentions;
        let start = all.partition_point(|other| other.sentence < first);
        let end = all.partition_point(|other| other.sentence < self.number);
        let person = |other: &Mention| match other.to_whom {
            Referent::Person(one) if matches!(other.how, How::Name | How::Short) => Some(one),
            _ => None,
        };
        let later: BTreeSet<usize> = self.people.iter().filter(|other| other.from > 0).filter_map(person).collect();
        let named: BTreeSet<usize> =
            all[start..end].iter().filter_map(person).filter(|&one| self.fits(one, female)).collect();
        let mut rest = named.difference(&later).copied();
        let one = rest.next().filter(|_| rest.next().is_none() && named.len() > 1)?;
        self.is_known(one, female).then_some(one)
    }

    /// The only person whom the paragraph names before a pronoun, in the sentence or the one before it, with no relative between.
    pub(super) fn sole(&self, mention: &Mention, female: bool) -> Option<usize> {
        let first = self.draft.analysis.blocks[self.sentence.block].sentences.start;
        if first == self.number {
            return None;
        }
        let before = View::new(self.draft, self.lists, self.number - 1);
        let named = |other: &&Mention| matches!(other.how, How::Name | How::Short);
        let near = before.people.iter().chain(self.people.iter().filter(|other| other.from < mention.from));
        let mut people: Vec<usize> = Vec::new();
        for other in near.filter(named) {
            let Referent::Person(one) = other.to_whom else { return None };
            people.push(one);
        }
        people.dedup();
        let (&[one], false) =
            (people.as_slice(), before.has_kin(0, before.tokens().len()) || self.has_kin(0, mention.from))
        else {
            return None;
        };
        self.is_known(one, female).then_some(one)
    }

    /// The person who is the subject of the sentence before, if a pronoun opens its sentence, and nobody else there is known to be a
    /// woman, or a man.
    pub(super) fn centre(&self, mention: &Mention, female: bool) -> Option<usize> {
        let number = self.number.checked_sub(1).filter(|_| mention.from == 0)?;
        let before = View::new(self.draft, self.lists, number);
        if before.sentence.block != self.sentence.block {
            return None;
        }
        let (from, to) = before.clauses.clauses.first()?.subject?;
        let inside = |mention: &&Mention| {
            from <= mention.from
                && mention.to <= to
                && matches!(mention.how, How::Name | How::Short)
                && !before.is_owner(mention)
        };
        let subject = before.people.iter().find(inside)?;
        let Referent::Person(one) = subject.to_whom else { return None };
        let rival = |mention: &Mention| match mention.to_whom {
            Referent::Person(other) => other != one && self.is_known(other, female),
            Referent::Unclear => mention.how != How::Pronoun,
            _ => false,
        };
        let kin = usize::from(female);
        let related = (to..before.tokens().len())
            .any(|at| [self.lists.kin[kin], self.lists.kin[2]].iter().any(|&list| before.is(list, at)));
        (self.is_known(one, female) && !related && !before.people.iter().any(rival)).then_some(one)
    }

    /// Returns `true` if an earlier sentence introduces somebody of that age without a name: "a 17-year-old boy".
    pub(super) fn is_introduced(&self, age: i16) -> bool {
        let analysis = self.draft.analysis;
        let of = |sentence: &Sentence<'_>| {
            let tokens = sentence.tokens();
            sentence.values().iter().any(|value| {
                let at = tokens.partition_point(|token| token.span.start < value.span.start);
                let before = at.checked_sub(1).map(|at| tokens[at].lower.as_str());
                let same = value.amount().is_some_and(|it| (it.interval.printed - f64::from(age)).abs() < 0.5);
                let introduces = |word: &str| analysis.cues().contains(self.lists.indefinite, word);
                matches!(value.kind, ValueKind::Age(_)) && same && before.is_some_and(introduces)
            })
        };
        analysis.sentences[..self.number].iter().any(of)
    }

    /// The person whom the draft is about, for a heading that gives an age but no name, if no other sentence has that number: it may be
    /// somebody else's.
    pub(super) fn headline(&self, age: i16, lead: &Lead) -> Option<(Who, Route)> {
        let one = lead.person?;
        let analysis = self.draft.analysis;
        let heading = analysis.blocks[self.sentence.block].kind == BlockKind::Heading && self.sentence.block < HEADINGS;
        let person = |mention: &Mention| matches!(mention.to_whom, Referent::Person(_) | Referent::Unclear);
        let is_age = |value: &Value| matches!(value.kind, ValueKind::Age(_));
        let alone = self.sentence.values().iter().filter(|value| is_age(value)).count() == 1;
        if !heading || !alone || self.people.iter().any(person) {
            return None;
        }
        let near = |value: &Value| value.amount().is_some_and(|it| (it.interval.printed - f64::from(age)).abs() <= 1.0);
        let others = analysis.sentences.iter().enumerate().filter(|(number, _)| *number != self.number);
        let elsewhere = others.flat_map(|(_, sentence)| sentence.values()).any(near);
        (!elsewhere).then(|| (lead.named(one), Route::Lead))
    }
}
