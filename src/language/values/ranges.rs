//! What the two ends of a range, "from A to B", "between A and B" or "A-B", lend each other.

use super::calendar::DateValue;
use super::dates::year_behind;
use super::found::{AmountSort, Found, What};
use super::interval::Written;
use super::lexicon::List;
use super::text::Text;

/// How two values are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// "A to B", "between A and B", "A-B".
    Range,
    /// "A or B": one of the two.
    Or,
    /// "A by B": two sides.
    By,
}

/// The word or mark that joins a value at some tokens with the one that begins at another.
fn joined(text: &Text<'_>, (from, to): (usize, usize), second: usize) -> Option<Joint> {
    if text.broken(second) || to >= second {
        return None;
    }
    // "-to-", "and about", "and the".
    let start = to + usize::from(text.mark(to, "-") && text.list(to + 1, List::RangeTo).is_some());
    let is = |list: List| {
        text.list(start, list).is_some_and(|next| {
            let hyphen = next + usize::from(start > to && text.mark(next, "-"));
            let hedge = || text.hedge(next, false).map(|(_, next)| next) == Some(second);
            hyphen == second || text.list(next, List::The) == Some(second) || hedge()
        })
    };
    let between = || {
        let article = from.checked_sub(1).filter(|&at| text.list(at, List::The) == Some(from)).unwrap_or(from);
        article.checked_sub(1).is_some_and(|at| text.list(at, List::RangeBetween) == Some(article))
    };
    let in_brackets = || from > 0 && text.mark(from - 1, "(") && encloses(text, second);
    if is(List::RangeTo) || is(List::RangeDash) || is(List::RangeAnd) && (between() || in_brackets()) {
        return Some(Joint::Range);
    }
    if is(List::RangeBy) {
        return Some(Joint::By);
    }
    is(List::RangeOr).then_some(Joint::Or)
}

/// Returns `true` if a bracket closes after the few words of a quantity: "(32 and 48 km)".
fn encloses(text: &Text<'_>, second: usize) -> bool {
    (second + 1..=second + 3).any(|at| text.mark(at, ")"))
}

/// Lends units, scales, months and years between the ends of ranges.
pub(super) fn lend(text: &Text<'_>, found: &mut Vec<Found>) {
    let mut taken = Vec::new();
    for at in 1..found.len() {
        let third = found.get(at + 1).copied();
        let (before, after) = found.split_at_mut(at);
        let (first, second) = (&mut before[at - 1], &mut after[0]);
        if let Some(joint) = joined(text, (first.from, first.to), second.from) {
            if joint == Joint::By {
                lend_side(text, first, second);
                continue;
            }
            years_or_numbers(first, second);
            lend_amounts(joint, first, second);
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
    // "30 by 20 by 10 cm": from the last to the first.
    for at in (1..found.len()).rev() {
        let (before, after) = found.split_at_mut(at);
        let (first, second) = (&mut before[at - 1], &mut after[0]);
        if joined(text, (first.from, first.to), second.from) == Some(Joint::By) {
            lend_side(text, first, second);
        }
    }
    for at in taken.into_iter().rev() {
        found.remove(at);
    }
}

/// Joins "Thursday 9" and lends it the month and year of the date that it is listed with: "Thursday 9 to Saturday 11 October 2025",
/// "Thu, Oct 9 - Sat 11".
pub(super) fn lend_days(text: &Text<'_>, found: &mut Vec<Found>) {
    for at in (0..found.len().saturating_sub(2)).rev() {
        if let Some((weekday, day)) = day_of_the_week(text, &found[at..])
            && let What::Date(date) = found[at + 2].what
            && listed(text, (found[at + 1].from, found[at + 1].to), found[at + 2].from)
            && let Some(date) = same_month(date, day, weekday, true)
        {
            found[at] = Found { borrowed: true, ..Found::date(found[at].from, found[at + 1].to, date) };
            found.remove(at + 1);
        }
    }
    let mut at = 1;
    while at + 1 < found.len() {
        if let Some((weekday, day)) = day_of_the_week(text, &found[at..])
            && let What::Date(date) = found[at - 1].what
            && listed(text, (found[at - 1].from, found[at - 1].to), found[at].from)
            && let Some(date) = same_month(date, day, weekday, false)
        {
            let (year, to) = match (date, year_behind(text, found[at + 1].to)) {
                (DateValue::Date { year: None, .. }, Some((year, to))) => (Some(year), to),
                _ => (date.named_year(), found[at + 1].to),
            };
            // "Thursday 9 October to Saturday 11, 2025"
            let taken = found[at + 1..].iter().skip(1).take_while(|next| next.from < to).count();
            let DateValue::Date { month, day, weekday, .. } = date else { break };
            let date = DateValue::Date { year, month, day, weekday };
            found[at] = Found { borrowed: true, ..Found::date(found[at].from, to, date) };
            found.drain(at + 1..at + 2 + taken);
        }
        at += 1;
    }
    // "Sun 3" was only a day of the week if a date is listed with it.
    found.retain(|one| {
        let weekday = DateValue::Date { year: None, month: None, day: None, weekday: weekday_of(one) };
        let bracket = one.from > 0 && ["(", "["].iter().any(|mark| text.mark(one.from - 1, mark));
        one.what != What::Date(weekday) || bracket || text.list(one.from, List::AmbiguousMonth).is_none()
    });
}

fn weekday_of(found: &Found) -> Option<u8> {
    match found.what {
        What::Date(DateValue::Date { weekday, .. }) => weekday,
        _ => None,
    }
}

/// A weekday and the bare number of a day directly after it: "Thursday 9", "Thu, 9th".
fn day_of_the_week(text: &Text<'_>, found: &[Found]) -> Option<(u8, i8)> {
    let [first, second, ..] = found else { return None };
    let What::Date(DateValue::Date { year: None, month: None, day: None, weekday: Some(weekday) }) = first.what else {
        return None;
    };
    let start = first.to + usize::from(text.mark(first.to, ","));
    let start = text.list(start, List::The).unwrap_or(start);
    let digits = text.raw(second.from).starts_with(|c: char| c.is_ascii_digit());
    let near = start == second.from && digits && !text.broken(second.from);
    bare_day(second).filter(|_| near).map(|day| (weekday, day))
}

/// Returns `true` if two dates are the ends of a range, or listed.
fn listed(text: &Text<'_>, (from, to): (usize, usize), second: usize) -> bool {
    let comma = to + usize::from(text.mark(to, ","));
    joined(text, (from, to), second).is_some()
        || comma > to && comma == second && !text.broken(second)
        || text.list(comma, List::RangeAnd) == Some(second)
}

/// A day in the month of another date, or in the month before or after it if it would be on the wrong side of that date.
fn same_month(other: DateValue, new: i8, weekday: u8, before: bool) -> Option<DateValue> {
    let DateValue::Date { year, month: Some(month), day: Some(day), .. } = other else { return None };
    let shift = match (before, new > day, new < day) {
        (true, true, _) => -1,
        (false, _, true) => 1,
        _ => 0,
    };
    let (year, month) = match month + shift {
        0 => (year.map(|year| year - 1), 12),
        13 => (year.map(|year| year + 1), 1),
        month => (year, month),
    };
    Some(DateValue::Date { year, month: Some(month), day: Some(new), weekday: Some(weekday) })
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
            items.iter_mut().for_each(|item| lend_amounts(Joint::Range, item, &mut rest[0]));
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
    let is_number = |found: &Found| matches!(found.what, What::Amount { sort: AmountSort::Number, written, unit: None, .. } if written.value >= 100.0);
    let year = |found: &Found| if let What::Date(date) = found.what { date.year_alone() } else { None };
    let number = |year: i16| What::Amount {
        sort: AmountSort::Number,
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

/// "10 by 12 feet": the first side has the unit of the second.
fn lend_side(text: &Text<'_>, first: &mut Found, second: &mut Found) {
    let is_length = |unit: super::UnitId| text.lexicon.unit(unit).is_length();
    if let What::Amount { sort: AmountSort::Number, unit: None, scale: 1.0, .. } = first.what
        && let What::Amount { sort: AmountSort::Quantity, unit: Some(unit), scale: 1.0, .. } = second.what
        && is_length(unit)
    {
        lend_amounts(Joint::By, first, second);
    }
}

fn lend_amounts(joint: Joint, first: &mut Found, second: &mut Found) {
    let (
        What::Amount { sort: a, written: wa, scale: sa, unit: ua, per: pa },
        What::Amount { sort: b, written: wb, scale: sb, unit: ub, per: pb },
    ) = (&mut first.what, &mut second.what)
    else {
        return;
    };
    let bare = |sort: AmountSort, unit: Option<super::UnitId>| sort == AmountSort::Number && unit.is_none();
    let lends = |sort: AmountSort| {
        !matches!(sort, AmountSort::Number | AmountSort::Ordinal | AmountSort::Fraction | AmountSort::Age)
    };
    // "31 to 34 million": the first number has no scale word.
    let near = wa.value.abs() <= wb.value.abs() / *sb * 10.0;
    if *sa == 1.0
        && *sb > 1.0
        && near
        && (bare(*a, *ua) || *a == AmountSort::Money && bare(*b, *ub) || ua == ub && a == b && joint != Joint::Or)
    {
        *wa = wa.times(*sb);
        first.borrowed = true;
    }
    if bare(*a, *ua) && lends(*b) {
        (*a, *ua, *pa) = (*b, *ub, *pb);
        first.borrowed = true;
    } else if bare(*b, *ub) && *a == AmountSort::Money {
        (*b, *ub, *pb) = (*a, *ua, *pa);
        second.borrowed = true;
    }
}

fn lend_dates(text: &Text<'_>, first: &mut Found, second: &mut Found) {
    // "2017-21": the second year is short, but "from 14 in 2022 to 35" has a number.
    let dashed = text.list(first.to, List::RangeDash).is_some() || text.mark(first.to, "/");
    if let (
        What::Date(date),
        What::Amount { sort: AmountSort::Number | AmountSort::Quantity, written, scale: 1.0, unit: None, .. },
    ) = (&first.what, &second.what)
        && let Some(year) = date.year_alone()
    {
        let (century, short) = (year - year % 100, written.value);
        let later = dashed && f64::from(year % 100) < short && short < 100.0 && text.raw(second.from).len() == 2;
        let ends = !(["-", "/"].iter().any(|mark| text.mark(second.to, mark)) && text.close(second.to));
        if second.to == second.from + 1 && later && ends && written.step == 1.0 {
            second.what = What::Date(DateValue::year(century + short as i16));
            second.borrowed = true;
        }
        return;
    }
    // "March 3 to 5", "3 to 5 March", but not "Jan. 9, 2024 - Twelve people".
    let digits = text.raw(second.from).starts_with(|c: char| c.is_ascii_digit());
    if let (What::Date(DateValue::Date { year: None, month: Some(month), day: Some(_), .. }), Some(day), true) =
        (first.what, bare_day(second), digits)
    {
        second.what = What::Date(DateValue::Date { year: None, month: Some(month), day: Some(day), weekday: None });
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
    let What::Amount { sort: AmountSort::Number | AmountSort::Ordinal, written, scale, .. } = found.what else {
        return None;
    };
    let whole = (1.0..=31.0).contains(&written.value) && written.value.fract() == 0.0;
    (whole && scale == 1.0).then_some(written.value as i8)
}
