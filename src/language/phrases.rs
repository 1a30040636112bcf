//! Simultaneous search for many phrases that occur as whole words.

use rustc_hash::FxHashMap;

use super::tokens::Token;
use crate::text::{Bloom, FirstWord, first_word, hash_bytes};

/// Phrases made ready. ASCII letters are compared without their case. Cheap to make: a program that reads one draft makes all of them.
#[derive(Debug)]
pub struct Phrases {
    /// Lower-case phrases with their indices, grouped by first word, the longest first.
    sorted: Vec<(Box<[u8]>, usize)>,
    /// The range in `sorted` of the phrases that start with a word, by its hash.
    begin: FxHashMap<u64, (u32, u32)>,
    /// These hashes: most words of a text begin nothing.
    opens: Bloom<64>,
    /// The hashes, if they are few enough for separate lookups.
    few: Option<Box<[u64]>>,
}

/// Number of hashes that are looked up in less time than a scan of the text takes.
const FEW: usize = 200;

/// A phrase found: its number, and its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phrase {
    /// Number in the list.
    pub number: usize,
    /// First byte.
    pub from: usize,
    /// One past the last byte.
    pub to: usize,
}

/// A place in a text where a phrase may start: a word of ASCII letters and digits, or a byte outside words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// The [hash](crate::text::hash) of its lower case.
    pub hash: u64,
    /// Its first byte.
    pub from: u32,
    /// Its bytes.
    pub len: u32,
}

impl Word {
    /// Every place of a text but white space.
    pub fn all(text: &str) -> Vec<Self> {
        let bytes = text.as_bytes();
        let mut words = Vec::with_capacity(text.len() / 5);
        let mut from = 0;
        while from < bytes.len() {
            if bytes[from] == b' ' {
                from += 1;
                continue;
            }
            let (hash, len) = beginning(&bytes[from..]);
            words.push(Self { from: from as u32, hash, len: len as u32 });
            from += len;
        }
        words
    }

    /// The same for a sentence that is already tokenised, appended to others.
    pub(super) fn of_tokens(text: &str, tokens: &[Token], words: &mut Vec<Self>) {
        let mut done = 0;
        for token in tokens {
            let (from, to) = (token.span.start, token.span.end);
            if from < done {
                // The "th" of "20th" belongs to the word before it.
                continue;
            }
            done = to;
            if token.simple {
                words.push(Self { hash: token.hash, from, len: to - from });
                continue;
            }
            let mut at = from;
            while at < to {
                let (hash, len) = beginning(&text.as_bytes()[at as usize..]);
                words.push(Self { hash, from: at, len: len as u32 });
                at += len as u32;
            }
            done = at;
        }
    }
}

/// The hashes of the words of a text.
pub(super) type Hashes = Box<Bloom<512>>;

/// The hash of the first word, or of the first byte outside words, and the number of bytes after it.
fn beginning(bytes: &[u8]) -> (u64, usize) {
    match first_word(bytes) {
        FirstWord { len: 0, .. } => (hash_bytes(&bytes[..bytes.len().min(1)]), 1),
        FirstWord { hash, len, .. } => (hash, len),
    }
}

impl Phrases {
    /// Makes phrases ready. Of several that begin at one place the longest is found.
    pub fn new<I: AsRef<[u8]>>(phrases: impl IntoIterator<Item = I>) -> Self {
        let numbered = phrases.into_iter().enumerate();
        let mut sorted: Vec<(Box<[u8]>, usize)> =
            numbered.map(|(number, phrase)| (phrase.as_ref().to_ascii_lowercase().into(), number)).collect();
        sorted.retain(|(phrase, _)| !phrase.is_empty());
        sorted.sort_by_cached_key(|(phrase, number)| (beginning(phrase).0, std::cmp::Reverse(phrase.len()), *number));
        let mut begin: FxHashMap<u64, (u32, u32)> = FxHashMap::default();
        let mut opens = Bloom::default();
        for (at, (phrase, _)) in (0..).zip(&sorted) {
            let (hash, _) = beginning(phrase);
            begin.entry(hash).and_modify(|range| range.1 = at + 1).or_insert((at, at + 1));
            opens.add(hash);
        }
        let mut few: Vec<u64> = begin.keys().copied().take(FEW + 1).collect();
        few.sort_unstable();
        let few = (few.len() <= FEW).then(|| few.into_boxed_slice());
        Self { sorted, begin, opens, few }
    }

    /// Every phrase that occurs in a text as whole words, in order, without overlaps.
    pub fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Phrase> + 't {
        self.among(text, Word::all(text).into_iter())
    }

    /// Returns `false` only if none occurs in a text with these words.
    pub(super) fn may_stand(&self, hashes: &Hashes) -> bool {
        self.few.as_ref().is_none_or(|few| few.iter().any(|&hash| hashes.may_hold(hash)))
    }

    /// The same, given the words of the text in which a phrase may start. Bytes count from the start of the text, and
    /// no phrase extends beyond its end.
    pub fn among<'t>(
        &'t self,
        text: &'t str,
        words: impl Iterator<Item = Word> + 't,
    ) -> impl Iterator<Item = Phrase> + 't {
        let mut free = 0;
        words.filter_map(move |Word { from, hash, .. }| {
            let from = from as usize;
            if !self.opens.may_hold(hash) || from < free {
                return None;
            }
            let found = self.at(text, from, hash)?;
            free = found.to;
            Some(found)
        })
    }

    /// The longest phrase at a byte whose word has that hash.
    fn at(&self, text: &str, from: usize, hash: u64) -> Option<Phrase> {
        let bytes = text.as_bytes();
        let &(low, high) = self.begin.get(&hash)?;
        self.sorted[low as usize..high as usize].iter().find_map(|(phrase, number)| {
            let to = from + phrase.len();
            // Phrases that begin with one word end unlike each other: most of them differ from the text there.
            let last = bytes.get(to - 1)?.eq_ignore_ascii_case(phrase.last()?);
            let stands = last && bytes[from..to].eq_ignore_ascii_case(phrase);
            (stands && whole(text, from, to)).then_some(Phrase { number: *number, from, to })
        })
    }
}

/// Returns `true` if no letter or digit is adjacent at either end.
fn whole(text: &str, from: usize, to: usize) -> bool {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let joined = |inner: Option<char>, outer: Option<char>| inner.is_some_and(word) && outer.is_some_and(word);
    !joined(text[from..].chars().next(), text[..from].chars().next_back())
        && !joined(text[..to].chars().next_back(), text[to..].chars().next())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::tokens::tokens;
    use crate::text::Span;

    #[test]
    fn words_of_tokens_are_those_of_the_text() {
        for text in [
            "The G20's plan of the 20th, (and 3,500.75 more): J. K. O'Neill of the U.S. ",
            "Zo\u{eb} O\u{2019}Brien\u{2019}s caf\u{e9}-bar, x86a\u{308}1 \u{2014}\u{2014} 4x4s 1st2nd",
            "it's 'so' 1,2a3. A.B.C9 \u{4e2d}\u{6587}ab x\u{e9}1x1",
            "",
        ] {
            let mut words = Vec::new();
            Word::of_tokens(text, &tokens(text, Span::new(0, text.len())), &mut words);
            assert_eq!(words, Word::all(text), "{text}");
        }
    }

    #[test]
    fn a_text_without_their_first_words_has_none_of_few_phrases() {
        let hashes = |text: &str| {
            let mut hashes = Hashes::default();
            Word::all(text).iter().for_each(|word| _ = hashes.add(word.hash));
            hashes
        };
        let phrases = Phrases::new(["chief executive", "[insert"]);
        for (text, may) in
            [("The CHIEF said", true), ("to be told: [insert]", true), ("The executive said", false), ("", false)]
        {
            assert_eq!(phrases.may_stand(&hashes(text)), may, "{text}");
        }
        // With many phrases, the text is scanned.
        let many = Phrases::new((0..=FEW).map(|number| format!("w{number} x")));
        assert!(many.may_stand(&hashes("")));
    }

    #[test]
    fn whole_words_of_any_case_the_longest_first() {
        let phrases = Phrases::new(["chief executive", "chief executive officer", "ceo", "[insert"]);
        let text = "The CEO, a Chief Executive Officer, not the ceos: [Insert name]";
        let found: Vec<(usize, &str)> = phrases.find(text).map(|p| (p.number, &text[p.from..p.to])).collect();
        assert_eq!(found, [(2, "CEO"), (1, "Chief Executive Officer"), (3, "[Insert")]);
        assert_eq!(Phrases::new(Vec::<String>::new()).find(text).count(), 0);
    }
}
