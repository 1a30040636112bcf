//! Amounts: numbers with a percent sign, currency, unit, or age.

use super::found::{AmountSort, Found, What};
use super::interval::Written;
use super::lexicon::{Form, List, Senses, Table, UnitId};
use super::numbers::{self, Number, Shape, fraction_behind, number, parse_digits, scale_letter, scaled};
use super::text::Text;
use crate::language::tokens::TokenKind;

/// The words that an amount may begin with.
const OPENERS: Senses = numbers::OPENERS
    .with(Senses::unit(Form::Before))
    .with(Senses::table(Table::Ordinal))
    .with(Senses::list(List::Minus));

/// The amount at a position.
pub(super) fn amount(text: &Text<'_>, at: usize) -> Option<Found> {
    let is_plain = text.kind(at) == Some(TokenKind::Word) && !text.senses(at).meets(OPENERS) && !text.capital(at);
    if is_plain || text.in_a_name(at) {
        return None;
    }
    money_before(text, at)
        .or_else(|| glued(text, at))
        .or_else(|| negative(text, at))
        .or_else(|| ordinal(text, at))
        .or_else(|| age_before(text, at))
        .or_else(|| counted(text, at).filter(|_| !text.opens_a_name(at)))
        .or_else(|| one_of_a_unit(text, at))
}

fn found(from: usize, to: usize, sort: AmountSort, number: &Number, unit: Option<UnitId>) -> Found {
    let what = What::Amount { sort, written: number.written, scale: number.scale, unit, per: None };
    Found { from, to, what, borrowed: false }
}

/// "$3.5 million", "£1.2bn", "US$40", "Rs. 20".
fn money_before(text: &Text<'_>, at: usize) -> Option<Found> {
    let (mut unit, next) = text.unit(at, Form::Before)?;
    let negative = text.mark(next, "-") && text.close(next) && text.close(next + 1);
    let read = number(text, next + usize::from(negative)).filter(|_| !text.broken(next))?;
    let mut read = scale_letter(text, read, true);
    if negative {
        read.written = read.written.times(-1.0);
    }
    let mut to = text.list(read.next, List::MoneyQualifier).unwrap_or(read.next);
    // "$30 million US", "$2 million dollars".
    if let Some((name, after)) = text.money_name(to).filter(|&(name, _)| same_money(text, unit, name)) {
        (unit, to) = (name, after);
    }
    Some(rate(text, found(at, to, AmountSort::Money, &read, Some(unit))))
}

/// "RM42", "USD1,700", "INR1 trillion": a code close before its number, which is one word with it.
fn glued(text: &Text<'_>, at: usize) -> Option<Found> {
    if !text.capital(at) {
        return None;
    }
    let raw = text.raw(at);
    let digits = raw.find(|c: char| c.is_ascii_digit()).filter(|&digits| digits > 0)?;
    let unit = text.lexicon.unit_before(&raw[..digits])?;
    let start = text.tokens[at].span.start as usize + digits;
    let rest = &text.prose[start..];
    let len = rest.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.')).count();
    let number = rest[..len].trim_end_matches([',', '.']);
    let (value, step) = parse_digits(number)?;
    let end = start + number.len();
    let mut next = at + 1;
    while next < text.tokens.len() && (text.tokens[next].span.start as usize) < end {
        next += 1;
    }
    // "USD10m": the letter is part of the word.
    let letter = &text.prose[end..text.tokens[next - 1].span.end as usize];
    let scale = if letter.is_empty() { 1.0 } else { text.lexicon.letter(&letter.to_lowercase())? };
    let written = Written::new(value, step).times(scale);
    let read = Number { written, shape: Shape::Digits, scale, next };
    let read = if scale == 1.0 { scaled(text, read) } else { read };
    Some(rate(text, found(at, read.next, AmountSort::Money, &read, Some(unit))))
}

/// A name that makes a sign more specific: one of the dollars of "$".
fn same_money(text: &Text<'_>, sign: UnitId, name: UnitId) -> bool {
    let (sign, name) = (text.lexicon.unit(sign), text.lexicon.unit(name));
    sign.dimension == name.dimension || name.name.ends_with(&*sign.name)
}

/// "-5", "minus 5 degrees".
fn negative(text: &Text<'_>, at: usize) -> Option<Found> {
    let is_mark = text.kind(at) == Some(TokenKind::Mark);
    let sign = is_mark && ["-", "\u{2212}", "\u{2013}"].iter().any(|mark| text.mark(at, mark));
    if !sign && !text.senses(at).meets(Senses::list(List::Minus)) {
        return None;
    }
    let alone = at == 0 || !text.close(at) || text.mark(at - 1, "(");
    // "Plus or minus four points" is not a negative number.
    let either = at > 0 && text.list(at - 1, List::RangeOr).is_some();
    let next = match text.list(at, List::Minus).filter(|_| !either) {
        Some(next) => text.joint(next),
        None if sign && alone && text.close(at + 1) => at + 1,
        None => return None,
    };
    let is_digit = text.kind(next) == Some(TokenKind::Number);
    let mut inner = if sign && !is_digit { money_before(text, next)? } else { counted(text, next)? };
    inner.from = at;
    if let What::Amount { written, .. } = &mut inner.what {
        *written = written.times(-1.0);
    }
    Some(inner)
}

/// "22nd", "third", "twenty-third".
fn ordinal(text: &Text<'_>, at: usize) -> Option<Found> {
    let make = |value: f64, to: usize| {
        let written = Written { value, step: 0.0, round: 0.0 };
        let what = What::Amount { sort: AmountSort::Ordinal, written, scale: 1.0, unit: None, per: None };
        Found { from: at, to, what, borrowed: false }
    };
    if text.kind(at) == Some(TokenKind::Number) {
        let next = text.list(at + 1, List::OrdinalEnding).filter(|_| text.close(at + 1) && !is_weight(text, at + 1))?;
        let (value, step) = parse_digits(text.raw(at))?;
        return (step == 1.0).then(|| make(value, next));
    }
    if text.list(at, List::NotANumber).is_some() {
        return None;
    }
    if let Some((value, next)) = text.table(at, Table::Ordinal) {
        return Some(make(value, next));
    }
    // "twenty-third", "one hundred and first", "five hundredth".
    let read = number(text, at).filter(|read| read.shape == Shape::Words);
    if let Some(read) = read {
        let after = text.list(read.next, List::And).filter(|_| read.written.step >= 100.0).unwrap_or(read.next);
        let (value, next) = text.table(text.joint(after), Table::Ordinal)?;
        let whole = read.written.value;
        let step = if read.written.step >= 100.0 {
            read.written.step
        } else if whole % 10.0 == 0.0 {
            10.0
        } else {
            1.0
        };
        // "Twenty-third" adds, "five hundredth" multiplies.
        if value < step && whole >= 20.0 {
            return Some(make(whole + value, next));
        }
        return (value >= 100.0 && whole < 1000.0).then(|| make(whole * value, next));
    }
    None
}

/// Returns `true` if the ending of an ordinal is a unit here: the "st" of "11st 4lb" and of "11st (70 kg)".
fn is_weight(text: &Text<'_>, at: usize) -> bool {
    let Some((unit, to)) = text.unit(at, Form::Symbol) else { return false };
    smaller(text, to, unit).is_some() || is_converted(text, to, unit)
}

/// Returns `true` if a quantity of the same dimension follows in brackets: "6 in (15 cm)".
fn is_converted(text: &Text<'_>, at: usize, unit: UnitId) -> bool {
    let Some(read) = number(text, at + 1).filter(|_| text.mark(at, "(")) else { return false };
    let next = text.joint(read.next);
    let second = text.unit(next, Form::Name).or_else(|| text.unit(next, Form::Symbol));
    second.is_some_and(|(second, _)| text.lexicon.unit(second).dimension == text.lexicon.unit(unit).dimension)
}

/// A number and its unit.
fn counted(text: &Text<'_>, at: usize) -> Option<Found> {
    let read = number(text, at)?;
    let plain = if read.shape == Shape::Fraction { AmountSort::Fraction } else { AmountSort::Number };
    let with_unit = with_unit(text, at, &read);
    if let Some(found) = with_unit {
        return Some(found);
    }
    let read = scale_letter(text, read, false);
    Some(found(at, read.next, plain, &read, None))
}

fn with_unit(text: &Text<'_>, at: usize, read: &Number) -> Option<Found> {
    let next = text.joint(read.next);
    // "a quarter of a percentage point", "half a percentage point".
    let link = text.list(next, List::Of).or_else(|| text.list(next, List::Article));
    let of = link.filter(|_| read.shape == Shape::Fraction);
    if let Some(to) = text.list(of.map_or(next, |of| text.joint(of)), List::Points) {
        return Some(found(at, to, AmountSort::Points, read, None));
    }
    if let Some(to) = text.list(next, List::Percent) {
        return Some(rate(text, found(at, to, AmountSort::Percent, read, None)));
    }
    // "5m dollars", "40k euros", "3bn yen".
    let scaled = scale_letter(text, *read, true);
    if scaled.next > read.next
        && let Some((unit, to)) = text.money_name(text.joint(scaled.next))
    {
        return Some(rate(text, found(at, to, AmountSort::Money, &scaled, Some(unit))));
    }
    // "1.2m tons", "5m people".
    if scaled.next > read.next {
        if let Some((unit, to)) = text.unit(scaled.next, Form::Name) {
            return Some(rate(text, found(at, to, sort_of(text, unit), &scaled, Some(unit))));
        }
        if text.list(scaled.next, List::Counted).is_some() {
            return Some(found(at, scaled.next, AmountSort::Number, &scaled, None));
        }
    }
    let part = read.shape == Shape::Fraction || read.written.value.fract() != 0.0;
    let (unit, to) = unit_behind(text, read.next, part)?;
    let unit = pounds(text, read, unit, to);
    let sort = sort_of(text, unit);
    if sort == AmountSort::Duration
        && let Some(found) = age_behind(text, at, to, read, unit)
    {
        return Some(found);
    }
    let first = half_more(text, compound(text, found(at, to, sort, read, Some(unit))));
    if first.to == to && sort == AmountSort::Duration {
        return Some(first);
    }
    Some(rate(text, first))
}

/// "20 million pounds" are money, "20 million pounds of beef" and "20 pounds" a mass.
fn pounds(text: &Text<'_>, read: &Number, unit: UnitId, to: usize) -> UnitId {
    let money = || {
        let after = text.joint(read.next);
        text.money_name(after).filter(|&(_, next)| next == to).map(|(unit, _)| unit)
    };
    let large = read.scale >= 1e6 && text.list(to, List::Of).is_none();
    if large { money().unwrap_or(unit) } else { unit }
}

/// "An hour and a half", "one year and a quarter".
fn half_more(text: &Text<'_>, whole: Found) -> Found {
    let mut whole = whole;
    // "An hour and half".
    let bare = || {
        let (parts, next) = text.table(text.list(whole.to, List::And)?, Table::Part)?;
        (parts == 2.0).then_some((0.5, parts, next))
    };
    let share = fraction_behind(text, whole.to).or_else(bare).filter(|&(_, _, next)| {
        text.list(text.joint(whole.to), List::And).is_some() && text.unit(text.joint(next), Form::Name).is_none()
    });
    if let Some((share, parts, next)) = share
        && let What::Amount { written, .. } = &mut whole.what
        && text.list(next, List::Of).is_none()
    {
        *written = Written { value: written.value + share, step: 1.0 / parts, round: 1.0 / parts };
        whole.to = next;
    }
    whole
}

fn sort_of(text: &Text<'_>, unit: UnitId) -> AmountSort {
    let unit = text.lexicon.unit(unit);
    match () {
        () if unit.is_money() => AmountSort::Money,
        () if unit.is_time() => AmountSort::Duration,
        () => AmountSort::Quantity,
    }
}

/// The unit after a number: a name, a symbol, or a weak symbol if only a unit makes sense; after a fraction also "of a mile".
fn unit_behind(text: &Text<'_>, at: usize, part: bool) -> Option<(UnitId, usize)> {
    let more = text.list(at, List::More).filter(|&next| text.unit(next, Form::Name).is_some());
    let next = more.unwrap_or_else(|| text.joint(at));
    let name = text.measure_name(next).or_else(|| text.unit(next, Form::Name));
    let symbol = text.unit(next, Form::Symbol).filter(|&(_, to)| {
        // Not the "F" of "800 F-Series".
        let series = text.mark(to, "-") && text.close(to) && text.kind(to + 1) == Some(TokenKind::Word);
        !(series && to == next + 1 && text.raw(next).len() == 1)
    });
    // "half an hour", "a quarter of a mile"; "100 a day" is not a hundred days.
    let partitive = || {
        if !part {
            return None;
        }
        let after = text.list(at, List::Of).or_else(|| text.list(at, List::Article))?;
        text.unit(text.list(after, List::Article).unwrap_or(after), Form::Name)
    };
    let longest = match (name, symbol) {
        (Some(name), Some(symbol)) if symbol.1 > name.1 => Some(symbol),
        (Some(name), _) => Some(name),
        (None, symbol) => symbol,
    };
    longest.or_else(|| weak(text, next)).or_else(|| partitive().filter(|_| part))
}

/// How far back an open quotation is looked for, in tokens.
const NEAR: usize = 100;

/// "in" and the like: units only before a word of measure, before the same in another unit, or at the end of a bracket.
fn weak(text: &Text<'_>, at: usize) -> Option<(UnitId, usize)> {
    let (unit, next) = text.unit(at, Form::Weak)?;
    let measured = text.list(next, List::DimensionAdjective).is_some() || text.mark(next, ")");
    // A quotation mark directly after digits means inches, unless one was opened before.
    let quotes = !text.raw(at).chars().any(char::is_alphabetic);
    let open = || (at.saturating_sub(NEAR)..at).filter(|&before| text.raw(before) == text.raw(at)).count() % 2 == 1;
    let inside = matches!(text.kind(next), Some(TokenKind::Word | TokenKind::Number)) && !text.close(next);
    let inches = quotes && text.close(at) && text.raw(at) == "\"" && inside && !open();
    // "500K" are thousands, "293 K" kelvins.
    let thousands = !quotes && text.close(at) && text.table(at, Table::ScaleLetter).is_some();
    let plain = measured && !thousands && text.raw(at).is_ascii() && (!quotes || text.close(at));
    // The feet of 5'11".
    let feet = quotes && text.kind(next) == Some(TokenKind::Number) && text.close(next) && {
        let other = text.unit(next + 1, Form::Weak).map(|(other, _)| text.lexicon.unit(other));
        text.close(next + 1) && other.is_some_and(|other| other.factor < text.lexicon.unit(unit).factor)
    };
    let sure = feet || is_converted(text, next, unit);
    (inches || plain || sure && (!quotes || text.close(at))).then_some((unit, next))
}

/// "6ft 8in", "two pounds, three ounces", "one year and six months": a smaller unit of the same dimension.
fn compound(text: &Text<'_>, first: Found) -> Found {
    let mut whole = first;
    loop {
        let What::Amount { sort, written, scale, unit: Some(unit), per } = whole.what else {
            return whole;
        };
        let Some((second, smaller, to)) = smaller(text, whole.to, unit) else {
            return whole;
        };
        let (large, small) = (text.lexicon.unit(unit), text.lexicon.unit(smaller));
        let part = second.written.times(small.factor / large.factor);
        let written = Written { value: written.value + part.value, step: part.step, round: part.round };
        whole.what = What::Amount { sort, written, scale, unit: Some(unit), per };
        whole.to = to;
    }
}

/// A smaller unit adds less than a whole one.
const LESS: f64 = 0.99;

fn smaller(text: &Text<'_>, at: usize, unit: UnitId) -> Option<(Number, UnitId, usize)> {
    let comma = at + usize::from(text.mark(at, ","));
    let start = text.joint(text.list(comma, List::And).unwrap_or(comma));
    let read = number(text, start)?;
    let next = text.joint(read.next);
    let (second, to) = unit_behind(text, read.next, false).or_else(|| text.unit(next, Form::Weak))?;
    let (large, small) = (text.lexicon.unit(unit), text.lexicon.unit(second));
    // "1 square mile, 259 hectares" is the same twice.
    let fits = large.dimension == small.dimension
        && small.factor < large.factor
        && read.written.value * small.factor < large.factor * LESS
        && (!large.is_money_or_temperature() || large.is_money() && comma == at);
    fits.then_some((read, second, to))
}

/// "per hour", "an hour", "/h": the unit of a rate.
fn rate(text: &Text<'_>, amount: Found) -> Found {
    let mut amount = amount;
    let Some(after) = text.list(amount.to, List::Rate).filter(|_| !text.broken(amount.to)) else {
        return amount;
    };
    let unit = text.measure_name(after).or_else(|| text.unit(after, Form::Symbol));
    // "$10 million a year ago" is not a rate.
    let shifts = |to: usize| [List::Ago, List::Earlier, List::Later].iter().any(|&list| text.list(to, list).is_some());
    let fits = |&(unit, to): &(UnitId, usize)| !text.lexicon.unit(unit).is_money() && !shifts(to);
    let Some((unit, to)) = unit.filter(fits) else {
        return amount;
    };
    if let What::Amount { per, .. } = &mut amount.what {
        *per = Some(unit);
        amount.to = to;
    }
    amount
}

/// "43-year-old", "eight months old", "43 years of age".
fn age_behind(text: &Text<'_>, at: usize, to: usize, read: &Number, unit: UnitId) -> Option<Found> {
    let next = text.list(text.joint(to), List::AgeAfter)?;
    Some(found(at, next, AmountSort::Age, read, Some(unit)))
}

/// The oldest that anybody was.
const OLDEST: f64 = 122.0;

/// "aged 43", "turned 43": an age after its word; also "Smith, 43,".
fn age_before(text: &Text<'_>, at: usize) -> Option<Found> {
    let led = (1..=4).filter(|&back| back <= at).any(|back| text.list(at - back, List::AgeBefore) == Some(at));
    if !led && !behind_a_name(text, at) {
        return None;
    }
    let read = number(text, at)?;
    let whole = (1.0..=OLDEST).contains(&read.written.value) && read.written.value.fract() == 0.0;
    let counts =
        unit_behind(text, read.next, false).is_some() || text.list(text.joint(read.next), List::Percent).is_some();
    let closed = led || [",", ";", ")", "."].iter().any(|mark| text.mark(read.next, mark));
    (whole && closed && !counts && read.scale == 1.0)
        .then(|| found(at, read.next, AmountSort::Age, &read, text.lexicon.year))
}

/// Returns `true` after a name and a comma: "Ann Smith, 43,".
fn behind_a_name(text: &Text<'_>, at: usize) -> bool {
    at >= 2
        && text.mark(at - 1, ",")
        && text.kind(at - 2) == Some(TokenKind::Word)
        && text.capital(at - 2)
        && text.kind(at) == Some(TokenKind::Number)
        && text.table(at - 2, Table::Month).is_none()
        && text.table(at - 2, Table::Weekday).is_none()
}

/// "a year", "an hour": one unit of time; of others only "a mile (1.6 km)".
fn one_of_a_unit(text: &Text<'_>, at: usize) -> Option<Found> {
    let next = text.list(at, List::Article)?;
    let word = text.list(next, List::More).unwrap_or(next);
    let (unit, to) = text.unit(word, Form::Name)?;
    // Not "a months-long search", nor "a second time".
    let plural = text.tokens[to - 1].lower.ends_with('s');
    let measured = text.lexicon.unit(unit).is_time() || is_converted(text, to, unit);
    if plural || text.table(word, Table::Ordinal).is_some() || !measured {
        return None;
    }
    let one = Number { written: Written { value: 1.0, step: 1.0, round: 1.0 }, shape: Shape::Words, scale: 1.0, next };
    let whole = found(at, to, sort_of(text, unit), &one, Some(unit));
    Some(half_more(text, compound(text, whole)))
}
