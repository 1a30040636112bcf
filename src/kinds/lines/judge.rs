//! Which statements of a line cannot both be true.

use super::Statement;
use super::subject::Route;
use crate::time::{Day, Days};

/// Most statements of a line that are compared with each other.
const MOST: usize = 64;

/// Two statements that leave no common day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clash<'s> {
    /// The one that is marked first: the one that contradicts more others, or else an age rather than a date, or else the later one.
    pub(super) one: &'s Statement,
    pub(super) other: &'s Statement,
}

/// The clearest contradiction of a line.
pub(super) fn clash<'s>(line: &[&'s Statement]) -> Option<Clash<'s>> {
    let line = &line[..line.len().min(MOST)];
    let clashes = |one: &Statement| line.iter().filter(|other| apart(one, other)).count();
    let one = line
        .iter()
        .rev()
        .max_by_key(|one| (clashes(one), !one.is_dated, one.span.start))
        .filter(|one| clashes(one) > 0)?;
    let against = line.iter().filter(|other| apart(one, other));
    let other = against.min_by_key(|other| (other.route, width(&other.days), other.span.start))?;
    Some(Clash { one, other })
}

impl Clash<'_> {
    /// Returns `true` if both subjects are certain.
    pub(super) fn is_certain(&self) -> bool {
        self.one.route.max(self.other.route) < Route::Lead
    }
}

/// Returns `true` if two statements leave no common day. Two readings of one place are no two statements.
fn apart(one: &Statement, other: &Statement) -> bool {
    // Two dates of one death, one of them of "her": it is rather somebody else's.
    let unsure = one.is_dated && other.is_dated && one.route.max(other.route) > Route::Name;
    !unsure && one.floating == other.floating && !one.span.overlaps(other.span) && !one.days.meets(&other.days)
}

/// Days from the first to the last of a set.
fn width(days: &Days) -> i64 {
    let (first, last) = (days.ranges().first(), days.ranges().last());
    first.zip(last).map_or(0, |(&(from, _), &(_, end)): (&(Day, Day), _)| end.since(from))
}
