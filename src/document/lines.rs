//! Shared code of the readers of light markup: lines with their places, pairs of delimiters, and prose added piece by piece.

use super::builder::Builder;
use super::entities::{self, Stretch};

/// Longest stretch between two marks that belong together, in bytes; marks that never close cost no more.
const REACH: usize = 2_000;

/// A line: its first byte in the source, and its text without the line break and the space at its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line<'a> {
    pub(super) start: usize,
    pub(super) text: &'a str,
}

impl Line<'_> {
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// The lines of a text from a byte on.
pub(super) fn lines(text: &str, from: usize) -> Vec<Line<'_>> {
    let mut start = from;
    let line = |line: &'_ str| {
        let found = (start, line.trim_end().len());
        start += line.len();
        found
    };
    let found: Vec<(usize, usize)> = text[from..].split_inclusive('\n').map(line).collect();
    found.into_iter().map(|(start, len)| Line { start, text: &text[start..start + len] }).collect()
}

/// The effect of an inline construct. Lengths are bytes from its start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Construct<'s> {
    /// It is not prose.
    Drop(usize),
    /// The next character is literal, and the escape character is dropped.
    Escape(usize),
    /// It is read as something else.
    Read(&'s str, usize),
    /// Of this number of bytes, those from the first to the second are prose, which may contain constructs.
    Inner(usize, usize, usize),
    /// As `Inner`, of a note: prose, but not here.
    Note(usize, usize, usize),
}

/// A placeholder for something that is not prose within a sentence.
pub const OBJECT: &str = "\u{fffc}";

/// Writes prose with the constructs of a format.
pub(super) struct Writer<'a> {
    pub(super) text: &'a str,
    pub(super) builder: Builder,
    /// Finds a construct at a byte of a stretch.
    pub(super) find: for<'t> fn(&'t str, usize) -> Option<Construct<'static>>,
    /// Whether `&amp;` is a reference.
    pub(super) references: bool,
    /// Stretches of notes, for the end.
    pub(super) notes: Vec<(usize, usize)>,
}

/// Deepest nesting of inline constructs.
const DEPTH: usize = 16;

impl Writer<'_> {
    /// Adds a stretch of the source to the open block.
    pub(super) fn add(&mut self, start: usize, end: usize) {
        self.stretch(start, end, DEPTH);
    }

    fn stretch(&mut self, start: usize, end: usize, depth: usize) {
        let text = self.text;
        let stretch = &text[start..end];
        let (mut at, mut from) = (0, 0);
        while let Some(c) = stretch[at..].chars().next() {
            let found = if depth > 0 { (self.find)(stretch, at) } else { None };
            let Some(found) = found else {
                at += c.len_utf8();
                continue;
            };
            self.same(start + from, start + at);
            let next = match found {
                Construct::Drop(len) => at + len,
                Construct::Escape(len) => {
                    from = at + len;
                    at = from + stretch[from..].chars().next().map_or(0, char::len_utf8);
                    continue;
                }
                Construct::Read(read, len) => {
                    self.builder.swapped(read, start + at..start + at + len, 0);
                    at + len
                }
                Construct::Inner(first, last, len) => {
                    self.stretch(start + at + first, start + at + last, depth - 1);
                    at + len
                }
                Construct::Note(first, last, len) => {
                    self.notes.push((start + at + first, start + at + last));
                    at + len
                }
            };
            (at, from) = (next, next);
        }
        self.same(start + from, end);
    }

    fn same(&mut self, start: usize, end: usize) {
        let stretch = &self.text[start..end];
        if !self.references {
            self.builder.same(stretch, start, 0);
            return;
        }
        let builder = &mut self.builder;
        entities::each(stretch, |found| match found {
            Stretch::Same(text, at) => builder.same(text, start + at, 0),
            Stretch::Read(text, at, end) => builder.swapped(text, start + at..start + end, 0),
        });
    }
}

/// Returns `true` if a delimiter of this length may open something: no letter before it, and something directly after it.
pub(super) fn opens(text: &str, at: usize, len: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at + len..].chars().next();
    !before.is_some_and(|c| c.is_alphanumeric() || c == '\\') && after.is_some_and(|c| !c.is_whitespace())
}

/// The position of the closing delimiter, from a byte on: something directly before it and, if constrained, no letter after it.
pub(super) fn closing(text: &str, from: usize, mark: &str, constrained: bool) -> Option<usize> {
    let mut until = (from + REACH).min(text.len());
    while !text.is_char_boundary(until) {
        until -= 1;
    }
    let stretch = &text[from..until];
    stretch.match_indices(mark).map(|(at, _)| from + at).find(|&at| {
        let before = text[from..at].chars().next_back();
        let after = text[at + mark.len()..].chars().next();
        before.is_some_and(|c| !c.is_whitespace() && c != '\\')
            && (!constrained || !after.is_some_and(char::is_alphanumeric))
    })
}

/// The position of a delimiter, from a byte on, regardless of context.
pub(super) fn plain_closing(text: &str, from: usize, mark: &str) -> Option<usize> {
    let mut until = (from + REACH).min(text.len());
    while !text.is_char_boundary(until) {
        until -= 1;
    }
    text.get(from..until)?.find(mark).map(|at| from + at)
}
