//! Organisations and places: one word of a name of several changes next to the type.

use super::{BODY, Change, View, common_prefix};
use crate::language::names::KeyId;
use crate::language::names::edit::{distance, one_edit};
use crate::language::tokens::TokenKind;

/// Length in bytes of the common beginning or end by which two words resemble each other.
const PART: usize = 4;
/// Length in bytes of the common beginning of a name and a short form that nobody has.
const SHORT_FORM: usize = 5;
/// Least length in bytes of both.
const LONG: usize = 7;
/// Length in bytes of a name after "St" that may be another one in a wrong spelling.
const SAINT: usize = 6;
/// Tokens between the number of a house and its street: "5930 S. Holt Avenue".
const ADDRESS: usize = 3;

impl View<'_> {
    /// "Thornhill Primary", later "Thornfield Primary": the word before a type changes.
    pub(super) fn body(self, key: KeyId) -> Option<Change> {
        let text = self.text(key);
        // "Keldane Civil": an ordinary word may be a type.
        let listed = self.is(self.lists.organisation, text) || self.is(self.lists.place, text);
        let typed = listed
            || !self.is_given(text)
                && text.len() > PART
                && (self.is_common(text)
                    || text.strip_suffix('s').is_some_and(|one| self.is_common(one))
                    || memchr::memmem::find(self.draft.analysis.prose().as_bytes(), text.as_bytes()).is_some());
        if typed { self.before_type(key, listed) } else { self.type_changes(key) }
    }

    fn before_type(self, key: KeyId, listed: bool) -> Option<Change> {
        let before: Vec<usize> = self.with_before(key).map(|(before, _)| before).collect();
        let mut found: Vec<usize> = Vec::new();
        for &at in &before {
            if !found.iter().any(|&other| self.names.words[other].key == self.names.words[at].key) {
                found.push(at);
            }
        }
        for (number, &other) in found.iter().enumerate() {
            for &one in &found[..number] {
                let words = [self.names.folded(one), self.names.folded(other)];
                // "About Northfield Composites": the first word is none of the name.
                let own = |at: &usize| !self.is(self.lists.opener, self.names.folded(*at));
                let lead = |at: usize| self.names.before(at).filter(own).map(|at| self.names.words[at].key);
                let alike = listed || common_prefix(words[0], words[1]) >= SHORT_FORM;
                // "542 Westport Avenue": an address.
                let address = |at: usize| {
                    let (tokens, from) = self.tokens(at);
                    tokens[from.saturating_sub(ADDRESS)..from].iter().any(|token| token.kind == TokenKind::Number)
                };
                if lead(one) == lead(other)
                    && !address(one)
                    && !address(other)
                    && alike
                    && self.are_versions(words[0], words[1])
                    && !self.are_together(self.names.words[one].key, self.names.words[other].key)
                {
                    return Some(self.change(one, other));
                }
            }
        }
        None
    }

    /// Returns `true` if one sentence has both words: "the Wassoulou or Wassulu Empire".
    fn are_together(self, one: KeyId, other: KeyId) -> bool {
        let places = self.names.of(other);
        self.names.of(one).iter().any(|&at| places.iter().any(|&other| self.sentence(at) == self.sentence(other)))
    }

    /// "Harbour Conservancy", later "Harbour Conservatory": the type changes.
    fn type_changes(self, key: KeyId) -> Option<Change> {
        let [(one, ones), (other, others)] = self.two(self.with_after(key).map(|(_, after)| after))?;
        let names = [self.text(one), self.text(other)];
        let typed = names.iter().all(|name| self.is(self.lists.organisation, name));
        let versions = common_prefix(names[0], names[1]) > PART;
        if !typed
            || !versions
            || one_edit(names[0], names[1]).is_some()
            || self.sentence(ones[0]) == self.sentence(others[0])
        {
            return None;
        }
        let span = |at: usize| self.span(self.names.before(at).unwrap_or(at), at);
        Some(Change { odd: span(others[0]), other: span(ones[0]), message: BODY })
    }

    /// "St Brannoc's", later "St Brennan's".
    pub(super) fn saint(self, key: KeyId) -> Option<Change> {
        if !self.is(self.lists.saint, self.text(key)) {
            return None;
        }
        let [(one, ones), (other, others)] = self.two(self.with_after(key).map(|(_, after)| after))?;
        let names = [self.text(one), self.text(other)];
        let near = distance(names[0], names[1], 3).is_some_and(|edits| edits > 1);
        let long = names.iter().all(|name| name.len() >= SAINT);
        let prefix = common_prefix(names[0], names[1]);
        // "San Francisco", "San Franciscan".
        let inflected = prefix + 2 >= names[0].len().min(names[1].len());
        if !near || !long || prefix < 2 || inflected || self.sentence(ones[0]) == self.sentence(others[0]) {
            return None;
        }
        let span = |at: usize| self.span(self.names.before(at).unwrap_or(at), at);
        Some(Change { odd: span(others[0]), other: span(ones[0]), message: BODY })
    }

    /// "Brightmere Analytics", later "Brightmoor's": a name alone that is nobody's, and begins like the first word of the only name.
    pub(super) fn short_forms(self) -> Vec<Change> {
        let ordinary = |word: &str| self.is_common(word) || self.is_given(word) || word.contains(' ');
        let long = |key: &KeyId| {
            let plain = self.names.of(*key).iter().all(|&at| self.is_plain(at));
            self.text(*key).len() >= LONG && plain && !ordinary(self.text(*key))
        };
        let keys: Vec<KeyId> = (0..self.names.keys.len()).filter(long).collect();
        let alone = |at: usize| self.names.after(at).is_none() && self.names.before(at).is_none();
        let mut found = Vec::new();
        for &key in &keys {
            let places = self.names.of(key);
            let &[at] = places else { continue };
            if !alone(at) || !self.is_owner(at) || !self.is_read(at) || self.are_known(self.text(key), self.text(key)) {
                continue;
            }
            let versions = |other: &KeyId| {
                let (one, other_text) = (self.text(key), self.text(*other));
                *other != key
                    && common_prefix(one, other_text) >= SHORT_FORM
                    && distance(one, other_text, 3).is_some()
                    && self.are_versions(one, other_text)
            };
            let mut all = keys.iter().copied().filter(versions);
            let Some(other) = all.next().filter(|_| all.next().is_none()) else { continue };
            let first = self.names.of(other)[0];
            let whole =
                self.names.before(first).is_none_or(|before| self.is(self.lists.determiner, self.names.folded(before)));
            let again = self.names.of(other).len() > 2;
            let full = self.names.after(first).is_some() || !self.names.words[first].opens;
            if first < at && whole && full && !again && self.sentence(first) != self.sentence(at) {
                let next = self.names.after(first).unwrap_or(first);
                found.push(Change { odd: self.names.words[at].span, other: self.span(first, next), message: BODY });
            }
        }
        found
    }

    /// Returns `true` if two words are probably versions of one: they begin alike, or end alike, but are not forms of one word
    /// and not words that tell two bodies apart.
    fn are_versions(self, one: &str, other: &str) -> bool {
        let prefix = common_prefix(one, other);
        let suffix = one.bytes().rev().zip(other.bytes().rev()).take_while(|(a, b)| a == b).count();
        let short = one.len().min(other.len());
        let inflected = prefix + 2 >= short;
        let apart = [one, other].iter().any(|word| {
            word.contains(' ') || self.is(self.lists.apart, word) || word.bytes().any(|byte| byte.is_ascii_digit())
        });
        (prefix >= PART || prefix >= 2 && suffix > PART)
            && !inflected
            && !one.ends_with(other)
            && !other.ends_with(one)
            && !apart
            && !self.are_known(one, other)
            && one_edit(one, other).is_none()
            && !(self.is_common(one) && self.is_common(other))
    }

    fn change(self, one: usize, other: usize) -> Change {
        let span = |at: usize| self.span(at, self.names.after(at).unwrap_or(at));
        Change { odd: span(other), other: span(one), message: BODY }
    }
}
