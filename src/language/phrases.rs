//! Many phrases looked for at once: where in a text does one of them stand as whole words?
//!
//! May name: nothing of this crate.

use rustc_hash::FxHashMap;

/// Phrases made ready. ASCII letters are compared without their case. Cheap to make: a program that reads one draft makes all of them.
#[derive(Debug)]
pub struct Phrases {
    /// Phrases in lower case with their numbers: those that begin alike stand together, the longest first.
    sorted: Vec<(Box<[u8]>, usize)>,
    /// Where in `sorted` those stand that begin with two bytes.
    begin: FxHashMap<[u8; 2], (u32, u32)>,
    /// The bytes that a phrase may begin with, in either case.
    opens: Vec<bool>,
}

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

/// The first two bytes in lower case; a phrase of one byte has 0 for the second.
fn beginning(bytes: &[u8]) -> [u8; 2] {
    let at = |at: usize| bytes.get(at).map_or(0, u8::to_ascii_lowercase);
    [at(0), at(1)]
}

impl Phrases {
    /// Makes phrases ready. Of several that begin at one place the longest is found.
    pub fn new<I: AsRef<[u8]>>(phrases: impl IntoIterator<Item = I>) -> Self {
        let numbered = phrases.into_iter().enumerate();
        let mut sorted: Vec<(Box<[u8]>, usize)> =
            numbered.map(|(number, phrase)| (phrase.as_ref().to_ascii_lowercase().into(), number)).collect();
        sorted.retain(|(phrase, _)| !phrase.is_empty());
        sorted.sort_by_cached_key(|(phrase, number)| (beginning(phrase), std::cmp::Reverse(phrase.len()), *number));
        let mut begin: FxHashMap<[u8; 2], (u32, u32)> = FxHashMap::default();
        for (at, (phrase, _)) in sorted.iter().enumerate() {
            let at = at as u32;
            begin.entry(beginning(phrase)).and_modify(|range| range.1 = at + 1).or_insert((at, at + 1));
        }
        let mut opens = vec![false; 256];
        for (phrase, _) in &sorted {
            opens[usize::from(phrase[0])] = true;
            opens[usize::from(phrase[0].to_ascii_uppercase())] = true;
        }
        Self { sorted, begin, opens }
    }

    /// Every phrase that stands in a text as whole words, in order, not overlapping.
    pub fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Phrase> + 't {
        let bytes = text.as_bytes();
        let mut at = 0;
        std::iter::from_fn(move || {
            while let Some(&byte) = bytes.get(at) {
                let found = if self.opens[usize::from(byte)] { self.at(text, at) } else { None };
                if let Some(found) = found {
                    at = found.to;
                    return Some(found);
                }
                at += 1;
                if inner(byte) {
                    at += bytes[at..].iter().take_while(|&&byte| inner(byte)).count();
                }
            }
            None
        })
    }

    /// The longest phrase at a byte.
    fn at(&self, text: &str, from: usize) -> Option<Phrase> {
        let bytes = text.as_bytes();
        let first = beginning(&bytes[from..]);
        [first, [first[0], 0]].iter().filter_map(|key| self.begin.get(key)).find_map(|&(low, high)| {
            self.sorted[low as usize..high as usize].iter().find_map(|(phrase, number)| {
                let to = from + phrase.len();
                let stands = bytes.get(from..to).is_some_and(|bytes| bytes.eq_ignore_ascii_case(phrase));
                (stands && whole(text, from, to)).then_some(Phrase { number: *number, from, to })
            })
        })
    }
}

/// Bytes inside words; others are looked at by [`whole`].
fn inner(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Whether no letter or digit goes on at either end.
fn whole(text: &str, from: usize, to: usize) -> bool {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let joined = |inner: Option<char>, outer: Option<char>| inner.is_some_and(word) && outer.is_some_and(word);
    !joined(text[from..].chars().next(), text[..from].chars().next_back())
        && !joined(text[..to].chars().next_back(), text[to..].chars().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_of_any_case_the_longest_first() {
        let phrases = Phrases::new(["chief executive", "chief executive officer", "ceo", "[insert"]);
        let text = "The CEO, a Chief Executive Officer, not the ceos: [Insert name]";
        let found: Vec<(usize, &str)> = phrases.find(text).map(|p| (p.number, &text[p.from..p.to])).collect();
        assert_eq!(found, [(2, "CEO"), (1, "Chief Executive Officer"), (3, "[Insert")]);
        assert_eq!(Phrases::new(Vec::<String>::new()).find(text).count(), 0);
    }
}
