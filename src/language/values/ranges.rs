//! Ranges: two values that "from A to B", "between A and B" or "A-B" join, and what one end lends to the other.

use super::Value;
use super::calendar::DateValue;
use super::found::{Found, Sort, What};
use super::interval::Written;
use super::lexicon::List;
use super::text::Text;

/// How a range is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RangeForm {
    /// "from A to B", "from A until B".
    FromTo,
    /// "between A and B".
    BetweenAnd,
    /// "A to B".
    To,
    /// "A-B".
    Dash,
    /// "A or B": one of the two.
    Or,
}

/// Two neighbouring values that make a range; numbers of the values that [`ValueReader::values`](super::ValueReader::values)
/// answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ValueRange {
    /// The first value; the second is the next one.
    pub first: usize,
    /// The bytes from the opening word, "from" or "between", to the end of the second.
    pub span: crate::text::Span<crate::text::Prose>,
    /// How it is written.
    pub form: RangeForm,
}

/// The word that joins two values: its form, and whether an opening word precedes the first.
fn joined(text: &Text<'_>, first: (usize, usize), second: usize) -> Option<(RangeForm, usize)> {
    let (from, to) = first;
    let article = from.checked_sub(1).filter(|&at| text.list(at, List::The) == Some(from)).unwrap_or(from);
    let opener = |list: List| article.checked_sub(1).filter(|&at| text.list(at, list) == Some(article));
    // "-to-", "and about", "and the".
    let start = to + usize::from(text.mark(to, "-") && text.list(to + 1, List::RangeTo).is_some());
    let is = |list: List| {
        text.list(start, list).is_some_and(|next| {
            let hyphen = next + usize::from(start > to && text.mark(next, "-"));
            let hedge = || text.hedge(next, false).map(|(_, next)| next) == Some(second);
            hyphen == second || text.list(next, List::The) == Some(second) || hedge()
        })
    };
    if text.broken(second) || to >= second {
        return None;
    }
    if is(List::RangeTo) {
        return Some(opener(List::RangeFrom).map_or((RangeForm::To, from), |at| (RangeForm::FromTo, at)));
    }
    if is(List::RangeAnd) {
        return opener(List::RangeBetween).map(|at| (RangeForm::BetweenAnd, at));
    }
    if is(List::RangeDash) {
        return Some(opener(List::RangeFrom).map_or((RangeForm::Dash, from), |at| (RangeForm::Dash, at)));
    }
    is(List::RangeOr).then_some((RangeForm::Or, from))
}

/// Lends units, scales, months and years between the ends of ranges.
pub(super) fn lend(text: &Text<'_>, found: &mut Vec<Found>) {
    let mut taken = Vec::new();
    for at in 1..found.len() {
        let third = found.get(at + 1).copied();
        let (before, after) = found.split_at_mut(at);
        let (first, second) = (&mut before[at - 1], &mut after[0]);
        if let Some((form, _)) = joined(text, (first.from, first.to), second.from) {
            years_or_numbers(first, second);
            lend_amounts(form, first, second);
            if bare_day(second).is_some()
                && matches!(first.what, What::Date(DateValue::Date { month: Some(_), day: Some(_), .. }))
                && let Some(third) = third.filter(|third| third.from == second.to + 1 && text.mark(second.to, ","))
                && let What::Date(date) = third.what
                && let Some(year) = date.year_alone()
            {
                end_with_year(first, second, third.to, year);
                taken.push(at + 1);
            }
            lend_dates(text, first, second);
        }
    }
    for at in taken.into_iter().rev() {
        found.remove(at);
    }
}

/// Lends the scale and unit that the last number of a list has to those before it: "3, 4 and 5 million dollars".
pub(super) fn lend_in_lists(text: &Text<'_>, found: &mut [Found]) {
    let comma = |at: usize| text.mark(at, ",").then_some(at + 1);
    for last in 1..found.len() {
        let before = &found[..last];
        let end = before[last - 1].to;
        if text.list(comma(end).unwrap_or(end), List::RangeAnd) != Some(found[last].from) {
            continue;
        }
        let What::Amount { scale, .. } = found[last].what else { continue };
        let bare = |item: &Found| matches!(item.what, What::Amount { scale: 1.0, .. });
        let mut first = last - 1;
        while first > 0 && comma(before[first - 1].to) == Some(before[first].from) {
            first -= 1;
        }
        // "3 and 5 minutes" are two things more often than two times.
        if before[first..].iter().all(bare) && (first + 1 < last || scale > 1.0) {
            let (items, rest) = found[first..].split_at_mut(last - first);
            items.iter_mut().for_each(|item| lend_amounts(RangeForm::To, item, &mut rest[0]));
        }
    }
}

/// "March 3 to 5, 2024": the year follows the second day.
fn end_with_year(first: &mut Found, second: &mut Found, to: usize, new: i16) {
    let What::Date(DateValue::Date { month, .. }) = first.what else { return };
    second.what = What::Date(DateValue::Date { year: Some(new), month, day: bare_day(second), weekday: None });
    second.to = to;
    second.borrowed = true;
}

/// "From 1000 to 2000 hires": in a range with a number, an apparent year is a number.
fn years_or_numbers(first: &mut Found, second: &mut Found) {
    let is_number = |found: &Found| matches!(found.what, What::Amount { sort: Sort::Number, written, unit: None, .. } if written.value >= 100.0);
    let year = |found: &Found| if let What::Date(date) = found.what { date.year_alone() } else { None };
    let number = |year: i16| What::Amount {
        sort: Sort::Number,
        written: Written::new(f64::from(year), 1.0),
        scale: 1.0,
        unit: None,
        per: None,
    };
    if let (true, Some(year)) = (is_number(first), year(second)) {
        second.what = number(year);
    } else if let (Some(year), true) = (year(first), is_number(second)) {
        first.what = number(year);
    }
}

fn lend_amounts(form: RangeForm, first: &mut Found, second: &mut Found) {
    let (
        What::Amount { sort: a, written: wa, scale: sa, unit: ua, per: pa },
        What::Amount { sort: b, written: wb, scale: sb, unit: ub, per: pb },
    ) = (&mut first.what, &mut second.what)
    else {
        return;
    };
    let bare = |sort: Sort, unit: Option<super::UnitId>| sort == Sort::Number && unit.is_none();
    let lends = |sort: Sort| !matches!(sort, Sort::Number | Sort::Ordinal | Sort::Fraction | Sort::Age);
    // "31 to 34 million": the first number has no scale word.
    let near = wa.value.abs() <= wb.value.abs() / *sb * 10.0;
    if *sa == 1.0
        && *sb > 1.0
        && near
        && (bare(*a, *ua) || *a == Sort::Money && bare(*b, *ub) || ua == ub && a == b && form != RangeForm::Or)
    {
        *wa = wa.times(*sb);
        first.borrowed = true;
    }
    if bare(*a, *ua) && lends(*b) {
        (*a, *ua, *pa) = (*b, *ub, *pb);
        first.borrowed = true;
    } else if bare(*b, *ub) && *a == Sort::Money {
        (*b, *ub, *pb) = (*a, *ua, *pa);
        second.borrowed = true;
    }
}

fn lend_dates(text: &Text<'_>, first: &mut Found, second: &mut Found) {
    // "2017-21": the second year is short.
    if let (What::Date(date), What::Amount { sort: Sort::Number | Sort::Quantity, written, scale: 1.0, unit: None, .. }) =
        (&first.what, &second.what)
        && let Some(year) = date.year_alone()
    {
        let (century, short) = (year - year % 100, written.value);
        let later = f64::from(year % 100) < short && short < 100.0 && text.raw(second.from).len() == 2;
        let ends = !(["-", "/"].iter().any(|mark| text.mark(second.to, mark)) && text.close(second.to));
        if second.to == second.from + 1 && later && ends && written.step == 1.0 {
            second.what = What::Date(DateValue::year(century + short as i16));
            second.borrowed = true;
        }
        return;
    }
    // "March 3 to 5", "3 to 5 March".
    if let (What::Date(DateValue::Date { year, month: Some(month), day: Some(_), .. }), Some(day)) =
        (first.what, bare_day(second))
    {
        second.what = What::Date(DateValue::Date { year, month: Some(month), day: Some(day), weekday: None });
        second.borrowed = true;
    } else if let (Some(day), What::Date(DateValue::Date { year, month: Some(month), day: Some(_), .. })) =
        (bare_day(first), second.what)
    {
        first.what = What::Date(DateValue::Date { year, month: Some(month), day: Some(day), weekday: None });
        first.borrowed = true;
    }
    if let (
        What::Date(DateValue::Date { year: mine, month: Some(from), .. }),
        What::Date(DateValue::Date { year: Some(year), month: to, .. }),
    ) = (&mut first.what, second.what)
        && mine.is_none()
    {
        // "November to February 2017" begins the year before.
        *mine = Some(if to.is_some_and(|to| to < *from) { year - 1 } else { year });
        first.borrowed = true;
    }
}

/// A bare number or ordinal that may be a day of a month.
fn bare_day(found: &Found) -> Option<i8> {
    let What::Amount { sort: Sort::Number | Sort::Ordinal, written, scale, .. } = found.what else {
        return None;
    };
    let whole = (1.0..=31.0).contains(&written.value) && written.value.fract() == 0.0;
    (whole && scale == 1.0).then_some(written.value as i8)
}

/// The ranges of a sentence, by what joins its values.
pub(super) fn ranges(text: &Text<'_>, values: &[Value]) -> Vec<ValueRange> {
    // Values and tokens have the same order, so both can be traversed together.
    let mut places = Vec::with_capacity(values.len());
    let mut at = 0;
    for value in values {
        while at < text.tokens.len() && text.tokens[at].span.start < value.span.start {
            at += 1;
        }
        let from = at;
        while at < text.tokens.len() && text.tokens[at].span.end <= value.span.end {
            at += 1;
        }
        places.push((from, at));
    }
    let alike = |a: &Value, b: &Value| std::mem::discriminant(&a.kind) == std::mem::discriminant(&b.kind);
    let pair = |first: usize| {
        let (form, from) = joined(text, places[first], places[first + 1].0)?;
        let span = text.tokens[from].span.join(values[first + 1].span);
        alike(&values[first], &values[first + 1]).then_some(ValueRange { first, span, form })
    };
    (0..values.len().saturating_sub(1)).filter_map(pair).collect()
}
