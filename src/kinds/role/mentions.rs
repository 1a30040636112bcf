//! Who is given which title: "Springfield Mayor Jane Ortega", "Jane Ortega, the mayor of Springfield,", "Police Chief Okafor".

use compact_str::CompactString;

use super::super::Draft;
use super::compare::{SHORT, had_both};
use super::{MANY, SINGLE, TOGETHER};
use crate::document::BlockKind;
use crate::language::analysis::Sentence;
use crate::language::cues::{Cue, Cues, ListId, ListSet};
use crate::language::people::{Referent, owner};
use crate::language::pieces::{Beside, Piece};
use crate::language::tokens::Token;
use crate::rules::{Check, PersonId, WordList, Words, fold};
use crate::text::{Prose, Span};

/// A person with a title.
#[derive(Debug)]
pub(super) struct Mention {
    /// The title with the name.
    pub(super) span: Span<Prose>,
    pub(super) role: usize,
    /// Place or organisation that the title is of, folded.
    pub(super) of: Option<String>,
    /// Who has it, a number of the draft's people.
    pub(super) person: Option<usize>,
    /// Whether a possessive pronoun precedes the title: "her chief executive".
    pub(super) owned: bool,
    /// Whether the full name is given.
    pub(super) full: bool,
    /// The folded surname.
    surname: CompactString,
    /// Those of the facts who may be meant.
    known: Vec<PersonId>,
    /// The index of the sentence, the tokens of the title and the name, and what the title belongs to.
    at: (usize, usize, Option<usize>),
    pub(super) name: Span<Prose>,
}

/// Lists of words whose name begins so are the titles of one role each.
const ROLE: &str = "role-is-";

/// Maximum number of words between a title and a word about another time that applies to it.
const REACH: usize = 8;

/// Titles made ready.
#[derive(Debug)]
pub(super) struct Roles {
    /// The list of each role.
    of_list: Vec<ListId>,
    /// The same as a set, since most sentences contain none of them.
    lists: ListSet,
    /// The phrases of each role; messages and rule files name it by the first.
    groups: Vec<Vec<String>>,
    /// Roles that many have at once, of one place too.
    pub(super) many: Vec<String>,
    /// Roles with one holder in a draft, whatever organisations it names.
    pub(super) single: Vec<String>,
    /// Roles that one person may have at once.
    pub(super) together: Vec<Vec<String>>,
    marker: ListId,
    pub(super) late: ListId,
    elsewhen: ListId,
    unmarked: ListId,
    /// "our".
    ours: ListId,
    since: ListId,
}

impl Roles {
    pub(super) fn new(check: &Check, words: &Words, cues: &Cues) -> Self {
        let of_list: Vec<ListId> = titles(words).map(|(name, _)| cues.list(name)).collect();
        let mut lists = ListSet::default();
        of_list.iter().for_each(|&list| lists.add(list));
        Self {
            of_list,
            lists,
            groups: titles(words).map(|(_, list)| list.items.clone()).collect(),
            many: check.texts(MANY).to_vec(),
            single: check.texts(SINGLE).to_vec(),
            together: check.groups(TOGETHER).to_vec(),
            marker: cues.list("role-marker"),
            late: cues.list("marker-late"),
            elsewhen: cues.list("role-elsewhen"),
            unmarked: cues.list("role-no-marker"),
            ours: cues.list("role-ours"),
            since: cues.list("term-since"),
        }
    }

    /// What messages and rule files call a role.
    pub(super) fn label(&self, role: usize) -> &str {
        self.groups[role].first().map_or("", String::as_str)
    }

    /// Returns `true` if an office with these titles has a role.
    pub(super) fn is_of(&self, role: usize, titles: &[String]) -> bool {
        self.groups[role].iter().any(|phrase| titles.contains(phrase))
    }

    /// Every person with a title whose clause speaks of no other time, in the order of the draft.
    pub(super) fn mentions(&self, draft: &Draft<'_>) -> Vec<Mention> {
        let analysis = draft.analysis;
        let mut found = Vec::new();
        for (number, (sentence, presence)) in analysis.sentences.iter().zip(&analysis.presences().each).enumerate() {
            let block = &analysis.blocks[sentence.block];
            if !self.lists.meets(&presence.lists) || !block.is_own(&[BlockKind::Cell, BlockKind::Heading]) {
                continue;
            }
            let pieces = sentence.pieces(draft.table);
            for piece in pieces {
                let Some(mention) = self.mention(draft, number, pieces, piece) else { continue };
                if analysis.is_quoted(sentence.block, mention.span) || self.of_another_time(sentence, mention.span) {
                    continue;
                }
                // "Gov. Ann Holt, the secretary of state and the sheriff": a list, or two titles of one mention.
                if found.last().is_some_and(|before: &Mention| before.name.overlaps(mention.name)) {
                    continue;
                }
                found.push(mention);
            }
        }
        if self.may_clash(draft, &found) {
            let people = analysis.people(draft.table);
            for mention in &mut found {
                let (sentence, name, of) = mention.at;
                mention.person = people.person_at(sentence, name);
                // "Calder's chief executive", of Calder Robotics.
                let of = of.and_then(|of| people.at(sentence, of)).map(|of| of.to_whom);
                if let Some(Referent::Body(body)) = of {
                    mention.of = Some(people.bodies[body].name.clone());
                }
            }
        }
        found
    }

    /// Returns `true` if two mentions may give one seat to two people, or one surname two roles; most drafts need no resolution
    /// of mentions.
    fn may_clash(&self, draft: &Draft<'_>, mentions: &[Mention]) -> bool {
        let name = |mention: &Mention| draft.document.text(mention.name);
        let last = |mention: &Mention| name(mention).rsplit(' ').next().map(fold);
        let many = |role: usize| self.many.iter().any(|many| many == self.label(role));
        let short = draft.analysis.sentences.len() <= SHORT;
        let clash = |one: &Mention, other: &Mention| {
            if one.role != other.role {
                let named = if one.full { one } else { other };
                return named.full
                    && last(one) == last(other)
                    && !self.fit_together(one.role, other.role)
                    && !had_both(draft, self, &named.known, [one.role, other.role]);
            }
            let one_seat = match (&one.of, &other.of) {
                // A part of an organisation's name, or its initials, begin as the whole does.
                (Some(one), Some(other)) => one.chars().next() == other.chars().next(),
                (None, None) => short && !one.owned && !other.owned,
                _ => false,
            };
            let two_names =
                one.full && other.full && (one.known.is_empty() || other.known.is_empty()) && name(one) != name(other);
            two_names && (one_seat || one.surname == other.surname) && !many(one.role)
        };
        mentions.iter().enumerate().any(|(at, other)| mentions[..at].iter().any(|one| clash(one, other)))
    }

    /// "Springfield Mayor Jane Ortega", "Jane Ortega, the mayor of Springfield,".
    fn mention(&self, draft: &Draft<'_>, sentence: usize, pieces: &[Piece], piece: &Piece) -> Option<Mention> {
        let office = piece.office()?;
        let role = self.of_list.iter().position(|&list| Some(list) == office.list)?;
        let holder = office.person?;
        // "secretary and treasurer Ann Holt".
        let also = pieces.iter().filter_map(Piece::office).filter(|other| other.beside == Beside::Before);
        if !matches!(office.beside, Beside::Before | Beside::Behind)
            || also.filter(|other| other.person == Some(holder)).count() > 1
        {
            return None;
        }
        let name = pieces.iter().find(|piece| piece.from == holder && piece.person().is_some())?;
        let person = name.person()?;
        if office.beside == Beside::Behind && person.given.is_none() {
            return None;
        }
        let of = owner(office, pieces, draft.analysis.prose(), draft.table);
        let at = (sentence, holder, office.of.map(|(from, _)| from));
        let (span, name, full) = (piece.span.join(name.span), name.span, person.given.is_some());
        let (surname, known) = (person.surname.clone(), person.known.clone());
        Some(Mention {
            span,
            role,
            of,
            person: None,
            owned: office.owned && !self.is_ours(draft, sentence, office.phrase),
            full,
            name,
            surname,
            known,
            at,
        })
    }

    /// Returns `true` if "our" precedes a title: the organisation of the draft is meant.
    fn is_ours(&self, draft: &Draft<'_>, sentence: usize, phrase: usize) -> bool {
        let tokens = draft.analysis.sentences[sentence].tokens();
        tokens.get(phrase).is_some_and(|token| draft.analysis.cues().contains(self.ours, &token.lower))
    }

    /// Returns `true` if a marker directly precedes it, or words near it in the clause indicate a change or another time.
    fn of_another_time(&self, sentence: &Sentence<'_>, span: Span<Prose>) -> bool {
        self.is_of_another_time(sentence, span, None)
    }

    /// The same; a marker inside the words of a title is a part of it: "deputy chief".
    pub(super) fn is_of_another_time(
        &self,
        sentence: &Sentence<'_>,
        span: Span<Prose>,
        title: Option<(usize, usize)>,
    ) -> bool {
        let (tokens, cues) = (sentence.tokens(), sentence.cues());
        let at = tokens.partition_point(|token| token.span.start < span.start);
        let end = tokens.partition_point(|token| token.span.start < span.end);
        let close = |from: usize, to: usize| {
            let gap = if to <= at { &tokens[to..at] } else { &tokens[end.min(from)..from] };
            gap.len() <= REACH && !gap.iter().any(ends_clause)
        };
        let in_place = |cue: &Cue| {
            cues.iter().any(|place| place.list == self.unmarked && place.from() <= cue.from() && cue.to() <= place.to())
        };
        cues.iter().any(|cue| {
            let beside = cue.to() <= at + 2 && cue.to() + 3 > at || cue.from() >= at && cue.from() < end;
            let inside = title.is_some_and(|(from, to)| from <= cue.from() && cue.to() <= to);
            cue.list == self.marker && beside && !in_place(cue) && !inside
                || cue.list == self.elsewhen && close(cue.from(), cue.to())
        }) || sentence.years().any(|year| {
            let token = |byte| tokens.partition_point(|token| token.span.start < byte);
            let (from, to) = (token(year.span.start), token(year.span.end));
            // "who has held the post since 2021" holds it.
            let since = cues.iter().any(|cue| cue.list == self.since && cue.to() == from);
            close(from, to) && !since
        })
    }
}

fn titles(words: &Words) -> impl Iterator<Item = (&String, &WordList)> {
    words.lists.iter().filter(|(name, _)| name.starts_with(ROLE))
}

/// Returns `true` if the text after a token is no longer about the preceding title.
fn ends_clause(token: &Token) -> bool {
    matches!(token.lower.as_str(), ";" | ":" | "(" | ")" | "\u{2013}" | "\u{2014}" | "--")
}
