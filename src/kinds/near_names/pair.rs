//! Properties of two words one edit apart, from the lists, the fact files and the draft.

use memchr::memmem;

use super::super::Draft;
use crate::language::names::edit::{Edit, one_edit};
use crate::language::names::vocabulary::holds;
use crate::language::names::{KeyId, Names};
use crate::rules::Meaning;

/// Minimum length in characters of a word on its own; a given name with the same surname may be shorter.
pub(super) const SHORTEST: usize = 4;

/// Minimum length in characters of a surname that may be a misspelling of another if the fact files contain people with both.
pub(super) const SHORTEST_KNOWN: usize = 5;

/// Shortest part of a hyphenated name that may differ, in characters.
pub(super) const SHORTEST_PART: usize = 4;

/// Two words one edit apart.
#[derive(Debug)]
pub(super) struct Pair<'n> {
    draft: &'n Draft<'n>,
    pub(super) keys: (KeyId, KeyId),
    pub(super) one: &'n str,
    pub(super) other: &'n str,
    pub(super) edit: Edit,
    /// Whether they part at the first letter.
    pub(super) first: bool,
    /// Whether they part at the last letter, but not by doubling it.
    pub(super) last: bool,
    /// Characters of the shorter.
    pub(super) len: usize,
    /// Characters of the part between hyphens that differs.
    pub(super) part_len: usize,
    /// Whether both are in capitals, like acronyms.
    pub(super) shouted: bool,
    /// The number of occurrences, the rarer first.
    pub(super) counts: (usize, usize),
}

impl<'n> Pair<'n> {
    pub(super) fn new(draft: &'n Draft<'n>, names: &'n Names, one: KeyId, other: KeyId) -> Option<Self> {
        let (a, b) = (names.keys[one].folded.as_str(), names.keys[other].folded.as_str());
        let (edit, at) = one_edit(a, b)?;
        let (long, short) = if a.chars().count() < b.chars().count() { (b, a) } else { (a, b) };
        let letters: Vec<char> = long.chars().collect();
        let end = letters.len() - 1;
        let last = match edit {
            Edit::Substituted => at == end,
            Edit::Inserted => at == end && letters.get(end.wrapping_sub(1)) != letters.last(),
            Edit::Swapped => false,
        };
        let from = letters[..at].iter().rposition(|&c| c == ' ').map_or(0, |space| space + 1);
        let part = letters[from..].iter().take_while(|&&c| c != ' ').count();
        let count = |key: KeyId| names.of(key).len();
        Some(Self {
            draft,
            keys: (one, other),
            one: a,
            other: b,
            edit,
            first: at == from,
            last,
            len: short.chars().count(),
            part_len: if part == letters.len() { SHORTEST_PART } else { part },
            shouted: shouted(draft, names, one) && shouted(draft, names, other),
            counts: (count(one).min(count(other)), count(one).max(count(other))),
        })
    }

    /// For each, whether it is a known given name.
    pub(super) fn given(&self) -> (bool, bool) {
        (given(self.draft, self.one), given(self.draft, self.other))
    }

    /// Returns `true` if one of them is an ordinary word.
    pub(super) fn common(&self) -> bool {
        common(self.draft, self.one) || common(self.draft, self.other)
    }

    /// Returns `true` if one of them occurs in lower case somewhere in the draft.
    pub(super) fn small(&self) -> bool {
        [self.one, self.other].iter().any(|word| small(self.draft, word))
    }

    /// Returns `true` if the fact files contain both as separate names.
    pub(super) fn both_known(&self) -> bool {
        known(self.draft, self.one) && known(self.draft, self.other)
    }
}

/// Returns `true` if the first occurrence of a word is in capitals.
fn shouted(draft: &Draft<'_>, names: &Names, key: KeyId) -> bool {
    let first = names.of(key)[0];
    !draft.document.text(names.words[first].span).chars().any(char::is_lowercase)
}

/// Returns `true` if a word is a known given name.
pub(super) fn given(draft: &Draft<'_>, word: &str) -> bool {
    draft.words.text.get("given-names").is_some_and(|list| holds(list, word))
}

/// Returns `true` if a word is ordinary: listed, or in lower case in this draft.
pub(super) fn common(draft: &Draft<'_>, word: &str) -> bool {
    draft.words.text.get("common-words").is_some_and(|list| holds(list, word)) || small(draft, word)
}

/// Returns `true` if a word occurs in lower case somewhere, other than in an address.
fn small(draft: &Draft<'_>, word: &str) -> bool {
    if !draft.analysis.may_have_small(word) {
        return false;
    }
    let bytes = draft.analysis.prose().as_bytes();
    let edge = |at: Option<&u8>| {
        at.is_none_or(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric() && !b"@/._".contains(byte))
    };
    memmem::find_iter(bytes, word).any(|at| {
        let after = bytes.get(at + word.len());
        edge(at.checked_sub(1).and_then(|before| bytes.get(before))) && (edge(after) || after == Some(&b'.'))
    })
}

/// Returns `true` if the fact files contain a word as the name of a place, its people, or a person.
pub(super) fn known(draft: &Draft<'_>, word: &str) -> bool {
    means(draft, word, |meaning| !matches!(meaning, Meaning::Title(_) | Meaning::Status(_)))
}

/// Returns `true` if the fact files contain a word as the name of a place or its people.
pub(super) fn place(draft: &Draft<'_>, word: &str) -> bool {
    means(draft, word, |meaning| matches!(meaning, Meaning::Place(_) | Meaning::Adjective(_) | Meaning::Member(_)))
}

fn means(draft: &Draft<'_>, word: &str, wanted: impl Fn(&Meaning) -> bool) -> bool {
    draft.table.longest(word, 0).is_some_and(|(end, all)| end == word.len() && all.iter().any(wanted))
}
