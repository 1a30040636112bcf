//! Whether two numbers may be one, and whether a number follows from others.

use crate::language::digits::slip;
use crate::language::quantities::Quantity;

/// Digits from which two numbers of one form are compared exactly.
const EXACT: usize = 3;

/// Returns `true` if two numbers may be one, as their digits allow. Whole numbers below a hundred are not rounded; two numbers
/// with equally many digits, of three or more, are not either. "€188.5 million" may be the 188.5 of a table in millions.
pub(super) fn is_near(one: &Quantity<'_>, other: &Quantity<'_>) -> bool {
    let small = |quantity: &Quantity<'_>| quantity.amount.fract() == 0.0 && quantity.amount.abs() < 100.0;
    if one.dimension == other.dimension && small(one) && small(other) {
        return (one.amount - other.amount).abs() < 1e-9;
    }
    if is_of_one_form(one, other) {
        return one.digits == other.digits;
    }
    let ratio = one.amount / other.amount;
    let scales = [1.0, 1e3, 1e6, 1e9, 1e-3, 1e-6, 1e-9].map(|scale| ratio / scale);
    let interval = |quantity: &Quantity<'_>| quantity.value.amount().map(|amount| amount.interval);
    let meet = interval(one).zip(interval(other)).is_some_and(|(one, other)| one.meets(other));
    meet || scales.iter().any(|ratio| (0.97..1.03).contains(ratio))
}

/// Returns `true` if two numbers have equally many digits, of which three or more count.
pub(super) fn is_of_one_form(one: &Quantity<'_>, other: &Quantity<'_>) -> bool {
    one.places == other.places && one.places >= EXACT && one.digits.len() >= EXACT && other.digits.len() >= EXACT
}

/// Returns `true` if one number differs from another one in a single digit, or in two that changed places.
pub(super) fn is_slip(one: &Quantity<'_>, other: &Quantity<'_>) -> bool {
    let padded = |quantity: &Quantity<'_>| format!("{:0<width$}", quantity.digits, width = quantity.places);
    one.places >= EXACT && slip(&padded(one), &padded(other)).is_some()
}

/// Returns `true` if a number is the sum or the difference of two of a column.
pub(super) fn follows(text: &Quantity<'_>, column: &[&Quantity<'_>]) -> bool {
    let is = |amount: f64| {
        [1.0, 1e3, 1e6, 1e9].iter().any(|scale| (amount.abs() * scale - text.amount).abs() <= text.amount * 1e-6)
    };
    column.iter().enumerate().any(|(at, one)| {
        column[..at].iter().any(|other| is(one.amount - other.amount) || is(one.amount + other.amount))
    })
}
