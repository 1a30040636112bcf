//! Patterns over the tokens and recognised values of a sentence: words, word lists, typed captures, gaps.

mod compile;
mod line;
mod search;
mod stop;

#[cfg(test)]
mod tests;

pub use compile::{Matcher, known_sorts};
pub use line::{Line, LineReader, Listed, Piece, SortSet, sorts_of};
pub use search::Scratch;
pub use stop::Stop;

/// The value of a capture: tokens `[from, to)` of the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Taken {
    /// First token.
    pub from: usize,
    /// One past the last token.
    pub to: usize,
    /// The index of the sentence's value, if it is one.
    pub value: Option<usize>,
}

/// A match of a pattern: tokens `[from, to)` of the sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// First token.
    pub from: usize,
    /// One past the last token.
    pub to: usize,
    /// The values of each capture: none if it is optional, several for a list.
    pub captures: Vec<Vec<Taken>>,
}
