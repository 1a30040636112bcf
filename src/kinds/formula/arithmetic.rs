//! Arithmetic over one number or several: sums, extremes, roundings.

use super::number::{Num, Shown};
use super::value::Val;
use crate::language::digits::{self, DigitSlip};
use crate::time::Verdict;

/// How far the ratio of two numbers may be from a power of ten, as a logarithm: one percent.
const MOVED: f64 = 0.0043;
/// Most digits of a number that somebody has written.
const LONGEST: usize = 15;

pub(super) fn fold(items: Vec<Val>, join: impl Fn(Num, Num) -> Option<Num>) -> Option<Num> {
    let mut nums = items.into_iter().map(Val::num);
    let first = nums.next()??;
    nums.try_fold(first, |all, next| join(all, next?))
}

/// A sum. Independent rounding errors of the parts rarely add up, so the bounds are combined in quadrature.
pub(super) fn sum(items: Vec<Val>) -> Option<Num> {
    let (mut below, mut above) = (0.0, 0.0);
    for num in items.iter().cloned().filter_map(Val::num) {
        below += (num.printed - num.low).powi(2);
        above += (num.high - num.printed).powi(2);
    }
    let sum = fold(items, |a, b| a.plus(&b))?;
    Some(sum.bounded(sum.printed - below.sqrt(), sum.printed + above.sqrt(), sum.printed))
}

/// Whether some sum, difference or product of all numbers makes another one.
pub(super) fn makes(items: Vec<Val>, wanted: &Num) -> Verdict {
    let mut made: Vec<Num> = Vec::new();
    for num in items.into_iter().map(Val::num) {
        let Some(num) = num else { return Verdict::CannotTell };
        made = if made.is_empty() {
            vec![num]
        } else {
            let ways =
                |so_far: &Num| [so_far.plus(&num), so_far.minus(&num), num.minus(so_far), Some(so_far.times(&num))];
            made.iter().flat_map(ways).flatten().collect()
        };
    }
    made.iter().map(|made| made.equals(wanted)).max().unwrap_or(Verdict::CannotTell)
}

/// The digits of a number in steps of the last digit of another one.
fn in_steps(number: &Num, like: &Num) -> String {
    let (number, like) = (number.figure(), like.figure());
    let step = (like.high - like.low).max(f64::MIN_POSITIVE);
    format!("{:.0}", (number.printed / step).abs().round())
}

/// The number of digits of a written number, without the zeros before and behind them.
pub(super) fn significant(num: &Num) -> f64 {
    f64::from(in_steps(num, num).trim_end_matches('0').len() as u32)
}

/// Whether a written number is a computed one with a typing mistake: two digits swapped, one of three or more changed,
/// or the decimal point elsewhere.
pub(super) fn slip(computed: &Num, written: &Num) -> bool {
    let (a, b) = (in_steps(computed, written), in_steps(written, written));
    let ratio = (computed.figure().printed / written.figure().printed).abs().log10();
    let moved = significant(written) > 1.0 && ratio.round() != 0.0 && (ratio - ratio.round()).abs() < MOVED;
    if a.len() > LONGEST {
        return moved;
    }
    moved
        || match digits::slip(&a, &b) {
            Some(DigitSlip::Changed) => b.len() > 2,
            Some(DigitSlip::Swapped) => true,
            None => false,
        }
}

pub(super) fn extreme(items: Vec<Val>, most: bool) -> Option<Num> {
    fold(items, |a, b| {
        if a.dimensions != b.dimensions {
            return None;
        }
        let pick = |x: f64, y: f64| if most { x.max(y) } else { x.min(y) };
        Some(a.bounded(pick(a.low, b.low), pick(a.high, b.high), pick(a.printed, b.printed)))
    })
}

/// A whole number that no hedge makes rough, taken at its word: a count of people or things.
pub(super) fn exact(num: &Num) -> Num {
    let figure = num.figure();
    let whole = figure.printed.fract() == 0.0 && (figure.high - figure.low - 1.0).abs() < 1e-6;
    if whole && !num.hedged { num.bounded(num.printed, num.printed, num.printed) } else { num.clone() }
}

/// A round number, two or more trailing zeros, taken within half of its last digit that is not zero.
pub(super) fn rounded(num: &Num) -> Num {
    let figure = num.figure().printed;
    let mut place: f64 = 1.0;
    while figure != 0.0 && figure.abs() >= place * 10.0 && (figure / (place * 10.0)).fract() == 0.0 {
        place *= 10.0;
    }
    if place < 100.0 {
        return num.clone();
    }
    let factor = match &num.shown {
        Shown::Unit { factor, .. } => factor.abs(),
        Shown::Percent => 0.01,
        Shown::Plain | Shown::Year => 1.0,
    };
    let half = place * factor / 2.0;
    num.bounded(num.low.min(num.printed - half), num.high.max(num.printed + half), num.printed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::values::Interval;

    /// A number with half of its last digit on both sides.
    fn num(printed: f64, step: f64) -> Num {
        Num::plain(Interval { low: printed - step / 2.0, high: printed + step / 2.0, printed })
    }

    #[test]
    fn slips_of_the_hand_differ_from_other_numbers() {
        for (computed, written) in [(1184.0, 1148.0), (4517.0, 4577.0), (640.0, 64.0), (12.0, 12000.0)] {
            assert!(slip(&num(computed, 1.0), &num(written, 1.0)), "{computed} and {written}");
        }
        for (computed, written) in [(1184.0, 1184.0), (1184.0, 1418.0), (24.0, 25.0), (20.0, 200.0), (1184.0, 113.0)] {
            assert!(!slip(&num(computed, 1.0), &num(written, 1.0)), "{computed} and {written}");
        }
        assert!(slip(&num(2.651, 0.001), &num(2.85, 0.01)) && !slip(&num(2.848, 0.001), &num(2.85, 0.01)));
    }

    #[test]
    fn zeros_at_the_ends_are_no_digits() {
        assert_eq!(
            [num(640.0, 1.0), num(0.05, 0.01), num(20.0, 1.0), num(1.50, 0.01)].map(|num| significant(&num) as u8),
            [2, 1, 1, 2]
        );
    }
}
