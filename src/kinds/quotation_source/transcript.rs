//! A transcript, split into words that can be looked up, and the passage of it that is nearest to some words.

use rustc_hash::FxHashMap;

use crate::document::Document;
use crate::text::{Place, Prose, Span, hash};

/// A word without case and marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Lower case, apostrophes straight.
    pub(super) lower: String,
    pub(super) hash: u64,
    pub(super) span: Span<Prose>,
    /// Whether it is a gap: brackets, an ellipsis. Such a word says nothing.
    pub(super) gap: bool,
    /// Whether a sentence or a paragraph begins with it.
    pub(super) opens: bool,
}

/// Most places of one word that are looked at.
const PLACES: usize = 2000;

/// Most words of a quotation that are compared with the source.
pub(super) const LONGEST: usize = 400;

/// Longest note in brackets within a transcript, in bytes: "[applause]".
const NOTE: usize = 60;

/// The words of a speech, in one document.
#[derive(Debug)]
pub struct Transcript {
    document: Document,
    words: Vec<Word>,
    places: FxHashMap<u64, Vec<u32>>,
}

impl Transcript {
    /// Reads the words of a document, without notes in brackets and timestamps.
    pub fn new(document: Document) -> Self {
        let prose = &document.prose;
        let lines = prose.split_inclusive('\n').scan(0, |at, line| {
            let from = *at;
            *at += line.len();
            Some((from, line))
        });
        let mut words: Vec<Word> = Vec::new();
        for (from, line) in lines.filter(|(_, line)| !is_time(line)) {
            let found = self::words(prose, Span::new(from, from + line.len()), NOTE);
            words.extend(found.into_iter().filter(|word| !word.gap));
        }
        for at in 1..words.len() {
            let between = &prose[words[at - 1].span.end as usize..words[at].span.start as usize];
            words[at].opens = between.contains(['.', '?', '!']) || between.contains("\n\n");
        }
        let mut places: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        for (at, word) in words.iter().enumerate() {
            places.entry(word.hash).or_default().push(at as u32);
        }
        Self { document, words, places }
    }

    /// Returns `true` if it contains no words.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Its path, as outputs print it.
    pub(super) fn path(&self) -> &str {
        &self.document.inputs[self.document.inputs.len() - 1].path
    }

    /// Returns `true` if it contains these words consecutively.
    pub(super) fn holds(&self, wanted: &[Word]) -> bool {
        let none: &[u32] = &[];
        let of = |word: &Word| self.places.get(&word.hash).map_or(none, Vec::as_slice);
        let Some((offset, rarest)) =
            wanted.iter().enumerate().map(|(at, word)| (at, of(word))).min_by_key(|(_, places)| places.len())
        else {
            return true;
        };
        rarest.iter().any(|&place| {
            let start = (place as usize).checked_sub(offset);
            let here = start.and_then(|start| self.words.get(start..start + wanted.len()));
            here.is_some_and(|here| here.iter().zip(wanted).all(|(a, b)| a.lower == b.lower))
        })
    }

    /// Stretches that share words with these in nearly the same order, the likeliest first.
    pub(super) fn stretches(&self, wanted: &[Word]) -> Vec<&[Word]> {
        let slack = 4 + wanted.len() / 4;
        // Words at the same distance in both are on one diagonal; omissions move it slightly.
        let width = slack.max(1);
        let mut votes: FxHashMap<usize, u32> = FxHashMap::default();
        for (offset, word) in wanted.iter().enumerate() {
            for &place in self.places.get(&word.hash).into_iter().flatten().take(PLACES) {
                *votes.entry((place as usize + wanted.len() - offset) / width).or_default() += 1;
            }
        }
        let mut scored: Vec<(u32, usize)> =
            votes.iter().map(|(&bin, &count)| (count + votes.get(&(bin + 1)).copied().unwrap_or(0), bin)).collect();
        scored.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let stretch = |bin: usize| {
            let start = (bin * width).saturating_sub(wanted.len());
            let from = start.saturating_sub(slack).min(self.words.len());
            let to = (start + 2 * width + wanted.len() + slack).min(self.words.len());
            &self.words[from..to]
        };
        scored.into_iter().take(3).map(|(_, bin)| stretch(bin)).collect()
    }

    /// The place of a stretch of it.
    pub(super) fn place(&self, words: &[Word]) -> Option<Place> {
        let (first, last) = (words.first()?, words.last()?);
        Some(self.document.place(first.span.join(last.span)))
    }

    /// The words as they are written.
    pub(super) fn text(&self, words: &[Word]) -> String {
        written(&self.document.prose, words)
    }
}

/// Words as they are written, on one line.
pub(super) fn written(prose: &str, words: &[Word]) -> String {
    match (words.first(), words.last()) {
        (Some(first), Some(last)) => {
            let text = first.span.join(last.span).of(prose);
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        }
        _ => String::new(),
    }
}

/// The timestamp or number line of a subtitle.
fn is_time(line: &str) -> bool {
    let digits = |c: char| c.is_ascii_digit() || c.is_whitespace();
    line.contains("-->") || line.chars().all(digits)
}

/// The words of a span. Text in brackets that close within some bytes is a gap, and so is an ellipsis.
pub(super) fn words(prose: &str, part: Span<Prose>, note: usize) -> Vec<Word> {
    let (text, base) = (part.of(prose), part.start as usize);
    let mut found: Vec<Word> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let end = at + piece(&text[at..], c, note);
        let (raw, span) = (&text[at..end], Span::new(base + at, base + end));
        let bracketed = raw.contains(['[', '(']) && raw.contains([']', ')']);
        if bracketed || c == '\u{2026}' || raw.starts_with("..") || raw.starts_with(". .") {
            if found.last().is_none_or(|last| !last.gap) {
                found.push(Word { lower: String::new(), hash: 0, span, gap: true, opens: false });
            }
        } else if c.is_alphanumeric() && !is_clock(raw) {
            found.push(word(raw, span.start as usize));
        }
        at = end;
    }
    found
}

/// Length of a piece: a word with all that is bracketed within it, an ellipsis, brackets, or one mark.
fn piece(text: &str, first: char, note: usize) -> usize {
    let dots = text.bytes().take_while(|&byte| byte == b'.').count();
    if dots > 1 {
        return dots;
    }
    if text.starts_with(". . .") {
        return ". . .".len();
    }
    let mut at = 0;
    let mut apart = true;
    while let Some(c) = text[at..].chars().next() {
        let bracket = match c {
            '[' => bracketed(&text[at..], ']', note),
            '(' => bracketed(&text[at..], ')', note),
            _ => None,
        };
        let len = match bracket {
            Some(len) => len,
            None if c.is_alphanumeric() => c.len_utf8(),
            None if !apart && is_inner(text, at, c) => c.len_utf8(),
            None => break,
        };
        apart = false;
        at += len;
    }
    if at == 0 { first.len_utf8() } else { at }
}

/// An apostrophe at the end of a word, or a mark between digits: "3.5", "10:30".
fn is_inner(text: &str, at: usize, c: char) -> bool {
    let next = text[at + c.len_utf8()..].chars().next();
    let before = text[..at].chars().next_back();
    let digits = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    match c {
        '\'' | '\u{2019}' | '\u{2018}' => next.is_some_and(char::is_alphanumeric),
        '.' | ',' | ':' => digits(before) && digits(next),
        _ => false,
    }
}

fn bracketed(text: &str, close: char, note: usize) -> Option<usize> {
    text.find(close).filter(|&at| at <= note).map(|at| at + close.len_utf8())
}

/// "00:12:31.500": the time of a line.
fn is_clock(raw: &str) -> bool {
    raw.matches(':').count() == 2 && raw.bytes().all(|byte| !byte.is_ascii_alphabetic())
}

fn word(raw: &str, start: usize) -> Word {
    let apostrophe = |c: char| matches!(c, '\'' | '\u{2019}' | '\u{2018}');
    let lower = raw.replace(apostrophe, "'").to_lowercase();
    Word { hash: hash(&lower), lower, span: Span::new(start, start + raw.len()), gap: false, opens: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<String> {
        let one = |word: Word| if word.gap { "_".to_owned() } else { word.lower };
        words(text, Span::new(0, text.len()), 200).into_iter().map(one).collect()
    }

    #[test]
    fn words_and_gaps() {
        assert_eq!(
            of("We\u{2019}ll pay $3.5 million, a well-known sum."),
            ["we'll", "pay", "3.5", "million", "a", "well", "known", "sum"]
        );
        assert_eq!(of("[W]e go[ing] ... home . . . (the yard) now\u{2026}"), ["_", "home", "_", "now", "_"]);
        assert_eq!(of("00:12:31.500 We [applause] left. An open [ one"), ["we", "_", "left", "an", "open", "one"]);
    }
}
