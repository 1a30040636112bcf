//! Sums and the rounding that they allow.

use super::figure::Amount;

/// Slack of floating point.
const EPSILON: f64 = 1e-9;

/// By which part a rounded total may be off.
const ROUND: f64 = 0.02;

/// The worth of the last digit of a number that is not zero.
fn round(total: Amount) -> f64 {
    let mut round = total.half * 2.0;
    while round > 0.0 && round * 10.0 <= total.value.abs() && (total.value / (round * 10.0)).fract().abs() < EPSILON {
        round *= 10.0;
    }
    round
}

/// The sum of parts, each added or taken off.
pub(super) fn sum(parts: &[(Amount, f64)]) -> f64 {
    parts.iter().map(|(part, sign)| part.value * sign).sum()
}

/// Returns `true` if parts add up to a total. Errors of rounding mostly cancel each other, so they grow with the root of the number of
/// the parts; only those of equal parts are equal. Less than one last digit is never too much.
pub(super) fn add_up(parts: &[(Amount, f64)], total: Amount) -> bool {
    let square = |one: &Amount| {
        // Of n equal parts each counts for n parts with errors of their own.
        let equal = parts.iter().filter(|(part, _)| part.value.to_bits() == one.value.to_bits());
        one.half * equal.map(|(part, _)| part.half).sum::<f64>()
    };
    let rounding = parts.iter().map(|(part, _)| square(part)).sum::<f64>().sqrt();
    let digit = parts.iter().map(|(part, _)| part.half).fold(total.half, f64::max) * 2.0;
    let difference = (sum(parts) - total.value).abs();
    let slack = EPSILON * parts.iter().map(|(part, _)| part.value.abs()).fold(total.value.abs(), f64::max);
    difference <= total.half + rounding + slack || difference < digit * (1.0 - EPSILON) - slack
}

/// Returns `true` if a total ends with zeros and parts nearly add up to it, so that it is a round number.
pub(super) fn is_rounded(parts: &[(Amount, f64)], total: Amount) -> bool {
    let difference = (sum(parts) - total.value).abs();
    difference <= ROUND * total.value.abs() && difference <= round(total) / 2.0 * (1.0 + EPSILON)
}

/// Returns `true` if the total is not more than the greatest part, as a mean or a maximum.
pub(super) fn is_no_sum(parts: &[(Amount, f64)], total: Amount) -> bool {
    let greatest = parts.iter().map(|(part, _)| part.value).fold(f64::MIN, f64::max);
    parts.iter().all(|(part, sign)| part.value * sign >= 0.0) && total.value <= greatest
}

/// Returns `true` if the total may be something else than the sum of all parts: [no sum](is_no_sum), the sum without one part, or the
/// sum of parts some of which are divided into the parts before or behind them.
pub(super) fn may_be_other(parts: &[(Amount, f64)], total: Amount) -> bool {
    if is_no_sum(parts, total) {
        return true;
    }
    let without = |at: usize| {
        let rest: Vec<(Amount, f64)> = parts.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, p)| *p).collect();
        add_up(&rest, total)
    };
    if parts.len() > 2 && (0..parts.len()).any(without) {
        return true;
    }
    let reversed: Vec<(Amount, f64)> = parts.iter().rev().copied().collect();
    add_up(&outer(parts), total) || add_up(&outer(&reversed), total)
}

/// The parts without those into which the part before them is divided.
fn outer(parts: &[(Amount, f64)]) -> Vec<(Amount, f64)> {
    let mut kept = Vec::new();
    let mut at = 0;
    while let Some(&(part, sign)) = parts.get(at) {
        kept.push((part, sign));
        let rest = parts.get(at + 1..).unwrap_or(&[]);
        let divided = (2..=rest.len()).find(|&count| part.value != 0.0 && add_up(&rest[..count], part));
        at += 1 + divided.unwrap_or(0);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn amounts(values: &[f64], half: f64) -> Vec<(Amount, f64)> {
        values.iter().map(|&value| (amount(value, half), 1.0)).collect()
    }

    fn amount(value: f64, half: f64) -> Amount {
        Amount { span: Span::new(0, 1), value, half }
    }

    #[test]
    fn rounding_grows_with_the_root_of_the_number_of_parts() {
        let four = amounts(&[10.0, 20.0, 30.0, 40.0], 0.5);
        assert!(add_up(&four, amount(101.0, 0.5)) && !add_up(&four, amount(102.0, 0.5)));
        let exact = amounts(&[1.25, 1.30], 0.005);
        assert!(add_up(&exact, amount(3.0, 0.5)) && !add_up(&exact, amount(4.0, 0.5)));
        assert!(add_up(&amounts(&[0.1, 0.2], 0.05), amount(0.3, 0.05)));
        let equal = amounts(&[234.44; 14], 0.005);
        assert!(add_up(&equal, amount(3282.20, 0.005)) && !add_up(&equal, amount(3282.36, 0.005)));
    }

    #[test]
    fn a_round_total_may_be_rounded() {
        let parts = amounts(&[400_000.0, 119_750.0], 0.5);
        assert!(is_rounded(&parts, amount(520_000.0, 0.5)) && !is_rounded(&parts, amount(519_000.0, 0.5)));
    }

    #[test]
    fn a_total_may_be_a_mean_or_leave_out_what_is_counted_twice() {
        let parts = amounts(&[40.0, 60.0, 80.0], 0.5);
        assert!(may_be_other(&parts, amount(60.0, 0.5)) && !may_be_other(&parts, amount(190.0, 0.5)));
        assert!(may_be_other(&parts, amount(120.0, 0.5)));
        let divided = amounts(&[100.0, 70.0, 30.0, 50.0, 40.0, 10.0], 0.5);
        assert!(may_be_other(&divided, amount(150.0, 0.5)));
    }
}
