//! Word lists made ready for look-up: where in a sentence does an item of a list stand?
//!
//! May name: `rules`, and `tokens` beside it.

use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

use super::tokens::{Token, TokenKind};
use crate::rules::Words;

/// Number of a word list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ListId(u16);

impl ListId {
    /// A list that no word file has: nothing is ever found of it.
    pub const MISSING: Self = Self(u16::MAX);
}

/// An item of a list, found at tokens `[from, to)` of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cue {
    /// First token.
    pub from: usize,
    /// One past the last token.
    pub to: usize,
    /// Of which list.
    pub list: ListId,
}

/// All word lists of a language.
#[derive(Debug, Default)]
pub struct Cues {
    names: BTreeMap<String, ListId>,
    /// Items by their first word: the other words, and the list.
    by_first: FxHashMap<String, Vec<(Vec<String>, ListId)>>,
    /// For each list, the bits of the first words of its items.
    bits: Vec<u128>,
}

/// One bit of 128 for a word: a text without the bit has not the word.
pub fn word_bit(word: &str) -> u128 {
    let hash = word.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    1 << (hash >> 13 & 127)
}

impl Cues {
    /// Makes the lists ready.
    pub fn new(words: &Words) -> Self {
        let mut cues = Self::default();
        for (number, (name, list)) in words.lists.iter().enumerate() {
            let id = ListId(u16::try_from(number).unwrap_or(u16::MAX - 1));
            cues.names.insert(name.clone(), id);
            let mut bits = 0;
            for item in &list.items {
                let mut parts = item.split(['-', ' ']).filter(|part| !part.is_empty()).map(str::to_owned);
                if let Some(first) = parts.next() {
                    bits |= word_bit(&first);
                    cues.by_first.entry(first).or_default().push((parts.collect(), id));
                }
            }
            cues.bits.push(bits);
        }
        cues
    }

    /// The list of that name.
    pub fn list(&self, name: &str) -> ListId {
        self.names.get(name).copied().unwrap_or(ListId::MISSING)
    }

    /// Whether a list has an item of this one word, lower case.
    pub fn contains(&self, list: ListId, word: &str) -> bool {
        self.by_first.get(word).is_some_and(|items| items.iter().any(|(rest, of)| rest.is_empty() && *of == list))
    }

    /// The bits of the first words of a list's items.
    pub fn bits(&self, list: ListId) -> u128 {
        self.bits.get(usize::from(list.0)).copied().unwrap_or(0)
    }

    /// The name of a list.
    pub fn name(&self, list: ListId) -> &str {
        self.names.iter().find(|&(_, &id)| id == list).map_or("", |(name, _)| name)
    }

    /// Every item of every list in a sentence, in order. Hyphens between words count as spaces.
    pub fn find(&self, tokens: &[Token]) -> Vec<Cue> {
        let mut found = Vec::new();
        for from in 0..tokens.len() {
            let Some(items) = self.by_first.get(&tokens[from].lower) else {
                continue;
            };
            for (rest, list) in items {
                if let Some(to) = follows(tokens, from + 1, rest) {
                    found.push(Cue { from, to, list: *list });
                }
            }
        }
        found.sort_unstable();
        found
    }
}

/// One past the last token when the words stand at `at`.
fn follows(tokens: &[Token], mut at: usize, words: &[String]) -> Option<usize> {
    for word in words {
        if tokens.get(at).is_some_and(|t| t.kind == TokenKind::Mark && t.lower == "-") {
            at += 1;
        }
        if tokens.get(at)?.lower != *word {
            return None;
        }
        at += 1;
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::tokens::tokens;
    use crate::rules::WordList;
    use crate::text::Span;

    #[test]
    fn items_of_several_words_and_hyphens_are_found() {
        let list =
            |items: &[&str]| WordList { items: items.iter().map(|&i| i.into()).collect(), ..WordList::default() };
        let words = Words {
            lists: BTreeMap::from([("a".into(), list(&["then", "so far"])), ("b".into(), list(&["one-time"]))]),
            ..Words::default()
        };
        let cues = Cues::new(&words);
        let text = "So far the one-time, then-boss";
        let found = cues.find(&tokens(text, Span::new(0, text.len())));
        let shown: Vec<(usize, usize, &str)> = found.iter().map(|c| (c.from, c.to, cues.name(c.list))).collect();
        assert_eq!(shown, [(0, 2, "a"), (3, 6, "b"), (7, 8, "a")]);
        assert_eq!(cues.list("none"), ListId::MISSING);
    }
}
