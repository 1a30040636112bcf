//! Which entry of a sequence of dates is out of order.

use std::ops::Range;

use crate::time::{Day, When};

/// The percentage of neighbours that must certainly be in order.
const CERTAIN: usize = 60;

/// The direction of a sequence, and the entry that alone is out of it, with the neighbour that it contradicts.
pub(super) fn out_of_order(dates: &[When]) -> Option<(usize, usize)> {
    [false, true].into_iter().find_map(|descending| {
        let all: Vec<When> = dates.iter().map(|&when| if descending { mirrored(when) } else { when }).collect();
        let first = inversion(&all, None)?;
        // The one before the inversion, the one after it, or an earlier one that is too late for all that follow.
        let candidates: Vec<usize> = around(first, &all).filter(|&one| inversion(&all, Some(one)).is_none()).collect();
        let &entry = candidates.last()?;
        let others: Vec<When> = all.iter().enumerate().filter(|(at, _)| *at != entry).map(|(_, &when)| when).collect();
        let rises = others.windows(2).filter(|pair| pair[1].earliest > pair[0].latest).count();
        (rises * 100 >= (others.len() - 1) * CERTAIN).then_some(())?;
        let against = |&at: &usize| at != entry && contradicts(&all, at, entry);
        let other = (0..all.len()).filter(against).min_by_key(|&at| at.abs_diff(entry))?;
        Some((entry, other))
    })
}

fn contradicts(all: &[When], one: usize, other: usize) -> bool {
    let (first, second) = (one.min(other), one.max(other));
    all[first].earliest > all[second].latest
}

/// The first entry that is earlier than one before it, without one of them.
fn inversion(all: &[When], without: Option<usize>) -> Option<usize> {
    let mut latest: Option<When> = None;
    for (at, &when) in all.iter().enumerate().filter(|(at, _)| Some(*at) != without) {
        if latest.is_some_and(|latest| latest.earliest > when.latest) {
            return Some(at);
        }
        if latest.is_none_or(|latest| latest.earliest < when.earliest) {
            latest = Some(when);
        }
    }
    None
}

/// The entries that may be the wrong one: the one at the inversion, and the greatest one before it.
fn around(at: usize, all: &[When]) -> impl Iterator<Item = usize> {
    let greatest = (0..at).max_by_key(|&one| all[one].earliest);
    greatest.into_iter().chain(Range { start: at, end: at + 1 })
}

/// The same counted backwards.
fn mirrored(when: When) -> When {
    let Some(pole) = Day::new(2000, 1, 1) else { return when };
    let back = |day: Day| pole.plus(i32::try_from(pole.since(day)).unwrap_or(0));
    When { earliest: back(when.latest), latest: back(when.earliest) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn years(years: &[i16]) -> Vec<When> {
        years.iter().filter_map(|&year| When::year(year)).collect()
    }

    #[test]
    fn one_entry_alone_is_out_of_order() {
        assert_eq!(out_of_order(&years(&[1990, 1992, 1991, 1995, 1999])), Some((2, 1)));
        assert_eq!(out_of_order(&years(&[1990, 2004, 1991, 1995, 1999])), Some((1, 2)));
        assert_eq!(out_of_order(&years(&[1999, 1995, 1991, 1992, 1990])), Some((3, 2)));
        assert_eq!(out_of_order(&years(&[1990, 1990, 1991, 1995])), None);
    }

    #[test]
    fn no_order_or_two_slips() {
        assert_eq!(out_of_order(&years(&[1990, 1992, 1991, 1999, 1995])), None);
        assert_eq!(out_of_order(&years(&[1990, 1991, 1992])), None);
        assert_eq!(out_of_order(&years(&[1990, 1970, 2001, 1985, 1960])), None);
        assert_eq!(out_of_order(&[]), None);
    }
}
