//! The clauses of a sentence: the verbs with their subjects, and the words that belong to each verb.
//!
//! Mentions of people and offices are first reduced to one item each. Word lists then find verb groups, and one pass
//! from left to right with a stack of open clauses assigns a clause to each group. If the words are ambiguous, a
//! mention has no role: no answer is better than a wrong one.

mod attach;
mod build;
mod forms;
mod groups;
mod subjects;
#[cfg(test)]
mod tests;
mod words;

use std::ops::Range;

use crate::language::pieces::{Piece, PieceKind};
use crate::language::tokens::Token;
use build::Builder;
use groups::{Groups, Item, items};
pub use words::ClauseWords;
#[allow(clippy::wildcard_imports, reason = "one name for each bit of a class")]
use words::*;

/// Kind of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClauseKind {
    /// An independent statement.
    Main,
    /// "who joined years ago", "the president signed" after "the bill".
    Relative,
    /// "when she left", "if he wins".
    Subordinate,
    /// "that it was late", also without "that".
    Complement,
    /// "speaking in Berlin", "signed in 2010".
    Participial,
    /// Between parentheses or dashes.
    Parenthesis,
    /// Attributes preceding speech: ", she said".
    Attribution,
}

/// The time that a group of verbs is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tense {
    /// "signs", "is signing", "can sign".
    Present,
    /// "has signed".
    Perfect,
    /// "will sign".
    Future,
    /// "signed", "was signing".
    Past,
    /// "had signed".
    PastPerfect,
    /// "would sign".
    Conditional,
}

/// A verb with its auxiliaries, at tokens `[from, to)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VerbGroup {
    /// First token.
    pub from: usize,
    /// One past the last token.
    pub to: usize,
    /// The token of the verb that says what happens.
    pub head: usize,
    /// Its time. Of a participle: `Past` for "signed", `Present` for "signing".
    pub tense: Tense,
    /// "was signed".
    pub passive: bool,
    /// "did not sign".
    pub negated: bool,
    /// Whether it has its own subject, unlike "signed in 2010" and "signing".
    pub finite: bool,
}

/// A clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Its kind.
    pub kind: ClauseKind,
    /// The enclosing clause.
    pub parent: Option<usize>,
    /// The token it says more of: the antecedent of a relative clause, the verb before a subordinate one.
    pub attaches_to: Option<usize>,
    /// Number of its group of verbs.
    pub verb: Option<usize>,
    /// Tokens of its subject: from the first of its parts to the last.
    pub subject: Option<(usize, usize)>,
    /// Whether it is hypothetical: after "if" or "unless".
    pub condition: bool,
    /// Its first item.
    start: usize,
    /// Tokens outside it that say its time all the same: "in 2010" before ", when she lost".
    beside: Option<(usize, usize)>,
}

/// The role of a mention in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Of the verb of its clause.
    Subject,
    /// "by X" with a passive.
    Agent,
    /// Directly after a verb.
    Object,
    /// "X's".
    Possessor,
    /// Before a noun: "X supporters".
    Modifier,
    /// After a preposition.
    Oblique,
    /// The words do not say.
    Unknown,
}

/// The role of a mention, and its clause.
#[derive(Debug, Clone, Copy)]
pub struct MentionReading<'c> {
    /// Its role.
    pub role: Role,
    /// Number of its clause.
    pub clause: usize,
    /// The verb of that clause.
    pub verb: Option<&'c VerbGroup>,
}

/// The clauses of a sentence.
#[derive(Debug)]
pub struct Clauses {
    /// In the order in which they begin. There is always one.
    pub clauses: Vec<Clause>,
    /// In order.
    pub groups: Vec<VerbGroup>,
    /// For each token its clause.
    of_token: Vec<u16>,
    items: Vec<Item>,
    phrases: Vec<(usize, usize)>,
    /// For each item: whether it is the last word of a subject, and the group of verbs it is in.
    subjects: Vec<bool>,
    group_of: Vec<Option<usize>>,
}

/// The tokens that count as one name each: a person with the preceding title, a title with what it belongs to.
pub fn units(pieces: &[Piece]) -> Vec<Range<usize>> {
    let titled = |person: &Piece| {
        pieces.iter().any(|piece| piece.office().is_some_and(|office| office.person == Some(person.from)))
    };
    // "In Washington X said": also the name of a place.
    let place = |person: &Piece| {
        let same = |piece: &Piece| (piece.from, piece.to) == (person.from, person.to);
        pieces.iter().any(|piece| same(piece) && matches!(piece.kind, PieceKind::Place(_))) && !titled(person)
    };
    let mut found: Vec<Range<usize>> = Vec::new();
    for piece in pieces {
        let unit = match &piece.kind {
            PieceKind::Person(_) if place(piece) => continue,
            PieceKind::Person(_) => piece.from..piece.to,
            PieceKind::Office(office) => {
                let to = office.of.map_or(piece.to, |(_, to)| to.max(piece.to));
                let named = |person: &&Piece| person.person().is_some() && office.person == Some(person.from);
                match pieces.iter().find(named).filter(|person| person.from == to) {
                    Some(person) => office.phrase.min(piece.from)..person.to,
                    None => office.phrase.min(piece.from)..to,
                }
            }
            _ => continue,
        };
        found.push(unit);
    }
    found.sort_by_key(|unit| (unit.start, std::cmp::Reverse(unit.end)));
    let mut end = 0;
    found.retain(|unit| {
        let free = unit.start >= end;
        end = end.max(unit.end);
        free
    });
    found
}

impl Clauses {
    /// Reads a sentence. Units are ranges of tokens that count as one name, in order.
    pub fn read(words: &ClauseWords, tokens: &[Token], units: &[Range<usize>]) -> Self {
        let items = items(words, tokens, units);
        let groups = Groups::of(&items);
        Builder::build(items, groups, tokens.len())
    }

    /// The clause of a token.
    pub fn clause_of(&self, token: usize) -> usize {
        self.of_token.get(token).map_or(0, |&clause| usize::from(clause))
    }

    /// The verb of a clause.
    pub fn verb_of(&self, clause: usize) -> Option<&VerbGroup> {
        self.groups.get(self.clauses.get(clause)?.verb?)
    }

    /// Returns `true` if a clause, or an enclosing one, is hypothetical.
    pub fn conditional(&self, clause: usize) -> bool {
        self.around(clause).any(|clause| self.clauses[clause].condition)
    }

    /// A clause and the enclosing ones, from the inside.
    pub fn around(&self, clause: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(clause), |&clause| self.clauses.get(clause)?.parent)
    }

    /// The tokens that say the time of a clause: its own; those of "speaking in Berlin" that hangs on its subject; and of "in 2010"
    /// before ", when she lost".
    pub fn own_tokens(&self, clause: usize) -> impl Iterator<Item = usize> {
        let beside = self.clauses.get(clause).and_then(|clause| clause.beside).unwrap_or((0, 0));
        (0..self.of_token.len()).filter(move |&token| {
            let of = self.clause_of(token);
            of == clause || self.speaks_for(of, clause) || beside.0 <= token && token < beside.1
        })
    }

    /// Returns `true` if a clause is an "-ing" clause attached to the subject of another.
    pub fn speaks_for(&self, inner: usize, clause: usize) -> bool {
        let is = |inner: &Clause| {
            let active = inner.verb.is_some_and(|verb| !self.groups[verb].passive);
            let on_subject = inner.attaches_to.is_none_or(|at| {
                self.clauses
                    .get(clause)
                    .and_then(|clause| clause.subject)
                    .is_some_and(|(from, to)| from <= at && at < to)
            });
            inner.kind == ClauseKind::Participial && inner.parent == Some(clause) && active && on_subject
        };
        self.clauses.get(inner).is_some_and(is)
    }

    /// The role of the mention at tokens `[from, to)`. If it is not a unit, its last token counts.
    pub fn of_mention(&self, from: usize, to: usize) -> MentionReading<'_> {
        let last = to.saturating_sub(1).max(from);
        let item = self.items.partition_point(|item| item.to <= last);
        let clause = self.clause_of(last);
        MentionReading { role: self.role(item, 4), clause, verb: self.verb_of(clause) }
    }

    fn role(&self, item: usize, depth: usize) -> Role {
        let class = |at: usize| self.items.get(at).map_or(0, |item| item.class);
        let Some(&(start, end)) = self.phrases.get(item).filter(|_| depth > 0) else { return Role::Unknown };
        if class(item + 1) & POSSESSIVE != 0 {
            return Role::Possessor;
        }
        if item + 1 < end {
            let named = class(item + 1) & UNIT != 0;
            return if named { self.role(item + 1, depth - 1) } else { Role::Modifier };
        }
        if self.subjects[item] {
            return Role::Subject;
        }
        let clause = self.clause_of(self.items[item].from);
        let mut before = start;
        while before > 0 && class(before - 1) & ADVERB != 0 && class(before - 1) & SUBJECT == 0 {
            before -= 1;
        }
        let Some(before) = before.checked_sub(1) else { return Role::Unknown };
        if let Some(group) = self.group_of[before] {
            let own = self.clause_of(self.items[before].from) == clause;
            return if own && !self.groups[group].passive { Role::Object } else { Role::Unknown };
        }
        let class_before = class(before);
        if self.clauses[clause].kind == ClauseKind::Subordinate && self.clauses[clause].start == before {
            return Role::Unknown;
        }
        if class_before & (PREPOSITION | TO) != 0 {
            let passive = || self.verb_of(clause).is_some_and(|verb| verb.passive);
            return if class_before & AGENT != 0 && passive() { Role::Agent } else { Role::Oblique };
        }
        let neighbour = if class_before & (AND | COMMA) != 0 {
            let comma = before > 0 && class(before - 1) & COMMA != 0;
            let closed = class_before & AND != 0 || end == self.items.len() || class(end) & MARKS != 0;
            before.checked_sub(1 + usize::from(comma)).filter(|_| closed)
        } else {
            (before + 1 == start).then_some(before)
        };
        let is_name = |&at: &usize| {
            is_noun(class(at))
                && class(at) & (TIME | OBJECT | SUBJECT) == 0
                && self.clause_of(self.items[at].from) == clause
        };
        match neighbour.filter(is_name) {
            Some(at) => match self.role(at, depth - 1) {
                Role::Possessor | Role::Modifier => Role::Unknown,
                role => role,
            },
            None => Role::Unknown,
        }
    }
}
