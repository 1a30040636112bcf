//! The numbers of a draft with what they belong to: the noun that is counted, whether the draft refers back to it, and the
//! part of the draft that gives it.

use super::analysis::{Analysis, Sentence};
use super::cues::{Cues, ListId};
use super::tokens::{Token, TokenKind};
use super::values::{Value, ValueKind};
use crate::document::BlockKind;
use crate::text::{Prose, Span};

/// The part of a draft that gives a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A heading before the text.
    Headline,
    /// A list of key points.
    KeyPoint,
    /// The caption of a picture.
    Caption,
    /// A cell of a table.
    Cell,
    /// Running text, and items of other lists.
    Text,
    /// A heading inside the text.
    Heading,
}

impl Part {
    /// Returns `true` for parts that say again what the text says.
    pub fn repeats(self) -> bool {
        matches!(self, Self::Headline | Self::KeyPoint | Self::Caption)
    }
}

/// A number with its owner.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "independent properties of the number")]
pub struct Quantity<'a> {
    /// The value.
    pub value: Value,
    /// The number of its sentence.
    pub sentence: usize,
    /// Its tokens.
    pub tokens: (usize, usize),
    /// Where it is given.
    pub part: Part,
    /// What it measures: a dimension, a currency, "%", "rate"; empty for counts.
    pub dimension: &'a str,
    /// The number in base units, without its hedge.
    pub amount: f64,
    /// The digits of the number without marks and without zeros at the end: "4.80 million" is "48", "1,140" is "114".
    pub digits: String,
    /// The number of digits before its scale, zeros included: 3 for "120".
    pub places: usize,
    /// Whether "the", "all", "those" or the like precedes it, so that it was given before.
    pub definite: bool,
    /// Whether it does so directly before the number, and not before the noun that the number is of.
    pub direct: bool,
    /// Whether words before it say that it is the whole number: "all 17", "each of its 18", "those 16".
    pub whole: bool,
    /// Whether it is written with marks between its digits, as no year is.
    pub grouped: bool,
    /// Whether the word before it compares it: "from", "than", "another".
    pub compared: bool,
    /// The noun that is counted, or that an amount modifies: "segments", "bill".
    pub counted: Option<&'a str>,
    /// The noun that an amount is of: "revenue of $416.2 million", "the debt stands at £350 million".
    pub of: Option<&'a str>,
    /// Whether words that limit the noun follow it: "of", "in", "who".
    pub limited: bool,
}

/// The word lists that owners are read by.
#[derive(Debug)]
pub struct QuantityLists {
    small: ListId,
    definite: ListId,
    whole: ListId,
    again: ListId,
    of_the: ListId,
    compared: ListId,
    limits: ListId,
    link: ListId,
    /// Small words that belong to a noun: "new".
    adjective: ListId,
}

/// The dimension of all rates.
pub const RATE: &str = "rate";
/// Most words between a noun and its amount: "stands at".
const LINKS: usize = 3;
/// Tokens from "each" to the number in "each of the line's 18".
const OWNER: usize = 5;
/// Most words between a determiner and a number, and most of a noun phrase after it.
const REACH: usize = 4;

impl QuantityLists {
    /// Looks the lists up.
    pub fn new(cues: &Cues) -> Self {
        Self {
            small: cues.list("matter-small"),
            definite: cues.list("quantity-definite"),
            whole: cues.list("quantity-whole"),
            again: cues.list("quantity-again"),
            of_the: cues.list("quantity-of-the"),
            compared: cues.list("quantity-compared"),
            limits: cues.list("quantity-limits"),
            link: cues.list("quantity-link"),
            adjective: cues.list("quantity-adjective"),
        }
    }

    /// The numbers of a draft, in order. Block quotations, dates, ages and times of day are left out.
    pub fn read<'a>(&self, analysis: &'a Analysis<'_>) -> Vec<Quantity<'a>> {
        let first = analysis.blocks.iter().position(|block| block.kind != BlockKind::Heading);
        let mut found = Vec::new();
        for (number, sentence) in analysis.sentences.iter().enumerate() {
            let Some(part) = part(analysis, sentence, first.unwrap_or(usize::MAX)) else { continue };
            for value in sentence.values() {
                found.extend(self.quantity(analysis, (number, sentence), value, part));
            }
        }
        found
    }

    fn quantity<'a>(
        &self,
        analysis: &'a Analysis<'_>,
        (number, sentence): (usize, &'a Sentence<'_>),
        value: &Value,
        part: Part,
    ) -> Option<Quantity<'a>> {
        let (amount, dimension) = match value.kind {
            ValueKind::Number(amount) => (amount, ""),
            ValueKind::Percent(amount) => (amount, "%"),
            ValueKind::Money(amount) | ValueKind::Quantity(amount) | ValueKind::Duration(amount) => {
                let unit = analysis.values().unit(amount.unit?);
                (amount, if amount.per.is_some() { RATE } else { &*unit.dimension })
            }
            _ => return None,
        };
        if value.borrowed {
            return None;
        }
        let unit = amount.unit.map(|id| analysis.values().unit(id));
        let (factor, offset) = unit.map_or((1.0, 0.0), |unit| (unit.factor, unit.offset));
        let tokens = sentence.tokens();
        let from = tokens.partition_point(|token| token.span.start < value.span.start);
        let to = tokens.partition_point(|token| token.span.start < value.span.end);
        let cues = analysis.cues();
        let (digits, places) = digits(tokens.get(from..to)?, amount.interval.printed);
        let of = self.owner_before(tokens, from, cues);
        let whole = self.is_whole(tokens, from, cues);
        // "all 84 of the foxes"
        let link = |at: usize| tokens.get(at).is_some_and(|token| cues.contains(self.of_the, &token.lower));
        let behind = if whole && link(to) && link(to + 1) { to + 2 } else { to };
        let counted = self.noun_behind(tokens, behind, !dimension.is_empty(), cues);
        let lead = of.map_or(from, |at| at);
        let last = counted.map_or(to, |at| at + 1);
        Some(Quantity {
            value: *value,
            sentence: number,
            tokens: (from, to),
            part,
            dimension,
            amount: amount.interval.printed * factor + offset,
            digits,
            places,
            direct: self.is_definite(tokens, from, cues),
            definite: self.is_definite(tokens, from, cues) || of.is_some() && self.is_definite(tokens, lead, cues),
            whole,
            grouped: tokens[from..to].iter().any(|token| token.lower.contains(',')),
            compared: from > 0 && cues.contains(self.compared, &tokens[from - 1].lower),
            counted: counted.map(|at| tokens[at].lower.as_str()),
            of: of.map(|at| tokens[at].lower.as_str()),
            limited: tokens.get(last).is_some_and(|token| cues.contains(self.limits, &token.lower)),
        })
    }

    /// The token of the noun in "revenue of $416.2 million" and "the debt stands at £350 million".
    fn owner_before(&self, tokens: &[Token], from: usize, cues: &Cues) -> Option<usize> {
        let link = |at: &usize| cues.contains(self.link, &tokens[*at].lower);
        let links = (0..from).rev().take_while(link).take(LINKS).count();
        let noun = (from - links).checked_sub(1).filter(|_| links > 0)?;
        self.is_content(&tokens[noun], cues).then_some(noun)
    }

    /// The token of the noun after a number: the first plural, or the last word of the phrase; after an amount the first word.
    fn noun_behind(&self, tokens: &[Token], to: usize, measured: bool, cues: &Cues) -> Option<usize> {
        let hyphen = usize::from(tokens.get(to).is_some_and(|token| token.lower == "-" && !token.spaced));
        let from = to + hyphen;
        let noun = |at: usize| self.is_content(&tokens[at], cues) || cues.contains(self.adjective, &tokens[at].lower);
        let words = (from..tokens.len().min(from + REACH)).take_while(|&at| noun(at));
        let words: Vec<usize> = words.collect();
        // "The 5.5-quart basket fits".
        if measured {
            return words.first().copied();
        }
        let plural = words.iter().copied().find(|&at| tokens[at].lower.ends_with('s') && tokens[at].lower.len() > 3);
        plural.or(words.last().copied())
    }

    /// Returns `true` if a determiner that refers back precedes a token, over adjectives.
    fn is_definite(&self, tokens: &[Token], at: usize, cues: &Cues) -> bool {
        (1..=REACH).take_while(|&gap| gap <= at).find_map(|gap| {
            let token = &tokens[at - gap];
            if cues.contains(self.definite, &token.lower) {
                return Some(true);
            }
            let inside = token.kind == TokenKind::Word && self.is_content(token, cues)
                || token.lower == "-" && !token.spaced
                || token.kind == TokenKind::Possessive;
            (!inside).then_some(false)
        }) == Some(true)
    }

    /// Returns `true` if words for a whole precede a token: "all", "each of its".
    fn is_whole(&self, tokens: &[Token], at: usize, cues: &Cues) -> bool {
        let before = |gap: usize| at.checked_sub(gap).map(|at| tokens[at].lower.as_str());
        let is = |list: ListId, gap: usize| before(gap).is_some_and(|word| cues.contains(list, word));
        let of = is(self.of_the, 2) && (is(self.definite, 1) || is(self.of_the, 1)) && is(self.whole, 3);
        // "Each of the line's 18".
        let owned = at > OWNER
            && tokens[at - 1].kind == TokenKind::Possessive
            && is(self.definite, 3)
            && is(self.of_the, 4)
            && is(self.whole, OWNER);
        // "These six" may be new ones.
        let again = is(self.again, 1) && is(self.of_the, 2);
        is(self.whole, 1) || is(self.whole, 2) && is(self.definite, 1) || of || owned || again
    }

    fn is_content(&self, token: &Token, cues: &Cues) -> bool {
        token.kind == TokenKind::Word && token.lower.len() > 2 && !cues.contains(self.small, &token.lower)
    }
}

fn part(analysis: &Analysis<'_>, sentence: &Sentence<'_>, first: usize) -> Option<Part> {
    let block = &analysis.blocks[sentence.block];
    Some(match block.kind {
        BlockKind::Heading if sentence.block < first => Part::Headline,
        BlockKind::Heading => Part::Heading,
        BlockKind::Caption => Part::Caption,
        BlockKind::Cell => Part::Cell,
        BlockKind::Item if analysis.structure().item(sentence.block).is_some_and(|(list, _)| list.key_points) => {
            Part::KeyPoint
        }
        BlockKind::Paragraph | BlockKind::Item => Part::Text,
        BlockKind::Quote => return None,
    })
}

/// The digits of a written number, without zeros at the end, and their count. Words are read as digits.
fn digits(tokens: &[Token], printed: f64) -> (String, usize) {
    let written = tokens.iter().find(|token| token.kind == TokenKind::Number);
    let digits: String = match written {
        Some(token) => token.lower.chars().filter(char::is_ascii_digit).collect(),
        None => format!("{}", printed.abs()).chars().filter(char::is_ascii_digit).collect(),
    };
    let places = digits.len();
    (digits.trim_end_matches('0').to_owned(), places)
}

/// The bytes of a number with the noun that is counted, for messages.
pub fn phrase(quantity: &Quantity<'_>, sentence: &Sentence<'_>) -> Span<Prose> {
    let tokens = sentence.tokens();
    let last = quantity.counted.and_then(|noun| {
        (quantity.tokens.1..tokens.len().min(quantity.tokens.1 + REACH + 1)).find(|&at| tokens[at].lower == noun)
    });
    last.map_or(quantity.value.span, |last| quantity.value.span.join(tokens[last].span))
}
