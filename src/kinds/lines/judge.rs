//! Which statements of a line cannot both be true.

use super::Statement;
use super::subject::Route;
use crate::language::digits;
use crate::time::{Day, Days};

/// Years by which the dates of one event of one person are not apart, if one is no slip of the other.
const GENERATION: u16 = 8;
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
    /// Returns `true` if relatives of one surname say the same as one of the two: a surname alone may be theirs.
    pub(super) fn is_of(&self, relatives: &[&Statement]) -> bool {
        [self.one, self.other].iter().any(|one| relatives.iter().any(|other| one.days == other.days))
    }

    /// Returns `true` if both subjects are certain.
    pub(super) fn is_certain(&self) -> bool {
        self.one.route.max(self.other.route) < Route::Lead
    }
}

/// Returns `true` if a line has two dates that are years apart and no slip of one another: rather those of two people of one name.
pub(super) fn is_of_several(line: &[&Statement]) -> bool {
    let year = |one: &Statement| one.days.ranges().first().map(|range| range.0.year());
    let years: Vec<i16> = line.iter().filter(|one| one.is_dated).take(MOST).filter_map(|one| year(one)).collect();
    let two = |one: &i16, other: &i16| {
        one.abs_diff(*other) > GENERATION && digits::slip(&one.to_string(), &other.to_string()).is_none()
    };
    years.iter().enumerate().any(|(at, one)| years[..at].iter().any(|other| two(one, other)))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::lines::subject::Who;
    use crate::text::Span;

    fn year(at: usize, year: i16, route: Route, is_dated: bool) -> Statement {
        let day = |year| Day::new(year, 1, 1).unwrap();
        Statement {
            who: Who::Named(0),
            route,
            rule: 0,
            span: Span::new(at, at + 1),
            days: Days::range(day(year), day(year + 1)),
            floating: false,
            is_dated,
        }
    }

    #[test]
    fn two_years_of_one_birth_clash() {
        let (one, other) = (year(0, 1950, Route::Name, true), year(9, 1952, Route::Name, false));
        let found = clash(&[&one, &other]).unwrap();
        assert_eq!((found.one.span, found.other.span), (other.span, one.span));
        assert!(found.is_certain());
        // The year of a relative.
        assert!(found.is_of(&[&year(20, 1952, Route::Name, true)]));
        assert!(!found.is_of(&[&year(20, 1960, Route::Name, true)]));
    }

    #[test]
    fn two_dates_of_which_one_is_hers_are_those_of_two() {
        let (one, hers) = (year(0, 1950, Route::Name, true), year(9, 1952, Route::Pronoun, true));
        assert!(clash(&[&one, &hers]).is_none());
        assert!(clash(&[&one, &year(9, 1952, Route::Pronoun, false)]).is_some());
    }

    #[test]
    fn dates_a_generation_apart_are_those_of_two() {
        let line = |other: i16| [year(0, 1901, Route::Name, true), year(9, other, Route::Name, true)];
        let several = |[one, other]: [Statement; 2]| is_of_several(&[&one, &other]);
        assert!(several(line(1934)));
        assert!(!several(line(1905)));
        // A slip.
        assert!(!several(line(1910)));
    }
}
