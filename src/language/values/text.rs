//! One sentence with what its words may mean, and the small questions that readers ask of it.

use std::cell::Cell;

use super::lexicon::{Form, Lexicon, List, Phrase, Sense, Senses, Table, UnitId};
use super::numbers::Number;
use crate::language::tokens::{Token, TokenKind};
use crate::text::{Prose, Span};

/// What a value may start with.
const OPENERS: Senses = Senses::table(Table::Cardinal)
    .with(Senses::table(Table::Ordinal))
    .with(Senses::table(Table::Part))
    .with(Senses::table(Table::Sign))
    .with(Senses::table(Table::Month))
    .with(Senses::table(Table::Weekday))
    .with(Senses::table(Table::Season))
    .with(Senses::table(Table::Decade))
    .with(Senses::table(Table::RelativeDay))
    .with(Senses::table(Table::Relative))
    .with(Senses::list(List::Minus))
    .with(Senses::list(List::NotANumber))
    .with(Senses::list(List::YearWord))
    .with(Senses::unit(Form::Before));
/// Only if a word of a value follows.
const ARTICLES: Senses = Senses::list(List::Article).with(Senses::list(List::The));
const BEHIND_ARTICLES: Senses = OPENERS
    .with(Senses::table(Table::Scale))
    .with(Senses::table(Table::ScalePlural))
    .with(Senses::table(Table::Collective))
    .with(Senses::list(List::More))
    .with(Senses::unit(Form::Name));

/// A sentence. Positions are token indices; a reader returns the value and the position after it.
pub(super) struct Text<'a> {
    pub(super) prose: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) lexicon: &'a Lexicon,
    /// For each token, what phrases begin with it.
    begun: Vec<(Senses, &'a [Phrase])>,
    /// The number that was read last, by its position: several readers ask for it.
    pub(super) read: Cell<Option<(usize, Option<Number>)>>,
}

/// Bytes of a word that has a capital letter in headlines.
const LONG: usize = 4;

impl<'a> Text<'a> {
    /// `None` if no word or digit can start a value.
    pub(super) fn new(prose: &'a str, tokens: &'a [Token], lexicon: &'a Lexicon) -> Option<Self> {
        let next = tokens.iter().skip(1).map(Some).chain([None]);
        let begun: Vec<_> = tokens.iter().zip(next).map(|(token, next)| lexicon.begun(token, next)).collect();
        let begins = |(token, (senses, _)): (&Token, &(Senses, _))| {
            let ends_in_digit = || token.lower.as_bytes().last().is_some_and(u8::is_ascii_digit);
            token.digit && (token.kind == TokenKind::Number || ends_in_digit()) || senses.meets(Senses::of_values())
        };
        tokens.iter().zip(&begun).any(begins).then_some(Self { prose, tokens, lexicon, begun, read: Cell::new(None) })
    }

    /// Returns `true` if a value may start at a token: at a number, a word or sign that may start one, or a mark
    /// directly before a number. An article starts one only if the next word may continue it.
    #[inline]
    pub(super) fn may_begin(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        match token.kind {
            TokenKind::Number => true,
            _ if self.senses(at).meets(OPENERS) => true,
            _ if self.senses(at).meets(ARTICLES) => {
                self.kind(at + 1).is_some_and(|kind| kind != TokenKind::Word)
                    || self.senses(at + 1).meets(BEHIND_ARTICLES)
            }
            TokenKind::Word => token.digit,
            TokenKind::Mark | TokenKind::Possessive => {
                self.close(at + 1) && self.kind(at + 1) == Some(TokenKind::Number)
            }
        }
    }

    /// Possible meanings of the phrases that start at a token.
    #[inline]
    pub(super) fn senses(&self, at: usize) -> Senses {
        self.begun.get(at).map_or(Senses::default(), |(senses, _)| *senses)
    }

    #[inline]
    pub(super) fn span(&self, from: usize, to: usize) -> Span<Prose> {
        self.tokens[from].span.join(self.tokens[to - 1].span)
    }

    #[inline]
    pub(super) fn raw(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.prose))
    }

    #[inline]
    pub(super) fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    /// Returns `true` if the token is this mark.
    #[inline]
    pub(super) fn mark(&self, at: usize, mark: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind != TokenKind::Word && token.lower == mark)
    }

    /// Returns `true` if there is no space before a token.
    #[inline]
    pub(super) fn close(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| !token.spaced)
    }

    /// Returns `true` if the word starts with a capital letter.
    #[inline]
    pub(super) fn capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.capital)
    }

    /// Returns `true` if there is a line break before a token.
    pub(super) fn broken(&self, at: usize) -> bool {
        let (Some(before), Some(token)) = (at.checked_sub(1).and_then(|at| self.tokens.get(at)), self.tokens.get(at))
        else {
            return false;
        };
        token.spaced && self.prose[before.span.end as usize..token.span.start as usize].contains(['\n', '\r'])
    }

    /// The position after an optional hyphen between two words without spaces.
    #[inline]
    pub(super) fn joint(&self, at: usize) -> usize {
        at + usize::from(self.mark(at, "-") && self.close(at) && self.close(at + 1))
    }

    /// The position after an optional hyphen or slash between two words.
    pub(super) fn date_joint(&self, at: usize) -> usize {
        let slash = self.mark(at, "/") && self.close(at) && self.close(at + 1);
        if slash { at + 1 } else { self.joint(at) }
    }

    /// Returns `true` if the number at a position is part of a name: "SCP-173", "F-16".
    pub(super) fn in_a_name(&self, at: usize) -> bool {
        at >= 2
            && (self.mark(at - 1, "-") || self.mark(at - 1, "\u{2013}"))
            && self.close(at)
            && self.close(at - 1)
            && self.kind(at - 2) == Some(TokenKind::Word)
            && self.capital(at - 2)
    }

    /// Returns `true` if a word for a number begins a name: "in Two Harbors". In a headline all long words have a capital letter.
    pub(super) fn opens_a_name(&self, at: usize) -> bool {
        let word = |at: usize| self.kind(at) == Some(TokenKind::Word);
        let behind = at > 0 && word(at - 1) && !self.capital(at - 1);
        if !behind || !word(at) || !self.capital(at) || !word(at + 1) || !self.capital(at + 1) {
            return false;
        }
        let small = |token: &&Token| token.kind == TokenKind::Word && !token.capital && token.lower.len() >= LONG;
        self.tokens.iter().filter(small).nth(1).is_some()
    }

    /// The longest phrase at a position that `pick` accepts, among those with certain meanings.
    #[inline]
    fn sense<T>(&self, at: usize, among: Senses, pick: impl Fn(Sense) -> Option<T>) -> Option<(T, usize)> {
        let (senses, phrases) = self.begun.get(at)?;
        if !senses.meets(among) {
            return None;
        }
        phrases.iter().find_map(|phrase| {
            let picked = pick(phrase.sense)?;
            Some((picked, self.matches(at, phrase)?))
        })
    }

    /// One past the last token of a phrase at `from`.
    #[inline]
    fn matches(&self, from: usize, phrase: &Phrase) -> Option<usize> {
        if phrase.rest.is_empty() && phrase.exact.is_none() {
            return Some(from + 1);
        }
        let exact = |at: usize, word: usize| phrase.exact.as_ref().is_none_or(|words| *words[word] == *self.raw(at));
        if !exact(from, 0) {
            return None;
        }
        let mut at = from + 1;
        for (number, (hash, word)) in phrase.rest.iter().enumerate() {
            let stands = |at: usize| self.tokens.get(at).is_some_and(|token| token.is(*hash, word));
            if !stands(at) {
                // A hyphen may be between them.
                at += 1;
                if !self.mark(at - 1, "-") || !stands(at) {
                    return None;
                }
            }
            if !exact(at, number + 1) {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    #[inline]
    pub(super) fn table(&self, at: usize, table: Table) -> Option<(f64, usize)> {
        self.sense(at, Senses::table(table), |sense| match sense {
            Sense::Table(known, value) if known == table => Some(value),
            _ => None,
        })
    }

    #[inline]
    pub(super) fn list(&self, at: usize, list: List) -> Option<usize> {
        self.sense(at, Senses::list(list), |sense| (sense == Sense::List(list)).then_some(())).map(|((), next)| next)
    }

    #[inline]
    pub(super) fn unit(&self, at: usize, form: Form) -> Option<(UnitId, usize)> {
        let found = self.sense(at, Senses::unit(form), |sense| match sense {
            Sense::Unit(unit, known) if known == form => Some(unit),
            _ => None,
        });
        found.filter(|&(_, to)| form != Form::Symbol || !self.opens_a_sum(at, to))
    }

    /// Returns `true` if a currency sign belongs to the number after it: the second "$" of "$5 $10".
    fn opens_a_sum(&self, at: usize, to: usize) -> bool {
        let Some((_, end)) = self.unit(at, Form::Before) else { return false };
        // The "C" of "31 C$2.7 million" is part of a longer sign.
        end > to || self.kind(to) == Some(TokenKind::Number) && self.kind(at) == Some(TokenKind::Mark)
    }

    /// A currency after a number.
    pub(super) fn money_name(&self, at: usize) -> Option<(UnitId, usize)> {
        self.unit_where(at, Form::Name, true).or_else(|| self.unit_where(at, Form::Symbol, true))
    }

    /// The name of a unit that is not a currency: the mass of "pound".
    pub(super) fn measure_name(&self, at: usize) -> Option<(UnitId, usize)> {
        self.unit_where(at, Form::Name, false)
    }

    #[inline]
    fn unit_where(&self, at: usize, form: Form, money: bool) -> Option<(UnitId, usize)> {
        let found = self.sense(at, Senses::unit(form), |sense| match sense {
            Sense::Unit(unit, known) if known == form && self.lexicon.unit(unit).is_money() == money => Some(unit),
            _ => None,
        });
        found.filter(|&(_, to)| form != Form::Symbol || !self.opens_a_sum(at, to))
    }

    /// The longest hedge before or after.
    #[inline]
    pub(super) fn hedge(&self, at: usize, behind: bool) -> Option<((f64, f64), usize)> {
        self.sense(at, Senses::hedge(), |sense| match sense {
            Sense::Hedge(low, high, known) if known == behind => Some((low, high)),
            _ => None,
        })
    }
}
