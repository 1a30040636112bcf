//! A sentence as patterns see it: tokens, the items of word lists, and pieces that are values or names.

use std::ops::Range;

use crate::language::cues::{Cue, Cues, ListId};
use crate::language::inline_lists::{InlineItem, InlineList, Parts, inline_lists};
use crate::language::names::runs::RunReader;
use crate::language::series::{SeriesReader, Words};
use crate::language::tokens::{Token, TokenKind};
use crate::language::values::{DateValue, Value, ValueKind, ValueReader};
use crate::rules::formula::Sort;

/// The first bit of the types of titles.
const TITLED: u32 = 40;

/// A set of types of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SortSet(u64);

impl SortSet {
    /// Nothing.
    pub const NONE: Self = Self(0);

    /// The set of these types. A quantity is a number, money or measure.
    pub fn of(sorts: &[Sort]) -> Self {
        sorts.iter().fold(Self::NONE, |all, &sort| all.with(Self::one(sort)))
    }

    /// The set of one type.
    pub const fn one(sort: Sort) -> Self {
        match sort {
            Sort::Quantity => {
                Self((1 << Sort::Number as u32) | (1 << Sort::Money as u32) | (1 << Sort::Measure as u32))
            }
            Sort::Amount => Self(
                (1 << Sort::Number as u32)
                    | (1 << Sort::Money as u32)
                    | (1 << Sort::Measure as u32)
                    | (1 << Sort::Duration as u32),
            ),
            Sort::Years => Self((1 << Sort::Number as u32) | (1 << Sort::Age as u32)),
            other => Self(1 << other as u32),
        }
    }

    /// The lists that a sentence spells out or opens.
    pub fn lists() -> Self {
        Self::of(&[Sort::Series, Sort::Row, Sort::Items, Sort::Bullets])
    }

    /// The titles of the fluent with an index: bits after those of all types of values.
    pub fn titled(number: u8) -> Self {
        Self(1 << (TITLED + u32::from(number)).min(u64::BITS - 1))
    }

    /// Returns `true` if one of these types comes from the facts.
    pub fn is_known(self) -> bool {
        self.0 >> Sort::Person as u32 != 0
    }

    /// Returns `true` if the two intersect.
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The name that patterns have for them, or for the first of them.
    pub fn name(self) -> Option<&'static str> {
        let named = |name: &str| Sort::from_name(name).map_or(Self::NONE, Self::one);
        Sort::names().find(|name| named(name) == self).or_else(|| Sort::names().find(|name| named(name).meets(self)))
    }

    /// Both together.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// A recognised value or a name, at tokens `[from, to)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// First token.
    pub from: usize,
    /// One past the last token.
    pub to: usize,
    /// The number of the sentence's value; `None` for a name.
    pub value: Option<usize>,
    /// Its possible types.
    pub sorts: SortSet,
    /// Whether `...` may not pass it: a number that a pattern would have to account for.
    pub solid: bool,
}

/// A sentence made ready for patterns.
#[derive(Debug, Clone, Default)]
pub struct Line {
    pieces: Vec<Piece>,
    /// For each token, the number of its first piece.
    first: Vec<u32>,
    /// Tokens inside a piece that gaps may not pass.
    solid: Vec<bool>,
    /// For each token, the types of the pieces that start there.
    sorts_at: Vec<SortSet>,
    sorts: SortSet,
    lists: Vec<Listed>,
}

/// A list that the sentence spells out, at tokens `[from, to)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// First token.
    pub from: usize,
    /// One past the last token.
    pub to: usize,
    /// Of each item its tokens, and the number of its value.
    pub items: Vec<(usize, usize, Option<usize>)>,
}

impl Line {
    /// Puts pieces on the tokens of a sentence.
    pub fn new(tokens: &[Token], mut pieces: Vec<Piece>) -> Self {
        pieces.sort_by_key(|piece| (piece.from, std::cmp::Reverse(piece.to)));
        let mut solid = vec![false; tokens.len()];
        for piece in pieces.iter().filter(|piece| piece.solid) {
            solid[piece.from..piece.to.min(tokens.len())].fill(true);
        }
        let mut first = Vec::with_capacity(tokens.len() + 1);
        let mut next = 0;
        for at in 0..=tokens.len() {
            while pieces.get(next).is_some_and(|piece| piece.from < at) {
                next += 1;
            }
            first.push(next as u32);
        }
        let sorts = pieces.iter().fold(SortSet::NONE, |all, piece| all.with(piece.sorts));
        let mut sorts_at = vec![SortSet::NONE; tokens.len()];
        for piece in &pieces {
            sorts_at[piece.from] = sorts_at[piece.from].with(piece.sorts);
        }
        Self { pieces, first, solid, sorts_at, sorts, lists: Vec::new() }
    }

    /// The list at some tokens.
    pub fn list(&self, from: usize, to: usize) -> Option<&Listed> {
        self.lists.iter().find(|list| (list.from, list.to) == (from, to))
    }

    /// The same line with more pieces.
    #[must_use]
    pub fn with(&self, tokens: &[Token], more: impl Iterator<Item = Piece>) -> Self {
        let lists = self.lists.clone();
        Self { lists, ..Self::new(tokens, self.pieces.iter().copied().chain(more).collect()) }
    }

    /// The pieces that start at a token, longest first.
    pub(super) fn at(&self, token: usize) -> &[Piece] {
        let from = self.first.get(token).map_or(self.pieces.len(), |&first| first as usize);
        let to = self.first.get(token + 1).map_or(self.pieces.len(), |&first| first as usize);
        &self.pieces[from..to]
    }

    /// The first token, at or after `from`, at which a piece of one of these types starts.
    pub(super) fn next_of(&self, sorts: SortSet, from: usize) -> Option<usize> {
        let pieces = self.first.get(from).map_or(&[][..], |&first| &self.pieces[first as usize..]);
        pieces.iter().find(|piece| piece.sorts.meets(sorts)).map(|piece| piece.from)
    }

    /// The types of the pieces that start at a token.
    pub(super) fn sorts_at(&self, token: usize) -> SortSet {
        self.sorts_at.get(token).copied().unwrap_or_default()
    }

    pub(super) fn is_solid(&self, token: usize) -> bool {
        self.solid.get(token).copied().unwrap_or(false)
    }

    /// Returns `true` if the sentence has values of some of these types.
    pub(super) fn has(&self, sorts: SortSet) -> bool {
        self.sorts.meets(sorts)
    }
}

/// Makes lines with the word lists of a language.
#[derive(Debug, Clone, Copy)]
pub struct LineReader {
    names: RunReader,
    series: SeriesReader,
    coordination: ListId,
    opener: ListId,
}

/// Marks of which one opens a list of names or words.
const OPENING: [&str; 4] = [":", "(", "\u{2013}", "\u{2014}"];

impl LineReader {
    /// Looks the lists up.
    pub fn new(cues: &Cues) -> Self {
        Self {
            names: RunReader::new(cues),
            series: SeriesReader::new(cues),
            coordination: cues.list("coordination"),
            opener: cues.list("list-opener"),
        }
    }

    /// The line of a sentence with these tokens, cues and values.
    pub fn line(&self, tokens: &[Token], cues: &[Cue], values: &[Value], reader: &ValueReader) -> Line {
        let mut taken = vec![false; tokens.len()];
        let mut pieces = Vec::with_capacity(values.len());
        for (number, value) in values.iter().enumerate() {
            let from = tokens.partition_point(|token| token.span.start < value.span.start);
            let to = tokens.partition_point(|token| token.span.start < value.span.end);
            if from < to {
                taken[from..to].fill(true);
                pieces.push(Piece { from, to, value: Some(number), sorts: sorts_of(value), solid: is_solid(value) });
            }
        }
        let sorts = SortSet::one(Sort::Name);
        // Every run, and the rests of a run after its first words ("President", say).
        let runs = self.names.runs(tokens, cues, |at| taken[at]);
        for run in &runs {
            pieces.extend(run.words.iter().map(|&from| Piece { from, to: run.to, value: None, sorts, solid: false }));
        }
        if values.is_empty() {
            return Line::new(tokens, pieces);
        }
        let names: Vec<Range<usize>> = runs.iter().map(|run| run.words[0]..run.to).collect();
        let words = Words { tokens, cues, values, reader };
        let lists = self.lists(&words, &names);
        for (sort, list) in &lists {
            pieces.push(Piece { from: list.from, to: list.to, value: None, sorts: SortSet::one(*sort), solid: false });
        }
        if tokens.last().is_some_and(|token| &*token.lower == ":") {
            let (from, sorts) = (tokens.len() - 1, SortSet::one(Sort::Bullets));
            pieces.push(Piece { from, to: from + 1, value: None, sorts, solid: false });
        }
        Line { lists: lists.into_iter().map(|(_, list)| list).collect(), ..Line::new(tokens, pieces) }
    }

    /// The lists of a sentence.
    fn lists(&self, words: &Words<'_>, names: &[Range<usize>]) -> Vec<(Sort, Listed)> {
        let Words { tokens, cues, values, .. } = *words;
        let place = |value: usize| {
            let span = values[value].span;
            let at = |byte: u32| tokens.partition_point(|token| token.span.start < byte);
            (at(span.start), at(span.end), Some(value))
        };
        let series = self.series.series(words).into_iter().map(|series| {
            let items = series.values.iter().map(|&value| place(value)).collect();
            (Sort::Series, Listed { from: series.tokens.start, to: series.tokens.end, items })
        });
        let parts = Parts { tokens, cues, coordination: self.coordination, values, names };
        // "Anna, 22, and Ben, 24" are two; "two Wolverines and two Tigers" are four.
        let counts = |item: &InlineItem| item.values.iter().any(|&value| place(value).0 == item.tokens.start);
        let aged = |item: &InlineItem| item.values.is_empty() || !item.names.is_empty();
        let named = |list: &InlineList| list.items.iter().all(|item| aged(item) && !counts(item));
        let opened = tokens.iter().any(|token| OPENING.contains(&&*token.lower))
            || cues.iter().any(|cue| cue.list == self.opener);
        let found = if opened { inline_lists(&parts) } else { Vec::new() };
        let inline = found.into_iter().filter(named).filter_map(|list| {
            let items: Vec<_> = list.items.iter().map(|item| (item.tokens.start, item.tokens.end, None)).collect();
            let (first, last) = (items.first()?, items.last()?);
            Some((Sort::Items, Listed { from: first.0, to: last.1, items }))
        });
        let rows = words.rows().into_iter().map(|row| {
            let items = row.values.iter().map(|&value| place(value)).collect();
            (Sort::Row, Listed { from: row.tokens.start, to: row.tokens.end, items })
        });
        series.chain(inline).chain(rows).collect()
    }
}

/// The possible types of a value.
pub fn sorts_of(value: &Value) -> SortSet {
    let sorts: &[Sort] = match value.kind {
        ValueKind::Number(_) => &[Sort::Number],
        ValueKind::Ordinal(_) => &[Sort::Ordinal],
        ValueKind::Fraction(_) => &[Sort::Fraction],
        ValueKind::Percent(_) => &[Sort::Percent],
        ValueKind::Points(_) => &[Sort::Points],
        ValueKind::Money(amount) if amount.per.is_some() => &[Sort::Money, Sort::Rate],
        ValueKind::Money(_) => &[Sort::Money],
        ValueKind::Quantity(amount) if amount.per.is_some() => &[Sort::Measure, Sort::Rate],
        ValueKind::Quantity(_) => &[Sort::Measure],
        ValueKind::Duration(_) => &[Sort::Duration],
        ValueKind::Age(_) => &[Sort::Age],
        ValueKind::Date(date) => match date {
            DateValue::Date { month: Some(_), day: Some(_), .. } => &[Sort::Date, Sort::Time, Sort::When],
            DateValue::Date { month: Some(_), .. } => &[Sort::Month, Sort::Time, Sort::When],
            DateValue::Date { year: Some(_), day: None, weekday: None, .. } => &[Sort::Year, Sort::Time, Sort::When],
            DateValue::Date { year: None, day: None, weekday: Some(_), .. } => &[Sort::Weekday, Sort::When],
            DateValue::Shift { from_now: true, .. } => &[Sort::Ago, Sort::When],
            DateValue::Shift { .. } => &[Sort::Later],
            DateValue::Century(_) => &[Sort::Century, Sort::When],
            _ => &[Sort::When],
        },
        ValueKind::Clock(_) => &[Sort::Clock],
    };
    SortSet(sorts.iter().fold(0, |all, sort| all | 1 << *sort as u32))
}

/// Returns `true` if a gap may not skip it: amounts, but not dates and ordinals.
fn is_solid(value: &Value) -> bool {
    !matches!(value.kind, ValueKind::Date(_) | ValueKind::Clock(_) | ValueKind::Ordinal(_))
}

/// The input of a search.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text<'a> {
    pub(super) tokens: &'a [Token],
    pub(super) cues: &'a [Cue],
    pub(super) line: &'a Line,
}

impl Text<'_> {
    /// The items of word lists that start at a token.
    pub(super) fn cues_at(&self, token: usize) -> impl Iterator<Item = &Cue> {
        let first = self.cues.partition_point(|cue| cue.from() < token);
        self.cues[first..].iter().take_while(move |cue| cue.from() == token)
    }

    pub(super) fn is_word(&self, token: usize) -> bool {
        self.tokens.get(token).is_some_and(|token| token.kind == TokenKind::Word)
    }
}
