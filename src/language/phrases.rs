//! Many phrases looked for at once: where in a text does one of them stand as whole words?
//!
//! May name: nothing of this crate.

use aho_corasick::{AhoCorasick, MatchKind};

/// Phrases made ready. ASCII letters are compared without their case.
#[derive(Debug)]
pub struct Phrases {
    automaton: Option<AhoCorasick>,
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

impl Phrases {
    /// Makes phrases ready. Of several that begin at one place the longest is found.
    pub fn new<I: AsRef<[u8]>>(phrases: impl IntoIterator<Item = I>) -> Self {
        let mut builder = AhoCorasick::builder();
        builder.ascii_case_insensitive(true).match_kind(MatchKind::LeftmostLongest);
        Self { automaton: builder.build(phrases).ok() }
    }

    /// Every phrase that stands in a text as whole words, in order, not overlapping.
    pub fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Phrase> + 't {
        let found = self.automaton.iter().flat_map(move |automaton| automaton.find_iter(text));
        found
            .map(|found| Phrase { number: found.pattern().as_usize(), from: found.start(), to: found.end() })
            .filter(move |found| whole(text, found.from, found.to))
    }
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
