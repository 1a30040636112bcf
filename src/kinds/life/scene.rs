//! A mention of a person in its sentence, and what every reader of lives asks about it.

use crate::kinds::Draft;
use crate::language::analysis::Sentence;
use crate::language::clauses::{Clauses, Role};
use crate::language::cues::{Cue, ListId};
use crate::language::people::Mention;
use crate::language::tokens::{Token, TokenKind};
use crate::text::{Prose, Span};
use crate::time::{Day, When};

/// Most tokens from a name to the office in its apposition: ", the 39th ".
const APPOSITION: usize = 5;

/// A mention in its sentence.
pub(super) struct Scene<'a> {
    pub(super) draft: &'a Draft<'a>,
    pub(super) sentence: &'a Sentence<'a>,
    pub(super) clauses: &'a Clauses,
    pub(super) mention: &'a Mention,
}

impl<'a> Scene<'a> {
    pub(super) fn new(draft: &'a Draft<'a>, mention: &'a Mention) -> Self {
        let sentence = &draft.analysis.sentences[mention.sentence];
        Self { draft, sentence, clauses: sentence.clauses(draft.table), mention }
    }

    pub(super) fn tokens(&self) -> &'a [Token] {
        self.sentence.tokens()
    }

    /// Returns `true` if a token is an item of a list.
    pub(super) fn is(&self, list: ListId, at: usize) -> bool {
        self.tokens().get(at).is_some_and(|token| self.draft.analysis.cues().contains(list, &token.lower))
    }

    /// Returns `true` if a token is one of some marks.
    pub(super) fn is_mark(&self, at: usize, marks: &[&str]) -> bool {
        let token = self.tokens().get(at);
        token.is_some_and(|token| token.kind == TokenKind::Mark && marks.contains(&token.lower.as_str()))
    }

    /// Returns `true` if the sentence has an item of one of some lists.
    pub(super) fn has_any(&self, lists: &[ListId]) -> bool {
        self.sentence.cues().iter().any(|cue| lists.contains(&cue.list))
    }

    /// The item of a list that ends before a token.
    pub(super) fn ends(&self, list: ListId, at: usize) -> Option<&'a Cue> {
        self.sentence.cues().iter().find(|cue| cue.list == list && cue.to() == at)
    }

    /// The item of a list that covers a token.
    pub(super) fn covers(&self, list: ListId, at: usize) -> Option<&'a Cue> {
        self.sentence.cues().iter().find(|cue| cue.list == list && cue.from() <= at && at < cue.to())
    }

    /// The first token of a place.
    pub(super) fn token(&self, span: Span<Prose>) -> usize {
        self.tokens().partition_point(|token| token.span.start < span.start)
    }

    /// The token after a place.
    pub(super) fn end(&self, span: Span<Prose>) -> usize {
        self.tokens().partition_point(|token| token.span.start < span.end)
    }

    pub(super) fn is_quoted(&self, span: Span<Prose>) -> bool {
        self.draft.analysis.is_quoted(self.sentence.block, span)
    }

    /// Returns `true` if only words that begin with a small letter are between two tokens.
    pub(super) fn is_small(&self, from: usize, to: usize) -> bool {
        let mut between = self.tokens().get(from..to).unwrap_or_default().iter();
        between.all(|token| token.kind == TokenKind::Word && !token.capital)
    }

    /// The role of the person. In "X, the president of Y, said" the office is the subject, and so is X.
    pub(super) fn role(&self) -> Role {
        let reading = self.clauses.of_mention(self.mention.from, self.mention.to);
        if reading.role == Role::Unknown && self.is_apposed(reading.clause) { Role::Subject } else { reading.role }
    }

    /// Returns `true` if the subject of a clause is the apposition of the name before it.
    fn is_apposed(&self, clause: usize) -> bool {
        let to = self.mention.to;
        let Some((from, end)) = self.clauses.clauses[clause].subject.filter(|&(from, _)| from > to) else {
            return false;
        };
        let words = self.tokens().get(to + 1..from).unwrap_or_default();
        self.is_mark(to, &[","])
            && self.is_mark(end, &[","])
            && from <= to + APPOSITION
            && words.iter().all(|token| token.kind != TokenKind::Mark)
    }

    /// The clauses with the person as the subject: the mention's own, and those of further verbs after "and".
    pub(super) fn told(&self) -> Vec<usize> {
        let own = self.clauses.of_mention(self.mention.from, self.mention.to).clause;
        if self.role() != Role::Subject {
            return vec![own];
        }
        let all = &self.clauses.clauses;
        let joined = |other: usize| {
            let Some(verb) = self.clauses.verb_of(other).filter(|verb| verb.finite && other > own) else {
                return false;
            };
            let same = all[other].subject.is_some() && all[other].subject == all[own].subject;
            // "and was 39 when": what follows the verb is no subject.
            let behind = all[other].subject.is_some_and(|(from, _)| from >= verb.to);
            let and =
                verb.from.checked_sub(1).is_some_and(|at| self.is(self.draft.analysis.cues().list("coordination"), at));
            all[other].kind == all[own].kind && (same || behind && and)
        };
        (0..all.len()).filter(|&other| other == own || joined(other)).collect()
    }

    /// The given day of the draft.
    pub(super) fn day(&self) -> Option<Day> {
        self.draft.day.given()
    }

    /// The days of the draft, if they are bounded.
    pub(super) fn today(&self) -> Option<Vec<When>> {
        let days = self.draft.days();
        let bounded = days.ranges().iter().all(|&(from, until)| from > Day::MIN && until < Day::MAX);
        let when = |&(from, until): &(Day, Day)| When { earliest: from, latest: until.plus(-1) };
        (bounded && !days.is_empty()).then(|| days.ranges().iter().map(when).collect())
    }
}
