//! One quantity in two units.

use super::number::{Num, Shown};
use crate::language::values::ValueReader;
use crate::rules::Words;
use crate::time::Verdict;

/// Tolerance in degrees for a temperature, in addition to what its digits leave open.
const DEGREES: f64 = 0.8;
/// And for a multiple of five, which is probably rounded.
const ROUNDED_DEGREES: f64 = 2.0;
/// For a difference of temperatures, as a share.
const DEGREES_SHARE: f64 = 0.03;
/// By how much a small multiple of five may be off.
const BY_EYE: f64 = 2.0;
/// The list of units that a unit of some name may be.
const ALSO: &str = "unit-also-";
/// And the list of those that it is only if they fit within a small share.
const RARELY: &str = "unit-rarely-";
const TO_THE_DIGIT: f64 = 0.01;
/// Spellings of those who mean their own country's units.
const AMERICAN: &str = "american-unit";
/// The units that they do not mean.
const BRITISH: &str = "british-unit";
/// What shows that a temperature is below zero although its number has no sign.
const BELOW: &str = "below-zero";
/// Dimensions of which two quantities that are far apart are not one.
const APART: &str = "unit-dimensions-apart";

/// By how much two quantities may differ, as shares.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shares {
    /// If one of them is a round number.
    pub(super) loose: f64,
    /// Otherwise.
    pub(super) tight: f64,
    /// If both are written with enough digits and neither has a hedge.
    pub(super) exact: f64,
}

/// A number in the unit of another, if it has none itself.
pub(super) fn lent(a: &Num, b: &Num) -> Num {
    let Shown::Unit { factor, offset, .. } = &b.shown else { return a.clone() };
    if !a.dimensions.is_empty() || !matches!(a.shown, Shown::Plain | Shown::Year) {
        return a.clone();
    }
    let with_unit = a.mapped(|x| x * factor + offset);
    Num { dimensions: b.dimensions.clone(), shown: b.shown.clone(), ..with_unit }
}

/// What the units of quantities may mean.
pub(super) struct Units<'a> {
    pub(super) reader: &'a ValueReader,
    pub(super) words: &'a Words,
    /// The text of both.
    pub(super) text: &'a str,
    /// The sentence that contains it.
    pub(super) sentence: &'a str,
}

impl Units<'_> {
    /// The first quantity in the unit of the second; under another reading of its unit if only that one is of its size.
    pub(super) fn like(&self, a: &Num, b: &Num) -> Option<Num> {
        let mut all = self.readings(a).into_iter().filter(|a| a.dimensions == b.dimensions).peekable();
        let first = all.peek()?.clone();
        let near = |a: &Num| (a.printed / b.printed).abs().ln().abs() < SIZE.ln();
        let best = if near(&first) { None } else { all.find(near) };
        Some(Num { shown: b.shown.clone(), ..best.unwrap_or(first) })
    }

    /// Returns `true` if two quantities are equal under some reading, within a relative tolerance.
    pub(super) fn alike(&self, a: &Num, b: &Num, shares: Shares) -> Verdict {
        let (Shown::Unit { name, offset, .. }, Shown::Unit { name: other, offset: offset_b, .. }) =
            (&a.shown, &b.shown)
        else {
            return Verdict::CannotTell;
        };
        if name == other {
            return Verdict::CannotTell;
        }
        let share = share(a, b, shares);
        let (by_eye, as_written) = (shares.loose > shares.tight, (a, b));
        let (a, b) = (&bare(a, by_eye), &bare(b, by_eye));
        let verdict = |met: bool| if met { Verdict::Yes } else { Verdict::No };
        if a.dimensions == b.dimensions && (*offset != 0.0 || *offset_b != 0.0) {
            return verdict(temperatures(a, b, share, self.is_below_zero()));
        }
        let (of_a, of_b) = (self.readings(a), self.readings(b));
        let pairs = of_a.iter().flat_map(|a| of_b.iter().map(move |b| (a, b)));
        let mut comparable = pairs.filter(|(a, b)| a.dimensions == b.dimensions).peekable();
        if comparable.peek().is_none() {
            return Verdict::CannotTell;
        }
        let apart = |num: &Num| {
            num.dimensions.iter().any(|(name, _)| self.words.items(APART).iter().any(|known| **known == **name))
        };
        let sized = |(a, b): &(&Num, &Num)| !apart(a) || (a.printed / b.printed).abs().ln().abs() < ABSURD.ln();
        let (met, sized) = comparable
            .fold((false, false), |(met, any), pair| (met || near(pair.0, pair.1, share), any || sized(&pair)));
        if !sized {
            return Verdict::CannotTell;
        }
        verdict(met || self.fits_rarely(as_written))
    }

    /// Returns `true` if the unit of one is one that its name rarely means, and the figures fit that one.
    fn fits_rarely(&self, (a, b): (&Num, &Num)) -> bool {
        let (a, b) = (&bare(a, false), &bare(b, false));
        let one = |rare: &Num, other: &Num| {
            let others = self.readings(other);
            let fits = |rare: &Num| {
                others.iter().any(|other| rare.dimensions == other.dimensions && near(rare, other, TO_THE_DIGIT))
            };
            self.others(rare, RARELY).iter().any(fits)
        };
        one(a, b) || one(b, a)
    }

    /// The quantity as written, and as it is where its unit is another one of its name.
    fn readings(&self, num: &Num) -> Vec<Num> {
        let mut found = vec![num.clone()];
        found.extend(self.others(num, ALSO));
        found
    }

    /// The quantity where its unit is another one of its name, by the lists with that prefix.
    fn others(&self, num: &Num, lists: &str) -> Vec<Num> {
        let mut found = Vec::new();
        let Shown::Unit { name, .. } = &num.shown else { return found };
        let (name, rate) = name.split_once('/').map_or((&**name, false), |(name, _)| (name, true));
        let unit = |name: &str| self.reader.unit_named(name).map(|id| self.reader.unit(id));
        let Some(written) = unit(name) else { return found };
        let own = self.is_american();
        for also in self.words.items(&format!("{lists}{name}")) {
            let british = own && self.words.items(BRITISH).contains(also);
            let Some(unit) = unit(also).filter(|unit| !british && (!rate || unit.dimension == written.dimension))
            else {
                continue;
            };
            let other = num.mapped(|x| x / written.factor * unit.factor);
            let dimensions =
                if unit.dimension == written.dimension { other.dimensions } else { vec![(unit.dimension.clone(), 1)] };
            found.push(Num { dimensions, ..other });
        }
        found
    }

    /// Returns `true` if the sentence speaks of temperatures below zero, by a word or by a dash before a number: the sign of a number
    /// may then be elsewhere.
    fn is_below_zero(&self) -> bool {
        let lower = self.sentence.to_lowercase();
        let is_one = |sign: &str| {
            let is_word = sign.contains(char::is_alphabetic);
            lower.match_indices(sign).any(|(at, _)| {
                let (before, after) = (&lower[..at], &lower[at + sign.len()..]);
                if is_word {
                    !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric)
                } else {
                    after.trim_start().starts_with(|c: char| c.is_ascii_digit())
                }
            })
        };
        self.words.items(BELOW).iter().any(|sign| is_one(sign))
    }

    /// Returns `true` if a spelling shows that American units are meant.
    fn is_american(&self) -> bool {
        let lower = self.text.to_lowercase();
        let mut parts = lower.split(|c: char| !c.is_alphabetic());
        parts.any(|part| self.words.items(AMERICAN).iter().any(|word| part == word))
    }
}

/// A number that is written exactly has at least these digits.
const EXACT: f64 = 60.0;
/// One whose hedge says less than its digits has at least these.
const HEDGED: f64 = 100.0;
/// One that was calculated, and the one it was calculated from.
const CALCULATED: f64 = 1000.0;
const CALCULATED_FROM: f64 = 10.0;
/// By how many times two quantities differ that nobody takes for one: "5 bytes (1.8 GB)".
const ABSURD: f64 = 5000.0;
/// By how many times two quantities of one size may differ.
const SIZE: f64 = 20.0;
/// What a step in the last digit adds to the tolerance of exact numbers, and the rest of it as a part of the least one.
const STEPS: f64 = 1.5;
const REST: f64 = 2.0 / 3.0;

/// How far two quantities may be apart.
fn share(a: &Num, b: &Num, shares: Shares) -> f64 {
    let is_rounded = is_round(a) || is_round(b);
    if let (Some(a), Some(b)) = (Digits::of(a), Digits::of(b)) {
        let within = |steps: f64| {
            let exact = shares.exact * REST + STEPS * steps;
            exact.max(shares.exact).min(shares.tight.max(shares.exact))
        };
        if a.number >= EXACT && b.number >= EXACT {
            return within(a.step() + b.step());
        }
        // Who gives 7,716 pounds has calculated them from 3,500 kg.
        if a.number.max(b.number) >= CALCULATED && a.number.min(b.number) >= CALCULATED_FROM {
            return within(1.0 / a.number + 1.0 / b.number);
        }
        let rough = f64::midpoint(a.rounding(), b.rounding()) + shares.exact * REST;
        return rough.max(shares.exact).min(if is_rounded { shares.loose } else { shares.tight });
    }
    if is_rounded { shares.loose } else { shares.tight }
}

/// The worth of the last digit of a number that is written with three decimals at most.
fn last_digit(printed: f64) -> f64 {
    let whole = |x: f64| (x - x.round()).abs() < 1e-6 * x.abs().max(1.0);
    [1.0, 0.1, 0.01].into_iter().find(|digit| whole(printed / digit)).unwrap_or(0.001)
}

/// The digits of a number, up to the last one that is not zero; a rough number with few digits has none.
struct Digits {
    /// As a whole number: 35 for 3,500.
    number: f64,
    /// Whether the last one is a five.
    five: bool,
    /// Whether zeros follow.
    zeros: bool,
}

impl Digits {
    fn of(num: &Num) -> Option<Self> {
        let figure = num.figure();
        let (printed, step) = (figure.printed.abs(), figure.high - figure.low);
        if printed == 0.0 || step <= 0.0 {
            return None;
        }
        let whole = |x: f64| (x - x.round()).abs() < 1e-6 * x.abs().max(1.0);
        // Of "about 8,470 feet" the digits say more than the hedge.
        let written = if num.hedged { last_digit(printed) } else { step };
        let mut digit = written;
        while digit < printed && whole(printed / (digit * 10.0)) {
            digit *= 10.0;
        }
        let number = printed / digit;
        let vague = num.hedged && number < HEDGED;
        (!vague).then(|| Self {
            number,
            five: number >= 10.0 && whole(printed / (digit * 5.0)),
            zeros: digit > written,
        })
    }

    /// By how much a number may have been rounded that ends in zeros or a five, as a share of it.
    fn rounding(&self) -> f64 {
        if self.zeros || self.five { self.step() } else { 0.0 }
    }

    /// The worth of the last digit as a share of the number; five of it if that digit is a five.
    fn step(&self) -> f64 {
        if self.five { 5.0 / self.number } else { 1.0 / self.number }
    }
}

/// A quantity without its hedge: "nearly 56 miles (90 km)" is rough on both sides. Small multiples of five are rounded by eye,
/// unless the rule treats round numbers as others.
fn bare(num: &Num, by_eye: bool) -> Num {
    let by_eye = by_eye && is_round(num) && num.figure().printed.abs() < 100.0;
    if !num.hedged && !by_eye {
        return num.clone();
    }
    let (figure, factor) = (num.figure(), if let Shown::Unit { factor, .. } = &num.shown { factor.abs() } else { 1.0 });
    let half = if by_eye {
        BY_EYE
    } else if figure.printed.fract() == 0.0 {
        0.5
    } else {
        0.05
    };
    let half = half.min(figure.printed.abs() / 4.0) * factor;
    num.bounded(num.printed - half, num.printed + half, num.printed)
}

/// Returns `true` for a multiple of five, which is probably rounded.
fn is_round(num: &Num) -> bool {
    let printed = num.figure().printed;
    printed != 0.0 && (printed / 5.0 - (printed / 5.0).round()).abs() < 1e-6
}

fn near(a: &Num, b: &Num, share: f64) -> bool {
    let reach = |x: f64| x.abs() * share;
    a.low - reach(a.low) <= b.high && b.low <= a.high + reach(a.high)
}

/// A pair of degrees: two temperatures, or two differences. `signs`: whether the sign of one of them may be elsewhere.
fn temperatures(a: &Num, b: &Num, share: f64, signs: bool) -> bool {
    let (Shown::Unit { factor: fa, .. }, Shown::Unit { factor: fb, offset, .. }) = (&a.shown, &b.shown) else {
        return false;
    };
    let there = b.figure();
    let close = |low: f64, high: f64, sign: f64| {
        let (from, to) = if sign < 0.0 { (-there.high, -there.low) } else { (there.low, there.high) };
        let rounded = |num: &Num, ratio: f64| if is_round(num) { ROUNDED_DEGREES * ratio } else { 0.0 };
        let reach = DEGREES + rounded(b, 1.0) + rounded(a, (fa / fb).abs());
        low - reach <= to && from <= high + reach
    };
    let here = a.figure();
    let absolute = ((a.low - offset) / fb, (a.high - offset) / fb);
    let (lost_low, lost_high) = (-here.high * fa + offset_of(a), -here.low * fa + offset_of(a));
    let lost = ((lost_low - offset) / fb, (lost_high - offset) / fb);
    // "minus-68 C (minus-90 F)": both signs are written out.
    let both = here.low > 0.0 && there.low > 0.0 && close(lost.0, lost.1, -1.0);
    let difference = (here.low * fa / fb, here.high * fa / fb);
    let (least, most) = (difference.0.min(difference.1), difference.0.max(difference.1));
    close(absolute.0, absolute.1, 1.0)
        || signs && (close(absolute.0, absolute.1, -1.0) || close(lost.0, lost.1, 1.0))
        || both
        || near_difference(least, most, there.low, there.high, share.min(DEGREES_SHARE))
}

fn offset_of(num: &Num) -> f64 {
    if let Shown::Unit { offset, .. } = &num.shown { *offset } else { 0.0 }
}

fn near_difference(low: f64, high: f64, from: f64, to: f64, share: f64) -> bool {
    let (low, high) = if high < 0.0 && from > 0.0 { (-high, -low) } else { (low, high) };
    low - low.abs() * share <= to && from <= high + high.abs() * share
}
