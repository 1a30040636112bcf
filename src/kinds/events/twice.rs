//! One event with two dates of which one is a slip for the other.

use super::ByList;
use super::dates::Date;
use super::reader::Happening;
use super::subject::Fit;
use crate::language::cues::ListId;

/// The mentions of each event that happens once, if the draft gives it two dates.
pub(super) fn clashes<'h>(lists: &[ListId], events: &ByList<'h>) -> Vec<(&'h Happening, &'h Happening)> {
    lists.iter().filter_map(|list| clash(events.get(list)?)).collect()
}

fn clash<'h>(all: &[&'h Happening]) -> Option<(&'h Happening, &'h Happening)> {
    for (at, later) in all.iter().enumerate() {
        for earlier in &all[..at] {
            let fit = earlier.subject.fit(&later.subject);
            let days = [earlier, later].iter().all(|one| one.date.parts()[2].is_some());
            let months = [earlier, later].iter().all(|one| one.date.parts()[..2].iter().all(Option::is_some));
            let one = fit == Fit::Same && days || later.definite && fit > Fit::Other && months;
            let apart = earlier.sentence != later.sentence;
            if one && apart && is_slip(earlier.date, later.date) && !is_repeated(all, earlier, later) {
                return Some((later, earlier));
            }
        }
    }
    None
}

/// Returns `true` if the draft gives a third date, so that the event may have happened several times.
fn is_repeated(all: &[&Happening], one: &Happening, other: &Happening) -> bool {
    let known = [one.date.parts(), other.date.parts()];
    let fits = |third: &&&Happening| third.subject.fit(&one.subject) > Fit::Other;
    all.iter().filter(fits).any(|third| !known.contains(&third.date.parts()))
}

/// Returns `true` if one part of two dates differs, and all the others agree.
fn is_slip(one: Date, other: Date) -> bool {
    let pairs = one.parts().into_iter().zip(other.parts());
    let given: Vec<(i16, i16)> = pairs.filter_map(|(one, other)| one.zip(other)).collect();
    given.iter().filter(|(one, other)| one != other).count() == 1
}
