//! Runs of words with capitals in one sentence: what names of people, places and organisations are made of.

use crate::language::cues::{Cue, Cues, ListId};
use crate::language::tokens::{Token, TokenKind};

/// Consecutive capitalised words, including particles, hyphens and the points of initials.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The tokens at which its words begin: "Anne-Marie" is one word, and "von der" belongs to the word before it.
    pub words: Vec<usize>,
    /// One past its last token; the point of "Jr." is its own, a possessive ending is not.
    pub to: usize,
}

/// The word lists that runs are read with.
#[derive(Debug, Clone, Copy)]
pub struct RunReader {
    /// "de", "van": inside a name without a capital.
    particle: ListId,
    /// Words that open a sentence with a capital and belong to no name.
    opener: ListId,
    /// "Jr", "Sr": ends a name, with a point or without.
    suffix: ListId,
}

impl RunReader {
    /// Looks the lists up.
    pub fn new(cues: &Cues) -> Self {
        Self { particle: cues.list("name-particle"), opener: cues.list("opener"), suffix: cues.list("name-suffix") }
    }

    /// Returns `true` if the full stop at a token belongs to the word before it: "Donald Jr. and Eric".
    fn ends_with_point(self, tokens: &[Token], cues: &[Cue], at: usize) -> bool {
        let point = tokens.get(at).is_some_and(|token| token.lower == "." && !token.spaced);
        let suffix = || at > 0 && cues.iter().any(|cue| cue.list == self.suffix && cue.to() == at);
        point && at + 1 < tokens.len() && suffix()
    }

    /// Every run of a sentence, in order. `taken` returns `true` for tokens that are not names, such as those of a date.
    pub fn runs(self, tokens: &[Token], cues: &[Cue], taken: impl Fn(usize) -> bool) -> Vec<Run> {
        let is = |list: ListId, at: usize| {
            let first = cues.partition_point(|cue| cue.from() < at);
            cues[first..].iter().take_while(|cue| cue.from() == at).any(|cue| cue.list == list && cue.to() == at + 1)
        };
        let capital = |at: usize| {
            tokens.get(at).is_some_and(|token| token.capital && token.kind == TokenKind::Word) && !taken(at)
        };
        let mut found = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            if !capital(at) || at == 0 && is(self.opener, at) {
                at += 1;
                continue;
            }
            let mut words = vec![at];
            let mut end = at + 1;
            loop {
                let joint = joint(tokens, end);
                let mut next = end + joint;
                while is(self.particle, next) && !capital(next) {
                    next += 1;
                }
                if !capital(next) {
                    end += usize::from(self.ends_with_point(tokens, cues, end));
                    break;
                }
                if joint == 0 || tokens[next].spaced {
                    words.push(next);
                }
                end = next + 1;
            }
            found.push(Run { words, to: end });
            at = end;
        }
        found
    }
}

/// Marks inside a name: the hyphen of "Anne-Marie", the point of "J. K. Holt", the apostrophe of "N'Golo".
fn joint(tokens: &[Token], at: usize) -> usize {
    let Some(token) = tokens.get(at).filter(|token| token.kind == TokenKind::Mark && !token.spaced) else {
        return 0;
    };
    let initial = at > 0 && tokens[at - 1].span.len() == 1;
    let tight = tokens.get(at + 1).is_some_and(|next| !next.spaced);
    match &*token.lower {
        // "J. Holt", "St. Ives", and "Donald Jr." if the sentence continues.
        "." if initial => 1,
        "." if at > 0
            && tokens[at - 1].span.len() <= 3
            && tokens.get(at + 1).is_some_and(|next| next.spaced && next.capital) =>
        {
            1
        }
        "-" | "'" | "\u{2011}" if tight => 1,
        _ => 0,
    }
}
