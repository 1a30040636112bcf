//! The topic of a sentence: its content words, and how many of them another sentence shares.

use crate::language::analysis::Sentence;
use crate::language::cues::{Cues, ListId};
use crate::language::tokens::{Token, TokenKind};
use crate::text::{Prose, Span};

/// Word lists for determining the topic.
#[derive(Debug)]
pub(in crate::kinds) struct Lists {
    /// "the", "with", "said": words of every sentence.
    small: ListId,
    /// Nouns that count anything: "people", "things".
    vague: ListId,
    /// "another", "more than": the number near by may be another one.
    other: ListId,
    /// "average", "at least": so may it be below the lead.
    below: ListId,
    /// "from", "than": "so" may directly follow these.
    before: ListId,
    /// "in", "near": a place follows.
    pub(in crate::kinds) place: ListId,
    /// "Mondays", "every Monday".
    pub(in crate::kinds) recurring: ListId,
    /// "last year".
    pub(in crate::kinds) relative_year: ListId,
    /// "from", "since": before a year of another time.
    pub(in crate::kinds) year_before: ListId,
}

impl Lists {
    pub(in crate::kinds) fn new(cues: &Cues) -> Self {
        Self {
            small: cues.list("matter-small"),
            vague: cues.list("matter-vague"),
            other: cues.list("matter-other"),
            before: cues.list("matter-before"),
            below: cues.list("matter-other-below"),
            place: cues.list("matter-place"),
            recurring: cues.list("recurring-day"),
            relative_year: cues.list("relative-year"),
            year_before: cues.list("year-before"),
        }
    }
}

/// A sentence with the words that it is about.
#[derive(Debug)]
pub(in crate::kinds) struct Matter<'a> {
    pub(in crate::kinds) sentence: &'a Sentence<'a>,
    /// Lower case, in order; no small words, and no words of numbers and dates.
    pub(in crate::kinds) words: Vec<&'a str>,
}

/// Minimum length in bytes of a content word.
const SHORTEST: usize = 3;

impl<'a> Matter<'a> {
    pub(in crate::kinds) fn new(sentence: &'a Sentence<'a>, cues: &Cues, lists: &Lists) -> Self {
        let valued = |token: &Token| sentence.values().iter().any(|value| value.span.overlaps(token.span));
        let kept = sentence.tokens().iter().filter(|token| is_matter(token, cues, lists) && !valued(token));
        Self { sentence, words: kept.map(|token| token.lower.as_str()).collect() }
    }

    /// How many of its words another sentence has too.
    pub(in crate::kinds) fn shared(&self, other: &Matter<'_>) -> usize {
        self.words.iter().filter(|word| other.words.iter().any(|theirs| alike(word, theirs))).count()
    }

    /// Returns `true` if it indicates that a number in it may be a different one.
    pub(in crate::kinds) fn is_of_another(&self, lists: &Lists, leads: bool) -> bool {
        self.sentence.cues().iter().any(|cue| cue.list == lists.other || !leads && cue.list == lists.below)
    }

    /// Returns `true` if the word directly before a place in it indicates that the number there may be a different one.
    pub(in crate::kinds) fn is_compared(&self, span: Span<Prose>, cues: &Cues, lists: &Lists) -> bool {
        let tokens = self.sentence.tokens();
        let from = tokens.partition_point(|token| token.span.start < span.start);
        tokens[..from].last().is_some_and(|token| cues.contains(lists.before, &token.lower))
    }

    /// The content words directly after a place in it: a noun with its modifiers.
    pub(in crate::kinds) fn behind(&self, span: Span<Prose>, cues: &Cues, lists: &Lists) -> Vec<&'a str> {
        let tokens = self.sentence.tokens();
        let from = tokens.partition_point(|token| token.span.start < span.end);
        let run = tokens[from..].iter().take_while(|token| {
            is_matter(token, cues, lists) || token.kind == TokenKind::Mark && token.lower == "-" && !token.spaced
        });
        run.filter(|token| token.kind == TokenKind::Word).map(|token| token.lower.as_str()).take(4).collect()
    }

    /// The word directly before a place in it, if it is a content word.
    pub(in crate::kinds) fn ahead(&self, span: Span<Prose>, cues: &Cues, lists: &Lists) -> Option<&'a str> {
        let tokens = self.sentence.tokens();
        let from = tokens.partition_point(|token| token.span.start < span.start);
        let token = tokens[..from].last().filter(|token| is_matter(token, cues, lists))?;
        Some(token.lower.as_str())
    }
}

fn is_matter(token: &Token, cues: &Cues, lists: &Lists) -> bool {
    token.kind == TokenKind::Word && token.lower.len() >= SHORTEST && !cues.contains(lists.small, &token.lower)
}

/// Returns `true` if a word can count anything.
pub(in crate::kinds) fn is_vague(word: &str, cues: &Cues, lists: &Lists) -> bool {
    cues.contains(lists.vague, word)
}

/// Returns `true` if two words are forms of one: "crash" and "crashes", "close" and "closing".
pub(in crate::kinds) fn alike(one: &str, other: &str) -> bool {
    let common = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let (a, b) = (one.chars().count(), other.chars().count());
    let (short, long) = (a.min(b), a.max(b));
    let whole = common == short;
    common >= SHORTEST && (whole || common + 1 == short && common > SHORTEST) && long - common <= 3
}

#[cfg(test)]
mod tests {
    use super::alike;

    #[test]
    fn forms_of_one_word() {
        let pairs = [("crash", "crashes"), ("close", "closing"), ("kill", "killed"), ("strike", "strikes")];
        assert!(pairs.iter().all(|(a, b)| alike(a, b) && alike(b, a)));
        // Of short words that change inside, "city" and "cities", too little is left.
        let others = [("form", "formidable"), ("wing", "winter"), ("city", "cities")];
        assert!(others.iter().all(|(a, b)| !alike(a, b) && !alike(b, a)));
    }
}
