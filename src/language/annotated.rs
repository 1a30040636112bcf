//! One sentence made ready for reading: tokens, cues, and the names, titles and places that the fact table knows.

use std::borrow::Cow;

use super::analysis::{Analysis, Sentence};
use super::cues::{Cue, ListId, SentenceCues};
use super::phrases::Word;
use super::tokens::{Token, TokenKind};
use crate::rules::{Meaning, Table};
use crate::text::{Prose, Span};

/// A phrase of the lexicon, found at tokens `[from, to)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// First token.
    pub from: usize,
    /// One past the last token.
    pub to: usize,
    /// Its possible meanings.
    pub meanings: Vec<Meaning>,
}

/// A sentence, read.
#[derive(Debug, Clone)]
pub struct Annotated<'s> {
    /// The sentence.
    pub sentence: &'s Sentence<'s>,
    /// Its bytes.
    pub span: Span<Prose>,
    /// Its tokens.
    pub tokens: &'s [Token],
    /// Items of word lists, in order.
    pub cues: &'s [Cue],
    /// At least the number of tokens of each.
    pub widest: usize,
    /// Phrases of the lexicon, longest first from the left, not overlapping.
    pub hits: Cow<'s, [Hit]>,
}

/// A lexicon phrase before the sentence is split into tokens.
struct RawHit {
    span: Span<Prose>,
    meanings: Vec<Meaning>,
}

/// Reads a sentence; `None` if the lexicon knows nothing in it that a statement could be about: no person, no status of
/// a place, and no place with a word for the members of an organisation.
pub fn view<'s>(analysis: &Analysis<'_>, sentence: &'s Sentence<'_>, table: &Table) -> Option<Annotated<'s>> {
    let hits = sentence.hits_among(analysis.words(sentence.span), table);
    let any = |wanted: fn(&Meaning) -> bool| hits.iter().any(|hit| hit.meanings.iter().any(wanted));
    let counts = || {
        let counted = analysis.members();
        sentence.cues().iter().any(|cue| cue.list == counted)
    };
    let known = any(|m| matches!(m, Meaning::Name(_) | Meaning::Surname(_) | Meaning::Status(_)));
    let asked = known || any(|m| matches!(m, Meaning::Place(_))) && counts();
    asked.then(|| with_hits(sentence, Cow::Borrowed(hits)))
}

/// A sentence with these phrases of the lexicon.
pub(super) fn with_hits<'s>(sentence: &'s Sentence<'_>, hits: Cow<'s, [Hit]>) -> Annotated<'s> {
    let SentenceCues { cues, widest, .. } = sentence.found();
    Annotated { sentence, span: sentence.span, cues, widest: *widest, tokens: sentence.tokens(), hits }
}

/// A sentence without the phrases of the lexicon.
pub fn bare<'s>(sentence: &'s Sentence<'_>) -> Annotated<'s> {
    with_hits(sentence, Cow::Borrowed(&[]))
}

/// Longest phrases from the left. A name or place must start with a capital; a title need not.
pub(super) fn scan(prose: &str, sentence: Span<Prose>, words: &[Word], tokens: &[Token], table: &Table) -> Vec<Hit> {
    let mut hits: Vec<Hit> = Vec::new();
    let mut free = sentence.start;
    for word in words {
        if word.from < free {
            continue;
        }
        if let Some(hit) = starting(prose, *word, table).filter(|hit| hit.span.end <= sentence.end) {
            free = hit.span.end;
            hits.extend(on_tokens(tokens, hit));
        }
    }
    hits
}

/// The longest phrase that starts with a word.
fn starting(prose: &str, word: Word, table: &Table) -> Option<RawHit> {
    let bytes = prose.as_bytes();
    let (at, end) = (word.from as usize, (word.from + word.len) as usize);
    let first = bytes[at];
    let plain = first.is_ascii() && bytes.get(end).is_none_or(u8::is_ascii);
    if first.is_ascii() && !first.is_ascii_alphabetic()
        || plain && !table.may_start(word.hash, !first.is_ascii_uppercase())
    {
        return None;
    }
    let letter = prose.get(at..)?.chars().next().filter(|letter| letter.is_alphabetic())?;
    // Letters of other scripts are words of one byte: most are inside a word, and so may be the following ones.
    let before = || prose[..at].chars().next_back();
    if at > 0 && !(plain && bytes[at - 1].is_ascii()) && before().is_some_and(char::is_alphanumeric) {
        return None;
    }
    let (to, mut meanings) =
        if plain { table.longest_of(prose, at..end, word.hash)? } else { table.longest(prose, at)? };
    if !letter.is_uppercase() {
        // "al-Maliki", "von der Leyen": small only before the name itself.
        let name = prose[at..to].contains(char::is_uppercase);
        meanings.retain(|meaning| meaning.may_be_small() || name && matches!(meaning, Meaning::Surname(_)));
    }
    (!meanings.is_empty()).then(|| RawHit { span: Span::new(at, to), meanings })
}

/// Puts a hit on whole tokens; one that starts inside a token (after an apostrophe, say) is none.
fn on_tokens(tokens: &[Token], hit: RawHit) -> Option<Hit> {
    let from = tokens.partition_point(|t| t.span.start < hit.span.start);
    let to = tokens.partition_point(|t| t.span.start < hit.span.end);
    (tokens.get(from)?.span.start == hit.span.start).then_some(Hit { from, to, meanings: hit.meanings })
}

impl Annotated<'_> {
    /// The items that start at a token.
    pub fn cues_at(&self, at: usize) -> impl Iterator<Item = &Cue> {
        let first = self.cues.partition_point(|cue| cue.from() < at);
        self.cues[first..].iter().take_while(move |cue| cue.from() == at)
    }

    /// The end of the longest item of a list that starts at a token.
    pub fn starts(&self, list: ListId, at: usize) -> Option<usize> {
        self.cues_at(at).filter(|cue| cue.list == list).map(Cue::to).max()
    }

    /// The start of the longest item of a list that ends before a token.
    pub fn ends(&self, list: ListId, at: usize) -> Option<usize> {
        let first = self.cues.partition_point(|cue| cue.from() + self.widest < at);
        self.cues[first..]
            .iter()
            .take_while(|cue| cue.from() < at)
            .find(|cue| cue.to() == at && cue.list == list)
            .map(Cue::from)
    }

    /// The first item of a list anywhere in the sentence.
    pub fn any(&self, list: ListId) -> Option<Cue> {
        let may_have = self.sentence.found().lists.may_hold(list);
        may_have.then(|| self.cues.iter().find(|cue| cue.list == list).copied()).flatten()
    }

    /// The phrase that starts at a token.
    pub fn hit_at(&self, at: usize) -> Option<&Hit> {
        self.hits.iter().find(|hit| hit.from == at)
    }

    /// The phrase that ends before a token.
    pub fn hit_before(&self, at: usize) -> Option<&Hit> {
        self.hits.iter().find(|hit| hit.to == at)
    }

    /// The token, lower case; empty past either end.
    pub fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &token.lower)
    }

    /// Returns `true` if the token is this mark.
    pub fn is_mark(&self, at: usize, mark: &str) -> bool {
        self.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Mark && t.lower == mark)
    }

    /// Returns `true` if the token is a possessive ending.
    pub fn is_possessive(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Possessive)
    }

    /// The bytes of tokens `[from, to)`.
    pub fn span_of(&self, from: usize, to: usize) -> Span<Prose> {
        match (self.tokens.get(from), self.tokens.get(to.saturating_sub(1))) {
            (Some(first), Some(last)) if from < to => first.span.join(last.span),
            (Some(first), _) => Span::new(first.span.start as usize, first.span.start as usize),
            _ => Span::new(self.span.end as usize, self.span.end as usize),
        }
    }
}
