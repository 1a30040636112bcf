//! Numbers: digits, words, mixed fractions and scales.

use super::interval::Written;
use super::lexicon::{Form, List, Senses, Table};
use super::text::Text;
use crate::language::tokens::TokenKind;

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Digits without separators, and their number. It may be a year.
    Plain(usize),
    /// Digits with a point, separators or a scale.
    Digits,
    /// Words.
    Words,
    /// A part of a whole.
    Fraction,
}

/// A number that was read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Number {
    pub(super) written: Written,
    pub(super) shape: Shape,
    /// The factor of a scale word after it; 1 without.
    pub(super) scale: f64,
    /// The position after it.
    pub(super) next: usize,
}

impl Number {
    fn new(written: Written, shape: Shape, next: usize) -> Self {
        Self { written, shape, scale: 1.0, next }
    }
}

/// The words that a number in words may begin with.
pub(super) const OPENERS: Senses = Senses::table(Table::Cardinal)
    .with(Senses::table(Table::Part))
    .with(Senses::table(Table::Sign))
    .with(Senses::list(List::Article))
    .with(Senses::list(List::NotANumber));

/// The number at a position.
pub(super) fn number(text: &Text<'_>, at: usize) -> Option<Number> {
    if let Some((_, number)) = text.read.get().filter(|&(read, _)| read == at) {
        return number;
    }
    let number = read(text, at);
    text.read.set(Some((at, number)));
    number
}

fn read(text: &Text<'_>, at: usize) -> Option<Number> {
    if text.kind(at) == Some(TokenKind::Number) {
        return digits(text, at);
    }
    if !text.senses(at).meets(OPENERS) {
        return point_first(text, at);
    }
    if text.list(at, List::NotANumber).is_some() {
        return None;
    }
    point_first(text, at).or_else(|| sign(text, at)).or_else(|| part(text, at)).or_else(|| words(text, at))
}

/// Larger numbers are ignored, since they cannot be represented exactly.
const LARGEST: f64 = 1e18;
/// Digits of a number that is far below the largest.
const EXACT_DIGITS: usize = 12;
/// Maximum number of groups of three digits after spaces.
const GROUPS: usize = 6;

/// "1,200", "3.5": the value and the worth of its last place; nothing for versions, dates and lists such as "1,2".
pub(super) fn parse_digits(raw: &str) -> Option<(f64, f64)> {
    if raw.len() <= EXACT_DIGITS && raw.bytes().all(|byte| byte.is_ascii_digit()) {
        return raw.parse().ok().map(|value| (value, 1.0));
    }
    let (whole, decimals) = match raw.split_once('.') {
        Some((whole, decimals)) => (whole, decimals),
        None => (raw, ""),
    };
    if !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let grouped = rest.is_empty() || first.len() <= 3;
    // Groups of three; the first ones of two in India.
    let (last, inner) = rest.split_last().map_or((None, &[][..]), |(last, inner)| (Some(last), inner));
    let good = last.is_none_or(|last| last.len() == 3)
        && (inner.iter().all(|group| group.len() == 3) || inner.iter().all(|group| group.len() == 2));
    if !grouped || !good {
        return None;
    }
    let value: f64 = raw.replace(',', "").parse().ok().filter(|value| *value < LARGEST)?;
    Some((value, place(decimals.len())))
}

/// The value of the last of a number of decimals.
fn place(decimals: usize) -> f64 {
    (0..decimals).fold(1.0, |worth, _| worth / 10.0)
}

fn digits(text: &Text<'_>, at: usize) -> Option<Number> {
    let raw = text.raw(at);
    let (value, step) = parse_digits(raw)?;
    let plain = raw.bytes().all(|byte| byte.is_ascii_digit());
    let shape = if plain { Shape::Plain(raw.len()) } else { Shape::Digits };
    if plain {
        if let Some((parts, next)) = denominator(text, at) {
            let written = Written { value: value / parts, step: 0.0, round: 0.0 };
            return Some(Number::new(written, Shape::Fraction, next));
        }
        if let Some((fraction, parts, next)) = fraction_behind(text, at + 1) {
            let written = Written { value: value + fraction, step: 1.0 / parts, round: 1.0 / parts };
            return Some(scaled(text, Number::new(written, Shape::Digits, next)));
        }
    }
    if let Some((value, step, next)) = spaced_groups(text, at, raw) {
        return Some(scaled(text, Number::new(Written::new(value, step), Shape::Digits, next)));
    }
    Some(scaled(text, Number::new(Written::new(value, step), shape, at + 1)))
}

/// "10 000", "1 234 567.89": groups of three after non-breaking spaces, or after ordinary ones if there are three
/// groups or a unit follows.
fn spaced_groups(text: &Text<'_>, at: usize, raw: &str) -> Option<(f64, f64, usize)> {
    let plain = |raw: &str| raw.bytes().all(|byte| byte.is_ascii_digit());
    if raw.len() > 3 || !plain(raw) || raw.starts_with('0') {
        return None;
    }
    let (mut digits, mut next, mut loose) = (raw.to_owned(), at + 1, false);
    while next < at + GROUPS && text.kind(next) == Some(TokenKind::Number) && plain(digits.as_str()) {
        let gap = &text.prose[text.tokens[next - 1].span.end as usize..text.tokens[next].span.start as usize];
        let group = text.raw(next);
        let whole = group.split('.').next().unwrap_or("");
        if whole.len() != 3 || group.contains(',') || !matches!(gap, " " | "\u{a0}" | "\u{202f}" | "\u{2009}") {
            break;
        }
        loose |= gap == " ";
        digits.push_str(group);
        next += 1;
    }
    let groups = next - at;
    let (value, step) = parse_digits(&digits)?;
    let unit = || {
        let symbol = || text.unit(next, Form::Symbol).is_some_and(|(_, to)| ends(text, to));
        text.unit(next, Form::Name).is_some() || text.list(next, List::Percent).is_some() || symbol()
    };
    (groups > 2 || groups == 2 && (!loose || unit())).then_some((value, step, next))
}

/// Returns `true` if nothing that a quantity may be part of follows a unit: "3 500 ml bottles" are three.
fn ends(text: &Text<'_>, at: usize) -> bool {
    let goes_on = |at: usize| text.list(at, List::Of).is_some() || text.list(at, List::DimensionAdjective).is_some();
    text.kind(at) != Some(TokenKind::Word) || goes_on(text.joint(at))
}

/// ".84"
fn point_first(text: &Text<'_>, at: usize) -> Option<Number> {
    let free = at == 0 || !text.close(at) || ["(", "[", "/"].iter().any(|mark| text.mark(at - 1, mark));
    let opens = text.mark(at, ".") && free && text.close(at + 1);
    let raw = text.raw(at + 1);
    if !opens || text.kind(at + 1) != Some(TokenKind::Number) || !raw.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let value: f64 = format!("0.{raw}").parse().ok()?;
    let written = Written::new(value, place(raw.len()));
    Some(scaled(text, Number::new(written, Shape::Digits, at + 2)))
}

/// "½", alone.
fn sign(text: &Text<'_>, at: usize) -> Option<Number> {
    let (value, next) = text.table(at, Table::Sign)?;
    Some(Number::new(Written { value, step: 0.0, round: 0.0 }, Shape::Fraction, next))
}

/// The "/4" of "1/4".
fn denominator(text: &Text<'_>, at: usize) -> Option<(f64, usize)> {
    let slashed = (text.mark(at + 1, "/") || text.mark(at + 1, "\u{2044}")) && text.close(at + 1) && text.close(at + 2);
    let raw = text.raw(at + 2);
    let plain = |raw: &str| !raw.is_empty() && raw.bytes().all(|byte| byte.is_ascii_digit());
    // More than one slash is a date, a path or a list.
    if !slashed || !plain(raw) || text.mark(at + 3, "/") && text.close(at + 3) {
        return None;
    }
    let parts: f64 = raw.parse().ok()?;
    (2.0..=1000.0).contains(&parts).then_some((parts, at + 3))
}

/// The fraction after a whole number: "1/2", "-1/2", "½", "and a half", "and three-quarters".
pub(super) fn fraction_behind(text: &Text<'_>, at: usize) -> Option<(f64, f64, usize)> {
    let start = text.joint(at);
    if text.broken(start) {
        return None;
    }
    if text.kind(start) == Some(TokenKind::Number) && (start > at || !text.close(start)) {
        let top: f64 = text.raw(start).parse().ok()?;
        let (parts, next) = denominator(text, start)?;
        return (top < parts && parts <= 64.0).then_some((top / parts, parts, next));
    }
    if let Some((value, next)) = text.table(start, Table::Sign) {
        return Some((value, if value == 0.5 { 2.0 } else { 4.0 }, next));
    }
    let after = text.list(start, List::And)?;
    word_fraction(text, text.joint(after))
}

/// "a half", "three-quarters", "two thirds": the fraction, the number of parts, and the position after it.
fn word_fraction(text: &Text<'_>, at: usize) -> Option<(f64, f64, usize)> {
    let (top, next) = match text.list(at, List::Article) {
        Some(next) => (1.0, next),
        None => text.table(at, Table::Cardinal)?,
    };
    let (parts, next) = text.table(text.joint(next), Table::Part)?;
    (top >= 1.0 && top < parts * 4.0).then_some((top / parts, parts, next))
}

/// A part of a whole in words: "two-thirds", "a quarter of", "half".
fn part(text: &Text<'_>, at: usize) -> Option<Number> {
    let whole = |value: f64, next: usize| Number::new(Written { value, step: 0.0, round: 0.0 }, Shape::Fraction, next);
    if let Some((parts, next)) = text.table(at, Table::Part) {
        // Of single words only "half" is one: "a third" may be one more, "half" is not.
        let ordinal_before = at > 0 && text.table(at - 1, Table::Ordinal).is_some();
        // "Quarter million".
        if parts == 4.0 && text.table(text.joint(next), Table::Scale).is_some() {
            return times_scale(text, whole(0.25, next));
        }
        if parts != 2.0 || ordinal_before {
            return None;
        }
        return Some(times_scale(text, whole(0.5, next)).unwrap_or(whole(0.5, next)));
    }
    let (share, _, next) = word_fraction(text, at)?;
    let hyphened = (at..next).any(|at| text.mark(at, "-"));
    // "The next three quarters" are nine months, "three quarters" alone a share.
    let relative = at > 0 && text.table(at - 1, Table::Relative).is_some();
    if share != 0.75 && share != 0.25 || relative {
        let plural = text.table(next - 1, Table::Period).is_some();
        if plural && !hyphened && text.list(next, List::Of).is_none() {
            return None;
        }
    }
    let several = text.table(at, Table::Cardinal).is_some_and(|(top, _)| top > 1.0);
    let of = text.list(next, List::Of).is_some();
    let one = text.table(at, Table::Cardinal).is_some();
    let last_is_half = share == 0.5;
    // "Down by a third".
    let linked = at > 0 && text.list(at - 1, List::FractionLink) == Some(at);
    if !(hyphened || several || of || one || last_is_half || linked) {
        return None;
    }
    let found = whole(share, next);
    Some(times_scale(text, found).unwrap_or(found))
}

/// "half a million", "a quarter of a million", "half a dozen": a part of a scale word.
fn times_scale(text: &Text<'_>, found: Number) -> Option<Number> {
    let after = text.list(found.next, List::Of).unwrap_or(found.next);
    let after = text.list(after, List::Article).unwrap_or(text.joint(after));
    let scale = text.table(after, Table::Scale).or_else(|| text.table(after, Table::Collective));
    let (scale, next) = scale?;
    let step = if scale < 100.0 { 1.0 } else { scale / 10.0 };
    let written = Written { value: found.written.value * scale, step, round: step };
    Some(Number { written, shape: Shape::Words, scale, next })
}

/// Scale words after a number in digits: "3.5 million", "1.2bn", "5 hundred thousand".
pub(super) fn scaled(text: &Text<'_>, number: Number) -> Number {
    let mut number = number;
    while (!text.broken(number.next) || number.scale == 1.0) && number.written.value.abs() < LARGEST {
        let at = text.joint(number.next);
        let word = text.table(at, Table::Scale).or_else(|| text.table(at, Table::ScalePlural));
        let Some((scale, next)) = word.or_else(|| dozens(text, at)) else { break };
        number.written = number.written.times(scale);
        number.scale *= scale;
        number.next = next;
        number.shape = Shape::Digits;
    }
    number
}

fn dozens(text: &Text<'_>, at: usize) -> Option<(f64, usize)> {
    text.table(at, Table::Collective).filter(|&(size, _)| size == 12.0)
}

/// A scale letter directly after digits, as in sums of money: "3.5m", "40k".
pub(super) fn scale_letter(text: &Text<'_>, number: Number, money: bool) -> Number {
    let letter = text.table(number.next, Table::ScaleLetter);
    match letter {
        Some((scale, next)) if number.scale == 1.0 && (text.close(number.next) || money) && (money || scale == 1e3) => {
            Number { written: number.written.times(scale), scale, next, shape: Shape::Digits }
        }
        _ => number,
    }
}

/// The last word of a number in words.
#[derive(Clone, Copy, PartialEq)]
enum Last {
    Nothing,
    Unit,
    Tens,
    Hundred,
    Scale,
}

/// "twenty-seven", "a hundred and two", "two and a half million", "a dozen".
fn words(text: &Text<'_>, at: usize) -> Option<Number> {
    let mut reading = Reading { text, total: 0.0, part: 0.0, step: 1.0, largest: f64::INFINITY, last: Last::Nothing };
    let mut next = reading.start(at)?;
    while let Some(after) = reading.more(next) {
        next = after;
    }
    if reading.last == Last::Nothing {
        return None;
    }
    let value = reading.total + reading.part;
    let scale = if reading.last == Last::Scale { reading.step } else { 1.0 };
    Some(Number {
        written: Written { value, step: reading.step, round: reading.step },
        shape: Shape::Words,
        scale,
        next,
    })
}

struct Reading<'t, 'a> {
    text: &'t Text<'a>,
    /// What scales have closed.
    total: f64,
    /// Below the next scale.
    part: f64,
    step: f64,
    /// The last scale: the next one must be smaller.
    largest: f64,
    last: Last,
}

impl Reading<'_, '_> {
    /// The first word, or "a" before a scale word.
    fn start(&mut self, at: usize) -> Option<usize> {
        if let Some((value, next)) = self.text.table(at, Table::Cardinal) {
            self.part = value;
            self.last = if value >= 20.0 { Last::Tens } else { Last::Unit };
            return Some(next);
        }
        let after = self.text.list(at, List::Article)?;
        let scale = |at| self.text.table(at, Table::Scale).or_else(|| self.text.table(at, Table::Collective));
        scale(after)?;
        self.part = 1.0;
        self.last = Last::Unit;
        Some(after)
    }

    /// The next word that belongs to the number.
    fn more(&mut self, at: usize) -> Option<usize> {
        let joined = self.text.joint(at);
        if self.text.broken(joined) {
            return None;
        }
        self.scale(joined)
            .or_else(|| self.unit(joined))
            .or_else(|| self.below_hundred(joined))
            .or_else(|| self.fraction(at))
            .or_else(|| self.decimals(joined))
    }

    fn scale(&mut self, at: usize) -> Option<usize> {
        let table = |table| self.text.table(at, table);
        let word = table(Table::Scale).or_else(|| table(Table::Collective)).or_else(|| table(Table::ScalePlural));
        let (scale, next) = word.filter(|_| self.total + self.part < LARGEST)?;
        if scale == 100.0 {
            if !matches!(self.last, Last::Unit) || self.part >= 100.0 {
                return None;
            }
            self.part *= 100.0;
            self.step = 100.0;
            self.last = Last::Hundred;
            return Some(next);
        }
        if self.part == 0.0 && self.last != Last::Scale {
            return None;
        }
        if self.last == Last::Scale {
            // "a thousand million"
            self.total *= scale;
        } else if scale < self.largest {
            self.total += self.part * scale;
            self.part = 0.0;
        } else {
            self.total = (self.total + self.part) * scale;
            self.part = 0.0;
        }
        self.step = if scale < 100.0 { 1.0 } else { scale * if self.step < 1.0 { self.step } else { 1.0 } };
        self.largest = scale;
        self.last = Last::Scale;
        Some(next)
    }

    /// The "seven" of "twenty-seven".
    fn unit(&mut self, at: usize) -> Option<usize> {
        let (value, next) = self.text.table(at, Table::Cardinal)?;
        if self.last != Last::Tens || !(1.0..10.0).contains(&value) {
            return None;
        }
        self.part += value;
        self.last = Last::Unit;
        Some(next)
    }

    /// What may follow a hundred or a scale word: "and two", "fifty".
    fn below_hundred(&mut self, at: usize) -> Option<usize> {
        if !matches!(self.last, Last::Hundred | Last::Scale) {
            return None;
        }
        let after = self.text.list(at, List::And);
        let (value, next) = self.text.table(self.text.joint(after.unwrap_or(at)), Table::Cardinal)?;
        // "two million and three" is rather two things; "a dozen two" is nothing.
        if self.last == Last::Scale && (after.is_some() && self.largest > 1000.0 || self.largest < 1000.0) {
            return None;
        }
        self.part += value;
        self.step = 1.0;
        self.last = if value >= 20.0 { Last::Tens } else { Last::Unit };
        Some(next)
    }

    /// "two and a half", "a million and a half".
    fn fraction(&mut self, at: usize) -> Option<usize> {
        let after = self.text.list(self.text.joint(at), List::And)?;
        let (share, parts, next) = word_fraction(self.text, self.text.joint(after))?;
        let worth = if self.last == Last::Scale { self.largest } else { 1.0 };
        self.part += share * worth;
        self.step = worth / parts;
        self.last = Last::Unit;
        Some(next)
    }

    /// "two point five".
    fn decimals(&mut self, at: usize) -> Option<usize> {
        let mut next = self.text.list(at, List::Point)?;
        let mut step = 1.0;
        while let Some((digit, after)) = self.text.table(next, Table::Cardinal).filter(|&(digit, _)| digit < 10.0) {
            step /= 10.0;
            self.part += digit * step;
            next = after;
        }
        if step == 1.0 {
            return None;
        }
        self.step = step;
        self.last = Last::Unit;
        Some(next)
    }
}
