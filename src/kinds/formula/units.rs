//! One quantity in two units.

use super::number::{Num, Shown};
use crate::language::values::ValueReader;
use crate::rules::Words;
use crate::time::Verdict;

/// Tolerance in degrees for a rounded temperature, in addition to the relative one.
const DEGREES: f64 = 2.0;
/// And the share of the figure.
const DEGREES_SHARE: f64 = 0.03;
/// By how much a small multiple of five may be off.
const BY_EYE: f64 = 2.0;
/// The list of units that a unit of some name may be.
const ALSO: &str = "unit-also-";
/// Spellings of those who mean their own country's units.
const AMERICAN: &str = "american-unit";

/// The first quantity in the unit of the second.
pub(super) fn like(a: &Num, b: &Num) -> Option<Num> {
    (a.dimensions == b.dimensions).then(|| Num { shown: b.shown.clone(), ..a.clone() })
}

/// Returns `true` if two quantities are equal under some reading, within a relative tolerance: the first if one of them is a
/// round number, otherwise the second.
pub(super) fn alike(
    a: &Num,
    b: &Num,
    (loose, tight): (f64, f64),
    reader: &ValueReader,
    words: &Words,
    text: &str,
) -> Verdict {
    let (Shown::Unit { name, offset, .. }, Shown::Unit { name: other, offset: offset_b, .. }) = (&a.shown, &b.shown)
    else {
        return Verdict::CannotTell;
    };
    if a.dimensions != b.dimensions || name == other {
        return Verdict::CannotTell;
    }
    let share = if is_round(a) || is_round(b) { loose } else { tight };
    let (a, b) = (&bare(a), &bare(b));
    let met = if *offset != 0.0 || *offset_b != 0.0 {
        temperatures(a, b, share)
    } else {
        let lower = text.to_lowercase();
        let own =
            words.items(AMERICAN).iter().any(|word| lower.split(|c: char| !c.is_alphabetic()).any(|part| part == word));
        let readings = |num: &Num| readings(num, own, reader, words);
        readings(a).iter().any(|a| readings(b).iter().any(|b| near(a, b, share)))
    };
    if met { Verdict::Yes } else { Verdict::No }
}

/// The quantity as written, and as it is where its unit is another one of its name.
fn readings(num: &Num, own: bool, reader: &ValueReader, words: &Words) -> Vec<Num> {
    let mut found = vec![num.clone()];
    let Shown::Unit { name, factor, .. } = &num.shown else { return found };
    if own {
        return found;
    }
    for also in words.items(&format!("{ALSO}{name}")) {
        if let Some(unit) = reader.unit_named(also).map(|id| reader.unit(id)) {
            found.push(num.mapped(|x| x / factor * unit.factor));
        }
    }
    found
}

/// A quantity without its hedge: "nearly 56 miles (90 km)" is rough on both sides. Small multiples of five are rounded by eye.
fn bare(num: &Num) -> Num {
    let by_eye = is_round(num) && num.figure().printed.abs() < 100.0;
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

/// A pair of degrees: two temperatures, or two differences; the sign of one of them may be lost.
fn temperatures(a: &Num, b: &Num, share: f64) -> bool {
    let (Shown::Unit { factor: fa, .. }, Shown::Unit { factor: fb, offset, .. }) = (&a.shown, &b.shown) else {
        return false;
    };
    let there = b.figure();
    let close = |low: f64, high: f64, sign: f64| {
        let (from, to) = if sign < 0.0 { (-there.high, -there.low) } else { (there.low, there.high) };
        let reach = DEGREES + there.printed.abs() * DEGREES_SHARE;
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
        || close(absolute.0, absolute.1, -1.0)
        || close(lost.0, lost.1, 1.0)
        || both
        || near_difference(least, most, there.low, there.high, share)
}

fn offset_of(num: &Num) -> f64 {
    if let Shown::Unit { offset, .. } = &num.shown { *offset } else { 0.0 }
}

fn near_difference(low: f64, high: f64, from: f64, to: f64, share: f64) -> bool {
    let (low, high) = if high < 0.0 && from > 0.0 { (-high, -low) } else { (low, high) };
    low - low.abs() * share <= to && from <= high + high.abs() * share
}
