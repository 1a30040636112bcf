//! People: a given name or a surname that changes, and a surname that belongs to nobody.

use super::{Change, View, common_prefix};
use crate::language::cues::Cue;
use crate::language::names::KeyId;
use crate::language::names::edit::{distance, one_edit};
use crate::language::tokens::TokenKind;

/// Length in bytes of the common beginning by which two surnames resemble each other.
const PREFIX: usize = 4;
/// The same after a given name that is in no list.
const RARE: usize = 3;
/// Length in bytes of surnames that resemble each other if two letters differ.
const LONG: usize = 6;
/// Tokens between a word for a relative and the name.
const KIN: usize = 4;
/// Most words of a description between commas.
const DESCRIPTION: usize = 7;
/// Commas of a sentence that is a row of names.
const ROW: usize = 5;

impl<'a> View<'a> {
    /// "Annika Söderholm", later "Anneli Söderholm", and "Söderholm" alone: one person with two given names.
    pub(super) fn given_name(self, surname: KeyId) -> Option<Change> {
        let text = self.text(surname);
        if !self.is_personal(text) || self.is(self.lists.shared, text) {
            return None;
        }
        let full = || self.with_before(surname).filter(|&(_, at)| self.names.after(at).is_none());
        let titled = |at: usize| !self.is_personal(self.names.folded(at));
        let [(one, ones), (other, others)] = self.two(full().map(|(before, _)| before).filter(|&at| !titled(at)))?;
        let names = [self.text(one), self.text(other)];
        let reader = self.draft.analysis.people_reader();
        let initial = names[0].chars().next() == names[1].chars().next() && names.iter().all(|name| name.len() > 3);
        let alike = initial || self.are_described_alike(&ones, &others);
        let listed = names.iter().filter(|name| self.is_given(name)).count();
        let ordinary = [&ones, &others].into_iter().any(|places| !self.is_like_a_given_name(places));
        if !alike
            || listed < if self.is_common(text) { 2 } else { 1 }
            || ordinary
            || one_edit(names[0], names[1]).is_some() && listed < 2
            || reader.one_given_name(names[0], names[1])
            || reader.opposite(names[0], names[1])
            || self.are_forms(names[0], names[1])
        {
            return None;
        }
        let (odd, rest) = if others.len() <= ones.len() { (others, ones) } else { (ones, others) };
        let places: Vec<usize> = odd.iter().chain(&rest).copied().collect();
        let near = |at: usize| self.names.of(one).iter().any(|&other| self.sentence(at) == self.sentence(other));
        let together = self.names.of(other).iter().any(|&at| near(at));
        let later = *odd.iter().chain(&rest).max()?;
        let introduced = self.introduced(later, self.names.after(later).unwrap_or(later)) && initial;
        let [first, second] = [odd[0], rest[0]].map(|at| self.draft.one_line(self.full(at)));
        if together
            || introduced
            || self.are_known(&first, &second)
            || places.iter().any(|&at| self.of_family(at) || self.in_a_row(at))
        {
            return None;
        }
        Some(Change { odd: self.full(odd[0]), other: self.full(rest[0]), message: "message" })
    }

    /// Returns `true` if a word may be a given name at its places: a known one, or one that is neither ordinary nor just the first
    /// word of a sentence, with at most a title before it.
    fn is_like_a_given_name(self, places: &[usize]) -> bool {
        let word = self.names.folded(places[0]);
        let titled =
            |at: usize| self.names.before(at).is_none_or(|before| !self.is_personal(self.names.folded(before)));
        self.is_given(word)
            || !self.is_common(word)
                && !word.contains(' ')
                && places.iter().all(|&at| titled(at))
                && places.iter().any(|&at| {
                    let introduced = || self.names.after(at).is_some_and(|next| self.introduced(at, next));
                    !self.names.words[at].opens || introduced()
                })
    }

    /// Returns `true` if two names have the same description between commas: "Fergus Talland, the last keeper," and "the last
    /// keeper, Angus Talland,".
    fn are_described_alike(self, ones: &[usize], others: &[usize]) -> bool {
        let all = |places: &[usize]| places.iter().flat_map(|&at| self.descriptions(at)).collect::<Vec<_>>();
        let theirs = all(others);
        all(ones).iter().any(|one| theirs.contains(one))
    }

    /// The words between "the" and the comma before a full name, and those between a comma and the next mark after it.
    fn descriptions(self, given: usize) -> Vec<Vec<&'a str>> {
        let (tokens, from) = self.tokens(given);
        let end = self.full(given).end;
        let to = tokens.partition_point(|token| token.span.start < end);
        let comma = |at: usize| tokens.get(at).is_some_and(|token| token.lower == ",");
        let word = |at: &usize| tokens.get(*at).is_some_and(|token| token.kind == TokenKind::Word);
        let text = |at: usize| tokens[at].lower.as_str();
        let mut found = Vec::new();
        if comma(to) {
            found.push((to + 1..to + 1 + DESCRIPTION).take_while(word).map(text).collect());
        }
        if from > 0 && comma(from - 1) {
            let mut before: Vec<usize> =
                (from.saturating_sub(1 + DESCRIPTION)..from - 1).rev().take_while(word).collect();
            before.reverse();
            let the = before.iter().rposition(|&at| self.is(self.lists.determiner, text(at)));
            found.push(before[the.unwrap_or(before.len())..].iter().map(|&at| text(at)).collect());
        }
        found.retain(|words: &Vec<&str>| words.len() > 1 && self.is(self.lists.determiner, words[0]));
        found
    }

    /// Returns `true` if one of two given names is a short form of the other: "Gabby", "Gabrielle".
    fn are_forms(self, one: &str, other: &str) -> bool {
        let prefix = common_prefix(one, other);
        // The ending, after a doubled consonant or not.
        let pet = |word: &str| {
            let rest = word.get(prefix..).unwrap_or_default();
            [0, 1].iter().any(|&at| rest.get(at..).is_some_and(|end| self.is(self.lists.pet, end)))
        };
        prefix >= 3 && (pet(one) || pet(other))
    }

    /// The span of a given name and the surname after it.
    fn full(self, given: usize) -> crate::text::Span<crate::text::Prose> {
        self.span(given, self.names.after(given).unwrap_or(given))
    }

    /// "Nomvula Sithebe", later "Nomvula Sithole": one person with two surnames.
    pub(super) fn surname(self, given: KeyId) -> Option<Change> {
        let word = self.text(given);
        let rare = !self.is_given(word);
        if !self.is_personal(word) || rare && !self.is_like_a_given_name(self.names.of(given)) {
            return None;
        }
        let full = || self.with_after(given).filter(|&(_, at)| self.names.after(at).is_none());
        let [(one, ones), (other, others)] = self.two(full().map(|(_, after)| after))?;
        let common = [one, other].iter().any(|&key| self.is_common(self.text(key)));
        let begin = common_prefix(self.text(one), self.text(other)) >= RARE;
        if common || rare && !begin || !self.resemble(self.text(one), self.text(other)) {
            return None;
        }
        let alone = |key: KeyId| self.names.of(key).iter().any(|&at| self.names.before(at).is_none());
        let (odd, rest) = if others.len() <= ones.len() { (others, ones) } else { (ones, others) };
        let together = odd.iter().any(|&at| rest.iter().any(|&other| self.sentence(at) == self.sentence(other)));
        let later = *odd.iter().chain(&rest).max()?;
        if together
            || alone(one) && alone(other)
            || odd.iter().chain(&rest).any(|&at| self.in_a_row(at) || self.of_family(at))
            || self.introduced(later, later)
        {
            return None;
        }
        let span = |at: usize| self.span(self.names.before(at).unwrap_or(at), at);
        Some(Change { odd: span(odd[0]), other: span(rest[0]), message: "note.surname" })
    }

    /// Surnames that belong to nobody and resemble that of the only candidate: "Priya Venkataraman", later "Ms Venkatesan".
    pub(super) fn lone_surnames(self) -> Vec<Change> {
        let introduced: Vec<(KeyId, usize)> = (0..self.names.keys.len())
            .filter(|&key| self.is_personal(self.text(key)))
            .filter_map(|key| Some((key, self.in_full(key)?)))
            .collect();
        let mut found = Vec::new();
        for key in 0..self.names.keys.len() {
            let (text, places) = (self.text(key), self.names.of(key));
            if !self.is_personal(text)
                || self.is_given(text)
                || self.is_common(text)
                || !places.iter().all(|&at| self.is_alone(at))
            {
                continue;
            }
            let alike = introduced.iter().filter(|&&(other, _)| other != key && self.resemble(text, self.text(other)));
            let candidates: Vec<_> = alike.collect();
            let &[&(_, full)] = candidates.as_slice() else { continue };
            let person = places
                .iter()
                .copied()
                .find(|&at| self.is_read(at) && self.lists.signs.shows(self.draft, self.names, at));
            if let Some(at) = person {
                let span = self.names.words[at].span;
                found.push(Change {
                    odd: span,
                    other: self.span(self.names.before(full).unwrap_or(full), full),
                    message: "note.surname",
                });
            }
        }
        found
    }

    /// The first place where a surname follows a known given name.
    fn in_full(self, surname: KeyId) -> Option<usize> {
        let full = self.with_before(surname).filter(|&(_, at)| self.names.after(at).is_none());
        let common = self.is_common(self.text(surname));
        let given = |at: usize| {
            let word = self.names.folded(at);
            self.is_personal(word)
                && (self.is_given(word) && !self.is_common(word) || !common && self.is_like_a_given_name(&[at]))
        };
        full.filter(|&(before, _)| given(before)).map(|(_, at)| at).next()
    }

    /// Returns `true` if a word is a whole name, with at most a courtesy title before it.
    fn is_alone(self, at: usize) -> bool {
        let courtesy = |before: usize| self.is(self.lists.courtesy, self.names.folded(before));
        self.names.after(at).is_none() && self.names.before(at).is_none_or(courtesy)
    }

    /// Returns `true` if two surnames are similar but more than one edit apart, and not forms of one word.
    fn resemble(self, one: &str, other: &str) -> bool {
        let shared = common_prefix(one, other);
        let opening = (2..=shared.min(3))
            .rev()
            .find(|&length| one.get(..length).is_some_and(|start| self.is(self.lists.opening, start)));
        let prefix = shared - opening.unwrap_or(0);
        let (short, long) = (one.len().min(other.len()), one.len().max(other.len()));
        let similar = shared < short
            && (prefix >= PREFIX && long - short <= 4
                || prefix >= 2 && short >= LONG && distance(one, other, 2) == Some(2));
        let hyphenated = one.contains(' ') || other.contains(' ');
        similar
            && !hyphenated
            && one_edit(one, other).is_none()
            && ![one, other].iter().any(|word| !self.is_personal(word))
    }

    /// Returns `true` if the later of two names is introduced, as a person who was not mentioned before is: by an age, or a
    /// description between commas. `from` is the given name.
    fn introduced(self, from: usize, surname: usize) -> bool {
        let (tokens, _) = self.tokens(from);
        let end = self.names.words[surname].span.end;
        let to = tokens.partition_point(|token| token.span.start < end);
        let mark = |at: usize| {
            tokens
                .get(at)
                .is_some_and(|token| token.kind == TokenKind::Mark && matches!(token.lower.as_str(), "," | "("))
        };
        let who = tokens.get(to + 1).is_some_and(|token| self.is(self.lists.determiner, &token.lower));
        let age = tokens.get(to + 1).is_some_and(|token| token.kind == TokenKind::Number);
        // "Martin Mendoza, owner of a barbershop".
        let noun = tokens.get(to + 1).is_some_and(|token| {
            token.kind == TokenKind::Word && !token.capital && !self.is(self.lists.clause, &token.lower)
        });
        mark(to) && (who || age || noun)
    }

    /// Returns `true` if a word for a relative is next to a name.
    fn of_family(self, at: usize) -> bool {
        let (tokens, from) = self.tokens(at);
        let sentence = &self.draft.analysis.sentences[self.sentence(at)];
        let kin = |cue: &Cue| self.lists.kin.contains(&cue.list);
        let near = |cue: &Cue| cue.to() + KIN > from && cue.from() < (from + 2 + KIN).min(tokens.len());
        sentence.cues().iter().any(|cue| kin(cue) && near(cue))
    }

    /// Returns `true` if a name is part of a list of names.
    fn in_a_row(self, at: usize) -> bool {
        let (tokens, _) = self.tokens(at);
        tokens.iter().filter(|token| token.lower == ",").count() >= ROW
    }
}
