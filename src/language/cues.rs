//! Word lists prepared for finding their items in a sentence.

use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use super::tokens::{Seconds, Token, TokenKind};
use crate::rules::Words;
use crate::text::{hash, same};

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
    // Small, for a sentence has several to a word.
    from: u32,
    to: u32,
    /// Its list.
    pub list: ListId,
}

impl Cue {
    /// Makes a cue.
    pub(crate) fn new(from: usize, to: usize, list: ListId) -> Self {
        Self { from: from as u32, to: to as u32, list }
    }

    /// First token.
    pub fn from(&self) -> usize {
        self.from as usize
    }

    /// One past the last token.
    pub fn to(&self) -> usize {
        self.to as usize
    }
}

/// The cues of a sentence.
#[derive(Debug)]
pub struct SentenceCues {
    /// All of them, in order.
    pub cues: Vec<Cue>,
    /// The lists they are of.
    pub lists: ListSet,
    /// At least the number of tokens of each.
    pub widest: usize,
}

/// All word lists of a language.
#[derive(Debug, Default)]
pub struct Cues {
    names: BTreeMap<String, ListId>,
    /// Items by the hash of their first word.
    by_first: FxHashMap<u64, Items>,
    /// For each list, the bits of the first words of its items.
    bits: Vec<u128>,
    /// Fluents whose titles only patterns search for.
    titled: Vec<String>,
    /// Names that were asked for and that no word file has.
    missing: Mutex<BTreeSet<String>>,
}

/// A set of word lists. The last bit represents all further lists, so the set may contain more than was added, but never less.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ListSet([u64; LIST_WORDS]);

const LIST_WORDS: usize = 16;

impl ListSet {
    /// Adds a list.
    pub fn add(&mut self, list: ListId) {
        if list != ListId::MISSING {
            let bit = usize::from(list.0).min(LIST_WORDS * 64 - 1);
            self.0[bit / 64] |= 1 << (bit % 64);
        }
    }

    /// Returns `false` only if a list is not in it.
    pub fn may_hold(&self, list: ListId) -> bool {
        let bit = usize::from(list.0).min(LIST_WORDS * 64 - 1);
        list != ListId::MISSING && self.0[bit / 64] >> (bit % 64) & 1 == 1
    }

    /// Returns `false` only if the two have no list in common.
    pub fn meets(&self, other: &Self) -> bool {
        let mut shared = 0;
        for at in 0..LIST_WORDS {
            shared |= self.0[at] & other.0[at];
        }
        shared != 0
    }

    /// Adds the lists of another.
    pub fn extend(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a |= b);
    }
}

/// Bloom summary of a sentence, checked before matching.
#[derive(Debug, Clone, Copy, Default)]
pub struct Presence {
    /// Bloom of its words.
    pub words: u128,
    /// Lists with an item in it.
    pub lists: ListSet,
}

impl Presence {
    /// Of a sentence with these tokens, and with items of these lists.
    pub fn of(tokens: &[Token], lists: ListSet) -> Self {
        let words = tokens.iter().fold(0, |all, token| all | word_bit(token.hash));
        Self { words, lists }
    }

    /// Adds the contents of another one.
    pub fn extend(&mut self, other: &Self) {
        self.words |= other.words;
        self.lists.extend(&other.lists);
    }
}

/// Summaries of a document and of each of its sentences.
#[derive(Debug)]
pub struct Presences {
    /// In the whole document.
    pub whole: Presence,
    /// In each sentence.
    pub each: Vec<Presence>,
    /// For each bit of words the sentences that have it, 64 to a number.
    by_bit: Vec<u64>,
}

impl Presences {
    /// Of a document with these sentences.
    pub fn of(each: Vec<Presence>) -> Self {
        let width = each.len().div_ceil(64);
        let (mut whole, mut by_bit) = (Presence::default(), vec![0; 128 * width]);
        for (number, one) in each.iter().enumerate() {
            whole.extend(one);
            for bit in ones(one.words) {
                by_bit[bit * width + number / 64] |= 1 << (number % 64);
            }
        }
        Self { whole, each, by_bit }
    }

    /// The numbers of the sentences that have one of some bits of words, in order.
    pub fn having(&self, words: u128) -> impl Iterator<Item = usize> {
        let width = self.each.len().div_ceil(64);
        let sets = move |at| ones(words).fold(0, |all, bit| all | self.by_bit[bit * width + at]);
        (0..width).flat_map(move |at| ones(u128::from(sets(at))).map(move |bit| at * 64 + bit))
    }
}

/// The numbers of the bits that are set.
fn ones(mut bits: u128) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let next = (bits != 0).then(|| bits.trailing_zeros() as usize)?;
        bits &= bits - 1;
        Some(next)
    })
}

/// The items that begin with one word.
#[derive(Debug)]
struct Items {
    first: Box<str>,
    /// Lists that the word alone is an item of, in order.
    alone: Vec<ListId>,
    /// The same as a set.
    lists: ListSet,
    /// The same for lists whose words are looked up one by one.
    asked: Vec<ListId>,
    /// Longer items: the words after the first, each with its hash, and the list.
    longer: Vec<(Box<[Further]>, ListId)>,
    seconds: Seconds,
}

/// A word of an item that is not the first, and its hash.
type Further = (u64, Box<str>);

/// Cues that a token begins, most often.
const OF_A_TOKEN: usize = 4;

/// One bit of 128 for the hash of a word: a text without the bit has not the word.
pub fn word_bit(hash: u64) -> u128 {
    1 << (hash >> 27 & 127)
}

impl Cues {
    /// Makes the lists ready.
    pub fn new(words: &Words) -> Self {
        let mut cues = Self::default();
        for (number, (name, list)) in words.lists.iter().enumerate() {
            let id = ListId(u16::try_from(number).unwrap_or(u16::MAX - 1));
            cues.names.insert(name.clone(), id);
            let asked = list.is_asked();
            let mut bits = 0;
            for item in list.items.iter().filter(|_| !list.is_of_clauses()) {
                let mut parts = item.split(['-', ' ']).filter(|part| !part.is_empty()).map(Box::from);
                if let Some(first) = parts.next() {
                    let key = hash(&first);
                    bits |= word_bit(key);
                    let items = cues.by_first.entry(key).or_insert_with(|| Items {
                        first,
                        alone: Vec::new(),
                        lists: ListSet::default(),
                        asked: Vec::new(),
                        longer: Vec::new(),
                        seconds: Seconds::default(),
                    });
                    let rest: Box<[Further]> = parts.map(|word: Box<str>| (hash(&word), word)).collect();
                    if let Some((second, _)) = rest.first() {
                        items.seconds.add(*second);
                        items.longer.push((rest, id));
                    } else if asked {
                        items.asked.push(id);
                    } else {
                        items.lists.add(id);
                        items.alone.push(id);
                    }
                }
            }
            cues.bits.push(bits);
        }
        cues.titled.clone_from(&words.titled);
        cues
    }

    /// The list of that name; one that does not exist is one of those [missing](Self::missing).
    pub fn list(&self, name: &str) -> ListId {
        self.names.get(name).copied().unwrap_or_else(|| {
            self.missing.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned());
            ListId::MISSING
        })
    }

    /// The names that were asked for so far and that no word file has.
    pub fn missing(&self) -> BTreeSet<String> {
        self.missing.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The index of a fluent whose titles only patterns search for.
    pub fn titled(&self, name: &str) -> Option<u8> {
        self.titled.iter().position(|known| known == name).map(|at| at as u8)
    }

    /// Returns `true` if a list has an item that is this single lower-case word.
    pub fn contains(&self, list: ListId, word: &str) -> bool {
        self.by_first.get(&hash(word)).is_some_and(|items| {
            same(&items.first, word) && (items.alone.contains(&list) || items.asked.contains(&list))
        })
    }

    /// The bits of the first words of a list's items.
    pub fn bits(&self, list: ListId) -> u128 {
        self.bits.get(usize::from(list.0)).copied().unwrap_or(0)
    }

    /// The name of a list.
    pub fn name(&self, list: ListId) -> &str {
        self.names.iter().find(|&(_, &id)| id == list).map_or("", |(name, _)| name)
    }

    /// Every item of every list in a sentence. Hyphens between words count as spaces.
    pub fn find(&self, tokens: &[Token]) -> SentenceCues {
        let mut found = Vec::with_capacity(tokens.len() * OF_A_TOKEN);
        let mut lists = ListSet::default();
        let mut widest = 1;
        for (from, token) in tokens.iter().enumerate() {
            let Some(items) = self.by_first.get(&token.hash).filter(|items| same(&token.lower, &items.first)) else {
                continue;
            };
            found.extend(items.alone.iter().map(|&list| Cue::new(from, from + 1, list)));
            lists.extend(&items.lists);
            if !items.seconds.may_go_on(tokens.get(from + 1)) {
                continue;
            }
            let before = found.len();
            for (rest, list) in &items.longer {
                if let Some(to) = follows(tokens, from + 1, rest) {
                    lists.add(*list);
                    widest = widest.max(to - from);
                    found.push(Cue::new(from, to, *list));
                }
            }
            if found.len() > before + 1 {
                found[before..].sort_unstable();
            }
        }
        SentenceCues { cues: found, lists, widest }
    }
}

/// One past the last token if the words occur at `at`.
fn follows(tokens: &[Token], mut at: usize, words: &[Further]) -> Option<usize> {
    for (hash, word) in words {
        if !tokens.get(at)?.is(*hash, word) {
            let hyphen = tokens[at].kind == TokenKind::Mark && tokens[at].lower == "-";
            at += 1;
            if !hyphen || !tokens.get(at)?.is(*hash, word) {
                return None;
            }
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
    fn sentences_are_found_by_bits_of_their_words() {
        let of = |words| Presence { words, ..Presence::default() };
        let mut each = vec![of(0b101); 70];
        each[69] = of(1 << 127);
        let all = Presences::of(each);
        assert_eq!(all.whole.words, 0b101 | 1 << 127);
        assert_eq!(all.having(1 << 127 | 0b10).collect::<Vec<_>>(), [69]);
        assert_eq!(all.having(0b111).collect::<Vec<_>>(), (0..69).collect::<Vec<_>>());
        assert_eq!(all.having(0).chain(Presences::of(Vec::new()).having(u128::MAX)).count(), 0);
    }

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
        let SentenceCues { cues: found, lists, widest } = cues.find(&tokens(text, Span::new(0, text.len())));
        assert_eq!(widest, 3);
        let shown: Vec<(usize, usize, &str)> = found.iter().map(|c| (c.from(), c.to(), cues.name(c.list))).collect();
        assert_eq!(shown, [(0, 2, "a"), (3, 6, "b"), (7, 8, "a")]);
        assert!(lists.may_hold(cues.list("a")) && lists.may_hold(cues.list("b")));
        assert_eq!(cues.list("none"), ListId::MISSING);
        assert_eq!(cues.missing(), BTreeSet::from(["none".to_owned()]));
    }
}
