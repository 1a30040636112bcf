//! Arithmetic over one number or several: sums, extremes, roundings.

use super::number::{Num, Shown};
use super::value::Val;
use crate::time::Verdict;

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
        Shown::Plain => 1.0,
    };
    let half = place * factor / 2.0;
    num.bounded(num.low.min(num.printed - half), num.high.max(num.printed + half), num.printed)
}
