//! Where sentences end: at a full stop that no abbreviation explains.

use std::sync::LazyLock;

use compact_str::CompactString;
use memchr::memmem::Finder;
use rustc_hash::FxHashSet;

use crate::rules::Words;
use crate::text::{Prose, Span};

/// Word lists that distinguish a full stop from the point of an abbreviation.
#[derive(Debug, Default)]
pub struct Abbreviations {
    /// Never ends a sentence: "Mr", "Gov".
    never: FxHashSet<CompactString>,
    /// Ends one before a word that opens sentences: "U.S", "Inc".
    maybe: FxHashSet<CompactString>,
    starters: FxHashSet<CompactString>,
}

/// Longest abbreviation, in bytes; longer words are none.
const LONGEST: usize = 12;

/// Maximum length of a sentence in bytes. Prose has none so long, and mentions are analysed in their whole sentence.
const LONGEST_SENTENCE: usize = 8192;

impl Abbreviations {
    /// Takes the lists of a language.
    pub fn new(words: &Words) -> Self {
        let set = |name: &str| words.items(name).iter().map(|item| item.trim_end_matches('.').into()).collect();
        Self { never: set("abbreviation"), maybe: set("abbreviation-maybe"), starters: set("sentence-starter") }
    }

    /// Returns `true` if the word before a full stop does not end the sentence, given the following text.
    fn keeps_open(&self, before: &str, after: &str) -> bool {
        let word = last_word(before);
        if word.is_empty() || word.len() > LONGEST {
            return false;
        }
        let lower = lower(word);
        let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
        if self.never.contains(&lower) {
            return true;
        }
        if initial && word != "I" || self.maybe.contains(&lower) || is_letters_and_points(word) {
            let next: CompactString =
                after.chars().take_while(|c| c.is_alphanumeric() || *c == '\'').flat_map(char::to_lowercase).collect();
            return !self.starters.contains(&next);
        }
        false
    }
}

/// A word in lower case: most are ASCII, and need no table of letters.
fn lower(word: &str) -> CompactString {
    if word.is_ascii() {
        let mut lower = CompactString::new(word);
        lower.make_ascii_lowercase();
        return lower;
    }
    word.to_lowercase().into()
}

/// "U.S", "a.m": single letters with points between.
fn is_letters_and_points(word: &str) -> bool {
    word.contains('.') && word.split('.').all(|part| part.chars().count() <= 1)
}

/// "1." and "12" before ".)": the number of an item, not a sentence.
fn is_item_number(text: &str) -> bool {
    let number = text.trim_start_matches(['\u{2022}', '(', ' ']);
    !number.is_empty() && number.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// The last run of letters, digits and inner points.
fn last_word(text: &str) -> &str {
    let start = text
        .char_indices()
        .rev()
        .take_while(|&(_, c)| c.is_alphanumeric() || matches!(c, '.' | '°'))
        .last()
        .map_or(text.len(), |(at, _)| at);
    text[start..].trim_start_matches('.')
}

fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | ')' | ']' | '\u{201d}' | '\u{2019}' | '\u{bb}' | '*' | '_')
}

/// Splits a block into sentences; each without the white space around it.
pub fn sentences(prose: &str, block: Span<Prose>, abbreviations: &Abbreviations) -> Vec<Span<Prose>> {
    let text = block.of(prose);
    let base = block.start as usize;
    let mut found = Vec::new();
    let mut start = 0;
    let mut from = 0;
    while let Some(mark) = next_mark(text, from) {
        let end = text[mark..]
            .char_indices()
            .find(|&(_, c)| !matches!(c, '.' | '!' | '?' | '\u{2026}'))
            .map_or(text.len(), |(at, _)| mark + at);
        let closed = text[end..].char_indices().find(|&(_, c)| !is_closer(c)).map_or(text.len(), |(at, _)| end + at);
        from = closed.max(mark + 1);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        if ends(text, start, mark, end, closed, abbreviations) {
            push(&mut found, text, base, start, closed);
            start = closed;
        }
    }
    push(&mut found, text, base, start, text.len());
    found
}

/// Finds "\u{2026}".
static ELLIPSIS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("\u{2026}"));

fn next_mark(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let ascii = memchr::memchr3(b'.', b'!', b'?', &bytes[from..]).map(|at| from + at);
    // The ellipsis is rare: looked for only before the next ASCII mark.
    let until = ascii.unwrap_or(text.len());
    ELLIPSIS.find(&bytes[from..until]).map(|at| from + at).or(ascii)
}

fn ends(text: &str, start: usize, mark: usize, end: usize, closed: usize, abbreviations: &Abbreviations) -> bool {
    let rest = &text[closed..];
    let after = rest.trim_start();
    if after.is_empty() || after.len() == rest.len() {
        return false;
    }
    let opens = after.trim_start_matches([
        '"', '\'', '\u{201c}', '\u{2018}', '(', '[', '\u{ab}', '`', '*', '_', '\u{2014}', '-', ' ',
    ]);
    let Some(first) = opens.chars().next() else {
        return false;
    };
    // A point goes on with ". . .", an ellipsis in old type.
    if first.is_lowercase() || first == '.' || is_item_number(&text[start..mark]) {
        return false;
    }
    let single_point = end == mark + 1 && text.as_bytes()[mark] == b'.';
    if single_point && end == closed {
        return !abbreviations.keeps_open(&text[start..mark], opens);
    }
    true
}

/// Adds a span, split at whitespace if it is too long for a sentence.
fn push(found: &mut Vec<Span<Prose>>, text: &str, base: usize, mut start: usize, end: usize) {
    while end - start > LONGEST_SENTENCE {
        let limit = (start + 1..=start + LONGEST_SENTENCE).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(end);
        let cut = text[start..limit].rfind(char::is_whitespace).filter(|&at| at > 0).map_or(limit, |at| start + at);
        add(found, text, base, start, cut);
        start = cut;
    }
    add(found, text, base, start, end);
}

fn add(found: &mut Vec<Span<Prose>>, text: &str, base: usize, start: usize, end: usize) {
    let stretch = &text[start..end];
    let trimmed = stretch.trim();
    if !trimmed.is_empty() {
        let from = base + start + (stretch.len() - stretch.trim_start().len());
        found.push(Span::new(from, from + trimmed.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_without_marks_is_cut_between_words() {
        let text = "sixty-five \u{e9}t\u{e9} ".repeat(1_000);
        let found = split(&text);
        assert!(found.len() >= 2 && found.iter().all(|part| part.len() <= LONGEST_SENTENCE));
        assert!(found.iter().all(|part| part.starts_with(['s', '\u{e9}']) && part.ends_with(['e', '\u{e9}'])));
        assert_eq!(found.join(" "), text.trim_end());
        let word = "\u{e9}".repeat(LONGEST_SENTENCE);
        assert_eq!(split(&word).concat(), word);
    }

    fn split(text: &str) -> Vec<&str> {
        let words = crate::embedded::words();
        let abbreviations = Abbreviations::new(&words[0]);
        sentences(text, Span::new(0, text.len()), &abbreviations).into_iter().map(|s| s.of(text)).collect()
    }

    #[test]
    fn abbreviations_and_initials_stay_inside() {
        assert_eq!(
            split("Gov. J. R. Holt met Sen. Ann O. Roe. He left."),
            ["Gov. J. R. Holt met Sen. Ann O. Roe.", "He left."]
        );
        assert_eq!(
            split("It cost 3.5 million in the U.S. Senate. The U.S. The end."),
            ["It cost 3.5 million in the U.S. Senate.", "The U.S.", "The end."]
        );
        assert_eq!(
            split("Held on Jan. 5 at 3 p.m. on Friday. Done."),
            ["Held on Jan. 5 at 3 p.m. on Friday.", "Done."]
        );
    }

    #[test]
    fn quotations_close_with_their_sentence() {
        assert_eq!(
            split("\u{201c}Go home.\u{201d} She left! Did he? \"Yes.\" (No.) End"),
            ["\u{201c}Go home.\u{201d}", "She left!", "Did he?", "\"Yes.\"", "(No.)", "End"]
        );
        assert_eq!(split("\u{201c}Go home!\u{201d} she said."), ["\u{201c}Go home!\u{201d} she said."]);
    }

    #[test]
    fn spans_have_no_white_space_around_them() {
        let text = "  One. \n Two\u{2026} Three ";
        let abbreviations = Abbreviations::default();
        let spans: Vec<_> =
            sentences(text, Span::new(0, text.len()), &abbreviations).into_iter().map(|s| (s.start, s.end)).collect();
        assert_eq!(spans, [(2, 6), (9, 15), (16, 21)]);
    }
}
