//! Organisations and places: one word of a name of several changes next to the type.

use super::{BODY, Change, View, common_prefix};
use crate::language::names::KeyId;
use crate::language::names::edit::{distance, one_edit};

/// Length in bytes of the common beginning or end by which two words resemble each other.
const PART: usize = 4;
/// Length in bytes of a name after "St" that may be another one in a wrong spelling.
const SAINT: usize = 6;

impl View<'_> {
    /// "Thornhill Primary", later "Thornfield Primary": the word before a type changes.
    pub(super) fn body(self, key: KeyId) -> Option<Change> {
        let text = self.text(key);
        let typed = self.is(self.lists.organisation, text) || self.is(self.lists.place, text);
        if typed { self.before_type(key) } else { self.type_changes(key) }
    }

    fn before_type(self, key: KeyId) -> Option<Change> {
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
                let lead = |at: usize| self.names.before(at).map(|at| self.names.words[at].key);
                if lead(one) == lead(other)
                    && self.are_versions(words[0], words[1])
                    && self.sentence(one) != self.sentence(other)
                {
                    return Some(self.change(one, other));
                }
            }
        }
        None
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
        (prefix >= PART || prefix >= 2 && suffix >= PART)
            && !inflected
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
