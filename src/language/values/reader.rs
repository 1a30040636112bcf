//! The way through a sentence: at each position the longest value, then hedges and what neighbours lend.

use super::dates::date;
use super::found::Found;
use super::lexicon::{Lexicon, List, Unit, UnitId};
use super::measures::amount;
use super::ranges::{lend, lend_days, lend_in_lists};
use super::relative::{relative, shifted};
use super::text::Text;
use super::{Hedge, Interval, Value};
use crate::language::tokens::Token;
use crate::rules::Words;

/// Words of a hedge, at most.
const HEDGE_WORDS: usize = 5;

/// Reads values with the words of one language.
#[derive(Debug, Default)]
pub struct ValueReader {
    lexicon: Lexicon,
}

impl ValueReader {
    /// Makes the words, units and hedges of a language ready.
    pub fn new(words: &Words) -> Self {
        Self { lexicon: Lexicon::new(words) }
    }

    /// The values of a sentence with these tokens, in order, without overlap. Spans count in `prose`.
    pub fn values(&self, prose: &str, tokens: &[Token]) -> Vec<Value> {
        let Some(text) = Text::new(prose, tokens, &self.lexicon) else {
            return Vec::new();
        };
        let mut found: Vec<Found> = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            if !text.may_begin(at) {
                at += 1;
                continue;
            }
            if let Some(next) = text.list(at, List::NotANumber) {
                at = next;
                continue;
            }
            match longest(&text, at) {
                Some(one) => {
                    at = one.to;
                    found.push(one);
                }
                None => at += 1,
            }
        }
        lend_days(&text, &mut found);
        lend(&text, &mut found);
        lend_in_lists(&text, &mut found);
        let mut free = 0;
        let mut values = Vec::with_capacity(found.len());
        for (number, one) in found.iter().enumerate() {
            let next = found.get(number + 1).map_or(tokens.len(), |next| next.from);
            values.push(one.value(&text, hedge(&text, one, free, next)));
            free = one.to;
        }
        values
    }

    /// A unit.
    pub fn unit(&self, id: UnitId) -> &Unit {
        self.lexicon.unit(id)
    }

    /// The unit of that name, as in `[unit.mile]`.
    pub fn unit_named(&self, name: &str) -> Option<UnitId> {
        self.lexicon.unit_named(name)
    }

    /// An interval in another unit; `None` if the dimensions differ.
    pub fn convert(&self, interval: Interval, from: UnitId, to: UnitId) -> Option<Interval> {
        self.lexicon.convert(interval, from, to)
    }
}

/// The longest value at a position; a date before an amount of the same length.
fn longest(text: &Text<'_>, at: usize) -> Option<Found> {
    let measured = amount(text, at).map(|found| shifted(text, found).unwrap_or(found));
    let dated = date(text, at);
    let related = relative(text, at, dated.as_ref());
    longer(longer(dated, related), measured)
}

/// The longer of two; the first if they end together.
fn longer(first: Option<Found>, second: Option<Found>) -> Option<Found> {
    match (&first, &second) {
        (Some(one), Some(other)) if one.to >= other.to => first,
        (_, Some(_)) => second,
        _ => first,
    }
}

/// The hedge of a value: before it, at or after `free`, or after it, before `next`.
fn hedge(text: &Text<'_>, found: &Found, free: usize, next: usize) -> Option<Hedge> {
    let make = |from: usize, to: usize, (low, high): (f64, f64)| Hedge { span: text.span(from, to), low, high };
    let first = found.from.saturating_sub(HEDGE_WORDS).max(free);
    let before = (first..found.from).find_map(|from| {
        let (shares, to) = text.hedge(from, false)?;
        (to == found.from).then(|| make(from, to, shares))
    });
    let behind = || {
        let (shares, to) = text.hedge(found.to, true)?;
        (to <= next).then(|| make(found.to, to, shares))
    };
    // "About 500 or more": the words after it are more specific.
    match before {
        Some(hedge) if hedge.low < 0.0 && hedge.high > 0.0 => behind().or(before),
        Some(_) => before,
        None => behind(),
    }
}
