//! One person under two ids: rows that share names, and lives or terms that fit too well.

use super::facts::Facts;
use super::model::{EntityId, Person, Tenure};
use super::normalise::fold;
use crate::time::{Until, When};

/// Days between consecutive terms of a person who changes offices.
const BETWEEN: std::ops::RangeInclusive<i64> = -5..=60;

/// Returns `true` if two people who share full names may be one: they have the same day of birth, share two full names,
/// have the same name in an office of one seat, or have consecutive terms. Different births rule this out, unless they share two names and hold offices of one
/// country at the same time.
pub(super) fn may_be_one(facts: &Facts, people: [&Person; 2], names: &[&str]) -> bool {
    let [one, other] = people;
    let (mut same, mut apart) = (false, false);
    if let (Some(one), Some(other)) = (one.born, other.born) {
        same = is_day(one) && one == other;
        apart = one.latest < other.earliest || other.latest < one.earliest;
    }
    let [mine, theirs] = people.map(|person| terms(facts, person));
    let any = |fits: fn(&Facts, &Tenure, &Tenure) -> bool| {
        mine.iter().any(|mine| theirs.iter().any(|theirs| fits(facts, mine, theirs)))
    };
    let main = people.iter().any(|person| names.contains(&fold(&person.name).as_str()));
    let equal = fold(&one.name) == fold(&other.name);
    let two = names.len() > 1;
    same || two && (!apart || any(at_once)) || !apart && (main && any(follow) || equal && any(one_office))
}

fn is_day(when: When) -> bool {
    when.earliest == when.latest
}

fn terms<'f>(facts: &'f Facts, person: &Person) -> Vec<&'f Tenure> {
    let rows = person.tenures.iter().map(|id| &facts.tenures[id.0 as usize]);
    rows.filter(|row| facts.offices[row.office.0 as usize].sort.filtered).collect()
}

/// Returns `true` if they certainly overlap, in offices of one country.
fn at_once(facts: &Facts, one: &Tenure, other: &Tenure) -> bool {
    one.term.certain().meets(&other.term.certain()) && country(facts, one) == country(facts, other)
}

/// Returns `true` if both held an office that has one holder at a time.
fn one_office(facts: &Facts, one: &Tenure, other: &Tenure) -> bool {
    one.office == other.office && facts.offices[one.office.0 as usize].seats == 1
}

/// Returns `true` if one starts at about the end of the other.
fn follow(_: &Facts, one: &Tenure, other: &Tenure) -> bool {
    let ends = |earlier: &Tenure, later: &Tenure| match earlier.term.until {
        Until::Left(when) => BETWEEN.contains(&later.term.from.earliest.since(when.earliest)),
        Until::Open { .. } | Until::Unknown { .. } => false,
    };
    ends(one, other) || ends(other, one)
}

/// The largest place that an office belongs to.
pub(super) fn country(facts: &Facts, tenure: &Tenure) -> EntityId {
    let of = facts.offices[tenure.office.0 as usize].of;
    let above = std::iter::successors(Some(of), |id| facts.entities[id.0 as usize].within);
    above.take(facts.entities.len()).last().unwrap_or(of)
}
