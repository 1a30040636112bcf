//! Series: values of one kind that a sentence lists, with words between: "1,140 in Leeds, 720 in York and 350 in Hull", "seven new
//! features, nine fixes and four deprecations".
//!
//! A series is closed: an "and" precedes its last value, or a colon its first one. What follows a value is its own up to the
//! separator; after the separator only a few words may precede the next value.

use std::ops::Range;

use super::cues::{Cue, Cues, ListId};
use super::tokens::{Token, TokenKind};
use super::values::{Value, ValueKind, ValueReader};

/// Most tokens of an item after its value.
const ITEM: usize = 14;
/// Most tokens before the value of an item: "another", "Leeds for".
const LEAD: usize = 4;
/// Most amounts of a row.
const LONGEST: usize = 7;
/// Most amounts of a sentence with rows: with more, it is a table.
const MOST: usize = 12;
/// Tokens between the value of a total and the words that say so.
const BEHIND: usize = 3;
/// Tokens between a colon and the first value.
const OPENING: usize = 4;

/// A series of values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// From the first token of its first value to the last one of its last value.
    pub tokens: Range<usize>,
    /// The numbers of its values.
    pub values: Vec<usize>,
}

/// Finds series.
#[derive(Debug, Clone, Copy)]
pub struct SeriesReader {
    and: ListId,
    breaks: ListId,
    part_breaks: ListId,
    rise: ListId,
    fall: ListId,
    total_behind: ListId,
    whole: ListId,
    of_them: ListId,
    opening: ListId,
    of: ListId,
    article: ListId,
}

/// The words and values of a sentence.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    /// The tokens.
    pub tokens: &'a [Token],
    /// The items of word lists.
    pub cues: &'a [Cue],
    /// The values.
    pub values: &'a [Value],
    /// The reader of values.
    pub reader: &'a ValueReader,
}

/// A value that may be an item, with its tokens.
#[derive(Debug, Clone, Copy)]
struct Item {
    value: usize,
    from: usize,
    to: usize,
}

/// How an item follows another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Link {
    Comma,
    And,
}

impl SeriesReader {
    /// Looks the lists up.
    pub fn new(cues: &Cues) -> Self {
        Self {
            and: cues.list("series-and"),
            breaks: cues.list("series-break"),
            part_breaks: cues.list("series-item-break"),
            rise: cues.list("rise"),
            fall: cues.list("fall"),
            total_behind: cues.list("total-behind"),
            whole: cues.list("series-whole"),
            of_them: cues.list("series-of-them"),
            opening: cues.list("series-opening"),
            of: cues.list("number-of"),
            article: cues.list("number-article"),
        }
    }

    /// Every series of a sentence.
    pub fn series(&self, words: &Words<'_>) -> Vec<Series> {
        let items = words.items();
        let mut found = Vec::new();
        let mut from = 0;
        while from < items.len() {
            let mut to = from;
            let mut last = None;
            // "Of the 148 people, 131 ...": the first one is what the others are part of.
            if self.is_whole(words, items[from]) {
                from += 1;
                continue;
            }
            while let Some(link) = items.get(to + 1).and_then(|next| self.link(words, items[to], *next)) {
                // What follows the last value after a comma is something else: "3 and 4, 7 in all".
                if last == Some(Link::And) && link == Link::Comma {
                    break;
                }
                to += 1;
                last = Some(link);
            }
            let opened = words.opened(items[from].from) && to > from + 1;
            if last == Some(Link::And) || last.is_some() && opened {
                found.push(Series {
                    tokens: items[from].from..items[to].to,
                    values: items[from..=to].iter().map(|item| item.value).collect(),
                });
            }
            from = to + 1;
        }
        found
    }

    /// Returns `true` if a value cannot begin a series: "of the 148", "the two".
    fn is_whole(&self, words: &Words<'_>, item: Item) -> bool {
        let owned = item.from > 0 && words.tokens[item.from - 1].kind == TokenKind::Possessive;
        // "Of 64 plots", "88 of 96 samples".
        let bare = item.from > 0
            && words.cues.iter().any(|cue| cue.list == self.of && cue.to() == item.from)
            && (item.from == 1 || words.values.iter().any(|value| words.ends(value) == item.from - 1));
        owned || bare || words.cues.iter().any(|cue| cue.list == self.whole && cue.to() == item.from)
    }

    /// How one item follows another; `None` if it does not.
    fn link(&self, words: &Words<'_>, one: Item, next: Item) -> Option<Link> {
        if !words.alike(one.value, next.value) || next.from < one.to {
            return None;
        }
        let between = one.to..next.from;
        let is = |at: usize, list: ListId| words.cues.iter().any(|cue| cue.list == list && cue.from() == at);
        let comma = |at: usize| words.is_mark(at, &[",", ";"]);
        let separator = between.clone().rev().find(|&at| comma(at) || is(at, self.and))?;
        let link = if is(separator, self.and) { Link::And } else { Link::Comma };
        let lead = separator + 1..next.from;
        let own = one.to..separator;
        let broken = |range: Range<usize>, lists: &[ListId]| {
            words.cues.iter().any(|cue| lists.contains(&cue.list) && range.contains(&cue.from()))
        };
        // ", a Filipino,": one more item, and no value.
        let uncounted = own.clone().any(|at| comma(at) && is(at + 1, self.article));
        let mark = |range: Range<usize>| range.into_iter().any(|at| words.ends_clause(at));
        // "; 73 in total"
        let total = broken(next.to..next.to + BEHIND, &[self.total_behind]);
        // ", six of them": the first of the parts of the value before; ", of 28, 29 and 30".
        let part = broken(next.to..next.to + 1, &[self.of_them])
            || lead.len() == 1 && words.cues.iter().any(|cue| cue.list == self.opening && cue.from() == lead.start);
        let fits = !total
            && !part
            && !uncounted
            && lead.len() <= LEAD
            && own.len() <= ITEM
            && !broken(lead.clone(), &[self.breaks, self.part_breaks, self.rise, self.fall])
            && !broken(own.clone(), &[self.breaks, self.rise, self.fall])
            && !mark(lead)
            && !mark(own);
        fits.then_some(link)
    }
}

impl Words<'_> {
    /// Every run of amounts of one kind.
    pub fn rows(&self) -> Vec<Series> {
        let items = self.items();
        let mut rows: Vec<Series> = Vec::new();
        for (first, item) in items.iter().enumerate() {
            // "Starting with 3,410, it took in 1,275": from the first amount of its kind on.
            if items[..first].iter().any(|before| self.alike(before.value, item.value)) {
                continue;
            }
            let alike = items[first..].iter().filter(|other| self.alike(item.value, other.value)).take(LONGEST);
            let run: Vec<&Item> = alike.collect();
            for end in 2..=run.len() {
                let values = run[..end].iter().map(|item| item.value).collect();
                rows.push(Series { tokens: item.from..run[end - 1].to, values });
            }
        }
        if items.len() <= MOST { rows } else { Vec::new() }
    }

    /// One past the last token of a value.
    fn ends(&self, value: &Value) -> usize {
        self.tokens.partition_point(|token| token.span.start < value.span.end)
    }

    fn is_mark(&self, at: usize, marks: &[&str]) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Mark && marks.contains(&&*token.lower))
    }

    fn ends_clause(&self, at: usize) -> bool {
        self.is_mark(at, &[":", ";", "?", "!", "\u{2013}", "\u{2014}", "[", "]", "\u{201c}", "\u{201d}", "\""])
    }

    /// The amounts of the sentence in order, without those in brackets behind another one: "1,140 (49 percent) in Leeds".
    fn items(&self) -> Vec<Item> {
        let token = |byte: u32| self.tokens.partition_point(|token| token.span.start < byte);
        let mut items: Vec<Item> = Vec::new();
        for (value, one) in self.values.iter().enumerate() {
            let (from, to) = (token(one.span.start), token(one.span.end));
            let wanted = matches!(
                one.kind,
                ValueKind::Number(_)
                    | ValueKind::Percent(_)
                    | ValueKind::Money(_)
                    | ValueKind::Quantity(_)
                    | ValueKind::Duration(_)
            );
            let aside =
                from > 0 && self.is_mark(from - 1, &["("]) && items.last().is_some_and(|last| last.to == from - 1);
            if wanted && from < to && !aside {
                items.push(Item { value, from, to });
            }
        }
        items
    }

    /// Returns `true` for two values of one kind and unit.
    fn alike(&self, one: usize, other: usize) -> bool {
        let (one, other) = (&self.values[one], &self.values[other]);
        let dimension = |value: &Value| {
            let unit = value.amount()?.unit?;
            Some(&*self.reader.unit(unit).dimension)
        };
        let per = |value: &Value| value.amount().and_then(|amount| amount.per);
        std::mem::discriminant(&one.kind) == std::mem::discriminant(&other.kind)
            && dimension(one) == dimension(other)
            && per(one) == per(other)
    }

    /// Returns `true` if a colon, a dash or a bracket precedes a token, with a few words between.
    fn opened(&self, at: usize) -> bool {
        let from = at.saturating_sub(OPENING);
        (from..at).any(|at| self.is_mark(at, &[":", "(", "\u{2013}", "\u{2014}"]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::tokens::tokens;
    use crate::text::Span;

    /// The longest series of a text, as it is written.
    fn longest(text: &str) -> Option<String> {
        let words = &crate::embedded::words()[0];
        let (cues, values) = (Cues::new(words), ValueReader::new(words));
        let tokens = tokens(text, Span::new(0, text.len()));
        let (found, read) = (cues.find(&tokens).cues, values.values(text, &tokens));
        let words = Words { tokens: &tokens, cues: &found, values: &read, reader: &values };
        let longest = SeriesReader::new(&cues).series(&words).into_iter().max_by_key(|series| series.values.len())?;
        let shown: Vec<&str> = longest.values.iter().map(|&value| read[value].span.of(text)).collect();
        Some(shown.join(" | "))
    }

    #[test]
    fn values_with_words_between() {
        for (text, series) in [
            ("It has three sites: 1,140 in Leeds, 720 in York and 350 in Hull.", "1,140 | 720 | 350"),
            ("It brings seven new features, nine bug fixes and four deprecations.", "seven | nine | four"),
            (
                "$1.2 million for pay, $650,000 for books and discs, and $350,000 for the roof.",
                "$1.2 million | $650,000 | $350,000",
            ),
            (
                "Of that, \u{a3}84 million went into rails, \u{a3}52 million into depots and \u{a3}27 million into signals.",
                "\u{a3}84 million | \u{a3}52 million | \u{a3}27 million",
            ),
            ("Some 1,140 (49 percent) live in Leeds and 720 (31 percent) in York.", "1,140 | 720"),
            ("Leeds has 12, York another 8 and Hull only 3.", "12 | 8 | 3"),
            ("(12 in Leeds; 8 in York; 3 in Hull)", "12 | 8 | 3"),
            ("Four were hurt badly and the other nine had cuts.", "Four | nine"),
        ] {
            assert_eq!(longest(text).as_deref(), Some(series), "{text}");
        }
    }

    #[test]
    fn what_is_no_series() {
        for text in [
            "Exports rose 12 percent to $4 million, imports 16 percent to $3 million.",
            "It fell to 400 from 500 and rose to 600.",
            "Leeds has 12 while York has 8 and Hull none.",
            "It has 12 shops, 8 cafes.",
            "There are 12 shops. It sold 8 of them and closed.",
        ] {
            assert_eq!(longest(text), None, "{text}");
        }
    }
}
